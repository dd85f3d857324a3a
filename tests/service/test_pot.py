"""`reciprocal pot`: opening balances, mergers, corrections, each by a person with her reason (R047–R049, L1, L4, L5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service import opening, pot
from service.config import WrongUsage
from service.pot import CannotDo, Hand, Opening
from store import audit, cases, ledger_checks, partners
from tests.service.test_journeys import whole_story
from tests.support.cast import ref
from tests.support.papers import approval, outcome, request_form, request_mail
from tests.support.region import Region

ADA = "Ada Coordinator"
TODAY = datetime.now(UTC).date()
REF = ref(1)
STARTED = "Keys handed over, the tenancy began on 16/11/2026. One adult and two children have moved."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def by_hand(region: Region, act: Callable[[Hand], str], by: str = ADA) -> str:
    with region.store_open() as (settings, store):
        scheme = opening.scheme_with_register(settings, store)
        said = act(Hand(store=store, scheme=scheme, sender=settings.smtp.sender, by=by, now=datetime.now(UTC)))
        with store.read() as tx:
            assert ledger_checks.problems(tx) == ()
            assert audit.problems(tx) == ()
    return said


def another_household(number: int = 2) -> list[bytes]:
    """Another family of Hackney's, approved."""
    form = request_form(
        **{"Details of adults (above 18) requesting to move": "1 adult, female, 51", "Details of children": "none"}
    )
    return [request_mail(form, number=50 + number), approval(ref(number), number=60 + number)]


def merge(region: Region, old: str, new: str, reason: str = "they merged") -> str:
    return by_hand(region, lambda hand: pot.merge(hand, old, new, TODAY, reason))


def correct(region: Region, written: str, reason: str = "the tenancy never began") -> str:
    return by_hand(region, lambda hand: pot.take_back(hand, written, TODAY, reason))


def bring_in(region: Region, text: str, *, accept_sum: bool = False, yes: bool = False) -> str:
    file = region.home / "pot.csv"
    file.write_text(text, encoding="utf-8")
    given = Opening(file=file, day=TODAY, accept_sum=accept_sum, yes=yes)
    return by_hand(region, lambda hand: pot.take_in_balances(hand, given))


def owes(region: Region) -> dict[str, int]:
    return {name: each["owes"] for name, each in region.balances().items() if each["owes"]}


SHEET = "Landlord,Owes,Note\nHackney,2,as agreed\nCamden,−2,\nBrent,0,\n"


@pytest.mark.rule("R047", "R048")
def test_the_balances_of_a_spreadsheet_are_brought_in(region: Region) -> None:
    said = bring_in(region, SHEET)
    assert "2 balances are in the ledger: 2 homes owed, 2 in credit." in said
    assert owes(region) == {"Hackney": 2, "Camden": -2}
    with region.store_open() as (_, store), store.read() as tx:
        assert ("opening balances", ADA) in {(row.act, row.who) for row in tx.execute(audit.audit.select())}


def test_the_same_spreadsheet_once_more_changes_nothing(region: Region) -> None:
    bring_in(region, SHEET)
    before = region.look("ledger")
    assert "Nothing was written" in bring_in(region, SHEET)
    assert region.look("ledger") == before


def test_received_and_given_are_set_off(region: Region) -> None:
    bring_in(region, "partner;received;given\nLondon Borough of Hackney;5;4\nCamden;1;2\n")
    assert owes(region) == {"Hackney": 1, "Camden": -1}


