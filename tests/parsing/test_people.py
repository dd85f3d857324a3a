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
        ("child", "8 M, 6 M, 2 F", [(8, M), (6, M), (2, F)]),  # who counts people counts each sex once
        ("adult", "Mother, 27, F", [(27, F)]),
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
        ("child", "2 F, 1 M"),
        ("adult", "Mother, 27, M"),
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


@pytest.mark.parametrize(
    ("kind", "said", "people"),
    [
        ("adult", "F38", [(38, F)]),
        ("adult", "F 38 M 40", [(38, F), (40, M)]),
        ("adult", "34 y/o female", [(34, F)]),
        ("adult", "Single female, 34", [(34, F)]),
        ("adult", "applicant (F, 34) and partner (M, 36)", [(34, F), (36, M)]),
        ("adult", "F – 45, M – 19 (son)", [(45, F), (19, M)]),
        ("adult", "Applicant 34 (F)", [(34, F)]),
        ("adult", "F 34, 24 weeks pregnant", [(34, F)]),
        ("adult", "female 34, expecting", [(34, F)]),
        ("adult", "34yo F", [(34, F)]),
        ("adult", "Mum (34) Dad (36)", [(34, F), (36, M)]),
        ("adult", "aged 18, F", [(18, F)]),
        ("child", "M16 F12", [(16, M), (12, F)]),
        ("child", "13 y/o boy, 8 months girl", [(13, M), (0, F)]),
        ("child", "6 month old baby boy", [(0, M)]),
        ("child", "twins aged 3", [(3, None), (3, None)]),
        ("child", "twin boys aged 3", [(3, M), (3, M)]),
        ("child", "2 girls 1 boy", [(None, F), (None, F), (None, M)]),
        ("child", "3 kids, ages unknown", [(None, None)] * 3),
        ("child", "3 - F12, M9, M4", [(12, F), (9, M), (4, M)]),
        ("child", "3: 2, 5, 11", [(2, None), (5, None), (11, None)]),
        ("child", "3 (aged 2, 5 and 11)", [(2, None), (5, None), (11, None)]),
        ("child", "Child 1: F 5, Child 2: M 7", [(5, F), (7, M)]),
        ("child", "1. F 5\n2. M 7", [(5, F), (7, M)]),
        ("child", "Child 1 - female - 5", [(5, F)]),
        ("child", "two daughters, 3 and 8", [(3, F), (8, F)]),
        ("child", "unborn baby, 1 girl 3", [(3, F)]),
        ("child", "son (12), daughter - 4", [(12, M), (4, F)]),
        ("child", "none at present", []),
    ],
)
def test_more_ways_of_telling_people_are_read(kind: str, said: str, people: Told) -> None:
    assert told(read_people(Answer(text=said), kind).value) == people


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("adult", "2 adults (f/m 40s)"),
        ("adult", "F30s"),
        ("adult", "mid 30s"),
        ("adult", "F 34/35"),
        ("adult", "F 34 approx"),
        ("adult", "F 34?"),
        ("adult", "DOB 1/2/90"),
        ("adult", "F 01/02/1990"),
        ("adult", "F 34, tenant, M"),
        ("adult", "68/m 1F 40"),
        ("adult", "see attached"),
        ("adult", "as above"),
        ("child", "ages 2-11"),
        ("child", "three under 10"),
        ("child", "son 9, 7 boy, girl"),
        ("child", "10 F, 1 girl"),
        ("child", "2 kids 4 and 6 (boys)"),
        ("child", "1F 5, 1M unknown"),
        ("child", "one on the way"),
        ("child", "several"),
        ("child", "not known"),
        ("child", "girl 5 boy"),
        ("child", "baby due June"),
        ("child", "twins 3, 5"),
        ("child", "none, expecting in June"),
        ("child", "3: 2, 5"),
        ("child", "prefer not to say"),
        ("child", "M 9, F 18"),
    ],
)
def test_a_decade_a_range_or_half_a_person_is_a_doubt(kind: str, said: str) -> None:
    field = read_people(Answer(text=said), kind)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize(
    ("said", "adults", "children"),
    [
        ("Mother 34yrs, son (12), daughter – 4", [(34, F)], [(12, M), (4, F)]),
        ("F38 M16 F12", [(38, F)], [(16, M), (12, F)]),
        ("Applicant (F34), son 9, daughter 7", [(34, F)], [(9, M), (7, F)]),
        ("Single female 29, no children", [(29, F)], []),
        ("couple + 1 child", [(None, None)] * 2, [(None, None)]),
        ("1 adult 2 children", [(None, None)], [(None, None)] * 2),
        ("F/34 M/9 M/7", [(34, F)], [(9, M), (7, M)]),
        ("Mother aged 40, daughter aged 19, son aged 15", [(40, F), (19, F)], [(15, M)]),
        ("mum 34, kids 9 7", [(34, F)], [(9, None), (7, None)]),
    ],
)
def test_more_households_are_parted(said: str, adults: Told, children: Told) -> None:
    household = read_household(Answer(text=said))
    assert told(household["adults"].value) == adults
    assert told(household["children"].value) == children


@pytest.mark.parametrize(
    "said", ["2 adults (f/m 40s)", "4 people", "68/m 1F 11", "no children, son 4 and mum 30", "2 + 3", "Jane 34 and Tom 9"]
)
def test_a_household_that_nobody_can_count_is_a_doubt(said: str) -> None:
    assert all(field.doubt for field in read_household(Answer(text=said)).values())


SHAPES = st.sampled_from(
    [
        "{s} {a}",
        "{s}{a}",
        "{a}{s}",
        "{s} ({a})",
        "{a} ({s})",
        "{s}, {a}",
        "{n} {a}",
        "{n} ({a})",
        "{a} year old {n}",
        "1 {n} ({a})",
        "{n} ({s}, {a})",
        "{s} {a} ({n})",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 70), st.sampled_from("FM")), min_size=1, max_size=5),
    SHAPES,
    st.sampled_from([", ", "; ", "\n", " and "]),
)
def test_a_household_in_one_style_is_counted_right_or_asked_about(people: list[tuple[int, str]], shape: str, parted: str) -> None:
    """Never one too many, one too few, or another's age: 60,000 such households were drawn when this was written."""
    nouns = {("F", True): "woman", ("M", True): "man", ("F", False): "girl", ("M", False): "boy"}
    said = parted.join(shape.format(s=sex, a=age, n=nouns[sex, age >= 18]) for age, sex in people)
    household = read_household(Answer(text=said))
    if household["adults"].value is not None:
        found = [*household["adults"].value, *(household["children"].value or ())]
        assert sorted((each.age, (each.sex or "").upper()) for each in found) == sorted(people), said
