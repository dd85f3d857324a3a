"""Who may be referred: one function a criterion, each yes, no or unknown with what it was read from (R002).

Nobody is turned away by a machine: a «no» goes to the coordinator like an «unknown» does (R001, R004).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matching.facts import Facts
from parsing.field import Field
from parsing.readings import RequestForm
from scheme.agreement import Scheme
from scheme.terms import spelling_key


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`because` is the answer that was read, with its place, or a sentence for the coordinator."""

    answer: Answer
    because: Field[Any] | str

    @property
    def reason(self) -> str:
        """For people; never the words of the form, which may say more than they should (D5)."""
        if isinstance(self.because, str):
            return self.because
        return str(self.because.where) or "the form says so"


def yes(because: Field[Any] | str) -> Verdict:
    return Verdict(answer=Answer.YES, because=because)


def no(because: str) -> Verdict:
    return Verdict(answer=Answer.NO, because=because)


def unknown(because: str) -> Verdict:
    return Verdict(answer=Answer.UNKNOWN, because=because)


SOCIAL_TENANCIES = frozenset(
    {"secure", "flexible", "introductory", "assured", "assured_fixed_term", "starter", "protected", "demoted"}
)
NOT_SOCIAL = frozenset({"shared_ownership", "licence", "non_secure"})
CONFIRMED_BY_COORDINATOR = frozenset({"other_high_risk"})  # a ground only once she has said so (C3)
SELF = frozenset(
    {
        "self",
        "myself",
        "me",
        "applicant",
        "the applicant",
        "tenant",
        "the tenant",
        "resident",
        "client",
        "service user",
        "self referral",
        "own referral",
    }
)


