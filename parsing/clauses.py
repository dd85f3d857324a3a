"""The clause around a deciding word, and what in it is not accounted for: «I approve of the new form» decides no request.

A wording alone is not enough: the same verb serves benefits, policies and meetings. So the words beside it must be such
as are said of a request or an offer (parsing/clause_words.py); a word that is not makes the reading a doubt.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from parsing.sentences import Sentence
from scheme.agreement import Scheme

ENDS = re.compile(
    r"[,;:()?!/]|\s-\s|\.\s|\b(?:and|but|so|because|as|since|although|though|which|who|while|whereas|if|when|once|before|after|until|due to|owing to|on account of|on (?:the )?grounds (?:that|of)|given|otherwise|where)\b"
)
WORD = re.compile(r"[a-z][a-z'’-]*")
SUFFIXES = ("'s", "’s", "s", "")


def clause_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends that holds plain[start:end]."""
    ends = list(ENDS.finditer(plain))
    first = max((found.end() for found in ends if found.end() <= start), default=0)
    last = min((found.start() for found in ends if found.start() >= end), default=len(plain))
    return first, last


def strange_words(
    sentence: Sentence, span: tuple[int, int], known: Set[str], scheme: Scheme, *, inside: bool = False
) -> tuple[str, ...]:
    """The words of the clause around `span` that are not `known`, and those `inside` it; names of landlords, areas and persons are."""
    plain = sentence.plain
    first, last = clause_around(plain, *span)
    within = plain[span[0] : span[1]] if inside else "|"
    beside = ADJUNCT.sub(" ", f"{plain[first : span[0]]} {within} {plain[span[1] : last]}")
    object_named = "" if inside else plain[span[1] : last].strip().removeprefix("with ")
    for name in _names_in(sentence, scheme):
        if len(name) > 3 and object_named.startswith(name) and not _is_a_body(name, scheme):
            continue  # «we do not support Internet Explorer»; two or three letters are the writer's own
        beside = re.sub(rf"\b{re.escape(name)}\b", " ", beside)
    addressed = (found[1].casefold() for found in ADDRESSED.finditer(sentence.text))
    for name in (*addressed, *landlords_in_small_letters(sentence.plain, scheme)):
        beside = re.sub(rf"\b{re.escape(name)}\b", " ", beside)
    prefix = re.escape(scheme.reference_prefix.casefold())
    beside = re.sub(rf"\b{prefix}\b(\W{{0,3}}\d\S*)?|\b{prefix}\d\S*|[\w.+-]+@\S+", " ", beside)
    beside = re.sub(r"\b\w*\d[\w/.:-]*", " ", beside)  # days, postcodes, «2b3p»
    return tuple(word for word in WORD.findall(beside) if not _is_known(word, known))


# «Further to your e-mail of 3 March», «over the phone earlier»: on what occasion it is said, which changes nothing of it.
_OCCASION = r"(?:phone ?calls?|telephone calls?|calls?|conversations?|chats?|e-?mails?|letters?|messages?|discussions?|voicemail|meetings?|phone|telephone|teams|catch[- ]?up|visit|review|panel|assessments?|application|referral|request)"
ADJUNCT = re.compile(
    r"\b(?:further to|following on from|following|followed by|as per|per|in response to|in reply to|with reference to|with regards? to|over|after|by|on|during|from|since|at)"
    r" (?:(?:your|our|my|the|a|an|this|that|last|\w+'s|several|recent|earlier|good|quick|brief|long|lengthy|internal|detailed|further|risk|safety|strategy|team|case|planning|professionals|professionals'|multi-agency|core|monthly|weekly|updated|revised|latest|new|joint|annual|telephone|phone|home) ){1,3}"
    rf"{_OCCASION}(?: (?:of|on|from|dated|with|concerning|regarding|about|mum|her|him|them|you|the client|the family|application|just now|earlier|today|yesterday|this|last|week|morning|afternoon|monday|tuesday|wednesday|thursday|friday|the|\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december))*"
    r"|\b(?:to|with|round|among|amongst) (?:the |all |all the )?(?:other|partner) (?:landlords|partners|named leads|associations|councils)\b"
    r"|^\W*(?:having|following|further to|after|in view of|in light of|based on|on the basis of|with regard to|with reference to|in response to|regarding)\b[^,;|]*?(?=\b(?:we|i)\b|\|)"
    r"|\b(?:(?:after|following|with|having given it|upon|given) )?(?:(?:a|lot|of|much|some|careful|long|further|due|great|lots|full|very|good|deal|considerable) ){1,12}(?:thought|consideration|deliberation|reflection)\b"
)


def clauses_of(plain: str) -> list[tuple[int, int]]:
    """Each clause as (start, end)."""
    cuts = [(found.start(), found.end()) for found in ENDS.finditer(plain)]
    starts = [0, *(end for _, end in cuts)]
    return list(zip(starts, [*(start for start, _ in cuts), len(plain)], strict=True))


