"""From a document to questions with their answers, whatever the layout (forms.md §2.2(1)).

Answer right of its question, below it, in the same cell or line; two or four columns; a grid of boxes below a question;
questions across with one row of answers each. A label is never looked for inside an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parsing.answers import Answer, has_boxes, with_boxes, without_placeholders, word_set, wordings
from parsing.document import Cell, Document, Line, Piece, Table
from parsing.labels import Labels, is_numbering, stripped, words_of
from scheme.terms import spelling_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question as the form words it, and what was answered. `question` is None for one that the form does not know."""

    question: Any  # the Question or SharedQuestion of parsing.form; pairing needs only its identity
    label: str
    answer: Answer
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A question that waits for its answer in the rows or lines below it."""

    question: Any
    label: str
    cells: tuple[Cell, ...] = ()
    lines: tuple[Line, ...] = ()
    tables: tuple[Cell, ...] = ()
    columns: tuple[int, int] = (0, 0)
    rows_left: int = 99


_SECTION_TITLE = re.compile(r"\s*(?:section|part)\s+(?:\d{1,2}|[A-H]|[IVX]{1,4})\s*[:.)–—-]\s*(?=\S)", re.IGNORECASE)
_COLUMN_TITLES = frozenset(
    wordings("no | number | question | questions | answer | answers | response | item | field | value | details | your answer")
)
# Words that are a question on one form and an answer on the next: «Job title: IDVA».
_ALSO_ANSWERS = frozenset({"idva"})

# Labels that say nothing without their section: «Name» is whose?
GENERIC = tuple(
    frozenset(words.split())
    for words in (
        "name",
        "full name",
        "first name",
        "print name",
        "surname",
        "email",
        "phone",
        "phone email",
        "role",
        "agency",
        "team",
        "agency team",
        "contact",
        "address",
        "agency name",
        "role agency",
        "office",
        "postcode",
        "cover",
    )
)
_WHOSE = word_set("officer second applicant landlord housing manager lead new support gp perpetrator")
_PERSONS = word_set("officer worker completed")
_NO_PERSON = word_set("perpetrator signature signed risk area date")
_TITLE = _WHOSE | word_set("contact name")
_OFFICERS_SECTION = word_set("agency completed contact worker declaration professional signed signature")


@dataclass(kw_only=True)
class Pairing:
    """One walk through a document. What stands open (`below`) is closed by the next question or heading."""

    labels: Labels[Any]
    pairs: list[Pair] = field(default_factory=list)
    section: str = ""
    below: list[Below] = field(default_factory=list)
    beside: bool = False  # the last pair's question may go down over several rows
    columns: dict[int, str] = field(default_factory=dict)  # what the columns of this table mean: {2: "Yes", 3: "No"}

    # ── asking ──

    def question(self, text: str) -> Any:
        """What these words ask here: «Name» alone asks for whatever the section is about."""
        plain = " ".join(text.split())
        if not plain:
            return None
        words = words_of(stripped(plain))
        if words == {"date"} and self._consent_was_asked_last():
            return self.labels.question("consent date")
        if words in GENERIC:
            return self._generic(plain) if self.section else self.labels.question(plain)
        return self.labels.question(plain)

    def _consent_was_asked_last(self) -> bool:
        """«Date» right after the consent is the consent's date, not the form's."""
        last = self.below[-1].label if self.below else self.pairs[-1].label if self.pairs else ""
        return "consent" in words_of(last) and "date" not in words_of(last)

    def _generic(self, text: str) -> Any:
        about = words_of(self.section)
        who = about & _WHOSE - ({"support"} if "risk" in about else set())
        if not who and (about & _OFFICERS_SECTION or spelling_key(self.section).startswith(("your ", "about you"))):
            who = frozenset({"officer"})
        return self.labels.question(" ".join((*sorted(who), text))) if who else self.labels.question(text)

    def add(self, question: Any, label: str, answer: Answer) -> None:
        self.pairs.append(Pair(question=question, label=" ".join(label.split()), answer=answer, section=self.section))

    def tell_whose(self, label: str, *, answered: bool) -> None:
        """After a row about a person, «Name» and «Email» ask for that person's; a row without an answer may be a title."""
        words = words_of(stripped(label))
        person = words & _PERSONS and not words & _NO_PERSON
        if words not in GENERIC and (person if answered else words & _WHOSE and (person or words <= _TITLE)):
            self.section = " ".join(label.split())

    def heading(self, text: str) -> None:
        self.close()
        self.section = " ".join(text.split())

    def close(self) -> None:
        """Give every waiting question what was found below it."""
        for below in self.below:
            cells, lines = below.cells, below.lines
            if not cells and not lines:
                self.add(below.question, below.label, Answer(text=""))
                continue
            where = cells[0].where if cells else lines[0].where
            text = _rows_as_text(cells) if cells else "\n".join(line.text for line in lines)
            looks = [*(cell.pieces for cell in cells), *(line.pieces for line in lines)]
            pieces = tuple(piece for look in looks for piece in (*look, Piece(text="\n")))
            self.add(below.question, below.label, Answer(text=text, pieces=pieces, where=where))
        self.below = []


