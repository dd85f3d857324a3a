"""The gate before hand-over: it opens the finished bytes and says what must not leave (domain/disclosure, D1–D12, D19).

It shares no code and no list with the modules that write letters, and it fails closed: what it cannot read, or does not
know, is a leak. Its sentences never repeat what was found (D18).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from matching.case import Case, Officer, State
from outbox import alarm, answer, asking, complaint
from outbox.message import OutboundMessage, letter_id
from outbox.opened import Opened, open_message
from outbox.permits import (
    CIRCULARS,
    CLOSING,
    ENDED,
    FORMER_OFFICERS_LETTER,
    LAST_WORDS,
    NOT_AFTER_A_MOVE,
    ONLY_WHILE,
    PERMITS,
    STATES_OF_A_CIRCULAR,
    Permit,
)
from outbox.spellings import Names, found_names, in_words, mask, plain
from scheme.agreement import Scheme
from scheme.register import Partner

STREETS = (
    "road|rd|street|st|avenue|ave|lane|close|court|way|drive|crescent|gardens|terrace|place|walk|grove|square|mews|row|hill|estate"
    "|buildings|towers?"
)
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?"
)
# What is looked for by its shape. Each gives way only to an item that the letter's row permits.
SHAPES: tuple[tuple[str, str, str], ...] = (
    ("a UK postcode", r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", "home_address"),
    ("a street address", rf"\b\d+[a-z]?,? (?:[a-z']+ ){{0,3}}(?:{STREETS})\b|\bflat \d", "home_address"),
    ("a National Insurance number", r"\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b", ""),
    ("a telephone number", r"(?<![\w.])(?:\+44|0044|0)[ ()-]*\d(?:[ ()-]*\d){8,10}\b", ""),
    ("an e-mail address", r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", ""),
    ("a date", rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})\b|\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b", "home"),
    ("an age", r"\b(?:age|aged) ?:? ?\d{2}\b(?! to )|\b\d{1,2} ?(?:years? old|yrs?|y/o|yo)\b|\bborn\b|\bd\.?o\.?b\b", ""),
    ("a sum of money", r"£", "home"),
    ("letters set apart", r"(?<![^\W\d_])(?:[^\W\d_][\W_]){4,}[^\W\d_](?![^\W\d_])", ""),
    ("a run of coded letters", r"[\w+/=]{41,}", ""),
    ("an address of the web", r"https?:|www\.|cid:|data:", ""),
)
AGE_BANDS = ("aged 5 to 10", "aged 11 to 17")
FORM_HEADER = ["Question", "Answer"]


def leaks(
    message: OutboundMessage, *, case: Case, partner: Partner | None, scheme: Scheme, sender: str, home: Partner | None = None
) -> tuple[str, ...]:
    """Everything about a finished message that must not leave, as sentences; empty if it may go.

    `home`: the register's row of the case's own landlord, whose leads one kind of letter may name (R028).
    """
    audience = _audience(message, case)
    permit = PERMITS.get((message.kind, audience))
    if permit is None:
        return (f"D4: no letter of the kind «{message.kind}» may go to the audience «{audience}».",)
    opened = open_message(message.data)
    reader = _Reader(audience, permit, case, partner, home)
    found = (
        *opened.problems,
        *wrong_headers(message, opened, permit, sender),
        *_wrong_reader(message, reader),
        *_wrong_moment(message, reader, scheme),
        *not_the_same(opened),
        *_wrong_form(message, opened, permit),
        *_wrong_words(message, opened, reader, scheme, sender),
    )
    return tuple(dict.fromkeys(found))


def alarm_leaks(message: OutboundMessage, *, coordinators: Sequence[str], sender: str) -> tuple[str, ...]:
    """The same for an alarm letter: to a coordinator of the configuration, of no case, and its fixed words to the letter."""
    words = alarm.words_of(message.cause)
    if message.kind != alarm.KIND or words is None:
        return (f"D4: there is no alarm of the kind «{message.kind}» with this cause.",)
    opened = open_message(message.data)
    paragraphs = (words.what, words.todo)
    found = [
        *_of_no_case(message, opened, Permit(subject=words.subject), sender),
        *_other_words(opened, words.subject, paragraphs),
    ]
    if opened.form is not None:
        found.append("D8: an alarm has no form.")
    if message.to.casefold() not in {each.casefold() for each in coordinators}:
        found.append("D2: the recipient is not one of the coordinators that alarms.to names.")
    return tuple(dict.fromkeys(found))


def answer_leaks(
    message: OutboundMessage, *, case: Case | None, partners: Sequence[Partner], scheme: Scheme, sender: str
) -> tuple[str, ...]:
    """The same for an answer to an enquiry (R074): to a mailbox of the register or an officer of an open case, about no case, and
    the scheme's own texts to the letter (D2, D13). `case`: an open one that the recipient is an officer of."""
    words = answer.words_of(message.cause, scheme)
    if message.kind != answer.KIND or not words:
        return (f"D4: the scheme has no answer of the kind «{message.kind}» with this cause.",)
    found = _of_somebody_known(message, answer.SUBJECT, words, case=case, partners=partners, sender=sender)
    return tuple(dict.fromkeys(found))


