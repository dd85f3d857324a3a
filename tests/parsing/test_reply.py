"""New words apart from quotation, banner, signature, disclaimer (forms §2.2 no. 11; F35)."""

# ruff: noqa: E501 - headers and rows of a table stand on one line, as they come

from __future__ import annotations

import pytest

from parsing.quotation import quotation_begins
from parsing.reply import AFTERTHOUGHT, BELOW, INLINE, NO_WORDS, new_words, own_lines

QUOTED = "Approved from our side.\nColm"
QUOTATIONS = {
    "Outlook's header block": f"\n\nFrom: Reciprocal <r@x.example>\nSent: 06 July 2026 14:02\nTo: Colm\nSubject: approval\n\n{QUOTED}",
    "Outlook's header block in bold": f"\n\n*From:* Reciprocal\n*Sent:* 06 July 2026\n*To:* Colm\n\n{QUOTED}",
    "Outlook on the web": f"\n\n________________________________\nFrom: Reciprocal <r@x.example>\nSent: Monday\nTo: Colm\n\n{QUOTED}",
    "an original message": f"\n\n-----Original Message-----\nFrom: R\nSent: today\n\n{QUOTED}",
    "an original message without head": f"\n\n----- Original Message -----\n{QUOTED}",
    "Gmail": "\n\nOn Mon, 6 Jul 2026 at 14:02, Reciprocal <r@x.example> wrote:\n\n> Approved from our side.\n> Colm",
    "Gmail over two lines": "\n\nOn Mon, 6 Jul 2026 at 14:02, Reciprocal <r@x.example>\nwrote:\n\n> Approved from our side.",
    "an iPhone": "\n\nSent from my iPhone\n\n> On 6 Jul 2026, at 14:02, Reciprocal <r@x.example> wrote:\n> \n> Approved from our side.",
    "Apple Mail": "\n\n> On 6 Jul 2026, at 14:02, Reciprocal wrote:\n> Approved from our side.",
    "a forwarded mail": f"\n\n---------- Forwarded message ---------\nFrom: R\nDate: Mon\nSubject: a\nTo: b\n\n{QUOTED}",
    "begin forwarded": f"\n\nBegin forwarded message:\n\nFrom: R\nDate: Mon\n\n{QUOTED}",
    "bare angle brackets": "\n\n> Approved from our side.\n> Colm",
    "two quotations": "\n\nOn Mon, R wrote:\n> Approved from our side.\n>\n> On Sun, C wrote:\n>> Approved.",
}


@pytest.mark.parametrize("client", QUOTATIONS)
def test_a_quotation_is_never_new_words(client: str) -> None:
    assert new_words("Can you send the form?" + QUOTATIONS[client]).text == "Can you send the form?"
    assert new_words("Can you send the form?" + QUOTATIONS[client]).doubt == ""


@pytest.mark.parametrize("client", QUOTATIONS)
def test_nothing_but_quotation_is_a_doubt_without_words(client: str) -> None:
    words = new_words(QUOTATIONS[client])
    assert words.text == ""
    assert words.doubt == NO_WORDS


@pytest.mark.parametrize(
    "signature",
    [
        "\n\nKind regards\n\nNadia Ferris\nHousing Options Manager\nT: 020 7946 0101",
        "\n\nThanks\nNadia",
        "\n\n-- \nNadia Ferris\nApproved Premises Manager",
        "\n\nMany thanks,\n\nNadia Ferris | Lead | 07700 900123",
        "\n\nRegards\nNadia\n\nThis email is confidential. If you are not the intended recipient we have not agreed to anything.",
        "\n\nSent from my iPhone",
        "\n\nGet Outlook for iOS",
        "\n\nThis email and any attachments are confidential and not approved for onward sharing.",
        "\n\nYours sincerely,\nNadia Ferris\nnadia.ferris@hackney.example\nwww.hackney.example",
    ],
)
def test_a_signature_and_a_disclaimer_are_not_words(signature: str) -> None:
    assert new_words("Please circulate." + signature).text == "Please circulate."


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside the council. Do not click links or open\nattachments unless you recognise the sender.\n\n",
        "[EXTERNAL]\n\n",
        "EXTERNAL EMAIL: do not click on links.\n\n",
        "This message originated from outside your organisation\n\n",
        "You don't often get email from r@x.example. Learn why this is important\n\n",
        "OFFICIAL-SENSITIVE\n\n",
        "Classification: OFFICIAL\n\n",
    ],
)
def test_a_gateways_banner_is_not_words(banner: str) -> None:
    assert new_words(banner + "Not approved.").text == "Not approved."


