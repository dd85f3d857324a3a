"""Leaks planted in finished messages, one a row: the gate catches every one of them (D1–D12, D19)."""

# ruff: noqa: E501 - a planted leak reads best as one row of the table

from __future__ import annotations

import base64
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage

import pytest

from matching.case import OfferState, State
from matching.decision import Letter
from outbox.compose import WORD, compose
from outbox.disclosure import Audience
from outbox.leaks import leaks
from outbox.letters import LETTERS, LetterKind
from outbox.message import letter_id
from outbox.words import REASONS
from tests.outbox.post import SCHEMES, SENDER, TODAY, Posted, home_landlord, parsed, part, places, post, the_letter, the_scheme

Plant = Callable[[bytes], bytes]
RESIDENCE, RISK, IN_STOCK, IN_STOCK_TOO, NOT_IN_STOCK, NOT_WANTED = places("pan_london")[:6]
RESIDENCE_OFFICIAL = the_scheme("pan_london").areas[0].official
RESIDENCE_ALIAS = the_scheme("pan_london").areas[0].aliases[0]
PLACE = next(area.places[0] for area in the_scheme("pan_london").areas if area.name == NOT_WANTED)

CIRCULAR = ("circular", Audience.STOCK_LANDLORD)
OWED = ("home_owed", Audience.HOME_LANDLORD)
REQUEST = ("approval_request", Audience.HOME_LANDLORD)
OFFERER = ("refusal_recorded", Audience.OFFERING_LANDLORD)
NOTICE = ("offer_notice", Audience.OFFICER)
DECLINED = ("declined", Audience.OFFICER)


def header(name: str, value: str) -> Plant:
    """A header beside or in the place of the one there is."""

    def plant(data: bytes) -> bytes:
        return f"{name}: {value}\r\n".encode() + data

    return plant


def header_instead(name: str, value: str) -> Plant:
    def plant(data: bytes) -> bytes:
        found = re.subn(rb"(?m)^" + name.encode() + rb": .*?\r\n(?![ \t])", f"{name}: {value}\r\n".encode(), data, count=1)
        assert found[1] == 1, name
        return found[0]

    return plant


def with_part(kind: str, change: Callable[[str], str]) -> Plant:
    """The text or HTML part, changed and put back as we would have sent it."""

    def plant(data: bytes) -> bytes:
        message = parsed(data)
        body = message.get_body((kind,))
        assert isinstance(body, EmailMessage)
        before = part(data, kind)
        assert change(before) != before
        body.set_content(change(before), subtype=kind, cte="quoted-printable")
        return message.as_bytes()

    return plant


def in_html(words: str) -> Plant:
    return with_part("html", lambda html: html.replace("</body>", f"{words}</body>"))


def in_both(words: str) -> Plant:
    def plant(data: bytes) -> bytes:
        return in_html(f"<p>{words}</p>")(with_part("plain", lambda text: f"{text}\n{words}\n")(data))

    return plant


def in_text(words: str) -> Plant:
    return with_part("plain", lambda text: f"{text}\n{words}\n")


def with_form(change: Callable[[bytes], bytes], name: str = "") -> Plant:
    def plant(data: bytes) -> bytes:
        message = parsed(data)
        (form,) = message.iter_attachments()
        content = form.get_payload(decode=True)
        assert isinstance(content, bytes)
        file_name = name or form.get_filename()
        form.clear()
        form.set_content(change(content), maintype=WORD[0], subtype=WORD[1], disposition="attachment", filename=file_name)
        del form["MIME-Version"]
        return message.as_bytes()

    return plant


