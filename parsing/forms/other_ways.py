"""The ways in which the landlord's, the offer, the outcome and the change form ask (forms.md F2-F5): see parsing/concepts.py."""

from __future__ import annotations

from parsing.forms.request_ways import OTHER_WAYS

# Which reference a label asks for: the case's own only where nothing else is said of it. One of another case, of another body
# or shown as an example must never be taken for it.
_REFERENCE = """
    reference request/scheme/number/person/household/tenant/offer ; assigned scheme coordinator number office home
    reference ; number office assigned you we coordinator reply
    scheme reference request changed ; number
    reference request changed ; scheme modal
    scheme request/person/household/tenant/number/offer/decision ; home number
    number request/scheme ; person household
    request refer ;
    which_case ; person request refer number
    reference circular ; number
    offer/home person/household/tenant reference ;
    who offer reference ; home
"""
DECISION_WAYS: dict[str, str] = {
    "reference": _REFERENCE,
    "decision": """
    decision ; request you we landlord panel modal approve decline conditional offer move did agency -made -by_whom
        -reference -attached
    approve/consent request/move/decline ; landlord you we agency modal panel person decision conditional decline support
        -attached
    outcome request/panel/decision ; landlord you we
    approve yes_no ;
    approve decline ; conditional request landlord
    approve we/landlord/you ; modal request
    yes_no conditional ; approve decline decision
    landlord approve/consent ; request move modal decision
    support request/move ; landlord you we modal
    support request/move we/landlord ; modal person
""",
    "acknowledges_owing": """
    acknowledge/know/accept/consent owe ; landlord we you home modal scheme return offer
    owe home ; we you landlord acknowledge modal scheme return accept know consent household person move moved request approve
    return home ; we you landlord offer modal acknowledge provide scheme consent accept know available
    return scheme acknowledge/consent/accept ; we landlord home modal
""",
    "condition_text": """
    conditional ; support approve decision attached request modal move consent agreement you we landlord panel did support
        obtained -yes_no -decline
""",
    "decline_reason": """
    reason/why decline ; agency request landlord you we modal person move decision
    why not ;
    reason decline asked ;
    why not approve/consent/support ; request you we landlord modal move
    reason not approve/consent/support ; request landlord
""",
    "panel_date": """
    panel date/when/meet/new ; did request request decision modal we you landlord conditional meet -outcome
""",
}
OFFER_WAYS: dict[str, str] = {
    "reference": _REFERENCE,
    "area": """
    area/areas ; home building offer where located council name
    council located/home ; where area areas
    council area/areas ; where home
""",
    "bedrooms": """
    bedroom ; number home offer building
    size home/offer/bedroom ; number
""",
    "property_type": """
    kind home/building/offer ; kinds kind_word
    kinds ; home kind offer other kind_word building
""",
    "floor": """
    floor ; home building offer located where floor_word live access -number -lift
""",
    "lift": """
    lift ; home building access located modal offer floor live own -not -and
""",
    "address": """
    address ; home offer building where located officer postcode
""",
    "tenure": """
    tenancy/tenancy_kind kind/offer/hold/tenures/tenancy_kind ; new modal we you agreement @person home tenure_word made sign
        wanted
    tenures ; tenancy kind offer tenure_word other
    tenancy/tenancy_kind assigned ; modal -by_whom
""",
    "rent": """
    rent ; how_much cost home offer new modal -weekly -monthly -period -account -and
""",
    "rent_period": """
    rent period ; cost home how weekly monthly
    weekly monthly ; rent cost period
""",
    "pets_allowed": """
    pet accept/keep/modal ; tenancy agreement tenancy_agreement offer @person home building landlord you accept modal -not
""",
    "available_from": """
    available ; date when home from offer move modal person household tenant expected -status -still
""",
    "viewing_date": """
    viewing ; date when arranged home modal person household tenant offer -who
""",
    "reply_by": """
    by ; reply decision you we modal date when offer accept home we wanted -status
    by_whom reply/decision/accept ; you modal wanted we
""",
    "offer_status": """
    offer new withdraw ; asked
    status ; offer home now still scheme you -by -withdraw -and
    offer/home status withdraw ; still now -why
    offer still ; status home -withdraw -and
""",
}
OFFER_SHARED_WAYS: dict[str, str] = {
    "rent": """
    rent weekly/monthly ; home cost how_much offer
""",
    "home": """
    bedroom/size kind/kinds ; floor home offer number kind_word
    bedroom/size floor ; kind kinds home offer number
    floor kind/kinds ; home offer kind_word
""",
}
OUTCOME_WAYS: dict[str, str] = {
    "reference": _REFERENCE,
    "stage": """
    stage ; offer now happened request status -date -when -and
    outcome ; offer viewing request -date -and
    happened ; offer home now how did viewing -date -when -why -and
    stage now ; date
    decision person/household/tenant ; offer home -date -when -and
    accept person/household/tenant did ; offer home -and
    decision person/household/tenant did ; offer home -and
    accept decline ; offer viewing did person household tenant home -date -when -and
    status request/offer ; now -and
""",
    "date": """
    date outcome/stage/happened/decision/decline/accept/viewing ; offer person household tenant home made did -and
    when happened ; did stage -and
""",
    "refusal_reason": """
    reason/why decline ; offer home now obtained person household tenant viewing you did
""",
    "tenancy_start_date": """
    tenancy start ; date when new home move moved person household tenant did modal -past
    when/date start tenant ; new home person did
    tenancy new date/from ; start
""",
    "adults_moved": """
    adult ; number move moved new home person household
""",
    "children_moved": """
    child ; number move moved new home person household
""",
}
OUTCOME_SHARED_WAYS: dict[str, str] = {
    "people": """
    adult child ; number move moved person household who home new
    number person/household moved ; move new home
    who moved ; number home new
""",
}
CHANGE_WAYS: dict[str, str] = {
    "reference": _REFERENCE
    + """
    which_case changed/withdraw/remove ; modal person request
""",
    "change": """
    changed why withdraw ; request modal you wanted
    changed ; kind reason request notice wanted modal you now person household -date -which_case
    reason withdraw/notice/changed ; request person household -officer
    why withdraw ; request you person household modal
    changed withdraw ; request kind
    kind notice/withdraw ; request
""",
    "areas_added": """
    areas/area add/new/more/included ; wanted safe now modal person household we look accept request offer
""",
    "areas_removed": """
    areas/area remove/unsafe ; now modal from request person household we look move -add
    areas not look/accept/safe/wanted ; modal person household we
""",
    "bedrooms_needed": """
    bedroom wanted/new/changed ; now number size home household person from_now modal tenant
    size wanted/new/changed ; now number home bedroom
""",
    "new_officer_name": """
    officer now request ; name
    officer new/take_over/from_now ; agency name who lead -and
    who/name take_over ; request person household tenant from_now officer new modal -and
    take_over ; name person officer -and
""",
    "new_officer_email": """
    email officer now request ; contact
    email new/take_over/from_now ; agency officer contact person who request -and
    email second take_over ; who officer -and
""",
}
# Rows about the sender, the office and the tenancy that these forms have as well, and that fill none of their fields.
_SENDER = """
    agency ; officer you name
    landlord reply ; name
    role ; officer you landlord name made we sign
    email/phone/contact ; officer you landlord name made we office work
    name ; officer you landlord made we sign lead
    officer ; contact request made name landlord lead
    officer made request ;
    agency/landlord name ; you we officer
    receipt ; request we landlord date office coordinator
    date decision ; made
    date sign ; we landlord officer
"""
DECISION_OTHER_WAYS = (
    OTHER_WAYS
    + _SENDER
    + """
    tenant we/asked ; person landlord we
    tenancy/tenancy_kind ; hold kind person tenant now start obtained
    bedroom number ; now home obtained person tenant
    arrears ; rent account tenant person now
    rent account ; now
"""
)
OFFER_OTHER_WAYS = (
    OTHER_WAYS
    + _SENDER
    + """
    offer made by_whom ;
    home/offer by_whom offer/made ;
    landlord offer ; name made home
    landlord person/tenant ; now name past
    service_charge ; weekly monthly period cost home other and
    extras available/cost ; weekly monthly home
    postcode landlord ; agency
    reference home/landlord ; tenancy name
    date/when offer made ;
    documents ; @person wanted modal start viewing
    who contact officer/you/person ; modal
    viewing contact ; who name phone
"""
)
OUTCOME_OTHER_WAYS = (
    OFFER_OTHER_WAYS
    + """
    landlord/landlord_staff new ; name tenancy reference officer
    tenancy/tenancy_kind hold/obtained ; kind new landlord in_place
    officer ; name who did in_place new start home viewing
    feedback ; scheme home offer landlord agency
"""
)
CHANGE_OTHER_WAYS = (
    OFFER_OTHER_WAYS
    + """
    reason/why changed officer ;
    date/when changed ; effect number
    landlord/coordinator know changed ;
"""
)
