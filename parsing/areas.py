"""Words → areas, the one answer that can hurt somebody (DESIGN §6, R030, R031).

Every word must be accounted for: by an exact spelling of an area, or by a word of the short list of harmless ones. One
word too many, be it «not», a compass point, a street or a slip of the pen, puts the whole answer before a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsing.answers import (
    HEDGES,
    LONGEST_ANSWER,
    NEGATIONS,
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    is_not_applicable,
    is_not_known,
    shortened,
    tile,
    without_placeholders,
    word_set,
)
from parsing.boxes import Option, emphasised, has_boxes, options_in, with_boxes
from parsing.field import Field
from parsing.slips import closest
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_PASSING = word_set("and or please the following area areas borough boroughs council in +")
_RANK = re.compile(
    r"(?<![\w.])\(?(\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:choice|preference))?\s*(?:[.):]|"
    r"[-–](?=\s))?\s*(?!\w*\d)(?=[\sA-Za-z(),;]|$)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[•·▪◦‣●○*\-–—>o](?=\s)\s*|^\s*[•·▪◦‣●]\s*")
_SPLIT = re.compile(r"[,;+\n•·▪●]|\t| {3,}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s?\d[A-Z]{2})?\b", re.IGNORECASE)
_ODD_SIGN = re.compile(r"[^\w\s.,:;'’‘`&+/|\"“”«»()\[\]•·]")  # brackets are counted by themselves
_NOWHERE = {
    "none",
    "no",
    "nil",
    "nowhere",
    "none known",
    "n a",
    "na",
    "none identified",
    "not applicable",
    "no areas",
    "no boroughs",
    "none at present",
    "no known areas",
    "no areas of risk",
    "no risk areas",
    "none disclosed",
    "none that we know of",
    "none that we are aware of",
    "none that i am aware of",
    "none we know of",
    "none we are aware of",
    "none to our knowledge",
    "none known at present",
    "none known at this time",
    "none known of",
    "none at this time",
    "none currently",
    "none reported",
    "none stated",
    "none identified at present",
    "no known risk areas",
    "no areas known",
    "no areas identified",
    "no areas to avoid",
    "no area",
    "no borough",
    "no boroughs to avoid",
    "no unsafe areas",
    "no unsafe boroughs",
    "no specific areas",
    "there are none",
    "no others",
    "none other",
}
_EVERYWHERE = word_set("all any anywhere everywhere every whole most anything open flexible")
_DIRECTIONS = word_set("north south east west central inner outer northern southern eastern western nearby near around within")
R031 = "If a part of an area is not safe, the whole area is left out (R031)."


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasSaid:
    """What a text says of areas: sure areas and, if a word is not accounted for, why nobody may rely on them."""

    areas: tuple[str, ...] = ()
    why: str = ""


def areas_in(text: str, scheme: Scheme) -> AreasSaid:
    """The areas of a plain list, each word accounted for; otherwise what was found and why it is not enough."""
    if len(text) > LONGEST_ANSWER:
        return AreasSaid(why="this answer is too long for a plain list; read it by hand.")
    if _AND_SO_ON.search(text):
        return AreasSaid(areas=_named_in(text, scheme), why="the list goes on («…»); ask for every area that is safe.")
    plain, ranked = _without_ranking(_as_numbers(_unwrapped(text)))
    areas: list[str] = []
    strange: list[str] = []
    for item in _items(plain, scheme):
        hits, left = _one_item(item, scheme)
        areas += hits
        strange += left
    wanted = tuple(sorted(set(areas)))
    if strange:
        return AreasSaid(areas=wanted, why=_why(text, strange, scheme))
    if ranked and ranked != len(areas):
        return AreasSaid(areas=wanted, why="the numbers beside the areas are not a plain ranking; decide by hand.")
    if not wanted:
        return AreasSaid(why="no area of the scheme is named.")
    return AreasSaid(areas=wanted)


def _unwrapped(text: str) -> str:
    """«(Camden, Brent)»: brackets around the whole say nothing; around a part of it they may."""
    whole = re.fullmatch(r"\s*[(\[]([^()\[\]]*)[)\]]\s*", text)
    return whole[1] if whole else text


_AND_SO_ON = re.compile(r"\w[\s,]*(?:…|(?<!\.)\.{3}(?!\.))")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_CHOICE = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+(?=(?:choice|preference)\b)", re.IGNORECASE)
_LETTERED = re.compile(r"(?<![\w.])\(?([a-h])[.)](?=\s)", re.IGNORECASE)


def _named_in(text: str, scheme: Scheme) -> tuple[str, ...]:
    return tuple(sorted(set(tile(spelling_key(text).split(), scheme.area_spellings())[0])))


def _as_numbers(text: str) -> str:
    """«First choice … second choice …», «a) … b) …»: a ranking in figures."""
    text = _CHOICE.sub(lambda match: f"{_ORDINALS.index(match[1].casefold()) + 1} ", text)
    letters = [match[1].casefold() for match in _LETTERED.finditer(text)]
    if len(letters) > 1 and letters == [chr(ord("a") + at) for at in range(len(letters))]:
        text = _LETTERED.sub(lambda match: f" {ord(match[1].casefold()) - ord('a') + 1}) ", text)
    return text


def _without_ranking(text: str) -> tuple[str, int]:
    """The text less the numbers of a ranking, and how many there were: 1, 2, 3 … in order and nothing else."""
    numbers = [int(match.group(1)) for match in _RANK.finditer(text)]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return text, 0
    return _RANK.sub(" ", text), len(numbers)


def _items(text: str, scheme: Scheme) -> Iterator[str]:
    """The items of a list; a stroke parts two, unless it belongs to the name of one."""
    for part in _SPLIT.split(text):
        for item in [part] if scheme.area(part.strip()) else re.split(r"[/|]", part):
            if item.strip(" .:"):
                yield item.strip()


def _one_item(item: str, scheme: Scheme) -> tuple[list[str], list[str]]:
    """(areas, words not accounted for) of one item of the list."""
    plain = _BULLET.sub("", item).strip()
    if not plain.strip(" .:"):
        return [], []
    if alone := scheme.area(plain):
        opened = re.findall(r"^[(\[]", plain) or (re.findall(r"[)\]]$", plain) if not re.search(r"[(\[]", plain) else [])
        hyphens = r"(?<=\w)[-–—](?=\w)|^\s*[-–—]\s|\s[-–—]\s*$"
        return [alone.name], [*_ODD_SIGN.findall(re.sub(hyphens, "", plain)), *opened]
    heads = rf"\b(?:{re.escape(scheme.region)}\s+)?(?:royal\s+)?boroughs?\s+of\b|\blb\s+of\b"
    plain = re.sub(heads, " ", plain, flags=re.IGNORECASE)
    hits, left = tile(spelling_key(plain).split(), scheme.area_spellings())
    strange = [word for word in left if word not in _PASSING]
    return hits, [*strange, *_odd_signs(plain, hits)]


def _odd_signs(plain: str, hits: Sequence[str]) -> list[str]:
    """Signs that may say something: «Hackney?», «Camden*», brackets; a hyphen inside a name or between spaces does not."""
    bare = re.sub(r"(?<=\w)[-–—](?=\w)", "", plain)
    bare = re.sub(r"\s[-–—]\s", " ", bare) if len(hits) > 1 else bare
    return [*_ODD_SIGN.findall(bare), *re.findall(r"[()\[\]]", bare)]


def _why(text: str, strange: Sequence[str], scheme: Scheme) -> str:
    """What was found, for the coordinator."""
    words = " ".join(dict.fromkeys(strange))
    kinds = set(strange)
    place = _place(text, scheme)
    if kinds & NEGATIONS:
        return f"«{words}» may exclude something; nothing of this answer is taken. {R031}"
    if _POSTCODE.search(" ".join(strange)):
        return f"«{words}» is a postcode or part of one; only whole areas are taken (R030). Ask which area is meant."
    if kinds & _EVERYWHERE:
        return f"«{words}» names no single areas; ask the officer to list every area that is safe."
    if place:
        meant = ", ".join(place[1])
        return f"«{place[0]}» is no area, but a place or a wider word for {meant} (R030); ask which areas are meant. {R031}"
    if kinds & _DIRECTIONS:
        return f"«{words}» names a part, not whole areas (R030); ask which areas are meant. {R031}"
    if kinds & HEDGES or "?" in kinds:
        return f"«{words}» leaves it open; ask the officer for a plain list."
    return (
        f"«{words}» is no area of the scheme by that spelling; ask which area is meant. "
        "A place outside the region cannot be requested: send the signpost (R035)."
    )


def _place(text: str, scheme: Scheme) -> tuple[str, tuple[str, ...]] | None:
    unsure = scheme.area_proposal_spellings()
    spelled = {spelling: spelling for spelling in unsure}
    hits, _ = tile(spelling_key(text).split(), {**scheme.area_spellings(), **spelled})
    for hit in hits:
        if hit in unsure:
            return hit, unsure[hit]
    return None


# ── answers of a form ───────────────────────────────────────────────────────────────────────────────────────────────


def read_areas_wanted(answer: Answer, scheme: Scheme) -> Field[tuple[str, ...]]:
    if struck := [
        piece for piece in answer.pieces if piece.struck and tile(spelling_key(piece.text).split(), scheme.area_spellings())[0]
    ]:
        words = ", ".join(piece.text.strip(" ,;") for piece in struck)
        why = f"«{shortened(words, 60)}» is struck out; ask whether the others are the ones that are safe."
        return doubtful(answer, why, _proposal(with_boxes(answer.text), scheme))
    return _read_areas(answer, scheme, none_is_an_answer=False)


def read_areas_at_risk(answer: Answer, scheme: Scheme) -> Field[tuple[str, ...]]:
    """Areas to stay away from. «None» is an answer here; an area struck out is not trusted to be safe."""
    if any(piece.struck and spelling_key(piece.text) for piece in answer.pieces):
        return doubtful(answer, "words are struck out among the areas at risk; decide by hand.")
    return _read_areas(answer, scheme, none_is_an_answer=True)


def _read_areas(answer: Answer, scheme: Scheme, *, none_is_an_answer: bool) -> Field[tuple[str, ...]]:
    text = with_boxes(without_placeholders(answer.text)).strip()
    if spelling_key(answer.text) in _NOWHERE:
        return _nowhere(answer, none_is_an_answer=none_is_an_answer)
    if not text:
        return blank(answer)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if has_boxes(text):
        return _ticked_areas(answer, text, scheme, none_is_an_answer=none_is_an_answer)
    said = areas_in(text, scheme)
    why = said.why or _printed_list(answer, said, scheme)
    if not why:
        return found(answer, said.areas)
    return doubtful(answer, why, _all_named(text, scheme) if none_is_an_answer else _proposal(text, scheme))


def _nowhere(answer: Answer, *, none_is_an_answer: bool) -> Field[tuple[str, ...]]:
    if none_is_an_answer:
        return found(answer, ())
    return blank(answer) if is_not_applicable(answer.text) else doubtful(answer, "no area is wanted? Ask the officer.")


def _printed_list(answer: Answer, said: AreasSaid, scheme: Scheme) -> str:
    """A list in which some names are marked, or which is the whole printed list, may be answered by the marks."""
    marked = spelling_key(emphasised(answer.pieces))
    if marked and tile(marked.split(), scheme.area_spellings())[0]:
        return "some of the areas are bold, underlined or highlighted and others are not; ask which are meant."
    if len(said.areas) >= max(4, round(len(scheme.areas) * 0.9)):
        return "this is the whole list of areas with none marked; ask which are meant."
    return ""


def _proposal(text: str, scheme: Scheme) -> tuple[str, ...] | None:
    """What may be meant, for a person to confirm: named areas outside a denied clause, places' areas, or all but those denied."""
    if len(text) > LONGEST_ANSWER:
        return None
    wanted: set[str] = set()
    denied: set[str] = set()
    place = _place(text, scheme)
    for clause in re.split(r"[.;\n]", text):
        head, tail = _at_negation(clause)
        head, at_negation = _last_item(head) if tail else (head, "")
        denied |= set(tile(spelling_key(at_negation).split(), scheme.area_spellings())[0])
        wanted |= set(tile(spelling_key(head).split(), scheme.area_spellings())[0])
        denied |= set(tile(spelling_key(tail).split(), scheme.area_spellings())[0])
    wanted |= set(_misspelt(text, scheme)) - denied
    if _EVERYWHERE & set(spelling_key(text).split()):
        wanted |= {area.name for area in scheme.areas}
    elif place and not denied:
        wanted |= set(place[1])
    return tuple(sorted(wanted - denied)) or None


