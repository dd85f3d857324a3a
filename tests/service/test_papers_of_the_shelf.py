"""Every sample opens for a person's eyes: its values marked where they stand, nothing that tells who it is for, no odd sign."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from desk.source import PANEL_OCTETS, shown_papers
from ingest.message import Place, RawMessage
from parsing.page_pictures import MOST_OCTETS
from parsing.read import read
from parsing.readings import Mail
from service.reading_room import ReadingRoom, Shown
from tests.support.brought import NOW, runs_of, words_of
from tests.support.lines import SCHEME
from tests.support.papers import with_attachments
from tests.support.proofs import figures

SAMPLES = Path(__file__).parent.parent / "samples"
NO_SAMPLES = (".json", ".md", ".py")
TELLING = ("maria", "testcase", "zz9 9zz", "12 34 56", "04/05/1990")  # of the samples that say who the applicant is
FREQUENT = {".docx": 4, ".pdf": 4, ".eml": 4}  # samples of a folder that every run of the tests opens; of other kinds one

SHELF = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix not in NO_SAMPLES)


def drawn() -> Iterator[Path]:
    """Some of each folder and kind, from all over it."""
    for (_, suffix), each in groupby(sorted(SHELF, key=kind_of), kind_of):
        files = list(each)
        count = FREQUENT.get(suffix, 1)
        yield from files[len(files) // 2 % max(1, len(files) // count) :: max(1, len(files) // count)][:count]


def kind_of(path: Path) -> tuple[str, str]:
    return path.relative_to(SAMPLES).parts[0], path.suffix


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, ()) as room:
        yield room


def opened(room: ReadingRoom, name: str, data: bytes) -> tuple[Mail, Shown]:
    raw = data if name.endswith(".eml") else with_attachments((name, data))
    mail = read(RawMessage(data=raw, place=Place(account="shelf"), arrived_at=NOW), SCHEME)
    return mail, room.show("mail.eml", raw, mail, is_mail=True)


@pytest.mark.parametrize("path", list(drawn()), ids=lambda path: path.name)
def test_a_sample_opens_with_every_value_marked_and_every_sign_harmless(room: ReadingRoom, path: Path) -> None:
    look_at(room, path)


@pytest.mark.proof
def test_so_does_the_whole_shelf(room: ReadingRoom) -> None:
    for path in SHELF:
        look_at(room, path)
    figures("papers_for_the_eye", samples=len(SHELF))


def look_at(room: ReadingRoom, path: Path) -> None:
    mail, shown = opened(room, path.name, path.read_bytes())
    assert not shown.why_not
    assert shown.papers
    assert all(len(picture) <= MOST_OCTETS for picture in shown.pictures.values())
    assert {(paper.number, sheet.page) for paper in shown.papers for sheet in paper.sheets} == set(shown.pictures)
    marked = {key for paper in shown.papers for run in runs_of(paper) for key in run.keys}
    for number, reading in enumerate(mail.readings):
        for key, field in reading.fields():
            if field.value is not None and field.quote:
                assert f"{number}:{key}" in marked, f"{path.name}: {key}: {field.quote!r} at {field.where}"
    for paper in shown.papers:
        words = f"{paper.title} {words_of(paper)} {paper.why_not} {' '.join(paper.hidden)}"
        assert not {unicodedata.category(char) for char in words} & {"Cf", "Co", "Cs"}
        assert not any(char not in "\t\n" and unicodedata.category(char) == "Cc" for char in words)


@pytest.mark.rule("R029")
@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("identity_*.docx")), ids=lambda path: path.name)
def test_a_form_that_tells_who_the_applicant_is_tells_it_to_nobody_here(room: ReadingRoom, path: Path) -> None:
    _, shown = opened(room, path.name, path.read_bytes())
    said = " ".join(f"{paper.title} {words_of(paper)} {' '.join(paper.hidden)}" for paper in shown.papers).casefold()
    assert "bedrooms" in said
    assert not [each for each in TELLING if each in said]


def test_what_is_too_long_for_a_page_goes_on_on_pages_of_its_own(room: ReadingRoom) -> None:
    lines = "\n".join(f"Line {number} of many, with words that go on & on for <b>a while</b>" for number in range(3_000))
    _, shown = opened(room, "long.txt", lines.encode())
    paper = shown.papers[1]
    assert paper.notes, "its end is not even kept"
    seen: list[str] = []
    begin = 0
    while True:
        (part,) = shown_papers([paper], PANEL_OCTETS, begin)
        seen += [word.text for block in part.blocks for line in block.lines for word in line]
        if not part.goes_on_at:
            break
        assert part.goes_on_at > begin
        begin = part.goes_on_at
    assert seen == [run.text for run in runs_of(paper)]
