"""Words → numbers: of bedrooms, of people."""

from __future__ import annotations

import re
from itertools import pairwise

from parsing.answers import (
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    is_not_known,
    without_placeholders,
    word_set,
)
from parsing.boxes import has_boxes, options_in, with_boxes, words_outside_options
from parsing.field import Field
from scheme.agreement import Scheme
from scheme.terms import spelling_key

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
_BEDROOM_WORDS = word_set(
    "bed beds bedroom bedrooms bedroomed br b bdr bdrm double doubles single need needed needs "
    "required requested require requires flat house total for as per assessment "
    "maisonette bungalow property home accommodation only size person people a the of is x in"
)
_MINIMUM = re.compile(
    r"\b(?:(?:a\s+)?min(?:imum)?(?:\s+of)?|at\s+(?:the\s+very\s+)?least|(?:no|not)\s+(?:less|fewer)\s+than"
    r"|or\s+(?:more|larger|bigger|above|over)|(?:and\s+)?upwards?|and\s+(?:above|over))\b\.?|(?<=\d)\s?\+",
    re.IGNORECASE,
)
_TO_BEDS = re.compile(r"\b(\d{1,2})\s*b(?:ed)?\s*[/,]?\s*\d{1,2}\s*p\b", re.IGNORECASE)
_PERSONS = re.compile(r"\b\d{1,2}\s*-?\s*(?:p|persons?|people|pers)\b", re.IGNORECASE)
_BED_GLUED = re.compile(r"\b(\d{1,2})\s*-?\s*(b|bed|beds|br|bdrm|bedroom|bedrooms|bedroomed)\b", re.IGNORECASE)
_BED_SAID = re.compile(r"\bbed(?:room)?(?:s|ed)?\b|\bbr\b|\bb\b", re.IGNORECASE)
_STUDIO = re.compile(r"\b(?:studio|bed\s?-?sit(?:ter)?)\b", re.IGNORECASE)

# The floor in a description of a home, which counts no bedrooms.
_ORDINAL_FLOOR = (
    r"lower\s+ground|upper\s+ground|ground|grd|gnd|basement|top|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th)|lg|g"
)
NAMED_FLOOR = re.compile(
    rf"\b(?:(?:{_ORDINAL_FLOOR})(?:\s+and\s+\w+)?\s*(?:-\s*)?(?:fl(?:oo)?rs?|levels?)\b"
    r"|(?:floor|level)\s*[:=-]?\s*(?:\d{1,2}|ground|lower ground|g|one|two|three|four|five|"
    r"six)\b(?!\s*-?\s*(?:x\s*)?(?:double\s|single\s)?b)"
    r"|gf\b|lgf\b|lg\b|\d{1,2}(?:st|nd|rd|th)\b(?!\s+of)|ground\b|basement\b|(?:first|second|third|fourth|fifth|sixth)\b)",
    re.IGNORECASE,
)
_NO_LIFT = re.compile(
    r"\b(?:no|without|with(?:\s+a)?)\s+lifts?\b|\bany\s+floor\b|\bor\s+(?=(?:house|flat|maisonette|bungalow)\b)", re.IGNORECASE
)
_OF_A_HOME = word_set(
    "lift lifts access apartment terraced terrace semi detached mid end block building tower high low rise purpose built garden "
    "balcony council self contained entrance communal own split level with and on parlour ex local authority"
)


_NAMED = re.compile(rf"\b(\d{{1,2}}|{'|'.join(NUMBER_WORDS)})[\s-]*bed(?:room)?(?:ed)?s?\b", re.IGNORECASE)


def bedrooms_named(text: str) -> frozenset[int]:
    """The sizes that a running text speaks of: «a two bedroom flat», «3-bed»."""
    return frozenset(int(NUMBER_WORDS.get(each.lower(), each)) for each in _NAMED.findall(text))


def is_number(word: str) -> bool:
    """A figure that can count something here; a row of a thousand digits is none."""
    return word.isdecimal() and len(word) < 5


def without_size(text: str) -> str:
    """«2b4p flat», «2 bed 4 person flat»: the words less those that tell the size."""
    return _PERSONS.sub(" ", _BED_GLUED.sub(" ", _TO_BEDS.sub(" ", text)))


