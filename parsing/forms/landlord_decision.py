"""The landlord's approval or decline, sent as a form (forms.md F2)."""

from __future__ import annotations

from typing import Any

from parsing.agreed_words import REFERENCE
from parsing.answers import TEXT, Choice, wordings
from parsing.choices import one_of
from parsing.dates import DATE, beside_month_first
from parsing.field import Field
from parsing.form import Fields, Form, OtherQuestion, Question, Settled
from parsing.forms.other_ways import DECISION_OTHER_WAYS, DECISION_WAYS
from parsing.readings import LandlordDecision
from parsing.yes_or_no import yes_no
from scheme.agreement import Scheme

DECISIONS = (
    Choice(
        value="approve",
        label="Approved",
        words=wordings("""
        we approve the request | we agree to this request | happy to approve | we support this request | we agree to the
        nomination | nomination agreed |
        approve | agree | agreed | yes approved | approved by panel | supported | support | accepted | granted | yes |
        agreed at panel | we approve this request | approval given | approved in full | we approve | we agree
    """),
    ),
    Choice(
        value="decline",
        label="Declined",
        words=wordings("""
        we do not approve this request | we do not approve the request | we decline the request | we cannot agree to this
        request | not able to approve |
        decline | refused | refuse | rejected | not approved | not agreed | not supported | unable to support | no |
        turned down | unable to approve | we decline | reject | we decline this request | not able to support |
        we do not support this request | we cannot support this request | do not approve
    """),
    ),
    Choice(
        value="conditional",
        label="Approved with conditions",
        words=wordings("""
        conditional | conditionally approved | approved subject to conditions | approve with conditions |
        conditional approval | agreed with conditions | approved with condition | agreed subject to conditions |
        subject to conditions | approved conditionally | agree with conditions
    """),
    ),
    Choice(
        value="pending_panel",
        label="Going to panel",
        words=wordings("""
        the request has gone to our panel | gone to panel | with our panel | going to our panel | the request will go to panel
        | to go to panel | gone to our panel |
        pending panel | awaiting panel | to panel | referred to panel | panel pending | awaiting panel decision |
        to be decided at panel | panel | deferred to panel | pending panel decision | to be considered at panel |
        to be considered by panel | to be heard at panel | awaiting panel date | going to next panel | on next panel |
        for panel | for panel decision | referred to our panel
    """),
    ),
    Choice(
        value="not_ours",
        label="Not our tenant",
        words=wordings("""
        the tenant is not ours | this is not our tenant | not one of our tenants | not our resident |
        not ours | not our tenancy | not one of ours | not a tenant of ours | wrong landlord
    """),
    ),
    Choice(
        value="need_info",
        label="More information needed",
        words=wordings("""
        need info | need more information | further information needed | more information required |
        further information required | more info needed | information needed | query | more information |
        further information | need more info | we need more information | information requested | more information needed |
        more information is needed | additional information required | info requested | info needed | info required |
        further info needed | further info required | more info required | further information requested |
        more information requested | more info requested | further info requested | awaiting further information |
        awaiting more information | additional information needed | additional info needed | information required
    """),
    ),
)
REASONS = (
    Choice(
        value="not_our_tenant",
        label="Not our tenant",
        words=wordings("""
        not a tenant | tenancy ended | no tenancy | not our tenancy | the tenancy has ended | tenancy has ended |
        no longer our tenant | no tenancy with us | holds no tenancy with us | not our resident | not one of our tenants |
        not ours | no tenancy held | does not hold a tenancy with us | former tenant
    """),
    ),
    Choice(
        value="not_at_risk",
        label="Not at risk",
        words=wordings("""
        not at risk in current area | not at risk in the current area |
        no risk | risk not evidenced | no longer at risk | risk not current | risk is historic | not considered at risk
    """),
    ),
    Choice(
        value="own_stock",
        label="Can be housed in own stock",
        words=wordings("""
        own stock | within own stock | management transfer | can be moved within our own stock | internal transfer |
        management move | rehoused in own stock | will be housed in our own stock | can be rehoused in own stock |
        managed move within own stock | can be housed in our own stock | can be housed within our own stock |
        can be rehoused in our own stock | can be housed within own stock | we can house them in our own stock |
        will be rehoused in our own stock | can be rehoused within own stock | to be housed in own stock |
        rehoused internally |
        can be accommodated in own stock | can be moved in our own stock | housed in own stock | in house move |
        management transfer within own stock | internal management transfer
    """),
        beside="offered offer being will be moved rehoused housed can our",
    ),
    Choice(
        value="arrears_or_asb",
        label="Arrears or antisocial behaviour",
        words=wordings("""
        arrears | asb | antisocial behaviour | anti social behaviour | rent arrears | possession order |
        possession proceedings | arrears or asb | anti-social behaviour | arrears/asb | live possession order |
        outstanding possession order
    """),
    ),
    Choice(
        value="at_cap",
        label="Already owes too many homes",
        words=wordings("""
        we are at our limit of homes owed | at our limit | at our limit of homes owed | limit of homes owed reached | we
        already owe the maximum |
        at cap | cap reached | already owe three | cap | at the cap | at cap of three | no capacity to repay |
        already owes three homes | already at cap | at our cap | already owe too many | already owes too many |
        owe too many homes | we owe too many | we already owe too many | owes too many | already owe too many homes |
        we already owe too many homes
    """),
    ),
    Choice(
        value="threshold",
        label="Threshold not met",
        words=wordings("""
        threshold | does not meet threshold | threshold is not met | risk threshold not met | not high enough risk |
        does not meet the threshold | not meeting threshold
    """),
    ),
    Choice(value="other", label="Other", words=("other reason",)),
)
OWES = yes_no(
    yes=(
        "we understand we will owe one home",
        "acknowledged",
        "understood",
        "we acknowledge",
        "we will owe one home",
        "accepted",
        "we accept",
        "one home owed",
        "agreed",
        "acknowledge",
        "we agree",
        "i agree",
        "i acknowledge",
        "we understand",
        "i understand",
        "acknowledged and agreed",
        "understood and agreed",
    ),
    no=("not acknowledged", "we do not accept", "not agreed", "we do not agree", "disagree", "not accepted", "do not agree"),
    after_yes="we will would one unit home property owe owed owing noted understand acknowledge accept agree agreed to 1",
    figures=True,
)

