"""What the desk asks of the service about the register of partners."""

from __future__ import annotations

from typing import Protocol


class RegisterActs(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""
