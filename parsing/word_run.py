"""The inside of a Word paragraph: runs, form fields, content controls, tracked changes, symbols (forms.md §2.2).

Every word ends up in the paragraph, or out of sight in `hidden`: none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parsing import ticks
from parsing.document import TICKED, UNTICKED, Line, NamedValue
from parsing.field import Where
from parsing.word_control import Control, Stores, control_of, day_shown_month_first
from parsing.word_lists import Lists
from parsing.word_look import Look, Node, W, is_on, look_of, over, value_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = (f"{W}del", f"{W}moveFrom")
_ADDED = (f"{W}ins", f"{W}moveTo")
THROUGH = (*_ADDED, f"{W}customXml", f"{W}smartTag", f"{W}hyperlink", f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{W}rubyBase")
DOUBT_INK = "It holds handwriting or drawings by pen, which are not read. Open the original to see them."
DOUBT_DELETED = "It holds tracked changes that nobody accepted: words that were struck out are not read. Ask which wording holds."
_DOUBT_UNSEEN = (
    "It holds white or tiny words that do not show on the page; they are not read as answers. Ask the sender about them."
)


@dataclass(slots=True, kw_only=True)
class Walk:
    """What is gathered on the way through one file."""

    source: str
    looks: Mapping[str, Look]
    shaded_tables: frozenset[str]  # table styles that lay a colour under their cells
    lists: Lists = field(default_factory=Lists)
    stores: Stores = field(default_factory=Stores)
    prompts: Mapping[str, str] = field(default_factory=dict)  # what the file's building blocks put into untouched controls
    tables: int = 0
    lines: int = 0
    pictures: int = 0
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
class Spot:
    """Where the walk is, and what holds there."""

    where: Where
    tags: tuple[str, ...] = ()
    blank: bool = False  # inside a control that shows its placeholder
    shaded: bool = False  # a colour lies under the words, so white ones may show
    look: Look = Look()


@dataclass(slots=True, kw_only=True)
class Words:
    """A paragraph being read."""

    pieces: list[tuple[str, Look]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    pictures: int = 0
    note: str = ""
    is_remarked: bool = False  # a comment in the margin is about some of its words

    def text_from(self, start: int) -> str:
        return "".join(text for text, look in self.pieces[start:] if not look.struck)


def read_inline(walk: Walk, parent: Node, spot: Spot, words: Words) -> None:
    for node in parent:
        tag = node.tag
        words.is_remarked |= tag == f"{W}commentRangeStart"
        if tag == f"{W}r":
            _run(walk, node, spot, words)
        elif tag == f"{W}sdt":
            _inline_control(walk, node, spot, words)
        elif tag in GONE:
            delete(walk, node, spot)
        elif tag in THROUGH:
            if tag in _ADDED:
                words.note = "added in a tracked change"
            walk.hide(node.get(f"{W}instr", ""), spot.where, "field code")
            read_inline(walk, node, spot, words)
        elif tag == f"{MC}AlternateContent":
            read_inline(walk, branch_of(node), spot, words)
        elif tag == f"{W}p":  # no program should write a paragraph here, and some do
            words.pieces.append(("\n", spot.look))
            read_inline(walk, node, spot, words)
        elif tag == f"{W}bookmarkStart" and not node.get(f"{W}name", "_").startswith("_"):
            walk.hide(re.sub(r"[_\d]+", " ", node.get(f"{W}name", "")), spot.where, "bookmark")
        elif isinstance(tag, str) and tag.endswith(("}oMath", "}oMathPara")):
            words.pieces.append(("".join(node.itertext()), spot.look))
        elif isinstance(tag, str) and tag.endswith("}contentPart"):
            walk.doubt(DOUBT_INK)


def _run(walk: Walk, node: Node, spot: Spot, words: Words) -> None:
    properties = node.find(f"{W}rPr")
    look = spot.look
    if properties is not None:
        look = over(over(look, walk.looks.get(value_of(properties.find(f"{W}rStyle")), Look())), look_of(properties))
    for child in node:
        tag = child.tag
        if tag == f"{W}t":
            _say(walk, _drawn(_without_link(walk, child.text or "", spot), look.font), look, spot, words)
        elif tag in _CHARACTERS:
            _say(walk, _CHARACTERS[tag], look, spot, words)
        elif tag == f"{W}sym":
            _say(walk, _symbol(child), look, spot, words)
        elif tag == f"{W}fldChar":
            _field_mark(walk, child, look, spot, words)
        elif tag == f"{W}instrText":
            _field_code(walk, child, spot)
        elif tag in GONE or tag == f"{W}delText":
            delete(walk, node, spot)
        elif tag in _PICTURES:
            _picture(walk, child, spot, words)
        elif tag == f"{W}commentReference":
            words.is_remarked = True
        elif tag == f"{W}ruby":
            read_inline(walk, child, replace(spot, look=look), words)


_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent")


def _say(walk: Walk, text: str, look: Look, spot: Spot, words: Words) -> None:
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


_OF_A_SYMBOL_FONT = re.compile("[\uf000-\uf0ff]")


def _drawn(text: str, font: str | None) -> str:
    if font and ticks.is_symbol_font(font):
        return "".join(ticks.symbol(ord(char), font) if not char.isspace() else char for char in text)
    if _OF_A_SYMBOL_FONT.search(text):
        return "".join(ticks.symbol(ord(char), font or "") for char in text)
    return text


def _symbol(node: Node) -> str:
    try:
        return ticks.symbol(int(node.get(f"{W}char", "20"), 16), node.get(f"{W}font", "Wingdings"))
    except (ValueError, OverflowError):
        return " "


def _picture(walk: Walk, node: Node, spot: Spot, words: Words) -> None:
    """Text boxes are read after their paragraph; a picture's description is out of sight."""
    for each in node if node.tag != f"{MC}AlternateContent" else branch_of(node):
        if not isinstance(each.tag, str):
            continue
        if each.tag == f"{W}txbxContent":
            words.boxes.append(each)
            continue
        for attribute in ("descr", "title", "alt", "string"):
            walk.hide(each.get(attribute, ""), spot.where, "picture's description")
        if re.search(r"\.\w{3,4}$", each.get("name", "")):
            walk.hide(each.get("name", "").rpartition(".")[0], spot.where, "picture's file name")
        if each.tag.endswith("}t") and each.tag != f"{W}t":
            walk.hide(each.text or "", spot.where, "words in a drawing")
        if each.tag.endswith(("}blip", "}imagedata")):
            words.pictures += 1
        if each.tag.endswith("}contentPart"):
            walk.doubt(DOUBT_INK)
        _picture(walk, each, spot, words)


