"""Pages as pictures of our own for a person to look at, with whatever may tell who the applicant is painted over (R029).

Fail closed: what is to be covered and cannot be found within the line where it must stand is covered with the line; where no
line is known either, or nobody can tell what a page says, there is no picture of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image, ImageDraw

from parsing import pdf_drawing, seen_page
from parsing.cover import Cover
from parsing.pdf_drawing import Box, DrawnPage, PlacedWord
from parsing.slips import closest

DOTS_AN_INCH = 110
LONGEST = 1_600  # pixels
MOST_OCTETS = 200_000  # of one picture
SMALL, LARGE = 0.008, 0.05  # of a page: a picture that may hold a line of words; one that is no letterhead's logo
HEAD = 0.18  # of a page's height: where letterheads stand
WHOLE = 0.7  # of a page: then the page is that picture, with words over it
SLACK = 3.0  # points around a line, within which its words may stand
SHORTEST, ALIKE = 4, 80  # letters of a word that may be a misread name, and hundredths of it that are the name's
PAINT = (34, 34, 34)

NOT_DRAWN = "Page {} cannot be drawn; its words stand here as text."
NOT_FOUND = (
    "There is no picture of page {}: something on it may tell who the applicant is, and its place could not be found. "
    "Its words stand here as text."
)
NOT_SEEN = "There is no picture of page {}: no words on it could be made out, so nobody can tell whether it names the applicant."
NOT_LOOKED_INTO = "There is no picture of page {}: it is a picture with words over it, and no machine has looked for names in it."
PICTURE_COVERED = "A picture on page {} is covered: no machine has looked for names in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """A file whose pages can be drawn."""

    source: str
    data: bytes
    is_pdf: bool
    pages: int

    @staticmethod
    def of(source: str, data: bytes, *, is_pdf: bool) -> PageFile:
        count = pdf_drawing.count_of_pages(data) if is_pdf else seen_page.count_of_pages(data)
        return PageFile(source=source, data=data, is_pdf=is_pdf, pages=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A place of the page that holds what is to be covered."""

    words: tuple[str, ...]  # as they stand there
    box: tuple[int, ...] = ()  # of the line; empty: it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Picturing:
    """What is known of a page that is to be drawn."""

    page: int  # counted from 1 in the whole paper
    at: int = 0  # counted from 0 in its file
    is_pdf: bool = False
    runs: tuple[str, ...] = ()  # of the cover
    names: tuple[str, ...] = ()  # of the cover, words by themselves
    secrets: tuple[Secret, ...] = ()
    seen: tuple[PlacedWord, ...] = ()  # by a machine, in the page's picture
    is_recognised: bool = False  # its words lie over the picture that they were recognised in

    @property
    def cover(self) -> Cover:
        return Cover(runs=frozenset(self.runs), words=frozenset(self.names))


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    png: bytes = b""
    width: int = 0
    height: int = 0
    size: tuple[float, float] = (1.0, 1.0)  # points
    is_covered: bool = False
    note: str = ""  # what to know of it, or why there is none


def pictured(file: bytes, about: Picturing) -> PagePicture:
    page = (
        pdf_drawing.drawn(file, about.at, dots_an_inch=DOTS_AN_INCH, longest=LONGEST) if about.is_pdf else _given(file, about.at)
    )
    if page is None:
        return PagePicture(note=NOT_DRAWN.format(about.page))
    words = (*page.words, *about.seen)
    if not (words or any(note.text for note in page.notes)) and not _is_blank(page.picture):
        return PagePicture(note=NOT_SEEN.format(about.page))
    covered = _to_cover(page, words, about)
    if covered is None:
        return PagePicture(note=NOT_FOUND.format(about.page))
    unread = [] if about.seen or about.is_recognised else list(_unread_pictures(page))
    if any(_share(box, page) >= WHOLE for box in unread):
        return PagePicture(note=NOT_LOOKED_INTO.format(about.page))
    _paint(page, [*covered, *unread])
    png = _png(page.picture)
    note = PICTURE_COVERED.format(about.page) if unread else ""
    with Image.open(io.BytesIO(png)) as made:
        return PagePicture(png=png, width=made.width, height=made.height, size=page.size, note=note, is_covered=bool(covered))


