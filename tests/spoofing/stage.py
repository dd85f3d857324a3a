"""The stage: one region with a case in every state on which a forged mail could bite, made once and copied for each trial."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from store import schema
from tests.spoofing.acts import CAMDEN_VOIDS
from tests.spoofing.attempt import Attempt, Right
from tests.support.cast import REGISTER, ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import Region

WHOLE_REGISTER = (
    REGISTER
    + """Haringey,council,,Haringey,lead@haringey.example,circulars@haringey.example,voids@haringey.example,paused,2017-01-01
Enfield,council,,Enfield,lead@enfield.example,circulars@enfield.example,voids@enfield.example,left,2017-01-01
Barnet,council,,Barnet,lead@barnet.example,circulars@barnet.example,lettings@two-councils.example,active,2017-01-01
Harrow,council,,Harrow;Brent;Camden,lead@harrow.example,circulars@harrow.example,lettings@two-councils.example,active,2017-01-01
"""
)
SECOND_OFFICER = "Oscar Vale <oscar.vale@elm-refuge.example>"
OF_CAMDEN: Mapping[str, str] = {
    "Applicant's landlord": "Camden Council",
    "Borough of residence": "Camden",
    "Boroughs requested": "Ealing, Brent",
    "Areas to avoid": "Camden",
    "Details of children": "1 child: girl 11",
    "Nominating officer": "Oscar Vale",
    "Agency": "Elm Refuge",
    "Officer's e-mail": "oscar.vale@elm-refuge.example",
    "Officer's telephone": "020 7946 0456",
}


@dataclass(frozen=True, kw_only=True)
class Stage:
    home: Path
    genuine: tuple[bytes, ...]  # every mail that made it so
    kept: Mapping[str, Any]  # what must stay
    letters: tuple[EmailMessage, ...]  # as they went out
    environment: Mapping[str, str] = field(default_factory=dict)  # what else its copies are set to

    def letter(self, kind: str, reference: str) -> EmailMessage:
        """One of ours, by words of its subject and its case."""
        return next(each for each in self.letters if each["Subject"] == f"{reference}: {kind}")

    def copied(self, to: Path) -> Region:
        shutil.copytree(self.home, to)
        return Region(home=to, register=WHOLE_REGISTER, posted=len(self.genuine), environment=self.environment)


def story() -> tuple[bytes, ...]:
    """Cases 1 to 5: awaiting approval, circulated, offered, accepted, and another officer's."""
    families = ({"Details of children": f"2 children: boy {number + 3}, girl {number + 8}"} for number in range(1, 5))
    return (
        *(request_mail(request_form(**family), number=10 * number) for number, family in enumerate(families, 1)),
        *(approval(ref(number), number=10 * number + 1) for number in range(2, 5)),
        *(offer(ref(number), sender=CAMDEN_VOIDS, number=10 * number + 2) for number in range(3, 5)),
        outcome(ref(4), "We are accepting the offer.", number=43),
        request_mail(request_form(**OF_CAMDEN), sender=SECOND_OFFICER, number=50),
    )


STATES = {ref(1): "awaiting_approval", ref(2): "circulated", ref(3): "offered", ref(4): "accepted", ref(5): "awaiting_approval"}


def set_stage(home: Path) -> Stage:
    region = Region(home=home, register=WHOLE_REGISTER).open()
    mails = story()
    region.tell(*mails)
    assert region.states() == STATES
    assert region.look("queue") == []
    return Stage(home=home, genuine=mails, kept=what_must_stay(region), letters=tuple(region.rehearsed()))


def what_must_stay(region: Region) -> dict[str, Any]:
    """Everything but the questions: cases with their officers, offers and history, the ledger, every letter and its state."""
    cases = {each["reference"]: region.look("case", each["reference"]) for each in region.look("cases")}
    for case in cases.values():
        del case["questions"]
    everything = region.everything()
    del everything["queue"]
    return {**everything, "whole cases": cases, "register": _rows(region, sa.select(schema.partners))}


