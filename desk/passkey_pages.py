"""Passkeys: made and taken away by whoever is signed in, shown at the door instead of a password and a code.

Every challenge is a ticket: it counts once, for five minutes. A browser asks for it by script; without script, the page says
to use password and code.
"""

from __future__ import annotations

import hmac
import json
from datetime import timedelta

from desk import passkey_door, signing_in
from desk.office import Desk, Refused
from desk.passkey_door import NotAccepted, Shown, Site
from desk.render import show
from desk.sign_in_pages import our_path, signed_in
from desk.signing_in import NotIn
from desk.web import Answer, Ask, Page, go
from store import accounts, attempts, audit, passkeys, tickets
from store.engine import Tx

MAKE, SHOW = "passkey to make", "passkey to show"  # kinds of tickets
LASTS = timedelta(minutes=5)
FRESH = timedelta(minutes=10)  # so long after signing in she is not asked for her password again
LONGEST_LABEL = 60

NOT_HERE = (
    "Passkeys do not work at this address: they need the desk to be called by a name and over https, not by a number. "
    "Ask whoever looks after the desk."
)
NOT_LET_IN = "This passkey did not let you in. Try once more, or sign in with your password and code."
NOT_ADDED = "This passkey could not be added. Begin again; if it does not work twice, try another device."
OLD = "That took too long. Begin again."


def _site(ask: Ask) -> Site:
    if (site := passkey_door.site_of(ask.home)) is None:
        raise Refused(NOT_HERE)
    return site


def _for_the_script(status: int = 200, **values: object) -> Answer:
    return Answer(body=json.dumps(values), status=status, kind="application/json")


# --- her own -----------------------------------------------------------------------------------------------------------


def own_page(desk: Desk, ask: Ask) -> Answer:
    with desk.store.read() as tx:
        hers = passkeys.of(tx, ask.who.name)
        proofs = accounts.proofs_of(tx, ask.who.name)
        fresh = _is_fresh(tx, desk, ask)
    return show(
        desk,
        ask,
        "passkeys.html",
        title="Your passkeys",
        hers=hers,
        works_here="" if passkey_door.site_of(ask.home) else NOT_HERE,
        asks_password=not fresh and bool(proofs.password),
        sign_in_anew=not fresh and not proofs.password,
        is_full=len(hers) >= passkeys.MOST,
    )


def begin_making(desk: Desk, ask: Ask) -> Answer:
    try:
        return _begun_making(desk, ask)
    except (Refused, NotIn) as refusal:
        return _for_the_script(409, sentence=str(refusal))


def _begun_making(desk: Desk, ask: Ask) -> Answer:
    site, name = _site(ask), ask.who.name
    label = " ".join(ask.said("label").split())[:LONGEST_LABEL]
    if not label:
        raise Refused("Give the passkey a name first, so that you know later which device it is on.")
    _make_sure_it_is_she(desk, ask)
    challenge, now = passkey_door.challenge(), desk.now()

    def begin(tx: Tx) -> tuple[str, dict[str, object]]:
        account = accounts.named(tx, name)
        assert account is not None, "whoever is signed in is known"
        hers = passkeys.of(tx, name)
        if len(hers) >= passkeys.MOST:
            raise Refused(f"You have {passkeys.MOST} passkeys. Remove one that you no longer use first.")
        data = {"challenge": challenge, "label": label, "host": site.host}
        ticket = tickets.make(tx, kind=MAKE, person=name, data=data, until=now + LASTS, now=now)
        has = [each.id for each in hers]
        handle = passkeys.handle_of(tx, name)
        return ticket, passkey_door.to_make(site, challenge, handle=handle, email=account.email, name=name, has=has)

    ticket, options = desk.store.write(begin)
    return _for_the_script(ticket=ticket, options=options)


def _make_sure_it_is_she(desk: Desk, ask: Ask) -> None:
    """By how lately she signed in, or by her password: nobody adds a key of his own at a desk that was left open."""
    with desk.store.read() as tx:
        if _is_fresh(tx, desk, ask):
            return
        has_password = bool(accounts.proofs_of(tx, ask.who.name).password)
    if not has_password:
        raise Refused("Sign out and sign in again first: a passkey is added within ten minutes of signing in.")
    signing_in.again(desk, ask.who.name, ask.as_typed("password"), ask.address)


def _is_fresh(tx: Tx, desk: Desk, ask: Ask) -> bool:
    now = desk.now()
    alive = accounts.sessions_of(tx, ask.who.name, now, idle=desk.idle, longest=desk.longest)
    return any(each.key == ask.who.session and now - each.began_at <= FRESH for each in alive)


