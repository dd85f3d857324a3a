"""The course of a case as a picture: where each thing stands on it. The list beside it says the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desk.course import Course, Event, Stretch

WIDTH = 1000.0
EDGE = 14.0
A_LETTER = 7.2  # of the picture's small words, as wide as they are at the most
BAR, LANE, HEAD = 26.0, 44.0, 30.0
LONGEST_AHEAD = 0.6  # of what has passed: a clock that runs out much later is drawn at the edge
TICKS = (1, 2, 7, 14, 28, 56, 91, 182, 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    tone: str
    words: str
    x: float
    y: float
    width: float
    height: float
    is_inside: bool  # whether the words find room in it
    x_words: float
    anchor: str  # "start" | "end"
    x_until: float | None = None  # where its open end is to end at the latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    x: float
    y: float
    words: str
    tone: str
    anchor: str = "middle"
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    height: float
    states: tuple[Bar, ...]
    pauses: tuple[Bar, ...]
    offers: tuple[Bar, ...]
    asked: tuple[Spot, ...]
    ahead: tuple[Spot, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    y_axis: float
    y_asked: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    begin: date
    days: int

    def x(self, day: date) -> float:
        share = (day - self.begin).days / self.days
        return round(EDGE + min(max(share, 0.0), 1.0) * (WIDTH - 2 * EDGE), 1)


def picture_of(course: Course) -> Picture:
    scale = _scale(course)
    y = HEAD
    states = tuple(_bar(each, scale, course, y) for each in course.states)
    pauses = tuple(_bar(each, scale, course, y) for each in course.pauses)
    y += BAR + 22
    offers = tuple(_bar(each, scale, course, y + 16 + number * LANE, height=12.0) for number, each in enumerate(course.offers))
    y += len(offers) * LANE
    asked = tuple(_spread(_asked(course, scale, y + 18)))
    y_asked = y + 18
    y += 40 if asked else 0
    ahead = tuple(_ahead(course, scale, y + 16))
    y += 24 * len(ahead)
    return Picture(
        height=y + 40,
        states=states,
        pauses=pauses,
        offers=offers,
        asked=asked,
        ahead=ahead,
        ticks=tuple(_ticks(scale)),
        today=scale.x(course.today) if course.is_open else None,
        y_axis=y + 14,
        y_asked=y_asked,
    )


def _scale(course: Course) -> _Scale:
    passed = [course.today] if course.is_open else []
    passed += [event.day for event in course.events if not event.is_ahead]
    passed += [each.end for each in (*course.states, *course.offers, *course.pauses) if each.end]
    last = max(passed, default=course.begin)
    span = max((last - course.begin).days, 7)
    furthest = course.begin + timedelta(days=int(span * (1 + LONGEST_AHEAD)))
    ends = [event.day for event in course.ahead] + [each.until for each in course.offers if each.until]
    last = max(last, *(min(day, furthest) for day in ends)) if ends else last
    return _Scale(begin=course.begin, days=max((last - course.begin).days, 7))


def _bar(each: Stretch, scale: _Scale, course: Course, y: float, height: float = BAR) -> Bar:
    begin = scale.x(each.begin)
    end = scale.x(each.end or max(course.today, each.begin))
    width = max(end - begin, 5.0)
    begin = min(begin, WIDTH - EDGE - width)
    is_right = begin > WIDTH * 0.6
    return Bar(
        tone=each.tone,
        words=each.words,
        x=round(begin, 1),
        y=y,
        width=round(width, 1),
        height=height,
        is_inside=len(each.words) * A_LETTER + 12 < width,
        x_words=round(begin + width if is_right else begin, 1),
        anchor="end" if is_right else "start",
        x_until=scale.x(each.until) if each.until and each.until > course.today and not each.end else None,
    )


def _asked(course: Course, scale: _Scale, y: float) -> Iterator[Spot]:
    for event in course.asked:
        yield Spot(x=scale.x(event.day), y=y, words=event.mark, tone="question", is_open=event.is_open)


def _spread(spots: Iterator[Spot]) -> Iterator[Spot]:
    """Those of one day stand beside each other."""
    last = -100.0
    for spot in sorted(spots, key=lambda spot: spot.x):
        x = max(spot.x, last + 30)
        last = x
        yield Spot(x=min(x, WIDTH - EDGE), y=spot.y, words=spot.words, tone=spot.tone, is_open=spot.is_open)


def _ahead(course: Course, scale: _Scale, y: float) -> Iterator[Spot]:
    for number, event in enumerate(course.ahead):
        x = scale.x(event.day)
        yield Spot(x=x, y=y + number * 24, words=_with_day(event), tone=event.tone, anchor="end" if x > WIDTH * 0.45 else "start")


def _with_day(event: Event) -> str:
    return f"{event.words}: {event.day.day} {event.day:%b}"


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """At most eight days with their names."""
    step = next((days for days in TICKS if scale.days / days <= 8), scale.days)
    for number in range(scale.days // step + 1):
        day = scale.begin + timedelta(days=number * step)
        yield Tick(x=scale.x(day), day=day)
