"""Days as people write them in a mail: «3/4», «Monday 6th», «by noon Friday». Parsing has no clock.

Without a year the day the mail was sent on is the anchor: what has happened is the latest such day up to it, what is to
come the next one from it. Without an anchor there is no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parsing.dates import dates_in, day_or_none

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\b"
NUMBER = r"(?P<day>\d{1,2})"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFound:
    """`day` is None where it cannot be told; `words` is what was written."""

    words: str
    day: date | None = None
    slip: bool = False  # the weekday beside it is another day's: one of the two is wrong


Match = Callable[[re.Match[str], date, bool], date | None]


def _latest(candidates: list[date], anchor: date, past: bool) -> date | None:
    fitting = [each for each in candidates if (each <= anchor if past else each >= anchor)]
    return (max(fitting) if past else min(fitting)) if fitting else None


def _day_and_month(match: re.Match[str], anchor: date, past: bool) -> date | None:
    name = match.groupdict().get("month") or ""
    month = MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else int(match["number"])
    days = [day for year in range(anchor.year - 1, anchor.year + 2) if (day := day_or_none(year, month, int(match["day"])))]
    return _latest(days, anchor, past)


def _day_of_month(match: re.Match[str], anchor: date, past: bool) -> date | None:
    around = [anchor + timedelta(days=days) for days in range(-62, 63)]
    fitting = [day for day in around if day.day == int(match["day"])]
    found = _latest(fitting, anchor, past)
    named = match.groupdict().get("weekday")
    return found if not named or (found and WEEKDAYS[found.weekday()].startswith(named[:3])) else None


def _weekday(match: re.Match[str], anchor: date, past: bool) -> date | None:
    if re.search(r"\bnext\b", match[0]):
        return None  # «next Friday» means two days, depending on who says it
    around = [anchor + timedelta(days=days) for days in range(-7, 8)]
    return _latest([day for day in around if WEEKDAYS[day.weekday()].startswith(match["weekday"][:3])], anchor, past)


def _near(match: re.Match[str], anchor: date, past: bool) -> date | None:  # noqa: ARG001 - every shape is called alike
    return anchor + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match[1], 0))


SHAPES: tuple[tuple[re.Pattern[str], Match], ...] = (
    (re.compile(rf"\b{NUMBER}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?!\s*,?\s*\d{{4}})"), _day_and_month),
    (re.compile(rf"\b{MONTH}\s+{NUMBER}(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{{4}})"), _day_and_month),
    (re.compile(rf"(?<![\d/.£-]){NUMBER}\s?/\s?(?P<number>0?[1-9]|1[0-2])(?![\d/])"), _day_and_month),
    (
        re.compile(
            rf"\b{WEEKDAY},?\s+(?:the\s+)?{NUMBER}(?:st|nd|rd|th)?\b(?!\s*(?:am|pm|:|\.\d|o'clock|noon|bed|b\d|flat|p\b))"
        ),
        _day_of_month,
    ),
    (re.compile(rf"\b(?:the\s+|on\s+){NUMBER}(?:st|nd|rd|th)\b(?!\s*(?:floor|flr|storey|level))"), _day_of_month),
    (re.compile(rf"\b(?:next\s+)?{WEEKDAY}"), _weekday),
    (re.compile(r"\b(today|yesterday|tomorrow|this morning|this afternoon|tonight)\b"), _near),
)


# «16 July 11am» names no year: the hour goes before a date is looked for.
TIME_OF_DAY = re.compile(
    r"(?<![\d/.-])\d{1,2}(?:[:.]\d\d)?\s?(?:-|to)\s?\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|hrs|o'?clock)\b"
    r"|(?<![\d/.-])\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|hrs|noon|o'?clock)\b|(?<![\d/.:-])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d/.:-])"
    r"|(?<![\d/.-])(?:[01]\d|2[0-3])[0-5]\d ?h(?:ou)?rs?\b|(?:\bat|@) ?\d{1,2}(?=\s*(?:[,;!)]|\.(?!\d)|$|sharp))"
)


def day_in(plain: str, anchor: date | None, *, past: bool) -> DayFound | None:
    """The one day that the words name; None if they name none, a DayFound without a day if it cannot be told."""
    plain = TIME_OF_DAY.sub(" ", plain)
    dated = dates_in(plain)
    if dated:
        return _found(plain, dated[0].words, [((each.start, each.end), each.day) for each in dated])
    for shape, read in SHAPES:
        found = list(shape.finditer(plain))
        if found:
            told = [(match.span(), read(match, anchor, past) if anchor else None) for match in found]
            return _found(plain, found[0][0], told)
    return None


WEEKDAY_APART = re.compile(
    rf"\b{WEEKDAY}(?P<comma>,)(?= (?:the )?\d)|(?P<open>\()(?:a )?{WEEKDAY.replace('weekday', 'bracketed')}(?=\))"
)


def weekdays_joined(plain: str) -> str:
    """«Tuesday, 16 July» and «16 July (Tuesday)» without the marks that would part one day in two; every place stays."""
    return WEEKDAY_APART.sub(lambda found: re.sub(r"[,(]", " ", found[0]), plain)


WEEKDAY_BEFORE = re.compile(rf"\b{WEEKDAY}[,.]?\s+(?:the\s+)?$")
WEEKDAY_AFTER = re.compile(rf",?\s*(?:\(|which is a |a )?\s*{WEEKDAY}")


def _found(plain: str, words: str, told: Sequence[tuple[tuple[int, int], date | None]]) -> DayFound:
    days = {day for _, day in told}
    slip = any(_is_another_weekday(plain, span, day) for span, day in told)
    return DayFound(words=words, day=days.pop() if len(days) == 1 and not slip else None, slip=slip)


def _is_another_weekday(plain: str, span: tuple[int, int], day: date | None) -> bool:
    """«Monday 15th October», which is a Thursday: one of the two is a slip, and nobody can say which."""
    beside = WEEKDAY_BEFORE.search(plain[: span[0]]) or WEEKDAY_AFTER.match(plain[span[1] :])
    return bool(beside and day and not WEEKDAYS[day.weekday()].startswith(beside["weekday"][:3]))


def another_weekday(found: DayFound) -> str:
    """What to ask of a day that does not fall on the weekday written beside it."""
    return f"«{found.words}» does not fall on the weekday that stands beside it; ask which day is meant."
