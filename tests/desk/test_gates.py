"""Every page of the desk behind every gate (reliability §6): the walks take each new row of PAGES in by themselves.

On the demo's month, so that there is something to be kept from whoever may not see it.
"""

from __future__ import annotations

import http.client
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from desk.app import DONE, FIELDS, MANNERS
from desk.pages import PAGES
from desk.render import STATIC, static
from desk.web import Page
from store import accounts, audit_lines, questions
from store.engine import open_store
from store.schema import METADATA, Role, attempts, outbox, partners, sessions
from store.schema import audit as audit_rows
from store.schema import cases as case_rows
from store.schema import messages as message_rows
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import CORA, DEE, RHODA, Reply, Sitting, Visitor, sitting

OPEN_TO_ALL = ("/sign-in", "/setup/")  # how the path of a page begins that is there before any sign-in
OF_EVERYBODYS_OWN = ("/sign-in", "/setup/", "/sign-out", "/account")  # what a reader may send too
SECRET = {"word": "green lamps over the harbour"}
BROKEN = sa.text("INSERT INTO nowhere VALUES (:word)")
TEMPLATES = "".join(file.read_text() for file in (STATIC.parent / "templates").iterdir())
PROBE = "zz<b>probe"
SAM = "Sam Okoro"  # whom the walks shut out and let in again
GETS = [page for page in PAGES if page.method == "GET"]
POSTS = [page for page in PAGES if page.method == "POST"]
CLOSED = [page for page in PAGES if page.role is not None]


@dataclass(frozen=True, kw_only=True)
class Walk:
    desk: Sitting
    witness: sqlite3.Connection  # one of its own: what the pool hands out counts each for itself
    known: dict[str, str]  # of a path's first word, what stands for its parameters

    def path(self, page: Page, *, probe: str = "") -> str:
        value = probe or self.known.get(page.path.split("/")[1], "1")
        return re.sub(r"\{[^}]*\}", quote(value, safe=""), page.path)

    def version(self) -> int:
        """SQLite counts it on for each commit of anybody: the same number, and not a row was written."""
        return int(self.witness.execute("PRAGMA data_version").fetchone()[0])

    def rows(self) -> dict[str, list[object]]:
        """All of the store but its own record of who looked."""
        apart = {"audit", "sessions", "attempts"}
        with self.desk.desk.store.read() as tx:
            return {
                table.name: [tuple(row) for row in tx.execute(sa.select(table))]
                for table in METADATA.sorted_tables
                if table.name not in apart
            }


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    folder: Path = tmp_path_factory.mktemp("gates")
    store = open_store(played_store(folder / "store.db"))
    with store.read() as tx:
        case = tx.execute(sa.select(case_rows.c.reference).order_by(case_rows.c.reference).limit(1)).scalar_one()
        question = questions.open_all(tx)[0].id
        letter = tx.execute(sa.select(outbox.c.id).limit(1)).scalar_one()
        message = str(tx.execute(sa.select(message_rows.c.id).limit(1)).scalar_one())
        landlord = dict.fromkeys(("ledger", "partners"), tx.execute(sa.select(partners.c.name).limit(1)).scalar_one())
    known = {
        "cases": case,
        "questions": question,
        "queue": question,
        "letters": letter,
        "outbox": letter,
        "messages": message,
        "people": SAM,
    }
    with (
        sitting(store, folder, scheme=played_scheme(), now=AFTER) as desk,
        closing(sqlite3.connect(folder / "store.db")) as witness,
    ):
        yield Walk(desk=desk, witness=witness, known={**known, "papers": message, "source": message, **landlord})
    store.close()


def name_of(page: Page) -> str:
    return f"{page.method} {page.path}"


def ask(at: Visitor, page: Page, path: str, **headers: str) -> Reply:
    return at.post(path, **headers) if page.method == "POST" else at.get(path, **headers)


def is_polite(reply: Reply) -> bool:
    return all(reply.headers.get(name.lower()) == value for name, value in MANNERS.items())


