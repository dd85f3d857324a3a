"""Changes to a request, and its withdrawal (R017, R034, forms F4). Only what makes the household safer happens at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from matching.case import ENDINGS, LIVE, Case, Officer, State
from matching.circulation import circulate_further
from matching.decision import Decision, ask, but_ask, ignore, noted, together
from matching.endings import RECALLED, recall_after_the_end, withdraw, withdraw_consent
from matching.facts import Facts
from matching.letters import notice_of_change, to_officers
from matching.pauses import pause, pause_for_lost_contact, resume
from matching.speaker import is_named_lead, speaks_as_officer
from parsing.readings import Change, Withdrawal
from scheme.agreement import Scheme

OUT = frozenset({State.CIRCULATED, State.OFFERED})
BEFORE_CIRCULAR = frozenset({State.RECEIVED, State.AWAITING_APPROVAL, State.HELD_AT_CAP})


def take_change(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not speaks_as_officer(facts, case):
        return ask("sender", "A change came from somebody who is not an officer of the request.", case=case)
    if not case.open:
        return ask("closed", f"A change came for a request that is closed ({case.state}).", case=case)
    if reading.doubts or reading.change.doubt or reading.areas_removed.doubt:
        return ask("doubt", "The change is not clear: " + " ".join(reading.all_doubts()), case=case)
    if reading.areas_removed.value or reading.areas_added.value or reading.areas_added.doubt:
        return _change_areas(reading, case, facts, scheme)
    if doubts := reading.all_doubts():
        told = notice_of_change(case, facts) if reading.change.value == "officer" else ()  # however unclear the new one is
        return but_ask(Decision(letters=told), "doubt", "The change is not clear: " + " ".join(doubts), case=case)
    what = reading.change.value
    if what == "pause":
        return pause(case, facts, today, until=reading.pause_until.value)
    if what == "resume":
        return resume(case, facts, scheme, today)
    if facts.speaker.coordinator:
        return _entered_by_coordinator(reading, case, facts)
    why = f"The officer asks to change {(what or 'something').replace('_', ' ')}: a person looks at it first (R034)."
    return but_ask(Decision(letters=notice_of_change(case, facts) if what else ()), "change", why, case=case)


def _change_areas(reading: Change, case: Case, facts: Facts, scheme: Scheme) -> Decision:
    """An area left out is left out at once; one added is confirmed by a person first: a wrong one could hurt someone."""
    removed = tuple(area for area in reading.areas_removed.value or () if area in case.areas_requested)
    added = tuple(area for area in reading.areas_added.value or () if area not in case.areas_requested or area in removed)
    changed = replace(case, areas_requested=tuple(area for area in case.areas_requested if area not in removed))
    confirmed = _added(changed, added, facts, scheme) if added and facts.speaker.coordinator else Decision()
    now = next(iter(confirmed.cases), changed)
    done = Decision()
    if now != case:
        done = together(
            noted(changed, _areas_words(case, changed)) if removed else Decision(),
            confirmed,
            Decision(letters=to_officers("change_recorded", now)),
        )
    elif added:
        done = Decision(letters=notice_of_change(case, facts))
    questions = tuple(_questions_on_areas(reading, now, removed, () if facts.speaker.coordinator else added))
    if now == case and not questions:
        return ignore("the same change again")
    return together(done, *(ask(kind, why, case=now) for kind, why in questions))


def _areas_words(old: Case, new: Case) -> str:
    return f"Areas were {', '.join(old.areas_requested)}; are now {', '.join(new.areas_requested) or 'none'}."


def _added(case: Case, added: tuple[str, ...], facts: Facts, scheme: Scheme) -> Decision:
    """The coordinator has confirmed the new areas; partners that only now have homes where it may go are told too."""
    wider = replace(case, areas_requested=(*case.areas_requested, *added))
    further = circulate_further(wider, facts, scheme.policy(case.policy)) if wider.state in OUT else Decision()
    return together(noted(wider, _areas_words(case, wider)), further)


def _questions_on_areas(
    reading: Change, case: Case, removed: tuple[str, ...], unconfirmed: tuple[str, ...]
) -> Iterable[tuple[str, str]]:
    if reading.areas_added.doubt:
        yield "doubt", f"An area to be added is not clear: {reading.areas_added.doubt}"
    if unconfirmed:
        yield "change", f"The officer asks to add {', '.join(unconfirmed)}: confirm that it is safe, then enter it (R034)."
    if removed and any(offer.area in removed for offer in case.offers_in(*LIVE)):
        yield "change", "A home on offer is in an area that the officer has just taken off: ask the officer at once."
    if removed and not case.safe_areas:
        yield "change", "The officer took off the last area: ask where the household wants to go."


def _entered_by_coordinator(reading: Change, case: Case, facts: Facts) -> Decision:
    """What she has settled herself: another officer (R034), another number of bedrooms while nobody has the circular (R033)."""
    name, email, bedrooms = reading.new_officer_name.value, reading.new_officer_email.value, reading.bedrooms_needed.value
    if reading.change.value == "officer" and email:
        return _change_officer(Officer(name=name or "", email=email.lower()), case, facts)
    if reading.change.value == "bedrooms" and bedrooms is not None and case.state in BEFORE_CIRCULAR:
        changed = replace(case, bedrooms=bedrooms)
        if changed == case:
            return ignore("the same change again")
        what = f"Bedrooms were {case.bedrooms}; are now {bedrooms}."
        return together(noted(changed, what), Decision(letters=to_officers("change_recorded", changed)))
    return ask("change", "This change cannot be entered here yet: keep it in the notes and tell those concerned.", case=case)


def _change_officer(officer: Officer, case: Case, facts: Facts) -> Decision:
    """The new officer takes the place of the one who wrote, else stands beside the others (R014)."""
    if case.is_officer(officer.email):
        return ignore("the same change again")
    staying = tuple(known for known in case.officers if known.email != facts.speaker.address.lower())
    left = next((known for known in case.officers if known not in staying), None)
    changed = replace(case, officers=(*staying, replace(officer, agency=officer.agency or (left.agency if left else ""))))
    return together(
        noted(changed, "Another nominating officer took over." if left else "A nominating officer was added."),
        Decision(letters=to_officers("change_recorded", changed)),
    )


def take_withdrawal(reading: Withdrawal, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not speaks_as_officer(facts, case):
        by_landlord = is_named_lead(facts, case.landlord)
        who = "the applicant's landlord" if by_landlord else "somebody who is not an officer of the request"
        return ask("withdrawal" if by_landlord else "sender", f"A withdrawal came from {who}: ask the officer.", case=case)
    if doubts := reading.all_doubts():
        return ask("doubt", "The withdrawal is not clear: " + " ".join(doubts), case=case)
    why = reading.change.value or ""
    if why == "consent_withdrawn" and case.state in ENDINGS and RECALLED not in case.told:
        return recall_after_the_end(case, facts)
    if case.state is State.WITHDRAWN:
        return ignore("the same withdrawal again")
    if not case.open:
        return ask("closed", f"A withdrawal came for a request that is closed ({case.state}).", case=case)
    return _ended_because(why, case, facts, scheme, today)


def _ended_because(why: str, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    match why:
        case "consent_withdrawn":
            return withdraw_consent(case, facts, scheme, today)
        case "lost_contact" if not facts.speaker.coordinator:
            return pause_for_lost_contact(case, facts, today)
        case _:
            outside = "elsewhere" if why == "rehoused_elsewhere" else ""
            return withdraw(case, facts, scheme, today, reason=why.replace("_", " "), moved_outside=outside)
