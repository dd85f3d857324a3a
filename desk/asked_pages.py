"""One thing that waits for a second person: what would follow, and its two buttons. The same for the ledger and the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk.answering import Foreseen
from desk.asked_view import PATHS, as_seen
from desk.errors import page as error_page
from desk.foreseen_letters import laid_together
from desk.office import Desk, Refused
from desk.register_changes import RowChange, row_change
from desk.render import show
from desk.web import Answer, Ask, Handler, Page, go
from scheme.register import Partner
from store import asked_acts
from store.asked_acts import REGISTER, AskedAct
from store.codec import from_data
from store.schema import Role


class Acts(Protocol):
    def foresee_asked(self, number: int) -> Foreseen: ...
    def confirm(self, number: int, by: str) -> str: ...
    def drop(self, number: int, by: str, reason: str) -> None: ...


def pages_for(kind: str, acts: Callable[[Desk], Acts], template: str) -> tuple[Page, ...]:
    """The rows of one kind of act."""
    path = f"{PATHS[kind]}/{{number}}"

    def of(handler: Callable[[Desk, Ask, Acts, AskedAct], Answer]) -> Handler:
        def found(desk: Desk, ask: Ask) -> Answer:
            written = ask.params["number"]
            with desk.store.read() as tx:
                act = asked_acts.find(tx, int(written)) if written.isdecimal() and len(written) < 10 else None
            if act is None or act.kind != kind:
                return error_page(desk, ask, 404)
            return handler(desk, ask, acts(desk), act)

        return found

    def page(desk: Desk, ask: Ask, does: Acts, act: AskedAct) -> Answer:
        return _shown(desk, ask, does, act, template)

    def drop(desk: Desk, ask: Ask, does: Acts, act: AskedAct) -> Answer:
        if not ask.said("reason"):
            return _shown(desk, ask, does, act, template, wrong="Say why it is dropped.")
        does.drop(act.id, ask.who.name, ask.said("reason"))
        desk.notices.tell(ask.who.session, f"What {act.asked_by} asked for is dropped; nothing was changed.")
        return go(f"/{PATHS[kind].split('/')[1]}")

    return (
        Page(path=path, handler=of(page)),
        Page(path=f"{path}/confirm", handler=of(_confirm), method="POST", role=Role.COORDINATOR),
        Page(path=f"{path}/drop", handler=of(drop), method="POST", role=Role.COORDINATOR),
    )


def _shown(desk: Desk, ask: Ask, does: Acts, act: AskedAct, template: str, *, wrong: str = "") -> Answer:
    foreseen, against = None, ""
    if not act.outcome:
        try:
            foreseen = does.foresee_asked(act.id)
        except Refused as refused:
            against = str(refused)
    return show(
        desk,
        ask,
        template,
        title="Waits for a second person" if not act.outcome else "Settled",
        seen=f"asked act {act.id}",
        view=as_seen(act, ask.who.name, desk.now()),
        act=act,
        foreseen=foreseen,
        letters=laid_together(foreseen.letters) if foreseen else (),
        against=against,
        wrong=wrong,
        rows=rows_asked(act) if act.kind == REGISTER else (),
        status=422 if wrong else 200,
    )


def rows_asked(act: AskedAct) -> tuple[RowChange, ...]:
    """The rows of the register as they would be, against those that stood when it was asked for."""
    before = {each.name: each for each in (from_data(Partner, data) for data in act.data["before"])}
    after = [from_data(Partner, data) for data in act.data["rows"]]
    return tuple(row_change(before.get(each.name), each) for each in after)


def _confirm(desk: Desk, ask: Ask, does: Acts, act: AskedAct) -> Answer:
    desk.notices.tell(ask.who.session, does.confirm(act.id, ask.who.name))
    return go(f"/{PATHS[act.kind].split('/')[1]}")
