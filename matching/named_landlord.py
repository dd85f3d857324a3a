"""Another landlord is asked for its approval: the coordinator's word when the first one says «not ours» (R021, R022)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import Case, State
from matching.decision import Changed, Decision, ask, ignore, noted, together
from matching.facts import Facts
from matching.letters import approvers, to_leads, to_officers
from parsing.readings import CaseOrder
from scheme.agreement import Scheme


def name_landlord(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """The right landlord is asked, the other one told that it is over for it.

    Who was asked knows who the household is, so it is shut out from here on: it must not learn where the household may go.
    """
    new = reading.partner.value or ""
    if new == case.landlord:
        return ignore("the same order again")
    if case.state is not State.AWAITING_APPROVAL or case.approved_on:
        why = f"Another landlord can be named only while the approval is open; the request is {_words(case)}."
        return ask("landlord", why, case=case)
    named = _asked_anew(case, new, today)
    if not approvers(named, facts):
        return ask(
            "landlord", f"{new} does not take part, or has no named lead that may be asked: put the register right.", case=case
        )
    what = f"The landlord was {case.landlord or 'not known'}; is now {new}, which is asked for its approval."
    letters = (*to_leads("approval_request", named, new, facts), *to_leads("case_closed", named, case.landlord, facts))
    changed = Changed(reference=case.reference, field="landlord", old=case.landlord, new=new)
    return together(noted(named, what), Decision(letters=letters, changes=(changed,)))


def give_contact(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """The officers are told whom to speak to at the household's own landlord: released by this order for this letter (R028)."""
    landlord = reading.partner.value or ""
    partner = facts.active(landlord)
    if landlord != case.landlord or partner is None or not case.open:
        why = (
            f"Only a named lead of the household's own landlord ({case.landlord or 'not known'}) is given out by letter, while "
            "the request is open and the landlord takes part. «reciprocal contact» says whom to ring."
        )
        return ask("order", why, case=case)
    leads = tuple(address for address in partner.named_leads if address not in case.shut_out)
    if not leads:
        return ask("order", f"{landlord} has no named lead that may hear of this request.", case=case)
    letters = (replace(each, contacts=leads, released=("lead_addresses",)) for each in to_officers("lead_contact", case))
    return together(noted(case, f"The officers were told the named lead of {landlord}."), Decision(letters=tuple(letters)))


def _asked_anew(case: Case, landlord: str, today: date) -> Case:
    excluded = dict.fromkeys((*case.excluded, *((case.landlord,) if case.landlord else ())))
    return replace(
        case,
        landlord=landlord,
        excluded=tuple(name for name in excluded if name != landlord),
        approval_asked_on=today,
        awaiting_panel=False,
        panel_date=None,
        acknowledged_owing=False,
    )


def _words(case: Case) -> str:
    return "approved" if case.approved_on else case.state.replace("_", " ")