# --- the table itself --------------------------------------------------------------------------------------------------


def test_a_page_is_open_to_all_only_where_somebody_signs_in() -> None:
    assert [name_of(page) for page in PAGES if page.role is None and not page.path.startswith(OPEN_TO_ALL)] == []


def test_whatever_changes_something_is_for_a_coordinator_unless_it_is_ones_own_account() -> None:
    for_readers = [page for page in POSTS if page.role is Role.READER]
    assert [name_of(page) for page in for_readers if not page.path.startswith(OF_EVERYBODYS_OWN)] == []


def test_no_page_stands_twice_in_the_table() -> None:
    names = [re.sub(r"\{[^}]*\}", "{}", name_of(page)) for page in PAGES]
    assert [name for name in names if names.count(name) > 1] == []


def test_the_witness_of_these_walks_sees_every_commit(walk: Walk) -> None:
    before = walk.version()
    walk.desk.visitor(CORA)
    assert walk.version() > before


# --- who is not signed in, or may not ----------------------------------------------------------------------------------


def test_without_a_session_every_page_sends_to_the_sign_in_and_says_not_a_word(walk: Walk) -> None:
    before, wrong = walk.version(), []
    for page in CLOSED:
        at, path = walk.desk.stranger(), walk.path(page)
        reply = ask(at, page, path)
        if (reply.status, reply.text) != (303, "") or not reply.goes_to.startswith("/sign-in?") or not is_polite(reply):
            wrong.append(name_of(page))
        part = ask(at, page, path, **{"HX-Request": "true"})
        if (part.status, part.text) != (401, "") or not part.headers["hx-redirect"].startswith("/sign-in"):
            wrong.append(f"{name_of(page)} as a part of a page")
    assert wrong == []
    assert walk.version() == before


@pytest.mark.parametrize("secret", ["", "made-up", "a" * 5000, "\u00e9"])
def test_a_made_up_session_is_none(walk: Walk, secret: str) -> None:
    assert Visitor(walk.desk.port, cookies={"__Host-desk": secret}).get("/queue").status == 303


def test_a_reader_reaches_no_coordinators_page(walk: Walk) -> None:
    rhoda, wrong = walk.desk.visitor(RHODA), []
    before = walk.version()
    for page in (each for each in PAGES if each.role is Role.COORDINATOR):
        reply = ask(rhoda, page, walk.path(page))
        if reply.status != 403 or not is_polite(reply) or "for a coordinator" not in reply.words:
            wrong.append(name_of(page))
    assert wrong == []
    assert walk.version() == before


def test_a_change_of_role_ends_what_was_open(walk: Walk) -> None:
    rhoda = walk.desk.visitor(RHODA)
    assert rhoda.get("/queue").status == 200
    for role in (Role.COORDINATOR, Role.READER):
        walk.desk.desk.store.write(lambda tx, r=role: accounts.change_role(tx, RHODA, r, by=CORA, now=AFTER))
    assert rhoda.get("/queue").status == 303


@pytest.mark.parametrize(
    ("ago", "column"),
    [(timedelta(minutes=15, seconds=1), "seen_at"), (timedelta(hours=8, seconds=1), "began_at")],
    ids=["idle", "longest"],
)
def test_a_session_ends_by_itself(walk: Walk, ago: timedelta, column: str) -> None:
    cora = walk.desk.visitor(CORA)
    mine = sessions.c.person == CORA
    assert cora.get("/queue").status == 200
    walk.desk.desk.store.write(lambda tx: tx.execute(sessions.update().where(mine).values({column: AFTER - ago})))
    assert cora.get("/queue").goes_to == "/sign-in?to=%2Fqueue&over=yes"


