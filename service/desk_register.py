"""The register's acts for the desk: rows are taken in as an import does it, and those that decide who hears by two people."""

from __future__ import annotations

from dataclasses import replace

from desk.answering import Foreseen
from desk.office import Refused
from desk.register_acts import TakenIn
from desk.register_changes import NAMES, RowChange, row_change
from outbox.smtp import is_secure
from scheme.register import Partner
from service import register, two_hands
from service.behind_the_desk import Behind
from service.desk_sentences import at_the_desk
from service.foreseeing import foresee
from store import audit, partners
from store.asked_acts import REGISTER, AskedAct
from store.codec import from_data, to_data
from store.engine import Tx

FEW = 3  # partners that the name of a change names


class RegisterBook:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    def secure_among(self, addresses: frozenset[str]) -> frozenset[str]:
        domains = self.behind.line().secure_domains
        return frozenset(each for each in addresses if is_secure(each, domains))

    def foresee(self, rows: tuple[Partner, ...]) -> Foreseen:
        def deed(tx: Tx) -> str:
            register.take_in(tx, rows, self.behind.now())
            return ""

        found = foresee(self.behind.line(), deed)
        return replace(found, questions=tuple(at_the_desk(each) for each in found.questions))

    def take_in(self, rows: tuple[Partner, ...], before: tuple[Partner, ...], by: str, reason: str) -> TakenIn:
        def work(tx: Tx) -> TakenIn:
            known = _unchanged(tx, rows, before)
            changes = [row_change(known.get(each.name), each) for each in rows]
            at_once = [each for each in changes if each.changes and not each.by_two]
            by_two = [each for each in changes if each.by_two]
            self._write(tx, at_once, by)
            number = self._ask(tx, by_two, known, by, reason) if by_two else 0
            return TakenIn(done=_names(at_once), asked=_names(by_two), number=number)

        return self.behind.store.write(work)

    def foresee_asked(self, number: int) -> Foreseen:
        with self.behind.store.read() as tx:
            act = two_hands.still_waiting(tx, number, REGISTER, self.behind.place.local)
            rows, before = _rows(act)
            _unchanged(tx, rows, before)
        return self.foresee(rows)

    def confirm(self, number: int, by: str) -> str:
        def work(tx: Tx) -> str:
            rows, before = _rows(two_hands.confirmed(tx, self.behind, number, REGISTER, by))
            known = _unchanged(tx, rows, before)
            changes = [row_change(known.get(each.name), each) for each in rows]
            self._write(tx, changes, by)
            return f"The register is changed: {', '.join(_names(changes))}."

        return self.behind.store.write(work)

    def drop(self, number: int, by: str, reason: str) -> None:
        two_hands.drop(self.behind, number, REGISTER, by, reason)

    def _write(self, tx: Tx, changes: list[RowChange], by: str) -> None:
        now = self.behind.now()
        if not changes:
            return
        register.take_in(tx, tuple(each.partner for each in changes), now)
        for each in changes:
            columns = ", ".join(NAMES[change.column].lower() for change in each.changes)
            act = "put into the register" if each.is_new else "changed the register"
            audit.write(tx, now=now, who=by, act=act, about=each.partner.name, details=columns)

    def _ask(self, tx: Tx, changes: list[RowChange], known: dict[str, Partner], by: str, reason: str) -> int:
        names = _names(changes)
        for name in names:
            _see_that_nothing_waits(tx, name)
        data = {
            "rows": [to_data(each.partner) for each in changes],
            "before": [to_data(known[name]) for name in names if name in known],
        }
        more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
        about = ", ".join(names[:FEW]) + more
        return two_hands.asked(tx, self.behind, kind=REGISTER, about=about, data=data, reason=reason, by=by)


def _see_that_nothing_waits(tx: Tx, name: str) -> None:
    """Two changes of one row that wait side by side would each undo the other."""
    for act in two_hands.waiting_acts(tx, REGISTER):
        if name in {each.name for each in _rows(act)[0]}:
            raise Refused(f"A change of {name} waits for a second person already: confirm or drop it first.")


def _names(changes: list[RowChange]) -> tuple[str, ...]:
    return tuple(each.partner.name for each in changes)


def _rows(act: AskedAct) -> tuple[tuple[Partner, ...], tuple[Partner, ...]]:
    """The rows as they would be, and as they were when it was asked for."""
    after, before = (tuple(from_data(Partner, each) for each in act.data[key]) for key in ("rows", "before"))
    return after, before


def _unchanged(tx: Tx, rows: tuple[Partner, ...], before: tuple[Partner, ...]) -> dict[str, Partner]:
    """The register as it stands, if these rows are still as she saw them; what another changed meanwhile is not undone."""
    known, seen = {each.name: each for each in partners.every(tx)}, {each.name: each for each in before}
    for row in rows:
        if known.get(row.name) != seen.get(row.name):
            raise Refused(f"The row of {row.name} was changed meanwhile. Look at it as it is now, then make the change anew.")
    return known
