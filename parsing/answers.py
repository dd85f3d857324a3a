"""Words → values: what one answer of a form says. Every reader is total: an answer it is not sure of becomes a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from parsing.document import TICKED, UNTICKED, Piece
from parsing.field import Field, Where
from scheme.agreement import Scheme
from scheme.terms import spelling_key

T = TypeVar("T")


def wordings(text: str) -> tuple[str, ...]:
    """Many wordings of one thing, parted by bars."""
    return tuple(" ".join(each.split()) for each in text.split("|"))


def word_set(text: str) -> frozenset[str]:
    """A list of words, written as words."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The words given to one question, how they look, and where they stand."""

    text: str
    pieces: tuple[Piece, ...] = ()
    where: Where = Where()


Read: TypeAlias = Callable[[Answer, Scheme], Field[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    label: str  # as our blank form prints it
    words: tuple[str, ...] = ()  # further spellings seen on forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How an answer is read and, for the blank form, how it is best asked.

    sort: text · yes_no · one_of · number · floor · date · people · area · areas · landlord · ground · grounds ·
    reference · email · phone · money. Choices of `ground(s)` and `area(s)` are the scheme's.
    """

    sort: str
    read: Read
    choices: tuple[Choice, ...] = ()


# ── what counts as no answer ────────────────────────────────────────────────────────────────────────────────────────

_PLACEHOLDERS = re.compile(
    r"""
      (?:please\s+)?(?:click|tap|press)\b[^.\n☒☐]*\b(?:enter|choose|select|insert|add|type|text|date)\b[^.\n☒☐]*\.?
    | (?:please\s+)?(?:choose|select|pick)\s+(?:an?\s+|one\s+)?
      (?:item|option|date|answer|from(?:\s+the)?\s+list|one|below)\b(?:\s+from[^.\n]*)?\.?
    | (?:please\s+)?(?:enter|insert|type|write)\s+[^.\n☒☐]{0,40}\b(?:here|text)\b\.?
    | (?:will\s+|to\s+)be\s+(?:assigned|completed|given|allocated|issued|filled\s+in|added)\s+(?:by|later)\b[^\n]*
    | (?:for\s+)?office\s+use(?:\s+only)?
    | (?:please\s+)?(?:tick|delete|circle|mark|cross|strike\s+out)\s+(?:all\s+|one\s+|the\s+)?
      (?:as|that|which|what|where|box|relevant|appropriate|applicable|here|yes\b)[^\n☒☐:]*?(?=$|\n|[☒☐:.])[.:]?
    | \b[dj]{1,2}\s?[/.\-]\s?m{1,2}\s?[/.\-]\s?(?:y{4}|y{2})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE_PLACEHOLDER = re.compile(
    r"(?:select|please select|choose|please choose|please state|please specify|insert|enter|n\.?/?a\.?|not applicable"
    r"|text|date|answer|[-–—_.…\s/:]*)",
    re.IGNORECASE,
)
_EXAMPLE_LINE = re.compile(r"^\s*[(\[]?\s*(?:e\.?\s?g\.?|for example|example:)(?=[\s:,]).*$", re.IGNORECASE | re.MULTILINE)
_BRACKETED_HINT = re.compile(r"[\[<]\s*(?:insert|enter|name|date|select|click|type)[^\]>\n]*[\]>]", re.IGNORECASE)
NOT_APPLICABLE = re.compile(r"\s*(?:n\s*[./\\]?\s*a\.?|not applicable|na)\s*[.]?\s*", re.IGNORECASE)
_NOT_KNOWN = {
    "nk",
    "n k",
    "not known",
    "unknown",
    "dont know",
    "do not know",
    "not sure",
    "unsure",
    "tbc",
    "to be confirmed",
    "tba",
}


def without_placeholders(text: str) -> str:
    """The words that somebody wrote: «Click or tap here», «dd/mm/yyyy», «e.g. …» are the form's own (forms.md §2.2(5))."""
    kept = _EXAMPLE_LINE.sub("", _BRACKETED_HINT.sub("", _PLACEHOLDERS.sub("", text)))
    kept = kept.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip()
    return "" if _WHOLE_PLACEHOLDER.fullmatch(kept) else kept


def is_not_applicable(text: str) -> bool:
    return NOT_APPLICABLE.fullmatch(text) is not None


def is_not_known(text: str) -> bool:
    return spelling_key(text) in _NOT_KNOWN


# ── making fields ───────────────────────────────────────────────────────────────────────────────────────────────────


def found(answer: Answer, value: T) -> Field[T]:
    return Field(value=value, quote=quoted(answer), where=answer.where)


def blank(answer: Answer) -> Field[Any]:
    return Field(where=answer.where)


def doubtful(answer: Answer, why: str, proposal: Any = None) -> Field[Any]:
    return Field(quote=quoted(answer), where=answer.where, doubt=f"«{shortened(answer.text)}»: {why}", proposal=proposal)


def quoted(answer: Answer) -> str:
    return "\n".join(" ".join(line.split()) for line in answer.text.splitlines() if line.strip())


def shortened(text: str, most: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


# ── ticks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A box and the words beside it."""

    label: str
    ticked: bool


_TYPED_TICK = re.compile(r"\[\s*[xX✓✔☑]\s*\]|\(\s*[xX✓✔]\s*\)|[☑✓✔🗹]|☐\s*[xX✓✔](?![\w'])")
_TYPED_BOX = re.compile(r"\[\s*\]|\(\s+\)|\(\)|□|▢|❏|❑|⬜|\[_+\]")
_MARK = re.compile(f"([{TICKED}{UNTICKED}])")


def with_boxes(text: str) -> str:
    """The text with typed ticks ([x], ☑, ☐x) turned into ☒ and typed boxes into ☐ (forms.md §2.2(2))."""
    return _TYPED_BOX.sub(UNTICKED, _TYPED_TICK.sub(TICKED, text))


def has_boxes(text: str) -> bool:
    return _MARK.search(text) is not None


def options_in(text: str) -> tuple[Option, ...] | None:
    """Each box with its words; None when it cannot be told whether a box belongs to the words before it or after it."""
    lines = [line for line in text.splitlines() if line.strip()]
    marked = [line.strip() for line in lines if _MARK.search(line)]
    if all(line[0] in TICKED + UNTICKED and line[-1] not in TICKED + UNTICKED for line in marked):
        return _paired(lines, before=True)
    if all(line[-1] in TICKED + UNTICKED and line[0] not in TICKED + UNTICKED for line in marked):
        return _paired(lines, before=False)
    return _across_lines(" ".join(lines))


def _across_lines(text: str) -> tuple[Option, ...] | None:
    """Boxes and words in cells or lines of their own: all of them must alternate from the first to the last."""
    first, last = text.strip()[0], text.strip()[-1]
    marks = TICKED + UNTICKED
    if (first in marks) == (last in marks):
        return None
    options = _paired([text], before=first in marks)
    return options if all(option.label for option in options) else None


def _paired(lines: Sequence[str], *, before: bool) -> tuple[Option, ...]:
    options: list[Option] = []
    for line in lines:
        parts = [part.strip(" \t/|,;") for part in _MARK.split(line)]
        step = 1 if before else -1
        options += [
            Option(label=parts[at + step], ticked=parts[at] == TICKED)
            for at in range(1, len(parts), 2)
            if 0 <= at + step < len(parts)
        ]
    return tuple(options)


def words_outside_options(text: str) -> str:
    """Lines that carry no box at all, in a text that has boxes: «Other: …», comments."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip() and not _MARK.search(line))


# ── phrases ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NEGATIONS = word_set(
    "not no nor never none neither except excepting excluding excludes exclude excl avoid "
    "avoiding avoids bar barring without minus but "
    "unless nowhere isnt arent dont doesnt cant cannot wont wouldnt wasnt former formerly previously previous was were ended ex "
    "unsafe apart rather"
)
HEDGES = word_set(
    "maybe perhaps possibly possible probably preferably prefer preferred ideally likely "
    "unlikely unsure sure think thinks might may could "
    "approx approximately around about roughly if depending depends subject pending hopefully unclear query tbc or either"
)


def tile(words: Sequence[str], spellings: Mapping[str, T]) -> tuple[list[T], list[str]]:
    """Cover the words with known spellings, longest first: (what was found, the words left over)."""
    longest = max((spelling.count(" ") + 1 for spelling in spellings), default=1)
    hits: list[T] = []
    left: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            spelling = " ".join(words[at : at + size])
            if spelling in spellings:
                hits.append(spellings[spelling])
                at += size
                break
        else:
            left.append(words[at])
            at += 1
    return hits, left


def emphasised(pieces: Iterable[Piece]) -> str:
    """The words singled out by bold, underline or highlight, when others are not: «delete as applicable» (forms.md §2.2(3))."""
    shown = [piece for piece in pieces if piece.text.strip(" \t\n/|,;:.") and not piece.struck]
    for look in ("highlighted", "underlined", "bold"):
        marked = [piece for piece in shown if getattr(piece, look)]
        if marked and len(marked) < len(shown):
            return " ".join(piece.text.strip() for piece in marked)
    return ""


# ── yes or no ───────────────────────────────────────────────────────────────────────────────────────────────────────

_YES = {"yes", "y", "true", "yep", "yes please", "confirmed", "agreed"}
_NO = {"no", "n", "false", "nope", "none", "nil"}
_STARTS_YES = re.compile(r"^\W*(?:yes|y)\b(?!\s*/)", re.IGNORECASE)
_STARTS_NO = re.compile(
    r"^\W*(?:no|n)\b(?!\s*[/.]?\s*(?:a|k)\b)(?!\s*/)(?!\s+(?:idea|longer|information|answer|reply|response))", re.IGNORECASE
)
_BARE_X = re.compile(r"(?<![\w'])[xX](?![\w'])")


def yes_no(*, yes: Sequence[str] = (), no: Sequence[str] = ()) -> Reader:
    """A yes/no question; `yes` and `no` are the further words with which this very question is answered."""
    ours = {**dict.fromkeys(map(spelling_key, (*_YES, *yes)), True), **dict.fromkeys(map(spelling_key, (*_NO, *no)), False)}

    def read(answer: Answer, scheme: Scheme) -> Field[bool]:  # noqa: ARG001 - every reader is called with the scheme
        return read_yes_no(answer, ours)

    return Reader(sort="yes_no", read=read, choices=(Choice(value="yes", label="Yes"), Choice(value="no", label="No")))


def read_yes_no(answer: Answer, ours: Mapping[str, bool]) -> Field[bool]:
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return blank(answer)
    if has_boxes(text):
        return _ticked_yes_no(answer, text, ours)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    said = spelling_key(text)
    if said in ours:
        return found(answer, ours[said])
    if said == "ticked":
        return found(answer, True)
    return _untouched_or_marked(answer, text, ours) or _yes_no_in_words(answer, text)


def _ticked_yes_no(answer: Answer, text: str, ours: Mapping[str, bool]) -> Field[bool]:
    options = _lone_box(text) or _beside_one_word(text) or options_in(text)
    if options is None:
        return doubtful(answer, "it cannot be told which box belongs to which word; open the form and answer it by hand.")
    if len(options) == 1 and not _known(options[0].label, ours):
        return _statement(answer, options[0])
    ticked = [option for option in options if option.ticked]
    if not ticked:
        rest = spelling_key(_MARK.sub(" ", text))
        untouched = all(
            spelling_key(option.label) in ours or is_not_known(option.label) or is_not_applicable(option.label)
            for option in options
        )
        return (
            blank(answer)
            if untouched and not words_outside_options(text)
            else doubtful(answer, f"no box is ticked, but it says «{rest}».")
        )
    if len(ticked) > 1:
        return doubtful(answer, "more than one box is ticked.")
    return _yes_no_of_option(answer, ticked[0], ours)


def _lone_box(text: str) -> tuple[Option, ...]:
    return (Option(label="", ticked=text == TICKED),) if text in (TICKED, UNTICKED) else ()


def _beside_one_word(text: str) -> tuple[Option, ...]:
    """«Yes ☒   No»: one tick between two words belongs to the one that it stands close to, if the other is plainly apart."""
    match = re.fullmatch(rf"(\w+)([ \t]*){TICKED}([ \t]*)(\w+)", text.strip())
    if match is None or min(len(match[2]), len(match[3])) > 1 or abs(len(match[2]) - len(match[3])) < 1:
        return ()
    if max(len(match[2]), len(match[3])) < 2 or {match[1].casefold(), match[4].casefold()} not in ({"yes", "no"}, {"y", "n"}):
        return ()
    near = len(match[2]) < len(match[3])
    return Option(label=match[1], ticked=near), Option(label=match[4], ticked=not near)


def _statement(answer: Answer, option: Option) -> Field[bool]:
    """One box beside a statement: «☒ I confirm that the applicant agrees». Not ticked is not an answer."""
    if not option.ticked:
        return blank(answer)
    if option.label and not spelling_key(option.label):
        return doubtful(answer, "it cannot be told what the box stands for.")
    if NEGATIONS & set(spelling_key(option.label).split()):
        return doubtful(answer, "one box is ticked beside words that deny something.")
    return found(answer, True)


def _known(label: str, ours: Mapping[str, bool]) -> bool:
    words = spelling_key(label).split()
    return bool(words) and (spelling_key(label) in ours or words[0] in ("yes", "no", "y", "n"))


def _yes_no_of_option(answer: Answer, option: Option, ours: Mapping[str, bool]) -> Field[bool]:
    if spelling_key(option.label) in ours:
        return found(answer, ours[spelling_key(option.label)])
    if is_not_known(option.label):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if is_not_applicable(option.label):
        return blank(answer)
    return _yes_no_in_words(answer, option.label)


def _untouched_or_marked(answer: Answer, text: str, ours: Mapping[str, bool]) -> Field[bool] | None:
    """«Yes / No»: answered by bold, underline, highlight or an x beside it; else not answered at all."""
    offered = spelling_key(_BARE_X.sub(" ", text))
    if offered not in (
        "yes no",
        "y n",
        "no yes",
        "yes no n a",
        "y n n a",
        "yes or no",
        "yes no not known",
        "y n not known",
        "yes no dont know",
    ):
        return None
    marked = spelling_key(emphasised(answer.pieces))
    if marked in ours:
        return found(answer, ours[marked])
    if not _BARE_X.search(text):
        return blank(answer)
    beside = [part for part in re.split(r"[/|\n\t]| {2,}", text) if _BARE_X.search(part)]
    if len(beside) == 1 and (said := spelling_key(_BARE_X.sub(" ", beside[0]))) in ours:
        return found(answer, ours[said])
    return doubtful(answer, "it cannot be told which word the x stands beside.")


def _yes_no_in_words(answer: Answer, text: str) -> Field[bool]:
    """«Yes - two weeks behind»: the first word answers, unless what follows takes it back."""
    words = spelling_key(text).split()
    yes, no = bool(_STARTS_YES.match(text)), bool(_STARTS_NO.match(text))
    if yes == no or len(words) > 30:
        return doubtful(answer, "this is neither a plain yes nor a plain no.")
    rest = set(words[1:])
    takes_back = (
        rest & (HEDGES | {"yes", "but", "unless", "however", "although", "except"})
        if no
        else rest & (HEDGES | NEGATIONS | {"however", "although"})
    )
    if takes_back:
        return doubtful(answer, f"it begins with «{words[0]}», but goes on with «{' '.join(sorted(takes_back))}».")
    return found(answer, yes)


# ── one of several words ────────────────────────────────────────────────────────────────────────────────────────────

_HARMLESS = word_set(
    "a an the of is in it on at and type property tenancy tenant tenants this they she he we has have living currently with"
)


def one_of(choices: Sequence[Choice], *, harmless: str = "") -> Reader:
    spellings = {
        spelling_key(spelling): choice.value
        for choice in choices
        for spelling in (choice.value.replace("_", " "), choice.label, *choice.words)
    }
    passing = _HARMLESS | set(harmless.split())

    def read(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
        return read_one_of(answer, spellings, passing)

    return Reader(sort="one_of", read=read, choices=tuple(choices))


def read_one_of(answer: Answer, spellings: Mapping[str, str], harmless: frozenset[str] | set[str]) -> Field[str]:
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return blank(answer)
    if has_boxes(text):
        return _ticked_one_of(answer, text, spellings, harmless)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if spelling_key(text) in spellings:
        return found(answer, spellings[spelling_key(text)])
    values = chosen(text, spellings, harmless)
    if isinstance(values, str):
        return doubtful(answer, values)
    if len(values) == 1:
        return found(answer, values[0])
    return _deleted_as_applicable(answer, text, values, spellings)


def chosen(text: str, spellings: Mapping[str, str], harmless: Iterable[str]) -> tuple[str, ...] | str:
    """The distinct values that the words name; a sentence when the words hold something else besides."""
    words = spelling_key(text).split()
    hits, left = tile(words, spellings)
    strange = [word for word in left if word not in set(harmless)]
    denied = [word for word in left if word in NEGATIONS or word in HEDGES]
    if not hits:
        return "this is none of the answers that the form knows."
    if denied:
        return f"«{' '.join(denied)}» changes what is said; decide by hand."
    if strange:
        return f"«{' '.join(strange)}» is not understood; decide by hand."
    return tuple(dict.fromkeys(hits))


def _deleted_as_applicable(answer: Answer, text: str, values: tuple[str, ...], spellings: Mapping[str, str]) -> Field[str]:
    marked = spelling_key(emphasised(answer.pieces))
    if marked in spellings:
        return found(answer, spellings[marked])
    if len(values) >= 3 and len(values) >= len(set(spellings.values())) - 2 and re.search(r"[/|\n\t]", text):
        return blank(answer)
    return doubtful(answer, f"this names {len(values)} answers where one is asked for.", values[0])


def _ticked_one_of(answer: Answer, text: str, spellings: Mapping[str, str], harmless: Iterable[str]) -> Field[str]:
    options = options_in(text)
    if options is None:
        return doubtful(answer, "it cannot be told which box belongs to which word; open the form and answer it by hand.")
    ticked = [option for option in options if option.ticked]
    if not ticked:
        rest = words_outside_options(text)
        return read_one_of(Answer(text=rest, where=answer.where), spellings, set(harmless)) if rest else blank(answer)
    if len(ticked) > 1:
        return doubtful(answer, "several boxes are ticked where one answer is asked for.")
    values = chosen(ticked[0].label, spellings, harmless)
    if isinstance(values, str) or len(values) != 1:
        return doubtful(answer, f"the ticked answer «{shortened(ticked[0].label)}» is not one that this service knows.")
    return found(answer, values[0])


# ── numbers and floors ──────────────────────────────────────────────────────────────────────────────────────────────

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
_ORDINAL_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_ORDINALS = {
    **{word: number for number, word in enumerate(_ORDINAL_WORDS, 1)},
    **{f"{number}{ending}": number for number in range(1, 41) for ending in ("st", "nd", "rd", "th")},
}
_BEDROOM_WORDS = word_set(
    "bed beds bedroom bedrooms bedroomed br b bdr double doubles single need needed needs "
    "required requested require requires flat house "
    "maisonette bungalow property home accommodation only size minimum_of person people a the of is x"
)
_TO_BEDS = re.compile(r"\b(\d{1,2})\s*b\s*[/,]?\s*\d{1,2}\s*p\b", re.IGNORECASE)
_PERSONS = re.compile(r"\b\d{1,2}\s*-?\s*(?:p|persons?|people|pers)\b", re.IGNORECASE)
_BED_GLUED = re.compile(r"\b(\d{1,2})\s*-?\s*(b|bed|beds|br|bedroom|bedrooms|bedroomed)\b", re.IGNORECASE)


def read_bedrooms(answer: Answer, scheme: Scheme) -> Field[int]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    if has_boxes(with_boxes(text)):
        return _ticked_number(answer, with_boxes(text))
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if re.search(r"\b(?:studio|bedsit)\b", text, re.IGNORECASE):
        return doubtful(answer, "a studio has no separate bedroom; say how many bedrooms it counts as.", 0)
    number = bedrooms_in(text)
    if number is None:
        return doubtful(answer, "one whole number of bedrooms is needed.")
    return found(answer, number)


def bedrooms_in(text: str) -> int | None:
    """The one number of bedrooms that the words say; None when they say none, several, or something else besides."""
    plain = _PERSONS.sub(" ", _TO_BEDS.sub(r"\1 bed ", text))
    plain = _BED_GLUED.sub(r"\1 \2 ", plain)
    if re.search(r"\d\s*[-–/.]\s*\d|\d\s*\+|[+?]|>|<", plain):
        return None
    words = [str(NUMBER_WORDS.get(word, word)) for word in spelling_key(plain).split()]
    numbers = {int(word) for word in words if word.isdigit()}
    strange = [word for word in words if not word.isdigit() and word not in _BEDROOM_WORDS]
    counts_kinds = len([word for word in words if word in ("double", "single", "doubles")]) > 1
    if len(numbers) != 1 or strange or counts_kinds:
        return None
    number = numbers.pop()
    return number if 1 <= number <= 10 else None


def _ticked_number(answer: Answer, text: str) -> Field[int]:
    options = options_in(text)
    ticked = [option for option in options or () if option.ticked]
    if options is not None and not ticked and not words_outside_options(text):
        return blank(answer)
    number = bedrooms_in(ticked[0].label) if len(ticked) == 1 else None
    return doubtful(answer, "one box must be ticked beside one number.") if number is None else found(answer, number)


def read_count(answer: Answer, scheme: Scheme) -> Field[int]:  # noqa: ARG001 - every reader is called with the scheme
    """How many people: «2», «two adults», «none»."""
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    words = [str(NUMBER_WORDS.get(word, word)) for word in spelling_key(text).split()]
    people = {"adult", "adults", "child", "children", "kids", "people", "person", "moved", "total"}
    numbers = [int(word) for word in words if word.isdigit()]
    if spelling_key(text) in ("none", "nil", "no children", "no adults", "no"):
        return found(answer, 0)
    if len(numbers) != 1 or numbers[0] > 20 or any(not word.isdigit() and word not in people for word in words):
        return doubtful(answer, "one whole number of people is needed.")
    return found(answer, numbers[0])


COUNT = Reader(sort="number", read=read_count)
BEDROOMS = Reader(sort="number", read=read_bedrooms)

_FLOOR_NAMES: dict[str, int] = {
    "lower ground floor": -1,
    "lower ground": -1,
    "lg": -1,
    "lgf": -1,
    "basement": -1,
    "basement floor": -1,
    "ground floor": 0,
    "ground": 0,
    "g": 0,
    "gf": 0,
    "grd floor": 0,
    "grd": 0,
    "gnd": 0,
    "gnd floor": 0,
    "ground level": 0,
}
_FLOORS: dict[str, int] = {
    **_FLOOR_NAMES,
    **{f"{word}{tail}": number for word, number in _ORDINALS.items() for tail in (" floor", " flr", " level", "")},
    **{f"{head}{number}": number for number in range(41) for head in ("floor ", "level ", "")},
    **{f"floor {word}": number for word, number in NUMBER_WORDS.items()},
}
_FLOOR_WORDS = word_set(
    "floor flr level the on a flat maisonette house bungalow with lift lifts no is in building block of property it and studio"
)


def read_floor(answer: Answer, scheme: Scheme) -> Field[int]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    if not text or re.fullmatch(r"(?:n/?a\W*)?\(?\s*(?:house|n/?a|bungalow)\s*\)?", text, re.IGNORECASE):
        return blank(answer)
    if has_boxes(with_boxes(text)):
        ticked = [option for option in options_in(with_boxes(text)) or () if option.ticked]
        text = ticked[0].label if len(ticked) == 1 else "?"
    floor = floor_in(text)
    return doubtful(answer, "one floor is needed (ground = 0).") if floor is None else found(answer, floor)


def floor_in(text: str) -> int | None:
    if re.search(r"[?+]|\d\s*[-–/]\s*\d", text):
        return None
    minus = re.fullmatch(r"\s*[-–−]\s*1\s*", text)
    if minus:
        return -1
    hits, left = tile(spelling_key(text).split(), _FLOORS)
    return hits[0] if len(set(hits)) == 1 and all(word in _FLOOR_WORDS for word in left) else None


FLOOR = Reader(sort="floor", read=read_floor)

# ── words as they stand ─────────────────────────────────────────────────────────────────────────────────────────────

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.@])\(?\+?\d[\d\s().-]{7,}\d")


def read_text(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    words = "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip(" \t☐"))
    return found(answer, words) if words and not is_not_known(words) else blank(answer)


_BESIDE_PHONES = word_set(
    "ext extension x mobile mob m tel telephone phone t direct dial line landline office work main switchboard option desk duty "
    "and or a b home team day daytime evening out of hours number no safe uk secure"
)


def read_email(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    addresses = tuple(dict.fromkeys(address.casefold().strip(".'") for address in emails_in(text)))
    if len(addresses) != 1:
        return doubtful(answer, "exactly one e-mail address is needed." if addresses else "this holds no e-mail address.")
    if text.count("@") != len(emails_in(text)):
        return doubtful(answer, "beside the address stands something that looks like a broken address.")
    return found(answer, addresses[0])


def emails_in(text: str) -> list[str]:
    return _EMAIL.findall(re.sub(r"mailto:", " ", text, flags=re.IGNORECASE))


def phones_in(text: str) -> list[str]:
    """Telephone numbers as written, each with 10 to 13 digits."""
    return [hit.strip() for hit in _PHONE.findall(text) if 10 <= len(re.sub(r"\D", "", hit)) <= 13]


def read_phone(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    if "@" in text or not re.search(r"(?:\d[\s().-]*){9,}", text):
        return doubtful(answer, "this is not a telephone number.")
    if set(re.findall(r"[a-z]+", text.casefold())) - _BESIDE_PHONES:
        return doubtful(answer, "beside the telephone number stand other words; read it by hand.")
    return found(answer, " ".join(text.split()))


TEXT = Reader(sort="text", read=read_text)
EMAIL = Reader(sort="email", read=read_email)
PHONE = Reader(sort="phone", read=read_phone)

# ── words of the agreement ──────────────────────────────────────────────────────────────────────────────────────────


def read_landlord(answer: Answer, scheme: Scheme) -> Field[str]:
    """A landlord by an exact spelling of the register or the scheme; anything else is a doubt with a proposal (R013)."""
    text = " ".join(without_placeholders(answer.text).split())
    if not text or re.fullmatch(r"(?:n/?a\b.*|none|no)", text, re.IGNORECASE):
        return blank(answer)
    outside, inside = re.sub(r"[(\[].*?[)\]]", " ", text), " ".join(re.findall(r"[(\[](.*?)[)\]]", text))
    names = {scheme.landlord(words) for words in (text, outside) if words.strip()} - {None}
    if inside and (other := scheme.landlord(inside)) and names and other not in names:
        names.add(other)
    if len(names) == 1 and "?" not in text and not _names_another(inside, scheme) and (name := names.pop()):
        return found(answer, name)
    proposals = scheme.landlord_proposals(text)
    meant = f" It may mean {', '.join(proposals)}." if proposals else ""
    return doubtful(
        answer, f"this is no landlord that the register knows by that spelling.{meant}", proposals[0] if proposals else None
    )


def _names_another(inside: str, scheme: Scheme) -> bool:
    """«… (managed by …)»: words in brackets that may name another landlord; a former name is none."""
    if re.match(r"\s*(?:formerly|previously|fka|was|aka|part of|now known)\b", inside, re.IGNORECASE) or scheme.landlord(inside):
        return False
    words = spelling_key(inside).split()
    spans = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, min(at + 5, len(words)) + 1))
    return any(scheme.landlord(span) is not None for span in spans)


def read_reference(answer: Answer, scheme: Scheme) -> Field[str]:
    text = without_placeholders(answer.text)
    if not text or spelling_key(text) in (
        "new",
        "none",
        "not yet assigned",
        "tbc",
        "tba",
        "unknown",
        "not known",
        "new referral",
        "new request",
    ):
        return blank(answer)
    references = scheme.references_in(text)
    if len(references) == 1:
        return found(answer, str(references[0]))
    return doubtful(answer, "this names several references." if references else "this is no reference of the scheme.")


def ground_spellings(scheme: Scheme) -> dict[str, str]:
    return {
        spelling_key(spelling): ground.key
        for ground in scheme.grounds
        for spelling in (*ground.words, ground.key.replace("_", " "), ground.label)
    }


_GROUND_WORDS = word_set("a and the of risk by from due to fleeing experiencing victim reason primary high including related")


def read_ground(answer: Answer, scheme: Scheme) -> Field[str]:
    return read_one_of(answer, ground_spellings(scheme), _GROUND_WORDS)


def read_grounds(answer: Answer, scheme: Scheme) -> Field[tuple[str, ...]]:
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return blank(answer)
    if spelling_key(text) in ("none", "no", "nil", "no other", "none known", "no others"):
        return found(answer, ())
    if has_boxes(text):
        options = options_in(text)
        if options is None:
            return doubtful(answer, "it cannot be told which box belongs to which word; open the form and answer it by hand.")
        text = "\n".join([*(option.label for option in options if option.ticked), words_outside_options(text)]).strip()
        if not text:
            return blank(answer)
    values = chosen(text, ground_spellings(scheme), _GROUND_WORDS)
    return doubtful(answer, values) if isinstance(values, str) else found(answer, tuple(sorted(values)))


LANDLORD = Reader(sort="landlord", read=read_landlord)
REFERENCE = Reader(sort="reference", read=read_reference)
GROUND = Reader(sort="ground", read=read_ground)
GROUNDS = Reader(sort="grounds", read=read_grounds)

# ── money ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_POUNDS = re.compile(r"£\s*(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)")
_BARE_POUNDS = re.compile(r"(?<![\d.,])(\d{2,4}(?:\.\d{2})?)(?![\d.,]*\d)")
_WEEK = re.compile(r"\bp\.?\s?w\.?(?!\w)|/\s?(?:wk|week|w)\b|\b(?:per|a|each)\s+week\b|\bweekly\b|\bp/w\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\bp\.?\s?c?\.?\s?m\.?(?!\w)|/\s?month\b|\b(?:per|a|each)\s+(?:calendar\s+)?month\b|\bmonthly\b", re.IGNORECASE
)


def read_rent(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    """Pounds as a decimal numeral: «£128.40 pw» → «128.40»."""
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    amounts = _POUNDS.findall(text) or (_BARE_POUNDS.findall(text) if len(text) < 30 else [])
    if len(amounts) != 1 or HEDGES & set(spelling_key(text).split()):
        return doubtful(answer, "one amount in pounds is needed.")
    return found(answer, f"{float(amounts[0].replace(',', '')):.2f}")


def read_rent_period(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    said = spelling_key(text)
    week = bool(_WEEK.search(text)) or said in ("week", "pw", "w", "wk")
    month = bool(_MONTH.search(text)) or said in ("month", "pcm", "pm", "calendar month")
    if week != month:
        return found(answer, "week" if week else "month")
    return blank(answer) if not week else doubtful(answer, "both a week and a month are named.")


RENT = Reader(sort="money", read=read_rent)
RENT_PERIOD = Reader(
    sort="one_of",
    read=read_rent_period,
    choices=(Choice(value="week", label="per week"), Choice(value="month", label="per month")),
)
