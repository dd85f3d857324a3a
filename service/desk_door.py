"""The desk of a configuration: served alone, or beside the daemon. That it cannot be served never stops the daemon."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from desk.app import Desk
from desk.health import limits_of
from desk.server import DeskTrouble, beside
from service.config import Settings
from store.engine import Store

log = logging.getLogger("reciprocal")


def serve_alone(settings: Settings, store: Store, stopping: threading.Event) -> None:
    """Until TERM or Ctrl-C has set `stopping`. Raises DeskTrouble."""
    with beside(_desk(settings, store), settings.desk.host, settings.desk.port):
        stopping.wait()


@contextmanager
def open_beside(settings: Settings, store: Store) -> Iterator[None]:
    """For as long as the block lasts. A second daemon of the machine finds the port taken, and works all the same."""
    with ExitStack() as doors:
        try:
            port = doors.enter_context(beside(_desk(settings, store), settings.desk.host, settings.desk.port))
        except DeskTrouble as trouble:
            log.warning("%s The line goes on without it.", trouble)
        else:
            log.info("The desk answers at http://%s:%s/health.", settings.desk.host, port)
        yield


def _desk(settings: Settings, store: Store) -> Desk:
    limits = limits_of(settings.alarms.after_hours, settings.alarms.quiet_hours)
    names = (settings.desk.host, *settings.desk.names)
    return Desk(store=store, now=lambda: datetime.now(UTC), limits=limits, hosts=names)
