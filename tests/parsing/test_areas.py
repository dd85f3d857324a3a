"""Areas: every word accounted for, or a person decides (R030, R031, R001, R035)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.answers import Answer
from parsing.areas import read_area, read_areas_at_risk, read_areas_wanted
from parsing.document import Piece
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
NAMES = [area.name for area in SCHEME.areas]


@pytest.mark.parametrize(
    ("said", "areas"),
    [
        ("Hackney, Camden", ("Camden", "Hackney")),
        ("Hammersmith and Fulham, Kensington and Chelsea", ("Hammersmith and Fulham", "Kensington and Chelsea")),
        ("Kingston and Richmond", ("Kingston upon Thames", "Richmond upon Thames")),
        ("City of London, Hackney", ("City of London", "Hackney")),
        ("London Borough of Hackney and LB Camden", ("Camden", "Hackney")),
        ("London boroughs of Hackney and Camden", ("Camden", "Hackney")),
        ("1. Hackney\n2. Brent\n3. Camden", ("Brent", "Camden", "Hackney")),
        ("1 Hackney 2 Brent 3 Camden", ("Brent", "Camden", "Hackney")),
        ("1st choice: Hackney, 2nd choice: Brent", ("Brent", "Hackney")),
        ("Hackney (1), Brent (2)", ("Brent", "Hackney")),
        ("• Hackney\n• Brent", ("Brent", "Hackney")),
        ("Barking & Dagenham; Tower Hamlets / LBTH", ("Barking and Dagenham", "Tower Hamlets")),
        ("TH, WF", ("Tower Hamlets", "Waltham Forest")),
        ("Kingston-upon-Thames", ("Kingston upon Thames",)),
        ("Hackney - Brent - Camden", ("Brent", "Camden", "Hackney")),
        ("the following boroughs: Hackney, Camden please", ("Camden", "Hackney")),
        ("☒ Hackney\n☐ Brent\n☒ Camden", ("Camden", "Hackney")),
        ("Hackney ☒ Brent ☐ Camden ☒", ("Camden", "Hackney")),
        ("☒\tHackney\t☐\tBrent\n☐\tCamden\t☒\tEaling", ("Ealing", "Hackney")),
        ("[x] Hackney [ ] Brent", ("Hackney",)),
    ],
)
def test_a_plain_list_of_exact_names_is_taken(said: str, areas: tuple[str, ...]) -> None:
    field = read_areas_wanted(Answer(text=said), SCHEME)
    assert (field.value, field.doubt) == (areas, "")


@pytest.mark.rule("R030")
@pytest.mark.parametrize(
    "said",
    [
        "All",
        "any",
        "all except Brent, Harrow",
        "anywhere south",
        "North and West London",
        "not East",
        "preferably Hackney",
        "anywhere except Hackney",
        "Hackney, Stratford",
        "E8, N16",
        "Hackny",
        "north of Brent",
        "parts of Camden",
        "Camden (not Kings Cross)",
        "Hackney?",
        "Hackney*",
        "Avoid Hackney",
        "LBH",
        "Kent",
        "Hackney but not Brent",
        "Hackney, Brent (if ground floor)",
        "Islington – no",
        "Hackney X Brent",
        "x Hackney\nBrent",
        "☒ All boroughs\n☐ Hackney",
        "☒ Hackney ☐ Brent\nnot near Homerton",
        "☒ Hackney (not Homerton)\n☐ Brent",
        "London",
        "Brent Cross",
        "Barnet/Enfield border",
        "Hackney; nothing in Camden",
        "South Kensington",
        "Brent=no",
        "Hackney\n2 Brent",
        "9. Hackney",
        "none",
        "✗ Hackney",
        "Hackney ☒ Brent ☐ Camden",
        ", ".join(NAMES),
    ],
)
def test_one_word_too_many_puts_the_whole_answer_before_a_person(said: str) -> None:
    field = read_areas_wanted(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize("said", ["", "N/A", "Click or tap here to enter text.", "☐ Hackney\n☐ Brent", "e.g. Hackney, Camden"])
def test_an_untouched_answer_is_blank(said: str) -> None:
    assert read_areas_wanted(Answer(text=said), SCHEME).blank


def test_the_doubt_tells_what_was_found_and_what_may_be_meant() -> None:
    field = read_areas_wanted(Answer(text="All except Brent, Harrow"), SCHEME)
    assert "R031" in field.doubt
    assert field.proposal == tuple(sorted(set(NAMES) - {"Brent", "Harrow"}))
    place = read_areas_wanted(Answer(text="Stratford"), SCHEME)
    assert place.proposal == ("Newham",)
    assert "R030" in place.doubt
    assert "R035" in read_areas_wanted(Answer(text="Kent"), SCHEME).doubt


def test_no_area_at_risk_is_an_answer() -> None:
    assert read_areas_at_risk(Answer(text="None"), SCHEME).value == ()
    assert read_areas_at_risk(Answer(text="n/a"), SCHEME).value == ()


def test_an_area_struck_out_among_those_at_risk_is_not_trusted_to_be_safe() -> None:
    pieces = (Piece(text="Hackney, "), Piece(text="Brent", struck=True))
    assert read_areas_at_risk(Answer(text="Hackney, ", pieces=pieces), SCHEME).doubt


def test_a_list_in_which_some_names_are_marked_is_asked_about() -> None:
    pieces = (Piece(text="Hackney, "), Piece(text="Brent", highlighted=True), Piece(text=", Camden"))
    assert read_areas_wanted(Answer(text="Hackney, Brent, Camden", pieces=pieces), SCHEME).doubt


def test_one_area_is_one_area() -> None:
    assert read_area(Answer(text="in Lewisham"), SCHEME).value == "Lewisham"
    assert read_area(Answer(text="Lewisham or Brent"), SCHEME).doubt
    assert read_area(Answer(text="Deptford"), SCHEME).doubt


WORDS = st.sampled_from(
    [*NAMES, "and", ",", "\n", "please", "or", "near", "the", "Stratford", "1.", "E8", "☒", "☐", "maybe", "(", ")"]
)


@settings(max_examples=300, deadline=None)
@given(
    before=st.lists(WORDS, max_size=6),
    after=st.lists(WORDS, max_size=6),
    denial=st.sampled_from(
        ["except", "not", "avoid", "but not", "anywhere but", "excluding", "apart from", "no", "never", "unsafe:"]
    ),
    area=st.sampled_from(NAMES),
)
def test_a_denied_area_is_never_a_value_whatever_surrounds_it(
    before: list[str], after: list[str], denial: str, area: str
) -> None:
    said = " ".join((*before, denial, area, *after))
    field = read_areas_wanted(Answer(text=said), SCHEME)
    assert area not in (field.value or ())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=12))
def test_any_splice_of_texts_is_a_value_or_a_doubt_and_never_an_error(words: list[str]) -> None:
    for reader in (read_areas_wanted, read_areas_at_risk, read_area):
        field = reader(Answer(text=" ".join(words)), SCHEME)
        assert field.value is None or not field.doubt
        assert field.proposal is None or field.doubt


def test_a_slip_of_the_pen_is_proposed_and_never_taken() -> None:
    field = read_areas_wanted(Answer(text="Hackny, Brent"), SCHEME)
    assert (field.value, field.proposal) == (None, ("Brent", "Hackney"))


@pytest.mark.parametrize(
    ("said", "areas"),
    [
        ("Hackney or Camden", ("Camden", "Hackney")),
        ("Hackney,Camden&Brent", ("Brent", "Camden", "Hackney")),
        ("1) Hackney 2) Camden", ("Camden", "Hackney")),
        ("Hackney (1st choice), Camden (2nd choice)", ("Camden", "Hackney")),
        ("1st choice - Hackney", ("Hackney",)),
        ("Hackney, Hackney, Camden", ("Camden", "Hackney")),
        ("Boroughs: Hackney, Camden", ("Camden", "Hackney")),
        ("LB Hackney; LB Camden;", ("Camden", "Hackney")),
        ("Sutton and/or Merton", ("Merton", "Sutton")),
        ("- Sutton\n- Merton", ("Merton", "Sutton")),
        ("Sutton + Merton", ("Merton", "Sutton")),
        ("Sutton 1, Merton 2", ("Merton", "Sutton")),
        ("Newham. Redbridge.", ("Newham", "Redbridge")),
        ("RBKC, H&F, LBBD", ("Barking and Dagenham", "Hammersmith and Fulham", "Kensington and Chelsea")),
        ("[x] Hackney [x] Camden [ ] Brent", ("Camden", "Hackney")),
        ("SUTTON", ("Sutton",)),
        ("City of Westminster", ("Westminster",)),
    ],
)
def test_a_list_in_any_usual_shape_is_taken(said: str, areas: tuple[str, ...]) -> None:
    assert read_areas_wanted(Answer(text=said), SCHEME).value == areas


@pytest.mark.parametrize(
    "said",
    [
        "Anywhere but Hackney",
        "avoid Hackney, Camden ok",
        "ideally Hackney",
        "preferably not Hackney",
        "Hackney (not Dalston side)",
        "Hackney or further",
        "Hackney/Islington border",
        "near Hackney",
        "Hackney only if ground floor",
        "outer boroughs",
        "within 30 mins of Hackney",
        "Hackney – no, too close",
        "She would like Sutton because her aunt lives in Croydon",
        "Mr Brent, Ms Lewisham",
        "Ms Barnet",
        "SE1",
        "Sutton, SE1",
        "Hackney Downs station",
        "Hackney, Manchester",
        "any London borough",
        "all 33 boroughs",
        "All of the above",
        "Sutton, Merton, etc",
        "Sutton, Merton or similar",
        "Sutton, Merton & surrounding",
        "☒ Hackney ☐ Camden ☐ Other: Kent",
        "☒ Hackney\t☐ Camden (no)",
        "☒ Any",
        "Hackney x, Camden",
        "✓ Hackney\n✓ Camden\nBrent",
        "See attached",
        "as above",
        "TBC",
        "?",
        "Sutton 5",
        "Sutton (SM1)",
        "Sutton Coldfield",
        "Sutton: yes, Merton: no",
        "Sutton, but open to others",
        "Ashrigg",
        "Hackney ideally but would consider Camden",
        "refused",
        "Sutton – her sister's",
    ],
)
def test_what_is_no_plain_list_is_asked_about_as_a_whole(said: str) -> None:
    field = read_areas_wanted(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize(
    ("said", "proposal"),
    [
        ("Hackney – no, too close", None),
        ("Camden, Hackney – no", ("Camden",)),
        ("Hackney (not Dalston side)", None),
        ("Camden, no Brent", ("Camden",)),
        ("She would like Sutton because her aunt lives in Croydon", None),
        ("Camden, Brent (perpetrator's family)", ("Camden",)),
        ("ideally Hackney", ("Hackney",)),
    ],
)
def test_a_denied_area_is_not_even_proposed(said: str, proposal: tuple[str, ...] | None) -> None:
    assert read_areas_wanted(Answer(text=said), SCHEME).proposal == proposal


@pytest.mark.parametrize(
    "said",
    ["None that we know of", "none known", "n/a", "nil", "No", "None.", "no known areas", "None to our knowledge", "☒ None"],
)
def test_no_area_at_risk_may_be_said_in_many_ways(said: str) -> None:
    assert read_areas_at_risk(Answer(text=said), SCHEME).value == ()


@pytest.mark.parametrize(
    "said", ["not known", "TBC", "unknown", "Hackney?", "None, except Hackney", "no information", "None yet – to be assessed"]
)
def test_what_is_not_known_of_risk_is_no_none(said: str) -> None:
    field = read_areas_at_risk(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize("said", ["Hackney (perpetrator lives there)", "Hackney and surrounding areas", "Not Hackney"])
def test_every_area_that_words_on_risk_name_is_proposed(said: str) -> None:
    assert read_areas_at_risk(Answer(text=said), SCHEME).proposal == ("Hackney",)


def test_a_struck_area_puts_the_others_before_a_person() -> None:
    pieces = (Piece(text="Hackney, "), Piece(text="Brent", struck=True))
    field = read_areas_wanted(Answer(text="Hackney, ", pieces=pieces), SCHEME)
    assert (field.value, field.proposal) == (None, ("Hackney",))
