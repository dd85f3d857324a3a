"""The people of the year: each household's officer, its landlord's lead and the landlords that offer; what each does and when.

Everything is drawn from the seed before the year begins, but for who offers: that is drawn from those that had the circular.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from bench.year_region import AREAS, BEGINS
from matching.case import Case, OfferState, State
from outbox.rebuilt_form import rebuilt_form
from parsing.forms import FORMS
from scheme.register import Partner

BOUNDARY = "mx.fenland.example"
OURS = "reciprocal@fenland.example"
WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
GROUNDS = ("Domestic abuse", "Domestic abuse", "Domestic abuse", "Serious youth violence", "Stalking", "Hate crime")
WEEKS = 52
# What may become of a request that is out, and how often.
FATES = ("moves", "moves", "refuses then moves", "withdraws", "withdraws consent", "pauses then moves", "waits", "waits", "waits")
BUSY = 4  # landlords that refer far more often than they give


@dataclass(frozen=True, kw_only=True)
class Household:
    number: int
    arrives: int  # week
    landlord: Partner
    residence: str
    wanted: tuple[str, ...]
    bedrooms: int
    ground: str
    fate: str
    approval: str  # yes | panel first | condition first | no | silent
    patience: int  # weeks between two steps
    later_area: str = ""  # an area that the officer asks to add once the request is out

    @property
    def officer(self) -> str:
        return f"officer{self.number:03}@agency{self.number % 7}.example"


@dataclass(frozen=True, kw_only=True)
class Said:
    """A mail that somebody writes this week, and which landlords its effect may touch."""

    household: int
    sender: str
    subject: str
    words: str
    form: bytes = b""
    touches: frozenset[str] = frozenset()


@dataclass(kw_only=True)
class Story:
    """How far a household has come."""

    done: set[str] = field(default_factory=set)
    waits_until: int = 0


def households(seed: int, count: int, partners: Sequence[Partner], weeks: int = WEEKS) -> tuple[Household, ...]:
    draw = random.Random(f"households {seed}")  # noqa: S311 - a story, no secret
    return tuple(_household(draw, number, partners, weeks) for number in range(1, count + 1))


def _household(draw: random.Random, number: int, partners: Sequence[Partner], weeks: int) -> Household:
    landlord = draw.choice(partners[:BUSY]) if draw.random() < 0.45 else draw.choice(partners)
    residence = landlord.areas[0]
    others = [area for area in AREAS if area != residence]
    wanted = tuple(sorted(draw.sample(others, draw.randint(2, 4))))
    unused = [area for area in others if area not in wanted]
    return Household(
        number=number,
        arrives=draw.randint(0, weeks - 6),
        landlord=landlord,
        residence=residence,
        wanted=wanted,
        bedrooms=draw.randint(1, 4),
        ground=draw.choice(GROUNDS),
        fate=draw.choice(FATES),
        approval=draw.choices(("yes", "panel first", "condition first", "no", "silent"), (70, 10, 6, 8, 6))[0],
        patience=draw.randint(1, 2),
        later_area=draw.choice(unused) if draw.random() < 0.15 else "",
    )


class People:
    """Asked each week what they write, given how their cases stand; the same cases give the same mails."""

    def __init__(self, seed: int, all_of_them: Sequence[Household], partners: Sequence[Partner]) -> None:
        self.seed, self.households = seed, {each.number: each for each in all_of_them}
        self.register = {partner.name: partner for partner in partners}
        self.stories = {number: Story() for number in self.households}

    def write(self, week: int, cases: Mapping[int, Case]) -> list[Said]:
        said = []
        for number, who in self.households.items():
            story = self.stories[number]
            if who.arrives == week:
                story.waits_until = week + 1
                said.append(self._request(who))
                continue
            due = who.arrives < week >= story.waits_until and number in cases
            if due and (mail := self._step(who, story, cases[number], week)) is not None:
                story.waits_until = week + who.patience
                said.append(mail)
        return said

    def _request(self, who: Household) -> Said:
        form = rebuilt_form(title="Property request form", facts=tuple(_answers(who)))
        return Said(
            household=who.number, sender=who.officer, subject="Property request", form=form,
            touches=frozenset({who.landlord.name}), words="Please find a property request form attached.",
        )  # fmt: skip

    def _step(self, who: Household, story: Story, case: Case, week: int) -> Said | None:
        match case.state:
            case State.AWAITING_APPROVAL:
                return self._lead(who, story, case)
            case State.CIRCULATED:
                return self._while_out(who, story, case, week)
            case State.OFFERED:
                return self._on_offer(who, story, case)
            case State.ACCEPTED:
                offer = case.offers_in(OfferState.ACCEPTED)[0]
                day = BEGINS + timedelta(weeks=week) - timedelta(days=1)
                words = f"The tenancy started on {day:%d/%m/%Y}."
                return self._officer(who, case, words, offer.landlord)
            case _:
                return None

    def _lead(self, who: Household, story: Story, case: Case) -> Said | None:
        lead = self.register[case.landlord].named_leads
        words = {
            "yes": "Approved. We understand that we will owe one home to the pot.",
            "panel first": "This goes to our panel, which will decide.",
            "condition first": "We approve on condition that the present home becomes vacant first.",
            "no": "We cannot approve this: the applicant is not our tenant.",
            "silent": "",
        }["yes" if "asked" in story.done and who.approval != "silent" else who.approval]
        story.done.add("asked")
        if not words or not lead:
            return None
        return self._said(who, lead[0], case, words, case.landlord)

    def _while_out(self, who: Household, story: Story, case: Case, week: int) -> Said | None:
        if case.paused_on:
            return self._officer(who, case, "Please resume the request.")
        if who.later_area and "later" not in story.done:
            story.done.add("later")
            return self._officer(who, case, f"Please add {who.later_area} to the areas requested.")
        if who.fate.startswith("withdraws") and "out" in story.done:
            words = (
                "The household withdraws its consent."
                if "consent" in who.fate
                else "The move is no longer needed, please close it."
            )
            return self._officer(who, case, words)
        if who.fate.startswith("pauses") and "paused" not in story.done:
            story.done.add("paused")
            return self._officer(who, case, "Please pause the request.")
        story.done.add("out")
        return self._offer(who, case, week) if "moves" in who.fate else None

    def _offer(self, who: Household, case: Case, week: int) -> Said | None:
        draw = random.Random(f"offer {self.seed} {who.number} {week}")  # noqa: S311 - a story, no secret
        refused = {offer.landlord for offer in case.offers_in(OfferState.REFUSED)}
        able = [
            (name, area)
            for name in case.circulated_to
            if name in self.register and name not in refused and self.register[name].offers_from
            for area in self.register[name].areas
            if area in case.safe_areas
        ]
        if not able or draw.random() < 0.5:  # not every week brings a home
            return None
        name, area = draw.choice(sorted(able))
        words = f"We can offer a {case.bedrooms} bed first floor flat in {area}."
        return self._said(who, self.register[name].offers_from[0], case, words, name)

    def _on_offer(self, who: Household, story: Story, case: Case) -> Said:
        offer = case.offers_in(OfferState.OPEN)[0]
        if who.fate.startswith("refuses") and "refused" not in story.done:
            story.done.add("refused")
            return self._officer(who, case, "The offer is refused: it is too small.", offer.landlord)
        return self._officer(who, case, "We accept the offer.", offer.landlord)

    def _officer(self, who: Household, case: Case, words: str, *landlords: str) -> Said:
        return self._said(who, who.officer, case, words, *landlords)

    def _said(self, who: Household, sender: str, case: Case, words: str, *landlords: str) -> Said:
        live = {offer.landlord for offer in case.offers_in(OfferState.OPEN, OfferState.ACCEPTED)}
        touches = frozenset({case.landlord, *landlords, *live})
        return Said(household=who.number, sender=sender, subject=f"RE: {case.reference}", words=words, touches=touches)


def _answers(who: Household) -> Iterator[tuple[str, str]]:
    day = f"{BEGINS + timedelta(weeks=who.arrives):%d/%m/%Y}"
    given = {
        "consent_given": "Yes", "consent_date": day, "referral_date": day, "applicant_landlord": who.landlord.name,
        "area_residence": who.residence, "current_bedrooms": str(who.bedrooms), "current_floor": "1", "current_type": "Flat",
        "tenancy_type": "Secure", "joint_tenancy": "No", "other_tenant_is_perpetrator": "No", "currently_staying": "At home",
        "overcrowded": "No", "adults": f"F {20 + who.number % 40}", "children": f"M {1 + who.number % 16}",
        "bedrooms_needed": str(who.bedrooms), "areas_requested": ", ".join(who.wanted), "areas_at_risk": who.residence,
        "pets": "No", "pets_rehome": "No", "risk_primary": who.ground, "support_agency": "Harbour Advice",
        "officer_name": f"Olive Marsh {_letter(who.number)}", "officer_role": "Support worker",
        "officer_agency": "Harbour Advice", "officer_email": who.officer, "officer_phone": "020 7946 0123",
    }  # fmt: skip
    form = next(form for form in FORMS if form.kind == "property_request")
    yield from ((question.labels[0], given[question.key]) for question in form.questions if question.key in given)


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)


def as_mail(said: Said, at: datetime, number: int) -> bytes:
    domain = said.sender.rpartition("@")[2]
    message = EmailMessage()
    message["Authentication-Results"] = f"{BOUNDARY}; dmarc=pass header.from={domain}"
    message["From"] = said.sender
    message["To"] = OURS
    message["Subject"] = said.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{at:%Y%m%d}.{said.household}.{number}@{domain}>"
    message.set_content(f"Hello,\n\n{said.words}\n\nKind regards\n")
    if said.form:
        message.add_attachment(said.form, maintype=WORD[0], subtype=WORD[1], filename="Property request.docx")
    return message.as_bytes()


def in_any_order(said: Sequence[Said], draw: random.Random) -> list[Said]:
    """The mails in an order that causality allows: two that touch one household or one landlord keep theirs."""
    left, order = list(said), []
    while left:
        free = [at for at, each in enumerate(left) if not any(_bound(earlier, each) for earlier in left[:at])]
        order.append(left.pop(draw.choice(free)))
    return order


def _bound(first: Said, second: Said) -> bool:
    return first.household == second.household or bool(first.touches & second.touches)


def week_begins(week: int) -> date:
    return BEGINS + timedelta(weeks=week)
