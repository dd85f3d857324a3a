"""Fields in rows and columns below printed titles: people by age and sex, officers side by side, marks below «Safe»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsing.pdf_fields import Note
from parsing.pdf_form_boxes import PLAIN, Unit
from parsing.pdf_form_labels import Asked, text_of
from parsing.pdf_form_words import Cells, Phrase, around_all, left_of, overlap_across, overlap_down
from parsing.pdf_sight import Box
from scheme.terms import spelling_key

_HEAD = 16  # points; titles stand no higher above the first row
_WIDE = 90  # points; fields further apart, with nothing printed between them, are no row


@dataclass(frozen=True, kw_only=True)
class FieldTable:
    """`corner`: the title above the rows' own labels. `outer`: the words beside it that ask for all of it."""

    heads: tuple[Phrase, ...]
    rows: tuple[Unit, ...]
    labels: tuple[tuple[Phrase, ...], ...]
    corner: tuple[Phrase, ...] = ()
    outer: tuple[Phrase, ...] = ()
    repeated: tuple[Phrase, ...] = ()  # the titles again, printed in every row

    @property
    def box(self) -> Box:
        return around_all([*(row.box for row in self.rows), *(head.box for head in self.heads)])

    @property
    def spoken_for(self) -> list[Phrase]:
        return [*self.heads, *self.corner, *self.outer, *self.repeated, *(phrase for label in self.labels for phrase in label)]


# ------------------------------------------------------------------------------------------------ fields side by side


def rows_of_fields(fields: Sequence[Note], phrases: Sequence[Phrase], buttons: Sequence[Note], cells: Cells) -> list[Unit]:
    """Fields as they stand side by side on one level with no words between, each row a unit; a field alone is one too."""
    rows: list[list[Note]] = []
    for note in sorted(fields, key=lambda each: (each.box[1], each.box[0])):
        row = next((row for row in rows if _is_level(row[-1].box, note.box)), None)
        if row is None:
            rows.append([note])
        else:
            row.append(note)
    walls = [*(phrase.box for phrase in phrases if not phrase.says_nothing), *(note.box for note in buttons)]
    return [unit for row in rows for unit in _runs(sorted(row, key=lambda each: each.box[0]), walls, phrases, cells)]


def _is_level(one: Box, other: Box) -> bool:
    return overlap_down(one, other) > 0.6 * min(one[3] - one[1], other[3] - other[1])


def _runs(row: Sequence[Note], walls: Sequence[Box], phrases: Sequence[Phrase], cells: Cells) -> Iterator[Unit]:
    run = [row[0]]
    for left, right in pairwise(row):
        if _are_parted(left.box, right.box, walls):
            yield unit_of(run, phrases, cells)
            run = []
        run.append(right)
    yield unit_of(run, phrases, cells)


def _are_parted(left: Box, right: Box, walls: Sequence[Box]) -> bool:
    if right[0] - left[2] > _WIDE:
        return True
    return any(
        overlap_down(wall, right) > 0.4 * (wall[3] - wall[1]) and left[2] - 3 < (wall[0] + wall[2]) / 2 < right[0] + 3
        for wall in walls
    )


def unit_of(run: Sequence[Note], phrases: Sequence[Phrase], cells: Cells) -> Unit:
    box = around_all([note.box for note in run])
    between = tuple(
        next((each.text for each in phrases if each.says_nothing and _stands_between(each, left.box, right.box)), "")
        for left, right in pairwise(run)
    )
    return Unit(box=box, notes=tuple(run), cell=cells.around(run[0].box), parts=between)


def _stands_between(phrase: Phrase, left: Box, right: Box) -> bool:
    return left[2] - 3 < (phrase.box[0] + phrase.box[2]) / 2 < right[0] + 3 and overlap_down(phrase.box, left) > 2


# ------------------------------------------------------------------------------------------------ below titles


