"""Outright answers, in words as offices use them: each is read for what it is, and its near neighbours are asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parsing.replies import read_reply
from scheme.agreement import Scheme, load, shipped

SENT = date(2026, 10, 15)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


ROWS = (
    # (words, what is decided: a value, or None where a person is asked)
    ("Nobody attended the viewing this morning.", "no_show"),
    ("The panel met yesterday and turned down ARC-24-26.", "decline"),
    ("ARC-24-26 agreed. Go ahead & circulate.", "approve"),
    ("We have now let our finance colleagues know. Approved.", "approve"),
    ("Thanks for sending that again, the first one went to junk. We approve this request.", "approve"),
    ("Her tenancy with us began on 14 May 2012. We approve this request.", "approve"),
    ("I've taken over from Barbara who retired. ARC-08-26 is approved.", "approve"),
    ("No decision so far. It's awaiting the panel.", "pending_panel"),
    ("Hyde approves this subject to the tenant agreeing a plan.", "conditional"),
    ("The viewing has been arranged for 20 October 2026, I'll be there and so will she.", "viewing_booked"),
    ("The offer has been declined by my client, since she isn't allowed to bring her dog.", "refused"),
    ("Client has withdrawn consent. Please stop sharing her details and close ARC-52-26.", "consent_withdrawn"),
    ("Please don't record us as a nil return.", None),
    ("Unless you hear otherwise from me by Friday you can take it as approved.", None),
    ("Could you add Brent Council to the people who get this?", None),
)


@pytest.mark.parametrize(("words", "decided"), ROWS)
def test_an_outright_answer_is_read_for_what_it_is(words: str, decided: str | None, scheme: Scheme) -> None:
    readings = read_reply(words, scheme, sent_on=SENT)
    values = [
        field.value
        for reading in readings
        for key, field in reading.fields()
        if key in ("decision", "stage", "change", "offer_status") and field.value is not None
    ]
    assert values == ([decided] if decided else [])
    assert not any(reading.kind == "nil_return" for reading in readings)


def test_every_detail_of_a_doubtful_answer_is_a_proposal(scheme: Scheme) -> None:
    (reading,) = read_reply(
        "Nadia Rahman will take over as nominating officer for this case, or so I hear.", scheme, sent_on=SENT
    )
    fields: dict[str, Any] = dict(reading.fields())
    assert fields["change"].value is None
    assert fields["new_officer_name"].value is None


def test_a_lift_that_is_denied_on_its_line_is_none(scheme: Scheme) -> None:
    words = (
        "Direct offer for ARC-42-26\n\nBorough: Sutton\nBedrooms: 3\nProperty type: maisonette\nLift: no\nRent: £149.90 per week"
    )
    (reading,) = read_reply(words, scheme, sent_on=SENT)
    assert dict(reading.fields())["lift"].value is not True
