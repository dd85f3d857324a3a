"""`reciprocal check`: the doctor. One line a finding: what was looked at, whether it is sound, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scheme.agreement import SchemeError
from service import opening
from service.config import ConfigError, Settings

if TYPE_CHECKING:
    from service.tokens import TokenSource

CLOCK_FLOOR = datetime(2026, 11, 1, tzinfo=UTC)  # this program did not exist before


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    what: str
    ok: bool
    sentence: str


def check_all(config: Path, settings: Settings) -> Iterator[Finding]:
    """Each finding as soon as it is known; one that fails does not keep the others from being looked at."""
    yield Finding(what="configuration", ok=True, sentence=f"{config} is in order.")
    for what, look in LOOKS.items():
        yield from _tried(what, look(config, settings))


def _tried(what: str, looking: Iterator[tuple[bool, str]]) -> Iterator[Finding]:
    from ingest.mailbox import MailboxTrouble
    from outbox.smtp import PostTrouble
    from store.engine import StoreTrouble

    try:
        for ok, sentence in looking:
            yield Finding(what=what, ok=ok, sentence=sentence)
    except (ConfigError, SchemeError, MailboxTrouble, PostTrouble, StoreTrouble, OSError, ValueError) as trouble:
        yield Finding(what=what, ok=False, sentence=str(trouble))


def _scheme(_config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    scheme = opening.load_scheme(settings.scheme.file)
    policy = scheme.policy_on(datetime.now(UTC).date())
    yield True, f"{scheme.name}: {len(scheme.areas)} areas, policy of {policy.version}, at most {policy.owed_cap} homes owed."


def _store(config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    from store import ledger
    from store.engine import HEAD_VERSION

    store = opening.open_the_store(config, settings)
    store.write(lambda _tx: None)  # waits for the writer's turn, so that a locked or read-only store shows
    yield True, f"{settings.store.url.partition('://')[0]} at version {HEAD_VERSION}, open for writing."
    with store.read() as tx:
        yield from ((False, problem) for problem in ledger.problems(tx))


def _register(config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    from store import partners

    with opening.open_the_store(config, settings).read() as tx:
        every = partners.every(tx)
    active = [partner for partner in every if partner.status == "active"]
    yield (
        bool(active),
        f"{len(active)} active partners." if active else "No active partner. Run: reciprocal partners import FILE.csv",
    )
    for partner in active:
        if not partner.named_leads:
            yield False, f"{partner.name} has no named lead, so nobody can approve for it. Add one to the register."


def _mailbox(_config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    from ingest.mailbox import probe

    if settings.mailbox.directory is not None:
        with opening.mailbox_opener(settings)() as mailbox:
            yield True, f"{settings.mailbox.directory} holds {len(mailbox.waiting())} mails."
    else:
        source = opening.token_source("mailbox", settings.mailbox)
        yield from _told(probe(opening.mailbox_settings(settings, source)))
        yield from _token(source)
    if not settings.mailbox.trusted_authserv_ids:
        yield False, "«mailbox.trusted_authserv_ids» is empty, so every sender is unverified and every mail becomes a question."


def _post(_config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    from outbox.smtp import probe

    opening.sender_address(settings)
    if settings.outbox.mode == "rehearsal":
        yield True, f"Rehearsal: letters are written to {settings.outbox.folder} and sent to nobody."
    else:
        source = opening.token_source("smtp", settings.smtp)
        yield from _told(probe(opening.smtp_settings(settings, source)))
        yield from _token(source)
    if not settings.smtp.secure_domains:
        yield (
            False,
            "«smtp.secure_domains» is empty, so every letter will be held. List the domains that may receive case content.",
        )


def _morning(_config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    """Who is told what is due, when, and whether the mailbox may read more than counts."""
    from outbox.smtp import is_secure

    given = opening.morning(settings)
    hour = f"{given.at_hour:02}:00, {given.place.zone}"
    said = f"What is due goes on each working day at {hour} to {', '.join(given.to)}."
    yield True, said if given.to else "Nobody gets the morning letter. Name the coordinators in morning.to, if somebody should."
    for to in given.to:
        if not is_secure(to, settings.smtp.secure_domains):
            yield True, f"{to} is not at a secure domain (smtp.secure_domains): its morning letter counts, and names no request."


def _letters(config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    """Whether letters go, what waits, and whether the journal can be written, without which none goes."""
    from outbox.journal import Journal
    from service.switch import state, told_of_waiting
    from store import outbox, switches

    with opening.open_the_store(config, settings).read() as tx:
        paused, waiting = state(switches.of(tx, switches.PAUSED)), outbox.unsent(tx)
    yield not paused, paused or "Letters go."
    yield True, told_of_waiting(waiting, datetime.now(UTC))
    problem = Journal(settings.outbox.journal).problem()
    yield not problem, problem or f"The journal of letters {settings.outbox.journal} can be written."


def _token(source: TokenSource | None) -> Iterator[tuple[bool, str]]:
    """After a refused login too: it tells whether the token server or the mail server would not have us."""
    if source is not None and (said := source.said()):
        yield True, said


def _told(sentences: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    """A door's own findings: what it could not do begins with «Trouble:»."""
    return ((not sentence.startswith("Trouble:"), sentence) for sentence in sentences)


def _reader(_config: Path, settings: Settings) -> Iterator[tuple[bool, str]]:
    with opening.reading_room(settings, opening.load_scheme(settings.scheme.file)) as room:
        confined = room.is_confined()
    how = ", without network, other programs or files to write" if confined else "; this machine has no filter of system calls"
    yield True, f"strangers' files are read in processes of their own with limits{how}."


def _workshop(_config: Path, _settings: Settings) -> Iterator[tuple[bool, str]]:
    from parsing.local_workshop import HERE

    for place, name, files, package in (
        (HERE.office, "LibreOffice", "old office files (.doc, .odt, .rtf)", "libreoffice-writer-nogui"),
        (HERE.eyes, "tesseract", "scans and photos", "tesseract-ocr"),
    ):
        if place:
            yield True, f"{name} is here: {files} are read."
        else:
            yield True, f"{name} is not here, so {files} become questions. Debian's package is {package}."


def _clock(_config: Path, _settings: Settings) -> Iterator[tuple[bool, str]]:
    now = datetime.now(UTC)
    yield (
        now > CLOCK_FLOOR,
        f"It is {now:%A %d %B %Y %H:%M} UTC." + ("" if now > CLOCK_FLOOR else " That is in the past: set the clock."),
    )


LOOKS: dict[str, Callable[[Path, Settings], Iterator[tuple[bool, str]]]] = {
    "scheme": _scheme,
    "store": _store,
    "register": _register,
    "mailbox": _mailbox,
    "post": _post,
    "letters": _letters,
    "morning": _morning,
    "reader": _reader,
    "workshop": _workshop,
    "clock": _clock,
}
