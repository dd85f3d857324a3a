"""Taking in on a real Dovecot: whatever the server ever listed ends in the books, whoever moves, marks or deletes (I1, I2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.folder import DirectoryMailbox
from ingest.mailbox import Mailbox, MailboxTrouble, open_mailbox
from ingest.message import Place, RawMessage
from service.holder import Holding
from service.intake import sweep, take_in, take_in_from
from service.line import Line, NotMine, Ties
from store import listed, messages, questions
from store.engine import Store, Tx, open_store
from store.schema import Stage, leases
from tests.ingest.test_mailbox import mail, settings_of, through
from tests.support.dovecot import Box
from tests.support.imap_script import proxy
from tests.support.lines import a_line

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Desk:
    """A line over one mailbox, and what a coordinator would see of it."""

    line: Line

    def kept(self) -> list[bytes]:
        with self.line.store.read() as tx:
            return [messages.load(tx, number).raw.data for number in messages.by_stage(tx, Stage.KEPT)]

    def asked(self) -> list[tuple[str, str]]:
        with self.line.store.read() as tx:
            return [(each.question.kind, each.question.why) for each in questions.open_all(tx)]

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.asked()]

    def books(self) -> listed.Sums:
        with self.line.store.read() as tx:
            assert listed.problems(tx) == ()
            return listed.sums(tx)

    def swept(self) -> tuple[str, ...]:
        with self.line.open_mailbox() as mailbox:
            return sweep(self.line, mailbox)


@pytest.fixture
def desk(store: Store, dovecot: Box, tmp_path: Path) -> Desk:
    return Desk(line=a_line(store, lambda: open_mailbox(settings_of(dovecot)), tmp_path / "letters", lambda: NOW))


class Interrupted(Exception):
    """The service was killed here."""


@contextmanager
def killed_before_fetching(desk: Desk, kind: type = Mailbox) -> Iterator[None]:
    """The next round lists the folder and is then no more."""

    def nothing_more(_self: object, _places: Sequence[Place]) -> Iterator[RawMessage]:
        raise Interrupted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "arrivals", nothing_more)
        with pytest.raises(Interrupted):
            take_in(desk.line)
    yield


def test_what_was_taken_in_stands_in_the_books_once(desk: Desk, dovecot: Box) -> None:
    for subject in ("one", "two", "three"):
        dovecot.put(mail(subject))
    assert take_in(desk.line) == 3
    assert take_in(desk.line) == 0
    assert desk.books() == listed.Sums(listed=3, taken=3, vanished=0, open=0)
    assert desk.swept() == ()
    assert desk.asked() == []


def test_a_mail_that_was_deleted_while_the_service_was_down_is_asked_about_f12(desk: Desk, dovecot: Box) -> None:
    """Listed, then kill -9, then a person deletes it, then the service starts again (I2)."""
    dovecot.put(mail("gone"))
    dovecot.put(mail("stays"))
    with killed_before_fetching(desk):
        assert desk.books() == listed.Sums(listed=2, taken=0, vanished=0, open=2)
        dovecot.remove(1)
    assert take_in(desk.line) == 1
    assert take_in(desk.line) == 0
    assert desk.kinds() == ["vanished"]
    assert desk.books() == listed.Sums(listed=2, taken=1, vanished=1, open=0)


def test_a_mail_that_goes_between_listing_and_fetching_is_asked_about_once_f12(desk: Desk, dovecot: Box) -> None:
    dovecot.put(mail("gone"))
    dovecot.put(mail("stays"))
    with desk.line.open_mailbox() as mailbox:
        ordinary = mailbox.arrivals

        def a_person_is_quicker(places: Sequence[Place]) -> Iterator[RawMessage]:
            dovecot.remove(1)
            return ordinary(places)

        mailbox.arrivals = a_person_is_quicker  # type: ignore[method-assign]  # of this one mailbox
        assert take_in_from(desk.line, mailbox) == 1
        mailbox.arrivals = ordinary  # type: ignore[method-assign]
        assert take_in_from(desk.line, mailbox) == 0
    assert desk.kinds() == ["vanished"]
    assert desk.books() == listed.Sums(listed=2, taken=1, vanished=1, open=0)


def test_a_mail_that_came_and_went_between_two_looks_is_told_once_i2(desk: Desk, dovecot: Box) -> None:
    dovecot.put(mail("first"))
    take_in(desk.line)
    assert desk.swept() == ()
    assert desk.asked() == []
    for subject in ("two", "three"):
        dovecot.put(mail(subject))
        dovecot.remove(1)
    dovecot.put(mail("last"))
    take_in(desk.line)
    assert desk.asked() == []
    assert desk.swept() == ()
    [(kind, why)] = desk.asked()
    assert kind == "never_seen"
    assert why.startswith("2 mails came and went again before this service saw them (the folder «INBOX», numbers 2, 3)")
    assert desk.swept() == ()
    assert len(desk.asked()) == 1


def test_numbers_from_before_the_first_look_are_nobodys_business(desk: Desk, dovecot: Box) -> None:
    for subject in ("one", "two"):
        dovecot.put(mail(subject))
        dovecot.remove(1)
    take_in(desk.line)
    dovecot.put(mail("three"))
    take_in(desk.line)
    assert desk.swept() == ()
    assert desk.asked() == []


def test_what_another_daemon_took_in_and_moved_is_accounted_for_f29(desk: Desk, dovecot: Box, tmp_path: Path) -> None:
    take_in(desk.line)
    other = replace(desk.line, open_mailbox=lambda: open_mailbox(settings_of(dovecot)))
    for subject in ("one", "two"):
        dovecot.put(mail(subject))
        take_in(other)
    assert desk.swept() == ()
    assert desk.asked() == []
    assert desk.books().taken == 2


def test_what_another_run_lists_after_our_listing_has_not_vanished_f28(desk: Desk, dovecot: Box) -> None:
    """Ours is the older listing; the other run has written the mail down, and not yet fetched it, when we look into the books."""
    take_in(desk.line)
    with desk.line.open_mailbox() as mailbox:
        ordinary = mailbox.waiting

        def the_other_run_lists_too() -> tuple[Place, ...]:
            ours = ordinary()
            dovecot.put(mail("one"))
            with killed_before_fetching(desk):
                return ours

        mailbox.waiting = the_other_run_lists_too  # type: ignore[method-assign]  # of this one mailbox
        assert take_in_from(desk.line, mailbox) == 0
    assert desk.asked() == []
    assert desk.books().open == 1
    assert take_in(desk.line) == 1
    assert desk.asked() == []


def test_a_folder_that_was_numbered_afresh_is_read_again_and_told_once_f1(desk: Desk, dovecot: Box) -> None:
    dovecot.make_folder("Forms")
    line = replace(desk.line, open_mailbox=lambda: open_mailbox(settings_of(dovecot, folder="Forms")))
    forms = Desk(line=line)
    dovecot.put(mail("one"), "Forms")
    assert take_in(line) == 1
    dovecot.renumber("Forms")
    dovecot.put(mail("one"), "Forms")  # the same mail under a new number: nothing is read twice
    dovecot.put(mail("two"), "Forms")
    assert take_in(line) == 1
    assert take_in(line) == 0
    assert forms.swept() == ()
    assert forms.kinds() == ["renumbered"]
    assert forms.books() == listed.Sums(listed=3, taken=3, vanished=0, open=0)


def test_what_was_listed_under_old_numbers_is_told_with_the_new_ones_f1(desk: Desk, dovecot: Box) -> None:
    dovecot.make_folder("Forms")
    line = replace(desk.line, open_mailbox=lambda: open_mailbox(settings_of(dovecot, folder="Forms")))
    forms = Desk(line=line)
    take_in(line)
    dovecot.put(mail("one"), "Forms")
    with killed_before_fetching(forms):
        dovecot.renumber("Forms")
    take_in(line)
    [(kind, why)] = forms.asked()
    assert kind == "renumbered"
    assert "One mail was listed under the old numbers and not yet taken in." in why
    assert forms.books() == listed.Sums(listed=1, taken=0, vanished=1, open=0)


def test_without_uidvalidity_numbers_prove_nothing_and_none_is_missed_f2(store: Store, dovecot: Box, tmp_path: Path) -> None:
    with proxy(dovecot.starttls_port, rewrites=[(rb"\* OK \[UIDVALIDITY[^\n]*\n", b"")]) as between:
        desk = Desk(line=a_line(store, lambda: open_mailbox(through(between, dovecot)), tmp_path, lambda: NOW))
        dovecot.put(mail("one"))
        assert take_in(desk.line) == 1
        dovecot.put(mail("two"))
        dovecot.remove(1)
        dovecot.put(mail("three"))
        assert take_in(desk.line) == 1
        assert desk.swept() == ()
        assert desk.asked() == []
        dovecot.put(mail("four"))
        with killed_before_fetching(desk):
            dovecot.remove(1)
        take_in(desk.line)
        assert desk.kinds() == ["vanished"]


def test_the_same_mail_twice_is_kept_once_f10(desk: Desk, dovecot: Box) -> None:
    for _ in range(2):
        dovecot.put(mail("one"))
    assert take_in(desk.line) == 1
    dovecot.put(mail("one"))
    assert take_in(desk.line) == 0
    assert desk.kept() == [mail("one")]
    assert desk.books().taken == 3
    assert len(dovecot.contents("Processed")) == 3


def test_two_mails_with_one_message_id_are_both_kept_f11(desk: Desk, dovecot: Box) -> None:
    for body in ("Approved.", "Declined."):
        dovecot.put(mail("one", body))
    assert take_in(desk.line) == 2
    assert desk.kept() == [mail("one", "Approved."), mail("one", "Declined.")]


def test_a_mail_moved_out_and_back_is_kept_once_f12(desk: Desk, dovecot: Box) -> None:
    take_in(desk.line)
    dovecot.put(mail("one"))
    moved(dovecot, "INBOX", "Processed")
    moved(dovecot, "Processed", "INBOX")
    assert take_in(desk.line) == 1
    moved(dovecot, "Processed", "INBOX")
    assert take_in(desk.line) == 0
    assert desk.kept() == [mail("one")]
    assert dovecot.contents("INBOX") == []


def moved(box: Box, here: str, there: str) -> None:
    """A person moves all that lies in a folder."""
    with box.client() as client:
        client.create(there)
        assert client.select(here)[0] == "OK"
        assert client.copy("1:*", there)[0] == "OK"
        client.store("1:*", "+FLAGS", "(\\Deleted)")
        client.expunge()


MARKS = ("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft", "Junk")


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_people_set_change_nothing_and_none_is_set_by_us_i8(desk: Desk, dovecot: Box, mark: str) -> None:
    dovecot.put(mail("one"))
    with dovecot.client() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", f"({mark})")
    dovecot.put(mail("two"))
    assert take_in(desk.line) == 2
    flags = b" ".join(dovecot.flags("Processed")).decode()
    assert flags.count(mark) == 1
    assert not [other for other in MARKS if other != mark and other in flags]


def test_an_empty_store_lists_anew_and_takes_nothing_off_the_server_f30(store: Store, dovecot: Box, tmp_path: Path) -> None:
    """The local state is lost: what lies on the server stays there, whole, and is read."""
    opening = lambda: open_mailbox(settings_of(dovecot))  # noqa: E731 - used by two lines
    for subject in ("one", "two"):
        dovecot.put(mail(subject))
    take_in(a_line(store, opening, tmp_path, lambda: NOW))
    dovecot.put(mail("three"))
    fresh = open_store(f"sqlite:///{tmp_path}/fresh.db")
    try:
        desk = Desk(line=a_line(fresh, opening, tmp_path, lambda: NOW))
        assert take_in(desk.line) == 1
        assert desk.asked() == []
        assert dovecot.contents("Processed") == [mail("one"), mail("two"), mail("three")]
    finally:
        fresh.close()


def test_whoever_lost_the_lease_keeps_nothing_and_moves_nothing_f20(desk: Desk, dovecot: Box) -> None:
    sleeper = Holding(desk.line.store, "another-machine/1/1")
    assert sleeper.hold(NOW)
    line = replace(desk.line, ties=Ties(mine=sleeper.is_mine))
    dovecot.put(mail("one"))
    assert take_in(line) == 1
    robbed = {"holder": "me", "fence": 7}
    desk.line.store.write(lambda tx: tx.execute(leases.update().values(**robbed)))
    dovecot.put(mail("two"))
    with pytest.raises(NotMine):
        take_in(line)
    assert desk.kept() == [mail("one")]
    assert dovecot.contents("INBOX") == [mail("two")]
    assert desk.books().listed == 1


def test_files_of_a_directory_stand_in_the_books_too(store: Store, tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    desk = Desk(line=a_line(store, lambda: DirectoryMailbox(mails), tmp_path, lambda: NOW))
    (mails / "one.eml").write_bytes(mail("one"))
    assert take_in(desk.line) == 1
    (mails / "one.eml").write_bytes(mail("another of that name"))
    (mails / "two.eml").write_bytes(mail("two"))
    with killed_before_fetching(desk, DirectoryMailbox):
        (mails / "one.eml").unlink()
    assert take_in(desk.line) == 1
    assert desk.kinds() == ["vanished"]
    assert desk.kept() == [mail("one"), mail("two")]
    assert desk.swept() == ()


def test_a_mail_that_cannot_be_kept_keeps_no_other_out_f13(desk: Desk, dovecot: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    for subject in ("one", "bad", "three"):
        dovecot.put(mail(subject))
    ordinary = messages.keep

    def stumbles(tx: Tx, raw: RawMessage, now: datetime) -> messages.Kept:
        if raw.data == mail("bad"):
            raise ZeroDivisionError("a fault of the program")
        return ordinary(tx, raw, now)

    with monkeypatch.context() as patch:
        patch.setattr(messages, "keep", stumbles)
        assert take_in(desk.line) == 2
        assert take_in(desk.line) == 0
    assert dovecot.contents("INBOX") == [mail("bad")]
    assert desk.kinds() == ["fault"]
    assert take_in(desk.line) == 1  # the fault is mended
    assert dovecot.contents("INBOX") == []


def test_what_cannot_be_moved_is_fetched_once_and_not_at_every_look_f16(store: Store, dovecot: Box, tmp_path: Path) -> None:
    with proxy(dovecot.starttls_port, rewrites=[(rb" MOVE", b""), (rb" UIDPLUS", b"")]) as between:
        desk = Desk(line=a_line(store, lambda: open_mailbox(through(between, dovecot)), tmp_path, lambda: NOW))
        for subject in ("one", "two"):
            dovecot.put(mail(subject))
        assert take_in(desk.line) == 2
        for _ in range(5):
            assert take_in(desk.line) == 0
        assert sum(said.count(b"BODY.PEEK[]") for said in between.heard) == 1
        assert desk.books().taken == 2
    assert dovecot.contents("INBOX") == [mail("one"), mail("two")]


def test_a_server_that_breaks_off_leaves_every_mail_where_it_is_f3(desk: Desk, dovecot: Box) -> None:
    dovecot.put(mail("one"))
    with desk.line.open_mailbox() as mailbox:
        mailbox.hang_up()
        with pytest.raises(MailboxTrouble):
            take_in_from(desk.line, mailbox)
    assert dovecot.contents("INBOX") == [mail("one")]
    assert take_in(desk.line) == 1


def test_whatever_waits_is_ended_from_outside_and_does_not_sign_in_again_f4(dovecot: Box) -> None:
    with proxy(dovecot.starttls_port) as between, open_mailbox(through(between, dovecot)) as mailbox:
        mailbox.hang_up()
        with pytest.raises(MailboxTrouble):
            list(mailbox.arrivals([replace(mailbox.here, uid=1)]))
        assert between.connections == 1
