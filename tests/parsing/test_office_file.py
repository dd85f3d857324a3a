"""Old office files are read through LibreOffice, and nothing in them is read wrong on the way (forms.md §2.2 items 2, 3, 9)."""

from __future__ import annotations

import base64
from xml.sax.saxutils import quoteattr

import pytest

from parsing import office_file
from parsing.document import Document, NotRead
from parsing.files import open_document
from parsing.form import UNCLEAR_BOX, fill, recognise
from parsing.forms import FORMS
from parsing.local_workshop import LocalWorkshop
from parsing.readings import Reading
from scheme.agreement import load, shipped
from tests.support import word_maker
from tests.support.foreign_programs import need, saved_as

SCHEME = load(shipped("pan_london"))
BARE = LocalWorkshop(path="/nowhere")
KINDS = ("doc", "odt", "rtf")
ROWS = [
    ("Applicant has given consent", "☒ Yes ☐ No", "w14_tick"),
    ("Date of consent", "2 March 2026", "date"),
    ("Date of referral", "3 March 2026", "run_sdt"),
    ("Applicant's landlord", "Hackney Council", "dropdown"),
    ("Borough of residence", "Hackney", "cell_sdt"),
    ("Number of bedrooms, floor and type of current property", "2 bed, 1st floor flat"),
    ("Tenancy type", "Secure", "legacy_dropdown"),
    ("Joint tenancy?", "~~Yes~~ No", "strike"),
    ("Is the household currently overcrowded?", "☐ Yes ☒ No", "sym_tick"),
    ("Where is the applicant living now?", "", "dropdown"),
    ("Adults moving", "F 34", "legacy_text"),
    ("Children moving", "M 9, F 7", "tracked_insert"),
    ("Bedrooms requested", "3", "block_sdt"),
    ("Boroughs requested", "Camden, Islington, Lewisham, Southwark, Lambeth"),
    ("Pets", "☐ Yes ☒ No", "literal_tick"),
    ("Reason for request", "Domestic abuse", "row_sdt"),
    ("Nominating officer", "Ada Okafor", "hyperlink"),
    ("Email", "ada.okafor@harbour.example"),
    ("Role", "", "legacy_text"),
    ("Agency", "Harbour Advice", "line"),
]
TICKS = [
    ("Overcrowded", "☐ Yes ☒ No", "legacy_tick"),
    ("Pets", "☒ Yes ☐ No", "legacy_tick"),
    ("Tenancy type", "Secure"),
    ("Role", "IDVA", "line"),
]
LAST = [("Tenancy type", "Secure"), ("Bedrooms requested", "3"), ("Role", "")]
REST = [("Current floor", "Ground"), ("Bedrooms requested", "3"), ("Borough of residence", "Hackney"), ("Role", "IDVA", "line")]
PAPERS = {
    "form": word_maker.form_docx(ROWS, deleted="Bedrooms requested: 4", hidden_words="Sara Smith", header="Secret", author="Ada"),
    "ticks": word_maker.form_docx(TICKS),
    "marked": word_maker.form_docx([*TICKS[:3], *REST]),
    "ends": word_maker.form_docx(LAST),
    "two": word_maker.form_docx([*TICKS, *LAST]),
}


@pytest.fixture(scope="module")
def saved() -> dict[tuple[str, str], bytes]:
    """The papers as LibreOffice saves them: (paper, kind) → bytes."""
    return {(name, kind): data for kind in KINDS for name, data in saved_as(PAPERS, kind).items()}


def opened(data: bytes) -> Document:
    (found,) = open_document("form.doc", data)
    assert isinstance(found, Document), found
    return found


def why(data: bytes) -> str:
    (found,) = open_document("form.doc", data, workshop=BARE)
    assert isinstance(found, NotRead), found
    return found.why


def filled(document: Document) -> Reading:
    form = recognise(document, FORMS, SCHEME)
    assert form is not None
    return fill(document, form, SCHEME)


@pytest.mark.parametrize("kind", KINDS)
def test_an_old_file_says_what_the_word_file_said(saved: dict[tuple[str, str], bytes], kind: str) -> None:
    document = opened(saved["form", kind])
    assert (document.source, document.file_type) == ("form.doc", kind)
    expected = {key: field.value for key, field in filled(opened(PAPERS["form"])).fields()}
    found = {key: field.value for key, field in filled(document).fields()}
    assert sum(value is not None for value in expected.values()) >= 17
    assert found == expected
    assert any("tracked changes" in doubt for doubt in document.doubts)
    assert any("Sara Smith" in line.text for line in document.hidden)
    assert "Sara Smith" not in document.text


