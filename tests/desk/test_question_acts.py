"""What she fills in becomes the answer that the line takes: only what she changed goes out, and what is wrong is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desk.answering import Said
from desk.question_acts import Filled, answer_of, filled_in, in_words, named_in, taken_over
from desk.question_view import Seen, blank_of, read
from desk.ways import Way
from desk.web import Ask
from matching.decision import Question
from parsing.document import COMPARE
from parsing.field import Field
from parsing.readings import LandlordDecision, Outcome, Reading, RequestForm
from store.questions import Asked
from tests.support.lines import SCHEME

ALL = (Way.CONFIRM, Way.CORRECT, Way.CHOOSE)
NOW = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
FORM = RequestForm(
    source="form.docx",
    bedrooms_needed=Field(quote="2 or 3", doubt="«2 or 3» is not one number.", proposal=2),
    areas_requested=Field(value=("Brent", "Camden"), quote="Brent and Camden"),
    consent_date=Field(value=date(2026, 11, 3), quote="3/11/26"),
    rent_arrears=Field(value=True, quote="yes"),
    missing=("consent_given",),
)


def seen(*readings: Reading, as_kind: str = "", ways: tuple[Way, ...] = ALL) -> Seen:
    asked = Asked(
        id="Q1", cause="7:0", question=Question(kind="doubt", why="It is not clear."), message=7, reading=0, opened_at=NOW
    )
    shown = blank_of(as_kind, readings, SCHEME) if as_kind else read(readings[0], SCHEME) if len(readings) == 1 else None
    return Seen(asked=asked, kind="", why="", chosen=readings, read=shown, ways=ways)


def post(**fields: str | tuple[str, ...]) -> Filled:
    form = {name.replace("__", "."): value if isinstance(value, tuple) else (value,) for name, value in fields.items()}
    return filled_in(Ask(method="POST", path="/", form=form))


def test_what_is_as_it_was_read_is_only_confirmed() -> None:
    as_it_was = post(
        act="answer", f__rent_arrears="yes", f__areas_requested=("", "Camden", "Brent"), f__consent_date="2026-11-03"
    )
    assert answer_of(as_it_was, seen(FORM)) == (Said(accept=True), ())


def test_what_she_changed_goes_out_and_nothing_else() -> None:
    changed = post(act="answer", f__rent_arrears="no", f__areas_requested=("", "Brent"), f__bedrooms_needed="3", f__pets="")
    said, problems = answer_of(changed, seen(FORM))
    assert not problems
    assert said == Said(fields=("rent_arrears=no", "areas_requested=Brent", "bedrooms_needed=3"))


def test_a_proposal_is_taken_over_with_one_press_and_goes_out_as_her_word() -> None:
    filled = taken_over(post(act="answer", f__bedrooms_needed=""), seen(FORM), "bedrooms_needed")
    assert answer_of(filled, seen(FORM))[0] == Said(fields=("bedrooms_needed=2",))
    assert taken_over(filled, seen(FORM), "rent_arrears") == filled, "nothing is proposed there"


def test_what_was_read_is_not_made_unread() -> None:
    _, problems = answer_of(post(act="answer", f__consent_date=""), seen(FORM))
    assert [each.field for each in problems] == ["i-consent_date"]
    assert "3 Nov 2026" in problems[0].sentence


def test_a_value_that_the_form_does_not_offer_is_refused() -> None:
    _, problems = answer_of(post(act="answer", f__areas_requested=("Atlantis",)), seen(FORM))
    assert [each.field for each in problems] == ["i-areas_requested"]


def test_another_kind_of_mail_needs_what_that_mail_says() -> None:
    other = post(act="answer", kind="landlord_decision", f__decision="")
    assert [each.field for each in answer_of(other, seen(FORM, as_kind="landlord_decision"))[1]] == ["i-decision"]
    other = post(act="answer", kind="landlord_decision", f__decision="approve", f__reference="ARC-07-26")
    said, problems = answer_of(other, seen(FORM, as_kind="landlord_decision"))
    assert not problems
    assert said == Said(kind="landlord_decision", fields=("decision=approve", "reference=ARC-07-26"))


def test_of_a_mail_that_says_nothing_it_must_be_said_what_it_is() -> None:
    _, problems = answer_of(post(act="answer"), seen())
    assert [each.field for each in problems] == ["kind"]


def test_the_rest_of_a_scan_counts_when_it_was_compared() -> None:
    scanned = replace(FORM, pets=Field(quote="no", proposal=False, doubt=f"A scan. {COMPARE}"))
    said, _ = answer_of(post(act="answer", compared="yes", f__bedrooms_needed="3"), seen(scanned))
    assert said == Said(accept=True, fields=("bedrooms_needed=3",))
    assert read(scanned, SCHEME).to_compare


def test_to_set_it_aside_takes_a_reason() -> None:
    assert [each.field for each in answer_of(post(act="set_aside", reason=" "), seen(FORM))[1]] == ["reason"]
    assert answer_of(post(act="set_aside", reason="a copy of Q2"), seen(FORM)) == (Said(dismiss="a copy of Q2"), ())


def test_letters_drafts_and_lapses_have_their_own_words() -> None:
    acts = {"let_go": Said(accept=True), "lapse": Said(accept=True), "take_up": Said(accept=True), "arrived": Said(sent=True)}
    for act, said in {**acts, "send_draft": Said(send_draft=True)}.items():
        assert answer_of(post(act=act), seen(FORM)) == (said, ())


def test_a_wording_is_taught_by_its_label_and_what_it_asks() -> None:
    taught = post(act="teach", label=("Rooms?", "Hobbies?"), key__0="bedrooms_needed", key__1="")
    assert taught.learn == ("Rooms?=bedrooms_needed",)
    assert [each.field for each in answer_of(post(act="teach", label=("Rooms?",), key__0=""), seen(FORM))[1]] == ["teach"]


def test_what_cannot_stand_as_it_was_read_must_be_put_right() -> None:
    _, problems = answer_of(post(act="answer"), seen(FORM, ways=(Way.CORRECT, Way.CHOOSE)))
    assert [each.field for each in problems] == ["i-bedrooms_needed"], "the first that is in doubt"
    assert [each.field for each in answer_of(post(act="answer"), seen(FORM, ways=(Way.CHOOSE,)))[1]] == ["kind"]


def test_above_the_cap_nothing_goes_without_her_reason() -> None:
    approval = LandlordDecision(decision=Field(value="approve", quote="yes"))
    _, problems = answer_of(post(act="answer"), seen(approval, ways=(Way.REASON,)))
    assert [each.field for each in problems] == ["override"]
    said, problems = answer_of(post(act="answer", override="A child is in danger."), seen(approval, ways=(Way.REASON,)))
    assert not problems
    assert said == Said(accept=True, override="A child is in danger.")


def test_which_offer_is_meant_goes_out_beside_the_fields() -> None:
    outcome = Outcome(stage=Field(value="accepted", quote="we take it"))
    assert answer_of(post(act="answer", f__offer="o1", f__stage="accepted"), seen(outcome))[0] == Said(fields=("offer=o1",))


def test_all_that_was_filled_in_comes_back_with_the_second_step() -> None:
    filled = post(
        act="answer", kind="outcome", reason="r", override="o", compared="yes", f__stage="viewed", ask=("a", "b"), learn=("L=k",)
    )
    form: dict[str, tuple[str, ...]] = {}
    for name, value in filled.hidden:
        form[name] = (*form.get(name, ()), value)
    assert filled_in(Ask(method="POST", path="/", form=form)) == filled


def test_her_word_is_shown_in_plain_words_before_it_is_given() -> None:
    filled = post(act="answer", f__rent_arrears="no", f__areas_requested=("Brent",), override="The officer rang.")
    said, _ = answer_of(filled, seen(FORM))
    shown = in_words(filled, said, seen(FORM))
    assert shown == (("Rent arrears", "no"), ("Areas requested", "Brent"), ("Your reason", "The officer rang."))
    decided = LandlordDecision(decision=Field(value="conditional", quote="if"))
    filled = post(act="answer", f__decision="approve")
    assert in_words(filled, answer_of(filled, seen(decided))[0], seen(decided)) == (("Decision", "approves"),)


def test_a_sentence_about_a_field_leads_to_it_by_its_own_name() -> None:
    problem = named_in("«bedrooms_needed» is a whole number from 0 to 30, not «two».", seen(FORM))
    assert (problem.field, problem.sentence) == (
        "i-bedrooms_needed",
        "«Bedrooms requested» is a whole number from 0 to 30, not «two».",
    )
    assert named_in("Nothing was changed.", seen(FORM)).field == ""