def what_shows_outside(region: Region) -> dict[str, Any]:
    """All that somebody without the desk can see: the letters that left us, and what lies where in the mailbox."""
    return {
        "letters": {path.name: path.read_bytes() for path in (region.home / "letters").glob("*")},
        "mailbox": sorted(path.name for path in (region.home / "mails").iterdir()),
        "processed": sorted(path.name for path in (region.home / "mails" / "Processed").iterdir()),
    }


def _rows(region: Region, query: sa.Select[Any]) -> list[tuple[Any, ...]]:
    with region.store_open() as (_, store), store.read() as tx:
        return [tuple(row) for row in tx.execute(query)]


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of one posted mail."""

    number: int  # of its row
    stage: str
    note: str  # why it was ignored
    questions: tuple[str, ...]  # kinds of those that it opened
    copy: bool  # the same bytes had been kept before


def fates(region: Region, after: int) -> tuple[Fate, ...]:
    """The fate of every mail posted after so many, in their order."""
    lay = sa.select(schema.places.c.name, schema.messages.c.id, schema.messages.c.stage, schema.messages.c.decided_note)
    rows = _rows(
        region, lay.join(schema.messages, schema.places.c.message == schema.messages.c.id).order_by(schema.places.c.name)
    )
    asked = _rows(region, sa.select(schema.questions.c.message, schema.questions.c.kind))
    first = {number: name for name, number, *_ in reversed(rows)}
    return tuple(
        Fate(
            number=number,
            stage=str(stage),
            note=note or "",
            questions=tuple(kind for message, kind in asked if message == number),
            copy=first[number] != name,
        )
        for name, number, stage, note in rows
        if int(name.split(".")[0].split(" ")[0]) > after
    )


def why_not_right(attempt: Attempt, fate: Fate) -> str:
    """What is wrong with the fate of an attempt that changed nothing; empty if it is as it should be."""
    asked = bool(fate.questions) and fate.stage == "decided"
    ignored = fate.copy or (fate.stage == "decided" and bool(fate.note) and not fate.questions)
    if "fault" in fate.questions or fate.stage not in {"decided"}:
        return f"{attempt}: it was left at the stage «{fate.stage}»"
    fine = {Right.ASKED: asked and not fate.copy, Right.IGNORED: ignored, Right.EITHER: asked or ignored}[attempt.right]
    return (
        "" if fine else f"{attempt}: right is that {attempt.right}, but it has {fate.questions or 'no question'}, {fate.note!r}"
    )


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What many attempts did to one copy of the stage, tried one after the other."""

    changed: tuple[str, ...]  # attempts that changed a case, an entry or a letter's state
    answered: tuple[str, ...]  # attempts that elicited a letter
    wrong: tuple[str, ...]  # attempts that changed nothing, and yet were dealt with wrongly
    outside: Mapping[str, Any]
    attempts: int


def tried(stage: Stage, attempts: Sequence[Attempt], home: Path) -> Trial:
    """All in one go, one after the other; whatever came of it is told by the mail that caused it."""
    region = stage.copied(home)
    region.tell(*(each.data for each in attempts))
    after, told = what_must_stay(region), fates(region, len(stage.genuine))
    assert len(told) == len(attempts), "every mail has its fate"
    letters = _causing(region, schema.outbox.c.cause)
    noted = _causing(region, schema.history.c.because) | letters
    changed = [each for each, fate in zip(attempts, told, strict=True) if fate.number in noted and not fate.copy]
    assert changed or after == stage.kept, "what has changed has a cause among the mails"
    return Trial(
        changed=tuple(map(str, changed)),
        answered=tuple(str(each) for each, fate in zip(attempts, told, strict=True) if fate.number in letters and not fate.copy),
        wrong=tuple(filter(None, map(why_not_right, attempts, told))),
        outside=what_shows_outside(region),
        attempts=len(attempts),
    )


def _causing(region: Region, column: sa.Column[str]) -> frozenset[int]:
    """The numbers of the mails that a cause names first: «17:0»."""
    causes = (row[0].partition(":")[0] for row in _rows(region, sa.select(column)))
    return frozenset(int(each) for each in causes if each.isdecimal())
