"""A mail and its papers as a person may safely look at them: text and pictures made by us, never the sender's own bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one line that the same answers were read from; no keys for words that nobody read."""

    text: str
    keys: tuple[str, ...] = ()
    in_doubt: bool = False
    is_struck: bool = False  # struck through there, and so never read


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    lines: tuple[tuple[Run, ...], ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (`lines`), or a table (`table`)."""

    lines: tuple[tuple[Run, ...], ...] = ()
    table: tuple[tuple[Cell, ...], ...] = ()
    tone: str = ""  # of a mail's words: "quoted" | "signed"; empty for what the sender says now


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where read words stand on a page's picture: in hundredths of its width and height."""

    left: float
    top: float
    width: float
    height: float
    keys: tuple[str, ...]
    in_doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page as a picture that we made, what may tell who somebody is painted over."""

    page: int
    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    is_covered: bool = False  # something is painted over


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The mail's own words, or one document. `sheets` where it is a PDF or a scan, beside its words as text."""

    number: int  # counted from 0 within the mail
    source: str  # its name, covered where it may tell who somebody is; "message" for the mail's own words
    title: str  # what a person calls it: «The mail», «form.docx»
    head: tuple[tuple[str, tuple[Run, ...]], ...] = ()  # of a mail: whom it is from, when, what about
    blocks: tuple[Block, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    hidden: tuple[str, ...] = ()  # places of what does not show, masked
    notes: tuple[str, ...] = ()  # what to know of what is shown, as sentences
    why_not: str = ""  # why it cannot be shown, as a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    message: int
    papers: tuple[Paper, ...]
    why_not: str = ""


class Papers(Protocol):
    def of_message(self, message: int, reading: int | None = None) -> Opened | None:
        """None: they are being opened, ask again in a moment. With `reading`, its words are marked; else every reading's."""
        ...

    def picture(self, message: int, paper: int, page: int) -> bytes | None:
        """A page as PNG; None if there is none."""
        ...

    def original(self, message: int) -> bytes | None:
        """The kept mail's own bytes, only ever to be downloaded under a name of ours; None of what was said at the desk."""
        ...

    def warm(self, messages: Iterable[int]) -> None:
        """Begin to open these beforehand: somebody will soon look at them."""
        ...