def pairs_in(document: Document, labels: Labels[Any]) -> list[Pair]:
    """Every question of the document that the labels know, and every unknown one that looks like a question."""
    pairing = Pairing(labels=labels)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Line):
            _line(pairing, block, _next_line(document, at))
        else:
            _table(pairing, block)
    pairing.close()
    return pairing.pairs


def _next_line(document: Document, at: int) -> str:
    rest = (block for block in document.blocks[at + 1 : at + 4])
    return next((block.text.strip() for block in rest if isinstance(block, Line) and block.text.strip()), "")


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names_a_person_s_section(text: str, following: str) -> bool:
    """«Support worker details», and then «Name: …»: a title, even right below an answer."""
    about = words_of(stripped(text)) & (_WHOSE | _OFFICERS_SECTION)
    label, colon, _ = following.partition(":")
    return bool(about and colon and _is_heading(text) and ":" not in text and words_of(stripped(label)) in GENERIC)


def _is_label_with_dash(pairing: Pairing, text: str) -> bool:
    """«Children - ages and gender» is one label."""
    return pairing.labels.plainly(text) is not None and not pairing.labels.plain_segments(with_boxes(text))


def _is_answer_with_dash(pairing: Pairing, text: str) -> bool:
    """«Floating support - Harbour Advice» right below a question is its answer, though a question stands before the dash."""
    if len(pairing.below) != 1 or pairing.below[0].lines or not _is_waiting_for_lines(pairing):
        return False
    with_dash = re.search(r"\w\s[-–—]\s\w", text) is not None and pairing.labels.plainly(text) is None
    return with_dash and not pairing.labels.plain_segments(with_boxes(text))


def _open_below(pairing: Pairing, title: str) -> None:
    """«Section 4: Areas to avoid» may be asked by its title alone; whatever asks next closes it."""
    asked = _SECTION_TITLE.sub("", title)
    if question := pairing.labels.plainly(asked):
        pairing.below = [Below(question=question, label=title)]


def _answers_what_waits(pairing: Pairing, text: str, following: str) -> bool:
    """An answer in the words of a question, below a question that has none yet: the next line then asks again."""
    if len(pairing.below) != 1 or pairing.below[0].lines or pairing.below[0].cells or not _is_waiting_for_lines(pairing):
        return False
    asks_next = not following or pairing.question(following) is not None or _SECTION_TITLE.match(following)
    return bool(asks_next) and _may_answer(pairing, pairing.below[0].question, text)


def _may_answer(pairing: Pairing, question: Any, text: str) -> bool:
    """Whether words that ask something may here be an answer: the waiting question understands them without a doubt."""
    if text.rstrip().endswith((":", "?")) or ":" in text:
        return False
    if not _asks_plainly(pairing, text) and pairing.question(text) is None and not pairing.labels.segments(with_boxes(text)):
        return False
    return spelling_key(text) in _ALSO_ANSWERS or pairing.labels.is_understood(question, text)


