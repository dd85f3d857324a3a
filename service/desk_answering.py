"""What a coordinator says at the desk, handed to the line: foreseen, stored, taken back until it is decided."""

from __future__ import annotations

from desk.answering import AskingLetter, Draft, Foreseen, Said, Word
from desk.office import Refused
from service import drafts
from service.behind_the_desk import Behind
from store import questions

NOT_YET = "The desk cannot do this yet; the command line can."


class LineAnswering:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    def foresee(self, question: str, said: Said, by: str) -> Foreseen:
        raise Refused(NOT_YET)

    def answer(self, question: str, said: Said, by: str) -> str:
        raise Refused(NOT_YET)

    def take_back(self, question: str, by: str) -> str:
        raise Refused(NOT_YET)

    def foresee_word(self, word: Word, by: str) -> Foreseen:
        raise Refused(NOT_YET)

    def enter(self, word: Word, by: str) -> str:
        raise Refused(NOT_YET)

    def draft(self, question: str) -> Draft | None:
        """None where the question calls for none."""
        scheme = self.behind.scheme()
        with self.behind.store.read() as tx:
            asked = questions.find(tx, question)
            found = drafts.draft_for(tx, scheme, asked) if asked else None
        return Draft(text=found.text, to=found.to, warning=found.warning) if found else None

    def asking_letter(self, question: str, keys: tuple[str, ...]) -> AskingLetter | None:
        raise Refused(NOT_YET)

    def ask_sender(self, question: str, keys: tuple[str, ...], by: str) -> str:
        raise Refused(NOT_YET)

    def pass_on_complaint(self, question: str, by: str) -> str:
        raise Refused(NOT_YET)

    def read_again(self, question: str, learn: tuple[str, ...], by: str) -> str:
        raise Refused(NOT_YET)

    def unlock(self, question: str, password: str, by: str) -> str:
        raise Refused(NOT_YET)

    def hand_in(self, question: str, files: tuple[tuple[str, bytes], ...], password: str, by: str) -> str:
        raise Refused(NOT_YET)
