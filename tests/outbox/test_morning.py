"""The morning letter says what is due in sentences of known forms; the gate takes every line apart and looks each word up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from matching.agenda import Agenda, Due, Item
from matching.case import Case, Offer, State
from outbox import morning
from outbox.message import OutboundMessage
from outbox.morning import SECTIONS, SENTENCES
from outbox.morning_gate import Asked, Books, morning_leaks
from outbox.morning_letter import compose_morning
from tests.outbox.post import SENDER, part

TODAY = date(2026, 12, 1)
COORDINATOR = "robin@region.example"
LINK = "0123456789abcdef" * 4
CASE = Case(
    reference="ARC-07-26",
    state=State.OFFERED,
    policy="2024-01-01",
    landlord="Fernlea & Sons Homes",
    received_on=TODAY,
    offers=(Offer(id="o", landlord="Quaystone Trust", made_on=TODAY),),
)
NOVEMBER, DECEMBER = date(2026, 11, 20), date(2026, 12, 3)
HOME, OTHER = {"landlord": "Fernlea & Sons Homes"}, {"landlord": "Quaystone Trust"}
ARC = {"reference": "ARC-07-26"}
# One line of every form.
ITEMS = (
    Item(due=Due.DANGER, says="question_about", question="Q3", kind="immediate_danger", day=TODAY, **ARC),
    Item(due=Due.CIRCULATE, says="circulate_now", day=NOVEMBER, **ARC, **HOME),
    Item(due=Due.CIRCULATE, says="circulate", day=DECEMBER, **ARC, **HOME),
    Item(due=Due.ANSWERS, says="answer", day=date(2026, 12, 2), **ARC, **OTHER),
    Item(due=Due.APPROVALS, says="approval", day=NOVEMBER, **ARC, **HOME),
    Item(due=Due.PANELS, says="panel", day=TODAY, **ARC, **HOME),
    Item(due=Due.PANELS, says="panel_met", day=date(2026, 11, 30), **ARC, **HOME),
    Item(due=Due.LETTERS, says="letter", kind="alarm", state="refused", day=NOVEMBER),
    Item(due=Due.LETTERS, says="letter_about", kind="circular", state="held", day=NOVEMBER, **ARC),
    Item(due=Due.LETTERS, says="more", count=4),
    Item(due=Due.QUESTIONS, says="kind", kind="held_letter", count=2, day=NOVEMBER),
    Item(due=Due.QUESTIONS, says="question", question="Q1", kind="held_letter", day=NOVEMBER),
    Item(due=Due.QUESTIONS, says="more", count=1),
    Item(due=Due.TENANCIES, says="tenancy", **ARC, **OTHER),
    Item(due=Due.PAUSES, says="pause", day=TODAY, **ARC),
    Item(due=Due.HELD, says="held", count=3, day=NOVEMBER, **ARC, **HOME),
)
BOOKS = Books(
    case={"ARC-07-26": CASE}.get,
    question={"Q1": Asked(kind="held_letter", case=""), "Q3": Asked(kind="immediate_danger", case="ARC-07-26")}.get,
    landlords=frozenset({"Fernlea & Sons Homes", "Quaystone Trust", "Harbour Homes"}),
    kinds=frozenset({"held_letter", "immediate_danger"}),
    line_of=lambda link: 412 if link == LINK else 0,
)


def letter(*items: Item, named: bool = True, to: str = COORDINATOR, day: date = TODAY) -> OutboundMessage:
    page = Agenda(day=day, items=items)
    return compose_morning(page, to, link=LINK, lines=412, names_requests=named, scheme_name="A  Reciprocal", sender=SENDER)


def gate(message: OutboundMessage, *, secure: bool = True, books: Books = BOOKS) -> tuple[str, ...]:
    known = {"coordinators": ("Robin@Region.example",), "scheme_name": "A Reciprocal", "sender": SENDER, "today": TODAY}
    return morning_leaks(message, books, secure=secure, **known)  # type: ignore[arg-type]  # each is of its own type


def test_every_section_and_sentence_has_its_words() -> None:
    assert list(SECTIONS) == [due.value for due in Due]
    assert {item.says for item in ITEMS} | {"counted"} == set(SENTENCES)


@pytest.mark.rule("R036", "R049", "R055")
def test_a_letter_with_a_line_of_every_form_passes_the_gate_and_is_the_same_bytes_again() -> None:
    assert gate(letter(*ITEMS)) == ()
    assert letter(*ITEMS) == letter(*ITEMS)


def test_its_days_are_plain_english_and_its_text_is_narrow() -> None:
    text = part(letter(*ITEMS).data, "plain")
    assert "This is what is due on Tuesday 1 December 2026" in text
    assert "wants an answer by\n  Wednesday 2 December 2026 (tomorrow)" in text
    assert all(len(line) <= 78 for line in text.splitlines())
    assert not re.search(r"[{}<>|]|None|_", text)


def test_each_line_stands_below_what_to_do_about_it() -> None:
    text = " ".join(part(letter(*ITEMS).data, "plain").split())
    places = [text.index(SECTIONS[due].todo) for due in Due]
    assert places == sorted(places)


def test_when_nothing_is_due_one_line_says_so() -> None:
    message = letter()
    assert "All is well: nothing is due on Tuesday 1 December 2026." in part(message.data, "plain")
    assert gate(message) == ()


def test_the_newest_link_of_the_audit_stands_in_it_to_be_kept() -> None:
    text = part(letter().data, "plain")
    assert LINK in text
    assert "412 lines" in text


def test_to_a_mailbox_that_is_not_secure_it_counts_and_names_nothing() -> None:
    message = letter(*ITEMS, named=False)
    text = part(message.data, "plain")
    assert gate(message, secure=False) == ()
    assert not re.search(r"ARC-|Q\d|Fernlea|Quaystone", text)
    assert "6 on the list" in text, "two letters and four more"
    assert any(each.startswith("D15") for each in gate(letter(*ITEMS), secure=False))


def line(**changes: object) -> OutboundMessage:
    """A letter of one line, which tells something that is not so."""
    about = {"due": Due.CIRCULATE, "says": "circulate", "day": DECEMBER, **ARC, **HOME, **changes}
    return letter(Item(**about))  # type: ignore[arg-type]  # each is of its own type


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        (line(reference="ARC-08-26"), "D7"),  # no such request
        (line(landlord="Harbour Homes"), "D4"),  # a landlord that has no part in it
        (line(landlord="Mary Miller"), "D4"),  # no landlord at all
        (line(landlord="12 Fernlea Road"), "D4"),
        (line(reference="Mary"), "D4"),
        (line(says="approval", kind="x", landlord="Fernlea & Sons Homes was asked; ring 020 7946 0123"), "D4"),
        (line(due=Due.QUESTIONS, says="question", question="Q1", kind="sender"), "D4"),
        (line(due=Due.QUESTIONS, says="question", question="Q9", kind="held_letter"), "D4"),
        (line(due=Due.QUESTIONS, says="question_about", question="Q1", kind="held_letter"), "D4"),
        (line(due=Due.QUESTIONS, says="kind", kind="mary", count=2), "D4"),
        (line(due=Due.LETTERS, says="letter", kind="threat", state="held"), "D4"),
        (line(due=Due.LETTERS, says="letter", kind="circular", state="burnt"), "D4"),
        (letter(to="else@region.example"), "D2"),
        (letter(day=date(2026, 11, 30)), "D12"),
        (replace(letter(), case="ARC-07-26"), "D7"),
        (replace(letter(), partner="Quaystone Trust"), "D4"),
        (replace(letter(), kind="alarm"), "D4"),
        (replace(letter(), subject="Mary"), "D7"),
        (replace(letter(), data=letter().data.replace(b"412 lines", b"413 lines")), "D4"),
        (replace(letter(), data=letter().data.replace(b"All is well", b"All is Mary")), "D4"),
        (replace(letter(), data=letter().data.replace(b"All is well", b"All is hell", 1)), "D9"),
        (replace(letter(), data=letter().data.replace(b"<h2 ", b'<h2 title="Mary" ', 1)), "D9"),
        (replace(letter(), data=letter().data.replace(b"To: ", b"Cc: nosy@region.example\r\nTo: ")), "D1"),
    ],
)
def test_what_is_not_so_is_held(message: OutboundMessage, rule: str) -> None:
    assert any(each.startswith(rule) for each in gate(message)), gate(message)


def test_a_day_that_is_reckoned_wrongly_is_held() -> None:
    data = letter(*ITEMS).data.replace(b"(tomorrow)", b"(yesterday)")
    assert "D4: a day of the letter is reckoned wrongly." in gate(replace(letter(*ITEMS), data=data))


def test_a_landlords_name_cannot_begin_a_line_of_its_own() -> None:
    forged = {"landlord": "Fernlea & Sons Homes\n\n# All is well\n- ARC-07-26"}
    assert any(each.startswith("D4") for each in gate(line(**forged)))
    assert "\n# All" not in part(line(**forged).data, "plain")


def test_a_case_without_a_landlord_is_told_of_all_the_same() -> None:
    books = replace(BOOKS, case={"ARC-07-26": replace(CASE, landlord="")}.get)
    assert gate(line(landlord=""), books=books) == ()
    assert morning.NO_LANDLORD in part(line(landlord="").data, "plain")
