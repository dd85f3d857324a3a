"""Tokens to sign in with (OAuth2): asked of one token server, kept in memory, renewed before they run out, never hammered (F9).

The only place that speaks to a token server. A client's own word (client credentials) or a refresh token buys a token; what
the server says is never passed on but for its error's number, for it may quote what it was given.
"""

from __future__ import annotations

import logging
import re
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from service.config import ConfigError, secret
from service.kept_token import KeptToken, Unkeepable, held
from service.web_line import LIBRARY_FAULTS, Session, Verified, is_certificate_refused, tls_context, told_object, why_not

log = logging.getLogger("reciprocal")

LEEWAY = 300.0  # seconds before its end in which a token is renewed; of a short-lived one, the last fifth
FRESH = 60.0  # a token younger than this that was refused is not refused for its age
REST, LONGEST_REST = 60.0, 3600.0  # after a refusal: until a person may have changed something
PAUSE, LONGEST_PAUSE = 2.0, 300.0  # in bad weather
UNTOLD_LIFETIME = 300  # of a token whose server does not say
LONGEST_LIFETIME = 86400
TIMEOUTS = (5.0, 15.0)  # to connect, to read
USABLE = re.compile(r"[\x21-\x7e]{1,16384}")  # a token with other signs could end the line it is sent in (RFC 6750 §2.1)


