"""Questions and answers in running lines: «Label: answer», an answer on the next lines, several questions in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parsing import whose
from parsing.answers import Answer
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Line
from parsing.furniture import ALSO_ANSWERS, SECTION_TITLE, is_guidance, is_heading, is_hint, is_parting
from parsing.label_words import stripped, words_of
from parsing.labels import keys_asked
from parsing.layout import Plan
from parsing.pairing import Pairing, tail
from parsing.whose import GENERIC
from scheme.terms import spelling_key

_UNKNOWN = re.compile(r"([^:?☒☐\t]{3,90}[:?]+)\s+(\S.*)")
_YES_OR_NO = re.compile(r"\W*(?:yes|no|y|n)\b", re.IGNORECASE)  # «Yes   Date: 12/03/2026» answers
_ASKING = re.compile(
    r"(?:does|do|is|are|has|have|had|did|was|were|will|would|can|could|should|what|which|who|whose|where|when|why|how|any|if)\b",
    re.IGNORECASE,
)


# «Tick every borough the tenant would accept»: the form's own words, which no writer begins an answer with.
_INSTRUCTS = re.compile(
    r"(?:please\s+)?(?:tick|circle|mark|select|choose|delete|list|state|specify|indicate)\s+(?:all|any|each|every|the|those|one|below)\b(?!:)",
    re.IGNORECASE,
)


def read_line(pairing: Pairing, line: Line, following: str = "", plan: Plan | None = None) -> None:
    """Read one line; `plan` says what it does among the lines around it, where that is certain."""
    text = line.text.strip()
    if parted := _pairs_of_tabs(pairing, text) or _parted(pairing, text):
        _read_segments(pairing, parted, line)
        return
    if plan is Plan.BELOW and _waits_for_first_line(pairing) and not _tells(text):
        _grow(pairing, line)
        return
    if not text or _is_title(pairing, line, text, following) or _is_left_as_it_is(pairing, line, text, following):
        return
    if _is_next_option(pairing, text) or _says_again(pairing, text):
        _grow(pairing, line)
        return
    segments = _segments(pairing, text)
    question = pairing.question(text)
    if not pairing.pairs and not pairing.below and _is_forms_title(pairing, text, is_bold=_is_bold(line)):
        return  # and no section either: «Reciprocal transfer: customer details» makes nobody's «Name» the customer's
    if segments and (len(segments) > 1 or segments[0][2] or question is None):
        _read_segments(pairing, segments, line)
    elif question is not None and not _is_answer_with_dash(pairing, text) and not _is_sentence(text):
        may_answer = _waits_for_first_line(pairing) and not text.endswith((":", "?")) and not pairing.asks_plainly(text)
        hangs = _may_end_answer(pairing, line, text)
        pairing.close()
        if not may_answer:  # «Fernhill Support» below «Agency» may be the answer: it makes no telephone below the supporter's
            pairing.tell_whose(text, answered=False)
        pairing.wait_for(question, text, bold=_is_bold(line), hangs=hangs)
        if not may_answer and not hangs and not keys_asked(question):
            pairing.title_of(text, question)
    else:
        _read_unknown(pairing, line, text, plan)


def _pairs_of_tabs(pairing: Pairing, text: str) -> list[tuple[Any, str, str]]:
    """«Name<tab>Olive Marsh<tab>Role<tab>IDVA»: questions and answers in turn, each of which asks."""
    fields = [each.strip() for each in re.split(r"\t+", text)]
    if len(fields) < 4 or len(fields) % 2 or has_boxes(with_boxes(text)):
        return []
    asked = [(pairing.question(label), label, answer) for label, answer in zip(fields[::2], fields[1::2], strict=True)]
    return asked if all(question is not None for question, _, _ in asked) and pairing.asks_plainly(fields[0]) else []


def _parted(pairing: Pairing, text: str) -> list[tuple[Any, str, str]]:
    """A known question with its answer, set apart as this document's lines do it: «Name - Olive Marsh»."""
    parts = pairing.witness.parts(text)
    if parts is None or not pairing.asks_plainly(parts[0]) or whose.is_section_title(text) or _tells(parts[1]):
        return []
    if pairing.labels.plain_segments(with_boxes(text)):
        return []  # by a colon too, or in another way that needs no habit
    return [(pairing.question(parts[0]), *parts)]


