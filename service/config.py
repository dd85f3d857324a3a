"""Configuration: one TOML file, every key also as RECIPROCAL__SECTION__KEY; checked at start, secrets never printed.

Plain tomllib and frozen dataclasses rather than a settings library: a looking command must start fast, and the
sentences about a wrong key are written for the person who edits the file (docs/discussions.md «Configuration»).
"""

from __future__ import annotations

import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ENV_PREFIX = "RECIPROCAL__"


class ConfigError(Exception):
    """The configuration cannot be used. The message names every problem found, a line each, and what to do."""


class WrongUsage(ValueError):
    """A command was given words that cannot be meant: a sentence that says what would do. Exit 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSection:
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSection:
    url: str = "sqlite:///reciprocal.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth2Section:
    """Signing in by a token: with the client's own secret, or with a refresh token that a person once gave consent to."""

    tenant: str = ""  # Microsoft's: token_url and scope follow from it
    client_id: str = ""
    client_secret_file: Path | None = None
    refresh_token_file: Path | None = None
    token_url: str = ""
    scope: str = ""
    mechanism: str = ""  # xoauth2 | oauthbearer | empty: what the server offers
    ca_file: Path | None = None  # of the token server


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSection:
    directory: Path | None = None  # a directory of .eml files instead of a server
    host: str = ""
    port: int = 993
    tls: str = "implicit"  # implicit | starttls | none (loopback only)
    ca_file: Path | None = None
    user: str = ""
    password_file: Path | None = None
    folder: str = "INBOX"
    done_folder: str = "Processed"
    trusted_authserv_ids: tuple[str, ...] = ()
    received_above_stamp: int | None = (
        None  # Received lines that servers of our own put above the boundary's stamp; None: see docs/operating.md
    )
    secure_addresses: tuple[str, ...] = ()  # our own, by secure mail; and those that anybody may write to (R072)
    open_addresses: tuple[str, ...] = ()
    dkim_dns: str = ""  # "" (no look-ups) | system | address[:port]
    dkim_keys_file: Path | None = None
    watch: str = "idle"  # idle | poll
    poll_seconds: int = 60
    oauth2: OAuth2Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSection:
    host: str = ""
    port: int = 465
    tls: str = "implicit"
    ca_file: Path | None = None
    user: str = ""
    password_file: Path | None = None
    sender: str = ""
    secure_domains: tuple[str, ...] = ()
    bounce_tag: str = ""  # "+": the provider delivers reciprocal+b.TOKEN@… to our mailbox, so that a bounce names its letter
    require_tls: str = "auto"  # auto | always | never: ask the server for TLS on the whole way (RFC 8689)
    oauth2: OAuth2Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxSection:
    mode: str = "send"  # send | rehearsal
    folder: Path = Path("rehearsal")
    journal: Path = Path("outbox.journal")  # of the hand-overs; if not given, by the store's name (O7)
    most_an_hour: int = 300  # letters to one mailbox in an hour; the rest waits (D14)
    most_alike_a_day: int = 5  # letters of one kind on one case to one mailbox in a day; the rest waits for a person (D14, F25)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsSection:
    to: tuple[str, ...] = ()  # who is written to when the line stands still: the coordinators' mailboxes
    after_hours: int = 4  # so long may the mailbox be out of reach, a mail lie unread or a letter unsent
    quiet_hours: int = 72  # so long may no mail come at all; 0: for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningSection:
    """What is due today, told to the coordinators each working day."""

    to: tuple[str, ...] = ()  # empty: those of alarms.to
    days: str = "working"  # working | none: no letter is written
    at_hour: int = 7  # of the clock on the wall there
    country: str = "GB"  # whose public holidays are not worked
    subdivision: str = "ENG"
    time_zone: str = "Europe/London"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsSection:
    to: tuple[str, ...] = ()  # the complaints team: a complaint goes on to it as it came (R056); none: the coordinator is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSection:
    level: str = "info"  # debug | info | warning | error


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSection:
    """The organisation's own sign-in at the desk (OpenID Connect): one provider."""

    issuer: str = ""
    client_id: str = ""
    client_secret_file: Path | None = None
    name: str = "your organisation"  # as the button says it
    ca_file: Path | None = None  # the only authority that counts; without it the system's
    mailbox_claim: str = "email"  # which claim is her mailbox
    verified_claim: str = "email_verified"  # which one says that it is hers; empty: you vouch for the other yourself
    require_acr: tuple[str, ...] = ()  # one of these must be said of how she signed in
    require_amr: tuple[str, ...] = ()  # all of these


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSection:
    host: str = "127.0.0.1"
    port: int = 8080
    names: tuple[str, ...] = ()  # other names that the desk is called by, as behind a proxy
    address: str = ""  # how the outside calls it, as https://desk.example; empty: by host and port, on this machine alone
    idle_minutes: int = 15  # without a click somebody is signed out
    key_file: Path = Path("desk-key")  # what seals the authenticators' secrets; if not given, by the store's name
    oidc: OidcSection | None = None
    undo_seconds: int = 20  # so long may an answer given at the desk be taken back; then the line decides it


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration. Paths are absolute; a relative one started from the configuration file's folder."""

    scheme: SchemeSection
    store: StoreSection = field(default_factory=StoreSection)
    mailbox: MailboxSection = field(default_factory=MailboxSection)
    smtp: SmtpSection = field(default_factory=SmtpSection)
    outbox: OutboxSection = field(default_factory=OutboxSection)
    alarms: AlarmsSection = field(default_factory=AlarmsSection)
    morning: MorningSection = field(default_factory=MorningSection)
    complaints: ComplaintsSection = field(default_factory=ComplaintsSection)
    desk: DeskSection = field(default_factory=DeskSection)
    log: LogSection = field(default_factory=LogSection)


