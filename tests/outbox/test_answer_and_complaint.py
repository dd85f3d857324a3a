"""Letters about no case: an answer from the scheme's texts (R074) and a complaint on its way (R056), each with its own gate."""

from __future__ import annotations

import base64
import dataclasses
import email
import email.policy
import re
import typing
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.case import Case, State
from outbox.answer import answer_cause
from outbox.asking import asking_cause
from outbox.complaint import complaint_cause
from outbox.compose import compose_answer, compose_asking, compose_complaint
from outbox.leaks import answer_leaks, asking_leaks, complaint_leaks
from outbox.message import OutboundMessage
from outbox.words import QUESTIONS, REPLY_QUESTIONS
from parsing.readings import CaseOrder, Reading
from scheme.register import Partner
from tests.outbox.post import OFFICER, SENDER, TODAY, the_scheme

SCHEME = the_scheme("pan_london")
LEAD, TEAM = "lead@quaystone.example", "complaints@region.example"
REGISTER = (
    Partner(name="Quaystone", kind="association", areas=("Camden",), named_leads=(LEAD,), status="active"),
    Partner(name="Gone", kind="association", areas=("Camden",), named_leads=("lead@gone.example",), status="left"),
)
OPEN = Case(reference="ARC-07-26", state=State.CIRCULATED, policy="2025-01-01", received_on=TODAY, officers=(OFFICER,))
ORIGINAL = b"From: A <a@b.example>\r\nSubject: I wish to complain\r\n\r\nThis is my complaint.\r\n"


def an_answer(*topics: str, to: str = LEAD) -> OutboundMessage:
    cause = answer_cause("Q17", topics or ("pets", "how_long"))
    return compose_answer(cause, to, scheme=SCHEME, sender=SENDER, today=TODAY)


def gate_of_answers(message: OutboundMessage, case: Case | None = None) -> tuple[str, ...]:
    return answer_leaks(message, case=case, partners=REGISTER, scheme=SCHEME, sender=SENDER)


@pytest.mark.rule("R074")
@pytest.mark.parametrize("topic", [topic.key for topic in SCHEME.faq])
def test_each_answer_passes_the_gate_and_is_the_same_bytes_again(topic: str) -> None:
    assert gate_of_answers(an_answer(topic)) == ()
    assert an_answer(topic) == an_answer(topic)


def test_an_answer_goes_to_the_register_or_to_an_officer_of_an_open_case_only() -> None:
    assert gate_of_answers(an_answer(to=OFFICER.email), OPEN) == ()
    for to, case in (
        (OFFICER.email, None),
        (OFFICER.email, replace(OPEN, state=State.WITHDRAWN)),
        ("lead@gone.example", None),
        ("sam@nowhere.example", OPEN),
    ):
        assert any(each.startswith("D2") for each in gate_of_answers(an_answer(to=to), case)), to


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (lambda m: replace(m, to="else@quaystone.example"), "D1"),
        (lambda m: replace(m, case="ARC-07-26"), "D7"),
        (lambda m: replace(m, partner="Quaystone"), "D4"),
        (lambda m: replace(m, cause=answer_cause("Q17", ["pets"])), "D4"),
        (lambda m: replace(m, cause=answer_cause("Q17", ["unheard_of"])), "D4"),
        (lambda m: replace(m, cause="answer Q17 "), "D4"),
        (lambda m: replace(m, kind="circular"), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"Nobody can say", b"Camden can say")), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"Nobody can say", b"Camden can say", 1)), "D9"),
        (lambda m: replace(m, data=m.data.replace(b"To: ", b"Bcc: nosy@region.example\r\nTo: ", 1)), "D"),
    ],
)
def test_a_spoiled_answer_is_held(spoiled: Callable[[OutboundMessage], OutboundMessage], rule: str) -> None:
    assert any(each.startswith(rule) for each in gate_of_answers(spoiled(an_answer())))


def a_complaint(original: bytes = ORIGINAL, to: str = TEAM) -> OutboundMessage:
    return compose_complaint(complaint_cause(12), to, original, sender=SENDER, today=TODAY)


def gate_of_complaints(message: OutboundMessage, original: bytes | None = ORIGINAL) -> tuple[str, ...]:
    return complaint_leaks(message, complaints_to=("Complaints@Region.example",), original=original, sender=SENDER)


