"""A story under blows: its mails lie in a real mailbox, and the daemon is struck down and begun again until all is done.

Whatever is looked at while no daemon lives is looked at in a copy: to open the store itself would repair it before the next
daemon has to.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from service import look, opening
from service.config import load
from store import audit, ledger
from store.outbox import MOST_UNCERTAIN
from tests.service.test_journeys import REF
from tests.support.daemons import Nursery, until
from tests.support.dovecot import Box, Dovecot
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.postgres import Server
from tests.support.region import Region
from tests.support.smtp_peer import SmtpPeer

STORE = "reciprocal.db"
DONE = frozenset({"decided", "shunted"})
STILL_TO_GO = frozenset({"waiting", "sending"})
FOLDERS = {"INBOX": ".", "Processed": ".Processed"}  # where Dovecot's Maildir keeps them


def parallel_story() -> list[bytes]:
    """A family moves; meanwhile two more requests come in."""
    others = [request_mail(request_form(**{"Details of children": f"1 child: girl {age}"}), number=age) for age in (3, 5)]
    return [
        request_mail(request_form()),
        others[0],
        approval(REF),
        offer(REF),
        others[1],
        outcome(REF, "She viewed it yesterday and she loves it. We are accepting the offer.", number=4),
        outcome(REF, "Keys handed over, the tenancy began on 16/11/2026. One adult and two children have moved.", number=5),
    ]


@dataclass(kw_only=True)
class Tally:
    """What the blows have done, in figures. `wrong` says where a figure that must be 0 came from."""

    points: int = 0
    stories: int = 0
    after_the_end: int = 0  # blows that fell when nothing was left to do
    lost: int = 0
    effects_twice: int = 0
    duplicate_hand_overs: int = 0
    between_acceptance_and_commit: int = 0
    byte_unequal: int = 0
    came_too_late: int = 0
    asked_a_person: int = 0  # letters with an address in them that were in hand (O3)
    stores_broken: int = 0
    surprises: int = 0  # daemons that ended by themselves, or that logged a trace
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def figures(self) -> dict[str, int]:
        return {name: value for name, value in vars(self).items() if name != "wrong"}

    def holds(self) -> bool:
        """Lost nothing, did nothing twice; whatever was handed over twice lay in the unanswered window, byte for byte equal."""
        bad = self.lost + self.effects_twice + self.byte_unequal + self.stores_broken + self.surprises
        return not bad and not self.wrong and self.duplicate_hand_overs <= self.between_acceptance_and_commit


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One place to strike at: a bearer of daemons, a mail server that counts, a region before anything has run."""

    nursery: Nursery
    dovecot: Dovecot
    peer: SmtpPeer
    fresh: Region
    postgres: Server | None = None  # None: each story has its SQLite file

    def story(self, home: Path, mails: Sequence[bytes]) -> Story:
        """A region of its own with the mails lying in its mailbox."""
        box = self.dovecot.new_box()
        shutil.copytree(self.fresh.home, home)
        config = home / "reciprocal.toml"
        words = config.read_text().replace("NOBODY", box.user)
        url = ""
        if self.postgres:
            url = self.postgres.new_database(template=self.fresh.store.rsplit("/", 1)[1])
            words = words.replace(self.fresh.store, url)
        config.write_text(words)
        box.put_all(mails)
        return Story(home=home, box=box, peer=self.peer, mails=tuple(mails), url=url, first=len(self.peer.letters))


@contextmanager
def scene(dovecot: Dovecot, folder: Path, postgres: Server | None = None) -> Iterator[Scene]:
    folder.mkdir()
    folder.chmod(0o700)
    with SmtpPeer(dovecot.pki) as peer, Nursery() as nursery:
        yield Scene(
            nursery=nursery, dovecot=dovecot, peer=peer, fresh=a_fresh_region(dovecot, peer, folder, postgres), postgres=postgres
        )


