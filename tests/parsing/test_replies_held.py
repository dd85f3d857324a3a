"""Replies whose meaning was written down before the rules were mended for them: set after set, each row «meaning, words»."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from parsing.readings import Reading
from parsing.replies import find_urgent, read_reply
from scheme.agreement import Scheme, load, shipped
from tests.parsing.replies_held_eighteenth import EIGHTEENTH
from tests.parsing.replies_held_eighth import EIGHTH
from tests.parsing.replies_held_eleventh import ELEVENTH
from tests.parsing.replies_held_fifteenth import FIFTEENTH
from tests.parsing.replies_held_fifth import FIFTH
from tests.parsing.replies_held_first import FIRST, URGENT
from tests.parsing.replies_held_fourteenth import FOURTEENTH
from tests.parsing.replies_held_fourth import FOURTH
from tests.parsing.replies_held_nineteenth import NINETEENTH
from tests.parsing.replies_held_ninth import NINTH
from tests.parsing.replies_held_second import SECOND
from tests.parsing.replies_held_seventeenth import SEVENTEENTH
from tests.parsing.replies_held_seventh import SEVENTH
from tests.parsing.replies_held_sixteenth import SIXTEENTH
from tests.parsing.replies_held_sixth import SIXTH
from tests.parsing.replies_held_tenth import TENTH
from tests.parsing.replies_held_third import THIRD
from tests.parsing.replies_held_thirteenth import THIRTEENTH
from tests.parsing.replies_held_twelfth import TWELFTH
from tests.parsing.replies_held_twentieth import TWENTIETH
from tests.parsing.replies_held_twenty_fifth import TWENTY_FIFTH
from tests.parsing.replies_held_twenty_first import TWENTY_FIRST
from tests.parsing.replies_held_twenty_fourth import TWENTY_FOURTH
from tests.parsing.replies_held_twenty_second import TWENTY_SECOND
from tests.parsing.replies_held_twenty_third import TWENTY_THIRD

EARLIER = (*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH, *SEVENTH)
EVERY = (
    *EARLIER,
    *EIGHTH,
    *NINTH,
    *TENTH,
    *ELEVENTH,
    *TWELFTH,
    *THIRTEENTH,
    *FOURTEENTH,
    *FIFTEENTH,
    *SIXTEENTH,
    *SEVENTEENTH,
    *EIGHTEENTH,
    *NINETEENTH,
    *TWENTIETH,
    *TWENTY_FIRST,
    *TWENTY_SECOND,
    *TWENTY_THIRD,
    *TWENTY_FOURTH,
    *TWENTY_FIFTH,
)

WEDNESDAY = date(2026, 7, 8)

# word of a meaning -> kind of reading, its deciding field, that field's value
WORDS: dict[str, tuple[str, str, str]] = {
    **{
        word: ("landlord_decision", "decision", word)
        for word in ("approve", "decline", "conditional", "pending_panel", "not_ours", "need_info")
    },
    "offer": ("property_offer", "offer_status", "open"),
    "offer_off": ("property_offer", "offer_status", "withdrawn"),
    **{
        word: ("outcome", "stage", word)
        for word in ("viewing_booked", "viewed", "accepted", "refused", "no_show", "offer_withdrawn", "tenancy_started")
    },
    **{word: ("change", "change", word) for word in ("areas", "bedrooms", "officer", "household", "pause")},
    **{word: ("withdrawal", "change", word) for word in ("withdrawn", "rehoused_elsewhere", "consent_withdrawn", "lost_contact")},
    **{word: (word, "", "") for word in ("enquiry", "complaint", "tenant")},
    "nil": ("nil_return", "", ""),
    "contact": ("contact_change", "", ""),
}
FOR_A_PERSON = {"enquiry", "complaint", "tenant", "contact_change", "unreadable"}  # nothing follows from these without a person
QUOTES_ONLY = {"condition_text"}  # the writer's own sentence


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


def facts(reading: Reading) -> dict[str, str]:
    """The values of one reading, spelt as in the meanings."""
    return {key: _spelt(field.value) for key, field in reading.fields() if field.value is not None and key not in QUOTES_ONLY}


def _spelt(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def meanings(meaning: str) -> Iterator[list[tuple[str, dict[str, str]]]]:
    """Each way that is right, as the (kind, values) of its readings; a question has none."""
    for way in meaning.split(" | "):
        yield [] if way == "?" else [_meant(part) for part in way.split(" + ")]


def _meant(part: str) -> tuple[str, dict[str, str]]:
    word, *pairs = part.split("; ")
    kind, key, value = WORDS[word]
    return kind, {**({key: value} if key else {}), **dict(pair.split("=", 1) for pair in pairs)}


def asks(readings: tuple[Reading, ...]) -> bool:
    """Whether a person settles all of it."""
    return all(each.kind in FOR_A_PERSON or each.all_doubts() for each in readings)


def verdict(text: str, meaning: str, scheme: Scheme) -> str:
    """right | careful (a person is asked, though the words were clear) | silent (a value that is not what was meant)."""
    readings = read_reply(text, scheme, sent_on=WEDNESDAY)
    told = sorted((each.kind, sorted(facts(each).items())) for each in readings)
    sure = not any(each.all_doubts() for each in readings)
    for meant in meanings(meaning):
        if not meant and asks(readings):
            return "right"
        if sure and told == sorted((kind, sorted(values.items())) for kind, values in meant):
            return "right"
    return "careful" if asks(readings) else "silent"


@pytest.mark.parametrize(("meaning", "text"), EVERY)
def test_a_reply_is_read_as_it_was_meant(meaning: str, text: str, scheme: Scheme) -> None:
    """R024-R028, R071: a value only where the words bear it; in doubt a question."""
    assert verdict(text, meaning, scheme) == "right"


@pytest.mark.parametrize(("alarms", "text"), URGENT)
def test_immediate_danger_is_seen_and_its_denial_too(alarms: bool, text: str) -> None:
    """R007."""
    assert bool(find_urgent(text)) is alarms


@pytest.mark.parametrize("meaning", sorted({meaning for meaning, _ in EVERY}))
def test_every_meaning_written_down_can_be_told(meaning: str) -> None:
    assert list(meanings(meaning))
