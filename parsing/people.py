"""Words → the people of a household: ages and sexes, «1F 34, 2M 9 & 7, expecting» (forms.md §2.2(8)).

The words become a row of codes, the codes are read by a small grammar. A word outside the grammar is a doubt: it may be
a name, and a household counted wrongly gets a home that does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsing.answers import LONGEST_ANSWER, Answer, Reader, blank, doubtful, found, is_not_known, without_placeholders, word_set
from parsing.dates import MONTH_NAMES
from parsing.field import Field
from parsing.readings import Person
from parsing.sizes import NUMBER_WORDS
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_SEX = {
    **dict.fromkeys(
        word_set(
            "f female woman lady girl ms miss mrs mum mother mom daughter wife sister niece aunt auntie "
            "grandmother nan granddaughter stepdaughter mummy girlfriend"
        ),
        "f",
    ),
    **dict.fromkeys(
        word_set("m male man boy mr dad father son husband brother nephew uncle grandfather grandson stepson daddy boyfriend"),
        "m",
    ),
    **dict.fromkeys(("nonbinary", "nb", "enby", "intersex"), "other"),
}
_PLURAL_SEX = {
    **dict.fromkeys(word_set("females women ladies girls mums daughters sisters nieces"), "f"),
    **dict.fromkeys(word_set("males men boys sons brothers nephews"), "m"),
}
_GROWN = word_set(
    "mum mother mom mummy dad father daddy wife husband woman man lady women men ladies aunt "
    "auntie uncle grandmother grandfather nan"
)
_NOUNS = {
    **dict.fromkeys(("adult", "adults", "grown", "grownups"), "adult"),
    **dict.fromkeys(
        word_set(
            "child children kid kids childs baby babies toddler toddlers infant infants minor minors "
            "stepchild stepchildren newborn dependants dependents dependant dependent teenager teenagers"
        ),
        "child",
    ),
    **dict.fromkeys(("person", "people", "persons", "members"), "person"),
}
_YEARS = word_set("years year yrs yr yo y old")
_MONTHS = word_set("months month mths mth mo mos")
_WEEKS = word_set("weeks week wks wk days day")
_RELATION = word_set(
    "partner spouse applicant tenant sibling cousin client relative parent grandparent self lead main grandchild"
)
_APPLYING = ("partner", "spouse", "applicant", "tenant", "client")
_PREGNANT = word_set("expecting pregnant pregnancy unborn")
_FILL = word_set(
    "aged age ages of the plus a an is are each both gender sex only in total x no number "
    "relationship relation details household moving and his her their s single sole lone just"
) - {"no", "and", "plus"}
_NONE = {
    "none",
    "no",
    "nil",
    "0",
    "no children",
    "n a",
    "na",
    "not applicable",
    "no kids",
    "none applicable",
    "0 children",
    "zero",
    "no dependants",
    "no dependents",
    "none under 18",
    "no children under 18",
    "0 children under 18",
    "none at present",
    "none currently",
    "none at the moment",
    "no dependent children",
    "no children moving",
    "none moving",
    "nil children",
    "there are no children",
}


_NONE_HERE = re.compile(
    r"(?:there\s+are\s+)?(?:no|nil|zero|0)\s+(?:dependent\s+|young\s+)?(?:children|kids|dependants|dependents)\s+(?:living\s+)?"
    r"(?:in|at)\s+(?:the\s+|this\s+)?(?:household|home|property)\W*|none\s+(?:are\s+)?(?:living|residing|staying|resident)\s+(?:with\s+(?:her|him|them|the\s+\w+|applicant|client)|at\s+(?:home|the\s+property)"
    r"|in\s+(?:the\s+)?(?:household|property|home))\W*",
    re.IGNORECASE,
)
_AGE_UNIT = r"(?:years?|yrs?|yo|y|months?|mths?|weeks?|wks?)(?:\s*old)?"
_SOME = r"(?:\d|one|two|three|four|five|six|seven)"
_ONE_SEX = r"(?:female|male|boy|girl|woman|man|f|m)"
_SAME_THING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"non[\s-]?binary(?:\s+person\b)?,?", "nonbinary"),
        (r"\bstep[\s-]+(?=son|daughter|child|mother|father|mum|dad)", "step"),
        (r"\s\|\s", ", "),
        (r"\badult\s+(?=(?:sons|daughters|sisters|brothers)\b)", ""),
        (rf"\b({_ONE_SEX})\s+(adult|child)\b", r"\2 \1"),
        (rf"\b(adult|child)\s*\(\s*({_ONE_SEX})\s*\)\s*,?\s*(?:aged?\s*)?(?=\d)", r"\1 \2 "),
        (r"\b(female|male|f|m)s?\s*x\s*(\d)(?!\d)", r"\2 \1"),
        (rf"\b(adult|child),?\s+({_ONE_SEX})\s*,\s*(?=\d{{1,2}}\s*(?:{_AGE_UNIT})?\s*(?:$|[;,)\n&]|and\b))", r"\1 \2 "),
        (rf"\b({_ONE_SEX})\s*,\s*(?=\d{{1,2}}\s*(?:months?|mths?|weeks?|wks?)\b)", r"\1 "),
        (rf"\b(?:main\s+|lead\s+)?applicant\s*:\s*(?=\d{{1,2}}\s*(?:{_AGE_UNIT})?\s*,)", ""),
        (rf"\b(?:main\s+|lead\s+)?applicant\s*,\s*(?={_ONE_SEX}\s*,\s*\d)", ""),
        (r"\b(\d)(?:st|nd|rd|th)\s+child\b", r"child \1"),
        (r"\b(\d{1,2})\s*(?:years?|yrs?)\s*(?:and\s*)?\d{1,2}\s*(?:months?|mths?)\b", r"\1 years"),
        (
            rf"\b(?:2|two)\s+(boys|girls|sons|daughters)\s*[,(–-]?\s*both\s+(?:aged?\s*)?(\d{{1,2}})\s*({_AGE_UNIT})?\)?",
            r"\1 \2 \3 and \2 \3",
        ),
        (
            (
                rf"\btwins?[\s,;:(–-]*(?:a\s+)?({_ONE_SEX})\s*(?:&|and|/|\+|,)\s*(?:a\s+)?({_ONE_SEX})[\s,;:)–-]*(?:both\s+)?(?:aged?\s*)?"
                rf"(\d{{1,2}})\s*({_AGE_UNIT})?(?!\s*(?:&|and|,|/|\+)\s*\d)(?![\d/])"
            ),
            r"\1 \3 \4, \2 \3 \4",
        ),
        (
            r"^([\d\s,&and]*\d)\s*[,;(–-]*\s*all\s+(boys|girls|sons|daughters|males|females)\s*\)?\s*$",
            r"\2 \1",
        ),
        (r"\by\s?[/.]\s?o\b\.?", "yo"),
        (r"\(?\b(?:under|over|above)\s*18s?\b(?:\s+years?)?\)?|\(\s*(?:aged?\s*)?18\s*\+\s*\)|\b18\s+(?:and|or)\s+over\b", " "),
        (r"\badults?\s+18\s*\+", "adults "),
        (r"\brelation(?:ship)?\s+to\b", " "),
        (r"\bnew\s?-?born\s+(?:baby\s+)?(boy|girl|son|daughter)\b(?!\s*[,(]?\s*\d)", r"\1 0 weeks"),
        (r"[,(]?\s*\bages?\s+(?:are\s+|is\s+)?(?:unknown|not\s+known|tbc|n/?k)\b\)?", " "),
        (r"\b(?:unborn|expecting)\s+(?:a\s+|her\s+|their\s+)?(?:baby|child|first\s+child|twins)\b", "expecting"),
        (r"[(,]?\s*\b\d{1,2}\s*\+?\s*(?:weeks?|wks?|months?|mths?)\s*(?:pregnant|gone|gestation|along)\b\)?", " pregnant"),
        (r"\b(pregnant|expecting)\s*[,(–-]?\s*\d{1,2}\s*(?:weeks?|wks?|months?|mths?)(?:\s+gestation)?\b\)?", "pregnant"),
        (r"\b(pregnant|expecting)\s+with\s+(?:her\s+|their\s+|a\s+)?(?:\w+\s+)?(?:baby|child)\b", r"\1"),
        (rf"\b(pregnant|expecting)[\s,–-]*(?:baby\s+)?(?:due\s+)?(?:in\s+)?(?:{MONTH_NAMES})(?![a-z])(?:\s+20\d\d)?", r"\1"),
        (r"[,;.–-]?\s*\b(?:and\s+)?(?:lives|living)\s+(?:alone|on\s+(?:her|his|their)\s+own)\b", ""),
        (
            rf"\b(mum|mother|dad|father|parent)(\s*\(\s*\d{{1,2}}\s*\))?\s+of\s+({_SOME})\b(?!\s*(?:boys|girls|kids|child))",
            r"\1\2 ; \3 children",
        ),
        (r"\b(male|female)\s+(?:children|kids)\b", r"\1s"),
        (
            (
                rf"(\b{_SOME}\s+(?:adults?|child(?:ren)?|kids?))\s*[–—-]\s*((?:(?!\b{_SOME}\s+(?:x\s+)?(?:adults?|child|kids?))[^;\n()–—-])+)"
                rf"(?=$|[;\n]|\b{_SOME}\s)"
            ),
            r"\1 (\2)",
        ),
        (r"\bbaby\s+(?:is\s+)?(?:on\s+the\s+way|expected)\b", "expecting"),
        (r"\b(adult|person)\s*\(\s*(?:main\s+|lead\s+)?(?:applicant|tenant|client)\s*\)\s*,?", r"\1,"),
        (r"\b(?:children|kids)\s*[,:–-]?\s*all\s+(boys|girls|sons|daughters)\s*[,:(–-]?", r"\1 "),
        (r"(?:(?<=\d\d)|(?<=[a-z)]))(?<!\bno)\.\s+(?=[a-z])", " ; "),
        (r"\bcouple\b(?!\s+of)", "2 adults"),
        (
            rf"\b(?:2\s+|two\s+)?twins?\s*[,(–-]?\s*(?:aged?\s*)?(\d{{1,2}})\s*({_AGE_UNIT})?\)?(?!\s*(?:&|and|,|/|\+)\s*\d)(?![\d/])",
            r"child \1 \2, child \1 \2",
        ),
        (
            (
                rf"\b(?:2\s+|two\s+)?twin\s+(boy|girl|son|daughter|male|female)s\s*[,(–-]?\s*(?:aged?\s*)?(\d{{1,2}})\s*({_AGE_UNIT})?\)?"
                r"(?!\s*(?:&|and|,|/|\+)\s*\d)(?![\d/])"
            ),
            r"\1 \2 \3, \1 \2 \3",
        ),
        (
            (
                r"\b(girls|boys|sons|daughters|females|males|women|men|sisters|brothers|kids|children)\s*[,:]\s*(?=(?:aged?\s*)?\d{1,2}\b"
                r"(?!\s*(?:x\s*)?(?:girl|boy|son|daughter|fem|male|m\b|f\b|kid|child)))"
            ),
            r"\1 ",
        ),
        (r"(?<![a-z\d])([fm])/?(\d{1,2})(?![\d/])", r"\1 \2"),
    )
)
_UNCLEAR = re.compile(
    r"\b(?:m|f|male|female)\s*/\s*(?:m|f|male|female)\b|\d+\s*[-–—/]\s*\d+|\d0'?s\b|\d\s*\+(?!\s*[a-z\d])"
    r"|\b(?:m|f|males?|females?|boy|girl|son|daughter)\s*[,:(–-]?\s*\d{1,2}m\b"  # «M 4m»: months, or a boy of four?
)
_NUMBERED = re.compile(
    r"(?:(?<=^)|(?<=[\n;,.]))\s*\(?(\d)[.)]\s+(?=\D)|\b(?:child|adult|person|member)\s*(?:no\.?\s*|#\s*)?(\d)\s*[:.)–—-]\s*"
)


def in_plain_words(text: str) -> str:
    """The words with every way of saying one thing made one way: «y/o», «twins aged 3», «Child 1: …»."""
    plain = text.casefold()
    for pattern, words in _SAME_THING:
        plain = pattern.sub(words, plain)
    plain = _numbered_lines(plain)
    numbers = [int(first or second) for first, second in _NUMBERED.findall(plain)]
    starts = [at for at, number in enumerate(numbers) if number == 1]
    in_order = (
        bool(starts) and all(number == 1 or number == numbers[at - 1] + 1 for at, number in enumerate(numbers)) and starts[0] == 0
    )
    return _NUMBERED.sub(" ; ", plain) if in_order else plain


def _numbered_lines(plain: str) -> str:
    """«1) boy 7 2) girl 5», «1. 7 M» above «2. 5 F»: numbers of a list that the figures after them do not blur."""
    if re.match(r"\s*1\)\s", plain) and "(" not in plain:
        return re.sub(r"(?:^|\s)(\d)\)\s+", r"\n\1) ", plain)
    lines = [line for line in plain.splitlines() if line.strip()]
    starts = [re.match(r"\s*(\d)[.)]\s+(?=\S)", line) for line in lines]
    if len(lines) > 1 and [start and start[1] for start in starts] == [str(at) for at in range(1, len(lines) + 1)]:
        return "\n".join(line[start.end() :] for line, start in zip(lines, starts, strict=True) if start)
    return plain


_COUNT_FIRST = re.compile(
    r"\s*(\d{1,2}|one|two|three|four|five|six)\s*(?::|[-–—](?=\s)|\((?=[^()]*\)\s*$))\s*([^()]*\d[^()]*)\)?\s*", re.IGNORECASE
)


_COUNT_OF_SEXES = re.compile(r"\s*(\d|two|three|four|five|six)\s*\(([a-z\s,&+]+)\)\s*", re.IGNORECASE)


def _with_count_as_noun(text: str, kind: str) -> str:
    """«3: 2, 5, 11», «2 - boy 4, girl 6»: in a box for children, «3 children (2, 5, 11)»."""
    match = (_COUNT_FIRST.fullmatch(text) or _COUNT_OF_SEXES.fullmatch(text)) if kind else None
    if match is None:
        return text
    count = int(match[1]) if match[1].isdigit() else NUMBER_WORDS[match[1].casefold()]
    if ":" not in text and "(" not in text and len(re.findall(r"\d+", match[2])) != count:
        return text
    return f"{count} {'adults' if kind == 'adult' else 'children'} ({match[2]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with its code: N number · S sex · T sex in the plural · K adult, child or person · R relation ·
    U unit of age · P separator · O ( · C ) · G expecting. A separator `,` or `/` may also part a sex from its age."""

    code: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    person: Person
    kind: str = ""  # "adult" or "child" when the words say so
    loose: bool = False  # an age that stands by itself, in no counted list
    counted: bool = False  # one of «2 adults», told by number alone
    listed: bool = False  # one of «2 adults (F 34, M 36)»


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    people: tuple[Someone, ...] = ()
    expecting: bool = False
    why: str = ""  # why the words could not be read; empty when they could

    def adults(self) -> tuple[Person, ...]:
        return tuple(each.person for each in self.people if each.kind == "adult")

    def children(self) -> tuple[Person, ...]:
        return tuple(each.person for each in self.people if each.kind == "child")


