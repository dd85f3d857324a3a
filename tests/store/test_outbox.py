"""The letters: each claimed by one, sent as the same bytes, none ever lost (O1–O6, F19, F20)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from outbox.message import OutboundMessage
from store import outbox, questions
from store.engine import Store, Tx
from tests.store.rows import NOW, a_letter, put_case

LATER = NOW + timedelta(minutes=6)


def queued(tx: Tx, *letters: OutboundMessage) -> None:
    put_case(tx)
    for letter in letters:
        assert outbox.queue(tx, letter, NOW)


def states(tx: Tx) -> list[str]:
    return [line.state for line in outbox.listing(tx)]


def test_a_letter_comes_out_as_it_went_in(store: Store) -> None:
    letter = a_letter(data=bytes(range(256)), holds_address=True)
    with store.begin() as tx:
        queued(tx, letter)
        assert not outbox.queue(tx, letter, NOW)  # deciding twice writes nothing twice
        assert outbox.find(tx, letter.id) == letter
        assert outbox.claim(tx, NOW) == letter
        assert outbox.claim(tx, NOW) is None
        assert states(tx) == ["waiting"]  # to the outside
        assert outbox.record_sent(tx, letter.id, "250 2.0.0 Ok: queued", NOW)
        assert states(tx) == ["sent"]


def test_a_letter_without_a_case_has_its_way_too(store: Store) -> None:
    with store.begin() as tx:
        assert outbox.queue(tx, a_letter(case="", partner=""), NOW)
        assert outbox.claim(tx, NOW) == a_letter(case="", partner="")


def test_of_eight_that_claim_each_letter_goes_to_one(store: Store) -> None:
    """F20"""
    letters = [a_letter(cause=f"{number}:1", to=f"voids{number}@southmere.example") for number in range(24)]
    store.write(lambda tx: queued(tx, *letters))

    def claim_until_none_is_due(_: int) -> list[str]:
        mine = []
        while (letter := store.write(lambda tx: outbox.claim(tx, NOW))) is not None:
            mine.append(letter.id)
        return mine

    with ThreadPoolExecutor(8) as threads:
        claimed = [number for mine in threads.map(claim_until_none_is_due, range(8)) for number in mine]
    assert sorted(claimed) == sorted(letter.id for letter in letters)


def test_letters_on_a_case_reach_a_mailbox_in_their_order_and_delay_no_other(store: Store) -> None:
    """O5"""
    first, second = a_letter(cause="1:1"), a_letter(cause="2:1")
    other_mailbox, other_case = a_letter(cause="3:1", to="lead@westhome.example"), a_letter(cause="4:1", case="ARC-02-26")
    with store.begin() as tx:
        put_case(tx, "ARC-02-26")
        queued(tx, first, second, other_mailbox, other_case)
        claimed = [outbox.claim(tx, NOW) for _ in range(4)]
        assert claimed == [first, other_mailbox, other_case, None]
        outbox.try_later(tx, first.id, "451 greylisted", LATER)
        assert outbox.claim(tx, NOW) is None
        assert outbox.anything_due(tx, NOW)  # the second one, as soon as the first has gone
        assert outbox.claim(tx, LATER) == first
        outbox.record_sent(tx, first.id, "250 Ok", LATER)
        assert outbox.claim(tx, LATER) == second


def test_a_refused_letter_does_not_stop_the_next(store: Store) -> None:
    first, second = a_letter(cause="1:1"), a_letter(cause="2:1")
    with store.begin() as tx:
        queued(tx, first, second)
        outbox.claim(tx, NOW)
        assert outbox.record_refused(tx, first.id, "550 no such user", NOW)
        assert outbox.claim(tx, NOW) == second
        assert states(tx) == ["refused", "waiting"]


def test_a_letter_whose_sender_died_goes_again_as_the_same_bytes(store: Store) -> None:
    letter = a_letter()
    with store.begin() as tx:
        queued(tx, letter)
        outbox.claim(tx, NOW)
        assert outbox.release_stale(tx, NOW + timedelta(minutes=4)) == 0  # its sender may still be at it
        assert outbox.release_stale(tx, LATER) == 1
        assert outbox.released(tx) == (letter.id,)
        assert outbox.claim(tx, LATER) == letter
        assert outbox.tries(tx, letter.id) == outbox.Tries(attempts=2, since=NOW)
        assert not outbox.still_claimed(tx, letter.id, NOW)  # the first sender, should it wake up, must not send
        assert outbox.still_claimed(tx, letter.id, LATER)


def test_at_the_start_of_the_only_sender_every_claim_is_stale(store: Store) -> None:
    with store.begin() as tx:
        queued(tx, a_letter())
        outbox.claim(tx, NOW)
        assert outbox.release_stale(tx, NOW, older_than=timedelta(0)) == 1
        assert outbox.claim(tx, NOW) == a_letter()


def test_a_letter_with_an_address_whose_fate_is_unknown_asks_a_person(store: Store) -> None:
    """O3: whether the sender died or the server's answer was lost."""
    died, lost = a_letter(cause="1:1", holds_address=True), a_letter(cause="2:1", to="b@southmere.example", holds_address=True)
    with store.begin() as tx:
        queued(tx, died, lost)
        outbox.claim(tx, NOW)
        outbox.claim(tx, NOW)
        assert outbox.uncertain(tx, lost.id, "the line went dead", NOW)
        assert outbox.release_stale(tx, LATER) == 1
        assert outbox.claim(tx, LATER) is None
        assert states(tx) == ["uncertain", "uncertain"]
        asked = questions.open_all(tx)
        assert [(each.question.kind, each.question.case) for each in asked] == [("uncertain", "ARC-01-26")] * 2
        assert outbox.send_again(tx, died.id, LATER)
        assert outbox.record_sent(tx, lost.id, "she has it, says Ada", LATER)
        assert outbox.claim(tx, LATER) == died


