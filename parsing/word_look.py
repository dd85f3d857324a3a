"""How Word's words look: struck, bold, hidden … from a run and the styles behind it.

No foreign library is imported here: what is walked are elements that word_file.py has opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

Node: TypeAlias = Any  # an lxml element; lxml carries no types, and none leave this module
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
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


def looks_of(roots: Iterable[Node]) -> dict[str, Look]:
    """Each style's look, with what it inherits."""
    styles = {each.get(f"{W}styleId", ""): each for root in roots for each in root.iter(f"{W}style")}
    known: dict[str, Look] = {}
    for name in styles:
        for each in reversed(_line_of_bases(name, styles, known)):
            base = known.get(value_of(styles[each].find(f"{W}basedOn")), Look())
            known[each] = over(base, look_of(styles[each].find(f"{W}rPr")))
    return known


def _line_of_bases(name: str, styles: Mapping[str, Node], known: Mapping[str, Look]) -> list[str]:
    """A style, its base, the base's base … as far as they are not known yet; a ring of bases ends where it began."""
    line: list[str] = []
    while name in styles and name not in known and name not in line:
        line.append(name)
        name = value_of(styles[name].find(f"{W}basedOn"))
    return line


def shaded_tables(roots: Iterable[Node]) -> frozenset[str]:
    tables = (each for root in roots for each in root.iter(f"{W}style") if each.get(f"{W}type") == "table")
    return frozenset(each.get(f"{W}styleId", "") for each in tables if any(map(is_colour, each.iter(f"{W}shd"))))


def look_of(properties: Node | None) -> Look:
    if properties is None:
        return Look()
    said: dict[str, Any] = {}
    for each in properties:
        if isinstance(each.tag, str) and (reader := _LOOK_READERS.get(each.tag)):
            attribute, value = reader(each)
            said[attribute] = value or said.get(attribute, False) if attribute == "struck" else value
    return Look(**said)


def is_on(node: Node) -> bool:
    return node.get(f"{W}val", "1").lower() not in OFF


def is_colour(shading: Node) -> bool:
    return shading.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff", "") or bool(shading.get(f"{W}themeFill"))


def _is_white(colour: Node) -> bool:
    return colour.get(f"{W}val", "").lower() in ("ffffff", "fefefe") or colour.get(f"{W}themeColor") == "background1"


def _half_points(size: Node) -> float:
    try:
        return float(size.get(f"{W}val", "22"))
    except ValueError:
        return 22


_LOOK_READERS: dict[str, Any] = {
    f"{W}strike": lambda node: ("struck", is_on(node)),
    f"{W}dstrike": lambda node: ("struck", is_on(node)),
    f"{W}b": lambda node: ("bold", is_on(node)),
    f"{W}u": lambda node: ("underlined", is_on(node)),
    f"{W}highlight": lambda node: ("highlighted", is_on(node)),
    f"{W}vanish": lambda node: ("vanished", is_on(node)),
    f"{W}color": lambda node: ("white", _is_white(node)),
    f"{W}sz": lambda node: ("tiny", _half_points(node) <= 4),
    f"{W}shd": lambda node: ("shaded", is_colour(node)),
    f"{W}rFonts": lambda node: ("font", node.get(f"{W}ascii") or node.get(f"{W}hAnsi") or node.get(f"{W}cs")),
}


_ASPECTS = tuple(each.name for each in fields(Look))


def over(base: Look, top: Look) -> Look:
    if top == Look():
        return base
    return Look(**{name: getattr(base, name) if getattr(top, name) is None else getattr(top, name) for name in _ASPECTS})


def value_of(node: Node | None) -> str:
    return "" if node is None else node.get(f"{W}val", "")
