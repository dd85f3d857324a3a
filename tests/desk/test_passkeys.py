"""Passkeys: made by whoever is surely she, shown at the door, and of no use to anybody else (issue 6, point 8)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import passwords
from desk.passkey_door import site_of
from store import accounts, attempts, passkeys, schema
from store.engine import Store, open_store
from store.schema import Role
from tests.support.browser import a_browser
from tests.support.device import Device
from tests.support.fresh import fresh_store
from tests.support.sitting import CORA, DEE, RHODA, Reply, Sitting, Visitor, sitting

PASSWORD = "three green bottles hanging"


@pytest.fixture(scope="module")
def at_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder = tmp_path_factory.mktemp("passkeys")
    store = open_store(fresh_store(folder / "store.db"))
    with sitting(store, folder) as here:
        store.write(lambda tx: accounts.set_password(tx, CORA, passwords.hashed(PASSWORD)))
        yield here
    store.close()


@dataclass
class Browser:
    """A visitor who calls the desk by its name, as passkeys need it."""

    visitor: Visitor

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.visitor.port}"

    def get(self, path: str) -> Reply:
        return self.visitor.get(path, Host=self.origin.removeprefix("http://"))

    def post(self, path: str, **fields: str) -> Reply:
        return self.visitor.post(path, list(fields.items()), Host=self.origin.removeprefix("http://"), Origin=self.origin)

    def begin_making(self, **fields: str) -> dict[str, object]:
        begun = self.post("/account/passkeys/begin", **{"label": "my phone", **fields})
        assert begun.status == 200, begun.text
        return dict(json.loads(begun.text))

    def begin_showing(self) -> dict[str, object]:
        self.get("/sign-in")
        begun = self.post("/sign-in/passkey/begin")
        assert begun.status == 200, begun.text
        return dict(json.loads(begun.text))

    def has_made(self, **about: int) -> Device:
        """A device with a passkey that the desk knows."""
        device = Device(origin=self.origin, **about)
        begun = self.begin_making()
        made = self.post("/account/passkeys", ticket=str(begun["ticket"]), answer=device.make(begun["options"]))  # type: ignore[arg-type]  # JSON
        assert made.goes_to == "/account/passkeys", made.words
        return device

    def shows(self, device: Device, begun: dict[str, object] | None = None) -> Reply:
        begun = begun or self.begin_showing()
        return self.post("/sign-in/passkey", ticket=str(begun["ticket"]), answer=device.show(begun["options"]), to="/today")  # type: ignore[arg-type]  # JSON


def browser(at_desk: Sitting, name: str = "") -> Browser:
    """A browser at the door; with a name, somebody's who has just signed in. Tries of other tests are forgotten."""
    at_desk.desk.store.write(lambda tx: tx.execute(schema.attempts.delete()))
    return Browser(at_desk.visitor(name) if name else at_desk.stranger())


def told(at_desk: Sitting, act: str) -> int:
    with at_desk.desk.store.read() as tx:
        return tx.execute(sa.select(sa.func.count()).where(schema.audit.c.act.startswith(act))).scalar_one()


def hers(at_desk: Sitting, name: str) -> tuple[passkeys.Passkey, ...]:
    with at_desk.desk.store.read() as tx:
        return passkeys.of(tx, name)


def test_a_passkey_is_added_signs_in_alone_and_is_removed(at_desk: Sitting) -> None:
    cora = browser(at_desk, CORA)
    device = cora.has_made()
    assert "my phone" in cora.get("/account/passkeys").words
    again = browser(at_desk)
    came = again.shows(device)
    assert (came.status, came.goes_to) == (303, "/today")
    assert CORA in again.get("/account/passkeys").words
    key = hers(at_desk, CORA)[-1]
    assert key.used_at is not None
    again.post("/account/passkeys/remove", id=key.id)
    assert browser(at_desk).shows(device).status == 409
    assert told(at_desk, "added a passkey") == told(at_desk, "removed a passkey") == 1
    assert told(at_desk, "signed in by passkey") == 1


