"""Whose «Name», «E-mail» or «Telephone» a form asks for: the section above it says it (forms.md §2.2(1)).

An applicant's, a perpetrator's, a manager's or a landlord's contact is never the officer's.
"""

from __future__ import annotations

import re

from parsing.answers import word_set
from parsing.label_words import stripped, words_of
from scheme.terms import spelling_key

# Labels that say nothing without their section: «Name» is whose?
GENERIC = tuple(
    frozenset(words.split())
    for words in (
        "name",
        "full name",
        "first name",
        "print name",
        "surname",
        "email",
        "phone",
        "phone email",
        "role",
        "agency",
        "team",
        "agency team",
        "contact",
        "address",
        "agency name",
        "role agency",
        "office",
        "postcode",
        "cover",
    )
)
OF_A_HOME = tuple(frozenset(words.split()) for words in ("bedroom", "type", "floor", "size", "property type"))
AREA = (frozenset({"area"}),)
# What a form asks of the home wanted in words that ask it only below such a title.
OF_THE_HOME_WANTED = (
    frozenset({"bedroom"}),
    frozenset({"size"}),
    frozenset({"number", "bedroom"}),
    frozenset({"ground", "floor"}),
)
SIGNED = (frozenset({"date"}), frozenset({"date", "signed"}), frozenset({"dated"}))
WHOSE = word_set("officer second applicant landlord housing manager lead new support gp perpetrator")
PERSONS = word_set("officer worker completed")
NO_PERSON = word_set("perpetrator signature signed risk area date")
TITLE = WHOSE | word_set("contact name")
OFFICERS_SECTION = word_set("agency completed contact worker declaration professional signed signature")
# People who are neither the officer nor the second one: their rows are read past.
_SOMEBODY_ELSE = word_set(
    """
    manager supervisor authorising authorised authoriser countersigned gp doctor social health visitor police probation
    interpreter emergency kin school solicitor witness further third perpetrator applicant child adult received partner
"""
)
_OFFICE = re.compile(
    r"\W*(?:section )?for\W+(?:\w+\W+){0,3}use(?:\W+only)?\W*|"
    r"\W*(?:\w+(?:['’]s?)?\W+){1,3}use(?:\W+only)?\W*",
    re.IGNORECASE,
)


def named_in(section: str) -> str:
    """Words that, put before a «Name», make it the question of the person whom this section is about; empty for nobody."""
    about = words_of(section)
    who = about & WHOSE - ({"support"} if "risk" in about else set())
    if not who and not is_somebody_else(section):
        ours = about & OFFICERS_SECTION or spelling_key(section).startswith(("your ", "about you"))
        return "officer" if ours else ""
    if "officer" in who and about & _STANDS_IN:
        who |= {"second"}
    if "landlord" in who and about & (OFFICERS_SECTION | PERSONS | _LANDLORDS_PEOPLE):
        who |= {"contact"}  # the landlord's person, not the landlord
    return " ".join(sorted(who))


_STANDS_IN = frozenset({"cover", "covering", "standby"})
_LANDLORDS_PEOPLE = frozenset({"manager", "lead", "representative"})


def is_home_now(section: str) -> bool:
    """Whether a section is about the home that the household has, not the one that it asks for."""
    about = words_of(section)
    return bool(about & {"property", "tenancy", "housing"}) and bool(about & {"current", "tenancy"}) and "wanted" not in about


def is_home_wanted(section: str) -> bool:
    """Whether a section is about the home that is asked for: «Property required», but not a title («Property request form»)."""
    said = set(spelling_key(section).split())
    about = words_of(section)
    return (
        "wanted" in about
        and bool(about & {"property", "move", "housing", "rehousing"})
        and "current" not in about
        and not said & {"request", "requests", "requesting", "form", "referral", "application"}
    )


def is_no_day_of_the_form(section: str) -> bool:
    """«Date» below «Last incident» is the incident's."""
    return bool(words_of(section) & _EVENTS)


_EVENTS = word_set("incident assault arrest attack marac police hearing court viewing panel risk perpetrator landlord tenancy")


def is_no_home_now(section: str) -> bool:
    """«Borough» below «Perpetrator» or «Temporary accommodation» is not the one that the household's home is in."""
    return bool(words_of(section) & _NO_HOME_NOW)


_NO_HOME_NOW = word_set(
    "perpetrator risk unsafe avoid temporary refuge hostel hotel ta interim emergency previous former support school"
)


def is_somebody_else(section: str) -> bool:
    """Whether the section is about a person for whom a form has no questions, or none that may be mixed with the officer's."""
    about = words_of(section)
    if "landlord" in about:
        return bool(about & (PERSONS | _LANDLORDS_PEOPLE | {"contact"}))
    return bool(about & _SOMEBODY_ELSE)


# A line of nothing but these words is a section's title, never an answer.
_TITLE_WORDS = word_set(
    """
    about you your yours the a an and of for to in on section part details detail information summary general basic
    present current home homes house housing property rehousing needs need tenancy household members family people
    person consent risk risks support supporting referrer referral request referring nominating officer officers
    professional worker agency contact contacts declaration agreement applicant client wanted requested required
    move moving reason reasons areas background accommodation situation circumstances medical accessibility
    preferences other second additional confirmation signature authorisation safety monitoring equality equalities
    application case new landlord choice access who we this their they s clients applicants
"""
)


def is_section_title(text: str) -> bool:
    """«About you», «5. Rehousing needs»: short, and made of words that forms use of their sections."""
    words = spelling_key(stripped(text)).split()
    return 0 < len(words) <= 7 and text.strip()[-1] not in ".,;?" and _TITLE_WORDS.issuperset(words)


def is_office_use(section: str) -> bool:
    return _OFFICE.fullmatch(section) is not None