def at_risk_where_it_lives(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:
    """One of the scheme's grounds is named as the main one (R004, R005)."""
    ground = form.risk_primary.value
    if ground is None or ground not in {each.key for each in scheme.grounds}:
        return unknown("The form names none of the scheme's grounds as the main risk (R004): see whether one applies.")
    if ground in CONFIRMED_BY_COORDINATOR and not facts.speaker.coordinator:
        return unknown("The main risk is another high risk, which counts only when the coordinator confirms it (C3).")
    return yes(form.risk_primary)


def holds_or_is_owed_a_social_tenancy(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:  # noqa: ARG001 - all criteria are called alike
    """It holds one, or had one before temporary accommodation, or is owed one (R002, R003, R022, R023)."""
    if form.tenancy_owed.value:
        return yes(form.tenancy_owed)
    if form.original_landlord.value and form.currently_staying.value not in {None, "home"}:
        return yes(form.original_landlord)
    match form.tenancy_type.value, form.currently_staying.value:
        case None, "temporary_accommodation":
            return unknown(
                "The household is in temporary accommodation, and no former landlord is named, nor one that owes a home."
            )
        case None, _:
            return unknown("The form does not say what kind of tenancy the household has.")
        case "owed", _:
            return unknown("A tenancy is owed, but the form does not say by whom (R003).")
        case kind, "temporary_accommodation" if kind in NOT_SOCIAL:
            return no("The household is in temporary accommodation with no former social tenancy and nothing owed (R023).")
        case kind, _ if kind in NOT_SOCIAL:
            return no("The tenancy is not a social tenancy, and none is owed (R002).")
        case _, "temporary_accommodation":
            return unknown(
                "The household is in temporary accommodation; the original landlord, who must approve, is not named (R022)."
            )
        case kind, _ if kind in SOCIAL_TENANCIES:
            return yes(form.tenancy_type)
        case _:
            return unknown("The kind of tenancy is not one that the scheme knows.")


def approver(form: RequestForm) -> str:
    """The landlord that must approve: the original one, the one that owes, or today's; empty if the form leaves it open."""
    staying, today, original, owed = (
        form.currently_staying.value,
        form.applicant_landlord.value,
        form.original_landlord.value,
        form.tenancy_owed.value,
    )
    if is_owed(form):
        return _the_same(owed, original)
    if staying == "temporary_accommodation":
        return original or owed or ""
    if staying in {"refuge", "family_or_friends", "other"}:
        return _the_same(original or today, owed)
    return _the_same(today, original, owed)


def is_owed(form: RequestForm) -> bool:
    """Whether the tenancy is owed and not held: then the landlord that owes it approves (R003, C1)."""
    owed = form.tenancy_owed.value is not None and form.tenancy_type.value not in SOCIAL_TENANCIES
    return form.tenancy_type.value == "owed" or owed


def _the_same(*names: str | None) -> str:
    """The one landlord that is named; none when several different ones are."""
    given = {name for name in names if name}
    return given.pop() if len(given) == 1 else ""


def wants_another_area(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:  # noqa: ARG001 - all criteria are called alike
    """At least one requested area is neither the one it lives in nor one at risk (R001)."""
    requested, residence = form.areas_requested.value or (), form.area_residence.value
    if not requested:
        return unknown("The form names no area to move to.")
    if not residence:
        return unknown("The form does not say in which area the household lives now.")
    if set(requested) == {residence}:
        return no(f"The only area requested is {residence}, where the household lives now (R001).")
    if set(requested) <= {residence, *(form.areas_at_risk.value or ())}:
        return no("Every area requested is one where the household is at risk or lives now.")
    return yes(form.areas_requested)


def landlord_takes_part(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:  # noqa: ARG001 - all criteria are called alike
    """The landlord that must approve is an active partner with a named lead (R013, R020)."""
    landlord = approver(form)
    if not landlord:
        return unknown("The form leaves open which landlord must approve: none, or several different ones, are named (R022).")
    partner = facts.active(landlord)
    if partner is None:
        return no(f"{landlord} is not an active partner of the register (R013).")
    if not partner.named_leads:
        return unknown(f"{landlord} has no named lead to be asked for approval (R020).")
    return yes(f"{landlord} is an active partner.")


def officer_is_not_the_applicant(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:
    """As far as a form without names can show it: no private mailbox, no «myself» (R012, R016)."""
    addresses = officer_addresses(form)
    if addresses and all(scheme.is_free_mail(address) for address in addresses):
        return unknown(
            "The only address of an officer is a private mailbox, where nothing is sent: find out who this is and enter a "
            "mailbox at work as officer_email (R016)."
        )
    if facts.speaker.coordinator:
        return yes("The coordinator vouches for the officer.")
    if any(scheme.is_free_mail(address) for address in addresses):
        return unknown("An officer's address is a private mailbox: find out who this is before anything goes there (R016).")
    if any(
        spelling_key(said.value or "") in SELF
        for said in (form.officer_name, form.officer_role, form.officer_agency, form.officer2_name)
    ):
        return unknown("The form may have been filled in by the applicant, not by an officer (R012, R016).")
    return yes(form.officer_email)


def officer_addresses(form: RequestForm) -> tuple[str, ...]:
    """The addresses that the form gives for its officers, lower case, each once."""
    given = (form.officer_email.value, form.officer2_email.value)
    return tuple(dict.fromkeys(address.lower() for address in given if address))


def consent_given(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:  # noqa: ARG001 - all criteria are called alike
    """The household has agreed to the referral."""
    match form.consent_given.value:
        case True:
            return yes(form.consent_given)
        case False:
            return no("The form says that the household has not consented.")
        case None:
            return unknown("The form does not say whether the household has consented.")


def bedrooms_as_now(form: RequestForm, facts: Facts, scheme: Scheme) -> Verdict:  # noqa: ARG001 - all criteria are called alike
    """As many bedrooms as the home it leaves; another number only with the coordinator's word (R033)."""
    needed, now = form.bedrooms_needed.value, form.current_bedrooms.value
    if needed is None and now is None:
        return unknown("The form does not say how many bedrooms are needed.")
    if needed is None or now is None or needed == now:
        return yes(form.current_bedrooms if needed is None else form.bedrooms_needed)
    if facts.speaker.coordinator:
        reason = facts.reason or "no reason was given"
        return yes(f"{needed} and not {now} as now, on the word of {facts.speaker.coordinator}: {reason}")
    return unknown(
        f"The form asks for {needed} bedroom(s), the home now has {now}: another number needs the coordinator's word and reason, "
        "--accept --override REASON (R033)."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A test that must say yes before anything is asked of a landlord, and the kind of question when it does not."""

    says: str
    test: Callable[[RequestForm, Facts, Scheme], Verdict]
    question: str = "eligibility"


ELIGIBILITY = (
    Criterion(says="At risk where it lives", test=at_risk_where_it_lives),
    Criterion(says="Holds or is owed a social tenancy", test=holds_or_is_owed_a_social_tenancy),
    Criterion(says="Wants another area", test=wants_another_area),
    Criterion(says="The landlord takes part", test=landlord_takes_part, question="landlord"),
    Criterion(says="The officer is not the applicant", test=officer_is_not_the_applicant),
    Criterion(says="Consent is given", test=consent_given),
    Criterion(says="As many bedrooms as now", test=bedrooms_as_now, question="bedrooms"),
)


def verdicts(form: RequestForm, facts: Facts, scheme: Scheme) -> tuple[tuple[Criterion, Verdict], ...]:
    """Every criterion with its verdict, in the order of the table."""
    return tuple((criterion, criterion.test(form, facts, scheme)) for criterion in ELIGIBILITY)
