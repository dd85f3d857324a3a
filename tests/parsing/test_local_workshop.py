"""The workshop of this machine: foreign programs run shut in, end in time, leave nothing behind and never raise."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from parsing import archive
from parsing.local_workshop import HERE, LocalWorkshop
from parsing.workshop import NotMade, SeenWord, Workshop
from tests.support import pdf_maker
from tests.support.foreign_programs import need
from tests.support.scan_maker import scanned

RTF = rb"{\rtf1\ansi Pets: {\strike Yes} No\par}"


def png(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("L", (width, height), 255).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files go here, so that what is left behind can be counted."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_an_old_file_becomes_a_word_file_and_nothing_is_left_behind(own_temp: Path) -> None:
    need("soffice")
    made = HERE.as_word_file(RTF, "rtf")
    assert isinstance(made, bytes)
    parts = archive.contents(made)
    assert not isinstance(parts, archive.Refused)
    assert b"<w:strike/>" in parts["word/document.xml"]
    assert list(own_temp.iterdir()) == []


@pytest.mark.parametrize(("data", "kind"), [(b"\x00" * 600, "doc"), (b"PK\x03\x04", "odt")])
def test_a_damaged_file_is_a_sentence(data: bytes, kind: str) -> None:
    need("soffice")
    made = HERE.as_word_file(data, kind)
    assert isinstance(made, NotMade)
    assert made.why.endswith(".")


def test_word_2003_xml_is_never_converted_since_it_would_come_out_changed() -> None:
    """LibreOffice un-strikes what is struck and shows what was deleted."""
    need("soffice")
    made = HERE.as_word_file(b"<x/>", "xml")
    assert isinstance(made, NotMade)
    assert "not opened here" in made.why


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(own_temp: Path) -> None:
    """R0 «never lose»: the reader goes on, and no process goes on without it."""
    programs = own_temp / "bin"
    programs.mkdir()
    for name in ("soffice", "tesseract"):
        (programs / name).write_text(f"#!/bin/sh\n/bin/sleep 297.5 & echo $! > {own_temp}/{name}.pid\nwait\n")
        (programs / name).chmod(0o755)
    own_temp.chmod(0o777)
    slow = LocalWorkshop(seconds=1.0, path=f"{programs}:/usr/bin:/bin")
    started = time.monotonic()
    made, seen = slow.as_word_file(RTF, "rtf"), slow.words_in_picture(png(50, 50))
    assert time.monotonic() - started < 10
    assert isinstance(made, NotMade)
    assert isinstance(seen, NotMade)
    assert "longer than 1 seconds" in made.why
    assert "longer than 1 seconds" in seen.why
    for name in ("soffice", "tesseract"):
        child = int((own_temp / f"{name}.pid").read_text())
        _wait_until_gone(child)


def _wait_until_gone(process: int) -> None:
    for _ in range(50):
        status = Path(f"/proc/{process}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"process {process} goes on")


def test_a_machine_without_the_programs_says_what_to_install() -> None:
    bare: Workshop = LocalWorkshop(path="/nowhere")
    made, seen = bare.as_word_file(RTF, "rtf"), bare.words_in_picture(png(50, 50))
    assert isinstance(made, NotMade)
    assert isinstance(seen, NotMade)
    assert "libreoffice-writer-nogui" in made.why
    assert "tesseract-ocr" in seen.why


def test_a_program_sees_nothing_of_the_environment_and_has_no_network(own_temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, told = own_temp / "bin", own_temp / "told"
    programs.mkdir()
    told.touch()
    told.chmod(0o666)
    (programs / "tesseract").write_text(f"#!/bin/sh\nenv > {told}\n")
    (programs / "tesseract").chmod(0o755)
    monkeypatch.setenv("RECIPROCAL_SECRET", "s3cret")
    LocalWorkshop(path=f"{programs}:/usr/bin:/bin").words_in_picture(png(50, 50))
    names = {line.partition("=")[0] for line in told.read_text().splitlines()}
    assert names <= {"PATH", "HOME", "TMPDIR", "LANG", "OMP_THREAD_LIMIT", "PWD", "SHLVL", "_", "OLDPWD"}
    assert f"HOME={os.fspath(own_temp)}" in told.read_text()


FLAT = """<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>Pets: No<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">
<draw:image xlink:href="{0}/picture.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="s"><text:section-source xlink:href="{0}/section.odt" xlink:type="simple"/><text:p>x</text:p>
</text:section></office:text></office:body></office:document>"""
LINKED_RTF = (
    r"{{\rtf1\ansi{{\*\template {0}/a.dotm}} Pets: No\par {{\field{{\*\fldinst INCLUDEPICTURE "
    r'"{0}/b.png" \\d}}{{\fldrslt x}}}}\par}}'
)


@contextlib.contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and who called there."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def answer() -> None:
            while not ended.is_set():
                with contextlib.suppress(TimeoutError):
                    caller, _ = server.accept()
                    callers.append(caller.recv(200).decode("latin-1"))
                    caller.close()

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", callers
        finally:
            ended.set()
            thread.join()


def test_two_papers_opened_at_once_call_nobody_for_what_they_link_to_and_leave_nothing_behind(own_temp: Path) -> None:
    """A picture or a template elsewhere would tell its owner who reads, and when."""
    need("soffice")
    with listening() as (address, callers):
        with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as try_out:
            try_out.sendall(b"the listener hears")
        papers = {"fodt": FLAT.format(address).encode(), "rtf": LINKED_RTF.format(address).encode()}
        with ThreadPoolExecutor(2) as desks:
            made = list(desks.map(lambda kind: HERE.as_word_file(papers[kind], kind), papers))
    for each in made:
        assert isinstance(each, bytes), each
        assert b"Pets" in archive.contents(each)["word/document.xml"]
    assert callers == ["the listener hears"]
    assert list(own_temp.iterdir()) == []


def test_a_machine_without_room_for_a_temporary_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("soffice")
    need("tesseract")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    made, seen = HERE.as_word_file(RTF, "rtf"), HERE.words_in_picture(png(50, 50))
    assert isinstance(made, NotMade)
    assert isinstance(seen, NotMade)
    assert "could not make a temporary file" in made.why
    assert "could not make a temporary file" in seen.why


def test_words_are_seen_with_their_places() -> None:
    need("tesseract")
    seen = HERE.words_in_picture(scanned(pdf_maker.form_pdf([("Tenancy type", "Secure")], ruled=False)))
    assert not isinstance(seen, NotMade)
    words = {word.text: word for word in seen}
    assert isinstance(words["Secure"], SeenWord)
    assert words["Tenancy"].right < words["Secure"].left
    assert abs(words["Tenancy"].top - words["Secure"].top) < 15
    assert words["Tenancy"].line != words["Property"].line


@pytest.mark.parametrize(
    "picture",
    [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(99), png(13_000, 20)],
    ids=["nothing", "cut short", "no PNG", "too wide"],
)
def test_only_a_fair_png_is_looked_at(picture: bytes) -> None:
    need("tesseract")
    seen = HERE.words_in_picture(picture)
    assert isinstance(seen, NotMade)
    assert "could not be looked at" in seen.why
