"""The right person, proved, and a reference that is contradicted, or stands only where nobody looks (F34, F35)."""

# ruff: noqa: E501 - a trick stands on one line

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.spoofing.acts import APPROVE, DROP_AN_AREA, START, WITHDRAW, Act
from tests.spoofing.attempt import RECEIVED, Attempt, Claim, Named, Right, attached, multipart, text, vouched, written
from tests.spoofing.stage import Stage
from tests.support.cast import ref

BARE = "RE: your request"


def _other(claim: Claim) -> str:
    """Another case that is there, and on which the words would do nothing good."""
    return ref(3 if claim.act.case != 3 else 2)


def _written(
    claim: Claim, *, subject: str = BARE, body: str | None = None, more: tuple[str, ...] = (), **further: bytes
) -> bytes:
    return written(claim, top=(RECEIVED, vouched(claim.domain)), subject=subject, body=body, more=more, **further)


def _saying(claim: Claim, words: str) -> str:
    return f"Hello,\r\n\r\n{words} {claim.act.words}\r\n\r\nKind regards\r\n{claim.person}\r\n"


CONTRADICTED: Mapping[str, Callable[[Claim], bytes]] = {
    "the words name another": lambda c: _written(c, subject=f"RE: {c.reference}", body=_saying(c, f"This is about {_other(c)}.")),
    "the subject names two": lambda c: _written(c, subject=f"RE: {c.reference} and {_other(c)}"),
    "the words name two": lambda c: _written(c, body=_saying(c, f"This is about {c.reference} or {_other(c)}.")),
}
NOWHERE: Mapping[str, Callable[[Claim], bytes]] = {
    "in a field of the head": lambda c: _written(c, more=(f"X-Reference: {c.reference}", f"Comments: {c.reference}")),
    "in the quotation": lambda c: _written(c, body=f"{c.body}\r\nOn Tue, 17 Nov 2026, we wrote:\r\n> {c.reference}: approval requested\r\n"),
    "in a forwarded head": lambda c: _written(c, body=f"{c.body}\r\n-----Original Message-----\r\nFrom: a@evil.test\r\nSubject: {c.reference}\r\n"),
    "in a preamble": lambda c: _written(c, content=multipart("mixed", text(c.body), preamble=f"{c.reference}\r\n")),
    "in an attached mail": lambda c: _written(
        c, content=multipart("mixed", text(c.body), f"Content-Type: message/rfc822\r\n\r\nSubject: {c.reference}\r\n\r\nx".encode())
    ),
    "in hidden HTML": lambda c: _written(
        c, content=text(f'<p>Hello,</p><p style="display:none">{c.reference}</p><p>{c.act.words}</p>', "html")
    ),
    "in a file's name": lambda c: _written(
        c, content=multipart("mixed", text(c.body), attached(f"{c.reference}.txt", "text/plain", b"see above"))
    ),
}  # fmt: skip
ACTS: tuple[Act, ...] = (APPROVE, WITHDRAW, DROP_AN_AREA, START)
ANSWERED = ("a home is offered", 3)


def made_for(stage: Stage) -> tuple[Attempt, ...]:
    return tuple(_attempts(stage))


def _attempts(stage: Stage) -> Iterator[Attempt]:
    kind, number = ANSWERED
    elsewhere = str(stage.letter(kind, ref(number))["Message-ID"])
    threads = {"the thread is another's": lambda c: _written(c, subject=c.subject, more=(f"In-Reply-To: {elsewhere}",))}
    shapes = {
        **{f"a reference contradicted: {name}": forge for name, forge in {**CONTRADICTED, **threads}.items()},
        **{f"a reference nobody sees: {name}": forge for name, forge in NOWHERE.items()},
    }
    for shape, forge in shapes.items():
        for act in ACTS:
            for named in (Named.KNOWN, Named.UNKNOWN):
                claim = Claim(act=act, named=named, salt=shape)
                yield Attempt(shape=shape, role=act.role, act=act.name, named=named, data=forge(claim), right=Right.ASKED)