def test_answers_between_quoted_lines_are_for_a_person() -> None:
    words = new_words("Answers below.\n\nOn Mon, R wrote:\n> Do you approve?\n\nYes.\n\n> Is the rent clear?\n\nNo.\n")
    assert words.doubt == INLINE


def test_an_answer_under_the_quotation_is_for_a_person() -> None:
    assert new_words("> Do you approve?\n\nYes, approved.\n").doubt == INLINE


def test_an_answer_wholly_below_one_whole_quotation_is_the_answer() -> None:
    below = (
        "On Mon, 6 Jul 2026 at 14:02, R <r@x.example> wrote:\n\n> Do you approve?\n>\n> Thank you\n\nYes, approved.\n\nNadia\n"
    )
    assert new_words(below, "Nadia Ferris").text == "Yes, approved."
    assert new_words(below, "Nadia Ferris").doubt == ""


def test_words_that_may_be_wrapped_out_of_a_quotation_are_no_answer() -> None:
    assert new_words("On Mon, R wrote:\n> We have approved this and\nwill circulate it.\n\nThanks\n").text != "will circulate it."


def test_a_name_alone_below_a_quotation_is_no_answer() -> None:
    assert new_words("On Mon, R wrote:\n> Do you approve?\n\nNadia\nHousing Manager\n", "Nadia Ferris").text == ""


def test_a_signature_under_the_quotation_is_nothing() -> None:
    assert new_words("Approved.\n\nOn Mon, R wrote:\n> Do you approve?\n\nKind regards\nNadia\n").doubt == ""


@pytest.mark.parametrize(
    "postscript", ["PS not to Camden please", "P.S. not yet though", "NB only for two bedrooms", "Sorry, ignore that"]
)
def test_a_postscript_below_the_signature_is_for_a_person(postscript: str) -> None:
    assert new_words(f"Approved.\n\nKind regards\nNadia\n\n{postscript}").doubt == AFTERTHOUGHT


def test_thanks_at_the_beginning_cuts_nothing_off() -> None:
    assert new_words("Thanks\n\nWe cannot support this one.\n").text == "Thanks\n\nWe cannot support this one."


def test_best_wishes_in_a_sentence_cut_nothing_off() -> None:
    assert "not approved" in new_words("With best wishes to the family, this is not approved.").text


def test_the_lines_of_a_form_keep_their_address_at_the_end() -> None:
    assert (
        own_lines("Name: Olive\nE-mail: olive@x.example\n\nOn Mon, R wrote:\n> Old: 1").strip()
        == "Name: Olive\nE-mail: olive@x.example"
    )


@pytest.mark.parametrize(
    "body",
    [
        "On " * 30_000,
        "Kind regards\n" * 5_000,
        "> a\n" * 20_000,
        "From: a\n" * 10_000,
        "CAUTION: " * 8_000,
        "-" * 90_000,
        "\n" * 90_000,
    ],
)
def test_a_body_made_to_be_slow_is_not(body: str) -> None:
    new_words(body)


HEADS = {
    "German": "Von: Reciprocal\nGesendet: Montag, 6. Juli 2026 14:02\nAn: Nadia\nBetreff: x",
    "French": "De : Reciprocal\nEnvoyé : lundi 6 juillet 2026\nÀ : Nadia\nObjet : x",
    "Welsh": "Oddi wrth: Reciprocal\nAnfonwyd: 06 Gorffennaf 2026\nAt: Nadia\nPwnc: x",
    "Polish": "Od: Reciprocal\nWysłano: 6 lipca 2026\nDo: Nadia\nTemat: x",
    "Dutch": "Van: Reciprocal\nVerzonden: 6 juli 2026\nAan: Nadia\nOnderwerp: x",
    "Spanish": "De: Reciprocal\nEnviado: 6 de julio\nPara: Nadia\nAsunto: x",
    "German in a sentence": "Am 06.07.26 um 14:02 schrieb Reciprocal:",
    "French in a sentence": "Le lun. 6 juil. 2026 à 14:02, Reciprocal <r@x.example> a\nécrit :",
    "Polish in a sentence": "pon., 6 lip 2026 o 14:02 Reciprocal <r@x.example> napisał(a):",
    "English over four lines": "On Mon, 6 Jul 2026 at 14:02, The\nReciprocal of the region\n<r@x.example>\nwrote:",
    "GroupWise": ">>> Reciprocal <r@x.example> 06/07/2026 14:02 >>>",
    "Notes": "-----Reciprocal wrote: -----\nTo: Nadia\nFrom: Reciprocal",
    "a date and an address": "2026-07-06 14:02 GMT+01:00 Reciprocal <r@x.example>:",
}


