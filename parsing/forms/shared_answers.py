"""One answer that fills several fields: «3 bed, 2nd floor flat», «☒ Yes, 01/02/2026», «Yes, one cat – would rehome»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parsing.answers import (
    NEGATIONS,
    TEXT,
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    quoted,
    tile,
    without_placeholders,
    word_set,
    wordings,
)
from parsing.boxes import has_boxes, options_in, with_boxes, words_outside_options
from parsing.contacts import emails_in, has_a_number_s_length, phones_in, read_email, read_name
from parsing.dates import dates_in, read_date_that_was, without_dates
from parsing.field import Field
from parsing.floors import FLOOR, floor_in
from parsing.forms.common import PROPERTY_TYPE, PROPERTY_TYPES
from parsing.people import read_household
from parsing.sizes import BEDROOMS, NAMED_FLOOR, read_bedrooms
from parsing.yes_or_no import yes_no
from scheme.agreement import Scheme
from scheme.terms import spelling_key

Fields = Mapping[str, Field[Any]]

_NO_SUPPORT = re.compile(
    r"(?:none|no|nil|no support|no agency|none in place|no support in place|none at present)\W*", re.IGNORECASE
)


def _read_support(answer: Answer, scheme: Scheme) -> Field[str]:
    """Who supports the household; «None» is an answer that somebody must see (R018)."""
    if _NO_SUPPORT.fullmatch(without_placeholders(answer.text).strip()):
        return doubtful(answer, "no agency supports the household, it says; ask who will (R018).")
    if spelling_key(with_boxes(without_placeholders(answer.text))) in ("yes", "y", "ticked"):
        return doubtful(answer, "it does not say who supports the household; ask which agency (R018).")
    field = _read_agency(answer, scheme)
    if field.value is not None and (unsure := _unsure_of_support(field.value)):
        why = f"«{' '.join(sorted(unsure))}» leaves open whether anybody supports the household; ask the officer (R018)."
        return doubtful(answer, why, field.value)
    return field


def _unsure_of_support(text: str) -> set[str]:
    """Words that may say there is no support yet; beside a name with capitals, any small word that is no body's and no job's."""
    small = set(re.findall(r"(?<![\w.@'’-])[a-z]{2,}(?![\w@-]|\.\w)", text)) if re.search(r"\b[A-Z]", text) else set()
    other = {
        word for word in small if word not in _BESIDE_SUPPORT and not _BODIES.fullmatch(word) and not _ROLE_WORDS.fullmatch(word)
    }
    return other | (_NO_SUPPORT_YET & set(spelling_key(text).split()))


_BESIDE_SUPPORT = word_set(
    "of and for the in with at by via de independent domestic abuse violence sexual floating resettlement outreach key "
    "case social youth "
    "mental health aid law centre local specialist tenancy sustainment victim witness young people gang exit adult adults "
    "children child "
    "early help drug alcohol complex needs engaged engaging ongoing weekly provided providing named tel email"
)
_NO_SUPPORT_YET = (NEGATIONS - {"but", "bar"}) | word_set(
    "will would refer refers referring awaiting awaited await referral referrals referred waiting waitlist pending "
    "applied applying declined refused "
    "refuses closed ended "
    "disengaged disengaging until yet allocated allocate contacted unallocated tbc seeking sought soon maybe possibly if "
    "hopefully"
)


def _read_agency(answer: Answer, scheme: Scheme) -> Field[str]:
    """A body's name; a line below it that may ask something else («Budget code: 4411») is not made part of the name."""
    field: Field[str] = TEXT.read(answer, scheme)
    lines = [line.strip() for line in without_placeholders(answer.text).splitlines() if line.strip()]
    odd = any(_MAY_ASK.match(line) for line in lines[1:]) and not has_boxes(with_boxes(answer.text))
    if field.value is None or not odd:
        return field
    return doubtful(answer, "a line of it may be another question of the form; say which words are the answer.", field.value)


_MAY_ASK = re.compile(
    r"[^:\n]{2,50}:|.*\?$|(?:safe|best|preferred|preference|time|date|number|code|contact|how|who|when|where|is|are|does|has)\b",
    re.IGNORECASE,
)

SUPPORT = replace(TEXT, read=_read_support)
AGENCY = replace(TEXT, read=_read_agency)
_BESIDE_CONSENT = (
    "verbally writing signed sign dated date form attached enclosed by phone telephone email e mail text person meeting "
    "file held "
    "copy consent consented agreed has full fully informed via interpreter through completed today"
)
_CONSENT = yes_no(
    yes=("consent given", "given", "verbal", "written", "obtained", "verbal consent", "written consent"),
    no=("not given", "not obtained", "consent not given", "consent not obtained", "no consent", "no consent given"),
    after_yes=f"{_BESIDE_CONSENT} explicit verbal verbally happy info information shared share",
    after_no="consent",
)
_PARTLY = re.compile(r"\b(?:only|part(?:ly|ial|ially)?|limited|some)\b", re.IGNORECASE)


