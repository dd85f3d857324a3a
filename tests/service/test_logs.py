"""The log tells what was done to which row, and never a word that may tell who somebody is (D18)."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import logs
from tests.support.cast import HACKNEY_LEAD, OFFICER
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

log = logging.getLogger("reciprocal")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    before, level = logging.root.handlers[:], logging.root.level
    paper = io.StringIO()
    logs.begin(["box@hub.example"], to=paper)
    yield paper
    logging.root.handlers[:] = before
    logging.root.setLevel(level)


def lines(paper: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in paper.getvalue().splitlines()]


def test_a_line_is_json_with_its_fields_and_its_time_in_utc(written: io.StringIO) -> None:
    log.info("mail kept", extra={"mail": 12, "size": 3041})
    (line,) = lines(written)
    assert (line["event"], line["level"], line["mail"], line["size"]) == ("mail kept", "info", 12, 3041)
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize(
    "told",
    ["sam@agency.example", "ZZ99 9ZZ", "07700 900123", "+44 7700 900 123", "020 7946 0123", "QQ 12 34 56 C"],
)
def test_what_may_tell_who_somebody_is_never_reaches_the_log(written: io.StringIO, told: str) -> None:
    log.warning("The server said «%s», they said.", told, extra={"about": f"see {told}."})
    assert told not in written.getvalue()
    assert "they said" in written.getvalue()


def test_our_own_mailbox_references_and_times_may_be_named(written: io.StringIO) -> None:
    log.info("box@hub.example: ARC-07-26 at 2026-11-30T09:00:00, letter 0a1b2c3d4e5f, port 10993, UID 1234567890")
    (line,) = lines(written)
    assert line["event"] == "box@hub.example: ARC-07-26 at 2026-11-30T09:00:00, letter 0a1b2c3d4e5f, port 10993, UID 1234567890"


def test_a_fault_tells_its_way_through_our_code_and_not_its_words(written: io.StringIO) -> None:
    try:
        int("Jane Doe lives at 1 Quiet Road")
    except ValueError:
        log.exception("message 7 was shunted")
    (line,) = lines(written)
    assert line["error"] == "ValueError"
    assert "test_a_fault_tells" in str(line["trace"])
    assert "Jane" not in written.getvalue()


@pytest.mark.rule("D18")
def test_the_most_talkative_log_of_a_whole_round_names_rows_and_nobody(tmp_path: Path) -> None:
    region = Region(home=tmp_path, real=True, environment={"RECIPROCAL__LOG__LEVEL": "debug"}).open()
    region.post(request_mail(request_form()))
    said = region.command("run", "--once").stderr
    told = [json.loads(line) for line in said.splitlines()]
    assert {"mail kept", "mail read", "mail decided", "letter handed over"} <= {each["event"] for each in told}
    assert not [word for word in (OFFICER, HACKNEY_LEAD, "Camden", "Hackney", "Olive", "Harbour") if word in said]
