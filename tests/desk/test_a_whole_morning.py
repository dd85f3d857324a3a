"""A coordinator's morning in a real browser, on the demo's month with the real daemon at work: from sign-in to an empty queue."""

from __future__ import annotations

import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import SHOTS

SECONDS_TO_PLAY = 240.0
SECONDS_TO_DECIDE = 120.0  # that the daemon may take on a busy machine; what can be taken back waits for some of them
PATIENT = 30_000.0  # milliseconds for a page
DEALT_WITH: Mapping[str, str] = {  # what nothing follows from, and why, as she writes it
    "Q1": "A stranger's word on a request that has moved since.",
    "Q2": "Its officer has sent the form again.",
    "Q3": "Its officer has sent the form again.",
    "Q4": "She told the officer the same day that she takes the home; the keys were handed over since.",
    "Q7": "I rang Lantern House: their surveyor sits beside the one of Moorgate Homes.",
    "Q8": "The request was withdrawn before anybody could be rung.",
    "Q9": "The request was withdrawn.",
    "Q11": "The complaints team has it; I took it there myself.",
    "Q12": "I rang her support worker, who is with her now.",
    "Q13": "I rang Moorgate Homes: the officer does not want that area.",
}


@dataclass(frozen=True, kw_only=True)
class Tour:
    """The demo as it stands before somebody's eyes: its screen, and the process behind it."""

    process: subprocess.Popen[str]
    screen: list[str]

    @property
    def address(self) -> str:
        return self._last(r"open: (http://\S+)")

    @property
    def password(self) -> str:
        return self._last(r"password +(\S+)")

    def code(self) -> str:
        self.read_on(1.0)
        return self._last(r"code now +(\d{6})")

    def read_on(self, seconds: float, until: str = "") -> None:
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as waits:
            waits.register(self.process.stdout, selectors.EVENT_READ)
            end = time.monotonic() + seconds
            while time.monotonic() < end and not (until and re.search(until, "".join(self.screen))):
                if waits.select(0.2):
                    self.screen.append(os.read(self.process.stdout.fileno(), 65_536).decode())
                assert self.process.poll() is None, "".join(self.screen)[-2_000:]

    def _last(self, pattern: str) -> str:
        found = re.findall(pattern, "".join(self.screen))
        assert found, f"the demo's screen does not tell: {pattern}"
        return str(found[-1])


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    command = [sys.executable, "-m", "service.cli", "demo", "--port", "0", "--dir", str(tmp_path_factory.mktemp("tour") / "demo")]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "COLUMNS": "120"}
    )
    tour = Tour(process=process, screen=[])
    try:
        tour.read_on(SECONDS_TO_PLAY, until=r"code now +\d{6}")
        yield tour
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.communicate()


def look(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"morning-{name}.png", full_page=True)


def sign_in(page: Page, tour: Tour) -> None:
    page.goto(tour.address)
    page.get_by_label("Your mailbox").fill("cora.wells@demo.example")
    page.get_by_label("Password").fill(tour.password)
    page.keyboard.press("Enter")
    page.get_by_label("Six digits from your authenticator app").fill(tour.code())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Queue"))


def open_question(page: Page, tour: Tour, question: str) -> None:
    page.goto(f"{tour.address}questions/{question}")
    expect(page.locator("#reading")).to_be_visible()


def set_aside(page: Page, tour: Tour, question: str, reason: str) -> None:
    open_question(page, tour, question)
    page.get_by_text("Set it aside").first.click()
    way = page.locator("details", has_text="Set it aside")
    way.get_by_label(re.compile("Why nothing follows")).fill(reason)
    way.get_by_role("button", name="Go on").click()
    confirm(page)


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="What will follow")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("status").first).to_be_visible()


def test_a_coordinators_whole_morning(tour: Tour, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENT)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)
    sign_in(page, tour)
    look(page, "1-queue")
    expect(page.get_by_text("Urgent").first).to_be_visible()
    _approves_by_telephone(page, tour)
    _corrects_the_areas_and_thinks_again(page, tour)
    _answers_an_enquiry(page, tour)
    for question, reason in DEALT_WITH.items():
        set_aside(page, tour, question, reason)
    _sees_the_queue_run_empty(page, tour)
    _looks_round(page, tour)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Your mailbox")).to_be_visible()
    page.goto(f"{tour.address}cases")
    expect(page.get_by_label("Your mailbox")).to_be_visible()
    assert said == []
    context.close()


def _approves_by_telephone(page: Page, tour: Tour) -> None:
    """Q5: a landlord had set a condition; it is settled, and the circulars go out."""
    open_question(page, tour, "Q5")
    expect(page.locator("mark").first).to_be_visible()
    look(page, "2-question")
    form = page.locator("form#say")
    form.locator("select[name='f.decision']").select_option("approve")
    form.get_by_role("button", name="Go on").last.click()
    expect(page.get_by_role("heading", name="What will follow")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("letters$"))).to_be_visible()
    look(page, "3-what-will-follow")
    confirm(page)


def _corrects_the_areas_and_thinks_again(page: Page, tour: Tour) -> None:
    """Q6: «Anywhere except Ashlode» is told area by area; taken back once before it is decided, and told again."""
    for again in (False, True):
        open_question(page, tour, "Q6")
        form = page.locator("form#say")
        for area in ("Ashrigg", "Dunnawater", "Hythewick"):
            form.get_by_label(area, exact=True).first.check()
        form.get_by_role("button", name="Go on").last.click()
        confirm(page)
        page.goto(f"{tour.address}queue")
        if not again:
            page.get_by_role("button", name=re.compile("Take back.*Q6|Take back")).first.click()
            expect(page.get_by_role("status").first).to_be_visible()


def _answers_an_enquiry(page: Page, tour: Tour) -> None:
    """Q10: the scheme's own words, as the draft stands."""
    open_question(page, tour, "Q10")
    page.get_by_role("button", name=re.compile("Send this to homes@tarnside.example")).click()
    expect(page.get_by_role("heading", name="What will follow")).to_be_visible()
    page.get_by_role("button", name=re.compile("Send this letter|Confirm")).click()
    expect(page.get_by_role("status").first).to_be_visible()


def _sees_the_queue_run_empty(page: Page, tour: Tour) -> None:
    """Once the daemon has decided all that she said, and nothing of it has left a question behind."""
    _waits_for_the_line(page, f"{tour.address}cases/NMR-06-26", "Circulated on 31 Mar 2026")
    look(page, "4-case")
    _waits_for_the_line(page, f"{tour.address}cases/NMR-07-26", "approval was asked|awaiting approval")
    page.goto(f"{tour.address}queue")
    expect(page.locator("#queue .ask")).to_have_count(0)
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    look(page, "5-queue-empty")


def _waits_for_the_line(page: Page, address: str, says: str) -> None:
    page.goto(address)
    end = time.monotonic() + SECONDS_TO_DECIDE
    while time.monotonic() < end and not re.search(says, page.locator("main").inner_text()):
        page.wait_for_timeout(1_000)
        page.reload()
    assert re.search(says, page.locator("main").inner_text()), page.locator("main").inner_text()[:1_000]


def _looks_round(page: Page, tour: Tour) -> None:
    for name in ("today", "ledger", "partners", "outbox", "audit", "help"):
        page.goto(f"{tour.address}{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(page, f"6-{name}")
    page.get_by_role("searchbox").fill("nmr 5/26")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("cases/NMR-05-26"))
