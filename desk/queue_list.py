"""The queue as a list of rows: which questions are open, in which order they are due, and what stands beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from desk import asked_words
from desk.clock_words import Clock, next_clock
from desk.covering import sender_shown
from desk.office import Desk
from parsing.document import COMPARE
from store import cases, messages, questions
from store.engine import Tx
from store.questions import THE_LINE, Asked, Waiting

A_PAGE = 50
DISMISSED = "dismissed: "
_NO_DAY = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """Which of the open questions she wants to see."""

    kind: str = ""
    landlord: str = ""
    urgent: bool = False
    caseless: bool = False

    def holds(self, asked: Waiting) -> bool:
        return (
            self.kind in ("", asked.kind)
            and self.landlord in ("", asked.landlord)
            and (asked.urgent or not self.urgent)
            and not (self.caseless and asked.reference)
        )

    @property
    def is_any(self) -> bool:
        return self == Sifted()

    def address(self, **changed: str) -> str:
        """The page that is sifted so: its address up to what may follow."""
        own = {"kind": self.kind, "landlord": self.landlord}
        own |= {"urgent": "yes" if self.urgent else "", "caseless": "yes" if self.caseless else ""}
        said = {name: value for name, value in {**own, **changed}.items() if value}
        return "/queue?" + (f"{urlencode(said)}&" if said else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: str
    kind: str
    why: str
    urgent: bool
    opened_at: datetime
    case: str = ""
    landlord: str = ""
    state: str = ""
    clock: Clock | None = None
    sender: str = ""
    sent_at: datetime | None = None
    paper: str = ""
    needs: str = ""
    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    rows: tuple[Row, ...]
    page: int
    pages: int
    shown: int  # questions that the sieve lets through
    open: int
    urgent: int
    caseless: int
    kinds: tuple[tuple[str, str], ...]  # of open questions, with their plain words
    landlords: tuple[str, ...]


def ordered(tx: Tx, desk: Desk) -> tuple[Waiting, ...]:
    """All open questions, oldest duty first: urgent ones, then by the clock that runs out soonest, then by age."""
    clocks = _clocks(tx, desk)
    return tuple(sorted(questions.waiting(tx), key=lambda each: (not each.urgent, _day_of(clocks, each), each.number)))


def _clocks(tx: Tx, desk: Desk) -> dict[str, Clock]:
    scheme, today = desk.does.scheme(), desk.does.zone(desk.now()).date()
    found = {name: next_clock(case, scheme, today) for name, case in cases.asked_about(tx).items()}
    return {name: clock for name, clock in found.items() if clock}


def _day_of(clocks: Mapping[str, Clock], asked: Waiting) -> date:
    clock = clocks.get(asked.reference)
    return clock.day if clock else _NO_DAY


def queue(tx: Tx, desk: Desk, sifted: Sifted, page: int) -> Queue:
    everything = ordered(tx, desk)
    wanted = [each for each in everything if sifted.holds(each)]
    pages = max(1, -(-len(wanted) // A_PAGE))
    page = min(max(1, page), pages)
    kinds = Counter(each.kind for each in everything)
    return Queue(
        rows=rows(tx, desk, wanted[(page - 1) * A_PAGE : page * A_PAGE]),
        page=page,
        pages=pages,
        shown=len(wanted),
        open=len(everything),
        urgent=sum(each.urgent for each in everything),
        caseless=sum(not each.reference for each in everything),
        kinds=tuple(sorted(((kind, asked_words.kind(kind)) for kind in kinds), key=lambda pair: pair[1])),
        landlords=tuple(sorted({each.landlord for each in everything} - {""})),
    )


def rows(tx: Tx, desk: Desk, chosen: Sequence[Waiting]) -> tuple[Row, ...]:
    asked = questions.some(tx, [each.id for each in chosen])
    mails = messages.mails_as_data(tx, {each.message for each in asked.values() if each.message is not None})
    heads = cases.heads(tx, {each.reference for each in chosen if each.reference})
    clocks = _clocks(tx, desk)
    return tuple(_row(asked[each.id], mails, heads, clocks) for each in chosen)


def _row(
    asked: Asked, mails: Mapping[int, dict[str, Any]], heads: Mapping[str, tuple[str, str]], clocks: Mapping[str, Clock]
) -> Row:
    question = asked.question
    landlord, state = heads.get(question.case, ("", ""))
    mail = mails.get(asked.message, {}) if asked.message is not None else {}
    reading = reading_of(mail, asked)
    return Row(
        id=asked.id,
        kind=asked_words.kind(question.kind),
        why=asked_words.plain(question.why),
        urgent=question.urgent,
        opened_at=asked.opened_at,
        case=question.case,
        landlord=landlord,
        state=state,
        clock=clocks.get(question.case),
        sender=sender_shown(mail.get("sender", ""), (each["kind"] for each in mail.get("readings", ()))),
        sent_at=when_sent(mail),
        paper=paper_of(reading),
        needs=asked_words.NEEDS.get(needs(asked, reading), ""),
        message=asked.message,
    )


def reading_of(mail: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """The one reading that is asked about, as it is stored; empty when it is the whole mail."""
    readings = mail.get("readings", ())
    return readings[asked.reading] if asked.reading is not None and asked.reading < len(readings) else {}


def when_sent(mail: Mapping[str, Any]) -> datetime | None:
    """The sender's own claim."""
    try:
        at = datetime.fromisoformat(mail.get("sent_at", ""))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def paper_of(reading: Mapping[str, Any]) -> str:
    """The file's name; not where the papers may tell who the applicant is (R029), and not the mail's own words."""
    source = str(reading.get("source", ""))
    return "" if reading.get("identity") or source in ("message", "desk") else source