def branch_of(alternative: Node) -> Node:
    """One branch of two that show the same: the modern one where it holds anything."""
    branches = [each for each in alternative if each.tag in (f"{MC}Choice", f"{MC}Fallback") and len(each)]
    return branches[0] if branches else ()


def delete(walk: Walk, node: Node, spot: Spot) -> None:
    walk.hide(all_text(node), spot.where, "struck out in a tracked change")
    walk.doubt(DOUBT_DELETED)


def all_text(node: Node) -> str:
    return "".join(
        "\n" if each.tag == f"{W}p" else each.text or "" for each in node.iter(f"{W}p", f"{W}t", f"{W}delText")
    ).strip()


def _field_mark(walk: Walk, mark: Node, look: Look, spot: Spot, words: Words) -> None:
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        walk.open_fields.append(_OpenField())
        _form_field(walk, mark.find(f"{W}ffData"), look, spot, words)
    elif kind == "separate" and walk.open_fields:
        walk.open_fields[-1].in_code = False
        prompt = walk.open_fields[-1].code.lstrip().upper().startswith("MACROBUTTON")  # LibreOffice writes «Click here» as words
        walk.open_fields[-1].mute = walk.open_fields[-1].mute or prompt
    elif kind == "end" and walk.open_fields:
        walk.hide(walk.open_fields.pop().code, spot.where, "field code")


_LINK = re.compile(r'HYPERLINK "[^"]*"(?: \\[a-z](?: "[^"]*")?)*')