def _read_unknown(pairing: Pairing, line: Line, text: str, plan: Plan | None) -> None:
    """A line that asks nothing known: guidance, a question that the form does not know, more of an answer, or a heading."""
    if is_guidance(text) and not pairing.below:
        return
    if _goes_on(pairing, text):
        _grow(pairing, line)
        return
    if (unknown := _UNKNOWN.match(text)) and not (_waits_for_first_line(pairing) and _YES_OR_NO.match(text)):
        pairing.close()
        pairing.add(None, unknown.group(1), Answer(text=unknown.group(2), where=line.where))
    elif parts := pairing.witness.parts(text):  # else words of another question would end the answer above
        pairing.close()
        pairing.add(None, parts[0], Answer(text=parts[1], where=line.where))
    elif plan is Plan.HEAD or _is_unknown_question(pairing, line, text):
        pairing.close()
        pairing.wait_for(None, text, bold=_is_bold(line))
    elif pairing.below and pairing.waits_for_lines():
        _grow(pairing, line)
    elif is_heading(text):
        pairing.heading(text)


def _goes_on(pairing: Pairing, text: str) -> bool:
    """«Redbridge» below «Havering»: another of the answers that the question above takes, and no question of its own."""
    begun = [below for below in pairing.below if below.question is not None and (below.lines or "\t" in text)]
    return any(pairing.labels.is_understood(below.question, text) for below in begun)


def _grow(pairing: Pairing, line: Line) -> None:
    """The line belongs to the answers that are waited for."""
    pairing.below = [replace(below, lines=(*below.lines, line)) for below in pairing.below]


def _may_end_answer(pairing: Pairing, line: Line, text: str) -> bool:
    """Whether one or two words that ask may be the rest of the free answer above: «Officer» below «Housing Options»."""
    if len(pairing.below) != 1 or not pairing.below[0].lines or len(text.split()) > 2 or text.endswith((":", "?")):
        return False
    if pairing.asks_for_certain(text):
        return False
    above = pairing.below[0]
    said = "\n".join(each.text for each in above.lines)
    return _is_bold(line) == _is_bold(above.lines[-1]) and not pairing.labels.is_understood(above.question, said)


def _says_again(pairing: Pairing, text: str) -> bool:
    """«3 children (F 2, M 5,» below «Children» asks nothing new, although it sounds like a question: it begins the answer."""
    if not _waits_for_first_line(pairing) or pairing.asks_plainly(text) or text.endswith((":", "?")):
        return False
    question = pairing.question(text)
    return question is not None and question is pairing.below[0].question


def _tells(text: str) -> bool:
    """Whether the form itself speaks: it never answers."""
    return is_hint(text) or is_guidance(text) or is_parting(text) or is_rule(text)


def _is_next_option(pairing: Pairing, text: str) -> bool:
    """«☐ Nominating officer» below «☐ Boroughs» is the list's next choice, whatever its words may ask elsewhere."""
    if not pairing.below or not pairing.waits_for_lines() or not all(below.lines for below in pairing.below):
        return False
    boxed = (with_boxes(each).lstrip()[:1] in ("☒", "☐") for each in (text, pairing.below[0].lines[-1].text))
    return all(boxed) and ":" not in text and len(text.split()) <= 7


def _is_title(pairing: Pairing, line: Line, text: str, following: str) -> bool:
    """A line that asks nothing and says what the next ones are about."""
    line_is_bold = _is_bold(line)
    if _waits_for_first_line(pairing) and (
        pairing.may_answer(pairing.below[0].question, text) or (not line_is_bold and pairing.answers_first(text))
    ):
        return False
    if SECTION_TITLE.match(text):
        pairing.heading(text)
        open_below(pairing, text)
    elif _MARKED_TITLE.match(text):
        pairing.heading(text.lstrip("# "))
    elif (
        spelling_key(text) in pairing.labels.titles
        or (whose.is_section_title(text) and not _asks_here(pairing, text))
        or _is_underlined(text, following)
        or _names_a_person_s_section(text, following)
        or whose.is_office_use(text)
        or _is_capitals_over_question(pairing, text, following)
        or (_is_bold(line) and _ends_what_waits(pairing, text, following))
    ):
        pairing.heading(text)
    else:
        return False
    return True


