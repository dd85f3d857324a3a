"""What the service refuses or answers reaches the desk in the desk's words: no option of a command, and no command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.desk_sentences import at_the_desk

ROOMS = (
    "resolve",
    "enter",
    "answers",
    "second_reading",
    "handing_in",
    "papers",
    "labels",
    "drafts",
    "taking_back",
    "asking",
    "complaints",
)
OF_THE_SHELL = re.compile(r"--\w|\breciprocal \w+|\b[A-Z]{3,}=|\bFIELD\b|\bREASON\b|\bKIND\b")
ONLY_AT_THE_SHELL = frozenset(
    {"{} is a folder. Hand in the files in it that count: --file PATH for each."}
)  # no form sends a folder
QUOTES = frozenset({"--accept"})  # stands in the record as what was said


def sentences(file: Path) -> Iterator[str]:
    """Every text of a module that is no docstring, with a word in each place that is filled in later."""
    tree = ast.parse(file.read_text())
    told = [
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and isinstance(node.body[0], ast.Expr)
    ]
    parts = [part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values]
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "word" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told and node not in parts:
            yield node.value


ALL = sorted(
    {
        each
        for room in ROOMS
        for each in sentences(Path("service", f"{room}.py"))
        if OF_THE_SHELL.search(each) and " " in each  # a single word is a sign of its own, as what a record quotes
    }
)


def test_there_are_sentences_to_be_said_otherwise() -> None:
    assert len(ALL) > 30


@pytest.mark.parametrize("sentence", ALL)
def test_a_sentence_that_reaches_the_desk_shows_no_sign_of_the_shell(sentence: str) -> None:
    said = at_the_desk(sentence)
    assert not OF_THE_SHELL.search(said), said
    assert not re.search(r"  |\.\.|: \.|\( *\)| [.,;]", said), said


@pytest.mark.parametrize(
    ("shell", "desk"),
    [
        (
            "Q7 is answered. The line decides it with the next «reciprocal run».",
            "Q7 is answered. It is decided within a minute.",
        ),
        (
            "Q7 is about a letter that has gone. Close it with --dismiss REASON.",
            "Q7 is about a letter that has gone. Set the question aside with a reason.",
        ),
        ("Say decision: --set decision=VALUE.", "Say what the decision is."),
        ("The order «pause» needs until: --set FIELD=VALUE.", "The order «pause» needs until."),
        ("«Quay» is no area of this scheme.", "«Quay» is no area of this scheme."),
    ],
)
def test_the_same_is_said_in_other_words(shell: str, desk: str) -> None:
    assert at_the_desk(shell) == desk
