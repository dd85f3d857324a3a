"""One question's page, at the end of the played month: what is shown, what would follow, and an emptied queue."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from store import questions
from store.engine import Store
from tests.support.browser import a_browser, signed_in
from tests.support.sitting import CORA, DEE, RHODA, Reply, Sitting, Visitor

MOST_QUESTIONS = 60  # asked one after the other until the queue is empty
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
CONFIRM = re.compile(r'<form action="(/questions/\w+/confirm)".*?</form>', re.DOTALL)


@pytest.fixture(scope="module")
def desk(month: Sitting) -> Sitting:
    return month


@dataclass(frozen=True)
class Coordinator:
    """Answers as a browser without scripts does: the form, what would follow, the form that confirms it."""

    visitor: Visitor

    def goes_on(self, question: str, **fields: str | tuple[str, ...]) -> Reply:
        said = [(name.replace("__", "."), value) for name, value in fields.items()]
        flat = [(name, each) for name, value in said for each in (value if isinstance(value, tuple) else (value,))]
        return self.visitor.post(f"/questions/{question}/say", flat)

    def confirms(self, preview: Reply) -> Reply:
        found = CONFIRM.search(preview.text)
        assert found, preview.words
        fields = [(name, html.unescape(value)) for name, value in HIDDEN.findall(found.group()) if name != "token"]
        return self.visitor.post(found.group(1), fields)

    def goes_back(self, preview: Reply) -> Reply:
        form = preview.text[preview.text.rindex('<form action="/questions/') :]
        fields = [(name, html.unescape(value)) for name, value in HIDDEN.findall(form) if name != "token"]
        return self.visitor.post(re.search(r'action="([^"]+)"', form)[1], [*fields, ("step", "back")])  # type: ignore[index]  # it is there

    def answers(self, question: str, **fields: str | tuple[str, ...]) -> Reply:
        return self.confirms(self.goes_on(question, **fields))


def by(desk: Sitting, name: str = CORA) -> Coordinator:
    return Coordinator(desk.visitor(name))


def find(store: Store, kind: str, words: str = "") -> str:
    with store.read() as tx:
        return next(each.id for each in questions.open_all(tx) if each.question.kind == kind and words in each.question.why)


def is_open(desk: Sitting, question: str) -> bool:
    with desk.desk.store.read() as tx:
        asked = questions.find(tx, question)
    return asked is not None and asked.answered_at is None


def test_what_is_in_doubt_stands_first_with_its_proposal_and_the_way_to_its_words(desk: Sitting) -> None:
    page = desk.visitor().get(f"/questions/{find(desk.desk.store, 'doubt', 'The form')}")
    assert page.text.index("Areas requested") < page.text.index("Bedrooms requested") < page.text.index("Support in place")
    assert "Probably Ashrigg, Corrow and Tarn" in page.words
    assert 'href="#w-areas_requested"' in page.text
    assert 'id="f-areas_requested" data-evidence="areas_requested"' in page.text
    assert "It is proved that this address sent it." in page.words
    assert len(page.data) < 100_000


def test_whoever_is_not_proved_is_said_to_be_so_and_who_the_register_knows(desk: Sitting) -> None:
    page = desk.visitor().get(f"/questions/{find(desk.desk.store, 'sender')}")
    assert "The check of the sender failed" in page.words
    assert "Brackenfold: a named lead" in page.words


def test_a_proposal_is_taken_over_in_one_press_and_all_else_is_kept(desk: Sitting) -> None:
    question = find(desk.desk.store, "doubt", "The form")
    page = by(desk).goes_on(question, step="take:areas_requested", f__areas_requested="", f__pets="yes")
    assert page.status == 200
    assert re.search(r'name="f.areas_requested" value="Eldersand" checked', page.text)
    assert not re.search(r'name="f.areas_requested" value="Ashlode" checked', page.text)
    assert re.search(r'<select id="i-pets".*?<option value="yes" selected>', page.text)


def test_what_would_follow_is_shown_before_anything_does_and_back_keeps_what_was_filled_in(desk: Sitting) -> None:
    question = find(desk.desk.store, "approval", "only on a condition")
    cora = by(desk)
    preview = cora.goes_on(question, act="answer", f__decision="approve")
    assert "awaiting approval becomes circulated" in preview.words
    assert "approval recorded to lead@saltings.example" in preview.words
    assert "Decision approves" in preview.words
    assert is_open(desk, question)
    back = cora.goes_back(preview)
    assert '<option value="approve" selected>' in back.text


def test_what_is_wrong_comes_back_into_the_form_with_the_way_to_its_field(desk: Sitting) -> None:
    question = find(desk.desk.store, "doubt", "The form")
    page = by(desk).goes_on(question, act="answer", f__applicant_landlord="Tarnsyde", f__bedrooms_needed="4")
    assert page.status == 422
    assert "There is a problem" in page.words
    assert 'href="#i-applicant_landlord"' in page.text or "Tarnsyde" in page.words
    assert 'value="Tarnsyde"' in page.text
    assert 'value="4"' in page.text
    assert "--" not in page.words


def test_something_else_is_chosen_and_then_its_own_questions_are_asked(desk: Sitting) -> None:
    question = find(desk.desk.store, "enquiry")
    page = by(desk).goes_on(question, step="kind", kind="landlord_decision")
    assert 'id="i-decision"' in page.text
    assert '<option value="landlord_decision" selected>' in page.text
    empty = by(desk).goes_on(question, act="answer", kind="landlord_decision", f__decision="")
    assert empty.status == 422
    assert 'href="#i-decision"' in empty.text


def test_a_reader_sees_the_question_and_no_way_to_answer_it(desk: Sitting) -> None:
    question = find(desk.desk.store, "doubt", "The form")
    page = desk.visitor(RHODA).get(f"/questions/{question}")
    assert "Areas requested" in page.words
    assert "/say" not in page.text
    assert by(desk, RHODA).goes_on(question, act="set_aside", reason="no").status == 403


def test_a_password_is_never_shown_again_and_an_empty_one_is_asked_for(desk: Sitting) -> None:
    question, cora = find(desk.desk.store, "unreadable"), desk.visitor()
    assert cora.post(f"/questions/{question}/unlock", [("password", "")]).status == 422
    answer = cora.post(f"/questions/{question}/unlock", [("password", "orchard-59-lantern")])
    assert answer.status == 422
    assert "orchard" not in answer.text
    assert is_open(desk, question)


def test_a_file_is_handed_in_or_asked_for(desk: Sitting) -> None:
    question, cora = find(desk.desk.store, "unreadable"), desk.visitor()
    assert cora.upload(f"/questions/{question}/hand-in", []).status == 422
    answer = cora.upload(f"/questions/{question}/hand-in", [("files", "opened.txt", b"Good morning")])
    assert answer.status == 422
    assert "Good morning" not in answer.words
    assert is_open(desk, question)


def test_a_question_that_was_never_asked_is_not_found(desk: Sitting) -> None:
    assert desk.visitor().get("/questions/Q999").status == 404
    assert by(desk).goes_on("Q999", act="answer").status == 404


def test_two_coordinators_at_one_question_the_second_learns_who_was_first(desk: Sitting) -> None:
    question = find(desk.desk.store, "approval", "panel will decide")
    cora, dee = by(desk), by(desk, DEE)
    preview = cora.goes_on(question, act="set_aside", reason="the panel has met")
    told = dee.answers(question, act="set_aside", reason="it was withdrawn")
    assert told.status == 303
    late = cora.confirms(preview)
    assert late.status == 409
    assert "Dee Lomax has answered this meanwhile" in late.words
    assert "«it was withdrawn»" in late.words


def test_an_answered_question_says_what_was_said_by_whom_and_what_followed(desk: Sitting) -> None:
    question = find(desk.desk.store, "approval", "only on a condition")
    cora = by(desk)
    assert re.fullmatch(r"/questions/Q\d+", cora.answers(question, act="answer", f__decision="approve").goes_to)
    waits = cora.visitor.get(f"/questions/{question}")
    assert "Answered by Cora Wells" in waits.words
    assert "Take back until" in waits.words
    assert "Take back" in cora.visitor.get("/queue").words
    desk.decide()
    followed = cora.visitor.get(f"/questions/{question}")
    assert "data-take-back" not in followed.text
    assert "Circulated to" in followed.words
    assert "«NMR-06-26: approval recorded» to lead@saltings.example" in followed.words


def test_keys_lead_through_the_answers_and_rest_while_she_types(desk: Sitting) -> None:
    with a_browser() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        signed_in(context, desk, CORA)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{desk.port}/queue")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("[...document.querySelectorAll('[data-row]')].indexOf(document.activeElement)") == 1
        page.goto(f"http://127.0.0.1:{desk.port}/questions/{find(desk.desk.store, 'doubt', 'The form')}")
        page.wait_for_selector(".source:not(.source-waits)", timeout=30_000)
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.id") == "f-areas_requested"
        page.keyboard.press("Enter")
        assert page.locator("#w-areas_requested.lit").count() == 1
        page.keyboard.press("s")
        page.keyboard.type("jkc?")
        assert page.input_value("#reason") == "jkc?"
        page.locator("#f-areas_requested").focus()
        page.keyboard.press("?")
        assert page.locator("dialog#keys").is_visible()
        page.keyboard.press("Escape")
        page.click("text=Yes, take it")
        page.wait_for_selector('#f-areas_requested input[value="Eldersand"]:checked')
        page.keyboard.press("c")
        page.wait_for_selector("[data-confirm]")
        assert page.evaluate("document.activeElement.id") == "preview-title"
        page.keyboard.press("c")
        assert is_open(desk, find(desk.desk.store, "doubt", "The form")), "a key only shows what would follow"
        page.goto(f"http://127.0.0.1:{desk.port}/help")
        page.uncheck("#keys-on")
        page.goto(f"http://127.0.0.1:{desk.port}/queue")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.tagName") == "BODY"


SENSIBLE: Mapping[str, Mapping[str, str]] = {
    "sender": {"act": "answer"},
    "enquiry": {"act": "send_draft"},
}


def test_the_played_month_s_questions_are_answered_to_an_empty_queue(desk: Sitting) -> None:
    cora, asked = by(desk), 0
    question = find(desk.desk.store, "doubt", "The form")
    taken = cora.goes_on(question, step="take:areas_requested", f__areas_requested="")
    areas = tuple(re.findall(r'name="f.areas_requested" value="([^"]+)" checked', taken.text))
    assert cora.answers(question, act="answer", f__areas_requested=areas).status == 303
    while found := re.search(r'href="/questions/(Q\d+)" data-row', cora.visitor.get("/queue").text):
        asked += 1
        assert asked < MOST_QUESTIONS, "answers ask anew for ever"
        _answer(cora, desk, found.group(1))
        desk.decide()
    assert "Nothing waits for you" in cora.visitor.get("/queue").words
    assert asked >= 8


def _answer(cora: Coordinator, desk: Sitting, question: str) -> None:
    assert cora.visitor.get(f"/questions/{question}").status == 200
    with desk.desk.store.read() as tx:
        found = questions.find(tx, question)
    assert found is not None
    said = SENSIBLE.get(found.question.kind, {"act": "set_aside", "reason": "dealt with by telephone"})
    answer = cora.answers(question, **said)
    assert answer.status == 303, answer.words
