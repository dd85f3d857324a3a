"""Labels that are told by the choices printed beside them, and those that are not (forms.md §2.2(5))."""

from __future__ import annotations

import pytest

from parsing.document import Document
from parsing.form import fill
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.readings import RequestForm
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
TENANCIES = "☐ Secure ☒ Assured ☐ Starter ☐ Flexible ☐ Other"


def read(row: str) -> RequestForm:
    text = f"Property request\nLandlord: Peabody\nBorough where the home is: Hackney\n{row}\nBoroughs requested: Sutton, Merton\n"
    reading = fill(Document(source="form.txt", file_type="text", blocks=read_text(text).blocks), PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    return reading


def test_a_label_that_offers_the_answers_of_one_question_asks_it() -> None:
    reading = read(f"What tenancy does she have?: {TENANCIES}")
    assert reading.tenancy_type.value == "assured"
    assert reading.unknown == ()


@pytest.mark.parametrize(
    "row",
    [
        f"What tenancy does her sister have?: {TENANCIES}",  # a word that nobody knows may make it another's
        f"What tenancy did she have before?: {TENANCIES}",
        "What tenancy does she have?: ☒ Assured ☐ Other",  # too few to tell
        "What sort would she have?: ☒ Flat ☐ House ☐ Maisonette ☐ Bungalow",  # the home they have, or one they would take
        f"What tenancy does she have?: {TENANCIES}\nWhich one is it?: {TENANCIES}",
    ],
)
def test_any_other_is_asked_about(row: str) -> None:
    reading = read(row)
    assert reading.tenancy_type.blank
    assert reading.current_type.blank
    assert reading.unknown
