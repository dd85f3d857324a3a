"""Papers are opened beside the pages, in a child of the reading room, and kept for a while in memory alone (issue 6, item 1)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.papers import Opened
from ingest.message import Place, RawMessage
from matching.decision import Question
from outbox.journal import Journal
from parsing.field import Field, Where
from parsing.readings import LandlordDecision, Mail, PropertyOffer
from scheme.agreement import Scheme
from service.behind_the_desk import Behind
from service.desk_papers import RoomPapers
from service.reading_room import ReadingRoom
from store import messages, questions
from store.engine import Store, open_store
from store.schema import Way
from tests.support.brought import brought, opened, runs_of, words_of
from tests.support.fresh import fresh_store
from tests.support.lines import a_line
from tests.support.papers import approval, offer, request_form, request_mail, with_attachments

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TAKEN_OVER = "tests.support.misbehaving_reader"


def no_mailbox() -> object:
    raise AssertionError("papers are opened from the store")


def room_of(scheme: Scheme, tasks: str = "service.reader_tasks") -> ReadingRoom:
    return ReadingRoom(scheme, (), tasks=tasks, seconds_a_child=10)


def papers_of(store: Store, folder: Path, open_room: Callable[[Scheme], ReadingRoom] = room_of, **limits: float) -> RoomPapers:
    line = a_line(store, no_mailbox, folder, lambda: NOW)
    behind = Behind(store=store, line=lambda: line, open_room=open_room, now=lambda: NOW, journal=Journal(folder / "journal"))
    kept, most = limits.get("kept_seconds", 3600.0), int(limits.get("most_kept", 40))
    return RoomPapers(behind, kept_seconds=kept, most_kept=most)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(fresh_store(tmp_path_factory.mktemp("papers") / "store.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def papers(store: Store, tmp_path_factory: pytest.TempPathFactory) -> RoomPapers:
    return papers_of(store, tmp_path_factory.mktemp("letters"))


def test_a_page_never_waits_and_is_told_to_ask_again(store: Store, papers: RoomPapers) -> None:
    number = brought(store, request_mail(request_form()))
    began = time.monotonic()
    assert papers.of_message(number) is None
    assert papers.picture(number, 1, 1) is None
    assert time.monotonic() - began < 0.5
    found = opened(papers, number)
    assert [paper.title for paper in found.papers] == ["The mail", "Property request.docx"]
    assert papers.of_message(number) == found, "it is kept"


def test_the_marks_are_those_of_the_reading_that_is_asked_about(store: Store, papers: RoomPapers) -> None:
    number = brought(store, request_mail(request_form()))
    form = opened(papers, number, 0).papers[1]
    assert {key for run in runs_of(form) for key in run.keys} >= {"bedrooms_needed", "officer_email"}
    another = opened(papers, number, 7).papers[1]
    assert not any(run.keys for run in runs_of(another))
    assert words_of(another).split() == words_of(form).split()


def test_what_somebody_waits_for_is_opened_before_what_is_only_expected(store: Store, tmp_path: Path) -> None:
    begun = threading.Event()
    order: list[int] = []

    class Slow(ReadingRoom):
        def show(self, name: str, data: bytes, kept: Mail, *, is_mail: bool):  # type: ignore[no-untyped-def]  # as it is there
            begun.wait(10)
            order.append(int(kept.subject.split("-")[1]))
            return super().show(name, data, kept, is_mail=is_mail)

    papers = papers_of(store, tmp_path, lambda scheme: Slow(scheme, ()))
    numbers = [brought(store, approval(f"ARC-0{each}-26", number=70 + each)) for each in range(1, 5)]
    papers.warm(numbers[:3])
    papers.warm(numbers[:3])
    assert papers.of_message(numbers[3]) is None
    begun.set()
    opened(papers, numbers[3])
    for number in numbers[:3]:
        opened(papers, number)
    assert order.index(4) <= 1, "at most the one that had been begun came first"
    assert sorted(order) == [1, 2, 3, 4], "each is opened once"


def test_what_was_opened_is_forgotten_after_its_time_and_beyond_its_number(store: Store, tmp_path: Path) -> None:
    numbers = [brought(store, approval(f"ARC-0{each}-26", number=80 + each)) for each in range(1, 4)]
    few = papers_of(store, tmp_path, kept_seconds=3.0, most_kept=2)
    for number in numbers:
        opened(few, number)
    assert few.of_message(numbers[2]) is not None
    assert few.of_message(numbers[0]) is None, "there are three, and two are kept"
    time.sleep(3.1)
    assert few.of_message(numbers[2]) is None


def test_a_reader_that_breaks_is_a_sentence_and_the_next_mail_is_opened(store: Store, tmp_path: Path) -> None:
    papers = papers_of(store, tmp_path, lambda scheme: room_of(scheme, TAKEN_OVER))
    fatal = brought(store, with_attachments(("form.docx", b"fatal"), number=61))
    bug = brought(store, with_attachments(("form.docx", b"bug"), number=62))
    good = brought(store, approval("ARC-61-26", number=63))
    assert "broke the reader" in opened(papers, fatal).papers[1].why_not
    found = opened(papers, bug)
    assert not found.papers
    assert found.why_not.startswith("The desk could not open it: the reader broke down at it.")
    assert opened(papers, good).papers


def test_two_pages_at_once_open_a_mail_once(store: Store, papers: RoomPapers) -> None:
    number = brought(store, approval("ARC-01-26"))
    found: list[Opened] = []
    pages = [threading.Thread(target=lambda: found.append(opened(papers, number))) for _ in range(8)]
    for page in pages:
        page.start()
    for page in pages:
        page.join()
    assert len(found) == 8
    assert all(each == found[0] for each in found)


def test_of_two_forms_with_one_name_each_has_its_own_marks(store: Store, papers: RoomPapers) -> None:
    forms = [("form.docx", request_form(**{"Bedrooms requested": size})) for size in ("2", "3")]
    number = brought(store, with_attachments(*forms, number=65))
    for reading, size in ((0, "2"), (1, "3")):
        marked = [
            (paper.number, run.text)
            for paper in opened(papers, number, reading).papers
            for run in runs_of(paper)
            if "bedrooms_needed" in run.keys
        ]
        assert marked == [(reading + 1, size)]


def question_about(store: Store, message: int) -> str:
    asked = Question(kind="unreadable", why="It is locked.")
    return store.write(lambda tx: questions.ask(tx, asked, cause=str(message), message=message, reading=0, now=NOW)) or ""


def test_a_file_that_was_handed_in_is_shown_by_itself(store: Store, papers: RoomPapers) -> None:
    asked = question_about(store, brought(store, approval("ARC-01-26")))
    mail = Mail()
    data = request_form()
    number = store.write(lambda tx: messages.add_handed_in(tx, asked, "opened.docx", data, mail, "Cora Wells", NOW))
    (paper,) = opened(papers, number).papers
    assert paper.title == "opened.docx"
    assert "Bedrooms requested" in words_of(paper)
    assert papers.original(number) == data


def test_a_second_reading_shows_the_papers_of_the_first_with_its_own_marks(store: Store, papers: RoomPapers) -> None:
    data = approval("ARC-64-26", number=64)
    first = brought(store, data)
    where = Where(source="message", line=3)
    said = LandlordDecision(decision=Field(value="approve", quote="Approved from our side", where=where))
    asked = question_about(store, first)
    again = store.write(
        lambda tx: messages.add_answer(tx, asked, Mail(readings=(said,)), "Cora Wells", "", NOW, way=Way.READ_AGAIN)
    )
    assert again is not None
    (paper,) = opened(papers, again, 0).papers
    assert [run.text for run in runs_of(paper) if "decision" in run.keys] == ["Approved from our side,"]
    assert papers.original(again) == data


def test_what_was_entered_at_the_desk_is_shown_as_she_entered_it(store: Store, papers: RoomPapers) -> None:
    said = LandlordDecision(decision=Field(value="approve", quote="approve"), reference=Field(value="ARC-01-26", quote="x"))
    number = store.write(lambda tx: messages.add_word(tx, Mail(readings=(said,)), "Cora Wells", "she telephoned", NOW))
    (paper,) = opened(papers, number, 0).papers
    assert paper.title == "Entered at the desk"
    assert "Cora Wells" in words_of(paper)
    assert "she telephoned" in words_of(paper)
    assert [run.text for run in runs_of(paper) if "reference" in run.keys] == ["ARC-01-26"]
    assert papers.original(number) is None


def test_a_mail_of_which_only_the_head_was_fetched_says_so(store: Store, papers: RoomPapers) -> None:
    raw = RawMessage(
        data=b"From: a@b.example\r\n\r\n", place=Place(account="x", uidvalidity=1, uid=9), arrived_at=NOW, size=99_000_000,
        left_on_server="The mail is too large to be fetched.",
    )  # fmt: skip
    number = store.write(lambda tx: messages.keep(tx, raw, NOW)).id
    assert opened(papers, number).why_not == "The mail is too large to be fetched."
    assert papers.original(number) is None


@pytest.mark.rule("R029")
def test_an_offered_homes_address_is_covered_in_the_mail_that_offers_it(store: Store, papers: RoomPapers) -> None:
    words = "We can offer a 2 bed flat at 14 Rowan Court, Camden for this household. The keys are at 14 Rowan Court."
    number = brought(store, offer("ARC-01-26", words=words))
    with store.read() as tx:
        (said,) = (messages.load(tx, number).mail or Mail()).readings
    assert isinstance(said, PropertyOffer)
    assert said.address.value, "else there is nothing to be covered"
    (paper,) = opened(papers, number, 0).papers
    assert "Rowan" not in words_of(paper)
    assert "The keys are at" in words_of(paper)
    assert "2 bed flat" in words_of(paper)
