"""What in a text may tell who somebody is: numbers, addresses, names (R029). Each find is a question, so each is exact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

import phonenumbers

from parsing.concept_words import MEANINGS
from parsing.contacts import emails_in
from parsing.dates import dates_in
from parsing.everyday_words import EVERYDAY
from parsing.name_words import ALSO_WORDS, GIVEN_NAMES, INSTITUTIONS, KIN, NO_NAMES, OWNED, SURNAMES, WORKERS
from parsing.slips import closest
from scheme.terms import spelling_key

_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s{1,2}\d[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}\b|"
    r"\b[a-z]{1,2}\d[a-z\d]?\s\d[abd-hjlnp-uw-z]{2}\b"
)
_INSURANCE = re.compile(r"\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b", re.IGNORECASE)
_HEALTH = re.compile(r"\bNHS\b\D{0,20}(?P<number>\d{3}[ -]?\d{3}[ -]?\d{4})\b", re.IGNORECASE)
_PASSPORT = re.compile(r"\bpassport\b\D{0,20}(?P<number>[A-Z]?\d{8,9})\b", re.IGNORECASE)
_BANK = re.compile(
    r"\bsort code\b\D{0,6}(?P<number>\d{2}[ -]?\d{2}[ -]?\d{2})\b|"
    r"\b(?:account|acc|a/c)\.?(?: (?:number|no\.?))?[ :]{1,3}(?P<account>\d{8})\b",
    re.IGNORECASE,
)
_TENANCY = re.compile(
    r"\b(?i:rent|tenancy|tenant)\s+(?i:account|acc|ref|reference|id|number|no)\b\.?(?i:\s+(?:no|number))?(?:\s+is)?\W{0,3}"
    r"(?P<number>[A-Z]{0,4}[/-]?\d[\d/-]{4,})"
)
_PERMIT = re.compile(
    r"\b[A-Z]{2}\d{7}\b|\bFL\d{2}P\d{5}\b|"
    r"\b(?i:home office|immigration|brp|visa)\b\D{0,20}?\b(?P<number>[A-Z]\d{7}(?:/\d{1,2})?)\b"
)
_VEHICLE = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")
_HANDLE = re.compile(
    r"(?<![\w.@/])@(?P<handle>[A-Za-z][\w.]{2,})|"
    r"\b(?:instagram|insta|snapchat|tiktok|facebook|twitter|telegram|whatsapp)\b(?:\s+(?:is|name|handle|account|profile))*\s*[:=]\s*"
    r"(?P<named>[\w.]{3,})|\b(?:instagram|insta|snapchat|tiktok|facebook|twitter|telegram)(?:\s+(?:name|handle|account|profile))*\s+is\s+"
    r"(?P<said>(?=\w*[\d_])\w[\w.]{2,})|(?:facebook|instagram|tiktok|twitter|x)\.com/(?P<page>[\w.@]{3,})",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:flat|apartment|unit)\s+\d+[a-z]?\s*,\s*\d+|\b(?:flat|apartment|unit)\s+\d+[a-z]?,?\s+[A-Z]\w+\s+(?:house|court|tower|point|lodge)\b|"
    r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][\w']+\s+){1,3}(?:road|rd|street|st|avenue|ave|lane|close|"
    r"court|crescent|drive|gardens|grove|house|place|square|terrace|walk|way|mews|row|hill|"
    r"estate|tower|point|path|rise|green|yard|mansions|villas|parade|wharf|quay|broadway|buildings|heights|vale|cottages|passage)\b",
    re.IGNORECASE,
)
_HOME_DESCRIBED = re.compile(
    r"\b(?:bed|beds|bedroom|bedrooms|bedroomed|floor|storey|adults?|children|kids|year|years|yr|"
    r"weeks?|months?|min|minutes?|miles?|self|double|single|person|people|in|at|the|"
    r"on|of|into|to|and|or|her|his|their|from|with|x)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?P<name>[A-Z][\w'’.]{1,40}(?:\s+[A-Z][\w'’.]{1,40}){0,3}?)\s+(?:(?:C of E|CE|RC|Community|Church of England)\s+)?"
    r"(?:Primary|Infants?|Junior|Secondary|Academy|High School|Nursery|School)\b"
)
_BIRTH = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?:\s+on)?|birth\s?(?:date|day))(?![^\W\d])(?:\s+(?:is|was|on|in))?\W*",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BIRTH_DAY = re.compile(
    rf"\W*(?:\d{{8}}\b|\d{{6}}\b|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s./-]+(?:\d{{1,2}}[\s./-]+\d{{2,4}}|{_MONTH})|\d{{4}}-\d\d-\d\d|{_MONTH}\s+(?:\d{{1,2}},?\s+)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-ÞŁŚŻŞČŠŽ", r"[^\W\d_A-ZÀ-ÖØ-Þ]"
_NAME = rf"[{_CAPITAL}](?:{_SMALL}|['’](?=[^\W\d_]))[^\W\d_'’]*(?:-[{_CAPITAL}][^\W\d_]+)?"
_NAMED = re.compile(
    r"\b(?i:applicant|client|tenant|resident|nominee|victim|survivor|perpetrator|perp|alleged perpetrator|partner|child|mother|"
    r"father|daughter|son)(?:'s|’s|s')?\s+(?i:full\s+|first\s+|sur|last\s+)?(?i:name)(?i:\s+is)?\s*[:=\-–]?\s*"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)"
)
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Rev|Revd|Pastor|Imam|Madam|Mme|Sir|MR|MRS|MS|MISS)\.?\s+(?:[A-Z]\.?\s+)?(?P<name>(?:{_NAME}|[A-Z]{{3,}})(?:\s+{_NAME}){{0,2}})"
)
_SMALL_TITLED = re.compile(r"(?<!has )(?<!with )\b(?:mr|mrs|ms|mx)\.?\s+(?P<name>[a-z][a-z'’-]{2,})")
_SMALL_BRACKETED = re.compile(rf"\b(?i:{KIN})\s*\(\s*(?P<name>[a-z]{{4,}}\s[a-z]{{4,}})\s*\)")
_SMALL_ALONE = re.compile(r"(?<![\w.@'’/-])(?P<name>[a-z]{4,})(?![\w@-]|\.\w)")
_SMALL_AFTER = re.compile(r"\s+(?P<name>[a-z]{3,})(?![\w@-])")
_WITH_THEIRS = re.compile(
    rf"\b(?P<name>{_NAME})\s+(?:and|&|\+|with)\s+(?:(?:her|his|their|the|two|three|four|five|\d)\s+){{0,2}}"
    r"(?:kids|children|sons?|daughters?|baby|boys|girls|family|partner|husband|wife|mum|mother)\b"
)
_SPELT_ADDRESS = re.compile(
    r"(?<![\w@])(?P<address>[\w.+-]{3,64}\s*(?:\bat\b|[(\[]at[)\]])\s*[\w-]{1,63}(?:\s*(?:\bdot\b|[(\[]dot[)\]]|\.)\s*[a-z]{2,})+)",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(r"\bdot\b|[(\[](?:at|dot)[)\]]", re.IGNORECASE)
_OF_A_FAMILY = re.compile(rf"\b(?P<name>{_NAME})\s+(?:family|household|children|brothers|sisters)\b")
_DOING = re.compile(rf"\b(?P<name>{_NAME}\s+{_NAME})\s+(?:is|was|has|had|will|would|can|cannot|does|did|could|must|should|may)\b")
_SMALL_NAME = re.compile(rf"\b(?i:{KIN})\W{{1,3}}(?P<name>[a-z]+)\b")
_AGED = re.compile(rf"\b(?P<name>{_NAME}(?:\s+{_NAME})?)\s*[,(–-]?\s*(?:aged?\s*)?(?:[MFmf]\b[\s,]*)?\d{{1,2}}\b")
_ABOUT = re.compile(
    rf"\b(?i:re|regarding|client|applicant|tenant|called|named|perpetrator|perp|family of|"
    r"(?i:form|referral|request|application|case) (?i:for|of|re))\b"
    rf"\s*(?:is|:|-|–)?\s*(?P<name>{_NAME}\s+{_NAME})"
)
_FOR = re.compile(rf"\b(?i:form|referral|request|application|case|papers|documents) (?i:for|of|re|about)\s+(?P<name>{_NAME})")
_RELATED = re.compile(rf"\b(?i:{KIN})(?:\s*[,:(–-]\s*|\s+(?:is\s+|named\s+|called\s+)?)(?P<name>{_NAME}(?:\s+{_NAME})?)")
_CALLED = re.compile(
    r"\b(?i:called|named|known as|aka|a\.k\.a\.|in the name of|in name of|booked under|registered under|signed(?: by)?|"
    r"joint with|"
    r"(?:order|injunction|allegations?|charges?|case|granted|made) against|R v\.?|(?:order|injunction)s?:)\s+[\"'“‘]?"
    rf"(?P<name>(?:[A-Z]\.?\s+)?{_NAME}(?:\s+{_NAME})?)"
)
_REACHED = re.compile(
    r"\b(?i:call|ring|rang|phone|telephone|text|e-?mail|ask|tell|told|asked|visit|visited|met with|speak (?:to|with)|"
    rf"spoke (?:to|with))\s+(?P<name>{_NAME}(?:\s+{_NAME})?)"
    r"(?=\s+(?:first|on|at|about|after|before|when|if|that|to|in|directly)\b|[.,;)]|$)"
)
_OWNER = re.compile(rf"\b(?P<name>{_NAME}(?:\s+{_NAME})?)['’]s\s+(?i:{OWNED})\b")
_TELLER = re.compile(
    rf"\b(?P<name>{_NAME}(?:\s+{_NAME})?)\s+(?:fled|disclosed|discloses|reported|reports|lives|lived|says|said|fears|feels|told|stated|states|attends|"
    r"wants|wishes|wanted|hopes|prefers|likes|needs|phoned|texted|would like|is happy|is willing|"
    r"left|moved|grew|works|worked|suffers|suffered|struggles|slept|and (?:her|his) |"
    r"(?:has|had) (?:found|keys|threatened|attacked|stalked|assaulted|followed|contacted|breached|gained|access|"
    r"links|friends|family|made threats|been (?:stabbed|attacked|threatened|assaulted|followed|raped|staying|living|sleeping)|"
    r"two |three |a son|a daughter|children|asthma|autism|lived|fled|moved|told|disclosed)|"
    r"(?:is|was) (?:pregnant|scared|afraid|terrified|frightened|fleeing|staying|living|aged|expecting|vulnerable|autistic|"
    r"disabled|a single|the applicant|my client|stabbed|attacked|threatened|assaulted|\d))\b"
)
_INITIALLED = re.compile(rf"(?<![\w.'’])(?P<initial>[B-HJ-Z])\.?\s?(?P<name>{_NAME})(?![\w@-])")
_ALONE = re.compile(rf"(?<![\w.@-])(?P<name>{_NAME})(?![\w@-])")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORKER = re.compile(rf"\b(?:{WORKERS})\b", re.IGNORECASE)
_A_PERSON_HELPED = re.compile(
    r"\b(?:client|applicant|tenant|victim|survivor|she|he|her|him|his|mum|mother|father|partner|"
    r"son|daughter|friend|neighbour|safe number)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[.;!?\n]\s")
# Where an officer's or an agency's answer begins to speak of the applicant.
SPEAKS_OF_OTHERS = re.compile(
    r"\b(?:client|applicant|tenant|resident|survivor|victim|perpetrator|perp|re|regarding|on behalf of|for (?:mr|mrs|ms|miss)|"
    r"(?:please )?(?:call|ring|phone|text|contact|speak to)|mr|mrs|ms|miss|(?:worker|advocate|idva|acting) for)\b"
    r"(?! (?:services?|support|liaison|involvement|contact|landlord|team|management|centre|line)\b)"
    r"|[^\W\d_][\w-]{1,80}(?: [^\W\d_][\w-]{1,80})?['’]s "
    r"(?:tenancy|flat|home|house|address|children|kids|ex|son|daughter|partner|family|case|idva|isva|advocate)\b",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(
    rf"\b{_NAME}(?:['’]s)?(?:\s+{_NAME})?\s+(?:{'|'.join(sorted(map(str.capitalize, INSTITUTIONS - {'ward', 'way'})))})\b"
)
_FOLLOWING = re.compile(rf"\s+(?P<name>{_NAME})(?![\w@-])")
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Words that may stand in the papers: the officers and their ways of being reached, landlords, areas."""

    words: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    free_mail: frozenset[str] = frozenset()  # domains that tell nobody's office
    landlords: frozenset[str] = frozenset()
    home_offered: str = ""  # an offer's address is its subject

    def is_name(self, word: str) -> bool:
        key = spelling_key(word)
        whole = key.removesuffix(" s")
        if any(key.removesuffix(end) in NO_NAMES for end in ("s", "ed", "d", "ing", "es")):
            return False  # «Client Supports …»
        if all(map(self._is_no_name, (each for each in key.split() if len(each) > 1))):
            return False  # «Pan-Regional»
        spellings = (key, whole, key.replace(" ", ""))
        return len(key) > 1 and not any(map(self._is_no_name, spellings)) and not any(map(str.isdigit, word))

    def _is_no_name(self, key: str) -> bool:
        return key in self.words or key in NO_NAMES

    def is_free(self, address: str) -> bool:
        return address.casefold().rpartition("@")[2] in self.free_mail

    def is_office_s(self, address: str) -> bool:
        """An address of an officer's office, of a landlord or of a public body: no tenant writes from there."""
        plain = address.casefold()
        domain = plain.rpartition("@")[2]
        if plain in self.emails or domain.endswith((".gov.uk", "nhs.net", "nhs.uk", ".police.uk", "cjsm.net")):
            return True
        offices = {known.rpartition("@")[2] for known in self.emails} - self.free_mail
        return domain in offices or bool(set(re.split(r"[.-]", domain)) & self.landlords)


