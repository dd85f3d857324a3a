"""Facts: all that a decision may know besides the reading. A frozen snapshot, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from matching.case import Case
from matching.ledger import Balance, Entry, balances_after, given_since_last_after
from parsing.readings import Automatic, RequestForm, SenderCheck
from scheme.register import Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who wrote, and how far that is proved. A coordinator's word comes through the desk and vouches for itself."""

    address: str = ""
    name: str = ""  # as the mail shows it; proves nothing
    check: SenderCheck = SenderCheck.NONE
    doubt: str = ""
    automatic: Automatic = Automatic.NO
    coordinator: str = ""  # her name, when the reading is her answer to a question; then `address` is whom she answers for

    @property
    def verified(self) -> bool:
        return bool(self.coordinator) or (bool(self.address) and not self.doubt and self.check is SenderCheck.PASSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter of the outbox, as far as a delivery report may be about it."""

    id: str
    message_id: str
    kind: str
    to: str
    subject: str
    case: str
    state: str
    attempts: int = 1
    partner: str = ""  # the landlord it is written to; empty for an officer
    by_token: bool = False  # the report names the word that stood on its envelope, which nobody can guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    cause: str  # id of what caused this decision: "<message id>:<number of the reading>"; letters' ids derive from it
    speaker: Speaker
    case: Case | None = None  # the one case the reading is about, found by reference, else by thread
    case_doubt: str = ""  # why there is no single case, as a sentence; empty for a new request form
    partners: tuple[Partner, ...] = ()
    balances: Mapping[str, Balance] = field(default_factory=dict)  # by landlord; absent = zero
    given_since_last: Mapping[str, int] = field(default_factory=dict)  # moves received since it last gave a home, by landlord
    same_homes: tuple[Case, ...] = ()  # the other cases to which a home of this one is offered too
    held: tuple[Case, ...] = ()  # every case held at the cap, oldest first
    letters: tuple[SentLetter, ...] = ()  # the letters on this case, oldest first: who has been told of it
    moving: tuple[Case, ...] = ()  # cases with a home on offer, accepted, or just moved into (R052)
    same_form: tuple[Case, ...] = ()  # cases with the same form fingerprint, or the same officer and an equal request
    earlier_form: RequestForm | None = None  # all that earlier forms said of the case, while it is not complete
    next_reference: str = ""  # to be taken by a new case
    answers: str = ""  # id of the question that a coordinator's reading answers
    amendment_shown: str = ""  # what the question on an amendment said that she answers: no more than that is accepted
    decided_before: bool = False  # these papers were decided once, and are read once more: nobody is told the same twice
    override: str = ""  # coordinator's reason to go on above the cap
    officer_of: tuple[str, ...] = ()  # open cases that have the speaker's mailbox as an officer's
    asked: tuple[str, ...] = ()  # kinds of the open questions about the case: what the clocks must not overtake
    reason: str = ""  # the reason that she gives with whatever else she answers (R033)
    passed_on: bool = False  # a complaint that goes on to the complaints team as it came (R056)
    urgent: str = ""  # words of immediate danger in the mail (R007)

    def partner(self, name: str) -> Partner | None:
        return next((partner for partner in self.partners if partner.name == name), None)

    def balance(self, landlord: str) -> Balance:
        return self.balances.get(landlord, Balance())

    def active(self, name: str) -> Partner | None:
        """The landlord's row of the register, if it takes part today (R013)."""
        partner = self.partner(name)
        return partner if partner and partner.status == "active" else None

    def after(self, entries: tuple[Entry, ...]) -> Facts:
        """The facts as these entries will leave the pot: what follows in the same decision must see them."""
        return replace(
            self,
            balances=balances_after(self.balances, entries),
            given_since_last=given_since_last_after(self.given_since_last, entries),
        )
