"""Word's content controls: their names, their state, what they show (LIBRARIES §1.4: python-docx does not see them)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a day of the calendar; «date» is a kind of content control here
from typing import Any

from parsing.word_look import OFF, Node, W, is_on, value_of

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
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
    prompt: str  # the name of the building block that it shows while untouched
    binding: tuple[str, str, str] | None  # the data that it shows: store, path, prefixes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """The data behind controls: the file's own XML, by the identity of each store."""

    roots: Mapping[str, Node] = field(default_factory=dict)

    @staticmethod
    def of(parts: Mapping[str, Node]) -> Stores:
        """From «customXml/item1.xml» and «customXml/itemProps1.xml»."""
        found: dict[str, Node] = {}
        for name, root in parts.items():
            identity = next((value for key, value in root.attrib.items() if key.endswith("itemID")), "")
            data = parts.get(name.replace("itemProps", "item"))
            if identity and "itemProps" in name and data is not None:
                found[identity.upper()] = data
        return Stores(roots=found)

    def value_at(self, binding: tuple[str, str, str] | None) -> str | None:
        """What the data says at a control's path; None where there is none."""
        if binding is None or binding[0].upper() not in self.roots:
            return None
        prefixes = dict(re.findall(r"xmlns:(\w+)=['\"]([^'\"]*)['\"]", binding[2]))
        try:
            hits = self.roots[binding[0].upper()].xpath(binding[1], namespaces=prefixes or None)
        except Exception:  # noqa: BLE001 - a path of the file's own making; lxml's own errors stay behind its door
            return None
        first = hits[0] if isinstance(hits, list) and hits else None
        return None if first is None else "".join(first.itertext()) if hasattr(first, "itertext") else str(first)


def control_of(node: Node) -> Control:
    properties, content = node.find(f"{W}sdtPr"), node.find(f"{W}sdtContent")
    if properties is None:
        properties = ()
    by_tag: dict[Any, Node] = {each.tag: each for each in properties}
    names = dict.fromkeys(filter(None, (value_of(by_tag.get(f"{W}tag")), value_of(by_tag.get(f"{W}alias")))))
    box, picker = by_tag.get(f"{W14}checkbox"), by_tag.get(f"{W}date")
    showing = by_tag.get(f"{W}showingPlcHdr")
    lists = [each for each in (by_tag.get(f"{W}dropDownList"), by_tag.get(f"{W}comboBox")) if each is not None]
    items = [item for each in lists for item in each.findall(f"{W}listItem")]
    return Control(
        names=tuple(names),
        content=content,
        is_empty=showing is not None and is_on(showing),
        is_leaf=content is not None and next(content.iter(f"{W}sdt", f"{W}tbl"), None) is None,
        tick=None if box is None else _is_checked(box),
        glyphs=("☒", "☐") if box is None else (_glyph(box, "checkedState", "☒"), _glyph(box, "uncheckedState", "☐")),
        prompts=frozenset(item.get(f"{W}displayText", "") for item in items if not item.get(f"{W}value")),
        picked=None if picker is None else _day(picker.get(f"{W}fullDate", "")),
        prompt=value_of(prompt.find(f"{W}docPart")) if (prompt := by_tag.get(f"{W}placeholder")) is not None else "",
        binding=_binding(by_tag.get(f"{W}dataBinding")),
        month_first=picker is not None and value_of(picker.find(f"{W}dateFormat")).lower().startswith("m"),
    )


def _binding(node: Node | None) -> tuple[str, str, str] | None:
    if node is None or not node.get(f"{W}storeItemID"):
        return None
    return node.get(f"{W}storeItemID"), node.get(f"{W}xpath", ""), node.get(f"{W}prefixMappings", "")


def _is_checked(box: Node) -> bool:
    state = box.find(f"{W14}checked")
    return state is not None and state.get(f"{W14}val", "1").lower() not in OFF


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


def day_shown_month_first(control: Control, said: str) -> str:
    """A date picked in a control that prints the month first, in words: «03/04/2024» would be read as the third of April."""
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    picked = control.picked
    if picked is None or not control.month_first or numbers[:2] != [picked.month, picked.day]:
        return ""
    return f"{picked.day} {_MONTHS[picked.month - 1]} {picked.year}"


_MONTHS = tuple(Day(2000, month, 1).strftime("%B") for month in range(1, 13))
