"""/health and /metrics over a real server and a real store: figures of the rows, and not a word of any mail (D18)."""

from __future__ import annotations

import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desk.app import Desk
from desk.server import DeskTrouble, beside
from ingest.message import Place, RawMessage
from matching.decision import Question
from store import beats, messages, questions
from store.engine import Store

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
SECRET = b"From: sam@agency.example\r\nSubject: ARC-07-26\r\n\r\nJane Doe wants Camden\r\n"


@pytest.fixture
def desk(store: Store) -> Iterator[int]:
    with beside(Desk(store=store, now=lambda: NOW), "127.0.0.1", 0) as port:
        yield port


def get(port: int, path: str, **headers: str) -> tuple[int, str, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode(), answer.headers["Content-Type"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers["Content-Type"]


def keep(store: Store) -> None:
    place = Place(account="box@hub.example", folder="INBOX", uidvalidity=7, uid=1)
    raw = RawMessage(data=SECRET, place=place, arrived_at=NOW - timedelta(minutes=10))
    store.write(lambda tx: messages.keep(tx, raw, NOW))
    store.write(lambda tx: questions.ask(tx, Question(kind="sender", why="Who is Jane Doe?", urgent=True), cause="1", now=NOW))


def values(text: str) -> dict[str, float]:
    found = re.findall(r"^(reciprocal_\S+) (\S+)$", text, re.MULTILINE)
    return {name: float(value) for name, value in found}


def test_health_is_well_once_the_line_turns_and_503_when_it_stands(store: Store, desk: int) -> None:
    assert get(desk, "/health")[0] == 503
    store.write(lambda tx: beats.well(tx, beats.LINE, NOW - timedelta(seconds=30)))
    status, body, kind = get(desk, "/health")
    assert (status, json.loads(body)["status"], kind) == (200, "ok", "application/json")
    store.write(lambda tx: beats.troubled(tx, beats.MAILBOX, "mail.example refused the login.", NOW - timedelta(minutes=7)))
    status, body, _ = get(desk, "/health")
    assert status == 503
    assert any("7 minutes" in each["sentence"] and not each["ok"] for each in json.loads(body)["findings"])


def test_metrics_count_every_stage_and_tell_ages(store: Store, desk: int) -> None:
    keep(store)
    status, text, kind = get(desk, "/metrics")
    found = values(text)
    assert (status, kind) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert found['reciprocal_messages{stage="kept"}'] == 1
    assert found['reciprocal_messages{stage="decided"}'] == 0
    assert found['reciprocal_letters{state="uncertain"}'] == 0
    assert found["reciprocal_mails_taken_in_total"] == 1
    assert found["reciprocal_oldest_unread_seconds"] == 600
    assert found["reciprocal_questions_open"] == found["reciprocal_questions_urgent"] == 1


@pytest.mark.rule("D18")
def test_neither_page_has_a_word_of_a_mail_or_of_a_case(store: Store, desk: int) -> None:
    keep(store)
    for path in ("/health", "/metrics"):
        assert not re.search(r"Jane|Camden|agency|ARC-", get(desk, path)[1])


def test_a_page_elsewhere_cannot_look_in_under_another_name(desk: int) -> None:
    assert get(desk, "/health", Host="evil.test")[0] == 400


def test_there_is_nothing_else_and_nothing_changes_by_asking(desk: int) -> None:
    assert get(desk, "/")[0] == 404
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{desk}/health", data=b"x", timeout=10)
    assert refused.value.code == 405
    refused.value.close()


def test_a_port_that_is_taken_is_said_in_a_sentence(store: Store) -> None:
    desk = Desk(store=store, now=lambda: NOW)
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(DeskTrouble, match="another program may hold the port"),
        beside(desk, "127.0.0.1", other.getsockname()[1]),
    ):
        pass
