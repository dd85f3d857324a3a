"""One mailbox on a real server, one store, and a line between them that a test bends or breaks; the ledger of what came of it."""

from __future__ import annotations

import imaplib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from ingest.mailbox import MailboxSettings, MailboxTrouble, open_mailbox
from parsing.read import read
from service import opening
from service.intake import take_in
from service.line import Line
from store.schema import messages, questions
from tests.support.dovecot import Box, _ok
from tests.support.octets import Bend, Break, OctetProxy, Passed, octet_proxy
from tests.support.proofs import figures
from tests.support.region import Region


@dataclass(kw_only=True)
class Tally:
    """The figures of a sweep. `asked`: mails given up to a person; `alarms`: questions after mails that had not vanished.

    `twice`: in our books. `filed_again`: second copies in the done folder, which move nothing.
    """

    points: int = 0
    struck: int = 0
    troubles: int = 0
    lost: int = 0
    twice: int = 0
    filed_again: int = 0
    torn: int = 0
    marked: int = 0
    asked: int = 0
    alarms: int = 0
    logins_too_many: int = 0
    surprises: list[str] = field(default_factory=list)

    def note(self, name: str) -> None:
        """What holds whatever a server says: nothing lost or twice, no octets taken for a mail that are none, nothing raised."""
        numbers = {key: value for key, value in vars(self).items() if key != "surprises"}
        figures(name, **numbers, other_exceptions=len(self.surprises))
        assert self.points
        assert self.struck + self.troubles > self.points // 2
        assert not self.surprises, self.surprises[:5]
        assert (self.lost, self.twice, self.torn, self.marked, self.logins_too_many) == (0, 0, 0, 0, 0)

    def check(self, name: str, *, patient: bool = True) -> None:
        """Likewise, and after weather alone nobody is asked and nothing is filed again.

        Who is not `patient` hangs up on a server that is still moving the mails, and both sessions move them: a server makes
        two copies of them then.
        """
        self.note(name)
        assert (self.asked, self.alarms) == (0, 0)
        assert not (patient and self.filed_again)


