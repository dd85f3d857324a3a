"""Who holds the line: one daemon at a time (F29). A second one stands by and takes over when the first is gone.

On the same machine «gone» is seen at once, because a dead process can be asked for. Elsewhere a lease is outlived when its row
has not changed for LASTS by the *watcher's* steady clock: no wall clock is believed, so none that jumps can freeze the
line or give it two holders (F27). Whoever slept through its own lease finds the fence grown and does nothing more (F20).
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from service.line import LEASE, NotMine
from store import leases, outbox
from store.engine import Store, Tx

LASTS = timedelta(minutes=3)  # CONTRACT: after kill -9 a second daemon takes over within 4 minutes
RENEWED_EVERY = 45  # seconds


def this_process() -> str:
    """«machine/process id/start», so that another process with the same number is not taken for this one."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


class Holding:
    """One process's hold on the line, with what it has seen of the lease and since when."""

    def __init__(self, store: Store, me: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self.me, self._clock = store, me or this_process(), clock
        self._seen: leases.Lease | None = None
        self._seen_at = clock()
        self._renewed_at = 0.0
        self._one_at_a_time = threading.Lock()  # the watch at the mailbox and the job that renews
        self.fence = 0  # 0: this process does not hold the line

    def hold(self, now: datetime) -> bool:
        """Take or renew the line. Whoever takes it anew frees the letters that its dead predecessor had in hand."""
        with self._one_at_a_time:
            began = self._clock()
            self.fence = self._store.write(lambda tx: self._taken(tx, now)) if self._could_be_mine() else 0
            self._renewed_at = began
            return self.fence > 0

    def renew(self, now: datetime) -> bool:
        """A long turn must not let the lease run out; a process that stands by takes nothing here."""
        return bool(self.fence) and self.hold(now)

    @property
    def holds(self) -> bool:
        """As far as it knows without asking: a lease that could not be renewed for so long is another's by now."""
        return self.fence > 0 and self._clock() - self._renewed_at < LASTS.total_seconds()

    def is_mine(self, tx: Tx) -> bool:
        """Asked inside a transaction it is certain: between two writers the row stands still."""
        lease = leases.look(tx, LEASE)
        return lease is not None and self.fence > 0 and (lease.holder, lease.fence) == (self.me, self.fence)

    def my_fence(self, tx: Tx) -> int:
        """The number of this holding. Raises NotMine once it is over."""
        if not self.is_mine(tx):
            raise NotMine("Another process has taken over the line; standing by.")
        return self.fence

    def let_go(self, now: datetime) -> None:
        """At an orderly end: the next need not wait."""
        self._store.write(lambda tx: leases.give_back(tx, LEASE, self.me, now=now))
        self.fence = 0

    def _could_be_mine(self) -> bool:
        """Looked at without a writer's turn: who stands by disturbs nobody."""
        with self._store.read() as tx:
            lease = leases.look(tx, LEASE)
        return lease is None or lease.holder == self.me or self._is_over(lease)

    def _is_over(self, lease: leases.Lease) -> bool:
        if lease != self._seen:
            self._seen, self._seen_at = lease, self._clock()
        unchanged = self._clock() - self._seen_at
        return lease.holder == "" or unchanged >= LASTS.total_seconds() or _is_gone(lease.holder)

    def _taken(self, tx: Tx, now: datetime) -> int:
        """The fence, or 0 when another was quicker."""
        before = leases.look(tx, LEASE)
        others = before is not None and before.holder not in ("", self.me)
        if others and before is not None and not self._is_over(before):
            return 0
        leases.take(tx, LEASE, self.me, now=now, lasting=LASTS, even_from=before.holder if before else "")
        if before is None or before.holder != self.me:
            outbox.release_stale(tx, now, timedelta())
        return leases.fence_of(tx, LEASE)


def _is_gone(holder: str) -> bool:
    machine, _, process = holder.partition("/")
    number, _, started = process.partition("/")
    return machine == socket.gethostname() and number.isdecimal() and _started(int(number)) != started


def _started(process: int) -> str:
    """When a process of this machine started, in the kernel's ticks since boot; empty if there is none."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""
