"""Mails within mails by tricks of the wire: what some servers take for an end of data, and what comes after it (F23)."""

# ruff: noqa: E501 - a trick stands on one line

from __future__ import annotations

from tests.spoofing.acts import EVIL
from tests.spoofing.attempt import EVERY_ACT, EVIL_DOMAIN, ONE_A_ROLE, RECEIVED, Claim, Shape, vouched, written
from tests.support.cast import OURS

# Ends of data that one server takes for one and another does not (CVE-2023-51764, -51765, -51766, and their kin).
ENDS = {
    "the true end": "\r\n.\r\n",
    "a dot between bare line feeds": "\n.\n",
    "a dot after a bare line feed": "\n.\r\n",
    "a dot before a bare line feed": "\r\n.\n",
    "a dot between bare carriage returns": "\r.\r",
    "a dot after a bare carriage return": "\r.\r\n",
    "a dot before a bare carriage return": "\r\n.\r",
    "a dot after two carriage returns": "\r\r\n.\r\r\n",
    "a dot and a space": "\r\n. \r\n",
    "a dot and a NUL": "\r\n\0.\r\n",
    "a stuffed dot": "\r\n..\r\n",
    "a line feed, a carriage return, a dot": "\n\r.\n\r",
}


def _second(claim: Claim) -> str:
    """A whole transaction, as the next server would read it."""
    head = f"From: {claim.voice}\r\nTo: {OURS}\r\nSubject: {claim.subject}\r\nMessage-ID: {claim.message_id.replace('<', '<second.')}\r\n"
    return f"MAIL FROM:<{claim.address}>\r\nRCPT TO:<{OURS}>\r\nDATA\r\n{vouched(claim.domain)}\r\n{head}\r\n{claim.body}"


def _after(name: str, end: str, *, own: bool) -> Shape:
    """The second mail after this end, under the forger's own proved mail, or under one that looks the victim's."""

    def forge(claim: Claim) -> bytes:
        domain, voice = (EVIL_DOMAIN, EVIL) if own else (claim.domain, claim.voice)
        body = f"Hello,\r\n\r\nPlease ring me.\r\n{end}{_second(claim)}"
        return written(claim, top=(RECEIVED, vouched(domain)), sender=(f"From: {voice}",), body=body)

    whose = "the forger's" if own else "the victim's"
    return Shape(
        name=f"a second mail in {whose}, after {name}",
        forge=forge,
        acts=EVERY_ACT if own and name == "the true end" else ONE_A_ROLE,
    )


def _in_the_head(name: str, between: str) -> Shape:
    """The second head inside the first one."""

    def forge(claim: Claim) -> bytes:
        smuggled = f"X-Note: a{between}{vouched(claim.domain)}{between}From: {claim.voice}"
        return written(claim, top=(RECEIVED,), sender=(smuggled,))

    return Shape(name=f"a second head after {name}", forge=forge)


HEADS = {
    "a bare line feed": "\n",
    "a bare carriage return": "\r",
    "two line feeds": "\n\n",
    "a line feed and a carriage return": "\n\r",
    "a vertical tab": "\x0b",
    "a form feed": "\x0c",
    "a NUL": "\0",
    "a next-line character": "\u0085",
    "a line separator": "\u2028",
}


def _whole(name: str, of: str) -> Shape:
    """The whole mail with another line end than CR LF in some places, in the victim's name, vouched for."""

    def forge(claim: Claim) -> bytes:
        return written(claim, top=(RECEIVED, vouched(claim.domain))).replace(b"\r\nSubject", of.encode() + b"Subject", 1)

    return Shape(name=f"a mail whose Subject follows {name}", forge=forge)


SHAPES = (
    *(_after(name, end, own=own) for name, end in ENDS.items() for own in (True, False)),
    *(_in_the_head(name, between) for name, between in HEADS.items()),
    *(_whole(name, between) for name, between in HEADS.items() if "\n" in between or "\r" in between),
)
