"""The twentieth set: what was read wrongly in silence in mails by another hand, told in other words, and the harmless beside it.

Sent on Wednesday 8 July 2026.
"""

# ruff: noqa: E501 - a mail's words stand on one line, as their writer would write them

from __future__ import annotations

TWENTIETH: tuple[tuple[str, str], ...] = (
    ("?", "The Association [agrees / does not agree]* to the above referral.\n\n*strike out whichever does not apply"),
    ("?", "We approve / decline this request.\n(delete as appropriate)"),
    ("?", "Decision: APPROVED / DECLINED"),
    ("?", "Decision: yes/no"),
    ("?", "We approve the request for [insert name]."),
    ("approve", "Approved. No objections here/at our end."),
    ("?", "I'm at a conference till Friday and will look into it once I'm back at my desk."),
    ("?", "When I get back on Monday I'll look at it."),
    ("?", "I will consider it after we have had our team meeting."),
    ("conditional", "Happy in principle."),
    ("?", "Agreed in principle. The final decision still has to be made by our Chief Executive."),
    ("?", "In principle yes. Formal authorisation needs to come from the Head of Housing, who is away."),
    ("?", "He's due in March, so by then she would need a 2 bed. No changes for now."),
    ("?", "When the baby is here they would need a 3 bed."),
    ("?", "She has had the baby so needs a 2 bed now. No change at this stage though."),
    ("viewing_booked; date=2026-07-16", "The viewing is booked for Thursday 16th July at 2pm."),
    ("?", "The viewing is booked for Tuesday 16th July at 2pm."),
    ("?", "The viewing is booked for Tuesday, 16 July 2026."),
    ("?", "The viewing is booked for 16 July 2026 (Tuesday)."),
    ("viewing_booked; date=2026-07-16", "The viewing is booked for 16 July 2026 (Thursday)."),
    ("viewing_booked; date=2026-07-16", "The viewing is booked for Thursday, 16 July."),
    ("pending_panel; panel_date=2026-07-21", "This is going to our panel on Tuesday 21 July."),
    ("?", "This is going to our panel on Monday 21 July."),
    ("?", "We can offer a 2 bed flat in Barnet for this family. Please let us know by Friday 16 July."),
    ("?", "She has not withdrawn her consent, she just doesn't want her school told."),
    ("?", "They have accepted a hotel room for now and still need the move."),
    (
        "?",
        "Received with thanks.\n\nThis message does not constitute agreement by the Council unless confirmed by an authorised officer.",
    ),
    ("?", "Approved.\n\nThis message does not constitute agreement by the Council unless confirmed by an authorised officer."),
    ("decline | ?", "hi cant agree to this, go ahead with the next"),
    ("decline | ?", "Hi not approving this, go ahead and circulate the others"),
    ("approve; reference=ARC-61-26", "hi yes im happy with ARC 61/26, pls circulate. ta"),
    ("?", "Approved. I went back to the file and it's not her."),
    ("?", "Approved. I've looked into it further and she has moved out."),
    ("?", "Approved. My colleague has read the file and will decide."),
    ("?", "Approved. I've chased the panel."),
    ("?", "Approved. We read the wrong file."),
    ("?", "Approved. I've spoken to the other landlord about who takes this."),
    ("?", "Approved. I will look at the file again."),
    ("?", "Approved. I'll let you know what the panel says."),
    ("?", "Viewing booked for 14 July 2026. I will check again whether it is on."),
    ("?", "ARC-01-26 can come off the list once she has signed."),
    ("?", "She accepted our offer of support."),
    ("?", "She might have accepted but we don't know."),
    ("approve", "Approved. I went back to the file after we spoke and read through her history."),
    ("approve", "Approved. My colleague in Income has looked at the account and I've filed the form."),
    ("viewing_booked; date=2026-07-14", "The viewing is booked for 14 July 2026. I'll let you know how it goes."),
)
