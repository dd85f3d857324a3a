"""The workshop of this machine: foreign programs run shut in, end in time, leave nothing behind and never raise."""

from __future__ import annotations

import io
import os
import tempfile
import time
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
