"""Tricks with who wrote it: two senders, names that show addresses, look-alikes, addresses that may be read in two ways (F23, F32).

The boundary is as hostile as can be: it vouches for the very domain that the trick wants to be taken for, or, where the mail really
comes from the forger's own domain, for that one.
"""

# ruff: noqa: E501 - a trick stands on one line

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from tests.spoofing.acts import APPROVE, DROP_AN_AREA, EVIL, REQUEST, START, WITHDRAW
from tests.spoofing.attempt import EVERY_ACT, EVIL_DOMAIN, ONE_A_ROLE, RECEIVED, Claim, Line, Shape, vouched, written

SENDERS = Callable[[Claim], Sequence[Line]]


def _taken_for(name: str, lines: SENDERS, *, more: SENDERS = lambda _: (), everything: bool = False) -> Shape:
    """The boundary vouches for the victim's domain: only the raw From can tell that something is wrong."""

    def forge(claim: Claim) -> bytes:
        return written(claim, top=(RECEIVED, vouched(claim.domain)), sender=lines(claim), more=more(claim))

    return Shape(name=name, forge=forge, acts=EVERY_ACT if everything else ONE_A_ROLE)


def _of_ones_own(
    name: str, lines: SENDERS, *, domain: str = EVIL_DOMAIN, more: SENDERS = lambda _: (), everything: bool = False
) -> Shape:
    """The mail is really from the forger's own domain, and proved to be."""

    def forge(claim: Claim) -> bytes:
        return written(claim, top=(RECEIVED, vouched(domain)), sender=lines(claim), more=more(claim))

    return Shape(name=name, forge=forge, acts=EVERY_ACT if everything else ONE_A_ROLE)


def _like(name: str, of: Callable[[str], str]) -> Shape:
    """A domain that looks like the victim's, and is proved: the forger has bought it."""

    def forge(claim: Claim) -> bytes:
        domain = of(claim.domain)
        return written(claim, top=(RECEIVED, vouched(domain)), sender=(f"From: {claim.person} <{claim.local}@{domain}>",))

    return Shape(name=f"a look-alike domain: {name}", forge=forge, acts=(*ONE_A_ROLE, REQUEST))


def _beside(name: str, of: Callable[[str], str]) -> Shape:
    """Another mailbox of the victim's own house, proved like the victim's."""

    def forge(claim: Claim) -> bytes:
        return written(
            claim, top=(RECEIVED, vouched(claim.domain)), sender=(f"From: {claim.person} <{of(claim.local)}@{claim.domain}>",)
        )

    return Shape(name=f"another mailbox of the same house: {name}", forge=forge)


def _spelt(name: str, of: Callable[[Claim], Line]) -> Shape:
    """The victim's address written in a way that is not plain."""
    return _taken_for(f"From spelt with {name}", lambda claim: (_field(of(claim)),))


def _field(value: Line) -> bytes:
    return b"From: " + (value.encode() if isinstance(value, str) else value)


def _word(text: str, *, how: str = "b") -> str:
    if how == "b":
        return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="
    return (
        "=?utf-8?q?"
        + "".join(each if each.isalnum() and each.isascii() else "".join(f"={o:02X}" for o in each.encode()) for each in text)
        + "?="
    )


def _punycode(domain: str, old: str, new: str) -> str:
    first, _, rest = domain.partition(".")
    return f"{first.replace(old, new, 1).encode('idna').decode()}.{rest}"


