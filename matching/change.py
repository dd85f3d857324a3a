"""Changes to a request, and its withdrawal (R017, R034, forms F4). Only what makes the household safer happens at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from matching.amendment import amend
from matching.case import ENDINGS, Case, Officer, State
from matching.decision import Decision, Letter, ask, but_ask, ignore, noted, together
from matching.endings import RECALLED, recall_after_the_end, withdraw, withdraw_consent
from matching.facts import Facts
from matching.letters import notice_of_change
from matching.opening import household_of, people_fingerprints
from matching.pauses import pause, pause_for_lost_contact, resume
from matching.reopening import reopen
from matching.speaker import is_named_lead, speaks_as_officer
from parsing.readings import Change, RequestForm, Withdrawal
from scheme.agreement import Scheme

NOT_ITS_OFFICER = "A change came from somebody who is not an officer of the request."
WHO_IS_IT = (
    f"{NOT_ITS_OFFICER} It is about who the officer is: telephone the officer whose address is stored. When she confirms it, "
    "answer with --set new_officer_name=NAME --set new_officer_email=MAILBOX; the new one then stands beside her (R014)."
)


def take_change(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not speaks_as_officer(facts, case):
        return ask("sender", WHO_IS_IT if reading.change.value == "officer" else NOT_ITS_OFFICER, case=case)
    if not case.open:
        return _of_a_closed_request(reading, case, facts, scheme, today)
    if reading.doubts or reading.change.doubt or reading.areas_removed.doubt:
        return ask("doubt", "The change is not clear: " + " ".join(reading.all_doubts()), case=case)
    if reading.areas_removed.value or reading.areas_added.value or reading.areas_added.doubt:
        return _change_areas(reading, case, facts, scheme, today)
    if doubts := reading.all_doubts():
        told = notice_of_change(case, facts) if reading.change.value == "officer" else ()  # however unclear the new one is
        return but_ask(Decision(letters=told), "doubt", "The change is not clear: " + " ".join(doubts), case=case)
    return _clear_change(reading, case, facts, scheme, today)


def _clear_change(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    match reading.change.value:
        case "pause":
            return pause(case, facts, scheme, today, until=reading.pause_until.value)
        case "resume":
            return resume(case, facts, scheme, today)
        case "still_needed":
            return _still_needed(case, today)
        case _ if facts.speaker.coordinator:
            return _entered_by_coordinator(reading, case, facts, scheme, today)
        case "officer":
            return _handed_on(reading, case, facts, scheme, today)
        case "reopen":
            why = f"The officer asks for a request to be opened again that is open ({_words(case.state)}): ask her what is meant."
            return ask("change", why, case=case)
        case what:
            words = (what or "something").replace("_", " ")
            told = notice_of_change(case, facts) if what else ()
            why = f"The officer asks to change {words}: a person looks at it first (R034).{_how_to_answer(what)}"
            return but_ask(Decision(letters=told), "change", why, case=case)


def _words(state: str) -> str:
    return state.replace("_", " ")


def _how_to_answer(what: str | None) -> str:
    """What she must say with her answer: a mail tells of the new household in words that no machine counts by."""
    if what != "household":
        return ""
    return " Ask who is to move now, then answer with everybody's ages: adults=34f and children=9m,7f (and pregnancy_due=)."


def _of_a_closed_request(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Nothing of it goes on by itself; only a person opens it again."""
    if reading.change.value != "reopen" or reading.all_doubts():
        return ask("closed", f"A change came for a request that is closed ({case.state}).", case=case)
    if facts.speaker.coordinator:
        return reopen(case, facts, scheme, today)
    why = f"The officer asks for a request to be opened again that is closed ({case.state}): accept it, or telephone her first."
    return ask("reopen", why, case=case)


def _still_needed(case: Case, today: date) -> Decision:
    """Its officer answers our question: nothing changes, and the silence is over (matching/clocks.py)."""
    if case.paused_on:
        why = "The officer says that the move is still needed, and the request rests: see whether it goes on now."
        return ask("pause", why, case=case)
    return noted(replace(case, heard_on=today), "Still needed, says the officer.")


