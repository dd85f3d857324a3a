"""The shelf of mails against the truth that its maker wrote: no wrong value in silence, clean mails straight through."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from bench.truth import Judged, Truth, judged, truth_from
from parsing.read import read_file
from scheme.agreement import Scheme, load, shipped
from tests.support.make_mails import SHELF, TRUTH, samples

TRUTHS = tuple(sorted(SHELF.rglob(f"*{TRUTH}")))
LEAST_MAILS = 250
LARGEST = 20_000  # octets; one with form attachments may have 60,000
LARGEST_WITH_PAPERS = 60_000


@cache
def scheme() -> Scheme:
    return load(shipped("pan_london"))


@cache
def verdict(truth_file: Path) -> tuple[Truth, Judged]:
    mail = truth_file.with_name(truth_file.name.removesuffix(TRUTH) + ".eml")
    truth = truth_from(json.loads(truth_file.read_text(encoding="utf-8")), mail)
    said = read_file(mail.name, mail.read_bytes(), scheme(), trusted_authserv_ids=("mx.reciprocal.example",))
    return truth, judged(mail.name, said, truth)


def shown(path: Path) -> str:
    return path.relative_to(SHELF).as_posix().removesuffix(TRUTH)


@pytest.mark.parametrize("truth_file", TRUTHS, ids=shown)
def test_no_value_of_a_mail_is_wrong_in_silence(truth_file: Path) -> None:
    assert verdict(truth_file)[1].silent == ()


def test_the_kind_of_a_mail_is_right() -> None:
    """98 of 100; the rest are questions, as the test above sees to."""
    wrong = [shown(path) for path in TRUTHS if not verdict(path)[1].kind_right]
    assert len(wrong) <= 0.02 * len(TRUTHS), wrong


def test_a_machines_mail_is_never_taken_for_a_persons() -> None:
    """Every one: a machine's mark counts by headers and by words."""
    assert [shown(path) for path in TRUTHS if verdict(path)[0].automatic and not verdict(path)[1].kind_right] == []


def test_clean_mails_go_straight_through() -> None:
    clean = [path for path in TRUTHS if verdict(path)[0].clean]
    held_up = {shown(path): verdict(path)[1].cautious for path in clean if not verdict(path)[1].straight}
    assert len(held_up) <= 0.03 * len(clean), held_up


def test_the_shelf_is_what_its_maker_makes() -> None:
    made = {sample.path: sample for sample in samples()}
    assert {shown(path) for path in TRUTHS} == set(made)
    for path, sample in made.items():
        assert (SHELF / f"{path}.eml").read_bytes() == sample.data, f"{path}: run python -m tests.support.make_mails"
        assert json.loads((SHELF / f"{path}{TRUTH}").read_text(encoding="utf-8")) == sample.truth


def test_the_shelf_is_large_and_its_mails_are_small() -> None:
    assert len(TRUTHS) >= LEAST_MAILS
    for sample in samples():
        assert len(sample.data) < (LARGEST_WITH_PAPERS if "/form_" in sample.path else LARGEST), sample.path
