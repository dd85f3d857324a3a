"""PDF files → a Document: ruled tables as tables, the rest as lines, and filled form fields where they stand on the page.

pdfplumber sees the page but not what was filled into form fields; pypdf sees the fields but not the page; pypdfium2 sees what
a person sees. Here each field's value is laid on the page as if it had been typed there, so that one reading by question
serves all (LIBRARIES §1.3).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeAlias

import pdfplumber
from pypdf import PdfReader

from parsing import pdf_bulk, ticks
from parsing.document import COMPARE, UNCLEAR, Document, Line, NamedValue, NotRead
from parsing.field import Where
from parsing.locked_file import BY_KEY
from parsing.pdf_boxes import Laid, with_laid_over
from parsing.pdf_damage import Damaged, library_reads
from parsing.pdf_fields import FormFields, Note, fields_of, says_something
from parsing.pdf_flow import Page, blocks_of, is_guesswork, with_doubts
from parsing.pdf_form import FormPage, is_shown, read_form_page, shown_fields, unasked_of
from parsing.pdf_layout import parts_of
from parsing.pdf_letters import Word
from parsing.pdf_page import Seen, seen_on
from parsing.pdf_sight import Box, Sight
from parsing.pdf_tags import Tags, tags_of
from parsing.pdf_words import clashes, in_lines

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings go to stderr and quote what strangers wrote
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # the same

MAX_PAGES = 50
MAX_TEXT = 2 * 1024 * 1024
_FEW_WORDS = 15  # on a picture that fills a page

Raw: TypeAlias = Any  # an object of pdfplumber or pypdf; neither's types leave this module

_LOCKED = f"The PDF needs its password. {BY_KEY}"
_WRONG_PASSWORD = f"The PDF does not open with this password. {BY_KEY}"
_DAMAGED = "The PDF is damaged or cut short and cannot be read. Ask the sender to send it again."
_XFA = "It is an XFA form, which only Adobe's programs can show. Ask for it printed to an ordinary PDF, or as a Word file."
_SCAN = "It is a scan or a photo without words that can be read. Type in what it says at the desk."
_TOO_LONG = f"It has more than {MAX_PAGES} pages, so it was not read. Ask for the form alone."
_TOO_MUCH = "It holds more text than any form does, so it was not read. Ask for the form alone."
_DOUBT_COMMENTS = "It holds notes stuck on the page, which are not read as answers. Look at them in the original."
_DOUBT_INK = "It holds marks drawn by hand, which cannot be read. Look at the original."
_DOUBT_BOXES = "On page {} it cannot be told of every box whether it is ticked. Look at the original."
_DOUBT_UNSEEN = (
    "It holds white or tiny words that do not show on the page; they are not read as answers. Ask the sender about them."
)
_DOUBT_SCAN = "It is a scan whose words were recognised by a machine, which errs. Compare them with the picture."
_DOUBT_EMBEDDED = "It holds an embedded file, which was not read. Open the original to see it."
_DOUBT_XFA = "It is an XFA form beside an ordinary one, and the two hold different answers. Open it in Adobe's program."
_DOUBT_OVERPRINTED = "Words on page {} are printed over each other. Look at the original."
_DOUBT_GUESSED = f"In places without rules it cannot be told for certain which words belong together: {COMPARE}"
_DOUBT_CUT_OFF = "Words in it are cut off or covered, so an answer may not be whole: compare it with the original, or ask."
_DOUBT_UNPLACED = "It holds form fields that stand on no page ({}); see in the original whether they are meant."


def read_pdf(name: str, data: bytes, *, password: str = "") -> Document | NotRead:
    """What a PDF says, or why it was not read; one that needs «seeing» is a picture without words."""
    if why := pdf_bulk.why_too_much(data):
        return NotRead(source=name, why=why)
    try:
        return _opened(name, data, password)
    except Damaged:
        return NotRead(source=name, why=_DAMAGED)


def _opened(name: str, data: bytes, password: str) -> Document | NotRead:
    with library_reads():
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        if locked and not (password and reader.decrypt(password)):
            return NotRead(source=name, why=_WRONG_PASSWORD if password else _LOCKED, needs="password")
        if len(reader.pages) > MAX_PAGES:
            return NotRead(source=name, why=_TOO_LONG)
        if pdf_bulk.draws_too_much(reader):
            return NotRead(source=name, why=pdf_bulk.DRAWS)
        fields = fields_of(reader)
        pdf = pdfplumber.open(BytesIO(data), password=password if locked else "")
    if fields.has_xfa and all(each.is_empty for each in fields.filled()):
        return NotRead(source=name, why=_XFA)
    try:
        return _document(name, reader, pdf, fields, Sight(data, password if locked else ""))
    finally:
        with library_reads():  # closing looks for the pages once more
            pdf.close()


def _tags(reader: Raw) -> Tags:
    """The file's own structure; where that cannot be read the words still can."""
    try:
        with library_reads():
            return tags_of(reader)
    except Damaged:
        return Tags()


