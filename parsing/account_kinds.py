"""For each thing that a mail can decide: by which wordings a clause decides it, and which words may stand in it and beside it.

Data for parsing/accounts.py. `within` are the words of a deciding clause; `beside` are words that are harmless in the other
clauses of such a mail, beyond those that always are: a refusal's reasons may hold a «not», an offer tells of a home.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from parsing import (
    approval_wordings,
    change_wordings,
    clause_words,
    harmless_asides,
    harmless_sayings,
    offer_wordings,
    outcome_wordings,
    refusal_wordings,
)
from parsing.against_words import AGAINST
from parsing.approval_words import plain_approvals
from parsing.harmless_words import as_set
from parsing.readings import Change, LandlordDecision, NilReturn, Outcome, PropertyOffer, Reading, Withdrawal
from parsing.sentences import Sentence
from parsing.wording import Wording, rx

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a clause is known that decides, and the words that may stand in it and beside it."""

    decides: Callable[[Sentence], list[Span]]
    within: frozenset[str]
    beside: frozenset[str] = frozenset()
    may_ask: bool = False  # «Could you close this?» decides
    asks_freely: bool = False  # what it asks belongs to it: an offer, a wish to know more
    told_whole: re.Pattern[str] | None = None  # a sentence that is quoted whole: a condition, a panel
    counts_from_now: bool = False  # «from Monday», «from April» puts it off
    gives_reasons: bool = False  # the other clauses may say in open words why, as long as nothing turns it
    sayings: tuple[re.Pattern[str], ...] = ()  # what is harmless beside this, beyond what always is
    open_beside: bool = False  # a sentence apart from the decision may tell of anything, as long as nothing in it turns it
    of_areas: bool = False  # areas may be named: here they restrict nothing
    of_the_home: bool = False  # «it» is the home: whatever is told of it in open words belongs to it
    against: re.Pattern[str] | None = None  # facts that leave it no reason, or make it somebody else's word
    agreeing: frozenset[str] = frozenset()  # what would turn a no, and goes with this: «she is happy to look further out»


def account_of(reading: Reading) -> Account | None:
    """None where the reading decides nothing, or is in doubt already."""
    match reading:
        case NilReturn():
            return None if reading.doubts else ACCOUNTS["nil_return", ""]
        case LandlordDecision():
            return ACCOUNTS.get(("decision", reading.decision.value or ""))
        case Outcome():
            return ACCOUNTS.get(("stage", reading.stage.value or ""))
        case PropertyOffer():
            return ACCOUNTS.get(("offer_status", reading.offer_status.value or ""))
        case Change() | Withdrawal():
            return ACCOUNTS.get(("change", reading.change.value or ""))
        case _:
            return None


def _hits(*patterns: re.Pattern[str]) -> Callable[[Sentence], list[Span]]:
    return lambda sentence: [found.span() for each in patterns for found in each.finditer(sentence.plain)]


def _of(table: Sequence[Wording], *values: str) -> list[re.Pattern[str]]:
    return [each.pattern for each in table if not values or each.value in values]


def _approves(sentence: Sentence) -> list[Span]:
    owing = [found.span() for found in approval_wordings.ACKNOWLEDGES_OWING.finditer(sentence.plain)]
    return [*plain_approvals(sentence), *owing]


