"""Handing letters over, the only place that speaks SMTP: one recipient a transaction, the same bytes however often (O2, O3).

What came of a letter is a value: Sent, Refused, TryLater or Uncertain. Only what stops every letter alike is an exception.
"""

from __future__ import annotations

import base64
import ipaddress
import os
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from types import TracebackType
from typing import Protocol, TypeAlias

from outbox.message import OutboundMessage
from outbox.smtp_line import EncryptedLine, Line

HAND_OVER_LASTS = 240.0  # seconds, at the longest: a server that trickles its answers is hung up on (O4)
LINE_LIMIT = 998  # RFC 5322, without the CRLF
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
COMMAND_LIMIT = 510  # octets of a command line without its end (RFC 5321 §4.5.3.1.4)
MECHANISMS = ("OAUTHBEARER", "XOAUTH2")  # by preference: the standard (RFC 7628) before the elder
GOODBYE_SECONDS = 5  # a server that does not answer a goodbye is not waited for
NO_TLS_ON_THE_WAY = (
    "The outgoing server cannot ask for TLS on the whole way (REQUIRETLS), and smtp.require_tls = always wants it. Reach this "
    "person another way, or have the server mended, or set smtp.require_tls to auto."
)
LIBRARY_FAULTS = (smtplib.SMTPException, OSError, ValueError, LookupError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The server answered for it: from now on it is the server's."""

    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It will not go, however often it is tried. `code` 0: we refused it ourselves before a word was said."""

    code: int
    reply: str
    permanent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TryLater:
    """Nothing was handed over; the same bytes may be tried again after a pause (F22)."""

    reply: str
    stops: str = "letter"  # letter | domain | everybody: what is not worth trying in this round (O5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertain:
    """The line broke after the last dot: the server may have it or not (F19). An address in it: ask a person (O3)."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Not a word of it was said, for a reason that a person must weigh (D15)."""

    why: str


Outcome: TypeAlias = Sent | Refused | TryLater | Uncertain | Withheld
NotBegun: TypeAlias = Refused | TryLater | Withheld


class PostTrouble(Exception):
    """What stops every letter alike, in one sentence. `permanent`: until a person has changed something."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent


class SignInRefused(PostTrouble):
    """The server knows our password or token and will have none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """One submission server. A wrong setting is a ValueError with a sentence that says what to change."""

    host: str
    sender: str  # as partners see it: "Reciprocal <reciprocal@example.org>"
    port: int = 465
    tls: str = "implicit"  # implicit | starttls | none (this machine only)
    ca_file: str = ""
    user: str = ""  # empty: the server takes our mail without a login
    password: str = field(default="", repr=False)
    token: Callable[[str], str] | None = field(default=None, repr=False)  # OAuth2 instead; given the one that was refused, if any
    mechanism: str = ""  # of a token: xoauth2 | oauthbearer | empty: what the server offers
    secure_domains: tuple[str, ...] = ()
    require_tls: str = "auto"  # auto | always | never: TLS on the whole way (RFC 8689)
    connect_timeout: float = 10
    answer_timeout: float = 60

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ValueError(problem)

    @property
    def sender_address(self) -> str:
        """The bare address of the sender, for the envelope."""
        return parseaddr(self.sender)[1]


def _problems(settings: SmtpSettings) -> Iterator[str]:
    if settings.tls not in {"implicit", "starttls", "none"}:
        yield f"[smtp] tls is «{settings.tls}»; write implicit, starttls or none."
    if settings.tls == "none" and not is_loopback(settings.host):
        yield f"[smtp] tls = none is allowed only to this machine, not to {settings.host}; write implicit or starttls."
    if not settings.host:
        yield "[smtp] host must be given."
    if not 0 < settings.port < 65536:
        yield f"[smtp] port is {settings.port}; write the number of the server's submission port, mostly 465 or 587."
    if settings.token is not None and not settings.user:
        yield "[smtp] user must be given with [smtp.oauth2]: the address of the mailbox that sends."
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in settings.user):
        yield "[smtp] user holds a control character such as a line end; remove it."
    if not ADDRESS.fullmatch(settings.sender_address):
        yield "[smtp] sender must be one mail address, with or without a name before it."


def is_loopback(host: str) -> bool:
    """Does this name mean the machine itself, whatever a name server says?"""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_secure(address: str, secure_domains: Sequence[str]) -> bool:
    """May case content go to this address? Its domain is on the list, or below one that is (D15)."""
    if not ADDRESS.fullmatch(address):
        return False
    domain = address.rpartition("@")[2].lower()
    listed = {entry.strip().lower().lstrip("@.").rstrip(".") for entry in secure_domains} - {""}
    return any(domain == entry or domain.endswith("." + entry) for entry in listed)


