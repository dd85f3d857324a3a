"""Homes offered and offers taken back, said in a mail; and «nothing from us» (forms §2.4 OF)."""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from parsing import offer_wordings, refusal_wordings
from parsing.clause_words import HOMES, NILS, OFFERS_BACK
from parsing.offered_home import BEDROOMS, home_in
from parsing.readings import (
    NilReturn,
    PropertyOffer,
)
from parsing.said import MANY, Words, hit, stray
from parsing.sentences import Sentence


def find_offer(said: Words) -> PropertyOffer | None:
    withdrawn = next((each for each in said.sentences if hit(offer_wordings.OFFER_WITHDRAWN, each.plain)), None)
    made = next((each for each in said.sentences if _makes(each)), None)
    if withdrawn:
        return _withdrawn_offer(said, withdrawn)
    made = made or _described(said)
    if made is None or is_nil(said) or any(hit(refusal_wordings.NEED_INFO, each.plain) for each in said.sentences):
        return None
    home = _home(said)
    hedged = any(
        offer_wordings.OFFER_HEDGED.search(each.plain) or offer_wordings.NOT_OURS_TO_OFFER.search(each.plain)
        for each in said.sentences
    )
    hedged = hedged or _of_something_else(said, made)
    status = said.unsure(made, "It is not sure that the home is offered; ask.", "open") if hedged else said.sure("open", made)
    return replace(PropertyOffer(source=said.source, reference=said.reference, offer_status=status), **home)


def _of_something_else(said: Words, sentence: Sentence) -> bool:
    """«We can offer advice on 2 bed flats»: the clause that offers, or that tells the size, says something else too."""
    offering = [at for each in offer_wordings.OFFERS if (at := each.found_in(sentence.plain))]
    sizes = BEDROOMS.finditer(sentence.plain)
    where = re.finditer(r"\b(where|which|who|with)\b", sentence.plain)
    return any(stray(said, sentence, at, HOMES) for at in (*offering, *sizes, *where))


def _makes(sentence: Sentence) -> bool:
    return (
        bool(hit(offer_wordings.OFFERS, sentence.plain))
        and _of_a_home(sentence)
        and not hit(offer_wordings.NIL_RETURN, sentence.plain)
    )


def _home(said: Words) -> Any:  # Any: its keys are PropertyOffer's
    return home_in(said.sentences, said.scheme, said.source, said.sent_on)


def _described(said: Words) -> Sentence | None:
    """A home described without the word «offer»: «2 bed in …, £120 pw, let me know if of interest»."""
    if any(offer_wordings.ABOUT_A_HOME.search(IF_WANTED.sub(" ", each.plain)) for each in said.sentences):
        return None
    home = _home(said)
    told = [key for key in DESCRIBING if not home[key].blank]
    sized = next((each for each in said.sentences if BEDROOMS.search(each.plain) or re.search(r"\bstudio\b", each.plain)), None)
    cue = any(offer_wordings.OFFER_CUE.search(each.plain) for each in said.sentences) or _is_listed(said)
    cue = cue or any(offer_wordings.SIZE_FIRST.search(each.plain) for each in said.sentences)
    weak = not any(offer_wordings.HAS_ONE.search(each.plain) for each in said.sentences) and not _is_listed(said)
    return sized if cue and not weak and len(told) >= 2 and "area" in told else None


IF_WANTED = re.compile(r"\bif (they|she|he|your \w+|the \w+) (want|wants|like|likes|would like)( it| this)?\b")
DESCRIBING = ("bedrooms", "property_type", "area", "floor", "lift", "rent", "tenure", "available_from", "viewing_date")


def _is_listed(said: Words) -> bool:
    """Three lines or more of «Borough: …», «Size: …»."""
    return sum(bool(offer_wordings.HOME_LABEL.match(each.plain)) for each in said.sentences) >= 3


def _of_a_home(sentence: Sentence) -> bool:
    """«Would she consider Bexley?» offers none."""
    return bool(
        re.search(
            rf"\b({offer_wordings.HOME_WORDS}|offers?|void|match|takers|it|this|that|these|one|hold)\b|\d ?b(ed)?\b|\d ?b ?\d ?p\b",
            sentence.plain,
        )
    )


