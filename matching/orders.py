"""What only the coordinator may order about a case: one row an order. Nobody's mail is ever read as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from matching.case import Case
from matching.change import BEFORE_CIRCULAR
from matching.decision import Changed, Decision, Note, ask, ignore, noted, together
from matching.endings import lapse
from matching.facts import Facts
from matching.letters import to_officers
from matching.named_landlord import name_landlord
from matching.shield import include, shut_out
from parsing.readings import CaseOrder
from scheme.agreement import Scheme

Deed: TypeAlias = Callable[[CaseOrder, Case, Facts, Scheme, date], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is done, and what she must say with it: «a|b» is one of the two."""

    deed: Deed
    needs: tuple[str, ...] = ()


def take_order(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The coordinator's own order. From anybody else it is nobody's word."""
    if not facts.speaker.coordinator:
        return ask("sender", "An order about a request came from somebody who is not the coordinator.", case=case)
    order = ORDERS.get(reading.order.value or "")
    if order is None:
        return ask("order", "The order does not say what is to be done: enter it again.", case=case)
    if lacking := missing(reading):
        return ask("order", f"The order «{_words(reading.order.value)}» does not say {lacking}: enter it again.", case=case)
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


def set_bedrooms(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """Another number than the current home's only with the coordinator's reason on record (R033)."""
    wanted = reading.bedrooms_needed.value
    if wanted == case.bedrooms:
        return ignore("the same order again")
    if case.state not in BEFORE_CIRCULAR:
        why = f"The number of bedrooms cannot be changed any more: the request is {_words(case.state)} (R033)."
        return ask("bedrooms", why, case=case)
    changed = replace(case, bedrooms=wanted)
    what = f"Bedrooms were {case.bedrooms}; are now {wanted}.{_because(reading)}"
    kept = Changed(reference=case.reference, field="bedrooms", old=str(case.bedrooms or ""), new=str(wanted))
    return together(noted(changed, what), Decision(letters=to_officers("change_recorded", changed), changes=(kept,)))


def let_lapse(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Nobody answers, and she has tried: the request ends (R024)."""
    return lapse(case, facts, scheme, today, reading.reason.value or "") if case.open else _is_closed(case)


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
    "landlord": Order(deed=name_landlord, needs=("partner",)),
    "lift_bar": Order(deed=lift_bar, needs=("partner",)),
    "bedrooms": Order(deed=set_bedrooms, needs=("bedrooms_needed", "reason")),
    "lapse": Order(deed=let_lapse, needs=("reason",)),
    "note": Order(deed=note, needs=("reason",)),
}
