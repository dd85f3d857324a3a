"""Words → a day. Day before month, a year must be written; what leaves a choice is a doubt (forms.md §2.2(6))."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parsing.answers import HEDGES, Answer, Reader, blank, doubtful, found, is_not_known, without_placeholders, word_set
from parsing.boxes import has_boxes, options_in, with_boxes
from parsing.field import Field
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_MONTHS = (
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
)
MONTH_NAMES = "|".join(_MONTHS)
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<!\d)(?P<year>\d{4})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?!\d)",
        rf"(?<![\d/.])(?P<day>\d{{1,2}})\s?[/.\-\\\u2010-\u2013]\s?(?P<month>\d{{1,2}})\s?[/.\-\\\u2010-\u2013]\s?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-./,]*(?P<name>{MONTH_NAMES})(?![a-z])[\s\-./,]*{_YEAR}(?!\d)",
        rf"\b(?P<name>{MONTH_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})\s(?P<month>\d{1,2})\s(?P<year>\d{4}|\d{2})(?!\d)",
    )
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2})\s*(?:am|pm|hrs)?\b|\b\d{1,2}\s*(?:am|pm)\b|\b(?:12\s+)?(?:noon|midday)\b", re.IGNORECASE
)
_HARMLESS = word_set(
    "date dated on of the at by from signed is given and form completed request referral "
    "consent verbal written verbally writing yes sent submitted made "
    "cop cob close end day business please obtained received due edd expected baby tenancy started "
    "start starts starting begins began begun "
    "available ready viewing time phone telephone email "
    "reply respond response  arranged uk onwards booked appointment meeting panel"
)
_FIRST_YEAR, _LAST_YEAR = 2010, 2049  # «15/06/85» is somebody's birth, not a day of this scheme
_NO_DAY = {
    "asap",
    "as soon as possible",
    "immediately",
    "immediate",
    "now",
    "urgent",
    "ongoing",
    "no",
    "none",
    "nil",
    "nobody",
    "no one",
    "not pregnant",
    "no pregnancy",
    "no not pregnant",
    "not expecting",
    "nobody is pregnant",
    "no one is pregnant",
    "no one pregnant",
    "nobody pregnant",
    "not currently pregnant",
    "not pregnant at present",
    "no pregnancies",
    "none pregnant",
    "not currently",
    "n",
    "n a",
    "na",
    "not applicable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A stretch of text that is shaped as a date; `day` is None when no such day exists."""

    day: date | None
    words: str
    start: int
    end: int
    month_first: date | None = None  # the day it would be if written month first


def dates_in(text: str) -> tuple[DateFound, ...]:
    """Every date that is written with its year, in order, none of them overlapping."""
    taken: list[DateFound] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in taken):
                taken.append(_as_date(match))
    return tuple(sorted(taken, key=lambda each: each.start))


def _as_date(match: re.Match[str]) -> DateFound:
    groups = match.groupdict()
    month = _month_number(groups["name"]) if groups.get("name") else int(groups["month"])
    year, day = _full_year(groups["year"]), int(groups["day"])
    swapped = None if groups.get("name") else day_or_none(year, day, month)
    return DateFound(
        day=day_or_none(year, month, day), words=match.group(), start=match.start(), end=match.end(), month_first=swapped
    )


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if re.fullmatch(month, name, re.IGNORECASE))


