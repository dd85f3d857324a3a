"""Who the applicant is must stand nowhere in the papers (R029). What may tell it is found here, and shown masked.

Searched: the form's visible words, its file name, and what the file holds without showing it. The officers' own rows are
theirs to fill, and names of landlords and agencies are no people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from parsing.answers import without_placeholders, word_set
from parsing.contacts import emails_in
from parsing.cover import Cover, cover_for, covered
from parsing.dates import dates_in
from parsing.document import Cell, Document, Line, Table
from parsing.field import Field, Where
from parsing.identity_signs import (
    SPEAKS_OF_OTHERS,
    Known,
    could_be_a_small_name,
    is_everyday,
    lone_names,
    names_beside_ages,
    names_helped,
    names_told,
    phone_numbers,
    probable_names,
    spread_out,
    strange_parts,
    told,
)
from parsing.label_words import stripped, words_of
from parsing.mail_parts import QUOTES, SIGNS, parts_of
from parsing.quotation import QUOTED, is_head
from parsing.readings import IdentityFound, Reading, RequestForm
from parsing.whose import GENERIC
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_OFFICER_WORDS = word_set(
    "officer referrer agency landlord lead manager worker completed signed signature office role advocate idva supervisor "
    "sent submitted nominated reported authorised authoriser approved countersigned"
)
_THEIRS = word_set("applicant perpetrator child adult partner victim household school gp doctor parent ex")
# What is asked of a person without saying of whom: the section says it.
_WAYS_OF_BEING_REACHED = word_set(
    "name full first last surname forename print title email phone telephone mobile number contact detail role job agency "
    "organisation team department service address postcode signature signed date position fax office work landline direct line "
    "hours day best time nominating officer second cover manager"
)
_NOTHING = (
    "",
    "n a",
    "na",
    "none",
    "no",
    "yes",
    "unknown",
    "not known",
    "not to be given",
    "withheld",
    "do not complete",
    "nil",
    "x",
    "you",
    "yourself",
)
_NAME_LABEL = word_set(
    "name full first middle preferred maiden previous birth surname forename forenames last applicant perpetrator child "
    "alleged "
    "adult partner other second joint ex tenancy"
)
# Properties that programs and offices write: an author is the officer, a company the agency.
_WRITTEN_BY_OFFICES = (
    "author",
    "modified by",
    "property creator",
    "property lastmodifiedby",
    "property company",
    "property manager",
    "property application",
    "property template",
    "property appversion",
    "property producer",
)
_NAMED_SMALL = ("property title", "property subject", "property keywords", "property category")
_NAMES_ARE_LIKELY = ("title", "subject", "keywords", "description", "category", "property")
_NAMES_ARE_HIDDEN = (
    "comment",
    "struck",
    "hidden",
    "white",
    "merged",
    "variable",
    "picture",
    "drawing",
    "bookmark",
    "data behind",
    "link",
    "annotation",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A find with its very words, which go no further than the cover that is made of them."""

    what: str
    where: Where
    words: str = field(repr=False)

    @property
    def told(self) -> IdentityFound:
        return IdentityFound(what=self.what, where=self.where, masked=masked(self.words))


def find_identity(
    document: Document, scheme: Scheme, reading: Reading | None = None, asked: Mapping[Where, str] | None = None
) -> tuple[IdentityFound, ...]:
    """Everything in a document that may tell who the applicant is, once each.

    `reading` names the officers, who are exempt; `asked` says which question, in which section, each place answers.
    """
    return _distinct(sign.told for sign in _signs(document, _known(reading, scheme), asked or {}))


def with_identity(reading: Reading, document: Document, scheme: Scheme, asked: Mapping[Where, str] | None = None) -> Reading:
    """The reading with all that was found, and without a word of it: neither in quotations, nor doubts, nor the file's name."""
    known = _known(reading, scheme)
    signs = tuple(_signs(document, known, asked or {}))
    told = replace(reading, identity=_distinct((*reading.identity, *(sign.told for sign in signs))))
    return covered(told, _cover_of(signs, known))


def with_mail_s_identity(readings: Sequence[Reading], letter: Letter, scheme: Scheme) -> tuple[Reading, ...]:
    """The readings of a mail whose own words or subject may tell who the applicant is: a request waits for it (R029).

    Whatever the mail is about, what its readings quote goes on without those words.
    """
    return tuple(_with_letter_s(reading, letter, scheme) for reading in readings)


