"""What stands behind a yes or a no: whether a reason or a detail may turn it (forms.md §2.2, R022).

«No, the cat is very important to the daughter» is a no as «No» is. Nobody can list all reasons; what turns an answer is a closed
class, shared with the replies (parsing/turning_words.py), and what says that a thing is over, still to come, or so at times only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Literal

from parsing.answers import HEDGES, NEGATIONS, word_set
from parsing.dates import without_dates
from parsing.harmless_words import OPERATORS
from parsing.turning_words import TO_OTHERS, TURNING_FIELD, TURNING_SAYINGS, is_slip_of_operator
from scheme.terms import spelling_key

# What may stand behind the answers to a question. Whether a need is felt, or a pet given up, has reasons, told in any words:
# «Yes – severe arthritis». Whether a thing is there has none: «No (goldfish)», «Yes – court costs» may each mean the contrary,
# and only a whole statement, a reason that calls itself one, or a time since when is plain.
Details = Literal["", "reasons", "statements"]
LONGEST_DETAIL = 25  # words; a longer one is read by a person
# Of a body, a child or a pet they turn nothing, whatever they do to a decision.
_OF_HOUSEHOLDS = word_set("toddler first nervous replacement sleep")
# A decision is turned by an order or by whoever else decides; an answer about a household is not.
_TURNING = (
    frozenset().union(
        *(OPERATORS[kind] for kind in ("negation", "condition", "contrast", "exception", "hedge", "question", "time"))
    )
    | OPERATORS["deciding"]
    | OPERATORS["report"]
    | (TURNING_FIELD - TO_OTHERS - _OF_HOUSEHOLDS)
    | NEGATIONS
    | HEDGES
    | word_set("another different wrong same neither former else will shall wont shant ll yes y no n")
)
_OVER = word_set(
    "was were had did been used ago gone went left lost died dead late passed ended finished over sold gave given stole stolen "
    "broke broken faulty became fell kept took taken ran moved fled began bought brought came chose got grew held knew lent made "
    "met paid saw sent spent stood threw won lapsed historic historical history past outgoing visiting visitor visits "
    "elsewhere kennels borrowed"
)
_TO_COME = word_set(
    "getting get hopes hoping plans planning looking wait waiting waits awaiting awaits apply applies applying registering "
    "considering trying seeking expects soon about process future now today shortly presently already"
)
_AT_TIMES = word_set("times sometimes often mostly mainly usually occasional short term brief intermittent days weekends nights")
_WISHED = word_set("want wants wanting like likes wish wishes would should ought")
_HOLDING = word_set(
    "need indeed hundred speed breed mixed bed shed aged called named registered diagnosed disabled trained "
    "neutered spayed chipped microchipped assisted required needed based attached affected impaired restricted "
    "confined severely badly extremely fully physically really very chronically permanently regularly weekly "
    "monthly family elderly especially"
)
_PRONOUNS = "the|she|he|it|they|this|these|her|his|their|my|our|all|each|every|both"
_PEOPLE = (
    "applicant|client|tenant|customer|resident|mum|mother|dad|father|son|daughter|child|children|kids|family|household|partner"
    "|baby"
)
_REASON = r"because|as|since|due\s+to|owing\s+to"
_SAYS_WHY = re.compile(rf"(?:{_REASON})\b", re.IGNORECASE)
_SAYS_WHY_NOT = re.compile(r"(?:because|as|due\s+to|owing\s+to)\b", re.IGNORECASE)  # «No since son left» tells when
_STOP = re.compile(r"[,;.()]|\s[-–—]\s|\band\b")
_DENIALS = word_set("not no cannot cant dont doesnt didnt isnt arent wasnt hasnt havent without never nobody")
_ELSEWHEN = re.compile(r"\bgoing\s+to\b|\bold\s+(?:tenancy|property|home|flat|house|address|account|landlord)\b")
_OF_WHOM = re.compile(
    rf"(?:{_PRONOUNS}|{_PEOPLE}|(?:one|two|three|four|both|\d)\s+(?:{_PEOPLE}|people|adults?))\b", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|am|has|have|does|do|can|needs?|feels?|loves?|uses?|lives?|shares?|sleeps?|lacks?|pays?|means?|suffers?|finds?"
    r"|struggles?|would|bids?|relies|rely)\b",
    re.IGNORECASE,
)
_LIMITED_TO = re.compile(
    r"(?:at|by|in|on|to|from|under|over|via|per|within|during|around|inside|outside|indoors|outdoors)\b", re.IGNORECASE
)
# «No the cat is important», «Yes because of her knees»; «No cats» denies the cats, and «Yes or no» nothing.
_BEHIND = re.compile(
    rf"\s*(?:[,;:.(–—-]+\s*|\s(?=(?:{_PRONOUNS}|{_REASON}|for|with)\b))(?P<detail>\S.*)", re.DOTALL | re.IGNORECASE
)
_HEAD = re.compile(r"\W*(?:yes|y|no|n)\b(?!\s*/)", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:too\s+[a-z]+|unsafe|unsuitable|(?:afraid|scared|frightened)\s+of)\b")
_DENIED = re.compile(
    rf"(?:(?:the\s+)?(?:{_PEOPLE}|she|he|they|there)\s+)?(?:nobody|no\s+one|none|is\s+not|are\s+(?:not|no)|does\s+not"
    r"|do\s+not|isn't|aren't|doesn't|don't|has\s+no|have\s+no)\s+(?P<rest>[a-z][a-z\s-]*)\W*"
)
_BESIDE_DENIED = word_set(
    "a an any the in is are has have use uses using need needs of at household property home family this member members their "
    "her at present currently"
)
_NAMED_FLOOR = re.compile(r"\b(?:first|second|third|top|upper|lower)\s+(?=floor|level|storey)")
_OPEN = re.compile(r"[?/\[\]\n|☐☒~@_]|\w:|(?<![£\d.,])\d{5,}")


def detail_behind(text: str) -> str:
    """The words behind a yes or a no and its stop; empty where there are none, or none that stand apart from it."""
    head = _HEAD.match(text)
    behind = _BEHIND.fullmatch(text, head.end()) if head else None
    return behind["detail"].strip() if behind else ""


def may_turn(detail: str, kind: Details, *, value: bool, left: Iterable[str], contrary: Set[str]) -> bool:
    """Whether a detail may take back, limit or put off the answer before it.

    `left` are its words that the question itself does not know, `contrary` the words that speak for the other answer.
    """
    plain = _NAMED_FLOOR.sub(" ", without_dates(detail).casefold().replace("’", "'"))
    words = spelling_key(plain).split()
    if len(words) > LONGEST_DETAIL or _OPEN.search(detail) or not _is_of_kind(detail, kind):
        return True
    if set(words) & contrary and not _is_reason_against(plain, value=value):
        return True
    because, rest = _reason_and_rest(plain, value=value)
    if TURNING_SAYINGS.search(plain) or _ELSEWHEN.search(plain):
        return True
    strange = set(left)
    return any(_turns_here(word, plain, value=value) for word in strange & set(spelling_key(rest).split())) or any(
        _turns(word) for word in (strange - _DENIALS) & set(spelling_key(because).split())
    )


def _reason_and_rest(plain: str, *, value: bool) -> tuple[str, str]:
    """«As he cannot climb», «because UC was late, now cleared»: a reason may deny or lie in the past, what follows may not."""
    why = (_SAYS_WHY if value else _SAYS_WHY_NOT).match(plain)
    stop = _STOP.search(plain) if why else None
    return (plain, "") if why and not stop else (plain[: stop.start()], plain[stop.start() :]) if stop else ("", plain)


def _is_of_kind(detail: str, kind: Details) -> bool:
    if _SAYS_WHY.match(detail):
        return True
    if kind == "reasons":
        return not _LIMITED_TO.match(detail)
    return kind == "statements" and _OF_WHOM.match(detail) is not None and _FINITE.search(detail) is not None


def denies(clause: str, topic: Set[str]) -> bool:
    """«Nobody has mobility problems», «does not use a wheelchair»: the thing itself is denied, and nothing else is said."""
    told = _DENIED.fullmatch(clause.replace("’", "'").casefold().strip())
    words = set(spelling_key(told["rest"]).split()) if told else set()
    return bool(words & topic) and words <= topic | _BESIDE_DENIED


def _is_reason_against(plain: str, *, value: bool) -> bool:
    """«Ground floor would be too noisy»: beside a no, what is too much speaks against the thing it names."""
    return not value and _AGAINST.search(plain) is not None


def _turns_here(word: str, plain: str, *, value: bool) -> bool:
    if word == "due":
        return not re.search(r"\bdue\s+to\b", plain)
    if word in _HOLDING or (not value and word in ("unsafe", "unsuitable")):
        return False
    if _turns(word) or word in _OVER:
        return True
    return value and (word in _WISHED or _is_deed_done(word))


def _turns(word: str) -> bool:
    """Whether a word turns what stands before it even in a reason."""
    if word in _HOLDING:
        return False
    told = word in (_TURNING - _OVER) | _TO_COME | _AT_TIMES or word.removesuffix("s") in _TURNING - _OVER
    return told or is_slip_of_operator(word) or (len(word) > 4 and word.endswith("ly"))


def _is_deed_done(word: str) -> bool:
    """«Cleared», «rehomed», «surrendered»: whatever was done beside a yes may have ended what it affirms."""
    return len(word) > 4 and word.endswith("ed")