def packed(
    content: bytes, *, comment: bytes = b"", extra: dict[str, str] | None = None, **changes: Callable[[str], str]
) -> bytes:
    """The form packed again with parts changed (by the stem of their name) or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = comment
        for entry in old.infolist():
            stem = entry.filename.rpartition("/")[2].removesuffix(".xml")
            words = old.read(entry).decode()
            changed = changes.get(stem, str)(words)
            assert stem not in changes or changed != words, f"nothing was planted in {stem}"
            kept = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            kept.compress_type, kept.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(kept, changed)
        for name, words in (extra or {}).items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), words)
    return held.getvalue()


def in_form(**changes: Callable[[str], str]) -> Plant:
    return with_form(lambda content: packed(content, **changes))


def beside_the_text(xml: str) -> Callable[[str], str]:
    return lambda words: words.replace("</w:tbl>", f"</w:tbl>{xml}", 1)


def another_part(maintype: str, subtype: str, content: bytes, name: str | None = None) -> Plant:
    def plant(data: bytes) -> bytes:
        message = parsed(data)
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
        return message.as_bytes()

    return plant


def split_by(character: str, word: str) -> str:
    return word[:3] + character + word[3:]


def entities(word: str) -> str:
    return "".join(f"&#{ord(char)};" for char in word)


def _with_relation(content: bytes) -> bytes:
    """A picture that Word would fetch when the form is opened."""
    outside = '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    outside += 'Target="https://elsewhere.example/p.png" TargetMode="External"/></Relationships>'
    return packed(content, **{"document.xml.rels": lambda xml: xml.replace("</Relationships>", outside)})


def _without_form(data: bytes) -> bytes:
    message = parsed(data)
    alternative = message.get_body(("related", "html", "plain"))
    assert alternative is not None
    whole = next(each for each in message.iter_parts() if each.get_content_type() == "multipart/alternative")
    message.set_payload(whole.get_payload())
    message.replace_header("Content-Type", "multipart/alternative")
    message.set_boundary(whole.get_boundary() or "")
    return message.as_bytes()


@dataclass(frozen=True, kw_only=True)
class Leak:
    name: str
    letter: tuple[str, Audience] = CIRCULAR
    plant: Plant
    rule: str  # beginning of the sentence that tells of it


LEAKS = [
    # Who gets it.
    Leak(name="a Bcc is added", plant=header("Bcc", "voids@fernlea.example"), rule="D1"),
    Leak(name="a Cc is added", plant=header("Cc", "someone@elsewhere.example"), rule="D1"),
    Leak(name="a Resent-To is added", plant=header("Resent-To", "someone@elsewhere.example"), rule="D1"),
    Leak(name="a second To is added", plant=header("To", "someone@elsewhere.example"), rule="D1"),
    Leak(name="a second recipient in To", plant=header_instead("To", "voids@fernlea.example, b@elsewhere.example"), rule="D1"),
    Leak(name="another recipient than was decided", plant=header_instead("To", "b@elsewhere.example"), rule="D1"),
    Leak(name="a name beside the recipient", plant=header_instead("To", "Ada Okafor <voids@fernlea.example>"), rule="D1"),
    Leak(name="answers go elsewhere", plant=header_instead("Reply-To", "someone@elsewhere.example"), rule="D1"),
    Leak(name="a sender that is not ours", plant=header_instead("From", "someone@elsewhere.example"), rule="D1"),
    Leak(name="the thread of the incoming mail", plant=header("In-Reply-To", "<their-id@agency.example>"), rule="D1"),
    # Headers that talk.
    Leak(name="an area in the subject", plant=header_instead("Subject", f"ARC-07-26: a home is wanted in {IN_STOCK}"), rule="D7"),
    Leak(name="an area in a Message-ID", plant=header_instead("Message-ID", f"<{RESIDENCE.split()[0]}@pot.example>"), rule="D7"),
    Leak(name="a landlord in a header of its own", plant=header("X-Landlord", RESIDENCE), rule="D1"),
    Leak(name="an area in a Keywords header", plant=header("Keywords", RESIDENCE), rule="D1"),
    Leak(name="a letter that is not marked as automatic", plant=header_instead("Auto-Submitted", "no"), rule="D7"),
    Leak(name="the minute of a decision", plant=header_instead("Date", "Tue, 21 Jul 2026 14:32:07 +0100"), rule="D7"),
    Leak(name="an area in the attachment's name", plant=with_form(bytes, f"ARC-07-26 {RESIDENCE}.docx"), rule="D7"),
    Leak(name="an area in a boundary", plant=lambda data: re.sub(rb"=[0-9a-f]{32}=0", RESIDENCE.split()[0].encode(), data), rule="D4"),
    # Words in the open.
    Leak(name="the area of residence in a circular", plant=in_both(f"They live in {RESIDENCE}."), rule="D4"),
    Leak(name="in another spelling", plant=in_both(f"They live in the {RESIDENCE_OFFICIAL}."), rule="D4"),
    Leak(name="in a short form", plant=in_both(f"They live in {RESIDENCE_ALIAS}."), rule="D4"),
    Leak(name="in capitals", plant=in_both(f"They live in {RESIDENCE.upper()}."), rule="D4"),
    Leak(name="in small letters", plant=in_both(f"they live in {RESIDENCE.lower()}."), rule="D4"),
    Leak(name="the area at risk in a circular", plant=in_both(f"Not {RISK}."), rule="D4"),
    Leak(name="a requested area that is not in the recipient's stock", plant=in_both(f"Or {NOT_IN_STOCK}."), rule="D4"),
    Leak(name="an area in stock that nobody asked for", plant=in_both(f"Or {NOT_WANTED}."), rule="D4"),
    Leak(name="a neighbourhood", plant=in_both(f"Near {PLACE}."), rule="D4"),
    Leak(name="the applicant's landlord in a circular", plant=in_both(f"Tenant of {RESIDENCE} Council."), rule="D4"),
    Leak(name="who else got the circular", plant=in_both("Quaystone Trust was asked as well."), rule="D4"),
    Leak(name="the ground of risk in a circular", plant=in_both("She is fleeing stalking."), rule="D4"),
    Leak(name="the report group in a circular", plant=in_both("Other VAWG"), rule="D4"),
    Leak(name="a ground by its short form", plant=in_both("A case of DA."), rule="D4"),
    Leak(name="the officer's role", plant=in_both("Ring the IDVA."), rule="D4"),
    Leak(name="the coordinator's reason", plant=in_both("the director has agreed to it"), rule="D4"),
    Leak(name="the form's fingerprint", plant=in_both("c0ffee" * 10), rule="D"),
    Leak(name="another case", plant=in_both("See also ARC-03-26."), rule="D7"),
    Leak(name="the destination in the letter on a home owed", letter=OWED, plant=in_both(f"They now live in {NOT_IN_STOCK}."), rule="D4"),
    Leak(name="the new landlord in the letter on a home owed", letter=OWED, plant=in_both("Thank Quaystone Trust."), rule="D4"),
    Leak(name="the day of the move", letter=OWED, plant=in_both("They moved on 6 July."), rule="D6"),
    Leak(name="requested areas in the request for approval", letter=REQUEST, plant=in_both(f"Wants {IN_STOCK}."), rule="D4"),
    Leak(name="the reason of a refusal", letter=OFFERER, plant=in_both(f"They are afraid of {RISK}."), rule="D4"),
    Leak(name="an officer's name where none belongs", letter=OFFERER, plant=in_both("Ask Ada Okafor."), rule="D4"),
    Leak(name="a lead's mailbox to an officer", letter=DECLINED, plant=in_both("Write to lead@home.example."), rule="D6"),
    # Shapes.
    Leak(name="a postcode in the footer", plant=in_both("ZZ99 9ZZ"), rule="D6"),
    Leak(name="an address in a circular", plant=in_both("12 Invented Way"), rule="D6"),
    Leak(name="a telephone number", plant=in_both("Ring 07700 900456."), rule="D6"),
    Leak(name="a telephone number from abroad", plant=in_both("Ring +44 7700 900 456."), rule="D6"),
    Leak(name="a National Insurance number", plant=in_both("QQ 12 34 56 C"), rule="D6"),
    Leak(name="a date of birth", plant=in_both("Her birthday: 03/04/1990"), rule="D6"),
    Leak(name="an exact age", plant=in_both("The mother is 34 years old."), rule="D6"),
    Leak(name="somebody's mailbox", plant=in_both("Or write to mum@freemail.example."), rule="D6"),
    Leak(name="a rent in a circular", plant=in_both("She pays £139 now."), rule="D6"),
    Leak(name="two addresses in an offer", letter=NOTICE, plant=lambda data: in_text("Address: 1 Old Road")(
        in_html("<table><tr><th>Address:</th><td>1 Old Road</td></tr></table>")(data)), rule="D6"),
    # Disguises.
    Leak(name="a name split by a zero-width space", plant=in_both(split_by("\u200b", RESIDENCE)), rule="D4"),
    Leak(name="a name split by a soft hyphen", plant=in_both(split_by("\u00ad", RESIDENCE)), rule="D4"),
    Leak(name="a name written in entities", plant=in_html(f"<p>{entities(RESIDENCE)}</p>"), rule="D4"),
    Leak(name="entities inside entities", plant=in_both(entities(RESIDENCE).replace("&", "&amp;")), rule="D"),
    Leak(name="a name with accents", plant=in_both("".join(f"{char}\u0301" for char in RESIDENCE)), rule="D4"),
    Leak(name="a name in wide letters", plant=in_both(RESIDENCE.translate({n: n + 0xFEE0 for n in range(33, 127)})), rule="D4"),
    Leak(name="a name letter by letter", plant=in_both(" ".join(RESIDENCE.replace(" ", ""))), rule="D6"),
    Leak(name="a name with dots", plant=in_both(".".join(RESIDENCE.replace(" ", ""))), rule="D6"),
    Leak(name="a name in letters of another alphabet", plant=in_both("Bаrnet"), rule="D19"),
    Leak(name="a name behind a code", plant=in_both(base64.b64encode(f"they live in {RESIDENCE} now".encode()).decode()), rule="D6"),
    Leak(name="a name split over two lines", plant=in_text(RESIDENCE.replace(" ", "\n")), rule="D4"),
    Leak(name="a name split by an element", plant=in_html(f"<p>{split_by('<b></b>', RESIDENCE)}</p>"), rule="D9"),
    # The HTML part.
    Leak(name="a landlord in an HTML comment", plant=in_html(f"<!-- {RESIDENCE} -->"), rule="D5"),
    Leak(name="a hidden span", plant=in_html(f'<span style="display:none">{RESIDENCE}</span>'), rule="D9"),
    Leak(name="a paragraph in white", plant=in_html('<p style="color:#ffffff">x</p>'), rule="D9"),
    Leak(name="a tiny heading", plant=in_html('<h2 style="font-size:1px">x</h2>'), rule="D9"),
    Leak(name="a remote image", plant=in_html('<img src="https://elsewhere.example/pixel.gif">'), rule="D9"),
    Leak(name="a remote background", plant=in_html('<td style="background:url(//elsewhere.example/p)">x</td>'), rule="D9"),
    Leak(name="a link", plant=in_html('<a href="https://elsewhere.example">here</a>'), rule="D9"),
    Leak(name="a script", plant=in_html("<script>x</script>"), rule="D9"),
    Leak(name="a form", plant=in_html('<form action="https://elsewhere.example"></form>'), rule="D9"),
    Leak(name="an area in an attribute", plant=in_html(f'<p title="{RESIDENCE}"></p>'), rule="D4"),
    Leak(name="an area in an end tag", plant=in_html(f"<p></p {RESIDENCE}>"), rule="D9"),
    Leak(name="an area as an end tag", plant=in_html(f"</{RESIDENCE.split()[0].lower()}>"), rule="D9"),
    Leak(name="an area in the title", plant=with_part("html", lambda html: html.replace("<title>", f"<title>{RESIDENCE} ")), rule="D7"),
    Leak(name="more in the HTML than in the text", plant=in_html("<p>One more word.</p>"), rule="D9"),
    Leak(name="more in the text than in the HTML", plant=in_text("One more word."), rule="D9"),
    # The structure of the message.
    Leak(name="a second text part", plant=another_part("text", "plain", b"hello"), rule="D19"),
    Leak(name="a part of an unknown kind in base64", plant=another_part("application", "octet-stream", b"\x00\x01\x02", "x.bin"), rule="D19"),
    Leak(name="the original form", plant=another_part(*WORD, b"PK not ours", "form.docx"), rule="D19"),
    Leak(name="a picture", plant=another_part("image", "png", b"\x89PNG", "logo.png"), rule="D19"),
    Leak(name="words before the first part", plant=lambda data: data.replace(b"\r\n\r\n--=", f"\r\n\r\n{RESIDENCE}\r\n--=".encode(), 1), rule="D5"),
    Leak(name="words after the last part", plant=lambda data: data + RESIDENCE.encode() + b"\r\n", rule="D5"),
    Leak(name="raw bytes", plant=lambda data: data.replace(b"Hello", b"H\xe4llo", 1), rule="D19"),
    Leak(name="a bare line feed", plant=lambda data: data.replace(b"\r\n", b"\n", 1), rule="D19"),
    Leak(name="an unknown encoding", plant=lambda data: data.replace(b"Encoding: quoted-printable", b"Encoding: x-secret", 1), rule="D19"),
    Leak(name="a strange character set", plant=lambda data: data.replace(b'charset="utf-8"', b'charset="utf-7"', 1), rule="D19"),
    Leak(name="base64 with strange letters", plant=lambda data: re.sub(rb"A\r\n\r\n--=", b"A\r\n!!\r\n\r\n--=", data, count=1), rule="D19"),
    Leak(name="a parameter of the content type", plant=lambda data: data.replace(b'charset="utf-8"', f'charset="utf-8"; note="{RESIDENCE}"'.encode(), 1), rule="D7"),
    Leak(name="no message at all", plant=lambda _data: b"", rule="D"),
    # The attached form.
    Leak(name="a title in the form's properties", plant=in_form(core=lambda xml: xml.replace("<dc:title/>", f"<dc:title>{RESIDENCE}</dc:title>")), rule="D4"),
    Leak(name="an author in the form's properties", plant=in_form(core=lambda xml: xml.replace("<dc:creator/>", "<dc:creator>Ada</dc:creator>")), rule="D8"),
    Leak(name="when the form was made", plant=in_form(core=lambda xml: xml.replace("2000-01-01", "2026-07-21")), rule="D8"),
    Leak(name="a paragraph that the letter does not have", plant=in_form(document=beside_the_text("<w:p><w:r><w:t>A word more</w:t></w:r></w:p>")), rule="D5"),
    Leak(name="an area split over two runs", plant=in_form(document=beside_the_text(
        f"<w:p><w:r><w:t>{RESIDENCE[:3]}</w:t></w:r><w:r><w:t>{RESIDENCE[3:]}</w:t></w:r></w:p>")), rule="D4"),
    Leak(name="a hidden run", plant=in_form(document=beside_the_text("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hello</w:t></w:r></w:p>")), rule="D8"),
    Leak(name="a tracked deletion", plant=in_form(document=beside_the_text('<w:p><w:del w:author="Ada"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>')), rule="D8"),
    Leak(name="a comment in the form's XML", plant=in_form(document=beside_the_text(f"<!-- {RESIDENCE} -->")), rule="D5"),
    Leak(name="a name space that talks", plant=in_form(document=lambda xml: xml.replace("<w:body>", f'<w:body xmlns:x="urn:{RESIDENCE}">')), rule="D4"),
    Leak(name="an attribute that talks", plant=in_form(document=lambda xml: xml.replace('w:val="Heading1"', f'w:val="{RESIDENCE}"')), rule="D4"),
    Leak(name="words in white", plant=in_form(styles=lambda xml: xml.replace('w:val="1D1D1B"', 'w:val="FFFFFF"')), rule="D9"),
    Leak(name="a style that hides", plant=in_form(styles=lambda xml: xml.replace("<w:rPr>", "<w:rPr><w:vanish/>")), rule="D8"),
    Leak(name="an external relationship", plant=with_form(_with_relation), rule="D8"),
    Leak(name="a custom XML part", plant=with_form(lambda content: packed(content, extra={"customXml/item1.xml": f"<x>{RESIDENCE}</x>"})), rule="D8"),
    Leak(name="a file name inside the form", plant=with_form(lambda content: packed(content, extra={f"word/{RESIDENCE}.xml": "<x/>"})), rule="D4"),
    Leak(name="a comment on the package", plant=with_form(lambda content: packed(content, comment=RESIDENCE.encode())), rule="D4"),
    Leak(name="bytes before the package", plant=with_form(lambda content: RESIDENCE.encode() + content), rule="D8"),
    Leak(name="a document type", plant=in_form(document=lambda xml: xml.replace("<w:document", '<!DOCTYPE x [<!ENTITY y "z">]><w:document', 1)), rule="D19"),
    Leak(name="a form that is no form", plant=with_form(lambda _content: b"not a package"), rule="D19"),
    Leak(name="a form that is cut short", plant=with_form(lambda content: content[:-30]), rule="D19"),
    Leak(name="no form with a circular", plant=_without_form, rule="D8"),
]  # fmt: skip


@pytest.mark.rule("D1", "D4", "D5", "D6", "D7", "D8", "D9", "D19")
@pytest.mark.parametrize("leak", [pytest.param(leak, id=leak.name) for leak in LEAKS])
def test_every_planted_leak_is_caught(leak: Leak) -> None:
    posted = post(*leak.letter)
    data = leak.plant(posted.message.data)
    assert data != posted.message.data
    found = posted.leaks(data)
    assert any(sentence.startswith(leak.rule) for sentence in found), found


def test_what_was_taken_apart_and_put_together_again_is_clean() -> None:
    """The plants' own test: without a leak, the same handling of parts and packages raises no alarm."""
    posted = post(*CIRCULAR)
    assert posted.leaks(in_both("Thank you.")(posted.message.data)) == ()
    assert posted.leaks(with_form(bytes)(posted.message.data)) == ()
    assert posted.leaks(with_form(packed)(posted.message.data)) == ()
    owed = post(*OWED)
    assert owed.leaks(in_both("Thank you.")(owed.message.data)) == ()


