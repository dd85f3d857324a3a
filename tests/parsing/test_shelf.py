"""The shelf of documents beside the truth that their maker wrote: nothing false in silence, and clean forms straight through."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bench.truth import TRUTH, Judged, Truth, judged, truths_in
from parsing.readings import Mail, Unreadable
from tests.accept import SHELF, mail_of, samples
from tests.support.shelf.first import first_papers
from tests.support.shelf.paper import WORKSHOP, Paper, truth_path
from tests.support.shelf.whole import by_foreign_programs, by_hand, photographs

TRUTHS = {sample: truth for folder in ("forms", "workshop") for sample, truth in truths_in(SHELF / folder)}
BY_HAND = tuple(by_hand())
PAPERS = (*first_papers(), *BY_HAND, *by_foreign_programs(), *(paper for paper, _, _, _ in photographs()))
STRAIGHT = {"docx": 0.97, "pdf-acroform": 0.97, "pdf-word": 0.97}
LARGEST = {"scan": 150_000, "other": 72_000}


@cache
def reading_of(sample: Path) -> tuple[Mail, Judged]:
    mail = mail_of(sample)
    return mail, judged(shown(sample), mail, TRUTHS[sample])


def shown(sample: Path) -> str:
    return sample.relative_to(SHELF).as_posix()


def of_format(name: str) -> list[Judged]:
    return [reading_of(sample)[1] for sample, truth in TRUTHS.items() if truth.format == name]


# ── the shelf itself ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_shelf_holds_every_kind_of_file() -> None:
    formats = Counter(truth.format for truth in TRUTHS.values())
    assert sum(formats.values()) >= 250
    assert formats["docx"] >= 150
    assert all(
        formats[name] >= 6 for name in ("docx-google", "docx-pages", "docx-libreoffice", "pdf-acroform", "pdf-word", "pdf-flat")
    )
    assert all(formats[name] >= 2 for name in ("doc", "odt", "rtf", "html", "txt", "scan-pdf"))
    assert all(formats[name] >= 1 for name in ("scan-png", "scan-jpeg"))


def test_every_document_has_its_truth_and_every_truth_its_maker() -> None:
    documents = {
        path
        for folder in ("forms", "workshop")
        for path in (SHELF / folder).rglob("*")
        if path.is_file() and path.suffix != ".json"
    }
    by_strangers = {
        path for path in documents if path.name.startswith("held_")
    }  # written without a look at the readers, and kept
    assert set(TRUTHS) == documents
    assert documents - by_strangers == {paper.path for paper in PAPERS}
    assert len(by_strangers) >= 40


@pytest.mark.parametrize("paper", BY_HAND, ids=lambda paper: shown(paper.path))
def test_the_document_on_disk_is_the_maker_s(paper: Paper) -> None:
    assert paper.path.read_bytes() == paper.data, "run python -m tests.support.shelf --again and look at what changed"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: shown(paper.path))
def test_the_truth_on_disk_is_the_maker_s(paper: Paper) -> None:
    assert truth_path(paper.path).read_text(encoding="utf-8") == paper.as_truth()


def test_no_document_is_large() -> None:
    for sample in TRUTHS:
        limit = LARGEST["scan" if TRUTHS[sample].is_scan else "other"]
        assert sample.stat().st_size <= limit, f"{shown(sample)} is larger than {limit} octets"


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("sample", "truth"), TRUTHS.items(), ids=lambda each: shown(each) if isinstance(each, Path) else "")
def test_nothing_false_is_said_in_silence(sample: Path, truth: Truth) -> None:
    mail, result = reading_of(sample)
    assert result.silent == ()
    asked = [reading for reading in mail.readings if isinstance(reading, Unreadable)]
    assert result.kind_right or (asked and sample.suffix in WORKSHOP), [reading.kind for reading in mail.readings]


@pytest.mark.parametrize("sample", [sample for sample, truth in TRUTHS.items() if not truth.is_scan], ids=shown)
def test_no_answer_is_dropped_without_a_word(sample: Path) -> None:
    assert reading_of(sample)[1].lost == ()


@pytest.mark.parametrize("name", STRAIGHT)
def test_clean_documents_go_straight_through(name: str) -> None:
    clean = [result for result in of_format(name) if result.straight is not None]
    stuck = [result.file for result in clean if not result.straight]
    assert len(clean) >= 8
    assert len(clean) - len(stuck) >= STRAIGHT[name] * len(clean), stuck


def test_what_tells_who_the_applicant_is_is_found_and_nothing_else() -> None:
    told = {shown(paper.path): paper.identity for paper in PAPERS if paper.identity or paper.clean}
    found = {
        shown(sample): any(reading.identity for reading in reading_of(sample)[0].readings)
        for sample in TRUTHS
        if shown(sample) in told and not TRUTHS[sample].is_scan
    }
    wrong = [name for name, said in found.items() if said != told[name]]
    assert wrong == []


def test_a_scan_proposes_and_never_answers() -> None:
    scans = [reading_of(sample)[1] for sample, truth in TRUTHS.items() if truth.is_scan]
    assert all(result.right == 0 for result in scans)
    proposed, right = sum(result.proposed for result in scans), sum(result.proposed_right for result in scans)
    assert proposed >= 60
    assert right >= 0.9 * proposed


def test_a_truth_file_is_no_sample() -> None:
    assert not [path for path in samples() if path.name.endswith(TRUTH)]
