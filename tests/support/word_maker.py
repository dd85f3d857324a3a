"""Word files as Word itself writes them: raw OOXML, not through python-docx, so that the reader is tried on the real shapes.

`form_docx(rows, title=…)` makes a filled request form. Each row is `(label, value)` or `(label, value, way)`; `way` says how the
value was entered (see WAYS). Inside a value, for every way:

    ☒ ☐            become ticks in the way's own encoding (content control for w14_tick, ffData for legacy_tick, …)
    ~~struck~~     struck through          **bold**     __underlined__     ==highlighted==
    \\n             a new paragraph in the cell (a line break inside run-level controls)
    ""             an untouched control: the ways with a control then show their placeholder

Rows of the ways "section" (one cell across, heading), "one_cell" («Label: value» in one cell across) and "line" («Label: value»
as a paragraph outside the table) are about the layout. `package(parts)` zips any parts;
`word_file(body, …)` wraps a raw body.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" mc:Ignorable="w14 w15"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
PLACEHOLDER = "Click or tap here to enter text."
ARTICLE_TIME = "2026-03-02T09:00:00Z"
_MARK = re.compile(r"(~~.+?~~|\*\*.+?\*\*|__.+?__|==.+?==|[☒☐])")
_LOOKS = {"~~": "<w:strike/>", "**": "<w:b/>", "__": '<w:u w:val="single"/>', "==": '<w:highlight w:val="yellow"/>'}

Row = tuple[str, str] | tuple[str, str, str]


def form_docx(
    rows: Iterable[Row],
    *,
    title: str = "Property request form",
    layout: str = "two_column",  # or four_column, label_above
    author: str = "",
    comments: Sequence[str] = (),
    deleted: str = "",  # words of a tracked deletion, below the title
    header: str = "",
    footer: str = "",
    footnote: str = "",
    hidden_words: str = "",  # a run with w:vanish
    intro: str = "",
    main_type: str = MAIN_TYPE,
    extra_parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A filled form as a .docx."""
    body = [paragraph(title, style="Title") if title else ""]
    body += [paragraph(intro)] if intro else []
    body += [f"<w:p>{deletion(deleted)}</w:p>"] if deleted else []
    body += [f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{_text(hidden_words)}</w:r></w:p>"] if hidden_words else []
    body += [_LAYOUTS[layout](list(chunk)) if is_table else _outside(chunk) for is_table, chunk in _chunks(rows)]
    return word_file(
        "".join(body),
        author=author,
        comments=comments,
        header=header,
        footer=footer,
        footnote=footnote,
        main_type=main_type,
        extra_parts=extra_parts,
    )


def _chunks(rows: Iterable[Row]) -> list[tuple[bool, list[tuple[str, str, str]]]]:
    chunks: list[tuple[bool, list[tuple[str, str, str]]]] = []
    for row in rows:
        label, value, way = row if len(row) == 3 else (*row, "plain")
        is_table = way != "line"
        if not chunks or chunks[-1][0] != is_table:
            chunks.append((is_table, []))
        chunks[-1][1].append((label, value, way))
    return chunks


def _outside(rows: list[tuple[str, str, str]]) -> str:
    return "".join(f"<w:p>{runs(f'{label}: {value}')}</w:p>" for label, value, _ in rows)


# ------------------------------------------------------------------------------------------------ layouts


def _two_column(rows: list[tuple[str, str, str]]) -> str:
    return table("".join(_row(label, value, way) for label, value, way in rows), columns=2)


def _four_column(rows: list[tuple[str, str, str]]) -> str:
    pairs = [rows[at : at + 2] for at in range(0, len(rows), 2)]
    made = []
    for pair in pairs:
        cells = [cell(paragraph(label)) + value_cell(label, value, way) for label, value, way in pair]
        cells += [cell("<w:p/>", span=2)] * (2 - len(pair))
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return table("".join(made), columns=4)


def _label_above(rows: list[tuple[str, str, str]]) -> str:
    made = [f"<w:tr>{cell(paragraph(label))}</w:tr><w:tr>{value_cell(label, value, way)}</w:tr>" for label, value, way in rows]
    return table("".join(made), columns=1)


_LAYOUTS: dict[str, Callable[[list[tuple[str, str, str]]], str]] = {
    "two_column": _two_column,
    "four_column": _four_column,
    "label_above": _label_above,
}


def _row(label: str, value: str, way: str) -> str:
    if way == "section":
        return f"<w:tr>{cell(paragraph(label), span=2)}</w:tr>"
    if way == "one_cell":
        return f"<w:tr>{cell(_plain(label, f'{label}: {value}'), span=2)}</w:tr>"
    if way == "merged":
        return _merged(label, value)
    row = f"<w:tr>{cell(paragraph(label))}{value_cell(label, value, way)}</w:tr>"
    return sdt(row, label) if way == "row_sdt" else row


def _merged(label: str, value: str) -> str:
    """The label's cell goes down over one row for each line of the value; a value of one line goes down over two rows itself."""
    lines = value.split("\n")
    if len(lines) == 1:
        below = cell("<w:p/>", down="continue") * 2
        return (
            f"<w:tr>{cell(paragraph(label), down='restart')}{cell(paragraph(value), down='restart')}</w:tr><w:tr>{below}</w:tr>"
        )
    first, *rest = lines
    made = f"<w:tr>{cell(paragraph(label), down='restart')}{cell(paragraph(first))}</w:tr>"
    return made + "".join(f"<w:tr>{cell('<w:p/>', down='continue')}{cell(paragraph(each))}</w:tr>" for each in rest)


def value_cell(label: str, value: str, way: str) -> str:
    if way == "cell_sdt":
        inner = cell(paragraph(value)) if value else cell(f"<w:p>{_placeholder_run()}</w:p>")
        return sdt(inner, label, empty=not value)
    return cell(WAYS[way](label, value))


# ------------------------------------------------------------------------------------------------ ways of entering a value


def entered(label: str, value: str, way: str) -> str:
    """A value as paragraphs, entered in one of the WAYS."""
    return WAYS[way](label, value)


def tick_of(way: str) -> Callable[[bool], str]:
    """How a way writes a box: tick_of("sym_tick")(True)."""
    return {"w14_tick": w14_tick, "legacy_tick": legacy_tick, "sym_tick": sym_tick, "literal_tick": literal_tick}[way]


def _plain(_label: str, value: str) -> str:
    return "".join(f"<w:p>{runs(line)}</w:p>" for line in value.split("\n"))


def _run_sdt(label: str, value: str) -> str:
    inner = runs(value) if value else _placeholder_run()
    return f"<w:p>{sdt(inner, label, empty=not value)}</w:p>"


def _block_sdt(label: str, value: str) -> str:
    inner = _plain(label, value) if value else f"<w:p>{_placeholder_run()}</w:p>"
    return sdt(inner, label, empty=not value) + "<w:p/>"


def _dropdown(label: str, value: str) -> str:
    items = '<w:listItem w:displayText="Choose an item." w:value=""/>' + "".join(
        f"<w:listItem w:displayText={quoteattr(each)} w:value={quoteattr(each)}/>"
        for each in dict.fromkeys((value, "Other"))
        if each
    )
    inner = runs(value) if value else _placeholder_run("Choose an item.")
    return f"<w:p>{sdt(inner, label, empty=not value, kind=f'<w:dropDownList>{items}</w:dropDownList>')}</w:p>"


def _date(label: str, value: str) -> str:
    kind = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:calendar w:val="gregorian"/></w:date>'
    inner = runs(value) if value else _placeholder_run("Click or tap to enter a date.")
    return f"<w:p>{sdt(inner, label, empty=not value, kind=kind)}</w:p>"


def _ticks(tick: Callable[[bool], str]) -> Callable[[str, str], str]:
    def entered(_label: str, value: str) -> str:
        return "".join(f"<w:p>{runs(line, tick=tick)}</w:p>" for line in value.split("\n"))

    return entered


def w14_tick(on: bool) -> str:
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(on)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    return sdt(f"<w:r>{_text('☒' if on else '☐')}</w:r>", "", kind=kind)


def legacy_tick(on: bool) -> str:
    state = '<w:default w:val="0"/>' + ("<w:checked/>" if on else "")
    data = f'<w:name w:val="Check1"/><w:enabled/><w:checkBox><w:sizeAuto/>{state}</w:checkBox>'
    return _field(" FORMCHECKBOX ", data, "")


def sym_tick(on: bool) -> str:
    return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if on else "F0A8"}"/></w:r>'


