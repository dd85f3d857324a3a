"""A way to answer that is shown is never refused as such: the table of ways against the service, kind by kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import ways
from desk.answering import Said
from desk.ways import WAYS, Way
from matching.case import OPEN
from matching.clocks import LAPSE, grounds_to_lapse
from matching.decision import Question
from outbox import alarm
from parsing.forms import FORMS
from scheme.agreement import Scheme
from service import complaints, papers
from service.foreseeing import foresee
from store import caps, cases, messages, questions
from store.engine import Tx
from store.questions import Asked
from store.schema import messages as mails
from store.schema import outbox as letters
from tests.support.played import AFTER, played_store
from tests.support.table import TEAM, Table, at_the_table

CORA = "Cora Wells"
ENOUGH = 1  # kinds of reading for each kind of question; the next kind begins with the next mail
LONG_AFTER = AFTER + timedelta(days=900)
OF_A_LETTER = ("delayed", "delivery", "held_letter", "many_alike", "uncertain")
OF_THE_WHOLE = ("message_id",)
ASKERS: Mapping[str, int] = {"ask": 0, "but_ask": 1, "ask_about": 2, "_ask_about": 4}  # which argument says the kind
OTHER_ASKERS = frozenset({"reader_tasks.py", "init_talk.py"})  # what they ask goes to a workshop, or to whoever sets a region up
# Kinds that a name stands for where they are asked.
NAMED = {"LAPSE": LAPSE, "MANY_ALIKE": caps.MANY_ALIKE, "KIND": alarm.KIND}
OF_A_PERSONS_MAIL = frozenset({"enquiry", "complaint", "tenant", "contact_change", "unreadable"})  # matching.decide: reading.kind


def asked_in_the_code() -> Iterator[str]:
    """Every kind of question that a call of the rooms names."""
    for room in ("matching", "service", "store"):
        for file in sorted(Path(room).glob("*.py")):
            if file.name in OTHER_ASKERS:
                continue
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call):
                    yield from _kind_of(node)
                if isinstance(node, ast.FunctionDef) and node.name in ("from_behind_the_shield", "_ask_about"):
                    yield from (str(each.value) for each in node.args.defaults if isinstance(each, ast.Constant))


def _kind_of(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    said = [each.value for each in call.keywords if (name, each.arg) in (("Question", "kind"), ("Criterion", "question"))]
    said += [each.value for each in call.keywords if (name, each.arg) == ("_ask_about", "kind")]
    place = ASKERS.get(name)
    said += call.args[place : place + 1] if place is not None else []
    for each in said:
        yield from _named(each)


def _named(said: ast.expr) -> Iterator[str]:
    match said:
        case ast.Constant(value=str(kind)):
            yield kind
        case ast.Name(id=name) if name in NAMED:
            yield NAMED[name]
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_named(body), *_named(orelse))


def test_every_kind_of_question_that_the_program_asks_has_its_ways() -> None:
    found = {each for each in asked_in_the_code() if each.replace("_", "").isalpha()} | OF_A_PERSONS_MAIL | {"eligibility"}
    assert found == set(WAYS)


def test_every_way_has_its_condition_and_to_set_aside_is_always_one() -> None:
    assert set(ways.NEEDS) == set(Way)
    assert all(ways.ways_of(kind, ways.About())[-1] is Way.SET_ASIDE for kind in WAYS)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("ways")
    played_store(folder / "played.db")
    (folder / "here").mkdir()
    with at_the_table(folder / "played.db", folder / "here", complaints=(TEAM,)) as table:
        yield table


def put(tx: Tx, kind: str, *, message: int | None, reading: int | None, cause: str, case: str) -> Asked:
    """A question of this kind, asked so long ahead that a silent request may lapse by then."""
    when = LONG_AFTER if kind == LAPSE else AFTER
    question = Question(kind=kind, why=f"{kind} {cause}", case=case)
    key = questions.ask(tx, question, cause=cause, now=when, message=message, reading=reading)
    asked = questions.find(tx, key or "")
    assert asked is not None
    return asked


def of_every_kind(tx: Tx, scheme: Scheme) -> Iterator[Asked]:
    """Each kind about each thing that it may be about: readings of mails, a whole mail, a letter, a clock."""
    silent = [each for each in cases.every(tx, *OPEN) if grounds_to_lapse(each, scheme.policy(each.policy), LONG_AFTER.date())]
    case = silent[0].reference
    letter = tx.execute(sa.select(letters.c.id).where(letters.c.reference == case).limit(1)).scalar_one()
    tx.execute(letters.update().where(letters.c.id == letter).values(state="held", sent_at=None))
    numbers = tx.execute(sa.select(mails.c.id).where(mails.c.source == "mailbox", mails.c.mail.is_not(None))).scalars().all()
    shunted = numbers[-1]
    for turn, kind in enumerate(WAYS):
        if kind in OF_A_LETTER:
            yield put(tx, kind, message=None, reading=None, cause=f"letter {letter}", case=case)
        elif kind == "fault":
            tx.execute(mails.update().where(mails.c.id == shunted).values(stage="shunted", shunted_from="read"))
            yield put(tx, kind, message=shunted, reading=None, cause=f"{shunted}:shunt", case="")
        elif WAYS[kind] == () or kind == LAPSE:
            yield put(tx, kind, message=None, reading=None, cause=f"clocks of {case}", case=case)
        else:
            yield put(tx, kind, message=None, reading=None, cause=f"clocks of {case}", case=case)
            seen: set[str] = set()
            for number in (*numbers[turn:-1], *numbers[:turn]):
                said = messages.mail_as_data(tx, number).get("readings", ())
                if kind in OF_A_PERSONS_MAIL:
                    fits = [place for place, each in enumerate(said) if each["kind"] == kind]
                else:
                    fits = [place for place, each in enumerate(said) if each["kind"] not in OF_A_PERSONS_MAIL]
                for place in [each for each in fits if said[each]["kind"] not in seen and len(seen) < ENOUGH][:1]:
                    seen.add(said[place]["kind"])
                    yield put(tx, kind, message=number, reading=place, cause=f"{number}:{place}", case=case)
                if kind in OF_THE_WHOLE or (kind == "unreadable" and not said):
                    yield put(tx, kind, message=number, reading=None, cause=f"{number}:whole", case="")


WORDS: Mapping[Way, Said] = {
    Way.CONFIRM: Said(accept=True),
    Way.CORRECT: Said(fields=("reference=NMR-01-26",)),
    Way.CHOOSE: Said(kind="withdrawal", fields=("reference=NMR-01-26", "change=withdrawn")),
    Way.REASON: Said(accept=True, override="the risk to life"),
    Way.LAPSE: Said(accept=True),
    Way.LET_GO: Said(accept=True),
    Way.ARRIVED: Said(sent=True),
    Way.SEND_DRAFT: Said(send_draft=True),
    Way.TAKE_UP: Said(accept=True),
    Way.SET_ASIDE: Said(dismiss="it is dealt with"),
}


def test_no_way_that_is_shown_is_refused(table: Table) -> None:
    """All questions are asked in one store, and each way is only foreseen, so that none stands in another's."""
    all_of_them = table.store.write(lambda tx: tuple(of_every_kind(tx, table.at_once.scheme)))
    tried: set[tuple[str, Way]] = set()
    for asked in all_of_them:
        with table.store.read() as tx:
            shown = ways.ways_of(asked.question.kind, ways.about(tx, asked, table.at_once.scheme))
        for way in shown:
            _try(table, asked, way)
            tried.add((asked.question.kind, way))
    assert {way for _, way in tried} >= set(Way) - {Way.PASSWORD, Way.TEACH}
    assert {kind for kind, _ in tried} == set(WAYS)


