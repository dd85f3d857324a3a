"""Several copies of one form in one file, cut apart where that is plain: two requests must never be mixed (R073)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsing.document import Block, Document, Line
from parsing.leaders import without_leaders
from parsing.pairing import PASSED, Pair
from scheme.terms import spelling_key

_NEAR = 12  # blocks that may stand between a form's title and its first question


def apart(document: Document, pairs: Sequence[Pair]) -> list[Document]:
    """The document cut at the title above its first question wherever that is asked again; empty where it is not plain."""
    if document.named:
        return []  # which copy a field's name belongs to cannot be told; hidden words are looked through with each copy
    blocks = without_leaders(document.blocks)
    first = next((pair.question for pair in pairs if pair.question not in (None, PASSED)), None)
    begun = list(dict.fromkeys(pair.block for pair in pairs if pair.question is first))
    head = _head(blocks, begun[0]) if begun else ""
    starts = [_start(blocks, at, head) for at in begun[1:]] if head else []
    cuts = [0, *(start for start in starts if start), len(blocks)]
    if len(cuts) != len(begun) + 1 or cuts != sorted(set(cuts)):
        return []
    return [replace(document, blocks=tuple(blocks[here:there])) for here, there in pairwise(cuts)]


def _head(blocks: Sequence[Block], until: int) -> str:
    """The document's first words, with which every copy begins."""
    lines = (each.text for each in blocks[:until] if isinstance(each, Line))
    return next((spelling_key(text) for text in lines if text.strip()), "")


def _start(blocks: Sequence[Block], at: int, head: str) -> int:
    """Where the copy begins whose first question stands at this place; 0 where its title is not to be seen."""
    near = range(at, max(at - _NEAR, 0), -1)
    return next((here for here in near if isinstance(each := blocks[here], Line) and spelling_key(each.text) == head), 0)
