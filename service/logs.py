"""The log: what was done to which row and how it went, never a word of a mail or a letter (D18). The only structlog import.

For people at a terminal a line of text, for everything else a line of JSON. The rooms use the standard `logging`, with
`extra={"mail": 12}` for what belongs to the event.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

QUIET = ("apscheduler", "alembic", "imapclient", "pdfminer", "mailparser", "urllib3", "authlib", "uvicorn", "dns")
ADDRESS = re.compile(r"[^\s@<>«»()\[\]\"',;:]+@([\w-]+(?:\.[\w-]+)+)")
# What may tell who somebody is or where they live, by its shape: a postcode, a telephone number, a National Insurance number.
SHAPES = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
    r"|(?<![\w.:-])(?:\+44|0)[ ()]*\d(?:[ ()]*\d){8,10}\b"
    r"|\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.IGNORECASE,
)


def begin(ours: Iterable[str] = (), *, level: str = "info", to: TextIO | None = None) -> None:
    """From now on what is logged goes to standard error. `ours`: our own mailboxes, which may be named."""
    stream = to or sys.stderr
    text = stream.isatty()
    shown = structlog.dev.ConsoleRenderer(colors=True) if text else structlog.processors.JSONRenderer(ensure_ascii=False)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _trace_without_words,
            _Discreet(ours),
            shown,
        ],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


def _trace_without_words(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it broke and what kind of error it was; an error's own words may quote a mail."""
    told = event.pop("exc_info", None)
    if isinstance(told, tuple) and isinstance(told[1], BaseException):
        event["error"] = type(told[1]).__name__
        event["trace"] = trace_of(told[2])
    return event


def trace_of(where: TracebackType | None) -> str:
    """The way through our code, innermost last: «steps.py:80 _each > smtp.py:201 send»."""
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(where))


class _Discreet:
    """Takes out of every value what may tell who somebody is, whoever wrote it into the log."""

    def __init__(self, ours: Iterable[str]) -> None:
        self.ours = frozenset(each.casefold() for each in ours)

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        return {key: value if key == "timestamp" else self._said(value) for key, value in event.items()}

    def _said(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value if isinstance(value, int | float | bool | None) else self._said(str(value))
        return SHAPES.sub("…", ADDRESS.sub(self._address, value))

    def _address(self, found: re.Match[str]) -> str:
        return found.group() if found.group().casefold() in self.ours else f"…@{found[1]}"