def test_no_sentence_repeats_what_was_found() -> None:
    """D18: the sentences go into logs and questions."""
    posted = post(*CIRCULAR)
    data = in_both(f"{RESIDENCE}, 12 Invented Way, ZZ99 9ZZ, 07700 900456, Ada Lovelace")(posted.message.data)
    sentences = " ".join(posted.leaks(data))
    assert sentences
    for secret in (RESIDENCE, "Invented", "ZZ99", "900456", "Lovelace"):
        assert secret not in sentences


def test_a_permitted_name_covers_one_mention_only() -> None:
    """An officer's agency may bear the name of the area that the household leaves: once, where the contact stands."""
    base = post(*CIRCULAR)
    officer = replace(base.case.officers[0], agency=f"{RESIDENCE} IDVA Service")
    posted = post(*CIRCULAR, case=replace(base.case, officers=(officer,)))
    assert posted.leaks() == ()
    again = in_both(f"The household lives in {RESIDENCE}.")(posted.message.data)
    assert any(sentence.startswith("D4") for sentence in posted.leaks(again))
    named = post(*CIRCULAR, case=replace(base.case, officers=(replace(officer, agency=RESIDENCE),)))
    assert named.leaks() == ()
    assert any(sentence.startswith("D4") for sentence in named.leaks(in_both(f"From {RESIDENCE}.")(named.message.data)))


