"""The rooms and who may import whom (docs/line.md); read from the source with ast, so that nothing slips by unrun."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("scheme", "ingest", "parsing", "matching", "outbox", "store", "desk", "service")

MAY_IMPORT: dict[str, set[str]] = {
    "scheme": set(),
    "ingest": set(),
    "parsing": {"scheme", "ingest"},
    "matching": {"scheme", "parsing"},
    "outbox": {"scheme", "matching"},
    "store": {"scheme", "ingest", "parsing", "matching", "outbox"},
    "desk": {"scheme", "parsing", "matching", "store"},
    "service": {"scheme", "ingest", "parsing", "matching", "outbox", "store", "desk"},
}

# Foreign libraries enter by one door each: package → the only modules that may import it.
DOORS: dict[str, set[str]] = {
    "imapclient": {"ingest/imap_line.py", "ingest/mailbox.py"},
    "mailparser": {"parsing/envelope.py"},
    "authres": {"parsing/sender_check.py"},
    "dkim": {"parsing/dkim_witness.py"},
    "dns": {"service/dkim_keys.py"},
    "selectolax": {"parsing/html.py", "parsing/text_file.py"},
    "inscriptis": {"parsing/html.py"},
    "mailparser_reply": {"parsing/reply.py"},
    "docx": {"parsing/blank_form.py", "outbox/rebuilt_form.py"},
    "lxml": {"parsing/word_file.py"},
    "pdfplumber": {"parsing/pdf_file.py", "parsing/pdf_page.py"},
    "pdfminer": {"parsing/pdf_page.py"},
    "pypdf": {"parsing/pdf_file.py"},
    "reportlab": {"parsing/blank_form.py"},
    "olefile": {"parsing/compound_file.py"},
    "msoffcrypto": {"parsing/locked_file.py"},
    "tnefparse": {"parsing/outlook_file.py"},
    "pypdfium2": {"parsing/pdf_drawing.py", "parsing/pdf_sight.py", "parsing/scan.py"},
    "PIL": {"parsing/page_pictures.py", "parsing/pdf_sight.py", "parsing/seen_page.py"},
    "rapidfuzz": {"parsing/slips.py"},
    "phonenumbers": {"parsing/identity_signs.py"},
    "jinja2": {"outbox/compose.py", "desk/render.py"},
    "markupsafe": {"desk/render.py", "desk/queue_pages.py"},
    "smtplib": {"outbox/smtp.py", "outbox/smtp_line.py"},
    "imaplib": {"service/demo_servers.py"},
    "sqlalchemy": {"store"},
    "alembic": {"store/migrations"},
    "cattrs": {"store/codec.py"},
    "apscheduler": {"service/daemon.py"},
    "typer": {"service/cli.py"},
    "rich": {"service/show.py", "service/show_reading.py", "service/demo.py"},
    "aiosmtpd": {"service/demo_servers.py"},
    "structlog": {"service/logs.py"},
    "starlette": {"desk/app.py"},
    "uvicorn": {"desk/server.py"},
    "prometheus_client": {"desk/metrics.py"},
    "authlib": {"service/web_line.py"},
    "requests": {"service/desk_provider.py", "service/tokens.py", "service/web_line.py"},
    "webauthn": {"desk/passkey_door.py"},
    "argon2": {"desk/passwords.py"},
    "pyotp": {"desk/authenticator.py"},
    "segno": {"desk/authenticator.py"},
    "cryptography": {"desk/sealed.py"},
    "joserfc": {"service/desk_provider.py"},
    "holidays": {"service/working_days.py"},
    "xlsxwriter": {"service/report_sheets.py"},
}


def modules(room: str) -> Iterator[Path]:
    return iter(sorted((ROOT / room).rglob("*.py")))


def imported(path: Path) -> set[str]:
    """Whole dotted names that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
        elif isinstance(node, ast.ImportFrom):
            names.add(f"{path.parent.relative_to(ROOT).as_posix().replace('/', '.')}.{node.module or ''}")
    return names


def test_the_rooms_are_those_of_the_map_and_no_more() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found - {"tests", "bench"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_it_may(room: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in imported(path)
        if (first := name.split(".")[0]) in {*ROOMS, "tests", "bench"} and first != room and first not in MAY_IMPORT[room]
    }
    assert not wrong


@pytest.mark.parametrize("room", ROOMS)
def test_a_foreign_library_enters_by_its_door_only(room: str) -> None:
    doors_of_standard_modules = {"smtplib", "imaplib"}
    wrong = set()
    for path in modules(room):
        here = path.relative_to(ROOT).as_posix()
        for name in imported(path):
            first = name.split(".")[0]
            if first in ROOMS or (first in sys.stdlib_module_names and first not in doors_of_standard_modules):
                continue
            if not any(here == door or here.startswith(f"{door}/") for door in DOORS.get(first, ())):
                wrong.add(f"{here} imports {first}")
    assert not wrong


def test_every_door_is_used() -> None:
    used = {
        (name.split(".")[0], path.relative_to(ROOT).as_posix())
        for room in ROOMS
        for path in modules(room)
        for name in imported(path)
    }
    unused = {
        f"{door} for {library}"
        for library, doors in DOORS.items()
        for door in doors
        if not any(name == library and (path == door or path.startswith(f"{door}/")) for name, path in used)
    }
    assert not unused


def test_the_rules_know_no_clock_no_network_and_no_disk() -> None:
    forbidden = {"time", "socket", "os", "pathlib", "random", "subprocess", "sqlite3", "logging"}
    for path in modules("matching"):
        assert not {name.split(".")[0] for name in imported(path)} & forbidden, path


def code_of(path: Path) -> str:
    """A module without its comments and docstrings: an example in prose may name a borough, code may not."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            body[0].value.value = ""
    return ast.unparse(tree).casefold()


@pytest.mark.parametrize("room", ROOMS)
def test_no_region_is_named_in_the_code(room: str) -> None:
    a_clock = "europe/london"  # the name of a time zone, for want of another
    for path in modules(room):
        for word in ("london", "hackney", "camden", "peabody", "northmere"):
            code = code_of(path).replace(a_clock, "")
            assert word not in code, f"{path.relative_to(ROOT)} names {word}: regions are data (R066)"
