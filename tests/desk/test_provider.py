"""The organisation's own sign-in, against a provider that signs with real keys: the good way, and every bad one (point 8)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import sqlalchemy as sa
from joserfc.jwk import ECKey, RSAKey

from desk.provider_pages import WAY
from service.config import OidcSection
from service.desk_provider import OpenIdProvider
from store import accounts, schema
from store.engine import Store, open_store
from store.schema import Role
from tests.support.browser import a_browser
from tests.support.fresh import fresh_store
from tests.support.pki import Pki
from tests.support.provider import CLIENT, SECRET, FakeProvider, by_a_secret, signed, unsigned
from tests.support.sitting import CORA, DEE, Reply, Sitting, Visitor, sitting
from tests.support.token_server import Clock

CORAS = {"sub": "c-1", "email": "cora.wells@reciprocal.example", "email_verified": True}


def settings_for(provider: FakeProvider, folder: Path, **changes: object) -> OidcSection:
    secret = folder / "client-secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    given: dict[str, Any] = {"issuer": provider.issuer, "client_id": CLIENT, "client_secret_file": secret, "name": "Region ID"}
    return OidcSection(**{**given, "ca_file": provider.pki.ca_file, **changes})


@dataclass
class Evening:
    """A desk with a provider. `clock` decides what the desk still remembers of it."""

    desk: Sitting
    provider: FakeProvider
    clock: Clock = field(default_factory=Clock)

    def leaves(self, to: str = "/today") -> tuple[Visitor, str]:
        """Somebody at the sign-in page takes the provider's button: she, and where she is led."""
        visitor = self.desk.stranger()
        assert "Sign in with Region ID" in visitor.get("/sign-in").words
        page = visitor.post("/sign-in/provider", [("to", to)])
        found = re.search(r'<a class="button" href="([^"]+)"', page.text)
        return visitor, unescape(found[1]) if found else page.words

    def returns(self, visitor: Visitor, there: str, **changes: str) -> Reply:
        """She signs in there and comes back; `changes`: somebody has a hand in the address."""
        back = urlsplit(self.provider.sent_back(dict(parse_qsl(urlsplit(there).query))))
        visitor.cookies.pop("__Host-door", None)  # strict, and she comes from another site
        return visitor.get(f"{back.path}?{urlencode({**dict(parse_qsl(back.query)), **changes})}")

    def signs_in(self) -> Reply:
        return self.returns(*self.leaves())

    def last_line(self) -> tuple[str, str]:
        with self.desk.desk.store.read() as tx:
            row = tx.execute(sa.select(schema.audit).order_by(schema.audit.c.id.desc()).limit(1)).one()
        return row.who, row.act