def _kind(table: Table, asked: Asked) -> str:
    with table.store.read() as tx:
        return ways.about(tx, asked, table.at_once.scheme).reading


def _try(table: Table, asked: Asked, way: Way) -> None:
    if way is Way.CORRECT and _kind(table, asked) == "contact_change":
        table.does.foresee(asked.id, Said(fields=("new_officer_name=Rosa Lane",)), CORA)
    elif way in WORDS:
        table.does.foresee(asked.id, WORDS[way], CORA)
    elif way is Way.ASK_SENDER:
        assert table.does.asking_letter(asked.id, ()) is not None
    elif way is Way.PASS_ON:
        foresee(table.at_once, lambda tx: complaints.pass_on(tx, table.at_once, asked.id, CORA, AFTER))
    elif way in (Way.READ_AGAIN, Way.UPLOAD):
        with table.store.read() as tx:
            (papers.papers_unread if way is Way.UPLOAD else papers.papers_about)(tx, asked)


def test_a_locked_paper_waits_for_its_password_and_a_form_with_unknown_wordings_for_a_lesson() -> None:
    locked = ways.About(has_mail=True, reading="unreadable", readings=1, needs_password=True)
    assert ways.ways_of("unreadable", locked)[0] is Way.PASSWORD
    drifted = ways.About(has_mail=True, reading=FORMS[0].kind, readings=1, unknown=("Preferred boroughs",))
    assert Way.TEACH in ways.ways_of("doubt", drifted)
    assert Way.TEACH not in ways.ways_of("doubt", ways.About(has_mail=True, readings=1))


def test_her_own_words_are_not_read_again() -> None:
    """They would be lost."""
    said = ways.About(has_mail=True, readings=1, said_at_the_desk=True, unknown=("x",), needs_password=True)
    assert not {Way.READ_AGAIN, Way.TEACH, Way.PASSWORD, Way.UPLOAD} & set(ways.ways_of("unreadable", said))
