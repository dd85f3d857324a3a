"""A mail's own words as every finder of parsing/replies.py gets them, and what all finders share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parsing import wordings
from parsing.field import Field, Where
from parsing.sentences import Sentence
from scheme.agreement import Scheme

MANY = "The mail says more than one thing; read it and decide each by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The mail's own words as every finder gets them."""

    sentences: tuple[Sentence, ...]
    scheme: Scheme
    source: str = "message"
    sent_on: date | None = None
    reference: Field[str] = Field()

    @property
    def plain(self) -> str:
        return " ".join(sentence.plain for sentence in self.sentences)

    def where(self, sentence: Sentence) -> Where:
        return Where(source=self.source, line=sentence.line)

    def sure(self, value: Any, sentence: Sentence) -> Field[Any]:
        return Field(value=value, quote=sentence.text[:300], where=self.where(sentence))

    def unsure(self, sentence: Sentence, doubt: str, proposal: Any = None) -> Field[Any]:
        return Field(quote=sentence.text[:300], where=self.where(sentence), doubt=doubt, proposal=proposal)


def find_reference(text: str, subject: str, scheme: Scheme, source: str) -> Field[str]:
    """The one reference named, in the words or else in the subject; several are a doubt, none is blank."""
    told = {place: scheme.references_in(words_there) for place, words_there in ((source, text), ("subject", subject))}
    for place, words_there in ((source, text), ("subject", subject)):
        found = told[place]
        everywhere = tuple(dict.fromkeys((*told[source], *told["subject"])))
        if len(found) > 1 or (found and len(everywhere) > 1):
            named = ", ".join(map(str, everywhere))
            return Field(
                quote=named, where=Where(source=place), doubt=f"Several references are named ({named}); say which case is meant."
            )
        if found:
            line = next((number for number, each in enumerate(words_there.split("\n"), 1) if scheme.references_in(each)), 0)
            return Field(value=str(found[0]), quote=str(found[0]), where=Where(source=place, line=line if place == source else 0))
    return Field()


def hit(table: Iterable[wordings.Wording], text: str) -> wordings.Wording | None:
    return next((each for each in table if each.found_in(text)), None)


def one_reason(said: Words, table: Sequence[wordings.Wording], several: str) -> Field[str]:
    """The one reason of the closed list; several are a doubt."""
    hits = [(each.value, sentence) for sentence in said.sentences for each in table if each.found_in(sentence.plain)]
    if not hits:
        return Field()
    values = list(dict.fromkeys(value for value, _ in hits))
    if len(values) > 1:
        return said.unsure(hits[0][1], f"{several} ({', '.join(values)}); say which one counts.", values[0])
    return said.sure(values[0], hits[0][1])
