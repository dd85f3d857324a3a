"""A contact's change stays a task until the register is put right, or the coordinator closes it (R028)."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import opening
from service.register import import_csv
from tests.support.cast import HACKNEY_LEAD, OFFICER, REGISTER, STRANGER, mail, ref
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

REPLIED = (("Auto-Submitted", "auto-replied"),)
NEW = "dawn.price@hackney.example"


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def take_in(region: Region, register: str) -> None:
    file = region.home / "new.csv"
    file.write_text(register)
    with region.store_open() as (settings, store):
        import_csv(store, opening.load_scheme(settings.scheme.file), file)


def tasks(region: Region) -> list[str]:
    return [each["why"] for each in region.look("queue") if each["kind"] == "contact_change"]


@pytest.mark.rule("R028")
def test_it_stays_open_until_the_register_has_no_such_mailbox_any_more(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "Automatic reply: hello", "Nadia Ferris no longer works here.", extra=REPLIED))
    assert "the only named lead" in tasks(region)[0]
    take_in(region, REGISTER)
    assert len(tasks(region)) == 1
    take_in(region, REGISTER.replace("nadia.ferris@hackney.example", NEW))
    assert tasks(region) == []


@pytest.mark.rule("R028")
def test_a_new_named_lead_settles_it_and_another_partners_row_does_not(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "New contact", f"Our new named lead is Dawn Price, {NEW}."))
    take_in(region, REGISTER.replace("lead@brent.example", "other@brent.example"))
    assert len(tasks(region)) == 1
    take_in(region, REGISTER.replace("nadia.ferris@hackney.example", f"nadia.ferris@hackney.example;{NEW}"))
    assert tasks(region) == []


@pytest.mark.rule("R028")
def test_an_officer_who_has_left_is_told_with_the_case(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.tell(mail(OFFICER, f"Automatic reply: {ref(1)}", "Olive Marsh has left the organisation.", number=20, extra=REPLIED))
    assert f"It is an officer of {ref(1)}." in tasks(region)[0]
    take_in(region, REGISTER)
    assert len(tasks(region)) == 1


def test_a_strangers_word_changes_no_register_and_is_not_settled_by_it(region: Region) -> None:
    before = region.look("partners")
    region.tell(mail(STRANGER, "New contact", "The new named lead for Hackney is Sam Stone, sam.stone@nowhere.example."))
    assert region.look("partners") == before
    take_in(region, REGISTER.replace("nadia.ferris@hackney.example", NEW))
    assert "neither in the register" in tasks(region)[0]
