"""What a reading is worth beside the truth: right, asked about, left out, or wrong in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parsing.readings import Mail, Reading, as_json

TRUTH = ".truth.json"
ADDED_AREAS = frozenset({"areas_requested", "areas_added"})
LEFT_AREAS = frozenset({"areas_at_risk", "areas_removed"})
NAMED = frozenset({"applicant_landlord", "original_landlord", "tenancy_owed", "reference"})
SILENT_LISTS = frozenset({"risk_other", "areas_added", "areas_removed"})  # «None» says no more here than a blank
NOT_FORMS = frozenset({"unreadable", "enquiry"})  # they ask: nothing is done because of them
FOR_A_PERSON = NOT_FORMS | {"complaint", "tenant", "contact_change"}  # these go to a person as they are
DECIDING = ("decision", "stage", "change", "offer_status")


@dataclass(frozen=True, kw_only=True)
class Meant:
    """The truth about one reading. `is_open`: it does not tell all, so a value it leaves out proves nothing."""

    kind: str
    fields: Mapping[str, Any]
    doubted: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Truth:
    readings: tuple[Meant, ...]
    automatic: str = ""
    question: bool | None = None  # for mails: whether a person must be asked; None: not told
    clean: bool = False
    format: str = ""
    layout: str = ""

    @property
    def is_scan(self) -> bool:
        return self.format.startswith("scan")


@dataclass(frozen=True, kw_only=True)
class Error:
    """A value that was given without a doubt and is not what the person meant."""

    file: str
    key: str
    said: Any
    meant: Any
    dangerous: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One file: what was right, and every way in which it was not."""

    file: str
    format: str
    kind_right: bool
    clear: int  # answers that are sure in the truth
    right: int
    silent: tuple[Error, ...] = ()
    cautious: tuple[str, ...] = ()  # «key: sentence» where the truth is sure
    lost: tuple[str, ...] = ()  # keys sure in the truth that were neither given nor asked about
    straight: bool | None = None  # for clean files: read with no doubt and nothing missing, every field right
    proposed: int = 0  # for scans: answers that were proposed
    proposed_right: int = 0


def truths_in(folder: Path) -> Iterator[tuple[Path, Truth]]:
    """(sample, truth) of every truth file below the folder, in a fixed order."""
    for path in sorted(folder.rglob(f"*{TRUTH}")):
        name = path.name.removesuffix(TRUTH)
        whole = path.with_name(name)
        beside = [
            each for each in path.parent.glob(f"{_escaped(name)}.*") if each.stem == name and each.suffix not in (".json", ".md")
        ]
        samples = [whole] if whole.is_file() else beside
        if len(samples) != 1:
            raise ValueError(f"{path}: {len(samples)} files belong to it; name the truth file after the one whole file name")
        yield samples[0], truth_from(json.loads(path.read_text(encoding="utf-8")), samples[0])


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def truth_from(told: Mapping[str, Any], sample: Path) -> Truth:
    readings = told.get("readings", [told])
    return Truth(
        readings=tuple(_meant(each, told) for each in readings),
        automatic=told.get("automatic", ""),
        question=told.get("question"),
        clean=told.get("clean", False),
        format=told.get("format", sample.suffix.lstrip(".")),
        layout=told.get("layout", ""),
    )


def _meant(told: Mapping[str, Any], whole: Mapping[str, Any]) -> Meant:
    return Meant(
        kind=told["kind"],
        fields={key: value for key, value in told.get("fields", {}).items() if not says_nothing(key, value)},
        doubted=frozenset(told.get("doubted", ())),
        missing=frozenset(told.get("missing", ())),
        is_open=told.get("open", whole.get("open", False)),
    )


