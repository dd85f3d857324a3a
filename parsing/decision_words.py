"""A landlord's word on a request, said in a mail (R024-R027, forms §2.4 AP, DE, CO).

A decision is a value only if nothing else in the mail takes it back: a condition, a question, a restriction, another
decision, somebody else's authority.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsing import wordings
from parsing.days import day_in
from parsing.field import Field
from parsing.offered_home import areas_in, places_in
from parsing.readings import (
    LandlordDecision,
)
from parsing.said import Words, hit, one_reason
from parsing.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    value: str  # a decision of the contract, or "doubt"
    sentence: Sentence
    doubt: str = ""
    proposal: str | None = None


def find_decision(said: Words) -> LandlordDecision | None:
    verdicts = [verdict for sentence in said.sentences if (verdict := _verdict(sentence))]
    if not verdicts:
        return None
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
        decline_reason=one_reason(said, wordings.DECLINE_REASONS, "Several reasons are given.")
        if outcome == "decline"
        else Field(),
        panel_date=_panel_date(said, settled) if outcome == "pending_panel" else Field(),
    )


def _verdict(sentence: Sentence) -> Verdict | None:
    """What one sentence decides, the trickier wordings first."""
    text = sentence.plain
    for doubt, pattern, proposal in (
        ("«Not» stands twice; it probably means yes. Ask whether it is approved.", wordings.DOUBLE_NEGATION, "approve"),
        (
            "The mail speaks of an approval that is past, presumed or taken back; ask for a fresh answer.",
            wordings.UNSURE_OF_ITSELF,
            None,
        ),
    ):
        if pattern.search(text) and not (pattern is wordings.UNSURE_OF_ITSELF and wordings.HOUSEHOLD_DECLINES.search(text)):
            return Verdict(value="doubt", sentence=sentence, doubt=doubt, proposal=proposal)
    if wordings.WOULD_IF.search(text) and not hit(wordings.NEED_INFO, text):
        return Verdict(value="conditional", sentence=sentence)
    return refusing(sentence) or _waiting(sentence) or _approving(sentence)


def refusing(sentence: Sentence) -> Verdict | None:
    text = sentence.plain
    by_household = wordings.HOUSEHOLD_DECLINES.search(text) and not wordings.BY_LANDLORD.search(text)
    if by_household or wordings.NO_OBJECTION.search(text):
        return None
    bare = re.sub(r"\bno (rent )?arrears\b", " ", text)
    declines = hit(wordings.DECLINES, bare)
    not_ours = hit(wordings.NOT_OURS, bare)
    if not declines:
        return Verdict(value="not_ours", sentence=sentence) if not_ours and not sentence.asks else None
    if sentence.asks or re.search(
        r"\b(if|whether|unless|until|yet|so far|without|before|till|at this stage|for now|might|may|could (have|be)"
        r"|would have)\b",
        bare,
    ):
        doubt = "It says no, but not for good or not for certain; ask what is decided."
        return Verdict(
            value="doubt", sentence=sentence, doubt=doubt, proposal=None if re.search(r"\b(yet|so far)\b", bare) else "decline"
        )
    if states_approval(bare) or re.search(r"\b(is|it's|was) not that\b", bare):
        return Verdict(value="doubt", sentence=sentence, doubt="One sentence says both yes and no; ask what is decided.")
    return Verdict(value="decline", sentence=sentence)


def _waiting(sentence: Sentence) -> Verdict | None:
    text = sentence.plain
    if hit(wordings.NEED_INFO, text):
        return Verdict(value="need_info", sentence=sentence)
    if hit(wordings.PENDING_PANEL, text) and not sentence.asks:
        return Verdict(value="pending_panel", sentence=sentence)
    if (
        wordings.NOT_DECIDED.search(text)
        and re.search(r"\b(approv|agree|decid|decision|sign|panel|manag|director|head of)", text)
        and not states_approval(text)
    ):
        return Verdict(value="doubt", sentence=sentence, doubt="It is not decided yet; wait or ask.")
    return None


def _approving(sentence: Sentence) -> Verdict | None:
    text = sentence.plain
    stated, guarded = _approvals(text)
    if not stated and not guarded:
        weak = any(re.search(wordings.rx(pattern), text) for pattern in wordings.APPROVES_WEAKLY) and not sentence.asks
        return Verdict(value="weak", sentence=sentence) if weak else None
    if wordings.IN_PRINCIPLE.search(text) or (wordings.CONDITION.search(_less_harmless(text)) and stated):
        return Verdict(value="conditional", sentence=sentence)
    if sentence.asks and not re.search(r"\b(can|could|would|will) you (please )?(circulate|add|proceed|go ahead)", text):
        return Verdict(value="asks", sentence=sentence)
    if (guarded and not stated) or wordings.OF_OTHER_THINGS.search(text):
        return Verdict(value="guarded", sentence=sentence)
    return Verdict(value="approve", sentence=sentence)


def states_approval(text: str) -> bool:
    return _approvals(text)[0]


def _approvals(text: str) -> tuple[bool, bool]:
    """(said plainly, said but hedged by what stands before it)."""
    if wordings.NO_OBJECTION.search(text):
        return True, False
    stated = guarded = False
    for patterns, before in ((STATED, wordings.NOT_SURE_BEFORE), (GIVEN, wordings.NOT_GIVEN_BEFORE)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                inside = match[0].rpartition(" ")[0]
                hedged = before.search(text[: match.start()]) or (patterns is STATED and wordings.NOT_SURE_INSIDE.search(inside))
                stated, guarded = stated or not hedged, guarded or bool(hedged)
    return stated, guarded


STATED = tuple(wordings.rx(pattern) for pattern in wordings.APPROVES_STATED)
GIVEN = tuple(wordings.rx(pattern) for pattern in wordings.APPROVES_GIVEN)


def _less_harmless(text: str) -> str:
    return wordings.HARMLESS_PHRASE.sub(" ", text)


def _settle(said: Words, verdicts: Sequence[Verdict]) -> Verdict | None:
    """One verdict from all of them: equal ones confirm each other, different ones are a doubt."""
    strong = [each for each in verdicts if each.value not in {"weak", "asks", "guarded"}]
    if not strong:
        return _weakly(said, verdicts)
    doubtful = next((each for each in strong if each.value == "doubt"), None)
    kinds = {each.value for each in strong} - {"doubt"}
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
        return _unreserved(said, first)
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
    for sentence in said.sentences:
        text = _less_harmless(sentence.plain)
        if wordings.OTHERS_AUTHORITY.search(text):
            return replace(
                approval, doubt="It is approved by someone who may not be the one to approve; ask.", proposal="approve"
            )
        if wordings.CONDITION.search(text) or (sentence == approval.sentence and wordings.CONDITION_BESIDE.search(text)):
            return _conditional(said, approval)
        if _restricts(text, sentence, said):
            return replace(
                approval, doubt="It is approved with a restriction; settle it with the landlord.", proposal="conditional"
            )
        if "?" in re.sub(wordings.HARMLESS_PHRASE, " ", sentence.plain) and not wordings.HARMLESS_PHRASE.search(sentence.plain):
            return replace(
                approval, doubt="It is approved, but the mail also asks a question; answer it first.", proposal="approve"
            )
        if wordings.RESERVATION.search(_without_fact(text)) and not _hit_no_objection(sentence):
            return replace(
                approval, doubt="It is approved, but another sentence may take something back; read the mail.", proposal="approve"
            )
    return approval


def _hit_no_objection(sentence: Sentence) -> bool:
    return bool(wordings.NO_OBJECTION.search(sentence.plain)) and not re.search(
        r"\b(but|however|although|unless|if|subject)\b", sentence.plain
    )


def _without_fact(text: str) -> str:
    """Without «who's never missed a payment» and other facts about the household that are no reservation."""
    return re.sub(
        r"\b(never|not) (missed|had|been|caused|breached)\b[^.;,]{0,40}|\bas you (may|might) know\b"
        r"|\bonly (just )?(seen|got|received|been|back|saw)\b",
        " ",
        text,
    )


