"""`reciprocal pot …`: what a person does to the pot by herself. Each act is one transaction, with her name and her reason.

Facts are gathered, it is decided, the whole is recorded; what room it makes under the cap is used at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from matching import pot
from matching.case import Case, State
from matching.decision import Decision, together
from matching.facts import Speaker
from matching.ledger import OPENING, Balance, Entry, EntryKind, carry, carry_over
from matching.release import release_held, release_where_room
from scheme.agreement import Scheme
from scheme.register import Partner
from service import opening_balances
from service.config import WrongUsage
from service.deciding import composed
from service.opening_balances import Row
from store import audit, cases, ledger, partners
from store.engine import Store, Tx
from store.gather import facts_of_pot
from store.record import record


class CannotDo(ValueError):
    """The pot as it stands does not allow it: a sentence that says why, and what would help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whoever acts, and with what."""

    store: Store
    scheme: Scheme  # with the register's names laid over
    sender: str
    by: str
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How the balances of a spreadsheet are taken in."""

    file: Path
    day: date
    accept_sum: bool = False
    yes: bool = False


def take_in_balances(hand: Hand, opening: Opening) -> str:
    """Opening balances from a spreadsheet, all or nothing; the same file once more changes nothing. Gives what was done."""
    _look(hand, opening.day)
    return hand.store.write(lambda tx: _take_in(tx, hand, opening))


def _take_in(tx: Tx, hand: Hand, opening: Opening) -> str:
    names = [each.name for each in partners.every(tx) if each.status != "left"]
    rows, problems = opening_balances.read(opening.file, hand.scheme, names)
    written = ledger.entries(tx)
    before = _opened(written)
    problems = (*problems, *_contradictions(rows, before))
    if problems:
        raise CannotDo("\n".join((*problems, "Nothing was written.")))
    fresh = [row for row in rows if row.landlord not in before and row.owes]
    if not fresh:
        return "Nothing was written: these balances stand in the ledger already, or are nothing."
    _asked_first(opening, sum(before.values()) + sum(row.owes for row in fresh), written)
    entries = [_brought_in(row, opening, written) for row in fresh]
    _write(
        tx, hand, "opening balances", opening.day.isoformat(), Decision(entries=tuple(leg for pair in entries for leg in pair))
    )
    _let_go(tx, hand, "opening balances")
    owed, credit = sum(row.owes for row in fresh if row.owes > 0), -sum(row.owes for row in fresh if row.owes < 0)
    return "\n".join(
        (f"{len(fresh)} balances are in the ledger: {owed} homes owed, {credit} in credit.", *_full(tx, hand, fresh))
    )


def _brought_in(row: Row, opening: Opening, written: Sequence[Entry]) -> tuple[Entry, Entry]:
    """A landlord whose wrong balance was taken back may get the right one on the same day."""
    pair = carry(landlord=row.landlord, owes=row.owes, day=opening.day, reason="opening balance")
    number = len({each.move for each in written if each.case == pair[0].case})
    return carry(landlord=row.landlord, owes=row.owes, day=opening.day, reason="opening balance", number=number)


def _opened(written: Sequence[Entry]) -> dict[str, int]:
    """What each landlord was brought in with: homes owed."""
    undone = {(each.case, each.move) for each in written if each.kind is EntryKind.CORRECT}
    carried = [each for each in written if each.kind is EntryKind.CARRY and (each.case, each.move) not in undone]
    opened = {(each.case, each.move) for each in carried if each.landlord == OPENING}
    return {each.landlord: -each.homes for each in carried if (each.case, each.move) in opened and each.landlord != OPENING}


def _contradictions(rows: Sequence[Row], before: dict[str, int]) -> list[str]:
    return [
        f"Line {row.line}: {row.landlord} was brought in with {before[row.landlord]} homes owed, and here stands {row.owes}. "
        "Take the old one back first, with «reciprocal pot correct»."
        for row in rows
        if before.get(row.landlord, row.owes) != row.owes
    ]


