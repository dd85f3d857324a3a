"""A landlord's word on a request, said in a mail (R024-R027, forms §2.4 AP, DE, CO).

A decision is a value only if nothing else in the mail takes it back: a condition, a question, a restriction, another
decision, somebody else's authority.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsing import approval_wordings, mail_wordings, offer_wordings, refusal_wordings, wording
from parsing.clause_words import APPROVING, DECLINING, PANELS
from parsing.clauses import clause_around, strange_words
from parsing.days import day_in
from parsing.field import Field
from parsing.offered_home import areas_in, places_in
from parsing.readings import (
    LandlordDecision,
)
from parsing.said import Words, hit, one_reason
from parsing.sentences import Sentence
from scheme.agreement import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    value: str  # a decision of the contract, or "doubt"
    sentence: Sentence
    doubt: str = ""
    proposal: str | None = None


def find_decision(said: Words) -> LandlordDecision | None:
    verdicts = [verdict for sentence in said.sentences if (verdict := _verdict(sentence, said.scheme))]
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


def _verdict(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    """What one sentence decides, the trickier wordings first."""
    text = sentence.plain
    if sentence.answered and (answer := approval_wordings.ANSWERED_APPROVAL.search(text)):
        return Verdict(value="decline" if answer["no"] else "approve", sentence=sentence)
    if approval_wordings.UNSEEN.search(text) and not hit(refusal_wordings.NEED_INFO, text):
        why = "The writer has not seen the papers; send them again and ask for a decision."
        return Verdict(value="doubt", sentence=sentence, doubt=why)
    if approval_wordings.NOT_FOR_ME.search(text):
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
    if approval_wordings.WOULD_IF.search(text) and not hit(refusal_wordings.NEED_INFO, text):
        return Verdict(value="conditional", sentence=sentence)
    return refusing(sentence, scheme) or _waiting(sentence, scheme) or _approving(sentence, scheme)


NOT_THE_ONE = "The writer says that the decision is not hers to make; ask whose it is."


def refusing(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    text = sentence.plain
    by_household = refusal_wordings.HOUSEHOLD_DECLINES.search(text) and not refusal_wordings.BY_LANDLORD.search(text)
    if by_household or approval_wordings.NO_OBJECTION.search(text):
        return None
    bare = re.sub(r"\bno (rent )?arrears\b", " ", text)
    declines = hit(refusal_wordings.DECLINES, bare)
    not_ours = hit(refusal_wordings.NOT_OURS, bare)
    if not declines:
        return _not_ours(sentence) if not_ours else None
    match = declines.pattern.search(bare)
    if match and (refusal_wordings.ORDER_TO_DECLINE.search(text) or _said_by_another(bare, match)):
        return None
    if sentence.asks or re.search(
        r"\b(if|whether|unless|until|yet|so far|without|before|till|at this stage|for now|might|may|could (have|be|refuse|decline|reject|say no)|prefer not|rather not|support (you|them|everyone)|(reject|refus|declin)(ed|es|ing|e) (him|me|us|you)"
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
        why = "It says no, but it is not clear that the request is meant; ask."
        return Verdict(value="doubt", sentence=sentence, doubt=why, proposal="decline")
    return Verdict(value="decline", sentence=sentence)


def _not_ours(sentence: Sentence) -> Verdict | None:
    if sentence.asks:
        return None
    match = hit(refusal_wordings.NOT_OURS, sentence.plain)
    found = match.found_in(sentence.plain) if match else None
    if found and refusal_wordings.THINKS.search(sentence.plain[: found.end()]):
        why = "The writer is not sure whether the tenant is theirs; ask."
        return Verdict(value="doubt", sentence=sentence, doubt=why, proposal="not_ours")
    return Verdict(value="not_ours", sentence=sentence)


def _waiting(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    text = sentence.plain
    if hit(refusal_wordings.NEED_INFO, text) and not refusal_wordings.ASKS_WHAT_IS_NEEDED.search(text):
        return Verdict(value="need_info", sentence=sentence)
    panel = [at for each in refusal_wordings.PENDING_PANEL if (at := each.found_in(text))]
    if panel and not sentence.asks:
        if all(strange_words(sentence, at.span(), PANELS, scheme) for at in panel):
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


def _approving(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    text = sentence.plain
    stated, guarded = _approvals(text)
    if not stated and not guarded:
        weak = any(re.search(wording.rx(pattern), text) for pattern in approval_wordings.APPROVES_WEAKLY) and not sentence.asks
        return Verdict(value="weak", sentence=sentence) if weak else None
    if approval_wordings.IN_PRINCIPLE.search(text) or (approval_wordings.CONDITION.search(_less_harmless(text)) and stated):
        return Verdict(value="conditional", sentence=sentence)
    if sentence.asks and not re.search(r"\b(can|could|would|will) you (please )?(circulate|add|proceed|go ahead)", text):
        return Verdict(value="asks", sentence=sentence)
    if (guarded and not stated) or approval_wordings.OF_OTHER_THINGS.search(text) or not _of_the_request(sentence, scheme):
        return Verdict(value="guarded", sentence=sentence)
    return Verdict(value="approve", sentence=sentence)


def states_approval(text: str) -> bool:
    return _approvals(text)[0]


def _approvals(text: str) -> tuple[bool, bool]:
    """(said plainly, said but hedged by what stands before it)."""
    if approval_wordings.NO_OBJECTION.search(text):
        return True, False
    hedges = [hedged for _, hedged in _approving_words(text)]
    return not all(hedges), any(hedges)


def _approving_words(text: str) -> list[tuple[re.Match[str], bool]]:
    """Each approving wording with whether what stands before it takes its certainty away."""
    return [
        (match, bool(before.search(text[: match.start()])) or (patterns is STATED and _hedged_inside(match)))
        for patterns, before in ((STATED, approval_wordings.NOT_SURE_BEFORE), (GIVEN, approval_wordings.NOT_GIVEN_BEFORE))
        for pattern in patterns
        for match in pattern.finditer(text)
    ]


def _hedged_inside(match: re.Match[str]) -> bool:
    return bool(approval_wordings.NOT_SURE_INSIDE.search(match[0].rpartition(" ")[0]))


def _of_the_request(sentence: Sentence, scheme: Scheme) -> bool:
    """Whether at least one approving clause holds nothing but words said of a request, by the landlord itself."""
    text = sentence.plain
    plainly = [match for match, hedged in _approving_words(text) if not hedged]
    plainly += approval_wordings.NO_OBJECTION.finditer(text)
    return not plainly or any(
        not strange_words(sentence, match.span(), APPROVING, scheme) and not _said_by_another(text, match) for match in plainly
    )


def _said_by_another(text: str, match: re.Match[str]) -> bool:
    """«The tenant is happy to go ahead»; «she is happy to support it» after «my manager» is the landlord's own."""
    if re.match(r"you (have|can|may)\b", match[0]):
        return False
    first, _ = clause_around(text, *match.span())
    spoken = approval_wordings.OTHER_SPEAKER.search(
        text[first : match.start()].rstrip()
    ) or approval_wordings.OTHER_SPEAKER.search(text[first : match.end()])
    return bool(spoken) and not approval_wordings.OWN_SPEAKER.search(text[: match.end()])


