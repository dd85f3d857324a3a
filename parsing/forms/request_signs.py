"""What tells the request's questions in wordings that nobody has listed: every word of such a label must be known here.

A word that is not («perpetrator», «previous», «manager», «not») makes it another question, and the label asks nothing.
"""

from __future__ import annotations

from parsing.answers import wordings

_ASKING = "+@ +current +property +tenancy +address"
REQUEST_SIGNS: dict[str, tuple[str, ...]] = {
    "consent_date": wordings("""
        consent date/when/dated/day +@ +given +give +obtained +signed +taken +gained +sought +form +share +referral +wanted
    """),
    "referral_date": wordings("""
        date/when/dated/day/day sent/made/submitted/completed/filled/signed form/referral/application/wanted/nomination/request
        +out +was +sent +made +submitted +completed +coordinator +scheme +reciprocal +officer +sending |
        date/when sent/submitted +coordinator +scheme +reciprocal +referral | date/day referral/referring/referred/nomination +@
        +scheme +reciprocal +made | date form/application +@ +signed +wanted
    """),
    "applicant_landlord": wordings("""
        landlord/agency tenancy granted/grant/grants/hold/held/holds/let/lets/issued +@ +area +current +property +social
        +association +name +own +owns |
        landlord rent/rents/renting/rented/let/lets/live/lives/living +@ +property +current +area +social +association +name
        +home
        | area landlord hold/held/granted tenancy +@ +current +name | landlord area +@ +current +social +name +association |
        agency/landlord owns/own/manages/manage property +@ +current +area +social
    """),
    "area_residence": wordings("""
        area live/lives/living/lived/reside/resides/residing/residence/located/situated/housed/based/home +@ +current +property
        +tenancy +where +held +location +is |
        area tenancy held/hold/located/situated +@ +where +current +property | area where applicant +current +tenancy +property |
        area leave/leaving/flee/fleeing +@ +wanted +need +current +moving | area tenancy +@ +current +property +where |
        area property current +@ +where +located +situated
    """),
    "current_bedrooms": wordings("""
        bedroom/size tenancy/address/live/lives/living/current/now +@ +number +how +many +property +up +given +give +giving
        +existing +have +size
    """),
    "current_floor": wordings("""
        floor/storey/level property/live/lives/living/flat/situated/home/tenancy/reside/resides/located +@ +current +property
        +address +house
    """),
    "current_type": wordings("""
        type/sort property/building/dwelling/flat/unit current/live/lives/living/reside/resides/occupied +@ +have +house +flat
        +property |
        flat house +maisonette +bungalow +studio +bedsit +other +current +property +type +@ +live +living |
        type/sort current/live/lives unit/property +@ +house +flat +maisonette | type property tenancy +@ +current
    """),
    "tenancy_type": wordings("""
        tenancy category/class/sort/type/status/form +@ +current +held +hold +have |
        secure assured +introductory +starter +other +fixed +term +flexible +tenancy +type +@ +current +licence +non +demoted
        +shorthold
    """),
    "tenancy_owed": wordings("""
        tenancy duty/promised/due/entitled/owed grant/granted/offer/yet/provide +@ +not +yet +but +social +area +landlord |
        owed/owes/owing tenancy +@ +area +landlord +agency +but +care +leaver +social +not +yet +name
    """),
    "joint_tenancy": wordings("""
        anyone/somebody/someone/anybody/person else/second tenancy hold/holds/held/named/name +@ +consent +joint +property
    """),
    "currently_staying": wordings("""
        where/place stay/staying/stays/sleeping/sleep/sleeps/safety/accommodated/residing/lives/live/living +@ +current +night
+day         +temporarily |
        ta refuge +property +still +elsewhere +living +live +staying +tenancy +current +family +friend +@ +home +temporary |
        still living/live/lives/staying tenancy/property +@ +elsewhere +refuge +ta +current +temporary |
        current staying +@ +where +place +with +property | current property +@ +situation +arrangement +circumstance
    """),
    "overcrowded": wordings("""
        overcrowded/overcrowding/cramped +@ +current +property +where +live +living +statutorily +statutory +lacking +lack
        +bedroom +severely |
        lacking/lack/lacks/short bedroom/space +@ +current +property | property small too +@ +current
    """),
    "rent_arrears": wordings("""
        rent/arrear outstanding/owing/owed/owe/owes/level/arrear/behind/overdue +@ +amount +account +current +property +how +much
        +tenancy +payment +week
    """),
    "adults": wordings("""
        adult above/aged/over/old/older/18/age +@ +moving +move +sex +gender +each +number +wanted +family +and
    """),
    "children": wordings("""
        child moving/move/wanted/rehoused/with +@ +too +age +sex +gender +each +number +how +many +dependent +under
    """),
    "pregnancy_due": wordings("""
        expecting/expected/pregnant/pregnancy/unborn/baby/maternity date/when/due/edd/birth/confinement/delivery/born +@ +child
        +if +expected +week +give +baby
    """),
    "bedrooms_needed": wordings("""
        bedroom/size wanted +number +new +@ +property +unit +how +many +size +policy +household +moving +minimum
    """),
    "areas_requested": wordings("""
        where wanted/like/hope/hoping/safe/prefer/wish live/move/living/go/rehoused/moving/safe/be/applicant +@ +property +new
        +could
        | area move/live/moving/rehoused wanted +@ +new +property | area applicant wanted/choose/chooses/chosen +@
    """),
    "areas_at_risk": wordings("""
        where risk/unsafe/danger +@ +be +live +area +property +not |
        area risk/unsafe/avoid/danger/threat +@ +must +where +be +live +move +moved +because +of +perpetrator
    """),
    "ground_floor_only": wordings("""
        ground floor +wanted +only +necessary +must +essential +medical +health +reason +property +@ +be
    """),
    "step_free": wordings("""
        level/ramp/ramped/step access wanted/necessary/essential/must +@ +property +no +lift +ramp +level +ramped +free +entrance
        +internal +external |
        no step/stair property/access +@ +wanted +internal +external +must +entrance +necessary | access without step/stair +@
        +wanted +necessary +property |
        unable/difficulty/cannot step/stair/stairs +@ +manage +climb +climbing +use +using
    """),
    "wheelchair": wordings("""
        wheelchair +user +use +uses +using +@ +accessible +access +adapted +wanted +property +unit +standard +suitable +category
        +include +includes +must +be +housing +new +home
    """),
    "pets": wordings("""
        pet kept/keep/keeps/keeping/has/have/household/domestic +@ +domestic +own +property +cat +dog
    """),
    "pets_rehome": wordings("""
        pet placed/find/found/rehomed/given/part elsewhere/second/new/up/with +@ +property +owner +able +could +home +prepared
        +willing +wanted |
        willing/prepared/able/consider/happy pet rehome/part/give/leave +up +with +@ +owner
    """),
    "risk_primary": wordings("""
        primary/main/form/type/ground/reason/nature/kind violence/abuse/harm/reciprocal +@ +fleeing +experienced +experiencing
        +primary
        +main +faced +facing +form +type +risk +move +referral +suffered +wanted |
        primary/main ground/reason/risk/type/form +@ +move +referral +wanted +application +nomination +risk +for +reciprocal
    """),
    "risk_other": wordings("""
        second/further/secondary/others/extra type/form/kind/ground/reason/nature/risk
        violence/abuse/harm/risk/move/wanted/referral
        +faced +face +@ +experienced +experience +experiencing +factor +fleeing |
        second/further violence/abuse/harm/risk +@ +type | risk/harm anything/something else +@ +of
    """),
    "support_agency": wordings("""
        supported/supporting/support/supports agency/providing/provide/provides/offering/ongoing/giving/gives/whom +@ +one
        +agency
        +current +name +move +during +after |
        idva agency +@ +involved | idva involved +@
    """),
    "registered_housing_moves": wordings("""
        housing move registered/registration/application/bidding/signed/applied/register/live/account/bid +@ +da +case +domestic
        +abuse +scheme +made +up +live +current +gla +already +been +active +and +registered
    """),
    "officer_name": wordings("""
        officer/worker/person making/completing/made/submitting/filling/make referral/wanted/form/application/nomination +name
        +lead +full +first +out +in |
        name officer +@ +full +first +lead +1 | officer +@ +lead +name +1
    """),
    "officer_role": wordings("""
        designation/occupation/capacity/post/role officer/worker/person/post/role/professional/title +completing +form +held
        +making +referral +wanted +title +completed +nomination +submitting +job
    """),
    "officer_agency": wordings("""
        agency charity/department/team/making/work/working/completing/submitting/area +charity +area +department +team +officer
        +wanted +referral +name +form +role +nomination +landlord +making
    """),
    "officer_email": wordings("""
        email officer/worker/person/work/secure +making +completing +completed +form +referral +wanted +work +secure +contact
        +nomination
    """),
    "officer_phone": wordings("""
        phone officer/worker/person/work/direct +making +completing +completed +form +referral +wanted +work +number +contact
        +nomination
    """),
    "officer2_name": wordings("""
        cover/covering/covers/contact/covered away/absence/absent/unavailable +when +during +officer +name +person +worker
        +colleague +leave +case +in +not +can |
        colleague/officer/worker/person covering/cover/covers +name +during +leave +second +case |
        second contact/officer/worker/colleague/person name +full +@
    """),
    "officer2_email": wordings("""
        email cover/covering/covers/away/absence/absent/second officer/contact/colleague/person/worker/absence/away +name +when
        +during +second +leave +secure +work +in +contact
    """),
}
SHARED_SIGNS: dict[str, tuple[str, ...]] = {
    "household": wordings("""
        applicant make/composition/makeup up/age/sex/gender/moving +age +sex +gender +moving +make +all +everyone
    """),
    "officer": wordings("""
        officer/person/worker name role/agency/contact/phone +role +agency +contact +email +phone +making +referral +completing
        +form +wanted +team |
        name role agency +team +email +phone +contact | name role +team +contact | name agency contact/phone/email +role +phone
        +email | officer contact email/phone +email +phone | officer email phone +contact +making +referral
    """),
    "officer2": wordings("""
        second/cover/covering officer/contact/person name/contact/email/details email/contact +name +email +phone +address +full
    """),
    "consent": wordings("""
        consent applicant +given +give +obtained +gained +sought +taken +share +sharing +shared +pass +passed +passing +referral
        +referred
        +nomination +nominated +application +wanted +made +make +detail +scheme +reciprocal +confirm +file +held +hold +record
        +recorded +proceed +data +personal +declaration +tick +signed +verbal +written +informed +explicit +know +knows +about
        +aware
        +full +understand +understands +move +moving +submitted +being +person +process +processed |
        consent share/sharing/shared landlord partner +@ +given +obtained +data |
        consent share/sharing/shared/referral/referred/file/signed/held +@ +given +obtained +held +file
        +on +made +signed +scheme +reciprocal +form
    """),
    "home_now": wordings("""
        current property bedroom/size floor/type/flat/house +floor +type +flat +house +maisonette +level +number +describe
        +description +address +bedroom +size | size floor level type +current +property | size type live +property +@ +current |
        type floor current +property +level +@
    """),
}
