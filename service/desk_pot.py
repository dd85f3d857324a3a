"""The pot's acts for the desk."""

from __future__ import annotations

from service.behind_the_desk import Behind


class LedgerActs:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind
