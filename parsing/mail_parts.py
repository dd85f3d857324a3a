"""Which lines of a mail are the sender's words now, which her signature, which a quotation: for the eye alone."""

from __future__ import annotations

from parsing.quotation import QUOTED, quotation_begins
from parsing.reply import new_words

QUOTES, SIGNS = "quoted", "signed"


def parts_of(body: str, signed: str = "") -> tuple[str, ...]:
    """For each line "quoted", "signed", or nothing where the sender speaks. `signed` is the name in the From field."""
    lines = body.split("\n")
    quoted = quotation_begins(lines)
    said = {" ".join(line.split()) for line in new_words(body, signed).text.split("\n")} - {""}
    own = [number for number, line in enumerate(lines[:quoted]) if " ".join(line.split()) in said]
    ends = own[-1] if own else quoted
    return tuple(
        QUOTES if number >= quoted or QUOTED.match(line) else SIGNS if number > ends else "" for number, line in enumerate(lines)
    )
