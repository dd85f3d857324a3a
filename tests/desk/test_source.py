"""The left half of a question's page: papers as words and pictures of ours, the read words marked (issue 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from parsing.readings import TenantMail
from store import messages, schema
from store.engine import Store, open_store
from tests.support.brought import NOW, brought, brought_file, marks, panel
from tests.support.cast import HACKNEY_LEAD, mail
from tests.support.fresh import fresh_store
from tests.support.lines import SCHEME
from tests.support.papers import approval, request_form, request_mail
from tests.support.sitting import CORA, RHODA, Sitting, sitting

SECRET = "Maria Testcase"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202egnp.evil\u202c a\u200bb\u2066c\u2069 javascript:alert(3)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(fresh_store(tmp_path_factory.mktemp("source") / "store.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def desk(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    with sitting(store, tmp_path_factory.mktemp("letters"), now=NOW) as desk:
        yield desk


def test_a_mails_words_stand_with_what_was_read_marked_and_the_rest_as_it_was(store: Store, desk: Sitting) -> None:
    reply = panel(desk.visitor(), brought(store, approval("ARC-01-26")), "?reading=0")
    assert reply.status == 200
    assert "we understand that we will owe one home to the pot" in reply.words
    assert marks(reply)["reference"] == "ARC-01-26"
    assert "we will owe one home" in marks(reply)["acknowledges_owing"]
    assert 'class="signed"' in reply.text


def test_a_word_form_stands_as_its_table_with_every_answer_marked_once(store: Store, desk: Sitting) -> None:
    reply = panel(desk.visitor(), brought(store, request_mail(request_form())))
    found = marks(reply)
    assert found["bedrooms_needed"] == "2"
    assert found["officer_email"] == "olive.marsh@harbour-advice.example"
    assert re.search(r"<td>Bedrooms requested</td><td><mark id=\"w-bedrooms_needed\"", reply.text)
    ids = re.findall(r' id="([^"]+)"', reply.text)
    assert len(ids) == len(set(ids))
    assert len(reply.data) < 60_000


@pytest.mark.rule("R029")
def test_who_the_applicant_is_stands_under_stars_wherever_it_stands(store: Store, desk: Sitting) -> None:
    form = request_form(**{"Applicant's name": SECRET, "Any other information": "Testcase was here; DOB 04/05/1990"})
    body = f"Hello,\n\nPlease see the form of Ms {SECRET} attached.\n\nKind regards\nOlive Marsh\n"
    number = brought(
        store,
        request_mail(form, name="Maria Testcase.docx").replace(
            b"Please find a property request form attached.", b"Please find the form of Ms Maria Testcase attached."
        ),
    )
    reply = panel(desk.visitor(), number)
    assert SECRET in body
    assert not re.search(r"maria|testcase|1990", reply.text, re.IGNORECASE)
    assert "M**** T*******" in reply.words
    assert "Olive Marsh" in reply.words, "an officer's name is hers to be seen by"


def test_how_the_writer_is_reached_stays_and_how_the_applicant_is_reached_does_not(store: Store, desk: Sitting) -> None:
    words = (
        "Hello,\n\nWe approve. Her number is 07700 900777, the tenant lives at 14 Example Road, ZZ99 9ZZ.\n\nKind regards\n"
        "Nadia Ferris\nT: 020 7946 0123 | M: 07700 900123\nHackney Service Centre, 1 Hillman Street, ZZ1 1ZZ\n"
    )
    reply = panel(desk.visitor(), brought(store, mail(HACKNEY_LEAD, "RE: ARC-05-26", words, number=72)))
    assert "020 7946 0123" in reply.words
    assert "07700 900123" in reply.words
    assert not re.search("900777|example road|zz99", reply.text, re.IGNORECASE)


@pytest.mark.rule("R029")
def test_a_tenants_mail_that_is_passed_on_does_not_tell_who_wrote_it(store: Store, desk: Sitting) -> None:
    private = sorted(SCHEME.free_mail_domains)[0]
    words = (
        f"Hello,\n\nWe approve.\n\nKind regards\nNadia Ferris\n\nFrom: Maria Testcase <m.testcase@{private}>\n"
        "Sent: 2 November 2026 10:00\nTo: Nadia Ferris <nadia.ferris@hackney.example>\nSubject: my move\n\nHi, Maria here.\n"
    )
    reply = panel(desk.visitor(), brought(store, mail(HACKNEY_LEAD, "RE: ARC-05-26", words, number=73)))
    assert "nadia.ferris@hackney.example" in reply.words
    assert not re.search("maria|testcase", reply.text, re.IGNORECASE)


@pytest.mark.rule("R029")
def test_a_tenant_who_writes_herself_is_covered_as_the_sender_too(store: Store, desk: Sitting) -> None:
    words = "Hello, I am the tenant and I want to move because my ex-partner found me. Can you help me?\n\nMaria Testcase\n"
    data = mail("Maria Testcase <maria.testcase@freemail.example>", "Please help me to move", words, number=71)
    number = brought(store, data)
    with store.read() as tx:
        kept = messages.load(tx, number).mail
    assert kept is not None
    assert [type(each) for each in kept.readings] == [TenantMail]
    reply = panel(desk.visitor(), number)
    assert "the tenant" in reply.words
    assert not re.search("maria|testcase", reply.text, re.IGNORECASE)


def test_no_markup_of_a_strangers_survives(store: Store, desk: Sitting) -> None:
    page = f"<html><body><p>We approve.</p>{HOSTILE}<style>p{{}}</style><a href='javascript:x()'>here</a></body></html>"
    files = [("a.docx", request_form(Pets=HOSTILE)), ("b.txt", HOSTILE.encode() + b"\nPets: No\n"), ("c.html", page.encode())]
    numbers = [brought_file(store, name, data) for name, data in files]
    numbers.append(brought(store, mail("x@y.example", HOSTILE[:60], f"{HOSTILE}\n{'w' * 5000}", number=88)))
    for number in numbers:
        reply = panel(desk.visitor(), number)
        assert reply.status == 200
        assert not re.search(
            r"<script|<img[^>]*onerror|javascript:[^a]|<style|\bon\w+=\"", reply.text.replace("javascript:alert", "")
        )
        assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069]", reply.text)


def test_the_original_is_only_for_a_coordinator_only_as_a_file_and_written_down(store: Store, desk: Sitting) -> None:
    number = brought(store, approval("ARC-02-26", number=31))
    assert desk.visitor(RHODA).get(f"/papers/{number}/original").status == 403
    assert "Download the original" not in panel(desk.visitor(RHODA), number).words
    taken = desk.visitor(CORA).get(f"/papers/{number}/original")
    assert taken.status == 200
    assert taken.headers["content-disposition"] == f'attachment; filename="mail-{number}.eml"'
    assert taken.headers["content-type"] == "application/octet-stream"
    assert b"ARC-02-26" in taken.data
    with store.read() as tx:
        rows = tx.execute(sa.select(schema.audit.c.who).where(schema.audit.c.about == f"original of message {number}"))
        assert rows.scalars().all() == [CORA]


@pytest.mark.parametrize("path", ["0", "x", "99999999", "9" * 30, "1/0/1.png", "x/0/1.png", "1/0/x.png"])
def test_what_is_not_there_is_said_in_a_sentence(desk: Sitting, path: str) -> None:
    tail = path if path.endswith(".png") else f"{path}/original"
    assert desk.visitor().get(f"/papers/{tail}").status == 404


def test_a_message_that_does_not_exist_says_so(desk: Sitting) -> None:
    assert "There is no such mail." in panel(desk.visitor(), 424242).words
