"""Old office files (.doc, .odt, .rtf and their XML kinds) → a Document, by way of LibreOffice and the reader of Word files.

What LibreOffice is known to lose on the way is put back, or told as a doubt; where it would change what the form says
(Word 2003 XML: it un-strikes and un-deletes), the file is not read at all.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from parsing import archive, word_file
from parsing.compound_file import CompoundFile
from parsing.document import TICKED, UNCLEAR, UNTICKED, Document, NotRead
from parsing.locked_file import BY_HAND
from parsing.word_97 import has_lost_cells, old_text, with_last_paragraph
from parsing.workshop import NotMade, Workshop

_ACTIVE = "It holds ActiveX controls, whose state cannot be read. Look at the original, or ask for the blank form of the scheme."
_EMBEDDED = "It holds an embedded file, which was not read. Open the original to see it."
_MACRO = "It holds a macro, which was not run. Ask the sender why."
_FLOATING = "It holds form controls that lie loose on the page, whose place cannot be told. Look at them in the original."
_LOST_TICKS = "Saved as rich text, some of its tick boxes ({}) have lost whether they are ticked: look at them in the original."
_LOST_BOXES = f"Its tick boxes do not survive being opened as a Word file, so it was not read. {BY_HAND}"
_LOST_TABLES = f"Its tables do not survive being opened as a Word file, so it was not read. {BY_HAND}"
_WORD_2003 = "It is a Word file saved as XML of the kind of 2003. Ask the sender to save it as .docx."
_ENTITIES = "It holds a document type declaration, which no office program writes: not opened. Ask how it was made."
_LOCKED_ODF = f"It needs its password, and is locked in a way that cannot be lifted here. {BY_HAND}"
_DAMAGED = "It is a damaged OpenDocument file and cannot be read. Ask the sender to save it again and send it anew."

MAX_CONTENT = 10 * 1024 * 1024


def read_old_word(source: str, data: bytes, file: CompoundFile, workshop: Workshop) -> Document | NotRead:
    """A Word file of 97 to 2003 (.doc)."""
    doubts = []
    if any("\x03ocxname" in name.casefold() for name in file.names):
        doubts.append(_ACTIVE)
    elif file.has("ObjectPool") and any(name.casefold().startswith("objectpool/") for name in file.names):
        doubts.append(_EMBEDDED)
    if file.has("Macros", "_VBA_PROJECT_CUR"):
        doubts.append(_MACRO)
    old = old_text(file)
    mended = with_last_paragraph(data, old) if old and old.ends_in_table else None
    made = workshop.as_word_file(mended or data, "doc")
    if isinstance(made, NotMade):
        return NotRead(source=source, why=made.why)
    if old and has_lost_cells(old, _body_of(made)):
        return NotRead(source=source, why=_LOST_TABLES, needs="opening")
    return _read_made(source, made, "doc", tuple(doubts))


def read_rich_text(source: str, data: bytes, workshop: Workshop) -> Document | NotRead:
    """An .rtf. Its tick boxes are compared before and after: one whose state got lost would read as «not ticked»."""
    doubts = [_ACTIVE] if b"\\objocx" in data else []
    doubts += [_EMBEDDED] if b"\\objemb" in data else []
    made = workshop.as_word_file(data, "rtf")
    if isinstance(made, NotMade):
        return NotRead(source=source, why=made.why)
    before, body = _ticks_in_rich_text(data), _body_of(made)
    after = _ticks_in_word_file(body)
    if len(before) > len(after):  # a list of areas without its boxes would read as a list of areas
        return NotRead(source=source, why=_LOST_BOXES, needs="opening")
    told = before if _agree(before, after) else [None] * len(after)  # in another order, none of them can be told
    lost = told.count(None)
    doubts += [_LOST_TICKS.format(lost)] if lost else []
    return _read_made(source, made, "rtf", tuple(doubts), body=_with_lost_ticks(body, told) if lost else b"")


def read_open_text(source: str, parts: Mapping[str, bytes], data: bytes, workshop: Workshop) -> Document | NotRead:
    """An .odt: its form controls are written into the text first, since LibreOffice drops them on the way to Word."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        return NotRead(source=source, why=_LOCKED_ODF, needs="opening")
    content = parts.get("content.xml", b"")
    if any(word_file.declares_entities(each) for name, each in parts.items() if name.endswith(".xml")):
        return NotRead(source=source, why=_ENTITIES)
    if not content or len(content) > MAX_CONTENT:
        return NotRead(source=source, why=_DAMAGED)
    written = _with_controls_written(content)
    if written is None:
        return NotRead(source=source, why=_DAMAGED)
    doubts = (*written.doubts, *_kept_in(parts))
    if written.changed:
        data = _repacked({**parts, "content.xml": written.content})
    return _by_way_of_word(source, data, "odt", workshop, doubts)


