"""What was read of a mail against what was meant: silent errors, wrong kinds, clean mails that were held up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ACTED_ON = frozenset(
    {"property_request", "landlord_decision", "property_offer", "nil_return", "outcome", "change", "withdrawal"}
)  # kinds upon which the line acts; the rest goes to a person as it is


@dataclass(frozen=True, kw_only=True)
class Verdict:
    silent: tuple[str, ...] = ()  # values, or whole readings, that nobody is asked about and that were not meant
    kind_wrong: str = ""
    held_up: tuple[str, ...] = ()  # why a clean mail did not go straight through


def judge(truth: Mapping[str, Any], said: Mapping[str, Any]) -> Verdict:
    """`said` is one line of `reciprocal read`."""
    return Verdict(silent=tuple(_silent(truth, said)), kind_wrong=_kind_wrong(truth, said), held_up=tuple(_held_up(truth, said)))


def _acted_on(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [] if said["unreadable"] else [each for each in said["readings"] if each["kind"] in ACTED_ON]


def _is_asked_about(reading: Mapping[str, Any]) -> bool:
    """Whether a person looks at the whole reading before anything follows from it."""
    of_fields = {field["doubt"] for field in reading["fields"].values()}
    return bool(set(reading["doubts"]) - of_fields)


def _silent(truth: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    wrong = []
    meant = list(truth["readings"])
    for reading in _acted_on(said):
        match = next((each for each in meant if each["kind"] == reading["kind"]), None)
        if match is None:
            wrong += [] if reading["doubts"] else [f"{reading['kind']} was not said"]
            continue
        meant.remove(match)
        if truth["automatic"] or (truth["question"] and not reading["doubts"] and not reading["missing"]):
            wrong.append(f"{reading['kind']} goes through unasked")
        if not _is_asked_about(reading):
            wrong += _wrong_values(match, reading)
    if said["automatic"] and not truth["automatic"] and (truth["readings"] or truth["question"]):
        wrong.append(f"a person's words taken for {said['automatic']}")
    if truth["question"] and not said["readings"] and not said["unreadable"]:
        wrong.append("nobody is asked")
    return wrong


def _wrong_values(meant: Mapping[str, Any], reading: Mapping[str, Any]) -> list[str]:
    return [
        f"{key} = {field['value']!r}, meant {meant['fields'].get(key)!r}"
        for key, field in reading["fields"].items()
        if field["value"] is not None
        and not field["doubt"]
        and (key in meant["doubted"] or field["value"] != meant["fields"].get(key))
    ]


def _kind_wrong(truth: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    if truth["automatic"] != said["automatic"]:
        return f"automatic «{said['automatic']}», is «{truth['automatic']}»"
    if truth["automatic"] or truth["question"]:
        return ""
    found, meant = (sorted(each["kind"] for each in readings) for readings in (said["readings"], truth["readings"]))
    return "" if found == meant else f"{', '.join(found) or 'nothing'}, is {', '.join(meant)}"


def _held_up(truth: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    if not truth["clean"]:
        return []
    why = [said["unreadable"]] if said["unreadable"] else []
    for reading, meant in _pairs(said["readings"], truth["readings"]):
        why += [*reading["doubts"], *(f"missing: {key}" for key in reading["missing"])]
        got = {key: field["value"] for key, field in reading["fields"].items()}
        why += [f"{key} = {got.get(key)!r}, is {value!r}" for key, value in meant["fields"].items() if got.get(key) != value]
    return why if said["readings"] else [*why, "nothing was read"]


def _pairs(
    read: Sequence[Mapping[str, Any]], meant: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    left, pairs = list(meant), []
    for reading in read:
        match = next((each for each in left if each["kind"] == reading["kind"]), None)
        if match is not None:
            left.remove(match)
        pairs.append((reading, match or {"fields": {}}))
    return pairs
