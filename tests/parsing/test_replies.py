"""What professionals write, and what it means (forms §2.4; R024-R028, R056, R012, R074)."""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parsing.field import Field
from parsing.readings import (
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    NilReturn,
    Outcome,
    PropertyOffer,
    Reading,
    TenantMail,
    Unreadable,
    Withdrawal,
)
from parsing.replies import find_urgent, read_reply
from parsing.reply import new_words
from scheme.agreement import Scheme, load, shipped

WEDNESDAY = date(2026, 7, 8)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


def values(reading: Reading) -> dict[str, Any]:
    return {key: field.value for key, field in reading.fields() if field.value is not None}


# The 48 examples of forms §2.4: number, words, the kinds that come out, and the values of the first.
EXAMPLES: tuple[tuple[int, str, tuple[type, ...], dict[str, Any]], ...] = (
    (1, "Happy for this one to go ahead, please circulate.", (LandlordDecision,), {"decision": "approve"}),
    (2, "Approved from our side – we're aware we'd be owing one.", (LandlordDecision,), {"decision": "approve", "acknowledges_owing": True}),
    (3, "Confirming that ARC-07-23 was agreed at this morning's panel.", (LandlordDecision,), {"reference": "ARC-07-23", "decision": "approve"}),
    (4, "I can confirm she's our tenant (secure, 2 bed) and I support the request.", (LandlordDecision,), {"decision": "approve"}),
    (5, "Yes fine by us thanks", (LandlordDecision,), {"decision": "approve"}),
    (6, "Management has signed this off, go ahead and add it to the list.", (LandlordDecision,), {"decision": "approve"}),
    (7, "We're content to nominate this household to the reciprocal.", (LandlordDecision,), {"decision": "approve"}),
    (8, "+1 from me, have cc'd Dawn who's the new named lead.", (LandlordDecision, ContactChange), {"decision": "approve"}),
    (9, "No objections. Tenancy is assured and the account's clear.", (LandlordDecision,), {"decision": "approve"}),
    (10, "Please take this as formal agreement on behalf of the association.", (LandlordDecision,), {"decision": "approve"}),
    (11, "Unfortunately we can't support this as the tenancy ended in March.", (LandlordDecision,), {"decision": "decline", "decline_reason": "not_our_tenant"}),
    (12, "Not one of ours I'm afraid – try the council, they manage that block.", (LandlordDecision,), {"decision": "not_ours"}),
    (13, "Panel turned it down; she'll be offered a management move within our own stock.", (LandlordDecision,), {"decision": "decline", "decline_reason": "own_stock"}),
    (14, "We already owe three so I can't agree another at the moment.", (LandlordDecision,), {"decision": "decline", "decline_reason": "at_cap"}),
    (15, "We don't feel the threshold is met on what's been provided.", (LandlordDecision,), {"decision": "decline", "decline_reason": "threshold"}),
    (16, "Declined – there's a live possession order.", (LandlordDecision,), {"decision": "decline", "decline_reason": "arrears_or_asb"}),
    (17, "I'm not able to approve. The risk is historic and the police have closed it.", (LandlordDecision,), {"decision": "decline", "decline_reason": "not_at_risk"}),
    (18, "Approved subject to the arrears plan being kept to for 8 weeks.", (LandlordDecision,), {"decision": "conditional", "condition_text": "Approved subject to the arrears plan being kept to for 8 weeks."}),
    (19, "OK in principle, need my head of service to confirm.", (LandlordDecision,), {"decision": "conditional", "condition_text": "OK in principle, need my head of service to confirm."}),
    (20, "We'd agree if he gives vacant possession first.", (LandlordDecision,), {"decision": "conditional", "condition_text": "We'd agree if he gives vacant possession first."}),
    (21, "Going to exceptional circumstances panel on the 14th, will update you.", (LandlordDecision,), {"decision": "pending_panel", "panel_date": date(2026, 7, 14)}),
    (22, "Can you send the risk assessment before I decide?", (LandlordDecision,), {"decision": "need_info"}),
    (23, "Approve for 2 bed only – form says 3 but she's in a 2.", (LandlordDecision,), {"decision": "conditional", "condition_text": "Approve for 2 bed only – form says 3 but she's in a 2."}),
    (24, "Fine with me but I'm covering for Tom, he's back Monday.", (LandlordDecision,), {}),
    (25, "We could approve, although not to Lambeth or Southwark please.", (LandlordDecision,), {}),
    (26, "I thought I'd already approved this?? See below.", (Unreadable,), {}),
    (27, "Not approved yet.", (LandlordDecision,), {}),
    (28, "I can't see any reason not to approve it.", (LandlordDecision,), {}),
    (29, "We have a 2b3p on the first floor in Deptford that might suit ARC-12-23, ready end of month.", (PropertyOffer,), {"reference": "ARC-12-23", "bedrooms": 2, "floor": 1, "offer_status": "open"}),
    (30, "Possible match for your 3 bed family – ground-floor flat, Barking, £139 pw, can they view Thursday?", (PropertyOffer,),
     {"area": "Barking and Dagenham", "property_type": "flat", "floor": 0, "rent": "139.00", "rent_period": "week", "viewing_date": date(2026, 7, 9), "offer_status": "open"}),
    (31, "Direct offer attached. Please let me have an answer by noon Friday or it goes back to bidding.", (PropertyOffer,), {"reply_by": date(2026, 7, 10), "offer_status": "open"}),
    (32, "Void coming up in N17, one bed with lift, no pets. Any takers on the list?", (PropertyOffer,), {"bedrooms": 1, "lift": True, "pets_allowed": False, "offer_status": "open"}),
    (33, "Would either ARC-03-23 or ARC-09-23 like this one?", (PropertyOffer,), {"offer_status": "open"}),
    (34, "Can hold it for 48 hrs.", (PropertyOffer,), {"reply_by": date(2026, 7, 10), "offer_status": "open"}),
    (35, "Property fell through this afternoon (previous tenant staying), sorry, offer withdrawn.", (PropertyOffer,), {"offer_status": "withdrawn"}),
    (36, "Nothing suitable this month from us.", (NilReturn,), {}),
    (37, "We've only got sheltered at the moment so nil return.", (NilReturn,), {}),
    (38, "Viewed yesterday, she loves it – accepting.", (Outcome,), {"stage": "accepted", "date": date(2026, 7, 7)}),
    (39, "They've said no, too close to his mum's.", (Outcome,), {"stage": "refused", "refusal_reason": "location"}),
    (40, "Keys handed over, tenancy began Monday 6th.", (Outcome,), {"stage": "tenancy_started", "date": date(2026, 7, 6), "tenancy_start_date": date(2026, 7, 6)}),
    (41, "Signed up on 3/4, two adults three kids, all settled.", (Outcome,),
     {"stage": "tenancy_started", "date": date(2026, 4, 3), "tenancy_start_date": date(2026, 4, 3), "adults_moved": 2, "children_moved": 3}),
    (42, "Client didn't turn up to the viewing and isn't answering.", (Outcome,), {"stage": "no_show"}),
    (43, "Accepted verbally, sign-up next week.", (Outcome,), {"stage": "accepted"}),
    (44, "Please close this one, mum was rehoused through her own landlord.", (Withdrawal,), {"change": "rehoused_elsewhere"}),
    (45, "She's gone back to the property and doesn't want to move now.", (Withdrawal,), {"change": "withdrawn"}),
    (46, "Could you add Bexley and Bromley and take off Croydon?", (Change,), {"change": "areas", "areas_added": ("Bexley", "Bromley"), "areas_removed": ("Croydon",)}),
    (47, "I'm leaving on Friday, Aisha will be the nominating officer from then.", (Change,), {"change": "officer", "new_officer_name": "Aisha"}),
    (48, "Baby arrived, so they now need a 3 bed – can the form be updated?", (Change,), {"change": "bedrooms", "bedrooms_needed": 3}),
)  # fmt: skip


