"""One answer that fills several fields, as people type it, with what each field means; written before the rules were looked at.

A table of `shared_held.txt` begins with «@reader key key …»; a row is «words => meaning | meaning …», one for each key, with the
signs of the other held tables: meanings parted by a bar without blanks may each be read, D is a doubt, B a blank, * any value.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parsing.answers import Answer
from parsing.forms.housing_answers import sole_or_joint
from parsing.forms.property_offer import SHARED as OF_OFFERS
from parsing.forms.shared_answers import (
    consent_and_date,
    home_in_one_answer,
    household,
    needs,
    officer_in_one_answer,
    pets_and_rehoming,
)
from parsing.people import read_people_moved
from tests.parsing.test_answers_held import SCHEMES, in_order, told

READERS: dict[str, Any] = {
    "home": home_in_one_answer,
    "consent": consent_and_date,
    "household": household,
    "pets": pets_and_rehoming,
    "officer": officer_in_one_answer,
    "needs": needs,
    "joint": sole_or_joint,
    "moved": read_people_moved,
    "offer_rent": next(shared.read for shared in OF_OFFERS if shared.keys == ("rent", "rent_period")),
    "offer_home": next(shared.read for shared in OF_OFFERS if shared.keys == ("bedrooms", "floor", "property_type")),
}


def rows() -> Iterator[Any]:
    reader, keys = "", ()
    for line in (Path(__file__).parent / "shared_held.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            reader, *named = line[1:].split()
            keys = tuple(named)
            continue
        said, _, meaning = line.partition(" =>")
        meant = tuple(zip(keys, (part.strip() for part in meaning.split(" | ")), strict=True))
        yield pytest.param(reader, said.replace("\\n", "\n"), meant, id=f"@{reader}-{said}")


@pytest.mark.parametrize(("reader", "said", "meant"), list(rows()))
def test_each_field_of_an_answer_is_read_as_it_was_meant_or_asked_about(
    reader: str, said: str, meant: tuple[tuple[str, str], ...]
) -> None:
    fields = READERS[reader](Answer(text=said), SCHEMES["@"])
    for key, meaning in meant:
        field = fields[key]
        got = "D" if field.doubt else "B" if field.value is None else told(field.value)
        allowed = [in_order(each, key) for each in meaning.split("|")]
        assert got in allowed or ("*" in allowed and got not in "DB"), key
