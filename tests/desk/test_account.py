"""One's own account, and the people of the desk: what takes one person, and what takes two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import signing_in
from store import accounts, audit
from store.engine import open_store
from store.schema import Role, asked_acts, attempts, people, sessions
from store.schema import audit as audit_rows
from tests.support.browser import a_browser, signed_in
from tests.support.fresh import fresh_store
from tests.support.keyring import PASSWORD, Keyring, key_on, set_up
from tests.support.sitting import CORA, DEE, RHODA, Reply, Sitting, Visitor, sitting

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SAM, EVE = "Sam Okoro", "Eve Marsh"
NEW = "quiet boats under a bridge"


@pytest.fixture(scope="module")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder: Path = tmp_path_factory.mktemp("account")
    store = open_store(fresh_store(folder / "store.db"))
    with sitting(store, folder, now=NOW) as desk:
        yield desk
    store.close()


@pytest.fixture(scope="module")
def ring(open_desk: Sitting) -> Keyring:
    return set_up(open_desk, CORA)[0]


@pytest.fixture
def desk(open_desk: Sitting, ring: Keyring) -> Sitting:
    """Cora and Dee decide, Rhoda reads, nothing is asked, and nobody has tried anything."""
    store = open_desk.desk.store
    store.write(lambda tx: tx.execute(attempts.delete()))
    store.write(lambda tx: tx.execute(asked_acts.delete()))
    store.write(lambda tx: tx.execute(people.delete().where(people.c.name.in_((SAM, EVE)))))
    store.write(lambda tx: tx.execute(people.update().values(totp_last=0, shut_at=None)))
    for name, role in ((CORA, Role.COORDINATOR), (DEE, Role.COORDINATOR), (RHODA, Role.READER)):
        store.write(lambda tx, n=name, r=role: tx.execute(people.update().where(people.c.name == n).values(role=r)))
    return open_desk


def is_in(at: Visitor) -> bool:
    return at.get("/queue").status == 200


def person(desk: Sitting, name: str) -> accounts.Account | None:
    with desk.desk.store.read() as tx:
        return accounts.named(tx, name)


# --- one's own account -------------------------------------------------------------------------------------------------


def test_she_sees_where_she_is_signed_in_and_ends_it_everywhere_else(desk: Sitting) -> None:
    here, there, dees = desk.visitor(CORA), desk.visitor(CORA), desk.visitor(DEE)
    assert here.get("/account").text.count("another browser") >= 1
    assert here.post("/account/end-others").goes_to == "/account"
    assert "signed out at" in here.get("/account").words
    assert [is_in(each) for each in (here, there, dees)] == [True, False, True]


def test_a_new_password_ends_every_session_and_she_goes_on_in_a_new_one(desk: Sitting, ring: Keyring) -> None:
    here, there = desk.visitor(CORA), desk.visitor(CORA)
    old_secret = here.secret
    fields = [("current", PASSWORD), ("password", NEW), ("again", NEW)]
    assert here.post("/account/password", fields).goes_to == "/account"
    assert "Your password is changed" in here.get("/account").words
    assert not is_in(there)
    assert not is_in(Visitor(desk.port, old_secret))
    assert ring.show_password(desk.stranger()).status == 422
    assert ring.show_password(desk.stranger(), NEW).goes_to == "/sign-in/code"
    assert here.post("/account/password", [("current", NEW), ("password", PASSWORD), ("again", PASSWORD)]).status == 303


@pytest.mark.parametrize(
    ("current", "password", "again", "told"),
    [
        ("not the password", NEW, NEW, signing_in.WRONG_PASSWORD),
        (PASSWORD, "short", "short", "at least 12"),
        (PASSWORD, NEW, "something else", "not the same"),
        ("", NEW, NEW, signing_in.WRONG_PASSWORD),
    ],
)
def test_a_password_is_not_changed_without_the_old_one(desk: Sitting, current: str, password: str, again: str, told: str) -> None:
    here = desk.visitor(CORA)
    reply = here.post("/account/password", [("current", current), ("password", password), ("again", again)])
    assert reply.status == 422
    assert told in reply.words
    assert is_in(here)


def test_guessing_a_password_at_an_open_desk_is_limited_too(desk: Sitting, ring: Keyring) -> None:
    here = desk.visitor(CORA)
    for _ in range(5):
        here.post("/account/authenticator", [("current", "not the password")])
    assert signing_in.TOO_MANY in here.post("/account/authenticator", [("current", PASSWORD)]).words
    assert signing_in.TOO_MANY in ring.show_password(desk.stranger()).words


def test_a_new_app_counts_once_it_has_shown_a_code_and_the_old_one_no_more(desk: Sitting) -> None:
    old, at = set_up(desk, RHODA)
    there = desk.visitor(RHODA)
    scan = at.post("/account/authenticator", [("current", PASSWORD)]).goes_to
    new = Keyring(desk=desk, email=old.email, key=key_on(at.get(scan)))
    assert desk.visitor(DEE).get(scan).status == 409, "the picture is for her alone"
    assert at.post(scan, [("code", new.wrong_code())]).status == 422
    stranger = desk.stranger()
    old.show_password(stranger)
    assert at.post(scan, [("code", new.code())]).goes_to == "/account"
    assert "the old one no more" in at.get("/account").words
    assert not is_in(there)
    assert stranger.post("/sign-in/code", [("code", old.code(1))]).goes_to == "/sign-in?half=yes", (
        "what waited for a code is void"
    )
    old.show_password(stranger)
    assert stranger.post("/sign-in/code", [("code", old.code(1))]).status == 422
    assert stranger.post("/sign-in/code", [("code", new.code(1))]).status == 303
    assert at.get(scan).status == 409


@pytest.mark.parametrize(
    ("clicked_ago", "began_ago", "left", "stays"),
    [(0, 0, 900, True), (14, 60, 60, True), (1, 8 * 60 - 1, 60, False), (15, 60, 0, True)],
)
def test_her_page_asks_how_long_she_is_signed_in_still(
    desk: Sitting, clicked_ago: int, began_ago: int, left: int, stays: bool
) -> None:
    at, minute = desk.visitor(CORA), timedelta(minutes=1)
    times = {"seen_at": NOW - clicked_ago * minute, "began_at": NOW - began_ago * minute}
    desk.desk.store.write(
        lambda tx: tx.execute(sessions.update().where(sessions.c.key == accounts.key_of(at.secret)).values(times))
    )
    assert json.loads(at.get("/account/time").text) == {"left": left, "stays": stays}


def test_before_she_is_signed_out_she_is_told_and_can_stay(desk: Sitting) -> None:
    """WCAG 2.2.1: the time can be made longer by one simple act, and she is warned of it."""
    with a_browser() as browser:
        context = browser.new_context()
        signed_in(context, desk, CORA)
        page = context.new_page()
        told = {"left": 100, "stays": True}
        page.route("**/account/time", lambda route: route.fulfill(json=told))
        page.goto(f"http://127.0.0.1:{desk.port}/account/password")
        page.get_by_role("alert").wait_for()
        assert "less than two minutes" in page.get_by_role("alert").inner_text()
        with page.expect_response("**/account/stay") as stayed:
            page.get_by_role("button", name="Stay signed in").click()
        assert stayed.value.status == 204
        assert page.get_by_role("alert").count() == 0
        desk.desk.store.write(lambda tx: accounts.end_all_of(tx, CORA, NOW))
        page.unroute("**/account/time")
        page.reload()
        assert page.url.endswith("/sign-in?to=%2Faccount%2Fpassword&over=yes")


def test_once_she_is_signed_out_the_page_leaves_the_screen(desk: Sitting) -> None:
    with a_browser() as browser:
        context = browser.new_context()
        signed_in(context, desk, CORA)
        page = context.new_page()
        page.route("**/account/time", lambda route: route.fulfill(json={"left": 0, "stays": False}))
        page.goto(f"http://127.0.0.1:{desk.port}/account")
        page.get_by_role("alert").wait_for()
        assert "eight hours are over" in page.get_by_role("alert").inner_text()
        desk.desk.store.write(lambda tx: accounts.end_all_of(tx, CORA, NOW))
        page.unroute("**/account/time")
        page.wait_for_url("**/sign-in?over=yes&to=%2Faccount")


# --- the people of the desk --------------------------------------------------------------------------------------------


def invited(at: Visitor, name: str, role: str, reason: str = "she takes over on Mondays") -> Reply:
    email = f"{name.split(maxsplit=1)[0].lower()}@reciprocal.example"
    return at.post("/people/invite", [("name", name), ("email", email), ("role", role), ("reason", reason)])


def link_on(page: Reply) -> str:
    found = re.search(r'value="http://127\.0\.0\.1:\d+(/setup/[\w-]+)"', page.text)
    assert found, page.words
    return found[1]


def asked(at: Visitor) -> list[str]:
    """The numbers of what she may confirm."""
    return re.findall(r'action="/people/asked/(\d+)/confirm"', at.get("/people").text)


def test_one_coordinator_invites_a_reader_and_sees_the_link_once(desk: Sitting) -> None:
    cora = desk.visitor(CORA)
    link = link_on(invited(cora, SAM, "reader"))
    assert "Choose a password" in desk.stranger().get(link).words
    assert link not in cora.get("/people").text
    account = person(desk, SAM)
    assert account is not None
    assert account.role is Role.READER
    assert invited(cora, SAM, "reader").status == 409


def test_a_coordinator_is_invited_by_two_and_the_link_is_shown_to_the_second(desk: Sitting) -> None:
    cora, dee = desk.visitor(CORA), desk.visitor(DEE)
    assert invited(cora, EVE, "coordinator").goes_to == "/people"
    assert person(desk, EVE) is None
    assert asked(cora) == []
    (number,) = asked(dee)
    assert cora.post(f"/people/asked/{number}/confirm").status == 409, "alone she is not two"
    assert person(desk, EVE) is None
    assert "Choose a password" in desk.stranger().get(link_on(dee.post(f"/people/asked/{number}/confirm"))).words
    account = person(desk, EVE)
    assert account is not None
    assert account.role is Role.COORDINATOR
    assert dee.post(f"/people/asked/{number}/confirm").status == 409, "once"
    with desk.desk.store.read() as tx:
        acts = tx.execute(sa.select(audit_rows.c.who, audit_rows.c.act).where(audit_rows.c.about == f"person {EVE}")).all()
        assert audit.problems(tx) == ()
    assert [tuple(row) for row in acts] == [
        (CORA, "asked for a second person: invite"),
        (DEE, f"confirmed what {CORA} asked: invite"),
        (DEE, "added to the desk as coordinator"),
        (DEE, "handed out a setup link"),
    ]


def test_a_reader_becomes_a_coordinator_by_two_and_signs_in_anew(desk: Sitting) -> None:
    cora, dee, rhoda = desk.visitor(CORA), desk.visitor(DEE), desk.visitor(RHODA)
    cora.post("/people/Rhoda%20Vane/role", [("reason", "she has learned it")])
    assert is_in(rhoda)
    (number,) = asked(dee)
    assert dee.post(f"/people/asked/{number}/confirm").goes_to == "/people"
    assert not is_in(rhoda)
    account = person(desk, RHODA)
    assert account is not None
    assert account.role is Role.COORDINATOR


def test_a_lost_telephone_takes_two_others(desk: Sitting) -> None:
    """Cora asks for Rhoda's new link and Dee confirms; what Rhoda has lost goes on counting until she has chosen anew."""
    cora, dee, rhoda = desk.visitor(CORA), desk.visitor(DEE), desk.visitor(RHODA)
    assert cora.post("/people/Rhoda%20Vane/link").status == 409, "a reason is needed"
    cora.post("/people/Rhoda%20Vane/link", [("reason", "her telephone was stolen")])
    cora.post("/people/Rhoda%20Vane/link", [("reason", "once more")])
    (number,) = asked(dee)
    link = link_on(dee.post(f"/people/asked/{number}/confirm"))
    assert not is_in(rhoda)
    assert desk.stranger().get(link).status == 200