def _read_consent(answer: Answer, scheme: Scheme) -> Field[bool]:
    """A yes; one for a part of it («for gathering information only») is asked about (R002)."""
    field: Field[bool] = _CONSENT.read(answer, scheme)
    if field.doubt and _says_consented(answer.text):
        field = found(answer, True)
    if field.value is False and re.search(r"\b(?:needed|required|necessary)\b", answer.text, re.IGNORECASE):
        return doubtful(answer, "this does not say whether consent was given.")
    if field.value and _PARTLY.search(answer.text) and not has_boxes(with_boxes(answer.text)):
        return doubtful(answer, "consent may be given for a part only; ask what it covers.")
    return field


_CONSENTED = word_set(
    "consent consents consented verbal verbally written writing in signed full fully informed explicit agreed agrees "
    "given obtained "
    "received provided confirmed client applicant customer tenant resident service user the has have been is i we confirm that "
    "she he they and form attached enclosed on file held to this by phone telephone email e mail person referral request "
    "clients applicants s of copy"
)
_CONSENT_DEEDS = word_set("given obtained received provided consents consented signed agreed agrees")


def _says_consented(text: str) -> bool:
    """«Client has consented», «signed consent form attached»: every word speaks of a consent that there is."""
    words = spelling_key(text).split()
    told = set(words)
    if told & {"referral", "request"} and not told & {"consent", "consents", "consented", "agreed", "agrees"}:
        return False
    if re.search(r"\bto\s+(?:give\s+)?consent\b", text, re.IGNORECASE):
        return False
    form_only = "form" in told and not told & {"signed", "consented", "agreed"}  # «consent form given» is a sheet of paper
    return told <= _CONSENTED and bool(told & _CONSENT_DEEDS) and not form_only and not re.search(r"[?☐☒/]|\[|\bto\s*$", text)


CONSENT = replace(_CONSENT, read=_read_consent)
_PLAIN_PETS = yes_no(
    no=(
        "no pets",
        "none",
        "0",
        "zero",
        "pets none",
        "no pet",
        "no animals",
        "no longer",
        "not any more",
        "no pets in household",
        "no pets in the household",
        "no animals in household",
        "no animals in the household",
        "no pets owned",
        "no pets kept",
        "no pets in property",
        "no pets in the property",
        "does not have pets",
        "does not have any pets",
        "doesnt have pets",
        "doesnt have any pets",
        "no household pets",
        "no pets at present",
        "no pets at the property",
        "no pets at home",
        "no pets in the home",
    ),
    after_yes="pet pets animal animals one two three four five six plus elderly old young small large big little medium "
    "indoor outdoor "
    "house household family assistance guide support emotional therapy hearing trained registered cat cats dog dogs "
    "kitten kittens "
    "puppy puppies rabbit rabbits hamster hamsters budgie budgies parrot parrots fish tortoise tortoises snake snakes "
    "guinea pig pigs "
    "x female male spayed neutered microchipped chipped willing happy to would rehome rehomed if needed necessary required",
    after_no="pets animals rehomed already household due allergic allergy allergies to",
    figures=True,
    details="statements",
)
_IS_ELSEWHERE = re.compile(r"\b(?:is|are|being)\s+(?:\w+\s+)?(?:at|with|in|on|by)\b", re.IGNORECASE)
_PET_DIED = re.compile(
    r"\W*no(?:ne)?\b[\s,;.(–—-]+(?:(?:the|her|his|their|family|old)\s+)*[a-z]+\s+(?:has\s+|have\s+|had\s+)?(?:recently\s+|sadly\s+)?"
    r"(?:died|passed\s+away|(?:been\s+|was\s+)?put\s+(?:down|to\s+sleep))(?:\s+(?:recently|last\s+\w+|in\s+\w+(?:\s+\d{4})?))?\W*",
    re.IGNORECASE,
)
_GAVE_UP = re.compile(
    r"(?:no longer (?:has|have) (?:a |any )?\w+|(?:(?:previously |used to have |had )(?:an? |one |two |\d )?\w+[,;–—-]* *)?"
    r"(?:(?:but |which |that |it )?(?:has|have|had) )?"
    r"(?:been |was |were |now |since |already )*re-?homed(?: (?:already|now|last \w+))?)\W*",
    re.IGNORECASE,
)
_PARTING = ("cope without", "part with", "bear to part with", "be without", "live without", "manage without")
_PLAIN_REHOME = yes_no(
    yes=(
        "would rehome",
        "willing to rehome",
        "happy to rehome",
        "yes would rehome",
        "would consider",
        "would consider rehoming",
        "would consider it",
        "will consider rehoming",
        "willing to consider rehoming",
        "willing",
    ),
    no=(
        "not willing",
        "unwilling",
        "would not",
        "would not rehome",
        "will not rehome",
        "not willing to rehome",
        "unwilling to rehome",
        "not prepared to rehome",
        "refuses to rehome",
        *(f"{may} {part}" for may in ("would not", "could not", "cannot", "cant", "will not") for part in _PARTING),
        "wont rehome",
        "cannot rehome",
    ),
    after_yes="willing happy prepared to rehome rehomed would if needed necessary required reluctantly with family friend "
    "friends relative "
    "mum mother sister dad father brother it them him cat cats dog dogs pet pets has have had must absolutely consider rehoming",
    after_no="assistance guide emotional support therapy hearing medical dog dogs cat cats an him them pet pets",
    details="reasons",
)