def literal_tick(on: bool) -> str:
    return f"<w:r>{_text('☑' if on else '□')}</w:r>"


def _legacy_text(label: str, value: str) -> str:
    data = f"<w:name w:val={quoteattr(_tag(label)[:20])}/><w:enabled/><w:textInput/>"
    return f"<w:p>{_field(' FORMTEXT ', data, runs(value or chr(0x2002) * 5))}</w:p>"


def _legacy_dropdown(label: str, value: str) -> str:
    entries = "".join(f"<w:listEntry w:val={quoteattr(each)}/>" for each in ("please choose", value or "other"))
    result = '<w:result w:val="1"/>' if value else '<w:result w:val="0"/>'
    data = f"<w:name w:val={quoteattr(_tag(label)[:20])}/><w:ddList>{result}{entries}</w:ddList>"
    return f"<w:p>{_field(' FORMDROPDOWN ', data, '')}</w:p>"


def _tracked_insert(_label: str, value: str) -> str:
    return f'<w:p><w:ins w:id="7" w:author="Ada Okafor" w:date="{ARTICLE_TIME}">{runs(value)}</w:ins></w:p>'


def _textbox(label: str, value: str) -> str:
    content = f"<w:txbxContent>{_plain(label, value)}</w:txbxContent>"
    modern = (
        '<w:drawing><wp:anchor><wp:docPr id="3" name="Text Box 3"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    modern = f'<mc:Choice Requires="wps">{modern}</mc:Choice>'
    return f"<w:p><w:r><mc:AlternateContent>{modern}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"


def _nested_table(label: str, value: str) -> str:
    rows = [f"<w:tr>{''.join(cell(paragraph(each)) for each in line.split('|'))}</w:tr>" for line in value.split("\n")]
    return table("".join(rows), columns=value.partition("\n")[0].count("|") + 1) + "<w:p/>"


def _hyperlink(_label: str, value: str) -> str:
    return f'<w:p><w:hyperlink w:anchor="x">{runs(value)}</w:hyperlink></w:p>'


WAYS: dict[str, Callable[[str, str], str]] = {
    "plain": _plain,
    "strike": _plain,
    "run_sdt": _run_sdt,
    "block_sdt": _block_sdt,
    "cell_sdt": _plain,  # the control goes around the cell: see _value_cell
    "row_sdt": _plain,  # the control goes around the row: see _row
    "dropdown": _dropdown,
    "date": _date,
    "w14_tick": _ticks(w14_tick),
    "legacy_tick": _ticks(legacy_tick),
    "sym_tick": _ticks(sym_tick),
    "literal_tick": _ticks(literal_tick),
    "legacy_text": _legacy_text,
    "legacy_dropdown": _legacy_dropdown,
    "tracked_insert": _tracked_insert,
    "textbox": _textbox,
    "nested_table": _nested_table,  # rows by \n, cells by |
    "hyperlink": _hyperlink,
    "merged": _plain,  # layout: see _merged
    "section": _plain,  # layout
    "one_cell": _plain,  # layout
    "line": _plain,  # layout
}


# ------------------------------------------------------------------------------------------------ pieces of OOXML


def paragraph(text: str, *, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{runs(text)}</w:p>"


def runs(text: str, *, tick: Callable[[bool], str] | None = None) -> str:
    """Marked-up text as runs; ☒ and ☐ in the given encoding, else as the characters themselves."""
    made = []
    for part in filter(None, _MARK.split(text)):
        if part in "☒☐" and tick:
            made.append(tick(part == "☒"))
        elif part[:2] in _LOOKS and len(part) > 4:
            made.append(f"<w:r><w:rPr>{_LOOKS[part[:2]]}</w:rPr>{_text(part[2:-2])}</w:r>")
        else:
            made.append(f"<w:r>{_text(part)}</w:r>")
    return "".join(made)


def _text(text: str) -> str:
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return "<w:br/>".join(lines)


def sdt(inner: str, label: str, *, empty: bool = False, kind: str = "<w:text/>") -> str:
    names = f"<w:alias w:val={quoteattr(label)}/><w:tag w:val={quoteattr(_tag(label))}/>" if label else ""
    showing = "<w:showingPlcHdr/>" if empty else ""
    return f'<w:sdt><w:sdtPr>{names}<w:id w:val="11"/>{showing}{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def _tag(label: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", label.lower()))[:60]


def _placeholder_run(words: str = PLACEHOLDER) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>{_text(words)}</w:r>'


def _field(code: str, data: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def deletion(words: str) -> str:
    run = f'<w:r><w:delText xml:space="preserve">{escape(words)}</w:delText></w:r>'
    return f'<w:del w:id="5" w:author="Ada Okafor" w:date="{ARTICLE_TIME}">{run}</w:del>'


def cell(content: str, *, span: int = 1, down: str = "") -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", "": ""}[down]
    return f'<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/>{wide}{merge}</w:tcPr>{content}</w:tc>'


def table(rows: str, *, columns: int) -> str:
    grid = '<w:gridCol w:w="2400"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


# ------------------------------------------------------------------------------------------------ the package

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f"{HEAD}<w:styles {NAMESPACES}>"
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="AlsoGone"><w:name w:val="Also gone"/><w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style></w:styles>'
)


def word_file(
    body: str,
    *,
    author: str = "",
    comments: Sequence[str] = (),
    header: str = "",
    footer: str = "",
    footnote: str = "",
    main_type: str = MAIN_TYPE,
    extra_parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A body's OOXML as a whole .docx."""
    stories = {
        "styles": STYLES,
        "comments": _comments(comments),
        "header": f"{HEAD}<w:hdr {NAMESPACES}>{paragraph(header)}</w:hdr>" if header else "",
        "footer": f"{HEAD}<w:ftr {NAMESPACES}>{paragraph(footer)}</w:ftr>" if footer else "",
        "footnotes": _footnotes(footnote),
    }
    kept = {name: xml.encode() for name, xml in stories.items() if xml}
    document = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    parts = {
        "[Content_Types].xml": _content_types(kept, main_type),
        "_rels/.rels": _relations(
            [("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")], core=True
        ),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": _relations([(name, f"{name}.xml") for name in kept]),
        "docProps/core.xml": _core(author).encode(),
        "docProps/app.xml": _APP.encode(),
        **{f"word/{name}.xml": xml for name, xml in kept.items()},
        **(extra_parts or {}),
    }
    return package(parts)


def package(parts: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with fixed dates: the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = compression
            archive.writestr(info, content)
    return out.getvalue()


def _content_types(kept: Mapping[str, bytes], main_type: str) -> bytes:
    named = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WML}{name}+xml"/>' for name in kept)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{named}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    ).encode()


def _relations(targets: Sequence[tuple[str, str]], *, core: bool = False) -> bytes:
    made = [f'<Relationship Id="rId{at}" Type="{_REL}{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1)]
    if core:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        made.append(f'<Relationship Id="rIdCore" Type="{kind}" Target="docProps/core.xml"/>')
    return f'{HEAD}<Relationships xmlns="{_PACKAGE_REL}">{"".join(made)}</Relationships>'.encode()


def _comments(comments: Sequence[str]) -> str:
    made = [
        f'<w:comment w:id="{at}" w:author="Ada Okafor" w:date="{ARTICLE_TIME}" w:initials="AO">{paragraph(words)}</w:comment>'
        for at, words in enumerate(comments)
    ]
    return f"{HEAD}<w:comments {NAMESPACES}>{''.join(made)}</w:comments>" if made else ""


def _footnotes(words: str) -> str:
    lines = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    return (
        f'{HEAD}<w:footnotes {NAMESPACES}>{lines}<w:footnote w:id="1">{paragraph(words)}</w:footnote></w:footnotes>'
        if words
        else ""
    )


def _core(author: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title></dc:title><dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{ARTICLE_TIME}</dcterms:created></cp:coreProperties>'
    )


_APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application></Properties>"
)


def unpacked(data: bytes) -> dict[str, bytes]:
    """A package's parts, to be changed and zipped again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
