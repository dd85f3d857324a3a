"""What a forger wants done, in the words of the one who may say it. Each act bites on the prepared region when it is genuine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import lru_cache

from tests.support.cast import BRENT_VOIDS, HACKNEY_LEAD, OFFICER
from tests.support.papers import request_form

EVIL = "sam.stone@evil.test"
CAMDEN_VOIDS = "Voids Team <voids@camden.example>"
BRENT_CIRCULARS = "Circulars <circulars@brent.example>"
ANOTHER_FAMILY: Mapping[str, str] = {"Details of children": "1 child: girl 4", "Date of request": "12/11/2026"}


@dataclass(frozen=True, kw_only=True)
class Act:
    """`case` is the number of the case on which the words would bite; 0: of none yet."""

    name: str
    role: str  # whose word it is: lead | officer | stock landlord
    voice: str  # "Name <address>" of the one who may say it
    case: int
    words: str
    form: Mapping[str, str] = field(default_factory=dict)  # answers of a request form that goes with it

    @property
    def person(self) -> str:
        return parseaddr(self.voice)[0]

    @property
    def address(self) -> str:
        return parseaddr(self.voice)[1]


def _lead(name: str, words: str) -> Act:
    return Act(name=name, role="lead", voice=HACKNEY_LEAD, case=1, words=words)


def _officer(name: str, case: int, words: str) -> Act:
    return Act(name=name, role="officer", voice=OFFICER, case=case, words=words)


def _landlord(name: str, voice: str, case: int, words: str) -> Act:
    return Act(name=name, role="stock landlord", voice=voice, case=case, words=words)


APPROVE = _lead("approve", "Approved from our side, and we understand that we will owe one home to the pot.")
DECLINE = _lead("decline", "Unfortunately we can't support this as there is a live possession order.")
TO_PANEL = _lead("send to a panel", "This will go to our panel on 01/12/2026.")
WITHDRAW = _officer("withdraw", 2, "Please close this one, she no longer wants to move.")
ACCEPT = _officer("accept the home", 3, "She viewed it yesterday and she loves it. We are accepting the offer.")
REFUSE = _officer("refuse the home", 3, "They have refused the offer, it is too close to his mother's.")
BOOK = _officer("book a viewing", 3, "The viewing is booked for 24/11/2026.")
DROP_AN_AREA = _officer("take off an area", 2, "Please take Brent off the list of areas, it is no longer safe for her.")
START = _officer(
    "report the tenancy", 4, "Keys handed over, the tenancy began on 16/11/2026. One adult and two children have moved."
)
NEW_OFFICER = _officer(
    "change the officer", 2, f"Please note that the nominating officer is now Sam Stone, {EVIL}. Write to them."
)
REQUEST = Act(
    name="ask for a move",
    role="officer",
    voice=OFFICER,
    case=0,
    words="Please find a property request form attached.",
    form=ANOTHER_FAMILY,
)
OFFER = _landlord(
    "offer a home",
    CAMDEN_VOIDS,
    2,
    "We can offer a 2 bed first floor flat in Camden for this household, £128.40 per week. Please reply by 20/12/2026.",
)
TAKE_BACK = _landlord("take the offer back", CAMDEN_VOIDS, 3, "We are withdrawing our offer, the flat is no longer available.")
NIL = _landlord("have nothing", BRENT_VOIDS, 2, "Nothing suitable from us this time.")

ONE_A_ROLE = (APPROVE, WITHDRAW, OFFER)
ACTS = (
    *(APPROVE, DECLINE, TO_PANEL),
    *(WITHDRAW, ACCEPT, REFUSE, BOOK, DROP_AN_AREA, START, NEW_OFFICER, REQUEST),
    *(OFFER, TAKE_BACK, NIL),
)


@lru_cache(maxsize=8)
def _form(answers: tuple[tuple[str, str], ...]) -> bytes:
    return request_form(**dict(answers))


def form_of(act: Act) -> bytes:
    """The request form that goes with the act; empty if none does."""
    return _form(tuple(act.form.items())) if act.form else b""
