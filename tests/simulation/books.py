"""The auditor: what must hold after every commit, and what must hold when the weather has cleared (L1–L6, I1–I9, O1–O6, D13).

She knows no rule of the product. She compares rows with rows, with what the server was given and with what the post took.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from outbox.message import OutboundMessage
from tests.simulation.mail_server import DONE, INBOX, MailServer, digest
from tests.simulation.post_office import PostOffice

CAP = 3
COORDINATOR = "coordinator"
PAUSER = "Cora Hale"
LETTER_STEPS: dict[str, set[str]] = {  # what has gone is sent, whatever was thought of it meanwhile
    "waiting": {"sent", "sending", "held", "refused", "cancelled"},
    "sending": {"sent", "waiting", "refused", "uncertain", "held", "cancelled"},
    "sent": {"refused"},  # brought back by the recipient's server
    "refused": {"sent", "waiting", "cancelled"},
    "uncertain": {"sent", "refused", "waiting", "cancelled"},
    "held": {"sent", "waiting", "cancelled"},
    "cancelled": {"sent"},
}
STAGES = ("kept", "read", "decided")


@dataclass(frozen=True)
class Letter:
    state: str
    claimed_at: str | None


@dataclass
class Books:
    """What was true after the last commit, to be compared with what is true now."""

    rows: sqlite3.Connection
    letters: dict[str, Letter] = field(default_factory=dict)
    bytes_of: dict[str, str] = field(default_factory=dict)
    claimed_by: dict[str, str] = field(default_factory=dict)
    stages: dict[int, str] = field(default_factory=dict)
    postings: int = 0
    paused: bool = False
    first_number: int | None = None  # that the server was to give next when the books were begun: of those before nobody knows
    again: Counter[str] = field(default_factory=Counter)  # letters that a person let go again
    faults: list[str] = field(default_factory=list)

    def found(self, sentence: str) -> None:
        if sentence not in self.faults:
            self.faults.append(sentence)

    # -- after each commit ------------------------------------------------------------------------------------------------

    def after_commit(self, who: str) -> None:
        self._look_at_switch()
        self._look_at_folder()
        self._look_at_beats()
        self._look_at_letters(who)
        self._look_at_messages()
        self._look_at_ledger()

    def _look_at_letters(self, who: str) -> None:
        seen = set()
        for row in self.rows.execute("SELECT id, state, claimed_at FROM outbox"):
            seen.add(row["id"])
            now, before = Letter(row["state"], row["claimed_at"]), self.letters.get(row["id"])
            if before == now:
                continue
            if before is None:
                self.bytes_of[row["id"]] = self._bytes(row["id"])
            elif now.state != before.state and not _leads(before.state, now.state):
                self.found(f"Letter {row['id']} went from {before.state} to {now.state}.")
            if now.state == "sending" and now != before:
                self.claimed_by[row["id"]] = who
            if who == COORDINATOR and now.state == "waiting":
                self.again[row["id"]] += 1
            self.letters[row["id"]] = now
        for lost in self.letters.keys() - seen:
            self.found(f"Letter {lost} has vanished from the outbox (O1).")

    def _look_at_switch(self) -> None:
        row = self.rows.execute('SELECT "on", "by" FROM switches').fetchone()
        self.paused = row is not None and bool(row["on"])
        if self.paused and row["by"] != PAUSER:
            self.found(f"Sending was paused by «{row['by']}», and no backup was restored (O7).")

    def _look_at_folder(self) -> None:
        if self.first_number is None and (row := self.rows.execute("SELECT uidnext FROM folders").fetchone()):
            self.first_number = row["uidnext"]

    def _look_at_beats(self) -> None:
        """A part of a daemon that met a bug goes on, and says so."""
        for row in self.rows.execute(
            "SELECT name, trouble FROM beats WHERE trouble LIKE 'A fault of the program%' OR name = 'sweep'"
        ):
            if row["trouble"]:
                self.found(f"{row['name']}: {row['trouble']}")

    def _bytes(self, letter: str) -> str:
        return sha256(self.rows.execute("SELECT data FROM outbox WHERE id = ?", (letter,)).fetchone()["data"]).hexdigest()

    def _look_at_messages(self) -> None:
        for row in self.rows.execute("SELECT id, stage FROM messages"):
            before = self.stages.get(row["id"], "kept")
            if before == "decided" != row["stage"]:
                self.found(f"Message {row['id']} was decided and is {row['stage']} (I3).")
            self.stages[row["id"]] = row["stage"]

    def _look_at_ledger(self) -> None:
        last = self.rows.execute("SELECT coalesce(max(id), 0) AS last FROM postings").fetchone()["last"]
        if last == self.postings:
            return
        self.postings = last
        kinds: dict[tuple[str, int], dict[str, dict[str, int]]] = {}
        for row in self.rows.execute("SELECT landlord, kind, homes, reference, move FROM entries"):
            kinds.setdefault((row["reference"], row["move"]), {}).setdefault(row["kind"], {})[row["landlord"]] = row["homes"]
        committed: Counter[str] = Counter()
        for move, legs in kinds.items():
            if any(sum(homes.values()) for homes in legs.values()):
                self.found(f"A posting of {move} does not sum to zero (L1).")
            if "void" in legs and "post" in legs:
                self.found(f"{move} is both given back and posted (L3).")
            if "void" not in legs:
                committed.subtract(legs.get("post") or {each: homes for each, homes in legs["reserve"].items() if homes < 0})
        for landlord, owes in committed.items():
            if owes > CAP:
                self.found(f"{landlord} owes {owes} with what is reserved (L3).")

    # -- at the post's window ---------------------------------------------------------------------------------------------

    def before_taking(self, who: str, message: OutboundMessage) -> None:
        """A letter goes only after the commit of its claim, by its claimer, as it was written, in its turn (O2, O4, O5)."""
        row = self.rows.execute("SELECT * FROM outbox WHERE id = ?", (message.id,)).fetchone()
        if row is None:
            self.found(f"Letter {message.id} was handed over before its decision was committed (O4).")
            return
        if sha256(message.data).hexdigest() != self.bytes_of[message.id] or bytes(row["data"]) != message.data:
            self.found(f"Letter {message.id} was handed over with other bytes (O2).")
        before = self.rows.execute(
            "SELECT id FROM outbox WHERE recipient = ? AND reference = ? AND number < ? AND state IN ('waiting', 'sending')",
            (row["recipient"], row["reference"], row["number"]),
        ).fetchall()
        if before and self.still_holds(who, message.id):
            self.found(f"Letter {message.id} overtook {before[0]['id']} to the same reader about the same case (O5).")

    def may_begin(self, who: str, letter: str) -> None:
        """At the first word about a letter its claim must hold (O4)."""
        if self.paused:
            self.found(f"{who} hands over letter {letter} while sending is paused (O7).")
        if not self.still_holds(who, letter):
            state = self.letters[letter].state if letter in self.letters else "not there"
            self.found(f"{who} hands over letter {letter}, which is {state}, under a claim that no longer holds (O4, F20).")

    def still_holds(self, who: str, letter: str) -> bool:
        """Whether it is this process that has claimed the letter."""
        return letter in self.letters and self.letters[letter].state == "sending" and self.claimed_by.get(letter) == who

    def after_taking(self, letter: str, copies: int, excused: int) -> None:
        allowed = 1 + excused + self.again[letter]
        if copies > allowed:
            self.found(f"Letter {letter} arrived {copies} times, and {allowed} are excused (O3).")

    # -- at the end ---------------------------------------------------------------------------------------------------------

    def unfinished(self, server: MailServer) -> list[str]:
        """What still has to be done; empty when everything has come to rest."""
        found = [f"{len(server.inbox.mails)} mails lie in {INBOX}"] if server.inbox.mails else []
        found += [f"message {number} is {stage}" for number, stage in self.stages.items() if stage in STAGES[:2]]
        found += [
            f"letter {each} is {letter.state}" for each, letter in self.letters.items() if letter.state in ("waiting", "sending")
        ]
        return found

    def at_the_end(self, server: MailServer, office: PostOffice, unheard: set[str], may_be_shunted: set[str]) -> None:
        for problem in (
            *self._mails(server, may_be_shunted),
            *self._vanished(server),
            *self._letters(office),
            *self._readers(unheard),
            *self._chain(),
        ):
            self.found(problem)

    def _mails(self, server: MailServer, may_be_shunted: set[str]) -> Iterator[str]:
        rows = {row["fingerprint"]: row for row in self.rows.execute("SELECT * FROM messages WHERE source = 'mailbox'")}
        distinct = {digest(data) for data in server.delivered}
        if missing := distinct - server.everything():
            yield f"{len(missing)} mails are no longer on the server (I1)."
        lying = {digest(data) for name in (INBOX, DONE) for data in server.folders[name].mails.values()}
        if lost := lying - rows.keys():
            yield f"{len(lost)} mails lie on the server and are not in the books (I2)."
        if invented := rows.keys() - distinct:
            yield f"{len(invented)} messages were never delivered (I3)."
        if len(rows) != self.rows.execute("SELECT count(*) AS n FROM messages WHERE source = 'mailbox'").fetchone()["n"]:
            yield "One mail is in the books twice (I3)."
        for fingerprint, row in rows.items():
            if row["stage"] == "shunted" and fingerprint not in may_be_shunted:
                yield f"Message {row['id']} was shunted: {row['trouble'].strip().splitlines()[-1]}"

    def _vanished(self, server: MailServer) -> Iterator[str]:
        fates = {(row["uidvalidity"], row["uid"]): row["fate"] for row in self.rows.execute("SELECT * FROM listed")}
        for place in server.missed:
            if not fates.get((place.uidvalidity, place.uid)):
                yield f"The mail at {place} vanished and nobody was asked (I2, F12)."
        for (uidvalidity, uid), fate in fates.items():
            if not fate:
                yield f"What became of mail {uidvalidity}/{uid} that was listed is not known (I2)."
        kept = {(row["uidvalidity"], row["uid"]) for row in self.rows.execute("SELECT uidvalidity, uid FROM places")}
        here = server.inbox
        unaccounted = {(here.uidvalidity, uid) for uid in range(self.first_number or 1, here.next_uid)} - fates.keys() - kept
        asked = self.rows.execute("SELECT 1 FROM questions WHERE kind IN ('never_seen', 'renumbered')").fetchone()
        if here.uidvalidity and unaccounted and not asked:
            yield f"The server gave the numbers {sorted(unaccounted)}, and nobody has asked after them (I2)."

    def _letters(self, office: PostOffice) -> Iterator[str]:
        copies = Counter(copy.letter for copy in office.copies)
        for letter, row in self.letters.items():
            if row.state == "sent" and not copies[letter]:
                yield f"Letter {letter} is booked as sent and never arrived (O1)."
            if copies[letter] and row.state in ("waiting", "sending", "held"):
                yield f"Letter {letter} arrived and is still {row.state} (O1)."
        for row in self.rows.execute(
            "SELECT id FROM outbox WHERE state IN ('held', 'refused', 'cancelled', 'uncertain') AND reply = ''"
        ):
            yield f"Letter {row['id']} did not go, and no reason is on record (O1)."

    def _readers(self, unheard: set[str]) -> Iterator[str]:
        """Only the register's mailboxes and officers of cases are written to, and never because of a machine or a stranger."""
        known = {
            row["email"] for row in self.rows.execute("SELECT email FROM partner_mailboxes UNION SELECT email FROM case_officers")
        }
        causes = {
            str(row["id"]): row["fingerprint"]
            for row in self.rows.execute("SELECT id, fingerprint FROM messages WHERE source = 'mailbox'")
        }
        for row in self.rows.execute("SELECT id, recipient, cause FROM outbox"):
            if row["recipient"].lower() not in known:
                yield f"Letter {row['id']} went to somebody who is in no register and on no case (D13)."
            if causes.get(row["cause"].partition(":")[0]) in unheard:
                yield f"Letter {row['id']} was elicited by a machine or a stranger (F25, D13)."

    def _chain(self) -> Iterator[str]:
        """Each decision is decided once: one audit line a cause (I7)."""
        lines = Counter(row["about"] for row in self.rows.execute("SELECT about FROM audit WHERE act = 'decided'"))
        for cause, times in lines.items():
            if times > 1:
                yield f"{cause} was decided {times} times (I3)."


def _leads(before: str, now: str) -> bool:
    """Whether one commit may lead there: claiming releases what is stale first, so two steps can be one commit."""
    steps = LETTER_STEPS[before]
    return now in steps or any(now in LETTER_STEPS[between] for between in steps & {"sending", "waiting", "held"})
