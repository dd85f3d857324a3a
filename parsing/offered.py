"""A label that is not known, told by the choices that the form prints beside it (forms.md §2.2(5))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parsing.answers import word_set
from parsing.boxes import has_boxes, options_in, with_boxes
from parsing.concepts import said_in
from parsing.label_words import stripped
from parsing.labels import Labels, keys_asked
from parsing.pairing import Pair
from parsing.pairs import is_answered

_ENOUGH = 3  # choices of one closed list: «☐ Secure ☒ Assured ☐ Starter»
# A label with one of these may offer the same choices and ask of another home, person or time.
_OF_ANOTHER = word_set("past perpetrator not new wanted offer outgoing kin social second child leave_behind accept unwanted")


def told_by_choices(pairs: Sequence[Pair], labels: Labels[Any], questions: Sequence[Any]) -> list[Pair]:
    """The pairs; an unknown label asks the one question whose answers it offers, if nothing else on the form asks that.

    All its words must be such as labels of that question have, and none of another home, person or time. Every choice but one
    at most («Other») must be an answer of that question alone.
    """
    asked = frozenset[str]().union(*(keys_asked(pair.question) for pair in pairs if is_answered(pair.answer)))
    unasked = [question for question in questions if question.key not in asked]
    found = {id(pair): question for pair in pairs if (question := _offering(pair, labels, unasked))}
    times = [id(question) for question in found.values()]
    sure = {pair: question for pair, question in found.items() if times.count(id(question)) == 1}
    return [replace(pair, question=sure[id(pair)]) if id(pair) in sure else pair for pair in pairs]


def _offering(pair: Pair, labels: Labels[Any], questions: Sequence[Any]) -> Any:
    text = with_boxes(pair.answer.text)
    said = said_in(stripped(pair.label)) if pair.question is None and has_boxes(text) else None
    if said is None or any(meaning & _OF_ANOTHER for meaning in said) or labels.is_turned_below(pair.label, pair.section):
        return None
    choices = [option.label for option in options_in(text) or ()]
    fitting = [each for each in questions if labels.may_speak_of(each, said) and _are_answers(choices, each, labels)]
    return fitting[0] if len(fitting) == 1 else None


def _are_answers(choices: Sequence[str], question: Any, labels: Labels[Any]) -> bool:
    known = sum(labels.is_understood(question, choice) for choice in choices)
    return known >= _ENOUGH and known >= len(choices) - 1
