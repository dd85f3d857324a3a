"""Where strangers' papers are read: each mail and each document in a child process with limits (DESIGN §4, reliability §6).

The room starts one foreman (service/reader.py), who bears the children. What a child may not do itself it asks the room for: to
have an attachment opened (another child does that), an old office file turned into a Word file, a picture looked at. A child
that dies is an expected outcome with its own sentence: a document's is one question, and the rest of its mail is read.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from math import inf
from types import TracebackType
from typing import Any

from desk.papers import Paper
from ingest.message import RawMessage
from parsing.document import Document
from parsing.readings import Mail
from parsing.workshop import NotMade, Workshop
from scheme.agreement import Scheme
from service import wire
from service.drawn_pages import BROKE, MOST_PAGES, TOO_MANY, DrawnPages

SECONDS_A_CHILD = 15.0  # of its own work; what it waits for is not counted
SECONDS_TO_BEAR = 60.0  # the foreman brings in every parser first
FILES_A_MAIL = 60  # attachments, and files within archives and attached mails
PAGES_A_MAIL = 100  # of pictures, each looked at by a child of its own
WORKSHOP_SECONDS = 600.0  # that foreign programs may take for one mail
TASKS = "service.reader_tasks"


class ReaderFault(Exception):
    """A bug of the reader, with the child's own trace. The mail is kept and set aside."""


class ReaderAway(ReaderFault):
    """The machine's weather: no reading process can be started now. It says nothing of the mail in hand."""


class _TakesLonger(Exception):
    """A glance was not enough. Nothing is wrong with the mail."""


@dataclass(frozen=True, slots=True)
class _Died:
    """How a child ended without an answer: a sentence, in which «{which}» stands for the page."""

    how: str

    def sentence(self, which: str = "") -> str:
        return self.how.format(which=which)

    def as_mail(self) -> Mail:
        return Mail(unreadable=self.sentence())


NOT_STARTED = "The reading process does not start{}. Look at the machine's memory and at the installation."
BY_HAND = "Open it by hand, with care, and ask the sender for the form in a new file."
TOO_SLOW = f"Reading it{{which}} took longer than {{seconds:.0f}} seconds, which no ordinary file does. {BY_HAND}"
TOO_GREEDY = f"Reading it{{which}} wanted more memory than any ordinary file does. {BY_HAND}"
BROKEN = f"Reading it{{which}} broke the reader: it wanted more time or memory than any ordinary file does. {BY_HAND}"
TOO_MANY_FILES = f"Reading it{{which}} asked for more than {{files}} files, which no ordinary mail holds. {BY_HAND}"
TOO_MANY_WORDS = (
    "It{which} holds more words than any form or letter does. Open it by hand, and ask the sender for the form alone."
)
TROUBLES = {"memory": TOO_GREEDY, "length": TOO_MANY_WORDS}
TOO_MANY_PAGES = (
    "There are more than {} pages of pictures in the mail, and it is beyond them; it was not looked at. Open it by hand."
)
TOO_LONG_IN_ALL = (
    "What LibreOffice and tesseract had to do for the mail took longer than {:.0f} minutes, so this file was left. "
    "Have it read again, or open it by hand."
)


