"""The twenty-fourth set: short ones, stiff ones and talkative ones, and mails that take with one hand what they give.

Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

TWENTY_FOURTH: tuple[tuple[str, str], ...] = (
    ("approve", "Approved. Ta for your patience, end of quarter is always bedlam here."),
    ("approve | ?", "We approve. If I had a pound for every one of these where the police turned up too late I could retire."),
    (
        "approve",
        "Dear Madam, the Council has determined to approve the above request and would be obliged if it could now be circulated among the partner landlords.",
    ),
    ("approve; acknowledges_owing=true", "Fine by us, approved, and we know that means owing one to the pot. Least we can do."),
    ("approve", "Approved from Poplar. I grew up two streets from there and I know exactly what that estate is like after dark."),
    (
        "approve; reference=ARC-70-26",
        "Please take this as our formal approval of ARC-70-26. I attach the tenancy agreement and a rent statement for your file.",
    ),
    ("approve", "Yes that's approved. Sorry to hear that Dawn's off, give her my best."),
    (
        "approve",
        "We're happy to support this request. I spoke to her on the phone yesterday and she came across as very level-headed given everything that she's been through.",
    ),
    (
        "approve",
        "OK to go ahead from A2Dominion, approved. I see that the school is involved too, which is good news for the boys.",
    ),
    ("approve", "This is approved, no issues with the tenancy, no arrears, nothing on the ASB system."),
    (
        "decline; decline_reason=arrears_or_asb",
        "I'm afraid that we're declining. The account stands at £3,912 in arrears and we are due in court on the 21st.",
    ),
    (
        "decline; decline_reason=own_stock",
        "We'd rather deal with this in house so it's a no to the reciprocal. A management move has been agreed and she's top of the list.",
    ),
    (
        "decline; decline_reason=not_at_risk",
        "Declined as there's no current risk. He died in February, poor man, and she has told her housing officer that she feels safe.",
    ),
    (
        "decline; decline_reason=at_cap | ?",
        "No from us for now at least as far as this family goes, we're at the cap. I know it's rotten timing.",
    ),
    ("not_ours", "She's not our tenant, never has been as far as I can tell. I think that the block belongs to Hyde."),
    (
        "pending_panel; panel_date=2026-07-15",
        "On the agenda for panel on 15 July. Papers went out yesterday, all forty pages of them.",
    ),
    ("nil", "Nothing suitable from us this month. It breaks my heart to keep writing that."),
    ("nil", "Nil return. Our whole voids team is down with a bug so don't expect much from us next week either."),
    (
        "offer; area=Croydon; bedrooms=2; property_type=house; rent=151.12; rent_period=week; reference=ARC-71-26",
        "We would like to offer a 2 bed house in Croydon to ARC-71-26 at £151.12 per week. It's end of terrace and the couple next door have been there since the seventies.",
    ),
    (
        "offer; area=Waltham Forest; bedrooms=3; property_type=flat; floor=3; lift=true; reference=ARC-72-26",
        "We can offer ARC-72-26 a three bedroom flat in Waltham Forest. Third floor with a lift. Our caretaker lives on site and keeps the place spotless.",
    ),
    (
        "offer_off",
        "Apologies but the offer is withdrawn. A family of ours lost everything in a fire on Sunday night and the flat has gone to them.",
    ),
    (
        "accepted; date=2026-07-08",
        "She would like to accept the flat and has accepted it formally with the landlord this morning.",
    ),
    ("accepted", "ACCEPTED. There were screams down the phone."),
    (
        "refused; refusal_reason=area_unsafe",
        "Refused, not safe. Her ex's mother lives in the next block, which nobody could have known.",
    ),
    (
        "refused; refusal_reason=location",
        "The family have declined the property because it's too far from the hospital where the youngest is treated.",
    ),
    (
        "viewing_booked; date=2026-07-17",
        "The viewing has been arranged for Friday 17 July at 9.30am. I've sent her a map and the landlord knows not to use her surname.",
    ),
    (
        "viewed; date=2026-07-07",
        "They viewed the property yesterday and seemed pleased. I don't want to speak for them so I'll leave it until they ring me.",
    ),
    (
        "no_show; date=2026-07-07",
        "They didn't turn up to the viewing yesterday. It turns out that the letter had gone to the old address.",
    ),
    (
        "tenancy_started; date=2026-07-06; tenancy_start_date=2026-07-06 | ?",
        "The tenancy began on 6 July 2026. We had the kettle on before the boxes were in.",
    ),
    (
        "areas; areas_added=Merton",
        "Please add Merton to the areas. The social worker suggested it and she's been over to have a look round.",
    ),
    (
        "areas; areas_removed=Brent",
        "Could you remove Brent please? Somebody she knew in the refuge has been placed there and word travels.",
    ),
    (
        "bedrooms; bedrooms_needed=3",
        "Please change to 3 bedrooms, as her son turned 10 last week and can't share with his sister any longer.",
    ),
    ("pause", "Please can this be put on hold. She's asked for a few weeks to get the children through their exams."),
    ("withdrawn", "Please withdraw the request. She has decided to stay where she is because her mother is too ill to be left."),
    ("rehoused_elsewhere", "They've been rehoused by Lambeth, in a new build, and couldn't be happier. Please close the case."),
    (
        "consent_withdrawn",
        "She has withdrawn her consent to share. I didn't press her on the reasons. Please remove her from the circular.",
    ),
    (
        "officer; new_officer_name=Sunil Raja; new_officer_email=sunil.raja@haven.example",
        "I'm handing this case over to Sunil Raja, sunil.raja@haven.example, who will be the nominating officer from today. Thanks for everything, it's been a pleasure.",
    ),
    ("household", "Her mother has joined the household and will be moving with them, so three adults and one child now."),
    ("?", "Approved?"),
    ("?", "I've been told to approve it, so I suppose I'm approving it."),
    ("?", "We approve. The board is another matter and they meet in the autumn."),
    ("?", "It's approved on my side of the house. The other side has yet to pronounce."),
    ("?", "Approved on Monday, unapproved on Tuesday, who knows by Friday."),
    ("?", "Declined by the system, which declines everything. I'm getting it looked at."),
    ("?", "The flat's theirs if the people in it ever leave."),
    ("?", "She's said yes to so many things this week that I'd wait before telling the landlord."),
    ("?", "She accepted. Her husband rang an hour afterwards to say that she hadn't."),
    ("?", "The tenancy started on Monday on paper. Nobody has set foot in it."),
    ("?", "Please add Hackney back. I know why we took it off and so do you, but she's adamant."),
    ("?", "Please withdraw it. She was crying and I couldn't make out the rest."),
)
