"""What a coordinator has taught stays: listed, revocable, never changed and never taken away (forms.md §2.2)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command

from matching.decision import Question
from parsing.readings import LandlordDecision, Mail
from scheme.terms import LearnedLabel
from store import audit, learned, messages, questions
from store.engine import HEAD_VERSION, Store, Tx, open_store, stored_version
from store.migrations import settings
from store.schema import Stage, Way
from tests.store.rows import NOW, arrival, mail_bytes
from tests.store.test_engine import open_store_without_tables

WISHES = LearnedLabel(form="property_request", label="Neighbourhood wishes", key="areas_requested")


def asked(tx: Tx) -> str:
    message = messages.keep(tx, arrival(), NOW).id
    question = Question(kind="doubt", why="The form asks what this service does not know.")
    found = questions.ask(tx, question, cause=f"{message}:0", now=NOW, message=message, reading=0)
    assert found
    return found


def taught(tx: Tx, label: LearnedLabel = WISHES) -> str | None:
    return learned.learn(tx, label, question=asked(tx) if questions.find(tx, "Q1") is None else "Q1", by="Ada", now=NOW)


def test_what_was_taught_is_in_force_and_listed(store: Store) -> None:
    with store.begin() as tx:
        assert taught(tx) == "L1"
    with store.read() as tx:
        assert learned.in_force(tx) == (WISHES,)
        (only,) = learned.listing(tx)
        assert (only.id, only.label, only.by, only.at, only.question, only.revoked_by) == ("L1", WISHES, "Ada", NOW, "Q1", "")


@pytest.mark.parametrize("label", ["Neighbourhood wishes", "NEIGHBOURHOOD WISHES:", "neighbourhood  wishes"])
def test_a_wording_has_one_meaning_at_a_time(store: Store, label: str) -> None:
    with store.begin() as tx:
        taught(tx)
        assert taught(tx, LearnedLabel(form="property_request", label=label, key="areas_at_risk")) is None
        assert taught(tx, LearnedLabel(form="property_offer", label=label, key="area")) == "L2"  # of another form


def test_a_revoked_wording_may_be_taught_anew(store: Store) -> None:
    with store.begin() as tx:
        taught(tx)
        assert learned.revoke(tx, "l1", by="Ben", now=NOW)
        assert not learned.revoke(tx, "L1", by="Cleo", now=NOW)
        assert not learned.revoke(tx, "L9", by="Cleo", now=NOW)
        assert learned.in_force(tx) == ()
        assert taught(tx, LearnedLabel(form="property_request", label="Neighbourhood wishes")) == "L2"
        assert [(each.id, each.revoked_by) for each in learned.listing(tx)] == [("L1", "Ben"), ("L2", "")]
        assert audit.problems(tx) == ()


@pytest.mark.parametrize(
    "deed",
    [
        "DELETE FROM learned_labels",
        "UPDATE learned_labels SET key = 'areas_at_risk'",
        "UPDATE learned_labels SET learned_by = 'Eve'",
        "UPDATE learned_labels SET revoked_by = 'Eve'",  # without a time
    ],
)
def test_the_database_refuses_to_change_what_was_said(store: Store, deed: str) -> None:
    with store.begin() as tx:
        taught(tx)
    with pytest.raises(sa.exc.IntegrityError), store.begin() as tx:
        tx.execute(sa.text(deed))


def test_a_revocation_stands(store: Store) -> None:
    with store.begin() as tx:
        taught(tx)
        learned.revoke(tx, "L1", by="Ben", now=NOW)
    with pytest.raises(sa.exc.IntegrityError), store.begin() as tx:
        tx.execute(sa.text("UPDATE learned_labels SET revoked_by = '', revoked_at = NULL"))


def test_a_store_of_the_first_program_keeps_all_it_has(empty_url: str) -> None:
    """R066, I1: made by migration 0001 alone, filled, then opened by today's program."""
    old = open_store_without_tables(empty_url)
    with old.begin() as tx:
        command.upgrade(settings(tx), "0001")
        assert stored_version(tx) == "0001"
        row = "data, size, left_on_server, arrived_at, stage, fingerprint, source, answered_by"
        for name, source in (("mail", "mailbox"), ("answer", "desk")):
            tx.execute(
                sa.text(f"INSERT INTO messages ({row}) VALUES (:data, 3, '', :now, 'read', :name, :source, 'Ada')"),  # noqa: S608 - no input
                {
                    "data": name.encode(),
                    "now": "2026-11-02 09:30:00+00:00" if "postgres" in empty_url else NOW.isoformat(" "),
                    "name": name,
                    "source": source,
                },
            )
    old.close()
    store = open_store(empty_url)
    with store.begin() as tx:
        assert stored_version(tx) == HEAD_VERSION
        assert messages.by_stage(tx, Stage.READ) == (1, 2)
        assert messages.load(tx, 1).raw.data == b"mail"
        answer = messages.desk_answer(tx, 2)
        assert answer is not None
        assert (answer.way, answer.vouched) == (Way.SAID, True)
        assert learned.in_force(tx) == ()
    with pytest.raises(sa.exc.IntegrityError), store.begin() as tx:  # the first program's refusals are still there
        tx.execute(sa.text("DELETE FROM messages"))
    store.close()


def test_only_a_second_reading_is_not_vouched_for(store: Store) -> None:
    mail = Mail(sender="olive.marsh@advice.example", readings=(LandlordDecision(),))
    with store.begin() as tx:
        number = messages.add_answer(tx, asked(tx), mail, "Ada", "", NOW, way=Way.READ_AGAIN)
        assert number is not None
        answer = messages.desk_answer(tx, number)
        assert answer is not None
        assert (answer.by, answer.vouched) == ("Ada", False)
        assert messages.add_answer(tx, "Q1", mail, "Ben", "", NOW) is None


def test_a_file_handed_in_is_kept_to_the_byte_and_known_again(store: Store) -> None:
    data = b"\x00\xffopened by hand" * 1000
    with store.begin() as tx:
        question = asked(tx)
        number = messages.add_handed_in(tx, question, "opened.docx", data, Mail(), "Ada", NOW)
        raw = messages.load(tx, number).raw
        assert (raw.data, raw.place.name) == (data, "opened.docx")
        earlier = messages.handed_in_before(tx, data)
        assert earlier is not None
        assert (earlier.question, earlier.by, earlier.vouched) == (question, "Ada", True)
        assert messages.handed_in_before(tx, data + b".") is None


def test_a_mail_with_the_bytes_of_a_file_handed_in_is_new_all_the_same(store: Store) -> None:
    """I2: what came by mail is never taken for a copy of what came through the desk."""
    with store.begin() as tx:
        question = asked(tx)
        data = mail_bytes("opened")
        number = messages.add_handed_in(tx, question, "opened.eml", data, Mail(), "Ada", NOW)
        assert messages.came_by_mail(tx, data) is None
        kept = messages.keep(tx, arrival(data, uid=2), NOW)
        assert kept.new
        assert kept.id != number
        assert messages.came_by_mail(tx, data) == kept.id
