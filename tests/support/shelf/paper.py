"""A document of the shelf and the truth about it, which its maker knows and no reader was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SHELF = Path(__file__).parent.parent.parent / "samples"
WORKSHOP = frozenset({".doc", ".odt", ".rtf", ".png", ".jpg"})  # read only with LibreOffice or tesseract
TRUTH = ".truth.json"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One question of a form as its asker words it, and the answer as the person wrote it."""

    question: str
    label: str
    text: str
    truth: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`data` is the file; where a foreign program must write it, `made_from` is what that program is given instead."""

    name: str
    kind: str
    format: str
    layout: str
    ending: str = ".docx"
    data: bytes = b""
    made_from: bytes = b""
    truth: Mapping[str, Any]
    doubted: Sequence[str] = ()
    missing: Sequence[str] = ()
    clean: bool = True
    identity: bool = False

    @property
    def path(self) -> Path:
        """Scans and old office files stand on a shelf of their own: what is read there depends on foreign programs."""
        folder = "change" if self.kind == "withdrawal" else self.kind
        foreign = self.ending in WORKSHOP or self.format.startswith("scan")
        return SHELF / ("workshop" if foreign else "forms") / folder / f"{self.name}{self.ending}"

    def as_truth(self) -> str:
        said = {
            "kind": self.kind,
            "fields": dict(sorted((key, value) for key, value in self.truth.items() if value is not None)),
            "doubted": sorted(self.doubted),
            "missing": sorted(self.missing),
            "clean": self.clean,
            "identity": self.identity,
            "format": self.format,
            "layout": self.layout,
        }
        return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def truth_path(sample: Path) -> Path:
    """`<case>.truth.json`, or the whole name before it where files of one name stand together."""
    twins = [each for each in sample.parent.glob(f"{sample.stem}.*") if each.stem == sample.stem and each.suffix != ".json"]
    return sample.with_name((sample.name if len(twins) > 1 else sample.stem) + TRUTH)
