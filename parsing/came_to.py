"""Which of our addresses a mail came to: the secure one, or one that is open to everybody (R072).

What the delivering server wrote counts before what the sender wrote, and the open address before the secure one: where both
are named, others may have read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsing import headers

DELIVERED = ("delivered-to", "x-original-to", "envelope-to")
WRITTEN = ("to", "cc")
OPEN, SECURE = "open", "secure"
# An address from its beginning on: a search that may begin within one grows with the square of a header's length.
FOUND = re.compile(rf"(?<![A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]){headers.ADDRESS.pattern}")


def came_to(data: bytes, *, secure: Sequence[str], open_to_all: Sequence[str]) -> tuple[str, str]:
    """(address, "open" | "secure"); two empty texts where no address of ours is named."""
    if not secure and not open_to_all:
        return "", ""
    head = headers.header_block(data)
    for names in (DELIVERED, WRITTEN):
        found = {each.lower() for name in names for value in head.all(name) for each in FOUND.findall(value)}
        for kind, ours in ((OPEN, open_to_all), (SECURE, secure)):
            named = [each.lower() for each in ours if each.lower() in found]
            if named:
                return named[0], kind
    return "", ""
