"""The scheme file: from the tables of a TOML document to the terms of the agreement.

Every reader takes the whole document and a list to which it adds what is wrong with it, as sentences: a person who sets
up a region gets all of them at once, not one a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeAlias

from scheme.faq import Topic
from scheme.terms import Area, FormerName, LandlordName, MonitoringGroup, Policy, RiskGround, spelling_key

Table: TypeAlias = Mapping[str, Any]
Problems: TypeAlias = list[str]

TEXTS = (
    "not_emergency",
    "immediate_danger",
    "keep_tenancy",
    "tenancy_may_differ",
    "not_a_provider",
    "officer_duties",
    "landlord_acts",
    "agency_duties",
    "owing",
    "part_of_area",
    "outside_region",
    "more_areas",
    "kind_of_homes",
    "no_guarantee",
    "ask_a_professional",
)
GROUND_KEYS = (
    "domestic_abuse",
    "sexual_violence",
    "sexual_exploitation",
    "honour_based_violence",
    "stalking",
    "hate_crime",
    "serious_youth_violence",
    "other_high_risk",
)


TOP = {
    *("name", "region", "region_words", "required", "essential", "free_mail_domains", "outside_places", "reference", "spellings"),
    *("ambiguous", "subregions", "reports", "policy", "texts", "faq", "ground", "area", "landlord", "monitoring"),
}


def read_top(document: Table, problems: Problems) -> None:
    """A table or key with a misspelt name would silently be no rule at all."""
    _only(document, TOP, "At the top", problems)
    for key, known in (("reference", {"prefix"}), ("reports", {"groups"}), ("ambiguous", {"areas", "landlords"})):
        _only(table(document, key, [], needed=False), known, f"[{key}]", problems)
    _only(table(document, "spellings", []), {"area", "council", "only_alone"}, "[spellings]", problems)


def read_areas(document: Table, problems: Problems) -> tuple[Area, ...]:
    """`[[area]]`, each with the spellings that `[spellings] area` derives from its names."""
    patterns = words(table(document, "spellings", problems), "area", "[spellings]", problems)
    return tuple(_area(row, where, patterns, problems) for row, where in _rows(document, "area", problems))


def _area(row: Table, where: str, patterns: tuple[str, ...], problems: Problems) -> Area:
    _only(
        row,
        {"name", "official", "code", "aliases", "places", "neighbours", "council_homes", "bodies", "homes_now"},
        where,
        problems,
    )
    name, aliases = text(row, "name", where, problems), words(row, "aliases", where, problems)
    return Area(
        name=name,
        official=text(row, "official", where, problems, needed=False),
        code=text(row, "code", where, problems, needed=False),
        aliases=distinct((*aliases, *_derived(patterns, (name, *aliases)))),
        places=words(row, "places", where, problems),
        neighbours=words(row, "neighbours", where, problems),
        council_homes=_flag(row, "council_homes", where, problems, default=True),
    )


def read_landlords(document: Table, areas: tuple[Area, ...], problems: Problems) -> tuple[LandlordName, ...]:
    """Councils that own homes, then `[[landlord]]`. A council is an area's name with its bodies' (Homes for …) as spellings."""
    rows = {row.get("name"): (row, where) for row, where in _rows(document, "area", [])}
    patterns = words(table(document, "spellings", []), "council", "[spellings]", problems)
    councils = []
    for area in areas:
        row, where = rows[area.name]
        bodies = words(row, "bodies", where, problems)
        given = words(row, "aliases", where, [])
        derived = _derived(patterns, (area.name, *given))
        if area.council_homes:
            aliases = distinct((*area.aliases, *derived, *bodies))
            councils.append(LandlordName(name=area.name, official=area.official, kind="council", aliases=aliases))
        elif bodies:
            problems.append(f"{where}: a council without homes has no housing bodies; list them as former names of a landlord.")
    return (*councils, *(_landlord(row, where, problems) for row, where in _rows(document, "landlord", problems, needed=False)))


def _landlord(row: Table, where: str, problems: Problems) -> LandlordName:
    _only(row, {"name", "official", "aliases", "former"}, where, problems)
    return LandlordName(
        name=text(row, "name", where, problems),
        official=text(row, "official", where, problems, needed=False),
        aliases=words(row, "aliases", where, problems),
        former=tuple(
            FormerName(name=text(each, "name", where, problems), since=text(each, "since", where, problems, needed=False))
            for each in _tables(row, "former", where, problems)
        ),
    )


def read_homes_now(document: Table, problems: Problems) -> dict[str, tuple[str, ...]]:
    """Landlords to whom a council's homes went: what its name as a landlord may mean, by area."""
    return {
        row["name"]: words(row, "homes_now", where, problems)
        for row, where in _rows(document, "area", [])
        if "homes_now" in row and isinstance(row.get("name"), str)
    }


