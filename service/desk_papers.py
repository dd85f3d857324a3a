"""Mails and their papers, opened in the reading room for a person to look at."""

from __future__ import annotations

from desk.papers import Opened
from service.behind_the_desk import Behind


class RoomPapers:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    def of_message(self, message: int, reading: int | None = None) -> Opened | None:
        return Opened(message=message, papers=(), why_not="The desk cannot show papers yet.")

    def picture(self, message: int, paper: int, page: int) -> bytes | None:
        return None

    def original(self, message: int) -> bytes | None:
        return None