def test_a_challenge_counts_once_and_for_its_own_purpose(at_desk: Sitting) -> None:
    cora = browser(at_desk, CORA)
    device = cora.has_made()
    door = browser(at_desk)
    begun = door.begin_showing()
    assert door.shows(device, begun).status == 303
    other = browser(at_desk)
    other.get("/sign-in")
    assert other.shows(device, begun).status == 409
    for_making = cora.begin_making()
    assert other.shows(device, for_making).status == 409
    stranger = browser(at_desk)
    made = Device(origin=cora.origin)
    answer = made.make(for_making["options"])  # type: ignore[arg-type]  # JSON
    assert browser(at_desk, DEE).post("/account/passkeys", ticket=str(for_making["ticket"]), answer=answer).status == 409
    assert stranger.shows(made).status == 409
    assert not hers(at_desk, DEE)


BENT: dict[str, Callable[[Device], object]] = {
    "of another key": lambda device: setattr(device, "key", Device(origin="").key),
    "of a page elsewhere": lambda device: setattr(device, "origin", "http://localhost.evil.test"),
    "for another host": lambda device: setattr(device, "host", "evil.test"),
    "without finger or face": lambda device: setattr(device, "is_verified", False),
    "that names somebody else": lambda device: setattr(device, "handle", b"somebody else"),
    "that names nobody": lambda device: setattr(device, "handle", b""),
    "that is not known": lambda device: setattr(device, "id", b"x" * 32),
}


@pytest.mark.parametrize("how", BENT)
def test_an_answer_is_refused_that_is(how: str, at_desk: Sitting) -> None:
    device = browser(at_desk, CORA).has_made()
    BENT[how](device)
    before = told(at_desk, "was not let in: a passkey")
    refused = browser(at_desk).shows(device)
    assert refused.status == 409
    assert "did not let you in" in refused.words
    assert "__Host-desk" not in refused.headers.get("set-cookie", "")
    assert told(at_desk, "was not let in: a passkey") == before + 1
    for key in hers(at_desk, CORA):
        at_desk.desk.store.write(lambda tx, own=key.id: passkeys.remove(tx, CORA, own, at_desk.desk.now()))


def test_the_passkey_of_one_person_does_not_open_for_another(at_desk: Sitting) -> None:
    cora, dee = browser(at_desk, CORA).has_made(), browser(at_desk, DEE).has_made()
    mixed = replace(cora, handle=dee.handle)
    assert browser(at_desk).shows(mixed).status == 409
    assert browser(at_desk).shows(replace(dee, id=cora.id)).status == 409


def test_wrong_passwords_that_somebody_types_for_her_do_not_keep_her_passkey_out(at_desk: Sitting) -> None:
    device, door = browser(at_desk, CORA).has_made(), browser(at_desk)
    at_desk.desk.store.write(
        lambda tx: [
            attempts.begin(tx, (attempts.of_account("cora.wells@reciprocal.example"),), at_desk.desk.now())
            for _ in range(attempts.MOST)
        ]
    )
    assert door.shows(device).status == 303


def test_a_passkey_that_fails_again_and_again_waits_as_a_password_does(at_desk: Sitting) -> None:
    device, door = replace(browser(at_desk, CORA).has_made(), is_verified=False), browser(at_desk)
    for _ in range(attempts.MOST):
        assert "did not let you in" in door.shows(device).words
    assert "too many tries" in door.shows(device).words


def test_a_counter_that_goes_back_is_refused_and_told_in_the_audit(at_desk: Sitting) -> None:
    device = browser(at_desk, CORA).has_made(counter=5)
    copy = replace(device)
    assert browser(at_desk).shows(device).status == 303
    assert browser(at_desk).shows(copy).status == 409
    assert told(at_desk, "was not let in: a passkey whose counter went back") == 1
    copy.counter = 0
    assert browser(at_desk).shows(copy).status == 409
    assert browser(at_desk).shows(device).status == 303


def test_one_who_is_shut_out_has_no_key_left(at_desk: Sitting) -> None:
    store, now = at_desk.desk.store, at_desk.desk.now()
    name = "Nora Bell"
    store.write(lambda tx: accounts.add(tx, name=name, email="n@r.example", role=Role.READER, by="a test", now=now))
    device = browser(at_desk, name).has_made()
    store.write(lambda tx: accounts.shut_out(tx, name, by=CORA, now=now))
    assert browser(at_desk).shows(device).status == 409


def test_tries_are_limited_as_with_passwords(at_desk: Sitting) -> None:
    device = browser(at_desk, CORA).has_made()
    wrong = replace(device, handle=b"wrong")
    door = browser(at_desk)
    assert ["too many" in door.shows(wrong).words for _ in range(6)] == [*[False] * 5, True]
    assert "too many" in door.shows(device).words