QUESTIONS = (
    Question(
        key="reference",
        ways=DECISION_WAYS["reference"],
        section="Case",
        required=True,
        answer=REFERENCE,
        labels=wordings("""
        Reference | Case reference | Reference code | Reference number | Application reference code | Our ref | Ref |
        Request reference | Reciprocal reference | Case | Application reference | Your reference | Case number | Request no |
        Request number | Scheme reference | Scheme ref
    """),
    ),
    Question(
        key="decision",
        ways=DECISION_WAYS["decision"],
        section="Decision",
        required=True,
        answer=one_of(DECISIONS, harmless="this request we decision case"),
        labels=wordings("""
        Decision | Is the nomination agreed? | Please tell us your decision | Your decision |
        Do you agree to the nomination? | Landlord decision | Outcome of request | Our decision | Landlord's decision |
        Is the request approved? | Approved or declined | Approve / decline | Decision of the landlord |
        Do you approve this request? | Does the landlord approve the request? | Landlord approval | Approval decision |
        Panel decision | Decision made | Request approved? | Does the landlord agree to the request? |
        Do you support this request? | Approval | Decision on this request | Please confirm your decision | Outcome |
        Does the landlord support the request? | Is the request supported? | Does the landlord support this request? |
        Do you agree to this request? | Decision reached | Landlord response | Do you agree to nominate? |
        Response to the request | Approved/declined | Approve or decline | Approved or not approved
    """),
    ),
    Question(
        key="acknowledges_owing",
        ways=DECISION_WAYS["acknowledges_owing"],
        section="Decision",
        required=True,
        answer=OWES,
        labels=wordings("""
        We understand that we will owe one home | We understand we will owe | Acknowledges owing one home |
        Does the landlord accept that it will owe one home? | Acknowledgement of owing one home | Owing a home acknowledged |
        Do you accept that you will owe one home to the pot? | Landlord accepts it will owe a property |
        One home owed to the scheme | We accept that we will owe one home to the pot |
        The landlord acknowledges owing one home | Obligation to reciprocate accepted |
        We acknowledge that one home will be owed
    """),
    ),
    Question(
        key="condition_text",
        ways=DECISION_WAYS["condition_text"],
        section="Decision",
        answer=TEXT,
        labels=wordings("""
        Conditions | Approval is subject to | Subject to | Approved subject to | Condition | Subject to | Any conditions |
        Provided that | Conditions of approval | If conditional, conditions | Conditions (if any) | Details of conditions |
        What conditions apply? | If conditional, please state the conditions | Conditions attached
    """),
    ),
    Question(
        key="decline_reason",
        ways=DECISION_WAYS["decline_reason"],
        section="Decision",
        answer=one_of(REASONS, harmless="live client applicant already"),
        labels=wordings("""
        Reason for decline | Grounds for decline | If no, please give the reason | If no, please say why | If no, why? |
        Reason for not approving | If declined, reason | Decline reason | Reason if declined | Reason for declining |
        Reason for refusal | If declined, why? | Reason declined | If not approved, reason | Reason for not approving |
        Why was the request declined? | Reason | Reasons for decline | Reason for the decision
    """),
    ),
    Question(
        key="panel_date",
        ways=DECISION_WAYS["panel_date"],
        section="Decision",
        answer=DATE,
        labels=wordings("""
        Panel date | Date of panel | Going to panel on | If going to panel, date | Date of panel meeting |
        When is the panel? | Panel meeting date | Date case goes to panel | Panel on | If pending panel, date of panel
    """),
    ),
)