def without_names(name: str, scheme: Scheme) -> str:
    """A file's name for a question about the file: what may be somebody's name is covered."""
    known = _known(None, scheme)
    document = Document(source=name, file_type="")
    return _cover_of(tuple(_in_file_name(document, known)), known).over(name)


def cover_of_paper(document: Document, scheme: Scheme) -> Cover:
    """A cover over whatever may tell who somebody is in a paper that is no form."""
    known = _known(None, scheme)
    return _cover_of(tuple(_signs(document, known, {})), known)


def cover_of_mail(subject: str, body: str, sender: str, scheme: Scheme, readings: Sequence[Reading] = ()) -> Cover:
    """The same of a whole mail as it is shown, quotations and all. Whom it is from and whom it greets are no applicants."""
    lines = body.split("\n")
    heads = [line for line in lines if is_head(QUOTED.sub("", line)) or _GREETING.match(QUOTED.sub("", line))]
    private = [line for line in heads if any(_is_private(each, scheme) and each not in sender for each in emails_in(line))]
    spoken = spelling_key(" ".join((*(line for line in heads if line not in private), sender))).split()
    each = [_known(reading, scheme) for reading in (*readings, None)]
    known = replace(
        each[-1],
        words=frozenset(spoken).union(*(known.words for known in each)),
        emails=frozenset().union(*(known.emails for known in each)),
        phones=frozenset().union(*(known.phones for known in each)),
    )
    said = ["" if line in heads else QUOTED.sub("", line) for line in lines]
    tones = parts_of(body, sender.rpartition(" <")[0])
    signs = _in_letter(Letter(subject=subject, words="\n".join(said), sender=sender), known)
    told = [sign for sign in signs if not _is_how_writers_are_reached(sign, said, tones, known)]
    return _cover_of((*told, *(sign for line in private for sign in _of_private_writer(line))), known)


def _is_private(address: str, scheme: Scheme) -> bool:
    return address.rpartition("@")[2].casefold() in scheme.free_mail_domains


def _of_private_writer(head: str) -> Iterator[Sign]:
    """Who wrote a quoted mail from a private address may be the applicant, whose mail an officer passes on."""
    where = Where(source="message")
    yield from (Sign(what="an e-mail address", where=where, words=each) for each in emails_in(head))
    before = (re.split(r"[:>\"]", piece.rstrip(' \t"'))[-1] for piece in head.split("<")[:-1])
    if name := next((each for each in before if each.strip()), ""):
        yield Sign(what="a name", where=where, words=" ".join(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)))


def _is_how_writers_are_reached(sign: Sign, said: Sequence[str], tones: Sequence[str], known: Known) -> bool:
    """In a signature stand its writer's own number and office; a quoted mail has its signatures too."""
    at = sign.where.line - 1
    if sign.where.source != "message" or not 0 <= at < len(said):
        return False
    if tones[at] == SIGNS:
        return sign.what in _WAYS_TO_WRITERS and not words_of(said[at]) & _THEIRS
    return tones[at] == QUOTES and _is_letterhead(sign, said[at], known)


_WAYS_TO_WRITERS = ("a telephone number", "an e-mail address", "a postcode", "a street address")


def cover_of_found(found: Iterable[tuple[str, str]], scheme: Scheme, reading: Reading | None = None) -> Cover:
    """A cover over words that a reading has found, each with what it is: (what, words)."""
    known = _known(reading, scheme)
    return _cover_of(tuple(Sign(what=what, where=Where(), words=words) for what, words in found), known)


def _with_letter_s(reading: Reading, letter: Letter, scheme: Scheme) -> Reading:
    known = _known(reading, scheme)
    known = replace(known, words=known.words | frozenset(spelling_key(" ".join((*letter.people, letter.sender))).split()))
    signs = tuple(_in_letter(letter, known))
    if isinstance(reading, RequestForm):
        reading = replace(reading, identity=_distinct((*reading.identity, *(sign.told for sign in signs))))
    return covered(reading, _cover_of(signs, known))


