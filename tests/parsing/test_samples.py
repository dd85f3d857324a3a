"""The golden runner: every sample says what its expected file says, and none of the two is missing (STYLE 38-40)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.accept import SHELF, accept, as_text, expected_files, expected_of, said_by, samples

SAMPLES = tuple(samples())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(SHELF).as_posix())
def test_a_sample_says_what_was_accepted(sample: Path) -> None:
    expected = expected_of(sample)
    assert expected.is_file(), f"{sample.name} has no expected file: run python -m tests.accept and look at what it wrote"
    assert json.loads(as_text(said_by(sample))) == json.loads(expected.read_text(encoding="utf-8"))


def test_every_expected_file_has_its_one_sample() -> None:
    wanted = [expected_of(sample) for sample in SAMPLES]
    assert sorted(wanted) == sorted(set(wanted)), "two samples share one expected file: give them different names"
    assert set(expected_files()) == set(wanted)


def test_the_shelves_are_filled() -> None:
    mails = [sample for sample in SAMPLES if sample.suffix == ".eml"]
    hostile = [sample for sample in mails if sample.parent.name == "hostile"]
    assert len(mails) - len(hostile) >= 60
    assert len(hostile) >= 20


def test_nobody_in_the_samples_can_be_written_to() -> None:
    """All people are invented: addresses end in .example or .test (tests/samples/README.md)."""
    for sample in SAMPLES:
        if sample.suffix != ".eml":
            continue
        for address in re.findall(rb"[\w.+-]+@[\w.-]+\.[a-z]{2,}", re.sub(rb"=\r?\n", b"", sample.read_bytes())):
            assert address.rstrip(b".").endswith((b".example", b".test")), f"{sample.name}: {address!r}"


def test_accepting_never_overwrites_what_was_kept(tmp_path: Path) -> None:
    shelf = tmp_path
    (shelf / "mail").mkdir()
    sample = shelf / "mail" / "approval.eml"
    sample.write_bytes(
        b"From: lead@camden.example\nDate: Mon, 6 Jul 2026 10:00:00 +0100\nSubject: ARC-01-26\n\nApproved from our side.\n"
    )
    assert accept(shelf, ()) == (expected_of(sample),)
    expected_of(sample).write_text("{}\n")
    assert accept(shelf, ()) == ()
    assert expected_of(sample).read_text() == "{}\n"
    assert accept(shelf, (sample,)) == (expected_of(sample),)
    assert json.loads(expected_of(sample).read_text())["readings"][0]["fields"]["decision"]["value"] == "approve"
