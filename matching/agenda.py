"""What is due today, as one value: the coordinator's morning letter, the command and the desk show the same page (R036, R055).

References, landlords and days only: no name of a household or an officer, no address, no free text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from matching.case import Case, OfferState, State
from matching.clocks import days_left
from scheme.agreement import Scheme
from scheme.terms import Policy

REPLY_DAYS = 2  # so long before an answer to an offer is wanted it is due
PANEL_DAYS = 1
MOST_TOLD = 20  # of the questions and letters, the oldest first; the rest is counted


class Due(StrEnum):
    """The sections of a day, the most urgent first."""

    DANGER = "danger"
    CIRCULATE = "circulate"
    ANSWERS = "answers"
    APPROVALS = "approvals"
    PANELS = "panels"
    LETTERS = "letters"
    QUESTIONS = "questions"
    TENANCIES = "tenancies"
    PAUSES = "pauses"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a day. `says` names its sentence (outbox/morning.py); what the sentence does not need is empty."""

    due: Due
    says: str
    reference: str = ""
    landlord: str = ""
    day: date | None = None  # by when, or since when
    count: int = 0
    question: str = ""
    kind: str = ""  # of a question or letter
    state: str = ""  # of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """An open question, as far as the day's page tells of it: never its words."""

    id: str
    kind: str
    case: str
    urgent: bool
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckLetter:
    """A letter that does not go by itself any more."""

    kind: str
    case: str
    state: str  # held | refused | uncertain
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    day: date
    items: tuple[Item, ...] = ()

    def of(self, due: Due) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.due is due)


def agenda(
    cases: Sequence[Case], questions: Sequence[OpenQuestion], letters: Sequence[StuckLetter], scheme: Scheme, today: date
) -> Agenda:
    """The day's page, the most urgent first. An ended request is due for nothing."""
    going = tuple(case for case in cases if case.open)
    on_their_way = tuple(case for case in going if not _is_paused(case, today))
    found = (
        *_questions(questions),
        *(item for case in on_their_way for item in _of_case(case, _policy(case, scheme), today)),
        *_pauses(going, today),
        *_held(going),
        *_letters(letters),
    )
    return Agenda(day=today, items=tuple(sorted(found, key=_urgency)))


def _urgency(item: Item) -> tuple[int, date]:
    """By section; within one by its day where lines have one each, else as they were found."""
    by_day = item.due in {Due.CIRCULATE, Due.ANSWERS, Due.APPROVALS, Due.PANELS, Due.PAUSES, Due.HELD}
    return list(Due).index(item.due), item.day if by_day and item.day is not None else date.min


def _policy(case: Case, scheme: Scheme) -> Policy:
    return next((policy for policy in scheme.policies if policy.version == case.policy), scheme.policy_on(case.received_on))


def _is_paused(case: Case, today: date) -> bool:
    return case.paused_on is not None and (case.paused_until is None or case.paused_until > today)


def _of_case(case: Case, policy: Policy, today: date) -> Iterator[Item]:
    yield from _circulation(case, policy, today)
    yield from _approval(case, policy, today)
    for offer in case.offers_in(OfferState.OPEN):
        if offer.reply_by is not None and (offer.reply_by - today).days <= REPLY_DAYS:
            yield Item(due=Due.ANSWERS, says="answer", reference=case.reference, landlord=offer.landlord, day=offer.reply_by)
    if case.state is State.ACCEPTED:
        for offer in case.offers_in(OfferState.ACCEPTED):
            yield Item(due=Due.TENANCIES, says="tenancy", reference=case.reference, landlord=offer.landlord)


def _circulation(case: Case, policy: Policy, today: date) -> Iterator[Item]:
    """While the clock of matching/clocks.py runs: how long it still has (R036)."""
    left = days_left(case, policy, today)
    if left is None:
        return
    says = "circulate_now" if policy.circulate_within_days - left >= policy.circulate_warn_day else "circulate"
    by = today + timedelta(days=left)
    yield Item(due=Due.CIRCULATE, says=says, reference=case.reference, landlord=case.landlord, day=by)


def _approval(case: Case, policy: Policy, today: date) -> Iterator[Item]:
    """A landlord that keeps silent, and a panel that meets or has met (R024, R027)."""
    if case.state is not State.AWAITING_APPROVAL or case.approved_on is not None:
        return
    due, says, day = Due.APPROVALS, "approval", case.approval_asked_on or case.complete_on or case.received_on
    if case.panel_date is not None:
        due, says, day = Due.PANELS, "panel" if case.panel_date >= today else "panel_met", case.panel_date
    is_due = (day - today).days <= PANEL_DAYS if due is Due.PANELS else (today - day).days >= _first_chase(policy)
    if is_due:
        yield Item(due=due, says=says, reference=case.reference, landlord=case.landlord, day=day)


def _first_chase(policy: Policy) -> int:
    return min(policy.approval_chase_days, default=1)


def _pauses(cases: Iterable[Case], today: date) -> Iterator[Item]:
    for case in cases:
        if case.paused_on is not None and case.paused_until is not None and case.paused_until <= today:
            yield Item(due=Due.PAUSES, says="pause", reference=case.reference, day=case.paused_until)


def _held(cases: Iterable[Case]) -> Iterator[Item]:
    """Per landlord: how many wait for it to give a home, and which of them waits longest (R049)."""
    held = sorted((case for case in cases if case.state is State.HELD_AT_CAP), key=lambda case: (case.landlord, case.received_on))
    for landlord, waiting in groupby(held, key=lambda case: case.landlord):
        first, *others = waiting
        about = first.reference
        yield Item(due=Due.HELD, says="held", reference=about, landlord=landlord, count=1 + len(others), day=first.received_on)


def _questions(questions: Sequence[OpenQuestion]) -> Iterator[Item]:
    """The urgent ones each; of the others how many of each kind and how old, and the oldest of them."""
    yield from (_question(each, Due.DANGER) for each in questions if each.urgent)
    others = sorted((each for each in questions if not each.urgent), key=lambda each: each.since)
    for kind, alike in groupby(sorted(others, key=lambda each: (each.kind, each.since)), key=lambda each: each.kind):
        oldest, *more = alike
        yield Item(due=Due.QUESTIONS, says="kind", kind=kind, count=1 + len(more), day=oldest.since)
    yield from (_question(each, Due.QUESTIONS) for each in others[:MOST_TOLD])
    if len(others) > MOST_TOLD:
        yield Item(due=Due.QUESTIONS, says="more", count=len(others) - MOST_TOLD)


def _question(each: OpenQuestion, due: Due) -> Item:
    says = "question_about" if each.case else "question"
    return Item(due=due, says=says, question=each.id, kind=each.kind, reference=each.case, day=each.since)


def _letters(letters: Sequence[StuckLetter]) -> Iterator[Item]:
    oldest = sorted(letters, key=lambda each: each.since)
    for each in oldest[:MOST_TOLD]:
        says = "letter_about" if each.case else "letter"
        yield Item(due=Due.LETTERS, says=says, kind=each.kind, state=each.state, reference=each.case, day=each.since)
    if len(oldest) > MOST_TOLD:
        yield Item(due=Due.LETTERS, says="more", count=len(oldest) - MOST_TOLD)
