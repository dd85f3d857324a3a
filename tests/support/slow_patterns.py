"""Every pattern of a package, found by looking through its modules, and long repetitive texts made of its own words.

A pattern that looks at each sign again from each place takes a minute for what a healthy one does in a millisecond.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from types import FrameType, ModuleType
from typing import Any, TypeAlias

Ways: TypeAlias = Mapping[str, set[str]]
Tree = Any  # of re's own parser, which declares no types
PARSER: Any = re._parser  # type: ignore[attr-defined]
LOOKS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer", "subn")
AT_THE_START = frozenset({"match", "fullmatch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pattern, where it stands, and whether it is only ever tried at the start of a text."""

    name: str
    pattern: re.Pattern[Any]
    at_start: bool = False

    def look(self, text: str) -> None:
        """As the code does, in the way that takes longest."""
        words: Any = text if isinstance(self.pattern.pattern, str) else text.encode("utf-8")
        if self.at_start:
            self.pattern.match(words)
        else:
            self.pattern.sub(type(words)(), words)


def patterns_in(package: str) -> tuple[Found, ...]:
    """Each pattern of the package's modules once: names, tables, and those written where they are used."""
    found: dict[tuple[Any, int, bool], Found] = {}
    modules = tuple(_modules(package))
    sources = {module.__name__: inspect.getsource(module) for module in modules}
    everywhere = _ways_of("\n".join(sources.values()))
    for module in modules:
        source = sources[module.__name__]
        for each in (*_held(module, _ways_of(source), everywhere), *_written_in_place(module, source)):
            found.setdefault((each.pattern.pattern, each.pattern.flags, each.at_start), each)
    return tuple(found.values())


def _modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, f"{package}."):
        yield importlib.import_module(info.name)


def _held(module: ModuleType, here: Ways, everywhere: Ways) -> Iterator[Found]:
    for name, value in vars(module).items():
        own = not (inspect.ismodule(value) or inspect.isclass(value) or name.startswith("__"))
        for pattern in _patterns_of(value, 0) if own else ():
            ways = here.get(name, set()) | everywhere.get(f"{module.__name__.rpartition('.')[2]}.{name}", set())
            yield Found(name=f"{module.__name__}.{name}", pattern=pattern, at_start=bool(ways) and ways <= AT_THE_START)


def _ways_of(source: str) -> Ways:
    """In which ways each name, and each «module.name», looks into a text there. Looked through once: there are many names."""
    found: dict[str, set[str]] = {}
    for holder, name, way in re.findall(rf"(?:\b(\w+)\.)?\b(\w+)\.({'|'.join(LOOKS)})\(", source):
        for key in (name, f"{holder}.{name}"):
            found.setdefault(key, set()).add(way)
    return found


