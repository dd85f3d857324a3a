"""Documents and mails that went wrong on their way, or were made to: seeded changes of real samples.

A change of the packed bytes mostly only breaks the package; so Word files are also changed inside their XML, PDFs inside
their unpacked objects, mails in their headers and boundaries, OLE files in their tables of
sectors, rich text in its groups, pictures in their chunks.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

Change = Callable[[random.Random, bytes], bytes]
WORDS = (
    b"", b" ", b"\x00", b"\xff\xfe", b"\xe2\x80\xae", b"9" * 40, b"-1", b"Yes / No", b"ARC-01-26", b"all except Brent",
    b"=?utf-8?q?=C3?=", b"\r\n\r\n", b"A" * 5000, b"(" * 300, b"<w:p>" * 200, b"</w:tbl>", b"<!--", b"]]>", b"&#0;",
    b"&amp;" * 100, b"1 " * 2000, b"\xf0\x9f\x91\x8d",
)  # fmt: skip


def bent(draw: random.Random, name: str, data: bytes) -> bytes:
    """One to six changes of a sample, each of a kind that fits what the file is."""
    for _ in range(draw.randint(1, 6)):
        data = draw.choice(_changes_for(name, data))(draw, data)
    return data


def _changes_for(name: str, data: bytes) -> Sequence[Change]:
    if data.startswith(b"PK"):
        return (_in_package, _in_package, _in_package, _swapped_parts, _bytes)
    if data.startswith(b"%PDF"):
        return (_in_objects, _in_objects, _text, _bytes)
    if name.endswith(".eml"):
        return (_header, _header, _boundary, _text, _text, _bytes)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return (_in_sectors, _in_sectors, _number, _bytes)
    if data.startswith(b"{\\rtf"):
        return (_in_groups, _in_groups, _text, _bytes)
    if data.startswith(b"\x89PNG"):
        return (_in_chunks, _in_chunks, _bytes)
    if data.startswith((b"\x78\x9f\x3e\x22", b"II*\x00", b"MM\x00*", b"\xff\xd8")):
        return (_number, _number, _bytes)
    return (_text, _bytes)


def _bytes(draw: random.Random, data: bytes) -> bytes:
    """Bits flipped, a stretch lost, doubled, moved or overwritten, the end cut off."""
    if not data:
        return b"\x00"
    start = draw.randrange(len(data))
    end = min(len(data), start + draw.choice((1, 1, 4, 40, 400, 4000)))
    piece = data[start:end]
    match draw.randrange(6):
        case 0:
            return data[:start] + bytes(byte ^ (1 << draw.randrange(8)) for byte in piece) + data[end:]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:end] + piece * draw.randint(1, 20) + data[end:]
        case 3:
            return data[:start]
        case 4:
            return data[:start] + draw.randbytes(len(piece)) + data[end:]
        case _:
            at = draw.randrange(len(data))
            return data[:at] + piece + data[at:]


def _text(draw: random.Random, data: bytes) -> bytes:
    """A word or a line put in, doubled, swapped or left out: what stays is still a text of its kind."""
    marks = [match.start() for match in re.finditer(rb"[\s<>]", data)] or [0]
    at, to = sorted((draw.choice(marks), draw.choice(marks)))
    to = min(to, at + 3000)
    match draw.randrange(4):
        case 0:
            return data[:at] + draw.choice(WORDS) + data[at:]
        case 1:
            return data[:at] + data[to:]
        case 2:
            return data[:to] + data[at:to] * draw.randint(1, 4) + data[to:]
        case _:
            later = draw.choice(marks)
            return data[:at] + data[later : later + to - at] + data[to:]


def _header(draw: random.Random, data: bytes) -> bytes:
    head, gap, body = data.partition(b"\n\n" if b"\r\n\r\n" not in data else b"\r\n\r\n")
    lines = head.split(b"\n")
    at = draw.randrange(len(lines))
    match draw.randrange(5):
        case 0:
            lines.insert(at, lines[draw.randrange(len(lines))])
        case 1:
            del lines[at]
        case 2:
            lines[at] = lines[at].replace(b":", draw.choice((b"", b" :", b"::", b":\t", b": =?x?b?!?=")), 1)
        case 3:
            lines[at] += draw.choice(WORDS)
        case _:
            draw.shuffle(lines)
    return b"\n".join(lines) + gap + body


def _boundary(draw: random.Random, data: bytes) -> bytes:
    found = re.search(rb'boundary="?([^"\s;]+)', data)
    if not found:
        return _text(draw, data)
    mark = found.group(1)
    places = [match.start() for match in re.finditer(re.escape(mark), data)]
    at = draw.choice(places)
    other = draw.choice((b"", mark + b"--", mark[:-1], mark * 2, b"--" + mark))
    return data[:at] + other + data[at + len(mark) :]


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {info.filename: package.read(info) for info in package.infolist() if info.file_size < 4_000_000}
    except (zipfile.BadZipFile, ValueError, KeyError, NotImplementedError, EOFError, OSError, RuntimeError):
        return {}
    except Exception as error:
        if type(error).__module__ == "zlib":
            return {}
        raise


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name or "x", content)
    return out.getvalue()


def _in_package(draw: random.Random, data: bytes) -> bytes:
    """A change inside one part, the text of the document most often: by elements, so that it stays XML now and then."""
    members = _members(data)
    if not members:
        return _bytes(draw, data)
    name = next((each for each in members if each.endswith("document.xml")), "") if draw.random() < 0.7 else ""
    name = name or draw.choice(sorted(members))
    members[name] = draw.choice((_elements, _elements, _text))(draw, members[name])
    return _packed(members)


def _elements(draw: random.Random, xml: bytes) -> bytes:
    """Whole elements lost, doubled, nested in themselves or swapped; attributes and texts replaced."""
    tags = sorted(set(re.findall(rb"<([\w:]+)[ >]", xml)))
    if not tags:
        return _text(draw, xml)
    tag: bytes = draw.choice(tags)
    spans = [
        match.span() for match in re.finditer(rb"<%b(?: [^>]*)?>.*?</%b>" % (re.escape(tag), re.escape(tag)), xml, re.DOTALL)
    ]
    if not spans:
        return _text(draw, xml)
    start, end = draw.choice(spans)
    piece = xml[start:end]
    match draw.randrange(5):
        case 0:
            return xml[:start] + xml[end:]
        case 1:
            return xml[:end] + piece * draw.randint(1, 30) + xml[end:]
        case 2:
            opening, closing = piece[: piece.index(b">") + 1], b"</" + tag + b">"
            depth = draw.choice((2, 20, 200))
            return xml[:start] + opening * depth + piece + closing * depth + xml[end:]
        case 3:
            other = draw.choice(spans)
            return xml[:start] + xml[other[0] : other[1]] + xml[end:]
        case _:
            return xml[:start] + re.sub(rb">[^<]+<", b">" + re.sub(rb"[<&]", b"", draw.choice(WORDS)) + b"<", piece) + xml[end:]


def _swapped_parts(draw: random.Random, data: bytes) -> bytes:
    members = _members(data)
    if len(members) < 2:
        return _bytes(draw, data)
    one, other = draw.sample(sorted(members), 2)
    match draw.randrange(3):
        case 0:
            members[one], members[other] = members[other], members[one]
        case 1:
            del members[one]
        case _:
            members[f"copy of {one}"] = members[one]
    return _packed(members)


def _in_objects(draw: random.Random, data: bytes) -> bytes:
    """The PDF with its streams unpacked, so that a change reaches the drawing itself."""
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        for page in writer.pages:
            content = page.get_contents()
            if content is not None:
                content.set_data(_text(draw, content.get_data()))
                page.replace_contents(content)
        out = io.BytesIO()
        writer.write(out)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        NotImplementedError,
        OSError,
    ):
        return _bytes(draw, data)
    return _text(draw, out.getvalue()) if draw.random() < 0.5 else out.getvalue()


NUMBERS = (0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)


def _number(draw: random.Random, data: bytes) -> bytes:
    """A number of four octets, as files of records hold their lengths and places in, becomes an evil one."""
    if len(data) < 8:
        return _bytes(draw, data)
    at = draw.randrange(0, len(data) - 4) & ~(1 if draw.random() < 0.5 else 3)
    number = draw.choice((*NUMBERS, draw.randrange(len(data))))
    return data[:at] + number.to_bytes(4, draw.choice(("little", "little", "big"))) + data[at + 4 :]


def _in_sectors(draw: random.Random, data: bytes) -> bytes:
    """In an OLE file: its head, its table of links (loops, ends, other streams' sectors) or its directory."""
    places = [76, 68, 60, 48, 44, 30]
    if len(data) > 1024:
        table, folders = (512 * (1 + struct.unpack_from("<I", data, at)[0]) for at in (76, 48))
        places += [table + 4 * draw.randrange(40) for _ in range(6)]
        places += [folders + 128 * draw.randrange(8) + field for field in (64, 66, 68, 72, 76, 116, 120)]
    at = draw.choice(places)
    if at + 4 > len(data):
        return _number(draw, data)
    number = draw.choice((*NUMBERS, draw.randrange(30), draw.randrange(30)))
    return data[:at] + struct.pack("<I", number) + data[at + 4 :]


RICH = (
    b"{", b"}", b"{" * 400, b"\\fftype1", b"\\ffres1", b"\\bin99999999 ", b"\\u-99999?", b"\\'zz", b"\\strike ",
    b"{\\*\\ffdata", b"\\objocx", b"\\deleted ",
)  # fmt: skip


def _in_groups(draw: random.Random, data: bytes) -> bytes:
    """A group of rich text lost or doubled, a control word put in."""
    groups = [match.span() for match in re.finditer(rb"\{[^{}]*\}", data)] or [(0, 0)]
    start, end = draw.choice(groups)
    match draw.randrange(3):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:end] + data[start:end] * draw.randint(1, 200) + data[end:]
        case _:
            return data[:end] + draw.choice(RICH) + data[end:]


def _in_chunks(draw: random.Random, data: bytes) -> bytes:
    """A chunk of a PNG lost, doubled or changed, with its sum made right again."""
    chunks, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    if not chunks:
        return _bytes(draw, data)
    number = draw.randrange(len(chunks))
    kind, content = chunks[number]
    match draw.randrange(3):
        case 0:
            del chunks[number]
        case 1:
            chunks.insert(number, (kind, content))
        case _:
            chunks[number] = (kind, draw.choice((_number, _bytes))(draw, content))
    made = (struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held)) for name, held in chunks)
    return data[:8] + b"".join(made)