def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(walk: Walk) -> None:
    """A click moves the session's clock; what the page's own script asks does not."""
    quiet = [page for page in GETS if page.is_quiet]
    cora, mine = walk.desk.visitor(CORA), sessions.c.person == CORA
    long_ago = AFTER - timedelta(minutes=10)
    for page in [*quiet, next(each for each in GETS if each.path == "/queue")]:
        walk.desk.desk.store.write(lambda tx: tx.execute(sessions.update().where(mine).values(seen_at=long_ago)))
        cora.get(walk.path(page))
        with walk.desk.desk.store.read() as tx:
            seen = set(tx.execute(sa.select(sessions.c.seen_at).where(mine, sessions.c.ended_at.is_(None))).scalars())
        assert (AFTER in seen) is not page.is_quiet, name_of(page)


def test_whatever_a_page_asks_again_and_again_is_quiet(walk: Walk) -> None:
    """Else a desk that nobody sits at would stay signed in for eight hours."""
    again_and_again = re.findall(r'hx-trigger="[^"]*\bevery\b', TEMPLATES)
    asked = re.findall(r'hx-get="([^"]*)"\s+hx-trigger="[^"]*\bevery\b', TEMPLATES)
    assert len(asked) == len(again_and_again) > 0
    assert set(asked) <= {page.path for page in GETS if page.is_quiet}


# --- forms -------------------------------------------------------------------------------------------------------------


def test_no_form_is_taken_without_its_own_token_and_from_nowhere_but_our_pages(walk: Walk) -> None:
    cora, dee = walk.desk.visitor(CORA), walk.desk.visitor(DEE)
    cases_of_wrong: dict[str, tuple[str, dict[str, str]]] = {
        "no token": ("", {}),
        "another session's token": (dee.token, {}),
        "a foreign origin": (cora.token, {"Origin": "https://evil.test"}),
        "the origin of another port": (cora.token, {"Origin": f"http://127.0.0.1:{walk.desk.port + 1}"}),
        "origin null": (cora.token, {"Origin": "null"}),
        "origin null, and the browser says from another site": (cora.token, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}),
        "no origin": (cora.token, {"Origin": ""}),
        "another site, as the browser says": (cora.token, {"Sec-Fetch-Site": "cross-site"}),
        "a sister site": (cora.token, {"Sec-Fetch-Site": "same-site"}),
    }
    before, wrong = walk.version(), []
    for page in POSTS:
        for what, (token, headers) in cases_of_wrong.items():
            reply = cora.post(walk.path(page), token=token, **headers)
            if reply.status != 400 or not is_polite(reply) or "grown old" not in reply.words:
                wrong.append(f"{name_of(page)}: {what}")
    assert wrong == []
    assert walk.version() == before


def test_before_the_sign_in_a_form_needs_its_token_as_well(walk: Walk) -> None:
    before, wrong = walk.version(), []
    for page in (each for each in POSTS if each.role is None):
        at, other = walk.desk.stranger(), walk.desk.stranger()
        for each in (at, other):
            each.get("/sign-in")
        for token, headers in (
            ("", {}),
            (other.token, {}),
            (at.token, {"Origin": "https://evil.test"}),
            (at.token, {"Origin": ""}),
        ):
            if at.post(walk.path(page), token=token, **headers).status != 400:
                wrong.append(name_of(page))
    assert wrong == []
    assert walk.version() == before


def test_an_empty_form_is_answered_never_a_fault_and_whoever_sent_it_stands_in_the_audit(walk: Walk) -> None:
    wrong, store = [], walk.desk.desk.store
    for page in POSTS:
        for name in (CORA, ""):
            at = walk.desk.visitor(name) if name else walk.desk.stranger()
            at.get("/sign-in")
            with store.read() as tx:
                last = audit_lines.last_id(tx)
            reply = at.post(walk.path(page))
            if reply.status >= 500 or not is_polite(reply):
                wrong.append(f"{name_of(page)}: {reply.status}")
            with store.read() as tx:
                is_named = audit_lines.has_written_since(tx, CORA, last)
            if name and page.role is not None and reply.status == DONE and not is_named:
                wrong.append(f"{name_of(page)}: nobody stands in the audit for it")
            store.write(lambda tx: tx.execute(attempts.delete()))
    assert wrong == []


