"""Forged, misplaced and misread Authentication-Results (F32): the From is the victim's own, and nobody has proved it."""

# ruff: noqa: E501 - a trick stands on one line

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.spoofing.attempt import EVERY_ACT, EVIL_DOMAIN, RECEIVED, Claim, Line, Shape, vouched, written
from tests.support.cast import BOUNDARY

FROM_ELSEWHERE = "Received: from sam by mail.evil.test with ESMTP id 77; Tue, 17 Nov 2026 09:59:00 +0000"
BY_LMTP = "Received: from mx.reciprocal.example by store.reciprocal.example with LMTP id 9; Tue, 17 Nov 2026 10:00:01 +0000"
FAILED = f"Authentication-Results: {BOUNDARY}; dmarc=fail header.from="


def results(said: str, *, by: str = BOUNDARY) -> str:
    return f"Authentication-Results: {by}; {said}"


def _top(name: str, lines: Callable[[Claim], Sequence[Line]], *, everything: bool = False) -> Shape:
    """A shape that differs in what stands above the author's fields."""
    acts = {"acts": EVERY_ACT} if everything else {}
    return Shape(name=name, forge=lambda claim: written(claim, top=lines(claim)), **acts)


def _said(name: str, said: Callable[[Claim], str]) -> Shape:
    """A shape whose topmost results are the boundary's own, and say this."""
    return _top(name, lambda claim: (RECEIVED, results(said(claim))))


def _by(name: str, by: str) -> Shape:
    """A shape whose only results bear this id, and say that all is well."""
    return _top(name, lambda claim: (RECEIVED, vouched(claim.domain, by=by)))


def _below(name: str, topmost: Callable[[Claim], Sequence[Line]]) -> Shape:
    """The boundary's own stamps, and the author's forgery after them and before From."""
    return _top(name, lambda claim: (*topmost(claim), vouched(claim.domain)))


def _beneath(name: str, forged: Callable[[Claim], Sequence[Line]], *, stamped: str = "") -> Shape:
    """A forgery among the author's own fields, below From."""
    top = [RECEIVED, stamped] if stamped else [RECEIVED]
    return Shape(name=name, forge=lambda claim: written(claim, top=top, below=forged(claim)))


WHOSE = (
    _top("no results at all", lambda _: (), everything=True),
    _top("no results under the boundary's Received", lambda _: (RECEIVED,), everything=True),
    _by("results of another server", "mx.evil.test"),
    _by("an id that begins like ours", f"{BOUNDARY}.evil.test"),
    _by("an id that ends like ours", f"evil.{BOUNDARY}"),
    _by("an id that contains ours", f"x-{BOUNDARY}-x.test"),
    _by("our id with a dot after it", f"{BOUNDARY}."),
    _by("our id without its first label", BOUNDARY.partition(".")[2]),
    _by("our id in a comment before another", f"({BOUNDARY}) mx.evil.test"),
    _by("our id in a comment after another", f"mx.evil.test ({BOUNDARY})"),
    _by("another id whose comment holds results of ours", f"mx.evil.test (; {BOUNDARY}; dmarc=pass)"),
    _by("our id with a version that is not known", f"{BOUNDARY} 99"),
    _by("our id in encoded words", f"=?utf-8?q?{BOUNDARY}?="),
    _by("our id with a Cyrillic letter", BOUNDARY.replace("c", "с")),
    _by("our id with a zero-width space", BOUNDARY.replace(".", "\u200b.", 1)),
    _by("our id and another as two words", f"{BOUNDARY} mx.evil.test"),
    _by("our id percent-encoded", BOUNDARY.replace(".", "%2E")),
    _by("an empty id", ""),
    _top(
        "results that begin with a method",
        lambda claim: (RECEIVED, f"Authentication-Results: dmarc=pass header.from={claim.domain}"),
    ),
)

NAMED_LIKE_IT = tuple(
    _top(
        f"a pass in the field «{name}»",
        lambda claim, name=name: (RECEIVED, vouched(claim.domain).replace("Authentication-Results", name, 1)),
    )
    for name in (
        *(
            "X-Authentication-Results",
            "Original-Authentication-Results",
            "Authentication-Results-Original",
            "Old-Authentication-Results",
        ),
        *(
            "Authentication_Results",
            "Authentication-Result",
            "Authentication Results",
            "Authentication-Results\t",
            "Authentication-Results ",
        ),
        *(
            "Authentication-Results\u00a0",
            "Аuthentication-Results",
            "\u200bAuthentication-Results",
            "Comments",
            "X-MS-Exchange-Authentication-Results",
        ),
    )
)

