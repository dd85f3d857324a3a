"""Form fields of a PDF and what is laid over its pages: values before their pictures, hidden ones never as answers.

pypdf's objects come in and plain values go out. A field is looked for from both ends, the form's tree and the widgets of the
pages, since programs leave out either.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from parsing import ticks
from parsing.answers import word_set
from parsing.document import TICKED, UNTICKED
from parsing.pdf_sight import Box

Raw: TypeAlias = Any  # an object of pypdf; its types leave no module of ours

_RADIO, _PUSH, _PASSWORD, _COMBO = 1 << 15, 1 << 16, 1 << 13, 1 << 17
_HIDDEN_FLAGS = 1 << 1 | 1 << 5  # hidden, no view
_PROMPT = re.compile(r"\W*(?:please\s+)?(?:choose|select|pick)\b[^\n]{0,40}", re.IGNORECASE)  # the first item of many lists
_DEEPEST = 20  # a ring of parents or kids must end
_MOST = 3_000  # fields; no form has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form field's value. `state`: the name of the chosen state of a tick or a set of buttons."""

    name: str
    text: str = ""
    state: str = ""
    is_button: bool = False
    is_set: bool = False  # of buttons that exclude each other
    is_list: bool = False  # shows more than its value
    hint: str = ""
    doubt: str = ""

    @property
    def witness(self) -> str:
        """What whoever made the form said that the field is for, in its help text or in its name; else nothing."""
        own = self.hint or (self.name if says_something(self.name) else "")
        return re.sub(r"[\s_]+\d+$", "", " ".join(re.sub(r"[_.]+", " ", own).split()) if own == self.name else own)

    @property
    def is_empty(self) -> bool:
        return not self.state if self.is_button else not self.text.strip()


_BY_PROGRAMS = word_set(
    "text field textfield box checkbox check radio button radiobutton radiobuttonlist buttonlist group dropdown dropdownlist "
    "combo combobox list listbox choice option fill undefined untitled form subform topmostsubform page cell table row col "
    "column line item value input numeric numericfield datetime datetimefield datefield decimalfield toggle signature area "
    "textarea textbox"
)


def says_something(name: str) -> bool:
    """Whether a field's name or help text was written for people: «Text15» and «form1[0].#subform[0]» were not."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return any(len(word) >= 3 and word.casefold() not in _BY_PROGRAMS for word in re.findall(r"[^\W\d_]+", apart))


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something laid over the page: a form field's place, a mark, a remark. Boxes in points from the shown page's top left."""

    kind: str
    box: Box
    boxes: tuple[Box, ...] = ()
    words: str = ""
    author: str = ""
    filled: Filled | None = None
    on_state: str = ""
    is_hidden: bool = False
    number: int = 0  # of its object in the file

    @property
    def shown_text(self) -> str:
        """What a widget says here: of buttons each tells whether it is the chosen one."""
        assert self.filled is not None, "only a widget has a value"
        if not self.filled.is_button:
            return self.filled.text
        chosen = self.filled.state and self.filled.state in (self.on_state, "" if self.on_state else self.filled.state)
        return TICKED if chosen else UNTICKED


@dataclass(kw_only=True)
class FormFields:
    """The fields of one file. `notes[page]` (from 0) is what lies over that page."""

    notes: list[list[Note]] = field(default_factory=list)
    unplaced: list[Filled] = field(default_factory=list)  # in the form's tree only
    has_xfa: bool = False
    xfa_words: frozenset[str] = frozenset()

    def filled(self) -> Iterator[Filled]:
        yield from (note.filled for notes in self.notes for note in notes if note.filled is not None)
        yield from self.unplaced

    @property
    def xfa_agrees(self) -> bool:
        """Whether the XFA part holds the very values of the ordinary fields, as static XFA forms do."""
        own = {_key(each.state if each.is_button else each.text) for each in self.filled() if not each.is_empty}
        own |= {_key(each.text) for each in self.filled() if not each.is_empty}
        typed = {_key(each.text) for each in self.filled() if not each.is_empty and not each.is_button}
        data = {_key(words) for words in self.xfa_words}
        return typed - {""} <= data and all(words in own or words in ("", "0", "1", "off", "yes", "no") for words in data)


