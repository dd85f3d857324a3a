"""What a decision may know: the one case a reading is about, or why there is none; and who is speaking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matching import ledger as rules
from matching.case import Offer, Officer, State
from matching.decision import Question
from matching.facts import Facts
from matching.request import form_fingerprint
from parsing.field import Field
from parsing.readings import (
    Automatic,
    Enquiry,
    LandlordDecision,
    Mail,
    PropertyOffer,
    Reading,
    RequestForm,
    SenderCheck,
    TenantMail,
)
from scheme.agreement import Scheme, load, shipped
from scheme.register import Partner
from store import cases, ledger, messages, outbox, partners, questions
from store.engine import Store, Tx
from store.gather import facts_for
from tests.store.rows import HOME, NOW, REHOUSING, TODAY, a_letter, arrival, put_case

PARTNERS = (
    Partner(name=HOME, areas=("Northbank",), named_leads=("Lead@northbank.example",), circulars_to=("lead@northbank.example",)),
    Partner(name=REHOUSING, areas=("Southmere",), offers_from=("voids@southmere.example",)),
)
FORM = RequestForm(
    applicant_landlord=Field(value=HOME, quote=HOME),
    area_residence=Field(value="Northbank", quote="Northbank"),
    bedrooms_needed=Field(value=2, quote="2"),
    officer_email=Field(value="olive.marsh@advice.example", quote="Olive.Marsh@advice.example"),
)


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


@pytest.fixture
def known(store: Store) -> Store:
    """Two cases, each with a letter that went out about it."""
    with store.begin() as tx:
        partners.replace(tx, PARTNERS, NOW)
        for number in (1, 2):
            put_case(tx, f"ARC-0{number}-26")
            outbox.queue(tx, a_letter(cause=f"{number}:1", case=f"ARC-0{number}-26"), NOW)
    return store


def gathered(tx: Tx, scheme: Scheme, reading: Reading, cause: str = "9:1", **mail: object) -> Facts:
    said = Mail(**{"sender": "lead@northbank.example", "sender_check": SenderCheck.PASSED, "readings": (reading,), **mail})
    return facts_for(tx, said, reading, cause=cause, scheme=scheme, today=TODAY)


def approval(reference: str | None = None, doubt: str = "") -> LandlordDecision:
    return LandlordDecision(reference=Field(value=reference, quote=reference or "", doubt=doubt))


FIRST, SECOND = (a_letter(cause=f"{number}:1").message_id for number in (1, 2))


@pytest.mark.parametrize(
    ("reading", "answers_to", "found", "doubt"),
    [
        (approval("ARC-01-26"), (), "ARC-01-26", ""),
        (approval("arc 1/26"), (), "ARC-01-26", ""),
        (approval(), (SECOND,), "ARC-02-26", ""),
        (approval("ARC-02-26"), (SECOND, FIRST), "ARC-02-26", ""),
        (approval("ARC-01-26"), (SECOND,), None, "It names ARC-01-26 but answers a letter on ARC-02-26: say which one is meant."),
        (approval(), (SECOND, FIRST), None, "ARC-02-26, ARC-01-26"),
        (approval("ARC-77-26"), (), None, "There is no case ARC-77-26"),
        (approval("ARC-77-26"), (FIRST,), None, "There is no case ARC-77-26"),
        (approval(doubt="It names two cases."), (FIRST,), None, "It names two cases."),
        (approval(), (), None, "gives no reference"),
        (approval(), ("<unknown@elsewhere.example>",), None, "gives no reference"),
        (Enquiry(), (FIRST,), "ARC-01-26", ""),
        (TenantMail(), (), None, "gives no reference"),
        (FORM, (), None, ""),
        (FORM, (FIRST,), "ARC-01-26", ""),
        (replace(FORM, reference=Field(value="ARC-77-26", quote="ARC-77-26")), (), None, "There is no case ARC-77-26"),
    ],
)
def test_the_case_is_found_by_reference_else_by_thread_and_never_guessed(
    known: Store, scheme: Scheme, reading: Reading, answers_to: tuple[str, ...], found: str | None, doubt: str
) -> None:
    with known.read() as tx:
        facts = gathered(tx, scheme, reading, answers_to=answers_to)
    assert (facts.case.reference if facts.case else None) == found
    assert doubt in facts.case_doubt
    assert bool(facts.case_doubt) == bool(doubt)


def shared(*also_for: str) -> PropertyOffer:
    return PropertyOffer(reference=Field(value="ARC-01-26", quote="ARC-01-26"), also_for=also_for)


def test_an_answer_to_a_letter_on_one_of_the_requests_that_share_a_home_fits_each(known: Store, scheme: Scheme) -> None:
    with known.read() as tx:
        assert gathered(tx, scheme, shared("ARC-02-26"), answers_to=(SECOND,)).case is not None
        assert gathered(tx, scheme, shared("ARC-07-26"), answers_to=(SECOND,)).case is None


def test_the_requests_that_a_home_is_offered_to_are_known_to_each_other(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        for number, also_for in ((2, ("ARC-03-26", "ARC-77-26")), (3, ("ARC-02-26",))):
            made = Offer(id=f"{number}", landlord=REHOUSING, made_on=TODAY, home="one", also_for=also_for)
            put_case(tx, f"ARC-0{number}-26", offers=(made,))
        found = gathered(tx, scheme, shared("ARC-02-26")).same_homes
        assert [case.reference for case in found] == ["ARC-02-26", "ARC-03-26"]  # the third through the second
        assert gathered(tx, scheme, shared()).same_homes == ()


def test_the_same_form_again_is_recognised_in_another_file(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        put_case(tx, "ARC-03-26", form_fingerprint=form_fingerprint(FORM), officers=())
        facts = gathered(tx, scheme, replace(FORM, source="copy of form (2).docx"))
    assert [case.reference for case in facts.same_form] == ["ARC-03-26", "ARC-01-26", "ARC-02-26"]


@pytest.mark.parametrize(
    "changes",
    [
        {"officer_email": Field(value="other@advice.example", quote="x")},
        {"area_residence": Field(value="Westhome", quote="x")},
        {"applicant_landlord": Field(value="Westhome", quote="x")},
        {"area_residence": Field(doubt="It may be two places.")},
    ],
)
def test_another_officers_or_landlords_or_places_request_is_not_the_same(
    known: Store, scheme: Scheme, changes: dict[str, Field[str]]
) -> None:
    with known.read() as tx:
        assert gathered(tx, scheme, replace(FORM, **changes)).same_form == ()


def test_an_officers_second_address_counts_and_so_does_who_owes_the_tenancy(known: Store, scheme: Scheme) -> None:
    form = replace(
        FORM,
        officer_email=Field(),
        officer2_email=Field(value="OLIVE.marsh@advice.example", quote="x"),
        applicant_landlord=Field(),
        tenancy_owed=Field(value=HOME, quote=HOME),
    )
    with known.read() as tx:
        assert len(gathered(tx, scheme, form).same_form) == 2


def test_the_pot_the_register_and_the_held_cases_are_there(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        for number, day in ((3, date(2026, 3, 1)), (4, date(2026, 2, 1))):
            put_case(tx, f"ARC-0{number}-26", state=State.HELD_AT_CAP, received_on=day)
        pair = rules.post(case="ARC-01-26", move=1, home=HOME, rehousing=REHOUSING, day=TODAY)
        ledger.post_all(tx, pair, because="1:1")
        facts = gathered(tx, scheme, approval("ARC-01-26"), urgent="tonight")
    assert facts.partners == PARTNERS
    assert (facts.balance(HOME).owes, facts.balance(REHOUSING).owes, facts.balance("Westhome").owes) == (1, -1, 0)
    assert facts.given_since_last[HOME] == 1
    assert [case.reference for case in facts.held] == ["ARC-04-26", "ARC-03-26"]
    assert facts.urgent == "tonight"


def test_the_next_reference_follows_the_newest_of_the_year(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        assert gathered(tx, scheme, FORM).next_reference == "ARC-03-26"
        assert gathered(tx, scheme, FORM).next_reference == "ARC-03-26"  # looking takes none
        put_case(tx, "ARC-09-26")  # given by hand
        put_case(tx, "ARC-04-25")
        assert gathered(tx, scheme, FORM).next_reference == "ARC-10-26"
        new_year = facts_for(tx, Mail(), FORM, cause="1:1", scheme=scheme, today=date(2027, 1, 1))
        assert new_year.next_reference == "ARC-01-27"


def test_the_speaker_is_who_the_mail_says_and_how_far_it_is_proved(known: Store, scheme: Scheme) -> None:
    with known.read() as tx:
        facts = gathered(
            tx, scheme, approval(), sender_check=SenderCheck.FAILED, automatic=Automatic.BULK, sender_doubt="Two names."
        )
    speaker = facts.speaker
    assert (speaker.address, speaker.check, speaker.automatic, speaker.doubt, speaker.coordinator, speaker.verified) == (
        *("lead@northbank.example", SenderCheck.FAILED, Automatic.BULK, "Two names.", "", False),
    )


def answered(tx: Tx, scheme: Scheme, kind: str, sender: str, reading: Reading) -> Facts:
    """A coordinator answers a question about ARC-02-26; what the line then gathers."""
    asked = questions.ask(tx, Question(kind=kind, why="Is it so?", case="ARC-02-26"), cause="1:1", now=NOW)
    assert asked
    mail = Mail(sender=sender, readings=(reading,))
    number = messages.add_answer(tx, asked, mail, "Ada Okafor", "the risk to life", NOW)
    return facts_for(tx, mail, reading, cause=f"{number}:1", scheme=scheme, today=TODAY)


def test_a_coordinators_answer_speaks_for_itself(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        facts = answered(tx, scheme, "sender", "lead@northbank.example", approval())
    assert (facts.speaker.coordinator, facts.speaker.address, facts.speaker.verified) == (
        "Ada Okafor",
        "lead@northbank.example",
        True,
    )
    assert (facts.answers, facts.override) == ("Q1", "")
    assert facts.case is not None
    assert facts.case.reference == "ARC-02-26"  # the question's case, where the answer names none


def test_her_reason_goes_above_the_cap_only_where_the_cap_was_asked_about(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        facts = answered(tx, scheme, "cap", "desk", approval("ARC-01-26"))
    assert facts.override == "the risk to life"
    assert facts.speaker.address == ""
    assert facts.case is not None
    assert facts.case.reference == "ARC-01-26"  # what she names counts


def test_her_own_word_speaks_for_itself_and_its_reason_counts(known: Store, scheme: Scheme) -> None:
    reading = approval("ARC-01-26")
    with known.begin() as tx:
        mail = Mail(sender="desk", readings=(reading,))
        number = messages.add_word(tx, mail, "Ada Okafor", "the risk to life", NOW)
        facts = facts_for(tx, mail, reading, cause=f"{number}:0", scheme=scheme, today=TODAY)
    assert (facts.speaker.coordinator, facts.speaker.address, facts.answers) == ("Ada Okafor", "", "")
    assert facts.override == "the risk to life"
    assert facts.case is not None
    assert facts.case.reference == "ARC-01-26"


def test_a_mail_cannot_pass_for_a_coordinators_answer(known: Store, scheme: Scheme) -> None:
    with known.begin() as tx:
        number = messages.keep(tx, arrival(account="desk"), NOW).id
        facts = gathered(tx, scheme, approval("ARC-01-26"), cause=f"{number}:1", sender="desk")
    assert (facts.speaker.coordinator, facts.answers, facts.override) == ("", "", "")
    assert facts.speaker.address == "desk"


def test_the_register_replaces_rows_by_name_and_leaves_the_others(store: Store) -> None:
    """CONTRACT: `partners import` may come again later."""
    with store.begin() as tx:
        partners.replace(tx, PARTNERS, NOW)
        assert partners.of_mailbox(tx, "LEAD@northbank.example") == (HOME,)
        newer = replace(PARTNERS[0], named_leads=("dawn@northbank.example",), circulars_to=())
        partners.replace(tx, (newer,), NOW)
        assert partners.every(tx) == (newer, PARTNERS[1])
        assert partners.of_mailbox(tx, "lead@northbank.example") == ()
        assert partners.of_mailbox(tx, "dawn@northbank.example") == (HOME,)


def test_cases_are_found_by_their_officers_and_listed_in_order(store: Store) -> None:
    with store.begin() as tx:
        put_case(tx, "ARC-10-26", officers=(Officer(name="Ben", email="ben@advice.example"),))
        put_case(tx, "ARC-02-26", areas_requested=())
        put_case(tx, "ARC-11-25", state=State.HELD_AT_CAP)
        assert [line.reference for line in cases.listing(tx)] == ["ARC-11-25", "ARC-02-26", "ARC-10-26"]
        assert [line.reference for line in cases.listing(tx, State.HELD_AT_CAP)] == ["ARC-11-25"]
        assert [case.reference for case in cases.by_officer(tx, "olive.marsh@ADVICE.example")] == ["ARC-11-25", "ARC-02-26"]
        line = cases.listing(tx)[0]
        assert (line.state, line.landlord, line.bedrooms, line.areas) == ("held_at_cap", HOME, 2, ("Southmere", "Westhome"))
        assert line.circulated_on is None
        assert line.policy == "2017-01-01"
