"""Papers that the coordinator opened by hand, taken in the place of what could not be read. They come with her word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from parsing.readings import Mail, Unreadable
from service.config import WrongUsage
from service.papers import about_its_case, as_handed_in, needs_password, papers_unread, why_unread
from service.resolve import CannotResolve, the_open_question
from service.second_reading import GOES_ON, Desk, close
from store import messages
from store.engine import Tx
from store.questions import Asked

BIGGEST_FILE = 30 * 1024 * 1024  # octets


def hand_in(desk: Desk, question_id: str, files: Sequence[Path], password: str = "") -> str:
    """Take what the coordinator opened by hand in the place of what could not be read. Its sender stays the mail's."""
    return hand_in_bytes(desk, question_id, [(file.name, _bytes_of(file)) for file in files], password)


def hand_in_bytes(desk: Desk, question_id: str, handed: Sequence[tuple[str, bytes]], password: str = "") -> str:
    """The same of files that somebody has read already: each by its name."""
    for name, data in handed:
        _check_size(name, data)
    with desk.store.read() as tx:
        asked = the_open_question(tx, desk.scheme, question_id)
        papers = papers_unread(tx, asked)
        _check_that_they_are_new(tx, handed)
    mails = []
    with desk.open_room(desk.scheme) as room:
        for name, data in handed:
            fresh = as_handed_in(room.read_file(name, data, password), (papers.mail, papers.about), name)
            _check_that_it_says_something(fresh, name, asked)
            mails.append(about_its_case(fresh, papers))

    def record(tx: Tx) -> None:
        spoken = desk.spoken()
        now = spoken.now
        _check_that_they_are_new(tx, handed)
        close(tx, asked, "opened by hand and handed in", desk.by, now)
        for (name, data), mail in zip(handed, mails, strict=True):
            messages.add_handed_in(tx, asked.id, name, data, mail, desk.by, now, not_before=spoken.decided_from)

    desk.store.write(record)
    return f"{asked.id} is answered with {', '.join(name for name, _ in handed)}. {GOES_ON.format('it')}"


def _bytes_of(file: Path) -> bytes:
    if file.is_dir():
        raise WrongUsage(f"{file} is a folder. Hand in the files in it that count: --file PATH for each.")
    if not file.is_file():
        raise WrongUsage(f"There is no file {file}.")
    if file.stat().st_size > BIGGEST_FILE:
        raise CannotResolve(_too_big(file.name))
    return file.read_bytes()


def _check_size(name: str, data: bytes) -> None:
    if len(data) > BIGGEST_FILE:
        raise CannotResolve(_too_big(name))
    if not data.strip(b"\x00 \r\n\t"):
        raise CannotResolve(f"{name} is empty. Save it again.")


def _too_big(name: str) -> str:
    return f"{name} has more than {BIGGEST_FILE // 2**20} MiB. Hand in the form alone."


def _check_that_they_are_new(tx: Tx, handed: Sequence[tuple[str, bytes]]) -> None:
    """The same bytes count once, whichever question they are handed in for."""
    for name, data in handed:
        if (number := messages.came_by_mail(tx, data)) is not None:
            raise CannotResolve(f"{name} is a mail that came by itself (message {number}). Hand in what is sealed inside it.")
        if (earlier := messages.handed_in_before(tx, data)) is not None:
            raise CannotResolve(
                f"{name} has been handed in already, for {earlier.question} by {earlier.by}. If it belongs here as well, say "
                "what it says: --as KIND --set FIELD=VALUE."
            )
    if len({data for _, data in handed}) < len(handed):
        raise WrongUsage("The same file is named twice.")


def _check_that_it_says_something(mail: Mail, name: str, asked: Asked) -> None:
    if mail.unreadable:
        raise CannotResolve(f"{name} cannot be read: {mail.unreadable} {asked.id} is still open.")
    if any(map(needs_password, mail.readings)):
        raise CannotResolve(f"{name} is locked: give its password too (--password). {asked.id} is still open.")
    if not mail.readings:
        raise CannotResolve(
            f"{name} holds no paper that counts here: a saved mail's own words are not the sender's of {asked.id}."
        )
    if all(isinstance(each, Unreadable) for each in mail.readings):
        raise CannotResolve(f"{name} cannot be read either: {why_unread(mail.readings[0])} {asked.id} is still open.")