def read_bedrooms(answer: Answer, scheme: Scheme) -> Field[int]:  # noqa: ARG001 - every reader is called with the scheme
    """How many bedrooms a home has, or a household needs; «at least two» settles neither, but proposes two."""
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    if has_boxes(with_boxes(text)):
        return _ticked_number(answer, with_boxes(text))
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if _STUDIO.search(text):
        # Landlords count it as no bedroom, national statistics as one: whoever reads the form must say which.
        return doubtful(answer, "a studio has no separate bedroom; say how many bedrooms it counts as.", 0)
    number = bedrooms_in(_kinds_that_agree(text))
    if number is None and (least := bedrooms_in(_MINIMUM.sub(" ", text))):
        return doubtful(answer, "this says how many at least; ask for the one number that is meant.", least)
    if number is None:
        return doubtful(answer, "one whole number of bedrooms is needed.", _doubles_and_singles(text))
    return found(answer, number)


def _kinds_that_agree(text: str) -> str:
    """«3 bedrooms (1 double, 2 single)»: the words less the brackets, where these tell the same number in other words."""
    inside = re.search(r"\(([^()]*)\)", text)
    rest = f"{text[: inside.start()]} {text[inside.end() :]}" if inside else text
    return rest if inside and bedrooms_in(rest) == (_doubles_and_singles(inside[1]) or 0) else text


def _doubles_and_singles(text: str) -> int | None:
    """«One double + one single»: two bedrooms as it seems, for a person to confirm."""
    words = [str(NUMBER_WORDS.get(word, word)) for word in spelling_key(text.replace("+", " and ")).split()]
    counts = [
        int(number)
        for number, kind in pairwise(words)
        if is_number(number) and kind in ("double", "doubles", "single", "singles")
    ]
    return sum(counts) if len(counts) == 2 and sum(counts) <= 10 else None


def bedrooms_in(text: str) -> int | None:
    """The one number of bedrooms that the words say; None when they say none, several, or something else besides."""
    plain = _PERSONS.sub(" ", _TO_BEDS.sub(r"\1 bed ", text))
    plain = _BED_GLUED.sub(r"\1 \2 ", plain)
    of_a_home = _OF_A_HOME if _BED_SAID.search(plain) else frozenset[str]()
    if of_a_home:
        plain = NAMED_FLOOR.sub(" ", _NO_LIFT.sub(" ", plain))
    if re.search(r"\d\s*[-–—/.]\s*\d|\d\s*\+|[+?~±]|>|<|[-−]\s*\d\s*$", plain):
        return None
    words = [str(NUMBER_WORDS.get(word, word)) for word in spelling_key(plain).split()]
    numbers = {int(word) for word in words if is_number(word)}
    strange = [word for word in words if not is_number(word) and word not in _BEDROOM_WORDS | of_a_home]
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
    number = bedrooms_in(ticked[0].label) if len(ticked) == 1 and not words_outside_options(text) else None
    return doubtful(answer, "one box must be ticked beside one number.") if number is None else found(answer, number)


def read_count(answer: Answer, scheme: Scheme) -> Field[int]:  # noqa: ARG001 - every reader is called with the scheme
    """How many people: «2», «two adults», «none»."""
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    words = [str(NUMBER_WORDS.get(word, word)) for word in spelling_key(text).split()]
    people = {"adult", "adults", "child", "children", "kids", "people", "person", "moved", "total"}
    numbers = [int(word) for word in words if is_number(word)]
    if spelling_key(text) in ("none", "nil", "no children", "no adults", "no", "no kids"):
        return found(answer, 0)
    unsure = re.search(r"[?+~<>]|\d\s*[-–—/.]\s*\d|[-−]\s*\d\s*$", text)
    if unsure or len(numbers) != 1 or numbers[0] > 20 or any(not is_number(word) and word not in people for word in words):
        return doubtful(answer, "one whole number of people is needed.")
    return found(answer, numbers[0])


COUNT = Reader(sort="number", read=read_count)
BEDROOMS = Reader(sort="number", read=read_bedrooms)