def read_flat_open_text(source: str, data: bytes, workshop: Workshop) -> Document | NotRead:
    """An .fodt: the same in one XML file."""
    if word_file.declares_entities(data):
        return NotRead(source=source, why=_ENTITIES)
    written = _with_controls_written(data) if len(data) <= MAX_CONTENT else None
    if written is None:
        return NotRead(source=source, why=_DAMAGED)
    return _by_way_of_word(source, written.content, "fodt", workshop, written.doubts)


def read_flat_word(source: str, data: bytes) -> Document | NotRead:
    """A .docx written as one XML file («flat OPC»), unpacked here."""
    if word_file.declares_entities(data):
        return NotRead(source=source, why=_ENTITIES)
    parts = dict(_flat_parts(data))
    if len(parts) > archive.MAX_ENTRIES or not any(name.startswith("word/") for name in parts):
        return NotRead(source=source, why="It is a damaged Word file. Ask the sender to save it as .docx.")
    return word_file.read_word(source, {"[Content_Types].xml": _content_types(data), **parts})


def read_word_2003(source: str) -> NotRead:
    return NotRead(source=source, why=_WORD_2003)


# ------------------------------------------------------------------------------------------------ by way of Word


def _by_way_of_word(source: str, data: bytes, kind: str, workshop: Workshop, doubts: tuple[str, ...]) -> Document | NotRead:
    made = workshop.as_word_file(data, kind)
    if isinstance(made, NotMade):
        return NotRead(source=source, why=made.why)
    return _read_made(source, made, kind, doubts)


def _read_made(source: str, made: bytes, kind: str, doubts: tuple[str, ...], *, body: bytes = b"") -> Document | NotRead:
    """`body` stands for the words of the file that was made."""
    parts = archive.contents(made)
    if isinstance(parts, archive.Refused):
        return NotRead(source=source, why=parts.why)
    found = word_file.read_word(source, {**parts, _BODY: body} if body else parts)
    if isinstance(found, NotRead):
        return found
    return replace(found, file_type=kind, doubts=tuple(dict.fromkeys((*found.doubts, *doubts))))


_BODY = "word/document.xml"


def _body_of(made: bytes) -> bytes:
    parts = archive.contents(made)
    return b"" if isinstance(parts, archive.Refused) else parts.get(_BODY, b"")


def _kept_in(parts: Mapping[str, bytes]) -> Iterator[str]:
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        yield _MACRO
    if any(re.match(r"Object \d+(/|$)", name) for name in parts):
        yield _EMBEDDED


# ------------------------------------------------------------------------------------------------ tick boxes of rich text

_RTF_CODE = re.compile(rb"\\fldinst(?![a-z])")
_RTF_BRACE = re.compile(rb"\\[{}\\]|([{}])")
_RTF_WORD = re.compile(rb"\\[a-z]+-?\d* ?|[{}\s]", re.IGNORECASE)
_RTF_BOX = re.compile(rb"\\fftype1(?![0-9])((?:[^{}]|\{[^{}]*\})*)")
_RTF_STATE = re.compile(rb"\\ffres(\d+)")
_RTF_DEFAULT = re.compile(rb"\\ffdefres(\d+)")
_AS_IT_CAME = 25  # «the state it has by default»


