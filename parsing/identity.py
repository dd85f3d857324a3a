"""Who the applicant is must stand nowhere in the papers (R029). What may tell it is found here, and shown masked.

Searched: the form's visible words, its file name, and what the file holds without showing it. The officers' own rows are
theirs to fill, and names of landlords and agencies are no people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parsing.answers import emails_in, phones_in, without_placeholders
from parsing.dates import dates_in
from parsing.document import Document, Table
from parsing.field import Field, Where
from parsing.labels import stripped, words_of
from parsing.readings import IdentityFound, Reading
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{1,2}\d[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}\b")
_POSTCODE_LOWER = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s\d[abd-hjlnp-uw-z]{2}\b")
_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE
)
_STREET = re.compile(
    r"\b(?:flat|apartment|unit)\s+\d+[a-z]?\s*,\s*\d+|"
    r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][\w']+\s+){1,3}(?:road|rd|street|st|avenue|ave|lane|close|"
    r"court|crescent|drive|gardens|grove|house|place|square|terrace|walk|way|mews|row|hill|"
    r"estate|tower|point|path|rise|green)\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?:\s+on)?|birth\s?date)\b(?:\s+is)?\W*", re.IGNORECASE)
_OFFICER_WORDS = frozenset(
    [
        "officer",
        "referrer",
        "agency",
        "landlord",
        "lead",
        "manager",
        "worker",
        "second",
        "completed",
        "signed",
        "signature",
        "office",
        "role",
        "advocate",
        "idva",
    ]
)
_NAMED = re.compile(
    r"\b(?:applicant|client|tenant|resident|nominee|victim|survivor|perpetrator|perp|"
    r"alleged perpetrator|partner|child|mother|father|daughter|son)(?:'s|’s|s')?\s+(?:full\s+|"
    r"first\s+|sur|"
    r"last\s+)?name(?:\s+is)?\s*[:=\-–]?\s*(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Master)\.?\s+(?P<name>[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+){0,2})")
_RE_NAME = re.compile(
    r"\b(?i:re|regarding|client|applicant|tenant|called|named|perpetrator|perp)\b\s*(?:is|:|-|"
    r"–)?\s*(?P<name>[A-Z][a-z'’-]+\s+[A-Z][a-z'’-]+)"
)
_NAME_WORDS = re.compile(r"[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?")
_NAME_LABELS = {"applicant", "perpetrator", "child", "adult", "partner", "victim"}
# Words with a capital that stand in file names, titles and answers of forms, and are nobody's name.
_NO_NAMES = frozenset(
    spelling_key(
        "urgent property request form forms reciprocal application housing referral referrals "
        "landlord decision approval approved declined offer offers outcome "
        "change withdrawal notice final draft copy new updated update signed completed version "
        "scan scanned document doc docx pdf word the for of and with to from re "
        "case ref reference arc plhr pan blank template move moves management transfer nomination "
        "safer team service services council borough advice centre center "
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday "
        "jan feb mar apr jun jul aug sep sept oct nov dec bed bedroom bedrooms flat house property "
        "risk assessment confidential official sensitive private "
        "domestic abuse violence youth hate crime stalking exploitation support agency officer "
        "nominating named lead home homes trust group association society "
        "image img photo attachment page form1 microsoft print untitled report secure email "
        "message fw fwd tenancy verification viewing circular letter "
        "office use only part section one two three four five first second third amended revised "
        "rev v1 v2 v3 high priority dv da idva isva marac dash "
        "household family mum dad mother father son daughter child children adult adults female "
        "male woman man perpetrator police applicant client tenant resident "
        "north south east west central inner outer women womens aid refuge community partnership "
        "partnerships hub children's social care early help young people "
        "direct partner scheme pathway mail reply response consent signed declaration privacy "
        "policy monitoring equality data protection title name names "
        "yes no none not known unknown select choose please date number details type primary other "
        "about this that has have been will would they she he"
    ).split()
)
_TITLE_NOTES = ("title", "subject", "keywords", "description", "category")


def find_identity(document: Document, scheme: Scheme, reading: Reading | None = None) -> tuple[IdentityFound, ...]:
    """Everything in a document that may tell who the applicant is, once each. `reading` names the officers, who are exempt."""
    known = _Known.of(reading, scheme)
    found = [*_in_visible(document, known), *_in_hidden(document, known), *_in_file_name(document, known)]
    distinct = {(each.what, each.masked): each for each in reversed(found)}
    return tuple(each for each in found if distinct.get((each.what, each.masked)) is each)


class _Known:
    """Words that are allowed: the officers and their ways of being reached, landlords, areas."""

    def __init__(self, words: frozenset[str], emails: frozenset[str], phones: frozenset[str], address: str, offer: bool) -> None:
        self.words, self.emails, self.phones, self.address, self.is_offer = words, emails, phones, address, offer

    @staticmethod
    def of(reading: Reading | None, scheme: Scheme) -> _Known:
        fields: dict[str, Field[object]] = dict(reading.fields()) if reading is not None else {}
        spoken = [
            str(field.value or field.quote)
            for key, field in fields.items()
            if "officer" in key or key in ("support_agency", "applicant_landlord", "original_landlord")
        ]
        names = (*scheme.area_spellings(), *scheme.landlord_spellings(), *scheme.area_proposal_spellings())
        words = {word for text in (*spoken, *names) for word in spelling_key(text).split()}
        domains = {part for text in spoken for address in emails_in(text) for part in re.split(r"[@.\-_]", address.casefold())}
        emails = frozenset(address.casefold() for text in spoken for address in emails_in(text))
        phones = frozenset(re.sub(r"\D", "", phone) for text in spoken for phone in phones_in(text))
        address = fields["address"].quote if "address" in fields else ""
        return _Known(frozenset(words | domains), emails, phones, address, address != "")

    def is_name(self, word: str) -> bool:
        key = spelling_key(word)
        return key not in self.words and key not in _NO_NAMES and not any(char.isdigit() for char in word)

    def email_is_ours(self, address: str) -> bool:
        domain = address.casefold().rpartition("@")[2]
        return address.casefold() in self.emails or any(domain == known.rpartition("@")[2] for known in self.emails)


# ── visible words ───────────────────────────────────────────────────────────────────────────────────────────────────


def _in_visible(document: Document, known: _Known) -> Iterator[IdentityFound]:
    heading = ""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _in_table(block, heading, known)
        else:
            text = block.text.strip()
            if text and ":" not in text and len(text.split()) <= 8:
                heading = text
            label, _, answer = text.partition(":")
            if answer and len(label.split()) <= 8:
                yield from _in_answer(f"{heading if _is_officers(heading) else ''} {label}", answer, block.where, known)
                yield from _labelled(label if not _is_officers(heading) else f"officer {label}", answer, block.where, known)
            else:
                yield from _in_words(text, block.where, known)


def _in_table(table: Table, heading: str, known: _Known) -> Iterator[IdentityFound]:
    section = heading
    for row in table.rows:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and len(filled[0].text.split()) <= 8:
            section = filled[0].text
        label = ""
        for cell in row:
            text = without_placeholders(cell.text)
            before = f"{section} {label}" if _is_officers(section) else label
            yield from _in_answer(before, text, cell.where, known)
            inner, _, answer = text.partition(":")
            if answer.strip() and len(inner.split()) <= 6:
                yield from _labelled(f"officer {inner}" if _is_officers(section) else inner, answer, cell.where, known)
            elif label and text:
                yield from _labelled(f"officer {label}" if _is_officers(section) else label, text, cell.where, known)
            label = cell.text if cell.text.strip() else label


def _is_officers(words: str) -> bool:
    return bool(words_of(stripped(words)) & _OFFICER_WORDS)


def _labelled(label: str, answer: str, where: Where, known: _Known) -> Iterator[IdentityFound]:
    """«Applicant's name: …», «Name: …»: whatever is filled in is a name, unless the row is an officer's."""
    words = words_of(stripped(label))
    text = without_placeholders(answer).strip()
    if (
        not text
        or spelling_key(text) in ("", "n a", "na", "none", "not to be given", "withheld", "do not complete")
        or words & _OFFICER_WORDS
    ):
        return
    if all(spelling_key(word) in known.words for word in re.findall(r"[\w'’-]+", text)):
        return
    if "name" in words and words <= {
        "name",
        "full",
        "first",
        "surname",
        "applicant",
        "perpetrator",
        "child",
        "alleged",
        "adult",
        "last",
        "partner",
        "other",
        "joint",
        "ex",
        "tenancy",
    }:
        yield IdentityFound(what="a name", where=where, masked=masked(text))
    elif (
        words & {"perpetrator"}
        and words <= {"perpetrator", "alleged", "address", "detail", "who"}
        and any(_NAME_WORDS.fullmatch(word) for word in text.split())
    ):
        yield IdentityFound(what="a perpetrator's name or address", where=where, masked=masked(text))
    elif words & {"surname", "forename", "forenames"}:
        yield IdentityFound(what="a name", where=where, masked=masked(text))
    elif {"birth"} <= words or "dob" in words:
        yield IdentityFound(what="a date of birth", where=where, masked=masked(text))


def _in_answer(label: str, text: str, where: Where, known: _Known) -> Iterator[IdentityFound]:
    """Words beside a label; an officer's row may hold the officer's own address and telephone."""
    if known.is_offer and text and spelling_key(text) in (spelling_key(known.address), ""):
        return
    yield from _in_words(text, where, known, officers=_is_officers(label), offer=known.is_offer and "address" in words_of(label))


def _in_words(text: str, where: Where, known: _Known, *, officers: bool = False, offer: bool = False) -> Iterator[IdentityFound]:
    for what, words in _told(text, known, officers=officers, offer=offer):
        yield IdentityFound(what=what, where=where, masked=masked(words))


def _told(text: str, known: _Known, *, officers: bool, offer: bool) -> Iterator[tuple[str, str]]:
    if not text.strip() or offer:
        return
    yield from (("a National Insurance number", match.group()) for match in _INSURANCE.finditer(text))
    if not officers:
        yield from (("a postcode", match.group()) for match in (*_POSTCODE.finditer(text), *_POSTCODE_LOWER.finditer(text)))
        yield from (("a street address", match.group()) for match in _STREET.finditer(text) if not _is_plain_count(match.group()))
        yield from (
            ("a telephone number", phone)
            for phone in phones_in(text)
            if re.sub(r"\D", "", phone) not in known.phones and not dates_in(phone)
        )
        yield from (("an e-mail address", address) for address in emails_in(text) if not known.email_is_ours(address))
        yield from _names_told(text, known)
    yield from _births(text)


def _is_plain_count(words: str) -> bool:
    """«2 bed house», «3 bedroom ground floor flat in a court»: a home described, not an address."""
    return (
        re.search(
            r"\b(?:bed|beds|bedroom|bedrooms|bedroomed|floor|storey|adults?|children|kids|year|years|yr|"
            r"weeks?|months?|st|nd|rd|th|min|minutes?|miles?|self|double|single|person|people|in|at|the|"
            r"on|of|into|to|and|or|her|his|their|from|with|x)\b",
            words,
            re.IGNORECASE,
        )
        is not None
        and re.search(r"\bflat\s+\d", words, re.IGNORECASE) is None
    )


def _births(text: str) -> Iterator[tuple[str, str]]:
    for match in _BIRTH.finditer(text):
        rest = text[match.end() : match.end() + 24]
        if re.match(r"\W*\d{1,2}[\s./-]", rest):
            yield "a date of birth", rest


def _names_told(text: str, known: _Known) -> Iterator[tuple[str, str]]:
    for pattern in (_NAMED, _TITLED, _RE_NAME):
        for match in pattern.finditer(text):
            words = [word for word in match.group("name").split() if word[:1].isupper() and known.is_name(word)]
            if words and (pattern is not _RE_NAME or len(words) >= 2):
                yield "a name", " ".join(words)


# ── what is not shown ───────────────────────────────────────────────────────────────────────────────────────────────


def _in_hidden(document: Document, known: _Known) -> Iterator[IdentityFound]:
    for line in document.hidden:
        note = line.where.note.casefold()
        if "author" in note or "modified by" in note:
            continue
        yield from _in_words(line.text, line.where, known)
        if any(word in note for word in _TITLE_NOTES):
            yield from _probable_names(line.text, line.where, known, "a probable name in the file's properties")
        elif "comment" in note or "struck" in note or "hidden" in note:
            yield from _probable_names(line.text, line.where, known, "a probable name in words that the file hides")


def _in_file_name(document: Document, known: _Known) -> Iterator[IdentityFound]:
    stem = document.source.rpartition(".")[0] or document.source
    if document.source == "message":
        return
    where = Where(source="file name")
    yield from _in_words(stem.replace("_", " "), where, known)
    yield from _probable_names(re.sub(r"[_\-.]+", " ", _camel_apart(stem)), where, known, "a probable name in the file name")


def _camel_apart(stem: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)


def _probable_names(text: str, where: Where, known: _Known, what: str) -> Iterator[IdentityFound]:
    """Two words in a row that could be somebody's name."""
    words = re.findall(r"[\w'’-]+|[^\w\s]", text)
    for first, second in pairwise(words):
        if all(_NAME_WORDS.fullmatch(word) and known.is_name(word) for word in (first, second)):
            yield IdentityFound(what=what, where=where, masked=masked(f"{first} {second}"))
            return


def masked(words: str) -> str:
    """The first character of each word, the rest as stars: «J*** S****»."""
    return " ".join(word[0] + "*" * (min(len(word), 8) - 1) for word in words.split()[:4])
