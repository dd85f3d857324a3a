"""One round of sending against a post that delays, stands still or is gone; and two senders of one letter (F19–F22, O3–O5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from outbox.journal import Journal, JournalTrouble, Word
from outbox.smtp import HAND_OVER_LASTS, Outcome, PostTrouble, Refused, Sent, TryLater, Uncertain
from service.line import NotMine
from service.sending import GIVE_UP_AFTER, RETRY_PAUSES, pause_after
from store import beats, outbox, questions
from store.caps import Most
from store.engine import Store, StoreTrouble
from store.outbox import CLAIM_LASTS
from tests.store.rows import NOW, a_letter
from tests.support.door import Door, line_to, one_round, states
from tests.support.region import Region

LETTERS = tuple(a_letter(cause=f"{number}:1", to=f"lead{number}@southmere.example") for number in range(3))
DOWN = TryLater(reply="The outgoing server cannot be used.", stops="everybody")
STILL = TryLater(reply="The line broke before the letter was handed over (TimeoutError).", stops="domain")
GREYLISTED = TryLater(reply="451 4.7.1 Greylisted")
pytestmark = pytest.mark.usefixtures("gate_open")


@pytest.fixture
def gate_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate has tests of its own, and the letters here say nothing."""
    monkeypatch.setattr("service.sending._held_because", lambda *_: "")


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def at(line: Any, now: datetime) -> Any:  # Any: a Line, with another clock
    return replace(line, now=lambda: now)


def open_questions(line: Any) -> list[tuple[str, str]]:
    with line.store.read() as tx:
        return [(each.question.kind, each.cause) for each in questions.open_all(tx)]


def test_a_claim_outlasts_the_longest_hand_over() -> None:
    """O4: the post hangs up on a server that trickles, before anybody else may take the letter."""
    assert timedelta(seconds=HAND_OVER_LASTS) < CLAIM_LASTS


def test_a_server_that_is_down_for_all_counts_no_attempt_and_is_told_to_those_who_watch(region: Region) -> None:
    """F22"""
    said: list[tuple[str, str]] = []
    door = Door(outcomes={letter.to: [DOWN] for letter in LETTERS})
    with line_to(region, door, *LETTERS) as plain:
        line = replace(plain, ties=replace(plain.ties, beat=lambda name, trouble: said.append((name, trouble))))
        assert isinstance(one_round(line).trouble, PostTrouble)
        assert len(door.taken) == 1
        assert said[0] == (beats.POST, DOWN.reply)
        with line.store.read() as tx:
            assert [outbox.tries(tx, letter.id).attempts for letter in LETTERS] == [0, 0, 0]
            assert outbox.anything_due(tx, NOW)
        door.outcomes.clear()
        one_round(line)
        assert states(line, LETTERS) == ["sent"] * 3
        assert said[-1] == (beats.POST, "")


def test_a_domain_that_stands_still_costs_one_wait_a_round_and_delays_no_other(region: Region) -> None:
    """O5"""
    slow = [a_letter(cause=f"{number}:1", to=f"lead{number}@slow.example") for number in range(3)]
    quick = [a_letter(cause=f"{number}:1", to=f"lead{number}@quick.example") for number in range(3, 6)]
    door = Door(outcomes={letter.to: [STILL] for letter in slow})
    with line_to(region, door, *slow, *quick) as line:
        one_round(line)
        assert [each.to for each in door.taken] == [slow[0].to, *(letter.to for letter in quick)]
        one_round(line)
        assert [each.to for each in door.taken[4:]] == [slow[1].to]


def test_what_was_put_off_lets_the_new_ones_go_first(region: Region) -> None:
    """O5"""
    old, new = LETTERS[:2]
    door = Door(outcomes={old.to: [GREYLISTED, Sent(reply="250 Ok")]})
    with line_to(region, door, old) as line:
        one_round(at(line, NOW))
        line.store.write(lambda tx: outbox.queue(tx, new, NOW))
        one_round(at(line, NOW + timedelta(hours=1)))
        assert [each.id for each in door.taken] == [old.id, new.id, old.id]


