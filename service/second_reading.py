"""A second reading: the papers that a question is about are read once more, with what has been learned, mended or opened since.

Reading happens with no transaction open; what came of it is written in one, as the answer to the question, and decided by the
same line. Nobody is vouched for by a second reading. Only a file that the coordinator opened herself comes with her word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from ingest.message import RawMessage
from parsing.readings import Mail, SenderCheck, Unreadable
from scheme.agreement import Scheme
from scheme.terms import LearnedLabel
from service import labels
from service.config import WrongUsage
from service.papers import Papers, about_its_case, as_handed_in, needs_password, papers_about, source_of, why_unread
from service.resolve import CannotResolve, Spoken, the_open_question
from store import learned, messages, questions
from store.engine import Store, Tx
from store.questions import Asked
from store.schema import Way

GOES_ON = "The line decides {} with the next «reciprocal run»."


class Reads(Protocol):
    """What a second reading needs of the reading room."""

    def read(self, raw: RawMessage) -> Mail: ...
    def read_file(self, name: str, data: bytes, password: str = "") -> Mail: ...


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a coordinator sits: the store, today's scheme, and a reading room that is opened only when it is needed."""

    store: Store
    scheme: Scheme
    open_room: Callable[[Scheme], AbstractContextManager[Reads]]
    by: str
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    undo: timedelta = timedelta()  # so long what is said waits for the line, and may be taken back

    def spoken(self) -> Spoken:
        now = self.now()
        return Spoken(by=self.by, now=now, decided_from=now + self.undo if self.undo else None)


@dataclass(frozen=True, kw_only=True)
class Again:
    """A question with what the second reading brought for it."""

    papers: Papers
    mail: Mail

    @property
    def asked(self) -> Asked:
        return self.papers.asked


def read_again(desk: Desk, question_id: str, *, learn: Sequence[str] = (), password: str = "") -> str:
    """Read the papers of a question once more. Returns a sentence; raises WrongUsage or CannotResolve with one."""
    lessons = labels.lessons(learn)
    with desk.store.read() as tx:
        papers = papers_about(tx, the_open_question(tx, desk.scheme, question_id))
    taught, meant = _taught(desk, lessons, papers) if lessons else ((), ())
    scheme = desk.scheme.with_learned((*desk.scheme.learned, *taught))
    with desk.open_room(scheme) as room:
        again = _read_again(room, papers, password)
        _check_that_it_was_learned(taught, again)
        ids = desk.store.write(lambda tx: _record(tx, desk, again, taught))
        others = sum(_read_other(desk, room, other) for other in _others(desk, meant))
    return _what_follows(papers.asked, ids, others)


def _taught(
    desk: Desk, lessons: Sequence[labels.Lesson], papers: Papers
) -> tuple[tuple[LearnedLabel, ...], tuple[LearnedLabel, ...]]:
    """What is to be learned, and with it what another has taught since, which other forms may wait for too."""
    if papers.about is None:
        raise CannotResolve(f"{papers.asked.id} is not about a form: there is no wording to be learned from it.")
    taught = labels.to_be_learned(lessons, papers.about, desk.scheme)
    form = labels.form_of(papers.about.kind)
    assert form is not None, "else nothing could have been taught"
    known = tuple(LearnedLabel(form=form.kind, label=lesson.label, key=lesson.key) for lesson in lessons)
    return taught, (*taught, *known)


def unlock(desk: Desk, question_id: str, password: str) -> str:
    """Open the locked papers of a mail with a password: those that it fits. The password is kept nowhere."""
    with desk.store.read() as tx:
        asked = the_open_question(tx, desk.scheme, question_id)
        papers = papers_about(tx, asked)
        if not needs_password(papers.about):
            raise WrongUsage(f"{asked.id} does not wait for a password.")
        beside = [papers_about(tx, each) for each in questions.open_about(tx, asked.message or 0) if each.id != asked.id]
    with desk.open_room(desk.scheme) as room:
        fresh = _fresh(room, papers, password)
    opened = [
        again
        for each in (papers, *(other for other in beside if needs_password(other.about)))
        if (again := _chosen(each, fresh)).mail.readings and not all(map(needs_password, again.mail.readings))
    ]
    if not opened:
        raise CannotResolve(
            f"The password does not open {source_of(papers.about)}. Nothing was changed; {asked.id} is still open."
        )
    desk.store.write(lambda tx: [_record(tx, desk, again, ()) for again in opened])
    named = ", ".join(f"{source_of(each.papers.about)} ({each.asked.id})" for each in opened)
    left = "" if opened[0].asked.id == asked.id else f" It does not open {source_of(papers.about)}: {asked.id} is still open."
    return f"The password opens {named}.{left} {GOES_ON.format('what is inside')}"


# --- reading ----------------------------------------------------------------------------------------------------------


def _read_again(room: Reads, papers: Papers, password: str = "") -> Again:
    again = _chosen(papers, _fresh(room, papers, password))
    asked, readings = papers.asked, again.mail.readings
    if again.mail.unreadable:
        raise CannotResolve(f"It cannot be read this time either: {again.mail.unreadable} {asked.id} is still open.")
    if not readings:
        raise CannotResolve(
            f"Read once more, nothing of it is what {asked.id} asks about. Answer it with --set, --as or --dismiss."
        )
    if any(map(needs_password, readings)) and not needs_password(papers.about):
        raise CannotResolve(f"{source_of(papers.about)} is locked: give its password too (--password). {asked.id} is still open.")
    if all(isinstance(each, Unreadable) for each in readings) and papers.about in readings:
        raise CannotResolve(f"It cannot be read this time either: {why_unread(readings[0])} {asked.id} is still open.")
    return again