def test_a_form_that_lost_its_fields_is_nobodys_word(walk: Walk) -> None:
    """Only a form that says what it does may do it: an empty one must never stand for «right as it was read»."""
    cora, store = walk.desk.visitor(CORA), walk.desk.desk.store
    for page in (each for each in POSTS if each.path.startswith("/questions/")):
        with store.read() as tx:
            before = [each.id for each in questions.open_all(tx)]
        for question in before:
            for fields in ([], [("act", "")], [("act", "no such act")]):
                cora.post(page.path.replace("{id}", question), fields)
        with store.read() as tx:
            assert [each.id for each in questions.open_all(tx)] == before, name_of(page)


# --- looking -----------------------------------------------------------------------------------------------------------


def test_looking_changes_nothing_but_the_record_of_who_looked(walk: Walk) -> None:
    cora, before, wrong = walk.desk.visitor(CORA), walk.rows(), []
    with walk.desk.desk.store.read() as tx:
        last = tx.execute(sa.select(sa.func.max(audit_rows.c.id))).scalar_one()
    for page in GETS:
        version = walk.version()
        for method in ("GET", "HEAD"):
            reply = cora._send(method, walk.path(page), None, {})
            if reply.status >= 500 or not is_polite(reply):
                wrong.append(f"{method} {page.path}: {reply.status}")
        if walk.version() != version and walk.rows() != before:
            wrong.append(f"{page.path} changed something")
            before = walk.rows()
    assert wrong == []
    with walk.desk.desk.store.read() as tx:
        noted = tx.execute(sa.select(audit_rows.c.who, audit_rows.c.act).where(audit_rows.c.id > last)).all()
    assert {tuple(row) for row in noted} <= {(CORA, "saw")}


def test_titles_tell_of_a_case_no_more_than_its_reference(walk: Walk) -> None:
    """They stand in the browser's history and in its list of windows."""
    with walk.desk.desk.store.read() as tx:
        told = {leaf for row in tx.execute(sa.select(case_rows.c.data)) for leaf in leaves(row.data)}
        told |= {leaf for row in tx.execute(sa.select(message_rows.c.mail).limit(40)) for leaf in leaves(row.mail or {})}
    cora, references = walk.desk.visitor(CORA), re.compile(r"\b[A-Z]{2,6}-\d+-\d+\b")
    for page in GETS:
        title = re.search(r"<title>(.*?)</title>", cora.get(walk.path(page)).text, re.S)
        words = references.sub("", title[1] if title else "")
        assert "@" not in words
        assert not [each for each in told if len(each) > 5 and each != each.lower() and each in words], page.path


