"""A page with form fields → its questions, each with what was filled in.

The words printed on such a page are never an answer; answers are the fields' values. So which words belong to which field is
all that has to be found, by rules, by place, and by the fields' own help texts (`pdf_form_labels`, `_boxes`, `_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from parsing import ticks
from parsing.document import TICKED
from parsing.pdf_fields import Note
from parsing.pdf_form_boxes import PLAIN, Unit, units_of_boxes
from parsing.pdf_form_labels import Asked, labelled, text_of
from parsing.pdf_form_print import parted
from parsing.pdf_form_tables import FieldTable, people_in_lines, rows_of_fields, tables_in, tables_of_marks
from parsing.pdf_form_words import Cells, Phrase, around_all, is_note, overlap_across, overlap_down, phrases_of
from parsing.pdf_layout import LinePart, Part, PlacedCell, TablePart
from parsing.pdf_letters import Word
from parsing.pdf_page import Grid
from parsing.pdf_sight import Box
from parsing.pdf_words import WordLine, in_lines, joined_lines
from scheme.terms import spelling_key

_SMALLEST = 3  # points; a field that is smaller shows nothing
_PRINTED = "These words are printed on the page and were not filled into one of its fields: compare them with the original."
_WHICH = "It cannot be told whether this answers «{}» or «{}»: look at the original."
_WHOSE_LINE = "It cannot be told whether the line «{}» belongs to this question: look at the original."
_NOBODY_ASKS = "On page {} «{}» was filled in, but no question stands beside it. Look at it by hand."
_IN_SENTENCE = "This field stands within a sentence: look at the original to see what it answers."
_BOX_NOBODY_ASKS = "On page {} a box is ticked beside which no question stands. Look at it by hand."


@dataclass(kw_only=True)
class FormPage:
    """What a fillable page says: its parts in reading order, and which of its fields no printed words ask for."""

    parts: list[Part] = field(default_factory=list)
    unasked: list[tuple[str, str]] = field(default_factory=list)  # fields without a question: name, and what to say of it
    asked: set[str] = field(default_factory=set)  # names of the fields with one


def unasked_of(pages: Iterable[FormPage]) -> Iterator[str]:
    """What is to be said of the fields without a question; one that has its question on another page is only shown again."""
    pages = list(pages)
    asked = {name for page in pages for name in page.asked}
    yield from (sentence for page in pages for name, sentence in page.unasked if name not in asked)


def shown_fields(notes: Iterable[Note], size: tuple[float, float]) -> list[Note]:
    """The fields that a person sees on a page of this size."""
    return [note for note in notes if note.filled is not None and is_shown(note, size)]


def is_shown(note: Note, size: tuple[float, float]) -> bool:
    x0, top, x1, bottom = note.box
    off_page = x1 <= 0 or bottom <= 0 or x0 >= size[0] or top >= size[1]
    return not (note.is_hidden or off_page or x1 - x0 < _SMALLEST or bottom - top < _SMALLEST)


def read_form_page(words: Sequence[Word], shown: Sequence[Note], grids: Sequence[Grid], page: int) -> FormPage:
    """`words` are those printed on the page, `shown` its fields."""
    sheet = _Sheet(page=page, cells=Cells.of(grids))
    printed, fields, buttons = parted(words, shown)
    sheet.walls = [note.box for note in (*fields, *buttons)]
    phrases = phrases_of(printed, sheet.walls, sheet.cells)
    tables, units = tables_in(rows_of_fields(fields, phrases, buttons, sheet.cells), phrases, sheet.cells)
    free = _without(phrases, [phrase for table in tables for phrase in table.spoken_for])
    boxes = units_of_boxes(buttons, fields, free, sheet.cells)
    marked, boxes = tables_of_marks(boxes, free, sheet.cells)
    free = _without(free, [phrase for unit in boxes for phrase in unit.spoken_for])
    free = _without(free, [phrase for table in marked for phrase in table.spoken_for])
    units, boxes = _with_words_told(units, boxes, free)
    people, asked = people_in_lines(_stacked(labelled([*units, *boxes], free, sheet.cells)), free)
    free = _without(free, [phrase for each in asked for phrase in (*each.label, *each.rivals)])
    free = _without(free, [phrase for table in people for phrase in table.spoken_for])
    free = sheet.with_what_stands_beside(asked, free)
    for each in asked:
        sheet.add_question(each)
    for table in (*tables, *marked, *people):
        sheet.add_table(table)
    for line in in_lines([word for phrase in free for word in phrase.words]):
        sheet.add_line(line)
    return FormPage(parts=list(sheet.parts()), unasked=sheet.unasked, asked=sheet.asked)


def _without(phrases: Sequence[Phrase], taken: Iterable[Phrase]) -> list[Phrase]:
    known = {id(phrase) for phrase in taken}
    return [phrase for phrase in phrases if id(phrase) not in known]


# ------------------------------------------------------------------------------------------------ fields that go on


def _with_words_told(units: Sequence[Unit], boxes: Sequence[Unit], free: Sequence[Phrase]) -> tuple[list[Unit], list[Unit]]:
    """«☐ Other, please state: ______»: a field right after the last word of a list of boxes belongs to it."""
    kept: list[Unit] = []
    grown = list(boxes)
    for unit in units:
        at = next((at for at, box in enumerate(grown) if _tells_of(unit, box)), None)
        above = [phrase for phrase in free if overlap_across(phrase.box, unit.box) > 0 and -2 <= unit.box[1] - phrase.box[3] < 8]
        if at is None or above:
            kept.append(unit)
        else:
            grown[at] = replace(grown[at], further=(*grown[at].further, *unit.notes))
    return kept, grown


def _tells_of(unit: Unit, boxes: Unit) -> bool:
    words = [phrase for line in boxes.choices for choice in line[-1:] for phrase in choice.words[-1:]]
    return any(
        -2 <= unit.box[0] - phrase.box[2] < 24
        and overlap_down(phrase.box, unit.box) > 0.5 * phrase.height
        and re.search(r"other|specif|state|detail|which|how|who|:|…|\.\.", phrase.text, re.IGNORECASE)
        for phrase in words
    )


def _stacked(asked: Sequence[Asked]) -> list[Asked]:
    """Fields right below each other of which only the first is asked for: they are lines of one answer."""
    made: list[Asked] = []
    for each in sorted(asked, key=lambda one: (one.unit.box[1], one.unit.box[0])):
        over = None if each.label or each.unit.is_boxes else next((one for one in made if _stands_on(one.unit, each.unit)), None)
        if over is None:
            made.append(each)
        else:
            upper, lower = over.unit, each.unit
            over.unit = replace(
                upper,
                box=around_all([upper.box, lower.box]),
                notes=(*upper.notes, *lower.notes),
                parts=(*upper.parts, "\n", *lower.parts),
            )
    return made


def _stands_on(upper: Unit, lower: Unit) -> bool:
    level = abs(upper.box[0] - lower.box[0]) < 4
    return level and not upper.is_boxes and -2 <= lower.box[1] - upper.box[3] < 9


def _hints_below(phrase: Phrase, asked: Asked) -> bool:
    """«Give at least five.», small and right below the field that it is about."""
    box = asked.unit.box
    close = -2 <= phrase.box[1] - box[3] < 6 and abs(phrase.box[0] - box[0]) < 6
    return close and is_note(phrase, asked.label[0])


# ------------------------------------------------------------------------------------------------ put in order


@dataclass(kw_only=True)
class _Item:
    """Something on the page with its place: a row of a question, a table, or a printed line."""

    box: Box
    row: tuple[PlacedCell, ...] = ()
    table: tuple[tuple[PlacedCell, ...], ...] = ()
    line: WordLine = ()


@dataclass(kw_only=True)
class _Sheet:
    page: int
    cells: Cells
    walls: list[Box] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    unasked: list[tuple[str, str]] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def with_what_stands_beside(self, asked: Sequence[Asked], free: Sequence[Phrase]) -> list[Phrase]:
        """Words on a field's own level that no field is asked by: «per week» after it, a number before its label."""
        rest = []
        for phrase in free:
            level = [each for each in asked if each.label and overlap_down(phrase.box, each.unit.box) > 0.5 * phrase.height]
            before = [each for each in level if each.unit.box[2] <= phrase.box[0] + 3]
            after = [each for each in level if phrase.box[2] <= min(one.box[0] for one in each.label) + 3]
            if before and not phrase.says_nothing:
                max(before, key=lambda each: each.unit.box[2]).trailing.append(phrase)
            elif after and re.fullmatch(r"\W*(?:[qQ]?\d{1,2}(?:\.\d{1,2})?|[a-zA-Z])\W*", phrase.text):
                min(after, key=lambda each: each.unit.box[0]).label.insert(0, phrase)
            elif above := [each for each in asked if each.label and _hints_below(phrase, each)]:
                above[0].trailing.append(phrase)
            elif not phrase.says_nothing:
                rest.append(phrase)
        return rest

    def add_question(self, asked: Asked) -> None:
        unit = asked.unit
        label = list(_label_lines(asked))
        box = around_all([unit.box, *(phrase.box for phrase in asked.label)])
        if not label and unit.is_boxes and _are_statements(unit):
            for choice in (choice for line in unit.choices for choice in line):
                self._add_row([phrase.words for phrase in choice.words], [(_word_of(choice.note),)], choice.note.box)
            return
        if label:
            self.asked |= {note.filled.name for note in unit.notes if note.filled is not None}
        else:
            self._note_unasked(unit)
        value = list(_value_lines(asked))
        self._add_row(label, value, box)
        if asked.rivals:
            self._add_row([tuple(word for phrase in asked.rivals for word in phrase.words)], value, box)

    def _add_row(self, label: Sequence[WordLine], value: Sequence[WordLine], box: Box) -> None:
        self.items.append(_Item(box=box, row=(self._cell(label, 1, box), self._cell(value, 2, box))))

    def _note_unasked(self, unit: Unit) -> None:
        for note in unit.notes:
            filled = note.filled
            assert filled is not None
            if filled.is_button and note.shown_text == TICKED:
                self.unasked.append((filled.name, _BOX_NOBODY_ASKS.format(self.page)))
            elif not filled.is_button and not filled.is_empty:
                self.unasked.append((filled.name, _NOBODY_ASKS.format(self.page, " ".join(filled.text.split())[:60])))

    def add_table(self, table: FieldTable) -> None:
        head = [tuple(word for phrase in table.corner for word in phrase.words), *(phrase.words for phrase in table.heads)]
        lines: list[list[WordLine]] = [head]
        for label, row in zip(table.labels, table.rows, strict=True):
            words = tuple(word for phrase in label for word in phrase.words)
            lines.append([words, *((_word_of(note),) for note in row.notes)])
        doubt = next((note.filled.doubt for row in table.rows for note in row.notes if note.filled and note.filled.doubt), "")
        if not any(words for words, *_ in lines):
            lines = [line[1:] for line in lines]
        rows = tuple(
            tuple(self._cell([_in_doubt(words, doubt)] if words else [], at, table.box) for at, words in enumerate(line, 1))
            for line in lines
        )
        if table.outer:
            words = tuple(word for phrase in table.outer for word in phrase.words)
            self.items.append(_Item(box=(words[0].x0, table.box[1] - 0.5, table.box[2], table.box[1]), line=words))
        self.items.append(_Item(box=table.box, table=rows))

    def add_line(self, words: WordLine) -> None:
        phrases = phrases_of(words, self.walls, self.cells)
        apart = len(phrases) > 1 and all(len(phrase.words) <= 6 for phrase in phrases)
        for each in [phrase.words for phrase in phrases] if apart else [words]:
            shown = tuple(_in_doubt(each, _PRINTED))
            self.items.append(_Item(box=around_all([(word.x0, word.top, word.x1, word.bottom) for word in each]), line=shown))

    def _cell(self, lines: Sequence[WordLine], column: int, box: Box) -> PlacedCell:
        return PlacedCell(lines=tuple(lines), column=column, box=box, page=self.page)

    # ── in reading order ──

    def parts(self) -> Iterator[Part]:
        rows: list[_Item] = []
        for at, item in enumerate(_in_reading_order(self.items), 1):
            if item.row:
                rows.append(item)
                continue
            if rows:
                yield self._asked(rows)
                rows = []
            if item.table:
                yield TablePart(rows=item.table, lefts=(), box=item.box, page=self.page)
            else:
                yield LinePart(words=item.line, page=self.page, number=at)
        if rows:
            yield self._asked(rows)

    def _asked(self, rows: Sequence[_Item]) -> TablePart:
        box = around_all([item.box for item in rows])
        return TablePart(rows=tuple(item.row for item in rows), lefts=(), box=box, page=self.page, is_asked=True)


