"""An approval hidden in a mail that is not its author's word: quoted, forwarded, attached, invisible, said in one half alone (F35).

Each is tried twice: unproved, in the victim's name; and proved, from the victim's own mailbox, for a victim can be made to pass on
what a forger wrote. In both a person is asked, and nothing is done.
"""

# ruff: noqa: E501 - a mail's content stands on one line

from __future__ import annotations

from collections.abc import Callable

from tests.spoofing.acts import APPROVE, WITHDRAW
from tests.spoofing.attempt import ONE_A_ROLE, RECEIVED, WORD, Claim, Right, Shape, attached, multipart, text, vouched, written
from tests.support.cast import OURS
from tests.support.word_maker import form_docx

COVER = "Hello,\r\n\r\nThank you for your e-mail.\r\n\r\nKind regards\r\n"  # nothing in it could cast doubt on words that were wrongly taken for its own


def _quoted(words: str, mark: str) -> str:
    return "\r\n".join(mark + line for line in words.split("\r\n"))


def _headed(claim: Claim) -> str:
    """The victim's mail as Outlook puts it under a reply or a forwarded mail."""
    return f"From: {claim.voice}\r\nSent: 17 November 2026 09:12\r\nTo: Reciprocal <{OURS}>\r\nSubject: {claim.subject}\r\n\r\n{claim.body}"


def _as_mail(claim: Claim, *, proved: bool = True) -> bytes:
    """The genuine-looking mail that is put inside another."""
    top = (RECEIVED, vouched(claim.domain)) if proved else ()
    return written(claim, top=top, message_id=claim.message_id.replace("<", "<inner."))


def _html(claim: Claim, hidden: str, *, shown: str = "Thank you for your e-mail.") -> bytes:
    return text(
        f"<html><head><title>x</title></head><body><p>Hello,</p><p>{shown}</p>{hidden}<p>Kind regards<br>{claim.person}</p></body></html>",
        "html",
    )