def told(text: str, known: Known, *, officers: bool = False) -> Iterator[tuple[str, str]]:
    """(what it is, the words) for all that may tell somebody. `officers`: words of a row that is the officers' to fill."""
    if not text.strip():
        return
    if _DIGIT.search(text):
        yield from _numbers(text)
    if not officers:
        yield from _places(text)
        yield from _ways_to_reach(text, known)
        yield from names_told(text, known)


_DIGIT = re.compile(r"\d")


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    yield from (("a National Insurance number", match.group()) for match in _INSURANCE.finditer(text))
    yield from (("an NHS number", match["number"]) for match in _HEALTH.finditer(text))
    yield from (("a passport number", match["number"]) for match in _PASSPORT.finditer(text))
    yield from (("a bank account", match["number"] or match["account"]) for match in _BANK.finditer(text))
    yield from (("a tenancy's number", match["number"]) for match in _TENANCY.finditer(text))
    yield from (("a permit's number", match["number"] or match.group()) for match in _PERMIT.finditer(text))
    yield from (("a vehicle's registration", match.group()) for match in _VEHICLE.finditer(text))
    yield from _births(text)


def _places(text: str) -> Iterator[tuple[str, str]]:
    if _DIGIT.search(text):
        yield from (("a postcode", match.group()) for match in _POSTCODE.finditer(text))
        streets = (match.group() for match in _STREET.finditer(text))
        yield from (("a street address", street) for street in streets if not _is_home_described(street))
    for match in _SCHOOL.finditer(text):
        if any(spelling_key(word) not in NO_NAMES for word in match["name"].split()):
            yield "a school", match["name"]