def read_grounds(document: Table, problems: Problems) -> tuple[RiskGround, ...]:
    """`[[ground]]`: the risk grounds with the words seen on forms (R004, R060)."""
    return tuple(
        RiskGround(
            key=text(row, "key", where, problems),
            label=text(row, "label", where, problems),
            words=words(row, "words", where, problems),
            report_group=text(row, "report_group", where, problems),
            vawg=_flag(row, "vawg", where, problems, default=False),
        )
        for row, where in _rows(document, "ground", problems)
    )


def read_monitoring(document: Table, problems: Problems) -> tuple[MonitoringGroup, ...]:
    """`[[monitoring]]`: the groups whose access is studied, for the report alone (R064)."""
    rows = list(_rows(document, "monitoring", problems, needed=False))
    for row, where in rows:
        _only(row, {"key", "label"}, where, problems)
    groups = tuple(
        MonitoringGroup(key=text(row, "key", where, problems), label=text(row, "label", where, problems)) for row, where in rows
    )
    if len({group.key for group in groups}) < len(groups):
        problems.append("[[monitoring]]: a key stands there twice; keep one.")
    return groups


def read_policies(document: Table, problems: Problems) -> tuple[Policy, ...]:
    """`[[policy]]`, dated, oldest first (R050)."""
    defaults = Policy(since=date(2000, 1, 1))
    policies = []
    for row, where in _rows(document, "policy", problems):
        values: dict[str, Any] = {}
        _only(row, {field.name for field in fields(Policy)}, where, problems)
        for field in fields(Policy):
            if field.name in row:
                values[field.name] = _policy_value(
                    row[field.name], getattr(defaults, field.name), f"{where}, {field.name}", problems
                )
        if "since" in row:
            policies.append(Policy(**values))
        else:
            problems.append(f"{where}: give the day from which it holds, e.g. since = 2025-01-01.")
    return tuple(policies)


def _policy_value(value: Any, default: Any, where: str, problems: Problems) -> Any:
    """The value if it has its default's type, else the default and a problem. TOML's arrays become tuples."""
    if isinstance(default, tuple) and isinstance(value, list):
        kind = int if default and isinstance(default[0], int) else str
        if all(type(each) is kind for each in value):
            return tuple(value)
    elif type(value) is type(default):
        return value
    problems.append(f"{where}: {value!r} is not of the right kind; write it like {default!r}.")
    return default


def read_texts(document: Table, problems: Problems) -> dict[str, str]:
    """`[texts]`: what letters must say, in the scheme's own words."""
    rows = table(document, "texts", problems)
    texts = {key: " ".join(text(rows, key, "[texts]", problems, needed=False).split()) for key in rows}
    problems.extend(f"[texts]: {key} is missing; letters cannot be written without it." for key in TEXTS if not texts.get(key))
    return texts