def test_an_old_session_shows_the_password_before_a_passkey_is_added(at_desk: Sitting) -> None:
    cora, store = browser(at_desk, CORA), at_desk.desk.store
    long_ago = datetime.now(UTC) - timedelta(minutes=14)
    store.write(lambda tx: tx.execute(schema.sessions.update().values(began_at=long_ago)))
    assert "Your password" in cora.get("/account/passkeys").words
    refused = cora.post("/account/passkeys/begin", label="x", password="wrong")
    assert (refused.status, "not your password" in json.loads(refused.text)["sentence"]) == (409, True)
    assert cora.begin_making(password=PASSWORD)["ticket"]
    rhoda = browser(at_desk, RHODA)
    store.write(lambda tx: tx.execute(schema.sessions.update().values(began_at=long_ago)))
    assert "sign in again first" in rhoda.get("/account/passkeys").words
    assert rhoda.post("/account/passkeys/begin", label="x").status == 409


def test_her_only_way_in_is_not_taken_away(at_desk: Sitting) -> None:
    rhoda = browser(at_desk, RHODA)
    rhoda.has_made()
    (key,) = hers(at_desk, RHODA)
    assert "only way in" in rhoda.post("/account/passkeys/remove", id=key.id).words
    rhoda.has_made()
    assert rhoda.post("/account/passkeys/remove", id=key.id).status == 303
    cora = browser(at_desk, CORA)
    cora.post("/account/passkeys/remove", id=hers(at_desk, RHODA)[0].id)
    assert len(hers(at_desk, RHODA)) == 1


def test_rubbish_is_refused_in_a_sentence(at_desk: Sitting) -> None:
    cora = browser(at_desk, CORA)
    door = browser(at_desk)
    begun = door.begin_showing()
    for rubbish in ("", "{", "[]", '{"id": 1}', "\x00", "9" * 5000):
        assert door.post("/sign-in/passkey", ticket=str(begun["ticket"]), answer=rubbish).status == 409
        made = cora.post("/account/passkeys", ticket=str(cora.begin_making()["ticket"]), answer=rubbish)
        assert "could not be added" in made.words


def test_the_page_says_where_passkeys_cannot_work(at_desk: Sitting) -> None:
    visitor = at_desk.visitor(CORA)
    assert "Passkeys do not work at this address" in visitor.get("/account/passkeys").words
    assert visitor.post("/account/passkeys/begin", [("label", "x")]).status == 409
    assert visitor.post("/sign-in/passkey/begin").status == 409


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://desk.example", "desk.example"),
        ("https://desk.example:8443", "desk.example"),
        ("http://localhost:8080", "localhost"),
        ("http://desk.example", None),
        ("https://192.0.2.7", None),
        ("https://[2001:db8::1]:443", None),
        ("http://127.0.0.1:8080", None),
        ("", None),
    ],
)
def test_a_passkey_belongs_to_a_name_over_https(address: str, host: str | None) -> None:
    site = site_of(address)
    assert (site.host if site else None) == host


def test_a_real_browser_makes_a_passkey_signs_in_with_it_and_takes_it_away(store: Store, tmp_path: Path) -> None:
    with sitting(store, tmp_path) as here, a_browser() as chromium:
        home = f"http://localhost:{here.port}"
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        secret = here.visitor(CORA).secret
        context.add_cookies(
            [{"name": "__Host-desk", "value": secret, "url": f"https://localhost:{here.port}", "httpOnly": True, "secure": True}]
        )
        page = context.new_page()
        devices = context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        about = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        devices.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {**about, "isUserVerified": True, "automaticPresenceSimulation": True}},
        )
        page.goto(f"{home}/account/passkeys")
        page.get_by_label("A name for it").fill("my phone")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("The passkey is added").wait_for()
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_label("A name for it").fill("again")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("This device has a passkey for you already").wait_for()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{home}/sign-in*")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{home}/queue")
        page.goto(f"{home}/account/passkeys")
        assert "last used" in page.inner_text("main")
        store.write(lambda tx: accounts.set_password(tx, CORA, "some hash"))
        page.get_by_role("button", name="Remove my phone").click()
        page.get_by_text("The passkey is removed").wait_for()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{home}/sign-in*")
        assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
