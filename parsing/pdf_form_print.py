"""The fields of a page beside its print: which words are print, and what stands over or under what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parsing.answers import without_placeholders
from parsing.document import TICKED, UNCLEAR, UNTICKED
from parsing.pdf_fields import Note
from parsing.pdf_form_words import overlap_across, overlap_down
from parsing.pdf_letters import Word
from parsing.pdf_sight import Box
from parsing.pdf_words import in_lines

_UNDER = "Words are printed below what stands in this field: compare it with the original."
_PRINTED_IN = "This is printed where the form has an empty field: compare it with the original."
_OVERLAID = "Two form fields lie over each other here, and hold different words: ask which is meant."


def parted(words: Sequence[Word], shown: Sequence[Note]) -> tuple[list[Word], list[Note], list[Note]]:
    """The printed words that stand beside the fields, the fields to write in, and the boxes and buttons."""
    names = Counter(note.filled.name for note in shown if note.filled is not None)
    buttons = [_as_set(note, names) for note in shown if note.filled is not None and note.filled.is_button]
    fields = _uncovered([note for note in shown if note.filled is not None and not note.filled.is_button])
    printed: list[Word] = []
    inside: dict[int, list[Word]] = {}
    for word in filter(None, (_without_leader(word, fields) for word in words)):
        holder = next((at for at, note in enumerate(fields) if _is_in(word, note.box)), None)
        if holder is not None:
            inside.setdefault(holder, []).append(word)
        elif not (word.text in (TICKED, UNTICKED, UNCLEAR) and any(_is_in(word, _wider(note.box)) for note in buttons)):
            printed.append(word)
    return printed, [_over_print(note, inside.get(at, [])) for at, note in enumerate(fields)], buttons


_LEADER = re.compile(r"_{2,}|\.{4,}|…{2,}")  # what is printed to write on


def _without_leader(word: Word, fields: Sequence[Note]) -> Word | None:
    """«Name:________» without the line to write on, over which the field stands; nothing if it is nothing else."""
    lead = _LEADER.search(word.text)
    if lead is None:
        return word
    text = word.text[: lead.start()]
    end = word.x0 + (word.x1 - word.x0) * len(text) / len(word.text)
    starts = [note.box[0] - 1 for note in fields if word.x0 < note.box[0] < word.x1 and note.box[1] < word.middle < note.box[3]]
    return replace(word, text=text, x1=min(end, *starts) if starts else end) if text else None


def _as_set(note: Note, names: Counter[str]) -> Note:
    """Boxes of one name exclude each other, whatever the file calls them."""
    assert note.filled is not None
    return replace(note, filled=replace(note.filled, is_set=True)) if names[note.filled.name] > 1 else note


def _is_in(word: Word, box: Box) -> bool:
    across = (word.x0 + word.x1) / 2
    return box[0] <= across <= box[2] and box[1] <= word.middle <= box[3]


def _wider(box: Box) -> Box:
    return (box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4)


def _uncovered(fields: Sequence[Note]) -> list[Note]:
    """Each place once. Where two fields with different words lie over each other, nobody can be sure of either."""
    kept: list[Note] = []
    for note in fields:
        under = next((at for at, other in enumerate(kept) if _covers(note.box, other.box)), None)
        if under is None:
            kept.append(note)
            continue
        upper, lower = note.filled, kept[under].filled
        assert upper is not None
        assert lower is not None
        if upper.text.strip() != lower.text.strip():
            both = "\n".join(text for text in (lower.text, upper.text) if text.strip())
            kept[under] = replace(kept[under], filled=replace(lower, text=both, doubt=_OVERLAID))
    return kept


def _covers(one: Box, other: Box) -> bool:
    shared = max(0.0, overlap_across(one, other)) * max(0.0, overlap_down(one, other))
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared > 0.6 * smaller


def _over_print(note: Note, words: Sequence[Word]) -> Note:
    """A field with words printed where it stands: strokes and «dd/mm/yyyy» are a form's own, other words may be an answer."""
    text = "\n".join(" ".join(word.text for word in line) for line in in_lines(words))
    worded = without_placeholders(text)
    filled = note.filled
    assert filled is not None
    if not any(char.isalnum() for char in worded) or re.fullmatch(r"[\W_dDmMyY£]*", worded):
        return note
    if filled.is_empty:
        return replace(note, filled=replace(filled, text=worded, doubt=_PRINTED_IN))
    return replace(note, filled=replace(filled, doubt=filled.doubt or _UNDER))
