"""A stranger's address that looks like one of ours: told to the coordinator, and to nobody else (D13, F32).

A look-alike domain passes every check of mail, since its owner signs for it. What gives it away is only that it is so near to an
address of the register or of the case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from matching.facts import Facts
from scheme.agreement import Scheme

# What the eye takes for a Latin letter, from other alphabets and of our own. Two letters for one come first.
LOOKS_LIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("3", "e"))
OTHER_ALPHABETS = str.maketrans(
    "авеіјкмнорсԁѕтухһԛԝԍєґαβγεικνορτυχωℓıłøđħ",
    "abeijkmhopcdstyxhqwgerabyeikvoptuxwlilodh",
)
SHORTEST_NAME = 5  # letters of a domain's own name: shorter ones are near each other by chance


def looks_like_one_of_ours(facts: Facts, scheme: Scheme) -> str:
    """«It looks like sam@agency.example, but is not: …», or empty. Nothing follows from it but that it is said."""
    address, name = facts.speaker.address.lower(), facts.speaker.name
    known = sorted(dict.fromkeys(_known_addresses(facts)), key=lambda each: each.partition("@")[0] != address.partition("@")[0])
    if not address or address in known:
        return ""
    for other in known:
        if why := _likeness(address, other, scheme):
            return f"The sender {address} looks like {other}, but is not: {why}."
    for person, other in _known_names(facts):
        if name and _name_key(name) == _name_key(person):
            return f"The sender {address} goes by the name of {other}, but it is another address."
    return ""


def _known_addresses(facts: Facts) -> Iterable[str]:
    if facts.case is not None:
        yield from (officer.email for officer in facts.case.officers)
    for partner in facts.partners:
        yield from sorted(partner.mailboxes)


def _known_names(facts: Facts) -> Iterable[tuple[str, str]]:
    """(name, address): officers by their names, mailboxes of the register by what their first half spells."""
    if facts.case is not None:
        yield from ((officer.name, officer.email) for officer in facts.case.officers if " " in officer.name.strip())
    for partner in facts.partners:
        for mailbox in sorted(partner.mailboxes):
            words = [word for word in re.split(r"[._-]", mailbox.partition("@")[0]) if len(word) > 1]
            if len(words) > 1:
                yield " ".join(words), mailbox


def _name_key(name: str) -> tuple[str, ...]:
    """The words of a name in any order, without accents, titles and what stands in brackets."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^()]*\)", " ", name)).casefold().translate(OTHER_ALPHABETS)
    words = re.findall(r"[a-z]+", "".join(each for each in plain if not unicodedata.combining(each)))
    return tuple(sorted(word for word in words if word not in {"mr", "mrs", "ms", "miss", "mx", "dr"}))


def _likeness(address: str, other: str, scheme: Scheme) -> str:
    """How the one resembles the other; empty if it does not."""
    (local, domain), (known_local, known_domain) = (each.rpartition("@")[::2] for each in (address, other))
    if domain == known_domain:
        return "letters that look alike were swapped" if _as_seen(local) == _as_seen(known_local) else ""
    if local == known_local and scheme.is_free_mail(address):
        return "it is a private mailbox under the same name"
    shown = _decoded(domain)
    if _as_seen(shown) == _as_seen(known_domain):
        return "letters of its domain only look like those"
    return _nearness(shown, known_domain)


def _nearness(domain: str, known: str) -> str:
    if domain.endswith(f".{known}"):
        return ""  # a part of the same house, whoever that is
    own = max(known.split(".")[:-1], key=len)
    if len(own) < SHORTEST_NAME:
        return ""
    if f".{known}." in f".{domain}.".replace("-", ".") or f".{known.replace('.', '-')}." in f".{domain}.":
        return "its domain only begins like that one"
    if domain.startswith(f"{own}.") and known.startswith(f"{own}."):
        return "its domain has another ending"
    return "its domain differs by one letter" if _one_edit_apart(domain, known) else ""


def _decoded(domain: str) -> str:
    """An internationalised domain as people see it."""
    try:
        return ".".join(
            label[4:].encode().decode("punycode") if label.startswith("xn--") else label for label in domain.split(".")
        )
    except UnicodeError:
        return domain


def _as_seen(text: str) -> str:
    seen = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    seen = seen.translate(OTHER_ALPHABETS)
    for written, taken_for in LOOKS_LIKE:
        seen = seen.replace(written, taken_for)
    return seen


def _one_edit_apart(first: str, second: str) -> bool:
    """One letter more, less or other, or two neighbours that changed places."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = next(
        (at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), min(len(first), len(second))
    )
    one, two = first[start:], second[start:]
    return one[1:] == two or one == two[1:] or one[1:] == two[1:] or (one[2:] == two[2:] and one[:2] == two[1::-1])
