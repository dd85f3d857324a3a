"""The ledger at the desk: balances at any day, the moves behind each number, statements (R047, R048, R054, R058)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from desk.ledger_view import balance_of, lines_of
from matching.case import State
from matching.decision import Question
from matching.ledger import OPENING, carry, carry_over, correct, post, reserve
from scheme.register import Partner
from store import ledger, partners, questions
from store.engine import Tx, open_store
from store.schema import audit
from tests.store.rows import put_case
from tests.support.cast import START
from tests.support.fresh import fresh_store
from tests.support.played import AFTER
from tests.support.sitting import CORA, RHODA, Sitting, sitting

TODAY = START.date()
HOUSES = ("Hackney", "Camden", "Brent", "Clarion", "Newlon", "Ealing / Acton & Co")


@pytest.fixture(scope="module")
def pot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """A pot with everything in it that a pot can have."""
    folder: Path = tmp_path_factory.mktemp("pot")
    store = open_store(fresh_store(folder / "store.db"))
    store.write(everything)
    with sitting(store, folder, now=START) as desk:
        yield desk
    store.close()


def everything(tx: Tx) -> None:
    rows = (
        Partner(name=name, status="left" if name == "Newlon" else "active", named_leads=(f"lead@{at}.example",), since=None)
        for at, name in enumerate(HOUSES)
    )
    partners.replace(tx, rows, START)
    for number in range(1, 8):
        put_case(tx, f"ARC-0{number}-26", landlord="Hackney")
    put_case(tx, "ARC-11-26", landlord="Hackney", state=State.HELD_AT_CAP, received_on=date(2026, 10, 3))
    put_case(tx, "ARC-12-26", landlord="Brent", state=State.CIRCULATED, cap_override="Her life is in danger")
    put_case(tx, "ARC-13-26", landlord="Brent", state=State.WITHDRAWN, moved_outside="own_stock", closed_on=date(2026, 6, 1))
    asked = questions.ask(tx, Question(kind="cap", why="Brent is at the cap.", case="ARC-12-26"), cause="2:0", now=START)
    questions.answer(tx, str(asked), answer="override", by=CORA, now=START)
    written = [
        *carry(landlord="Hackney", owes=2, day=date(2026, 1, 1), reason="opening balance"),
        *carry(landlord="Newlon", owes=-1, day=date(2026, 1, 1), reason="opening balance"),
        *post(case="ARC-01-26", move=1, home="Hackney", rehousing="Camden", day=date(2026, 2, 10)),
        *post(case="ARC-02-26", move=1, home="Brent", rehousing="Hackney", day=date(2026, 5, 20)),
        *correct(case="ARC-02-26", move=1, home="Brent", rehousing="Hackney", day=date(2026, 7, 1), reason="it never began"),
        *reserve(case="ARC-03-26", move=1, home="Hackney", rehousing=HOUSES[-1], day=date(2026, 11, 2)),
    ]
    written += carry_over(written, "Newlon", "Clarion", day=date(2026, 8, 1), reason="they merged")
    ledger.merge(tx, "Newlon", "Clarion", day=date(2026, 8, 1), by=CORA, reason="they merged", now=START)
    ledger.post_all(tx, written, because="1:0")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.rule("R047", "R048")
def test_the_balances_sum_to_zero_and_whoever_owes_most_stands_first(pot: Sitting) -> None:
    page = pot.visitor(RHODA).get("/ledger")
    assert page.status == 200
    assert "All balances sum to zero" in page.words
    assert page.words.index("Hackney owes 3, 1 reserved, 1 above the cap, 1 held") < page.words.index("Camden is owed 1")
    assert "1 request waits since 3 Oct 2026" in page.words
    assert "The other side of all opening balances −1" in page.words
    assert 'role="img" aria-label="owes 3' in page.text
    assert 'class="reserved"' in page.text
    assert 'class="cap"' in page.text
    assert "style=" not in page.text


@pytest.mark.rule("R048")
def test_the_balances_of_an_earlier_day(pot: Sitting) -> None:
    page = pot.visitor().get("/ledger?at=2026-05-31")
    assert "Brent owes 1" in page.words
    assert "request waits" not in page.words  # what waited then, no one has written down
    assert "/ledger/Brent?at=2026-05-31" in page.text
    assert "Today is shown" in pot.visitor().get("/ledger?at=2030-01-01").words
    assert "This is no day" in pot.visitor().get("/ledger?at=yesterday").words


def test_a_landlord_in_credit_has_its_bar_on_the_other_side(pot: Sitting) -> None:
    page = pot.visitor().get("/ledger")
    assert "Clarion is owed 1" in page.words
    assert 'rect class="credit"' in page.text
    assert "room for 4" in page.words


@pytest.mark.rule("R058")
def test_overrides_and_moves_outside_the_pot_stand_below(pot: Sitting) -> None:
    words = pot.visitor().get("/ledger").words
    said = words.replace(" ,", ",").replace("( Q1 )", "(Q1)")
    assert "ARC-12-26 of Brent, 17 Nov 2026, by Cora Wells (Q1): «Her life is in danger»" in said
    assert "Brent 1 0" in words


@pytest.mark.rule("R048")
def test_the_lines_behind_a_number_name_everything_but_are_for_the_coordinator(pot: Sitting) -> None:
    page = pot.visitor().get("/ledger/Hackney")
    assert "For the coordinator alone" in page.words
    for told in (
        "Opening balance",
        "Home received: the tenancy started",
        "Taken back: home given: the tenancy started",
        "+1 reserved",
    ):
        assert told in page.words
    assert page.words.index("2 Nov 2026") < page.words.index("10 Feb 2026")
    given = pot.visitor().get("/ledger/Hackney?show=given")
    assert "Home given" in given.words
    assert "Opening balance" not in given.words
    assert "it never began" in given.words


def test_a_merged_landlords_balance_has_gone_over_with_its_reason(pot: Sitting) -> None:
    old, new = pot.visitor().get("/ledger/Newlon"), pot.visitor().get("/ledger/Clarion")
    assert "It has become part of Clarion" in old.words
    assert "owes nothing" in old.words
    assert "Balance carried over in a merger «they merged»" in new.words
    assert "1 Aug 2026 : Newlon became part of Clarion" in pot.visitor().get("/ledger").words


def test_a_landlord_whose_name_has_a_slash_has_its_pages(pot: Sitting) -> None:
    link = "/ledger/" + quote(HOUSES[-1])
    assert link in pot.visitor().get("/ledger").text
    assert "Its home was accepted" in pot.visitor().get(link).words
    assert pot.visitor().get(link + "/statement").status == 200


def test_a_landlord_that_nobody_knows_has_no_page(pot: Sitting) -> None:
    for path in ("/ledger/Nobody", "/ledger/Nobody/lines.csv", "/ledger/opening%20balances"):
        assert pot.visitor().get(path).status == 404
    assert pot.visitor().get("/ledger/Nobody/statement").status == 409


@pytest.mark.rule("R054")
def test_a_statement_says_the_quarter_of_a_home_received_and_names_no_other_landlord(pot: Sitting) -> None:
    page = pot.visitor().get("/ledger/Hackney/statement")
    assert "May be given to Hackney" in page.words
    paper = pot.visitor().get("/ledger/Hackney/statement/print")
    assert "2026 Q1 ARC-01-26 One home received" in paper.words
    for kept in ("2026-02-10", "10 Feb", "Camden", "Brent", "it never began"):
        assert kept not in paper.words


@pytest.mark.rule("R054")
def test_a_statement_of_a_time_brings_the_rest_forward(pot: Sitting) -> None:
    rows = table(pot.visitor().get("/ledger/Hackney/statement.csv?since=2026%20Q2").text)
    assert (rows[0]["what"], rows[0]["owes"], rows[0]["when"]) == ("Brought forward", "3", "before 2026 Q2")
    assert [row["what"] for row in rows[1:]] == ["One home given", "A home given is taken back: the move was none"]
    early = pot.visitor().get("/ledger/Hackney/statement?at=2026-03-31").words
    assert "owes 3 home(s) at the end of 2026-03-31" in early
    assert "One home given" not in early


def test_a_statement_never_ends_on_a_day_from_which_a_moves_day_could_be_told(pot: Sitting) -> None:
    told = [pot.visitor().get(f"/ledger/Hackney/statement?at={day}").words for day in ("2026-02-09", "2026-02-10")]
    for words in told:
        assert "A statement ends today, or with a quarter" in words
        assert "owes 3 home(s) at the end of 2026-11-17" in words
    assert "Choose the quarter" in pot.visitor().get("/ledger/Hackney/statement?since=2026-02-10").words


def test_what_is_shown_goes_into_a_spreadsheet(pot: Sitting) -> None:
    answer = pot.visitor(RHODA).get("/ledger.csv?at=2026-11-17")
    assert answer.headers["content-disposition"] == 'attachment; filename="ledger-2026-11-17.csv"'
    rows = {row["landlord"]: row for row in table(answer.text)}
    assert (rows["Hackney"]["owes"], rows["Hackney"]["reserved"], rows["Hackney"]["held since"]) == ("3", "1", "2026-10-03")
    lines = table(pot.visitor().get("/ledger/Brent/lines.csv").text)
    assert [(line["homes"], line["owes after"], line["with"]) for line in lines] == [
        ("1", "1", "Hackney"),
        ("-1", "0", "Hackney"),
    ]


@pytest.mark.rule("R048")
def test_a_landlords_own_lines_come_to_what_the_whole_ledger_says_of_it(pot: Sitting, month: Sitting) -> None:
    for desk, today in ((pot, TODAY), (month, AFTER.date())):
        with desk.desk.store.read() as tx:
            balances = ledger.balances(tx)
            names = [each for each in balances if each != OPENING]
            assert names
            assert {name: balance_of(lines_of(tx, name, today)) for name in names} == {name: balances[name] for name in names}


def test_who_looked_at_a_landlords_ledger_is_noted(pot: Sitting) -> None:
    pot.visitor(RHODA).get("/ledger/Camden")
    with pot.desk.store.read() as tx:
        assert ("pot of Camden", RHODA) in {(row.about, row.who) for row in tx.execute(audit_rows())}


def audit_rows() -> sa.Select[tuple[object, ...]]:
    return sa.select(audit.c.about, audit.c.who)


def test_the_months_lines_lead_to_the_mails_that_brought_them_about(month: Sitting) -> None:
    page = month.visitor().get("/ledger/Ashrigg")
    assert "message 22" in page.words
    assert "/papers/22" in page.text
    assert month.visitor().get("/papers/22").status == 200
    assert len(month.visitor().get("/ledger").data) < 100_000


def test_a_scheme_of_eighty_three_landlords_has_a_small_page(tmp_path: Path) -> None:
    store = open_store(fresh_store(tmp_path / "store.db"))
    store.write(many_landlords)
    with sitting(store, tmp_path, now=START) as desk:
        page = desk.visitor().get("/ledger")
        assert page.text.count("<tr>") > 83
        assert len(page.data) < 100_000
    store.close()


def many_landlords(tx: Tx) -> None:
    names = [f"Landlord of Number {number} Homes" for number in range(83)]
    partners.replace(tx, [Partner(name=name, named_leads=(f"lead{at}@l.example",)) for at, name in enumerate(names)], START)
    for at, name in enumerate(names):
        reference = f"ARC-{at + 1:02}-26"
        put_case(tx, reference, landlord=name, state=State.HELD_AT_CAP)
        move = {"case": reference, "move": 1, "home": name, "rehousing": names[at - 7], "day": TODAY}
        ledger.post_all(tx, post(**move) if at % 3 else reserve(**move), because="1:0")
