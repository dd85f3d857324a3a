"""How well the readers read: `python -m bench.reading [DIRECTORY …] [--list] [--json]` (`make bench-reading`).

Every file with a truth file beside it (`<case>.truth.json`, tests/samples/README.md) is read and judged. Without a directory:
the shelf of the tests. Exit status 1 when a value was given in silence that nobody meant.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.truth import Judged, Truth, judged, truths_in
from parsing.read import read_file
from scheme.agreement import Scheme, load, shipped

SHELF = Path(__file__).parent.parent / "tests" / "samples"
TRUSTED = ("mx.reciprocal.example",)
ROUNDS = 5
TIMED = 25  # Word files in each round


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The table's row for one format, or for all."""

    format: str
    files: int
    kinds_right: int
    clear: int
    right: int
    silent: int
    dangerous: int
    cautious: int
    lost: int
    clean: int
    straight: int
    proposed: int
    proposed_right: int


def summed(name: str, results: Sequence[Judged]) -> Sum:
    errors = [error for each in results for error in each.silent]
    return Sum(
        format=name,
        files=len(results),
        kinds_right=sum(each.kind_right for each in results),
        clear=sum(each.clear for each in results),
        right=sum(each.right for each in results),
        silent=len(errors),
        dangerous=sum(error.dangerous for error in errors),
        cautious=sum(len(each.cautious) for each in results),
        lost=sum(len(each.lost) for each in results),
        clean=sum(each.straight is not None for each in results),
        straight=sum(each.straight is True for each in results),
        proposed=sum(each.proposed for each in results),
        proposed_right=sum(each.proposed_right for each in results),
    )


def sums(results: Sequence[Judged]) -> list[Sum]:
    formats = sorted({each.format for each in results})
    return [*(summed(name, [each for each in results if each.format == name]) for name in formats), summed("in all", results)]


def read_and_judge(sample: Path, truth: Truth, scheme: Scheme, shelf: Path) -> Judged:
    mail = read_file(sample.name, sample.read_bytes(), scheme, trusted_authserv_ids=TRUSTED)
    return judged(sample.relative_to(shelf).as_posix(), mail, truth)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument(
        "directory", nargs="*", type=Path, help="files with truth files beside them; the tests' shelf if none is named"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the tables")
    parser.add_argument("--list", action="store_true", help="every needless doubt and every lost answer too")
    asked = parser.parse_args(arguments)
    scheme = load(shipped("pan_london"))
    folders = asked.directory or [SHELF]
    waiting = [(sample, truth, folder) for folder in folders for sample, truth in truths_in(folder)]
    if not waiting:
        sys.stderr.write(f"no truth files in {', '.join(map(str, folders))}\n")
        return 2
    progress = track(waiting, description="reading", console=Console(stderr=True), transient=True)
    results = [read_and_judge(sample, truth, scheme, folder) for sample, truth, folder in progress]
    if asked.json:
        print(json.dumps(as_document(results), ensure_ascii=False, indent=1))
    else:
        show(results, everything=asked.list)
        show_pace([sample for sample, _, _ in waiting if sample.suffix == ".docx"], scheme)
    return 1 if any(each.silent for each in results) else 0


def as_document(results: Sequence[Judged]) -> dict[str, Any]:
    return {"sums": [asdict(each) for each in sums(results)], "files": [asdict(each) for each in results]}


def show(results: Sequence[Judged], *, everything: bool) -> None:
    console = Console(width=None if sys.stdout.isatty() else 150)
    table = Table(title="Reading beside the truth")
    heads = (
        "format",
        "files",
        "kind right",
        "fields right",
        "silent errors",
        "dangerous",
        "needless doubts",
        "lost",
        "straight through",
        "scan proposals",
    )
    for head in heads:
        table.add_column(head, justify="left" if head == "format" else "right")
    for each in sums(results):
        table.add_row(*_cells(each), end_section=False)
    console.print(table)
    for error in (error for each in results for error in each.silent):
        mark = "DANGEROUS " if error.dangerous else ""
        console.print(
            f"{mark}silent error: {error.file}: {error.key}: said {error.said!r}, meant {error.meant!r}",
            markup=False,
            soft_wrap=True,
        )
    for each in results:
        if not each.kind_right:
            console.print(f"wrong kind: {each.file}", markup=False, soft_wrap=True)
    if everything:
        _list(console, "needless doubt", (line for each in results for line in each.cautious))
        _list(console, "lost", (line for each in results for line in each.lost))
        _list(console, "not straight through", (each.file for each in results if each.straight is False))


def _list(console: Console, what: str, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(f"{what}: {line}", markup=False, soft_wrap=True)


def _cells(each: Sum) -> tuple[str, ...]:
    return (
        each.format,
        str(each.files),
        _share(each.kinds_right, each.files),
        _share(each.right, each.clear),
        str(each.silent),
        str(each.dangerous),
        str(each.cautious),
        str(each.lost),
        _share(each.straight, each.clean),
        _share(each.proposed_right, each.proposed),
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / whole:.1f} %" if whole else "–"


def show_pace(word_files: Sequence[Path], scheme: Scheme) -> None:
    """Our reading of Word files against the least that any reader must do: inflate them and parse their XML."""
    contents = [(path.name, path.read_bytes()) for path in word_files[:TIMED]]
    if not contents:
        return
    ratios = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for name, data in contents:
            read_file(name, data, scheme)
        between = time.perf_counter()
        for _, data in contents:
            _inflated_and_parsed(data)
        ratios.append((between - began) / (time.perf_counter() - between))
    print(f"our reading of Word files / inflating them and parsing their XML: {statistics.median(ratios):.1f} ({ROUNDS} pairs)")


def _inflated_and_parsed(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                ET.fromstring(archive.read(name))  # noqa: S314 - our own samples


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