def _in_reading_order(items: Sequence[_Item]) -> list[_Item]:
    """From the top, what stands on one level from the left; below titles side by side, one column after the other."""
    ordered = [item for level in _levels(items) for item in level]
    lines = [item for item in ordered if item.line]
    columns: list[tuple[float, float, tuple[float, ...]]] = []
    for left, right in pairwise(lines):
        if abs(left.box[1] - right.box[1]) < 4 and right.box[0] > left.box[2]:
            below = [item.box[1] for item in lines if item.box[1] > left.box[3] and item.box[0] < right.box[0] - 20]
            columns.append((left.box[1] - 2, min(below, default=1e6) - 2, (left.box[0], right.box[0])))

    def place(numbered: tuple[int, _Item]) -> tuple[int, int, int]:
        number, item = numbered
        for top, bottom, lefts in columns:
            if top <= item.box[1] < bottom:
                first = next(at for at, each in enumerate(ordered) if top <= each.box[1] < bottom)
                return (first, sum(item.box[0] >= left - 12 for left in lefts), number)
        return (number, 0, 0)

    return [item for _, item in sorted(enumerate(ordered), key=place)]


def _levels(items: Sequence[_Item]) -> list[list[_Item]]:
    levels: list[list[_Item]] = []
    for item in sorted(items, key=lambda each: (each.box[1], each.box[0])):
        last = levels[-1][0].box if levels else None
        if last and item.box[1] < last[1] + 0.6 * min(last[3] - last[1], item.box[3] - item.box[1], 24):
            levels[-1].append(item)
        else:
            levels.append([item])
    return [sorted(level, key=lambda each: each.box[0]) for level in levels]