def test_pauses_grow_to_four_hours_and_differ_a_little_from_letter_to_letter() -> None:
    """F22"""
    pauses = [pause_after(attempts, "a") for attempts in range(1, 40)]
    assert timedelta(minutes=5) <= pauses[0] <= timedelta(minutes=5.5)
    assert all(timedelta(hours=4) <= pause <= timedelta(hours=4.4) for pause in pauses[len(RETRY_PAUSES) - 1 :])
    assert all(shorter < longer for shorter, longer in pairwise(pauses[: len(RETRY_PAUSES)]))
    assert pause_after(3, "a") != pause_after(3, "b")
    assert pause_after(3, "a") == pause_after(3, "a")


def test_a_letter_that_its_server_puts_off_is_told_once_after_four_hours_and_given_up_after_five_days(region: Region) -> None:
    """F22: the question closes itself when the letter goes."""
    letter, now = LETTERS[0], NOW
    door = Door(outcomes={letter.to: [GREYLISTED]})
    with line_to(region, door, letter) as line:
        told: list[timedelta] = []
        while states(line, [letter]) == ["waiting"]:
            one_round(at(line, now))
            if open_questions(line) and not told:
                told.append(now - NOW)
            assert len(open_questions(line)) <= 1
            now += timedelta(minutes=10)
        assert timedelta(hours=4) <= told[0] <= timedelta(hours=4, minutes=20)
        assert GIVE_UP_AFTER <= now - NOW <= GIVE_UP_AFTER + timedelta(hours=5)
        assert states(line, [letter]) == ["refused"]
        assert open_questions(line) == [("delivery", f"letter {letter.id}")]
        assert 25 < len(door.taken) < 40
        assert len({taken.data for taken in door.taken}) == 1


def test_a_delayed_letter_that_goes_closes_its_question(region: Region) -> None:
    letter = LETTERS[0]
    door = Door(outcomes={letter.to: [GREYLISTED, GREYLISTED, Sent(reply="250 Ok")]})
    with line_to(region, door, letter) as line:
        one_round(at(line, NOW))
        one_round(at(line, NOW + timedelta(hours=3)))
        one_round(at(line, NOW + timedelta(hours=4)))
        assert [kind for kind, _ in open_questions(line)] == []  # it went in that very round
        assert states(line, [letter]) == ["sent"]


def test_a_letter_that_was_held_for_a_week_has_all_its_patience_when_it_may_go(region: Region) -> None:
    """Its age alone must not make the first «try later» the last; nor must a clock that jumps (F27)."""
    letter = LETTERS[0]
    door = Door(outcomes={letter.to: [GREYLISTED, Sent(reply="250 Ok")]})
    with line_to(region, door, letter) as line:
        line.store.write(lambda tx: outbox.hold(tx, letter.id, "not on the secure list"))
        line.store.write(lambda tx: outbox.send_again(tx, letter.id, NOW + timedelta(days=7)))
        one_round(at(line, NOW + timedelta(days=7)))
        one_round(at(line, NOW + timedelta(days=7, minutes=6)))
        assert states(line, [letter]) == ["sent"]


def test_a_letter_that_is_uncertain_once_more_is_asked_about_once_more(region: Region) -> None:
    """The same words had been asked and answered, so nobody was asked the second time."""
    letter = replace(LETTERS[0], holds_address=True)
    door = Door(outcomes={letter.to: [Uncertain(why="The line broke.")]})
    with line_to(region, door, letter) as line:
        one_round(line)
        [(kind, _)] = open_questions(line)
        with line.store.read() as tx:
            [asked] = questions.open_all(tx)
        line.store.write(lambda tx: questions.answer(tx, asked.id, answer="to be sent again", by="Cora", now=NOW))
        line.store.write(lambda tx: outbox.send_again(tx, letter.id, NOW))
        one_round(line)
        assert [each for each, _ in open_questions(line)] == [kind] == ["uncertain"]
        assert len(door.taken) == 2


