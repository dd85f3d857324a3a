"""What a coordinator says to a question, or of herself about a case, and what would follow: values, and the door to the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Her answer to a question: the same words as `reciprocal resolve`."""

    accept: bool = False
    fields: tuple[str, ...] = ()  # "key=value"
    kind: str = ""  # what the mail is, if it is not what it was read as
    override: str = ""
    dismiss: str = ""
    sent: bool = False
    send_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What she says of a case by herself: the same words as `reciprocal enter`."""

    reference: str
    kind: str
    fields: tuple[str, ...] = ()
    speaks_for: str = ""
    reason: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenLetter:
    """A letter that would be written: to whom, and its very words."""

    kind: str
    to: str
    subject: str
    text: str
    partner: str = ""
    held: str = ""  # why the gate would hold it back; empty: it would go


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenEntry:
    """A line that would be written into the ledger."""

    kind: str  # reserve | post | void | correct | carry
    case: str
    landlord: str
    homes: int  # +1: a home is owed to it, -1: it owes one
    owes_before: int
    owes_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenCase:
    """Another case that goes on with it, as one that a cap had held."""

    reference: str
    before: str  # states; empty: there was none
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would follow, were it confirmed now. Nothing of it has happened."""

    case: str = ""
    state_before: str = ""
    state_after: str = ""
    letters: tuple[ForeseenLetter, ...] = ()
    stopped: tuple[ForeseenLetter, ...] = ()  # letters that have not gone yet, and would go no more
    also: tuple[ForeseenCase, ...] = ()
    entries: tuple[ForeseenEntry, ...] = ()
    questions: tuple[str, ...] = ()  # what would be asked then
    history: tuple[str, ...] = ()  # what the case's history would say
    note: str = ""  # the sentence that the answer itself would get
    passed_over: str = ""  # why the line would do nothing: "the same approval again"

    @property
    def nothing(self) -> bool:
        """Whether nothing would follow but that the question is answered."""
        told = self.letters or self.stopped or self.entries or self.questions or self.history or self.also
        return not told and self.state_before == self.state_after


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingLetter:
    """A letter prepared to ask the sender about what is missing or in doubt: the names of the fields, never a value."""

    to: str
    subject: str
    text: str
    keys: tuple[str, ...]
    warning: str = ""  # why it cannot be sent; empty: it can


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer to an enquiry from the scheme's own texts, or the safe words for a tenant (R012, R074)."""

    text: str
    to: str = ""  # who gets it when it is sent; empty: nobody, and `warning` says why
    warning: str = ""


class Answering(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""

    def foresee(self, question: str, said: Said, by: str) -> Foreseen: ...
    def answer(self, question: str, said: Said, by: str) -> str: ...
    def take_back(self, question: str, by: str) -> str: ...  # a question's id, or the key of store.messages.Undecided
    def foresee_word(self, word: Word, by: str) -> Foreseen: ...
    def enter(self, word: Word, by: str) -> str: ...
    def draft(self, question: str) -> Draft | None: ...
    def asking_letter(self, question: str, keys: tuple[str, ...]) -> AskingLetter | None: ...
    def ask_sender(self, question: str, keys: tuple[str, ...], by: str) -> str: ...
    def pass_on_complaint(self, question: str, by: str) -> str: ...
    def read_again(self, question: str, learn: tuple[str, ...], by: str) -> str: ...
    def unlock(self, question: str, password: str, by: str) -> str: ...
    def hand_in(self, question: str, files: tuple[tuple[str, bytes], ...], password: str, by: str) -> str: ...
