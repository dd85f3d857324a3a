"""Where a PDF library meets the bytes of strangers: whatever it raises there means a damaged file. Elsewhere an error is ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Damaged(Exception):
    """The file is not what its libraries can read."""


@contextmanager
def library_reads() -> Iterator[None]:
    """Around calls that hand strangers' objects to a library, and nothing else."""
    try:
        yield
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(type(error).__name__) from error
