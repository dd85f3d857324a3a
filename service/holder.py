"""Who holds the line: one daemon at a time (F29). A second one stands by and takes over when the first is gone.

On the same machine «gone» is seen at once, because a dead process can be asked for; on another machine the lease runs out.
"""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from store import leases, outbox
from store.engine import Store, Tx

LINE = "line"
LASTS = timedelta(minutes=3)  # CONTRACT: after kill -9 a second daemon takes over within 4 minutes
RENEWED_EVERY = 45  # seconds


def this_process() -> str:
    """«machine/process id/start», so that another process with the same number is not taken for this one."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def hold(store: Store, me: str, now: datetime) -> bool:
    """Take or renew the line. Whoever takes it anew frees the letters that its dead predecessor had in hand."""
    return store.write(lambda tx: _hold(tx, me, now))


def _hold(tx: Tx, me: str, now: datetime) -> bool:
    before = leases.holder_of(tx, LINE)
    if before not in ("", me) and _is_gone(before):
        leases.give_back(tx, LINE, before, now=now)
    if not leases.take(tx, LINE, me, now=now, lasting=LASTS):
        return False
    if before != me:
        outbox.release_stale(tx, now, timedelta())
    return True


def let_go(store: Store, me: str, now: datetime) -> None:
    """At an orderly end: the next need not wait."""
    store.write(lambda tx: leases.give_back(tx, LINE, me, now=now))


def _is_gone(holder: str) -> bool:
    machine, _, process = holder.partition("/")
    number, _, started = process.partition("/")
    return machine == socket.gethostname() and _started(int(number)) != started


def _started(process: int) -> str:
    """When a process of this machine started, in the kernel's ticks since boot; empty if there is none."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""