def changed_case(posted: Posted, **changes: object) -> tuple[str, ...]:
    return posted.leaks(case=replace(posted.case, **changes))  # type: ignore[arg-type]  # changes are fields of Case


def changed_partner(posted: Posted, **changes: object) -> tuple[str, ...]:
    assert posted.partner is not None
    return posted.leaks(partner=replace(posted.partner, **changes))  # type: ignore[arg-type]  # changes are fields of Partner


@pytest.mark.rule("D10")
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"landlord": "Fernlea Homes"}, "D4"),
        ({"excluded": ("Fernlea Homes",)}, "D10"),
        ({"shut_out": ("voids@fernlea.example",)}, "D10"),
        ({"state": State.AWAITING_APPROVAL}, "D10"),
        ({"state": State.HELD_AT_CAP}, "D10"),
        ({"state": State.ACCEPTED}, "D10"),
        ({"state": State.WITHDRAWN}, "D12"),
        ({"state": State.MOVED}, "D12"),
        ({"approved_on": None}, "D10"),
        ({"circulated_to": ("Quaystone Trust",)}, "D10"),
        ({"areas_requested": (NOT_IN_STOCK,)}, "D10"),
        ({"areas_requested": (IN_STOCK,)}, "D4"),
        ({"areas_at_risk": (IN_STOCK,)}, "D4"),
        ({"area_residence": IN_STOCK}, "D4"),
        ({"reference": "ARC-08-26"}, "D7"),
        ({"officers": ()}, "D6"),
    ],
)
def test_a_circular_that_the_case_no_longer_allows_is_stopped(changes: dict[str, object], rule: str) -> None:
    """D10, D12, D16: the gate is asked again inside the claim, with the case as it is then."""
    found = changed_case(post(*CIRCULAR), **changes)
    assert any(sentence.startswith(rule) for sentence in found), found


