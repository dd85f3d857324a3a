"""The weekly digest: the open requests that a landlord's homes could serve, and to its leads where it stands (R037, R054).

It repeats circulars and never tells a new request: only what the landlord has had the circular of, and may still hear of (D10).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matching.caps import room
from matching.case import Case, State
from matching.facts import Facts
from matching.ledger import Balance
from matching.letters import circular_mailboxes
from matching.offer import softly_barred
from scheme.register import Partner
from scheme.terms import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An open request, as far as the digest tells of it."""

    reference: str
    bedrooms: int | None
    areas: tuple[str, ...]  # safe, wanted, and in the stock of whoever reads
    ground_floor_only: bool | None
    step_free: bool | None
    wheelchair: bool | None
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a landlord stands in the pot, and how many more of its households may be rehoused before it gives a home (R049)."""

    landlord: str
    balance: Balance
    room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    to: str
    requests: tuple[Listed, ...] = ()
    standings: tuple[Standing, ...] = ()


def digests(
    cases: Sequence[Case], facts: Facts, policy: Policy, news: Collection[str], had: Container[tuple[str, str]]
) -> tuple[Digest, ...]:
    """One for each mailbox that has something to read: an open request, or a landlord of `news`, whose balance has moved.

    `had`: the circulars that have gone, as (reference, mailbox): no other is told, nor could be asked to forget.
    """
    partners = tuple(partner for partner in facts.partners if partner.status == "active")
    found: dict[str, Digest] = {}
    for case in cases:
        for partner in partners:
            for box in _readers(case, partner, facts):
                if (case.reference, box) not in had:
                    continue
                before = found.get(box, Digest(to=box))
                found[box] = replace(before, requests=_with(before.requests, _listed(case, partner)))
    for partner in partners:
        standing = _standing(partner, facts, policy)
        for box in partner.named_leads:
            before = found.get(box, Digest(to=box))
            found[box] = replace(before, standings=(*before.standings, standing))
    return tuple(each for each in found.values() if each.requests or any(of.landlord in news for of in each.standings))


def _readers(case: Case, partner: Partner, facts: Facts) -> Iterator[str]:
    """The mailboxes of this landlord that may read of this request (D10, D12); not where its home was refused (R044)."""
    is_out = case.state in {State.CIRCULATED, State.OFFERED} and case.approved_on and case.circulated_on and not case.paused_on
    may_hear = partner.name in case.circulated_to and partner.name not in {case.landlord, *case.excluded}
    asked_for = may_hear and not softly_barred(case, partner.name)
    if is_out and asked_for and not set(case.safe_areas).isdisjoint(partner.areas):
        yield from circular_mailboxes(case, partner, facts)


def _listed(case: Case, partner: Partner) -> Listed:
    assert case.circulated_on is not None, "only what is out is listed"
    return Listed(
        reference=case.reference,
        bedrooms=case.bedrooms,
        areas=tuple(area for area in case.safe_areas if area in partner.areas),
        ground_floor_only=case.ground_floor_only,
        step_free=case.step_free,
        wheelchair=case.wheelchair,
        since=case.circulated_on,
    )


def _with(before: Iterable[Listed], more: Listed) -> tuple[Listed, ...]:
    """A mailbox of two landlords reads of a request once, with the areas of both."""
    known = {each.reference: each for each in before}
    there = known.get(more.reference)
    areas = more.areas if there is None else tuple(dict.fromkeys((*there.areas, *more.areas)))
    return tuple((known | {more.reference: replace(more, areas=areas)}).values())


def _standing(partner: Partner, facts: Facts, policy: Policy) -> Standing:
    return Standing(landlord=partner.name, balance=facts.balance(partner.name), room=room(partner.name, facts, policy))
