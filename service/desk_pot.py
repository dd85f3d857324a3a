"""The pot's acts for the desk."""

from __future__ import annotations

from datetime import date

from desk.office import Refused
from desk.pot_acts import Statement, StatementLine
from service import statement
from service.behind_the_desk import Behind
from service.config import WrongUsage


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
