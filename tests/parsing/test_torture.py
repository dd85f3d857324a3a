"""Whatever the bytes: a Mail comes out, within the limits, and never a crash (GOALS «foreign bytes», reliability §6)."""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest
from PIL import Image

from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from parsing.read import read_file
from parsing.readings import Mail, as_json
from scheme.agreement import load, shipped
from service.reading_room import ReaderFault, ReadingRoom
from store.codec import from_data, to_data
from tests.accept import SHELF, samples
from tests.support import word_maker
from tests.support.mutate import bent
from tests.support.ole_maker import ole_file, saved_message, winmail

SCHEME = load(shipped("pan_london"))
SLOW = (".jpg", ".jpeg", ".tif", ".tiff")  # pages as large as a scanner's take seconds each
BARE = LocalWorkshop(path="/nowhere")  # what holds a file is tortured here, not LibreOffice, each start of which takes seconds
CACHE: dict[str, bytes] = {}


def rarer() -> dict[str, Callable[[], bytes]]:
    """Files of the kinds that the shelf has few of."""
    form = word_maker.form_docx([("Pets", "No"), ("Bedrooms needed", "2")])
    rich = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\ffdata{\fftype1\ffres1}} Pets: {\strike Yes} No\par {\object\objemb}\par}"
    return {
        "rarer/old.doc": lambda: ole_file({"WordDocument": bytes(3000), "1Table": b"x" * 900, "ObjectPool/_1/\x03OCXNAME": b"a"}),
        "rarer/saved.msg": lambda: saved_message(subject="RE: ARC-01-26", body="Approved.", papers={"form.docx": form}),
        "rarer/winmail.dat": lambda: winmail({"form.docx": form}, body="Please find the form."),
        "rarer/rich.rtf": lambda: rich,
        "rarer/small.png": lambda: small_picture("PNG"),
        "rarer/small.tiff": lambda: small_picture("TIFF"),
        "rarer/small.jpg": lambda: small_picture("JPEG"),
    }


def small_picture(kind: str) -> bytes:
    made = io.BytesIO()
    picture = Image.new("L", (120, 90), 255)
    picture.paste(0, (20, 20, 100, 24))
    picture.save(made, kind)
    return made.getvalue()


RARER = rarer()
SOURCES = (
    *(str(path.relative_to(SHELF)) for path in samples(SHELF) if path.suffix.lower() not in SLOW and "scan" not in path.name),
    *RARER,
)
# What is drawn for each hundred cases: mails and Word files most often, as they come; every other kind often enough to be tried.
KINDS = {
    ".eml": 38,
    ".docx": 30,
    ".pdf": 14,
    ".doc": 3,
    ".rtf": 3,
    ".msg": 3,
    ".dat": 3,
    ".html": 2,
    ".txt": 2,
    ".png": 1,
    ".jpg": 1,
}
BY_KIND = {kind: tuple(name for name in SOURCES if name.lower().endswith(kind)) for kind in KINDS}


def case_of(number: int) -> tuple[str, int]:
    """The pair of sample and seed of a numbered case, the same in every run: it is all that a replay needs."""
    draw = random.Random(number)  # noqa: S311 - it must be replayed, not secret
    (kind,) = draw.choices(tuple(KINDS), tuple(KINDS.values()))
    return draw.choice(BY_KIND[kind]), draw.randrange(2**32)


def made(source: str, seed: int) -> bytes:
    """The sample, changed: the pair replays it."""
    if source not in CACHE:
        CACHE[source] = RARER[source]() if source in RARER else (SHELF / source).read_bytes()
    return bent(random.Random(seed), source, CACHE[source])  # noqa: S311 - the same reason


@pytest.mark.parametrize("tens", range(25))
def test_a_bent_document_or_mail_is_always_a_reading(tens: int) -> None:
    for number in range(10 * tens, 10 * tens + 10):
        source, seed = case_of(number)
        mail = read_file(source, made(source, seed), SCHEME, opener=partial(open_document, workshop=BARE))
        as_json(mail, source)
        assert from_data(type(mail), to_data(mail)) == mail


# What the ten thousand found: a bug told, or a reader at work for longer than any form needs.
FOUND: Mapping[str, tuple[str, int]] = {
    "saved_mail_whose_sender_is_no_address": ("rarer/saved.msg", 1647933844),
    "zip_of_a_file_without_a_name": ("rarer/winmail.dat", 1876693281),
    "paragraph_of_147000_colons": ("forms/property_request/unsure_unless.docx", 1048321934),
    "title_doubled_to_a_line_of_many_breaks": ("forms/property_request/held_043.docx", 2295206938),
    "line_of_many_breaks_in_a_change": ("forms/change/held_003.docx", 2434953303),
}


@pytest.fixture(scope="module")
def hurried() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=BARE, tasks="tests.support.hurried_reader") as opened:
        yield opened


@pytest.mark.parametrize("name", FOUND)
def test_what_the_ten_thousand_found_is_read_within_half_the_limits(hurried: ReadingRoom, name: str) -> None:
    source, seed = FOUND[name]
    mail = hurried.read_file(source, made(source, seed))
    assert not overrun(mail)
    assert mail.readings


def overrun(mail: Mail) -> bool:
    """Whether a child that read it, or a paper of it, was ended by its limits."""
    return any("Reading it" in why for why in (mail.unreadable, *(getattr(reading, "why", "") for reading in mail.readings)))


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=BARE) as opened:
        yield opened


TEN_THOUSAND = 10_000


@pytest.mark.proof
def test_ten_thousand_bent_documents_and_mails_are_read_within_the_limits(
    room: ReadingRoom, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the reading room itself: no child is ever killed, no bug is ever told."""
    broke: list[str] = []
    read_so: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(TEN_THOUSAND):
        source, seed = case_of(number)
        read_so[source.rpartition(".")[2]] += 1
        fails: bool | str
        try:
            fails = overrun(room.read_file(source, made(source, seed)))
        except ReaderFault as fault:
            fails = str(fault).strip().splitlines()[-1]
        if fails:
            broke.append(f"{source} with seed {seed} {fails if isinstance(fails, str) else ''}".strip())
        if (number + 1) % 500 == 0:
            with capsys.disabled():
                pace = (number + 1) / (time.monotonic() - began)
                said = f"{number + 1:,} bent files read, {pace:.0f} a second; overran or broke: {len(broke)} {broke[-3:]}"
                print(f"\n{said}", end="", flush=True)  # noqa: T201 - a proof of minutes tells how far it is
    assert read_so.total() >= TEN_THOUSAND
    assert not broke, (broke, read_so)
