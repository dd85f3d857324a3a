"""What the desk asks of the service about the pot: statements, and corrections that two people make."""

from __future__ import annotations

from typing import Protocol


class PotActs(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""
