"""The property request form (forms.md F1), in every wording that was seen or may be expected."""

from __future__ import annotations

import re
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
    Answer,
    Choice,
    blank,
    doubtful,
    emails_in,
    found,
    one_of,
    phones_in,
    read_bedrooms,
    read_email,
    read_yes_no,
    tile,
    with_boxes,
    without_placeholders,
    yes_no,
)
from parsing.areas import AREA, AREAS_AT_RISK, AREAS_WANTED, R031
from parsing.dates import DATE, dates_in, read_date, without_dates
from parsing.field import Field
from parsing.form import Fields, Form, OtherQuestion, Question, Settled, SharedQuestion
from parsing.forms.common import PROPERTY_TYPE, PROPERTY_TYPES, TENANCY_TYPES
from parsing.people import ADULTS, CHILDREN, is_expecting, read_household
from parsing.answers import floor_in, options_in, has_boxes
from parsing.readings import RequestForm
from scheme.agreement import Scheme
from scheme.terms import spelling_key

HOUSING, HOUSEHOLD, WANTED, RISK, OFFICERS = "Housing", "Household", "The home wanted", "Risk and support", "Nominating officers"

STAYING = (
    Choice(value="home", label="At home", words=("home", "own home", "in the property", "at the property", "current property", "at home address", "still in the property", "still at home", "in own home", "at own home", "tenancy address", "in tenancy", "at the tenancy", "home address", "own tenancy", "remaining at home", "in their own home", "living at the property", "same address", "living at home")),
    Choice(value="temporary_accommodation", label="Temporary accommodation", words=("ta", "in ta", "temp accommodation", "bed and breakfast", "b&b", "hostel", "nightly paid", "hotel", "temporary", "emergency accommodation", "emergency ta", "temporary accomodation", "placed in ta", "temp", "nightly paid accommodation", "temporary accommodation (ta)")),
    Choice(value="refuge", label="Refuge", words=("in refuge", "in a refuge", "womens refuge", "refuge accommodation", "women's refuge", "refuge placement")),
    Choice(value="family_or_friends", label="Family or friends", words=("with family", "with friends", "family", "friends", "family/friends", "with relatives", "staying with family", "staying with friends", "sofa surfing", "with friends or family", "with family or friends", "friends or family", "friends/family", "staying with a friend", "with a friend", "staying with relatives", "with mother", "family and friends", "friends and family", "staying with family/friends", "with parents")),
    Choice(value="other", label="Other", words=("custody", "hospital", "prison", "elsewhere", "other please state")),
)  # fmt: skip
JOINT = yes_no(yes=("joint", "joint tenancy", "joint tenant", "joint tenants", "jointly"), no=("sole", "sole tenancy", "sole tenant", "single", "in sole name", "sole name"))
PETS = yes_no(no=("no pets", "none", "no pet", "no animals"))
REHOME = yes_no(
    yes=("would rehome", "willing to rehome", "happy to rehome", "yes would rehome", "would consider"), no=("not willing", "unwilling", "would not", "would not rehome", "will not rehome")
)
LIVES_WITH = yes_no(yes=("perpetrator is on the tenancy",), no=("sole tenancy", "sole", "not on the tenancy"))
_SECOND = ("second", "additional", "alternative", "deputy")


def _officer_labels(*names: str) -> tuple[str, ...]:
    return tuple(f"Nominating officer {name}" for name in names)


def _second_labels(*names: str) -> tuple[str, ...]:
    return tuple(f"{second} nominating officer {name}" for second in _SECOND for name in names)


