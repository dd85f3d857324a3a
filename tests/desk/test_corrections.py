"""A line of the ledger is taken back by two people, or by one after a day; on both databases (L4, R048; reliability §6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from matching.case import State
from matching.ledger import carry, post
from scheme.register import Partner
from store import asked_acts, audit, cases, ledger, partners, pot_figures
from store.asked_acts import CORRECTION
from store.engine import Store, Tx
from store.schema import audit as audit_table
from tests.store.conftest import migrated, postgres, store, url
from tests.store.rows import put_case
from tests.support.cast import START
from tests.support.sitting import CORA, DEE, RHODA, Reply, Sitting, sitting

__all__ = ["migrated", "postgres", "store", "url"]

REASON = "The tenancy never began"


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Sitting]:
    """Hackney is at the cap of three, and a request of its waits."""
    store.write(a_full_pot)
    with sitting(store, tmp_path, now=START) as desk:
        yield desk


def a_full_pot(tx: Tx) -> None:
    rows = [
        Partner(
            name=name,
            kind="council",
            areas=(name,),
            named_leads=(f"lead@{name.lower()}.example",),
            circulars_to=(f"circulars@{name.lower()}.example",),
        )
        for name in ("Hackney", "Camden", "Brent")
    ]
    partners.replace(tx, rows, START)
    put_case(tx, "ARC-01-26", landlord="Hackney", state=State.CIRCULATED)
    put_case(
        tx,
        "ARC-02-26",
        landlord="Hackney",
        state=State.HELD_AT_CAP,
        received_on=date(2026, 10, 1),
        approved_on=date(2026, 10, 2),
        areas_requested=("Camden", "Brent"),
        area_residence="Hackney",
    )
    written = [
        *carry(landlord="Hackney", owes=2, day=date(2026, 1, 1), reason="opening balance"),
        *post(case="ARC-01-26", move=1, home="Hackney", rehousing="Camden", day=date(2026, 2, 10)),
    ]
    ledger.post_all(tx, written, because="1:0")


def line(desk: Sitting, reference: str = "ARC-01-26") -> str:
    with desk.desk.store.read() as tx:
        return str(next(each.number for each in pot_figures.postings_of(tx, ("Hackney",)) if each.reference == reference))


def asked(desk: Sitting, step: str = "ask", by: str = CORA, **changed: str) -> Reply:
    told = {"line": line(desk), "day": "2026-11-17", "reason": REASON, "step": step} | changed
    return desk.visitor(by).post("/ledger/take-back", list(told.items()))


def owes(desk: Sitting, landlord: str = "Hackney") -> int:
    with desk.desk.store.read() as tx:
        assert ledger.problems(tx) == ()
        assert audit.problems(tx) == ()
        return pot_figures.standings(tx)[landlord].owes


def state(desk: Sitting, reference: str) -> str:
    with desk.desk.store.read() as tx:
        case = cases.find(tx, reference)
        assert case is not None
        return case.state


@pytest.mark.rule("R048")
def test_a_second_coordinator_confirms_what_the_first_has_asked_for(desk: Sitting) -> None:
    lines = desk.visitor().get("/ledger/Hackney")
    assert f"/ledger/take-back?line={line(desk)}" in lines.text
    assert "Take back…" not in desk.visitor(RHODA).get("/ledger/Hackney").words
    assert "ARC-01-26" in desk.visitor().get(f"/ledger/take-back?line={line(desk)}").words

    preview = asked(desk, "preview")
    assert "Nothing has happened yet" in preview.words
    assert "a line is corrected" in preview.words
    assert "ARC-02-26" in preview.words  # it waits for the room that this makes
    assert (owes(desk), state(desk, "ARC-02-26")) == (3, State.HELD_AT_CAP)

    page = asked(desk)
    assert page.status == 303
    number = page.goes_to
    own = desk.visitor().get(number)
    assert "Another coordinator confirms it, or you do from 18 Nov 2026, 09:00 on" in own.words.replace(" on.", " on")
    assert "Confirm and do it" not in own.words
    assert desk.visitor().post(f"{number}/confirm").status == 409
    assert desk.visitor(RHODA).post(f"{number}/confirm").status == 403
    assert owes(desk) == 3
    for path in ("/ledger", "/today"):
        assert "Correction of the ledger: ARC-01-26" in desk.visitor(DEE).get(path).words
        assert REASON in desk.visitor(DEE).get(path).words

    assert "Confirm and do it" in desk.visitor(DEE).get(number).words
    assert desk.visitor(DEE).post(f"{number}/confirm").goes_to == "/ledger"
    assert (owes(desk), owes(desk, "Camden"), state(desk, "ARC-02-26")) == (2, 0, State.CIRCULATED)
    assert "Waits for a second person" not in desk.visitor(DEE).get("/ledger").words
    assert f"«{REASON}»" in desk.visitor().get("/ledger/Camden").words
    assert "Done by Dee Lomax" in desk.visitor().get(number).words
    with desk.desk.store.read() as tx:
        told = [(row.who, row.act) for row in tx.execute(audit_table.select().order_by(audit_table.c.id)) if row.act != "saw"]
    assert (
        told.index((CORA, "asked for a correction"))
        < told.index((DEE, "confirmed a correction"))
        < told.index((DEE, "correction"))
    )


def test_whoever_asked_may_confirm_it_alone_a_day_later(desk: Sitting) -> None:
    def a_day_ago(tx: Tx) -> int:
        data = {"posting": int(line(desk)), "day": "2026-11-16"}
        then = START - timedelta(hours=24)
        return asked_acts.ask(tx, kind=CORRECTION, about="ARC-01-26", data=data, reason=REASON, by=CORA, now=then)

    number = desk.desk.store.write(a_day_ago)
    assert "You asked for this more than a day ago" in desk.visitor().get(f"/ledger/asked/{number}").words
    assert desk.visitor().post(f"/ledger/asked/{number}/confirm").status == 303
    assert owes(desk) == 2


def test_of_two_who_confirm_at_once_one_does_it(desk: Sitting) -> None:
    number = asked(desk).goes_to
    hands = [desk.visitor(DEE) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda hand: hand.post(f"{number}/confirm"), hands))
    assert sorted(each.status for each in told) == [303, 409, 409, 409]
    assert all("Dee Lomax confirmed this on" in each.words for each in told if each.status == 409)
    assert owes(desk) == 2


def test_what_was_taken_back_meanwhile_is_refused_kindly(desk: Sitting) -> None:
    number = asked(desk).goes_to
    assert "asked for this on 17 Nov 2026 already" in asked(desk, by=DEE).words

    def meanwhile(tx: Tx) -> None:
        from matching.ledger import correct

        pair = correct(case="ARC-01-26", move=1, home="Hackney", rehousing="Camden", day=START.date(), reason="by the shell")
        ledger.post_all(tx, pair, because="1:0")

    desk.desk.store.write(meanwhile)
    page = desk.visitor(DEE).get(number)
    assert "It cannot be done as things stand now. ARC-01-26 was taken back already" in page.words
    assert "Confirm and do it" not in page.words
    refused = desk.visitor(DEE).post(f"{number}/confirm")
    assert (refused.status, "was taken back already" in refused.words) == (409, True)
    assert desk.visitor(DEE).post(f"{number}/drop").status == 422
    assert desk.visitor(DEE).post(f"{number}/drop", [("reason", "done already")]).status == 303
    assert "Dropped by Dee Lomax" in desk.visitor().get(number).words
    assert desk.visitor().get(f"/ledger/take-back?line={line(desk)}").status == 409


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": " "}, "Say why it is taken back"),
        ({"day": "2026-02-09"}, "before the day on which it was posted"),
        ({"day": "2026-11-18"}, "still to come"),
        ({"day": "soon"}, "Write the day"),
    ],
)
def test_a_form_that_lacks_something_says_so_at_its_field(desk: Sitting, changed: dict[str, str], said: str) -> None:
    page = asked(desk, **changed)
    assert page.status == 422
    assert page.words.count(said) == 2  # in the summary, and at the field
    assert re.search(r'href="#(reason|day)"', page.text)
    with desk.desk.store.read() as tx:
        assert asked_acts.waiting(tx) == ()


def test_an_opening_balance_is_taken_back_the_same_way(desk: Sitting) -> None:
    number = asked(desk, line=line(desk, "carry 2026-01-01 Hackney"), reason="a slip of the old spreadsheet").goes_to
    assert desk.visitor(DEE).post(f"{number}/confirm").status == 303
    assert owes(desk) == 1


def test_a_line_or_a_request_that_is_none_is_refused(desk: Sitting) -> None:
    for path in ("/ledger/take-back?line=999", "/ledger/take-back?line=x"):
        assert desk.visitor().get(path).status == 409
    assert desk.visitor().get("/ledger/asked/999").status == 404
    assert desk.visitor().post("/ledger/asked/999/confirm").status == 404