SEVERAL = (
    _taken_for("no From at all", lambda _: ()),
    _taken_for("no From, but Sender", lambda c: (f"Sender: {c.voice}",)),
    _taken_for("no From, but Reply-To", lambda c: (f"Reply-To: {c.voice}",)),
    _taken_for("no From, but Resent-From", lambda c: (f"Resent-From: {c.voice}",)),
    _taken_for("no From, but an mbox line", lambda c: (f"X-A: b\r\nFrom {c.address} Tue Nov 17 10:00:00 2026",)),
    Shape(name="no From, but an mbox line on top", forge=lambda c: f"From {c.address} Tue Nov 17 10:00:00 2026\r\n".encode() + written(c, top=(RECEIVED, vouched(c.domain)), sender=())),
    Shape(name="an mbox line of the victim's above the forger's From", forge=lambda c: f"From {c.address} Tue Nov 17 10:00:00 2026\r\n".encode() + written(c, top=(RECEIVED, vouched(c.domain)), sender=(f"From: {EVIL}",))),
    _taken_for("a quoted mbox line", lambda c: (f">From: {c.voice}",)),
    _taken_for("an empty From", lambda _: ("From:",)),
    _taken_for("an empty From, and Sender", lambda c: ("From: ", f"Sender: {c.voice}")),
    _taken_for("From is <>", lambda _: ("From: <>",)),
    _taken_for("From is a name alone", lambda c: (f"From: {c.person}",)),
    _taken_for("two Froms, the victim's first", lambda c: (f"From: {c.voice}", f"From: {EVIL}"), everything=True),
    _taken_for("two Froms, the victim's last", lambda c: (f"From: {EVIL}", f"From: {c.voice}"), everything=True),
    _taken_for("two Froms, both the victim's", lambda c: (f"From: {c.voice}", f"From: {c.address}")),
    _taken_for("two Froms, in two writings of the name", lambda c: (f"from: {EVIL}", f"FROM: {c.voice}")),
    _taken_for("two Froms far apart", lambda _: (f"From: {EVIL}",), more=lambda c: (f"From: {c.voice}",)),
    _taken_for("a second From with a space before its colon", lambda c: (f"From: {EVIL}", f"From : {c.voice}")),
    _taken_for("the only From with a space before its colon", lambda c: (f"From : {c.voice}",)),
    _taken_for("the only From with a tab before its colon", lambda c: (f"From\t: {c.voice}",)),
    _taken_for("the only From with a no-break space before its colon", lambda c: (f"From\u00a0: {c.voice}",)),
    _taken_for("the only From with a NUL before its colon", lambda c: (f"From\0: {c.voice}",)),
    _taken_for("the only From with a Cyrillic letter", lambda c: (f"Frоm: {c.voice}",)),
    _taken_for("a From that begins with a space", lambda c: (f" From: {c.voice}",)),
    _taken_for("From after a line that is no field", lambda c: ("this is no field", f"From: {c.voice}")),
    _taken_for("From without its colon", lambda c: (f"From {c.voice}",)),
    _taken_for("the victim in a fold of the forger's From", lambda c: (f"From: {EVIL},\r\n {c.voice}",)),
    _taken_for("the forger in a fold of the victim's From", lambda c: (f"From: {c.voice},\r\n\t{EVIL}",)),
    _taken_for("two addresses, the victim's first", lambda c: (f"From: {c.voice}, {EVIL}",), everything=True),
    _taken_for("two addresses, the victim's last", lambda c: (f"From: {EVIL}, {c.voice}",)),
    _taken_for("two addresses and a Sender of the victim's", lambda c: (f"From: {EVIL}, {c.voice}", f"Sender: {c.voice}")),
    _taken_for("the victim's address twice", lambda c: (f"From: {c.address}, {c.address}",)),
    _taken_for("two addresses with a semicolon", lambda c: (f"From: {c.address}; {EVIL}",)),
    _taken_for("two addresses with a space", lambda c: (f"From: {c.address} {EVIL}",)),
    _taken_for("two addresses in angles", lambda c: (f"From: <{EVIL}> <{c.address}>",)),
    _taken_for("two addresses in one pair of angles", lambda c: (f"From: <{EVIL},{c.address}>",)),
    _taken_for("a trailing comma", lambda c: (f"From: {c.voice},",)),
    _taken_for("a leading comma", lambda c: (f"From: ,{c.voice}",)),
    _taken_for("a group", lambda c: (f"From: Leads: {c.voice};",)),
    _taken_for("an empty group", lambda _: ("From: undisclosed-recipients:;",)),
    _taken_for("a group called like the victim", lambda c: (f"From: {c.address}: {EVIL};",)),
    _taken_for("a group of two", lambda c: (f"From: Leads: {EVIL}, {c.voice};",)),
)  # fmt: skip

