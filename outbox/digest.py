"""The weekly digest's words. They are data for two hands: the writer fills them, and the gate (digest_gate.py) reads by them."""

from __future__ import annotations

from datetime import date

KIND = "digest"
SUBJECT = "Reciprocal: open requests this week"

REQUESTS_OPENING = "Hello. These requests are open, and you have homes where each of them may go. You have had its circular."
REQUESTS_TODO = (
    "If you have a home for one of them, please reply with “We can offer a home” and write its reference in the subject. "
    "Several may be open for a long time: a home that is too late for one may be right for another."
)
NO_REQUESTS = "Hello. Your balance in the pot has moved since the last letter of this kind."
AREAS, BEDROOMS, ACCESS, SINCE = "Areas wanted where you have homes", "Bedrooms needed", "Access needs", "Open since"
OF_A_REQUEST = (AREAS, BEDROOMS, ACCESS, SINCE)

STANDING = "Where {landlord} stands"
GIVEN, RECEIVED, OWES = "Homes given", "Homes received", "Homes owed to the pot"
RESERVED, ROOM = "Homes reserved for your households", "Room left under the cap"
OF_A_STANDING = (GIVEN, RECEIVED, OWES, RESERVED, ROOM)
STANDING_TODO = (
    "Owed below zero: the pot owes you homes. When no room is left under the cap, your next requests wait until you give a home. "
    "The moves behind these figures are yours to see: ask the coordinator for your statement."
)

DISCRETION = (
    "Please show this letter only to colleagues who look for homes. For the safety of the households, please do not try to find "
    "out who they are or where they live, and do not write their names or addresses to us."
)
NOT_STATED = "not stated"


def digest_cause(day: date) -> str:
    """One digest a week: «digest 2026-W49»."""
    year, week, _ = day.isocalendar()
    return f"{KIND} {year}-W{week:02d}"
