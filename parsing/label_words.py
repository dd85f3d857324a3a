"""The words of a label: what it says without its numbering, hints and small words, with synonyms put together."""

from __future__ import annotations

import re
from functools import lru_cache

from parsing.answers import word_set, wordings
from scheme.terms import spelling_key

LONGEST_LABEL = 320  # characters
_NUMBERING = re.compile(
    r"^\s*(?:(?:question|q|section|part)\s*(?:\d{0,2}[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten)\s*[.:)–-]|"
    r"\(?\d{1,2}(?:\.\d{1,2})*[.):]?(?=[\s\t])|\(?\d{1,2}[a-h][.):]?(?=\s)|\(?[a-hq]\.?\d{1,2}(?:\.\d{1,2}|[–-]\d{1,2})*[a-h]?[.):]?(?=\s)|\(?[a-hivx]{1,3}[.)](?=\s))\s*",
    re.IGNORECASE,
)
_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# What stands in brackets is mostly a hint; these words in it narrow or turn the question itself.
_NARROWS = re.compile(
    r"[(\[][^\w(\[]*+(?:(?:if )?not (?!known|applicable)\w+(?:ing|ed)\b|not (?:safe|part|at risk|in|for|to)\b|"
    r"no longer|previous|former|staying|remaining|perpetrator|new\b|required|requested|needed|"
    r"wanted|at risk|to avoid|unsafe|(?:full |postal |home )?(?:address|postcode))",
    re.IGNORECASE,
)
_SMALL = word_set("""
    a an the of for is are was be been being to in on at by with this that these those your you their them they his her
    its it we us our please state give provide provided enter specify indicate list detail information any and or also if
    applicable do does did has have had would will can should which what who whom there from as etc eg ie s box below here
    field dd mm yyyy
""")
_SYNONYMS = {
    synonym: word
    for word, synonyms in {
        "applicant": "client tenant resident nominee customer family household survivor victim applicant",
        "area": "borough area district locality council",
        "bedroom": "bed bedroom bedroomed bedsize",
        "officer": "officer referrer nominator caseworker professional",
        "phone": "phone telephone tel mobile landline",
        "wanted": (
            "wanted requested required needed preferred requesting desired sought request need want "
            "require prefer requirement requiring needing"
        ),
        "property": "property home accommodation dwelling",
        "landlord": "landlord provider rsl",
        "type": "type kind nature",
        "tenancy": "tenancy tenure",
        "unsafe": "unsafe dangerous",
        "avoid": "avoid avoided excluded exclude exclusion",
        "child": "child children kid minor under18s u18s dependant dependent",
        "adult": "adult over18s",
        "pet": "pet animal",
        "current": "current currently present presently existing now",
        "agency": "agency organisation organization employer service company",
        "role": "role position jobtitle",
        "second": "second 2nd 2 additional alternative another secondary other deputy backup",
        "consent": "consent consented permission agreed agree",
        "rehome": "rehome rehoming rehomed rehom",
        "reference": "reference ref code",
        "perpetrator": "perpetrator perp abuser offender aggressor",
        "refused": "refused refusal refusing declined decline declining",
        "available": "available availability ready",
        "viewing": "viewing view viewed",
        "start": "start started starting commencement commence commenced began begin starts",
    }.items()
    for synonym in synonyms.split()
}
_PHRASES = tuple(
    (phrase, word)
    for word, phrases in (
        ("", "yes no not known | y n not known | yes no not applicable | yes no n a | yes no | whether or not"),
        ("number of", "no of"),
        (
            "phone",
            """
            contact no | direct dial | phone number | phone no | telephone number | telephone no | tel no | tel number |
            mobile number | mobile no | contact number | contact tel | contact telephone | contact phone | direct line
            """,
        ),
        (
            "perpetrator",
            """
            person causing harm | person who caused harm | person causing the harm | person responsible | person posing
            the risk | person who poses the risk | person they are fleeing | source of the risk | source of risk | person
            of concern
            """,
        ),
        ("", "y n | yes or no | y or n"),
        ("applicant", "young person | young people"),
        ("tenancy landlord", "tenancy is with"),
        ("tenancy landlord held", "tenancy held with"),
        ("current", "at the moment | right now"),
        ("wanted", "now required | now needed | now requested | now wanted | asked for | looking for"),
        ("floor", "floor no | floor number"),
        ("ground floor", "gf | ground level"),
        ("second", "back up | stand in"),
        ("area", "local authorities | local authority area | local authority | la area | la"),
        ("email", "e mail | email address | contact email"),
        ("role", "job title | job role"),
        ("landlord", "housing provider | social landlord | registered provider | housing association"),
        (
            "officer",
            """
            nominating officer | referring officer | nominating professional | referring professional | referring worker |
            nominating worker | case worker
            """,
        ),
        ("officer agency", "referring agency | nominating agency | referring organisation"),
        ("unsafe", "not safe | not be safe | not feel safe | not considered safe"),
        ("child", "under 18s | under 18 | under18"),
        ("adult", "over 18s | over 18 | above 18 | aged 18 | 18 and over | 18 or over | 18+"),
        ("rehome", "re home | re homing"),
        ("risk", "at risk"),
        ("moveon", "move on"),
        ("move", "moving into | moving to"),
    )
    for phrase in wordings(phrases)
)
# A word that says too little alone: «Client: M. T.» asks for no household, «Requested» for nobody who requested.
_TOO_LITTLE = word_set("name number applicant wanted current move sent submitted referred nominated property offer")
# What an officer has of the same name: «Employer of applicant» is not the officer's.
_OFFICERS_TOO = word_set("agency role phone email name team office address post job work")


