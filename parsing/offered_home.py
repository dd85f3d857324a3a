"""A home as a landlord describes it in running words: «2b3p on the first floor in …, £139 pw» (forms F3)."""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from parsing.answers import word_set
from parsing.days import DayFound, another_weekday, day_in, weekdays_joined
from parsing.field import Field, Where
from parsing.sentences import Sentence
from scheme.agreement import Scheme
from scheme.terms import spelling_key

NUMBERS = {word: number for number, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven"))}
BEDROOMS = re.compile(
    r"\b(?P<n>[1-7]|one|two|three|four|five|six|seven)[\s-]?(?:double |single )?(?:bed(?:room)?(?:s|ed)?\b|b\b"
    r"|b\s?\d\s?p\b|br\b)(?P<whose>\s+(?:family|household|client|applicant|need|case|request|lady|mum))?"
    r"|^(?:no\.? of |number of )?bed(?:room)?s? ?[:=-] ?(?P<told>[1-7]|one|two|three|four|five|six|seven)$"
)
EITHER_SIZE = re.compile(
    r"\b(?:[1-7]|one|two|three|four|five|six) ?(?:or|/|to|-) ?(?:a )?(?:[1-7]|one|two|three|four|five|six)[\s-]?bed"
)
TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("studio", re.compile(r"\b(studio|bedsit)\b")),
    ("maisonette", re.compile(r"\bmaisonn?ette\b")),
    ("bungalow", re.compile(r"\bbungalow\b")),
    ("sheltered", re.compile(r"\b(sheltered|retirement)\b")),
    ("supported", re.compile(r"\bsupported\b(?! by)")),
    ("house", re.compile(r"\b(terraced |semi[- ]?detached |detached |end[- ]of[- ]terrace )?house\b")),
    ("flat", re.compile(r"\b(flat|apartment)\b(?! \d+(?!\d|st|nd|rd|th))")),
)
ORDINALS = ("ground", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
FLOOR = re.compile(
    r"\b(?P<low>lower[- ]ground|basement)\b|\b(?P<word>" + "|".join(ORDINALS) + r")[- ](?:floor|flr)\b"
    r"|\b(?P<n>\d{1,2})(?:st|nd|rd|th)[- ](?:floor|flr)\b|\b(?:floor|level) ?[:-]? ?(?P<level>\d{1,2})(?:st|nd|rd|th)?\b(?! ?-?(?:bed|double|b\b|p\b))|\b(?P<g>gf)\b"
    r"|\bfloor ?[:-] ?(?P<named>" + "|".join(ORDINALS) + r")\b"
)
LIFT = re.compile(
    r"\b(?:(?P<no>no|without( a)?|not have a) lift\b|lifts? ?(?:access )?[:=-] ?(?P<none>no|none|n)\b)|\b(?P<yes>(with|has|have|there is)( a)? (?!no\b|not\b|without\b)(\w+ )?lifts?|lifts? (access"
    r"|available|in|served|to)|lifted\b|,? ?lifts?\b)"
)
PETS = re.compile(
    r"\b(?P<no>no (pets?|dogs?|cats?|animals)|pets? (are |is )?not (allowed|permitted|accepted))\b"
    r"|\b(?P<yes>pets? (are |is )?(allowed|permitted|ok|okay|fine|considered|welcome|accepted))\b"
)
RENT = re.compile(
    r"£\s?(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d{1,2})?)\s*(?:(?P<week>p\.?\s?w\b|/\s?w|per week|a week"
    r"|weekly|p/w)|(?P<month>p\.?c\.?m\b|pm\b|/\s?m|per (?:calendar )?month|a month|monthly))?"
)
TENURE_WORD = (
    r"(?P<{0}>assured shorthold|(?:assured )?fixed[- ]term(?: assured)?|lifetime secure|lifetime assured|secure|assured|introductory"
    r"|starter|flexible|demoted|protected|non[- ]secure|licen[cs]e)"
)
TENURE = re.compile(  # only beside «tenancy», behind a label or standing by itself between commas: «secure entry» is a door
    rf"\b{TENURE_WORD.format('of')}( \w+)? tenanc(?:y|ies)\b|\b(?:tenure|tenancy(?: type)?) ?(?:is |:|-|=)+ ?(?:an? )?{TENURE_WORD.format('told')}\b"
    rf"|(?:^|[,;(-] ?){TENURE_WORD.format('alone')}(?= ?(?:[,.;)]|$|£))"
)
TENURES = {
    "secure": "secure", "lifetime secure": "secure", "assured": "assured", "lifetime assured": "assured", "introductory": "introductory",
    "starter": "starter", "flexible": "flexible", "demoted": "demoted", "protected": "protected", "non-secure": "non_secure",
    "non secure": "non_secure", "licence": "licence", "license": "licence",
    "assured fixed term": "assured_fixed_term", "assured fixed-term": "assured_fixed_term", "fixed term assured": "assured_fixed_term",
    "fixed-term assured": "assured_fixed_term",
}  # fmt: skip
STREETS = (
    r"(?:road|street|avenue|lane|close|court|house|way|gardens|terrace|drive|place|square|grove|walk|crescent|hill|rise|mews|row|path"
    r"|park|green|point|tower|lodge|rd|st|ave)"
)
ADDRESS = re.compile(
    r"\b((?i:flat|apartment|unit)\s+\d+[a-z]?,?\s+)?(\d{1,4}[a-zA-Z]?,?\s+)?(?:[A-Z][\w'’.-]{1,40}\s+){1,4}(?i:"
    + STREETS
    + r")\b"
    r"(?:(?:,\s*[A-Za-z' ]{3,30})?,?\s+[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)?"
)
NUMBERED = re.compile(r"\d")
OUTCODE = re.compile(r"\b(?:N|E|SE|SW|W|NW|WC|EC|[A-Z]{2})\d{1,2}[A-Z]?\b")
NOT_A_PLACE = re.compile(
    r"\s+(council|homes|housing|group|association|trust|police|hospital|borough council|high (street|road)|" + STREETS + r")\b",
    re.IGNORECASE,
)


def home_in(sentences: Sequence[Sentence], scheme: Scheme, source: str, sent_on: date | None) -> dict[str, Field[Any]]:
    """Field key → Field, for PropertyOffer."""
    return {
        "bedrooms": _bedrooms(sentences, source),
        "property_type": _one(sentences, source, _type_in, "The home is described as more than one type."),
        "floor": _one(sentences, source, _floor_in, "More than one floor is named."),
        "lift": _one(sentences, source, _lift_in, "It is not clear whether there is a lift."),
        "pets_allowed": _one(sentences, source, _pets_in, "It is not clear whether pets are allowed."),
        "rent": _one(sentences, source, _rent_in, "More than one amount is named."),
        "rent_period": _one(sentences, source, _period_in, "Both a week and a month are named."),
        "tenure": _tenure(sentences, source),
        "address": _one(sentences, source, _address_in, "More than one address is named."),
        "area": area_of(sentences, scheme, source),
        "viewing_date": _day(sentences, source, sent_on, re.compile(r"\bview(ing|ings|ed)?\b")),
        "reply_by": _reply_by(sentences, source, sent_on),
        "available_from": _day(sentences, source, sent_on, AVAILABLE),
    }


AVAILABLE = re.compile(
    r"\b(available|ready|coming up|vacant|empty|void|can be let|to let)\b(?: (?!view\w*|reply|answer)\w+){0,4}? ?(?:(?:from|on|by|w/c|week commencing)\b|(?=:? ?\d)|:)"
)


def _one(sentences: Sequence[Sentence], source: str, find: Any, several: str) -> Field[Any]:
    """One value from all the sentences; two different ones are a doubt."""
    hits = [(value, sentence) for sentence in sentences for value in find(sentence)]
    if not hits:
        return Field()
    value, sentence = hits[0]
    where = Where(source=source, line=sentence.line)
    if len({each for each, _ in hits}) > 1:
        return Field(quote=sentence.text[:200], where=where, doubt=several, proposal=value)
    return Field(value=value, quote=sentence.text[:200], where=where)


def _bedrooms(sentences: Sequence[Sentence], source: str) -> Field[int]:
    """The home's bedrooms. «Your 3 bed family» tells of the household: a proposal at most."""
    loose = next((each for each in sentences if EITHER_SIZE.search(each.plain)), None)
    if loose:
        where = Where(source=source, line=loose.line)
        return Field(quote=loose.text[:200], where=where, doubt="More than one number of bedrooms is named.")
    own = _one(
        sentences,
        source,
        lambda each: [_number(m["n"] or m["told"]) for m in BEDROOMS.finditer(each.plain) if not m["whose"]],
        "More than one number of bedrooms is named.",
    )
    if not own.blank:
        return own
    theirs = _one(sentences, source, lambda each: [_number(m["n"] or m["told"]) for m in BEDROOMS.finditer(each.plain)], "")
    if theirs.blank:
        return theirs
    return Field(
        quote=theirs.quote,
        where=theirs.where,
        proposal=theirs.value,
        doubt="The bedrooms named are the household's; ask how many the home has.",
    )


def _number(word: str) -> int:
    return NUMBERS.get(word) or int(word)


def _type_in(sentence: Sentence) -> list[str]:
    """A «maisonette flat» is a maisonette: the first type in the table's order."""
    return next(([name] for name, pattern in TYPES if pattern.search(sentence.plain)), [])


def _floor_in(sentence: Sentence) -> list[int]:
    found = []
    for match in FLOOR.finditer(sentence.plain):
        if match["low"]:
            found.append(-1)
        elif match["word"] or match["named"]:
            found.append(ORDINALS.index(match["word"] or match["named"]))
        else:
            found.append(0 if match["g"] else int(match["n"] or match["level"]))
    return found


BROKEN_LIFT = re.compile(
    r"\blifts? (is |are |has been |currently )*(out of|broken|not|down)\b|\b(if|whether) there is a lift\b|\bstair ?lift\b"
)


def _lift_in(sentence: Sentence) -> list[bool]:
    found = None if BROKEN_LIFT.search(sentence.plain) else LIFT.search(sentence.plain)
    return [not (found["no"] or found["none"])] if found else []


def _pets_in(sentence: Sentence) -> list[bool]:
    found = PETS.search(sentence.plain)
    return [not found["no"]] if found else []


def _rent_in(sentence: Sentence) -> list[str]:
    return [
        f"{float(match['amount'].replace(',', '')):.2f}" for match in RENT.finditer(sentence.plain) if len(match["amount"]) < 9
    ]


def _period_in(sentence: Sentence) -> list[str]:
    return ["week" if match["week"] else "month" for match in RENT.finditer(sentence.plain) if match["week"] or match["month"]]


def _tenure(sentences: Sequence[Sentence], source: str) -> Field[str]:
    """As the contract names it; «assured shorthold» and a bare «fixed term» are none of its words."""
    found = _one(sentences, source, _tenure_in, "More than one tenure is named.")
    if found.value is None or found.value in TENURES.values():
        return found
    return Field(quote=found.quote, where=found.where, doubt=f"«{found.value}» is no tenure of the scheme; ask which it is.")


def _tenure_in(sentence: Sentence) -> list[str]:
    said = [match["of"] or match["told"] or match["alone"] for match in TENURE.finditer(sentence.plain)]
    return [TENURES.get(each, each) for each in said if not THEIR_TENANCY.search(sentence.plain)]


THEIR_TENANCY = re.compile(r"\b(she|he|they|client|tenant|applicant|family|household) (has|have|had|holds?|is|are|was)\b")


def _address_in(sentence: Sentence) -> list[str]:
    found = [match[0].strip(" ,.") for match in ADDRESS.finditer(sentence.text)]
    return [each for each in found if NUMBERED.search(each) and not re.search(r"\bbed(room)?s?\b", each, re.IGNORECASE)][:1]


def area_of(sentences: Sequence[Sentence], scheme: Scheme, source: str) -> Field[str]:
    """The one area named exactly; a neighbourhood or a postcode is a proposal (R030)."""
    sure = [(area, sentence) for sentence in sentences for area in areas_in(sentence.text, scheme)]
    unsure = [(words, names, sentence) for sentence in sentences for words, names in places_in(sentence.text, scheme)]
    if not sure and not unsure:
        return Field()
    sentence = sure[0][1] if sure else unsure[0][2]
    where, quote = Where(source=source, line=sentence.line), sentence.text[:200]
    if len({area for area, _ in sure}) > 1 or (sure and re.search(r"\bnot\b|\bexcept\b", sentence.plain)):
        return Field(quote=quote, where=where, doubt="More than one area is named, or one is ruled out; ask where the home is.")
    if sure:
        return Field(value=sure[0][0], quote=quote, where=where)
    words, names, _ = unsure[0]
    doubt = f"«{words}» is not an area of the scheme; " + (
        f"it may mean {' or '.join(names)}." if names else "ask which area it is."
    )
    return Field(quote=quote, where=where, doubt=doubt, proposal=names[0] if len(names) == 1 else None)


def areas_in(text: str, scheme: Scheme) -> list[str]:
    """Canonical names of the areas named, in order, the longest spelling first. «X Council» is a landlord, not a place."""
    return [name for name, _, _ in area_spans(text, scheme)]


def area_spans(text: str, scheme: Scheme) -> list[tuple[str, int, int]]:
    """(name, first word, past the last word) over the words of the spelling key, names of parts and streets left out."""
    words = spelling_key(text).split()
    return [(name, start, end) for name, start, end in _spelled_areas(words, scheme) if not _is_part_of_a_name(words, start, end)]


def _spelled_areas(words: Sequence[str], scheme: Scheme) -> list[tuple[str, int, int]]:
    """The longest spelling counts, be it of an area or of a place: the place's words are then no area."""
    known, unsure = scheme.area_spellings(), scheme.area_proposal_spellings()
    longest = scheme.most_words_of_a_place
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        runs = ((size, _key(words, at, size)) for size in range(min(longest, len(words) - at), 0, -1))
        size = next((size for size, key in runs if key in known or key in unsure), 0)
        name = known.get(_key(words, at, size)) if size else None
        if name and not NOT_A_PLACE.match(" " + _key(words, at + size, 2)):
            found.append((name, at, at + size))
        at += max(1, size)
    return found


def _key(words: Sequence[str], at: int, size: int) -> str:
    return " ".join(words[at : at + size])


_PART_BEFORE = word_set("north south east west upper lower outer inner central")
_PART_AFTER = word_set(
    "town wick common bridge broadway cross heath junction village marsh weald vale wood riverside wharf quay quays island "
    "palace north south east west by on upon"
)


def _is_part_of_a_name(words: Sequence[str], start: int, end: int) -> bool:
    """«West …», «… Wick», «…-by-Bow»: the name of a part, which is no area (R030)."""
    after = words[end] if end < len(words) else ""
    river = _key(words, end + 1, 1) in ("bow", "thames") or _key(words, end + 1, 2) in ("the thames", "the hill")
    named = after in _PART_AFTER and (after not in ("by", "on", "upon") or river)
    return named or (start > 0 and words[start - 1] in _PART_BEFORE)


def places_in(text: str, scheme: Scheme) -> list[tuple[str, tuple[str, ...]]]:
    """Places that are no areas, with the areas they may mean: capitalised words and postcode districts only."""
    taken = {word for _, start, end in area_spans(text, scheme) for word in range(start, end)}
    words = spelling_key(text).split()
    unsure = scheme.area_proposal_spellings()
    found = []
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            key = " ".join(words[at : at + size])
            span = set(range(at, at + size))
            holds_area = any(word in scheme.area_spellings() for word in words[at : at + size])
            if key in unsure and not span & taken and (holds_area or _capitalised(text, key)):
                taken |= span
                found.append((key.title(), unsure[key]))
    parts = [
        (_key(words, max(0, start - 1), end - start + 2).title(), (name,))
        for name, start, end in _spelled_areas(words, scheme)
        if _is_part_of_a_name(words, start, end) and not set(range(start, end)) & taken
    ]
    return [*found, *parts, *((code, unsure.get(spelling_key(code), ())) for code in OUTCODE.findall(text) if code[0].isalpha())]


def _capitalised(text: str, key: str) -> bool:
    return (
        bool(re.search(r"\b" + r"\W+".join(re.escape(word[:1].upper()) + re.escape(word[1:]) for word in key.split()), text))
        or key.upper() in text
    )


def _day(sentences: Sequence[Sentence], source: str, sent_on: date | None, about: re.Pattern[str]) -> Field[date]:
    """A day to come, named in a sentence about it. Without a sure day the field stays blank: nothing rests on it."""
    for sentence in sentences:
        match = about.search(sentence.plain)
        found = _day_beside(sentence.plain, match, sent_on) if match else None
        if found and found.day:
            return Field(value=found.day, quote=sentence.text[:200], where=Where(source=source, line=sentence.line))
    return Field()


def _day_beside(plain: str, match: re.Match[str], sent_on: date | None) -> DayFound | None:
    """The day in the words that follow «viewing» up to the next comma or clause; where there is none, the sentence's only one."""
    plain = weekdays_joined(plain)
    following = re.match(r":?[^,;:.()]*(?:\.(?=\d)[^,;:.()]*)*", plain[match.end() :])
    told = re.split(r" and (?=(?:i|we|you|please|the|it|let|she|he|they)\b)", following[0], maxsplit=1)[0] if following else ""
    near = day_in(told, sent_on, past=False)
    whole = day_in(plain, sent_on, past=False)
    by_then = ANSWER_WORDS.search(plain) and not re.search(r"\bviewing", plain)
    return near if near and near.day else None if by_then else whole


REPLY_BY = re.compile(r"\b(?:by|before|no later than|deadline( is)?|until|till)\b(?P<when>[^.;]{0,60})")
HOLD_HOURS = re.compile(r"\bhold\b[^.;]{0,40}\bfor (?P<n>\d{1,3}) ?(?P<unit>h(?:ou)?rs?|days?)\b")
ANSWER_WORDS = re.compile(
    r"\b(answer|response|reply|respond|decision|let (me|us) know|hear|(?:need|like|want) to know|confirm|hold|deadline|accept|back to (me|us)|nominat)"
)


def _reply_by(sentences: Sequence[Sentence], source: str, sent_on: date | None) -> Field[date]:
    for sentence in sentences:
        if not ANSWER_WORDS.search(sentence.plain):
            continue
        where, quote = Where(source=source, line=sentence.line), sentence.text[:200]
        held = HOLD_HOURS.search(sentence.plain)
        if held and sent_on:
            days = int(held["n"]) // 24 if held["unit"].startswith("h") else int(held["n"])
            return Field(value=sent_on + timedelta(days=days), quote=quote, where=where)
        match = REPLY_BY.search(sentence.plain)
        found = day_in(match["when"], sent_on, past=False) if match else None
        if found and found.slip:
            return Field(doubt=another_weekday(found), quote=quote, where=where)
        if found and found.day:
            return Field(value=found.day, quote=quote, where=where)
    return Field()
