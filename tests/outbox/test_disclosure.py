"""Who may learn what: the table, the second table of the gate, and canaries in every field of a case (D4, D5)."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, replace
from datetime import date

import pytest

from matching.case import Case, Household, Offer, Officer
from matching.decision import Letter, OfferedHome
from matching.ledger import Balance
from outbox.compose import compose
from outbox.disclosure import (
    COLUMNS,
    MAY_KNOW,
    TABLE,
    TELL,
    Audience,
    Item,
    May,
    balance_in_words,
    disclose,
    household_in_words,
    may_know,
    one_line,
)
from outbox.letters import LETTERS, LetterKind, row_for
from outbox.message import OutboundMessage
from outbox.permits import PERMITS
from scheme.register import Partner
from tests.outbox.post import SENDER, TODAY, parsed, the_letter, the_scheme

ROWS = [pytest.param(row, id=f"{row.kind} to {row.audience.value}") for row in LETTERS]


def test_the_table_knows_every_item_and_every_audience() -> None:
    assert [item for item, _ in TABLE] == list(Item)
    assert set(COLUMNS) == set(Audience)
    assert all(set(row) == set(Audience) for row in MAY_KNOW.values())


@pytest.mark.rule("D13")
def test_nobody_outside_the_case_may_know_anything() -> None:
    """D13"""
    for audience in (Audience.OTHER_OFFICER, Audience.UNKNOWN, Audience.AUTOMATIC, Audience.COMPLAINTS, Audience.FUNDER):
        assert not [item for item in Item if may_know(item, audience)]


def test_some_things_nobody_at_all_may_know_by_letter() -> None:
    for item in (
        Item.APPLICANT_ADDRESS, Item.RISK_NARRATIVE, Item.APPLICANT_IDENTITY, Item.HOUSEHOLD_EXACT, Item.OTHER_BALANCES,
        Item.OTHER_RECIPIENTS, Item.ORIGINALS,
    ):  # fmt: skip
        assert not [each for each in Audience if each is not Audience.COORDINATOR and may_know(item, each)]
        assert "_nothing" in TELL[item].__name__


@pytest.mark.rule("D11")
def test_the_home_landlord_never_learns_where_to() -> None:
    """D11"""
    for item in (Item.DESTINATION, Item.HOME, Item.HOME_ADDRESS, Item.AREAS_IN_STOCK, Item.AREAS_REQUESTED, Item.AREAS_AT_RISK):
        assert not may_know(item, Audience.HOME_LANDLORD)


def test_a_circular_never_tells_where_from_or_why() -> None:
    for item in (Item.APPLICANT_LANDLORD, Item.AREA_OF_RESIDENCE, Item.RISK_GROUP):
        assert MAY_KNOW[item][Audience.STOCK_LANDLORD] is May.SETTING


@pytest.mark.rule("D4")
@pytest.mark.parametrize("row", ROWS)
def test_no_letter_asks_for_more_than_its_reader_may_know(row: LetterKind) -> None:
    released = {Item.LEAD_ADDRESSES} if row.kind == "lead_contact" else set()  # by a coordinator's order, for that one letter
    assert [item for item in row.items if not may_know(item, row.audience)] == list(released)


def test_the_two_lists_of_letters_agree() -> None:
    """LETTERS and the gate's own list were written apart; each entry stands in both and says the same."""
    ours = {
        (row.kind, row.audience.value): (row.subject, frozenset(item.value for item in row.items), row.form) for row in LETTERS
    }
    theirs = {key: (permit.subject, permit.items, permit.form) for key, permit in PERMITS.items()}
    assert ours == theirs


