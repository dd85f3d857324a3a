"""Every page in a real browser: WCAG 2.2 AA by axe, light and dark, from 320 px on; nothing blocked, nothing too big."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.axe import violations
from tests.support.browser import SHOTS, signed_in
from tests.support.every_page import addresses
from tests.support.sitting import CORA, Sitting

BIGGEST = 100_000  # octets of a page
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def desk(month: Sitting) -> Sitting:
    return month


def look_at_all(browser: Browser, desk: Sitting, scheme: str, size: dict[str, int]) -> list[str]:
    """What is wrong with any page, each with its address."""
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # literals
    signed_in(context, desk, CORA)
    wrong: list[str] = []
    for address in addresses(desk.desk.store, desk.visitor()):
        wrong += [f"{address}: {each}" for each in _look_at(context, desk, address, scheme, size)]
    context.close()
    return wrong


def _look_at(context: BrowserContext, desk: Sitting, address: str, scheme: str, size: dict[str, int]) -> list[str]:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda each: said.append(f"the console says: {each.text}") if each.type in ("error", "warning") else None)
    page.on("pageerror", lambda each: said.append(f"a script failed: {each}"))
    answer = page.goto(f"http://127.0.0.1:{desk.port}{address}", wait_until="load")
    assert answer is not None
    assert answer.status == 200, address
    if len(answer.body()) > BIGGEST:
        said.append(f"has {len(answer.body())} octets")
    said += violations(page)
    over = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    if over > 0:
        said.append(f"is {over} px wider than the window")
    SHOTS.mkdir(parents=True, exist_ok=True)
    name = address.strip("/").replace("/", "_").replace("?", "_") or "home"
    page.screenshot(path=SHOTS / f"{name}-{size['width']}-{scheme}.png", full_page=True)
    page.close()
    return said


def test_no_page_has_a_fault_that_axe_can_find_in_the_light_at_full_width(browser: Browser, desk: Sitting) -> None:
    assert look_at_all(browser, desk, "light", WIDE) == []


def test_no_page_has_one_in_the_dark_on_the_narrowest_window(browser: Browser, desk: Sitting) -> None:
    assert look_at_all(browser, desk, "dark", NARROW) == []


@pytest.mark.proof
@pytest.mark.parametrize(("scheme", "size"), [("dark", WIDE), ("light", NARROW), ("light", {"width": 390, "height": 844})])
def test_nor_any_other_way_round(browser: Browser, desk: Sitting, scheme: str, size: dict[str, int]) -> None:
    assert look_at_all(browser, desk, scheme, size) == []