def why_not_sendable(message: OutboundMessage, sender_address: str) -> str:
    """The reason why these bytes may not go on the wire, as a sentence; empty when they may (F23)."""
    if not ADDRESS.fullmatch(message.to):
        return "The recipient is not one plain mail address."
    if not ADDRESS.fullmatch(sender_address):
        return "The sender is not one plain mail address."
    if re.search(rb"\r(?!\n)|(?<!\r)\n", message.data):
        return "The letter holds a line end that is not CRLF."
    if not message.data.endswith(b"\r\n"):
        return "The letter's last line has no end."
    if any(len(line) > LINE_LIMIT for line in message.data.split(b"\r\n")):
        return f"The letter holds a line of more than {LINE_LIMIT} octets."
    if not message.data.isascii() or b"\0" in message.data:
        return "The letter holds octets that not every server passes on; it must be encoded as ASCII."
    return ""


class TakesLetters(Protocol):
    """A server's Post, or a Rehearsal."""

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome: ...


@contextmanager
def open_post(settings: SmtpSettings) -> Iterator[Post]:
    """Connect and log in once for all the letters of a round; PostTrouble if the server will have none of them."""
    post = Post(settings)
    try:
        yield post
    finally:
        post.close()


class Post:
    """One connection, kept open from letter to letter and made anew when the server has dropped it."""

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings
        self._overdue = False
        self._refused: SignInRefused | None = None
        self._line: Line | None = _log_in(settings)

    def hang_up(self) -> None:
        """From another thread: whoever waits on this line waits no longer. Never blocks, never raises."""
        self._overdue = True
        sock = self._line.sock if self._line is not None else None
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of the plain socket: TLS would want to say goodbye

    def close(self) -> None:
        """Say goodbye if the server still listens; never raises."""
        if self._line is not None:
            with suppress(*LIBRARY_FAULTS):
                if self._line.sock is not None:
                    self._line.sock.settimeout(min(GOODBYE_SECONDS, self.settings.answer_timeout))
                self._line.quit()
            self._hang_up()

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome:
        """Hand one letter over to its one recipient. Never raises for weather; what came of it is the answer.

        1. look at the bytes; 2. say from whom and to whom; 3. send the text; 4. the last dot, and the answer to it.
        """
        if why := why_not_sendable(message, sender_address):
            return Refused(code=0, reply=why)
        self._overdue = False
        limit = threading.Timer(HAND_OVER_LASTS, self.hang_up)
        limit.daemon = True
        limit.start()
        try:
            return self._handed_over(message, sender_address)
        finally:
            limit.cancel()

    def _handed_over(self, message: OutboundMessage, sender_address: str) -> Outcome:
        try:
            line, refused = self._begun(message, sender_address)
            if refused is None:
                line.send(_dot_stuffed(message.data))
        except PostTrouble as trouble:
            return TryLater(reply=trouble.sentence, stops="everybody")
        except LIBRARY_FAULTS as error:
            self._hang_up()
            broke = f"The line broke before the letter was handed over ({type(error).__name__})."
            return TryLater(reply=broke, stops="domain")
        return refused or self._last_dot(line)

    def _begun(self, message: OutboundMessage, sender_address: str) -> tuple[Line, NotBegun | None]:
        """MAIL, RCPT, DATA on the open line; once more on a fresh one if the server had quietly dropped it."""
        line = self._line
        if line is not None:
            try:
                return line, self._envelope(line, message, sender_address)
            except LIBRARY_FAULTS as error:
                if self._overdue or _stood_still(error):
                    raise  # a second wait would be as long as the first, and others wait too (O5)
                self._hang_up()  # a server forgets an idle line: nothing was handed over yet, so a second try is safe
        self._line = line = self._fresh_line()
        if self._overdue:
            raise TimeoutError
        return line, self._envelope(line, message, sender_address)

    def _fresh_line(self) -> Line:
        """Not for every letter of a round anew, if the sign-in is refused since: servers lock accounts for less (F9)."""
        if self._refused is not None:
            raise self._refused.with_traceback(None)
        try:
            return _log_in(self.settings)
        except SignInRefused as refused:
            self._refused = refused
            raise

    def _envelope(self, line: Line, message: OutboundMessage, sender_address: str) -> NotBegun | None:
        if self.settings.require_tls == "always" and not _can_require_tls(line):
            return Withheld(why=NO_TLS_ON_THE_WAY)
        by, to = _mail_options(line, message, self.settings), _recipient_options(line, message)
        steps: tuple[tuple[int, Callable[[], tuple[int, bytes]]], ...] = (
            (2, lambda: line.mail(sender_address, by)),
            (2, lambda: line.rcpt(message.to, to)),
            (3, lambda: line.docmd("DATA")),
        )
        for welcome, step in steps:
            code, said = step()
            if code // 100 in {4, 5}:
                return self._turned_away(line, code, said)
            if code // 100 != welcome:  # no answer to this question: the two sides no longer speak of the same thing
                raise smtplib.SMTPResponseException(code, said)
        if code != 354:
            raise smtplib.SMTPResponseException(code, said)
        return None

    def _turned_away(self, line: Line, code: int, said: bytes) -> Refused | TryLater:
        """Class by the first digit only (F22): 5 is for ever, everything else may pass."""
        reply = _reply(code, said)
        try:
            if code == 421:
                raise smtplib.SMTPServerDisconnected  # the same as if it had hung up
            if line.rset()[0] // 100 != 2:
                raise smtplib.SMTPServerDisconnected
        except LIBRARY_FAULTS:
            self._hang_up()
        return Refused(code=code, reply=reply) if code // 100 == 5 else TryLater(reply=reply)

    def _last_dot(self, line: Line) -> Outcome:
        """Up to here nothing was handed over; from the dot to the server's answer nobody knows (F19).

        A server that has not taken the text, has spoken or hung up gets no dot: its words would pass for the answer to it.
        """
        try:
            listens = line.all_has_left() and not line.speaks_unasked()
        except LIBRARY_FAULTS:
            listens = False
        if not listens:
            self._hang_up()
            return TryLater(reply="The line broke off before the letter's last dot; nothing was handed over.")
        try:
            line.send(b".\r\n")
            code, said = line.getreply()
        except LIBRARY_FAULTS as error:
            self._hang_up()
            return Uncertain(why=f"The line broke after the letter's last dot ({type(error).__name__}); it may have arrived.")
        match code // 100:
            case 2:
                return Sent(reply=_reply(code, said))
            case 4 | 5:
                # the server has read the letter by now, so its words may quote it: only the numbers are kept (O6)
                return self._turned_away(line, code, _status(said).encode())
            case _:
                self._hang_up()
                return Uncertain(why=f"The server's answer to the letter's last dot made no sense ({code}); it may have arrived.")

    def _hang_up(self) -> None:
        if self._line is not None:
            with suppress(*LIBRARY_FAULTS):
                self._line.close()
            self._line = None


