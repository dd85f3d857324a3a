"""A letter and the facts its reader may know become one finished message: the same input gives the same bytes (O2, D8).

A body is written in plain text with four marks at the beginning of a line: nothing for a paragraph, «- » for a point of
a list, «| label | value» for a fact, «# » for a heading. From these blocks both the text part and the HTML part are
made, so the two cannot say different things (D9).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from matching.decision import Letter
from outbox import answer, asking, complaint
from outbox.alarm import KIND, words_of
from outbox.disclosure import Disclosed, Item, disclose, one_line
from outbox.letters import LetterKind, row_for
from outbox.message import OutboundMessage, letter_id
from outbox.rebuilt_form import rebuilt_form
from scheme.agreement import Scheme
from scheme.register import Partner

TEMPLATES = Path(__file__).parent / "templates"
COLUMNS = 72  # of the text part; a word that is longer stands whole on its own line
TEXTS_FIRST = ("immediate_danger", "part_of_area", "outside_region")  # what a letter is about stands before all else
HOUR_OF_DATE = time(9, tzinfo=UTC)  # a letter is dated by its day: the hour would tell nothing and change its bytes
WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
AS_IT_CAME = ("application", "octet-stream")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """The one file of a letter that has one."""

    data: bytes
    kind: tuple[str, str]  # main type and subtype
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or heading (one line), a list (its points), or facts (label and value in turn)."""

    mark: str  # "" | "#" | "-" | "|"
    lines: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each line of facts."""
        split = (line.partition(" | ") for line in self.lines)
        return tuple((label.strip(), value.strip()) for label, _, value in split)


def compose(letter: Letter, *, cause: str, scheme: Scheme, partner: Partner | None, sender: str, today: date) -> OutboundMessage:
    """The finished message to the one recipient of a letter."""
    row = row_for(letter)
    disclosed = disclose(letter, row.audience, partner, scheme, facts=row.items)
    blocks = tuple(_blocks(_body(row, disclosed, letter, scheme)))
    subject = f"{letter.case.reference}: {row.subject}" if letter.case.reference else row.subject
    form = None
    if row.form:
        facts = tuple(fact for block in blocks if block.mark == "|" for fact in block.facts)
        form = Attached(data=rebuilt_form(title=subject, facts=facts), kind=WORD, name=f"{letter.case.reference}.docx")
    return finished(
        kind=letter.kind,
        cause=cause,
        to=letter.to,
        subject=subject,
        blocks=blocks,
        sender=sender,
        today=today,
        case=letter.case.reference,
        partner=letter.partner,
        attached=form,
        holds_address=Item.HOME_ADDRESS in row.items and bool(letter.home and letter.home.address),
    )


def compose_alarm(cause: str, to: str, *, sender: str, today: date) -> OutboundMessage:
    """The finished alarm letter of a cause (outbox/alarm.py) to one coordinator: fixed words only."""
    words = words_of(cause)
    assert words is not None, "an alarm has words of its own"
    return _of_no_case(KIND, cause, to, words.subject, (words.what, words.todo), sender=sender, today=today)


def compose_answer(cause: str, to: str, *, scheme: Scheme, sender: str, today: date) -> OutboundMessage:
    """The finished answer to an enquiry (outbox/answer.py): texts of the scheme only, about no case (R074)."""
    paragraphs = answer.words_of(cause, scheme)
    assert paragraphs, "an answer is sent only where the scheme has one"
    return _of_no_case(answer.KIND, cause, to, answer.SUBJECT, paragraphs, sender=sender, today=today)


def compose_asking(cause: str, to: str, *, scheme: Scheme, sender: str, today: date) -> OutboundMessage:
    """The finished letter that asks about a mail of no case yet (outbox/asking.py): fixed words, and names of questions."""
    paragraphs = asking.words_of(cause, scheme)
    assert paragraphs, "what is asked about is known by name"
    return _of_no_case(asking.KIND, cause, to, asking.SUBJECT, paragraphs, sender=sender, today=today)


def compose_complaint(cause: str, to: str, original: bytes, *, sender: str, today: date) -> OutboundMessage:
    """A complaint on its way to the complaints team: fixed words, and the mail as it came (outbox/complaint.py, R056)."""
    words = (complaint.WHAT, complaint.TODO)
    attached = Attached(data=original, kind=AS_IT_CAME, name=complaint.FILE_NAME)
    return _of_no_case(complaint.KIND, cause, to, complaint.SUBJECT, words, sender=sender, today=today, attached=attached)


def _of_no_case(
    kind: str,
    cause: str,
    to: str,
    subject: str,
    paragraphs: Sequence[str],
    *,
    sender: str,
    today: date,
    attached: Attached | None = None,
) -> OutboundMessage:
    blocks = tuple(_blocks("\n\n".join(paragraphs)))
    return finished(kind=kind, cause=cause, to=to, subject=subject, blocks=blocks, sender=sender, today=today, attached=attached)


def finished(
    *,
    kind: str,
    cause: str,
    to: str,
    subject: str,
    blocks: tuple[Block, ...],
    sender: str,
    today: date,
    case: str = "",
    partner: str = "",
    attached: Attached | None = None,
    holds_address: bool = False,
) -> OutboundMessage:
    """A letter from its blocks. `case`: the reference it is about; empty where it is about no single one."""
    identity = letter_id(cause, kind, to)
    message_id = f"<{identity}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message = _envelope(to, subject, identity, message_id, sender, today)
    _fill(message, subject, blocks)
    if attached is not None:
        maintype, subtype = attached.kind
        message.add_attachment(attached.data, maintype=maintype, subtype=subtype, filename=attached.name)
    _set_boundaries(message, identity)
    return OutboundMessage(
        id=identity,
        cause=cause,
        kind=kind,
        to=to,
        case=case,
        partner=partner,
        subject=subject,
        message_id=message_id,
        data=message.as_bytes(),
        holds_address=holds_address,
    )


def _fill(message: EmailMessage, subject: str, blocks: tuple[Block, ...]) -> None:
    message.set_content(as_text(subject, blocks), cte="quoted-printable")
    message.add_alternative(_as_html(subject, blocks), subtype="html", cte="quoted-printable")


def _envelope(to: str, subject: str, identity: str, message_id: str, sender: str, today: date) -> EmailMessage:
    """The headers. No Cc, no Bcc, nothing of the mail that caused it (D1, D7); marked as automatic (F25)."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=to)
    message["Reply-To"] = Address(addr_spec=address)
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.combine(today, HOUR_OF_DATE))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Reciprocal-Letter"] = identity
    return message


