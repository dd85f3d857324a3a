"""A tenant writes: an urgent question with the safe words for a person, and not a word by machine (R012, R019)."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from service import opening
from service.resolve import Answer, CannotResolve, resolve
from store import schema
from tests.support.cast import OURS, mail, ref
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

TENANT = "Kit Wray <kit.wray@freemail.example>"
WORDS = "I am the tenant. My landlord won't help me and I need to move. He knows where I live."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


@pytest.mark.rule("R012")
def test_the_safe_words_are_there_for_a_person_and_the_service_cannot_send_them(region: Region) -> None:
    region.tell(mail(TENANT, "Please help", WORDS))
    (question,) = region.look("queue")
    assert (question["kind"], question["urgent"]) == ("tenant", True)
    draft = question["draft"]
    assert "speak to your housing officer or to a support worker" in " ".join(draft["text"].split())
    assert draft["to"] is None
    assert "never sends this" in draft["warning"]
    with region.store_open() as (settings, store):
        scheme = opening.scheme_with_register(settings, store)
        with pytest.raises(CannotResolve, match="never sends"):
            resolve(store, scheme, question["id"], Answer(send_draft=True), "Ada Okafor", sender=f"Reciprocal <{OURS}>")
    region.run()
    assert region.told() == []


@pytest.mark.rule("R019")
def test_a_tenants_address_stands_nowhere_but_in_the_mail_that_brought_it(region: Region) -> None:
    """Not in a case, a letter, a question, the history or the audit: nothing that writes letters could find it."""
    region.tell(request_mail(request_form()))
    region.tell(mail(TENANT, f"Re: {ref(1)}", f"{WORDS} It is about {ref(1)}.", number=20))
    with region.store_open() as (_, store), store.read() as tx:
        holding = set()
        for table in schema.METADATA.sorted_tables:
            rows = tx.execute(sa.select(table)).all()
            holding |= {table.name for row in rows for cell in row if "kit.wray" in str(cell).lower()}
    assert holding <= {"messages"}
    assert "messages" in holding
