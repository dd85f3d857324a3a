"""Whatever the bytes: a Mail comes out, within the limits, and never a crash (GOALS «foreign bytes», reliability §6)."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from parsing.read import read_file
from parsing.readings import as_json
from scheme.agreement import load, shipped
from service.reading_room import ReadingRoom
from store.codec import from_data, to_data
from tests.accept import SHELF, samples
from tests.support import word_maker
from tests.support.mutate import bent
from tests.support.ole_maker import ole_file, saved_message, winmail

SCHEME = load(shipped("pan_london"))
SLOW = (".jpg", ".jpeg", ".tif", ".tiff")  # pages as large as a scanner's take seconds each
ODD = 12  # how often each of the few files of a rarer kind stands among the many of the common kinds
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
    *[name for name in RARER for _ in range(2 if "small" in name else ODD)],
)

# The same cases in every run, and none of them shrunk: the pair of sample and seed is all that a replay needs.
replayed = partial(
    settings,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)

cases = st.builds(lambda source, seed: (source, seed), st.sampled_from(SOURCES), st.integers(min_value=0, max_value=2**32 - 1))


def made(source: str, seed: int) -> bytes:
    """The sample, changed: the pair replays it."""
    if source not in CACHE:
        CACHE[source] = RARER[source]() if source in RARER else (SHELF / source).read_bytes()
    return bent(random.Random(seed), source, CACHE[source])  # noqa: S311 - it must be replayed, not secret


@replayed(max_examples=250)
@given(case=cases)
def test_a_bent_document_or_mail_is_always_a_reading(case: tuple[str, int]) -> None:
    source, seed = case
    mail = read_file(source, made(source, seed), SCHEME, opener=partial(open_document, workshop=BARE))
    as_json(mail, source)
    assert from_data(type(mail), to_data(mail)) == mail


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=BARE) as opened:
        yield opened


@pytest.mark.proof
def test_ten_thousand_bent_documents_and_mails_are_read_within_the_limits(room: ReadingRoom) -> None:
    """In the reading room itself: no child is ever killed, no bug is ever told."""
    read_in_all = 0
    broke: list[str] = []

    @replayed(max_examples=10_000)
    @given(case=cases)
    def read_one(case: tuple[str, int]) -> None:
        nonlocal read_in_all
        source, seed = case
        mail = room.read_file(source, made(source, seed))
        read_in_all += 1
        sentences = (mail.unreadable, *(getattr(reading, "why", "") for reading in mail.readings))
        if any("Reading it " in sentence for sentence in sentences):
            broke.append(f"{source} with seed {seed}")

    read_one()
    print(f"\n{read_in_all} bent documents and mails read; {len(broke)} overran the limits: {broke[:20]}")  # noqa: T201 - a proof prints its figures
    assert read_in_all >= 10_000
    assert not broke