def household_in(text: str, kind: str = "") -> Household:
    """Everybody whom the words name. `kind` is what the question asks for: "adult", "child", or "" for both."""
    if len(text) > LONGEST_ANSWER or re.search(r"\d{9}", text):
        return Household(why="this is too long for a list of people; read it by hand.")
    text, total = _without_total(text)
    words = _words(_with_count_as_noun(text, kind))
    if isinstance(words, str):
        return Household(why=words)
    words = _one_word_a_person(words)
    if isinstance(words, str):
        return Household(why=words)
    words = _with_pairs_parted(_with_ages_joined(words))
    people: list[Someone] = []
    at, current = 0, kind
    codes = "".join(word.code for word in words)
    while at < len(words):
        if codes[at] in "PGOC":
            at += 1
            continue
        step = _heading(words, at) or _group(words, codes, at, current, asked=kind)
        if isinstance(step, str):
            return Household(why=step)
        end, here, current = step
        people += here
        at = end
    if any(each.loose for each in people) and any(each.person.age is None for each in people):
        return Household(why="it cannot be told which age belongs to whom; ask the officer.")
    sorted_out = tuple(_with_kind(each) for each in people)
    if any(_is_told_in_part(sorted_out, each) for each in ("adult", "child", "")):
        return Household(
            why="some are told with age and sex and others are not, so that nobody knows who is whom; ask the officer."
        )
    told_once = _count_against_list(sorted_out)
    if told_once is None:
        return Household(why="the number of people and those who are listed do not agree; ask the officer.")
    if total and told_once and total != len(told_once):
        return Household(why=f"{total} people in all, it says, and {len(told_once)} are told of; ask who is moving.")
    return Household(people=told_once, expecting="G" in codes)


