"""The desk of a configuration: served alone, or beside the daemon. That it cannot be served never stops the daemon."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from desk.app import Desk
from desk.server import DeskTrouble, beside, serve
from service.alarms import limits_of
from service.config import Settings
from store.engine import Store

log = logging.getLogger("reciprocal")


def serve_alone(settings: Settings, store: Store) -> None:
    """Until TERM or Ctrl-C. Raises DeskTrouble."""
    serve(_desk(settings, store), settings.desk.host, settings.desk.port)


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
    names = (settings.desk.host, *settings.desk.names)
    return Desk(store=store, now=lambda: datetime.now(UTC), limits=limits_of(settings.alarms), hosts=names)