def taken_over(line: Any, then: Outcome) -> Callable[[object], None]:  # Any: a Line
    """While the first sender is still at it, its claim runs out and another process takes the letter; `then` becomes of that."""

    def meanwhile(_: object) -> None:
        door = Door(outcomes={LETTERS[0].to: [then]})
        later = replace(line, now=lambda: datetime.now(UTC) + CLAIM_LASTS * 2, open_post=lambda: door)
        one_round(later)
        assert len(door.taken) == 1

    return meanwhile


LOST = Uncertain(why="The line broke after the letter's last dot.")
NO = Refused(code=550, reply="550 no such user")
SLOW_AND_SECOND = [
    (Sent(reply="250 first"), Sent(reply="250 second"), "sent", []),
    (Sent(reply="250 first"), GREYLISTED, "sent", []),
    (Sent(reply="250 first"), NO, "sent", []),  # one copy has arrived: the other's refusal is no longer of interest
    (Sent(reply="250 first"), LOST, "sent", []),
    (GREYLISTED, Sent(reply="250 second"), "sent", []),
    (NO, Sent(reply="250 second"), "sent", []),
    (LOST, Sent(reply="250 second"), "sent", []),
    (GREYLISTED, NO, "refused", ["delivery"]),
    (NO, GREYLISTED, "waiting", []),  # the later claim's word stands; it will hear of the refusal itself
]


@pytest.mark.parametrize(("first", "second", "end", "asked"), SLOW_AND_SECOND)
def test_two_senders_of_one_letter_leave_what_is_true(
    region: Region, first: Outcome, second: Outcome, end: str, asked: list[str]
) -> None:
    """F20: whatever the slow one reports, it undoes nothing of the later claim; and «sent» always stands."""
    door = Door(outcomes={LETTERS[0].to: [first]})
    with line_to(region, door, LETTERS[0], queued_at=datetime.now(UTC)) as line:
        door.at_each = taken_over(line, second)
        one_round(line)
        assert states(line, LETTERS[:1]) == [end]
        assert [kind for kind, _ in open_questions(line)] == asked


@pytest.mark.parametrize(
    ("outcome", "end", "asked"),
    [
        (Sent(reply="250 Ok"), "sent", []),
        (GREYLISTED, "waiting", []),
        (NO, "refused", ["delivery"]),
        (LOST, "uncertain", ["uncertain"]),
    ],
)
def test_a_freed_letter_with_an_address_is_settled_by_its_slow_sender(
    region: Region, outcome: Outcome, end: str, asked: list[str]
) -> None:
    """Its claim ran out and a person was asked; then its sender reports after all, and the question closes if it is answered."""
    letter = replace(LETTERS[0], holds_address=True)
    door = Door(outcomes={letter.to: [outcome]})
    with line_to(region, door, letter) as line:

        def claim_runs_out(_: object) -> None:
            later = datetime.now(UTC) + CLAIM_LASTS * 2
            assert line.store.write(lambda tx: outbox.release_stale(tx, later)) == 1
            assert open_questions(line) == [("uncertain", f"letter {letter.id}")]

        door.at_each = claim_runs_out
        one_round(line)
        assert states(line, [letter]) == [end]
        assert [kind for kind, _ in open_questions(line)] == asked


def test_a_sender_that_was_held_up_gives_its_claim_back_before_a_word_is_said(region: Region) -> None:
    """O4: the gate took so long that the claim no longer covers a hand-over."""
    door = Door()
    times = iter([NOW, NOW, NOW, NOW])
    with line_to(region, door, LETTERS[0]) as line:
        slow = replace(line, now=lambda: next(times, NOW + CLAIM_LASTS))
        one_round(slow)
        assert len(door.taken) == 1  # taken anew, and then covered
        assert states(line, LETTERS[:1]) == ["sent"]


def test_the_fence_of_the_lease_stands_on_the_claim(region: Region) -> None:
    """F20"""
    door = Door()
    with line_to(region, door, LETTERS[0]) as plain:
        line = replace(plain, ties=replace(plain.ties, fence=lambda _: 7))
        door.at_each = lambda _: line.store.write(lambda tx: tx.exec_driver_sql("UPDATE outbox SET fence = 8"))
        door.outcomes[LETTERS[0].to] = [GREYLISTED]
        one_round(line)
        assert states(line, LETTERS[:1]) == ["sending"]  # an older holder's «try later» counts no more


