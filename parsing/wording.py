"""One wording of a declared table: matched against the plain form of a sentence (parsing/sentences.py).

The plain form is lower case, with «can't» as «cannot» and dashes as « - ». Order inside a table matters: the more telling
wording stands first.
"""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

import re
from dataclasses import dataclass

PIECES = {
    "we": r"(i|we|the (trust|association|council|landlord|group|housing association|team|service)|our (team|manager|director|landlord|allocations team|housing team)|management|panel|the panel|our panel|board|my manager|our manager|head of service|director|service manager)",
    "this": r"(this|that|it|the (request|application|referral|move|case|nomination|household|family|transfer|proposal)|her|him|them|their|his)",
    "request": r"(request|application|referral|move|case|nomination|transfer|one|proposal|placement)",
    "client": r"(she|he|they|(the |our |my |your )?(client|applicant|tenant|family|household|mum|mother|dad|father|resident|customer|couple|lady|gentleman|woman"
    r"|nominee|survivor)|(ms|mr|mrs|miss)\.? \w+)",
    "home": r"(offer|property|flat|house|home|maisonette|bungalow|place|studio|bedsit|void|unit)",
    "happy": r"(happy|content|pleased|glad|fine|comfortable|ok|okay|delighted|satisfied|good|keen|willing|prepared|ready|able|more than happy)",
    "yesword": r"(agreement|approval|confirmation|consent|sign[- ]?off|authori[sz]ation|permission|support|go[- ]?ahead|backing|endorsement|blessing)",
    "going": r"(go ahead|go forward|go out|go|proceed|be circulated|circulate|move forward|move|progress|be progressed|be added|be included|be nominated|be shared|be sent out|be put forward|join|be listed)",
    "n": r"(\d{1,2}|one|two|three|four|five|six|seven)",
}


def rx(pattern: str) -> re.Pattern[str]:
    """A wording, with «{…}» pieces filled from PIECES."""
    for name, piece in PIECES.items():
        pattern = pattern.replace("{" + name + "}", piece)
    return re.compile(pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a sentence says when the pattern is found in it and `unless` is not."""

    value: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def found_in(self, plain: str) -> re.Match[str] | None:
        if self.unless and self.unless.search(plain):
            return None
        return self.pattern.search(plain)


def wording(value: str, pattern: str, unless: str = "") -> Wording:
    return Wording(value=value, pattern=rx(pattern), unless=rx(unless) if unless else None)
