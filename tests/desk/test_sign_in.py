"""Coming in: the setup link, password and code, and what is told to whoever is not let in (reliability §6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import passwords, sign_in_pages, signing_in
from store import accounts, attempts, tickets
from store.engine import Store, open_store
from store.schema import attempts as tries
from store.schema import audit as audit_rows
from store.schema import passkeys, people, sessions
from tests.support.fresh import fresh_store
from tests.support.keyring import PASSWORD, Keyring, key_on, set_up, setup_link
from tests.support.sitting import CORA, DEE, RHODA, Sitting, Visitor, sitting

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder: Path = tmp_path_factory.mktemp("sign-in")
    store = open_store(fresh_store(folder / "store.db"))
    with sitting(store, folder, now=NOW) as desk:
        yield desk
    store.close()


@pytest.fixture(scope="module")
def ring(open_desk: Sitting) -> Keyring:
    return set_up(open_desk, CORA)[0]


@pytest.fixture
def desk(open_desk: Sitting) -> Sitting:
    """Nobody has tried anything yet, and no code has counted."""
    open_desk.desk.store.write(lambda tx: tx.execute(tries.delete()))
    open_desk.desk.store.write(lambda tx: tx.execute(people.update().values(totp_last=0)))
    return open_desk


def comes_in(at: Visitor) -> bool:
    return at.get("/queue").status == 200


# --- the setup link ----------------------------------------------------------------------------------------------------


def test_a_setup_link_leads_to_a_password_a_code_and_into_the_desk_and_works_once(desk: Sitting) -> None:
    link = setup_link(desk, DEE)
    at = desk.stranger()
    assert "Choose a password" in at.get(link).words
    assert at.post(link, [("step", "password"), ("password", PASSWORD), ("again", PASSWORD)]).goes_to == link
    scan = at.get(link)
    assert "<svg" in scan.text
    assert not comes_in(at)
    keyring = Keyring(desk=desk, email="dee.lomax@reciprocal.example", key=key_on(scan))
    assert at.post(link, [("step", "code"), ("code", keyring.code())]).goes_to == "/welcome"
    assert "You are signed in, Dee Lomax" in at.get("/welcome").words
    assert desk.stranger().get(link).status == 404
    assert at.post(link, [("step", "code"), ("code", keyring.code(1))]).status == 404


def test_half_a_setup_changes_nothing(desk: Sitting, ring: Keyring) -> None:
    link, at = setup_link(desk, CORA), desk.stranger()
    at.get(link)
    at.post(link, [("step", "password"), ("password", "quite another sentence"), ("again", "quite another sentence")])
    at.get(link)
    assert at.post(link, [("step", "code"), ("code", "000000")]).status == 422
    here = desk.stranger()
    assert ring.show_password(here, "quite another sentence").status == 422
    assert ring.show_password(here).goes_to == "/sign-in/code"


def test_whoever_sets_up_anew_is_signed_out_everywhere_and_her_older_links_are_void(desk: Sitting) -> None:
    there, older = desk.visitor(RHODA), setup_link(desk, RHODA)
    assert comes_in(there)
    _, here = set_up(desk, RHODA)
    assert comes_in(here)
    assert not comes_in(there)
    assert desk.stranger().get(older).status == 404


def test_a_new_link_after_a_loss_takes_the_passkeys_away_and_an_invitation_leaves_them(desk: Sitting) -> None:
    store = desk.desk.store
    for kind, left in ((tickets.INVITATION, 1), (tickets.RECOVERY, 0)):
        store.write(lambda tx: tx.execute(passkeys.delete()))
        row = {"id": "key", "person": RHODA, "public_key": "public", "label": "a telephone", "added_at": NOW}
        store.write(lambda tx, r=row: tx.execute(passkeys.insert().values(r)))
        set_up(desk, RHODA, kind)
        with store.read() as tx:
            assert len(tx.execute(sa.select(passkeys.c.id)).all()) == left


def test_a_link_of_somebody_who_was_shut_out_opens_nothing(desk: Sitting) -> None:
    link = setup_link(desk, DEE)
    desk.desk.store.write(lambda tx: accounts.shut_out(tx, DEE, by="a test", now=NOW))
    assert desk.stranger().get(link).status == 404
    desk.desk.store.write(lambda tx: accounts.let_in_again(tx, DEE, by="a test", now=NOW))


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("short", "short", "at least 12 characters"),
        ("Cora.Wells.2026", "Cora.Wells.2026", "easy to guess"),
        ("green lamps over it", "green lamps over id", "not the same"),
    ],
)
def test_a_password_that_will_not_do_is_said_beside_its_field(desk: Sitting, password: str, again: str, told: str) -> None:
    link, at = setup_link(desk, CORA), desk.stranger()
    at.get(link)
    reply = at.post(link, [("step", "password"), ("password", password), ("again", again)])
    assert reply.status == 422
    assert reply.words.count(told) == 2, "in the summary and beside the field"
    assert password not in reply.text


# --- password and code -------------------------------------------------------------------------------------------------


def test_password_and_code_lead_back_to_where_she_was_with_a_new_secret_each_time(desk: Sitting, ring: Keyring) -> None:
    at = desk.stranger()
    sent = at.get("/cases?state=moved&page=2")
    assert sent.goes_to == "/sign-in?to=%2Fcases%3Fstate%3Dmoved%26page%3D2"
    ring.show_password(at, to="/cases?state=moved&page=2")
    assert at.post("/sign-in/code", [("code", ring.code(0))]).goes_to == "/cases?state=moved&page=2"
    first = at.cookies["__Host-desk"]
    assert comes_in(at)
    assert at.get("/sign-in").goes_to == "/"
    ring.show_password(at)
    assert at.post("/sign-in/code", [("code", ring.code(1))]).status == 303
    assert at.cookies["__Host-desk"] != first
    assert not comes_in(Visitor(desk.port, first)), "the session that she left at this browser has ended"


def test_a_code_counts_once_even_with_the_right_password(desk: Sitting, ring: Keyring) -> None:
    here, there = desk.stranger(), desk.stranger()
    for at in (here, there):
        ring.show_password(at)
    assert here.post("/sign-in/code", [("code", ring.code())]).status == 303
    overheard = there.post("/sign-in/code", [("code", ring.code())])
    assert overheard.status == 422
    assert signing_in.WRONG_CODE in overheard.words
    assert not comes_in(there)


def test_a_code_without_a_password_leads_back_to_the_password(desk: Sitting, ring: Keyring) -> None:
    at = desk.stranger()
    assert at.get("/sign-in/code").goes_to == "/sign-in?half=yes"
    at.get("/sign-in")
    assert at.post("/sign-in/code", [("code", ring.code())]).goes_to == "/sign-in?half=yes"


def test_every_failure_has_the_same_words_and_the_same_work(
    desk: Sitting, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.desk.store.write(lambda tx: accounts.shut_out(tx, RHODA, by="a test", now=NOW))
    weighed: list[str] = []
    verify = passwords.PasswordHasher.verify
    monkeypatch.setattr(
        passwords.PasswordHasher, "verify", lambda self, kept, typed: weighed.append(kept[:30]) or verify(self, kept, typed)
    )
    told = set()
    for email in (ring.email, "nobody@reciprocal.example", "rhoda.vane@reciprocal.example", "", "dee.lomax@reciprocal.example"):
        reply = Visitor(desk.port)
        reply.get("/sign-in")
        answer = reply.post("/sign-in", [("email", email), ("password", "not the password")])
        told.add((answer.status, answer.words))
        desk.desk.store.write(lambda tx: tx.execute(tries.delete()))
    desk.desk.store.write(lambda tx: accounts.let_in_again(tx, RHODA, by="a test", now=NOW))
    assert len(told) == 1
    assert len(weighed) == 5
    assert len(set(weighed)) == 1, "the same parameters, whoever it is"


def test_after_five_tries_even_the_right_password_waits(desk: Sitting, ring: Keyring) -> None:
    at = desk.stranger()
    for _ in range(attempts.MOST):
        assert signing_in.WRONG in ring.show_password(at, "not the password").words
    assert signing_in.TOO_MANY in ring.show_password(at).words
    desk.desk.store.write(lambda tx: tx.execute(tries.update().values(at=NOW - attempts.WITHIN)))
    assert ring.show_password(at).goes_to == "/sign-in/code"


def test_behind_a_proxy_of_this_machine_the_callers_address_is_counted_and_not_the_proxys(desk: Sitting) -> None:
    at = desk.stranger()
    at.get("/sign-in")

    def told(email: str, address: str) -> str:
        return at.post("/sign-in", [("email", email), ("password", "not the password")], X_Forwarded_For=address).words

    for each in range(attempts.MOST):
        assert signing_in.WRONG in told(f"{each}@reciprocal.example", "203.0.113.7")
    assert signing_in.TOO_MANY in told("6@reciprocal.example", "203.0.113.7")
    assert signing_in.TOO_MANY in told("6@reciprocal.example", "198.51.100.1, 203.0.113.7"), (
        "what she says herself counts for nothing"
    )
    assert signing_in.WRONG in told("6@reciprocal.example", "203.0.113.8")


def test_wrong_codes_are_counted_as_wrong_passwords_are(desk: Sitting, ring: Keyring) -> None:
    at = desk.stranger()
    ring.show_password(at)
    for _ in range(attempts.MOST):
        assert at.post("/sign-in/code", [("code", ring.wrong_code())]).status == 422
    assert signing_in.TOO_MANY in at.post("/sign-in/code", [("code", ring.code())]).words
    assert not comes_in(at)


def test_the_audit_says_who_came_in_and_who_did_not_and_never_a_password(desk: Sitting, ring: Keyring) -> None:
    at = desk.stranger()
    ring.show_password(at, "not the password")
    ring.show_password(at)
    at.post("/sign-in/code", [("code", ring.code())])
    with desk.desk.store.read() as tx:
        newest = tx.execute(sa.select(audit_rows).order_by(audit_rows.c.id.desc()).limit(2)).all()
        everything = str(tx.execute(sa.select(audit_rows)).all())
    assert [(row.who, row.act) for row in newest] == [
        (CORA, "signed in by password"),
        (CORA, "was not let in: a password that is wrong"),
    ]
    assert "lamps" not in everything
    assert "not the password" not in everything


def test_nothing_that_signs_her_in_stands_in_the_store_as_it_is(desk: Sitting, ring: Keyring) -> None:
    with desk.desk.store.read() as tx:
        row = tx.execute(sa.select(people).where(people.c.name == CORA)).one()
    assert row.password.startswith("$argon2id$")
    assert ring.key not in row.totp
    assert desk.desk.sealer.opened(row.totp, CORA) == ring.key
    assert desk.desk.sealer.opened(row.totp, DEE) == "", "sealed for her alone"


def test_when_the_key_of_the_desk_is_lost_she_is_told_to_ask_for_a_new_link(desk: Sitting, ring: Keyring) -> None:
    with desk.desk.store.read() as tx:
        sealed = accounts.proofs_of(tx, CORA).totp
    desk.desk.store.write(lambda tx: accounts.set_authenticator(tx, CORA, f"A{sealed[1:]}" if sealed[0] != "A" else "B", 0))
    told = ring.show_password(desk.stranger())
    desk.desk.store.write(lambda tx: accounts.set_authenticator(tx, CORA, sealed, 0))
    assert signing_in.LOST in told.words


def test_a_hash_of_weaker_days_is_made_anew_when_the_password_is_shown(desk: Sitting, ring: Keyring) -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    desk.desk.store.write(lambda tx: accounts.set_password(tx, CORA, old))
    assert ring.show_password(desk.stranger()).goes_to == "/sign-in/code"
    with desk.desk.store.read() as tx:
        fresh = accounts.proofs_of(tx, CORA).password
    assert fresh != old
    assert not passwords.is_out_of_date(fresh)


def test_without_anybody_the_page_says_how_the_first_coordinator_is_made(store: Store, tmp_path: Path) -> None:
    with sitting(store, tmp_path, now=NOW) as desk:
        store.write(lambda tx: tx.execute(sessions.delete()))
        store.write(lambda tx: tx.execute(people.delete()))
        page = desk.stranger().get("/sign-in")
    assert "reciprocal people invite" in page.words
    assert 'type="password"' not in page.text


@pytest.mark.parametrize(
    "to",
    ["//evil.test/", "https://evil.test/", "/\\evil.test", "\\evil.test", "javascript:alert(1)", "evil", "/x\r\nSet-Cookie: a=b"],
)
def test_she_is_never_sent_to_another_site(to: str) -> None:
    assert sign_in_pages.our_path(to) == "/"


def test_she_is_sent_to_our_pages_as_she_asked() -> None:
    for to in ("/cases/ARC-01-26", "/cases?state=moved&page=2", "/ledger?at=2026-11-30"):
        assert sign_in_pages.our_path(to) == to


def test_whoever_was_signed_out_meanwhile_is_told_so_and_what_became_of_her_form(desk: Sitting) -> None:
    at = desk.visitor(CORA)
    desk.desk.store.write(lambda tx: accounts.end_all_of(tx, CORA, NOW))
    looked = at.get("/cases")
    assert "back where you were" in at.get(looked.goes_to).words
    sent = at.post("/sign-out")
    assert "nothing of it was kept" in at.get(sent.goes_to).words
