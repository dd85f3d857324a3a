"""Where strangers' papers are read: a child process with limits on time and memory (DESIGN §4, reliability §6).

A child that dies is an expected outcome with its own sentence; its mail becomes a question and the next one is read.
The child answers in JSON, checked by the codec on this side.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from ingest.message import RawMessage
from parsing.readings import Mail
from scheme.agreement import Scheme

SECONDS_A_MAIL = 15
BYTES_OF_MEMORY = 1 << 30
MAILS_A_CHILD = 200  # a parser that leaks is forgotten with its process

_agreed: tuple[Scheme, tuple[str, ...]] | None = None  # set once in each child


class ReadingRoom:
    """Reads mails one at a time in a child process. A context manager; the child starts with the first mail."""

    def __init__(
        self,
        scheme: Scheme,
        trusted_authserv_ids: Sequence[str],
        seconds_a_mail: float = SECONDS_A_MAIL,
        reader: Callable[[RawMessage], str] | None = None,
    ) -> None:
        """`reader` stands in the place of the parsers, in the child; it answers in JSON."""
        self._seconds = seconds_a_mail
        self._reader = reader or _read
        self._scheme = scheme
        self._trusted = tuple(trusted_authserv_ids)
        self._pool = self._opened()

    def _opened(self) -> ProcessPool:
        return ProcessPool(
            max_workers=1,
            max_tasks=MAILS_A_CHILD,
            initializer=_enter,
            initargs=(self._scheme, self._trusted),
            context=multiprocessing.get_context("spawn"),
        )

    def agree(self, scheme: Scheme) -> None:
        """From now on read by this scheme: the register has new names. A child that knows the old ones is let go."""
        if scheme is not self._scheme:
            self._close()
            self._scheme = scheme
            self._pool = self._opened()

    def _close(self) -> None:
        self._pool.stop()
        self._pool.join()

    def __enter__(self) -> ReadingRoom:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def read(self, raw: RawMessage) -> Mail:
        """What the mail says; one that blows the limits is unreadable, with the reason as a sentence."""
        from store.codec import from_data

        future = self._pool.schedule(self._reader, args=(raw,), timeout=self._seconds)
        try:
            return from_data(Mail, json.loads(future.result()))
        except TookTooLong:
            why = f"Reading it took longer than {self._seconds:.0f} seconds, which no ordinary mail does."
        except ProcessExpired:
            why = "Reading it broke the reader: it wanted more time or memory than any ordinary mail does."
        except MemoryError:
            why = "Reading it wanted more memory than any ordinary mail does."
        return Mail(unreadable=f"{why} Open it by hand, with care, and ask the sender for the form in a new file.")


def _enter(scheme: Scheme, trusted_authserv_ids: tuple[str, ...]) -> None:
    """First thing in the child: bring in the parsers, then draw the limits."""
    global _agreed  # noqa: PLW0603 - a child process has no other place to keep what it was given at its start
    import parsing.read  # noqa: F401 - before the limits, so that they count the mail's memory

    _agreed = (scheme, trusted_authserv_ids)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read(raw: RawMessage) -> str:
    from parsing.read import read
    from store.codec import to_data

    assert _agreed is not None, "the child was entered by _enter"
    scheme, trusted = _agreed
    return json.dumps(to_data(read(raw, scheme, trusted_authserv_ids=trusted)))