def read_faq(document: Table, texts: Mapping[str, str], problems: Problems) -> tuple[Topic, ...]:
    """`[[faq]]`: what people ask and the scheme answers, in words of its own or in those of `[texts]`; none is needed (R074)."""
    topics: list[Topic] = []
    for row, where in _rows(document, "faq", problems, needed=False):
        _only(row, {"key", "phrases", "answer", "texts"}, where, problems)
        named = words(row, "texts", where, problems)
        problems.extend(f"{where}: there is no text «{each}» in [texts]." for each in named if not texts.get(each))
        own = " ".join(text(row, "answer", where, problems, needed=not named).split())
        answer = " ".join(part for part in (own, *(texts.get(each, "") for each in named)) if part)
        topic = Topic(key=text(row, "key", where, problems), phrases=words(row, "phrases", where, problems), answer=answer)
        if not re.fullmatch(r"[a-z_]+", topic.key) or topic.key in (each.key for each in topics):
            problems.append(f"{where}: key should be a word of small letters and _ that no other [[faq]] has.")
        if any(not spelling_key(part) for phrase in topic.phrases for part in phrase.replace("...", "…").split("…")):
            problems.append(f"{where}: a phrase begins and ends with a word, and has words between its dots.")
        topics.append(topic)
    return tuple(topics)


def read_subregions(document: Table, problems: Problems) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """`[subregions]`: areas by sub-region, and the other words that people write for one (proposals only)."""
    areas, spoken = {}, {}
    for name, row in table(document, "subregions", problems, needed=False).items():
        where = f"[subregions] {name}"
        if not isinstance(row, Mapping):
            problems.append(f"{where}: write it as {{ areas = [...], words = [...] }}.")
            continue
        areas[name] = words(row, "areas", where, problems)
        spoken.update(dict.fromkeys((name, *words(row, "words", where, problems)), name))
    return areas, spoken


def read_ambiguous(document: Table, what: str, problems: Problems) -> dict[str, tuple[str, ...]]:
    """`[ambiguous.areas]`, `[ambiguous.landlords]`: spellings that a person must settle, with what they may mean."""
    rows = table(table(document, "ambiguous", problems, needed=False), what, problems, needed=False)
    return {spelling: words(rows, spelling, f"[ambiguous.{what}]", problems) for spelling in rows}


def table(document: Table, key: str, problems: Problems, *, needed: bool = True) -> Table:
    value = document.get(key)
    if isinstance(value, Mapping):
        return value
    if needed or value is not None:
        problems.append(f"The file has no table [{key}]: write one.")
    return {}


def text(row: Table, key: str, where: str, problems: Problems, *, needed: bool = True) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        problems.append(f"{where}: {key} must be a text in quotation marks, not {value!r}.")
        return ""
    if needed and not value.strip():
        problems.append(f'{where}: {key} is missing; write {key} = "…".')
    return value.strip()


def words(row: Table, key: str, where: str, problems: Problems) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        problems.append(f'{where}: {key} must be a list of texts, e.g. {key} = ["…", "…"].')
        return ()
    return tuple(value)


def distinct(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """The first spelling of each key, in order."""
    kept: dict[str, str] = {}
    for spelling in spellings:
        kept.setdefault(spelling_key(spelling), spelling)
    return tuple(kept.values())


def _flag(row: Table, key: str, where: str, problems: Problems, *, default: bool) -> bool:
    value = row.get(key, default)
    if isinstance(value, bool):
        return value
    problems.append(f"{where}: {key} must be true or false, not {value!r}.")
    return default


def _derived(patterns: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pattern.replace("{area}", name) for name in names for pattern in patterns)


def _only(row: Table, known: set[str], where: str, problems: Problems) -> None:
    """A misspelt key would be a rule silently not in force."""
    problems.extend(f"{where}: {key} is not known here; take it out or mend its spelling." for key in row if key not in known)


def _rows(document: Table, key: str, problems: Problems, *, needed: bool = True) -> Iterator[tuple[Table, str]]:
    rows = document.get(key, [])
    if not isinstance(rows, list) or (needed and not rows) or not all(isinstance(row, Mapping) for row in rows):
        problems.append(f"The file has no [[{key}]]: write at least one.")
        return
    for number, row in enumerate(rows, 1):
        yield row, f"[[{key}]] {row.get('name') or row.get('key') or row.get('since') or number}"


def _tables(row: Table, key: str, where: str, problems: Problems) -> list[Table]:
    value = row.get(key, [])
    if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
        return value
    problems.append(f'{where}: {key} must be a list of tables, e.g. {key} = [{{ name = "…", since = "2017" }}].')
    return []
