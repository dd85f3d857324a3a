"""Whether labels ask what they mean: `python -m bench.labels FILE.jsonl [--list] [--part I/N]`.

Each line is {"form", "label", "keys", "section"}, and "inverted" where Yes says the contrary; no keys: a near miss, which must
ask none of the form's questions. Every label is asked as the form's pairing asks it. Exit status 1 when one is read as another.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from parsing.answers import Answer
from parsing.form import Form, SharedQuestion, labels_of
from parsing.forms import FORMS
from parsing.labels import keys_asked
from parsing.pairing import PASSED, Pairing
from parsing.witness import Witness
from scheme.agreement import Scheme, load, shipped

FOUND = ("right", "in part", "read past", "not known", "read as another", "near miss left", "near miss taken")
DANGEROUS = ("read as another", "near miss taken")


def judged(question: Any, meant: frozenset[str], *, turned: bool) -> str:
    asked = keys_asked(question)
    if not meant:
        return "near miss taken" if asked else "near miss left"
    if not asked:
        return "not known" if question is None else "read past"
    if len(meant) == 1 and meant <= asked:
        return "right" if turned else "read as another"
    if meant <= asked:
        return "right"
    return "in part" if asked < meant else "read as another"


def _is_turned(form: Form, question: Any, row: dict[str, Any], scheme: Scheme) -> bool:
    """Whether a plain Yes to this label means what its wording says: the contrary of the field, if it is inverted."""
    if not row.get("inverted") or question is None:
        return True
    key = row["keys"][0]
    own = form.question(key)
    yes = Answer(text="Yes")
    said = question.read(yes, scheme)[key] if isinstance(question, SharedQuestion) else own.answer.read(yes, scheme)
    return bool(said.value != own.answer.read(yes, scheme).value)


def found_of(rows: Sequence[dict[str, Any]]) -> list[tuple[str, dict[str, Any], Any]]:
    scheme = load(shipped("pan_london"))
    forms = {form.kind: form for form in FORMS}
    found: list[tuple[str, dict[str, Any], Any]] = []
    for row in rows:
        form = forms[row["form"]]
        labels = labels_of(form, scheme)
        pairing = Pairing(labels=labels, witness=Witness(labels=labels), section=row.get("section", ""))
        question = pairing.question(row["label"])
        turned = _is_turned(form, question, row, scheme) if keys_asked(question) >= set(row["keys"]) else True
        found.append((judged(question, frozenset(row["keys"]), turned=turned), row, question))
    return found


def _asked_words(question: Any) -> str:
    return " ".join(sorted(keys_asked(question))) or ("-" if question is None else "read past" if question is PASSED else "other")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--list", action="store_true", help="show every label that is not right")
    parser.add_argument("--part", default="0/1", help="I/N: only every Nth line, from line I")
    given = parser.parse_args(arguments)
    first, step = map(int, given.part.split("/"))
    rows = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines() if line.strip()][first::step]
    found = found_of(rows)
    console = Console(width=180, highlight=False)
    if given.list:
        for verdict, row, question in found:
            if verdict not in ("right", "near miss left"):
                place = f" [{row['section']}]" if row.get("section") else ""
                meant = " ".join(row["keys"])
                print(f"{verdict}\t{row['form']}\t{meant or 'nothing'}\t{row['label']}{place}\t→ {_asked_words(question)}")
    table = Table("form", *FOUND)
    for kind in (*dict.fromkeys(row["form"] for row in rows), ""):
        counts = Counter(verdict for verdict, row, _ in found if kind in ("", row["form"]))
        table.add_row(kind or "all", *(str(counts[each]) for each in FOUND))
    console.print(table)
    counts = Counter(verdict for verdict, _, _ in found)
    asking = sum(counts[each] for each in FOUND[:5])
    console.print(f"recognised {counts['right']} of {asking} ({counts['right'] / max(asking, 1):.1%})")
    return int(any(counts[each] for each in DANGEROUS))


if __name__ == "__main__":
    sys.exit(main())
