"""Nothing may tell who the applicant is (R029), and a clean form raises no alarm."""

from __future__ import annotations

import pytest

from parsing.document import Document, Line
from parsing.field import Where
from parsing.files import open_document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.identity import find_identity, masked
from parsing.text_file import read_text
from scheme.agreement import load, shipped
from tests.support.word_maker import NAMESPACES, cell, form_docx, package, paragraph, table, unpacked, word_file

SCHEME = load(shipped("pan_london"))


def found_in(text: str, *, source: str = "message", hidden: tuple[Line, ...] = ()) -> tuple[str, ...]:
    blocks = read_text(text).blocks
    document = Document(source=source, file_type="text", blocks=blocks, hidden=hidden)
    return tuple(each.what for each in find_identity(document, SCHEME))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("He was seen near ZZ9 9ZZ twice.", "a postcode"),
        ("NI number: AB 12 34 56 C", "a National Insurance number"),
        ("Her DOB is 04/05/1990", "a date of birth"),
        ("Date of birth: 4 May 1990", "a date of birth"),
        ("Applicant's name: Maria Testcase", "a name"),
        ("Client name: Maria Testcase", "a name"),
        ("Perpetrator's name: John Doe", "a name"),
        ("Tenant: Ms Testcase moved in 2019", "a name"),
        ("She lives at 12 Example Road with her children", "a street address"),
        ("You can ring her on 07700 900456", "a telephone number"),
        ("Write to maria@freemail.example", "an e-mail address"),
        ("NINO is QQ123456C", "a National Insurance number"),
        ("ni: ab-12-34-56-c", "a National Insurance number"),
        ("postcode zz9 9zz", "a postcode"),
        ("born 3/4/91", "a date of birth"),
        ("d.o.b. 03.04.1991", "a date of birth"),
        ("DOB: March 1991", "a date of birth"),
        ("D.O.B 4th May 1990", "a date of birth"),
        ("Her number is +44 7700 900123", "a telephone number"),
        ("mobile 07700900123", "a telephone number"),
        ("landline 020 7946 0999 after six", "a telephone number"),
        ("NHS number 943 476 5919", "an NHS number"),
        ("passport no. 123456789", "a passport number"),
        ("sort code 00-00-00", "a bank account"),
        ("account number 12345678", "a bank account"),
        ("he finds her through @sarah_tc", "a name in social media"),
        ("Instagram: testcase.x", "a name in social media"),
        ("facebook.com/maria.testcase", "a name in social media"),
        ("the boys attend Testwood Primary", "a school"),
        ("Flat 4 Testwood Court is where they stay", "a street address"),
        ("Mum Sarah and the 2 boys", "a name"),
        ("Ms Okafor fled in March", "a name"),
        ("Sarah's ex has found them", "a name"),
        ("Testcase’s brother is in a gang", "a name"),
        ("her son, Kwame, is 14", "a name"),
        ("the perpetrator (Doyle) is on bail", "a name"),
        ("She is called Zebedee by friends", "a name"),
        ("Zebedee fled last week", "a name"),
        ("Mrs A. Testcase moved out", "a name"),
        ("MS TESTCASE has two children", "a name"),
        ("Fatima would like two bedrooms", "a name"),
        ("Perpetrator: John Doe", "a name"),
        ("Surname: Testcase", "a name"),
        ("Address: 4 Testwood", "an address"),
        ("Details of children: F 12/03/2015", "a date of birth"),
        ("Any other information: Please call her on 07700 900456", "a telephone number"),
        ("Any other information: NI number QQ 12 34 56 C", "a National Insurance number"),
        ("D.O.B.: 12.3.91", "a date of birth"),
        ("NHS number: 943 476 5919", "an NHS number"),
        ("Tenancy reference: TEN/004512/01", "a tenancy's number"),
        ("Rent account 5567781", "a tenancy's number"),
        ("UPRN: 100023336956", "a property's number"),
        ("a blue car, reg AB12 CDE", "a vehicle's registration"),
        ("BRP ZU1234567", "a permit's number"),
        ("She lives at 41 Tollgate Rd.", "a street address"),
        ("Tenant: okonkwo, chantelle", "a name"),
        ("Tenant 2: Fowsia Qorane", "a name"),
        ("Signed (client): C. Okonkwo", "a name"),
        ("Non-molestation order against Leon Bright", "a name"),
        ("Kel Drummond is on bail.", "a name"),
        ("Quillfeather family known to services", "a name"),
        ("the applicant ngozi umeh has fled", "a name"),
        ("Nguyễn Thị Hoa moved out", "a name"),
    ],
)
def test_what_may_tell_who_the_applicant_is_is_found(text: str, what: str) -> None:
    assert what in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Applicant's name: N/A",
        "Consent given on 01/02/2026",
        "Boroughs requested: Camden, Islington and Brent",
        "3 bed, 2nd floor flat",
        "2 bedroom house in a quiet place",
        "Landlord: Notting Hill Genesis",
        "Reference: ARC-01-26",
        "1 adult female 34, 2 children (9, 7)",
        "Support in place: Harbour Advice",
        "DASH score 17",
        "born in hospital",
        "Do not write the applicant's name on this form.",
        "Nominating officer name: Jane Smith",
        "Officer telephone: 020 7946 0123",
        "She fled in March with the two boys and is in refuge.",
        "The perpetrator's family live in Camden and Brent.",
        "Mum and 3 kids (2, 5, 11), expecting in June",
        "The Perpetrator Has links to Hackney",
        "Client Supports this request",
        "Children's social care are involved.",
        "Women's Aid support her, and the council's housing officer agrees.",
        "Police reference: CAD 1234/12JUL24",
        "Crime reference 6512345/24",
        "CRIS 6512345/24 and MARAC on 01/02/2026",
        "Case number 123456",
        "Rent is £128.40 per week, arrears £1,240.55",
        "He was arrested on 3 May 2025 in E8 and bailed to SW9.",
        "Postcodes to avoid: E8, E9, N16",
        "2 bedrooms, lift or ground floor, no stairs",
        "Baby born 3 weeks ago",
        "She was born abroad and has leave to remain.",
        "Expecting, due date 12/03/2027",
        "Adults: 1F 34",
        "Children: M 9, F 7",
        "Has attended Primary School locally for 2 years",
        "The children need a school place nearby.",
        "Staying near King's Cross with a friend",
        "St Mary's Hospital is where she is treated.",
        "Grace House refuge is full.",
        "Today's risk is high; it's not safe and there's no lock.",
        "Partner Agencies have met twice.",
        "Universal Credit and Child Benefit in payment",
        "Applicant is a Care Leaver owed a tenancy",
        "Mother Tongue: Somali",
        "No contact since Christmas; he lives in Croydon.",
        "Secure tenancy, full assured from April",
        "Client wants Brent, Ealing or Harrow",
        "Son has autism and needs his own room.",
        "Daughter is in Year 6.",
        "Please contact the officer, not the applicant.",
        "Reported to police on Monday",
        "Friend: not known",
        "Perpetrator: not to be given",
        "School: N/A",
        "Mum fled in April and is staying in refuge since May.",
        "Bill arrears cleared in March. Will need support. Hope to move in June.",
        "Known to Women's Aid, Victim Support and the Cassandra Centre.",
        "Police (DC Khan, 020 7946 0321) confirm the risk.",
        "Housing officer: Peter Hall, 020 7946 0555",
        "Violence has escalated. Threats have been made. Bail ends in January.",
        "She speaks Somali and Arabic; he is of Jamaican heritage.",
        "Rose Court refuge cannot take a boy of 14.",
        "Risk is high in E8, N16 and around Ridley Road market.",
        "Copied to lead@peabody.example and housing@camden.gov.uk",
    ],
)
def test_plain_answers_raise_no_alarm(text: str) -> None:
    assert found_in(text) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Request - Jane Testcase.docx",
        "JaneTestcase_form.docx",
        "Jane Testcase property request form.pdf",
        "JANE TESTCASE.docx",
        "Fatima request.docx",
    ],
)
def test_a_probable_name_in_the_file_name_is_found(name: str) -> None:
    assert found_in("x", source=name) == ("a probable name in the file name",)


