"""What a Word file holds without showing it: never an answer, always searched for the applicant's identity (R029).

No foreign library is imported here: what is walked are elements that word_file.py has opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from parsing.field import Where
from parsing.word_look import Node, W, value_of
from parsing.word_run import Walk, all_text

_DOUBT_COMMENTS = "It holds comments in the margin, which are not read as answers. Look at them in the original."
_DOUBT_MACRO = "It holds a macro, which was not run. Ask the sender why."
_DOUBT_EMBEDDED = "It holds an embedded file, which was not read. Open the original to see it."
_DOUBT_ACTIVE = (
    "It holds ActiveX controls, whose state cannot be read. Look at the original, or ask for the blank form of the scheme."
)
_DOUBT_INK = "It holds handwriting or drawings by pen, which are not read. Open the original to see them."
_DOUBT_REMOTE = "It refers to a template on another computer, which was not fetched."
_SIGNS = (
    ("vbaproject.bin", _DOUBT_MACRO),
    ("/embeddings/", _DOUBT_EMBEDDED),
    ("/activex/", _DOUBT_ACTIVE),
    ("word/ink/", _DOUBT_INK),
)
_REMOTE_TEMPLATE = re.compile(rb"""Target\s*=\s*["'](?:https?:|ftp:|\\\\|file:/{4,5}[^/]|file:\\\\)""", re.IGNORECASE)
_LOOKED_INTO = 2 * 1024 * 1024  # octets of a foreign part that are searched for words
_MEMBERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    target: str


def comments(walk: Walk, roots: Iterable[Node]) -> None:
    for comment in (each for root in roots for each in root.iter(f"{W}comment")):
        walk.hide(all_text(comment), Where(source=walk.source), "comment")
        walk.doubt(_DOUBT_COMMENTS)


def settings(walk: Walk, roots: Iterable[Node]) -> None:
    for variable in (each for root in roots for each in root.iter(f"{W}docVar")):
        walk.hide(variable.get(f"{W}val", ""), Where(source=walk.source), "document variable")


def hidden_parts(walk: Walk, roots: Mapping[str, Node]) -> None:
    """Properties, data behind controls, words inside diagrams, building blocks."""
    walk.hide(walk.source, Where(source=walk.source), "file name")
    for part, root in roots.items():
        if part.startswith("word/glossary/"):
            walk.hide(all_text(root), Where(source=walk.source), "building block")
            continue
        for each in root.iter():
            if isinstance(each.tag, str):
                for text in (each.text, *_told_by_attributes(part, each)):
                    walk.hide(text or "", Where(source=walk.source), f"property {_name_of(each)}")


def _name_of(node: Node) -> str:
    own = node.get("name")
    around = node.getparent()
    return str(own or (around.get("name") if around is not None else None) or node.tag.rpartition("}")[2])


def _told_by_attributes(part: str, node: Node) -> list[str]:
    return list(node.attrib.values()) if part.startswith("customXml/") else []


def links(walk: Walk, targets: Iterable[Link]) -> None:
    """Where a link leads may tell what its words do not: «mailto:…», a folder with a name in it."""
    for link in targets:
        if re.match(r"mailto:|tel:|file:|https?:|\\\\", link.target, re.IGNORECASE) and not _OFFICES_OWN.search(link.target):
            walk.hide(re.sub(r"%20|\+", " ", link.target), Where(source=walk.source), "link")


_OFFICES_OWN = re.compile(r"://schemas\.|\.dot[xm]?$|normal\.dot", re.IGNORECASE)


def embedded(walk: Walk, parts: Mapping[str, bytes]) -> None:
    """What a package may carry that nobody reads: a doubt each, and its plain words searched."""
    if _REMOTE_TEMPLATE.search(parts.get("word/_rels/settings.xml.rels", b"")):
        walk.doubt(_DOUBT_REMOTE)
    for sign, sentence in _SIGNS:
        if any(sign in name.lower() for name in parts):
            walk.doubt(sentence)
    for name, content in parts.items():
        if "/embeddings/" in name.lower() or name.lower().endswith((".htm", ".html", ".mht", ".rtf", ".txt", ".eml")):
            walk.hide(_words_in(content), Where(source=walk.source), "embedded file")


def _words_in(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return "\n".join(_words_of_xml(each) for each in _members(content))
    head = content[:_LOOKED_INTO]
    if head.lstrip()[:5] == b"{\\rtf" or b"<" in head[:200]:
        return _words_of_xml(re.sub(rb"\\[a-z]+-?\d* ?|[{}]", b" ", head))
    plain = [each.decode("ascii") for each in re.findall(rb"[\x20-\x7e]{6,}", head)]
    wide = [each.decode("utf-16-le") for each in re.findall(rb"(?:[\x20-\x7e]\x00){6,}", head)]
    return "\n".join((*plain, *wide))


def _members(content: bytes) -> list[bytes]:
    found: list[bytes] = []
    with suppress(BadZipFile, ValueError, NotImplementedError, RuntimeError), ZipFile(BytesIO(content)) as archive:
        for info in archive.infolist()[:_MEMBERS]:
            found += [archive.read(info)] if info.filename.endswith(".xml") and info.file_size <= _LOOKED_INTO else []
    return found


def _words_of_xml(xml: bytes) -> str:
    text = re.sub(r"</(?:w:p|a:p|si|t|p|div|td|tr|li|br)>|<br ?/?>", "\n", xml.decode("utf-8", "replace"))
    return re.sub(r"[ \t]*\n\s*", "\n", re.sub(r"<[^<>]*>", "", text)).strip()


def glossary(roots: Iterable[Node]) -> dict[str, str]:
    """The words that each building block puts where nobody has answered, by the block's name."""
    found: dict[str, str] = {}
    for part in (each for root in roots for each in root.iter(f"{W}docPart")):
        name, body = value_of(part.find(f"{W}docPartPr/{W}name")), part.find(f"{W}docPartBody")
        if name and body is not None:
            found[name] = all_text(body)
    return found
