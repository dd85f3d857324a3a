"""Fillable forms in many layouts, made from the questions and answers that must be read from them again: truth first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT = 45.0, 550.0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as printed and what was filled in: words, or boxes of which some are ticked."""

    label: str
    text: str = ""
    choices: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    hint: str = ""
    lines: int = 1
    is_set: bool = False  # buttons that exclude each other

    @property
    def truth(self) -> tuple[str, str]:
        """How the row is read: «☒ Yes ☐ No» whatever the order on the page."""
        if not self.choices:
            return self.label, self.text
        return self.label, " ".join(f"{'☒' if each in self.ticked else '☐'} {each}" for each in self.choices)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a form is set."""

    size: float = 9.0
    leading: float = 1.2  # of the size
    between: float = 7.0  # points between two questions
    label_width: float = 170.0
    align: str = "top"  # of the label beside its answer: top, middle, bottom
    box_side: str = "before"  # of its word
    box_gap: float = 4.0
    choice_gap: float = 16.0
    field_height: float = 15.0
    bold: bool = False
    ruled: bool = False
    names: Callable[[int, str], str] = lambda number, _: f"Text{number}"
    tooltips: bool = False
    columns: int = 1  # of a list of choices; 1: one after the other


@dataclass(kw_only=True)
class Sheet:
    """A page being written from the top down."""

    look: Look
    out: BytesIO = field(default_factory=BytesIO)
    y: float = 800.0
    count: int = 0

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.out, pagesize=A4, invariant=True)

    @property
    def font(self) -> str:
        return "Helvetica-Bold" if self.look.bold else "Helvetica"

    def save(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()

    def room(self, height: float) -> None:
        if self.y - height < 50:
            self.canvas.showPage()
            self.y = 800.0

    def name(self, label: str) -> str:
        self.count += 1
        return self.look.names(self.count, label)

    def words(self, x: float, y: float, text: str, *, font: str = "", size: float = 0.0) -> None:
        self.canvas.setFont(font or self.font, size or self.look.size)
        self.canvas.drawString(x, y, text)

    def title(self, text: str, *, size: float = 12.0) -> None:
        self.room(60)
        self.y -= size + 8
        self.words(LEFT, self.y, text, font="Helvetica-Bold", size=size)
        self.y -= 8

    def note(self, text: str) -> None:
        self.y -= 12
        self.words(LEFT, self.y, text, font="Helvetica", size=8)
        self.y -= 4

    def lines(self, text: str, width: float) -> list[str]:
        return list(simpleSplit(text, self.font, self.look.size, width))

    # ── answers ──

    def field(self, asked: Asked, x: float, top: float, width: float, height: float) -> None:
        name = self.name(asked.label)
        self.canvas.acroForm.textfield(
            name=name,
            value=asked.text,
            x=x,
            y=top - height,
            width=width,
            height=height,
            fontSize=8,
            borderWidth=0.5,
            maxlen=2000,
            fieldFlags="multiline" if asked.lines > 1 else "",
            tooltip=asked.label if self.look.tooltips else None,
        )

    def box(self, name: str, choice: str, x: float, y: float, asked: Asked) -> None:
        place = {"x": x, "y": y, "size": self.look.size + 1, "borderWidth": 0.5}
        place["tooltip"] = f"{asked.label} {choice}" if self.look.tooltips else None
        ticked = choice in asked.ticked
        if asked.is_set:
            self.canvas.acroForm.radio(name=name, value=choice.replace(" ", "_"), selected=ticked, shape="square", **place)
        else:
            self.canvas.acroForm.checkbox(name=self.name(choice), checked=ticked, **place)

    def boxes(self, asked: Asked, x: float, top: float, width: float) -> float:
        """The choices with their boxes; how far down they reach."""
        name = self.name(asked.label)
        across, down = 0.0, 0
        pitch = self.look.size + 6
        side = self.look.size + 1
        for at, choice in enumerate(asked.choices):
            wide = stringWidth(choice, "Helvetica", self.look.size) + self.look.box_gap + side
            if self.look.columns > 1:
                across, down = (at % self.look.columns) * width / self.look.columns, at // self.look.columns
            elif across and across + wide > width:
                across, down = 0.0, down + 1
            y = top - (down + 1) * pitch + 4
            if self.look.box_side == "before":
                self.box(name, choice, x + across, y, asked)
                self.words(x + across + side + self.look.box_gap, y + 2, choice, font="Helvetica")
            else:
                self.words(x + across, y + 2, choice, font="Helvetica")
                self.box(name, choice, x + across + wide - side, y, asked)
            across += wide + self.look.choice_gap
        return (down + 1) * pitch

    def answer_height(self, asked: Asked, width: float) -> float:
        if not asked.choices:
            return self.look.field_height * asked.lines
        if self.look.columns > 1:
            return -(-len(asked.choices) // self.look.columns) * (self.look.size + 6)
        across, down = 0.0, 1
        for choice in asked.choices:
            wide = stringWidth(choice, "Helvetica", self.look.size) + self.look.box_gap + self.look.size + 1
            if across and across + wide > width:
                across, down = 0.0, down + 1
            across += wide + self.look.choice_gap
        return down * (self.look.size + 6)

    def answer(self, asked: Asked, x: float, top: float, width: float) -> None:
        if asked.choices:
            self.boxes(asked, x, top, width)
        else:
            self.field(asked, x, top, width, self.answer_height(asked, width))

    # ── questions ──

    def label(self, lines: Sequence[str], hint: Sequence[str], x: float, top: float) -> None:
        pitch = self.look.size * self.look.leading
        y = top - self.look.size
        for line in lines:
            self.words(x, y, line)
            y -= pitch
        for line in hint:
            self.words(x, y, line, font="Helvetica", size=7)
            y -= 8.5

    def label_height(self, lines: Sequence[str], hint: Sequence[str]) -> float:
        return self.look.size * self.look.leading * len(lines) + 8.5 * len(hint)

    def beside(self, asked: Asked, *, x: float = LEFT, width: float = RIGHT - LEFT, label_width: float = 0.0) -> float:
        """Label left, answer right; returns the height of the row without moving down."""
        wide = label_width or self.look.label_width
        lines = self.lines(asked.label, wide - 10)
        hint = simpleSplit(asked.hint, "Helvetica", 7, wide - 10) if asked.hint else []
        own, answer = self.label_height(lines, hint), self.answer_height(asked, width - wide - 6)
        height = max(own, answer)
        shift = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[self.look.align]
        self.label(lines, hint, x + 3, self.y - (height - own) * shift)
        self.answer(asked, x + wide, self.y - (height - answer) * shift, width - wide - 6)
        if self.look.ruled:
            top, bottom = self.y + self.look.between / 2, self.y - height - self.look.between / 2
            self.canvas.setLineWidth(0.5)
            self.canvas.grid([x, x + wide - 4, x + width], [bottom, top])
        return height

    def rows_beside(self, questions: Sequence[Asked]) -> None:
        for each in questions:
            self.room(80)
            self.y -= self.beside(each) + self.look.between

    def rows_in_pairs(self, questions: Sequence[Asked]) -> None:
        """Label, answer, label, answer."""
        half = (RIGHT - LEFT) / 2
        for at in range(0, len(questions), 2):
            self.room(80)
            pair = questions[at : at + 2]
            heights = [self.beside(each, x=LEFT + half * k, width=half, label_width=half * 0.45) for k, each in enumerate(pair)]
            self.y -= max(heights) + self.look.between

    def above(self, asked: Asked, *, x: float = LEFT, width: float = RIGHT - LEFT, gap: float = 2.0) -> float:
        """Label above its answer; returns the height."""
        lines = self.lines(asked.label, width - 6)
        hint = simpleSplit(asked.hint, "Helvetica", 7, width - 6) if asked.hint else []
        own = self.label_height(lines, hint)
        self.label(lines, hint, x, self.y)
        self.answer(asked, x, self.y - own - gap, width - 8)
        return own + gap + self.answer_height(asked, width - 8)

    def rows_above(self, questions: Sequence[Asked]) -> None:
        for each in questions:
            self.room(90)
            self.y -= self.above(each) + self.look.between

    def rows_above_in_pairs(self, questions: Sequence[Asked]) -> None:
        half = (RIGHT - LEFT) / 2
        for at in range(0, len(questions), 2):
            self.room(90)
            pair = questions[at : at + 2]
            self.y -= max(self.above(each, x=LEFT + half * k, width=half) for k, each in enumerate(pair)) + self.look.between

    def matrix(self, heads: Sequence[str], questions: Sequence[Asked], *, ruled: bool = False) -> None:
        """Questions down, «Yes» and «No» across, a box where they cross."""
        self.room(40 + 16 * len(questions))
        first = RIGHT - 60 * len(heads)
        top = self.y + 2
        self.y -= 12
        for at, head in enumerate(heads):
            self.canvas.setFont("Helvetica-Bold", self.look.size)
            self.canvas.drawCentredString(first + 60 * at + 30, self.y, head)
        self.y -= 5
        edges = [top, self.y]
        for each in questions:
            name = self.name(each.label)
            lines = self.lines(each.label, first - LEFT - 10)
            height = max(16.0, self.label_height(lines, ()) + 4)
            self.label(lines, (), LEFT + 3, self.y - 3)
            for at, choice in enumerate(each.choices):
                self.box(name, choice, first + 60 * at + 25, self.y - height / 2 - 5, each)
            self.y -= height
            edges.append(self.y)
        if ruled:
            self.canvas.grid([LEFT, *(first + 60 * at for at in range(len(heads) + 1))], edges)
        self.y -= self.look.between

    def people(self, label: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], *, ruled: bool = True) -> None:
        """A table of fields below «Age» and «Sex», a person in each row; its question left of it."""
        self.room(60 + 18 * len(rows))
        x = LEFT + self.look.label_width
        widths = [90.0, *(80.0 for _ in heads)] if any(own for own, _ in rows) else [80.0 for _ in heads]
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        starts = edges[1:-1] if len(widths) > len(heads) else edges[:-1]
        top = self.y
        self.label(self.lines(label, self.look.label_width - 10), (), LEFT + 3, top)
        for head, start in zip(heads, starts, strict=True):
            self.words(start + 4, top - 12, head, font="Helvetica-Bold")
        for down, (own, values) in enumerate(rows, 1):
            if own:
                self.words(x + 4, top - 12 - 17 * down, own)
            for value, start in zip(values, starts, strict=True):
                self.field(Asked(label=own, text=value), start + 1, top - 17 * down - 1, 78, 15)
        if ruled:
            self.canvas.grid(edges, [top - 17 * down for down in range(len(rows) + 2)])
        self.y -= 17 * (len(rows) + 1) + self.look.between