_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(list(NUMBER_WORDS)[1:])})"
_TOTALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"\btotal(?:\s+(?:number|no\.?))?(?:\s+of)?(?:\s+(?:people|persons|household(?:\s+(?:members|size))?))?"
            rf"(?:\s+(?:in|of)\s+(?:the\s+)?(?:household|family)|\s+moving)?\s*[:=–—-]?\s*{_COUNT}(?:\s+(?:people|persons))?"
            r"(?=\s*(?:$|[\n,;.:()–—-]))[:.]?"
        ),
        rf"\(?\b{_COUNT}\s*(?:people\s+|persons\s+)?(?:in\s+total|altogether|in\s+all)\b\)?\s*:?",
        rf"\b(?:household|family)\s+of\s+{_COUNT}\b(?!\s*(?:adults?|child))\s*:?",
        rf"\(\s*{_COUNT}\s+(?:people|persons)\s*\)",
    )
)


def _without_total(text: str) -> tuple[str, int]:
    """The words less the one that sums them up, and how many people it says: «Total: 3», «2 in total», «family of four»."""
    for pattern in _TOTALS:
        if said := pattern.search(text):
            count = said["count"].casefold()
            rest = f"{text[: said.start()]} ; {text[said.end() :]}"
            return rest, int(count) if count.isdigit() else NUMBER_WORDS[count]
    return text, 0


