"""The provider of sign-ins (OpenID Connect Core 1.0): found by its issuer, asked by code and PKCE, believed by its keys only.

Nothing that came by way of the browser is believed: the code is exchanged with the provider itself, and of its word the
signature, the issuer, for whom, for which sign-in and when it was given are looked at before a single claim is used.
"""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey
from joserfc.jws import extract_compact

from desk.provider import Promise, ProviderTrouble, Told
from service.config import ConfigError, OidcSection, secret
from service.web_line import LIBRARY_FAULTS, Session, Verified, is_certificate_refused, tls_context, told_object, why_not

ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
)  # never none, never a shared secret
SMALLEST_RSA = 2048  # bits
BITS_A_SIGN = 6  # of base64
LEEWAY = 60  # seconds that the provider's clock may be before or behind
LONGEST_AGO = 600  # seconds: its word was given for this very sign-in
TIMEOUTS = (5.0, 10.0)  # to connect, to read
REMEMBERED = 3600.0  # seconds that its addresses and keys are kept
REST = 30.0  # seconds for which it is left alone after it could not be had
LONGEST_TOKEN, LONGEST_NAME = 32_768, 255


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the provider says about itself, and its keys."""

    authorization: str
    token: str
    keys: str
    says_who_it_is: bool  # in the answer by the browser, too (RFC 9207)
    basic: bool  # it takes our secret in a header only
    jwks: tuple[dict[str, Any], ...] = field(repr=False)  # Any: JSON
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What authlib reads a token from: it believes the status and the words, so they were looked at before."""

    status_code: int
    document: dict[str, Any]  # Any: a stranger's JSON

    def json(self) -> dict[str, Any]:  # Any: as above
        return self.document