def _set_boundaries(message: EmailMessage, identity: str) -> None:
    for number, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"={identity}={number}")


@lru_cache(maxsize=1)
def _templates() -> ImmutableSandboxedEnvironment:
    """Text templates as they are, HTML escaped; an undefined name is an error, not an empty place."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _body(row: LetterKind, disclosed: Disclosed, letter: Letter, scheme: Scheme) -> str:
    """Danger first (R007), then the letter with the agreement's texts where its template has them, then how to answer."""
    about = [key for key in letter.about if key in TEXTS_FIRST]
    texts = [key for key in dict.fromkeys((*letter.about, *row.texts)) if key not in about]
    own = _templates().get_template(row.body).render(disclosed.values, texts=_texts(texts, scheme))
    closing = _templates().get_template("closing.txt").render(disclosed.values, scheme_name=one_line(scheme.name))
    return "\n\n".join(("Hello,", _texts(about, scheme), own, closing))


def _texts(keys: Sequence[str], scheme: Scheme) -> str:
    """Texts of the scheme, each as one paragraph however its file broke it."""
    return "\n\n".join(" ".join(scheme.texts[key].split()) for key in keys)


def _blocks(body: str) -> Iterator[Block]:
    """The blocks of a body: lines of one mark that stand together; further lines of a paragraph join it."""
    for chunk in body.split("\n\n"):
        lines = [" ".join(line.split()) for line in chunk.splitlines() if line.strip()]
        if not lines:
            continue
        mark = lines[0][0] if lines[0][:2] in {"- ", "| ", "# "} else ""
        if mark in {"-", "|"}:
            yield Block(mark=mark, lines=tuple(line.removeprefix(f"{mark} ") for line in lines))
        else:
            yield Block(mark=mark, lines=(" ".join(lines).removeprefix("# "),))


def as_text(subject: str, blocks: tuple[Block, ...]) -> str:
    """The text part: whole, readable, at most COLUMNS wide."""
    return "\n\n".join((_wrapped(subject), *map(_block_as_text, blocks))) + "\n"


def _block_as_text(block: Block) -> str:
    match block.mark:
        case "|":
            return "\n".join(_wrapped(f"{label}: {value}", further="    ") for label, value in block.facts)
        case "-":
            return "\n".join(_wrapped(line, first="- ", further="  ") for line in block.lines)
        case _:
            return _wrapped(block.lines[0])


def _wrapped(text: str, *, first: str = "", further: str = "") -> str:
    return textwrap.fill(
        text, COLUMNS, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def _as_html(subject: str, blocks: tuple[Block, ...]) -> str:
    return _templates().get_template("letter.html").render(subject=subject, blocks=blocks)
