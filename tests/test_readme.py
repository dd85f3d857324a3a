"""Docs and program agree: every command, setting and letter kind is written down, and the drawings are the tables."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest
import typer

from matching.case import ENDINGS, OFFER_STEPS, REOPENINGS, STEPS
from outbox.letters import LETTERS
from service.cli import app
from service.config import OAuth2Section, OidcSection, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
OPERATING = (ROOT / "docs" / "operating.md").read_text()
LINE = (ROOT / "docs" / "line.md").read_text()

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`{command}\b", README)


def settings() -> list[str]:
    return [
        f"{section}.{each.name}"
        for section, kind in get_type_hints(Settings).items()
        if is_dataclass(kind)
        for each in fields(kind)
    ]


@pytest.mark.parametrize("setting", settings())
def test_every_setting_is_in_the_operators_guide(setting: str) -> None:
    assert f"`{setting}`" in OPERATING


@pytest.mark.parametrize("key", [each.name for kind in (OAuth2Section, OidcSection) for each in fields(kind)])
def test_every_key_of_the_sign_in_is_in_the_operators_guide(key: str) -> None:
    assert f"| `{key}` |" in OPERATING


@pytest.mark.parametrize("kind", sorted({row.kind for row in LETTERS}))
def test_every_letter_kind_is_in_the_operators_guide(kind: str) -> None:
    assert f"`{kind}`" in OPERATING


def test_the_drawing_of_a_cases_states_is_the_table_of_steps() -> None:
    drawing = LINE.split("## A case's states")[1].split("```mermaid")[1].split("```")[0]
    drawn = set(re.findall(r"(\w+) --> (\w+)", drawing))
    table = {(state.value, step.value) for state, steps in STEPS.items() for step in steps - ENDINGS}
    assert drawn == table


def test_the_drawing_of_reopenings_is_their_table() -> None:
    drawing = LINE.split("## A case's states")[1].split("```mermaid")[2].split("```")[0]
    drawn = set(re.findall(r"(\w+) --> (\w+)", drawing))
    assert drawn == {(state.value, again.value) for state, following in REOPENINGS.items() for again in following}


def test_the_drawing_of_an_offers_states_is_the_table_of_its_steps() -> None:
    drawing = LINE.split("## An offer's states")[1].split("```mermaid")[1].split("```")[0]
    drawn = set(re.findall(r"(\w+) --> (\w+)", drawing))
    assert drawn == {(state.value, step.value) for state, steps in OFFER_STEPS.items() for step in steps}


def test_the_first_picture_of_the_readme_is_the_line() -> None:
    assert README.index("```mermaid") < README.index("## ")


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in ("demo", "test", "check", "proofs", "bench", "accept"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert f"make {target}" in README
