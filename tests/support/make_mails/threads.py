"""Replies: each client's way of quoting around words of every kind, and the shapes where words hide or are not the sender's."""

# ruff: noqa: E501 - the shapes stand as they come

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.support.make_mails.clients import CLIENTS, PAGE, Body, as_page, body
from tests.support.make_mails.furniture import BANNERS, DISCLAIMERS, GREETINGS, OLD, SIGNATURES
from tests.support.make_mails.model import REFERENCE, Meant, Sample, mail, multipart, raw
from tests.support.make_mails.sayings import ENQUIRIES, SAYINGS, WORDINGS, Saying

SUBJECT = f"RE: {REFERENCE}: approval requested"
LEAD = "Nadia Ferris <nadia.ferris@hackney.example>"
YES = Meant(kind="landlord_decision", fields={"reference": REFERENCE, "decision": "approve"})
MAYBE = Meant(kind="landlord_decision", fields={"reference": REFERENCE}, doubted=("decision",))


def every() -> Iterator[Sample]:
    yield from _clients()
    yield from _wordings()
    yield from _furniture()
    yield from _charsets()
    yield from _asked()
    yield from _fine()


def _clients() -> Iterator[Sample]:
    """Four kinds of words for each client, with furniture drawn by a seed."""
    for row, client in enumerate(CLIENTS):
        for turn in range(4):
            number = row * 4 + turn
            draw = random.Random(number)  # noqa: S311 - a seeded draw for samples
            saying = SAYINGS[(row * 7 + turn * 6) % len(SAYINGS)]
            own = _furnished(saying[2], draw)
            words = body(client, own, draw.choice(OLD), both=client in PAGE and turn == 3)
            yield _sample(saying, client, mail(words, subject=SUBJECT, number=number, encoding=_way(draw)))


def _furnished(words: str, draw: random.Random) -> str:
    parts = (draw.choice(BANNERS), draw.choice(GREETINGS), words, draw.choice(SIGNATURES))
    greeting = f"{parts[1]}\n\n" if parts[1] else ""
    signature = f"\n\n{parts[3]}" if parts[3] else ""
    return f"{parts[0]}{greeting}{parts[2]}{signature}{draw.choice(DISCLAIMERS)}"


def _way(draw: random.Random) -> str:
    return draw.choice(("quoted-printable", "quoted-printable", "base64", "8bit"))


def _sample(saying: Saying, client: str, data: bytes, note: str = "") -> Sample:
    folder, name, _, meant = saying
    return Sample(path=f"{folder}/{client}/{name}{note}", data=data, readings=(meant,))


def _wordings() -> Iterator[Sample]:
    for number, saying in enumerate((*WORDINGS, *ENQUIRIES)):
        client = CLIENTS[(number * 5) % len(CLIENTS)]
        draw = random.Random(500 + number)  # noqa: S311 - a seeded draw for samples
        words = body(client, f"Hello,\n\n{saying[2]}\n\nRegards\nNadia Ferris", draw.choice(OLD))
        data = mail(words, subject=SUBJECT, number=300 + number)
        if saying[3].kind == "enquiry":
            yield Sample(path=f"{saying[0]}/{client}/{saying[1]}", data=data, readings=(saying[3],), question=True)
        else:
            yield _sample(saying, client, data)


def _furniture() -> Iterator[Sample]:
    """Each banner, signature and disclaimer once, around the shortest of words and no quotation."""
    saying = SAYINGS[0]
    rows = [*((each, SIGNATURES[1], "") for each in dict.fromkeys(BANNERS) if each)]
    rows += [("", each, "") for each in SIGNATURES if each]
    rows += [("", SIGNATURES[1], each) for each in dict.fromkeys(DISCLAIMERS) if each]
    for number, (banner, signature, disclaimer) in enumerate(rows):
        own = f"{banner}Approved. Please circulate.\n\n{signature}{disclaimer}"
        where = "banner" if banner else "disclaimer" if disclaimer else "signature"
        yield _sample(saying, "gateway", mail(Body(plain=own), subject=SUBJECT, number=400 + number), f"_{where}_{number:02}")