@pytest.mark.parametrize("tongue", HEADS)
def test_a_quotation_begins_at_its_head_in_any_tongue(tongue: str) -> None:
    body = f"Could you resend it?\n\n{HEADS[tongue]}\n\nApproved from our side."
    assert new_words(body).text == "Could you resend it?"


@pytest.mark.parametrize(
    "words",
    [
        "From: 3 August we can offer a home.",
        "On Monday I wrote: nothing suitable.",
        "She said on the phone that he wrote:\n\nno",
        "To: do list is long, approved.",
        "Date: 3 August 2026\nSubject to the panel.",
        "De facto this is approved.",
        "A: yes\nB: no",
    ],
)
def test_words_that_only_look_like_a_head_are_kept(words: str) -> None:
    assert quotation_begins(words.split("\n")) == len(words.split("\n"))


@pytest.mark.parametrize(
    "words",
    [
        "Please see my comments in red below.",
        "My answers are in blue.",
        "I have replied in-line.",
        "See below for our answer.",
        "Further to the email below from my manager.",
        "Please see what Colm says.",
    ],
)
def test_words_that_point_into_the_quotation_are_for_a_person(words: str) -> None:
    assert new_words(f"{words}\n\nOn Mon, 6 Jul 2026 at 14:02, R <r@x.example> wrote:\n\nApproved.").doubt == BELOW


@pytest.mark.parametrize(
    "below",
    [
        "Actually no, please wait.",
        "Please hold this until the panel has met.",
        "But not to the north, please.",
        "Ignore that, wrong case.",
        "The tenant of flat 3 moved in on 6 July 2026.",
        "Do not circulate before Friday.",
    ],
)
def test_a_second_thought_below_the_name_is_for_a_person(below: str) -> None:
    assert new_words(f"Approved.\n\nKind regards\nNadia Ferris\n\n{below}", "Nadia Ferris").doubt == AFTERTHOUGHT
    assert new_words(f"Approved.\n\nThanks\nNadia\n\n{below}", "Nadia Ferris").doubt == AFTERTHOUGHT or (
        below.split(maxsplit=1)[0] in new_words(f"Approved.\n\nThanks\nNadia\n\n{below}", "Nadia Ferris").text
    )


@pytest.mark.parametrize(
    "signature",
    [
        "Nadia Ferris\nTemporary Accommodation Move-on Lead\nHackney Service Centre, 1 Hillman Street",
        "Nadia Ferris (she/her)\nLead for Brent and Harrow",
        "Nadia\n020 7946 0101",
        "Many thanks\nNadia\n\nWe are looking for homes in Croydon! Can you help?",
    ],
)
def test_the_senders_own_name_begins_the_signature(signature: str) -> None:
    words = new_words(f"Please circulate.\n\n{signature}", "Nadia Ferris")
    assert (words.text, words.doubt) == ("Please circulate.", "")


def test_another_persons_name_is_a_word_like_any_other() -> None:
    assert new_words("Please ask\nDawn Reed\nnot me", "Nadia Ferris").text == "Please ask\nDawn Reed\nnot me"


def test_a_form_below_a_covering_letter_is_kept_and_the_farewell_behind_it_is_not() -> None:
    form = "\n".join(f"Question {each}: answer" for each in range(5))
    assert own_lines(f"See below.\n\nKind regards\nOlive\n\n{form}").endswith(form)
    assert own_lines(f"See below.\n\n{form}\n\nKind regards\nOlive").rstrip().endswith(form)