def _asked_first(opening: Opening, total: int, written: Sequence[Entry]) -> None:
    """`total`: of all that has ever been brought in."""
    if total and not opening.accept_sum:
        raise CannotDo(
            f"The balances sum to {total:+d}, and in a pot what is owed is owed to somebody: a landlord is missing, or a number "
            "is wrong. If the spreadsheet is right all the same (landlords that left took their balance with them), say "
            "--accept-sum. Nothing was written."
        )
    moved = {each.case for each in written if each.kind in {EntryKind.RESERVE, EntryKind.POST}}
    if moved and not opening.yes:
        raise CannotDo(
            f"The ledger has moves already ({len(moved)} cases): balances brought in now may count them twice. If they do not, "
            "say --yes. Nothing was written."
        )


def _full(tx: Tx, hand: Hand, rows: Sequence[Row]) -> list[str]:
    policy = hand.scheme.policy_on(hand.today)
    balances = ledger.balances(tx)
    return [
        f"{row.landlord} owes {balances[row.landlord].owes}, at or above the cap of {policy.owed_cap}: its requests wait until "
        "it gives a home."
        for row in rows
        if balances[row.landlord].owes >= policy.owed_cap
    ]


def merge(hand: Hand, old: str, new: str, day: date, reason: str) -> str:
    """A landlord becomes part of another: balance, open requests, names and homes go over. Gives what was done."""
    _look(hand, day, reason)
    return hand.store.write(lambda tx: _merge(tx, hand, old, new, day, reason.strip()))


def _merge(tx: Tx, hand: Hand, old: str, new: str, day: date, reason: str) -> str:
    leaving, staying = _partner(tx, hand, old), _partner(tx, hand, new)
    if leaving.name == staying.name:
        raise WrongUsage(f"«{old}» and «{new}» are one landlord already.")
    if leaving.name in ledger.mergers(tx):
        raise CannotDo(f"{leaving.name} has become part of {ledger.mergers(tx)[leaving.name]} already.")
    if staying.status == "left":
        raise CannotDo(f"{staying.name} has left: put its row of the register right first.")
    known = cases.every(tx)
    if problems := pot.why_not_yet(leaving.name, staying.name, known):
        raise CannotDo("\n".join((*problems, "Nothing was changed.")))
    partners.replace(tx, pot.join_rows(leaving, staying), hand.now)
    ledger.merge(tx, leaving.name, staying.name, day=day, by=hand.by, reason=reason, now=hand.now)
    facts = facts_of_pot(tx, cause=f"merger of {leaving.name}", speaker=Speaker(coordinator=hand.by))
    decision = pot.merge(leaving.name, staying.name, ledger.entries(tx), known, facts, day, reason)
    _write(tx, hand, "merger", leaving.name, decision)
    _let_go(tx, hand, f"merger of {leaving.name}, released")
    owes = ledger.balances(tx).get(staying.name, Balance()).owes
    return (
        f"{leaving.name} is part of {staying.name} now, which {_stands(owes)}. {len(decision.cases)} open requests went over; "
        f"requests that name {leaving.name} mean {staying.name}. The mailboxes of {leaving.name} speak for nobody any more: put "
        f"those that go on into the row of {staying.name} (reciprocal partners export, then import)."
    )


def take_back(hand: Hand, written: str, day: date, reason: str) -> str:
    """A posted move that was none, or a balance brought in wrongly: the contrary entry. Gives what was done."""
    _look(hand, day, reason)
    return hand.store.write(lambda tx: take_back_within(tx, hand, written.strip(), day, reason.strip()))


