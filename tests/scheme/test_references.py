"""References are read when written whole, in every way that people write them, and in nothing else (forms.md 2.2.4)."""

from __future__ import annotations

import pytest

from scheme.agreement import load, shipped
from scheme.references import find_references
from scheme.terms import Reference


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ARC-01-16", ["ARC-01-16"]),
        ("re ARC 01/16 please", ["ARC-01-16"]),
        ("arc-1-16", ["ARC-01-16"]),
        ("ARC0116", ["ARC-01-16"]),
        ("ARC 0116", ["ARC-01-16"]),
        ("ARC0116 2 bed", ["ARC-01-16"]),
        ("ARC01-16", ["ARC-01-16"]),
        ("ARC–01–16", ["ARC-01-16"]),
        ("ARC‑01‑16", ["ARC-01-16"]),
        ("ARC — 01 — 16", ["ARC-01-16"]),
        ("ARC\u00a001\u00a016", ["ARC-01-16"]),
        ("ARC-\u00ad01-16\u200b", ["ARC-01-16"]),
        ("ARC-01-\n16", ["ARC-01-16"]),
        ("ARC-\r\n01-16", ["ARC-01-16"]),
        ("> ARC-12-\n> 23", ["ARC-12-23"]),
        ("ARC-101-26", ["ARC-101-26"]),
        ("ARC10126", ["ARC-101-26"]),
        ("ARC-001-16", ["ARC-01-16"]),
        ("ARC-1204-26", ["ARC-1204-26"]),
        ("ARC-01-2016", ["ARC-01-16"]),
        ("ARC: 01-16", ["ARC-01-16"]),
        ("ARC#01/16", ["ARC-01-16"]),
        ("(ARC-01-16)", ["ARC-01-16"]),
        ("ARC-01-16.", ["ARC-01-16"]),
        ("ARC-01-16, 2 bed", ["ARC-01-16"]),
        ("ARC-01-16 - 2 bed", ["ARC-01-16"]),
        ("form_ARC-01-16_v2.docx", ["ARC-01-16"]),
        ("ARC_01_16.docx", ["ARC-01-16"]),
        ("PLHR-ARC-01-16", ["ARC-01-16"]),
        ("ARC-03-23 or ARC 09/23, not arc-3-23", ["ARC-03-23", "ARC-09-23"]),
        ("ARC-09-23/ARC-03-23", ["ARC-09-23", "ARC-03-23"]),
    ],
)
def test_a_reference_however_it_is_written(text: str, found: list[str]) -> None:
    assert [str(reference) for reference in load(shipped("pan_london")).references_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "MARC-01-16",
        "DARC 01/16",
        "ARCH-01-16",
        "ARC116",
        "ARC011",
        "ARC012345",
        "ARC-01",
        "ARC-01-1",
        "ARC-01-161",
        "ARC-01-16/17",
        "ARC-01-16-2",
        "ARC-00-16",
        "ARC-2016-01",
        "ARC 01/02/2023",
        "ARC 01-02-23",
        "ARC 07700 900123",
        "ARC 020 7946 0123",
        "ARC 0116 496 0123",
        "ARC number 12-23",
        "ARC-01-16th",
        "ARC-XX-16",
        "NMR-01-16",
        "01-16",
        "ZZ99 9ZZ",
        "arc of 12 to 23",
        "",
    ],
)
def test_nothing_is_pieced_together_into_a_reference(text: str) -> None:
    assert load(shipped("pan_london")).references_in(text) == ()


def test_each_region_has_its_own_prefix() -> None:
    text = "NMR-04-25 came after ARC-03-25"
    assert load(shipped("northmere")).references_in(text) == (Reference(prefix="NMR", sequence=4, year=25),)
    assert find_references(text, "ARC") == (Reference(prefix="ARC", sequence=3, year=25),)


@pytest.mark.parametrize("sequence", [1, 9, 10, 99, 100, 999, 1000, 1999])
def test_a_reference_that_we_write_is_one_that_we_read(sequence: int) -> None:
    reference = Reference(prefix="ARC", sequence=sequence, year=26)
    assert find_references(f"Re: {reference} – your request", "ARC") == (reference,)
