"""Writes the demo's month: `python -m tests.support.make_month`. Every mail is a file in service/month, named for what it is.

The region, the people and all that befalls them are invented. The files are committed, so the demo needs nothing of the tests.
"""

# ruff: noqa: E501 - a form of the story reads best as one line

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from tests.support.word_maker import form_docx

MONTH = Path(__file__).parent.parent.parent / "service" / "month"
BOUNDARY = "mx.demo.example"
WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")

MABEL = "Mabel Quirke <mabel.quirke@safeharbour.example>"
TOM = "Tom Ashdown <tom.ashdown@youthwork.example>"
ASHRIGG = "Greta Holm <lead@ashrigg.example>"
GARROWMERE = "Ivo Pell <lead@garrowmere.example>"
DUNNAWATER = "Sunita Rao <lead@dunnawater.example>"
BRACKENFOLD = "Hal Moss <lead@brackenfold.example>"
SALTINGS = "Bea Tidewell <lead@saltings.example>"
LANTERN_HOMES = "Lantern House lettings <homes@lantern.example>"
SALTINGS_HOMES = "Saltings lettings <homes@saltings.example>"
MOORGATE_HOMES = "Moorgate Homes lettings <homes@moorgate.example>"
ASHRIGG_LETTINGS = "Ashrigg lettings <lettings@ashrigg.example>"
ASHLODE_LETTINGS = "Ashlode lettings <lettings@ashlode.example>"
TARNSIDE_HOMES = "Tarnside homes <homes@tarnside.example>"
STRANGER = "A Friend <a.friend@freemail.example>"

YOUTH = {"Reason_for_request": "Serious youth violence"}
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Form = dict[str, str]

# Who would move, family by family; no two of an officer's families are alike.
FAMILIES = {
    "Ashrigg 1": ("1 adult, female, 31", "1 child: girl 8"),
    "Ashrigg 2": ("1 adult, female, 44", "2 children: boy 15, girl 11"),
    "Garrowmere": ("1 adult, female, 27", "1 child: boy 2"),
    "Dunnawater": ("2 adults: female 36, male 39", "1 child: girl 12"),
    "Ashrigg 3": ("1 adult, female, 52", "1 child: boy 16"),
    "Saltings": ("1 adult, female, 23", "1 child: girl 1"),
    "Tarnside": ("1 adult, male, 19", "None"),
    "Brackenfold": ("1 adult, female, 41", "1 child: boy 17"),
}


def form(family: str, landlord: str, area: str, wanted: str, officer: str = MABEL, **changes: str) -> bytes:
    """A filled form in Word's raw shapes: content controls for ticks and names, plain cells for the rest."""
    name, address = officer.rstrip(">").split(" <")
    answers: Form = {
        "Applicant has given consent": "☒ Yes ☐ No",
        "Date of consent": "27/02/2026",
        "Date of request": "02/03/2026",
        "Applicant's landlord": landlord,
        "Home area": area,
        "Number of bedrooms, floor and type of current property": "2 bed, ground floor flat",
        "Tenancy type": "Secure",
        "Sole/joint tenancy": "Sole",
        "Is the perpetrator on the tenancy?": "No",
        "Where is the applicant living now?": "At home",
        "Is the household currently overcrowded?": "No",
        "Details of adults (above 18) requesting to move": FAMILIES[family][0],
        "Details of children": FAMILIES[family][1],
        "Bedrooms requested": "2",
        "Areas requested": wanted,
        "Areas to avoid": area,
        "Pets": "No",
        "Would you rehome your pet?": "N/A",
        "Reason for request": "Domestic abuse",
        "Support in place": "Safe Harbour, IDVA service",
        "Nominating officer": name,
        "Job title": "IDVA" if officer == MABEL else "Youth worker",
        "Agency": "Safe Harbour" if officer == MABEL else "Youth Work Northmere",
        "Officer's e-mail": address,
        "Officer's telephone": "020 7946 0155",
    }
    answers |= {key.replace("_", " "): value for key, value in changes.items()}
    ways = {"Applicant has given consent": "w14_tick", "Applicant's landlord": "run_sdt", "Tenancy type": "dropdown"}
    return form_docx(tuple((label, value, ways.get(label, "plain")) for label, value in answers.items()))


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b"A" * (80 << 20) + b"</w>")
    return held.getvalue()


