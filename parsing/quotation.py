"""Where a mail's quotation begins: the heads that mail programs put over it, in the languages that partners' programs speak."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

QUOTED = re.compile(r"\s{0,3}(>|\|\s)")
LONGEST_HEAD = 400  # characters of «On … wrote:», over at most four lines
HEAD_LINES = 4

# The names of a quoted mail's head, by what they stand for.
NAMES: Mapping[str, str] = {
    "from": "from|von|de|oddi wrth|od|van|da|fra|från|od kogo",
    "sent": "sent|date|gesendet( am)?|datum|envoyé( le)?|anfonwyd|dyddiad|wysłano|data|enviado( el)?|fecha|verzonden|inviato"
    "|skickat|sendt",
    "to": "to|an|à|at|do|para|aan|a|til|till",
    "cc": "cc|kopie|copie|dw|reply-to|importance|priority",
    "subject": "subject|betreff|objet|pwnc|temat|asunto|assunto|onderwerp|oggetto|ämne|emne",
}
ENGLISH = frozenset("from sent date to cc subject importance reply-to".split())  # noqa: SIM905 - reads better as words
HEADER_LINE = re.compile(
    r"\s*[*_]{0,2}(?P<name>" + "|".join(f"(?P<{role}>{names})" for role, names in NAMES.items()) + r")\s*[*_]{0,2}\s*:[*_]{0,2}"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
WROTE_WORD = (
    r"(wrote|writes|schrieb|a\s+écrit|escribió|napisał(\(a\)|a)?|ha\s+scritto|schreef|skrev|ysgrifennodd|escreveu|kirjoitti)"
)
WROTE = re.compile(
    rf"\s*\S.{{2,{LONGEST_HEAD}}}\b{WROTE_WORD}.{{0,80}}:\s*$|\s*.{{0,80}}\bwrote on .{{4,80}}:\s*$", re.IGNORECASE
)
# What a head of one line or several begins with: «On Mon», «Am 06.07.», «Le lun.», a date, an address.
HEAD_BEGINS = re.compile(
    r"\s*(on|am|le|el|il|op|den|ar|em|w dniu|\S{2,5}\.,|\d{1,4}[-./]\d{1,2}|\d{1,2} \w{3,9} \d{4}|\w{3,9}day\b"
    r"|.{2,80}<[^<>\s]+@[^<>\s]+>)",
    re.IGNORECASE,
)
DATED = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|@", re.IGNORECASE)
DATE_AND_ADDRESS = re.compile(r"\s*\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}.{0,160}<[^<>\s]+@[^<>\s]+>\s*:\s*$")
DIVIDER = re.compile(
    r"\s*([-_=]{2,}\s*(original|ursprüngliche|message d'origine|mensaje original|oryginalna|forwarded|weitergeleitete|reply"
    r"|begin forwarded|replied|message transféré)\b.{0,40}|begin forwarded message:|anfang der weitergeleiteten.{0,40}:"
    r"|[-—_]{20,}|forwarded by\b.{0,80}|-{2,}\s*.{1,120}\bwrote\s*:?\s*-{2,}|>>>\s.{2,160}\d{1,2}:\d{2}.{0,20}>>>"
    r"|\|[-+]{6,}.*)\s*$",
    re.IGNORECASE,
)
SAYS_SO = re.compile(r"origin|urspr|forward|weiter|transf|reply|replied|wrote|>>>|\|[-+]{6}", re.IGNORECASE)


def quotation_begins(lines: Sequence[str]) -> int:
    """The first line of the quotation that runs to the end; len(lines) if there is none."""
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if _head_over_lines(lines, number) or DATE_AND_ADDRESS.match(line):
            return number
        if DIVIDER.match(line) and _quotes_after(lines, number + 1):
            return number
        if _header_group(lines, number):
            return number
    return len(lines)


def is_head(line: str) -> bool:
    """Whether a line belongs to the head of a quoted mail."""
    return bool(WROTE.match(line)) or bool(HEADER_LINE.match(line)) or bool(DIVIDER.match(line))


def _head_over_lines(lines: Sequence[str], number: int) -> bool:
    """«On … wrote:», also broken over lines; without a date or an address in it, it is a sentence."""
    if not HEAD_BEGINS.match(lines[number]):
        return False
    said = ""
    for line in lines[number : number + HEAD_LINES]:
        if not line.strip():
            return False
        said = f"{said} {line.strip()}"[: LONGEST_HEAD + 100]
        if WROTE.match(said):
            return bool(DATED.search(said))
    return False


def _quotes_after(lines: Sequence[str], number: int) -> bool:
    """A divider counts when a mail's header, or a phrase that says so, is on it or follows: a bare rule may be decoration."""
    if SAYS_SO.search(lines[number - 1]):
        return True
    following = [line for line in lines[number : number + 6] if line.strip()]
    return bool(following) and bool(HEADER_LINE.match(following[0])) and len(_roles(following)) > 1


def _header_group(lines: Sequence[str], number: int) -> bool:
    """From: with Sent, Date, To or Subject close by: the head of a quoted mail. In another tongue three of them."""
    first = HEADER_LINE.match(lines[number])
    if not first or not (first["from"] or first["sent"]):
        return False
    near = lines[number : number + 9]
    roles = _roles(near)
    if "from" not in roles or not roles & {"sent", "to", "subject"}:
        return False
    english = {found["name"].lower() for line in near if (found := HEADER_LINE.match(line))} <= ENGLISH
    return english or len(roles & {"from", "sent", "to", "subject"}) >= 3


def _roles(lines: Sequence[str]) -> set[str]:
    matches = [found for line in lines if (found := HEADER_LINE.match(line))]
    return {role for found in matches for role in NAMES if found[role]}