QUESTIONS = (
    Question(key="consent_given", section="Consent", required=True, answer=yes_no(yes=("consent given", "given", "verbal", "written", "obtained", "verbal consent", "written consent")),
        labels=("Applicant has given consent", "Has the applicant given consent?", "Consent given", "Is the client aware of this referral?", "Client consents to this referral",
                "Does the applicant consent to this request?", "The applicant agrees to this referral", "Consent obtained", "Has consent been obtained?", "Applicant's consent", "Has the client agreed to this referral?", "Does the client consent to this referral and to information sharing?", "Consent to share information", "Client has consented")),
    Question(key="consent_date", section="Consent", required=True, answer=DATE,
        labels=("Date of consent", "Consent date", "Date consent given", "Date consent obtained", "Date the applicant consented", "When was consent given?", "Consent dated"), signs=("consent date", "consent when", "consent dated")),
    Question(key="reference", section="Consent", answer=REFERENCE, note="To be assigned by the coordinator",
        labels=("Application reference code", "PLHR Application Reference Code", "Reference code", "Reference", "Reference number", "Ref", "Ref no", "Our reference", "Case reference", "Request reference", "Office use", "Reciprocal reference", "Application reference", "Application ref", "Reference (office use)", "Application reference number", "Case number", "PLHR reference", "PLHR ref"),
        signs=("reference -police -crime -cad -risk -marac -tenancy -payment",)),
    Question(key="referral_date", section="Consent", required=True, answer=DATE,
        labels=("Date of referral", "Date of request", "Referral date", "Date of referral/request", "Date of application", "Date form completed", "Date completed", "Date submitted", "Date of nomination", "Request date", "Date", "Date of this request", "Date referral made", "Date of completion"),
        signs=("date referral -consent", "date wanted -consent", "date application -consent", "date form", "date nomination", "date submitted")),
    Question(key="applicant_landlord", section=HOUSING, required=True, answer=LANDLORD,
        labels=("Applicant's landlord", "LA or housing provider", "Current landlord", "Landlord", "Name of landlord", "Client's landlord", "Social landlord", "Housing provider", "Landlord name", "Who is the applicant's landlord?", "Council or housing association", "Local authority or housing provider", "Local authority / housing association", "Current social landlord", "Current housing provider", "Tenancy held with", "Which landlord holds the tenancy?", "Registered provider", "Who is the current landlord?", "Landlord (council or housing association)", "Housing association or council", "Landlord of current property", "Local authority/housing provider"),
        signs=("landlord -contact -officer -name -email -phone -lead -aware -approval -approved -original -previous -former -last -before -owed -support -informed -discussed -agreed -consent -temporary -ta",)),
    Question(key="area_residence", section=HOUSING, required=True, answer=AREA,
        labels=("Borough of residence", "Home borough", "LA area", "Current borough", "Area of residence", "Local authority area", "Borough", "Borough where the applicant lives", "Borough currently living in", "Home area", "Borough of current property", "Which borough does the applicant live in?", "Area where the tenancy is held", "Residing borough", "Resident borough", "Home local authority", "Local authority of residence", "Borough they live in now", "Borough of current tenancy", "Borough of current home", "Borough applicant lives in", "Borough lived in at present"),
        signs=("area residence -wanted -risk", "area current -wanted -risk -unsafe -avoid -safe -landlord", "area residing -wanted", "area live current -wanted -risk -unsafe -avoid")),
    Question(key="current_bedrooms", section=HOUSING, required=True, answer=BEDROOMS,
        labels=("Number of bedrooms in current property", "Bedrooms in current home", "Current number of bedrooms", "Current bedrooms", "No. of bedrooms now", "Current property size", "Size of current property", "Bedrooms in present home", "Number of bedrooms (current property)", "Bedrooms at current address", "How many bedrooms does the current home have?", "Current bedroom size", "Number of bedrooms", "No. of bedrooms in current property", "Bedrooms (current)", "Bedrooms now"),
        signs=("bedroom current -wanted -floor -type", "size current property -wanted")),
    Question(key="current_floor", section=HOUSING, required=True, answer=FLOOR,
        labels=("Floor of current property", "Current floor", "Floor", "Floor level", "Which floor is the current home on?", "What floor is the property on?", "Floor level of current property", "Floor of current home", "Floor (current property)", "Current floor level", "Floor number"),
        signs=("floor current -wanted -ground -bedroom -type",)),
    Question(key="current_type", section=HOUSING, required=True, answer=PROPERTY_TYPE,
        labels=("Type of current property", "Current property type", "Property type", "Type of property", "Current type of home", "Kind of home now", "Type of accommodation", "House/flat/maisonette", "Property type (current)", "Current home type", "Type of dwelling", "Current accommodation type", "Type of home"),
        signs=("property type current -wanted -floor -bedroom",)),
    Question(key="tenancy_type", section=HOUSING, required=True, answer=one_of(TENANCY_TYPES, harmless="joint sole social housing full standard"),
        labels=("Tenancy type", "Type of tenancy", "Tenure", "Tenure type", "Secure/assured/…", "Secure / assured / other", "Current tenancy type", "What type of tenancy is held?", "Type of tenancy held", "Kind of tenancy", "Secure or assured tenancy", "Tenancy", "Current tenure", "Tenancy status", "Security of tenure", "What kind of tenancy does the applicant hold?", "Secure/assured/other"),
        signs=("tenancy type -joint -sole -owed -offered",)),
    Question(key="tenancy_owed", section=HOUSING, answer=LANDLORD,
        labels=("Owed a tenancy by", "Tenancy owed by", "If no tenancy, who owes one?", "If owed a tenancy, by whom?", "Authority owing a tenancy", "Care leaver", "Care leaver - responsible authority", "Authority that owes the tenancy", "Who owes the applicant a tenancy?", "If owed a tenancy, by which landlord or authority?", "Care leaver owed a tenancy by", "Landlord or authority owing a tenancy", "Owed a social tenancy by", "If care leaver, owed a tenancy by"),
        signs=("owed tenancy -type", "owes tenancy", "owing tenancy")),
    Question(key="joint_tenancy", section=HOUSING, required=True, answer=JOINT,
        labels=("Is it a joint tenancy?", "Joint tenancy", "Sole/joint tenancy", "Sole or joint tenancy", "Joint tenancy?", "Is the tenancy joint?", "Joint or sole tenancy", "Sole or joint", "Joint or sole", "Is this a joint tenancy?", "Is the tenancy in joint names?", "Joint tenant", "Sole/joint", "Tenancy sole or joint?", "Is the tenancy sole or joint?"),
        signs=("joint tenancy -perpetrator", "joint sole -perpetrator", "joint tenant -perpetrator", "joint name -perpetrator")),
    Question(key="other_tenant_is_perpetrator", section=HOUSING, required=True, answer=LIVES_WITH,
        labels=("Is the perpetrator on the tenancy?", "Is the other tenant the perpetrator?", "Is the perpetrator a joint tenant?", "Joint tenant is the perpetrator", "Perpetrator on tenancy", "Is the alleged perpetrator named on the tenancy?", "If joint, is the other tenant the perpetrator?", "Perpetrator named on the tenancy", "Is the joint tenant the perpetrator?", "Is the alleged perpetrator a tenant?", "If joint, is the other tenant the perpetrator of the abuse?"),
        signs=("perpetrator tenancy -area", "perpetrator joint -area")),
    Question(key="currently_staying", section=HOUSING, required=True, answer=one_of(STAYING, harmless="staying council placed own still place"),
        labels=("Where is the applicant living now?", "Where is the applicant staying?", "Currently staying", "In TA/refuge?", "Current accommodation", "Current living situation", "Is the applicant in temporary accommodation or refuge?", "Where is the household currently staying?", "Currently living in", "Present accommodation", "Where is the client at present?", "Living arrangements", "Current living arrangements", "Where are they staying at the moment?", "Current whereabouts", "Applicant currently residing", "Where is the applicant now?", "Current housing situation", "Staying at present", "Where is the household now?"),
        signs=("where living -area -move -wanted", "where staying -area", "staying current -area", "current accommodation -type -bedroom -floor -size -number -overcrowded", "where residing -area", "living situation", "where live current -area -wanted")),
    Question(key="original_landlord", section=HOUSING, answer=LANDLORD,
        labels=("If in TA, previous social landlord", "Original landlord", "Previous social landlord", "Former social landlord", "If in temporary accommodation, who was the previous social landlord?", "Landlord before temporary accommodation", "Last social landlord", "If in TA, original landlord", "Landlord of former tenancy", "Previous landlord", "Former landlord", "If in temporary accommodation, landlord of the former social tenancy", "If in TA, landlord of previous social tenancy", "If in temporary accommodation, previous social landlord"),
        signs=("landlord previous -contact -current", "landlord former -contact -current", "landlord original -contact", "landlord last", "landlord before")),
    Question(key="overcrowded", section=HOUSING, required=True, answer=yes_no(),
        labels=("Is the household currently overcrowded?", "Overcrowded", "Overcrowded?", "Is the property overcrowded?", "Overcrowding", "Currently overcrowded", "Are they overcrowded?", "Is the current home overcrowded?", "Is there overcrowding?", "Is the family overcrowded?"), signs=("overcrowded", "overcrowding")),
    Question(key="rent_arrears", section=HOUSING, answer=yes_no(no=("none", "no arrears", "clear", "account clear", "nil"), yes=("in arrears",)),
        labels=("Rent arrears", "Arrears? Repayment plan?", "Arrears", "Any rent arrears?", "Are there rent arrears?", "Does the applicant have rent arrears?", "Rent arrears?", "Any arrears on the account?", "Is the rent account in arrears?", "Are there any arrears?"), signs=("arrear",)),
    Question(key="adults", section=HOUSEHOLD, required=True, answer=ADULTS, note="Age and sex of each, no names",
        labels=("Details of adults (above 18) requesting to move", "Adults", "Adults moving", "Adults in the household", "Details of adults", "Adults (age and gender)", "Adults requesting to move", "Number, age and sex of adults", "Adult household members", "Ages and gender of adults", "Adults (over 18) moving", "Household members over 18", "Adults to be rehoused", "Who is moving - adults", "Age and gender of adults", "Adults 18+"),
        signs=("adult -child -moved",)),
    Question(key="children", section=HOUSEHOLD, required=True, answer=CHILDREN, note="Age and sex of each, no names",
        labels=("Details of children", "Under 18s", "Ages and gender", "Children", "Children moving", "Details of children (under 18) requesting to move", "Children in the household", "Number, age and sex of children", "Dependent children", "Children's ages and gender", "Ages and gender of children", "Household members under 18", "Children to be rehoused", "Children (age and sex)", "Kids"),
        signs=("child -adult -moved -school -social -service -contact -protection -care -name -expecting",)),
    Question(key="pregnancy_due", section=HOUSEHOLD, answer=DATE,
        labels=("Expecting? Due date", "Expecting? EDD", "EDD", "Pregnancy due date", "If pregnant, due date", "Is anyone pregnant? Due date", "Expected date of delivery", "Baby due", "Due date", "Pregnant? Please give due date", "Is anyone in the household pregnant? If so, due date", "If anyone is expecting, when is the baby due?", "Estimated due date", "If expecting, due date", "Expecting a baby? Due date"),
        signs=("due date -rent -consent", "pregnant due", "expecting due", "baby due", "pregnancy due")),
    Question(key="bedrooms_needed", section=WANTED, required=True, answer=BEDROOMS,
        labels=("Bedrooms requested", "Size of property required", "Bed need", "Bedrooms needed", "Number of bedrooms requested", "Bedroom need", "Number of bedrooms required", "Property size required", "Bedroom entitlement", "Size needed", "Bedrooms required", "How many bedrooms are needed?", "Bed size required", "Bedroom size requested", "Number of bedrooms needed", "Bedroom requirement", "Assessed bedroom need", "Size of home needed", "Bed size needed", "Property size requested", "Bedrooms the household needs", "Size of property needed"),
        signs=("bedroom wanted -current -floor", "size property wanted -current", "bedroom entitled", "bedroom entitlement", "size wanted -current", "bedroom eligible")),
    Question(key="areas_requested", section=WANTED, required=True, answer=AREAS_WANTED, note="Whole areas only, as many as are safe",
        labels=("Areas requested", "Safe boroughs", "Boroughs requested", "Areas of choice", "Boroughs of choice", "Safe areas", "Preferred boroughs", "Boroughs where the applicant would like to move", "Boroughs considered safe", "Requested boroughs", "Which boroughs would the applicant consider?", "Boroughs applicant would move to", "Areas the household can move to", "Boroughs wanted", "Boroughs the applicant is willing to move to", "Desired boroughs", "Areas safe to live in", "Boroughs (in order of preference)", "Areas where the applicant would be safe", "Boroughs the client can safely live in", "Choice of boroughs", "Borough preferences", "Boroughs acceptable to the applicant", "Boroughs they would accept", "Where would the household like to move to?", "Areas acceptable", "Moving to which boroughs"),
        signs=tuple(f"area {word} -risk -unsafe -avoid -not -current -residence -cannot -out -never -danger -landlord -support -agency -from" for word in ("wanted", "choice", "safe", "safely", "consider", "considered", "move", "accept", "acceptable", "preference", "willing", "suitable", "like"))),
    Question(key="areas_at_risk", section=WANTED, required=True, answer=AREAS_AT_RISK,
        labels=("Areas to avoid", "Boroughs where at risk", "Areas where at risk", "Boroughs to avoid", "Unsafe boroughs", "Unsafe areas", "Areas not safe", "Risk areas", "Boroughs that are not safe", "Areas of risk", "Boroughs where the applicant is at risk", "No-go areas", "Areas that must be avoided", "Excluded boroughs", "Boroughs considered unsafe", "Areas the household cannot live in", "Boroughs to be excluded", "Where would the applicant be at risk?", "Boroughs of risk", "Boroughs in which the applicant would not be safe", "Areas where the perpetrator lives or has links", "Which boroughs must be avoided?", "Boroughs with links to the perpetrator", "Areas unsafe for the household", "No go boroughs", "Risk boroughs"),
        signs=("area risk -not -no -wanted -residence -current -safe", "area unsafe -wanted -residence -choice", "area avoid -not -wanted -choice", "area cannot -wanted -choice", "area perpetrator -wanted -not -choice", "area danger -not -wanted", "area not safe -risk -wanted -choice", "area not live -preference", "area not wanted -preference -choice", "area not move -preference", "area concern", "area link")),
    Question(key="ground_floor_only", section=WANTED, answer=yes_no(yes=("ground floor only", "ground floor"), no=("any floor",)),
        labels=("Ground floor only", "Is ground floor needed?", "Ground floor needed?", "Ground floor required", "Does the household need ground floor?", "Ground-floor property needed", "Must be ground floor", "Ground floor property required?"), signs=("ground floor -current",)),
    Question(key="step_free", section=WANTED, answer=yes_no(yes=("step free",)),
        labels=("Step-free access", "Is step-free access needed?", "Level access needed", "Step free access required?", "Step free", "Needs level access", "Step-free access needed", "Step-free or lift access needed?", "Can anyone not manage stairs?"), signs=("step free -ground -wheelchair", "level access -ground -wheelchair")),
    Question(key="wheelchair", section=WANTED, answer=yes_no(yes=("wheelchair", "wheelchair user"), no=("not a wheelchair user",)),
        labels=("Wheelchair user", "Wheelchair", "Is a wheelchair-accessible home needed?", "Wheelchair access required", "Wheelchair accessible", "Wheelchair-adapted property needed", "Does anyone use a wheelchair?", "Wheelchair home needed", "Wheelchair adapted"), signs=("wheelchair",)),
    Question(key="pets", section=WANTED, required=True, answer=PETS,
        labels=("Pets", "Any pets?", "Does the household have pets?", "Pets in the household", "Are there any pets?", "Do they have pets?", "Does the applicant have any pets?", "Pets?", "Household pets", "Has the applicant got a pet?"), signs=("pet -rehome -consider -give -without",)),
    Question(key="pets_rehome", section=WANTED, required=True, answer=REHOME,
        labels=("Would you rehome your pet?", "Would they rehome the pet?", "Would the household consider rehoming a pet?", "If yes, would they rehome?", "Willing to rehome pets", "Would the applicant consider rehoming their pet?", "Rehome pets?", "Would the pet be rehomed?", "Prepared to rehome pets?", "If pets, would they be rehomed?", "Able to rehome pets", "If pets cannot be accepted, would you rehome?"), signs=("rehome",)),
    Question(key="risk_primary", section=RISK, required=True, answer=GROUND,
        labels=("Main reason for request", "Reason for request", "Type of risk", "Nature of harm", "Primary risk", "Reason for the move", "Primary reason for request", "Main risk", "Reason for referral", "Main ground", "Primary risk type", "Nature of risk", "Type of harm", "Main type of risk", "Risk type", "Reason for moving", "Primary ground of risk", "What is the main risk?", "Main reason for move", "Grounds for request", "Type of abuse", "Nature of abuse", "Form of abuse or violence", "Type of violence or abuse"),
        signs=("risk primary -other", "risk main -other", "reason wanted -refused", "reason move -other", "reason referral -other", "risk type -other", "harm nature")),
    Question(key="risk_other", section=RISK, answer=GROUNDS,
        labels=("Other risks", "Any other risks", "Other reasons", "Additional risks", "Secondary risk", "Further risks", "Other types of risk", "Other grounds", "Other risk factors", "Any other type of risk", "Further grounds of risk", "Secondary risks"), signs=("risk other -area -primary -main", "risk second -area", "risk further -area")),
    Question(key="support_agency", section=RISK, required=True, answer=TEXT,
        labels=("Support in place", "IDVA", "Resettlement support", "Support agency", "Agency providing support", "Support agencies involved", "Who is supporting the applicant?", "Support service", "Which agency supports the household?", "Supporting agency", "Support provider", "Support provided by", "Specialist support service", "Support worker agency", "What support is in place?", "Agency giving support", "Agencies supporting the applicant", "Support worker/agency", "Supported by"),
        signs=("support agency -officer", "support place", "support provided", "supporting agency", "supporting applicant", "support involved", "resettlement support")),
    Question(key="registered_housing_moves", section=RISK, answer=yes_no(yes=("registered",), no=("not registered",)),
        labels=("Registered on Housing Moves?", "Housing Moves", "Is the applicant registered on Housing Moves?", "Registered with Housing Moves", "Housing Moves registration", "Has the applicant registered for Housing Moves?"), signs=("housing move registered", "housing move")),
    Question(key="officer_name", section=OFFICERS, required=True, answer=TEXT,
        labels=("Name of nominating officer", *_officer_labels("name", "full name", "1 name", "print name", "first name"), "Officer name", "Completed by", "Form completed by", "Referrer's name", "Name of referrer", "Name of officer making the request", "First nominating officer name", "Name of person completing this form", "Referring officer", "Name of worker making this referral", "Referrer name", "Your name", "Name of caseworker", "Name of person making referral", "Name of professional", "Worker's name", "Name of the professional making this request"), signs=("officer name -second -landlord -housing -agency -new -lead -cover", "completed name -date -agency")),
    Question(key="officer_role", section=OFFICERS, answer=TEXT,
        labels=("Nominating officer's role", *_officer_labels("role", "job title", "position"), "Officer's role", "Referrer's job title", "Referrer role", "Job title", "Role", "Position", "Role / job title", "Your role"), signs=("officer role -second -landlord -agency -housing -name",)),
    Question(key="officer_agency", section=OFFICERS, required=True, answer=TEXT,
        labels=("Nominating officer's agency", *_officer_labels("agency", "organisation", "agency name", "team", "agency / team", "organisation / team", "office"), "Officer's agency", "Referring agency", "Agency", "Organisation", "Nominating agency", "Referrer's organisation", "Referring organisation", "Agency of nominating officer", "Agency / organisation", "Your organisation", "Name of agency", "Name of organisation", "Agency name", "Name of referring agency", "Agency making this referral", "Employer", "Agency/team", "Organisation name"), signs=("officer agency -second -landlord -housing -role",)),
    Question(key="officer_email", section=OFFICERS, required=True, answer=EMAIL,
        labels=("Nominating officer's e-mail", *_officer_labels("email", "email address", "secure email", "work email"), "Officer's email", "Referrer's email", "Referrer email address", "E-mail of nominating officer", "Your email", "Email", "Email address", "E-mail", "Secure email", "Work email", "Contact email", "Secure email address"), signs=("officer email -second -landlord -housing -new",)),
    Question(key="officer_phone", section=OFFICERS, answer=PHONE,
        labels=("Nominating officer's telephone", *_officer_labels("phone", "telephone", "contact number", "mobile", "tel", "direct line"), "Officer's telephone", "Referrer's telephone", "Referrer phone number", "Contact number of nominating officer", "Your telephone number", "Telephone", "Phone", "Contact number", "Tel", "Telephone number", "Mobile", "Phone number", "Work telephone", "Work mobile"), signs=("officer phone -second -landlord -housing -new",)),
    Question(key="officer2_name", section=OFFICERS, answer=TEXT,
        labels=("Second nominating officer's name", *_second_labels("name", "full name"), "Second nominating officer", "Second NO", "Name of second nominating officer", "Second officer", "Cover officer", "Alternative contact name", "Deputy nominating officer", "Additional nominating officer", "Nominating officer 2", "Alternative nominating officer"), signs=("officer second name -email -phone",)),
    Question(key="officer2_email", section=OFFICERS, answer=EMAIL,
        labels=("Second nominating officer's e-mail", *_second_labels("email", "secure email"), "Email of second nominating officer", "Second officer's email", "Alternative contact email", "Nominating officer 2 email"), signs=("officer second email",)),
)  # fmt: skip

