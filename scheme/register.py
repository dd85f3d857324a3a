"""The partner register: who speaks for each landlord, where its homes are, who gets its letters.

It comes as a CSV (CONTRACT.md «Partner register»), lives in the store, and is handed around as `Partner` values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A landlord that takes part. Addresses are whole mailboxes in lower case, never domains."""

    name: str
    kind: str = "association"  # council | association
    aliases: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()  # canonical names of the areas in which it has homes
    named_leads: tuple[str, ...] = ()
    circulars_to: tuple[str, ...] = ()
    offers_from: tuple[str, ...] = ()
    status: str = "active"  # active | paused | left
    since: date | None = None

    @property
    def mailboxes(self) -> frozenset[str]:
        """Everyone who may write for this landlord in one role or another."""
        return frozenset((*self.named_leads, *self.circulars_to, *self.offers_from))
