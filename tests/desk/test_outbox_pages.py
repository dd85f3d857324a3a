"""The outbox at the desk, over the demo's month: what is held, uncertain and refused is seen, understood and dealt with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from desk.letter_view import STARS
from store import audit, caps, cases, outbox, questions, switches
from store.engine import Store, open_store
from store.schema import LetterState
from store.schema import audit as audit_lines
from store.schema import outbox as table
from tests.desk.test_letter_view import ADDRESS, offer_notice
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import CORA, RHODA, Sitting, sitting

CASE = "NMR-05-26"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(played_store(tmp_path_factory.mktemp("outbox") / "month.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def desk(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    with sitting(store, tmp_path_factory.mktemp("post"), scheme=played_scheme(), now=AFTER) as sits:
        yield sits


def some_letter(store: Store, kind: str = "circular", *, number: int = 0, **changes: Any) -> str:
    """One of the month's letters, in another state than it had."""
    chosen = sa.select(table.c.id).where(table.c.kind == kind).order_by(table.c.number).offset(number).limit(1)
    with store.read() as tx:
        letter = str(tx.execute(chosen).scalar_one())
    put(store, letter, **{"state": LetterState.HELD, "sent_at": None, "reply": "", **changes})
    return letter


def put(store: Store, letter: str, **changes: Any) -> None:
    store.write(lambda tx: tx.execute(table.update().where(table.c.id == letter).values(**changes)))


def state(store: Store, letter: str) -> LetterState | None:
    with store.read() as tx:
        return outbox.state_of(tx, letter)


def acts_on(store: Store, about: str) -> list[tuple[str, str]]:
    with store.read() as tx:
        rows = tx.execute(sa.select(audit_lines).where(audit_lines.c.about == about).order_by(audit_lines.c.id))
        return [(row.who, row.act) for row in rows]


def test_the_groups_are_counted_and_what_needs_a_person_comes_first(store: Store, desk: Sitting) -> None:
    held = some_letter(store, reply="D12: the case has ended; only closing notices may go out.")
    page = desk.visitor().get("/outbox")
    assert "Held 1" in page.words
    assert "The request has gone on since the letter was written" in page.words
    assert "D12: the case has ended; only closing notices may go out." in page.words
    assert f'href="/outbox/{held}/release"' in page.text
    put(store, held, state=LetterState.SENT, sent_at=AFTER)
    assert "Sent 150" in desk.visitor().get("/outbox").words


def test_a_long_group_has_pages_and_can_be_narrowed(desk: Sitting) -> None:
    cora = desk.visitor()
    first, third = cora.get("/outbox?group=sent"), cora.get("/outbox?group=sent&page=3")
    assert first.text.count("<h3>") == 50
    assert "Page 3 of 3" in third.words
    assert len(first.data) < 100_000
    only = cora.get(f"/outbox?group=sent&case={CASE.lower()}&kind=circular")
    assert "Circular" in only.words
    assert only.text.count(f'href="/cases/{CASE}"') == only.text.count("<h3>") > 0
    assert "No letter here that fits" in cora.get("/outbox?group=sent&partner=Nobody").words
    assert cora.get("/outbox?group=nonsense&page=-3").status == 200


def test_a_delayed_letter_says_how_often_it_was_tried_and_when_next(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, state=LetterState.WAITING, attempts=3, next_at=AFTER + timedelta(hours=1), reply="451 greylisted")
    page = desk.visitor().get("/outbox?group=delayed")
    assert "tried 3 times, next 1 Apr 2026, 11:00" in page.words
    assert "it asks us to come again" in page.words
    assert "It has arrived" in page.words
    put(store, letter, state=LetterState.SENT, sent_at=AFTER, attempts=1)


def test_a_letter_is_shown_as_its_very_bytes_with_its_form_and_is_noted_as_seen(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, number=1)
    with store.read() as tx:
        message = outbox.find(tx, letter)
    assert message is not None
    page = desk.visitor(RHODA).get(f"/outbox/{letter}")
    assert hashlib.sha256(message.data).hexdigest() in page.text
    assert "X-Reciprocal-Letter" in page.text
    assert f"Goes with it: {message.case}.docx" in page.words
    assert "Bedrooms" in page.words
    assert "release" not in page.text, "a reader changes nothing"
    assert (RHODA, "saw") in acts_on(store, f"letter {letter}")
    assert desk.visitor().get("/outbox/there-is-none").status == 404


def test_a_held_letter_is_let_go_in_two_steps_and_its_question_is_answered(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, number=2, reply="D2: the recipient is not an officer of the case.")
    store.write(lambda tx: outbox.ask_about(tx, outbox.find(tx, letter), "held_letter", "It was held.", AFTER))  # type: ignore[arg-type]
    cora = desk.visitor()
    foreseen = cora.get(f"/outbox/{letter}/release")
    assert "not a word of it changed" in foreseen.words
    assert "it would be cancelled instead" in foreseen.words, "the request has gone on since"
    assert state(store, letter) is LetterState.HELD
    done = cora.post(f"/outbox/{letter}/release", [("seen", "held")])
    assert (done.status, done.goes_to) == (303, f"/outbox/{letter}")
    assert "The letter goes again" in cora.get(done.goes_to).words
    assert state(store, letter) is LetterState.WAITING
    with store.read() as tx:
        assert not questions.open_of(tx, f"letter {letter}")
        assert questions.was_answered(tx, f"letter {letter}", "held_letter", caps.LET_GO)
    assert (CORA, caps.LET_GO) in acts_on(store, f"letter {letter}")