def test_without_an_address_it_goes_again_but_not_for_ever(store: Store) -> None:
    """F19: a server that takes each and never says so would get it again and again."""
    letter, now = a_letter(), NOW
    with store.begin() as tx:
        queued(tx, letter)
        for _ in range(2):
            assert outbox.claim(tx, now) == letter
            assert outbox.uncertain(tx, letter.id, "no answer", now)
            assert outbox.claim(tx, now) is None  # after a pause
            now += outbox.UNCERTAIN_PAUSE
        assert outbox.claim(tx, now) == letter
        assert outbox.uncertain(tx, letter.id, "no answer", now)
        assert states(tx) == ["uncertain"]
        assert len(questions.open_all(tx)) == 1


def test_what_has_gone_is_sent_whatever_was_thought_meanwhile(store: Store) -> None:
    """A slow sender reports after its claim was taken from it: the letter must not go a second time."""
    letter = a_letter()
    with store.begin() as tx:
        queued(tx, letter)
        outbox.claim(tx, NOW)
        outbox.release_stale(tx, LATER)
        assert outbox.record_sent(tx, letter.id, "250 Ok", LATER)
        assert not outbox.record_sent(tx, letter.id, "250 Ok", LATER)
        assert outbox.claim(tx, LATER) is None


def test_a_held_letter_waits_for_a_person(store: Store) -> None:
    by_the_gate, by_the_sender = a_letter(cause="1:1"), a_letter(cause="2:1", to="b@southmere.example")
    with store.begin() as tx:
        put_case(tx)
        outbox.queue(tx, by_the_gate, NOW, held="the mailbox is not on the secure list")
        outbox.queue(tx, by_the_sender, NOW)
        outbox.claim(tx, NOW)
        assert outbox.hold(tx, by_the_sender.id, "the mailbox is not on the secure list")
        assert outbox.claim(tx, LATER) is None
        assert states(tx) == ["held", "held"]
        assert outbox.send_again(tx, by_the_gate.id, LATER)
        assert outbox.claim(tx, LATER) == by_the_gate


@pytest.mark.parametrize(("taken", "stopped"), [(False, True), (True, False)], ids=["not while it waits", "too late"])
def test_a_person_may_stop_a_letter_that_is_not_being_sent(store: Store, taken: bool, stopped: bool) -> None:
    """O4"""
    with store.begin() as tx:
        queued(tx, a_letter())
        if taken:
            outbox.claim(tx, NOW)
        assert outbox.cancel(tx, a_letter().id, "withdrawn") is stopped
        outbox.release_stale(tx, LATER)
        assert (outbox.claim(tx, LATER) is None) is stopped
        assert len(outbox.listing(tx)) == (0 if stopped else 1)


def test_a_thread_leads_to_its_case_however_the_id_is_written(store: Store) -> None:
    first, second = a_letter(cause="1:1"), a_letter(cause="2:1", case="ARC-02-26")
    with store.begin() as tx:
        put_case(tx, "ARC-02-26")
        queued(tx, first, second)
        bare = second.message_id.strip("<>")
        assert outbox.cases_of_thread(tx, (first.message_id,)) == ("ARC-01-26",)
        assert outbox.cases_of_thread(tx, ("<unknown@x.example>", bare, first.message_id)) == ("ARC-02-26", "ARC-01-26")
        assert outbox.cases_of_thread(tx, ()) == ()


def test_a_letter_put_off_by_a_clock_that_was_ahead_goes_when_the_clock_is_put_right(store: Store) -> None:
    """F27: else it would wait in silence for a whole year, until the clock on the wall has come there again."""
    a_year_on = NOW + timedelta(days=365)
    with store.begin() as tx:
        queued(tx, a_letter())
        assert outbox.claim(tx, a_year_on) is not None
        outbox.try_later(tx, a_letter().id, "451 greylisted", a_year_on + timedelta(minutes=5))
        assert outbox.anything_due(tx, NOW)
        assert outbox.claim(tx, NOW) is not None


def test_a_claim_of_a_sender_that_died_while_the_clock_was_ahead_is_freed_when_it_is_put_right(store: Store) -> None:
    """F27, F20"""
    with store.begin() as tx:
        queued(tx, a_letter())
        assert outbox.claim(tx, NOW + timedelta(days=365)) is not None
        assert outbox.release_stale(tx, NOW) == 1
        assert outbox.claim(tx, NOW + timedelta(minutes=2)) is not None
