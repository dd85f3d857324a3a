"""The front door: one mail or document → what it says, as values (DESIGN §4.2). Total: whatever the bytes, a Mail comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias, cast

from ingest.message import RawMessage
from parsing import wordings
from parsing.document import Document, NotRead
from parsing.envelope import Envelope, Part, open_envelope
from parsing.field import Field
from parsing.headers import header_block
from parsing.readings import (
    Automatic,
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    Mail,
    Outcome,
    PropertyOffer,
    Reading,
    RequestForm,
    TenantMail,
    Unreadable,
)
from parsing.replies import asks_something, find_urgent, in_doubt, read_reply
from parsing.reply import NewWords, new_words, own_lines
from parsing.said import find_reference
from scheme.agreement import Scheme

Opener: TypeAlias = Callable[[str, bytes], tuple[Document | NotRead, ...]]

LIMIT_LEVELS = 3  # mails within mails
TINY = 20_000  # octets; a picture smaller than that is a logo, not a photographed form
MIN_ANSWERS = 3  # a body counts as a form when that many of its questions are answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What came with a mail besides its words."""

    readings: tuple[Reading, ...] = ()
    urgent: str = ""

    @property
    def forms(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if not isinstance(reading, Unreadable))


def open_here(name: str, data: bytes) -> tuple[Document | NotRead, ...]:
    """Opens a file in this very process. The Word and PDF libraries come with it, so mails without papers stay cheap."""
    from parsing.files import open_document  # noqa: PLC0415 - the reason just given

    return open_document(name, data)


def read(raw: RawMessage, scheme: Scheme, *, trusted_authserv_ids: Sequence[str] = (), opener: Opener = open_here) -> Mail:
    """What one mail says. `opener` opens its papers: in a room of their own where the service reads strangers' files."""
    mail = _read_mail(raw.data, scheme, trusted_authserv_ids, opener)
    return replace(mail, readings=(), unreadable=raw.left_on_server) if raw.left_on_server else mail


def read_file(
    name: str, data: bytes, scheme: Scheme, *, trusted_authserv_ids: Sequence[str] = (), opener: Opener = open_here
) -> Mail:
    """What a file on disk says: a saved mail, known by its header block, or a document alone."""
    if _is_mail(data):
        return _read_mail(data, scheme, trusted_authserv_ids, opener)
    papers = _papers((Part(name=name, content_type="", data=data),), (), scheme, opener)
    named = find_reference("", name, scheme, "file name")
    return Mail(readings=tuple(_with_reference(reading, named) for reading in papers.readings), urgent=papers.urgent)


