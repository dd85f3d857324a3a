"""A case's states and steps as the desk says them, and how many stand in each as one strip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matching.case import ENDINGS, OPEN, State

STATES: Mapping[State, str] = {
    State.RECEIVED: "received, not complete",
    State.AWAITING_APPROVAL: "awaiting approval",
    State.HELD_AT_CAP: "on hold at the cap",
    State.CIRCULATED: "circulated",
    State.OFFERED: "offered",
    State.ACCEPTED: "accepted",
    State.MOVED: "moved",
    State.DECLINED: "declined",
    State.INELIGIBLE: "not eligible",
    State.WITHDRAWN: "withdrawn",
    State.LAPSED: "lapsed",
}
GROUPS: Mapping[str, tuple[str, frozenset[State]]] = {
    "open": ("Open", OPEN),
    "held": ("On hold", frozenset({State.HELD_AT_CAP})),
    "moved": ("Moved", frozenset({State.MOVED})),
    "ended": ("Ended without a move", ENDINGS),
}
TOLD = tuple(state for state in STATES if state in OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the strip: its place and width in hundredths."""

    state: str
    words: str
    count: int
    left: float
    width: float


def strip(counted: Mapping[str, int]) -> tuple[Piece, ...]:
    """The open cases by state, in the order in which they go."""
    total = sum(counted.get(state, 0) for state in TOLD)
    pieces: list[Piece] = []
    left = 0.0
    for state in TOLD:
        count = counted.get(state, 0)
        width = 100 * count / total if total else 0.0
        pieces.append(Piece(state=state.value, words=STATES[state], count=count, left=round(left, 2), width=round(width, 2)))
        left += width
    return tuple(pieces)