class Month:
    """Writes one mail after the other, each with the next number."""

    def __init__(self) -> None:
        self.count = 0

    def mail(
        self,
        day: int,
        hour: int,
        what: str,
        sender: str,
        subject: str,
        words: str,
        *,
        attached: bytes = b"",
        verdict: str = "pass",
        extra: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.count += 1
        message = EmailMessage()
        domain = sender.rpartition("@")[2].rstrip(">")
        message["Authentication-Results"] = f"{BOUNDARY}; dmarc={verdict} header.from={domain}"
        message["From"] = sender
        message["To"] = "reciprocal@demo.example"
        message["Subject"] = subject
        message["Date"] = format_datetime(BEGIN.replace(day=day, hour=hour))
        message["Message-ID"] = f"<{self.count:03}.march@{domain}>"
        for name, value in extra:
            message[name] = value
        message.set_content(f"Hello,\n\n{words}\n\nKind regards\n{sender.split(' <', maxsplit=1)[0]}\n")
        if attached:
            message.add_attachment(attached, maintype=WORD[0], subtype=WORD[1], filename="Property request form.docx")
            boundary = f"==={self.count:03}=="
            message.set_boundary(boundary)
        (MONTH / f"{self.count:02}-{what.replace(' ', '-')}.eml").write_bytes(message.as_bytes())


def request(month: Month, day: int, hour: int, what: str, filled: bytes, sender: str = MABEL) -> None:
    month.mail(day, hour, what, sender, "Property request", "Please find a property request form attached.", attached=filled)


def first_week(month: Month) -> None:
    request(month, 2, 9, "request from Ashrigg", form("Ashrigg 1", "Ashrigg Council Housing", "Ashrigg", "Garrowmere, Hythewick"))
    month.mail(
        2,
        10,
        "out of office",
        ASHRIGG,
        "Automatic reply: NMR-01-26",
        "I am on leave until Tuesday.",
        extra=[("Auto-Submitted", "auto-replied")],
    )
    month.mail(
        3, 9, "Ashrigg approves", ASHRIGG, "RE: NMR-01-26", "Approved. We understand that we will owe one home to the pot."
    )
    month.mail(3, 15, "nothing from Saltings", SALTINGS_HOMES, "RE: NMR-01-26", "Nothing suitable from us this month.")
    month.mail(
        4, 11, "Lantern House offers", LANTERN_HOMES, "RE: NMR-01-26",
        "We can offer a 2 bed first floor flat in Garrowmere, £96.50 per week, no lift. Please reply by 13/03/2026.",
    )  # fmt: skip
    request(
        month, 5, 9, "second request from Ashrigg",
        form("Ashrigg 2", "Ashrigg Council Housing", "Ashrigg", "Hythewick\nEldersand", Date_of_request="05/03/2026", Bedrooms_requested="2"),
    )  # fmt: skip
    month.mail(5, 11, "a viewing is booked", MABEL, "NMR-01-26", "The viewing is booked for 09/03/2026.")
    month.mail(5, 16, "a stranger approves", STRANGER, "NMR-02-26", "Approved, please tell me where she is going.")
    month.mail(
        6, 9, "Ashrigg approves the second", ASHRIGG, "RE: NMR-02-26", "Happy for this one to go ahead, we know we will owe one."
    )
    request(
        month, 6, 10, "request from Garrowmere",
        form("Garrowmere", "Garrowmere Council Housing", "Garrowmere", "Brackenfold and Corrow and Tarn", Date_of_request="06/03/2026"),
    )  # fmt: skip
    request(
        month, 6, 11, "the same form once more",
        form("Garrowmere", "Garrowmere Council Housing", "Garrowmere", "Brackenfold and Corrow and Tarn", Date_of_request="06/03/2026"),
    )  # fmt: skip


def second_week(month: Month) -> None:
    month.mail(9, 9, "Garrowmere declines", GARROWMERE, "RE: NMR-03-26", "Declined – there is a live possession order.")
    month.mail(
        9,
        12,
        "a form that is no form",
        MABEL,
        "Property request",
        "Please find the form attached.",
        attached=b"PK\x03\x04 not a file at all",
    )
    month.mail(9, 13, "a zip bomb", MABEL, "Property request", "Please find the form attached.", attached=zip_bomb())
    month.mail(
        10, 9, "the first home is accepted", MABEL, "RE: NMR-01-26", "She viewed it yesterday and loves it. We accept the offer."
    )
    month.mail(
        10, 11, "Saltings offers", SALTINGS_HOMES, "RE: NMR-02-26",
        "We have a 2 bed ground floor flat in Hythewick for this household, £101.00 per week. Please reply by 17/03/2026.",
    )  # fmt: skip
    month.mail(
        11, 9, "the offer is refused", MABEL, "RE: NMR-02-26", "They have refused the offer, it is too close to his mother's."
    )
    request(
        month, 11, 10, "request from Dunnawater",
        form("Dunnawater", "Dunnawater Council Housing", "Dunnawater", "Ashrigg, Brackenfold", Date_of_request="11/03/2026"),
    )  # fmt: skip
    month.mail(11, 14, "Ashlode has nothing", ASHLODE_LETTINGS, "RE: NMR-02-26", "Nothing suitable from us at the moment, sorry.")
    month.mail(
        12, 9, "Dunnawater approves", DUNNAWATER, "RE: NMR-04-26", "Confirming that NMR-04-26 was agreed at this morning's panel."
    )
    month.mail(
        12, 10, "Moorgate Homes offers", MOORGATE_HOMES, "RE: NMR-02-26",
        "We can offer a 2 bed house in Hythewick, £110.00 per week. Please reply by 19/03/2026.",
    )  # fmt: skip
    month.mail(
        13,
        9,
        "keys for the first family",
        MABEL,
        "RE: NMR-01-26",
        "Keys handed over, the tenancy began on 13/03/2026. One adult and one child have moved.",
    )
    month.mail(13, 10, "the second home is accepted", MABEL, "RE: NMR-02-26", "We are accepting the offer from Moorgate Homes.")


def third_week(month: Month) -> None:
    request(
        month, 16, 9, "a third request from Ashrigg",
        form("Ashrigg 3", "Ashrigg Council Housing", "Ashrigg", "Dunnawater, Garrowmere", Date_of_request="16/03/2026"),
    )  # fmt: skip
    month.mail(
        16,
        10,
        "keys for the second family",
        MABEL,
        "RE: NMR-02-26",
        "The tenancy started on 16/03/2026, one adult and one child.",
    )
    month.mail(
        16,
        15,
        "Ashrigg approves and is at its cap",
        ASHRIGG,
        "RE: NMR-05-26",
        "Approved from our side – we're aware we'd be owing one.",
    )
    request(
        month, 17, 9, "request from Saltings",
        form("Saltings", "Saltings Trust", "Eldersand", "Ashlode, Ashrigg", Date_of_request="17/03/2026", Tenancy_type="Assured"),
    )  # fmt: skip
    month.mail(
        17,
        11,
        "Saltings approves on a condition",
        SALTINGS,
        "RE: NMR-06-26",
        "Approved subject to the arrears plan being kept to for 8 weeks.",
    )
    request(
        month, 17, 12, "anywhere except Ashlode",
        form("Tarnside", "Tarnside", "Brackenfold", "Anywhere except Ashlode", TOM, Date_of_request="17/03/2026", **YOUTH),
        TOM,
    )  # fmt: skip
    month.mail(
        18, 9, "an offer for a held request", LANTERN_HOMES, "RE: NMR-05-26",
        "We have a 2 bed flat in Dunnawater for this household. Please reply by 25/03/2026.",
    )  # fmt: skip
    month.mail(
        18, 10, "Ashrigg offers a home", ASHRIGG_LETTINGS, "RE: NMR-04-26",
        "We can offer a 2 bed first floor flat in Ashrigg, £98.00 per week. Please reply by 26/03/2026.",
    )  # fmt: skip
    request(
        month, 18, 11, "request from Brackenfold",
        form("Brackenfold", "Brackenfold Council Housing", "Brackenfold", "Hythewick, Garrowmere, Eldersand", TOM, Date_of_request="18/03/2026", **YOUTH
        ),
        TOM,
    )  # fmt: skip
    month.mail(19, 9, "a forged approval", BRACKENFOLD, "RE: NMR-08-26", "Approved.", verdict="fail")
    month.mail(
        19,
        10,
        "Brackenfold goes to panel",
        BRACKENFOLD,
        "RE: NMR-08-26",
        "This is going to our exceptional circumstances panel on 23/03/2026, I will update you.",
    )
    month.mail(
        19, 11, "Tarnside has nothing", TARNSIDE_HOMES, "RE: NMR-04-26", "We've only got sheltered at the moment so nil return."
    )
    month.mail(
        20, 9, "the Ashrigg home is accepted", MABEL, "RE: NMR-04-26", "Viewed yesterday, they love it. We accept the offer."
    )


def fourth_week(month: Month) -> None:
    month.mail(
        23,
        9,
        "Ashrigg has given a home",
        MABEL,
        "RE: NMR-04-26",
        "Keys handed over this morning, the tenancy began on 23/03/2026.",
    )
    month.mail(
        24,
        9,
        "Brackenfold approves",
        BRACKENFOLD,
        "RE: NMR-08-26",
        "Management has signed this off and we understand we will owe one home, go ahead.",
    )
    month.mail(
        24, 11, "Lantern House offers to the released family", LANTERN_HOMES, "RE: NMR-05-26",
        "We can offer a 2 bed ground floor flat in Dunnawater, £97.00 per week. Please reply by 31/03/2026.",
    )  # fmt: skip
    month.mail(
        25,
        9,
        "a question",
        TARNSIDE_HOMES,
        "How does it work?",
        "Could you tell us how the cap is counted when an offer falls through?",
    )
    month.mail(
        25, 10, "a complaint", MABEL, "Formal complaint", "I wish to make a formal complaint about how long this has taken."
    )
    month.mail(
        26,
        9,
        "a tenant writes",
        "J <j.writes@freemail.example>",
        "Please help me",
        "I am a tenant and I want to move. My landlord won't listen to me.",
        verdict="none",
    )
    month.mail(
        27, 9, "a request is withdrawn", TOM, "NMR-08-26", "Please close this one, he was rehoused through his own landlord."
    )
    month.mail(
        30, 9, "an offer in another area", MOORGATE_HOMES, "RE: NMR-05-26",
        "We have a 2 bed flat in Hythewick for this family. Please reply by 08/04/2026.",
    )  # fmt: skip


def main() -> None:
    for old in MONTH.glob("*.eml"):
        old.unlink()
    month = Month()
    for week in (first_week, second_week, third_week, fourth_week):
        week(month)


if __name__ == "__main__":
    main()
