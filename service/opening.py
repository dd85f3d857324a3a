"""Opening what the configuration names: the scheme, the store, the mailbox, the post."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import getaddresses
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from scheme.agreement import Scheme, SchemeError, load, shipped, shipped_default
from scheme.register import Partner
from scheme.terms import LearnedLabel
from service.config import ConfigError, MailboxSection, Settings, SmtpSection, database_url, secret

if TYPE_CHECKING:
    from ingest.mailbox import MailboxSettings
    from ingest.message import MailboxTrouble, RawMessage
    from outbox.smtp import PostTrouble, SmtpSettings, TakesLetters
    from parsing.readings import Mail
    from service.line import Line, Mailbox, Morning
    from service.reading_room import ReadingRoom
    from service.tokens import TokenSource
    from store.engine import Store


def load_scheme(file: Path) -> Scheme:
    """The scheme of a file; where there is none, a shipped one of that name."""
    if file.exists():
        return load(file)
    try:
        return load(shipped(file.stem))
    except SchemeError:
        return load(file)  # which tells that there is no such file


def any_scheme() -> Scheme:
    """The scheme that is read with when nobody names one."""
    return load(shipped_default())


def open_the_store(config: Path, settings: Settings) -> Store:
    """Raises ConfigError if what [store] names can be no store of ours, StoreWeather if it is one and cannot be had now."""
    from store.engine import StoreTrouble, StoreWeather, open_store

    try:
        return open_store(database_url(settings, config.absolute().parent))
    except StoreWeather:
        raise
    except StoreTrouble as trouble:
        raise ConfigError(str(trouble)) from None


def scheme_with_register(settings: Settings, store: Store) -> Scheme:
    """The scheme, with the names that the register's partners go by and the wordings that were taught."""
    from store import learned, partners

    with store.read() as tx:
        return _laid_over(load_scheme(settings.scheme.file), partners.every(tx), learned.in_force(tx))


@lru_cache(maxsize=4)
def _laid_over(scheme: Scheme, register: tuple[Partner, ...], learned: tuple[LearnedLabel, ...]) -> Scheme:
    """The same scheme, register and wordings give the very same value, so that a change can be seen at once."""
    return scheme.with_register(register).with_learned(learned)


def sender_address(settings: Settings) -> str:
    """The mailbox that letters come from. Raises ConfigError if the From line could not be written with it."""
    written = settings.smtp.sender
    found = getaddresses([written])
    name, address = found[0] if len(found) == 1 else ("", "")
    try:
        Address(display_name=name, addr_spec=address)
    except (ValueError, IndexError, MessageError):
        address = ""
    if "@" not in address or not address.isascii() or any(char in written for char in "\r\n"):
        raise ConfigError(
            f"«smtp.sender» should be one mailbox, as: Reciprocal <reciprocal@example.org>; not «{written}». A name with a comma "
            'or another sign goes into quotation marks: "Reciprocal, North" <reciprocal@example.org>.'
        )
    return address


MICROSOFT = "login.microsoftonline.com"
MICROSOFT_SCOPE = "https://outlook.office365.com/.default"


def token_source(name: str, section: MailboxSection | SmtpSection) -> TokenSource | None:
    """Where the tokens of «mailbox» or «smtp» come from; None where it signs in with a password. Asks nobody yet."""
    given = section.oauth2
    if given is None:
        return None
    from service.tokens import TokenSettings, TokenSource

    if section.password_file is not None:
        raise ConfigError(f"«{name}.password_file» and [{name}.oauth2] are both given; leave one of them out.")
    if not given.token_url and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", given.tenant):
        raise ConfigError(f"[{name}.oauth2] needs tenant (Microsoft's directory ID or domain), or token_url.")
    token_url = given.token_url or f"https://{MICROSOFT}/{given.tenant}/oauth2/v2.0/token"
    by_itself = given.refresh_token_file is None and (given.tenant or MICROSOFT in token_url)
    return TokenSource(
        TokenSettings(
            section=f"{name}.oauth2",
            token_url=token_url,
            client_id=given.client_id,
            client_secret_file=given.client_secret_file,
            refresh_token_file=given.refresh_token_file,
            scope=given.scope or (MICROSOFT_SCOPE if by_itself else ""),
            ca_file=given.ca_file,
            mail_ca_file=section.ca_file,
        )
    )


def told_as(kind: type[MailboxTrouble | PostTrouble], source: TokenSource | None) -> Callable[[str], str] | None:
    """The source as a door takes it: what keeps it from a token is trouble of that door's own kind."""
    if source is None:
        return None
    from service.tokens import TokenTrouble

    def token(refused: str) -> str:
        try:
            return source(refused)
        except TokenTrouble as trouble:
            raise kind(trouble.sentence, permanent=trouble.permanent) from None

    return token


