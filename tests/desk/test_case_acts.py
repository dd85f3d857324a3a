"""What a coordinator may say of a case: whatever is offered works, is foreseen first, and stands under her name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.act_form import lines_of, word_of
from desk.case_acts import ACTS, BY_KEY, acts_for
from desk.field_inputs import Kind
from matching.case import TAKEN_BACK, Case, Offer, OfferState, Officer, State
from matching.ledger import carry, reserve
from matching.orders import ORDERS
from scheme.register import parse_csv
from service.enter import MUST_SAY
from service.steps import decide_read
from store import cases, ledger, messages, partners, questions
from store.engine import Store, Tx
from tests.support.cast import REGISTER
from tests.support.lines import SCHEME
from tests.support.played import AFTER
from tests.support.sitting import CORA, RHODA, Reply, Sitting, sitting

TODAY = AFTER.date()
REF = "ARC-01-26"
OLIVE = Officer(name="Olive Marsh", email="olive.marsh@harbour-advice.example", agency="Harbour Advice")
TESS = Officer(name="Tess Rowan", email="tess.rowan@harbour-advice.example")
HOME = Offer(
    id="a1", landlord="Brent", area="Brent", bedrooms=2, made_on=TODAY - timedelta(days=3), made_by="voids@brent.example"
)
BASE = Case(
    reference=REF,
    state=State.AWAITING_APPROVAL,
    policy=SCHEME.policy_on(TODAY).version,
    landlord="Hackney",
    area_residence="Hackney",
    bedrooms=2,
    areas_requested=("Brent", "Camden"),
    risk_primary="domestic_abuse",
    officers=(OLIVE, TESS),
    received_on=TODAY - timedelta(days=9),
    complete_on=TODAY - timedelta(days=9),
    approval_asked_on=TODAY - timedelta(days=9),
)
APPROVED = replace(BASE, approved_on=TODAY - timedelta(days=5), approved_by="nadia.ferris@hackney.example")
OUT = replace(APPROVED, state=State.CIRCULATED, circulated_on=TODAY - timedelta(days=4), circulated_to=("Brent", "Camden"))
OFFERED = replace(OUT, state=State.OFFERED, offers=(HOME,))
TAKEN = replace(HOME, state=OfferState.ACCEPTED, accepted_on=TODAY)
REFUSED = replace(HOME, id="a2", landlord="Camden", area="Camden", state=OfferState.REFUSED, ended_on=TODAY)
# As it may stand, by name.
STANDS = {
    "received": replace(BASE, state=State.RECEIVED, complete_on=None, approval_asked_on=None),
    "awaiting approval": BASE,
    "held": replace(APPROVED, state=State.HELD_AT_CAP),
    "circulated": OUT,
    "one home refused": replace(OUT, offers=(REFUSED,)),
    "offered": OFFERED,
    "two offers": replace(OFFERED, offers=(HOME, replace(HOME, id="a3", landlord="Ealing", area="Ealing"))),
    "accepted": replace(OFFERED, state=State.ACCEPTED, offers=(TAKEN,)),
    "paused": replace(OUT, paused_on=TODAY - timedelta(days=2), paused_until=TODAY + timedelta(days=9)),
    "shielded": replace(OUT, excluded=("Camden",), shut_out=("x@ealing.example",)),
    "moved": replace(OFFERED, state=State.MOVED, offers=(replace(TAKEN, state=OfferState.HOUSED),), closed_on=TODAY),
    "moved, taken back": replace(OUT, state=State.MOVED, closed_on=TODAY, told=(TAKEN_BACK,)),
    "declined": replace(BASE, state=State.DECLINED, closed_on=TODAY),
    "withdrawn": replace(OUT, state=State.WITHDRAWN, closed_on=TODAY),
    "lapsed": replace(BASE, state=State.LAPSED, closed_on=TODAY),
    "not eligible": replace(BASE, state=State.INELIGIBLE, closed_on=TODAY),
}
VALUES = {
    "areas_added": "Ealing",
    "areas_removed": "Camden",
    "area": "Brent",
    "adults": "34f, 35m",
    "children": "9m",
    "partner": "Ealing",
    "mailbox": "somebody@merton.example",
    "new_officer_email": "new@harbour-advice.example",
    "bedrooms_needed": "3",
    "rent": "139.00",
    "address": "14 Larkspur Court, Brent",
}


@pytest.fixture(params=[pytest.param(case, id=name) for name, case in STANDS.items()])
def stands(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[tuple[Sitting, Case]]:
    case: Case = request.param
    with at_the_desk(store, tmp_path, case) as desk:
        yield desk, case


@contextmanager
def at_the_desk(store: Store, folder: Path, case: Case) -> Iterator[Sitting]:
    """A case that has come to where it stands."""
    register, _ = parse_csv(REGISTER, SCHEME)

    def put(tx: Tx) -> None:
        partners.replace(tx, register, AFTER)
        cases.put(tx, case if case.state in cases.BEGINNINGS else replace(case, state=State.CIRCULATED, closed_on=None))
        cases.put(tx, case)
        if case.state is State.ACCEPTED:
            pair = reserve(case=REF, move=case.move, home="Hackney", rehousing="Brent", day=TODAY)
            ledger.post_all(tx, pair, because="1:0")

    store.write(put)
    with sitting(store, folder, now=AFTER) as desk:
        yield desk


def filled(desk: Sitting, case: Case, key: str) -> dict[str, str]:
    """Every input of an act filled in with something that fits."""
    with desk.desk.store.read() as tx:
        lines = lines_of(BY_KEY[key], case, partners.every(tx), SCHEME, {})
    found = {}
    for line in lines:
        choices = [value for value, _ in line.asked.choices]
        match line.asked.kind:
            case Kind.SELECT if line.key not in VALUES or VALUES[line.key] not in choices:
                found[line.key] = choices[0] if choices else ""
            case Kind.BOXES if line.key not in VALUES:
                found[line.key] = choices[0]
            case Kind.DATE:
                found[line.key] = TODAY.isoformat()
            case Kind.NUMBER:
                found[line.key] = VALUES.get(line.key, "1")
            case _:
                found[line.key] = VALUES.get(line.key, "She rang me." if line.asked.kind is Kind.LONG else "x")
    return found


def send(desk: Sitting, key: str, said: dict[str, str], step: str) -> Reply:
    visitor, path = desk.visitor(CORA), f"/cases/{REF}/acts/{key}"
    if step != "confirm":
        return visitor.post(path, [*said.items(), ("step", step)])
    seen = re.search(r'name="as_of" value="(\d+)"', visitor.post(path, [*said.items(), ("step", "preview")]).text)
    return visitor.post(path, [*said.items(), ("step", step), ("as_of", seen[1] if seen else "")])


def sensible(key: str, said: dict[str, str]) -> dict[str, str]:
    """Where an act asks for one of two, the other stays empty; an approval needs no reason where the cap is free."""
    left_out = {"exclude": ("mailbox",), "include": ("mailbox",), "approve": ("override",), "accepted": ("override",)}
    return {name: "" if name in left_out.get(key, ()) else text for name, text in said.items()}


def test_whatever_is_offered_for_a_case_as_it_stands_works(stands: tuple[Sitting, Case]) -> None:
    """Each act is foreseen without a refusal, and the line would not ask whether the request is closed."""
    desk, case = stands
    offered = acts_for(case, studies_groups=bool(SCHEME.monitoring))
    page = desk.visitor(CORA).get(f"/cases/{REF}/acts")
    assert {act.key for act in offered} == set(re.findall(r"/acts/(\w+)\"", page.text))
    for act in offered:
        said = sensible(act.key, filled(desk, case, act.key))
        foreseen = desk.desk.does.answering.foresee_word(word_of(act, case, said), CORA)
        assert not any("that is closed" in why or "enter it again" in why for why in foreseen.questions), act.key
    with desk.desk.store.read() as tx:
        assert cases.find(tx, REF) == case, "nothing has happened"
        assert not questions.open_all(tx)


def test_every_act_has_its_form_and_shows_what_will_follow(store: Store, tmp_path: Path) -> None:
    with at_the_desk(store, tmp_path, STANDS["two offers"]) as desk:
        for act in acts_for(STANDS["two offers"], studies_groups=True):
            form = desk.visitor(CORA).get(f"/cases/{REF}/acts/{act.key}")
            assert form.status == 200
            preview = send(desk, act.key, sensible(act.key, filled(desk, STANDS["two offers"], act.key)), "preview")
            assert (preview.status, f"{act.title}: what will follow" in preview.words) == (200, True), act.key
            assert len(preview.data) < 100_000


def test_what_is_confirmed_is_stored_under_her_name_and_decided_by_the_line(store: Store, tmp_path: Path) -> None:
    with at_the_desk(store, tmp_path, BASE) as desk:
        said = {"told_by": "nadia.ferris@hackney.example", "acknowledges_owing": "yes", "override": ""}
        preview = send(desk, "approve", said, "preview")
        assert "awaiting approval becomes circulated" in preview.words
        assert "In the request's history Approved by Hackney" in preview.words
        assert send(desk, "approve", said, "back").text.count('value="nadia.ferris@hackney.example" selected') == 1
        confirmed = send(desk, "approve", said, "confirm")
        assert (confirmed.status, confirmed.goes_to) == (303, f"/cases/{REF}")
        decide_read(replace(desk.line, now=lambda: AFTER + timedelta(minutes=1)))
        page = desk.visitor(CORA).get(f"/cases/{REF}")
        assert "Circulated on 1 Apr 2026" in page.words
        with store.read() as tx:
            answer = messages.desk_answer(tx, 1)
        assert answer is not None
        assert answer.by == CORA


@pytest.mark.parametrize("as_of", ["", "1", "x"])
def test_nothing_is_stored_before_she_has_seen_what_follows_now(store: Store, tmp_path: Path, as_of: str) -> None:
    """A form that has lost its way, or was shown before the case moved on, shows what would follow now."""
    with at_the_desk(store, tmp_path, BASE) as desk:
        store.write(lambda tx: cases.put(tx, replace(BASE, bedrooms=3)))
        answer = desk.visitor(CORA).post(f"/cases/{REF}/acts/approve", [("step", "confirm"), ("as_of", as_of)])
        assert answer.status == 200
        assert "has moved on since you looked" in answer.words
        with store.read() as tx:
            assert not messages.undecided_words(tx)


def test_what_was_said_can_be_taken_back_until_the_line_has_decided(store: Store, tmp_path: Path) -> None:
    with at_the_desk(store, tmp_path, BASE) as desk:
        send(desk, "note", {"reason": "She rang."}, "confirm")
        page = desk.visitor(CORA).get(f"/cases/{REF}")
        key = re.search(r'name="key" value="([^"]+)"', page.text)
        assert key is not None
        assert "Take it back" not in desk.visitor(RHODA).get(f"/cases/{REF}").words
        assert desk.visitor(CORA).post(f"/cases/{REF}/take-back", [("key", key[1])]).goes_to == f"/cases/{REF}"
        with store.read() as tx:
            assert not messages.undecided_words(tx)
        assert desk.visitor(CORA).post(f"/cases/{REF}/take-back", [("key", key[1])]).status == 409


def test_what_no_longer_fits_is_refused_and_nothing_is_stored(store: Store, tmp_path: Path) -> None:
    with at_the_desk(store, tmp_path, OUT) as desk:
        late = send(desk, "approve", {}, "confirm")
        assert late.status == 409
        assert "«The landlord approves» does not fit ARC-01-26 any more: it is circulated now." in late.words
        assert desk.visitor(CORA).get(f"/cases/{REF}/acts/dance").status == 404
        assert desk.visitor(CORA).get("/cases/ARC-77-26/acts").status == 404
        with store.read() as tx:
            assert not messages.by_stage(tx, "read")


@pytest.mark.parametrize(
    ("key", "said", "sentence"),
    [
        ("areas", {}, "Say: areas added or areas removed."),
        ("offer", {"area": "Brent", "told_by": "voids@brent.example"}, "Say: bedrooms."),
        ("offer", {"area": "Brent", "bedrooms": "2"}, "Say: who told you."),
        ("bedrooms", {"bedrooms_needed": "3"}, "Say: your reason."),
        ("bedrooms", {"bedrooms_needed": "many", "reason": "x"}, "whole number"),
        ("exclude", {"partner": "Nobody Homes"}, "no landlord that the scheme or the register knows"),
        ("pause", {"until": "next week"}, "is a day"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_written_stays(
    store: Store, tmp_path: Path, key: str, said: dict[str, str], sentence: str
) -> None:
    with at_the_desk(store, tmp_path, OUT) as desk:
        answer = send(desk, key, said, "preview")
        assert answer.status == 422
        assert sentence in answer.words
        assert "There is a problem" in answer.words
        for text in said.values():
            assert text in answer.text
        with store.read() as tx:
            assert not messages.by_stage(tx, "read")


@pytest.mark.rule("R050")
def test_a_held_request_goes_on_with_her_reason_alone(store: Store, tmp_path: Path) -> None:
    full = carry(landlord="Hackney", owes=3, day=TODAY, reason="as the spreadsheet has it")
    with at_the_desk(store, tmp_path, STANDS["held"]) as desk:
        store.write(lambda tx: ledger.post_all(tx, full, because="a test"))
        assert "Say: why it goes on above the cap." in send(desk, "release", {}, "preview").words
        send(desk, "release", {"override": "A threat to life."}, "confirm")
        decide_read(replace(desk.line, now=lambda: AFTER + timedelta(minutes=1)))
        with store.read() as tx:
            case = cases.find(tx, REF)
        assert case is not None
        assert (case.state, case.cap_override) == (State.CIRCULATED, "A threat to life.")


def test_a_reader_can_say_nothing(store: Store, tmp_path: Path) -> None:
    with at_the_desk(store, tmp_path, OUT) as desk:
        reader = desk.visitor(RHODA)
        assert reader.get(f"/cases/{REF}/acts").status == 403
        assert reader.post(f"/cases/{REF}/acts/note", [("reason", "x"), ("step", "confirm")]).status == 403


def test_every_order_and_every_kind_of_word_has_its_act() -> None:
    orders = {act.fixed[0].removeprefix("order=") for act in ACTS if act.kind == "case_order"}
    assert orders == set(ORDERS)
    assert {act.kind for act in ACTS} == set(MUST_SAY)
    assert len(BY_KEY) == len(ACTS)
