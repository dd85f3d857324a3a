"""The organisation's own sign-in, as OpenID Connect has it: what the desk asks of whoever speaks with the provider.

A sign-in under way is a promise: three secrets that only this browser and the provider come to know, and that count once.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class ProviderTrouble(Exception):
    """Nobody comes in by the provider now: a kind sentence for her, and for the audit why, and who it was if that is known."""

    def __init__(self, sentence: str, why: str, person: str = "somebody unknown") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.why = why
        self.person = person


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`state` comes back in the address, `nonce` inside the provider's word; `verifier` shows that it is we who asked (PKCE)."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who came back. `mailbox` is empty where the provider does not vouch that it is hers."""

    subject: str  # "<issuer> <sub>": hers for ever, whatever her mailbox is called
    mailbox: str = ""


class Provider(Protocol):
    @property
    def name(self) -> str:
        """As the button says it."""

    def address(self, promise: Promise, back: str) -> str:
        """Where the browser goes; `back`: where the provider sends it afterwards. Raises ProviderTrouble."""

    def told(self, promise: Promise, back: str, answer: Mapping[str, str]) -> Told:
        """Who it is that came back with this answer. Raises ProviderTrouble."""