@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_old_tick_boxes_keep_their_state(saved: dict[tuple[str, str], bytes], kind: str) -> None:
    (table,) = opened(saved["ticks", kind]).tables()  # Word ends every file with a line; without one, LibreOffice saves no table
    assert [row[1].text for row in table.rows] == ["☐ Yes ☒ No", "☒ Yes ☐ No", "Secure"]


def test_rich_text_that_lost_its_ticks_is_in_doubt_there_and_nowhere_else(saved: dict[tuple[str, str], bytes]) -> None:
    """LibreOffice saves an old tick box as rich text without its state."""
    document = opened(saved["marked", "rtf"])
    assert any("tick boxes (4)" in doubt for doubt in document.doubts)
    fields = dict(filled(document).fields())
    assert fields["tenancy_type"].value == "secure"
    assert fields["current_floor"].value == 0
    for key in ("overcrowded", "pets"):
        assert fields[key].value is None
        assert fields[key].doubt == UNCLEAR_BOX


def test_rich_text_with_some_lost_ticks_keeps_the_others() -> None:
    need("soffice")
    bare = r"{\field{\*\fldinst { FORMCHECKBOX }}{\fldrslt {}}}"
    words = rf"{{\rtf1\ansi \pard Pets: {BOX % (1, 0)} Yes {BOX % (0, 0)} No\par Overcrowded: {bare} Yes {bare} No\par}}"
    assert [line.text for line in opened(words.encode()).lines()] == ["Pets: ☒ Yes ☐ No", "Overcrowded: ☒⁇ Yes ☒⁇ No"]


