"""Whatever a mail can say comes back from the store as it was said."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.case import Case, Household, Offer, OfferState, State
from parsing.field import Field, Where
from parsing.readings import Asked, Automatic, Bounce, Fate, IdentityFound, Mail, Person, Reading, Recipient, SenderCheck
from scheme.register import Partner
from store.codec import from_data, to_data
from store.schema import clean_text
from tests.store.rows import TODAY, a_case

WORDS = st.text(max_size=20).map(clean_text)
NUMBERS = st.integers(min_value=0, max_value=99)
WHERE = st.builds(Where, source=WORDS, table=NUMBERS, row=NUMBERS, page=NUMBERS, note=WORDS)
PEOPLE = st.builds(Person, age=st.none() | NUMBERS, sex=st.none() | st.sampled_from(["f", "m", "other"]))
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(min_value=-2, max_value=99),
    bool: st.booleans(),
    date: st.dates(),
    tuple[str, ...]: st.lists(WORDS, max_size=3).map(tuple),
    tuple[Person, ...]: st.lists(PEOPLE, max_size=3).map(tuple),
}


def fields_of(kind: Any) -> st.SearchStrategy[Field[Any]]:
    """A field with a value, in doubt with a proposal, or blank."""
    value = VALUES[kind]
    sure = st.builds(Field, value=value, quote=WORDS, where=WHERE)
    doubtful = st.builds(Field, quote=WORDS, where=WHERE, doubt=st.just("It may be two things."), proposal=st.none() | value)
    return sure | doubtful | st.just(Field())


def readings_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    said: dict[str, st.SearchStrategy[Any]] = {}
    for name, hint in get_type_hints(kind).items():
        if get_origin(hint) is Field:
            said[name] = fields_of(get_args(hint)[0])
        elif hint is str:
            said[name] = WORDS
        elif hint == tuple[Asked, ...]:
            said[name] = st.lists(st.builds(Asked, topic=WORDS, quote=WORDS, where=WHERE), max_size=2).map(tuple)
    identity = st.builds(IdentityFound, what=WORDS, where=WHERE, masked=WORDS)
    return st.builds(kind, **said, missing=VALUES[tuple[str, ...]], identity=st.lists(identity, max_size=2).map(tuple))


READINGS = st.one_of([readings_of(kind) for kind in get_args(Reading)])
RECIPIENTS = st.builds(Recipient, addresses=VALUES[tuple[str, ...]], fate=st.sampled_from(Fate), status=WORDS, said=WORDS)
BOUNCES = st.builds(
    Bounce,
    letters=VALUES[tuple[str, ...]],
    mentions=VALUES[tuple[str, ...]],
    subject=WORDS,
    recipients=st.lists(RECIPIENTS, max_size=2).map(tuple),
    made_here=st.booleans(),
)
MAILS = st.builds(
    Mail,
    sender=WORDS,
    sender_check=st.sampled_from(SenderCheck),
    automatic=st.sampled_from(Automatic),
    subject=WORDS,
    answers_to=VALUES[tuple[str, ...]],
    urgent=WORDS,
    readings=st.lists(READINGS, max_size=3).map(tuple),
    bounce=st.none() | BOUNCES,
    unreadable=WORDS,
)


@given(MAILS)
@settings(max_examples=150, deadline=None)
def test_a_mail_comes_back_as_it_was(mail: Mail) -> None:
    back = from_data(Mail, json.loads(json.dumps(to_data(mail))))
    assert back == mail
    assert [type(reading) for reading in back.readings] == [type(reading) for reading in mail.readings]
    assert hash(back) == hash(mail)  # lists would not do: the values are frozen through and through


@pytest.mark.parametrize("kind", get_args(Reading), ids=lambda kind: kind.kind)
def test_every_reading_is_known_by_its_kind_alone(kind: type[Any]) -> None:
    reading = kind(**({"why": "A picture."} if kind.kind == "unreadable" else {}))
    data = to_data(Mail(readings=(reading,)))
    assert data["readings"][0]["kind"] == kind.kind
    assert from_data(Mail, data).readings == (reading,)


def test_a_case_comes_back_as_it_was() -> None:
    offer = Offer(id="1", landlord="Southmere", made_on=TODAY, reply_by=TODAY, floor=-1, state=OfferState.REFUSED)
    case = a_case(
        offers=(offer,), household=Household(adults=1, under_5=2), state=State.OFFERED, step_free=False, approved_on=TODAY
    )
    assert from_data(Case, json.loads(json.dumps(to_data(case)))) == case


def test_a_partner_comes_back_as_it_was() -> None:
    partner = Partner(name="Northbank", areas=("Northbank",), named_leads=("lead@northbank.example",), since=TODAY)
    assert from_data(Partner, json.loads(json.dumps(to_data(partner)))) == partner


def test_what_an_older_program_wrote_takes_the_defaults_and_drops_what_is_gone() -> None:
    old = {"sender": "a@b.example", "confidence": 0.7, "readings": [{"kind": "nil_return", "score": 1}]}
    mail = from_data(Mail, old)
    assert (mail.sender, mail.automatic, mail.readings[0].kind) == ("a@b.example", Automatic.NO, "nil_return")


@pytest.mark.parametrize(
    "data",
    [
        {"readings": [{"kind": "request_of_another_time"}]},
        {"readings": [{"kind": "change", "bedrooms_needed": {"value": "2"}}]},
        {"readings": [{"kind": "outcome", "date": {"value": "soon"}}]},
        {"sender": 7},
        {"automatic": "perhaps"},
    ],
)
def test_what_is_not_of_its_type_is_refused_not_guessed(data: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_data(Mail, data)


def test_the_strategies_above_fill_every_field_of_a_mail() -> None:
    """So that a new field cannot slip by this file."""
    known = {"words", "sender_name", "sender_doubt", "message_id", "sent_at", "came_to", "came_by"}  # plain text like the subject
    built = {"sender", "sender_check", "automatic", "subject", "answers_to", "urgent", "readings", "bounce", "unreadable"}
    assert {field.name for field in dataclasses.fields(Mail)} == known | built
