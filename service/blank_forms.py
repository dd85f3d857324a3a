"""`reciprocal forms DIR`: the scheme's blank forms, made from the same declared questions that read them back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parsing.blank_form import write_blank, write_blank_pdf
from parsing.forms import FORMS
from scheme.agreement import Scheme


def write_all(scheme: Scheme, directory: Path) -> Iterator[Path]:
    """Write every form as .docx and fillable .pdf into `directory`, which is made if need be; yields each path."""
    directory.mkdir(parents=True, exist_ok=True)
    for form in FORMS:
        for ending, write in ((".docx", write_blank), (".pdf", write_blank_pdf)):
            path = directory / f"{form.kind}{ending}"
            path.write_bytes(write(form, scheme))
            yield path
