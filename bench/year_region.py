"""The invented region of the year: twelve districts, twelve councils and twelve associations, and who lives and works there."""

from __future__ import annotations

from datetime import date

from scheme.register import Partner, as_csv
from service.new_region import NewArea, NewRegion

AREAS = (
    "Alderfen", "Brockmoor", "Cressholt", "Dunsby", "Elmstow", "Farrowdale", "Gorsewick", "Hallowfield", "Inchmere",
    "Juniper Bay", "Kelderford", "Larkwith",
)  # fmt: skip
ASSOCIATIONS = (
    "Amberley Homes", "Bluecoat Housing", "Copperfield Trust", "Daybreak Homes", "Eventide Housing", "Fernbank Trust",
    "Goldcrest Homes", "Homefield Society", "Ivybridge Trust", "Kittiwake Housing", "Lodestar Homes", "Millrace Trust",
)  # fmt: skip
BEGINS = date(2025, 1, 6)  # a Monday


def region() -> NewRegion:
    return NewRegion(
        name="Fenland Vale Housing Reciprocal",
        region="Fenland Vale",
        prefix="FVR",
        areas=tuple(NewArea(name=name) for name in AREAS),
        area_words="districts",
        register=as_csv(partners()),
        since=date(2024, 1, 1),
    )


def partners() -> tuple[Partner, ...]:
    councils = [_partner(name, "council", (name,)) for name in AREAS]
    associations = [
        _partner(name, "association", tuple(sorted({AREAS[at], AREAS[(at + 5) % 12]}))) for at, name in enumerate(ASSOCIATIONS)
    ]
    return (*councils, *associations)


def _partner(name: str, kind: str, areas: tuple[str, ...]) -> Partner:
    domain = f"{name.casefold().replace(' ', '-')}.example"
    return Partner(
        name=name,
        kind=kind,
        areas=areas,
        named_leads=(f"lead@{domain}",),
        circulars_to=(f"circulars@{domain}",),
        offers_from=(f"voids@{domain}",),
    )