CHARSETS = (
    ("utf-8", "base64", "", False),
    ("utf-8", "quoted-printable", "", True),
    ("utf-7", "7bit", "", False),
    ("utf-16", "base64", "", False),
    ("utf-16-le", "base64", "utf-16le", False),
    ("iso-8859-1", "quoted-printable", "", False),
    ("iso-8859-15", "8bit", "", False),
    ("windows-1252", "quoted-printable", "", False),
    ("windows-1252", "8bit", "iso-8859-1", False),
    ("windows-1252", "8bit", "us-ascii", False),
    ("utf-8", "8bit", "us-ascii", False),
    ("utf-8", "8bit", "iso-8859-1", False),
    ("utf-8", "quoted-printable", "x-unknown", False),
    ("gb2312", "base64", "", False),
    ("gb18030", "8bit", "gb2312", False),
    ("koi8-r", "quoted-printable", "", False),
    ("macintosh", "quoted-printable", "", False),
)


def _charsets() -> Iterator[Sample]:
    offer = next(each for each in SAYINGS if each[1] == "second_floor_flat")
    plain = SAYINGS[0]
    for number, (charset, encoding, claimed, flowed) in enumerate(CHARSETS):
        pounds = charset not in {"gb2312", "koi8-r"}
        saying = offer if pounds else plain
        text = f"Hello,\n\n{saying[2]}\n\nRegards\nNadia\n"
        if flowed:
            text = text.replace("no lift, at", "no lift, \nat")
        data = mail(
            Body(plain=text),
            number=450 + number,
            subject=SUBJECT,
            charset=charset,
            encoding=encoding,
            claimed=claimed,
            flowed=flowed,
        )
        name = f"_{charset}_as_{claimed or charset}_{encoding}".replace("-", "_") + ("_flowed" if flowed else "")
        yield _sample(saying, "charset", data, name)


