"""What stands for itself in a sentence and needs no account: names of persons and landlords, references, addresses.

Persons and landlords become «•», areas «§»; every place stays where it is, so that wordings are found again by their places.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parsing import clause_words
from parsing.clauses import NAMES_A_PERSON, TITLED, landlords_in_small_letters
from parsing.harmless_words import FACT_SUBJECTS, HARMLESS, OPERATORS, TELLING, TURNS
from parsing.name_words import GIVEN_NAMES, SURNAMES
from parsing.sentences import Sentence, plain
from scheme.agreement import Scheme

# Short forms of names that are no words of the field; they count with a capital only.
SHORT_NAMES = frozenset(
    "dan bev jo rob bob steve mike chris matt andy pete ron ken kev abi cath debs deb fran gill jan jen jess jules kath lou maggie mel meg nicky pam penny rach trev viv geoff eddie stu reg russ stan sid".split()  # noqa: SIM905 - reads better as words
)


def without_names(sentence: Sentence, scheme: Scheme, taken: Sequence[str]) -> str:
    """Persons' and landlords' names as «•», areas as «§», references and addresses blank."""
    words = sentence.plain.replace("e-mail", " email")
    prefix = re.escape(scheme.reference_prefix.casefold())
    words = re.sub(rf"\b{prefix}\b(?:\W{{0,3}}\d\S*)?|\b{prefix}\d\S*|[\w.+-]+@[\w.-]+\w|(?:https?://|www\.)\S+", blank, words)
    if MONTH_OF_MAY.search(sentence.text):
        words = re.sub(r"\bmay\b", blank, words)
    words = _bodies(words, sentence.text, scheme)
    for name in sorted({*_persons(sentence), *taken}, key=len, reverse=True):
        words = re.sub(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])", _dots, words)
    return words


def blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


# Words that are nobody's name, though a capital or a comma stands before them.
NO_NAMES = HARMLESS.union(
    FACT_SUBJECTS,
    TELLING,
    TURNS,
    clause_words.SMALL,
    clause_words.HOUSEHOLD,
    clause_words.REQUEST,
    clause_words.LANDLORD,
    *OPERATORS.values(),
)
SIGNED = re.compile(r"[A-Z][\w'’-]{1,14}(?: [A-Z][\w'’-]{1,14})?(?: x+)?")  # on a line of its own, without a full stop
MONTH_OF_MAY = re.compile(r"(?<=[a-z0-9,] )May\b")
INITIALLED = re.compile(r"\b[A-Z]\.? [A-Z][\w’'-]+")
CAPITALISED = re.compile(r"[A-Z][\w'’-]*\w(?: [A-Z][\w'’-]*\w)*")


def _persons(sentence: Sentence) -> set[str]:
    """The persons named in one sentence, in the plain form."""
    text = sentence.text
    found = {plain(text)} if SIGNED.fullmatch(text) and plain(text) not in NO_NAMES else set()
    found |= {plain(match[0]) for match in (*TITLED.finditer(text), *INITIALLED.finditer(text))}
    for match in CAPITALISED.finditer(text):
        told = bool(NAMES_A_PERSON.search(text[: match.start()]))
        for part in match[0].split():
            name = plain(part).removesuffix("'s")
            told = name in GIVEN_NAMES or name in SHORT_NAMES or (told and (name in SURNAMES or _may_be_one(name)))
            found |= {name} if told else set()
    last = re.search(r"[-,] ?([a-z]+)\W*$", sentence.plain)
    return found | ({last[1]} if last and last[1] in GIVEN_NAMES else set())


def _may_be_one(name: str) -> bool:
    return name not in NO_NAMES and " " not in name and name != "i"


# Behind or before these an area's name is its council's.
_OF_A_BODY = r"(?:landlord ?:|(?:lead|manager|officer|director|contact) for|of|from|by|behalf of|here at|we at|at|with) (?:the )?(?:(?:\w+ )?borough of |lb )?"


RUN = re.compile(r"[A-Z][\w&’'-]*(?: (?:of |and |& )?[A-Z][\w&’'-]*)*")


# «… Housing Association's approval»: a landlord's name by its form, though the scheme does not list it.
ITS_APPROVAL = re.compile(
    r"(?<![\w&-])(?:[A-Z][\w&-]{0,30} ){1,3}(?:Housing (?:Association|Trust|Group|Society|Partnership)|Homes|Housing|Council)(?=['’]s (?:(?:formal|full|written) )*(?:approval|agreement|consent|support)\b)"
)


def _bodies(words: str, text: str, scheme: Scheme) -> str:
    """Landlords' names as «•»; a name of an area as «§», unless its council is meant."""
    for found in ITS_APPROVAL.finditer(text):
        words = re.sub(rf"(?<![\w'’-]){re.escape(plain(found[0]))}(?![\w-])", _dots, words)
    for found in RUN.finditer(text):
        if scheme.landlord(found[0]) and not scheme.area(found[0]):
            words = re.sub(rf"(?<![\w'’-]){re.escape(plain(found[0]))}(?![\w-])", _dots, words)
    for name in landlords_in_small_letters(words, scheme):
        if scheme.area(name):
            continue
        words = re.sub(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])", _dots, words)
    for key in _spellings(scheme.landlord_spellings_by_word, words):
        if scheme.area(key) is None:
            words = re.sub(rf"(?<![\w'’-]){re.escape(key)}(?![\w-])", _dots, words)
    for key in _spellings(scheme.area_spellings_by_word, words):
        name = rf"(?<![\w'’-]){re.escape(key)}(?![\w-])"
        words = re.sub(
            rf"({_OF_A_BODY}){name}|{name}(?= (?:council|homes|housing|tenancy|team|(?:(?:therefore|hereby|also|fully|formally|now) )*(?:approves?|agrees?|supports?|endorses?|confirms|acknowledges|recognises|accepts)|(?:is|are) (?:very |also |more than )?(?:happy|pleased|content|glad|willing) to)\b|'s (?:approval|agreement|consent|support|answer|decision|position|side|end|response)\b)",
            _kept_dots,
            words,
        )
        words = re.sub(name, lambda found: "§" * len(found[0]), words)
    return words


def _spellings(keys: Mapping[str, Sequence[str]], words: str) -> list[str]:
    """Those of the spellings that stand in the words, the longest first."""
    begun = sorted(set(re.findall(r"\w+", words)))
    return sorted((key for word in begun for key in keys.get(word, ()) if len(key) > 1 and key in words), key=len, reverse=True)


def _dots(found: re.Match[str]) -> str:
    return "•" * len(found[0])


def _kept_dots(found: re.Match[str]) -> str:
    return (found[1] or "") + "•" * (len(found[0]) - len(found[1] or ""))