def take_new(desk: Desk, ask: Ask) -> Answer:
    site, now, name = _site(ask), desk.now(), ask.who.name

    def add(tx: Tx) -> str:
        ticket = tickets.find(tx, ask.said("ticket"), (MAKE,), now)
        if ticket is None or ticket.person != name or not tickets.use(tx, ticket.key, now):
            return OLD
        try:
            new = passkey_door.made(site, str(ticket.data["challenge"]), ask.said("answer"))
        except NotAccepted:
            return NOT_ADDED
        label = str(ticket.data["label"])
        known = not passkeys.add(tx, person=name, id=new.id, public_key=new.public_key, counter=new.counter, label=label, now=now)
        return NOT_ADDED if known else ""

    if wrong := desk.store.write(add):
        raise Refused(wrong)
    desk.notices.tell(ask.who.session, "The passkey is added. From now on you can sign in with it alone.")
    return go("/account/passkeys")


def remove(desk: Desk, ask: Ask) -> Answer:
    name = ask.who.name

    def take_away(tx: Tx) -> bool:
        proofs, hers = accounts.proofs_of(tx, name), passkeys.of(tx, name)
        others = proofs.password or proofs.subject or any(each.id != ask.said("id") for each in hers)
        if not others:
            raise Refused("This passkey is your only way in. Add another one first, or ask a coordinator for a setup link.")
        return passkeys.remove(tx, name, ask.said("id"), desk.now())

    if desk.store.write(take_away):
        desk.notices.tell(ask.who.session, "The passkey is removed. Delete it on its device as well, or it will offer it again.")
    return go("/account/passkeys")


# --- at the door ---------------------------------------------------------------------------------------------------------


def begin_showing(desk: Desk, ask: Ask) -> Answer:
    if (site := passkey_door.site_of(ask.home)) is None:
        return _for_the_script(409, sentence=NOT_HERE)
    challenge, now = passkey_door.challenge(), desk.now()

    def begin(tx: Tx) -> str:
        tickets.sweep(tx, SHOW, now)
        return tickets.make(tx, kind=SHOW, data={"challenge": challenge}, until=now + LASTS, now=now)

    return _for_the_script(ticket=desk.store.write(begin), options=passkey_door.to_show(site, challenge))


def take_shown(desk: Desk, ask: Ask) -> Answer:
    site = _site(ask)
    try:
        it = passkey_door.shown(ask.said("answer"))
    except NotAccepted:
        raise Refused(NOT_LET_IN) from None
    tried = _trial(desk, it, ask.address)
    now = desk.now()

    def come_in(tx: Tx) -> str:
        ticket = tickets.find(tx, ask.said("ticket"), (SHOW,), now)
        if ticket is None or not tickets.use(tx, ticket.key, now):
            return ""
        person, why = _whose(tx, site, str(ticket.data["challenge"]), it, desk)
        if why:
            who = person or "somebody unknown"
            audit.write(tx, now=now, who=who, act=f"was not let in: {why}", about=f"person {who}")
            return ""
        attempts.strike_out(tx, tried.marks)
        return accounts.begin(tx, person, "passkey", now)

    if not (session := desk.store.write(come_in)):
        raise Refused(NOT_LET_IN)
    return signed_in(desk, ask, session, our_path(ask.said("to")))


def _trial(desk: Desk, it: Shown, address: str) -> signing_in.Trial:
    """Counted for this passkey and for the address: wrong passwords that somebody types for her do not keep her passkey out."""
    try:
        return signing_in.trial(desk, f"passkey {it.id}", address)
    except NotIn as stopped:
        raise Refused(str(stopped)) from None


def _whose(tx: Tx, site: Site, challenge: str, it: Shown, desk: Desk) -> tuple[str, str]:
    """Whose passkey it is, and why she is not let in; the second is empty when it is proven that it is she."""
    key = passkeys.find(tx, it.id)
    account = accounts.named(tx, key.person) if key else None
    if key is None or account is None:
        return "", "a passkey that is not known"
    if account.is_shut:
        return account.name, "a passkey of somebody who is shut out"
    if not hmac.compare_digest(it.handle, passkeys.handle_of(tx, account.name)):
        return account.name, "a passkey that names somebody else"
    try:
        counter = passkey_door.verify(site, challenge, it, key)
    except NotAccepted:
        return account.name, "a passkey that proves nothing"
    if not passkeys.count_use(tx, key.id, counter, desk.now()):
        return account.name, "a passkey whose counter went back: there may be a copy of it"
    return account.name, ""


PAGES = (
    Page(path="/account/passkeys", handler=own_page),
    Page(path="/account/passkeys/begin", handler=begin_making, method="POST"),
    Page(path="/account/passkeys", handler=take_new, method="POST"),
    Page(path="/account/passkeys/remove", handler=remove, method="POST"),
    Page(path="/sign-in/passkey/begin", handler=begin_showing, method="POST", role=None),
    Page(path="/sign-in/passkey", handler=take_shown, method="POST", role=None),
)