def asking_leaks(
    message: OutboundMessage, *, case: Case | None, partners: Sequence[Partner], scheme: Scheme, sender: str
) -> tuple[str, ...]:
    """The same for a letter that asks about a mail of no case: names of questions in fixed words, to one who is known."""
    words = asking.words_of(message.cause, scheme)
    if message.kind != asking.KIND or not words:
        return (f"D4: there is no letter of the kind «{message.kind}» with this cause.",)
    found = _of_somebody_known(message, asking.SUBJECT, words, case=case, partners=partners, sender=sender)
    return tuple(dict.fromkeys(found))


def _of_somebody_known(
    message: OutboundMessage,
    subject: str,
    words: Sequence[str],
    *,
    case: Case | None,
    partners: Sequence[Partner],
    sender: str,
) -> Iterator[str]:
    """D2 and D13: to a mailbox of the register or an officer of an open case; of no case, in fixed words, nothing attached."""
    opened = open_message(message.data)
    yield from _of_no_case(message, opened, Permit(subject=subject), sender)
    yield from _other_words(opened, subject, words)
    boxes = {box.lower() for partner in partners if partner.status == "active" for box in partner.mailboxes}
    if message.to.lower() not in boxes and not (case is not None and case.open and case.is_officer(message.to.lower())):
        yield "D2: the recipient is neither a mailbox of an active partner nor an officer of an open case."
    if opened.file is not None or opened.form is not None:
        yield "D8: such a letter has no attachment."


def complaint_leaks(
    message: OutboundMessage, *, complaints_to: Sequence[str], original: bytes | None, sender: str
) -> tuple[str, ...]:
    """The same for a complaint that is passed on (R056): to the complaints team of the configuration, in fixed words, and with
    the very bytes of the kept mail. `original`: of the mail that its cause names; None where there is none."""
    if message.kind != complaint.KIND or complaint.message_of(message.cause) is None:
        return (f"D4: there is no complaint of the kind «{message.kind}» with this cause.",)
    opened = open_message(message.data, attached="application/octet-stream")
    words = (complaint.WHAT, complaint.TODO)
    subject = complaint.SUBJECT
    found = [*_of_no_case(message, opened, Permit(subject=subject), sender), *_other_words(opened, subject, words)]
    if message.to.casefold() not in {each.casefold() for each in complaints_to}:
        found.append("D2: the recipient is not one of the complaints team that complaints.to names.")
    if opened.file is None or opened.file != original or opened.form_name != complaint.FILE_NAME:
        found.append("D8: what is attached is not the complaint as it came.")
    return tuple(dict.fromkeys(found))


def _of_no_case(message: OutboundMessage, opened: Opened, permit: Permit, sender: str) -> Iterator[str]:
    yield from (*opened.problems, *wrong_headers(message, opened, permit, sender), *not_the_same(opened))
    if message.case or message.partner:
        yield "D4: such a letter is about no case and to no landlord."


def _other_words(opened: Opened, subject: str, paragraphs: Sequence[str]) -> Iterator[str]:
    if in_words(plain(opened.text)).split() != in_words(plain(" ".join((subject, *paragraphs)))).split():
        yield "D4: the letter says something else than its fixed words."


class _Reader:
    """Who reads the letter, and what may be named to them."""

    def __init__(self, audience: str, permit: Permit, case: Case, partner: Partner | None, home: Partner | None) -> None:
        self.audience, self.permit, self.case, self.partner, self.home = audience, permit, case, partner, home

    @property
    def areas(self) -> frozenset[str]:
        """The areas that this letter may name (D10, D11)."""
        items, case = self.permit.items, self.case
        mine = self.partner.name if self.partner else ""
        stock = set(self.partner.areas) if self.partner else set()
        safe = set(case.areas_requested) - set(case.areas_at_risk) - {case.area_residence}
        named = set(case.areas_requested) if "areas_requested" in items else set()
        named |= set(case.areas_at_risk) if "areas_at_risk" in items else set()
        named |= {case.area_residence} if "area_of_residence" in items else set()
        named |= safe & stock if "areas_in_stock" in items else set()
        if "home" in items:
            named |= {offer.area for offer in case.offers if not mine or offer.landlord == mine}
        return frozenset(named - {""})

    @property
    def landlords(self) -> frozenset[str]:
        """The landlords that this letter may name: to a landlord none but itself."""
        named = {self.case.landlord} if "applicant_landlord" in self.permit.items else set()
        if "destination" in self.permit.items:
            named |= {offer.landlord for offer in self.case.offers}
        return frozenset(named & {self.partner.name} if self.partner else named) - {""}

    @property
    def leads(self) -> tuple[str, ...]:
        """The named leads that this letter may give out: of the case's own landlord, while it takes part."""
        home = self.home
        if "lead_addresses" not in self.permit.items or home is None:
            return ()
        return home.named_leads if home.name == self.case.landlord and home.status == "active" else ()

    @property
    def officers(self) -> tuple[Officer, ...]:
        return self.case.officers if "officer_contact" in self.permit.items else ()


