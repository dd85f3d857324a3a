"""The codes of an authenticator app (TOTP, RFC 6238), and the picture that it scans. The only pyotp and segno imports."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime

import pyotp
import segno

STEP_SECONDS = 30
CLOCKS_APART = 1  # steps that a telephone's clock may be before or behind
QUIET = 4  # empty modules around the picture, without which it is not found


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A QR code as the path of an SVG; `size`: modules from edge to edge."""

    size: int
    path: str = field(repr=False)


def new_secret() -> str:
    """160 bits in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step whose code this is; None if it is none of the present ones. Whether it was used before, the store knows."""
    typed = re.sub(r"\s", "", code)
    made, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    steps = range(here - CLOCKS_APART, here + CLOCKS_APART + 1)
    fitting = [step for step in steps if hmac.compare_digest(made.generate_otp(step).encode(), typed.encode())]
    return max(fitting, default=None)


def in_fours(secret: str) -> str:
    """For whoever cannot scan and types it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture(secret: str, email: str) -> Picture:
    """What an app scans: the secret, and the name under which the app will show it."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Reciprocal desk")
    rows = segno.make(address, error="m", micro=False).matrix
    runs = (
        f"M{QUIET + run.start()} {QUIET + y}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row))
    )
    return Picture(size=len(rows) + 2 * QUIET, path="".join(runs))


def code_at(secret: str, now: datetime) -> str:
    """What an app with this secret shows at a moment: for the demo, where nobody has one at hand."""
    return str(pyotp.TOTP(secret).at(now))
