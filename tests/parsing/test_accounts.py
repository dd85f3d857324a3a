"""The world of a reply is closed (R071): a value stands only where every clause of the mail is accounted for."""

from __future__ import annotations

from typing import Any

import pytest

from parsing.account_kinds import ACCOUNTS
from parsing.accounts import is_accounted_alone, is_idle, odd_clause
from parsing.harmless_words import FACT_SUBJECTS, HARMLESS, OPERATORS
from parsing.readings import Reading
from parsing.replies import read_reply
from parsing.sentences import sentences_of
from scheme.agreement import Scheme, load, shipped
from tests.parsing.replies_beside import CHATTER, MORE_CHATTER, TURNS_AN_APPROVAL, TURNS_ANYTHING, TURNS_COLLOQUIALLY, TURNS_ONE
from tests.parsing.test_replies_held import EVERY, WEDNESDAY, WORDS, verdict

APPROVE = ("decision", "approve")
DECLINE = ("decision", "decline")
ACCEPTED = ("stage", "accepted")
REFUSED = ("stage", "refused")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


ROWS = (
    # (beside what, sentence, the clause that is not accounted for)
    (APPROVE, "We approve this request.", ""),
    (APPROVE, "Approved, with thanks to Priya.", ""),
    (APPROVE, "There are no arrears and no ASB.", ""),
    (APPROVE, "Please let me know if you need anything else.", ""),
    (APPROVE, "Her son was attacked outside the school in May.", ""),
    (APPROVE, "I'm on leave from Friday, but approved from our side.", ""),
    (APPROVE, "The printer is broken again.", ""),
    (APPROVE, "Once the arrears are cleared.", "once the arrears are cleared"),
    (APPROVE, "Lambeth is out.", "lambeth is out"),
    (APPROVE, "It is for a year.", "it is for a year"),
    (APPROVE, "From Monday.", "from monday"),
    (APPROVE, "We would have approved it.", "we would have approved it"),
    (APPROVE, "Tom says so.", "tom says"),
    (APPROVE, "Send me the DASH.", "send me the dash"),
    (APPROVE, "She “approves” of it.", "She “approves” of it."),
    (APPROVE, "We approve the second one.", "we approve the second one"),
    (APPROVE, "Her flurble is green.", ""),
    (APPROVE, "We approve her flurble.", "we approve her flurble"),
    (APPROVE, "Unles the rent goes up.", "unles the rent goes up"),
    (APPROVE, "This flurbles.", "this flurbles"),
    (APPROVE, "Is that so?", "is that so?"),
    (DECLINE, "There is mould in both bedrooms.", ""),
    (DECLINE, "We cannot support it because she owes four thousand pounds.", ""),
    (DECLINE, "We may look at it again if things get worse.", "we may look at it again if things get worse"),
    (DECLINE, "I am guessing.", "i am guessing"),
    (DECLINE, "This is a test.", "this is a test"),
    (ACCEPTED, "Mum cried when she saw the garden.", ""),
    (ACCEPTED, "Now she isn't so keen.", "now she is not"),
    (REFUSED, "The stairs were too much for her hip.", ""),
    (REFUSED, "However she would like another look.", "however she would like another look"),
)


@pytest.mark.parametrize(("beside", "sentence", "odd"), ROWS)
def test_a_clause_is_accounted_for_or_quoted(beside: tuple[str, str], sentence: str, odd: str, scheme: Scheme) -> None:
    (said,) = sentences_of(sentence)
    assert odd_clause(said, ACCOUNTS[beside], scheme) == odd


@pytest.mark.parametrize("kind", OPERATORS)
def test_no_word_that_turns_a_decision_is_among_the_harmless_ones(kind: str) -> None:
    assert OPERATORS[kind] & HARMLESS == set()
    assert OPERATORS[kind] & FACT_SUBJECTS == set()


