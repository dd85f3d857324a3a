"""Forms that come by mail: attached, pasted, as a web form's notification; and wrappers that hold nothing to read."""

# ruff: noqa: E501 - the shapes stand as they come

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.support.make_mails.clients import Body
from tests.support.make_mails.model import Meant, Paper, Sample, mail
from tests.support.word_maker import form_docx

OFFICER = "Olive Marsh <olive.marsh@harbour-advice.example>"
WEB = "Web form <noreply@forms.example>"
COVER = "Hello,\n\nPlease find a property request form attached.\n\nKind regards\nOlive Marsh\nHarbour Advice\n"

Answer = tuple[str, str, dict[str, Any]]  # label, words, what they mean
FIRST: Sequence[Answer] = (
    ("Applicant has given consent", "Yes", {"consent_given": True}),
    ("Date of consent", "30/06/2026", {"consent_date": "2026-06-30"}),
    ("Date of request", "02/07/2026", {"referral_date": "2026-07-02"}),
    ("Applicant's landlord", "Hackney Council", {"applicant_landlord": "Hackney"}),
    ("Borough of residence", "Hackney", {"area_residence": "Hackney"}),
    ("Number of bedrooms, floor and type of current property", "2 bed, 1st floor flat", {"current_bedrooms": 2, "current_floor": 1, "current_type": "flat"}),
    ("Tenancy type", "Secure", {"tenancy_type": "secure"}),
    ("Sole/joint tenancy", "Sole", {"joint_tenancy": False}),
    ("Is the perpetrator on the tenancy?", "No", {"other_tenant_is_perpetrator": False}),
    ("Where is the applicant living now?", "At home", {"currently_staying": "home"}),
    ("Is the household currently overcrowded?", "No", {"overcrowded": False}),
    ("Details of adults (above 18) requesting to move", "1 adult, female, 34", {"adults": [{"age": 34, "sex": "f"}]}),
    ("Details of children", "2 children: boy 9, girl 7", {"children": [{"age": 9, "sex": "m"}, {"age": 7, "sex": "f"}]}),
    ("Bedrooms requested", "2", {"bedrooms_needed": 2}),
    ("Boroughs requested", "Camden, Brent", {"areas_requested": ["Brent", "Camden"]}),
    ("Areas to avoid", "Hackney", {"areas_at_risk": ["Hackney"]}),
    ("Pets", "No", {"pets": False}),
    ("Reason for request", "Domestic abuse", {"risk_primary": "domestic_abuse"}),
    ("Support in place", "Harbour Advice, IDVA service", {"support_agency": "Harbour Advice, IDVA service"}),
    ("Nominating officer", "Olive Marsh", {"officer_name": "Olive Marsh"}),
    ("Job title", "IDVA", {"officer_role": "IDVA"}),
    ("Agency", "Harbour Advice", {"officer_agency": "Harbour Advice"}),
    ("Officer's e-mail", "olive.marsh@harbour-advice.example", {"officer_email": "olive.marsh@harbour-advice.example"}),
    ("Officer's telephone", "020 7946 0123", {"officer_phone": "020 7946 0123"}),
)  # fmt: skip
OTHER_WORDS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "Applicant's landlord": ("Camden Council", {"applicant_landlord": "Camden"}),
    "Borough of residence": ("Camden", {"area_residence": "Camden"}),
    "Number of bedrooms, floor and type of current property": ("3 bed, ground floor house", {"current_bedrooms": 3, "current_floor": 0, "current_type": "house"}),
    "Details of adults (above 18) requesting to move": ("1 adult, female, 29", {"adults": [{"age": 29, "sex": "f"}]}),
    "Details of children": ("3 children: boy 4, girl 6, girl 11", {"children": [{"age": 4, "sex": "m"}, {"age": 6, "sex": "f"}, {"age": 11, "sex": "f"}]}),
    "Bedrooms requested": ("3", {"bedrooms_needed": 3}),
    "Boroughs requested": ("Bexley, Bromley, Sutton", {"areas_requested": ["Bexley", "Bromley", "Sutton"]}),
    "Areas to avoid": ("Camden", {"areas_at_risk": ["Camden"]}),
    "Reason for request": ("Stalking", {"risk_primary": "stalking"}),
}  # fmt: skip
SECOND: Sequence[Answer] = tuple((label, *OTHER_WORDS.get(label, (words, means))) for label, words, means in FIRST)
DECISION: Sequence[Answer] = (
    ("Reference code", "ARC-07-26", {"reference": "ARC-07-26"}),
    ("Decision", "Approved", {"decision": "approve"}),
    ("We understand that we will owe one home to the pot", "Yes", {"acknowledges_owing": True}),
)


