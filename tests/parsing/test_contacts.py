"""Addresses and numbers of officers: whole and one, or asked for again (R017: a letter to a wrong address is a disclosure)."""

from __future__ import annotations

import pytest

from parsing.answers import Answer
from parsing.contacts import EMAIL, PHONE
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("Jane Smith <jane@harbour.example>", "jane@harbour.example"),
        ("Jane Smith jane.smith@harbour.example", "jane.smith@harbour.example"),
        ("Jane Smith jsmith@harbour.example", "jsmith@harbour.example"),
        ("mailto:jane@harbour.example", "jane@harbour.example"),
        ("jane@harbour.example (secure)", "jane@harbour.example"),
        ("E-mail: jane@harbour.example", "jane@harbour.example"),
        ("Email jane@harbour.example", "jane@harbour.example"),
        ("  JANE@Harbour.Example.  ", "jane@harbour.example"),
        ("jane@harbour.example, jane@harbour.example", "jane@harbour.example"),
        ("o'hara@harbour.example", "o'hara@harbour.example"),
        ("jane-marie_smith+dv@mail.harbour-advice.example", "jane-marie_smith+dv@mail.harbour-advice.example"),
        ("jane@harbour.example <mailto:jane@harbour.example>", "jane@harbour.example"),
        ("Jane Smith, IDVA; jane@harbour.example", "jane@harbour.example"),
        ("jane@harbour.example\n020 7946 0123", "jane@harbour.example"),
    ],
)
def test_one_whole_address_is_read(said: str, address: str) -> None:
    assert EMAIL.read(Answer(text=said), SCHEME).value == address


@pytest.mark.parametrize(
    "said",
    [
        "jane @ harbour.example",
        "jane@ harbour.example",
        "jane smith@harbour.example",
        "jane.\nsmith@harbour.example",
        "jane@harbour .example",
        "jane@harbour.org. uk",
        "jane@harbour.org\n.uk",
        "jane at harbour dot example",
        "jane(at)harbour.example",
        "jane@harbour",
        "jane@harbour,example",
        "jane@harbour..example",
        "jane..smith@harbour.example",
        "j\u0430ne@harbour.example",
        "jane@harbour.example or tom@harbour.example",
        "jane@harbour.example / tom@harbour.example",
        "jane@harbour.example?",
        "as above",
        "see signature",
        "TBC",
        "not known",
        "?",
        "www.harbour.example",
        "jane@harbour.example and tom@",
        "sam smith@harbour.example",
    ],
)
def test_a_cut_doubled_or_disguised_address_is_asked_for_again(said: str) -> None:
    field = EMAIL.read(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize("said", ["", "N/A", "-", "none", "No email", "Click or tap here to enter text."])
def test_no_address_is_blank(said: str) -> None:
    assert EMAIL.read(Answer(text=said), SCHEME).blank


@pytest.mark.parametrize(
    "said",
    [
        "020 7946 0123",
        "02079460123",
        "+44 20 7946 0123",
        "+44 (0)20 7946 0123",
        "0044 20 7946 0123",
        "(020) 7946 0123",
        "020-7946-0123",
        "07700 900123",
        "07700900123",
        "020 7946 0123 ext 12",
        "020 7946 0123 x12",
        "Mobile: 07700 900123",
        "07700 900123 / 020 7946 0123",
        "Tel 020 7946 0123 Mob 07700 900123",
    ],
)
def test_a_telephone_number_is_kept_as_it_was_written(said: str) -> None:
    assert PHONE.read(Answer(text=said), SCHEME).value == said


@pytest.mark.parametrize(
    "said",
    [
        "999",
        "7946 0123",
        "7700 900123",
        "020 7946 01234 5",
        "07700 9001234",
        "020 7946 0123?",
        "020 7946 0123 ask for Bea",
        "020 7946 0123 (not safe to leave messages)",
        "O20 7946 0123",
        "as above",
        "TBC",
        "not known",
        "jane@harbour.example",
        "see signature",
        "only by email",
    ],
)
def test_a_number_with_other_words_or_a_wrong_length_is_asked_about(said: str) -> None:
    field = PHONE.read(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt
