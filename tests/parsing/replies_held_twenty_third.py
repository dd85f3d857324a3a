"""The twenty-third set: again other voices, with what they tell around an answer, and mails that only sound like one.

Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

TWENTY_THIRD: tuple[tuple[str, str], ...] = (
    (
        "approve",
        "Yes, approved by Metropolitan Thames Valley. This should have gone out on Friday but my laptop had other ideas.",
    ),
    (
        "approve",
        "Good morning, this request is approved. The household has lived with us for eleven years without any difficulty and we are sorry to see them go in such circumstances.",
    ),
    ("approve", "approved!! hope she gets somewhere nice, shes had a rotten time of it"),
    (
        "approve; reference=ARC-48-26",
        "I'm writing to let you know that ARC-48-26 has been approved by our Head of Housing. I'm happy to answer any questions you may have.",
    ),
    (
        "approve; acknowledges_owing=true",
        "We agree to this request and accept that we'll owe one home back. Our lettings team are aware and will do their best to find it quickly.",
    ),
    ("approve", "Approval given. I've read the DASH twice and it kept me awake, quite honestly."),
    (
        "approve",
        "Hello Marian, lovely to see you at the forum. I approve this one. Tenancy sustainment have been supporting her since the spring and think the world of her.",
    ),
    (
        "approve | ?",
        "We're content for this to go ahead. The other tenant on the same landing has also had trouble with him, so we know what he's like.",
    ),
    (
        "approve",
        "Signed off by me this morning, you can get it out to the partners. I'm working from my mother's in Devon so the phone's a bit hit and miss.",
    ),
    ("approve", "No objections from Catalyst, please go ahead and circulate. She's got a really good support worker in Amina."),
    (
        "decline; decline_reason=arrears_or_asb",
        "We are unable to support the request as there is an injunction in force against a member of the household for anti-social behaviour. Officers have explained this to the applicant.",
    ),
    (
        "decline; decline_reason=threshold | ?",
        "I'm sorry but it's a no. The panel felt that it didn't meet the threshold. It was a close thing and two of them would have gone the other way.",
    ),
    (
        "decline; decline_reason=own_stock",
        "Declined. We have offered her a transfer within our own stock and she moves on the 20th.",
    ),
    (
        "decline; decline_reason=at_cap",
        "Can't support this one I'm afraid, we're over our cap by two already. I hate having to send these.",
    ),
    ("decline", "Our decision is to decline. A letter with the full reasons is going to the applicant's adviser today."),
    (
        "not_ours",
        "This person is not our tenant. We do have a tenant with a similar name but the date of birth is completely different.",
    ),
    (
        "pending_panel; panel_date=2026-07-22",
        "We'll be taking this to panel on Wednesday 22 July. There's nothing else that we need from you.",
    ),
    (
        "nil",
        "Nothing suitable at the moment from Southwark. We're expecting our voids to pick up after the summer so please do keep sending them.",
    ),
    ("nil | ?", "Nil return from us this time. I showed it to everybody at the team meeting and they all said the same."),
    (
        "offer; area=Hounslow; bedrooms=3; property_type=maisonette; rent=148.90; rent_period=week; reply_by=2026-07-15; reference=ARC-51-26",
        "We'd like to offer ARC-51-26 a 3 bed maisonette in Hounslow, £148.90 per week. Please let me know by 15 July 2026. It's had a full rewire and smells of fresh paint.",
    ),
    (
        "offer; area=Islington; bedrooms=1; property_type=flat; floor=0; rent=117.30; rent_period=week; reference=ARC-60-26",
        "Direct offer for ARC-60-26 below.\n\nOne bedroom flat in Islington, ground floor, £117.30 a week.\n\nThere's a little courtyard at the back and the concierge is on site every day. I can do viewings on most mornings.",
    ),
    ("offer_off", "Please withdraw our offer. We found asbestos behind the bath and the surveyor has condemned the lot."),
    (
        "accepted",
        "Dear colleague, further to the viewing on Monday I can confirm that the applicant has accepted the property. She asked whether she may measure up for curtains. Regards",
    ),
    ("accepted", "Offer accepted! I read her the letter over the phone and she just kept saying thank you."),
    (
        "refused; refusal_reason=condition",
        "The family have refused the property. There was mould on three walls and the little one is asthmatic. I've got it all on video if anybody wants to see it.",
    ),
    (
        "refused; refusal_reason=rent_or_tenure",
        "Refused I'm sorry to say, she can't afford the rent now that her hours have been cut. She was really upset about it.",
    ),
    (
        "refused; refusal_reason=too_small",
        "My client has turned down this flat as it is too small for five of them. They thought that the area was great.",
    ),
    (
        "viewing_booked; date=2026-07-14",
        "Viewing arranged for Tuesday 14 July at 10.15. The landlord's officer is called Femi and he'll be outside with the keys.",
    ),
    (
        "viewed; date=2026-07-06",
        "They viewed on Monday 6 July. She thought the rooms were bigger than they look in the photos. I should hear by the end of the week.",
    ),
    (
        "no_show; date=2026-07-08",
        "No show at the viewing this morning. Our officer rang the bell, rang the mobile and walked round the block. Any idea what happened?",
    ),
    (
        "tenancy_started; date=2026-07-03; tenancy_start_date=2026-07-03; adults_moved=1; children_moved=1",
        "Tenancy started on 3 July 2026, 1 adult and 1 child. The welcome pack has gone in the post and their old flat is being picked up by voids.",
    ),
    (
        "areas; areas_added=Harrow,Hillingdon",
        "Could you please add Harrow and Hillingdon. We talked about it at our last session and she knows both of them from when she was at college.",
    ),
    (
        "areas; areas_removed=Lambeth",
        "Please take Lambeth off, she bumped into one of his friends there at the weekend and it's really shaken her.",
    ),
    (
        "bedrooms; bedrooms_needed=2",
        "Please amend the request to 2 bedrooms. Her daughter has gone off to university and won't be coming back to live.",
    ),
    ("pause", "Please put this request on hold. The family are abroad for a funeral and I don't know yet when they'll be home."),
    (
        "withdrawn",
        "The client no longer wishes to move so please close her request. She says that she's very grateful to you all.",
    ),
    (
        "rehoused_elsewhere",
        "She has been rehoused through a management transfer and is settling in well, so you can take her off the list.",
    ),
    (
        "consent_withdrawn",
        "My client has withdrawn consent. Please stop sharing her information straight away and confirm when this has been done.",
    ),
    (
        "officer; new_officer_name=Leila Haddon; new_officer_email=l.haddon@haven.example",
        "Leila Haddon is taking over as nominating officer for this request, her e-mail is l.haddon@haven.example. The family have met her and get on with her like a house on fire.",
    ),
    (
        "household",
        "Household change: her partner has left the household, so it's her and the three children. Nothing else has changed.",
    ),
    ("?", "Approved, so they tell me."),
    ("?", "You can have an approval from me the minute that the gas certificate turns up."),
    ("?", "We approve of what the scheme is trying to do and I would love to say the same about this request."),
    ("?", "Approved by our Head of Housing in March, who has since left, and the new one isn't honouring any of them."),
    ("?", "Ordinarily I'd approve this like a shot."),
    ("?", "It's a yes on the move and a no on owing you anything."),
    ("?", "Approved in error, I'm trying to work out how to undo it."),
    ("?", "I gather that it was approved while I was away. I can't find who by."),
    ("?", "Declined is a strong word. Let's say that we're not there with it."),
    ("?", "If anybody asks, we declined it. Between ourselves I'm still working on my director."),
    ("?", "The flat in Hounslow is a definite maybe for ARC-51-26."),
    ("?", "We'd offer her the 2 bed in Ealing tomorrow if the current tenant would only hand in the keys."),
    ("?", "She's over the moon with the flat and just needs to square it with her mum before she says yes."),
    ("?", "I told her to accept it and I expect she will have."),
    ("?", "She refused it on the phone. I took the kids' word for what was said."),
    ("?", "They were due to move in on Monday, I'm assuming that they did."),
    ("?", "She moved in on Friday and moved out on Sunday."),
    ("?", "Please add Barnet, he's told her it's nice."),
    ("?", "Please close the case. Her partner's here with her and asked me to send this."),
    ("?", "The viewing was booked for Tuesday and then unbooked."),
)