CANARIES = {
    "xanarcontact@e.example": Item.LEAD_ADDRESSES,
    "Xanarlandlord": Item.APPLICANT_LANDLORD,
    "Xanarwanted": Item.AREAS_REQUESTED,
    "Xanarground": Item.RISK_NARRATIVE,
    "Xanartenancy": Item.ORIGINALS,
    "Xanarname": Item.OFFICER_CONTACT,
    "xanarmail": Item.OFFICER_CONTACT,
    "Xanaragency": Item.OFFICER_CONTACT,
    "Xanarphone": Item.OFFICER_CONTACT,
    "Xanarrole": Item.ORIGINALS,
    "Xanarapprover": Item.LEAD_ADDRESSES,
    "Xanarcircled": Item.OTHER_RECIPIENTS,
    "Xanarexcluded": Item.OTHER_RECIPIENTS,
    "Xanarprint": Item.ORIGINALS,
    "Xanaroverride": Item.ORIGINALS,
    "Xanarpolicy": Item.ORIGINALS,
    "Xanarofferid": Item.ORIGINALS,
    "Xanarofferer": Item.DESTINATION,
    "Xanarplace": Item.HOME,
    "Xanarkind": Item.ORIGINALS,
    "Xanarmadeby": Item.LEAD_ADDRESSES,
    "Xanarwhy": Item.ORIGINALS,
    "Xanarother": Item.OTHER_RECIPIENTS,
    "Xanaraddress": Item.HOME_ADDRESS,
    "Xanartenure": Item.ORIGINALS,
    "Xanarrent": Item.HOME,
    "Xanarperiod": Item.ORIGINALS,
    "Xanarmissing": Item.ORIGINALS,
    "Xanarreason": Item.ORIGINALS,
    "xanarlead": Item.LEAD_ADDRESSES,
    "xanarcircular": Item.LEAD_ADDRESSES,
    "Xanaralias": Item.OTHER_RECIPIENTS,
    "314159": Item.ORIGINALS,  # number of the move
    "2718": Item.OTHER_BALANCES,  # homes given
    "27182": Item.OTHER_BALANCES,  # homes received
}


# The residence and the area at risk are asked for as well, and the recipient has homes in both: a circular must not name them.
TOLD_IN_MORE_WAYS = {
    "Xanarresidence": {Item.AREA_OF_RESIDENCE, Item.AREAS_REQUESTED},
    "Xanarrisk": {Item.AREAS_AT_RISK, Item.AREAS_REQUESTED},
    "Xanarstock": {Item.AREAS_IN_STOCK, Item.AREAS_REQUESTED},
}
WAYS = {canary: {item} for canary, item in CANARIES.items()} | TOLD_IN_MORE_WAYS


def canary_case() -> Case:
    offers = (
        _offer("Xanarofferer", "Xanarofferid"),
        replace(_offer("Xanarother", "Xanarofferid2"), area="Xanarotherarea"),
    )
    return Case(
        reference="ARC-07-26",
        state=the_letter(LETTERS[0], "pan_london")[0].case.state,
        policy="Xanarpolicy",
        landlord="Xanarlandlord",
        area_residence="Xanarresidence",
        bedrooms=2,
        areas_requested=("Xanarwanted", "Xanarstock", "Xanarresidence", "Xanarrisk"),
        areas_at_risk=("Xanarrisk",),
        risk_primary="Xanarground",
        tenancy_type="Xanartenancy",
        household=Household(adults=1),
        officers=(
            Officer(name="Xanarname", email="xanarmail@a.example", agency="Xanaragency", role="Xanarrole", phone="Xanarphone"),
        ),
        former_officers=("xanarformer@a.example",),
        received_on=date(1931, 1, 1),
        complete_on=date(1932, 2, 2),
        approved_on=date(1933, 3, 3),
        panel_date=date(1934, 4, 4),
        circulated_on=date(1935, 5, 5),
        closed_on=date(1936, 6, 6),
        approved_by="Xanarapprover@b.example",
        circulated_to=("Xanarcircled",),
        offers=offers,
        excluded=("Xanarexcluded",),
        move=314159,
        form_fingerprint="Xanarprint",
        people_fingerprints=("Xanargrown", "Xanarsmall"),
        cap_override="Xanaroverride",
        approval_asked_on=date(1941, 7, 7),
        heard_on=date(1942, 7, 8),
        told=("Xanartoldkey on 1940-10-10",),
        paused_on=date(1943, 7, 9),
        paused_until=date(1944, 7, 10),
        shut_out=("xanarshutout@xanar.example",),
        may_offer_again=("Xanaragain",),
        groups=("Xanargroup",),
        people_moved=(71, 72),
        moved_outside="Xanaroutside",
    )


