"""The present tenancy in an officer's words: sole or joint, its kind, arrears (forms.md F1)."""

from __future__ import annotations

from typing import Any

import pytest

from parsing.agreed_words import GROUND, LANDLORD, OWED_BY
from parsing.answers import TEXT, TEXT_IF_ANY, Answer, Reader
from parsing.document import Piece
from parsing.forms.housing_answers import (
    ARREARS,
    JOINT,
    OVERCROWDED,
    PERPETRATOR_ON_TENANCY,
    TENANCY,
    TENURE,
    sole_or_joint,
    tenancy_by_landlord,
)
from parsing.forms.shared_answers import SUPPORT, pets_and_rehoming
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
DOUBT, BLANK = "doubt", "blank"


def read(reader: Reader, said: str, *pieces: Piece) -> Any:
    """The value; or "doubt", or "blank"."""
    field = reader.read(Answer(text=said, pieces=pieces), SCHEME)
    return DOUBT if field.doubt else BLANK if field.blank else field.value


@pytest.mark.parametrize(
    ("reader", "said", "means"),
    [
        (JOINT, "Joint", True),
        (JOINT, "Joint with perpetrator", True),
        (JOINT, "Joint tenancy with ex-partner (perpetrator)", True),
        (JOINT, "Joint with husband", True),
        (JOINT, "Sole", False),
        (JOINT, "Sole tenancy in her own name", False),
        (JOINT, "Yes", True),
        (JOINT, "Joint?", DOUBT),
        (JOINT, "was joint, now sole", DOUBT),
        (JOINT, "not joint", False),
        (JOINT, "joint or sole", DOUBT),
        (JOINT, "joint until March", DOUBT),
        (JOINT, "not known", DOUBT),
        (PERPETRATOR_ON_TENANCY, "N/A – sole tenancy", False),
        (PERPETRATOR_ON_TENANCY, "N/A", BLANK),
        (PERPETRATOR_ON_TENANCY, "Yes - joint", True),
        (PERPETRATOR_ON_TENANCY, "No", False),
        (PERPETRATOR_ON_TENANCY, "he was removed", DOUBT),
        (TENANCY, "Owed a tenancy (care leaver)", "owed"),
        (TENANCY, "Care leaver - owed a tenancy", "owed"),
        (TENANCY, "Care leaver", DOUBT),
        (TENANCY, "Joint secure", "secure"),
        (TENANCY, "Probationary", DOUBT),
        (TENANCY, "Lifetime tenancy", DOUBT),
        (TENANCY, "Fixed term", DOUBT),
        (TENANCY, "Council tenancy", DOUBT),
        (TENANCY, "Secure?", DOUBT),
        (TENANCY, "Secure, I think", DOUBT),
        (TENANCY, "AST", DOUBT),
        (TENANCY, "private rented", DOUBT),
        (TENANCY, "was secure", DOUBT),
        (TENANCY, "Secure / Assured / Starter", BLANK),
        (TENANCY, "Secure/Assured", DOUBT),
        (TENANCY, "☒ Secure ☐ Assured\nto be confirmed, possibly flexible", DOUBT),
        (TENURE, "Secure", "secure"),
        (TENURE, "Assured fixed-term", "assured_fixed_term"),
        (TENURE, "5 year fixed term, reviewed", "5 year fixed term, reviewed"),
        (TENURE, "TBC", BLANK),
        (TENURE, "Secure?", DOUBT),
        (ARREARS, "£450", True),
        (ARREARS, "£450, repayment plan in place", True),
        (ARREARS, "Yes £1,200", True),
        (ARREARS, "£0", False),
        (ARREARS, "No arrears", False),
        (ARREARS, "in credit", False),
        (ARREARS, "approx £300", True),
        (ARREARS, "former arrears £300", DOUBT),
        (ARREARS, "possibly £300", DOUBT),
        (ARREARS, "£300?", DOUBT),
        (ARREARS, "£20 in credit", False),
        (ARREARS, "not sure", DOUBT),
        (OVERCROWDED, "Not overcrowded", False),
        (OVERCROWDED, "Not at present", False),
        (OVERCROWDED, "Overcrowded", True),
        (OVERCROWDED, "by one room", DOUBT),
        (OVERCROWDED, "not yet", DOUBT),
        (OWED_BY, "Yes – Hackney Council", "Hackney"),
        (OWED_BY, "Owed by Hackney", "Hackney"),
        (OWED_BY, "Hackney", "Hackney"),
        (OWED_BY, "", BLANK),
        (OWED_BY, "No", BLANK),
        (OWED_BY, "Not a care leaver", BLANK),
        (OWED_BY, "☐ Yes ☒ No", BLANK),
        (OWED_BY, "Yes", DOUBT),
        (OWED_BY, "Harbour Advice", DOUBT),
        (OWED_BY, "Yes/No", BLANK),
        (LANDLORD, "N/A – at home", BLANK),
        (LANDLORD, "N/A but was Peabody", DOUBT),
        (LANDLORD, "private landlord", DOUBT),
        (GROUND, "Domestic abuse from ex-partner", "domestic_abuse"),
        (GROUND, "DA?", DOUBT),
        (GROUND, "possible stalking", DOUBT),
        (GROUND, "arrears", DOUBT),
        (SUPPORT, "Harbour Advice", "Harbour Advice"),
        (SUPPORT, "None", DOUBT),
        (SUPPORT, "TBC", DOUBT),
        (SUPPORT, "", BLANK),
        (TEXT, "as above", DOUBT),
        (TEXT, "See attached", DOUBT),
        (TEXT, "not known", DOUBT),
        (TEXT, "refused", DOUBT),
        (TEXT, "?", DOUBT),
        (TEXT, "None", BLANK),
        (TEXT_IF_ANY, "TBC", BLANK),
        (TEXT_IF_ANY, "as above", BLANK),
        (TEXT_IF_ANY, "Tom Brook", "Tom Brook"),
    ],
)
def test_the_present_tenancy_is_read_or_asked_about(reader: Reader, said: str, means: Any) -> None:
    assert read(reader, said) == means


