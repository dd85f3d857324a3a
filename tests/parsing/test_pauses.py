"""A pause with its last day, as officers write it (F4): the day counts only where it is one and still to come."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.message import Place, RawMessage
from parsing.read import read
from parsing.readings import Change
from scheme.agreement import load, shipped
from tests.support.cast import BOUNDARY, OFFICER, START, mail

LONDON = load(shipped("pan_london"))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Please pause the request until 20 December.", date(2026, 12, 20)),
        ("Please put this on hold until 5 January 2027.", date(2027, 1, 5)),
        ("Please pause from 3 December until 20 December 2026.", date(2026, 12, 20)),
        ("Please pause the request.", None),
        ("Please pause this until further notice.", None),
        ("Please pause the request until Friday 3 January.", None),  # no Friday
        ("Please pause the request until 20 December or 3 January.", None),
    ],
)
def test_the_last_day_of_a_pause_is_kept_where_it_is_sure(words: str, day: date | None) -> None:
    data = mail(OFFICER, "RE: ARC-01-26", f"Hello,\n\n{words}\n\nKind regards\nOlive Marsh")
    raw = RawMessage(data=data, place=Place(account="x"), arrived_at=START)
    (reading,) = read(raw, scheme=LONDON, trusted_authserv_ids=(BOUNDARY,)).readings
    assert isinstance(reading, Change)
    assert (reading.change.value, reading.pause_until.value) == ("pause", day)
