"""What a request form asks beside this service's own questions, and may contradict them (forms.md §2.2(6); R001, R032)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsing.answers import Answer, as_shown, shortened, tile, word_set
from parsing.concepts import said_in, ways
from parsing.field import Field
from parsing.form import Fields
from parsing.forms.housing_answers import TENANCY
from parsing.forms.request_ways import TOTAL_WAYS
from parsing.label_words import stripped
from parsing.pairs import Pair
from parsing.remarks import filling_nothing, of_another_size_wanted, speaks_of
from parsing.sizes import NUMBER_WORDS, bedrooms_named, is_number
from parsing.yes_or_no import yes_no
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_TOTALS = ways(TOTAL_WAYS)
_YES_NO = yes_no()


def against_rows_beside(fields: Fields, pairs: Sequence[Pair], scheme: Scheme) -> Fields:
    """The answers, in doubt where a row that fills no field says otherwise: a total, a size named in a question, an area."""
    idle = filling_nothing(pairs)
    changed = dict(fields)
    if why := _other_total(fields, idle):
        changed |= {key: fields[key].as_proposal(why) for key in ("adults", "children")}
    changed["bedrooms_needed"] = _against_size_named(fields["bedrooms_needed"], idle, scheme)
    changed["tenancy_type"] = _against_other_tenancy(fields["tenancy_type"], idle, scheme)
    if why := _from_other_areas(fields, idle, scheme):
        changed |= {key: fields[key].as_proposal(why) for key in ("areas_requested", "areas_at_risk")}
    return changed


def _other_total(fields: Fields, idle: Iterable[Pair]) -> str:
    """Why the people listed are in doubt: the form gives a total that is not theirs, with the unborn child or without."""
    adults, children = fields["adults"].value, fields["children"].value
    if adults is None or children is None:
        return ""
    listed = len(adults) + len(children)
    expected = {listed} if fields["pregnancy_due"].blank else {listed, listed + 1}
    for pair in idle:
        total = _whole_number(pair.answer.text)
        if total is not None and total not in expected and _asks_for_total(pair.label):
            return f"«{pair.label}» says {total}, yet {listed} are listed; ask the officer who moves."
    return ""


def _asks_for_total(label: str) -> bool:
    said = said_in(stripped(label))
    return said is not None and any(way.fits(said) for way in _TOTALS)


def _whole_number(text: str) -> int | None:
    words = spelling_key(text).split()
    numbers = {int(word) for word in words if is_number(word)} | {NUMBER_WORDS[word] for word in words if word in NUMBER_WORDS}
    return numbers.pop() if len(numbers) == 1 else None


def _against_size_named(needed: Field[int], idle: Sequence[Pair], scheme: Scheme) -> Field[int]:
    """«Is a 3 bedroom property required? Yes» beside «2 bedrooms»: one of the two errs."""
    for pair in idle:
        named = bedrooms_named(pair.label)
        if needed.value is None or len(named) != 1 or not speaks_of(pair.label, _WANTED):
            continue
        answer = _YES_NO.read(Answer(text=pair.answer.text, where=pair.answer.where), scheme).value
        if answer is not (needed.value in named):
            why = (
                f"«{as_shown(pair.label)}» is answered «{shortened(pair.answer.text)}», yet the size asked for is {needed.value}"
            )
            return needed.as_proposal(f"{why}; ask the officer which holds.")
    why = of_another_size_wanted(idle, needed.value) if needed.value is not None else ""
    return needed.as_proposal(why) if why else needed


def _against_other_tenancy(tenancy: Field[str], idle: Iterable[Pair], scheme: Scheme) -> Field[str]:
    """«Tenancy status confirmed with landlord: introductory» beside «Secure»: ask which of the two they hold."""
    for pair in idle:
        if tenancy.value is None or not speaks_of(pair.label, _TENANCY):
            continue
        other = TENANCY.read(Answer(text=pair.answer.text, where=pair.answer.where), scheme).value
        if other is not None and other != tenancy.value:
            why = f"«{as_shown(pair.label)}» says «{shortened(pair.answer.text)}», the kind of tenancy «{tenancy.quote}»"
            return tenancy.as_proposal(f"{why}; ask which holds.")
    return tenancy


def _from_other_areas(fields: Fields, idle: Iterable[Pair], scheme: Scheme) -> str:
    """Why neither list of areas is sure: a row that fills nothing names one, and nobody can tell whether as wanted or not safe.

    Where the perpetrator lives, or it happened, may be named if it is said to be not safe, and must not be asked for. Any other
    row that is known to be none of this service's business may name one area («Police borough»), yet no list of them.
    """
    wanted, risky = (set(fields[key].value or fields[key].proposal or ()) for key in ("areas_requested", "areas_at_risk"))
    for pair in idle:
        named, left = tile(spelling_key(pair.answer.text).split(), scheme.area_spellings())
        of_danger = speaks_of(pair.label, _DANGER)
        is_list = len(set(named)) > 1 and set(left) <= _BETWEEN
        accounted = set(named) <= risky - wanted if of_danger else pair.question is not None and not is_list
        if named and not accounted:
            why = f"«{as_shown(pair.label)}» names {', '.join(dict.fromkeys(named))}, and nothing was read from it"
            return f"{why}; ask which areas are wanted and which are not safe."
    return ""


_WANTED = frozenset({"wanted"})
_TENANCY = frozenset({"tenancy", "tenancy_kind"})
_DANGER = frozenset({"perpetrator", "kin", "links", "friends", "risk", "violence", "incident", "happened"})
_BETWEEN = word_set("and or also the area areas borough boroughs of in")