OTHER_FIELDS = (
    *NAMED_LIKE_IT,
    _top(
        "a pass in an ARC set",
        lambda claim: (RECEIVED, f"ARC-Authentication-Results: i=1; {BOUNDARY}; dmarc=pass header.from={claim.domain}"),
    ),
    _top(
        "Received-SPF alone",
        lambda claim: (RECEIVED, f"Received-SPF: pass ({BOUNDARY}: domain of {claim.address} designates 192.0.2.9)"),
    ),
    _top(
        "X-MS-Exchange marks alone",
        lambda _: (RECEIVED, "X-MS-Exchange-Organization-AuthAs: Internal", "X-MS-Exchange-Organization-SCL: -1"),
    ),
    _top(
        "a DKIM signature alone",
        lambda claim: (RECEIVED, f"DKIM-Signature: v=1; a=rsa-sha256; d={claim.domain}; s=x; h=from; bh=AAAA; b=AAAA"),
    ),
)

PLACES = (
    _below("forged next to ours, which say none", lambda _: (results("none"), RECEIVED)),
    _below("forged below ours that say none, at once", lambda _: (RECEIVED, results("none"))),
    _below("forged below ours that failed, at once", lambda claim: (RECEIVED, f"{FAILED}{claim.domain}")),
    _below("forged below ours that failed and our Received", lambda claim: (f"{FAILED}{claim.domain}", RECEIVED)),
    _below("forged below ours of SPF alone", lambda _: (RECEIVED, results(f"spf=pass smtp.mailfrom={EVIL_DOMAIN}"))),
    _below("forged below ours of DKIM of another", lambda _: (RECEIVED, results(f"dkim=pass header.d={EVIL_DOMAIN}"))),
    _below("forged below another server's", lambda _: (RECEIVED, results("dmarc=none", by="mx.evil.test"))),
    _below("forged below the sender's own server", lambda _: (RECEIVED, FROM_ELSEWHERE)),
    _below("forged below ours and the sender's own server", lambda _: (RECEIVED, results("none"), FROM_ELSEWHERE)),
    _below("forged between two of ours", lambda claim: (RECEIVED, f"{FAILED}{claim.domain}", vouched(claim.domain))),
    _top("forged above ours that failed", lambda claim: (RECEIVED, vouched(claim.domain), f"{FAILED}{claim.domain}")),
    _top(
        "forged above ours that failed by DKIM alone",
        lambda c: (RECEIVED, vouched(c.domain), results(f"dkim=fail header.d={c.domain}; dmarc=fail")),
    ),
    _beneath("forged below From", lambda claim: (vouched(claim.domain),)),
    _beneath("forged below From, ours say none", lambda claim: (vouched(claim.domain),), stamped=results("none")),
    _beneath("forged below From, ours failed", lambda claim: (vouched(claim.domain),), stamped=results("dmarc=fail")),
    _beneath("forged below From under a forged Received of ours", lambda claim: (RECEIVED, vouched(claim.domain))),
    _beneath(
        "forged below From and folded",
        lambda c: (f"Authentication-Results:\r\n {BOUNDARY};\r\n\tdmarc=pass\r\n header.from={c.domain}",),
    ),
    _beneath("forged in a folded line of another field", lambda c: (f"X-Note: a\r\n {vouched(c.domain)}",)),
    _beneath("forged after an empty line", lambda claim: ("", RECEIVED, vouched(claim.domain))),
    _beneath("forged after a line of spaces", lambda claim: ("  ", vouched(claim.domain))),
    _beneath("forged after a bare line feed", lambda c: (f"X-Note: a\n{vouched(c.domain)}",)),
    _beneath("forged after a bare carriage return", lambda c: (f"X-Note: a\r{vouched(c.domain)}",)),
    _top("forged above everything after a bare line feed", lambda c: (f"X-Note: a\n{vouched(c.domain)}", RECEIVED)),
    _top("forged after a NUL", lambda c: (RECEIVED, f"X-Note: a\0\r\n{vouched(c.domain)}")),
    Shape(
        name="forged under an author's From and above it",
        forge=lambda c: written(c, sender=("X-Mailer: x", f"From: {c.voice}", vouched(c.domain)), top=(RECEIVED,)),
    ),
    # None without any Received: nobody outside can send a mail that came over no network (docs/discussions.md).
    Shape(
        name="forged on top of From, written below Subject",
        forge=lambda c: written(c, top=(RECEIVED, "Subject: x", vouched(c.domain)), subject=""),
    ),
)

