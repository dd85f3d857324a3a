"""What each word processor makes of the same body: noise that no reader may stumble over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from tests.support.word_maker import NAMESPACES, paragraph

_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]+)</w:t></w:r>')
_SIGN = re.compile(r"&\w+;|.", re.DOTALL)
Flavour = Callable[[str, random.Random], str]


def plain(body: str, draw: random.Random) -> str:
    return body


def word(body: str, draw: random.Random) -> str:
    """Revision ids, split runs, spelling marks, bookmarks, smart tags, autocorrected signs, mail links as fields."""
    made = _RUN.sub(lambda match: _noisy_runs(match[1] or "", match[2], draw), body)
    return re.sub(r"<w:(p|tr)>", lambda match: f'<w:{match[1]} w:rsidR="{_rsid(draw)}" w:rsidRDefault="{_rsid(draw)}">', made)


def _rsid(draw: random.Random) -> str:
    return f"00{draw.randrange(16**6):06X}"


def _noisy_runs(look: str, text: str, draw: random.Random) -> str:
    if re.fullmatch(r"\S+@\S+", text):
        return _mail_link(look, text)
    signs = _SIGN.findall(_autocorrected(text, draw))
    cuts = sorted({draw.randrange(1, len(signs)) for _ in range(draw.randrange(3))}) if len(signs) > 3 else []
    parts = ["".join(signs[start:end]) for start, end in zip((0, *cuts), (*cuts, len(signs)), strict=True)]
    made = draw.choice(('<w:proofErr w:type="spellStart"/>', "", "", '<w:bookmarkStart w:id="4" w:name="_GoBack"/>', "")).join(
        f'<w:r w:rsidRPr="{_rsid(draw)}">{look}<w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts
    )
    if text[:1].isupper() and draw.random() < 0.1:
        tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">'
        return f"{tag}{made}</w:smartTag>"
    return made


def _autocorrected(text: str, draw: random.Random) -> str:
    text = text.replace("'", "’").replace(" - ", " – ")
    return text.replace(" ", "\u00a0", 1) if draw.random() < 0.15 else text


def _mail_link(look: str, text: str) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:{text}" </w:instrText></w:r>'
    return f'{sign("begin")}{code}{sign("separate")}<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>{sign("end")}'


def google(body: str, draw: random.Random) -> str:
    """Every run says its direction, and nameless controls with running numbers lie around some."""
    number = iter(range(10_000))

    def run(match: re.Match[str]) -> str:
        look = (match[1] or "<w:rPr></w:rPr>").replace("</w:rPr>", '<w:rtl w:val="0"/></w:rPr>')
        made = f'<w:r w:rsidDel="00000000" w:rsidR="00000000">{look}<w:t xml:space="preserve">{match[2]}</w:t></w:r>'
        if draw.random() > 0.15:
            return made
        names = f'<w:sdtPr><w:id w:val="{-draw.randrange(10**9)}"/><w:tag w:val="goog_rdk_{next(number)}"/></w:sdtPr>'
        return f"<w:sdt>{names}<w:sdtContent>{made}</w:sdtContent></w:sdt>"

    made = _RUN.sub(run, body)
    ids = 'w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000" w:rsidRPr="00000000"'
    return made.replace("<w:p>", f'<w:p {ids}><w:pPr><w:widowControl w:val="0"/><w:rPr/></w:pPr>')


def pages(body: str, draw: random.Random) -> str:
    """Every paragraph in a named style, fonts on every run, borders and margins on every cell."""
    font = '<w:rFonts w:ascii="Helvetica Neue" w:hAnsi="Helvetica Neue"/>'

    def run(match: re.Match[str]) -> str:
        look = (
            (match[1] or "<w:rPr></w:rPr>")
            .replace("<w:rPr>", f"<w:rPr>{font}")
            .replace("</w:rPr>", '<w:lang w:val="en-US"/></w:rPr>')
        )
        return f'<w:r>{look}<w:t xml:space="preserve">{match[2]}</w:t></w:r>'

    edges = "".join(f'<w:{side} w:val="single" w:color="bfbfbf" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    made = _RUN.sub(run, body).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Table Style 2"/><w:bidi w:val="0"/></w:pPr>')
    return made.replace(
        "</w:tcPr>", f'<w:tcBorders>{edges}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/></w:tcPr>'
    )


FLAVOURS: Mapping[str, Flavour] = {"docx": word, "docx-google": google, "docx-pages": pages, "plain": plain}


def boxed_title(title: str) -> str:
    """A title that floats in a text box, written twice as Word and Pages do for old and new readers."""
    content = f"<w:txbxContent>{paragraph(title)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    data = f'<a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic>'
    modern = f'<w:drawing><wp:anchor><wp:docPr id="9" name="officeArt object"/>{data}</wp:anchor></w:drawing>'
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


NUMBERING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="☐"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
"""A checklist's bullets: the box is drawn by the list, and whether it is ticked is lost on the way."""