@dataclass(slots=True, kw_only=True)
class _Errand:
    """One mail or file that was brought, with what all its children may ask for together."""

    password: str = ""
    seconds: float = inf  # for a glance: from the birth of the first child, by the clock on the wall
    until: float | None = None
    files: int = 0
    pages: int = 0
    workshop_seconds: float = 0.0
    drawn: DrawnPages | None = None  # where a person will look at it

    def ends_at(self) -> float:
        """The moment of time.monotonic() at which a glance is over; counted from the first time that it is asked."""
        if self.until is None:
            self.until = time.monotonic() + self.seconds
        return self.until

    def may_go_on(self) -> None:
        """Raises _TakesLonger when a glance is over."""
        if time.monotonic() >= self.ends_at():
            raise _TakesLonger

    def may_use_the_workshop(self) -> None:
        """Raises _TakesLonger in a glance: a foreign program cannot be put off once it has begun."""
        if self.seconds < inf:
            raise _TakesLonger


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a person may look at of a mail; or why there is nothing, as a sentence."""

    papers: tuple[Paper, ...] = ()
    pictures: Mapping[tuple[int, int], bytes] = field(default_factory=dict)  # (paper, page) → PNG
    why_not: str = ""


def no_keys(_data: bytes) -> Mapping[str, str]:
    """No look-ups of our own: the default."""
    return {}


class ReadingRoom:
    """A context manager; the foreman starts with the first thing to be read. One thing is read at a time."""

    def __init__(
        self,
        scheme: Scheme,
        trusted_authserv_ids: Sequence[str],
        *,
        received_above_stamp: int | None = None,
        dkim_keys: Callable[[bytes], Mapping[str, str]] = no_keys,
        seconds_a_child: float = SECONDS_A_CHILD,
        workshop: Workshop | None = None,
        tasks: str = TASKS,
    ) -> None:
        """`dkim_keys`: fetches what a mail's signatures need, here, where there is a network. `workshop`: this machine's, if
        none is given. `tasks`: the module that holds what children do."""
        self._agreed = (scheme, tuple(trusted_authserv_ids))
        self._received_above = received_above_stamp
        self._dkim_keys = dkim_keys
        self._seconds = seconds_a_child
        self._workshop = workshop
        self._tasks = tasks
        self._foreman: _Foreman | None = None
        self._turn = threading.RLock()

    def __enter__(self) -> ReadingRoom:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._send_home()

    def _send_home(self) -> None:
        if self._foreman is not None:
            self._foreman.close()
            self._foreman = None

    def agree(self, scheme: Scheme) -> None:
        """From now on read by this scheme: the register has new names, or a wording was learned."""
        with self._turn:
            if scheme is not self._agreed[0]:
                self._agreed = (scheme, self._agreed[1])
                if self._foreman is not None and not self._foreman.agree(self._agreed):
                    self._send_home()

    def read(self, raw: RawMessage) -> Mail:
        """What the mail says; one that blows the limits is unreadable, with the reason as a sentence. Raises ReaderFault."""
        return self._mail(self._task_of(raw), raw.data)

    def glance(self, raw: RawMessage, seconds: float) -> Mail | None:
        """The same, but None of a mail that takes longer, or wants a foreign program (F13). Raises ReaderFault."""
        try:
            return self._mail(self._task_of(raw), raw.data, seconds=seconds)
        except _TakesLonger:
            return None

    def _task_of(self, raw: RawMessage) -> dict[str, Any]:
        keys = {} if raw.left_on_server else dict(self._dkim_keys(raw.data))
        return {"do": "mail", "left_on_server": raw.left_on_server, "dkim_keys": keys}

    def read_file(self, name: str, data: bytes, password: str = "") -> Mail:
        """What a file says, a saved mail or a document; the password opens what is locked in it. Raises ReaderFault."""
        return self._mail({"do": "file", "name": name}, data, password)

    def read_with_words(self, name: str, data: bytes) -> tuple[Mail, dict[str, Document], str]:
        """The same, with the documents by their names and the mail's own words, for a person to compare. Raises ReaderFault."""
        answer = self._brought({"do": "file_with_words", "name": name}, data)
        if isinstance(answer, _Died):
            return answer.as_mail(), {}, ""
        from service.reader_tasks import Opened
        from store.codec import from_data

        documents = from_data(Opened, answer["opened"]).documents
        return from_data(Mail, answer["mail"]), {each.source: each for each in documents}, str(answer["body"])

    def show(self, name: str, data: bytes, kept: Mail, *, is_mail: bool) -> Shown:
        """A mail, or a file, for a person's eyes. Raises ReaderFault."""
        from service.shown_papers import ShownPapers
        from store.codec import from_data, to_data

        drawn = DrawnPages()
        task = {"do": "papers", "name": name, "is_mail": is_mail, "kept": to_data(kept)}
        answer = self._brought(task, data, drawn=drawn)
        if isinstance(answer, _Died):
            return Shown(why_not=answer.sentence())
        return Shown(papers=from_data(ShownPapers, answer["shown"]).papers, pictures=drawn.pictures)

    def is_confined(self) -> bool:
        """Whether this machine's kernel draws the filter of calls around the children as well as the limits."""
        answer = self._brought({"do": "file", "name": "a.txt"}, b"A look around.")
        return isinstance(answer, dict) and bool(answer.get("filtered"))

    def _mail(self, task: dict[str, Any], data: bytes, password: str = "", seconds: float = inf) -> Mail:
        from store.codec import from_data

        answer = self._brought(task, data, password, seconds)
        return answer.as_mail() if isinstance(answer, _Died) else from_data(Mail, answer["mail"])

    def _brought(
        self, task: dict[str, Any], data: bytes, password: str = "", seconds: float = inf, drawn: DrawnPages | None = None
    ) -> dict[str, Any] | _Died:
        with self._turn:
            errand = _Errand(password=password, seconds=seconds, drawn=drawn)
            return self._done({**task, "received_above": self._received_above}, data, errand)

    # --- one child ----------------------------------------------------------------------------------------------------

    def _done(self, task: dict[str, Any], data: bytes, errand: _Errand) -> dict[str, Any] | _Died:
        """A child's answer to a task; what it asks for meanwhile is done for it."""
        with self._born() as child:
            wire.send(child.line, task, data)
            until = time.monotonic() + self._seconds
            while True:
                try:
                    said, body = wire.receive(child.line, min(until, errand.ends_at()))
                except TimeoutError:
                    errand.may_go_on()
                    return _Died(TOO_SLOW.format(which="{which}", seconds=self._seconds))
                except wire.HungUp:
                    return _Died(BROKEN)
                if "ask" not in said:
                    return _checked(said)
                began = time.monotonic()
                try:
                    served = self._served(said, body, errand)
                    if errand.files > FILES_A_MAIL:
                        return _Died(TOO_MANY_FILES.format(which="{which}", files=FILES_A_MAIL))
                    wire.send(child.line, *served)
                except wire.HungUp:
                    return _Died(BROKEN)
                except wire.TooLong:
                    return _Died(TOO_MANY_WORDS)
                until += time.monotonic() - began

    def _served(self, asked: dict[str, Any], data: bytes, errand: _Errand) -> tuple[dict[str, Any], bytes]:
        match asked:
            case {"ask": "open", "name": str(name)}:
                errand.files += 1
                return self._opened({"do": "document", "name": name, "for_eyes": errand.drawn is not None}, data, errand), b""
            case {"ask": "sheet", "name": str(name), "about": {"at": int(), "page": int(page), "tables": int()} as about}:
                errand.pages += 1
                if errand.pages > PAGES_A_MAIL:
                    return _not_opened(name, TOO_MANY_PAGES.format(PAGES_A_MAIL)), b""
                task = {"do": "sheet", "name": name, "about": about, "for_eyes": errand.drawn is not None}
                return self._opened(task, data, errand, f" (page {page})"), b""
            case {"ask": "as_word_file" | "words_in_picture"}:
                errand.may_use_the_workshop()
                return self._worked(asked, data, errand)
            case {"ask": "keep_file" | "keep_words" | "count" | "draw"} if errand.drawn is not None:
                return self._for_the_eye(asked, data, errand, errand.drawn), b""
            case _:
                raise wire.HungUp

    def _for_the_eye(self, asked: dict[str, Any], data: bytes, errand: _Errand, drawn: DrawnPages) -> dict[str, Any]:
        """What has pages is held until whoever knows what is to be covered asks for a picture of each."""
        match asked:
            case {"ask": "keep_file", "name": str(name), "is_pdf": bool(is_pdf), "pages": int(pages)}:
                drawn.keep_file(errand.files, name, data, is_pdf=is_pdf, pages=pages)
                return {}
            case {"ask": "keep_words", "name": str(name), "page": int(page), "words": list(words)}:
                drawn.keep_words(errand.files, name, page, words)
                return {}
            case {"ask": "count", "opened": int(opened), "name": str(name)}:
                return {"pages": drawn.count(opened, name)}
            case {"ask": "draw", "opened": int(opened), "name": str(name), "paper": int(paper), "page": int(page)} if isinstance(
                asked.get("about"), dict
            ):
                return self._pictured(drawn, (opened, name), (paper, page), asked["about"], errand)
            case _:
                raise wire.HungUp

    def _pictured(
        self, drawn: DrawnPages, file: tuple[int, str], place: tuple[int, int], about: dict[str, Any], errand: _Errand
    ) -> dict[str, Any]:
        """A picture of one page, by a child of its own."""
        paper, page = place
        drawn.asked_for += 1
        if drawn.asked_for > MOST_PAGES:
            return {"note": TOO_MANY}
        task = drawn.task_of(*file, page, about)
        answer = _Died(BROKEN) if task is None else self._done(*task, errand)
        if isinstance(answer, _Died) or not isinstance(answer.get("picture"), dict):
            return {"note": BROKE.format(page)}
        return drawn.take(paper, page, answer["picture"])

    def _opened(self, task: dict[str, Any], data: bytes, errand: _Errand, which: str = "") -> dict[str, Any]:
        """What another child makes of it; no more children are born for a mail that has asked for too many."""
        if errand.files > FILES_A_MAIL:
            return {}
        answer = self._done({**task, "password": errand.password}, data, errand)
        if isinstance(answer, dict) and isinstance(answer.get("opened"), dict):
            return {"opened": answer["opened"]}
        died = answer if isinstance(answer, _Died) else _Died(BROKEN)
        return _not_opened(task["name"], died.sentence(which))

    def _worked(self, asked: dict[str, Any], data: bytes, errand: _Errand) -> tuple[dict[str, Any], bytes]:
        """What a foreign program makes of it, while the mail has time for that."""
        if errand.workshop_seconds > WORKSHOP_SECONDS:
            return {"why": TOO_LONG_IN_ALL.format(WORKSHOP_SECONDS / 60)}, b""
        began = time.monotonic()
        try:
            if asked["ask"] == "words_in_picture":
                return self._seen(data), b""
            made = self._workers().as_word_file(data, str(asked.get("kind", "")))
            return ({"why": made.why}, b"") if isinstance(made, NotMade) else ({}, made)
        finally:
            errand.workshop_seconds += time.monotonic() - began

    def _seen(self, picture: bytes) -> dict[str, Any]:
        from store.codec import to_data

        words = self._workers().words_in_picture(picture)
        return {"why": words.why} if isinstance(words, NotMade) else {"seen": {"words": [to_data(word) for word in words]}}

    def _workers(self) -> Workshop:
        from parsing.local_workshop import HERE

        return self._workshop or HERE

    @contextmanager
    def _born(self) -> Iterator[_Child]:
        """A new child; killed at the end if it has not ended by itself. A foreman who is gone is replaced once."""
        child = None if self._foreman is None else self._foreman.bear()
        if child is None:
            self._send_home()
            try:
                self._foreman = started = _Foreman(self._tasks, self._agreed)
            except OSError as error:
                raise ReaderAway(NOT_STARTED.format(f" ({error.strerror})")) from None
            child = started.bear()
            if child is None:
                raise ReaderAway(NOT_STARTED.format(started.last_words()))
        with child:
            yield child