@pytest.mark.parametrize(("number", "text", "kinds", "expected"), EXAMPLES, ids=[f"example {row[0]}" for row in EXAMPLES])
def test_the_examples_of_the_trade_are_read_as_people_mean_them(
    number: int, text: str, kinds: tuple[type, ...], expected: dict[str, Any], scheme: Scheme
) -> None:
    readings = read_reply(text, scheme, sent_on=WEDNESDAY)
    assert tuple(type(reading) for reading in readings) == kinds
    assert values(readings[0]) == expected


DOUBTS = (
    ("Fine with me but I'm covering for Tom, he's back Monday.", "decision", "approve"),
    ("We could approve, although not to Lambeth or Southwark please.", "decision", "conditional"),
    ("Not approved yet.", "decision", None),
    ("I can't see any reason not to approve it.", "decision", "approve"),
    ("We have a 2b3p in Deptford that might suit ARC-12-23.", "area", "Lewisham"),
    ("Possible match for your 3 bed family – ground-floor flat, Barking.", "bedrooms", 3),
    ("Void coming up in N17, one bed. Any takers?", "area", None),
    ("Would either ARC-03-23 or ARC-09-23 like this one?", "reference", None),
    ("Her tenancy will start on Monday.", "stage", "accepted"),
    ("She may refuse the offer.", "stage", "refused"),
    ("Please close this one if she does not answer.", "change", "withdrawn"),
    ("Could you add Deptford and Bromley?", "areas_added", ("Bromley",)),
    ("Please do not add Bexley.", "areas_added", ("Bexley",)),
)


@pytest.mark.parametrize(("text", "key", "proposal"), DOUBTS)
def test_what_is_not_sure_is_a_doubt_with_a_proposal_and_no_value(text: str, key: str, proposal: object, scheme: Scheme) -> None:
    field = dict(read_reply(text, scheme, sent_on=WEDNESDAY)[0].fields())[key]
    assert field.value is None
    assert field.doubt
    assert field.proposal == proposal


def in_short(reading: Reading) -> str:
    """One word for a reading, «doubt» where its deciding field has no value, a star where it is doubted as a whole."""
    match reading:
        case LandlordDecision():
            word = reading.decision.value or "doubt"
        case PropertyOffer():
            word = {"open": "offer", "withdrawn": "offer_withdrawn"}.get(reading.offer_status.value or "", "offer in doubt")
        case Outcome():
            word = {"tenancy_started": "started", None: "outdoubt"}.get(reading.stage.value, reading.stage.value or "")
        case Withdrawal() | Change():
            word = reading.change.value or "change in doubt"
        case NilReturn() | ContactChange():
            word = {"nil_return": "nil", "contact_change": "contact"}[reading.kind]
        case _:
            word = reading.kind
    return word + ("*" if reading.doubts else "")


