"""How fast a looking command starts: `reciprocal cases` on a small store against `python -c "import sqlalchemy"`.

The goal is a ratio of at most 2. Both sides run in turn; the median of the pairs' ratios is printed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAIRS = 7


def seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "reciprocal.toml"
        config.write_text(f'[scheme]\nfile = "{ROOT}/scheme/pan_london.toml"\n')
        look = (sys.executable, "-m", "service.cli", "--config", str(config), "cases", "--json")
        bare = (sys.executable, "-c", "import sqlalchemy")
        assert subprocess.run(look, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip() == "[]"
        seconds(bare)
        ratios = [seconds(look) / seconds(bare) for _ in range(PAIRS)]
    print(f"start of a looking command / import of SQLAlchemy: {statistics.median(ratios):.2f} (goal: at most 2; {PAIRS} pairs)")


if __name__ == "__main__":
    main()
