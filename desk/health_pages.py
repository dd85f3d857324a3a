"""/health for people and programs, /metrics for Prometheus: what watches the line. Nothing of any case (D18)."""

from __future__ import annotations

import json

from desk import health as line_health
from desk import metrics as line_metrics
from desk.health import Finding
from desk.office import Desk
from desk.web import Answer
from store import figures
from store.engine import StoreTrouble


def health(desk: Desk) -> Answer:
    """200 while all is well, else 503; the body says what is wrong and what to do."""
    found = _findings(desk)
    well = all(each.ok for each in found)
    said = {
        "status": "ok" if well else "trouble",
        "findings": [{"what": each.what, "ok": each.ok, "sentence": each.sentence} for each in found],
    }
    body = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    return Answer(body=body, status=200 if well else 503, kind="application/json")


def metrics(desk: Desk) -> Answer:
    try:
        with desk.store.read() as tx:
            found = figures.look(tx)
    except StoreTrouble as trouble:
        return Answer(body=f"# {trouble}\n", status=503, kind="text/plain")
    return Answer(body=line_metrics.as_text(found, desk.now()), kind=line_metrics.CONTENT_TYPE)


def _findings(desk: Desk) -> tuple[Finding, ...]:
    try:
        with desk.store.read() as tx:
            return line_health.findings(figures.look(tx), desk.now(), desk.limits)
    except StoreTrouble as trouble:
        return (Finding(what="store", ok=False, sentence=str(trouble)),)
