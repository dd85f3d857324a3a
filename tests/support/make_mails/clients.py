"""How mail programs quote: one row a client, its plain text and its page, with slots for what is new and what is old."""

# ruff: noqa: E501 - the shapes stand as they come

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

FROM = "Reciprocal <reciprocal@reciprocal.example>"
SLOTS = {
    "from": FROM,
    "to": "Nadia Ferris <nadia.ferris@hackney.example>",
    "subject": "ARC-07-26: approval requested",
    "sent": "06 July 2026 14:02",
}

# Slots: {own} new words with signature, {old} the quoted mail, {marked} the same with «> », and the four of SLOTS.
PLAIN: Mapping[str, str] = {
    "outlook_desktop": "{own}\n\nFrom: {from}\nSent: {sent}\nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "outlook_ruled": "{own}\n\n________________________________\nFrom: {from}\nSent: 06 July 2026 14:02:11 (UTC+00:00) London\nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "outlook_bold": "{own}\n\n*From:* {from}\n*Sent:* Monday, July 6, 2026 2:02 PM\n*To:* {to}\n*Subject:* {subject}\n\n{old}\n",
    "outlook_original": "{own}\n\n-----Original Message-----\nFrom: {from} \nSent: {sent}\nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "outlook_ios": "{own}\n\nGet Outlook for iOS<https://aka.example/o0ukef>\n________________________________\nFrom: {from}\nSent: Monday, July 6, 2026 2:02:11 PM\nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "outlook_android": "{own}\n\nGet Outlook for Android<https://aka.example/ghei36>\n________________________________\nFrom: {from}\nSent: 06 July 2026 14:02\nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "outlook_mac": "{own}\n\nFrom: {from}\nDate: Monday, 6 July 2026 at 14:02\nTo: {to}\nSubject: {subject}\n{old}\n",
    "outlook_german": "{own}\n\nVon: {from}\nGesendet: Montag, 6. Juli 2026 14:02\nAn: {to}\nBetreff: {subject}\n\n{old}\n",
    "outlook_german_original": "{own}\n\n-----Ursprüngliche Nachricht-----\nVon: {from}\nGesendet: Montag, 6. Juli 2026 14:02\nAn: {to}\nBetreff: {subject}\n\n{old}\n",
    "outlook_french": "{own}\n\nDe : {from}\nEnvoyé : lundi 6 juillet 2026 14:02\nÀ : {to}\nObjet : {subject}\n\n{old}\n",
    "outlook_welsh": "{own}\n\nOddi wrth: {from}\nAnfonwyd: 06 Gorffennaf 2026 14:02\nAt: {to}\nPwnc: {subject}\n\n{old}\n",
    "outlook_polish": "{own}\n\nOd: {from}\nWysłano: poniedziałek, 6 lipca 2026 14:02\nDo: {to}\nTemat: {subject}\n\n{old}\n",
    "outlook_spanish": "{own}\n\nDe: {from}\nEnviado: lunes, 6 de julio de 2026 14:02\nPara: {to}\nAsunto: {subject}\n\n{old}\n",
    "outlook_dutch": "{own}\n\nVan: {from}\nVerzonden: maandag 6 juli 2026 14:02\nAan: {to}\nOnderwerp: {subject}\n\n{old}\n",
    "gmail": "{own}\n\nOn Mon, 6 Jul 2026 at 14:02, {from} wrote:\n\n{marked}\n",
    "gmail_wrapped": "{own}\n\nOn Mon, 6 Jul 2026 at 14:02, Reciprocal, the managed housing reciprocal\n<reciprocal@reciprocal.example> wrote:\n\n{marked}\n",
    "gmail_wrapped_twice": "{own}\n\nOn Mon, 6 Jul 2026 at 14:02, Reciprocal, the managed housing\nreciprocal of the region\n<reciprocal@reciprocal.example>\nwrote:\n\n{marked}\n",
    "gmail_french": "{own}\n\nLe lun. 6 juil. 2026 à 14:02, {from} a\nécrit :\n\n{marked}\n",
    "gmail_spanish": "{own}\n\nEl lun, 6 jul 2026 a las 14:02, {from} escribió:\n\n{marked}\n",
    "gmail_polish": "{own}\n\npon., 6 lip 2026 o 14:02 {from} napisał(a):\n\n{marked}\n",
    "gmail_unmarked": "{own}\n\nOn Mon, 6 Jul 2026 at 14:02, {from} wrote:\n\n{old}\n",
    "apple_mail": "{own}\n\n> On 6 Jul 2026, at 14:02, {from} wrote:\n> \n{marked}\n",
    "apple_mail_bare": "{own}\n\nOn 6 Jul 2026, at 14:02, Reciprocal wrote:\n\n{marked}\n",
    "iphone": "{own}\n\nSent from my iPhone\n\n> On 6 Jul 2026, at 14:02, {from} wrote:\n> \n{marked}\n",
    "ipad": "{own}\n\nSent from my iPad\n\n> On 6 Jul 2026, at 14:02, {from} wrote:\n> \n> ﻿\n{marked}\n",
    "samsung": "{own}\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: {from}\nDate: 06/07/2026 14:02 (GMT+00:00)\nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "android_gmail": "{own}\n\nSent from Gmail Mobile\n\nOn Mon, 6 Jul 2026, 14:02 Reciprocal, <reciprocal@reciprocal.example> wrote:\n\n{marked}\n",
    "yahoo": "{own}\n\n    On Monday, 6 July 2026 at 14:02:11 BST, {from} wrote:  \n \n {old}\n",
    "yahoo_mobile": "{own}\n\nSent from Yahoo Mail for iPhone\n\n\nOn Monday, July 6, 2026, 2:02 pm, {from} wrote:\n\n{old}\n",
    "thunderbird": "{own}\n\nOn 06/07/2026 14:02, Reciprocal wrote:\n{marked}\n",
    "thunderbird_german": "{own}\n\nAm 06.07.26 um 14:02 schrieb Reciprocal:\n{marked}\n",
    "thunderbird_forward": "{own}\n\n-------- Forwarded Message --------\nSubject: \t{subject}\nDate: \tMon, 6 Jul 2026 14:02:11 +0100\nFrom: \t{from}\nTo: \t{to}\n\n{old}\n",
    "lotus_notes": "{own}\n\n\n\nFrom:\tReciprocal/Reciprocal\nTo:\tNadia Ferris/HO/Council@Council,\nDate:\t06/07/2026 14:02\nSubject:\t{subject}\n\n\n\n{old}\n",
    "lotus_notes_wrote": "{own}\n\n-----Reciprocal wrote: -----\n\nTo: Nadia Ferris\nFrom: Reciprocal\nDate: 06/07/2026 02:02PM\nSubject: {subject}\n\n{old}\n",
    "lotus_notes_head": "{own}\n\n|---------+---------------------------->\n|         |           Reciprocal       |\n|         |           06/07/2026 14:02 |\n|---------+---------------------------->\n> {subject}\n{marked}\n",
    "groupwise": "{own}\n\n>>> Reciprocal <reciprocal@reciprocal.example> 06/07/2026 14:02 >>>\n{old}\n",
    "zimbra": "{own}\n\n----- On 6 Jul, 2026, at 14:02, Reciprocal reciprocal@reciprocal.example wrote:\n\n{marked}\n",
    "proton": "{own}\n\nSent with Proton Mail secure email.\n\n------- Original Message -------\nOn Monday, July 6th, 2026 at 14:02, {from} wrote:\n\n{marked}\n",
    "blackberry": "{own}\n\nSent from my BlackBerry device\n\n-----Original Message-----\nFrom: {from}\nDate: Mon, 6 Jul 2026 14:02:11 \nTo: {to}\nSubject: {subject}\n\n{old}\n",
    "plain_marks": "{own}\n\n{marked}\n",
    "date_first": "{own}\n\n2026-07-06 14:02 GMT+01:00 {from}:\n\n{marked}\n",
}

HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>p.MsoNormal{{margin:0cm;font-size:11.0pt}} .approved{{color:green}}</style></head>'
BOLD_HEAD = "<b>From:</b> Reciprocal &lt;reciprocal@reciprocal.example&gt;<br><b>Sent:</b> 06 July 2026 14:02<br><b>To:</b> Nadia Ferris &lt;nadia.ferris@hackney.example&gt;<br><b>Subject:</b> {subject}"
PAGE: Mapping[str, str] = {
    "outlook_mso_html": HEAD
    + '<body lang="EN-GB" link="#0563C1"><div class="WordSection1">{own}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
    + BOLD_HEAD
    + "<o:p></o:p></p></div></div>{old}</div></body></html>",
    "outlook_new_html": HEAD
    + '<body><div class="elementToProof">{own}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
    + BOLD_HEAD
    + "</font><div>&nbsp;</div></div>{old}</body></html>",
    "outlook_web_blockquote": HEAD
    + '<body><div dir="ltr">{own}</div><hr><blockquote style="border-left:1px solid #ccc;margin-left:1ex"><div>'
    + BOLD_HEAD
    + "</div>{old}</blockquote></body></html>",
    "outlook_mobile_html": '<html><body><div>{own}</div><div id="ms-outlook-mobile-signature"><div><br></div>Get <a href="https://aka.example/o0ukef">Outlook for iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg">'
    + BOLD_HEAD
    + "</div>{old}</body></html>",
    "gmail_html": '<div dir="ltr">{own}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 6 Jul 2026 at 14:02, Reciprocal &lt;<a href="mailto:reciprocal@reciprocal.example">reciprocal@reciprocal.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{old}</blockquote></div>',
    "gmail_html_bare": '<div dir="ltr">{own}</div><br><div class="gmail_quote">On Mon, 6 Jul 2026 at 14:02, Reciprocal wrote:<br>{old}</div>',
    "apple_mail_html": '<html><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">{own}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 6 Jul 2026, at 14:02, Reciprocal &lt;reciprocal@reciprocal.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>{old}</div></blockquote></div></body></html>',
    "iphone_html": '<html><body dir="auto">{own}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 6 Jul 2026, at 14:02, Reciprocal wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{old}</div></blockquote></body></html>',
    "yahoo_html": '<html><body><div class="ydp1yahoo-style-wrap">{own}</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, 6 July 2026 at 14:02:11 BST, Reciprocal wrote:</div><div><br></div>{old}</div></body></html>',
    "thunderbird_html": '<html><body>{own}<div class="moz-cite-prefix">On 06/07/2026 14:02, Reciprocal wrote:<br></div><blockquote type="cite" cite="mid:1@reciprocal.example">{old}</blockquote></body></html>',
    "lotus_notes_html": '<html><body><font size=2 face="sans-serif">{own}</font><br><br><font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">Reciprocal/Reciprocal</font><br><font size=1>To: &nbsp; &nbsp;</font><font size=1>Nadia Ferris</font><br><font size=1>Date: &nbsp;</font><font size=1>06/07/2026 14:02</font><br><font size=1>Subject: &nbsp;</font><font size=1>{subject}</font><hr noshade><br>{old}</body></html>',
    "samsung_html": '<html><body><div dir="auto">{own}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto">Sent from my Galaxy</div><div><br></div><div style="font-size:100%;color:#000000" dir="auto"><div>-------- Original message --------</div><div>From: Reciprocal </div><div>Date: 06/07/2026  14:02  (GMT+00:00) </div><div>To: Nadia Ferris </div><div>Subject: {subject} </div></div>{old}</body></html>',
    "proton_html": '<div style="font-family: Arial;">{own}</div><div class="protonmail_quote">On Monday, 6 July 2026 at 14:02, Reciprocal wrote:<br><blockquote class="protonmail_quote" type="cite">{old}</blockquote></div>',
    "zimbra_html": '<html><body><div>{own}</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>Reciprocal<br><b>To: </b>Nadia Ferris<br><b>Sent: </b>Monday, 6 July, 2026 14:02:11<br><b>Subject: </b>{subject}</div><div data-marker="__QUOTED_TEXT__">{old}</div></body></html>',
    "div_soup": '<div><div><div><div><span>{own}</span></div></div><div><br></div></div><div><div><div>On Mon, Jul 6, 2026 at 2:02 PM Reciprocal &lt;reciprocal@reciprocal.example&gt; wrote:</div><div style="margin-left:40px">{old}</div></div></div></div>',
    "german_html": '<html><body><div>{own}</div><div style="border-top:solid #B5C4DF 1.0pt"><p><b>Von:</b> Reciprocal<br><b>Gesendet:</b> Montag, 6. Juli 2026 14:02<br><b>An:</b> Nadia Ferris<br><b>Betreff:</b> {subject}</p></div>{old}</body></html>',
}


@dataclass(frozen=True, kw_only=True)
class Body:
    """The two versions of a mail's words; either may be absent."""

    plain: str = ""
    page: str = ""


CLIENTS: tuple[str, ...] = (*PLAIN, *PAGE)


def body(client: str, own: str, old: str, subject: str = SLOTS["subject"], *, both: bool = False) -> Body:
    """A mail's words as the client sends them. `both`: a page comes with the plain text of the same."""
    marked = "\n".join(f"> {line}".rstrip() for line in old.split("\n"))
    slots = {**SLOTS, "subject": subject, "own": own, "old": old, "marked": marked}
    if client in PLAIN:
        page = f"<html><body><div>{as_page(own)}</div><blockquote>{as_page(old)}</blockquote></body></html>" if both else ""
        return Body(plain=PLAIN[client].format(**slots), page=page)
    page = PAGE[client].format(**{**slots, "own": as_page(own), "old": as_page(old)})
    return Body(plain=PLAIN["outlook_ruled"].format(**slots) if both else "", page=page)


def as_page(text: str) -> str:
    return "".join(f'<p class="MsoNormal">{html.escape(line, quote=False) or "&nbsp;"}</p>' for line in text.split("\n"))
