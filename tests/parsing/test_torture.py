"""Whatever the bytes: a Mail comes out, within the limits, and never a crash (GOALS «foreign bytes», reliability §6)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parsing.read import read_file
from parsing.readings import as_json
from scheme.agreement import load, shipped
from service.reading_room import ReadingRoom
from store.codec import from_data, to_data
from tests.accept import SHELF, samples
from tests.support.mutate import bent

SCHEME = load(shipped("pan_london"))
NEEDS_OTHER_PROGRAMS = (".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")  # each start of those takes seconds
SOURCES = tuple(path for path in samples(SHELF) if path.suffix.lower() not in NEEDS_OTHER_PROGRAMS and "scan" not in path.name)
CACHE: dict[Path, bytes] = {}

cases = st.builds(lambda source, seed: (source, seed), st.sampled_from(SOURCES), st.integers(min_value=0, max_value=2**32 - 1))


def made(source: Path, seed: int) -> bytes:
    """The sample, changed: the pair replays it."""
    data = CACHE.setdefault(source, source.read_bytes())
    return bent(random.Random(seed), source.name, data)  # noqa: S311 - it must be replayed, not secret


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(case=cases)
def test_a_bent_document_or_mail_is_always_a_reading(case: tuple[Path, int]) -> None:
    source, seed = case
    mail = read_file(source.name, made(source, seed), SCHEME)
    as_json(mail, source.name)
    assert from_data(type(mail), to_data(mail)) == mail


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, ()) as opened:
        yield opened


@pytest.mark.proof
def test_ten_thousand_bent_documents_and_mails_are_read_within_the_limits(room: ReadingRoom) -> None:
    """In the reading room itself: no child is ever killed, no bug is ever told."""
    asked: dict[str, int] = {"read": 0, "broke": 0}
    broke: list[str] = []

    @settings(
        max_examples=10_000,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def read_one(case: tuple[Path, int]) -> None:
        source, seed = case
        mail = room.read_file(source.name, made(source, seed))
        asked["read"] += 1
        sentences = (mail.unreadable, *(getattr(reading, "why", "") for reading in mail.readings))
        if any("Reading it " in sentence for sentence in sentences):
            broke.append(f"{source.relative_to(SHELF)} with seed {seed}")

    read_one()
    print(f"\n{asked['read']} bent documents and mails read; {len(broke)} overran the limits: {broke[:20]}")  # noqa: T201 - a proof prints its figures
    assert asked["read"] >= 10_000
    assert not broke
