"""The protocol: what is heard at all, from whom, and about which case (D13, R007, R012, R056, R071, F24–F34)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.decision import ask, letter_cause, together
from matching.ledger import carry
from parsing.readings import (
    Automatic,
    CaseOrder,
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    NilReturn,
    Outcome,
    PropertyOffer,
    Reading,
    RequestForm,
    SenderCheck,
    TenantMail,
    Unreadable,
    Withdrawal,
)
from tests.matching.world import (
    AUTOMATIC,
    DANA,
    MALLORY,
    SAM,
    SOUTHBY,
    TODAY,
    World,
    approval,
    change,
    coordinator,
    kinds,
    offer,
    outcome,
    questions,
    request,
    said,
    unsure,
    verified,
    withdrawal,
)

ACTING: dict[str, tuple[Reading, str]] = {
    "property_request": (request(), SAM),
    "landlord_decision": (approval(), DANA),
    "property_offer": (offer(), SOUTHBY),
    "nil_return": (NilReturn(), SOUTHBY),
    "outcome": (outcome("accepted"), SAM),
    "change": (change(areas_removed=("Southby",)), SAM),
    "withdrawal": (withdrawal(), SAM),
}
FOR_A_PERSON: dict[str, Reading] = {
    "enquiry": Enquiry(),
    "complaint": Complaint(),
    "tenant": TenantMail(),
    "contact_change": ContactChange(),
    "unreadable": Unreadable(why="The file is protected: open it by hand."),
}


def test_an_order_that_is_not_the_coordinators_is_a_question_and_changes_nothing() -> None:
    world = World()
    reference = world.requested()
    order = CaseOrder(reference=said(reference), order=said("exclude"), partner=said("Southby"))
    for speaker in (SAM, DANA, SOUTHBY):
        decision = world.hear(order, speaker, reference)
        assert (questions(decision), decision.cases, decision.letters) == (["sender"], (), ())


def test_every_kind_of_reading_stands_in_one_of_the_tables() -> None:
    union = (RequestForm, LandlordDecision, PropertyOffer, NilReturn, Outcome, Change, Withdrawal)
    assert set(ACTING) == {each.kind for each in union}
    assert set(FOR_A_PERSON) == {each.kind for each in (Enquiry, Complaint, TenantMail, ContactChange, Unreadable)}


UNPROVED: list[Any] = [
    pytest.param({"check": SenderCheck.FAILED}, id="the check failed (F32)"),
    pytest.param({"check": SenderCheck.NONE}, id="there was no trusted check"),
    pytest.param({"check": SenderCheck.PASSED, "doubt": "There are two From addresses."}, id="the sender is in doubt"),
]


@pytest.mark.parametrize("changes", UNPROVED)
@pytest.mark.parametrize("kind", ACTING)
def test_an_unproved_sender_only_raises_a_question(kind: str, changes: dict[str, Any]) -> None:  # D13
    reading, address = ACTING[kind]
    world = World()
    reference = world.offered()
    speaker = replace(verified(address), **changes)
    for about in (reference, ""):  # the same whether the reference in it exists or not
        decision = world.hear(reading, speaker, about)
        assert questions(decision) == ["sender"]
        assert (decision.cases, decision.entries, decision.letters, decision.notes) == ((), (), (), ())


@pytest.mark.parametrize("kind", ACTING)
def test_a_stranger_with_a_passed_check_changes_nothing(kind: str) -> None:  # F34
    world = World()
    reference = world.offered()
    decision = world.hear(ACTING[kind][0], MALLORY, reference)
    assert len(decision.questions) == 1
    assert (decision.cases, decision.entries, decision.letters) == ((), (), ())


@pytest.mark.parametrize("kind", [*ACTING, *FOR_A_PERSON])
@pytest.mark.parametrize("automatic", AUTOMATIC)
def test_no_mail_of_a_machine_is_anybodys_word(kind: str, automatic: Automatic) -> None:  # F24–F26, D13
    world = World()
    reference = world.offered()
    reading = FOR_A_PERSON[kind] if kind in FOR_A_PERSON else ACTING[kind][0]
    address = SAM if kind in FOR_A_PERSON else ACTING[kind][1]
    decision = world.hear(reading, verified(address, automatic=automatic), reference, urgent="tonight")
    assert (decision.cases, decision.entries, decision.letters, decision.notes) == ((), (), (), ())
    if automatic is Automatic.BOUNCE:
        assert questions(decision) == ["bounce"]
    elif kind == "contact_change" and automatic is Automatic.OUT_OF_OFFICE:
        assert questions(decision) == ["contact_change"]  # «she has left»: a task for the register (R028)
    else:
        assert decision.questions == ()
        assert decision.ignored


@pytest.mark.rule("R012")
@pytest.mark.parametrize("check", SenderCheck)
@pytest.mark.parametrize("kind", FOR_A_PERSON)
def test_what_a_machine_must_not_answer_is_a_question_of_its_kind(kind: str, check: SenderCheck) -> None:
    world = World()
    reference = world.offered()
    decision = world.hear(FOR_A_PERSON[kind], replace(verified(SAM), check=check), reference)
    (question,) = decision.questions
    assert (question.kind, question.case, question.urgent) == (kind, reference, kind == "tenant")
    noticed = (
        {"change_asked"} if kind == "contact_change" and check is SenderCheck.PASSED else set()
    )  # to the officer's own address
    assert (decision.cases, decision.entries, {letter.kind for letter in decision.letters}) == ((), (), noticed)
    assert ("not proved" in question.why) is (check is not SenderCheck.PASSED)


NO_CASE: list[Any] = [
    pytest.param({"case_doubt": "It names two cases."}, "two cases", id="two references"),
    pytest.param({"case": None, "case_doubt": ""}, "not clear which request", id="no reference"),
]


@pytest.mark.rule("R071")
@pytest.mark.parametrize(("changes", "why"), NO_CASE)
@pytest.mark.parametrize("kind", sorted(set(ACTING) - {"property_request", "nil_return"}))
def test_without_one_case_nothing_is_done(kind: str, changes: dict[str, Any], why: str) -> None:  # forms 2.2 (4)
    reading, address = ACTING[kind]
    world = World()
    decision = world.hear(reading, address, world.offered(), **changes)
    assert questions(decision) == ["reference"]
    assert why in decision.questions[0].why
    assert (decision.cases, decision.letters) == ((), ())


def test_a_reference_in_doubt_or_of_another_case_is_a_question() -> None:
    world = World()
    reference = world.requested()
    assert questions(world.hear(replace(approval(), reference=unsure()), DANA, reference)) == ["reference"]
    assert questions(world.hear(replace(approval(), reference=said("ARC-99-25")), DANA, reference)) == ["reference"]
    assert world.hear(replace(approval(), reference=said(reference)), DANA, reference).letters


def test_the_coordinator_has_chosen_the_case_whatever_the_mail_said() -> None:
    world = World()
    reference = world.requested()
    assert world.hear(replace(approval(), reference=said("ARC-99-25")), coordinator(DANA), reference).letters


def test_nothing_suitable_is_a_line_in_the_history() -> None:
    world = World()
    reference = world.approved()
    decision = world.hear(NilReturn(), SOUTHBY, reference)
    assert [note.what for note in decision.notes] == ["Southby has nothing suitable."]
    assert (decision.letters, decision.questions, decision.entries) == ((), (), ())
    assert world.hear(NilReturn(), coordinator(), reference).notes


@pytest.mark.rule("R071")
def test_nothing_suitable_that_is_not_surely_said_is_asked_about() -> None:  # R071
    world = World()
    decision = world.hear(NilReturn(doubts=("It is not sure.",)), SOUTHBY, world.approved())
    assert questions(decision) == ["doubt"]
    assert "It is not sure." in decision.questions[0].why
    assert (decision.notes, decision.ignored) == ((), "")


def test_nothing_suitable_for_no_one_request_is_nothing() -> None:
    assert World().hear(NilReturn(), SOUTHBY).ignored


@pytest.mark.rule("R007")
def test_danger_in_any_mail_alerts_a_person_with_its_case() -> None:  # R007
    world = World()
    reference = world.offered()
    decision = world.hear(Enquiry(), SAM, reference, urgent="he is at the door")
    assert [(each.kind, each.case, each.urgent) for each in decision.questions] == [
        ("enquiry", reference, False),
        ("danger", reference, True),
    ]
    assert world.hear(Enquiry(), SAM, "", urgent="he is at the door").questions[-1].case == ""


@pytest.mark.rule("R007")
@pytest.mark.parametrize("reading", [Enquiry(), change(change="pause"), Unreadable(why="Nothing could be read.")])
def test_danger_flags_the_case_though_nothing_else_is_done(reading: Reading) -> None:
    world = World()
    reference = world.requested()
    decision = world.hear(reading, SAM, reference, urgent="he is at the door")
    assert world.cases[reference].urgent
    assert decision.questions[-1].urgent
    assert all("immediate_danger" in letter.about for letter in decision.letters)
    assert not any(each.urgent for each in World().hear(reading, SAM, "").cases)


@pytest.mark.rule("R007")
def test_whoever_is_not_proved_flags_no_case() -> None:
    world = World()
    reference = world.requested()
    decision = world.hear(Enquiry(), replace(verified(SAM), doubt="spoofed"), reference, urgent="he is at the door")
    assert decision.questions[-1].urgent
    assert not world.cases[reference].urgent


@pytest.mark.rule("R007")
def test_only_who_wrote_reads_where_help_is() -> None:
    world = World()
    reference = world.requested()
    decision = world.hear(approval(), DANA, reference, urgent="he is at the door")
    assert not any("immediate_danger" in letter.about for letter in decision.letters)


@pytest.mark.rule("R035", "R031")
def test_a_place_outside_asked_for_in_a_change_is_signposted_beside_good_areas() -> None:
    world = World()
    reference = world.requested()
    outside = change(
        change="areas", areas_added=unsure("«Dock End» is a place (R030).", quote="Dock End, Faraway"), areas_removed=("Southby",)
    )
    (letter,) = world.hear(outside, SAM, reference).letters
    assert (letter.kind, sorted(letter.about)) == ("change_recorded", ["outside_region", "part_of_area"])


def test_danger_flags_the_case_that_changes_and_no_other() -> None:
    world = World()
    reference = world.requested()
    world.hear(approval(), DANA, reference, urgent="tonight")
    assert world.cases[reference].urgent


def test_of_two_letters_of_one_kind_to_one_mailbox_on_one_case_one_goes() -> None:  # D14
    world = World()
    world.requested()
    (first, *_) = world.letters
    decision = together(
        *(ask("x", "why") for _ in range(2)), replace(ask("y", "why"), letters=(first, replace(first, reason="other")))
    )
    assert decision.letters == (first,)
    assert questions(decision) == ["x", "y"]


def test_letters_on_two_cases_of_one_cause_have_two_causes() -> None:  # O2
    world = World()
    world.requested()
    letter = world.letters[0]
    other = replace(letter, case=replace(letter.case, reference="ARC-02-25"))
    assert letter_cause("7:0", letter) != letter_cause("7:0", other)


def test_however_many_changes_a_mail_asks_for_it_is_noticed_once() -> None:  # D14
    world = World()
    letter = next(iter(world.hear(ACTING["change"][0], SAM, world.approved()).letters))
    asked = replace(letter, kind="change_asked")
    assert letter_cause("7:0", asked) == letter_cause("7:1", asked) != letter_cause("8:0", asked)
    assert letter_cause("7:0", letter) != letter_cause("7:1", letter)


def test_a_whole_journey() -> None:
    world = World()
    world.moved()
    assert [letter.kind for letter in world.letters] == [
        "acknowledgement",
        "approval_request",
        "approval_request",
        "approval_recorded",
        "circular",
        "circular",
        "circular",
        "circulated",
        "offer_notice",
        "offer_recorded",
        "acceptance_recorded",
        "acceptance_recorded",
        "move_recorded",
        "home_counted",
        "home_owed",
        "home_owed",
        "closed",
        "closed",
    ]
    assert kinds(world.hear(withdrawal(), SAM, "ARC-01-25")) == []


def test_danger_flags_one_case_even_when_others_are_released() -> None:  # R007
    world = World(entries=list(carry(landlord="Northam", owes=2, day=TODAY, reason="opening")))
    reference = world.accepted()
    held = world.approved(risk_primary="stalking", tenancy_type="assured", areas_requested=("Eastley",))
    decision = world.hear(outcome("refused"), SAM, reference, urgent="tonight")
    assert {case.reference: case.urgent for case in decision.cases} == {reference: True, held: False}
    assert decision.questions[-1].case == reference


def test_nothing_suitable_for_a_case_in_doubt_is_noted_nowhere() -> None:
    world = World()
    decision = world.hear(NilReturn(), SOUTHBY, world.approved(), case_doubt="It names two cases.")
    assert decision.notes == ()


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        (replace(verified(SAM), doubt="There are two From addresses."), "There are two From addresses."),
        (replace(verified(SAM), check=SenderCheck.NONE), SAM),
        (replace(verified(""), check=SenderCheck.PASSED), "the sender"),
    ],
    ids=["a doubt", "no check", "nobody"],
)
def test_the_question_says_why_the_sender_is_not_proved(speaker: Any, words: str) -> None:
    assert words in World().hear(request(), speaker).questions[0].why


def test_only_letters_that_tell_a_balance_carry_one() -> None:  # D11
    world = World()
    world.moved()
    assert {letter.kind for letter in world.letters if letter.balance} == {"home_counted", "home_owed"}