def _ticks_in_rich_text(data: bytes) -> list[bool | None]:
    """Each tick box of the old kind, in order: ticked, not ticked, or not told (LibreOffice saves none of their states)."""
    codes = (_group_from(data, each.end()) for each in _RTF_CODE.finditer(data))
    return [_rtf_tick(code) for code in codes if b"FORMCHECKBOX" in _RTF_WORD.sub(b"", code)]


def _group_from(data: bytes, start: int) -> bytes:
    """What stands from here to the end of its group."""
    depth = 1
    for brace in _RTF_BRACE.finditer(data, start):
        depth += {b"{": 1, b"}": -1}.get(brace.group(), 0)
        if depth == 0:
            return data[start : brace.start()]
    return data[start:]


def _rtf_tick(code: bytes) -> bool | None:
    boxes = _RTF_BOX.findall(code)
    if len(boxes) != 1:
        return None
    state, default = _RTF_STATE.search(boxes[0]), _RTF_DEFAULT.search(boxes[0])
    said = int(state.group(1)) if state else _AS_IT_CAME
    return bool(int(default.group(1))) if said == _AS_IT_CAME and default else said == 1


_FIELD_BEGINS = re.compile(rb'<w:fldChar w:fldCharType="begin"\s{0,80}><w:ffData>')
_DATA_ENDS, _BOX_BEGINS, _BOX_ENDS, _FIELD_ENDS = b"</w:ffData>", b"<w:checkBox>", b"</w:checkBox>", b"</w:fldChar>"
_CHECKED = re.compile(rb'<w:checked(?:\s+w:val="(?:1|true|on)")?\s*/>')


