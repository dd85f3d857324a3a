"""The mailbox on the server, the only place that speaks IMAP: what lies there, its bytes, and filing it away (R069).

Mail is read without marking it and moved only after the caller has kept it. Nothing is ever deleted, our state never lies
in IMAP flags (I8), and only integers and the settings' own words go on the wire (F8).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeGuard, TypeVar

from imapclient import DELETED, IMAPClient
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
)

from ingest import imap_line
from ingest.message import MailboxTrouble, Place, RawMessage

__all__ = ["Mailbox", "MailboxSettings", "MailboxTrouble", "open_mailbox", "probe"]

P = ParamSpec("P")
T = TypeVar("T")

MIB = 1024 * 1024
HEADER_LIMIT = 100 * 1024  # reliability.md §6
HEADER_ITEM, HEADER_KEY = f"BODY.PEEK[HEADER]<0.{HEADER_LIMIT}>", b"BODY[HEADER]<0>"
IDLE_SECONDS = 290  # re-issued before five minutes: routers forget quiet connections sooner than RFC 2177's 29 minutes
FALSE_ALARM_PAUSE = 1.0  # seconds after IDLE told of a mail that is not there: a server that says so for ever is no busy loop
GOODBYE_SECONDS = 5  # a server that does not answer a goodbye is not waited for
ATTEMPTS = 3  # I4: in its batch, then twice alone
IN_ONE_COMMAND = 100  # UIDs named in one MOVE, COPY or SEARCH
NUMBERS_END = 2**32  # of a UID and of a UIDVALIDITY (RFC 3501)
SILENT = 5  # messages in a row of which the server would not say anything: then it is the weather

# What imapclient and imaplib let through when a server misbehaves: not only their own errors (LIBRARIES §1.1).
LIBRARY_FAULTS = (
    IMAPClientError, OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError,
    ArithmeticError, RecursionError, MemoryError,
)  # fmt: skip
MECHANISMS = ("OAUTHBEARER", "XOAUTH2")  # by preference: the standard (RFC 7628) before the elder
PASSING = ("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "TEMPORAR", "TOO MANY", "TRY AGAIN")  # RFC 5530 and what servers say


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """One mailbox of one user. A wrong setting is a ValueError with a sentence that says what to change."""

    host: str
    user: str
    password: str = field(default="", repr=False)
    token: Callable[[str], str] | None = field(default=None, repr=False)  # OAuth2 instead; given the one that was refused, if any
    mechanism: str = ""  # of a token: xoauth2 | oauthbearer | empty: what the server offers
    port: int = 993
    tls: str = "implicit"  # implicit | starttls | none (this machine only)
    ca_file: str = ""
    folder: str = "INBOX"
    done_folder: str = "Processed"
    watch: str = "idle"  # idle | poll
    poll_seconds: float = 60
    connect_timeout: float = 10
    read_timeout: float = 30
    biggest: int = 25 * MIB  # of a larger message only the header block is fetched
    batch: int = 50
    batch_bytes: int = 16 * MIB
    retry_pause: float = 1.0  # seconds before a failed fetch is tried again

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ValueError(problem)


def _problems(settings: MailboxSettings) -> Iterator[str]:
    if settings.tls not in {"implicit", "starttls", "none"}:
        yield f"[mailbox] tls is «{settings.tls}»; write implicit, starttls or none."
    if settings.tls == "none" and not is_loopback(settings.host):
        yield f"[mailbox] tls = none is allowed only to this machine, not to {settings.host}; write implicit or starttls."
    if settings.watch not in {"idle", "poll"}:
        yield f"[mailbox] watch is «{settings.watch}»; write idle or poll."
    if not 0 < settings.port < 65536:
        yield f"[mailbox] port is {settings.port}; write the number of the server's IMAP port, mostly 993."
    if not settings.host or not settings.user:
        yield "[mailbox] host and user must both be given."
    if not settings.password and settings.token is None:
        yield "[mailbox] password_file must be given, or [mailbox.oauth2]."
    for name in ("user", "password", "folder", "done_folder"):
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in getattr(settings, name)):
            yield f"[mailbox] {name} holds a control character such as a line end; remove it."
    for name in ("folder", "done_folder"):
        folder = getattr(settings, name)
        if not folder.strip() or set(folder) & set("*%"):
            yield f"[mailbox] {name} must name one folder, without * or %."
    if _same_folder(settings.folder, settings.done_folder):
        yield "[mailbox] folder and done_folder are the same; mail that is done must have a folder of its own."


def is_loopback(host: str) -> bool:
    """Does this name mean the machine itself, whatever a name server says?"""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _same_folder(one: str, other: str) -> bool:
    if one.upper() == "INBOX":  # the one name that IMAP reads without regard to case
        return other.upper() == "INBOX"
    return one == other


@contextmanager
def open_mailbox(settings: MailboxSettings, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[Mailbox]:
    """Connect, log in, open the folder; on the way out say goodbye, or hang up when the line has failed."""
    mailbox = Mailbox(settings, now)
    try:
        yield mailbox
    finally:
        mailbox.close()


class Mailbox:
    """One folder of one user over one connection at a time.

    `vanished` after `arrivals`: places whose message had gone before it could be fetched (F12). `remarks`: sentences for
    the desk about what the server would not let us do.
    """

    def __init__(self, settings: MailboxSettings, now: Callable[[], datetime]) -> None:
        self.settings = settings
        self.vanished: tuple[Place, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self._now = now
        self._uidvalidity = -1  # not yet known
        self._listed: frozenset[int] = frozenset()  # by `waiting`: where there is no UIDVALIDITY, only these may be moved
        self._seen: frozenset[int] = frozenset()  # by `waiting` or `watch`: what is no news any more
        self._uidnext = 0
        self._idles = settings.watch == "idle"
        self._exists = 0  # messages that the folder holds, as the server said when it was opened
        self._healthy = True
        self._ended = False  # by somebody outside, for good
        self._client = _log_in(settings)
        try:
            self._select()
        except MailboxTrouble:
            self.close()
            raise

    def close(self) -> None:
        """Say goodbye if the server still listens; never raises."""
        if self._healthy:
            with suppress(*LIBRARY_FAULTS):
                self._client.socket().settimeout(min(GOODBYE_SECONDS, self.settings.read_timeout))
                self._client.logout()
                return
        _hang_up(self._client)

    def hang_up(self) -> None:
        """From another thread: shut the socket, so that what waits for the server ends at once. It never blocks (F4)."""
        self._ended = True
        self._healthy = False
        with suppress(*LIBRARY_FAULTS):
            socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)  # past TLS, which would wait for its lock

    @property
    def here(self) -> Place:
        """The folder, with its numbering."""
        return self._place(0)

    @property
    def uidnext(self) -> int:
        """Below it every number has been given to a message, as the folder was last opened; 0 when the server did not say."""
        return self._uidnext

    def waiting(self) -> tuple[Place, ...]:
        """Every message in the folder, oldest first, whatever flags people have set on it."""
        self._select()
        uids = self._search("listing the folder", "ALL")
        if self._exists and not uids:  # somebody may have emptied it in between: asked once more, with a fresh count
            self._select()
            uids = self._search("listing the folder", "ALL")
            if self._exists and not uids:
                raise MailboxTrouble(
                    f"The server says that the folder «{self.settings.folder}» holds {self._exists} messages but lists none; "
                    "trying again later."
                )
        self._listed = self._seen = frozenset(uids)
        return tuple(self._place(uid) for uid in sorted(uids))

    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]:
        """The messages lying at these places, whole. One that has gone is skipped and named in `vanished`.

        1. ask the sizes; 2. of a message over the limit fetch the header block only; 3. fetch the others in batches bounded
        in number and bytes. An answer without the server's OK counts as nothing (F3): its messages are tried again alone.
        """
        self.vanished = ()
        self._select()
        for some in _in_parts(self._uids_of(places, lost=True), self.settings.batch):
            sizes, silent = self._sizes(some)
            for uid in silent:
                yield from self._unfetchable(uid, 0)
            for uid in (uid for uid in some if sizes.get(uid, 0) > self.settings.biggest):
                yield from self._too_big(uid, sizes[uid])
            small = [uid for uid in some if uid in sizes and sizes[uid] <= self.settings.biggest]
            for group in _in_groups(small, sizes, self.settings.batch_bytes):
                yield from self._whole(group, sizes)

    def file_away(self, places: Sequence[Place]) -> None:
        """Move the messages to the done folder, made if it is missing. One that has gone already does no harm."""
        uids = self._uids_of(places, lost=False)
        if not uids:
            return
        self._select()
        self._make_done_folder()
        for some in _in_parts(uids, IN_ONE_COMMAND):
            self._move(some)

    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool:
        """Wait up to so long; True as soon as something arrived. Only a hint: list the folder afterwards whatever it says.

        `stop` ends the waiting early, within a second.
        """
        until = time.monotonic() + seconds
        stop = stop or threading.Event()
        while True:
            if self._anything_new():
                return True
            left = until - time.monotonic()
            if left <= 0 or stop.is_set():
                return False
            if self._idles and self._can("IDLE"):
                if self._idle(min(left, IDLE_SECONDS), stop) and self._anything_new():
                    return True
                stop.wait(min(FALSE_ALARM_PAUSE, max(0, until - time.monotonic())))
            else:
                stop.wait(min(left, self.settings.poll_seconds))

    # -- the folder ---------------------------------------------------------------------------------------------------

    def _ask(self, doing: str, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The one place where the library is called: its faults leave it as MailboxTrouble."""
        try:
            return call(*args, **kwargs)
        except LIBRARY_FAULTS as error:
            self._healthy = False
            # "from None": imaplib puts the line it stumbled over, which may be somebody's mail, into its message
            raise _trouble(doing, error, self.settings) from None

    def _can(self, capability: str) -> bool:
        return bool(self._ask("asking what the server can do", self._client.has_capability, capability))

    def _select(self) -> None:
        """Open the folder afresh: a UIDVALIDITY other than the session's makes every UID of ours worthless (F1)."""
        try:
            answer = self._ask("opening the folder", self._client.select_folder, self.settings.folder)
        except MailboxTrouble as trouble:
            raise self._better_sentence(trouble) from None
        self._exists = answer.get(b"EXISTS", 0)
        uidvalidity = self._numbering(answer.get(b"UIDVALIDITY", 0))
        if self._uidvalidity not in {-1, uidvalidity}:
            self._healthy = False
            raise MailboxTrouble(
                f"The server has renumbered the folder «{self.settings.folder}» (UIDVALIDITY {self._uidvalidity} became "
                f"{uidvalidity}); it must be listed afresh. Nothing is lost: mails are known by their content."
            )
        self._uidvalidity = uidvalidity
        uidnext = answer.get(b"UIDNEXT", 0)
        self._uidnext = uidnext if isinstance(uidnext, int) and 0 < uidnext <= NUMBERS_END else 0
        if uidvalidity == 0:
            self._remark(f"The server numbers the folder «{self.settings.folder}» without UIDVALIDITY; numbers prove nothing.")

    def _numbering(self, said: int) -> int:
        """The UIDVALIDITY; 0 where the server gave none, or one that cannot be (F2)."""
        if len(imap_line.said_of_folder(self._client, "UIDVALIDITY")) > 1:
            self._healthy = False
            raise MailboxTrouble(
                f"The server gave two numberings (UIDVALIDITY) for «{self.settings.folder}» at once; trying again later."
            )
        return said if 0 < said < NUMBERS_END else 0

    def _search(self, doing: str, *criteria: str) -> frozenset[int]:
        found = self._ask(doing, self._client.search, list(criteria))
        if any(uid >= NUMBERS_END for uid in found):
            self._healthy = False
            raise MailboxTrouble(
                f"The mailbox server {self.settings.host} named a message number that cannot be; trying again later."
            )
        return frozenset(uid for uid in found if uid > 0)

    def _better_sentence(self, trouble: MailboxTrouble) -> MailboxTrouble:
        """A SELECT that failed because the folder is not there needs a person, not a retry.

        Asked only where the server itself has said no: on a line that broke off, the next answer may belong to the last question.
        """
        said_no = isinstance(trouble.__context__, IMAPClientError) and not isinstance(trouble.__context__, IMAPClientAbortError)
        if trouble.permanent or not said_no:
            return trouble
        with suppress(*LIBRARY_FAULTS):
            if not self._client.folder_exists(self.settings.folder):
                return MailboxTrouble(
                    f"The mailbox of {self.settings.user} has no folder «{self.settings.folder}»; make it on the server or "
                    "correct [mailbox] folder.",
                    permanent=True,
                )
        return trouble

    def _place(self, uid: int) -> Place:
        return Place(account=self.settings.user, folder=self.settings.folder, uidvalidity=self._uidvalidity, uid=uid)

    def _uids_of(self, places: Sequence[Place], *, lost: bool) -> list[int]:
        """The UIDs that still mean something. A place of an older numbering is passed over: the new listing has its mail."""
        uids = []
        for place in places:
            if place == self._place(place.uid) and (self._uidvalidity or place.uid in self._listed):
                uids.append(int(place.uid))
            elif lost:
                self.vanished = (*self.vanished, place)
            else:
                self._remark(f"{place} belongs to an older numbering of the folder and was not moved; list the folder afresh.")
        return sorted(set(uids))

    def _present(self, uids: Sequence[int]) -> list[int]:
        """Those of the UIDs that are in the folder now. The answer is filtered: servers say more than they were asked."""
        numbers = ",".join(str(int(uid)) for uid in uids)
        found = self._search("looking again for messages", "UID", numbers)
        return [uid for uid in uids if uid in found]

    def _remark(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks = (*self.remarks, sentence)

    # -- bytes --------------------------------------------------------------------------------------------------------

    def _fetch(self, uids: Sequence[int], item: str, key: bytes) -> dict[int, Any]:
        """One FETCH, whole or not at all; messages without the item asked for are left out."""
        return self._ask("fetching messages", imap_line.fetch, self._client, uids, item, key)

    def _fetch_or_none(self, uids: Sequence[int], item: str, key: bytes) -> dict[int, Any]:
        """Likewise, but after a fault nothing, on a fresh line."""
        try:
            return self._fetch(uids, item, key)
        except MailboxTrouble:
            self._reconnect()
            return {}

    def _sizes(self, uids: Sequence[int]) -> tuple[dict[int, int], list[int]]:
        """The sizes, and the messages that are there but of which the server will say nothing, asked alone too (F13)."""
        sizes = self._sizes_said(uids)
        missing = [uid for uid in uids if uid not in sizes]
        silent: list[int] = []
        for uid in self._note_vanished(missing) if missing else ():
            if said := self._sizes_said([uid]):
                sizes |= said
            else:
                silent.append(uid)
            if len(silent) > SILENT and not sizes:
                break
        if silent and not sizes:
            raise MailboxTrouble(f"The server would not say how large {len(silent)} messages are; trying again later.")
        return sizes, silent

    def _sizes_said(self, uids: Sequence[int]) -> dict[int, int]:
        answer = self._fetch_or_none(uids, "RFC822.SIZE", b"RFC822.SIZE")
        return {uid: size for uid, size in answer.items() if isinstance(size, int)}

    def _note_vanished(self, uids: Sequence[int]) -> list[int]:
        """Of messages that a FETCH did not give: note those that have gone, return those that are still there."""
        self._select()
        there = self._present(uids)
        self.vanished = (*self.vanished, *(self._place(uid) for uid in uids if uid not in there))
        return there

    def _whole(self, group: Sequence[int], sizes: dict[int, int]) -> Iterator[RawMessage]:
        bodies = self._fetch_or_none(group, "BODY.PEEK[]", b"BODY[]")
        for uid in group:
            body = bodies.pop(uid, None)
            if self._is_whole(body, uid, sizes[uid]):
                yield self._message(uid, body, size=sizes[uid])
            else:
                yield from self._alone(uid, sizes[uid])

    def _alone(self, uid: int, size: int) -> Iterator[RawMessage]:
        """A message that its batch did not give, fetched by itself so that it starves nobody else (F7, F13)."""
        for _ in range(1, ATTEMPTS):
            body = self._fetch_or_none([uid], "BODY.PEEK[]", b"BODY[]").get(uid)
            if self._is_whole(body, uid, size):
                yield self._message(uid, body, size=size)
                return
            if body is None and not self._note_vanished([uid]):
                return
        yield from self._unfetchable(uid, size)

    def _is_whole(self, body: Any, uid: int, size: int) -> TypeGuard[bytes]:
        """Are these all its octets? Servers round RFC822.SIZE, so another size proves nothing: then its end is asked for.

        From its last octet on the server must have one octet to give, this one: with two our copy was cut short.
        """
        if not isinstance(body, bytes) or len(body) == size:
            return isinstance(body, bytes)
        last = len(body) - 1
        return (
            last >= 0 and self._fetch_or_none([uid], f"BODY.PEEK[]<{last}.2>", f"BODY[]<{last}>".encode()).get(uid) == body[-1:]
        )

    def _unfetchable(self, uid: int, size: int) -> Iterator[RawMessage]:
        """Given up, with the header block if the server gives that; unless the message has gone in the meantime."""
        header = self._fetch_or_none([uid], HEADER_ITEM, HEADER_KEY).get(uid)
        if not self._note_vanished([uid]):
            return
        large = f"of {size} octets" if size else "or to say how large it is"
        why = f"The server failed {ATTEMPTS} times to give this message {large}; open it in the mailbox itself."
        yield self._message(uid, header if isinstance(header, bytes) else b"", size=size, left=why)

    def _too_big(self, uid: int, size: int) -> Iterator[RawMessage]:
        header = self._header(uid)
        if not header and not self._note_vanished([uid]):
            return
        limit = self.settings.biggest / MIB
        why = f"The message has {size / MIB:.1f} MiB and the limit is {limit:.1f} MiB; open it in the mailbox itself."
        yield self._message(uid, header, size=size, left=why)

    def _header(self, uid: int) -> bytes:
        header = self._fetch([uid], HEADER_ITEM, HEADER_KEY).get(uid)
        return header if isinstance(header, bytes) else b""

    def _message(self, uid: int, data: bytes, *, size: int, left: str = "") -> RawMessage:
        return RawMessage(data=data, place=self._place(uid), arrived_at=self._now(), size=size, left_on_server=left)

    def _reconnect(self) -> None:
        """A fresh connection after a fault. Flat: if this fails too, it is the weather and the caller waits (F5)."""
        _hang_up(self._client)
        if not self._ended:
            time.sleep(self.settings.retry_pause)
            self._client = _log_in(self.settings)
        if self._ended:
            raise MailboxTrouble(f"The connection to {self.settings.host} was ended from here.")
        self._healthy = True
        self._select()

    # -- filing away --------------------------------------------------------------------------------------------------

    def _make_done_folder(self) -> None:
        done = self.settings.done_folder
        if self._ask("looking for the done folder", self._client.folder_exists, done):
            return
        try:
            self._ask("making the done folder", self._client.create_folder, done)
        except MailboxTrouble as trouble:
            with suppress(*LIBRARY_FAULTS):
                if self._client.folder_exists(done):  # another daemon was quicker
                    self._healthy = True
                    return
            raise MailboxTrouble(
                f"{trouble.sentence} Make the folder «{done}» by hand, or name it in [mailbox] done_folder as this server "
                "wants it (often INBOX.Processed).",
                permanent=trouble.permanent,
            ) from None

    def _move(self, uids: Sequence[int]) -> None:
        present = self._present(uids)
        if not present:
            return
        if self._can("MOVE"):
            self._move_in_one(present)
        elif self._can("UIDPLUS"):
            self._ask("copying to the done folder", self._client.copy, present, self.settings.done_folder)
            self._ask("marking what was copied", self._client.add_flags, present, [DELETED], silent=True)
            self._ask("removing what was copied", self._client.uid_expunge, present)
        else:
            # A plain EXPUNGE would take along whatever a person has marked: no mail is ever deleted, so nothing is moved.
            self._remark(
                f"The server can neither MOVE nor UIDPLUS: mails that are done stay in «{self.settings.folder}». "
                "Move them by hand from time to time."
            )

    def _move_in_one(self, uids: Sequence[int]) -> None:
        done = self.settings.done_folder
        try:
            self._ask("moving to the done folder", self._client.move, list(uids), done)
        except MailboxTrouble:
            # One that another session took meanwhile fails the whole command (LIBRARIES §1.1): the rest once more.
            self._reconnect()
            if present := self._present(uids):
                self._ask("moving to the done folder", self._client.move, present, done)

    # -- waiting ------------------------------------------------------------------------------------------------------

    def _anything_new(self) -> bool:
        """Is there a message that was not there before? Asked plainly, because IDLE is only a hint (F4). News once only."""
        self._ask("asking for news", imap_line.ask_for_news, self._client)
        found = self._search("listing the folder", "ALL")
        new = found - self._seen
        self._seen = found
        return bool(new)

    def _idle(self, seconds: float, stop: threading.Event) -> bool:
        """One IDLE: did something arrive? A server that refuses it, or ends it before its time, is polled from now on."""
        until = time.monotonic() + seconds
        idle = self._ask("starting to wait", imap_line.Idle, self._client)
        arrived = False
        while idle.open and not arrived and not stop.is_set() and (left := until - time.monotonic()) > 0:
            arrived = self._ask("waiting for mail", idle.tells_of_mail, min(left, 1.0))
        if idle.open:
            self._ask("ending the wait", idle.end)
        elif not arrived:
            self._idles = False
        return arrived


def probe(settings: MailboxSettings) -> tuple[str, ...]:
    """What `reciprocal check` says of the mailbox, a sentence each; one that begins "Trouble:" needs a person."""
    found: list[str] = []
    try:
        _look_around(settings, found)
    except MailboxTrouble as trouble:
        found.append(f"Trouble: {trouble.sentence}")
    return tuple(found)


def _look_around(settings: MailboxSettings, found: list[str]) -> None:
    with open_mailbox(settings) as mailbox:
        found.append(f"The mailbox server {settings.host}:{settings.port} answers.")
        found.append(_said_of_tls(mailbox))
        found.append(f"Login as {settings.user} by {'password' if settings.token is None else 'token'} works.")
        waiting = len(mailbox.waiting())
        found.append(f"The folder «{settings.folder}» exists and holds {waiting} mail{'' if waiting == 1 else 's'}.")
        done = settings.done_folder
        there = mailbox._ask("looking for the done folder", mailbox._client.folder_exists, done)
        found.append(f"The folder «{done}» exists." if there else f"The folder «{done}» is missing and will be made when needed.")
        found.extend(_said_of_skills(mailbox))
        found.extend(mailbox.remarks)


def _said_of_tls(mailbox: Mailbox) -> str:
    if mailbox.settings.tls == "none":
        return "The connection is not encrypted; that is allowed only within this machine."
    line = mailbox._client.socket()
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(line.getpeercert()["notAfter"]), UTC)
    return f"The connection is encrypted ({line.version()}); the server's certificate is valid until {until:%Y-%m-%d}."


