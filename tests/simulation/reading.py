"""Reading inside a world: the real reader, once for the same bytes in all worlds; and the mails that harm whoever reads them."""

from __future__ import annotations

from functools import lru_cache

from ingest.message import Place, RawMessage
from parsing.read import read
from parsing.readings import Mail
from scheme.agreement import Scheme, load, shipped_default
from scheme.register import Partner
from tests.simulation.clock import STARTS
from tests.support.cast import BOUNDARY


class Harmed(Exception):
    """A fault of the program, met by one mail only (F13)."""


@lru_cache(maxsize=8)
def scheme_with(register: tuple[Partner, ...] = ()) -> Scheme:
    """The shipped scheme; the same register gives the very same value."""
    return _shipped().with_register(register) if register else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Scheme:
    return load(shipped_default())


_READ: dict[tuple[int, bytes], Mail] = {}


def reading_of(data: bytes, scheme: Scheme) -> Mail:
    """Reading is pure, so nothing is lost by remembering it."""
    key = (id(scheme), data)
    if key not in _READ:
        raw = RawMessage(data=data, place=Place(account="simulation"), arrived_at=STARTS[0], size=len(data))
        _READ[key] = read(raw, scheme=scheme, trusted_authserv_ids=(BOUNDARY,))
    return _READ[key]