WRONG = [
    ("landlord,owes\nHackny,1\nCamden,-1\n", "«Hackny» is no landlord of the register. Perhaps Hackney is meant"),
    ("landlord,owes\nHackney,1\nHackney,-1\n", "Line 3: Hackney stands in line 2 already"),
    ("landlord,owes\nHackney,two\nCamden,-2\n", "«two» of Hackney is no number of homes"),
    ("landlord,owes\nHackney,\nCamden,0\n", "of Hackney is no number of homes"),
    ("landlord,owes\nHackney,1.5\nCamden,0\n", "«1.5» of Hackney"),
    ("landlord,owes\nHackney,20260401\nCamden,0\n", "20260401 of Hackney is no number of homes"),
    ("landlord,owes\n,1\nCamden,0\n", "Line 2: the landlord is missing"),
    ("landlord,debt\nHackney,1\n", "The column «debt» is not known"),
    ("landlord,owes,given\nHackney,1,1\n", "Give either one column"),
    ("landlord,given\nHackney,1\n", "belong together"),
    ("owes\n1\n", "There is no column «landlord»"),
    ("landlord,name,owes\nHackney,Hackney,1\n", "stands there twice"),
    ("landlord,received,given\nHackney,-1,0\n", "cannot have received or given fewer than no homes"),
    ("", "The file is empty"),
    ("landlord,owes\nHackney,3\nCamden,-2\n", "sum to +1"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_with_anything_wrong_nothing_is_brought_in(region: Region, text: str, said: str) -> None:
    with pytest.raises(CannotDo) as told:
        bring_in(region, text)
    assert said in str(told.value)
    assert region.look("ledger")["entries"] == []


def test_a_sum_that_is_not_nothing_is_accepted_by_a_person(region: Region) -> None:
    assert "Hackney owes 3, at or above the cap of 3" in bring_in(region, "landlord,owes\nHackney,3\n", accept_sum=True)
    assert owes(region) == {"Hackney": 3, "opening balances": -3}


def test_another_balance_of_the_same_landlord_is_refused_until_the_old_one_is_taken_back(region: Region) -> None:
    bring_in(region, SHEET)
    with pytest.raises(CannotDo, match="was brought in with 2"):
        bring_in(region, "landlord,owes\nHackney,1\nCamden,-1\n")
    correct(region, f"carry {TODAY} Hackney", "a slip in the spreadsheet")
    assert owes(region) == {"Camden": -2, "opening balances": 2}
    bring_in(region, "landlord,owes\nHackney,1\n", accept_sum=True)
    assert owes(region) == {"Hackney": 1, "Camden": -2, "opening balances": 1}


def test_once_homes_have_moved_a_person_says_that_they_are_not_counted_twice(region: Region) -> None:
    region.tell(*whole_story())
    with pytest.raises(CannotDo, match="has moves already"):
        bring_in(region, SHEET)
    bring_in(region, SHEET, yes=True)
    assert owes(region) == {"Hackney": 3, "Camden": -3}


@pytest.mark.rule("R048")
def test_a_move_that_was_none_is_taken_back_once(region: Region) -> None:
    region.tell(*whole_story())
    said = correct(region, REF.lower())
    assert "tell Hackney and Camden" in said
    assert "stays closed" in said
    assert owes(region) == {}
    last = region.look("ledger")["entries"][-1]
    assert (last["kind"], last["case"], last["reason"]) == ("correct", REF, "the tenancy never began")
    assert region.states() == {REF: "moved"}
    with region.store_open() as (_, store), store.read() as tx:
        case = cases.find(tx, REF)
        assert case is not None
        assert case.move == 2  # its number is never used again
        assert [line.who for line in cases.history_of(tx, REF)][-1] == ADA
    with pytest.raises(CannotDo, match="was taken back already"):
        correct(region, REF)


@pytest.mark.parametrize("written", ["ARC-99-26", "carry 2026-01-01 Hackney"])
def test_what_was_never_posted_is_not_taken_back(region: Region, written: str) -> None:
    with pytest.raises(CannotDo, match="No posted move and no balance"):
        correct(region, written)


@pytest.mark.rule("R048")
def test_a_balance_goes_over_in_a_merger_and_the_moves_stay_behind_it(region: Region) -> None:
    region.tell(*whole_story())
    said = merge(region, "Hackney", "Brent")
    assert "Hackney is part of Brent now, which owes 1" in said
    assert owes(region) == {"Brent": 1, "Camden": -1}
    kinds = [(each["kind"], each["landlord"]) for each in region.look("ledger")["entries"]]
    assert ("post", "Hackney") in kinds
    assert kinds[-2:] == [("carry", "Brent"), ("carry", "Hackney")]
    rows = {each["name"]: each for each in region.look("partners")}
    assert (rows["Hackney"]["status"], rows["Hackney"]["aliases"]) == ("left", [])
    assert rows["Brent"]["aliases"] == ["Hackney"]
    assert rows["Brent"]["areas"] == ["Brent", "Hackney"]


def test_a_correction_after_a_merger_is_the_successors(region: Region) -> None:
    region.tell(*whole_story())
    merge(region, "Hackney", "Brent")
    merge(region, "Brent", "Ealing")
    correct(region, REF)
    assert owes(region) == {}


@pytest.mark.parametrize(("old", "new"), [("Hackney", "Brent"), ("Camden", "Clarion")])
def test_a_merger_while_a_move_is_reserved(region: Region, old: str, new: str) -> None:
    """The place is given back and taken anew, so that the move is posted between the landlords of that day."""
    region.tell(*whole_story()[:4])
    merge(region, old, new)
    reserved = {name: each["reserved"] for name, each in region.balances().items() if each["reserved"]}
    home, rehousing = (new, "Camden") if old == "Hackney" else ("Hackney", new)
    assert reserved == {home: 1}
    region.tell(outcome(REF, STARTED, number=5))
    assert region.states() == {REF: "moved"}
    assert owes(region) == {home: 1, rehousing: -1}


def test_a_move_between_the_two_is_settled_before_they_merge(region: Region) -> None:
    region.tell(*whole_story()[:3])
    with pytest.raises(CannotDo, match=rf"{REF} of Hackney has a home of Camden open: record the tenancy start"):
        merge(region, "Camden", "Hackney")
    assert {each["name"]: each["status"] for each in region.look("partners")}["Camden"] == "active"


def test_the_successor_is_asked_for_the_approval_that_was_still_open(region: Region) -> None:
    region.tell(whole_story()[0])
    merge(region, "Hackney", "Brent")
    region.run()
    assert [each["to"] for each in region.letters("approval_request")] == ["nadia.ferris@hackney.example", "lead@brent.example"]
    assert region.look("case", REF)["landlord"] == "Brent"


def test_a_form_that_names_the_merged_landlord_means_its_successor(region: Region) -> None:
    merge(region, "Hackney", "Brent")
    region.tell(whole_story()[0])
    assert region.look("case", REF)["landlord"] == "Brent"


def test_the_mailboxes_of_the_merged_landlord_speak_for_nobody(region: Region) -> None:
    region.tell(whole_story()[0])
    merge(region, "Hackney", "Brent")
    region.tell(whole_story()[1])
    assert region.states() == {REF: "awaiting_approval"}
    assert region.look("queue")


MERGERS_REFUSED = [
    ("Hackney", "Hackney", "are one landlord already", WrongUsage),
    ("Nowhere Homes", "Brent", "no landlord of the register", WrongUsage),
    ("Hackney", "Brent", "has become part of Brent already", CannotDo),
    ("Brent", "Hackney", "Hackney has left", CannotDo),
]


@pytest.mark.parametrize(("old", "new", "said", "kind"), MERGERS_REFUSED)
def test_a_merger_that_cannot_be(region: Region, old: str, new: str, said: str, kind: type[Exception]) -> None:
    if kind is CannotDo:
        merge(region, "Hackney", "Brent")
    with pytest.raises(kind, match=said):
        merge(region, old, new)


def test_each_act_has_a_name_a_reason_and_a_day_that_has_come(region: Region) -> None:
    with pytest.raises(WrongUsage, match="--by"):
        by_hand(region, lambda hand: pot.merge(hand, "Hackney", "Brent", TODAY, "they merged"), by="")
    with pytest.raises(WrongUsage, match="--reason"):
        merge(region, "Hackney", "Brent", " ")
    with pytest.raises(WrongUsage, match="still to come"):
        by_hand(region, lambda hand: pot.merge(hand, "Hackney", "Brent", date(2999, 1, 1), "they will merge"))


def test_the_command_says_what_was_done_or_one_sentence(region: Region) -> None:
    (region.home / "pot.csv").write_text(SHEET, encoding="utf-8")
    done = region.command("pot", "open", str(region.home / "pot.csv"), "--by", ADA)
    assert "2 balances are in the ledger" in done.stdout
    failed = region.command("pot", "correct", REF, "--by", ADA, "--reason", "no move", check=False)
    assert (failed.returncode, failed.stderr) == (1, f"No posted move and no balance goes by «{REF}» in the ledger.\n")
    failed = region.command("pot", "merge", "Hackney", "Brent", "--by", ADA, check=False)
    assert (failed.returncode, "--reason" in failed.stderr) == (2, True)


def test_a_held_case_goes_on_when_a_correction_makes_room(region: Region) -> None:
    bring_in(region, "landlord,owes\nHackney,2\nCamden,-2\n")
    region.tell(*whole_story())
    other = ref(2)
    region.tell(*another_household())
    assert region.states()[other] == "held_at_cap"
    correct(region, REF)
    assert region.states()[other] == "circulated"
    assert [each["case"] for each in region.letters("circular")].count(other) == 3
    with region.store_open() as (_, store), store.read() as tx:
        assert partners.named(tx, "Hackney") is not None


def test_moves_outside_the_pot_are_counted_without_an_entry(region: Region) -> None:
    region.tell(whole_story()[0], approval(REF, words="We decline: we are rehousing her in our own stock."))
    found = region.look("ledger")
    assert found["outside"] == {"Hackney": {"own_stock": 1, "elsewhere": 0}}
    assert found["entries"] == []


@pytest.mark.rule("R049")
def test_whoever_was_let_go_on_above_the_cap_is_listed_with_the_reason(region: Region) -> None:
    bring_in(region, "landlord,owes\nHackney,3\nCamden,-3\n")
    region.tell(*whole_story()[:2])
    assert region.states() == {REF: "held_at_cap"}
    region.command("resolve", REF, "--override", "her life is threatened", "--by", ADA)
    region.run()
    (listed,) = region.look("ledger")["overrides"]
    assert (listed["case"], listed["landlord"], listed["reason"], listed["by"]) == (REF, "Hackney", "her life is threatened", ADA)
    assert listed["day"] == TODAY.isoformat()
    assert "her life is threatened" in region.command("ledger").stdout.replace("\n", " ")