class TokenTrouble(Exception):
    """No token is to be had, in one sentence. `permanent`: until a person has changed something."""

    def __init__(self, sentence: str, *, permanent: bool = False, retry_in: float = 0.0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent
        self.retry_in = retry_in  # seconds that the server asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSettings:
    """One client of one token server. A wrong setting is a ConfigError with a sentence that says what to change."""

    section: str  # as the configuration calls it: mailbox.oauth2
    token_url: str
    client_id: str
    client_secret_file: Path | None = None
    refresh_token_file: Path | None = None
    scope: str = ""
    ca_file: Path | None = None  # the only authority that counts; without it the system's, and:
    mail_ca_file: Path | None = None  # the mail server's, which gets to see the token anyway

    def __post_init__(self) -> None:
        url = urlsplit(self.token_url)
        if not url.hostname or "@" in url.netloc or url.scheme not in {"http", "https"}:
            raise ConfigError(f"«{self.section}.token_url» should be the token server's address, as https://…/token.")
        if url.scheme == "http" and url.hostname not in {"127.0.0.1", "::1", "localhost"}:
            raise ConfigError(f"«{self.section}.token_url» must begin with https://: a secret goes there.")
        if not self.client_id:
            raise ConfigError(f"«{self.section}.client_id» is missing.")
        if self.client_secret_file is None and self.refresh_token_file is None:
            raise ConfigError(f"«{self.section}» needs client_secret_file or refresh_token_file, or both.")

    @property
    def server(self) -> str:
        return urlsplit(self.token_url).hostname or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What a token server gave."""

    token: str = field(repr=False)
    lifetime: float  # seconds
    refresh_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A token in memory, with its times on the monotonic clock: a clock that jumps does it no harm (F27)."""

    token: str = field(repr=False)
    since: float
    renew_at: float
    ends_at: float


class TokenSource:
    """One client's token, shared by all connections that sign in with it; one of them at a time renews it."""

    def __init__(self, settings: TokenSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._held: _Held | None = None
        self._trouble: TokenTrouble | None = None
        self._failures = 0
        self._rest_until = 0.0
        self._refused_with = ""  # the secrets that were refused: others may be tried at once
        self._unwritten: dict[str, str] = {}  # the file's refresh token → its successor that the disk would not take

    def __call__(self, refused: str = "") -> str:
        """A token to sign in with. `refused`: not that one; but if it was fresh there is no better one, and it comes back."""
        with self._one_at_a_time:
            held_one = self._held
            if held_one is not None and held_one.token == refused:
                if self._clock() - held_one.since < FRESH:
                    return refused
                self._held = held_one = None
            if held_one is not None and self._clock() < held_one.renew_at:
                return held_one.token
            try:
                self._held = self._renewed()
            except TokenTrouble as trouble:
                if held_one is None or self._clock() >= held_one.ends_at:
                    raise
                log.warning("%s The token at hand still lasts until %s.", trouble.sentence, self._ends(held_one))
                return held_one.token
            return self._held.token

    def said(self) -> str:
        """How long the token lasts, for `reciprocal check`; the time only. Empty when there is none."""
        with self._one_at_a_time:
            if self._held is None:
                return ""
            return f"{self.settings.server} gave a token that lasts until {self._ends(self._held)}."

    def _ends(self, held_one: _Held) -> str:
        return f"{datetime.now(UTC) + timedelta(seconds=held_one.ends_at - self._clock()):%Y-%m-%d %H:%M} UTC"

    def _renewed(self) -> _Held:
        """Ask the server, unless it is to be left alone: after a refusal for a minute and more, in bad weather for a while."""
        given = self._given()
        if self._trouble is not None and self._clock() < self._rest_until and given == (self._refused_with or given):
            raise self._trouble.with_traceback(None)  # or it would grow with each time that it is told
        asked_at = self._clock()
        try:
            granted = self._asked()
        except TokenTrouble as trouble:
            self._rest(trouble, given)
            raise
        self._trouble, self._failures, self._refused_with = None, 0, ""
        return _Held(
            token=granted.token,
            since=asked_at,
            renew_at=asked_at + granted.lifetime - min(LEEWAY, granted.lifetime / 5),
            ends_at=asked_at + granted.lifetime,
        )

    def _rest(self, trouble: TokenTrouble, given: str) -> None:
        same_kind = self._trouble is not None and self._trouble.permanent == trouble.permanent
        self._failures = self._failures + 1 if same_kind else 1
        first, longest = (REST, LONGEST_REST) if trouble.permanent else (PAUSE, LONGEST_PAUSE)
        pause = min(first * 2.0 ** min(self._failures - 1, 20), longest)
        self._trouble, self._rest_until = trouble, self._clock() + max(pause, min(trouble.retry_in, LONGEST_REST))
        self._refused_with = given if trouble.permanent else ""

    def _given(self) -> str:
        """The secrets as they lie in their files now: a person may have put new ones there, and they work without a restart."""
        files = [path for path in (self.settings.client_secret_file, self.settings.refresh_token_file) if path is not None]
        try:
            found = [secret(path) for path in files]
        except ConfigError as error:
            raise TokenTrouble(str(error), permanent=True) from None
        for path, words in zip(files, found, strict=True):
            if not words:
                raise TokenTrouble(f"The secret {path} of [{self.settings.section}] is empty.", permanent=True)
        return "\0".join(found)

    def _asked(self) -> Granted:
        try:
            client_secret = secret(self.settings.client_secret_file)
            if self.settings.refresh_token_file is None:
                return ask(self.settings, client_secret)
            with held(self.settings.refresh_token_file) as kept:
                return self._exchanged(kept, client_secret)
        except (ConfigError, Unkeepable) as trouble:
            raise TokenTrouble(str(trouble), permanent=getattr(trouble, "permanent", True)) from None

    def _exchanged(self, kept: KeptToken, client_secret: str) -> Granted:
        """A refresh token for a token. What the server gives in its place is kept before anything else happens."""
        current = self._unwritten.get(kept.token, kept.token)
        granted = ask(self.settings, client_secret, refresh_token=current)
        newest = granted.refresh_token or current
        if newest == kept.token:
            return granted
        in_file = kept.token
        try:
            kept.keep(newest)
            self._unwritten = {}
        except OSError as error:
            self._unwritten = {in_file: newest}
            log.error(  # noqa: TRY400  # the trace says no more, and tokens stand in its frames
                "The new refresh token could not be written to %s (%s). It is used until the service ends: mend the disk before.",
                self.settings.refresh_token_file,
                error.strerror,
            )
        return granted


# -- the token server -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What authlib reads a token from: of a good answer what was looked at, and no more (it stumbles over odd lifetimes)."""

    status_code: int
    document: dict[str, Any]  # Any: a stranger's JSON; each value is looked at before it is used

    def json(self) -> dict[str, Any]:  # Any: as above
        return self.document


def ask(settings: TokenSettings, client_secret: str, *, refresh_token: str = "") -> Granted:
    """One request to the token server. Raises TokenTrouble, with what to do."""
    with Session(
        settings.client_id,
        client_secret,
        scope=settings.scope or None,
        token_endpoint_auth_method="client_secret_post" if client_secret else "none",
        trust_env=False,  # neither a proxy nor a .netrc of the environment decides where a secret goes
    ) as session:
        session.mount("https://", Verified(_tls_context(settings)))
        for which in ("access_token_response", "refresh_token_response"):
            session.register_compliance_hook(which, lambda response: _judged(response, settings))
        how = {"timeout": TIMEOUTS, "allow_redirects": False, "stream": True}
        try:
            if refresh_token:
                answer = session.refresh_token(settings.token_url, refresh_token=refresh_token, **how)
            else:
                answer = session.fetch_token(settings.token_url, grant_type="client_credentials", **how)
        except LIBRARY_FAULTS as error:
            raise _weather(error, settings) from None
    return Granted(token=answer["access_token"], lifetime=answer["expires_in"], refresh_token=answer.get("refresh_token", ""))


def _tls_context(settings: TokenSettings) -> ssl.SSLContext:
    try:
        return tls_context(settings.ca_file, settings.mail_ca_file)
    except (OSError, ValueError):
        raise TokenTrouble(
            f"The ca_file {settings.ca_file or settings.mail_ca_file} of [{settings.section}] cannot be read as certificates; "
            "give a PEM file or leave it empty.",
            permanent=True,
        ) from None


def _judged(response: requests.Response, settings: TokenSettings) -> _Answer:
    """Sort an answer by its status before anything believes it: authlib stumbles over an error of several lines."""
    status, document = response.status_code, told_object(response)
    if status in {408, 429} or status >= 500:
        raise TokenTrouble(
            f"The token server {settings.server} is busy ({status}). Trying again later.",
            retry_in=_retry_after(response.headers.get("Retry-After", "")),
        )
    if document is not None and "error" in document:
        raise _refusal(document, settings)
    if status != 200 or document is None:
        raise TokenTrouble(
            f"{settings.server} did not answer as a token server does ({status}); check «{settings.section}.token_url».",
            permanent=True,
        )
    return _Answer(status_code=status, document=_looked_at(document, settings))


def _retry_after(words: str) -> float:
    """Seconds from a Retry-After header, which gives a number or a date."""
    if words.strip().isdigit():
        return float(words.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _looked_at(answer: dict[str, Any], settings: TokenSettings) -> dict[str, Any]:  # Any: a stranger's JSON
    token, kind, refresh = answer.get("access_token"), answer.get("token_type", "Bearer"), answer.get("refresh_token")
    if not isinstance(token, str) or not USABLE.fullmatch(token) or str(kind).casefold() != "bearer":
        raise TokenTrouble(
            f"{settings.server} answered without a token that mail servers take; check «{settings.section}.token_url» and scope.",
            permanent=True,
        )
    found = {"access_token": token, "token_type": "Bearer", "expires_in": _lifetime(answer.get("expires_in"))}
    if isinstance(refresh, str) and USABLE.fullmatch(refresh):
        found["refresh_token"] = refresh
    return found


def _lifetime(told: object) -> int:
    words = str(told).strip()
    return min(int(words[:9]), LONGEST_LIFETIME) if words.isdigit() and words.isascii() else UNTOLD_LIFETIME


# -- what to do -----------------------------------------------------------------------------------------------------------

PASSING = ("temporarily_unavailable", "server_error", "slow_down")

# The first row whose word stands in the error counts: Microsoft's numbers say more than the error's name (RFC 6749 §5.2).
REFUSALS = (
    ("AADSTS7000222", "the client secret has run out. Make a new one for the app and write its value into client_secret_file"),
    ("AADSTS7000215", "the client secret is wrong. Write the secret's value, not its ID, into client_secret_file"),
    ("AADSTS90002", "there is no such tenant. Check tenant"),
    ("AADSTS900023", "there is no such tenant. Check tenant"),
    ("AADSTS700016", "the app is not known in this tenant. Check client_id and tenant"),
    ("AADSTS7000112", "the app is switched off. Ask the administrator to enable it"),
    ("AADSTS65001", "the app's permission is missing. Ask an administrator to grant consent to it"),
    ("AADSTS53003", "a conditional-access rule keeps the app out. Ask the administrator to let it in from this machine"),
    ("AADSTS70011", "the scope is wrong. Check scope"),
    ("AADSTS1002012", "the scope is wrong. Check scope"),
    ("AADSTS50173", "the account's password was changed. Sign in anew and write the new token into refresh_token_file"),
    (
        "AADSTS700082",
        "the refresh token has not been used for too long. Sign in anew and write the new one into refresh_token_file",
    ),
    ("invalid_client", "the client or its secret is wrong or has run out. Check client_id and client_secret_file"),
    ("unauthorized_client", "this client may not sign in in this way. Check client_id, tenant and what the app is permitted"),
    ("invalid_scope", "the scope is wrong. Check scope"),
    ("unsupported_grant_type", "this server gives no tokens in this way. Check token_url and refresh_token_file"),
)
REFUSED_GRANT = "the refresh token has run out or was withdrawn. Sign in anew and write the new one into refresh_token_file"
REFUSED = "check client_id, client_secret_file, tenant and scope"


def _refusal(document: dict[str, Any], settings: TokenSettings) -> TokenTrouble:  # Any: a stranger's JSON
    """Of the server's words only the error's name and number are told: the others may quote what it was given."""
    error = str(document.get("error", ""))
    if error in PASSING:
        return TokenTrouble(f"The token server {settings.server} is busy ({error}). Trying again later.")
    numbers = re.findall(r"\bAADSTS\d{4,8}\b", str(document.get("error_description", "")))[:1]
    told = [word for word in (error, *numbers) if re.fullmatch(r"[a-z_]{1,40}|AADSTS\d+", word)]
    ways = [way for word, way in REFUSALS if word in told]
    if not ways and error == "invalid_grant" and settings.refresh_token_file is not None:
        ways = [REFUSED_GRANT]
    return TokenTrouble(
        f"The token server {settings.server} refused us ({', '.join(told) or 'no reason given'}): {(ways or [REFUSED])[0]} "
        f"in [{settings.section}] (docs/operating.md, «Signing in»).",
        permanent=True,
    )


def _weather(error: Exception, settings: TokenSettings) -> TokenTrouble:
    """One sentence for what kept us from the server; a certificate that is refused needs a person."""
    if is_certificate_refused(error):
        return TokenTrouble(
            f"The certificate of the token server {settings.server} was refused; check token_url and ca_file in "
            f"[{settings.section}].",
            permanent=True,
        )
    return TokenTrouble(f"The token server {settings.server} cannot be used: {why_not(error)}. Trying again later.")