def _agree(before: Sequence[bool | None], after: Sequence[bool]) -> bool:
    return len(before) == len(after) and all(one in (None, other) for one, other in zip(before, after, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _WordBox:
    start: int
    end: int
    is_ticked: bool


def _word_boxes(body: bytes) -> Iterator[_WordBox]:
    """The boxes of a Word file's fields, looked for once from the beginning to the end of its words."""
    at = 0
    while begins := _FIELD_BEGINS.search(body, at):
        at = begins.end()
        data_ends = body.find(_DATA_ENDS, at)
        if data_ends < 0:
            return
        box = body.find(_BOX_BEGINS, at, data_ends)
        if box < 0:
            at = data_ends
            continue
        box_ends = body.find(_BOX_ENDS, box)
        field_ends = body.find(_FIELD_ENDS, box_ends) if box_ends >= 0 else -1
        if field_ends < 0:
            return
        at = field_ends + len(_FIELD_ENDS)
        ticked = _CHECKED.search(body, box, box_ends) is not None
        yield _WordBox(start=begins.start(), end=at, is_ticked=ticked)


def _ticks_in_word_file(body: bytes) -> list[bool]:
    return [box.is_ticked for box in _word_boxes(body)]


def _with_lost_ticks(body: bytes, told: Sequence[bool | None]) -> bytes:
    """The words with a mark in place of each box whose state is not told."""
    lost = b"<w:t>" + UNCLEAR.encode() + b'</w:t><w:fldChar w:fldCharType="begin"/>'
    parts, at = [], 0
    for box, state in zip(_word_boxes(body), told, strict=True):
        if state is None:
            parts += [body[at : box.start], lost]
            at = box.end
    return b"".join((*parts, body[at:]))


# ------------------------------------------------------------------------------------------------ controls of OpenDocument

_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_HOLDS_WORDS = (f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}span", f"{_TEXT}a")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    content: bytes
    changed: bool = False
    doubts: tuple[str, ...] = ()


def _with_controls_written(content: bytes) -> _Written | None:
    """The XML with the state of each form control as words where the control stood; None if it is no XML."""
    if b"draw:control" not in content:
        return _Written(content=content)
    try:
        root = ET.fromstring(content)  # noqa: S314 - a document type declaration, the one way to harm, was refused before
    except (ET.ParseError, ValueError, LookupError):
        return None
    shown = {key: _shown(each) for each in root.iter() if (key := each.get(f"{_FORM}id") or each.get(_XML_ID))}
    floating = False
    for parent in list(root.iter()):
        for control in [each for each in parent if each.tag == f"{_DRAW}control"]:
            if parent.tag in _HOLDS_WORDS and control.get(f"{_TEXT}anchor-type") == "as-char":
                control.tag, words = f"{_TEXT}span", shown.get(control.get(f"{_DRAW}control", ""), "")
                control.attrib.clear()
                control.text = f" {words} "
            else:
                floating = True
    return _Written(content=ET.tostring(root, encoding="utf-8"), changed=True, doubts=(_FLOATING,) if floating else ())


def _shown(control: ET.Element) -> str:
    """What a control shows: its tick and its caption, its words, or the chosen lines of its list."""
    caption = control.get(f"{_FORM}label", "")
    match control.tag.removeprefix(_FORM):
        case "checkbox":
            state = control.get(f"{_FORM}current-state", control.get(f"{_FORM}state", "unchecked"))
            return f"{TICKED if state == 'checked' else UNTICKED} {caption}"
        case "radio":
            state = control.get(f"{_FORM}current-selected", control.get(f"{_FORM}selected", "false"))
            return f"{TICKED if state == 'true' else UNTICKED} {caption}"
        case "listbox":
            chosen = [each for each in control if _is_chosen(each)]
            return ", ".join(each.get(f"{_FORM}label", "") for each in chosen)
        case "button" | "image" | "fixed-text" | "frame" | "hidden" | "generic-control":
            return caption if control.tag == f"{_FORM}fixed-text" else ""
        case _:
            paragraphs = ["".join(each.itertext()) for each in control.iter(f"{_TEXT}p")]
            return control.get(f"{_FORM}current-value", control.get(f"{_FORM}value", "")) or " ".join(paragraphs)


def _is_chosen(option: ET.Element) -> bool:
    return option.get(f"{_FORM}current-selected", option.get(f"{_FORM}selected", "false")) == "true"


def _repacked(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return made.getvalue()


# ------------------------------------------------------------------------------------------------ flat OPC

_PART = re.compile(rb"<pkg:part\b([^<>]*)>")
_PART_NAME = re.compile(rb"""pkg:name\s*=\s*["']([^"']+)["']""")
_PART_TYPE = re.compile(rb"""pkg:contentType\s*=\s*["']([^"']+)["']""")
_XML_DATA = re.compile(rb"<pkg:xmlData\b[^<>]*>")
_BINARY_DATA = re.compile(rb"<pkg:binaryData\b[^<>]*>")


def _parts_in(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(attributes, content) of each part. A part holds no other, so that no place is looked at twice."""
    for piece in data.split(b"</pkg:part>")[:-1]:
        if begins := _PART.search(piece):
            yield begins.group(1), piece[begins.end() :]


def _between(content: bytes, opening: re.Pattern[bytes], closing: bytes) -> bytes | None:
    begins, end = opening.search(content), content.rfind(closing)
    return content[begins.end() : end] if begins and end >= begins.end() else None


def _flat_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part's bytes as they stand: Word declares every prefix inside the part."""
    for attributes, content in _parts_in(data):
        name = _PART_NAME.search(attributes)
        if name is None:
            continue
        xml = _between(content, _XML_DATA, b"</pkg:xmlData>")
        binary = _between(content, _BINARY_DATA, b"</pkg:binaryData>")
        if xml is not None:
            yield name.group(1).decode("utf-8", "replace").lstrip("/"), xml
        elif binary is not None:
            try:
                yield name.group(1).decode("utf-8", "replace").lstrip("/"), base64.b64decode(binary)
            except binascii.Error:
                continue


def _content_types(data: bytes) -> bytes:
    """The list of types that a zip would have, from the parts' own words."""
    named = []
    for attributes, _ in _parts_in(data):
        name, kind = _PART_NAME.search(attributes), _PART_TYPE.search(attributes)
        if name and kind:
            named.append(b'<Override PartName="%s" ContentType="%s"/>' % (name.group(1), kind.group(1)))
    return b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + b"".join(named) + b"</Types>"