def _document(name: str, reader: Raw, pdf: Raw, fields: FormFields, sight: Sight) -> Document | NotRead:
    sheet = _Sheet(source=name, tags=_tags(reader))
    try:
        with library_reads():
            pages = pdf.pages
        for page, notes in zip(pages, fields.notes, strict=False):
            sight.turn_to(page.page_number)
            sheet.read(page, notes, sight)
            page.close()  # else every page's objects stay in memory
            if sheet.size > MAX_TEXT:
                return NotRead(source=name, why=_TOO_MUCH)
    finally:
        sight.close()
    if not sheet.words_seen:
        return NotRead(source=name, why=_SCAN, needs="seeing")
    _look_behind(sheet, reader, fields)
    pages = with_doubts(sheet.pages)
    if is_guesswork(pages):
        sheet.doubts[_DOUBT_GUESSED] = None
    return Document(
        source=name,
        file_type="scan" if sheet.is_recognised else "pdf",
        only_proposes=_DOUBT_CUT_OFF if sheet.is_cut_off else "",
        blocks=blocks_of(pages, name),
        named=tuple(_named(sheet, fields)),
        pictures=tuple(sheet.pictures),
        hidden=tuple(sheet.hidden),
        doubts=tuple(sheet.doubts),
    )


def _look_behind(sheet: _Sheet, reader: Raw, fields: FormFields) -> None:
    """What the file holds beside its pages."""
    sheet.hide(sheet.source, 0, "file name")
    with library_reads():
        properties = [(str(key), str(value)) for key, value in (reader.metadata or {}).items()]
        embedded = bool(reader.attachments)
    for key, words in properties:
        sheet.hide(words, 0, f"property {key.lstrip('/')}")
    if embedded:
        sheet.doubts[_DOUBT_EMBEDDED] = None
    for each in fields.unplaced:
        if not each.is_button:
            sheet.hide(each.text, 0, f"{_told(each.name)} on no page")
    if names := ", ".join(dict.fromkeys(_told(each.name) for each in fields.unplaced if not each.is_empty)):
        sheet.doubts[_DOUBT_UNPLACED.format(names)] = None
    sheet.doubts |= dict.fromkeys(unasked_of(sheet.forms))
    if fields.has_xfa and not fields.xfa_agrees:
        sheet.doubts[_DOUBT_XFA] = None


def _named(sheet: _Sheet, fields: FormFields) -> Iterator[NamedValue]:
    """Each shown field once, by its full name. What stands on no page is searched for names, and answers nothing."""
    seen: set[str] = set()
    for page, note in sheet.shown:
        filled = note.filled
        if filled is not None and filled.name not in seen:
            seen.add(filled.name)
            where = Where(source=sheet.source, page=page, note=_told(filled.name), box=tuple(round(part) for part in note.box))
            yield NamedValue(name=filled.name, value=filled.text, where=where, doubt=filled.doubt)
    for each in fields.unplaced:
        where = Where(source=sheet.source, note=_told(each.name))
        yield NamedValue(name=each.name, value=each.text, where=where, doubt=_DOUBT_UNPLACED.format(_told(each.name)))


def _told(name: str) -> str:
    """A field's name for a person's eyes, if a person gave it."""
    return f"form field {name}" if says_something(name) else "form field"


