"""Mails and their papers, opened in the reading room for a person to look at.

Opening takes seconds where a scan is in it, so a thread of its own does it and pages never wait. What was opened is kept in
memory for a while, and nowhere else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from desk.papers import Block, Cell, Opened, Paper, Run
from parsing.readings import Mail, Reading, plain
from service.behind_the_desk import Behind
from service.reading_room import ReadingRoom
from service.shown_papers import key_of
from store import messages, questions
from store.engine import StoreTrouble, Tx
from store.schema import Way

log = logging.getLogger("reciprocal")

MOST_KEPT = 40  # mails
MOST_OCTETS = 64 * 1024 * 1024
KEPT_SECONDS = 3600.0
MOST_WAITING = 60  # mails; those asked for longest ago are dropped, and asked for again by whoever still waits
IDLE_SECONDS = 30.0  # with nothing to open, after which the reading process is sent home

GONE = "There is no such mail."
NOT_OPENED = (
    "The desk could not open it: the reader broke down at it. Look at the original, and tell whoever looks after the service."
)
AWAY = "The desk could not open it just now. Look again in a moment."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bytes:
    """What is to be opened for a message: the mail's own bytes, or a file's, and what was read from them."""

    name: str
    data: bytes
    mail: Mail
    is_mail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    opened: Opened  # its marks are of every reading, with the reading's number before the key
    pictures: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    until: float = 0.0

    @property
    def octets(self) -> int:
        return 20_000 + sum(len(each) for each in self.pictures.values())


class RoomPapers:
    """Its thread begins with the first mail to be opened, and ends when nothing is kept or waited for."""

    def __init__(self, behind: Behind, *, kept_seconds: float = KEPT_SECONDS, most_kept: int = MOST_KEPT) -> None:
        self.behind = behind
        self._kept_seconds = kept_seconds
        self._most_kept = most_kept
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._waiting: deque[int] = deque()
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None

    def of_message(self, message: int, reading: int | None = None) -> Opened | None:
        kept = self._found(message)
        if kept is None:
            self._ask_for(message)
            return None
        return _marked_for(kept.opened, reading)

    def picture(self, message: int, paper: int, page: int) -> bytes | None:
        kept = self._found(message)
        return kept.pictures.get((paper, page)) if kept else None

    def original(self, message: int) -> bytes | None:
        with self.behind.store.read() as tx:
            number = _papers_of(tx, message)
            answer = messages.desk_answer(tx, number)
            return None if answer and answer.way is Way.SAID else messages.bytes_of(tx, number)

    def warm(self, messages: Iterable[int]) -> None:
        """Begin to open these, after all that somebody waits for."""
        with self._turn:
            for number in messages:
                if number not in self._kept and number not in self._waiting and len(self._waiting) < MOST_WAITING:
                    self._waiting.append(number)
            self._begin()

    # --- the thread ---------------------------------------------------------------------------------------------------

    def _found(self, message: int) -> _Kept | None:
        with self._turn:
            self._forget()
            kept = self._kept.get(message)
            if kept is not None:
                self._kept.move_to_end(message)
            return kept

    def _ask_for(self, message: int) -> None:
        """What a person waits for comes before what is only opened beforehand."""
        with self._turn:
            if message in self._waiting:
                self._waiting.remove(message)
            self._waiting.appendleft(message)
            while len(self._waiting) > MOST_WAITING:
                self._waiting.pop()
            self._begin()

    def _begin(self) -> None:
        if self._waiting and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._work, name="papers", daemon=True)
            self._thread.start()
        self._turn.notify_all()

    def _forget(self) -> None:
        now = time.monotonic()
        for number in [number for number, kept in self._kept.items() if kept.until < now]:
            del self._kept[number]
        while len(self._kept) > self._most_kept or sum(kept.octets for kept in self._kept.values()) > MOST_OCTETS:
            self._kept.popitem(last=False)

    def _work(self) -> None:
        """Until nothing is kept any more: then there is nothing left to forget either."""
        while self._is_needed():
            with self._room() as room:
                while (message := self._next()) is not None:
                    self._keep(message, self._opened(room, message))

    def _room(self) -> AbstractContextManager[ReadingRoom | None]:
        try:
            return self.behind.open_room(self.behind.scheme())
        except StoreTrouble:
            return nullcontext()

    def _is_needed(self) -> bool:
        with self._turn:
            self._forget()
            while self._kept and not self._waiting:
                self._turn.wait(60)
                self._forget()
            if not self._waiting:
                self._thread = None
            return bool(self._waiting)

    def _next(self) -> int | None:
        """The next mail to be opened; it stays in the line until it is, so that asking for it again changes nothing."""
        with self._turn:
            if not self._waiting:
                self._turn.wait(IDLE_SECONDS)
            return self._waiting[0] if self._waiting else None

    def _keep(self, message: int, kept: _Kept) -> None:
        with self._turn:
            if message in self._waiting:
                self._waiting.remove(message)
            self._kept[message] = kept
            self._forget()

    def _opened(self, room: ReadingRoom | None, message: int) -> _Kept:
        """Whatever goes wrong is a sentence, kept for a shorter time where it may pass."""
        try:
            if room is not None:
                room.agree(self.behind.scheme())
                made = self._made(room, message)
                return replace(made, until=time.monotonic() + self._kept_seconds)
        except StoreTrouble as trouble:
            log.warning("Message %d could not be opened for the desk: %s", message, trouble)
        except Exception as fault:  # noqa: BLE001 - a bug in one mail must not end the thread that opens the others
            # What it says may be a stranger's words, and no log carries these (D18).
            log.error("Message %d could not be opened for the desk: %s", message, type(fault).__name__)  # noqa: TRY400
            return _not_opened(message, NOT_OPENED, seconds=60)
        return _not_opened(message, AWAY, seconds=3)

    def _made(self, room: ReadingRoom, message: int) -> _Kept:
        with self.behind.store.read() as tx:
            brought = _bytes_of(tx, message)
        if isinstance(brought, Opened):
            return _Kept(opened=brought)
        shown = room.show(brought.name, brought.data, brought.mail, is_mail=brought.is_mail)
        opened = Opened(message=message, papers=shown.papers, why_not=shown.why_not)
        return _Kept(opened=opened, pictures=shown.pictures)


def _not_opened(message: int, why: str, *, seconds: float) -> _Kept:
    return _Kept(opened=Opened(message=message, papers=(), why_not=why), until=time.monotonic() + seconds)


# ------------------------------------------------------------------------------------------------ what is to be opened


def _papers_of(tx: Tx, message: int) -> int:
    """The message whose bytes a message was read from: a second reading is of the first one's."""
    for _ in range(50):
        answer = messages.desk_answer(tx, message)
        if answer is None or answer.way is not Way.READ_AGAIN:
            break
        asked = questions.find(tx, answer.question)
        if asked is None or asked.message is None:
            break
        message = asked.message
    return message


