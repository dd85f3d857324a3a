"""The structure that a tagged PDF tells of itself: which words make up which cell of which table, and which paragraph.

Word processors and browsers write it, and it needs no geometry. But a file may tell less than it shows, or another thing:
so what stands here is compared with the page before anybody relies on it (pdf_tagged.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Raw: TypeAlias = Any  # an object of pypdf; its types leave no module of ours

_DEEPEST = 60
_MOST = 100_000  # elements; no form has a tenth of them
_WIDEST = 60  # columns that one cell may span
_CELLS = ("/TD", "/TH")
_PARAGRAPHS = frozenset({"/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/LI", "/Lbl", "/Caption", "/Div"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where in the file's own structure some words stand. `table` is 0 outside tables."""

    paragraph: int
    table: int = 0
    row: int = 0
    column: int = 0
    columns: int = 1

    @property
    def cell(self) -> tuple[int, int, int]:
        return (self.table, self.row, self.column)


Rows: TypeAlias = dict[int, list[tuple[int, int]]]  # by row the columns of its cells, each with how many it spans


@dataclass(kw_only=True)
class Tags:
    """The spots of one file: by page (from 1) and marked content, and by the number of what is laid over a page."""

    marked: dict[int, dict[int, Spot]] = field(default_factory=dict)
    laid_over: dict[int, Spot] = field(default_factory=dict)
    tables: dict[int, Rows] = field(default_factory=dict)  # every table's rows, the empty cells too

    def on(self, page: int) -> Mapping[int, Spot]:
        return self.marked.get(page, {})


def tags_of(reader: Raw) -> Tags:
    """What the file tells of its structure; nothing where it tells none or says itself that it may be wrong."""
    root = _object(reader.root_object.get("/StructTreeRoot"))
    info = _object(reader.root_object.get("/MarkInfo"))
    suspect = isinstance(info, dict) and _object(info.get("/Suspects")) == True  # noqa: E712 - pypdf's own truth is always true to bool()
    if not isinstance(root, dict) or suspect:
        return Tags()
    pages = {number: at for at, page in enumerate(reader.pages, 1) if (number := _number_of(page))}
    roles = _object(root.get("/RoleMap"))
    return _Walk(pages=pages, roles=roles if isinstance(roles, dict) else {}).whole(root)


# ------------------------------------------------------------------------------------------------ walking the tree


