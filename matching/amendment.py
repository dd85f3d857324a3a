"""A request that is changed on its way: what is old, what is new, and whom it concerns (R034, D10, D12).

The one place where a case takes over changed facts, whether an officer's mail or a second form brought them. What only makes the
household safer may be done at once; the rest comes here when a person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from matching.case import LIVE, Case, Household, Officer, State, step
from matching.circulation import circular_recipients, circulate_further, reachable_partners
from matching.decision import Changed, Decision, Letter, Note, Question, ask, ignore, together
from matching.facts import Facts
from matching.letters import circular_mailboxes, to_circular_recipients, to_leads, to_officers
from parsing.readings import RequestForm
from scheme.agreement import Scheme
from scheme.register import Partner

OUT = frozenset({State.CIRCULATED, State.OFFERED})
CHANGED_AT_REST = "changed while paused"  # or while a home was accepted; a key of Case.told: landlords have yet to be shown it
KEEPS_A_HOME = frozenset({State.OFFERED, State.ACCEPTED})

# What a change is kept of: key of the case, and how a sentence on it begins. In the order of the form.
WATCHED: tuple[tuple[str, str, str, str], ...] = (
    ("landlord", "The landlord that approves", "was", "is"),
    ("area_residence", "The area of residence", "was", "is"),
    ("tenancy_type", "The kind of tenancy", "was", "is"),
    ("owed_tenancy", "A tenancy owed, not held", "was", "is"),
    ("in_temporary_accommodation", "Temporary accommodation", "was", "is"),
    ("household", "The household", "was", "is"),
    ("bedrooms", "Bedrooms", "were", "are"),
    ("areas_requested", "Areas", "were", "are"),
    ("areas_at_risk", "Areas at risk", "were", "are"),
    ("ground_floor_only", "Ground floor only", "was", "is"),
    ("step_free", "Step-free access", "was", "is"),
    ("wheelchair", "Suitable for a wheelchair", "was", "is"),
    ("pets", "Pets", "were", "are"),
    ("pets_rehome", "Rehoming a pet", "was", "is"),
    ("risk_primary", "The main risk", "was", "is"),
    ("support_in_place", "Support in place", "was", "is"),
    ("officers", "The officers", "were", "are"),
)
_BEGINNINGS = {key: (label, was, now) for key, label, was, now in WATCHED}


def changes_between(before: Case, after: Case) -> tuple[Changed, ...]:
    """Each fact of the request that differs, with the old and the new value in words."""
    return tuple(
        Changed(reference=after.reference, field=key, old=_in_words(old), new=_in_words(new))
        for key, *_ in WATCHED
        if not _same(old := getattr(before, key), new := getattr(after, key))
    )


def _same(old: object, new: object) -> bool:
    """A list is the same whatever its order."""
    return old == new or (isinstance(old, tuple) and isinstance(new, tuple) and frozenset(old) == frozenset(new))


def _in_words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Household():
            return _household(value)
        case tuple():
            return ", ".join(f"{each.name} <{each.email}>" if isinstance(each, Officer) else str(each) for each in value)
        case _:
            return str(value).replace("_", " ")


def _household(household: Household) -> str:
    """Counts and bands, never an age (disclosure)."""
    counted = (
        (household.adults, "adult(s)"),
        (household.children, "child(ren)"),
        (household.under_5, "under 5"),
        (household.aged_5_to_10, "aged 5 to 10"),
        (household.aged_11_to_17, "aged 11 to 17"),
    )
    parts = (*(f"{number} {what}" for number, what in counted if number), *(("expecting",) if household.expecting else ()))
    return ", ".join(parts)


def sentences(changes: Iterable[Changed]) -> tuple[str, ...]:
    """«Bedrooms were 2; are now 3.»"""
    return tuple(
        f"{label} {was} {each.old or 'not stated'}; {now} now {each.new or 'none'}."
        for each in changes
        for label, was, now in (_BEGINNINGS[each.field],)
    )


def wanted_by(case: Case, of_form: Case, form: RequestForm) -> Case:
    """The case as a later form would have it, `of_form` being what that form says. What it leaves open stays as it is.

    A blank or a doubt takes nothing away: who leaves out the children has not said that there are none.
    """
    said: dict[str, Any] = {key: getattr(of_form, key) for key, *_ in WATCHED}  # Any: each key has the field of its own type
    kept = {key: value for key, value in said.items() if value not in (None, "", ()) and not _same(value, getattr(case, key))}
    if form.adults.value and (form.children.value or not case.household.children):
        kept["people_fingerprints"] = of_form.people_fingerprints
    else:
        kept.pop("household", None)
    if form.currently_staying.value is None:
        kept.pop("in_temporary_accommodation", None)
    if form.tenancy_type.value is None and form.tenancy_owed.value is None:
        kept.pop("owed_tenancy", None)
    if not of_form.landlord or form.applicant_landlord.doubt or form.original_landlord.doubt or form.tenancy_owed.doubt:
        kept.pop("landlord", None)
    return replace(case, **_and_the_officers_who_stay(case, of_form, form, kept))


def _and_the_officers_who_stay(case: Case, of_form: Case, form: RequestForm, kept: dict[str, Any]) -> dict[str, Any]:
    """A form with one officer names who writes; it does not strike out a colleague (R014)."""
    if form.officer2_email.value is None and len(of_form.officers) == 1 and case.is_officer(of_form.officers[0].email):
        (named,) = of_form.officers
        kept["officers"] = tuple(_filled(named, known) if known.email == named.email else known for known in case.officers)
    return kept


def _filled(named: Officer, known: Officer) -> Officer:
    """What the form leaves open about her stays as it was known."""
    return replace(
        named,
        name=named.name or known.name,
        agency=named.agency or known.agency,
        role=named.role or known.role,
        phone=named.phone or known.phone,
    )


def safer_part(case: Case, wanted: Case) -> Case:
    """Of what is wanted, only what cannot hurt: an area taken off, an area newly at risk."""
    return replace(
        case,
        areas_requested=tuple(area for area in case.areas_requested if area in wanted.areas_requested),
        areas_at_risk=(*case.areas_at_risk, *(area for area in wanted.areas_at_risk if area not in case.areas_at_risk)),
    )


def amend(before: Case, after: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The case takes over what has changed; officers always hear of it, landlords only of what was shown to them (R034).

    `after` is `before` with other facts and the same state. Whoever calls has seen to it that the change is confirmed, or safer.
    """
    changes = changes_between(before, after)
    if not changes and after == before:
        return ignore("the same change again")
    if changes and before.landlord != after.landlord and before.state is not State.RECEIVED:
        followed = _of_another_landlord(before, after, facts, today)
    elif before.state in {*OUT, State.ACCEPTED}:
        followed = _told_to_stock(before, after, facts, scheme)
    else:
        followed = Decision(letters=_told_to_home(before, after, facts))
    if followed.questions and not followed.cases:
        return followed
    now = next(iter(followed.cases), after)
    return together(
        Decision(cases=(after,), changes=changes, notes=tuple(_notes(after, changes))),
        followed,
        Decision(letters=to_officers("change_recorded", now) if changes else ()),
        Decision(questions=tuple(_questions(before, now))),
    )


