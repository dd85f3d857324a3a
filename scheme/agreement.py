"""The agreement: words and numbers that every partner signed up to, loaded from one TOML file a region (R066).

A name is looked up exactly, by its spelling key. What is not exactly one thing is a proposal for a person, never a value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scheme import checks, scheme_file
from scheme.faq import Topic, topics_in
from scheme.references import find_references
from scheme.register import Partner
from scheme.spellings import Spellings, area_claims, by_first_word, former_claims, ground_claims, landlord_claims, spellings
from scheme.terms import Area, LandlordName, LearnedLabel, MonitoringGroup, Policy, Reference, RiskGround, spelling_key


class SchemeError(Exception):
    """The scheme file cannot be used. The message is for the person who wrote it, one problem a line."""


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """Everything agreed, as one value. Lookups are dictionaries that are built once."""

    name: str
    region: str
    reference_prefix: str
    areas: tuple[Area, ...]
    landlords: tuple[LandlordName, ...]
    grounds: tuple[RiskGround, ...]
    policies: tuple[Policy, ...]  # oldest first
    texts: Mapping[str, str] = field(hash=False)
    required: tuple[str, ...] = ()  # keys of the questions marked ● on the request form
    essential: tuple[str, ...] = ()  # those without which nothing goes on; "a|b" = one of the two will do
    report_groups: tuple[str, ...] = ()  # the bars of the report, in order (R060)
    monitoring: tuple[MonitoringGroup, ...] = ()  # groups whose access is studied (R064)
    free_mail_domains: tuple[str, ...] = ()
    subregions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    subregion_words: Mapping[str, str] = field(default_factory=dict, hash=False)  # word → sub-region
    region_words: tuple[str, ...] = ()  # words meaning the whole region
    outside_places: tuple[str, ...] = ()  # places outside the region that people ask for (R035)
    only_alone: tuple[str, ...] = ()  # spellings too short or common to be seen in running text («TH» in «4 th»)
    ambiguous_areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    ambiguous_landlords: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    learned: tuple[LearnedLabel, ...] = ()  # wordings of questions that a coordinator has taught, laid over by `with_learned`
    homes_now: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # of councils that gave their homes away
    faq: tuple[Topic, ...] = ()  # what people ask, with the scheme's answers (R074)

    def topics_in(self, sentence: str) -> tuple[str, ...]:
        """What a sentence asks about, as keys of `faq`."""
        return topics_in(sentence, self.faq)

    def topic(self, key: str) -> Topic | None:
        return next((topic for topic in self.faq if topic.key == key), None)

    def policy_on(self, day: date) -> Policy:
        """The policy in force on a day; before the first one the first, so that an old form still has rules."""
        return next((policy for policy in reversed(self.policies) if policy.since <= day), self.policies[0])

    def policy(self, version: str) -> Policy:
        for policy in self.policies:
            if policy.version == version:
                return policy
        raise SchemeError(f"The scheme has no policy of {version}: put the [[policy]] with that date back into its file.")

    def area(self, text: str) -> Area | None:
        """The area that is exactly so called. A neighbourhood, a sub-region, an ambiguous abbreviation: None (R030)."""
        return self._areas_by_name.get(self._area_spellings.meaning(text) or "")

    def area_proposals(self, text: str) -> tuple[str, ...]:
        """What a place, a sub-region or an ambiguous spelling may mean; empty if it is sure, or not known at all."""
        return self._area_spellings.proposals(text)

    def area_spellings(self) -> Mapping[str, str]:
        """Spelling key → canonical name, for scanning running text; spellings that count only standing alone are left out."""
        return self._area_spellings_in_text

    def area_proposal_spellings(self) -> Mapping[str, tuple[str, ...]]:
        """Spelling key → what it may mean, for places, sub-regions and ambiguous spellings in running text."""
        return self._area_spellings.unsure

    def landlord(self, text: str) -> str | None:
        """Canonical name of the landlord that is exactly so called today or was formerly. A canonical name needs no lookup."""
        return self._landlord_spellings.meaning(text)

    def landlord_proposals(self, text: str) -> tuple[str, ...]:
        return self._landlord_spellings.proposals(text)

    def landlord_spellings(self) -> Mapping[str, str]:
        """Spelling key → canonical name."""
        return self._landlord_spellings.sure

    def landlord_named(self, name: str) -> LandlordName | None:
        """The landlord with this canonical name."""
        return self._landlords_by_name.get(name)

    def is_outside(self, text: str) -> bool:
        """Whether this names a place known to lie outside the region (R035)."""
        return spelling_key(text) in self._outside_keys

    def ground(self, text: str) -> RiskGround | None:
        """The risk ground with this key, label or word, exactly."""
        return self._grounds_by_key.get(self._ground_spellings.meaning(text) or "")

    def references_in(self, text: str) -> tuple[Reference, ...]:
        """Case references, distinct, in order."""
        return find_references(text, self.reference_prefix)

    def is_free_mail(self, address: str) -> bool:
        """Whether anybody could have opened this mailbox: such a sender is never written to (DESIGN §5)."""
        domain = address.rpartition("@")[2].strip().casefold()
        return any(domain == free or domain.endswith(f".{free}") for free in self.free_mail_domains)

    def with_register(self, partners: Sequence[Partner]) -> Scheme:
        """The scheme with the register's landlords: their names become canonical, their aliases spellings.

        A spelling that comes to mean two landlords is refused from then on, with both as proposals.
        """
        partners, merged = self._after_mergers(partners)
        by_name = {name: known for name, known in self._landlords_by_name.items() if name not in merged}
        owners = self._owners(partners)
        for partner in partners:
            if known := owners.get(partner.name):
                by_name[known.name] = _registered(known, partner)
            elif not (partner.status == "left" and self.landlord(partner.name)):
                by_name[f"register: {partner.name}"] = _newcomer(partner, self.area(partner.name))
        renamed = {known.name: name for name, known in owners.items()} | merged
        names = {spelling_key(partner.name) for partner in partners if partner.status != "left"}
        return replace(
            self,
            landlords=tuple(_less_former(landlord, names) for landlord in by_name.values()),
            ambiguous_landlords=_with_names(self.ambiguous_landlords, renamed),
            homes_now=_with_names(self.homes_now, renamed),
        )

    def _after_mergers(self, partners: Sequence[Partner]) -> tuple[tuple[Partner, ...], dict[str, str]]:
        """The register without the rows that have left into one that bears their name; their spellings are that one's now.

        The names are those of landlords that the scheme knows, each with its heir.
        """
        heirs = {spelling_key(alias): each.name for each in partners if each.status != "left" for alias in each.aliases}
        left = (each.name for each in partners if each.status == "left")
        gone = {name: heirs[spelling_key(name)] for name in left if spelling_key(name) in heirs}
        known = {name: heir for name, heir in gone.items() if name in self._landlords_by_name}
        spelt: dict[str, list[str]] = {}
        for name, heir in known.items():
            spelt.setdefault(heir, []).extend(self._spellings_of(name))
        staying = (each for each in partners if each.name not in gone)
        rows = (replace(each, aliases=scheme_file.distinct((*each.aliases, *spelt.get(each.name, ())))) for each in staying)
        return tuple(rows), known

    def _spellings_of(self, name: str) -> tuple[str, ...]:
        landlord = self._landlords_by_name[name]
        return tuple(each for each in (landlord.official, *landlord.aliases) if each)

    def with_learned(self, learned: Sequence[LearnedLabel]) -> Scheme:
        """The scheme with the wordings of questions that were taught since it was written."""
        return replace(self, learned=tuple(learned))

    def _owners(self, partners: Sequence[Partner]) -> dict[str, LandlordName]:
        """Which landlord of the scheme each partner is: first by their names, then by the aliases of those still without one."""
        owners: dict[str, LandlordName] = {}
        for landlord_of in (self._by_name, self._by_aliases):
            taken = {known.name for known in owners.values()}
            for partner in partners:
                known = None if partner.name in owners else landlord_of(partner)
                if known and known.name not in taken:
                    owners[partner.name] = known
                    taken.add(known.name)
        return owners

    def _by_name(self, partner: Partner) -> LandlordName | None:
        """The landlord of the partner's name. A former name proves nothing: the partner may still stand on its own feet."""
        canonical = self._landlords_by_name.get(partner.name) or self._canonical_keys.get(
            (partner.kind, spelling_key(partner.name))
        )
        return canonical or self.landlord_named(self._current_spellings.meaning(partner.name) or "")

    def _by_aliases(self, partner: Partner) -> LandlordName | None:
        """The one landlord that the aliases name, if the partner's name is new."""
        if self.landlord(partner.name):
            return None
        names = {name for alias in partner.aliases if (name := self._current_spellings.meaning(alias))}
        return self.landlord_named(names.pop()) if len(names) == 1 else None

    @cached_property
    def words_of_names(self) -> frozenset[str]:
        """Every word of the region's name and of the spellings of areas, places and landlords."""
        names = (self.region, *self.area_spellings(), *self.landlord_spellings(), *self.area_proposal_spellings())
        return frozenset(word for name in names for word in spelling_key(name).split())

    @cached_property
    def landlords_in_one_word(self) -> frozenset[str]:
        """Their spellings as they may stand in an address of theirs."""
        return frozenset(key.replace(" ", "") for key in self.landlord_spellings() if len(key) > 3)

    @cached_property
    def most_words_of_a_place(self) -> int:
        """How many words the longest spelling of an area or a place has."""
        return max((len(key.split()) for key in (*self.area_spellings(), *self.area_proposal_spellings())), default=1)

    @cached_property
    def area_spellings_by_word(self) -> Mapping[str, tuple[str, ...]]:
        return by_first_word(self.area_spellings())

    @cached_property
    def landlord_spellings_by_word(self) -> Mapping[str, tuple[str, ...]]:
        return by_first_word(self.landlord_spellings())

    @cached_property
    def _areas_by_name(self) -> dict[str, Area]:
        return {area.name: area for area in self.areas}

    @cached_property
    def _landlords_by_name(self) -> dict[str, LandlordName]:
        return {landlord.name: landlord for landlord in self.landlords}

    @cached_property
    def _canonical_keys(self) -> dict[tuple[str, str], LandlordName]:
        """By kind and spelling key: a council's own row is known even where its bare name is ambiguous on a form."""
        return {(landlord.kind, spelling_key(landlord.name)): landlord for landlord in self.landlords}

    @cached_property
    def _grounds_by_key(self) -> dict[str, RiskGround]:
        return {ground.key: ground for ground in self.grounds}

    @cached_property
    def _area_spellings(self) -> Spellings:
        exact = spellings(area_claims(self.areas), self.ambiguous_areas)
        loose = spellings(self._place_claims(), {})
        places = {key: (name,) for key, name in loose.sure.items()} | loose.unsure
        unsure = {key: names for key, names in places.items() if key not in exact.sure} | exact.unsure
        return Spellings(sure=exact.sure, unsure=unsure)

    def _place_claims(self) -> Iterator[tuple[str, str]]:
        for area in self.areas:
            yield from ((place, area.name) for place in area.places)
        for word, subregion in self.subregion_words.items():
            yield from ((word, name) for name in self.subregions[subregion])
        for word in self.region_words:
            yield from ((word, area.name) for area in self.areas)

    @cached_property
    def _area_spellings_in_text(self) -> dict[str, str]:
        alone = {spelling_key(spelling) for spelling in self.only_alone}
        return {key: name for key, name in self._area_spellings.sure.items() if key not in alone}

    @cached_property
    def _landlord_spellings(self) -> Spellings:
        exact = spellings((*landlord_claims(self.landlords), *former_claims(self.landlords)), self.ambiguous_landlords)
        unsure = {key: names for key, names in self._council_proposals() if key not in exact.sure}
        return Spellings(sure=exact.sure, unsure=unsure | exact.unsure)

    def _council_proposals(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """«LBB» for a landlord means one of those councils; the name of a council without homes, whoever has them now."""
        for spelling, areas in self.ambiguous_areas.items():
            names = (council for area in areas for council in self._councils.get(area, self.homes_now.get(area, ())))
            if proposals := tuple(dict.fromkeys(names)):
                yield spelling_key(spelling), proposals
        for name, landlords in self.homes_now.items():
            area = self._areas_by_name[name]
            yield from ((spelling_key(spelling), landlords) for spelling in (area.name, area.official, *area.aliases) if spelling)

    @cached_property
    def _councils(self) -> dict[str, tuple[str, ...]]:
        """Canonical landlord names of the councils, by area: after `with_register` the two may differ."""
        councils: dict[str, tuple[str, ...]] = {}
        for landlord in self.landlords:
            for spelling in (landlord.name, *landlord.aliases):
                if landlord.kind == "council" and spelling in self._areas_by_name:
                    councils.setdefault(spelling, (landlord.name,))
        return councils

    @cached_property
    def _outside_keys(self) -> frozenset[str]:
        return frozenset(map(spelling_key, self.outside_places))

    @cached_property
    def _current_spellings(self) -> Spellings:
        return spellings(landlord_claims(self.landlords), self.ambiguous_landlords)

    @cached_property
    def _ground_spellings(self) -> Spellings:
        return spellings(ground_claims(self.grounds), {})


def load(path: Path) -> Scheme:
    """The scheme in a file, checked whole: one SchemeError tells everything that is wrong with it."""
    try:
        stamp = path.stat()
    except OSError as error:
        raise SchemeError(
            f"The scheme file {path} cannot be read ({error.strerror}): check [scheme] file in the configuration."
        ) from None
    return _load(path.resolve(), stamp.st_mtime_ns, stamp.st_size)


def shipped(name: str) -> Path:
    """The path of a scheme that comes with the program."""
    path = Path(__file__).parent / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in path.parent.glob("*.toml")))
        raise SchemeError(
            f"No scheme called {name} comes with the program: take one of {known}, or give the path of your own file."
        )
    return path