ALLOWED = {
    "mailbox.tls": ("implicit", "starttls", "none"),
    "smtp.tls": ("implicit", "starttls", "none"),
    "mailbox.watch": ("idle", "poll"),
    "outbox.mode": ("send", "rehearsal"),
    "morning.days": ("working", "none"),
    "log.level": ("debug", "info", "warning", "error"),
    "smtp.bounce_tag": ("", "+", "-"),
    "smtp.require_tls": ("auto", "always", "never"),
    "mailbox.oauth2.mechanism": ("", "xoauth2", "oauthbearer"),
    "smtp.oauth2.mechanism": ("", "xoauth2", "oauthbearer"),
}


def find_config(given: str | None) -> Path:
    """`--config`, else $RECIPROCAL_CONFIG, else ./reciprocal.toml."""
    return Path(given or os.environ.get("RECIPROCAL_CONFIG") or "reciprocal.toml")


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings of `path` with the environment laid over. Raises ConfigError naming every problem."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"There is no configuration at {path}. Name one with --config FILE or set RECIPROCAL_CONFIG.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The configuration {path} cannot be read: {error}.") from None
    problems: list[str] = []
    lay_over(raw, environment)
    settings: Settings | None = _section(Settings, raw, "", path.absolute().parent, problems)
    if settings is not None and not problems:
        problems += _contradictions(settings)
    if problems or settings is None:
        raise ConfigError("\n".join(f"{path}: {problem}" for problem in problems))
    beside = _beside_the_store(settings, path.absolute().parent)
    if beside and "journal" not in raw.get("outbox", {}):
        settings = replace(settings, outbox=replace(settings.outbox, journal=beside.with_name(f"{beside.name}.journal")))
    if beside and "key_file" not in raw.get("desk", {}):
        settings = replace(settings, desk=replace(settings.desk, key_file=beside.with_name(f"{beside.name}.desk-key")))
    return settings


def _beside_the_store(settings: Settings, home: Path) -> Path | None:
    """Where the journal and the desk's key lie, without their ending; None for a store that cannot be told.

    Where the store can be written they can: the configuration's own folder may be read-only, as under systemd. They bear the
    store's name: two stores in one folder have a journal each, or each would find letters that it does not know.
    """
    _, found, file = database_url(settings, home).partition("sqlite:///")
    database = settings.store.url.partition("://")[2].partition("?")[0].partition("/")[2]
    if found and file:
        return Path(file.partition("?")[0]).with_suffix("")
    return home / Path(database).name if database else None