class _Sheet:
    """What is gathered from the pages, in reading order."""

    def __init__(self, *, source: str, tags: Tags) -> None:
        self.source = source
        self.tags = tags
        self.pages: list[Page] = []
        self.hidden: list[Line] = []
        self.doubts: dict[str, None] = {}
        self.shown: list[tuple[int, Note]] = []  # form fields, with their pages
        self.forms: list[FormPage] = []
        self.size = 0
        self.words_seen = False
        self.is_recognised = False
        self.pictures: list[int] = []
        self.is_cut_off = False

    def hide(self, text: str, page: int, note: str, box: Box | None = None) -> None:
        if text.strip():
            where = Where(source=self.source, page=page, note=note, box=tuple(round(part) for part in box) if box else ())
            self.hidden.append(Line(text=ticks.plain(text).strip(), where=where))

    def read(self, page: Raw, notes: Sequence[Note], sight: Sight) -> None:
        number = page.page_number
        seen = seen_on(page, sight, self.tags.on(number))
        crop = page.cropbox
        size = (float(crop[2] - crop[0]), float(crop[3] - crop[1]))
        for text in seen.unseen:
            self.hide(text, number, "white or tiny text")
            self.doubts[_DOUBT_UNSEEN] = None
        printed, used = with_laid_over(seen.words, [laid for note in notes if (laid := _laid(note))])
        words = [_marked(word, notes) for word in printed]
        words += [word for note in notes if _laid(note) not in used for word in self._laid_on(note, number, size)]
        shown = shown_fields(notes, size)
        self.shown += [(number, note) for note in shown]
        count = sum(bool(word.text) for word in words)
        words = [replace(word, is_unsure=True) for word in words] if _is_bare_picture(seen, count) else words
        self._doubt_what_is_seen(seen, number, count)
        if any(word.text == UNCLEAR for word in words):
            self.doubts[_DOUBT_BOXES.format(number)] = None
        if any(clashes(line) for line in in_lines(words)):
            self.doubts[_DOUBT_OVERPRINTED.format(number)] = None
        self.size += sum(len(word.text) + 1 for word in words) + sum(len(note.shown_text) for note in shown)
        self.words_seen = self.words_seen or any(word.text for word in words) or bool(shown)
        if shown:
            form = read_form_page(words, shown, seen.grids, number)
            self.forms.append(form)
            parts = form.parts
        else:
            parts = parts_of(words, seen.grids, seen.blanks, number, size, self.tags.tables)
        self.pages.append(Page(parts=tuple(parts), height=size[1]))

    def _doubt_what_is_seen(self, seen: Seen, page: int, words: int) -> None:
        if seen.is_picture and words:
            self.doubts[_DOUBT_SCAN] = None
        if _is_bare_picture(seen, words):
            self.pictures.append(page)
        else:
            self.is_recognised = self.is_recognised or seen.is_recognised
        self.is_cut_off = self.is_cut_off or seen.is_cut_off
        if seen.is_drawn_on:
            self.doubts[_DOUBT_INK] = None

    # -------------------------------------------------------------------------------------------- what lies over the page

    def _laid_on(self, note: Note, page: int, size: tuple[float, float]) -> list[Word]:
        """A typed-on text as a word; remarks go out of sight."""
        if note.kind == "Widget":
            if note.filled is not None and not is_shown(note, size):
                self.hide(note.filled.text, page, "hidden form field", note.box)
            return []
        if note.is_hidden:
            self.hide(note.words, page, "hidden note", note.box)
            return []
        if note.kind == "FreeText" and note.words:
            x0, top, x1, bottom = note.box
            return [
                Word(
                    text=ticks.plain(note.words).strip(),
                    x0=x0,
                    x1=x1,
                    top=top,
                    bottom=min(bottom, top + 18),
                    spot=self.tags.laid_over.get(note.number),
                )
            ]
        if note.words and note.kind not in ("Link", "Popup"):
            self.hide(note.words, page, f"note by {note.author or 'somebody'}", note.box)
            self.doubts[_DOUBT_COMMENTS] = None
        if note.kind in _PENS:
            self.doubts[_DOUBT_INK] = None
        return []


_PENS = ("Ink", "Stamp", "Line", "Circle", "Square", "Polygon", "PolyLine")


def _laid(note: Note) -> Laid | None:
    """What may be meant for a tick box under it."""
    if note.is_hidden:
        return None
    if note.kind == "FreeText" and note.words.strip():
        return Laid(box=note.box, text=ticks.plain(note.words))
    return Laid(box=note.box, text=note.kind) if note.kind in _PENS else None


def _is_bare_picture(seen: Seen, words: int) -> bool:
    """Whether a page is a picture of which the file's own words are not what it says: a stamp on it, or «Page 2 of 3»."""
    return seen.is_picture and words < _FEW_WORDS


_MARKS = ("StrikeOut", "Underline", "Squiggly", "Highlight")


def _marked(word: Word, notes: Iterable[Note]) -> Word:
    """A word with the marks that were laid over it."""
    over = {note.kind for note in notes if note.kind in _MARKS and not note.is_hidden and _covers(note, word)}
    if not over:
        return word
    return replace(
        word,
        struck=word.struck or "StrikeOut" in over,
        underlined=word.underlined or "Underline" in over or "Squiggly" in over,
        highlighted=word.highlighted or "Highlight" in over,
    )


def _covers(note: Note, word: Word) -> bool:
    across = (word.x0 + word.x1) / 2
    return any(box[0] <= across <= box[2] and box[1] - 1 <= word.middle <= box[3] + 1 for box in note.boxes)