def _is_known(word: str, known: Set[str]) -> bool:
    if any(word.endswith(suffix) and word[: len(word) - len(suffix)] in known for suffix in SUFFIXES):
        return True
    return word.endswith("ly") and len(word) > LONGEST_WORD_IN_LY and word not in TELLING_ADVERBS


LONGEST_WORD_IN_LY = 4  # «only», «July» are no adverbs
# «Happily», «formally» change nothing of what is said; these do.
TELLING_ADVERBS = frozenset(
    [
        "hardly",
        "barely",
        "scarcely",
        "nearly",
        "possibly",
        "probably",
        "presumably",
        "conditionally",
        "hopefully",
        "provisionally",
        "temporarily",
        "partly",
        "partially",
        "verbally",
        "likely",
        "unlikely",
        "supposedly",
        "allegedly",
        "reportedly",
        "apparently",
        "seemingly",
        "initially",
        "originally",
        "previously",
        "formerly",
        "usually",
        "normally",
        "generally",
        "ideally",
        "theoretically",
        "virtually",
        "conceivably",
        "potentially",
        "eventually",
        "ultimately",
        "mistakenly",
        "wrongly",
        "accidentally",
        "internally",
        "separately",
        "reluctantly",
        "family",
        "monthly",
        "weekly",
        "supply",
        "reply",
        "apply",
        "assembly",
        "early",
    ]
)

CAPITALISED = re.compile(r"(?<=[a-z0-9,&’'–:-] )[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+)*")


INITIALS = re.compile(r"(?<!\bthe )(?<!\bher )(?<!\bhis )(?<!\ba )\b([A-Z]{2,3})\W*$")  # the writer's own, at the end


ADDRESSED = re.compile(r"\b(?:me|us|side|end|thanks|thank you|ta|cheers|yes|ok),? ([A-Z][a-z]{2,})\W*$")  # «Fine by me Helen»
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w’'-]*(?: [A-Z][\w’'-]+)?")
# Where a name is the writer's, the addressee's or a person's spoken of: it adds nothing to what is decided.
NAMES_A_PERSON = re.compile(
    r"(?:\b(?:mr|mrs|ms|miss|dr|cllr|with|from|by|and|cc|cc'd|copying|copied|colleague|manager|director|lead|officer|worker|idva|thanks|thank you|hi|hello|dear|yes|regards|i am|i'm)\.?|[,–-]) $",
    re.IGNORECASE,
)
BODIES = re.compile(
    r"\b(?:panel|board|managers?|directors?|team|group|committee|meeting|officer|lead|trust|homes|association|council|head|services?|housing"
    r"|executive|department|partnership|society|section|office|street|road|avenue|close|court|lane|gardens|terrace|way|grove|square|estate|mansions|crescent|drive)$",
    re.IGNORECASE,
)


def _is_a_body(name: str, scheme: Scheme) -> bool:
    """«The Exceptional Moves Panel», «the Guinness Partnership»."""
    return bool(
        BODIES.search(name)
        or scheme.landlord(name)
        or scheme.landlord_proposals(name)
        or scheme.area(name)
        or scheme.area_proposals(name)
    )


SPOKEN_FOR = re.compile(r"\b(?:from|by|at|for|behalf of) (?=(\w[\w&'’-]*(?: \w[\w&'’-]*){0,3}))")


WHO_SAYS = re.compile(r"(?:from|by|behalf of)")


def landlords_in_small_letters(words: str, scheme: Scheme) -> Iterable[str]:
    """«approved from riverside», typed on a telephone: known only behind a word that says for whom one speaks."""
    for found in SPOKEN_FOR.finditer(words):
        following = found[1].split()
        runs = (" ".join(following[:size]) for size in range(len(following), 0, -1))
        councils = WHO_SAYS.match(words, found.start()) is not None  # «for hackney», «at hackney» may mean the place
        yield from (run for run in runs if (scheme.area(run) and councils) or (scheme.landlord(run) and not scheme.area(run)))


def _names_in(sentence: Sentence, scheme: Scheme) -> Iterable[str]:
    """Names inside the sentence, and landlords and areas wherever they stand."""
    yield from (key for key in scheme.area_spellings() if " " in key and key in sentence.plain)
    yield from (found[0].casefold() for found in TITLED.finditer(sentence.text))
    for found in CAPITALISED.finditer(sentence.text):
        name = found[0]
        if not _is_a_body(name, scheme) and not NAMES_A_PERSON.search(sentence.text[: found.start()]):
            continue  # «the Annual Report» is nobody's name, nor is «for Zoom»
        if not name.isupper() or scheme.landlord(name) or scheme.landlord_proposals(name):  # «GP», «MARAC» are no landlords
            yield name.casefold()
    yield from (initials.casefold() for initials in INITIALS.findall(sentence.text))
    opening = re.match(r"[A-Z][\w&’'-]*(?: (?:of |and )?[A-Z][\w&’'-]*)*", sentence.text)
    words = opening[0].split() if opening else []
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        if scheme.landlord(name) or scheme.landlord_proposals(name) or scheme.area(name):
            yield name.casefold()
            return