@pytest.fixture(scope="module")
def house(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    folder = tmp_path_factory.mktemp("provider")
    store, clock = open_store(fresh_store(folder / "store.db")), Clock()
    with FakeProvider(pki) as provider:
        known = OpenIdProvider(settings_for(provider, folder), now=lambda: datetime.now(UTC), clock=clock)
        with sitting(store, folder, provider=known) as here:
            yield Evening(desk=here, provider=provider, clock=clock)
    store.close()


@pytest.fixture
def evening(house: Evening) -> Evening:
    """An honest provider that is looked up afresh; nobody is bound to it, and no try is remembered."""
    house.provider.honest()
    house.provider.person = dict(CORAS)
    house.clock.time += 10_000

    def forget(tx: sa.Connection) -> None:
        tx.execute(schema.attempts.delete())
        tx.execute(schema.people.update().values(subject=""))

    house.desk.desk.store.write(forget)
    return house


def test_whoever_is_known_comes_in_and_is_bound_to_the_providers_word(evening: Evening) -> None:
    visitor, there = evening.leaves("/today")
    asked = dict(parse_qsl(urlsplit(there).query))
    assert there.startswith(f"{evening.provider.issuer}/authorization_endpoint?")
    assert (asked["code_challenge_method"], asked["response_type"], asked["client_id"]) == ("S256", "code", CLIENT)
    assert {"openid", "email"} <= set(asked["scope"].split())
    page = evening.returns(visitor, there)
    assert page.status == 200
    assert 'content="0; url=/today"' in page.text
    assert CORA in visitor.get("/account/passkeys").words
    assert evening.last_line() == (CORA, "signed in by provider")
    evening.provider.person["email"] = "cora.other@elsewhere.example"
    assert evening.signs_in().status == 200
    assert evening.last_line()[0] == CORA


def lie(**claims: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda told: {name: value for name, value in {**told, **claims}.items() if value is not None}


def later(seconds: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda told: {**told, **{name: told[name] + seconds for name in ("iat", "exp")}}


STRANGER = RSAKey.generate_key(2048, {"kid": "one"})
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that it is too small is what its test wants
    SMALL = RSAKey.generate_key(1024, {"kid": "small"})
LIES: dict[str, tuple[Callable[[dict[str, Any]], dict[str, Any]], str]] = {
    "another sign-in's nonce": (lie(nonce="x" * 43), "another sign-in"),
    "no nonce": (lie(nonce=None), "another sign-in"),
    "another program": (lie(aud="somebody-else"), "another program"),
    "many programs and nobody named": (lie(aud=[CLIENT, "other"]), "asked for by another"),
    "asked by another program": (lie(aud=[CLIENT, "other"], azp="other"), "asked for by another"),
    "one program but asked by another": (lie(azp="other"), "asked for by another"),
    "nobody's": (lie(aud=None), "another program"),
    "another issuer": (lie(iss="https://evil.test/tenant"), "another issuer"),
    "an issuer with a slash more": (lambda told: {**told, "iss": told["iss"] + "/"}, "another issuer"),
    "an hour old": (later(-3600), "too old"),
    "old and good for ever": (lambda told: {**told, "iat": told["iat"] - 3600}, "too old"),
    "without an end": (lie(exp=None), "too old"),
    "with words for an end": (lie(exp="never"), "too old"),
    "with yes for an end": (lie(exp=True), "too old"),
    "from tomorrow": (later(86400), "of the future"),
    "not to be used yet": (lambda told: {**told, "nbf": told["exp"]}, "of the future"),
    "nobody": (lie(sub=None), "names nobody"),
    "an empty name": (lie(sub=""), "names nobody"),
    "a list for a name": (lie(sub=["c-1"]), "names nobody"),
}


@pytest.mark.parametrize("what", LIES)
def test_a_word_is_not_believed_that_is_for(what: str, evening: Evening) -> None:
    evening.provider.bend, why = LIES[what]
    refused(evening, evening.signs_in(), why)


def refused(evening: Evening, page: Reply, why: str) -> None:
    assert page.status == 403
    assert "You are not signed in" in page.words
    assert "__Host-desk=" not in page.headers.get("set-cookie", "")
    who, act = evening.last_line()
    assert act.startswith("was not let in by the organisation's sign-in: ")
    assert why in act
    assert who in {"somebody unknown", CORA}


SIGNATURES: dict[str, tuple[Callable[[FakeProvider], Callable[[dict[str, Any]], str]], str]] = {
    "nobody": (lambda _: unsigned, "counts for nothing"),
    "the client's secret": (lambda _: lambda told: by_a_secret(told, SECRET.encode()), "counts for nothing"),
    "the public key as a secret": (
        lambda provider: lambda told: by_a_secret(told, provider.key.as_pem(private=False)),
        "counts for nothing",
    ),
    "another issuer's key": (lambda _: lambda told: signed(told, STRANGER), "not signed by the provider"),
    "a key that nobody knows": (lambda _: lambda told: signed(told, STRANGER, kid="two"), "a key that is not the provider's"),
    "a key that it brings along": (
        lambda _: lambda told: signed(told, STRANGER, kid="two", jku="https://evil.test/keys"),
        "a key that is not the provider's",
    ),
    "no key at all": (lambda _: lambda _told: "not.a.word", "is none"),
    "an empty word": (lambda _: lambda _told: "", "is none"),
    "a word without end": (lambda _: lambda _told: "x" * 40_000, "nothing for the code"),
}


@pytest.mark.parametrize("who", SIGNATURES)
def test_a_word_is_not_believed_that_is_signed_by(who: str, evening: Evening) -> None:
    how, why = SIGNATURES[who]
    evening.provider.sign = how(evening.provider)
    refused(evening, evening.signs_in(), why)


def test_a_key_that_is_too_small_is_none(evening: Evening) -> None:
    honest = evening.provider.key
    evening.provider.key = SMALL
    refused(evening, evening.signs_in(), "a key that is not the provider's")
    evening.provider.key = honest


def test_new_keys_of_the_provider_are_looked_up_once_in_a_while(evening: Evening) -> None:
    assert evening.signs_in().status == 200
    honest = evening.provider.key
    evening.provider.key = ECKey.generate_key("P-256", {"kid": "three", "use": "sig"})
    refused(evening, evening.signs_in(), "a key that is not the provider's")
    evening.clock.time += 31
    assert evening.signs_in().status == 200
    evening.provider.key = honest


def test_a_way_back_counts_once_and_for_its_own_browser(evening: Evening) -> None:
    visitor, there = evening.leaves()
    way = visitor.cookies[WAY]
    assert evening.returns(visitor, there).status == 200
    visitor.cookies[WAY] = way
    refused(evening, evening.returns(visitor, there), "it has counted already")
    one, other = evening.leaves(), evening.leaves()
    refused(evening, evening.returns(one[0], other[1]), "belongs to another sign-in")
    refused(evening, evening.returns(evening.desk.stranger(), other[1]), "no sign-in was under way")
    assert evening.returns(*other).status == 200


def test_a_state_that_was_changed_ends_the_sign_in(evening: Evening) -> None:
    visitor, there = evening.leaves()
    refused(evening, evening.returns(visitor, there, state="x" * 43), "belongs to another sign-in")
    refused(evening, evening.returns(visitor, there), "no sign-in was under way")


def test_a_code_of_somebody_else_is_worth_nothing(evening: Evening) -> None:
    """The code was given for another challenge: the provider refuses our verifier."""
    mine, others = evening.leaves(), evening.leaves()
    stolen = dict(parse_qsl(urlsplit(evening.provider.sent_back(dict(parse_qsl(urlsplit(others[1]).query)))).query))["code"]
    refused(evening, evening.returns(*mine, code=stolen), "nothing for the code")


def test_an_answer_that_names_another_provider_is_not_exchanged(evening: Evening) -> None:
    refused(evening, evening.returns(*evening.leaves(), iss="https://evil.test"), "names another provider")
    evening.clock.time += 10_000
    evening.provider.about = {"authorization_response_iss_parameter_supported": True}
    refused(evening, evening.signs_in(), "names another provider")
    assert evening.returns(*evening.leaves(), iss=evening.provider.issuer).status == 200


DESCRIPTIONS: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "https://evil.test"},
    "an address without TLS": {"token_endpoint": "http://localhost/token"},
    "an address with a name in it": {"token_endpoint": "https://localhost@evil.test/token"},
    "no address": {"jwks_uri": None},
    "a list": {"authorization_endpoint": ["https://localhost/"]},
}


@pytest.mark.parametrize("what", DESCRIPTIONS)
def test_a_provider_is_not_used_whose_description_names(what: str, evening: Evening) -> None:
    evening.provider.about = DESCRIPTIONS[what]
    _, words = evening.leaves()
    assert "could not be trusted" in words
    assert "its own description names" in evening.last_line()[1]


def test_she_may_turn_back(evening: Evening) -> None:
    page = evening.returns(*evening.leaves(), error="access_denied", error_description="<b>no</b>")
    assert "You did not finish signing in with Region ID" in page.words
    assert "no</b>" not in page.text
    assert page.status == 403


MAILBOXES: dict[str, dict[str, Any]] = {
    "not verified": {"email_verified": False},
    "not said to be verified": {"email_verified": None},
    "said to be verified in other words": {"email_verified": "surely"},
    "missing": {"email": None},
    "a list": {"email": ["cora.wells@reciprocal.example"]},
}


@pytest.mark.parametrize("what", MAILBOXES)
def test_nobody_is_found_by_a_mailbox_that_is(what: str, evening: Evening) -> None:
    evening.provider.bend = lie(**MAILBOXES[what])
    page = evening.signs_in()
    refused(evening, page, "does not vouch for")


def test_nobody_registers_by_it_and_whoever_is_shut_out_stays_out(evening: Evening) -> None:
    evening.provider.person = {"sub": "n-1", "email": "nobody@region.example", "email_verified": True}
    page = evening.signs_in()
    refused(evening, page, "not known here")
    assert "Ask a coordinator to invite you" in page.words
    store, now = evening.desk.desk.store, evening.desk.desk.now()
    store.write(lambda tx: accounts.add(tx, name="Nora Bell", email="nobody@region.example", role=Role.READER, by=CORA, now=now))
    assert evening.signs_in().status == 200
    store.write(lambda tx: accounts.shut_out(tx, "Nora Bell", by=CORA, now=now))
    assert "does not. Ask a coordinator" in evening.signs_in().words
    assert evening.last_line()[0] == "Nora Bell"


def test_a_mailbox_that_was_given_to_somebody_else_does_not_open_her_account(evening: Evening) -> None:
    assert evening.signs_in().status == 200
    evening.provider.person = {**CORAS, "sub": "successor-9"}
    refused(evening, evening.signs_in(), "another account at the provider than hers")
    store = evening.desk.desk.store
    assert not store.write(lambda tx: accounts.bind(tx, DEE, f"{evening.provider.issuer} c-1", evening.desk.desk.now()))


def test_when_the_provider_is_away_the_password_still_opens(evening: Evening) -> None:
    evening.provider.is_away = True
    visitor, words = evening.leaves()
    assert "cannot be reached just now. Use your password and code" in words
    asked = len(evening.provider.asked)
    evening.leaves()
    assert len(evening.provider.asked) == asked, "it is left alone for a while"
    assert "Your mailbox" in visitor.get("/sign-in").words
    evening.provider.is_away = False
    evening.clock.time += 31
    assert evening.signs_in().status == 200


def test_a_certificate_of_a_strange_authority_is_refused(evening: Evening, tmp_path: Path) -> None:
    wrong = settings_for(evening.provider, tmp_path, ca_file=evening.provider.pki.wrong_ca_file)
    with_it(evening, wrong, "its certificate was refused", tmp_path)


def with_it(evening: Evening, settings: OidcSection, why: str, folder: Path) -> Evening:
    """The same provider, and a desk with other settings; `why` it lets nobody in, or empty."""
    store = open_store(fresh_store(folder / "store.db"))
    known = OpenIdProvider(settings, now=lambda: datetime.now(UTC))
    with sitting(store, folder, provider=known) as here:
        other = Evening(desk=here, provider=evening.provider)
        visitor, there = other.leaves()
        if there.startswith("https://"):
            page = other.returns(visitor, there)
            assert page.status == (403 if why else 200), page.words
        assert why in other.last_line()[1]
    store.close()
    return other


def test_the_second_proof_is_looked_at_where_it_is_asked_for(evening: Evening, tmp_path: Path) -> None:
    asks = settings_for(evening.provider, tmp_path, require_amr=("mfa",), require_acr=("gold", "silver"))
    why = "without the second proof"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    evening.provider.bend = lie(amr=["pwd"], acr="gold")
    with_it(evening, asks, why, tmp_path / "a")
    evening.provider.bend = lie(amr=["pwd", "mfa"], acr="silver")
    with_it(evening, asks, "", tmp_path / "b")


def test_a_claim_for_which_the_operator_vouches_needs_no_other(evening: Evening, tmp_path: Path) -> None:
    entra = settings_for(evening.provider, tmp_path, mailbox_claim="preferred_username", verified_claim="")
    evening.provider.bend = lie(email=None, email_verified=None, preferred_username="Cora.Wells@reciprocal.example")
    with_it(evening, entra, "", tmp_path)


def test_ways_back_are_limited_like_other_tries(evening: Evening) -> None:
    stranger = evening.desk.stranger()
    said = [stranger.get("/sign-in/provider/back?code=x&state=y").words for _ in range(6)]
    assert ["too many tries" in words for words in said] == [*[False] * 5, True]


def test_a_real_browser_goes_there_and_comes_back_signed_in(store: Store, pki: Pki, tmp_path: Path) -> None:
    with FakeProvider(pki, person=dict(CORAS)) as provider:
        known = OpenIdProvider(settings_for(provider, tmp_path), now=lambda: datetime.now(UTC))
        with sitting(store, tmp_path, provider=known) as here, a_browser() as chromium:
            page = chromium.new_context(ignore_https_errors=True).new_page()
            page.goto(f"http://localhost:{here.port}/sign-in?to=/today")
            page.get_by_role("button", name="Sign in with Region ID").click()
            page.wait_for_url(f"http://localhost:{here.port}/today")
            assert CORA in page.inner_text("header")
