"""What a form asks beside what we do not know is read as before: every clean form of the shelf, bent in one place at a time.

(a) one question worded as nobody knows it, (b) one answer left out, (c) a question of no form put in between: no other
answer changes in silence, the one that is left out is blank, and what nobody knows is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.truth import truths_in
from parsing.document import Document
from parsing.files import open_document
from parsing.form import Form, Question, SharedQuestion, fill, labels_of, recognise
from parsing.forms import FORMS
from parsing.pairs import Pair, is_answered, pairs_in
from parsing.readings import Unreadable
from tests.accept import SHELF, scheme
from tests.support.bent_forms import Bent, emptied, relabelled, with_another

CLEAN = [sample for sample, truth in truths_in(SHELF / "forms") if truth.clean and not truth.is_scan]
WAYS = (relabelled, emptied, with_another)
# Answers that are read out of another question's words: bent with it.
GOES_WITH = {"rent": {"rent_period"}, "decision": {"acknowledges_owing"}, "change": {"change"}}
Way = Callable[[Document, Sequence[Pair], int], Bent | None]


def forms_in(sample: Path) -> Iterator[tuple[Document, Form, list[Pair]]]:
    for document in open_document(sample.name, sample.read_bytes()):
        if isinstance(document, Document):
            bare = replace(document, named=())
            if form := recognise(bare, FORMS, scheme()):
                yield bare, form, pairs_in(bare, labels_of(form, scheme()))


@cache
def opened(sample: Path) -> tuple[tuple[Document, Form, list[Pair]], ...]:
    return tuple(forms_in(sample))


def keys_of(pair: Pair) -> set[str]:
    match pair.question:
        case Question():
            keys = {pair.question.key}
        case SharedQuestion():
            keys = set(pair.question.keys)
        case _:
            return set()
    return keys.union(*(GOES_WITH.get(key, set()) for key in keys))


def said(document: Document, form: Form) -> Mapping[str, Any] | None:
    reading = fill(document, form, scheme())
    return None if isinstance(reading, Unreadable) else {**dict(reading.fields()), "": reading.doubts, "missing": reading.missing}


def faults(sample: Path, way: Way, places: Callable[[int], Sequence[int]]) -> Iterator[str]:
    """What a bent form says in silence that the straight one did not."""
    for document, form, pairs in opened(sample):
        straight = said(document, form)
        asking = [at for at, pair in enumerate(pairs) if keys_of(pair)]
        for place in places(len(asking)) if straight and asking else ():
            bent = way(document, pairs, asking[place])
            after = said(bent.document, form) if bent else None
            if bent and straight and after and after.keys() == straight.keys():
                yield from (f"{sample.name}: {bent.what}: {fault}" for fault in _faults(way, bent.pair, pairs, straight, after))


def _faults(way: Way, pair: Pair, pairs: Sequence[Pair], straight: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    own = keys_of(pair) if way is not with_another else set()
    fields = [key for key in straight if key not in ("", "missing")]
    for key in fields:
        before, now = straight[key], after[key]
        asked = now.doubt or (now.blank and key in after["missing"])
        if key not in own and now.value != before.value and not asked:
            yield f"{key} was {before.value!r} and is {now.value!r}"
        elif key in own and now.value not in (None, before.value):
            yield f"{key} takes {now.value!r} from elsewhere"
        elif way is emptied and key in own and now.value is not None and sum(key in keys_of(each) for each in pairs) == 1:
            yield f"{key} is {now.value!r} though nothing answers it"
    told = (
        any("does not know" in doubt for doubt in after[""])
        or any(after[key].doubt and not straight[key].doubt for key in fields)
        or set(after["missing"]) - set(straight["missing"])  # then the officer is asked for the answer
    )
    if not told and way is not emptied and (way is with_another or is_answered(pair.answer)):
        yield "nobody is told of the question that no form knows"


def test_one_place_of_every_clean_form_may_be_bent() -> None:
    """A different place of each form, and each way in turn; the proof below bends every place in every way."""
    found = [
        fault
        for number, sample in enumerate(CLEAN)
        for fault in faults(sample, WAYS[number % len(WAYS)], lambda size, at=number: [at % size, (at * 7 + 3) % size])  # type: ignore[misc]
    ]
    assert found == []


@pytest.mark.proof
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("sample", CLEAN, ids=lambda sample: sample.relative_to(SHELF).as_posix())
def test_every_place_of_every_clean_form_may_be_bent(sample: Path, way: Way) -> None:
    assert list(faults(sample, way, range)) == []


def test_the_bending_bends() -> None:
    """Each way finds most of its places: a test that bends nothing proves nothing."""
    for way in WAYS:
        tried = [way(document, pairs, 0) for sample in CLEAN[::8] for document, _, pairs in opened(sample) if pairs]
        assert sum(bent is not None for bent in tried) * 2 >= len(tried)
