"""Which days are worked: the only door to the library of public holidays. Days and hours are those of the scheme's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the coordinators work: whose holidays count, and by whose clock a day begins."""

    country: str = "GB"
    subdivision: str = "ENG"
    zone: str = "Europe/London"

    def local(self, now: datetime) -> datetime:
        """An aware time by the clock on the wall there: summer time is its zone's business (F27)."""
        return now.astimezone(ZoneInfo(self.zone))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, unless the place keeps a public holiday or a day in lieu of one."""
        return day.weekday() < SATURDAY and day not in _holidays(self.country, self.subdivision, day.year)


def trouble_with(place: Place) -> tuple[str, ...]:
    """Why this place cannot be reckoned with, as sentences; empty when it can."""
    found = []
    try:
        ZoneInfo(place.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(f"«morning.time_zone» is «{place.zone}», which is no time zone; as: Europe/London.")
    try:
        _holidays(place.country, place.subdivision, 2026)
    except NotImplementedError:
        found.append(
            f"«morning.country» and «morning.subdivision» are «{place.country}» and «{place.subdivision}», whose public "
            "holidays are not known; as: GB and ENG, WLS, SCT or NIR."
        )
    return tuple(found)


@lru_cache(maxsize=8)
def _holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays(country, subdiv=subdivision or None, years=year))
