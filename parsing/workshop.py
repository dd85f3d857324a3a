"""What foreign programs do for the reader, and only at its asking: LibreOffice opens old office files, tesseract sees pictures.

The reader itself runs where no program can be started (reliability §6); there the workshop is a door to the process
outside. Whoever reads without such a room uses the workshop of this machine (parsing/local_workshop.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMade:
    """What the workshop could not do: why and what to do, as a sentence for the coordinator."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWord:
    """A word that a machine saw in a picture. Places in pixels from the picture's top left corner."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: int  # words of one line of one block have one number, counted from 1 in reading order
    sure: int = 0  # 0 to 100, as the machine thinks of itself


class Workshop(Protocol):
    """Neither verb ever raises for what is in the file."""

    def as_word_file(self, data: bytes, kind: str) -> bytes | NotMade:
        """An old office file as the bytes of a .docx. `kind` is what its bytes are: "doc", "odt", "fodt", "rtf" or "xml"."""
        ...

    def words_in_picture(self, picture: bytes) -> tuple[SeenWord, ...] | NotMade:
        """The words in a PNG picture, in reading order."""
        ...
