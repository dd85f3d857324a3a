"""What only foreign programs can write: LibreOffice's own files and prints, pictures of pages. For the generator alone."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

FILTERS = {".doc": "doc:MS Word 97", ".odt": "odt", ".rtf": "rtf", ".pdf": "pdf", ".docx": "docx:MS Word 2007 XML"}


def converted(documents: Sequence[bytes], ending: str) -> list[bytes]:
    """Word files as LibreOffice saves or prints them, all in one start of the program."""
    if ending == ".doc":  # straight from .docx it loses tables that hold controls
        return _converted(_converted(documents, ".docx", ".odt"), ".odt", ending)
    return _converted(documents, ".docx", ending)


def _converted(documents: Sequence[bytes], given_as: str, ending: str) -> list[bytes]:
    if not documents:
        return []
    with tempfile.TemporaryDirectory() as folder:
        given = [Path(folder) / f"{at}{given_as}" for at in range(len(documents))]
        for path, data in zip(given, documents, strict=True):
            path.write_bytes(data)
        out = Path(folder) / "out"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", FILTERS[ending], "--outdir", str(out)]
        subprocess.run([*command, *map(str, given)], check=True, capture_output=True, timeout=600)
        return [(out / f"{path.stem}{ending}").read_bytes() for path in given]


def photographed(pdf: bytes, *, kind: str, dots: int, turned: float = 0.0) -> bytes:
    """The pages of a PDF as one grey picture, as a scanner or a telephone makes it: kind "png", "jpeg" or "pdf"."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "print.pdf"
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dots), "-gray", str(source), f"{folder}/page"], check=True, capture_output=True)
        pages = [Image.open(path).convert("L") for path in sorted(Path(folder).glob("page*.pgm"))]
        pages = [page.rotate(turned, fillcolor=255, resample=Image.Resampling.BICUBIC) if turned else page for page in pages]
        out = Path(folder) / "out"
        if kind == "pdf":
            black = [page.point(lambda shade: 255 if shade > 150 else 0).convert("1") for page in pages]
            black[0].save(out, "PDF", resolution=dots, save_all=True, append_images=black[1:])
        elif kind == "png":
            pages[0].point(lambda shade: 255 if shade > 150 else 0).convert("1").save(out, "PNG", optimize=True)
        else:
            pages[0].save(out, "JPEG", quality=38)
        return out.read_bytes()
