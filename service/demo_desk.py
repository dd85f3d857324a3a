"""The end of the tour: the coordinator's desk on the morning after the month, with the real daemon at work behind it."""

from __future__ import annotations

import secrets
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

from desk import authenticator, passwords
from desk.office import Desk
from desk.server import DeskTrouble, beside
from outbox.journal import Journal
from service import demo
from service.behind_the_desk import Behind
from service.daemon import watch_over
from service.desk_door import services
from service.line import Line
from service.reading_room import ReadingRoom
from service.stopping import when_told
from store import accounts, partners
from store.engine import Tx
from store.schema import Role

OUT = demo.OUT
COORDINATOR = "Cora Wells"
LOOKS_EVERY = 2.0  # seconds
CODE_LASTS = 30.0


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What the demo's coordinator signs in with. Made for this demo, and shown to whoever sits before it."""

    password: str
    totp: str


def sit_down(line: Line, directory: Path, port: int) -> None:
    """Serve the desk until Ctrl-C, the line goes on behind it. Raises ValueError with a sentence if the port is taken."""
    stopping = when_told()
    behind = _behind(line, directory)
    desk = Desk(store=line.store, now=line.now, services=services(behind), idle=timedelta(hours=1))
    keys = _let_in(desk)
    with ExitStack() as open_doors:
        try:
            at = open_doors.enter_context(beside(desk, demo.HERE, port))
        except DeskTrouble as trouble:
            raise ValueError(f"{trouble} Or: make demo DEMO='--port 8081'.") from None
        OUT.print(f"\nThe coordinator's desk is open: [bold]http://{demo.HERE}:{at}/[/]   (Ctrl-C ends it)")
        OUT.print(f"  sign in as  {demo.COORDINATOR}\n  password    {keys.password}", markup=False)
        Thread(target=_show_codes, args=(desk, keys, stopping), name="codes", daemon=True).start()
        watch_over(replace(line, stop=stopping.is_set, refreshed=_refreshed), LOOKS_EVERY, stopping)
    OUT.print("The desk is closed.")


def _behind(line: Line, directory: Path) -> Behind:
    return Behind(
        store=line.store,
        line=lambda: _refreshed(line),
        open_room=lambda scheme: ReadingRoom(scheme, demo.TRUSTED),
        now=line.now,
        journal=Journal(directory / "outbox.journal"),
        place=line.morning.place,
    )


def _refreshed(line: Line) -> Line:
    with line.store.read() as tx:
        return replace(line, scheme=line.scheme.with_register(partners.every(tx)))


def _let_in(desk: Desk) -> Keys:
    keys = Keys(password=f"demo-{secrets.token_hex(4)}-{secrets.token_hex(2)}", totp=authenticator.new_secret())

    def add(tx: Tx) -> None:
        now = desk.now()
        accounts.add(tx, name=COORDINATOR, email=demo.COORDINATOR, role=Role.COORDINATOR, by="the demo", now=now)
        accounts.set_password(tx, COORDINATOR, passwords.hashed(keys.password))
        accounts.set_authenticator(tx, COORDINATOR, desk.sealer.seal(keys.totp, COORDINATOR), 0)

    desk.store.write(add)
    return keys


def _show_codes(desk: Desk, keys: Keys, stopping: Event) -> None:
    """Where nobody has an authenticator at hand: the code of this half minute, on a line that is written anew."""
    with suppress(OSError):
        while not stopping.is_set():
            now = desk.now()
            end = "\r" if OUT.is_terminal else "\n"
            OUT.print(f"  code now    {authenticator.code_at(keys.totp, now)}   (a new one each half minute)", end=end)
            stopping.wait(CODE_LASTS - now.timestamp() % CODE_LASTS + 0.1)