# ── judging ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def judged(file: str, mail: Mail, truth: Truth) -> Judged:
    """One file's reading beside its truth."""
    said = as_json(mail, file)["readings"]
    pairs = list(_paired(said, truth.readings))
    silent = (*_wrong_values(file, pairs, truth), *_unasked(file, said, pairs, truth, mail))
    right = sum(_is_right(each, key, value) for each, meant in pairs if meant for key, value in meant.fields.items())
    clear = sum(len(meant.fields) for meant in truth.readings)
    asked = any(each["doubts"] or each["missing"] or each["kind"] in NOT_FORMS for each in said) or bool(mail.unreadable)
    as_meant = all(each and meant for each, meant in pairs) or (bool(truth.question) and asked)  # a question's kind is a guess
    kind_right = mail.automatic.value == truth.automatic and as_meant
    cautious = [
        f"{file}: {line}"
        for each, meant in pairs
        if each and meant and not truth.is_scan
        for line in _cautions(each, meant, truth)
    ]
    handed_over = bool(mail.unreadable) or any(each["kind"] in NOT_FORMS for each in said)  # somebody reads the whole of it
    lost = [f"{file}: {key}" for each, meant in pairs if meant and not handed_over for key in _lost(each, meant)]
    if asked and truth.question is False and not cautious:
        cautious.append(f"{file}: a question that nobody needs to answer")
    if truth.question and not asked:
        lost.append(f"{file}: a person should have been asked")
    straight = kind_right and right == clear and not asked and not silent
    proposed, proposed_right = _proposals(mail, truth) if truth.is_scan else (0, 0)
    return Judged(
        file=file,
        format=truth.format,
        kind_right=kind_right,
        clear=clear,
        right=right,
        silent=silent,
        cautious=tuple(cautious),
        lost=tuple(lost),
        straight=straight if truth.clean and not truth.is_scan else None,
        proposed=proposed,
        proposed_right=proposed_right,
    )


Said = Mapping[str, Any]


def _paired(said: Sequence[Said], meant: Sequence[Meant]) -> Iterator[tuple[Said | None, Meant | None]]:
    """Each reading with its truth by kind and reference, else by kind, in order; what is left stands alone."""
    left = list(said)
    for each in meant:
        same = [one for one in left if one["kind"] == each.kind]
        exact = [one for one in same if one["reference"] == each.fields.get("reference")]
        found = next(iter((*exact, *same)), None)
        if found is not None:
            left.remove(found)
        yield found, each
    yield from ((one, None) for one in left if one["kind"] not in NOT_FORMS)


def _wrong_values(file: str, pairs: Sequence[tuple[Said | None, Meant | None]], truth: Truth) -> Iterator[Error]:
    references = [each.fields["reference"] for each in truth.readings if "reference" in each.fields]
    untold = any(each.is_open and "reference" not in each.fields for each in truth.readings)
    untold = untold or bool(truth.question and not truth.readings)  # a person is asked, and told of which case
    for said, meant in pairs:
        if said is None or (meant is None and _is_for_a_person(said)):
            continue
        for error in _errors(file, said, meant):
            known = error.key == "reference" and (untold or error.said in references)
            if not (meant is None and known and _is_undecided(said)):
                yield error


def _is_for_a_person(said: Said) -> bool:
    """A doubt over the whole of a reading: before anything follows from it, somebody has looked at it."""
    own = {field["doubt"] for field in said["fields"].values()}
    return any(doubt not in own for doubt in said["doubts"])


def _is_undecided(said: Said) -> bool:
    """What the reading would decide is asked about: beside that, the case it belongs to is rightly known."""
    deciding = [field for key in DECIDING if (field := said["fields"].get(key))]
    return any(field["value"] is None and field["doubt"] for field in deciding)


def _unasked(
    file: str, said: Sequence[Said], pairs: Sequence[tuple[Said | None, Meant | None]], truth: Truth, mail: Mail
) -> Iterator[Error]:
    """Whole readings that are acted on although nobody meant them, or although a person must be asked first."""
    if mail.automatic.value and not truth.automatic and (truth.readings or truth.question):
        yield Error(file=file, key="automatic", said=mail.automatic.value, meant="a person's words")
    if mail.unreadable:
        return
    for each, meant in pairs:
        if each is None or each["kind"] in FOR_A_PERSON or each["doubts"] or each["missing"]:
            continue
        decided = next((field["value"] for key in DECIDING if (field := each["fields"].get(key))), None)
        grave = decided in ("approve", "tenancy_started")
        if meant is None and not any(True for _ in _errors(file, each, None)):
            yield Error(file=file, key=each["kind"], said="said", meant="not said", dangerous=grave)
        elif truth.automatic or truth.question:
            yield Error(file=file, key=each["kind"], said="goes through unasked", meant="a question", dangerous=grave)
    if truth.question and not said:
        yield Error(file=file, key="question", said="nobody is asked", meant="a question")


