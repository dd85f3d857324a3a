"""One's own account: where one is signed in, a new password, a new authenticator app. Both ask for the password again."""

from __future__ import annotations

import json
from datetime import timedelta

from desk import authenticator, passwords, signing_in
from desk.office import Desk, Refused
from desk.render import show
from desk.sign_in_pages import problems_of_choice, signed_in
from desk.signing_in import NotIn
from desk.web import Answer, Ask, Page, go
from store import accounts, audit, tickets
from store.engine import Tx

SCAN_LASTS = timedelta(minutes=15)
BY_ANOTHER = "You sign in by another way than a password here, so there is none to be changed."


def account_page(desk: Desk, ask: Ask) -> Answer:
    with desk.store.read() as tx:
        account = accounts.named(tx, ask.who.name)
        proofs = accounts.proofs_of(tx, ask.who.name)
        sessions = accounts.sessions_of(tx, ask.who.name, desk.now(), idle=desk.idle, longest=desk.longest)
    return show(
        desk,
        ask,
        "account.html",
        title="Your account",
        account=account,
        has_password=bool(proofs.password),
        sessions=sessions,
        idle_minutes=int(desk.idle.total_seconds() // 60),
    )


def end_others(desk: Desk, ask: Ask) -> Answer:
    now, me = desk.now(), ask.who

    def end(tx: Tx) -> int:
        count = accounts.end_all_of(tx, me.name, now, but=me.session)
        audit.write(tx, now=now, who=me.name, act="signed out everywhere else", about=f"person {me.name}")
        return count

    ended = desk.store.write(end)
    desk.notices.tell(me.session, f"You are signed out at {ended} other place{'' if ended == 1 else 's'}.")
    return go("/account")


def time_left(desk: Desk, ask: Ask) -> Answer:
    """How many seconds she is signed in still, and whether a click would make it longer. That it is asked keeps nobody in."""
    now, me = desk.now(), ask.who
    with desk.store.read() as tx:
        alive = accounts.sessions_of(tx, me.name, now, idle=desk.idle, longest=desk.longest)
    mine = next((each for each in alive if each.key == me.session), None)
    idle = desk.idle - (now - mine.seen_at) if mine else timedelta()
    longest = desk.longest - (now - mine.began_at) if mine else timedelta()
    left = max(0, int(min(idle, longest).total_seconds()))
    return Answer(body=json.dumps({"left": left, "stays": idle < longest}), kind="application/json")


def stay(_desk: Desk, _ask: Ask) -> Answer:
    """A click that only says: I am still here."""
    return Answer(status=204)


# --- a new password ----------------------------------------------------------------------------------------------------


def password_page(desk: Desk, ask: Ask) -> Answer:
    _see_that_she_has_one(desk, ask)
    return _password_form(desk, ask, [])


def _password_form(desk: Desk, ask: Ask, found: list[dict[str, str]]) -> Answer:
    wrong = {each["field"]: each["sentence"] for each in found}
    status = 422 if found else 200
    title = "Change your password"
    return show(
        desk, ask, "account_password.html", status=status, title=title, found=found, wrong=wrong, shortest=passwords.SHORTEST
    )


def take_password(desk: Desk, ask: Ask) -> Answer:
    """Every session ends, and she goes on in a new one."""
    _see_that_she_has_one(desk, ask)
    name = ask.who.name
    with desk.store.read() as tx:
        account = accounts.named(tx, name)
    assert account is not None, "whoever is signed in is known"
    if found := problems_of_choice(desk, ask, (name, account.email)):
        return _password_form(desk, ask, found)
    try:
        signing_in.again(desk, name, ask.as_typed("current"), ask.address)
    except NotIn as stopped:
        return _password_form(desk, ask, [{"field": "current", "sentence": str(stopped)}])
    fresh = passwords.hashed(ask.as_typed("password"))

    def change(tx: Tx) -> str:
        accounts.set_password(tx, name, fresh)
        return _begun_anew(tx, ask, "changed her password", desk)

    session = desk.store.write(change)
    desk.notices.tell(accounts.key_of(session), "Your password is changed, and you are signed out everywhere else.")
    return signed_in(desk, ask, session, "/account")


def _begun_anew(tx: Tx, ask: Ask, act: str, desk: Desk) -> str:
    """What signs her in has changed: whoever was in by the old one is out, and what waited for it is void."""
    name, now = ask.who.name, desk.now()
    tickets.void(tx, name, (*tickets.SETUP, tickets.HALF, tickets.AUTHENTICATOR), now)
    accounts.end_all_of(tx, name, now)
    audit.write(tx, now=now, who=name, act=act, about=f"person {name}")
    return accounts.begin(tx, name, "password", now)


def _see_that_she_has_one(desk: Desk, ask: Ask) -> None:
    with desk.store.read() as tx:
        if not accounts.proofs_of(tx, ask.who.name).password:
            raise Refused(BY_ANOTHER)


# --- a new authenticator app -------------------------------------------------------------------------------------------


def authenticator_page(desk: Desk, ask: Ask) -> Answer:
    _see_that_she_has_one(desk, ask)
    return show(desk, ask, "account_authenticator.html", title="A new authenticator app", wrong="")


def begin_authenticator(desk: Desk, ask: Ask) -> Answer:
    """The old one counts until the new one has shown a code."""
    _see_that_she_has_one(desk, ask)
    name, now = ask.who.name, desk.now()
    try:
        signing_in.again(desk, name, ask.as_typed("current"), ask.address)
    except NotIn as stopped:
        title = "A new authenticator app"
        return show(desk, ask, "account_authenticator.html", status=422, title=title, wrong=str(stopped))
    data = {"totp": desk.sealer.seal(authenticator.new_secret(), name)}

    def hand_out(tx: Tx) -> str:
        tickets.void(tx, name, (tickets.AUTHENTICATOR,), now)
        return tickets.make(tx, kind=tickets.AUTHENTICATOR, person=name, data=data, until=now + SCAN_LASTS, now=now)

    return go(f"/account/authenticator/{desk.store.write(hand_out)}")


def scan_page(desk: Desk, ask: Ask) -> Answer:
    return _scan_form(desk, ask, _waiting(desk, ask))


def take_scan(desk: Desk, ask: Ask) -> Answer:
    ticket, name, now = _waiting(desk, ask), ask.who.name, desk.now()
    step = authenticator.step_of(desk.sealer.opened(ticket.data["totp"], name), ask.said("code"), now)
    if step is None:
        return _scan_form(desk, ask, ticket, wrong=signing_in.WRONG_CODE)

    def change(tx: Tx) -> str:
        if not tickets.use(tx, ticket.key, now):
            return ""
        accounts.set_authenticator(tx, name, ticket.data["totp"], step)
        return _begun_anew(tx, ask, "connected a new authenticator app", desk)

    if not (session := desk.store.write(change)):
        return go("/account/authenticator")
    desk.notices.tell(accounts.key_of(session), "Your new authenticator app counts from now on; the old one no more.")
    return signed_in(desk, ask, session, "/account")


def _waiting(desk: Desk, ask: Ask) -> tickets.Ticket:
    with desk.store.read() as tx:
        ticket = tickets.find(tx, ask.params["ticket"], (tickets.AUTHENTICATOR,), desk.now())
    if ticket is None or ticket.person != ask.who.name or not desk.sealer.opened(ticket.data["totp"], ask.who.name):
        raise Refused("This picture is too old to be scanned. Go to «Your account» and begin again.")
    return ticket


def _scan_form(desk: Desk, ask: Ask, ticket: tickets.Ticket, wrong: str = "") -> Answer:
    secret = desk.sealer.opened(ticket.data["totp"], ask.who.name)
    with desk.store.read() as tx:
        account = accounts.named(tx, ask.who.name)
    assert account is not None, "whoever is signed in is known"
    return show(
        desk,
        ask,
        "account_scan.html",
        status=422 if wrong else 200,
        title="Connect your new app",
        picture=authenticator.picture(secret, account.email),
        typed=authenticator.in_fours(secret),
        wrong=wrong,
    )


PAGES = (
    Page(path="/account", handler=account_page),
    Page(path="/account/time", handler=time_left, is_quiet=True),
    Page(path="/account/stay", handler=stay),
    Page(path="/account/end-others", handler=end_others, method="POST"),
    Page(path="/account/password", handler=password_page),
    Page(path="/account/password", handler=take_password, method="POST"),
    Page(path="/account/authenticator", handler=authenticator_page),
    Page(path="/account/authenticator", handler=begin_authenticator, method="POST"),
    Page(path="/account/authenticator/{ticket}", handler=scan_page),
    Page(path="/account/authenticator/{ticket}", handler=take_scan, method="POST"),
)
