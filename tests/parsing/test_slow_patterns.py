"""No pattern of the readers looks at the same signs again from each place (F31): long texts of each one's own words.

A healthy pattern needs a thousandth of a second for these; one that grows with the square of the text needs a tenth and more.
Each suspect is tried again at four times the length: what grows sixteenfold is slow, what grows fourfold is only thorough.
"""

# ruff: noqa: E501 - rows of a table stand on one line

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import pytest

from parsing.accounts import LONGEST_SENTENCE as LONGEST_ACCOUNTED
from parsing.answers import without_placeholders
from parsing.delivery import bounce_of
from parsing.document import Document, Line
from parsing.form import labels_of
from parsing.forms import FORMS
from parsing.headers import LIKE_ADDRESS, HeaderBlock
from parsing.html import text_of
from parsing.pairing import Pairing
from parsing.replies import LONGEST_SENTENCE
from parsing.reply import CONTACT_CHARS
from parsing.runs import LONGEST_RUN, tamed, without_runs
from parsing.witness import witness_of
from scheme.agreement import load, shipped
from tests.support.slow_patterns import Found, patterns_in, seconds_for, texts_for, within

SCHEME = load(shipped("pan_london"))
REQUEST = FORMS[0]
LENGTH = 4_000
SUSPICIOUS, SLOW = 0.004, 0.15  # seconds of the processor
# Patterns that see what came as it came; all others see it behind the door that cuts endless runs of one sign short.
AT_THE_DOOR = (
    "headers",
    "envelope",
    "html",
    "files",
    "office_file",
    "blank_form",
    "locked_file",
    "runs",
    "ticks",
    "pdf_bulk",
    "text_file",
)
# Patterns that only ever see a short text: where that is seen to, and how long it is at most.
ONLY_SHORT: Mapping[str, int] = {
    "parsing.account_kinds.": LONGEST_SENTENCE,
    "parsing.accounts.": LONGEST_ACCOUNTED,
    "parsing.forms.shared_answers._CANNOT_CLIMB": 200,
    "parsing.agreed_words, line": 300,
    "parsing.headers.ADDRESS": 254,
    "parsing.headers.MAILBOX": 1_000,
    "parsing.reply.CONTACT_LINE": CONTACT_CHARS,
    "parsing.offer_wordings.": LONGEST_SENTENCE,
}
FOUND = patterns_in("parsing")
ROOMS = sorted(
    {each.name.partition(",")[0].rpartition(".")[0] if "," not in each.name else each.name.partition(",")[0] for each in FOUND}
)


def test_patterns_are_found_in_tables_and_where_they_are_used() -> None:
    names = [each.name for each in FOUND]
    assert len(FOUND) > 800
    assert any(name.startswith("parsing.approval_wordings.") for name in names)
    assert any(", line " in name for name in names)


def length_for(found: Found, length: int) -> int:
    return min(length, *(most for name, most in ONLY_SHORT.items() if found.name.startswith(name)), length)


def as_it_comes(found: Found, text: str) -> str:
    module = found.name.removeprefix("parsing.")
    return text if module.startswith(AT_THE_DOOR) else without_runs(text)


def slow_texts(found: Found) -> Iterator[str]:
    length = length_for(found, LENGTH)
    for text, four in zip(texts_for(found.pattern, length), texts_for(found.pattern, 4 * length), strict=True):
        taken = seconds_for(found.look, as_it_comes(found, text), SLOW)
        if taken > SUSPICIOUS and length_for(found, 4 * LENGTH) > length:
            # The better of two: a machine that is busy elsewhere makes one of them slow, a square both.
            again = min(seconds_for(found.look, as_it_comes(found, four), 8 * SLOW) for _ in range(2))
            if again > max(7 * taken, 10 * SUSPICIOUS) or again >= 8 * SLOW:
                yield f"{found.name} {found.pattern.pattern!r:.80} over {text[:60]!r}: {taken:.3f} s, then {again:.3f} s"


THOROUGH = ("parsing.reply", "parsing.account_kinds")  # rooms whose healthy patterns take longest
WALKED = [pytest.param(room, marks=pytest.mark.proof) if room in THOROUGH else room for room in ROOMS]


