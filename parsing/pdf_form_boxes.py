"""Tick boxes and buttons of a fillable page: the printed word that belongs to each, and which of them answer one question.

Nothing in a file tells whether a box stands before its word or after it: it must hold of the whole line, and lines among each
other, or nobody can tell. Boxes without a word beside them stand in columns, below «Yes» and «No».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from parsing.pdf_fields import Note
from parsing.pdf_form_words import (
    Cells,
    Phrase,
    around_all,
    goes_on,
    is_note,
    left_of,
    overlap_across,
    overlap_down,
    stands_under,
)
from parsing.pdf_sight import Box
from scheme.terms import spelling_key

Order: TypeAlias = Literal["before", "after", "either", "columns"]

PLAIN = frozenset(
    ("yes", "no", "y", "n", "na", "n a", "n k", "not applicable", "not known", "unknown", "unsure", "dont know", "don t know")
)
_NEAR = 40  # points; a word after a box stands no further away
_ORDER_UNSURE = "It cannot be told whether the words before or after these boxes belong to them: look at the original."
_NO_WORDS = "It cannot be told what these boxes stand for: look at the original."


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A box with its word."""

    note: Note
    words: tuple[Phrase, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(phrase.text for phrase in self.words)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What answers one question: a field, fields side by side, or boxes. `heads`: the titles of the columns they stand in."""

    box: Box
    notes: tuple[Note, ...]
    cell: Box | None = None
    choices: tuple[tuple[Choice, ...], ...] = ()  # by line
    heads: tuple[Phrase, ...] = ()
    doubt: str = ""
    further: tuple[Note, ...] = ()  # fields in which the last choice is told in words
    parts: tuple[str, ...] = ()  # what is printed between its fields

    @property
    def is_boxes(self) -> bool:
        return bool(self.choices)

    @property
    def spoken_for(self) -> list[Phrase]:
        return [phrase for line in self.choices for choice in line for phrase in choice.words]


@dataclass(kw_only=True)
class _Line:
    """Boxes of one line, with the phrases next to each."""

    notes: list[Note]
    right: list[Phrase | None] = field(default_factory=list)
    left: list[Phrase | None] = field(default_factory=list)
    order: Order = "either"

    @property
    def box(self) -> Box:
        return around_all([note.box for note in self.notes])


def units_of_boxes(buttons: Sequence[Note], fields: Sequence[Note], phrases: Sequence[Phrase], cells: Cells) -> list[Unit]:
    """Every box of a page, put together with those that answer the same question."""
    walls = [note.box for note in (*buttons, *fields)]
    lines = [_with_neighbours(line, phrases, walls) for line in _lines(buttons)]
    for line in lines:
        line.order = _order(line)
    _settle(lines)
    units = [unit for line in lines if line.order != "columns" for unit in _in_line(line, phrases, fields, cells)]
    taken = {id(phrase) for unit in units for phrase in unit.spoken_for}
    grown = [_with_rest_of_words(unit, phrases, taken, walls) for unit in units]
    return [
        *_together(grown, phrases, taken, walls),
        *_in_columns([line for line in lines if line.order == "columns"], phrases, cells),
    ]


def _lines(buttons: Sequence[Note]) -> list[_Line]:
    lines: list[_Line] = []
    for note in sorted(buttons, key=lambda each: (each.box[1] + each.box[3], each.box[0])):
        last = lines[-1].notes[0].box if lines else None
        if last and abs((note.box[1] + note.box[3]) - (last[1] + last[3])) < (note.box[3] - note.box[1]):
            lines[-1].notes.append(note)
        else:
            lines.append(_Line(notes=[note]))
    for line in lines:
        line.notes.sort(key=lambda each: each.box[0])
    return lines


def _with_neighbours(line: _Line, phrases: Sequence[Phrase], walls: Sequence[Box]) -> _Line:
    for note in line.notes:
        level = [phrase for phrase in phrases if _is_level(phrase, note.box) and not phrase.says_nothing]
        after = [phrase for phrase in level if phrase.box[0] >= note.box[2] - 3]
        before = [phrase for phrase in level if phrase.box[2] <= note.box[0] + 3]
        line.right.append(_nearest(after, note.box, walls, ahead=True))
        line.left.append(_nearest(before, note.box, walls, ahead=False))
    return line


def _is_level(phrase: Phrase, box: Box) -> bool:
    return abs(phrase.middle - (box[1] + box[3]) / 2) <= 0.55 * max(phrase.height, min(box[3] - box[1], 14))


def _nearest(level: Sequence[Phrase], box: Box, walls: Sequence[Box], *, ahead: bool) -> Phrase | None:
    if not level:
        return None
    found = min(level, key=lambda each: each.box[0]) if ahead else max(level, key=lambda each: each.box[2])
    start, end = (box[2], found.box[0]) if ahead else (found.box[2], box[0])
    parted = any(start - 1 <= (wall[0] + wall[2]) / 2 <= end + 1 and overlap_down(wall, box) > 2 for wall in walls if wall != box)
    return None if parted else found


# ------------------------------------------------------------------------------------------------ before or after


def _gaps(line: _Line) -> tuple[list[float], list[float]]:
    right = [phrase.box[0] - note.box[2] for note, phrase in zip(line.notes, line.right, strict=True) if phrase]
    left = [note.box[0] - phrase.box[2] for note, phrase in zip(line.notes, line.left, strict=True) if phrase]
    return right, left


def _order(line: _Line) -> Order:
    right, left = _gaps(line)
    before = len(right) == len(line.notes) and max(right) <= _NEAR and _are_all_different(line.right)
    after = len(left) == len(line.notes) and _are_all_different(line.left)
    if not before and not after:
        return "columns"
    if before != after:
        return "before" if before else "after"
    if max(right) + 1 < min(left):
        return "before"
    if max(left) + 1 < min(right):
        return "after"
    first, last = line.left[0], line.right[-1]
    ends, begins = last is not None and _is_plain(last), first is not None and _is_plain(first)
    if ends != begins:  # what is left over at one end is the question, never a «Yes» or «No»
        return "before" if ends else "after"
    return "either"


def _are_all_different(words: Sequence[Phrase | None]) -> bool:
    return len({id(phrase) for phrase in words}) == len(words)


def _is_plain(phrase: Phrase) -> bool:
    return spelling_key(phrase.text) in PLAIN


def _settle(lines: Sequence[_Line]) -> None:
    """A line that may be read both ways is read as the others are, if those agree; a box alone may be either."""
    told = {line.order for line in lines if line.order in ("before", "after")}
    for line in lines:
        if line.order == "either" and len(told) == 1:
            line.order = next(iter(told))


# ------------------------------------------------------------------------------------------------ boxes of one question


def _in_line(line: _Line, phrases: Sequence[Phrase], fields: Sequence[Note], cells: Cells) -> Iterator[Unit]:
    """The runs of boxes of a line that no other words and no field part, each with its words."""
    own = line.left if line.order == "after" else line.right
    choices = [Choice(note=note, words=(phrase,) if phrase else ()) for note, phrase in zip(line.notes, own, strict=True)]
    taken = {id(phrase) for phrase in own if phrase}
    others = [phrase.box for phrase in phrases if id(phrase) not in taken and not phrase.says_nothing]
    walls = [box for box in (*others, *(note.box for note in fields)) if overlap_down(box, line.box) > 3]
    doubt = _ORDER_UNSURE if line.order == "either" else ""
    run: list[Choice] = []
    for choice in choices:
        if run and _is_new(run, choice, walls, cells):
            yield _unit(run, cells, doubt)
            run = []
        run.append(choice)
    if run:
        yield _unit(run, cells, doubt)


def _is_new(run: Sequence[Choice], choice: Choice, walls: Sequence[Box], cells: Cells) -> bool:
    last = run[-1].note
    if _set_of(last) and _set_of(last) == _set_of(choice.note):
        return False
    if _set_of(last) != _set_of(choice.note) or (choice.text and choice.text in [each.text for each in run]):
        return True
    if cells.around(last.box) != cells.around(choice.note.box):
        return _stand_apart(last.box, choice.note.box, cells)
    return any(last.box[2] <= (wall[0] + wall[2]) / 2 <= choice.note.box[0] for wall in walls)


def _stand_apart(one: Box, other: Box, cells: Cells) -> bool:
    """Whether boxes of two cells cannot be choices of one list: words of a third cell stand between them."""
    left, right = cells.around(one), cells.around(other)
    return left is None or right is None or right[0] - left[2] > 4


def _set_of(note: Note) -> str:
    """The name of a set of buttons that exclude each other; of a box on its own, nothing."""
    filled = note.filled
    return filled.name if filled is not None and filled.is_set else ""


def _unit(run: Sequence[Choice], cells: Cells, doubt: str, *, beside: bool = True) -> Unit:
    notes = tuple(choice.note for choice in run)
    words = [phrase.box for choice in run for phrase in choice.words] if beside else []
    box = around_all([*(note.box for note in notes), *words])
    return Unit(box=box, notes=notes, cell=cells.around(notes[0].box), choices=(tuple(run),), doubt=doubt)


def _with_rest_of_words(unit: Unit, phrases: Sequence[Phrase], taken: set[int], walls: Sequence[Box]) -> Unit:
    """«☐ Kensington and ¶ Chelsea»: a word that breaks over into a line without a box of its own."""
    (line,) = unit.choices
    grown = []
    for choice in line:
        words = list(choice.words)
        while words and (rest := _rest_below(words[-1], phrases, taken, walls)):
            taken.add(id(rest))
            words.append(rest)
        grown.append(replace(choice, words=tuple(words)))
    around = around_all([unit.box, *(phrase.box for choice in grown for phrase in choice.words)])
    return replace(unit, choices=(tuple(grown),), box=around)


def _rest_below(last: Phrase, phrases: Sequence[Phrase], taken: set[int], walls: Sequence[Box]) -> Phrase | None:
    for phrase in phrases:
        if id(phrase) in taken or not stands_under(last, phrase) or abs(phrase.box[0] - last.box[0]) > 3:
            continue
        beside = any(overlap_down(wall, phrase.box) > 3 and abs(phrase.box[0] - wall[2]) < 12 for wall in walls)
        if (
            not beside
            and phrase.bold == last.bold
            and (phrase.text[:1].islower() or last.text.endswith((" and", " or", "/", "&")))
        ):
            return phrase
    return None


def _together(units: Sequence[Unit], phrases: Sequence[Phrase], taken: set[int], walls: Sequence[Box]) -> list[Unit]:
    """The lines of boxes that go on with the line above: a list too long for one line."""
    made: list[Unit] = []
    for unit in sorted(units, key=lambda each: (each.box[1], each.box[0])):
        above = next((at for at in reversed(range(len(made))) if _goes_on_with(made[at], unit, phrases, taken, walls)), None)
        if above is None:
            made.append(unit)
        else:
            upper = made[above]
            made[above] = replace(
                upper,
                box=around_all([upper.box, unit.box]),
                notes=(*upper.notes, *unit.notes),
                choices=(*upper.choices, *unit.choices),
                doubt=upper.doubt or unit.doubt,
            )
    return made


def _goes_on_with(upper: Unit, unit: Unit, phrases: Sequence[Phrase], taken: set[int], walls: Sequence[Box]) -> bool:
    last = upper.choices[-1]
    bottom = max(choice.note.box[3] for choice in last)
    top = min(choice.note.box[1] for choice in unit.choices[0])
    height = max(14.0, max(choice.note.box[3] for choice in unit.choices[0]) - top)
    starts = [_start(choice) for line in upper.choices for choice in line]
    level = min(abs(start - _start(unit.choices[0][0])) for start in starts) < 5
    said = {choice.text for line in upper.choices for choice in line}
    sets = {_set_of(note) for note in (*upper.notes, *unit.notes)}
    if _is_before(upper) != _is_before(unit):
        return False
    if top < bottom - 2 or top - bottom > 1.6 * height or not level or len(sets) > 1 or upper.cell != unit.cell:
        return False
    if sets == {""} and (said & {choice.text for line in unit.choices for choice in line}):
        return False
    return sets != {""} or not _is_asked_anew(upper, unit, phrases, taken, walls)


def _is_before(unit: Unit) -> bool:
    """Whether its boxes stand before their words."""
    return all(choice.note.box[0] < phrase.box[0] for line in unit.choices for choice in line for phrase in choice.words[:1])


def _start(choice: Choice) -> float:
    return min([choice.note.box[0], *(phrase.box[0] for phrase in choice.words)])


def _is_asked_anew(upper: Unit, unit: Unit, phrases: Sequence[Phrase], taken: set[int], walls: Sequence[Box]) -> bool:
    """Whether words that are not the rest of the upper line's question ask for what stands in the lower line."""
    free = [each for each in phrases if id(each) not in taken and not each.says_nothing and each.cell == unit.cell]
    line = upper.choices[-1][-1].note.box
    between = [
        phrase
        for phrase in free
        if phrase.box[1] >= line[3] - 3 and phrase.box[3] <= unit.box[1] + 3 and overlap_across(phrase.box, unit.box) > 0
    ]
    level = left_of(unit.box, free, walls)
    own = [each for each in left_of(upper.box, free, walls) if not level or overlap_across(each.box, level[0].box) > 0]
    beside = [each for each in level if each not in own]
    if between or not beside or not (own or _stands_over(upper, free)):
        return bool(between)
    if not beside[0].text[:1].islower() and spelling_key(unit.choices[0][0].text) in ("yes", "y"):
        return True  # a list begins with «Yes», and goes on with it nowhere
    above = [phrase for phrase in free if stands_under(phrase, beside[0])]
    return not any(goes_on(each, beside[0], upper.box[0] - 6) or is_note(beside[0], each) for each in above)


def _stands_over(unit: Unit, free: Sequence[Phrase]) -> bool:
    return any(overlap_across(each.box, unit.box) > 0 and -3 <= unit.box[1] - each.box[3] < 12 for each in free)


# ------------------------------------------------------------------------------------------------ boxes in columns


def _in_columns(lines: Sequence[_Line], phrases: Sequence[Phrase], cells: Cells) -> list[Unit]:
    units: list[Unit] = []
    above: tuple[_Line, Mapping[int, tuple[Phrase, ...]]] | None = None
    for line in lines:
        heads = _heads_of(line, phrases)
        if not heads and above is not None and _same_columns(above[0], line):
            heads = dict(above[1])
        above = (line, heads)
        choices = tuple(Choice(note=note, words=heads.get(at, ())) for at, note in enumerate(line.notes))
        made = _unit(choices, cells, "" if heads else _NO_WORDS, beside=False)
        units.append(replace(made, heads=tuple(phrase for at in sorted(heads) for phrase in heads[at][-1:])))
    return units


def _same_columns(upper: _Line, line: _Line) -> bool:
    return len(upper.notes) == len(line.notes) and all(
        abs(one.box[0] - other.box[0]) < 4 for one, other in zip(upper.notes, line.notes, strict=True)
    )


def _heads_of(line: _Line, phrases: Sequence[Phrase]) -> dict[int, tuple[Phrase, ...]]:
    """The words right above each box of a line; nothing unless every box has some, all on one level."""
    found: dict[int, tuple[Phrase, ...]] = {}
    for at, note in enumerate(line.notes):
        middle = (note.box[0] + note.box[2]) / 2
        over = [
            phrase
            for phrase in phrases
            if phrase.box[0] - 6 <= middle <= phrase.box[2] + 6 and -3 <= note.box[1] - phrase.box[3] <= 26
        ]
        if over:
            found[at] = (max(over, key=lambda phrase: phrase.box[3]),)
    level = {round(words[-1].middle / 5) for words in found.values()}
    return (
        found
        if len(found) == len(line.notes) and len(level) <= 2 and len({id(w[0]) for w in found.values()}) == len(found)
        else {}
    )
