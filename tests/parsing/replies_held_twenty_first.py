"""The twenty-first set: clear mails in many voices, each with what people say around an answer, and mails that turn in a clause.

Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

TWENTY_FIRST: tuple[tuple[str, str], ...] = (
    ("approve", "ok from me, been through it with income and they're fine. off to a site visit now so short one. Deb"),
    (
        "approve",
        "Hi Marian,\n\nRead this one on the train in. Poor woman, three addresses in two years. Yes, approved by Octavia, please get it out to everybody.\n\nGrace",
    ),
    (
        "approve; acknowledges_owing=true",
        "Dear colleague,\n\nI write further to your request of 2 July. Having reviewed the tenancy file and the accompanying risk assessment, I can confirm that the Association approves the nomination. We recognise that one unit will be owed to the scheme in consequence.\n\nYours sincerely",
    ),
    (
        "approve; reference=ARC-19-26",
        "ARC-19-26 - that's a yes from Notting Hill Genesis. My lot upstairs have been nagging me to clear my approvals before the audit, so sorry for the four emails you'll get from me this morning.",
    ),
    (
        "approve",
        "Happy to approve. The neighbours have been on to us about the noise from him for months and our ASB officer says the sooner she is out of there the better.",
    ),
    ("approve", "Morning! Signed off. She's a lovely tenant and we'll miss her, but she has to be safe."),
    (
        "approve; acknowledges_owing=true",
        "Approved, and yes I know we'll owe you one. I've put a note on our spreadsheet so that finance don't get a shock.",
    ),
    (
        "approve",
        "Apologies for going quiet on you, I've had two weeks in Portugal with no signal. We approve this request. Rent is paid by direct debit and there's never been a cross word.",
    ),
    (
        "approve",
        "We support this. It came up at our weekly MARAC catch up as well and everybody round the table was of the same mind.",
    ),
    (
        "decline; decline_reason=arrears_or_asb",
        "Sorry to be the bearer of bad news but it's a no from us. She's got just over three grand of arrears and has missed the last two payment plans we set up with her. I'd be glad to go through it with her worker.",
    ),
    (
        "decline; decline_reason=at_cap",
        "Declined I'm afraid, we already owe three and my director won't let me go any deeper into the red. Nothing against the family at all.",
    ),
    (
        "decline; decline_reason=own_stock | ?",
        "We won't be putting this one forward. We've got a managed move lined up for them in our own stock and they viewed it on Monday and liked it.",
    ),
    (
        "decline; decline_reason=threshold",
        "Panel's decision is to decline. They weren't persuaded that the threshold had been met on what was in front of them. I've phoned the IDVA and talked her through the reasons.",
    ),
    (
        "decline; decline_reason=not_at_risk",
        "We have decided not to support this request. The police have told us that he has been in custody since January and they do not consider her at risk.",
    ),
    (
        "not_ours",
        "This lady isn't a tenant of ours. I've looked under both surnames and the address as well. Sorry not to be more use.",
    ),
    (
        "pending_panel; panel_date=2026-07-14",
        "This will be heard at our panel on Tuesday 14 July. I'm presenting it myself so I'll drop you a line that afternoon.",
    ),
    ("nil", "Nothing for this one I'm afraid, everything we've got coming back is sheltered. I'll keep my eyes open."),
    ("nil", "Hi, nil return from Southern for July. The lettings team are on their knees so please bear with us."),
    (
        "offer; area=Lewisham; bedrooms=2; property_type=flat; floor=1; rent=128.40; rent_period=week; reference=ARC-22-26",
        "Hi, we can offer a 2 bed flat in Lewisham for ARC-22-26. It's on the first floor and the rent is £128.40 per week. Big windows, it gets the sun all afternoon, I'd live there myself.",
    ),
    (
        "offer; area=Enfield; bedrooms=3; property_type=house; rent=161.02; rent_period=week; available_from=2026-07-27; reference=ARC-05-26",
        "Please find below a direct offer for ARC-05-26: three bedroom house in Enfield, £161.02 per week, available from 27 July 2026. The last tenant looked after it beautifully. Ring me and I will meet them with the keys.",
    ),
    (
        "offer; area=Brent; bedrooms=1; property_type=flat; lift=true; floor=4; reference=ARC-40-26",
        "We have a one bedroom flat in Brent that we'd like to offer ARC-40-26. Fourth floor, with a lift. There's a Sainsbury's across the road and the tube is five minutes away.",
    ),
    (
        "offer_off",
        "So sorry, we have to withdraw the offer. The ceiling has come down in the back bedroom and it's going to be months.",
    ),
    (
        "accepted",
        "She's accepted it!! She walked round with her mum this morning and they were both in tears. Thank you so much everyone xx",
    ),
    (
        "accepted",
        "I'm pleased to report that the family have accepted the offer. Could you let the landlord know please? They're packing already.",
    ),
    (
        "refused; refusal_reason=too_small",
        "Unfortunately they've turned the flat down. The second bedroom is a box room and there's no way that two teenagers would fit in there. They'd still like to be considered for others.",
    ),
    (
        "refused; refusal_reason=location",
        "My client has decided to refuse the offer. It's a lovely flat and she was tempted, but it's nearly two hours from her mum's, who does all of the childcare.",
    ),
    (
        "no_show; date=2026-07-07",
        "Nobody came to the viewing yesterday. I hung around until twenty past and tried the worker's mobile twice. Let me know if they want another go.",
    ),
    (
        "viewing_booked; date=2026-07-13",
        "Viewing is booked for Monday 13 July at 11am. I've told her to bring some ID, and her support worker is driving her over.",
    ),
    (
        "viewed; date=2026-07-07",
        "They viewed the house yesterday. Mum's gone away to think and I'm speaking to her again on Friday.",
    ),
    (
        "tenancy_started; date=2026-07-06; tenancy_start_date=2026-07-06; adults_moved=1; children_moved=2",
        "The tenancy started on Monday 6 July 2026, one adult and two children moved in. The van turned up an hour late but everything got there in one piece!",
    ),
    (
        "areas; areas_added=Bromley,Croydon",
        "Hi, can you add Bromley and Croydon please. She's got an aunt down that way that she trusts.",
    ),
    (
        "areas; areas_removed=Ealing",
        "Please remove Ealing from her list of areas. Her ex has started a job there and she found out from a friend.",
    ),
    (
        "bedrooms; bedrooms_needed=3",
        "Please change this to 3 bedrooms. The baby arrived on Friday, a little girl, and everybody's doing well.",
    ),
    (
        "pause",
        "Could you put her on hold for now please? She's gone into hospital for an operation and can't think about houses. I'll be in touch as soon as she's home.",
    ),
    (
        "withdrawn",
        "Please close this request. We sat down together on Monday and she told me that she would like to stay where she is now that the locks have been changed.",
    ),
    (
        "rehoused_elsewhere",
        "Good news - she has been rehoused by the council, in a house with a garden, so please close the case. Thank you for all that you did for her.",
    ),
    (
        "lost_contact",
        "We have lost contact with this client and I'm closing her file at our end. I've left messages with the refuge and with the school. Please withdraw the request.",
    ),
    (
        "consent_withdrawn",
        "She has withdrawn her consent for us to share her information. I'm sorry to mess you about. She was very clear about it and I respect that.",
    ),
    (
        "officer; new_officer_name=Tamsin Drew; new_officer_email=tamsin.drew@haven.example",
        "I'm moving on at the end of the week. The new nominating officer for this request will be Tamsin Drew, tamsin.drew@haven.example. She's brilliant, you'll like her. It has been a joy working with you all.",
    ),
    (
        "household",
        "Her eldest son has moved out to live with his dad, so it's just mum and the two girls now. She asked me to let you know.",
    ),
    (
        "?",
        "Approved. Actually, hang on, is this the lady with the two dogs? If so that was decided by my colleague last month and I shouldn't be saying anything.",
    ),
    (
        "conditional | ?",
        "Approved - well, as approved as anything is round here until Derek has had his coffee and put his name to it.",
    ),
    ("?", "I would have approved this without a second thought had the police report been in the pack."),
    ("?", "Yes from us, although we'd want her gone by the end of August or it all falls through with the contractor."),
    ("?", "We approve. The tenancy is in her husband's name alone and he is the one who gets the say about it."),
    ("?", "My answer on this is the one I gave in May."),
    ("?", "Declined, or at least that's where it sits today. Ask me again when the new director has started."),
    ("decline | ?", "We declined it. Tell a lie, we deferred it."),
    ("?", "It's not that we're declining it, there simply isn't anyone here to sign."),
    ("?", "We have a 2 bed flat in Lewisham, but I've promised it to somebody from our own list unless they drop out."),
    (
        "?",
        "There's a 3 bed house in Barnet becoming empty in the autumn and I'd love for it to go to this family. I haven't asked anyone yet.",
    ),
    ("?", "She accepted it on Friday and by Sunday she was in bits about it. I don't know where that leaves us."),
    ("?", "He says that she's accepted. I'd rather hear it from her."),
    ("?", "They were handed the keys on Monday. They handed them back on Tuesday."),
    ("?", "The tenancy would have started on Monday had the gas been on."),
    ("?", "Please take Camden off. Or is it Islington that she said? Let me ask her."),
    ("?", "Please add Bexley, unless that's where his brother is, in which case don't."),
    ("?", "Could you close this one down please, ARC-11-26 I mean, no sorry ARC-12-26."),
    ("?", "She said she doesn't want to move any more but she says that every time he's been round with flowers. I'd sit tight."),
    ("?", "Nil return from us, apart from a 2 bed in Hackney that I'm not supposed to talk about yet."),
)
