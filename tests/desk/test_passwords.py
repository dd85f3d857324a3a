"""What a password may be, and the codes of an authenticator."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from desk import authenticator, passwords, sealed

HERS = ("Cora Wells", "cora.wells@reciprocal.example", "Region of Aller")
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Password2026!", "passwordpassword", "123456789012", "aaaaaaaaaaaa", "abababababab", "qwertyuiop123",
        "CoraWells2026", "cora.wells@reciprocal.example", "Region of Aller 1", "welcome-welcome", "letmeinletmein",
        "December2026!",
        "housing.council", "my password is the secret",
    ],
)  # fmt: skip
def test_what_many_would_guess_will_not_do(password: str) -> None:
    assert "easy to guess" in passwords.why_not(password, HERS)


@pytest.mark.parametrize(
    "password",
    [
        "green lamps over the harbour",
        "Tr0ub4dor&3xyz",
        "the council of owls meets",
        "ǣþelstān rīdeþ",
        "cora likes kippers",
        "  a b c d e f ",
    ],
)
def test_other_words_do_whatever_signs_are_among_them(password: str) -> None:
    assert passwords.why_not(password, HERS) == ""


def test_it_is_long_but_not_without_end() -> None:
    assert "at least 12" in passwords.why_not("eleven sign", HERS)
    assert "at most 500" in passwords.why_not("green lamp " * 50, HERS)


def test_one_password_on_two_keyboards_is_the_same() -> None:
    kept = passwords.hashed("caf\u00e9 on the corner")
    assert passwords.fits(kept, "cafe\u0301 on the corner")
    assert not passwords.fits(kept, "cafe on the corner")
    assert not passwords.fits("", "cafe on the corner")
    assert not passwords.fits("no hash at all", "cafe on the corner")


def test_a_code_fits_half_a_minute_before_and_after_and_no_longer() -> None:
    secret = authenticator.new_secret()
    here = int(NOW.timestamp()) // 30
    shown = {steps: pyotp.TOTP(secret).at(NOW + timedelta(seconds=30 * steps)) for steps in (-2, -1, 0, 1, 2)}
    for steps in (-1, 0, 1):
        assert authenticator.step_of(secret, f"{shown[steps][:3]} {shown[steps][3:]}", NOW) == here + steps
    for steps in (-2, 2):
        if shown[steps] not in (shown[-1], shown[0], shown[1]):
            assert authenticator.step_of(secret, shown[steps], NOW) is None
    for wrong in ("", "12345", "abcdef", "１２３４５６"):
        assert authenticator.step_of(secret, wrong, NOW) is None


def test_the_picture_is_made_of_our_own_strokes_and_does_not_name_the_secret() -> None:
    secret = authenticator.new_secret()
    picture = authenticator.picture(secret, "cora.wells@reciprocal.example")
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", picture.path)
    assert secret not in repr(picture)
    assert authenticator.in_fours("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_what_is_sealed_opens_with_its_key_and_for_its_owner_only() -> None:
    sealer = sealed.for_this_process()
    closed = sealer.seal("a secret", "Cora Wells")
    assert sealer.opened(closed, "Cora Wells") == "a secret"
    assert sealer.opened(closed, "Dee Lomax") == ""
    assert sealed.for_this_process().opened(closed, "Cora Wells") == ""
    for broken in ("", "x", "é", closed[:-6], "A" * 40):
        assert sealer.opened(broken, "Cora Wells") == ""
    assert "key" not in repr(sealer)
