"""The ways in which a property request form asks its questions (forms.md F1), told by meanings: see parsing/concepts.py."""

from __future__ import annotations

_CONSENT = """
    consent/own_consent ; refer from refer hold @person modal you we request share data obtained partners move made know scheme
        sign agreement accept did acknowledge
    consent officer obtained ; @person modal share data request scheme partners did
    accept request/share person/tenant/household ; you we made modal data scheme partners sign
    agreement person/tenant/share/obtained ; @person share data obtained request partners modal scheme made
    know request/share person/tenant/household ; you modal made data consent partners scheme accept agreement
"""
_OFFICER = """
    officer/you name/role agency/contact/phone/email ; name role agency contact phone email refer request made main
    officer/you name role ; main refer request made agency data
    officer/you email phone ; contact refer request made work name
    officer/you contact phone/email ; refer request made work name email phone
    contact you how ; email phone we modal
    name role agency ; phone email contact
    officer contact ; refer request made name
    referrer ; name role agency contact lead
"""
WAYS: dict[str, str] = {
    "consent_date": """
    date/when consent ; @person modal you obtained share sign data request made did partners know request agreement scheme
        from -and
    date/when agreement person/household/share/obtained ; tenant sign data request did partners obtained share -and
""",
    "reference": """
    reference request/scheme/number ; assigned coordinator we office agency made -and
    reference assigned ; coordinator we scheme office -and
    number scheme/request ; assigned coordinator office -and
    reference coordinator ; -and
    reference office ; -and
    reference ; still assigned -and
    reference circular ; number
""",
    "referral_date": """
    date/when request ; agency now made you sign officer scheme we modal did refer coordinator
    date/when made/refer ; you officer scheme we did coordinator request refer
    date/when share coordinator ; request data you officer did
""",
    "applicant_landlord": """
    landlord ; @person @home now name council tenancy hold rent live who whose own from -and
    who/council/agency rent ; @person @home now from landlord name -and
    whose tenant/person/household ; name -and
    council landlord ; @person @home now name tenancy rent -and
    landlord area rent ; @person from now -and
    who/council/agency/landlord own home ; @person now name council live tenancy -and
    council/landlord/who/agency tenancy hold/from ; @person @home now name rent -and
    tenant of_whom ; now council landlord -and
""",
    "area_residence": """
    area live/now/home/located/tenancy/stay ; @person @home now tenancy where located live rent hold name who council
        -of_whom -and
    area leave/from/fled ; @person @home move live now where tenancy modal -and
    area move from ; @person home -and
    council live ; @person now area where name -and
    areas home/tenancy located ; @person now where -and
    where live area/council ; @person now tenancy home -and
    council located/tenancy area/where ; home tenant person -and
""",
    "current_bedrooms": """
    bedroom now/live/tenancy/address/fled ; @person @home number rent hold where now live tenancy at -who -and
    bedroom home ; @person number now -and
    bedroom tenancy leave ; number size
    size now/tenancy/live/fled home/tenancy ; @person number live now -leave -and
""",
    "current_floor": """
    floor now/live/tenancy/home/address/fled ; fled main other floor_word @person @home building where located now live rent
        tenancy hold at -and
""",
    "current_type": """
    kind home/building/kinds ; fled @person @home now live rent tenancy kinds kind_word building where -and
    kind live ; @person now home -and
    kind home tenancy ; @person now
    kinds ; @person @home now kind live tenancy kind_word other -and
""",
    "tenancy_type": """
    agreement tenures ;
    tenancy_agreement hold/tenures ; @person
    tenancy_kind kind ;
    tenancy_kind ; @person now tenure_word tenures home rent hold other tenancy live
    tenancy kind ; @person now tenure_word tenures home rent hold other live
    tenures ; @person tenancy now hold kind other home
    tenancy tenure_word ; @person now tenures hold other kind
    tenancy hold ; @person now home
""",
    "tenancy_owed": """
    owe/entitled tenancy ; @person who council landlord agency modal care_leaver hold not still name by from
    owe/entitled home person/household/tenant ; council landlord who agency modal care_leaver
    care_leaver owe/entitled/tenancy/council/landlord ; @person who agency modal hold name
""",
    "joint_tenancy": """
    joint tenancy/tenant/name/hold/agreement/tenancy_agreement ; share you @person @home hold name now tenancy
        tenancy_agreement agreement else modal other
    joint asked ; @person tenancy home hold
    joint name agreement ; tenant
    else/other tenancy/tenancy_agreement hold/name ; agreement @person now
    more tenant/name ; tenancy agreement tenancy_agreement person home hold now
""",
    "other_tenant_is_perpetrator": """
    perpetrator live hold tenancy ; home
    perpetrator tenancy asked ; hold name modal
    perpetrator tenancy/tenant/joint/tenancy_agreement/agreement/hold ; modal @person joint name else other share violence
        risk hold now home entitled -who -sole -tenancy_kind -and
    perpetrator tenant asked ; at address
""",
    "currently_staying": """
    still home/address/place_word asked ; @person at
    now live ; person tenant household
    stay now ; @person home place_word places temporary refuge friends other tenancy live
    where stay/live/now ; tenancy request agency @person you now home stay still live place_word
    where person/tenant/household ; now
    where safe now ; @person stay
    places ; @person stay live now where place_word other still home
    kind stay ; @person home now where live
    stay/live/now still/other ; @person home place_word where now tenancy temporary refuge friends stay at
    stay ; @person now where request kind place_word places temporary refuge friends
""",
    "original_landlord": """
    landlord past temporary/refuge/places ; place_word places temporary refuge new @person @home name tenancy tenure_word
        hold live council move from who rent leave -and -we
    landlord past social_landlord/tenancy ; places place_word refuge @person @home name tenure_word temporary hold live
        council move from who rent leave -and -we
    landlord past from ; @person council temporary -and
    whose/who past landlord temporary ; @person council hold tenancy -and
    tenant past of_whom ; temporary council landlord
    council past temporary ; @person landlord move live hold tenancy who -and
""",
    "overcrowded": """
    overcrowded ; bedroom now asked tenancy
    overcrowded ; fled @person @home now live where bedroom tenancy you modal at postcode
""",
    "rent_arrears": """
    arrears ; repay @person @home rent now tenancy how_much repay account landlord owe
    rent owe ; @person @home account how_much landlord now tenancy
""",
    "adults": """
    adult ; @person @home who age sex household make_up number move wanted new you live modal made included
""",
    "children": """
    child ; @person @home who age sex household make_up number move wanted new you live modal included
""",
    "pregnancy_due": """
    pregnant expected ; child
    when due asked ; child
    pregnant person/household/tenant/new/expected ; wanted child
    pregnant due/date/when/expected ; @person child expected modal
    when due/entitled person/household/pregnant ; tenant pregnant
    due ; @person pregnant child when expected
""",
    "bedrooms_needed": """
    bedroom entitled ; consent we wanted agency number @person
    bedroom offer ; number
    bedroom number wanted ; we person household
    bedroom wanted/new/entitled ; @person number home move size modal request
    bedroom move ; household number new home
    bedroom household number ; @person move modal
    bedroom modal home new ; @person number
    size home wanted/new/entitled ; person tenant you number modal we request
    size wanted ; bedroom home modal request
""",
    "areas_requested": """
    areas person wanted ;
    areas adult accept ; modal live move
    other areas accept/wanted ; modal @person
    where accept live ; @person modal asked
    areas wanted ; main other
    area where accept home ; @person modal move live
    areas where accept ; @person modal move live home
    areas wanted/safe/accept/look ; @person you we modal move live home offer new where safe accept wanted look more request
        name agency consent -not -now -outgoing -perpetrator
    areas offer accept ; @person modal
    areas move/live modal ; @person you new home live move
    areas new/wanted home ; move modal
    areas accept ; @person move live modal
    area/where wanted/safe/look ; @person we modal move live home new name
    areas where safe/wanted ; @person modal move live
    area/areas wanted move ; @person modal request new
    areas move/live ; @person modal wanted new home
    area move/live modal ; @person you wanted new home
""",
    "areas_at_risk": """
    areas where adult risk ; modal
    areas unsafe ; risk violence where
    areas where risk/violence ; @person still live modal past
    areas/area/where unsafe/avoid/risk/unsuitable ; name @person we you modal move live home offer risk unsafe avoid
        perpetrator where look
    areas avoid not safe ; @person modal
    areas where unsafe ; @person located violence
    areas not safe/accept/offer/look ; @person modal move live home we you
    avoid where ; @person modal
    not safe where ; @person areas modal
    where risk located ; areas area
    areas risk/unsafe/avoid perpetrator ; @person modal where live friends links
    areas perpetrator links ; @person modal where live friends hold
    areas not wanted/accept ; @person modal live move risk
    where/areas/area risk from ; @person
""",
    "ground_floor_only": """
    ground wanted/modal/asked/home/household ; else unsuitable @person home wanted modal medical request live access
        reason -now
    ground medical ; @person modal wanted reason
""",
    "step_free": """
    step_free move ; modal wanted home
    step_free health ; wanted
    step_free ; @person home wanted modal access lift medical mobility
    no_stairs asked/person/household/tenant ; @person modal mobility access
""",
    "wheelchair": """
    wheelchair ; @person home wanted modal use access adapted move new child mobility medical
""",
    "pets": """
    pet modal move ; household
    pet kind ; number and
    pet ; @person home keep hold own number move you live name
    pet move/included ; @person modal -able
""",
    "pets_rehome": """
    rehome pet ; not @person you modal able accept wanted new landlord home offer own
    rehome ; @person you modal accept consent landlord offer move wanted pet
""",
    "risk_primary": """
    why unsafe stay ; @person
    kind violence fled/leave ; did @person main
    main/kind risk/violence/reason/violences ; @person request move wanted face leave violence risk kind main violence_word
        violences home modal new -and
    reason move/wanted/request/leave ; @person request wanted modal home new main now -and
    reason scheme ; main move request
    why leave_behind ; @person modal home main reason
    why move/wanted ; @person modal home wanted new request now -and
    kind violence face ; @person asked
    violences ; main kind risk violence violence_word other reason -and
    risk main ; reason kind @person -and
""",
    "risk_other": """
    other violence share ;
    other risk/violence/reason ; @person kind face violence risk request move violence_word violences modal -and
    else risk/face ; @person violence -and
    other risk/violence kind ; violence risk
    other risk violence_word ; kind -and
""",
    "support_agency": """
    support_worker support agency ; other
    support modal person when move ; who
    who modal support ; @person move when asked
    who else/other support ; @person modal now
    agency offer/provide support ; move now new modal name
    support agency arranged ; who by_whom of_whom other in_place
    who support person/household/tenant/move ; modal move now violence violence_word @person
    support from/by_whom ; move now in_place agency arranged new provide violence violence_word @person modal wanted
    support from ; -and
    support agency/who/provide/by_whom ; @person name agency provide in_place now move who new support_worker from -and
    support agency modal ; @person move new
    support assigned by_whom/agency ; -and
    support_worker agency/provide ; name support in_place person -and
    support in_place ; @person agency name from -and
    agency in_place person/household ; name who
    agency in_place support_worker ; other name
    agency in_place other ; name support_worker
    other agency support ; @person name -and
    who support person/household/tenant ; move now -and
    support_worker agency ; -and
""",
    "registered_housing_moves": """
    housing_moves hold register/request ; @person live status now
    housing_moves register/person/household/tenant/request ; @person you scheme still now hold made request modal register
    housing_moves ;
    housing_moves request/register ; @person you scheme register still now live
""",
    "officer_name": """
    officer name ; refer request made main you lead -and -support
    name you ; -and -support
    by_whom made/refer/request ; officer name request made refer colleague -and -support
    who made/refer request ; officer you name -and -support
    officer made request ; name -support
    colleague made/refer request ; name agency who -email -phone -role -support
    agency made/refer request ; who -email -phone -role -support
    officer support_worker name ; made request -support
    officer police name ; -support
    officer request of_whom/by_whom ; made -and -support
""",
    "officer_role": """
    role and ;
    role ; officer you refer request made agency -and -support
    role agency officer/you ; work -and -support
    role agency ; hold -and -support
""",
    "officer_agency": """
    agency ; officer you refer request made work name colleague -and -at -support
    who/agency/council you work ; name -and -support
    agency/council you from ; landlord -and -support
    agency/council work ; officer name -and -support
    agency area/council request/officer/refer ; made landlord work name -and -support
    agency landlord officer ; council -and -support
""",
    "officer_email": """
    email ; officer you refer request made work contact we reply agency -person -tenant -second -colleague -support
    email officer support_worker ; contact work request -and -support
    email contact/use officer/you ; we modal reply work -and -support
    email reply we/you ; modal contact -and -support
    email contact we ; modal -and -support
    where email you/officer ; we modal -and -support
""",
    "officer_phone": """
    phone ; officer you refer request made work contact we modal where agency number -support
    phone officer support_worker ; contact work request -and -support
""",
    "officer2_name": """
    second officer/name/contact/you/person/who/colleague ; colleague request officer name contact you we modal agency who
        main person when
    other officer agency ; name know request
    second contact ; officer name you who person colleague request agency
    second ; officer name contact
""",
    "officer2_email": """
    second email ; colleague request agency who officer name contact you we modal when person -and
""",
}
SHARED_WAYS: dict[str, str] = {
    "consent": _CONSENT,
    "stairs": """
    manage stairs asked ; @person modal able child without use
    stairs accept asked ; @person modal able child
    use stairs asked ; @person modal able child
""",
    "clear": """
    rent clear ; @person account tenancy now
    account clear asked ; @person rent
""",
    "above": """
    live above ground asked ; @person modal able floor
    manage floor above/upper asked ; @person modal able home
""",
    "sole": """
    sole tenancy/tenant/name/hold/tenancy_agreement/agreement ; @person home now tenancy_agreement agreement
    sole asked ; @person hold tenancy name tenant
""",
    "sole_or_joint": """
    sole joint ; @person tenancy tenant name hold home now agreement tenancy_agreement
""",
    "home_now": """
    bedroom/size floor ; fled @person @home kind kinds kind_word now number live tenancy where
    bedroom/size kind/kinds home/now/live/tenancy ; fled @person @home now number floor kind_word live tenancy kinds at
    floor kind/kinds home/now/live/tenancy ; fled @person @home now number bedroom kind_word live tenancy kinds at
""",
    "household": """
    adult child ; @person age sex number move wanted home new
    who move ; @person age sex else modal
    household make_up ; @person age sex move number size
    person/household/who move ; age sex household make_up
    household age sex ; @person move make_up
    person move age ; sex household
""",
    "officer": _OFFICER,
    "officer2": """
    second email name ; officer contact you phone role agency
    second contact ; officer you name email phone person
""",
}
# What forms ask that is none of our business: every word of it is known, and nothing of our own questions is in it.
OTHER_WAYS = """
    leave_behind joint/else/other ; @person move
    how_much/cost asked ;
    area perpetrator live/home/stay/where ; where now modal
    duration ; hold @person child by agency now obtained
    social ; @person agency now who name in_place other modal
    lift ; wanted modal above floor home floor_word now ground -and
    extras ; home now wanted modal other above floor floor_word
    support wanted/modal ; kind other
    request kind ;
    money ; and rent
    tenancy/tenant/account number/reference ; rent
    number account ; rent
    arrears number ; account
    repay in_place ; and
    landlord_staff/manager/health/social/school/kin ; @person landlord child name role email phone agency contact date when
        in_place support modal number reference now who approve request made home located other past know at and kind health
        social school keep use
    incident/police_case/marac/court ; date when @person now main past other number reference kind request in_place modal and
        at where police happened made did
    equality/money/birth/kin ; @person now main modal and number kind child age sex obtained in_place
    tenancy duration ; date when @person now did how home and
    duration ; @person child
    number person/household move ;
    duration tenancy/temporary/refuge/support ; date when @person now did home
    postcode ; @person now home past temporary refuge located and
    person/tenant/household phone/email/name/contact ; safe home now modal when
    home/kind unwanted ; kind @person modal other
    extras ; wanted modal @person home medical kind other
    receipt ; @person request office coordinator date scheme landlord
    remarks ;
    narrative ; @person risk violence request kind
    signing ; @person officer you date manager name request
"""
# How forms ask for the number of all who move: nothing is filled by it, but it must be that of the people listed.
TOTAL_WAYS = """
    people_total ; move household person modal
    number person/household ; move modal wanted new home live
    number move ; modal household person
    household size ; move person
"""
REQUEST_OTHER_WAYS = (
    OTHER_WAYS
    + """
    incident/police_case/marac/court ; date when @person now main past other number reference kind request in_place modal and
        at where police happened made did meet new panel outcome violence_word address know consent share
    police police_case name/contact/email/phone ; request
    equality reference ; @person
    money reference ;
    reference tenancy/rent/account/past/home/landlord/agency ; number request new now place_word name
    postcode tenancy ; place_word
    address ; @person now home past temporary refuge located and tenancy offer perpetrator fled from where live place_word
    duration address ; now did home at
"""
)