SAYS = (
    _said("DMARC failed", lambda c: f"dmarc=fail header.from={c.domain}"),
    _said("DMARC failed, SPF and DKIM of another passed", lambda c: f"dmarc=fail header.from={c.domain}; dkim=pass header.d={EVIL_DOMAIN}; spf=pass smtp.mailfrom={EVIL_DOMAIN}"),
    _said("DMARC failed, DKIM of the very domain passed", lambda c: f"dmarc=fail header.from={c.domain}; dkim=pass header.d={c.domain}"),
    _said("DMARC both ways", lambda c: f"dmarc=pass header.from={c.domain}; dmarc=fail header.from={c.domain}"),
    _said("DMARC of another domain passed", lambda _: f"dmarc=pass header.from={EVIL_DOMAIN}"),
    _said("DMARC of a child domain passed", lambda c: f"dmarc=pass header.from=people.{c.domain}"),
    _said("DMARC of a longer domain passed", lambda c: f"dmarc=pass header.from={c.domain}.evil.test"),
    _said("DMARC passed in a comment", lambda c: f"dmarc=fail (dmarc=pass header.from={c.domain}) header.from={c.domain}"),
    _said("DMARC passed in a reason", lambda c: f'spf=fail reason="; dmarc=pass header.from={c.domain}" smtp.mailfrom={EVIL_DOMAIN}'),
    _said("DMARC passed in the echo of a sender", lambda c: f'spf=pass smtp.mailfrom="; dmarc=pass header.from={c.domain}; "@{EVIL_DOMAIN}'),
    _said("DMARC's best guess", lambda c: f"dmarc=bestguesspass action=none header.from={c.domain}"),
    _said("DMARC passed, said of a result that is no word", lambda c: f"dmarc=passed header.from={c.domain}"),
    _said("DMARC none", lambda c: f"dmarc=none header.from={c.domain}"),
    _said("DMARC temperror", lambda c: f"dmarc=temperror header.from={c.domain}"),
    _said("DMARC permerror", lambda c: f"dmarc=permerror header.from={c.domain}"),
    _said("DMARC in an unknown version of the method", lambda c: f"dmarc/99=pass header.from={c.domain}"),
    _said("a method that is called like DMARC", lambda c: f"x-dmarc=pass header.from={c.domain}"),
    _said("nothing but ARC", lambda _: "arc=pass"),
    _said("IP reputation", lambda _: "iprev=pass policy.iprev=192.0.2.9"),
    _said("somebody signed in", lambda _: f"auth=pass smtp.auth=sam@{EVIL_DOMAIN}"),
    _said("SPF of another domain", lambda _: f"spf=pass smtp.mailfrom={EVIL_DOMAIN}"),
    _said("SPF of another domain, our victim's name before the sign", lambda c: f'spf=pass smtp.mailfrom="{c.domain}"@{EVIL_DOMAIN}'),
    _said("SPF of a child domain", lambda c: f"spf=pass smtp.mailfrom=bounce@mail.{c.domain}"),
    _said("SPF of the greeting alone", lambda c: f"spf=pass smtp.helo={c.domain}"),
    _said("SPF of the greeting, another's sender", lambda c: f"spf=pass smtp.helo={c.domain} smtp.mailfrom={EVIL_DOMAIN}"),
    _said("SPF of nobody", lambda _: "spf=pass smtp.mailfrom=<>"),
    _said("SPF softfail of the domain", lambda c: f"spf=softfail smtp.mailfrom={c.domain}"),
    _said("SPF neutral", lambda c: f"spf=neutral smtp.mailfrom={c.domain}"),
    _said("DKIM of another domain", lambda _: f"dkim=pass header.d={EVIL_DOMAIN}"),
    _said("DKIM of another domain for an identity of the victim's", lambda c: f"dkim=pass header.d={EVIL_DOMAIN} header.i=@{c.domain}"),
    _said("DKIM of another domain, twice named", lambda c: f"dkim=pass header.d={EVIL_DOMAIN} header.d={c.domain}"),
    _said("DKIM of a child domain", lambda c: f"dkim=pass header.d=people.{c.domain}"),
    _said("DKIM of a sibling domain", lambda _: "dkim=pass header.d=camden-council.example"),
    _said("DKIM of a public suffix", lambda c: f"dkim=pass header.d={c.domain.rpartition('.')[2]}"),
    _said("DKIM of nobody", lambda _: "dkim=pass"),
    _said("DKIM of an empty domain", lambda _: 'dkim=pass header.d=""'),
    _said("DKIM of a domain that ends like the victim's", lambda c: f"dkim=pass header.d=not{c.domain}"),
    _said("DKIM failed and passed for the domain", lambda c: f"dkim=pass header.d={c.domain}; dkim=fail header.d={c.domain}"),
    _said("DKIM of the domain by policy", lambda c: f"dkim=policy header.d={c.domain}"),
    _said("DKIM of the domain neutral", lambda c: f"dkim=neutral header.d={c.domain}"),
    _said("SPF of the domain passed, its DKIM failed", lambda c: f"spf=pass smtp.mailfrom={c.domain}; dkim=fail header.d={c.domain}"),
    _said("none, and a pass after it", lambda c: f"none; dmarc=pass header.from={c.domain}"),
    _said("no semicolon before the pass", lambda c: f"spf=none dmarc=pass header.from={c.domain}"),
    _said("a comment that never ends", lambda c: f"spf=none (dmarc=pass header.from={c.domain}"),
    _said("a reason that never ends", lambda c: f'spf=none reason="x; dmarc=pass header.from={c.domain}'),
    _said("a failure beyond every length", lambda c: f"dkim=pass header.d={c.domain} header.s={'a' * 9_900}; dmarc=fail header.from={c.domain}"),
    _said("a failure beyond ten thousand comments", lambda c: f"dmarc=pass header.from={c.domain} {'(x)' * 3_400}; dmarc=fail header.from={c.domain}"),
    _said("a raw letter in the result", lambda c: f"dmarc=p\u0430ss header.from={c.domain}"),
    _said("the domain in encoded words", lambda c: f"dmarc=pass header.from==?utf-8?q?{c.domain}?="),
    _said("the domain with a homograph", lambda c: f"dmarc=pass header.from={c.domain.replace('e', 'е', 1)}"),
)  # fmt: skip