def a_fresh_region(dovecot: Dovecot, peer: SmtpPeer, folder: Path, postgres: Server | None = None) -> Region:
    """Whose mailbox is nobody's yet."""
    (folder / "imap").write_text(Box.password)
    (folder / "smtp").write_text(peer.password)
    ca_file = dovecot.pki.ca_file
    region = Region(
        home=folder / "fresh",
        mailbox=f'host = "{dovecot.host}"\nport = {dovecot.imaps_port}\nca_file = "{ca_file}"\nuser = "NOBODY"\n'
        f'password_file = "{folder / "imap"}"',
        smtp=f'host = "{peer.host}"\nport = {peer.port}\ntls = "starttls"\nca_file = "{ca_file}"\n'
        f'user = "{peer.user}"\npassword_file = "{folder / "smtp"}"',
        outbox='mode = "send"',
        store=postgres.new_database() if postgres else f"sqlite:///{STORE}",
    )
    config = region.home / "reciprocal.toml"
    config.write_text(f"{config.read_text()}[desk]\nport = {a_free_port()}\n")
    return region.open()


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True, kw_only=True)
class Left:
    """What lies before the next daemon."""

    over: bool = False
    share: float = 1.0  # of the work, roughly
    done: int = 0  # stages of mails and letters that lie behind
    deaths_in_reading: int = 0


