"""The words of a Word file of 97 to 2003 (.doc) as they lie in it, to see that none of its tables gets lost on the way.

LibreOffice writes a file whose last thing is a table without the paragraph that must end every file, and on opening it
again knows no table in it: cells then run into each other. Such a file gets its last paragraph back ([MS-DOC] 2.4.1).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from parsing.compound_file import CompoundFile, with_streams

_FIRST_OF_97 = 193  # nFib of Word 97; older ones lie otherwise
_TABLE_ONE = 0x0200
_NARROW = 0x40000000  # the piece has one byte a character
_CLX, _PARAGRAPHS = 33, 13  # places of the list of pieces and of the pages of paragraph properties
_PAGE = 512
_CELL = "\x07"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldText:
    """The running text with its marks, and where in the streams it is described."""

    text: str
    alone: bool  # no footnotes, headers or text boxes lie behind it
    main: bytes  # the stream «WordDocument»
    table: bytes  # the stream «0Table» or «1Table»
    table_name: str
    length_at: int  # in main: how many characters the running text has
    last_piece_at: int  # in table: where the last piece ends, in characters
    paragraphs_at: int  # in table: where the last page of paragraph properties ends, in bytes
    end: int  # in main: behind the last character
    width: int  # bytes of a character of the last piece

    @property
    def ends_in_table(self) -> bool:
        return self.text.endswith(_CELL)


def old_text(file: CompoundFile) -> OldText | None:
    """None for a file that is older, damaged or not made as Word makes them: nothing is known of it then."""
    try:
        return _text_of(file)
    except (struct.error, IndexError, UnicodeDecodeError, ValueError):
        return None


def _text_of(file: CompoundFile) -> OldText | None:
    main = file.read("WordDocument")
    fib, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
    if fib < _FIRST_OF_97:
        return None
    name = "1Table" if flags & _TABLE_ONE else "0Table"
    table = file.read(name)
    longs = 34 + 2 * struct.unpack_from("<H", main, 32)[0]
    lengths = struct.unpack_from("<8i", main, longs + 2 + 12)
    places = longs + 2 + 4 * struct.unpack_from("<H", main, longs)[0] + 2
    at = _list_of_pieces(table, struct.unpack_from("<I", main, places + 8 * _CLX)[0])
    count = (struct.unpack_from("<I", table, at - 4)[0] - 4) // 12
    if not 0 < count < len(table):
        return None
    pieces = list(_pieces(main, table, at, count))
    paragraphs, long = struct.unpack_from("<II", main, places + 8 * _PARAGRAPHS)
    return OldText(
        text="".join(text for text, _, _ in pieces)[: lengths[0]],
        alone=not any(lengths[1:]),
        main=main,
        table=table,
        table_name=name,
        length_at=longs + 2 + 12,
        last_piece_at=at + 4 * count,
        paragraphs_at=paragraphs + 4 * ((long - 4) // 8),
        end=pieces[-1][1],
        width=pieces[-1][2],
    )


def _list_of_pieces(table: bytes, at: int) -> int:
    """Where the list begins, behind the changes of look that may stand before it."""
    while table[at] == 1:
        at += 3 + int(struct.unpack_from("<H", table, at + 1)[0])
    if table[at] != 2:
        raise ValueError("no list of pieces")
    return at + 5


def _pieces(main: bytes, table: bytes, at: int, count: int) -> Iterator[tuple[str, int, int]]:
    """Each piece: its words, where it ends in the stream, bytes of a character."""
    starts = struct.unpack_from(f"<{count + 1}I", table, at)
    for number in range(count):
        place = int(struct.unpack_from("<I", table, at + 4 * (count + 1) + 8 * number + 2)[0])
        length = starts[number + 1] - starts[number]
        if place & _NARROW:
            begin = (place & ~_NARROW) // 2
            yield main[begin : begin + length].decode("cp1252", "replace"), begin + length, 1
        else:
            yield main[place : place + 2 * length].decode("utf-16-le"), place + 2 * length, 2


def with_last_paragraph(data: bytes, old: OldText) -> bytes | None:
    """The file with the paragraph behind its last table; None where there is no room for it."""
    main, table, more = bytearray(old.main), bytearray(old.table), old.width
    if not old.alone or any(main[old.end : old.end + more]) or old.end % _PAGE > _PAGE - more or not old.end % _PAGE:
        return None
    main[old.end] = ord("\r")
    _grow(main, old.length_at, 1)
    _grow(table, old.last_piece_at, 1)
    _grow(table, old.paragraphs_at, more)
    return with_streams(data, {"WordDocument": bytes(main), old.table_name: bytes(table)})


def _grow(stream: bytearray, at: int, by: int) -> None:
    struct.pack_into("<I", stream, at, struct.unpack_from("<I", stream, at)[0] + by)


# ------------------------------------------------------------------------------------------------ what came out

_NEIGHBOURS = re.compile(r"(?<![^\x00-\x1f])([^\x00-\x1f]{3,}+)\x07(?=([^\x00-\x1f]{3,}))")
_PARAGRAPH = re.compile(rb"<w:p[ >]")
_TAG = re.compile(r"<[^>]*>")
_SEEN = 24  # characters on each side of a cell mark


def _paragraphs(body: bytes) -> Iterator[bytes]:
    for each in body.split(b"</w:p>")[:-1]:
        if begins := _PARAGRAPH.search(each):
            yield each[begins.start() :]


def has_lost_cells(old: OldText, body: bytes) -> bool:
    """Whether words of two cells stand in one breath in the Word file made of it, or no table is left at all."""
    if _CELL not in old.text:
        return False
    if b"<w:tbl>" not in body:
        return True
    said = [unescape(_TAG.sub("", each.decode("utf-8", "replace"))) for each in _paragraphs(body)]
    glued = (each[1][-_SEEN:] + each[2][:_SEEN] for each in _NEIGHBOURS.finditer(old.text))
    return any(words in line for words in glued for line in said)
