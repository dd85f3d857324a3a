"""The desk's door to the web library: requests come in as values, are let in or not, and answers go out with their manners.

Here stands every gate: the host, the session, the role, the origin and the token of a form, the size of a body
(reliability §6). A page's function is reached only behind them.
"""

from __future__ import annotations

import hmac
import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from desk import errors, health_pages, viewed
from desk.office import Desk, Refused
from desk.pages import PAGES
from desk.static_files import kept
from desk.web import SESSION, Answer, Ask, Cookie, Page, Person, Upload, go
from store import accounts
from store.engine import StoreTrouble
from store.schema import Role, clean_text

__all__ = ["Desk", "make_app"]

log = logging.getLogger("reciprocal")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
MANNERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PORT = re.compile(r":\d+\Z")
HERE = ("localhost", "127.0.0.1", "[::1]")
DOOR = "__Host-door"  # the cookie of whoever is before an open page
DONE = 303  # how a page answers a form whose act was done: see another one
FIELDS, FILES = 400, 20  # that one form may have


def make_app(desk: Desk) -> Starlette:
    pages = PAGES if desk.services else ()
    return Starlette(
        routes=[
            Route("/health", _plain(desk, health_pages.health), methods=["GET"]),
            Route("/metrics", _plain(desk, health_pages.metrics), methods=["GET"]),
            Route("/static/{digest}/{name}", _static, methods=["GET"]),
            *(Route(page.path, _behind_the_gates(desk, page), methods=[page.method]) for page in pages),
        ],
        middleware=[Middleware(_OnlyByItsName, names=frozenset(name.lower() for name in (*HERE, *desk.hosts)))],
        exception_handlers={HTTPException: _not_found(desk), 500: _fault(desk)},
    )


class _OnlyByItsName:
    """The first gate: called by another name, a page elsewhere may be behind it (DNS rebinding), and nothing is looked at.

    Starlette's own takes an IPv6 address apart at its first colon, and its refusal lacks our manners.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = PORT.sub("", Headers(scope=scope).get("host", "")).lower()
        if name in self._names:
            await self._app(scope, receive, send)
        else:
            await _response(Answer(status=400, body="The desk is not called so.", kind="text/plain"))(scope, receive, send)


def _plain(desk: Desk, looks: Callable[[Desk], Answer]) -> Callable[[Request], Response]:
    """Handlers are plain functions: Starlette runs them in its threads, since the store waits for its disk."""
    return lambda _request: _response(looks(desk))


def _static(request: Request) -> Response:
    found = kept(request.path_params["name"], request.path_params["digest"])
    return _response(found) if found else _response(Answer(status=404, body="There is no such file.", kind="text/plain"))


def _behind_the_gates(desk: Desk, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """A body is read only from whoever may send one: nobody fills our memory before the door."""

    async def endpoint(request: Request) -> Response:
        ask, door, refused = await run_in_threadpool(lambda: _let_in(desk, page, request))
        if refused:
            return _response(refused)
        try:
            form, files = await _form_of(request, page)
        except HTTPException as wrong:
            code = wrong.status_code
            return await run_in_threadpool(lambda: _response(errors.page(desk, ask, code)))
        filled = replace(ask, form=form, files=files)
        return await run_in_threadpool(lambda: _response(_with_cookies(_answered(desk, page, filled), door)))

    return endpoint


def _let_in(desk: Desk, page: Page, request: Request) -> tuple[Ask, tuple[Cookie, ...], Answer | None]:
    """The ask with whoever it is, the cookie of somebody new, and the refusal if there is one."""
    ask = _ask(desk, request)
    try:
        ask, door = _with_whoever_it_is(desk, page, ask)
        return ask, door, _why_not(desk, page, request, ask)
    except StoreTrouble as trouble:
        log.warning("%s", trouble)
        return ask, (), errors.away(desk, ask)


async def _form_of(request: Request, page: Page) -> tuple[Mapping[str, tuple[str, ...]], tuple[Upload, ...]]:
    """The fields and files of a body that is no longer than the page allows."""
    if request.method != "POST":
        return {}, ()
    said = request.headers.get("content-length", "")
    if not said.isdecimal():
        raise HTTPException(411)
    if int(said) > page.biggest:
        raise HTTPException(413)
    form: FormData = await request.form(max_fields=FIELDS, max_files=FILES, max_part_size=page.biggest)
    fields: dict[str, tuple[str, ...]] = {}
    files: list[Upload] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files.append(Upload(name=value.filename, data=await value.read()))
        else:
            fields[name] = (*fields.get(name, ()), clean_text(value))
    await form.close()
    return fields, tuple(files)


def _answered(desk: Desk, page: Page, ask: Ask) -> Answer:
    if ask.method == "POST" and not _token_fits(ask):
        return _refused(desk, ask, page, 400)
    try:
        if ask.person and not page.is_quiet:
            _keep_awake(desk, ask.person)
        since = viewed.mark(desk) if ask.person and ask.method == "POST" else None
        answer = page.handler(desk, ask)
        if answer.seen and ask.person:
            viewed.note(desk, ask.person, answer.seen)
        if since is not None and ask.person and answer.status == DONE:
            viewed.note_act(desk, ask.person, ask.path, since)
    except Refused as refusal:
        return errors.refused(desk, ask, str(refusal))
    except StoreTrouble as trouble:
        log.warning("%s", trouble)
        return errors.away(desk, ask)
    return answer


def _ask(desk: Desk, request: Request) -> Ask:
    query = {name: tuple(map(clean_text, request.query_params.getlist(name))) for name in request.query_params}
    return Ask(
        method="GET" if request.method == "HEAD" else request.method,
        path=request.url.path,
        params={name: clean_text(value) for name, value in request.path_params.items()},
        query=query,
        cookies=request.cookies,
        address=request.client.host if request.client else "",
        home=_home(desk, request),
        is_fragment=request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true",
    )


def _home(desk: Desk, request: Request) -> str:
    return desk.origin or f"{request.url.scheme}://{request.headers.get('host', '')}"


def _with_whoever_it_is(desk: Desk, page: Page, ask: Ask) -> tuple[Ask, tuple[Cookie, ...]]:
    """The ask with its person, or with the secret of whoever stands before an open page and is not known yet."""
    secret = ask.cookies.get(SESSION, "")
    if secret and (found := _session(desk, secret)):
        return replace(ask, person=Person(name=found.person, role=found.role, session=found.key), secret=secret), ()
    if page.role is not None:
        return ask, ()
    if door := ask.cookies.get(DOOR, ""):
        return replace(ask, secret=door), ()
    fresh = secrets.token_urlsafe(24)
    return replace(ask, secret=fresh), (Cookie(name=DOOR, value=fresh),)


def _session(desk: Desk, secret: str) -> accounts.Session | None:
    with desk.store.read() as tx:
        return accounts.session_of(tx, secret, desk.now(), idle=desk.idle, longest=desk.longest)


def _keep_awake(desk: Desk, person: Person) -> None:
    """Her session's clock begins anew; a write a minute, not a write a click."""
    now = desk.now()
    with desk.store.read() as tx:
        waits = accounts.is_long_unseen(tx, person.session, now)
    if waits:
        desk.store.write(lambda tx: accounts.touch(tx, person.session, now))


