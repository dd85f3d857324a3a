"""Words → yes or no, in every encoding: boxes, «Yes / No» with one marked, or a sentence that begins with one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parsing.answers import (
    HEDGES,
    NEGATIONS,
    Answer,
    Choice,
    Reader,
    blank,
    doubtful,
    found,
    is_not_applicable,
    is_not_known,
    shortened,
    tile,
    without_placeholders,
    word_set,
)
from parsing.boxes import MARK, Option, emphasised, has_boxes, marked_in_two_ways, options_in, with_boxes, words_outside_options
from parsing.dates import without_dates
from parsing.details import Details, denies, detail_behind, may_turn
from parsing.document import TICKED, UNTICKED
from parsing.field import Field
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_YES = {"yes", "y", "true", "yep", "yes please", "confirmed", "agreed", "definitely", "yes definitely"}
_NO = {
    "no",
    "n",
    "false",
    "nope",
    "none",
    "nil",
    "none to declare",
    "nothing to declare",
    "none at all",
    "not at all",
    "definitely not",
    "certainly not",
    "none at present",
    "none currently",
    "none at the moment",
}
_STARTS_YES = re.compile(r"^\W*(?:yes|y)\b(?!\s*/)", re.IGNORECASE)
_STARTS_NO = re.compile(
    r"^\W*(?:no|n)\b(?!\s*[/.]?\s*(?:a|k)\b)(?!\s*/)"
    r"(?!\s+(?:idea|longer|information|info|answer|reply|response|one|problems?|objections?|issues?|doubt|more|data|record|change))",
    re.IGNORECASE,
)
_BARE_X = re.compile(r"(?<![\w'])[xX](?![\w'])")
_PRINTED_OFFER = re.compile(
    r"^[\W_]*(?:yes|y)\s*(?:/|\||\bor\b)\s*(?:no|n)\b\s*\*?(?:\s*\([^()]*\))?(?:\s*[):=→>–—-]+\s*|\s*\)\s*)(?=[A-Za-z☒☐])",
    re.IGNORECASE,
)
_HOW_TO_ANSWER = re.compile(
    r"\b(?:please|delete|circle|tick|highlight|underline|cross|out|strike|as|applicable|appropriate|necessary|one|answer|the|correct)\b"
    r"|[*]",
    re.IGNORECASE,
)
_OFFERED = {"yes", "y", "no", "n", "or", "na", "nk", "not", "known", "applicable", "dont", "know", "unsure", "sure", "unknown"}
_PRINTED_IF = re.compile(
    r"\(?\bif\s+(?:yes|no|so|not)\b[^:☒☐\n]*:?|\bplease\s+(?:give|specify|state|provide)\b[^:☒☐\n]*:?", re.IGNORECASE
)
# Words that say nothing by themselves, after a yes and after a no; what else may follow, each question says.
_PASSING = word_set(
    "a an the and of in on at is it its this that she he they her his their s client applicant tenant for see below above "
    "attached"
)
_FUNCTION_WORDS = _PASSING | word_set(
    "to by with without due because as for from so and or all both per up has have had is are being be been very one two three "
    "four"
)
_PRINTED = word_set("please details detail comments comment date dated signed why reason reasons explain type how many number")
_NOT_KNOWN = "the form answers «not known»; ask the officer."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The words that answer one question, and those that may follow its yes or its no without taking it back."""

    answers: Mapping[str, bool]
    after: Mapping[bool, frozenset[str]]
    figures: bool = False  # whether figures may follow a yes: «Yes, £200», «Yes (2 cats)»
    details: Details = ""  # which details may follow besides, as long as they cannot turn the answer
    topic: frozenset[str] = frozenset()  # the words that name what is asked for
    contrary: Mapping[bool, frozenset[str]] = field(default_factory=dict)  # words that speak for the other answer


