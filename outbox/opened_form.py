"""The attached form taken apart for the gate: every part of the package, every element, every attribute (D8)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree as ET

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARTS = (
    "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
    "word/styles.xml",
)  # fmt: skip
LARGEST = 1_000_000  # octets of all parts unpacked
LOCAL_HEADER = 30  # octets before a name
END_OF_DIRECTORY = 22
LONGEST_PREFIX = len(":dcmitype")
KNOWN_SPACES = (
    r"http://schemas\.openxmlformats\.org/[\w/-]+|http://schemas\.microsoft\.com/office/(word|mac)/[\w/]+"
    r"|urn:schemas-microsoft-com:(mac:vml|vml|office:office|office:word)|http://purl\.org/dc/(elements/1\.1|terms|dcmitype)/"
    r"|http://www\.w3\.org/2001/XMLSchema-instance"
)
SPACE = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "types",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "core",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
# The elements of word/document.xml: none can hide, quote, insert, delete, comment, fetch or embed.
ELEMENTS = frozenset(
    {
        "document",
        "body",
        "p",
        "pPr",
        "pStyle",
        "r",
        "rPr",
        "b",
        "t",
        "tbl",
        "tblPr",
        "tblStyle",
        "tblW",
        "jc",
        "tblLayout",
        "tblLook",
        "tblGrid",
        "gridCol",
        "tr",
        "trPr",
        "tblHeader",
        "tc",
        "tcPr",
        "tcW",
        "shd",
        "spacing",
        "sectPr",
        "pgSz",
        "pgMar",
        "cols",
        "docGrid",
    }
)
NOT_IN_STYLES = frozenset({"vanish", "webHidden", "specVanish", "del", "ins", "altChunk", "t", "instrText"})
COLOURS = frozenset({"auto", "1D1D1B", "E6E6E6"})
RELATIONS = ("/officeDocument", "/core-properties", "/styles")
SET_PROPERTIES = {"revision": "1", "created": "2000-01-01T00:00:00Z", "modified": "2000-01-01T00:00:00Z", "language": "en-GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedForm:
    shown: tuple[str, ...] = ()  # paragraphs, cell by cell
    behind: tuple[str, ...] = ()  # attributes, properties, names
    problems: tuple[str, ...] = ()


def open_form(data: bytes) -> OpenedForm:
    """Every word of a Word form, or the reason why it cannot be vouched for; never an exception."""
    problems: list[str] = []
    behind: list[str] = []
    shown: list[str] = []
    try:
        for name, content in _unpacked(data, problems, behind):
            root = _parsed(content, problems)
            behind += _strange_name_spaces(content)
            _look_through(name, root, problems, behind)
            if name == "word/document.xml":
                shown = [_text_of(paragraph) for paragraph in root.iter() if _name(paragraph.tag) == "w:p"]
    except (
        zipfile.BadZipFile,
        ET.ParseError,
        zlib.error,
        struct.error,
        ValueError,
        KeyError,
        NotImplementedError,
        EOFError,
    ) as error:
        problems.append(f"D19: the attached form cannot be taken apart ({type(error).__name__}).")
    return OpenedForm(shown=tuple(shown), behind=tuple(dict.fromkeys(behind)), problems=tuple(dict.fromkeys(problems)))


def _unpacked(data: bytes, problems: list[str], behind: list[str]) -> list[tuple[str, bytes]]:
    """The parts, after a look at all that a zip file can carry beside them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        behind += [package.comment.decode("latin-1"), *(f"{each.filename} {each.comment.decode('latin-1')}" for each in entries)]
        if [each.filename for each in entries] != list(PARTS):
            problems.append("D8: the attached form has a part that we do not make, or lacks one.")
        if package.comment or any(each.comment or each.extra for each in entries) or not _tight(data, entries):
            problems.append("D8: the attached form's package holds something beside its parts.")
        if any(each.date_time != (1980, 1, 1, 0, 0, 0) for each in entries):
            problems.append("D8: the attached form's package tells when it was made.")
        if sum(each.file_size for each in entries) > LARGEST:
            raise ValueError("too large")
        return [(each.filename, package.read(each)) for each in entries]


