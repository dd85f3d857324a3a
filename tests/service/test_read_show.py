"""`reciprocal read --show`: a person checks what was read beside the words, and no hidden word is told."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from service.cli import app
from tests.support import pdf_maker

ROWS = [
    ("Tenancy type", "Secure"),
    ("Overcrowded", "perhaps"),
    ("Bedrooms needed", "2"),
    ("Current landlord", "Hackney"),
    ("Applicant's name", "Maria Testcase"),
]


def shown(tmp_path: Path, name: str, data: bytes) -> str:
    file = tmp_path / name
    file.write_bytes(data)
    result = CliRunner().invoke(app, ["read", "--show", "--scheme", "pan_london", str(file)])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_read_words_are_marked_and_doubtful_ones_differently(tmp_path: Path) -> None:
    out = shown(tmp_path, "form.pdf", pdf_maker.form_pdf(ROWS))
    assert "«Secure»⟨tenancy_type⟩" in out
    assert "«?perhaps»⟨overcrowded⟩" in out
    assert "tenancy_type = secure (form.pdf, page 1, table 1, row 1, cell 2)" in out
    assert "missing: officer_name" in out


def test_who_the_applicant_is_is_never_shown_in_clear(tmp_path: Path) -> None:
    out = shown(tmp_path, "form.pdf", pdf_maker.form_pdf(ROWS, author="Someone Unknown"))
    assert "Maria" not in out
    assert "Testcase" not in out
    assert "M**** T*******" in out
    assert "not shown: form.pdf, property Author" in out
    assert "Someone" not in out


def test_a_mail_is_shown_with_its_own_lines(tmp_path: Path) -> None:
    mail = (
        b"From: dawn@landlord.example\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\nSubject: ARC-04-26\r\n"
        b"Message-ID: <a@landlord.example>\r\n\r\nThis is approved by us.\r\n"
    )
    out = shown(tmp_path, "a.eml", mail)
    assert "⟨decision⟩" in out
    assert "decision = approve (message, line 1)" in out
    assert "reference = ARC-04-26 (subject)" in out