def needs(asked: Asked, reading: Mapping[str, Any]) -> str:
    """ "password", "opening" (by hand), "wording" (to be learned), "comparing" (with the original), or none of these."""
    if asked.question.kind == "unreadable":
        return str(reading.get("needs", "")) or "opening"
    if reading.get("unknown"):
        return "wording"
    return "comparing" if asked.question.kind == "doubt" and COMPARE in asked.question.why else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where a question stands in the queue, and which are its neighbours; empty where there is none."""

    number: int  # counted from 1; 0: it is open no more
    of: int
    before: str
    after: str


def around(tx: Tx, desk: Desk, name: str) -> Around:
    """After the last one comes the first, so that none is passed over for good."""
    names = [each.id for each in ordered(tx, desk)]
    if name not in names:
        return Around(number=0, of=len(names), before="", after=names[0] if names else "")
    at = names.index(name)
    others = len(names) > 1
    return Around(
        number=at + 1,
        of=len(names),
        before=names[at - 1] if at else "",
        after=names[(at + 1) % len(names)] if others else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A question that somebody has answered today."""

    id: str
    kind: str
    case: str
    by: str
    at: datetime
    set_aside: str  # her reason
    until: datetime | None  # it can be taken back until then


def done_today(tx: Tx, desk: Desk, most: int = 12) -> tuple[Done, ...]:
    """What people have answered or set aside since this morning, the newest first."""
    midnight = desk.does.zone(desk.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    asked = questions.answered_since(tx, midnight.astimezone(UTC), most)
    until = messages.undecided(tx, [each.id for each in asked])
    return tuple(_done(each, until.get(each.id)) for each in asked)


def just_said(tx: Tx, desk: Desk, by: str) -> tuple[Done, ...]:
    """What she can still take back, the newest first."""
    return tuple(each for each in done_today(tx, desk) if each.by == by and each.until and each.until > desk.now())


def _done(asked: Asked, until: datetime | None) -> Done:
    assert asked.answered_at is not None, "it was chosen by its day"
    assert asked.answered_by != THE_LINE, "a person answered it"
    return Done(
        id=asked.id,
        kind=asked_words.kind(asked.question.kind),
        case=asked.question.case,
        by=asked.answered_by,
        at=asked.answered_at,
        set_aside=asked.answer.removeprefix(DISMISSED) if asked.answer.startswith(DISMISSED) else "",
        until=until,
    )