def tables_in(units: Sequence[Unit], phrases: Sequence[Phrase], cells: Cells) -> tuple[list[FieldTable], list[Unit]]:
    """The tables among rows of fields; and the other units, a row whose fields have titles of their own field by field."""
    walls = [note.box for unit in units for note in unit.notes]
    tables: list[FieldTable] = []
    rest: list[Unit] = []
    for group in _groups(units, phrases, walls):
        if len(group) == 1 and not group[0].heads:
            rest += _apart(group[0], phrases, cells, walls)
            continue
        table = _table(group, phrases, cells, walls)
        if len(group) == 1 and not any(table.labels) and not table.outer:
            rest += [unit_of([note], (), cells) for note in group[0].notes]
        else:
            tables.append(table)
    return tables, rest


def _groups(units: Sequence[Unit], phrases: Sequence[Phrase], walls: Sequence[Box]) -> list[list[Unit]]:
    """Rows below the same titles. Rows of one field are groups of their own."""
    groups: list[list[Unit]] = []
    for unit in sorted(units, key=lambda each: each.box[1]):
        if len(unit.notes) < 2:
            groups.append([unit])
            continue
        heads = _heads(unit, phrases, walls)
        over = next((group for group in groups if _goes_on(group[-1], unit)), None)
        if not heads and over is not None and over[0].heads:
            over.append(replace(unit, heads=over[0].heads))
        else:
            groups.append([replace(unit, heads=heads)])
    return groups


def _goes_on(upper: Unit, unit: Unit) -> bool:
    gap = unit.box[1] - upper.box[3]
    return (
        len(upper.notes) == len(unit.notes)
        and -2 < gap < 20
        and all(abs(one.box[0] - other.box[0]) < 4 for one, other in zip(upper.notes, unit.notes, strict=True))
    )


def _heads(unit: Unit, phrases: Sequence[Phrase], walls: Sequence[Box]) -> tuple[Phrase, ...]:
    """A title above each field of the row, all on one level; none where a field has none."""
    found = []
    for note in unit.notes:
        over = [
            phrase
            for phrase in phrases
            if not phrase.says_nothing
            and -3 <= note.box[1] - phrase.box[3] <= _HEAD
            and overlap_across(phrase.box, note.box) > 0.5 * min(phrase.box[2] - phrase.box[0], note.box[2] - note.box[0])
            and not any(overlap_across(wall, note.box) > 2 and phrase.box[1] < wall[1] < note.box[1] - 2 for wall in walls)
        ]
        if not over:
            return ()
        found.append(max(over, key=lambda phrase: phrase.box[3]))
    level = max(phrase.middle for phrase in found) - min(phrase.middle for phrase in found) < 5
    return tuple(found) if level and len({id(phrase) for phrase in found}) == len(found) else ()


def _apart(unit: Unit, phrases: Sequence[Phrase], cells: Cells, walls: Sequence[Box]) -> list[Unit]:
    """A row of fields, of which some have a title of their own and some not: parted before each that has one."""
    runs: list[list[Note]] = []
    for note in unit.notes:
        titled = bool(_heads(replace(unit, notes=(note,)), phrases, walls))
        if runs and not titled:
            runs[-1].append(note)
        else:
            runs.append([note])
    return [unit] if len(runs) == 1 else [unit_of(run, phrases, cells) for run in runs]


def _table(rows: Sequence[Unit], phrases: Sequence[Phrase], cells: Cells, walls: Sequence[Box]) -> FieldTable:
    heads = rows[0].heads
    taken = {id(head) for head in heads}
    free = [phrase for phrase in phrases if id(phrase) not in taken and not phrase.says_nothing]
    beside = [left_of(row.box, free, walls) for row in rows]
    labels = _labels(rows, beside, cells)
    taken |= {id(phrase) for label in labels for phrase in label}
    left = min([row.box[0] for row in rows] + [phrase.box[0] for label in labels for phrase in label])
    corner = tuple(
        phrase
        for phrase in free
        if labels[0] and abs(phrase.middle - heads[0].middle) < 4 and left - 4 <= phrase.box[0] < heads[0].box[0]
    )
    taken |= {id(phrase) for phrase in corner}
    top, bottom = heads[0].box[1] - 3, rows[-1].box[3] + 2
    whole = (left, top, rows[0].box[2], bottom)
    outer = left_of(whole, [phrase for phrase in free if id(phrase) not in taken], walls)
    return FieldTable(heads=heads, rows=tuple(rows), labels=tuple(labels), corner=corner, outer=tuple(outer))


