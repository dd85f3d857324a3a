"""The list of what the agreement asks, and the marks that say which test shows it."""

from __future__ import annotations

from tests.requirements import PAGE, Rule, Section, Shown, judge, marks, marks_in, page, sections

ONE = Section(title="One", rules=(Rule(id="R901", kind="M", says="A thing."), Rule(id="R902", kind="F", says="A figure.")))

MODULE = """
import pytest

pytestmark = [pytest.mark.proof, pytest.mark.rule("R901")]
ROWS = [pytest.param(1, marks=pytest.mark.rule("R904")), 2]


@pytest.mark.rule("R902", "R903")
def test_a(): ...


@pytest.mark.parametrize("number", ROWS)
def test_b(number): ...


@pytest.mark.rule("R905")
class TestAll:
    def test_c(self): ...

    def no_test(self): ...
"""


def test_marks_are_read_from_functions_classes_tables_and_modules() -> None:
    assert tuple(marks_in(MODULE, "tests/test_x.py")) == (
        Shown(test="tests/test_x.py::test_a", ids=("R901", "R902", "R903")),
        Shown(test="tests/test_x.py::test_b", ids=("R901", "R904")),
        Shown(test="tests/test_x.py::TestAll::test_c", ids=("R901", "R905")),
    )


def test_what_must_be_shown_and_is_not_and_what_nobody_asked_for_are_told() -> None:
    found = judge((ONE,), (Shown(test="t", ids=("R903",)),))
    assert (found.unshown, found.unknown) == (("R901",), ("R903",))


def test_the_page_names_each_test_beside_what_it_shows() -> None:
    written = page((ONE,), (Shown(test="tests/test_x.py::test_a", ids=("R901",)),))
    assert "| R901 | M | A thing. | `tests/test_x.py::test_a` |" in written
    assert "| R902 | F | A figure. | – |" in written


def test_the_list_has_each_requirement_of_the_agreement_once_and_in_order() -> None:
    ids = [rule.id for section in sections() for rule in section.rules]
    assert ids == [*(f"R{number:03}" for number in range(1, 75)), *(f"D{number}" for number in range(1, 20))]


def test_no_mark_cites_what_the_agreement_does_not_ask() -> None:
    assert judge(sections(), marks()).unknown == ()


def test_each_thing_that_the_software_must_do_or_say_has_a_test() -> None:
    assert judge(sections(), marks()).unshown == ()


def test_the_page_is_what_the_command_writes() -> None:
    assert PAGE.read_text() == page(sections(), marks()), "run: python -m tests.requirements"
