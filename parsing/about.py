"""What a deciding verb is about, by position: its object right behind it, its subject right before it (R071).

Words that may stand in a clause (parsing/clause_words.py) are not enough: «we approve the tenancy» holds only such words.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Set

from parsing.clauses import clause_around


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# Behind these nothing belongs to the object any more.
STOPS = _words(
    "in at on of by from with for to as is are was were has have had be been being and or that which who now today yesterday tomorrow this these those it"
    " please thanks thank regards cheers going moving being via through under at subject so then following too also here there at we i you she he they her him them"
    " monday tuesday wednesday thursday friday saturday sunday"
)
DETERMINERS = _words("the a an this that these those her his their our your its my all both each any")
PARTICLES = _words("to with of off")
AUXILIARIES = _words(
    "is are was were has have had been being be now all also both formally fully finally just already today hereby got"
)
WORD = re.compile(r"[a-z][a-z'’-]*")

# Papers and things of an office or a home: whoever approves or declines one of these decides no request.
NO_REQUEST = _words(
    "tenancy tenancies property properties contents home homes bed beds bedroom bedrooms paper papers paperwork document documents file files information"
    " email e-mail mail message response reply list lists scheme pot circular meeting discussion decision decisions group team members chair rent"
    " perspective principle outcome director manager panel board"
)
# What else is accepted around an offered home.
NO_HOME = _words(
    "viewing viewings appointment appointments landlord officer interest answer response outcome decision date key keys noone"
)
LANDLORDS = _words("landlord officer council association board panel team manager director court police school college")


def object_of(plain: str, start: int, end: int) -> str:
    """The last word of the noun phrase that begins with the last word of plain[start:end] or right behind it; empty if none."""
    _, last = clause_around(plain, start, end)
    inside = WORD.findall(plain[start:end])
    behind = WORD.findall(plain[end:last])
    if behind and behind[0] in PARTICLES:
        behind = behind[1:]
    head = inside[-1] if inside else ""
    begun = head in DETERMINERS or head in PARTICLES
    for at, word in enumerate(behind):
        if word in DETERMINERS and (at == 0 or behind[at - 1] in DETERMINERS):
            begun = True
            continue
        if word in STOPS or word.endswith("ly"):
            break
        head, begun = word, True
    return head if begun else ""


def subject_of(plain: str, start: int) -> str:
    """The last word of what stands before a verb that begins at `start`, its auxiliaries left out; empty if none."""
    first, _ = clause_around(plain, start, start)
    before = WORD.findall(plain[first:start])
    while before and before[-1] in AUXILIARIES:
        before.pop()
    return before[-1] if before else ""


def is_about(plain: str, found: re.Match[str], things: Set[str]) -> bool:
    """Whether the object, or the subject of a passive, is one of these things."""
    if object_of(plain, *found.span()) in things:
        return True
    first, last = clause_around(plain, *found.span())
    if (
        A_THING.match(plain[found.end() :])
        or MOVE_OF.search(plain[first : found.start()])
        or MOVE_OF.search(plain[found.start() : last] + " ")
    ):
        return True
    return not ACTIVE.match(found[0]) and subject_of(plain, found.start()) in things - LANDLORDS


# «Approved a management move», «the move to Teams is approved»: of what kind, and of what, is said, and it is no request.
A_THING = re.compile(
    r" (?:an?|some|several|another|two|three|many) (?!(?:condition|caveat|month|week|day|second|reciprocal|lot|great|small|big|good)\b)[a-z]"
)
MOVE_OF = re.compile(
    r"\b(?:request|application|referral|move|case|nomination|transfer|proposal)s? (?:to|of|into) (?!(?:her|his|their|this|that|the (?:client|tenant|family|household|applicant|lady|reciprocal|pot|scheme|list|pool|circular)|move|be|join|arc|ms|mrs|mr|miss)\b)"
)
ACTIVE = re.compile(r"(?:i|we|the panel|panel|management|my|our)\b")


# «Her son signed a tenancy», «the contractor collected the keys»; «she and her son» are the household.
_RELATIVE = r"(?:son|sons|daughter|daughters|mother|mum|mom|father|dad|parents?|husband|wife|partner|children|kids|child|brother|sister|aunt|uncle|cousin|grandmother|grandson|nan|boyfriend|girlfriend|carer|friend)"
_STRANGER = r"(?:neighbours?|contractors?|colleagues?|builders?|decorators?|lodgers?|squatters?|perp|perpetrator|abuser|ex|ex-(?:partner|husband|wife|boyfriend)|police|witness|previous \w+|former \w+|old \w+|new neighbours?|other \w+|cleaners?|surveyor|caretaker|manager)"
_OTHER = re.compile(
    rf"(?<!\band )(?<!\bwith )(?<!\bplus )(?:\b(?:her|his|their|my|our|whose|\w+'s)(?: (?:eldest|oldest|youngest|adult|elder|older|own|late|new|little|two|grown-up))* {_RELATIVE}"
    rf"|\b(?:her|his|their|the|my|our|a|an|\w+'s)(?: \w+)? ?{_STRANGER})(?: (?:has|have|had|is|are|was|were|been|now|also|since|already|just|recently|who|have now|is now))*\W*$"
)


def is_of_another(plain: str, found: re.Match[str]) -> bool:
    """Whether somebody else than the household stands right before the verb."""
    first, last = clause_around(plain, *found.span())
    return bool(_OTHER.search(plain[: found.start()]) or _ANOTHERS.search(plain[first:last]))


# «Her daughter's tenancy», «the keys to her mother's flat».
_ANOTHERS = re.compile(
    rf"\b(?:(?:her|his|their|my|our)(?: \w+)? {_RELATIVE}|(?:her|his|their|the|my|our|a)(?: \w+)? ?{_STRANGER})['’]s? (?:\w+ )?(?:tenancy|flat|home|house|property|place|offer|case|request|keys|room|new)\b"
)