PHRASES: dict[str, tuple[str, ...]] = {
    "approve": (
        "We approve this request.",
        "I am happy to approve this application.",
        "Approved. We understand we'll owe one to the pot.",
        "Yes, we are happy to support this move.",
        "Panel has agreed to the request.",
        "The panel approved this yesterday.",
        "Please proceed with this one.",
        "Please go ahead.",
        "You have our approval for ARC-03-26.",
        "Please accept this email as confirmation of our approval.",
        "I confirm our agreement to this reciprocal.",
        "On behalf of the association I give our approval.",
        "This has been signed off by our head of service.",
        "We are in agreement with this request.",
        "Agreed.",
        "Agreed, thanks.",
        "That's a yes from us.",
        "It's a yes from me.",
        "We have no objection to this move.",
        "No issues from us, please circulate.",
        "I'm content for this to proceed. She is a secure tenant with no arrears.",
        "I support this request and confirm the tenancy is assured. There are no arrears.",
        "Happy to nominate. We accept that we will owe one home in return.",
        "All good from our side, go ahead.",
        "We'll support this, thanks - approved.",
        "Approved by management this morning. Let me know if you need anything else.",
        "I am writing to confirm that we approve the above request. We understand that we will owe one property.",
        "Approval granted.",
        "Confirmed - approval is given for ARC-12-26.",
        "We fully support this application and understand one unit will be owed.",
        "I can confirm that Ms Osei's move has been approved. Please do not hesitate to contact me if you have any questions.",
        "We agree to this request.",
        "We agree that the household should move and approve the request.",
        "Our panel met on Tuesday and agreed this one.",
        "fine with us",
        "OK with us.",
        "Consider it approved.",
        "This is agreed our end.",
        "She's our tenant and we're happy for her to go ahead.",
        "I authorise this move on behalf of the council.",
        "Great, approved from us, thanks for chasing.",
        "Sorry for the delay. Approved.",
        "Sorry for the late reply, we approve.",
        "Good to go from our side.",
        "We consent to this nomination.",
        "Approved from our end. Her current home is a 2 bed flat.",
        "We agree to this. Tenancy started in 2019 and is secure.",
        "Approved. She viewed her file last week and all is in order.",
        "Approved. Please keep me posted about any offers.",
        "Approved. Please can you keep me updated on any offers?",
        "Yes, approved, please go ahead and circulate it. Her tenancy began in 2018.",
        "Happy for this to proceed. Please note I am on leave from Friday.",
        "We have checked and there are no arrears or ASB, so happy to approve.",
        "I've spoken to my manager and we are happy to approve.",
        "Apologies for the delay, I've now had sign-off from my manager. Approved.",
        "Approved. The keys for her current property will be returned.",
    ),
    "decline": (
        "We do not approve this request.",
        "We don't support this one.",
        "Not approved.",
        "Not approved, she has significant rent arrears.",
        "This has not been agreed.",
        "Sorry, it's a no from us.",
        "We are unable to agree to this as she is in arrears of £3,000.",
        "Unfortunately we are not in a position to support this request at this time.",
        "We will not be supporting this application.",
        "I'm afraid we have to decline.",
        "The panel refused the request.",
        "The request has been refused by our panel.",
        "We have decided not to approve this.",
        "We're at our cap so can't take this on.",
        "The application was unsuccessful at panel.",
        "I'm sorry but we cannot nominate this household.",
        "We won't be approving this; we will rehouse her ourselves.",
        "Rejected. There is ongoing ASB at the property.",
        "We have to say no to this one, we owe three already.",
        "Panel didn't agree this one.",
        "Our decision is no.",
        "We are declining this request because the applicant is not at risk.",
        "Management have declined.",
        "I disagree with this one and do not support it.",
        "I do not think we should approve this.",
        "Unfortunately our panel has not agreed to this request, the risk is historic.",
        "This is not something we can support. She can be moved within our own stock.",
        "We won't approve because she is at risk of losing her tenancy for arrears.",
        "We are not able to support as we have already exceeded our cap.",
        "Sorry but we can't agree to owe another home.",
        "I can't support this one. We have offered her a management transfer.",
        "Declined by panel as she refused our offer of a management move.",
    ),
    "not_ours": (
        "She isn't our tenant.",
        "This isn't one of our properties.",
        "We have no record of this tenant.",
        "Wrong landlord - this is a Hyde property.",
        "We don't own or manage this block.",
        "This household isn't ours, it's managed by Riverside.",
        "That address is not our stock.",
        "I can't find any tenant at that address on our system.",
    ),
    "conditional": (
        "We approve subject to a clear rent account.",
        "Approved provided she clears her arrears.",
        "Agreed in principle.",
        "Happy to support as long as the injunction is in place.",
        "Yes, on the condition that the keys are returned.",
        "We would support this if the police confirm the risk.",
        "Approved once the rent account is clear.",
        "Approval given. This is subject to vacant possession.",
        "In principle we are happy to support.",
        "We will approve this once we have seen the risk assessment.",
        "If the arrears are cleared we'd be happy to approve.",
    ),
    "pending_panel": (
        "This is going to panel on Thursday.",
        "It will be heard at our panel on 16 July.",
        "I'm taking this to panel next week.",
        "We are presenting it to the moves panel on 21/07/2026.",
        "Awaiting panel.",
        "The case will be considered at our next panel.",
        "Our panel meets on the 20th so I'll have an answer then.",
        "Not decided yet, it's going to panel on the 21st.",
        "Thanks, I'll put it to panel on Monday and come back to you.",
    ),
    "need_info": (
        "Please can you send the MARAC minutes so that we can consider this.",
        "We need more information before we can make a decision.",
        "Before I approve this could you confirm her arrears?",
        "I need sight of the risk assessment before I can approve.",
        "We require further information.",
        "Could I have the crime reference number before taking this to panel?",
        "Please provide supporting evidence in order for us to assess this.",
    ),
    "doubt": (
        "We will probably approve it.",
        "I don't see why not.",
        "I think this was approved already.",
        "Tom says he approved this.",
        "Approved, but not to Croydon.",
        "We approve this. When will it be circulated to partners and how long does it take?",
        "Not yet approved.",
        "This hasn't been approved yet.",
        "We can't approve this until the arrears are cleared.",
        "Ignore my last email, this is approved.",
        "Approved. Actually no, we can't support this.",
        "Approved. Sorry, please disregard my earlier approval.",
        "I wouldn't say no.",
        "It's not that we don't approve.",
        "I'd like to approve it but it's not my call.",
        "I approve, however the director wants another look.",
        "That's fine.",
        "ok",
        "Approved as long as it's not in Camden.",
        "We have approved in error, please hold.",
        "Approved for now, may change.",
        "This was approved by someone who has since left and I don't agree with it.",
        "We'd like to see this approved but can't commit.",
        "Nobody has approved this.",
        "No objections in general but the director objects.",
        "No objections as such, but she owes £2000.",
        "Approved!!! Oh wait, wrong case, sorry.",
        "Approved - please ignore, wrong email.",
        "Please treat this as approved only when Tom confirms.",
        "The form says approved but we haven't approved it.",
        "We were happy to approve until we saw the risk assessment.",
        "I approved ARC-01-26 by mistake, I meant ARC-02-26.",
        "Approved. But she must stay in the borough of Hackney.",
    ),
    "unreadable": (
        "Yes",
        "No.",
        "Thanks for your email.",
        "See attached.",
        "Noted, thanks.",
        "Yeah right, as if we'd approve another one of these.",
        "Oh great, another one. Approved I suppose??",
        "I will let you know.",
        "Please see request for approval.",
    ),
    "enquiry": (
        "Has this been approved yet?",
        "How long does it take to be approved?",
        "Can you tell me who the named lead at Hyde is?",
        "What is the minimum number of boroughs?",
        "Is there any update on ARC-03-26?",
        "Do you accept referrals from outside London?",
        "Please can you confirm the status of this case?",
        "Could you let me know whether a care leaver is eligible?",
        "Are you happy for this to go ahead?",
        "Can we proceed with this?",
        "My client wants to know how long it takes?",
        "Could you send me the form please?",
        "Is it possible to refer a care leaver?",
    ),
    "offer": (
        "We can offer a 2 bed flat in Lewisham, second floor with lift, rent £128.40 pw. Please reply by Friday 10th July.",
        "We have a three bedroom house available in Enfield for ARC-04-26.",
        "I've got a 1 bed ground floor flat in Hackney that would suit ARC-05-26.",
        "Please find attached an offer for ARC-06-26.",
        "Property offer: 2 bed maisonette, 1st floor, no lift, Camden. £139.00 per week. Viewing Tuesday 14th at 10am.",
        "We'd like to offer a 4 bed house in Barnet.",
        "A 2b4p in Newham is coming available next month, any good for your family?",
        "Offer for ARC-09-26: 3 bed house in Sutton, £160 per week, available from 20 July.",
        "Would this suit? 2 bed, third floor, lift, Merton.",
        "We've a 1-bed in Harrow if anyone needs one.",
        "New void: 1 bed flat, Enfield, ground floor, £115.50 pw. Viewing 15/07/2026, respond by 13/07/2026.",
    ),
    "offer_withdrawn": (
        "We have to withdraw the offer as the property is no longer available.",
        "Sorry the flat has been let to someone else, we are withdrawing our offer.",
        "The property is no longer available.",
        "Unfortunately the offer has been withdrawn.",
        "Please note we are pulling this property, the previous tenant is staying.",
        "The 2 bed in Ealing is no longer available.",
    ),
    "nil": (
        "Nil return from us this month.",
        "Nothing from us I'm afraid.",
        "We have no suitable properties at present.",
        "Sorry, we don't have anything suitable at the moment.",
        "No voids this week.",
        "We have nothing available in those areas.",
        "We are unable to make an offer on this occasion.",
        "Sorry, nothing at all this week.",
        "No suitable voids at present I'm afraid.",
        "We don't have any 3 beds at the moment.",
        "Nil.",
    ),
    "viewing_booked": (
        "The viewing is booked for Thursday at 2pm.",
        "She will be viewing the flat on Friday.",
        "Viewing arranged for 14 July.",
        "Viewing confirmed for Friday 10 July at 11am.",
    ),
    "viewed": (
        "They viewed the property this morning and will let us know.",
        "She went to see it on Monday, waiting to hear.",
    ),
    "accepted": (
        "She has accepted the offer.",
        "The family would like to accept the property.",
        "Client accepted the flat, sign up is on Monday.",
        "He said yes!",
        "Accepted - she will be signing on 20 July.",
        "I'm pleased to say that Ms Osei has accepted the property and will move in next week.",
        "She's accepting the flat.",
        "Delighted to confirm that the client accepts the offer.",
        "Offer accepted.",
        "We accept the offer on behalf of our client.",
        "She loves it and says yes.",
    ),
    "refused": (
        "She has refused the offer as the flat is too small.",
        "Unfortunately the family have turned down the property because of the stairs.",
        "Client declined the offer - the perpetrator's family live nearby.",
        "She doesn't want it, too far from her daughter's school.",
        "They've decided not to take the flat.",
        "The offer was refused.",
        "Not suitable for them, there is damp in every room.",
        "She viewed yesterday but she's turned it down, no pets allowed.",
        "He can't accept it because the rent is too high.",
        "The client has declined the property because it is on the 4th floor with no lift.",
        "Refused - area unsafe.",
        "Offer refused, she says the flat is in poor condition with mould.",
        "They have rejected your offer due to the rent.",
        "She turned it down as she feels unsafe in that area.",
        "Sadly it's a no from the family, bedrooms too small.",
        "After viewing, Ms K did not want it.",
    ),
    "no_show": (
        "She didn't attend the viewing.",
        "The client was a no show.",
        "They never turned up.",
        "Client failed to attend the viewing yesterday.",
        "Client DNA'd the viewing.",
        "She failed to show for the viewing.",
    ),
    "started": (
        "The tenancy started on 6 July 2026.",
        "She moved in on Monday.",
        "Tenancy commenced 29/06/2026, 1 adult and 2 children moved.",
        "Signed up yesterday and keys collected.",
        "The family have moved in and are settled. Tenancy start date was 1 July 2026.",
        "Keys collected on 1 July, tenancy started 06/07/2026. 2 adults and 1 child moved.",
        "I can confirm the tenancy began on 6th July 2026.",
        "Moved in last Friday.",
    ),
    "outdoubt": (
        "Her tenancy will start on Monday.",
        "Tenancy starts next week.",
        "She is due to sign up tomorrow.",
        "Keys will be handed over on 20 July.",
        "She might accept it.",
        "She thinks she will accept.",
        "She may refuse.",
        "If she refuses we will let you know.",
        "She has not moved in yet.",
        "She should be moving in on Friday.",
        "They were due to sign up yesterday but it was postponed.",
        "Tenancy start date to be confirmed.",
    ),
    "withdrawn": (
        "Please close this case, she no longer wants to move.",
        "Please withdraw ARC-08-26.",
        "The client has decided to stay where she is.",
        "We would like to withdraw this application.",
        "This request is no longer needed.",
        "She doesn't need to move any more, please cancel the request.",
        "She has changed her mind about moving, please close.",
        "Please cancel this referral.",
        "The family no longer wish to move.",
    ),
    "rehoused_elsewhere": (
        "The family have been rehoused by the council.",
        "She has found a private rented place, so please close the case.",
        "She's been rehoused through Housing Moves.",
        "Her own landlord has moved her.",
        "She was moved by Riverside last month so no longer needs this.",
        "The family were rehoused last week.",
    ),
    "consent_withdrawn": (
        "The applicant has withdrawn her consent.",
        "She no longer consents to us sharing her details.",
    ),
    "lost_contact": (
        "We've lost contact with the client, please close.",
        "I have been unable to reach her for six weeks so please close the referral.",
    ),
    "areas": (
        "Please add Barnet and Enfield to the areas.",
        "Please remove Brent from the list of boroughs.",
        "Can you take off Newham and add Sutton?",
        "Could you also include Harrow for ARC-02-26?",
        "Please add Hackney and remove Islington.",
    ),
    "bedrooms": (
        "They now need 4 bedrooms.",
        "Please change to a 3 bed, she is expecting.",
    ),
    "officer": (
        "I am leaving on Friday. My colleague Ruth Adeyemi will be taking over from me.",
        "Please note Ruth Adeyemi is now the nominating officer, ruth@agency.example.",
        "Ruth is taking over this case from me.",
        "Sam Patel will be the new nominating officer for this case, sam.patel@agency.example",
        "I've left the service, please contact Ruth Adeyemi from now on as nominating officer.",
    ),
    "household": (
        "The eldest son has moved out.",
        "She gave birth on Tuesday.",
    ),
    "pause": (
        "Please put this one on hold until August.",
        "Can we pause this application?",
    ),
    "contact": (
        "Dawn Price is our new named lead, dawn.price@council.example.",
        "Please note Tom Reed no longer works here.",
        "Sam has left the council. Please send circulars to Dawn Price from now on.",
    ),
    "complaint": (
        "I wish to make a formal complaint about the way this was handled.",
        "We would like to complain about the delay.",
        "Please log this as a complaint.",
        "Stage 1 complaint: you have ignored my emails.",
    ),
    "tenant": (
        "I am a tenant in Hackney and I need to move, my ex knows where I live.",
        "My landlord won't help me, please help me move.",
        "Me and my kids are not safe here.",
        "I am the tenant, can you tell me where my case is?",
        "I live in a Clarion flat and my ex found me. Can you move me?",
    ),
}


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, texts in PHRASES.items() for text in texts])
def test_other_wordings_mean_the_same(meaning: str, text: str, scheme: Scheme) -> None:
    assert "+".join(in_short(reading) for reading in read_reply(text, scheme, sent_on=WEDNESDAY)) == meaning


