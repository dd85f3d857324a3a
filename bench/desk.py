"""How quick every page of the desk is with ten thousand cases in the store, and how big.

The goals: less than 50 ms of the server's time and less than 100 KB, each. Asked over real HTTP on loopback, by somebody who is
signed in, one after the other; the median of a few. What counts is the processor's time of this process, which serves and asks:
the machine may have other things to do. And a machine's speed is not the desk's: the ratio is to the bare sign-in page.
"""

from __future__ import annotations

import contextlib
import io
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.desk_store import CASES, enlarge
from store.engine import open_store
from tests.support.every_page import addresses
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import CORA, Sitting, Visitor, sitting

TIMES = 5
MOST_OF_A_PAGE = 12  # addresses of one page that are asked; the slowest is shown
MILLISECONDS, OCTETS = 50.0, 100_000
BARE = "/sign-in"
FURTHER = ("/search?q=Ashrigg", "/search?q=Quirke", "/cases?page=40", "/audit?page=40")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    address: str
    status: int
    milliseconds: float
    octets: int

    @property
    def is_fine(self) -> bool:
        return self.status == 200 and self.milliseconds < MILLISECONDS and self.octets < OCTETS


def ask(visitor: Visitor, address: str) -> Asked:
    """Once to warm up, as after the first click of a morning; then the median."""
    reply, took = visitor.get(address), []
    for _ in range(TIMES):
        began = time.process_time()
        reply = visitor.get(address)
        took.append((time.process_time() - began) * 1000)
    return Asked(address=address, status=reply.status, milliseconds=statistics.median(took), octets=len(reply.data))


def asked(desk: Sitting, known: list[str]) -> list[Asked]:
    """The slowest address of each page, and the bare page first."""
    cora = desk.visitor(CORA)
    by_page: dict[str, list[str]] = {}
    for address in known:
        parts = address.split("/")
        by_page.setdefault(f"{parts[1]} {len(parts)} {'' if len(parts) < 4 else parts[3]}", []).append(address)
    slowest = [
        max((ask(cora, address) for address in some[:MOST_OF_A_PAGE]), key=lambda each: each.milliseconds)
        for some in by_page.values()
    ]
    return [ask(desk.stranger(), BARE), *slowest, *(ask(cora, address) for address in FURTHER)]


def table(found: list[Asked]) -> str:
    bare = found[0].milliseconds
    lines = [f"{'page':<54} {'to bare':>8} {'ms':>7} {'KB':>6}"]
    for each in found:
        says = "" if each.is_fine else f"  status {each.status}" if each.status != 200 else "  TOO SLOW OR TOO BIG"
        ratio = each.milliseconds / bare
        lines.append(f"{each.address:<54} {ratio:>8.1f} {each.milliseconds:>7.1f} {each.octets / 1000:>6.1f}{says}")
    return "\n".join(lines)


@contextlib.contextmanager
def open_desk(folder: Path, *, is_large: bool) -> Iterator[Sitting]:
    """The demo's month as it is, or ten thousand cases later."""
    folder.mkdir()
    url = played_store(folder / "store.db")
    if is_large:
        enlarge(folder / "store.db")
    store = open_store(url)
    with sitting(store, folder, scheme=played_scheme(), now=AFTER) as desk:
        yield desk
    store.close()


def _in_memory() -> str | None:
    """Where no disk is waited for; None: wherever temporary files lie."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of our own is made in it


def main() -> None:
    with tempfile.TemporaryDirectory(dir=_in_memory()) as folder:
        with contextlib.redirect_stdout(io.StringIO()), open_desk(Path(folder) / "small", is_large=False) as desk:
            known = addresses(desk.desk.store, desk.visitor())
        with open_desk(Path(folder) / "large", is_large=True) as desk:
            found = asked(desk, known)
    fine = sum(each.is_fine for each in found)
    print(table(found))
    print(f"pages of the desk with {CASES} cases: {fine} of {len(found)} under {MILLISECONDS:.0f} ms and {OCTETS // 1000} KB")


if __name__ == "__main__":
    main()