_FORMS = re.compile(
    r"\b(?:requests?|referrals?|forms?|nominations?|applications?|reciprocal|transfers?|offers?|decisions?|response|outcomes?|"
    r"results?|changes?|withdrawals?|notice|available)\b",
    re.IGNORECASE,
)


def _is_forms_title(pairing: Pairing, text: str, *, is_bold: bool) -> bool:
    """«Northmoor Council: reciprocal request», «Property offer – Westvale Homes» before the first question: it asks nothing."""
    if (
        text.endswith((":", "?"))
        or len(text.split()) > 14
        or has_boxes(with_boxes(text))
        or re.search(r"\t|_{3}| {3}|\.{3}", text)
    ):
        return False
    head, _, rest = re.sub(r":\s|\s[-–—]\s", "\0", text, count=1).partition("\0")
    if pairing.asks_plainly(head):
        asked = pairing.question(head)
        named = len(head.split()) > 1 and bool(_FORMS.search(head)) and not re.match(r".*?:\s", text)
        return named and bool(rest) and not pairing.labels.is_understood(asked, rest)
    if not rest:
        return pairing.question(text) is not None and not pairing.asks_plainly(text)
    if re.search(r"\s[-–—]\s", text) and ":" not in text and pairing.question(head) is None and not re.search(r"[\d@]", rest):
        return True  # «Eastgate Council - Housing Needs»: who they are, in words of which none stands before the dash
    if is_bold and _FORMS.search(head) and not re.search(r"\d|[@☒☐]", rest):
        return True  # «Move request: violence and risk», all of it bold
    return _FORMS.search(rest if re.match(r".*?:\s", text) else text) is not None


_MARKED_TITLE = re.compile(r"#{1,4}\s+\S")  # as Markdown marks a heading