def test_more_than_an_hour_s_letters_to_one_mailbox_wait_in_their_order_and_are_told_once(region: Region) -> None:
    """D14"""
    many = [a_letter(cause=f"{number}:1", kind=f"kind{number}", to="lead@southmere.example") for number in range(7)]
    other = a_letter(cause="9:1", to="other@southmere.example")
    door = Door()
    with line_to(region, door, *many, other) as plain:
        line = replace(plain, most=Most(an_hour=3))
        for minutes, gone in ((0, 3), (30, 3), (61, 6), (100, 6), (123, 7)):
            one_round(at(line, NOW + timedelta(minutes=minutes)))
            assert [each.id for each in door.taken if each.to == many[0].to] == [letter.id for letter in many[:gone]]
            assert other.id in {each.id for each in door.taken}
        assert [kind for kind, _ in open_questions(line)] == ["many_letters"]
        with line.store.read() as tx:
            assert outbox.tries(tx, many[-1].id).attempts == 1


@pytest.mark.rule("D14")
def test_the_sixth_letter_of_a_kind_on_a_case_within_a_day_asks_a_person_who_may_let_it_go(region: Region) -> None:
    """D14, F25"""
    alike = [a_letter(cause=f"{number}:1", to="lead@southmere.example") for number in range(7)]
    door = Door()
    with line_to(region, door, *alike) as line:
        one_round(at(line, NOW))
        assert states(line, alike) == ["sent"] * 5 + ["held"] * 2
        assert open_questions(line) == [("many_alike", f"letter {letter.id}") for letter in alike[5:]]
        asked = open_ids(line)[0]
        region.command("resolve", asked, "--accept", "--by", "Cora Hale")
        one_round(at(line, datetime.now(UTC)))
        assert states(line, alike) == ["sent"] * 6 + ["held"]


def open_ids(line: Any) -> list[str]:  # Any: a Line
    with line.store.read() as tx:
        return [each.id for each in questions.open_all(tx)]


@pytest.mark.parametrize("outcome", [NO, LOST], ids=["refused", "uncertain"])
def test_a_person_says_that_a_letter_has_arrived(region: Region, outcome: Outcome) -> None:
    letter = replace(LETTERS[0], holds_address=True)
    door = Door(outcomes={letter.to: [outcome]})
    with line_to(region, door, letter) as line:
        one_round(line)
        region.command("resolve", open_ids(line)[0], "--sent", "--by", "Cora Hale")
        assert states(line, [letter]) == ["sent"]
        assert open_questions(line) == []
        one_round(line)
        assert len(door.taken) == 1