QUOTED_ASK = "> Do you approve request ARC-07-26?\n> \n> Is the rent account clear?"
OWN_ASK = "Do you approve request ARC-07-26?"
# Where a person must be asked: (folder/client/case, subject, plain, page, what may be read of it with a doubt)
ASKED: tuple[tuple[str, str, str, str, tuple[Meant, ...]], ...] = (
    ("reply/gmail/inline_answers", SUBJECT, f"Hi, answers in the text.\n\nOn Mon, 6 Jul 2026 at 14:02, Reciprocal wrote:\n\n> Do you approve request {REFERENCE}?\n\nYes, approved.\n\n> Is the rent account clear?\n\nNo.\n", "", ()),
    ("reply/outlook_desktop/inline_answers_below_header", SUBJECT, f"Please see below.\n\nFrom: Reciprocal\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: approval\n\n{QUOTED_ASK}\n\nApproved.\n", "", ()),
    ("reply/thunderbird/bottom_posted_close_by", SUBJECT, f"On 06/07/2026 14:02, Reciprocal wrote:\n{QUOTED_ASK}\nApproved. Please circulate.\n\nNadia\n", "", ()),
    ("reply/gmail/bottom_posted_unmarked_head", SUBJECT, f"{QUOTED_ASK}\n\nApproved. Please circulate.\n", "", (YES,)),
    ("reply/outlook_desktop/comments_in_red", SUBJECT, f"Please see my comments in red below.\n\nNadia\n\nFrom: Reciprocal\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: approval\n\n{OWN_ASK} Yes, approved.\n", "", ()),
    ("reply/outlook_desktop/answers_in_blue", SUBJECT, "", "<html><body><p>My answers are in blue below.</p><p>Nadia</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Reciprocal<br><b>Sent:</b> 06 July 2026 14:02<br><b>To:</b> Nadia<br><b>Subject:</b> approval</p></div><p>Do you approve? <span style='color:blue'>Yes</span></p></body></html>", ()),
    ("reply/outlook_web/see_below", SUBJECT, "See below please.\n\nFrom: Colm Darby\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: RE: approval\n\nApproved from our side.\n", "", ()),
    ("reply/outlook_desktop/as_per_the_mail_below", SUBJECT, "Further to the email below from my manager.\n\nFrom: Dawn Reed\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: RE: approval\n\nApproved, go ahead.\n", "", ()),
    ("reply/outlook_desktop/only_a_quotation", SUBJECT, "\n\nFrom: Colm Darby\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: RE: approval\n\nApproved from our side.\n", "", ()),
    ("reply/iphone/only_a_signature", SUBJECT, "\n\nSent from my iPhone\n\n> On 6 Jul 2026, at 14:02, Reciprocal wrote:\n> \n> Approved?\n", "", ()),
    ("reply/outlook_desktop/forwarded_without_words", f"FW: {REFERENCE}: approval requested", "\n\nFrom: Colm Darby\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: RE: approval\n\nApproved from our side. Please circulate.\n", "", ()),
    ("reply/outlook_desktop/forwarded_fyi", f"FW: {REFERENCE}: approval requested", "FYI\n\nNadia\n\nFrom: Colm Darby\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: RE: approval\n\nApproved from our side. Please circulate.\n", "", ()),
    ("reply/gmail/forwarded", f"Fwd: {REFERENCE}", "\n\n---------- Forwarded message ---------\nFrom: Colm Darby <colm.darby@camden.example>\nDate: Mon, 6 Jul 2026 at 14:02\nSubject: Re: approval\nTo: Nadia\n\n\nApproved from our side. Please circulate.\n", "", ()),
    ("reply/apple_mail/begin_forwarded", f"Fwd: {REFERENCE}", "Please see what Colm says.\n\nBegin forwarded message:\n\nFrom: Colm Darby <colm.darby@camden.example>\nSubject: Re: approval\nDate: 6 July 2026 at 14:02:11 BST\nTo: Nadia\n\nApproved from our side.\n", "", ()),
    ("reply/thunderbird/forwarded_inline", f"Fwd: {REFERENCE}", "-------- Forwarded Message --------\nSubject: \tRe: approval\nDate: \tMon, 6 Jul 2026 14:02:11 +0100\nFrom: \tColm Darby <colm.darby@camden.example>\nTo: \tNadia\n\nApproved from our side. Please circulate.\n", "", ()),
    ("reply/outlook_web/subject_alone", f"{REFERENCE} approved", "", "", (YES,)),
    ("reply/outlook_web/subject_alone_eom", f"{REFERENCE} - approved, please circulate (EOM)", "\n\nKind regards\nNadia Ferris\n", "", (YES,)),
    ("reply/iphone/thumb", SUBJECT, "👍\n\nSent from my iPhone\n", "", (MAYBE,)),
    ("reply/iphone/thumb_in_brown", SUBJECT, "👍🏽\n", "", (MAYBE,)),
    ("reply/outlook_web/ok", SUBJECT, "ok\n\nNadia\n", "", (MAYBE,)),
    ("reply/outlook_web/reaction", f"Nadia Ferris reacted to your message: {REFERENCE}", "👍\n\nNadia Ferris reacted to your message.\n\nFrom: Reciprocal\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: approval\n", "", (MAYBE,)),
    ("reply/outlook_web/parts_say_opposite_things", SUBJECT, "Approved. Please circulate.\n", "<html><body><p>Declined. We cannot support this.</p></body></html>", (MAYBE,)),
    ("reply/outlook_web/parts_differ_in_a_word", SUBJECT, "We approve this request.\n", "<html><body><p>We do not approve this request.</p></body></html>", (MAYBE,)),
    ("reply/outlook_web/page_says_another_reference", SUBJECT, "Approved. Please circulate.\n", "<html><body><p>Approved for ARC-09-26. Please circulate.</p></body></html>", (MAYBE,)),
    ("reply/outlook_web/recall", f"Recall: {REFERENCE}: approval", "Nadia Ferris would like to recall the message, \"ARC-07-26: approved\".\n", "", ()),
    ("reply/outlook_web/recall_of_an_approval", f"Recall: RE: {REFERENCE}: approval requested", "", "<html><body><p>Nadia Ferris would like to recall the message, &quot;RE: ARC-07-26: approval requested&quot;.</p></body></html>", ()),
    ("reply/outlook_web/hidden_approval", SUBJECT, "", '<html><body><p>Could you tell me what happens next?</p><p style="display:none">Approved. Please circulate.</p></body></html>', ()),
    ("reply/outlook_web/white_on_white", SUBJECT, "", '<html><body style="background:#ffffff"><p>Could you tell me what happens next?</p><p style="color:#ffffff">Approved. Please circulate.</p></body></html>', ()),
    ("reply/outlook_web/zero_size", SUBJECT, "", '<html><body><p>Could you tell me what happens next?</p><span style="font-size:0">Approved. Please circulate.</span></body></html>', ()),
    ("reply/outlook_web/hidden_by_a_class", SUBJECT, "", '<html><head><style>.pre{display:none;max-height:0}</style></head><body><div class="pre">Approved. Please circulate.</div><p>Could you tell me what happens next?</p></body></html>', ()),
    ("reply/outlook_web/preheader", SUBJECT, "", '<html><body><div style="display:none;font-size:1px;max-height:0px;overflow:hidden">Approved. Please circulate.</div><p>Could you tell me what happens next?</p></body></html>', ()),
    ("reply/outlook_web/in_a_comment", SUBJECT, "", "<html><body><!-- Approved. Please circulate. --><!--[if mso]><p>Approved.</p><![endif]--><p>Could you tell me what happens next?</p></body></html>", ()),
    ("reply/outlook_web/in_the_title", SUBJECT, "", "<html><head><title>Approved. Please circulate.</title></head><body><p>Could you tell me what happens next?</p></body></html>", ()),
    ("reply/outlook_web/outside_the_screen", SUBJECT, "", '<html><body><p>Could you tell me what happens next?</p><div style="position:absolute;left:-9999px">Approved. Please circulate.</div></body></html>', ()),
    ("reply/outlook_web/struck_out", SUBJECT, "", "<html><body><p><s>Approved. Please circulate.</s></p><p>Could you tell me what happens next?</p></body></html>", ()),
    ("reply/outlook_web/postscript_takes_back", SUBJECT, "Approved. Please circulate.\n\nKind regards\nNadia Ferris\nHousing Options\n\nPS please hold on to this until the panel has met.\n", "", (MAYBE,)),
    ("reply/outlook_web/actually_no", SUBJECT, "Approved.\n\nKind regards\nNadia\n\nActually no, please wait until I have spoken with the panel.\n", "", (MAYBE,)),
    ("automatic/outlook_web/calendar_accepted_with_words", f"Accepted: Viewing {REFERENCE}", "", "", ()),
    ("reply/outlook_web/right_to_left_override", SUBJECT, "\u202edevorppA\u202c\n\nNadia\n", "", ()),
    ("reply/outlook_web/nothing_at_all", SUBJECT, "", "", ()),
    ("reply/outlook_web/picture_of_an_answer", SUBJECT, "[cid:image001.png]\n", "", ()),
)  # fmt: skip


