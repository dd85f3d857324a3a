"""Words → e-mail addresses and telephone numbers."""

from __future__ import annotations

import re

from parsing.answers import (
    NEGATIONS,
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    read_text,
    read_text_if_any,
    without_placeholders,
    word_set,
)
from parsing.field import Field
from parsing.name_words import NO_NAMES
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_EMAIL_ENDINGS = word_set(
    "uk com org net gov eu info biz me co io tv wales cymru scot ie fr de nl care support life foundation homes house "
    "help one global world charity community health ngo coop cloud online app dev tech xyz site email page test example invalid"
)
# As long as no address is, so that a page of one word takes no hour.
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,128}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.@])\(?\+?\d[\d\s().-]{7,}\d")


_BESIDE_PHONES = word_set(
    "ext extension x mobile mob m tel telephone phone t direct dial line landline office work main switchboard option desk duty "
    "and or a b home team day daytime evening out of hours number no safe uk secure"
)


_NONE = frozenset(("none", "no", "nil", "no email", "no e mail", "no phone", "no telephone"))
_BEFORE_ADDRESS = word_set(
    "email mail address e is at on via contact secure work me and or nhs gov preferred main to please use generic team inbox cjsm"
)
_WORD_BEFORE = re.compile(r"([\w'’-]+)[ \t]+$")
_CUT_BEFORE = re.compile(r"\w[.\-_+]\s+$")
_GLUED_BEFORE = re.compile(r"(?:^|\s)[^\s@:]*\w[,;:)\]]$")  # «olive,marsh@…»
_CUT_AFTER = re.compile(r"^(?:\s*[.,]\s*(?:uk|com|org|net|gov|nhs|co|ac|example|test|info)\b|-\s*\n)", re.IGNORECASE)


def read_email(answer: Answer, scheme: Scheme) -> Field[str]:
    text = without_placeholders(answer.text)
    if not text or spelling_key(text) in _NONE:
        return blank(answer)
    addresses = tuple(dict.fromkeys(address.casefold().strip(".'") for address in emails_in(text)))
    if len(addresses) != 1:
        return doubtful(answer, "exactly one e-mail address is needed." if addresses else "this holds no e-mail address.")
    if text.count("@") != len(emails_in(text)):
        return doubtful(answer, "beside the address stands something that looks like a broken address.")
    if joined := _over_two_lines(text, addresses[0]):
        return doubtful(answer, "the end of a line may have cut this address; ask for it again.", joined)
    if addresses[0].rpartition(".")[2] not in _EMAIL_ENDINGS | {spelling_key(scheme.region)}:
        return doubtful(answer, "this is no usual ending of an address; ask for it again.")
    if (
        "?" in text
        or not addresses[0].isascii()
        or ".." in addresses[0]
        or re.search(r"@[-.]|-\.|\.-", addresses[0])
        or _is_broken(text)
    ):
        return doubtful(answer, "the address may be broken or misspelt; ask for it again.")
    if beside := _strange_beside(text):
        return doubtful(answer, f"beside the address stands «{' '.join(beside)}»; ask whether it is in use.", addresses[0])
    return found(answer, addresses[0])


_TAKES_ADDRESS_BACK = NEGATIONS | word_set("old until leaving left use dont unused wrong")


def _strange_beside(text: str) -> list[str]:
    """Small words beside an address that are neither a name's, nor a job's, nor of ways of being reached: «do not use …»."""
    local = " ".join(emails_in(text)).casefold()
    lone = re.fullmatch(r"\W*([A-Z][a-z]+)\W*", _EMAIL.sub(" ", text))
    if lone and lone[1].casefold() not in _BEFORE_ADDRESS | _JOBS | _BESIDE_PHONES and lone[1].casefold() not in local:
        return [lone[1]]  # «Bounced: …»
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", _EMAIL.sub(" ", text))
    plain = _BEFORE_ADDRESS | _JOBS | _BESIDE_PHONES | {"mailto"}
    return [
        word
        for word in words
        if word.casefold() in _TAKES_ADDRESS_BACK or (word.islower() and word not in plain and spelling_key(word) not in local)
    ]


_NEXT_LINE = re.compile(r"[ \t]*\n\s*([a-z0-9.-]{1,30})[ \t]*(?:\n|$)|[ \t]+([a-z0-9]{1,2})[ \t]*(?:\n|$)", re.IGNORECASE)


def _over_two_lines(text: str, address: str) -> str:
    """«…@lantern.exampl» and «e» on the next line: the address as it would be if both belong together, or nothing."""
    at = text.casefold().find(address) + len(address)
    match = _NEXT_LINE.match(text, at)
    follows = (match[1] or match[2]).casefold() if match else ""
    return f"{address}{follows}" if follows and follows.strip(".-") not in _BEFORE_ADDRESS | {"tel", "mobile", "phone"} else ""


def _is_broken(text: str) -> bool:
    """«jane smith@…»: a blank, or the end of a line, may have cut the address in two."""
    plain = re.sub(r"mailto:", " ", text, flags=re.IGNORECASE)
    return any(
        _CUT_BEFORE.search(plain[: match.start()])
        or _GLUED_BEFORE.search(plain[: match.start()])
        or _CUT_AFTER.search(plain[match.end() :])
        or _begins_before(plain[: match.start()].rpartition("\n")[2], match.group().partition("@")[0].casefold())
        for match in _EMAIL.finditer(plain)
    )


def _begins_before(before: str, local: str) -> bool:
    """Whether the word before the address may be its first half; a name before it shows in the address as well."""
    beside = _WORD_BEFORE.search(before)
    if beside is None or beside[1].casefold() in _BEFORE_ADDRESS:
        return False
    names = [word.casefold() for word in re.findall(r"[A-Za-z]{2,}", before)]
    return not any(name in local for name in names) and not (len(names) > 1 and local.startswith(names[0][0]))


def emails_in(text: str) -> list[str]:
    return _EMAIL.findall(re.sub(r"mailto:", " ", text, flags=re.IGNORECASE))


def phones_in(text: str) -> list[str]:
    """Telephone numbers as written, each with 10 to 13 digits."""
    return [hit.strip() for hit in _PHONE.findall(text) if 10 <= len(re.sub(r"\D", "", hit)) <= 13]


def read_phone(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    if not text or spelling_key(text) in _NONE:
        return blank(answer)
    if "@" in text or not re.search(r"(?:\d[\s().-]*){9,}", text):
        return doubtful(answer, "this is not a telephone number.")
    if set(re.findall(r"[a-z]+", text.casefold())) - _BESIDE_PHONES or "?" in text:
        return doubtful(answer, "beside the telephone number stand other words; read it by hand.")
    if not all(has_a_number_s_length(number) for number in phones_in(text)):
        return doubtful(answer, "the telephone number has a digit too many or too few.")
    return found(answer, " ".join(text.split()))


def has_a_number_s_length(number: str) -> bool:
    """Numbers begin with 0 and have 10 or 11 digits; with the country's code 12, or 13 if the 0 stands in brackets."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", number))
    if re.match(r"\(?\+\s?44", number):
        national = digits[2:].lstrip("0")
        return len(national) == 10 or (len(national) == 9 and national[0] in "18")
    if number.lstrip("(").startswith("+"):
        return 11 <= len(digits) <= 13
    if digits.startswith("0044"):
        return len(digits) == 14
    return digits.startswith("0") and (len(digits) == 11 or (len(digits) == 10 and digits[1] in "18"))


_TWO_NAMES = re.compile(
    r"[&+/;\n|]|\b(?:and|or|with|c/o|cc|for|from|was|were|formerly|now|covering|cover|behalf|until|via|not)\b", re.IGNORECASE
)
_NO_NAMES = word_set(
    "me myself self self-referral applicant client tenant customer n/a various team duty office reception as above "
    "vacant vacancy "
    "unallocated unassigned unfilled withheld anonymous nobody none unknown locum staff interim referrer landlord"
)
_SURE_JOBS = word_set(
    "officer officers worker workers idva idvas isva isvas imca manager managers adviser advisor advisors advisers advocate "
    "advocates coordinator co-ordinator practitioner practitioners caseworker caseworkers navigator specialist"
)
_JOBS = word_set(
    "officer officers worker idva isva imca manager adviser advisor advocate coordinator co-ordinator lead leader practitioner "
    "caseworker "
    "navigator specialist support senior deputy assistant housing social options domestic abuse violence resettlement "
    "tenancy family "
    "independent outreach project key duty team trainee principal head of service the and youth young people refuge floating "
    "neighbourhood neighborhood homelessness prevention solutions safeguarding case she her hers he him his they them mrs ms"
)


def read_name(answer: Answer, scheme: Scheme) -> Field[str]:
    """One person's name, first name first; two people in one cell, or words about them, are asked about."""
    field: Field[str] = read_text(answer, scheme)
    return field if field.value is None else _one_name(answer, field.value)


def read_name_if_any(answer: Answer, scheme: Scheme) -> Field[str]:
    """As `read_name`, where nobody misses it: «TBC» is as good as nothing."""
    field: Field[str] = read_text_if_any(answer, scheme)
    return field if field.value is None else _one_name(answer, field.value)


def _one_name(answer: Answer, text: str) -> Field[str]:
    name = re.sub(r"^\s*(?:full\s+)?name\s*[:=]\s*", "", text, flags=re.IGNORECASE)
    head, tail = _name_and_job(name)
    if tail and {word.casefold() for word in re.findall(r"[\w'’-]+", tail)} <= _JOBS and len(head.split()) > 1:
        name = head
    words = {word.casefold() for word in name.split()}
    if re.search(r"[^\w\s.'’‘`(),-]", name) or (name != name.casefold() and _small_words(name)):
        return doubtful(answer, "beside the name stand other words; one officer's name is asked for.")
    if re.search(r"[\d@?]", name) or _TWO_NAMES.search(name):
        return doubtful(answer, "more than one name, or more than a name; one officer is asked for.")
    if "," in name or re.search(r"[()\[\]]|\s[-–—]\s", name):
        return doubtful(answer, "it cannot be told which of these words are the name; ask for it, first name first.")
    if name in (name.casefold(), name.upper()) and words & (NO_NAMES - _PARTICLES) and len(words) > 1:
        return doubtful(answer, "beside the name stand other words; one officer's name is asked for.")
    if words & _NO_NAMES or words <= _JOBS:
        return doubtful(answer, "this is no name of a person.")
    if words & _SURE_JOBS:
        return doubtful(answer, "it cannot be told where the name ends and the job begins; ask for the name alone.")
    return found(answer, name)


_PARTICLES = word_set("van der den de la le du da di do dos das del della von zu al el bin binti ibn ap ferch y e st ter ten op")


def _small_words(name: str) -> bool:
    """«Aisha Khan replacing Tom Brook»: in a name with capitals only «van», «de» and their like are small."""
    return any(
        word[0].islower() and word.casefold() not in _PARTICLES and not re.search(r"[A-Z]", word)
        for word in re.findall(r"[\w'’-]+", name)
    )


def _name_and_job(text: str) -> tuple[str, str]:
    """«Jane Smith (IDVA)», «Jane Smith, IDVA»: the words before the first stop, and those after it."""
    match = re.match(r"([^,()\[\]/;|–—]+?)\s*(?:[,(\[/;|–—]|\s-\s)(.*)", text, re.DOTALL)
    return (match[1].strip(), match[2].strip(" )].")) if match else (text, "")


NAME = Reader(sort="text", read=read_name)
NAME_IF_ANY = Reader(sort="text", read=read_name_if_any)
EMAIL = Reader(sort="email", read=read_email)
PHONE = Reader(sort="phone", read=read_phone)
