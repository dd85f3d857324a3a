"""What became of an offer (forms.md F5)."""

from __future__ import annotations

from collections.abc import Sequence

from parsing.agreed_words import REFERENCE
from parsing.answers import Choice, wordings
from parsing.choices import one_of
from parsing.dates import DATE, DATE_THAT_WAS, beside_month_first
from parsing.field import Field
from parsing.form import Fields, Form, OtherQuestion, Question, Settled, SharedQuestion
from parsing.forms.other_ways import OUTCOME_OTHER_WAYS, OUTCOME_SHARED_WAYS, OUTCOME_WAYS
from parsing.pairs import Pair
from parsing.people import read_people_moved
from parsing.readings import Outcome
from parsing.remarks import filling_nothing, of_another_start
from parsing.sizes import COUNT
from scheme.agreement import Scheme

STAGES = (
    Choice(
        value="viewing_booked",
        label="Viewing booked",
        words=wordings("""
        viewing arranged | booked | viewing is booked | viewing booked in | viewing has been booked | viewing scheduled |
        viewing date set | viewing organised | viewing confirmed
    """),
        beside="by the applicant client tenant",
    ),
    Choice(
        value="viewed",
        label="Viewed",
        words=wordings("""
        viewing took place | property viewed | has viewed | viewing attended | viewing done | viewing completed
    """),
        beside="by the applicant client tenant",
    ),
    Choice(
        value="accepted",
        label="Accepted",
        words=wordings("""
        offer accepted | accept | accepting | accepted the offer | property accepted
    """),
        beside="by the applicant client tenant",
    ),
    Choice(
        value="refused",
        label="Refused",
        words=wordings("""
        offer refused | declined | rejected | turned down | refusal | offer declined | refused the offer | property refused
    """),
        beside="by the applicant client tenant",
    ),
    Choice(
        value="no_show",
        label="Did not attend",
        words=wordings("""
        no show | did not turn up | failed to attend | dna | no-show | not attended | did not attend viewing |
        viewing not attended | did not attend the viewing
    """),
        beside="by the applicant client tenant",
    ),
    Choice(
        value="offer_withdrawn",
        label="Offer withdrawn by landlord",
        words=wordings("""
        offer withdrawn | withdrawn by landlord | landlord withdrew | withdrawn | landlord withdrew the offer |
        landlord withdrew offer
    """),
    ),
    Choice(
        value="tenancy_started",
        label="Tenancy started",
        words=wordings("""
        moved in | tenancy begun | tenancy began | signed up | tenancy signed | moved | rehoused | tenancy has started |
        sign up completed | tenancy commenced
    """),
        beside="by the applicant client tenant",
    ),
)
REFUSALS = (
    Choice(
        value="area_unsafe",
        label="Area not safe",
        words=wordings("""
        area unsafe | unsafe area | unsafe | not safe | risk in area | area not considered safe | area is not safe |
        not a safe area | perpetrator nearby | perpetrator has links to area | perpetrator links | too close to perpetrator |
        close to perpetrator | near perpetrator | too near perpetrator | perpetrator lives nearby | perpetrator in area |
        area not suitable due to risk | risk in the area | unsafe location | not a safe location | not safe area
    """),
        beside="the alleged perps home address",
    ),
    Choice(
        value="too_small",
        label="Too small",
        words=wordings("""
        size | overcrowded | not big enough | property too small | property is too small | not enough bedrooms |
        too few bedrooms | rooms too small | insufficient bedrooms | wrong size | not enough rooms | bedrooms too small
    """),
    ),
    Choice(
        value="floor_or_access",
        label="Floor or access",
        words=wordings("""
        floor | access | no lift | stairs | floor/access | too many stairs | too high up | accessibility | floor level |
        access needs | cannot manage stairs | cant manage stairs | can't manage the stairs | unable to manage stairs |
        wrong floor |
        too high | not ground floor | floor too high | no lift access | not accessible | not wheelchair accessible | steps |
        access issues | lift
    """),
    ),
    Choice(
        value="condition",
        label="Condition",
        words=wordings("""
        condition of property | poor condition | property condition | state of repair | disrepair | damp | bad condition |
        poor state of repair | damp and mould | damp/mould | mould | in poor condition | state of property |
        property in poor condition
    """),
        beside="poor bad very in the",
    ),
    Choice(
        value="location",
        label="Too far from school, work or support",
        words=wordings("""
        location | distance | too far | distance from school | distance from work | distance from support |
        distance from school/work/support | too far from school | too far from work | too far from family | too far away |
        too close to family | distance from school work support | too far from support | too far from children's school |
        too far from family support | too far from support network | too far from schools | too far from childrens schools |
        too far from work and school | away from support network | too far from school and work | too far from hospital |
        too far from job | too far from place of work | too far from employment | travel distance | distance to school |
        distance to work | too far to travel
    """),
        beside="her his their the childs",
    ),
    Choice(
        value="rent_or_tenure",
        label="Rent or tenure",
        words=wordings("""
        rent | tenure | rent too high | affordability | unaffordable | tenancy type | rent/tenure | tenure/rent |
        cannot afford rent | too expensive | can't afford rent | cannot afford the rent | rent not affordable | not affordable |
        rent unaffordable | high rent | rent is too high | fixed term tenancy | tenancy type offered | rent level |
        affordability of rent
    """),
    ),
    Choice(
        value="pets",
        label="Pets",
        words=wordings("""
        no pets | pet | pets not allowed | cannot take pets | cannot take pet | no pets allowed | pets not accepted |
        pets not permitted | pet policy | pets policy | pets refused | pet not allowed | pet not accepted | can't take pets
    """),
    ),
    Choice(
        value="changed_mind",
        label="Changed their mind",
        words=wordings("""
        changed mind | no longer wants to move | does not want to move | doesnt want to move | change of mind
    """),
    ),
    Choice(
        value="no_longer_at_risk",
        label="No longer at risk",
        words=wordings("""
        risk ended | risk reduced | not at risk any more | risk has reduced
    """),
    ),
    Choice(value="other", label="Other", words=("other reason",)),
)