def _is_mail(data: bytes) -> bool:
    names = {name for name, _ in header_block(data[: 256 * 1024]).fields}
    first = re.match(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:", data)
    return (
        bool(first)
        and "from" in names
        and bool(names & {"received", "date", "message-id", "mime-version", "return-path", "delivered-to"})
    )


def _read_mail(data: bytes, scheme: Scheme, trusted: Sequence[str], opener: Opener) -> Mail:
    """Envelope, then papers, then words; what each says of the other is settled at the end."""
    envelope = open_envelope(data, trusted)
    outside = _outside(envelope)
    if envelope.unreadable or _is_hands_off(envelope.automatic):
        return replace(outside, readings=_left_contact(envelope, scheme))
    papers = _papers(envelope.parts, envelope.nested, scheme, opener)
    body = _form_in_body(envelope, scheme)
    words = new_words(envelope.body)
    said = () if body else _words(envelope, words, papers, scheme)
    known = find_reference(words.text, envelope.subject, scheme, "message")
    readings = tuple(_with_reference(reading, known) for reading in _together(said, (*body, *papers.readings)))
    automatic = envelope.automatic if _is_news(envelope, readings, known) else Automatic.NO
    return replace(
        outside,
        automatic=automatic,
        readings=() if automatic is Automatic.BULK else readings or (_empty(envelope),),
        urgent=find_urgent(f"{envelope.subject}\n\n{words.text}") or papers.urgent,
    )


def _outside(envelope: Envelope) -> Mail:
    return Mail(
        sender=envelope.sender,
        sender_doubt=envelope.sender_doubt,
        sender_check=envelope.sender_check,
        automatic=envelope.automatic,
        subject=envelope.subject,
        message_id=envelope.message_id,
        answers_to=tuple(dict.fromkeys(each for each in (*envelope.answers_to, envelope.bounced_message_id) if each)),
        sent_at=envelope.sent_at,
        unreadable=envelope.unreadable,
    )


def _is_hands_off(automatic: Automatic) -> bool:
    """No person's words. A list's mark is weaker: group mailboxes put it on everybody's mails."""
    return automatic not in {Automatic.NO, Automatic.BULK}


def _is_news(envelope: Envelope, readings: tuple[Reading, ...], known: Field[str]) -> bool:
    if envelope.automatic is not Automatic.BULK:
        return True
    forms = any(reading.source != "message" and not isinstance(reading, Unreadable) for reading in readings)
    return not (forms or not known.blank or envelope.answers_to or any(isinstance(each, RequestForm) for each in readings))


def _left_contact(envelope: Envelope, scheme: Scheme) -> tuple[Reading, ...]:
    """«X has left» in an absence note is news for the register (R028); nothing else in it is read."""
    if envelope.automatic is not Automatic.OUT_OF_OFFICE or envelope.unreadable:
        return ()
    return tuple(each for each in read_reply(new_words(envelope.body).text, scheme) if isinstance(each, ContactChange))


def _empty(envelope: Envelope) -> Unreadable:
    return Unreadable(why=new_words(envelope.body).doubt or "The mail is empty; ask the sender what was meant.")


# --- papers -----------------------------------------------------------------------------------------------------------


def _papers(
    parts: Sequence[Part], nested: Sequence[Part], scheme: Scheme, opener: Opener, *, within: str = "", level: int = 0
) -> Papers:
    """Every attachment and every attachment of attached mails, each as one reading or more."""
    readings: list[Reading] = []
    urgent = ""
    for part in parts:
        if not _is_decoration(part):
            found = list(_documents(part, within, scheme, opener))
            readings.extend(reading for reading, _ in found)
            urgent = urgent or next((words for _, words in found if words), "")
    for mail in nested:
        inner = _attached_mail(mail, within, scheme, opener, level)
        readings.extend(inner.readings)
        urgent = urgent or inner.urgent
    return Papers(readings=tuple(readings), urgent=urgent)


DECORATION = ("text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory", "application/pgp-keys")


def _is_decoration(part: Part) -> bool:
    """Invitations, cards, logos: no question about these."""
    if part.content_type in DECORATION or part.name.casefold().endswith((".ics", ".vcf")):
        return True
    return part.content_type.startswith("image/") and (part.inline or len(part.data) < TINY)


def _documents(part: Part, within: str, scheme: Scheme, opener: Opener) -> Iterator[tuple[Reading, str]]:
    """(reading, words of immediate danger) of each document in one attachment."""
    from parsing.form import fill, recognise  # noqa: PLC0415 - the same reason
    from parsing.forms import FORMS  # noqa: PLC0415 - the same reason

    name = part.name or f"attachment without a name ({part.where})"
    if wordings.WRAPPER_FILES.search(name):
        yield (
            Unreadable(
                source=within + name,
                why=f"{name} is a sealed message; open it by hand and feed what is inside to the service.",
                needs="opening",
            ),
            "",
        )
        return
    for document in opener(within + name, part.data):
        if not isinstance(document, Document):
            yield Unreadable(source=document.source, why=document.why, needs=document.needs), ""
            continue
        form = recognise(document, FORMS, scheme)
        if form is None:
            yield Unreadable(source=document.source, why=f"{document.source} is none of the scheme's forms; read it by hand."), ""
        else:
            yield fill(document, form, scheme), _danger_in(document.text)


def _danger_in(text: str) -> str:
    """On a form the words of danger count only beside «tonight» or «now»: its history of abuse is not news."""
    return next((found for line in text.split("\n") if NOW.search(line) and (found := find_urgent(line))), "")


NOW = re.compile(r"\b(tonight|today|right now|immediate|imminent|fleeing now|this (evening|afternoon))\b", re.IGNORECASE)


def _attached_mail(mail: Part, within: str, scheme: Scheme, opener: Opener, level: int) -> Papers:
    """The papers of an attached mail. Its words are somebody else's and never count (F35)."""
    source = f"{within}{mail.name} > "
    if level >= LIMIT_LEVELS:
        return Papers(readings=(Unreadable(source=within + mail.name, why="Mails are nested too deep; open it by hand."),))
    inner = open_envelope(mail.data)
    papers = _papers(inner.parts, inner.nested, scheme, opener, within=source, level=level + 1)
    if inner.unreadable or not papers.readings:
        why = inner.unreadable or f"{mail.name} is an attached mail whose words are not the sender's own; read it by hand."
        return Papers(readings=(*papers.readings, Unreadable(source=within + mail.name, why=why)), urgent=papers.urgent)
    return papers


# --- words ------------------------------------------------------------------------------------------------------------


def _form_in_body(envelope: Envelope, scheme: Scheme) -> tuple[Reading, ...]:
    """A form pasted into the mail, or the notification of a web form (R073)."""
    from parsing.form import fill, recognise  # noqa: PLC0415 - mails of three words stay cheap
    from parsing.forms import FORMS  # noqa: PLC0415 - the same reason
    from parsing.text_file import read_html, read_text  # noqa: PLC0415 - the same reason

    own = own_lines(envelope.body)
    if own.count("\n") < MIN_ANSWERS and "<t" not in envelope.html:
        return ()
    untouched = envelope.html and len(own) >= len(envelope.body.strip()) - 200 and "blockquote" not in envelope.html.lower()
    for document in (read_html(envelope.html), read_text(own)) if untouched else (read_text(own),):
        form = recognise(document, FORMS, scheme)
        reading = fill(document, form, scheme) if form else None
        if reading is not None and sum(not field.blank for _, field in reading.fields()) >= MIN_ANSWERS:
            return (reading,)
    return ()


def _words(envelope: Envelope, words: NewWords, papers: Papers, scheme: Scheme) -> tuple[Reading, ...]:
    """The readings of the mail's own words."""
    sealed = _sealed(envelope, words)
    if not words.text:
        return (
            () if papers.readings and not sealed else (Unreadable(why=sealed or words.doubt, needs="opening" if sealed else ""),)
        )
    sent_on = datetime.fromisoformat(envelope.sent_at).date() if envelope.sent_at else None
    readings = read_reply(words.text, scheme, subject=envelope.subject, sent_on=sent_on)
    if sealed and all(isinstance(each, Unreadable | Enquiry) for each in readings):
        return (Unreadable(why=sealed, needs="opening"),)
    if papers.forms and not asks_something(words.text):
        readings = tuple(each for each in readings if not isinstance(each, Enquiry))
    for doubt in (words.doubt, *envelope.doubts):
        readings = tuple(in_doubt(reading, doubt) if doubt else reading for reading in readings)
    return readings


def _sealed(envelope: Envelope, words: NewWords) -> str:
    """Why the words are only a wrapper: a secure-mail portal, a shared link; empty if they are not."""
    looked_at = f"{envelope.subject}\n{envelope.body[:6_000]}" if len(words.text) < 1_500 else ""
    if any(pattern.search(looked_at) for pattern in wordings.WRAPPERS):
        return "It is a secure message behind a link; open it by hand and feed what is inside to the service."
    if wordings.SHARED_LINK.search(looked_at):
        return "It is only a link to something shared; open it by hand and feed what is inside to the service."
    return ""


# --- words and papers together ----------------------------------------------------------------------------------------


def _together(said: tuple[Reading, ...], papers: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Words first. What the words merely say of the papers is dropped; what they say against them is a doubt."""
    alone = tuple(each for each in said if isinstance(each, Complaint | TenantMail))
    if alone:
        return alone  # never parsed as anything else (R056), never taken for a referral (R012)
    forms = tuple(each for each in papers if not isinstance(each, Unreadable))
    if not forms:
        return (*(each for each in said if not (papers and _is_cover(each))), *papers)
    kept = tuple(each for each in said if not _is_cover(each) and not _echoes(each, forms) and not _introduces(each, forms))
    against = any(type(each) is type(form) for each in kept for form in forms)
    if not against:
        return (*kept, *papers)
    why = "The mail's words and its attachment do not say the same; settle it by hand."
    return tuple(in_doubt(each, why) for each in (*kept, *papers))


def _is_cover(reading: Reading) -> bool:
    """«Please see attached»: words that say nothing of their own."""
    match reading:
        case Unreadable():
            return "tone" not in reading.why and "link" not in reading.why
        case LandlordDecision():
            return reading.decision.doubt.startswith("It sounds like")
        case _:
            return False


def _introduces(reading: Reading, forms: tuple[Reading, ...]) -> bool:
    """«They need a 3 bed», said over a new request: it changes nothing yet."""
    new = any(isinstance(form, RequestForm) and form.reference.blank for form in forms)
    return new and isinstance(reading, Change) and reading.reference.blank and reading.change.value != "officer"


KEY_FIELDS = ("decision", "stage", "change", "offer_status")


def _echoes(reading: Reading, forms: tuple[Reading, ...]) -> bool:
    """Whether a form of the same kind says the same in its deciding field."""
    same = [form for form in forms if type(form) is type(reading)]
    if isinstance(reading, PropertyOffer):
        return bool(same) and reading.offer_status.value == "open"
    if isinstance(reading, Outcome | LandlordDecision) and not same:
        return False
    return any(_deciding(form) == _deciding(reading) for form in same)


def _deciding(reading: Any) -> Any:
    return next((getattr(reading, key).value for key in KEY_FIELDS if hasattr(reading, key)), None)


def _with_reference(reading: Reading, known: Field[str]) -> Reading:
    """A blank reference filled from the mail; one that contradicts the mail is a doubt."""
    own: Field[str] | None = getattr(reading, "reference", None)
    if own is None or known.blank:
        return reading
    if own.blank:
        return _with(reading, known)
    if own.value and known.value and own.value != known.value:
        why = f"The mail names {known.value} and {reading.source} names {own.value}; say which case is meant."
        return _with(reading, Field(quote=own.quote, where=own.where, doubt=why, proposal=own.value))
    return reading


def _with(reading: Reading, reference: Field[str]) -> Reading:
    held = cast("Any", reading)  # not every member of the union has a reference; the caller has seen that this one has
    changed: Reading = replace(held, reference=reference)
    return changed
