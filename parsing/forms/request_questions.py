"""The questions of the property request form, in every wording that was seen or may be expected (forms.md F1)."""

from __future__ import annotations

from dataclasses import replace

from parsing.agreed_words import GROUND, GROUNDS, LANDLORD, OWED_BY, REFERENCE
from parsing.answers import TEXT_IF_ANY, Choice, wordings
from parsing.areas import AREA, AREAS_AT_RISK, AREAS_WANTED
from parsing.choices import one_of
from parsing.contacts import EMAIL, NAME, NAME_IF_ANY, PHONE
from parsing.dates import DATE, DATE_THAT_WAS
from parsing.floors import FLOOR
from parsing.form import Question
from parsing.forms.common import PROPERTY_TYPE
from parsing.forms.housing_answers import ARREARS, JOINT, OVERCROWDED, PERPETRATOR_ON_TENANCY, TENANCY
from parsing.forms.request_ways import WAYS
from parsing.forms.shared_answers import (
    AGENCY,
    CONSENT,
    GROUND_FLOOR_ONLY,
    NEEDED,
    NOT_NEEDED,
    PETS,
    REHOME,
    STEP_FREE,
    SUPPORT,
)
from parsing.people import ADULTS, CHILDREN
from parsing.sizes import BEDROOMS
from parsing.yes_or_no import yes_no

HOUSING, HOUSEHOLD, WANTED, RISK, OFFICERS = "Housing", "Household", "The home wanted", "Risk and support", "Nominating officers"

STAYING = (
    Choice(
        value="home",
        label="At home",
        words=wordings("""
        home | own home | in the property | at the property | current property | at home address | still in the property |
        still at home | in own home | at own home | tenancy address | in tenancy | at the tenancy | home address |
        own tenancy | remaining at home | in their own home | living at the property | same address | living at home |
        in the tenancy | at the tenancy address | in situ | still in situ | in our own home | at the home address |
        in the home | still in the home | in own property | still at the home address | remains at home |
        remains in the property |
        remaining in the property | still in the tenancy
    """),
        beside="address our my",
    ),
    Choice(
        value="temporary_accommodation",
        label="Temporary accommodation",
        words=wordings("""
        ta | in ta | temp accommodation | bed and breakfast | b&b | hostel | nightly paid | hotel | temporary |
        emergency accommodation | emergency ta | temporary accomodation | placed in ta | temp | nightly paid accommodation |
        temporary accommodation (ta) | interim accommodation | emergency/temporary accommodation | nightly let |
        nightly let accommodation | b and b | temp housing | temporary housing | emergency housing | council ta |
        emergency temporary accommodation | interim temporary accommodation | council temporary accommodation
    """),
        beside="provided by local authority la emergency interim self contained accommodation",
    ),
    Choice(
        value="refuge",
        label="Refuge",
        words=wordings("""
        in refuge | in a refuge | womens refuge | refuge accommodation | women's refuge | refuge placement | refuge space |
        womens aid refuge | in refuge accommodation | da refuge | dv refuge | domestic abuse refuge
    """),
        beside="accommodation womens aid a",
    ),
    Choice(
        value="family_or_friends",
        label="Family or friends",
        words=wordings("""
        with family | with friends | family | friends | family/friends | with relatives | staying with family |
        staying with friends | sofa surfing | with friends or family | with family or friends | friends or family |
        friends/family | staying with a friend | with a friend | staying with relatives | with mother | family and friends |
        friends and family | staying with family/friends | with parents | mother | mum | parents | mother's | mum's |
        sister | sister's | with a relative | relatives | relative | family member | with a family member | with mum |
        with sister | with brother | with dad | with father | brother's | dad's | father's | father | brother | aunt | aunt's |
        with aunt | grandmother | grandmother's | friend | friend's | sofa surfing with friends | sofa surfing with family |
        extended family
    """),
        beside="house home flat sofa place address a member members temporarily",
    ),
    Choice(value="other", label="Other", words=("custody", "hospital", "prison", "elsewhere", "other please state")),
)
_SECOND = ("second", "additional", "alternative", "deputy")