QUESTIONS = (
    Question(
        key="reference",
        ways=OUTCOME_WAYS["reference"],
        section="Case",
        required=True,
        answer=REFERENCE,
        labels=wordings("""
        Reference | Case reference | Reference code | Reference number | Application reference code | Ref |
        Request reference | Reciprocal reference | Application reference | Applicant reference | Case number | Scheme
        reference |
        Request no | Request number
    """),
    ),
    Question(
        key="stage",
        ways=OUTCOME_WAYS["stage"],
        section="Outcome",
        required=True,
        answer=one_of(STAGES, harmless="offer property"),
        labels=wordings("""
        Outcome | Was the offer accepted? | Stage | Outcome of offer | What happened? | Result | Offer outcome |
        Status of offer | Result of the offer | Stage reached | Outcome of viewing | What was the outcome? |
        Outcome of the offer | Outcome of viewing/offer | Result of offer | What became of the offer? | Stage of offer |
        Progress
    """),
    ),
    Question(
        key="date",
        ways=OUTCOME_WAYS["date"],
        section="Outcome",
        required=True,
        answer=DATE,
        labels=wordings("""
        Date | Date of outcome | Outcome date | Date this happened | Date of viewing/decision | On what date? |
        When did this happen? | Date of decision | Date of this outcome | Date of viewing | Viewing date |
        Date of viewing or decision | Date it happened | Date of refusal | Date refused | Date of acceptance | Date accepted
    """),
    ),
    Question(
        key="refusal_reason",
        ways=OUTCOME_WAYS["refusal_reason"],
        section="Outcome",
        answer=one_of(REFUSALS, harmless="because property of home"),
        labels=wordings("""
        Reason for refusal | Reason offer was turned down | If turned down, why? | Why was it turned down? |
        Refusal reason | If refused, why? | If refused, reason | Reason refused | Reason for refusing |
        Why was it refused? | If refused, reason for refusal | Reason (if refused) | Main reason for refusal |
        Why was the offer refused? | If the offer was refused, why?
    """),
    ),
    Question(
        key="tenancy_start_date",
        ways=OUTCOME_WAYS["tenancy_start_date"],
        section="Tenancy",
        answer=DATE_THAT_WAS,
        labels=wordings("""
        Tenancy start date | Date tenancy started | Start of tenancy | Tenancy started on | When did the tenancy start? |
        Tenancy commencement date | Date tenancy began | Date of tenancy start | Tenancy began on |
        If tenancy started, start date | New tenancy start date | Tenancy start | Start date of tenancy | Date of sign up |
        Start date of new tenancy | Sign up date
    """),
    ),
    Question(
        key="adults_moved",
        ways=OUTCOME_WAYS["adults_moved"],
        section="Tenancy",
        answer=COUNT,
        labels=wordings("""
        Adults moved | Number of adults moved | How many adults moved? | Adults | Number of adults | No. of adults moved |
        Adults rehoused | How many adults? | Adults who moved | Adults moving
    """),
    ),
    Question(
        key="children_moved",
        ways=OUTCOME_WAYS["children_moved"],
        section="Tenancy",
        answer=COUNT,
        labels=wordings("""
        Children moved | Number of children moved | How many children moved? | Children | Number of children |
        No. of children moved | Children rehoused | How many children? | Children who moved | Under 18s moved |
        Children moving
    """),
    ),
)

