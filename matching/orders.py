"""What only the coordinator may order about a case: one row an order. Nobody's mail is ever read as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from matching.amendment import amend
from matching.case import Case
from matching.change import remove_officer
from matching.decision import Decision, Note, ask, ignore, noted
from matching.endings import close_as_ineligible, decline, lapse
from matching.facts import Facts
from matching.named_landlord import give_contact, name_landlord
from matching.pauses import pause, resume
from matching.reopening import reopen
from matching.shield import include, shut_out
from parsing.readings import CaseOrder
from scheme.agreement import Scheme

Deed: TypeAlias = Callable[[CaseOrder, Case, Facts, Scheme, date], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is done, and what she must say with it: «a|b» is one of the two."""

    deed: Deed
    needs: tuple[str, ...] = ()
    of_open: bool = False  # it makes sense for a request that is open, and for no other


def take_order(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The coordinator's own order. From anybody else it is nobody's word."""
    if not facts.speaker.coordinator:
        return ask("sender", "An order about a request came from somebody who is not the coordinator.", case=case)
    order = ORDERS.get(reading.order.value or "")
    if order is None:
        return ask("order", "The order does not say what is to be done: enter it again.", case=case)
    if lacking := missing(reading):
        return ask("order", f"The order «{_words(reading.order.value)}» does not say {lacking}: enter it again.", case=case)
    if order.of_open and not case.open:
        return _is_closed(case)
    return order.deed(reading, case, facts, scheme, today)


def missing(reading: CaseOrder) -> str:
    """What the order needs and does not say, in words; empty if it is whole."""
    order = ORDERS.get(reading.order.value or "")
    said = {key for key, field in reading.fields() if field.value is not None}
    lacking = [need for need in (order.needs if order else ()) if said.isdisjoint(need.split("|"))]
    return " and ".join(need.replace("|", " or ") for need in lacking)


def lift_bar(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """A landlord whose home was refused may offer again (R044)."""
    landlord = reading.partner.value or ""
    if landlord in case.may_offer_again:
        return ignore("the same order again")
    lifted = replace(case, may_offer_again=(*case.may_offer_again, landlord))
    return noted(lifted, f"{landlord} may offer again.{_because(reading)}")


def set_bedrooms(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Another number than the current home's only with the coordinator's reason on record (R033)."""
    wanted = reading.bedrooms_needed.value
    if wanted == case.bedrooms:
        return ignore("the same order again")
    if not case.open:
        return _is_closed(case)
    decision = amend(case, replace(case, bedrooms=wanted), facts, scheme, today)
    first, *others = decision.notes
    return replace(decision, notes=(replace(first, what=f"{first.what}{_because(reading)}"), *others))


def rest(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    return pause(case, facts, scheme, today, until=reading.until.value)


def go_on(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    return resume(case, facts, scheme, today)


def let_lapse(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Nobody answers, and she has tried: the request ends (R024)."""
    return lapse(case, facts, scheme, today, reading.reason.value or "")


def not_eligible(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Her word that the scheme cannot help; the officer learns the reason of the closed list and nobody else does (R023)."""
    reason = reading.ineligible_reason.value or ""
    return close_as_ineligible(case, facts, scheme, today, reason)


def no_longer_approved(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Its landlord has taken back its approval, and she has spoken to it: the request ends wherever it stands (R025)."""
    return decline(case, facts, scheme, today, reading.decline_reason.value or "other")


def open_it_again(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    return reopen(case, facts, scheme, today, reading.reason.value or "")


def set_groups(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """Groups whose access is studied: for figures alone, so that no history names them (R064)."""
    groups = reading.groups.value or ()
    if set(groups) == set(case.groups):
        return ignore("the same order again")
    return noted(replace(case, groups=groups), "The groups for the scheme's figures were set.")


def officer_left(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """An officer is gone and another looks after the household (R014)."""
    return remove_officer(reading.mailbox.value or "", case, facts, scheme, today)


def _is_closed(case: Case) -> Decision:
    return ask("closed", f"The order is about a request that is closed ({case.state}).", case=case)


def note(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """A line in the history, for people."""
    return Decision(notes=(Note(case=case.reference, what=reading.reason.value or ""),))


def _because(reading: CaseOrder) -> str:
    return f" Reason: {reading.reason.value}" if reading.reason.value else ""


def _words(value: str | None) -> str:
    return (value or "").replace("_", " ")


# The whole list. A new order is one row here and one function.
ORDERS: Mapping[str, Order] = {
    "exclude": Order(deed=shut_out, needs=("partner|mailbox",)),
    "include": Order(deed=include, needs=("partner|mailbox",)),
    "give_contact": Order(deed=give_contact, needs=("partner",)),
    "landlord": Order(deed=name_landlord, needs=("partner",)),
    "lift_bar": Order(deed=lift_bar, needs=("partner",)),
    "bedrooms": Order(deed=set_bedrooms, needs=("bedrooms_needed", "reason")),
    "pause": Order(deed=rest, of_open=True),
    "resume": Order(deed=go_on, of_open=True),
    "lapse": Order(deed=let_lapse, needs=("reason",), of_open=True),
    "ineligible": Order(deed=not_eligible, needs=("ineligible_reason",), of_open=True),
    "declined": Order(deed=no_longer_approved, needs=("decline_reason",), of_open=True),
    "reopen": Order(deed=open_it_again, needs=("reason",)),
    "officer_left": Order(deed=officer_left, needs=("mailbox",), of_open=True),
    "groups": Order(deed=set_groups, needs=("groups",)),
    "note": Order(deed=note, needs=("reason",)),
}
