"""The register at the desk: what is to be feared of its rows, changes by two people, files in and out (R020, R021)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from matching.case import State
from scheme.register import Partner
from store import asked_acts, audit, outbox, partners, questions
from store.engine import Store, Tx, open_store
from tests.store.conftest import migrated, postgres, store, url
from tests.store.rows import a_letter, put_case
from tests.support.cast import START
from tests.support.fresh import fresh_store
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import CORA, DEE, RHODA, Reply, Sitting, sitting

__all__ = ["migrated", "postgres", "store", "url"]


def lead_of(name: str) -> Partner:
    low = name.lower()
    return Partner(
        name=name,
        kind="council",
        areas=(name,),
        named_leads=(f"lead@{low}.example",),
        circulars_to=(f"circulars@{low}.example",),
        offers_from=(f"voids@{low}.example",),
        since=date(2017, 1, 1),
    )


ROWS = (
    lead_of("Hackney"),
    lead_of("Camden"),
    Partner(name="Brent", kind="council", status="paused", areas=("Brent",), circulars_to=("voids@gmail.com",)),
    Partner(name="Clarion", areas=("Merton",), named_leads=("lead@camden.example",), circulars_to=("c@clarion.other",)),
    Partner(name="Newlon", named_leads=("ann@hackney.example",), circulars_to=("ann@hackney.example",)),
    Partner(name="Octavia", status="left"),
)


def a_register(tx: Tx) -> None:
    partners.replace(tx, ROWS, START)
    put_case(tx, "ARC-01-26", landlord="Hackney", state=State.AWAITING_APPROVAL)
    put_case(tx, "ARC-02-26", landlord="Camden", state=State.CIRCULATED, excluded=("Hackney",))
    put_case(tx, "ARC-03-26", landlord="Hackney", state=State.WITHDRAWN)
    letter = a_letter(to="circulars@camden.example", partner="Camden")
    outbox.queue(tx, letter, START)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Sitting]:
    store.write(a_register)
    with sitting(store, tmp_path, now=START) as desk:
        yield desk


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """The same, for tests that only look."""
    folder: Path = tmp_path_factory.mktemp("partners")
    store = open_store(fresh_store(folder / "store.db"))
    store.write(a_register)
    with store.read() as tx:
        letter = next(each.id for each in outbox.listing(tx))
    store.write(lambda tx: outbox.found_refused(tx, letter, "550 no such mailbox", START))
    with sitting(store, folder, now=START) as desk:
        yield desk
    store.close()


def row(desk: Sitting, name: str) -> Partner:
    with desk.desk.store.read() as tx:
        found = partners.named(tx, name)
    assert found is not None
    return found


def told_of(partner: Partner, **changed: str) -> dict[str, str]:
    told = {
        "kind": partner.kind,
        "status": partner.status,
        "since": partner.since.isoformat() if partner.since else "",
        **{name: "\r\n".join(getattr(partner, name)) for name in ("aliases", "areas", "named_leads", "circulars_to")},
        **{name: "\r\n".join(getattr(partner, name)) for name in ("offers_from", "deputies")},
    }
    return told | changed


def edited(desk: Sitting, name: str, step: str = "", by: str = CORA, **changed: str) -> Reply:
    """The form of a row as it stands, with some fields changed."""
    page = desk.visitor(by).get(f"/partners/edit?name={quote(name)}").text
    seal = page.partition('name="seal" value="')[2].partition('"')[0]
    told = {"was": name, "seal": seal, "step": step, **told_of(row(desk, name))} | changed
    return desk.visitor(by).post("/partners/edit", list(told.items()))


@pytest.mark.rule("R020")
def test_a_gap_of_the_named_lead_stands_first_and_who_has_left_last(look: Sitting) -> None:
    page = look.visitor(RHODA).get("/partners")
    table = page.words[page.words.index("Named leads To see to") :]
    assert table.index("Brent") < table.index("Camden") < table.index("Octavia")
    assert "No named lead" in table
    assert "Change this row" not in look.visitor(RHODA).get("/partners/Brent").words


@pytest.mark.rule("R020", "R021")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Brent", "No named lead. Nobody can be asked for its approval"),
        ("Brent", "voids@gmail.com: anybody may open such a mailbox"),
        ("Clarion", "c@clarion.other: what a case says is held back there"),
        ("Clarion", "A mailbox of it is Camden’s too"),
        ("Newlon", "the same domain as Hackney’s"),
        ("Camden", "A letter to it did not arrive, lately on 17 Nov 2026 (circulars@camden.example, refused)"),
    ],
)
def test_what_is_to_be_feared_of_a_row_is_said_in_a_sentence(look: Sitting, name: str, said: str) -> None:
    assert said in look.visitor().get(f"/partners/{name}").words


def test_areas_in_which_nobody_has_homes_are_named(look: Sitting) -> None:
    words = look.visitor().get("/partners").words
    assert "Nobody has homes in" in words
    assert "Barnet" in words.partition("Nobody has homes in")[2].partition("reaches no landlord")[0]
    assert "Hackney" not in words.partition("Nobody has homes in")[2].partition("reaches no landlord")[0]


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("worry=no+lead", "Brent", "Camden"),
        ("status=left", "Octavia", "Brent"),
        ("kind=association", "Newlon", "Camden"),
        ("q=merton", "Clarion", "Newlon"),
        ("q=nothing+such", "No partner fits", "Camden"),
    ],
)
def test_the_list_is_narrowed(look: Sitting, query: str, shown: str, hidden: str) -> None:
    words = look.visitor().get(f"/partners?{query}").words.partition("stands first")[2]
    assert shown in words
    assert hidden not in words


def test_a_partners_page_names_its_requests_and_those_it_is_kept_out_of(look: Sitting) -> None:
    words = look.visitor().get("/partners/Hackney").words
    own, _, shut = words.partition("Requests from which it is kept out")
    assert "ARC-01-26" in own
    assert "ARC-03-26" not in own  # it has ended
    assert "ARC-02-26" in shut
    assert "550 no such mailbox" in look.visitor().get("/partners/Camden").words
    assert look.visitor().get("/partners/Nobody").status == 404


def test_other_names_and_areas_change_at_once_and_stand_in_the_audit(desk: Sitting) -> None:
    preview = edited(desk, "Hackney", aliases="LB Hackney", areas="Hackney; Camden")
    assert "What would change" in preview.words
    assert "LB Hackney" in preview.words
    assert row(desk, "Hackney").aliases == ()
    assert edited(desk, "Hackney", "do", aliases="LB Hackney", areas="Hackney; Camden").goes_to == "/partners"
    assert (row(desk, "Hackney").aliases, row(desk, "Hackney").areas) == (("LB Hackney",), ("Hackney", "Camden"))
    assert "Cora Wells changed the register (other names, homes in)" in desk.visitor().get("/partners/Hackney").words
    with desk.desk.store.read() as tx:
        assert audit.problems(tx) == ()


@pytest.mark.rule("R020")
def test_a_mailbox_is_changed_by_two_people(desk: Sitting) -> None:
    new = {"named_leads": "", "status": "paused"}
    preview = edited(desk, "Hackney", **new)
    assert "by two" in preview.words
    assert "has no named lead any more" in preview.words  # what the line would ask
    assert "--" not in preview.words
    assert "Say why" in edited(desk, "Hackney", "do", **new).words
    page = edited(desk, "Hackney", "do", reason="The lead has left", **new)
    number = page.goes_to
    assert number.startswith("/partners/asked/")
    assert row(desk, "Hackney") == ROWS[0]
    assert desk.visitor().post(f"{number}/confirm").status == 409
    assert desk.visitor(RHODA).post(f"{number}/confirm").status == 403
    for path in ("/partners", "/partners/Hackney", "/today"):
        assert "Change of the register: Hackney" in desk.visitor(DEE).get(path).words
    shown = desk.visitor(DEE).get(number).words
    assert "lead@hackney.example" in shown
    assert "What would follow now" in shown
    assert (
        "waits for a second person already" in edited(desk, "Hackney", "do", reason="again", deputies="d@hackney.example").words
    )
    assert desk.visitor(DEE).post(f"{number}/confirm").goes_to == "/partners"
    assert (row(desk, "Hackney").named_leads, row(desk, "Hackney").status) == ((), "paused")
    with desk.desk.store.read() as tx:
        assert [each.question.kind for each in questions.open_all(tx)] == ["named_lead"]
        assert asked_acts.waiting(tx) == ()


def test_a_row_that_changed_meanwhile_is_not_undone(desk: Sitting) -> None:
    number = edited(desk, "Camden", "do", reason="New office", circulars_to="new@camden.example").goes_to
    assert edited(desk, "Camden", "do", aliases="LB Camden").status == 303
    assert "was changed meanwhile" in desk.visitor(DEE).get(number).words
    assert desk.visitor(DEE).post(f"{number}/confirm").status == 409
    assert row(desk, "Camden").circulars_to == ("circulars@camden.example",)
    assert desk.visitor().post(f"{number}/drop", [("reason", "asked anew")]).goes_to == "/partners"
    stale = [("was", "Camden"), ("seal", "0" * 16), ("step", "do"), *told_of(row(desk, "Camden"), aliases="X").items()]
    assert desk.visitor().post("/partners/edit", stale).status == 409


def test_whoever_asked_may_confirm_the_register_alone_a_day_later(desk: Sitting) -> None:
    edited(desk, "Camden", "do", reason="New office", circulars_to="new@camden.example")
    with desk.desk.store.read() as tx:
        (act,) = asked_acts.waiting(tx)
    desk.desk.store.write(lambda tx: asked_acts.settle(tx, act.id, asked_acts.DROPPED, by=CORA, now=START))
    again = desk.desk.store.write(
        lambda tx: asked_acts.ask(
            tx, kind=act.kind, about=act.about, data=act.data, reason=act.reason, by=CORA, now=START - timedelta(days=1)
        )
    )
    assert desk.visitor().post(f"/partners/asked/{again}/confirm").status == 303
    assert row(desk, "Camden").circulars_to == ("new@camden.example",)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"circulars_to": "@hackney.example"}, "circulars_to", "«@hackney.example» in circulars_to is not a whole mailbox"),
        ({"areas": "Atlantis"}, "areas", "«Atlantis» in areas is not known"),
        ({"since": "soon"}, "since", "is not a day"),
        ({"named_leads": ""}, "named_leads", "There is no named lead, so the partner cannot be active."),
        ({}, "kind", "Nothing is changed in this row yet."),
    ],
)
def test_what_is_wrong_in_a_cell_is_said_at_its_field_and_never_left_out(
    look: Sitting, changed: dict[str, str], field: str, said: str
) -> None:
    page = edited(look, "Hackney", **changed)
    assert page.status == 422
    assert said in page.words
    assert f'href="#{field}"' in page.text
    assert "left out" not in page.words
    assert row(look, "Hackney") == ROWS[0]


def test_a_new_partner_needs_a_second_person_for_its_mailboxes(desk: Sitting) -> None:
    told = told_of(lead_of("Ealing")) | {"name": "Ealing", "reason": "It has signed", "step": "do"}
    number = desk.visitor().post("/partners/edit", list(told.items())).goes_to
    assert desk.visitor(DEE).post(f"{number}/confirm").status == 303
    assert row(desk, "Ealing") == lead_of("Ealing")
    taken = told_of(lead_of("Camden")) | {"name": "Camden"}
    assert "stands in the register already" in desk.visitor().post("/partners/edit", list(taken.items())).words


FILE = """name,kind,aliases (;),areas (;),named_leads (;),circulars_to (;),offers_from (;),status,since
Hackney,council,LB Hackney,Hackney,lead@hackney.example,circulars@hackney.example,voids@hackney.example,active,2017-01-01
Camden,council,,Camden,lead@camden.example,new@camden.example,voids@camden.example,active,2017-01-01
Barking and Dagenham,council,,Nowhere,lead@bad.example,,,active,2020-02-02
"""


def brought(desk: Sitting, data: bytes) -> Reply:
    return desk.visitor().upload("/partners/import", [("file", "register.csv", data)])


def test_a_file_shows_what_it_would_change_before_anything_is(desk: Sitting) -> None:
    page = brought(desk, FILE.encode())
    assert page.status == 200
    assert "Row 4 (Barking and Dagenham): «Nowhere» in areas is not known" in page.words
    for told in ("LB Hackney", "new@camden.example", "Barking and Dagenham new", "The file does not name Brent, Clarion"):
        assert told in page.words
    assert row(desk, "Hackney") == ROWS[0]
    seal = page.text.partition('name="seal" value="')[2].partition('"')[0]
    done = [("csv", FILE), ("seal", seal), ("step", "do"), ("reason", "The yearly round")]
    stale = desk.visitor().post("/partners/import", [("csv", FILE), ("seal", "x"), ("step", "do"), ("reason", "y")])
    assert stale.status == 409
    number = desk.visitor().post("/partners/import", done).goes_to
    assert row(desk, "Hackney").aliases == ("LB Hackney",)  # no mailbox: at once
    assert row(desk, "Camden") == ROWS[1]
    assert "Camden" in desk.visitor(DEE).get(number).words
    assert desk.visitor(DEE).post(f"{number}/confirm").status == 303
    assert row(desk, "Camden").circulars_to == ("new@camden.example",)
    assert row(desk, "Barking and Dagenham").named_leads == ("lead@bad.example",)
    assert row(desk, "Brent") == ROWS[2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfename", "not in UTF-8"),
        (b"name\0kind", "This is no CSV file"),
        (b"kind,areas\ncouncil,Hackney\n", "has no column «name»"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_kindly(look: Sitting, data: bytes, said: str) -> None:
    assert said in brought(look, data).words


def test_the_register_goes_out_as_the_file_that_comes_in(look: Sitting) -> None:
    answer = look.visitor(RHODA).get("/partners.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="partners.csv"'
    assert "Nothing: every row stands in the register as it is" in brought(look, answer.data).words


def test_a_register_of_eighty_three_has_a_small_page(tmp_path: Path) -> None:
    store = open_store(fresh_store(tmp_path / "store.db"))
    rows = [lead_of(f"Landlord number {number}") for number in range(83)]
    store.write(lambda tx: partners.replace(tx, rows, START))
    with sitting(store, tmp_path, now=START) as desk:
        assert len(desk.visitor().get("/partners").data) < 100_000
    store.close()


def test_the_months_partners_have_their_pages(tmp_path: Path) -> None:
    store = open_store(played_store(tmp_path / "store.db"))
    with sitting(store, tmp_path, scheme=played_scheme(), now=AFTER) as desk:
        assert "9 of 9 partners" in desk.visitor().get("/partners").words
        page = desk.visitor().get("/partners/Ashrigg").words
        assert "NMR-05-26" in page
        assert "Owes 1" in page
    store.close()
