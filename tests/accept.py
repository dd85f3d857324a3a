"""Writes the expected files of new samples: `python -m tests.accept [--replace SAMPLE-OR-FOLDER …]`.

A sample is any file on the shelves below that is not JSON and not a README; beside it stands `<case>.expected.json`, what
the front door says of it. (`<case>.truth.json`, what was meant, is no business of this command.) An expected file is never
overwritten unless its sample is named after `--replace`: look at each by eye before it is kept (tests/samples/README.md).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from parsing.read import read_file
from parsing.readings import Mail, as_json
from scheme.agreement import Scheme, load, shipped

SHELF = Path(__file__).parent / "samples"
SHELVES = ("mail", "forms", "hostile")
TRUSTED = ("mx.reciprocal.example",)
ENDING = ".expected.json"


def samples(shelf: Path = SHELF) -> Iterator[Path]:
    """Every sample, in a fixed order."""
    for name in SHELVES:
        for path in sorted((shelf / name).rglob("*")):
            if _is_sample(path):
                yield path


def expected_files(shelf: Path = SHELF) -> Iterator[Path]:
    return (path for name in SHELVES for path in sorted((shelf / name).rglob(f"*{ENDING}")))


def expected_of(sample: Path) -> Path:
    """`<case>.expected.json`; where a .docx and a .pdf are one case each, the file's whole name instead of the case."""
    twins = [path for path in sample.parent.glob(f"{sample.stem}.*") if _is_sample(path) and path.stem == sample.stem]
    return sample.with_name((sample.name if len(twins) > 1 else sample.stem) + ENDING)


def _is_sample(path: Path) -> bool:
    return path.is_file() and path.suffix not in {".json", ".md"}


@cache
def scheme() -> Scheme:
    return load(shipped("pan_london"))


@cache
def mail_of(sample: Path) -> Mail:
    """What the front door says of a sample, read once for all the tests that ask."""
    return read_file(sample.name, sample.read_bytes(), scheme(), trusted_authserv_ids=TRUSTED)


def said_by(sample: Path, shelf: Path = SHELF) -> dict[str, Any]:
    """What `read` prints, and besides what a test of the sender wants to know."""
    mail = mail_of(sample)
    printed = as_json(mail, sample.relative_to(shelf).as_posix())
    return {**printed, "sender_check": mail.sender_check.value, "sender_doubt": mail.sender_doubt, "urgent": mail.urgent}


def as_text(said: dict[str, Any]) -> str:
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def accept(shelf: Path, replaced: Sequence[Path]) -> tuple[Path, ...]:
    """Writes what is missing and what was named; returns the files written."""
    again = {path.resolve() for path in replaced}
    written = []
    for sample in samples(shelf):
        expected = expected_of(sample)
        if not expected.exists() or sample.resolve() in again:
            expected.write_text(as_text(said_by(sample, shelf)), encoding="utf-8")
            written.append(expected)
    return tuple(written)


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] != "--replace":
        sys.stderr.write("usage: python -m tests.accept [--replace SAMPLE-OR-FOLDER …]\n")
        return 2
    named = [path for each in arguments[1:] for path in ([Path(each)] if not Path(each).is_dir() else Path(each).rglob("*"))]
    unknown = [path for path in named if not path.exists()]
    if unknown:
        sys.stderr.write(f"no such sample: {', '.join(map(str, unknown))}\n")
        return 2
    for written in accept(SHELF, named):
        sys.stdout.write(f"wrote {written.relative_to(SHELF)}: look at it before you keep it\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
