"""TERM and Ctrl-C as an event that whoever works may look at."""

from __future__ import annotations

import signal
import sys
import threading


def when_told() -> threading.Event:
    """Set once this process is asked to stop. Called in the main thread."""
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        # never set() here: the main thread may hold the event's own lock in this very moment, and would wait for itself
        signal.signal(name, lambda *_: threading.Thread(target=stopping.set).start())
    return stopping


def end_in_good_order() -> None:
    """For a command that has children: TERM ends it as Ctrl-C does, so that whatever it started ends with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
