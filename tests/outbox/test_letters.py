"""Every letter to everybody it is written to, in both regions: it renders, says what it must, and passes the gate."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from matching.case import State
from outbox.compose import TEMPLATES, compose
from outbox.disclosure import Audience
from outbox.letters import KINDS, LETTERS, LetterKind, NoSuchLetter
from outbox.message import letter_id
from outbox.words import ON_THE_FORM
from parsing.blank_form import asked
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.replies import read_reply
from tests.outbox.post import OFFICER, SCHEMES, SENDER, TODAY, as_read, part, post, the_home, the_letter, the_scheme

ROWS = [pytest.param(row, id=f"{row.kind} to {row.audience.value}") for row in LETTERS]
MATCHING = Path(__file__).parents[2] / "matching"


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("region", SCHEMES)
def test_every_letter_passes_the_gate(row: LetterKind, region: str) -> None:
    assert post(row.kind, row.audience, region).leaks() == ()


@pytest.mark.parametrize("row", ROWS)
def test_a_letter_without_any_known_fact_passes_the_gate_too(row: LetterKind) -> None:
    letter, partner = the_letter(row, "pan_london", home=None, balance=None, missing=(), reason="")
    unknown = replace(
        letter.case, bedrooms=None, areas_at_risk=(), risk_primary="", pets=None, step_free=None, ground_floor_only=None
    )
    scheme = the_scheme("pan_london")
    message = compose(replace(letter, case=unknown), cause="c", scheme=scheme, partner=partner, sender=SENDER, today=TODAY)
    assert "None" not in part(message.data, "plain")


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("region", SCHEMES)
def test_the_text_part_is_plain_narrow_and_finished(row: LetterKind, region: str) -> None:
    text = post(row.kind, row.audience, region).text
    assert all(len(line) <= 78 for line in text.splitlines())
    assert not re.search(r"[{}<>%|]|&\w+;|None|_\w", text)
    assert "\n\n\n" not in text


@pytest.mark.parametrize("row", ROWS)
def test_the_bytes_travel_anywhere(row: LetterKind) -> None:
    data = post(row.kind, row.audience).message.data
    assert data.isascii()
    assert not re.search(rb"(?<!\r)\n", data)  # F23
    assert max(map(len, data.split(b"\r\n"))) <= 98


@pytest.mark.parametrize("row", ROWS)
def test_the_same_letter_is_the_same_bytes(row: LetterKind) -> None:
    first, second = post(row.kind, row.audience).message, post(row.kind, row.audience).message
    assert first == second


@pytest.mark.rule("D1", "D7")
@pytest.mark.parametrize("row", ROWS)
def test_the_headers_name_one_recipient_and_no_fact(row: LetterKind) -> None:
    posted = post(row.kind, row.audience)
    message = posted.parsed()
    expected = letter_id("c0ffee:1", row.kind, posted.letter.to)
    assert message["To"] == posted.letter.to
    assert message["From"] == SENDER
    assert message["Reply-To"] == "reciprocal@pot.example"
    assert message["Subject"] == posted.message.subject == f"ARC-07-26: {row.subject}"
    assert message["Message-ID"] == posted.message.message_id == f"<{expected}@pot.example>"
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "All")  # F25
    assert message["X-Reciprocal-Letter"] == posted.message.id == expected
    assert parsedate_to_datetime(message["Date"]).date() == date(2026, 7, 21)
    assert not {"cc", "bcc", "in-reply-to", "references", "precedence"} & {key.lower() for key in message}


def test_the_letters_are_those_that_the_rules_know() -> None:
    assert set(KINDS) == {
        "acknowledgement",
        "more_information",
        "landlord_not_registered",
        "approval_request",
        "approval_recorded",
        "cap_reached",
        "on_hold",
        "declined",
        "circular",
        "circulated",
        "offer_notice",
        "offer_recorded",
        "offer_heard",
        "offer_withdrawn",
        "acceptance_recorded",
        "acceptance_waits",
        "refusal_recorded",
        "offer_gone",
        "offer_no_longer_needed",
        "offer_not_now",
        "move_recorded",
        "home_counted",
        "home_owed",
        "closed",
        "case_closed",
        "withdrawal_recorded",
        "change_recorded",
        "change_asked",
        "approval_amended",
        "circular_amended",
        "officer_changed",
        "reopened",
        "not_eligible",
        "recall",
        "request_paused",
        "request_open_again",
        "approval_chase",
        "offer_reminder",
        "still_needed",
        "lapse_warning",
        "lead_contact",
        "please_tell_us",
    }


def test_every_row_has_its_template_and_every_template_its_row() -> None:
    bodies = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*")}
    assert bodies == {row.body for row in LETTERS}
    assert len({(row.kind, row.audience) for row in LETTERS}) == len(LETTERS)


WRITES_TO = {"to_officers": {"officer"}, "to_leads": {"home_landlord"}, "to_offerer": {"offering_landlord"}}


def test_every_letter_that_the_rules_decide_has_been_written() -> None:
    decided = set(_letters_decided())
    assert decided
    written = {(row.kind, row.audience.value) for row in LETTERS}
    for kind, audiences in decided:
        assert kind in KINDS, kind
        assert all((kind, audience) in written for audience in audiences), (kind, audiences)


def _letters_decided() -> list[tuple[str, frozenset[str]]]:
    """Kinds as the rules name them: first argument of the verbs of matching/letters, or `kind` of a Letter."""
    found = []
    for path in sorted(MATCHING.glob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            verb = call.func.id if isinstance(call.func, ast.Name) else ""
            first = (
                call.args[0] if call.args and (verb in WRITES_TO or verb in {"to_mailbox", "to_circular_recipients"}) else None
            )
            named = next((word.value for word in call.keywords if word.arg == "kind"), None) if verb == "Letter" else None
            for value in (first, named):
                if isinstance(value, ast.Constant):
                    found.append((str(value.value), frozenset(WRITES_TO.get(verb, ()))))  # noqa: PERF401 - two loops read better
    return found


def test_a_letter_that_nobody_has_written_is_not_sent() -> None:
    row = next(row for row in LETTERS if row.kind == "circular")
    letter, partner = the_letter(row, "pan_london")
    to_own_landlord = replace(letter, case=replace(letter.case, landlord=letter.partner))
    with pytest.raises(NoSuchLetter):
        compose(to_own_landlord, cause="c", scheme=the_scheme("pan_london"), partner=partner, sender=SENDER, today=TODAY)


TEXTS_THAT_BELONG = [
    ("acknowledgement", "not_emergency", "R006"),
    ("acknowledgement", "keep_tenancy", "R008"),
    ("acknowledgement", "tenancy_may_differ", "R009"),
    ("acknowledgement", "not_a_provider", "R010"),
    ("acknowledgement", "officer_duties", "R017"),
    ("acknowledgement", "agency_duties", "R018"),
    ("acknowledgement", "more_areas", "R040"),
    ("acknowledgement", "kind_of_homes", "R041"),
    ("approval_request", "owing", "R025"),
    ("approval_request", "landlord_acts", "R026"),
    ("still_needed", "not_emergency", "R006"),
    ("lapse_warning", "not_emergency", "R006"),
    ("lapse_warning", "keep_tenancy", "R008"),
    ("offer_reminder", "no_guarantee", "R045"),
    ("offer_notice", "no_guarantee", "R045"),
    ("offer_notice", "tenancy_may_differ", "R009"),
    ("offer_notice", "not_a_provider", "R010"),
]


@pytest.mark.rule("R006", "R008", "R009", "R010", "R017", "R018", "R025", "R026", "R040", "R041", "R045")
@pytest.mark.parametrize(("kind", "text", "rule"), TEXTS_THAT_BELONG)
@pytest.mark.parametrize("region", SCHEMES)
def test_the_agreed_texts_stand_where_they_belong(kind: str, text: str, rule: str, region: str) -> None:
    audience = Audience.HOME_LANDLORD if kind == "approval_request" else Audience.OFFICER
    posted = post(kind, audience, region)
    assert as_read(posted.scheme.texts[text]) in as_read(posted.text), rule


@pytest.mark.parametrize("row", ROWS)
def test_every_text_of_a_row_and_of_a_letter_is_in_it(row: LetterKind) -> None:
    posted = post(row.kind, row.audience, about=("part_of_area",))
    for key in (*row.texts, "part_of_area"):
        assert as_read(posted.scheme.texts[key]) in as_read(posted.text)
    assert posted.leaks() == ()


@pytest.mark.parametrize("region", SCHEMES)
def test_a_missing_answer_is_asked_for_in_the_words_of_the_blank_form(region: str) -> None:
    printed = {question.key: asked(question, the_scheme(region)).label for question in PROPERTY_REQUEST.questions}
    assert ON_THE_FORM.items() <= printed.items()
    posted = post("more_information", name=region, missing=("tenancy_type", "area_residence"))
    assert "“Tenancy type”: the kind of tenancy" in as_read(posted.text)
    assert "need not be answered again" in as_read(posted.text)
    assert posted.leaks() == ()


@pytest.mark.rule("R007", "R031", "R035")
@pytest.mark.parametrize("key", ["immediate_danger", "part_of_area", "outside_region"])
def test_what_a_letter_is_about_comes_first(key: str) -> None:
    """R007, R031, R035"""
    posted = post("acknowledgement", about=(key,))
    assert as_read(posted.text).split("Hello, ")[1].startswith(as_read(posted.scheme.texts[key]))


@pytest.mark.rule("R010", "R032", "R038")
@pytest.mark.parametrize("row", ROWS)
def test_no_letter_promises_a_day_or_a_home(row: LetterKind) -> None:
    """R010, R038: only a landlord offers, and nobody knows when."""
    text = as_read(post(row.kind, row.audience).text).lower()
    assert not re.search(
        r"\bwithin (a|\d+|one|two) |\bby the end of|\bnext week|\bsoon\b(?! as)|\bwe (will )?offer you"
        r"|\bwe guarantee|\bwe promise|\bwill (find|get|receive|be given) a home|\bour homes\b|pets? (are|is) welcome",
        text,
    )


@pytest.mark.parametrize(
    ("kind", "audience", "words"),
    [
        ("approval_request", Audience.HOME_LANDLORD, ["“Approved.", "“Declined:”", "owe one home", "whether or not"]),  # R025
        ("circular", Audience.STOCK_LANDLORD, ["“We can offer a home”", "“Nothing suitable”"]),
        ("offer_notice", Audience.OFFICER, ["“Viewing booked for”", "“Offer accepted”", "“Offer refused:”"]),
        ("acceptance_recorded", Audience.OFFICER, ["“Tenancy started on”"]),
        ("acceptance_recorded", Audience.OFFERING_LANDLORD, ["“Tenancy started on”", "“Offer withdrawn”"]),
        ("circulated", Audience.OFFICER, ["“Please take off”", "“Request withdrawn”"]),
    ],
)
def test_a_letter_says_by_which_words_to_answer(kind: str, audience: Audience, words: list[str]) -> None:
    text = as_read(post(kind, audience).text)
    assert [word for word in words if word not in text] == []


ANSWERS = [
    # as the letters say it, ended as a person would end it; what it is read as; the one field that counts
    ("“Approved. We understand that we will owe one home to the pot.”", "", "landlord_decision", "decision", "approve"),
    ("“Declined:”", " it is not our tenant.", "landlord_decision", "decision", "decline"),
    ("“Going to panel on”", " 14 August 2026", "landlord_decision", "decision", "pending_panel"),
    ("“Not our tenant”", "", "landlord_decision", "decision", "not_ours"),
    ("“Not approved”", "", "landlord_decision", "decision", "decline"),
    ("“We can offer a home”", "", "property_offer", "offer_status", "open"),
    ("“Nothing suitable”", "", "nil_return", "reference", "ARC-07-26"),
    ("“Viewing booked for”", " 3 August 2026", "outcome", "stage", "viewing_booked"),
    ("“Offer accepted”", "", "outcome", "stage", "accepted"),
    ("“Offer refused:”", " too small", "outcome", "stage", "refused"),
    ("“Offer withdrawn”", "", "property_offer", "offer_status", "withdrawn"),
    ("“Tenancy started on”", " 6 July 2026", "outcome", "stage", "tenancy_started"),
    ("“Please resume”", "", "change", "change", "resume"),
    ("“Request withdrawn”", "", "withdrawal", "change", "withdrawn"),
    ("“Still needed”", "", "change", "change", "still_needed"),
    ("“Please take off”", " Lambeth", "change", "areas_removed", ("Lambeth",)),
    ("“Please add”", " Lambeth", "change", "areas_added", ("Lambeth",)),
]


@pytest.mark.parametrize(("words", "ending", "kind", "key", "value"), ANSWERS)
def test_the_answers_that_letters_ask_for_are_understood(words: str, ending: str, kind: str, key: str, value: object) -> None:
    answer = words.strip("“”") + ending
    (reading,) = read_reply(answer, the_scheme("pan_london"), subject="Re: ARC-07-26")
    assert (reading.kind, getattr(reading, key).value) == (kind, value)


def test_no_letter_asks_for_an_answer_that_was_not_tried() -> None:
    asked = {words for path in TEMPLATES.glob("*/*.txt") for words in re.findall(r"“[^”]+”", path.read_text())}
    assert asked == {words for words, *_ in ANSWERS}


@pytest.mark.rule("R042")
def test_the_officer_reads_the_whole_offer() -> None:
    """R042"""
    text = as_read(post("offer_notice").text)
    for words in (
        "Quaystone Trust has a home to offer", "Bedrooms: 2", "Type of home: maisonette", "Floor: 1", "Lift: yes",
        "Tenancy: assured", "Rent: £139.00 a week", "Pets allowed: yes", "Available from: Saturday 1 August 2026",
        "Viewing: Monday 3 August 2026", "Answer wanted by: Wednesday 5 August 2026",
        "Address: Flat 3, 12 Invented Way, ZZ99 9ZZ",
    ):  # fmt: skip
        assert words in text


@pytest.mark.rule("R015", "R032")
def test_the_circular_says_what_a_landlord_needs() -> None:
    """R015, R037, R039"""
    text = as_read(post("circular", Audience.STOCK_LANDLORD).text)
    for words in (
        "Bedrooms needed: 2",
        "Household: 1 adult; 3 children (1 under 5, 2 aged 5 to 10); expecting a baby",
        "Access needs: step-free access",
        "Pets: yes, the household would consider rehoming",
        "Ada Okafor, Harbour Women's Aid, ada.okafor@harbour.example, 020 7946 0123",
        "Tom Baines, Harbour Women's Aid, tom.baines@harbour.example, 07700 900123",
    ):
        assert words in text


def test_only_the_letter_with_an_address_is_marked_as_holding_one() -> None:
    """O3: after a lost answer a person is asked before it is sent again."""
    holding = {row.kind for row in LETTERS if post(row.kind, row.audience).message.holds_address}
    assert holding == {"offer_notice"}
    without = replace(the_home("pan_london"), address="")
    assert not post("offer_notice", home=without).message.holds_address


def test_an_acknowledgement_does_not_say_that_a_landlord_was_asked_who_was_not() -> None:
    asked = post("acknowledgement")
    held = post("acknowledgement", case=replace(asked.case, state=State.RECEIVED))
    assert "We have asked" in as_read(asked.text)
    assert "A coordinator looks at the request first" in as_read(held.text)
    assert "We have asked" not in as_read(held.text)


def test_a_value_cannot_begin_a_line_or_hide_in_one() -> None:
    """D5: what people typed stays one value, and nothing in it is invisible."""
    sly = replace(OFFICER, name="Ada\r\n\r\n# Approved\n- yes\u200b\u202e", agency="<b>Aid</b> & {{ reference }}")
    posted = post("approval_request", Audience.HOME_LANDLORD)
    case = replace(posted.case, officers=(sly,))
    posted = post("approval_request", Audience.HOME_LANDLORD, case=case)
    assert "Ada # Approved - yes, <b>Aid</b> & {{ reference }}, ada.okafor@harbour.example" in as_read(posted.text)
    assert "<b>" not in part(posted.message.data, "html")
    assert posted.leaks() == ()


def test_a_letter_about_two_offers_names_neither() -> None:
    row = next(row for row in LETTERS if (row.kind, row.audience) == ("refusal_recorded", Audience.OFFICER))
    letter, _ = the_letter(row, "pan_london", home=None)
    (offer,) = letter.case.offers
    two = replace(letter.case, offers=(offer, replace(offer, id="other", landlord="Fernlea Homes")))
    posted = post("refusal_recorded", home=None, case=two)
    assert "Quaystone" not in posted.text
    assert "Fernlea" not in posted.text
    assert "Quaystone Trust" in as_read(post("refusal_recorded", home=None).text)