def _all_named(text: str, scheme: Scheme) -> tuple[str, ...] | None:
    """Every area that words on risk may mean: here more is safer, and «Hackney (he lives there)» means Hackney."""
    if len(text) > LONGEST_ANSWER:
        return None
    place = _place(text, scheme)
    named = {*tile(spelling_key(text).split(), scheme.area_spellings())[0], *(place[1] if place else ())}
    return tuple(sorted(named | set(_misspelt(text, scheme)))) or None


def _misspelt(text: str, scheme: Scheme) -> Iterator[str]:
    """Areas that a word comes close to: for a proposal only, never a value (two names that differ by a letter are two)."""
    spellings = scheme.area_spellings()
    _, left = tile(spelling_key(text).split(), spellings)
    for word in left:
        close = closest(word, spellings.keys(), 84) if len(word) >= 5 else None
        if close and word not in scheme.area_proposal_spellings():
            yield spellings[close]


_NOT_OF_WANTING = NEGATIONS | word_set(
    "because since where as perpetrator perps family aunt works work school lives from unsafe danger dangerous"
)


def _last_item(head: str) -> tuple[str, str]:
    """«Camden, Hackney – no»: the words before the negation, and the one item that it denies from behind."""
    cut = max((stop.end() for stop in re.finditer(r"[,/&+]|\band\b", head)), default=0)
    return head[:cut], head[cut:]