def fields_of(reader: Raw) -> FormFields:
    """Every form field and every note on the pages."""
    root = reader.root_object
    form = _object(root.get("/AcroForm"))
    form = form if isinstance(form, dict) else {}
    fresh = _object(form.get("/NeedAppearances")) == True  # noqa: E712 - pypdf's own truth is always true to bool()
    parents = dict(_parents(_object(form.get("/Fields")) or [], [], 0))
    off = _switched_off(root)
    found = FormFields(has_xfa="/XFA" in form, xfa_words=_xfa_words(form.get("/XFA")))
    placed: set[str] = set()
    for number, page in enumerate(reader.pages):
        notes = list(_notes(page, parents, off, fresh=fresh, page_number=number + 1))
        found.notes.append(notes)
        placed |= {note.filled.name for note in notes if note.filled is not None}
    for family in _leaves(_object(form.get("/Fields")) or [], [], 0):
        value = _filled(family, f"field {len(found.unplaced) + 1} of the form")
        if value is not None and value.name not in placed:
            found.unplaced.append(value)
            placed.add(value.name)
    return found


# ------------------------------------------------------------------------------------------------ the tree of fields


def _object(value: Raw) -> Raw:
    """What a reference stands for."""
    return value.get_object() if hasattr(value, "get_object") else value


def _id(value: Raw) -> int:
    reference = value if hasattr(value, "idnum") else getattr(value, "indirect_reference", None)
    return int(reference.idnum) if reference is not None else 0


def _parents(kids: Sequence[Raw], family: list[Raw], depth: int) -> Iterator[tuple[int, list[Raw]]]:
    """For each object of the tree, those above it: some programs leave out the way back."""
    if depth > _DEEPEST:
        return
    for kid in list(kids)[:_MOST]:
        entry = _object(kid)
        if isinstance(entry, dict):
            yield _id(kid), family
            yield from _parents(_object(entry.get("/Kids")) or [], [entry, *family], depth + 1)


def _leaves(kids: Sequence[Raw], family: list[Raw], depth: int) -> Iterator[list[Raw]]:
    """The fields of the tree as families: the field itself, then those above it. Kids without a name are places, not fields."""
    if depth > _DEEPEST:
        return
    for kid in list(kids)[:_MOST]:
        entry = _object(kid)
        if not isinstance(entry, dict):
            continue
        below = _object(entry.get("/Kids")) or []
        if any("/T" in each for each in map(_object, below) if isinstance(each, dict)):
            yield from _leaves(below, [entry, *family], depth + 1)
        else:
            yield [entry, *family]


def _family(widget: Raw, parents: Mapping[int, list[Raw]]) -> list[Raw]:
    family, above = [widget], _object(widget.get("/Parent"))
    while isinstance(above, dict) and len(family) < _DEEPEST:
        family.append(above)
        above = _object(above.get("/Parent"))
    return family if len(family) > 1 else [widget, *parents.get(_id(widget), [])]


def _inherited(family: Sequence[Raw], key: str) -> Raw:
    return next((value for entry in family if (value := _object(entry.get(key))) is not None), None)


def _filled(family: Sequence[Raw], otherwise: str) -> Filled | None:
    """The value that a field holds; None for buttons to push and signatures."""
    kind, flags = _inherited(family, "/FT"), _number(_inherited(family, "/Ff"))
    names = [str(name) for entry in reversed(family) if (name := _object(entry.get("/T"))) is not None and str(name).strip()]
    hint = str(_inherited(family, "/TU") or "").strip()
    blank = Filled(name=".".join(names) or hint or otherwise, hint=hint if says_something(hint) else "")
    named = next((at for at, entry in enumerate(family) if "/T" in entry), 0)
    value = _inherited(family[named:], "/V")  # a place's own value is a slip of the program that wrote it
    if kind == "/Btn" and not flags & _PUSH:
        return _button(blank, family, value, is_set=bool(flags & _RADIO))
    if kind == "/Tx" and not flags & _PASSWORD:
        return replace(blank, text=_words_of(value, None))
    if kind == "/Ch":
        text = _words_of(value, _inherited(family, "/Opt"))
        return replace(blank, text="" if _PROMPT.fullmatch(text) else text, is_list=not flags & _COMBO)
    return None