def _distinct(found: Iterable[IdentityFound]) -> tuple[IdentityFound, ...]:
    distinct: dict[tuple[str, str, str], IdentityFound] = {}
    for each in found:
        distinct.setdefault((each.what.removeprefix("a probable name").strip(), each.masked, each.where.note), each)
    return tuple(distinct.values())


def _signs(document: Document, known: Known, asked: Mapping[Where, str]) -> Iterator[Sign]:
    yield from _whole(_in_visible(document, known, asked))
    yield from _in_named(document, known)
    yield from _whole(_in_hidden(document, known))
    yield from _in_file_name(document, known)


def _whole(signs: Iterator[Sign]) -> Iterator[Sign]:
    """Without the first name alone where the whole name was found in the same place."""
    last: list[Sign] = []
    for sign in signs:
        last = [each for each in last if each.where == sign.where]
        if sign.what != "a name" or not any(each.what == "a name" and sign.words in each.words for each in last):
            yield sign
        last.append(sign)


def _cover_of(signs: Sequence[Sign], known: Known) -> Cover:
    """Whole finds, and each word of them that could be a name by itself."""
    named = [sign.words for sign in signs if re.search(r"\b(?:name|address|school)\b(?<!e-mail address)", sign.what)]
    words = (word for each in named for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", spread_out(each)))
    return cover_for([sign.words for sign in signs], [word for word in words if known.is_name(word)])


def masked(words: str) -> str:
    """The first character of each word, the rest as stars: «J*** S****»."""
    return " ".join(word[0] + "*" * (min(len(word), 8) - 1) for word in words.split()[:4])


def _known(reading: Reading | None, scheme: Scheme) -> Known:
    fields: dict[str, Field[object]] = dict(reading.fields()) if reading is not None else {}
    spoken = [
        str(field.value)
        for key, field in fields.items()
        if field.value is not None
        and ("officer" in key or key in ("support_agency", "applicant_landlord", "original_landlord", "tenancy_owed"))
    ]
    of_scheme = Known(words=scheme.words_of_names)
    spoken = [_without_others(text, of_scheme) for text in spoken]
    emails = frozenset(address.casefold() for text in spoken for address in emails_in(text))
    return Known(
        words=scheme.words_of_names.union(
            (word for text in spoken for word in spelling_key(text).split()),
            (part for address in emails for part in re.split(r"[@.\-_]", address)),
        ),
        emails=emails,
        phones=frozenset(re.sub(r"\D", "", number) for text in spoken for number in phone_numbers(text)),
        free_mail=frozenset(scheme.free_mail_domains),
        landlords=scheme.landlords_in_one_word,
        home_offered=fields["address"].quote if "address" in fields else "",
    )


def _without_others(text: str, known: Known) -> str:
    """An officer's or an agency's answer up to where it speaks of somebody else: «Harbour Advice - call Jane first»."""
    other = SPEAKS_OF_OTHERS.search(text)
    begins = [begin for begin, _ in names_helped(text, known)] + ([other.start()] if other else [])
    return text[: min(begins, default=len(text))]


# ── visible words ───────────────────────────────────────────────────────────────────────────────────────────────────


def _in_visible(document: Document, known: Known, asked: Mapping[Where, str]) -> Iterator[Sign]:
    heading = ""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _in_table(block, heading, known, asked)
            continue
        text = block.text.strip()
        if text and ":" not in text and len(text.split()) <= 8:
            heading = text
        yield from _in_line(block, heading, known, asked)


_SIGNING = word_set("signed signature completed sent submitted")


def _is_signed_for_an_office(label: str) -> bool:
    """A name alone below «Signed» is its writer's; below an applicant's signature or consent it is the applicant's."""
    words = words_of(stripped(label))
    return bool(words & _SIGNING) and "consent" not in words and _is_officers(label)


def _in_line(line: Line, heading: str, known: Known, asked: Mapping[Where, str]) -> Iterator[Sign]:
    """A line outside tables. What stands around every page is the office's letterhead, unless it says otherwise."""
    around = line.where.note.casefold().startswith(_AROUND_THE_PAGE)
    for sign in _told_in_line(line, heading, known, asked):
        if not (around and _is_letterhead(sign, line.text, known)):
            yield sign
    label, colon, _ = line.text.strip().partition(":")
    above = asked.get(line.where, "")
    of_officers = _is_officers(in_section(label, above or heading)) if colon else _is_signed_for_an_office(above)
    if (around or len(line.text.split()) <= 4) and not of_officers:
        what = "a probable name in a line by itself"
        yield from (Sign(what=what, where=line.where, words=name) for name in probable_names(line.text, known) if " " in name)


def _told_in_line(line: Line, heading: str, known: Known, asked: Mapping[Where, str]) -> Iterator[Sign]:
    label, colon, answer = line.text.strip().partition(":")
    if not colon or len(label.split()) > 8:
        yield from _found(line.text, line.where, known, label=asked.get(line.where, ""))
        return
    label = in_section(label, asked.get(line.where, heading))
    yield from _found(line.text, line.where, known, label=label)
    yield from _labelled(label, answer, line.where, known)


def _in_table(table: Table, heading: str, known: Known, asked: Mapping[Where, str]) -> Iterator[Sign]:
    section = heading
    for row in table.rows:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and len(filled[0].text.split()) <= 8:
            section = filled[0].text
        label = ""
        told = [asked[cell.where] for cell in row if cell.where in asked]
        for cell in row:
            of_row = told[0] if label and len(told) == 1 else in_section(label, section)  # a hint beside it is the same row's
            yield from _in_cell(cell, asked.get(cell.where, of_row), known, beside=bool(label))
            label = cell.text if cell.text.strip() else label


def _in_cell(cell: Cell, label: str, known: Known, *, beside: bool) -> Iterator[Sign]:
    text = without_placeholders(cell.text)
    yield from _found(text, cell.where, known, label=label)
    inner, _, answer = text.partition(":")
    if answer.strip() and len(inner.split()) <= 6:
        yield from _labelled(in_section(inner, label), answer, cell.where, known)
    elif beside:
        yield from _labelled(label, text, cell.where, known)


def in_section(label: str, section: str) -> str:
    """The label alone where it says whose it is; with its section where that is the officers'."""
    words = words_of(stripped(label))
    reached = words <= _WAYS_OF_BEING_REACHED and words != {"second"}  # «Any other information» is of anybody
    return f"{section} {label}" if _is_officers(section) and reached else label


def _is_officers(words: str) -> bool:
    about = words_of(stripped(words))
    if about & {"applicant", "perpetrator", "child"} and not about & {"landlord", "officer", "worker", "agency", "support"}:
        return False
    return bool(about & _OFFICER_WORDS) or _ABOUT_THE_WRITER.search(words) is not None


_ABOUT_THE_WRITER = re.compile(
    r"\babout you\b|\byour (?:own |full )?(?:name|details|contact|e-?mail|phone|telephone|mobile|role|job|post|agency|"
    r"organisation|team|service|manager|address)\b",
    re.IGNORECASE,
)


def _found(text: str, where: Where, known: Known, *, label: str = "") -> Iterator[Sign]:
    if known.home_offered and (spelling_key(text) == spelling_key(known.home_offered) or "address" in words_of(label)):
        return
    theirs = _is_officers(label)
    if words_of(stripped(label)) & {"child", "adult", "household", "people", "person"}:
        yield from (Sign(what="a name", where=where, words=name) for name in names_beside_ages(text, known))
    for what, words in told(text, known, officers=theirs):
        yield Sign(what=what, where=where, words=words)
    if theirs and words_of(stripped(label)) <= _OF_A_LANDLORD:
        yield from (Sign(what=what, where=where, words=words) for what, words in names_told(text, known))
    if theirs or "support" in words_of(stripped(label)):
        yield from (Sign(what="a name", where=where, words=name) for _, name in names_helped(text, known))
    if theirs and (other := SPEAKS_OF_OTHERS.search(text)):
        for what, words in told(text[other.start() :], known):
            yield Sign(what=what, where=where, words=words)


# A landlord is asked for, and nobody who works there: a person named here is the tenant.
_OF_A_LANDLORD = word_set("landlord applicant current previous original social registered provider housing area")


def _labelled(label: str, answer: str, where: Where, known: Known) -> Iterator[Sign]:
    """«Applicant's name: …», «Name: …»: whatever is filled in is a name, unless the row is an officer's."""
    words, text = words_of(stripped(label)), without_placeholders(answer).strip()
    if spelling_key(text) in _NOTHING or _is_officers(label) or words_of(stripped(text)) in GENERIC:
        return
    if known.home_offered and spelling_key(text) == spelling_key(known.home_offered):
        return
    said = set(spelling_key(text).split())
    if said <= _YES_AND_NO or (said <= known.words and not _asks_for_the_applicant(words)):
        return
    asks_who = _WHO_IT_IS_FOR.search(label) is not None and _are_names(text, known)
    if what := _number_asked(label, text) or _what_is_asked(words, text, known) or ("a name" if asks_who else ""):
        yield Sign(what=what, where=where, words=text)


def _asks_for_the_applicant(words: frozenset[str]) -> bool:
    """Even an officer's name tells who it is where the applicant's is asked for: she may be the applicant (R016)."""
    return {"applicant", "name"} <= words <= {"applicant", "name", "full", "first", "last", "of", "the"}


_YES_AND_NO = frozenset({"yes", "no", "na", "n", "a", "not", "known", "nk"})  # «☐ Yes ☒ No» is nobody's name
_WHO_IT_IS_FOR = re.compile(r"\bwho\b.{0,40}\b(?:for|about)\b|\b(?:form|referral|request) (?:for|about)\b", re.IGNORECASE)


_NUMBERS_ASKED = (
    (re.compile(r"\bd\.? ?o\.? ?b\b|\bbirth", re.IGNORECASE), "a date of birth"),
    (re.compile(r"\bnhs\b.{0,60}\b(?:no|number)", re.IGNORECASE), "an NHS number"),
    (re.compile(r"\bpassport\b", re.IGNORECASE), "a passport number"),
    (re.compile(r"\b(?:home office|brp|immigration) (?:ref|reference|no|number)", re.IGNORECASE), "a Home Office number"),
    (re.compile(r"\b(?:tenancy|rent)(?: account)? (?:ref|no|number|id|account)", re.IGNORECASE), "a tenancy's number"),
    (re.compile(r"\bnational insurance|\bn\.?i\.? (?:no|number)|\bnino\b", re.IGNORECASE), "a National Insurance number"),
    (re.compile(r"\buprn\b", re.IGNORECASE), "a property's number"),
    (re.compile(r"\b(?:vehicle|car) (?:reg|number)|\bregistration (?:number|plate)", re.IGNORECASE), "a vehicle's registration"),
)


# Whoever or whatever else a form asks the name of.
_NOT_THE_HOUSEHOLD_S = word_set(
    "agency agencie organisation service team landlord provider hospital refuge court charity council project scheme "
    "estate street "
    "property building block pet surgery practice file form company employer college university borough area hostel "
    "medication bank "
    "association housing trust department solicitor gp doctor dentist visitor health midwife police probation interpreter "
    "teacher "
    "witness social document author"
)
_OF_A_SCHOOL = word_set("school nursery attended attend attending name child current primary secondary college")
_PEOPLE = word_set("child adult household applicant perpetrator partner")


def _number_asked(label: str, text: str) -> str:
    if not any(map(str.isdigit, text)):
        return ""
    return next((what for pattern, what in _NUMBERS_ASKED if pattern.search(label)), "")


def _what_is_asked(words: frozenset[str], text: str, known: Known) -> str:
    words = frozenset(word for word in words if not word.isdigit())
    if "name" in words and words & _PEOPLE and _holds_a_name(text, known):
        return "a name"
    if (
        words & {"applicant", "perpetrator", "partner"}
        and words <= {"applicant", "perpetrator", "partner", "second", "signature", "signed"}
        and 0 < len(text.split()) <= 4
        and _are_names(text, known)
    ):
        return "a name"
    if words & {"school", "nursery"} and words <= _OF_A_SCHOOL and _holds_a_name(text, known):
        return "a school"
    if words & {"alia", "nickname", "aka"} or words == {"known"}:
        return "a name"
    if words & {"surname", "forename", "forenames"} or ("name" in words and words <= _NAME_LABEL):
        return "a name"
    if "name" in words and len(words) <= 4 and not words & _NOT_THE_HOUSEHOLD_S and words != {"contact", "name"}:
        return "a name" if _are_names(text.partition(",")[0], known) else ""
    if words & {"birth", "dob"}:
        return "a date of birth"
    capital = _holds_a_name(text, known)
    if "perpetrator" in words and words <= {"perpetrator", "alleged", "address"} and capital:
        return "a perpetrator's name or address"
    if words & {"address", "postcode"} and words <= {
        "address",
        "postcode",
        "applicant",
        "current",
        "home",
        "property",
        "perpetrator",
        "full",
    }:
        return "an address" if capital or any(map(str.isdigit, text)) else ""
    if (
        words & {"child", "adult"}
        and dates_in(text)
        and not re.search(r"\b(?:due|edd|expect\w*|pregnan\w*)\b", text, re.IGNORECASE)
    ):
        return "a date of birth"
    return ""


def _holds_a_name(text: str, known: Known) -> bool:
    return any(re.match(r"[A-Z][a-z]", word) and known.is_name(word) for word in text.split())


def _are_names(text: str, known: Known) -> bool:
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
    return bool(words) and all(known.is_name(word) or len(word) == 1 for word in words)


def _in_named(document: Document, known: Known) -> Iterator[Sign]:
    """Fields of a form, also those that no page shows."""
    shown = " ".join(document.text.split())
    for named in document.named:
        label = re.sub(r"[_.\-/:]+", " ", named.name)
        if " ".join(named.value.split()) not in shown or not named.value.strip():
            yield from _found(named.value, named.where, known, label=label)
            yield from _labelled(label, named.value, named.where, known)


# ── what is not shown ───────────────────────────────────────────────────────────────────────────────────────────────

_AROUND_THE_PAGE = ("header", "footer")
# «A picture containing text. Description automatically generated.»
_SAID_BY_PROGRAMS = ("picture", "drawing", "property lpstr", "property lpwstr")


def _in_hidden(document: Document, known: Known) -> Iterator[Sign]:
    ordinary = _ordinary_words(document)
    for line in document.hidden:
        note = line.where.note.casefold()
        if note.startswith(_WRITTEN_BY_OFFICES) or note == "file name":
            continue
        text = unquote(line.text)
        found = list(_found(text, line.where, known))
        if "@" not in text and (spaced := _FILE_ENDING.sub(" ", text).replace("_", " ")) != text:
            text = spaced
            found += [each for each in _found(text, line.where, known) if each not in found]
        yield from found
        likely, hidden = any(each in note for each in _NAMES_ARE_LIKELY), any(each in note for each in _NAMES_ARE_HIDDEN)
        if (likely or hidden) and not any(each.what == "a name" for each in found):
            what = "a probable name in the file's properties" if likely else "a probable name in words that the file hides"
            small = note.startswith(_NAMED_SMALL) and len(text.split()) <= 3
            by_program = note.startswith(_SAID_BY_PROGRAMS) and text == unquote(line.text)
            alone = () if by_program else lone_names(text, known, ordinary, small_too=small)
            unlisted = _small_ones(text, known) if small else ()
            for name in (*probable_names(text, known), *alone, *unlisted)[:1]:
                yield Sign(what=what, where=line.where, words=name)


_FILE_ENDING = re.compile(r"\.(?:jpe?g|png|gif|bmp|heic|tiff?|docx?|pdf|xlsx?)\b", re.IGNORECASE)


def _is_letterhead(sign: Sign, text: str, known: Known) -> bool:
    """At the head and foot of a page stands how the office that made the form is reached; a mobile number is somebody's."""
    if words_of(text) & _THEIRS:
        return False
    if sign.what == "a telephone number":
        return not re.match(r"\D*(?:0|44|\+44)\D*7", sign.words)
    if sign.what == "an e-mail address":
        return not known.is_free(sign.words)
    return sign.what in ("a postcode", "a street address") and len(text.replace(sign.words, "").split()) >= 3


def _ordinary_words(document: Document) -> frozenset[str]:
    """Words that the document writes small within its own sentences: no names."""
    return frozenset(re.findall(r"(?<=[a-z,] )[a-z]{3,}\b", document.text))


def _in_file_name(document: Document, known: Known) -> Iterator[Sign]:
    if document.source == "message":
        return
    where = Where(source="file name")
    name = unquote(document.source)
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}(?=$|[:/>])", " ", name).replace("_", " ")
    found = [each for each in _found(stem, where, known) if each.what != "a name"]
    yield from found
    plain = re.sub(r"[_\-.+/\\:>]+", " ", stem)
    likely = list(_probable(plain, known, _ordinary_words(document), where, "a probable name in the file name", small_too=True))
    yield from likely
    yield from _only_names(stem, known, where, document.text)