def yes_no(
    *,
    yes: Sequence[str] = (),
    no: Sequence[str] = (),
    after_yes: str = "",
    after_no: str = "",
    figures: bool = False,
    details: Details = "",
) -> Reader:
    """A yes/no question; `yes` and `no` are the further words with which this very question is answered.

    `after_yes` and `after_no` are words that may follow: any other is for a person, since «Yes – broken» is a no. Where the
    question takes `details`, it is for a person only if it may turn the answer.
    """
    told = {
        value: word_set(" ".join((after, *map(spelling_key, own)))) - _FUNCTION_WORDS
        for value, after, own in ((True, after_yes, yes), (False, after_no, no))
    }
    ours = Wordings(
        answers={**dict.fromkeys(map(spelling_key, (*_YES, *yes)), True), **dict.fromkeys(map(spelling_key, (*_NO, *no)), False)},
        after={True: _PASSING | word_set(after_yes), False: _PASSING | {"never"} | word_set(after_no)},
        figures=figures,
        details=details,
        topic=_topic(yes, no),
        contrary={True: told[False] - told[True], False: told[True] - told[False]},
    )

    def read(answer: Answer, scheme: Scheme) -> Field[bool]:  # noqa: ARG001 - every reader is called with the scheme
        return read_yes_no(answer, ours)

    return Reader(sort="yes_no", read=read, choices=(Choice(value="yes", label="Yes"), Choice(value="no", label="No")))


def _topic(yes: Sequence[str], no: Sequence[str]) -> frozenset[str]:
    """The nouns of «no mobility issues», «wheelchair user»: what stays of the question's own answers without what answers."""
    denials = (words for each in no if (words := spelling_key(each).split())[0] in ("no", "not") and len(words) > 1)
    named = {word for each in yes for word in spelling_key(each).split()} | {word for words in denials for word in words[1:]}
    return frozenset(
        named - _FUNCTION_WORDS - NEGATIONS - {"only", "longer", "issue", "problem"}
        | ({"problems"} if "issues" in named else set())
    )


def read_yes_no(answer: Answer, ours: Wordings) -> Field[bool]:
    text = _PRINTED_OFFER.sub("", with_boxes(without_placeholders(answer.text)))
    if not text:
        return blank(answer)
    if has_boxes(text):
        return _ticked_yes_no(answer, re.sub("__+", UNTICKED, text), ours)
    if is_not_known(text):
        return doubtful(answer, _NOT_KNOWN)
    if "?" in text:
        return doubtful(answer, "a question mark stands in the answer.")
    said = spelling_key(text)
    if said in ours.answers:
        return found(answer, ours.answers[said])
    if said == "ticked":
        return found(answer, True)
    if len(_BARE_X.findall(text)) == 1 and (marked := spelling_key(_BARE_X.sub(" ", text))) in ours.answers:
        return found(answer, ours.answers[marked])
    return _untouched_or_marked(answer, text, ours) or _yes_no_in_words(answer, text, ours)


def _ticked_yes_no(answer: Answer, text: str, ours: Wordings) -> Field[bool]:
    options = _lone_box(text) or _beside_one_word(text) or _parted(text, ours) or options_in(text)
    if options is None:
        return doubtful(answer, "it cannot be told which box belongs to which word; open the form and answer it by hand.")
    if len(options) == 1 and not _known(options[0].label, ours):
        return _statement(answer, options[0])
    ticked = [option for option in options if option.ticked]
    if not ticked:
        return _nothing_ticked(answer, text, options, ours)
    if len(ticked) > 1:
        return doubtful(answer, "more than one box is ticked.")
    field = _yes_no_of_option(answer, ticked[0], ours)
    if field.value is not None and (remark := _remark_that_unsettles(text, options, ours, value=field.value)):
        return doubtful(answer, f"beside the boxes stands «{remark}».")
    return field


def _nothing_ticked(answer: Answer, text: str, options: Sequence[Option], ours: Wordings) -> Field[bool]:
    untouched = all(
        spelling_key(option.label) in ours.answers or is_not_known(option.label) or is_not_applicable(option.label)
        for option in options
    )
    if untouched and not words_outside_options(text):
        return blank(answer)
    return doubtful(answer, f"no box is ticked, but it says «{spelling_key(MARK.sub(' ', text))}».")


