"""A web form's notification without the words of the website (R073)."""

from __future__ import annotations

import time

import pytest

from parsing.text_file import read_html, read_text
from parsing.web_form import without_website


@pytest.mark.parametrize(
    "line",
    [
        "Submission date: 08/07/2026",
        "Submitted on Wednesday, July 8, 2026 - 09:14",
        "Submitted by anonymous user: 192.0.2.4",
        "Submitted values are:",
        "IP address: 192.0.2.4",
        "Browser: Firefox",
        "Entry ID: 12",
        "==Household==",
        "The results of this submission may be viewed at:",
        "https://forms.example/12",
        "This email was sent from a contact form",
        "Microsoft Forms: a new response",
        "A new submission has been received.",
        "Form reference: 7QD4-XK2M",
    ],
)
def test_a_line_of_the_website_is_set_aside(line: str) -> None:
    document = without_website(read_text(f"{line}\nBedrooms requested: 2"))
    assert document.text == "Bedrooms requested: 2"
    assert line in [each.text for each in document.hidden]  # still searched for names (R029)


@pytest.mark.parametrize(
    "line",
    ["Submitted by: Mary Stone", "Date of request: 02/07/2026", "Form completed by: Olive Marsh", "Form reference: ARC-01-26"],
)
def test_a_line_that_may_say_something_is_kept(line: str) -> None:
    assert without_website(read_text(line)).text == line


@pytest.mark.rule("R073")
def test_lines_with_equals_signs_are_questions_and_answers() -> None:
    lines = [f"{number}. Question {number} = answer {number}" for number in range(1, 6)]
    told = without_website(read_text("\n".join(lines))).text.split("\n")
    assert told == [f"Question {number}: answer {number}" for number in range(1, 6)]
    assert without_website(read_text("Rent = 120 a week")).text == "Rent = 120 a week"  # one is no list


def test_rows_of_a_table_are_set_aside_alike() -> None:
    page = "<table><tr><td>IP address</td><td>192.0.2.4</td></tr><tr><td>Pets</td><td>No</td></tr></table>"
    assert without_website(read_html(page)).text == "Pets\nNo"


def test_a_table_of_thousands_of_rows_is_looked_through_once() -> None:
    """Seed 630481034 of the form pasted as a Word table: each row was looked for among all the others."""
    rows = "".join(
        f"<tr><td>IP address</td><td>192.0.2.{each}</td></tr><tr><td>Pets</td><td>{each}</td></tr>" for each in range(2_400)
    )
    page = read_html(f"<table>{rows}</table>")
    began = time.process_time()
    document = without_website(page)
    assert time.process_time() - began < 2  # it took half a minute
    assert len(document.hidden) == len(page.hidden) + 2 * 2_400
