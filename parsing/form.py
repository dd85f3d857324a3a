"""A form: declared questions. `recognise` says which form a document is, `fill` reads it (forms.md §2.2, §2.3).

A form is known by its questions, wherever they stand: never by file name, title or position alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from parsing.answers import Answer, Reader
from parsing.field import Field
from parsing.readings import Reading
from scheme.agreement import Scheme

Fields: TypeAlias = Mapping[str, Field[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form. The first label is the one that our own blank form prints; the key is its tag there."""

    key: str
    labels: tuple[str, ...]
    answer: Reader
    required: bool = False
    section: str = ""
    note: str = ""  # a hint printed under the question on our blank form


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuestion:
    """A question whose one answer fills several fields: «Number of bedrooms, floor and type» (forms.md §2.2(1))."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    read: Callable[[Answer, Scheme], Fields]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    kind: str
    title: str
    reading: type[Any]  # the member of Reading it fills; Any, since a union's members share no base with `kind`
    questions: tuple[Question, ...]
    shared: tuple[SharedQuestion, ...] = ()
    known_by: tuple[str, ...] = ()  # keys of which at least one must be asked: others stand on several forms
    at_least: int = 3  # labels that must be found before a document counts as this form
    titles: tuple[str, ...] = ()  # wordings of the title; they help to choose, they prove nothing

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(question.section for question in self.questions))
