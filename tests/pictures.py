"""`make pictures`: the pictures of the guides, made anew: filled forms from the blank ones, letters from the demo's month.

Letters need Chromium on the machine; without it their pictures stay as they are.
"""

from __future__ import annotations

import email
import email.policy
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdf import PdfReader, PdfWriter

from parsing.blank_form import write_blank_pdf
from parsing.forms import FORMS
from scheme.agreement import load, shipped
from store.engine import open_store
from tests.support.browser import a_browser, signed_in
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import CORA, sitting

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SCALE = 1.3  # of 72 dots an inch
COLOURS = 32
# What stands in the filled forms, by the name of the field; a box is ticked by /Yes.
FILLED: Mapping[str, Mapping[str, str]] = {
    "property_request": {
        "consent_given.Yes": "/Yes", "consent_date": "30/10/2026", "referral_date": "02/11/2026",
        "applicant_landlord": "Hackney Council", "area_residence": "Hackney", "current_bedrooms": "2",
        "current_floor": "1", "current_type": "Flat",
        "tenancy_type": "Secure", "joint_tenancy.No": "/Yes", "other_tenant_is_perpetrator.No": "/Yes",
        "currently_staying": "At home", "overcrowded.No": "/Yes",
        "adults": "F 34", "children": "M 9, F 7", "bedrooms_needed": "2", "areas_requested.Brent": "/Yes",
        "areas_requested.Camden": "/Yes", "areas_requested.Ealing": "/Yes", "areas_requested.Harrow": "/Yes",
        "areas_requested.Merton": "/Yes", "areas_at_risk.Hackney": "/Yes", "areas_at_risk.Islington": "/Yes",
    },
    "landlord_decision": {"reference": "ARC-01-26", "decision": "Approved", "acknowledges_owing.Yes": "/Yes"},
    "property_offer": {
        "reference": "ARC-01-26", "area": "Camden", "bedrooms": "2", "property_type": "Flat", "floor": "1", "lift.Yes": "/Yes",
        "tenure": "Secure", "rent": "128.40", "rent_period": "Week", "available_from": "07/12/2026", "reply_by": "11/12/2026",
    },
    "outcome": {
        "reference": "ARC-01-26", "stage": "Tenancy started", "tenancy_start_date": "14/12/2026", "adults_moved": "1",
        "children_moved": "2",
    },
    "change": {"reference": "ARC-01-26", "areas_added.Sutton": "/Yes"},
}  # fmt: skip
PAGES = {"property_request": (0, 1)}  # else the first
LETTERS = {  # the picture's name, and the subject of the letter in the demo's month
    "letter_to_officer": "request received",
    "letter_to_lead": "approval requested",
    "letter_circular": "a home is wanted, to lettings@garrowmere",
    "letter_offer": "a home is offered",
    "letter_morning": "what is due today",
}


def filled(kind: str) -> bytes:
    """The blank form of this kind with the answers of FILLED."""
    form = next(form for form in FORMS if form.kind == kind)
    writer = PdfWriter(PdfReader(io.BytesIO(write_blank_pdf(form, load(shipped("pan_london"))))))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(FILLED[kind]), auto_regenerate=False)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def draw_forms() -> None:
    for kind in FILLED:
        document = pypdfium2.PdfDocument(filled(kind))
        document.init_forms()
        for number in PAGES.get(kind, (0,)):
            name = f"{kind}_{number + 1}.png" if kind in PAGES else f"{kind}.png"
            _save(document[number].render(scale=SCALE).to_pil(), PICTURES / name)


def draw_letters() -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.stderr.write("There is no Chromium here: the pictures of the letters stay as they are.\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        command = [sys.executable, "-m", "service.cli", "demo", "--exit", "--dir", str(home / "demo")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for name, subject in LETTERS.items():
            letters = (home / "demo" / "letters").glob(f"*{subject}*.eml")
            letter = max(letters) if name == "letter_morning" else min(letters)  # by the month's end there is most to tell
            message = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
            page = message.get_body(("html",))  # type: ignore[attr-defined]
            (home / "letter.html").write_text(page.get_content(), encoding="utf-8")
            shot = home / "letter.png"
            subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=720,1100",
                 f"--screenshot={shot}", f"file://{home / 'letter.html'}"],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            _save(_without_empty_end(Image.open(shot)), PICTURES / f"{name}.png")


DESK = {"desk_queue": "/queue", "desk_question": "/questions/Q6", "desk_case": "/cases/NMR-05-26", "desk_ledger": "/ledger"}
WINDOW = {"width": 1280, "height": 860}


def draw_desk() -> None:
    """The coordinator's desk on the morning after the demo's month."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = open_store(played_store(home / "store.db"))
        with sitting(store, home, scheme=played_scheme(), now=AFTER) as desk, a_browser() as browser:
            context = browser.new_context(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")
            signed_in(context, desk, CORA)
            page = context.new_page()
            for name, path in DESK.items():
                page.goto(f"http://127.0.0.1:{desk.port}{path}", wait_until="networkidle")
                _save(Image.open(io.BytesIO(page.screenshot())), PICTURES / f"{name}.png", 4 * COLOURS)
            context.close()
        store.close()


def _without_empty_end(picture: Image.Image) -> Image.Image:
    """The page as far as something stands on it."""
    grey = picture.convert("L").point(lambda value: 255 if value < 250 else 0)
    box = grey.getbbox() or (0, 0, *picture.size)
    return picture.crop((0, 0, picture.width, min(picture.height, box[3] + 24)))


def _save(picture: Image.Image, path: Path, colours: int = COLOURS) -> None:
    picture.convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=colours).save(path, optimize=True)
    sys.stdout.write(f"{path.name}\n")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    draw_forms()
    draw_letters()
    draw_desk()


if __name__ == "__main__":
    main()
