"""Homes offered and offers taken back, said in a mail; and «nothing from us» (forms §2.4 OF)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from parsing import wordings
from parsing.offered_home import home_in
from parsing.readings import (
    NilReturn,
    PropertyOffer,
)
from parsing.said import MANY, Words, hit
from parsing.sentences import Sentence


def find_offer(said: Words) -> PropertyOffer | None:
    withdrawn = next((each for each in said.sentences if hit(wordings.OFFER_WITHDRAWN, each.plain)), None)
    made = next((each for each in said.sentences if hit(wordings.OFFERS, each.plain)), None)
    if withdrawn:
        return _withdrawn_offer(said, withdrawn)
    if made is None or is_nil(said) or any(hit(wordings.NEED_INFO, each.plain) for each in said.sentences):
        return None
    home: Any = home_in(said.sentences, said.scheme, said.source, said.sent_on)  # Any: its keys are PropertyOffer's
    offer = PropertyOffer(source=said.source, reference=said.reference, offer_status=said.sure("open", made))
    return replace(offer, **home)


def _withdrawn_offer(said: Words, sentence: Sentence) -> PropertyOffer:
    sure = re.search(
        r"\b(withdr\w+|no longer|pull\w*|rescind\w*|retract\w*)\b|\b(property|flat|home|house"
        r"|offer)\b[^.;]{0,20}\b(fell|fallen)",
        sentence.plain,
    )
    hedged = (
        sentence.asks
        or re.search(r"\b(if|might|may|could|unless|nearly|almost)\b(?! (have|longer|available))", sentence.plain)
        or re.search(r"\bnot\b(?! (have|longer|available))", sentence.plain[: sure.end()] if sure else sentence.plain)
    )
    status = (
        said.sure("withdrawn", sentence)
        if sure and not hedged
        else said.unsure(sentence, "Something has fallen through; ask whether the offer is withdrawn.", "withdrawn")
    )
    return PropertyOffer(source=said.source, reference=said.reference, offer_status=status)


def is_nil(said: Words) -> bool:
    return any(wordings.NIL_DECIDES.search(sentence.plain) and not sentence.asks for sentence in said.sentences)


def find_nil_return(said: Words) -> NilReturn | None:
    for sentence in said.sentences:
        if hit(wordings.NIL_RETURN, sentence.plain) and not sentence.asks and not hit(wordings.OFFER_WITHDRAWN, sentence.plain):
            offered = not is_nil(said) and any(hit(wordings.OFFERS, each.plain) for each in said.sentences)
            later = re.search(
                r"\b(but|however|although|might|may|until|unless|next (week|month))\b", sentence.plain
            ) and not is_nil(said)
            return NilReturn(source=said.source, reference=said.reference, doubts=(MANY,) if offered or later else ())
    return None