NAMES = (
    _of_ones_own("the victim's name", lambda c: (f"From: {c.person} <{EVIL}>",), everything=True),
    _of_ones_own("the victim's address as the name", lambda c: (f'From: "{c.address}" <{EVIL}>',), everything=True),
    _of_ones_own("the victim's address as a bare name", lambda c: (f"From: {c.address} <{EVIL}>",)),
    _of_ones_own("the victim's name and address as the name", lambda c: (f'From: "{c.voice}" <{EVIL}>',)),
    _of_ones_own("the victim's address in encoded words", lambda c: (f"From: {_word(c.voice)} <{EVIL}>",)),
    _of_ones_own("the victim's address in quoted-printable words", lambda c: (f"From: {_word(c.address, how='q')} <{EVIL}>",)),
    _of_ones_own("the victim's address in two encoded words", lambda c: (f"From: {_word(c.local + '@')} {_word(c.domain)} <{EVIL}>",)),
    _of_ones_own("an encoded word with a line end and a From", lambda c: (f"From: {_word('Sam' + chr(13) + chr(10) + 'From: ' + c.voice)} <{EVIL}>",)),
    _of_ones_own("an encoded word that closes the angle", lambda c: (f"From: {_word(c.person + ' <' + c.address + '>' + chr(0))} <{EVIL}>",)),
    _of_ones_own("the victim's address in a comment", lambda c: (f"From: {EVIL} ({c.address})",)),
    _of_ones_own("the victim's address in a comment before", lambda c: (f"From: ({c.address}) {EVIL}",)),
    _of_ones_own("the name turned by a direction mark", lambda c: (f"From: \u202e{c.address[::-1]}\u202c <{EVIL}>",)),
    _of_ones_own("the name in encoded words, turned", lambda c: (f"From: {_word(chr(0x202E) + c.address[::-1])} <{EVIL}>",)),
    _of_ones_own("the victim's address and many spaces", lambda c: (f'From: "{c.address}{" " * 300}" <{EVIL}>',)),
    _of_ones_own("the victim's address with full-width letters", lambda c: (f"From: {_word(c.address.replace('@', '＠'))} <{EVIL}>",)),
    _of_ones_own("a long name folded over many lines", lambda c: ("From: " + "\r\n ".join([f'"{c.person}"'] + ['"and"'] * 60) + f"\r\n <{EVIL}>",)),
    _of_ones_own("Sender is the victim", lambda c: (f"From: {EVIL}", f"Sender: {c.voice}"), everything=True),
    _of_ones_own("Reply-To is the victim", lambda c: (f"From: {EVIL}", f"Reply-To: {c.voice}")),
    _of_ones_own("Resent-From is the victim", lambda c: (f"From: {EVIL}", f"Resent-From: {c.voice}", f"Resent-Sender: {c.voice}")),
    _of_ones_own("every other field is the victim", lambda c: (f"From: {EVIL}", *(f"{name}: {c.voice}" for name in ("X-Sender", "X-From", "X-Original-From", "Original-From", "Apparently-From", "Errors-To", "X-Google-Original-From", "On-Behalf-Of", "Author")))),
    Shape(name="Return-Path is the victim", forge=lambda c: written(c, top=(f"Return-Path: <{c.address}>", RECEIVED, vouched(EVIL_DOMAIN)), sender=(f"From: {EVIL}",))),
    Shape(name="the envelope is the victim", forge=lambda c: written(c, top=(f"X-Envelope-From: {c.address}", RECEIVED, f"Received-SPF: pass ({c.address})", vouched(EVIL_DOMAIN)), sender=(f"From: {EVIL}",))),
)  # fmt: skip

# The victim's own mailbox, and beside it an address that answers or authority would go to.
TURNED = (
    _taken_for("the victim's own, Sender another", lambda c: (f"From: {c.voice}", f"Sender: {EVIL}"), everything=True),
    _taken_for("the victim's own, Reply-To another", lambda c: (f"From: {c.voice}", f"Reply-To: {EVIL}"), everything=True),
    _taken_for("the victim's own, Reply-To both", lambda c: (f"From: {c.voice}", f"Reply-To: {c.address}, {EVIL}")),
    _taken_for("the victim's own, Reply-To twice", lambda c: (f"From: {c.voice}", f"Reply-To: {c.address}", f"Reply-To: {EVIL}")),
    _taken_for("the victim's own, Reply-To named like it", lambda c: (f"From: {c.voice}", f'Reply-To: "{c.address}" <{EVIL}>')),
    _taken_for("the victim's own, resent by another", lambda c: (f"Resent-From: {EVIL}", "Resent-Date: Tue, 17 Nov 2026 11:00:00 +0000", f"From: {c.voice}")),
)  # fmt: skip

