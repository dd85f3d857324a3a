"""A directory of .eml files as a mailbox: rehearsal, replay and demo."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from ingest.folder import DirectoryMailbox
from ingest.message import MailboxTrouble, Place


def write(folder: Path, name: str, text: str = "Subject: one\n\nDear all\n") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(text.encode())
    return file


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_mails_come_by_name_with_their_bytes_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, "b.eml", "Subject: b\n\nline ends stay\n")
    write(tmp_path, "a.eml", "Subject: a\r\n\r\nas they are\r\n")
    mailbox = DirectoryMailbox(tmp_path)
    taken = list(mailbox.arrivals(mailbox.waiting()))
    assert [message.data for message in taken] == [
        b"Subject: a\r\n\r\nas they are\r\n",
        b"Subject: b\n\nline ends stay\n",
    ]
    assert [message.place.name for message in taken] == ["a.eml", "b.eml"]
    assert all(message.size == len(message.data) and message.arrived_at.tzinfo for message in taken)


def test_dotfiles_unfinished_files_links_folders_and_pipes_are_no_mails(tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    write(mails, "real.eml")
    for name in (".hidden.eml", "writing.tmp", "fetching.part"):
        write(mails, name)
    write(mails / "subfolder", "deeper.eml")
    (mails / "link.eml").symlink_to(write(tmp_path, "elsewhere.eml"))
    os.mkfifo(mails / "pipe.eml")
    assert [place.name for place in DirectoryMailbox(mails).waiting()] == ["real.eml"]


def test_a_link_or_pipe_put_in_a_mails_place_after_the_listing_is_not_read(tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    for name in ("a.eml", "b.eml"):
        write(mails, name)
    mailbox = DirectoryMailbox(mails)
    places = mailbox.waiting()
    for name in ("a.eml", "b.eml"):
        (mails / name).unlink()
    (mails / "a.eml").symlink_to(write(tmp_path, "secret", "a secret"))
    os.mkfifo(mails / "b.eml")
    taken = list(mailbox.arrivals(places))
    assert [message.data for message in taken] == [b""]
    assert taken[0].left_on_server
    assert mailbox.vanished == (places[1],)


def test_a_taken_name_in_the_done_folder_gets_a_number_and_nothing_is_overwritten(tmp_path: Path) -> None:
    mailbox = DirectoryMailbox(tmp_path)
    for text in ("first", "second", "third"):
        write(tmp_path, "a.eml", text)
        mailbox.file_away(mailbox.waiting())
    done = tmp_path / "Processed"
    assert names(done) == ["a (2).eml", "a (3).eml", "a.eml"]
    assert [(done / name).read_text() for name in ("a.eml", "a (2).eml", "a (3).eml")] == ["first", "second", "third"]


def test_two_daemons_that_file_the_same_mail_away_leave_one_copy(tmp_path: Path) -> None:
    write(tmp_path, "a.eml")
    first, second = DirectoryMailbox(tmp_path), DirectoryMailbox(tmp_path)
    places = first.waiting()
    first.file_away(places)
    second.file_away(places)
    assert names(tmp_path / "Processed") == ["a.eml"]


def test_a_file_that_grows_while_it_is_read_waits_for_the_next_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, "a.eml")
    real = os.fstat

    def growing(number: int) -> os.stat_result:
        found = real(number)
        with file.open("ab") as more:
            more.write(b"another line\n")
        return found

    mailbox = DirectoryMailbox(tmp_path)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(os, "fstat", growing)
        assert list(mailbox.arrivals(mailbox.waiting())) == []
    assert mailbox.vanished == ()
    [message] = mailbox.arrivals(mailbox.waiting())
    assert message.data.endswith(b"another line\n")


def test_a_file_over_the_limit_is_told_by_its_header_block_only(tmp_path: Path) -> None:
    write(tmp_path, "a.eml", "Subject: huge\r\n\r\n" + "x" * 3_000_000)
    mailbox = DirectoryMailbox(tmp_path, biggest=1024 * 1024)
    [message] = mailbox.arrivals(mailbox.waiting())
    assert message.data == b"Subject: huge\r\n\r\n"
    assert message.size == 3_000_017
    assert "2.9 MiB" in message.left_on_server


def test_a_mail_that_cannot_be_read_is_told_and_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the refusal is the system call's."""
    write(tmp_path, "a.eml")
    write(tmp_path, "b.eml")
    real = os.open

    def forbidden(path: Path, flags: int) -> int:
        if Path(path).name == "a.eml":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    mailbox = DirectoryMailbox(tmp_path)
    places = mailbox.waiting()
    monkeypatch.setattr(os, "open", forbidden)
    unread, read = mailbox.arrivals(places)
    assert "Permission denied" in unread.left_on_server
    assert unread.data == b""
    assert read.left_on_server == ""


@pytest.mark.parametrize("name", ["../a.eml", "/etc/hosts", "sub/a.eml", ""])
def test_a_place_never_leads_out_of_the_directory(tmp_path: Path, name: str) -> None:
    mailbox = DirectoryMailbox(tmp_path)
    place = Place(account="directory", folder=tmp_path.name, name=name)
    with pytest.raises(ValueError, match="no file of this directory"):
        list(mailbox.arrivals([place]))
    with pytest.raises(ValueError, match="no file of this directory"):
        mailbox.file_away([place])


def test_a_directory_that_is_not_there_is_trouble_for_a_person(tmp_path: Path) -> None:
    with pytest.raises(MailboxTrouble, match="cannot be listed") as caught:
        DirectoryMailbox(tmp_path / "nowhere").waiting()
    assert caught.value.permanent


def test_a_done_folder_that_is_the_directory_itself_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="done_folder"):
        DirectoryMailbox(tmp_path, ".")


def test_a_done_folder_that_cannot_be_made_is_trouble(tmp_path: Path) -> None:
    write(tmp_path, "Processed")
    mailbox = DirectoryMailbox(tmp_path)
    with pytest.raises(MailboxTrouble, match="could not be moved"):
        mailbox.file_away(mailbox.waiting())


def test_waiting_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    begun = time.monotonic()
    assert not DirectoryMailbox(tmp_path).watch(30, stop)
    assert time.monotonic() - begun < 1
