"""Word files: the parts of a .docx (or .docm, .dotx, in either flavour of the standard) → a Document.

python-docx opens the package and follows its relationships; the body is walked here, once and in order, since python-docx
does not see content controls, form fields, tracked changes and text boxes, where people put their answers (forms.md §2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date as Day  # noqa: N812 - a day of the calendar; «date» is a kind of content control here
from io import BytesIO
from itertools import groupby
from typing import Any, TypeAlias
from zipfile import ZIP_STORED, ZipFile

from docx.opc.package import OpcPackage
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from parsing import ticks
from parsing.document import TICKED, UNTICKED, Block, Cell, Document, Line, NamedValue, NotRead, Piece, Table
from parsing.field import Where

MAX_BODY = 10 * 1024 * 1024
MAX_PARAGRAPHS = 20_000

Node: TypeAlias = Any  # an lxml element; lxml carries no types, and none leave this module

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFF = ("0", "false", "off", "none")
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


# ------------------------------------------------------------------------------------------------ opening


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


# ------------------------------------------------------------------------------------------------ the document as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a style or a run says about the look of its words; None where it says nothing."""

    struck: bool | None = None
    bold: bool | None = None
    underlined: bool | None = None
    highlighted: bool | None = None
    vanished: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    shaded: bool | None = None
    font: str | None = None


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What is gathered on the way through one file."""

    source: str
    looks: Mapping[str, _Look]
    shaded_tables: frozenset[str]  # table styles that lay a colour under their cells
    tables: int = 0
    lines: int = 0
    open_fields: list[_OpenField] = field(default_factory=list)
    named: list[NamedValue] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)
    doubts: dict[str, None] = field(default_factory=dict)  # an ordered set

    def hide(self, text: str, where: Where, note: str) -> None:
        if text.strip():
            self.hidden.append(Line(text=ticks.plain(text).strip(), where=replace(where, note=note)))

    def doubt(self, sentence: str) -> None:
        self.doubts[sentence] = None


@dataclass(slots=True, kw_only=True)
class _OpenField:
    """A field code whose end has not come yet."""

    in_code: bool = True
    code: str = ""
    mute: bool = False  # its result is not text: the state was taken from the form field's data


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where the walk is, and what holds there."""

    where: Where
    tags: tuple[str, ...] = ()
    blank: bool = False  # inside a control that shows its placeholder
    shaded: bool = False  # a colour lies under the words, so white ones may show
    look: _Look = _Look()


_DOUBT_DELETED = (
    "It holds tracked changes that nobody accepted: words that were struck out are not read. Ask which wording holds."
)
_DOUBT_COMMENTS = "It holds comments in the margin, which are not read as answers. Look at them in the original."
_DOUBT_MACRO = "It holds a macro, which was not run. Ask the sender why."
_DOUBT_EMBEDDED = "It holds an embedded file, which was not read. Open the original to see it."
_DOUBT_ACTIVE = (
    "It holds ActiveX controls, whose state cannot be read. Look at the original, or ask for the blank form of the scheme."
)
_DOUBT_REMOTE = "It refers to a template on another computer, which was not fetched."
_DOUBT_UNSEEN = (
    "It holds white or tiny words that do not show on the page; they are not read as answers. Ask the sender about them."
)
_DOUBT_CHUNK = "It holds a piece of another file that was not read. Open the original to see it."