def _said_of_skills(mailbox: Mailbox) -> Iterator[str]:
    idle = mailbox._can("IDLE")
    yield "The server tells of new mail at once (IDLE)." if idle else "The server has no IDLE; the folder is asked regularly."
    if mailbox._can("MOVE"):
        yield "The server moves mails in one step (MOVE)."
    elif mailbox._can("UIDPLUS"):
        yield "The server has no MOVE; mails are copied to the done folder and then taken out one by one."
    else:
        yield "Trouble: The server can neither MOVE nor UIDPLUS, so mails that are done cannot leave the folder."


# -- the connection -------------------------------------------------------------------------------------------------------


def _log_in(settings: MailboxSettings) -> IMAPClient:
    """Connect and log in; a token that was refused is exchanged for another once, and never more often (F9)."""
    token = "" if settings.token is None else settings.token("")
    try:
        return _logged_in(settings, token)
    except SignInRefused:
        another = token if settings.token is None else settings.token(token)
        if another == token:  # a password, or a token so fresh that there is no better one
            raise
    return _logged_in(settings, another)


def _logged_in(settings: MailboxSettings, token: str) -> IMAPClient:
    client = None
    doing = "connecting"
    try:
        context = _tls_context(settings)
        client = _connect(settings, context)
        if settings.tls == "starttls":
            doing = "starting TLS"
            client.starttls(context)
        doing = "logging in"
        _say_who_we_are(client, settings, token)
    except LIBRARY_FAULTS as error:
        if client is not None:
            _hang_up(client)
        raise _trouble(doing, error, settings) from None
    return client