def _notes(case: Case, changes: Iterable[Changed]) -> Iterable[Note]:
    return (Note(case=case.reference, what=what) for what in sentences(changes))


def _told_to_home(before: Case, after: Case, facts: Facts) -> tuple[Letter, ...]:
    """The landlord that has still to decide learns what it decides on; one that has approved owes one home whatever changed."""
    if before.state is not State.AWAITING_APPROVAL or _shown_to_home(before) == _shown_to_home(after):
        return ()
    return to_leads("approval_amended", after, after.landlord, facts)


def _shown_to_home(case: Case) -> tuple[object, ...]:
    return (case.area_residence, case.risk_primary, *_shown_to_all(case))


def _shown_to_all(case: Case) -> tuple[object, ...]:
    needs = (case.bedrooms, case.ground_floor_only, case.step_free, case.wheelchair, case.pets, case.pets_rehome)
    officers = tuple((each.name, each.agency, each.email, each.phone) for each in case.officers)
    return (*needs, case.household, officers)


def _shown_to(partner: Partner, case: Case) -> tuple[object, ...]:
    """What its circular says of the case (D10)."""
    return (*(area for area in case.safe_areas if area in partner.areas), *_shown_to_all(case))


def _told_to_stock(before: Case, after: Case, facts: Facts, scheme: Scheme) -> Decision:
    """Of those that had the circular: who no longer has a home for it is let go, who was shown something else is told anew."""
    policy = scheme.policy(after.policy)
    heard = circular_recipients(before, facts)
    qualify = {partner.name for partner in reachable_partners(after, facts, policy)}
    keeps_a_home = {offer.landlord for offer in after.offers_in(*LIVE)}
    let_go = {partner.name for partner in heard} - qualify - keeps_a_home
    now = replace(after, circulated_to=tuple(name for name in after.circulated_to if name not in let_go))
    amended = [each for each in heard if each.name in qualify and _shown_to(each, before) != _shown_to(each, after)]
    closed = [each for each in heard if each.name in let_go]
    rests = bool(now.paused_on) or now.state is State.ACCEPTED
    further = Decision() if rests else circulate_further(now, facts, policy)
    if rests and _shown_to_all(before) + before.safe_areas != _shown_to_all(after) + after.safe_areas:
        now, amended = replace(now, told=tuple(dict.fromkeys((*now.told, CHANGED_AT_REST)))), []
    still = {box for each in heard if each.name not in let_go for box in circular_mailboxes(now, each, facts)}
    still |= {letter.to for letter in further.letters}
    notices = (letter for letter in to_circular_recipients("closed", now, closed, facts) if letter.to not in still)
    letters = (*to_circular_recipients("circular_amended", now, amended, facts), *notices)
    told = tuple(
        Note(case=now.reference, what=what)
        for number, what in (
            (len(amended), f"{len(amended)} landlord(s) that had the circular were told what is new."),
            (len(closed), f"{len(closed)} landlord(s) that have no home for it any more were let go."),
        )
        if number
    )
    return together(Decision(cases=(now,), letters=letters, notes=told), further)


