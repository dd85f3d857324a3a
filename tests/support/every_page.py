"""Every page that can be looked at, with something real behind it: for whoever walks over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from desk.pages import PAGES
from desk.web import Page
from store import cases, messages, outbox, partners, questions
from store.engine import Store, Tx

MOST_QUESTIONS = 12


def looks() -> tuple[Page, ...]:
    """The pages that a person asks for."""
    return tuple(page for page in PAGES if page.method == "GET" and not page.is_quiet)


def addresses(store: Store) -> list[str]:
    """One address at least of each page; of a question's page one for each kind of question."""
    with store.read() as tx:
        known = _known(tx)
    found: list[str] = []
    for page in looks():
        name = _parameter(page.path)
        found += [page.path.replace("{" + name + "}", value) for value in known.get(name, ())] if name else [page.path]
    return found


def _parameter(path: str) -> str:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return names[0] if len(names) == 1 else ""


def _known(tx: Tx) -> dict[str, list[str]]:
    asked = {each.question.kind: each.id for each in questions.every(tx)}
    letters = {str(each.state): each.id for each in outbox.listing(tx)}
    return {
        "question": list(asked.values())[:MOST_QUESTIONS],
        "reference": [each.reference for each in cases.every(tx)],
        "landlord": [each.name for each in partners.every(tx)][:2],
        "partner": [each.name for each in partners.every(tx)][:2],
        "letter": list(letters.values()),
        "message": [str(number) for number in messages.by_stage(tx, "decided", 2)],
    }


def untaken(store: Store) -> Iterator[str]:
    """Pages with parameters that nobody has taught this walk to fill."""
    with store.read() as tx:
        known = _known(tx)
    for page in looks():
        names = [part[1:-1] for part in page.path.split("/") if part.startswith("{")]
        if any(name not in known for name in names) or len(names) > 1:
            yield page.path