LEAD = ("lead_contact", Audience.OFFICER)


@pytest.mark.rule("R028")
def test_a_named_lead_is_given_out_only_of_the_cases_own_landlord_while_it_takes_part() -> None:
    given = post(*LEAD)
    assert given.home is not None
    assert given.leaks() == ()
    for home in (None, replace(given.home, status="left"), replace(given.home, named_leads=("other@home.example",))):
        assert any("an e-mail address" in sentence for sentence in given.leaks(home=home))
    assert given.leaks(home=replace(given.home, name="Fernlea Homes")) != ()
    other = in_both("Write to lead@fernlea.example.")(given.message.data)
    assert any("an e-mail address" in sentence for sentence in given.leaks(other))


CLOSED_TO_STOCK = ("closed", Audience.STOCK_LANDLORD)
BEHIND_THE_SHIELD = [
    pytest.param(
        CLOSED_TO_STOCK, {"excluded": ("Fernlea Homes",)}, False, id="its last word reaches a landlord that is shut out"
    ),
    pytest.param(CLOSED_TO_STOCK, {"excluded": ("Fernlea Homes",), "circulated_to": (), "offers": ()}, True, id="no first word"),
    pytest.param(CLOSED_TO_STOCK, {"shut_out": ("voids@fernlea.example",)}, False, id="its last word reaches a mailbox"),
    pytest.param(REQUEST, {"shut_out": ("lead@home.example",)}, True, id="a lead that is shut out is asked nothing"),
    pytest.param(OWED, {"shut_out": ("lead@home.example",)}, True, id="nor told of a move"),
    pytest.param(NOTICE, {"shut_out": ("ada.okafor@harbour.example",)}, True, id="an officer that is shut out"),
    pytest.param(OFFERER, {"excluded": ("Quaystone Trust",)}, True, id="a landlord that offered and is shut out"),
]