def _is_home_described(words: str) -> bool:
    """«2 bed house», «3 bedroom ground floor flat in a court»: a home described, not an address."""
    described = _HOME_DESCRIBED.search(words) or re.search(r"\d\s?(?:st|nd|rd|th)\b", words, re.IGNORECASE)
    return described is not None and re.search(r"\bflat\s+\d", words, re.IGNORECASE) is None


def _ways_to_reach(text: str, known: Known) -> Iterator[tuple[str, str]]:
    for number in phone_numbers(text):
        if re.sub(r"\D", "", number) not in known.phones and not _is_a_worker_s(text, number):
            yield "a telephone number", number
    for address in emails_in(text) if "@" in text else ():
        if not known.is_office_s(address) and (known.is_free(address) or not _is_a_worker_s(text, address)):
            yield "an e-mail address", address
    for match in _SPELT_ADDRESS.finditer(text) if _AT.search(text) else ():
        if _SPELT_OUT.search(match["address"]) and not _is_a_worker_s(text, match["address"]):
            yield "an e-mail address", match["address"]
    for match in _HANDLE.finditer(_ADDRESS.sub(" ", text)) if _MEDIUM.search(text) else ():
        handle = match["handle"] or match["named"] or match["said"] or match["page"]
        if spelling_key(handle) not in known.words and spelling_key(handle) not in NO_NAMES:
            yield "a name in social media", handle


