"""Backup and restore. A restored store sends nothing until a person resumes: it cannot know what went since (F36, O7)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.line import LEASE
from service.switch import RESTORED
from store import audit, leases, switches
from store.copies import (
    BESIDE,
    CopyTrouble,
    as_one_file,
    copy_postgres,
    copy_sqlite,
    inner_problems,
    move_store,
    put_in_place,
    sqlite_file,
    unsound,
    version_problem,
)
from store.engine import Store, StoreTrouble, open_store

__all__ = ["CopyTrouble", "Restoring", "backup", "restore"]


def backup(store: Store, url: str, target: Path) -> str:
    """The whole store in one file, taken while the daemon runs."""
    here = sqlite_file(url)
    if target.is_dir():
        raise CopyTrouble(f"{target} is a folder: name a file in it.")
    if not target.parent.is_dir():
        raise CopyTrouble(f"There is no folder {target.parent}: make it first.")
    if here is not None and target.exists() and target.samefile(here):
        raise CopyTrouble(f"{target} is the store itself: name another file, on another disk.")
    if here is None:
        copy_postgres(url, target)
    else:
        copy_sqlite(store, target)
    return (
        f"The store is saved in {target}: cases, letters and mails, so guard it like the store itself. The journal of letters is "
        "not in it, and must not be: keep that file when you restore."
    )


@dataclass(frozen=True, kw_only=True)
class Restoring:
    """What is put back, where, by whom and when."""

    source: Path
    url: str
    by: str
    now: datetime
    yes: bool = False  # over a newer store too


def restore(what: Restoring) -> str:
    """Puts a backup in the place of the store, which is kept aside. It starts paused."""
    here = sqlite_file(what.url)
    if here is None:
        raise CopyTrouble(
            "A store on PostgreSQL is put back by its own program: stop the service, then pg_restore --clean --if-exists "
            f"--dbname=… {what.source}, then «reciprocal pause» before you start the service, and «reciprocal resume» "
            "when you have looked."
        )
    for problem in (_not_there(what.source), *_problems_of(what.source)):
        if problem:
            raise CopyTrouble(problem)
    aside = here.with_name(f".{here.name}.restoring")
    try:
        _make_ready(what, aside)
        kept = _set_aside(what, here, aside)
        put_in_place(aside, here)
    finally:
        for end in BESIDE:
            aside.with_name(aside.name + end).unlink(missing_ok=True)
    aside_now = f" What was here is kept as {kept}." if kept else ""
    return (
        f"The store is as it was in {what.source}.{aside_now} Sending is PAUSED: mails are read and letters wait. Start the "
        "service, look at «reciprocal outbox» and the queue; then «reciprocal resume» finds out what has gone since the backup, "
        "and lets the rest go."
    )


def _not_there(source: Path) -> str:
    return "" if source.is_file() else f"There is no file {source}."


def _problems_of(source: Path) -> Iterator[str]:
    """Each asked only when the one before it found nothing."""
    if source.is_file():
        yield unsound(source) or version_problem(source)


def _make_ready(what: Restoring, aside: Path) -> None:
    """A copy of the backup, brought up to date, found right in itself, and paused."""
    for end in BESIDE:
        aside.with_name(aside.name + end).unlink(missing_ok=True)
    shutil.copyfile(what.source, aside)
    aside.chmod(0o600)
    ready = open_store(f"sqlite:///{aside}")
    try:
        if problem := next(inner_problems(ready), ""):
            raise CopyTrouble(f"{what.source} cannot be used: {problem}")
        with ready.read() as tx:
            as_of = audit.last_at(tx)
        since = f", as it was on {as_of:%d %B %Y at %H:%M} UTC" if as_of else ""
        reason = f"{RESTORED} from {what.source.name}{since}."
        ready.write(lambda tx: switches.turn(tx, switches.PAUSED, on=True, by=what.by, reason=reason, now=what.now))
    finally:
        ready.close()
    as_one_file(aside)


def _set_aside(what: Restoring, here: Path, aside: Path) -> Path | None:
    """The store in place goes under another name, never away; only after it has been asked whether it is at work or newer."""
    if not here.exists():
        return None
    newer = _newer(here, aside, what.now)
    if newer and not what.yes:
        raise CopyTrouble(f"{newer} If you mean it, say --yes: the store that is here is kept under another name.")
    kept = here.with_name(f"{here.name}.before-restore-{what.now:%Y%m%dT%H%M%S}")
    move_store(here, kept)
    return kept


def _newer(here: Path, aside: Path, now: datetime) -> str:
    """Why the store in place should not be replaced without a second thought; empty when the backup knows all of it."""
    try:
        present = open_store(f"sqlite:///{here}")
    except StoreTrouble:
        return f"The store {here} is here and cannot be read."
    try:
        with present.read() as tx:
            until, head, last = leases.held_until(tx, LEASE), audit.head(tx), audit.last_at(tx)
    finally:
        present.close()
    if until is not None and until > now:
        raise CopyTrouble(
            f"A daemon is at work on {here}: stop it first. (If it was killed: its hold runs out at {until:%H:%M:%S} UTC.)"
        )
    old = open_store(f"sqlite:///{aside}")
    try:
        with old.read() as tx:
            known = audit.knows(tx, head)
    finally:
        old.close()
    since = f": the last thing done in it was on {last:%d %B %Y at %H:%M} UTC" if last else ""
    return "" if known else f"The store {here} is newer than the backup{since}."