def _not_opened(name: str, why: str) -> dict[str, Any]:
    return {"opened": {"not_read": [{"source": name, "why": why, "needs": "opening"}], "order": [False]}}


def _checked(said: dict[str, Any]) -> dict[str, Any] | _Died:
    if "fault" in said:
        raise ReaderFault(str(said["fault"]))
    if "trouble" in said:
        return _Died(TROUBLES.get(str(said["trouble"]), BROKEN))
    return said


@dataclass(frozen=True, slots=True)
class _Child:
    """A child's line, and the handle by which just this process can be killed, whatever its number becomes."""

    line: socket.socket
    handle: int

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()
        try:
            if not select.select([self.handle], [], [], 0)[0]:
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it has ended in this very moment
        finally:
            os.close(self.handle)


class _Foreman:
    """The process that bears the children, and the room's line to it."""

    def __init__(self, tasks: str, agreed: tuple[Scheme, tuple[str, ...]]) -> None:
        self._line, theirs = socket.socketpair()
        self._line.settimeout(SECONDS_TO_BEAR)
        with closing(theirs):
            self._process = subprocess.Popen(
                [sys.executable, "-m", "service.reader", tasks, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path), "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.agree(agreed)

    def agree(self, agreed: tuple[Scheme, tuple[str, ...]]) -> bool:
        """Hands over the scheme; False when the foreman is gone."""
        try:
            self._line.sendall(wire.AGREE)
            wire.send(self._line, {}, pickle.dumps(agreed))
        except (OSError, wire.HungUp):
            return False
        return True

    def bear(self) -> _Child | None:
        """A new child, or None when the foreman is gone."""
        ours, theirs = socket.socketpair()
        try:
            with closing(theirs):
                socket.send_fds(self._line, [wire.BEAR], [theirs.fileno()])
                _, handles, _, _ = socket.recv_fds(self._line, 1, 1)
        except OSError:
            handles = []
        if not handles:
            ours.close()
            return None
        return _Child(ours, handles[0])

    def last_words(self) -> str:
        """Why it could not start, in brackets; empty if it did not say."""
        try:
            self._line.settimeout(1)
            said = " ".join(self._line.recv(2_000).decode(errors="replace").split())
        except OSError:
            return ""
        return f" ({said})" if said else ""

    def close(self) -> None:
        """Hanging up is the sign to go home."""
        self._line.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
