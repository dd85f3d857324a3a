"""A world in memory: cases, entries and letters folded from decisions, and the facts gathered from them as the store does.

The cast is always the same few: Sam and Priya are nominating officers, Dana is the named lead of Northam's council, which the
households leave; Southby, Eastley and Harbour Homes are partners with homes elsewhere; Mallory must see nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from matching.case import Case, State
from matching.decide import decide
from matching.decision import Decision, Letter
from matching.facts import Facts, SentLetter, Speaker
from matching.ledger import Entry, balance, moves_since_last_given
from matching.request import form_fingerprint
from parsing.field import Field, Where
from parsing.readings import (
    Automatic,
    CaseOrder,
    Change,
    LandlordDecision,
    Outcome,
    Person,
    PropertyOffer,
    Reading,
    RequestForm,
    SenderCheck,
    Withdrawal,
)
from scheme.agreement import Scheme
from scheme.register import Partner
from scheme.terms import Area, LandlordName, Policy, Reference, RiskGround

TODAY = date(2025, 3, 10)

SAM = "sam@agency.example"
PRIYA = "priya@agency.example"
MALLORY = "mallory@elsewhere.example"
DANA = "dana@northam.example"
NORTHAM_LETTINGS = "lettings@northam.example"
SOUTHBY = "lettings@southby.example"
SOUTHBY_LEAD = "lead@southby.example"
EASTLEY = "lettings@eastley.example"
EASTLEY_LEAD = "lead@eastley.example"
HARBOUR = "voids@harbour.example"
HARBOUR_LEAD = "lead@harbour.example"

AREAS = ("Northam", "Southby", "Eastley", "Westow", "Midford")

PARTNERS = (
    Partner(
        name="Northam",
        kind="council",
        areas=("Northam", "Westow"),
        named_leads=(DANA, "deputy@northam.example"),
        circulars_to=(NORTHAM_LETTINGS,),
        offers_from=(NORTHAM_LETTINGS,),
    ),
    Partner(
        name="Southby",
        kind="council",
        areas=("Southby",),
        named_leads=(SOUTHBY_LEAD,),
        circulars_to=(SOUTHBY,),
        offers_from=(SOUTHBY, "voids@southby.example"),
    ),
    Partner(name="Eastley", kind="council", areas=("Eastley",), named_leads=(EASTLEY_LEAD,), circulars_to=(EASTLEY,)),
    Partner(name="Harbour Homes", areas=("Southby", "Eastley", "Midford"), named_leads=(HARBOUR_LEAD,), offers_from=(HARBOUR,)),
    Partner(name="Resting Homes", areas=AREAS, named_leads=("lead@resting.example",), status="paused"),
    Partner(name="Gone Homes", areas=AREAS, named_leads=("lead@gone.example",), status="left"),
    Partner(name="Leaderless Homes", areas=("Midford",), circulars_to=("all@leaderless.example",)),
)

GROUNDS = tuple(
    RiskGround(key=key, label=key.replace("_", " "), words=(), report_group="Group")
    for key in ("domestic_abuse", "stalking", "hate_crime", "serious_youth_violence", "other_high_risk")
)

SCHEME = Scheme(
    name="Invented Reciprocal",
    region="Inventshire",
    reference_prefix="ARC",
    areas=tuple(Area(name=name) for name in AREAS),
    landlords=tuple(LandlordName(name=partner.name, kind=partner.kind) for partner in PARTNERS),
    grounds=GROUNDS,
    policies=(Policy(since=date(2025, 1, 1)),),
    texts={},
    required=("consent_given", "areas_requested", "pets"),
    essential=(
        "consent_given",
        "applicant_landlord",
        "area_residence",
        "areas_requested",
        "risk_primary",
        "officer_name",
        "officer_email",
        "bedrooms_needed|current_bedrooms",
        "tenancy_type|tenancy_owed",
    ),
    free_mail_domains=("freemail.example",),
    outside_places=("Faraway",),
)


def with_policy(**changes: Any) -> Scheme:
    """The scheme with other numbers."""
    return replace(SCHEME, policies=(replace(SCHEME.policies[0], **changes),))


def said(value: Any, quote: str = "") -> Field[Any]:
    """An answer that is sure."""
    return Field(value=value, quote=quote or str(value), where=Where(source="form.docx", table=1, row=2))


def unsure(doubt: str = "«maybe» is not clear.", quote: str = "maybe") -> Field[Any]:
    return Field(doubt=doubt, quote=quote)


def _fields(answers: Mapping[str, Any]) -> dict[str, Field[Any]]:
    return {key: value if isinstance(value, Field) else said(value) for key, value in answers.items()}


WHOLE_FORM: dict[str, Any] = {
    "consent_given": True,
    "referral_date": date(2025, 3, 7),
    "applicant_landlord": "Northam",
    "area_residence": "Northam",
    "current_bedrooms": 2,
    "tenancy_type": "secure",
    "currently_staying": "home",
    "adults": (Person(age=34, sex="f"),),
    "children": (Person(age=4, sex="m"), Person(age=9, sex="f"), Person(sex="f")),
    "bedrooms_needed": 2,
    "areas_requested": ("Eastley", "Southby"),
    "areas_at_risk": ("Northam", "Westow"),
    "pets": False,
    "risk_primary": "domestic_abuse",
    "support_agency": "An agency",
    "officer_name": "Sam Officer",
    "officer_role": "Support worker",
    "officer_agency": "The Agency",
    "officer_email": "Sam@Agency.example",
}


SOUTHBYS_HOUSEHOLD: dict[str, Any] = {
    "applicant_landlord": "Southby",
    "area_residence": "Southby",
    "areas_requested": ("Northam",),
    "areas_at_risk": ("Southby",),
}


def request(*, without: tuple[str, ...] = (), **answers: Any) -> RequestForm:
    """A whole and eligible request form, less some answers or with others."""
    aside = {key: answers.pop(key) for key in ("missing", "doubts", "identity") if key in answers}
    kept = {key: value for key, value in WHOLE_FORM.items() if key not in without}
    return RequestForm(source="form.docx", **aside, **_fields({**kept, **answers}))


def decision_of_landlord(said_decision: Any, /, **answers: Any) -> LandlordDecision:
    return LandlordDecision(**_fields({**({"decision": said_decision} if said_decision else {}), **answers}))


def approval(**answers: Any) -> LandlordDecision:
    return decision_of_landlord("approve", **answers)


def offer(in_area: Any = "Southby", /, bedrooms: Any = 2, **answers: Any) -> PropertyOffer:
    home = {key: value for key, value in (("area", in_area), ("bedrooms", bedrooms)) if value is not None}
    also_for = answers.pop("also_for", ())
    return PropertyOffer(also_for=also_for, **_fields({**home, **answers}))


def outcome(reached: Any, /, **answers: Any) -> Outcome:
    return Outcome(**_fields({**({"stage": reached} if reached else {}), **answers}))


def change(**answers: Any) -> Change:
    return Change(**_fields(answers))


def withdrawal(why: str | None = "withdrawn") -> Withdrawal:
    return Withdrawal(**_fields({"change": why} if why else {}))


def order(what: str, **answers: Any) -> CaseOrder:
    """What only the coordinator may order."""
    return CaseOrder(order=said(what), **_fields(answers))


def verified(address: str, **more: Any) -> Speaker:
    return Speaker(address=address, check=SenderCheck.PASSED, **more)


def coordinator(address: str = "") -> Speaker:
    """The coordinator's own word, for somebody or nobody."""
    return Speaker(address=address, coordinator="Ada Coordinator")