def _is_told_in_part(people: Sequence[Someone], kind: str) -> bool:
    """«son 9, 7 boy», «F 34 tenant M 36»: an age without a sex beside a sex without an age may be one person or two."""
    told = [each for each in people if each.kind == kind and not each.counted]
    ages = {each.person.age is None for each in told}
    beside = people if kind == "adult" else told  # «mum 34, kids 9 7» is plain, «68/m 1F 11» is not
    return len(ages) > 1 or (any(each.loose for each in told) and any(each.person.sex for each in beside))


def _count_against_list(people: Sequence[Someone]) -> tuple[Someone, ...] | None:
    """«2 adults, female 34, male 36»: the two who are listed are the two who were counted, or nobody knows."""
    kept = list(people)
    for kind in ("adult", "child", ""):
        counted = [each for each in people if each.counted and each.kind == kind]
        listed = [each for each in people if not each.counted and (each.kind == kind or not kind)]
        if counted and listed and len(counted) != len(listed):
            return None
        if any(each.listed for each in listed) and not all(each.listed for each in listed) and kind:
            return None  # «1 adult: F 34, M 36»
        if counted and listed:
            kept = [each for each in kept if not (each.counted and each.kind == kind)]
    return tuple(kept)


_ITEM = r"\d{1,2}\s*(?:f|m|female|male)\b"
_ITEMS = re.compile(rf"\s*{_ITEM}(?:\s*(?:[,;/&+\n]|\band\b)\s*{_ITEM})+\s*\.?\s*", re.IGNORECASE)
_TOLD_IN_THREE = re.compile(r"\s*([a-z]+),\s*(\d{1,2}),\s*(f|m|female|male)\s*\.?\s*", re.IGNORECASE)


def _turned(text: str) -> str:
    """«8 M, 6 M, 2 F»: who counts people counts each sex once, so these are ages. «Mother, 27, F» is one person."""
    if _ITEMS.fullmatch(text):
        items = re.findall(r"(\d{1,2})\s*([a-z]+)", re.sub(r"\band\b", ",", text.casefold()))
        if len({sex[0] for _, sex in items}) < len(items):
            return ", ".join(f"{sex} {age}" for age, sex in items)
    if told := _TOLD_IN_THREE.fullmatch(text):
        return f"{told[1]} {told[2]} {told[3]}" if told[1].casefold() in _RELATION or told[1].casefold() in _SEX else text
    return text


def _words(text: str) -> list[Word] | str:
    plain = in_plain_words(_turned(text))
    if unclear := _UNCLEAR.search(plain):
        return f"«{unclear.group().strip()}» is no one age; ask the officer."
    plain = re.sub(r"\bx\b(?=\s*(?:adult|child|female|male|boy|girl|kid|son|daughter|f\b|m\b|\d))", " ", plain)
    plain = re.sub(r"(\d+)\s*x\b", r"\1 ", plain)
    words: list[Word] = []
    for token in re.findall(r"\d+|[a-z']+|[(\[]|[)\]]|[,;/\n&+.•·]|[^\s\w]", plain):
        word = _word(token)
        if word is None:
            return f"«{token}» is not understood; ages and sexes are needed, no names."
        if word.code:
            words.append(word)
    return words


_CLAUSE = re.compile(r"(?:^|(?<=[|OC]))([^|OC]+)(?=$|[|OC])")
_ONE_DESCRIBED = re.compile(r"NK,?[SR],?NU*|NK,?NU*,?[SR]")  # «1 adult, female, 34»
_JOINED = (re.compile(r"N?[SR],NU*(?:[,]N?[SR],NU*)*"), re.compile(r"NU*,[SR](?:,NU*,[SR])*"))


