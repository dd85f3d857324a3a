"""The conflict shield: a partner, or one mailbox, that must not hear of a case, without anybody seeing why.

The reason stands in the coordinator's own order and nowhere else: no letter, no history line and no audit line has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import Case
from matching.decision import Decision, ignore, noted
from matching.facts import Facts
from parsing.readings import CaseOrder
from scheme.agreement import Scheme


def shut_out(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    partner, mailbox = reading.partner.value, (reading.mailbox.value or "").lower()
    shut = replace(
        case,
        excluded=_with(case.excluded, partner or ""),
        shut_out=_with(case.shut_out, mailbox),
    )
    if shut == case:
        return ignore("the same order again")
    return noted(shut, "The conflict shield of the request was changed.")


def include(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """It may hear of the case again from now on; nothing is sent after it."""
    partner, mailbox = reading.partner.value, (reading.mailbox.value or "").lower()
    opened = replace(
        case,
        excluded=tuple(name for name in case.excluded if name != partner),
        shut_out=tuple(box for box in case.shut_out if box != mailbox),
    )
    return ignore("the same order again") if opened == case else noted(opened, "The conflict shield of the request was changed.")


def _with(known: tuple[str, ...], new: str) -> tuple[str, ...]:
    return known if not new or new in known else (*known, new)