def home_in_one_answer(answer: Answer, scheme: Scheme) -> Fields:
    """«3 bed, 2nd floor flat»: bedrooms, floor and type, each by its own words."""
    text = with_boxes(without_placeholders(answer.text))
    if not text or (has_boxes(text) and "☒" not in text):
        return dict.fromkeys(("current_bedrooms", "current_floor", "current_type"), blank(answer))
    parts = [part.strip() for part in re.split(r"[,;\n\t|/]|\s[-–—]\s", text) if part.strip()]
    plain = len(parts) == 3 and all(re.fullmatch(r"\w+", part) for part in parts)
    if plain:
        return {
            key: replace(_read_part(key, part, answer, scheme), quote=answer.text)
            for key, part in zip(("current_bedrooms", "current_floor", "current_type"), parts, strict=True)
        }
    home: dict[str, Field[Any]] = {
        "current_bedrooms": _bedrooms_amid(answer, text, parts, scheme),
        "current_floor": _floor_amid(answer, text),
        "current_type": _type_amid(answer, text),
    }
    if strange := _strange_of_home(text):
        why = f"«{' '.join(strange)}» is not understood; ask which home is meant."
        return {key: field if field.value is None else doubtful(answer, why, field.value) for key, field in home.items()}
    return home


_HOME_WORDS = word_set(
    "a an the and with of in on at is it bed beds bedroom bedrooms double single floor floors level flr fl no lift lifts "
    "storey storeys one two three four "
    "block building high rise tower shop shops converted conversion purpose built victorian new build terrace terraced "
    "mid end semi detached "
    "property home accommodation council social ex local authority own private shared garden garage balcony patio living "
    "room rooms lounge "
    "reception kitchen bathroom person people p b self contained type current currently size number total large small "
    "household access "
    "g f unknown info over stairs entrance communal above entry separate wc toilet box walk up via"
)


def _strange_of_home(text: str) -> list[str]:
    """Words of a description of a home that speak neither of its size, nor its floor, nor its kind: it may be another home."""
    spellings = {spelling_key(spelling): "" for choice in PROPERTY_TYPES for spelling in (choice.value, *choice.words)}
    plain = NAMED_FLOOR.sub(" ", _BEDS.sub(" ", re.sub(r"[☒☐]", " ", text)))
    _, left = tile(spelling_key(plain).split(), spellings)
    return [
        word for word in left if word not in _HOME_WORDS and not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|p|b\d?p?)?|top|upper", word)
    ]


def _read_part(key: str, part: str, answer: Answer, scheme: Scheme) -> Field[Any]:
    readers: dict[str, Any] = {"current_bedrooms": BEDROOMS.read, "current_floor": FLOOR.read, "current_type": PROPERTY_TYPE.read}
    field: Field[Any] = readers[key](Answer(text=part, where=answer.where), scheme)
    return field


_BEDS = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six)\s*-?\s*x?\s*(?:double\s+|"
    r"single\s+)?(?:(?:bed(?:room)?(?:s|ed)?|br|bdrm)(?![a-z])|b(?=\d|/|\b))|"
    r"\bbed(?:room)?s?\s*[:=-]\s*(\d{1,2})\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:or|maybe|approx|about|not|was|formerly|previously|unsure|from)\b|\?|\d\s*[-–/]\s*\d(?!\w*(?:st|nd|rd|th))",
    re.IGNORECASE,
)


def _bedrooms_amid(answer: Answer, text: str, parts: list[str], scheme: Scheme) -> Field[int]:
    numbers = {next(filter(None, match.groups())).casefold() for match in _BEDS.finditer(text)}
    if _UNSURE.search(text) or len(numbers) > 1:
        return doubtful(answer, "one number of bedrooms is needed.")
    if len(numbers) == 1:
        return replace(read_bedrooms(Answer(text=numbers.pop(), where=answer.where), scheme), quote=answer.text)
    if re.search(r"\b(?:studio|bedsit)\b", text, re.IGNORECASE):
        return doubtful(answer, "a studio has no separate bedroom; say how many bedrooms it counts as.", 0)
    if parts and re.fullmatch(r"\d|one|two|three|four|five|six", parts[0], re.IGNORECASE):
        return replace(read_bedrooms(Answer(text=parts[0], where=answer.where), scheme), quote=answer.text)
    return doubtful(answer, "the number of bedrooms cannot be told.")


def _floor_amid(answer: Answer, text: str) -> Field[int]:
    said = [match.group() for match in NAMED_FLOOR.finditer(text)]
    floors = {floor_in(re.sub(r"[:=]", " ", words)) for words in said}
    if re.search(r"\bbasement\b", text, re.IGNORECASE):
        return doubtful(answer, "only a lower ground floor is counted as −1; ask whether this is one.", -1)
    if not said:
        one_home = re.search(r"\b(?:house|bungalow)\b", text, re.IGNORECASE)
        bare = re.search(r"\b(?:floor|level(?!\s+access))\b", text, re.IGNORECASE)
        if (one_home and not bare) or _tells_size_and_type_alone(text):
            return blank(answer)  # another row may tell it
        return doubtful(answer, "the floor cannot be told.")
    if len(floors) != 1 or None in floors or _UNSURE.search(text):
        return doubtful(answer, "one floor is needed (ground = 0).")
    floor = floors.pop()
    assert floor is not None, "just seen"
    return found(answer, floor)


