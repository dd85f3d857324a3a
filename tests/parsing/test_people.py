"""Households in free words (forms.md §2.2(8)): counted right, or asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.answers import Answer
from parsing.people import is_expecting, read_household, read_people
from parsing.readings import Person

F, M = "f", "m"
Told = list[tuple[int | None, str | None]]


def told(people: tuple[Person, ...] | None) -> Told | None:
    return None if people is None else [(each.age, each.sex) for each in people]


@pytest.mark.parametrize(
    ("kind", "said", "people"),
    [
        ("adult", "1 adult female 34", [(34, F)]),
        ("adult", "1F 34", [(34, F)]),
        ("adult", "Female, 34", [(34, F)]),
        ("adult", "34/F", [(34, F)]),
        ("adult", "34 F applicant", [(34, F)]),
        ("adult", "F 34, M 36", [(34, F), (36, M)]),
        ("adult", "34 year old female", [(34, F)]),
        ("adult", "mother 34 and father 36", [(34, F), (36, M)]),
        ("adult", "2 adults: F 34, M 36", [(34, F), (36, M)]),
        ("adult", "1 female, 34 years old", [(34, F)]),
        ("adult", "2 adults", [(None, None), (None, None)]),
        ("adult", "2 adults, female 34, male 36", [(34, F), (36, M)]),
        ("adult", "Age\tGender\tRelationship\n34\tF\tApplicant", [(34, F)]),
        ("child", "2M 9 & 7", [(9, M), (7, M)]),
        ("child", "3 kids (2, 5, 11)", [(2, None), (5, None), (11, None)]),
        ("child", "2, 5, 11", [(2, None), (5, None), (11, None)]),
        ("child", "boy 5, girl 7", [(5, M), (7, F)]),
        ("child", "Boy, 5; Girl, 7", [(5, M), (7, F)]),
        ("child", "2 girls 5 and 7, 1 boy 3", [(5, F), (7, F), (3, M)]),
        ("child", "3 kids: F 2, M 5, M 11", [(2, F), (5, M), (11, M)]),
        ("child", "baby girl 6 months", [(0, F)]),
        ("child", "18 months", [(1, None)]),
        ("child", "9 (M), 7 (F)", [(9, M), (7, F)]),
        ("child", "None", []),
        ("child", "0", []),
        ("child", "N/A", []),
    ],
)
def test_people_are_read_with_age_and_sex(kind: str, said: str, people: Told) -> None:
    assert told(read_people(Answer(text=said), kind).value) == people


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("adult", "1F 34, 1M 12"),
        ("adult", "12 F"),
        ("adult", "Jane 34"),
        ("adult", "2"),
        ("adult", "mum + 3 kids (2, 5, 11)"),
        ("adult", "34 M F"),
        ("child", "1M 19"),
        ("adult", "3 adults, female 34, male 36"),
        ("child", "3 children (2, 5)"),
        ("child", "2"),
        ("child", "2F, 1M"),
        ("child", "Tommy 5 and Ann 7"),
        ("child", "4?"),
    ],
)
def test_what_leaves_open_who_is_meant_is_a_doubt(kind: str, said: str) -> None:
    field = read_people(Answer(text=said), kind)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize(
    ("said", "adults", "children"),
    [
        ("mum + 3 kids (2, 5, 11)", [(None, F)], [(2, None), (5, None), (11, None)]),
        ("1F 34, 2M 9 & 7, expecting", [(34, F)], [(9, M), (7, M)]),
        ("1 adult (F, 34) and 2 children (M, 9; F, 7)", [(34, F)], [(9, M), (7, F)]),
        ("Adults: F 34\nChildren: M 9, F 7", [(34, F)], [(9, M), (7, F)]),
        ("2 adults, 3 children", [(None, None)] * 2, [(None, None)] * 3),
    ],
)
def test_one_box_for_everybody_is_parted_into_adults_and_children(said: str, adults: Told, children: Told) -> None:
    household = read_household(Answer(text=said))
    assert told(household["adults"].value) == adults
    assert told(household["children"].value) == children


def test_somebody_expecting_is_noticed() -> None:
    assert is_expecting("1F 34, expecting")
    assert not is_expecting("not pregnant")


WORDS = st.sampled_from(
    [
        "1",
        "2",
        "34",
        "9",
        "F",
        "M",
        "female",
        "kids",
        "adult",
        "(",
        ")",
        ",",
        "&",
        "and",
        "mum",
        "boys",
        "aged",
        "months",
        "x",
        "7",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=12))
def test_any_splice_of_texts_is_a_value_or_a_doubt_and_never_an_error(words: list[str]) -> None:
    said = " ".join(words)
    for kind in ("adult", "child"):
        field = read_people(Answer(text=said), kind)
        assert field.value is None or not field.doubt
    for field in read_household(Answer(text=said)).values():
        assert field.value is None or not field.doubt
