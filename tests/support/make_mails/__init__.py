"""Makes the mails of tests/samples/mail with the truth about each: `python -m tests.support.make_mails`.

Seeded, so that the same bytes come out each time. Every person is invented. The truth stands here and nowhere in the
reader: tests/parsing/test_mail_shelf.py compares what is read with it.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.make_mails import machines, papers_in_mails, threads
from tests.support.make_mails.model import Sample

SHELF = Path(__file__).parent.parent.parent / "samples" / "mail"
TRUTH = ".truth.json"


def samples() -> tuple[Sample, ...]:
    """Every mail, in a fixed order, no two of one name."""
    found = (*threads.every(), *machines.every(), *papers_in_mails.every())
    names = [sample.path for sample in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"two mails of one name: {twice}"
    return found


def write() -> int:
    """Writes each mail and its truth; mails that are no longer made go, the hand-kept ones (without a truth) stay."""
    made = set()
    for sample in samples():
        path = SHELF / f"{sample.path}.eml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sample.data)
        truth = path.with_suffix("").with_name(path.stem + TRUTH)
        truth.write_text(json.dumps(sample.truth, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        made.add(truth)
    for truth in SHELF.rglob(f"*{TRUTH}"):
        if truth not in made:
            name = truth.name.removesuffix(TRUTH)
            for ending in (TRUTH, ".eml", ".expected.json"):
                truth.with_name(name + ending).unlink(missing_ok=True)
    return len(made)
