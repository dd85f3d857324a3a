"""The nineteenth set: whole mails, and sentences around the sayings that were declared harmless for them.

The mails were measured before anything was mended for them: on first sight 31 of 51 went straight through, and none was
read wrongly but for one reason that was left out. Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

NINETEENTH: tuple[tuple[str, str], ...] = (
    ("?", "Approved. She has been offered a place in one of our own homes."),
    ("?", "Approved. She has been given a permanent flat."),
    ("?", "Approved. I've discussed with my manager and he isn't happy."),
    ("?", "I've discussed with my manager and she is happy for it to wait."),
    ("?", "Approved. I've spoken to my manager who thinks otherwise."),
    ("?", "Approved. It must have got lost, the condition I sent you."),
    ("?", "Approved. We need to arrange the exchange of homes before she moves."),
    ("?", "Approved. We will need to agree terms once she moves."),
    ("?", "Approved. She would like to keep her present flat too."),
    ("?", "Approved. Arrears are to be cleared first."),
    ("?", "Approved. The arrears were cleared with money that bounced."),
    ("?", "Southwark approve this one, we don't."),
    ("?", "Southwark approve of this sort of thing, we do not."),
    ("?", "Residents approve this request."),
    ("?", "Do Southwark approve this one?"),
    ("?", "Brent would approve this one if it were theirs."),
    ("?", "Approved. It would be good to see the form before it goes out."),
    ("?", "Approved. I had the chance to read the second page afterwards and I'm worried."),
    ("?", "Approved. I did send this last week but to the wrong case."),
    ("?", "Approved. My manager and I have looked at it again and think it's early days."),
    ("conditional | ?", "We are happy for our tenant to be put forward for this scheme if he pays."),
    ("?", "We're satisfied it should be approved by somebody, not sure who."),
    ("approve | ?", "Approved. They came out as low risk in the end."),
    ("?", "We cannot support this. Where his brother lives we could."),
    ("?", "I have tried calling her but there's no answer, I doubt she turned up."),
    (
        "approve",
        "Hi Helen, hope you're well. I've had chance to look at this now and I'm happy to approve it. We've got a lot of history with this family and it would be good to see them settled somewhere safe.",
    ),
    (
        "approve",
        "Good morning. Further to your email of 1 July, please note that the request has been approved by our Exceptional Circumstances Panel.",
    ),
    (
        "approve",
        "Afternoon Helen, I can confirm that A2Dominion are happy to support this request. The tenant's arrears were cleared last year and there is no possession order.",
    ),
    (
        "approve",
        "Approved from our perspective. I'd be grateful if you could keep me updated as we will need to arrange for the property to be secured when they leave.",
    ),
    ("approve", "Yes please go ahead with this one, our team leader signed it off this morning."),
    (
        "approve",
        "Thanks Helen. I've spoken with the victim's IDVA and completed our own risk assessment which also came out as high. We approve this request.",
    ),
    (
        "approve; acknowledges_owing=true",
        "Hi, I am happy to confirm Camden's approval and that Camden will owe one property to the reciprocal.",
    ),
    ("approve", "Request approved. Please see attached rent statement as requested."),
    ("approve", "We approve this move. The children's school has been informed and social services are involved."),
    ("approve", "Hi all, Southwark approve this one. Regards, Kwame"),
    ("approve", "It's approved, Helen. I did send this last week but it must have got stuck in my outbox."),
    ("approve", "I've discussed with my manager and she is happy for this to go ahead."),
    (
        "approve | ?",
        "Both my manager and I have read through the case and we're satisfied it should be approved. Please go ahead.",
    ),
    ("approve", "OK with us. Please add to the list."),
    ("approve", "My apologies, I've only just picked this up as I job share with Anne-Marie. Approved."),
    (
        "approve",
        "Dear Helen, we would like to confirm that we support the application for Ms T and her two children to move through the reciprocal.",
    ),
    ("approve", "Approved. For info, she has a dog which she'd like to take with her."),
    ("approve", "Approved. She has been offered a place in refuge while she waits."),
    ("approve", "This was approved at our moves meeting. The tenancy is in her sole name."),
    ("approve", "We are happy for our tenant to be put forward for this scheme."),
    (
        "decline; decline_reason=arrears_or_asb",
        "Hi Helen, unfortunately we can't approve as the tenant is subject to an injunction for ASB and we are seeking possession.",
    ),
    (
        "decline; decline_reason=own_stock",
        "I'm declining this because we have an alternative property within our own stock for the family.",
    ),
    (
        "decline; decline_reason=threshold",
        "Thanks for sending. The panel decided that it did not meet the threshold for a reciprocal.",
    ),
    ("decline; decline_reason=not_our_tenant", "We are unable to approve as she has not been our tenant since 2024."),
    ("decline; decline_reason=at_cap", "Declined as we are already at the cap of three."),
    ("decline", "Having considered the request with colleagues we've decided not to approve it on this occasion."),
    ("decline", "I'm really sorry but management have said no to this one."),
    ("decline", "We can't agree to this I'm afraid. I know it's not what you wanted to hear."),
    ("not_ours | ?", "I think you've got the wrong landlord, she is a tenant of Hexagon."),
    ("not_ours", "Sorry Helen, we sold that block to Optivo in 2019 so she isn't our tenant."),
    ("pending_panel", "Thank you for this. It will be presented at our next panel and I'll email you the outcome."),
    ("need_info", "Thanks for the request. Please can you send me the police report as I need to see it before I can approve?"),
    ("nil", "Hi, no properties this week I'm afraid."),
    ("nil", "I've asked our lettings team but they've got nothing suitable coming through."),
    ("nil", "We are not able to offer anything for this family at the moment, sorry."),
    ("nil", "nil return from lewisham, thanks"),
    ("nil", "We haven't got anything at the moment but I'll keep this family in mind."),
    (
        "offer; area=Wandsworth; bedrooms=2; property_type=flat; floor=1; rent=139.75; rent_period=week",
        "Hello, we have a 2 bed first floor flat available in Wandsworth, rent £139.75 per week. Would this be of interest to the family?",
    ),
    (
        "offer; area=Southwark; bedrooms=1; property_type=flat; floor=0; reply_by=2026-07-17",
        "Good morning, please consider this an offer of a one bedroom ground floor flat in Southwark. We need a decision by 17 July 2026.",
    ),
    ("offer_off", "Sorry but we've had to withdraw the flat as the outgoing tenant isn't leaving after all."),
    ("accepted", "Hi Helen, they've accepted! Thank you and please pass on our thanks to the landlord."),
    ("accepted", "My client would like to accept the property, she was really impressed with it."),
    (
        "refused; refusal_reason=location | refused",
        "Unfortunately the family have said no to the flat, they feel it's too far from the hospital where their son has treatment.",
    ),
    (
        "refused; refusal_reason=floor_or_access",
        "She's refused it because it's on the fourth floor and the lift is often broken.",
    ),
    (
        "no_show | no_show; date=2026-07-08",
        "The client didn't attend the viewing today. I have tried calling her but there's no answer.",
    ),
    ("viewing_booked; date=2026-07-14", "The family are viewing the property on Tuesday 14 July at 3pm."),
    (
        "tenancy_started; date=2026-07-06; tenancy_start_date=2026-07-06",
        "I'm pleased to report that she signed her new tenancy on 6 July 2026 and moved in yesterday.",
    ),
    ("withdrawn", "Hi, can you close this referral please as the client has decided she'd rather stay where she is."),
    (
        "rehoused_elsewhere",
        "Please be advised that this family have now been rehoused through Housing Moves. Please close the request.",
    ),
    (
        "areas; areas_added=Barnet,Brent | areas; areas_added=Barnet,Brent | ?",
        "My client has asked if Barnet and Brent can be added to her areas.",
    ),
    ("pause", "Could this one be put on hold please until she's out of hospital?"),
)
