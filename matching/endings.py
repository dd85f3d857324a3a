"""Endings: a request withdrawn, lapsed or not eligible, and consent taken back, which calls back what was told (R017, D12).

Whoever keeps a home free is told that it need not, whoever knew that it is over, and none learns why. What was reserved is
given back, and the landlord's next held request goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from matching.case import LIVE, Case, OfferState, State, close, lapse_offers
from matching.circulation import closing_notices
from matching.decision import Decision, Letter, but_ask, noted, together
from matching.facts import Facts, SentLetter
from matching.ledger import Entry, void
from matching.letters import to_leads, to_mailbox, to_offerer, to_officers
from matching.letting_go import ask_of_the_others
from matching.release import release_held
from scheme.agreement import Scheme
from scheme.register import Partner

TOLD_OF_REQUEST = frozenset(State) - {State.RECEIVED}  # the applicant's landlord was asked
RECALLED = "recall"  # among a case's `told`: consent is gone, and what was sent has been called back
# What still goes out when consent is gone: that it is over. All the rest tells of the household.
SAYS_THAT_IT_IS_OVER = frozenset(
    {"recall", "closed", "case_closed", "declined", "not_eligible", "withdrawal_recorded", "offer_no_longer_needed"}
)
CAN_BE_STOPPED = frozenset({"waiting", "held", "refused", "uncertain"})


def withdraw(case: Case, facts: Facts, scheme: Scheme, today: date, *, reason: str = "", moved_outside: str = "") -> Decision:
    """The officer's word that no move is needed any more. `moved_outside`: it is counted as a move and posts nothing."""
    ended, undone = _over(case, State.WITHDRAWN, today, "the request was withdrawn")
    ended = replace(ended, moved_outside=moved_outside or ended.moved_outside)
    letters = (*to_officers("withdrawal_recorded", ended), *_landlords_told(case, ended, facts))
    what = f"Withdrawn by the officer ({reason})." if reason else "Withdrawn by the officer."
    return _finished(case, ended, what, undone, letters, facts, scheme, today)


def lapse(case: Case, facts: Facts, scheme: Scheme, today: date, why: str) -> Decision:
    """Nobody has answered for so long that the request ends. `why` stands in its history and in no letter."""
    ended, undone = _over(case, State.LAPSED, today, "the request lapsed")
    letters = (*to_officers("case_closed", ended), *_landlords_told(case, ended, facts))
    return _finished(case, ended, f"Lapsed: {why}", undone, letters, facts, scheme, today)


def close_as_ineligible(case: Case, facts: Facts, scheme: Scheme, today: date, reason: str) -> Decision:
    """The coordinator's word that the scheme cannot help, with a reason of the closed list, which the officer alone learns."""
    ended, undone = _over(case, State.INELIGIBLE, today, "the request is not eligible")
    letters = (*to_officers("not_eligible", ended, reason=reason), *_landlords_told(case, ended, facts))
    what = f"Not eligible: {reason.replace('_', ' ')}." if reason else "Not eligible."
    return _finished(case, ended, what, undone, letters, facts, scheme, today)


def decline(case: Case, facts: Facts, scheme: Scheme, today: date, reason: str = "") -> Decision:
    """Its landlord does not, or no longer, agree: the request ends wherever it stands."""
    ended, undone = _over(case, State.DECLINED, today, "the landlord no longer agrees")
    ended = replace(ended, moved_outside="own_stock" if reason == "own_stock" else ended.moved_outside)
    letters = (*to_officers("declined", ended, reason=reason), *closing_notices(ended, case.offers_in(*LIVE), facts))
    what = f"Declined by {case.landlord}" + (f": {reason.replace('_', ' ')}." if reason else ".")
    return _finished(case, ended, what, undone, letters, facts, scheme, today)