class Rehearsal:
    """The outbox of a rehearsal: every letter becomes a file `<id>.eml` in a folder, and nobody is written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def __enter__(self) -> Rehearsal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing is held open between two letters."""

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome:
        """Write the letter whole or not at all; the same gates as on the wire, so that a rehearsal finds the same faults."""
        if why := why_not_sendable(message, sender_address):
            return Refused(code=0, reply=why)
        if not re.fullmatch(r"[A-Za-z0-9_-]+", message.id):
            return Refused(code=0, reply="The letter's id cannot be a file name.")
        try:
            self._write(f"{message.id}.eml", message.data)
        except OSError as error:
            return TryLater(reply=f"The rehearsal folder cannot be written ({error.strerror}).")
        return Sent(reply="rehearsal")

    def _write(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f".{name}.tmp"
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.folder / name)


def probe(settings: SmtpSettings) -> tuple[str, ...]:
    """What `reciprocal check` says of the outgoing server, a sentence each; one that begins "Trouble:" needs a person."""
    try:
        with open_post(settings) as post:
            return (
                f"The outgoing server {settings.host}:{settings.port} answers.",
                _said_of_tls(post),
                _said_of_login(settings),
            )
    except PostTrouble as trouble:
        return (f"Trouble: {trouble.sentence}",)


def _said_of_login(settings: SmtpSettings) -> str:
    if not settings.user:
        return "The server is used without a login."
    return f"Login as {settings.user} by {'password' if settings.token is None else 'token'} works."


def _said_of_tls(post: Post) -> str:
    sock = post._line.sock if post._line is not None else None
    if not isinstance(sock, ssl.SSLSocket):
        return "The connection is not encrypted; that is allowed only within this machine."
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str((sock.getpeercert() or {})["notAfter"])), UTC)
    return f"The connection is encrypted ({sock.version()}); the server's certificate is valid until {until:%Y-%m-%d}."


