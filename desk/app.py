"""The desk's pages. For now the two that watch: /health for people and programs, /metrics for Prometheus. Nothing of any case."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk import health, metrics
from desk.health import Finding, Limits
from store import figures
from store.engine import Store, StoreTrouble

MANNERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
HERE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`hosts`: the names that the desk is called by; another one is refused, so that no page elsewhere can look in."""

    store: Store
    now: Callable[[], datetime]
    limits: Limits = field(default_factory=Limits)
    hosts: Sequence[str] = ()


def make_app(desk: Desk) -> Starlette:
    looks = _Looks(desk)
    return Starlette(
        routes=[Route("/health", looks.health, methods=["GET"]), Route("/metrics", looks.metrics, methods=["GET"])],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[*HERE, *desk.hosts], www_redirect=False)],
    )


class _Looks:
    """Handlers are plain functions: Starlette runs them in its threads, since the store waits for its disk."""

    def __init__(self, desk: Desk) -> None:
        self.store, self.now, self.limits = desk.store, desk.now, desk.limits

    def health(self, _request: Request) -> Response:
        """200 while all is well, else 503; the body says what is wrong and what to do."""
        found = self._findings()
        well = all(each.ok for each in found)
        said = {
            "status": "ok" if well else "trouble",
            "findings": [{"what": each.what, "ok": each.ok, "sentence": each.sentence} for each in found],
        }
        body = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
        return Response(body, 200 if well else 503, MANNERS, "application/json")

    def metrics(self, _request: Request) -> Response:
        try:
            with self.store.read() as tx:
                found = figures.look(tx)
        except StoreTrouble as trouble:
            return Response(f"# {trouble}\n", 503, MANNERS, "text/plain")
        return Response(metrics.as_text(found, self.now()), 200, MANNERS, metrics.CONTENT_TYPE)

    def _findings(self) -> tuple[Finding, ...]:
        try:
            with self.store.read() as tx:
                return health.findings(figures.look(tx), self.now(), self.limits)
        except StoreTrouble as trouble:
            return (Finding(what="store", ok=False, sentence=str(trouble)),)
