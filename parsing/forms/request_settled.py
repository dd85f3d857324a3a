"""The answers of a request form compared with each other: what contradicts is asked about (R001, R022, R031, R032)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from parsing.answers import tile, word_set
from parsing.areas import R031
from parsing.boxes import has_boxes, options_in, with_boxes
from parsing.dates import beside_month_first
from parsing.field import Field
from parsing.form import Fields, Settled
from parsing.forms.housing_answers import perpetrator_named_with, tenancy_by_landlord
from parsing.people import is_expecting
from scheme.agreement import Scheme
from scheme.terms import spelling_key


def settle(fields: Fields, scheme: Scheme) -> Settled:
    """Each answer against those that speak of the same thing; the one that may mislead is put in doubt."""
    settled = beside_month_first(fields)
    settled["tenancy_type"] = tenancy_by_landlord(settled["tenancy_type"], settled["applicant_landlord"].value, scheme)
    settled["other_tenant_is_perpetrator"] = _perpetrator_on_tenancy(settled)
    settled["joint_tenancy"], settled["other_tenant_is_perpetrator"] = _against_tenancy(settled)
    settled["areas_requested"], settled["areas_at_risk"] = _against_areas(settled, scheme)
    settled["pregnancy_due"] = _against_household(settled)
    settled["bedrooms_needed"] = _against_people(settled)
    settled["current_floor"] = _against_type(settled)
    settled["risk_other"], settled["risk_primary"] = _grounds(settled)
    settled["pets"], settled["pets_rehome"] = _against_pets(settled)
    return Settled(fields=settled)


def _perpetrator_on_tenancy(fields: dict[str, Field[Any]]) -> Field[Any]:
    """«Joint with perpetrator» answers both questions; a «No» to the second then contradicts."""
    joint, other = fields["joint_tenancy"], fields["other_tenant_is_perpetrator"]
    if not perpetrator_named_with(joint):
        return other
    if other.blank:
        return Field(value=True, quote=joint.quote, where=joint.where)
    if other.value is False:
        return _doubt_of(other, f"The tenancy is «{joint.quote}», yet the other tenant is not the perpetrator; ask the officer.")
    return other


def _against_tenancy(fields: dict[str, Field[Any]]) -> tuple[Field[Any], Field[Any]]:
    """Sole or joint, and the perpetrator as the other tenant: a sole tenancy with the perpetrator on it puts both in doubt."""
    joint, other = fields["joint_tenancy"], fields["other_tenant_is_perpetrator"]
    said = spelling_key(fields["tenancy_type"].quote).split()
    if joint.value is False and other.value:
        why = "The tenancy is called sole, yet the perpetrator is said to stand on it; ask the officer."
        return _doubt_of(joint, why), _doubt_of(other, why)
    if (joint.value is False and "joint" in said) or (joint.value and "sole" in said and "joint" not in said):
        return _doubt_of(joint, "The kind of tenancy says the contrary of the answer on sole or joint; ask the officer."), other
    return joint, other


def _against_pets(fields: dict[str, Field[Any]]) -> tuple[Field[Any], Field[Any]]:
    """«Pets: no» beside «would give up the dog»: nobody can say which of the two errs."""
    pets, rehome = fields["pets"], fields["pets_rehome"]
    if pets.value is False and (rehome.value or rehome.quote.casefold().startswith("yes")):
        why = "There are no pets on the form, yet they would be rehomed; ask the officer."
        return _doubt_of(pets, why), _doubt_of(rehome, why)
    return pets, rehome


def _against_people(fields: dict[str, Field[Any]]) -> Field[Any]:
    """Three bedrooms more than there are people are a slip of the hand, or somebody was left out."""
    needed, adults, children = fields["bedrooms_needed"], fields["adults"].value, fields["children"].value
    if needed.value is None or not adults or children is None:
        return needed
    people = len(adults) + len(children) + (0 if fields["pregnancy_due"].blank else 1)
    if needed.value < people + 3:
        return needed
    return _doubt_of(needed, f"{needed.value} bedrooms are asked for {people} people; ask who else is moving.")


def _against_type(fields: dict[str, Field[Any]]) -> Field[Any]:
    floor, home = fields["current_floor"], fields["current_type"]
    if floor.value and home.value in ("house", "bungalow"):
        return _doubt_of(floor, f"A {home.value} on floor {floor.value}: ask which of the two is meant.")
    return floor


def _inverted(fields: dict[str, Field[Any]], scheme: Scheme) -> Field[Any]:
    """Where the policy lets a ground choose by risk alone, all areas but those at risk are proposed (forms.md §2.1)."""
    wanted, risky = fields["areas_requested"], fields["areas_at_risk"]
    day = fields["referral_date"].value
    policy = scheme.policy_on(day) if day and day >= scheme.policies[0].since else scheme.policies[-1]
    open_to_all = wanted.blank or _EVERYWHERE & set(spelling_key(wanted.quote).split())
    if fields["risk_primary"].value not in policy.inverted_choice_grounds or risky.value is None or not open_to_all:
        return wanted
    barred = {*risky.value, fields["area_residence"].value}
    return Field(
        quote=wanted.quote,
        where=wanted.where,
        doubt="No single areas are named. For this ground every area but those at risk may be proposed; ask the officer.",
        proposal=tuple(area.name for area in scheme.areas if area.name not in barred),
    )


_EVERYWHERE = word_set("all any anywhere everywhere open flexible")


def _against_areas(fields: dict[str, Field[Any]], scheme: Scheme) -> tuple[Field[Any], Field[Any]]:
    """(wanted, at risk): an area in both lists puts both in doubt, since nobody can say which of the two errs (R001, R031)."""
    wanted, risky, home = fields["areas_requested"], fields["areas_at_risk"], fields["area_residence"]
    asked, avoided = _areas_asked(wanted, scheme), set(risky.value or ()) | _areas_named(risky.quote, scheme)
    if both := sorted(asked & avoided):
        return _in_both_lists(wanted, risky, both, avoided)
    if not wanted.value:
        wanted = _inverted(fields, scheme)
        return (replace(wanted, proposal=_less(wanted.proposal, avoided)) if wanted.proposal else wanted), risky
    homes = {home.value} if home.value else _areas_named(home.quote, scheme)
    if lived_in := sorted(homes & set(wanted.value)):
        return _doubt_of(
            wanted,
            f"{', '.join(lived_in)} is where the household lives now and is also asked for (R001); ask the officer.",
            _less(wanted.value, homes),
        ), risky
    return wanted, risky


def _areas_asked(wanted: Field[Any], scheme: Scheme) -> set[str]:
    """Areas that are asked for by name: a wider word («anywhere south») asks for none of them by itself."""
    return set(wanted.value or ()) or (
        set(wanted.proposal or ()) & set(tile(spelling_key(wanted.quote).split(), scheme.area_spellings())[0])
    )


def _in_both_lists(wanted: Field[Any], risky: Field[Any], both: list[str], avoided: set[str]) -> tuple[Field[Any], Field[Any]]:
    """One sentence for each list, which names the areas and both places."""
    said = f"{', '.join(both)}: asked for ({wanted.where}) and named as not safe as well ({risky.where})"
    return (
        replace(
            wanted,
            value=None,
            doubt=f"{said}; ask which of the two holds before any area is taken. {R031}",
            proposal=_less(wanted.value or wanted.proposal or (), avoided),
        ),
        replace(
            risky,
            value=None,
            doubt=risky.doubt or f"{said}; ask which of the two holds, and whether every area that is not safe is named.",
            proposal=risky.proposal or risky.value,
        ),
    )


def _less(areas: Iterable[str], without: set[str]) -> tuple[str, ...] | None:
    return tuple(area for area in areas if area not in without) or None


def _areas_named(quote: str, scheme: Scheme) -> set[str]:
    """Every area that the words on risk may mean, sure or not: here more is safer. Unticked boxes name nothing."""
    text = with_boxes(quote)
    options = options_in(text) if has_boxes(text) else ()
    if options is not None and has_boxes(text):
        text = "\n".join(option.label for option in options if option.ticked)
    words = spelling_key(text).split()
    sure: set[str] = set(tile(words, scheme.area_spellings())[0])
    unsure = {name for names in tile(words, scheme.area_proposal_spellings())[0] for name in names}
    return sure | (unsure if len(unsure) < len(scheme.areas) else set())


def _doubt_of(field: Field[Any], why: str, proposal: Any = None) -> Field[Any]:
    return Field(quote=field.quote, where=field.where, doubt=why, proposal=tuple(proposal) if proposal else None)


_LONGEST_PREGNANCY = timedelta(days=305)


def _against_household(fields: dict[str, Field[Any]]) -> Field[Any]:
    due, referred = fields["pregnancy_due"], fields["referral_date"].value
    if due.value and referred and not referred <= due.value <= referred + _LONGEST_PREGNANCY:
        when = "before" if due.value < referred else "more than ten months after"
        return _doubt_of(due, f"The baby is due {when} the day of this referral; ask which of the two dates is meant.")
    for key in ("adults", "children"):
        if due.blank and is_expecting(fields[key].quote):
            return Field(
                quote=fields[key].quote,
                where=fields[key].where,
                doubt="Somebody is expecting, but no due date is given; ask the officer.",
            )
    return due


def _grounds(fields: dict[str, Field[Any]]) -> tuple[Field[Any], Field[Any]]:
    """The primary ground is no further ground as well."""
    other, primary = fields["risk_other"], fields["risk_primary"]
    if other.value and primary.value in other.value:
        other = replace(other, value=tuple(ground for ground in other.value if ground != primary.value))
    return other, primary


def spared(fields: Fields) -> frozenset[str]:
    """Required answers that the others have made needless."""
    spared: set[str] = set()
    if fields["pets"].value is False:
        spared.add("pets_rehome")
    if fields["joint_tenancy"].value is False:
        spared.add("other_tenant_is_perpetrator")
    if fields["current_type"].value in ("house", "bungalow"):
        spared.add("current_floor")
    if not fields["tenancy_owed"].blank:
        spared |= {"tenancy_type", "joint_tenancy", "other_tenant_is_perpetrator", "original_landlord"}
    return frozenset(spared)