def _is_capitals_over_question(pairing: Pairing, text: str, following: str) -> bool:
    """«ABOUT THEM», and then «Landlord: …», where answers are not written in capitals."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 3 or not all(char.isupper() for char in letters) or not is_heading(text) or re.search(r"[:\t\d]", text):
        return False
    label = re.split(r"[:\t]", following, maxsplit=1)[0]
    answered = not _waits_for_first_line(pairing)
    return answered and label != following and pairing.question(label) is not None


def _asks_here(pairing: Pairing, text: str) -> bool:
    return pairing.asks_plainly(text) or text.endswith(":")


def _is_underlined(text: str, following: str) -> bool:
    """«About you» over a row of dashes, in a mail of plain text."""
    return is_rule(following) and is_heading(text) and ":" not in text and not is_rule(text)


def is_rule(text: str) -> bool:
    return re.fullmatch(r"[-=_*~–—]{3,}", text.strip()) is not None


def _ends_what_waits(pairing: Pairing, text: str, following: str) -> bool:
    """A bold title of people below an answer that is not bold, and above a question: «Second officer»."""
    label = re.split(r"[:\t]", following, maxsplit=1)[0]
    if label != following and is_heading(text) and not re.search(r"[:?\t\d]", text) and _has_plain_answer(pairing):
        return pairing.question(text) is None
    if words_of(stripped(label)) not in GENERIC and pairing.question(label) is None:
        return False  # «Lead contact there ¶ Pat»: a question with its answer, and none that the form knows
    about = words_of(stripped(text)) & (whose.WHOSE | whose.OFFICERS_SECTION)
    answered = pairing.below and pairing.below[0].lines and not _is_bold(pairing.below[0].lines[-1])
    return bool(answered and about and is_heading(text) and pairing.question(text) is None)


def _has_plain_answer(pairing: Pairing) -> bool:
    return bool(pairing.below and pairing.below[0].lines and not _is_bold(pairing.below[0].lines[-1]))


def _is_left_as_it_is(pairing: Pairing, line: Line, text: str, following: str) -> bool:
    """A hint right below its question is nothing; an answer in the words of a question belongs to the one that waits."""
    if is_parting(text):
        pairing.close()
        return True
    if is_rule(text) or (_waits_for_first_line(pairing) and (is_guidance(text) or (text.startswith("(") and is_hint(text)))):
        return True
    if _waits_for_first_line(pairing) and _INSTRUCTS.match(text) and not has_boxes(with_boxes(text)):
        return True
    if _answers_what_waits(pairing, text, following):
        _grow(pairing, line)
        return True
    return not pairing.below and spelling_key(text) in ALSO_ANSWERS  # the role below a name that signs a letter


def open_below(pairing: Pairing, title: str) -> None:
    """«Section 4: Areas to avoid» may be asked by its title alone; whatever asks next closes it."""
    asked = SECTION_TITLE.sub("", title)
    if question := pairing.labels.plainly(asked):
        pairing.wait_for(question, title)


def _waits_for_first_line(pairing: Pairing) -> bool:
    return len(pairing.below) == 1 and not pairing.below[0].lines and not pairing.below[0].cells and pairing.waits_for_lines()


def _names_a_person_s_section(text: str, following: str) -> bool:
    """«Support worker details», and then «Name: …»: a title, even right below an answer."""
    about = words_of(stripped(text)) & (whose.WHOSE | whose.OFFICERS_SECTION) or whose.is_somebody_else(text)
    label = re.split(r"[:\t]", following, maxsplit=1)[0]
    return bool(
        about
        and label != following
        and is_heading(text)
        and not re.search(r"[:\t]", text)
        and words_of(stripped(label)) in GENERIC
    )


def _answers_what_waits(pairing: Pairing, text: str, following: str) -> bool:
    """An answer in the words of a question, below a question that has none yet: the next line then asks again."""
    if not _waits_for_first_line(pairing):
        return False
    asks_next = not following or pairing.question(following) is not None or SECTION_TITLE.match(following)
    return bool(asks_next) and pairing.may_answer(pairing.below[0].question, text)


# ── one line ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _segments(pairing: Pairing, text: str) -> Sequence[tuple[Any, str, str]]:
    segments = pairing.segments(text)
    if is_label_with_dash(pairing, text) or _is_answer_with_dash(pairing, text):
        return []
    parts = None if segments else pairing.witness.parts(text)
    question = pairing.question(parts[0]) if parts else None
    return [(question, *parts)] if parts and question is not None else segments


def is_label_with_dash(pairing: Pairing, text: str) -> bool:
    """«Children - ages and gender» is one label."""
    return pairing.labels.plainly(text) is not None and not pairing.labels.plain_segments(with_boxes(text))


def _is_answer_with_dash(pairing: Pairing, text: str) -> bool:
    """«Floating support - Harbour Advice» right below a question is its answer, though a question stands before the dash."""
    if not _waits_for_first_line(pairing):
        return False
    with_dash = re.search(r"\w\s[-–—]\s\w", text) is not None and pairing.labels.plainly(text) is None
    return with_dash and not pairing.labels.plain_segments(with_boxes(text))


def _is_sentence(text: str) -> bool:
    """«Name of agency and my details are at the end.»: told, not asked."""
    return text.endswith(".") and len(text.split()) >= 7 and ":" not in text and "?" not in text


def _is_unknown_question(pairing: Pairing, line: Line, text: str) -> bool:
    """A question that no form knows must not be swallowed by the answer above it."""
    if len(text.split()) > 25 or has_boxes(with_boxes(text)) or is_hint(text) or not any(char.isalpha() for char in text):
        return False
    if text.endswith("?"):
        return not _waits_for_first_line(pairing) or _ASKING.match(stripped(text)) is not None
    if text.endswith(":"):
        return pairing.below != [] and len(text.split()) <= 12
    answered = bool(pairing.below and pairing.below[0].bold and pairing.below[0].lines)
    return answered and _is_bold(line) and not any(map(_is_bold, pairing.below[0].lines))


def _is_bold(line: Line) -> bool:
    worded = [piece for piece in line.pieces if piece.text.strip()]
    return bool(worded) and all(piece.bold for piece in worded)


def _read_segments(pairing: Pairing, segments: Sequence[tuple[Any, str, str]], line: Line) -> None:
    pairing.close()
    for _, label, answer in segments:
        pairing.tell_whose(label, answered=bool(answer))
    for question, label, answer in segments[:-1]:
        pairing.add(question, label, Answer(text=answer, pieces=tail(line.pieces, answer), where=line.where))
    question, label, answer = segments[-1]
    pairing.wait_for(question, label)
    if answer:
        rest = replace(line, text=answer, pieces=tail(line.pieces, answer))
        pairing.below = [replace(below, lines=(rest,)) for below in pairing.below]
