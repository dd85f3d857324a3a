"""Every page in a real browser: WCAG 2.2 AA by axe, light and dark, from 320 px on; nothing blocked, nothing too big."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.support.axe import OF_LOOKS, violations
from tests.support.browser import SHOTS, signed_in
from tests.support.every_page import addresses
from tests.support.sitting import CORA, Sitting

BIGGEST = 100_000  # octets of a page
Scheme: TypeAlias = Literal["light", "dark"]
Size: TypeAlias = ViewportSize
Then: TypeAlias = tuple[Scheme, Size] | None
WIDE, NARROW, PHONE = Size(width=1440, height=900), Size(width=320, height=640), Size(width=390, height=844)


@pytest.fixture(scope="module")
def desk(month: Sitting) -> Sitting:
    return month


def look_at_all(
    browser: Browser, desk: Sitting, scheme: Scheme, size: Size, then: tuple[Scheme, Size] | None = None
) -> list[str]:
    """What is wrong with any page, each with its address. `then`: the same page once more in other colours and room."""
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    signed_in(context, desk, CORA)
    wrong: list[str] = []
    for address in addresses(desk.desk.store, desk.visitor()):
        wrong += [f"{address}: {each}" for each in _look_at(context, desk, address, scheme, size, then)]
    context.close()
    return wrong


def _look_at(context: BrowserContext, desk: Sitting, address: str, scheme: Scheme, size: Size, then: Then) -> list[str]:
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
    said += _fits(page, address, scheme, size)
    if then:
        page.emulate_media(color_scheme=then[0])
        page.set_viewport_size(then[1])
        said += [f"{then}: {each}" for each in (*violations(page, OF_LOOKS), *_fits(page, address, *then))]
    page.close()
    return said


def _fits(page: Page, address: str, scheme: Scheme, size: Size) -> list[str]:
    SHOTS.mkdir(parents=True, exist_ok=True)
    name = address.strip("/").replace("/", "_").replace("?", "_") or "home"
    page.screenshot(path=SHOTS / f"{name}-{size['width']}-{scheme}.png", full_page=True)
    over = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return [f"is {over} px wider than the window"] if over > 0 else []


def test_no_page_has_a_fault_that_axe_can_find_light_and_wide_or_dark_and_narrow(browser: Browser, desk: Sitting) -> None:
    assert look_at_all(browser, desk, "light", WIDE, ("dark", NARROW)) == []


@pytest.mark.proof
@pytest.mark.parametrize(("scheme", "size"), [("dark", WIDE), ("dark", NARROW), ("light", NARROW), ("light", PHONE)])
def test_nor_any_other_way_round(browser: Browser, desk: Sitting, scheme: Scheme, size: Size) -> None:
    assert look_at_all(browser, desk, scheme, size) == []
