"""A mail server that takes our letters and keeps them as they came, and refuses, delays or hangs up where a test says so."""

from __future__ import annotations

import asyncio
import base64
import re
import time
import warnings
from dataclasses import dataclass, field
from typing import Any

from tests.support.pki import Pki

with warnings.catch_warnings():
    # aiosmtpd and atpublic use asyncio and typing names that newer Pythons deprecate; nothing of ours can mend that
    warnings.simplefilter("ignore", DeprecationWarning)
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER = "reciprocal@hub.example"
PASSWORD = "p0st with ä blank"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One letter as the server took it."""

    sender: str
    to: str
    data: bytes = field(repr=False)
    mail_options: tuple[str, ...]
    recipient_options: tuple[str, ...]
    encrypted: bool
    user: str
    at: float = field(default_factory=time.monotonic, compare=False)  # when it was taken, before its answer went out


@dataclass(kw_only=True)
class Script:
    """What the server does out of the ordinary. Addresses map to replies, «stall» to none; a list is used up one by one."""

    recipients: dict[str, str | list[str]] = field(default_factory=dict)
    after_dot: dict[str, str] = field(default_factory=dict)
    drop_at_mail: int = 0  # so many times
    drop_in_text: bool = False
    drop_after_dot: bool = False  # the letter is kept, its answer never comes (F19)


class SmtpPeer:
    """`tls`: starttls, implicit or none. A context manager; `letters` in the order in which they were taken."""

    def __init__(
        self,
        pki: Pki,
        *,
        tls: str = "starttls",
        mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN", "XOAUTH2"),
        offers_dsn: bool = False,
        offers_requiretls: bool = False,
    ) -> None:
        self.host = "localhost"
        self.port = 0
        self.pki = pki
        self.tls = tls
        self.mechanisms = mechanisms
        self.offers_dsn = offers_dsn
        self.offers_requiretls = offers_requiretls
        self.user, self.password = USER, PASSWORD
        self.token = ""  # when set, XOAUTH2 and OAUTHBEARER are taken with this token only
        self.refusal = "535 5.7.8 Authentication credentials invalid"  # the answer to a token that is not taken; empty: none
        self.password_refusal: str | None = None  # the answer to a password that is not taken; None: the library's
        self.heard: list[str] = []  # what followed AUTH with a token, decoded; its end in both ways to say it
        self.script = Script()
        self.letters: list[Taken] = []
        self.login_attempts: list[str] = []
        self.connections = 0
        self.open_lines: set[int] = set()  # connections whose end has not been seen yet
        self._controller = _Controller(self)
        self._stopped = False

    def __enter__(self) -> SmtpPeer:
        self._controller.start()
        self.port = self._controller.server.sockets[0].getsockname()[1]
        self.connections = 0  # the controller's own knock at the door does not count
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """The server goes away, at the end of a test or in the middle of it."""
        if not self._stopped:
            self._stopped = True
            asyncio.run_coroutine_threadsafe(_close_all(self._controller.loop), self._controller.loop).result(timeout=10)
            self._controller.stop()

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
        self.login_attempts.append(mechanism)
        right = given.login == self.user.encode() and given.password == self.password.encode()
        return AuthResult(success=right, handled=False, auth_data=given, message=None if right else self.password_refusal)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802  # aiosmtpd's name
        return await self._token_taken(server, args, f"user={self.user}\1auth=Bearer {self.token}\1\1")

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802  # aiosmtpd's name
        place = f"host={self.host}\1port={self.port}"
        return await self._token_taken(server, args, f"n,a={self.user},\1{place}\1auth=Bearer {self.token}\1\1")

    async def _token_taken(self, server: SMTP, args: list[str], right: str) -> AuthResult:
        """Both ways alike: with the command or after it; refused only when the client has heard why."""
        self.login_attempts.append(args[0])
        if len(args) == 1:
            await server.push("334 ")
            args = [*args, (await server._reader.readline()).decode().strip()]
        self.heard.append(base64.b64decode(args[1]).decode())
        if self.token and self.heard[-1] == right:
            return AuthResult(success=True, auth_data=LoginPassword(self.user.encode(), b""))
        if not self.refusal:
            await _hang_up(server)
        await server.push("334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=")
        self.heard.append(base64.b64decode((await server._reader.readline()).strip()).decode())
        await server.push(self.refusal)
        return AuthResult(success=False, handled=True)

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        offered = [*(["250-DSN"] if self.offers_dsn else []), *(["250-REQUIRETLS"] if self.offers_requiretls else [])]
        return [*responses[:-1], *offered, responses[-1]]

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802  # aiosmtpd's name
        if self.user and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.script.drop_at_mail > 0:
            self.script.drop_at_mail -= 1
            await _hang_up(server)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: N802  # aiosmtpd's name
        reply = self.script.recipients.get(address, "250 OK")
        if isinstance(reply, list):
            reply = reply.pop(0) if reply else "250 OK"
        if reply == "stall":
            await asyncio.sleep(3600)  # ended by the connection's end
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        [to] = envelope.rcpt_tos
        reply = self.script.after_dot.get(to, "250 2.0.0 Ok: queued as 4F2")
        if reply.startswith("2"):
            self.letters.append(
                Taken(
                    sender=envelope.mail_from,
                    to=to,
                    data=envelope.original_content,
                    mail_options=tuple(server.mail_arguments.split()[1:]),
                    recipient_options=tuple(server.recipient_arguments.split()[1:]),
                    encrypted=server.transport.get_extra_info("sslcontext") is not None,
                    user=session.auth_data.login.decode() if session.auth_data else "",
                )
            )
        if self.script.drop_after_dot:
            await _hang_up(server)
        return reply


async def _close_all(loop: Any) -> None:
    """After a TLS handshake that the client broke off, asyncio leaves its transport open: a ResourceWarning later."""
    for transport in list(loop._transports.values()):
        transport.abort()
    await asyncio.sleep(0.02)


async def _hang_up(server: SMTP) -> None:
    server.transport.abort()
    await asyncio.sleep(3600)  # ended by the connection's end


class _Server(SMTP):
    mail_arguments = ""
    recipient_arguments = ""

    def __init__(self, peer: SmtpPeer) -> None:
        starttls = peer.tls == "starttls"
        self.line_length_limit = 12288  # RFC 4954 §4: so long may a token be; the library knows one limit for all lines
        super().__init__(
            peer,
            hostname="mx.partner.example",
            tls_context=peer.pki.server_context() if starttls else None,
            require_starttls=starttls,
            auth_require_tls=starttls,
            authenticator=peer.authenticate,
            auth_exclude_mechanism={"PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER"} - set(peer.mechanisms),
        )
        self.line_length_limit = SMTP.line_length_limit
        self.peer = peer
        peer.connections += 1

    def connection_made(self, transport: Any) -> None:
        self.peer.open_lines.add(id(self))  # not before: of a handshake that fails no end is ever told
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.peer.open_lines.discard(id(self))

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802  # aiosmtpd's name
        self.mail_arguments = arg or ""
        # aiosmtpd knows neither DSN nor REQUIRETLS nor who handed a letter to a relay
        known = re.sub(r" ((RET|AUTH|ENVID)=\S+|REQUIRETLS\b)", "", arg or "")
        await super().smtp_MAIL(known)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802  # aiosmtpd's name
        self.recipient_arguments = arg or ""
        await super().smtp_RCPT(re.sub(r" ORCPT=\S+", "", arg or ""))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd's name
        if self.peer.script.drop_in_text:
            await self.push("354 Go on")
            await self._reader.readuntil(b"\r\n")
            await _hang_up(self)
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def __init__(self, peer: SmtpPeer) -> None:
        self.peer = peer
        super().__init__(
            peer,
            hostname="127.0.0.1",
            port=0,
            ssl_context=peer.pki.server_context() if peer.tls == "implicit" else None,
        )

    def factory(self) -> SMTP:
        return _Server(self.peer)

    def _trigger_server(self) -> None:
        """The library would knock at port 0; the port that the system gave is known only now."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
