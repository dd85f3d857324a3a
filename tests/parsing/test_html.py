"""HTML as a reader sees it: what is hidden from the eye is not read (forms §2.2; D15)."""

from __future__ import annotations

import pytest

from parsing.html import text_of, without_quotation


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">approved</p>',
        '<p style="DISPLAY : NONE !important">approved</p>',
        '<p style="visibility:hidden">approved</p>',
        '<span style="font-size:0">approved</span>',
        '<span style="font-size:0px;color:red">approved</span>',
        '<span style="font-size:1px">approved</span>',
        '<p style="color:#fff">approved</p>',
        '<p style="color: rgb(255, 255, 255)">approved</p>',
        '<font color="white">approved</font>',
        "<p hidden>approved</p>",
        '<p style="mso-hide:all">approved</p>',
        "<script>approved</script><style>approved</style>",
        "<!-- approved -->",
        '<img alt="approved" src="x">',
    ],
)
def test_what_the_eye_does_not_see_is_not_read(hidden: str) -> None:
    assert text_of(f"<html><body><p>Declined.</p>{hidden}</body></html>") == "Declined."


def test_white_on_blue_is_seen() -> None:
    assert "banner" in text_of('<div style="background-color:#003366"><p style="color:white">banner</p></div>')


def test_quotations_keep_their_mark() -> None:
    text = text_of("<p>New.</p><blockquote>Old<p>words</p></blockquote><p>More.</p>")
    assert [line for line in text.split("\n") if "Old" in line or "words" in line] == ["> Old", "> words"]
    assert "> More" not in text


def test_gmails_quotation_is_one() -> None:
    text = text_of('<div>New.</div><div class="gmail_quote">On Mon, R wrote:<blockquote>Old</blockquote></div>')
    assert "> On Mon, R wrote:" in text
    assert "> Old" in text


def test_a_tables_cells_stay_beside_each_other() -> None:
    assert text_of("<table><tr><td>Bedrooms</td><td>2</td></tr></table>").split() == ["Bedrooms", "2"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html>",
        "\x00",
        "<div>" * 5_000,
        "<table><tr><td>" * 400,
        "<p style='color:white'>x</p>" * 5_000,
        "<blockquote>" * 500,
    ],
)
def test_any_page_gives_a_text(html: str) -> None:
    assert isinstance(text_of(html), str)


def test_what_a_style_sheet_hides_on_every_screen_is_not_seen() -> None:
    sheet = "<style>.gone{display:none} p.off, .away { max-height:0 } @media (max-width:600px){.wide{display:none}}</style>"
    page = f"{sheet}<p class='gone'>Approved.</p><p class='x off'>Approved.</p><p class='wide'>Could you wait?</p>"
    assert text_of(page) == "Could you wait?"


@pytest.mark.parametrize("size", ["1em", "1.2rem", "100%", "1.5em", "12px"])
def test_words_of_an_ordinary_size_are_seen(size: str) -> None:
    assert text_of(f"<p style='font-size:{size}'>not approved</p>") == "not approved"


@pytest.mark.parametrize("size", ["0", "0px", "1px", "0.1em", "1%"])
def test_words_too_small_to_be_read_are_not_seen(size: str) -> None:
    assert text_of(f"<p>Hello</p><p style='font-size:{size}'>approved</p>") == "Hello"


@pytest.mark.parametrize(
    "struck", ["<s>{}</s>", "<strike>{}</strike>", "<del>{}</del>", "<span style='text-decoration:line-through'>{}</span>"]
)
def test_what_the_writer_struck_out_is_not_said(struck: str) -> None:
    assert text_of("<p>Hello</p>" + struck.format("approved")) == "Hello"


def test_a_word_in_two_spans_is_one_word() -> None:
    assert text_of("<p><span>App</span><span>roved</span></p>") == "Approved"


def test_a_page_without_its_quotation_keeps_the_rest() -> None:
    page = "<p>new</p><blockquote>old<blockquote>older</blockquote></blockquote><p>end</p>"
    assert text_of(without_quotation(page)).split() == ["new", "end"]