def _offer(landlord: str, identity: str) -> Offer:
    return Offer(
        id=identity,
        landlord=landlord,
        area="Xanarplace",
        property_type="Xanarkind",
        made_on=date(1937, 7, 7),
        made_by="Xanarmadeby@c.example",
        refusal_reason="Xanarwhy",
    )


def canary_letter(row: LetterKind) -> tuple[Letter, Partner | None]:
    names = {
        Audience.HOME_LANDLORD: "Xanarlandlord",
        Audience.STOCK_LANDLORD: "Xanarcircled",
        Audience.OFFERING_LANDLORD: "Xanarofferer",
    }
    name = names.get(row.audience, "")
    partner = Partner(
        name=name,
        aliases=("Xanaralias",),
        areas=("Xanarstock", "Xanarplace", "Xanarresidence", "Xanarrisk"),
        named_leads=("xanarlead@d.example",),
        circulars_to=("xanarcircular@d.example",),
    )
    letter = Letter(
        kind=row.kind,
        to="to@reader.example",
        case=canary_case(),
        partner=name,
        home=OfferedHome(
            landlord="Xanarofferer", area="Xanarplace", property_type="Xanarkind", address="Xanaraddress", tenure="Xanartenure",
            rent="Xanarrent", rent_period="Xanarperiod",
        ),
        balance=Balance(given=2718, received=27182),
        missing=("Xanarmissing", "consent_given"),
        reason="Xanarreason",
        contacts=("xanarcontact@e.example",),
        released=("lead_addresses",) if row.kind == "lead_contact" else (),
    )  # fmt: skip
    return letter, partner if name else None


@pytest.mark.rule("D4", "D5")
@pytest.mark.parametrize("row", ROWS)
def test_no_canary_flies_beyond_what_its_reader_may_know(row: LetterKind) -> None:
    letter, partner = canary_letter(row)
    assert row_for(letter) is row
    message = compose(letter, cause="c", scheme=the_scheme("pan_london"), partner=partner, sender=SENDER, today=TODAY)
    seen = everything_in(message)
    flown = {canary for canary in WAYS if canary.casefold() in seen}
    known = {item for item in row.items if may_know(item, row.audience)} | {Item(each) for each in letter.released}
    beyond = {canary for canary in flown if not WAYS[canary] & known}
    assert beyond == set()
    assert not re.search(r"\b19[0-9]{2}\b", seen)  # no day of the case's history


@pytest.mark.rule("D6")
@pytest.mark.parametrize("row", ROWS)
def test_the_address_of_a_home_stands_in_the_offer_letter_only(row: LetterKind) -> None:
    letter, partner = canary_letter(row)
    message = compose(letter, cause="c", scheme=the_scheme("pan_london"), partner=partner, sender=SENDER, today=TODAY)
    assert ("xanaraddress" in everything_in(message)) == (row.kind == "offer_notice")


def everything_in(message: OutboundMessage) -> str:
    """All that can be decoded from the finished message: raw bytes, headers, every part, every part of the attachment."""
    found = [message.data.decode("ascii"), message.subject, message.message_id]
    for part in parsed(message.data).walk():
        found += [f"{key}: {value}" for key, value in part.items()]
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        found.append(content.decode("utf-8", "replace"))
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                found += [package.comment.decode("latin-1"), *package.namelist()]
                found += [package.read(name).decode("utf-8") for name in package.namelist()]
        else:
            assert not re.search(rb"[A-Za-z0-9+/]{60}", content), "nothing is encoded twice"
    return "\n".join(found).casefold()


