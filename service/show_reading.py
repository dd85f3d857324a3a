"""`reciprocal read --show`: the words of a file, the read ones marked, for a person; in colour on a terminal, else with signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from desk.covering import runs_of
from desk.papers import Run
from parsing.document import COMPARE
from parsing.readings import Mail, Person
from service.evidence import Answer, Paper

OUT = Console(highlight=False, soft_wrap=True)


def reading(file: str, mail: Mail, papers: Sequence[Paper]) -> None:
    """The words of a file with the read ones marked, then what each answer is, where it stands and what is in doubt."""
    OUT.print(f"[bold]{escape(file)}[/]")
    for trouble in (mail.unreadable, mail.sender_doubt, f"It is automatic: {mail.automatic}" if mail.automatic else ""):
        if trouble:
            OUT.print(f"  {escape(trouble)}")
    for paper in papers:
        _paper(paper)


def readings(papers: Sequence[Paper]) -> None:
    """What the readings that a question is about took, to be compared with the original."""
    for paper in papers:
        _paper(paper)


def _in_doubt(answer: Answer) -> str:
    probably = f" Probably: {_said(answer.proposal)}." if answer.proposal is not None else ""
    why = "" if answer.doubt.endswith(COMPARE) else f" {answer.doubt}"  # that is said once, of the whole paper
    return f"«{' '.join(answer.quote.split())}».{probably}{why}"


def _paper(paper: Paper) -> None:
    OUT.print(f"\n[bold]{escape(paper.source)}[/] ({paper.kind})")
    for line in paper.lines:
        OUT.print("  ", *(_run(run) for run in runs_of(line)), sep="")
    for place in paper.hidden:
        OUT.print(f"  [dim]not shown: {escape(place)}[/]")
    for answer in paper.answers:
        said = f"? {_in_doubt(answer)}" if answer.doubt else f"= {_said(answer.value)}"
        OUT.print(f"  {answer.key} {escape(said)} [dim]({escape(answer.where)})[/]")
    for key in paper.missing:
        OUT.print(f"  missing: {key}")
    for doubt in paper.doubts:
        OUT.print(f"  [yellow]doubt[/]: {escape(doubt)}")


def _run(run: Run) -> str:
    """In colour on a terminal; with signs where there is none."""
    if not run.keys:
        return escape(run.text)
    keys = escape(f"⟨{', '.join(run.keys)}⟩")
    if OUT.is_terminal and not OUT.no_color:
        colour = "black on yellow" if run.in_doubt else "black on green"
        return f"[{colour}]{escape(run.text)}[/][dim]{keys}[/]"
    return f"«{'?' if run.in_doubt else ''}{escape(run.text)}»{keys}"


def _said(value: Any) -> str:
    """A value as a person writes it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Person():
            return f"{value.age if value.age is not None else '?'} {value.sex or '?'}"
        case tuple():
            return ", ".join(_said(each) for each in value) or "none"
        case _:
            return str(value)