def _line(pairing: Pairing, line: Line, following: str = "") -> None:
    text = line.text.strip()
    if not text:
        return
    if _SECTION_TITLE.match(text):
        pairing.heading(text)
        _open_below(pairing, text)
        return
    if _names_a_person_s_section(text, following):
        pairing.heading(text)
        return
    if _answers_what_waits(pairing, text, following):
        pairing.below = [replace(below, lines=(*below.lines, line)) for below in pairing.below]
        return
    segments = pairing.labels.segments(with_boxes(text)) or _generic_segment(pairing, text)
    if len(segments) == 1 and pairing.section and words_of(stripped(segments[0][1])) in GENERIC:
        segments = _generic_segment(pairing, text)
    if segments and (_is_label_with_dash(pairing, text) or _is_answer_with_dash(pairing, text)):
        segments = []
    if segments and (len(segments) > 1 or segments[0][2] or not pairing.question(text)):
        _line_segments(pairing, segments, line)
    elif (question := pairing.question(text)) and not _is_answer_with_dash(pairing, text):
        pairing.close()
        pairing.below = [Below(question=question, label=text)]
        pairing.section = pairing.section if words_of(stripped(text)) in GENERIC else text
    elif unknown := re.match(r"([^:?☒☐]{3,90}[:?])\s+(\S.*)", text):
        _unknown_line(pairing, unknown, line)
    elif pairing.below and _is_waiting_for_lines(pairing):
        pairing.below = [replace(below, lines=(*below.lines, line)) for below in pairing.below]
    elif _is_heading(text):
        pairing.heading(text)


def _generic_segment(pairing: Pairing, text: str) -> list[tuple[Any, str, str]]:
    """«Name: …» below a heading that says whose name it is."""
    match = re.match(r"([^:]{2,40}):\s*(.*)", text, re.DOTALL)
    question = match and pairing.question(match.group(1))
    return [(question, match.group(1), match.group(2))] if match and question else []


def _line_segments(pairing: Pairing, segments: Sequence[tuple[Any, str, str]], line: Line) -> None:
    pairing.close()
    for _, label, answer in segments:
        pairing.tell_whose(label, answered=bool(answer))
    for question, label, answer in segments[:-1]:
        pairing.add(question, label, Answer(text=answer, pieces=_tail(line.pieces, answer), where=line.where))
    question, label, answer = segments[-1]
    if answer:
        rest = replace(line, text=answer, pieces=_tail(line.pieces, answer))
        pairing.below = [Below(question=question, label=label, lines=(rest,))]
    else:
        pairing.below = [Below(question=question, label=label)]


def _unknown_line(pairing: Pairing, match: re.Match[str], line: Line) -> None:
    pairing.close()
    pairing.add(None, match.group(1), Answer(text=match.group(2), where=line.where))


def _is_waiting_for_lines(pairing: Pairing) -> bool:
    return all(not below.cells and not below.rows_left < 99 for below in pairing.below)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= 10 and not text.endswith((".", ",", ";")) and not has_boxes(text)


def _tail(pieces: Sequence[Piece], answer: str) -> tuple[Piece, ...]:
    """The pieces that make up the last words of a text: its label's looks say nothing about the answer."""
    kept: list[Piece] = []
    wanted = len(answer)
    for piece in reversed(pieces):
        if wanted <= 0:
            break
        kept.append(replace(piece, text=piece.text[-wanted:]) if not piece.struck else piece)
        wanted -= 0 if piece.struck else len(piece.text)
    return tuple(reversed(kept))


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(pairing: Pairing, table: Table) -> None:
    rows = [row for row in table.rows if row]
    if rows and _people_table(pairing, rows):
        return
    asks = any(_asks(pairing, cell) for row in rows for cell in row)
    if not asks:
        _table_without_questions(pairing, rows)
        return
    at = 0
    while at < len(rows):
        at += _row(pairing, rows, at)
    pairing.close()
    pairing.beside = False
    pairing.columns = {}


def _asks_plainly(pairing: Pairing, text: str) -> bool:
    """By the very wording, not by signs: an answer («1 adult, 34») may hold the signs of a question."""
    plain = " ".join(text.split())
    return bool(plain) and (
        pairing.labels.plainly(plain) is not None
        or (words_of(stripped(plain)) in GENERIC and pairing.question(plain) is not None)
    )


