"""Word files: the parts of a .docx (or .docm, .dotx, in either flavour of the standard) → a Document.

python-docx opens the package and follows its relationships; the body is walked here, once and in order, since python-docx
does not see content controls, form fields, tracked changes and text boxes, where people put their answers (forms.md §2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from docx.opc.package import OpcPackage
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from parsing.document import Block, Document, NotRead
from parsing.field import Where
from parsing.word_body import blocks_in
from parsing.word_look import Node, W, looks_of, shaded_tables
from parsing.word_run import Spot, Walk, all_text

MAX_BODY = 10 * 1024 * 1024
MAX_PARAGRAPHS = 20_000
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


_OTHER_ENCODING = re.compile(
    rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|us-ascii["']|iso-8859-1["']|windows-1252["'])""", re.IGNORECASE
)


def read_word(name: str, parts: Mapping[str, bytes]) -> Document | NotRead:
    """The document that a package's parts make up, or why there is none."""
    if trouble := _trouble_of(parts):
        return NotRead(source=name, why=trouble)
    try:
        package = Package.open(BytesIO(_reading_copy(parts)))
        return _document(name, package, parts)
    except RecursionError:
        return NotRead(
            source=name, why="Its tables or boxes are nested too deeply to be read. Ask for the form again as a plain Word file."
        )
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, etree.XMLSyntaxError):
        return NotRead(
            source=name, why="It is a damaged Word file and cannot be read. Ask the sender to save it again and send it anew."
        )


def _trouble_of(parts: Mapping[str, bytes]) -> str:
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")) and declares_entities(content):
            return "It holds a document type declaration, which no Word program writes: not opened. Ask how it was made."
        if part.startswith("word/document") and len(content) > MAX_BODY:
            return "Its text is larger than 10 MiB, so it was not opened. Ask for the form alone."
    return ""


def declares_entities(xml: bytes) -> bool:
    """Whether XML has a DOCTYPE or an entity in any encoding that a parser would follow (reliability §6)."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:4]:
        xml = xml.replace(b"\x00", b"")
    elif _OTHER_ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return b'"utf-16' not in xml[:100].lower()  # utf-16 declared over plain bytes is a lie that the parser refuses itself
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml


def _reading_copy(parts: Mapping[str, bytes]) -> bytes:
    """The parts that are read, as a package that python-docx accepts: macros, pictures and dead links left out."""
    kept = {name.lstrip("/"): _transitional(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    types = parse_xml(kept["[Content_Types].xml"])
    for each in types.iter(f"{_TYPES}Override"):
        kind = each.get("ContentType", "")
        if kind.endswith(".main+xml") and kind != _MAIN_TYPE:
            each.set("ContentType", _MAIN_TYPE)
    for extension in ("xml", "rels"):
        if not any(each.get("Extension", "").lower() == extension for each in types.iter(f"{_TYPES}Default")):
            etree.SubElement(types, f"{_TYPES}Default", Extension=extension, ContentType="application/xml")
    kept["[Content_Types].xml"] = etree.tostring(types)
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as archive:
        for name, content in kept.items():
            archive.writestr(name, _living_links(name, content, kept) if name.endswith(".rels") else content)
    return copy.getvalue()


def _transitional(xml: bytes) -> bytes:
    """The strict flavour of the standard differs in its names' addresses only."""
    if b"http://purl.oclc.org/ooxml/" in xml:
        for strict, transitional in _STRICT:
            xml = xml.replace(strict, transitional)
    return xml


def _living_links(name: str, content: bytes, kept: Mapping[str, bytes]) -> bytes:
    folder = name.rpartition("_rels/")[0]
    links = parse_xml(content)
    for link in list(links):
        if (
            isinstance(link.tag, str)
            and link.get("TargetMode") != "External"
            and _part_of(folder, link.get("Target", "")) not in kept
        ):
            links.remove(link)
    return etree.tostring(links)


def _part_of(folder: str, target: str) -> str:
    path: list[str] = []
    for step in (target if target.startswith("/") else folder + target).split("/"):
        if step == ".." and path:
            path.pop()
        elif step not in ("", ".", ".."):
            path.append(step)
    return "/".join(path)


_DOUBT_COMMENTS = "It holds comments in the margin, which are not read as answers. Look at them in the original."
_DOUBT_MACRO = "It holds a macro, which was not run. Ask the sender why."
_DOUBT_EMBEDDED = "It holds an embedded file, which was not read. Open the original to see it."
_DOUBT_ACTIVE = (
    "It holds ActiveX controls, whose state cannot be read. Look at the original, or ask for the blank form of the scheme."
)


_DOUBT_REMOTE = "It refers to a template on another computer, which was not fetched."