def attached(message: OutboundMessage) -> bytes:
    parsed = email.message_from_bytes(message.data, policy=email.policy.default)
    (file,) = parsed.iter_attachments()  # type: ignore[attr-defined]
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@pytest.mark.rule("R056")
@given(st.binary(max_size=3_000))
def test_every_byte_of_a_complaint_arrives_as_it_came(original: bytes) -> None:
    """Lone line ends, octets beyond ASCII, lines without end: what a server on the way might mend in a message/rfc822."""
    message = a_complaint(original)
    assert attached(message) == original
    assert gate_of_complaints(message, original) == ()
    assert message.data.isascii()
    assert max(map(len, message.data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (lambda m: replace(m, to="else@region.example"), "D1"),
        (lambda _: a_complaint(to="else@region.example"), "D2"),
        (lambda _: a_complaint(ORIGINAL + b"."), "D8"),
        (lambda m: replace(m, data=m.data.replace(b"complaint.eml", b"approval.eml")), "D8"),
        (lambda m: replace(m, cause=complaint_cause(12) + "x"), "D4"),
        (lambda m: replace(m, kind="alarm"), "D4"),
        (lambda m: replace(m, case="ARC-07-26"), "D7"),
        (lambda m: replace(m, data=re.sub(rb"A complaint has come", b"Nadia Ferris complains", m.data)), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"application/octet-stream", b"message/rfc822")), "D"),
    ],
)
def test_a_spoiled_complaint_is_held(spoiled: Callable[[OutboundMessage], OutboundMessage], rule: str) -> None:
    assert any(each.startswith(rule) for each in gate_of_complaints(spoiled(a_complaint())))


def test_a_complaint_whose_mail_is_not_there_is_held() -> None:
    assert gate_of_complaints(a_complaint(), None)
    assert gate_of_complaints(replace(a_complaint(), data=a_complaint().data.replace(base64.b64encode(ORIGINAL)[:20], b"")))


# --- a sender who is asked, of no case --------------------------------------------------------------------------------


def an_asking(*keys: str, to: str = LEAD) -> OutboundMessage:
    return compose_asking(asking_cause("Q17", keys or ("reference", "panel_date")), to, scheme=SCHEME, sender=SENDER, today=TODAY)


def gate_of_askings(message: OutboundMessage, case: Case | None = None) -> tuple[str, ...]:
    return asking_leaks(message, case=case, partners=REGISTER, scheme=SCHEME, sender=SENDER)


@pytest.mark.parametrize("key", [*QUESTIONS, *REPLY_QUESTIONS])
def test_each_question_that_a_sender_may_be_asked_passes_the_gate_and_is_the_same_bytes_again(key: str) -> None:
    assert gate_of_askings(an_asking(key)) == ()
    assert an_asking(key) == an_asking(key)


def test_every_field_that_a_mail_may_say_can_be_asked_about() -> None:
    """But for what is the coordinator's alone, at the desk."""
    kinds = [each for each in typing.get_args(Reading) if each is not CaseOrder]
    fields = {each.name for kind in kinds for each in dataclasses.fields(kind) if each.type.startswith("Field[")}
    assert fields <= QUESTIONS.keys() | REPLY_QUESTIONS.keys()


def test_a_sender_is_asked_only_if_in_the_register_or_an_officer_of_an_open_case() -> None:
    assert gate_of_askings(an_asking(to=OFFICER.email), OPEN) == ()
    for to, case in (
        (OFFICER.email, None),
        (OFFICER.email, replace(OPEN, state=State.WITHDRAWN)),
        ("lead@gone.example", None),
        ("sam@nowhere.example", OPEN),
    ):
        assert any(each.startswith("D2") for each in gate_of_askings(an_asking(to=to), case)), to


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (lambda m: replace(m, to="else@quaystone.example"), "D1"),
        (lambda m: replace(m, partner="Quaystone"), "D4"),
        (lambda m: replace(m, cause=asking_cause("Q17", ["panel_date"])), "D4"),
        (lambda m: replace(m, cause="please_tell_us Q17 her_name"), "D4"),
        (lambda m: replace(m, cause="please_tell_us Q17 "), "D4"),
        (lambda m: replace(m, kind="circular"), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"the day of your panel", b"the 3rd of May")), "D4"),
    ],
)
def test_a_spoiled_question_to_a_sender_is_held(spoiled: Callable[[OutboundMessage], OutboundMessage], rule: str) -> None:
    assert any(each.startswith(rule) for each in gate_of_askings(spoiled(an_asking())))