STATED = tuple(wording.rx(pattern) for pattern in approval_wordings.APPROVES_STATED)
GIVEN = tuple(wording.rx(pattern) for pattern in approval_wordings.APPROVES_GIVEN)


def _less_harmless(text: str) -> str:
    return approval_wordings.HARMLESS_PHRASE.sub(" ", text)


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
        if (
            not sentence.answered
            and "?" in re.sub(approval_wordings.HARMLESS_PHRASE, " ", sentence.plain)
            and not approval_wordings.HARMLESS_PHRASE.search(sentence.plain)
        ):
            return replace(
                approval, doubt="It is approved, but the mail also asks a question; answer it first.", proposal="approve"
            )
        if approval_wordings.RESERVATION.search(_without_fact(text)) and not _hit_no_objection(sentence):
            return replace(
                approval, doubt="It is approved, but another sentence may take something back; read the mail.", proposal="approve"
            )
    return approval


def _hit_no_objection(sentence: Sentence) -> bool:
    return bool(approval_wordings.NO_OBJECTION.search(sentence.plain)) and not re.search(
        r"\b(but|however|although|unless|if|subject)\b", sentence.plain
    )


def _without_fact(text: str) -> str:
    """Without «who's never missed a payment» and other facts about the household that are no reservation."""
    return re.sub(
        r"\bbut (?=((it is|we|i|we are|i am|this is) )?(all )?(approved?|agreed?|yes|happy to (approve|support|agree)|signed off)\b)|\b(never|not) (missed|had|been|caused|breached)\b[^.;,]{0,40}|\bas you (may|might) know\b"
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


def _panel_date(said: Words, verdict: Verdict) -> Field[date]:
    found = day_in(verdict.sentence.plain, said.sent_on, past=False)
    return said.sure(found.day, verdict.sentence) if found and found.day else Field()