def meant(answers: Sequence[Answer], kind: str = "property_request") -> Meant:
    fields: dict[str, Any] = {}
    for _, _, means in answers:
        fields.update(means)
    return Meant(kind=kind, fields=fields)


def word_form(answers: Sequence[Answer]) -> bytes:
    return form_docx(tuple((label, words) for label, words, _ in answers))


def lines(answers: Sequence[Answer], between: str = ": ") -> str:
    return "\n".join(f"{label.rstrip('?') if between == ': ' else label}{between}{words}" for label, words, _ in answers)


def _table(answers: Sequence[Answer], how: str = 'border="1"', cell: str = "td") -> str:
    rows = "".join(f"<tr><{cell}>{html.escape(label)}</{cell}><td>{html.escape(words)}</td></tr>" for label, words, _ in answers)
    return f"<table {how}>{rows}</table>"


def _columns(answers: Sequence[Answer]) -> str:
    """Aligned by spaces, as a table becomes when it is pasted into plain text."""
    return "\n".join(f"{label:<58}  {words}" for label, words, _ in answers)


def every() -> Iterator[Sample]:
    yield from _attached()
    yield from _pasted()
    yield from _web_forms()
    yield from _wrappers()


def _attached() -> Iterator[Sample]:
    first, second = word_form(FIRST), word_form(SECOND)
    form = Paper(name="Property request.docx", data=first)
    subject = "Property request"
    one, two = meant(FIRST), meant(SECOND)
    inner = mail(
        Body(plain="Here is the form for the family that we spoke about. Approved.\n"), subject="Form", number=701, papers=[form]
    )
    quoted = (
        COVER
        + "\n\nFrom: Reciprocal\nSent: 06 July 2026 14:02\nTo: Olive Marsh\nSubject: forms\n\nBedrooms requested: 5\nBoroughs requested: Croydon, Sutton\nTenancy type: Assured\n"
    )
    logo = Paper(name="image001.png", data=b"\x89PNG\r\n\x1a\n" + bytes(200), content_type="image/png", inline=True)
    card = Paper(name="olive.vcf", data=b"BEGIN:VCARD\r\nFN:Olive Marsh\r\nEND:VCARD\r\n", content_type="text/vcard")
    rows: tuple[tuple[str, str, tuple[Paper, ...], tuple[Meant, ...]], ...] = (
        ("plain", COVER, (form,), (one,)),
        ("html_cover", "", (form,), (one,)),
        ("no_words", "", (form,), (one,)),
        ("two_forms_one_cover", "Hello,\n\nTwo requests attached, one for each family.\n\nOlive\n", (form, Paper(name="Request 2.docx", data=second)), (one, two)),
        ("octet_stream", COVER, (Paper(name="form.docx", data=first, content_type="application/octet-stream"),), (one,)),
        ("no_extension", COVER, (Paper(name="form", data=first, content_type="application/octet-stream"),), (one,)),
        ("quoted_older_form", quoted, (form,), (one,)),
        ("logo_and_card", COVER, (form, logo, card), (one,)),
        ("forwarded_as_attachment", "Please see the attached.\n\nOlive\n", (Paper(name="Form.eml", data=inner, content_type="message/rfc822"),), (one,)),
        ("as_text_file", COVER, (Paper(name="form.txt", data=lines(FIRST).encode(), content_type="text/plain"),), (one,)),
    )  # fmt: skip
    for number, (name, words, papers, readings) in enumerate(rows):
        body = (
            Body(page="<html><body><p>Please find a form attached.</p></body></html>")
            if name == "html_cover"
            else Body(plain=words or "\n")
        )
        yield Sample(path=f"request/outlook_desktop/form_{name}", data=mail(body, sender=OFFICER, subject=subject, number=702 + number, papers=papers), readings=readings)  # fmt: skip
    approval = Paper(name="Decision.docx", data=form_docx(tuple((a, b) for a, b, _ in DECISION)))
    words = "Hello,\n\nPlease see the attached.\n\nNadia Ferris\n"
    yield Sample(path="approval/outlook_desktop/form_attached", data=mail(Body(plain=words), subject="RE: ARC-07-26", number=718, papers=[approval]), readings=(meant(DECISION, "landlord_decision"),))  # fmt: skip
    said = Meant(kind="landlord_decision", fields={"reference": "ARC-07-26"}, doubted=("decision",))
    both = (said, replace(said, fields={**said.fields, "acknowledges_owing": True}))
    against = "Hello,\n\nWe cannot approve this one, it is declined.\n\nNadia Ferris\n"
    yield Sample(path="approval/outlook_desktop/words_against_the_form", data=mail(Body(plain=against), subject="RE: ARC-07-26", number=719, papers=[approval]), readings=both, question=True)  # fmt: skip


