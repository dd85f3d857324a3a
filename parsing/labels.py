"""Which question a label asks. Labels are compared by their words: order, small words and numbering do not matter.

Three steps, the surest first: the very spelling; the same set of words (parsing/label_words.py); what all its words mean
(parsing/concepts.py). A label that fits two questions asks none (nothing is guessed).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from parsing.answers import word_set
from parsing.concepts import (
    IDLE,
    Meaning,
    Way,
    is_of_areas,
    is_of_one_area,
    is_short,
    is_title_only,
    needs_its_section,
    said_in,
    turns,
)
from parsing.concepts import ways as ways_of
from parsing.label_words import (
    LONGEST_LABEL,
    asking_part,
    is_numbering,
    says_too_little,
    stripped,
    whoever,
    with_and_without_hints,
    without_hints,
    words_of,
)
from parsing.other_matters import without_other_matters
from scheme.terms import spelling_key

Q = TypeVar("Q")

_BOX = re.compile("[☐☒]")  # a text with boxes is an answer, or a label with its answer
_TYPED_BOX = re.compile(r"\[\s*[xX✓✔]?\s*\]")
_WORDED = re.compile(r"[^\W\d_]")  # «2» is an answer, though «2nd» and «additional» are one word to a label
MOST_BREAKS = 1_000  # colons and their like in one line; a whole form without line ends has a tenth of that
_REMEMBERED = 20_000  # texts whose questions are kept in mind; the service runs for months
_STOP = re.compile(r"[:?]\*{0,3}(?=\s|$|[☐☒\[(£\d])|\t|(?=[☐☒])| {3,}|\s[-–—]\s|[:](?=\S)")


def keys_asked(question: Any) -> frozenset[str]:
    """The fields that a label's question fills: one, several, or none where it is only read past or not known."""
    key = getattr(question, "key", "")
    return frozenset((key,) if key else getattr(question, "keys", ()))


