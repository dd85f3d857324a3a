"""What would follow from a word of the coordinator, truly: the line's own steps are taken in one transaction, and taken back.

Nothing of it remains, whatever is foreseen: not a row, not a counter, not a line of the audit (DESIGN §4). PostgreSQL's sequences
alone go on, and nothing hangs on them.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from desk.answering import Foreseen, ForeseenCase, ForeseenEntry, ForeseenLetter
from desk.letter_view import view_of
from desk.letter_words import why
from matching.ledger import COUNTED, Balance, Entry, EntryKind
from outbox.message import OutboundMessage
from service.deciding import WEATHER
from service.line import Line
from service.sending import held_because
from service.steps import decide_within, shunt_within
from store import caps, cases, ledger, marks, messages
from store.engine import Tx
from store.marks import Written
from store.schema import LetterState, Stage

MOST_BEFORE = 10  # messages that are decided before the one that is tried
CHANGES_WHAT_IS_OWED = COUNTED | {EntryKind.CORRECT}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What the try brought, before it is told: the telling takes no turn from whoever wants to write."""

    note: str
    written: Written
    held: Mapping[str, str]  # letter → why the gate would hold it back
    standing: Mapping[str, Balance]
    states: tuple[ForeseenCase, ...]


class _TakenBack(Exception):
    """Carries what was tried out of the transaction, and takes the transaction back."""

    def __init__(self, tried: _Tried) -> None:
        super().__init__("tried, and taken back")
        self.tried = tried


def foresee(line: Line, deed: Callable[[Tx], str], *, case: str = "", taken_up: int | None = None) -> Foreseen:
    """What the line would do if `deed` were done now. What `deed` raises goes on to the caller.

    `case`: the one that is spoken of, if any is; another that goes on with it is named beside it. `taken_up`: a message that it
    may set going again.
    """

    def try_it(tx: Tx) -> NoReturn:
        raise _TakenBack(_tried(tx, line, deed, case, taken_up))

    try:
        line.store.write(try_it)
    except _TakenBack as back:
        return _foreseen(back.tried)
    raise AssertionError("what is only tried never ends well")


def _tried(tx: Tx, line: Line, deed: Callable[[Tx], str], case: str, taken_up: int | None) -> _Tried:
    """What waits for the line already is decided first, as it will be."""
    _decided(tx, line, _waiting(tx))
    before = marks.mark(tx)
    standing = ledger.balances(tx)
    step = tx.begin_nested()
    note = deed(tx)
    _decided(tx, line, marks.to_be_decided(tx, before, taken_up))
    written = marks.written_since(tx, before)
    held = {each.id: why_not(tx, line, each) for each in (*written.letters, *written.let_go)}
    touched = _touched(case, written)
    after = _states(tx, touched)
    step.rollback()
    states = _moves(_states(tx, touched), after)
    return _Tried(note=note, written=written, held=held, standing=standing, states=states)


def _waiting(tx: Tx) -> tuple[int, ...]:
    """After an outage hundreds of mails may wait: then only what was said at the desk, so that nobody has to wait for this."""
    waiting = messages.by_stage(tx, Stage.READ, limit=MOST_BEFORE + 1)
    return waiting if len(waiting) <= MOST_BEFORE else tuple(each.message for each in messages.undecided_words(tx)[:MOST_BEFORE])


def _decided(tx: Tx, line: Line, numbers: Sequence[int]) -> None:
    """As the line does it: a bug stops its own message and becomes a question."""
    for number in numbers:
        try:
            with tx.begin_nested():
                decide_within(tx, line, number)
        except WEATHER:
            raise
        except Exception:  # noqa: BLE001 - the line would shunt it too, whatever it is
            shunt_within(tx, line, number, Stage.READ, traceback.format_exc())


def _touched(case: str, written: Written) -> tuple[str, ...]:
    """References of the cases that anything was written about, in the order in which it was."""
    named = [
        case,
        *(reference for reference, _ in written.history),
        *(each.case for each in written.letters),
        *(each.case for each in written.entries),
    ]
    return tuple(dict.fromkeys(each for each in named if each))


def _states(tx: Tx, references: Sequence[str]) -> Mapping[str, str]:
    known = {each: cases.find(tx, each) for each in references}
    return {each: found.state.value if found else "" for each, found in known.items()}


def _moves(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ForeseenCase, ...]:
    return tuple(ForeseenCase(reference=each, before=before[each], after=state) for each, state in after.items())


def why_not(tx: Tx, line: Line, letter: OutboundMessage) -> str:
    """What the gate would say of a letter, in plain words; empty if it may go."""
    try:
        found = held_because(tx, line, letter)
        if not found and caps.would_hold(tx, letter.id, line.most, line.now()):
            found = "too many of its kind"
    except WEATHER:
        raise
    except Exception:  # noqa: BLE001 - what cannot be looked at does not go (D19)
        found = "fault of the program"
    return why(LetterState.HELD, found) if found else ""


def _as_foreseen(letter: OutboundMessage, *, held: str = "") -> ForeseenLetter:
    return ForeseenLetter(
        kind=letter.kind,
        to=letter.to,
        subject=letter.subject,
        text=_text_of(letter),
        partner=letter.partner,
        held=held,
    )


def _text_of(letter: OutboundMessage) -> str:
    """As it would arrive; an offered home's address stays masked at the desk too (the matrix, column CO)."""
    view = view_of(letter.data, holds_address=letter.holds_address)
    return view.text or view.why_not


def _entries(written: Sequence[Entry], standing: Mapping[str, Balance]) -> tuple[ForeseenEntry, ...]:
    """Each line with what its landlord owes before and after it: a place that is only reserved changes nothing of that."""
    owes = {landlord: balance.owes for landlord, balance in standing.items()}
    found = []
    for entry in written:
        before = owes.get(entry.landlord, 0)
        owes[entry.landlord] = before - entry.homes if entry.kind in CHANGES_WHAT_IS_OWED else before
        found.append(
            ForeseenEntry(
                kind=entry.kind.value,
                case=entry.case,
                landlord=entry.landlord,
                homes=entry.homes,
                owes_before=before,
                owes_after=owes[entry.landlord],
            )
        )
    return tuple(found)


def _foreseen(tried: _Tried) -> Foreseen:
    """The first case that it is about stands for itself; the others go on with it."""
    written, cases_moved = tried.written, tried.states
    own = cases_moved[0] if cases_moved else ForeseenCase(reference="", before="", after="")
    foreseen = Foreseen(
        case=own.reference,
        state_before=own.before,
        state_after=own.after,
        letters=tuple(_as_foreseen(each, held=tried.held[each.id]) for each in (*written.letters, *written.let_go)),
        stopped=tuple(map(_as_foreseen, written.stopped)),
        also=tuple(each for each in cases_moved[1:] if each.before != each.after),
        entries=_entries(written.entries, tried.standing),
        questions=tuple(each.question.why for each in written.questions if each.answered_at is None),
        history=tuple(
            line.what if reference == own.reference else f"{reference}: {line.what}" for reference, line in written.history
        ),
        note=tried.note,
    )
    return replace(foreseen, passed_over="; ".join(written.notes)) if foreseen.nothing else foreseen