@dataclass(kw_only=True)
class Story:
    """One region and its mailbox, from the first blow to the end."""

    home: Path
    box: Box
    peer: SmtpPeer
    mails: tuple[bytes, ...]
    url: str  # of its PostgreSQL database; empty: SQLite
    first: int  # of the peer's letters
    tally: Tally = field(default_factory=Tally)
    _in_doubt: Counter[str] = field(default_factory=Counter)  # how often each letter was taken and not yet noted as sent
    _in_hand: Counter[str] = field(default_factory=Counter)  # how often each letter was in hand when a blow fell

    # -- a look ------------------------------------------------------------------------------------------------------

    @contextmanager
    def standing_still(self) -> Iterator[Path]:
        """A home to look at while no daemon lives: a copy of the file and of what SQLite keeps beside it."""
        if self.url:
            yield self.home
            return
        copy = self.home / "copy"
        copy.mkdir()
        for name in ("reciprocal.toml", STORE, f"{STORE}-wal"):
            with suppress(FileNotFoundError):
                shutil.copy(self.home / name, copy / name)
        yield copy
        shutil.rmtree(copy)

    def rows(self, words: str, home: Path | None = None) -> list[tuple[Any, ...]]:
        """What the store holds, past the program's own reading of it; without a home, of the store that the daemon has open."""
        if self.url:
            with psycopg.connect(self.url) as server:
                return server.execute(words).fetchall()  # type: ignore[call-overload, no-any-return]  # our own words
        with closing(sqlite3.connect(f"file:{(home or self.home) / STORE}?mode=ro", uri=True, timeout=20)) as file:
            return file.execute(words).fetchall()

    def is_over(self, home: Path | None = None) -> bool:
        """Whether every mail is decided and filed away, and every letter that may go has gone."""
        stages = [stage for (stage,) in self.rows("SELECT stage FROM messages", home)]
        letters = {state for (state,) in self.rows("SELECT state FROM outbox", home)}
        done = len(stages) >= len(self.mails) and DONE.issuperset(stages)
        return done and not STILL_TO_GO & letters and not self.lying_in("INBOX")

    def left(self, home: Path) -> Left:
        stages = [stage for (stage,) in self.rows("SELECT stage FROM messages", home)]
        [(gone,)] = self.rows("SELECT count(*) FROM outbox WHERE state NOT IN ('waiting', 'sending')", home)
        done = len(stages) + sum(stage != "kept" for stage in stages) + sum(stage in DONE for stage in stages)
        return Left(
            over=self.is_over(home),
            share=1 - min(1.0, done / (3 * len(self.mails))),
            done=done + gone,
            deaths_in_reading=self.deaths_in_reading(home),
        )

    def said_so_far(self) -> int:
        """Octets of the daemon's log: it has opened its eyes when there are more of them."""
        log = self.home / "log"
        return log.stat().st_size if log.exists() else 0

    def deaths_in_reading(self, home: Path | None = None) -> int:
        """How often the daemon has died while it read one mail: the third time a person is asked (I4)."""
        return int(self.rows("SELECT coalesce(max(attempts), 0) FROM messages WHERE stage = 'kept'", home)[0][0])

    def lying_in(self, folder: str) -> list[str]:
        """The mails of a folder, by their fingerprints, read past the server."""
        place = self.box.maildir / FOLDERS[folder]
        found = []
        for file in [each for part in ("new", "cur") if (place / part).is_dir() for each in (place / part).iterdir()]:
            with suppress(FileNotFoundError):  # moved while we looked
                found.append(fingerprint(file.read_bytes()))
        return found

    def letters(self) -> list[tuple[str, bytes]]:
        """Message-ID and bytes of every letter that the peer has taken of this story."""
        return [(message_id_of(taken.data), taken.data) for taken in self.peer.letters[self.first :]]

    # -- after a blow ------------------------------------------------------------------------------------------------

    def struck(self) -> Left:
        """The daemon has just died: what must hold now, and what may come of it."""
        self.tally.points += 1
        until(lambda: not self.peer.open_lines, "the mail server did not notice the death")
        with self.standing_still() as home:
            self.note_the_store(home)
            self.note_the_mails(home)
            self.note_letters_in_doubt(home)
            left = self.left(home)
        self.tally.after_the_end += left.over
        return left

    def note_the_store(self, home: Path) -> None:
        if not self.url:
            found = self.rows("PRAGMA integrity_check", home)
            self.wrong_if(found != [("ok",)], "stores_broken", f"integrity_check says {found}")
        config = home / "reciprocal.toml"
        store = opening.open_the_store(config, load(config, {}))
        with closing(store), store.read() as tx:
            troubles = (*ledger.problems(tx), *audit.problems(tx))
        self.wrong_if(bool(troubles), "stores_broken", " ".join(troubles))

    def note_the_mails(self, home: Path) -> None:
        """Each lies in one of the two folders; whatever was filed away is kept (I1)."""
        sent = {fingerprint(mail) for mail in self.mails}
        with suppress(AssertionError):  # the server may be at work on the daemon's last wish
            until(lambda: sent <= {*self.lying_in("INBOX"), *self.lying_in("Processed")}, "", seconds=5)
        lying = {*self.lying_in("INBOX"), *self.lying_in("Processed")}
        kept = {fingerprint(bytes(data)) for (data,) in self.rows("SELECT data FROM messages WHERE source = 'mailbox'", home)}
        self.wrong_if(not sent <= lying, "lost", "a mail is in neither folder")
        self.wrong_if(not set(self.lying_in("Processed")) <= kept, "lost", "a mail was filed away before it was kept")

    def note_letters_in_doubt(self, home: Path) -> None:
        taken = {letter for letter, _ in self.letters()}
        for number, letter in self.rows("SELECT id, message_id FROM outbox WHERE state = 'sending'", home):
            self._in_hand[number] += 1
            if bare(letter) in taken:
                self._in_doubt[bare(letter)] += 1
                self.tally.between_acceptance_and_commit += 1

    # -- the end -----------------------------------------------------------------------------------------------------

    def compare(self, end: dict[str, Any]) -> None:
        """With the end of the same story when nothing breaks."""
        found = seen(self.home)
        self.tally.stories += 1
        doubted = [letter for letter, _, _, state in found["letters"] if state == "uncertain"]
        self.tally.asked_a_person += len(doubted)
        given_up = {letter for letter in doubted if self._in_hand[letter] >= MOST_UNCERTAIN}
        too_late = self.come_too_late()
        found["letters"] += too_late
        one, other = without_doubted(found, given_up), without_doubted(end)
        for part in ("cases", "ledger", "letters", "queue"):
            if one[part] != other[part]:
                more = len(one[part]) > len(other[part])
                self.wrong_if(True, "effects_twice" if more else "lost", f"{part} differ: {one[part]} instead of {other[part]}")
        lying = sorted(self.lying_in("Processed"))
        self.wrong_if(lying != sorted(map(fingerprint, self.mails)), "lost", f"the done folder holds {len(lying)} mails")
        self.compare_letters({letter for letter, *_ in found["letters"]} - {*doubted, *(letter for letter, *_ in too_late)})
        said = (self.home / "log").read_text() if (self.home / "log").exists() else ""
        surprise = said[said.find("Traceback") :] if "Traceback" in said else ""
        self.wrong_if(bool(surprise), "surprises", f"the daemon was surprised: {surprise[:6000]}")

    def come_too_late(self) -> list[tuple[str, str, str, str]]:
        """Letters that a blow held up until nobody needed them: the mails of a story wait for none, so its case went on (D12)."""
        rows = self.rows("SELECT id, kind, recipient FROM outbox WHERE state = 'cancelled' AND reply LIKE '%D12:%'")
        self.tally.came_too_late += len(rows)
        return [(letter, kind, to, "sent") for letter, kind, to in rows]

    def compare_letters(self, must_have_gone: set[str]) -> None:
        """Each at least once; copies equal byte for byte, and no more of them than were in doubt (O2, O3)."""
        copies = defaultdict(list)
        for letter, data in self.letters():
            copies[letter].append(data)
        ids = {row[0]: bare(row[1]) for row in self.rows("SELECT id, message_id FROM outbox")}
        gone = {letter for letter in must_have_gone if ids[letter] in copies}
        self.wrong_if(gone != must_have_gone, "lost", f"no server has the letters {must_have_gone - gone}")
        self.wrong_if(not set(copies) <= set(ids.values()), "effects_twice", "a letter went that the store does not know")
        for letter, each in copies.items():
            more = len(each) - 1
            self.tally.duplicate_hand_overs += more
            self.wrong_if(len(set(each)) > 1, "byte_unequal", f"copies of {letter} differ")
            self.wrong_if(more > self._in_doubt[letter], "effects_twice", f"{letter} went {more} times more than was in doubt")

    def wrong_if(self, is_wrong: bool, figure: str, why: str) -> None:
        if is_wrong:
            setattr(self.tally, figure, getattr(self.tally, figure) + 1)
            self.tally.wrong.append(f"{self.home.name}, blow {self.tally.points}: {why}")


