"""Questions of the request form that share one answer, and those that this service reads past (forms.md §2.2(1))."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from parsing.answers import Answer, wordings
from parsing.field import Field
from parsing.form import OtherQuestion, SharedQuestion
from parsing.forms.housing_answers import sole_or_joint
from parsing.forms.request_questions import QUESTIONS, second_labels
from parsing.forms.request_ways import REQUEST_OTHER_WAYS, SHARED_WAYS, TOTAL_WAYS
from parsing.forms.shared_answers import (
    NEEDS,
    consent_and_date,
    home_in_one_answer,
    household,
    needs,
    officer_by_name,
    officer_in_one_answer,
    pets_and_rehoming,
    second_officer_by_name,
    second_officer_in_one_answer,
)
from parsing.yes_or_no import yes_no
from scheme.agreement import Scheme

OTHERS = (
    OtherQuestion(
        labels=(
            *wordings("""
        Brief summary of risk | Summary of risk | Short summary | Summary | Brief summary | Short summary of the risk | Risk
        summary | Details of risk | Summary of the risk |
        Brief details of the risk | Circumstances | Background | Heard at MARAC? | MARAC | MARAC case | MARAC date |
        DASH score | DASH risk score | CRIS ref | CRIS reference | Crime reference | Crime reference number | CAD number |
        Police reference | Police reference number | Risk assessment completed? | Risk assessment done |
        Anything unsuitable? | Property types that would be unsuitable | Landlord contact | Housing officer |
        Housing officer name | Name of housing officer | Housing officer email | Housing officer phone |
        Landlord contact officer | Landlord officer name | Landlord name contact | Has the landlord been informed? |
        Possession action | Possession order | Any possession proceedings? | Repayment plan | Amount of arrears |
        Arrears amount | Medical needs | Medical needs details | Support plan | Support plan in place? | Ethnicity |
        Ethnic origin | Sexuality | Sexual orientation | Gender identity | Gender | Disability | Age | Age group | Religion |
        Religion or belief | Immigration status | NRPF | Nationality | Monitoring | For statistics only | First language |
        Interpreter needed? | Interpreter required | Language | Signature | Signed | Name in capitals | Form version |
        Version | Safe to contact? | Lift needed | Adaptations needed | Adaptations | Maximum floor | Garden needed |
        Type of pet | Details of pets | Number of pets | Additional information | Any other information | Comments | Notes |
        Further information | Guidance | How did you hear about the scheme? | Officer2 role |
        Further nominating officer name | Return form to | Please return to | Further nominating officer email |
        Applicant name | Name of applicant | Applicant's date of birth | Applicant's address | Applicant phone |
        Applicant email | Applicant full name | Applicant date of birth | Date of birth | DOB | National Insurance number |
        NI number | Perpetrator name | Perpetrator's name | Name of perpetrator | Perpetrator's address |
        Alleged perpetrator | School | Current address | Address | Postcode | Home address | Applicant postcode |
        Perpetrator details | Applicant surname | Age band | Age range | Line manager | Line manager's email | Manager's email |
        Length of tenancy | Tenancy length | Marital status | Caring responsibilities
    """),
            *second_labels("role", "agency", "telephone", "organisation", "job title", "team", "phone"),
        ),
        ways=REQUEST_OTHER_WAYS,
    ),
    OtherQuestion(labels=(), ways=TOTAL_WAYS),
)


def _labels_of(key: str) -> tuple[str, ...]:
    return next(question.labels for question in QUESTIONS if question.key == key)


_HOME_NOW = (
    "Home: bedrooms, floor, type",
    "Home (bedrooms, floor, type)",
    "Present home: bedrooms, floor, type",
    "Present home (bedrooms, floor, house/flat)",
    "Present property (beds/floor/type)",
    "Number of bedrooms, floor and type of current property",
    "Bedrooms, floor and type of current property",
    "Size, floor and type of current home",
    "Current property: bedrooms, floor, type",
    "Current property: no. of bedrooms, floor, type",
    "Current property: number of bedrooms, floor and type",
    "Number of bedrooms, floor and type of property",
    "Current property details",
    "Details of current property",
    "Current property",
    "Description of current property",
    "Property size, floor and type",
    "Current home (bedrooms, floor, type)",
    "Type, size and floor of current property",
    "Current home",
    "Size and type of current property",
    "Number of bedrooms, floor level and type of property",
)

_YES_NO = yes_no()


def sole_asked(answer: Answer, scheme: Scheme) -> Mapping[str, Field[Any]]:
    """«Is the tenancy in the applicant's sole name? Yes»: the contrary of what the other wordings ask."""
    if re.search(r"\b(?:sole|joint)", answer.text, re.IGNORECASE):
        return sole_or_joint(answer, scheme)
    return contrary("joint_tenancy")(answer, scheme)


def contrary(key: str) -> Callable[[Answer, Scheme], Mapping[str, Field[Any]]]:
    """The reader of a question whose Yes is the field's No: «Is the rent account clear?»"""

    def read(answer: Answer, scheme: Scheme) -> Mapping[str, Field[Any]]:
        field: Field[bool] = _YES_NO.read(answer, scheme)
        return {key: field if field.value is None else replace(field, value=not field.value)}

    return read


def turned(key: str, ways: str, *labels: str) -> SharedQuestion:
    """A question whose Yes is the field's No, known by its own wordings and ways; their words alone ask the field itself."""
    return SharedQuestion(keys=(key,), read=contrary(key), labels=labels, ways=SHARED_WAYS[ways], by_spelling_only=True)


