"""What a request form says, as a case: counts and bands, officers' work contacts, and nothing that is in doubt."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from matching.case import Case, Household, Officer
from matching.eligibility import approver, is_owed
from parsing.readings import BLANK, Person, RequestForm
from scheme.agreement import Scheme


def with_form(case: Case, form: RequestForm, scheme: Scheme) -> Case:
    """The case with what the form says in the place of what an earlier form said. Nothing in doubt is taken over."""
    return replace(
        case,
        landlord=approver(form),
        area_residence=form.area_residence.value or "",
        bedrooms=bedrooms_of(form),
        areas_requested=form.areas_requested.value or (),
        areas_at_risk=form.areas_at_risk.value or (),
        risk_primary=form.risk_primary.value or "",
        tenancy_type=form.tenancy_type.value or "",
        owed_tenancy=is_owed(form),
        in_temporary_accommodation=form.currently_staying.value == "temporary_accommodation",
        household=household_of(form),
        people_fingerprints=people_fingerprints(form),
        ground_floor_only=form.ground_floor_only.value,
        step_free=form.step_free.value,
        wheelchair=form.wheelchair.value,
        pets=form.pets.value,
        pets_rehome=form.pets_rehome.value,
        support_in_place=True if form.support_agency.value else None,
        officers=officers_of(form, scheme),
    )


def completed_by(earlier: RequestForm, form: RequestForm) -> RequestForm:
    """The form, with what an earlier one surely said where it leaves a question open: an answer need be given only once."""
    open_still = {key for key, field in form.fields() if field.blank}
    given: dict[str, Any] = {  # Any: each key has the field of its own type
        key: field for key, field in earlier.fields() if key in open_still and field.value is not None
    }
    missing = tuple(key for key in form.missing if key not in given)
    return replace(form, **given, missing=missing)


def bedrooms_of(form: RequestForm) -> int | None:
    """As many as the home has now, when the form asks for no number of its own (R033)."""
    if form.bedrooms_needed.doubt:
        return None
    return form.current_bedrooms.value if form.bedrooms_needed.value is None else form.bedrooms_needed.value


def people_fingerprints(form: RequestForm) -> tuple[str, str]:
    """sha256 over ages and sexes of the adults and of the children; empty where the form names none."""
    return _print_of(form.adults.value), _print_of(form.children.value)


def _print_of(people: tuple[Person, ...] | None) -> str:
    said = sorted(((each.age, each.sex) for each in people or ()), key=str)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""


def household_of(form: RequestForm) -> Household:
    """Counts and age bands; a child of unknown age counts as a child and in no band (disclosure)."""
    children = form.children.value or ()
    ages = [child.age for child in children if child.age is not None]
    return Household(
        adults=len(form.adults.value or ()),
        children=len(children),
        under_5=sum(age < 5 for age in ages),
        aged_5_to_10=sum(5 <= age <= 10 for age in ages),
        aged_11_to_17=sum(11 <= age <= 17 for age in ages),
        expecting=form.pregnancy_due.value is not None,
    )


def officers_of(form: RequestForm, scheme: Scheme) -> tuple[Officer, ...]:
    """The nominating officers that may be written to: a private mailbox is never one of them (R014, R016)."""
    named = (
        (form.officer_name, form.officer_email, form.officer_agency, form.officer_role, form.officer_phone),
        (form.officer2_name, form.officer2_email, BLANK, BLANK, BLANK),
    )
    officers = (
        Officer(
            name=name.value or "",
            email=email.value.lower(),
            agency=agency.value or "",
            role=role.value or "",
            phone=phone.value or "",
        )
        for name, email, agency, role, phone in named
        if email.value and not scheme.is_free_mail(email.value)
    )
    return tuple({officer.email: officer for officer in reversed(tuple(officers))}.values())[::-1]
