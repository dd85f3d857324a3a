"""One home that one mail offers to several requests: a reading each where that is certain, else a question (R042)."""

from __future__ import annotations

from datetime import date

import pytest

from parsing.readings import PropertyOffer, Reading
from parsing.replies import read_reply
from scheme.agreement import Scheme, load, shipped

ONE, FOUR, NINE = "ARC-01-26", "ARC-04-26", "ARC-09-26"
SENT = date(2026, 11, 17)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


def read(text: str, scheme: Scheme, subject: str = "A void") -> tuple[Reading, ...]:
    return read_reply(text, scheme, subject=subject, sent_on=SENT)


ONE_HOME = [
    f"This 2 bed flat in Camden could suit {ONE}, {FOUR} or {NINE}.",
    f"We have a 2 bed flat in Camden that could suit {ONE}, {FOUR} and {NINE}.",
    f"We can offer a 2 bed flat in Camden for {ONE}, {FOUR} or {NINE}.",
    f"We can offer a 2 bed flat in Camden to {ONE} / {FOUR} / {NINE}, please reply by 20/11/2026.",
    f"We can offer a 2 bed first floor flat in Camden, £128.40 per week. It would suit {ONE}, {FOUR}, or {NINE}.",
    f"A 2 bed flat in Camden is available for {ONE} or {FOUR} or {NINE}.",
]


@pytest.mark.rule("R042")
@pytest.mark.parametrize("text", ONE_HOME)
def test_each_request_has_a_reading_that_names_the_others(text: str, scheme: Scheme) -> None:
    readings = read(text, scheme)
    assert [type(each) for each in readings] == [PropertyOffer] * 3
    for reading in readings:
        assert isinstance(reading, PropertyOffer)
        assert (reading.area.value, reading.bedrooms.value, reading.offer_status.value) == ("Camden", 2, "open")
        assert {reading.reference.value, *reading.also_for} == {ONE, FOUR, NINE}
        assert len(reading.also_for) == 2
        for _, field in reading.fields():
            assert not field.quote or field.quote in text  # the words of the mail, not ours


@pytest.mark.parametrize("subject", [ONE, f"RE: {FOUR}", f"{ONE} and {FOUR}"])
def test_a_subject_that_names_some_of_them_changes_nothing(subject: str, scheme: Scheme) -> None:
    found = read(f"We can offer a 2 bed flat in Camden for {ONE} or {FOUR}.", scheme, subject)
    assert [getattr(each, "reference").value for each in found] == [ONE, FOUR]  # noqa: B009 - not every reading has one


def test_the_subject_may_list_them(scheme: Scheme) -> None:
    found = read("We can offer a 2 bed flat in Camden for either of these households.", scheme, f"{ONE} / {FOUR}")
    assert [each.also_for for each in found if isinstance(each, PropertyOffer)] == [(FOUR,), (ONE,)]


NOT_ONE_HOME = [
    f"We can offer a 2 bed flat in Camden for {ONE} and {FOUR}.",
    f"We can offer a 2 bed flat in Camden for {ONE} and a 3 bed house in Camden for {FOUR}.",
    f"We can offer a 2 bed flat in Camden for {ONE} or a 3 bed for {FOUR}.",
    f"We can offer two 2 bed flats in Camden for {ONE} or {FOUR}.",
    f"We can offer a 2 bed flat in Camden each for {ONE} or {FOUR}.",
    f"We can offer a 2 bed flat in Camden for {ONE} or {FOUR}. We also have a 2 bed flat in Brent.",
    f"We can offer a 2 bed flat in Camden for {ONE} or, if they refuse, {FOUR}.",
    f"We might be able to offer a 2 bed flat in Camden for {ONE} or {FOUR}.",
    f"We can offer a 2 bed flat in Camden for {ONE} or {FOUR}.\nPlease ignore this.",
    f"We withdraw our offer of the flat in Camden for {ONE} or {FOUR}.",
    f"We can offer a 2 bed flat in Camden for {ONE} or 4.",
]


@pytest.mark.parametrize("text", NOT_ONE_HOME)
def test_what_may_be_several_homes_or_none_stays_whole_and_in_doubt(text: str, scheme: Scheme) -> None:
    (reading, *more) = read(text, scheme)
    assert more == []
    assert not getattr(reading, "also_for", ())
    assert reading.all_doubts()


@pytest.mark.parametrize("subject", [f"RE: {NINE}", f"{ONE} {FOUR} {NINE}", "Withdrawn: a flat"])
def test_a_subject_that_says_something_else_is_asked_about(subject: str, scheme: Scheme) -> None:
    readings = read(f"We can offer a 2 bed flat in Camden for {ONE} or {FOUR}.", scheme, subject)
    assert all(each.all_doubts() for each in readings)


@pytest.mark.parametrize(
    "text",
    [
        "We have two homes: a 2 bed flat in Camden and a 3 bed house in Camden.",
        "We can offer a 2 bed flat in Camden or a 2 bed flat in Brent.",
    ],
)
def test_several_homes_for_one_request_are_asked_about(text: str, scheme: Scheme) -> None:
    readings = read(text, scheme, f"RE: {ONE}")
    assert readings
    assert all(each.all_doubts() for each in readings)


def test_a_home_each_on_a_line_each_is_an_offer_each(scheme: Scheme) -> None:
    text = f"{ONE}: we can offer a 2 bed flat in Camden.\n{FOUR}: we can offer a 3 bed house in Brent."
    found = [each for each in read(text, scheme) if isinstance(each, PropertyOffer)]
    assert [(each.reference.value, each.bedrooms.value, each.area.value, each.also_for) for each in found] == [
        (ONE, 2, "Camden", ()),
        (FOUR, 3, "Brent", ()),
    ]