def _without_link(walk: Walk, text: str, spot: Spot) -> str:
    """LibreOffice writes the code of a link within a form field in front of its words, as if it were of them."""
    link = _LINK.match(text) if walk.open_fields and not walk.open_fields[-1].in_code else None
    if link is None:
        return text
    walk.hide(link[0], spot.where, "field code")
    return text[link.end() :]


def _field_code(walk: Walk, node: Node, spot: Spot) -> None:
    if walk.open_fields and walk.open_fields[-1].in_code:
        walk.open_fields[-1].code += node.text or ""
    else:
        walk.hide(node.text or "", spot.where, "field code")


def _form_field(walk: Walk, data: Node | None, look: Look, spot: Spot, words: Words) -> None:
    if data is None:
        return
    name = value_of(data.find(f"{W}name"))
    for note in ("helpText", "statusText"):
        walk.hide(value_of(data.find(f"{W}{note}")), spot.where, "help text")
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
    return TICKED if state is not None and is_on(state) else UNTICKED


def _legacy_choice(walk: Walk, choices: Node) -> str:
    entries = [each.get(f"{W}val", "") for each in choices.findall(f"{W}listEntry")]
    result = choices.find(f"{W}result")
    state = choices.find(f"{W}default") if result is None else result
    at = int(value_of(state) or 0)
    shown = entries[at] if 0 <= at < len(entries) else ""
    if result is None and shown.strip():
        walk.doubt(f"A drop-down still shows the choice it came with, «{shown}»: nobody may have chosen it. Ask the sender.")
    return shown


def _inline_control(walk: Walk, node: Node, spot: Spot, words: Words) -> None:
    control = control_of(node)
    words.tags += control.names
    if control.tick is not None:
        words.pieces.append((tick_of(walk, control, spot.where), spot.look))
        return
    if control.content is None:
        return
    start = len(words.pieces)
    read_inline(walk, control.content, replace(spot, blank=spot.blank or is_untouched(walk, control, spot.where)), words)
    said = words.text_from(start)
    if said.strip() in control.prompts or said.strip() == walk.prompts.get(control.prompt, None):
        del words.pieces[start:]
    elif day := day_shown_month_first(control, said):
        words.pieces[start:] = [(day, words.pieces[start][1])]
    name_answer(walk, control, spot.where, words.text_from(start))


def is_untouched(walk: Walk, control: Control, where: Where) -> bool:
    """Whether a control shows its placeholder. Some programs leave the mark on a control that was filled in: a doubt."""
    if not control.is_empty or control.content is None:
        return False
    shown = all_text(control.content)
    own = walk.prompts.get(control.prompt)
    if shown.strip() and own is not None and shown != own and not _looks_like_prompt(control.content):
        walk.doubt(f"A field is marked as untouched, and yet shows words of its own ({where}). Look at the original and ask.")
    return True


def _looks_like_prompt(content: Node) -> bool:
    return any("placeholder" in value_of(each).lower() for each in content.iter(f"{W}rStyle")) or not ticks.without_prompts(
        all_text(content)
    ).strip(" .")


def compare_with_store(walk: Walk, control: Control, said: str, where: Where) -> None:
    """Word shows what the data behind a control says; other programs leave them apart."""
    held = walk.stores.value_at(control.binding)
    if held is not None and control.is_leaf and _letters(held) != _letters(said) and not (control.is_empty and not held.strip()):
        if control.picked is not None and held.startswith(str(control.picked)):
            return
        walk.doubt(f"A field shows other words than the data behind it ({where}). Open the original in Word and ask.")
        walk.hide(held, where, "data behind a field")


def _letters(text: str) -> str:
    return "".join(char for char in ticks.plain(text).casefold() if char.isalnum())


def tick_of(walk: Walk, control: Control, where: Where) -> str:
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


def name_answer(walk: Walk, control: Control, where: Where, text: str) -> None:
    walk.hide("\n".join(control.names), where, "name of a control")
    compare_with_store(walk, control, text, where)
    if control.names and control.is_leaf:
        said = ticks.without_prompts(ticks.plain(text)).strip()
        walk.named.append(NamedValue(name=control.names[0], value=said, where=where))