def _labels(rows: Sequence[Unit], beside: Sequence[Sequence[Phrase]], cells: Cells) -> list[tuple[Phrase, ...]]:
    """The rows' own labels; words beside the first row alone ask for the whole table, unless a rule makes them the row's."""
    ruled = [
        tuple(phrase for phrase in words if row.cell is not None and phrase.cell in cells.left_of(row.cell))
        for row, words in zip(rows, beside, strict=True)
    ]
    if any(ruled):
        return ruled
    several = sum(bool(words) for words in beside) > 1
    numbered = any(words and words[-1].text[-1:].isdigit() for words in beside)
    return [tuple(words) for words in beside] if several or numbered else [() for _ in rows]


# ------------------------------------------------------------------------------------------------ marks in columns


def tables_of_marks(units: Sequence[Unit], phrases: Sequence[Phrase], cells: Cells) -> tuple[list[FieldTable], list[Unit]]:
    """Boxes below titles other than «Yes» and «No»; and the units that are none of these."""
    held: list[list[Unit]] = []
    rest: list[Unit] = []
    walls = [note.box for unit in units for note in unit.notes]
    for unit in units:
        if not unit.heads or all(spelling_key(head.text) in PLAIN for head in unit.heads):
            rest.append(unit)
        elif held and [id(head) for head in held[-1][0].heads] == [id(head) for head in unit.heads]:
            held[-1].append(unit)
        else:
            held.append([unit])
    return [_table(group, phrases, cells, walls) for group in held], rest


# ------------------------------------------------------------------------------------------------ people in lines

_AGE, _SEX = frozenset(("age", "ages")), frozenset(("sex", "gender", "m f", "male female"))


def people_in_lines(asked: Sequence[Asked], free: Sequence[Phrase]) -> tuple[list[FieldTable], list[Asked]]:
    """«Adult 1   Age [34]   Sex [F]» line by line: a table below «Age» and «Sex»; and the other questions."""
    rows: list[list[tuple[Asked, Asked]]] = []
    taken: set[int] = set()
    for age, sex in _couples(asked):
        taken |= {id(age), id(sex)}
        last = rows[-1][-1][0].unit.box if rows else None
        if last and abs(last[0] - age.unit.box[0]) < 4 and 0 < age.unit.box[1] - last[3] < 24:
            rows[-1].append((age, sex))
        else:
            rows.append([(age, sex)])
    own = {id(phrase) for each in asked for phrase in each.label}
    rest = [phrase for phrase in free if id(phrase) not in own]
    return [_of_people(group, rest) for group in rows], [each for each in asked if id(each) not in taken]


def _couples(asked: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """An age and a sex that are asked for on one level, with a field each."""
    for age in asked:
        if len(age.unit.notes) != 1 or spelling_key(text_of(age.label)) not in _AGE:
            continue
        level = (each for each in asked if spelling_key(text_of(each.label)) in _SEX and _is_level(each.unit.box, age.unit.box))
        sex = min(level, key=lambda each: abs(each.unit.box[0] - age.unit.box[0]), default=None)
        if sex is not None and len(sex.unit.notes) == 1:
            yield age, sex


def _of_people(rows: Sequence[tuple[Asked, Asked]], free: Sequence[Phrase]) -> FieldTable:
    units = []
    labels = []
    for age, sex in rows:
        whole = around_all([age.unit.box, sex.unit.box, *(phrase.box for phrase in (*age.label, *sex.label))])
        units.append(Unit(box=whole, notes=(*age.unit.notes, *sex.unit.notes)))
        labels.append(tuple(left_of(whole, free, ())))
    heads = tuple(each.label[0] for each in rows[0])
    repeated = tuple(phrase for row in rows for each in row for phrase in each.label)
    return FieldTable(heads=heads, rows=tuple(units), labels=tuple(labels), repeated=repeated)