# Without one of these words none of the patterns beside them can be found.
_AT = re.compile(r"\bat\b", re.IGNORECASE)
_MEDIUM = re.compile(r"@|insta|snapchat|tiktok|facebook|twitter|telegram|whatsapp|x\.com/", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@]{1,128}@[^\s@]+\.\S+")


def _is_a_worker_s(text: str, words: str) -> bool:
    """«Housing officer: …, 020 …»: whose number it is, the words before it in the sentence say; the last one counts."""
    before = _PARTED.split(text[: text.find(words)])[-1]
    worker, helped = (max((match.end() for match in each.finditer(before)), default=-1) for each in (_WORKER, _A_PERSON_HELPED))
    after = text[text.find(words) + len(words) :][:20]
    return worker > helped and not _A_PERSON_HELPED.search(after)


def phone_numbers(text: str) -> list[str]:
    """Numbers that can be rung, as written; invented ones of the numbering plan too. No case number, date or sum of money."""
    if not _DIGIT.search(text):
        return []
    found = phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE)
    plausible = [match.raw_string for match in found]
    return [each for each in plausible if _is_dialled(re.sub(r"\D", "", each.replace("(0)", "")), each) and not dates_in(each)]


def _is_dialled(digits: str, written: str) -> bool:
    if written.lstrip("( ").startswith("+"):
        return 9 <= len(digits) <= 15
    return (
        (digits.startswith("0") and 10 <= len(digits) <= 14)
        or (digits.startswith("44") and len(digits) == 12)
        or (digits.startswith("7") and len(digits) == 10)
    )