def _at_negation(clause: str) -> tuple[str, str]:
    words = clause.split()
    at = next((index for index, word in enumerate(words) if set(spelling_key(word).split()) & _NOT_OF_WANTING), len(words))
    return " ".join(words[:at]), " ".join(words[at:])


def _ticked_areas(answer: Answer, text: str, scheme: Scheme, *, none_is_an_answer: bool) -> Field[tuple[str, ...]]:
    """A grid of boxes: each box must stand beside exactly one area, ticked or not, and nothing else may be written."""
    options = options_in(_without_heading(text, scheme))
    if options is None or re.search(r"(?<![\w'])[xX✗✘](?![\w'])", text):
        return doubtful(answer, "it cannot be told which box belongs to which area; open the form and answer it by hand.")
    outside = _outside(text, options)
    areas: list[str] = []
    for option in options:
        said = areas_in(option.label, scheme) if option.label else AreasSaid(why="a box stands beside no name.")
        if _is_no_answer_box(option):
            continue
        if said.why or len(said.areas) != 1:
            return doubtful(
                answer,
                f"beside a box stands «{shortened(option.label, 40)}»: {said.why or 'several areas.'}",
                _ticked_proposal(options, scheme),
            )
        areas += said.areas if option.ticked else ()
    if outside:
        return doubtful(
            answer,
            f"beside the boxes stands «{shortened(outside, 60)}»; decide by hand. {R031}",
            _ticked_proposal(options, scheme),
        )
    denied = any(option.ticked and spelling_key(option.label) == "none" for option in options)
    if areas and denied:
        return doubtful(answer, "areas are ticked and «none» as well; ask which holds.", _ticked_proposal(options, scheme))
    if denied and none_is_an_answer:
        return found(answer, ())
    return found(answer, tuple(sorted(set(areas)))) if areas else blank(answer)