def test_with_one_coordinator_left_who_could_confirm_it_is_for_the_machine(desk: Sitting) -> None:
    cora = desk.visitor(CORA)
    told = cora.post("/people/Dee%20Lomax/link", [("reason", "her telephone was stolen")])
    assert told.status == 409
    assert "on the machine itself" in told.words
    assert "reciprocal people" not in told.words
    assert cora.post("/people/Cora%20Wells/link", [("reason", "mine")]).status == 409


def test_what_was_asked_is_dropped_and_lapses_and_does_not_outlive_whoever_asked(desk: Sitting) -> None:
    cora, dee = desk.visitor(CORA), desk.visitor(DEE)
    invited(cora, EVE, "coordinator")
    (number,) = asked(dee)
    assert dee.post(f"/people/asked/{number}/drop").goes_to == "/people"
    assert dee.post(f"/people/asked/{number}/confirm").status == 409
    invited(cora, EVE, "coordinator")
    (number,) = asked(dee)
    desk.desk.store.write(lambda tx: tx.execute(asked_acts.update().values(asked_at=NOW - timedelta(days=7))))
    assert asked(dee) == []
    assert dee.post(f"/people/asked/{number}/confirm").status == 409
    invited(cora, EVE, "coordinator")
    (number,) = asked(dee)
    desk.desk.store.write(lambda tx: accounts.shut_out(tx, CORA, by=DEE, now=NOW))
    assert "no coordinator any more" in dee.post(f"/people/asked/{number}/confirm").words
    assert person(desk, EVE) is None
    desk.desk.store.write(lambda tx: accounts.let_in_again(tx, CORA, by=DEE, now=NOW))