def _document(name: str, package: OpcPackage, parts: Mapping[str, bytes]) -> Document | NotRead:
    main = package.main_document_part
    body = main.element.body
    if sum(1 for _ in body.iter(f"{W}p")) > MAX_PARAGRAPHS:
        return NotRead(source=name, why="It has more than 20,000 paragraphs, so it was not read. Ask for the form alone.")
    linked = _linked(main)
    walk = Walk(source=name, looks=looks_of(linked.get("styles", ())), shaded_tables=shaded_tables(linked.get("styles", ())))
    start = Spot(where=Where(source=name))
    blocks = [
        *_stories(walk, linked.get("header", ()), "header"),
        *blocks_in(walk, body, start),
        *_stories(walk, linked.get("footer", ()), "footer"),
        *_notes(walk, linked.get("footnotes", ()), "footnote"),
        *_notes(walk, linked.get("endnotes", ()), "endnote"),
    ]
    _comments(walk, linked.get("comments", ()))
    _hidden_parts(walk, parts)
    _settings(walk, linked.get("settings", ()))
    found = Document(
        source=name,
        file_type="docx",
        blocks=tuple(blocks),
        named=tuple(walk.named),
        hidden=tuple(walk.hidden),
        doubts=tuple(walk.doubts),
    )
    if any(line.text or line.pieces for line in found.lines()):
        return found
    return _nothing_to_read(name, parts)


def _nothing_to_read(name: str, parts: Mapping[str, bytes]) -> NotRead:
    if any(part.startswith("word/media/") for part in parts):
        return NotRead(source=name, why="It is a Word file that holds only a picture. Type in what the picture says at the desk.")
    return NotRead(source=name, why="It is a Word file without any words. Ask the sender whether the right file was attached.")


def _linked(main: Any) -> dict[str, list[Node]]:
    """The roots of the parts that the body refers to, by the last word of their relation: styles, header, footnotes …"""
    found: dict[str, list[Node]] = {}
    for link in main.rels.values():
        if not link.is_external:
            part = link.target_part
            root = part.element if hasattr(part, "element") else parse_xml(part.blob)
            found.setdefault(link.reltype.rpartition("/")[2], []).append(root)
    return found


def _stories(walk: Walk, roots: Iterable[Node], note: str) -> list[Block]:
    """Headers or footers, each wording once, however many kinds of page repeat it."""
    seen: dict[str, list[Block]] = {}
    for root in roots:
        seen.setdefault("".join(root.itertext()), blocks_in(walk, root, Spot(where=Where(source=walk.source, note=note))))
    return [block for blocks in seen.values() for block in blocks]


def _notes(walk: Walk, roots: Iterable[Node], note: str) -> list[Block]:
    spot = Spot(where=Where(source=walk.source, note=note))
    real = [each for root in roots for each in root if isinstance(each.tag, str) and not each.get(f"{W}type")]
    return [block for each in real for block in blocks_in(walk, each, spot)]


def _comments(walk: Walk, roots: Iterable[Node]) -> None:
    for comment in (each for root in roots for each in root.iter(f"{W}comment")):
        walk.hide(all_text(comment), Where(source=walk.source), f"comment by {comment.get(f'{W}author', 'somebody')}")
        walk.doubt(_DOUBT_COMMENTS)


_REMOTE_TEMPLATE = re.compile(rb"""Target\s*=\s*["'](?:https?:|ftp:|\\\\|file:/{4,5}[^/]|file:\\\\)""", re.IGNORECASE)
_PROPERTY_PARTS = ("docProps/", "customXml/item", "word/diagrams/data", "word/charts/chart")


def _hidden_parts(walk: Walk, parts: Mapping[str, bytes]) -> None:
    """Properties, data behind controls, words inside diagrams; and what a package may carry that nobody reads."""
    walk.hide(walk.source, Where(source=walk.source), "file name")
    for name, content in parts.items():
        if name.startswith(_PROPERTY_PARTS) and name.endswith(".xml") and "Props" not in name.rpartition("/")[2]:
            for each in parse_xml(content).iter():
                if isinstance(each.tag, str) and each.text:
                    walk.hide(each.text, Where(source=walk.source), f"property {each.get('name') or each.tag.rpartition('}')[2]}")
    if _REMOTE_TEMPLATE.search(parts.get("word/_rels/settings.xml.rels", b"")):
        walk.doubt(_DOUBT_REMOTE)
    for sign, sentence in (("vbaproject.bin", _DOUBT_MACRO), ("/embeddings/", _DOUBT_EMBEDDED), ("/activex/", _DOUBT_ACTIVE)):
        if any(sign in name.lower() for name in parts):
            walk.doubt(sentence)


def _settings(walk: Walk, roots: Iterable[Node]) -> None:
    for variable in (each for root in roots for each in root.iter(f"{W}docVar")):
        walk.hide(variable.get(f"{W}val", ""), Where(source=walk.source), "document variable")