def _change_areas(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """An area left out is left out at once; one added is confirmed by a person first: a wrong one could hurt someone."""
    removed = tuple(area for area in reading.areas_removed.value or () if area in case.areas_requested)
    added = tuple(area for area in reading.areas_added.value or () if area not in case.areas_requested or area in removed)
    confirmed = added if facts.speaker.coordinator else ()
    kept = tuple(area for area in case.areas_requested if area not in removed)
    changed = replace(case, areas_requested=(*kept, *confirmed))
    questions = tuple(_questions_on_areas(reading, () if confirmed else added, case.areas_at_risk))
    if changed != case:
        done = amend(case, changed, facts, scheme, today)
    elif questions:
        done = Decision(letters=notice_of_change(case, facts) if added else ())
    else:
        return ignore("the same change again")
    now = next(iter(done.cases), case)
    return together(done, *(ask(kind, why, case=now) for kind, why in questions))


def _questions_on_areas(reading: Change, unconfirmed: tuple[str, ...], at_risk: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    if reading.areas_added.doubt:
        yield "doubt", f"An area to be added is not clear: {reading.areas_added.doubt}"
    if unconfirmed:
        why = f"The officer asks to add {', '.join(unconfirmed)}: confirm that it is safe, then accept it (R034)."
        if unsafe := ", ".join(area for area in unconfirmed if area in at_risk):
            why += (
                f" The form says that {unsafe} is not safe, so nobody is told of it there: ask the officer for a new form first."
            )
        yield "change", why


def _entered_by_coordinator(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """What she has settled herself: another officer, other bedrooms, other people (R033, R034)."""
    bedrooms = reading.bedrooms_needed.value
    match reading.change.value:
        case "officer" if reading.new_officer_email.value:
            return change_officer(_new_officer(reading), facts.speaker.address.lower(), case, facts, scheme, today)
        case "bedrooms" if bedrooms is not None:
            return amend(case, replace(case, bedrooms=bedrooms), facts, scheme, today)
        case "household" if reading.adults.value is not None:
            return _change_household(reading, case, facts, scheme, today)
    return ask("change", "This change does not say what is new: enter it again with its values.", case=case)


def _change_household(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """A child is born, an adult joins or leaves: kept as counts and bands. Whether the bedrooms follow, a person says (R033)."""
    now_there = RequestForm(adults=reading.adults, children=reading.children, pregnancy_due=reading.pregnancy_due)
    changed = replace(case, household=household_of(now_there), people_fingerprints=people_fingerprints(now_there))
    decision = amend(case, changed, facts, scheme, today)
    if decision.ignored:
        return decision
    why = f"The household has changed. It asks for {case.bedrooms} bedroom(s): ask the officer whether that still fits (R033)."
    return but_ask(decision, "change", why, case=decision.cases[-1])


def _new_officer(reading: Change) -> Officer:
    return Officer(name=reading.new_officer_name.value or "", email=(reading.new_officer_email.value or "").lower())


def _handed_on(reading: Change, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The officer herself names a colleague at her own domain: she is the old officer's word, and no stranger gains by it.

    Any other mailbox waits for a person, since her own may be in a stranger's hands.
    """
    address, mine = (reading.new_officer_email.value or "").lower(), facts.speaker.address.lower()
    at_home = address.rpartition("@")[2] == mine.rpartition("@")[2]
    if address and reading.new_officer_name.value and at_home and not scheme.is_free_mail(address):
        return change_officer(_new_officer(reading), mine, case, facts, scheme, today)
    why = "The officer names another one whose mailbox is not at her own domain: telephone her first, then accept (R014)."
    if not address:
        why = "The officer names another one without a mailbox: ask her for it (R014)."
    return but_ask(Decision(letters=notice_of_change(case, facts)), "change", why, case=case)


def change_officer(officer: Officer, leaving: str, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The new officer takes the place of the one who leaves, else stands beside the others (R014). Both are told."""
    if case.is_officer(officer.email):
        return ignore("the same change again")
    left = next((known for known in case.officers if known.email == leaving), None)
    staying = tuple(known for known in case.officers if known is not left)
    named = replace(officer, agency=officer.agency or (left.agency if left else ""))
    former = tuple(each for each in case.former_officers if each != officer.email)
    changed = replace(case, officers=(*staying, named), former_officers=(*former, *((left.email,) if left else ())))
    return _told_to_who_leaves(left, amend(case, changed, facts, scheme, today))


def remove_officer(leaving: str, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """An officer who has left, while another stays. The last one is never removed: somebody must look after the household."""
    left = next((known for known in case.officers if known.email == leaving.lower()), None)
    if left is None:
        return ignore("no such officer")
    if len(case.officers) == 1:
        return ask("change", "She is the request's only officer: enter another one first (R014).", case=case)
    staying = tuple(known for known in case.officers if known is not left)
    changed = replace(case, officers=staying, former_officers=(*case.former_officers, left.email))
    return _told_to_who_leaves(left, amend(case, changed, facts, scheme, today))


def _told_to_who_leaves(left: Officer | None, decision: Decision) -> Decision:
    if left is None or not decision.cases:
        return decision
    return together(decision, Decision(letters=(Letter(kind="officer_changed", to=left.email, case=decision.cases[-1]),)))


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
            return pause_for_lost_contact(case, facts, scheme, today)
        case _:
            outside = "elsewhere" if why == "rehoused_elsewhere" else ""
            return withdraw(case, facts, scheme, today, reason=why.replace("_", " "), moved_outside=outside)