def _births(text: str) -> Iterator[tuple[str, str]]:
    for match in _BIRTH.finditer(text):
        if day := _BIRTH_DAY.match(text[match.end() :]):
            yield "a date of birth", day.group().strip(" :-")
    for match in _INITIALS_AND_DAY.finditer(text):
        initials = match["initials"].casefold()
        if not {initials, re.sub(r"[^a-z]", "", initials)} & NO_NAMES and _was_a_birth(match["day"]):
            yield "a date of birth", match["day"]
    for match in _INITIALS_AND_WORDED_DAY.finditer(text):
        if int(match["year"]) < _FIRST_YEAR_OF_PAPERS:
            yield "a date of birth", match["day"]


# «JO 12/03/1988», «J.O. (04.05.91)», «JO 120388»: initials and a day too early for anything that these papers report.
_INITIALS_AND_DAY = re.compile(
    r"\b(?P<initials>[A-Z](?:\.?\s?[A-Z]){1,2})\.?[\s,(:–-]{1,3}(?P<day>\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)|\d{6}|\d{8})\b"
)
_INITIALS_AND_WORDED_DAY = re.compile(
    rf"\b[A-Z](?:\.?\s?[A-Z]){{1,2}}\.?[\s,(:–-]{{1,3}}(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s(?i:{_MONTH})\s(?P<year>(?:19|20)\d\d))\b"
)
_FIRST_YEAR_OF_PAPERS = 2010


