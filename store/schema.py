"""The tables, and the border where Python's values become rows.

What must not happen is refused here: by keys, by CHECKs, and by the triggers that stand in the migrations (which of them
and why: the table REFUSALS of migrations/versions/0001_first.py). Times are aware and in UTC; text is cleaned.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from matching.case import State
from matching.ledger import EntryKind


class Stage(StrEnum):
    """Where a message is on the line (DESIGN §3). Never mixed with the state of a case."""

    KEPT = "kept"
    READ = "read"
    DECIDED = "decided"
    SHUNTED = "shunted"


class LetterState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # claimed; to the outside it is still waiting
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"  # the server may have it or not: a person decides (O3)
    HELD = "held"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """How a message came through the desk."""

    SAID = ""  # the coordinator's own word, typed in; also every mail of the mailbox
    READ_AGAIN = "read_again"  # the kept mail, read once more: nobody's word but the sender's
    HANDED_IN = "handed_in"  # a file that she opened by hand, and vouches for


class Fate(StrEnum):
    """What became of a message that the server once listed (I2)."""

    OPEN = ""
    TAKEN = "taken"  # its bytes are in our books
    VANISHED = "vanished"  # gone before it could be fetched: a person was asked


class Role(StrEnum):
    """What somebody may do at the desk."""

    READER = "reader"
    COORDINATOR = "coordinator"


def clean_text(text: str) -> str:
    """Text that both databases take and give back alike: no NUL, no lone surrogate, one spelling of each letter."""
    whole = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole)


def clean_data(value: Any) -> Any:
    """The same for every text inside JSON-able data."""
    match value:
        case str():
            return clean_text(value)
        case list() | tuple():
            return [clean_data(each) for each in value]
        case dict():
            return {clean_text(key): clean_data(each) for key, each in value.items()}
        case _:
            return value


def text_key(text: str) -> str:
    """Stands for a text of any length in a key: an index takes no more than a few thousand bytes."""
    return hashlib.sha256(clean_text(text).encode()).hexdigest()


class Words(sa.types.TypeDecorator[str]):
    """Text, cleaned on its way in."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else clean_text(value)


class Json(sa.types.TypeDecorator[Any]):
    """JSON kept as text: the same bytes on both databases."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else json.dumps(clean_data(value), ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else json.loads(value)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """Aware times only; SQLite would give them back naive."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time without a zone has no place in the store")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.utcoffset() is None else value.astimezone(UTC)


METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _words(name: str, **more: Any) -> sa.Column[str]:
    """A text that is never NULL: empty says «none»."""
    return sa.Column(name, Words, nullable=False, server_default="", **more)


def _one_of(column: str, values: Iterable[str]) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN ({', '.join(repr(str(value)) for value in values)})", name=column)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _not_negative(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= 0", name=column)


def _yes_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


messages = sa.Table(
    "messages",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fingerprint", Words, nullable=False, unique=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    _count("size"),
    _words("left_on_server"),
    sa.Column("arrived_at", UtcTime, nullable=False),
    sa.Column("source", Words, nullable=False),
    sa.Column("stage", Words, nullable=False),
    _count("attempts"),  # of the stage it is in; counted before the attempt (I4)
    sa.Column("mail", Json),
    sa.Column("said_key", Words, index=True),  # of the Message-ID that the sender claims (F11)
    _words("trouble"),  # the trace of what shunted it
    _words("shunted_from"),
    _words("decided_note"),
    _words("answered_by"),  # a coordinator's answer from the desk: her name, what it answers, her reason
    sa.Column("answers", Words, sa.ForeignKey("questions.id")),
    _words("reason"),
    sa.Column("erased_at", UtcTime),
    _words("way"),
    sa.Index("arrivals", "source", "arrived_at"),  # when the last mail came
    sa.Index("on_the_line", "stage", "source", "arrived_at"),  # how long one waits
    sa.Column("not_before", UtcTime),  # a word of the desk is decided from then on, so that it can be taken back until then
    _one_of("source", ("mailbox", "desk")),
    _not_negative("attempts"),
    _not_negative("size"),
    _one_of("stage", Stage),
    _one_of("way", Way),
    sqlite_autoincrement=True,  # the number of an erased message is never given to another: letters' ids derive from it
)

