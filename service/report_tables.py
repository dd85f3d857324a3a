"""The report's tables as plain values: the same for the page, the workbook and the CSV, exact or as others may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from matching.period import Figures, Period, shared, whole_percents

Cell: TypeAlias = str | int | float
FEW = "fewer than 5"
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with its title, what is to be known of it, and what it may be drawn as (a bar a row: label and per cent)."""

    key: str
    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bars: tuple[tuple[str, int], ...] = ()


def sheets_of(figures: Figures, *, for_others: bool) -> tuple[Sheet, ...]:
    """All tables of a report. `for_others`: counts as they may be shared (D17), and no landlord by name (R058)."""
    told = (_as_shared if for_others else _as_it_is)(figures)
    sheets = (_headline(told), _grounds(told), _outcomes(told), _monitored(told))
    return sheets if for_others else (*sheets, _landlords(figures))


def period_in_words(period: Period) -> str:
    return f"{_day(period.since)} to {_day(period.until)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Figures ready to be printed, and the numbers that shares are reckoned from."""

    headline: tuple[tuple[str, Cell], ...]
    groups: tuple[tuple[str, Cell], ...]
    shares: tuple[int, ...]
    vawg: tuple[Cell, int]
    now: tuple[tuple[str, Cell], ...]
    monitored: tuple[tuple[str, Cell], ...]
    note: str


def _as_it_is(figures: Figures) -> _Told:
    return _told(figures, lambda number: number, "Every figure as it is: for the coordinator only.")


def _as_shared(figures: Figures) -> _Told:
    note = f"Counts from 1 to 4 are shown as «{FEW}», the others to the nearest five, so that no household can be told from them."
    return _told(figures, shared, note)


def _told(figures: Figures, seen: Callable[[int], int | None], note: str) -> _Told:
    def show(number: int) -> Cell:
        value = seen(number)
        return FEW if value is None else value

    numbers = [seen(each.number) or 0 for each in figures.by_group]
    shares = whole_percents(numbers)
    vawg_groups = sum(share for share, each in zip(shares, figures.by_group, strict=True) if each.label in figures.vawg_groups)
    return _Told(
        headline=tuple(_headline_rows(figures, show)),
        groups=tuple((each.label, show(each.number)) for each in figures.by_group),
        shares=shares,
        vawg=(show(figures.vawg), vawg_groups),
        now=tuple((each.label, show(each.number)) for each in figures.now),
        monitored=tuple((each.label, show(each.number)) for each in figures.monitored),
        note=note,
    )


def _headline_rows(figures: Figures, show: Callable[[int], Cell]) -> Iterable[tuple[str, Cell]]:
    yield "Requests received", show(figures.requests)
    yield "Requests circulated", show(figures.circulated)
    yield "of these within the agreed days", show(figures.circulated_in_time)
    days = figures.days_to_circulate
    yield "Median days from complete and approved to circulated", NONE if days is None else days
    yield "Homes offered", show(figures.offers)
    yield "Offers refused", show(figures.refused)
    yield "Households moved through the pot", show(figures.moves)
    yield "Adults moved", show(figures.adults)
    yield "Children moved", show(figures.children)
    yield "People moved", show(figures.people)
    yield from ((f"Moved outside the pot: {each.label.lower()}", show(each.number)) for each in figures.outside)
    yield "Requests that went on above the cap", show(figures.overrides)


def _headline(told: _Told) -> Sheet:
    return Sheet(key="headline", title="The period at a glance", note=told.note, header=("What", "Number"), rows=told.headline)


def _grounds(told: _Told) -> Sheet:
    rows = [(label, number, f"{share} %") for (label, number), share in zip(told.groups, told.shares, strict=True)]
    total: tuple[Cell, ...] = ("Violence against women and girls, all together", told.vawg[0], f"{told.vawg[1]} %")
    return Sheet(
        key="grounds",
        title="Requests by primary ground",
        note="Shares in whole per cent; they sum to 100. The last line is the total over the grounds marked as violence against "
        "women and girls.",
        header=("Ground", "Requests", "Share"),
        rows=(*rows, total),
        bars=tuple((label, share) for (label, _), share in zip(told.groups, told.shares, strict=True)),
    )


def _outcomes(told: _Told) -> Sheet:
    return Sheet(
        key="outcomes",
        title="What has become of the requests of the period",
        note="As things stand now, not at the period's end.",
        header=("Outcome", "Requests"),
        rows=told.now,
    )


def _monitored(told: _Told) -> Sheet:
    return Sheet(
        key="access",
        title="Groups whose access is studied",
        note="A household may belong to several groups; what is not known counts in none.",
        header=("Group", "Requests"),
        rows=told.monitored,
    )


def _landlords(figures: Figures) -> Sheet:
    rows: Sequence[tuple[Cell, ...]] = [(each.name, each.received, each.given, each.owes) for each in figures.landlords]
    return Sheet(
        key="landlords",
        title="Landlords",
        note="Moves in the period, and the balance at its end: above zero it owes homes, below zero it is owed. For the "
        "coordinator only.",
        header=("Landlord", "Households rehoused for it", "Homes given", "Owes at the end"),
        rows=tuple(rows),
    )