def _given(file: bytes, at: int) -> DrawnPage | None:
    """A picture as it came, in shades of grey."""
    picture = seen_page.page_of(file, at)
    if picture is None:
        return None
    points = seen_page.LONG_SIDE / max(picture.size)
    size = (picture.width * points, picture.height * points)
    small = min(1.0, LONGEST / max(picture.size))
    if small < 1:
        pixels = (max(1, round(picture.width * small)), max(1, round(picture.height * small)))
        picture = picture.resize(pixels, Image.Resampling.LANCZOS)
    return DrawnPage(picture=picture, size=size)


def _is_blank(picture: Image.Image) -> bool:
    low, high = picture.convert("L").getextrema()
    return int(high) - int(low) < 8  # type: ignore[arg-type]  # of a grey picture: one pair, not one a colour


# ------------------------------------------------------------------------------------------------ what is covered


def _to_cover(page: DrawnPage, words: Sequence[PlacedWord], about: Picturing) -> list[Box] | None:
    """The boxes to be painted over; None if it is not known where something stands."""
    cover = about.cover
    hit = _hits(page.words, cover) | _hits(about.seen, cover, with_slips=True)
    boxes = [word.box for word in words if id(word) in hit]
    for secret in about.secrets:
        near = [word for word in words if _is_within(word.box, secret.box)] if secret.box else list(words)
        named = {_plain(each) for each in secret.words}
        found = [word for word in near if id(word) in hit or any(_is_named(word.text, each) for each in named)]
        boxes += [word.box for word in found]
        if not all(any(_is_named(word.text, each) for word in found) for each in named):
            if not secret.box:
                return None
            left, top, right, bottom = secret.box
            boxes.append((left, top, right, bottom))
    held = list(boxes)
    for note in page.notes:
        if (note.text and cover.over(note.text) != note.text) or any(_overlaps(note.box, box) for box in held):
            boxes.append(note.box)
    return boxes


def _hits(words: Sequence[PlacedWord], cover: Cover, *, with_slips: bool = False) -> set[int]:
    """Which words the cover is over, by their identity; a machine that saw them may have misread a letter."""
    text = " ".join(word.text for word in words)
    covered = cover.over(text)
    hit: set[int] = set()
    at = 0
    for word in words:
        end = at + len(word.text)
        if covered[at:end] != word.text or (with_slips and _is_slip(word.text, cover)):
            hit.add(id(word))
        at = end + 1
    return hit


def _is_slip(text: str, cover: Cover) -> bool:
    word = _plain(text)
    return len(word) >= SHORTEST and closest(word, (*cover.words, *cover.runs), ALIKE) is not None


def _is_named(text: str, named: str) -> bool:
    word = _plain(text)
    return bool(word) and (word == named or (len(word) > 3 and word in named) or (len(named) > 3 and named in word))


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _is_within(box: Box, line: Sequence[int]) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return line[0] - SLACK <= across <= line[2] + SLACK and line[1] - SLACK <= down <= line[3] + SLACK


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _unread_pictures(page: DrawnPage) -> Iterator[Box]:
    """Pictures among a page's words in which something may be written."""
    for box in page.pictures:
        share = _share(box, page)
        is_letterhead = share < LARGE and box[3] < HEAD * page.size[1]
        if share > SMALL and not is_letterhead:
            yield box


def _share(box: Box, page: DrawnPage) -> float:
    """How much of the page it takes."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) / (page.size[0] * page.size[1])


# ------------------------------------------------------------------------------------------------ pixels


Colour: TypeAlias = int | tuple[int, int, int]


def _paint(page: DrawnPage, boxes: Sequence[Box]) -> None:
    pen = ImageDraw.Draw(page.picture)
    scale = max(page.picture.size) / max(page.size)
    colour: Colour = PAINT[0] if page.picture.mode == "L" else PAINT
    for left, top, right, bottom in boxes:
        pen.rectangle(((left - 2) * scale, (top - 2) * scale, (right + 2) * scale, (bottom + 2) * scale), fill=colour)


def _png(picture: Image.Image) -> bytes:
    """As small as a page may be: fewer shades first, then fewer pixels."""
    for shades in (32, 16, 8):
        made = _saved(picture, shades)
        if len(made) <= MOST_OCTETS:
            return made
    while len(made) > MOST_OCTETS and max(picture.size) > 400:
        picture = picture.resize((picture.width * 4 // 5, picture.height * 4 // 5), Image.Resampling.LANCZOS)
        made = _saved(picture, 8)
    return made


def _saved(picture: Image.Image, shades: int) -> bytes:
    out = io.BytesIO()
    flat = picture.quantize(shades, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()
