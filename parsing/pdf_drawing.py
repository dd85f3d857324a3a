"""A page of a PDF as a person sees it, filled fields and all, with where its words, its notes and its pictures stand.

The one other use of the drawing library (parsing/pdf_sight.py) looks for ink; this one draws for the eye.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it ships no types; they stay behind this door
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # the same

from parsing.seen_page import Picture

Raw: TypeAlias = Any  # an object of pypdfium2
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in points from the shown page's top left corner

DAMAGE = (pypdfium2.PdfiumError, ValueError, TypeError, OSError, IndexError)
MOST_SIGNS = 60_000  # of one page
MOST_NOTES = 2_000
MOST_CHARACTERS = 20_000  # of one note


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    picture: Picture
    size: tuple[float, float]  # points
    words: tuple[PlacedWord, ...] = ()
    notes: tuple[PlacedWord, ...] = ()  # form fields and what was laid over the page, each as a whole
    pictures: tuple[Box, ...] = ()


def count_of_pages(data: bytes) -> int:
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            return len(pdf)
    except DAMAGE:
        return 0


def drawn(data: bytes, at: int, *, dots_an_inch: float, longest: int) -> DrawnPage | None:
    """A page, counted from 0; None if it cannot be drawn."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            pdf.init_forms()  # before any page is loaded, else no filled field is drawn
            if pdf.formenv:
                pdfium.FPDF_SetFormFieldHighlightAlpha(pdf.formenv, 0)  # no colour of the library's own behind the answers
            page: Raw = pdf[at]
            width, height = page.get_size()
            if not (1 <= width <= 14_400 and 1 <= height <= 14_400):
                return None
            scale = min(dots_an_inch / 72, longest / max(width, height))
            bitmap: Raw = page.render(scale=scale, rev_byteorder=True)
            places = _Places(bitmap.get_posconv(page), scale)
            return DrawnPage(
                picture=bitmap.to_pil().convert("RGB"),
                size=(width, height),
                words=tuple(_words(page, places)),
                notes=tuple(_notes(page, pdf.formenv, places)),
                pictures=tuple(_pictures(page, places)),
            )
    except DAMAGE:
        return None


class _Places:
    """From the file's own corners to points on the shown page, however it is cut and turned."""

    def __init__(self, converter: Raw, scale: float) -> None:
        self._converter = converter
        self._scale = scale

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        corners = [self._converter.to_bitmap(x, y) for x in (left, right) for y in (bottom, top)]
        across, down = [x / self._scale for x, _ in corners], [y / self._scale for _, y in corners]
        return (min(across), min(down), max(across), max(down))


def _words(page: Raw, places: _Places) -> Iterator[PlacedWord]:
    text: Raw = page.get_textpage()
    letters: list[tuple[str, Box]] = []
    for number in range(min(text.count_chars(), MOST_SIGNS)):
        sign = _sign(text, number)
        if sign.isspace() or not sign:
            yield from _word(letters)
            letters = []
            continue
        letters.append((sign, places.box(*text.get_charbox(number, loose=True))))
    yield from _word(letters)


def _sign(text: Raw, number: int) -> str:
    code = int(pdfium.FPDFText_GetUnicode(text, number))
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _word(letters: list[tuple[str, Box]]) -> Iterator[PlacedWord]:
    if letters:
        yield PlacedWord(text="".join(sign for sign, _ in letters), box=around([box for _, box in letters]))


def around(boxes: list[Box]) -> Box:
    return (
        min(each[0] for each in boxes), min(each[1] for each in boxes),
        max(each[2] for each in boxes), max(each[3] for each in boxes),
    )  # fmt: skip


def _notes(page: Raw, forms: Raw, places: _Places) -> Iterator[PlacedWord]:
    for number in range(min(int(pdfium.FPDFPage_GetAnnotCount(page)), MOST_NOTES)):
        note: Raw = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            edges = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetRect(note, edges):
                words = [_text(partial(pdfium.FPDFAnnot_GetStringValue, note, b"Contents"))]
                if forms is not None:
                    words.append(_text(partial(pdfium.FPDFAnnot_GetFormFieldValue, forms, note)))
                box = places.box(edges.left, edges.bottom, edges.right, edges.top)
                yield PlacedWord(text="\n".join(filter(None, words)), box=box)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _text(read: Callable[[Raw, int], int]) -> str:
    """What the library writes into a buffer of ours: first it says how long it is."""
    size = min(int(read(None, 0)), 2 * MOST_CHARACTERS)
    if size <= 2:
        return ""
    into = (ctypes.c_ushort * (size // 2 + 1))()
    read(into, size)
    return bytes(into)[: size - 2].decode("utf-16-le", "replace")


def _pictures(page: Raw, places: _Places) -> Iterator[Box]:
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        yield places.box(*each.get_bounds())
