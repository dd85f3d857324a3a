"""A round of letters that is made once a day or a week: whoever comes second does nothing, and a fault stops nobody else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from matching.decision import Question
from service.line import Line, NotMine
from service.logs import trace_of
from store import questions, rounds
from store.engine import StoreTrouble, Tx

log = logging.getLogger("reciprocal")

FAULT = (
    "A fault of the program kept the round of letters «{}» from being written. Look at «reciprocal today» and «reciprocal queue» "
    "yourself, and pass the number of this question to whoever looks after the program."
)


def make_once(line: Line, name: str, today: date, write: Callable[[Tx], int], *, is_done: Callable[[date], bool]) -> int:
    """Makes the round unless it is done; in one transaction with the mark, so that of a crash nothing is left (F28).

    `is_done`: whether the last day for which it was made is enough. Gives what `write` gives.
    """
    with line.store.read() as tx:
        last = rounds.last_done(tx, name)
    if last is not None and is_done(last):
        return 0

    def deed(tx: Tx) -> int:
        line.ties.check(tx)
        return write(tx) if rounds.mark_done(tx, name, today) else 0

    try:
        return line.store.write(deed)
    except (StoreTrouble, NotMine):
        raise
    except Exception as fault:  # noqa: BLE001 - a round that cannot be written must not keep the mails from going on
        kind, trace = type(fault).__name__, trace_of(fault.__traceback__)
        log.error("the round %s could not be written (%s: %s)", name, kind, trace)  # noqa: TRY400 - its words may quote a case
        line.store.write(lambda tx: _give_up(tx, line, name, today))
        return 0


def _give_up(tx: Tx, line: Line, name: str, today: date) -> None:
    """A person is told once, and looks at the queue herself."""
    if rounds.mark_done(tx, name, today):
        why = FAULT.format(name)
        questions.ask(tx, Question(kind="fault", why=why), cause=f"{name} {today.isoformat()}", now=line.now())
