"""Who may sign in here: invited, given another role, shut out. One more coordinator and a new setup link take two people."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parseaddr
from typing import TypeVar

from desk.office import Desk, Refused
from desk.render import show
from desk.web import Answer, Ask, Page, go
from store import accounts, asked_people, audit, tickets
from store.accounts import Account
from store.asked_people import Act, Asked
from store.engine import Tx
from store.schema import Role

T = TypeVar("T")
ROLES = ((Role.READER, "Reader: looks, and changes nothing"), (Role.COORDINATOR, "Coordinator: answers questions and decides"))
GONE = "This was confirmed, taken back or too old to be confirmed: nothing waits any more. Look at the list of people."


def people_page(desk: Desk, ask: Ask) -> Answer:
    return _people(desk, ask)


def _people(desk: Desk, ask: Ask, found: tuple[dict[str, str], ...] = ()) -> Answer:
    now = desk.now()
    with desk.store.read() as tx:
        rows = [(each, tickets.standing(tx, each, now)) for each in accounts.every(tx)]
        asked = asked_people.every_open(tx, now)
        alone = len(accounts.coordinators(tx)) == 1
    said = {name: ask.said(name) for name in ("name", "email", "role", "reason")}
    return show(
        desk,
        ask,
        "people.html",
        status=422 if found else 200,
        title="People",
        rows=rows,
        asked=asked,
        alone=alone,
        found=found,
        wrong={each["field"]: each["sentence"] for each in found},
        said=said,
        roles=ROLES,
    )


def invite(desk: Desk, ask: Ask) -> Answer:
    """A reader gets her link at once; a coordinator when a second one has confirmed it."""
    name, email, role = " ".join(ask.said("name").split()), ask.said("email"), ask.said("role")
    if found := _problems(name, email, role, ask.said("reason")):
        return _people(desk, ask, found)
    now, by = desk.now(), ask.who.name
    if role == Role.COORDINATOR:
        _ask(desk, ask, Act.INVITE, name, email)
        return _told(desk, ask, f"{name} is invited as soon as a second coordinator has confirmed it.")

    def let_in(tx: Tx) -> str:
        accounts.add(tx, name=name, email=email, role=Role.READER, by=by, now=now)
        return tickets.setup(tx, name, kind=tickets.INVITATION, by=by, now=now)

    return _link(desk, ask, name, _written(desk, let_in))


def _problems(name: str, email: str, role: str, reason: str) -> tuple[dict[str, str], ...]:
    found = []
    if not name:
        found.append({"field": "name", "sentence": "Say who it is: first and last name, as it will stand in the audit."})
    if parseaddr(email)[1] != email or "@" not in email:
        found.append({"field": "email", "sentence": "Say the mailbox that she will sign in with, as robin@region.gov.example."})
    if role not in set(Role):
        found.append({"field": "role", "sentence": "Choose whether she only reads, or decides as well."})
    if role == Role.COORDINATOR and not reason:
        found.append({"field": "reason", "sentence": "Say why, for the second coordinator."})
    return tuple(found)


def person_page(desk: Desk, ask: Ask) -> Answer:
    now = desk.now()
    account = _account(desk, ask)
    with desk.store.read() as tx:
        state = tickets.standing(tx, account, now)
        signed_in = accounts.sessions_of(tx, account.name, now, idle=desk.idle, longest=desk.longest)
        alone = len(accounts.coordinators(tx)) == 1
    return show(
        desk,
        ask,
        "person.html",
        title=account.name,
        account=account,
        state=state,
        signed_in=bool(signed_in),
        alone=alone,
        is_self=account.name == ask.who.name,
    )


def change_role(desk: Desk, ask: Ask) -> Answer:
    account, now, by = _account(desk, ask), desk.now(), ask.who.name
    if account.role is Role.READER:
        _ask(desk, ask, Act.RAISE, account.name)
        return _told(desk, ask, f"{account.name} becomes a coordinator as soon as a second coordinator has confirmed it.")
    _written(desk, lambda tx: accounts.change_role(tx, account.name, Role.READER, by=by, now=now))
    return _told(desk, ask, f"{account.name} is a reader from now on, and signs in anew.")


def new_link(desk: Desk, ask: Ask) -> Answer:
    """At once for a reader who never had anything to sign in with; else it takes two."""
    account, now, by = _account(desk, ask), desk.now(), ask.who.name
    if account.name == by:
        raise Refused("For yourself you need no link: «Your account» changes your password and your authenticator app.")
    with desk.store.read() as tx:
        is_new = account.role is Role.READER and not accounts.has_set_up(tx, account.name)
    if is_new and not account.is_shut:
        secret = desk.store.write(lambda tx: tickets.setup(tx, account.name, kind=tickets.INVITATION, by=by, now=now))
        return _link(desk, ask, account.name, secret)
    _ask(desk, ask, Act.LINK, account.name)
    return _told(desk, ask, f"{account.name} can have a new link as soon as a second coordinator has confirmed it.")


def shut_out(desk: Desk, ask: Ask) -> Answer:
    account, now, by = _account(desk, ask), desk.now(), ask.who.name
    _written(desk, lambda tx: accounts.shut_out(tx, account.name, by=by, now=now))
    return _told(desk, ask, f"{account.name} is shut out: signed out everywhere, and signs in no more.")


def sign_out_everywhere(desk: Desk, ask: Ask) -> Answer:
    """A browser that was left open elsewhere; she signs in anew with what she has."""
    account, now, by = _account(desk, ask), desk.now(), ask.who.name

    def end(tx: Tx) -> None:
        accounts.end_all_of(tx, account.name, now)
        audit.write(tx, now=now, who=by, act="signed out everywhere", about=f"person {account.name}")

    desk.store.write(end)
    return _told(desk, ask, f"{account.name} is signed out everywhere, and may sign in again.")


def confirm(desk: Desk, ask: Ask) -> Answer:
    """The second person. The link is shown to her alone, who has not asked for it."""
    now, by = desk.now(), ask.who.name

    def do(tx: Tx) -> tuple[Asked, str]:
        asked = _asked_for(tx, ask, desk)
        if not asked.may_confirm(by):
            raise Refused("A second coordinator confirms this: neither whoever asked for it, nor the person whom it is about.")
        if asked.asked_by not in accounts.coordinators(tx):
            raise Refused(f"{asked.asked_by} is no coordinator any more, so this cannot be confirmed. Ask for it yourself.")
        if not asked_people.settle(tx, asked, done=True, by=by, now=now):
            raise Refused(GONE)
        return asked, _done(tx, asked, by, desk)

    asked, secret = _written(desk, do)
    if secret:
        return _link(desk, ask, asked.name, secret)
    return _told(desk, ask, f"{asked.name} is a coordinator from now on, and signs in anew.")


def _done(tx: Tx, asked: Asked, by: str, desk: Desk) -> str:
    """Does what was asked; gives the secret of a link, if there is one."""
    now = desk.now()
    match asked.act:
        case Act.INVITE:
            accounts.add(tx, name=asked.name, email=asked.email, role=Role.COORDINATOR, by=by, now=now)
            return tickets.setup(tx, asked.name, kind=tickets.INVITATION, by=by, now=now)
        case Act.RAISE:
            accounts.change_role(tx, asked.name, Role.COORDINATOR, by=by, now=now)
            return ""
        case Act.LINK:
            account = accounts.named(tx, asked.name)
            if account and account.is_shut:
                accounts.let_in_again(tx, asked.name, by=by, now=now)
            accounts.end_all_of(tx, asked.name, now)
            return tickets.setup(tx, asked.name, kind=tickets.RECOVERY, by=by, now=now)


def drop(desk: Desk, ask: Ask) -> Answer:
    """Any coordinator may: that it is not done hurts nobody."""
    now, by = desk.now(), ask.who.name

    def take_back(tx: Tx) -> Asked:
        asked = _asked_for(tx, ask, desk)
        if not asked_people.settle(tx, asked, done=False, by=by, now=now):
            raise Refused(GONE)
        return asked

    return _told(desk, ask, f"What was asked for {desk.store.write(take_back).name} is dropped: nothing has changed.")


# --- what they share ---------------------------------------------------------------------------------------------------


def _account(desk: Desk, ask: Ask) -> Account:
    with desk.store.read() as tx:
        account = accounts.named(tx, ask.params["name"])
    if account is None:
        raise Refused("There is nobody of that name here. Look in the list of people.")
    return account


def _asked_for(tx: Tx, ask: Ask, desk: Desk) -> Asked:
    asked = asked_people.find(tx, ask.params["id"], desk.now())
    if asked is None:
        raise Refused(GONE)
    return asked


def _ask(desk: Desk, ask: Ask, act: Act, name: str, email: str = "") -> None:
    """Raises Refused where there is no second coordinator who could confirm it."""
    now, by, reason = desk.now(), ask.who.name, ask.said("reason")
    if not reason:
        raise Refused("Say why, for the second coordinator who confirms it.")

    def put_down(tx: Tx) -> None:
        if not set(accounts.coordinators(tx)) - {by, name}:
            raise Refused(
                "This takes a second coordinator, and there is none who could confirm it. Whoever looks after the program "
                "can do it on the machine itself."
            )
        if email:
            accounts.see_that_new(tx, name, email)
        asked_people.ask(tx, act=act, name=name, email=email, reason=reason, by=by, now=now)

    _written(desk, put_down)


def _written(desk: Desk, work: Callable[[Tx], T]) -> T:
    try:
        return desk.store.write(work)
    except Refused:
        raise
    except ValueError as error:
        raise Refused(str(error)) from None


def _told(desk: Desk, ask: Ask, sentence: str) -> Answer:
    desk.notices.tell(ask.who.session, sentence)
    return go("/people")


def _link(desk: Desk, ask: Ask, name: str, secret: str) -> Answer:
    """The only page that ever shows it; asked for again, it makes no second one."""
    link = f"{ask.home}/setup/{secret}"
    return show(desk, ask, "setup_link.html", title="A setup link", name=name, link=link)


DECIDES = Role.COORDINATOR
PAGES = (
    Page(path="/people", handler=people_page, role=DECIDES),
    Page(path="/people/invite", handler=invite, method="POST", role=DECIDES),
    Page(path="/people/asked/{id}/confirm", handler=confirm, method="POST", role=DECIDES),
    Page(path="/people/asked/{id}/drop", handler=drop, method="POST", role=DECIDES),
    Page(path="/people/{name}", handler=person_page, role=DECIDES),
    Page(path="/people/{name}/role", handler=change_role, method="POST", role=DECIDES),
    Page(path="/people/{name}/link", handler=new_link, method="POST", role=DECIDES),
    Page(path="/people/{name}/end", handler=sign_out_everywhere, method="POST", role=DECIDES),
    Page(path="/people/{name}/shut", handler=shut_out, method="POST", role=DECIDES),
)
