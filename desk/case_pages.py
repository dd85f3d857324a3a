"""One case's page."""

from __future__ import annotations

from desk.web import Page

PAGES: tuple[Page, ...] = ()
