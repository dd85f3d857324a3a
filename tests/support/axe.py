"""axe-core in a page: what it finds against WCAG 2.2 AA, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_LOOKS = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")  # what colours and room change
_AXE = Axe()


def violations(page: Page, only: Sequence[str] = ()) -> list[str]:
    """Each violation with the first place of it; of some rules only, where the page itself is known to be well."""
    chosen = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": list(STANDARD)}
    found = _AXE.run(page, options={"runOnly": chosen, "resultTypes": ["violations"]})
    return [_told(each) for each in found.response["violations"]]


def _told(violation: dict[str, Any]) -> str:  # Any: axe's own report
    node = violation["nodes"][0]
    where, why = node["html"][:160], node["failureSummary"][:200]
    return f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}×): {where} {why}"
