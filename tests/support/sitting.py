"""Somebody at the desk: a real server over a real store, and a visitor who sends forms as a browser does."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from desk.office import Desk
from desk.provider import Provider
from desk.server import beside
from ingest.message import MailboxTrouble
from outbox.journal import Journal
from outbox.smtp import Rehearsal
from parsing.readings import Mail
from scheme.agreement import Scheme
from service.behind_the_desk import Behind
from service.desk_door import services
from service.desk_papers import RoomPapers
from service.line import Line
from service.reading_room import ReadingRoom
from service.steps import decide_read
from store import accounts, partners
from store.engine import Store
from store.schema import Role
from tests.support.lines import SCHEME

CORA, RHODA, DEE = "Cora Wells", "Rhoda Vane", "Dee Lomax"  # a coordinator, a reader, a second coordinator
SENDER = "Reciprocal <desk@reciprocal.example>"


@dataclass(frozen=True, kw_only=True)
class Reply:
    status: int
    text: str
    headers: dict[str, str]
    data: bytes = b""

    @property
    def words(self) -> str:
        """The page as a person reads it."""
        plain = re.sub(r"<(script|style)\b.*?</\1>", " ", self.text, flags=re.S)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", plain)).split())

    @property
    def goes_to(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """`secret`: of the session's cookie; empty: not signed in. `token`: what forms bring back, as a page has given it."""

    port: int
    secret: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.secret:
            self.cookies["__Host-desk"] = self.secret

    @property
    def token(self) -> str:
        from desk.web import token_of

        return token_of(self.cookies.get("__Host-desk") or self.cookies.get("__Host-door", ""))

    def get(self, path: str, **headers: str) -> Reply:
        return self._send("GET", path, None, headers)

    def post(self, path: str, fields: Sequence[tuple[str, str]] = (), *, token: str | None = None, **headers: str) -> Reply:
        """A form with its token; `token` says another one."""
        body = urlencode([("token", self.token if token is None else token), *fields]).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def upload(self, path: str, files: Sequence[tuple[str, str, bytes]], fields: Sequence[tuple[str, str]] = ()) -> Reply:
        """A form with files: (field, file name, bytes)."""
        edge = uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in (("token", self.token), *fields)
        ]
        for name, file, data in files:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
            parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Origin": f"http://127.0.0.1:{self.port}"} if method == "POST" else {}
        sent = {
            name.replace("_", "-"): value for name, value in {**own, **({"Cookie": cookie} if cookie else {}), **headers}.items()
        }
        try:
            line.request(method, path, body, {name: value for name, value in sent.items() if value})
            answer = line.getresponse()
            data = answer.read()
        finally:
            line.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(status=answer.status, text=data.decode("utf-8", "replace"), headers=told, data=data)


class PapersOfTests(RoomPapers):
    """Nothing is opened beforehand: a test opens what it looks at, and the machine is small."""

    def warm(self, messages: Iterable[int]) -> None:
        """Not here."""


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """The desk is open at a port; `line` is the one that decides what is said there."""

    desk: Desk
    port: int
    line: Line

    def visitor(self, name: str = CORA) -> Visitor:
        """Signed in, as if a moment ago."""
        return Visitor(self.port, self.desk.store.write(lambda tx: accounts.begin(tx, name, "password", self.desk.now())))

    def stranger(self) -> Visitor:
        return Visitor(self.port)

    def decide(self) -> int:
        """The line's next turn, when what was said can be taken back no more."""
        later = self.line.now() + timedelta(minutes=1)
        return decide_read(replace(self.line, now=lambda: later))


@contextmanager
def sitting(
    store: Store,
    folder: Path,
    *,
    scheme: Scheme = SCHEME,
    now: datetime | None = None,
    provider: Provider | None = None,
) -> Iterator[Sitting]:
    """A desk over this store with Cora and Dee, who decide, and Rhoda, who reads. `folder` takes the letters that go."""

    def clock() -> datetime:
        return now or datetime.now(UTC)

    def no_mailbox() -> object:
        raise MailboxTrouble("This desk has no mailbox.")

    with store.read() as tx:
        scheme = scheme.with_register(partners.every(tx))
    line = Line(
        store=store,
        scheme=scheme,
        sender=SENDER,
        secure_domains=("example",),
        open_mailbox=no_mailbox,  # type: ignore[arg-type]  # it is never opened
        open_post=lambda: Rehearsal(folder),
        read=lambda _: Mail(),
        now=clock,
    )
    behind = Behind(
        store=store,
        line=lambda: replace(line, scheme=_todays(store, scheme)),
        open_room=lambda scheme: ReadingRoom(scheme, ("mx.reciprocal.example",)),
        now=clock,
        journal=Journal(folder / "journal"),
    )
    for name, role in ((CORA, Role.COORDINATOR), (RHODA, Role.READER), (DEE, Role.COORDINATOR)):
        mailbox = f"{name.lower().replace(' ', '.')}@reciprocal.example"
        store.write(lambda tx, n=name, m=mailbox, r=role: accounts.add(tx, name=n, email=m, role=r, by="a test", now=clock()))
    desk = Desk(store=store, now=clock, services=replace(services(behind), papers=PapersOfTests(behind)), provider=provider)
    with beside(desk, "127.0.0.1", 0) as port:
        yield Sitting(desk=desk, port=port, line=line)


def _todays(store: Store, scheme: Scheme) -> Scheme:
    with store.read() as tx:
        return scheme.with_register(partners.every(tx))