def _withdrawn_offer(said: Words, sentence: Sentence) -> PropertyOffer:
    sure = re.search(
        r"\b(withdr\w+|no longer|pull\w*|rescind\w*|retract\w*|gone (back )?to (someone|somebody|another)|not available any ?more|(been )?let to (someone|somebody|another)|cannot be let)\b|\b(property|flat|home|house"
        r"|offer)\b[^.;]{0,20}\b(fell|fallen)",
        sentence.plain,
    )
    hedged = (
        sentence.asks
        or re.search(r"\b(if|might|may|could|unless|nearly|almost|should|thinking|considering|other offer)\b", sentence.plain)
        or re.search(
            r"\bnot\b(?! (have|longer|available|ready|be (ready|let|available|able|suitable|fit)))",
            sentence.plain[: sure.end()] if sure else sentence.plain,
        )
    )
    hits = [at for each in offer_wordings.OFFER_WITHDRAWN if (at := each.found_in(sentence.plain))]
    hedged = hedged or all(stray(said, sentence, at, OFFERS_BACK) for at in hits) or NOT_THIS_OFFER.search(sentence.plain)
    status = (
        said.sure("withdrawn", sentence)
        if sure and not hedged
        else said.unsure(sentence, "Something has fallen through; ask whether the offer is withdrawn.", "withdrawn")
    )
    return PropertyOffer(source=said.source, reference=said.reference, offer_status=status)


NOT_THIS_OFFER = re.compile(
    r"\b(?:school|nursery|refuge|hostel|college|course|training|job|work) (?:places?|offer)\b|"
    r"\boffers? (?:of|for) (?!(?:a|an|the|this|that|our|your|\d|\w+ (?:bed|flat|house|road|street)|(?:flat|house|accommodation|property|arc|tenancy)))|\boffer to (?:her|his|their) \w+"
)


def is_nil(said: Words) -> bool:
    return any(offer_wordings.NIL_DECIDES.search(sentence.plain) and not sentence.asks for sentence in said.sentences)


def _says_nil(sentence: Sentence) -> bool:
    return (
        bool(hit(offer_wordings.NIL_RETURN, sentence.plain))
        and not sentence.asks
        and not offer_wordings.NOT_A_NIL.search(sentence.plain)
    )


# «Nil return. There's a 2 bed coming up»: perhaps an offer soon, which nobody should lose.
SOON_ONE = re.compile(
    r"\b(?:a|an|one|two|three|some|another)(?: [\w-]+){0,2} (?:beds?|bedrooms?|flats?|house|voids?|propert(?:y|ies)|studio|maisonette|bungalow|homes?)\b[^.;]{0,30}\b(?:coming|due|becoming|on the way|in the pipeline|expected|shortly|soon)\b"
    r"|\bdetails of (?:a|an|one|the|two|our) (?:[\w-]+ ){0,2}(?:flat|house|home|property|bed|maisonette|studio|bungalow)\b|\b(?:found|got) one\b|\bwill offer (?:the|you|her|them|a)\b|\bthe (?:\d|one|two|three|four)[ -]?bed\w*(?: \w+)? (?:that )?(?:we|i) (?:have|have got|got)\b"
)
NONE_OF_IT = re.compile(r"\b(?:no|not|nothing|none|neither|never|without|if|when|once|until|unless|as soon as)\b")
MORE_TO_COME = re.compile(
    r"\b(?:to follow|to come|(?:still )?(?:waiting|awaiting|checking|asking)|not (?:yet )?(?:heard|checked))\b(?! (?:up|through|in|available|soon|back)\b)"
)
NOT_SURELY_NIL = "It is not sure that the mail says that there is no home to offer; ask."


def find_nil_return(said: Words) -> NilReturn | None:
    for sentence in said.sentences:
        if _says_nil(sentence) and not hit(offer_wordings.OFFER_WITHDRAWN, sentence.plain):
            offered = not is_nil(said) and any(_makes(each) for each in said.sentences)
            nil = hit(offer_wordings.NIL_RETURN, sentence.plain)
            found = nil.found_in(sentence.plain) if nil else None
            later = re.search(
                r"\b(but(?! (?:we |i )?(?:will|shall) (?:keep|let|look|be in touch|continue|come back|bear))|however|although|might|may|until|unless|next (week|month))\b",
                sentence.plain[found.end() if found else 0 :],
            ) and not is_nil(said)
            hits = [at for each in offer_wordings.NIL_RETURN if (at := each.found_in(sentence.plain))]
            odd = any(SOON_ONE.search(each.plain) and not NONE_OF_IT.search(each.plain) for each in said.sentences)
            odd = odd or all(stray(said, sentence, at, NILS) for at in hits) or bool(MORE_TO_COME.search(sentence.plain))
            doubts = (MANY,) if offered or later else (NOT_SURELY_NIL,) if odd else ()
            return NilReturn(source=said.source, reference=said.reference, doubts=doubts)
    return None
