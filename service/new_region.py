"""`reciprocal init DIR`: what a new region needs, as files that people read and change (R066, R068).

A scheme file, a register, a configuration, the blank forms, and a rehearsal that plays one household's move with invented people.
Nothing that exists is written over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import Template

from scheme.agreement import Scheme, load
from scheme.register import Partner, as_csv, parse_csv
from scheme.terms import MonitoringGroup, RiskGround, spelling_key
from service import rehearsal
from service.blank_forms import write_all
from service.config import WrongUsage
from service.opening import any_scheme

PAPERS = Path(__file__).parent / "region_papers"
AREA_COLUMNS = ("name", "official", "aliases", "places", "neighbours", "council_homes")
LISTS = ("aliases", "places", "neighbours")
YES, NO = frozenset({"", "yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArea:
    """An area as a person names it: only the name is needed."""

    name: str
    official: str = ""
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    council_homes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRegion:
    """What a person says of a region that is to be set up."""

    name: str  # of the scheme
    region: str
    prefix: str
    areas: tuple[NewArea, ...]
    area_words: str = "areas"  # what people call them: boroughs, districts, council areas
    address: str = "reciprocal@example.org"  # of the secure mailbox
    coordinators: tuple[str, ...] = ()
    cap: int = 3
    minimum_areas: int = 1
    register: str = ""  # a register CSV; empty: one row for each council, to be completed
    since: date
    outside_places: tuple[str, ...] = field(default=())


def write(new: NewRegion, directory: Path) -> tuple[str, ...]:
    """Write everything into `directory`, which is made; gives the files' names. WrongUsage and SchemeError are sentences."""
    _must_be_free(directory)
    if len(new.areas) < 2:
        raise WrongUsage("A region has two areas at least: a household moves from one to another. Name them with --areas.")
    scheme_text = scheme_file(new, _associations(new.register))
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "scheme.toml").write_text(scheme_text, encoding="utf-8")
    try:
        scheme = load(directory / "scheme.toml")
        partners = _partners(new, scheme)
    except Exception:
        (directory / "scheme.toml").unlink()  # a second try finds the folder free
        raise
    _write_live(new, partners, directory)
    _write_rehearsal(new, scheme, partners, directory)
    (directory / "forms").mkdir()
    forms = [path.name for path in write_all(scheme, directory / "forms")]
    return ("scheme.toml", "register.csv", "reciprocal.toml", "README.md", "rehearsal/", f"forms/ ({len(forms)} files)")


def _must_be_free(directory: Path) -> None:
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise WrongUsage(f"{directory} is not an empty folder. Name a new one: nothing that exists is written over.")


def areas_of_csv(text: str) -> tuple[NewArea, ...]:
    """Areas from a table with the columns name, official, aliases, places, neighbours, council_homes; lists by «;»."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or "name" not in rows[0]:
        raise WrongUsage(
            f"The table of areas needs a first line with the columns {', '.join(AREA_COLUMNS)}; only name must be filled."
        )
    return tuple(_area_of(row, number) for number, row in enumerate(rows, 2))


def _area_of(row: dict[str, str | None], number: int) -> NewArea:
    said = {key: (row.get(key) or "").strip() for key in AREA_COLUMNS}
    homes = said["council_homes"].casefold()
    if not said["name"] or homes not in YES | NO:
        raise WrongUsage(f"Row {number} of the table of areas: give a name, and yes or no (or nothing) under council_homes.")
    lists = {key: listed(said[key]) for key in LISTS}
    return NewArea(name=said["name"], official=said["official"], council_homes=homes not in NO, **lists)


def listed(text: str) -> tuple[str, ...]:
    """«Ashrigg; Ashlode»: the words between semicolons, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(";") if word.strip()))


def prefix_for(region: str) -> str:
    """Three capital letters to begin with: «North Mere» → NMR, «Kent» → KNT."""
    letters = re.sub(r"[^A-Z]", "", region.upper())
    consonants = re.sub(r"[AEIOU]", "", letters[1:])
    return ((letters[:1] + consonants + letters[1:]) + "REC")[:3] if letters else "REC"


# --- the scheme file ---------------------------------------------------------------------------------------------------


def scheme_file(new: NewRegion, associations: Sequence[Partner] = ()) -> str:
    """The scheme file's text. Grounds, questions and free-mail domains are those of the scheme that is shipped as default."""
    pattern = any_scheme()
    said = {
        "name": _quoted(new.name),
        "region": _quoted(new.region),
        "region_name": _inside(new.region),
        "area_words": _inside(new.area_words),
        "region_words": _array(_region_words(new)),
        "required": _array(pattern.required),
        "essential": _array(pattern.essential),
        "free_mail_domains": _array(pattern.free_mail_domains),
        "outside_places": _array((f"outside {new.region}", f"out of {new.region}", *new.outside_places)),
        "prefix": _quoted(new.prefix),
        "reference_example": f"{new.prefix}-01-{new.since:%y}",
        "groups": _array(pattern.report_groups),
        "monitoring": "\n".join(_monitoring(each) for each in pattern.monitoring),
        "since": new.since.isoformat(),
        "cap": str(new.cap),
        "minimum_areas": str(new.minimum_areas),
        "grounds": "\n".join(_ground(each) for each in pattern.grounds),
        "areas": "\n".join(_area(each, new.areas) for each in new.areas),
        "landlords": "\n".join(_landlord(each) for each in associations),
    }
    return Template((PAPERS / "scheme.txt").read_text(encoding="utf-8")).substitute(said)


