"""One walk through a document: what was asked, what still waits for its answer, and in which section (forms.md §2.2(1))."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parsing import whose
from parsing.answers import Answer, shortened, wordings
from parsing.boxes import with_boxes
from parsing.document import Cell, Line, Piece, Table
from parsing.furniture import ALSO_ANSWERS, SECTION_TITLE, first_line, is_hint
from parsing.label_words import stripped, words_of
from parsing.labels import UNTOLD, Labels, are_rivals, keys_asked
from parsing.layout import Layout, Role
from parsing.whose import GENERIC
from parsing.witness import Witness
from scheme.terms import spelling_key

_JOBS = frozenset(
    wordings(
        """
    caseworker | case worker | housing officer | support worker | social worker | key worker | advocate | manager | officer |
    team manager | support officer | housing manager | professional | referrer |
    resettlement worker | youth worker | outreach worker
"""
    )
)
_CONSENT_SECTIONS = ("consent", "applicant consent", "client consent", "consent of the applicant", "applicants consent")
_LONGEST_TITLE = 3  # words of a row of its own that asks: «Victim's tenancy»
_LONGEST_BARE = 60  # characters of a label that may need its section to be understood
PASSED = object()  # the question of what is asked of somebody else, or by the office of itself: read past without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question as the form words it, and what was answered. `question` is None for one that the form does not know."""

    question: Any  # the Question or SharedQuestion of parsing.form; pairing needs only its identity
    label: str
    answer: Answer
    section: str = ""
    block: int = 0  # which of the document's blocks it was read in, for a file that holds several forms
    stray: str = ""  # words beside it in the table that no question asks for: they may belong to this answer
    perhaps_asked: str = ""  # a line of the answer that may be the label of another question: none marks it as one
    doubt: str = ""  # why the answer is only a proposal: of two questions it may answer either


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A question that waits for its answer in the rows or lines below it. `question` is None for an unknown one."""

    question: Any
    label: str
    cells: tuple[Cell, ...] = ()
    lines: tuple[Line, ...] = ()
    columns: tuple[int, int] = (0, 0)
    rows_left: int = 99
    bold: bool = False
    hangs: bool = False  # it stands right below another one's answer, and may as well be that answer's last line


@dataclass(kw_only=True)
class Pairing:
    """One walk through a document. What stands open (`below`) is closed by the next question or heading."""

    labels: Labels[Any]
    witness: Witness
    pairs: list[Pair] = field(default_factory=list)
    section: str = ""
    untitled: str | None = None  # the section before a label that may be a title
    below: list[Below] = field(default_factory=list)
    beside: bool = False  # the last pair's question may go down over several rows
    columns: dict[int, str] = field(default_factory=dict)  # what the columns of this table mean: {2: "Yes", 3: "No"}
    margins: Mapping[int, str] = field(default_factory=dict)  # titles in a column of their own, by the row they begin in
    persons: dict[int, str] = field(default_factory=dict)  # whose the pairs of a table's row are, by their place in it
    across: bool = False  # this table has had questions across, with their answers in the row below
    layout: Layout = Layout()  # of the table that is being read
    block: int = 0
    nested: Mapping[int, Table] = field(default_factory=dict)  # tables that may answer the question above their cell
    taken: set[int] = field(default_factory=set)  # those of them that did
    stray: str = ""  # words that no question of the table asked for, until the next question
    asked: dict[tuple[str, str], Any] = field(default_factory=dict)

    # ── asking ──

    def question(self, text: str) -> Any:
        """What these words ask here: «Name» alone asks for whatever the section is about."""
        plain = " ".join(text.split())
        if not plain:
            return None
        self._take_title_back()
        words = words_of(stripped(plain)) if len(plain) < _LONGEST_BARE else frozenset()
        if self.section and len(plain) < _LONGEST_BARE and (told := self.labels.in_section(plain, self.section)) is not UNTOLD:
            return self._told_by_section(plain, words, told)
        if words in whose.SIGNED:
            if self._consent_was_asked_last() or spelling_key(self.section) in _CONSENT_SECTIONS:
                return self.labels.question("consent date")
            if self.section and whose.is_no_day_of_the_form(self.section):
                return None
            return PASSED if self._is_about_another() else self.labels.question(plain)
        if words in GENERIC:
            return self._generic(plain) if self.section else self.labels.question(plain)
        if self._is_of_several_areas(plain, words):
            return self.labels.question(f"{plain} requested")
        if self.section and words in whose.AREA and (whose.is_no_home_now(self.section) or whose.is_home_wanted(self.section)):
            return None  # a borough that may be the wanted one is asked about: never read as either in silence
        if self.section and words in whose.OF_A_HOME and whose.is_no_home_now(self.section):
            return None
        return self._of_the_home(plain, words) or self.labels.question(plain)

    def _told_by_section(self, text: str, words: frozenset[str], told: Any) -> Any:
        """Of «Name» and its like the section's person is known by more than words: whom no question is about is read past."""
        if words in whose.SIGNED:
            return PASSED if told is None and self._is_about_another() else told
        if words not in GENERIC:
            return told
        if told is None:
            return self._generic(text) if whose.named_in(self.section) or self._is_about_another() else None
        generic = self._generic(text)
        return told if generic is None or are_rivals(generic, told) else generic

    def _is_of_several_areas(self, text: str, words: frozenset[str]) -> bool:
        """«Boroughs» below «Home requested»: one is the borough of a home, several are those that are wanted."""
        several = spelling_key(stripped(text)).endswith("s")
        return several and words in whose.AREA and whose.is_home_wanted(self.section) and not whose.is_no_home_now(self.section)

    def _of_the_home(self, text: str, words: frozenset[str]) -> Any:
        """«Bedrooms» and «Type» below «Present home» ask for the home now, below «Property required» for the one wanted."""
        if self.section and words in whose.OF_THE_HOME_WANTED and whose.is_home_wanted(self.section):
            return self.labels.question(f"{text} required")
        if words == {"type"} and words_of(self.section) == {"tenancy"}:
            return self.labels.question("tenancy type")
        if words not in whose.OF_A_HOME or not self.section or not whose.is_home_now(self.section):
            return None
        return self.labels.question(f"{text} of current property")

    def _is_about_another(self) -> bool:
        return whose.is_somebody_else(self.section) or whose.is_office_use(self.section)

    def _consent_was_asked_last(self) -> bool:
        """«Date» right after the consent is the consent's date, not the form's."""
        return _is_consent(self.below[-1].label if self.below else self.pairs[-1].label if self.pairs else "")

    def _generic(self, text: str) -> Any:
        """The section's own question of this name; read past where the section is about somebody whom no question is about."""
        key = (self.section, text)
        if key not in self.asked:
            who, another = whose.named_in(self.section), self._is_about_another()
            plain = stripped(text)  # «2.2 Role» is no second one's
            found = self.labels.question(f"{who} {plain}") if who else None if another else self.labels.question(text)
            alone = self.labels.question(plain)
            if frozenset() < keys_asked(alone) < keys_asked(found):
                found = alone  # «Agency name» of the officer is the agency
            passed = (found is None and who and "officer" not in who) or (another and (found is None or "officer" in who))
            self.asked[key] = PASSED if passed else found
        return self.asked[key]

    def asks_plainly(self, text: str) -> bool:
        """By the very wording, not by what it means: an answer («1 adult, 34») may have the words of a question."""
        plain = " ".join(text.split())
        return bool(plain) and (
            self.labels.plainly(plain) is not None
            or (words_of(stripped(plain)) in (*GENERIC, *whose.OF_A_HOME) and self.question(plain) is not None)
        )

    def asks(self, cell: Cell) -> bool:
        """By its place in the table, where that is certain, whatever it says; else by its words."""
        if role := self.layout.role(cell):
            return role is Role.LABEL
        return self.asks_in_words(cell)

    def asks_in_words(self, cell: Cell) -> bool:
        text = cell.text
        if text.strip()[:1] in ("☒", "☐"):
            return False
        return bool(text.strip()) and (
            self.question(text) is not None
            or bool(self.labels.segments(with_boxes(text)) or self.generic_segments(text))
            or self.first_line_asks(cell)
        )

    def asks_for_certain(self, text: str) -> bool:
        """By the very wording, where that is no job as well: «Officer» may end the title of one."""
        return self.asks_plainly(text) and spelling_key(text) not in _JOBS

    def first_line_asks(self, cell: Cell) -> bool:
        first = first_line(cell)
        return bool(first) and self.question(first) is not None

    def may_answer(self, question: Any, text: str) -> bool:
        """Whether words that ask something may here be an answer: the waiting question understands them without a doubt."""
        if text.rstrip().endswith((":", "?")) or ":" in text:
            return False
        key = spelling_key(text)
        if key in _JOBS and any("role" in words_of(stripped(below.label)) for below in self.below):
            return True
        if not self.asks_plainly(text) and self.question(text) is None and not self.labels.segments(with_boxes(text)):
            return False
        return key in ALSO_ANSWERS or self.labels.is_understood(question, text)

    def says_again(self, text: str) -> bool:
        """«2 adults: man (45), woman (41)» below «Adults who move»: its words ask what waits, which takes them as they are."""
        if len(self.below) != 1 or self.below[0].question is None:
            return False
        waiting = self.below[0].question
        asked = [question for question, _, _ in self.segments(text)]
        return bool(asked) and all(each is waiting for each in asked) and self.labels.is_understood(waiting, text)

    def answers_first(self, text: str) -> bool:
        """Whether a question waits for its first words and these are an answer of its closed list: «In the property»."""
        return any(
            not below.cells and not below.lines and self.labels.is_understood(below.question, text) for below in self.below
        )

    def segments(self, text: str) -> list[tuple[Any, str, str]]:
        """«Label: answer» pairs of a cell or line; «Name» and «Email» ask for whomever the section is about."""
        found = self.labels.segments(with_boxes(text)) or self.generic_segments(text)
        made: list[tuple[Any, str, str]] = []
        for asked, label, answer in found:
            if made and words_of(stripped(label)) in whose.SIGNED and _is_consent(made[-1][1]):
                first = made.pop()  # «Consent: Yes   Date: 12/03/2026»: both are the consent's
                made.append((first[0], first[1], f"{first[2]}   {label.rstrip(':')}: {answer}"))
            else:
                said = "" if _TELLS_HOW.fullmatch(answer) or (answer[:1] == "(" and is_hint(answer)) else answer
                made.append((self.question(label) if self._is_generic(label) else asked, label, said))
        return made

    def _is_generic(self, label: str) -> bool:
        return self.section != "" and words_of(stripped(label)) in (*GENERIC, *whose.SIGNED)

    def generic_segments(self, text: str) -> list[tuple[Any, str, str]]:
        """«Name: …   Email: …» below a heading that says whose they are."""
        found: list[tuple[Any, str, str]] = []
        for part in _PARTED.split(text):
            match = _LABELLED.match(part)
            question = match and self.question(match.group(1))
            if match and question:
                found.append((question, match.group(1), match.group(2).strip()))
            elif found:
                asked, label, answer = found[-1]
                found[-1] = (asked, label, f"{answer}\n{part}")
            else:
                return []
        return found

    # ── telling ──

    def add(self, question: Any, label: str, answer: Answer, *, perhaps_asked: str = "", doubt: str = "") -> None:
        if question is None and (whose.is_office_use(self.section) or spelling_key(stripped(label)) in self.labels.titles):
            question = PASSED
        if whose.is_office_use(stripped(label)) and not re.search(r"\d", answer.text):
            question = PASSED  # «Office use: ARC no. … checked by …», not yet filled in
        if marked := _MARKED_ANSWER.match(answer.text):
            said = answer.text[marked.end() :].strip()
            answer = replace(answer, text=said, pieces=tail(answer.pieces, said))
        if _MAY_BE_PROMPT.fullmatch(answer.text.strip()) and not self.labels.is_understood(question, answer.text):
            doubt = doubt or _PROMPT.format(shortened(answer.text.strip(), 60))
        plain = " ".join(label.split())
        self.pairs.append(
            Pair(
                question=question,
                label=plain,
                answer=answer,
                section=self.section,
                block=self.block,
                stray=self.stray,
                perhaps_asked=perhaps_asked or self._asked_within(question, answer.text),
                doubt=doubt,
            )
        )
        self.stray = ""

    def _asked_within(self, question: Any, text: str) -> str:
        """A line of an answer that asks what this question does not: «IDVA ¶ Budget code: 4411»."""
        lines = [each.strip() for each in text.split("\n") if each.strip()]
        for line in lines[1:] if self.labels.is_understood(question, text) else lines:
            asks = _ASKS_WITHIN.match(line)
            if asks and self.labels.plainly(asks[1]) is not question and not self._is_of_a_contact(question, asks[1]):
                return line
        return ""

    def _is_of_a_contact(self, question: Any, label: str) -> bool:
        """«Name ¶ Tel: …» in the answer of a question about all that reaches a person."""
        of_a_person = words_of(stripped(label)) in (*GENERIC, *whose.SIGNED)
        return of_a_person and len(getattr(question, "keys", ())) > 1

    def leave_stray(self, text: str) -> None:
        """Words without a question: they may belong to the question before them or to the one after."""
        self.stray = text
        if self.pairs and self.pairs[-1].block == self.block:
            self.pairs[-1] = replace(self.pairs[-1], stray=text)

    def tell_whose(self, label: str, *, answered: bool) -> None:
        """After a row about a person, «Name» and «Email» ask for that person's; a row without an answer may be a title."""
        if not answered and label.rstrip().endswith("?"):
            return  # a question left open is nobody's title
        words = words_of(stripped(label))
        person = words & whose.PERSONS and not words & whose.NO_PERSON
        title = words & whose.WHOSE and words <= whose.TITLE and ("landlord" not in words or "contact" in words)
        if words == {"second"}:
            return  # «Other», a choice or a column of a grid, is nobody
        if words not in GENERIC and (person if answered else (words & whose.WHOSE and person) or title or words == {"completed"}):
            self.section = stripped(label)  # «2.1 Nominating officer» is no second one

    def tell_whose_at(self, place: int, label: str, *, answered: bool) -> None:
        """As `tell_whose`, for one of several pairs in a row: «Nominating officer | … | Second officer | …»."""
        before = self.section
        self.tell_whose(label, answered=answered)
        if self.section != before:
            self.persons = {**(self.persons if place else {}), place: self.section}

    def turn_to(self, place: int) -> None:
        """Each of two people named side by side has what stands below: «Email» at the left is the left one's."""
        if len(self.persons) > 1:
            self.section = self.persons.get(place, self.section)

    def heading(self, text: str) -> None:
        self.close()
        self.persons = {}
        if _GREETS.match(text):
            return  # «Dear Co-ordinator» over a form makes nothing below it the coordinator's
        self.section = SECTION_TITLE.sub("", " ".join(text.split()))  # «Section two: officer» is about no second officer

    def wait_for(
        self, question: Any, label: str, *, columns: tuple[int, int] = (0, 0), bold: bool = False, hangs: bool = False
    ) -> None:
        """The answer stands below; whatever asks next closes it."""
        self.below = [Below(question=question, label=label, columns=columns, bold=bold, hangs=hangs)]

    def title_of(self, label: str, question: Any, *, spans: bool = False) -> None:
        """A row or line of its own that asks («Tenancy», «Line manager») is the title of what follows, unless answered below."""
        if label.rstrip().endswith(("?", ":")):
            return
        is_short = len(stripped(label).split()) <= _LONGEST_TITLE
        is_title = (spans and is_short) or whose.is_section_title(label) or not keys_asked(question)
        if is_title and words_of(stripped(label)) not in GENERIC:
            self.untitled, self.section = self.section, stripped(label)

    def _take_title_back(self) -> None:
        """What was answered was no title: the section is again the one before it."""
        if self.untitled is None:
            return
        if any((below.cells or below.lines) and self.section == stripped(below.label) for below in self.below):
            self.section, self.untitled = self.untitled, None

    def waits_for_lines(self) -> bool:
        return all(not below.cells and not below.rows_left < 99 for below in self.below)

    def close(self) -> None:
        """Give every waiting question what was found below it."""
        self._take_title_back()
        for below in self.below:
            cells, lines = below.cells, below.lines
            if not cells and not lines:
                if below.hangs and self.pairs:  # «Housing Options ¶ Officer»: nothing answers «Officer», so it may be no question
                    self.pairs[-1] = replace(self.pairs[-1], perhaps_asked=self.pairs[-1].perhaps_asked or below.label)
                if below.question is not None:
                    self.add(below.question, below.label, Answer(text=""))
                continue
            where = cells[0].where if cells else lines[0].where
            text = rows_as_text(cells) if cells else "\n".join(line.text for line in lines)
            looks = [*(cell.pieces for cell in cells), *(line.pieces for line in lines)]
            pieces = tuple(piece for look in looks for piece in (*look, Piece(text="\n")))
            answer = Answer(text=text, pieces=pieces, where=where)
            self.add(below.question, below.label, answer, perhaps_asked="" if cells else _label_among(lines))
        self.below = []
        self.untitled = None