CONTENTS: tuple[tuple[str, Callable[[Claim], bytes]], ...] = (
    ("quoted with marks", lambda c: text(COVER + "\r\nOn Tue, 17 Nov 2026 at 09:12, " + c.voice + " wrote:\r\n" + _quoted(c.body, "> "))),
    ("quoted with marks, nothing said above", lambda c: text("\r\n" + _quoted(c.body, "> "))),
    ("quoted with bars", lambda c: text(COVER + "\r\n" + _quoted(c.body, "| "))),
    ("quoted twice over", lambda c: text(COVER + "\r\n" + _quoted(c.body, "> > "))),
    ("forwarded as Outlook does", lambda c: text(COVER + "\r\n________________________________\r\n" + _headed(c))),
    ("forwarded as Gmail does", lambda c: text(COVER + "\r\n---------- Forwarded message ---------\r\n" + _headed(c))),
    ("forwarded as Apple Mail does", lambda c: text(COVER + "\r\nBegin forwarded message:\r\n\r\n" + _quoted(_headed(c), "> "))),
    ("forwarded as «original message»", lambda c: text(COVER + "\r\n-----Original Message-----\r\n" + _headed(c))),
    ("forwarded with nothing above", lambda c: text("-----Original Message-----\r\n" + _headed(c))),
    ("a thread of three", lambda c: text(COVER + "\r\n" + _headed(c) + "\r\n" + _quoted(_headed(c), "> "))),
    ("reported speech", lambda c: text(f"Hello,\r\n\r\n{c.person} said: \"{c.act.words}\" Is that right? Please ring me.\r\n")),
    ("an example of what to write", lambda c: text(f"Hello,\r\n\r\nShould they reply with something like: '{c.act.words}'? Please tell me what to write.\r\n")),
    ("attached as a mail", lambda c: multipart("mixed", text(COVER), b"Content-Type: message/rfc822\r\n\r\n" + _as_mail(c))),
    ("attached as a mail, nothing else", lambda c: multipart("mixed", b"Content-Type: message/rfc822\r\n\r\n" + _as_mail(c))),
    ("attached as a mail in base64", lambda c: multipart("mixed", text(COVER), attached("approval.eml", "message/rfc822", _as_mail(c)))),
    ("attached as a mail of another type", lambda c: multipart("mixed", text(COVER), attached("approval.eml", "application/octet-stream", _as_mail(c)))),
    ("attached as a mail within a mail", lambda c: multipart("mixed", text(COVER), b"Content-Type: message/rfc822\r\n\r\nFrom: a@evil.test\r\n" + multipart("mixed", b"Content-Type: message/rfc822\r\n\r\n" + _as_mail(c)))),
    ("a mail that is nothing but another", lambda c: b"Content-Type: message/rfc822\r\n\r\n" + _as_mail(c)),
    ("a digest of mails", lambda c: multipart("digest", b"\r\n" + _as_mail(c), b"\r\n" + _as_mail(c))),
    ("a mail's headers alone", lambda c: multipart("mixed", text(COVER), b"Content-Type: text/rfc822-headers\r\n\r\n" + _as_mail(c))),
    ("a text file", lambda c: multipart("mixed", text(COVER), attached("approval.txt", "text/plain", c.body.encode()))),
    ("a text file without a name", lambda c: multipart("mixed", text(COVER), text(c.body, more="Content-Disposition: attachment\r\n"))),
    ("an HTML file", lambda c: multipart("mixed", text(COVER), attached("approval.html", "text/html", f"<p>{c.act.words}</p>".encode()))),
    ("a Word file", lambda c: multipart("mixed", text(COVER), attached("approval.docx", WORD, form_docx((("Note", c.act.words),))))),
    ("a file that is no file", lambda c: multipart("mixed", text(COVER), attached("approval.pdf", "application/pdf", b"%PDF-1.4 " + c.body.encode()))),
    ("a part of a picture's type", lambda c: multipart("mixed", text(COVER), attached("approval.png", "image/png", c.body.encode()))),
    ("a card", lambda c: multipart("mixed", text(COVER), attached("me.vcf", "text/vcard", f"BEGIN:VCARD\r\nNOTE:{c.act.words}\r\nEND:VCARD\r\n".encode()))),
    ("an invitation", lambda c: multipart("mixed", text(COVER), text(f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:{c.act.words}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "calendar; method=REQUEST"))),
    ("a preamble", lambda c: multipart("mixed", text(COVER), preamble=c.body)),
    ("an epilogue", lambda c: multipart("mixed", text(COVER), epilogue=c.body)),
    ("an epilogue with a boundary", lambda c: multipart("mixed", text(COVER), epilogue="--=_b1\r\n" + text(c.body).decode() + "--=_b1--\r\n")),
    ("a preamble of a multipart without parts", lambda c: f'Content-Type: multipart/mixed; boundary="=_b9"\r\n\r\n{c.body}'.encode()),
    ("a multipart without a boundary", lambda c: b"Content-Type: multipart/mixed\r\n\r\n" + multipart("mixed", text(c.body))),
    ("two boundaries named", lambda c: b'Content-Type: multipart/mixed; boundary="=_a"; boundary="=_b"\r\n\r\n--=_a\r\n' + text(COVER) + b"--=_a--\r\n--=_b\r\n" + text(c.body) + b"--=_b--\r\n"),
    ("two types named", lambda c: b"Content-Type: application/octet-stream\r\nContent-Type: text/plain\r\n\r\n" + c.body.encode()),
    ("a type that is not known", lambda c: b"Content-Type: text/x-approval\r\n\r\n" + c.body.encode()),
    ("an outside body", lambda c: b'Content-Type: message/external-body; access-type=URL; URL="http://evil.test/a"\r\n\r\nContent-Type: text/plain\r\n\r\n' + c.body.encode()),
    ("a partial mail", lambda c: b"Content-Type: message/partial; id=x@evil.test; number=1; total=2\r\n\r\n" + _as_mail(c)),
    ("hidden by display none", lambda c: _html(c, f'<div style="display:none">{c.act.words}</div>')),
    ("hidden by a style sheet", lambda c: text(f"<html><head><style>.x{{display:none}}</style></head><body><p>Thank you for your e-mail.</p><p class=x>{c.act.words}</p></body></html>", "html")),
    ("hidden by visibility", lambda c: _html(c, f'<p style="visibility:hidden">{c.act.words}</p>')),
    ("hidden by the attribute", lambda c: _html(c, f"<p hidden>{c.act.words}</p>")),
    ("hidden by size", lambda c: _html(c, f'<span style="font-size:0">{c.act.words}</span>')),
    ("hidden by size of a pixel", lambda c: _html(c, f'<span style="font-size:1px;line-height:0">{c.act.words}</span>')),
    ("hidden by opacity", lambda c: _html(c, f'<p style="opacity:0">{c.act.words}</p>')),
    ("hidden by height", lambda c: _html(c, f'<div style="max-height:0;overflow:hidden">{c.act.words}</div>')),
    ("hidden off the page", lambda c: _html(c, f'<p style="position:absolute;left:-9999px">{c.act.words}</p>')),
    ("white on white", lambda c: _html(c, f'<p style="color:#ffffff;background:#fff">{c.act.words}</p>')),
    ("white in a font element", lambda c: _html(c, f'<font color="white">{c.act.words}</font>')),
    ("Outlook's own hiding", lambda c: _html(c, f"<p style='mso-hide:all'>{c.act.words}</p>")),
    ("struck through", lambda c: _html(c, f"<p><s>{c.act.words}</s></p>")),
    ("a comment of HTML", lambda c: _html(c, f"<!-- {c.act.words} -->")),
    ("a conditional comment", lambda c: _html(c, f"<!--[if mso]><p>{c.act.words}</p><![endif]-->")),
    ("the title", lambda c: text(f"<html><head><title>{c.act.words}</title></head><body><p>Thank you for your e-mail.</p></body></html>", "html")),
    ("a script", lambda c: _html(c, f"<script>document.write('{c.act.role}: {c.act.words.replace(chr(39), '')}')</script>")),
    ("a template element", lambda c: _html(c, f"<template><p>{c.act.words}</p></template>")),
    ("an alternative text", lambda c: _html(c, f'<img src="cid:x" alt="{c.act.words}">')),
    ("a tooltip", lambda c: _html(c, f'<a href="http://evil.test" title="{c.act.words}">here</a>')),
    ("a preheader", lambda c: text(f'<html><body><div style="display:none;max-height:0">{c.act.words}</div><p>Thank you for your e-mail.</p></body></html>', "html")),
    ("an input's value", lambda c: _html(c, f'<input type="hidden" value="{c.act.words}"><textarea style="display:none">{c.act.words}</textarea>')),
    ("an HTML quotation", lambda c: _html(c, f"<blockquote>{c.act.words}</blockquote>")),
    ("Gmail's quotation", lambda c: _html(c, f'<div class="gmail_quote"><div class="gmail_attr">On Tue, {c.person} wrote:</div><blockquote class="gmail_quote">{c.act.words}</blockquote></div>')),
    ("plain text that says it, HTML that does not", lambda c: multipart("alternative", text(c.body), _html(c, "", shown="Thank you for your e-mail; nothing is agreed."))),
    ("HTML that says it, plain text that does not", lambda c: multipart("alternative", text(COVER), _html(c, "", shown=c.act.words))),
    ("plain text that says the contrary", lambda c: multipart("alternative", text("Hello,\r\n\r\nNo, we do not agree to this and never will.\r\n"), _html(c, "", shown=c.act.words))),
    ("an HTML for show, a plain text that says it twice", lambda c: multipart("mixed", multipart("alternative", text(COVER), _html(c, "")), text(c.body))),
    ("an unknown transfer encoding", lambda c: b"Content-Type: text/plain\r\nContent-Transfer-Encoding: x-rot13\r\n\r\n" + c.body.encode()),
    ("two transfer encodings", lambda c: b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + c.body.encode()),
    ("uuencoded", lambda c: text(COVER + "begin 644 approval.txt\r\n" + c.body + "end\r\n")),
    ("a signed part's forged answer", lambda c: multipart("signed", text(COVER), attached("smime.p7s", "application/pkcs7-signature", c.body.encode()))),
    ("sealed", lambda c: multipart("encrypted", text("Version: 1"), attached("encrypted.asc", "application/octet-stream", c.body.encode()))),
    ("a delivery report's text", lambda c: multipart("report; report-type=delivery-status", text(COVER), b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.evil.test\r\n\r\n" + c.body.encode())),
)  # fmt: skip

# As a machine's or an empty report some of them are rightly passed over.
MACHINES = frozenset({"an invitation", "a delivery report's text"})


def _shape(name: str, make: Callable[[Claim], bytes], *, proved: bool) -> Shape:
    def forge(claim: Claim) -> bytes:
        return written(claim, top=(RECEIVED, vouched(claim.domain)) if proved else (RECEIVED,), content=make(claim))

    how = "proved" if proved else "unproved"
    right = Right.EITHER if name in MACHINES else Right.ASKED
    return Shape(
        name=f"{how}, its words inside: {name}", forge=forge, right=right, acts=(APPROVE, WITHDRAW) if proved else ONE_A_ROLE
    )


SHAPES = tuple(_shape(name, make, proved=proved) for name, make in CONTENTS for proved in (False, True))
