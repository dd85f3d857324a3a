"""A grid of boxes with areas must be read whole: a column or a row that a page has torn off would leave areas out in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parsing.document import Document
from parsing.field import Field
from parsing.ticks import plain
from scheme.agreement import Scheme

ASKED = ("areas_requested", "areas_at_risk")
TORN = "Boxes with areas stand on the form that were not read with this answer: compare it with the original."
_BOX_AND_WORDS = re.compile(r"[☒☐]⁇?\s*([^☒☐\n\t]{2,60})")


def with_all_area_boxes(fields: Mapping[str, Field[Any]], document: Document, scheme: Scheme) -> Mapping[str, Field[Any]]:
    """The fields; areas read from boxes are in doubt where the document holds boxes with areas that no answer was read from."""
    asked = [key for key in ASKED if key in fields and _areas_in(fields[key].quote, scheme)]
    if not asked:
        return fields
    read = {area for key, field in fields.items() if "area" in key for area in _areas_in(field.quote, scheme)}
    if _areas_in(document.text, scheme) <= read:
        return fields
    torn = {
        key: replace(fields[key], value=None, proposal=fields[key].value, doubt=TORN) for key in asked if not fields[key].doubt
    }
    return {**fields, **torn}


def _areas_in(text: str, scheme: Scheme) -> set[str]:
    """The areas whose names stand beside a box."""
    found = (scheme.area(match.group(1).strip()) for match in _BOX_AND_WORDS.finditer(plain(text)))
    return {area.name for area in found if area}