def _asked() -> Iterator[Sample]:
    for number, (path, subject, plain, page, meant) in enumerate(ASKED):
        words = Body(plain=plain, page=page)
        if path.startswith("automatic/"):
            continue
        if plain or page:
            data = mail(words, subject=subject, number=500 + number)
        else:
            data = raw(b"Content-Type: text/plain; charset=utf-8\n\n\n", sender=LEAD, subject=subject, number=500 + number)
        yield Sample(path=path, data=data, readings=meant, question=True)


FINE_PAGE = "<html><head><style>.x{{display:block}}</style><title>RE: request</title></head><body>{}</body></html>"
# Odd, but clear: (path, subject, plain, page, meaning)
FINE: tuple[tuple[str, str, str, str, Meant], ...] = (
    ("approval/iphone/emoji_behind", SUBJECT, "Approved 👍 please circulate\n\nSent from my iPhone\n", "", YES),
    ("approval/outlook_web/zero_width", SUBJECT, "Appr\u200boved. Please cir\u00adculate.\n\nNadia\n", "", YES),
    ("approval/outlook_web/no_break_spaces", SUBJECT, "Approved.\xa0Please\xa0circulate.\n\xa0\nNadia\n", "", YES),
    ("approval/outlook_web/marks_of_direction", SUBJECT, "\u200eApproved. Please circulate.\u200e\n", "", YES),
    ("approval/outlook_web/full_width_spaces", SUBJECT, "Approved.\u2003Please circulate.\n", "", YES),
    ("approval/outlook_web/word_soup_of_spans", SUBJECT, "", FINE_PAGE.format("<div><span>App</span><span>roved</span><span>. </span><b>Please</b> <i>circu</i>late.</div>"), YES),
    ("approval/outlook_web/font_tags", SUBJECT, "", FINE_PAGE.format('<font color="#1F497D" face="Calibri">Approved. Please circulate.</font>'), YES),
    ("approval/outlook_web/in_a_table", SUBJECT, "", FINE_PAGE.format("<table><tr><td>Approved. Please circulate.</td></tr></table>"), YES),
    ("approval/outlook_web/white_on_a_dark_ground", SUBJECT, "", FINE_PAGE.format('<div style="background-color:#003366"><p style="color:#ffffff">Approved. Please circulate.</p></div>'), YES),
    ("approval/outlook_web/hidden_decline_is_not_seen", SUBJECT, "", FINE_PAGE.format('<p>Approved. Please circulate.</p><div style="display:none">Declined.</div>'), YES),
    ("approval/outlook_web/stub_for_text", SUBJECT, "Your email client does not support HTML. Please view this message in an HTML client.", FINE_PAGE.format("<p>Approved. Please circulate.</p>"), YES),
    ("approval/outlook_web/both_parts", SUBJECT, "Approved. Please circulate.\n", FINE_PAGE.format("<p>Approved. Please circulate.</p>"), YES),
    ("approval/outlook_web/banner_as_a_table", SUBJECT, "", FINE_PAGE.format('<table bgcolor="#FFEB9C"><tr><td><b>CAUTION:</b> This email originated from outside the organisation. Do not click links or open attachments unless you recognise the sender.</td></tr></table><p>Approved. Please circulate.</p>'), YES),
    ("approval/outlook_web/double_subject", f"RE: FW: RE: {REFERENCE}: approval requested [SEC=OFFICIAL]", "Approved. Please circulate.\n", "", YES),
    ("approval/outlook_desktop/own_words_above_a_forward", f"FW: {REFERENCE}: approval requested", "Approved from our side. Please circulate.\n\nNadia\n\nFrom: Reciprocal\nSent: 06 July 2026 14:02\nTo: Nadia\nSubject: ARC-07-26\n\nPlease approve or decline.\n", "", YES),
    ("approval/outlook_web/on_leave_but_approved", SUBJECT, "I'm on leave from Friday, but approved from our side.\n\nNadia\n", "", YES),
    ("approval/outlook_web/out_of_office_next_week", SUBJECT, "Approved. I will be out of the office next week, please contact Dawn if urgent.\n\nNadia\n", "", YES),
    ("approval/outlook_web/answers_a_recall_free_subject", f"RE: {REFERENCE}", "This request is approved.\n\nRegards\nNadia Ferris\nRecall and Reablement Team, Hackney Service Centre\n", "", YES),
    ("approval/outlook_web/a_very_long_signature", SUBJECT, "Approved. Please circulate.\n\nKind regards\n\nNadia Ferris\n" + "".join(f"Line {each} of our award-winning service, Lambeth and Southwark\n" for each in range(30)), "", YES),
    ("approval/outlook_web/approved_once_the_arrears_are_cleared", SUBJECT, "Approved, but not until the arrears are cleared.\n\nNadia\n", "", Meant(kind="landlord_decision", fields={"reference": REFERENCE, "decision": "conditional", "condition_text": "Approved, but not until the arrears are cleared."})),
    ("approval/outlook_web/crlf_and_tabs", SUBJECT, "\tApproved.\t\r\n\tPlease circulate.\r\n", "", YES),
    ("reply/thunderbird/bottom_posted", SUBJECT, f"On 06/07/2026 14:02, Reciprocal wrote:\n{QUOTED_ASK}\n\nApproved. Please circulate.\n\nNadia\n", "", YES),
)  # fmt: skip


