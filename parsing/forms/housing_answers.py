"""What a form says of the present tenancy: «Joint with perpetrator», «probationary», «£450, repayment plan»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parsing.answers import (
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    quoted,
    read_text_if_any,
    without_placeholders,
    word_set,
    wordings,
)
from parsing.boxes import emphasised, has_boxes, marked_in_two_ways, options_in, with_boxes
from parsing.choices import one_of
from parsing.dates import without_dates
from parsing.field import Field
from parsing.forms.common import TENANCY_TYPES
from parsing.yes_or_no import yes_no
from scheme.agreement import Scheme
from scheme.terms import spelling_key

# ── sole or joint ───────────────────────────────────────────────────────────────────────────────────────────────────

_PLAIN_JOINT = yes_no(
    yes=wordings("""
        joint | joint tenancy | joint tenant | joint tenants | jointly | jointly held | joint names | in joint names |
        both names | in both their names |
        two names | in both names | in two names | two tenants | joint tenancies | both tenants | joint names tenancy |
        in joint name
    """),
    no=wordings("""
        sole | sole tenancy | sole tenant | single | in sole name | sole name | single tenancy | solely | held solely |
        sole tenancy in her name | no joint tenancy | one name | one name only | in one name | single name | single tenant |
        in her name only | in his name only | in her sole name | in his sole name | her name only | his name only |
        in clients name only | clients name only | in applicants name only | applicants name only | applicant only | client only |
        in tenants name only | not joint | not a joint tenancy | not joint tenancy | one tenant | one tenant only |
        one name tenancy |
        her name alone | in her name alone | in his name alone | in their sole name | not held jointly | not jointly held
    """),
    after_yes="with tenancy tenant tenants tenure names name both held jointly alleged perpetrator perp abuser partner "
    "husband wife "
    "spouse boyfriend girlfriend ex former sister brother mother father mum dad son daughter",
    after_no="sole single tenancy tenant name own only",
)
_BESIDE_JOINT = word_set(
    "tenancy tenancies tenant tenants tenure held names name with the alleged perpetrator perp abuser partner husband wife "
    "spouse boyfriend "
    "girlfriend ex former her his their of children s yes y father mother is are it this in jointly both parties named on a "
    "and applicant applicants client clients other second co name tenant 2 two x2 adult"
)
_BESIDE_SOLE = word_set(
    "tenancy tenant tenure in she her his their own name applicants applicant client clients no n of the is it a only held "
    "solely under by"
)
# What leaves the answer as it is: since when the tenancy runs, and that the perpetrator is not named on it.
_BESIDE_NAMES = re.compile(
    r"\b(?:alleged\s+)?(?:perpetrator|perp|abuser|partner|husband|wife|s?he)\s+"
    r"(?:is\s+)?not\s+(?:named\s+)?on\s+(?:the\s+|it\b)?(?:tenancy(?:\s+agreement)?)?",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:ex|former)\b(?![\s-]*(?:partner|husband|wife|spouse|boyfriend|girlfriend|perpetrator|perp))", re.IGNORECASE
)
_WITH_PERPETRATOR = re.compile(r"\bwith\s+(?:\S+\s+){0,4}?\(?(?:alleged\s+)?(?:perpetrator|perp|abuser)\b", re.IGNORECASE)


def _was_joint(line: str) -> bool:
    """«Ex-joint», «formerly joint»."""
    before = re.search(r"\b(?:ex|former(?:ly)?)\b", line, re.IGNORECASE)
    return before is not None and re.search(r"\bjoint", line[before.end() :], re.IGNORECASE) is not None


def read_joint(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«Joint with perpetrator» is a yes as «Joint» is."""
    field: Field[bool] = _PLAIN_JOINT.read(answer, scheme)
    text = without_placeholders(answer.text)
    if field.value is False and _WHOSE.search(text) and not has_boxes(with_boxes(text)):
        return doubtful(answer, "whether the one name is the applicant's or the perpetrator's cannot be told.")
    if (
        sorted(_ONE_OR_TWO.get(word, word) for word in _bare(text)) == ["joint", "sole"]
        and not has_boxes(with_boxes(text))
        and re.search(r"[/|\n]|\bor\b", text)
    ):
        return _marked_of_two(answer)
    if not field.doubt or not spelling_key(text) or "?" in text or has_boxes(with_boxes(text)):
        return field
    said = _in_names(text)
    if said is False and _WHOSE.search(text):
        return doubtful(answer, "whether the one name is the applicant's or the perpetrator's cannot be told.")
    return field if said is None else found(answer, said)


