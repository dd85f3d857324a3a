"""The coordinator's own word, without a question: kept as a message of the desk, decided by the same line as a mail (DESIGN §4).

What a colleague told her on the telephone, and what only she may order. Nothing is changed here but for the new message.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any  # each field has the type of its key

from matching.case import Case
from matching.orders import missing
from parsing.field import Field, Where
from parsing.readings import CaseOrder, Mail, Reading
from scheme.agreement import Scheme
from service.answers import MAILBOX
from service.config import WrongUsage
from service.resolve import CannotResolve, Spoken, as_kind, what_she_says
from store import cases, messages
from store.engine import Store, Tx

# What may be entered, and what must be said with it: a case begins with a form, and questions are answered by «resolve».
MUST_SAY: Mapping[str, tuple[str, ...]] = {
    "landlord_decision": ("decision",),
    "property_offer": ("area",),
    "outcome": ("stage",),
    "change": (),
    "withdrawal": (),
    "case_order": ("order",),
}
ABOVE_THE_CAP = {"landlord_decision": "approve", "outcome": "accepted"}  # where a reason opens a gate of the cap


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What she says of a case."""

    reference: str
    kind: str
    fields: tuple[str, ...] = ()  # "key=value"
    speaks_for: str = ""  # the mailbox of whoever told her
    reason: str = ""
    override: str = ""


def enter(store: Store, scheme: Scheme, word: Word, by: str) -> str:
    """Store the word; returns a sentence on what happens next. Raises CannotResolve or WrongUsage with a sentence."""
    spoken = Spoken(by=by.strip(), now=datetime.now(UTC))
    return store.write(lambda tx: enter_within(tx, scheme, word, spoken))


def enter_within(tx: Tx, scheme: Scheme, word: Word, spoken: Spoken) -> str:
    """The same in the caller's transaction."""
    if not spoken.by:
        raise WrongUsage("Say who speaks: --by NAME.")
    if word.kind not in MUST_SAY:
        raise WrongUsage(f"«{word.kind}» cannot be entered. What can be: {', '.join(MUST_SAY)}.")
    if word.speaks_for and not MAILBOX.fullmatch(word.speaks_for):
        raise WrongUsage(f"--for takes the mailbox of whoever told you, not «{word.speaks_for}».")
    if word.kind == "property_offer" and not word.speaks_for:
        raise WrongUsage("Say which landlord offers the home, by a mailbox of its row in the register: --for MAILBOX.")
    case = _the_case(tx, scheme, word.reference)
    reading = _said(tx, scheme, word, case, spoken.by)
    sender = word.speaks_for.lower() or messages.DESK
    mail = Mail(sender=sender, readings=(reading,))
    messages.add_word(tx, mail, spoken.by, word.override, spoken.now, not_before=spoken.decided_from)
    return f"It is entered for {case.reference}. The line decides it with the next «reciprocal run»."


def _the_case(tx: Tx, scheme: Scheme, written: str) -> Case:
    named = scheme.references_in(written)
    if len(named) != 1:
        raise WrongUsage(f"«{written}» is no reference. Write it as {scheme.reference_prefix}-01-26.")
    case = cases.find(tx, str(named[0]))
    if case is None:
        raise CannotResolve(f"There is no case {named[0]}. «reciprocal cases» lists them.")
    return case


def _said(tx: Tx, scheme: Scheme, word: Word, case: Case, by: str) -> Reading:
    where = Where(source="desk", note=f"entered by {by}")
    blank = dataclasses.replace(as_kind(word.kind, ()), source="desk")
    said: dict[str, Any] = what_she_says(tx, blank, case.reference, scheme, word.fields, where)
    if "reference" in said and said["reference"].value != case.reference:
        raise WrongUsage(f"--set reference= names another case than {case.reference}.")
    said["reference"] = Field(value=case.reference, quote=case.reference, where=where)
    if word.reason:
        said |= _reason(word, where)
    reading: Reading = dataclasses.replace(blank, **said)
    _is_whole(reading, word)
    return reading


def _reason(word: Word, where: Where) -> dict[str, Field[str]]:
    if word.kind != "case_order":
        raise WrongUsage("--reason goes with --as case_order; to go on above the cap, say --override REASON.")
    return {"reason": Field(value=word.reason, quote=word.reason, where=where)}


def _is_whole(reading: Reading, word: Word) -> None:
    values = {key: field.value for key, field in reading.fields()}
    if lacking := [key for key in MUST_SAY[word.kind] if values[key] is None]:
        raise WrongUsage(f"Say {' and '.join(lacking)}: --set {lacking[0]}=VALUE.")
    if isinstance(reading, CaseOrder) and (lacks := missing(reading)):
        raise WrongUsage(f"The order «{reading.order.value}» needs {lacks}: --set FIELD=VALUE.")
    if word.override and ABOVE_THE_CAP.get(word.kind, "nothing") not in values.values():
        raise WrongUsage("--override lets a request go on above the cap: it goes with an approval or an acceptance.")
