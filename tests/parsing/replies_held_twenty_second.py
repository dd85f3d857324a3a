"""The twenty-second set: more voices, tired and formal and chatty, and mails in which one clause changes everything.

Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

TWENTY_SECOND: tuple[tuple[str, str], ...] = (
    ("approve", "Yep all good here, approved. Sorry for the radio silence, both kids have had chickenpox."),
    (
        "approve",
        "Dear Coordinator,\n\nThank you for your e-mail dated 1 July 2026. The Trust has considered the enclosed papers and is pleased to confirm its approval of the request. Should you require anything in hard copy, my assistant will gladly post it.\n\nYours faithfully",
    ),
    (
        "approve",
        "Approving this one. I remember the family from when I was a housing officer on that estate, they've been through the mill.",
    ),
    (
        "approve; acknowledges_owing=true",
        "This has our approval. We understand we will owe one home to the pot, which I've told the voids team about. Have a good rest of the week.",
    ),
    (
        "approve; reference=ARC-33-26",
        "ARC-33-26: approved by Clarion. It's the third one this month so I'm getting the hang of it!",
    ),
    (
        "approve",
        "Hi, I've just come out of a meeting with community safety where her name came up again, and frankly nobody there could understand why she is still in that flat. We approve the referral.",
    ),
    ("approve | ?", "Approved with pleasure. Let me know if there's a form to sign, I can never remember."),
    (
        "approve",
        "I can confirm we are happy for this household to be circulated. Rent account is in credit, tenancy conducted well, two cats.",
    ),
    ("approve", "we agree to this one. police have been out four times since may so no argument from us"),
    (
        "approve | ?",
        "Good afternoon, thank you for the chaser and for being so patient with me. The request is approved. My colleague Farah looks after our reciprocals from next month so you will be hearing from her.",
    ),
    (
        "decline; decline_reason=arrears_or_asb",
        "Dear colleague,\n\nI regret to inform you that the Association is unable to support this request. A possession order was granted in April on the grounds of rent arrears and remains in force. I have advised the nominating officer by telephone.\n\nYours sincerely",
    ),
    (
        "decline; decline_reason=own_stock",
        "Not approving this one. We're moving her ourselves, there's a two bed in our own stock across the river and she's signing for it next week.",
    ),
    (
        "decline; decline_reason=at_cap | ?",
        "It's a decline from us this time. We're at our cap and until something comes back in I'm not allowed to add to it. I know she'll be gutted.",
    ),
    (
        "decline; decline_reason=not_at_risk",
        "Request refused. The perpetrator moved to Scotland two years ago and there's no current risk that anybody can point to.",
    ),
    ("decline", "Sorry, we can't support this. I know that isn't what you wanted to read on a Friday."),
    ("not_ours", "Not one of ours, sorry. The estate was sold to Peabody in 2019 so they would be the people to ask."),
    ("pending_panel; panel_date=2026-07-16", "Going to panel on 16 July. We've got fourteen cases that day, so bring a cushion."),
    ("nil", "Had a good look, nothing suitable from us I'm afraid. It's been a dreadful few months for voids."),
    ("nil", "Nil return for this household. We would have loved to help but three beds are like hens' teeth round here."),
    (
        "offer; area=Haringey; bedrooms=2; property_type=flat; floor=2; lift=false; rent=119.75; rent_period=week; available_from=2026-08-03; reference=ARC-14-26",
        "Good news, we'd like to make an offer for ARC-14-26. It's a two bedroom flat in Haringey on the second floor, no lift. Rent £119.75 per week. Available from 3 August 2026. The kitchen was done last year and there's a playground right outside.",
    ),
    (
        "offer; area=Redbridge; bedrooms=4; property_type=house; pets_allowed=true; rent=802.11; rent_period=month; reference=ARC-29-26",
        "ARC-29-26 - we can offer a 4 bed house in Redbridge, £802.11 per month, pets allowed. It's on a quiet road near the park. The neighbours either side are lovely, I've met them both.",
    ),
    (
        "offer_off",
        "I'm sorry to say that the flat is no longer available, the outgoing tenant has changed her mind about leaving. I know how disappointing this will be for them.",
    ),
    ("accepted", "The family accept the offer. They've asked me to pass on their thanks to everybody who had a hand in it."),
    ("accepted", "hi she said yes to the flat, shes so happy bless her. what do we do about the rent in advance?"),
    (
        "refused; refusal_reason=area_unsafe",
        "Offer refused. As soon as she saw the address she froze, it's the next road to his mother's. She isn't safe there and I wouldn't ask her to look at it.",
    ),
    (
        "refused; refusal_reason=floor_or_access",
        "She's turned down the flat. The stairs were too much for her, she has to stop on every landing. I took some photos in case they're any use.",
    ),
    (
        "refused; refusal_reason=pets",
        "They have declined the property because the landlord does not allow dogs, and theirs is twelve and half blind and they can't bear to part with him.",
    ),
    (
        "viewing_booked; date=2026-07-10",
        "The viewing is booked for Friday 10 July at 3pm. I'll be taking her in my car as she doesn't know the area.",
    ),
    (
        "viewed; date=2026-07-07",
        "We viewed the flat yesterday. The kids ran straight into the garden. She's talking it over with her sister tonight.",
    ),
    (
        "no_show; date=2026-07-06",
        "The family did not attend the viewing on Monday 6 July. I gave it half an hour and then locked up.",
    ),
    (
        "tenancy_started; date=2026-06-29; tenancy_start_date=2026-06-29; adults_moved=2; children_moved=3",
        "Her tenancy started on 29 June 2026. 2 adults and 3 children moved. I went round with a plant and they have already painted the front room.",
    ),
    (
        "areas; areas_added=Sutton",
        "Please add Sutton to her areas. She'd not thought of it before but one of the mums at the refuge is from there and made it sound nice.",
    ),
    (
        "areas; areas_removed=Newham",
        "Please take Newham off the list. There was an incident at the weekend and his cousins have been seen there.",
    ),
    (
        "bedrooms; bedrooms_needed=4",
        "They now need 4 bedrooms. Her mother has joined the household following her stroke and needs her own room.",
    ),
    (
        "pause",
        "Please pause this case. Mum's having treatment and wants to get through that first. I'll let you know when she's up to it.",
    ),
    ("withdrawn", "Please withdraw this request. She feels safer now that he has been sent down and has decided to stay put."),
    (
        "rehoused_elsewhere",
        "You can close this one, they've been rehoused by their own landlord. It all happened in the space of a week in the end!",
    ),
    (
        "lost_contact",
        "Please close this case. We've lost contact, her phone is off and the refuge say she left a fortnight ago without saying where.",
    ),
    (
        "officer; new_officer_name=Joel Okafor; new_officer_email=joel.okafor@haven.example",
        "Please note that the nominating officer for this request is now Joel Okafor, joel.okafor@haven.example. I'm off on maternity leave from Friday, wish me luck.",
    ),
    (
        "household",
        "Just to let you know that the baby was born on Sunday, a boy, both well. The household is now two adults and two children.",
    ),
    ("?", "Approved by me, for what my approval is worth these days."),
    ("?", "Approved. Mind you, I've had three glasses of wine at the leaving do, so double check with me on Monday."),
    ("?", "If you're asking whether I'd approve it, I would. If you're asking whether I can, I can't."),
    ("?", "We approve, the only fly in the ointment being that the tenancy ends on Friday."),
    ("?", "Yes to the mother. The lad is a different story and we would want to talk to the police about him."),
    ("?", "As I said to your colleague on the phone, it was a yes in March and nobody has told me that it isn't."),
    ("?", "We approve this request. Kind of you to ask but I left Peabody in May."),
    ("?", "Nothing would give me greater pleasure than to approve this. Alas."),
    ("?", "Refused. No, wait, I've got the wrong form up, give me five minutes."),
    ("?", "We said no to this in the spring. She's asked us to look at it afresh and we're minded to."),
    ("?", "We had a two bed in Sutton that would have been perfect but the council have nominated to it."),
    ("?", "I can offer a 2 bed flat in Merton. It isn't mine to give, it's my colleague's and she's on leave."),
    ("?", "She has accepted the flat, in so far as she has accepted anything in the state that she's in."),
    ("?", "Accepted! That's what I thought I'd be writing today. She never turned up to sign."),
    ("?", "They refused it, though I suspect that he was standing behind her when she rang."),
    ("?", "Tenancy began on Monday for everybody but her, the computer says there's a hold on it."),
    ("?", "Please add Brent. Her sister isn't so sure and they share the childcare, so perhaps sit on it."),
    ("?", "Please withdraw this request if I haven't rung you by Friday."),
    ("?", "We've lost contact. Her sister says that she's fine and I'm seeing her on Thursday."),
    ("?", "The new nominating officer will be either Joel or me, depending on the interviews."),
)