places = sa.Table(
    "places",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("account", Words, nullable=False),
    _words("folder"),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    _words("name"),
    sa.Column("message", sa.Integer, sa.ForeignKey("messages.id"), nullable=False, index=True),
    sa.UniqueConstraint("account", "folder", "uidvalidity", "uid", "name", "message"),
    # Without UIDVALIDITY a place proves nothing (F2): there, and only there, other bytes may lie tomorrow.
    sa.Index(
        "one_message_a_place",
        *("account", "folder", "uidvalidity", "uid"),
        unique=True,
        sqlite_where=sa.text("uidvalidity > 0"),
        postgresql_where=sa.text("uidvalidity > 0"),
    ),
)

cases = sa.Table(
    "cases",
    METADATA,
    sa.Column("reference", Words, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("state", Words, nullable=False, index=True),
    _words("landlord", index=True),
    sa.Column("bedrooms", sa.Integer),
    _words("policy"),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("circulated_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    _words("area_residence", index=True),
    _words("form_fingerprint", index=True),
    sa.Column("data", Json, nullable=False),
    _yes_no("above_cap"),  # a coordinator let it go on although the cap was full
    _words("moved_outside"),  # own_stock | elsewhere: counted, and never in the ledger
    _one_of("state", State),
    sa.Index("in_their_order", "year", "sequence"),
    # Few cases each, found without a look at the others: the conditions stand as the queries say them, or SQLite passes them by.
    sa.Index(
        "let_go_above_the_cap",
        *("year", "sequence"),
        sqlite_where=sa.text("above_cap = 1"),
        postgresql_where=sa.text("above_cap"),
    ),
    sa.Index(
        "rehoused_outside",
        *("state", "closed_on", "landlord", "moved_outside"),
        sqlite_where=sa.text("moved_outside <> ''"),
        postgresql_where=sa.text("moved_outside <> ''"),
    ),
)

case_areas = sa.Table(
    "case_areas",
    METADATA,
    sa.Column("reference", Words, sa.ForeignKey("cases.reference"), primary_key=True),
    sa.Column("area", Words, primary_key=True, index=True),
)

case_officers = sa.Table(
    "case_officers",
    METADATA,
    sa.Column("reference", Words, sa.ForeignKey("cases.reference"), primary_key=True),
    sa.Column("email", Words, primary_key=True, index=True),
    _words("name"),  # as she is looked for at the desk
    _words("agency"),
)

history = sa.Table(
    "history",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("reference", Words, sa.ForeignKey("cases.reference"), nullable=False, index=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("who", Words, nullable=False),
    sa.Column("because", Words, nullable=False),
    sa.Column("what", Words, nullable=False),
    sqlite_autoincrement=True,
)

postings = sa.Table(
    "postings",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("reference", Words, nullable=False),  # of a case, says a trigger; a balance carried over has a name of its own
    sa.Column("move", sa.Integer, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("owing_landlord", Words, nullable=False, index=True),
    sa.Column("owed_landlord", Words, nullable=False, index=True),
    sa.Column("homes", sa.Integer, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    _words("reason"),
    sa.Column("because", Words, nullable=False),  # id of what caused it
    sa.Column("corrects", sa.Integer, sa.ForeignKey("postings.id"), unique=True),  # at most one correction each (L4)
    sa.UniqueConstraint("reference", "move", "kind"),  # the business key (L2)
    _one_of("kind", EntryKind),
    sa.CheckConstraint("homes > 0", name="homes"),
    sa.CheckConstraint("owing_landlord <> owed_landlord", name="two_landlords"),  # L5
    sa.CheckConstraint("owing_landlord <> '' AND owed_landlord <> ''", name="named_landlords"),
    sa.CheckConstraint("(kind = 'correct') = (corrects IS NOT NULL)", name="corrects"),
    sa.CheckConstraint("reference <> ''", name="of_a_case"),
    sa.CheckConstraint("kind NOT IN ('carry', 'correct') OR reason <> ''", name="reasoned"),
    sqlite_autoincrement=True,
)

# A view of the migrations: each posting as its two legs, which therefore sum to zero whatever is written (L1).
entries = sa.Table(
    "entries",
    sa.MetaData(),
    sa.Column("posting", sa.Integer),
    sa.Column("leg", sa.Integer),
    sa.Column("kind", Words),
    sa.Column("reference", Words),
    sa.Column("move", sa.Integer),
    sa.Column("landlord", Words),
    sa.Column("homes", sa.Integer),
    sa.Column("day", sa.Date),
    sa.Column("reason", Words),
)

outbox = sa.Table(
    "outbox",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),  # the order in which the letters were written (O5)
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("cause", Words, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("recipient", Words, nullable=False),
    sa.Column("reference", Words, sa.ForeignKey("cases.reference"), index=True),
    _words("partner"),
    sa.Column("subject", Words, nullable=False),
    sa.Column("message_id", Words, nullable=False, unique=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    _yes_no("holds_address"),
    sa.Column("state", Words, nullable=False, index=True),
    _count("attempts"),
    sa.Column("next_at", UtcTime, nullable=False),
    sa.Column("claimed_at", UtcTime),
    _words("reply"),  # the server's answer, or why it is held
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("sent_at", UtcTime),
    _count("fence"),  # of the lease under which it was claimed: an older holder's word counts no more (F20)
    sa.Column("delay_told_at", UtcTime),  # when a person was told that it is slow to go (F22)
    sa.UniqueConstraint("cause", "kind", "recipient"),  # O2
    _one_of("state", LetterState),
    _not_negative("attempts"),
    sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at"),
    sa.Index("written_to", "recipient", "created_at"),  # how many letters somebody got of late (D14)
    sa.Index("letters_to_partner", "partner", "state"),  # as they are looked through at the desk
    sa.Index("letters_of_kind", "kind", "state"),
    sqlite_autoincrement=True,
)

questions = sa.Table(
    "questions",
    METADATA,
    sa.Column("id", Words, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("cause", Words, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("why", Words, nullable=False),
    sa.Column("why_key", Words, nullable=False),
    sa.Column("reference", Words, index=True),  # no foreign key: it may ask about a reference that is no case of ours
    sa.Column(
        "message", sa.Integer, index=True
    ),  # no foreign key: a question may outlive its message and the two tables point at each other
    sa.Column("reading", sa.Integer),
    sa.Column("opened_at", UtcTime, nullable=False),
    sa.Column("answered_at", UtcTime, index=True),
    _words("answer"),
    _words("answered_by"),
    _yes_no("urgent"),
    sa.UniqueConstraint("cause", "kind", "why_key"),  # deciding twice asks once
    sa.CheckConstraint("answered_at IS NULL OR answered_by <> ''", name="answered_by"),
)

partners = sa.Table(
    "partners",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("data", Json, nullable=False),
    sa.Column("replaced_at", UtcTime, nullable=False),
)

partner_mailboxes = sa.Table(
    "partner_mailboxes",
    METADATA,
    sa.Column("partner", Words, sa.ForeignKey("partners.name"), primary_key=True),
    sa.Column("role", Words, primary_key=True),
    sa.Column("email", Words, primary_key=True, index=True),
    _one_of("role", ("named_lead", "circulars_to", "offers_from")),
)

learned_labels = sa.Table(
    "learned_labels",
    METADATA,
    sa.Column("id", Words, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("form", Words, nullable=False),
    sa.Column("label", Words, nullable=False),
    sa.Column("label_key", Words, nullable=False),
    _words("key"),  # the question of the form; empty = one that nothing is done with
    sa.Column("question", Words, sa.ForeignKey("questions.id"), nullable=False),  # in answer to which it was taught
    sa.Column("learned_by", Words, nullable=False),
    sa.Column("learned_at", UtcTime, nullable=False),
    _words("revoked_by"),
    sa.Column("revoked_at", UtcTime),
    sa.Index(
        "one_meaning_in_force",
        *("form", "label_key"),
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    ),
    sa.CheckConstraint("learned_by <> ''", name="learned_by"),
    sa.CheckConstraint("(revoked_at IS NULL) = (revoked_by = '')", name="revoked_by"),
)

counters = sa.Table(
    "counters",
    METADATA,
    sa.Column("name", Words, primary_key=True),  # "ARC-16": the references of a year; "question"
    _count("last"),
    _not_negative("last"),
)

audit = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("who", Words, nullable=False),
    sa.Column("act", Words, nullable=False),
    _words("about", index=True),
    _words("details"),
    sa.Column("chain", Words, nullable=False, unique=True),  # L7: unique, so that no two lines follow the same one
    sa.Index("audit_by", "who", "at"),
    sa.Index("audit_on", "at"),
    sqlite_autoincrement=True,
)

leases = sa.Table(
    "leases",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("holder", Words, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    _count("fence"),  # grows with each change of hands
)

listed = sa.Table(
    "listed",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("account", Words, nullable=False),
    _words("folder"),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    _words("name"),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("fate", Words, nullable=False, server_default="", index=True),  # empty until it is known
    sa.UniqueConstraint("account", "folder", "uidvalidity", "uid", "name"),
    _one_of("fate", Fate),
    sqlite_autoincrement=True,
)

folders = sa.Table(
    "folders",
    METADATA,
    sa.Column("account", Words, primary_key=True),
    sa.Column("folder", Words, primary_key=True),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("uidnext", sa.BigInteger, nullable=False),  # below it, every number has been accounted for
    sa.Column("at", UtcTime, nullable=False),
)

switches = sa.Table(
    "switches",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    _yes_no("on"),
    sa.Column("by", Words, nullable=False),
    _words("reason"),
    sa.Column("at", UtcTime, nullable=False),
    sa.CheckConstraint("by <> ''", name="by"),
)

keys = sa.Table(
    "keys",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("value", Words, nullable=False),  # secrets of the store's own, made once
)

beats = sa.Table(
    "beats",
    METADATA,
    sa.Column("name", Words, primary_key=True),  # what was done: "mailbox", "post", "line" …
    sa.Column("at", UtcTime),  # when it last went well; empty: never yet
    _words("trouble"),  # why it does not go well now
    sa.Column("since", UtcTime),  # since when it does not
    _count("failures"),  # in a row
)

case_changes = sa.Table(
    "case_changes",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("reference", Words, sa.ForeignKey("cases.reference"), nullable=False, index=True),
    sa.Column("field", Words, nullable=False),  # a key of the case: "areas_requested"
    _words("old"),
    _words("new"),
    sa.Column("who", Words, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("because", Words, nullable=False),  # id of the cause: "<message>:<reading>" (R034)
    sqlite_autoincrement=True,
)

rounds = sa.Table(
    "rounds",
    METADATA,
    sa.Column("name", Words, primary_key=True),  # what is done once a day or a week: "day", "morning", "digest", "anchor"
    sa.Column("day", sa.Date, nullable=False),  # the last day for which it was done
)

anchors = sa.Table(
    "anchors",
    METADATA,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("chain", Words, nullable=False),  # the newest link of the audit when that day's letter was written (L7)
    sa.Column("at", UtcTime, nullable=False),
)

mergers = sa.Table(
    "mergers",
    METADATA,
    sa.Column("old", Words, primary_key=True),  # a landlord becomes part of another once
    sa.Column("new", Words, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.CheckConstraint("old <> new", name="two_landlords"),
    sa.CheckConstraint("by <> '' AND reason <> ''", name="reasoned"),
)


people = sa.Table(
    "people",
    METADATA,
    sa.Column("name", Words, primary_key=True),  # as it stands in the audit; never given to another person
    sa.Column("email", Words, nullable=False, unique=True),  # what she signs in with
    sa.Column("role", Words, nullable=False),
    _words("password"),  # its Argon2id hash; empty: she has none
    _words("totp"),  # the secret of her authenticator, sealed; empty: none
    _count("totp_last"),  # the newest step that was used: no code counts twice
    _words("subject"),  # who she is at the provider of sign-ins, "<issuer> <sub>"
    sa.Column("added_at", UtcTime, nullable=False),
    sa.Column("added_by", Words, nullable=False),
    sa.Column("shut_at", UtcTime),  # since then she cannot sign in
    _one_of("role", Role),
    sa.CheckConstraint("name <> '' AND email <> '' AND added_by <> ''", name="named"),
)

sessions = sa.Table(
    "sessions",
    METADATA,
    sa.Column("key", Words, primary_key=True),  # of the cookie's secret, its sha256
    sa.Column("person", Words, sa.ForeignKey("people.name"), nullable=False, index=True),
    sa.Column("role", Words, nullable=False),  # as it was at sign-in: a change of role ends the session
    sa.Column("how", Words, nullable=False),  # "password" | "passkey" | "provider"
    sa.Column("began_at", UtcTime, nullable=False),
    sa.Column("seen_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    _one_of("role", Role),
)

tickets = sa.Table(
    "tickets",
    METADATA,
    sa.Column("key", Words, primary_key=True),  # of the secret that was handed out, its sha256
    sa.Column("kind", Words, nullable=False),  # "invitation" | "recovery" | "half" (a password that waits for its code) | …
    _words("person"),
    sa.Column("data", Json, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    _words("made_by"),
    sa.Column("until", UtcTime, nullable=False),
    sa.Column("used_at", UtcTime),
)

passkeys = sa.Table(
    "passkeys",
    METADATA,
    sa.Column("id", Words, primary_key=True),  # base64url
    sa.Column("person", Words, sa.ForeignKey("people.name"), nullable=False, index=True),
    sa.Column("public_key", Words, nullable=False),  # base64url
    _count("counter"),
    sa.Column("label", Words, nullable=False),  # her own name for it
    sa.Column("added_at", UtcTime, nullable=False),
    sa.Column("used_at", UtcTime),
)

attempts = sa.Table(
    "attempts",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcTime, nullable=False, index=True),
    sa.Column("what", Words, nullable=False),  # "account <key>" | "address <key>": whose tries are counted
    sqlite_autoincrement=True,
)

asked_acts = sa.Table(
    "asked_acts",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", Words, nullable=False),  # "correction" | "register": what two people do, or one after a day
    sa.Column("about", Words, nullable=False),
    sa.Column("data", Json, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("asked_by", Words, nullable=False),
    sa.Column("asked_at", UtcTime, nullable=False),
    _words("settled_by"),
    sa.Column("settled_at", UtcTime),
    _words("outcome"),  # "done" | "dropped"
    sa.CheckConstraint("reason <> '' AND asked_by <> ''", name="reasoned"),
    sa.CheckConstraint("(settled_at IS NULL) = (outcome = '')", name="settled"),
    sqlite_autoincrement=True,
)


def insert_new(tx: sa.Connection, table: sa.Table, **values: Any) -> bool:
    """Inserts a row unless one of its keys is taken: True when it is new."""
    make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    # Asked by RETURNING: psycopg's count of inserted rows does not reach us through SQLAlchemy.
    return tx.execute(make(table).values(**values).on_conflict_do_nothing().returning(sa.literal(1))).first() is not None


def insert_all_new(tx: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Inserts many rows, passing over those of which a key is taken."""
    make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    if rows:
        tx.execute(make(table).on_conflict_do_nothing(), rows)