def take_back_within(tx: Tx, hand: Hand, written: str, day: date, reason: str) -> str:
    """The same within a transaction of the caller's, who has looked at the day and the reason."""
    named = hand.scheme.references_in(written)
    name = str(named[0]) if len(named) == 1 and not written.startswith("carry ") else written
    entries = ledger.entries(tx)
    pair = pot.standing(entries, name)
    if pair is None:
        before = any(each.kind is EntryKind.CORRECT and each.case == name for each in entries)
        raise CannotDo(
            f"{name} was taken back already." if before else f"No posted move and no balance goes by «{name}» in the ledger."
        )
    if day < pair[0].day:
        raise CannotDo(f"{name} was posted on {pair[0].day}: it cannot be taken back on an earlier day.")
    cause = f"correction of {name} move {pair[0].move}"
    case = cases.find(tx, name)
    decision = pot.take_back(pair, case, day, reason)
    _write(tx, hand, "correction", cause, together(decision, _carried_on(tx, decision, day)))
    _let_go(tx, hand, f"{cause}, released", pair[0].landlord)
    return _taken_back(name, pair, case)


def standing_under(entries: Sequence[Entry], name: str) -> int | None:
    """The number of the move or balance that would be taken back under this name."""
    pair = pot.standing(entries, name)
    return pair[0].move if pair else None


def _carried_on(tx: Tx, decision: Decision, day: date) -> Decision:
    """What is taken back from a landlord that has merged since is its successor's."""
    entries, successors = [*ledger.entries(tx), *decision.entries], ledger.mergers(tx)
    carried: list[Entry] = []
    for landlord in sorted({each.landlord for each in decision.entries} & set(successors)):
        reason = f"a correction of what {landlord} brought in"
        pair = carry_over([*entries, *carried], landlord, successors[landlord], day=day, reason=reason)
        carried += pair
        while pair and (landlord := successors[landlord]) in successors:
            pair = carry_over([*entries, *carried], landlord, successors[landlord], day=day, reason=reason)
            carried += pair
    return Decision(entries=tuple(carried))


def _taken_back(name: str, pair: tuple[Entry, Entry], case: Case | None) -> str:
    sides = " and ".join(each.landlord for each in pair if each.landlord != OPENING)
    after = ""
    if case is not None and case.state is State.MOVED:
        after = " The request stays closed; if the household still needs a home, open it again."
    return f"{name} is taken back from the ledger; tell {sides}, whose statements show it.{after}"


def _look(hand: Hand, day: date, reason: str = "no matter") -> None:
    if not hand.by.strip():
        raise WrongUsage("Say who acts: --by NAME.")
    if not reason.strip():
        raise WrongUsage("Say why: --reason WORDS. It stands in the ledger.")
    if day > hand.today:
        raise WrongUsage(f"{day.isoformat()} is still to come: the ledger takes what has happened.")


def _partner(tx: Tx, hand: Hand, written: str) -> Partner:
    found = partners.named(tx, written.strip()) or partners.named(tx, hand.scheme.landlord(written) or "")
    if found is None:
        raise WrongUsage(f"«{written}» is no landlord of the register. «reciprocal partners» lists them.")
    return found


def _write(tx: Tx, hand: Hand, act: str, about: str, decision: Decision) -> None:
    cause = f"{act} {about} at {hand.now.isoformat()}"
    letters = composed(
        decision.letters,
        cause=cause,
        scheme=hand.scheme,
        partners=partners.every(tx),
        sender=hand.sender,
        today=hand.today,
    )
    audit.write(tx, now=hand.now, who=hand.by, act=act, about=about)
    record(tx, decision, letters, cause=cause, message_id=None, reading_number=None, who=hand.by, now=hand.now, by=hand.by)


def _let_go(tx: Tx, hand: Hand, cause: str, landlord: str = "") -> None:
    """Whoever waited for the room that was made goes on: of one landlord that owes one home less, or wherever there is any."""
    facts = facts_of_pot(tx, cause=cause, speaker=Speaker(coordinator=hand.by))
    if landlord:
        decision = release_held(landlord, facts, hand.scheme, hand.today)
    else:
        decision = release_where_room(facts, hand.scheme, hand.today, cases.out(tx))
    if decision.cases or decision.questions:
        _write(tx, hand, "release", cause, decision)


def _stands(owes: int) -> str:
    if owes == 0:
        return "owes nothing"
    return f"owes {owes}" if owes > 0 else f"is owed {-owes}"