@pytest.mark.parametrize("room", WALKED)
def test_no_pattern_grows_with_the_square_of_a_text(room: str) -> None:
    here = [each for each in FOUND if each.name.startswith((f"{room}.", f"{room},")) or each.name.rpartition(".")[0] == room]
    assert [line for each in here for line in islice(slow_texts(each), 1)] == []


SICK: Mapping[str, str] = {
    "blanks at the end": r"[ \t]+$",
    "words from each place": r"\S+@\S+\.",
    "to the end from each bracket": r"\(.*?\)",
    "two ways for one sign": r"(?:a|a)+b",
    "blanks of lines": r"(?m)^\s*x",
}


@pytest.mark.parametrize("name", SICK)
def test_a_slow_pattern_is_seen_to_be_slow(name: str) -> None:
    """The test can fail."""
    assert any(slow_texts(Found(name="parsing.files.sick", pattern=re.compile(SICK[name]))))


def test_endless_runs_are_cut_short_and_nothing_else_is() -> None:
    assert without_runs("a" * 99 + " b" * 500) == "a" * 99 + " b" * 500
    assert without_runs("No" + " " * 5_000 + "pets") == "No" + " " * LONGEST_RUN + "pets"
    line = Line(text="-" * 5_000)
    assert [len(each.text) for each in tamed(Document(source="a", file_type="text", blocks=(line,), hidden=(line,))).lines()] == [
        LONGEST_RUN
    ]


# ------------------------------------------------------------------------------------------------ mended once, by name

NOTHING = HeaderBlock()
LINES, BLANKS = "\n" * 60_000, " " * 60_000


def mended(words: str) -> str:
    return without_placeholders(words).strip()


def told(words: str) -> tuple[str, ...]:
    return bounce_of((), NOTHING, NOTHING, words).letters


def labels_in(text: str) -> list[str]:
    return [answer for _, _, answer in labels_of(REQUEST, SCHEME).segments(text)]


def segments(text: str) -> list[str]:
    """The answers that stand apart on one line below a heading that says whose they are."""
    labels = labels_of(REQUEST, SCHEME)
    witness = witness_of(Document(source="a", file_type="text"), labels)
    return [
        answer for _, _, answer in Pairing(labels=labels, witness=witness, section="Nominating officer").generic_segments(text)
    ]


# What was slow → (what it reads, how it reads an ordinary text, a text that took it minutes).
MENDED: Mapping[str, tuple[Callable[[str], object], str, object, str]] = {
    "«to be assigned by …» after line ends": (mended, "2\n\nTo be assigned by the coordinator", "2", LINES + "- " * 10_000),
    "«e.g. …» after line ends": (mended, "2\n\n (e.g. 3)", "2", LINES),
    "a copy that begins after line ends": (told, "It failed.\n\n--- a copy of your message\nMessage-ID: <a@b.example>", ("<a@b.example>",), LINES + "- " * 9_000),
    "a Message-ID behind marks of quotation": (told, "> > Message-ID: <a@b.example>", ("<a@b.example>",), "\n> " * 20_000),
    "labels that stand far apart": (segments, "Name: Olive Marsh      Email: olive@agency.example", ["Olive Marsh", "olive@agency.example"], "Name: a" + BLANKS + "b"),
    "tabs between labels": (segments, "Name: Olive Marsh\t\tEmail: olive@agency.example", ["Olive Marsh", "olive@agency.example"], "Name: a" + "\t" * 60_000 + "b"),
    "a style sheet of open comments": (text_of, "<style>/* a */ .x{display:none}</style><p>Approved.<p class=x>No.", "Approved.", f"<style>{'/*a' * 30_000}</style>"),
    "a style sheet of open rules": (text_of, "<style>@media print{p{display:none}}</style><p>Approved.", "Approved.", f"<style>{'@' * 60_000}</style>"),
    "an address in a word without end": (LIKE_ADDRESS.findall, "Sam <sam@a.example>, jo@b.example", ["sam@a.example", "jo@b.example"], "a@aa" * 15_000),
    "a label that grows with its line": (labels_in, "Pets: No Bedrooms requested: 2", ["No", "2"], "a ? b ? " * 8_000),
}  # fmt: skip


@pytest.mark.parametrize("name", MENDED)
def test_what_was_slow_reads_as_before_and_at_once(name: str) -> None:
    read, ordinary, expected, endless = MENDED[name]
    assert read(ordinary) == expected
    with within(1.0):  # each took minutes
        read(endless)