# ------------------------------------------------------------------------------------------------ words of a row


def _label_lines(asked: Asked) -> Iterator[WordLine]:
    """The label's words in one line; a hint of another look in a line of its own. Else the field's own help text."""
    held: list[Phrase] = []
    for phrase in asked.label:
        if held and (is_note(phrase, held[0]) or phrase.bold != held[-1].bold or phrase.height < 0.93 * held[-1].height):
            yield _joined(held)
            held = []
        held.append(phrase)
    if held:
        yield _joined(held)
        yield from (phrase.words for phrase in asked.trailing)
    elif help_text := _help_text(asked.unit):
        box = asked.unit.box
        yield (Word(text=help_text, x0=box[0], x1=box[2], top=box[1], bottom=box[3]),)


def _joined(phrases: Sequence[Phrase]) -> WordLine:
    words = phrases[0].words
    for phrase in phrases[1:]:
        words = joined_lines(words, phrase.words)
    return words


def _are_statements(unit: Unit) -> bool:
    """«☐ The applicant has consented» without other words: what the box says is the question, and the tick the answer."""
    texts = [choice.text for line in unit.choices for choice in line]
    return all(text and spelling_key(text) not in PLAIN for text in texts)


def _value_lines(asked: Asked) -> Iterator[WordLine]:
    unit = asked.unit
    doubt = _doubt_of(asked)
    hint = _in_common(unit, [note.filled.witness for note in unit.notes if note.filled is not None])
    if not unit.is_boxes:
        yield _in_doubt(_with_hint(_fields_in_a_row(unit), hint), doubt)
        return
    for at, line in enumerate(unit.choices):
        words: list[Word] = []
        for choice in line:
            words.append(_word_of(choice.note))
            words += [word for phrase in choice.words for word in phrase.words]
        if at == len(unit.choices) - 1:
            words += [_word_of(note) for note in unit.further]
        yield _in_doubt(_with_hint(words, hint), doubt)