@pytest.mark.parametrize(
    ("said", "means"), [("Sole", False), ("Joint with partner", True), ("No", False), ("Yes", None), ("☒", None)]
)
def test_sole_or_joint_is_not_answered_by_a_bare_yes(said: str, means: bool | None) -> None:
    assert sole_or_joint(Answer(text=said), SCHEME)["joint_tenancy"].value is means


@pytest.mark.parametrize(
    ("said", "council", "association"),
    [
        ("Probationary", "introductory", "starter"),
        ("probationary tenancy", "introductory", "starter"),
        ("Lifetime tenancy", "secure", "assured"),
        ("Joint fixed term", "flexible", "assured_fixed_term"),
        ("Secure", "secure", "secure"),
    ],
)
def test_a_word_that_depends_on_the_landlord_waits_for_it(said: str, council: str, association: str) -> None:
    field = TENANCY.read(Answer(text=said), SCHEME)
    assert tenancy_by_landlord(field, "Hackney", SCHEME).value == council
    assert tenancy_by_landlord(field, "Peabody", SCHEME).value == association
    assert tenancy_by_landlord(field, None, SCHEME) == field


def test_one_marked_word_among_several_is_the_answer_and_two_are_none() -> None:
    printed = "Secure / Assured / Starter"
    assert (
        read(TENANCY, printed, Piece(text="Secure / "), Piece(text="Assured", bold=True), Piece(text=" / Starter")) == "assured"
    )
    two = (Piece(text="Secure", bold=True), Piece(text=" / "), Piece(text="Assured", bold=True), Piece(text=" / Starter"))
    assert read(TENANCY, printed, *two) == DOUBT
    mixed = (Piece(text="Secure", bold=True), Piece(text=" / "), Piece(text="Assured", underlined=True), Piece(text=" / Starter"))
    assert read(TENANCY, printed, *mixed) == DOUBT


@pytest.mark.parametrize(
    ("said", "pets", "rehome"),
    [
        ("No longer", False, None),
        ("had a cat, rehomed", False, None),
        ("Had a dog, now rehomed", False, None),
        ("cat has been rehomed", DOUBT, DOUBT),
        ("Yes, one cat - would rehome", True, True),
        ("a cat, would rehome", True, True),
        ("rehomed", DOUBT, DOUBT),
        ("No dogs, 1 cat", DOUBT, None),
    ],
)
def test_an_animal_that_is_gone_is_no_pet(said: str, pets: Any, rehome: Any) -> None:
    fields = pets_and_rehoming(Answer(text=said), SCHEME)
    assert (DOUBT if fields["pets"].doubt else fields["pets"].value) == pets
    assert (DOUBT if fields["pets_rehome"].doubt else fields["pets_rehome"].value) == rehome
