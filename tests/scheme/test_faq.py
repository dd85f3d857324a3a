"""What people ask, and the scheme's own answers (R074)."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheme.agreement import Scheme, SchemeError, load, shipped

LONDON, NORTHMERE = (load(shipped(name)) for name in ("pan_london", "northmere"))

ASKED = [
    ("Who can make a referral?", "who_may_refer"),
    ("Is this emergency accommodation?", "is_it_emergency"),
    ("How long does it usually take?", "how_long"),
    ("Which boroughs take part?", "which_areas"),
    ("Could they move out of London?", "outside_region"),
    ("How many offers will she get?", "how_many_offers"),
    ("Who has to approve the request?", "who_approves"),
    ("What do we owe if we say yes?", "what_is_owed"),
    ("What happens if the perpetrator still remains there?", "perpetrator"),
    ("Can she bring her dog?", "pets"),
    ("Can they ask for another bedroom?", "bedrooms"),
    ("How do I add two more boroughs?", "changing_areas"),
    ("How does our association join the scheme?", "becoming_a_partner"),
    ("Who is the named lead for Camden?", "named_lead"),
    ("Where can my client complain?", "complaints"),
    ("Can tenants apply to you directly?", "tenant_asks"),
    ("Could you tell me how the cap works?", "the_cap"),
    ("Is there any progress on this case?", "news"),
    ("Please can you advise what happens after the offer is accepted?", "after_acceptance"),
    ("Could you tell me how many boroughs a client has to choose?", "how_many_areas"),
    ("Can a care leaver apply?", "who_is_eligible"),
]


@pytest.mark.parametrize(("sentence", "topic"), ASKED)
def test_a_question_is_known_by_its_words(sentence: str, topic: str) -> None:
    assert topic in LONDON.topics_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please find the form attached.",
        "Could you ring me back?",
        "She caught the category wrong.",
        "Howlong isn't a word.",
        "How are things? The lift takes long.",
        "",
    ],
)
def test_what_no_phrase_names_has_no_topic(sentence: str) -> None:
    assert LONDON.topics_in(sentence) == ()


@pytest.mark.rule("R074")
@pytest.mark.parametrize("scheme", [LONDON, NORTHMERE], ids=["London", "Northmere"])
def test_both_regions_answer_what_people_ask(scheme: Scheme) -> None:
    assert {topic for _, topic in ASKED} <= {topic.key for topic in scheme.faq}
    assert all(topic.answer and topic.phrases for topic in scheme.faq)


@pytest.mark.rule("R009", "R010", "R032", "R038")
@pytest.mark.parametrize("scheme", [LONDON, NORTHMERE], ids=["London", "Northmere"])
def test_no_answer_promises_a_time_a_home_or_the_same_terms(scheme: Scheme) -> None:
    promising = (
        "within a",
        "weeks",
        "days",
        "soon",
        "we offer",
        "will be offered",
        "guaranteed",
        "same terms",
        "same rent",
        "are welcome",
    )
    for topic in scheme.faq:
        said = topic.answer.casefold()
        assert not [words for words in promising if words in said], topic.key
        assert not [area.name for area in scheme.areas if f" {area.name} ".casefold() in f" {said} "], topic.key


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ('key = "pets"\nphrases = ["pets"]\nanswer = "Again."', "no other [[faq]] has"),
        ('key = "Two Words"\nphrases = ["x y"]\nanswer = "A."', "a word of small letters"),
        ('key = "empty"\nphrases = ["x y"]', "answer is missing"),
        ('key = "lost"\nphrases = ["x y"]\ntexts = ["nowhere"]', "there is no text «nowhere»"),
        ('key = "dots"\nphrases = ["… x"]\nanswer = "A."', "begins and ends with a word"),
        ('key = "misspelt"\nphrase = ["x y"]\nanswer = "A."', "phrase is not known here"),
    ],
)
def test_a_fault_is_told_with_what_to_do(row: str, trouble: str, tmp_path: Path) -> None:
    file = tmp_path / "scheme.toml"
    file.write_text(shipped("northmere").read_text() + "\n[[faq]]\n" + row + "\n")
    with pytest.raises(SchemeError) as caught:
        load(file)
    assert trouble in str(caught.value)


def test_a_scheme_needs_none() -> None:
    assert load(Path(__file__).with_name("three_partners.toml")).faq == ()
