"""The weekly round: a digest to each mailbox, through a gate that holds every request in it against its case."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingest.folder import DirectoryMailbox
from matching.case import Case, Household, State
from matching.digest import Digest, Listed, Standing
from matching.ledger import Balance, post, reserve
from outbox.digest_letter import compose_digest
from outbox.message import OutboundMessage
from scheme.register import Partner
from service import digest
from service.line import Line
from service.sending import _held_because
from service.steps import whole_line
from store import audit, cases, ledger, outbox, partners, questions, switches
from store.engine import Store
from tests.service.test_morning import Clock
from tests.store.rows import a_letter
from tests.support.lines import SCHEME, a_line

VOIDS, FERNLEA_LEAD = "voids@fernlea.example", "lead@fernlea.example"
HOME_LEAD, QUAY_LEAD = "lead@home.example", "lead@quay.example"
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
FERNLEA = Partner(name="Fernlea Homes", areas=("Hackney", "Islington"), named_leads=(FERNLEA_LEAD,), circulars_to=(VOIDS,))
REGISTER = (
    FERNLEA,
    Partner(name="Camden", kind="council", areas=("Camden", "Islington"), named_leads=(HOME_LEAD,)),
    Partner(name="Quaystone Trust", areas=("Islington", "Brent"), named_leads=(QUAY_LEAD,)),
)
OUT = Case(
    reference="ARC-07-26",
    state=State.CIRCULATED,
    policy="2024-01-01",
    landlord="Camden",
    area_residence="Camden",
    areas_requested=("Hackney", "Islington", "Brent", "Camden"),
    areas_at_risk=("Brent",),
    bedrooms=3,
    step_free=True,
    household=Household(adults=1, children=2),
    received_on=date(2026, 11, 2),
    complete_on=date(2026, 11, 3),
    approved_on=date(2026, 11, 4),
    circulated_on=date(2026, 11, 5),
    circulated_to=("Fernlea Homes", "Quaystone Trust"),
)


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def line(store: Store, tmp_path: Path, clock: Clock) -> Line:
    (tmp_path / "mails").mkdir()

    def opening() -> object:
        return DirectoryMailbox(tmp_path / "mails", "Processed")

    def begin(tx: Any) -> None:
        partners.replace(tx, REGISTER, MONDAY)
        cases.put(tx, OUT)
        for box in (VOIDS, QUAY_LEAD):
            circular = a_letter(to=box, case=OUT.reference, partner="")
            outbox.queue(tx, circular, MONDAY)
            outbox.record_sent(tx, circular.id, "", MONDAY - timedelta(days=25))

    store.write(begin)
    weekly = replace(SCHEME, policies=tuple(replace(each, weekly_digest="monday") for each in SCHEME.policies))
    return replace(a_line(store, opening, tmp_path / "letters", clock), scheme=weekly.with_register(REGISTER))


def letters(line: Line) -> dict[str, str]:
    with line.store.read() as tx:
        return {each.to: str(each.state) for each in outbox.listing(tx) if each.kind == "digest"}


def text_to(folder: Path, to: str) -> str:
    found = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in folder.glob("*.eml")]
    (message,) = (each for each in found if str(each["To"]) == to)
    text: str = message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]  # an EmailMessage
    return text


def change(line: Line, **changes: Any) -> None:
    line.store.write(lambda tx: cases.put(tx, replace(OUT, **changes)))


@pytest.mark.rule("R037")
def test_each_landlord_reads_of_the_open_requests_that_its_homes_could_serve(line: Line, tmp_path: Path) -> None:
    whole_line(line)
    assert letters(line) == {VOIDS: "sent", QUAY_LEAD: "sent"}
    text = text_to(tmp_path / "letters", VOIDS)
    assert "ARC-07-26" in text
    assert "Areas wanted where you have homes: Hackney, Islington" in text
    assert "Bedrooms needed: 3" in text
    assert "Access needs: step-free access" in text
    assert "Open since: Thursday 5 November 2026" in text
    assert "Homes given" not in text, "to a named lead only"
    quay = text_to(tmp_path / "letters", QUAY_LEAD)
    assert "Areas wanted where you have homes: Islington\r\n" in quay, "Brent is not safe"
    assert "Where Quaystone Trust stands" in quay


def test_nothing_else_of_the_household_its_landlord_or_other_landlords_is_told(line: Line, tmp_path: Path) -> None:
    whole_line(line)
    for to, others in ((VOIDS, "Quaystone|Camden|Brent"), (QUAY_LEAD, "Fernlea|Camden|Brent|Hackney")):
        text = text_to(tmp_path / "letters", to)
        assert not re.search(rf"{others}|adult|child|officer|£|@(?!reciprocal)", text)
        assert all(len(each) <= 78 for each in text.splitlines())


@pytest.mark.parametrize(
    ("now", "written"),
    [
        (datetime(2026, 11, 30, 6, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 30, 7, 0, tzinfo=UTC), 2),
        (datetime(2026, 12, 2, 9, 0, tzinfo=UTC), 2),  # the service was off on Monday
        (datetime(2026, 12, 6, 23, 0, tzinfo=UTC), 2),  # the Sunday of the same week
    ],
)
def test_it_goes_once_a_week_from_the_day_of_the_policy_on(line: Line, clock: Clock, now: datetime, written: int) -> None:
    clock.now = now
    assert digest.write_due(line) == written
    assert digest.write_due(line) == 0


def test_the_next_week_brings_the_next_one_and_a_policy_without_a_day_none(line: Line, clock: Clock) -> None:
    digest.write_due(line)
    clock.now = MONDAY + timedelta(days=6)
    assert digest.write_due(line) == 0
    clock.now = MONDAY + timedelta(days=7)
    assert digest.write_due(replace(line, scheme=SCHEME)) == 0
    assert digest.write_due(line) == 2


@pytest.mark.rule("R054")
def test_a_balance_that_has_moved_is_told_to_the_named_leads_although_nothing_is_open(
    line: Line, clock: Clock, tmp_path: Path
) -> None:
    change(line, state=State.WITHDRAWN, closed_on=MONDAY.date())
    move = {"case": "ARC-07-26", "move": 1, "home": "Camden", "rehousing": "Fernlea Homes", "day": MONDAY.date()}
    line.store.write(lambda tx: ledger.post_all(tx, (*reserve(**move), *post(**move)), because="x"))
    whole_line(line)
    assert letters(line) == {FERNLEA_LEAD: "sent", HOME_LEAD: "sent"}
    camden = " ".join(text_to(tmp_path / "letters", HOME_LEAD).split())
    assert "Homes owed to the pot: 1" in camden
    assert "Room left under the cap: 2" in camden
    assert "Fernlea" not in camden, "who gave the home is nobody's business (D11)"
    clock.now += timedelta(days=14)
    whole_line(line)
    with line.store.read() as tx:
        assert len(outbox.listing(tx)) == 2 + 2, "no news, no letter"


def test_the_round_leaves_a_line_in_the_audit(line: Line) -> None:
    digest.write_due(line)
    with line.store.read() as tx:
        assert audit.head(tx)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.WITHDRAWN},
        {"state": State.OFFERED, "paused_on": MONDAY.date()},
        {"areas_at_risk": ("Brent", "Hackney", "Islington")},
        {"areas_requested": ("Hackney",)},
        {"bedrooms": 2},
        {"wheelchair": True},
    ],
    ids=str,
)
def test_a_list_that_has_become_untrue_before_it_could_go_is_cancelled(line: Line, changes: dict[str, Any]) -> None:
    """The service was paused when it was written; meanwhile the case has changed (D12, D16)."""
    line.store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=True, by="Robin", reason="", now=MONDAY))
    whole_line(line)
    change(line, **changes)
    line.store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=False, by="Robin", reason="", now=MONDAY))
    whole_line(line)
    assert VOIDS not in letters(line), "a cancelled letter is not listed"
    with line.store.read() as tx:
        assert questions.open_all(tx) == ()


@pytest.mark.parametrize(
    "changes",
    [{"excluded": ("Fernlea Homes",)}, {"shut_out": (VOIDS,)}, {"landlord": "Fernlea Homes"}, {"circulated_to": ()}],
    ids=str,
)
def test_a_list_that_names_what_its_reader_must_not_hear_of_is_held_and_a_person_told(
    line: Line, changes: dict[str, Any]
) -> None:
    digest.write_due(line)
    change(line, **changes)
    whole_line(line)
    assert letters(line)[VOIDS] == "held"


def test_a_digest_of_an_earlier_week_goes_no_more(line: Line, clock: Clock) -> None:
    digest.write_due(line)
    line.store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=True, by="Robin", reason="", now=MONDAY))
    clock.now += timedelta(days=7)
    digest.write_due(line)
    line.store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=False, by="Robin", reason="", now=MONDAY))
    whole_line(line)
    with line.store.read() as tx:
        assert [str(each.state) for each in outbox.listing(tx) if each.kind == "digest"] == ["sent", "sent"]


# --- the gate against a writer that errs ----------------------------------------------------------------------------------

TRUE = Listed(
    reference="ARC-07-26",
    bedrooms=3,
    areas=("Hackney", "Islington"),
    ground_floor_only=None,
    step_free=True,
    wheelchair=None,
    since=date(2026, 11, 5),
)
OWN = Standing(landlord="Fernlea Homes", balance=Balance(), room=3)


def composed(line: Line, to: str = VOIDS, *requests: Listed, standings: tuple[Standing, ...] = ()) -> OutboundMessage:
    news = Digest(to=to, requests=requests, standings=standings)
    return compose_digest(news, scheme_name=line.scheme.name, sender=line.sender, today=MONDAY.date())


def test_a_true_list_and_a_true_balance_pass(line: Line) -> None:
    assert _held_because(line, composed(line, VOIDS, TRUE)) == ""
    assert _held_because(line, composed(line, FERNLEA_LEAD, standings=(OWN,))) == ""
    assert composed(line, VOIDS, TRUE) == composed(line, VOIDS, TRUE)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (replace(TRUE, reference="ARC-08-26"), "D7"),
        (replace(TRUE, areas=("Hackney", "Islington", "Brent")), "D12"),
        (replace(TRUE, areas=("Hackney",)), "D12"),
        (replace(TRUE, areas=()), "D12"),
        (replace(TRUE, areas=("Hackney", "Islington, near Mary Miller")), "D12"),
        (replace(TRUE, bedrooms=4), "D12"),
        (replace(TRUE, step_free=None), "D12"),
        (replace(TRUE, since=date(2026, 11, 6)), "D12"),
        (replace(TRUE, reference="Mary Miller"), "D4"),
    ],
)
def test_a_list_that_says_what_the_case_does_not_is_stopped(line: Line, wrong: Listed, rule: str) -> None:
    assert rule in _held_because(line, composed(line, VOIDS, wrong))


@pytest.mark.parametrize(
    ("to", "standing", "rule"),
    [
        (VOIDS, OWN, "D4"),  # not a named lead
        (QUAY_LEAD, OWN, "D4"),  # a lead of another landlord
        (FERNLEA_LEAD, replace(OWN, room=2), "D12"),
        (FERNLEA_LEAD, replace(OWN, balance=Balance(given=1)), "D12"),
        (FERNLEA_LEAD, replace(OWN, landlord="Mary Miller"), "D4"),
    ],
)
def test_a_balance_that_is_not_its_readers_own_is_stopped(line: Line, to: str, standing: Standing, rule: str) -> None:
    assert rule in _held_because(line, composed(line, to, standings=(standing,)))


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda m: replace(m, case="ARC-07-26"), "D7"),
        (lambda m: replace(m, partner="Fernlea Homes"), "D4"),
        (lambda m: replace(m, subject="Mary"), "D7"),
        (lambda m: replace(m, cause="digest 2026-W40"), "D12"),
        (lambda m: replace(m, data=m.data.replace(b"Hello.", b"Mary.", 2)), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"Hello.", b"Mary.", 1)), "D9"),
        (lambda m: replace(m, data=m.data.replace(b"Bedrooms needed", b"Safe at number", 2)), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"To: ", b"Cc: nosy@region.example\r\nTo: ")), "D1"),
        (lambda m: replace(m, to="voids@fernlea.test"), "not at a secure domain"),
    ],
)
def test_a_spoiled_digest_is_stopped(line: Line, spoil: Any, rule: str) -> None:
    assert rule in _held_because(line, spoil(composed(line, VOIDS, TRUE)))


def test_a_digest_that_says_nothing_or_something_twice_is_stopped(line: Line) -> None:
    assert "D4" in _held_because(line, composed(line))
    assert "D4" in _held_because(line, composed(line, VOIDS, TRUE, TRUE))