@dataclass(kw_only=True)
class MailBench:
    """One mailbox, one store and one line between them; every point brings three mails of its own."""

    box: Box
    client: imaplib.IMAP4
    between: OctetProxy
    line: Line
    calm: Line  # the same, with all the patience of a day without weather
    tally: Tally = field(default_factory=Tally)
    points: int = 0
    last_row: int = 0
    commands: list[Passed] = field(default_factory=list)  # what went through in the last weather

    def mails(self) -> list[bytes]:
        """An empty body, one of many short lines with all that looks like IMAP, and one longer than a packet's first part."""
        self.points += 1
        head = f"From: sam@agency.example\r\nMessage-ID: <{self.points:06}-%d@agency.example>\r\nSubject: point\r\n\r\n"
        tricks = ")\r\n* 1 FETCH (UID 1 BODY[] {3}\r\n* BYE\r\nA1 OK done\r\n.\r\n+ go on\r\n"
        return [
            (head % number + body).encode() for number, body in enumerate(("", tricks, "x" * 70 + "\r\n" + "ä" * 100 + "\r\n"))
        ]

    def point(self, *breaks: Break | None, dead_after: bool = False, bend: Bend | None = None) -> bool:
        """Three mails come, the line is run in this weather and again without. Did the weather strike, or anything before it?

        On a busy machine a short time limit may end a connection before its break; the next one then does the work in calm.
        """
        troubles = self.tally.troubles
        mails = self.put_three()
        self.between.weather(*breaks, dead_after=dead_after, bend=bend)
        self._run_in_weather()
        passed = self.between.passed
        struck = sum(each.broken for each in passed) >= len(breaks) if breaks else any(each.bent for each in passed)
        self.commands = passed
        self._count_logins()
        self.between.clear_sky()
        take_in(self.calm)
        self.tally.points += 1
        self.tally.struck += struck
        self._look(mails)
        return struck or self.tally.troubles > troubles or len(passed) > len(breaks) > 0

    def put_three(self) -> list[bytes]:
        mails = self.mails()
        for data in mails:
            _ok(self.client.append("INBOX", None, None, data))  # type: ignore[arg-type]  # typeshed forbids the None that imaplib takes
        return mails

    def _run_in_weather(self) -> None:
        try:
            take_in(self.line)
        except MailboxTrouble as trouble:
            self.tally.troubles += 1
            if trouble.permanent:
                self.tally.surprises.append(f"permanent: {trouble}")
        except Exception as error:  # noqa: BLE001 - what else comes out is what the sweep looks for
            self.tally.surprises.append(repr(error))

    def _count_logins(self) -> None:
        """F5: one login a connection, and one more connection for a break at most, or two when the line stays dead."""
        logins = sum(each.client.count(b"AUTHENTICATE") + each.client.count(b" LOGIN ") for each in self.between.passed)
        self.tally.logins_too_many += max(0, logins - len(self.between.passed))

    def _look(self, mails: list[bytes]) -> None:
        new = sa.select(messages.c.id, messages.c.data, messages.c.left_on_server).where(messages.c.id > self.last_row)
        with self.line.store.read() as tx:
            rows = tx.execute(new.order_by(messages.c.id)).all()
            alarms = tx.execute(sa.select(sa.func.count()).select_from(questions)).scalar_one()
        self.last_row = max([self.last_row, *(row.id for row in rows)])
        whole = Counter(row.data for row in rows if not row.left_on_server)
        filed, marked = self._emptied("Processed")
        left, _ = self._emptied("INBOX")
        asked = len(rows) - whole.total()
        missing = sum(data not in whole for data in mails)
        self.tally.lost += max(0, missing - asked) + sum(filed[data] == 0 for data in mails) + len(left)
        self.tally.twice += sum(count - 1 for count in whole.values())
        self.tally.filed_again += sum(count - 1 for count in filed.values())
        self.tally.torn += len(whole.keys() - set(mails)) + len(filed.keys() - set(mails))
        self.tally.asked += asked
        self.tally.marked += marked
        self.tally.alarms = alarms

    def _emptied(self, folder: str) -> tuple[Counter[bytes], int]:
        """What lies there, how many of it are marked as read, and then nothing lies there."""
        if self.client.select(folder)[0] != "OK":
            return Counter(), 0
        found: Counter[bytes] = Counter()
        marked = 0
        if int(self.client.untagged_responses["EXISTS"][-1] or 0):
            for part in _ok(self.client.fetch("1:*", "(FLAGS BODY.PEEK[])")):
                if isinstance(part, tuple):
                    found[part[1]] += 1
                    marked += b"\\Seen" in part[0]
            _ok(self.client.store("1:*", "+FLAGS.SILENT", "(\\Deleted)"))
            _ok(self.client.expunge())
        return found, marked


@contextmanager
def mail_bench(box: Box, home: Path, read_timeout: float) -> Iterator[MailBench]:
    region = Region(home=home).open()
    with octet_proxy(box.starttls_port) as between, region.store_open() as (settings, store):
        described = MailboxSettings(
            host=between.host, port=between.port, tls="none", user=box.user, password=box.password, retry_pause=0
        )
        hasty = replace(described, connect_timeout=max(read_timeout, 0.3), read_timeout=read_timeout)
        scheme = opening.scheme_with_register(settings, store)
        line = opening.line(settings, store, scheme, partial(read, scheme=scheme))
        calm = replace(line, open_mailbox=lambda: open_mailbox(described))
        line = replace(line, open_mailbox=lambda: open_mailbox(hasty))
        client = box.client()
        try:
            yield MailBench(box=box, client=client, between=between, line=line, calm=calm)
        finally:
            client.logout()


def session(bench: MailBench) -> Passed:
    """What each side says in an undisturbed session."""
    mails = bench.put_three()
    bench.between.clear_sky()
    take_in(bench.calm)
    bench._look(mails)
    return bench.between.passed[0]
