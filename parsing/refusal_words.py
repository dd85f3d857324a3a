"""A landlord's no, its «not ours», its panel and its wish to know more, said in one sentence (R024-R027, forms §2.4 DE, CO)."""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re

from parsing import approval_wordings, refusal_wordings
from parsing.about import NO_REQUEST, object_of
from parsing.approval_words import Verdict, said_by_another, states_approval
from parsing.clause_words import DECLINING, DISOWNING, INFORMATION, PANELS
from parsing.clauses import clause_around, strange_words
from parsing.said import hit
from parsing.sentences import Sentence
from scheme.agreement import Scheme

NOT_CLEARLY_MEANT = "It says no, but it is not clear that the request is meant; ask."
OF_ANOTHER_THING = "It says no, but perhaps to something else than the request; ask."
OFFICE = re.compile(approval_wordings.OBJECT_OF_OFFICE)
# «No from me on the Tuesday»: a day is refused, not a request.
NO_TO_A_DAY = re.compile(
    r"\bno (?:from|for) (?:me|us|my side|our side) (?:on|to|for) (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun|date|time|meet|call)"
)


SO_WE = re.compile(r"\b(?:so|therefore|hence) (?=(?:i|we) (?:cannot|can|will|are|am|do|have)\b)")
# «… until we have paid one back»: why it is refused, and no prospect for this household.
UNTIL_REPAID = re.compile(
    r"\b(?:until|before) we(?: have| are)? (?:paid|repaid|given|returned|cleared|settled|brought|reduced)(?: (?:one|two|some|a|of|them|those|the|our|debt|home|homes|back|down|off|balance))+"
    r"|\b(?:until|before|till) (?:those|these|they|the (?:debts?|homes|properties|moves|others?)|some|one|two|one of (?:them|those)) (?:have|has|are|is)(?: all)?(?: been)? (?:repaid|paid back|given back|returned|cleared|settled|reduced)\b"
)


def refusing(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    text = sentence.plain
    by_household = refusal_wordings.HOUSEHOLD_DECLINES.search(text) and not refusal_wordings.BY_LANDLORD.search(text)
    if by_household or approval_wordings.NO_OBJECTION.search(text):
        return None
    bare = UNTIL_REPAID.sub(" ", re.sub(r"\bno (rent )?arrears\b", " ", text))
    declines = hit(refusal_wordings.DECLINES, bare)
    not_ours = hit(refusal_wordings.NOT_OURS, bare)
    if not declines:
        return _not_ours(sentence, scheme) if not_ours else None
    therefore = SO_WE.split(bare)[-1]  # «we do not believe that she is at risk so we cannot support this»
    match = declines.pattern.search(bare)
    spoken = [(each, found) for each in (therefore, bare) if (found := declines.pattern.search(each))]
    if spoken and (refusal_wordings.ORDER_TO_DECLINE.search(text) or said_by_another(*spoken[0])):
        return None
    if sentence.asks or re.search(
        r"\b(not (?:yet )?been (?:asked|told|invited|instructed|requested)|at first|initially|originally|to begin with|back then|at the time|if|whether|unless|until|yet|so far|without|before|till|not (sure|certain)|(i|we|panel|they|it) had( \w+)?|at this stage|for now|might|may|could (have|be|refuse|decline|reject|say no)|prefer not|rather not|support (you|them|everyone)|(reject|refus|declin)(ed|es|ing|e) (him|me|us|you)"
        r"|would have|normally|usually|generally|or at least|was last)\b",
        bare,
    ):
        doubt = "It says no, but not for good or not for certain; ask what is decided."
        return Verdict(
            value="doubt", sentence=sentence, doubt=doubt, proposal=None if re.search(r"\b(yet|so far)\b", bare) else "decline"
        )
    if (states_approval(bare) and not re.match(r"\W*(declined|refused|rejected|no)\b", bare)) or re.search(
        r"\b(is|it's|was) not that\b|^not that\b", bare
    ):
        return Verdict(value="doubt", sentence=sentence, doubt="One sentence says both yes and no; ask what is decided.")
    if (
        OFFICE.search(bare)
        or NO_TO_A_DAY.search(bare)
        or (match and object_of(bare, *match.span()) in NO_REQUEST and " owe" not in bare)
    ):
        return Verdict(value="doubt", sentence=sentence, doubt=OF_ANOTHER_THING)
    if refusal_wordings.NOT_DONE.search(bare):
        why = "It says that it is not approved, which may only mean not yet; ask what is decided."
        return Verdict(value="doubt", sentence=sentence, doubt=why, proposal="decline")
    if (
        all(
            strange_words(sentence, found.span(), DECLINING, scheme)
            for each in refusal_wordings.DECLINES
            if (found := each.found_in(bare)) and bare == text
        )
        and bare == text
    ):
        return Verdict(value="doubt", sentence=sentence, doubt=NOT_CLEARLY_MEANT, proposal="decline")
    return Verdict(value="decline", sentence=sentence)


ANOTHER_IS = re.compile(r"^\W*(?:but )?(?:she|he|they|the \w+|her \w+|his \w+) (?:is|are)\b\W*$")


def _not_ours(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    if sentence.asks:
        return None
    match = hit(refusal_wordings.NOT_OURS, sentence.plain)
    found = match.found_in(sentence.plain) if match else None
    first = clause_around(sentence.plain, *found.span())[0] if found else 0
    if found and ANOTHER_IS.search(sentence.plain[found.end() :]):
        return Verdict(value="doubt", sentence=sentence, doubt="One is a tenant and another is not; ask who is meant.")
    if found and strange_words(sentence, found.span(), DISOWNING, scheme, inside=True):
        why = "It is not clear that the request's tenant is meant; ask."
        return Verdict(value="doubt", sentence=sentence, doubt=why, proposal="not_ours")
    if found and refusal_wordings.THINKS.search(sentence.plain[first : found.end()]):
        why = "The writer is not sure whether the tenant is theirs; ask."
        return Verdict(value="doubt", sentence=sentence, doubt=why, proposal="not_ours")
    return Verdict(value="not_ours", sentence=sentence)


def waiting(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    text = sentence.plain
    asked = [at for each in refusal_wordings.NEED_INFO if (at := each.found_in(text))]
    if asked and not refusal_wordings.ASKS_WHAT_IS_NEEDED.search(text):
        odd = all(strange_words(sentence, at.span(), INFORMATION, scheme, inside=True) for at in asked)
        why = "More is asked for, but it is not clear that the request waits for it; read the mail." if odd else ""
        return Verdict(value="doubt" if odd else "need_info", sentence=sentence, doubt=why, proposal="need_info" if odd else None)
    panel = [at for each in refusal_wordings.PENDING_PANEL if (at := each.found_in(text))]
    if panel and not sentence.asks:
        if re.search(r"\b(if|unless|whether)\b", text) or all(
            strange_words(sentence, at.span(), PANELS, scheme, inside=True) for at in panel
        ):
            why = "A panel is spoken of, but it is not clear that the request waits for it; ask."
            return Verdict(value="doubt", sentence=sentence, doubt=why, proposal="pending_panel")
        return Verdict(value="pending_panel", sentence=sentence)
    if (
        approval_wordings.NOT_DECIDED.search(text)
        and re.search(r"\b(approv|agree|decid|decision|sign|panel|manag|director|head of)", text)
        and not states_approval(text)
    ):
        return Verdict(value="doubt", sentence=sentence, doubt="It is not decided yet; wait or ask.")
    return None
