"""The morning's round: each working day from the configured hour on, one letter to each coordinator, through the gate."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.folder import DirectoryMailbox
from matching.case import Case, State
from matching.decision import Question
from service import agenda, morning
from service.check import check_all
from service.config import ConfigError, load
from service.line import Line, Morning, NotMine, Ties
from service.opening import morning as morning_of
from service.steps import whole_line
from store import anchors, audit, cases, outbox, partners, questions, rounds, switches
from store.engine import Store
from tests.matching.world import PARTNERS
from tests.support.lines import a_line
from tests.support.region import Region

ROBIN, KIM = "robin@region.example", "kim@region.example"
TUESDAY = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
A_CASE = Case(
    reference="ARC-07-26",
    state=State.AWAITING_APPROVAL,
    policy="2024-01-01",
    landlord="Northam",
    received_on=date(2026, 11, 20),
    approval_asked_on=date(2026, 11, 20),
)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(TUESDAY)


@pytest.fixture
def line(store: Store, tmp_path: Path, clock: Clock) -> Line:
    (tmp_path / "mails").mkdir()
    store.write(lambda tx: cases.put(tx, A_CASE))
    store.write(lambda tx: partners.replace(tx, PARTNERS, TUESDAY))

    def opening() -> object:
        return DirectoryMailbox(tmp_path / "mails", "Processed")

    return replace(a_line(store, opening, tmp_path / "letters", clock), morning=Morning(to=(ROBIN, KIM)))


def letters(line: Line) -> list[tuple[str, str, str]]:
    with line.store.read() as tx:
        return [(each.kind, each.to, str(each.state)) for each in outbox.listing(tx)]


def text_of(file: Path) -> str:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    return " ".join(message.get_body(("plain",)).get_content().split())  # type: ignore[attr-defined]  # an EmailMessage


@pytest.mark.rule("R055")
def test_each_coordinator_gets_a_letter_of_her_own_and_it_goes(line: Line, tmp_path: Path) -> None:
    whole_line(line)
    assert letters(line) == [("morning", ROBIN, "sent"), ("morning", KIM, "sent")]
    texts = {text_of(file) for file in (tmp_path / "letters").glob("*.eml")}
    assert len(texts) == 1
    assert "ARC-07-26: Northam was asked on Friday 20 November 2026 (11 days ago)" in texts.pop()


def test_it_is_written_once_a_day_however_often_the_line_turns(line: Line, clock: Clock) -> None:
    assert morning.write_due(line) == 2
    clock.now += timedelta(hours=3)
    asked = Question(kind="sender", why="?")
    line.store.write(lambda tx: questions.ask(tx, asked, cause="1:0", now=clock.now))
    assert morning.write_due(line) == 0
    clock.now += timedelta(days=1)
    assert morning.write_due(line) == 2


@pytest.mark.parametrize(
    ("now", "written"),
    [
        (datetime(2026, 12, 1, 6, 59, tzinfo=UTC), 0),
        (datetime(2026, 12, 1, 7, 0, tzinfo=UTC), 2),
        (datetime(2026, 12, 1, 23, 0, tzinfo=UTC), 2),  # the service was off in the morning: late is better than never
        (datetime(2026, 7, 1, 5, 59, tzinfo=UTC), 0),
        (datetime(2026, 7, 1, 6, 0, tzinfo=UTC), 2),  # summer time
        (datetime(2026, 12, 5, 9, 0, tzinfo=UTC), 0),  # a Saturday
        (datetime(2026, 12, 24, 9, 0, tzinfo=UTC), 2),
        (datetime(2026, 12, 28, 9, 0, tzinfo=UTC), 0),  # in lieu of Boxing Day
        (datetime(2027, 3, 29, 9, 0, tzinfo=UTC), 0),  # Easter Monday, the day after the clocks went forward
        (datetime(2027, 3, 30, 6, 0, tzinfo=UTC), 2),
    ],
)
def test_it_is_written_on_working_days_from_the_hour_on(line: Line, clock: Clock, now: datetime, written: int) -> None:
    clock.now = now
    assert morning.write_due(line) == written


def test_after_a_long_time_off_there_is_one_letter_and_not_one_for_each_day(line: Line, clock: Clock) -> None:
    morning.write_due(line)
    clock.now = datetime(2026, 12, 21, 8, 0, tzinfo=UTC)
    whole_line(line)
    whole_line(line)
    assert [each[2] for each in letters(line)].count("sent") == 2


def test_a_clock_that_goes_back_writes_no_second_letter(line: Line, clock: Clock) -> None:
    morning.write_due(line)
    clock.now -= timedelta(days=1)
    assert morning.write_due(line) == 0


def test_a_letter_that_a_pause_has_made_old_goes_no_more(line: Line, clock: Clock) -> None:
    """Sending is paused: the letter waits like every other. On a later day it would tell of another day (D12)."""
    line.store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=True, by="Robin", reason="", now=clock.now))
    whole_line(line)
    assert {each[2] for each in letters(line)} == {"waiting"}
    clock.now += timedelta(days=1)
    line.store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=False, by="Robin", reason="", now=clock.now))
    whole_line(line)
    assert letters(line) == [("morning", ROBIN, "sent"), ("morning", KIM, "sent")], "those of today; the others are cancelled"
    with line.store.read() as tx:
        assert questions.open_all(tx) == ()


def test_without_coordinators_nothing_is_written_and_the_audit_is_anchored_all_the_same(line: Line, clock: Clock) -> None:
    line.store.write(lambda tx: audit.write(tx, now=clock.now, who="the line", act="decided"))
    assert morning.write_due(replace(line, morning=Morning())) == 0
    assert letters(line) == []
    with line.store.read() as tx:
        assert anchors.count(tx) == 1


def test_a_mailbox_that_is_not_secure_gets_counts_only(line: Line, tmp_path: Path) -> None:
    whole_line(replace(line, morning=Morning(to=("robin@ordinary.test",))))
    assert letters(line) == [("morning", "robin@ordinary.test", "sent")]
    (text,) = (text_of(file) for file in (tmp_path / "letters").glob("*.eml"))
    assert "1 on the list" in text
    assert "ARC-07-26" not in text
    assert "Northam" not in text


def test_a_coordinator_who_has_gone_from_the_configuration_gets_no_letter_more(line: Line) -> None:
    morning.write_due(line)
    whole_line(replace(line, morning=Morning(to=(KIM,))))
    assert letters(line) == [("morning", ROBIN, "held"), ("morning", KIM, "sent")]


def test_a_question_about_a_reference_that_is_no_case_of_ours_does_not_repeat_it(line: Line) -> None:
    asked = Question(kind="reference", why="?", case="ARC-99-26")
    line.store.write(lambda tx: questions.ask(tx, asked, cause="1:0", now=TUESDAY))
    with line.store.read() as tx:
        page = agenda.page_of(tx, line.scheme, line.morning.place, TUESDAY.date())
    assert "ARC-99-26" not in str(page)
    whole_line(line)
    assert {each[2] for each in letters(line)} == {"sent"}


def test_a_letter_that_is_held_is_named_until_somebody_has_said_what_to_do(line: Line, clock: Clock) -> None:
    morning.write_due(line)
    whole_line(replace(line, morning=Morning(to=(KIM,))))
    clock.now += timedelta(days=1)
    with line.store.read() as tx:
        page = agenda.page_of(tx, line.scheme, line.morning.place, clock.now.date())
        (asked,) = questions.open_all(tx)
    assert [(item.kind, item.state) for item in page.items if item.says == "letter"] == [("morning", "held")]
    line.store.write(lambda tx: questions.answer(tx, asked.id, answer="never mind", by="Robin", now=clock.now))
    with line.store.read() as tx:
        assert "letter" not in {item.says for item in agenda.page_of(tx, line.scheme, line.morning.place, clock.now.date()).items}


def test_a_fault_of_the_program_is_told_once_and_the_mails_go_on(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> NoReturn:
        raise LookupError("a household's words")

    monkeypatch.setattr(morning, "page_of", broken)
    whole_line(line)
    whole_line(line)
    with line.store.read() as tx:
        assert [each.question.kind for each in questions.open_all(tx)] == ["fault"]
        assert rounds.last_done(tx, "morning") == TUESDAY.date()
    assert letters(line) == []


def test_a_daemon_that_has_lost_the_line_writes_nothing(line: Line) -> None:
    with pytest.raises(NotMine):
        morning.write_due(replace(line, ties=Ties(mine=lambda _: False)))
    assert letters(line) == []


# --- the configuration and the command ----------------------------------------------------------------------------------


def told(tmp_path: Path, **keys: str) -> Morning:
    region = Region(home=tmp_path / "region", environment={f"RECIPROCAL__{key.upper()}": value for key, value in keys.items()})
    return morning_of(load(region.home / "reciprocal.toml", region.environment))


def test_it_goes_to_those_who_get_the_alarms_unless_others_are_named(tmp_path: Path) -> None:
    assert told(tmp_path).to == ()
    assert told(tmp_path, alarms__to=f"{ROBIN},{KIM},{ROBIN}").to == (ROBIN, KIM)
    assert told(tmp_path, alarms__to=ROBIN, morning__to=KIM).to == (KIM,)
    assert told(tmp_path, alarms__to=ROBIN, morning__days="none").to == ()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("morning__at_hour", "24", "hour from 0 to 23"),
        ("morning__days", "sundays", "it may be working, none"),
        ("morning__time_zone", "Europe/Nowhere", "no time zone"),
        ("morning__subdivision", "NOWHERE", "public holidays are not known"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(tmp_path: Path, key: str, value: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        told(tmp_path, **{key: value})


def test_the_doctor_says_who_is_told_and_whose_letter_only_counts(tmp_path: Path) -> None:
    def said(**keys: str) -> list[str]:
        environment = {f"RECIPROCAL__{key.upper()}": value for key, value in keys.items()}
        region = Region(home=tmp_path / "region", environment=environment)
        config = region.home / "reciprocal.toml"
        found = check_all(config, load(config, environment))
        return [f"{each.ok} {each.sentence}" for each in found if each.what == "morning"]

    assert said()[0].startswith("True Nobody gets the morning letter.")
    assert said(morning__to=ROBIN) == [
        "True What is due goes on each working day at 07:00, Europe/London to robin@region.example."
    ]
    assert said(morning__to="robin@ordinary.test")[1].startswith("True robin@ordinary.test is not at a secure domain")
    assert said(morning__time_zone="Europe/Nowhere")[0].startswith("False «morning.time_zone»")


@pytest.mark.rule("R055")
def test_the_command_shows_the_same_page(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    assert "All is well" in region.command("today").stdout
    with region.store_open() as (_, store):
        store.write(lambda tx: cases.put(tx, A_CASE))
    assert "ARC-07-26: Northam was asked on Friday 20 November 2026" in " ".join(region.command("today").stdout.split())
    assert '"section": "approvals"' in region.command("today", "--json").stdout