OTHERS = (
    OtherQuestion(
        labels=("Brief summary of risk", "Summary of risk", "Risk summary", "Details of risk", "Summary of the risk", "Brief details of the risk", "Circumstances", "Background", "Heard at MARAC?", "MARAC", "MARAC case", "MARAC date", "DASH score", "DASH risk score", "CRIS ref", "CRIS reference", "Crime reference", "Crime reference number", "CAD number", "Police reference", "Police reference number", "Risk assessment completed?", "Risk assessment done", "Anything unsuitable?", "Property types that would be unsuitable", "Landlord contact", "Housing officer", "Housing officer name", "Name of housing officer", "Housing officer email", "Housing officer phone", "Landlord contact officer", "Landlord officer name", "Landlord name contact", "Has the landlord been informed?", "Possession action", "Possession order", "Any possession proceedings?", "Repayment plan", "Amount of arrears", "Arrears amount", "Medical needs", "Medical needs details", "Support plan", "Support plan in place?", "Ethnicity", "Ethnic origin", "Sexuality", "Sexual orientation", "Gender identity", "Gender", "Disability", "Age", "Age group", "Religion", "Religion or belief", "Immigration status", "NRPF", "Nationality", "Monitoring", "For statistics only", "First language", "Interpreter needed?", "Interpreter required", "Language", "Signature", "Signed", "Name in capitals", "Form version", "Version", "Safe to contact?", "Lift needed", "Adaptations needed", "Adaptations", "Maximum floor", "Garden needed", "Type of pet", "Details of pets", "Number of pets", "Additional information", "Any other information", "Comments", "Notes", "Further information", "Guidance", "How did you hear about the scheme?", "Officer2 role", *_second_labels("role", "agency", "telephone", "organisation", "job title", "team", "phone"), "Further nominating officer name", "Return form to", "Please return to",
                "Further nominating officer email", "Applicant name", "Name of applicant", "Applicant's date of birth", "Applicant's address", "Applicant phone", "Applicant email", "Applicant full name", "Applicant date of birth", "Date of birth", "DOB", "National Insurance number", "NI number", "Perpetrator name", "Perpetrator's name", "Name of perpetrator", "Perpetrator's address", "Alleged perpetrator", "School", "Current address", "Address", "Postcode", "Home address", "Applicant postcode", "Perpetrator details", "Applicant surname"),
        signs=("risk summary", "marac", "police", "crime", "ethnicity", "dash", "immigration", "religion", "summary circumstance", "address -email"),
    ),
)  # fmt: skip