_GREETS = re.compile(r"\s*(?:dear|hi|hello|hiya|good (?:morning|afternoon|evening)|to whom)\b", re.IGNORECASE)
_PARTED = re.compile(r"(?<!\t)\t++(?=[^:\t]{2,40}:)|(?<! ) {2,}(?=[^:\t]{2,40}:)|\n(?=[^:\t]{2,40}[:\t])")
_LABELLED = re.compile(r"([^:\t]{2,40})[:\t]\s*(.*)", re.DOTALL)


def labels_before_answers(text: str) -> list[str]:
    """Whatever stands before a colon or a tabulator as «Name» does in «Name: …   Email: …»."""
    return [match[1] for part in _PARTED.split(text) if (match := _LABELLED.match(part))]


def _label_among(lines: Sequence[Line]) -> str:
    """A line below the first that may ask: short, begun with a capital, ended without a stop, and followed by more."""
    worded = [line.text.strip() for line in lines if line.text.strip()]
    for text in worded[1:-1]:
        short = len(text.split()) <= 8 and text[:1].isupper() and text[-1].isalpha()
        if short and not worded[0].endswith(","):
            return text
    return ""


_TELLS_HOW = re.compile(
    r"\W*(?:please )?(?:tick|list|state|specify|circle|enter|give)"
    r"(?: (?:all|one|any|each|every|below|here|that|which|apply|boxes|those|the|their|ages?|sex|genders?|and|or|of|person|only))*"
    r"\W*",
    re.IGNORECASE,
)
_MARKED_ANSWER = re.compile(r"\s*(?:your )?(?:answer|response|reply)\s*:\s*", re.IGNORECASE)
_MAY_BE_PROMPT = re.compile(r"\[[^\W\d_][^\[\]☒☐]+\]|<[^\W\d_][^<>☒☐]+>")
_PROMPT = "«{}» stands in brackets, and may be the form's own prompt: say whether it is the answer."
_ASKS_WITHIN = re.compile(r"([^:?\n☒☐@]{2,60}?\w)\s*(?::(?=\s|$)(?!//)|\?+(?=\s|$))")


def _is_consent(label: str) -> bool:
    words = words_of(label)
    return "consent" in words and "date" not in words


def rows_as_text(cells: Sequence[Cell]) -> str:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join("\t".join(texts) for texts in rows.values())


def tail(pieces: Sequence[Piece], answer: str) -> tuple[Piece, ...]:
    """The pieces that make up the last words of a text: its label's looks say nothing about the answer."""
    kept: list[Piece] = []
    wanted = len(answer)
    for piece in reversed(pieces):
        if wanted <= 0:
            break
        kept.append(replace(piece, text=piece.text[-wanted:]) if not piece.struck else piece)
        wanted -= 0 if piece.struck else len(piece.text)
    return tuple(reversed(kept))
