"""LibreOffice and tesseract for the tests: the real ones, of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HOW_TO_INSTALL = "{} is not installed: apt-get install --no-install-recommends {}"
_PACKAGES = {"soffice": ("LibreOffice", "libreoffice-writer-nogui"), "tesseract": ("tesseract", "tesseract-ocr")}


def need(program: str) -> None:
    """The one skip of these tests: a foreign program cannot be had without rights on the machine. CI always has it."""
    if shutil.which(program):
        return
    sentence = HOW_TO_INSTALL.format(*_PACKAGES[program])
    if os.environ.get("CI", "").lower() == "true":
        raise RuntimeError(sentence)
    pytest.skip(sentence)


def saved_as(papers: dict[str, bytes], target: str) -> dict[str, bytes]:
    """Word files as LibreOffice saves them: "doc", "rtf", "odt", "pdf". One start for all; {name: bytes}."""
    need("soffice")
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        for name, data in papers.items():
            (Path(folder) / f"{name}.docx").write_bytes(data)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target]
        command += ["--outdir", f"{folder}/made", *(f"{folder}/{name}.docx" for name in papers)]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        return {name: (Path(folder) / "made" / f"{name}.{target}").read_bytes() for name in papers}