def _in_names(text: str) -> bool | None:
    """Joint, sole, or neither for certain, by words none of which speaks of anything else."""
    if any(_was_joint(line) for line in text.split("\n")) or (
        _NO_LONGER.search(text) and not re.search(r"\bwith\s+(?:her\s+|his\s+|the\s+)?ex\b", text, re.IGNORECASE)
    ):
        return None
    words = set(spelling_key(without_dates(_SINCE.sub(" ", _BESIDE_NAMES.sub(" ", text)))).split())
    sole = bool(words & {"sole", "solely"}) or {"own", "name"} <= words
    if words & {"joint", "jointly"}:
        return True if words - {"joint"} <= _BESIDE_JOINT and not sole else None
    return False if sole and words - {"sole"} <= _BESIDE_SOLE else None


_WHOSE = re.compile(r"\b(?:his|he|him|they|their|theirs)\b", re.IGNORECASE)
_ONE_OR_TWO = {"single": "sole", "one": "sole", "solely": "sole", "both": "joint", "two": "joint", "jointly": "joint"}


def _bare(text: str) -> list[str]:
    passing = ("tenancy", "tenant", "tenants", "name", "names", "in", "delete", "as", "applicable", "held")
    return [word for word in spelling_key(text).split() if word not in passing]


def _marked_of_two(answer: Answer) -> Field[bool]:
    """«Sole / Joint» as it was printed: answered by the one that is marked, else not at all."""
    marked = " ".join(_ONE_OR_TWO.get(word, word) for word in _bare(emphasised(answer.pieces)))
    if marked_in_two_ways(answer.pieces):
        return doubtful(answer, "one word is marked in one way and another in another; ask which is meant.")
    return found(answer, marked == "joint") if marked in ("sole", "joint") else blank(answer)


def sole_or_joint(answer: Answer, scheme: Scheme) -> Mapping[str, Field[Any]]:
    """The question «Sole or joint?»: a bare «Yes» does not answer it, where a bare «No» says that nobody shares it."""
    if spelling_key(with_boxes(answer.text)) in ("yes", "y", "ticked") or with_boxes(answer.text).strip() == "☒":
        return {"joint_tenancy": doubtful(answer, "sole or joint was asked; ask the officer which.")}
    return {"joint_tenancy": read_joint(answer, scheme)}


def perpetrator_named_with(joint: Field[bool]) -> bool:
    """Whether the answer «joint» says by itself that the other tenant is the perpetrator."""
    return joint.value is True and _WITH_PERPETRATOR.search(joint.quote) is not None


JOINT = replace(_PLAIN_JOINT, read=read_joint)
_LIVES_WITH = yes_no(
    yes=("perpetrator is on the tenancy", "joint with perpetrator", "joint tenancy with perpetrator"),
    no=(
        "sole tenancy",
        "sole",
        "not on the tenancy",
        "perpetrator is not on the tenancy",
        "not on tenancy",
        "sole tenant",
        "no sole tenancy",
        "lives elsewhere",
    ),
    after_yes="ex former alleged perpetrator perp abuser partner husband wife spouse boyfriend girlfriend son father "
    "mother brother "
    "tenancy joint tenant",
    after_no="sole tenancy tenant perpetrator perp mother mum sister brother father dad daughter son aunt uncle "
    "grandmother grandfather other joint with",
)