def _asks(pairing: Pairing, cell: Cell) -> bool:
    text = cell.text
    if text.strip()[:1] in ("☒", "☐"):
        return False
    return bool(text.strip()) and (
        pairing.question(text) is not None or bool(pairing.labels.segments(with_boxes(text))) or _first_line_asks(pairing, cell)
    )


def _first_line_asks(pairing: Pairing, cell: Cell) -> bool:
    first = next((line.text for line in cell.lines if line.text.strip()), "")
    return bool(first) and pairing.question(first) is not None


def _table_without_questions(pairing: Pairing, rows: Sequence[Sequence[Cell]]) -> None:
    """A grid below a line that asks is its answer; a table that only repeats what a cell already held is nothing new."""
    if pairing.below and _is_waiting_for_lines(pairing) and not pairing.below[0].lines:
        cells = tuple(cell for row in rows for cell in row)
        pairing.below = [replace(below, cells=cells) for below in pairing.below]
        pairing.close()
        return
    nested = any("nested" in str(cell.where) for row in rows for cell in row)
    for row in rows:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 2 and not nested and not _is_repeated(pairing, row) and _looks_like_question(filled[0].text):
            pairing.add(None, filled[0].text, _as_answer(filled[1:]))


def _people_table(pairing: Pairing, rows: Sequence[Sequence[Cell]]) -> bool:
    """A table with a column for ages: each row is a person, told as «F 34». Its question stands above it."""
    heads = {cell.column: spelling_key(cell.text) for cell in rows[0]}
    age = next((column for column, head in heads.items() if head in ("age", "ages", "age years", "age in years")), 0)
    sex = next(
        (
            column
            for column, head in heads.items()
            if head in ("sex", "gender", "m f", "male female", "sex gender", "gender m f", "sex m f")
        ),
        0,
    )
    if not age or not pairing.below:
        return False
    people = []
    for row in rows[1:]:
        cells = {cell.column: " ".join(cell.text.split()) for cell in row}
        people.append(f"{cells.get(sex, '')} {cells.get(age, '')}".strip())
    text = "\n".join(each for each in people if each)
    for below in pairing.below:
        pairing.add(below.question, below.label, Answer(text=text, where=rows[0][0].where))
    pairing.below = []
    return True


def _is_repeated(pairing: Pairing, row: Sequence[Cell]) -> bool:
    words = "\t".join(cell.text for cell in row)
    return any(words in pair.answer.text for pair in pairing.pairs)


def _row(pairing: Pairing, rows: Sequence[Sequence[Cell]], at: int) -> int:
    """Read one row; how many rows were used up."""
    row = rows[at]
    filled = [cell for cell in row if cell.text.strip() and (pairing.below or not is_numbering(cell.text))]
    if len(filled) == 1 and _SECTION_TITLE.match(filled[0].text) and "\n" not in filled[0].text.strip():
        pairing.heading(filled[0].text)
        _open_below(pairing, filled[0].text)
        pairing.beside = False
        return 1
    if not filled:
        _empty_row(pairing)
        return 1
    if len(filled) > 1 and all(spelling_key(cell.text) in _COLUMN_TITLES for cell in filled):
        return 1
    if _continues_beside(pairing, row):
        _grow_last(pairing, filled)
        return 1
    if columns := _answers_across(row):
        pairing.columns = columns
        return 1
    if used := _questions_across(pairing, rows, at):
        return used
    if pairing.below and _is_answer_row(pairing, rows, at):
        return _answers_below(pairing, row, filled)
    pairing.close()
    if len(filled) == 1 and len(row) == 1 and not _asks(pairing, filled[0]):
        return _single(pairing, rows, at, filled[0])
    _left_to_right(pairing, row)
    return 1