@pytest.mark.parametrize(("row", "changes", "stopped"), BEHIND_THE_SHIELD)
def test_whoever_is_behind_the_conflict_shield_gets_its_last_word_and_nothing_else(
    row: tuple[str, Audience], changes: dict[str, object], stopped: bool
) -> None:
    """The gate reads the case as it is at the hand-over, whatever was decided before (D10, D16)."""
    found = changed_case(post(*row), **changes)
    assert any("must not hear" in sentence for sentence in found) is stopped, found


@pytest.mark.rule("D10", "D16")
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"status": "paused"}, "D2"),
        ({"status": "left"}, "D2"),
        ({"circulars_to": ("new@fernlea.example",)}, "D2"),
        ({"name": "Another Homes"}, "D2"),
        ({"areas": (IN_STOCK_TOO,)}, "D4"),
    ],
)
def test_a_circular_that_the_register_no_longer_allows_is_stopped(changes: dict[str, object], rule: str) -> None:
    found = changed_partner(post(*CIRCULAR), **changes)
    assert any(sentence.startswith(rule) for sentence in found), found


def test_a_landlord_without_a_place_in_the_register_gets_nothing() -> None:
    assert any(sentence.startswith("D2") for sentence in post(*CIRCULAR).leaks(partner=None))


@pytest.mark.rule("D2", "D16")
def test_an_officer_who_is_no_longer_one_gets_nothing() -> None:
    found = changed_case(post(*NOTICE), officers=(replace(post(*NOTICE).case.officers[1]),))
    assert any(sentence.startswith("D2") for sentence in found)


