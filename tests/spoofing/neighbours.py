"""People who are who they say, and may not say it: the wrong role, the wrong landlord, the wrong case, or nobody at all (R020, R021, F34).

Every mail here is proved by the boundary. What it lacks is authority.
"""

# ruff: noqa: E501 - rows of a table stand on one line

from __future__ import annotations

from dataclasses import dataclass, replace
from email.utils import parseaddr

from tests.spoofing.acts import (
    ACCEPT,
    ACTS,
    APPROVE,
    BOOK,
    DECLINE,
    DROP_AN_AREA,
    EVIL,
    NEW_OFFICER,
    NIL,
    OFFER,
    REFUSE,
    REQUEST,
    START,
    TAKE_BACK,
    TO_PANEL,
    WITHDRAW,
    Act,
)
from tests.spoofing.attempt import RECEIVED, Attempt, Claim, Named, Right, vouched, written
from tests.spoofing.stage import SECOND_OFFICER, Stage
from tests.support.cast import CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, OURS

LEADS_WORD = (APPROVE, DECLINE, TO_PANEL)
OFFICERS_WORD = (WITHDRAW, ACCEPT, REFUSE, BOOK, DROP_AN_AREA, START, NEW_OFFICER, REQUEST)
LANDLORDS_WORD = (OFFER, TAKE_BACK, NIL)
EVERYTHING = ACTS


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Somebody proved, and the acts that are not theirs."""

    who: str
    voice: str
    acts: tuple[Act, ...]
    named: tuple[Named, ...] = tuple(Named)


def _of_camden(*acts: Act) -> tuple[Act, ...]:
    """The same acts on the fifth case, which is another officer's and another landlord's."""
    return tuple(replace(act, case=5) for act in acts)


NEIGHBOURS = (
    Neighbour(who="another landlord's lead", voice=CAMDEN_LEAD, acts=(*LEADS_WORD, WITHDRAW, DROP_AN_AREA, NEW_OFFICER, REQUEST)),
    Neighbour(who="a third landlord's lead", voice="lead@brent.example", acts=(*LEADS_WORD, *OFFICERS_WORD, TAKE_BACK)),
    Neighbour(who="a stock landlord's mailbox", voice="voids@brent.example", acts=(*LEADS_WORD, *OFFICERS_WORD, TAKE_BACK)),
    Neighbour(who="the landlord's mailbox for circulars", voice="circulars@hackney.example", acts=(*LEADS_WORD, *OFFICERS_WORD, OFFER, TAKE_BACK)),
    Neighbour(who="the landlord's mailbox for offers", voice="voids@hackney.example", acts=(*LEADS_WORD, *OFFICERS_WORD, OFFER, TAKE_BACK)),
    Neighbour(who="the landlord's own lead", voice=HACKNEY_LEAD, acts=(*OFFICERS_WORD, OFFER, TAKE_BACK)),
    Neighbour(who="a landlord that has not had the circular", voice="voids@ealing.example", acts=(OFFER, TAKE_BACK, *OFFICERS_WORD, *LEADS_WORD)),
    Neighbour(who="a paused partner's lead", voice="lead@haringey.example", acts=EVERYTHING),
    Neighbour(who="a paused partner's mailbox", voice="voids@haringey.example", acts=EVERYTHING),
    Neighbour(who="a lead of one that has left", voice="lead@enfield.example", acts=EVERYTHING),
    Neighbour(who="a mailbox that two partners share", voice="lettings@two-councils.example", acts=EVERYTHING),
    Neighbour(who="the officer of the request", voice=OFFICER, acts=(*LEADS_WORD, OFFER, NIL)),
    Neighbour(who="the officer of other requests", voice=OFFICER, acts=_of_camden(*LEADS_WORD, WITHDRAW, DROP_AN_AREA, NEW_OFFICER, ACCEPT, START)),
    Neighbour(who="another request's officer", voice=SECOND_OFFICER, acts=EVERYTHING),
    Neighbour(who="a landlord of other requests", voice=HACKNEY_LEAD, acts=_of_camden(*LEADS_WORD, WITHDRAW)),
    Neighbour(who="a colleague of the officer", voice="Olive March <o.marsh@harbour-advice.example>", acts=EVERYTHING),
    Neighbour(who="a colleague of the lead", voice="Nadia Ferris <nadia.ferris2@hackney.example>", acts=EVERYTHING),
    Neighbour(who="a stranger with a domain", voice=f"Sam Stone <{EVIL}>", acts=EVERYTHING),
    Neighbour(who="a stranger of a secure domain", voice="Sam Stone <sam.stone@nowhere.example>", acts=EVERYTHING),
    Neighbour(who="a stranger with a free mailbox", voice="Sam Stone <sam.stone@freemail.example>", acts=EVERYTHING),
    Neighbour(who="our own address", voice=OURS, acts=EVERYTHING),
    Neighbour(who="a stranger's postmaster", voice="postmaster@nowhere.example", acts=EVERYTHING),
)  # fmt: skip


def _form_of_ones_own(address: str) -> Act:
    """A whole request that names its own sender as the officer."""
    answers = {**REQUEST.form, "Nominating officer": "Sam Stone", "Agency": "Nowhere Advice", "Officer's e-mail": address}
    return replace(REQUEST, name="ask for a move as oneself", role="nobody", case=1, form=answers)


# A new agency's own form is answered (R011), so only what it says of a case that is another's, or comes from a free mailbox, is an attempt.
NEWCOMERS = (
    Neighbour(
        who="a newcomer who names a request",
        voice="Sam Stone <sam.stone@nowhere.example>",
        acts=(_form_of_ones_own("sam.stone@nowhere.example"),),
        named=(Named.KNOWN, Named.UNKNOWN),
    ),
    Neighbour(
        who="a newcomer with a free mailbox",
        voice="Sam Stone <sam.stone@freemail.example>",
        acts=(_form_of_ones_own("sam.stone@freemail.example"),),
    ),
)


def made_for(_stage: Stage) -> tuple[Attempt, ...]:
    return tuple(
        Attempt(
            shape=f"{neighbour.who}, proved",
            role=neighbour.who,
            act=act.name + (" of another" if act.case == 5 else ""),
            named=named,
            data=_mail(neighbour, Claim(act=act, named=named, salt=f"{neighbour.who} {act.case}")),
            right=Right.ASKED,
        )
        for neighbour in (*NEIGHBOURS, *NEWCOMERS)
        for act in neighbour.acts
        for named in neighbour.named
    )


def _mail(neighbour: Neighbour, claim: Claim) -> bytes:
    domain = parseaddr(neighbour.voice)[1].partition("@")[2]
    return written(claim, top=(RECEIVED, vouched(domain)), sender=(f"From: {neighbour.voice}",))
