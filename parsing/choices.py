"""Words → one of a closed list of answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parsing.answers import (
    HEDGES,
    NEGATIONS,
    Answer,
    Choice,
    Reader,
    blank,
    doubtful,
    found,
    is_not_known,
    shortened,
    tile,
    without_placeholders,
    word_set,
)
from parsing.boxes import Option, emphasised, has_boxes, marked_in_two_ways, options_in, with_boxes, words_outside_options
from parsing.field import Field
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_HARMLESS = word_set(
    "a an the of is in it on at and type property tenancy tenant tenants this they she he we has have currently with"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The words of one closed choice: what means what, what says nothing, and what says nothing beside one answer only."""

    spellings: Mapping[str, str]
    harmless: frozenset[str]
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)


def one_of(choices: Sequence[Choice], *, harmless: str = "") -> Reader:
    spellings = {
        spelling_key(spelling): choice.value
        for choice in choices
        for spelling in (choice.value.replace("_", " "), choice.label, *choice.words)
    }
    beside = {choice.value: word_set(choice.beside) for choice in choices if choice.beside}
    known = Known(spellings=spellings, harmless=_HARMLESS | word_set(harmless), beside=beside)

    def read(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
        return read_one_of(answer, known)

    return Reader(sort="one_of", read=read, choices=tuple(choices))


def read_one_of(answer: Answer, known: Known) -> Field[str]:
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return blank(answer)
    if has_boxes(text):
        return _ticked_one_of(answer, text, known)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if "?" in text:
        return doubtful(answer, "a question mark stands in the answer.")
    if spelling_key(text) in known.spellings:
        return found(answer, known.spellings[spelling_key(text)])
    values = chosen(text, known)
    if isinstance(values, str) and not _is_printed_list(text, known.spellings):
        return doubtful(answer, values)
    if len(values) == 1:
        return found(answer, values[0])
    return _deleted_as_applicable(answer, text, known.spellings)


def chosen(text: str, known: Known) -> tuple[str, ...] | str:
    """The distinct values that the words name; a sentence when the words hold something else besides."""
    words = spelling_key(text).split()
    hits, left = tile(words, known.spellings)
    passing = known.harmless | (known.beside.get(hits[0], frozenset()) if len(set(hits)) == 1 else frozenset())
    strange = [word for word in left if word not in passing]
    denied = [word for word in left if word in NEGATIONS or word in HEDGES]
    if not hits:
        return "this is none of the answers that the form knows."
    if denied:
        return f"«{' '.join(denied)}» changes what is said; decide by hand."
    if strange:
        return f"«{' '.join(strange)}» is not understood; decide by hand."
    return tuple(dict.fromkeys(hits))


def _deleted_as_applicable(answer: Answer, text: str, spellings: Mapping[str, str]) -> Field[str]:
    marked = spelling_key(emphasised(answer.pieces))
    if marked in spellings:
        return found(answer, spellings[marked])
    if marked_in_two_ways(answer.pieces) or tile(marked.split(), spellings)[0]:
        return doubtful(answer, "it cannot be told which of the marked words is the answer.")
    if _is_printed_list(text, spellings):
        return blank(answer)
    values = tuple(dict.fromkeys(tile(spelling_key(text).split(), spellings)[0]))
    if len(values) >= 3 and len(values) >= len(set(spellings.values())) - 2 and re.search(r"[/|\n\t]", text):
        return blank(answer)
    return doubtful(answer, f"this names {len(values)} answers where one is asked for.", values[0])


def _is_printed_list(text: str, spellings: Mapping[str, str]) -> bool:
    """«Secure / Assured / Starter»: three answers or more, parted by strokes, with nothing else, are the form's own."""
    parts = [spelling_key(part) for part in re.split(r"[/|]", text.replace("*", " ")) if part.strip(" .…_")]
    if parts[-2:] == ["n", "a"]:
        parts[-2:] = ["n a"]
    return len(parts) >= 3 and all(part in spellings or part in _PRINTED_LAST for part in parts)


_PRINTED_LAST = {
    "other",
    "please state",
    "please specify",
    "specify",
    "state",
    "other please state",
    "other please specify",
    "other state",
    "other specify",
    "n a",
    "none",
    "not known",
    "dont know",
    "unknown",
    "unsure",
}


_PRINTED = word_set(
    "please state specify give details detail other comment comments date one only tick select choose which if type"
)


def _after_a_stop(label: str) -> str:
    """«TA – fled last night»: what was typed behind the last of the printed words."""
    return re.split(r"\s[-–—]\s|[;.]\s", label, maxsplit=1)[1] if re.search(r"\s[-–—]\s|[;.]\s", label) else ""


def _are_printed_so(options: Sequence[Option], known: Known) -> bool:
    """«Council – secure» beside every box, ticked or not: the form printed it, and nobody typed behind the dash."""
    values = [chosen(option.label, known) for option in options]
    return all(_after_a_stop(option.label) for option in options) and not any(isinstance(value, str) for value in values)


def _unsettling(remark: str, values: tuple[str, ...] | str, known: Known) -> str:
    """The remark, if it holds more than the form's own words and the ticked answer once again."""
    words = [word for word in spelling_key(remark).split() if word not in _PRINTED]
    said = chosen(" ".join(words), known)
    return remark if words and set(words) - known.harmless and said != values else ""


def _ticked_one_of(answer: Answer, text: str, known: Known) -> Field[str]:
    options = options_in(text)
    if options is None:
        return doubtful(answer, "it cannot be told which box belongs to which word; open the form and answer it by hand.")
    ticked = [option for option in options if option.ticked]
    if not ticked:
        rest = words_outside_options(text)
        return read_one_of(Answer(text=rest, where=answer.where), known) if rest else blank(answer)
    if len(ticked) > 1:
        return doubtful(answer, "several boxes are ticked where one answer is asked for.")
    values = chosen(ticked[0].label, known)
    typed = () if _are_printed_so(options, known) else tuple(option.label for option in options if not option.ticked)
    for remark in (words_outside_options(text), *map(_after_a_stop, typed)):
        if strange := _unsettling(remark, values, known):
            return doubtful(answer, f"beside the boxes stands «{shortened(strange, 60)}»; decide by hand.")
    if isinstance(values, str) or len(values) != 1:
        return doubtful(answer, f"the ticked answer «{shortened(ticked[0].label)}» is not one that this service knows.")
    return found(answer, values[0])
