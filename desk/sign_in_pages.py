"""Coming in and going out: the setup link, the password, the code."""

from __future__ import annotations

import re
from dataclasses import replace

from desk import authenticator, other_ways, passwords, setting_up, signing_in
from desk.office import Desk
from desk.render import show
from desk.setting_up import Setup
from desk.signing_in import NotIn
from desk.web import SESSION, Answer, Ask, Cookie, Page, go
from store import accounts, asked_people
from store.schema import Role

HALF = "__Host-half"  # the ticket of a password that waits for its code
OURS = re.compile(r"/(?![/\\])[\w/.?=&%+~:,-]*", re.ASCII)  # a path of ours, never another site's address
WHY = {
    "over": "You were signed out, because nothing happened for a while. Sign in and you are back where you were.",
    "late": "You were signed out before this came in, so nothing of it was kept. Sign in and send it once more.",
    "half": "Too much time went by before the code. Begin again with your password.",
}


def home(_desk: Desk, _ask: Ask) -> Answer:
    return go("/queue")


def our_path(wanted: str) -> str:
    """Where she wanted to go, if it is with us; else the home page."""
    return wanted if OURS.fullmatch(wanted) and not wanted.startswith("/sign-") else "/"


# --- password, then code -----------------------------------------------------------------------------------------------


def sign_in_page(desk: Desk, ask: Ask) -> Answer:
    to = our_path(ask.asked("to"))
    if ask.person:
        return go(to)
    why = next((sentence for key, sentence in WHY.items() if ask.asked(key)), "")
    return _password_form(desk, ask, to=to, why=why)


def _password_form(desk: Desk, ask: Ask, *, to: str, why: str = "", wrong: str = "", email: str = "") -> Answer:
    with desk.store.read() as tx:
        nobody = not accounts.is_anybody_known(tx)
    status = 422 if wrong else 200
    return show(
        desk,
        ask,
        "sign_in.html",
        status=status,
        title="Sign in",
        to=to,
        why=why,
        wrong=wrong,
        email=email,
        nobody=nobody,
        ways=other_ways.of(desk, ask),
    )


def take_password(desk: Desk, ask: Ask) -> Answer:
    email, password, to = ask.said("email"), ask.as_typed("password"), our_path(ask.said("to"))
    try:
        tried = signing_in.trial(desk, email, ask.address)
        half = signing_in.by_password(desk, tried, password, to)
    except NotIn as stopped:
        return _password_form(desk, ask, to=to, wrong=str(stopped), email=email)
    return go("/sign-in/code").with_cookies(Cookie(name=HALF, value=half))


def code_page(desk: Desk, ask: Ask) -> Answer:
    if signing_in.half_in(desk, ask.cookies.get(HALF, "")) is None:
        return go("/sign-in", half="yes")
    return show(desk, ask, "sign_in_code.html", title="Your code", wrong="")


def take_code(desk: Desk, ask: Ask) -> Answer:
    half = signing_in.half_in(desk, ask.cookies.get(HALF, ""))
    if half is None:
        return go("/sign-in", half="yes")
    try:
        session = signing_in.by_code(desk, half, ask.said("code"), ask.address)
    except NotIn as stopped:
        return show(desk, ask, "sign_in_code.html", status=422, title="Your code", wrong=str(stopped))
    return signed_in(desk, ask, session, our_path(str(half.data.get("to", ""))))


def signed_in(desk: Desk, ask: Ask, session: str, to: str) -> Answer:
    """A new secret with each sign-in; what she had before, as a session of somebody else at this browser, ends."""
    if ask.person:
        desk.store.write(lambda tx: accounts.end(tx, ask.who.session, desk.now()))
    _tell_what_waits_for_her(desk, session)
    return go(to).with_cookies(Cookie(name=SESSION, value=session), Cookie(name=HALF))