def _was_a_birth(written: str) -> bool:
    digits = re.sub(r"\D", " ", written).split()
    if len(digits) == 1:
        digits = [digits[0][:2], digits[0][2:4], digits[0][4:]]
    day, month, year = (int(number) for number in digits)
    year = year if year > 99 else year + (1900 if year >= _FIRST_YEAR_OF_PAPERS - 1980 else 2000)
    return 1 <= day <= 31 and 1 <= month <= 12 and 1920 <= year < _FIRST_YEAR_OF_PAPERS


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def names_told(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """Names in a text; in one written in capitals throughout none stands out, so it is read as if each word had one."""
    if not text.isupper() or len(text) <= 9:
        yield from _names_in(text, known)
        return
    forms = {match["name"] for match in _FOR.finditer(text.title()) if is_everyday(match["name"])}  # «FORM FOR CIRCULATION»
    for what, name in _names_in(text.title(), known):
        if name not in forms and not all(map(_is_nobodys, name.split())):
            yield what, name


def _is_nobodys(word: str) -> bool:
    """«Would applicant REHOME pets»: an everyday word that is no name as well, where a capital says nothing."""
    return is_everyday(word) and word.casefold() not in GIVEN_NAMES and word.casefold() not in SURNAMES


def _names_in(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """Names by what stands around them: a title, a kinship, what is theirs, what they did; or a first name alone."""
    for pattern, least in _TOLD_BY:
        for match in pattern.finditer(text):
            words = _leading_names(match["name"].split(), known)
            start, end = match.span("name")
            if len(words) >= least and not _is_institution(text, end) and not _is_colleague(text, start, end):
                yield "a name", " ".join(words)
    for match in _ALONE.finditer(text):
        if _is_told_alone(match["name"]) and known.is_name(match["name"]) and not _is_of_a_place(text, match):
            yield "a name", _with_surname(match["name"], text[match.end() :], known)
    yield from _small_names(text, known)
    yield from _unlisted_names(text, known)
    for match in _INITIALLED.finditer(text):
        if known.is_name(match["name"]) and len(match["name"]) > 2 and not _is_of_a_place(text, match):
            yield "a name", match["name"]


def _small_names(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """Names without a capital: after a kinship or a title, or alone where they are no other word."""
    for match in _SMALL_NAME.finditer(text):
        if _is_told_alone(match["name"]) and known.is_name(match["name"]):
            yield "a name", match["name"]
    for match in _SMALL_BRACKETED.finditer(text):
        words = match["name"].split()
        if all(known.is_name(word) and not _WORD_S_END.search(word) for word in words):
            yield "a name", match["name"]
    for match in _SMALL_TITLED.finditer(text):
        if known.is_name(match["name"]) and not _is_colleague(text, *match.span("name")):
            yield "a name", match["name"]
    for match in _SMALL_ALONE.finditer(text):
        name = match["name"]
        if _is_told_alone(name) and name not in ALSO_WORDS and known.is_name(name) and not _is_of_a_place(text, match):
            after = _SMALL_AFTER.match(text, match.end())
            if after and after["name"] in INSTITUTIONS:
                continue
            yield "a name", f"{name} {after['name']}" if after and known.is_name(after["name"]) else name


_PERSON = (
    r"(?:client|tenant|applicant|resident|nominee|victim|survivor|perpetrator|perp|abuser|ex|ex[- ]partner|ex[- ]husband|partner|"
    r"husband|wife|son|daughter|brother|sister|mother|father|mum|dad)"
)
_SMALL_WORD = r"[a-z]{4,}(?:['’-][a-z]+)*(?![\w@'’-]|\.\w)"
_DOES = r"(?:has|had|is|was|were|will|fled|says|said|lives|told|left|moved|wants|needs|feels|reports|[a-z]{3,}ed)"
# Where a name stands, and an everyday word is no name: «referral for okonjo», «client okonjo fled», «named wisdomson».
_UNLISTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"\b(?:form|referral|request|application|case|papers|documents|refuge|worker|idva|isva|advocate)s?\s+(?:for|of|re|about)\s+"
            rf"(?:my\s+client\s+|client\s+|ms\s+|mr\s+|mrs\s+)?(?P<name>{_SMALL_WORD}(?:\s{_SMALL_WORD})?)"
        ),
        rf"\b{_PERSON}\s(?P<name>{_SMALL_WORD}(?:\s{_SMALL_WORD})??)\s(?:{_DOES}\b|attached|enclosed)",
        rf"\b{_PERSON},\s(?P<name>{_SMALL_WORD}),",
        (
            r"\b(?:client|applicant|tenant|perpetrator|perp|name|re|behalf of)\s?:?\s"
            rf"(?P<name>{_SMALL_WORD}(?:\s{_SMALL_WORD})?)\s*(?:$|[.,;)])"
        ),
        (
            r"\b(?:is|was|who is|man|woman|boy|girl|someone|partner|perpetrator|perp|ex|friend)\s(?:called|named)\s"
            rf"(?P<name>{_SMALL_WORD}(?:\s{_SMALL_WORD})?)"
        ),
        rf"\b(?:known as|aka|in the name of|booked under|registered under)\s(?P<name>{_SMALL_WORD})",
        rf"\b(?:non-?mol(?:estation)?|order|injunction|allegations?|charges?|granted|made)\sagainst\s(?P<name>{_SMALL_WORD})",
        rf"(?:^|[.;:(–-]\s*)(?P<name>{_SMALL_WORD})\s(?:has|had|is|was|works|lives|wants|needs|says|fled)\s(?:an?|[a-z]{{2,}})\b",
        (
            rf"\b(?:fears|says|said|states|believes|told|that|when|because|if|as|since)\s(?P<name>{_SMALL_WORD})\s"
            r"(?:will|would|has|had|was|is|may|might|could|can)\b"
        ),
        rf"\b(?:the|from|with|by|of)\s(?P<name>{_SMALL_WORD})\s(?:family|household|children)\b",
        (
            r"\b(?:spoke|spoken|checked|agreed|discussed|met|confirmed)\s(?:with|to)\s"
            rf"(?P<name>{_SMALL_WORD})"
        ),
    )
)
_SMALL_SCHOOL = re.compile(r"\b(?P<name>[a-z]{4,})\s(?:primary|infants?|junior|secondary|academy|high school|nursery)\b")


