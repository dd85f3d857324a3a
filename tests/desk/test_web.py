"""Requests and answers as values."""

from __future__ import annotations

import pytest

from desk.web import Ask, go


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/cases/ARC-01-26", "/cases/ARC-01-26"),
        ("/cases?state=moved&page=2#first", "/cases?state=moved&page=2#first"),
        ("/partners/Ærø Homes", "/partners/%C3%86r%C3%B8%20Homes"),
        ("/partners/%C3%86r%C3%B8", "/partners/%C3%86r%C3%B8"),
        ("/x\r\nSet-Cookie: a=b", "/x%0D%0ASet-Cookie:%20a=b"),
    ],
)
def test_she_is_sent_on_by_whatever_a_name_holds_and_to_nothing_else(path: str, location: str) -> None:
    assert go(path).headers["Location"] == location


def test_what_somebody_typed_and_holds_does_not_show_when_a_request_is_printed() -> None:
    ask = Ask(method="POST", path="/sign-in", form={"password": ("green lamps",)}, cookies={"__Host-desk": "sss"}, secret="sss")
    assert "green" not in repr(ask)
    assert "sss" not in repr(ask)
