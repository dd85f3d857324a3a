"""Answers: yes and no in every encoding, one of several, numbers, floors, money, names (forms.md §2.2)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.agreed_words import GROUND, GROUNDS, LANDLORD, REFERENCE
from parsing.answers import TEXT, Answer, Reader
from parsing.choices import one_of
from parsing.contacts import EMAIL, PHONE
from parsing.document import Piece
from parsing.floors import FLOOR
from parsing.forms.common import PROPERTY_TYPE, TENANCY_TYPES
from parsing.money import RENT, RENT_PERIOD
from parsing.sizes import BEDROOMS, COUNT
from parsing.yes_or_no import yes_no
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
YES_NO = yes_no()
TENANCY = one_of(TENANCY_TYPES, harmless="joint sole social housing full standard")


def read(reader: Reader, said: str, *pieces: Piece) -> Any:
    """The value; or "doubt", or "blank"."""
    field = reader.read(Answer(text=said, pieces=pieces), SCHEME)
    return "doubt" if field.doubt else "blank" if field.blank else field.value


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Yes", True),
        ("y", True),
        ("No", False),
        ("N", False),
        ("☒ Yes ☐ No", True),
        ("Yes ☐ No ☒", False),
        ("Yes [x] No [ ]", True),
        ("☐x Yes ☐ No", True),
        ("☑ Yes □ No", True),
        ("Yes ☒\nNo ☐", True),
        ("☒\tYes\t☐\tNo", True),
        ("Yes\t☐\tNo\t☒", False),
        ("x Yes / No", True),
        ("Yes / No x", False),
        ("Yes - two weeks behind", "doubt"),  # only the question of arrears knows these words
        ("No, never", False),
        ("☒", True),
        ("☒ I confirm that the applicant agrees", True),
        ("☒ Yes ☒ No", "doubt"),
        ("Yes, but not now", "doubt"),
        ("Maybe", "doubt"),
        ("N/K", "doubt"),
        ("☐ Yes ☐ No ☒ Not known", "doubt"),
        ("No longer", "doubt"),
        ("Yes No", "blank"),
        ("Yes/No", "blank"),
        ("Y/N", "blank"),
        ("☐ Yes ☐ No", "blank"),
        ("☐", "blank"),
        ("N/A", "blank"),
        ("", "blank"),
        ("Choose an item.", "blank"),
        ("☒ ?", "doubt"),
        ("x", "doubt"),
        ("☐ Yes ☐ No see letter", "doubt"),
        ("Yes ☒ No", "doubt"),
        ("☒ The applicant does not agree", "doubt"),
    ],
)
def test_yes_and_no(said: str, means: Any) -> None:
    assert read(YES_NO, said) == means


@pytest.mark.parametrize("look", ["bold", "underlined", "highlighted"])
def test_delete_as_applicable_is_answered_by_the_look_of_one_word(look: str) -> None:
    assert read(YES_NO, "Yes / No", Piece(text="Yes / "), Piece(text="No", **{look: True})) is False


def test_a_struck_word_is_no_answer() -> None:
    assert read(YES_NO, "Yes /", Piece(text="Yes / "), Piece(text="No", struck=True)) is True


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Secure", "secure"),
        ("Lifetime secure tenancy", "secure"),
        ("full assured", "assured"),
        ("Assured fixed-term", "assured_fixed_term"),
        ("Introductory tenancy", "introductory"),
        ("☐ Secure ☒ Assured ☐ Introductory", "assured"),
        ("Joint secure tenancy", "secure"),
        ("☒ Secure ☒ Assured", "doubt"),
        ("not secure", "doubt"),
        ("Secure or assured", "doubt"),
        ("formerly secure", "doubt"),
        ("private", "doubt"),
        ("assured shorthold", "doubt"),
        ("☐ Secure ☐ Assured", "blank"),
        ("Select", "blank"),
    ],
)
def test_one_of_several_words(said: str, means: str) -> None:
    assert read(TENANCY, said) == means


@pytest.mark.parametrize(
    ("reader", "said", "means"),
    [
        (BEDROOMS, "2", 2),
        (BEDROOMS, "two", 2),
        (BEDROOMS, "2 bed", 2),
        (BEDROOMS, "2b4p", 2),
        (BEDROOMS, "2 bed 4 person", 2),
        (BEDROOMS, "3 bedrooms", 3),
        (BEDROOMS, "two (2)", 2),
        (BEDROOMS, "2-3", "doubt"),
        (BEDROOMS, "2 or 3", "doubt"),
        (BEDROOMS, "2+", "doubt"),
        (BEDROOMS, "at least 2", "doubt"),
        (BEDROOMS, "studio", "doubt"),
        (BEDROOMS, "40", "doubt"),
        (BEDROOMS, "1 double 1 single", "doubt"),
        (BEDROOMS, "☐ 1 ☒ 2 ☐ 3", 2),
        (BEDROOMS, "☒ 2 ☒ 3", "doubt"),
        (FLOOR, "Ground", 0),
        (FLOOR, "G", 0),
        (FLOOR, "lower ground", -1),
        (FLOOR, "2nd floor", 2),
        (FLOOR, "3", 3),
        (FLOOR, "First floor with lift", 1),
        (FLOOR, "12th", 12),
        (FLOOR, "top floor", "doubt"),
        (FLOOR, "ground and first", "doubt"),
        (FLOOR, "1-2", "doubt"),
        (FLOOR, "N/A (house)", "blank"),
        (COUNT, "2", 2),
        (COUNT, "three children", 3),
        (COUNT, "None", 0),
        (COUNT, "a few", "doubt"),
        (PROPERTY_TYPE, "Flat", "flat"),
        (PROPERTY_TYPE, "terraced house", "house"),
        (PROPERTY_TYPE, "bedsit", "studio"),
        (PROPERTY_TYPE, "flat or house", "doubt"),
        (EMAIL, "Jane.Smith@harbour.example", "jane.smith@harbour.example"),
        (EMAIL, "mailto:a@b.example", "a@b.example"),
        (EMAIL, "a@b.example; c@d.example", "doubt"),
        (EMAIL, "see above", "doubt"),
        (EMAIL, "jane@", "doubt"),
        (EMAIL, "a@b.example jane@", "doubt"),
        (PHONE, "020 7946 0123", "020 7946 0123"),
        (PHONE, "ask me", "doubt"),
        (PHONE, "07700 900123 / 020 7946 0123", "07700 900123 / 020 7946 0123"),
        (RENT, "£128.40 pw", "128.40"),
        (RENT, "£1,128 pcm", "1128.00"),
        (RENT, "£120 or £140", "doubt"),
        (RENT, "approx £120", "doubt"),
        (RENT_PERIOD, "£128.40 pw", "week"),
        (RENT_PERIOD, "per calendar month", "month"),
        (RENT_PERIOD, "pw / pcm", "doubt"),
        (RENT_PERIOD, "£100", "blank"),
        (REFERENCE, "ARC-01-16", "ARC-01-16"),
        (REFERENCE, "arc 1/16", "ARC-01-16"),
        (REFERENCE, "ARC-01-16 and ARC-02-16", "doubt"),
        (REFERENCE, "To be assigned by the coordinator", "blank"),
        (REFERENCE, "the usual", "doubt"),
        (LANDLORD, "London Borough of Hackney", "Hackney"),
        (LANDLORD, "peabody", "Peabody"),
        (LANDLORD, "Family Mosaic", "Peabody"),
        (LANDLORD, "LBH", "doubt"),
        (LANDLORD, "Hackny", "doubt"),
        (LANDLORD, "Hackney or Peabody", "doubt"),
        (LANDLORD, "N/A", "blank"),
        (GROUND, "Domestic abuse", "domestic_abuse"),
        (GROUND, "☒ Stalking ☐ Hate crime", "stalking"),
        (GROUND, "Domestic abuse and stalking", "doubt"),
        (GROUND, "not domestic abuse", "doubt"),
        (GROUNDS, "Stalking, hate crime", ("hate_crime", "stalking")),
        (GROUNDS, "None", ()),
        (TEXT, "Harbour  Advice", "Harbour Advice"),
        (TEXT, "Click here to enter text.", "blank"),
        (TEXT, "N/A", "blank"),
        (TEXT, "to be assigned by X", "blank"),
    ],
)
def test_numbers_names_and_words_of_the_agreement(reader: Reader, said: str, means: Any) -> None:
    assert read(reader, said) == means


def test_a_doubt_proposes_but_never_states() -> None:
    field = LANDLORD.read(Answer(text="LBH"), SCHEME)
    assert field.value is None
    assert "Hackney" in field.doubt


READERS = (YES_NO, TENANCY, BEDROOMS, FLOOR, COUNT, EMAIL, PHONE, RENT, RENT_PERIOD, REFERENCE, LANDLORD, GROUND, GROUNDS, TEXT)
WORDS = st.sampled_from(
    [
        "☒",
        "☐",
        "Yes",
        "No",
        "not",
        "2",
        "bed",
        "[x]",
        "Secure",
        "/",
        "\n",
        "a@b.example",
        "£12",
        "pw",
        "ARC-01-16",
        "Hackney",
        "\t",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=10))
def test_any_splice_of_texts_is_a_value_or_a_doubt_and_never_an_error(words: list[str]) -> None:
    for reader in READERS:
        field = reader.read(Answer(text=" ".join(words)), SCHEME)
        assert field.value is None or not field.doubt


@pytest.mark.parametrize(("said", "means"), [("Yes ✓   No", True), ("Yes   ✓ No", False), ("Yes ✓ No", None), ("Yes✓ No", None)])
def test_a_tick_between_two_words_belongs_to_the_near_one_or_to_none(said: str, means: bool | None) -> None:
    assert YES_NO.read(Answer(text=said), SCHEME).value is means


@pytest.mark.parametrize("said", ["Hackney (managed by Peabody)", "Clarion?"])
def test_a_landlord_beside_another_or_a_question_mark_is_a_doubt(said: str) -> None:
    field = LANDLORD.read(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


def test_words_beside_a_telephone_number_are_a_doubt() -> None:
    assert PHONE.read(Answer(text="020 7946 0123 Cover officer Bea"), SCHEME).doubt
    assert PHONE.read(Answer(text="020 7946 0123 ext 12"), SCHEME).value
