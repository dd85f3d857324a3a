"""The front door: one mail or document → what it says, as values (DESIGN §4.2). Total: whatever the bytes, a Mail comes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias, cast

from ingest.message import RawMessage
from parsing import mail_wordings, signatures
from parsing.automatic import ANSWERED_INVITATION, tells_of_absence
from parsing.document import Block, Document, Line, NotRead
from parsing.envelope import ENDLESSLY_DEEP, NO_KEYS, Envelope, Part, open_envelope
from parsing.evidence import line_of
from parsing.field import Field
from parsing.headers import header_block
from parsing.html import without_quotation
from parsing.picture_size import may_be_a_page
from parsing.quotation import quotation_begins
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
    Withdrawal,
)
from parsing.replies import asks_something, changes_nothing, find_urgent, in_doubt, read_reply
from parsing.reply import NewWords, new_words, own_lines
from parsing.said import find_reference
from scheme.agreement import Scheme

Opener: TypeAlias = Callable[[str, bytes], tuple[Document | NotRead, ...]]

LIMIT_LEVELS = 3  # mails within mails
TINY = 20_000  # octets; a picture smaller than that is a logo, unless it has the pixels of a page
NO_FORM = "is none of the scheme's forms; read it by hand."
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


def read(
    raw: RawMessage,
    scheme: Scheme,
    *,
    trusted_authserv_ids: Sequence[str] = (),
    received_above_stamp: int | None = None,
    dkim_keys: Mapping[str, str] = NO_KEYS,
    opener: Opener = open_here,
) -> Mail:
    """What one mail says. `opener` opens its papers: in a room of their own where the service reads strangers' files.

    `dkim_keys`: text records by their names, for a second look at the signature (parsing/dkim_witness.py).
    """
    keys = NO_KEYS if raw.left_on_server else dkim_keys  # a signature of a body that was not fetched would seem to fail
    envelope = open_envelope(raw.data, trusted_authserv_ids, received_above_stamp=received_above_stamp, dkim_keys=keys)
    mail = _read_mail(envelope, scheme, opener)
    return replace(mail, readings=(), unreadable=raw.left_on_server) if raw.left_on_server else mail


def read_file(
    name: str,
    data: bytes,
    scheme: Scheme,
    *,
    trusted_authserv_ids: Sequence[str] = (),
    received_above_stamp: int | None = None,
    opener: Opener = open_here,
) -> Mail:
    """What a file on disk says: a saved mail, known by its header block or as Outlook saves it, or a document alone."""
    data = _as_saved_mail(data)
    if _is_mail(data):
        envelope = open_envelope(data, trusted_authserv_ids, received_above_stamp=received_above_stamp)
        return _read_mail(envelope, scheme, opener)
    papers = _papers((Part(name=name, content_type="", data=data),), (), scheme, opener)
    named = find_reference("", name, scheme, "file name")
    return Mail(readings=tuple(_with_reference(reading, named) for reading in papers.readings), urgent=papers.urgent)


def words_of_mail(data: bytes) -> str:
    """A saved mail's own words, quotations and all, as its readings name their lines."""
    return _unwrapped(open_envelope(_as_saved_mail(data))).body


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLetter:
    """A mail's own words as its program shows them, for a person to look at."""

    subject: str = ""
    sender: str = ""
    sender_name: str = ""
    sent_at: str = ""
    body: str = ""
    page: Document | None = None  # where it has no plain text: tables keep their shape there


def letter_in(data: bytes) -> ShownLetter:
    envelope = _unwrapped(open_envelope(_as_saved_mail(data)))
    page = None
    if envelope.html:
        from parsing.runs import tamed  # noqa: PLC0415 - rare
        from parsing.text_file import read_html  # noqa: PLC0415 - the same

        page = tamed(read_html(envelope.html))
    return ShownLetter(
        subject=envelope.subject,
        sender=envelope.sender,
        sender_name=envelope.sender_name,
        sent_at=envelope.sent_at,
        body=envelope.body,
        page=page,
    )


