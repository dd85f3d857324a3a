"""The word on a letter's envelope by which a delivery report names it: nobody can guess it who never had the letter (F24).

It derives from the letter's id by a secret that the store makes once, so that the letter's bytes and id stay what they are (O2).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

import sqlalchemy as sa

from store.engine import Tx
from store.schema import insert_new, keys, outbox

BOUNCES = "bounces"
ID_PART, PROOF_PART = 10, 16  # hex digits: which letter, and that we wrote it; short enough for an address (RFC 5321: 64)
TOKEN = re.compile(rf"[0-9a-f]{{{ID_PART + PROOF_PART}}}")
MOST_NAMED = 20  # tokens of one report that are looked up


def of(tx: Tx, letter: str) -> str:
    """The token of a letter; the first one makes the secret, so it needs a writing transaction."""
    if _key(tx) is None:
        insert_new(tx, keys, name=BOUNCES, value=secrets.token_hex(32))
    return _token(_key(tx) or "", letter)


def named(tx: Tx, said: Iterable[str]) -> frozenset[str]:
    """Ids of the letters whose token stands among these words; what was made up names none."""
    key = _key(tx)
    if key is None:
        return frozenset()
    tokens = [token for token in dict.fromkeys(said) if TOKEN.fullmatch(token)][:MOST_NAMED]
    found = set()
    for token in tokens:
        rows = tx.execute(sa.select(outbox.c.id).where(outbox.c.id.between(token[:ID_PART], token[:ID_PART] + "g")))
        found |= {row.id for row in rows if hmac.compare_digest(_token(key, row.id), token)}
    return frozenset(found)


def _key(tx: Tx) -> str | None:
    value = tx.execute(sa.select(keys.c.value).where(keys.c.name == BOUNCES)).scalar()
    return None if value is None else str(value)


def _token(key: str, letter: str) -> str:
    proof = hmac.new(bytes.fromhex(key), letter.encode(), hashlib.sha256).hexdigest()
    return letter[:ID_PART] + proof[:PROOF_PART]
