"""A landlord's word on a request that is approved already: the same again is nothing, and whatever else it says is a question.

An approval once given has set much in motion, so nothing of it is undone by a mail (R021, R025).
"""

from __future__ import annotations

from matching.case import Case, State
from matching.decision import Decision, ask, ignore
from parsing.readings import LandlordDecision

OTHERS_KNOW = frozenset({State.CIRCULATED, State.OFFERED, State.ACCEPTED})
SAYS: dict[str, str] = {
    "approve": "approves again, but now with a condition or without owing a home",
    "decline": "declines, or takes its approval back",
    "conditional": "now agrees only on a condition",
    "pending_panel": "now speaks of a panel",
    "not_ours": "now says that this is not its household",
    "need_info": "now asks for more before it decides",
}


def second_word(reading: LandlordDecision, case: Case, who: str) -> Decision:
    """What a lead or a deputy says after the approval; `who` wrote, and may be another than who approved."""
    said = reading.decision.value or ""
    if said == "approve" and not reading.condition_text.value and reading.acknowledges_owing.value is not False:
        return ignore("the same approval again")
    assert case.approved_on is not None, "a second word follows an approval"
    another = " It is another person than the one who approved." if who and who.lower() != case.approved_by else ""
    out = case.state in OTHERS_KNOW
    known = " Other landlords know of the request already: ring the named lead today." if out else " Ring the named lead."
    why = (
        f"{case.landlord} {SAYS.get(said, 'writes about its decision again')}, after its approval of "
        f"{case.approved_on.isoformat()}.{another} Nothing was changed.{known} "
        f"If the approval is gone, «reciprocal enter {case.reference} --as landlord_decision --set decision=decline» ends it."
    )
    return ask("landlord" if said == "not_ours" else "approval", why, case=case, urgent=out)