def _can_require_tls(line: Line) -> bool:
    """RFC 8689: only where the server offers it, and only within TLS."""
    return line.has_extn("requiretls") and isinstance(line.sock, ssl.SSLSocket)


def _mail_options(line: Line, message: OutboundMessage, settings: SmtpSettings) -> list[str]:
    """What MAIL says beside the sender, as far as the server knows the words."""
    options = [f"SIZE={len(message.data)}"] if line.has_extn("size") else []
    if settings.require_tls != "never" and _can_require_tls(line):
        options.append("REQUIRETLS")  # every server on the way must have TLS with a verified name, or send it back (D15)
    if line.has_extn("dsn"):
        options.append("RET=HDRS")  # a bounce must not carry the letter about a second time (F24)
        options += [f"ENVID={_xtext(message.token)}"] if message.token else []
    return options


def _recipient_options(line: Line, message: OutboundMessage) -> list[str]:
    """A bounce then names whom we wrote to, even if the mail was passed on (RFC 3461)."""
    return [f"ORCPT=rfc822;{_xtext(message.to)}"] if line.has_extn("dsn") else []


def _xtext(text: str) -> str:
    """RFC 3461 §4: what is no plain sign of ASCII, and the two signs with a meaning, in hexadecimal."""
    return re.sub(r"[^!-*,-<>-~]", lambda found: "".join(f"+{octet:02X}" for octet in found[0].encode()), text)


def _stood_still(error: BaseException) -> bool:
    """Whether nothing came in time; smtplib wraps that up as a broken line. A line that was dropped says so at once."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _dot_stuffed(data: bytes) -> bytes:
    """The text of DATA without its closing dot, which is sent by itself so that we know on which side of it a line broke."""
    return re.sub(rb"(?m)^\.", b"..", data)


def _status(said: bytes) -> str:
    """The enhanced status code of an answer, such as 5.7.1; empty if it gives none."""
    found = re.match(rb"[245]\.\d{1,3}\.\d{1,3}\b", said)
    return found.group().decode() if found else ""


def _reply(code: int, said: bytes) -> str:
    """The server's words on one short line, without addresses: they are kept, and the row knows its recipient anyway."""
    words = said.decode("ascii", "replace").split()
    return " ".join([str(code), *("…" if "@" in word else word for word in words)])[:200]


# -- the connection -------------------------------------------------------------------------------------------------------


def _log_in(settings: SmtpSettings) -> Line:
    """Connect and log in; a token that was refused is exchanged for another once, and never more often (F9)."""
    token = "" if settings.token is None else settings.token("")
    try:
        return _logged_in(settings, token)
    except SignInRefused:
        another = token if settings.token is None else settings.token(token)
        if another == token:  # a password, or a token so fresh that there is no better one
            raise
    return _logged_in(settings, another)


def _logged_in(settings: SmtpSettings, token: str) -> Line:
    line: Line | None = None
    try:
        context = _tls_context(settings)
        line = _connect(settings, context)
        if settings.tls == "starttls":
            assert context is not None
            line.starttls(context=context)
        line.ehlo_or_helo_if_needed()
        if settings.user:
            _authenticate(line, settings, token)
    except (*LIBRARY_FAULTS, PostTrouble) as error:
        if line is not None:
            with suppress(*LIBRARY_FAULTS):
                line.close()
        raise _trouble(error, settings) from None
    assert line.sock is not None
    line.sock.settimeout(settings.answer_timeout)
    return line