def shipped_default() -> Path:
    """The scheme that is read with when nobody names one; which one that is stands beside the schemes in default.txt."""
    return shipped((Path(__file__).parent / "default.txt").read_text(encoding="utf-8").strip())


@lru_cache(maxsize=8)
def _load(path: Path, _changed: int, _size: int) -> Scheme:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemeError(f"{path.name} is not a TOML file in UTF-8: {error}.") from None
    problems: list[str] = []
    scheme = _agreed(document, problems)
    problems.extend(checks.problems_of(scheme) if not problems else ())
    if problems:
        raise SchemeError("\n".join(f"{path.name}: {problem}" for problem in dict.fromkeys(problems)))
    return scheme


def _agreed(document: Mapping[str, Any], problems: list[str]) -> Scheme:
    scheme_file.read_top(document, problems)
    areas = scheme_file.read_areas(document, problems)
    subregions, subregion_words = scheme_file.read_subregions(document, problems)
    table = scheme_file.table
    whole = {
        key: scheme_file.words(document, key, "At the top", problems)
        for key in ("region_words", "free_mail_domains", "outside_places")
    }
    questions = {key: scheme_file.words(document, key, "At the top", problems) for key in ("required", "essential")}
    texts = scheme_file.read_texts(document, problems)
    return Scheme(
        name=scheme_file.text(document, "name", "At the top", problems),
        region=scheme_file.text(document, "region", "At the top", problems),
        reference_prefix=scheme_file.text(table(document, "reference", problems), "prefix", "[reference]", problems),
        areas=areas,
        landlords=scheme_file.read_landlords(document, areas, problems),
        grounds=scheme_file.read_grounds(document, problems),
        policies=scheme_file.read_policies(document, problems),
        texts=texts,
        faq=scheme_file.read_faq(document, texts, problems),
        report_groups=scheme_file.words(table(document, "reports", problems), "groups", "[reports]", problems),
        monitoring=scheme_file.read_monitoring(document, problems),
        subregions=subregions,
        subregion_words=subregion_words,
        only_alone=scheme_file.words(table(document, "spellings", problems), "only_alone", "[spellings]", problems),
        ambiguous_areas=scheme_file.read_ambiguous(document, "areas", problems),
        ambiguous_landlords=scheme_file.read_ambiguous(document, "landlords", problems),
        homes_now=scheme_file.read_homes_now(document, problems),
        region_words=whole["region_words"],
        free_mail_domains=whole["free_mail_domains"],
        outside_places=whole["outside_places"],
        required=questions["required"],
        essential=questions["essential"],
    )


def _registered(known: LandlordName, partner: Partner) -> LandlordName:
    aliases = scheme_file.distinct((*known.aliases, known.name, *partner.aliases))
    return replace(known, name=partner.name, aliases=aliases)


def _newcomer(partner: Partner, area: Area | None) -> LandlordName:
    """A landlord that only the register knows; a council without homes brings its area's spellings."""
    council = area if partner.kind == "council" else None
    spelt = (council.name, *council.aliases) if council else ()
    official = council.official if council else ""
    return LandlordName(
        name=partner.name, official=official, kind=partner.kind, aliases=scheme_file.distinct((*spelt, *partner.aliases))
    )


def _less_former(landlord: LandlordName, registered: set[str]) -> LandlordName:
    """A partner that still goes by its own name in the register is no former name of another."""
    former = tuple(each for each in landlord.former if spelling_key(each.name) not in registered)
    return replace(landlord, former=former)


def _with_names(meanings: Mapping[str, tuple[str, ...]], renamed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {spelling: tuple(renamed.get(name, name) for name in names) for spelling, names in meanings.items()}
