"""A landlord's word on a request, said in a mail (R024-R027, forms §2.4 AP, DE, CO).

A decision is a value only if nothing else in the mail takes it back: a condition, a question, a restriction, another
decision, somebody else's authority.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsing import approval_wordings, mail_wordings, offer_wordings, refusal_wordings
from parsing.approval_words import Verdict, approving, less_harmless
from parsing.days import another_weekday, day_in
from parsing.field import Field
from parsing.offered_home import areas_in, places_in
from parsing.readings import LandlordDecision
from parsing.refusal_words import NOT_CLEARLY_MEANT, refusing, waiting
from parsing.said import Words, hit, one_reason
from parsing.sentences import Sentence
from scheme.agreement import Scheme


def find_decision(said: Words) -> LandlordDecision | None:
    heard = [each for each in said.sentences if not OF_THE_MESSAGE.match(each.plain)]
    verdicts = [verdict for sentence in heard if (verdict := _verdict(sentence, said.scheme))]
    if not verdicts:
        return None
    if any(each.value == "not_ours" for each in verdicts):
        verdicts = [each for each in verdicts if each.proposal != "not_ours"]
    settled = _settle(said, verdicts)
    if settled is None:
        return None
    decision = (
        said.unsure(settled.sentence, settled.doubt, settled.proposal)
        if settled.doubt
        else said.sure(settled.value, settled.sentence)
    )
    outcome = settled.proposal if settled.doubt else settled.value
    return LandlordDecision(
        source=said.source,
        reference=said.reference,
        decision=decision,
        acknowledges_owing=_owing(said) if outcome in {"approve", "conditional"} else Field(),
        condition_text=_conditions(said, settled) if outcome == "conditional" else Field(),
        decline_reason=one_reason(said, refusal_wordings.DECLINE_REASONS, "Several reasons are given.")
        if outcome == "decline"
        else Field(),
        panel_date=_panel_date(said, settled) if outcome == "pending_panel" else Field(),
    )


# «This message does not constitute approval unless …»: what a firm prints, which decides nothing and may limit everything.
OF_THE_MESSAGE = re.compile(
    r"(?:this|the|nothing in this|no) (?:e-?mail|message|communication|correspondence)\b[^.;]{0,60}\b(?:constitutes?|forms?|creates?|is (?:not )?(?:to be )?(?:taken|construed|read|regarded|intended))\b"
)


def _verdict(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    """What one sentence decides, the trickier wordings first."""
    text = sentence.plain
    if sentence.answered and (answer := approval_wordings.ANSWERED_APPROVAL.search(text)):
        return Verdict(value="decline" if answer["no"] else "approve", sentence=sentence)
    if approval_wordings.UNSEEN.search(text) and not hit(refusal_wordings.NEED_INFO, text):
        why = "The writer has not seen the papers; send them again and ask for a decision."
        return Verdict(value="doubt", sentence=sentence, doubt=why)
    not_for_me = approval_wordings.NOT_FOR_ME.search(text) and not hit(refusal_wordings.NOT_OURS, text)
    if not_for_me and not OF_THE_HOUSEHOLD.search(text):
        return Verdict(value="doubt", sentence=sentence, doubt=NOT_THE_ONE)
    for doubt, pattern, proposal in (
        ("«Not» stands twice; it probably means yes. Ask whether it is approved.", approval_wordings.DOUBLE_NEGATION, "approve"),
        (
            "The mail speaks of an approval that is past, presumed or taken back; ask for a fresh answer.",
            approval_wordings.UNSURE_OF_ITSELF,
            None,
        ),
    ):
        if pattern.search(text) and not (
            pattern is approval_wordings.UNSURE_OF_ITSELF and refusal_wordings.HOUSEHOLD_DECLINES.search(text)
        ):
            return Verdict(value="doubt", sentence=sentence, doubt=doubt, proposal=proposal)
    if approval_wordings.WOULD_IF.search(LOOKS_LATER.sub(" ", text)) and not hit(refusal_wordings.NEED_INFO, text):
        return Verdict(value="conditional", sentence=sentence)
    return refusing(sentence, scheme) or waiting(sentence, scheme) or approving(sentence, scheme)


# «She isn't allowed to bring her dog»: no word on who decides.
OF_THE_HOUSEHOLD = re.compile(
    r"\b(?:she|he|they|tenants?|clients?|family|pets?|dogs?|children) (?:is|are|was|were) not (?:allowed|permitted|entitled|authori[sz]ed) to (?!approve|agree|sign|decide|support)"
)


# «Will look at this when I'm back in»: when the writer comes to it, and no condition.
LOOKS_LATER = re.compile(
    r"\b(?:will|can|would|could|shall|to)(?: \w+){0,2} (?:look at|look into|consider|reconsider|review|pick up|deal with|get to)\b[^.;,]{0,40}\b(?:when|once|after|as soon as) (?:i|we|you|my|our|\w+ (?:is|am|are|gets?|comes?) (?:back|in))\b"
    r"|\b(?:when|once|after|as soon as) (?:i|we) (?:am|are|get|come|return|have)\b[^.;,]{0,40},? (?:i |we )?(?:will|can|would|could|shall)(?: \w+){0,2} (?:look at|look into|consider|reconsider|review|pick up|deal with|get to)\b"
)


NOT_THE_ONE = "The writer says that the decision is not hers to make; ask whose it is."


def _settle(said: Words, verdicts: Sequence[Verdict]) -> Verdict | None:
    """One verdict from all of them: equal ones confirm each other, different ones are a doubt."""
    strong = [each for each in verdicts if each.value not in {"weak", "asks", "guarded"}]
    if not strong:
        return _weakly(said, verdicts)
    doubtful = next((each for each in strong if each.value == "doubt"), None)
    kinds = {each.value for each in strong} - {"doubt"}
    if doubtful and kinds == {"pending_panel"} and doubtful.doubt.startswith("It is not decided yet"):
        return next(each for each in strong if each.value == "pending_panel")
    if doubtful and kinds == {"decline"} and all(each.doubt in ("", NOT_CLEARLY_MEANT) for each in strong):
        return next(each for each in strong if each.value == "decline")
    if doubtful:
        return replace(doubtful, proposal=doubtful.proposal if not kinds else None)
    first = strong[0]
    if kinds == {"decline", "not_ours"}:
        return next(each for each in strong if each.value == "decline")
    if kinds == {"approve", "conditional"}:
        return next(each for each in strong if each.value == "conditional")
    if len(kinds) > 1:
        return replace(first, doubt=f"The mail says {' and '.join(sorted(kinds))} at once; ask what is decided.", proposal=None)
    if first.value == "approve":
        plainest = next((each for each in strong if not WITHOUT_OBJECT.fullmatch(each.sentence.plain)), first)
        return _unreserved(said, plainest)
    if first.value == "conditional" and any(
        approval_wordings.STILL_TO_COME.search(each.plain) for each in said.sentences if each != first.sentence
    ):
        return replace(first, doubt="Somebody else has still to decide it; ask what is decided.", proposal="conditional")
    if first.value == "conditional" and _restricts_areas(said):
        return replace(
            first, doubt="It is approved with a restriction of areas; settle it with the landlord.", proposal="conditional"
        )
    return first


def _weakly(said: Words, verdicts: Sequence[Verdict]) -> Verdict | None:
    """Hedged or implied approvals: a proposal. A bare question about approval is an enquiry."""
    hedged = next((each for each in verdicts if each.value == "guarded"), None) or next(
        (each for each in verdicts if each.value == "weak"), None
    )
    if hedged is None:
        return None
    return replace(
        hedged,
        doubt="It sounds like an approval but does not say so plainly; ask for a plain yes or no.",
        proposal="conditional" if _restricts_areas(said) else "approve",
    )


def _unreserved(said: Words, approval: Verdict) -> Verdict:
    """The approval, if nothing else in the mail takes something back."""
    if WITHOUT_OBJECT.fullmatch(approval.sentence.plain) and OFFICE_LIFE.search(said.plain):
        return replace(approval, doubt="It says yes, but perhaps to something else in the mail; ask.", proposal="approve")
    for sentence in said.sentences:
        text = less_harmless(sentence.plain)
        if mail_wordings.OTHER_CASES.search(text):
            return replace(approval, doubt="Other cases are spoken of too; decide each by hand.", proposal="approve")
        if approval_wordings.OTHERS_AUTHORITY.search(text):
            return replace(
                approval, doubt="It is approved by someone who may not be the one to approve; ask.", proposal="approve"
            )
        if offer_wordings.ALSO_OFFERS.search(text):
            return replace(
                approval, doubt="It is approved, but the mail also speaks of an offer; decide each by hand.", proposal="approve"
            )
        if approval_wordings.CONDITION.search(text) or (
            sentence == approval.sentence and approval_wordings.CONDITION_BESIDE.search(text)
        ):
            return _conditional(said, approval)
        if _restricts(text, sentence, said):
            return replace(
                approval, doubt="It is approved with a restriction; settle it with the landlord.", proposal="conditional"
            )
    return approval


# «Ready for the call. No issues here.»: a yes that names nothing, beside an office's everyday business.
WITHOUT_OBJECT = re.compile(
    r"\W*(?:(?:yes|ok|okay|all|fine|good|great|so|and|we have|i have|there are)\W+)*(?:agreed|supported|go ahead|proceed|fine|good|good to go|happy|no (?:issues|problems?|concerns?|objections?))"
    r"(?: (?:here|by|with|from|at|on|our|my|us|me|side|end|part|this|the|all|thanks|thank|you|as|well|too|then))*\W*"
)
OFFICE_LIFE = re.compile(
    r"\b(calls?|meetings?|training|teams link|zoom|agenda|minutes|lunch|forum|workshop|rota|slot|conference|room|invoice|budget|leaflet|logo|newsletter|steering group|diary|calendar|invite|coffee)\b"
)


def _conditional(said: Words, approval: Verdict) -> Verdict:
    if _restricts_areas(said):
        return replace(
            approval, doubt="It is approved with a restriction of areas; settle it with the landlord.", proposal="conditional"
        )
    if TO_TALK.search(approval.sentence.plain):
        return replace(approval, doubt="It says yes if there is a call or a meeting; ask to what.", proposal=None)
    return replace(approval, value="conditional")


TO_TALK = re.compile(r"\b(?:if|when|once) (?:you|we) (?:\w+ )?(?:ring|call|phone|speak|meet|talk|come)\b")


def _restricts(text: str, sentence: Sentence, said: Words) -> bool:
    return bool(approval_wordings.RESTRICTION.search(text)) and bool(
        areas_in(sentence.text, said.scheme) or places_in(sentence.text, said.scheme)
    )


def _restricts_areas(said: Words) -> bool:
    return any(_restricts(sentence.plain, sentence, said) for sentence in said.sentences)


def _owing(said: Words) -> Field[bool]:
    for sentence in said.sentences:
        if approval_wordings.ACKNOWLEDGES_OWING.search(sentence.plain):
            if approval_wordings.DENIES_OWING.search(sentence.plain) or (
                sentence.asks and not re.search(r"\? ?(yes|y|agreed)\W*$", sentence.plain)
            ):
                return said.unsure(sentence, "It is not clear whether the landlord accepts that it will owe one home.")
            return said.sure(True, sentence)
    return Field()


def _conditions(said: Words, verdict: Verdict) -> Field[str]:
    found = [each for each in said.sentences if approval_wordings.CONDITION.search(each.plain)] or [verdict.sentence]
    return said.sure(" ".join(dict.fromkeys(each.text for each in found))[:500], found[0])


FAR_OFF_DAYS = 180  # a panel that is farther off is rather one that has met


def _panel_date(said: Words, verdict: Verdict) -> Field[date]:
    found = day_in(verdict.sentence.plain, said.sent_on, past=False)
    if found and found.slip:
        return said.unsure(verdict.sentence, another_weekday(found))
    if not found or not found.day:
        return Field()
    if said.sent_on and (found.day - said.sent_on).days > FAR_OFF_DAYS:
        return said.unsure(verdict.sentence, f"«{found.words}» may be past; ask when the panel meets.")
    return said.sure(found.day, verdict.sentence)
