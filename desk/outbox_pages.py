"""The letters: in groups by what is to be done, each as its reader gets it; release, cancel, pause all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from desk import errors, letter_words
from desk.letter_view import LetterView, view_of
from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page, go
from store import audit, letters, outbox, partners, questions
from store.engine import Tx
from store.letters import FOR_A_PERSON, Group, Letter, Wanted
from store.questions import Asked
from store.schema import LetterState, Role

SIZE = 50  # letters of a page
LONGEST_REASON = 500
GROUPS: Mapping[Group, tuple[str, str]] = {  # name, and what it means for her
    Group.HELD: ("Held", "The last check before a letter goes found something against these. They wait for you."),
    Group.UNCERTAIN: ("Uncertain", "These may have arrived or not. Ask the reader, then say so here."),
    Group.REFUSED: ("Refused", "The reader's server did not take these, or sent them back. Check the address."),
    Group.DELAYED: ("Delayed", "The reader's server puts these off. They are tried again by themselves for five days."),
    Group.WAITING: ("Waiting", "These go by themselves."),
    Group.SENT: ("Sent", "The reader's server has taken these."),
    Group.CANCELLED: ("Cancelled", "These never go."),
}
MAY: Mapping[str, tuple[LetterState, ...]] = {  # what can be done with a letter, and from which states
    "arrived": (LetterState.UNCERTAIN, LetterState.WAITING),
    "release": (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN),
    "cancel": (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN, LetterState.WAITING),
}
NO_LONGER_TRUE = "D12:"  # such a letter is not held but cancelled by the look before it goes
WORDS = {"release": "Let it go", "arrived": "It has arrived", "cancel": "Cancel it"}
JOURNAL = {
    "begun": "The hand-over began.",
    "accepted": "The server took it.",
    "refused": "The server refused it.",
    "later": "Nothing was handed over.",
    "unknown": "The connection broke: whether it was taken is not known.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A letter of the list, in plain words."""

    letter: Letter
    name: str
    role: str
    why: str
    age: str
    acts: tuple[tuple[str, str], ...]  # path's end and words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    field: str
    sentence: str


# --- the list ----------------------------------------------------------------------------------------------------------


