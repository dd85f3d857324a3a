"""A delivery report is booked to one letter when it is proved and certain; else a person is asked (F24, R028)."""

# ruff: noqa: E501 - rows of a table stand on one line

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.decision import Decision
from matching.delivery import book_bounce
from matching.facts import SentLetter, Speaker
from parsing.readings import Automatic, Bounce, Fate, Recipient, SenderCheck

OURS = "reciprocal@reciprocal.example"
LEAD = "nadia.ferris@hackney.example"
LETTER = SentLetter(
    id="1a",
    message_id="<1a@reciprocal.example>",
    kind="circular",
    to=LEAD,
    subject="ARC-01-26: circular",
    case="ARC-01-26",
    state="sent",
)
FAILED = Recipient(addresses=(LEAD,), fate=Fate.FAILED, status="5.1.1", said="550 5.1.1 User unknown")
REPORT = Bounce(letters=(LETTER.message_id,), subject=LETTER.subject, recipients=(FAILED,))
DAEMON = Speaker(address="mailer-daemon@hackney.example", check=SenderCheck.PASSED, automatic=Automatic.BOUNCE)
NOBODY = replace(DAEMON, check=SenderCheck.NONE)


def booked(
    report: Bounce = REPORT,
    letters: tuple[SentLetter, ...] = (LETTER,),
    speaker: Speaker = DAEMON,
    known: frozenset[str] = frozenset({"ARC-01-26"}),
) -> Decision:
    return book_bounce(report, letters, speaker, OURS, known)


def test_a_proved_failure_of_a_named_letter_is_booked() -> None:
    decision = booked()
    assert [(each.letter, each.reply) for each in decision.returned] == [("1a", "5.1.1 550 5.1.1 User unknown")]
    assert LEAD in decision.returned[0].why
    assert (decision.cases, decision.letters, decision.entries, decision.questions) == ((), (), (), ())


@pytest.mark.parametrize(
    "report",
    [
        replace(REPORT, letters=(), mentions=(LETTER.message_id,)),
        replace(REPORT, letters=()),  # recipient and subject alone
        replace(REPORT, recipients=(replace(FAILED, addresses=("new@else.example", LEAD)),)),  # passed on
    ],
    ids=["by a thread header", "by recipient and reference", "by the original recipient"],
)
def test_the_letter_is_found(report: Bounce) -> None:
    assert [each.letter for each in booked(report).returned] == ["1a"]


OTHER = replace(LETTER, id="2b", message_id="<2b@reciprocal.example>", kind="closed", subject="ARC-01-26: closed")
NOT_BOOKED = {
    "a letter that is none of ours": (replace(REPORT, letters=("<9@else.example>",)), (LETTER,), DAEMON),
    "no letter known": (REPORT, (), DAEMON),
    "another recipient": (replace(REPORT, recipients=(replace(FAILED, addresses=("b@hackney.example",)),)), (LETTER,), DAEMON),
    "no recipient named": (replace(REPORT, recipients=()), (LETTER,), DAEMON),
    "an unclear fate": (replace(REPORT, recipients=(replace(FAILED, fate=Fate.UNCLEAR),)), (LETTER,), DAEMON),
    "two letters fit": (replace(REPORT, letters=(), subject="Undeliverable: ARC-01-26"), (LETTER, OTHER), DAEMON),
    "nobody vouches": (REPORT, (LETTER,), NOBODY),
    "the check failed": (REPORT, (LETTER,), replace(DAEMON, check=SenderCheck.FAILED)),
    "a doubtful sender": (REPORT, (LETTER,), replace(DAEMON, doubt="two From fields")),
    "a stranger's domain": (REPORT, (LETTER,), replace(DAEMON, address="mailer-daemon@evil.example")),
    "a domain that only ends alike": (REPORT, (LETTER,), replace(DAEMON, address="postmaster@nothackney.example")),
    "a public suffix": (replace(REPORT, recipients=(replace(FAILED, addresses=("a@x.gov.uk",)),)), (replace(LETTER, to="a@x.gov.uk"),), replace(DAEMON, address="postmaster@gov.uk")),
    "a letter still waiting": (REPORT, (replace(LETTER, state="waiting"),), DAEMON),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_BOOKED)
def test_what_is_not_certain_is_a_question_and_no_more(case: str) -> None:
    report, letters, speaker = NOT_BOOKED[case]
    decision = booked(report, letters, speaker)
    assert decision == Decision(questions=decision.questions)
    assert [each.kind for each in decision.questions] == ["bounce"]


def test_of_two_letters_the_one_of_the_same_subject_is_meant() -> None:
    decision = booked(replace(REPORT, letters=(), subject=f"Undeliverable: {OTHER.subject}"), (LETTER, OTHER))
    assert [each.letter for each in decision.returned] == ["2b"]


def test_a_reference_that_the_subject_does_not_name_fits_nothing() -> None:
    assert booked(replace(REPORT, letters=()), known=frozenset()).returned == ()


def test_a_delay_is_noted_and_nothing_else() -> None:
    delayed = replace(REPORT, recipients=(replace(FAILED, fate=Fate.DELAYED, status="4.4.1", said=""),))
    decision = booked(delayed)
    assert decision == Decision(notes=decision.notes)
    assert "4.4.1" in decision.notes[0].what
    unproved = booked(delayed, speaker=NOBODY)
    assert unproved == Decision(ignored=unproved.ignored)


def test_a_server_of_our_own_boundary_needs_no_check() -> None:
    assert booked(replace(REPORT, made_here=True), speaker=NOBODY).returned


def test_a_letter_known_to_be_refused_is_not_asked_about_again() -> None:
    decision = booked(letters=(replace(LETTER, state="refused"),))
    assert decision == Decision(ignored=decision.ignored)


def test_a_second_failure_of_a_letter_sent_again_asks_anew() -> None:
    first, second = booked(), booked(letters=(replace(LETTER, attempts=2),))
    assert first.returned[0].why != second.returned[0].why


def test_an_uncertain_letter_that_comes_back_is_settled() -> None:
    assert booked(letters=(replace(LETTER, state="uncertain"),)).returned