def lay_over(raw: dict[str, Any], environment: Mapping[str, str]) -> None:
    """Put each RECIPROCAL__SECTION__KEY of the environment into the raw tables; text is read by the key's type later."""
    for name, value in sorted(environment.items()):
        if not name.upper().startswith(ENV_PREFIX):
            continue
        *sections, key = name[len(ENV_PREFIX) :].lower().split("__")
        table = raw
        for section in sections:
            inner = table.get(section)
            table[section] = table = inner if isinstance(inner, dict) else {}
        table[key] = value


def _section(kind: type[Any], raw: Mapping[str, Any], prefix: str, home: Path, problems: list[str]) -> Any:
    """A frozen section from its table; problems are collected, and None comes back when it cannot be built."""
    hints = typing.get_type_hints(kind)
    known = {each.name: each for each in fields(kind)}
    problems += [f"«{prefix}{key}» is no key of this program (docs/operating.md lists them)." for key in raw if key not in known]
    values = {}
    for name, each in known.items():
        if name in raw:
            values[name] = _value(hints[name], raw[name], f"{prefix}{name}", home, problems)
        elif is_dataclass(hints[name]):
            values[name] = _section(typing.cast("type[Any]", hints[name]), {}, f"{prefix}{name}.", home, problems)
        elif each.default is MISSING:
            problems.append(f"«{prefix}{name}» is missing.")
            values[name] = None
        else:
            values[name] = home / each.default if isinstance(each.default, Path) else each.default
    return kind(**values)


class _Wrong(Exception):
    """What is wrong with one value, as the rest of a sentence that starts with its name."""


def _value(hint: Any, raw: Any, name: str, home: Path, problems: list[str]) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        if raw == "":
            return None
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if is_dataclass(hint) and not isinstance(raw, dict):
        problems.append(f"«{name}» is a section with keys of its own, not «{raw}».")
        return None
    if is_dataclass(hint):
        return _section(typing.cast("type[Any]", hint), raw, f"{name}.", home, problems)
    read = {Path: _path, int: _whole, str: _text}.get(hint, _texts)
    try:
        value = read(raw, home)
    except _Wrong as wrong:
        problems.append(f"«{name}» {wrong}")
        return None
    if name in ALLOWED and value not in ALLOWED[name]:
        problems.append(f"«{name}» is «{value}»; it may be {', '.join(ALLOWED[name])}.")
    return value


def _path(raw: Any, home: Path) -> Path:
    return home / Path(_text(raw, home)).expanduser()


def _whole(raw: Any, _home: Path) -> int:
    if isinstance(raw, bool) or not str(raw).strip().isdigit():
        raise _Wrong(f"should be a whole number, not «{raw}».")
    return int(raw)


def _text(raw: Any, _home: Path) -> str:
    if not isinstance(raw, str):
        raise _Wrong(f"should be text in quotes, not «{raw}».")
    return raw


def _texts(raw: Any, home: Path) -> tuple[str, ...]:
    """A list; in the environment, words separated by commas, or the list as the file would write it."""
    if isinstance(raw, str):
        if raw.strip().startswith("["):
            return _texts(_as_in_the_file(raw), home)
        return tuple(word.strip() for word in raw.split(",") if word.strip())
    if not isinstance(raw, list):
        raise _Wrong(f"should be a list of texts, not «{raw}».")
    return tuple(_text(each, home) for each in raw)


def _as_in_the_file(raw: str) -> Any:
    try:
        return tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        raise _Wrong(f'should be a list of texts, as ["one", "two"]; not «{raw}».') from None