def withdraw_consent(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Nothing more goes out about the household, and everybody who was told of it is asked to delete what they hold.

    The recall says that it is over, too, so that no closing notice goes beside it (D14); none learns why (D12).
    """
    ended, undone = _over(case, State.WITHDRAWN, today, "the request was withdrawn")
    called_back = _recall(case, ended, facts)
    letters = to_officers("withdrawal_recorded", ended)
    what = "Withdrawn by the officer (consent withdrawn)."
    finished = _finished(case, called_back.cases[0], what, undone, letters, facts, scheme, today)
    return together(replace(called_back, cases=()), finished)


def recall_after_the_end(case: Case, facts: Facts) -> Decision:
    """Consent is taken back when the request is over already: what was told is called back all the same."""
    called_back = _recall(case, case, facts)
    return together(noted(called_back.cases[0], "Consent was withdrawn after the end."), called_back)


def _over(case: Case, state: State, today: date, reason: str) -> tuple[Case, tuple[Entry, ...]]:
    """The case closed, its offers over, and what was reserved for it given back; the number of an undone move is spent."""
    undone = tuple(
        entry
        for offer in case.offers_in(OfferState.ACCEPTED)
        for entry in void(
            case=case.reference, move=case.move, home=case.landlord, rehousing=offer.landlord, day=today, reason=reason
        )
    )
    ended = lapse_offers(close(case, state, today))
    return replace(ended, move=case.move + bool(undone)), undone


def _landlords_told(case: Case, ended: Case, facts: Facts) -> tuple[Letter, ...]:
    """Its own landlord, if it was ever asked, and every landlord that knew of it."""
    asked = case.state in TOLD_OF_REQUEST or case.approval_asked_on is not None
    own = to_leads("case_closed", ended, ended.landlord, facts) if asked else ()
    return (*own, *closing_notices(ended, case.offers_in(*LIVE), facts))


def _finished(
    case: Case,
    ended: Case,
    what: str,
    undone: tuple[Entry, ...],
    letters: tuple[Letter, ...],
    facts: Facts,
    scheme: Scheme,
    today: date,
) -> Decision:
    return together(
        noted(ended, what),
        Decision(entries=undone, letters=letters),
        release_held(ended.landlord, facts.after(undone), scheme, today, but=ended.reference),
        _home_free_again(case, ended, facts),
    )


def _home_free_again(case: Case, ended: Case, facts: Facts) -> Decision:
    """The home that was accepted here may be free for the other requests that had lost it: a person asks its landlord."""
    accepted = case.offers_in(OfferState.ACCEPTED)
    return together(*(ask_of_the_others(ended, offer, facts, taken_back=False) for offer in accepted))


def _recall(case: Case, ended: Case, facts: Facts) -> Decision:
    """«Please delete what you hold», to each mailbox that was told; who cannot be written to is named to the coordinator."""
    recalled = replace(ended, told=(*ended.told, RECALLED))
    letters = {letter.to: letter for letter in _keeping_a_home(case, recalled, facts)}
    by_hand: list[str] = []
    for told in _landlords_that_know(case, facts):
        partner = facts.active(told.partner)
        if partner is None or not _may_be_written_to(told.to, partner, recalled, facts):
            by_hand.append(f"{told.partner} ({told.to})")
        else:
            letters.setdefault(told.to, to_mailbox(RECALLED, recalled, told.to, partner, facts))
    decision = Decision(cases=(recalled,), letters=tuple(letters.values()), stopped=_to_be_stopped(facts))
    return but_ask(decision, "change", _what_to_erase(case, facts, letters, by_hand), case=recalled)


def _keeping_a_home(case: Case, recalled: Case, facts: Facts) -> Iterable[Letter]:
    for offer in case.offers_in(*LIVE):
        yield from to_offerer(RECALLED, recalled, offer, facts)


def _landlords_that_know(case: Case, facts: Facts) -> tuple[SentLetter, ...]:
    """One letter of each mailbox of a landlord that a letter on this case may have reached."""
    reached = (
        letter for letter in facts.letters if letter.case == case.reference and letter.partner and _may_have_arrived(letter)
    )
    return tuple({letter.to: letter for letter in reached}.values())


def _may_have_arrived(letter: SentLetter) -> bool:
    """A letter that was never handed over has told nobody. Whoever tries a second time may have succeeded the first."""
    match letter.state:
        case "cancelled" | "refused":
            return False
        case "waiting":
            return letter.attempts > 0
        case "held":
            return letter.attempts > 1
        case _:
            return True


def _may_be_written_to(address: str, partner: Partner, case: Case, facts: Facts) -> bool:
    """As the gate has it (D2, D10): still the landlord's mailbox, in the role in which it knows of the case."""
    if partner.name == case.landlord:
        return address in partner.named_leads
    kept_out = {case.landlord, *case.excluded}
    barred = {box for each in facts.partners if each.name in kept_out for box in each.mailboxes} | set(case.shut_out)
    if partner.name in kept_out or address in barred:
        return False
    offered = any(offer.landlord == partner.name for offer in case.offers)
    return address in (partner.mailboxes if offered else partner.circulars_to or partner.named_leads)


def _to_be_stopped(facts: Facts) -> tuple[str, ...]:
    return tuple(
        letter.id for letter in facts.letters if letter.state in CAN_BE_STOPPED and letter.kind not in SAYS_THAT_IT_IS_OVER
    )


def _what_to_erase(case: Case, facts: Facts, letters: Iterable[str], by_hand: list[str]) -> str:
    """Who was told what, in one question: the coordinator settles what must be erased, here and there."""
    told: dict[str, list[str]] = {}
    for letter in facts.letters:
        if letter.case == case.reference and _may_have_arrived(letter):
            told.setdefault(letter.to, []).append(letter.kind.replace("_", " "))
    heard = "; ".join(f"{to}: {', '.join(dict.fromkeys(what))}" for to, what in told.items()) or "nobody"
    return (
        "Consent was withdrawn: see what must be erased."
        f" Letters that may have arrived went to {heard}."
        f" Asked to delete what they hold: {', '.join(letters) or 'nobody'}."
        + (f" No letter may go to {'; '.join(dict.fromkeys(by_hand))}: tell them by telephone." if by_hand else "")
    )