@dataclass
class World:
    """Only tests may be mutable: everything that happened so far."""

    scheme: Scheme = SCHEME
    partners: tuple[Partner, ...] = PARTNERS
    today: date = TODAY
    cases: dict[str, Case] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    held: list[str] = field(default_factory=list)  # in the order in which they were held
    fates: dict[str, str] = field(default_factory=dict)  # of a letter by its number, «L3»: the state it is in if not sent
    happened: int = 0

    def facts(self, reading: Reading, speaker: Speaker | str, about: str = "", **more: Any) -> Facts:
        """As the store gathers them: `about` is the reference that the mail or its thread leads to."""
        case = self.cases.get(about)
        balances = balance(self.entries)
        doubt = "" if case or isinstance(reading, RequestForm) else "It names no case."
        return Facts(
            **{
                "cause": f"{self.happened}:0",
                "speaker": verified(speaker) if isinstance(speaker, str) else speaker,
                "case": case,
                "case_doubt": doubt,
                "partners": self.partners,
                "balances": balances,
                "given_since_last": {name: moves_since_last_given(self.entries, name) for name in balances},
                "same_homes": self._same_homes(case, reading) if case else (),
                "held": tuple(self.cases[name] for name in self.held),
                "letters": self._letters_on(about),
                "moving": tuple(case for case in self.cases.values() if case.offers),
                "same_form": self._same_form(reading),
                "next_reference": str(Reference(prefix="ARC", sequence=len(self.cases) + 1, year=25)),
                **more,
            }
        )

    def _same_homes(self, case: Case, reading: Reading) -> tuple[Case, ...]:
        found, waiting = {case.reference}, [*(reading.also_for if isinstance(reading, PropertyOffer) else ())]
        waiting += [each for made in case.offers for each in made.also_for]
        while waiting:
            name = waiting.pop()
            if name in self.cases and name not in found:
                found.add(name)
                waiting += [each for made in self.cases[name].offers for each in made.also_for]
        return tuple(self.cases[name] for name in sorted(found - {case.reference}))

    def _letters_on(self, reference: str) -> tuple[SentLetter, ...]:
        """All that was written on the case, as if each letter had arrived."""
        return tuple(
            SentLetter(
                id=f"L{number}",
                message_id=f"<L{number}@reciprocal.example>",
                kind=letter.kind,
                to=letter.to,
                subject="",
                case=reference,
                state=self.fates.get(f"L{number}", "sent"),
                attempts=0 if self.fates.get(f"L{number}") == "waiting" else 1,
                partner=letter.partner,
            )
            for number, letter in enumerate(self.letters)
            if letter.case.reference == reference
        )

    def _same_form(self, reading: Reading) -> tuple[Case, ...]:
        if not isinstance(reading, RequestForm):
            return ()
        emails = {(answer.value or "").lower() for answer in (reading.officer_email, reading.officer2_email)} - {""}
        print_of_form = form_fingerprint(reading)
        return tuple(
            case
            for case in self.cases.values()
            if case.form_fingerprint == print_of_form or any(case.is_officer(email) for email in emails)
        )

    def hear(self, reading: Reading, speaker: Speaker | str, about: str = "", **more: Any) -> Decision:
        """One reading decided and applied."""
        decision = decide(reading, self.facts(reading, speaker, about, **more), self.scheme, self.today)
        self.apply(decision)
        return decision

    def apply(self, decision: Decision) -> None:
        self.happened += 1
        for case in decision.cases:
            self.cases[case.reference] = case
            if case.state is State.HELD_AT_CAP and case.reference not in self.held:
                self.held.append(case.reference)
        self.held = [name for name in self.held if self.cases[name].state is State.HELD_AT_CAP]
        self.entries.extend(decision.entries)
        self.letters.extend(decision.letters)

    def at(self, reference: str, **changes: Any) -> Case:
        """Puts a case as a test wants it."""
        self.cases[reference] = replace(self.cases[reference], **changes)
        return self.cases[reference]

    # Whole steps, for tests that begin further down the line.

    def requested(self, **answers: Any) -> str:
        reading = request(**answers)
        before = set(self.cases)
        self.hear(reading, reading.officer_email.value or SAM)
        (reference,) = set(self.cases) - before
        return reference

    def approved(self, **answers: Any) -> str:
        reference = self.requested(**answers)
        landlord = self.cases[reference].landlord
        lead = next(partner.named_leads[0] for partner in self.partners if partner.name == landlord)
        self.hear(approval(), lead, reference)
        return reference

    def offered(self, by: str = SOUTHBY, area: str = "Southby", **answers: Any) -> str:
        reference = self.approved(**answers)
        self.hear(offer(area, self.cases[reference].bedrooms), by, reference)
        return reference

    def accepted(self, by: str = SOUTHBY, area: str = "Southby", **answers: Any) -> str:
        reference = self.offered(by, area, **answers)
        self.hear(outcome("accepted"), SAM, reference)
        return reference

    def moved(self, by: str = SOUTHBY, area: str = "Southby", **answers: Any) -> str:
        reference = self.accepted(by, area, **answers)
        self.hear(outcome("tenancy_started", tenancy_start_date=self.today), SAM, reference)
        return reference


def kinds(decision: Decision) -> list[tuple[str, str]]:
    """(kind, to) of each letter, sorted: what a test compares."""
    return sorted((letter.kind, letter.to) for letter in decision.letters)


def questions(decision: Decision) -> list[str]:
    return [question.kind for question in decision.questions]


def household(number: int) -> dict[str, Any]:
    """Answers that make the form of another household."""
    return {
        "adults": tuple(Person(age=30 + number + each, sex="f") for each in range(1 + number % 3)),
        "children": tuple(Person(age=(3 * number + each) % 18, sex="m") for each in range(number % 5)),
        "referral_date": TODAY - timedelta(days=number),
        "tenancy_type": ("secure", "assured", "flexible", "starter")[number % 4],
        "risk_primary": ("domestic_abuse", "stalking", "hate_crime")[number % 3],
    }


AUTOMATIC = tuple(each for each in Automatic if each is not Automatic.NO)