def _is_answer_row(pairing: Pairing, rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a row below a waiting question is its answer. A single cell is, unless it asks and is answered below itself."""
    row = rows[at]
    if len(row) > 1 or any(below.cells for below in pairing.below):
        return not any(_asks(pairing, cell) for cell in row)
    text = row[0].text
    if _SECTION_TITLE.match(text):
        return False
    if not _asks_plainly(pairing, text) and pairing.labels.plain_segments(with_boxes(text)):
        return False
    if not _asks_plainly(pairing, text):
        return True
    below = [cell.text for cell in rows[at + 1] if cell.text.strip()] if at + 1 < len(rows) else []
    answers = all(_may_answer(pairing, waiting.question, text) for waiting in pairing.below)
    return answers and (not below or (len(below) == 1 and pairing.question(below[0]) is not None))


def _empty_row(pairing: Pairing) -> None:
    if pairing.below:
        pairing.close()
    pairing.beside = False


def _continues_beside(pairing: Pairing, row: Sequence[Cell]) -> bool:
    """The question's cell goes down over this row too: its first column is taken."""
    return pairing.beside and row[0].column > 1 and not any(pairing.question(cell.text) for cell in row)


def _grow_last(pairing: Pairing, filled: Sequence[Cell]) -> None:
    last = pairing.pairs[-1]
    more = _as_answer(filled)
    text = "\n".join(part for part in (last.answer.text, more.text) if part)
    pieces = (*last.answer.pieces, *more.pieces)
    where = last.answer.where if last.answer.text else more.where
    pairing.pairs[-1] = replace(last, answer=Answer(text=text, pieces=pieces, where=where))


def _single(pairing: Pairing, rows: Sequence[Sequence[Cell]], at: int, cell: Cell) -> int:
    """A row of one cell that asks nothing known: a heading, an instruction, or an unknown question with its answer below."""
    text = cell.text.strip()
    below = rows[at + 1] if at + 1 < len(rows) else ()
    answered = len(below) == 1 and below[0].text.strip() and not _asks(pairing, below[0])
    if answered and text.endswith(("?", ":")) and "\n" not in text:
        pairing.add(None, text, _as_answer(below))
        return 2
    if _is_heading(text.split("\n")[0]):
        pairing.heading(text.split("\n")[0])
    return 1


def _answers_below(pairing: Pairing, row: Sequence[Cell], filled: Sequence[Cell]) -> int:
    waiting = []
    for below in pairing.below:
        first, last = below.columns
        cells = tuple(cell for cell in filled if first == 0 or (cell.column <= last and cell.column + cell.columns - 1 >= first))
        waiting.append(replace(below, cells=(*below.cells, *cells), rows_left=below.rows_left - 1))
    pairing.below = waiting
    if all(below.rows_left <= 0 for below in waiting) or (len(row) == 1 and not has_boxes(filled[0].text)):
        pairing.close()
    return 1


def _left_to_right(pairing: Pairing, row: Sequence[Cell]) -> None:
    pairing.beside = False
    at = 0
    while at < len(row):
        cell = row[at]
        if not cell.text.strip() or is_numbering(cell.text):
            at += 1
            continue
        at = _one_question(pairing, row, at)


def _one_question(pairing: Pairing, row: Sequence[Cell], at: int) -> int:
    """Read the question in this cell with its answer; the place of the next cell to look at."""
    cell, right = row[at], row[at + 1] if at + 1 < len(row) else None
    question = pairing.question(cell.text) or (
        pairing.question(_first_line(cell)) if right is not None or _rest_is_hint(cell) else None
    )
    if question is None or right is None:
        segments = _segments(pairing, cell)
        if segments and (right is None or not right.text.strip() or _asks(pairing, right) or len(segments) > 1):
            return _inside_cell(pairing, cell, segments, at)
        question = question or (segments[0][0] if segments and not segments[0][2] else None)
        if question is None and segments:
            return _label_with_hint(pairing, row, at, segments)
    if question is not None and right is None:
        pairing.close()
        pairing.below = [Below(question=question, label=cell.text, columns=(0, 0))]
        if at == 0 and words_of(stripped(cell.text)) not in GENERIC:
            pairing.section = " ".join(cell.text.split())
        return at + 1
    if question is not None:
        return _beside(pairing, row, at, question, cell.text)
    return _unknown_cell(pairing, row, at)


def _segments(pairing: Pairing, cell: Cell) -> list[tuple[Any, str, str]]:
    if _is_label_with_dash(pairing, cell.text):
        return []
    return pairing.labels.segments(with_boxes(cell.text)) or _generic_segment(pairing, cell.text)


def _first_line(cell: Cell) -> str:
    return next((line.text for line in cell.lines if line.text.strip()), "")


def _rest_is_hint(cell: Cell) -> bool:
    rest = cell.text.partition("\n")[2].strip()
    return bool(rest) and re.match(r"\(|please|note|e\.g|list|tick|give|include", rest, re.IGNORECASE) is not None


def _inside_cell(pairing: Pairing, cell: Cell, segments: Sequence[tuple[Any, str, str]], at: int) -> int:
    if len(segments) == 1 and not segments[0][2]:
        pairing.below = [Below(question=segments[0][0], label=segments[0][1])]
        return at + 1
    for question, label, answer in segments:
        pieces = _tail(cell.pieces, answer + "\n") if (question, label, answer) == segments[-1] else ()
        pairing.add(question, label, Answer(text=answer, pieces=pieces, where=cell.where))
    return at + 1


def _label_with_hint(pairing: Pairing, row: Sequence[Cell], at: int, segments: Sequence[tuple[Any, str, str]]) -> int:
    """«Areas to avoid: please list» with the answer in the next cell."""
    return _beside(pairing, row, at, segments[0][0], segments[0][1])


def _beside(pairing: Pairing, row: Sequence[Cell], at: int, question: Any, label: str) -> int:
    """The next cell is the answer whatever it says; those after it too, until one asks."""
    end = at + 2
    while end < len(row) and not _asks(pairing, row[end]) and words_of(stripped(row[end].text)) not in GENERIC:
        end += 1
    cells = [cell for cell in row[at + 1 : end] if not _is_office_column(cell)]
    pairing.add(question, label, _in_columns(pairing, cells) or _as_answer(cells))
    pairing.tell_whose(label, answered=any(cell.text.strip() for cell in cells))
    pairing.beside = at == 0 or (at == 1 and is_numbering(row[0].text))
    return end


def _answers_across(row: Sequence[Cell]) -> dict[int, str]:
    """A header that says «Yes» over one column and «No» over another."""
    said = {cell.column: " ".join(cell.text.split()) for cell in row}
    words = {spelling_key(text) for text in said.values()}
    plain = all(
        spelling_key(text)
        in ("", "yes", "no", "y", "n", "question", "not known", "n k", "n a", "dont know", "unknown", "please tick")
        for text in said.values()
    )
    if not plain or not ({"yes", "no"} <= words or {"y", "n"} <= words):
        return {}
    return {column: text for column, text in said.items() if spelling_key(text) not in ("", "question", "please tick")}


def _in_columns(pairing: Pairing, cells: Sequence[Cell]) -> Answer | None:
    """Marks below «Yes» and «No» as boxes with their words; a mark in one of several columns without a header says nothing."""
    marks = [(cell, with_boxes(cell.text).strip()) for cell in cells]
    if len(cells) < 2 or not any(mark for _, mark in marks) or not all(_MARK_ONLY.fullmatch(mark) for _, mark in marks):
        return None
    lines = []
    for cell, mark in marks:
        ticked = mark in ("x", "X", "☒")
        lines.append(f"{'☒' if ticked else '☐'} {pairing.columns.get(cell.column, '?')}")
    return Answer(text="\n".join(lines), where=cells[0].where)


def _is_office_column(cell: Cell) -> bool:
    return re.fullmatch(r"\s*(?:for )?office use(?: only)?\s*", cell.text, re.IGNORECASE) is not None


def _unknown_cell(pairing: Pairing, row: Sequence[Cell], at: int) -> int:
    right = row[at + 1] if at + 1 < len(row) else None
    if right is None or _asks(pairing, right):
        return at + 1
    if at == 0 and right.text.strip() and _looks_like_question(row[at].text):
        pairing.add(None, row[at].text, _as_answer(row[at + 1 :]))
        return len(row)
    return at + 1 if not right.text.strip() else at + 2


def _looks_like_question(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 40 and not has_boxes(text) and any(char.isalpha() for char in text)


def _as_answer(cells: Sequence[Cell]) -> Answer:
    filled = [cell for cell in cells if cell.text.strip()] or list(cells[:1])
    if not filled:
        return Answer(text="")
    pieces = tuple(piece for cell in filled for piece in cell.pieces)
    return Answer(text="\t".join(cell.text for cell in filled), pieces=pieces, where=filled[0].where)


def _rows_as_text(cells: Sequence[Cell]) -> str:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join("\t".join(texts) for texts in rows.values())


# ── questions across, answers in the rows below ─────────────────────────────────────────────────────────────────────


def _questions_across(pairing: Pairing, rows: Sequence[Sequence[Cell]], at: int) -> int:
    """A header row of questions; 0 when this row is none. The rows below it are answers until one asks or is empty."""
    header = [cell for cell in rows[at] if cell.text.strip()]
    asking = [cell for cell in header if _asks_plainly(pairing, cell.text)]
    if len(asking) < 2 or len(asking) < len(header) - 1 or (len(asking) < len(header) and _asks_plainly(pairing, header[0].text)):
        return 0
    if len(header) < len(rows[at]) - 1:
        return 0
    below = _rows_of_answers(pairing, rows, at)
    if not below:
        return 0
    if used := _area_matrix(pairing, asking, below):
        return used + 1
    pairing.close()
    for number, row in enumerate(below):
        _one_row_of_answers(pairing, asking, row, number)
    return len(below) + 1


def _rows_of_answers(pairing: Pairing, rows: Sequence[Sequence[Cell]], at: int) -> list[Sequence[Cell]]:
    below: list[Sequence[Cell]] = []
    width = len(rows[at])
    first = next(cell.column for cell in rows[at] if cell.text.strip() and _asks_plainly(pairing, cell.text))
    for row in rows[at + 1 :]:
        filled = [cell for cell in row if cell.text.strip()]
        if any(cell.column == first and _asks_plainly(pairing, cell.text) for cell in filled):
            break
        if (
            not filled
            or len(row) < width - 1
            or any(pairing.question(cell.text) is not None for cell in row[:1] if len(row) == width and width == 2)
        ):
            break
        if len([cell for cell in filled if _asks_plainly(pairing, cell.text)]) > len(filled) // 2:
            break
        below.append(row)
    return below


def _one_row_of_answers(pairing: Pairing, asking: Sequence[Cell], row: Sequence[Cell], number: int) -> None:
    section = pairing.section
    if row[0].column < asking[0].column and row[0].text.strip():
        pairing.section = f"{row[0].text}"
    elif number == 1:
        pairing.section = f"second {section}"
    elif number > 1:
        pairing.section = f"further {section}"
    for label in asking:
        question = pairing.question(label.text)
        cells = [
            cell
            for cell in row
            if cell.column <= label.column + label.columns - 1 and cell.column + cell.columns - 1 >= label.column
        ]
        pairing.add(question, label.text, _as_answer(cells))
    pairing.section = section


def _has_only_marks(column: int, rows: Sequence[Sequence[Cell]]) -> bool:
    return all(_MARK_ONLY.fullmatch(with_boxes(cell.text)) for row in rows for cell in row if cell.column == column)


_MARK_ONLY = re.compile(r"\s*(?:[☒☐]|[xX])?\s*")


def _area_matrix(pairing: Pairing, asking: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> int:
    """Names down, questions across, marks where they cross: each question gets «☒ name» for each mark in its column."""
    marked = [label for label in asking if _has_only_marks(label.column, below)]
    columns = {cell.column for cell in marked}
    if len(below) < 2 or not marked or len(columns) == len({cell.column for row in below for cell in row}):
        return 0
    pairing.close()
    for label in marked:
        lines = []
        for row in below:
            mark = next((with_boxes(cell.text).strip() for cell in row if cell.column == label.column), "")
            name = next((cell.text.strip() for cell in row if cell.column not in columns and cell.text.strip()), "")
            ticked = mark in ("x", "X", "☒")
            lines.append(f"{'☒' if ticked else '☐'} {name}")
        pairing.add(pairing.question(label.text), label.text, Answer(text="\n".join(lines), where=below[0][0].where))
    return len(below)


def is_answered(answer: Answer) -> bool:
    """Whether somebody wrote or ticked something: an untouched «☐ Yes ☐ No» or a placeholder is no answer."""
    text = with_boxes(without_placeholders(answer.text))
    if has_boxes(text):
        return "☒" in text
    return bool(text) and spelling_key(text) not in ("yes no", "y n", "n a", "na")
