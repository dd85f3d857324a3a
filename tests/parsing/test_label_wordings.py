"""Wordings that councils may use ask what they mean, and near misses ask none of the form's questions (forms.md §2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parsing.form import labels_of
from parsing.forms import FORMS
from parsing.labels import keys_asked
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
LABELS = {form.kind: labels_of(form, SCHEME) for form in FORMS}
NOBODY = "-"


def wordings() -> Iterator[tuple[str, str, str]]:
    """(form, key, wording) of each line; the file's own head says how it is made."""
    kind = key = ""
    for line in (Path(__file__).parent / "label_wordings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            kind, key = line.removeprefix("== ").split()
        elif line and not line.startswith("#"):
            yield kind, key, line


@pytest.mark.parametrize(("kind", "key", "wording"), tuple(wordings()))
def test_a_wording_asks_what_it_means(kind: str, key: str, wording: str) -> None:
    asked = keys_asked(LABELS[kind].question(wording.partition(" ☐")[0]))
    assert (asked == frozenset()) if key == NOBODY else (key in asked)


def test_every_question_has_wordings_or_is_known_by_its_own() -> None:
    assert len(list(wordings())) >= 600
    assert {(kind, key) for kind, key, _ in wordings() if key != NOBODY} <= {
        (form.kind, question.key) for form in FORMS for question in form.questions
    }