def test_the_doubt_quotes_what_was_not_understood_and_proposes_what_it_would_be(scheme: Scheme) -> None:
    (reading,) = read_reply("Approved. The grandmother must stay behind.", scheme, sent_on=WEDNESDAY)
    decision: Any = dict(reading.fields())["decision"]
    assert decision.value is None
    assert decision.proposal == "approve"
    assert "the grandmother must stay behind" in decision.doubt


def test_what_hangs_on_a_doubtful_decision_is_in_doubt_with_it(scheme: Scheme) -> None:
    text = "Draft - for Ruth to check. We approve and accept that we will owe one home."
    (reading,) = read_reply(text, scheme, sent_on=WEDNESDAY)
    owing: Any = dict(reading.fields())["acknowledges_owing"]
    assert (owing.value, owing.proposal) == (None, True)


@pytest.mark.parametrize("sentence", ["Hope you are well.", "Many thanks for all your help.", "Sorry for the delay."])
def test_manners_are_read_past(sentence: str, scheme: Scheme) -> None:
    assert all(is_idle(each, scheme) for each in sentences_of(sentence))
    assert read_reply(f"{sentence} Approved.", scheme)[0].all_doubts() == ()


def test_a_headline_over_several_cases_counts_for_each(scheme: Scheme) -> None:
    cases = "- ARC-01-26: approved\n- ARC-02-26: declined"
    assert [each.all_doubts() for each in read_reply(f"Hi, see below:\n\n{cases}", scheme)] == [(), ()]
    provisional = read_reply(f"These are provisional until Friday.\n\n{cases}", scheme)
    assert any(each.all_doubts() for each in provisional)
    assert not is_accounted_alone(sentences_of("These are provisional until Friday.")[0], scheme)


SUBJECTS = (
    ("ARC-07-26", "approve"),
    ("ARC-07-26: approval", "approve"),
    ("Re: ARC-07-26 not approved yet?", "approve"),  # an answer carries somebody else's subject
    ("ARC-07-26 declined", None),
    ("ARC-07-26 - please hold", None),
    ("DRAFT ARC-07-26", None),
)


@pytest.mark.parametrize(("subject", "decision"), SUBJECTS)
def test_a_subject_that_says_something_else_is_a_doubt(subject: str, decision: str | None, scheme: Scheme) -> None:
    (reading,) = read_reply("We approve this request.", scheme, subject=subject)
    assert dict(reading.fields())["decision"].value == decision


# --- beside clear mails -----------------------------------------------------------------------------------------------

TO_A_PERSON = {"conditional", "need_info", "pending_panel", "not_ours"}  # values of which a person is asked anyway


def is_decided(readings: tuple[Reading, ...]) -> bool:
    """Whether something would be done with no question to anybody."""
    for reading in readings:
        told = {key: field.value for key, field in reading.fields() if key in ("decision", "stage", "change", "offer_status")}
        value = next(iter(told.values()), None)
        if (value is not None and value not in TO_A_PERSON) or (reading.kind == "nil_return" and not reading.all_doubts()):
            return True
    return False


def clear_mails() -> list[tuple[str, str]]:
    """The held mails of one meaning that decide something and need no person."""
    words = set(WORDS) - TO_A_PERSON - {"enquiry", "complaint", "tenant", "contact"}
    return [(meaning, text) for meaning, text in EVERY if meaning.split("; ")[0] in words and " | " not in meaning]


CLEAR = tuple(each for each in clear_mails() if " + " not in each[0])
PLACES = ("{mail}\n\n{more}", "{more}\n\n{mail}", "{mail}\n\nPS {more}")
EACH_MAIL_MEETS = pytest.mark.parametrize("meets", [1, pytest.param(3, marks=pytest.mark.proof)])


def beside(number: int, sentences: tuple[str, ...], meets: int) -> list[tuple[str, str]]:
    """(sentence, place) for one mail: a different few for each, so that all of them meet many mails."""
    at = [number * meets + step for step in range(meets)]
    return [(sentences[each % len(sentences)], PLACES[(each + number) % len(PLACES)]) for each in at]