@dataclass(kw_only=True)
class Labels(Generic[Q]):
    """Every label that the questions of a form may have. Built once a form, asked for each cell and line."""

    names: tuple[str, ...] = ()  # the region's own, which say nothing
    prefix: str = ""  # of the scheme's references
    spelled: dict[str, Q | None] = field(default_factory=dict)
    worded: dict[frozenset[str], Q | None] = field(default_factory=dict)
    asked: list[tuple[Way, Q]] = field(default_factory=list)
    known: dict[str, Q | None] = field(default_factory=dict)
    known_plainly: dict[str, Q | None] = field(default_factory=dict)
    meant: dict[tuple[Meaning, ...], Q | None] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()  # spellings of the form's own title, which asks nothing
    understands: Callable[[Any, str], bool] | None = None

    def add(self, question: Q, labels: Iterable[str], *, by_words: bool = True, ways: str = "") -> None:
        """Labels of one question. A wording that two questions claim asks neither."""
        self.known_plainly.clear()
        self.meant.clear()
        for label in labels:
            _claim(self.spelled, spelling_key(stripped(label)), question)
            words = self._words(label)
            if by_words and not says_too_little(words):
                _claim(self.worded, words, question)
        self.asked += [(way, question) for way in ways_of(ways)]

    def _words(self, label: str) -> frozenset[str]:
        return words_of(stripped(label), self._unsaid)

    @cached_property
    def _unsaid(self) -> tuple[str, ...]:
        return (*self.names, self.prefix) if self.prefix else self.names

    def teach(self, question: Q, label: str) -> None:
        """A person's word on one spelling: it stands above what was thought of it before, and reaches no other wording."""
        self.known_plainly.clear()
        self.spelled[spelling_key(stripped(label))] = question

    def question(self, text: str) -> Q | None:
        """The one question that these words ask, as a whole."""
        return _remembered(self.known, text, self._look_up)

    def _look_up(self, text: str) -> Q | None:
        asked = None if _is_no_label(text) else self._asked_as_one(text)
        return None if asked is not None and self._is_answered_within(text, asked) else asked

    def _asked_as_one(self, text: str) -> Q | None:
        forms = with_and_without_hints(text)
        for form in forms:
            key = spelling_key(stripped(form))
            if key in self.spelled:
                question = self.spelled[key]
                return None if form != text and are_rivals(self._by_meaning(text), question) else question
        meant = self._by_meaning(text)
        worded = self._by_words(text, forms)
        parted = self._of_its_parts(text, whole=meant or (None if worded is _UNLISTED else worded))
        if parted is not _UNLISTED:
            found: Q | None = parted
            return found
        return meant if worded is _UNLISTED else self._listed_or_meant(text, worded, meant)

    def in_section(self, text: str, section: str) -> Any:
        """What a short label asks below a section's title: the two are read as one («Safe areas»: «Boroughs»).

        UNTOLD where the section adds nothing to the label; None where it makes the label a question of something else.
        """
        title = _LETTERED.sub("", stripped(section))
        said, about = self._said(text), self._said(title)
        if said is not None and about is not None and is_of_areas(about) and self.question(text) is None:
            return self._asked_by((*about, *said)) or UNTOLD  # «Requested» below «Boroughs»
        if said is None or not is_short(said) or is_title_only(about) or _WITH_ITS_ANSWER.search(text):
            return UNTOLD
        if _is_forms_title(title, about or ()):
            return UNTOLD
        alone = self.question(text)
        if about is None and (_NAMES_A_BODY.search(title) or (alone is not None and not keys_asked(alone))):
            return UNTOLD
        if about is None:
            partly = said_in(title, self.names, partly=True) or ()
            turned = turns(partly, said, self._own) or needs_its_section(said)
            return None if turned and _is_a_title(title) else UNTOLD
        together = self._asked_by((*about, *said))
        if alone is not None and not keys_asked(alone):
            return UNTOLD if together is None else together
        if turns(about, said, self._own):
            if is_of_one_area(said):
                return None  # one borough may be that of the home which is asked for, not one that is wanted
            other = together is None or not keys_asked(together) or are_rivals(alone, together)
            return together if other or alone is None else UNTOLD
        return UNTOLD if together is None or alone is not None else together

    def is_turned_below(self, text: str, section: str) -> bool:
        """Whether a title makes a bare label below it one of another home, person or time, as far as its words are known."""
        said, about = self._said(text), said_in(stripped(section), self.names, self.prefix, partly=True) or ()
        return said is not None and turns(about, said, self._own)

    @cached_property
    def _own(self) -> frozenset[str]:
        said = (self._said(title) for title in self.titles)
        return frozenset[str]().union(*(meaning for meanings in said if meanings for meaning in meanings))

    def _said(self, text: str) -> tuple[Meaning, ...] | None:
        asks = "?" if text.rstrip(" *:").endswith("?") else ""
        return said_in(stripped(text) + asks, self.names, self.prefix)

    def _asked_by(self, said: tuple[Meaning, ...]) -> Q | None:
        """The question that these meanings ask. Of two that ask the same field the one that asks more; of rivals none."""
        return _remembered(self.meant, said, self._find_asked)

    def _find_asked(self, said: tuple[Meaning, ...]) -> Q | None:
        asked = list(dict.fromkeys(question for way, question in self.asked if way.fits(said)))
        widest: Q | None = max(asked, key=lambda question: len(keys_asked(question)), default=None)
        return widest if all(keys_asked(question) <= keys_asked(widest) for question in asked) else None

    def _of_its_parts(self, text: str, *, whole: Q | None) -> Any:
        """«Floor / lift», «Landlord and borough»: two questions in one label are those of one that asks both, or none.

        `whole` is what the label asks as one. It is not believed where an «and» stands between the two.
        """
        parts = [part for part in (_AND if whole else _OR_BESIDE).split(stripped(text)) if part.strip()]
        if not 2 <= len(parts) <= _MOST_PARTS or _ALTERNATIVES.search(text) or not asking_part(text):
            return _UNLISTED
        asked = [fields for part in parts if (fields := keys_asked(self.question(part)))]
        together = frozenset[str]().union(*asked)
        if len(asked) < 2 or (together in asked and (whole is None or keys_asked(whole) == together)):
            return _UNLISTED
        all_asked = (*(question for _, question in self.asked), *self.spelled.values())
        shared = dict.fromkeys(question for question in all_asked if together <= keys_asked(question))
        return min(shared, key=lambda question: len(keys_asked(question)), default=None)

    def _is_answered_within(self, text: str, question: Q) -> bool:
        """«Sole or joint: Joint»: words of one question, of which those behind the colon are its answer."""
        head, colon, rest = text.partition(":")
        return bool(colon and rest.strip()) and self.is_understood(question, rest.strip()) and self.question(head) is question

    def _by_words(self, text: str, forms: Sequence[str]) -> Any:
        """The question of which a listed wording has the same words, in whatever order; _UNLISTED where none has."""
        for form in forms:
            words = self._words(form)
            for each in (words, whoever(words)):
                if each and each in self.worded and (form == text or self.worded[each] is not None):
                    return self.worded[each]
        return _UNLISTED

    def _listed_or_meant(self, text: str, listed: Q | None, meant: Q | None) -> Q | None:
        """A wording whose words are listed in another order: what all its words mean, the small ones too, is the surer."""
        if meant is not None and (listed is None or are_rivals(meant, listed)):
            return meant
        return None if keys_asked(listed) and self._names_another(text) else listed

    def _names_another(self, text: str) -> bool:
        """Whether a word of the label is known to be of none of the form's questions: «Risk to others»."""
        return any(not meaning & self._used for meaning in self._said(text) or ())

    def may_ask_below(self, text: str) -> bool:
        """Whether these words may ask something of the form below some section, though they ask nothing alone."""
        said = self._said(text) if len(text) < LONGEST_LABEL else None
        return said is not None and is_short(said) and not self._names_another(text)

    def may_speak_of(self, question: Q, said: Sequence[Meaning]) -> bool:
        """Whether each of these meanings is one that labels of this question have."""
        own = frozenset[str]().union(*(way.may for way, asked in self.asked if asked is question))
        return all(meaning & own for meaning in said)

    def is_of_another_matter(self, text: str) -> bool:
        """Whether a label that is not known speaks of the police's case, a school, the office, and of nothing the form asks."""
        plain = spelling_key(stripped(text))
        rest = without_other_matters(plain)
        said = said_in(rest, self.names, self.prefix, partly=True) or ()
        return rest != plain and not any(meaning & self._needed for meaning in said)

    @cached_property
    def _needed(self) -> frozenset[str]:
        """The meanings by which the form's own questions are told, without those that any question may have."""
        ways = (way for way, question in self.asked if keys_asked(question))
        return frozenset[str]().union(*(need for way in ways for need in way.needs)) - IDLE

    @cached_property
    def _used(self) -> frozenset[str]:
        return frozenset[str]().union(*(way.may for way, _ in self.asked))

    def _without_idle_head(self, text: str) -> str:
        """«Declaration: the applicant consents»: a head that says nothing is no label with an answer behind it."""
        head, colon, rest = text.partition(":")
        said = self._said(head) if colon and rest.strip() else None
        return rest.strip() if said and all("" in meaning for meaning in said) else text

    def _by_meaning(self, text: str) -> Q | None:
        """The question that the meanings of all the words ask; without its hints only where these cannot turn it."""
        text = _PURPOSE.sub("", self._without_idle_head(text))
        asking = text if text.rstrip().endswith("?") or _asks_after_its_colon(text) else asking_part(text)
        for form in with_and_without_hints(asking):
            if (said := self._said(form)) and (asked := self._asked_by(said)) is not None:
                return asked
        return None

    def plainly(self, text: str) -> Q | None:
        """As `question`, by spelling or set of words only: for words amid a running text."""
        return _remembered(self.known_plainly, text, self._look_up_plainly)

    def _look_up_plainly(self, text: str) -> Q | None:
        if _is_no_label(text):
            return None
        for form in with_and_without_hints(text):
            words = self._words(form)
            for question in (
                self.spelled.get(spelling_key(stripped(form))),
                self.worded.get(words),
                self.worded.get(whoever(words)),
            ):
                if question is not None:
                    return question
        return None

    def is_understood(self, question: Any, text: str) -> bool:
        """Whether the question's own reader takes these words without a doubt; never so for a free text."""
        return self.understands is not None and self.understands(question, text)

    def plain_segments(self, text: str) -> list[tuple[Q, str, str]]:
        """As `segments`, without those that only a dash parts: an answer too may hold one."""
        return [each for each in self.segments(text) if not each[1].endswith(("-", "–", "—"))]

    def segments(self, text: str) -> list[tuple[Q, str, str]]:
        """«Label: answer» pairs that stand in one cell or line: (question, label, answer). The first words must be a label."""
        found: list[tuple[Q, str, str]] = []
        for line in text.split("\n"):
            parts = list(self._in_line(line))
            if not parts and not found:
                return []
            if not parts:
                question, label, answer = found[-1]
                found[-1] = (question, label, f"{answer}\n{line}".strip())
            elif parts[0][3] and found:
                question, label, answer = found[-1]
                found[-1] = (question, label, f"{answer}\n{line[: parts[0][3]]}".strip())
            elif parts[0][3]:
                return []
            found += [(question, label, answer) for question, label, answer, _ in parts]
        return found

    @staticmethod
    def may_stand_in(line: str) -> bool:
        """Whether anything in a line may part a label from its answer."""
        return _STOP.search(line) is not None

    def labels_within(self, line: str) -> set[str]:
        """The labels that stand before their answers in a line, wherever the first of them begins."""
        return {" ".join(label.split()) for _, label, _, _ in self._in_line(line)}

    def _in_line(self, line: str) -> Iterator[tuple[Q, str, str, int]]:
        cuts = list(self._cuts(line))
        for number, (question, start, end) in enumerate(cuts):
            until = cuts[number + 1][1] if number + 1 < len(cuts) else len(line)
            yield question, line[start:end].strip(), line[end:until].strip().lstrip(":").strip(), start

    def _cuts(self, line: str) -> Iterator[tuple[Q, int, int]]:
        """Where labels stand in a line: at its start before any break, later on only before a colon."""
        at = 0
        last: Q | None = None  # «Details of children: 2 children: boy 9, girl 7» asks once
        stops = list(_STOP.finditer(line))
        if len(stops) > MOST_BREAKS:
            return
        if (asked := self._narrowed_behind_colon(line)) is not None:
            yield asked, 0, len(line)
            return
        if whole := self._longest_label(line, stops):
            yield whole
            last, at = whole[0], whole[2]
        for stop in stops:
            if stop.start() < at or stop.end() <= at:
                continue
            start = self._label_start(line, at, stop)
            question = (
                None
                if start is None
                else self._asked(
                    line[start : stop.end()] if "?" in stop.group() else line[start : stop.start()], at_start=start == 0
                )
            )
            if question is not None and start is not None and question is not last:
                yield question, start, stop.end()
                at, last = stop.end(), question

    def _narrowed_behind_colon(self, line: str) -> Q | None:
        """«Current property: number of bedrooms»: one label, whose head alone would ask for floor and type as well."""
        head, colon, rest = line.partition(":")
        if not colon or not rest.strip() or not _asks_after_its_colon(line):
            return None
        asked = self.question(line)
        return asked if frozenset() < keys_asked(asked) < keys_asked(self.question(head)) else None

    def _longest_label(self, line: str, stops: list[re.Match[str]]) -> tuple[Q, int, int] | None:
        """«Arrears? Repayment plan? None»: a wording with a stop inside it is one label, not a label and its answer."""
        for stop in reversed(stops[1:]):
            question = self.spelled.get(spelling_key(stripped(line[: stop.start()]))) if stop.start() < 120 else None
            if question is not None and not _BOX.search(line[: stop.start()]):
                return question, 0, stop.end()
        return None

    def _asked(self, label: str, *, at_start: bool) -> Q | None:
        return self.question(label) if at_start else self.plainly(label)

    def _label_start(self, line: str, at: int, stop: re.Match[str]) -> int | None:
        if at == 0:
            return 0 if stop.start() <= LONGEST_LABEL else None
        if not stop.group().startswith(":"):
            return None
        at = max(at, stop.start() - LONGEST_LABEL)  # a line may be a whole file that knows no breaks
        words = list(re.finditer(r"\S+", line[at : stop.start()]))
        for word in words[-14:]:
            if is_numbering(word.group()):
                continue  # «M 9, F 34  Details of children:»: the number ends the answer before
            if self.plainly(line[at + word.start() : stop.start()]) is not None:
                return at + word.start()
        return None