def _bytes_of(tx: Tx, message: int) -> _Bytes | Opened:
    if not messages.exists(tx, message):
        return Opened(message=message, papers=(), why_not=GONE)
    number = _papers_of(tx, message)
    kept = messages.load(tx, number)
    mail = (messages.load(tx, message) if number != message else kept).mail or Mail()
    answer = messages.desk_answer(tx, number)
    if answer is not None and answer.way is Way.SAID:
        return Opened(message=message, papers=(_entered(mail, answer),))
    if kept.raw.left_on_server:
        return Opened(message=message, papers=(), why_not=kept.raw.left_on_server)
    name = kept.raw.place.name if answer is not None else "mail.eml"
    return _Bytes(name=name, data=kept.raw.data, mail=mail, is_mail=answer is None)


def _entered(mail: Mail, answer: messages.DeskAnswer) -> Paper:
    """What a coordinator said at the desk, field by field."""
    blocks = [
        Block(table=tuple(_said(number, reading)), lines=())
        for number, reading in enumerate(mail.readings)
        if _said(number, reading)
    ]
    head = [("Entered by", answer.by), ("In answer to", answer.question), ("Because", answer.reason)]
    return Paper(
        number=0,
        source="desk",
        title="Entered at the desk",
        head=tuple((name, (Run(text=words),)) for name, words in head if words),
        blocks=tuple(blocks),
    )


def _said(number: int, reading: Reading) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(lines=((Run(text=key.replace("_", " ")),),)),
            Cell(lines=((Run(text=_in_words(field.value), keys=(key_of(number, key),)),),)),
        )
        for key, field in reading.fields()
        if field.value is not None
    ]


def _in_words(value: object) -> str:
    match plain(value):
        case bool() as said:
            return "yes" if said else "no"
        case list() as several:
            return ", ".join(map(_in_words, several)) or "none"
        case dict() as parts:
            return " ".join(str(part) for part in parts.values() if part is not None)
        case other:
            return str(other)


# ------------------------------------------------------------------------------------------------ marks of one reading


def _marked_for(opened: Opened, reading: int | None) -> Opened:
    """With the marks of the one reading that is asked about, or of all; the keys are then the fields' own."""
    prefix = "" if reading is None else key_of(reading, "")

    def own(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key.partition(":")[2] for key in keys if key.startswith(prefix)))

    def runs(line: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(_joined(replace(run, keys=own(run.keys), in_doubt=run.in_doubt and bool(own(run.keys))) for run in line))

    def cell(said: Cell) -> Cell:
        return replace(said, lines=tuple(map(runs, said.lines)))

    def block(said: Block) -> Block:
        table = tuple(tuple(map(cell, row)) for row in said.table)
        return replace(said, lines=tuple(map(runs, said.lines)), table=table)

    def paper(said: Paper) -> Paper:
        sheets = tuple(
            replace(sheet, boxes=tuple(replace(box, keys=own(box.keys)) for box in sheet.boxes if own(box.keys)))
            for sheet in said.sheets
        )
        head = tuple((name, runs(words)) for name, words in said.head)
        return replace(said, head=head, blocks=tuple(map(block, said.blocks)), sheets=sheets)

    return replace(opened, papers=tuple(map(paper, opened.papers)))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs without words of other readings between them, as they were before these cut them."""
    last: Run | None = None
    for run in runs:
        if last is not None and (last.keys, last.in_doubt) == (run.keys, run.in_doubt):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
