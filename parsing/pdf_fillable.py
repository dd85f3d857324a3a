"""Pages with form fields: which printed words are the label of which field, beside it or above it, on one line or on several.

Values are fields here, and printed words never are; so only the label can be in question. Where two fields claim the same words,
or words stand between two fields, those rows are unsure and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parsing import ticks
from parsing.pdf_letters import Word
from parsing.pdf_sight import Box
from parsing.pdf_words import WordLine, box_of, in_lines

_GAP = 10.0  # points between words, and words with a wider gap between them are no phrase
_NEAR = 3.0  # points within which two lines begin at one place
_LEVEL = 5.0  # points within which two labels stand level
_ABOVE = 16.0  # points between a label and the field below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A label and what was filled in beside or below it."""

    label: tuple[WordLine, ...]
    value: tuple[WordLine, ...]

    @property
    def box(self) -> Box:
        return box_of([word for line in (*self.label, *self.value) for word in line])

    @property
    def top(self) -> float:
        return min(word.top for word in (self.label or self.value)[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Printed words that stand below each other as one paragraph."""

    lines: tuple[WordLine, ...]

    @property
    def box(self) -> Box:
        return box_of([word for line in self.lines for word in line])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """What can be filled in: fields side by side, or tick boxes with their words in one line or several."""

    lines: tuple[WordLine, ...]
    is_ticks: bool = False

    @property
    def box(self) -> Box:
        return box_of([word for line in self.lines for word in line])

    @property
    def band(self) -> tuple[float, float]:
        """Where its label stands, if it stands beside it: level with the first line."""
        top, bottom = min(word.top for word in self.lines[0]), max(word.bottom for word in self.lines[0])
        return (top, bottom) if self.is_ticks else (top, min(bottom, top + 30.0))

    @property
    def hint(self) -> str:
        return next((word.hint for line in self.lines for word in line if word.field and not word.is_tick and word.hint), "")


def entries_in(words: Sequence[Word]) -> tuple[list[Entry], list[WordLine]]:
    """Labels with their fields, and the lines that are neither."""
    fields = [word for word in words if word.is_blank_to_fill]
    chunks, groups = _chunked(in_lines([word for word in words if not word.is_blank_to_fill]), fields)
    blocks = list(_blocks(chunks))
    slots = [*(_Slot(lines=((field,),)) for field in fields), *(_with_heads(group, blocks) for group in groups)]
    claims = {at: _label_of(slot, slots, blocks) for at, slot in enumerate(slots)}
    return _settled(slots, blocks, claims)


# ------------------------------------------------------------------------------------------------ phrases, ticks with their words


def _is_tick(word: Word) -> bool:
    return word.is_tick or word.is_box


def _chunked(lines: Sequence[WordLine], fields: Sequence[Word]) -> tuple[list[WordLine], list[_Slot]]:
    """Each line as phrases; those that are ticks with their words are put together."""
    chunks: list[WordLine] = []
    rows: list[WordLine] = []
    for line in lines:
        phrases = list(_phrases(line, fields))
        marked = [phrase for phrase in phrases if any(map(_is_tick, phrase))]
        chunks += [phrase for phrase in phrases if phrase not in marked]
        rows += _rows_of_ticks(marked, [phrase for phrase in phrases if phrase not in marked])
    return _with_rest_of_options(chunks, rows)


def _phrases(line: WordLine, fields: Sequence[Word]) -> Iterator[WordLine]:
    after = not _is_tick(line[-1]) and _is_tick(line[0])
    begun: list[Word] = []
    for word in line:
        if begun and (_parts(begun[-1], word, fields) or (_is_tick(word) and not _leads_to_tick(begun, word, line, after=after))):
            yield tuple(begun)
            begun = []
        begun.append(word)
    yield tuple(begun)


def _parts(left: Word, right: Word, fields: Sequence[Word]) -> bool:
    """Whether a wide gap or a form field lies between two words."""
    if right.x0 - left.x1 > max(_GAP, 1.2 * min(left.height, 14)) and not (
        (_is_tick(left) or _is_tick(right)) and right.x0 - left.x1 < 1.6 * _GAP
    ):
        return True
    return any(
        left.x1 - 2 <= field.x0 and field.x1 <= right.x0 + 2 and field.top < left.middle < field.bottom for field in fields
    )


def _leads_to_tick(begun: Sequence[Word], tick: Word, line: WordLine, *, after: bool) -> bool:
    """«Yes ☐   No ☐»: words close before a box that has none close after it."""
    following = next((word for word in line if word.x0 > tick.x0), None)
    has_own = following is not None and not _is_tick(following) and following.x0 - tick.x1 < 1.6 * _GAP
    return not after and not has_own and not any(map(_is_tick, begun))


def _rows_of_ticks(marked: Sequence[WordLine], others: Sequence[WordLine]) -> list[WordLine]:
    """Ticks of one line that follow each other without other words between them."""
    rows: list[WordLine] = []
    for phrase in marked:
        last = rows[-1] if rows else ()
        between = any(last and last[-1].x1 <= other[0].x0 < phrase[0].x0 for other in others)
        if last and not between:
            rows[-1] = (*last, *phrase)
        else:
            rows.append(phrase)
    return rows


def _with_rest_of_options(chunks: Sequence[WordLine], rows: Sequence[WordLine]) -> tuple[list[WordLine], list[_Slot]]:
    """Rows of ticks below each other as one group."""
    groups: list[list[WordLine]] = []
    for row in sorted(rows, key=lambda each: (each[0].middle, each[0].x0)):
        above = next((group for group in groups if _goes_on(group[-1], row, chunks)), None)
        if above is None:
            groups.append([row])
        else:
            above.append(row)
    return list(chunks), [_Slot(lines=tuple(group), is_ticks=True) for group in groups]


def _goes_on(above: WordLine, row: WordLine, chunks: Sequence[WordLine]) -> bool:
    close = -2 < row[0].top - above[0].bottom < 1.3 * row[0].height and abs(row[0].x0 - above[0].x0) < _NEAR
    beside = any(chunk[-1].x1 <= row[0].x0 and abs(chunk[0].middle - row[0].middle) < 0.4 * row[0].height for chunk in chunks)
    return close and not beside


def _with_heads(group: _Slot, blocks: Sequence[_Block]) -> _Slot:
    """Ticks without words of their own have those at the head of their columns: «Yes» and «No»."""
    if not all(_is_tick(word) for line in group.lines for word in line):
        return group
    heads = {(word.x0, word.top): _head_of(word, blocks) for line in group.lines for word in line}
    if not all(heads.values()):
        return group
    lines = (tuple(each for word in line for each in (word, *_moved_to(heads[word.x0, word.top], word))) for line in group.lines)
    return replace(group, lines=tuple(lines))


def _head_of(tick: Word, blocks: Sequence[_Block]) -> WordLine:
    """The nearest words above a tick, in its column."""
    middle = (tick.x0 + tick.x1) / 2
    above = [
        (tick.top - block.box[3], block.lines[-1])
        for block in blocks
        if block.box[3] <= tick.top + 2 and block.box[0] - 6 < middle < block.box[2] + 6 and block.box[2] - block.box[0] < 100
    ]
    return min(above, key=lambda each: each[0], default=(0.0, ()))[1]


def _moved_to(head: WordLine, tick: Word) -> WordLine:
    return tuple(replace(word, x0=tick.x1, x1=tick.x1, top=tick.top, bottom=tick.bottom) for word in head)


def _blocks(chunks: Sequence[WordLine]) -> Iterator[_Block]:
    """Phrases that begin at one place in line below line, of one look."""
    open_blocks: list[list[WordLine]] = []
    for chunk in sorted(chunks, key=lambda each: (each[0].middle, each[0].x0)):
        above = next((block for block in open_blocks if _is_next_line(block[-1], chunk)), None)
        if above is None:
            open_blocks.append([chunk])
        else:
            above.append(chunk)
    return (_Block(lines=tuple(block)) for block in open_blocks)


def _is_next_line(last: WordLine, chunk: WordLine) -> bool:
    alike = abs(last[0].height - chunk[0].height) < 0.8 and last[0].bold == chunk[0].bold
    return alike and abs(last[0].x0 - chunk[0].x0) < _NEAR and -2 < chunk[0].top - last[0].bottom < 0.45 * chunk[0].height


# ------------------------------------------------------------------------------------------------ whose label it is


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    block: int = -1  # none
    is_beside: bool = True
    is_unsure: bool = False


def _label_of(slot: _Slot, slots: Sequence[_Slot], blocks: Sequence[_Block]) -> _Claim:
    top, bottom = slot.band
    left = slot.box[0]
    beside = [
        (block.box[2], at)
        for at, block in enumerate(blocks)
        if block.box[2] <= left + 2 and _shares(block.box, top, bottom) and not _lies_between(block.box, slot, slots)
    ]
    if beside:
        return _Claim(block=max(beside)[1])
    above = [
        (slot.box[1] - block.box[3], at)
        for at, block in enumerate(blocks)
        if block.box[0] < slot.box[2] and block.box[2] > left and -2 < slot.box[1] - block.box[3] < _ABOVE
    ]
    if not above:
        return _Claim()
    gap, at = min(above)
    nearer = any(
        other is not slot and 0 <= blocks[at].box[1] - other.box[3] < gap and _is_over(other.box, blocks[at].box)
        for other in slots
    )
    return _Claim(block=at, is_beside=False, is_unsure=nearer)


def _shares(box: Box, top: float, bottom: float) -> bool:
    """Whether a block stands level with a field: one of its lines does at least."""
    return min(box[3], bottom) - max(box[1], top) > 2


def _lies_between(box: Box, slot: _Slot, slots: Sequence[_Slot]) -> bool:
    """Whether another field stands between the words and this one, with words of its own before it."""
    left = slot.box[0]
    top, bottom = slot.band
    return any(
        other is not slot and box[2] <= other.box[0] + 2 and other.box[2] <= left + 2 and _shares(other.box, top, bottom)
        for other in slots
    )


def _is_over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2]


def _settled(slots: Sequence[_Slot], blocks: Sequence[_Block], claims: dict[int, _Claim]) -> tuple[list[Entry], list[WordLine]]:
    entries: list[Entry] = []
    used: set[int] = set()
    rest: list[WordLine] = []
    for at, block in enumerate(blocks):
        claimed = [number for number, claim in claims.items() if claim.block == at]
        if not claimed:
            continue
        used.add(at)
        entries += _shared_out(block, [(slots[number], claims[number]) for number in claimed])
    for number, claim in claims.items():
        if claim.block < 0:
            entries.append(_without_label(slots[number]))
    rest += [line for at, block in enumerate(blocks) if at not in used for line in block.lines]
    return _in_reading_order(entries), rest


def _shared_out(block: _Block, claimed: Sequence[tuple[_Slot, _Claim]]) -> Iterator[Entry]:
    """A block's lines to the fields that claim it: all to the one row of fields, or to each row the lines level with it."""
    rows = _in_rows([slot for slot, _ in claimed])
    unsure = any(claim.is_unsure for _, claim in claimed)
    if len(rows) == 1:
        yield _entry(block.lines, rows[0], unsure=unsure)
        return
    levels = [min(row, key=lambda slot: slot.band[0]).band for row in rows]
    homes = [[at for at, (top, bottom) in enumerate(levels) if _shares(box_of(line), top, bottom)] for line in block.lines]
    for at, row in enumerate(rows):
        lines = tuple(line for line, home in zip(block.lines, homes, strict=True) if home == [at])
        stray = any(len(home) != 1 for home in homes)
        yield _entry(lines or block.lines, row, unsure=unsure or stray or not lines)


def _in_rows(slots: Sequence[_Slot]) -> list[list[_Slot]]:
    rows: list[list[_Slot]] = []
    for slot in sorted(slots, key=lambda each: (each.box[1], each.box[0])):
        if rows and _shares(rows[-1][0].box, *slot.band):
            rows[-1].append(slot)
        else:
            rows.append([slot])
    return rows


def _entry(label: tuple[WordLine, ...], row: Sequence[_Slot], *, unsure: bool) -> Entry:
    """A row's answer; a field's own tooltip settles which words ask for it where the page does not."""
    hint = next((ticks.plain(slot.hint).strip() for slot in row if slot.hint), "")
    if unsure and hint:
        label, unsure = (_said(hint, row[0]),), False
    value = tuple(_joined([slot.lines for slot in sorted(row, key=lambda each: each.box[0])]))
    if unsure:
        value = tuple(tuple(replace(word, is_unsure=True) for word in line) for line in value)
    return Entry(label=label, value=value)


def _said(hint: str, slot: _Slot) -> WordLine:
    first = slot.lines[0][0]
    return (replace(first, text=hint, field="", hint="", is_tick=False, is_box=False),)


def _joined(held: Iterable[tuple[WordLine, ...]]) -> list[WordLine]:
    """Fields side by side in one line; groups of ticks keep their lines."""
    lines: list[WordLine] = []
    for each in held:
        if lines and len(each) == 1 and len(lines) == 1:
            lines[0] = (*lines[0], *each[0])
        else:
            lines += each
    return lines


def _without_label(slot: _Slot) -> Entry:
    return _entry((), [slot], unsure=True) if slot.hint else Entry(label=(), value=slot.lines)


def _in_reading_order(entries: Sequence[Entry]) -> list[Entry]:
    """From the top; those that stand level from the left."""
    rows: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda each: each.top):
        if rows and entry.top - rows[-1][0].top < _LEVEL:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return [entry for row in rows for entry in sorted(row, key=lambda each: each.box[0])]
