"""A provider of sign-ins on loopback (OpenID Connect), with keys of its own; how it lies, a test lays into it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.support.pki import Pki

CLIENT, SECRET = "reciprocal-desk", "client s3cret"
Key = RSAKey | ECKey


@dataclass
class FakeProvider:
    """`person`: whoever sits before it, as claims. `bend` changes a word before it is signed, `sign` signs it in another way."""

    pki: Pki
    person: dict[str, Any] = field(default_factory=dict)
    bend: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda claims: claims)
    sign: Callable[[dict[str, Any]], str] | None = None
    about: dict[str, Any] = field(default_factory=dict)  # laid over its own description
    answer: dict[str, str] = field(default_factory=dict)  # laid over what it sends the browser back with
    key: Key = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    asked: list[str] = field(default_factory=list)
    is_away: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __enter__(self) -> FakeProvider:
        self._server = _server(self)
        self._server.socket = self.pki.server_context().wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def issuer(self) -> str:
        return f"https://localhost:{self._server.server_port}/tenant"

    def honest(self) -> None:
        """As it was before any test."""
        self.person = {}
        self.bend, self.sign = (lambda claims: claims), None
        self.about, self.answer, self.is_away = {}, {}, False

    def looked_at(self, path: str) -> tuple[int, dict[str, Any] | str]:
        self.asked.append(path)
        if self.is_away:
            return 503, {}
        parts = urlsplit(path)
        if parts.path == "/tenant/.well-known/openid-configuration":
            ends = {name: f"{self.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
            return 200, {"issuer": self.issuer, **ends, **self.about}
        if parts.path == "/tenant/jwks_uri":
            return 200, {"keys": [self.key.as_dict(private=False)]}
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return 302, self.sent_back(query)

    def sent_back(self, query: dict[str, str]) -> str:
        """She signs in here, and goes back to the desk with a code."""
        code = secrets.token_urlsafe(12)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state'], **self.answer})}"

    def sold(self, form: dict[str, str], secret: str) -> tuple[int, dict[str, Any]]:
        """The word for a code: once, for its client, its address and its verifier."""
        query = self.codes.pop(form.get("code", ""), None)
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        )
        if (
            query is None
            or secret != SECRET
            or form.get("redirect_uri") != query["redirect_uri"]
            or (query.get("code_challenge"), query.get("code_challenge_method")) != (challenge, "S256")
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": query["nonce"], **self.person}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self.word(self.bend(claims))}

    def word(self, claims: dict[str, Any]) -> str:
        return self.sign(claims) if self.sign else signed(claims, self.key)


def signed(claims: dict[str, Any], key: Key, alg: str = "", **header: str) -> str:
    alg = alg or {"RSA": "RS256", "EC": "ES256"}[key.key_type]
    kid = {"kid": str(key.kid)} if key.kid else {}
    return jwt.encode({"alg": alg, **kid, **header}, claims, key, algorithms=[alg])


def unsigned(claims: dict[str, Any]) -> str:
    return f"{_body({'alg': 'none', 'typ': 'JWT'}, claims)}."


def by_a_secret(claims: dict[str, Any], secret: bytes) -> str:
    """As two sign who share a secret: here one that is none, since the other side has told it to everybody."""
    body = _body({"alg": "HS256", "kid": "one"}, claims)
    return f"{body}.{_base64url(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"


def _body(*parts: dict[str, Any]) -> str:
    return ".".join(_base64url(json.dumps(part).encode()) for part in parts)


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _server(provider: FakeProvider) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:  # the library's name
            status, said = provider.looked_at(self.path)
            self._say(status, said)

        def do_POST(self) -> None:  # the library's name
            form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
            first = {name: values[0] for name, values in form.items()}
            basic = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
            self._say(*provider.sold(first, first.get("client_secret") or basic.partition(":")[2]))

        def _say(self, status: int, said: dict[str, Any] | str) -> None:
            body = b"" if isinstance(said, str) else json.dumps(said).encode()
            self.send_response(status)
            if isinstance(said, str):
                self.send_header("Location", said)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """The test says what it wants to know."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that refuses our certificate hangs up in the middle: that is what its test wants."""

    return Server(("127.0.0.1", 0), Handler)