_ASPECTS = word_set("email phone name role floor number bedroom size date when due address reference kind agency")
_SEVERAL = word_set("tenures kinds places violences")  # «Tenancy: secure, assured or flexible»: choices, and not yet an answer


def _asks_after_its_colon(text: str) -> bool:
    """«Officer: secure e-mail»: what follows the colon is what is asked of the one named before, and no answer."""
    rest = re.sub(r"^[^:?]*[:?]\s*", "", text.strip(), count=1)
    said = said_in(stripped(without_hints(rest))) if rest != text.strip() and rest.strip() else None
    if said is None or not any("" not in each for each in said):
        return False
    return all("" in each or each & _ASPECTS for each in said) or all(each & (_SEVERAL | {"", "other"}) for each in said)


def _is_no_label(text: str) -> bool:
    boxed = _BOX.search(text) or _TYPED_BOX.search(text)  # an answer, or a label with its answer
    return len(text) > LONGEST_LABEL or boxed is not None or not _WORDED.search(text)


L = TypeVar("L", str, tuple[Meaning, ...])


def _remembered(known: dict[L, Q | None], label: L, look_up: Callable[[L], Q | None]) -> Q | None:
    if label in known:
        return known[label]
    asked = look_up(label)
    if len(label) <= LONGEST_LABEL and len(known) < _REMEMBERED:
        known[label] = asked
    return asked