def officer_labels(*names: str) -> tuple[str, ...]:
    return tuple(f"Nominating officer {name}" for name in names)


def second_labels(*names: str) -> tuple[str, ...]:
    return tuple(f"{second} nominating officer {name}" for second in _SECOND for name in names)


_QUESTIONS = (
    Question(
        key="consent_given",
        section="Consent",
        required=True,
        answer=CONSENT,
        labels=wordings("""
        Applicant has given consent | Has the person agreed to this request being shared with landlords? |
        Has the client agreed to their information being shared with landlords? | Has the applicant given consent? |
        Consent given | Is the client aware of this referral? | Client consents to this referral |
        Does the applicant consent to this request? | The applicant agrees to this referral | Consent obtained |
        Has consent been obtained? | Applicant's consent | Has the client agreed to this referral? |
        Does the client consent to this referral and to information sharing? | Consent to share information |
        Client has consented | Applicant has signed the consent above |
        Has the applicant agreed to their information being shared? | The applicant has given informed consent |
        Consent to share
    """),
    ),
    Question(
        key="consent_date",
        section="Consent",
        required=True,
        answer=DATE_THAT_WAS,
        labels=wordings("""
        Date of consent | Date they agreed | Date agreement was given | Date the client agreed | Date agreed |
        Consent date | Date consent given | Date consent obtained | Date the applicant consented |
        When was consent given? | On what date was it given? | Date obtained | Consent obtained on |
        Date of customer's consent | Consent dated | Date signed | Date given
    """),
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
        PLHR reference | PLHR ref | Scheme reference
    """),
    ),
    Question(
        key="referral_date",
        section="Consent",
        required=True,
        answer=DATE_THAT_WAS,
        labels=wordings("""
        Date of referral | Referral dated | Date of submission | Request dated | Date of nominating | Form completed on |
        When was this form completed? | When was this request made? | Completed on | Date of sending | Application dated |
        Date of request | Referral date | Date of referral/request | Date of application | Date form completed |
        Date completed | Date submitted | Date of nomination | Request date | Date | Date of this request |
        Date referral made | Date of completion | Today's date | Date today | Date of this referral |
        Date of this application | Date form was completed | Date referred | Date of form | Date sent |
        Date you are sending this | Date you are making this referral | Date of this form
    """),
    ),
    Question(
        key="applicant_landlord",
        section=HOUSING,
        required=True,
        answer=LANDLORD,
        labels=wordings("""
        Applicant's landlord | Landlord organisation | Council or association that holds the tenancy |
        Who do they rent from? | Who does the applicant rent from? | Landlord or council |
        Which council or association is the landlord? | LA or housing provider | Current landlord | Landlord |
        Name of landlord | Client's landlord | Social landlord | Housing provider | Landlord name |
        Who is the applicant's landlord? | Council or housing association | Local authority or housing provider |
        Local authority / housing association | Current social landlord | Current housing provider | Tenancy held with |
        Which landlord holds the tenancy? | Registered provider | Who is the current landlord? |
        Landlord (council or housing association) | Housing association or council | Landlord of current property |
        Local authority/housing provider | Name of current social landlord | Name of social landlord |
        Name of current landlord | Name of housing provider | Name of applicant's landlord |
        Name of the council or housing association | Which landlord?
    """),
    ),
    Question(
        key="area_residence",
        section=HOUSING,
        required=True,
        answer=AREA,
        labels=wordings("""
        Borough of residence | Borough lived in | Borough they are moving from | Borough of origin | Borough moving from |
        Moving from (borough) | LA where they live | Borough in which applicant resides | Where is the tenancy (borough)? |
        Borough where they live | Borough they live in at present | Borough leaving | Borough moving out of |
        Home borough | LA area | Current borough | Area of residence | Local authority area | Borough |
        Borough where the applicant lives | Borough currently living in | Home area | Borough of current property |
        Which borough does the applicant live in? | Area where the tenancy is held | Residing borough | Resident borough |
        Home local authority | Local authority of residence | Borough they live in now | Borough of current tenancy |
        Borough of current home | Borough applicant lives in | Borough lived in at present | Borough of current address |
        Borough of address | Borough of present address | Current address borough | Borough in which it stands |
        Borough client lives in | Which local authority do they live in? | Local authority they live in |
        Borough of tenancy | Borough of property | Borough where the home is | Borough they live in |
        Borough the home is in | Which borough is the property in? | Which borough do they live in? |
        Borough where the applicant lives now | Local authority of current home | Borough of current accommodation
    """),
    ),
    Question(
        key="current_bedrooms",
        section=HOUSING,
        required=True,
        answer=BEDROOMS,
        labels=wordings("""
        Number of bedrooms in current property | How many bedrooms in the property now? |
        Bedroom size of current property | Number of bedrooms at current address | Number of bedrooms in current home |
        Bedrooms at present home | Bedrooms in current home | Current number of bedrooms | Current bedrooms |
        No. of bedrooms now | Current property size | Size of current property | Bedrooms in present home |
        Number of bedrooms (current property) | Bedrooms at current address |
        How many bedrooms does the current home have? | Current bedroom size | Number of bedrooms |
        No. of bedrooms in current property | Bedrooms (current) | Bedrooms now
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
        Current floor level | Floor number | What floor do they live on? | Which floor do they live on? | What floor is it on?
    """),
    ),
    Question(
        key="current_type",
        section=HOUSING,
        required=True,
        answer=PROPERTY_TYPE,
        labels=wordings("""
        Type of current property | Is it a flat, house, maisonette or other? | House, flat or maisonette? |
        Flat or house? | House or flat? | Type of building | Is the home a flat or a house? | House/flat | Flat/house |
        Current property type | Property type | Type of property | Current type of home | Kind of home now |
        Type of accommodation | House/flat/maisonette | Property type (current) | Current home type | Type of dwelling |
        Current accommodation type | Type of home | What type of property do they live in? | What type of property is it? |
        Type of property they live in
    """),
    ),
    Question(
        key="tenancy_type",
        instead="joint_tenancy",
        section=HOUSING,
        required=True,
        answer=TENANCY,
        labels=wordings("""
        Tenancy type | Tenure of current property | Tenancy held | Type of agreement | Type of tenancy now |
        Current tenancy | Type of tenancy | Tenure | Tenure type | Secure/assured/… | Secure / assured / other |
        Current tenancy type | What type of tenancy is held? | Type of tenancy held | Kind of tenancy |
        Type of tenancy agreement | What tenancy do they hold? | What kind of tenancy do they hold? |
        What type of tenancy is it? | Secure or assured tenancy | Tenancy | Current tenure | Tenancy status |
        Security of tenure | What kind of tenancy does the applicant hold? | Secure/assured/other
    """),
    ),
    Question(
        key="tenancy_owed",
        section=HOUSING,
        answer=OWED_BY,
        labels=wordings("""
        Owed a tenancy by | Tenancy owed by | If no tenancy, who owes one? | If owed a tenancy, by whom? |
        Authority owing a tenancy | Care leaver | Care leaver - responsible authority | Authority that owes the tenancy |
        Who owes the applicant a tenancy? | If owed a tenancy, by which landlord or authority? |
        Care leaver owed a tenancy by | Landlord or authority owing a tenancy | Owed a social tenancy by |
        If care leaver, owed a tenancy by
    """),
    ),
    Question(
        key="joint_tenancy",
        section=HOUSING,
        required=True,
        answer=JOINT,
        labels=wordings("""
        Is it a joint tenancy? | Joint tenancy | Joint tenancy? |
        Is the tenancy joint? | Is this a joint tenancy? | Is the tenancy held jointly? | Held jointly? | Jointly held? |
        Is the tenancy in joint names? | Joint tenant
    """),
    ),
    Question(
        key="other_tenant_is_perpetrator",
        section=HOUSING,
        required=True,
        answer=PERPETRATOR_ON_TENANCY,
        labels=wordings("""
        Is the perpetrator on the tenancy? | If joint, is the other party the perpetrator? |
        If joint: is the other party the perpetrator? | Is the other tenant the person causing harm? |
        Is the other tenant the perpetrator? | Is the perpetrator a joint tenant? | Joint tenant is the perpetrator |
        Perpetrator on tenancy | Is the alleged perpetrator named on the tenancy? |
        If joint, is the other tenant the perpetrator? | Perpetrator named on the tenancy |
        Is the joint tenant the perpetrator? | Is the alleged perpetrator a tenant? |
        If joint, is the other tenant the perpetrator of the abuse? | Perpetrator on tenancy agreement |
        Is the other tenant the abuser? | Other tenant is the perpetrator | Is the abuser on the tenancy? |
        Is the abuser a joint tenant? | Is the perpetrator also a tenant? | Is the perpetrator a tenant?
    """),
    ),
    Question(
        key="currently_staying",
        section=HOUSING,
        required=True,
        answer=one_of(STAYING, harmless="staying living council placed own still place her his their s"),
        labels=wordings("""
        Where is the applicant living now? | Is the applicant at home, in TA or in refuge? | Currently residing at |
        Where does the household stay at present? | Where do they stay now? | Home, TA or refuge? |
        Where is the applicant staying? | Currently staying | In TA/refuge? | Current accommodation |
        Current living situation | Is the applicant in temporary accommodation or refuge? |
        Where is the household currently staying? | Currently living in | Present accommodation |
        Where is the client at present? | Living arrangements | Current living arrangements |
        Where are they staying at the moment? | Current whereabouts | Applicant currently residing |
        Where is the applicant now? | Where do they sleep at present? | Present whereabouts |
        Where are they staying right now? | Staying | Where are they now? | Where are they living? |
        Where is the customer staying? | Staying at | Staying now | Where are they staying? |
        Where are they staying at present? | Current housing situation | Staying at present | Where is the household now?
    """),
    ),
    Question(
        key="original_landlord",
        section=HOUSING,
        answer=LANDLORD,
        labels=wordings("""
        If in TA, previous social landlord | If the tenant is in TA, name the landlord they came from |
        Landlord they came from | If in TA, landlord they came from | Original landlord | Previous social landlord |
        Former social landlord | If in temporary accommodation, who was the previous social landlord? |
        Landlord before temporary accommodation | Last social landlord | If in TA, original landlord |
        Landlord of former tenancy | Previous landlord | Former landlord |
        If in temporary accommodation, landlord of the former social tenancy |
        If in TA, landlord of previous social tenancy | If in temporary accommodation, previous social landlord
    """),
    ),
    Question(
        key="overcrowded",
        section=HOUSING,
        required=True,
        answer=OVERCROWDED,
        labels=wordings("""
        Is the household currently overcrowded? | Overcrowded | Overcrowded? | Is the property overcrowded? | Overcrowding |
        Currently overcrowded | Are they overcrowded? | Is the current home overcrowded? | Is there overcrowding? |
        Is the family overcrowded? | Are they overcrowded there?
    """),
    ),
    Question(
        key="rent_arrears",
        section=HOUSING,
        answer=ARREARS,
        labels=wordings("""
        Rent arrears | Any rent owing? | Does the tenant owe rent? | Is any rent owing? | Rent owed | Rent owing |
        Arrears? Repayment plan? | Arrears | Any rent arrears? | Are there rent arrears? |
        Does the applicant have rent arrears? | Rent arrears? | Any arrears on the account? |
        Is the rent account in arrears? | Are there any arrears? | Do they owe rent? | Is rent owed?
    """),
    ),
    Question(
        key="adults",
        section=HOUSEHOLD,
        required=True,
        answer=ADULTS,
        note="Age and sex of each, no names",
        labels=wordings("""
        Details of adults (above 18) requesting to move | Adults | Adults moving | Adults in the household |
        Details of adults | Ages and gender of adults moving | Adults who will live in the new home | Adults to move |
        Adults (age and gender) | Adults requesting to move | Number, age and sex of adults |
        Adult household members | Ages and gender of adults | Adults (over 18) moving | Household members over 18 |
        Adults to be rehoused | Who is moving - adults | Age and gender of adults | Adults 18+
    """),
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
        Dependent children | Ages and gender of children moving | Children who will live in the new home |
        Children to move | Children's ages and gender | Ages and gender of children | Household members under 18 |
        Children to be rehoused | Children (age and sex) | Kids
    """),
    ),
    Question(
        key="pregnancy_due",
        section=HOUSEHOLD,
        answer=DATE,
        labels=wordings("""
        Expecting? Due date | EDD if pregnant | Expecting a baby? Give EDD | Pregnancy – expected date |
        Is the applicant pregnant? EDD | If pregnant, EDD | Pregnant? EDD | Pregnancy: EDD | Expected date of birth |
        Expecting? EDD | EDD | Pregnancy due date | If pregnant, due date | Is anyone pregnant? Due date |
        Expected date of delivery | Baby due | Due date | Pregnant? Please give due date |
        Is anyone in the household pregnant? If so, due date | If anyone is expecting, when is the baby due? |
        Estimated due date | If expecting, due date | Expecting a baby? Due date | Is anybody expecting a baby? |
        Is anyone expecting a baby? | Is anyone pregnant? | Anyone pregnant?
    """),
    ),
    Question(
        key="bedrooms_needed",
        section=WANTED,
        required=True,
        answer=BEDROOMS,
        labels=wordings("""
        Bedrooms requested | What size of home is asked for? | Size asked for | Bedrooms asked for |
        Size of home asked for | Size of property required | Bed need | Bedrooms needed | Number of bedrooms requested |
        Bedroom need | Number of bedrooms required | Property size required | Bedroom entitlement | Size needed |
        Bedrooms required | How many bedrooms are needed? | Bed size required | Bedroom size requested |
        Number of bedrooms needed | Bedrooms in the new home | Bedrooms client needs | Bedrooms they need |
        How many bedrooms will they need? | Bedroom requirement | Assessed bedroom need | Size of home needed |
        Bed size needed | Property size requested | Bedrooms the household needs | Size of property needed
    """),
    ),
    Question(
        key="areas_requested",
        section=WANTED,
        required=True,
        answer=AREAS_WANTED,
        note="Whole areas only, as many as are safe",
        labels=wordings("""
        Areas requested | Boroughs applied for | Which areas has the applicant chosen? | Boroughs chosen |
        Chosen boroughs | Areas chosen | Safe boroughs | Boroughs requested | Areas of choice | Boroughs of choice |
        Safe areas | Preferred boroughs | Boroughs where the applicant would like to move | Boroughs considered safe |
        Requested boroughs | Which boroughs would the applicant consider? | Boroughs applicant would move to |
        Areas the household can move to | Boroughs wanted | Boroughs sought |
        Which boroughs would they like to be considered for? | Boroughs the applicant is willing to move to |
        Desired boroughs | Areas safe to live in | Boroughs (in order of preference) |
        Areas where the applicant would be safe | Boroughs the client can safely live in | Choice of boroughs |
        Borough preferences | Boroughs acceptable to the applicant | Boroughs they would accept |
        Where would the household like to move to? | Areas acceptable | Moving to which boroughs
    """),
    ),
    Question(
        key="areas_at_risk",
        section=WANTED,
        required=True,
        answer=AREAS_AT_RISK,
        labels=wordings("""
        Areas to avoid | Boroughs that should not be offered | Boroughs not to be offered | Where is it unsafe? |
        Where would it be unsafe? | Boroughs that are off limits | Boroughs where at risk | Areas where at risk |
        Boroughs to avoid | Unsafe boroughs | Unsafe areas | Areas not safe | Risk areas | Boroughs that are not safe |
        Areas of risk | Boroughs where the applicant is at risk | No-go areas | Areas that must be avoided |
        Excluded boroughs | Boroughs considered unsafe | Areas the household cannot live in | Boroughs to be excluded |
        Where would the applicant be at risk? | Boroughs of risk | Boroughs in which the applicant would not be safe |
        Areas where the perpetrator lives or has links | Which boroughs must be avoided? |
        Boroughs with links to the perpetrator | Areas unsafe for the household | No go boroughs | Risk boroughs |
        Which boroughs would not be safe? | Boroughs the household must not be placed in |
        Boroughs that would not be safe | Which boroughs are not safe? | Boroughs ruled out because of risk |
        Boroughs ruled out | Boroughs client is at risk in | Boroughs they must not be placed in |
        Boroughs they cannot be moved to
    """),
    ),
    Question(
        key="ground_floor_only",
        section=WANTED,
        answer=GROUND_FLOOR_ONLY,
        labels=wordings("""
        Ground floor only | Is ground floor needed? | Ground floor needed? | Ground floor required |
        Does the household need ground floor? | Ground-floor property needed | Must be ground floor |
        Ground floor property required?
    """),
    ),
    Question(
        key="step_free",
        section=WANTED,
        answer=STEP_FREE,
        labels=wordings("""
        Step-free access | Is step-free access needed? | Level access needed | Step free access required? | Step free |
        Needs level access | Step-free access needed | Step-free or lift access needed? | Can anyone not manage stairs?
    """),
    ),
    Question(
        key="wheelchair",
        section=WANTED,
        answer=yes_no(
            yes=("wheelchair", "wheelchair user", *NEEDED),
            no=(
                "not a wheelchair user",
                "no wheelchair",
                "no wheelchair user",
                "no wheelchair users",
                "not wheelchair user",
                "no wheelchair needed",
                "no wheelchair required",
                "no wheelchair access needed",
                *NOT_NEEDED,
            ),
            after_yes="full time part electric powered manual uses user outdoors indoors only both son daughter mother child",
            after_no="uses walking stick sticks frame crutches zimmer",
            details="reasons",
        ),
        labels=wordings("""
        Wheelchair user | Wheelchair | Is a wheelchair-accessible home needed? | Wheelchair access required |
        Wheelchair accessible | Wheelchair-adapted property needed | Does anyone use a wheelchair? | Wheelchair home needed |
        Wheelchair adapted
    """),
    ),
    Question(
        key="pets",
        section=WANTED,
        required=True,
        answer=PETS,
        labels=wordings("""
        Pets | Any pets? | Does the household have pets? | Pets in the household | Are there any pets? | Do they have pets? |
        Does the applicant have any pets? | Do they keep pets? | Do they have any pets? | Does client have pets? |
        Any animals? | Animals | Pets? | Household pets | Has the applicant got a pet?
    """),
    ),
    Question(
        key="pets_rehome",
        section=WANTED,
        required=True,
        answer=REHOME,
        labels=wordings("""
        Would you rehome your pet? | Would they part with their pets? | Willing to part with pets? |
        Would pets be given up? | Would they part with the pet? | Would they rehome the pet? |
        Would the household consider rehoming a pet? | If yes, would they rehome? | Willing to rehome pets |
        Would the applicant consider rehoming their pet? | Rehome pets? | Would the pet be rehomed? |
        Prepared to rehome pets? | If pets, would they be rehomed? | Able to rehome pets | Rehome? | Rehome |
        Would rehome | Would they give up their pets? | Would the customer give them up? | Would they rehome them? |
        Would rehome | If pets cannot be accepted, would you rehome?
    """),
    ),
    Question(
        key="risk_primary",
        section=RISK,
        required=True,
        answer=GROUND,
        labels=wordings("""
        Main reason for request | Main form of abuse | Primary form of violence | Primary type of abuse |
        Why is the move needed? | Principal risk | Grounds for move | Ground for move | Main reason for moving |
        Form of abuse | What kind of violence is the household fleeing? | Main type of abuse | Main type of violence |
        Main cause of risk | Reason for request | Type of risk | Nature of harm | Primary risk | Reason for the move |
        Primary reason for request | Main risk | Reason for referral | Main ground | Primary risk type | Nature of risk |
        Type of harm | Main type of risk | Risk type | Reason for moving | Primary ground of risk |
        What is the main risk? | Main reason for move | Grounds for request | Type of abuse | Nature of abuse |
        Form of abuse or violence | Type of violence or abuse | Kind of risk | Risk | Type of risk to client |
        What is the primary reason for the move? | Category of risk | Risk category | Category of harm |
        What is the main reason for the move?
    """),
    ),
    Question(
        key="risk_other",
        section=RISK,
        answer=GROUNDS,
        labels=wordings("""
        Other risks | Other reasons for request | Other reason for request | Other forms of abuse | Other types of abuse |
        Any other risks | Other reasons | Additional risks | Secondary risk | Further risks | Other types of risk |
        Other grounds | Other risk factors | Any other type of risk | Further grounds of risk | Secondary risks
    """),
    ),
    Question(
        key="support_agency",
        section=RISK,
        required=True,
        answer=SUPPORT,
        labels=wordings("""
        Support in place | IDVA | Who will support the household during the move? | Who will support the applicant? |
        Resettlement support | Support agency | Agency providing support |
        Support agencies involved | Who is supporting the applicant? | Support service |
        Which agency supports the household? | Supporting agency | Support provider | Support provided by |
        Specialist support service | Support worker agency | What support is in place? | Agency giving support |
        Agencies supporting the applicant | Who is giving support? | Supporting organisation | Organisation giving support |
        Support from | Organisation supporting them | Which support agency is involved? | Agency supporting client |
        Support in place (agency) | Which organisation is supporting the applicant? | Support worker/agency | Supported by
    """),
    ),
    Question(
        key="registered_housing_moves",
        section=RISK,
        answer=yes_no(
            yes=("registered",),
            no=("not registered", "not eligible", "ineligible"),
            after_yes="ref registration reference number no application bidding live active housing moves registered in "
            "january february march april may june july august september october november december",
            after_no="advised to register housing moves",
            figures=True,
            details="statements",
        ),
        labels=wordings("""
        Registered on Housing Moves? | Housing Moves | Is the applicant registered on Housing Moves? |
        Registered with Housing Moves | Housing Moves registration | Has the applicant registered for Housing Moves?
    """),
    ),
    Question(
        key="officer_name",
        section=OFFICERS,
        required=True,
        answer=NAME,
        labels=(
            *wordings("""
        Name of nominating officer | Officer completing this form | Name of person referring |
        Name of person making this request | Referral made by | Form filled in by | Submitted by | Nominated by |
        Requested by | Referred by | Sent by | Completed by (name) | Filled in by | Officer name | Completed by |
        Form completed by | Referrer's name | Name of referrer | Name of officer making the request |
        First nominating officer name | Name of person completing this form | Referring officer |
        Name of worker making this referral | Referrer name | Your name | Name of caseworker |
        Name of person making referral | Your full name | Name of officer completing this form | Requesting officer |
        Name of worker | Lead professional | Lead worker | Caseworker | Case worker | Worker |
        Worker name | Name of professional | Worker's name | Name of the professional making this request
    """),
            *officer_labels("name", "full name", "1 name", "print name", "first name"),
        ),
    ),
    Question(
        key="officer_role",
        section=OFFICERS,
        answer=TEXT_IF_ANY,
        labels=(
            *wordings("""
        Nominating officer's role | Referrer’s job | Job | Worker's job | Officer's job | Role of person completing form |
        Officer's role | Post | Post held | Worker's role | Worker's job title | Referrer's job title | Referrer role |
        Job title | Role | Position | Role / job title | Your role | Job title of officer | Post
    """),
            *officer_labels("role", "job title", "position"),
        ),
    ),
    Question(
        key="officer_agency",
        section=OFFICERS,
        required=True,
        answer=AGENCY,
        labels=(
            *wordings("""
        Nominating officer's agency | Agency or landlord | Agency/landlord | Organisation or landlord | Agency or council |
        Council or agency | Officer's agency | Referring agency | Agency | Organisation | Nominating agency |
        Referrer's organisation | Referring organisation | Agency of nominating officer | Agency / organisation |
        Your organisation | Name of agency | Name of organisation | Agency name | Name of referring agency |
        Agency making this referral | Officer's employer | Team / organisation | Team/organisation |
        Worker's organisation | Worker's agency | Name of your agency | Department or organisation | Your service |
        Service | Your agency | Employer | Agency/team | Organisation name
    """),
            *officer_labels("agency", "organisation", "agency name", "team", "agency / team", "organisation / team"),
        ),
    ),
    Question(
        key="officer_email",
        section=OFFICERS,
        required=True,
        answer=EMAIL,
        labels=(
            *wordings("""
        Nominating officer's e-mail | Email of person completing form | Email of person completing this form |
        E-mail of referrer | Officer's email | Referrer's email | Referrer email address | E-mail of nominating officer |
        Your email | Email | Email address | E-mail | Secure email | Work email | Contact email | Secure email address |
        Worker's email | Worker's email address | Caseworker's email | E-mail address
    """),
            *officer_labels("email", "email address", "secure email", "work email"),
        ),
    ),
    Question(
        key="officer_phone",
        section=OFFICERS,
        answer=PHONE,
        labels=(
            *wordings("""
        Nominating officer's telephone | Officer's telephone | Referrer's telephone | Referrer phone number |
        Contact number of nominating officer | Your telephone number | Telephone | Phone | Contact number | Tel |
        Telephone number | Worker's mobile | Worker's phone | Worker's telephone | Caseworker's phone | Mobile |
        Phone number | Work telephone | Work mobile
    """),
            *officer_labels("phone", "telephone", "contact number", "mobile", "tel", "direct line"),
        ),
    ),
    Question(
        key="officer2_name",
        section=OFFICERS,
        answer=NAME_IF_ANY,
        labels=(
            *wordings("""
        Second nominating officer's name | Back-up nominating officer | Backup officer | Back-up officer |
        Second nominating officer | Second NO | Name of second nominating officer | Second officer | Cover officer |
        Cover officer name | Name of cover officer | Covering officer | Alternative contact name |
        Deputy nominating officer | Additional nominating officer | Nominating officer 2 | Alternative nominating officer
    """),
            *second_labels("name", "full name"),
        ),
    ),
    Question(
        key="officer2_email",
        section=OFFICERS,
        answer=EMAIL,
        labels=(
            *wordings("""
        Second nominating officer's e-mail | Back-up officer email | Email of back-up officer |
        Email of second nominating officer | Second officer's email | Alternative contact email |
        Nominating officer 2 email | Cover officer email | Email of cover officer | Covering officer email
    """),
            *second_labels("email", "secure email"),
        ),
    ),
)
QUESTIONS = tuple(replace(question, ways=WAYS.get(question.key, "")) for question in _QUESTIONS)