def _one_word_a_person(words: list[Word]) -> list[Word] | str:
    """«34 F applicant», «son M 9»: several words for one person. The sex stays, the relation goes."""
    kept: list[Word] = []
    segment: list[Word] = []
    for word in (*words, Word(code="P", text="")):
        if word.code in "PKOC":
            merged = _merged(segment)
            if isinstance(merged, str):
                return merged
            kept += [*merged, word]
            segment = []
        else:
            segment.append(word)
    return kept[:-1]


def _merged(segment: list[Word]) -> list[Word] | str:
    named = [word for word in segment if word.code in "SR"]
    numbers = [word for word in segment if word.code == "N"]
    if len(named) < 2 or len(numbers) > 1:
        return segment
    sexes = {_SEX[word.text] for word in named if word.code == "S"}
    if len(sexes) > 1:
        return "it cannot be told whose age this is; ask the officer." if numbers else segment
    kept = next((word for word in named if word.text in _GROWN), next((word for word in named if word.code == "S"), named[0]))
    return [word for word in segment if word.code not in "SR" or word is kept]


def _with_ages_joined(words: list[Word]) -> list[Word]:
    """«Female, 34» is one person: the comma goes where a whole clause is nothing but such pairs."""
    codes = "".join("," if word.text in (",", "/") else "|" if word.code == "P" else word.code for word in words)
    dropped: set[int] = set()
    for clause in _CLAUSE.finditer(codes):
        start, end = clause.span(1)
        inside = codes[start:end].strip(",")
        start += len(codes[start:end]) - len(codes[start:end].lstrip(","))
        if _ONE_DESCRIBED.fullmatch(inside) and words[start].number == 1:
            dropped |= {start + index for index, code in enumerate(inside) if code == ","}
        elif any(shape.fullmatch(inside) for shape in _JOINED):
            dropped |= _inner_commas(inside, start)
    return [word for index, word in enumerate(words) if index not in dropped]


def _inner_commas(inside: str, start: int) -> set[int]:
    """Every other comma of a clause of pairs: the first parts sex and age, the second two people, and so on."""
    commas = [start + index for index, code in enumerate(inside) if code == ","]
    return set(commas[::2])


_RUNS = (re.compile(r"(?:SNU*){2,}"), re.compile(r"(?:N[ST]){2,}"), re.compile(r"(?:NK){2,}"))
_PAIR = re.compile(r"SNU*|N[STK]")


def _with_pairs_parted(words: list[Word]) -> list[Word]:
    """«F 38 M 16», «2 girls 1 boy», «1 adult 2 children»: a clause of nothing but such pairs is parted between them."""
    codes = "".join(word.code for word in words)
    cuts: set[int] = set()
    for clause in re.finditer(r"[^POC]+", codes):
        run = clause.group()
        if any(shape.fullmatch(run) for shape in _RUNS) and not _is_open_run(words[clause.start() : clause.end()], run):
            cuts |= {clause.start() + pair.end() for pair in _PAIR.finditer(run)}
    stop = Word(code="P", text=";")
    return [each for index, word in enumerate(words) for each in ((stop, word) if index in cuts else (word,))]


def _is_open_run(words: Sequence[Word], run: str) -> bool:
    """«2F 1M» may be two women, or a girl of two: only words that count («girls», «1 boy») may be parted."""
    return run[0] == "N" and any(
        word.code == "S" and (word.text in ("f", "m", "male", "female") or words[at - 1].number != 1)
        for at, word in enumerate(words)
    )


def _word(word: str) -> Word | None:
    if word.isdigit():
        return Word(code="N", text=word, number=int(word)) if len(word) <= 2 else None
    if word in "([":
        return Word(code="O", text=word)
    if word in ")]":
        return Word(code="C", text=word)
    if word in ",;/\n&+•·" or word in ("and", "plus", "with"):
        return Word(code="P", text=word)
    if word in ".:-–—'" or word.strip("'") in _FILL:
        return Word(code="", text=word)
    return _named_word(word.replace("'s", "").strip("'"))


def _named_word(token: str) -> Word | None:
    tables = (
        ("S", _SEX),
        ("T", _PLURAL_SEX),
        ("K", _NOUNS),
        ("R", _RELATION),
        ("G", _PREGNANT),
        ("U", _YEARS | _MONTHS | _WEEKS),
    )
    for code, table in tables:
        if token in table:
            return Word(code=code, text=token)
    if token in NUMBER_WORDS:
        return Word(code="N", text=token, number=NUMBER_WORDS[token])
    return None


Step = tuple[int, list[Someone], str]


def _heading(words: Sequence[Word], at: int) -> Step | None:
    """«Adults: …», «Children (2, 5)»: a noun with no number before it says what follows."""
    noun = words[at]
    if (
        noun.code != "K"
        or _NOUNS[noun.text] == "person"
        or noun.text in ("baby", "newborn", "toddler", "infant", "child", "adult", "kid")
    ):
        return None
    return (at + 1, [], _NOUNS[noun.text])


def _group(words: Sequence[Word], codes: str, at: int, current: str, *, asked: str) -> Step | str:
    """One person, or several told together."""
    rest = codes[at:]
    for pattern, reader in _GRAMMAR:
        match = re.match(pattern, rest)
        if match:
            step = reader(words, codes, at, current)
            if step is not None:
                return step
    here = " ".join(word.text for word in words[at : at + 4])
    return f"«{here}» leaves open who is meant and how old; ask the officer." if asked is not None else here