OTHERS = (
    OtherQuestion(
        ways=DECISION_OTHER_WAYS,
        labels=wordings("""
        From | Sent by | Submitted by | Name | Named lead | Name of named lead | Name of authorising manager | Authorising
        manager |
        Name of authorising officer |
        Authorised signatory | Name of approving manager | Head of service | Manager name | Name of manager |
        Panel chair | Signed off by |
        Name of decision maker | Role | Job title | Landlord | Date | Date of decision | Signed | Signature |
        Email | Telephone | Phone | Name of officer | Decision made by | Approved by | Authorised by | Tenancy confirmed? |
        Tenancy verified | Bedrooms verified | Number of bedrooms verified | Number of bedrooms | Tenancy type |
        Is the rent account clear? | Rent account | Arrears | Organisation | Position | Decision date | Comments |
        Additional comments | Any other comments | Notes | Landlord name | Name of landlord | Contact email | Contact number |
        Completed by | Named lead email | Named lead name | Officer name | Bedrooms | Tenancy verified?
    """),
    ),
)


def _settle(fields: Fields, scheme: Scheme) -> Settled:  # noqa: ARG001 - every form's `settle` is called with the scheme
    """An approval with conditions is conditional, one with a reason to decline is neither: ask (R024)."""
    settled = beside_month_first(fields)
    decision = settled["decision"]
    if decision.value == "approve" and settled["condition_text"].value:
        settled["decision"] = _doubt_of(
            decision, "it is approved, yet conditions are named; ask whether it is conditional.", "conditional"
        )
    elif decision.value in ("approve", "conditional") and not settled["decline_reason"].blank:
        settled["decision"] = _doubt_of(decision, "it is approved, yet a reason for declining is given; ask which is meant.")
    elif decision.value in ("decline", "not_ours") and settled["acknowledges_owing"].value:
        settled["acknowledges_owing"] = _doubt_of(
            settled["acknowledges_owing"], "it is declined, yet one home would be owed; ask."
        )
    return Settled(fields=settled)


def _doubt_of(field: Field[Any], why: str, proposal: Any = None) -> Field[Any]:
    return Field(quote=field.quote, where=field.where, doubt=f"«{field.quote}»: {why}", proposal=proposal)


def _spared(fields: Fields) -> frozenset[str]:
    """A landlord that does not approve will owe nothing."""
    return frozenset() if fields["decision"].value in (None, "approve", "conditional") else frozenset({"acknowledges_owing"})


LANDLORD_DECISION = Form(
    kind="landlord_decision",
    title="Landlord decision form",
    titles=wordings("""
        Landlord's decision form | Landlord approval form | Decision on a request | Approval of a reciprocal request |
        Named lead approval | Management transfer request decision | Landlord's response to a request
    """),
    reading=LandlordDecision,
    questions=QUESTIONS,
    others=OTHERS,
    known_by=("decision", "acknowledges_owing", "decline_reason"),
    at_least=2,
    decides="decision",
    settle=_settle,
    spared=_spared,
)
