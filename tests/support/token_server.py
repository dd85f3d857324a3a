"""A token server on loopback: it sells tokens over HTTPS, and tells a mail server whose token it was shown (RFC 7662).

What it was asked stands in `asked`; what it answers out of the ordinary, a test lays into `script`.
"""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from service.tokens import TokenSettings
from tests.support.pki import Pki

CLIENT, SECRET = "reciprocal-app", "app s3cret~with=signs&more+ä"


@dataclass(frozen=True, kw_only=True)
class Says:
    """One answer out of the ordinary."""

    status: int = 200
    body: str | dict[str, Any] = ""
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] = field(default=lambda: None)  # done before it is said


class Introspection:
    """Whose token is it? `owners` is what every mail server that asks here believes."""

    def __init__(self) -> None:
        self.owners: dict[str, str] = {}
        self.asked: list[str] = []
        self._server = _started(self._answer)
        self.url = f"http://127.0.0.1:{self._server.server_port}/introspect"

    def stop(self) -> None:
        _stopped(self._server)

    def _answer(self, form: dict[str, str], _path: str) -> Says:
        token = form.get("token", "")
        self.asked.append(token)
        owner = self.owners.get(token)
        return Says(body={"active": True, "username": owner} if owner else {"active": False})


class Clock:
    """The monotonic clock of a test."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


class TokenServer:
    """Sells tokens of `user` to the one client that it knows, for its secret or for the refresh token that counts now."""

    def __init__(self, pki: Pki, owners: dict[str, str] | None = None) -> None:
        self.pki = pki
        self.owners = {} if owners is None else owners
        self._folder = Path(tempfile.mkdtemp(prefix="token-server-"))
        self.secret_file = self._folder / "client-secret"  # what the client's administrator wrote down
        self.secret_file.write_text(f"{SECRET}\n")
        self.user = "reciprocal@hub.example"
        self.lifetime: int | str | None = 3600
        self.refresh_token = ""  # when set, only this buys a token
        self.rotates = False
        self.script: list[Says] = []
        self.asked: list[dict[str, str]] = []
        self.sold: list[str] = []
        self.seconds = 0.0  # that each answer takes
        self.length = 0  # of a token, at least
        self._numbers = itertools.count(1)
        self._server = _started(self._answer, pki)
        self.url = f"https://localhost:{self._server.server_port}/token"

    def __enter__(self) -> TokenServer:
        return self

    def __exit__(self, *_: object) -> None:
        _stopped(self._server)
        shutil.rmtree(self._folder)

    def withdraw(self) -> None:
        """No mail server takes the tokens sold so far."""
        for token in self.sold:
            self.owners.pop(token, None)

    def _answer(self, form: dict[str, str], path: str) -> Says:
        self.asked.append({**form, "path": path})
        time.sleep(self.seconds)
        if self.script:
            said = self.script.pop(0)
            said.before()
            return said
        if form.get("client_id") != CLIENT or form.get("client_secret") != SECRET:
            return Says(status=401, body={"error": "invalid_client"})
        if form.get("refresh_token", "") != self.refresh_token:
            return Says(status=400, body={"error": "invalid_grant", "error_description": "AADSTS700082: too old\r\nTrace: 1"})
        return Says(body=self._sold())

    def _sold(self) -> dict[str, Any]:
        number = next(self._numbers)
        token = f"token-{number}-{id(self)}".ljust(self.length, "x")
        self.owners[token] = self.user
        self.sold.append(token)
        answer: dict[str, Any] = {"access_token": token, "token_type": "Bearer"}
        if self.lifetime is not None:
            answer["expires_in"] = self.lifetime
        if self.rotates:
            self.refresh_token = answer["refresh_token"] = f"refresh-{number + 1}"
        return answer


def settings_for(server: TokenServer, **changes: object) -> TokenSettings:
    """As an operator would write them for this server."""
    given = {
        "section": "mailbox.oauth2",
        "token_url": server.url,
        "client_id": CLIENT,
        "client_secret_file": server.secret_file,
        "ca_file": server.pki.ca_file,
    }
    return TokenSettings(**{**given, **changes})  # type: ignore[arg-type]  # named by the tests


def _started(answer: Callable[[dict[str, str], str], Says], pki: Pki | None = None) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:  # the library's name
            form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(), keep_blank_values=True)
            says = answer({name: values[0] for name, values in form.items()}, self.path)
            body = (says.body if isinstance(says.body, str) else json.dumps(says.body)).encode()
            self.send_response(says.status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **says.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """The test says what it wants to know."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that refuses our certificate hangs up in the middle: that is what its test wants."""

    server = Server(("127.0.0.1", 0), Handler)
    if pki is not None:
        server.socket = pki.server_context().wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


def _stopped(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()