K = TypeVar("K", str, frozenset[str])


def _claim(table: dict[K, Q | None], key: K, question: Q) -> None:
    claimed = table.get(key, question)
    if key:
        table[key] = claimed if claimed is question or _fill_the_same(claimed, question) else None


# «… has agreed to their details being shared for the purpose of arranging a move»: why it is asked turns no question.
_PURPOSE = re.compile(r"(?<=\w)\s+(?:for the purposes? of|in order to|in accordance with|in line with)\s[^?:]*", re.IGNORECASE)
_UNLISTED = object()
# «Harbour Street Women's Aid» above a table is the form's own head, and no section.
_NAMES_A_BODY = re.compile(
    r"\b(?:council|homes|housing association|trust|aid|refuges?|project|advice|charity|partnership|foundation|county|city of)\b",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"^(?:[A-H]|\d{1,2})\s+(?=\w)")  # «B Nominating officer»
_WITH_ITS_ANSWER = re.compile(r"[:?]\s*\S|^\s*\d{1,2}\s")  # «Type: flat»; «2 bed» is an answer as well as a numbered label
UNTOLD = object()  # the section says nothing of what a label asks
_AND = re.compile(r"\s*(?:(?<=\w)\?(?=\s+\w)|[&+]|\band\b)\s*", re.IGNORECASE)
_OR_BESIDE = re.compile(r"\s*(?:(?<=\w)\?(?=\s+\w)|[/&+;]|(?<!\w),(?!\w)|(?<=\w), |\band\b)\s*", re.IGNORECASE)
_ALTERNATIVES = re.compile(
    r"\b(?:council|authority|LA|HA|association|provider|landlord|home|flat|house)\s*/|\bor\b|^if\b", re.IGNORECASE
)
_MOST_PARTS = 5


def _is_forms_title(section: str, about: Sequence[Meaning]) -> bool:
    """«Landlord approval form» is the name of the whole paper; «Officer completing this form» is a section of it."""
    return spelling_key(section).endswith(" form") and not any("officer" in meaning for meaning in about)


def _is_a_title(section: str) -> bool:
    """Words enough to be a heading: what stands above a table may be an answer («Southwark», «2026»)."""
    return len(section.split()) >= 2 and not re.search(r"\d|^\W", section)


def are_rivals(one: Any, other: Any) -> bool:
    """Whether two ways of looking found two questions, none of which asks what the other does and more."""
    mine, yours = keys_asked(one), keys_asked(other)
    return one is not None and other is not None and not (mine <= yours or yours <= mine)


def _fill_the_same(one: Any, other: Any) -> bool:
    """Two shared questions of the same fields («Pets», «Pets and rehoming») are no rivals: the first has the wording."""
    return bool(getattr(one, "keys", ())) and getattr(one, "keys", ()) == getattr(other, "keys", ())