def _tell_what_waits_for_her(desk: Desk, secret: str) -> None:
    """What a colleague has asked of a second coordinator is seen nowhere else unless she goes and looks."""
    now = desk.now()
    with desk.store.read() as tx:
        session = accounts.session_of(tx, secret, now, idle=desk.idle, longest=desk.longest)
        if session is None or session.role is not Role.COORDINATOR:
            return
        asked = [each for each in asked_people.every_open(tx, now) if each.may_confirm(session.person)]
    if asked:
        desk.notices.tell(session.key, f"{asked[0].asked_by} asks a second coordinator to confirm something: see «People».")


def sign_out(desk: Desk, ask: Ask) -> Answer:
    desk.store.write(lambda tx: accounts.end(tx, ask.who.session, desk.now()))
    gone = go("/sign-in").with_cookies(Cookie(name=SESSION))
    return replace(gone, headers={**gone.headers, "Clear-Site-Data": '"storage"'})


# --- the setup link ----------------------------------------------------------------------------------------------------


def setup_page(desk: Desk, ask: Ask) -> Answer:
    setup = setting_up.of(desk, ask.params["ticket"])
    if setup is None:
        return show(desk, ask, "setup_over.html", status=404, title="This link can no longer be used")
    return _scan_form(desk, ask, setup) if setup.totp else _choose_form(desk, ask, setup)


def take_setup(desk: Desk, ask: Ask) -> Answer:
    setup = setting_up.of(desk, ask.params["ticket"])
    if setup is None:
        return show(desk, ask, "setup_over.html", status=404, title="This link can no longer be used")
    if ask.said("step") == "password":
        return _take_choice(desk, ask, setup)
    session = setting_up.finish(desk, setup, ask.said("code")) if setup.totp else ""
    if not session:
        return _scan_form(desk, ask, setup, wrong=signing_in.WRONG_CODE) if setup.totp else go(ask.path)
    return signed_in(desk, ask, session, "/welcome")


def _take_choice(desk: Desk, ask: Ask, setup: Setup) -> Answer:
    if found := problems_of_choice(desk, ask, (setup.account.name, setup.account.email)):
        return _choose_form(desk, ask, setup, found)
    setting_up.choose(desk, setup, ask.as_typed("password"))
    return go(ask.path)


def problems_of_choice(desk: Desk, ask: Ask, own: tuple[str, ...]) -> list[dict[str, str]]:
    """What is wrong with a new password that was typed twice, as the form's list of errors."""
    password = ask.as_typed("password")
    if why := passwords.why_not(password, (*own, desk.does.scheme().name)):
        return [{"field": "password", "sentence": why}]
    if password != ask.as_typed("again"):
        return [{"field": "again", "sentence": "The two passwords are not the same. Type it twice alike."}]
    return []


def _choose_form(desk: Desk, ask: Ask, setup: Setup, found: list[dict[str, str]] | None = None) -> Answer:
    return show(
        desk,
        ask,
        "setup_password.html",
        status=422 if found else 200,
        title="Set up how you sign in",
        account=setup.account,
        found=found or [],
        until=setup.ticket.until,
        shortest=passwords.SHORTEST,
    )


def _scan_form(desk: Desk, ask: Ask, setup: Setup, wrong: str = "") -> Answer:
    return show(
        desk,
        ask,
        "setup_code.html",
        status=422 if wrong else 200,
        title="Set up your authenticator app",
        account=setup.account,
        picture=authenticator.picture(setup.totp, setup.account.email),
        typed=authenticator.in_fours(setup.totp),
        wrong=wrong,
    )


def welcome_page(desk: Desk, ask: Ask) -> Answer:
    minutes = int(desk.idle.total_seconds() // 60)
    return show(desk, ask, "welcome.html", title="You are signed in", idle_minutes=minutes)


PAGES = (
    Page(path="/", handler=home),
    Page(path="/sign-in", handler=sign_in_page, role=None),
    Page(path="/sign-in", handler=take_password, method="POST", role=None),
    Page(path="/sign-in/code", handler=code_page, role=None),
    Page(path="/sign-in/code", handler=take_code, method="POST", role=None),
    Page(path="/sign-out", handler=sign_out, method="POST"),
    Page(path="/setup/{ticket}", handler=setup_page, role=None),
    Page(path="/setup/{ticket}", handler=take_setup, method="POST", role=None),
    Page(path="/welcome", handler=welcome_page),
)