def _as_saved_mail(data: bytes) -> bytes:
    if not data.startswith(signatures.OLE):
        return data
    from parsing.outlook_file import as_mail  # noqa: PLC0415 - mails from the mailbox stay cheap

    return as_mail(data) or data


def _is_mail(data: bytes) -> bool:
    names = {name for name, _ in header_block(data[: 256 * 1024]).fields}
    first = re.match(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:", data)
    return (
        bool(first)
        and "from" in names
        and bool(names & {"received", "date", "message-id", "mime-version", "return-path", "delivered-to"})
    )


def _read_mail(opened: Envelope, scheme: Scheme, opener: Opener) -> Mail:
    """Envelope, then papers, then words; what each says of the other is settled at the end."""
    envelope = _unwrapped(opened)
    outside = _outside(envelope)
    if envelope.automatic in NOBODYS:
        return outside
    if envelope.unreadable:  # whatever else cannot be opened, a cry for help in its subject is heard (R007)
        return replace(outside, urgent=find_urgent(f"{envelope.subject}\n\n{envelope.body}"))
    if envelope.automatic is Automatic.OUT_OF_OFFICE:
        return _of_a_machine(outside, envelope, scheme, opener)
    papers = _papers(envelope.parts, envelope.nested, scheme, opener)
    body = _form_in_body(envelope, scheme)
    words = new_words(envelope.body, envelope.sender_name)
    said = () if body else _words(envelope, words, papers, scheme)
    known = find_reference("" if body else words.text, envelope.subject, scheme, "message")
    placed = tuple(
        _at_its_line(_with_reference(reading, known), envelope.body) for reading in _together(said, (*body, *papers.readings))
    )
    readings = _without_names(placed, envelope, "" if body else words.text, scheme)
    urgent = find_urgent(f"{envelope.subject}\n\n{words.text}") or papers.urgent
    if envelope.automatic is Automatic.BULK and not (body or _is_somebodys(envelope, readings, known, urgent)):
        return outside
    return replace(outside, automatic=Automatic.NO, readings=readings or (_empty(envelope),), urgent=urgent)


def _unwrapped(envelope: Envelope) -> Envelope:
    """A mail whose own words Outlook put into its winmail.dat alone."""
    wrapping = next((part for part in envelope.parts if part.data.startswith(signatures.TNEF)), None)
    if wrapping is None or envelope.body.strip():
        return envelope
    from parsing.html import text_of  # noqa: PLC0415 - rare
    from parsing.outlook_file import open_winmail  # noqa: PLC0415 - rare

    inner = open_winmail(wrapping.data)
    return replace(envelope, body=inner.body or text_of(inner.html)) if inner else envelope


def _without_names(readings: tuple[Reading, ...], envelope: Envelope, words: str, scheme: Scheme) -> tuple[Reading, ...]:
    """A name in the mail's own words or its subject holds a request back (R029) and is quoted nowhere (D18)."""
    if not readings:
        return ()
    from parsing.identity import letter_of, with_mail_s_identity  # noqa: PLC0415 - mails that say nothing stay cheap

    letter = letter_of(envelope.subject, words, envelope.body if words else "", f"{envelope.sender_name} {envelope.sender}")
    return with_mail_s_identity(readings, letter, scheme)


def _at_its_line(reading: Reading, body: str) -> Reading:
    """The mail's own words are told by their line in the mail as it is shown, quotations and all."""
    placed: dict[str, Any] = {}  # Any: each key has the field of its own type
    for key, field in reading.fields():
        if field.quote and field.where.source == "message" and not field.where.table:
            line = line_of(field.quote, body, field.where.line)
            placed[key] = replace(field, where=replace(field.where, line=line)) if line else field
    return replace(reading, **placed) if placed else reading


def _fingerprint(envelope: Envelope) -> str:
    """Of the words however they are set, and of the papers' bytes: equal for copies that came by two roads."""
    said = hashlib.sha256(" ".join(envelope.body.casefold().split()).encode("utf-8", "replace"))
    for part in (*envelope.parts, *envelope.nested):
        said.update(hashlib.sha256(part.data).digest())
    return said.hexdigest()[:16]


def _outside(envelope: Envelope) -> Mail:
    return Mail(
        sender=envelope.sender,
        sender_name=envelope.sender_name,
        sender_doubt=envelope.sender_doubt,
        sender_check=envelope.sender_check,
        automatic=envelope.automatic,
        subject=envelope.subject,
        message_id=envelope.message_id,
        answers_to=tuple(dict.fromkeys((*envelope.answers_to, *(envelope.bounce.letters if envelope.bounce else ())))),
        sent_at=envelope.sent_at,
        words=_fingerprint(envelope),
        bounce=envelope.bounce,
        unreadable=envelope.unreadable,
    )


NOBODYS = frozenset({Automatic.BOUNCE, Automatic.RECEIPT, Automatic.LOOP})
MARKED_AUTOMATIC = "The mail is marked as sent by a machine: see whether this is meant."
GRAVE = (RequestForm, LandlordDecision, Outcome, Withdrawal, TenantMail, Complaint)  # what no newsletter says
NEWSLETTER = re.compile(
    r"\b(view|read|see|open)\b[^.\n]{0,30}\b(e-?mail|newsletter|message|mailing|it)\b[^.\n]{0,20}"
    r"\b(in (your|a) (web ?)?browser|online)\b"
    r"|\bunsubscribe\b(?! from this group)|\b(manage|update|change) (your |my )?(e-?mail )?(preferences|subscriptions?)\b"
    r"|\byou (are|have been|were) (receiving|sent|subscribed)\b[^.\n]{0,40}\b(because|to (our|the|this))\b",
    re.IGNORECASE,
)


def _of_a_machine(outside: Mail, envelope: Envelope, scheme: Scheme, opener: Opener) -> Mail:
    """A machine says nothing. A form in its mail, a locked paper, a portal's notice: these are asked about, never passed over."""
    if sealed := _portals_notice(envelope):
        return replace(outside, automatic=Automatic.NO, readings=(Unreadable(why=sealed, needs="opening"),))
    papers = _papers(envelope.parts, envelope.nested, scheme, opener)
    asked = (*_form_in_body(envelope, scheme), *(each for each in papers.readings if not _is_leaflet(each)))
    if not asked:
        return replace(outside, readings=_left_contact(envelope, scheme))
    known = find_reference("", envelope.subject, scheme, "message")
    readings = tuple(in_doubt(_with_reference(each, known), MARKED_AUTOMATIC) for each in asked)
    return replace(outside, automatic=Automatic.NO, readings=readings, urgent=papers.urgent)


def _portals_notice(envelope: Envelope) -> str:
    """A portal's notice is a machine's, and what is behind it a person's. An absence note that tells of a portal is none."""
    words = new_words(envelope.body, envelope.sender_name)
    return "" if tells_of_absence(envelope.subject, words.text) else _sealed(envelope, words)


def _is_leaflet(reading: Reading) -> bool:
    """What was read and is no form, or only shows something. A paper that could not be read may be a form."""
    if not isinstance(reading, Unreadable) or reading.needs:
        return False
    return reading.why.endswith(NO_FORM) or reading.source.casefold().endswith((".png", ".gif", ".jpg", ".jpeg", ".bmp"))


def _is_asked_about(reading: Reading) -> bool:
    """A form, or what may hide one. A leaflet beside an absence note asks nothing."""
    return bool(reading.needs) if isinstance(reading, Unreadable) else True


def _is_somebodys(envelope: Envelope, readings: tuple[Reading, ...], known: Field[str], urgent: str) -> bool:
    """Whether a mail with a list's mark is a person's: group mailboxes put it on everybody's mails."""
    is_newsletter = bool(NEWSLETTER.search(envelope.body))
    if envelope.answers_to or not known.blank or (urgent and not is_newsletter):
        return True
    if is_newsletter:
        readings = tuple(each for each in readings if each.source != "message")
    return any(
        _is_asked_about(each) if isinstance(each, Unreadable) or each.source != "message" else isinstance(each, GRAVE)
        for each in readings
    )


def _left_contact(envelope: Envelope, scheme: Scheme) -> tuple[Reading, ...]:
    """«X has left» in an absence note is news for the register (R028); nothing else in it is read."""
    if envelope.automatic is not Automatic.OUT_OF_OFFICE or envelope.unreadable:
        return ()
    return tuple(
        each
        for each in read_reply(new_words(envelope.body, envelope.sender_name).text, scheme)
        if isinstance(each, ContactChange)
    )


def _empty(envelope: Envelope) -> Unreadable:
    return Unreadable(
        why=new_words(envelope.body, envelope.sender_name).doubt or "The mail is empty; ask the sender what was meant."
    )


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
    return part.content_type.startswith("image/") and (part.inline or len(part.data) < TINY) and not may_be_a_page(part.data)


def _documents(part: Part, within: str, scheme: Scheme, opener: Opener) -> Iterator[tuple[Reading, str]]:
    """(reading, words of immediate danger) of each document in one attachment."""
    from parsing.form import read_each  # noqa: PLC0415 - mails without papers stay cheap
    from parsing.forms import FORMS  # noqa: PLC0415 - the same reason
    from parsing.identity import without_names  # noqa: PLC0415 - the same reason

    name = part.name or f"attachment without a name ({part.where})"
    if mail_wordings.WRAPPER_FILES.search(name):
        shown = without_names(within + name, scheme)
        yield (
            Unreadable(
                source=shown,
                why=f"{shown} is a sealed message; open it by hand and feed what is inside to the service.",
                needs="opening",
            ),
            "",
        )
        return
    for document in opener(within + name, part.data):
        if not isinstance(document, Document):
            source = without_names(document.source, scheme)
            yield Unreadable(source=source, why=document.why.replace(document.source, source), needs=document.needs), ""
            continue
        readings = read_each(document, FORMS, scheme)
        if not readings:
            source = without_names(document.source, scheme)
            yield Unreadable(source=source, why=f"{source} {NO_FORM}"), ""
        else:
            danger = _danger_in(document.text)
            yield from ((reading, danger) for reading in readings)


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
    from parsing.runs import tamed  # noqa: PLC0415 - the same reason
    from parsing.text_file import read_html, read_text  # noqa: PLC0415 - the same reason
    from parsing.web_form import without_website  # noqa: PLC0415 - the same reason

    own = own_lines(envelope.body, envelope.sender_name)
    if own.count("\n") < MIN_ANSWERS and not re.search(r"<(t[rdh]|d[ldt])\b", envelope.html, re.IGNORECASE):
        return ()
    page = (_above_the_quotation(tamed(read_html(without_quotation(envelope.html)))),) if envelope.html else ()
    for document in (*page, read_text(own)):
        form = recognise(document, FORMS, scheme)
        reading = fill(without_website(document), form, scheme) if form else None
        if reading is not None and sum(not field.blank for _, field in reading.fields()) >= MIN_ANSWERS:
            return (reading,)
    return ()


def _above_the_quotation(page: Document) -> Document:
    """The page's blocks down to the head of a quoted mail: an older form below it is not the sender's word now."""
    lines = [(number, line) for number, block in enumerate(page.blocks) for line in _as_lines(block)]
    end = quotation_begins([line for _, line in lines])
    return replace(page, blocks=page.blocks[: lines[end][0]]) if end < len(lines) else page


def _as_lines(block: Block) -> tuple[str, ...]:
    """A line of a page may hold several, as a quoted head does; a table is no head."""
    return tuple(block.text.split("\n")) if isinstance(block, Line) else ("",)


def _words(envelope: Envelope, words: NewWords, papers: Papers, scheme: Scheme) -> tuple[Reading, ...]:
    """The readings of the mail's own words."""
    sealed = ENDLESSLY_DEEP if ENDLESSLY_DEEP in envelope.doubts else _sealed(envelope, words)
    if _is_held_back(envelope, words):
        return (Unreadable(why=HELD_BACK, needs="opening"),)
    if RECALLS.search(f"{envelope.subject}\n{words.text[:500]}"):
        return (Unreadable(why=RECALLED),)
    if not words.text and not papers.readings and (alone := _subject_alone(envelope, scheme)):
        return alone
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
    heard = "" if words.afterthought and changes_nothing(words.afterthought, scheme) else words.doubt
    for doubt in (heard, *envelope.doubts):
        readings = tuple(in_doubt(reading, doubt) if doubt else reading for reading in readings)
    return readings


HELD_BACK = "A gateway holds mails to us back: look at what is held, and have what is ours released."


def _is_held_back(envelope: Envelope, words: NewWords) -> bool:
    """The digest of a quarantine. What it lists is other mails' subjects, never words of its own."""
    return bool(
        mail_wordings.QUARANTINE.search(envelope.subject)
        and mail_wordings.RELEASES.search(words.text[:6_000])
        and mail_wordings.GATEWAYS.search(f"{envelope.sender} {envelope.sender_name}\n{words.text[:6_000]}")
    )


RECALLS = re.compile(r"\A\s*recall\s*:|would like to recall the message", re.IGNORECASE)
RECALLED = "The sender recalls an earlier mail of theirs: see what it said, what came of it, and ask what holds."
ANSWERS_OR_PASSES_ON = re.compile(r"\s*\[?(re|aw|sv|antw|fw|fwd|wg|tr|doorst|rif|odp|ynt)\b\s*(\[\d+\])?\s*:", re.IGNORECASE)


def _subject_alone(envelope: Envelope, scheme: Scheme) -> tuple[Reading, ...]:
    """«ARC-07-26 approved» over an empty mail: understood, and always asked about."""
    if not envelope.subject or ANSWERS_OR_PASSES_ON.match(envelope.subject) or ANSWERED_INVITATION.match(envelope.subject):
        return ()
    said = re.sub(r"\(?\b(eom|nt|no text)\b\)?", "", envelope.subject, flags=re.IGNORECASE)
    found = (each for each in read_reply(said, scheme, subject=envelope.subject) if not isinstance(each, Unreadable))
    return tuple(in_doubt(each, "The answer stands in the subject alone; ask the sender to confirm it.") for each in found)


def _sealed(envelope: Envelope, words: NewWords) -> str:
    """Why the words are only a wrapper: a secure-mail portal, a shared link; empty if they are not."""
    looked_at = f"{envelope.subject}\n{envelope.body[:6_000]}" if len(words.text) < 1_500 else ""
    if any(pattern.search(looked_at) for pattern in mail_wordings.WRAPPERS):
        return "It is a secure message behind a link; open it by hand and feed what is inside to the service."
    if mail_wordings.SHARED_LINK.search(looked_at):
        return "It is only a link to something shared; open it by hand and feed what is inside to the service."
    return ""


# --- words and papers together ----------------------------------------------------------------------------------------


def _together(said: tuple[Reading, ...], papers: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Words first. What the words merely say of the papers is dropped; what they say against them is a doubt."""
    alone = tuple(each for each in said if isinstance(each, Complaint | TenantMail))
    if alone:
        return _naming(alone, papers)  # never parsed as anything else (R056), never taken for a referral (R012)
    forms = tuple(each for each in papers if not isinstance(each, Unreadable))
    if not forms:
        return (*(each for each in said if not (papers and _is_cover(each))), *papers)
    kept = tuple(each for each in said if not _is_cover(each) and not _echoes(each, forms) and not _introduces(each, forms))
    against = any(type(each) is type(form) for each in kept for form in forms)
    if not against:
        return (*kept, *papers)
    why = "The mail's words and its attachment do not say the same; settle it by hand."
    return tuple(in_doubt(each, why) for each in (*kept, *papers))


def _naming(alone: tuple[Complaint | TenantMail, ...], papers: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What came with a complaint or a tenant's mail is named, so that nobody loses it; nothing is read out of it."""
    names = ", ".join(dict.fromkeys(paper.source for paper in papers if paper.source != "message"))
    why = f"With it came {names}: open it by hand; it was not acted on."
    return tuple(replace(each, doubts=(*each.doubts, why)) for each in alone) if names else alone


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
    known = reference.value is not None
    missing = tuple(each for each in reading.missing if not (known and each == "reference"))
    changed: Reading = replace(held, reference=reference, missing=missing)
    return changed