def _counted_noun(words: Sequence[Word], codes: str, at: int, current: str) -> Step | str | None:
    """«3 kids (2, 5, 11)», «1 adult female 34», «2 adults»."""
    count, kind = words[at].number, _NOUNS[words[at + 1].text]
    start = at + 2
    found_kind = "" if kind == "person" else kind
    if re.match(r"(ST?|R)?U?O?(N|S|T|R)", codes[start:]) or codes[start : start + 1] in ("O", "S", "T"):
        members = _members(words, codes, start, count, found_kind)
        if members is not None:
            return members
        return f"«{words[at].text} {words[at + 1].text}» and those listed after it are not the same number."
    return start, [Someone(person=Person(), kind=found_kind, counted=True)] * count, current


def _members(words: Sequence[Word], codes: str, start: int, count: int, kind: str) -> Step | None:
    """Exactly `count` people in a row; inside brackets exactly those of the brackets."""
    opened = codes[start : start + 1] == "O"
    end = codes.find("C", start) if opened else -1
    if opened and end < 0:
        return None
    people: list[Someone] = []
    at = start + 1 if opened else start
    limit = end if opened else len(codes)
    while at < limit and len(people) <= count and not (not opened and len(people) == count):
        if codes[at] in "PG":
            at += 1
            continue
        step = _listed(words, codes, at, kind)
        if step is None:
            return None
        at, here, _ = step
        people += [replace(each, kind=kind or each.kind, loose=False, listed=True) for each in here]
    told_alike = len({each.person.sex is None for each in people}) < 2 and len({each.person.age is None for each in people}) < 2
    if len(people) != count or not told_alike:
        return None
    return (end + 1 if opened else at), people, kind


def _listed(words: Sequence[Word], codes: str, at: int, kind: str) -> Step | None:
    """One of a list whose length is known: «F 5», «5 F», «5», «boy», or «2 girls»."""
    rest = codes[at:]
    if re.match(r"[SR]O?N", rest):
        return _sex_age(words, codes, at, kind)
    if re.match(r"NU*S", rest) and words[at].number > 1:
        return _age_sex(words, codes, at, kind)
    if re.match(r"NT", rest):
        return _counted_sex(words, codes, at, kind)
    if rest[0] == "N":
        return _bare_age(words, codes, at, kind)
    if rest[0] in "SR":
        return at + 1, [_someone(words[at], None, kind)], kind
    return None


