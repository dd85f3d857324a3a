"""Letters to the people of a case. Addresses come from the register and the case's roster only (D3)."""

from __future__ import annotations

from collections.abc import Iterable

from matching.case import Case, Offer
from matching.decision import Letter, OfferedHome
from matching.facts import Facts
from scheme.register import Partner


def to_officers(
    kind: str,
    case: Case,
    *,
    home: OfferedHome | None = None,
    missing: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    reason: str = "",
) -> tuple[Letter, ...]:
    """Every nominating officer of the case is written to (R014)."""
    addresses = dict.fromkeys(officer.email for officer in case.officers if officer.email not in case.shut_out)
    return tuple(
        Letter(kind=kind, to=address, case=case, home=home, missing=missing, about=about, reason=reason) for address in addresses
    )


def notice_of_change(case: Case, facts: Facts) -> tuple[Letter, ...]:
    """«A change was asked for», to the addresses that are stored today: who did not ask for it rings us (R028).

    Only when a mailbox of this very case asked for it itself. Nothing of what was asked stands in it, and read again it goes to
    nobody.
    """
    speaker = facts.speaker
    if speaker.coordinator or not speaker.verified or facts.decided_before or not case.open:
        return ()
    if speaker.address.lower() in case.shut_out:
        return ()
    if case.is_officer(speaker.address):
        return to_officers("change_asked", case)
    partner = facts.active(case.landlord)
    if partner is None or speaker.address.lower() not in partner.named_leads:
        return ()
    return (to_mailbox("change_asked", case, speaker.address.lower(), partner, facts),)


def to_leads(kind: str, case: Case, landlord: str, facts: Facts, *, balance: bool = False) -> tuple[Letter, ...]:
    """Every named lead of a landlord that takes part; with its own balance where the letter tells it."""
    partner = facts.active(landlord)
    return tuple(
        to_mailbox(kind, case, address, partner, facts, balance=balance)
        for address in (leads_of(partner, case) if partner else ())
    )


def leads_of(partner: Partner, case: Case) -> tuple[str, ...]:
    """The named leads that may hear of the case; its deputies where the conflict shield leaves no lead (R021)."""
    leads = tuple(address for address in partner.named_leads if address not in case.shut_out)
    return leads or deputies_of(partner, case)


def deputies_of(partner: Partner, case: Case) -> tuple[str, ...]:
    """The deputies that may hear of the case and are no leads."""
    barred = {*case.shut_out, *partner.named_leads}
    return tuple(address for address in partner.deputies if address not in barred)


def approvers(case: Case, facts: Facts) -> tuple[str, ...]:
    """Everybody who may approve the case and hear of it."""
    partner = facts.active(case.landlord)
    return tuple(dict.fromkeys((*leads_of(partner, case), *deputies_of(partner, case)))) if partner else ()


def to_approvers(kind: str, case: Case, facts: Facts) -> tuple[Letter, ...]:
    """To the leads and the deputies of its landlord: whoever is reminded, since a lead may be away (R021, R024)."""
    partner = facts.active(case.landlord)
    return tuple(to_mailbox(kind, case, address, partner, facts) for address in approvers(case, facts))


def to_offerer(
    kind: str,
    case: Case,
    offer: Offer,
    facts: Facts,
    *,
    home: OfferedHome | None = None,
    balance: bool = False,
    reason: str = "",
) -> tuple[Letter, ...]:
    """The mailbox that offered, while it is the landlord's; else the landlord's named leads (D2)."""
    partner = facts.active(offer.landlord)
    if partner is None:
        return ()
    may_hear = partner.mailboxes.difference(case.shut_out)
    addresses = (offer.made_by,) if offer.made_by in may_hear else leads_of(partner, case)
    return tuple(
        to_mailbox(kind, case, address, partner, facts, home=home, balance=balance, reason=reason) for address in addresses
    )


def home_of(offer: Offer) -> OfferedHome:
    """What the case keeps of an offered home: no address."""
    return OfferedHome(
        landlord=offer.landlord,
        area=offer.area,
        bedrooms=offer.bedrooms,
        property_type=offer.property_type,
        floor=offer.floor,
        reply_by=offer.reply_by,
    )


def to_mailbox(
    kind: str,
    case: Case,
    address: str,
    partner: Partner | None,
    facts: Facts,
    *,
    home: OfferedHome | None = None,
    balance: bool = False,
    reason: str = "",
) -> Letter:
    assert partner is not None, "a landlord's letter has a landlord"
    return Letter(
        kind=kind,
        to=address,
        case=case,
        partner=partner.name,
        home=home,
        balance=facts.balance(partner.name) if balance else None,
        reason=reason,
    )


def to_circular_recipients(kind: str, case: Case, partners: Iterable[Partner], facts: Facts) -> tuple[Letter, ...]:
    """The circulars' mailboxes of these partners, each once; none that the applicant's landlord or an excluded one reads."""
    letters = [
        to_mailbox(kind, case, address, partner, facts)
        for partner in partners
        for address in circular_mailboxes(case, partner, facts)
    ]
    return tuple({letter.to: letter for letter in reversed(letters)}.values())[::-1]


def circular_mailboxes(case: Case, partner: Partner, facts: Facts) -> tuple[str, ...]:
    """Where the partner's circular may go: a mailbox shared with a landlord that must not hear of it is left out (D10)."""
    kept_out = {case.landlord, *case.excluded}
    barred = {address for each in facts.partners if each.name in kept_out for address in each.mailboxes}.union(case.shut_out)
    return tuple(address for address in partner.circulars_to or partner.named_leads if address not in barred)
