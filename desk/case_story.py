"""Where a case stands, in sentences: before any picture or table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desk.case_file import CaseFile
from desk.course import VIEWINGS, why_ended
from matching.case import Case, OfferState, State

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def story(file: CaseFile) -> tuple[str, ...]:
    return tuple(_story(file))


def _story(file: CaseFile) -> Iterator[str]:
    case = file.case
    yield _where(case)
    yield from _offers(case)
    if case.paused_on and case.open:
        until = f" until {_day(case.paused_until)}" if case.paused_until else ""
        yield f"It has rested since {_day(case.paused_on)}{until}: landlords are asked not to offer meanwhile."
    for clock in file.clocks[:2]:
        if not case.paused_on:
            yield f"{clock.says} {_day(clock.day)} ({clock.in_days})."
    if asked := file.open_questions:
        yield f"{_count(len(asked), 'question is', 'questions are')} open about it."
    elif case.open:
        yield "No question is open about it."


def _where(case: Case) -> str:
    landlord = case.landlord or "Its landlord"
    match case.state:
        case State.RECEIVED:
            return f"It came on {_day(case.received_on)}, and it is not complete: something is missing or in doubt."
        case State.AWAITING_APPROVAL if case.approved_on:
            return f"{landlord} approved it on {_day(case.approved_on)}. It has not been circulated yet."
        case State.AWAITING_APPROVAL:
            asked = f" It was asked on {_day(case.approval_asked_on)}." if case.approval_asked_on else ""
            panel = f" Its panel meets on {_day(case.panel_date)}." if case.panel_date else ""
            waits = " Its panel decides, on a day not known." if case.awaiting_panel and not case.panel_date else ""
            return f"It waits for the approval of {landlord}.{asked}{panel}{waits}"
        case State.HELD_AT_CAP:
            approved = f"approved it on {_day(case.approved_on)}, and" if case.approved_on else "has approved it, and"
            return f"{landlord} {approved} owes as many homes as it may: the request waits until it has given one."
        case State.MOVED:
            return f"The household has moved. {_housed(case)}"
        case State.CIRCULATED | State.OFFERED | State.ACCEPTED:
            return _circulated(case)
        case _:
            return f"{ENDED[case.state].format(landlord=landlord)} on {_day(case.closed_on)}."


ENDED = {
    State.DECLINED: "{landlord} did not approve it, and it was closed",
    State.INELIGIBLE: "It was closed, since the scheme cannot help,",
    State.WITHDRAWN: "It was withdrawn",
    State.LAPSED: "It lapsed, since nobody answered,",
}


def _circulated(case: Case) -> str:
    count = len(case.circulated_to)
    told = f" to {_number(count)} {'landlord' if count == 1 else 'landlords'}" if count else ""
    return f"Circulated on {_day(case.circulated_on)}{told}."


def _housed(case: Case) -> str:
    home = next(iter(case.offers_in(OfferState.HOUSED)), None)
    closed = f" It was closed on {_day(case.closed_on)}." if case.closed_on else ""
    if home is None:
        return closed.strip()
    where = f"{home.landlord}{f' in {home.area}' if home.area else ''}"
    return f"It lives in a home of {where}.{closed}"


def _offers(case: Case) -> Iterator[str]:
    live, accepted = case.offers_in(OfferState.OPEN), case.offers_in(OfferState.ACCEPTED)
    for offer in accepted:
        since = f" on {_day(offer.accepted_on)}" if offer.accepted_on else ""
        yield f"The home of {offer.landlord} was accepted{since}; the tenancy has not started."
    if live:
        whose = ", ".join(f"{each.landlord}{_viewing(each.viewing)}" for each in live)
        yield f"{_count(len(live), 'offer is', 'offers are')} open: {whose}."
    elif case.state is State.CIRCULATED:
        yield "No offer is open."
    ended = case.offers_in(OfferState.REFUSED)
    if ended and case.open:
        why = "; ".join(f"{each.landlord}{why_ended(each)}" for each in ended)
        yield f"{_count(len(ended), 'home was', 'homes were')} refused: {why}."


def _viewing(viewing: str) -> str:
    return f" ({VIEWINGS[viewing]})" if viewing else ""


def _count(count: int, one: str, many: str) -> str:
    return f"{_number(count).capitalize()} {one if count == 1 else many}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else "a day not known"