WHOLE_MAILS: tuple[tuple[str, str], ...] = (
    (
        "approve",
        "Good morning,\n\nI hope you are well.\n\nThank you for sending this through. I have discussed the case with our tenancy management team and can confirm that Ms A holds a secure tenancy with us for a 2 bedroom flat. There are no rent arrears on the account.\n\nI am happy to confirm that we support this request for a reciprocal move and understand that we would owe one property in return.\n\nKind regards\n\nNadia Ferris\nHousing Needs Manager\nHackney\n020 7946 0123",
    ),
    (
        "decline",
        "Hi Reciprocal team\n\nFurther to the below, our panel met yesterday and considered the above request. Unfortunately the panel did not approve the application on the basis that the risk is assessed as standard and there has been no further incident since January.\n\nPlease let me know if you wish to discuss.\n\nMany thanks\nTom",
    ),
    (
        "approve",
        "Dear all,\n\nApologies for the delay in responding, I've been on leave.\n\nI can confirm we're happy for this to be circulated.\n\nThanks,\nPriya",
    ),
    (
        "pending_panel",
        "Hi,\n\nThanks for your email. I've passed this on to our panel who will be meeting on 16th July. I will let you know the outcome after that.\n\nRegards\nTom",
    ),
    (
        "refused",
        "Hi\n\nJust to let you know that the family viewed the property in Barking on Tuesday. Unfortunately they have decided to decline as there isn't a lift and mum has mobility problems.\n\nThanks\nOlive",
    ),
    (
        "started",
        "Hi both,\n\nGood news, ARC-05-26 signed for her new flat today! She moved in with her 2 children this afternoon. Tenancy start date is 06/07/2026.\n\nThank you so much for your help.\n\nOlive",
    ),
    (
        "offer",
        "Dear Coordinator\n\nWe have a property that may be suitable for ARC-11-26:\n\n- 3 bedroom house\n- Enfield\n- £165.20 per week\n- Ready to let from 20 July 2026\n\nPlease confirm by 15 July 2026 whether the applicant would like to view.\n\nRegards\nVoids Team",
    ),
    (
        "offer_withdrawn",
        "Hi,\n\nWith regards to ARC-11-26 the property we offered has now been let to a homeless family so we are no longer able to offer it. Apologies.\n\nThanks",
    ),
    (
        "rehoused_elsewhere",
        "Hello,\n\nPlease note that the client has now been rehoused via Housing Moves and therefore the case can be closed.\n\nThanks\nOlive",
    ),
    (
        "officer",
        "Hi,\n\nI'm the new IDVA working with this family, taking over from Olive who has left. Please update your records, my email is ruth.adeyemi@harbour-advice.example.\n\nThanks\nRuth Adeyemi",
    ),
    ("enquiry", "Hi Team\n\nCan I ask where we are with this case please? It has been three weeks.\n\nThanks"),
    (
        "not_ours",
        "Afternoon,\n\nThis household is not known to us. The address given is a Notting Hill Genesis property so you would need to contact them.\n\nThanks",
    ),
    (
        "need_info",
        "Hi,\n\nBefore we can take this to panel we'd need the following:\n1. DASH risk assessment\n2. MARAC minutes\n3. Proof of consent\n\nThanks",
    ),
    ("approve", "We are content with the request. Please note our total owed is now two."),
    ("approve", "Hi\n\nNo problem at our end.\n\nBest\nTom"),
    ("approve", "Yes please go ahead with this, our agreement as landlord is given."),
    ("approve", "Request agreed. Landlord: Hackney. Tenancy: secure. Arrears: nil."),
    ("approve", "Ok to proceed"),
    ("approve", "Authorised. Nadia"),
    ("approve", "Approved NF"),
    ("decline", "We've considered ARC-07-26 and unfortunately on this occasion it doesn't meet our criteria."),
    ("rehoused_elsewhere", "She has been offered a management transfer and has accepted this so we don't need the reciprocal."),
    (
        "started",
        "The family accepted the property at Ealing and signed the tenancy on 1st July 2026 – 1 adult, 2 kids. Please update the balance.",
    ),
    ("refused", "Offer refused. Reason: too small."),
    ("refused", "Unfortunately the client has declined to view."),
    ("refused", "Applicant pulled out after viewing, says area isn't safe as ex's brother lives two streets away."),
    ("areas", "Can you remove Lambeth and Southwark from her choices? Perp has moved there."),
    ("areas", "Please could you add Richmond and Kingston upon Thames to her list of boroughs."),
    ("areas", "She would also now consider Sutton and Merton."),
    ("bedrooms", "They need three bedrooms now as her mother will be moving with them."),
    ("pause", "Put this on hold please, she's in hospital."),
)