def _labels_of(key: str) -> tuple[str, ...]:
    return next(question.labels for question in QUESTIONS if question.key == key)


# ── one answer, several fields ──────────────────────────────────────────────────────────────────────────────────────


def home_in_one_answer(answer: Answer, scheme: Scheme) -> Fields:
    """«3 bed, 2nd floor flat»: bedrooms, floor and type, each by its own words."""
    text = with_boxes(without_placeholders(answer.text))
    if not text or (has_boxes(text) and "☒" not in text):
        return dict.fromkeys(("current_bedrooms", "current_floor", "current_type"), blank(answer))
    parts = [part.strip() for part in re.split(r"[,;\n\t|/]|\s[-–—]\s", text) if part.strip()]
    plain = len(parts) == 3 and all(re.fullmatch(r"\w+", part) for part in parts)
    if plain:
        return {key: replace(_read_part(key, part, answer, scheme), quote=answer.text) for key, part in zip(("current_bedrooms", "current_floor", "current_type"), parts, strict=True)}
    return {
        "current_bedrooms": _bedrooms_amid(answer, text, parts, scheme),
        "current_floor": _floor_amid(answer, text),
        "current_type": _type_amid(answer, text),
    }


def _read_part(key: str, part: str, answer: Answer, scheme: Scheme) -> Field[Any]:
    readers: dict[str, Any] = {"current_bedrooms": BEDROOMS.read, "current_floor": FLOOR.read, "current_type": PROPERTY_TYPE.read}
    field: Field[Any] = readers[key](Answer(text=part, where=answer.where), scheme)
    return field


