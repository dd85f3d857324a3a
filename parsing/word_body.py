"""A Word body in reading order: paragraphs, tables with their merged and nested cells, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from parsing import ticks
from parsing.document import TICKED, UNTICKED, Block, Cell, Line, Piece, Table
from parsing.word_control import Control, control_of
from parsing.word_look import Look, Node, W, is_colour, is_on, value_of
from parsing.word_run import (
    DOUBT_DELETED,
    GONE,
    MC,
    THROUGH,
    Spot,
    Walk,
    Words,
    all_text,
    branch_of,
    delete,
    is_untouched,
    name_answer,
    read_inline,
    tick_of,
)

_DOUBT_CHUNK = "It holds a piece of another file that was not read. Open the original to see it."
REMARKED = "A comment in the margin is about this answer and may change it: read it in the original, then say what holds."


def blocks_in(walk: Walk, parent: Node, spot: Spot) -> list[Block]:
    found: list[Block] = []
    for node in parent:
        tag = node.tag
        if tag == f"{W}p":
            found += _paragraph(walk, node, spot)
        elif tag == f"{W}tbl":
            found += _table(walk, node, spot)
        elif tag == f"{W}sdt":
            found += _block_control(walk, node, spot)
        elif tag in GONE:
            delete(walk, node, spot)
        elif tag in THROUGH:
            found += blocks_in(walk, node, spot)
        elif tag == f"{MC}AlternateContent":
            found += blocks_in(walk, branch_of(node), spot)
        elif tag in (f"{W}altChunk", f"{W}subDoc"):
            walk.doubt(_DOUBT_CHUNK)
    return found


def _block_control(walk: Walk, node: Node, spot: Spot) -> list[Block]:
    control = control_of(node)
    if control.tick is not None:
        return [Line(text=tick_of(walk, control, spot.where), where=spot.where, tags=(*spot.tags, *control.names))]
    if control.content is None:
        return []
    blocks = blocks_in(walk, control.content, _inside(walk, spot, control))
    if _is_prompt(walk, control, blocks):
        return [Line(text="", where=spot.where, tags=(*spot.tags, *control.names))]
    name_answer(walk, control, spot.where, "\n".join(block.text for block in blocks if isinstance(block, Line)))
    return blocks


def _is_prompt(walk: Walk, control: Control, blocks: list[Block]) -> bool:
    own = walk.prompts.get(control.prompt)
    return bool(own) and own == "\n".join(block.text for block in blocks if isinstance(block, Line)).strip()


def _inside(walk: Walk, spot: Spot, control: Control) -> Spot:
    tags = (*spot.tags, *control.names) if control.is_leaf else spot.tags
    return replace(spot, tags=tags, blank=spot.blank or is_untouched(walk, control, spot.where))


def _table(walk: Walk, node: Node, spot: Spot) -> list[Block]:
    """The table, then the tables nested in it, each row of cells from left to right.

    Where a row is one cell of nothing but tables, they stand between its parts: they answer the row above, or lay out the page.
    """
    walk.tables += 1
    style = value_of(node.find(f"{W}tblPr/{W}tblStyle"))
    note = "nested table" if spot.where.table else ""
    here = replace(
        spot,
        where=replace(spot.where, table=walk.tables, row=0, cell=0, line=0, note=spot.where.note or note),
        tags=(),
        shaded=spot.shaded or style in walk.shaded_tables,
    )
    parts: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    nested: list[Block] = []
    open_merges: set[int] = set()
    for number, (row, in_row) in enumerate(_rows(walk, node, here), 1):
        cells, below = _row(walk, row, replace(in_row, where=replace(here.where, row=number)), open_merges)
        rows += [cells] if cells else []  # a row of nothing but continued cells has none of its own
        nested += below
        if below and len(cells) == 1 and not cells[0].text.strip():
            parts += [Table(rows=tuple(rows[:-1])), *nested] if rows[:-1] else nested
            rows, nested = [], []
    return [*parts, *([Table(rows=tuple(rows))] if rows or not parts else []), *nested]


def _rows(walk: Walk, parent: Node, spot: Spot) -> Iterator[tuple[Node, Spot]]:
    for node in parent:
        if node.tag == f"{W}tr":
            if node.find(f"{W}trPr/{W}del") is not None:
                delete(walk, node, spot)
            elif (unseen := node.find(f"{W}trPr/{W}hidden")) is not None and is_on(unseen):
                walk.hide(all_text(node), spot.where, "hidden row")
            else:
                yield node, spot
        elif node.tag == f"{W}sdt" and (control := control_of(node)).content is not None:
            # a control around a row names the row's last cell: the first ones hold the question
            yield from _rows(walk, control.content, replace(spot, tags=control.names if control.is_leaf else ()))
        elif node.tag in THROUGH:
            yield from _rows(walk, node, spot)


def _row(walk: Walk, row: Node, spot: Spot, open_merges: set[int]) -> tuple[tuple[Cell, ...], list[Block]]:
    cells: list[Cell] = []
    nested: list[Block] = []
    column = 1 + int(value_of(row.find(f"{W}trPr/{W}gridBefore")) or 0)
    nodes = list(_cells(walk, row, replace(spot, tags=())))
    for number, (node, at, control) in enumerate(nodes, 1):
        tags = spot.tags if number == len(nodes) else ()
        here = replace(at, where=replace(spot.where, cell=number), tags=(*tags, *at.tags), shaded=at.shaded or _is_shaded(node))
        wide = int(value_of(node.find(f"{W}tcPr/{W}gridSpan")) or 1)
        if _is_covered(node, column, open_merges):
            walk.hide(all_text(node), here.where, "under a merged cell")
        elif node.find(f"{W}tcPr/{W}cellDel") is not None:
            delete(walk, node, here)
        else:
            labelled = any(each.text for each in cells)
            lines, below = _cell(walk, node, here, control, labelled=labelled)
            held = _numbers(below) if not labelled else ()
            cells.append(Cell(lines=lines, row=spot.where.row, column=column, columns=wide, where=here.where, nested=held))
            nested += below
        column += wide
    return tuple(cells), nested


def _numbers(blocks: list[Block]) -> tuple[int, ...]:
    return tuple(block.rows[0][0].where.table for block in blocks if isinstance(block, Table) and block.rows)


def _cells(walk: Walk, parent: Node, spot: Spot, control: Control | None = None) -> Iterator[tuple[Node, Spot, Control | None]]:
    for node in parent:
        if node.tag == f"{W}tc":
            yield node, spot, control
        elif node.tag == f"{W}sdt" and (around := control_of(node)).content is not None:
            yield from _cells(walk, around.content, _inside(walk, spot, around), around)
        elif node.tag in THROUGH:
            yield from _cells(walk, node, spot, control)


def _is_shaded(cell: Node) -> bool:
    shading = cell.find(f"{W}tcPr/{W}shd")
    return shading is not None and is_colour(shading)


def _is_covered(cell: Node, column: int, open_merges: set[int]) -> bool:
    """Whether a cell only continues the one above it, or the one at its left."""
    across, down = cell.find(f"{W}tcPr/{W}hMerge"), cell.find(f"{W}tcPr/{W}vMerge")
    if across is not None and column > 1 and value_of(across) != "restart":
        return True
    if down is None:
        open_merges.discard(column)
        return False
    continues = value_of(down) != "restart" and column in open_merges
    open_merges.add(column)
    return continues


def _cell(walk: Walk, node: Node, spot: Spot, control: Control | None, *, labelled: bool) -> tuple[tuple[Line, ...], list[Block]]:
    """The lines of a cell, and the tables nested in it.

    A table nested beside a question is (part of) its answer: its words stand in the cell too, a line a row.
    """
    if control and control.tick is not None:
        return (Line(text=tick_of(walk, control, spot.where), where=spot.where, tags=spot.tags),), []
    before = walk.pictures
    blocks = blocks_in(walk, node, spot)
    if labelled and walk.pictures > before and not any(block.text for block in blocks if isinstance(block, Line)):
        walk.doubt(f"A picture stands where an answer is expected ({spot.where}); it is not read. Look at the original.")
    labelled = labelled or (isinstance(blocks[0], Line) and any(map(_is_grid_of_boxes, blocks)) if blocks else False)
    lines = [line for block in blocks for line in ([block] if isinstance(block, Line) else _row_lines(block, labelled=labelled))]
    if control:
        name_answer(walk, control, spot.where, "\n".join(line.text for line in lines if line.text))
    return tuple(lines), [block for block in blocks if isinstance(block, Table) and not (labelled and _is_one_column(block))]


def _row_lines(table: Table, *, labelled: bool) -> list[Line]:
    if not labelled:
        return []
    lines = []
    for row in table.rows:
        text = "\t".join(cell.text for cell in row)
        if text.strip():
            pieces = tuple(piece for cell in row for line in cell.lines for piece in line.pieces)
            doubt = next((line.doubt for cell in row for line in cell.lines if line.doubt), "")
            lines.append(Line(text=text, where=replace(row[0].where, note="nested table"), pieces=pieces, doubt=doubt))
    return lines


def _is_grid_of_boxes(block: Block) -> bool:
    """Boxes with their words, below a question in the same cell: they are its answer."""
    cells = [cell.text.strip() for row in block.rows for cell in row if cell.text.strip()] if isinstance(block, Table) else []
    return len(cells) > 1 and all(cell[0] in (TICKED, UNTICKED) for cell in cells)


def _is_one_column(table: Table) -> bool:
    return all(len(row) <= 1 for row in table.rows)


def _paragraph(walk: Walk, node: Node, spot: Spot) -> list[Block]:
    properties = node.find(f"{W}pPr")
    if not spot.where.table and not spot.where.note:
        walk.lines += 1
        spot = replace(spot, where=replace(spot.where, line=walk.lines))
    if properties is not None:
        spot = replace(
            spot,
            look=walk.looks.get(value_of(properties.find(f"{W}pStyle")), Look()),
            shaded=spot.shaded or _has_ground(properties),
        )
        if properties.find(f"{W}rPr/{W}del") is not None:
            walk.doubt(DOUBT_DELETED)
    words = Words()
    if box := walk.lists.box_of(properties):
        words.pieces.append((f"{box} ", Look()))
    read_inline(walk, node, spot, words)
    walk.pictures += words.pictures
    line = _line(words, spot)
    own: list[Block] = [line] if line.text or line.pieces or line.tags else []
    return own + _boxes(walk, words.boxes, spot) if words.boxes else own


def _boxes(walk: Walk, boxes: list[Node], spot: Spot) -> list[Block]:
    in_box = replace(spot, where=replace(spot.where, note="text box"), shaded=True, look=Look())
    return [block for box in boxes for block in blocks_in(walk, box, in_box)]


def _has_ground(properties: Node) -> bool:
    shading = properties.find(f"{W}shd")
    return shading is not None and is_colour(shading)


def _line(words: Words, spot: Spot) -> Line:
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
    where = replace(spot.where, note=words.note) if words.note and not spot.where.note else spot.where
    return Line(
        text=shown, where=where, pieces=tuple(pieces), tags=(*spot.tags, *words.tags), doubt=REMARKED if words.is_remarked else ""
    )


def _marks(look: Look) -> tuple[bool, bool, bool, bool]:
    return bool(look.struck), bool(look.bold), bool(look.underlined), bool(look.highlighted or look.shaded)
