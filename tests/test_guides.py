"""The guides say what is true: their pictures are there, their commands exist, and the replies they propose are understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from ingest.message import Place, RawMessage
from parsing.read import read
from scheme.agreement import load, shipped
from service.cli import app
from tests.support.cast import BOUNDARY, CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, START, mail

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = {path.name: path.read_text(encoding="utf-8") for path in (*DOCS.glob("guide_*.md"), DOCS / "new_region.md")}
LONDON = load(shipped("pan_london"))
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands

# Words of the guides, who says them, and what they must be read as: kind, field, value.
SAID = [
    (OFFICER, "We accept the offer.", "outcome", "stage", "accepted"),
    (OFFICER, "The offer is refused: the area is not safe.", "outcome", "refusal_reason", "area_unsafe"),
    (OFFICER, "A viewing is booked for 9 December.", "outcome", "stage", "viewing_booked"),
    (OFFICER, "They have viewed it.", "outcome", "stage", "viewed"),
    (OFFICER, "Please take Ealing off the list.", "change", "areas_removed", ("Ealing",)),
    (OFFICER, "Please add Sutton.", "change", "areas_added", ("Sutton",)),
    (OFFICER, "Please pause the request.", "change", "change", "pause"),
    (OFFICER, "Please resume the request.", "change", "change", "resume"),
    (OFFICER, "The move is no longer needed.", "withdrawal", "change", "withdrawn"),
    (OFFICER, "The household withdraws its consent.", "withdrawal", "change", "consent_withdrawn"),
    (HACKNEY_LEAD, "Approved. We understand that we will owe one home.", "landlord_decision", "decision", "approve"),
    (HACKNEY_LEAD, "We cannot approve: the household is not our tenant.", "landlord_decision", "decision", "decline"),
    (HACKNEY_LEAD, "It goes to our panel on 12 December.", "landlord_decision", "decision", "pending_panel"),
    (CAMDEN_LEAD, "Nothing suitable.", "nil_return", "reference", "ARC-01-26"),
    (CAMDEN_LEAD, "We withdraw the offer.", "property_offer", "offer_status", "withdrawn"),
    (
        CAMDEN_LEAD,
        "We can offer a 2 bed first floor flat in Camden, available 7 December, £128.40 a week. Please reply by 11 December.",
        "property_offer",
        "area",
        "Camden",
    ),
]


@pytest.mark.parametrize(("who", "words", "kind", "field", "value"), SAID)
@pytest.mark.rule("R057")
def test_a_reply_that_a_guide_proposes_is_understood(who: str, words: str, kind: str, field: str, value: object) -> None:
    assert any(words in text.replace("\n", " ") for text in GUIDES.values()), "the guide no longer says so"
    raw = RawMessage(
        data=mail(who, "RE: ARC-01-26", f"Hello,\n\n{words}\n\nKind regards"), place=Place(account="x"), arrived_at=START
    )
    (reading,) = read(raw, scheme=LONDON, trusted_authserv_ids=(BOUNDARY,)).readings
    assert (reading.kind, getattr(reading, field).value) == (kind, value)
    assert reading.all_doubts() == ()


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_every_picture_of_a_guide_is_there(name: str) -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDES[name]):
        assert (DOCS / picture).is_file(), picture


def test_every_picture_is_shown_somewhere() -> None:
    shown = {picture for text in GUIDES.values() for picture in re.findall(r"\]\((pictures/[^)]+)\)", text)}
    assert {f"pictures/{path.name}" for path in (DOCS / "pictures").iterdir()} == shown


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_every_command_of_a_guide_exists(name: str) -> None:
    blocks = "".join(re.findall(r"```sh\n(.*?)```", GUIDES[name], flags=re.DOTALL))
    named = {*re.findall(r"^reciprocal ([a-z]+)", blocks, flags=re.MULTILINE), *re.findall(r"`reciprocal ([a-z]+)", GUIDES[name])}
    assert named <= COMMANDS
