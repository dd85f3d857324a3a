"""Which printed words ask for which field of a fillable page: those beside it or above it, all their lines.

Rules decide where there are any. Else the words left of a field on its own level ask for it, or those right above it; lines
of the same paragraph belong with them. Where two are as near, the field is in doubt, and both are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from parsing.pdf_form_boxes import Unit
from parsing.pdf_form_words import Cells, Phrase, goes_on, is_note, left_of, overlap_across, overlap_down, stands_under
from parsing.pdf_sight import Box

_PART_OF_LIST = "Right beside these boxes stand others that may belong to the same list: look at the original."
_ABOVE = 17  # points; words that ask for the field below them stand no higher
_REACH = 12  # points; they begin no further left of it


@dataclass(kw_only=True)
class Asked:
    """A unit with the words that ask for it. `rivals`: others that may as well."""

    unit: Unit
    label: list[Phrase] = field(default_factory=list)
    rivals: list[Phrase] = field(default_factory=list)
    trailing: list[Phrase] = field(default_factory=list)  # printed after the field: «per week»
    unsure: list[Phrase] = field(default_factory=list)  # lines of which it cannot be told whether they are part of the label
    is_above: bool = False
    is_in_sentence: bool = False  # «There are [2] adults and [3] children»: the words before it may belong to the field before


@dataclass(kw_only=True)
class _Found:
    left: list[Phrase] = field(default_factory=list)
    above: list[Phrase] = field(default_factory=list)


def labelled(units: Sequence[Unit], free: Sequence[Phrase], cells: Cells) -> list[Asked]:
    """Every unit with its label; a unit to which no words stand near has none."""
    asked = [Asked(unit=unit) for unit in units]
    walls = [note.box for unit in units for note in (*unit.notes, *unit.further)]
    rest = [each for each in asked if not _by_rules(each, free, cells, walls)]
    found = [_around(each.unit, free, walls) for each in rest]
    lefts = sum(bool(each.left) and not each.above for each in found)
    aboves = sum(bool(each.above) and not each.left for each in found)
    for each, near in zip(rest, found, strict=True):
        _choose(each, near, lefts, aboves)
    _label_from_below(rest, free)
    _share_lines(asked, free)
    _doubt_parts_of_lists(asked)
    for each in asked:
        each.label.sort(key=lambda phrase: (round(phrase.middle / 4), phrase.box[0]))
    _mark_sentences(asked)
    return asked


# ------------------------------------------------------------------------------------------------ by rules


def _by_rules(asked: Asked, free: Sequence[Phrase], cells: Cells, walls: Sequence[Box]) -> bool:
    """The words of the field's own ruled cell, else of the cell left of it, else of the one above."""
    unit = asked.unit
    if unit.cell is None:
        return False
    near = _around(unit, [phrase for phrase in free if phrase.cell == unit.cell], walls)
    if near.left or near.above:
        _choose(asked, near, 0, 0)
        return True
    for cell in cells.left_of(unit.cell):
        words = [phrase for phrase in free if phrase.cell == cell]
        if any(_holds(cell, wall) for wall in walls):
            break
        if any(not phrase.says_nothing for phrase in words):
            asked.label = words
            return True
    over = next(iter(cells.above(unit.cell)), None)
    if over is None or any(_holds(over, wall) for wall in walls):
        return False
    asked.label = [phrase for phrase in free if phrase.cell == over]
    asked.is_above = True
    return bool(asked.label)