@pytest.mark.parametrize(("meaning", "body"), WHOLE_MAILS)
def test_whole_mails_with_greeting_and_signature_mean(meaning: str, body: str, scheme: Scheme) -> None:
    assert "+".join(in_short(reading) for reading in read_reply(new_words(body).text, scheme, sent_on=WEDNESDAY)) == meaning


NEVER_APPROVED = (
    "We agree that the risk is high.",
    "The tenant is approved for PIP.",
    "Hackney approved it so I suppose we can too.",
    "I'm hoping to approve this tomorrow.",
    "Should be fine.",
    "Approved? I thought that was last month.",
    "Approved. Please avoid Lambeth though.",
    "We are minded to approve.",
    "Our manager needs to approve this.",
    "Approved??",
    "There is no way we can approve this.",
    "Approve? No.",
    "Please can you approve the attached request?",
    "I am seeking approval for the attached.",
    "Approved for now, may change.",
    "Nobody has approved this.",
    "We were happy to approve until we saw the risk assessment.",
    "Would you be happy for this to go ahead?",
    "We are waiting for it to be signed off.",
    "Approval form attached.",
    "If approved, when would it be circulated?",
    "She lives in approved premises.",
    "Approved, but only for Camden.",
    "Not a problem in itself, but we do not agree.",
    "Approved with reservations.",
    "We have no objection if you think it's right.",
    "I have approved leave for next week.",
    "Her benefits were approved.",
    "The move was approved by MARAC.",
    "We support her with her tenancy.",
    "Agreed that the risk is high.",
    "We agreed at the meeting to review this in June.",
    "She agreed to the areas.",
    "Yes but only for Camden.",
    "Hold off circulating please, approved but need to check arrears.",
)


