"""Rows of the register are changed at the desk: one by a form, many by a file. First what would change is shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.asked_pages import pages_for
from desk.foreseen_letters import laid_together
from desk.office import Desk, Refused
from desk.register_acts import TakenIn
from desk.register_changes import cells, plan, row_change
from desk.render import show
from desk.web import Answer, Ask, Page, go
from scheme.register import COLUMNS, ROLES, Partner, as_csv, parse_csv, problems_among, read_row
from store import partners
from store.asked_acts import REGISTER
from store.schema import Role

LISTS = ("aliases", "areas", *ROLES)
# What an import does with a wrong cell; at a form nothing is left out, she is asked to put it right.
_LEFT = re.compile(
    r"[;.] (?:it is left out|It is left out|the row is left out|it is left empty|It is read as \w+|it is kept as .*)\.$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    field: str
    sentence: str


def edit_form(desk: Desk, ask: Ask) -> Answer:
    """Of a row that there is, or of a new one where no name is given."""
    name = ask.asked("name")
    before = _row(desk, name)
    if name and before is None:
        raise Refused(f"«{name}» stands not in the register. Look for it on the partners' page.")
    told = {column: "\n".join(cells(getattr(before, column))) if before else "" for column in COLUMNS}
    return _form(desk, ask, before, told)


def edit(desk: Desk, ask: Ask) -> Answer:
    """The same form first shows what would change, then with `step` «do» does it or asks for it."""
    before = _row(desk, ask.said("was"))
    told = {column: ask.said(column) for column in COLUMNS} | ({"name": before.name} if before else {})
    partner, wrong = _looked_at(desk, told, before)
    if wrong or partner is None or ask.said("step") == "change":
        return _form(desk, ask, before, told, wrong)
    change = row_change(before, partner)
    if not change.changes:
        return _form(desk, ask, before, told, (Wrong(field="kind", sentence="Nothing is changed in this row yet."),))
    _see_that_it_is_as_she_saw(ask, before)
    reason_lacks = change.by_two and not ask.said("reason")
    if ask.said("step") == "do" and not reason_lacks:
        return _taken_in(desk, ask, (partner,), (before,) if before else (), ask.said("reason"))
    foreseen = desk.does.register.foresee((partner,))
    return show(
        desk, ask, "register_preview.html", title="What would change", seen=f"partner {partner.name}", before=before, told=told,
        rows=(change,), problems=_among(desk, (partner,)), foreseen=foreseen, letters=laid_together(foreseen.letters),
        seal=ask.said("seal"), by_two=change.by_two, back="/partners", same=0, absent=(), csv="",
        reason_wrong="Say why: a second person must understand it." if ask.said("step") == "do" and reason_lacks else "",
    )  # fmt: skip


def import_form(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "register_import.html", title="Bring in a register", wrong=())


def bring_in(desk: Desk, ask: Ask) -> Answer:
    """A file, or the text of one that was shown already. Rows of names that it lacks stay as they are (CONTRACT)."""
    text, wrong = _text(ask)
    if wrong:
        return show(desk, ask, "register_import.html", title="Bring in a register", wrong=wrong, status=422)
    found, problems = parse_csv(text, desk.does.scheme())
    with desk.store.read() as tx:
        before = partners.every(tx)
    planned = plan(before, found)
    rows = tuple(each.partner for each in planned.rows)
    by_two = any(each.by_two for each in planned.rows)
    if ask.said("step") == "do" and rows and (ask.said("reason") or not by_two):
        if ask.said("seal") != _seal(before):
            raise Refused("The register was changed meanwhile. Bring the file in again, and look at what it would change now.")
        return _taken_in(desk, ask, rows, before, ask.said("reason"))
    foreseen = desk.does.register.foresee(rows) if rows else None
    return show(
        desk, ask, "register_preview.html", title="What would change", seen="partners", before=None, told=None,
        rows=planned.rows, problems=problems, foreseen=foreseen, letters=laid_together(foreseen.letters) if foreseen else (),
        seal=_seal(before), by_two=by_two, back="/partners/import", same=planned.same, absent=planned.absent, csv=text,
        reason_wrong="Say why: a second person must understand it." if ask.said("step") == "do" and by_two else "",
    )  # fmt: skip


def _taken_in(desk: Desk, ask: Ask, rows: tuple[Partner, ...], before: tuple[Partner, ...], reason: str) -> Answer:
    done = desk.does.register.take_in(rows, before, ask.who.name, reason)
    for sentence in _told(done):
        desk.notices.tell(ask.who.session, sentence)
    return go(f"/partners/asked/{done.number}" if done.number else "/partners")


def _told(done: TakenIn) -> tuple[str, ...]:
    told = []
    if done.done:
        told.append(f"The register is changed: {_few(done.done)}.")
    if done.asked:
        told.append(f"Nothing has changed yet for {_few(done.asked)}: mailboxes and status wait for a second person.")
    return tuple(told)


def _few(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _form(desk: Desk, ask: Ask, before: Partner | None, told: Mapping[str, str], wrong: tuple[Wrong, ...] = ()) -> Answer:
    return show(
        desk, ask, "register_form.html", title="Change a row" if before else "A new partner", before=before, told=told,
        seen=f"partner {before.name}" if before else "", wrong=wrong, at={each.field: each.sentence for each in wrong},
        seal=_seal((before,) if before else ()), status=422 if wrong else 200,
    )  # fmt: skip


def _looked_at(desk: Desk, told: Mapping[str, str], before: Partner | None) -> tuple[Partner | None, tuple[Wrong, ...]]:
    """At a form a wrong cell is put right by her, and never left out."""
    partner, problems = read_row(told, desk.does.scheme())
    wrong = [Wrong(field=each.column, sentence=_sentence(each.sentence)) for each in problems]
    if partner and before is None and _row(desk, partner.name):
        wrong.append(Wrong(field="name", sentence=f"{partner.name} stands in the register already: change its row."))
    return partner, tuple(wrong)


def _sentence(problem: str) -> str:
    plain = _LEFT.sub(".", problem)
    return plain[:1].upper() + plain[1:]


def _among(desk: Desk, rows: tuple[Partner, ...]) -> tuple[str, ...]:
    """What is wrong between this row and the others, where it was not before."""
    with desk.store.read() as tx:
        before = partners.every(tx)
    named = {each.name for each in rows}
    after = (*(each for each in before if each.name not in named), *rows)
    old = set(problems_among(before, desk.does.scheme()))
    return tuple(each for each in problems_among(after, desk.does.scheme()) if each not in old)


def _row(desk: Desk, name: str) -> Partner | None:
    if not name:
        return None
    with desk.store.read() as tx:
        return partners.named(tx, name)


def _seal(rows: Sequence[Partner]) -> str:
    """Of rows as she saw them: whether they are still the same is seen by it."""
    return hashlib.sha256(as_csv(rows).encode()).hexdigest()[:16]


def _see_that_it_is_as_she_saw(ask: Ask, before: Partner | None) -> None:
    if before is not None and ask.said("seal") != _seal((before,)):
        raise Refused(f"The row of {before.name} was changed meanwhile. Look at it as it is now, then make the change anew.")


def _text(ask: Ask) -> tuple[str, tuple[Wrong, ...]]:
    if not ask.files:
        said = ask.form.get("csv", ("",))[-1]
        return said, () if said.strip() else (Wrong(field="file", sentence="Choose a file: the register as CSV."),)
    try:
        text = ask.files[0].data.decode("utf-8-sig")
    except UnicodeDecodeError:
        why = "The file is not in UTF-8. In the spreadsheet, choose «Save as … CSV UTF-8»."
        return "", (Wrong(field="file", sentence=why),)
    if "\0" in text:
        return "", (Wrong(field="file", sentence="This is no CSV file. In the spreadsheet, choose «Save as … CSV UTF-8»."),)
    return text, ()


PAGES = (
    Page(path="/partners/edit", handler=edit_form, role=Role.COORDINATOR),
    Page(path="/partners/edit", handler=edit, method="POST", role=Role.COORDINATOR),
    Page(path="/partners/import", handler=import_form, role=Role.COORDINATOR),
    Page(path="/partners/import", handler=bring_in, method="POST", role=Role.COORDINATOR),
    *pages_for(REGISTER, lambda desk: desk.does.register, "asked_register.html"),
)
