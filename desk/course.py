"""A case's course: what happened on which day, and what lasted. Both the picture and the list beside it are made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk import asked_words, field_words
from desk.case_file import CaseFile
from desk.case_words import STATES
from matching.case import CLOSED, Offer, OfferState, State

Local = Callable[[datetime], datetime]

OFFERS: Mapping[OfferState, str] = {
    OfferState.OPEN: "open",
    OfferState.ACCEPTED: "accepted",
    OfferState.REFUSED: "refused",
    OfferState.WITHDRAWN: "withdrawn by its landlord",
    OfferState.LAPSED: "no longer needed",
    OfferState.GONE: "taken for another request",
    OfferState.HOUSED: "the household lives there",
}
VIEWINGS = {"viewing_booked": "viewing booked", "viewed": "viewed", "no_show": "nobody came to the viewing"}
PAUSED = re.compile(r"^Paused\b")
GOES_ON = "Goes on after a pause."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Something that lasted. `end` is None while it lasts still; `until`: where it is to end at the latest."""

    kind: str  # "state" | "offer" | "pause"
    tone: str  # the state
    words: str
    begin: date
    end: date | None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or will be due. `tone` says what class of thing it is."""

    day: date
    words: str
    tone: str
    mark: str = ""  # what stands beside it in the picture: «Q5»
    path: str = ""
    is_ahead: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    begin: date
    today: date
    states: tuple[Stretch, ...]
    pauses: tuple[Stretch, ...]
    offers: tuple[Stretch, ...]
    events: tuple[Event, ...]  # by day; those ahead last
    is_open: bool

    @property
    def asked(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.tone == "question")

    @property
    def ahead(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.is_ahead)


def course_of(file: CaseFile, local: Local) -> Course:
    states = tuple(_states(file, local))
    pauses = tuple(_pauses(file, local))
    events = sorted((*_steps(file, states), *_pause_events(pauses), *_offer_events(file), *_questions(file, local)), key=_day)
    ahead = sorted(_ahead(file), key=_day)
    return Course(
        begin=min((file.case.received_on, *(each.begin for each in states), *(each.day for each in events))),
        today=file.today,
        states=states,
        pauses=pauses,
        offers=tuple(_offer(each, file) for each in file.case.offers),
        events=(*events, *ahead),
        is_open=file.case.open,
    )


def _day(event: Event) -> tuple[date, bool]:
    """Of one day the end comes last."""
    return event.day, event.tone in CLOSED


def _states(file: CaseFile, local: Local) -> Iterator[Stretch]:
    """Each state with its days. The first begins when the request came, whatever day it was written on."""
    steps = [(local(step.at).date(), step.state) for step in file.steps] or [(file.case.received_on, file.case.state)]
    if steps[-1][1] is not file.case.state:  # written by a person's own hand, a merger for example
        steps.append((file.case.closed_on or file.today, file.case.state))
    ends = [day for day, _ in steps[1:]]
    for number, (day, state) in enumerate(steps):
        begin = min(day, file.case.received_on) if number == 0 else day
        end = ends[number] if number < len(ends) else None
        if state in CLOSED:
            end = end or begin
        yield Stretch(kind="state", tone=state.value, words=STATES[state], begin=begin, end=end)


def _steps(file: CaseFile, states: tuple[Stretch, ...]) -> Iterator[Event]:
    case = file.case
    yield Event(day=case.received_on, words="The request came", tone="received")
    landlord = case.landlord or "its landlord"
    if case.approval_asked_on:
        yield Event(day=case.approval_asked_on, words=f"{landlord} was asked for its approval", tone="awaiting_approval")
    if case.panel_date:
        yield Event(
            day=case.panel_date, words=f"Panel of {landlord}", tone="awaiting_approval", is_ahead=case.panel_date > file.today
        )
    if case.approved_on:
        yield Event(day=case.approved_on, words=f"{landlord} approved", tone="circulated")
    first = True
    for stretch in states:
        if stretch.tone == State.CIRCULATED and first:
            first = False
            count = len(case.circulated_to)
            told = f"Circulated to {count} landlord{'' if count == 1 else 's'}" if count else "Circulated"
            yield Event(day=stretch.begin, words=told, tone=stretch.tone)
        elif stretch.tone == State.HELD_AT_CAP:
            yield Event(day=stretch.begin, words=f"On hold: {landlord} owes as many homes as it may", tone=stretch.tone)
        elif stretch.tone == State.AWAITING_APPROVAL and stretch.begin == case.approval_asked_on:
            continue  # said already, with the landlord's name
        elif stretch.tone not in {State.RECEIVED, State.OFFERED, State.ACCEPTED}:
            yield Event(day=stretch.begin, words=stretch.words.capitalize(), tone=stretch.tone)


def _pauses(file: CaseFile, local: Local) -> Iterator[Stretch]:
    """From the history, where each pause and each going on has its line; the one that lasts is the case's own."""
    begun: date | None = None
    for line in file.history:
        day = local(line.at).date()
        if PAUSED.match(line.what):
            begun = begun or day
        elif begun and line.what == GOES_ON:
            yield _pause(begun, day)
            begun = None
    if file.case.paused_on:
        yield _pause(file.case.paused_on, None, file.case.paused_until)
    elif begun:
        yield _pause(begun, file.case.closed_on or file.today)