_BEDS = re.compile(r"\b(\d{1,2}|one|two|three|four|five|six)\s*-?\s*x?\s*(?:double\s+|single\s+)?(?:(?:bed(?:room)?(?:s|ed)?|br|bdrm)(?![a-z])|b(?=\d|/|\b))|\bbed(?:room)?s?\s*[:=-]\s*(\d{1,2})\b", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:or|maybe|approx|about|not|was|formerly|previously|unsure|from)\b|\?|\d\s*[-–]\s*\d", re.IGNORECASE)


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


_FLOOR_AMID = re.compile(
    r"\b(?:(?:lower\s+ground|upper\s+ground|ground|grd|gnd|basement|top|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)|\d{1,2}(?:st|nd|rd|th))(?:\s+and\s+\w+)?\s*(?:-\s*)?(?:fl(?:oo)?r|level)\b|(?:floor|level)\s*[:=-]?\s*(?:\d{1,2}|ground|lower ground|g|one|two|three|four|five|six)\b|gf\b|lgf\b|lg\b|\d{1,2}(?:st|nd|rd|th)\b(?!\s+of)|ground\b|basement\b|(?:first|second|third|fourth|fifth|sixth)\b)",
    re.IGNORECASE,
)


def _floor_amid(answer: Answer, text: str) -> Field[int]:
    said = [match.group() for match in _FLOOR_AMID.finditer(text)]
    floors = {floor_in(re.sub(r"[:=]", " ", words)) for words in said}
    if not said:
        one_home = re.search(r"\b(?:house|bungalow)\b", text, re.IGNORECASE)
        bare = re.search(r"\b(?:floor|level)\b", text, re.IGNORECASE)
        return blank(answer) if one_home and not bare else doubtful(answer, "the floor cannot be told.")
    if len(floors) != 1 or None in floors or _UNSURE.search(text):
        return doubtful(answer, "one floor is needed (ground = 0).")
    floor = floors.pop()
    assert floor is not None, "just seen"
    return found(answer, floor)