def _audience(message: OutboundMessage, case: Case) -> str:
    if not message.partner:
        return "officer"
    if message.partner == case.landlord:
        return "home_landlord"
    offered = any(offer.landlord == message.partner for offer in case.offers)
    as_offerer = (message.kind, "offering_landlord") in PERMITS
    as_stock = (message.kind, "stock_landlord") in PERMITS
    return "offering_landlord" if as_offerer and (offered or not as_stock) else "stock_landlord"


def wrong_headers(message: OutboundMessage, opened: Opened, permit: Permit, sender: str) -> Iterator[str]:
    """D1 and D7: one recipient, ours to answer to, and nothing but the reference and fixed words."""
    address = parseaddr(sender)[1]
    domain = address.rpartition("@")[2]
    if getaddresses([opened.header("to")]) != [("", message.to)] or not re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", message.to):
        yield "D1: the message is not addressed to its one recipient alone."
    if getaddresses([opened.header("from")]) != [parseaddr(sender)]:
        yield "D1: the message does not come from us."
    if getaddresses([opened.header("reply-to")]) != [("", address)]:
        yield "D1: answers would not come to us."
    subject = f"{message.case}: {permit.subject}" if message.case else permit.subject
    if {opened.header("subject"), message.subject} != {subject} or (opened.title and opened.title != subject):
        yield "D7: the subject says more than the reference and its fixed words."
    expected = letter_id(message.cause, message.kind, message.to)
    if message.id != expected or opened.header("x-reciprocal-letter") != expected:
        yield "D7: the message does not bear its own id."
    if {opened.header("message-id"), message.message_id} != {f"<{expected}@{domain}>"}:
        yield "D7: the Message-ID is not made of our id and domain."
    fixed = {"auto-submitted": "auto-generated", "x-auto-response-suppress": "All", "mime-version": "1.0"}
    if any(opened.header(name) != value for name, value in fixed.items()):
        yield "D7: a header that marks the message as automatic is missing or altered (F25)."
    if not _is_a_day(opened.header("date")):
        yield "D7: the date is not a day at nine."


def _is_a_day(date: str) -> bool:
    try:
        return parsedate_to_datetime(date).strftime("%H:%M:%S %z") == "09:00:00 +0000" and len(date) < 40
    except ValueError:
        return False


def _wrong_reader(message: OutboundMessage, reader: _Reader) -> Iterator[str]:
    """D2 and D3: the recipient stands in the case's roster, or in the register in the role the letter is for."""
    to = message.to.lower()
    partner = reader.partner
    if message.case != reader.case.reference:
        yield "D7: the message is about another case than the one it was checked with."
    if reader.audience == "officer":
        left = message.kind == FORMER_OFFICERS_LETTER and to in reader.case.former_officers
        if not reader.case.is_officer(to) and not left:
            yield "D2: the recipient is not an officer of the case."
        return
    if partner is None or partner.name != message.partner:
        yield "D2: the landlord written to is not the one of the register."
        return
    boxes = {
        "home_landlord": (*partner.named_leads, *partner.deputies),
        "stock_landlord": partner.circulars_to or partner.named_leads,
        "offering_landlord": tuple(partner.mailboxes),
    }
    if to not in {box.lower() for box in boxes[reader.audience]}:
        yield "D2: the recipient is not a mailbox of the landlord in the role that the letter is for."
    if partner.status != "active":
        yield "D2: the landlord does not take part at present."


