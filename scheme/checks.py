"""Checks of a scheme: whether its parts agree with one another. Every finding is a sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from scheme.scheme_file import GROUND_KEYS
from scheme.spellings import area_claims, clashes, former_claims, ground_claims, landlord_claims
from scheme.terms import Area, LandlordName, Policy, RiskGround, spelling_key

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {  # what a policy's word may be, by its key
    "cap_counts": ("net", "since_last"),
    "circulate_to": ("stock", "all"),
    "lapses": ("asked", "by_itself"),
    "weekly_digest": ("", *WEEKDAYS),  # empty: none is sent
}


class Agreed(Protocol):
    """What is looked at; `Scheme` is one."""

    @property
    def reference_prefix(self) -> str: ...
    @property
    def areas(self) -> tuple[Area, ...]: ...
    @property
    def landlords(self) -> tuple[LandlordName, ...]: ...
    @property
    def grounds(self) -> tuple[RiskGround, ...]: ...
    @property
    def policies(self) -> tuple[Policy, ...]: ...
    @property
    def required(self) -> tuple[str, ...]: ...
    @property
    def essential(self) -> tuple[str, ...]: ...
    @property
    def report_groups(self) -> tuple[str, ...]: ...
    @property
    def subregions(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def outside_places(self) -> tuple[str, ...]: ...
    @property
    def only_alone(self) -> tuple[str, ...]: ...
    @property
    def ambiguous_areas(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def ambiguous_landlords(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def homes_now(self) -> Mapping[str, tuple[str, ...]]: ...


def problems_of(scheme: Agreed) -> Iterator[str]:
    """All that is wrong, in the order of the file."""
    if not re.fullmatch(r"[A-Z]{2,6}", scheme.reference_prefix):
        yield '[reference] prefix must be two to six capital letters, e.g. prefix = "ARC".'
    if not scheme.required or not scheme.essential:
        yield "Give the keys of the questions that are `required`, and of those that are `essential`."
    yield from _policies(scheme.policies, {ground.key for ground in scheme.grounds}, len(scheme.areas))
    yield from _names(scheme)
    yield from _neighbours(scheme.areas)
    yield from _spellings(scheme)
    yield from _places(scheme)
    yield from _grounds(scheme.grounds, scheme.report_groups)


def _policies(policies: Sequence[Policy], grounds: set[str], areas: int) -> Iterator[str]:
    for earlier, later in pairwise(policies):
        if later.since <= earlier.since:
            yield f"[[policy]] {later.version} stands after {earlier.version}: order them, each with a day of its own."
    for policy in policies:
        yield from (f"[[policy]] {policy.version}: {wrong}" for wrong in _policy(policy, grounds, areas))


def _policy(policy: Policy, grounds: set[str], areas: int) -> Iterator[str]:
    if policy.owed_cap < 1:
        yield "owed_cap must be at least 1, else no landlord could ever refer."
    for key, allowed in CLOSED_LISTS.items():
        if getattr(policy, key) not in allowed:
            yield f"{key} must be one of {', '.join(each or 'empty' for each in allowed)}."
    if not 1 <= policy.minimum_areas < max(areas, 2):
        yield f"minimum_areas must lie between 1 and {max(areas - 1, 1)}: the area of residence cannot be asked for."
    if policy.offers_per_request < 0:
        yield "offers_per_request must be 0 (no limit) or more."
    if policy.circulate_within_days < 1 or not 0 <= policy.circulate_warn_day <= policy.circulate_within_days:
        yield "circulate_within_days must be at least 1, and circulate_warn_day no later."
    if list(policy.approval_chase_days) != sorted(set(policy.approval_chase_days)) or any(
        day < 1 for day in policy.approval_chase_days
    ):
        yield "approval_chase_days must be days from 1 on, each later than the one before."
    if policy.retention_months < 1:
        yield "retention_months must be at least 1."
    for ground in policy.inverted_choice_grounds:
        if ground not in grounds:
            yield f"inverted_choice_grounds names {ground}, which is no [[ground]]: mend its spelling."


def _names(scheme: Agreed) -> Iterator[str]:
    """Every name that is used exists, and none is given twice."""
    areas, landlords = [area.name for area in scheme.areas], [landlord.name for landlord in scheme.landlords]
    yield from (f"[[area]] {name} stands there twice: keep one." for name in _twice(areas))
    yield from (f"The landlord {name} stands there twice: keep one." for name in _twice(landlords))
    for subregion, names in scheme.subregions.items():
        yield from _unknown(names, areas, f"[subregions] {subregion}", "[[area]]")
    for spelling, names in scheme.ambiguous_areas.items():
        yield from _unknown(names, areas, f"[ambiguous.areas] {spelling}", "[[area]]")
    for spelling, names in scheme.ambiguous_landlords.items():
        yield from _unknown(names, landlords, f"[ambiguous.landlords] {spelling}", "landlord")
    for area, names in scheme.homes_now.items():
        yield from _unknown(names, landlords, f"[[area]] {area}, homes_now", "landlord")
        if area in landlords:
            yield f"[[area]] {area} has council homes and homes_now: take homes_now out, or set council_homes = false."


def _neighbours(areas: Sequence[Area]) -> Iterator[str]:
    neighbours = {area.name: area.neighbours for area in areas}
    for area in areas:
        yield from _unknown(area.neighbours, neighbours, f"[[area]] {area.name}, neighbours", "[[area]]")
        if area.name in area.neighbours:
            yield f"[[area]] {area.name} is its own neighbour: take it out."
        for other in area.neighbours:
            if area.name not in neighbours.get(other, (area.name,)):
                yield f"[[area]] {area.name} has {other} as a neighbour, but not the other way round: add {area.name} to {other}."


def _spellings(scheme: Agreed) -> Iterator[str]:
    landlords = (*landlord_claims(scheme.landlords), *former_claims(scheme.landlords))
    for what, claims, declared in (
        ("areas", tuple(area_claims(scheme.areas)), scheme.ambiguous_areas),
        ("landlords", landlords, scheme.ambiguous_landlords),
        ("grounds", tuple(ground_claims(scheme.grounds)), {}),
    ):
        for key, names in clashes(claims, declared).items():
            advice = f", or list it under [ambiguous.{what}]" if what != "grounds" else ""
            yield f"«{key}» is written for several {what}, {' and '.join(names)}: leave it with one{advice}."
    spelt = {spelling_key(spelling) for spelling, _ in area_claims(scheme.areas)}
    for spelling in scheme.only_alone:
        if spelling_key(spelling) not in spelt:
            yield f"[spellings] only_alone has «{spelling}», which is no spelling of an area: mend it or take it out."


def _places(scheme: Agreed) -> Iterator[str]:
    declared = {spelling_key(spelling) for spelling in scheme.ambiguous_areas}
    spelt = {spelling_key(spelling): name for spelling, name in area_claims(scheme.areas)}
    for area in scheme.areas:
        for place in area.places:
            key = spelling_key(place)
            if key in spelt or key in declared:
                yield f"[[area]] {area.name} has the place {place}, which is also a spelling of an area: keep one of the two."
    inside = {*spelt, *(spelling_key(place) for area in scheme.areas for place in area.places)}
    for place in scheme.outside_places:
        if spelling_key(place) in inside:
            yield f"outside_places has {place}, which is an area or a place of the region: take it out."


def _grounds(grounds: Sequence[RiskGround], groups: Sequence[str]) -> Iterator[str]:
    keys = [ground.key for ground in grounds]
    yield from (f"[[ground]] {key} stands there twice: keep one." for key in _twice(keys))
    yield from _unknown(keys, GROUND_KEYS, "[[ground]]", f"ground known to the program ({', '.join(GROUND_KEYS)}):")
    yield from _unknown([ground.report_group for ground in grounds], groups, "[[ground]] report_group", "[reports] group")


def _unknown(names: Iterable[str], known: Iterable[str], where: str, what: str) -> Iterator[str]:
    allowed = set(known)
    yield from (f"{where}: {name} is no {what}: mend its spelling or add it." for name in names if name not in allowed)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