def _tight(data: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether the entries lie side by side from the first octet and the directory ends the file: no gap to hide in."""
    at = 0
    for entry in entries:
        name, extra = struct.unpack_from("<HH", data, at + 26)
        if entry.header_offset != at or extra or entry.flag_bits & ~0x800:
            return False
        at += LOCAL_HEADER + name + entry.compress_size
    size, start, comment = struct.unpack_from("<IIH", data, len(data) - END_OF_DIRECTORY + 12)
    return bool(start == at and start + size + END_OF_DIRECTORY == len(data) and not comment)


def _parsed(content: bytes, problems: list[str]) -> ET.Element:
    words = content.decode("utf-8")
    body = re.sub(r"\A\s*<\?xml [^>]*\?>", "", words)
    if "<!" in body or "<?" in body:
        problems.append("D5: the attached form holds a comment, an instruction or a declaration.")
        if "<!DOCTYPE" in body or "<!ENTITY" in body:
            raise ValueError("a document type")
    return ET.fromstring(body)  # noqa: S314 - our own finished bytes, without a document type (checked above)


def _strange_name_spaces(content: bytes) -> list[str]:
    """Declarations of name spaces that nobody uses in Word: a parser swallows them, and with them what they say."""
    declared = re.findall(r"""xmlns(:\w+)?\s*=\s*["']([^"']*)""", content.decode("utf-8"))
    return [
        f"{prefix} {space}" for prefix, space in declared if len(prefix) > LONGEST_PREFIX or not re.fullmatch(KNOWN_SPACES, space)
    ]


def _look_through(name: str, root: ET.Element, problems: list[str], behind: list[str]) -> None:
    for element in root.iter():
        tag = _name(element.tag)
        behind += [
            f"{_name(key).rpartition(':')[2]} {value}"
            for key, value in element.attrib.items()
            if not _is_relation_type(key, value)
        ]
        beside = () if tag == "w:t" or _is_set_property(tag, element) else (element.text, element.tail)
        behind += [text for text in (tag if tag.startswith("http") else "", *beside) if text]
        problems += _wrong_element(name, tag, element)


def _is_relation_type(key: str, value: str) -> bool:
    """The web addresses by which a package names its parts' kinds; `_inner` knows the three that we use."""
    return key == "Type" and re.fullmatch(KNOWN_SPACES, value) is not None


def _wrong_element(name: str, tag: str, element: ET.Element) -> list[str]:
    problems = []
    space, _, local = tag.partition(":")
    text = (element.text or "").strip()
    if (text and tag != "w:t" and name != "docProps/core.xml") or (element.tail or "").strip():
        problems.append("D5: the attached form has words outside its paragraphs.")
    if name == "word/document.xml" and (space != "w" or local not in ELEMENTS):
        problems.append("D8: the attached form has an element that we do not use.")
    if name == "word/styles.xml" and local in NOT_IN_STYLES:
        problems.append("D8: the attached form has a style that hides.")
    colours = {
        value
        for key, value in element.attrib.items()
        if _name(key) in {"w:color", "w:fill"} or (tag == "w:color" and _name(key) == "w:val")
    }
    if colours - COLOURS:
        problems.append("D9: the attached form has a colour that we do not use.")
    if name == "docProps/core.xml" and text and not _is_set_property(tag, element):
        problems.append("D8: the attached form's properties say something.")
    if name.endswith(".rels") and tag == "rel:Relationship" and not _inner(element):
        problems.append("D8: the attached form points outside itself.")
    return problems


def _is_set_property(tag: str, element: ET.Element) -> bool:
    """One of the properties that are the same in every form of ours."""
    space, _, local = tag.partition(":")
    return space in {"core", "dc", "dcterms"} and (element.text or "") == SET_PROPERTIES.get(local) and not element.tail


def _inner(relation: ET.Element) -> bool:
    target = relation.get("Target", "")
    known = any(relation.get("Type", "").endswith(each) for each in RELATIONS)
    return known and relation.get("TargetMode") is None and any(part.endswith(target) for part in PARTS) and bool(target)


def _text_of(paragraph: ET.Element) -> str:
    """The runs of a paragraph as one: a name split over two runs is still a name."""
    return "".join(element.text or "" for element in paragraph.iter() if _name(element.tag) == "w:t")


def _name(tag: str) -> str:
    """«w:p» for {http://…/main}p; a space that we do not know keeps its full name, so that it is found unusual."""
    if not tag.startswith("{"):
        return tag
    space, _, local = tag[1:].partition("}")
    return f"{SPACE.get(space, space)}:{local}"