OTHERS = (
    OtherQuestion(
        ways=OUTCOME_OTHER_WAYS,
        labels=wordings("""
        Sent by | Submitted by | From | Reported by | Offer id | Name | Officer | Nominating officer | Landlord | Offering
        landlord | Email | Telephone | Phone | Feedback |
        Comments | Notes | Tenure granted | Tenancy granted | Tenancy type | Old tenancy ended? | Has the old tenancy ended? |
        Completed by | Signed | Rehousing landlord | Landlord name | Role | Agency | Further information | Any feedback |
        Borough | Officer name | Contact email | Previous tenancy ended? | Offer reference | Old tenancy ended |
        Date form completed | Form completed by | Nominating officer name
    """),
    ),
)

SHARED = (
    SharedQuestion(
        keys=("adults_moved", "children_moved"),
        ways=OUTCOME_SHARED_WAYS["people"],
        read=read_people_moved,
        labels=wordings("""
        People moved | Number of people moved | Household moved | How many people moved? | People moved (adults / children) |
        Number of adults and children moved | Adults and children moved | Who moved? | Adults / children moved
    """),
    ),
)


_NOT_REFUSED = ("viewing_booked", "accepted", "tenancy_started")


def _beside(fields: Fields, pairs: Sequence[Pair], scheme: Scheme) -> Fields:  # noqa: ARG001 - as every form's `beside`
    said = fields["tenancy_start_date"]
    why = of_another_start(filling_nothing(pairs), said.value) if said.value is not None else ""
    return {**fields, "tenancy_start_date": said.as_proposal(why)} if why else fields


def _settle(fields: Fields, scheme: Scheme) -> Settled:  # noqa: ARG001 - every form's `settle` is called with the scheme
    """A tenancy begins after an acceptance only, and nobody refuses what was accepted: else ask (R051)."""
    settled = beside_month_first(fields)
    stage = settled["stage"]
    why = ""
    if stage.value in _NOT_REFUSED and not settled["refusal_reason"].blank:
        why = "a reason for refusing is given as well; ask which is meant."
    elif stage.value in ("refused", "no_show", "offer_withdrawn") and settled["tenancy_start_date"].value:
        why = "a start of the tenancy is given as well; ask which is meant."
    if why:
        settled["stage"] = Field(quote=stage.quote, where=stage.where, doubt=f"«{stage.quote}»: {why}")
    return Settled(fields=settled)


def _spared(fields: Fields) -> frozenset[str]:
    """The tenancy's start says the day by itself."""
    return frozenset({"date"}) if fields["tenancy_start_date"].value else frozenset()


OUTCOME = Form(
    kind="outcome",
    title="Outcome of an offer",
    titles=wordings("""
        Offer outcome form | Outcome form | Outcome of offer form | Viewing outcome form
    """),
    reading=Outcome,
    questions=QUESTIONS,
    shared=SHARED,
    others=OTHERS,
    known_by=("stage", "refusal_reason", "tenancy_start_date", "adults_moved"),
    at_least=2,
    decides="stage",
    beside=_beside,
    settle=_settle,
    spared=_spared,
)