def _tells_size_and_type_alone(text: str) -> bool:
    spellings = {spelling_key(spelling): "" for choice in PROPERTY_TYPES for spelling in (choice.value, *choice.words)}
    _, left = tile(spelling_key(_BEDS.sub(" ", text)).split(), spellings)
    return set(left) <= _SAYS_NOTHING


_SAYS_NOTHING = word_set("a an the it is property home council")


def _type_amid(answer: Answer, text: str) -> Field[str]:
    spellings = {spelling_key(spelling): choice.value for choice in PROPERTY_TYPES for spelling in (choice.value, *choice.words)}
    types = set(tile(spelling_key(text).split(), spellings)[0])
    if re.search(r"\b(?:not|was|formerly|previously|or)\b|\?", text, re.IGNORECASE) or len(types) != 1:
        return doubtful(answer, "one type of property is needed.")
    return found(answer, types.pop())


_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?=\d)", re.IGNORECASE)


def consent_and_date(answer: Answer, scheme: Scheme) -> Fields:
    """«☒ Yes   Date: 01/02/2026»."""
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return {"consent_given": blank(answer), "consent_date": blank(answer)}
    dates = dates_in(text)
    text = _WEEKDAY.sub(" ", text) if dates else text
    dates = dates_in(text)
    date_words = re.search(r"\b(?:dated?|on|signed)\b\s*[:\-–]?[^☒☐]*$", text, re.IGNORECASE) if not dates else None
    rest = (
        without_dates(text)[: date_words.start()]
        if date_words
        else re.sub(r"\b(?:date[d]?|on|signed|given|of consent)\b\s*[:\-–]?", " ", without_dates(text), flags=re.IGNORECASE)
    )
    rest = re.sub(r"\(\s*\)", " ", rest).strip(" \t\n:,;-–.")
    given = CONSENT.read(replace(answer, text=rest), scheme)
    if given.doubt and not date_words and (said := _in_full(text)) != rest:
        whole = CONSENT.read(replace(answer, text=said), scheme)  # «Consent given verbally 3 March 2026»
        given = whole if whole.value else given
    weekdays = " ".join(_WEEKDAY.findall(answer.text))
    day = (
        read_date_that_was(replace(answer, text=" ".join([weekdays, *(each.words for each in dates)])), scheme)
        if dates
        else blank(answer)
    )
    written_date = date_words and re.search(r"\d", date_words.group())
    if written_date:
        day = doubtful(answer, "one date with day, month and year is needed.")
    elif day.value and ((given.doubt and rest) or not _plainly_before(text[: dates[0].start])):
        day = doubtful(answer, "beside the date stand words that may be about it; ask for the day of consent.", day.value)
    if dates and not rest:
        given = doubtful(answer, "a date alone does not say that consent was given.")
    return {"consent_given": _requoted(given, answer), "consent_date": _requoted(day, answer)}


def _in_full(text: str) -> str:
    """All the words but the date's own."""
    return re.sub(r"\bdate[d]?\b\s*[:\-–]?|\(\s*\)", " ", without_dates(text), flags=re.IGNORECASE).strip(" \t\n:,;-–.")


def _plainly_before(text: str) -> bool:
    """Whether the word before a date leaves it as it is: «signed 01/02/2026» does, «by 01/02/2026» does not."""
    words = spelling_key(text).split()
    return not words or words[-1] in (word_set(_BESIDE_CONSENT) - {"by"}) | {
        "yes",
        "y",
        "no",
        "n",
        "given",
        "on",
        "verbal",
        "written",
        "obtained",
        "of",
        "is",
    }


def _requoted(field: Field[Any], answer: Answer) -> Field[Any]:
    return field if field.blank else replace(field, quote=" ".join(answer.text.split()))


def household(answer: Answer, scheme: Scheme) -> Fields:  # noqa: ARG001 - every reader is called with the scheme
    return read_household(answer)


_ANIMAL = re.compile(
    r"\b(?:cats?|dogs?|kittens?|pupp(?:y|ies)|rabbits?|hamsters?|budgies?|parrots?|fish|tortoises?|snakes?|guinea pigs?"
    r"|birds?|canar(?:y|ies)|cockatiels?|parakeets?|chickens?|hens?|ferrets?|gerbils?|rats?|mouse|mice|geckos?|lizards?|bearded\s+dragons?"
    r"|reptiles?|turtles?|terrapins?|chinchillas?|goldfish|horses?|pon(?:y|ies)|spiders?|tarantulas?|axolotls?)\b",
    re.IGNORECASE,
)