class OpenIdProvider:
    """One client of one provider. `now`: the time of day, for the provider's word; `clock`: for what is remembered."""

    def __init__(self, settings: OidcSection, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._now, self._clock = now, clock
        self._turn = threading.Lock()
        self._known: _Known | None = None
        self._away: tuple[ProviderTrouble, float] | None = None

    @property
    def name(self) -> str:
        return self._settings.name

    def address(self, promise: Promise, back: str) -> str:
        known = self._found()
        more = {"acr_values": " ".join(self._settings.require_acr)} if self._settings.require_acr else {}
        with self._session(back, known) as session:
            url, _ = session.create_authorization_url(
                known.authorization, state=promise.state, code_verifier=promise.verifier, nonce=promise.nonce, **more
            )
        return str(url)

    def told(self, promise: Promise, back: str, answer: Mapping[str, str]) -> Told:
        known = self._found()
        issuer = self._settings.issuer
        if answer.get("iss", issuer) != issuer or (known.says_who_it_is and "iss" not in answer):
            raise self._untrue("the answer names another provider")
        if "error" in answer or not answer.get("code"):
            raise ProviderTrouble(
                f"You did not finish signing in with {self.name}. Begin again, or use your password and code.",
                "the provider sent her back without a code",
            )
        claims = self._claims(self._id_token(promise, back, answer["code"], known), known)
        self._judge(claims, promise)
        return Told(subject=f"{issuer} {claims['sub']}", mailbox=self._mailbox(claims))

    # --- what the provider says about itself -------------------------------------------------------------------------

    def _found(self, *, afresh: bool = False) -> _Known:
        with self._turn:
            known, now = self._known, self._clock()
            if known is not None and now - known.at < (REST if afresh else REMEMBERED):
                return known
            if self._away is not None and now - self._away[1] < REST:
                raise self._away[0].with_traceback(None)
            try:
                self._known, self._away = self._looked_up(), None
            except ProviderTrouble as trouble:
                self._away = (trouble, self._clock())
                raise
            return self._known

    def _looked_up(self) -> _Known:
        issuer = self._settings.issuer
        about = self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != issuer:
            raise self._untrue("its own description names another issuer: check desk.oidc.issuer")
        where = [about.get(f"{what}") for what in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if not all(isinstance(each, str) and _is_safe(each) for each in where):
            raise self._untrue("its own description names no safe addresses")
        authorization, token, keys = map(str, where)
        ways = about.get("token_endpoint_auth_methods_supported")
        return _Known(
            authorization=authorization,
            token=token,
            keys=keys,
            says_who_it_is=about.get("authorization_response_iss_parameter_supported") is True,
            basic=not (isinstance(ways, list) and "client_secret_post" in ways),
            jwks=_usable(self._get(keys).get("keys")),
            at=self._clock(),
        )

    def _get(self, url: str) -> dict[str, Any]:  # Any: a stranger's JSON
        with self._session() as session:
            try:
                answer = session.get(url, withhold_token=True, timeout=TIMEOUTS, allow_redirects=False, stream=True)
                found = told_object(answer)
            except LIBRARY_FAULTS as error:
                raise self._away_for(error) from None
        if answer.status_code != 200 or found is None:
            raise self._away_for(ValueError(f"status {answer.status_code}"))
        return found

    def _session(self, back: str = "", known: _Known | None = None) -> Session:
        try:
            client_secret, context = secret(self._settings.client_secret_file), tls_context(self._settings.ca_file)
        except (ConfigError, OSError, ValueError) as error:
            raise ProviderTrouble(self._not_now(), f"its settings cannot be used: {type(error).__name__}") from None
        session = Session(
            self._settings.client_id,
            client_secret,
            scope="openid email profile",
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if known and known.basic else "client_secret_post",
            trust_env=False,  # neither a proxy nor a .netrc of the environment decides where a secret goes
        )
        session.mount("https://", Verified(context))
        return session

    # --- its word ------------------------------------------------------------------------------------------------------

    def _id_token(self, promise: Promise, back: str, code: str, known: _Known) -> str:
        with self._session(back, known) as session:
            session.register_compliance_hook("access_token_response", self._looked_at)
            try:
                answer = session.fetch_token(
                    known.token,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=promise.verifier,
                    timeout=TIMEOUTS,
                    allow_redirects=False,
                    stream=True,
                )
            except LIBRARY_FAULTS as error:
                raise self._away_for(error) from None
        return str(answer["id_token"])

    def _looked_at(self, response: requests.Response) -> _Answer:
        status, found = response.status_code, told_object(response) or {}
        if status >= 500 or status == 429:
            raise ProviderTrouble(self._not_now(), f"the provider is busy ({status})")
        word = found.get("id_token")
        if status != 200 or not isinstance(word, str) or len(word) > LONGEST_TOKEN:
            raise self._untrue(f"the provider gave nothing for the code ({status})")
        return _Answer(status_code=200, document={"access_token": "unused", "token_type": "Bearer", "id_token": word})

    def _claims(self, word: str, known: _Known) -> dict[str, Any]:  # Any: a stranger's JSON
        try:
            header = extract_compact(word.encode()).headers()
        except (JoseError, ValueError, UnicodeError):
            raise self._untrue("its word is none") from None
        if header.get("alg") not in ALGORITHMS:
            raise self._untrue("its word is signed in a way that counts for nothing")
        key = _key_of(header, known.jwks) or _key_of(header, self._found(afresh=True).jwks)
        if key is None:
            raise self._untrue("its word is signed by a key that is not the provider's")
        try:
            return dict(jwt.decode(word, key, algorithms=list(ALGORITHMS)).claims)
        except (JoseError, ValueError, TypeError):
            raise self._untrue("its word is not signed by the provider") from None

    def _judge(self, claims: Mapping[str, Any], promise: Promise) -> None:  # Any: a stranger's JSON
        """Raises ProviderTrouble with the first thing that is wrong (OpenID Connect Core §3.1.3.7)."""
        settings, now = self._settings, self._now().timestamp()
        audience, azp, sub = claims.get("aud"), claims.get("azp"), claims.get("sub")
        everybody = audience if isinstance(audience, list) else [audience]
        until, since, not_before = (_number(claims.get(name)) for name in ("exp", "iat", "nbf"))
        nonce = str(claims.get("nonce", "")).encode()
        wrong = {
            "its word comes from another issuer": claims.get("iss") != settings.issuer,
            "its word is for another program": settings.client_id not in everybody,
            "its word was asked for by another program": (len(everybody) > 1 or azp is not None) and azp != settings.client_id,
            "its word is too old": until <= now - LEEWAY or since < now - LONGEST_AGO - LEEWAY,
            "its word is of the future": max(since, not_before) > now + LEEWAY,
            "its word is for another sign-in": not hmac.compare_digest(nonce, promise.nonce.encode()),
            "its word names nobody": not isinstance(sub, str) or not 0 < len(sub) <= LONGEST_NAME,
        }
        for why, is_so in wrong.items():
            if is_so:
                raise self._untrue(why)
        self._judge_the_proof(claims)

    def _judge_the_proof(self, claims: Mapping[str, Any]) -> None:  # Any: as above
        """The second factor is the provider's: where the settings name what it must have been, it is looked at."""
        settings, methods = self._settings, claims.get("amr")
        used = methods if isinstance(methods, list) else []
        enough = (not settings.require_acr or claims.get("acr") in settings.require_acr) and all(
            each in used for each in settings.require_amr
        )
        if not enough:
            raise ProviderTrouble(
                f"{self.name} did not make sure by a second proof that it is you. Sign in there with your second proof, or here "
                "with your password and code.",
                "a sign-in without the second proof that is asked for",
            )

    def _mailbox(self, claims: Mapping[str, Any]) -> str:  # Any: as above
        settings = self._settings
        vouched = not settings.verified_claim or claims.get(settings.verified_claim) in (True, "true", 1, "1")
        mailbox = claims.get(settings.mailbox_claim)
        return mailbox if vouched and isinstance(mailbox, str) else ""

    # --- what went wrong -----------------------------------------------------------------------------------------------

    def _not_now(self) -> str:
        return f"{self.name} cannot be reached just now. Use your password and code, or try again in a few minutes."

    def _untrue(self, why: str) -> ProviderTrouble:
        return ProviderTrouble(
            f"What {self.name} answered could not be trusted, so you are not signed in. Begin again; if it happens twice, tell "
            "whoever looks after the desk, and use your password and code meanwhile.",
            why,
        )

    def _away_for(self, error: Exception) -> ProviderTrouble:
        why = "its certificate was refused" if is_certificate_refused(error) else why_not(error)
        return ProviderTrouble(self._not_now(), f"the provider cannot be reached: {why}")


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and "@" not in parts.netloc and parts.scheme == "https"


def _number(claim: object) -> float:
    """Seconds since 1970; what is no number is long ago, and so too old."""
    return float(claim) if isinstance(claim, int | float) and not isinstance(claim, bool) else 0.0


def _usable(keys: object) -> tuple[dict[str, Any], ...]:  # Any: JSON
    """Public keys for signatures; a shared secret among them is none, and neither is a number that can be taken apart."""
    listed = [each for each in keys if isinstance(each, dict)] if isinstance(keys, list) else []
    return tuple(each for each in listed if each.get("use", "sig") == "sig" and (each.get("kty") == "EC" or _is_big(each)))


def _is_big(key: Mapping[str, Any]) -> bool:  # Any: JSON
    return key.get("kty") == "RSA" and len(str(key.get("n", ""))) * BITS_A_SIGN >= SMALLEST_RSA


def _key_of(header: Mapping[str, Any], jwks: tuple[dict[str, Any], ...]) -> RSAKey | ECKey | None:  # Any: JSON
    """The key that the word names; if it names none, the only one."""
    kid = header.get("kid")
    fitting = [each for each in jwks if kid is None or each.get("kid") == kid]
    if len(fitting) != 1:
        return None
    try:
        key = JWKRegistry.import_key(fitting[0])
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None
