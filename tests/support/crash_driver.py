"""Runs the line in forked children that die by kill -9 at a chosen point, without paying for a new interpreter each time.

Reads commands from standard input, one a line: `HOME N`. A child of this process then runs the line of HOME's configuration once
and kills itself after its N-th point (0: never). A point is a commit, a hand-over of a letter before its outcome is
noted, or a mail filed away. Answers `killed` or `ended POINTS`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from ingest.folder import DirectoryMailbox
from outbox.smtp import Post
from parsing.read import read
from scheme.agreement import load as load_scheme
from scheme.agreement import shipped
from service import daemon, opening
from service.config import load
from service.reader_tasks import warm_up
from store.engine import Store, Tx

points = 0
die_at = 0


def passed() -> None:
    """One more point lies behind us; kill -9 if it was the chosen one."""
    global points  # noqa: PLW0603 - a forked child counts for itself alone
    points += 1
    if points == die_at:
        os.kill(os.getpid(), signal.SIGKILL)


def after(deed: Callable[..., Any]) -> Callable[..., Any]:
    def done(*args: Any, **kwargs: Any) -> Any:
        outcome = deed(*args, **kwargs)
        passed()
        return outcome

    return done


@contextmanager
def counted_begin(store: Store) -> Iterator[Tx]:
    with store.writer.begin() as tx:
        yield tx
    passed()


def run(home: Path) -> str:
    """The line of a configuration, once; gives what troubled it."""
    config = home / "reciprocal.toml"
    settings = load(config, {})
    store = opening.open_the_store(config, settings)
    scheme = opening.scheme_with_register(settings, store)
    trusted = settings.mailbox.trusted_authserv_ids
    line = opening.line(settings, store, scheme, partial(read, scheme=scheme, trusted_authserv_ids=trusted))
    Store.begin = counted_begin  # type: ignore[method-assign, assignment]  # only in this child, and only to count
    Post.send = after(Post.send)  # type: ignore[method-assign]  # as above
    DirectoryMailbox.file_away = after(DirectoryMailbox.file_away)  # type: ignore[method-assign]  # as above
    return daemon.run_once(replace(line, now=clock_of(home) or line.now))


def clock_of(home: Path) -> Callable[[], datetime] | None:
    """The moment that the region's file `now` names, if it has one: so that a story may take days."""
    moment = home / "now"
    return (lambda: datetime.fromisoformat(moment.read_text())) if moment.exists() else None


def main() -> None:
    global die_at  # noqa: PLW0603 - set before the fork, read in the child
    warm_up(load_scheme(shipped("pan_london")))  # what every reading makes at first use is made once, before the forks
    for command in sys.stdin:
        home, _, number = command.strip().rpartition(" ")
        die_at = int(number)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            trouble = run(Path(home))
            os.write(writing, f"ended {points} {trouble}".strip().encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        said = os.read(reading, 4096).decode()
        os.close(reading)
        sys.stdout.write((said or ("killed" if os.WIFSIGNALED(status) else f"failed {status}")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