def _type_amid(answer: Answer, text: str) -> Field[str]:
    spellings = {spelling_key(spelling): choice.value for choice in PROPERTY_TYPES for spelling in (choice.value, *choice.words)}
    types = set(tile(spelling_key(text).split(), spellings)[0])
    if re.search(r"\b(?:not|was|formerly|previously|or)\b|\?", text, re.IGNORECASE) or len(types) != 1:
        return doubtful(answer, "one type of property is needed.")
    return found(answer, types.pop())


def _consent(answer: Answer, scheme: Scheme) -> Fields:
    """«☒ Yes   Date: 01/02/2026»."""
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return {"consent_given": blank(answer), "consent_date": blank(answer)}
    dates = dates_in(text)
    date_words = re.search(r"\b(?:dated?|on|signed)\b\s*[:\-–]?[^☒☐]*$", text, re.IGNORECASE) if not dates else None
    rest = without_dates(text)[: date_words.start()] if date_words else re.sub(r"\b(?:date[d]?|on|signed|given|of consent)\b\s*[:\-–]?", " ", without_dates(text), flags=re.IGNORECASE)
    rest = re.sub(r"\(\s*\)", " ", rest).strip(" \t\n:,;-–.")
    given = QUESTIONS[0].answer.read(replace(answer, text=rest), scheme)
    day = read_date(replace(answer, text=" ".join(each.words for each in dates)), scheme) if dates else blank(answer)
    written_date = date_words and re.search(r"\d", date_words.group())
    if written_date:
        day = doubtful(answer, "one date with day, month and year is needed.")
    if dates and not rest:
        given = doubtful(answer, "a date alone does not say that consent was given.")
    return {"consent_given": _requoted(given, answer), "consent_date": _requoted(day, answer)}


def _requoted(field: Field[Any], answer: Answer) -> Field[Any]:
    return field if field.blank else replace(field, quote=" ".join(answer.text.split()))


def _household(answer: Answer, scheme: Scheme) -> Fields:  # noqa: ARG001 - every reader is called with the scheme
    return read_household(answer)


_ANIMAL = re.compile(r"\b(?:cats?|dogs?|kittens?|pupp(?:y|ies)|rabbits?|hamsters?|budgies?|parrots?|fish|tortoises?|snakes?|guinea pigs?)\b", re.IGNORECASE)


def _pets(answer: Answer, scheme: Scheme) -> Fields:
    """«Yes, one cat – would rehome»: whether there are pets, and whether they would be given up (R032)."""
    text = with_boxes(without_placeholders(answer.text))
    if not text:
        return {"pets": blank(answer), "pets_rehome": blank(answer)}
    about_rehoming = re.search(r"\bre-?hom\w*|\bgive (?:it|them) up\b", text, re.IGNORECASE)
    if about_rehoming is None:
        return {"pets": _has_pets(answer, text, scheme), "pets_rehome": blank(answer)}
    cut = max((stop.end() for stop in re.finditer(r"[,;.\n\t]|\s[-–—]\s|\(|\bbut\b|\band\b", text[: about_rehoming.start()])), default=0)
    head, tail = text[:cut].strip(" ,;.-–—("), text[cut:].strip(" ).")
    pets = _has_pets(replace(answer, text=head), head, scheme) if head else doubtful(answer, "whether there are pets cannot be told.")
    return {"pets": _requoted(pets, answer), "pets_rehome": _requoted(_would_rehome(replace(answer, text=tail), tail, scheme), answer)}


def _has_pets(answer: Answer, text: str, scheme: Scheme) -> Field[bool]:
    field = PETS.read(answer, scheme)
    if field.doubt and not has_boxes(text) and _ANIMAL.search(text) and not re.search(r"\b(?:no|not|none|never|used to|had|died|n)\b|\?", text, re.IGNORECASE):
        return found(answer, True)
    return field


