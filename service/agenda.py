"""The page of a day, gathered from the store: for the morning letter, the command and the desk."""

from __future__ import annotations

from datetime import date, datetime

from matching.agenda import Agenda, OpenQuestion, StuckLetter, agenda
from matching.case import Case
from scheme.agreement import Scheme
from service.working_days import Place
from store import cases, outbox, questions
from store.engine import Tx


def page_of(tx: Tx, scheme: Scheme, place: Place, today: date, going: tuple[Case, ...] | None = None) -> Agenda:
    """What is due on a day, from the store as it stands. `going`: its open requests, where they are at hand."""

    def day(at: datetime) -> date:
        return place.local(at).date()

    going = cases.open_ones(tx) if going is None else going
    known = {case.reference for case in going}
    asked = tuple(
        OpenQuestion(
            id=each.id,
            kind=each.question.kind,
            case=each.question.case if _is_ours(tx, each.question.case, known) else "",
            urgent=each.question.urgent,
            since=day(each.opened_at),
        )
        for each in questions.open_all(tx)
    )
    stuck = tuple(
        StuckLetter(kind=each.kind, case=each.case, state=each.state, since=day(each.created_at)) for each in outbox.stuck(tx)
    )
    return agenda(going, asked, stuck, scheme, today)


def _is_ours(tx: Tx, reference: str, known: set[str]) -> bool:
    """A question may ask about a reference that is no case of ours: somebody has written it, and it is not repeated (D13)."""
    return bool(reference) and (reference in known or cases.find(tx, reference) is not None)