def _only_names(stem: str, known: Known, where: Where, text: str) -> Iterator[Sign]:
    """«tetteh-quaye.docx»: two words that are of no form, joined as two surnames are; other small words may be anything."""
    what = "a probable name in the file name"
    for match in re.finditer(r"(?<![\w-])[^\W\d_]{5,}-[^\W\d_]{5,}(?![\w-])", stem):
        if all(known.is_name(word) for word in match.group().split("-")):
            yield Sign(what=what, where=where, words=match.group())
    yield from (Sign(what=what, where=where, words=word) for word in _small_ones(stem, known) if not _names_a_body(word, text))


def _names_a_body(word: str, text: str) -> bool:
    """Whether the paper itself calls an office by the word: «Eastgate Council»."""
    body = "council|borough|housing|homes|association|trust|group|service|services|advice|advocacy|support|refuge"
    return re.search(rf"\b{re.escape(word)}(?: \w+)?,? (?:{body})\b", text, re.IGNORECASE) is not None


def _small_ones(words: str, known: Known) -> Iterator[str]:
    """«plhr okonjo»: a small word of a name or a title that is of no form and of no day; a longer one names its layout."""
    if len(re.findall(r"[^\W_]+", words)) > _MOST_BESIDE_A_NAME:
        return
    for word in re.findall(r"(?<![^\W_])[a-z]{5,}(?![^\W\d_])", words):
        rest = _FILED.sub("", word)
        if could_be_a_small_name(word, known) and not (rest != word and (not rest or is_everyday(rest))):
            yield word