# What a boundary that for once does not stamp lets through, unless the site has said where its stamp stands.
UNSTAMPED = (
    _top("forged under our Received, ours not there", lambda c: (RECEIVED, vouched(c.domain))),
    _top("forged under a store's Received and ours", lambda c: (BY_LMTP, RECEIVED, vouched(c.domain))),
    _top("forged under a forged Received of ours", lambda c: (RECEIVED, RECEIVED, vouched(c.domain))),
)

SHAPES = (*WHOSE, *OTHER_FIELDS, *PLACES, *SAYS)

# What honest boundaries write. If these did not bite, nothing above would prove anything.
HONEST: tuple[tuple[str, Callable[[Claim], Sequence[Line]]], ...] = (
    ("results above Received", lambda c: (vouched(c.domain), RECEIVED)),
    ("results below Received", lambda c: (RECEIVED, vouched(c.domain))),
    ("folded, with comments", lambda c: (f"Authentication-Results: {BOUNDARY};\r\n\tdmarc=pass (p=reject dis=none)\r\n\theader.from={c.domain}",)),
    ("with its version", lambda c: (vouched(c.domain, by=f"{BOUNDARY} 1"),)),
    ("with a comment after the id", lambda c: (vouched(c.domain, by=f"{BOUNDARY} (checked)"),)),
    ("in capitals", lambda c: (vouched(c.domain.upper(), by=BOUNDARY.upper()),)),
    ("DKIM of the domain", lambda c: (results(f"dkim=pass header.d={c.domain}"),)),
    ("an honest pass above a forged one", lambda c: (vouched(c.domain), RECEIVED, vouched(c.domain))),
)  # fmt: skip
