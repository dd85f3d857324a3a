"""The first samples of the shelf (tests/support/make_forms.py), as papers: their files are written there, their truth here."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.make_forms import LAYOUTS, TRAPS, Sample, samples
from tests.support.shelf.paper import Paper


def first_papers() -> Iterator[Paper]:
    open_keys = {f"trap_{name}": left_blank for name, _, _, _, left_blank in TRAPS}
    for sample in samples():
        yield Paper(
            name=sample.name,
            kind=sample.kind,
            format="docx",
            layout=_layout(sample),
            data=sample.data,
            truth=sample.truth,
            doubted=sorted(sample.doubted),
            missing=_missing(sample, open_keys.get(sample.name, ())),
            clean=sample.clean,
            identity=sample.identity,
        )


def _layout(sample: Sample) -> str:
    return next((layout for layout in LAYOUTS if sample.name.endswith(layout)), "two_column")


def _missing(sample: Sample, left_open: tuple[str, ...]) -> tuple[str, ...]:
    """Trap's untouched answers; and two small forms leave out what their form requires."""
    return (*left_open, *{"declined_at_cap": ("acknowledges_owing",), "two_references": ("reply_by",)}.get(sample.name, ()))