@pytest.mark.rule("D2")
def test_a_request_for_approval_goes_to_a_named_lead_only() -> None:
    """D2: in the role that the letter is for."""
    posted = post(*REQUEST)
    found = changed_partner(posted, named_leads=("other@home.example",), offers_from=("lead@home.example",))
    assert any(sentence.startswith("D2") for sentence in found)


@pytest.mark.rule("D12")
@pytest.mark.parametrize("state", [State.WITHDRAWN, State.INELIGIBLE, State.LAPSED, State.DECLINED])
def test_after_the_end_only_closing_notices_go_out(state: State) -> None:
    """D12"""
    going = {row.kind for row in LETTERS if not _stopped(row.kind, row.audience, state)}
    assert going == {
        "declined",
        "offer_no_longer_needed",
        "offer_not_now",
        "move_recorded",
        "home_counted",
        "home_owed",
        "closed",
        "case_closed",
        "withdrawal_recorded",
        "not_eligible",
        "recall",
    }


def _stopped(kind: str, audience: Audience, state: State) -> bool:
    return any(sentence.startswith("D12") for sentence in changed_case(post(kind, audience), state=state))


def test_a_message_that_bears_another_id_is_stopped() -> None:
    posted = post(*CIRCULAR)
    wrong = replace(posted.message, cause="another cause")
    assert any(sentence.startswith("D7") for sentence in replace(posted, message=wrong).leaks())
    assert posted.message.id == letter_id("c0ffee:1", "circular", "voids@fernlea.example")


def test_a_letter_of_an_unknown_kind_or_to_the_wrong_reader_is_stopped() -> None:
    posted = post(*CIRCULAR)
    for message in (replace(posted.message, kind="greeting"), replace(posted.message, partner="")):
        assert [sentence[:2] for sentence in replace(posted, message=message).leaks()] == ["D4"]


@pytest.mark.rule("D19")
def test_bytes_at_random_never_pass_the_gate_and_never_break_it() -> None:
    """D19"""
    posted = post(*CIRCULAR)
    chance = random.Random(7)  # noqa: S311 - the same bytes each time, no secret
    for _ in range(150):
        data = bytearray(posted.message.data)
        where = chance.randrange(len(data))
        data[where : where + chance.randrange(1, 9)] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
        if bytes(data) != posted.message.data:
            assert posted.leaks(bytes(data))
    assert posted.leaks(bytes(chance.randrange(256) for _ in range(2000)))


@pytest.mark.parametrize("region", SCHEMES)
def test_no_landlord_of_the_scheme_is_mistaken_for_words_of_a_letter(region: str) -> None:
    """Every letter may be about every landlord and every pair of areas: no fixed word of a letter is one of their names."""
    scheme = the_scheme(region)
    for row in LETTERS:
        letter, partner = the_letter(row, region)
        if row.audience is not Audience.OFFICER:
            continue
        for landlord in scheme.landlords[:: 1 if row.kind == "acknowledgement" else 25]:
            case = replace(letter.case, landlord=landlord.name, areas_requested=tuple(area.name for area in scheme.areas))
            assert _clean(replace(letter, case=case), region), (row.kind, landlord.name)
        assert partner is None


def _clean(letter: Letter, region: str) -> bool:
    scheme = the_scheme(region)
    message = compose(letter, cause="c", scheme=scheme, partner=None, sender=SENDER, today=TODAY)
    home = replace(home_landlord(region), name=letter.case.landlord)
    return Posted(letter=letter, message=message, partner=None, scheme=scheme, home=home).leaks() == ()


@pytest.mark.parametrize("region", SCHEMES)
def test_a_circular_may_name_any_area_that_is_wanted_and_in_stock(region: str) -> None:
    """D10: also «X and Y», of which a part is a spelling by itself."""
    row = next(row for row in LETTERS if row.form)
    letter, partner = the_letter(row, region)
    assert partner is not None
    scheme = the_scheme(region)
    for area in scheme.areas[1:]:
        case = replace(letter.case, areas_requested=(area.name,), areas_at_risk=())
        stocked = replace(partner, areas=(area.name,))
        one = replace(letter, case=case)
        message = compose(one, cause="c", scheme=scheme, partner=stocked, sender=SENDER, today=TODAY)
        assert Posted(letter=one, message=message, partner=stocked, scheme=scheme).leaks() == (), area.name