def _fields_in_a_row(unit: Unit) -> list[Word]:
    """One answer out of fields side by side: with what is printed between them, a date by its strokes."""
    words = [_word_of(note) for note in unit.notes]
    if len(words) == 1:
        return words
    shown = [(word, part) for word, part in zip_longest(words, unit.parts, fillvalue="") if isinstance(word, Word) and word.text]
    typed = [word.text.strip() for word in words]
    digits = len(typed) == 3 and all(re.fullmatch(r"\d{1,4}", each) for each in typed)
    dated = len(typed) == 3 and re.fullmatch(r"\d{1,2} [A-Za-z]{3,9} \d{4}", " ".join(typed))
    text = ""
    for at, (word, part) in enumerate(shown):
        link = "/" if digits else " " if dated else part if part in ("/", "-", ".", "@", "\n") else ", "
        text += word.text.strip() + (link if at < len(shown) - 1 else "")
    return [replace(words[0], text=text, x1=unit.box[2], bottom=unit.box[3]), *(replace(word, text="") for word in words[1:])]


def _word_of(note: Note) -> Word:
    filled = note.filled
    assert filled is not None
    x0, top, x1, bottom = note.box
    return Word(
        text=note.shown_text,
        x0=x0,
        x1=x1,
        top=top,
        bottom=bottom,
        field=filled.name,
        is_tick=filled.is_button,
        doubt=filled.doubt,
    )