@dataclass(kw_only=True)
class _Walk:
    pages: Mapping[int, int]  # a page's object → its number
    roles: Mapping[str, Raw]
    tags: Tags = field(default_factory=Tags)
    tables: int = 0
    paragraphs: int = 0
    seen: set[int] = field(default_factory=set)
    steps: int = 0

    def whole(self, root: Raw) -> Tags:
        self._into(root, Spot(paragraph=0), 0, 0)
        return self.tags

    def _into(self, element: Raw, spot: Spot, page: int, depth: int) -> None:
        for kid in self._kids(element):
            self._one(kid, spot, page, depth + 1)

    def _kids(self, element: Raw) -> Iterator[Raw]:
        kids = _object(element.get("/K"))
        for kid in kids if isinstance(kids, list) else [] if kids is None else [kids]:
            self.steps += 1
            if self.steps > _MOST:
                return
            yield kid

    def _one(self, kid: Raw, spot: Spot, page: int, depth: int) -> None:
        entry = _object(kid)
        if isinstance(entry, int):
            self._mark(page, entry, spot)
        elif isinstance(entry, dict) and depth < _DEEPEST:
            page = self._page_of(entry, page)
            if "/MCID" in entry:
                if "/Stm" not in entry:
                    self._mark(page, _whole(entry.get("/MCID")), spot)
            elif "/Obj" in entry:
                self.tags.laid_over[_number_of(_reference(entry, "/Obj"))] = spot
            elif self._is_new(kid):
                self._element(entry, spot, page, depth)

    def _page_of(self, entry: Raw, otherwise: int) -> int:
        return self.pages.get(_number_of(_reference(entry, "/Pg")), otherwise) if "/Pg" in entry else otherwise

    def _is_new(self, kid: Raw) -> bool:
        """A ring of elements must end."""
        number = _number_of(kid)
        if number in self.seen:
            return False
        if number:
            self.seen.add(number)
        return True

    def _element(self, entry: Raw, spot: Spot, page: int, depth: int) -> None:
        kind = self._kind(entry)
        if kind == "/Table" and not spot.table and not self._holds_table(entry, 0):
            self._table(entry, page, depth)
            return
        if kind in _PARAGRAPHS:
            self.paragraphs += 1
            spot = _at(spot, self.paragraphs)
        self._into(entry, spot, page, depth)

    def _kind(self, entry: Raw) -> str:
        kind = str(_object(entry.get("/S")))
        return str(_object(self.roles.get(kind)) or kind) if kind not in ("/Table", "/TR", *_CELLS) else kind

    def _mark(self, page: int, number: int, spot: Spot) -> None:
        if page and number >= 0:
            self.tags.marked.setdefault(page, {}).setdefault(number, spot)

    # ── tables ──

    def _holds_table(self, element: Raw, depth: int) -> bool:
        """Whether a table lies in this one: which of the two holds the answers is anybody's guess."""
        if depth > _DEEPEST:
            return True
        for kid in self._kids(element):
            entry = _object(kid)
            if (
                isinstance(entry, dict)
                and "/S" in entry
                and (self._kind(entry) == "/Table" or self._holds_table(entry, depth + 1))
            ):
                return True
        return False

    def _rows(self, element: Raw, depth: int) -> Iterator[Raw]:
        for kid in self._kids(element):
            entry = _object(kid)
            if not isinstance(entry, dict) or not self._is_new(kid):
                continue
            if self._kind(entry) == "/TR":
                yield entry
            elif depth < 4:
                yield from self._rows(entry, depth + 1)

    def _table(self, element: Raw, page: int, depth: int) -> None:
        self.tables += 1
        page = self._page_of(element, page)
        taken: dict[tuple[int, int], bool] = {}
        rows = self.tags.tables.setdefault(self.tables, {})
        for row, line in enumerate(self._rows(element, 0), 1):
            own = self._page_of(line, page)
            column = 1
            for kid in self._kids(line):
                entry = _object(kid)
                if not isinstance(entry, dict) or self._kind(entry) not in _CELLS or not self._is_new(kid):
                    continue
                while (row, column) in taken:
                    column += 1
                across, down = _span(entry, "/ColSpan"), _span(entry, "/RowSpan")
                taken |= {(row + below, column + right): True for below in range(down) for right in range(across)}
                self.paragraphs += 1
                rows.setdefault(row, []).append((column, across))
                spot = Spot(paragraph=self.paragraphs, table=self.tables, row=row, column=column, columns=across)
                here = self._page_of(entry, own)
                self._into(entry, spot, here, depth + 3)
                column += across


def _at(spot: Spot, paragraph: int) -> Spot:
    return Spot(paragraph=paragraph, table=spot.table, row=spot.row, column=spot.column, columns=spot.columns)


def _span(entry: Raw, key: str) -> int:
    attributes = _object(entry.get("/A"))
    listed: Sequence[Raw] = attributes if isinstance(attributes, list) else [attributes]
    spans = (_whole(each.get(key)) for each in map(_object, listed) if isinstance(each, dict) and key in each)
    return min(max(1, next(spans, 1)), _WIDEST)


def _whole(value: Raw) -> int:
    value = _object(value)
    return int(value) if isinstance(value, (int, float)) else -1


def _reference(entry: Raw, key: str) -> Raw:
    """An entry as it stands, not what it refers to."""
    return entry.raw_get(key)


def _object(value: Raw) -> Raw:
    """What a reference stands for."""
    return value.get_object() if hasattr(value, "get_object") else value


def _number_of(value: Raw) -> int:
    reference = value if hasattr(value, "idnum") else getattr(value, "indirect_reference", None)
    return int(reference.idnum) if reference is not None else 0