def _conditional(said: Words, approval: Verdict) -> Verdict:
    if _restricts_areas(said):
        return replace(
            approval, doubt="It is approved with a restriction of areas; settle it with the landlord.", proposal="conditional"
        )
    return replace(approval, value="conditional")


def _restricts(text: str, sentence: Sentence, said: Words) -> bool:
    return bool(wordings.RESTRICTION.search(text)) and bool(
        areas_in(sentence.text, said.scheme) or places_in(sentence.text, said.scheme)
    )


def _restricts_areas(said: Words) -> bool:
    return any(_restricts(sentence.plain, sentence, said) for sentence in said.sentences)


def _owing(said: Words) -> Field[bool]:
    for sentence in said.sentences:
        if wordings.ACKNOWLEDGES_OWING.search(sentence.plain):
            if wordings.DENIES_OWING.search(sentence.plain) or sentence.asks:
                return said.unsure(sentence, "It is not clear whether the landlord accepts that it will owe one home.")
            return said.sure(True, sentence)
    return Field()


def _conditions(said: Words, verdict: Verdict) -> Field[str]:
    found = [each for each in said.sentences if wordings.CONDITION.search(each.plain)] or [verdict.sentence]
    return said.sure(" ".join(dict.fromkeys(each.text for each in found))[:500], found[0])


def _panel_date(said: Words, verdict: Verdict) -> Field[date]:
    found = day_in(verdict.sentence.plain, said.sent_on, past=False)
    return said.sure(found.day, verdict.sentence) if found and found.day else Field()
