"""Words → values: what one answer of a form says. Every reader is total: an answer it is not sure of becomes a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from parsing.document import Piece
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
    beside: str = ""  # words that may stand beside this answer, and beside no other: «council» beside «secure»


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
      (?:please\s+)?(?:click|tap|press)\b[^.\n☒☐]{0,120}\b(?:enter|choose|select|insert|add|type|text|date)\b[^.\n☒☐]*\.?
    | (?:please\s+)?(?:choose|select|pick)\s+(?:an?\s+|one\s+)?
      (?:item|option|date|answer|from(?:\s+the)?\s+list|one|below)\b(?:\s+from[^.\n]*)?\.?
    | (?:please\s+)?(?:enter|insert|type|write)\s+[^.\n☒☐]{0,40}\b(?:here|text)\b\.?
    | ^[^\w\n]*(?:will\s+|to\s+)be\s+(?:assigned|completed|given|allocated|issued|filled\s+in|added)\s+(?:by|later)\b[^\n]*
    | (?:for\s+)?office\s+use(?:\s+only)?
    | (?:please\s+)?(?:tick|delete|circle|mark|cross|strike\s+out)\s+(?:all\s+|one\s+|the\s+)?
      (?:as|that|which|what|where|box|relevant|appropriate|applicable|here|yes\b)[^\n☒☐:]*?(?=$|\n|[☒☐:.])[.:]?
    | \b[dj]{1,2}\s?[/.\-]\s?m{1,2}\s?[/.\-]\s?(?:y{4}|y{2})\b
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_WHOLE_PLACEHOLDER = re.compile(
    r"(?:select|please select|choose|please choose|please state|please specify|insert|enter|n\.?/?a\.?|not applicable"
    r"|text|date|answer|[-–—_.…\s/:]*)",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens, joiners: nobody sees them
_LONG_GAP = re.compile(r"[ \t\u00a0]{20,}")  # a page's columns; thousands of blanks would take minutes
LONGEST_ANSWER = 3000  # characters of an answer that is read word for word; more is for a person
_EXAMPLE_LINE = re.compile(
    r"^[^\S\n]*(?:[(\[][^\S\n]*)?(?:e\.?\s?g\.?|for example|example:)(?=[\s:,]).*$", re.IGNORECASE | re.MULTILINE
)
_BRACKETED_HINT = re.compile(r"[\[<]\s*(?:insert|enter|name|date|select|click|type)[^\]>\n]{0,300}[\]>]", re.IGNORECASE)
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
    "to be advised",
    "to be determined",
    "not yet known",
    "not yet confirmed",
    "none given",
    "not available",
    "not provided",
    "not disclosed",
    "not stated",
    "no information",
}


_KEPT = 300  # characters


def without_placeholders(text: str) -> str:
    """The words that somebody wrote: «Click or tap here», «dd/mm/yyyy», «e.g. …» are the form's own (forms.md §2.2(5))."""
    return _without_placeholders(text) if len(text) <= _KEPT else _without_placeholders.__wrapped__(text)


@lru_cache(maxsize=2048)  # one answer is tried with several questions, read, and searched for names
def _without_placeholders(text: str) -> str:
    text = _LONG_GAP.sub(lambda gap: "\t" if "\t" in gap.group() else "    ", text)
    kept = _EXAMPLE_LINE.sub("", _BRACKETED_HINT.sub("", _PLACEHOLDERS.sub("", text)))
    kept = _UNSEEN.sub("", kept.replace("\u00a0", " ")).strip()
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


def as_shown(label: str) -> str:
    """A label as the sentences for the coordinator show it, and as she may write it when she teaches what it asks."""
    return shortened(label, 70)


def shortened(text: str, most: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


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


_FEW = 12


def tile(words: Sequence[str], spellings: Mapping[str, T]) -> tuple[list[T], list[str]]:
    """Cover the words with known spellings, longest first: (what was found, the words left over)."""
    few = len(words) <= _FEW  # then it is quicker to try each run of them than to see how long a spelling may be
    longest = len(words) if few else max((spelling.count(" ") + 1 for spelling in spellings), default=1)
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


# ── words as they stand ─────────────────────────────────────────────────────────────────────────────────────────────


_ELSEWHERE = re.compile(
    r"(?:please\s+)?(?:(?:same\s+)?as\s+(?:above|below|before|discussed|per\s+(?:email|attached|letter))"
    r"|(?:see|refer\s+to)\s+(?:above|below|attached|attachment|overleaf|letter|e-?mail|notes?|report|risk\s+assessment|signature|separate\s+sheet)"
    r"|see\s+(?:the\s+)?attached\s+\w+|ditto|attached|same|to\s+follow|will\s+follow)\W*",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"(?:refused|declined|withheld|prefers?\s+not\s+to\s+say|declined\s+to\s+(?:say|answer)|\?+)\W*", re.IGNORECASE
)
_NOTHING = {"none", "no", "nil", "nothing"}


def read_text(answer: Answer, scheme: Scheme) -> Field[str]:
    """Words as they stand; «not known» and «as above» answer nothing, and somebody has to see it."""
    text = without_placeholders(answer.text)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if _ELSEWHERE.fullmatch(text):
        return doubtful(answer, "the answer stands elsewhere; look for it by hand.")
    if _WITHHELD.fullmatch(text):
        return doubtful(answer, "this is no answer; ask the officer.")
    return read_text_if_any(answer, scheme)


def read_text_if_any(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    """Words that nobody misses where there are none: «TBC» is as good as nothing."""
    text = without_placeholders(answer.text)
    words = "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip(" \t☐"))
    nothing = (
        not words
        or is_not_known(words)
        or spelling_key(words) in _NOTHING
        or _WITHHELD.fullmatch(words)
        or _ELSEWHERE.fullmatch(words)
    )
    return blank(answer) if nothing else found(answer, words)


TEXT = Reader(sort="text", read=read_text)
TEXT_IF_ANY = Reader(sort="text", read=read_text_if_any)
