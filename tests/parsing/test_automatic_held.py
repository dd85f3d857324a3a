"""Automatic mail is never acted on as people's words, and no person's word is lost as automatic (F24, F25; R028, R071)."""

from __future__ import annotations

import pytest

from parsing.read import read_file
from parsing.readings import Automatic, Mail
from scheme.agreement import load, shipped
from tests.parsing.automatic_held import MACHINES, PEOPLE

SCHEME = load(shipped("pan_london"))


def mail_of(head: str, body: str) -> Mail:
    sender = "" if "From: " in head else "From: Colm Darby <lead@camden.example>\n"
    more = "To: desk@reciprocal.example\nDate: Mon, 30 Nov 2026 09:14:00 +0000\nMessage-ID: <x@agency.example>"
    return read_file("a.eml", f"{sender}{head}\n{more}\n\n{body}\n".encode(), SCHEME)


@pytest.mark.parametrize(("name", "truth", "head", "body"), MACHINES, ids=[row[0] for row in MACHINES])
def test_a_machines_mail_is_told_for_one(name: str, truth: str, head: str, body: str) -> None:
    mail = mail_of(head, body)
    kinds = {reading.kind for reading in mail.readings}
    if truth == "asked":
        assert (mail.automatic, kinds) == (Automatic.NO, {"unreadable"})
        return
    assert mail.automatic is not Automatic.NO if truth == "machine" else mail.automatic == Automatic(truth)
    assert kinds <= {"contact_change"}


@pytest.mark.parametrize(("name", "truth", "head", "body"), PEOPLE, ids=[row[0] for row in PEOPLE])
def test_a_persons_mail_is_never_lost_for_a_machines(name: str, truth: str, head: str, body: str) -> None:
    mail = mail_of(head, body)
    kinds = {reading.kind for reading in mail.readings}
    assert mail.automatic is Automatic.NO
    assert kinds
    assert truth == "person: any" or truth.removeprefix("person: ") in kinds
