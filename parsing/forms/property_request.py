"""The property request form (forms.md F1), in every wording that was seen or may be expected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parsing.answers import (
    BEDROOMS,
    EMAIL,
    FLOOR,
    GROUND,
    GROUNDS,
    LANDLORD,
    PHONE,
    REFERENCE,
    TEXT,
    Choice,
    has_boxes,
    one_of,
    options_in,
    tile,
    with_boxes,
    wordings,
    yes_no,
)
from parsing.areas import AREA, AREAS_AT_RISK, AREAS_WANTED, R031
from parsing.dates import DATE
from parsing.field import Field
from parsing.form import Fields, Form, OtherQuestion, Question, Settled, SharedQuestion
from parsing.forms.common import PROPERTY_TYPE, TENANCY_TYPES
from parsing.forms.shared_answers import (
    CONSENT,
    NEEDS,
    PETS,
    REHOME,
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
from parsing.people import ADULTS, CHILDREN, is_expecting
from parsing.readings import RequestForm
from scheme.agreement import Scheme
from scheme.terms import spelling_key

HOUSING, HOUSEHOLD, WANTED, RISK, OFFICERS = "Housing", "Household", "The home wanted", "Risk and support", "Nominating officers"

STAYING = (
    Choice(
        value="home",
        label="At home",
        words=wordings("""
        home | own home | in the property | at the property | current property | at home address | still in the property |
        still at home | in own home | at own home | tenancy address | in tenancy | at the tenancy | home address |
        own tenancy | remaining at home | in their own home | living at the property | same address | living at home
    """),
    ),
    Choice(
        value="temporary_accommodation",
        label="Temporary accommodation",
        words=wordings("""
        ta | in ta | temp accommodation | bed and breakfast | b&b | hostel | nightly paid | hotel | temporary |
        emergency accommodation | emergency ta | temporary accomodation | placed in ta | temp | nightly paid accommodation |
        temporary accommodation (ta)
    """),
    ),
    Choice(
        value="refuge",
        label="Refuge",
        words=wordings("""
        in refuge | in a refuge | womens refuge | refuge accommodation | women's refuge | refuge placement
    """),
    ),
    Choice(
        value="family_or_friends",
        label="Family or friends",
        words=wordings("""
        with family | with friends | family | friends | family/friends | with relatives | staying with family |
        staying with friends | sofa surfing | with friends or family | with family or friends | friends or family |
        friends/family | staying with a friend | with a friend | staying with relatives | with mother | family and friends |
        friends and family | staying with family/friends | with parents
    """),
    ),
    Choice(value="other", label="Other", words=("custody", "hospital", "prison", "elsewhere", "other please state")),
)
JOINT = yes_no(
    yes=("joint", "joint tenancy", "joint tenant", "joint tenants", "jointly"),
    no=("sole", "sole tenancy", "sole tenant", "single", "in sole name", "sole name"),
)
LIVES_WITH = yes_no(yes=("perpetrator is on the tenancy",), no=("sole tenancy", "sole", "not on the tenancy"))
_SECOND = ("second", "additional", "alternative", "deputy")


def _officer_labels(*names: str) -> tuple[str, ...]:
    return tuple(f"Nominating officer {name}" for name in names)


def _second_labels(*names: str) -> tuple[str, ...]:
    return tuple(f"{second} nominating officer {name}" for second in _SECOND for name in names)


QUESTIONS = (
    Question(
        key="consent_given",
        section="Consent",
        required=True,
        answer=CONSENT,
        labels=wordings("""
        Applicant has given consent | Has the applicant given consent? | Consent given |
        Is the client aware of this referral? | Client consents to this referral |
        Does the applicant consent to this request? | The applicant agrees to this referral | Consent obtained |
        Has consent been obtained? | Applicant's consent | Has the client agreed to this referral? |
        Does the client consent to this referral and to information sharing? | Consent to share information |
        Client has consented
    """),
    ),
    Question(
        key="consent_date",
        section="Consent",
        required=True,
        answer=DATE,
        labels=wordings("""
        Date of consent | Consent date | Date consent given | Date consent obtained | Date the applicant consented |
        When was consent given? | Consent dated
    """),
        signs=("consent date", "consent when", "consent dated"),
    ),
    Question(
        key="reference",
        section="Consent",
        answer=REFERENCE,
        note="To be assigned by the coordinator",
        labels=wordings("""
        Application reference code | PLHR Application Reference Code | Reference code | Reference | Reference number | Ref |
        Ref no | Our reference | Case reference | Request reference | Office use | Reciprocal reference |
        Application reference | Application ref | Reference (office use) | Application reference number | Case number |
        PLHR reference | PLHR ref
    """),
        signs=("reference -police -crime -cad -risk -marac -tenancy -payment",),
    ),
    Question(
        key="referral_date",
        section="Consent",
        required=True,
        answer=DATE,
        labels=wordings("""
        Date of referral | Date of request | Referral date | Date of referral/request | Date of application |
        Date form completed | Date completed | Date submitted | Date of nomination | Request date | Date |
        Date of this request | Date referral made | Date of completion | Today's date | Date today | Date of this referral |
        Date of this application | Date form was completed
    """),
        signs=wordings("""
        date referral -consent | date wanted -consent | date application -consent | date form | date nomination |
        date submitted
    """),
    ),
    Question(
        key="applicant_landlord",
        section=HOUSING,
        required=True,
        answer=LANDLORD,
        labels=wordings("""
        Applicant's landlord | LA or housing provider | Current landlord | Landlord | Name of landlord | Client's landlord |
        Social landlord | Housing provider | Landlord name | Who is the applicant's landlord? |
        Council or housing association | Local authority or housing provider | Local authority / housing association |
        Current social landlord | Current housing provider | Tenancy held with | Which landlord holds the tenancy? |
        Registered provider | Who is the current landlord? | Landlord (council or housing association) |
        Housing association or council | Landlord of current property | Local authority/housing provider |
        Name of current social landlord | Name of social landlord | Name of current landlord | Name of housing provider |
        Name of applicant's landlord | Name of the council or housing association | Which landlord?
    """),
        signs=wordings("""

        landlord -contact -officer -name -email -phone -lead -aware -approval -approved -original -previous -former -last
        -before -owed -decision -response -outcome -refused -support -informed -discussed -agreed -consent -temporary -ta
    """),
    ),
    Question(
        key="area_residence",
        section=HOUSING,
        required=True,
        answer=AREA,
        labels=wordings("""
        Borough of residence | Home borough | LA area | Current borough | Area of residence | Local authority area | Borough |
        Borough where the applicant lives | Borough currently living in | Home area | Borough of current property |
        Which borough does the applicant live in? | Area where the tenancy is held | Residing borough | Resident borough |
        Home local authority | Local authority of residence | Borough they live in now | Borough of current tenancy |
        Borough of current home | Borough applicant lives in | Borough lived in at present |
        Borough of current address | Borough of address | Borough of present address | Current address borough |
        Borough of tenancy | Borough of property
    """),
        signs=wordings("""
        area residence -wanted -risk | area current -wanted -risk -unsafe -avoid -safe -landlord | area residing -wanted |
        area live current -wanted -risk -unsafe -avoid
    """),
    ),
    Question(
        key="current_bedrooms",
        section=HOUSING,
        required=True,
        answer=BEDROOMS,
        labels=wordings("""
        Number of bedrooms in current property | Bedrooms in current home | Current number of bedrooms | Current bedrooms |
        No. of bedrooms now | Current property size | Size of current property | Bedrooms in present home |
        Number of bedrooms (current property) | Bedrooms at current address | How many bedrooms does the current home have? |
        Current bedroom size | Number of bedrooms | No. of bedrooms in current property | Bedrooms (current) | Bedrooms now
    """),
        signs=wordings("""
        bedroom current -wanted -floor -type | size current property -wanted
    """),
    ),
    Question(
        key="current_floor",
        section=HOUSING,
        required=True,
        answer=FLOOR,
        labels=wordings("""
        Floor of current property | Current floor | Floor | Floor level | Which floor is the current home on? |
        What floor is the property on? | Floor level of current property | Floor of current home | Floor (current property) |
        Current floor level | Floor number
    """),
        signs=("floor current -wanted -ground -bedroom -type",),
    ),
    Question(
        key="current_type",
        section=HOUSING,
        required=True,
        answer=PROPERTY_TYPE,
        labels=wordings("""
        Type of current property | Current property type | Property type | Type of property | Current type of home |
        Kind of home now | Type of accommodation | House/flat/maisonette | Property type (current) | Current home type |
        Type of dwelling | Current accommodation type | Type of home
    """),
        signs=("property type current -wanted -floor -bedroom",),
    ),
    Question(
        key="tenancy_type",
        section=HOUSING,
        required=True,
        answer=one_of(TENANCY_TYPES, harmless="joint sole social housing full standard"),
        labels=wordings("""
        Tenancy type | Type of tenancy | Tenure | Tenure type | Secure/assured/… | Secure / assured / other |
        Current tenancy type | What type of tenancy is held? | Type of tenancy held | Kind of tenancy |
        Secure or assured tenancy | Tenancy | Current tenure | Tenancy status | Security of tenure |
        What kind of tenancy does the applicant hold? | Secure/assured/other
    """),
        signs=("tenancy type -joint -sole -owed -offered",),
    ),
    Question(
        key="tenancy_owed",
        section=HOUSING,
        answer=LANDLORD,
        labels=wordings("""
        Owed a tenancy by | Tenancy owed by | If no tenancy, who owes one? | If owed a tenancy, by whom? |
        Authority owing a tenancy | Care leaver | Care leaver - responsible authority | Authority that owes the tenancy |
        Who owes the applicant a tenancy? | If owed a tenancy, by which landlord or authority? |
        Care leaver owed a tenancy by | Landlord or authority owing a tenancy | Owed a social tenancy by |
        If care leaver, owed a tenancy by
    """),
        signs=("owed tenancy -type", "owes tenancy", "owing tenancy"),
    ),
    Question(
        key="joint_tenancy",
        section=HOUSING,
        required=True,
        answer=JOINT,
        labels=wordings("""
        Is it a joint tenancy? | Joint tenancy | Sole/joint tenancy | Sole or joint tenancy | Joint tenancy? |
        Is the tenancy joint? | Joint or sole tenancy | Sole or joint | Joint or sole | Is this a joint tenancy? |
        Is the tenancy in joint names? | Joint tenant | Sole/joint | Tenancy sole or joint? | Is the tenancy sole or joint?
    """),
        signs=wordings("""
        joint tenancy -perpetrator | joint sole -perpetrator | joint tenant -perpetrator | joint name -perpetrator
    """),
    ),
    Question(
        key="other_tenant_is_perpetrator",
        section=HOUSING,
        required=True,
        answer=LIVES_WITH,
        labels=wordings("""
        Is the perpetrator on the tenancy? | Is the other tenant the perpetrator? | Is the perpetrator a joint tenant? |
        Joint tenant is the perpetrator | Perpetrator on tenancy | Is the alleged perpetrator named on the tenancy? |
        If joint, is the other tenant the perpetrator? | Perpetrator named on the tenancy |
        Is the joint tenant the perpetrator? | Is the alleged perpetrator a tenant? |
        If joint, is the other tenant the perpetrator of the abuse?
    """),
        signs=("perpetrator tenancy -area", "perpetrator joint -area"),
    ),
    Question(
        key="currently_staying",
        section=HOUSING,
        required=True,
        answer=one_of(STAYING, harmless="staying council placed own still place"),
        labels=wordings("""
        Where is the applicant living now? | Where is the applicant staying? | Currently staying | In TA/refuge? |
        Current accommodation | Current living situation | Is the applicant in temporary accommodation or refuge? |
        Where is the household currently staying? | Currently living in | Present accommodation |
        Where is the client at present? | Living arrangements | Current living arrangements |
        Where are they staying at the moment? | Current whereabouts | Applicant currently residing |
        Where is the applicant now? | Current housing situation | Staying at present | Where is the household now?
    """),
        signs=wordings("""
        where living -area -move -wanted | where staying -area | staying current -area |
        current accommodation -type -bedroom -floor -size -number -overcrowded | where residing -area | living situation |
        where live current -area -wanted
    """),
    ),
    Question(
        key="original_landlord",
        section=HOUSING,
        answer=LANDLORD,
        labels=wordings("""
        If in TA, previous social landlord | Original landlord | Previous social landlord | Former social landlord |
        If in temporary accommodation, who was the previous social landlord? | Landlord before temporary accommodation |
        Last social landlord | If in TA, original landlord | Landlord of former tenancy | Previous landlord |
        Former landlord | If in temporary accommodation, landlord of the former social tenancy |
        If in TA, landlord of previous social tenancy | If in temporary accommodation, previous social landlord
    """),
        signs=wordings("""
        landlord previous -contact -current | landlord former -contact -current | landlord original -contact | landlord last |
        landlord before
    """),
    ),
    Question(
        key="overcrowded",
        section=HOUSING,
        required=True,
        answer=yes_no(),
        labels=wordings("""
        Is the household currently overcrowded? | Overcrowded | Overcrowded? | Is the property overcrowded? | Overcrowding |
        Currently overcrowded | Are they overcrowded? | Is the current home overcrowded? | Is there overcrowding? |
        Is the family overcrowded?
    """),
        signs=("overcrowded", "overcrowding"),
    ),
    Question(
        key="rent_arrears",
        section=HOUSING,
        answer=yes_no(no=("none", "no arrears", "clear", "account clear", "nil"), yes=("in arrears",)),
        labels=wordings("""
        Rent arrears | Arrears? Repayment plan? | Arrears | Any rent arrears? | Are there rent arrears? |
        Does the applicant have rent arrears? | Rent arrears? | Any arrears on the account? |
        Is the rent account in arrears? | Are there any arrears?
    """),
        signs=("arrear",),
    ),
    Question(
        key="adults",
        section=HOUSEHOLD,
        required=True,
        answer=ADULTS,
        note="Age and sex of each, no names",
        labels=wordings("""
        Details of adults (above 18) requesting to move | Adults | Adults moving | Adults in the household |
        Details of adults | Adults (age and gender) | Adults requesting to move | Number, age and sex of adults |
        Adult household members | Ages and gender of adults | Adults (over 18) moving | Household members over 18 |
        Adults to be rehoused | Who is moving - adults | Age and gender of adults | Adults 18+
    """),
        signs=("adult -child -moved",),
    ),
    Question(
        key="children",
        section=HOUSEHOLD,
        required=True,
        answer=CHILDREN,
        note="Age and sex of each, no names",
        labels=wordings("""
        Details of children | Under 18s | Ages and gender | Children | Children moving |
        Details of children (under 18) requesting to move | Children in the household | Number, age and sex of children |
        Dependent children | Children's ages and gender | Ages and gender of children | Household members under 18 |
        Children to be rehoused | Children (age and sex) | Kids
    """),
        signs=wordings("""
        child -adult -moved -school -social -service -contact -protection -care -name -expecting
    """),
    ),
    Question(
        key="pregnancy_due",
        section=HOUSEHOLD,
        answer=DATE,
        labels=wordings("""
        Expecting? Due date | Expecting? EDD | EDD | Pregnancy due date | If pregnant, due date |
        Is anyone pregnant? Due date | Expected date of delivery | Baby due | Due date | Pregnant? Please give due date |
        Is anyone in the household pregnant? If so, due date | If anyone is expecting, when is the baby due? |
        Estimated due date | If expecting, due date | Expecting a baby? Due date
    """),
        signs=wordings("""
        due date -rent -consent | pregnant due | expecting due | baby due | pregnancy due
    """),
    ),
    Question(
        key="bedrooms_needed",
        section=WANTED,
        required=True,
        answer=BEDROOMS,
        labels=wordings("""
        Bedrooms requested | Size of property required | Bed need | Bedrooms needed | Number of bedrooms requested |
        Bedroom need | Number of bedrooms required | Property size required | Bedroom entitlement | Size needed |
        Bedrooms required | How many bedrooms are needed? | Bed size required | Bedroom size requested |
        Number of bedrooms needed | Bedroom requirement | Assessed bedroom need | Size of home needed | Bed size needed |
        Property size requested | Bedrooms the household needs | Size of property needed
    """),
        signs=wordings("""
        bedroom wanted -current -floor | size property wanted -current | bedroom entitled | bedroom entitlement |
        size wanted -current | bedroom eligible
    """),
    ),
    Question(
        key="areas_requested",
        section=WANTED,
        required=True,
        answer=AREAS_WANTED,
        note="Whole areas only, as many as are safe",
        labels=wordings("""
        Areas requested | Safe boroughs | Boroughs requested | Areas of choice | Boroughs of choice | Safe areas |
        Preferred boroughs | Boroughs where the applicant would like to move | Boroughs considered safe | Requested boroughs |
        Which boroughs would the applicant consider? | Boroughs applicant would move to | Areas the household can move to |
        Boroughs wanted | Boroughs the applicant is willing to move to | Desired boroughs | Areas safe to live in |
        Boroughs (in order of preference) | Areas where the applicant would be safe | Boroughs the client can safely live in |
        Choice of boroughs | Borough preferences | Boroughs acceptable to the applicant | Boroughs they would accept |
        Where would the household like to move to? | Areas acceptable | Moving to which boroughs
    """),
        signs=tuple(
            f"area {word} -risk -unsafe -avoid -not -current -residence -cannot -out -never -danger "
            "-landlord -support -agency -from"
            for word in (
                "wanted",
                "choice",
                "safe",
                "safely",
                "consider",
                "considered",
                "move",
                "accept",
                "acceptable",
                "preference",
                "willing",
                "suitable",
                "like",
            )
        ),
    ),
    Question(
        key="areas_at_risk",
        section=WANTED,
        required=True,
        answer=AREAS_AT_RISK,
        labels=wordings("""
        Areas to avoid | Boroughs where at risk | Areas where at risk | Boroughs to avoid | Unsafe boroughs | Unsafe areas |
        Areas not safe | Risk areas | Boroughs that are not safe | Areas of risk | Boroughs where the applicant is at risk |
        No-go areas | Areas that must be avoided | Excluded boroughs | Boroughs considered unsafe |
        Areas the household cannot live in | Boroughs to be excluded | Where would the applicant be at risk? |
        Boroughs of risk | Boroughs in which the applicant would not be safe |
        Areas where the perpetrator lives or has links | Which boroughs must be avoided? |
        Boroughs with links to the perpetrator | Areas unsafe for the household | No go boroughs | Risk boroughs
    """),
        signs=wordings("""
        area risk -not -no -wanted -residence -current -safe | area unsafe -wanted -residence -choice |
        area avoid -not -wanted -choice | area cannot -wanted -choice | area perpetrator -wanted -not -choice |
        area danger -not -wanted | area not safe -risk -wanted -choice | area not live -preference |
        area not wanted -preference -choice | area not move -preference | area concern | area link
    """),
    ),
    Question(
        key="ground_floor_only",
        section=WANTED,
        answer=yes_no(yes=("ground floor only", "ground floor"), no=("any floor",)),
        labels=wordings("""
        Ground floor only | Is ground floor needed? | Ground floor needed? | Ground floor required |
        Does the household need ground floor? | Ground-floor property needed | Must be ground floor |
        Ground floor property required?
    """),
        signs=("ground floor -current",),
    ),
    Question(
        key="step_free",
        section=WANTED,
        answer=yes_no(yes=("step free",)),
        labels=wordings("""
        Step-free access | Is step-free access needed? | Level access needed | Step free access required? | Step free |
        Needs level access | Step-free access needed | Step-free or lift access needed? | Can anyone not manage stairs?
    """),
        signs=("step free -ground -wheelchair", "level access -ground -wheelchair"),
    ),
    Question(
        key="wheelchair",
        section=WANTED,
        answer=yes_no(yes=("wheelchair", "wheelchair user"), no=("not a wheelchair user",)),
        labels=wordings("""
        Wheelchair user | Wheelchair | Is a wheelchair-accessible home needed? | Wheelchair access required |
        Wheelchair accessible | Wheelchair-adapted property needed | Does anyone use a wheelchair? | Wheelchair home needed |
        Wheelchair adapted
    """),
        signs=("wheelchair",),
    ),
    Question(
        key="pets",
        section=WANTED,
        required=True,
        answer=PETS,
        labels=wordings("""
        Pets | Any pets? | Does the household have pets? | Pets in the household | Are there any pets? | Do they have pets? |
        Does the applicant have any pets? | Pets? | Household pets | Has the applicant got a pet?
    """),
        signs=("pet -rehome -consider -give -without",),
    ),
    Question(
        key="pets_rehome",
        section=WANTED,
        required=True,
        answer=REHOME,
        labels=wordings("""
        Would you rehome your pet? | Would they rehome the pet? | Would the household consider rehoming a pet? |
        If yes, would they rehome? | Willing to rehome pets | Would the applicant consider rehoming their pet? |
        Rehome pets? | Would the pet be rehomed? | Prepared to rehome pets? | If pets, would they be rehomed? |
        Able to rehome pets | If pets cannot be accepted, would you rehome?
    """),
        signs=("rehome",),
    ),
    Question(
        key="risk_primary",
        section=RISK,
        required=True,
        answer=GROUND,
        labels=wordings("""
        Main reason for request | Reason for request | Type of risk | Nature of harm | Primary risk | Reason for the move |
        Primary reason for request | Main risk | Reason for referral | Main ground | Primary risk type | Nature of risk |
        Type of harm | Main type of risk | Risk type | Reason for moving | Primary ground of risk | What is the main risk? |
        Main reason for move | Grounds for request | Type of abuse | Nature of abuse | Form of abuse or violence |
        Type of violence or abuse
    """),
        signs=wordings("""
        risk primary -other | risk main -other | reason wanted -refused | reason move -other | reason referral -other |
        risk type -other | harm nature
    """),
    ),
    Question(
        key="risk_other",
        section=RISK,
        answer=GROUNDS,
        labels=wordings("""
        Other risks | Any other risks | Other reasons | Additional risks | Secondary risk | Further risks |
        Other types of risk | Other grounds | Other risk factors | Any other type of risk | Further grounds of risk |
        Secondary risks
    """),
        signs=wordings("""
        risk other -area -primary -main | risk second -area | risk further -area
    """),
    ),
    Question(
        key="support_agency",
        section=RISK,
        required=True,
        answer=TEXT,
        labels=wordings("""
        Support in place | IDVA | Resettlement support | Support agency | Agency providing support |
        Support agencies involved | Who is supporting the applicant? | Support service |
        Which agency supports the household? | Supporting agency | Support provider | Support provided by |
        Specialist support service | Support worker agency | What support is in place? | Agency giving support |
        Agencies supporting the applicant | Support worker/agency | Supported by
    """),
        signs=wordings("""
        support agency -officer | support place | support provided | supporting agency | supporting applicant |
        support involved | resettlement support
    """),
    ),
    Question(
        key="registered_housing_moves",
        section=RISK,
        answer=yes_no(yes=("registered",), no=("not registered",)),
        labels=wordings("""
        Registered on Housing Moves? | Housing Moves | Is the applicant registered on Housing Moves? |
        Registered with Housing Moves | Housing Moves registration | Has the applicant registered for Housing Moves?
    """),
        signs=("housing move registered", "housing move"),
    ),
    Question(
        key="officer_name",
        section=OFFICERS,
        required=True,
        answer=TEXT,
        labels=(
            *wordings("""
        Name of nominating officer | Officer name | Completed by | Form completed by | Referrer's name | Name of referrer |
        Name of officer making the request | First nominating officer name | Name of person completing this form |
        Referring officer | Name of worker making this referral | Referrer name | Your name | Name of caseworker |
        Name of person making referral | Name of professional | Worker's name | Name of the professional making this request
    """),
            *_officer_labels("name", "full name", "1 name", "print name", "first name"),
        ),
        signs=wordings("""
        officer name -second -landlord -housing -agency -new -lead -cover | completed name -date -agency
    """),
    ),
    Question(
        key="officer_role",
        section=OFFICERS,
        answer=TEXT,
        labels=(
            *wordings("""
        Nominating officer's role | Officer's role | Referrer's job title | Referrer role | Job title | Role | Position |
        Role / job title | Your role
    """),
            *_officer_labels("role", "job title", "position"),
        ),
        signs=("officer role -second -landlord -agency -housing -name",),
    ),
    Question(
        key="officer_agency",
        section=OFFICERS,
        required=True,
        answer=TEXT,
        labels=(
            *wordings("""
        Nominating officer's agency | Officer's agency | Referring agency | Agency | Organisation | Nominating agency |
        Referrer's organisation | Referring organisation | Agency of nominating officer | Agency / organisation |
        Your organisation | Name of agency | Name of organisation | Agency name | Name of referring agency |
        Agency making this referral | Employer | Agency/team | Organisation name
    """),
            *_officer_labels("agency", "organisation", "agency name", "team", "agency / team", "organisation / team", "office"),
        ),
        signs=("officer agency -second -landlord -housing -role",),
    ),
    Question(
        key="officer_email",
        section=OFFICERS,
        required=True,
        answer=EMAIL,
        labels=(
            *wordings("""
        Nominating officer's e-mail | Officer's email | Referrer's email | Referrer email address |
        E-mail of nominating officer | Your email | Email | Email address | E-mail | Secure email | Work email |
        Contact email | Secure email address
    """),
            *_officer_labels("email", "email address", "secure email", "work email"),
        ),
        signs=("officer email -second -landlord -housing -new",),
    ),
    Question(
        key="officer_phone",
        section=OFFICERS,
        answer=PHONE,
        labels=(
            *wordings("""
        Nominating officer's telephone | Officer's telephone | Referrer's telephone | Referrer phone number |
        Contact number of nominating officer | Your telephone number | Telephone | Phone | Contact number | Tel |
        Telephone number | Mobile | Phone number | Work telephone | Work mobile
    """),
            *_officer_labels("phone", "telephone", "contact number", "mobile", "tel", "direct line"),
        ),
        signs=("officer phone -second -landlord -housing -new",),
    ),
    Question(
        key="officer2_name",
        section=OFFICERS,
        answer=TEXT,
        labels=(
            *wordings("""
        Second nominating officer's name | Second nominating officer | Second NO | Name of second nominating officer |
        Second officer | Cover officer | Cover officer name | Name of cover officer | Covering officer |
        Alternative contact name | Deputy nominating officer |
        Additional nominating officer | Nominating officer 2 | Alternative nominating officer
    """),
            *_second_labels("name", "full name"),
        ),
        signs=("officer second name -email -phone",),
    ),
    Question(
        key="officer2_email",
        section=OFFICERS,
        answer=EMAIL,
        labels=(
            *wordings("""
        Second nominating officer's e-mail | Email of second nominating officer | Second officer's email |
        Alternative contact email | Nominating officer 2 email | Cover officer email |
        Email of cover officer | Covering officer email
    """),
            *_second_labels("email", "secure email"),
        ),
        signs=("officer second email",),
    ),
)

OTHERS = (
    OtherQuestion(
        labels=(
            *wordings("""
        Brief summary of risk | Summary of risk | Risk summary | Details of risk | Summary of the risk |
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
        Perpetrator details | Applicant surname
    """),
            *_second_labels("role", "agency", "telephone", "organisation", "job title", "team", "phone"),
        ),
        signs=wordings("""
        risk summary | marac | police | crime | ethnicity | dash | immigration | religion | summary circumstance |
        address -email -area
    """),
    ),
)


def _labels_of(key: str) -> tuple[str, ...]:
    return next(question.labels for question in QUESTIONS if question.key == key)


_HOME_NOW = (
    "Number of bedrooms, floor and type of current property",
    "Bedrooms, floor and type of current property",
    "Size, floor and type of current home",
    "Current property: bedrooms, floor, type",
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

SHARED = (
    SharedQuestion(
        keys=("consent_given", "consent_date"),
        labels=QUESTIONS[0].labels,
        read=consent_and_date,
        signs=("consent -date -dated -when", "aware referral", "aware request"),
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
        signs=wordings("""
        bedroom floor type -wanted | bedroom floor current -wanted | bedroom type current -wanted | size floor type -wanted |
        size type current -wanted | property details current -wanted
    """),
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
        labels=wordings("""
        Household | Household details | Household composition | Details of household | Who is moving? | Household members |
        Family composition | Household make-up | People moving | Adults and children | Adults and children moving |
        Everyone who will move | Ages and gender of all household members | Family make up | Household size and make-up |
        Details of household members (age and gender) | Who will be moving | Composition of household
    """),
        signs=wordings("""
        adult child -moved | composition | household moving | who moving
    """),
    ),
    SharedQuestion(
        keys=("pets", "pets_rehome"),
        read=pets_and_rehoming,
        labels=wordings("""
        Pets and rehoming | Pets? Would you rehome? | Any pets? Would they be rehomed? |
        Does the household have pets and would they rehome them? | Pets (would you rehome?) | Pets / would rehome? |
        Pets and would you rehome them?
    """),
        by_spelling_only=True,
    ),
    SharedQuestion(
        keys=("officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"),
        read=officer_in_one_answer,
        labels=wordings("""
        Nominating officer | Nominating officer details | Name and contact details of nominating officer | Referrer |
        Referrer details | Nominating officer contact details | Referrer contact details | Nominating officer 1 |
        First nominating officer | Details of nominating officer | Nominating officer (name, agency, contact details) |
        Name, agency and contact details of nominating officer | Nominating officer name, role and agency |
        Nominating officer contact | Contact details of nominating officer | Nominating officer name and agency |
        Nominating officer name and contact details
    """),
        signs=wordings("""
        officer contact -second -landlord -housing -new -email -phone -name |
        officer name contact -second -landlord -housing | officer name agency -second -landlord -housing
    """),
    ),
    SharedQuestion(
        keys=("officer2_name", "officer2_email"),
        read=second_officer_in_one_answer,
        labels=wordings("""
        Second nominating officer details | Second nominating officer contact details | Details of second nominating officer |
        Second nominating officer name and contact details | Second nominating officer contact |
        Second nominating officer (name and email) | Name and email of second nominating officer
    """),
        signs=("officer second contact", "officer second details"),
    ),
    SharedQuestion(
        keys=tuple(NEEDS),
        read=needs,
        labels=wordings("""
        Medical/mobility needs | Accessibility | Stairs | Mobility needs | Accessibility needs | Access needs |
        Medical or mobility needs | Physical access needs | Property needs | Special requirements |
        Accessibility requirements | Access requirements | Mobility requirements
    """),
        signs=wordings("""
        mobility -wheelchair | accessibility -wheelchair | access need -wheelchair -step
    """),
    ),
)


# ── answers compared with each other ────────────────────────────────────────────────────────────────────────────────


def _settle(fields: Fields, scheme: Scheme) -> Settled:
    settled = dict(fields)
    settled["areas_requested"] = _against_areas(settled, scheme)
    settled["pregnancy_due"] = _against_household(settled)
    settled["risk_other"], settled["risk_primary"] = _grounds(settled)
    if settled["pets"].value is False and settled["pets_rehome"].value:
        settled["pets_rehome"] = _doubt_of(
            settled["pets_rehome"], "There are no pets on the form, yet they would be rehomed; ask the officer."
        )
    if settled["joint_tenancy"].value is False and settled["other_tenant_is_perpetrator"].value:
        settled["joint_tenancy"] = _doubt_of(
            settled["joint_tenancy"], "The tenancy is called sole, yet the perpetrator is said to stand on it; ask the officer."
        )
    return Settled(fields=settled)


def _against_areas(fields: dict[str, Field[Any]], scheme: Scheme) -> Field[Any]:
    """An area both wanted and at risk, or the area they live in, settles nothing: ask (R001, R031)."""
    wanted, risky, home = fields["areas_requested"], fields["areas_at_risk"], fields["area_residence"]
    if not wanted.value:
        return wanted
    named_risky = set(risky.value or ()) | _areas_named(risky.quote, scheme)
    if both := sorted(set(wanted.value) & named_risky):
        return _doubt_of(
            wanted,
            f"{', '.join(both)}: asked for and named as a risk as well; ask which holds. {R031}",
            [area for area in wanted.value if area not in both],
        )
    if home.value in wanted.value:
        return _doubt_of(
            wanted,
            f"{home.value} is where the household lives now and is also asked for (R001); ask the officer.",
            [area for area in wanted.value if area != home.value],
        )
    return wanted


def _areas_named(quote: str, scheme: Scheme) -> set[str]:
    """Every area that the words on risk may mean, sure or not: here more is safer. Unticked boxes name nothing."""
    text = with_boxes(quote)
    options = options_in(text) if has_boxes(text) else ()
    if options is not None and has_boxes(text):
        text = "\n".join(option.label for option in options if option.ticked)
    words = spelling_key(text).split()
    sure: set[str] = set(tile(words, scheme.area_spellings())[0])
    unsure = {name for names in tile(words, scheme.area_proposal_spellings())[0] for name in names}
    return sure | (unsure if len(unsure) < len(scheme.areas) else set())


def _doubt_of(field: Field[Any], why: str, proposal: Any = None) -> Field[Any]:
    return Field(quote=field.quote, where=field.where, doubt=why, proposal=tuple(proposal) if proposal else None)


def _against_household(fields: dict[str, Field[Any]]) -> Field[Any]:
    due = fields["pregnancy_due"]
    for key in ("adults", "children"):
        if due.blank and is_expecting(fields[key].quote):
            return Field(
                quote=fields[key].quote,
                where=fields[key].where,
                doubt="Somebody is expecting, but no due date is given; ask the officer.",
            )
    return due


def _grounds(fields: dict[str, Field[Any]]) -> tuple[Field[Any], Field[Any]]:
    """The primary ground is no further ground as well."""
    other, primary = fields["risk_other"], fields["risk_primary"]
    if other.value and primary.value in other.value:
        other = replace(other, value=tuple(ground for ground in other.value if ground != primary.value))
    return other, primary


def _spared(fields: Fields) -> frozenset[str]:
    """Required answers that the others have made needless."""
    spared: set[str] = set()
    if fields["pets"].value is False:
        spared.add("pets_rehome")
    if fields["joint_tenancy"].value is False:
        spared.add("other_tenant_is_perpetrator")
    if fields["current_type"].value in ("house", "bungalow"):
        spared.add("current_floor")
    if not fields["tenancy_owed"].blank:
        spared |= {"tenancy_type", "joint_tenancy", "other_tenant_is_perpetrator"}
    return frozenset(spared)


PROPERTY_REQUEST = Form(
    kind="property_request",
    title="Property request",
    titles=wordings("""
        Urgent property request | Property request form | Reciprocal request form | Request for a move |
        Housing reciprocal application
    """),
    reading=RequestForm,
    questions=QUESTIONS,
    shared=SHARED,
    others=OTHERS,
    known_by=(
        "areas_requested",
        "areas_at_risk",
        "bedrooms_needed",
        "risk_primary",
        "applicant_landlord",
        "area_residence",
        "consent_given",
        "officer_name",
    ),
    at_least=4,
    settle=_settle,
    spared=_spared,
    follows_scheme=True,
)