_MOST_BESIDE_A_NAME = 4  # words of a file that is named for a person
_FILED = re.compile(r"form|request|referral|final|version|draft|copy|signed|completed|updated|redacted|plhr")  # «newform»


def _probable(
    text: str, known: Known, ordinary: frozenset[str], where: Where, what: str, *, small_too: bool = False
) -> Iterator[Sign]:
    """Names where no sentence tells more: a pair first, then each word that is in no pair."""
    pairs = list(probable_names(text, known))
    paired = " ".join(pairs).casefold()
    alone = [each for each in lone_names(text, known, ordinary, small_too=small_too) if each.casefold() not in paired]
    for name in dict.fromkeys((*pairs, *alone)):
        yield Sign(what=what, where=where, words=name)


# ── a mail's own words ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail's own words. The people it is from and to are no applicants."""

    subject: str = ""
    words: str = ""  # the new words without quotation and signature
    sender: str = ""  # address and name of the sender
    people: tuple[str, ...] = ()  # whom it greets, and the lines of its signature


def _in_letter(letter: Letter, known: Known) -> Iterator[Sign]:
    """What stands in it of the applicant. Colleagues are named there too: they are told by what they are."""
    for number, line in enumerate(letter.words.split("\n"), 1):
        if not _GREETING.match(line):
            yield from _found(line, Where(source="message", line=number), known)
    subject = Where(source="subject")
    yield from _found(letter.subject, subject, known)
    small = frozenset(re.findall(r"\b[a-z]{3,}\b", letter.words))
    plain = re.sub(r"[_\-.+/\\:>]+", " ", letter.subject)
    what = "a probable name in the subject"
    found = list(_probable(plain, known, small, subject, what))
    yield from (Sign(what=what, where=subject, words=word) for word in _small_ones(letter.subject, known))
    yield from found or (Sign(what=what, where=subject, words=word) for word in strange_parts(letter.subject, known, small))


_GREETING = re.compile(
    r"\W*(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|morning|afternoon)\b[^.?!]{0,40}$|\W*\w+(?: \w+)?,$",
    re.IGNORECASE,
)


def letter_of(subject: str, words: str, body: str, sender: str) -> Letter:
    """`words` are the new ones of `body`; what the body says below them is signature, quotation or disclaimer."""
    greeted = [line for line in words.split("\n") if _GREETING.match(line)]
    said = {line.strip() for line in words.split("\n")}
    lines = [line for line in body.split("\n")[:60] if line.strip() and line.strip() not in said]
    signed = [line for line in lines[:8] if len(line.split()) <= 6]
    return Letter(subject=subject, words=words, sender=sender, people=(*greeted, *signed))