def _tls_context(settings: SmtpSettings) -> ssl.SSLContext | None:
    if settings.tls == "none":
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ca_file or None)
    except (OSError, ValueError):
        raise PostTrouble(
            f"[smtp] ca_file {settings.ca_file} cannot be read as certificates; give a PEM file or leave it empty.",
            permanent=True,
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _connect(settings: SmtpSettings, context: ssl.SSLContext | None) -> Line:
    # smtplib would ask the name server for this machine's own name and tell it to the world
    own_name = settings.sender_address.rpartition("@")[2]
    if settings.tls == "implicit":
        return EncryptedLine(settings.host, settings.port, own_name, timeout=settings.connect_timeout, context=context)
    return Line(settings.host, settings.port, own_name, timeout=settings.connect_timeout)


def _authenticate(line: smtplib.SMTP, settings: SmtpSettings, token: str) -> None:
    """One try with one mechanism: smtplib's login() offers a wrong password to each, and servers lock accounts for less."""
    offered = line.esmtp_features.get("auth", "").upper().split()
    if settings.token is not None:
        code, said = _hand_over(token, line, _mechanism(offered, settings), settings)
    elif "PLAIN" in offered:
        code, said = line.docmd("AUTH", "PLAIN " + _coded(f"\0{settings.user}\0{settings.password}"))
    elif "LOGIN" in offered:
        code, said = line.docmd("AUTH", "LOGIN")
        for word in (settings.user, settings.password):
            if code == 334:
                code, said = line.docmd(_coded(word))
    else:
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN or LOGIN")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _mechanism(offered: Sequence[str], settings: SmtpSettings) -> str:
    """How a token is handed over: as the setting says, else as the server likes it best."""
    wanted = (settings.mechanism.upper(),) if settings.mechanism else MECHANISMS
    for mechanism in wanted:
        if mechanism in offered:
            return mechanism
    raise smtplib.SMTPNotSupportedError(f"AUTH {' or '.join(wanted)}")


def _hand_over(token: str, line: smtplib.SMTP, mechanism: str, settings: SmtpSettings) -> tuple[int, bytes]:
    """The token with the command if it fits into a line, as Google shows it, else after it (RFC 4954 §4), as Microsoft does."""
    if mechanism == "XOAUTH2":
        words, heard = f"user={settings.user}\1auth=Bearer {token}\1\1", ""
    else:
        user = settings.user.replace("=", "=3D").replace(",", "=2C")
        words, heard = f"n,a={user},\1host={settings.host}\1port={settings.port}\1auth=Bearer {token}\1\1", "\1"
    command, coded = f"AUTH {mechanism}", _coded(words)
    if len(command) + 1 + len(coded) <= COMMAND_LIMIT:
        code, said = line.docmd(command, coded)
    else:
        code, said = line.docmd(command)
        if code == 334:
            code, said = line.docmd(coded)
    if code == 334:  # it tells why in base64, and refuses when it knows that we have heard
        code, said = line.docmd(_coded(heard))
    return code, said


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _trouble(error: BaseException, settings: SmtpSettings) -> PostTrouble:
    """One sentence for what keeps us from the server, and what to check when waiting will not help."""
    server = f"{settings.host}:{settings.port}"
    match error:
        case PostTrouble():
            return error
        case ssl.SSLCertVerificationError():
            return PostTrouble(
                f"The certificate of {server} was refused ({error.verify_message}); check [smtp] host and ca_file.",
                permanent=True,
            )
        case ssl.SSLError() if "PROTOCOL" in (error.reason or ""):
            return PostTrouble(
                f"{server} knows no encryption that is safe today (TLS 1.2 or later); its operator must mend that.",
                permanent=True,
            )
        case smtplib.SMTPAuthenticationError() if error.smtp_code // 100 == 5:
            numbers = f"{error.smtp_code} {_status(_octets(error.smtp_error))}".rstrip()
            what_to_do = _what_to_do(_octets(error.smtp_error), settings)
            return SignInRefused(f"{server} refused the login of {settings.user} ({numbers}); {what_to_do}", permanent=True)
        case smtplib.SMTPNotSupportedError():
            return PostTrouble(
                f"{server} does not offer what [smtp] tls = {settings.tls} and user need ({error}); check both.", permanent=True
            )
        case smtplib.SMTPResponseException():
            return PostTrouble(f"{server} turned us away ({error.smtp_code}). Trying again later.")
        case socket.gaierror():
            why = "its name was not found"
        case TimeoutError():
            why = "it did not answer in time"
        case ssl.SSLError():
            why = f"TLS broke off ({error.reason or 'no reason given'})"
        case smtplib.SMTPException():
            why = "it ended the connection"
        case _:
            why = f"the connection failed ({getattr(error, 'strerror', '') or type(error).__name__})"
    return PostTrouble(f"The outgoing server {server} cannot be used: {why}. Trying again later.")


def _octets(said: bytes | str) -> bytes:
    """The library gives a server's words as either."""
    return said if isinstance(said, bytes) else said.encode()


def _what_to_do(said: bytes, settings: SmtpSettings) -> str:
    words = said.lower()
    if b"smtpclientauthentication is disabled" in words:  # Microsoft's words
        return "let the administrator switch on authenticated SMTP for this mailbox."
    if settings.token is not None:
        return (
            "check [smtp] user, and in [smtp.oauth2] that the app or the person who gave consent has the right to send from this "
            "mailbox (docs/operating.md, «Signing in»)."
        )
    if b"basic auth" in words:
        return "it takes no passwords any more: sign in by [smtp.oauth2] instead of password_file."
    return "check [smtp] user and password_file."