def _say_who_we_are(client: IMAPClient, settings: MailboxSettings, token: str) -> None:
    if settings.token is not None:
        mechanism = _mechanism(client.capabilities(), settings)
        client.sasl_login(mechanism, _bearer(mechanism, settings, token))
    elif b"AUTH=PLAIN" in client.capabilities():  # carries any sign; LOGIN takes ASCII only
        client.plain_login(settings.user, settings.password)
    else:
        client.login(_quoted(settings.user), settings.password)


def _mechanism(offered: Sequence[bytes], settings: MailboxSettings) -> str:
    """How a token is handed over: as the setting says, else as the server likes it best."""
    wanted = (settings.mechanism.upper(),) if settings.mechanism else MECHANISMS
    for mechanism in wanted:
        if f"AUTH={mechanism}".encode() in offered:
            return mechanism
    raise CapabilityError(f"it takes no token by {' or '.join(wanted)}")


def _bearer(mechanism: str, settings: MailboxSettings, token: str) -> Callable[[bytes], str]:
    """What is answered to the server's turns: the token, and then, if it wants to say why it refuses, that we have heard."""
    if mechanism == "XOAUTH2":
        answers = iter((f"user={settings.user}\1auth=Bearer {token}\1\1", ""))
    else:
        user = settings.user.replace("=", "=3D").replace(",", "=2C")
        answers = iter((f"n,a={user},\1host={settings.host}\1port={settings.port}\1auth=Bearer {token}\1\1", "\1"))
    return lambda _: next(answers, "")


