"""The twenty-fifth set: plain office mails, each beside twins that take back, put off or turn what it says.

Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

_LARCH = "14 Larch Court, ZZ99 9ZZ"
TWENTY_FIFTH: tuple[tuple[str, str], ...] = (
    (
        "approve; reference=ARC-34-26",
        "Dear Co-ordinator\n\nI am the named lead for Octavia. Please take this e-mail as our formal agreement to application ARC-34-26.",
    ),
    ("approve", "Dear Anne-Marie\n\nWe approve this request."),
    ("approve", "Dear Mrs Lloyd-Jones\nPlease treat this as our formal approval."),
    ("approve", "Hi Jo - approved from our side."),
    (
        "?",
        "Dear Co-ordinator\n\nPlease do not take this e-mail as our formal agreement to application ARC-34-26.",
    ),
    (
        "conditional; reference=ARC-34-26",
        "Dear Co-ordinator\n\nPlease take this e-mail as our formal agreement to application ARC-34-26 once the board has met.",
    ),
    (
        "offer; reference=ARC-35-26; area=Havering; bedrooms=1; property_type=flat; floor=0; reply_by=2026-12-01",
        "With reference to your circular, Estuary has a one bedroom ground floor flat in Havering which we would like to offer to ARC-35-26. It is empty now. Please let me know by 1 December 2026 if they would like it.",
    ),
    (
        "offer; reference=ARC-36-26; area=Bexley; bedrooms=2; property_type=house",
        "Peabody has a two bedroom house in Bexley that we are pleased to offer for ARC-36-26.",
    ),
    ("?", "Estuary has a one bedroom flat in Havering which we would have liked to offer to ARC-35-26."),
    ("?", "Estuary has a one bedroom flat in Havering which we cannot offer to ARC-35-26."),
    ("?", "Estuary has a one bedroom flat in Havering which we were going to offer to ARC-35-26."),
    ("?", "Estuary has a one bedroom flat in Havering which we would like to offer to ARC-35-26 once the works are done."),
    ("?", "Estuary has a one bedroom flat in Havering which we would offer to ARC-35-26 if the tenant leaves."),
    ("?", "Estuary has a one bedroom flat in Havering which we would like to offer to our own tenant."),
    ("?", "Estuary has a one bedroom flat in Havering which we would like to offer to ARC-35-26, but it is let."),
    (
        f"offer; reference=ARC-15-26; area=Barnet; bedrooms=2; property_type=flat; floor=1; lift=false; address={_LARCH}",
        f"We can make an offer for ARC-15-26. It is a 2 bedroom flat in Barnet on the first floor, no lift.\n\nFor the nominating officer only: {_LARCH}.",
    ),
    (
        f"offer; area=Barnet; bedrooms=2; property_type=flat; address={_LARCH}",
        f"We can offer a 2 bed flat in Barnet. Address (for the support worker only): {_LARCH}.",
    ),
    ("?", f"We can offer a 2 bed flat in Barnet. For over 55s only: {_LARCH}."),
    ("?", f"We can offer a 2 bed flat in Barnet. For our own tenants only: {_LARCH}."),
    (
        "viewing_booked; reference=ARC-12-26; date=2026-12-03",
        "Hi, thanks for your message. Just to update you that a viewing has been booked for ARC-12-26 on Thursday 3 December 2026 at 11am. I will be going with her.",
    ),
    ("viewing_booked; date=2026-07-14", "I can update you that the viewing is booked for Tuesday 14 July 2026 at noon."),
    ("?", "Just to update you that a viewing has not been booked for ARC-12-26 yet."),
    ("?", "Just to update you that a viewing was booked for ARC-12-26 on Thursday and was called off."),
    (
        "accepted; reference=ARC-16-26; date=2026-07-03",
        "Good news on ARC-16-26. The client formally accepted the offer on 3 July 2026 and has signed the acceptance letter.",
    ),
    ("accepted", "She has accepted the flat and has signed and returned the offer letter."),
    ("accepted", "The family have accepted the offer. They have now signed the acceptance form."),
    ("?", "The client formally accepted the offer on 3 July 2026 and has not signed the acceptance letter."),
    ("?", "The client accepted the offer. She has not signed the acceptance letter."),
    ("?", "The client accepted the offer and has yet to sign the acceptance letter."),
    ("?", "The client accepted the offer and will sign the acceptance letter on Friday."),
    ("?", "The client accepted the offer and has signed the acceptance letter for another flat."),
    ("?", "The client accepted the offer and was made to sign the acceptance letter."),
    ("?", "She accepted the offer on 3 July 2026 and has signed the tenancy agreement."),
    ("?", "She viewed it on 1 July 2026 and moved in."),
    (
        "tenancy_started; date=2026-07-06; tenancy_start_date=2026-07-06",
        "She viewed it on 1 July 2026 and moved in on 6 July 2026.",
    ),
    (
        "bedrooms; reference=ARC-38-26; bedrooms_needed=3",
        "Please change the number of bedrooms needed for ARC-38-26 from 2 to 3. Her housing officer has confirmed that this is the right size for the household.",
    ),
    (
        "bedrooms; reference=ARC-39-26; bedrooms_needed=4",
        "Please could you increase the bedroom need for ARC-39-26 from three to four.",
    ),
    ("bedrooms; bedrooms_needed=2", "Please correct the bedrooms needed on the form from 3 to 2."),
    ("?", "Please change the number of bedrooms needed for ARC-38-26 from 3 to 2, no, leave it."),
    ("?", "Please change the number of bedrooms needed for ARC-38-26 from 3 to 2. No, leave it."),
    ("?", "Please do not change the number of bedrooms needed for ARC-38-26 from 2 to 3."),
    ("?", "Please increase the number of bedrooms needed for ARC-38-26 from 3 to 2."),
    ("?", "Please change the number of bedrooms from 2 to 3 once the baby is born."),
    ("?", "Please change the number of bedrooms needed from 2 to 3 people."),
    (
        "?",
        "Please change the number of bedrooms needed for ARC-38-26 from 2 to 3. Her housing officer has not confirmed that this is the right size for the household.",
    ),
    (
        "?",
        "Please change the number of bedrooms needed for ARC-38-26 from 2 to 3. Her housing officer says that 2 is the right size.",
    ),
    (
        "withdrawn; reference=ARC-09-26",
        "I would like to withdraw application ARC-09-26. My client has decided that she does not want to move.",
    ),
    ("withdrawn; reference=ARC-09-26", "Please close referral ARC-09-26."),
    ("?", "I would have liked to withdraw application ARC-09-26. My client has decided that she does not want to move."),
    ("?", "I was going to withdraw application ARC-09-26."),
    ("?", "She wanted to withdraw application ARC-09-26."),
    ("?", "Please do not withdraw application ARC-09-26."),
    ("?", "I would like to withdraw application ARC-09-26 but she wants to think about it."),
    ("?", "I would like to withdraw application ARC-09-26 from the panel on Friday."),
    ("?", "We approve. I know what he is like, he will be back in the flat."),
    ("?", "We approve. Her ex is back in the flat."),
    ("?", "We approve this. He has moved back in."),
    ("approve", "We approve. Her son will be back in school on Monday."),
    ("approve", "We approve. I will be back in the office on Monday."),
    ("?", "Please put it on hold. She wants out."),
    ("?", "Please pause the request. I think that she wanted out of the scheme."),
    ("pause", "Please put it on hold. She wants to get out of the house more."),
    ("?", "They did not attend the viewing. I came late and they had been."),
    ("?", "She did not attend the viewing. I was a few minutes late and she had gone."),
    ("?", "Nobody turned up for the viewing. Our surveyor was late."),
    ("no_show", "She did not attend the viewing. She had left her phone at home."),
    ("no_show", "Nobody turned up for the viewing. The bus was late."),
    ("?", "Nil return. Everything we have got is ground floor."),
    ("?", "Nil return. All we have is two beds."),
    ("nil", "Nil return. Everything we have is let."),
    ("nil", "Nil return. All we have is studios."),
)
