"""A change to a request, or its withdrawal (forms.md F4): one form, and the answer says which reading it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parsing.agreed_words import REFERENCE
from parsing.answers import Answer, Choice, Reader, blank, wordings
from parsing.areas import AREAS_AT_RISK, AREAS_WANTED
from parsing.choices import one_of
from parsing.contacts import EMAIL, NAME_IF_ANY
from parsing.field import Field
from parsing.form import Fields, Form, OtherQuestion, Question, Settled
from parsing.forms.other_ways import CHANGE_OTHER_WAYS, CHANGE_WAYS
from parsing.readings import Change, Withdrawal
from parsing.sizes import BEDROOMS
from scheme.agreement import Scheme
from scheme.terms import spelling_key

CHANGES = (
    Choice(
        value="areas",
        label="Areas",
        words=wordings("""
        boroughs | change of areas | change of boroughs | area | borough | areas changed | boroughs added | change boroughs |
        areas added or removed | add boroughs | remove boroughs | add or remove boroughs | change to boroughs |
        boroughs change | add/remove boroughs | add/remove areas | boroughs added or removed | add boroughs remove boroughs |
        change of areas requested | area change | borough change | areas change | change to areas | change areas |
        boroughs +/-
    """),
    ),
    Choice(
        value="bedrooms",
        label="Bedrooms",
        words=wordings("""
        bedroom | change of bedrooms | number of bedrooms | bed need | bedroom need | change bedrooms | size |
        change in bedroom need | change of bedroom need | bedrooms needed | change to bedrooms | bedroom change |
        change of bedroom size | bedroom size | bedroom size change | change in bedroom size | change of property size |
        bed size | bedroom entitlement | change of bed size
    """),
    ),
    Choice(
        value="officer",
        label="Nominating officer",
        words=wordings("""
        officer | change of nominating officer | new nominating officer | change of officer |
        nominating officer change | change nominating officer | officer change | nominating officer has changed | new officer |
        change of caseworker | change of worker | new worker | new caseworker |
        change of support worker | change of contact officer
    """),
    ),
    Choice(
        value="household",
        label="Household",
        words=wordings("""
        household change | change of household | family | change in household | household composition | change to household |
        household make up | new baby | change in household composition | change of household composition | household members |
        household size | baby born | birth of a baby | birth of child | change in family composition | family size
    """),
    ),
    Choice(
        value="pause",
        label="Pause",
        words=wordings("""
        paused | on hold | hold | pause request | pause until | put on hold | pause the request | please pause | suspend
    """),
    ),
    Choice(
        value="withdrawn",
        label="Withdrawn: move no longer needed",
        words=wordings("""
        withdrawn | withdrawal | no longer needs move | no longer needed | no longer needs to move | withdraw | close |
        move no longer needed | withdraw request | no longer wants to move | withdraw the request | does not want to move |
        no longer needs a move | request withdrawn | no longer required | no longer wishes to move | no longer wants a move |
        does not wish to move | doesnt want to move | doesnt wish to move | no longer wishes to be moved | withdraw application |
        application withdrawn | close application | close case | close request | close the request | withdraw from scheme |
        request to withdraw | withdrawing
    """),
    ),
    Choice(
        value="rehoused_elsewhere",
        label="Rehoused elsewhere",
        words=wordings("""
        rehoused another way | rehoused in another way | housed another way | housed in another way | rehoused otherwise |
        rehoused by other means | rehoused by another route | already rehoused | has been rehoused | found another home |
        rehoused | housed elsewhere | moved via housing moves | management transfer | rehoused by own landlord |
        management transfer by own landlord | moved elsewhere | rehoused through housing moves | rehoused via housing moves |
        rehoused outside the scheme | moved through housing moves | management transfer by landlord | rehoused by landlord |
        management move by own landlord | management transfer agreed | housed by own landlord | rehoused by council |
        rehoused by own council | found own accommodation | private rented found | moved by own landlord
    """),
    ),
    Choice(
        value="consent_withdrawn",
        label="Consent withdrawn",
        words=wordings("""
        withdrawn consent | applicant withdrew consent | consent has been withdrawn | withdrawal of consent |
        applicant has withdrawn consent | client has withdrawn consent | client withdrew consent
    """),
    ),
    Choice(
        value="lost_contact",
        label="Lost contact",
        words=wordings("""
        no contact | contact lost | lost contact with applicant | cannot contact applicant | unable to contact |
        unable to contact applicant | lost contact with client | no contact from client | no contact with client |
        no contact from applicant | no contact with applicant | unable to contact client | cannot contact client |
        client not engaging |
        unable to reach client | unable to reach applicant
    """),
    ),
)


def _none_is_no_answer(reader: Reader) -> Reader:
    """«Areas added: none» says that nothing is added, and asks nobody anything."""

    def read(answer: Answer, scheme: Scheme) -> Field[Any]:
        if spelling_key(answer.text) in ("none", "no", "nil", "no change", "none added", "none removed", "no changes"):
            return blank(answer)
        field: Field[Any] = reader.read(answer, scheme)
        return field if field.value != () else blank(answer)

    return replace(reader, read=read)


AREAS_ADDED, AREAS_REMOVED = _none_is_no_answer(AREAS_WANTED), _none_is_no_answer(AREAS_AT_RISK)
WITHDRAWALS = frozenset({"withdrawn", "rehoused_elsewhere", "consent_withdrawn", "lost_contact"})

QUESTIONS = (
    Question(
        key="reference",
        ways=CHANGE_WAYS["reference"],
        section="Case",
        required=True,
        answer=REFERENCE,
        labels=wordings("""
        Reference | Case reference | Reference code | Reference number | Application reference code | Ref |
        Request reference | Reciprocal reference | Application reference | Case number | Scheme reference | Request no |
        Request number
    """),
    ),
    Question(
        key="change",
        ways=CHANGE_WAYS["change"],
        section="Change",
        required=True,
        answer=one_of(CHANGES, harmless="change request to requested please"),
        labels=wordings("""
        What has changed? | Change being notified | What are you telling us? | Change notified | Change | Type of change |
        Kind of change | Nature of change | Reason for change | Change requested | What is changing? |
        Change or withdrawal | Type of notice | What needs to change? | This notice is about | Change type |
        Reason for notice | What would you like to change? | Reason for withdrawal | Reason for closing | Notice of |
        What is this notice about? | What do you want to tell us? | Please say what has changed
    """),
    ),
    Question(
        key="areas_added",
        ways=CHANGE_WAYS["areas_added"],
        section="Change",
        answer=AREAS_ADDED,
        labels=wordings("""
        Areas added | Boroughs to add | Add boroughs | Areas to add | Boroughs added | New boroughs requested |
        Additional boroughs | Boroughs now also requested | Add these areas | Boroughs to be added | Extra boroughs |
        Add these boroughs | Areas to be added | Boroughs added to the request | New areas
    """),
    ),
    Question(
        key="areas_removed",
        ways=CHANGE_WAYS["areas_removed"],
        section="Change",
        answer=AREAS_REMOVED,
        labels=wordings("""
        Areas removed | Boroughs to remove | Remove boroughs | Areas to remove | Boroughs removed | Boroughs no longer safe |
        Boroughs no longer requested | Remove these areas | Take off these boroughs | Boroughs to be removed |
        Boroughs to take off | Remove these boroughs | Areas to be removed | Boroughs taken off | Areas no longer wanted |
        Areas no longer safe
    """),
    ),
    Question(
        key="bedrooms_needed",
        ways=CHANGE_WAYS["bedrooms_needed"],
        section="Change",
        answer=BEDROOMS,
        labels=wordings("""
        Bedrooms needed now | New bedroom need | Bedrooms needed | New number of bedrooms | Bedrooms now required |
        Number of bedrooms now needed | Bedrooms requested | New bedroom requirement | Number of bedrooms needed | Bed need |
        Bedrooms required | Bedrooms now needed
    """),
    ),
    Question(
        key="new_officer_name",
        ways=CHANGE_WAYS["new_officer_name"],
        section="Change",
        answer=NAME_IF_ANY,
        labels=wordings("""
        New nominating officer's name | Name of the officer taking over | Officer taking over | Who is taking over? |
        New nominating officer | Name of new nominating officer | New officer name | New nominating officer name |
        Replacement nominating officer | New officer | Name of new officer | New officer's name |
        Name of the new nominating officer | New nominating officer (name)
    """),
    ),
    Question(
        key="new_officer_email",
        ways=CHANGE_WAYS["new_officer_email"],
        section="Change",
        answer=EMAIL,
        labels=wordings("""
        New nominating officer's e-mail | E-mail of the officer taking over | Email of officer taking over |
        New nominating officer email | Email of new nominating officer | New officer email | New officer's email |
        Email address of new nominating officer | Replacement officer email | E-mail of the new nominating officer
    """),
    ),
)

OTHERS = (
    OtherQuestion(
        ways=CHANGE_OTHER_WAYS,
        labels=wordings("""
        Sent by | Submitted by | From | Notified by | Reported by | Date | Effective date | Date of change | Effective from |
        Reason | Details | Name | Nominating officer | Email |
        Telephone | Agency | Comments | Notes | Old value | New value | Erase request | Should the request be erased? |
        Pause until | Completed by | Signed | Landlord | Phone | Role | Date completed | Further information |
        New officer phone | New officer telephone | New officer agency | New officer role | Nominating officer name |
        Nominating officer email | Details of change | Form completed by | Current nominating officer |
        Reason for the change | Name of nominating officer | Officer name | Officer email | New nominating officer telephone |
        New nominating officer agency
    """),
    ),
)


def _reading_of(fields: Fields) -> type[Any]:
    return Withdrawal if fields["change"].value in WITHDRAWALS else Change


def _settle(fields: Fields, scheme: Scheme) -> Settled:  # noqa: ARG001 - every form's `settle` is called with the scheme
    """Areas are not added and removed at once; and a notice that says two things at once is read by a person."""
    added, removed = fields["areas_added"], fields["areas_removed"]
    settled = dict(fields)
    both = sorted(set(added.value or ()) & set(removed.value or ()))
    if both:
        why = f"{', '.join(both)}: to be added and to be removed; ask the officer."
        settled["areas_added"] = Field(quote=added.quote, where=added.where, doubt=why)
        settled["areas_removed"] = Field(quote=removed.quote, where=removed.where, doubt=why)
    also = fields["change"].value in WITHDRAWALS and any(
        not fields[key].blank for key in ("areas_added", "bedrooms_needed", "new_officer_name")
    )
    if also:
        change = fields["change"]
        settled["change"] = Field(
            quote=change.quote,
            where=change.where,
            doubt="The notice withdraws the request and changes it as well; ask which is meant.",
        )
    return Settled(fields=settled)


CHANGE = Form(
    kind="change",
    title="Change or withdrawal form",
    titles=wordings("""
        Change notice | Notice of change | Change of request | Withdrawal notice | Change form | Withdrawal or change notice |
        Change or withdrawal notice
    """),
    reading=Change,
    questions=QUESTIONS,
    others=OTHERS,
    known_by=("change", "areas_added", "areas_removed", "new_officer_name"),
    at_least=2,
    settle=_settle,
    reading_of=_reading_of,
)