@pytest.mark.rule("R015")
@pytest.mark.parametrize("region", SCHEMES)
@pytest.mark.parametrize("letter", [CIRCULAR, REQUEST, ("offer_recorded", Audience.OFFERING_LANDLORD)])
def test_an_officer_of_any_landlord_or_area_may_be_the_contact(letter: tuple[str, Audience], region: str) -> None:
    """R015: the agency is part of the contact, and often it is a council."""
    base = post(*letter, region)
    names = dict.fromkeys(
        (*(each.name for each in base.scheme.landlords), *(f"{each.name} Council" for each in base.scheme.areas))
    )
    for name in list(names)[::5]:
        officer = replace(base.case.officers[0], agency=name)
        posted = post(*letter, region, case=replace(base.case, officers=(officer, base.case.officers[1])))
        assert posted.leaks() == (), name


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.kind} to {row.audience.value}") for row in LETTERS])
@pytest.mark.parametrize("region", SCHEMES)
def test_no_name_of_another_landlord_is_a_word_of_a_letter(row: LetterKind, region: str) -> None:
    base = post(row.kind, row.audience, region)
    names = tuple(each.name for each in base.scheme.landlords)
    case = replace(base.case, circulated_to=names)
    assert replace(base, letter=replace(base.letter, case=case)).leaks() == ()


@pytest.mark.parametrize(
    "address",
    [
        f"Flat 2, Quaystone Buildings, 14 {NOT_WANTED} Way, {RESIDENCE}, ZZ99 9ZZ",
        "14 Old\nRoad\n\n\tZZ99 9ZZ",
        "Room 4, The Very Long Name of a House That Somebody Gave to It, Corner of Invented Street and Another Street, ZZ99 9ZZ",
        "",
    ],
)
def test_an_address_may_hold_any_name_of_a_place(address: str) -> None:
    base = post(*NOTICE)
    assert base.letter.home is not None
    assert post(*NOTICE, home=replace(base.letter.home, address=address)).leaks() == ()


def test_a_scheme_that_circulates_to_all_names_no_area_to_a_landlord_without_homes_there() -> None:
    """C2"""
    base = post(*CIRCULAR)
    everywhere = replace(base.scheme, policies=tuple(replace(each, circulate_to="all") for each in base.scheme.policies))
    assert base.partner is not None
    elsewhere = replace(base.partner, areas=(NOT_WANTED,))
    message = compose(base.letter, cause="c", scheme=everywhere, partner=elsewhere, sender=SENDER, today=TODAY)
    posted = Posted(letter=base.letter, message=message, partner=elsewhere, scheme=everywhere)
    assert posted.leaks() == ()
    assert "none of those in our register" in posted.text
    assert any(sentence.startswith("D10") for sentence in posted.leaks(scheme=base.scheme))


def test_a_policy_that_the_scheme_has_lost_stops_the_letter_and_not_the_gate() -> None:
    assert isinstance(changed_case(post(*CIRCULAR), policy="1999-01-01"), tuple)


@pytest.mark.parametrize("reason", sorted(REASONS))
@pytest.mark.parametrize("row", LETTERS, ids=lambda row: f"{row.kind} to the {row.audience}")
def test_a_refusal_on_the_case_stops_no_letter_that_may_go(row: LetterKind, reason: str) -> None:
    """«The location», «pets», «too small» are everyday words; an earlier refusal once held every later circular."""
    letter, partner = the_letter(row, "pan_london", reason=reason)
    refused = replace(letter.case.offers[0], id="1d-earlier", state=OfferState.REFUSED, refusal_reason=reason)
    letter = replace(letter, case=replace(letter.case, offers=(refused, *letter.case.offers)))
    scheme = the_scheme("pan_london")
    message = compose(letter, cause="7:0", scheme=scheme, partner=partner, sender=SENDER, today=TODAY)
    home = home_landlord("pan_london")
    assert leaks(message, case=letter.case, partner=partner, home=home, scheme=scheme, sender=SENDER) == ()


def test_a_circular_of_a_request_that_is_paused_does_not_go() -> None:
    """D12, D16: it was written before the pause and is looked at again at the hand-over."""
    posted = post("circular", Audience.STOCK_LANDLORD)
    assert changed_case(posted) == ()
    assert changed_case(posted, paused_on=TODAY) == ("D12: the request is paused.",)