def words_of(label: str, unsaid: tuple[str, ...] = ()) -> frozenset[str]:
    """The words that make a label's meaning; `unsaid` are the region's and the scheme's own names, which add nothing to it."""
    return _words_of(label, unsaid) if len(label) <= LONGEST_LABEL else _words_of.__wrapped__(label, unsaid)


@lru_cache(maxsize=16_384)
def _words_of(label: str, unsaid: tuple[str, ...]) -> frozenset[str]:
    text = re.sub(r"\bNO(?:'s|s)?\b(?!\s*[.:/]|\s+of\b)", "nominating officer", label)
    text = re.sub(r"(?<=\w)['’]s\b", "", text)
    key = f" {spelling_key(text)} "
    for word in unsaid:
        key = key.replace(f" {word} ", " ")
    for phrase, word in _PHRASES:
        key = key.replace(f" {phrase} ", f" {word} ")
    return frozenset(word for word in map(plain_word, (each for each in key.split() if each not in _SMALL)) if word not in _SMALL)


def plain_word(word: str) -> str:
    for form in (word, word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word):
        if form in _SYNONYMS:
            return _SYNONYMS[form]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def says_too_little(words: frozenset[str]) -> bool:
    return len(words) == 1 and words <= _TOO_LITTLE


def whoever(words: frozenset[str]) -> frozenset[str]:
    """The words without the applicant, of whom a form asks unless it says otherwise."""
    return words if words - {"applicant"} <= _OFFICERS_TOO else words - {"applicant"}


def stripped(label: str) -> str:
    """A label without numbering, stars, colon and question mark."""
    return _stripped(label) if len(label) <= LONGEST_LABEL else _stripped.__wrapped__(label)


@lru_cache(maxsize=16_384)
def _stripped(label: str) -> str:
    return _NUMBERING.sub("", " ".join(label.replace("_", " ").split())).strip(" *:?.-–—•·").strip()


def with_and_without_hints(label: str) -> tuple[str, ...]:
    """A label as it stands, and without its hints; only as it stands where these may turn what it asks."""
    return (label,) if narrows(label) else tuple(dict.fromkeys((label, without_hints(label))))


def without_hints(label: str) -> str:
    return _HINT.sub(" ", label)


def narrows(label: str) -> bool:
    """Whether what stands in its brackets is more than a hint: «Borough (previous)»."""
    return _NARROWS.search(label) is not None


def asking_part(text: str) -> str:
    """A label up to its colon or question mark if only a hint follows; nothing if an answer follows in the same breath."""
    _, _, rest = re.sub(r"[:?](?=\s+\S)", "\0", text.strip(" *"), count=1).partition("\0")
    if not rest.strip() or re.match(
        r"\s*(?:if\b|please|give|list|tick|include|state|specify|e\.g|for example|\(|note|and\b|which|who|when|when|how|details|"
        r"(?:their )?(?:ages?|sex|gender)\b)",
        rest,
        re.IGNORECASE,
    ):
        return text
    return ""


_NUMBER_ALONE = re.compile(r"\s*(?:q?\(?\d{1,2}(?:\.\d{1,2})*[.):]?|\(?[a-h][.)])\s*", re.IGNORECASE)


def is_numbering(text: str) -> bool:
    return _NUMBER_ALONE.fullmatch(text) is not None