@pytest.mark.parametrize("text", NEVER_APPROVED)
def test_what_only_sounds_like_an_approval_never_is_one(text: str, scheme: Scheme) -> None:
    for reading in read_reply(text, scheme, sent_on=WEDNESDAY):
        assert not (isinstance(reading, LandlordDecision) and reading.decision.value == "approve")


NEVER_ACCEPTED = (
    "She accepted a police escort.",
    "We refuse to accept this offer.",
    "She was offered a management transfer and accepted it.",
    "Accepting referrals until Friday.",
    "She accepts that she may have to wait.",
    "She's not accepted anything yet.",
    "If she accepts, when can she move?",
    "We accept that we will owe one home.",
)


@pytest.mark.parametrize("text", NEVER_ACCEPTED)
def test_only_an_offer_that_was_taken_is_accepted(text: str, scheme: Scheme) -> None:
    """An acceptance reserves a home in the ledger (R047)."""
    for reading in read_reply(text, scheme, sent_on=WEDNESDAY):
        assert not (isinstance(reading, Outcome) and reading.stage.value == "accepted")


NEVER_STARTED = (
    "She has not moved in yet.",
    "They were due to sign up yesterday but it was postponed.",
    "Tenancy start date to be confirmed.",
    "Accepted - she will be signing on 20 July.",
    "Her introductory tenancy started 12/01/2015 with us.",
    "Tenancy started on 02/07/2026 was cancelled as she left.",
    "Tenancy started Monday - no hang on, that's the other family.",
    "She moved in with her sister.",
    "The perpetrator has moved in next door.",
    "Her mother moved in last week.",
    "She signed up to Housing Moves.",
    "He has moved to Camden.",
    "Did she move in?",
    "The tenancy starts on 20/07/2026.",
)


