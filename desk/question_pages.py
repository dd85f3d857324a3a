"""One question: its source on the left, its reading on the right, what will follow shown before anything does.

Nothing is stored before «Confirm»: every step to it only shows the page anew, with what was filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from desk import errors, field_words
from desk.answering import Answering, AskingLetter, Said
from desk.field_inputs import KINDS, landlords
from desk.foreseen_letters import laid_together
from desk.office import Desk, Refused
from desk.question_acts import Filled, Problem, answer_of, filled_in, in_words, named_in, taken_over
from desk.question_told import told_of
from desk.question_view import Seen, requests_nearby, see
from desk.queue_list import Around, around, just_said
from desk.render import show
from desk.source import source_of
from desk.teaching import meanings
from desk.ways import Way
from desk.web import ORDINARY, Answer, Ask, Handler, Page, go
from store import questions
from store.schema import Role

BIGGEST_UPLOAD = 31 * 1024 * 1024  # octets: an opened file of 30 MiB, and the form around it
SAYABLE = tuple((kind, field_words.MAIL_KINDS[kind]) for kind in KINDS if kind not in ("case_order", "unreadable"))
NOTHING_TO_ASK = AskingLetter(
    to="", subject="", text="", keys=(), warning="Nothing of it is missing or in doubt: there is nothing to ask the sender."
)
# What is not foreseen letter by letter: what follows from it, in a sentence.
FOLLOWS: dict[str, str] = {
    Way.PASS_ON: (
        "The complaint goes to the complaints team as it came, and this question is answered. Its sender is sent nothing."
    ),
    Way.READ_AGAIN: (
        "The papers are read once more, with all that has been learned since. What is sure then is decided; what is "
        "not is asked as a new question. Nothing that was decided before is decided twice."
    ),
    Way.TEACH: (
        "The wording is learned for every form from now on, and this one is read again; so are other open questions with the "
        "same wording. You can revoke it among the wordings."
    ),
}


def question_page(desk: Desk, ask: Ask) -> Answer:
    return _page(desk, ask, Filled())


def say(desk: Desk, ask: Ask) -> Answer:
    """A step towards an answer: another kind of mail, a proposal taken over, back to the form, or what would follow."""
    filled, step = filled_in(ask), ask.said("step")
    with desk.store.read() as tx:
        seen = see(tx, desk, ask.params["id"], filled.kind)
    if seen is None:
        return errors.page(desk, ask, 404)
    if seen.asked.answered_at is not None:
        return _too_late(desk, ask)
    if step.startswith("take:"):
        return _page(desk, ask, taken_over(filled, seen, step.removeprefix("take:")))
    if step in ("kind", "back"):
        return _page(desk, ask, filled)
    return _preview(desk, ask, filled, seen)


def _preview(desk: Desk, ask: Ask, filled: Filled, seen: Seen) -> Answer:
    said, problems = answer_of(filled, seen)
    if problems:
        return _page(desk, ask, filled, problems, status=422)
    answering = desk.does.answering
    try:
        if filled.act == Way.ASK_SENDER:
            shown: dict[str, Any] = {"letter": answering.asking_letter(seen.asked.id, filled.keys) or NOTHING_TO_ASK}
        elif filled.act in FOLLOWS:
            shown = {"follows": FOLLOWS[filled.act]}
        else:
            shown = {"foreseen": answering.foresee(seen.asked.id, said, ask.who.name)}
    except Refused as refused:
        return _page(desk, ask, filled, (named_in(str(refused), seen),), status=422)
    return _page(desk, ask, filled, step="preview", says=in_words(filled, said, seen), **shown)


def confirm(desk: Desk, ask: Ask) -> Answer:
    """She has seen what follows: it is stored as her word, and the next question comes."""
    filled = filled_in(ask)
    with desk.store.read() as tx:
        seen = see(tx, desk, ask.params["id"], filled.kind)
        if seen is None:
            return errors.page(desk, ask, 404)
        beside = around(tx, desk, seen.asked.id)
    if seen.asked.answered_at is not None:
        return _too_late(desk, ask)
    said, problems = answer_of(filled, seen)
    if problems:
        return _page(desk, ask, filled, problems, status=422)
    try:
        told = _done(desk.does.answering, seen.asked.id, filled, said, ask.who.name)
    except Refused as refused:
        return _page(desk, ask, filled, (named_in(str(refused), seen),), status=422)
    return _onward(desk, ask, told, beside, seen.asked.id)


def _done(answering: Answering, name: str, filled: Filled, said: Said, who: str) -> str:
    match filled.act:
        case "ask_sender":
            return answering.ask_sender(name, filled.keys, who)
        case "pass_on":
            return answering.pass_on_complaint(name, who)
        case "read_again" | "teach":
            return answering.read_again(name, filled.learn, who)
        case _:
            return answering.answer(name, said, who)


def unlock(desk: Desk, ask: Ask) -> Answer:
    """A password opens the mail's papers; it is kept nowhere, and stands in no page."""
    typed = ask.form.get("password", ("",))[-1]
    if not typed:
        return _page(desk, ask, Filled(), (Problem(sentence="Type the password.", field="password"),), status=422)
    return _at_once(desk, ask, lambda name: desk.does.answering.unlock(name, typed, ask.who.name), "password")