LIKE = (
    _like("a Cyrillic letter", lambda d: d.replace("e", "е", 1)),
    _like("a Cyrillic letter in punycode", lambda d: _punycode(d, "a", "а")),
    _like("punycode that spells it plainly", lambda d: f"xn--{d.partition('.')[0]}-.{d.partition('.')[2]}"),
    _like("a one for an l, a zero for an o", lambda d: d.replace("l", "1").replace("o", "0")),
    _like("rn for m", lambda d: d.replace("m", "rn") if "m" in d else d.replace("n", "rn", 1)),
    _like("one letter more", lambda d: d[0] + d),
    _like("one letter less", lambda d: d[1:]),
    _like("two letters turned", lambda d: d[1] + d[0] + d[2:]),
    _like("a hyphen", lambda d: d[:3] + "-" + d[3:]),
    _like("a hyphen for the dot", lambda d: d.replace(".", "-") + ".test"),
    _like("below the forger's", lambda d: f"{d}.evil.test"),
    _like("a child domain", lambda d: f"people.{d}"),
    _like("the parent domain", lambda d: f"x.{d.partition('.')[2]}"),
    _like("another top level", lambda d: f"{d.partition('.')[0]}.test"),
    _like("the top level twice", lambda d: f"{d}.example"),
    _like("a prefix", lambda d: f"not{d}"),
    _like("a trailing dot", lambda d: f"{d}."),
    _like("two dots", lambda d: d.replace(".", "..")),
    _like("full-width letters", lambda d: "".join(chr(ord(each) + 0xFEE0) if each.isalpha() else each for each in d)),
    _like("a soft hyphen", lambda d: d[:3] + "\u00ad" + d[3:]),
    _like("a zero-width joiner", lambda d: d[:3] + "\u200d" + d[3:]),
    _like("an ideographic full stop", lambda d: d.replace(".", "。")),
    _like("an underscore", lambda d: d.replace(".", "_.", 1)),
)

BESIDE = (
    _beside("with a tag", lambda local: f"{local}+approvals"),
    _beside("without its dot", lambda local: local.replace(".", "") if "." in local else f"{local}s"),
    _beside("with an underscore", lambda local: local.replace(".", "_") if "." in local else f"{local}_"),
    _beside("with a dot more", lambda local: f"{local[0]}.{local[1:]}"),
    _beside("of somebody else", lambda _: "sam.stone"),
    _beside("with a path", lambda local: f"evil.test!{local}"),
    _beside("with a percent", lambda local: f"{local}%evil.test"),
    _beside("a BATV tag", lambda local: f"prvs=1234567890={local}"),
    _beside("an SRS address", lambda local: f"SRS0=AAAA=BB=evil.test={local}"),
)

