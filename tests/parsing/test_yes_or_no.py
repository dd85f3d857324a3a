"""Yes and no in every encoding and position (forms.md §2.2 items 2 and 3): read, or asked about, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from parsing.answers import Answer
from parsing.boxes import emphasised, marked_in_two_ways
from parsing.document import Piece
from parsing.yes_or_no import yes_no
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
YES_NO = yes_no()


def read(said: str, *pieces: Piece) -> Any:
    """The value; or "doubt", or "blank"."""
    field = YES_NO.read(Answer(text=said, pieces=pieces), SCHEME)
    return "doubt" if field.doubt else "blank" if field.blank else field.value


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("☒Yes", True),
        ("Yes☒ No☐", True),
        ("Yes☐No☒", False),
        ("☐Yes☒No", False),
        ("Yes [X] No []", True),
        ("Yes (x) No ( )", True),
        ("Yes ( ) No (X)", False),
        ("Yes ✓", True),
        ("✔ Yes", True),
        ("√ Yes", True),
        ("☐ Yes √ No", False),
        ("No ✓", False),
        ("Yes ☒ / No", True),
        ("Yes / No ☒", False),
        ("Yes\nNo ☒", False),
        ("X Yes", True),
        ("Yes X", True),
        ("X Yes No", True),
        ("Yes No X", False),
        ("Yes x / No", True),
        ("Yes: X No:", True),
        ("Yes:  No: x", False),
        ("Yes _X_ No ___", True),
        ("Y/N: Y", True),
        ("Yes/No: No", False),
        ("(Y/N) N", False),
        ("Yes/No - Yes", True),
        ("YES!!", True),
        ("yes.", True),
        ("N.", False),
        ("Yes (see below)", True),
        ("☒ Yes ☐ No ☐ N/A", True),
        ("☐ Yes (please specify) ☒ No", False),
        ("☒ Yes ☐ No\nIf yes, please give details: see below", True),
        ("☒ Yes ☐ No ☐ Don't know", True),
    ],
)
def test_a_plain_answer_is_read_in_whatever_way_it_was_marked(said: str, means: bool) -> None:
    assert read(said) is means


@pytest.mark.parametrize(
    "said",
    [
        "Yes/No*",
        "*Yes/No",
        "Yes / No (delete as applicable)",
        "Yes/No* *delete as applicable",
        "Yes / No (please circle)",
        "Y / N",
        "Yes/No/Don't know",
        "Yes / No / Not known",
        "Yes / No / N/A",
        "Yes ☐ No ☐ Don't know ☐",
        "[ ] Yes [ ] No",
        "Yes ( ) No ( )",
        "☐Yes☐No",
        "-",
        "…",
        "Yes ☐ No ☐ N/A ☒",
    ],
)
def test_what_nobody_touched_is_no_answer(said: str) -> None:
    assert read(said) == "blank"


@pytest.mark.parametrize(
    "said",
    [
        "Yes?",
        "?",
        "Yes X No",
        "x Yes x No",
        "Yes and no",
        "Yes/No Yes",
        "No but she will",
        "No problem",
        "No objection",
        "No one has asked",
        "Not at present",
        "Yes - awaiting signature",
        "Yes, I think",
        "Possibly",
        "Refused",
        "Prefer not to say",
        "TBC",
        "Not known",
        "See attached",
        "As above",
        "☒ Yes ☐ No – but not yet",
        "☒ Yes ☐ No\nconsent may be withdrawn",
        "☒ Possibly",
        "[x] Yes [x] No",
        "✓ Yes ✓ No",
        "☐ Yes ☐ No ☒ Unsure",
        "Yes until March",
        "N/K",
        "xx",
        "Yes ☒ No",
    ],
)
def test_what_leaves_a_choice_is_a_doubt(said: str) -> None:
    assert read(said) == "doubt"


@pytest.mark.parametrize("look", ["bold", "underlined", "highlighted"])
@pytest.mark.parametrize(("words", "means"), [("Yes", True), ("No", False)])
def test_the_one_marked_word_answers(look: str, words: str, means: bool) -> None:
    pieces = [Piece(text=word, **{look: word == words}) for word in ("Yes", " / ", "No", "*")]
    assert read("Yes / No*", *pieces) is means


def test_words_marked_in_two_ways_settle_nothing() -> None:
    pieces = (Piece(text="Yes", bold=True), Piece(text=" / "), Piece(text="No", underlined=True))
    assert marked_in_two_ways(pieces)
    assert emphasised(pieces) == ""
    assert read("Yes / No", *pieces) == "doubt"


def test_words_marked_alike_are_not_marked_at_all() -> None:
    pieces = (Piece(text="Yes", bold=True), Piece(text=" / "), Piece(text="No", bold=True))
    assert read("Yes / No", *pieces) == "blank"


def test_a_word_marked_in_two_looks_at_once_is_marked_once() -> None:
    pieces = (Piece(text="Yes", bold=True, highlighted=True), Piece(text=" / "), Piece(text="No"))
    assert read("Yes / No", *pieces) is True
