"""A real Chromium, driven by Playwright: Debian's, since browsers of its own cannot be had everywhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.support.sitting import Sitting

SHOTS = Path(__file__).parent.parent.parent / "build" / "screens"  # looked at by people, kept by no one


def chromium() -> str:
    """Its path; without it the test is skipped, or under CI fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    if not found and os.environ.get("CI") != "true":
        pytest.skip("Chromium is not installed: ./setup.sh peers")
    assert found, "CI has a real Chromium"
    return found


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            browser.close()


def signed_in(context: BrowserContext, desk: Sitting, name: str) -> None:
    """The cookie of somebody's session, as the sign-in page would set it."""
    secret = desk.visitor(name).secret
    context.add_cookies(
        [
            {
                "name": "__Host-desk", "value": secret, "url": f"https://127.0.0.1:{desk.port}", "httpOnly": True, "secure": True,
                "sameSite": "Strict",
            }
        ]
    )  # fmt: skip
