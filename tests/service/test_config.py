"""Configuration as CONTRACT.md has it: every key, the environment over the file, plain sentences for what is wrong."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from service.config import ConfigError, database_url, find_config, load, secret
from tests.support.region import Region

WHOLE = """
[scheme]
file = "scheme/pan_london.toml"
[store]
url = "sqlite:///reciprocal.db"
[mailbox]
host = "imap.example.org"
port = 993
tls = "implicit"
ca_file = ""
user = "reciprocal@example.org"
password_file = "secrets/imap"
folder = "INBOX"
done_folder = "Processed"
trusted_authserv_ids = ["mx.example.org"]
watch = "idle"
poll_seconds = 60
[smtp]
host = "smtp.example.org"
port = 465
tls = "implicit"
ca_file = ""
user = "reciprocal@example.org"
password_file = "secrets/smtp"
sender = "Reciprocal <reciprocal@example.org>"
secure_domains = ["gov.uk", "cjsm.net"]
[outbox]
mode = "send"
folder = "rehearsal"
[desk]
host = "127.0.0.1"
port = 8080
"""


def written(folder: Path, text: str = WHOLE) -> Path:
    path = folder / "reciprocal.toml"
    path.write_text(text)
    return path


def test_every_key_of_the_contract_is_known(tmp_path: Path) -> None:
    settings = load(written(tmp_path), {})
    assert settings.mailbox.trusted_authserv_ids == ("mx.example.org",)
    assert settings.smtp.secure_domains == ("gov.uk", "cjsm.net")
    assert settings.mailbox.ca_file is None
    assert settings.desk.port == 8080


def test_relative_paths_start_from_the_configurations_folder(tmp_path: Path) -> None:
    path = written(tmp_path)
    settings = load(path, {})
    assert settings.scheme.file == tmp_path / "scheme/pan_london.toml"
    assert settings.outbox.folder == tmp_path / "rehearsal"
    assert database_url(settings, tmp_path) == f"sqlite:///{tmp_path}/reciprocal.db"


def test_a_section_left_out_has_its_defaults_in_the_same_folder(tmp_path: Path) -> None:
    settings = load(written(tmp_path, '[scheme]\nfile = "s.toml"\n'), {})
    assert settings.outbox.folder == tmp_path / "rehearsal"
    assert settings.mailbox.poll_seconds == 60


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("RECIPROCAL__MAILBOX__PORT", "10993", lambda each: each.mailbox.port == 10993),
        ("RECIPROCAL__SMTP__SECURE_DOMAINS", "example, test", lambda each: each.smtp.secure_domains == ("example", "test")),
        ("RECIPROCAL__SMTP__SECURE_DOMAINS", '["example", "test"]', lambda each: each.smtp.secure_domains == ("example", "test")),
        ("RECIPROCAL__STORE__URL", "postgresql://x/y", lambda each: each.store.url == "postgresql://x/y"),
        ("RECIPROCAL__MAILBOX__DIRECTORY", "/mails", lambda each: each.mailbox.directory == Path("/mails")),
        ("RECIPROCAL__MAILBOX__OAUTH2__CLIENT_ID", "abc", lambda each: each.mailbox.oauth2.client_id == "abc"),
    ],
)
def test_the_environment_is_laid_over_the_file(tmp_path: Path, name: str, value: str, read) -> None:
    assert read(load(written(tmp_path), {name: value}))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("RECIPROCAL__SMTP__SECURE_DOMAINS", '["example', "should be a list of texts"),
        ("RECIPROCAL__SCHEME", "pan_london", "«scheme» is a section with keys of its own"),
        ("RECIPROCAL__SCHEME__FILE__X", "y", "«scheme.file» should be text"),
        ("RECIPROCAL__OUTBOX__MODUS", "send", "«outbox.modus» is no key"),
    ],
)
def test_a_wrong_word_of_the_environment_is_named_in_a_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(sentence)):
        load(written(tmp_path), {name: value})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("port = 993", 'port = "many"'), "«mailbox.port» should be a whole number"),
        (('watch = "idle"', 'watch = "stare"'), "«mailbox.watch» is «stare»; it may be idle, poll"),
        (('user = "reciprocal@example.org"\npassword_file = "secrets/smtp"', "user = 3"), "«smtp.user» should be text in quotes"),
        (('secure_domains = ["gov.uk", "cjsm.net"]', 'secure_domain = ["gov.uk"]'), "«smtp.secure_domain» is no key"),
        (('file = "scheme/pan_london.toml"', ""), "«scheme.file» is missing"),
        (
            ('tls = "implicit"\nca_file = ""\nuser', 'tls = "none"\nca_file = ""\nuser'),
            "may be none on this machine's own addresses only",
        ),
        (("poll_seconds = 60", "poll_seconds = 0"), "should be at least 1"),
    ],
)
def test_a_wrong_key_is_named_in_a_sentence(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    assert change[0] in WHOLE
    with pytest.raises(ConfigError, match=sentence):
        load(written(tmp_path, WHOLE.replace(*change)), {})


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, WHOLE.replace("port = 993", 'port = "x"').replace('mode = "send"', 'mode = "shout"')), {})
    assert len(str(caught.value).splitlines()) == 2


def test_no_configuration_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--config FILE"):
        load(tmp_path / "none.toml", {})


def test_the_configuration_is_found_by_option_then_environment_then_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECIPROCAL_CONFIG", "elsewhere.toml")
    assert find_config("given.toml") == Path("given.toml")
    assert find_config(None) == Path("elsewhere.toml")
    monkeypatch.delenv("RECIPROCAL_CONFIG")
    assert find_config(None) == Path("reciprocal.toml")


def test_a_secret_that_everybody_may_read_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        Path(folder).chmod(0o755)
        path = Path(folder) / "password"
        path.write_text("hunter2\n")
        path.chmod(0o644)
        with pytest.raises(ConfigError, match="chmod 600"):
            secret(path)
        path.chmod(0o600)
        assert secret(path) == "hunter2"


def test_a_secret_behind_a_closed_folder_is_nobody_elses(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    path = closed / "password"
    path.write_text("hunter2")
    path.chmod(0o644)
    assert secret(path) == "hunter2"


def test_a_secret_may_come_from_another_systems_editor_but_not_in_its_own_signs(tmp_path: Path) -> None:
    (tmp_path / "password").write_bytes("\ufeffhunter2\r\n".encode())
    assert secret(tmp_path / "password") == "hunter2"
    (tmp_path / "password").write_bytes("hunter2\r\n".encode("utf-16"))
    with pytest.raises(ConfigError, match="Save it again") as caught:
        secret(tmp_path / "password")
    assert "hunter" not in str(caught.value)


def test_a_missing_secret_says_which(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no-such"):
        secret(tmp_path / "no-such")


@pytest.mark.parametrize(
    ("lines", "journal"),
    [
        ("", "reciprocal.journal"),
        ('[store]\nurl = "sqlite:///second.db"', "second.journal"),
        ('[store]\nurl = "sqlite:///kept/reciprocal.db"', "kept/reciprocal.journal"),
        ('[store]\nurl = "sqlite:////var/lib/reciprocal/reciprocal.db"', "/var/lib/reciprocal/reciprocal.journal"),
        ('[store]\nurl = "postgresql://db/reciprocal"', "reciprocal.journal"),
        ('[store]\nurl = "postgresql://robin@db.region.example:5432/north?sslmode=require"', "north.journal"),
        ('[store]\nurl = "postgresql:///"', "outbox.journal"),
        ('[store]\nurl = "sqlite:////var/lib/reciprocal/reciprocal.db"\n[outbox]\njournal = "j/letters"', "j/letters"),
    ],
)
def test_the_journal_lies_where_the_store_can_be_written(tmp_path: Path, lines: str, journal: str) -> None:
    """Under systemd the configuration's folder is read-only: no letter would ever have gone. Each store has one of its own."""
    file = tmp_path / "reciprocal.toml"
    file.write_text(f'[scheme]\nfile = "pan_london.toml"\n{lines}\n')
    assert load(file, {}).outbox.journal == tmp_path / journal


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("", "reciprocal.desk-key"),
        ('[store]\nurl = "sqlite:////var/lib/reciprocal/reciprocal.db"', "/var/lib/reciprocal/reciprocal.desk-key"),
        ('[store]\nurl = "postgresql://db/reciprocal"', "reciprocal.desk-key"),
        ('[desk]\nkey_file = "secrets/desk"', "secrets/desk"),
    ],
)
def test_the_desks_key_lies_by_the_stores_name_or_where_it_is_said(tmp_path: Path, lines: str, key: str) -> None:
    file = tmp_path / "reciprocal.toml"
    file.write_text(f'[scheme]\nfile = "pan_london.toml"\n{lines}\n')
    assert load(file, {}).desk.key_file == tmp_path / key


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('address = "http://desk.example"', "must begin with https"),
        ('address = "desk.example"', "write it as https://desk.example"),
        ('address = "https://desk.example/desk"', "write it as https://desk.example"),
        ('address = "https://robin@desk.example"', "write it as https://desk.example"),
        ('address = "https://desk.example:x"', "write it as https://desk.example"),
        ("idle_minutes = 0", "from 1 to 60"),
        ("idle_minutes = 61", "from 1 to 60"),
    ],
)
def test_a_desk_that_would_be_open_to_others_is_refused_at_the_start(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "reciprocal.toml"
    file.write_text(f'[scheme]\nfile = "pan_london.toml"\n[desk]\n{line}\n')
    with pytest.raises(ConfigError, match=told):
        load(file, {})


@pytest.mark.parametrize(
    "address", ["", "https://desk.example", "https://desk.example/", "https://desk.example:8443", "http://127.0.0.1:8080"]
)
def test_the_address_of_the_desk_is_a_site_of_its_own(tmp_path: Path, address: str) -> None:
    file = tmp_path / "reciprocal.toml"
    file.write_text(f'[scheme]\nfile = "pan_london.toml"\n[desk]\naddress = "{address}"\n')
    assert load(file, {}).desk.address == address


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", 1, "See that it runs"),
        ("sqlite:///no/such/folder/reciprocal.db", 2, "does not exist: make it, or change"),
    ],
)
def test_a_store_that_is_away_is_no_fault_of_the_configuration(tmp_path: Path, url: str, status: int, says: str) -> None:
    """Whoever looks after it knows from the status whether to begin again or to mend the file first."""
    region = Region(home=tmp_path / "region", store=url)
    for words in (("cases",), ("run", "--once")):
        done = region.command(*words, check=False)
        assert (done.returncode, done.stdout) == (status, "")
        assert says in done.stderr
        assert "Traceback" not in done.stderr
    assert says in region.command("check", check=False).stdout


OIDC = '\n[desk.oidc]\nissuer = "https://id.region.example"\nclient_id = "desk"\nclient_secret_file = "app"\n'


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('client_id = "desk"\n', ""), "«desk.oidc.client_id» is missing"),
        (('client_secret_file = "app"\n', ""), "«desk.oidc.client_secret_file» is missing"),
        (("https://id.region", "http://id.region"), "«desk.oidc.issuer» should be the provider's issuer address"),
        (('"app"\n', '"app"\nverified_claim = ""\n'), "of an email anybody may say that it is his"),
    ],
)
def test_a_provider_of_sign_ins_is_trusted_as_it_should_be_or_not_at_all(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    assert change[0] in OIDC
    with pytest.raises(ConfigError, match=re.escape(sentence)):
        load(written(tmp_path, WHOLE + OIDC.replace(*change)), {})