def pets_and_rehoming(answer: Answer, scheme: Scheme) -> Fields:
    """«Yes, one cat – would rehome»: whether there are pets, and whether they would be given up (R032)."""
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return {"pets": blank(answer), "pets_rehome": blank(answer)}
    if _GAVE_UP.fullmatch(text) and not re.match(r"re-?homed", text, re.IGNORECASE):
        return {"pets": found(answer, False), "pets_rehome": blank(answer)}
    about_rehoming = re.search(r"\bre-?hom\w*|\bgive (?:it|them) up\b", text, re.IGNORECASE)
    if about_rehoming is None:
        return {"pets": _has_pets(answer, text, scheme), "pets_rehome": blank(answer)}
    cut = max(
        (stop.end() for stop in re.finditer(r"[,;.\n\t]|\s[-–—]\s|\(|\bbut\b|\band\b", text[: about_rehoming.start()])), default=0
    )
    head, tail = text[:cut].strip(" ,;.-–—("), text[cut:].strip(" ).")
    pets = (
        _has_pets(replace(answer, text=head), head, scheme)
        if head
        else doubtful(answer, "whether there are pets cannot be told.")
    )
    if pets.value and re.search(r"(?<!be )\bre-?homed\b", tail, re.IGNORECASE):
        pets = doubtful(answer, "the pet may have been given up already; ask the officer.")
    return {
        "pets": _requoted(pets, answer),
        "pets_rehome": _requoted(_would_rehome(replace(answer, text=tail), tail, scheme), answer),
    }


def _has_pets(answer: Answer, text: str, scheme: Scheme) -> Field[bool]:
    if has_boxes(text) and (of_animals := _ticked_animals(answer, text)):
        return of_animals
    plain = _PET_S_NAME.sub(" ", answer.text)
    field: Field[bool] = _PLAIN_PETS.read(replace(answer, text=plain), scheme)
    field = field if field.blank else replace(field, quote=quoted(answer))
    if field.doubt and not has_boxes(text) and _ANIMAL.search(text) and _only_of_pets(_PET_S_NAME.sub(" ", text)):
        return found(answer, True)
    if field.value and _IS_ELSEWHERE.search(text):
        return doubtful(answer, "the pet may not be with the household; ask the officer.")
    if _PET_DIED.fullmatch(text) and len(_ANIMAL.findall(text)) == 1:
        return found(answer, False)
    if field.value is False and _ANIMAL.search(text):
        return doubtful(answer, "it says no, and names an animal.")
    return field


def _ticked_animals(answer: Answer, text: str) -> Field[bool] | None:
    """«☐ None ☒ Dog ☐ Cat»: boxes beside animals answer as «Yes» and «No» do."""
    options = options_in(text)
    if not options or words_outside_options(text) or not any(_ANIMAL.fullmatch(option.label.strip()) for option in options):
        return None
    if not all(_ANIMAL.fullmatch(option.label.strip()) or spelling_key(option.label) in _BESIDE_ANIMALS for option in options):
        return None
    ticked = {"none" if spelling_key(option.label) in _NO_ANIMAL else "pets" for option in options if option.ticked}
    if len(ticked) == 1:
        return found(answer, ticked == {"pets"})
    return doubtful(answer, "a pet is ticked and «none» as well.") if ticked else blank(answer)


_NO_ANIMAL = {"none", "no", "no pets"}
_BESIDE_ANIMALS = _NO_ANIMAL | {"other", "other pet", "other pets", "other please state", "other please specify", "bird", "birds"}
_PET_S_NAME = re.compile(r"\s(?:called|named)\s+[A-Z]\w+(?=\W*$)")
_PET_WORDS = word_set(
    "a an and plus one two three four five x yes y both tank small large big medium elderly old young little house "
    "indoor outdoor household family "
    "staffie staffy labrador lab pug poodle terrier spaniel chihuahua bulldog collie husky shih tzu cross crossbreed "
    "tabby siamese persian "
    "neutered spayed vaccinated chipped microchipped friendly pedigree rescue registered bulldog "
    "pet pets animal animals assistance guide support emotional therapy hearing trained has have she he they s"
)
_NOT_WITH_THEM = re.compile(
    r"\b(?:no|not|none|never|used|had|was|were|died|dead|passed|gone|lost|sold|given|gave|kept|lives?|living|"
    r"stays?|staying|looking|friend'?s?|ex|mother'?s?"
    r"|temporar\w*|n)\b|\?",
    re.IGNORECASE,
)


def _only_of_pets(text: str) -> bool:
    """«2 cats and a hamster», «Dog (Staffie)»: nothing but animals; «dog lives with ex» says more."""
    outside = _ANIMAL.sub(" ", re.sub(r"\(\s*[A-Z]\w+(?:[\s-]\w+){0,2}\s*\)", " ", text))  # a breed, or the animal's name
    return (
        not _NOT_WITH_THEM.search(text) and {word for word in spelling_key(outside).split() if not word.isdigit()} <= _PET_WORDS
    )


