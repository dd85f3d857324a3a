"""Bullets drawn as boxes: «☐ Yes» whose box is the list's own and no character of the line (forms.md §2.2 item 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parsing import ticks
from parsing.document import TICKED, UNTICKED
from parsing.word_look import Node, W, value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Which lists draw a box: (list, level) → the box; and the list of each paragraph style."""

    boxes: dict[tuple[str, str], str] = field(default_factory=dict)
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)

    def box_of(self, properties: Node | None) -> str:
        """The box before a paragraph with these properties; empty for none."""
        if properties is None or not self.boxes:
            return ""
        numbering = properties.find(f"{W}numPr")
        place = _place(numbering) if numbering is not None else self.styles.get(value_of(properties.find(f"{W}pStyle")))
        return self.boxes.get(place, "") if place else ""


def _place(numbering: Node) -> tuple[str, str]:
    return value_of(numbering.find(f"{W}numId")), value_of(numbering.find(f"{W}ilvl")) or "0"


def lists_of(roots: Iterable[Node], styles: Iterable[Node]) -> Lists:
    boxes: dict[tuple[str, str], str] = {}
    for root in roots:
        drawn = {each.get(f"{W}abstractNumId", ""): _drawn(each) for each in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            for level, box in drawn.get(value_of(number.find(f"{W}abstractNumId")), {}).items():
                boxes[number.get(f"{W}numId", ""), level] = box
    if not boxes:
        return Lists()
    named = (each for root in styles for each in root.iter(f"{W}style"))
    placed = {each.get(f"{W}styleId", ""): each.find(f"{W}pPr/{W}numPr") for each in named}
    return Lists(boxes=boxes, styles={name: _place(node) for name, node in placed.items() if node is not None})


def _drawn(abstract: Node) -> dict[str, str]:
    """The levels of a list whose bullet is a box, ticked or not."""
    found: dict[str, str] = {}
    for level in abstract.iter(f"{W}lvl"):
        text, fonts = value_of(level.find(f"{W}lvlText")), level.find(f"{W}rPr/{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        box = _as_box(text, font) if len(text) == 1 else ""
        if box:
            found[level.get(f"{W}ilvl", "0")] = box
    return found


def _as_box(text: str, font: str) -> str:
    """A round or square dot is only a bullet, also where a symbol font draws it."""
    known = 0xF000 <= ord(text) <= 0xF0FF and any(name in font.casefold() for name in ("wingdings", "webdings", "dingbats"))
    shown = ticks.symbol(ord(text), font) if known else ticks.plain(text)
    return shown if shown in (TICKED, UNTICKED) else ""