def _errors(file: str, said: Said, meant: Meant | None) -> Iterator[Error]:
    truth = meant or Meant(kind="", fields={})
    for key, field in said["fields"].items():
        value = field["value"]
        if says_nothing(key, value) or (truth.is_open and key not in truth.fields and key not in truth.doubted):
            continue
        if not same(value, truth.fields.get(key)):
            wanted = truth.fields.get(key, "nobody can be sure" if key in truth.doubted else None)
            yield Error(file=file, key=key, said=value, meant=wanted, dangerous=is_dangerous(key, value, truth.fields.get(key)))


def says_nothing(key: str, value: Any) -> bool:
    return value is None or (key in SILENT_LISTS and not value)


def is_dangerous(key: str, said: Any, meant: Any) -> bool:
    """Whether somebody may be housed in the wrong place, booked to the wrong landlord, or approved by nobody."""
    if key in ADDED_AREAS:
        return bool(set(said) - set(meant or ()))
    if key in LEFT_AREAS:
        return bool(set(meant or ()) - set(said)) or meant is None
    if key == "decision":
        return bool(said == "approve")
    if key == "stage":
        return bool(said == "tenancy_started")
    return key in NAMED or key == "tenancy_start_date"


def same(said: Any, meant: Any) -> bool:
    """Equal for a person: the order of a list, capitals, the shape of an apostrophe and a double blank mean nothing."""
    return bool(_plain(said) == _plain(meant))


def _plain(value: Any) -> Any:
    match value:
        case str():
            return " ".join(value.replace("’", "'").replace("–", "-").casefold().split())
        case list() | tuple():
            return sorted((_plain(each) for each in value), key=repr)
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value


def _is_right(said: Said | None, key: str, meant: Any) -> bool:
    return said is not None and key in said["fields"] and same(said["fields"][key]["value"], meant)


def _cautions(said: Said, meant: Meant, truth: Truth) -> Iterator[str]:
    """Doubts on what the truth is sure of, questions that were answered, and sentences over a clean paper."""
    own = {field["doubt"] for field in said["fields"].values() if field["doubt"]}
    for key, field in said["fields"].items():
        if field["doubt"] and key not in meant.doubted and not meant.is_open:
            yield f"{key}: «{field['quote']}»: {field['doubt']}"
    for key in said["missing"]:
        if key in meant.fields:
            yield f"{key}: said to be missing"
        elif truth.clean:
            yield f"{key}: said to be missing from a complete paper"
    if truth.clean:
        yield from (f"(whole paper): {doubt}" for doubt in said["doubts"] if doubt not in own)


def _lost(said: Said | None, meant: Meant) -> Iterator[str]:
    for key in (*meant.fields, *meant.doubted):
        if said is None or (key not in said["fields"] and key not in said["missing"]):
            yield key


def _proposals(mail: Mail, truth: Truth) -> tuple[int, int]:
    """How many answers of a scan were proposed, and how many of these rightly."""
    said = as_json(replace(mail, readings=tuple(_as_proposed(reading) for reading in mail.readings)), "")["readings"]
    pairs = [(each, meant) for each, meant in _paired(said, truth.readings) if each and meant]
    given = [
        (key, field["value"], meant)
        for each, meant in pairs
        for key, field in each["fields"].items()
        if field["value"] is not None
    ]
    return len(given), sum(same(value, meant.fields.get(key)) for key, value, meant in given)


def _as_proposed(reading: Reading) -> Reading:
    proposed: dict[str, Any] = {
        key: replace(field, value=field.proposal, doubt="", proposal=None) for key, field in reading.fields()
    }
    return replace(reading, **proposed)