def _remark_that_unsettles(text: str, options: Sequence[Option], ours: Wordings, *, value: bool) -> str:
    """Words after the box that was not ticked, or on a line of their own, that may take the answer back."""
    remarks = [words_outside_options(text)]
    unticked = [option.label for option in options if not option.ticked and not _is_printed_answer(option.label, ours)]
    remarks += [" ".join(spelling_key(label).split()[1:]) for label in unticked]
    for remark in remarks:
        plain = _PRINTED_IF.sub(" ", remark)
        words = spelling_key(plain).split()
        if is_not_known(remark) or is_not_applicable(remark) or words in (["known"], ["sure"], ["know"], ["applicable"]):
            continue
        if words in (["yes"], ["y"]) and not value:
            continue  # the other word that the form prints, without a box of its own
        if set(_unaccounted(plain, ours, value=value)) - _PRINTED:
            return shortened(remark, 60)
    return ""


def _is_printed_answer(label: str, ours: Wordings) -> bool:
    """«Joint names», «Sole (one name)»: an answer as the form prints it; «No - not overcrowded» was typed by somebody."""
    name, bracket, inside = label.partition("(")
    said = [ours.answers.get(spelling_key(part)) for part in ((name, inside) if bracket else (name,))]
    return None not in said and len(set(said)) == 1


def _lone_box(text: str) -> tuple[Option, ...]:
    return (Option(label="", ticked=text == TICKED),) if text in (TICKED, UNTICKED) else ()


def _beside_one_word(text: str) -> tuple[Option, ...]:
    """«Yes ☒   No»: one tick between two words belongs to the one that it stands close to, if the other is plainly apart."""
    match = re.fullmatch(rf"(\w+)([ \t]*){TICKED}([ \t]*)(\w+)", text.strip())
    if match is None or min(len(match[2]), len(match[3])) > 1 or abs(len(match[2]) - len(match[3])) < 1:
        return ()
    if max(len(match[2]), len(match[3])) < 2 or {match[1].casefold(), match[4].casefold()} not in ({"yes", "no"}, {"y", "n"}):
        return ()
    near = len(match[2]) < len(match[3])
    return Option(label=match[1], ticked=near), Option(label=match[4], ticked=not near)


def _parted(text: str, ours: Wordings) -> tuple[Option, ...] | None:
    """«Yes ☒ / No»: a stroke or a new line says which word the box goes with."""
    parts = [part.strip() for part in re.split(r"[/|\n]", text) if part.strip()]
    labels = [MARK.sub(" ", part).strip() for part in parts]
    if len(parts) < 2 or any(
        spelling_key(label) not in ours.answers or len(MARK.findall(part)) > 1 for part, label in zip(parts, labels, strict=True)
    ):
        return None
    return tuple(Option(label=label, ticked=TICKED in part) for part, label in zip(parts, labels, strict=True))


def _statement(answer: Answer, option: Option) -> Field[bool]:
    """One box beside a statement: «☒ I confirm that the applicant agrees». Not ticked is not an answer."""
    if not option.ticked:
        return blank(answer)
    if option.label and not spelling_key(option.label):
        return doubtful(answer, "it cannot be told what the box stands for.")
    if (NEGATIONS | HEDGES) & set(spelling_key(option.label).split()):
        return doubtful(answer, "one box is ticked beside words that deny something or leave it open.")
    return found(answer, True)


def _known(label: str, ours: Wordings) -> bool:
    words = spelling_key(label).split()
    return bool(words) and (spelling_key(label) in ours.answers or words[0] in ("yes", "no", "y", "n"))


def _yes_no_of_option(answer: Answer, option: Option, ours: Wordings) -> Field[bool]:
    label = _PRINTED_IF.sub(" ", option.label).strip()
    if spelling_key(label) in ours.answers:
        return found(answer, ours.answers[spelling_key(label)])
    if is_not_known(label):
        return doubtful(answer, _NOT_KNOWN)
    if is_not_applicable(label):
        return blank(answer)
    return _yes_no_in_words(answer, label, ours)