def _fine() -> Iterator[Sample]:
    for number, (path, subject, plain, page, meant) in enumerate(FINE):
        yield Sample(path=path, data=mail(Body(plain=plain, page=page), subject=subject, number=560 + number), readings=(meant,))
    calendar = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Panel\nEND:VEVENT\nEND:VCALENDAR\n"
    parts = [
        ("Content-Type: text/plain; charset=utf-8", "Approved. Please circulate.\n\nNadia\n"),
        ('Content-Type: text/calendar; charset=utf-8; method=REQUEST; name="panel.ics"', calendar),
    ]
    content = multipart("mixed", parts, "=_cal")
    yield Sample(
        path="approval/outlook_web/with_an_invitation",
        data=raw(content, sender=LEAD, subject=SUBJECT, number=590),
        readings=(YES,),
    )
    page = as_page("Approved. Please circulate.")
    parts = [("Content-Type: text/html; charset=utf-8", page), ("Content-Type: image/png\nContent-ID: <logo>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64", "iVBORw0KGgo=")]  # fmt: skip
    content = multipart("related", parts, "=_rel", 'type="text/html"; ')
    yield Sample(
        path="approval/outlook_web/with_a_logo", data=raw(content, sender=LEAD, subject=SUBJECT, number=591), readings=(YES,)
    )