def seen(home: Path) -> dict[str, Any]:
    """What the world can see of a region, without times."""
    config = home / "reciprocal.toml"
    with closing(opening.open_the_store(config, load(config, {}))) as store:
        return {
            "cases": look.cases(store),
            "ledger": look.ledger(store),
            "queue": [each["why"] for each in look.queue(store)],
            "letters": sorted((each["id"], each["kind"], each["to"], each["state"]) for each in look.outbox(store)),
        }


def without_doubted(end: dict[str, Any], given_up: Set[str] = frozenset()) -> dict[str, Any]:
    """A letter with an address in it, killed while it was being handed over, asks a person instead of going again (O3); so does
    any other that was in hand at so many blows that the program gives up (`given_up`, by id).
    """
    doubted = {
        letter: f"({kind}) to {to} " for letter, kind, to, _ in end["letters"] if kind == "offer_notice" or letter in given_up
    }
    # Without their ids, which derive from the numbers of mails: a blow may cost PostgreSQL a number, and no mail.
    letters = sorted((kind, to, "sent" if letter in doubted else state) for letter, kind, to, state in end["letters"])
    queue = [why for why in end["queue"] if not any(words in why for words in doubted.values())]
    return {**end, "letters": letters, "queue": queue}


def fingerprint(mail: bytes) -> str:
    """Whatever the line ends: a Maildir keeps them otherwise than the wire."""
    return hashlib.sha256(mail.replace(b"\r\n", b"\n")).hexdigest()


def message_id_of(letter: bytes) -> str:
    [line] = [line for line in letter.split(b"\r\n\r\n", 1)[0].split(b"\r\n") if line.lower().startswith(b"message-id:")]
    return bare(line.partition(b":")[2].decode())


def bare(message_id: str) -> str:
    return message_id.strip().strip("<>")