def catch_up(case: Case, facts: Facts, scheme: Scheme) -> Decision:
    """After a rest: whoever looks for a home is shown what has changed meanwhile, and who newly qualifies gets the circular."""
    if CHANGED_AT_REST not in case.told:
        return circulate_further(case, facts, scheme.policy(case.policy))
    now = replace(case, told=tuple(key for key in case.told if key != CHANGED_AT_REST))
    letters = to_circular_recipients("circular_amended", now, circular_recipients(now, facts), facts)
    shown = Decision(cases=(now,), letters=letters)
    return together(shown, circulate_further(now, facts, scheme.policy(now.policy)))


def caught_up(case: Case, facts: Facts, scheme: Scheme) -> Decision:
    """The accepted home has fallen through: what was changed meanwhile is shown now, unless the request is paused as well."""
    due = CHANGED_AT_REST in case.told and case.state in OUT and not case.paused_on
    return catch_up(case, facts, scheme) if due else Decision()


def _of_another_landlord(before: Case, after: Case, facts: Facts, today: date) -> Decision:
    """Another landlord must approve: the old approval counts no more, and nobody looks for a home until the new one is given."""
    new = facts.active(after.landlord)
    if new is None or not new.named_leads:
        named = after.landlord or "The landlord"
        why = f"{named} cannot be asked for approval: it is not an active partner with a named lead (R013)."
        return ask("landlord", why, case=before)
    if before.state in KEEPS_A_HOME:
        why = f"A home is on offer, and the landlord that approves would be {after.landlord}: settle the offer first."
        return ask("change", why, case=before)
    now = replace(
        after if before.state is State.AWAITING_APPROVAL else step(after, State.AWAITING_APPROVAL),
        approval_asked_on=today,
        approved_on=None,
        approved_by="",
        acknowledged_owing=False,
        panel_date=None,
        circulated_on=None,
        circulated_to=(),
        cap_override="",
    )
    had_it = [partner for partner in circular_recipients(before, facts) if partner.name != after.landlord]
    tell = f"{before.landlord} was asked for approval of {before.reference}, which is another landlord's: tell it so yourself."
    return Decision(
        cases=(now,),
        letters=(
            *to_leads("approval_request", now, now.landlord, facts),
            *to_circular_recipients("closed", now, had_it, facts),
        ),
        questions=(Question(kind="change", why=tell, case=before.reference),) if facts.active(before.landlord) else (),
    )


def _questions(before: Case, now: Case) -> Iterable[Question]:
    """What a person must see to when the facts no longer fit what is under way."""

    def about(why: str, *, urgent: bool = False) -> Question:
        return Question(kind="change", why=why, case=now.reference, urgent=urgent)

    for offer in now.offers_in(*LIVE):
        if offer.area and offer.area in before.safe_areas and offer.area not in now.safe_areas:
            yield about(
                "A home on offer is in an area that the officer has just taken off: ask the officer at once.", urgent=True
            )
        if offer.bedrooms is not None and before.bedrooms != now.bedrooms != offer.bedrooms:
            yield about(
                f"A home on offer has {offer.bedrooms} bedroom(s), and the request now needs {now.bedrooms}: ask the officer."
            )
    if before.safe_areas and not now.safe_areas:
        yield about("The officer took off the last area: ask where the household wants to go.")
    elif before.circulated_to and not now.circulated_to and now.state in OUT:
        yield about("No landlord that takes part has homes in the areas that are left, so nobody looks for one: ask the officer.")
    if before.officers and not now.officers:
        yield about("No officer is left who may be written to: find out who looks after the household.")
