"""What a coordinator says at the desk, handed to the line: foreseen, stored, taken back until it is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk.answering import AskingLetter, Draft, Foreseen, Said, Word
from desk.letter_view import words_of
from desk.office import Refused
from service import asking, complaints, drafts, enter, handing_in, resolve, second_reading, taking_back
from service.behind_the_desk import Behind
from service.config import WrongUsage
from service.desk_sentences import at_the_desk
from service.foreseeing import foresee
from service.line import Line
from service.reading_room import ReaderAway, ReaderFault
from service.resolve import CannotResolve, Spoken
from store import questions
from store.engine import Tx

NOT_READ = (
    "It could not be read just now: the reading room stopped. See in the queue whether the question is still open, and try again "
    "in a minute; if it stays so, pass its number to whoever looks after the program."
)


class LineAnswering:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    def foresee(self, question: str, said: Said, by: str) -> Foreseen:
        line = self.behind.line()
        with line.store.read() as tx:
            asked = questions.find(tx, question)
        deed = self._answering(line, question, said, by)
        if asked is None:  # a case that is held at the cap, or nothing at all
            return self._foreseen(line, deed, question)
        return self._foreseen(line, deed, asked.question.case, taken_up=asked.message)

    def answer(self, question: str, said: Said, by: str) -> str:
        line = self.behind.line()
        return self._stored(line, self._answering(line, question, said, by))

    def take_back(self, question: str, by: str) -> str:
        return self._stored(self.behind.line(), lambda tx: taking_back.take_back(tx, question, by.strip(), self.behind.now()))

    def foresee_word(self, word: Word, by: str) -> Foreseen:
        line = self.behind.line()
        return self._foreseen(line, self._entering(line, word, by), word.reference)

    def enter(self, word: Word, by: str) -> str:
        line = self.behind.line()
        return self._stored(line, self._entering(line, word, by))

    def draft(self, question: str) -> Draft | None:
        """None where the question calls for none."""
        scheme = self.behind.scheme()
        with self.behind.store.read() as tx:
            asked = questions.find(tx, question)
            found = drafts.draft_for(tx, scheme, asked) if asked else None
        return Draft(text=found.text, to=found.to, warning=found.warning) if found else None

    def asking_letter(self, question: str, keys: tuple[str, ...]) -> AskingLetter | None:
        """None where nothing of it is missing or in doubt."""
        line = self.behind.line()
        with _said_at_the_desk(), line.store.read() as tx:
            prepared = asking.prepare(tx, line, resolve.the_open_question(tx, line.scheme, question), keys)
        if prepared is None:
            return None
        letter, warning = prepared.letter, prepared.warning
        if letter is None:
            return AskingLetter(to="", subject="", text="", keys=prepared.keys, warning=warning)
        text = words_of(letter.data)
        return AskingLetter(to=letter.to, subject=letter.subject, text=text, keys=prepared.keys, warning=warning)

    def ask_sender(self, question: str, keys: tuple[str, ...], by: str) -> str:
        line = self.behind.line()
        return self._stored(line, lambda tx: asking.ask_sender(tx, line, question, keys, by.strip(), self.behind.now()))

    def pass_on_complaint(self, question: str, by: str) -> str:
        line = self.behind.line()
        return self._stored(line, lambda tx: complaints.pass_on(tx, line, question, by.strip(), self.behind.now()))

    def read_again(self, question: str, learn: tuple[str, ...], by: str) -> str:
        with _said_at_the_desk():
            return at_the_desk(second_reading.read_again(self._room(by), question, learn=learn))

    def unlock(self, question: str, password: str, by: str) -> str:
        if not password:
            raise Refused("Give the password that opens it.")
        with _said_at_the_desk():
            return at_the_desk(second_reading.unlock(self._room(by), question, password))

    def hand_in(self, question: str, files: tuple[tuple[str, bytes], ...], password: str, by: str) -> str:
        if not files:
            raise Refused("Choose the file that you have opened.")
        with _said_at_the_desk():
            return at_the_desk(handing_in.hand_in_bytes(self._room(by), question, files, password))

    # --- the two deeds, as they are foreseen and as they are done -------------------------------------------------------

    def _answering(self, line: Line, question: str, said: Said, by: str) -> Callable[[Tx], str]:
        answer = resolve.Answer(
            accept=said.accept,
            fields=said.fields,
            kind=said.kind,
            override=said.override,
            dismiss=said.dismiss,
            sent=said.sent,
            send_draft=said.send_draft,
        )
        return lambda tx: resolve.resolve_within(tx, line.scheme, question, answer, self._spoken(by), sender=line.sender)

    def _entering(self, line: Line, word: Word, by: str) -> Callable[[Tx], str]:
        entered = enter.Word(
            reference=word.reference,
            kind=word.kind,
            fields=word.fields,
            speaks_for=word.speaks_for,
            reason=word.reason,
            override=word.override,
        )
        return lambda tx: enter.enter_within(tx, line.scheme, entered, self._spoken(by))

    def _spoken(self, by: str) -> Spoken:
        now = self.behind.now()
        return Spoken(by=by.strip(), now=now, decided_from=now + self.behind.undo if self.behind.undo else None)

    def _room(self, by: str) -> second_reading.Desk:
        behind = self.behind
        return second_reading.Desk(
            store=behind.store,
            scheme=behind.scheme(),
            open_room=behind.open_room,
            by=by.strip(),
            now=behind.now,
            undo=behind.undo,
        )

    def _foreseen(self, line: Line, deed: Callable[[Tx], str], written: str, taken_up: int | None = None) -> Foreseen:
        named = line.scheme.references_in(written)
        case = str(named[0]) if len(named) == 1 else ""
        with _said_at_the_desk():
            return foresee(line, lambda tx: at_the_desk(deed(tx)), case=case, taken_up=taken_up)

    def _stored(self, line: Line, deed: Callable[[Tx], str]) -> str:
        with _said_at_the_desk():
            return at_the_desk(line.store.write(deed))


@contextmanager
def _said_at_the_desk() -> Iterator[None]:
    """What the service refuses, the desk refuses, in its own words."""
    try:
        yield
    except (CannotResolve, WrongUsage) as refused:
        raise Refused(at_the_desk(str(refused))) from None
    except (ReaderFault, ReaderAway):
        raise Refused(NOT_READ) from None