def _would_rehome(answer: Answer, text: str, scheme: Scheme) -> Field[bool]:
    if has_boxes(text) or re.match(r"\W*(?:yes|no|y|n)\b", text, re.IGNORECASE):
        return REHOME.read(answer, scheme)
    if re.fullmatch(r"(?:they |she |he |applicant |client |tenant )?(?:would|will|willing to|happy to|prepared to|could|can|yes) ?(?:consider )?(?:re-?hom\w*)(?: (?:it|them|pets?|the \w+|if \w+))*", text, re.IGNORECASE):
        return found(answer, True)
    if re.fullmatch(r"(?:they |she |he |applicant |client |tenant )?(?:would not|will not|not willing to|unwilling to|wont|won't|wouldn't|cannot|can't) ?(?:consider )?(?:re-?hom\w*)(?: (?:it|them|pets?|the \w+))*", text, re.IGNORECASE):
        return found(answer, False)
    return doubtful(answer, "whether the pet would be rehomed cannot be told.")


_ROLE_WORDS = re.compile(r"\b(?:officer|worker|idva|isva|manager|advis[eo]r|advocate|co-?ordinator|lead|practitioner|caseworker|navigator|specialist|support)\b", re.IGNORECASE)


def _officer(answer: Answer, scheme: Scheme) -> Fields:
    """«Jane Smith, IDVA, Harbour Advice, jane@harbour.example, 020 …» in one cell."""
    return {f"officer_{key}": field for key, field in _contact(answer, scheme).items()}


def _second_officer(answer: Answer, scheme: Scheme) -> Fields:
    contact = _contact(answer, scheme)
    return {"officer2_name": contact["name"], "officer2_email": contact["email"]}


def _officer_by_name(answer: Answer, scheme: Scheme) -> Fields:
    """A name alone stays as it is written; with more in the cell it is the whole contact."""
    return _officer(answer, scheme) if _is_whole_contact(answer) else {"officer_name": TEXT.read(answer, scheme)}


def _second_officer_by_name(answer: Answer, scheme: Scheme) -> Fields:
    return _second_officer(answer, scheme) if _is_whole_contact(answer) else {"officer2_name": TEXT.read(answer, scheme)}


def _is_whole_contact(answer: Answer) -> bool:
    return "@" in answer.text or "\n" in answer.text.strip() or bool(phones_in(answer.text))


def _contact(answer: Answer, scheme: Scheme) -> dict[str, Field[Any]]:
    text = without_placeholders(answer.text)
    everything = ("name", "role", "agency", "email", "phone")
    if not text:
        return dict.fromkeys(everything, blank(answer))
    phones = phones_in(text)
    rest = re.sub(r"\b(?:name|e-?mail(?: address)?|tel(?:ephone)?|phone|mobile|mob|contact|job title|role|agency|organisation|team|position)\s*(?:no\.?|number)?\s*:", "\n", _without(text, [*emails_in(text), *phones]), flags=re.IGNORECASE)
    parts = [part.strip(" .:-–") for part in re.split(r"[,;\n\t|()/]|\s[-–—]\s", rest) if part.strip(" .:-–")]
    roles = [part for part in parts[1:] if _ROLE_WORDS.search(part)]
    others = [part for part in parts[1:] if part not in roles]
    return {
        "name": found(answer, parts[0]) if parts else blank(answer),
        "role": found(answer, roles[0]) if roles else blank(answer),
        "agency": found(answer, others[0]) if len(others) == 1 else blank(answer) if not others else doubtful(answer, "which of these is the agency?"),
        "email": read_email(answer, scheme) if "@" in text else blank(answer),
        "phone": found(answer, " / ".join(phones)) if phones else blank(answer),
    }


def _without(text: str, words: list[str]) -> str:
    for each in words:
        text = text.replace(each, " ")
    return re.sub(r"<\s*>|\(\s*\)", " ", text)


_NEEDS = {
    "ground_floor_only": ("ground floor", "ground floor only", "ground floor needed", "ground floor required", "ground"),
    "step_free": ("step free", "step free access", "level access", "step free or lift", "lift needed", "no stairs", "step free needed"),
    "wheelchair": ("wheelchair", "wheelchair user", "wheelchair accessible", "wheelchair access", "wheelchair adapted", "wheelchair standard"),
}


def _needs(answer: Answer, scheme: Scheme) -> Fields:  # noqa: ARG001 - every reader is called with the scheme
    """A list of boxes, or words, on what the home must be like."""
    text = with_boxes(without_placeholders(answer.text))
    said = spelling_key(text)
    if not said and not has_boxes(text):
        return dict.fromkeys(_NEEDS, blank(answer))
    if said in ("none", "no", "nil", "n a", "no needs", "none known", "no medical needs", "no mobility needs"):
        return dict.fromkeys(_NEEDS, found(answer, False))
    options = options_in(text) if has_boxes(text) else None
    spelled = {spelling_key(word): key for key, words in _NEEDS.items() for word in words}
    if options is not None:
        ticked = {spelled.get(spelling_key(option.label)) for option in options if option.ticked}
        if None not in ticked or not ticked:
            return {key: found(answer, True) if key in ticked else blank(answer) for key in _NEEDS}
    if not has_boxes(text):
        hits, left = tile(said.split(), spelled)
        if hits and not set(left) - {"and", "only", "needed", "required", "property", "access", "home"}:
            return {key: found(answer, True) if key in hits else blank(answer) for key in _NEEDS}
    return dict.fromkeys(_NEEDS, doubtful(answer, "what the home must be like has to be read by a person."))


_HOME_NOW = ("Number of bedrooms, floor and type of current property", "Bedrooms, floor and type of current property", "Size, floor and type of current home", "Current property: bedrooms, floor, type", "Number of bedrooms, floor and type of property", "Current property details", "Details of current property", "Current property", "Description of current property", "Property size, floor and type", "Current home (bedrooms, floor, type)", "Type, size and floor of current property", "Current home", "Size and type of current property", "Number of bedrooms, floor level and type of property")  # fmt: skip