def _with_hint(words: Sequence[Word], hint: str) -> list[Word]:
    return [replace(word, hint=hint) if not at else word for at, word in enumerate(words)]


def _in_doubt(words: Sequence[Word], doubt: str) -> WordLine:
    return tuple(replace(word, doubt=word.doubt or doubt) if not at else word for at, word in enumerate(words))


def _doubt_of(asked: Asked) -> str:
    of_fields = next((note.filled.doubt for note in asked.unit.notes if note.filled and note.filled.doubt), "")
    if of_fields or asked.unit.doubt:
        return of_fields or asked.unit.doubt
    if asked.rivals:
        return _WHICH.format(text_of(asked.label), text_of(asked.rivals))
    if asked.is_in_sentence:
        return _IN_SENTENCE
    return _WHOSE_LINE.format(text_of(asked.unsure)) if asked.unsure else ""


def _help_text(unit: Unit) -> str:
    """What the fields' help texts ask."""
    return _in_common(unit, [note.filled.hint for note in unit.notes if note.filled is not None])


def _in_common(unit: Unit, texts: Sequence[str]) -> str:
    """What all of these texts ask; of boxes without the box's own word at the end."""
    asked = {ticks.plain(text).strip() for text in texts if text}
    if unit.is_boxes:
        words = sorted((choice.text for line in unit.choices for choice in line), key=len, reverse=True)
        asked = {_without_word(text, words) for text in asked}
    return next(iter(asked)) if len(asked) == 1 else ""


def _without_word(hint: str, words: Sequence[str]) -> str:
    for text in words:
        if text and hint.casefold().endswith(text.casefold()):
            return hint[: -len(text)].rstrip(" :-–,").strip()
    return hint
