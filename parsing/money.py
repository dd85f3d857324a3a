"""Words → a rent and its period."""

from __future__ import annotations

import re

from parsing.answers import (
    HEDGES,
    Answer,
    Choice,
    Reader,
    blank,
    doubtful,
    found,
    without_placeholders,
    word_set,
)
from parsing.boxes import emphasised, has_boxes, marked_in_two_ways, options_in, with_boxes
from parsing.field import Field
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_POUNDS = re.compile(r"£\s*(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)")
_BARE_POUNDS = re.compile(r"(?<![\d.,])(\d,\d{3}(?:\.\d{2})?|\d{2,4}(?:\.\d{2})?)(?![\d.,]*\d)")
_WEEK = re.compile(
    r"(?<![a-z])p\.?\s?w\.?(?:k\b)?(?!\w)|/\s?(?:wk|week|w)\b|\b(?:per|a|each)\s+week\b|\bweekly\b|(?<![a-z])p/wk?\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<![a-z])p\.?\s?(?:c\.?\s?)?m\.?(?!\w)|/\s?(?:calendar\s+)?(?:month|mth)\b|(?<![a-z])p/c?/?m\b|\b(?:per|a|each)\s+(?:calendar\s+)?month\b|\bmonthly\b",
    re.IGNORECASE,
)


_UNSETTLED = HEDGES | word_set(
    "from to up upto max maximum min minimum circa ca between est estimated estimate less more over under plus"
)
_BESIDE_RENT = word_set(
    "rent weekly monthly week month per the is social affordable target formula sr ar lar lahr intermediate capped total gross "
    "inc incl including inclusive of sc service charge charges all pounds gbp at and net excl excluding exclusive p w c m "
    "a cal calendar"
)
_OTHER_PERIODS = re.compile(
    r"\b(?:per\s+annum|p\.?a\.?|annual(?:ly)?|year(?:ly)?|fortnight(?:ly)?|daily|per\s+(?:night|day)|quarter(?:ly)?"
    r"|(?:every\s+)?(?:two|four|2|4)[\s-]*week(?:s|ly)?|bi-?weekly)\b",
    re.IGNORECASE,
)


def read_rent(answer: Answer, scheme: Scheme) -> Field[str]:
    """Pounds as a decimal numeral: «£128.40 pw» → «128.40»."""
    text = without_placeholders(answer.text)
    if not text:
        return blank(answer)
    if not re.search(r"\d", text) and read_rent_period(answer, scheme).value:
        return blank(answer)  # «per week» beside an amount that nobody filled in
    amounts = list(_POUNDS.finditer(text)) or (list(_BARE_POUNDS.finditer(text)) if len(text) < 30 else [])
    if (
        len(amounts) != 1
        or re.search(r"\bc\.?\s*£", text)
        or _UNSETTLED & set(spelling_key(text).split())
        or "?" in text
        or "~" in text
    ):
        return doubtful(answer, "one amount in pounds is needed.")
    rest = text[: amounts[0].start()] + " " + text[amounts[0].end() :]
    if re.search(r"\d|£", rest) or _OTHER_PERIODS.search(text):
        return doubtful(answer, "beside the amount stand other figures, or a period that is neither a week nor a month.")
    if strange := [
        word for word in re.findall(r"[a-z]+", _WEEK.sub(" ", _MONTH.sub(" ", rest)).casefold()) if word not in _BESIDE_RENT
    ]:
        return doubtful(answer, f"«{' '.join(strange)}» beside the amount is not understood.")
    pounds = float(amounts[0].group(1).replace(",", ""))
    if not pounds or re.search(r"[-−–—]\s*£?\s*$", text[: amounts[0].start()]):
        return doubtful(answer, "no home is let for nothing, or for less than nothing.")
    return found(answer, f"{pounds:.2f}")


def read_rent_period(answer: Answer, scheme: Scheme) -> Field[str]:  # noqa: ARG001 - every reader is called with the scheme
    text = with_boxes(without_placeholders(answer.text))
    if has_boxes(text):
        ticked = [option.label for option in options_in(text) or () if option.ticked]
        if len(ticked) > 1 or (not ticked and options_in(text) is None):
            return doubtful(answer, "it cannot be told which of the periods is ticked.")
        text = ticked[0] if ticked else ""
    said = spelling_key(text)
    if _OTHER_PERIODS.search(text):
        return doubtful(answer, "the rent is for neither a week nor a month.")
    if {"week", "weekly", "pw"} & set(said.split()) and {"month", "monthly", "pcm", "pm"} & set(said.split()):
        return _week_or_month(answer)
    week = bool(_WEEK.search(text)) or said in ("week", "pw", "w", "wk", "weeks", "per wk")
    month = bool(_MONTH.search(text)) or said in ("month", "pcm", "pm", "calendar month", "per cal month", "months")
    if week != month:
        return found(answer, "week" if week else "month")
    return blank(answer) if not week else doubtful(answer, "both a week and a month are named.")


def _week_or_month(answer: Answer) -> Field[str]:
    """«per week / per month»: the form's own words, unless one of them is marked."""
    marked = set(spelling_key(emphasised(answer.pieces)).split())
    week, month = bool(marked & {"week", "weekly", "pw"}), bool(marked & {"month", "monthly", "pcm", "pm"})
    if week != month and not marked_in_two_ways(answer.pieces):
        return found(answer, "week" if week else "month")
    return doubtful(answer, "both a week and a month are named.")


RENT = Reader(sort="money", read=read_rent)
RENT_PERIOD = Reader(
    sort="one_of",
    read=read_rent_period,
    choices=(Choice(value="week", label="per week"), Choice(value="month", label="per month")),
)
