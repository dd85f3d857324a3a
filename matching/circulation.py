"""The circular: a request is told to the partners that have homes where it may go, and to nobody else (R037, D10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from matching.caps import Gate
from matching.case import Case, Offer, State, step
from matching.decision import Decision, Letter, ask, noted, together
from matching.facts import Facts
from matching.letters import circular_mailboxes, to_circular_recipients, to_offerer, to_officers
from scheme.register import Partner
from scheme.terms import Policy


def partners_for(case: Case, partners: Sequence[Partner], policy: Policy) -> tuple[Partner, ...]:
    """Active partners with homes in a safe requested area; with `circulate_to: all` every active one (C2).

    Never the applicant's own landlord, never one shut out by the conflict shield.
    """
    may_hear = (
        partner
        for partner in partners
        if partner.status == "active" and partner.name != case.landlord and partner.name not in case.excluded
    )
    if policy.circulate_to == "all":
        return tuple(may_hear) if case.safe_areas else ()
    return tuple(partner for partner in may_hear if not set(case.safe_areas).isdisjoint(partner.areas))


def reachable_partners(case: Case, facts: Facts, policy: Policy) -> tuple[Partner, ...]:
    """Those of them that have a mailbox which nobody else reads who must not."""
    return tuple(partner for partner in partners_for(case, facts.partners, policy) if circular_mailboxes(case, partner, facts))


def circulate(case: Case, facts: Facts, policy: Policy, today: date, *, gate: Gate) -> Decision:
    """The circular goes out; the officers are told that it did. With nobody to tell, a person is asked instead (R071)."""
    assert gate.open, gate.because
    assert case.approved_on, "only an approved case is circulated"
    partners = reachable_partners(case, facts, policy)
    if not partners:
        return ask(
            "circulation", "No active partner has homes in the requested areas, so nobody can be told of the request.", case=case
        )
    case = replace(
        step(case, State.CIRCULATED),
        circulated_on=today,
        circulated_to=tuple(partner.name for partner in partners),
        cap_override=gate.override or case.cap_override,
    )
    above = f" The coordinator went on above the cap: {gate.override}" if gate.override else ""
    letters = (*to_circular_recipients("circular", case, partners, facts), *to_officers("circulated", case))
    return together(noted(case, f"Circulated to {len(partners)} landlord(s).{above}"), Decision(letters=letters))


def circulate_further(case: Case, facts: Facts, policy: Policy) -> Decision:
    """An area was added to a request that is out: the partners that qualify only now get the circular too."""
    partners = tuple(partner for partner in reachable_partners(case, facts, policy) if partner.name not in case.circulated_to)
    if not partners:
        return Decision()
    case = replace(case, circulated_to=(*case.circulated_to, *(partner.name for partner in partners)))
    return together(
        noted(case, f"Circulated to {len(partners)} more landlord(s)."),
        Decision(letters=to_circular_recipients("circular", case, partners, facts)),
    )


def closing_notices(case: Case, live: Iterable[Offer], facts: Facts, *, but: str = "") -> tuple[Letter, ...]:
    """One notice to each landlord that knew of the request: to whoever keeps a home free, that it need not; else that it is over.

    `but`: a landlord that hears more than that. None is told twice (D14), and none learns why (D12).
    """
    live = tuple(live)
    let_go = [letter for offer in live for letter in to_offerer("offer_no_longer_needed", case, offer, facts)]
    told = {but, *(letter.partner for letter in let_go)}
    partners = [partner for partner in circular_recipients(case, facts) if partner.name not in told]
    return (*{letter.to: letter for letter in let_go}.values(), *to_circular_recipients("closed", case, partners, facts))


def circular_recipients(case: Case, facts: Facts) -> tuple[Partner, ...]:
    """The partners that had the circular and still take part."""
    partners = (facts.active(name) for name in case.circulated_to if name not in {case.landlord, *case.excluded})
    return tuple(partner for partner in partners if partner is not None)