@pytest.mark.parametrize(
    "name",
    [
        "Property request ARC-01-26.docx",
        "Urgent Property Request (final).docx",
        "PLHR form v2 Hackney.docx",
        "form.docx",
        "Housing Reciprocal Referral 2 Feb 2026.pdf",
        "scan0001.pdf",
        "URGENT PROPERTY REQUEST.docx",
        "Request form - 2 bed - Camden.docx",
        "LBH DVIP referral.docx",
    ],
)
def test_a_plain_file_name_raises_no_alarm(name: str) -> None:
    assert found_in("x", source=name) == ()


def test_words_that_a_file_hides_are_searched() -> None:
    comment = Line(text="Please ask Maria Testcase", where=Where(source="form.docx", note="comment by Ada Okafor"))
    deleted = Line(text="Maria Testcase", where=Where(source="form.docx", note="struck out by Ada Okafor"))
    assert found_in("x", hidden=(comment,)) == ("a name",)
    assert found_in("x", hidden=(deleted,)) == ("a name",)
    unusual = Line(text="Zebedee Testcase", where=Where(source="form.docx", note="comment"))
    assert found_in("x", hidden=(unusual,)) == ("a probable name in words that the file hides",)


def test_the_author_of_the_file_is_the_officer() -> None:
    author = Line(text="Olive Marsh", where=Where(source="form.docx", note="author"))
    assert found_in("x", hidden=(author,)) == ()


