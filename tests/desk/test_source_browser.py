"""The source in a real browser: it comes by itself, a field and its words find each other, and a link does without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from matching.decision import Question
from store import questions
from store.engine import Store, open_store
from tests.support.brought import NOW, brought_file, panel
from tests.support.browser import SHOTS, signed_in
from tests.support.fresh import fresh_store
from tests.support.sitting import CORA, Sitting, sitting

FORM = Path(__file__).parent.parent / "samples" / "forms" / "property_request" / "fillable_council_fields_by_key.pdf"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(fresh_store(tmp_path_factory.mktemp("browser") / "store.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def desk(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    with sitting(store, tmp_path_factory.mktemp("letters"), now=NOW) as desk:
        yield desk


def a_question(store: Store) -> tuple[str, int]:
    message = brought_file(store, "referral.pdf", FORM.read_bytes())
    asked = Question(kind="doubt", why="The form is not clear.")
    key = store.write(lambda tx: questions.ask(tx, asked, cause=f"{message}", message=message, reading=0, now=NOW))
    assert key
    return key, message


def test_the_source_comes_by_itself_and_a_field_and_its_words_find_each_other(
    store: Store, desk: Sitting, browser: Browser
) -> None:
    key, _ = a_question(store)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    signed_in(context, desk, CORA)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"http://127.0.0.1:{desk.port}/questions/{key}")
    first = page.locator(".page-frame img").first
    expect(first).to_be_visible(timeout=60_000)
    expect(first).to_have_js_property("complete", value=True)
    assert first.evaluate("picture => picture.naturalWidth") > 600
    words_found_from_a_field(page)
    field_found_from_its_words(page)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SHOTS / "source-pdf.png"))
    assert not complaints
    context.close()


def words_found_from_a_field(page: Page) -> None:
    page.locator("[data-evidence=bedrooms_needed] a[href='#w-bedrooms_needed']").first.click()
    box = page.locator("#w-bedrooms_needed")
    expect(box).to_have_class("lit")
    expect(box).to_be_in_viewport()


def field_found_from_its_words(page: Page) -> None:
    page.locator("#w-officer_name rect").click()
    field = page.locator("[data-evidence=officer_name]").first
    expect(field).to_be_in_viewport()
    assert page.evaluate("document.activeElement.closest('[data-evidence=officer_name]') !== null")


def test_without_script_a_link_shows_it_and_another_leads_to_the_words(store: Store, desk: Sitting, browser: Browser) -> None:
    key, message = a_question(store)
    context = browser.new_context(java_script_enabled=False)
    signed_in(context, desk, CORA)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{desk.port}/questions/{key}")
    panel(desk.visitor(), message)
    if page.get_by_role("link", name="Show them").is_visible():
        page.get_by_role("link", name="Show them").click()
    expect(page.locator(".page-frame img").first).to_be_visible()
    page.locator("a[href='#w-bedrooms_needed']").first.click()
    expect(page.locator("#w-bedrooms_needed")).to_be_in_viewport()
    context.close()
