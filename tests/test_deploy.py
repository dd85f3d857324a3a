"""The unit and the container file name what there is, and shut in what can be shut in."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from service.cli import app

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "deploy" / "reciprocal.service"
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text()
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands


def said(key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Type", "notify"),
        ("Restart", "always"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateDevices", "yes"),
        ("RestrictNamespaces", "yes"),
        ("LimitCORE", "0"),
        ("UMask", "0077"),
    ],
)
def test_the_unit_is_shut_in(key: str, value: str) -> None:
    assert said(key) == [value]


def test_the_unit_hands_secrets_over_as_credentials_and_starts_the_daemon() -> None:
    assert {each.split(":")[0] for each in said("LoadCredential")} == {"imap", "smtp"}
    (start,) = said("ExecStart")
    assert start.split()[1] in COMMANDS


def test_systemd_itself_reads_the_unit_and_finds_little_exposed() -> None:
    program = shutil.which("systemd-analyze")
    if program is None:  # a machine without systemd cannot judge a unit; the table above holds there
        return
    done = subprocess.run([program, "verify", str(UNIT)], capture_output=True, text=True, check=False)
    wrong = [line for line in done.stderr.splitlines() if UNIT.name in line and "is not executable" not in line]
    assert not wrong
    score = [program, "security", "--offline=yes", "--threshold=20", str(UNIT)]
    judged = subprocess.run(score, capture_output=True, text=True, check=False)
    assert judged.returncode == 0 or "Unknown option" in judged.stderr or "unrecognized option" in judged.stderr


def test_the_container_runs_commands_that_there_are() -> None:
    words = re.findall(r'"([a-z]+)"\]', CONTAINER)
    assert words
    assert set(words) <= COMMANDS


def test_the_container_is_built_of_files_that_there_are_and_not_as_root() -> None:
    for line in re.findall(r"^COPY (.+) \./?$", CONTAINER, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    assert re.search(r"^USER reciprocal$", CONTAINER, re.MULTILINE)
