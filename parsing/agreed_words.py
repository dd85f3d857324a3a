"""Words → what the agreement has a name for: landlords, references, grounds."""

from __future__ import annotations

import re
from dataclasses import replace

from parsing.answers import (
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    quoted,
    without_placeholders,
    word_set,
    wordings,
)
from parsing.boxes import has_boxes, options_in, with_boxes, words_outside_options
from parsing.choices import Known, chosen, read_one_of
from parsing.field import Field
from scheme.agreement import Scheme
from scheme.terms import spelling_key


def read_landlord(answer: Answer, scheme: Scheme) -> Field[str]:
    """A landlord by an exact spelling of the register or the scheme; anything else is a doubt with a proposal (R013)."""
    text = re.sub(r"^(?:current )?landlord ?: ?", "", " ".join(without_placeholders(answer.text).split()), flags=re.IGNORECASE)
    if not text or re.fullmatch(r"none|no|nil", text, re.IGNORECASE):
        return blank(answer)
    if (rest := re.fullmatch(r"n\.?/?a\b(.*)", text, re.IGNORECASE)) and not _names_one(rest[1], scheme):
        return blank(answer)  # «N/A – at home»
    if len(text) > 300:
        return doubtful(answer, "this is more than a landlord's name; read it by hand.")
    outside, inside = re.sub(r"[(\[].*?[)\]]", " ", text), " ".join(re.findall(r"[(\[](.*?)[)\]]", text))
    names = {scheme.landlord(words) for words in (text, outside) if words.strip()} - {None}
    if inside and (other := scheme.landlord(inside)) and names and other not in names:
        names.add(other)
    if len(names) == 1 and "?" not in text and not _names_another(inside, next(iter(names)), scheme) and (name := names.pop()):
        return found(answer, name)
    proposals = scheme.landlord_proposals(text)
    meant = f" It may mean {', '.join(proposals)}." if proposals else ""
    return doubtful(
        answer, f"this is no landlord that the register knows by that spelling.{meant}", proposals[0] if proposals else None
    )


def _names_another(inside: str, name: str | None, scheme: Scheme) -> bool:
    """«… (managed by …)», «… (tenancy ended)»: words in brackets that may say more; a former name does not."""
    former = re.match(r"\s*(?:formerly|previously|fka|was|aka|part of|now known)\b(?:\s+as\b)?", inside, re.IGNORECASE)
    if former:
        return scheme.landlord(inside[former.end() :]) not in (None, name)
    if not inside.strip() or scheme.landlord(inside):
        return False
    return _names_one(inside, scheme) or not set(spelling_key(inside).split()) <= _BESIDE_LANDLORD


_BESIDE_LANDLORD = word_set(
    "council local authority la housing association ha group trust rp registered provider social landlord borough tmo"
)


def _names_one(inside: str, scheme: Scheme) -> bool:
    words = spelling_key(inside).split()
    spans = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, min(at + 5, len(words)) + 1))
    return any(scheme.landlord(span) is not None for span in spans)


_BESIDE_REFERENCE = word_set(
    "ref reference id number no case code office use application request referral re plhr scheme reciprocal "
    "our your assigned allocated issued "
    "given by the coordinator on from as per is this date dated and of for jan january feb february mar march apr april may jun "
    "june jul july aug august sep sept september oct october nov november dec december st nd rd th"
)


def read_reference(answer: Answer, scheme: Scheme) -> Field[str]:
    text = without_placeholders(answer.text)
    if not text or spelling_key(text) in (
        "new",
        "none",
        "not yet assigned",
        "to be assigned",
        "to be allocated",
        "to be given",
        "to follow",
        "tbc",
        "tba",
        "unknown",
        "not known",
        "new referral",
        "new request",
    ):
        return blank(answer)
    references = scheme.references_in(text)
    if len(references) == 1:
        beside = set(re.findall(r"[a-z]+", text.casefold())) - {scheme.reference_prefix.casefold()}
        if beside - _BESIDE_REFERENCE or "?" in text:
            return doubtful(answer, "beside the reference stand other words; say which case is meant.", str(references[0]))
        return found(answer, str(references[0]))
    return doubtful(answer, "this names several references." if references else "this is no reference of the scheme.")


