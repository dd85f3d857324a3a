"""Letters as a person may look at them: every letter there is, taken apart again, and no home's address among it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from desk import letter_words
from desk.letter_view import NOT_FOUND, NOT_READ, STARS, view_of, words_of
from outbox import alarm, answer, complaint, digest, morning
from outbox.compose import Block, finished
from outbox.letters import KINDS
from outbox.message import OutboundMessage
from store import outbox
from store.engine import Store, open_store
from store.schema import LetterState
from tests.support.played import played_store

ADDRESS = "14 Harbour Steps, Upper Landing behind the old customs house, Hythewick ZZ1 1ZZ"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(played_store(tmp_path_factory.mktemp("letters") / "month.db"))
    yield store
    store.close()


def offer_notice() -> OutboundMessage:
    """An offer's letter to the officer, with the address of the home as compose writes it."""
    blocks = (
        Block(mark="", lines=("Moorgate Homes has a home to offer to the household of ARC-01-26.",)),
        Block(mark="|", lines=("Bedrooms | 2", f"Address | {ADDRESS}")),
        Block(mark="", lines=("Please keep the address to yourself.",)),
    )
    return finished(
        kind="offer_notice",
        cause="a test",
        to="sam@agency.example",
        subject="ARC-01-26: a home is offered",
        blocks=blocks,
        sender="Reciprocal <desk@reciprocal.example>",
        today=date(2026, 3, 3),
        case="ARC-01-26",
        holds_address=True,
    )


def test_every_letter_of_a_month_is_shown_whole_and_says_the_same_twice(played: Store) -> None:
    with played.read() as tx:
        letters = [outbox.find(tx, line.id) for line in outbox.listing(tx)]
    assert len(letters) > 100
    for letter in letters:
        assert letter is not None
        view = view_of(letter.data, holds_address=letter.holds_address)
        assert (view.why_not, view.both_say_the_same, view.is_covered) == ("", True, False), letter.kind
        assert (view.subject, view.to) == (letter.subject, letter.to)
        assert view.raw.replace("\n", "\r\n").encode() == letter.data
        assert [each.name for each in view.attachments] == ([f"{letter.case}.docx"] if letter.kind == "circular" else [])


def test_the_address_of_a_home_stands_under_stars_and_nowhere_else_either() -> None:
    letter = offer_notice()
    view = view_of(letter.data, holds_address=True)
    assert view.is_covered
    assert f"Address: {STARS}" in view.text
    assert view.raw == ""
    everything = repr(view) + view.text + words_of(letter.data)
    assert not any(word in everything for word in ("Harbour", "Landing", "customs", "ZZ1", "1ZZ"))
    assert "Please keep the address to yourself." in view.text
    assert view.both_say_the_same


def test_an_address_that_was_uncovered_is_shown_with_the_very_bytes() -> None:
    letter = offer_notice()
    view = view_of(letter.data, holds_address=True, uncovered=True)
    assert ADDRESS in " ".join(view.text.split())
    assert "X-Reciprocal-Letter" in view.raw
    assert not view.is_covered


def test_an_address_that_is_not_where_it_should_be_hides_the_words() -> None:
    data = offer_notice().data.replace(b"Address: ", b"Where it is: ")
    view = view_of(data, holds_address=True)
    assert (view.text, view.raw, view.why_not) == ("", "", NOT_FOUND)


def test_more_can_be_covered_and_what_cannot_be_read_is_said() -> None:
    assert "Moorgate" not in words_of(offer_notice().data, covered=("Moorgate Homes", ""))
    assert view_of(b"Content-Type: image/png\r\n\r\n\x89PNG").why_not == NOT_READ


def test_two_parts_that_differ_are_told_apart() -> None:
    data = offer_notice().data.replace(b"Bedrooms: 2", b"Bedrooms: 3")
    assert not view_of(data, holds_address=True).both_say_the_same


def test_every_kind_of_letter_has_its_plain_words() -> None:
    kinds = {*KINDS, answer.KIND, complaint.KIND, alarm.KIND, morning.KIND, digest.KIND}
    assert kinds == set(letter_words.KINDS)
    assert len({said.name for said in letter_words.KINDS.values()}) == len(kinds), "two kinds of one name cannot be told apart"
    assert all(said.undone.endswith(".") for said in letter_words.KINDS.values())


@pytest.mark.parametrize(
    ("state", "reply", "expected"),
    [
        (LetterState.REFUSED, "550 5.1.1 <x@y.example>: user unknown", "There is no such mailbox there."),
        (LetterState.REFUSED, "552 5.2.2 over quota", "The mailbox is full."),
        (LetterState.REFUSED, "554 5.7.1 blocked by policy", "The server does not take our letters"),
        (LetterState.REFUSED, "571 no", "The server refused the letter."),
        (LetterState.HELD, "D12: the case has ended; only closing notices may go out.", "The request has gone on"),
        (LetterState.HELD, "x@y.example is not at a secure domain (smtp.secure_domains). Reach …", "not a secure one"),
        (LetterState.HELD, "too many of its kind", "one too many of its kind"),
        (LetterState.UNCERTAIN, "the line broke", "it may have arrived"),
        (LetterState.SENDING, "", "this moment"),
    ],
)
def test_what_a_server_or_the_gate_says_is_told_in_plain_words(state: LetterState, reply: str, expected: str) -> None:
    assert expected in letter_words.why(state, reply)


def test_a_letter_that_waits_for_its_first_turn_explains_nothing() -> None:
    assert letter_words.why(LetterState.WAITING, "") == ""
    assert "put the letter off" in letter_words.why(LetterState.WAITING, "451 greylisted", attempts=2)
    assert "home's address" in letter_words.why(LetterState.UNCERTAIN, "x", holds_address=True)


def test_who_reads_a_letter_is_said_by_role() -> None:
    assert letter_words.role_of("circular", "Moorgate Homes", "Ashrigg") == "landlord with homes"
    assert letter_words.role_of("case_closed", "Ashrigg", "Ashrigg") == "applicant's landlord"
    assert letter_words.role_of("offer_recorded", "Moorgate Homes", "Ashrigg") == "landlord that offered"
    assert letter_words.role_of("acknowledgement", "", "Ashrigg") == "nominating officer"
    assert letter_words.role_of("morning", "", "") == "coordinator"