def _tls_context(settings: MailboxSettings) -> ssl.SSLContext | None:
    if settings.tls == "none":
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ca_file or None)
    except (OSError, ValueError):
        raise MailboxTrouble(
            f"[mailbox] ca_file {settings.ca_file} cannot be read as certificates; give a PEM file or leave it empty.",
            permanent=True,
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _connect(settings: MailboxSettings, context: ssl.SSLContext | None) -> IMAPClient:
    limits = imap_line.Limits(
        connect_seconds=settings.connect_timeout,
        read_seconds=settings.read_timeout,
        literal=settings.biggest + MIB,  # servers round RFC822.SIZE
        answer=max(settings.biggest, settings.batch_bytes) + MIB + imap_line.LINE_LIMIT,
    )
    return imap_line.connect(settings.host, settings.port, context if settings.tls == "implicit" else None, limits)


def _quoted(word: str) -> str:
    """imaplib sends the user's name of LOGIN as it is, so a blank in it would break the command."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _hang_up(client: IMAPClient) -> None:
    with suppress(*LIBRARY_FAULTS):
        client.shutdown()


class SignInRefused(MailboxTrouble):
    """The server knows our password or token and will have none of it."""


def _trouble(doing: str, error: BaseException, settings: MailboxSettings) -> MailboxTrouble:
    """One sentence for a fault of the library: what failed, why, and what to check when waiting will not help."""
    server = f"{settings.host}:{settings.port}"
    match error:
        case MailboxTrouble():
            return error
        case ssl.SSLCertVerificationError():
            return MailboxTrouble(
                f"The certificate of {server} was refused ({error.verify_message}); check [mailbox] host and ca_file.",
                permanent=True,
            )
        case ssl.SSLError() if "PROTOCOL" in (error.reason or ""):
            return MailboxTrouble(
                f"{server} knows no encryption that is safe today (TLS 1.2 or later); its operator must mend that.",
                permanent=True,
            )
        case LoginError():
            return _login_trouble(error, settings)
        case IMAPClientReadOnlyError():
            return MailboxTrouble(
                f"{settings.user} may only read the folder «{settings.folder}» on {server}; let the account move mails.",
                permanent=True,
            )
        case IMAPClientError() if "authenticated but not connected" in str(error):  # Microsoft's words
            return MailboxTrouble(
                f"{server} took the login, but gives no access to the mailbox {settings.user}; check [mailbox] user, and that "
                "the app or account which signs in has a right to this mailbox (docs/operating.md, «Signing in»).",
                permanent=True,
            )
        case CapabilityError():
            return MailboxTrouble(f"{server} lacks what was needed while {doing}: {error}. Check [mailbox] tls.", permanent=True)
    return MailboxTrouble(f"The mailbox server {server} failed while {doing}: {_why(error, doing)}. Trying again later.")


def _login_trouble(error: LoginError, settings: MailboxSettings) -> MailboxTrouble:
    """A refused password waits for a person; a line that broke, or a server that is busy, waits for better weather."""
    said = _without_secrets(str(error))
    if isinstance(error.__context__, IMAPClientAbortError) or any(word in said.upper() for word in PASSING):
        return MailboxTrouble(f"The login at {settings.host} did not come to an end ({said}); trying again later.")
    return SignInRefused(
        f"{settings.host} refused the login of {settings.user} ({said}); {_what_to_do(said, settings)}", permanent=True
    )


def _without_secrets(said: str) -> str:
    """A server's words on one short line, without any that is long enough to be a secret that it was given."""
    return " ".join("…" if len(word) > 40 else word for word in said.split())[:200]


def _what_to_do(said: str, settings: MailboxSettings) -> str:
    if settings.token is not None:
        return (
            "check [mailbox] user, and in [mailbox.oauth2] that the app or the person who gave consent has the right to use IMAP "
            "and this mailbox (docs/operating.md, «Signing in»)."
        )
    if "basic auth" in said.casefold():
        return "it takes no passwords any more: sign in by [mailbox.oauth2] instead of password_file."
    return "check [mailbox] user and password_file, and that the account may use IMAP."


# Where the server's own words help and no mail can stand in them: its tagged answer to a command that asks for no mail.
TOLD = (
    "connecting",
    "starting TLS",
    "opening the folder",
    "looking for the done folder",
    "making the done folder",
    "moving to the done folder",
    "copying to the done folder",
)


def _why(error: BaseException, doing: str) -> str:
    match error:
        case socket.gaierror():
            return "its name was not found"
        case TimeoutError():
            return "it did not answer in time"
        case ssl.SSLError():
            return f"TLS broke off ({error.reason or 'no reason given'})"
        case OSError():
            return f"the connection failed ({error.strerror or type(error).__name__})"
        case IMAPClientAbortError():
            return "it ended the connection or answered out of turn"
        case IMAPClientError() if type(error) is IMAPClientError and doing in TOLD:
            return " ".join(str(error).split())[:200].rstrip(".")
        case _:
            return f"its answer made no sense ({type(error).__name__})"


def _in_parts(uids: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(uids), size):
        yield list(uids[start : start + size])


def _in_groups(uids: Sequence[int], sizes: dict[int, int], octets: int) -> Iterator[list[int]]:
    """Split so that no group holds more than so many octets, unless one message alone does."""
    group: list[int] = []
    total = 0
    for uid in uids:
        if group and total + sizes[uid] > octets:
            yield group
            group, total = [], 0
        group.append(uid)
        total += sizes[uid]
    if group:
        yield group