def ground_spellings(scheme: Scheme) -> dict[str, str]:
    return {
        spelling_key(spelling): ground.key
        for ground in scheme.grounds
        for spelling in (*ground.words, ground.key.replace("_", " "), ground.label)
    }


_GROUND_WORDS = word_set(
    "a and the of risk by from due to fleeing experiencing victim reason primary high including related survivor "
    "partner husband wife boyfriend girlfriend spouse her his their"
)
_FORMER_PARTNER = re.compile(r"\b(?:ex|former)[\s-]*(partner|husband|wife|boyfriend|girlfriend|spouse)s?\b", re.IGNORECASE)


# «Domestic abuse by the perpetrator» is suffered; a «domestic abuse perpetrator» may be the applicant.
_BY_PERPETRATOR = re.compile(r"\b(?:by|from)\s+(?:the\s+|her\s+|his\s+)?(?:alleged\s+)?perpetrator\b", re.IGNORECASE)


def _without_former(text: str) -> str:
    """«from ex-partner» denies nothing."""
    return _FORMER_PARTNER.sub(r"\1", text)


def read_ground(answer: Answer, scheme: Scheme) -> Field[str]:
    plain = replace(answer, text=_BY_PERPETRATOR.sub(" ", _without_former(answer.text)))
    field = read_one_of(plain, Known(spellings=ground_spellings(scheme), harmless=_GROUND_WORDS))
    return field if field.blank else replace(field, quote=quoted(answer))


_NO_OTHER = frozenset(
    wordings("""
    none | no | nil | no other | none known | no others | nothing else | no other risks | no other risk | no other grounds |
    no other ground | no further risks | no further grounds | no additional risks | no other reasons | no other reason |
    none other | none identified | no secondary risk | no secondary risks | no other risk factors | none to declare
""")
)


def read_grounds(answer: Answer, scheme: Scheme) -> Field[tuple[str, ...]]:
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return blank(answer)
    if spelling_key(text) in _NO_OTHER:
        return found(answer, ())
    if has_boxes(text):
        options = options_in(text)
        if options is None:
            return doubtful(answer, "it cannot be told which box belongs to which word; open the form and answer it by hand.")
        text = "\n".join([*(option.label for option in options if option.ticked), words_outside_options(text)]).strip()
        if not text:
            return blank(answer)
    if "?" in text:
        return doubtful(answer, "a question mark stands in the answer.")
    values = chosen(_without_former(text), Known(spellings=ground_spellings(scheme), harmless=_GROUND_WORDS))
    return doubtful(answer, values) if isinstance(values, str) else found(answer, tuple(sorted(values)))


def read_owed_by(answer: Answer, scheme: Scheme) -> Field[str]:
    """Who owes a tenancy: «Yes – Hackney Council» names it, a bare «Yes» does not (R003)."""
    text = " ".join(with_boxes(without_placeholders(answer.text)).split())
    if not text or spelling_key(text) in (
        "n",
        "not owed",
        "no tenancy owed",
        "not a care leaver",
        "not care leaver",
        "no not a care leaver",
        "none owed",
    ):
        return blank(answer)
    if text == "☐" or re.fullmatch(r"☐ ?yes ?[☐☒] ?no|yes ?☐ ?no ?[☐☒]|(?:yes|y) ?/ ?(?:no|n)\W*", text, re.IGNORECASE):
        return blank(answer)
    named = re.sub(
        r"^(?:☒ ?)?(?:yes|y)\b(?: ?☐ ?no\b)?[\s,:;–—-]*(?:owed\s+)?(?:by\s+)?|^(?:owed\s+)?by\s+", "", text, flags=re.IGNORECASE
    )
    if not spelling_key(named) or spelling_key(named) in ("care leaver", "ticked"):
        return doubtful(answer, "a tenancy is owed, but not said by whom; ask the officer.")
    field = read_landlord(replace(answer, text=named), scheme)
    return field if field.blank else replace(field, quote=quoted(answer))


OWED_BY = Reader(sort="landlord", read=read_owed_by)
LANDLORD = Reader(sort="landlord", read=read_landlord)
REFERENCE = Reader(sort="reference", read=read_reference)
GROUND = Reader(sort="ground", read=read_ground)
GROUNDS = Reader(sort="grounds", read=read_grounds)
