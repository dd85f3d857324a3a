"""What the desk asks of the service about letters: release, cancel, and the switch that stops all of them."""

from __future__ import annotations

from typing import Protocol


class PostActs(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""
