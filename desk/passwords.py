"""Passwords: kept as Argon2id hashes, and long rather than odd. The only argon2 import."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 500
AT_ONCE = threading.BoundedSemaphore(2)  # each takes 64 MiB: a crowd at the door must not take the line's memory
HASHER = PasswordHasher()  # RFC 9106, second recommended: 3 turns over 64 MiB in 4 lanes
OBVIOUS = (  # what those begin with who would rather not think of one
    "password", "passwort", "passw0rd", "letmein", "welcome", "admin", "administrator", "coordinator", "reader", "secret", "desk",
    "reciprocal", "housing", "landlord", "council", "borough", "changeme", "default", "qwerty", "qwertyuiop", "asdfghjkl",
    "zxcvbnm", "abc", "abcdefghijklmnopqrstuvwxyz", "iloveyou", "monkey", "dragon", "football", "liverpool", "arsenal", "chelsea",
    "sunshine", "princess", "summer", "autumn", "winter", "spring", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "monday", "friday", "test", "login", "user", "hello",
    "my", "is", "the",
)  # fmt: skip


def hashed(password: str) -> str:
    with AT_ONCE:
        return HASHER.hash(_plain(password))


def fits(kept: str, password: str) -> bool:
    """Whether it is the password of this hash. Without one, and for whatever was kept wrongly, the same work is done in vain."""
    try:
        with AT_ONCE:
            HASHER.verify(kept or _nobodys(), _plain(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_out_of_date(kept: str) -> bool:
    """It was hashed with less than we ask for today: now that the password is known it can be hashed anew."""
    return HASHER.check_needs_rehash(kept)


def why_not(password: str, own: Iterable[str]) -> str:
    """A sentence about a password that will not do; empty: it will. `own`: her name, her mailbox, the scheme's name."""
    if len(password) < SHORTEST:
        return f"Choose a password of at least {SHORTEST} characters. Three or four words in a row do well."
    if len(password) > LONGEST:
        return f"Choose a password of at most {LONGEST} characters."
    folded = _plain(password).casefold()
    words = {*OBVIOUS, *(part for each in own for part in re.split(r"[\W_]+", each.casefold()) if len(part) > 1)}
    known = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    if len(set(folded)) < 5 or re.fullmatch(rf"(?:{known}|[\d\W_])*+", folded):
        return "This password is easy to guess: it is made of names, dates or words that many use. Choose other words."
    return ""


def _plain(password: str) -> str:
    """One spelling of each letter, whatever keyboard it is typed on (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has."""
    return HASHER.hash("nobody's")