NEGATION = as_set("no not nor never none nothing cannot unable without neither longer anymore")
# Why a landlord says no, and why a household does.
GROUNDS = NEGATION | as_set(
    "evidence insufficient enough threshold criteria criterion meet meets met arrears possession order eviction notice asb anti-social nuisance breach breaches injunction historic",
    "already still owe owes owing three four cap limit maximum stock own move moves moved moving transfer transferred rehoused rehouse internal internally management risk current ongoing ended closed",
    "end terminated surrendered gave up lodger squatter sublet subletting perpetrator police court live suspended debt payment payments plan because due reason reasons panel board felt feels feel",
    "too far small high close away school work family mum mother support rent expensive afford affordable condition damp area safe unsafe stairs lift floor garden pets dog rooms room bedroom bedrooms space",
    "wants want wanted like liked likes prefer prefers preferred bigger smaller larger nearer closer quieter somewhere like mind changed stay staying put happy comfortable sure will would need needs",
    "been being instead offered offer offering priority list band register local connection within our given gone left returned new partner may meaning mean means",
)
HOMES = clause_words.HOMES | clause_words.VIEWINGS
ENDED = clause_words.ENDING | as_set(
    "new home flat house somewhere found moved moving safe safer area landlord own private family mum staying settled"
)
MOVED = clause_words.STARTED | as_set(
    "booked arranged scheduled confirmed day new home flat safe settled settling moved moving in"
)
CONDITIONS = harmless_sayings.compiled(harmless_sayings.BY_OTHERS)
CONDITIONAL = rx(
    approval_wordings.CONDITION.pattern
    + "|"
    + approval_wordings.WOULD_IF.pattern
    + "|"
    + r"\b(if|once|when|after|unless|until|provided|subject|before|for a {n} bed|for {n} bed)\b"
)
PENDING = re.compile("|".join(each.pattern.pattern for each in refusal_wordings.PENDING_PANEL))
ASKING = re.compile("|".join(each.pattern.pattern for each in refusal_wordings.NEED_INFO))
DECLINES = _of(refusal_wordings.DECLINES)
NOT_OURS = _of(refusal_wordings.NOT_OURS)
OUTCOMES = outcome_wordings.OUTCOMES