def _pasted() -> Iterator[Sample]:
    older = "\n\nOn Mon, 6 Jul 2026 at 14:02, Olive Marsh <olive.marsh@harbour-advice.example> wrote:\n\n" + "\n".join(
        f"> {line}" for line in lines(SECOND).split("\n")
    )
    below = (
        "\n\nFrom: Reciprocal <reciprocal@reciprocal.example>\nSent: 06 July 2026 14:02\nTo: Olive Marsh\nSubject: form\n\n"
        + lines(SECOND)
    )
    cover = "Hello,\n\nPlease see our request below.\n\n"
    word_table = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="EN-GB"><div class="WordSection1">{}'
        + _table(FIRST, 'class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse"')
        + "<p>{}</p></div></body></html>"
    )
    rows: tuple[tuple[str, str, str], ...] = (
        ("colon_lines", lines(FIRST), ""),
        ("colon_lines_below_a_cover", cover + lines(FIRST), ""),
        ("colon_lines_with_signature", cover + lines(FIRST) + "\n\nKind regards\nOlive Marsh\nHarbour Advice", ""),
        ("tab_lines", cover + lines(FIRST, "\t"), ""),
        ("space_aligned", cover + _columns(FIRST), ""),
        ("blank_lines_between", cover + lines(FIRST).replace("\n", "\n\n"), ""),
        ("older_form_quoted", cover + lines(FIRST) + older, ""),
        ("older_form_below", cover + lines(FIRST) + below, ""),
        ("word_table", "", word_table.format("<p>Hello,</p><p>New request below.</p>", "Kind regards<br>Olive Marsh")),
        ("word_table_alone", "", word_table.format("", "")),
        ("under_a_banner", "CAUTION: This email originated from outside of the organisation. Do not click links or open attachments unless you recognise the sender and know the content is safe.\n\n" + lines(FIRST), ""),
        ("with_a_disclaimer", lines(FIRST) + "\n\nThis email and any attachments are confidential and intended solely for the addressee.", ""),
        ("bullets", cover + "\n".join(f"- {line}" for line in lines(FIRST).split("\n")), ""),
        ("starred_labels", cover + "\n".join(f"*{label}:* {words}" for label, words, _ in FIRST), ""),
    )  # fmt: skip
    for number, (name, plain, page) in enumerate(rows):
        data = mail(Body(plain=plain, page=page), sender=OFFICER, subject="Property request", number=730 + number)
        yield Sample(path=f"form_in_body/pasted/{name}", data=data, readings=(meant(FIRST),))
    decision = "Hello,\n\n" + lines(DECISION) + "\n\nNadia"
    yield Sample(path="form_in_body/pasted/landlord_decision", data=mail(Body(plain=decision), subject="RE: ARC-07-26", number=748), readings=(meant(DECISION, "landlord_decision"),))  # fmt: skip