LAST_HOUR = 23
LONGEST_IDLE = 60  # minutes
LONGEST_UNDO = 600  # seconds
LONGEST_UNDO = 600  # seconds
LONGEST_IDLE = 60  # minutes
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _contradictions(settings: Settings) -> list[str]:
    """What no single key shows. Which sections a command needs is checked where it needs them."""
    problems = []
    for name, section in (("mailbox", settings.mailbox), ("smtp", settings.smtp)):
        if section.tls == "none" and section.host and section.host not in LOOPBACK:
            problems.append(f"«{name}.tls» may be none on this machine's own addresses only, not for {section.host}.")
    if settings.mailbox.poll_seconds == 0:
        problems.append("«mailbox.poll_seconds» should be at least 1.")
    if settings.desk.undo_seconds > LONGEST_UNDO:
        problems.append(f"«desk.undo_seconds» should be at most {LONGEST_UNDO}: nothing is decided before they are over.")
    if settings.morning.at_hour > LAST_HOUR:
        problems.append(f"«morning.at_hour» should be an hour from 0 to {LAST_HOUR}.")
    if parseaddr(settings.smtp.sender)[1].lower() in {each.lower() for each in settings.mailbox.open_addresses}:
        problems.append(
            "«smtp.sender» is one of «mailbox.open_addresses»: letters on cases come from the secure address only (R072)."
        )
    if not 1 <= settings.desk.idle_minutes <= LONGEST_IDLE:
        problems.append(f"«desk.idle_minutes» should be from 1 to {LONGEST_IDLE}.")
    problems += _of_the_address(settings.desk.address)
    problems += _of_the_provider(settings.desk.oidc)
    none = [name for name in ("most_an_hour", "most_alike_a_day") if getattr(settings.outbox, name) == 0]
    problems += [f"«outbox.{name}» should be at least 1; «reciprocal pause» stops all letters." for name in none]
    return problems


def _of_the_provider(oidc: OidcSection | None) -> list[str]:
    if oidc is None:
        return []
    missing = [name for name in ("issuer", "client_id", "client_secret_file", "name", "mailbox_claim") if not getattr(oidc, name)]
    problems = [f"«desk.oidc.{name}» is missing." for name in missing]
    if oidc.issuer and not oidc.issuer.startswith("https://"):
        problems.append("«desk.oidc.issuer» should be the provider's issuer address, as https://accounts.google.com.")
    if oidc.mailbox_claim == "email" and not oidc.verified_claim:
        problems.append(
            "«desk.oidc.verified_claim» may be empty only where «desk.oidc.mailbox_claim» is one that your own administrators "
            "set, as preferred_username: of an email anybody may say that it is his."
        )
    return problems


def _of_the_address(address: str) -> list[str]:
    if not address:
        return []
    try:
        said = urlsplit(address)
        sound = said.scheme in {"http", "https"} and said.hostname and said.port != 0 and not said.username
    except ValueError:
        return [f"«desk.address» is «{address}»; write it as https://desk.example."]
    if not sound or said.path.strip("/") or said.query or said.fragment:
        return [f"«desk.address» is «{address}»; write it as https://desk.example."]
    if said.scheme == "http" and said.hostname not in LOOPBACK:
        return ["«desk.address» must begin with https: passwords and people's cases go over it."]
    return []


def secret(path: Path | None) -> str:
    """The one line of a secret's file. Raises ConfigError if it cannot be read or everybody may read it (reliability §6)."""
    if path is None:
        return ""
    try:
        text = path.read_text(encoding="utf-8-sig").strip("\r\n")
        open_to_all = path.stat().st_mode & 0o004 and all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)
    except OSError as error:
        raise ConfigError(f"The secret {path} cannot be read: {error.strerror}. Check the path and who may read it.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"The secret {path} is not plain text. Save it again as one line in UTF-8.") from None
    if open_to_all:
        raise ConfigError(f"The secret {path} may be read by everybody on this machine. Run: chmod 600 {path}")
    return text


def database_url(settings: Settings, home: Path) -> str:
    """The store's URL with a relative SQLite path starting from the configuration's folder."""
    prefix = "sqlite:///"
    url = settings.store.url
    if not url.startswith(prefix) or url.startswith("sqlite:////") or url == "sqlite://":
        return url
    return f"{prefix}{home.absolute() / url.removeprefix(prefix)}"