def _region_words(new: NewRegion) -> tuple[str, ...]:
    one = new.area_words.removesuffix("s")
    names = {spelling_key(area.name) for area in new.areas}
    words = (new.region, f"all of {new.region}", f"the whole of {new.region}", f"anywhere in {new.region}", f"any {one}")
    return tuple(word for word in (*words, f"all {new.area_words}") if spelling_key(word) not in names)


def _quoted(text: str) -> str:
    """A TOML string: what JSON escapes is what TOML escapes."""
    return json.dumps(text, ensure_ascii=False)


def _inside(text: str) -> str:
    """Text that stands within a quoted string of the template."""
    return _quoted(text)[1:-1]


def _array(words: Iterable[str]) -> str:
    return f"[{', '.join(_quoted(word) for word in words)}]"


def _ground(ground: RiskGround) -> str:
    vawg = "vawg = true\n" if ground.vawg else ""
    named = f"key = {_quoted(ground.key)}\nlabel = {_quoted(ground.label)}\nreport_group = {_quoted(ground.report_group)}\n"
    return f"[[ground]]\n{named}{vawg}words = {_array(ground.words)}\n"


def _monitoring(group: MonitoringGroup) -> str:
    return f"[[monitoring]]\nkey = {_quoted(group.key)}\nlabel = {_quoted(group.label)}\n"


def _area(area: NewArea, areas: Sequence[NewArea]) -> str:
    """A neighbour counts both ways, whoever named it."""
    named = {*area.neighbours, *(other.name for other in areas if area.name in other.neighbours)}
    lines = [f"name = {_quoted(area.name)}"]
    lines += [f"official = {_quoted(area.official)}"] if area.official else []
    lines += [f"aliases = {_array(area.aliases)}"] if area.aliases else []
    lines += [f"places = {_array(area.places)}", f"neighbours = {_array(sorted(named - {area.name}))}"]
    lines += [] if area.council_homes else ["council_homes = false"]
    return "[[area]]\n" + "\n".join(lines) + "\n"


def _landlord(partner: Partner) -> str:
    return f"[[landlord]]\nname = {_quoted(partner.name)}\naliases = {_array(partner.aliases)}\n"


# --- the register ------------------------------------------------------------------------------------------------------


def _associations(register: str) -> tuple[Partner, ...]:
    """The associations that a register names: the scheme file must know them before the register can be read with it."""
    if not register:
        return ()
    partners, _ = parse_csv(register, None)
    return tuple(partner for partner in partners if partner.kind == "association")


def _partners(new: NewRegion, scheme: Scheme) -> tuple[Partner, ...]:
    """The register that was given, checked against the scheme; else a paused row for each council, to be completed (R020)."""
    if not new.register:
        councils = (area for area in scheme.areas if area.council_homes)
        return tuple(Partner(name=area.name, kind="council", areas=(area.name,), status="paused") for area in councils)
    partners, problems = parse_csv(new.register, scheme)
    if problems:
        raise WrongUsage("\n".join(("The register cannot be taken as it is:", *problems)))
    return partners


def _write_live(new: NewRegion, partners: Sequence[Partner], directory: Path) -> None:
    said = {
        "name": new.name,
        "address": _quoted(new.address),
        "sender": _quoted(f"{_display(new.name)} <{new.address}>"),
        "coordinators": _array(new.coordinators),
    }
    live = Template((PAPERS / "live.txt").read_text(encoding="utf-8")).substitute(said)
    (directory / "reciprocal.toml").write_text(live, encoding="utf-8")
    (directory / "register.csv").write_text(as_csv(partners), encoding="utf-8", newline="")


def _display(name: str) -> str:
    """A name for the From line that needs no quotation marks."""
    return " ".join(re.sub(r"[^\w .'&-]", " ", name).split())


def _write_rehearsal(new: NewRegion, scheme: Scheme, partners: Sequence[Partner], directory: Path) -> None:
    home = directory / "rehearsal"
    (home / "mailbox").mkdir(parents=True)
    cast = rehearsal.cast(partners)
    scheme = scheme.with_register(cast)
    play = rehearsal.play(scheme, cast, new.since)
    for name, data in play.mails:
        (home / "mailbox" / name).write_bytes(data)
    (home / "register.csv").write_text(as_csv(cast), encoding="utf-8", newline="")
    said = {"name": new.name, "boundary": rehearsal.BOUNDARY, "home": play.home, "destination": play.destination}
    for paper, to in (("rehearsal.txt", home / "reciprocal.toml"), ("README.txt", directory / "README.md")):
        to.write_text(Template((PAPERS / paper).read_text(encoding="utf-8")).substitute(said), encoding="utf-8")