SPELT = (
    _spelt("a quoted local part", lambda c: f'"{c.local}"@{c.domain}'),
    _spelt("a quoted local part in angles", lambda c: f'{c.person} <"{c.local}"@{c.domain}>'),
    _spelt("a quoted local part that holds the forger's", lambda c: f'"{EVIL}"@{c.domain}'),
    _spelt("an escaped quote", lambda c: f'"{c.local}\\"@evil.test>"@{c.domain}'),
    _spelt("a comment after", lambda c: f"{c.address} (evil)"),
    _spelt("a comment in the domain", lambda c: f"{c.local}@{c.domain}(.evil.test)"),
    _spelt("a comment in the local part", lambda c: f"{c.local}(x)@{c.domain}"),
    _spelt("nested comments", lambda c: f"(a(b{EVIL}))<{c.address}>"),
    _spelt("a route", lambda c: f"<@evil.test:{c.address}>"),
    _spelt("a route through two", lambda c: f"<@evil.test,@{c.domain}:{c.address}>"),
    _spelt("a route to the forger", lambda c: f"<@{c.domain}:{EVIL}>"),
    _spelt("two at signs", lambda c: f"{c.address}@evil.test"),
    _spelt("two at signs, the victim's last", lambda c: f"{EVIL}@{c.domain}"),
    _spelt("a trailing dot", lambda c: f"{c.address}."),
    _spelt("a trailing dot in the local part", lambda c: f"{c.local}.@{c.domain}"),
    _spelt("two dots in the local part", lambda c: f"{c.local.replace('.', '..') if '.' in c.local else '.' + c.local}@{c.domain}"),
    _spelt("an address literal", lambda c: f"{c.local}@[192.0.2.9]"),
    _spelt("a space before the at sign", lambda c: f"{c.local} @{c.domain}"),
    _spelt("a space after the at sign", lambda c: f"{c.local}@ {c.domain}"),
    _spelt("a fold in the middle", lambda c: f"{c.local}@\r\n {c.domain}"),
    _spelt("a fold before a domain's end", lambda c: f"{c.local}@{c.domain}\r\n .evil.test"),
    _spelt("spaces in angles", lambda c: f"< {c.address} >"),
    _spelt("angles never closed", lambda c: f"{c.person} <{c.address}"),
    _spelt("angles never opened", lambda c: f"{c.address}>"),
    _spelt("angles in angles", lambda c: f"<<{c.address}>>"),
    _spelt("a quote never closed", lambda c: f'"{c.person} <{c.address}>'),
    _spelt("words after the address", lambda c: f"<{c.address}> via evil.test"),
    _spelt("a NUL at its end", lambda c: f"{c.address}\0"),
    _spelt("a NUL and another domain", lambda c: f"{c.address}\0@evil.test"),
    _spelt("a bare carriage return", lambda c: f"{EVIL}\rFrom: {c.voice}"),
    _spelt("a bare line feed", lambda c: f"{EVIL}\nFrom: {c.voice}"),
    _spelt("a vertical tab", lambda c: f"{EVIL}\x0bFrom: {c.voice}"),
    _spelt("a next-line character", lambda c: f"{EVIL}\u0085From: {c.voice}"),
    _spelt("a line separator", lambda c: f"{EVIL}\u2028From: {c.voice}"),
    _spelt("a backspace", lambda c: f"x\x08{c.address}"),
    _spelt("a delete", lambda c: f"{c.address}\x7f"),
    _spelt("an escape", lambda c: f"\x1b[2K{c.address}"),
    _spelt("its whole in encoded words", lambda c: _word(c.address)),
    _spelt("its angles in encoded words", lambda c: _word(c.voice, how="q")),
    _spelt("its domain in encoded words", lambda c: f"{c.local}@{_word(c.domain)}"),
    _spelt("its local part in encoded words", lambda c: f"<{_word(c.local)}@{c.domain}>"),
    _spelt("Latin-1 in the name", lambda c: b"N\xe4dia <" + c.address.encode() + b">"),
    _spelt("raw UTF-8 in the name", lambda c: f"Nädia <{c.address}>"),
    _spelt("raw UTF-8 in the local part", lambda c: f"{c.local}é@{c.domain}"),
    _spelt("broken UTF-8 in the address", lambda c: c.local.encode() + b"\xff@" + c.domain.encode()),
    _spelt("a byte order mark", lambda c: f"\ufeff{c.address}"),
    _spelt("a direction mark", lambda c: f"{c.address}\u202e"),
    _spelt("a zero-width space", lambda c: f"{c.local}\u200b@{c.domain}"),
    _spelt("a direction mark in the middle", lambda c: f"{c.local}\u202d@{c.domain}"),
    _spelt("a full-width at sign", lambda c: f"{c.local}＠{c.domain}"),
    _spelt("its Kelvin sign", lambda c: c.address.replace("k", "\u212a") if "k" in c.address else c.address.replace("s", "\u017f")),
    _spelt("mailto", lambda c: f"mailto:{c.address}"),
    _spelt("a percent code", lambda c: f"{c.local}%40{c.domain}"),
    _spelt("an X.400 address", lambda c: f"/G=Nadia/S=Ferris/@{c.domain}"),
    _spelt("twenty thousand spaces and another", lambda c: f"{c.address}{' ' * 21_000}, {EVIL}"),
    _spelt("twenty thousand letters before it", lambda c: f'"{"a" * 21_000}" <{c.address}>'),
    _spelt("a thousand folds before another", lambda c: c.address + "\r\n ," * 1_000 + EVIL),
    _spelt("a header block beyond the limit", lambda c: f"{c.address}\r\nX-Pad: {'a' * 900}" * 1 + ("\r\nX-Pad: " + "a" * 900) * 120 + f"\r\nFrom: {EVIL}"),
)  # fmt: skip

EXTRA = (
    Shape(name="the victim's name over a free mailbox", forge=lambda c: written(c, top=(RECEIVED, vouched("freemail.example")), sender=(f"From: {c.person} <{c.local}@freemail.example>",)), acts=EVERY_ACT),
    Shape(name="a form that names the victim, from the forger", forge=lambda c: written(c, top=(RECEIVED, vouched(EVIL_DOMAIN)), sender=(f"From: {EVIL}",)), acts=(REQUEST, APPROVE, WITHDRAW, START, DROP_AN_AREA)),
)  # fmt: skip

SHAPES = (*SEVERAL, *NAMES, *TURNED, *LIKE, *BESIDE, *SPELT, *EXTRA)
