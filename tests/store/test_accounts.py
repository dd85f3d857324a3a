"""Who may sign in, what was handed out to her, and how often somebody has tried (reliability §6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from store import accounts, attempts, audit, tickets
from store.engine import Store
from store.schema import Role, people
from store.schema import tickets as ticket_rows

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = {"idle": timedelta(minutes=15), "longest": timedelta(hours=8)}


@pytest.fixture
def cora(store: Store) -> str:
    for name, role in (("Cora Wells", Role.COORDINATOR), ("Rhoda Vane", Role.READER)):
        mailbox = f"{name.split()[0].lower()}@hub.example"
        store.write(lambda tx, n=name, m=mailbox, r=role: accounts.add(tx, name=n, email=m, role=r, by="a test", now=NOW))
    return "Cora Wells"


def signed_in(store: Store, name: str, now: datetime = NOW) -> str:
    return store.write(lambda tx: accounts.begin(tx, name, "password", now))


def is_in(store: Store, secret: str, now: datetime = NOW) -> bool:
    with store.read() as tx:
        return accounts.session_of(tx, secret, now, **LIMITS) is not None


def test_a_session_lasts_a_quarter_of_an_hour_without_a_click_and_eight_hours_with_them(store: Store, cora: str) -> None:
    secret = signed_in(store, cora)
    assert is_in(store, secret, NOW + 15 * MINUTE)
    assert not is_in(store, secret, NOW + 16 * MINUTE)
    with store.read() as tx:
        found = accounts.session_of(tx, secret, NOW, **LIMITS)
        assert found is not None
    store.write(lambda tx: accounts.touch(tx, found.key, NOW + timedelta(hours=7, minutes=59)))
    assert is_in(store, secret, NOW + timedelta(hours=8))
    assert not is_in(store, secret, NOW + timedelta(hours=8, minutes=1))


@pytest.mark.parametrize("act", ["role", "shut"])
def test_a_new_role_and_being_shut_out_end_every_session(store: Store, cora: str, act: str) -> None:
    secrets = [signed_in(store, "Rhoda Vane") for _ in range(2)]
    if act == "role":
        store.write(lambda tx: accounts.change_role(tx, "Rhoda Vane", Role.COORDINATOR, by=cora, now=NOW))
    else:
        store.write(lambda tx: accounts.shut_out(tx, "Rhoda Vane", by=cora, now=NOW))
    assert not any(is_in(store, secret) for secret in secrets)


def test_somebody_decides_always(store: Store, cora: str) -> None:
    with pytest.raises(ValueError, match="only coordinator"):
        store.write(lambda tx: accounts.shut_out(tx, cora, by=cora, now=NOW))
    with pytest.raises(ValueError, match="only coordinator"):
        store.write(lambda tx: accounts.change_role(tx, cora, Role.READER, by=cora, now=NOW))
    store.write(lambda tx: accounts.change_role(tx, "Rhoda Vane", Role.COORDINATOR, by=cora, now=NOW))
    store.write(lambda tx: accounts.shut_out(tx, cora, by="Rhoda Vane", now=NOW))
    with store.read() as tx:
        assert accounts.coordinators(tx) == ("Rhoda Vane",)


def test_whoever_is_shut_out_keeps_nothing_to_sign_in_with_even_when_let_in_again(store: Store, cora: str) -> None:
    store.write(lambda tx: accounts.set_password(tx, "Rhoda Vane", "a hash"))
    store.write(lambda tx: accounts.shut_out(tx, "Rhoda Vane", by=cora, now=NOW))
    store.write(lambda tx: accounts.let_in_again(tx, "Rhoda Vane", by=cora, now=NOW))
    with store.read() as tx:
        assert accounts.proofs_of(tx, "Rhoda Vane") == accounts.NO_PROOFS
        assert audit.problems(tx) == ()


def test_a_code_counts_once_and_an_older_one_no_more(store: Store, cora: str) -> None:
    store.write(lambda tx: accounts.set_authenticator(tx, cora, "sealed", 100))
    assert [store.write(lambda tx, s=step: accounts.use_step(tx, cora, s)) for step in (100, 101, 101, 99, 102)] == [
        False,
        True,
        False,
        False,
        True,
    ]


def test_ending_all_her_sessions_leaves_the_one_she_sits_at_and_other_people(store: Store, cora: str) -> None:
    here, there, rhodas = (signed_in(store, name) for name in (cora, cora, "Rhoda Vane"))
    assert store.write(lambda tx: accounts.end_all_of(tx, cora, NOW, but=accounts.key_of(here))) == 1
    assert [is_in(store, secret) for secret in (here, there, rhodas)] == [True, False, True]


# --- tickets -----------------------------------------------------------------------------------------------------------


def a_ticket(store: Store, data: dict[str, str] | None = None) -> str:
    until = NOW + tickets.SETUP_LASTS
    return store.write(
        lambda tx: tickets.make(tx, kind=tickets.INVITATION, person="Cora Wells", data=data, until=until, now=NOW, by="a test")
    )


def test_a_ticket_is_used_once_and_in_its_time_and_its_secret_is_kept_nowhere(store: Store) -> None:
    secret = a_ticket(store, {"password": "a hash"})
    with store.read() as tx:
        found = tickets.find(tx, secret, tickets.SETUP, NOW + 23 * 60 * MINUTE)
        assert found is not None
        assert tickets.find(tx, secret, tickets.SETUP, NOW + 24 * 60 * MINUTE) is None
        assert tickets.find(tx, secret, (tickets.HALF,), NOW) is None
        assert secret not in str(tx.execute(sa.select(ticket_rows)).all())
    assert [store.write(lambda tx: tickets.use(tx, found.key, NOW)) for _ in range(2)] == [True, False]
    with store.read() as tx:
        assert tickets.find(tx, secret, tickets.SETUP, NOW) is None
        assert tx.execute(sa.select(ticket_rows.c.data)).scalar_one() == {}


def test_a_ticket_that_was_taken_back_carries_nothing_and_is_used_no_more(store: Store) -> None:
    secret = a_ticket(store)
    key = accounts.key_of(secret)
    assert store.write(lambda tx: tickets.carry(tx, key, {"password": "a hash"}, NOW))
    store.write(lambda tx: tickets.void(tx, "Cora Wells", tickets.SETUP, NOW))
    assert not store.write(lambda tx: tickets.carry(tx, key, {"password": "another"}, NOW))
    assert not store.write(lambda tx: tickets.use(tx, key, NOW))


# --- tries -------------------------------------------------------------------------------------------------------------


def tries(store: Store, email: str, address: str, now: datetime = NOW) -> tuple[int, ...]:
    return store.write(lambda tx: attempts.begin(tx, (attempts.of_account(email), attempts.of_address(address)), now))


def test_five_tries_in_a_quarter_of_an_hour_for_an_account_from_wherever(store: Store) -> None:
    assert all(tries(store, "cora@hub.example", f"203.0.113.{last}") for last in range(5))
    assert not tries(store, " CORA@hub.example", "203.0.113.9")
    assert tries(store, "dee@hub.example", "203.0.113.9")
    assert tries(store, "cora@hub.example", "203.0.113.9", NOW + 15 * MINUTE)


@pytest.mark.parametrize(
    "addresses",
    [("203.0.113.7",) * 6, tuple(f"2001:db8:1:2::{each}" for each in range(6)), ("no address",) * 6],
    ids=["IPv4", "a network of IPv6", "none known"],
)
def test_five_tries_from_an_address_for_whichever_account(store: Store, addresses: tuple[str, ...]) -> None:
    made = [tries(store, f"{each}@hub.example", address) for each, address in enumerate(addresses)]
    assert [bool(marks) for marks in made] == [True] * 5 + [False]
    assert tries(store, "cora@hub.example", "203.0.114.1")


def test_a_try_that_went_well_does_not_count(store: Store) -> None:
    for _ in range(9):
        marks = tries(store, "cora@hub.example", "203.0.113.9")
        assert marks
        store.write(lambda tx, m=marks: attempts.strike_out(tx, m))


def test_proofs_do_not_show_when_printed(store: Store, cora: str) -> None:
    store.write(lambda tx: tx.execute(people.update().values(password="a hash", totp="sealed")))
    with store.read() as tx:
        assert "hash" not in repr(accounts.proofs_of(tx, cora))
        assert "sealed" not in repr(accounts.proofs_of(tx, cora))
