"""HTML to the text that a reader sees: hidden words go, quotations keep their mark, tables keep their columns.

The only inscriptis import. What a mail hides from the eye (display:none, white on white, size nought) must not be
read as its sender's words, and what it quotes must still be recognised as quotation by parsing/reply.py.
"""

from __future__ import annotations

import re

from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from selectolax.lexbor import LexborHTMLParser, LexborNode

LIMIT_CHARS = 2_000_000  # more HTML than that is no letter; the rest is not looked at
LIMIT_DEPTH = 300  # inscriptis walks recursively
UNSEEN_TAGS = "script, style, head, title, template, noscript, object, iframe, svg, meta, link"
STRUCK_TAGS = "s, strike, del, [style*='line-through']"
LIMIT_SHEET = 100_000
QUOTE_TAGS = "blockquote, div.gmail_quote, div.yahoo_quoted, div.moz-cite-prefix, div.protonmail_quote"
QUOTE_MARK = "quoted-line"
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*(0(\.\d+)?\s*((px|pt|r?em|%)\s*)?|1(\.\d+)?\s*(px|pt|%)\s*)(;|!|$)"
    r"|opacity\s*:\s*0(\.0+)?\s*(;|!|$)|max-height\s*:\s*0(px)?\s*(;|!|$)|(text-indent|left|top|margin-left)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
WHITE = r"(#fff(fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))"
WHITE_INK = re.compile(rf"(^|[;\s])color\s*:\s*{WHITE}", re.IGNORECASE)
BACKGROUND = re.compile(r"background(-color)?\s*:\s*(?P<colour>[^;]+)", re.IGNORECASE)
PAGE = ParserConfig(css=CSS_PROFILES["strict"], display_links=False, display_images=False, display_anchors=False)


NEVER_CLOSED = 2_000  # elements left open; no program that writes mails leaves more than a few
_OPENED = re.compile(r"<(?!(?:p|br|hr|img|meta|link|input|li|td|tr|th|dt|dd|option|col|area|wbr)\b)[a-z]", re.IGNORECASE)


def is_endlessly_deep(html: str) -> bool:
    """Whether so many elements are left open that the library, which walks up through all of them each time, takes minutes."""
    return len(_OPENED.findall(html)) - html.count("</") > NEVER_CLOSED


def text_of(html: str) -> str:
    """The visible text, quotations marked with «> »; empty if nothing is visible."""
    tree = LexborHTMLParser(html[:LIMIT_CHARS].replace("\x00", ""))
    hidden_classes = _hidden_classes(tree)
    for node in tree.css(UNSEEN_TAGS):
        node.decompose()
    _drop_hidden(tree, hidden_classes)
    _mark_quotations(tree)
    body = tree.body
    if body is None:
        return ""
    if _too_deep(body):
        return body.text(separator=" ")
    return _tidy(get_text(f"<html><body>{body.inner_html or ''}</body></html>", PAGE))


def without_quotation(html: str) -> str:
    """The page without what it marks as quoted."""
    tree = LexborHTMLParser(html[:LIMIT_CHARS].replace("\x00", ""))
    while node := tree.css_first(QUOTE_TAGS):
        node.decompose()
    return tree.html or ""


def _drop_hidden(tree: LexborHTMLParser, hidden_classes: frozenset[str]) -> None:
    for node in tree.css("[class]"):
        if hidden_classes & set((node.attributes.get("class") or "").split()):
            node.decompose()
    for node in tree.css(STRUCK_TAGS):
        node.decompose()
    for node in tree.css("[style], [hidden], font[color]"):
        style = node.attributes.get("style") or ""
        if "hidden" in node.attributes or HIDDEN_STYLE.search(style) or _white_on_white(node, style):
            node.decompose()


def _hidden_classes(tree: LexborHTMLParser) -> frozenset[str]:
    """Classes that a style sheet hides on every screen; what it hides on small ones only is seen at a desk."""
    sheet = " ".join(node.text() or "" for node in tree.css("style"))[:LIMIT_SHEET]
    everywhere = re.sub(r"@[^{}@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", " ", re.sub(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)", " ", sheet))
    rules = re.findall(r"([^{}]{1,300}+)\{([^{}]{0,2000}+)\}", everywhere)
    return frozenset(
        found[1]
        for selectors, style in rules
        if HIDDEN_STYLE.search(style)
        for selector in selectors.split(",")
        if (found := re.fullmatch(r"\s*\w*\.([\w-]+)\s*", selector))
    )


def _white_on_white(node: LexborNode, style: str) -> bool:
    """White ink where nothing around it says that the ground is coloured."""
    colour = (node.attributes.get("color") or "").strip()
    if not (WHITE_INK.search(style) or (node.tag == "font" and re.fullmatch(WHITE, colour, re.IGNORECASE))):
        return False
    holder: LexborNode | None = node
    while holder is not None:
        ground = BACKGROUND.search(holder.attributes.get("style") or "")
        named = ground["colour"] if ground else holder.attributes.get("bgcolor") or ""
        if named.strip():
            return bool(re.match(WHITE, named.strip(), re.IGNORECASE))
        holder = holder.parent
    return True


def _mark_quotations(tree: LexborHTMLParser) -> None:
    """A mark before and after each outermost quotation, which _tidy turns into «> » on every line between."""
    for node in tree.css(QUOTE_TAGS):
        node.insert_before(f"\n{QUOTE_MARK}-begins\n")
        node.insert_after(f"\n{QUOTE_MARK}-ends\n")


def _too_deep(body: LexborNode) -> bool:
    return any(_depth(node) > LIMIT_DEPTH for node in body.css("*:not(:has(*))"))


def _depth(node: LexborNode) -> int:
    depth, holder = 0, node.parent
    while holder is not None and depth <= LIMIT_DEPTH:
        depth, holder = depth + 1, holder.parent
    return depth


def _marks_apart(text: str) -> list[str]:
    """The lines, each mark on one of its own. By splitting: a pattern that begins with \\s* takes minutes over a wide table."""
    parts = re.split(rf"({QUOTE_MARK}-(?:begins|ends))", text)
    if len(parts) > 1:
        parts = [parts[0].rstrip(), *(part.strip() for part in parts[1:-1]), parts[-1].lstrip()]
    return "\n".join(parts).split("\n")


def _tidy(text: str) -> str:
    lines: list[str] = []
    quoted = 0
    for line in _marks_apart(text):
        match line.strip():
            case mark if mark == f"{QUOTE_MARK}-begins":
                quoted += 1
            case mark if mark == f"{QUOTE_MARK}-ends":
                quoted = max(0, quoted - 1)
            case "" if not lines or not lines[-1].strip("> "):
                continue
            case _:
                lines.append(("> " if quoted else "") + line.rstrip().replace("\xa0", " "))
    return "\n".join(lines).strip("\n")
