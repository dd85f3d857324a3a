"""What a person does to the pot by herself: two landlords become one, and a move that was none is taken back (R048, L4).

Opening balances are read in service/opening_balances.py. No mail brings any of this about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from matching.case import LIVE, TAKEN_BACK, Case, OfferState, State
from matching.decision import Decision, Letter, ask, noted, together
from matching.facts import Facts
from matching.ledger import COUNTED, Entry, EntryKind, carry_over, correct, reserve, void
from matching.letters import to_leads
from scheme.register import Partner


def join_rows(old: Partner, new: Partner) -> tuple[Partner, Partner]:
    """The two rows of the register afterwards: the names and the homes go over, the mailboxes do not (R021)."""
    names = dict.fromkeys((*new.aliases, old.name, *old.aliases))
    areas = dict.fromkeys((*new.areas, *old.areas))
    return replace(old, status="left", aliases=()), replace(new, aliases=tuple(names), areas=tuple(areas))


def why_not_yet(old: str, new: str, cases: Iterable[Case]) -> tuple[str, ...]:
    """A home that one of the two offers to the other's household would be no move through the pot any more (L5)."""
    pair = {old, new}
    return tuple(
        f"{case.reference} of {case.landlord} has a home of {offer.landlord} {offer.state}: record the tenancy start or end the "
        "offer first, for afterwards it is no move through the pot."
        for case in cases
        for offer in case.offers_in(*LIVE)
        if case.landlord in pair and offer.landlord in pair
    )


def merge(old: str, new: str, entries: Sequence[Entry], cases: Iterable[Case], facts: Facts, day: date, reason: str) -> Decision:
    """Every open case that knows the one knows the other instead; reservations are made anew, the balance is carried over."""
    moved = together(*(_renamed(case, old, new, facts, day) for case in cases if _concerns(case, old)))
    carried = carry_over((*entries, *moved.entries), old, new, day=day, reason=reason)
    return together(moved, Decision(entries=carried))


def _concerns(case: Case, landlord: str) -> bool:
    lists = (case.circulated_to, case.excluded, case.may_offer_again, tuple(offer.landlord for offer in case.offers))
    return case.open and (case.landlord == landlord or any(landlord in each for each in lists))


def _renamed(case: Case, old: str, new: str, facts: Facts, day: date) -> Decision:
    """The case after the merger. An accepted offer's place is reserved anew, so that its move is between today's landlords."""
    after = replace(
        case,
        landlord=_of(case.landlord, old, new),
        circulated_to=tuple(name for name in _names(case.circulated_to, old, new) if name != _of(case.landlord, old, new)),
        excluded=_names(case.excluded, old, new),
        may_offer_again=_names(case.may_offer_again, old, new),
        offers=tuple(replace(offer, landlord=_of(offer.landlord, old, new)) for offer in case.offers),
    )
    entries = _reserved_anew(case, after, day, f"{old} has become part of {new}")
    after = replace(after, move=case.move + bool(entries))
    asked_anew = case.state is State.AWAITING_APPROVAL and not case.approved_on and case.landlord == old
    letters: tuple[Letter, ...] = to_leads("approval_request", after, new, facts) if asked_anew else ()
    done = together(noted(after, f"{old} has become part of {new}."), Decision(entries=entries, letters=letters))
    return together(done, _told_in_spite_of_the_shield(case, after, old, new))


def _of(name: str, old: str, new: str) -> str:
    return new if name == old else name


def _names(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_of(name, old, new) for name in names))


def _reserved_anew(before: Case, after: Case, day: date, reason: str) -> tuple[Entry, ...]:
    """A POST is between the landlords of its RESERVE, so the old place is given back and a new one taken at once."""
    entries: tuple[Entry, ...] = ()
    for was, offer in zip(before.offers, after.offers, strict=True):
        if was.state is not OfferState.ACCEPTED or (before.landlord, was.landlord) == (after.landlord, offer.landlord):
            continue
        gone = void(case=before.reference, move=before.move, home=before.landlord, rehousing=was.landlord, day=day, reason=reason)
        taken = reserve(
            case=after.reference, move=before.move + 1, home=after.landlord, rehousing=offer.landlord, day=day, reason=reason
        )
        entries = (*entries, *gone, *taken)
    return entries


def _told_in_spite_of_the_shield(before: Case, after: Case, old: str, new: str) -> Decision:
    """One half was shut out of the case, the other has heard of it or is its landlord: only a person can see what that means."""
    knew = {before.landlord, *before.circulated_to, *(offer.landlord for offer in before.offers)}
    if not ({old, new} & set(before.excluded) and {old, new} & knew):
        return Decision()
    why = (
        f"{old} has become part of {new}; one of the two must not hear of {after.reference}, and the other knows of it. "
        "See at once who can still read of it there, and shut out the mailboxes that must not."
    )
    return ask("shield", why, case=after, urgent=True)


def standing(entries: Iterable[Entry], written: str) -> tuple[Entry, Entry] | None:
    """The two legs of the move of a case, or of the balance carried over, that stands under this name; the newest."""
    known = tuple(entries)
    undone = {(entry.case, entry.move) for entry in known if entry.kind is EntryKind.CORRECT}
    legs = [each for each in known if each.case == written and each.kind in COUNTED and (each.case, each.move) not in undone]
    if not legs:
        return None
    owing = next(each for each in legs if each.move == legs[-1].move and each.homes < 0)
    owed = next(each for each in legs if each.move == legs[-1].move and each.homes > 0)
    return owing, owed


def take_back(pair: tuple[Entry, Entry], case: Case | None, day: date, reason: str) -> Decision:
    """The contrary entry; the number of a move that was none is never used again (L4)."""
    owing, owed = pair
    contrary = correct(
        case=owing.case,
        move=owing.move,
        home=owing.landlord,
        rehousing=owed.landlord,
        day=day,
        reason=reason,
        homes=owed.homes,
    )
    told = Decision()
    if case is not None:
        case = replace(case, move=owing.move + 1, told=(*case.told, TAKEN_BACK))
        told = noted(case, f"The move was taken back from the ledger: {reason}")
    return together(told, Decision(entries=contrary))
