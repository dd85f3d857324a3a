"""`python -m tests.support.shelf [--again]`: writes the documents and truth files that are missing.

With `--again` also those that are there, if they come out the same each time. What LibreOffice and the scanner make is never
the same twice: such a file is written once and kept; to have it made anew, delete it first.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.support.shelf.first import first_papers
from tests.support.shelf.foreign import converted, photographed
from tests.support.shelf.paper import Paper, truth_path
from tests.support.shelf.whole import by_foreign_programs, by_hand, photographs


def main(arguments: Sequence[str]) -> int:
    if any(each != "--again" for each in arguments):
        sys.stderr.write("usage: python -m tests.support.shelf [--again]\n")
        return 2
    again = bool(arguments)
    for paper in by_hand():
        if again or not paper.path.exists():
            _write(paper, paper.data)
    _write_foreign()
    _write_photographs()
    for paper in (*first_papers(), *by_hand(), *by_foreign_programs(), *(paper for paper, _, _, _ in photographs())):
        truth = truth_path(paper.path)
        if again or not truth.exists():
            truth.write_text(paper.as_truth(), encoding="utf-8")
            sys.stdout.write(f"wrote {truth.name}\n")
    return 0


def _write(paper: Paper, data: bytes) -> None:
    paper.path.parent.mkdir(parents=True, exist_ok=True)
    paper.path.write_bytes(data)
    sys.stdout.write(f"wrote {paper.path.name} ({len(data) // 1024} kB)\n")


def _write_foreign() -> None:
    wanted = [paper for paper in by_foreign_programs() if not paper.path.exists()]
    for ending in sorted({paper.ending for paper in wanted}):
        group = [paper for paper in wanted if paper.ending == ending]
        for paper, data in zip(group, converted([paper.made_from for paper in group], ending), strict=True):
            _write(paper, data)


def _write_photographs() -> None:
    wanted = [each for each in photographs() if not each[0].path.exists()]
    prints = converted([paper.made_from for paper, _, _, _ in wanted], ".pdf")
    for (paper, kind, dots, turned), pdf in zip(wanted, prints, strict=True):
        _write(paper, photographed(pdf, kind=kind, dots=dots, turned=turned))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