def _counted_sex(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«1F 34», «2M 9 & 7», «2 girls (5, 7)»: as many ages as were counted, or none."""
    count, sex = words[at].number, words[at + 1]
    plural = sex.code == "T" or count > 1
    pattern = "O?" + "P?".join(["NU*"] * count) + "C?"
    match = re.match(pattern, codes[at + 2 :]) if 0 < count <= 9 else None
    if match is None or (sex.code == "S" and sex.text not in ("f", "m", "male", "female") and plural):
        return (
            (at + 2, [_someone(sex, None, current)] * count, current)
            if sex.code == "T" and count and not re.match(r"O?N", codes[at + 2 :])
            else None
        )
    end = at + 2 + match.end()
    if re.match(r"S|T|K", codes[end:]) or (re.match(r"P[NU]*(?:P|C|$)", codes[end:]) and count == 1 and current != "child"):
        return None
    ages = [_age(words, index) for index in range(at + 2, end) if words[index].code == "N"]
    return end, [_someone(sex, age, current) for age in ages], current


def _age(words: Sequence[Word], at: int) -> int:
    """The age in whole years of the number at this place: «18 months» is one."""
    number, unit = words[at].number, words[at + 1].text if at + 1 < len(words) and words[at + 1].code == "U" else ""
    if unit in _WEEKS:
        return number // 52 if unit.startswith("w") else 0
    return number // 12 if unit in _MONTHS else number


def _units_end(codes: str, at: int) -> int:
    while codes[at : at + 1] == "U":
        at += 1
    return at


def _sex_age(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«F 34», «mum (34)», «partner 36»."""
    number = at + 1 if codes[at + 1] == "N" else at + 2
    end = _units_end(codes, number + 1)
    if codes[at + 1] == "O":
        if codes[end : end + 1] != "C":
            return None
        end += 1
    elif re.match(r"[ST]", codes[end:]):
        return None
    return end, [_someone(words[at], _age(words, number), current)], current


def _plural_ages(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«boys 9 and 7», «girls (3, 5)»."""
    match = re.match(r"TO?NU*(?:PNU*)+C?(?![STK])", codes[at:])
    if match is None:
        return None
    end = at + match.end()
    return end, [_someone(words[at], _age(words, index), current) for index in range(at, end) if codes[index] == "N"], current


def _age_sex(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«34 F», «9 year old boy», «34 (F)»; «2 F» may be two women: left open unless a unit, or the size, tells."""
    sex = _units_end(codes, at + 1)
    opened = codes[sex] == "O"
    has_unit = sex > at + 1
    person = words[sex + 1] if opened else words[sex]
    number = words[at].number
    surely_age = has_unit or opened or number >= (16 if current == "adult" else 5)
    if not surely_age or person.code not in "SR":
        return None
    end = sex + (3 if opened else 1)
    if opened and codes[sex + 2 : sex + 3] != "C":
        return None
    return end, [_someone(person, _age(words, at), current)], current


def _counted_without_age(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«1 female», «1 boy»: one person whose age is not said; «1 F» among children may be a baby: left open."""
    sex = words[at + 1]
    if words[at].number != 1 or re.match(r"O?N", codes[at + 2 :]):
        return None
    if current != "adult" and sex.text in ("f", "m", "male", "female"):
        return None
    return at + 2, [_someone(sex, None, current)], current


def _bare_age(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«2, 5, 11»: ages; one number alone may be a count: left open."""
    end = _units_end(codes, at + 1)
    if not words[at].text.isdigit() and end == at + 1:
        return None  # «mother of three»: a number in words counts people, unless years are said
    lone = codes.count("N") == 1 and end == at + 1 and len(codes) > 0 and not re.search("[STKR]", codes)
    if lone and (current != "adult" or words[at].number < 16):
        return None
    if codes[end : end + 1] in ("S", "T", "K", "R", "O"):
        return None
    if current == "adult" and words[at].number < 16 and end == at + 1:
        return None
    return end, [Someone(person=Person(age=_age(words, at)), kind="", loose=True)], current


def _one_without_age(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    if re.match(r"O|N", codes[at + 1 :]):
        return None
    return at + 1, [_someone(words[at], None, current)], current


def _small_child(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«baby», «baby girl 6 months», «child aged 4», «adult 34»."""
    kind = _NOUNS[words[at].text]
    match = re.match(r"K(S?)O?(NU*)?C?|", codes[at:]) if not re.match(r"KNU*S", codes[at:]) else re.match(r"KNU*S", codes[at:])
    assert match is not None, "the grammar calls this for a noun only"
    if re.match(r"O|N|S", codes[at + match.end() :]):
        return None
    numbers = [index for index in range(at, at + match.end()) if codes[index] == "N"]
    sexes = [words[index] for index in range(at, at + match.end()) if codes[index] == "S"]
    age = _age(words, numbers[0]) if numbers else 0 if words[at].text == "newborn" else None
    person = Person(age=age, sex=_SEX[sexes[0].text] if sexes else None)
    return at + match.end(), [Someone(person=person, kind="" if kind == "person" else kind)], current


def _someone(word: Word, age: int | None, current: str) -> Someone:
    sex = _SEX.get(word.text) or _PLURAL_SEX.get(word.text)
    grown = word.text in _GROWN or word.text in _APPLYING
    return Someone(person=Person(age=age, sex=sex), kind="adult" if grown else current if age is None else "")


def _with_kind(each: Someone) -> Someone:
    if each.person.age is None or each.kind:
        return each
    return replace(each, kind="adult" if each.person.age >= 18 else "child")


def _count_before_list(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«1 (female, 27)», «2 (F 34, M 36)»: a number before brackets that hold as many people, each with an age."""
    end = codes.find("C", at)
    inside = codes[at + 2 : end] if end > 0 else ""
    if inside.count("N") != words[at].number or len(re.findall("[SR]", inside)) != words[at].number:
        return None
    step = _members(words, codes, at + 1, words[at].number, current)
    return None if step is None else (step[0], [replace(each, counted=False, listed=False) for each in step[1]], current)


def _described_in_brackets(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«applicant (F, 34)», «son (M) 9», «F 34 (applicant)»: one person, told inside and outside of the brackets."""
    match = re.match(_DESCRIBED, codes[at:])
    assert match is not None, "the grammar calls this for such words only"
    here = words[at : at + match.end()]
    told = [word for word in here if word.code in "SR"]
    numbers = [index for index in range(at, at + match.end()) if codes[index] == "N"]
    if len({_SEX[word.text] for word in told if word.code == "S"}) > 1 or len(numbers) > 1:
        return None
    if codes[at] == "N" and words[at].number < (16 if current == "adult" else 5) and codes[at + 1] != "U":
        return None
    kept = next((word for word in told if word.text in _GROWN), next((word for word in told if word.code == "S"), told[0]))
    age = _age(words, numbers[0]) if numbers else None
    grown = any(word.text in _GROWN or word.text in _APPLYING for word in told)
    someone = _someone(kept, age, current)
    return at + match.end(), [replace(someone, kind="adult") if age is None and grown else someone], current


def _aged_noun(words: Sequence[Word], codes: str, at: int, current: str) -> Step | None:
    """«6 month old baby boy», «8 year old child»."""
    noun = _units_end(codes, at + 1)
    sex = words[noun + 1] if codes[noun + 1 : noun + 2] == "S" else None
    kind = _NOUNS[words[noun].text]
    person = Person(age=_age(words, at), sex=_SEX[sex.text] if sex else None)
    end = noun + (2 if sex else 1)
    if re.match(r"O?N", codes[end:]):
        return None
    return end, [Someone(person=person, kind="" if kind == "person" else kind)], current


_DESCRIBED = r"[SR]O[SR]P?NU*C|[SR]ONU*P?[SR]C|[SR]O[SR]C(?:P?NU*(?![STRK]))?|[SR]NU*O[SR]+C|NU*[SR]O[SR]+C"
_GRAMMAR = (
    (_DESCRIBED, _described_in_brackets),
    (r"NU+K", _aged_noun),
    (r"NO(?:[SR]P?NU*P*|NU*P?[SR]P*)+C", _count_before_list),
    (r"NK", _counted_noun),
    (r"N[ST]", _counted_sex),
    (r"[SR]O?N", _sex_age),
    (r"TO?N", _plural_ages),
    (r"NU*O?[SR]", _age_sex),
    (r"NS", _counted_without_age),
    (r"N", _bare_age),
    (r"[SR]", _one_without_age),
    (r"K", _small_child),
)


def people_of(kind: str) -> Reader:
    """The reader of a box that asks for the adults, or for the children."""

    def read(answer: Answer, scheme: Scheme) -> Field[tuple[Person, ...]]:  # noqa: ARG001 - every reader is called with the scheme
        return read_people(answer, kind)

    return Reader(sort="people", read=read)


def read_people(answer: Answer, kind: str) -> Field[tuple[Person, ...]]:
    text = without_placeholders(answer.text)
    if spelling_key(answer.text) in _NONE and spelling_key(answer.text):
        return found(answer, ()) if kind == "child" else blank(answer)
    if not text:
        return blank(answer)
    if kind == "child" and (_NONE_HERE.fullmatch(text) or _says_none_twice(text)):
        return found(answer, ())
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    text = re.sub(r"^\s*yes\b[\s,;:–—-]+(?=\w)", "", text, flags=re.IGNORECASE)
    if kind == "adult" and (count := _ADULT_COUNT.fullmatch(text)):
        people = _counted_adults(count)
        return (
            found(answer, people)
            if count["sex"]
            else doubtful(answer, "only a number is given; ask for age and sex of each.", people)
        )
    household = household_in(text, kind)
    if household.why:
        return doubtful(answer, household.why)
    if not household.people:
        return doubtful(answer, "nobody is named here; ages and sexes are needed.")
    why = _why_not(household, kind)
    people = tuple(each.person for each in household.people)
    return doubtful(answer, why, people) if why else found(answer, people)


_ADULT_COUNT = re.compile(
    r"\s*(?P<count>[1-6]|one|two|three|four|five|six)\s*(?:(?:x\s*)?(?P<sex>f|m|females?|males?)"
    r"(?:\s*[,;&+]?\s*(?:and\s+)?(?P<count2>[1-6])\s*(?:x\s*)?(?P<sex2>f|m|females?|males?))?)?\s*\.?\s*",
    re.IGNORECASE,
)


def _counted_adults(match: re.Match[str]) -> tuple[Person, ...]:
    """«2», «2F», «1F 1M» in the box for adults: nobody of two years stands there, so the figures count."""
    people: list[Person] = []
    for number, sex in ((match["count"], match["sex"]), (match["count2"], match["sex2"])):
        count = 0 if not number else int(number) if number.isdigit() else NUMBER_WORDS[number.casefold()]
        people += [Person(sex=sex[0].casefold() if sex else None)] * count
    return tuple(people)


def _says_none_twice(text: str) -> bool:
    """«N/A – no children», «0 (none)»."""
    parts = [spelling_key(part) for part in re.split(r"[–—,;()]|\s-\s", text) if part.strip(" .")]
    return len(parts) > 1 and all(part in _NONE for part in parts)


def _why_not(household: Household, kind: str) -> str:
    for each in household.people:
        if each.person.age is not None and kind == "adult" and each.person.age < 18:
            return f"somebody of {each.person.age} stands among the adults."
        if each.person.age is not None and kind == "child" and each.person.age >= 18:
            return f"somebody of {each.person.age} stands among the children."
        if each.kind and each.kind != kind:
            return "adults and children stand in one box."
        if each.person.age is not None and each.person.age > 110:
            return "nobody is that old."
    return ""


def read_household(answer: Answer) -> dict[str, Field[tuple[Person, ...]]]:
    """One box for everybody: «mum + 3 kids (2, 5, 11)» gives the adults and the children."""
    text = without_placeholders(answer.text)
    if not text:
        return {"adults": blank(answer), "children": blank(answer)}
    childless = _NO_CHILDREN.search(text)
    household = household_in(_NO_CHILDREN.sub(" ", text))
    if childless and household.children():
        household = Household(why="no children, it says, and names some.")
    unclear = household.why or (
        "it cannot be told who is an adult and who a child." if any(not each.kind for each in household.people) else ""
    )
    if unclear or not household.adults():
        doubt = doubtful(answer, unclear or "no adult is named.")
        return {"adults": doubt, "children": doubt}
    misplaced = any((each.person.age or 30) < 18 and each.kind == "adult" for each in household.people) or any(
        (each.person.age or 0) >= 18 and each.kind == "child" for each in household.people
    )
    if misplaced:
        doubt = doubtful(answer, "an age does not fit an adult or a child.")
        return {"adults": doubt, "children": doubt}
    return {"adults": found(answer, household.adults()), "children": found(answer, household.children())}


_NO_CHILDREN = re.compile(
    r"[,;.]?\s*\b(?:and\s+|with\s+)?(?:no|nil|0|without)\s+(?:children|kids|dependants|dependents)\b", re.IGNORECASE
)


def is_expecting(text: str) -> bool:
    return any(word in _PREGNANT for word in spelling_key(text).split()) and not {"not", "no", "isnt"} & set(
        spelling_key(text).split()
    )


ADULTS = people_of("adult")
CHILDREN = people_of("child")


_COUNTED_BY_LABEL = re.compile(
    r"\s*(?:number of )?adults?\s*[:=–-]\s*(\d)\s*[,;/\n]?\s*(?:number of )?child(?:ren)?\s*[:=–-]\s*(\d)\s*\.?\s*",
    re.IGNORECASE,
)


def read_people_moved(answer: Answer, scheme: Scheme) -> dict[str, Field[int]]:  # noqa: ARG001 - every reader is called with the scheme
    """«2 adults, 3 children»: how many of each moved."""
    if told := _COUNTED_BY_LABEL.fullmatch(answer.text):
        return {"adults_moved": found(answer, int(told[1])), "children_moved": found(answer, int(told[2]))}
    household = read_household(answer)
    counted: dict[str, Field[int]] = {}
    for key, people in household.items():
        counted[f"{key}_moved"] = (
            found(answer, len(people.value))
            if people.value is not None
            else Field(quote=people.quote, where=people.where, doubt=people.doubt)
        )
    return counted