APPROVING = clause_words.APPROVING | as_set(
    "determined resolved elected",
    "approves supports endorse endorses endorsed endorsing authorise authorises authorised authorising sanction sanctioned agrees agreeing approving supporting supportive recognise recognises acknowledges aware noted",
    "backing support nominate nominates nominated accordingly exceptional circumstances moves allocations transfer priority needs special panel's considered heard looked through meets criteria satisfied treat take accept regard",
    "as confirmation this mail no hesitation objection objections concerns issues problems would like love debt debit reciprocate unit pool result happily back one definite firm",
    "central came sign-off landlord's name role got asked tenancy's head director deciding advised minded puts put means know knows owes owed that should whatsoever return returned options solutions giving acknowledge exceptional note result last night",
)
NOTHING_NEW = harmless_sayings.compiled((r"(?:and )?(?:nothing (?:else )?has changed|no changes?)",))
# With these a household or an office goes along with a change or an offer.
AGREEING = as_set("happy keen willing yes")
MOVED_IN = as_set(
    "keys key tenancy lease signed sign signing sign-up moved moving move settled settling new home flat house happy delighted thrilled collected picked up handed over tomorrow soon next will boxes van furniture school"
)
APPROVAL = harmless_sayings.compiled(
    (*harmless_asides.OF_THE_HOUSEHOLD, *harmless_asides.WITH_AN_APPROVAL, *harmless_sayings.OF_AN_APPROVAL)
)
_NO = (
    *harmless_asides.WITH_A_NO,
    *harmless_asides.WITH_AN_ANSWER,
    *harmless_sayings.BY_OTHERS,
    *harmless_sayings.OF_A_NO,
    *harmless_sayings.OF_A_REFUSAL,
    *harmless_asides.OF_THE_HOUSEHOLD,
    *harmless_sayings.OF_A_VIEWING,
)
NO = harmless_sayings.compiled(_NO)
DECLINED = harmless_sayings.compiled((*harmless_asides.WITH_A_DECLINE, *_NO))
REFUSAL = harmless_sayings.compiled((*harmless_asides.WITH_A_REFUSAL, *_NO))
GONE = harmless_sayings.compiled((*harmless_asides.OFFER_GONE, *_NO))
CHANGES = harmless_sayings.compiled(
    (
        *harmless_asides.OF_A_CORRECTION,
        *harmless_sayings.BY_OTHERS,
        *harmless_sayings.OF_A_NO,
        *harmless_sayings.OF_A_VIEWING,
        *harmless_sayings.OF_A_CHANGE,
    )
)
NOT_THEIRS = harmless_sayings.compiled(
    (*harmless_asides.OF_A_NAMESAKE, *harmless_sayings.OF_ANOTHERS_TENANT, *harmless_sayings.OF_A_NO)
)
OFFER = harmless_sayings.compiled((*harmless_asides.WITH_AN_OFFER, *harmless_sayings.OF_AN_OFFER))
OFFICER = harmless_sayings.compiled((*harmless_asides.WITH_AN_OFFICER, *harmless_sayings.OF_AN_OFFICER))
NOBODY_CAME = harmless_sayings.compiled((*harmless_asides.WITH_A_NO_SHOW, *_NO))
AREAS = harmless_sayings.compiled((*harmless_asides.OF_A_CORRECTION, *harmless_asides.OF_MORE_AREAS, *harmless_sayings.OF_AREAS))
VIEWING = harmless_sayings.compiled(
    (*harmless_asides.WITH_A_VIEWING, *harmless_asides.WITH_AN_ANSWER, *harmless_sayings.OF_A_VIEWING)
)
YES = harmless_sayings.compiled(
    (*harmless_asides.WITH_AN_ANSWER, *harmless_asides.WITH_A_VIEWING[:1], *harmless_sayings.OF_AN_ANSWER)
)
PAUSE = harmless_sayings.compiled((*harmless_asides.WITH_A_PAUSE, *harmless_sayings.OF_A_PAUSE))
ENDS = harmless_sayings.compiled(
    (
        *harmless_sayings.BY_OTHERS,
        *harmless_asides.WITH_AN_END,
        *harmless_sayings.OF_CONSENT,
        *harmless_sayings.OF_A_NO,
    )
)
PANEL = harmless_sayings.compiled((*harmless_asides.WITH_A_VIEWING, *harmless_sayings.OF_A_VIEWING))
_ACCOUNTS: Mapping[tuple[str, str], Account] = {
    ("decision", "approve"): Account(
        sayings=APPROVAL, decides=_approves, within=APPROVING, counts_from_now=True, open_beside=True
    ),
    ("decision", "conditional"): Account(
        sayings=CONDITIONS, gives_reasons=True, decides=_approves, within=APPROVING, told_whole=CONDITIONAL, of_areas=True
    ),
    ("decision", "decline"): Account(
        sayings=DECLINED,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*DECLINES, *NOT_OURS),
        within=clause_words.DECLINING | GROUNDS,
        beside=GROUNDS,
    ),
    ("decision", "not_ours"): Account(
        sayings=NOT_THEIRS,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*NOT_OURS, *DECLINES),
        within=clause_words.DISOWNING | GROUNDS,
        beside=GROUNDS | clause_words.DISOWNING,
    ),
    ("decision", "pending_panel"): Account(
        sayings=PANEL,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(PENDING),
        within=clause_words.PANELS,
        beside=clause_words.PANELS,
        told_whole=PENDING,
    ),
    ("decision", "need_info"): Account(
        asks_freely=True,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(ASKING),
        within=clause_words.INFORMATION,
        beside=clause_words.INFORMATION,
        may_ask=True,
        told_whole=ASKING,
    ),
    ("offer_status", "open"): Account(
        of_the_home=True,
        agreeing=AGREEING,
        asks_freely=True,
        sayings=OFFER,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(offer_wordings.OFFERS)),
        within=HOMES,
        beside=HOMES,
        may_ask=True,
    ),
    ("offer_status", "withdrawn"): Account(
        sayings=GONE,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(offer_wordings.OFFER_WITHDRAWN)),
        within=clause_words.OFFERS_BACK,
        beside=clause_words.OFFERS_BACK,
    ),
    ("nil_return", ""): Account(
        sayings=NO,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(offer_wordings.NIL_RETURN)),
        within=clause_words.NILS,
        beside=clause_words.NILS,
    ),
    ("stage", "viewing_booked"): Account(
        sayings=VIEWING,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(OUTCOMES, "viewing_booked")),
        within=clause_words.VIEWINGS,
        beside=clause_words.VIEWINGS,
    ),
    ("stage", "viewed"): Account(
        sayings=VIEWING,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(OUTCOMES, "viewed", "viewing_booked")),
        within=clause_words.VIEWINGS,
        beside=clause_words.VIEWINGS,
    ),
    ("stage", "accepted"): Account(
        sayings=YES,
        of_areas=True,
        open_beside=True,
        decides=_hits(*_of(OUTCOMES, "accepted", "viewed", "tenancy_started")),
        within=clause_words.ANSWERING | MOVED,
        beside=MOVED_IN,
    ),
    ("stage", "refused"): Account(
        sayings=REFUSAL,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(OUTCOMES, "refused", "viewed")),
        within=clause_words.ANSWERING | GROUNDS,
        beside=GROUNDS,
    ),
    ("stage", "no_show"): Account(
        sayings=NOBODY_CAME,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(*_of(OUTCOMES, "no_show")),
        within=clause_words.VIEWINGS | {"came", "come", "turned"},
        beside=NEGATION | clause_words.VIEWINGS,
    ),
    ("stage", "tenancy_started"): Account(
        sayings=YES,
        of_areas=True,
        open_beside=True,
        decides=_hits(*_of(OUTCOMES, "tenancy_started", "accepted", "viewed")),
        within=MOVED,
        beside=MOVED_IN,
    ),
    **{
        ("change", value): Account(
            sayings=ENDS,
            gives_reasons=True,
            of_areas=True,
            decides=_hits(*_of(change_wordings.WITHDRAWALS)),
            within=ENDED,
            beside=ENDED,
            may_ask=True,
        )
        for value in ("withdrawn", "rehoused_elsewhere", "consent_withdrawn", "lost_contact")
    },
    ("change", "areas"): Account(
        agreeing=AGREEING,
        sayings=AREAS,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(change_wordings.ADDS, change_wordings.REMOVES, change_wordings.AREA_UNSAFE),
        within=clause_words.AREAS_MOVED,
        beside=clause_words.AREAS_MOVED,
        may_ask=True,
    ),
    ("change", "bedrooms"): Account(
        sayings=CHANGES,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(change_wordings.NEEDS_BEDROOMS),
        within=clause_words.BEDROOM_NEEDS,
        beside=clause_words.BEDROOM_NEEDS | clause_words.HOUSEHOLD_CHANGES,
        may_ask=True,
    ),
    ("change", "officer"): Account(
        agreeing=AGREEING,
        sayings=OFFICER,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(change_wordings.OFFICER),
        within=clause_words.OFFICERS,
        beside=clause_words.OFFICERS,
        may_ask=True,
    ),
    ("change", "pause"): Account(
        sayings=PAUSE,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(change_wordings.PAUSE),
        within=clause_words.PAUSING,
        beside=clause_words.PAUSING,
        may_ask=True,
    ),
    ("change", "still_needed"): Account(
        decides=_hits(change_wordings.STILL_NEEDED),
        sayings=NOTHING_NEW,
        within=clause_words.STILL_SAID,
        beside=clause_words.STILL,
    ),
    ("change", "household"): Account(
        agreeing=AGREEING,
        sayings=CHANGES,
        gives_reasons=True,
        of_areas=True,
        decides=_hits(change_wordings.HOUSEHOLD),
        within=clause_words.HOUSEHOLD_CHANGES,
        beside=clause_words.HOUSEHOLD_CHANGES,
        may_ask=True,
    ),
}
ACCOUNTS: Mapping[tuple[str, str], Account] = {
    kind: replace(account, against=AGAINST.get(kind)) for kind, account in _ACCOUNTS.items()
}