def read_perpetrator_on_tenancy(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«N/A – sole tenancy» says that nobody else stands on it."""
    text = without_placeholders(answer.text)
    if has_boxes(boxed := with_boxes(text)):
        ticked = [option.label for option in options_in(boxed) or () if option.ticked]
        text = ticked[0] if len(ticked) == 1 else text
    if _NOT_SHARED.fullmatch(text):
        return found(answer, False)
    plain = re.sub(
        r"\b(?:ex|former)[\s-]*(?=partner|husband|wife|boyfriend|girlfriend|spouse)", "", answer.text, flags=re.IGNORECASE
    )
    field: Field[bool] = _LIVES_WITH.read(replace(answer, text=plain), scheme)
    if field.value is False and re.search(r"\b(?:perp|perpetrator|abuser)\b", text, re.IGNORECASE) and not _DENIES.search(text):
        return doubtful(answer, "the perpetrator is named, yet nothing is denied; ask whether he stands on the tenancy.")
    return field if field.blank else replace(field, quote=quoted(answer))


_DENIES = re.compile(r"\b(?:no|n|not|isn'?t)\b", re.IGNORECASE)
_NOT_SHARED = re.compile(
    r"(?:n\.?/?a|not\s+applicable)\b[\s,;:–—(-]*(?:as\s+|it\s+is\s+(?:a\s+)?)?(?:sole|single)(?:\s+(?:tenan(?:cy|t)|name))?\W*",
    re.IGNORECASE,
)
PERPETRATOR_ON_TENANCY = replace(_LIVES_WITH, read=read_perpetrator_on_tenancy)

# ── the kind of tenancy ─────────────────────────────────────────────────────────────────────────────────────────────

_PLAIN_TENANCY = one_of(TENANCY_TYPES, harmless="joint sole name names social housing full standard weekly monthly rolling")
# What a word means depends on whose tenancy it is: of a council, of an association.
_BY_LANDLORD: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("probationary", "probationary tenancy", "trial", "trial tenancy", "probation", "12 month probationary"),
        ("introductory", "starter"),
    ),
    **dict.fromkeys(("lifetime", "lifetime tenancy", "life time tenancy", "lifelong"), ("secure", "assured")),
    **dict.fromkeys(
        ("fixed term", "fixed term tenancy", "5 year fixed term", "five year fixed term"), ("flexible", "assured_fixed_term")
    ),
}


def read_tenancy(answer: Answer, scheme: Scheme) -> Field[str]:
    said = _key_by_landlord(answer.text)
    if said in _BY_LANDLORD:
        council, association = _BY_LANDLORD[said]
        why = f"with a council this is a tenancy of the kind «{council}», with an association «{association.replace('_', ' ')}»."
        return doubtful(answer, why)
    if plain := next((each.sub("", answer.text) for each in (_SINCE, _JOINT_WITH) if each.search(answer.text)), ""):
        return _requoted(read_tenancy(replace(answer, text=plain, pieces=()), scheme), answer)
    field: Field[str] = _PLAIN_TENANCY.read(answer, scheme)
    if field.doubt and _TERM.search(answer.text):
        for_a_term: Field[str] = _PLAIN_TENANCY.read(replace(answer, text=_TERM.sub(" ", answer.text), pieces=()), scheme)
        if for_a_term.value in _OF_A_TERM:
            return replace(for_a_term, quote=quoted(answer))
    return field


# «Secure since 2014»: a beginning is none of the kind's words; «secure until 2027» is another kind.
_SINCE = re.compile(r"[,(–-]?\s*\bsince\s+(?:[a-z]{3,9}\s+)?(?:(?:\d{1,2}[/.-]){2})?(?:19|20)\d\d\b\s*\)?", re.IGNORECASE)
_JOINT_WITH = re.compile(
    r"[,(–-]?\s*\bjoint(?:ly)?\s+with\s+(?:her\s+|his\s+|the\s+)?(?:ex-?\s?)?(?:alleged\s+)?(?:perpetrator|perp|partner|husband|wife"
    r"|mother|mum|father|sister|brother|son|daughter)\b\s*\)?",
    re.IGNORECASE,
)


def _requoted(field: Field[Any], answer: Answer) -> Field[Any]:
    return field if field.blank else replace(field, quote=quoted(answer))


# «Starter (12 months)»: some kinds run for a term by their nature; «secure, 5 years» may be a flexible one.
_OF_A_TERM = ("starter", "introductory", "flexible", "assured_fixed_term")
_TERM = re.compile(
    r"\(?\s*\b(?:first\s+|for\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|ten|twelve)[\s-]*(?:months?|mths?|years?|yrs?)\b"
    r"(?:\s+(?:term|fixed\s+term))?\s*\)?|\(?\s*\b1st\s+y(?:ea)?r\b\s*\)?|\(?\s*\bfirst\s+year\b\s*\)?",
    re.IGNORECASE,
)


def _key_by_landlord(text: str) -> str:
    words = spelling_key(without_placeholders(text)).split()
    return " ".join(word for word in words if word not in ("joint", "sole", "a"))


def tenancy_by_landlord(tenancy: Field[str], landlord: str | None, scheme: Scheme) -> Field[str]:
    """«Probationary», once it is known whether the landlord is a council or an association."""
    known = scheme.landlord_named(landlord) if landlord else None
    said = _key_by_landlord(tenancy.quote)
    if known is None or not tenancy.doubt or said not in _BY_LANDLORD:
        return tenancy
    council, association = _BY_LANDLORD[said]
    return Field(value=council if known.kind == "council" else association, quote=tenancy.quote, where=tenancy.where)


TENANCY = replace(_PLAIN_TENANCY, read=read_tenancy)


def read_tenure(answer: Answer, scheme: Scheme) -> Field[str]:
    """The tenancy that is offered: a word of the scheme where it is exactly one, else the words as they stand (forms.md F3)."""
    field: Field[str] = read_tenancy(answer, scheme)
    text = without_placeholders(answer.text)
    if field.value or field.blank or has_boxes(with_boxes(text)) or "?" in text:
        return field
    return read_text_if_any(answer, scheme)


TENURE = Reader(sort="text", read=read_tenure)

# ── arrears, overcrowding ───────────────────────────────────────────────────────────────────────────────────────────

_PLAIN_ARREARS = yes_no(
    no=(
        "none",
        "no arrears",
        "none outstanding",
        "clear",
        "account clear",
        "nil",
        "no rent arrears",
        "in credit",
        "account in credit",
        "up to date",
        "rent account clear",
        "zero",
        "nil balance",
        "zero balance",
        "rent account up to date",
        "rent account is up to date",
        "rent up to date",
        "rent is up to date",
        "account up to date",
        "account is up to date",
        "rent account is clear",
        "account is clear",
        "clear account",
        "clear rent account",
        "rent account in credit",
        "rent account is in credit",
        "account is in credit",
        "not in arrears",
        "nothing owed",
        "nothing owing",
        "no debt",
        "no debts",
        "no rent owed",
        "no monies owed",
    ),
    yes=("in arrears", "arrears", "has arrears", "rent arrears", "owes", "owes rent", "rent owed", "rent owing"),
    after_yes="amount rent account approx approximately about around circa c owed owing owes repayment plan place agreed paying "
    "pw pcm pm per week "
    "month weekly monthly payment payments arrangement agreement small low minor technical only caused by perpetrator uc "
    "universal "
    "credit housing benefit hb delay delayed due to with weeks behind affordable being repaid reduced some one two three four "
    "under over below less than more above up cap wait bedroom tax reduction sanction deduction deductions",
    after_no="rent account clear full uc universal housing element benefit hb covers pays paid up to date by "
    "amount balance nil all direct directly has",
    figures=True,
    details="statements",
)
_POUNDS = re.compile(r"£\s*(\d[\d,]*(?:\.\d{1,2})?)")
_BESIDE_AMOUNT = word_set(
    "arrears rent of in the account approx approximately around about circa owed owing currently repayment plan place agreed "
    "paying pw per week on "
    "month pcm weekly monthly off at a with and is are has yes y payment arrangement agreement"
)


def read_arrears(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«£450, repayment plan in place» is a yes; «£0» a no."""
    field: Field[bool] = _PLAIN_ARREARS.read(answer, scheme)
    text = without_placeholders(answer.text)
    if field.doubt and (_IN_CREDIT.fullmatch(text) or _NO_ARREARS.fullmatch(text)):
        return found(answer, False)
    if field.value and (re.search(r"\bow(?:ed|es|ing)\s+by\b", text, re.IGNORECASE) or _OF_ANOTHER.fullmatch(text)):
        return doubtful(answer, "it is said who owes; ask whether the applicant's own rent account is in arrears.")
    if field.value and (_PAID_OFF.search(text) or _NOTHING_OWED.search(text)) and not has_boxes(with_boxes(text)):
        return doubtful(answer, "arrears are named that may be paid; ask whether any are left.")
    if field.doubt and re.match(r"\W*(?:yes|y|small|minor|low|some|arrears)\b", text, re.IGNORECASE) and _only_arrears(text):
        return found(answer, True)
    amounts = [float(amount.replace(",", "").rstrip(".")) for amount in _POUNDS.findall(text)]
    if not field.doubt or not amounts or "?" in text or has_boxes(with_boxes(text)):
        return field
    beside = set(spelling_key(_POUNDS.sub(" ", text)).split())
    if not beside <= _BESIDE_AMOUNT | ({"no"} if amounts == [0.0] else set()) or re.search(r"[-−–—]\s*£", text):
        return field
    return found(answer, amounts[0] > 0)


_OF_ANOTHER = re.compile(
    r"\W*yes\b\W*(?:(?:all|only)\s+)?(?:his|theirs|him|hers?|perpetrator(?:'?s)?|partner'?s|ex'?s)\W*", re.IGNORECASE
)
_NO_ARREARS = re.compile(
    r"\W*(?:there\s+are\s+)?no\s+(?:current\s+|outstanding\s+|rent\s+)*arrears(?:\s+(?:owed|owing|outstanding|currently|at\s+present|to\s+date"
    r"|on\s+(?:the\s+)?(?:rent\s+)?account))?\W*",
    re.IGNORECASE,
)
_IN_CREDIT = re.compile(
    r"\W*(?:(?:no|n|none)\b(?:\s+(?:rent\s+)?arrears\b)?\W{0,3})?(?:(?:(?:rent\s+)?account|s?he|they)\s+)?(?:is\s+|are\s+)?(?:by\s+)?£\s?\d[\d,]*(?:\.\d\d)?\s+in\s+credit\W*"
    r"|\W*(?:(?:no|n|none)\b\W{0,3})?(?:(?:rent\s+)?account\s+)?(?:is\s+)?(?:in\s+)?credit(?:\s+(?:by|of))?\s+£\s?\d[\d,]*(?:\.\d\d)?\W*"
    r"|\W*(?:no|n|none)\b\W{0,3}£\s?0+(?:\.0+)?\W*",
    re.IGNORECASE,
)
_NOTHING_OWED = re.compile(r"(?<![\d.,])£?\s?0+(?:\.0+)?(?![\d.,]*\d)")
_PAID_OFF = re.compile(
    r"\b(?:cleared|(?<!being )(?:repaid|re-paid)|all\s+paid|paid\s+(?:off|up)|settled|written\s+off|no\s+longer|now\s+clear)\b",
    re.IGNORECASE,
)


def _only_arrears(text: str) -> bool:
    """«Yes, but on a payment plan», «small arrears», «arrears of 56.20»: every word speaks of arrears that there are."""
    words = set(spelling_key(re.sub(r"£?\d[\d,.]*", " ", text)).split())
    return (
        words <= _BESIDE_AMOUNT | {"but", "on", "small", "minor", "low", "some", "level", "being", "repaid"}
        and "?" not in text
        and ("arrears" in words or bool(words & {"yes", "y"}))
        and not re.search(r"£?\s*\b0+(?:\.0+)?\b(?!\d)|[-−–—]\s*£", text)
    )


ARREARS = replace(_PLAIN_ARREARS, read=read_arrears)
OVERCROWDED = yes_no(
    yes=("overcrowded", "severely overcrowded", "statutorily overcrowded", "currently overcrowded"),
    no=(
        "not overcrowded",
        "no overcrowding",
        "not currently overcrowded",
        "not currently",
        "not at present",
        "not at the moment",
        "adequate",
        "adequately housed",
        "under occupied",
        "under occupying",
        "correct size",
        "right size",
        "correctly housed",
        "suitably housed",
        "size is adequate",
        "not statutorily overcrowded",
    ),
    after_yes="statutorily statutory severely severe studio flat house bedsit lounge lacks lacking short one two three four "
    "five six seven eight bed beds bedroom bedrooms room rooms people persons person adults adult children child "
    "share shares sharing living lives all by under bedroom standard with",
    after_no="size suitable suitably correct correctly right adequate adequately housed currently under occupied occupying",
    figures=True,
    details="statements",
)