def _why_not(desk: Desk, page: Page, request: Request, ask: Ask) -> Answer | None:
    """The refusal; None for whoever may pass. Who is not signed in learns nothing of what there is."""
    if page.role is not None and ask.person is None:
        return _to_sign_in(ask)
    if page.role is Role.COORDINATOR and ask.person and not ask.person.decides:
        return _refused(desk, ask, page, 403)
    if ask.method == "POST" and not _from_here(desk, request):
        return _refused(desk, ask, page, 400)
    return None


def _refused(desk: Desk, ask: Ask, page: Page, status: int) -> Answer:
    """Whoever knocks at what is closed to her stands in the log: the page as the table writes it, and so no case."""
    log.warning(
        "The desk refused %s %s to %s (%s).", page.method, page.path, ask.person.name if ask.person else "a visitor", status
    )
    return errors.page(desk, ask, status)


def _to_sign_in(ask: Ask) -> Answer:
    """Back to where she was, afterwards; whoever was signed in is told what happened to what she sent."""
    to = _where_she_was(ask)
    query = {"to": to} if to else {}
    if ask.method == "POST":
        query["late"] = "yes"
    elif ask.cookies.get(SESSION):
        query["over"] = "yes"
    answer = go("/sign-in", **query)
    return Answer(status=401, headers={"HX-Redirect": answer.headers["Location"]}) if ask.is_fragment else answer


def _where_she_was(ask: Ask) -> str:
    """The page itself, or of a form or a part the nearest page above it."""
    if ask.method == "GET" and not ask.is_fragment:
        asked = [(name, value) for name, values in ask.query.items() for value in values]
        return f"{ask.path}?{urlencode(asked)}" if asked else ask.path
    parts = ask.path.split("/")
    above = ("/".join(parts[:upto]) for upto in range(len(parts), 1, -1))
    return next((path for path in above if any(page.method == "GET" and _is_at(page, path) for page in PAGES)), "")


def _is_at(page: Page, path: str) -> bool:
    wanted, given = page.path.split("/"), path.split("/")
    return len(wanted) == len(given) and all(a == b or (a.startswith("{") and b) for a, b in zip(wanted, given, strict=True))


def _from_here(desk: Desk, request: Request) -> bool:
    """Whether a post comes from a page of ours, as the browser says it.

    Our own pages send no referrer, and with it browsers keep the origin to themselves («null»): then they must say in the
    other way that it is the same one.
    """
    site = request.headers.get("sec-fetch-site", "")
    if site not in ("", "same-origin"):
        return False
    origin = request.headers.get("origin", "")
    if origin == "null":
        return site == "same-origin"
    return bool(origin) and urlsplit(origin)[:2] == urlsplit(_home(desk, request))[:2]


def _token_fits(ask: Ask) -> bool:
    return bool(ask.secret) and hmac.compare_digest(ask.said("token").encode(), ask.token.encode())


def _with_cookies(answer: Answer, more: tuple[Cookie, ...]) -> Answer:
    return replace(answer, cookies=(*more, *answer.cookies)) if more else answer


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status, {**MANNERS, **answer.headers}, answer.kind)
    for cookie in answer.cookies:
        response.set_cookie(
            cookie.name, cookie.value, path="/", secure=True, httponly=True, samesite="lax" if cookie.lax else "strict",
            max_age=None if cookie.value else 0,
        )  # fmt: skip
    return response


def _not_found(desk: Desk) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return _response(errors.page(desk, Ask(method=request.method, path=request.url.path), status))

    return handler


def _fault(desk: Desk) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, error: Exception) -> Response:
        log.error("a page of the desk failed", exc_info=error)
        return _response(errors.page(desk, Ask(method=request.method, path="/"), 500))

    return handler
