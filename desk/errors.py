"""What is said when a page cannot be had. Never a word of any case (reliability §6)."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask

SAID = {
    400: (
        "This form has grown old",
        "It was opened before you signed in anew, or in another window. Open the page again and fill it in once more.",
    ),
    403: ("This is for a coordinator", "You may look at everything here, and change nothing. Ask a coordinator to do it."),
    404: ("There is no such page", "Look in the list above, or search for it."),
    405: ("There is no such page", "Look in the list above, or search for it."),
    411: ("This cannot be taken", "The browser did not say how long it is. Try once more."),
    413: ("This is too big", "Send the form alone, without the pictures and other papers around it."),
    500: (
        "A fault of the program",
        "Nothing of what you just did was kept. Try once more; if it comes again, tell whoever looks after it at what time.",
    ),
    503: (
        "The records cannot be reached now",
        "The store does not answer. Nothing was changed; try again in a minute. If it lasts, tell whoever looks after the line.",
    ),
}


def page(desk: Desk, ask: Ask, status: int) -> Answer:
    title, sentence = SAID.get(status, SAID[404])
    return show(desk, ask, "error.html", status=status, title=title, sentence=sentence)


def refused(desk: Desk, ask: Ask, sentence: str) -> Answer:
    """She asked for what cannot be done: the sentence that says why, and the way back."""
    return show(desk, ask, "error.html", status=409, title="That cannot be done", sentence=sentence)


def away(desk: Desk, ask: Ask) -> Answer:
    """The store does not answer: the page that says so must not ask it for anything, so it knows nobody."""
    title, sentence = SAID[503]
    return show(desk, Ask(method=ask.method, path=ask.path), "error.html", status=503, title=title, sentence=sentence)
