"""A page of a PDF as words, drawn tick boxes and ruled tables: our own values, pdfplumber's stay here.

What nobody sees on the page (white, tiny, invisible, covered, clipped, switched off, beyond the edge) is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from parsing import ticks
from parsing.document import UNCLEAR, UNTICKED
from parsing.pdf_boxes import Boxes, is_in, symbols_of, tick_boxes
from parsing.pdf_damage import library_reads
from parsing.pdf_drawn import Drawn, is_bright, is_drawn_on, is_white, is_within, moved
from parsing.pdf_letters import UNPAINTED, Run, Word, letters_of, phrases, words_of
from parsing.pdf_nested import Rows, parted
from parsing.pdf_sight import Box, Sight
from parsing.pdf_tags import Spot
from parsing.pdf_words import with_typed_boxes

Raw: TypeAlias = Any  # an object of pdfplumber; its types leave no module of ours

_INVISIBLE = (3, 7)  # render modes that paint nothing
_TINY = 2.5  # points
_LEAST_FRAME = (40.0, 9.0)  # points; a smaller box holds a letter or a tick
_TALLEST_FRAME = 200.0  # points; a taller one is drawn around a part of the form


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table: its cells' boxes by row, None where a merged cell reaches in."""

    box: Box
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one page shows, and what it only holds."""

    words: tuple[Word, ...] = ()
    unseen: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    blanks: tuple[Box, ...] = ()  # lines to write on
    is_picture: bool = False  # a picture fills the page
    is_recognised: bool = False  # its words were recognised in that picture by a machine
    is_cut_off: bool = False  # words that go on below shown ones are clipped or covered
    is_drawn_on: bool = False  # something drawn goes round or over words


def seen_on(page: Raw, sight: Sight, spots: Mapping[int, Spot]) -> Seen:
    """Everything on a page that is not an annotation."""
    with library_reads():
        page._layout = _laid_out(page)
        crop = page.cropbox
        _ = page.objects  # parsed here; from now on plain values
    drawn = Drawn.of(page, crop)
    letters = list(letters_of(page, crop, spots))
    words, unseen, recognised = [], [], False
    pictured = _is_picture(page)
    for word in words_of(letters):
        if word.unpainted and pictured:
            recognised = True
        elif not _is_shown(word, drawn, sight, (crop[2] - crop[0], crop[3] - crop[1])):
            unseen.append(word)
            continue
        words.append(word)
    found = tick_boxes(drawn, words, symbols_of(page, crop), sight)
    cut = {word.run for word in unseen}  # what was printed in one go with words that nobody sees may not be whole
    kept = [_finished(word, drawn, is_cut=word.run in cut) for word in words if not any(word is mark for mark in found.taken)]
    grids, frames = _grids(page, crop, kept, found.boxes)
    kept = _in_frames([_marked_over(word, found) for word in with_typed_boxes(kept)], frames)
    return Seen(
        words=(*kept, *found.boxes, *_marks_outside_boxes(found, kept, grids)),
        unseen=tuple(phrases(unseen)),
        grids=grids,
        blanks=tuple(_blanks(drawn, kept)),
        is_picture=pictured,
        is_recognised=recognised or (pictured and bool(kept)),  # some programs paint the words and lay the picture over them
        is_cut_off=any(_goes_on_below(word, kept) for word in unseen),
        is_drawn_on=is_drawn_on(drawn, kept, found.boxes),
    )


def _marked_over(word: Word, found: Boxes) -> Word:
    """A printed ☐ with something drawn over it is no empty box any more."""
    if word.text != UNTICKED:
        return word
    middle = (word.x0 + 0.3 * word.height, word.middle)
    over = any(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3] for box in found.loose)
    return replace(word, text=UNCLEAR) if over else word


def _marks_outside_boxes(found: Boxes, words: Sequence[Word], grids: Sequence[Grid]) -> Iterator[Word]:
    """A mark drawn over words or into a cell answers something, and what it answers only a person can see."""
    cells = [cell for grid in grids for row in grid.rows for cell in row if cell is not None]
    boxes = [word for word in words if word.text == UNCLEAR]
    for box in found.loose:
        if any(box[0] <= word.x1 and box[2] >= word.x0 and box[1] <= word.middle <= box[3] for word in boxes):
            continue
        over = any(box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3] for word in words)
        if over or any(_is_within_cell(box, cell) for cell in cells):
            yield Word(text=UNCLEAR, x0=box[0], top=box[1], x1=box[2], bottom=box[3], is_box=True)


def _is_within_cell(box: Box, cell: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= across <= cell[2] and cell[1] <= down <= cell[3]


class _Watching(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's own device, which also notes letters that are not painted, and marked content within marked content."""

    mode = 0
    depth = 0  # of drawings within the page: their marked content is numbered anew
    marks: tuple[int | None, ...] = ()

    def begin_tag(self, tag: Raw, props: Raw = None) -> None:
        super().begin_tag(tag, props)
        own = self.cur_mcid if self.depth == 0 and isinstance(self.cur_mcid, int) else None
        self.cur_mcid = own if own is not None else self.marks[-1] if self.marks else None
        self.marks = (*self.marks, self.cur_mcid)

    def end_tag(self) -> None:
        super().end_tag()
        self.marks = self.marks[:-1]
        self.cur_mcid = self.marks[-1] if self.marks else None

    def begin_figure(self, *args: Raw, **named: Raw) -> None:
        self.depth += 1
        super().begin_figure(*args, **named)

    def end_figure(self, *args: Raw, **named: Raw) -> None:
        super().end_figure(*args, **named)
        self.depth -= 1

    def render_string(self, textstate: Raw, *args: Raw, **named: Raw) -> None:
        self.mode = textstate.render
        super().render_string(textstate, *args, **named)

    def render_char(self, *args: Raw, **named: Raw) -> float:
        advance = super().render_char(*args, **named)
        if self.mode in _INVISIBLE and self.cur_item._objs:
            self.cur_item._objs[-1].tag = UNPAINTED  # type: ignore[attr-defined]
        return float(advance)