def _read_pets(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«1 dog» answers the question as «Yes» does; «had a dog, now rehomed» is asked about."""
    text = without_placeholders(answer.text)
    if len(text.split()) <= 12 and not re.search(
        r"\b(?:if|hop(?:e|ing)|would|want\w*|like|might|wait\w*|get|getting)\b", text, re.IGNORECASE
    ):
        return _has_pets(answer, text, scheme)
    field: Field[bool] = _PLAIN_PETS.read(answer, scheme)
    return field


PETS = replace(_PLAIN_PETS, read=_read_pets)


_PLAIN_ALLOWED = yes_no(
    yes=("pets allowed", "allowed", "permitted", "pets considered", "pets accepted", "pets permitted", "pets welcome"),
    no=("no pets", "not allowed", "not permitted", "none allowed", "no pets allowed", "pets not allowed"),
    after_yes="pets animals",
    after_no="pets animals building block policy leasehold strictly",
)


def _read_allowed(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«No dogs» says nothing of cats."""
    field: Field[bool] = _PLAIN_ALLOWED.read(answer, scheme)
    if field.value is not None and _ANIMAL.search(answer.text):
        return doubtful(answer, "this speaks of some animals only; ask which are allowed.")
    return field


PETS_ALLOWED = replace(_PLAIN_ALLOWED, read=_read_allowed)


_NO_PET_TO_REHOME = (
    "no pets",
    "no pet",
    "n a",
    "na",
    "not applicable",
    "n a no pets",
    "not applicable no pets",
    "there are no pets",
)


def _read_rehome(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«N/A – no pets» answers nothing."""
    if re.fullmatch(
        r"\W*n\s*[./\\]?\s*a\b\W*(?:as\s+)?(?:(?:has|have|there\s+are)\s+)?(?:no|without)\s+pets?\W*", answer.text, re.IGNORECASE
    ):
        return blank(answer)
    text = with_boxes(answer.text)
    ticked = [option.label for option in options_in(text) or () if option.ticked] if has_boxes(text) else [text]
    if len(ticked) == 1 and spelling_key(ticked[0]) in _NO_PET_TO_REHOME:
        return blank(answer)
    field: Field[bool] = _PLAIN_REHOME.read(replace(answer, text=_UNTICKED_NO_PETS.sub(" ", text)), scheme)
    if field.value and _GONE_ALREADY.search(text):
        return doubtful(answer, "the pet may have been given up already; ask the officer.")
    return field if field.blank else replace(field, quote=quoted(answer))


_GONE_ALREADY = re.compile(r"\b(?:have|has|had|been|already|was|were)\s+(?:\w+\s+)?re-?homed\b", re.IGNORECASE)
_UNTICKED_NO_PETS = re.compile(r"☐\s*(?:n/?a\b\W*)?no\s+pets?\b\)?(?=\s*(?:$|[☐☒\n]))", re.IGNORECASE)
REHOME = replace(_PLAIN_REHOME, read=_read_rehome)


def _would_rehome(answer: Answer, text: str, scheme: Scheme) -> Field[bool]:
    if has_boxes(text) or re.match(r"\W*(?:yes|no|y|n)\b", text, re.IGNORECASE):
        return REHOME.read(answer, scheme)
    if re.fullmatch(
        r"(?:they |she |he |applicant |client |tenant )?(?:would|will|willing to|happy to|"
        r"prepared to|could|can|yes) ?(?:consider )?(?:re-?hom\w*)(?: (?:it|them|pets?|the \w+|"
        r"if \w+))*",
        text,
        re.IGNORECASE,
    ):
        return found(answer, True)
    if re.fullmatch(
        r"(?:they |she |he |applicant |client |tenant )?(?:would not|will not|not willing to|"
        r"unwilling to|wont|won't|wouldn't|cannot|can't) ?(?:consider )?(?:re-?hom\w*)(?: (?:it|"
        r"them|pets?|the \w+))*",
        text,
        re.IGNORECASE,
    ):
        return found(answer, False)
    return doubtful(answer, "whether the pet would be rehomed cannot be told.")


_ROLE_WORDS = re.compile(
    r"\b(?:officer|worker|idva|isva|manager|advis[eo]r|advocate|co-?ordinator|lead|practitioner|"
    r"caseworker|navigator|specialist)\b",
    re.IGNORECASE,
)


def officer_in_one_answer(answer: Answer, scheme: Scheme) -> Fields:
    """«Jane Smith, IDVA, Harbour Advice, jane@harbour.example, 020 …» in one cell."""
    return {f"officer_{key}": field for key, field in _contact(answer, scheme).items()}


def second_officer_in_one_answer(answer: Answer, scheme: Scheme) -> Fields:
    contact = _contact(answer, scheme)
    return {"officer2_name": contact["name"], "officer2_email": contact["email"]}


def officer_by_name(answer: Answer, scheme: Scheme) -> Fields:
    """A name alone stays as it is written; with more in the cell it is the whole contact."""
    return officer_in_one_answer(answer, scheme) if _is_whole_contact(answer) else {"officer_name": read_name(answer, scheme)}


def second_officer_by_name(answer: Answer, scheme: Scheme) -> Fields:
    return (
        second_officer_in_one_answer(answer, scheme)
        if _is_whole_contact(answer)
        else {"officer2_name": read_name(answer, scheme)}
    )


def _is_whole_contact(answer: Answer) -> bool:
    return "@" in answer.text or "\n" in answer.text.strip() or bool(phones_in(answer.text))


def _contact(answer: Answer, scheme: Scheme) -> dict[str, Field[Any]]:
    text = without_placeholders(answer.text)
    everything = ("name", "role", "agency", "email", "phone")
    if not text:
        return dict.fromkeys(everything, blank(answer))
    phones = phones_in(text)
    rest = re.sub(
        r"\b(?:name|e-?mail(?: address)?|tel(?:ephone)?|phone|mobile|mob|contact|job title|role|"
        r"agency|organisation|team|position)\s*(?:no\.?|number)?\s*:",
        "\n",
        _without(text, [*emails_in(text), *phones]),
        flags=re.IGNORECASE,
    )
    parts = [part.strip(" .:-–") for part in re.split(r"[,;\n\t|()/]|\s[-–—]\s", rest) if part.strip(" .:-–")]
    parts = [part for part in parts if spelling_key(part) and not set(spelling_key(part).split()) <= _WAYS]
    roles = [part for part in parts[1:] if _is_role(part)]
    others = [part for part in parts[1:] if part not in roles]
    return {
        "name": _name_first(answer, parts, others, rest, scheme),
        "role": _role_of(answer, roles, several=len(emails_in(text)) > 1),
        "agency": _agency_of(answer, others, text, scheme),
        "email": read_email(answer, scheme) if "@" in text else blank(answer),
        "phone": _phones_of(answer, text, phones),
    }


_WAYS = word_set("tel telephone phone mobile mob m t e p email mail direct office work and or no number line contact")


def _is_role(part: str) -> bool:
    """«Housing Options Officer» is a role; «Harbour Advocacy Service», «IDVA Service» are bodies: the last word says it."""
    return _ROLE_WORDS.search(part) is not None and not _BODIES.fullmatch(part.rsplit(maxsplit=1)[-1])


def _role_of(answer: Answer, roles: list[str], *, several: bool) -> Field[str]:
    if len(roles) > 1 or (roles and several):
        return doubtful(answer, "several roles or people are named; say which is the officer's.", roles[0])
    return found(answer, roles[0]) if roles else blank(answer)


_ANOTHER_S = re.compile(
    r"\b(?:client|applicant|tenant|resident|survivor|victim|customer|her|his|their|mum|mother)(?:'?s)?\b[^,;\n]{0,25}$",
    re.IGNORECASE,
)


def _phones_of(answer: Answer, text: str, phones: list[str]) -> Field[str]:
    if any(_ANOTHER_S.search(text[: text.find(phone)]) for phone in phones):
        return doubtful(answer, "a number may be the applicant's; take that out, and say which is the officer's.")
    if not all(map(has_a_number_s_length, phones)):
        return doubtful(answer, "the telephone number has a digit too many or too few.")
    return found(answer, " / ".join(phones)) if phones else blank(answer)


_BODIES = re.compile(
    r"\b(?:council|borough|housing|homes?|association|trust|group|advice|services?|centre|center|support|refuge|aid|project|"
    r"charity|ltd|limited|cic|team|foundation|police|nhs|university|college|care|community|society|partnership|network|"
    r"solutions|women'?s?|victims?|families|action|agency|society|unit|department|dept|house|shelter|mind|crisis)\b",
    re.IGNORECASE,
)


def _agency_of(answer: Answer, others: list[str], text: str, scheme: Scheme) -> Field[str]:
    """The one other part, if it is a body's name and not a second officer's."""
    if not others:
        return blank(answer)
    mailed = " ".join(each.partition("@")[2].casefold() for each in emails_in(text))
    of_mail = any(len(word) > 3 and word in mailed for word in spelling_key(others[0]).split())
    if len(others) == 1 and (_BODIES.search(others[0]) or of_mail or scheme.landlord(others[0]) or scheme.area(others[0])):
        return found(answer, others[0])
    return doubtful(answer, "which of these is the agency, and which the officer?")


def _name_first(answer: Answer, parts: list[str], others: list[str], rest: str, scheme: Scheme) -> Field[str]:
    """The first words are the name, if they are one whole name: «Smith, Jane» and «Jane and Tom» are asked about."""
    if not parts:
        return blank(answer)
    if len(parts[0].split()) < 2 and len(parts) > 1:
        return doubtful(answer, "whose name is this? One officer is asked for, first name first.")
    if _LEAVES.search(rest):
        return doubtful(answer, "whether this officer still has the case cannot be told; ask who has.")
    if re.search(rf"{re.escape(parts[0])}\s*/\s*[A-Za-z]", rest) or (len(others) > 1 and any(map(_may_be_a_person, others))):
        return doubtful(answer, "more than one officer may be named; say which of them this is.")
    field = read_name(replace(answer, text=parts[0]), scheme)
    return field if field.blank else replace(field, quote=quoted(answer))


_LEAVES = re.compile(
    r"\b(?:left|leaving|leaves|now|until|replaced|replacing|formerly|no longer|moved on|instead|on leave|sick|retired)\b",
    re.IGNORECASE,
)


def _may_be_a_person(part: str) -> bool:
    """Two or three words with capitals, none of which is a body's or a job's."""
    words = part.split()
    plain = all(re.fullmatch(r"[A-Z][\w'’-]*\.?", word) for word in words)
    return 2 <= len(words) <= 3 and plain and not any(_BODIES.search(word) or _ROLE_WORDS.search(word) for word in words)


def _without(text: str, words: list[str]) -> str:
    for each in words:
        text = text.replace(each, " ")
    return re.sub(r"<\s*>|\(\s*\)", " ", text)


_CANNOT_CLIMB = re.compile(
    r"[\s,;:(–—-]+(?:as|because|since|due\s+to)?\s*(?:(?:s?he|they|applicant|client|tenant|mother|mum|son|daughter|child)\s+)?"
    r"(?:can\s?not|can'?t|is\s+unable\s+to|unable\s+to|not\s+able\s+to)\s+(?:manage|climb|use|do|walk\s+up|go\s+up)\s+"
    r"(?:the\s+|any\s+)?(?:stairs|steps)\W*$",
    re.IGNORECASE,
)


def _with_reason(plain: Reader) -> Reader:
    """«Yes – cannot manage stairs»: the reason says no more than the yes; behind a no it says the contrary."""

    def read(answer: Answer, scheme: Scheme) -> Field[bool]:
        says_yes = len(answer.text) < 200 and re.match(r"\W*(?:yes|y)\b", answer.text, re.IGNORECASE)
        field: Field[bool] = plain.read(
            replace(answer, text=_CANNOT_CLIMB.sub("", answer.text) if says_yes else answer.text), scheme
        )
        return field if field.blank else replace(field, quote=quoted(answer))

    return replace(plain, read=read)


_WHY_NEEDED = (
    "due to because as mobility medical health needs need reasons grounds disability disabled arthritis uses walking "
    "stick sticks "
    "frame crutches limited poor issues problems condition physical long term pain back knee hip injury wheelchair user "
    "grounds reason"
)
NEEDED = wordings(
    "required | needed | is required | is needed | necessary | essential | is essential | yes required | yes needed"
)
NOT_NEEDED = wordings("""
    not required | not needed | not necessary | none required | none needed | no requirement | no requirements | no need |
    no needs |
    is not required | is not needed | no needs identified | not a requirement
""")
STEP_FREE = _with_reason(
    yes_no(
        yes=(
            "step free",
            "step free access",
            "level access",
            "step free access needed",
            "step free access required",
            "level access needed",
            "level access required",
            *NEEDED,
        ),
        no=("can manage stairs", "manages stairs", "can use stairs", "no mobility issues", "no mobility needs", *NOT_NEEDED),
        after_yes=_WHY_NEEDED,
        details="reasons",
    )
)
GROUND_FLOOR_ONLY = _with_reason(
    yes_no(
        yes=("ground floor only", "ground floor", "ground floor needed", "ground floor required", *NEEDED),
        no=("any floor", "no mobility issues", "no mobility needs", *NOT_NEEDED),
        after_yes=_WHY_NEEDED,
        after_no="ok fine okay",
        details="reasons",
    )
)

NEEDS = {
    "ground_floor_only": ("ground floor", "ground floor only", "ground floor needed", "ground floor required", "ground"),
    "step_free": (
        "step free",
        "step free access",
        "level access",
        "step free or lift",
        "lift needed",
        "no stairs",
        "step free needed",
    ),
    "wheelchair": (
        "wheelchair",
        "wheelchair user",
        "wheelchair accessible",
        "wheelchair access",
        "wheelchair adapted",
        "wheelchair standard",
    ),
}


_NO_NEEDS = re.compile(
    r"(?:there are )?(?:none|(?:no|nil)(?: known| current| specific| particular| special)?"
    r"(?:(?: (?:medical|mobility|physical|health|access|accessibility|disability|disabilities)(?: (?:or|and))?)* "
    r"(?:needs?|issues?|problems?|requirements?|concerns?|conditions?|disabilit(?:y|ies)|adaptations?(?: (?:needed|required))?)))"
    r"(?: (?:known|identified|reported|disclosed|stated|needed|required|at present|currently|at this time))?"
)


def needs(answer: Answer, scheme: Scheme) -> Fields:  # noqa: ARG001 - every reader is called with the scheme
    """A list of boxes, or words, on what the home must be like."""
    text = with_boxes(without_placeholders(answer.text))
    said = spelling_key(text)
    if not said and not has_boxes(text):
        return dict.fromkeys(NEEDS, blank(answer))
    if said in ("none", "no", "nil", "n a") or _NO_NEEDS.fullmatch(said):
        return dict.fromkeys(NEEDS, found(answer, False))
    options = options_in(text) if has_boxes(text) else None
    spelled = {spelling_key(word): key for key, words in NEEDS.items() for word in words}
    if options is not None:
        ticked = {spelled.get(spelling_key(option.label)) for option in options if option.ticked}
        if None not in ticked or not ticked:
            return {key: found(answer, True) if key in ticked else blank(answer) for key in NEEDS}
    if not has_boxes(text):
        hits, left = tile(said.split(), spelled)
        if hits and not set(left) - {"and", "only", "needed", "required", "property", "access", "home"}:
            return {key: found(answer, True) if key in hits else blank(answer) for key in NEEDS}
    return dict.fromkeys(NEEDS, doubtful(answer, "what the home must be like has to be read by a person."))
