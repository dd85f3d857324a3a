"""Whom the service may write back to of itself: a mailbox of the register, or an officer of an open case, whose mail is proved.

To nobody else, whatever a mail says (D2, D3, D13, R019): the address in it only says which of the known mailboxes is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store import cases, messages, partners
from store.engine import Tx

NOT_PROVED = "Do not answer this mail: it is not proved who sent it. Ring a number that you know first."
NOT_KNOWN = (
    "The sender is neither in the register nor an officer of an open case: answer, if you will, by yourself and with care."
)


def of_sender(tx: Tx, mail: Mapping[str, Any]) -> tuple[str, str]:
    """The sender's own mailbox, as the register or the case has it; else nobody, and why. `mail` as it is stored."""
    sender = str(mail.get("sender", "")).lower()
    if not sender or sender == messages.DESK or mail.get("sender_check") != "passed":
        return "", NOT_PROVED
    if mail.get("sender_doubt") or mail.get("automatic"):
        return "", NOT_PROVED
    boxes = {box.lower() for partner in partners.every(tx) if partner.status == "active" for box in partner.mailboxes}
    if sender in boxes or any(case.open for case in cases.by_officer(tx, sender)):
        return sender, ""
    return "", NOT_KNOWN
