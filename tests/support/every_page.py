"""Every page that can be looked at, with something real behind it: for whoever walks over all of them."""

from __future__ import annotations

from urllib.parse import quote

from desk.pages import PAGES
from desk.web import Page
from store import asked_acts, cases, outbox, partners, questions
from store.engine import Store, Tx
from tests.support.sitting import CORA, Visitor


def addresses(store: Store, visitor: Visitor) -> list[str]:
    """The address of each whole page; of a question's page one for each kind of question, of a case's for each state."""
    with store.read() as tx:
        known = _known(tx)
    found = [each for page in PAGES if page.method == "GET" and not page.is_quiet for each in _filled(page, known)]
    return [each for each in dict.fromkeys(found) if _is_whole(visitor, each)]


def _filled(page: Page, known: dict[str, list[str]]) -> list[str]:
    head, brace, rest = page.path.partition("{")
    if not brace:
        return [page.path]
    tail = rest.partition("}")[2]
    if "{" in tail:
        return []
    return [f"{head}{quote(value)}{tail}" for value in known.get(page.path.split("/")[1], ())]


def _is_whole(visitor: Visitor, address: str) -> bool:
    """Neither a part of a page, nor a file, nor a way to another page, nor one that this state of things does not have."""
    reply = visitor.get(address)
    assert reply.status < 500, address
    return reply.status == 200 and reply.text.lstrip().lower().startswith("<!doctype html>")


def _known(tx: Tx) -> dict[str, list[str]]:
    """Of a path's first word, what stands for its parameter."""
    asked = questions.every(tx)
    letters = {str(each.state): each.id for each in outbox.listing(tx)}
    landlords = [each.name for each in partners.every(tx)][:2]
    return {
        "questions": list({(each.question.kind, each.answered_at is None): each.id for each in asked}.values()),
        "cases": list({each.state: each.reference for each in cases.every(tx)}.values()),
        "ledger": landlords,
        "partners": landlords,
        "outbox": list(letters.values()),
        "people": [CORA],
        "papers": sorted({str(each.message) for each in asked if each.message is not None})[:3],
        "corrections": [str(each.id) for each in asked_acts.waiting(tx)],
    }