@pytest.mark.parametrize("text", NEVER_STARTED)
def test_only_a_tenancy_that_has_begun_is_a_start(text: str, scheme: Scheme) -> None:
    """A start posts to the ledger (R047)."""
    for reading in read_reply(text, scheme, sent_on=WEDNESDAY):
        assert not (isinstance(reading, Outcome) and reading.stage.value == "tenancy_started")


def test_without_the_day_of_sending_a_weekday_is_a_doubt_but_the_start_is_not(scheme: Scheme) -> None:
    (reading,) = read_reply("Keys handed over, tenancy began Monday 6th.", scheme)
    assert isinstance(reading, Outcome)
    assert reading.stage.value == "tenancy_started"
    assert reading.tenancy_start_date.value is None
    assert "full date" in reading.tenancy_start_date.doubt


def test_a_weekday_that_does_not_fit_its_number_is_no_date(scheme: Scheme) -> None:
    (reading,) = read_reply("Keys handed over, tenancy began Monday 7th.", scheme, sent_on=WEDNESDAY)
    assert isinstance(reading, Outcome)
    assert reading.tenancy_start_date.value is None


def test_an_approval_and_a_question_is_a_doubt(scheme: Scheme) -> None:
    (reading,) = read_reply("We approve this. What happens to the arrears?", scheme)
    assert isinstance(reading, LandlordDecision)
    assert reading.decision.value is None
    assert reading.decision.proposal == "approve"


def test_yes_and_no_in_one_mail_is_a_doubt_without_proposal(scheme: Scheme) -> None:
    (reading,) = read_reply("Approved.\n\nActually, having checked, we cannot support this.", scheme)
    assert isinstance(reading, LandlordDecision)
    assert reading.decision.doubt
    assert reading.decision.proposal is None


def test_the_words_that_decided_are_the_quote_with_their_line(scheme: Scheme) -> None:
    (reading,) = read_reply("Hi Ada,\n\nThanks for this.\n\nApproved from our side.", scheme)
    assert isinstance(reading, LandlordDecision)
    assert reading.decision.quote == "Approved from our side."
    assert str(reading.decision.where) == "message, line 5"


def test_a_reference_in_the_subject_is_taken_where_the_words_have_none(scheme: Scheme) -> None:
    (reading,) = read_reply("Approved.", scheme, subject="Re: ARC 07/26: approval wanted")
    assert isinstance(reading, LandlordDecision)
    assert reading.reference.value == "ARC-07-26"
    assert str(reading.reference.where) == "subject"


def test_another_reference_in_the_subject_than_in_the_words_is_a_doubt(scheme: Scheme) -> None:
    (reading,) = read_reply("ARC-08-26 approved.", scheme, subject="Re: ARC-07-26")
    assert isinstance(reading, LandlordDecision)
    assert reading.reference.value is None
    assert "ARC-07-26" in reading.reference.doubt
    assert reading.decision.value is None
    assert reading.decision.proposal == "approve"
    assert "ARC-07-26" in reading.decision.doubt
    assert "ARC-08-26" in reading.decision.doubt


def test_a_wrapped_line_does_not_cut_a_negation_off(scheme: Scheme) -> None:
    (reading,) = read_reply(
        "Having looked at everything that was sent to us we do not, on balance, feel that we can\nsupport this request.", scheme
    )
    assert isinstance(reading, LandlordDecision)
    assert reading.decision.value != "approve"


def test_a_new_officer_is_read_with_her_address(scheme: Scheme) -> None:
    (reading,) = read_reply("Ruth Adeyemi will be the new nominating officer, ruth.adeyemi@harbour-advice.example", scheme)
    assert values(reading) == {
        "change": "officer",
        "new_officer_name": "Ruth Adeyemi",
        "new_officer_email": "ruth.adeyemi@harbour-advice.example",
    }