def outbox_page(desk: Desk, ask: Ask, wrong: tuple[Wrong, ...] = ()) -> Answer:
    wanted = Wanted(case=ask.asked("case").upper(), kind=ask.asked("kind"), partner=ask.asked("partner"))
    with desk.store.read() as tx:
        counts = letters.counts(tx, wanted)
        group = _group(ask.asked("group"), counts)
        pages = max(1, -(-counts[group] // SIZE))
        number = min(_number(ask.asked("page")), pages)
        found = letters.page(tx, group, wanted, page=number, size=SIZE)
        names = partners.names(tx)
    said = {"case": wanted.case, "kind": wanted.kind, "partner": wanted.partner}
    filters = {name: words for name, words in said.items() if words}
    return show(
        desk,
        ask,
        "outbox.html",
        title="Outbox",
        tabs=[(each, GROUPS[each][0], _told(counts[each]), _address(each, filters), each in FOR_A_PERSON) for each in Group],
        group=group,
        meaning=GROUPS[group][1],
        lines=[_line(each, desk.now()) for each in found],
        wanted=wanted,
        filtered=bool(filters),
        kinds=sorted(((kind, said.name) for kind, said in letter_words.KINDS.items()), key=lambda pair: pair[1]),
        partners=[(name, name) for name in names],
        page=number,
        pages=pages,
        is_cut=counts[group] == letters.MOST_COUNTED,
        address=f"{_address(group, filters)}&",
        wrong=wrong,
        seen=_seen_in(found),
    )


def _told(count: int) -> str:
    return f"{count:,}" if count < letters.MOST_COUNTED else f"{count:,}+"


def _group(asked: str, counts: Mapping[Group, int]) -> Group:
    """The one that she asked for; else the first in which there is something to do."""
    if chosen := next((each for each in Group if each == asked), None):
        return chosen
    return next((each for each in Group if counts[each]), Group.WAITING)


def _number(asked: str) -> int:
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1


def _address(group: Group, filters: Mapping[str, str]) -> str:
    return f"/outbox?{urlencode({'group': group.value, **filters})}"


def _line(letter: Letter, now: datetime) -> Line:
    return Line(
        letter=letter,
        name=letter_words.name_of(letter.kind),
        role=letter_words.role_of(letter.kind, letter.partner, letter.landlord),
        why=_why(letter),
        age=age(now - letter.created_at),
        acts=_acts(letter),
    )


def _why(letter: Letter) -> str:
    return letter_words.why(letter.state, letter.reply, holds_address=letter.holds_address, attempts=letter.attempts)


def _acts(letter: Letter) -> tuple[tuple[str, str], ...]:
    """A letter that goes by itself is not called arrived before it was ever tried."""
    possible = (act for act, states in MAY.items() if letter.state in states)
    return tuple((act, WORDS[act]) for act in possible if act != "arrived" or letter.attempts)


def age(passed: timedelta) -> str:
    """«4 min», «3 h», «2 days»: how long something stands."""
    minutes = max(0, int(passed.total_seconds()) // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


def _seen_in(found: tuple[Letter, ...]) -> str:
    """The list names requests, so whoever has looked at it stands in the audit."""
    return f"outbox {' '.join(dict.fromkeys(each.case for each in found if each.case))}".strip() if found else ""


# --- one letter --------------------------------------------------------------------------------------------------------


def letter_page(desk: Desk, ask: Ask) -> Answer:
    found = _found(desk, ask)
    return _shown(desk, ask, *found) if found else errors.page(desk, ask, 404)


def uncover(desk: Desk, ask: Ask) -> Answer:
    """The address without its stars, once, for a reason that stands in the audit before anything is shown."""
    found = _found(desk, ask)
    if found is None:
        return errors.page(desk, ask, 404)
    reason = ask.said("reason")[:LONGEST_REASON]
    if not reason:
        wrong = (Wrong(field="reason", sentence="Say why you need the address."),)
        return _shown(desk, ask, *found, wrong=wrong)
    letter = found[0].id
    desk.store.write(lambda tx: _note_uncovered(tx, letter, reason, ask.who.name, desk.now()))
    return _shown(desk, ask, *found, uncovered=True)


def _note_uncovered(tx: Tx, letter: str, reason: str, by: str, now: datetime) -> None:
    audit.write(tx, now=now, who=by, act="uncovered an address", about=f"letter {letter}", details=reason)


def _found(desk: Desk, ask: Ask) -> tuple[Letter, bytes, tuple[Asked, ...]] | None:
    with desk.store.read() as tx:
        letter = letters.find(tx, ask.params["id"])
        message = outbox.find(tx, ask.params["id"])
        asked = questions.open_of(tx, f"letter {ask.params['id']}")
    return (letter, message.data, asked) if letter and message else None


def _shown(
    desk: Desk,
    ask: Ask,
    letter: Letter,
    data: bytes,
    asked: tuple[Asked, ...],
    *,
    uncovered: bool = False,
    wrong: tuple[Wrong, ...] = (),
) -> Answer:
    view = view_of(data, holds_address=letter.holds_address, uncovered=uncovered)
    return show(
        desk,
        ask,
        "letter.html",
        title=_title(letter),
        status=422 if wrong else 200,
        line=_line(letter, desk.now()),
        letter=letter,
        view=view,
        files=_files(desk, view),
        asked=asked,
        uncovered=uncovered,
        wrong=wrong,
        seen=f"letter {letter.id}",
    )


def _title(letter: Letter) -> str:
    name = letter_words.name_of(letter.kind)
    return f"{name}, {letter.case}" if letter.case else name


def _files(desk: Desk, view: LetterView) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """Name, size, digest, and for a form of ours its words."""
    return [
        (each.name, each.size, each.sha256, desk.does.post.form_lines(each.data) if each.is_form else ())
        for each in view.attachments
    ]


def journal_page(desk: Desk, ask: Ask) -> Answer:
    found = _found(desk, ask)
    if found is None:
        return errors.page(desk, ask, 404)
    tried = [(each.at, JOURNAL.get(each.word, each.word)) for each in desk.does.post.tried(found[0].id)]
    return show(desk, ask, "letter_journal.html", title="Hand-overs of a letter", letter=found[0], tried=tried)


# --- what can be done with one -----------------------------------------------------------------------------------------


def step(act: str) -> Callable[[Desk, Ask], Answer]:
    """The first step of an act: what will follow."""
    return lambda desk, ask: _foreseen(desk, ask, act)


def _foreseen(desk: Desk, ask: Ask, act: str, wrong: tuple[Wrong, ...] = ()) -> Answer:
    found = _found(desk, ask)
    if found is None:
        return errors.page(desk, ask, 404)
    letter, _, asked = found
    if act not in dict(_acts(letter)):
        desk.notices.tell(ask.who.session, "That cannot be done with this letter as it stands now.")
        return go(f"/outbox/{letter.id}")
    said = desk.does.post.why_held(letter.id) if act == "release" else ""
    return show(
        desk,
        ask,
        "letter_act.html",
        title=f"{WORDS[act]}: {_title(letter)}",
        status=422 if wrong else 200,
        act=act,
        words=WORDS[act],
        line=_line(letter, desk.now()),
        letter=letter,
        asked=asked,
        against=letter_words.why(LetterState.HELD, said) if said else "",
        would_drop=NO_LONGER_TRUE in said,
        undone=letter_words.undone_without(letter.kind),
        reason=ask.said("reason"),
        wrong=wrong,
        seen=f"letter {letter.id}",
    )


def done(act: str) -> Callable[[Desk, Ask], Answer]:
    """The second step: it is done, unless the letter has gone on since she saw it."""
    return lambda desk, ask: _done(desk, ask, act)


def _done(desk: Desk, ask: Ask, act: str) -> Answer:
    letter, by, post = ask.params["id"], ask.who.name, desk.does.post
    seen = _state(ask.said("seen"))
    reason = ask.said("reason")[:LONGEST_REASON]
    if act == "cancel" and not reason:
        return _foreseen(desk, ask, act, (Wrong(field="reason", sentence="Say why it shall not go."),))
    match act:
        case "release":
            told = post.release(letter, seen, by)
        case "arrived":
            told = post.has_arrived(letter, seen, by)
        case _:
            told = post.cancel(letter, seen, reason, by)
    desk.notices.tell(ask.who.session, told)
    return go(f"/outbox/{letter}")


def _state(said: str) -> LetterState:
    """As the form brings it back; one that no letter can be dealt with from, if it brings nothing that we gave."""
    return next((each for each in LetterState if each == said), LetterState.CANCELLED)


# --- the switch --------------------------------------------------------------------------------------------------------


def pause(desk: Desk, ask: Ask) -> Answer:
    """At once and in one step: it is an emergency."""
    desk.notices.tell(ask.who.session, desk.does.post.pause(ask.said("reason")[:LONGEST_REASON], ask.who.name))
    return go("/outbox")


def resume_page(desk: Desk, ask: Ask) -> Answer:
    with desk.store.read() as tx:
        to_go = letters.in_hand_or_to_go(tx)
        waits = outbox.unsent(tx)
    by_kind = sorted(((letter_words.name_of(kind), count) for kind, count in to_go.items()), key=lambda pair: (-pair[1], pair[0]))
    return show(
        desk,
        ask,
        "resume.html",
        title="Let letters go again",
        by_kind=by_kind,
        waits=waits,
        oldest=age(desk.now() - waits.oldest) if waits.oldest else "",
        journal_is_lost=desk.does.post.journal_is_lost(),
    )


def resume(desk: Desk, ask: Ask) -> Answer:
    told = desk.does.post.resume(ask.who.name, without_journal=ask.said("without_journal") == "yes")
    desk.notices.tell(ask.who.session, told)
    return go("/outbox")


DECIDES = Role.COORDINATOR
PAGES = (
    Page(path="/outbox", handler=outbox_page),
    Page(path="/outbox/pause", handler=pause, method="POST", role=DECIDES),
    Page(path="/outbox/resume", handler=resume_page, role=DECIDES),
    Page(path="/outbox/resume", handler=resume, method="POST", role=DECIDES),
    Page(path="/outbox/{id}", handler=letter_page),
    Page(path="/outbox/{id}/journal", handler=journal_page),
    Page(path="/outbox/{id}/uncover", handler=uncover, method="POST", role=DECIDES),
    *(Page(path=f"/outbox/{{id}}/{act}", handler=step(act), role=DECIDES) for act in MAY),
    *(Page(path=f"/outbox/{{id}}/{act}", handler=done(act), method="POST", role=DECIDES) for act in MAY),
)
