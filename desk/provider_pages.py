"""Signing in by the organisation's own sign-in: there, back, and in, if whoever comes back is known here.

Nobody registers by it: she is found by who she is at the provider, and at the first time by her mailbox. The way back comes from
another site, where a browser brings no strict cookie along: so the way has a cookie of its own, and ends on a page of ours that
leads on.
"""

from __future__ import annotations

import hmac
from dataclasses import asdict, replace
from datetime import timedelta

from desk.office import Desk
from desk.provider import Promise, ProviderTrouble, Told
from desk.render import show
from desk.sign_in_pages import our_path, signed_in
from desk.signing_in import TOO_MANY
from desk.web import Answer, Ask, Cookie, Page, go
from store import accounts, attempts, audit, tickets
from store.engine import Tx

WAY = "__Host-way"  # the cookie of a sign-in under way: its ticket
KIND = "provider"
LASTS = timedelta(minutes=10)
BACK = "/sign-in/provider/back"

OLD = "That took too long, or was begun in another window. Begin again."


def begin(desk: Desk, ask: Ask) -> Answer:
    if (provider := desk.provider) is None:
        return go("/sign-in")
    promise, now = Promise(), desk.now()
    try:
        there = provider.address(promise, f"{ask.home}{BACK}")
    except ProviderTrouble as trouble:
        return _failed(desk, ask, trouble)
    data = {**asdict(promise), "to": our_path(ask.said("to"))}

    def keep(tx: Tx) -> str:
        tickets.sweep(tx, KIND, now)
        return tickets.make(tx, kind=KIND, data=data, until=now + LASTS, now=now)

    way = Cookie(name=WAY, value=desk.store.write(keep), lax=True)
    words = f"You are on your way to {provider.name}."
    return show(desk, ask, "leads_on.html", title=f"Sign in with {provider.name}", to=there, words=words).with_cookies(way)


def back(desk: Desk, ask: Ask) -> Answer:
    if (provider := desk.provider) is None:
        return go("/sign-in")
    marks = _counted(desk, ask)
    if not marks:
        return _failed(desk, ask, ProviderTrouble(TOO_MANY, ""))
    try:
        promise, to = _promised(desk, ask)
        told = provider.told(promise, f"{ask.home}{BACK}", {name: ask.asked(name) for name in ask.query})
    except ProviderTrouble as trouble:
        return _failed(desk, ask, trouble)
    session = desk.store.write(lambda tx: _come_in(tx, desk, provider.name, told, marks))
    if isinstance(session, ProviderTrouble):
        return _failed(desk, ask, session)
    page = show(desk, ask, "leads_on.html", title="You are signed in", to=to, words=f"{provider.name} knows you. Welcome.")
    return replace(page, cookies=(*signed_in(desk, ask, session, to).cookies, Cookie(name=WAY)))


def _counted(desk: Desk, ask: Ask) -> tuple[int, ...]:
    """Each way back is a try of that address, until it has gone well."""
    return desk.store.write(lambda tx: attempts.begin(tx, (attempts.of_address(ask.address),), desk.now()))


def _promised(desk: Desk, ask: Ask) -> tuple[Promise, str]:
    """What this browser was given on its way there; it counts once, whatever comes of it. Raises ProviderTrouble."""
    now = desk.now()

    def take(tx: Tx) -> tickets.Ticket | None:
        ticket = tickets.find(tx, ask.cookies.get(WAY, ""), (KIND,), now)
        return ticket if ticket and tickets.use(tx, ticket.key, now) else None

    if (ticket := desk.store.write(take)) is None:
        raise ProviderTrouble(OLD, "no sign-in was under way in this browser, or it has counted already")
    promise = Promise(**{name: str(ticket.data[name]) for name in ("state", "nonce", "verifier")})
    if not hmac.compare_digest(promise.state.encode(), ask.asked("state").encode()):
        raise ProviderTrouble(OLD, "the answer belongs to another sign-in")
    return promise, our_path(str(ticket.data["to"]))


def _come_in(tx: Tx, desk: Desk, name: str, told: Told, marks: tuple[int, ...]) -> str | ProviderTrouble:
    """The secret of her session, or why she has none."""
    now = desk.now()
    account = accounts.of_subject(tx, told.subject)
    if account is None and not told.mailbox:
        return ProviderTrouble(
            f"{name} does not vouch for your mailbox, so the desk cannot tell who you are. Tell whoever looks after the "
            "desk, and use your password and code meanwhile.",
            "a mailbox that the provider does not vouch for",
        )
    account = account or accounts.find(tx, told.mailbox)
    if account is None or account.is_shut:
        return ProviderTrouble(
            f"{name} knows you, but this desk does not. Ask a coordinator to invite you, with the same mailbox.",
            *(("somebody who is shut out", account.name) if account else ("somebody who is not known here",)),
        )
    if accounts.proofs_of(tx, account.name).subject != told.subject and not accounts.bind(tx, account.name, told.subject, now):
        return ProviderTrouble(
            f"Your name at this desk belongs to another account at {name}. Ask a coordinator to shut you out and to let "
            "you in again: then the new one counts.",
            "another account at the provider than hers",
            account.name,
        )
    attempts.strike_out(tx, marks)
    return accounts.begin(tx, account.name, "provider", now)


def _failed(desk: Desk, ask: Ask, trouble: ProviderTrouble) -> Answer:
    """One kind sentence for her, and for the audit why."""
    if trouble.why:
        act = f"was not let in by the organisation's sign-in: {trouble.why}"
        who = trouble.person
        desk.store.write(lambda tx: audit.write(tx, now=desk.now(), who=who, act=act, about=f"person {who}"))
    page = show(desk, ask, "error.html", status=403, title="You are not signed in", sentence=trouble.sentence)
    return page.with_cookies(Cookie(name=WAY))


PAGES = (
    Page(path="/sign-in/provider", handler=begin, method="POST", role=None),
    Page(path=BACK, handler=back, role=None),
)