def test_a_finding_is_masked() -> None:
    assert masked("Maria Testcase") == "M**** T*******"
    (document,) = (Document(source="Request - Jane Testcase.docx", file_type="docx"),)
    assert "Testcase" not in repr([each.masked for each in find_identity(document, SCHEME)])


def test_the_officers_own_ways_of_being_reached_are_no_finding() -> None:
    rows = [
        ("Nominating officer", "", "section"),
        ("Name", "Olive Marsh"),
        ("Telephone", "020 7946 0123"),
        ("Address", "12 Quay Road, ZZ9 9ZZ"),
        ("Second nominating officer", "", "section"),
        ("Name", "Bea Quill"),
        ("Telephone", "020 7946 0456"),
    ]
    assert found_in_file(form_docx([*FORM, *rows])) == ()


@pytest.mark.parametrize("label", ["Client name", "Applicant's name", "Perpetrator's name"])
def test_an_applicant_s_row_in_the_officers_section_is_still_the_applicant_s(label: str) -> None:
    rows = [("Nominating officer", "", "section"), ("Name", "Olive Marsh"), (label, "Maria Testcase")]
    assert "a name" in {what for what, _, _ in found_in_file(form_docx([*FORM, *rows]))}


FORM = (
    ("Applicant's landlord", "Peabody"),
    ("Borough of residence", "Hackney"),
    ("Tenancy type", "Secure"),
    ("Reason for request", "Domestic abuse"),
    ("Boroughs requested", "Brent, Ealing"),
)
CANARY = "Maria Testcase"


def found_in_file(data: bytes, name: str = "form.docx") -> tuple[tuple[str, str, str], ...]:
    """(what, masked, the place's note) of all that a whole reading of a file finds."""
    (opened,) = open_document(name, data)
    assert isinstance(opened, Document)
    form = recognise(opened, FORMS, SCHEME)
    assert form is not None
    reading = fill(opened, form, SCHEME)
    assert CANARY.split()[1] not in repr(reading.identity), "what is found is never written out"
    assert "Ada" not in repr(reading.identity), "nor who wrote the remark"
    return tuple((each.what, each.masked, str(each.where)) for each in reading.identity)


def raw(body: str = "", **parts: bytes) -> bytes:
    rows = "".join(f"<w:tr>{cell(paragraph(label))}{cell(paragraph(value))}</w:tr>" for label, value in FORM)
    named = {part_name(name): part for name, part in parts.items()}
    return word_file(table(rows, columns=2) + body, extra_parts=named)


def part_name(name: str) -> str:
    """«word__afchunk_htm» is «word/afchunk.htm»."""
    plain = name.replace("___rels__", "/RELS/").replace("__", "/")
    for ending in ("xml", "rels", "xlsx", "bin", "htm"):
        plain = plain.replace(f"_{ending}", f".{ending}")
    return plain.replace("/RELS/", "/_rels/")


