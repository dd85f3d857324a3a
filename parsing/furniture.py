"""The form's own words that neither ask nor answer: titles, hints, guidance, a page's foot."""

from __future__ import annotations

import re

from parsing.answers import wordings
from parsing.boxes import has_boxes
from parsing.document import Cell

SECTION_TITLE = re.compile(
    r"\s*(?:section|part|page|step)\s+"
    r"(?:\d{1,2}|[A-H]|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\s*[:.)–—-]\s*(?=\S)",
    re.IGNORECASE,
)
# Words that are a question on one form and an answer on the next: «Job title: IDVA».
ALSO_ANSWERS = frozenset({"idva", "victim support"})


def first_line(cell: Cell) -> str:
    return cell.first_line


def is_heading(text: str) -> bool:
    return len(text.split()) <= 10 and not text.endswith((".", ",", ";")) and not has_boxes(text)


_HINT = re.compile(
    r"(?:please|tick|n\.?b|note|e\.?g|for example|give|list|name of|see|state|use|do not|don.t|this is|at least)\b|"
    r"(?:yes or no|write|enter|select|choose|delete|circle|specify|if (?:yes|no|so|known)|we need|guidance|one only)\b|"
    r"borough only\b|must be\b|"
    r"include\b|dd\W|age and (?:gender|sex) (?:only|of)",
    re.IGNORECASE,
)


def is_hint(text: str) -> bool:
    """Words that tell how to answer: the form's own, never an answer."""
    plain = text.strip()
    if plain.startswith("(") and plain.endswith(")"):
        return _HINT.match(plain.strip("() ")) is not None
    return _HINT.match(plain) is not None


_TELLING = re.compile(
    r"please\b|return\b|do not\b|don.t\b|all (?:questions|sections|parts)\b|we (?:need|will|ask)\b|answer\b|complete\b|"
    r"(?:instructions|guidance|notes?|important)(?: for \w+)?\s*:",
    re.IGNORECASE,
)
_TELLS_LATER = re.compile(
    r"[.] (?:please|do not|don.t) (?:\w+ ){0,3}(?:names?|addresses|initials|details|write|include|give|list|tick|use)\b",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"(?:thank you\b|thanks for\b|(?:please |now |once complete[d,]* )?(?:return|send|submit|e-?mail) "
    r"(?:it|this|the|your|all|completed|by|to)\b|"
    r"(?:the |all )?completed forms?\b|end of form\b).*"
    r"(?:form|e-?mail|inbox|mailbox|address|thank you|team|coordinator)\b.*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r".{0,60}\bpage \d{1,3}(?: of \d{1,3}|/\d{1,3})?\W*|.{0,40}\b\d{1,2} of \d{1,2}", re.IGNORECASE)


def is_parting(text: str) -> bool:
    """The form's last words or a page's foot: «Thank you. Send the completed form by secure e-mail.», «Version 4 | Page 1»."""
    plain = " ".join(text.split())
    if len(plain) > 300 or ":" in plain:
        return False
    return _PARTING.fullmatch(plain) is not None or _PAGE_NUMBER.fullmatch(plain) is not None


def is_guidance(text: str) -> bool:
    """A sentence to whoever fills the form in: «Please do not write the applicant's name anywhere on this form.»"""
    plain = text.strip().strip("()")
    tells = _TELLING.match(plain) or _TELLS_LATER.search(plain)
    return tells is not None and len(plain.split()) >= 4 and plain.endswith(".")


# Words before a colon that begin the form's own print, whatever the form.
FURNITURE = wordings("""
    Confidential | Strictly confidential | Private and confidential | Official sensitive | Official | Official sensitive
    personal | Protective marking | Restricted | Declaration | Applicant declaration | Data protection | Data protection
    notice | Privacy | Privacy notice | Privacy statement | Note | Nb | Important | Important note | Please note | Please read
    | Guidance | Guidance note | Guidance notes | Instructions | Before you start | How to complete | How to complete this
    form | How to fill in this form | Warning | Reminder | Return to | Return this form to | Please return to | Send to |
    Version | Form version | Form issued | Last updated | Document owner | Who should complete this form | Purpose of this
    form | About this form | What happens next | Next steps | Eligibility | Scheme rules
""")
