"""What the sign-in page offers beside password and code: a passkey, or the organisation's own sign-in."""

from __future__ import annotations

from dataclasses import dataclass

from desk import passkey_door
from desk.office import Desk
from desk.web import Ask
from store import passkeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    has_passkeys: bool = False
    provider: str = ""  # its name, as the button says it


def of(desk: Desk, ask: Ask) -> Ways:
    with desk.store.read() as tx:
        some = passkeys.are_there_any(tx)
    return Ways(
        has_passkeys=some and passkey_door.site_of(ask.home) is not None,
        provider=desk.provider.name if desk.provider else "",
    )
