"""Every field, value and kind of question has its plain words, and no sentence speaks of a command at the desk."""

from __future__ import annotations

import ast
import re
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import asked_words, field_words
from desk.ways import WAYS
from matching.field_types import CLOSED_LISTS
from parsing import readings
from parsing.readings import Person
from tests.support.lines import SCHEME

ROOT = Path(__file__).parent.parent.parent
ASKING = (*sorted((ROOT / "matching").glob("*.py")), *sorted((ROOT / "parsing").glob("*.py")))
BESIDE = ("intake", "reconcile", "day", "steps", "sending", "register", "rounds")
OF_THE_STORE = ("caps", "record", "outbox")
FOR_THE_SHELL = re.compile(r"(?<!\S)--[a-z]|«reciprocal |\(reciprocal |: reciprocal ")


def keys() -> Iterator[str]:
    for kind in typing.get_args(readings.Reading):
        reading = kind(why="") if kind is readings.Unreadable else kind()
        yield from (key for key, _ in reading.fields())


def sentences(module: Path) -> Iterator[str]:
    """Every text of a module that stands by itself nowhere (a docstring), what is filled in standing as one word."""
    tree = ast.parse(module.read_text())
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts | docstrings:
            yield node.value


def test_every_field_of_the_contract_has_its_label() -> None:
    assert not set(keys()) - set(field_words.LABELS)


def test_every_value_of_a_closed_list_has_its_words() -> None:
    for key, values in CLOSED_LISTS.items():
        for value in values:
            assert value in field_words.WORDS or (key, value) in field_words.OWN_WORDS, (key, value)
            assert "_" not in field_words.said(key, value, SCHEME)


def test_every_kind_of_question_has_its_words() -> None:
    assert not set(WAYS) - set(asked_words.KINDS)


def test_every_kind_of_mail_has_its_words() -> None:
    assert {kind.kind for kind in typing.get_args(readings.Reading)} == set(field_words.MAIL_KINDS)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("rent_arrears", True, "yes"),
        ("areas_requested", ("Brent", "Camden"), "Brent, Camden"),
        ("areas_removed", (), "none"),
        ("adults", (Person(age=34, sex="f"), Person(age=36)), "adult 34 f, adult 36"),
        ("children", (Person(age=None, sex="m"),), "child age not said m"),
        ("consent_date", date(2026, 11, 3), "3 Nov 2026"),
        ("current_floor", 0, "ground floor"),
        ("current_floor", 7, "floor 7"),
        ("bedrooms_needed", 2, "2"),
        ("risk_primary", "domestic_abuse", "Domestic abuse"),
        ("currently_staying", "other", "somewhere else"),
        ("officer_name", "open", "open"),
        ("rent", "139.00", "£139.00"),
        ("lift", None, "not said"),
    ],
)
def test_a_value_is_said_as_a_person_says_it(key: str, value: object, words: str) -> None:
    assert field_words.said(key, value, SCHEME) == words


def test_a_sentence_that_speaks_of_the_shell_is_said_in_the_desk_s_words() -> None:
    modules = (
        *ASKING,
        *(ROOT / "service" / f"{name}.py" for name in BESIDE),
        *(ROOT / "store" / f"{name}.py" for name in OF_THE_STORE),
    )
    told = [text for module in modules for text in sentences(module) if " " in text and FOR_THE_SHELL.search(_whole(text))]
    assert len(told) > 15, "the sentences are found"
    for text in told:
        assert not FOR_THE_SHELL.search(asked_words.plain(_whole(text))), text


def _whole(text: str) -> str:
    """Sentences that are put together from two pieces, as they are asked."""
    if text.endswith("«reciprocal enter "):
        return f"{text}X --as case_order --set order=landlord --set partner=…»."
    return "" if text.startswith("X --as case_order") or "XX --as" in text else text


def test_numbers_of_rules_are_left_out() -> None:
    assert (
        asked_words.plain("A tenant wrote: a person answers (R012). Ask (R028, R056) now.")
        == "A tenant wrote: a person answers. Ask now."
    )