def _unlisted_names(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """Small words that no list of names holds, where only a name or an everyday word can stand."""
    for pattern in _UNLISTED:
        for match in pattern.finditer(text):
            words = match["name"].split()
            first = words[0]
            if not first.islower() or not could_be_a_small_name(first, known) or _is_colleague(text, *match.span("name")):
                continue
            whole = len(words) == 2 and words[1].islower() and could_be_a_small_name(words[1], known)
            yield "a name", match["name"] if whole else first
    for match in _SMALL_SCHOOL.finditer(text):
        if could_be_a_small_name(match["name"], known):
            yield "a school", match["name"]


# Words of the forms' own questions, less those that somebody may be called.
_OF_LABELS = frozenset(word for phrase in MEANINGS for word in phrase.split() if len(word) > 3) - GIVEN_NAMES - SURNAMES


def is_everyday(word: str) -> bool:
    """A word of every day or of these papers, in whatever form: «stalker», «policies»."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    stems = {plain, *(plain.removesuffix(end) for end in ("s", "d", "ed", "es", "ing", "er", "ers", "ly", "al", "y"))}
    stems |= {f"{plain[:-3]}y"} if plain.endswith("ies") else set()
    stems |= {f"{plain.removesuffix('ing')}e"}
    return bool(stems & EVERYDAY) or bool(stems & NO_NAMES) or bool(stems & _OF_LABELS)


def could_be_a_small_name(word: str, known: Known) -> bool:
    """No everyday word, none of these papers, no slip of the pen in one of them, and long enough to be a surname."""
    if not known.is_name(word) or _WORD_S_END.search(word) or not re.search("[aeiouy]", word):
        return False
    parts = re.split(r"['’-]", word)
    if all(is_everyday(part) for part in parts) or all(len(part) < 4 for part in parts):
        return False
    return not any(closest(word, words, 86) for words in (EVERYDAY, NO_NAMES))


_HELPED = re.compile(
    r"\b(?i:for|of|on behalf of|behalf of|supporting|supports|helping|allocated to|assigned to|re:?|regarding|about|client:?|"
    r"under)\s+"
    rf"(?P<name>(?:[A-Z]\.?\s+)?(?:{_NAME}|{_SMALL_WORD})(?:\s+(?:{_NAME}|[a-z]{{4,}}|[A-Z])\b)?)"
)


def names_helped(text: str, known: Known) -> Iterator[tuple[int, str]]:
    """(where it begins, the name) of whom an agency's or an officer's answer says that they work for: «Refuge for Jane Smith»."""
    for match in _HELPED.finditer(text):
        words = [word for word in match["name"].split() if len(word.strip(".")) > 1]
        named = [word for word in words if _could_be_helped(word, known)]
        if named and named[0] == words[0] and not _is_institution(text, match.end("name")):
            yield match.start(), match["name"] if named == words else named[0]


def _could_be_helped(word: str, known: Known) -> bool:
    return could_be_a_small_name(word, known) if word.islower() else known.is_name(word) and not is_everyday(word)


_TOLD_BY = (
    (_NAMED, 1),
    (_TITLED, 1),
    (_ABOUT, 2),
    (_FOR, 1),
    (_RELATED, 1),
    (_CALLED, 1),
    (_REACHED, 1),
    (_OWNER, 1),
    (_TELLER, 1),
    (_OF_A_FAMILY, 1),
    (_WITH_THEIRS, 1),
    (_DOING, 2),
)


def _with_surname(first: str, after: str, known: Known) -> str:
    """The name with the word that follows it, if that could be a name too: both are covered."""
    last = _FOLLOWING.match(after)
    return f"{first} {last['name']}" if last and known.is_name(last["name"]) else first


_SMALL_AGED = re.compile(rf"(?<![\w'’-])(?P<name>{_SMALL_WORD})\s*[,(–-]?\s*(?:aged?\s*)?(?:[MFmf]\b[\s,]*)?\d{{1,2}}\b")


_AGED_SMALL = re.compile(rf"\b\d{{1,2}}\s*[,(–-]?\s*(?P<name>{_SMALL_WORD})")


def names_beside_ages(text: str, known: Known) -> Iterator[str]:
    """«Ayaan 9, Zara (7)», «F 9 (Ayaan)», where people are asked for by age."""
    for pattern in (_SMALL_AGED, _AGED_SMALL):
        yield from (match["name"] for match in pattern.finditer(text) if could_be_a_small_name(match["name"], known))
    for match in re.finditer(rf"[(,–-]\s*(?P<name>{_NAME}(?:\s+{_NAME})?)\s*(?=[),;\n–-]|$)", text):
        yield from [" ".join(names)] if (names := [each for each in match["name"].split() if known.is_name(each)]) else []
    for match in _AGED.finditer(text):
        yield from [" ".join(names)] if (names := [each for each in match["name"].split() if known.is_name(each)]) else []


def _is_told_alone(name: str) -> bool:
    """A first name or surname that is no other word."""
    parts = (plain_name(name), *map(plain_name, re.split(r"['’-]", name)[:1]))
    return any(part in GIVEN_NAMES or part in SURNAMES for part in parts)


def plain_name(word: str) -> str:
    """Small, without accents and apostrophes, as the lists of names have it."""
    return spelling_key(word).replace(" ", "")


def _is_of_a_place(text: str, match: re.Match[str]) -> bool:
    start, end = match.span("name")
    return (
        _is_institution(text, end)
        or _is_saint(text, start)
        or _is_colleague(text, start, end)
        or text.startswith((" warning", " notice"), end)  # an «Osman warning» is named for a case at law
    )


def _is_colleague(text: str, start: int, end: int) -> bool:
    """«Housing officer Peter Hall», «Dawn, our named lead»: named by the work they do."""
    before, after = text[:start], text[end:]
    return bool(_AFTER_WORK.search(before) or _BEFORE_WORK.match(after)) and not re.search(r"['’]s$", before)


_AFTER_WORK = re.compile(
    rf"\b(?i:{WORKERS}|covering for|cc['’]?d|copied(?: in)?|dr|judge|cllr|councillor)\b\.?(?i: (?:is|called|named))?"
    rf"[\s:,(–-]{{1,3}}(?:{_NAME}\s+){{0,2}}$"
)
_BEFORE_WORK = re.compile(
    rf"(?:\s+{_NAME})?\s*(?:[,(–-]|\s+is)\s*(?i:(?:the|our|my|her|his|their|a|an|new|named|senior|allocated)\s+){{0,3}}"
    rf"(?:\w+\s+){{0,2}}?(?i:{WORKERS}|named lead|lead)\b"
    rf"|(?:\s+{_NAME})?\s+(?:in|from|on|at)\s+(?:my|our|the)\s+(?:\w+\s+)?(?:team|office|service)\b"
)


def _leading_names(words: Sequence[str], known: Known) -> list[str]:
    kept = [word for word in words if known.is_name(word)]
    return kept if kept and words[0] in kept else []


def _is_institution(text: str, end: int) -> bool:
    """«Grace House», «Ruth Clinic»: the words with a capital that follow make it a place's name."""
    following = re.match(r"(?:['’]s)?(?:\s+[A-Z][\w'’]*){0,2}?\s+([A-Z]\w+)", text[end:])
    return following is not None and following.group(1).casefold() in INSTITUTIONS


def _is_saint(text: str, start: int) -> bool:
    return re.search(r"\b(?:St|Saint|Lady|Queen|King)\.?\s+$", text[:start]) is not None


def spread_out(text: str) -> str:
    """«JaneSmith» and «JANE» as separate words with one capital each."""
    spread = _HUMP.sub(" ", text)
    return re.sub(r"\b[A-Z]{4,}\b", lambda match: match.group().capitalize(), spread)


def probable_names(text: str, known: Known) -> Iterator[str]:
    """Two words in a row that could be somebody's name, where no sentence tells more: titles, file names, remarks."""
    words = _WORD.findall(_OF_A_PLACE.sub(" ", spread_out(text)))
    for first, second in pairwise(words):
        if all(re.fullmatch(_NAME, word) and known.is_name(word) for word in (first, second)):
            yield f"{first} {second}"
            return
    yield from [word for word in words if _is_told_alone(word) and word[:1].isupper() and known.is_name(word)][:1]


def lone_names(text: str, known: Known, ordinary: frozenset[str], *, small_too: bool = False) -> Iterator[str]:
    """Words with a capital that are neither of a form nor of a file's handling: in a file's name one of them may be a surname.

    Small ones count only (`small_too`) where they are known for names: people call files by any words.
    """
    plain_text = _OF_A_PLACE.sub(" ", _HUMP.sub(" ", text))
    for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain_text):
        if not known.is_name(word):
            continue
        plain = plain_name(word)
        listed = _is_told_alone(word) and (small_too or word[0].isupper())
        if listed or (word[0].isupper() and _could_be_a_name(plain, word) and plain not in ordinary):
            yield word


def strange_parts(subject: str, known: Known, ordinary: frozenset[str]) -> Iterator[str]:
    """«urgent move - szymanska»: a part of a subject that is nothing but one or two small words of no form."""
    for part in re.split(r"\s[-–—|/]\s|[:;,/]\s?|[()\[\]]|\b(?:for|re|regarding)\s(?=\S+(?:\s\S+)?$)", subject):
        words = part.split()
        if 0 < len(words) < 3 and all(
            re.fullmatch(r"[a-z]{4,}", word) and known.is_name(word) and word not in ordinary and _could_be_a_name(word, word)
            for word in words
        ):
            yield part.strip()


_WORD_S_END = re.compile(r"\w{3}(?:ed|ing|tion|sion|ment|ly|ness|able|ible|ful|less|ous|ive|ism|ship|ance|ence)s?$")


def _could_be_a_name(plain: str, word: str) -> bool:
    """Long enough, no abbreviation, and no slip of the pen in a word of forms."""
    least = 6 if word.isupper() else 3
    spoken = len(plain) >= least and re.search("[aeiouy]", plain)
    if not spoken or _WORD_S_END.search(plain):
        return False
    return not (len(plain) > 5 and get_close_matches(plain, NO_NAMES, 1, 0.87))