def reading_room(settings: Settings, scheme: Scheme) -> ReadingRoom:
    """Where mails are read, with what tells it who speaks. Raises ConfigError if the keys cannot be had as configured."""
    from service.dkim_keys import key_ring
    from service.reading_room import ReadingRoom

    box = settings.mailbox
    return ReadingRoom(
        scheme,
        box.trusted_authserv_ids,
        received_above_stamp=box.received_above_stamp,
        dkim_keys=key_ring(box.dkim_dns, box.dkim_keys_file, box.trusted_authserv_ids, box.received_above_stamp),
    )


def mailbox_settings(settings: Settings, source: TokenSource | None = None) -> MailboxSettings:
    """What the mailbox's door needs. `source`: of tokens, where the caller wants to know what it gives."""
    from ingest.mailbox import MailboxSettings
    from ingest.message import MailboxTrouble

    box = settings.mailbox
    if not box.host:
        raise ConfigError("«mailbox.host» or «mailbox.directory» should say where the mails are.")
    return MailboxSettings(
        host=box.host,
        port=box.port,
        tls=box.tls,
        ca_file=str(box.ca_file or ""),
        user=box.user,
        password=secret(box.password_file),
        token=told_as(MailboxTrouble, source or token_source("mailbox", box)),
        mechanism=box.oauth2.mechanism if box.oauth2 else "",
        folder=box.folder,
        done_folder=box.done_folder,
        watch=box.watch,
        poll_seconds=box.poll_seconds,
    )


def mailbox_opener(settings: Settings) -> Callable[[], AbstractContextManager[Mailbox]]:
    """What opens the mailbox afresh each time. Raises ConfigError at once if it never could."""
    from ingest.folder import DirectoryMailbox
    from ingest.mailbox import open_mailbox

    box = settings.mailbox
    if box.directory is not None:
        if not box.directory.is_dir():
            raise ConfigError(f"«mailbox.directory»: there is no folder {box.directory}.")
        return partial(DirectoryMailbox, box.directory, box.done_folder)
    described = mailbox_settings(settings)
    return lambda: open_mailbox(described)


def smtp_settings(settings: Settings, source: TokenSource | None = None) -> SmtpSettings:
    """What the outgoing server's door needs. `source`: as for the mailbox."""
    from outbox.smtp import PostTrouble, SmtpSettings

    smtp = settings.smtp
    sender_address(settings)
    if not smtp.host:
        raise ConfigError("«smtp.host» should say which server sends the letters (or set «outbox.mode» to rehearsal).")
    return SmtpSettings(
        host=smtp.host,
        port=smtp.port,
        tls=smtp.tls,
        ca_file=str(smtp.ca_file or ""),
        user=smtp.user,
        password=secret(smtp.password_file),
        token=told_as(PostTrouble, source or token_source("smtp", smtp)),
        mechanism=smtp.oauth2.mechanism if smtp.oauth2 else "",
        sender=smtp.sender,
        secure_domains=smtp.secure_domains,
        require_tls=smtp.require_tls,
    )


def post_opener(settings: Settings) -> Callable[[], AbstractContextManager[TakesLetters]]:
    from outbox.smtp import Rehearsal, open_post

    if settings.outbox.mode == "rehearsal":
        return lambda: Rehearsal(settings.outbox.folder)
    described = smtp_settings(settings)
    return lambda: open_post(described)


def morning(settings: Settings) -> Morning:
    """Who is told each morning what is due. Raises ConfigError if the place they work at is not known."""
    from service.line import Morning
    from service.working_days import Place, trouble_with

    given = settings.morning
    place = Place(country=given.country, subdivision=given.subdivision, zone=given.time_zone)
    if wrong := trouble_with(place):
        raise ConfigError("\n".join(wrong))
    to = () if given.days == "none" else given.to or settings.alarms.to
    return Morning(to=tuple(dict.fromkeys(to)), at_hour=given.at_hour, place=place)


def line(
    settings: Settings, store: Store, scheme: Scheme, read: Callable[[RawMessage], Mail], stop: Callable[[], bool] = lambda: False
) -> Line:
    """The line of a configuration, by the system's clock."""
    from outbox.journal import Journal
    from service.line import Line
    from store.caps import Most

    sender_address(settings)
    return Line(
        store=store,
        scheme=scheme,
        sender=settings.smtp.sender,
        secure_domains=settings.smtp.secure_domains,
        open_mailbox=mailbox_opener(settings),
        open_post=post_opener(settings),
        read=read,
        now=lambda: datetime.now(UTC),
        stop=stop,
        journal=Journal(settings.outbox.journal),
        most=Most(an_hour=settings.outbox.most_an_hour, alike_a_day=settings.outbox.most_alike_a_day),
        coordinators=settings.alarms.to,
        secure_addresses=settings.mailbox.secure_addresses,
        open_addresses=settings.mailbox.open_addresses,
        complaints=settings.complaints.to,
        bounce_tag=settings.smtp.bounce_tag,
        morning=morning(settings),
    )