def test_shutting_out_and_a_lower_role_are_one_persons_and_work_at_once(desk: Sitting) -> None:
    cora, dee, rhoda = desk.visitor(CORA), desk.visitor(DEE), desk.visitor(RHODA)
    cora.post("/people/Rhoda%20Vane/shut")
    cora.post("/people/Dee%20Lomax/role")
    assert [is_in(each) for each in (cora, dee, rhoda)] == [True, False, False]
    assert "only coordinator" in cora.post("/people/Cora%20Wells/shut").words
    assert "You are the only coordinator" in cora.get("/people").words


def test_a_browser_left_open_elsewhere_is_signed_out_by_a_coordinator(desk: Sitting) -> None:
    cora, rhoda = desk.visitor(CORA), desk.visitor(RHODA)
    assert "Sign Rhoda Vane out" in cora.get("/people/Rhoda%20Vane").words
    assert cora.post("/people/Rhoda%20Vane/end").goes_to == "/people"
    assert not is_in(rhoda)
    assert is_in(desk.visitor(RHODA))


@pytest.mark.parametrize(
    ("name", "email", "role", "reason", "told"),
    [
        ("", "sam@reciprocal.example", "reader", "", "Say who it is"),
        (SAM, "sam", "reader", "", "Say the mailbox"),
        (SAM, "sam@reciprocal.example", "", "", "Choose whether"),
        (SAM, "sam@reciprocal.example", "boss", "", "Choose whether"),
        (SAM, "sam@reciprocal.example", "coordinator", "", "Say why"),
    ],
)
def test_an_invitation_that_lacks_something_says_what(
    desk: Sitting, name: str, email: str, role: str, reason: str, told: str
) -> None:
    page = desk.visitor(CORA).post("/people/invite", [("name", name), ("email", email), ("role", role), ("reason", reason)])
    assert page.status == 422
    assert page.words.count(told) == 2
    assert person(desk, SAM) is None


def test_who_signs_in_is_told_that_a_colleague_waits_for_a_second_person(desk: Sitting) -> None:
    invited(desk.visitor(CORA), EVE, "coordinator")
    _, at = set_up(desk, DEE)
    assert "Cora Wells asks a second coordinator" in at.get("/welcome").words


def test_the_record_of_people_never_holds_a_link(desk: Sitting) -> None:
    link = link_on(invited(desk.visitor(CORA), SAM, "reader"))
    with desk.desk.store.read() as tx:
        assert link.rpartition("/")[2] not in str(tx.execute(sa.select(audit_rows)).all())