def _pause(begin: date, end: date | None, until: date | None = None) -> Stretch:
    return Stretch(kind="pause", tone="paused", words="paused", begin=begin, end=end, until=until)


def _pause_events(pauses: tuple[Stretch, ...]) -> Iterator[Event]:
    for each in pauses:
        yield Event(day=each.begin, words="Paused", tone="paused")
        if each.end:
            yield Event(day=each.end, words="The pause ended", tone="paused")


def _offer(offer: Offer, file: CaseFile) -> Stretch:
    lasts = offer.state in {OfferState.OPEN, OfferState.ACCEPTED}
    end = None if lasts and file.case.open else offer.ended_on or offer.accepted_on or file.case.closed_on or offer.made_on
    home = f"{offer.landlord}{f', {offer.area}' if offer.area else ''}: {OFFERS[offer.state]}"
    until = offer.reply_by if offer.state is OfferState.OPEN else None
    return Stretch(kind="offer", tone=offer.state.value, words=home, begin=offer.made_on, end=end, until=until)


def _offer_events(file: CaseFile) -> Iterator[Event]:
    for offer in file.case.offers:
        yield Event(
            day=offer.made_on, words=f"{offer.landlord} offered a home{f' in {offer.area}' if offer.area else ''}", tone="offered"
        )
        if offer.viewing and offer.viewing_on:
            yield Event(
                day=offer.viewing_on,
                words=f"{VIEWINGS[offer.viewing].capitalize()}: {offer.landlord}",
                tone="offered",
                is_ahead=offer.viewing_on > file.today,
            )
        if offer.accepted_on:
            yield Event(day=offer.accepted_on, words=f"The home of {offer.landlord} was accepted", tone="accepted")
        if offer.ended_on:
            yield Event(
                day=offer.ended_on, words=f"The offer of {offer.landlord}: {OFFERS[offer.state]}{why_ended(offer)}", tone="ended"
            )


def why_ended(offer: Offer) -> str:
    """«, too small», where a reason is known."""
    why = offer.refusal_reason
    return f", {field_words.WORDS.get(why, why.replace('_', ' '))}" if why else ""


def _questions(file: CaseFile, local: Local) -> Iterator[Event]:
    for each in file.questions:
        is_open = each.answered_at is None
        stands = "open" if is_open else "answered"
        yield Event(
            day=local(each.opened_at).date(),
            words=f"{each.id}, {asked_words.kind(each.question.kind)}: {stands}",
            tone="question",
            mark=each.id,
            path=f"/questions/{each.id}",
            is_open=is_open,
        )


def _ahead(file: CaseFile) -> Iterator[Event]:
    for clock in file.clocks:
        words = re.sub(r" (?:by|on|from|until)$", "", clock.says)
        yield Event(day=clock.day, words=words, tone="late" if clock.left < 0 else "clock", is_ahead=True)