def _is_no_answer_box(option: Option) -> bool:
    """An unticked box beside «Any», «Other» or «None» says nothing; a ticked «None» says none."""
    key = spelling_key(option.label)
    wide = key in {
        "none",
        "any",
        "all",
        "other",
        "any borough",
        "all boroughs",
        "any area",
        "all areas",
        "other please state",
        "other please specify",
        "other borough",
    }
    return (wide and not option.ticked) or (option.ticked and key == "none")


def _ticked_proposal(options: Sequence[Option], scheme: Scheme) -> tuple[str, ...] | None:
    ticked = {name for option in options if option.ticked for name in areas_in(option.label, scheme).areas}
    return tuple(sorted(ticked)) or None


def _without_heading(text: str, scheme: Scheme) -> str:
    """The text without its first line if that has no box and ends in a colon: «Please tick:»."""
    first, newline, rest = text.partition("\n")
    plain = first.strip()
    return rest if newline and plain.endswith(":") and not has_boxes(plain) and not areas_in(plain, scheme).areas else text


def _outside(text: str, options: Sequence[Option]) -> str:
    """Words in the grid that belong to no box."""
    rest = [line.strip() for line in text.splitlines() if line.strip() and not has_boxes(line)]
    labels = {spelling_key(option.label) for option in options}
    return " ".join(
        line
        for line in rest
        if spelling_key(line) not in labels and not line.endswith(":") and spelling_key(line) not in ("other", "none")
    )


def read_area(answer: Answer, scheme: Scheme) -> Field[str]:
    """One area: where the household lives, where the home is."""
    text = with_boxes(without_placeholders(answer.text)).strip()
    if not text or is_not_applicable(text):
        return blank(answer)
    if has_boxes(text):
        several = _ticked_areas(answer, text, scheme, none_is_an_answer=False)
        if several.value is None:
            return several  # type: ignore[return-value]  # a field without a value: blank or in doubt
        names: tuple[str, ...] = several.value
    else:
        said = areas_in(re.sub(r"^in\s+", "", text), scheme)
        if said.why:
            proposal = _proposal(text, scheme)
            return doubtful(answer, said.why, proposal[0] if proposal and len(proposal) == 1 else None)
        names = said.areas
    return found(answer, names[0]) if len(names) == 1 else doubtful(answer, "one area is asked for, several are named.")


AREA = Reader(sort="area", read=read_area)
AREAS_WANTED = Reader(sort="areas", read=read_areas_wanted)
AREAS_AT_RISK = Reader(sort="areas", read=read_areas_at_risk)
