"""`make lock`: resolve pyproject.toml again and write the two hash-locked lists, which name no package index."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def lock(requirements: list[str], to: str) -> None:
    """Write `to` with exact versions and hashes for every platform, from Python 3.11 on."""
    options = [
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
        "--no-annotate",
        "--python-version",
        "3.11",
    ]
    command = [sys.executable, "-m", "uv", "pip", "compile", *options, "-", "-o", str(ROOT / to), "--quiet"]
    subprocess.run(command, input="\n".join(requirements), text=True, check=True)


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = project["project"]["dependencies"]
    lock(run, "requirements.txt")
    lock([*run, *project["dependency-groups"]["dev"]], "requirements-dev.txt")


if __name__ == "__main__":
    main()
