"""Pages as a scanner gives them: a PDF drawn, with a little noise and a little askew."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


def scanned(pdf: bytes, *, dots: int = 200, noise: float = 0, tilt: float = 0, quarters: int = 0, kind: str = "PNG") -> bytes:
    """The first page as a picture file. `tilt` in degrees, `quarters` turned counter-clockwise."""
    return _saved([_page(pdf, 0, dots, noise, tilt, quarters)], kind)


def scanned_tiff(pdfs: list[bytes]) -> bytes:
    """The first page of each as one TIFF of several pages."""
    return _saved([_page(pdf, 0, 150, 0, 0, 0) for pdf in pdfs], "TIFF")


def scanned_pdf(pdf: bytes, *, dots: int = 200, noise: float = 0, tilt: float = 0) -> bytes:
    """Every page as a picture in a PDF without words."""
    count = len(pypdfium2.PdfDocument(pdf))
    return _saved([_page(pdf, at, dots, noise, tilt, 0) for at in range(count)], "PDF", dots)


def _page(pdf: bytes, number: int, dots: int, noise: float, tilt: float, quarters: int) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[number].render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    if tilt:
        page = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    if noise:
        page = ImageChops.add(page, Image.effect_noise(page.size, noise), offset=-128).filter(ImageFilter.GaussianBlur(0.6))
    return page.rotate(90 * quarters, expand=True) if quarters else page


def _saved(pages: list[Image.Image], kind: str, dots: int = 200) -> bytes:
    made = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind in ("TIFF", "PDF") else {}
    pages[0].save(made, kind, resolution=dots, **more)
    return made.getvalue()