def test_rich_text_whose_boxes_go_lost_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of areas without its boxes would read as a list of areas."""
    monkeypatch.setattr(LocalWorkshop, "as_word_file", lambda *_: PAPERS["form"])
    (found,) = open_document("form.rtf", WORDS_OF_WORD.encode("cp1252"))
    assert isinstance(found, NotRead)
    assert "tick boxes" in found.why
    assert found.needs == "opening"


@pytest.mark.parametrize("paper", ["ends", "two"])
def test_a_table_at_the_very_end_of_an_old_word_file_keeps_its_cells(saved: dict[tuple[str, str], bytes], paper: str) -> None:
    """LibreOffice saves no paragraph behind it, and finds no table when it opens the file again."""
    tables = [[[cell.text for cell in row] for row in table.rows] for table in opened(saved[paper, "doc"]).tables()]
    assert tables[-1] == [["Tenancy type", "Secure"], ["Bedrooms requested", "3"], ["Role", ""]]


def test_an_old_word_file_whose_table_gets_lost_is_not_read(
    saved: dict[tuple[str, str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_file, "with_last_paragraph", lambda *_: None)
    for paper in ("ends", "two"):
        (found,) = open_document("form.doc", saved[paper, "doc"])
        assert isinstance(found, NotRead)
        assert "tables" in found.why
        assert found.needs == "opening"


BOX = r"{\field{\*\fldinst {FORMCHECKBOX }{{\*\formfield{\fftype1\ffres%d\fftypetxt0{\*\ffname C}\ffdefres%d}}}}{\fldrslt }}"
WORDS_OF_WORD = rf"""{{\rtf1\ansi{{\fonttbl{{\f0 Arial;}}{{\f1\fnil\fcharset2 Wingdings;}}}}
\pard Overcrowded: {BOX % (1, 0)} Yes {BOX % (0, 0)} No\par
\pard Consent: {BOX % (25, 1)} Yes {BOX % (25, 0)} No\par
\pard Pets: {{\f1 \'fe}} Yes {{\f1 \'a8}} No\par
\pard Joint: {{\strike Yes}} No\par
\pard Rent: {{\deleted 139}}{{\revised 140}}\par
\pard Officer: {{\field{{\*\fldinst {{MACROBUTTON NoMacro [Click here and type name]}}}}{{\fldrslt}}}}\par
{{\header Form of 2019\par}}\pard See{{\footnote the leaflet}}{{\*\annotation ask her}}{{\v hidden}}\par
{{\object\objocx{{\result x}}}}\par}}"""


def test_rich_text_as_word_writes_it() -> None:
    need("soffice")
    document = opened(WORDS_OF_WORD.encode("cp1252"))
    lines = [line.text for line in document.lines()]
    assert lines[:6] == [
        "Form of 2019",
        "Overcrowded: ☒ Yes ☐ No",
        "Consent: ☒ Yes ☐ No",
        "Pets: ☒ Yes ☐ No",
        "Joint:  No",
        "Rent: 140",
    ]
    assert "Officer:" in lines, "a prompt is no answer"
    assert "the leaflet" in lines
    assert {"ask her", "hidden"} <= {line.text for line in document.hidden}
    assert any("ActiveX" in doubt for doubt in document.doubts)
    assert any("tracked changes" in doubt for doubt in document.doubts)


# ------------------------------------------------------------------------------------------------ OpenDocument

NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("form", "form"), ("svg", "svg-compatible"))
}
CONTROLS = """<office:forms><form:form>
<form:checkbox form:id="c1" form:label="Yes" form:current-state="checked"/><form:checkbox form:id="c2" form:label="No"/>
<form:text form:id="c3" form:current-value="Ada Okafor"/>
<form:radio form:id="c5" form:label="Secure" form:current-selected="true"/>
<form:listbox form:id="c4"><form:option form:label="Flat" form:current-selected="true"/><form:option form:label="House"/>
</form:listbox>
</form:form></office:forms>"""


def control(number: int, anchor: str = "as-char") -> str:
    return f'<draw:control text:anchor-type="{anchor}" svg:width="3cm" svg:height="0.6cm" draw:control="c{number}"/>'


def open_text(body: str) -> bytes:
    names = " ".join(f"xmlns:{name}={quoteattr(address)}" for name, address in NAMES.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3"><office:body><office:text>'
        f"{CONTROLS}{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return word_maker.package({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def test_form_controls_of_an_open_text_are_read_where_they_stand() -> None:
    """LibreOffice drops them on the way to Word: each would have been read as unanswered."""
    need("soffice")
    document = opened(
        open_text(
            f"<text:p>Consent: {control(1)} {control(2)}</text:p><text:p>Officer: {control(3)}</text:p>"
            f"<text:p>Type: {control(4)}</text:p><text:p>Tenancy: {control(5)}</text:p>"
            f"<text:p>Loose {control(1, 'paragraph')}</text:p>"
        )
    )
    assert [" ".join(line.text.split()) for line in document.lines()] == [
        "Consent: ☒ Yes ☐ No",
        "Officer: Ada Okafor",
        "Type: Flat",
        "Tenancy: ☒ Secure",
        "Loose",
    ]
    assert any("lie loose" in doubt for doubt in document.doubts)


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml"])
def test_an_open_text_with_a_document_type_declaration_is_not_opened(part: str) -> None:
    parts = word_maker.unpacked(open_text("<text:p>Pets</text:p>"))
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    assert "declaration" in why(word_maker.package({**parts, part: evil}))


# ------------------------------------------------------------------------------------------------ XML of Microsoft


def flat(document: bytes) -> bytes:
    """A .docx as the one XML file in which Word can also save it."""
    made = []
    for name, content in word_maker.unpacked(document).items():
        if name == "[Content_Types].xml":
            continue
        kind = "application/vnd.openxmlformats-package.relationships+xml"
        if name == "word/document.xml":
            kind = word_maker.MAIN_TYPE
        elif not name.endswith(".rels"):
            kind = "application/xml"
        bare = content.removeprefix(word_maker.HEAD.encode())
        held = b"<pkg:xmlData>" + bare + b"</pkg:xmlData>" if name.endswith((".xml", ".rels")) else b""
        held = held or b"<pkg:binaryData>" + base64.b64encode(content) + b"</pkg:binaryData>"
        made.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">'.encode() + held + b"</pkg:part>")
    names = b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    head = b'<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return head + names + b"".join(made) + b"</pkg:package>"


def test_a_word_file_saved_as_one_xml_file_is_read_without_libreoffice() -> None:
    (found,) = open_document("form.xml", flat(PAPERS["ticks"]), workshop=BARE)
    assert isinstance(found, Document), found
    (expected,) = open_document("form.xml", PAPERS["ticks"], workshop=BARE)
    assert isinstance(expected, Document)
    assert found.text == expected.text
    assert found.named == expected.named


@pytest.mark.parametrize("cut", [120, 400, 2_000])
def test_a_flat_word_file_cut_short_is_a_sentence(cut: int) -> None:
    assert "damaged" in why(flat(PAPERS["ticks"])[:cut])


def test_word_2003_xml_is_not_read_since_it_would_be_read_wrong() -> None:
    said = why(b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>Pets</w:wordDocument>')
    assert "2003" in said
    assert "save it as .docx" in said