def _full_year(words: str) -> int:
    digits = words.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it and it lies in this century: a year 9999 or 0202 is a slip of the hand."""
    if not 2000 <= year <= 2099:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(answer: Answer, scheme: Scheme) -> Field[date]:  # noqa: ARG001 - every reader is called with the scheme
    return _one_day(answer)


def _one_day(answer: Answer, beside: frozenset[str] = frozenset()) -> Field[date]:
    """The one day that is written, with no words beside it but harmless ones and those of the question."""
    if _ticks_no(answer.text):
        return blank(answer)
    text = without_placeholders(answer.text).replace("☒", " ").replace("☐", " ")
    said = spelling_key(text)
    if "?" in text and not said:
        return doubtful(answer, "a question mark is no date; ask the officer.")
    if not said or said in _NO_DAY or said in ("date", "signed", "date signed"):
        return blank(answer)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    dates = dates_in(text)
    if not dates:
        return doubtful(answer, "one date with day, month and year is needed.")
    if len({each.day for each in dates}) > 1:
        return doubtful(answer, "this names more than one date.")
    if dates[0].day is None:
        return doubtful(answer, "there is no such day.", dates[0].month_first)
    if not _FIRST_YEAR <= dates[0].day.year <= _LAST_YEAR:
        return doubtful(answer, "the year is not one of this scheme's time; ask which is meant.")
    why = _why_not_plain(text, dates, beside)
    return doubtful(answer, why, dates[0].day) if why else found(answer, dates[0].day)


def _ticks_no(text: str) -> bool:
    """«☐ Yes ☒ No   EDD:»: the box of «no» is ticked, and no figure stands anywhere."""
    boxed = with_boxes(without_placeholders(text))
    if not has_boxes(boxed) or re.search(r"\d", boxed):
        return False
    ticked = [spelling_key(option.label) for option in options_in(boxed) or () if option.ticked]
    return len(ticked) == 1 and re.sub(r"\s(?:edd|due date|date|if yes.*)$", "", ticked[0]) in _NO_DAY


_AT_THE_LATEST = re.compile(r"\bno\s+later\s+than\b", re.IGNORECASE)


def _why_not_plain(text: str, dates: tuple[DateFound, ...], beside: frozenset[str]) -> str:
    day = dates[0].day
    assert day is not None, "the caller has seen that the day exists"
    for weekday in _WEEKDAY.finditer(text):
        if _WEEKDAYS[day.weekday()] != weekday.group(1).casefold():
            return f"{day:%d %B %Y} is not a {weekday.group()}."
    text = _AT_THE_LATEST.sub(lambda found: " " * len(found.group()), text)
    rest = _WEEKDAY.sub(" ", _TIME.sub(" ", "".join(_between(text, dates))))
    if "?" in rest or "~" in rest:
        return "a question mark stands beside the date."
    left = [word for word in spelling_key(rest).split() if word not in _HARMLESS | beside or word in HEDGES]
    return f"«{' '.join(left)}» beside the date is not understood." if left else ""


def _between(text: str, dates: tuple[DateFound, ...]) -> Iterator[str]:
    at = 0
    for each in dates:
        yield text[at : each.start] + " "
        at = each.end
    yield text[at:]


def beside_month_first(fields: Mapping[str, Field[Any]]) -> dict[str, Field[Any]]:
    """The fields, with every date in doubt that may be written month first, once another on the form can be nothing else."""
    if not any(isinstance(field.proposal, date) and field.doubt and _is_month_first(field.quote) for field in fields.values()):
        return dict(fields)
    return {
        key: Field(quote=field.quote, where=field.where, doubt=_MONTH_FIRST, proposal=field.value)
        if isinstance(field.value, date) and _may_be_month_first(field.quote)
        else field
        for key, field in fields.items()
    }


_MONTH_FIRST = "another date on this form is written month first; ask which day is meant here."


def _is_month_first(quote: str) -> bool:
    return any(each.day is None and each.month_first is not None for each in dates_in(quote))


def _may_be_month_first(quote: str) -> bool:
    return any(each.month_first not in (None, each.day) and not re.match(r"\d{4}", each.words) for each in dates_in(quote))


def without_dates(text: str) -> str:
    return " ".join(_between(text, dates_in(text)))


_NOT_YET = re.compile(
    r"\b(?:expected|due|arranged|booked|appointment|hop(?:e|ed|ing)|plan(?:ned)?|aim(?:ing)?|provisional(?:ly)?|"
    r"by(?! (?:tele)?phone| e?-?mail| text)|"
    r"no\s+later|onwards|available|ready)\b",
    re.IGNORECASE,
)
_SAID_OF_WHAT_WAS = frozenset(("was",))


def read_date_that_was(answer: Answer, scheme: Scheme) -> Field[date]:  # noqa: ARG001 - every reader is called with the scheme
    """The day of something that is entered in the books: «expected 02/03/2026» has not happened (R051)."""
    field = _one_day(answer, _SAID_OF_WHAT_WAS)
    if field.value and _NOT_YET.search(answer.text):
        return doubtful(answer, "this day is only expected; ask for the day on which it happened.", field.value)
    return field


DATE_THAT_WAS = Reader(sort="date", read=read_date_that_was)
DATE = Reader(sort="date", read=read_date)
