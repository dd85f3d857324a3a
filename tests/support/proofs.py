"""The figures of the proofs: each proof writes its own to build/proofs, and the run ends with a table of them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "build" / "proofs"
SEED = int(os.environ.get("RECIPROCAL_SEED", "20261130"))  # of every dice in the proofs: the same seed throws the same
SHARE = float(os.environ.get("RECIPROCAL_SHARE", "1"))  # of the points of a proof, for whoever has no time for all of them
STARTED = time.time()  # figures of an earlier run are not shown as this one's


def figures(name: str, **numbers: float | str) -> None:
    """Notes what a proof measured. Processes of one run may write side by side: each proof has a file of its own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = FOLDER / f".{name}.tmp"
    unfinished.write_text(json.dumps(numbers, indent=1) + "\n")
    unfinished.replace(FOLDER / f"{name}.json")


def table() -> Iterator[str]:
    """A line for each proof that this run has measured; nothing if there was none."""
    for file in sorted(FOLDER.glob("*.json")):
        if file.stat().st_mtime >= STARTED:
            numbers = json.loads(file.read_text())
            said = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in numbers.items())
            yield f"{file.stem}: {said}"