def test_a_letter_that_has_gone_meanwhile_is_not_touched(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, number=3)
    cora = desk.visitor()
    assert cora.get(f"/outbox/{letter}/cancel").status == 200
    put(store, letter, state=LetterState.SENT, sent_at=AFTER)
    late = cora.post(f"/outbox/{letter}/cancel", [("seen", "held"), ("reason", "no longer true")])
    assert (late.status, "It has gone meanwhile" in late.words) == (409, True)
    assert state(store, letter) is LetterState.SENT
    put(store, letter, state=LetterState.SENDING, sent_at=None)
    assert "this very moment" in cora.post(f"/outbox/{letter}/cancel", [("seen", "sending"), ("reason", "x")]).words
    assert cora.get(f"/outbox/{letter}/cancel").status == 303
    put(store, letter, state=LetterState.SENT, sent_at=AFTER)


def test_a_cancelled_letter_says_what_stays_undone_and_its_reason_stays_with_the_case(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, "approval_request", reply="550 5.1.1 user unknown", state=LetterState.REFUSED)
    cora = desk.visitor()
    assert "There is no such mailbox there." in cora.get("/outbox?group=refused").words
    assert "The landlord is not asked for its approval" in cora.get(f"/outbox/{letter}/cancel").words
    without = cora.post(f"/outbox/{letter}/cancel", [("seen", "refused")])
    assert (without.status, "Say why it shall not go." in without.words) == (422, True)
    assert cora.post(f"/outbox/{letter}/cancel", [("seen", "refused"), ("reason", "asked by telephone")]).status == 303
    assert state(store, letter) is LetterState.CANCELLED
    with store.read() as tx:
        case = outbox.find(tx, letter).case  # type: ignore[union-attr]
        assert "asked by telephone" in cases.history_of(tx, case)[-1].what
    assert (CORA, "cancelled") in acts_on(store, f"letter {letter}")
    assert "Asked by telephone" in cora.get("/outbox?group=cancelled").words


def test_an_address_stays_under_stars_until_a_coordinator_says_why(store: Store, desk: Sitting) -> None:
    message = offer_notice()
    store.write(lambda tx: (outbox.queue(tx, _of_case(message), AFTER), outbox.claim(tx, AFTER)))
    put(store, message.id, state=LetterState.UNCERTAIN)
    cora = desk.visitor()
    page = cora.get(f"/outbox/{message.id}")
    assert STARS in page.words
    assert "Harbour" not in page.text
    assert "A home's address stands in it" in page.words
    assert "the address goes out twice" in cora.get(f"/outbox/{message.id}/release").words
    empty = cora.post(f"/outbox/{message.id}/uncover")
    assert (empty.status, "Harbour" in empty.text) == (422, False)
    shown = cora.post(f"/outbox/{message.id}/uncover", [("reason", "The officer reads it to me.")])
    assert ADDRESS in shown.words
    assert "Harbour" not in cora.get(f"/outbox/{message.id}").text, "it is shown once"
    assert (CORA, "uncovered an address") in acts_on(store, f"letter {message.id}")
    assert desk.visitor(RHODA).post(f"/outbox/{message.id}/uncover", [("reason", "x")]).status == 403
    cora.post(f"/outbox/{message.id}/arrived", [("seen", "uncertain")])
    assert state(store, message.id) is LetterState.SENT


def _of_case(message: Any) -> Any:
    from dataclasses import replace

    return replace(message, case=CASE)


def test_every_letter_is_stopped_at_once_and_every_page_says_so_until_they_go_again(store: Store, desk: Sitting) -> None:
    cora, rhoda = desk.visitor(), desk.visitor(RHODA)
    assert "Stop all letters now" not in rhoda.get("/outbox").words
    assert cora.post("/outbox/pause", [("reason", "A wrong list of landlords.")]).status == 303
    with store.read() as tx:
        assert switches.is_on(tx, switches.PAUSED)
    told = rhoda.get("/today").words
    assert f"No letter goes out. {CORA} paused sending" in told
    assert "A wrong list of landlords." in told
    waits = some_letter(store, "closed", state=LetterState.WAITING)
    foreseen = cora.get("/outbox/resume")
    assert "Request closed (to landlords asked)" in foreseen.words
    done = cora.post("/outbox/resume")
    assert (done.status, done.goes_to) == (303, "/outbox")
    assert "Sending goes on" in cora.get("/outbox").words
    assert "No letter goes out" not in rhoda.get("/today").words
    assert [each for each in acts_on(store, "switch paused") if each[0] == CORA] == [(CORA, "paused on"), (CORA, "paused off")]
    put(store, waits, state=LetterState.SENT, sent_at=AFTER)


def test_after_a_restore_without_its_journal_letters_go_only_with_a_word_more(store: Store, desk: Sitting) -> None:
    cora = desk.visitor()
    cora.post("/outbox/pause", [("reason", "The store was restored from kept.db.")])
    assert "The journal of letters is not there" in cora.get("/outbox/resume").words
    refused = cora.post("/outbox/resume")
    assert (refused.status, "may go twice" in refused.words) == (409, True)
    assert "reciprocal resume" not in refused.words
    assert cora.post("/outbox/resume", [("without_journal", "yes")]).status == 303
    with store.read() as tx:
        assert not switches.is_on(tx, switches.PAUSED)


def test_what_was_one_too_many_of_its_kind_goes_once_she_has_let_it(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, number=4, reply=caps.TOO_MANY)
    desk.visitor().post(f"/outbox/{letter}/release", [("seen", "held")])
    with store.read() as tx:
        assert questions.was_answered(tx, f"letter {letter}", caps.MANY_ALIKE, caps.LET_GO)


def test_the_journal_of_a_letter_is_told_in_words(store: Store, desk: Sitting) -> None:
    letter = some_letter(store, number=5)
    assert "It was never handed over." in desk.visitor().get(f"/outbox/{letter}/journal").words
    with store.read() as tx:
        assert audit.problems(tx) == ()
