"""Answers as people type them, each with what it means; written down before the rules were looked at (R022, R030).

A table is a text: «@key» (or «%key» in the other scheme), then «words => meaning». Meanings parted by a bar may each be read;
D is a doubt, B a blank, * any value, «~v» v or a doubt. People: «F34 M9 ??»; a line end in the words is written \\n.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parsing.answers import Answer
from parsing.form import Question
from parsing.forms import FORMS
from parsing.readings import Person
from scheme.agreement import load, shipped

SCHEMES = {"@": load(shipped("pan_london")), "%": load(shipped("northmere"))}
QUESTIONS: dict[str, Question] = {}
for form in FORMS:
    for question in form.questions:
        QUESTIONS.setdefault(question.key, question)
SEX = {"f": "F", "m": "M", "other": "O", None: "?"}


def rows() -> Iterator[Any]:
    for table in ("first", "second", "third", "fourth", "fifth"):
        head = ""
        for line in (Path(__file__).parent / f"answers_held_{table}.txt").read_text(encoding="utf-8").splitlines():
            said, arrow, meaning = line.partition(" =>")
            if not arrow:
                head = line
                continue
            yield pytest.param(
                head[0], head[1:], said.replace("\\n", "\n").replace("\\\\", "\\"), meaning.strip(), id=f"{head}-{said}"
            )


def told(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    if any(isinstance(each, Person) for each in value):
        return " ".join(sorted(f"{SEX[each.sex]}{'?' if each.age is None else each.age}" for each in value))
    return ", ".join(sorted(value))


def in_order(meaning: str, key: str) -> str:
    return " ".join(sorted(meaning.split())) if key in ("adults", "children") else meaning


@pytest.mark.parametrize(("scheme", "key", "said", "meaning"), list(rows()))
def test_an_answer_is_read_as_it_was_meant_or_asked_about(scheme: str, key: str, said: str, meaning: str) -> None:
    field = QUESTIONS[key].answer.read(Answer(text=said), SCHEMES[scheme])
    got = "D" if field.doubt else "B" if field.value is None else told(field.value)
    meant = [in_order(each, key) for each in (f"{meaning[1:]}|D" if meaning.startswith("~") else meaning).split("|")]
    assert got in meant or ("*" in meant and got not in "DB")