def _web_forms() -> Iterator[Sample]:
    submitted = "\n\nSubmission date: 08/07/2026 09:14\nSubmission ID: 58841\nIP address: 192.0.2.4\nBrowser: Firefox\n"
    footer = "\n\n--\nThis email was sent from a contact form on Reciprocal (https://forms.example)\n"
    mso = "".join(f"<p><b>{html.escape(label)}</b><br>{html.escape(words)}</p>" for label, words, _ in FIRST)
    gravity = "".join(
        f'<tr bgcolor="#EAF2FA"><td colspan="2"><font style="font-family:sans-serif;font-size:12px"><strong>{html.escape(label)}</strong></font></td></tr><tr bgcolor="#FFFFFF"><td width="20">&nbsp;</td><td><font style="font-family:sans-serif;font-size:12px">{html.escape(words)}</font></td></tr>'
        for label, words, _ in FIRST
    )
    jot = "".join(
        f'<tr><td style="padding:12px;width:170px"><b>{html.escape(label)}</b></td><td style="padding:12px">{html.escape(words)}</td></tr>'
        for label, words, _ in FIRST
    )
    rows: tuple[tuple[str, str, str], ...] = (
        ("key_value", lines(FIRST) + submitted, ""),
        ("key_value_with_intro", "A new submission has been received. The answers are below.\n\n" + lines(FIRST) + footer, ""),
        ("drupal", "Submitted on Wednesday, July 8, 2026 - 09:14\nSubmitted by anonymous user: 192.0.2.4\nSubmitted values are:\n\n" + lines(FIRST) + "\n\nThe results of this submission may be viewed at:\nhttps://forms.example/node/4/submission/58841\n", ""),
        ("drupal_sections", "Submitted on Wednesday, July 8, 2026 - 09:14\n\nSubmitted values are:\n\n==Household==\n" + lines(FIRST[:13]) + "\n\n==Request==\n" + lines(FIRST[13:]), ""),
        ("html_table", "", "<html><body><h2>New submission</h2>" + _table(FIRST) + "<p>This is an automatic notification.</p></body></html>"),
        ("html_table_headed", "", "<html><body>" + _table(FIRST, 'cellpadding="5"', "th") + "</body></html>"),
        ("jotform", "", f'<html><body><table width="600"><tr><td><table><tr><td colspan="2"><b>Property request</b></td></tr>{jot}</table></td></tr></table><p>You can <a href="https://forms.example/e">edit this submission</a></p></body></html>'),
        ("gravity_forms", "", f'<html><body><table width="99%" border="0" cellpadding="1" cellspacing="0" bgcolor="#EAEAEA"><tr><td><table width="100%" border="0" cellpadding="5" cellspacing="0" bgcolor="#FFFFFF">{gravity}</table></td></tr></table></body></html>'),
        ("microsoft_forms", "", f"<html><body><p>Microsoft Forms: a new response to «Property request».</p>{mso}<p>Responder: anonymous</p></body></html>"),
        ("definition_list", "", "<html><body><dl>" + "".join(f"<dt>{html.escape(label)}</dt><dd>{html.escape(words)}</dd>" for label, words, _ in FIRST) + "</dl></body></html>"),
        ("label_above_value", "", "<html><body>" + "".join(f"<div><strong>{html.escape(label)}</strong></div><div>{html.escape(words)}</div>" for label, words, _ in FIRST) + "</body></html>"),
        ("both_parts", lines(FIRST), "<html><body>" + _table(FIRST) + "</body></html>"),
    )  # fmt: skip
    for number, (name, plain, page) in enumerate(rows):
        extra = (("Auto-Submitted", "auto-generated"),) if number % 2 else ()
        data = mail(
            Body(plain=plain, page=page), sender=WEB, subject="New submission: property request", number=750 + number, extra=extra
        )
        yield Sample(path=f"form_in_body/web_form/{name}", data=data, readings=(meant(FIRST),))


def _wrappers() -> Iterator[Sample]:
    rows = (
        ("egress", "Nadia Ferris has sent you a secure email.\n\nThis message has been secured by Egress. Click here to read it: https://switch.egress.example/x\n"),
        ("microsoft", "nadia.ferris@hackney.example (nadia.ferris@hackney.example) has sent you a protected message.\n\nRead the message: https://outlook.office.example/Encryption/x\n\nLearn about messages protected by Office 365 Message Encryption."),
        ("mimecast", "You have received a secure message from Nadia Ferris via Mimecast Secure Messaging.\n\nhttps://secure.mimecast.example/x\n"),
        ("cjsm", "You have received a secure email through CJSM. Log in to read it: https://cjsm.example/x\n"),
        ("proofpoint", "This is a secure message.\n\nClick here by 2026-08-08 to read your message.\nhttps://securemail.example/x\nSecured by Proofpoint Encryption"),
        ("zix", "New ZixCorp secure email message from Hackney.\n\nTo view the secure message, click Open Message.\nhttps://web1.zixmail.example/x"),
        ("shared_link", "Nadia Ferris shared a file with you: Request form.docx\n\nOpen: https://hackney.sharepoint.example/x\n"),
    )  # fmt: skip
    for number, (name, words) in enumerate(rows):
        data = mail(Body(plain=words), subject="Secure message", number=780 + number)
        yield Sample(path=f"wrapper/{name}/only_a_link", data=data, readings=(Meant(kind="unreadable"),), question=True)
