"""A mail's own words as every finder of parsing/replies.py gets them, and what all finders share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from parsing import mail_wordings, wording
from parsing.clauses import strange_words
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
    is_in_subject: bool = False  # the subject names the case of the words, too

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
        if not everywhere and (odd := _odd_reference(words_there, scheme)):
            why = f"«{odd}» may be meant as a reference but is none; say which case is meant."
            return Field(quote=odd, where=Where(source=place), doubt=why)
        if found and (more := _more_cases(words_there, scheme)):
            why = f"«{more}» may name more than one case; say which are meant."
            return Field(quote=more, where=Where(source=place), doubt=why, proposal=str(found[0]))
        if found and (beside := _only_compared(words_there, scheme)):
            why = f"«{beside}» may only be spoken of beside the case that is meant; say which case it is."
            return Field(quote=beside, where=Where(source=place), doubt=why, proposal=str(found[0]))
        if found:
            line = next((number for number, each in enumerate(words_there.split("\n"), 1) if scheme.references_in(each)), 0)
            return Field(value=str(found[0]), quote=str(found[0]), where=Where(source=place, line=line if place == source else 0))
    return Field()


def _odd_reference(text: str, scheme: Scheme) -> str:
    """«arc 1 26», «ABC-01-26», «case 12»: written like a reference, yet none of the scheme's."""
    prefix = re.escape(scheme.reference_prefix)
    shapes = (
        rf"\b{prefix}\s?(?:no\.?|number|ref\.?)?[\s#:._-]*\d[\d\s/._-]*",
        r"\b[A-Z]{2,4}-\d{1,3}-\d{2}\b",
        r"\b(?:case|request|application)\s(?:no\.?\s?|number\s|#)?\d{1,4}\b",
    )
    found = next(
        (match for flags, shape in zip((re.I, 0, re.I), shapes, strict=True) if (match := re.search(shape, text, flags))), None
    )
    return found[0].strip() if found else ""


def _only_compared(text: str, scheme: Scheme) -> str:
    """«Same as ARC-10-26», «the flat we let for ARC-10-26»: another case that is only compared or remembered."""
    prefix = re.escape(scheme.reference_prefix)
    found = re.search(rf"(?:{mail_wordings.COMPARED})[\s:(-]*{prefix}[\s/-]{{0,2}}\d[\w/-]*", text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else ""


def _more_cases(text: str, scheme: Scheme) -> str:
    """«ARC-31-26 and 32 approved»."""
    prefix = re.escape(scheme.reference_prefix)
    follows = r"(?=\s*(?:approved|agreed|declined|refused|are|both|is|yes|no|as well|too|[:.,-]|$))"
    match = re.search(rf"\b{prefix}\W{{0,2}}\d{{1,4}}\W\d{{2,4}}\s*(?:and|or|&|\+)\s*\d{{1,3}}\b{follows}", text, re.IGNORECASE)
    return match[0] if match else ""


def stray(said: Words, sentence: Sentence, found: re.Match[str], known: Set[str]) -> str:
    """The words that are not said of such a thing in the clause around `found` and in it, as one string; empty where all are."""
    return " ".join(strange_words(sentence, found.span(), known, said.scheme, inside=True))


def hit(table: Iterable[wording.Wording], text: str) -> wording.Wording | None:
    return next((each for each in table if each.found_in(text)), None)


def one_reason(said: Words, table: Sequence[wording.Wording], several: str) -> Field[str]:
    """The one reason of the closed list; several are a doubt."""
    hits = [(each.value, sentence) for sentence in said.sentences for each in table if each.found_in(sentence.plain)]
    if not hits:
        return Field()
    values = list(dict.fromkeys(value for value, _ in hits))
    if len(values) > 1:
        return said.unsure(hits[0][1], f"{several} ({', '.join(values)}); say which one counts.", values[0])
    return said.sure(values[0], hits[0][1])
