"""Who may sign in at the desk, from the shell, and the key that seals what they sign in with."""

from __future__ import annotations

import json
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desk.server import DeskTrouble
from service.cli import app
from service.config import load
from service.desk_door import desk_of
from service.desk_key import held_key
from service.opening import open_the_store
from store import tickets
from tests.support.region import Region

CORA = ("invite", "Cora Wells", "--email", "Cora@hub.example", "--role", "coordinator", "--by", "Robin")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A region's folder with a desk that the outside calls by its name."""
    file = Region(home=tmp_path / "region").home / "reciprocal.toml"
    with file.open("a") as settings:
        settings.write('\n[desk]\naddress = "https://desk.region.example/"\n')
    return file


def people(file: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["--config", str(file), "people", *words])
    return done.exit_code, done.output


def states(file: Path) -> dict[str, tuple[str, str]]:
    return {each["name"]: (each["role"], each["state"]) for each in json.loads(people(file, "--json")[1])}


def link_in(said: str) -> str:
    found = re.search(r"^https://desk\.region\.example/setup/([\w-]{40,})$", said, re.MULTILINE)
    assert found, said
    return found[1]


def test_the_first_coordinator_is_invited_by_a_link_that_is_printed_once(home: Path) -> None:
    assert "people invite" in people(home)[1]
    status, said = people(home, *CORA)
    assert status == 0
    secret = link_in(said)
    assert states(home) == {"Cora Wells": ("coordinator", "invited")}
    store = open_the_store(home, load(home))
    with store.read() as tx:
        found = tickets.find(tx, secret, tickets.SETUP, datetime.now(UTC))
    store.close()
    assert found is not None
    assert (found.person, found.made_by, found.until - found.made_at) == ("Cora Wells", "Robin", tickets.SETUP_LASTS)


def test_a_second_link_makes_the_first_one_void(home: Path) -> None:
    first = link_in(people(home, *CORA)[1])
    second = link_in(people(home, "invite", "Cora Wells")[1])
    store = open_the_store(home, load(home))
    with store.read() as tx:
        good = [tickets.find(tx, each, tickets.SETUP, datetime.now(UTC)) is not None for each in (first, second)]
    store.close()
    assert good == [False, True]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("invite", "Dee Lomax"), 2, "--email"),
        (("invite", "Dee Lomax", "--email", "dee"), 2, "--email"),
        (("invite", "Dee Lomax", "--email", "dee@hub.example"), 2, "--role"),
        (("invite", "Dee Lomax", "--email", "dee@hub.example", "--role", "boss"), 2, "--role"),
        (("invite", "Dee Lomax", "--email", "cora@hub.example", "--role", "reader"), 1, "known already"),
        (("invite", "Cora Wells", "--email", "dee@hub.example"), 2, "known already"),
        (("invite", "Cora Wells", "--role", "reader"), 2, "people role"),
        (("shut", "Nobody"), 1, "nobody of the name"),
        (("shut", "Cora Wells"), 1, "only coordinator"),
        (("role", "Cora Wells", "reader"), 1, "only coordinator"),
        (("role", "Cora Wells", "boss"), 2, "coordinator or reader|reader or coordinator"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(home: Path, words: tuple[str, ...], status: int, told: str) -> None:
    people(home, *CORA)
    code, said = people(home, *words)
    assert code == status
    assert re.search(told, said)
    assert "Traceback" not in said


def test_a_person_is_shut_out_let_in_again_and_given_another_role(home: Path) -> None:
    people(home, *CORA)
    people(home, "invite", "Dee Lomax", "--email", "dee@hub.example", "--role", "reader")
    assert people(home, "role", "Dee Lomax", "coordinator")[0] == 0
    assert people(home, "shut", "Cora Wells")[0] == 0
    assert states(home) == {"Cora Wells": ("coordinator", "shut out"), "Dee Lomax": ("coordinator", "invited")}
    assert "shut out" in people(home)[1]
    assert people(home, "invite", "Cora Wells")[0] == 0
    assert states(home)["Cora Wells"] == ("coordinator", "invited")


# --- the key of the desk -----------------------------------------------------------------------------------------------


def test_the_key_is_made_once_for_its_owner_alone_even_by_two_at_once(tmp_path: Path) -> None:
    file = tmp_path / "desk-key"
    with ThreadPoolExecutor(8) as hands:
        keys = set(hands.map(held_key, [file] * 16))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file], "nothing is left beside it"


def test_a_key_that_others_may_read_or_that_is_broken_opens_no_desk(tmp_path: Path) -> None:
    file = tmp_path / "desk-key"
    held_key(file)
    file.write_text("cut short")
    with pytest.raises(DeskTrouble, match="not whole"):
        held_key(file)
    with pytest.raises(DeskTrouble, match="cannot be made"):
        held_key(tmp_path / "no" / "folder")


def test_the_desk_of_a_configuration_knows_its_address_and_opens_what_it_sealed_before(home: Path) -> None:
    store = open_the_store(home, load(home))
    first, second = (desk_of(load(home), store) for _ in range(2))
    store.close()
    assert first.origin == "https://desk.region.example"
    assert "desk.region.example" in first.hosts
    assert second.sealer.opened(first.sealer.seal("a secret", "Cora"), "Cora") == "a secret"


def test_the_desk_of_a_configuration_offers_its_provider(home: Path) -> None:
    keys = 'issuer = "https://id.region.example"\nclient_id = "desk"\nclient_secret_file = "app"\nname = "Region ID"\n'
    home.write_text(f"{home.read_text()}\n[desk.oidc]\n{keys}")
    store = open_the_store(home, load(home))
    provider = desk_of(load(home), store).provider
    store.close()
    assert provider is not None
    assert provider.name == "Region ID"
