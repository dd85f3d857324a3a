"""Whom to ring at a landlord: its named leads and deputies, for the coordinator to give out on request (R028).

Only she gives them out: no letter names a lead to anybody of another office (domain/disclosure).
"""

from __future__ import annotations

from scheme.agreement import Scheme
from scheme.register import Partner
from service.config import WrongUsage
from store import partners
from store.engine import Store

STATUS = {"active": "takes part", "paused": "is paused", "left": "has left the reciprocal"}


class NotInTheRegister(ValueError):
    """A landlord that the scheme knows and the register has no row of: a sentence that says so."""


def contact(store: Store, scheme: Scheme, written: str) -> tuple[str, ...]:
    """The lines to be printed. Raises WrongUsage for a name that is no landlord's, NotInTheRegister for one without a row."""
    name = scheme.landlord(written)
    if name is None:
        near = scheme.landlord_proposals(written)
        raise WrongUsage(f"«{written}» is no landlord that we know." + (f" Perhaps: {', '.join(near)}." if near else ""))
    with store.read() as tx:
        partner = partners.named(tx, name)
    if partner is None:
        raise NotInTheRegister(f"{name} has no row in the register: «reciprocal partners import» takes one in.")
    return tuple(_lines(partner))


def _lines(partner: Partner) -> list[str]:
    lines = [f"{partner.name} {STATUS[partner.status]}."]
    lines += [f"named lead: {address}" for address in partner.named_leads] or [
        "It has no named lead, so nobody can approve (R020)."
    ]
    return lines + [f"deputy: {address}" for address in partner.deputies]
