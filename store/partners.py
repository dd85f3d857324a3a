"""The partner register as it stands in the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from scheme.register import Partner
from store.codec import from_data, to_data
from store.engine import Tx
from store.schema import clean_text, partner_mailboxes
from store.schema import partners as table

ROLES = ("named_lead", "circulars_to", "offers_from")


def replace(tx: Tx, partners: Iterable[Partner], now: datetime) -> None:
    """Takes in a register: a row replaces the row of its name, the others stay (CONTRACT)."""
    for partner in partners:
        name = clean_text(partner.name)
        tx.execute(partner_mailboxes.delete().where(partner_mailboxes.c.partner == name))
        row = {"data": to_data(partner), "replaced_at": now}
        if not tx.execute(table.update().where(table.c.name == name).values(**row)).rowcount:
            tx.execute(table.insert().values(name=name, **row))
        mailboxes = sorted({(role, email.lower()) for role, emails in _roles(partner) for email in emails})
        for role, email in mailboxes:
            tx.execute(partner_mailboxes.insert().values(partner=name, role=role, email=email))


def _roles(partner: Partner) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(zip(ROLES, (partner.named_leads, partner.circulars_to, partner.offers_from), strict=True))


def every(tx: Tx) -> tuple[Partner, ...]:
    """All partners, by name."""
    rows = tx.execute(sa.select(table.c.data).order_by(table.c.name)).scalars()
    return tuple(from_data(Partner, data) for data in rows)


def named(tx: Tx, name: str) -> Partner | None:
    """The partner with this canonical name."""
    data = tx.execute(sa.select(table.c.data).where(table.c.name == name)).scalar()
    return None if data is None else from_data(Partner, data)


def of_mailbox(tx: Tx, email: str) -> tuple[str, ...]:
    """Names of the partners that a mailbox speaks for, in whatever role."""
    names = sa.select(partner_mailboxes.c.partner).where(partner_mailboxes.c.email == email.lower()).distinct()
    return tuple(sorted(tx.execute(names).scalars()))


def names(tx: Tx) -> tuple[str, ...]:
    """Everybody's name, in the order of the alphabet."""
    return tuple(tx.execute(sa.select(table.c.name).order_by(table.c.name)).scalars())


def replaced_at(tx: Tx, name: str) -> datetime | None:
    """When the row of this name was last taken in."""
    return tx.execute(sa.select(table.c.replaced_at).where(table.c.name == name)).scalar()