def core(tag: str) -> bytes:
    return (
        f'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><{tag}>{CANARY}</{tag}></cp:coreProperties>'
    ).encode()


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    f'<property name="Client"><vt:lpwstr>{CANARY}</vt:lpwstr></property></Properties>'
).encode()
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(kind: str, target: str, *, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    ).encode()


def drawing(attributes: str) -> str:
    return f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" {attributes}/></wp:inline></w:drawing></w:r></w:p>'


PLACES = {
    "a cell": (
        raw(f"<w:p/>{table('<w:tr>' + cell(paragraph('Client name')) + cell(paragraph(CANARY)) + '</w:tr>', columns=2)}"),
        "table 2",
    ),
    "free text": (raw(paragraph(f"Mum {CANARY} and the two boys have fled.")), "line"),
    "a header": (form_docx(FORM, header=f"Client: {CANARY}"), "header"),
    "a footer": (form_docx(FORM, footer=f"Client: {CANARY}"), "footer"),
    "a footnote": (form_docx(FORM, footnote=f"That is {CANARY}."), "footnote"),
    "a comment": (form_docx(FORM, comments=(f"Is this {CANARY}?",)), "comment"),
    "deleted words": (form_docx(FORM, deleted=CANARY), "struck out"),
    "hidden words": (form_docx(FORM, hidden_words=CANARY), "hidden text"),
    "white words": (raw(f'<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{CANARY}</w:t></w:r></w:p>'), "white"),
    "a moved paragraph": (
        raw(f'<w:p><w:moveFrom w:id="1" w:author="Ada"><w:r><w:t>{CANARY}</w:t></w:r></w:moveFrom></w:p>'),
        "struck out",
    ),
    "a deleted row": (
        raw(table(f'<w:tr><w:trPr><w:del w:id="1" w:author="Ada"/></w:trPr>{cell(paragraph(CANARY))}</w:tr>', columns=1)),
        "struck",
    ),
    "a hidden row": (raw(table(f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(paragraph(CANARY))}</w:tr>", columns=1)), "hidden row"),
    "a cell under a merged one": (
        raw(
            table(
                f"<w:tr>{cell(paragraph('x'), down='restart')}</w:tr><w:tr>{cell(paragraph(CANARY), down='continue')}</w:tr>",
                columns=1,
            )
        ),
        "merged cell",
    ),
    "a picture's description": (raw(drawing(f'name="Picture 1" descr="{CANARY}"')), "description"),
    "a picture's file name": (raw(drawing(f'name="{CANARY}.jpg"')), "file name"),
    "a bookmark": (raw('<w:p><w:bookmarkStart w:id="1" w:name="Maria_Testcase"/><w:r><w:t>x</w:t></w:r></w:p>'), "bookmark"),
    "a field code": (
        raw(
            '<w:p><w:fldSimple w:instr=" HYPERLINK &quot;mailto:maria@freemail.example&quot; ">'
            "<w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
        ),
        "field code",
    ),
    "a link's target": (
        raw(word___rels__footer9_xml_rels=relations("hyperlink", "mailto:maria.testcase@freemail.example", external=True)),
        "link",
    ),
    "the title property": (raw(docProps__core_xml=core("dc:title")), "property title"),
    "the subject property": (raw(docProps__core_xml=core("dc:subject")), "property subject"),
    "the keywords property": (raw(docProps__core_xml=core("cp:keywords")), "property keywords"),
    "the description property": (raw(docProps__core_xml=core("dc:description")), "property description"),
    "a property of one's own": (raw(docProps__custom_xml=CUSTOM), "property Client"),
    "data behind controls": (raw(customXml__item1_xml=f"<data><client>{CANARY}</client></data>".encode()), "property client"),
    "an attribute of that data": (raw(customXml__item1_xml=f'<data client="Ms {CANARY}"/>'.encode()), "property"),
    "a diagram": (raw(word__diagrams__data1_xml=f'<d xmlns:a="a"><a:t>Client {CANARY}</a:t></d>'.encode()), "property t"),
    "a chart": (raw(word__charts__chart1_xml=f"<c><v>Client {CANARY}</v></c>".encode()), "property v"),
    "an embedded sheet": (
        raw(word__embeddings__sheet1_xlsx=package({"xl/sharedStrings.xml": f"<sst><si><t>Ms {CANARY}</t></si></sst>".encode()})),
        "embedded file",
    ),
    "an embedded object": (
        raw(word__embeddings__oleObject1_bin=b"\xd0\xcf\x00\x00Client Maria Testcase\x00\x00"),
        "embedded file",
    ),
    "an embedded page": (raw(word__afchunk_htm=f"<html><p>Client {CANARY}</p></html>".encode()), "embedded file"),
    "the file's name": (raw(), "file name"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_in_every_part_of_a_word_file(place: str) -> None:
    data, note = PLACES[place]
    found = found_in_file(data, f"{CANARY} request.docx" if place == "the file's name" else "form.docx")
    assert any(note in where for _, _, where in found), found


@pytest.mark.parametrize(
    ("kind", "part", "xml", "note"),
    [
        ("settings", "word/settings.xml", '<w:docVars><w:docVar w:name="x" w:val="Maria Testcase"/></w:docVars>', "variable"),
        (
            "glossaryDocument",
            "word/glossary/document.xml",
            f"<w:docParts><w:docPart><w:docPartBody>{paragraph('Client ' + CANARY)}</w:docPartBody></w:docPart></w:docParts>",
            "building block",
        ),
        (
            "endnotes",
            "word/endnotes.xml",
            '<w:endnote w:id="2"><w:p><w:r><w:t>Ms Testcase</w:t></w:r></w:p></w:endnote>',
            "endnote",
        ),
    ],
)
def test_a_name_is_found_in_the_parts_that_hang_on_the_document(kind: str, part: str, xml: str, note: str) -> None:
    content = f"<w:{kind} {NAMESPACES}>{xml}</w:{kind}>".encode()
    data = unpacked(raw())
    data[part] = content
    data["word/_rels/document.xml.rels"] = relations(kind, part.removeprefix("word/"))
    assert any(note in where for _, _, where in found_in_file(package(data)))


def test_a_clean_form_raises_no_alarm() -> None:
    assert found_in_file(raw()) == ()
    assert found_in_file(form_docx(FORM, author="Olive Marsh", footer="Official-sensitive when complete")) == ()


@pytest.mark.parametrize(("further", "alarms"), [("", ()), ("Applicant's address: 4 Testwood Close, ZZ99 9ZZ", ("an address",))])
def test_the_address_of_the_home_that_is_offered_is_nobody_s_own(further: str, alarms: tuple[str, ...]) -> None:
    text = f"""Offer of a property
Reference: ARC-02-26
Borough of the property: Camden
Address: 31 Testwood Walk, ZZ99 2ZZ
Bedrooms: 2
Type of property: Flat
Rent: £104.77 pw
Please reply by: 17/12/2026
{further}
"""
    offer = Document(source="offer.txt", file_type="text", blocks=read_text(text).blocks)
    form = recognise(offer, FORMS, SCHEME)
    assert form is not None
    assert form.kind == "property_offer"
    found = {each.what for each in fill(offer, form, SCHEME).identity}
    assert found >= set(alarms)
    assert bool(found) is bool(alarms)


@pytest.mark.parametrize(
    ("heading", "telling"), [("Eastgate Council, reciprocal request", False), ("Reciprocal request", True), ("Eastgate", True)]
)
def test_a_small_word_of_the_file_s_name_tells_unless_the_paper_calls_an_office_by_it(heading: str, telling: bool) -> None:
    lines = (Line(text=heading, where=Where(source="eastgate plhr.docx", line=1)),)
    document = Document(source="eastgate plhr.docx", file_type="docx", blocks=lines)
    found = find_identity(document, load(shipped("pan_london")))
    assert any(each.where.source == "file name" for each in found) is telling


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("WOULD APPLICANT REHOME PETS (YES / NO)", False),
        ("NOMINATING OFFICER TO COMPLETE: REASON FOR REFUSAL", False),
        ("WOULD APPLICANT MARGARET REHOME PETS", True),
        ("APPLICANT ROSE NEEDS A GROUND FLOOR HOME", True),
    ],
)
def test_in_words_of_capitals_a_word_of_the_form_is_nobody_s_name(text: str, named: bool) -> None:
    assert ("a name" in found_in(text)) is named