SHARED = (
    turned("step_free", "stairs", "Can everyone in the household manage stairs?", "Can the applicant manage stairs?"),
    turned("rent_arrears", "clear", "Is the rent account clear?", "Is the rent up to date?"),
    turned(
        "ground_floor_only",
        "above",
        "Can the applicant live above the ground floor?",
        "Can the household live above ground floor?",
    ),
    SharedQuestion(
        keys=("joint_tenancy",),
        read=sole_asked,
        labels=wordings("""
            Is the tenancy in the applicant's sole name? | Sole tenancy? | Sole tenancy | Is it a sole tenancy? | Sole tenant? |
            Is the applicant the sole tenant? | Is the tenancy in a sole name? | Is the applicant a sole tenant? | In sole name? |
            Does the applicant hold the tenancy alone? | Is the applicant the only tenant?
        """),
        ways=SHARED_WAYS["sole"],
    ),
    SharedQuestion(
        keys=("joint_tenancy",),
        read=sole_or_joint,
        labels=wordings("""
            Is the tenancy in sole or joint names? | Tenants (sole or joint) | Sole or joint names? | Tenants | Sole or joint
            tenant |
            Sole/joint tenancy | Sole or joint tenancy | Joint or sole tenancy | Sole or joint | Joint or sole | Sole/joint |
            Tenancy sole or joint? | Is the tenancy sole or joint? | Joint/sole tenancy | Sole or joint tenancy?
        """),
        ways=SHARED_WAYS["sole_or_joint"],
    ),
    SharedQuestion(
        keys=("consent_given", "consent_date"),
        labels=QUESTIONS[0].labels,
        read=consent_and_date,
        ways=SHARED_WAYS["consent"],
    ),
    SharedQuestion(keys=("pets", "pets_rehome"), labels=_labels_of("pets"), read=pets_and_rehoming),
    SharedQuestion(
        keys=("officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"),
        labels=_labels_of("officer_name"),
        read=officer_by_name,
    ),
    SharedQuestion(keys=("officer2_name", "officer2_email"), labels=_labels_of("officer2_name"), read=second_officer_by_name),
    SharedQuestion(
        keys=("current_bedrooms", "current_floor", "current_type"),
        labels=_HOME_NOW,
        read=home_in_one_answer,
        ways=SHARED_WAYS["home_now"],
    ),
    SharedQuestion(
        keys=("consent_given", "consent_date"), labels=("Consent", "Applicant consent", "Client consent"), read=consent_and_date
    ),
    SharedQuestion(
        keys=("consent_given", "consent_date"),
        labels=wordings("""
            Consent and date | Consent and the date | Consent given and date | Applicant has given consent (and date) |
            Has the applicant given consent? Date
        """),
        read=consent_and_date,
        by_spelling_only=True,
    ),
    SharedQuestion(
        keys=("adults", "children"),
        read=household,
        ways=SHARED_WAYS["household"],
        labels=wordings("""
        Household | Household details | Household composition | Details of household | Who is moving? | Household members |
        Family composition | Household make-up | People moving | Adults and children | Adults and children moving |
        Everyone who will move | Ages and gender of all household members | Family make up | Household size and make-up |
        Details of household members (age and gender) | Who will be moving | Composition of household | Everyone in the
        household | People in the household |
        Everyone moving | People who will move | Everybody in the household | Persons moving
    """),
    ),
    SharedQuestion(
        keys=("pets", "pets_rehome"),
        read=pets_and_rehoming,
        labels=wordings("""
        Pets and rehoming | Pets? Would you rehome? | Any pets? Would they be rehomed? |
        Does the household have pets and would they rehome them? | Pets (would you rehome?) | Pets / would rehome? |
        Pets and would you rehome them? | Any pets, and would the applicant rehome them? | Pets / willing to rehome? |
        Any pets? Would the applicant rehome them? | Pets? Would the applicant rehome them? | Pets / would you rehome?
    """),
        by_spelling_only=True,
    ),
    SharedQuestion(
        keys=("officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"),
        read=officer_in_one_answer,
        ways=SHARED_WAYS["officer"],
        labels=wordings("""
        Nominating officer | Nominating officer details | Name and contact details of nominating officer | Referrer |
        Referrer details | Nominating officer contact details | Referrer contact details | Nominating officer 1 |
        First nominating officer | Details of nominating officer | Nominating officer (name, agency, contact details) |
        Name, agency and contact details of nominating officer | Nominating officer name, role and agency |
        Nominating officer contact | Contact details of nominating officer | Nominating officer name and agency |
        Nominating officer name and contact details
    """),
    ),
    SharedQuestion(
        keys=("officer2_name", "officer2_email"),
        read=second_officer_in_one_answer,
        ways=SHARED_WAYS["officer2"],
        labels=wordings("""
        Second nominating officer details | Second nominating officer contact details | Details of second nominating officer |
        Second nominating officer name and contact details | Second nominating officer contact |
        Second nominating officer (name and email) | Name and email of second nominating officer
    """),
    ),
    SharedQuestion(
        keys=tuple(NEEDS),
        read=needs,
        labels=wordings("""
        Medical/mobility needs | Accessibility | Stairs | Mobility needs | Accessibility needs | Access needs |
        Medical or mobility needs | Physical access needs | Property needs | Special requirements |
        Accessibility requirements | Access requirements | Mobility requirements
    """),
    ),
)
