"""Genuine mails sent once more by somebody else: as they were, bent by a byte, or under a known id (F10, F11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.spoofing.acts import EVIL
from tests.spoofing.attempt import EVIL_DOMAIN, RECEIVED, UNKNOWN, Attempt, Named, Right, vouched
from tests.spoofing.stage import Stage
from tests.support.cast import ref

Bend = Callable[[bytes], bytes]


def _words(data: bytes) -> bytes:
    """Another word in the sender's own words."""
    return re.sub(rb"(Hello,\n\n)", rb"\1Please close this one, she no longer wants to move.\n\n", data, count=1)


def _byte(data: bytes) -> bytes:
    """One letter of the signature."""
    return data.replace(b"Kind regards", b"Kind regardz", 1)


def _unstamped(data: bytes) -> bytes:
    return re.sub(rb"\AAuthentication-Results:[^\n]*\n(?:[ \t][^\n]*\n)*", b"", data)


def _failed(data: bytes) -> bytes:
    return data.replace(b"dmarc=pass", b"dmarc=fail", 1)


def _new_id(data: bytes) -> bytes:
    return re.sub(rb"\nMessage-ID: <", b"\nMessage-ID: <again.", data, count=1)


def _of_another(data: bytes) -> bytes:
    """The forger's own mail, proved, under the known id."""
    own = re.sub(rb"(?m)^From: [^\n]*", f"From: {EVIL}".encode(), _unstamped(data), count=1)
    return f"{vouched(EVIL_DOMAIN)}\n".encode() + own


def _about(reference: str) -> Bend:
    return lambda data: re.sub(rb"ARC-\d\d-\d\d", reference.encode(), data)


# Each with what is right. A copy that says the same needs nobody; what says something else under a known id is compared.
BENT: tuple[tuple[str, Bend, Right], ...] = (
    ("the very bytes", lambda data: data, Right.IGNORED),
    ("with CR LF line ends", lambda data: data.replace(b"\n", b"\r\n"), Right.IGNORED),
    ("below another Received", lambda data: RECEIVED.replace("\r\n", "\n").encode() + b"\n" + data, Right.EITHER),
    ("with another Date", lambda data: data.replace(b"Nov 2026", b"Dec 2026", 1), Right.EITHER),
    ("with a field more", lambda data: data.replace(b"\nTo:", b"\nX-Note: a\nTo:", 1), Right.IGNORED),
    ("with an empty line more", lambda data: data + b"\n", Right.EITHER),
    ("one byte of the signature changed", _byte, Right.EITHER),
    ("without the boundary's stamp", _unstamped, Right.IGNORED),
    ("failed", _failed, Right.IGNORED),
    ("other words under the same id", _words, Right.ASKED),
    ("other words under the same id, unproved", lambda data: _unstamped(_words(data)), Right.ASKED),
    ("other words under the same id, failed", lambda data: _failed(_words(data)), Right.ASKED),
    ("another's words under the same id", lambda data: _of_another(_words(data)), Right.ASKED),
    ("another sender under the same id", _of_another, Right.ASKED),
    ("under a new id, unproved", lambda data: _unstamped(_new_id(data)), Right.ASKED),
    ("under a new id, failed", lambda data: _failed(_new_id(data)), Right.ASKED),
    ("by another under a new id", lambda data: _of_another(_new_id(data)), Right.ASKED),
)  # fmt: skip
# Only where the mail names its case.
MOVED: tuple[tuple[str, Bend, Right], ...] = (
    ("about another case, under the same id", _about(ref(1)), Right.ASKED),
    ("about no case, under the same id", _about(UNKNOWN), Right.ASKED),
    ("about another case, under a new id, unproved", lambda data: _unstamped(_new_id(_about(ref(1))(data))), Right.ASKED),
    ("about no case, under a new id, unproved", lambda data: _unstamped(_new_id(_about(UNKNOWN)(data))), Right.ASKED),
)


def made_for(stage: Stage) -> tuple[Attempt, ...]:
    return tuple(_bent(stage.genuine))


def _bent(genuine: tuple[bytes, ...]) -> Iterator[Attempt]:
    for number, data in enumerate(genuine, 1):
        names_a_case = re.search(rb"ARC-\d\d-\d\d", data)
        for name, bend, right in (*BENT, *(MOVED if names_a_case else ())):
            named = Named.UNKNOWN if "no case" in name else Named.KNOWN if names_a_case else Named.ABSENT
            yield Attempt(
                shape=f"a replay: {name}", role="anybody", act=f"mail {number} again", named=named, data=bend(data), right=right
            )
