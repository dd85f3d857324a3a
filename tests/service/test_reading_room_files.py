"""Every kind of file is read in the room as it is outside: the jail takes nothing from a reading (F31, reliability §6)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

import pypdfium2
import pytest

from ingest.message import Place, RawMessage
from parsing.files import open_document
from parsing.local_workshop import HERE
from parsing.read import read, read_file
from parsing.readings import Mail, RequestForm, Unreadable
from parsing.workshop import NotMade, SeenWord
from scheme.agreement import load, shipped
from service import reading_room
from service.reading_room import ReadingRoom
from tests.parsing.test_locked_file import locked_word, locked_zip
from tests.support import pdf_maker, word_maker
from tests.support.cast import START
from tests.support.foreign_programs import need, saved_as
from tests.support.ole_maker import saved_message, winmail
from tests.support.papers import request_form, with_attachments
from tests.support.scan_maker import scanned, scanned_pdf, scanned_tiff

SCHEME = load(shipped("pan_london"))
FORM = request_form()
PASSWORD = "swift blue"
FILLER = bytes(value * value % 251 ^ value * 7 % 256 for value in range(9000))  # a locked file has to be of some size


@dataclass(frozen=True, kw_only=True)
class OnceOnly:
    """The real workshop, which does the same work once: the second reading of a file finds it done."""

    done: dict[tuple[str, ...], object] = field(default_factory=dict)

    def as_word_file(self, data: bytes, kind: str) -> bytes | NotMade:
        made = self._once(("word", kind, hashlib.sha256(data).hexdigest()), lambda: HERE.as_word_file(data, kind))
        assert isinstance(made, bytes | NotMade)
        return made

    def words_in_picture(self, picture: bytes) -> tuple[SeenWord, ...] | NotMade:
        seen = self._once(("seen", hashlib.sha256(picture).hexdigest()), lambda: HERE.words_in_picture(picture))
        assert isinstance(seen, tuple | NotMade)
        return seen

    def _once(self, key: tuple[str, ...], work: Callable[[], object]) -> object:
        if key not in self.done:
            self.done[key] = work()
        return self.done[key]


@dataclass(frozen=True, kw_only=True)
class NoWords:
    """Sees nothing, at once: for what is about the pages and not about the words on them."""

    def as_word_file(self, data: bytes, kind: str) -> bytes | NotMade:
        return NotMade(why=f"No {kind} of {len(data)} octets is turned here.")

    def words_in_picture(self, picture: bytes) -> tuple[SeenWord, ...] | NotMade:
        wide = len(picture) and 400
        return tuple(
            SeenWord(text=word, left=wide + at * 200, top=300, right=wide + at * 200 + 150, bottom=330, line=1, sure=95)
            for at, word in enumerate(("Property", "request", "form", "Pets", "Bedrooms", "needed"))
        )


WORKSHOP = OnceOnly()


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=WORKSHOP) as opened:
        yield opened


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """The same form in every kind."""
    need("tesseract")
    printed = saved_as({"form": FORM}, "pdf")["form"]
    old = {kind: saved_as({"form": FORM}, kind)["form"] for kind in ("doc", "odt", "rtf", "fodt")}
    picture = scanned(printed)
    padded = word_maker.package({**word_maker.unpacked(FORM), "word/media/filler.bin": FILLER})
    return {
        "form.docm": FORM,
        **{f"form.{kind}": data for kind, data in old.items()},
        "form.pdf": printed,
        "fillable.pdf": pdf_maker.form_pdf([("Pets", "No"), ("Bedrooms needed", "2")]),
        "scan.pdf": scanned_pdf(printed),
        "scan.png": picture,
        "scan.jpg": scanned(printed, noise=6, tilt=0.7, kind="JPEG"),
        "scan.tiff": scanned_tiff([printed]),
        "forms.zip": word_maker.package({"a.docx": FORM, "b.odt": old["odt"], "c.png": picture}),
        "mail.msg": saved_message(papers={"form.docx": FORM, "form.rtf": old["rtf"]}),
        "winmail.dat": winmail({"form.docx": FORM}),
        "locked.docx": locked_word(padded, PASSWORD),
        "locked.pdf": pdf_maker.encrypted(printed, PASSWORD),
        "locked scan.pdf": pdf_maker.encrypted(scanned_pdf(printed), PASSWORD),
        "locked.zip": locked_zip({"form.docx": FORM}, PASSWORD.encode()),
    }


KINDS = (
    "form.docm", "form.doc", "form.odt", "form.rtf", "form.fodt", "form.pdf", "fillable.pdf", "scan.pdf", "scan.png",
    "scan.jpg", "scan.tiff", "forms.zip", "mail.msg", "winmail.dat", "locked.docx", "locked.pdf", "locked scan.pdf", "locked.zip",
)  # fmt: skip


def outside(name: str, data: bytes, password: str = "") -> Mail:
    return read_file(name, data, SCHEME, opener=partial(open_document, workshop=WORKSHOP, password=password))


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_every_kind_says_inside_what_it_says_outside(room: ReadingRoom, files: Mapping[str, bytes], name: str) -> None:
    password = PASSWORD if name.startswith("locked") else ""
    inside = room.read_file(name, files[name], password)
    assert inside == outside(name, files[name], password)
    assert inside.readings
    assert not any("Reading it" in getattr(reading, "why", "") for reading in inside.readings)


@pytest.mark.parametrize("name", [name for name in KINDS if name.startswith("locked")])
def test_a_locked_file_asks_for_its_password_inside_as_well(room: ReadingRoom, files: Mapping[str, bytes], name: str) -> None:
    (asked,) = room.read_file(name, files[name]).readings
    assert isinstance(asked, Unreadable)
    assert asked.needs == "password"


def test_a_mail_with_all_of_them_attached_is_read_inside_as_outside(room: ReadingRoom, files: Mapping[str, bytes]) -> None:
    mail = RawMessage(data=with_attachments(*files.items()), place=Place(account="test"), arrived_at=START)
    inside = room.read(mail)
    assert inside == read(mail, SCHEME, opener=partial(open_document, workshop=WORKSHOP))
    assert sum(isinstance(reading, RequestForm) for reading in inside.readings) >= 8


def many_pages(count: int) -> bytes:
    page = pypdfium2.PdfDocument(scanned_pdf(pdf_maker.form_pdf([("Pets", "No")]), dots=60))
    whole = pypdfium2.PdfDocument.new()
    for _ in range(count):
        whole.import_pages(page)
    made = io.BytesIO()
    whole.save(made)
    return bytes(made.getvalue())


def test_a_scan_of_more_pages_than_one_child_has_time_for_is_read_to_its_end() -> None:
    """Each page has a child of its own, which may use ten seconds; twelve pages take more than that together."""
    with ReadingRoom(SCHEME, (), workshop=NoWords()) as room:
        mail = room.read_file("scan.pdf", many_pages(12))
    assert not any("Reading it" in getattr(reading, "why", "") for reading in mail.readings)
    assert mail.readings


def test_more_pages_of_pictures_than_any_mail_has_are_left_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "PAGES_A_MAIL", 2)
    with ReadingRoom(SCHEME, (), workshop=NoWords()) as room:
        (left,) = room.read_file("scan.pdf", many_pages(3)).readings
    assert isinstance(left, Unreadable)
    assert "more than 2 pages of pictures" in left.why


def test_a_mail_that_keeps_the_workshop_too_long_is_left_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "WORKSHOP_SECONDS", -1.0)
    with ReadingRoom(SCHEME, (), workshop=NoWords()) as room:
        (left,) = room.read_file("scan.pdf", many_pages(1)).readings
    assert isinstance(left, Unreadable)
    assert "tesseract had to do" in left.why
