"""Whether a home suits a case: number of bedrooms AND area, both; other facts are shown, never used to exclude (R039)."""

from __future__ import annotations

from matching.case import Case


def suits(case: Case, *, area: str, bedrooms: int) -> bool:
    return not why_area_unsuited(case, area) and not why_bedrooms_unsuited(case, bedrooms)


def why_area_unsuited(case: Case, area: str | None) -> str:
    """Why a home in this area cannot be offered, as a sentence; empty if it can. An unsafe area never suits (R030)."""
    if not area:
        return "The offer does not say clearly in which area the home is: ask the landlord, then enter the area."
    if area in case.areas_at_risk:
        return f"The home is in {area}, where the household is at risk: it must not be offered."
    if area == case.area_residence:
        return f"The home is in {area}, which the household must leave (R001): it must not be offered."
    if area not in case.areas_requested:
        return f"The home is in {area}, which was not requested: only the officer may add an area."
    return ""


def why_bedrooms_unsuited(case: Case, bedrooms: int | None) -> str:
    """Why the number of bedrooms needs a person (R039, R046); empty if it is the number asked for."""
    if bedrooms is None:
        return "The offer does not say clearly how many bedrooms the home has."
    if case.bedrooms is None:
        return "The case has no settled number of bedrooms to compare the offer with."
    if bedrooms != case.bedrooms:
        return f"The home has {bedrooms} bedroom(s), the request is for {case.bedrooms}: settle this first (R046)."
    return ""
