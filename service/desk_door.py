"""The desk of a configuration: served alone, or beside the daemon. That it cannot be served never stops the daemon."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from desk.health import limits_of
from desk.office import Desk, Services
from desk.provider import Provider
from desk.sealed import Sealer
from desk.server import DeskTrouble, beside
from outbox.journal import Journal
from parsing.readings import Mail
from service import opening
from service.behind_the_desk import Behind
from service.config import Settings
from service.desk_answering import LineAnswering
from service.desk_day import DeskDays
from service.desk_key import held_key
from service.desk_papers import RoomPapers
from service.desk_post import LetterActs
from service.desk_pot import LedgerActs
from service.desk_register import RegisterBook
from service.line import Line
from store.engine import Store

log = logging.getLogger("reciprocal")


def serve_alone(settings: Settings, store: Store, stopping: threading.Event) -> None:
    """Until TERM or Ctrl-C has set `stopping`. Raises DeskTrouble."""
    with beside(desk_of(settings, store), settings.desk.host, settings.desk.port):
        stopping.wait()


@contextmanager
def open_beside(settings: Settings, store: Store) -> Iterator[None]:
    """For as long as the block lasts. A second daemon of the machine finds the port taken, and works all the same."""
    with ExitStack() as doors:
        try:
            port = doors.enter_context(beside(desk_of(settings, store), settings.desk.host, settings.desk.port))
        except DeskTrouble as trouble:
            log.warning("%s The line goes on without it.", trouble)
        else:
            log.info("The desk answers at http://%s:%s/.", settings.desk.host, port)
        yield


def desk_of(settings: Settings, store: Store) -> Desk:
    """Raises DeskTrouble if the key that seals what signs people in cannot be had."""
    limits = limits_of(settings.alarms.after_hours, settings.alarms.quiet_hours)
    names = (settings.desk.host, *settings.desk.names, *filter(None, (urlsplit(settings.desk.address).hostname,)))
    return Desk(
        store=store,
        now=lambda: datetime.now(UTC),
        limits=limits,
        hosts=names,
        origin=settings.desk.address.rstrip("/"),
        sealer=Sealer(held_key(settings.desk.key_file)),
        provider=_provider(settings),
        idle=timedelta(minutes=settings.desk.idle_minutes),
        services=services(_behind(settings, store)),
    )


def _provider(settings: Settings) -> Provider | None:
    if settings.desk.oidc is None:
        return None
    from service.desk_provider import OpenIdProvider

    return OpenIdProvider(settings.desk.oidc, now=lambda: datetime.now(UTC))


def services(behind: Behind) -> Services:
    return Services(
        scheme=behind.scheme,
        answering=LineAnswering(behind),
        papers=RoomPapers(behind),
        pot=LedgerActs(behind),
        post=LetterActs(behind),
        register=RegisterBook(behind),
        day=DeskDays(behind),
        zone=behind.place.local,
    )


def _behind(settings: Settings, store: Store) -> Behind:
    def line() -> Line:
        return opening.line(settings, store, opening.scheme_with_register(settings, store), lambda _: Mail())

    return Behind(
        store=store,
        line=line,
        open_room=lambda scheme: opening.reading_room(settings, scheme),
        now=lambda: datetime.now(UTC),
        journal=Journal(settings.outbox.journal),
        place=opening.morning(settings).place,
        done_folder=settings.mailbox.done_folder,
        undo=timedelta(seconds=settings.desk.undo_seconds),
    )
