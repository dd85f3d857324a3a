"""The pot's acts for the desk: statements, and corrections, which two people make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk.answering import Foreseen
from desk.office import Refused
from desk.pot_acts import Statement, StatementLine, TakingBack
from matching.ledger import OPENING
from service import pot, statement, two_hands
from service.behind_the_desk import Behind
from service.config import WrongUsage
from service.desk_sentences import at_the_desk
from service.foreseeing import foresee
from service.line import Line
from service.pot import CannotDo, Hand
from store import ledger, pot_figures
from store.asked_acts import CORRECTION, AskedAct
from store.engine import Tx
from store.pot_figures import Posting


class LedgerActs:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    def statement(self, landlord: str, at: date, since: str = "") -> Statement:
        try:
            found = statement.statement(self.behind.store, self.behind.scheme(), landlord, at, since)
        except WrongUsage:
            raise Refused(f"«{landlord}» is no landlord of the register. Look for it on the ledger's page.") from None
        return Statement(
            landlord=found["landlord"],
            at=at,
            since=since,
            head=statement.sentences(found),
            lines=tuple(
                StatementLine(
                    when=each["when"],
                    reference=each["reference"],
                    what=each["what"],
                    homes=each["homes"] if isinstance(each["homes"], int) else None,
                    owes=each["owes"],
                )
                for each in statement.rows(found)
            ),
            csv=statement.as_csv(found),
        )

    def foresee(self, wanted: TakingBack, by: str) -> Foreseen:
        line = self.behind.line()
        return foresee(line, self._taking_back(line, wanted, by))

    def ask(self, wanted: TakingBack, by: str) -> int:
        self.foresee(wanted, by)  # what cannot be done now is not asked for either

        def work(tx: Tx) -> int:
            posting = _posting(tx, wanted.posting)
            data = {"posting": posting.number, "day": wanted.day.isoformat()}
            return two_hands.asked(
                tx, self.behind, kind=CORRECTION, about=posting.reference, data=data, reason=wanted.reason, by=by
            )

        return self.behind.store.write(work)

    def foresee_asked(self, number: int) -> Foreseen:
        line = self.behind.line()
        with line.store.read() as tx:
            act = two_hands.still_waiting(tx, number, CORRECTION, self.behind.place.local)
        return foresee(line, self._taking_back(line, _wanted(act), act.asked_by))

    def confirm(self, number: int, by: str) -> str:
        line = self.behind.line()

        def work(tx: Tx) -> str:
            wanted = _wanted(two_hands.confirmed(tx, self.behind, number, CORRECTION, by))
            return self._taking_back(line, wanted, by)(tx)

        return line.store.write(work)

    def drop(self, number: int, by: str, reason: str) -> None:
        two_hands.drop(self.behind, number, CORRECTION, by, reason)

    def _taking_back(self, line: Line, wanted: TakingBack, by: str) -> Callable[[Tx], str]:
        now = self.behind.now()
        if wanted.day > self.behind.place.local(now).date():
            raise Refused("This day is still to come: the ledger takes what has happened.")
        if not wanted.reason.strip():
            raise Refused("Say why: your reason stands in the ledger.")
        hand = Hand(store=line.store, scheme=line.scheme, sender=line.sender, by=by, now=now)

        def deed(tx: Tx) -> str:
            posting = _posting(tx, wanted.posting)
            _see_that_it_stands(tx, posting)
            try:
                return pot.take_back_within(tx, hand, posting.reference, wanted.day, wanted.reason.strip())
            except (CannotDo, WrongUsage) as refused:
                raise Refused(at_the_desk(str(refused))) from None

        return deed


def _wanted(act: AskedAct) -> TakingBack:
    return TakingBack(posting=int(act.data["posting"]), day=date.fromisoformat(act.data["day"]), reason=act.reason)


def _posting(tx: Tx, number: int) -> Posting:
    posting = pot_figures.posting(tx, number)
    if posting is None:
        raise Refused("There is no such line in the ledger.")
    return posting


def _see_that_it_stands(tx: Tx, posting: Posting) -> None:
    """Meanwhile another may have taken it back, or the request may have moved again: then the newer move goes first."""
    if posting.corrected_by is not None:
        raise Refused(f"{posting.reference} was taken back already. Nothing was changed.")
    sides = [each for each in (posting.owing, posting.owed) if each != OPENING]
    standing = pot.standing_under(ledger.entries_of(tx, sides), posting.reference)
    if standing != posting.move:
        raise Refused(f"This line of {posting.reference} is no move or balance that stands, or a newer one comes first.")
