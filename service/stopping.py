"""TERM and Ctrl-C as an event that whoever works may look at."""

from __future__ import annotations

import signal
import threading


def when_told() -> threading.Event:
    """Set once this process is asked to stop. Called in the main thread."""
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        # never set() here: the main thread may hold the event's own lock in this very moment, and would wait for itself
        signal.signal(name, lambda *_: threading.Thread(target=stopping.set).start())
    return stopping