@EACH_MAIL_MEETS
def test_no_clear_mail_decides_anything_beside_a_sentence_that_turns_it(scheme: Scheme, meets: int) -> None:
    """Every trap before, behind and below many mails: none leaves a value that is acted on."""
    assert len(TURNS_ANYTHING) + len(TURNS_AN_APPROVAL) >= 60
    silent = []
    for number, (meaning, mail) in enumerate(CLEAR):
        traps = (*TURNS_ANYTHING, *TURNS_AN_APPROVAL) if meaning.startswith("approve") else TURNS_ANYTHING
        for more, place in beside(number, traps, meets):
            if is_decided(read_reply(place.format(mail=mail, more=more), scheme, sent_on=WEDNESDAY)):
                silent.append((more, mail))
    assert silent == []


@pytest.mark.parametrize(("mail", "traps"), TURNS_ONE)
def test_what_turns_one_mail_and_perhaps_no_other_is_asked_about(mail: str, traps: tuple[str, ...], scheme: Scheme) -> None:
    assert is_decided(read_reply(mail, scheme, sent_on=WEDNESDAY))
    laid = [place.format(mail=mail, more=more) for more in traps for place in PLACES]
    assert [text for text in laid if is_decided(read_reply(text, scheme, sent_on=WEDNESDAY))] == []


DANGERS = (
    ("He has moved there.", None),
    ("Her ex works there.", None),
    ("She is scared of it.", None),
    ("His family are from there.", None),
    ("It is off the list.", None),
    ("Her aunt lives there and he does not know about her.", ("Bromley",)),
    ("It's far away from her ex and near her work.", ("Bromley",)),
    ("Please take off Camden. Her ex has moved to Camden.", ("Bromley",)),
)


@pytest.mark.parametrize(("more", "added"), DANGERS)
def test_a_danger_beside_an_area_to_be_added_is_asked_about(more: str, added: tuple[str, ...] | None, scheme: Scheme) -> None:
    """An area added by mistake can hurt someone (DESIGN §6)."""
    (reading,) = read_reply(f"Please add Bromley. {more}", scheme, sent_on=WEDNESDAY)
    assert dict(reading.fields())["areas_added"].value == added


def test_chatter_beside_a_clear_mail_leaves_it_clear(scheme: Scheme) -> None:
    """At least nine of ten."""
    assert len(CHATTER) >= 40
    pairs = [(meaning, place.format(mail=mail, more=more)) for number, (meaning, mail) in enumerate(CLEAR)
             for more, place in beside(number, CHATTER, 3)[:1]]  # fmt: skip
    held_up = [text for meaning, text in pairs if verdict(text, meaning, scheme) != "right"]
    assert len(held_up) <= 0.1 * len(pairs), held_up[:20]


APPROVALS = ("We approve this request.", "Approved from our side, thanks.", "Please take this as our approval of ARC-07-26.")


def test_no_approval_stands_beside_a_colloquial_turn(scheme: Scheme) -> None:
    """Without a «not» and without an «if», taken back all the same."""
    assert len(TURNS_COLLOQUIALLY) >= 120
    mails = [(more, place.format(mail=mail, more=more)) for number, more in enumerate(TURNS_COLLOQUIALLY)
             for mail, place in zip(APPROVALS, (*PLACES[number % 3:], *PLACES[:number % 3]), strict=True)]  # fmt: skip
    silent = {more for more, text in mails if is_decided(read_reply(text, scheme, sent_on=WEDNESDAY))}
    assert silent == set()


def test_an_approval_stands_beside_what_tells_of_anything_else(scheme: Scheme) -> None:
    """At least nineteen of twenty."""
    assert len(MORE_CHATTER) >= 60
    mails = [(more, PLACES[number % 3].format(mail=APPROVALS[number % 3], more=more)) for number, more in enumerate(MORE_CHATTER)]
    held_up = [more for more, text in mails if not is_decided(read_reply(text, scheme, sent_on=WEDNESDAY))]
    assert len(held_up) <= 0.05 * len(mails), held_up