def _document(name: str, package: OpcPackage, parts: Mapping[str, bytes]) -> Document | NotRead:
    main = package.main_document_part
    body = main.element.body
    if sum(1 for _ in body.iter(f"{W}p")) > MAX_PARAGRAPHS:
        return NotRead(source=name, why="It has more than 20,000 paragraphs, so it was not read. Ask for the form alone.")
    linked = _linked(main)
    walk = _Walk(source=name, looks=_looks(linked.get("styles", ())), shaded_tables=_shaded_tables(linked.get("styles", ())))
    start = _Spot(where=Where(source=name))
    blocks = [
        *_stories(walk, linked.get("header", ()), "header"),
        *_blocks(walk, body, start),
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


def _stories(walk: _Walk, roots: Iterable[Node], note: str) -> list[Block]:
    """Headers or footers, each wording once, however many kinds of page repeat it."""
    seen: dict[str, list[Block]] = {}
    for root in roots:
        seen.setdefault("".join(root.itertext()), _blocks(walk, root, _Spot(where=Where(source=walk.source, note=note))))
    return [block for blocks in seen.values() for block in blocks]


def _notes(walk: _Walk, roots: Iterable[Node], note: str) -> list[Block]:
    spot = _Spot(where=Where(source=walk.source, note=note))
    real = [each for root in roots for each in root if isinstance(each.tag, str) and not each.get(f"{W}type")]
    return [block for each in real for block in _blocks(walk, each, spot)]


def _comments(walk: _Walk, roots: Iterable[Node]) -> None:
    for comment in (each for root in roots for each in root.iter(f"{W}comment")):
        walk.hide(_all_text(comment), Where(source=walk.source), f"comment by {comment.get(f'{W}author', 'somebody')}")
        walk.doubt(_DOUBT_COMMENTS)


_REMOTE_TEMPLATE = re.compile(rb"""Target\s*=\s*["'](?:https?:|ftp:|\\\\|file:/{4,5}[^/]|file:\\\\)""", re.IGNORECASE)
_PROPERTY_PARTS = ("docProps/", "customXml/item", "word/diagrams/data", "word/charts/chart")


def _hidden_parts(walk: _Walk, parts: Mapping[str, bytes]) -> None:
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


def _settings(walk: _Walk, roots: Iterable[Node]) -> None:
    for variable in (each for root in roots for each in root.iter(f"{W}docVar")):
        walk.hide(variable.get(f"{W}val", ""), Where(source=walk.source), "document variable")


# ------------------------------------------------------------------------------------------------ looks


def _looks(roots: Iterable[Node]) -> dict[str, _Look]:
    """Each style's look, with what it inherits."""
    styles = {each.get(f"{W}styleId", ""): each for root in roots for each in root.iter(f"{W}style")}
    known: dict[str, _Look] = {}
    for name in styles:
        for each in reversed(_line_of_bases(name, styles, known)):
            base = known.get(_value(styles[each].find(f"{W}basedOn")), _Look())
            known[each] = _over(base, _look(styles[each].find(f"{W}rPr")))
    return known


def _line_of_bases(name: str, styles: Mapping[str, Node], known: Mapping[str, _Look]) -> list[str]:
    """A style, its base, the base's base … as far as they are not known yet; a ring of bases ends where it began."""
    line: list[str] = []
    while name in styles and name not in known and name not in line:
        line.append(name)
        name = _value(styles[name].find(f"{W}basedOn"))
    return line


def _shaded_tables(roots: Iterable[Node]) -> frozenset[str]:
    tables = (each for root in roots for each in root.iter(f"{W}style") if each.get(f"{W}type") == "table")
    return frozenset(each.get(f"{W}styleId", "") for each in tables if any(map(_is_colour, each.iter(f"{W}shd"))))


def _look(properties: Node | None) -> _Look:
    if properties is None:
        return _Look()
    said: dict[str, Any] = {}
    for each in properties:
        if isinstance(each.tag, str) and (reader := _LOOK_READERS.get(each.tag)):
            attribute, value = reader(each)
            said[attribute] = value or said.get(attribute, False) if attribute == "struck" else value
    return _Look(**said)


def _is_on(node: Node) -> bool:
    return node.get(f"{W}val", "1").lower() not in _OFF


def _is_colour(shading: Node) -> bool:
    return shading.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff", "") or bool(shading.get(f"{W}themeFill"))


def _is_white(colour: Node) -> bool:
    return colour.get(f"{W}val", "").lower() in ("ffffff", "fefefe") or colour.get(f"{W}themeColor") == "background1"


def _half_points(size: Node) -> float:
    try:
        return float(size.get(f"{W}val", "22"))
    except ValueError:
        return 22


_LOOK_READERS: dict[str, Any] = {
    f"{W}strike": lambda node: ("struck", _is_on(node)),
    f"{W}dstrike": lambda node: ("struck", _is_on(node)),
    f"{W}b": lambda node: ("bold", _is_on(node)),
    f"{W}u": lambda node: ("underlined", _is_on(node)),
    f"{W}highlight": lambda node: ("highlighted", _is_on(node)),
    f"{W}vanish": lambda node: ("vanished", _is_on(node)),
    f"{W}color": lambda node: ("white", _is_white(node)),
    f"{W}sz": lambda node: ("tiny", _half_points(node) <= 4),
    f"{W}shd": lambda node: ("shaded", _is_colour(node)),
    f"{W}rFonts": lambda node: ("font", node.get(f"{W}ascii") or node.get(f"{W}hAnsi") or node.get(f"{W}cs")),
}
_ASPECTS = tuple(each.name for each in fields(_Look))


def _over(base: _Look, top: _Look) -> _Look:
    if top == _Look():
        return base
    return _Look(**{name: getattr(base, name) if getattr(top, name) is None else getattr(top, name) for name in _ASPECTS})


# ------------------------------------------------------------------------------------------------ blocks


def _blocks(walk: _Walk, parent: Node, spot: _Spot) -> list[Block]:
    found: list[Block] = []
    for node in parent:
        tag = node.tag
        if tag == f"{W}p":
            found += _paragraph(walk, node, spot)
        elif tag == f"{W}tbl":
            found += _table(walk, node, spot)
        elif tag == f"{W}sdt":
            found += _block_control(walk, node, spot)
        elif tag in _GONE:
            _delete(walk, node, spot)
        elif tag in _THROUGH:
            found += _blocks(walk, node, spot)
        elif tag == f"{MC}AlternateContent":
            found += _blocks(walk, _branch(node), spot)
        elif tag in (f"{W}altChunk", f"{W}subDoc"):
            walk.doubt(_DOUBT_CHUNK)
    return found


_GONE = (f"{W}del", f"{W}moveFrom")
_ADDED = (f"{W}ins", f"{W}moveTo")
_THROUGH = (*_ADDED, f"{W}customXml", f"{W}smartTag", f"{W}hyperlink", f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{W}rubyBase")


def _block_control(walk: _Walk, node: Node, spot: _Spot) -> list[Block]:
    control = _control(node)
    if control.tick is not None:
        return [Line(text=_ticked(walk, control, spot.where), where=spot.where, tags=(*spot.tags, *control.names))]
    if control.content is None:
        return []
    blocks = _blocks(walk, control.content, _inside(spot, control))
    _name(walk, control, spot.where, "\n".join(block.text for block in blocks if isinstance(block, Line)))
    return blocks


def _inside(spot: _Spot, control: _Control) -> _Spot:
    tags = (*spot.tags, *control.names) if control.is_leaf else spot.tags
    return replace(spot, tags=tags, blank=spot.blank or control.is_empty)


def _branch(alternative: Node) -> Node:
    """One branch of two that show the same: the modern one where it holds anything."""
    branches = [each for each in alternative if each.tag in (f"{MC}Choice", f"{MC}Fallback") and len(each)]
    return branches[0] if branches else ()


def _delete(walk: _Walk, node: Node, spot: _Spot) -> None:
    walk.hide(_all_text(node), spot.where, f"struck out by {node.get(f'{W}author', 'somebody')}")
    walk.doubt(_DOUBT_DELETED)


def _all_text(node: Node) -> str:
    return "".join(
        "\n" if each.tag == f"{W}p" else each.text or "" for each in node.iter(f"{W}p", f"{W}t", f"{W}delText")
    ).strip()


# ------------------------------------------------------------------------------------------------ tables


def _table(walk: _Walk, node: Node, spot: _Spot) -> list[Block]:
    """The table, then the tables nested in it, each row of cells from left to right."""
    walk.tables += 1
    style = _value(node.find(f"{W}tblPr/{W}tblStyle"))
    here = replace(
        spot,
        where=replace(spot.where, table=walk.tables, row=0, cell=0, line=0),
        tags=(),
        shaded=spot.shaded or style in walk.shaded_tables,
    )
    rows: list[tuple[Cell, ...]] = []
    nested: list[Block] = []
    open_merges: set[int] = set()
    for row, in_row in _rows(walk, node, here):
        cells, below = _row(walk, row, replace(in_row, where=replace(here.where, row=len(rows) + 1)), open_merges)
        rows.append(cells)
        nested += below
    return [Table(rows=tuple(rows)), *nested]


def _rows(walk: _Walk, parent: Node, spot: _Spot) -> Iterator[tuple[Node, _Spot]]:
    for node in parent:
        if node.tag == f"{W}tr":
            if node.find(f"{W}trPr/{W}del") is None:
                yield node, spot
            else:
                _delete(walk, node, spot)
        elif node.tag == f"{W}sdt" and (control := _control(node)).content is not None:
            # a control around a row names the row's last cell: the first ones hold the question
            yield from _rows(walk, control.content, replace(spot, tags=control.names if control.is_leaf else ()))
        elif node.tag in _THROUGH:
            yield from _rows(walk, node, spot)


def _row(walk: _Walk, row: Node, spot: _Spot, open_merges: set[int]) -> tuple[tuple[Cell, ...], list[Block]]:
    cells: list[Cell] = []
    nested: list[Block] = []
    column = 1 + int(_value(row.find(f"{W}trPr/{W}gridBefore")) or 0)
    nodes = list(_cells(row, replace(spot, tags=())))
    for number, (node, at, control) in enumerate(nodes, 1):
        tags = spot.tags if number == len(nodes) else ()
        here = replace(at, where=replace(spot.where, cell=number), tags=(*tags, *at.tags), shaded=at.shaded or _is_shaded(node))
        wide = int(_value(node.find(f"{W}tcPr/{W}gridSpan")) or 1)
        if _is_covered(node, column, open_merges):
            walk.hide(_all_text(node), here.where, "under a merged cell")
        elif node.find(f"{W}tcPr/{W}cellDel") is not None:
            _delete(walk, node, here)
        else:
            lines, below = _cell(walk, node, here, control, labelled=any(each.text for each in cells))
            cells.append(Cell(lines=lines, row=spot.where.row, column=column, columns=wide, where=here.where))
            nested += below
        column += wide
    return tuple(cells), nested


def _cells(parent: Node, spot: _Spot, control: _Control | None = None) -> Iterator[tuple[Node, _Spot, _Control | None]]:
    for node in parent:
        if node.tag == f"{W}tc":
            yield node, spot, control
        elif node.tag == f"{W}sdt" and (around := _control(node)).content is not None:
            yield from _cells(around.content, _inside(spot, around), around)
        elif node.tag in _THROUGH:
            yield from _cells(node, spot, control)


def _is_shaded(cell: Node) -> bool:
    shading = cell.find(f"{W}tcPr/{W}shd")
    return shading is not None and _is_colour(shading)


def _is_covered(cell: Node, column: int, open_merges: set[int]) -> bool:
    """Whether a cell only continues the one above it, or the one at its left."""
    across, down = cell.find(f"{W}tcPr/{W}hMerge"), cell.find(f"{W}tcPr/{W}vMerge")
    if across is not None and column > 1 and _value(across) != "restart":
        return True
    if down is None:
        open_merges.discard(column)
        return False
    continues = _value(down) != "restart" and column in open_merges
    open_merges.add(column)
    return continues


def _cell(
    walk: _Walk, node: Node, spot: _Spot, control: _Control | None, *, labelled: bool
) -> tuple[tuple[Line, ...], list[Block]]:
    """The lines of a cell, and the tables nested in it.

    A table nested beside a question is (part of) its answer: its words stand in the cell too, a line a row.
    """
    if control and control.tick is not None:
        return (Line(text=_ticked(walk, control, spot.where), where=spot.where, tags=spot.tags),), []
    blocks = _blocks(walk, node, spot)
    lines = [line for block in blocks for line in ([block] if isinstance(block, Line) else _row_lines(block, labelled=labelled))]
    if control:
        _name(walk, control, spot.where, "\n".join(line.text for line in lines if line.text))
    return tuple(lines), [block for block in blocks if isinstance(block, Table) and not (labelled and _is_one_column(block))]


def _row_lines(table: Table, *, labelled: bool) -> list[Line]:
    if not labelled:
        return []
    lines = []
    for row in table.rows:
        text = "\t".join(cell.text for cell in row)
        if text.strip():
            pieces = tuple(piece for cell in row for line in cell.lines for piece in line.pieces)
            lines.append(Line(text=text, where=replace(row[0].where, note="nested table"), pieces=pieces))
    return lines


def _is_one_column(table: Table) -> bool:
    return all(len(row) <= 1 for row in table.rows)


# ------------------------------------------------------------------------------------------------ paragraphs


@dataclass(slots=True, kw_only=True)
class _Words:
    """A paragraph being read."""

    pieces: list[tuple[str, _Look]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    note: str = ""

    def text_from(self, start: int) -> str:
        return "".join(text for text, look in self.pieces[start:] if not look.struck)


def _paragraph(walk: _Walk, node: Node, spot: _Spot) -> list[Block]:
    properties = node.find(f"{W}pPr")
    if not spot.where.table and not spot.where.note:
        walk.lines += 1
        spot = replace(spot, where=replace(spot.where, line=walk.lines))
    if properties is not None:
        spot = replace(
            spot,
            look=walk.looks.get(_value(properties.find(f"{W}pStyle")), _Look()),
            shaded=spot.shaded or _has_ground(properties),
        )
        if properties.find(f"{W}rPr/{W}del") is not None:
            walk.doubt(_DOUBT_DELETED)
    words = _Words()
    _inline(walk, node, spot, words)
    line = _line(words, spot)
    in_box = replace(spot, where=replace(spot.where, note="text box"), shaded=True, look=_Look())
    boxes = [block for box in words.boxes for block in _blocks(walk, box, in_box)]
    return [*([line] if line.text or line.pieces or line.tags else []), *boxes]


def _has_ground(properties: Node) -> bool:
    shading = properties.find(f"{W}shd")
    return shading is not None and _is_colour(shading)


def _line(words: _Words, spot: _Spot) -> Line:
    """The paragraph's words; runs of one look become one piece."""
    whole = "".join(text for text, _ in words.pieces)
    crossed = ticks.crosses_are_ticks(whole)
    pieces = []
    for marks, runs in groupby(words.pieces, key=lambda piece: _marks(piece[1])):
        text = ticks.plain("".join(text for text, _ in runs), crossed=crossed)
        pieces.append(Piece(text=text, struck=marks[0], bold=marks[1], underlined=marks[2], highlighted=marks[3]))
    shown = ticks.without_prompts("".join(piece.text for piece in pieces if not piece.struck)).strip()
    if not shown and not any(piece.struck and piece.text.strip() for piece in pieces):
        pieces = []
    where = replace(spot.where, note=spot.where.note or words.note)
    return Line(text=shown, where=where, pieces=tuple(pieces), tags=(*spot.tags, *words.tags))


def _marks(look: _Look) -> tuple[bool, bool, bool, bool]:
    return bool(look.struck), bool(look.bold), bool(look.underlined), bool(look.highlighted or look.shaded)


def _inline(walk: _Walk, parent: Node, spot: _Spot, words: _Words) -> None:
    for node in parent:
        tag = node.tag
        if tag == f"{W}r":
            _run(walk, node, spot, words)
        elif tag == f"{W}sdt":
            _inline_control(walk, node, spot, words)
        elif tag in _GONE:
            _delete(walk, node, spot)
        elif tag in _THROUGH:
            if tag in _ADDED:
                words.note = f"added by {node.get(f'{W}author', 'somebody')}"
            walk.hide(node.get(f"{W}instr", ""), spot.where, "field code")
            _inline(walk, node, spot, words)
        elif tag == f"{MC}AlternateContent":
            _inline(walk, _branch(node), spot, words)
        elif isinstance(tag, str) and tag.endswith(("}oMath", "}oMathPara")):
            words.pieces.append(("".join(node.itertext()), spot.look))


def _run(walk: _Walk, node: Node, spot: _Spot, words: _Words) -> None:
    properties = node.find(f"{W}rPr")
    look = spot.look
    if properties is not None:
        look = _over(_over(look, walk.looks.get(_value(properties.find(f"{W}rStyle")), _Look())), _look(properties))
    for child in node:
        tag = child.tag
        if tag == f"{W}t":
            _say(walk, _drawn(child.text or "", look.font), look, spot, words)
        elif tag in _CHARACTERS:
            _say(walk, _CHARACTERS[tag], look, spot, words)
        elif tag == f"{W}sym":
            _say(walk, _symbol(child), look, spot, words)
        elif tag == f"{W}fldChar":
            _field_mark(walk, child, look, spot, words)
        elif tag == f"{W}instrText":
            _field_code(walk, child, spot)
        elif tag in _GONE or tag == f"{W}delText":
            _delete(walk, node, spot)
        elif tag in _PICTURES:
            _picture(walk, child, spot, words)
        elif tag == f"{W}ruby":
            _inline(walk, child, replace(spot, look=look), words)


_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent")


def _say(walk: _Walk, text: str, look: _Look, spot: _Spot, words: _Words) -> None:
    """Words of a run: into the line, or out of sight."""
    if any(each.mute and not each.in_code for each in walk.open_fields):
        return
    if any(each.in_code for each in walk.open_fields):
        walk.hide(text, spot.where, "field code")
    elif spot.blank:
        walk.hide(text, spot.where, "placeholder")
    elif look.vanished:
        walk.hide(text, spot.where, "hidden text")
    elif text.strip() and (look.tiny or (look.white and not (spot.shaded or look.shaded or look.highlighted))):
        walk.hide(text, spot.where, "white or tiny text")
        walk.doubt(_DOUBT_UNSEEN)
    else:
        words.pieces.append((text, look))


def _drawn(text: str, font: str | None) -> str:
    if font and ticks.is_symbol_font(font):
        return "".join(ticks.symbol(ord(char), font) if not char.isspace() else char for char in text)
    if any(0xF000 <= ord(char) <= 0xF0FF for char in text):
        return "".join(ticks.symbol(ord(char), font or "") for char in text)
    return text


def _symbol(node: Node) -> str:
    try:
        return ticks.symbol(int(node.get(f"{W}char", "20"), 16), node.get(f"{W}font", "Wingdings"))
    except (ValueError, OverflowError):
        return " "


def _picture(walk: _Walk, node: Node, spot: _Spot, words: _Words) -> None:
    """Text boxes are read after their paragraph; a picture's description is out of sight."""
    for each in node if node.tag != f"{MC}AlternateContent" else _branch(node):
        if not isinstance(each.tag, str):
            continue
        if each.tag == f"{W}txbxContent":
            words.boxes.append(each)
            continue
        for attribute in ("descr", "title", "alt"):
            walk.hide(each.get(attribute, ""), spot.where, "picture's description")
        _picture(walk, each, spot, words)


# ------------------------------------------------------------------------------------------------ fields and legacy form fields


def _field_mark(walk: _Walk, mark: Node, look: _Look, spot: _Spot, words: _Words) -> None:
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        walk.open_fields.append(_OpenField())
        _form_field(walk, mark.find(f"{W}ffData"), look, spot, words)
    elif kind == "separate" and walk.open_fields:
        walk.open_fields[-1].in_code = False
    elif kind == "end" and walk.open_fields:
        walk.hide(walk.open_fields.pop().code, spot.where, "field code")


def _field_code(walk: _Walk, node: Node, spot: _Spot) -> None:
    if walk.open_fields and walk.open_fields[-1].in_code:
        walk.open_fields[-1].code += node.text or ""
    else:
        walk.hide(node.text or "", spot.where, "field code")


def _form_field(walk: _Walk, data: Node | None, look: _Look, spot: _Spot, words: _Words) -> None:
    if data is None:
        return
    name = _value(data.find(f"{W}name"))
    box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    words.tags += [name] if name else []
    if box is None and choices is None:
        return  # its words are the field's result, read as they come
    shown = _legacy_tick(box) if box is not None else _legacy_choice(walk, choices)
    walk.open_fields[-1].mute = True
    words.pieces.append((shown, look))
    if name:
        walk.named.append(NamedValue(name=name, value=shown.strip(), where=replace(spot.where, note=f"form field {name}")))


def _legacy_tick(box: Node) -> str:
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    return TICKED if state is not None and _is_on(state) else UNTICKED


def _legacy_choice(walk: _Walk, choices: Node) -> str:
    entries = [each.get(f"{W}val", "") for each in choices.findall(f"{W}listEntry")]
    result = choices.find(f"{W}result")
    state = choices.find(f"{W}default") if result is None else result
    at = int(_value(state) or 0)
    shown = entries[at] if 0 <= at < len(entries) else ""
    if result is None and shown.strip():
        walk.doubt(f"A drop-down still shows the choice it came with, «{shown}»: nobody may have chosen it. Ask the sender.")
    return shown


# ------------------------------------------------------------------------------------------------ content controls


@dataclass(frozen=True, slots=True, kw_only=True)
class _Control:
    """A content control: its names, its state, its content."""

    names: tuple[str, ...]  # tag, then alias
    content: Node | None
    is_empty: bool  # it shows its placeholder
    is_leaf: bool  # no control or table within: its words are one answer
    tick: bool | None
    glyphs: tuple[str, str]  # what it draws when ticked, when not
    prompts: frozenset[str]  # the drop-down entries that are no choice
    picked: Day | None
    month_first: bool


def _control(node: Node) -> _Control:
    properties, content = node.find(f"{W}sdtPr"), node.find(f"{W}sdtContent")
    if properties is None:
        properties = ()
    by_tag: dict[Any, Node] = {each.tag: each for each in properties}
    names = dict.fromkeys(filter(None, (_value(by_tag.get(f"{W}tag")), _value(by_tag.get(f"{W}alias")))))
    box, picker = by_tag.get(f"{W14}checkbox"), by_tag.get(f"{W}date")
    showing = by_tag.get(f"{W}showingPlcHdr")
    lists = [each for each in (by_tag.get(f"{W}dropDownList"), by_tag.get(f"{W}comboBox")) if each is not None]
    items = [item for each in lists for item in each.findall(f"{W}listItem")]
    return _Control(
        names=tuple(names),
        content=content,
        is_empty=showing is not None and _is_on(showing),
        is_leaf=content is not None and next(content.iter(f"{W}sdt", f"{W}tbl"), None) is None,
        tick=None if box is None else _is_checked(box),
        glyphs=("☒", "☐") if box is None else (_glyph(box, "checkedState", "☒"), _glyph(box, "uncheckedState", "☐")),
        prompts=frozenset(item.get(f"{W}displayText", "") for item in items if not item.get(f"{W}value")),
        picked=None if picker is None else _day(picker.get(f"{W}fullDate", "")),
        month_first=picker is not None and _value(picker.find(f"{W}dateFormat")).lower().startswith("m"),
    )


def _is_checked(box: Node) -> bool:
    state = box.find(f"{W14}checked")
    return state is not None and state.get(f"{W14}val", "1").lower() not in _OFF


def _glyph(box: Node, state: str, otherwise: str) -> str:
    node = box.find(f"{W14}{state}")
    try:
        return otherwise if node is None else chr(int(node.get(f"{W14}val", ""), 16))
    except (ValueError, OverflowError):
        return otherwise


def _day(text: str) -> Day | None:
    try:
        return Day.fromisoformat(text[:10])
    except ValueError:
        return None


def _inline_control(walk: _Walk, node: Node, spot: _Spot, words: _Words) -> None:
    control = _control(node)
    words.tags += control.names
    if control.tick is not None:
        words.pieces.append((_ticked(walk, control, spot.where), spot.look))
        return
    if control.content is None:
        return
    start = len(words.pieces)
    _inline(walk, control.content, replace(spot, blank=spot.blank or control.is_empty), words)
    said = words.text_from(start)
    if said.strip() in control.prompts:
        del words.pieces[start:]
    elif day := _day_shown_month_first(control, said):
        words.pieces[start:] = [(day, words.pieces[start][1])]
    _name(walk, control, spot.where, words.text_from(start))


def _ticked(walk: _Walk, control: _Control, where: Where) -> str:
    """The state of a tick box; where its picture says otherwise, somebody typed over it."""
    drawn = _drawn_in(control.content)
    state = TICKED if control.tick else UNTICKED
    if drawn and drawn not in (control.glyphs[0 if control.tick else 1], state) and ticks.plain(drawn) != state:
        walk.doubt(f"A tick box shows «{drawn}» while its state says otherwise ({where}). Look at the original and ask.")
    if control.names:
        walk.named.append(NamedValue(name=control.names[0], value=state, where=where))
    return state


def _drawn_in(content: Node | None) -> str:
    if content is None:
        return ""
    drawn = [each.text or "" if each.tag == f"{W}t" else _symbol(each) for each in content.iter(f"{W}t", f"{W}sym")]
    return "".join(drawn).strip()


def _day_shown_month_first(control: _Control, said: str) -> str:
    """A date picked in a control that prints the month first, in words: «03/04/2024» would be read as the third of April."""
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    picked = control.picked
    if picked is None or not control.month_first or numbers[:2] != [picked.month, picked.day]:
        return ""
    return f"{picked.day} {_MONTHS[picked.month - 1]} {picked.year}"


_MONTHS = tuple(Day(2000, month, 1).strftime("%B") for month in range(1, 13))


def _name(walk: _Walk, control: _Control, where: Where, text: str) -> None:
    if control.names and control.is_leaf:
        said = ticks.without_prompts(ticks.plain(text)).strip()
        walk.named.append(NamedValue(name=control.names[0], value=said, where=where))


def _value(node: Node | None) -> str:
    return "" if node is None else node.get(f"{W}val", "")