def _laid_out(page: Raw) -> Raw:
    device = _Watching(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()


def _is_picture(page: Raw) -> bool:
    area = float(page.width * page.height)
    return any((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) > 0.7 * area for image in page.images)


# ------------------------------------------------------------------------------------------------ what is seen of them


def _is_shown(word: Run, drawn: Drawn, sight: Sight, size: tuple[float, float]) -> bool:
    if word.height <= _TINY or word.unpainted:
        return False
    if word.x1 <= 0 or word.bottom <= 0 or word.x0 >= size[0] or word.top >= size[1]:
        return False
    if is_white(word.colour) and not drawn.has_ground(word.box):
        return False
    inset = 0.2 * word.height
    return sight.shows((word.x0, word.top + inset, word.x1, word.bottom - inset / 2))


def _goes_on_below(word: Run, shown: Sequence[Word]) -> bool:
    """Whether a clipped or covered word is the next line of shown ones: as in a box that is too small for its words."""
    if word.unpainted or word.height <= _TINY or is_white(word.colour):
        return False
    return any(
        -0.5 * word.height < word.top - above.bottom < 1.2 * word.height and above.x0 < word.x1 and word.x0 < above.x1
        for above in shown
    )


def _finished(word: Run, drawn: Drawn, *, is_cut: bool) -> Word:
    rules = drawn.rules_of(word)
    font = word.font.lower()
    return Word(
        text=ticks.plain(word.text),
        x0=word.x0,
        x1=word.x1,
        top=word.top,
        bottom=word.bottom,
        bold=word.doubled or "bold" in font or "black" in font,
        struck="struck" in rules,
        underlined="under" in rules,
        highlighted=drawn.is_highlighted(word),
        run=word.run,
        glued=word.glued,
        spot=word.spot,
        spaces=word.spaces,
        is_unsure=is_cut,
    )


# ------------------------------------------------------------------------------------------------ rules → grids


def _grids(page: Raw, crop: Raw, words: Sequence[Word], boxes: Sequence[Word]) -> tuple[tuple[Grid, ...], tuple[Box, ...]]:
    """The ruled tables of a page, and the boxes to write in that stand alone.

    Strokes through and under words, tick boxes and white paint rule nothing.
    """
    ruling = page.filter(
        lambda each: each["object_type"] not in ("char", "image") and _may_rule(each, moved(each, crop), page, words, boxes)
    )
    _ = ruling.objects  # chosen here, by our own rules
    with library_reads():
        finder = ruling.debug_tablefinder()
        found = [(table.cells, [row.cells for row in table.rows]) for table in finder.tables]
        cells = list(finder.cells)
    written = [(word.x0, word.top, word.x1, word.bottom) for word in (*words, *boxes)]
    shifted = (tuple(tuple(_shifted(cell, crop) if cell else None for cell in row) for row in rows) for _, rows in found)
    grids = [Grid(box=_around(rows), rows=rows) for table in shifted for rows in parted(table, written)]
    held = {cell for own, _ in found for cell in own}
    alone = [_shifted(cell, crop) for cell in cells if cell not in held]
    return tuple(grids), tuple(box for box in alone if _is_frame(box, [*(grid.box for grid in grids), *alone]))


def _is_frame(box: Box, others: Sequence[Box]) -> bool:
    """Whether a rectangle is one to write in: none around a part of the form, and no part of a table."""
    wide, high = box[2] - box[0], box[3] - box[1]
    apart = not any(is_in(box, other) or is_in(other, box) for other in others if other != box)
    return wide >= _LEAST_FRAME[0] and _LEAST_FRAME[1] <= high <= _TALLEST_FRAME and apart


def _in_frames(words: Sequence[Word], frames: Sequence[Box]) -> list[Word]:
    """The words, each knowing the box it was written into."""
    homes = (next((frame for frame in frames if _stands_in(word, frame)), None) for word in words)
    return [replace(word, frame=home) if home else word for word, home in zip(words, homes, strict=True)]


def _stands_in(word: Word, frame: Box) -> bool:
    return frame[0] - 1 <= word.x0 and word.x1 <= frame[2] + 1 and frame[1] <= word.middle <= frame[3]


def _around(rows: Rows) -> Box:
    left, top, right, bottom = zip(*(box for row in rows for box in row if box is not None), strict=True)
    return (min(left), min(top), max(right), max(bottom))


def _shifted(box: Raw, crop: Raw) -> Box:
    return (box[0] - crop[0], box[1] - crop[1], box[2] - crop[0], box[3] - crop[1])


def _may_rule(each: Raw, box: Box, page: Raw, words: Sequence[Word], boxes: Sequence[Word]) -> bool:
    if each["object_type"] == "curve" and min(box[2] - box[0], box[3] - box[1]) > 1.5:
        return False
    if any(is_within(box, tick) for tick in boxes):
        return False
    width, height = box[2] - box[0], box[3] - box[1]
    if each["object_type"] == "rect" and each.get("fill") and min(width, height) > 3:
        if not each.get("stroke") and (is_white(each.get("non_stroking_color")) or is_bright(each.get("non_stroking_color"))):
            return False
        if width > 0.93 * page.width and height > 0.93 * page.height:
            return False
    return not (height < 2 and _marks_words(box, words))


def _marks_words(stroke: Box, words: Sequence[Word]) -> bool:
    """Whether a level line belongs to the struck or underlined words at it: then it ends where they end."""
    marked = [word for word in words if (word.struck or word.underlined) and word.top - 1 <= stroke[1] <= word.bottom + 2]
    over = [word for word in marked if word.x0 < stroke[2] and word.x1 > stroke[0]]
    if not over:
        return False
    return stroke[0] >= min(word.x0 for word in over) - 3 and stroke[2] <= max(word.x1 for word in over) + 3


def _blanks(drawn: Drawn, words: Sequence[Word]) -> Iterator[Box]:
    """Level lines that nothing plumb meets: lines to write on."""
    plumb = [shape.box for shape in drawn.shapes if shape.straight and shape.width < 2 and shape.height > 6]
    for strokes in drawn.strokes.values():
        for stroke in strokes:
            left, top, right, _ = stroke.box
            if right - left < 40 or right - left > 480:
                continue
            met = any(side[1] - 3 <= top <= side[3] + 3 and left - 3 <= side[0] <= right + 3 for side in plumb)
            if not met and not _marks_words(stroke.box, [word for word in words if word.struck]):
                yield stroke.box