def leaves(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from leaves(each)
        case list():
            for each in value:
                yield from leaves(each)


def test_what_a_path_or_a_query_says_is_never_taken_for_more_than_text(walk: Walk) -> None:
    cora, wrong = walk.desk.visitor(CORA), []
    names = (
        "q",
        "page",
        "at",
        "to",
        "from",
        "until",
        "state",
        "kind",
        "who",
        "sort",
        "case",
        "partner",
        "landlord",
        "part",
        "since",
    )
    garbage = "&".join(f"{name}={quote(PROBE)}" for name in names)
    for page in GETS:
        for path in (
            walk.path(page, probe=PROBE),
            f"{walk.path(page)}?{garbage}",
            f"{walk.path(page)}?page=-1",
            f"{walk.path(page)}?page=99999999999999999999",
        ):
            reply = cora.get(path)
            if reply.status >= 500 or PROBE in reply.text or not is_polite(reply):
                wrong.append(f"{path}: {reply.status}")
    assert wrong == []


def test_a_page_that_cannot_be_had_says_nothing_of_any_case(walk: Walk) -> None:
    cora, known = walk.desk.visitor(CORA), walk.known["cases"]
    for path in (
        "/no-such-page",
        f"/no-such-page/{known}",
        "/cases/ZZZ-99-99/no",
        "/static/0/desk.css",
        "/static/0/..%2f..%2fapp.py",
    ):
        reply = cora.get(path)
        assert reply.status == 404
        assert known not in reply.text
        assert is_polite(reply)


def test_no_other_method_does_anything(walk: Walk) -> None:
    cora, wrong = walk.desk.visitor(CORA), []
    before = walk.version()
    methods = {path: {page.method for page in PAGES if page.path == path} for path in {page.path for page in PAGES}}
    for page in PAGES:
        for method in {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} - methods[page.path]:
            reply = cora._send(method, walk.path(page), b"", {"Content-Length": "0"})
            if reply.status != 405 or "access-control-allow-origin" in reply.headers or not is_polite(reply):
                wrong.append(f"{method} {page.path}: {reply.status}")
    assert wrong == []
    assert walk.version() == before


def test_a_fault_of_the_program_says_nothing_to_the_browser_and_nothing_of_a_form_to_the_log(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug whose message holds a row: the database's own words are kept out of the log as well."""
    store = walk.desk.desk.store
    monkeypatch.setattr("desk.sign_in_pages.signing_in.trial", lambda *_: store.write(lambda tx: tx.execute(BROKEN, SECRET)))
    at = walk.desk.stranger()
    at.get("/sign-in")
    reply = at.post("/sign-in", [("email", "cora.wells@reciprocal.example"), ("password", SECRET["word"])])
    assert (reply.status, is_polite(reply)) == (500, True)
    assert "A fault of the program" in reply.words
    assert "no such table" not in reply.text
    assert "no such table" in caplog.text
    assert SECRET["word"] not in caplog.text


def test_whoever_is_refused_stands_in_the_log_without_any_case(walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    walk.desk.visitor(RHODA).get("/people/Cora%20Wells")
    walk.desk.visitor(CORA).post("/people/Rhoda%20Vane/shut", token="")
    assert "The desk refused GET /people/{name} to Rhoda Vane (403)." in caplog.text
    assert "The desk refused POST /people/{name}/shut to Cora Wells (400)." in caplog.text


# --- the wire ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test:80", "[::2]", "evil.test:127.0.0.1", "@127.0.0.1"]
)
def test_called_by_another_name_the_desk_shows_nothing(walk: Walk, host: str) -> None:
    cora, wrong = walk.desk.visitor(CORA), []
    for page in PAGES:
        reply = ask(cora, page, walk.path(page), Host=host)
        if reply.status != 400 or reply.text != "The desk is not called so." or not is_polite(reply):
            wrong.append(name_of(page))
    assert wrong == []


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080"])
def test_this_machines_own_names_are_the_desks(walk: Walk, host: str) -> None:
    assert walk.desk.stranger().get("/sign-in", Host=host).status == 200


def raw(walk: Walk, at: Visitor, path: str, headers: dict[str, str], body: bytes = b"") -> int:
    """A post as no browser would send it; gives the status."""
    line = http.client.HTTPConnection("127.0.0.1", walk.desk.port, timeout=20)
    line.putrequest("POST", path)
    own = {"Origin": f"http://127.0.0.1:{walk.desk.port}", "Content-Type": "application/x-www-form-urlencoded"}
    for name, value in {**own, "Cookie": "; ".join(f"{key}={value}" for key, value in at.cookies.items()), **headers}.items():
        line.putheader(name, value)
    line.endheaders(body)
    with line.getresponse() as answer:
        assert answer.getheader("Content-Security-Policy") == MANNERS["Content-Security-Policy"]
        answer.read()
    line.close()
    return answer.status


def test_a_body_that_is_too_big_or_of_unknown_length_is_not_read(walk: Walk) -> None:
    cora, before = walk.desk.visitor(CORA), walk.version()
    for page in POSTS:
        path = walk.path(page)
        assert raw(walk, cora, path, {"Content-Length": str(page.biggest + 1)}) == 413, name_of(page)
        assert raw(walk, cora, path, {"Transfer-Encoding": "chunked"}, b"0\r\n\r\n") == 411, name_of(page)
    assert walk.version() == before


def test_whoever_is_not_signed_in_fills_no_memory(walk: Walk) -> None:
    for page in (each for each in POSTS if each.role is not None):
        status = raw(walk, walk.desk.stranger(), walk.path(page), {"Content-Length": str(page.biggest)})
        assert status == 303, f"{name_of(page)} waits for a body that it will not take"


def test_a_form_has_no_endless_number_of_fields(walk: Walk) -> None:
    cora = walk.desk.visitor(CORA)
    reply = cora.post("/sign-out", [("field", str(each)) for each in range(FIELDS + 1)])
    assert (reply.status, is_polite(reply)) == (400, True)
    assert cora.get("/queue").status == 200, "she is still signed in"


def test_only_our_own_kinds_of_file_are_given_out_and_may_be_kept(walk: Walk) -> None:
    for file in sorted(STATIC.iterdir()):
        reply = walk.desk.stranger().get(static(file.name))
        assert (reply.status, reply.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        assert all(reply.headers[name.lower()] == value for name, value in MANNERS.items() if name != "Cache-Control")


def test_every_cookie_has_every_mark(walk: Walk) -> None:
    line = http.client.HTTPConnection("127.0.0.1", walk.desk.port, timeout=20)
    line.request("GET", "/sign-in")
    with line.getresponse() as answer:
        (given,) = answer.headers.get_all("Set-Cookie") or ()
    line.close()
    assert re.fullmatch(r"__Host-door=[\w-]{32}; HttpOnly; Path=/; SameSite=strict; Secure", given)
    taken = walk.desk.visitor(CORA).post("/sign-out").headers["set-cookie"]
    assert re.fullmatch(r'__Host-desk=""; .*HttpOnly; Max-Age=0; Path=/; SameSite=strict; Secure', taken)


def test_signed_out_the_old_secret_opens_nothing(walk: Walk) -> None:
    cora = walk.desk.visitor(CORA)
    secret = cora.secret
    assert cora.post("/sign-out").goes_to == "/sign-in"
    assert Visitor(walk.desk.port, secret).get("/queue").status == 303


def test_every_page_is_of_our_own_making_alone(walk: Walk) -> None:
    """No script, style or picture of another place, none inside the page, and nothing that runs by an attribute."""
    cora = walk.desk.visitor(CORA)
    for page in GETS:
        reply = cora.get(walk.path(page))
        if not reply.headers.get("content-type", "").startswith("text/html"):
            continue
        for address in re.findall(r'<(?:script|link|img|iframe|form|a)\b[^>]*?\b(?:src|href|action)="([^"]*)"', reply.text):
            assert re.match(r"/(?!/)|#|\?|mailto:|tel:", address), f"{page.path}: {address}"
        inside = r"<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=|=\"\s*javascript:|<script(?![^>]*\bsrc=)"
        assert not re.search(inside, reply.text), page.path


def test_every_form_of_every_page_brings_its_token(walk: Walk) -> None:
    cora = walk.desk.visitor(CORA)
    for page in GETS:
        for form in re.findall(r'<form\b[^>]*method="post".*?</form>', cora.get(walk.path(page)).text, re.S):
            assert f'name="token" value="{cora.token}"' in form, page.path


ODD = ("%00", "a%00b", "-1", "99999999999999999999", "2026-13-45", "%ED%A0%80", "%F0%9F%8F%A0", "'", "%25", "x" * 3000)
ASKED = (
    "q",
    "page",
    "at",
    "day",
    "about",
    "landlord",
    "kind",
    "section",
    "from",
    "to",
    "who",
    "act",
    "state",
    "area",
    "sort",
    "case",
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_signs_and_numbers_in_an_address_are_no_fault_of_any_page(walk: Walk, odd: str) -> None:
    cora = walk.desk.visitor(CORA)
    for page in PAGES:
        if page.method == "GET":
            address = f"{walk.path(page)}?{'&'.join(f'{name}={odd}' for name in ASKED)}"
            assert cora.get(address).status < 500, address
