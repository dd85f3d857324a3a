"""Word files: the parts of a .docx (or .docm, .dotx, in either flavour of the standard) → a Document.

The package's relationships are followed and its body walked here, once and in order: python-docx does not see content
controls, form fields, tracked changes and text boxes, where people put their answers (forms.md §2.2), and is far slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from parsing.document import Block, Document, NotRead
from parsing.field import Where
from parsing.word_body import blocks_in
from parsing.word_control import Stores
from parsing.word_hidden import Link, comments, embedded, glossary, hidden_parts, links, settings
from parsing.word_lists import lists_of
from parsing.word_look import Node, W, looks_of, shaded_tables
from parsing.word_run import Spot, Walk

MAX_BODY = 10 * 1024 * 1024
MAX_PARAGRAPHS = 20_000
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
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
        return _document(name, {part.lstrip("/"): content for part, content in parts.items()})
    except RecursionError:
        return NotRead(
            source=name, why="Its tables or boxes are nested too deeply to be read. Ask for the form again as a plain Word file."
        )
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, etree.LxmlError):
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


def _parsed(xml: bytes) -> Node:
    return etree.fromstring(_transitional(xml), _PARSER)


def _transitional(xml: bytes) -> bytes:
    """The strict flavour of the standard differs in its names' addresses only."""
    if b"http://purl.oclc.org/ooxml/" in xml:
        for strict, transitional in _STRICT:
            xml = xml.replace(strict, transitional)
    return xml


def _part_of(folder: str, target: str) -> str:
    path: list[str] = []
    for step in (target if target.startswith("/") else folder + target).split("/"):
        if step == ".." and path:
            path.pop()
        elif step not in ("", ".", ".."):
            path.append(step)
    return "/".join(path)


def _document(name: str, parts: Mapping[str, bytes]) -> Document | NotRead:
    main = _main_part(parts)
    body = _parsed(parts[main]).find(f"{W}body")
    if body is None:
        raise ValueError(main)
    if sum(1 for _ in body.iter(f"{W}p")) > MAX_PARAGRAPHS:
        return NotRead(source=name, why="It has more than 20,000 paragraphs, so it was not read. Ask for the form alone.")
    linked = _linked(main, parts)
    walk = _walk(name, linked, parts)
    blocks = [
        *_stories(walk, linked.get("header", ()), "header"),
        *blocks_in(walk, body, Spot(where=Where(source=name))),
        *_stories(walk, linked.get("footer", ()), "footer"),
        *_notes(walk, linked.get("footnotes", ()), "footnote"),
        *_notes(walk, linked.get("endnotes", ()), "endnote"),
    ]
    _hidden(walk, linked, parts)
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


def _walk(name: str, linked: Mapping[str, list[Node]], parts: Mapping[str, bytes]) -> Walk:
    styles = linked.get("styles", ())
    return Walk(
        source=name,
        looks=looks_of(styles),
        shaded_tables=shaded_tables(styles),
        lists=lists_of(linked.get("numbering", ()), styles),
        stores=Stores.of({part: _parsed(xml) for part, xml in parts.items() if _is_store(part)}),
        prompts=glossary(linked.get("glossaryDocument", ())),
    )


def _is_store(part: str) -> bool:
    return re.fullmatch(r"customXml/item(?:Props)?\d+\.xml", part) is not None


def _hidden(walk: Walk, linked: Mapping[str, list[Node]], parts: Mapping[str, bytes]) -> None:
    """What the file holds without showing it: never an answer, always searched."""
    comments(walk, linked.get("comments", ()))
    settings(walk, linked.get("settings", ()))
    hidden_parts(walk, {part: _parsed(xml) for part, xml in parts.items() if part.endswith(".xml") and _is_unseen(part)})
    links(walk, [Link(target=each.get("Target", "")) for part in parts if part.endswith(".rels") for each in _links(parts, part)])
    embedded(walk, parts)


def _is_unseen(part: str) -> bool:
    """Parts whose words stand in nothing that was walked: properties, data behind controls, diagrams, building blocks."""
    return part.startswith(_UNSEEN_PARTS) and "Props" not in part.rpartition("/")[2]


_UNSEEN_PARTS = ("docProps/", "customXml/item", "word/diagrams/data", "word/charts/chart", "word/glossary/document")


def _links(parts: Mapping[str, bytes], rels: str) -> list[Node]:
    return [each for each in _parsed(parts[rels]) if isinstance(each.tag, str)]


def _main_part(parts: Mapping[str, bytes]) -> str:
    for link in _links(parts, "_rels/.rels") if "_rels/.rels" in parts else ():
        target = _part_of("", link.get("Target", ""))
        if link.get("Type", "").endswith("/officeDocument") and target in parts:
            return target
    return "word/document.xml"


def _nothing_to_read(name: str, parts: Mapping[str, bytes]) -> NotRead:
    if any(part.startswith("word/media/") for part in parts):
        why = "It is a Word file that holds only a picture. Type in what the picture says at the desk."
        return NotRead(source=name, why=why, needs="seeing")
    return NotRead(source=name, why="It is a Word file without any words. Ask the sender whether the right file was attached.")


_WALKED = ("styles", "numbering", "header", "footer", "footnotes", "endnotes", "comments", "settings", "glossaryDocument")


def _linked(main: str, parts: Mapping[str, bytes]) -> dict[str, list[Node]]:
    """The roots of the parts that the body refers to, by the last word of their relation: styles, header, footnotes …"""
    found: dict[str, list[Node]] = {}
    folder, _, base = main.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels".lstrip("/")
    for link in _links(parts, rels) if rels in parts else ():
        kind, target = link.get("Type", "").rpartition("/")[2], _part_of(f"{folder}/", link.get("Target", ""))
        if kind in _WALKED and link.get("TargetMode") != "External" and target in parts:
            found.setdefault(kind, []).append(_parsed(parts[target]))
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
