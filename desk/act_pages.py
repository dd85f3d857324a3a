"""A coordinator's own word about a case: what can be said now, the form, what would follow, and the word itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any  # a template takes values of every type

from desk import asked_words, errors
from desk.act_form import Line, Problem, filled_in, in_words, lines_of, problems_of, word_of
from desk.answering import Foreseen
from desk.case_acts import BY_KEY, GROUPS, Act, acts_for
from desk.case_words import STATES
from desk.field_inputs import landlords
from desk.foreseen_letters import laid_together
from desk.office import Desk, Refused
from desk.render import show
from desk.web import Answer, Ask, Page, go
from matching.case import Case
from scheme.register import Partner
from store import cases, partners
from store.schema import Role


def acts_page(desk: Desk, ask: Ask) -> Answer:
    case, *_ = _case(desk, ask)
    if case is None:
        return errors.page(desk, ask, 404)
    offered = _offered(desk, case)
    groups = tuple((group, tuple(act for act in offered if act.group == group)) for group in GROUPS)
    facts: dict[str, Any] = {"case": case, "state": STATES[case.state], "groups": tuple(each for each in groups if each[1])}
    return show(desk, ask, "case_acts.html", title=f"{case.reference}: your word", seen=f"case {case.reference}", **facts)


def act_page(desk: Desk, ask: Ask) -> Answer:
    """Its form; after a post what would follow, and after that the word itself."""
    case, register, version = _case(desk, ask)
    act = BY_KEY.get(ask.params["act"])
    if case is None or act is None:
        return errors.page(desk, ask, 404)
    if act not in _offered(desk, case):
        raise Refused(f"«{act.title}» does not fit {case.reference} any more: it is {STATES[case.state]} now.")
    lines = lines_of(act, case, register, desk.does.scheme(), {})
    if ask.method == "GET":
        return _form(desk, ask, act, case, lines)
    said = filled_in(ask, lines)
    lines = lines_of(act, case, register, desk.does.scheme(), said)
    if ask.said("step") == "back":
        return _form(desk, ask, act, case, lines)
    if problems := problems_of(act, lines, said):
        return _form(desk, ask, act, case, lines, problems)
    word = word_of(act, case, said)
    has_seen = ask.said("as_of") == str(version)
    try:
        if ask.said("step") == "confirm" and has_seen:
            told = desk.does.answering.enter(word, ask.who.name)
            desk.notices.tell(ask.who.session, told)
            return go(f"/cases/{case.reference}")
        foreseen = desk.does.answering.foresee_word(word, ask.who.name)
    except Refused as refused:
        return _form(desk, ask, act, case, lines, (Problem(sentence=str(refused)),))
    moved_on = ask.said("step") == "confirm"
    return _preview(desk, ask, lines, foreseen, act=act, case=case, as_of=version, moved_on=moved_on)


def _form(desk: Desk, ask: Ask, act: Act, case: Case, lines: Sequence[Line], problems: tuple[Problem, ...] = ()) -> Answer:
    wrong = {problem.field: problem.sentence for problem in problems if problem.field}
    return show(
        desk, ask, "case_act.html", title=f"{case.reference}: your word", status=422 if problems else 200,
        seen=f"case {case.reference}", act=act, case=case, lines=lines, problems=problems, wrong=wrong,
        names=landlords(desk.does.scheme()),
    )  # fmt: skip


def _preview(desk: Desk, ask: Ask, lines: Sequence[Line], foreseen: Foreseen, *, case: Case, **more: Any) -> Answer:
    """`as_of`: the case's version that this was foreseen for. Once it has moved on, she looks again before anything is stored."""
    facts: dict[str, Any] = {
        "lines": lines, "said": in_words(lines), "letters": laid_together(foreseen.letters),
        "foreseen": replace(
            foreseen,
            questions=tuple(asked_words.plain(why) for why in foreseen.questions),
            history=tuple(asked_words.plain(what) for what in foreseen.history),
        ),
    }  # fmt: skip
    title, seen = f"{case.reference}: your word", f"case {case.reference}"
    return show(desk, ask, "case_act_preview.html", title=title, seen=seen, case=case, **facts, **more)


def _case(desk: Desk, ask: Ask) -> tuple[Case | None, tuple[Partner, ...], int]:
    """The case, the register, and the number of the case's latest writing."""
    with desk.store.read() as tx:
        reference = ask.params["reference"]
        return cases.find(tx, reference), partners.every(tx), cases.version_of(tx, reference)


def _offered(desk: Desk, case: Case) -> tuple[Act, ...]:
    return acts_for(case, studies_groups=bool(desk.does.scheme().monitoring))


PAGES: tuple[Page, ...] = (
    Page(path="/cases/{reference}/acts", handler=acts_page, role=Role.COORDINATOR),
    Page(path="/cases/{reference}/acts/{act}", handler=act_page, role=Role.COORDINATOR),
    Page(path="/cases/{reference}/acts/{act}", handler=act_page, method="POST", role=Role.COORDINATOR),
)