SHARED = (
    SharedQuestion(keys=("consent_given", "consent_date"), labels=QUESTIONS[0].labels, read=_consent, signs=("consent -date -dated -when", "aware referral", "aware request")),
    SharedQuestion(keys=("pets", "pets_rehome"), labels=_labels_of("pets"), read=_pets),
    SharedQuestion(keys=("officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"), labels=_labels_of("officer_name"), read=_officer_by_name),
    SharedQuestion(keys=("officer2_name", "officer2_email"), labels=_labels_of("officer2_name"), read=_second_officer_by_name),
    SharedQuestion(keys=("current_bedrooms", "current_floor", "current_type"), labels=_HOME_NOW, read=home_in_one_answer,
        signs=("bedroom floor type -wanted", "bedroom floor current -wanted", "bedroom type current -wanted", "size floor type -wanted", "size type current -wanted", "property details current -wanted")),
    SharedQuestion(keys=("consent_given", "consent_date"), read=_consent,
        labels=("Consent", "Consent and date", "Applicant consent", "Client consent", "Consent given and date", "Applicant has given consent (and date)", "Has the applicant given consent? Date", "Consent given / date")),
    SharedQuestion(keys=("adults", "children"), read=_household,
        labels=("Household", "Household details", "Household composition", "Details of household", "Who is moving?", "Household members", "Family composition", "Household make-up", "People moving", "Adults and children", "Adults and children moving", "Everyone who will move", "Ages and gender of all household members", "Family make up", "Household size and make-up", "Details of household members (age and gender)", "Who will be moving", "Composition of household"),
        signs=("adult child -moved", "composition", "household moving", "who moving")),
    SharedQuestion(keys=("pets", "pets_rehome"), read=_pets,
        labels=("Pets and rehoming", "Pets? Would you rehome?", "Any pets? Would they be rehomed?", "Does the household have pets and would they rehome them?", "Pets (would you rehome?)", "Pets / would rehome?", "Pets and would you rehome them?"), by_spelling_only=True),
    SharedQuestion(keys=("officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"), read=_officer,
        labels=("Nominating officer", "Nominating officer details", "Name and contact details of nominating officer", "Referrer", "Referrer details", "Nominating officer contact details", "Referrer contact details", "Nominating officer 1", "First nominating officer", "Details of nominating officer", "Nominating officer (name, agency, contact details)", "Name, agency and contact details of nominating officer", "Nominating officer name, role and agency", "Nominating officer contact", "Contact details of nominating officer", "Nominating officer name and agency", "Nominating officer name and contact details"),
        signs=("officer contact -second -landlord -housing -new -email -phone -name", "officer name contact -second -landlord -housing", "officer name agency -second -landlord -housing")),
    SharedQuestion(keys=("officer2_name", "officer2_email"), read=_second_officer,
        labels=("Second nominating officer details", "Second nominating officer contact details", "Details of second nominating officer", "Second nominating officer name and contact details", "Second nominating officer contact", "Second nominating officer (name and email)", "Name and email of second nominating officer"),
        signs=("officer second contact", "officer second details")),
    SharedQuestion(keys=tuple(_NEEDS), read=_needs,
        labels=("Medical/mobility needs", "Accessibility", "Stairs", "Mobility needs", "Accessibility needs", "Access needs", "Medical or mobility needs", "Physical access needs", "Property needs", "Special requirements", "Accessibility requirements", "Access requirements", "Mobility requirements"), signs=("mobility -wheelchair", "accessibility -wheelchair", "access need -wheelchair -step")),
)  # fmt: skip


# ── answers compared with each other ────────────────────────────────────────────────────────────────────────────────


def _settle(fields: Fields, scheme: Scheme) -> Settled:
    settled = dict(fields)
    settled["areas_requested"] = _against_areas(settled, scheme)
    settled["pregnancy_due"] = _against_household(settled)
    settled["risk_other"], settled["risk_primary"] = _grounds(settled)
    if settled["pets"].value is False and settled["pets_rehome"].value:
        settled["pets_rehome"] = _doubt_of(settled["pets_rehome"], "There are no pets on the form, yet they would be rehomed; ask the officer.")
    if settled["joint_tenancy"].value is False and settled["other_tenant_is_perpetrator"].value:
        settled["joint_tenancy"] = _doubt_of(settled["joint_tenancy"], "The tenancy is called sole, yet the perpetrator is said to stand on it; ask the officer.")
    return Settled(fields=settled)


def _against_areas(fields: dict[str, Field[Any]], scheme: Scheme) -> Field[Any]:
    """An area both wanted and at risk, or the area they live in, settles nothing: ask (R001, R031)."""
    wanted, risky, home = fields["areas_requested"], fields["areas_at_risk"], fields["area_residence"]
    if not wanted.value:
        return wanted
    named_risky = set(risky.value or ()) | _areas_named(risky.quote, scheme)
    if both := sorted(set(wanted.value) & named_risky):
        return _doubt_of(wanted, f"{', '.join(both)}: asked for and named as a risk as well; ask which holds. {R031}", [area for area in wanted.value if area not in both])
    if home.value in wanted.value:
        return _doubt_of(wanted, f"{home.value} is where the household lives now and is also asked for (R001); ask the officer.", [area for area in wanted.value if area != home.value])
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
            return Field(quote=fields[key].quote, where=fields[key].where, doubt="Somebody is expecting, but no due date is given; ask the officer.")
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
    titles=("Urgent property request", "Property request form", "Reciprocal request form", "Request for a move", "Housing reciprocal application"),
    reading=RequestForm,
    questions=QUESTIONS,
    shared=SHARED,
    others=OTHERS,
    known_by=("areas_requested", "areas_at_risk", "bedrooms_needed", "risk_primary", "applicant_landlord", "area_residence", "consent_given", "officer_name"),
    at_least=4,
    settle=_settle,
    spared=_spared,
    follows_scheme=True,
)