def no_better_proved(fresh: Mail, first: Mail) -> Mail:
    """Who failed a check once does not pass it because the key for the check cannot be had today."""
    failed = first.sender_check is SenderCheck.FAILED and fresh.sender_check is SenderCheck.PASSED
    return replace(fresh, sender_check=first.sender_check, sender_doubt=first.sender_doubt) if failed else fresh


def _fresh(room: Reads, papers: Papers, password: str) -> Mail:
    """The papers as they read today. A mail's sender is never taken from the reading of it as a file."""
    raw = papers.raw
    if papers.opened_for is not None:
        name = raw.place.name
        return as_handed_in(room.read_file(name, raw.data, password), papers.opened_for, name)
    if not password:
        return no_better_proved(room.read(raw), papers.mail)
    as_file = room.read_file("mail.eml", raw.data, password)
    return replace(papers.mail, readings=as_file.readings, unreadable=as_file.unreadable, urgent=as_file.urgent)


def _chosen(papers: Papers, fresh: Mail) -> Again:
    readings = fresh.readings
    for step in papers.steps:
        readings = step.chosen_from(readings)
    mail = replace(fresh, readings=readings, urgent="" if fresh.urgent in papers.heard else fresh.urgent)
    return Again(papers=papers, mail=about_its_case(mail, papers))


# --- what came of it --------------------------------------------------------------------------------------------------


def _record(tx: Tx, desk: Desk, again: Again, taught: Sequence[LearnedLabel]) -> tuple[str, ...]:
    """Everything of one second reading at once. Gives the ids of what was learned."""
    asked, spoken = again.asked, desk.spoken()
    now = spoken.now
    ids = tuple(learned.learn(tx, label, question=asked.id, by=desk.by, now=now) for label in taught)
    number = messages.add_answer(tx, asked.id, again.mail, desk.by, "", now, way=Way.READ_AGAIN, not_before=spoken.decided_from)
    if None in ids or number is None:
        raise CannotResolve(f"{asked.id}, or the wording, was dealt with by somebody else in this very moment. Look again.")
    _close_beside(tx, asked, desk.by, now)
    return tuple(each for each in ids if each is not None)


def close(tx: Tx, asked: Asked, how: str, by: str, now: datetime) -> None:
    if not questions.answer(tx, asked.id, answer=how, by=by, now=now):
        raise CannotResolve(f"{asked.id} was answered by somebody else in this very moment. Look again.")
    _close_beside(tx, asked, by, now)


def _close_beside(tx: Tx, asked: Asked, by: str, now: datetime) -> None:
    """Other questions about the very same reading are asked anew if they still stand. An alert of danger stays (R007)."""
    for other in questions.open_about(tx, asked.message or 0):
        if other.reading == asked.reading and other.question.kind != "danger":
            questions.answer(tx, other.id, answer=closed_beside(asked.id), by=by, now=now)


def closed_beside(question: str) -> str:
    """The answer of a question that was closed because the same reading was read again for another."""
    return f"read again with {question}"


def _check_that_it_was_learned(taught: Sequence[LearnedLabel], again: Again) -> None:
    unknown = [label for reading in again.mail.readings for label in reading.unknown]
    for label in taught:
        if labels.is_unknown(label, unknown):
            raise CannotResolve(
                f"«{label.label}» cannot be learned as it stands: too many forms could mean it. Say what this one says: --set "
                "FIELD=VALUE. Nothing was changed."
            )


def _others(desk: Desk, taught: Sequence[LearnedLabel]) -> Iterator[str]:
    """Open questions about other readings that hold a wording now learned, one of each reading."""
    with desk.store.read() as tx:
        found = {
            (asked.message, asked.reading): asked.id
            for asked in reversed(questions.open_all(tx))
            if asked.message is not None and taught and _holds(tx, asked.message, asked.reading, taught)
        }
    yield from reversed(found.values())


def _holds(tx: Tx, message: int, reading: int | None, taught: Sequence[LearnedLabel]) -> bool:
    data = messages.reading_as_data(tx, message, reading)
    form = labels.form_of(data.get("kind", ""))
    return any(form and label.form == form.kind and labels.is_unknown(label, data.get("unknown", ())) for label in taught)


def _read_other(desk: Desk, room: Reads, question_id: str) -> bool:
    """The same for another question; what cannot be read again without its coordinator stays as it is."""
    try:
        with desk.store.read() as tx:
            papers = papers_about(tx, the_open_question(tx, desk.scheme, question_id))
        again = _read_again(room, papers)
        desk.store.write(lambda tx: _record(tx, desk, again, ()))
    except CannotResolve:
        return False
    return True


def _what_follows(asked: Asked, ids: Sequence[str], others: int) -> str:
    learned_now = f" {', '.join(ids)} learned." if ids else ""
    also = f" {others} other question{'s' if others != 1 else ''} with the same wording, read again as well." if others else ""
    return f"{asked.id} is read again.{learned_now}{also} {GOES_ON.format('what it says now')}"