def _wrong_moment(message: OutboundMessage, reader: _Reader, scheme: Scheme) -> Iterator[str]:
    """D10 and D12: what the case's state still allows."""
    case, partner = reader.case, reader.partner
    if case.state in ENDED and message.kind not in CLOSING:
        yield "D12: the case has ended; only closing notices may go out."
    if case.state is State.MOVED and message.kind in NOT_AFTER_A_MOVE:
        yield "D12: the household has moved."
    if case.state not in ONLY_WHILE.get(message.kind, {case.state}) or (message.kind == "approval_chase" and case.approved_on):
        yield "D12: the request has gone on since this was written."
    yield from _behind_the_shield(message, reader)
    if message.kind not in CIRCULARS or partner is None:
        return
    if case.state not in STATES_OF_A_CIRCULAR or not case.approved_on:
        yield "D10: the case is not approved, or not open for circulars."
    if case.paused_on:
        yield "D12: the request is paused."
    if partner.name == case.landlord:
        yield "D10: a circular must not go to the applicant's own landlord."
    if partner.name not in case.circulated_to:
        yield "D10: the case was not circulated to this landlord."
    to_all = any(policy.version == case.policy and policy.circulate_to == "all" for policy in scheme.policies)
    if not reader.areas and not to_all:
        yield "D10: the landlord has no homes in a requested area."


def _behind_the_shield(message: OutboundMessage, reader: _Reader) -> Iterator[str]:
    """D10: who must not hear of the case gets its last word, if it had a first one, and nothing else."""
    case, partner = reader.case, reader.partner
    excluded = partner is not None and partner.name in case.excluded
    if not excluded and message.to.lower() not in case.shut_out:
        return
    heard = partner is not None and (
        partner.name in case.circulated_to or any(offer.landlord == partner.name for offer in case.offers)
    )
    if message.kind != "case_closed" and not (heard and message.kind in LAST_WORDS):
        yield "D10: the landlord must not hear of this case." if excluded else "D10: this mailbox must not hear of the case."


def not_the_same(opened: Opened) -> Iterator[str]:
    """D9: both parts say the same words in the same order."""
    text, html = (in_words(plain(part)).casefold().split() for part in (opened.text, opened.html))
    if not text or text != html:
        yield "D9: the text part and the HTML part do not say the same."


def _wrong_form(message: OutboundMessage, opened: Opened, permit: Permit) -> Iterator[str]:
    """D8: a form only where the row has one, under the reference's name, and with no word that the letter does not say."""
    if permit.form != (opened.form is not None):
        yield "D8: the letter has a form where it should have none, or the other way round."
    if opened.form is None:
        return
    if opened.form_name != f"{message.case}.docx":
        yield "D7: the attachment's name is not the reference."
    letter = f" {in_words(plain(opened.text))} "
    said = [paragraph for paragraph in opened.form.shown if paragraph not in FORM_HEADER]
    if any(f" {in_words(plain(paragraph))} " not in letter for paragraph in said):
        yield "D5: the attached form says something that the letter does not."


def _wrong_words(message: OutboundMessage, opened: Opened, reader: _Reader, scheme: Scheme, sender: str) -> Iterator[str]:
    """D4–D6 and D11: what is said after all that may be said has been taken away."""
    names = Names.of(scheme, reader.case)
    fixed = [
        message.id,
        message.case,
        *parseaddr(sender),
        message.to,
        parseaddr(sender)[1].rpartition("@")[2],
        scheme.name,
        *scheme.texts.values(),
    ]
    if reader.audience == "officer" and "outcome" in reader.permit.items:
        fixed += [offer.refusal_reason.replace("_", " ") for offer in reader.case.offers]
    once = [part for officer in reader.officers for part in (officer.name, officer.email, officer.phone, officer.agency)]
    always = [*_own_group(reader, scheme), *reader.areas, *reader.landlords]
    address = [value for label, value in opened.cells if label == "Address:"] if "home_address" in reader.permit.items else []
    if len(address) > 1:
        yield "D6: the letter holds more than one address."
    for place, words in opened.surfaces():
        left = mask(mask(mask(plain(words), fixed), (*once, *address, *reader.leads), once=True), always)
        yield from _wrong_shapes(place, left, reader)
        for what in sorted(found_names(left, names, reader.areas, reader.landlords, officers=reader.audience != "officer")):
            yield f"D4: {place} of the message names {what} that this reader may not know."
        if any(str(other) != message.case for other in scheme.references_in(left)):
            yield f"D7: {place} of the message names another case."


def _own_group(reader: _Reader, scheme: Scheme) -> Iterable[str]:
    ground = scheme.ground(reader.case.risk_primary) if reader.case.risk_primary else None
    return (ground.report_group,) if ground and "risk_group" in reader.permit.items else ()


def _wrong_shapes(place: str, words: str, reader: _Reader) -> Iterator[str]:
    banded = mask(words, AGE_BANDS).casefold()
    for what, shape, unless in SHAPES:
        if unless not in reader.permit.items and re.search(shape, banded):
            yield f"D6: {place} of the message holds {what}."
    if any(char.isalpha() and not _is_latin(char) for char in words):
        yield f"D19: {place} of the message holds letters of another alphabet."


def _is_latin(char: str) -> bool:
    return char < "ɐ" or "Ḁ" <= char <= "ỿ"