def test_a_full_disk_after_the_answer_does_not_make_a_letter_go_twice(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """F14, F18: neither the store nor the journal can take down that it went; the process remembers it until they can."""
    door = Door()
    with line_to(region, door, LETTERS[0], queued_at=datetime.now(UTC)) as line:

        def fills_up(_: object) -> None:
            monkeypatch.setattr(Store, "write", no_room)
            monkeypatch.setattr(Journal, "note", no_journal)

        def no_room(*_: object) -> None:
            raise StoreTrouble("The disk is full.")

        def no_journal(*_: object) -> None:
            raise JournalTrouble("The disk is full.")

        door.at_each = fills_up
        with pytest.raises(StoreTrouble):
            one_round(line)
        monkeypatch.undo()
        monkeypatch.setattr("service.sending._held_because", lambda *_: "")
        one_round(at(line, datetime.now(UTC) + CLAIM_LASTS * 2))
        assert states(line, LETTERS[:1]) == ["sent"]
        assert len(door.taken) == 1
        assert open_questions(line) == []


@pytest.mark.parametrize("years", [1, -1])
def test_a_clock_that_was_wrong_for_a_while_leaves_no_letter_behind(region: Region, years: int) -> None:
    """F27: neither a letter put off, nor one whose sender died, waits for a time that only the wrong clock knew."""
    put_off, dropped = LETTERS[:2]
    door = Door(outcomes={put_off.to: [GREYLISTED, Sent(reply="250 Ok")]})
    wrong = NOW + timedelta(days=365 * years)
    with line_to(region, door, put_off) as line:
        one_round(at(line, max(wrong, NOW)))
        line.store.write(lambda tx: outbox.queue(tx, dropped, NOW))
        assert line.store.write(lambda tx: outbox.claim(tx, wrong if years > 0 else NOW)) == dropped
        one_round(at(line, NOW + timedelta(minutes=7)))
        assert states(line, [put_off, dropped]) == ["sent", "sent"]


def test_a_letter_that_the_gate_cannot_look_at_is_held_and_keeps_no_other(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D19: a fault of the program at one letter is a question about that letter."""
    door = Door()

    def stumbles(_: object, message: Any) -> str:  # Any: an OutboundMessage
        return "" if message.id != LETTERS[0].id else str(1 / 0)

    monkeypatch.setattr("service.sending._held_because", stumbles)
    with line_to(region, door, *LETTERS) as line:
        one_round(line)
        assert states(line, LETTERS) == ["held", "sent", "sent"]
        assert open_questions(line) == [("held_letter", f"letter {LETTERS[0].id}")]


def test_a_store_that_fails_at_the_gate_leaves_no_doubt_behind(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """F18: nothing had been said, so nobody is asked whether the letter has arrived."""
    letter = replace(LETTERS[0], holds_address=True)
    door = Door()

    def fails(*_: object) -> str:
        raise StoreTrouble("The disk is full.")

    with line_to(region, door, letter, queued_at=datetime.now(UTC)) as line:
        monkeypatch.setattr("service.sending._held_because", fails)
        with pytest.raises(StoreTrouble):
            one_round(line)
        monkeypatch.setattr("service.sending._held_because", lambda *_: "")
        one_round(at(line, datetime.now(UTC) + CLAIM_LASTS * 2))
        assert states(line, [letter]) == ["sent"]
        assert open_questions(line) == []


def test_a_sender_that_lost_the_line_before_the_first_word_says_none(region: Region) -> None:
    """F20: nothing was handed over, so the letter goes with the new holder and nobody is asked."""
    letter = replace(LETTERS[0], holds_address=True)
    door = Door()
    mine = iter([True])  # at the claim, and never again
    with line_to(region, door, letter) as plain:
        line = replace(plain, ties=replace(plain.ties, mine=lambda _: next(mine, False)))
        with pytest.raises(NotMine):
            one_round(line)
        assert door.taken == []
        assert states(plain, [letter]) == ["waiting"]
        one_round(plain)
        assert states(plain, [letter]) == ["sent"]
        assert open_questions(plain) == []


def test_a_journal_that_cannot_be_written_stops_every_letter_and_counts_no_attempt(region: Region) -> None:
    """O7: they go by themselves when it can."""
    door = Door()
    with line_to(region, door, *LETTERS) as line:
        assert line.journal is not None
        line.journal.path.mkdir()
        counter = one_round(line)
        assert "journal" in str(counter.trouble)
        assert door.taken == []
        assert states(line, LETTERS) == ["waiting"] * 3
        line.journal.path.rmdir()
        one_round(line)
        assert states(line, LETTERS) == ["sent"] * 3


def test_the_journal_says_after_a_kill_what_became_of_a_letter(region: Region) -> None:
    """F19: between the answer and our commit; the line in the journal spares the second copy, and a person the question."""
    letter = replace(LETTERS[0], holds_address=True)
    door = Door()
    with line_to(region, door, letter, queued_at=datetime.now(UTC)) as line:
        assert line.journal is not None
        assert line.store.write(lambda tx: outbox.claim(tx, datetime.now(UTC))) == letter
        line.journal.note(Word.BEGUN, letter, datetime.now(UTC))
        line.journal.note(Word.ACCEPTED, letter, datetime.now(UTC))
        line.store.write(lambda tx: outbox.release_stale(tx, datetime.now(UTC), timedelta()))
        assert states(line, [letter]) == ["uncertain"]
        one_round(line)
        assert states(line, [letter]) == ["sent"]
        assert open_questions(line) == []
        assert door.taken == []
