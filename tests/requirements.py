"""Writes docs/requirements.md, what the agreement asks and the tests that show it: `python -m tests.requirements`.

The list of requirements is data (tests/requirements.toml); what shows them is read from the tests' own source: every
`@pytest.mark.rule("R036", …)` on a function or a class, every module's `pytestmark`, every mark on one row of a table of
cases. Source is read, not run, so that the list needs no database and no server.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent
LIST = TESTS / "requirements.toml"
PAGE = TESTS.parent / "docs" / "requirements.md"
MUST_BE_SHOWN = frozenset({"M", "T", "MT", "D"})
KINDS = {
    "M": "the software does it or refuses it",
    "T": "a text that the letters or pages carry",
    "MT": "both",
    "F": "figures for a report",
    "D": "held at every hand-over by a gate that shares no code with the writers",
    "-": "said by the agreement; asks for no test",
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    id: str
    kind: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Section:
    title: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One test with the requirements that it says it shows."""

    test: str
    ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What is wrong with list and marks together."""

    unshown: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def sections(path: Path = LIST) -> tuple[Section, ...]:
    told = tomllib.loads(path.read_text())["section"]
    return tuple(Section(title=each["title"], rules=tuple(Rule(**rule) for rule in each["rule"])) for each in told)


def marks(root: Path = TESTS) -> tuple[Shown, ...]:
    """Every test under the root that cites a requirement, in the order of files and lines."""
    found: list[Shown] = []
    for path in sorted(root.rglob("test_*.py")):
        found += marks_in(path.read_text(), path.relative_to(root.parent).as_posix())
    return tuple(found)


def marks_in(source: str, name: str) -> Iterator[Shown]:
    """The marked tests of one module; a module's own marks count for each of its tests."""
    tree = ast.parse(source)
    tables = dict(_assigned(tree))
    module_marks = tables.get("pytestmark")
    yield from _within(tree.body, name, tuple(_cited([module_marks] if module_marks else [], {})), tables)


def judge(said: tuple[Section, ...], shown: tuple[Shown, ...]) -> Judged:
    known = [rule for section in said for rule in section.rules]
    cited = {each for row in shown for each in row.ids}
    return Judged(
        unshown=tuple(rule.id for rule in known if rule.kind in MUST_BE_SHOWN and rule.id not in cited),
        unknown=tuple(sorted(cited - {rule.id for rule in known})),
    )


def page(said: tuple[Section, ...], shown: tuple[Shown, ...]) -> str:
    """The whole page, the same for the same list and marks."""
    lines = [
        "# What the agreement asks, and the test that shows it",
        "",
        "Made by `python -m tests.requirements` (`make requirements`) from tests/requirements.toml and the marks on the tests;",
        "tests/test_requirements.py fails when this page is older than they are, or when an M or a T has no test.",
        "",
        *(f"- **{kind}**: {meaning}" for kind, meaning in KINDS.items()),
    ]
    for section in said:
        lines += ["", f"## {section.title}", "", "| id | kind | what it asks | shown by |", "|---|---|---|---|"]
        lines += [_row(rule, shown) for rule in section.rules]
    return "\n".join([*lines, ""])


def _row(rule: Rule, shown: tuple[Shown, ...]) -> str:
    tests = "<br>".join(f"`{row.test}`" for row in shown if rule.id in row.ids)
    return f"| {rule.id} | {rule.kind} | {rule.says} | {tests or '–'} |"


def _within(body: list[ast.stmt], prefix: str, above: tuple[str, ...], tables: dict[str, ast.expr]) -> Iterator[Shown]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _within(node.body, f"{prefix}::{node.name}", (*above, *_cited(node.decorator_list, tables)), tables)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            ids = tuple(dict.fromkeys((*above, *_cited(node.decorator_list, tables))))
            if ids:
                yield Shown(test=f"{prefix}::{node.name}", ids=ids)


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The module's named values: its pytestmark, and the tables that its tests are parametrised with."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from ((each.id, node.value) for each in node.targets if isinstance(each, ast.Name))


def _cited(nodes: list[ast.expr], tables: dict[str, ast.expr]) -> Iterator[str]:
    """Ids named by `pytest.mark.rule(…)` in decorators or marks, and on the rows of a table that they name."""
    for each in (each for node in nodes for each in ast.walk(node)):
        if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.rule":
            yield from (arg.value for arg in each.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
        elif isinstance(each, ast.Name) and each.id in tables:
            yield from _cited([tables[each.id]], {})


def main() -> int:
    said, shown = sections(), marks()
    PAGE.write_text(page(said, shown))
    judged = judge(said, shown)
    sys.stdout.write(f"{len(shown)} tests show {len({each for row in shown for each in row.ids})} requirements\n")
    sys.stdout.writelines(f"no test yet: {each}\n" for each in judged.unshown)
    sys.stdout.writelines(f"cited, but not in the list: {each}\n" for each in judged.unknown)
    return 1 if judged.unshown or judged.unknown else 0


if __name__ == "__main__":
    sys.exit(main())