def _number(value: Raw) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _button(blank: Filled, family: Sequence[Raw], value: Raw, *, is_set: bool) -> Filled:
    state = "" if value is None else str(value).lstrip("/")
    state = "" if state.casefold() == "off" else state
    if not is_set:
        return replace(blank, text=TICKED if state else UNTICKED, state=state, is_button=True)
    options = [str(_object(each)) for each in _inherited(family, "/Opt") or ()]
    shown = options[int(state)] if state.isdigit() and int(state) < len(options) else state
    return replace(blank, text=ticks.plain(shown), state=state, is_button=True, is_set=True)


def _words_of(value: Raw, options: Raw) -> str:
    """Text as typed; of a list, the words it shows rather than those it stores."""
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        value = value.get_data().decode("utf-8", "replace")  # long answers may be kept as a stream
    pairs = [_object(each) for each in options or ()]
    shown = {str(_object(pair[0])): str(_object(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2}
    values = [_object(each) for each in value] if isinstance(value, list) else [value]
    text = ", ".join(shown.get(str(each), str(each)) for each in values)
    return ticks.without_prompts(ticks.plain(text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


# ------------------------------------------------------------------------------------------------ what lies over a page


def _notes(page: Raw, parents: Mapping[int, list[Raw]], off: frozenset[int], *, fresh: bool, page_number: int) -> Iterator[Note]:
    annotations = _object(page.get("/Annots")) or []
    for at, reference in enumerate(list(annotations)[:_MOST], 1):
        data = _object(reference)
        if not isinstance(data, dict) or (box := _shown_at(_object(data.get("/Rect")), page)) is None:
            continue
        kind = str(_object(data.get("/Subtype")) or "").lstrip("/")
        family = _family(data, parents)
        filled = _filled(family, f"field {at} on page {page_number}") if kind == "Widget" else None
        if filled is not None:
            filled = _seen(_compared(filled, data, page, fresh=fresh), family)
        yield Note(
            kind=kind,
            box=box,
            boxes=_quads(data, page) or (box,),
            words=str(_object(data.get("/Contents")) or ""),
            author=str(_object(data.get("/T")) or "") if kind != "Widget" else "",
            filled=filled,
            on_state=_on_state(data),
            is_hidden=bool(_number(_object(data.get("/F"))) & _HIDDEN_FLAGS) or _id(data.get("/OC")) in off,
            number=_id(reference),
        )


def _shown_at(rectangle: Raw, page: Raw) -> Box | None:
    """Where a rectangle of the file stands on the page as it is shown: cropped and turned."""
    if not isinstance(rectangle, list) or len(rectangle) != 4:
        return None
    x0, y0, x1, y1 = (float(_object(each)) for each in rectangle)
    one, other = _point(x0, y0, page), _point(x1, y1, page)
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _point(x: float, y: float, page: Raw) -> tuple[float, float]:
    crop = page.cropbox
    x, y = x - float(crop.left), y - float(crop.bottom)
    width, height = float(crop.width), float(crop.height)
    match page.rotation % 360:
        case 90:
            return y, x
        case 180:
            return width - x, y
        case 270:
            return height - y, width - x
        case _:
            return x, height - y


def _quads(data: Raw, page: Raw) -> tuple[Box, ...]:
    numbers = [float(_object(each)) for each in _object(data.get("/QuadPoints")) or ()]
    boxes = []
    for at in range(0, len(numbers) - 7, 8):
        corners = [_point(numbers[at + step], numbers[at + step + 1], page) for step in range(0, 8, 2)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        boxes.append((min(across), min(down), max(across), max(down)))
    return tuple(boxes)


def _on_state(data: Raw) -> str:
    """The name of the state in which a tick box is ticked: its one appearance that is not Off."""
    appearance = _object(data.get("/AP"))
    normal = _object(appearance.get("/N")) if isinstance(appearance, dict) else None
    if not isinstance(normal, dict) or hasattr(normal, "get_data"):
        return ""
    states = [str(key).lstrip("/") for key in normal if str(key) != "/Off"]
    return states[0] if len(states) == 1 else ""


def _switched_off(root: Raw) -> frozenset[int]:
    """The layers that the file does not show."""
    layers = _object(root.get("/OCProperties"))
    shown = _object(layers.get("/D")) if isinstance(layers, dict) else None
    return frozenset(_id(each) for each in _object(shown.get("/OFF")) or ()) if isinstance(shown, dict) else frozenset()


# ------------------------------------------------------------------------------------------------ a value against its picture


def _compared(filled: Filled, widget: Raw, page: Raw, *, fresh: bool) -> Filled:
    """The value, with a doubt if the page shows another. `fresh`: the file asks every viewer to draw its values anew."""
    if filled.is_button:
        return _button_compared(filled, widget, fresh=fresh)
    drawn = None if filled.is_list else _drawn_words(widget, page)
    if drawn is not None and _PROMPT.fullmatch(drawn.strip()):
        drawn = ""
    if drawn is None or _key(drawn) == _key(filled.text) or (fresh and not _key(drawn)):
        return filled
    holds = f"holds «{filled.text[:60]}»" if filled.text else "holds nothing"
    says = f"shows «{drawn.strip()[:60]}»" if drawn.strip() else "shows nothing"
    doubt = f"The form field {holds}, but the page {says}. Ask which is meant."
    return replace(filled, text=filled.text or ticks.plain(drawn).strip(), doubt=doubt)


def _seen(filled: Filled, family: Sequence[Raw]) -> Filled:
    """The value, with a doubt if it is written in white on nothing."""
    colour = re.findall(r"((?:[\d.]+\s+){1,4})(?:g|rg|k)\b", str(_inherited(family, "/DA") or ""))
    parts = [float(part) for part in colour[-1].split()] if colour else []
    look = _inherited(family, "/MK")
    grounded = isinstance(look, dict) and "/BG" in look
    white = len(parts) in (1, 3) and all(part > 0.95 for part in parts)
    if not white or grounded or filled.is_empty or filled.is_button:
        return filled
    return replace(filled, doubt=filled.doubt or "What the form field holds is written in white, so nobody sees it. Ask.")


def _button_compared(filled: Filled, widget: Raw, *, fresh: bool) -> Filled:
    shown = str(_object(widget.get("/AS")) or "").lstrip("/")
    if not shown or not (on := _on_state(widget)):
        return filled
    is_on, holds = shown == on, filled.state == on
    if is_on == holds or (fresh and filled.is_set and not is_on):
        return filled
    doubt = f"The tick box is {'' if holds else 'not '}ticked, but the page shows otherwise. Ask."
    if filled.is_set and filled.state:
        return replace(filled, doubt=doubt)
    return replace(filled, text=TICKED, state=on, doubt=doubt)  # what the page shows is asked about too


def _drawn_words(widget: Raw, page: Raw) -> str | None:
    """The words of a field's picture; None where there is none or it cannot be read."""
    appearance = _object(widget.get("/AP"))
    picture = _object(appearance.get("/N")) if isinstance(appearance, dict) else None
    if picture is None or not hasattr(picture, "get_data"):
        return None
    try:
        words = str(page.extract_xform_text(picture, (0, 90, 180, 270), 200.0))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return None  # a picture that its own library cannot read shows nothing against the value
    return words if words.strip() or b"Tj" not in picture.get_data() else None


def _key(words: str) -> str:
    return "".join(char for char in ticks.plain(words).casefold() if char.isalnum())


# ------------------------------------------------------------------------------------------------ XFA


def _xfa_words(packets: Raw) -> frozenset[str]:
    """The values in an XFA form's data, without opening the form: only Adobe's programs can do that."""
    packets = _object(packets)
    parts = list(packets) if isinstance(packets, list) else [packets]
    text = "".join(_packet(each) for each in map(_object, parts))
    begins, ends = re.search(r"<(?:\w{1,20}:)?data\b[^<>]*>", text), list(re.finditer(r"</(?:\w{1,20}:)?data>", text))
    data = text[begins.end() : ends[-1].start()] if begins and ends else ""
    return frozenset(html.unescape(words).strip() for words in re.findall(r">([^<>]+)</", data)) - {""}


def _packet(part: Raw) -> str:
    return part.get_data().decode("utf-8", "replace") if hasattr(part, "get_data") else ""