def _untouched_or_marked(answer: Answer, text: str, ours: Wordings) -> Field[bool] | None:
    """«Yes / No»: answered by bold, underline, highlight or an x beside it; else not answered at all."""
    if not _is_printed_offer(_BARE_X.sub(" ", text)):
        return None
    if marked_in_two_ways(answer.pieces):
        return doubtful(answer, "one word is marked in one way and another in another; ask which is meant.")
    marked = spelling_key(emphasised(answer.pieces))
    if marked in ours.answers:
        return found(answer, ours.answers[marked])
    if not _BARE_X.search(text):
        return blank(answer)
    said = _word_beside_x(text)
    return (
        found(answer, ours.answers[said])
        if said in ours.answers
        else doubtful(answer, "it cannot be told which word the x stands beside.")
    )


def _is_printed_offer(text: str) -> bool:
    """Whether these are the words that a form prints for others to choose from, and nothing else."""
    words = spelling_key(_HOW_TO_ANSWER.sub(" ", text)).replace("n a", "na").replace("n k", "nk").split()
    yes, no = (sum(word in pair for word in words) for pair in (("yes", "y"), ("no", "n")))
    return (
        yes == no == 1
        and set(words) <= _OFFERED
        and set(words[:3]) >= {word for word in words if word in ("yes", "y", "no", "n")}
    )


def _word_beside_x(text: str) -> str:
    """The word that one typed x goes with: in its own part of «Yes x / No», or at the very start or end of the line."""
    marks = list(_BARE_X.finditer(text))
    if len(marks) != 1:
        return ""
    if colons := re.fullmatch(r"\s*(\w+)\s*:\s*([xX]?)\s*[/|,]?\s*(\w+)\s*:\s*([xX]?)\s*", text):
        return spelling_key(colons[1] if colons[2] else colons[3])
    beside = [part for part in re.split(r"[/|\n\t]| {2,}", text) if _BARE_X.search(part)]
    said = spelling_key(_BARE_X.sub(" ", beside[0]))
    if said or "\n" in text or "\t" in text:
        words = said.split()
        if len(words) == 2 and "/" not in text:
            return words[0] if not text[: marks[0].start()].strip() else words[1] if not text[marks[0].end() :].strip() else ""
        return said
    return ""


def _yes_no_in_words(answer: Answer, text: str, ours: Wordings) -> Field[bool]:
    """«Yes - two weeks behind», «Sole in her name»: the first words answer, if each that follows is one that goes with them."""
    words = spelling_key(text).split()
    own = _own_answer(words, ours)
    yes, no = own is True or bool(_STARTS_YES.match(text)), own is False or bool(_STARTS_NO.match(text))
    if yes == no and ours.details and denies(text, ours.topic):
        return found(answer, False)
    if yes == no or len(words) > 30:
        return doubtful(answer, "this is neither a plain yes nor a plain no.")
    if beside := _unaccounted(text, ours, value=yes):
        tail = words[1:] if beside == words else beside
        return doubtful(answer, f"it begins with «{words[0]}», but goes on with «{shortened(' '.join(tail), 60)}».")
    return found(answer, yes)


def _own_answer(words: Sequence[str], ours: Wordings) -> bool | None:
    """What the first words say by themselves, where they are among the question's own: «Overcrowded by one bedroom»."""
    if not words or words[0] in ("yes", "y", "no", "n", "none", "nil"):
        return None
    heads = (" ".join(words[:size]) for size in range(min(len(words), 8), 0, -1))
    return next((ours.answers[head] for head in heads if head in ours.answers), None)


def _unaccounted(text: str, ours: Wordings, *, value: bool) -> list[str]:
    """Words beside a yes or a no that might take it back: an answer to the contrary, or any unknown to the question."""
    words = spelling_key(without_dates(text)).split()
    hits, left = tile(words, ours.answers)
    figures = ours.figures and value
    left = [
        word
        for word in left
        if word not in ours.after[value] and not (figures and re.fullmatch(r"x?\d+x?|[a-z]{1,3}\d{3,}", word))
    ]
    contradicts = not all(hit is value for hit in hits)
    if ours.details and left and (detail := detail_behind(text)):
        contrary = ours.contrary[value] | ({*words} if contradicts else set())
        contrary |= {word for word in words if ours.figures and not value and re.search(r"\d", word)}
        if (not value and denies(detail, ours.topic)) or not may_turn(
            detail, ours.details, value=value, left=left, contrary=contrary
        ):
            return []
    return words if contradicts else left
