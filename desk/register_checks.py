"""What the register lets one fear: a partner that nobody can ask, letters that reach the wrong person or nobody (R020, R021)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheme.agreement import Scheme
from scheme.register import ROLES, Partner
from store.undelivered import Undelivered

NO_LEAD, NO_CIRCULARS, SHARED, FREE, OPEN, BOUNCED = "no lead", "no circulars", "shared", "free mail", "open mail", "bounced"
WORDS = {  # in the order in which they weigh
    NO_LEAD: "No named lead",
    BOUNCED: "Letters came back or stand still",
    NO_CIRCULARS: "No mailbox for circulars",
    FREE: "Free mailbox",
    OPEN: "Not a secure domain",
    SHARED: "Shared with another partner",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    kind: str
    sentence: str

    @property
    def name(self) -> str:
        return WORDS[self.kind]


def warnings_of(
    register: Sequence[Partner], scheme: Scheme, secure: frozenset[str], stuck: Iterable[Undelivered]
) -> Mapping[str, tuple[Worry, ...]]:
    """Of every partner that has not left, the gravest first."""
    there = [each for each in register if each.status != "left"]
    boxes, domains = _owners(there)
    came_back: dict[str, list[Undelivered]] = defaultdict(list)
    for letter in stuck:
        came_back[letter.partner].append(letter)
    order = list(WORDS)
    found: dict[str, tuple[Worry, ...]] = {}
    for each in there:
        worries = (
            *_of_roles(each),
            *_of_mailboxes(each, scheme, secure),
            *_shared(each, boxes, domains, scheme),
            *_of_letters(came_back[each.name]),
        )
        found[each.name] = tuple(sorted(worries, key=lambda worry: order.index(worry.kind)))
    return found


def areas_of_nobody(register: Sequence[Partner], scheme: Scheme) -> tuple[str, ...]:
    """Areas of the scheme in which no active partner has homes: nobody can offer one there."""
    covered = {area for each in register if each.status == "active" for area in each.areas}
    return tuple(area.name for area in scheme.areas if area.name not in covered)


def _of_roles(partner: Partner) -> tuple[Worry, ...]:
    found = []
    if not partner.named_leads:
        why = "Nobody can be asked for its approval, so it cannot take part. Name a lead."
        found.append(Worry(kind=NO_LEAD, sentence=why))
    if partner.status == "active" and not partner.circulars_to:
        found.append(Worry(kind=NO_CIRCULARS, sentence="It hears of no request. Ask it where circulars shall go."))
    return tuple(found)


def _of_mailboxes(partner: Partner, scheme: Scheme, secure: frozenset[str]) -> tuple[Worry, ...]:
    boxes = _mailboxes(partner)
    free = [each for each in boxes if scheme.is_free_mail(each)]
    open_ = [each for each in boxes if each not in free and each not in secure]
    found = []
    if free:
        why = f"{_some(free)}: anybody may open such a mailbox, so nothing is ever sent there. Ask for one of its own."
        found.append(Worry(kind=FREE, sentence=why))
    if open_:
        why = f"{_some(open_)}: what a case says is held back there. Ask for a mailbox by secure mail."
        found.append(Worry(kind=OPEN, sentence=why))
    return tuple(found)


def _shared(
    partner: Partner, boxes: Mapping[str, list[str]], domains: Mapping[str, list[str]], scheme: Scheme
) -> tuple[Worry, ...]:
    same_box = sorted({name for box in _mailboxes(partner) for name in boxes[box]} - {partner.name})
    if same_box:
        why = f"A mailbox of it is {_some(same_box)}’s too: a reply from there may be either’s, and you will be asked."
        return (Worry(kind=SHARED, sentence=why),)
    own = {_domain(box) for box in _mailboxes(partner) if not scheme.is_free_mail(box)}
    same_domain = sorted({name for domain in own for name in domains[domain]} - {partner.name})
    if same_domain:
        why = f"Its mail comes from the same domain as {_some(same_domain)}’s. See that each mailbox stands in the right row."
        return (Worry(kind=SHARED, sentence=why),)
    return ()


def _of_letters(letters: Sequence[Undelivered]) -> tuple[Worry, ...]:
    if not letters:
        return ()
    newest = letters[0]
    count = "A letter" if len(letters) == 1 else f"{len(letters)} letters"
    when = f"{newest.at.day} {newest.at:%b %Y}"
    return (Worry(kind=BOUNCED, sentence=f"{count} to it did not arrive, lately on {when} ({newest.to}, {newest.state})."),)


def _owners(there: Sequence[Partner]) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    boxes: dict[str, list[str]] = defaultdict(list)
    domains: dict[str, list[str]] = defaultdict(list)
    for partner in there:
        for box in _mailboxes(partner):
            boxes[box].append(partner.name)
        for domain in {_domain(box) for box in _mailboxes(partner)}:
            domains[domain].append(partner.name)
    return boxes, domains


def _mailboxes(partner: Partner) -> tuple[str, ...]:
    return tuple(dict.fromkeys(box for role in ROLES for box in getattr(partner, role)))


def _domain(mailbox: str) -> str:
    return mailbox.rpartition("@")[2]


def _some(names: Sequence[str], most: int = 2) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
