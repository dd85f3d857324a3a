"""The register of partners: who takes part, what is to be feared of its rows, and one partner whole."""

from __future__ import annotations

from dataclasses import dataclass

from desk import register_pages
from desk.asked_view import waiting_for
from desk.errors import page as error_page
from desk.ledger_days import today_of
from desk.ledger_view import pot_at
from desk.office import Desk
from desk.register_checks import NO_LEAD, WORDS, Worry, areas_of_nobody, warnings_of
from desk.render import show
from desk.sheets import as_file
from desk.web import Answer, Ask, Page
from matching.case import LIVE, Case
from scheme.agreement import Scheme
from scheme.register import Partner, as_csv
from store import audit, partners
from store.asked_acts import REGISTER
from store.cases import open_that_name
from store.engine import Tx
from store.undelivered import undelivered

STATUS = ("active", "paused", "left")
KINDS = ("council", "association")
CHANGED = ("put into the register", "changed the register", "merger", f"asked for a {REGISTER}", f"dropped a {REGISTER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    partner: Partner
    worries: tuple[Worry, ...]

    @property
    def rank(self) -> tuple[int, str]:
        """A gap of the named lead first, then whatever else is to be feared; who has left stands last."""
        if self.partner.status == "left":
            return 3, self.partner.name
        kinds = {each.kind for each in self.worries}
        return (0 if NO_LEAD in kinds else 1 if kinds else 2), self.partner.name


def partners_page(desk: Desk, ask: Ask) -> Answer:
    scheme = desk.does.scheme()
    with desk.store.read() as tx:
        register = partners.every(tx)
        rows = _rows(desk, tx, register, scheme)
        waiting = waiting_for(tx, ask.who.name, desk.now(), REGISTER)
    wanted = {name: ask.asked(name) for name in ("status", "kind", "worry", "q")}
    shown = [row for row in rows if _is_wanted(row, wanted)]
    return show(
        desk, ask, "partners.html", title="Partners", seen="partners", rows=shown, count=len(rows), wanted=wanted,
        worried=sum(bool(row.worries) for row in rows), nobody=areas_of_nobody(register, scheme), waiting_acts=waiting,
        worries=tuple(WORDS.items()), statuses=STATUS, kinds=KINDS,
    )  # fmt: skip


def _rows(desk: Desk, tx: Tx, register: tuple[Partner, ...], scheme: Scheme) -> list[Row]:
    secure = desk.does.register.secure_among(frozenset(box for each in register for box in each.mailboxes))
    worries = warnings_of(register, scheme, secure, undelivered(tx))
    return sorted((Row(partner=each, worries=worries.get(each.name, ())) for each in register), key=lambda row: row.rank)


def _is_wanted(row: Row, wanted: dict[str, str]) -> bool:
    partner, words = row.partner, wanted["q"].casefold()
    if wanted["status"] and partner.status != wanted["status"]:
        return False
    if wanted["kind"] and partner.kind != wanted["kind"]:
        return False
    if wanted["worry"] == "any" and not row.worries:
        return False
    if wanted["worry"] in WORDS and wanted["worry"] not in {each.kind for each in row.worries}:
        return False
    told = (partner.name, *partner.aliases, *partner.areas, *partner.mailboxes)
    return not words or any(words in each.casefold() for each in told)


def partner_page(desk: Desk, ask: Ask) -> Answer:
    name, scheme = ask.params["name"], desk.does.scheme()
    with desk.store.read() as tx:
        register = partners.every(tx)
        partner = next((each for each in register if each.name == name), None)
        if partner is None:
            return error_page(desk, ask, 404)
        row = next(each for each in _rows(desk, tx, register, scheme) if each.partner.name == name)
        named = open_that_name(tx, name)
        pot = pot_at(tx, scheme, today_of(desk), is_today=True)
        letters, changed, replaced_at = undelivered(tx, name), audit.about(tx, name, CHANGED), partners.replaced_at(tx, name)
        waiting = [each for each in waiting_for(tx, ask.who.name, desk.now(), REGISTER) if _is_about(each.act.data, name)]
    return show(
        desk, ask, "partner.html", title=name, seen=f"partner {name}", partner=partner, row=row,
        stands=next((each for each in pot.rows if each.landlord == name), None),
        own=[each for each in named if each.landlord == name], offers=_offers(named, name),
        excluded=[each for each in named if name in each.excluded], letters=letters, changed=changed,
        replaced_at=replaced_at, waiting_acts=waiting,
    )  # fmt: skip


def _is_about(data: dict[str, list[dict[str, object]]], name: str) -> bool:
    return any(row.get("name") == name for row in data["rows"])


def _offers(cases: tuple[Case, ...], name: str) -> list[tuple[Case, str]]:
    """The open cases in which it has a home on offer, and how that offer stands."""
    return [(case, offer.state.value) for case in cases for offer in case.offers_in(*LIVE) if offer.landlord == name]


def register_csv(desk: Desk, _ask: Ask) -> Answer:
    with desk.store.read() as tx:
        text = as_csv(partners.every(tx))
    return as_file(text, "partners.csv", "partners, as a file")


PAGES = (
    Page(path="/partners", handler=partners_page),
    Page(path="/partners.csv", handler=register_csv),
    *register_pages.PAGES,
    Page(path="/partners/{name:path}", handler=partner_page),
)
