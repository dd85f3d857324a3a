"""Which offer somebody means: the only one there can be, or the one that the words name. In doubt none (a person asks)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.case import LET_GO, Case, Offer, OfferState
from matching.facts import Facts
from matching.speaker import partner_speaking
from parsing.field import Field
from scheme.terms import spelling_key

HOME = "offer|home|flat|house|property|maisonette|bungalow|studio|place|one|tenancy"
ENDINGS = frozenset({"refused", "withdrawn", "offer_withdrawn"})
# Words that set one home against another: then the name beside them may be the wrong one.
IN_AN_ACCEPTANCE = re.compile(r"\b(?:not|no|instead|rather|than|but|except|other)\b|\b(?:refus|declin|withdr|turn\w* down)")
IN_A_REFUSAL = re.compile(r"\b(?:not|instead|rather|but|except|other)\b|\b(?:accept|agree)")


def the_offer_meant(
    case: Case, facts: Facts, states: tuple[OfferState, ...], *, crossed: tuple[OfferState, ...], said: Field[str]
) -> Offer | None:
    """The only offer that the speaker can mean; none if there are several that the words do not tell apart, if they name
    another landlord's, or if one that ended beside it may have been meant."""
    candidates = candidates_meant(case, facts, states)
    named = tuple(offer for offer in candidates if names(said.quote, offer, facts))
    if len(candidates) > 1 and (len(named) != 1 or _sets_against(said)):
        return None
    offer = next(iter(named or candidates), None)
    if offer is None or (not named and _names_another(said.quote, offer, case, facts)):
        return None
    ended_beside = any(offer.id in ended.beside for ended in candidates_meant(case, facts, crossed))
    return None if ended_beside and not facts.speaker.coordinator else offer


def the_offer_let_go(case: Case, facts: Facts, said: Field[str]) -> Offer | None:
    """The one offer, let go before, that the words name; or that a landlord means whose offers have all been let go."""
    own = candidates_meant(case, facts, tuple(OfferState))
    gone = tuple(offer for offer in own if offer.state in LET_GO)
    named = tuple(offer for offer in own if names(said.quote, offer, facts))
    landlord = partner_speaking(facts) is not None and not case.is_officer(facts.speaker.address)
    meant = named or (own if landlord else ())
    return meant[0] if len(meant) == 1 and meant[0] in gone and not _sets_against(said) else None


def candidates_meant(case: Case, facts: Facts, states: tuple[OfferState, ...]) -> tuple[Offer, ...]:
    return tuple(offer for offer in case.offers_in(*states) if not by_another_landlord(offer, case, facts))


def by_another_landlord(offer: Offer, case: Case, facts: Facts) -> bool:
    """A landlord speaks of its own home only; an officer may mean any."""
    partner = partner_speaking(facts)
    return not case.is_officer(facts.speaker.address) and partner is not None and partner.name != offer.landlord


def is_another(offer: Offer, case: Case, facts: Facts, said: Field[str]) -> bool:
    """Whether it is surely not this offer that is meant: another landlord speaks, or the words name another's home."""
    if by_another_landlord(offer, case, facts):
        return True
    return not names(said.quote, offer, facts) and _names_another(said.quote, offer, case, facts)


def names(words: str, offer: Offer, facts: Facts) -> bool:
    """«the offer from Southby», «Southby's flat», «the home in Southby»; or the offer's own id, as a coordinator gives it."""
    called = (*_called(offer.landlord, facts), offer.area)
    return offer.id in words.split() or _a_home_of(words, called, "from|by|of|with|in|at")


def the_landlord_offering(words: str, area: str, facts: Facts) -> str:
    """The one partner that the words name as offering: «Southby have offered …», «offered by Southby», «an offer from Southby».

    None if any other partner is named beside it, but by its name as the place of the home.
    """
    said = spelling_key(words)
    named = {partner.name for partner in facts.partners if re.search(rf"\b(?:{_keys(partner.name, facts)})\b", said)}
    offering = [name for name in sorted(named) if _is_said_to_offer(said, _keys(name, facts))]
    return offering[0] if len(offering) == 1 and named <= {offering[0], area} else ""


def _keys(landlord: str, facts: Facts) -> str:
    return "|".join(re.escape(spelling_key(name)) for name in _called(landlord, facts) if name)


def _is_said_to_offer(said: str, keys: str) -> bool:
    name = rf"(?:the )?(?:{keys})(?: council| homes| housing)?"
    does = rf"{NOT_A_PLACE}\b{name}(?: {HAVING})?(?: {GLADLY})* (?:offered(?! by)|offers?)\b"
    is_doing = rf"{NOT_A_PLACE}\b{name} (?:is|are)(?: {GLADLY})* (?:offering|offer)\b"
    is_done = rf"\boffer(?:ed)?\b(?: \w+){{0,12}}? by {name}(?: {AFTER_A_NAME}\b|$)"
    comes = rf"\boffer from {name}\b"
    return re.search(f"{does}|{is_doing}|{is_done}|{comes}", said) is not None


NOT_A_PLACE = "".join(
    f"(?<!{word} {the})" for word in ("in", "at", "near", "to", "from", "of", "for", "by", "not") for the in ("", "the ")
)
HAVING = "(?:has|have|had|can|could|will|would)"
GLADLY = "(?:now|just|also|kindly|like|to|happy|pleased)"
AFTER_A_NAME = "(?:today|yesterday|for|this|on|and|who|with|at)"  # «by Camden Road» is a place


def _names_another(words: str, offer: Offer, case: Case, facts: Facts) -> bool:
    """Whether it is a home of another landlord that is spoken of, be that landlord's offer on record or not."""
    others = {partner.name for partner in facts.partners} | {each.landlord for each in case.offers}
    return any(_a_home_of(words, _called(name, facts), "from|by|of|with") for name in others - {offer.landlord, case.landlord})


def _called(landlord: str, facts: Facts) -> tuple[str, ...]:
    partner = facts.partner(landlord)
    return (landlord, *(partner.aliases if partner else ()))


def _a_home_of(words: str, names: Iterable[str], joined_by: str) -> bool:
    said, keys = spelling_key(words), "|".join(re.escape(spelling_key(name)) for name in names if name)
    belongs = rf"\b(?:{HOME})(?: \w+){{0,4}}? (?:{joined_by}) (?:the )?(?:\w+ of )?(?:{keys})\b"
    possesses = rf"\b(?:{keys})s?(?: \w+){{0,3}}? (?:{HOME})\b"
    return bool(keys) and re.search(f"{belongs}|{possesses}", said) is not None


def _sets_against(said: Field[str]) -> bool:
    """Whether the words set one home against another. A refusal speaks of refusing; an acceptance beside it is the contrast."""
    words = said.quote.casefold()
    return (IN_A_REFUSAL if said.value in ENDINGS else IN_AN_ACCEPTANCE).search(words) is not None
