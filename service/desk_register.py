"""The register's acts for the desk."""

from __future__ import annotations

from service.behind_the_desk import Behind


class RegisterBook:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind
