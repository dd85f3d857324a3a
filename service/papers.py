"""What a question is about, back to the bytes: the mail or the file handed in, and how its reading came to be asked about.

What is read of those papers anew keeps its sender, and what was known of its case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, assert_never

from ingest.message import RawMessage
from parsing.cover import is_covered
from parsing.field import Field, Where
from parsing.readings import Automatic, Mail, Reading, Unreadable
from service.config import WrongUsage
from service.resolve import CannotResolve
from store import messages, questions
from store.engine import Tx
from store.questions import Asked
from store.schema import Way


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How one question came to be asked about one reading: of which readings, and which of them (None: all)."""

    readings: tuple[Reading, ...]
    number: int | None

    @property
    def about(self) -> Reading | None:
        return None if self.number is None else self.readings[self.number]

    def chosen_from(self, fresh: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """Those of the fresh readings that are the asked one again: of the same paper, or of what was found inside it."""
        if self.about is None or self.number is None:
            return fresh
        source = self.about.source
        same = [number for number, each in enumerate(self.readings) if each.source == source]
        again = tuple(each for each in fresh if _is_same_paper(source, each.source))
        if len(again) == len(same):
            return (again[same.index(self.number)],)
        if again:
            return again if len(same) == 1 else ()
        others = {each.source for each in self.readings}
        return tuple(each for each in fresh if _is_inside(source, each.source) and each.source not in others)


def _is_same_paper(one: str, other: str) -> bool:
    """Whether two names are of one paper: either may hide what may be somebody's name under stars."""
    return is_covered(one, other) or is_covered(other, one)


def _is_inside(holder: str, source: str) -> bool:
    return _is_same_paper(holder, source[: len(holder)]) and source[len(holder) :].startswith((": ", " > "))


@dataclass(frozen=True, kw_only=True)
class Papers:
    """What a question is about, as it can be read once more."""

    asked: Asked
    mail: Mail  # as it was read when the question was asked
    raw: RawMessage  # the kept mail, or the file that was handed in
    steps: tuple[Asking, ...]  # from the first reading of these papers to the question
    heard: frozenset[str] = frozenset()  # words of danger to which a person has been alerted
    opened_for: tuple[Mail, Reading | None] | None = None  # what the file was handed in for: the outer mail, and which part of it

    @property
    def about(self) -> Reading | None:
        return self.steps[-1].about


def papers_about(tx: Tx, asked: Asked) -> Papers:
    """Back from a question to the bytes. Raises CannotResolve where there are none to be read again."""
    if asked.message is None:
        raise CannotResolve(f"{asked.id} is not about a mail: there is nothing to be read again.")
    if asked.question.kind == "fault":
        raise CannotResolve(f"{asked.id} waits for a mend of the program. Then --accept takes the mail up again.")
    if asked.question.kind == "message_id":
        raise CannotResolve(f"{asked.id} asks which of two mails is genuine; reading cannot tell. Use --accept or --dismiss.")
    kept, answer = messages.load(tx, asked.message), messages.desk_answer(tx, asked.message)
    mail = kept.mail or Mail()
    here, heard = Asking(readings=mail.readings, number=asked.reading), frozenset({mail.urgent})
    if answer is None:
        return Papers(asked=asked, mail=mail, raw=kept.raw, steps=(here,), heard=heard)
    if answer.way is Way.SAID:
        raise CannotResolve(
            f"{asked.id} is about what {answer.by} entered, which reading again would lose. If it is right, --accept decides "
            "it by today's register; else correct it with --set."
        )
    first = questions.find(tx, answer.question)
    assert first is not None, "an answer answers a question of ours"
    match answer.way:
        case Way.READ_AGAIN:
            earlier = papers_about(tx, first)
            return replace(earlier, asked=asked, mail=mail, steps=(*earlier.steps, here), heard=earlier.heard | heard)
        case Way.HANDED_IN:
            opened_for = papers_about(tx, first)
            outside = (opened_for.mail, opened_for.about)
            return Papers(asked=asked, mail=mail, raw=kept.raw, steps=(here,), heard=heard, opened_for=outside)
        case _:
            assert_never(answer.way)


def papers_unread(tx: Tx, asked: Asked) -> Papers:
    if asked.question.kind != "unreadable":
        raise WrongUsage(f"{asked.id} is not about something that could not be read: answer it with --set, --as or --accept.")
    return papers_about(tx, asked)


def needs_password(reading: Reading | None) -> bool:
    return isinstance(reading, Unreadable) and reading.needs == "password"


def _is_sealed(reading: Reading | None) -> bool:
    """Only its wrapper was read, so nothing of what its writer said has been heard. So too of a mail that was not read at all."""
    return reading is None or (isinstance(reading, Unreadable) and reading.needs == "opening")


def source_of(reading: Reading | None) -> str:
    return "the mail" if reading is None or reading.source == "message" else reading.source


def why_unread(reading: Reading) -> str:
    return reading.why if isinstance(reading, Unreadable) else ""


# --- what is read anew, as its sender's word --------------------------------------------------------------------------


def as_handed_in(fresh: Mail, opened_for: tuple[Mail, Reading | None], name: str) -> Mail:
    """What a file says, as said by the sender of the mail that it was opened for.

    A saved mail's words are that sender's only where that mail was a mere wrapper; else just the papers in it count (F35).
    """
    outer, part = opened_for
    is_mail = bool(fresh.sender or fresh.sender_doubt or fresh.message_id or fresh.sent_at or fresh.subject)
    sealed = _is_sealed(part)
    readings = tuple(each for each in fresh.readings if sealed or not is_mail or each.source != "message")
    if is_mail and (why := _why_another_sender(outer, fresh, name)):
        readings = tuple(_in_doubt(each, why) for each in readings)
    return replace(
        outer,
        readings=readings,
        unreadable=fresh.unreadable,
        automatic=fresh.automatic if is_mail and sealed else Automatic.NO,
        urgent=fresh.urgent,
        answers_to=tuple(dict.fromkeys((*outer.answers_to, *(fresh.answers_to if sealed else ())))),
    )


def _why_another_sender(outer: Mail, inner: Mail, name: str) -> str:
    if inner.sender and inner.sender == outer.sender:
        return ""
    said = inner.sender or "nobody who is sure"
    return f"{name} is from {said}, the mail that it was opened for from {outer.sender or 'nobody who is sure'}: see who speaks."


def _in_doubt(reading: Reading, why: str) -> Reading:
    changed: Reading = replace(reading, doubts=(*reading.doubts, why))
    return changed


def about_its_case(mail: Mail, papers: Papers) -> Mail:
    """What was known of the case before the papers could be read, each reading is told."""
    known = _reference(papers.about).value or papers.asked.question.case
    return replace(mail, readings=tuple(_told(each, known, papers.asked) for each in mail.readings)) if known else mail


def _told(reading: Reading, known: str, asked: Asked) -> Reading:
    own = _reference(reading)
    if not hasattr(reading, "reference") or own.doubt or own.value == known:
        return reading
    if own.value is not None:
        return _in_doubt(reading, f"{reading.source} names {own.value}, and {asked.id} was about {known}: say which is meant.")
    where = Where(source="desk", note=f"the case of {asked.id}")
    held: Any = reading  # Any: not every member of the union has a reference; this one has
    told: Reading = replace(held, reference=Field(value=known, quote=known, where=where))
    return told


def _reference(reading: Reading | None) -> Field[str]:
    found: Field[str] = getattr(reading, "reference", Field())
    return found