def _holds(cell: Box, box: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= across <= cell[2] and cell[1] <= down <= cell[3]


# ------------------------------------------------------------------------------------------------ by place


def _around(unit: Unit, free: Sequence[Phrase], walls: Sequence[Box]) -> _Found:
    others = [wall for wall in walls if wall not in [note.box for note in unit.notes]]
    worded = [phrase for phrase in free if not phrase.says_nothing]
    return _Found(left=left_of(unit.box, worded, others), above=_above(unit, worded, others))


def _above(unit: Unit, free: Sequence[Phrase], walls: Sequence[Box]) -> list[Phrase]:
    """The phrases of the line right above the unit, no field between."""
    box = unit.box
    over = [
        phrase
        for phrase in free
        if -0.35 * phrase.height <= box[1] - phrase.box[3] <= _ABOVE
        and phrase.box[0] < box[2]
        and phrase.box[2] > box[0]
        and phrase.box[0] >= box[0] - _REACH
        and not any(overlap_across(wall, box) > 2 and wall[1] >= phrase.box[1] and wall[3] <= box[1] + 2 for wall in walls)
        and not _hangs_below(phrase, box, walls, free)
    ]
    if not over:
        return []
    lowest = max(over, key=lambda phrase: phrase.box[3])
    return [phrase for phrase in over if abs(phrase.middle - lowest.middle) < 3]


def _hangs_below(phrase: Phrase, box: Box, walls: Sequence[Box], free: Sequence[Phrase]) -> bool:
    """Whether words between two fields are set closer to the upper one: «________ ¶ Signed», which asks for that one.

    So it can only be where the last field of the column has words below it too: the form's titles stand below throughout.
    """
    gaps = [phrase.box[1] - wall[3] for wall in walls if overlap_across(wall, phrase.box) > 2 and wall[3] <= phrase.box[1] + 2]
    if not gaps or min(gaps) + 2 >= box[1] - phrase.box[3]:
        return False
    last: Box | None = box
    while last is not None:
        under = _right_below(last, free)
        if not under:
            return False
        bottom = max(each.box[3] for each in under)
        column = last
        lower = [wall for wall in walls if bottom - 2 <= wall[1] < bottom + 30 and overlap_across(wall, column) > 2]
        last = min(lower, key=lambda wall: wall[1], default=None)
    return True


def _right_below(box: Box, free: Sequence[Phrase]) -> list[Phrase]:
    return [
        phrase
        for phrase in free
        if not phrase.says_nothing and -2 <= phrase.box[1] - box[3] <= 6 and box[0] - _REACH <= phrase.box[0] < box[2]
    ]


def _label_from_below(asked: Sequence[Asked], free: Sequence[Phrase]) -> None:
    """A field with words neither beside nor above it is asked for by those right below, if they are no other's."""
    taken = {id(phrase) for each in asked for phrase in (*each.label, *each.rivals)}
    for each in asked:
        under = [phrase for phrase in _right_below(each.unit.box, free) if id(phrase) not in taken]
        if not each.label and not each.unit.is_boxes:
            each.label = under
            taken |= {id(phrase) for phrase in under}


def _doubt_parts_of_lists(asked: Sequence[Asked]) -> None:
    """Boxes right above or below others for which no question was found: these may be part of their list."""
    boxes = [each for each in asked if each.unit.is_boxes]
    for lost in (each for each in boxes if not each.label):
        for each in boxes:
            gap = max(each.unit.box[1] - lost.unit.box[3], lost.unit.box[1] - each.unit.box[3])
            if each.label and gap < 12 and overlap_across(each.unit.box, lost.unit.box) > 0 and not each.unit.doubt:
                each.unit = replace(each.unit, doubt=_PART_OF_LIST)


def _mark_sentences(asked: Sequence[Asked]) -> None:
    """Small letters right after a field go on with a sentence: they may as well say what the field before them is."""
    for each in asked:
        if each.is_above or not each.label or not each.label[0].text[:1].islower():
            continue
        first = each.label[0].box
        for other in asked:
            if overlap_down(other.unit.box, first) > 2 and -2 <= first[0] - other.unit.box[2] < 12:
                each.is_in_sentence = other.is_in_sentence = True


def _choose(asked: Asked, near: _Found, lefts: int, aboves: int) -> None:
    """Left or above, if there are both: as it is with the others of the page that have but one."""
    if near.left and near.above:
        if lefts > 2 * aboves:
            near.above = []
        elif aboves > 2 * lefts:
            near.left = []
        else:
            asked.rivals = near.above
    asked.label = list(near.left or near.above)
    asked.is_above = not near.left and bool(near.above)


# ------------------------------------------------------------------------------------------------ all lines of a label


def _share_lines(asked: Sequence[Asked], free: Sequence[Phrase]) -> None:
    """Lines that stand above or below a label's line, as those of one paragraph do, are part of the label."""
    owner = {id(phrase): each for each in asked for phrase in (*each.label, *each.rivals)}
    look = _Look.of([_first_line(phrase, free, owner) for each in asked for phrase in each.label])
    loose = [phrase for phrase in free if id(phrase) not in owner and not phrase.says_nothing]
    while True:
        grown = (
            list(_placed(loose, free, owner, look, patient=True)) or list(_placed(loose, free, owner, look, patient=False))[:1]
        )
        if not grown:
            return
        for phrase, who in grown:
            upper = _neighbour(phrase, free, above=True)
            if upper is not None and owner.get(id(upper)) is who[0] and not _looks_alike(upper, phrase):
                who[0].unsure.append(phrase)
            owner[id(phrase)] = who[0]
            who[0].label.append(phrase)
            for each in who if len(who) > 1 else ():
                each.unsure.append(phrase)
        loose = [phrase for phrase in loose if id(phrase) not in owner]


def _placed(
    loose: Sequence[Phrase], free: Sequence[Phrase], owner: dict[int, Asked], look: _Look, *, patient: bool
) -> Iterator[tuple[Phrase, tuple[Asked, ...]]]:
    """The lines whose unit can be told now. `patient`: a line waits until the nearer of its neighbours has a place."""
    for phrase in loose:
        upper, lower = _neighbour(phrase, free, above=True), _neighbour(phrase, free, above=False)
        if not (patient and _waits(phrase, upper, lower, owner)) and (who := _whose(phrase, upper, lower, owner, look)):
            yield phrase, who


def _waits(phrase: Phrase, upper: Phrase | None, lower: Phrase | None, owner: dict[int, Asked]) -> bool:
    if upper is None or lower is None:
        return False
    if is_note(phrase, upper):
        return id(upper) not in owner
    near, far = phrase.box[1] - upper.box[3], lower.box[1] - phrase.box[3]
    return (near < far - 1.5 and id(upper) not in owner) or (far < near - 1.5 and id(lower) not in owner)


def _first_line(label: Phrase, free: Sequence[Phrase], owner: dict[int, Asked]) -> Phrase:
    """The line that stands right above a label's line; else this itself."""
    upper = _neighbour(label, free, above=True)
    return label if upper is None or id(upper) in owner else upper


@dataclass(frozen=True, kw_only=True)
class _Look:
    """How most labels of the page are printed: titles are larger, or bold where labels are not; hints smaller."""

    height: float
    bold: bool

    @staticmethod
    def of(anchors: Sequence[Phrase]) -> _Look:
        heights = sorted(phrase.height for phrase in anchors) or [0.0]
        return _Look(height=heights[len(heights) // 2], bold=2 * sum(phrase.bold for phrase in anchors) > len(anchors))

    def is_label(self, phrase: Phrase) -> bool:
        return phrase.height < self.height + 0.6 and (self.bold or not phrase.bold)

    def is_hint(self, phrase: Phrase) -> bool:
        return phrase.height < 0.93 * self.height or phrase.text.startswith(("(", "[")) or (self.bold and not phrase.bold)


def _whose(phrase: Phrase, upper: Phrase | None, lower: Phrase | None, owner: dict[int, Asked], look: _Look) -> tuple[Asked, ...]:
    """The unit whose label a line belongs to; two where nobody can tell."""
    over = owner.get(id(upper)) if upper is not None and _may_follow(upper, phrase, owner) else None
    under = owner.get(id(lower)) if lower is not None and _may_lead(phrase, lower, owner, look) else None
    if over is None or under is None or over is under:
        one = over or under
        return (one,) if one else ()
    assert upper is not None
    assert lower is not None
    if is_note(phrase, upper) and not is_note(lower, phrase):
        return (over,)  # a hint follows its label
    near, far = phrase.box[1] - upper.box[3], lower.box[1] - phrase.box[3]
    if abs(near - far) > 1.5:
        return (over,) if near < far else (under,)
    right = over.unit.box[0] - 4
    if goes_on(upper, phrase, right):
        return (over,)
    if upper.text.endswith((":", "?")) or goes_on(phrase, lower, right):
        return (under,)
    return (over, under)


def _neighbour(phrase: Phrase, free: Sequence[Phrase], *, above: bool) -> Phrase | None:
    if above:
        return max((each for each in free if stands_under(each, phrase)), key=lambda each: each.box[3], default=None)
    return min((each for each in free if stands_under(phrase, each)), key=lambda each: each.box[1], default=None)


def _may_follow(upper: Phrase, phrase: Phrase, owner: dict[int, Asked]) -> bool:
    """Whether a line may be the next one of a label, of its look or smaller; what stands above a field ends at the field."""
    who = owner.get(id(upper))
    if who is None or (who.is_above and phrase.box[3] > who.unit.box[1] + 3):
        return False
    same = abs(phrase.height - upper.height) < 0.6 and phrase.box[1] - upper.box[3] < 0.45 * phrase.height
    return same or _looks_alike(upper, phrase)


def _looks_alike(upper: Phrase, phrase: Phrase) -> bool:
    """Whether a line goes on in the look of the one above, or smaller as hints do; one in bold may be a title."""
    same = phrase.bold == upper.bold and abs(phrase.height - upper.height) < 0.6
    return same or is_note(phrase, upper) or phrase.text[:1].islower()


def _may_lead(phrase: Phrase, lower: Phrase, owner: dict[int, Asked], look: _Look) -> bool:
    """Whether a line may be the one before a label's line: of its look, or the label itself above a hint."""
    if owner.get(id(lower)) is None:
        return False
    same = phrase.bold == lower.bold and abs(phrase.height - lower.height) < 0.6 and not phrase.text.endswith(".")
    return same or (look.is_hint(lower) and look.is_label(phrase))


def text_of(label: Sequence[Phrase]) -> str:
    return " ".join(phrase.text for phrase in label)