def hand_in(desk: Desk, ask: Ask) -> Answer:
    """Files that she has opened by hand, in the place of what could not be read."""
    files = tuple((each.name, each.data) for each in ask.files if each.data)
    if not files:
        return _page(desk, ask, Filled(), (Problem(sentence="Choose the file that you have opened.", field="files"),), status=422)
    typed = ask.form.get("password", ("",))[-1]
    return _at_once(desk, ask, lambda name: desk.does.answering.hand_in(name, files, typed, ask.who.name), "files")


def take_back(desk: Desk, ask: Ask) -> Answer:
    told = desk.does.answering.take_back(ask.params["id"], ask.who.name)
    desk.notices.tell(ask.who.session, told)
    return go(f"/questions/{ask.params['id']}")


def _at_once(desk: Desk, ask: Ask, deed: Callable[[str], str], field: str) -> Answer:
    """What goes in one step, since neither a password nor a file may be kept between two."""
    with desk.store.read() as tx:
        asked = questions.find(tx, ask.params["id"])
        if asked is None:
            return errors.page(desk, ask, 404)
        beside = around(tx, desk, asked.id)
    if asked.answered_at is not None:
        return _too_late(desk, ask)
    try:
        told = deed(asked.id)
    except Refused as refused:
        return _page(desk, ask, Filled(), (Problem(sentence=str(refused), field=field),), status=422)
    return _onward(desk, ask, told, beside, asked.id)


def _onward(desk: Desk, ask: Ask, told: str, beside: Around, name: str) -> Answer:
    """On to the next question, or back to one that is still open."""
    desk.notices.tell(ask.who.session, told)
    with desk.store.read() as tx:
        asked = questions.find(tx, name)
    if asked is not None and asked.answered_at is None:
        return go(f"/questions/{name}")
    return go(f"/questions/{beside.after}" if beside.after else "/queue")


def _too_late(desk: Desk, ask: Ask) -> Answer:
    return _page(desk, ask, Filled(), status=409, step="too_late")


def _page(desk: Desk, ask: Ask, filled: Filled, problems: Sequence[Problem] = (), *, status: int = 200, **more: Any) -> Answer:
    """The page with what she has filled in. Any: what a template is given."""
    scheme, answering = desk.does.scheme(), desk.does.answering
    with desk.store.read() as tx:
        seen = see(tx, desk, ask.params["id"], filled.kind)
        if seen is None:
            return errors.page(desk, ask, 404)
        facts: dict[str, Any] = {
            "around": around(tx, desk, seen.asked.id),
            "told": told_of(tx, seen.asked, scheme) if seen.asked.answered_at else None,
            "nearby": requests_nearby(tx, seen),
            "just_said": just_said(tx, desk, ask.who.name)[:1] if ask.who.decides else (),
        }
    is_open, message = seen.asked.answered_at is None, seen.asked.message
    facts |= {"step": "form", "foreseen": None, "letter": None, "follows": "", "says": (), **more}
    facts["letters"] = laid_together(facts["foreseen"].letters) if facts["foreseen"] else ()
    return show(
        desk,
        ask,
        "question.html",
        title=f"Question {seen.asked.id}",
        status=status,
        seen=f"question {seen.asked.id}",
        at=seen,
        filled=filled,
        problems=problems,
        wrong={each.field: each.sentence for each in problems if each.field},
        ways=seen.ways if ask.who.decides else (),
        draft=answering.draft(seen.asked.id) if is_open else None,
        source=source_of(desk, message, seen.asked.reading) if message is not None else None,
        landlords=landlords(scheme),
        kinds=SAYABLE,
        at_now=desk.now(),
        teachable=meanings(seen.read.kind) if seen.read and seen.read.unknown else (),
        **facts,
    )


def _post(path: str, handler: Handler, biggest: int = ORDINARY) -> Page:
    return Page(path=f"/questions/{{id}}/{path}", handler=handler, method="POST", role=Role.COORDINATOR, biggest=biggest)


PAGES = (
    Page(path="/questions/{id}", handler=question_page),
    _post("say", say),
    _post("confirm", confirm),
    _post("unlock", unlock),
    _post("hand-in", hand_in, BIGGEST_UPLOAD),
    _post("take-back", take_back),
)