def test_everything_means_the_base64_too() -> None:
    """The canaries' own test: what stands in the attachment alone is found."""
    row = next(row for row in LETTERS if row.form)
    letter, partner = canary_letter(row)
    message = compose(letter, cause="c", scheme=the_scheme("pan_london"), partner=partner, sender=SENDER, today=TODAY)
    assert b"TableGrid" not in message.data
    assert "tablegrid" in everything_in(message)


def test_own_means_own() -> None:
    """A letter that names another's landlord, home or balance gets none of it."""
    row = next(row for row in LETTERS if row.kind == "approval_request")
    letter, partner = canary_letter(row)
    assert partner is not None
    elsewhere = replace(letter, case=replace(letter.case, landlord="Somebody else"))
    told = disclose(elsewhere, Audience.HOME_LANDLORD, partner, the_scheme("pan_london"), facts={Item.APPLICANT_LANDLORD})
    assert "landlord" not in told.values
    told = disclose(letter, Audience.OFFERING_LANDLORD, partner, the_scheme("pan_london"), facts={Item.HOME, Item.DESTINATION})
    assert dict(told.values) == {}
    stranger = replace(partner, name="Somebody else")
    told = disclose(letter, Audience.HOME_LANDLORD, stranger, the_scheme("pan_london"), facts={Item.OWN_BALANCE})
    assert dict(told.values) == {}


def test_asking_for_everything_gets_what_may_be_known() -> None:
    letter, partner = canary_letter(next(row for row in LETTERS if row.kind == "circular"))
    told = disclose(letter, Audience.STOCK_LANDLORD, partner, the_scheme("pan_london"), facts=tuple(Item))
    assert set(told.values) == {
        "landlord_asked", "over", "reference", "areas_in_stock", "household", "bedrooms", "access", "pets", "reason", "officers",
        "balance",
    }  # fmt: skip
    assert told.values["areas_in_stock"] == "Xanarstock"
    assert told.values["reason"] == ""


def test_every_field_of_a_case_has_its_canary() -> None:
    """A field that is added to Case without thought of the letters is found here."""
    harmless = {
        "reference", "state", "bedrooms", "household", "ground_floor_only", "step_free", "wheelchair", "pets", "pets_rehome",
        "support_in_place", "acknowledged_owing", "urgent", "awaiting_panel", "owed_tenancy", "in_temporary_accommodation",
    }  # fmt: skip
    bare = Case(reference="", state=canary_case().state, policy="", received_on=TODAY)
    untouched = {each.name for each in fields(Case) if getattr(bare, each.name) == getattr(canary_case(), each.name)}
    assert untouched <= harmless


@pytest.mark.parametrize(
    ("household", "words"),
    [
        (Household(), ""),
        (Household(adults=1), "1 adult"),
        (Household(adults=2, children=1, under_5=1), "2 adults; 1 child (1 under 5)"),
        (
            Household(adults=1, children=4, aged_5_to_10=1, aged_11_to_17=2),
            "1 adult; 4 children (1 aged 5 to 10, 2 aged 11 to 17)",
        ),
        (Household(children=2), "2 children"),
        (Household(adults=1, expecting=True), "1 adult; expecting a baby"),
    ],
)
def test_a_household_is_told_in_counts_and_bands(household: Household, words: str) -> None:
    assert household_in_words(household) == words


@pytest.mark.parametrize(
    ("owes", "reserved", "words"),
    [
        (3, 0, "you owe the pot 3 homes"),
        (1, 1, "you owe the pot 1 home; 1 further home is reserved for your households"),
        (-2, 0, "the pot owes you 2 homes"),
        (0, 2, "you neither owe the pot a home nor are owed one; 2 further homes are reserved for your households"),
    ],
)
def test_a_balance_is_told_in_plain_words(owes: int, reserved: int, words: str) -> None:
    assert balance_in_words(owes, reserved) == words


def test_one_line_leaves_nothing_unseen() -> None:
    assert one_line(" a\r\nb\u2028c\u00add\u200be\u202ef\x00g ") == "a b cdef g"
    assert len(one_line("x" * 1000)) == 240