def test_an_offer_in_plain_words_keeps_every_fact(scheme: Scheme) -> None:
    text = (
        "We can offer a 2 bed maisonette in Ealing for ARC-12-26. 1st floor, no lift, £139.00 pw, no pets.\n"
        "Flat 4, 12 Larkspur Court, ZZ99 9ZZ.\nViewing on Tuesday 14 July at 10am. Please reply by Friday 10 July."
    )
    (reading,) = read_reply(text, scheme, sent_on=WEDNESDAY)
    assert values(reading) == {
        "reference": "ARC-12-26",
        "area": "Ealing",
        "bedrooms": 2,
        "property_type": "maisonette",
        "floor": 1,
        "lift": False,
        "address": "Flat 4, 12 Larkspur Court, ZZ99 9ZZ",
        "rent": "139.00",
        "rent_period": "week",
        "pets_allowed": False,
        "viewing_date": date(2026, 7, 14),
        "reply_by": date(2026, 7, 10),
        "offer_status": "open",
    }


@pytest.mark.rule("R007")
@pytest.mark.parametrize(
    "text",
    [
        "She needs a refuge tonight.",
        "The family is fleeing now.",
        "It is unsafe to stay tonight.",
        "She has nowhere safe to go tonight.",
        "He has threatened to kill her.",
        "They are sleeping in the car.",
    ],
)
def test_words_of_immediate_danger_are_seen(text: str) -> None:
    """R007."""
    assert find_urgent(f"Hi,\n\nform attached. {text}") == text


@pytest.mark.parametrize(
    "text", ["She is staying in a refuge in the north.", "She fled in 2024.", "Please reply today.", "Urgent property request"]
)
def test_ordinary_words_of_the_trade_raise_no_alarm(text: str) -> None:
    assert find_urgent(text) == ""


@pytest.mark.rule("R012", "R056")
def test_complaints_and_tenants_stand_alone(scheme: Scheme) -> None:
    """R056: never parsed as anything else. R012: a person answers."""
    (complaint,) = read_reply("I wish to make a formal complaint. We declined ARC-01-26 and you circulated it.", scheme)
    assert isinstance(complaint, Complaint)
    (tenant,) = read_reply("I am the tenant. I accept the flat and I need to move.", scheme)
    assert isinstance(tenant, TenantMail)


def test_a_professional_quoting_her_client_is_not_the_tenant(scheme: Scheme) -> None:
    (reading,) = read_reply("My client says 'my landlord won't help me'. What can we do?", scheme)
    assert isinstance(reading, Enquiry)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Hi Ada,\nThanks\n", "." * 500, "a " * 50_000, "not " * 20_000, "approve if " * 5_000, "view " * 20_000]
)
def test_any_text_gives_at_least_one_reading_in_good_time(text: str, scheme: Scheme) -> None:
    assert read_reply(text, scheme, sent_on=WEDNESDAY)


@pytest.mark.parametrize(
    "text", ["Her sister was rehoused by Camden.", "The perpetrator has been rehoused.", "She does not want to close the case."]
)
def test_another_person_s_move_ends_no_request(text: str, scheme: Scheme) -> None:
    for reading in read_reply(text, scheme, sent_on=WEDNESDAY):
        assert getattr(reading, "change", Field()).value is None


@pytest.mark.parametrize(
    "place", ["Camden Town", "Bromley-by-Bow", "Harrow Road", "Hackney Wick", "West Croydon", "camden town", "Brent Cross"]
)
def test_a_place_named_after_an_area_is_no_area(place: str, scheme: Scheme) -> None:
    """R030: in running words too."""
    for text in (f"Can you add {place} please", f"We have a 2 bed flat in {place} for them.", f"Please add {place} and Barnet."):
        for reading in read_reply(text, scheme, sent_on=WEDNESDAY):
            assert not getattr(reading, "area", Field()).value
            assert set(getattr(reading, "areas_added", Field()).value or ()) <= {"Barnet"}


@pytest.mark.parametrize(
    "text",
    [
        "Still needed",
        "Yes, still needed.",
        "Hello,\n\nYes, the move is still needed.\n\nKind regards\nOlive Marsh",
        "It is still needed please.",
        "Yes the move is still needed, nothing has changed.",
        "Still needed. Nothing has changed.",
        "Yes, she still needs the move.",
        "The family still needs to move.",
    ],
)
def test_a_plain_still_needed_answers_our_question(text: str, scheme: Scheme) -> None:
    (reading,) = read_reply(text, scheme)
    assert isinstance(reading, Change)
    assert (reading.change.value, reading.all_doubts()) == ("still_needed", ())


@pytest.mark.parametrize(
    "text",
    [
        "Still needed. She no longer wants Camden.",
        "Still needed. The danger has grown, he found her.",
        "Still needed, she is now in a refuge.",
        "Still needed. Please take off Camden.",
        "Still needed. Approved.",
        "Is it still needed?",
        "Not still needed.",
        "She still needs the move but not to Camden.",
        "She still needs to move out of the refuge.",
        "The family still wants to move. Nothing in Camden.",
        "A 2 bed is still needed.",
        "It is no longer needed.",
    ],
)
def test_what_is_told_beside_it_is_never_lost(text: str, scheme: Scheme) -> None:
    for reading in read_reply(text, scheme):
        assert not (isinstance(reading, Change) and reading.change.value == "still_needed" and not reading.all_doubts()), text
