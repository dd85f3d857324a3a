"""A household told in rows of its own, «Child 1 … Child 2 …» or «Number of children», and as a list (forms.md §2.2(6))."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parsing.answers import Answer, word_set
from parsing.document import Piece
from parsing.field import Field
from parsing.label_words import stripped
from parsing.pairing import PASSED, Pair
from parsing.pairs import is_answered
from parsing.sizes import NUMBER_WORDS
from scheme.terms import spelling_key

_ORDINALS = "first second third fourth fifth sixth".split()  # noqa: SIM905
_NUMBER = rf"(?:[1-9]|{'|'.join([*list(NUMBER_WORDS)[1:7], *_ORDINALS])})"
_WHO = {"adult": "adults", "child": "children", "person": "", "household member": "", "family member": "", "member": ""}
_MEMBER = re.compile(rf"\b(?:({'|'.join(_WHO)}) (?:no |number )?({_NUMBER})|({_NUMBER}) ({'|'.join(_WHO)}))\b")
_AGE = word_set("age aged ages years yrs")
_SEX = word_set("sex gender m f male female")
_WHO_IT_IS = word_set("name names initials surname forename relationship relation ethnicity school nursery dob birth language ni")
_SAYS_NOTHING = word_set(
    "s and of in the details applicant lead main tenant client if any moving who is only please state give or under over 18"
)


@dataclass(frozen=True, slots=True)
class _Row:
    key: str  # adults, children, or nothing where the age tells
    number: str
    age: bool
    sex: bool
    pair: Pair


def members_together(pairs: Sequence[Pair], questions: dict[str, Any]) -> list[Pair]:
    """The pairs, with all rows of numbered members as one answer to the question for adults, children or (key «») both.

    A row says age, sex, or both in its label or its answer; one that says anything else leaves all of them unread.
    """
    rows = [row for pair in pairs if pair.question is None and (row := _row_of(pair))]
    rows = [row for row in rows if questions.get(row.key)]
    made: dict[int, Pair] = {}
    for key in dict.fromkeys(row.key for row in rows):
        own = [row for row in rows if row.key == key and (row.age or row.sex)]
        answered = [row for row in rows if row.key == key and is_answered(row.pair.answer)]
        if own and all(row.age or row.sex for row in answered) and (told := _told(answered)):
            made[id(own[0].pair)] = replace(own[0].pair, question=questions[key], label=_title(own), answer=told)
            made |= {id(row.pair): replace(row.pair, question=PASSED) for row in own[1:]}
    return [made.get(id(pair), pair) for pair in pairs]


def _title(rows: Sequence[_Row]) -> str:
    return " … ".join(dict.fromkeys((rows[0].pair.label, rows[-1].pair.label)))


def _row_of(pair: Pair) -> _Row | None:
    plain = spelling_key(stripped(pair.label))
    found = _MEMBER.search(plain)
    if not found:
        return None
    who, number = (found[1], found[2]) if found[1] else (found[4], found[3])
    rest = set((plain[: found.start()] + plain[found.end() :]).split()) - _SAYS_NOTHING
    if rest & _WHO_IT_IS:
        return None
    both, strange = not rest, not rest <= _AGE | _SEX
    age, sex = both or bool(rest & _AGE), both or bool(rest & _SEX)
    return _Row(key=_WHO[who], number=number, age=age and not strange, sex=sex and not strange, pair=pair)


def _told(rows: Sequence[_Row]) -> Answer | None:
    """«F 34» for each member, a line each; none where a row says twice, or only half, what one would have to know."""
    lines: list[str] = []
    for number in dict.fromkeys(row.number for row in rows):
        own = [row for row in rows if row.number == number]
        if len(own) == 1 and own[0].age and own[0].sex:
            lines.append(" ".join(own[0].pair.answer.text.replace(",", " ").split()))
            continue
        ages, sexes = [row for row in own if not row.sex], [row for row in own if not row.age]
        if len(ages) != 1 or len(sexes) != 1 or len(own) != 2:
            return None
        lines.append(" ".join(f"{sexes[0].pair.answer.text} {ages[0].pair.answer.text}".split()))
    text = "\n".join(lines)
    return Answer(text=text, pieces=(Piece(text=text),), where=rows[0].pair.answer.where) if lines else None


def without_counts(fields: Iterable[Field[Any]]) -> list[Field[Any]]:
    """The answers to one question without bare numbers of people («2») that are those of another answer's list."""
    given = list(fields)
    listed = {len(field.value) for field in given if isinstance(field.value, tuple) and field.value}
    return [field for field in given if not (len(listed) == 1 and field.doubt and _count(field.quote) in listed)]


def _count(quote: str) -> int | None:
    plain = spelling_key(quote)
    return int(plain) if re.fullmatch(r"[1-9]\d?", plain) else NUMBER_WORDS.get(plain)