def _patterns_of(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 6 and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _patterns_of(getattr(value, field.name), depth + 1)
    elif depth < 6 and isinstance(value, Mapping):
        for each in (*value.keys(), *value.values()):
            yield from _patterns_of(each, depth + 1)
    elif depth < 6 and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _patterns_of(each, depth + 1)


def _written_in_place(module: ModuleType, source: str) -> Iterator[Found]:
    """`re.sub(r"…", …)` and its like: what stands there is worked out with the module's own names."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in LOOKS):
            continue
        flags = next((each.value for each in node.keywords if each.arg == "flags"), _flags_among(node))
        try:
            written, said = (_worked_out(each, module) for each in (node.args[0], flags or ast.Constant(0)))
        except NameError:
            continue  # made of what only the function knows: measured where it is used
        yield Found(
            name=f"{module.__name__}, line {node.lineno}",
            pattern=re.compile(written, said),
            at_start=node.func.attr in AT_THE_START,
        )


def _flags_among(node: ast.Call) -> ast.expr | None:
    named = (each for each in node.args[1:] if "re." in ast.unparse(each) and "re.sub" not in ast.unparse(each))
    return next((each for each in named if re.fullmatch(r"[re.A-Z| ]+", ast.unparse(each))), None)


def _worked_out(node: ast.expr, module: ModuleType) -> Any:
    return eval(ast.unparse(node), dict(vars(module)))  # noqa: S307 - our own source


# ------------------------------------------------------------------------------------------------ texts

PLAIN = (" ", "\n", "a", "1", ".", "-", "_", "a ", "\t", "no ", ": ", "( ", "<a", "☐ ", "a@a.", "1/", "> ")


def texts_for(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Long texts of one unit each, and of that unit after what the pattern wants to see before it."""
    for before, unit in dict.fromkeys((*_loops(pattern), *(("", each) for each in PLAIN))):
        for whole in {(before, unit), ("", before + unit), ("", before)}:
            if whole[1]:
                yield (whole[0] + whole[1] * (length // len(whole[1]) + 1))[:length] + "\x01"


def _loops(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """(what leads to it, one round) of each part of the pattern that may go on for long."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags & ~re.LOCALE | re.ASCII
    yield from _loops_in(PARSER.parse(written, flags), "", 0)


LONG = 20  # rounds


def _loops_in(tree: Tree, before: str, depth: int) -> Iterator[tuple[str, str]]:
    for what, more in tree:
        kind = str(what)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, inside = more
            if most >= LONG:
                yield before, _said(inside, 0)
                yield before, _said(inside, 1)
            yield from _loops_in(inside, before, depth + 1)
        elif kind == "SUBPATTERN":
            yield from _loops_in(more[3], before, depth + 1)
        elif kind == "BRANCH":
            for branch in more[1]:
                yield from _loops_in(branch, before, depth + 1)
        elif kind in ("ASSERT", "ASSERT_NOT"):
            yield from _loops_in(more[1], before, depth + 1)
        elif kind == "ATOMIC_GROUP":
            yield from _loops_in(more, before, depth + 1)
        before += _said([(what, more)], 0)


def _said(tree: Tree, choice: int) -> str:
    """Some words that the pattern takes; `choice` takes other branches and other letters."""
    return "".join(_one(str(what), more, choice) for what, more in tree)[:200]


def _one(kind: str, more: Any, choice: int) -> str:
    match kind:
        case "LITERAL":
            return chr(more)
        case "ANY" | "NOT_LITERAL":
            return "a "[choice]
        case "IN":
            return _letter(more, choice)
        case "BRANCH":
            return _said(more[1][min(choice, len(more[1]) - 1)], choice)
        case "SUBPATTERN":
            return _said(more[3], choice)
        case "ATOMIC_GROUP":
            return _said(more, choice)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _said(more[2], choice) * max(more[0], choice if more[1] else 0)
        case _:
            return ""


def _letter(options: Any, choice: int) -> str:
    """A letter of a set, or beside it where the set says what must not come."""
    kinds = [str(what) for what, _ in options]
    if "NEGATE" in kinds:
        taken = re.compile("[" + re.escape("".join(chr(more) for what, more in options if str(what) == "LITERAL")) + "\x00]")
        return next(each for each in ("a", " ", "1", "-", "\t", "é")[choice:] if not taken.match(each))
    letters: list[str] = []
    for what, more in options:
        match str(what):
            case "LITERAL":
                letters.append(chr(more))
            case "RANGE":
                letters.append(chr(more[0]))
            case "CATEGORY":
                letters.append({"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_NOT_WORD": "-"}.get(str(more), "a"))
    return letters[min(choice, len(letters) - 1)] if letters else ""


# ------------------------------------------------------------------------------------------------ measuring


class TooSlow(Exception):
    """The time that a healthy pattern needs is over many times."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Of the processor's own time; re looks for the alarm every few thousand steps."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_for(look: Callable[[str], None], text: str, most: float) -> float:
    began = time.process_time()
    try:
        with within(most):
            look(text)
    except TooSlow:
        return most
    return time.process_time() - began
