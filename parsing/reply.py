"""The sender's new words apart from quotation, banner, signature and disclaimer (forms §2.2 no. 11, F35).

The only mail-parser-reply import. Its reading of where a quotation begins is one opinion beside ours, and the earlier
of the two holds: words taken for quotation are asked about, quotation taken for words approves a move by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailparser_reply import EmailReplyParser

LIMIT_CHARS = 60_000
# The library's patterns grow with the square of a line, so it sees only the beginning of each, and of the mail.
LIBRARY_LINE_CHARS = 200
LIBRARY_LINES = 300
NO_WORDS = "The mail holds no words of the sender's own, only quotation, signature or nothing."
AFTERTHOUGHT = "The sender goes on below the signature; read the whole mail by hand."
GARBLED = "The mail's text is garbled; open it by hand, or ask the sender to write again."
INLINE = "The sender has written between the lines of a quoted mail; read the whole mail by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWords:
    text: str = ""  # lines keep their order; line n of the mail is found again by its words
    doubt: str = ""


def new_words(body: str) -> NewWords:
    """What the sender wrote now. `doubt` is set when answers stand inside the quotation, or nothing is new."""
    lines = _readable(body[:LIMIT_CHARS]).split("\n")
    lines = _without_banners(lines)
    end = min(_quotation_begins(lines), _library_begins(lines))
    own = [line for line in lines[:end] if not QUOTED.match(line)]
    doubt = INLINE if _answers_inside(lines, end) else AFTERTHOUGHT if _afterthought(own) else ""
    if len(body) > LIMIT_CHARS and end == len(lines):
        doubt = doubt or "The mail is too long to be read to its end; read it by hand."
    text = "\n".join(_without_signature(own)).strip("\n")
    if sum(not each.isprintable() and each not in "\n\t" for each in text) * 20 > len(text):
        return NewWords(text="", doubt=GARBLED)
    if not re.search(r"[^\W_]|[+👍]", text):
        return NewWords(text="", doubt=doubt or NO_WORDS)
    return NewWords(text=_squeezed(text), doubt=doubt)


def own_lines(body: str) -> str:
    """Everything above the quotation, signature too: a form pasted into a mail ends with its officer's address."""
    lines = _without_banners(_readable(body[:LIMIT_CHARS]).split("\n"))
    end = min(_quotation_begins(lines), _library_begins(lines))
    return "\n".join(line for line in lines[:end] if not QUOTED.match(line))


def _readable(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\x00", "")
    body = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]", "", body)
    return "\n".join(line.rstrip() for line in body.split("\n"))


def _squeezed(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text)


QUOTED = re.compile(r"\s{0,3}(>|\|\s)")
BANNER = re.compile(
    r"\W*(\[?external( e-?mail| sender)?\]?\s*[:\-–]?\s*$"
    r"|caution\b.{0,40}(external|e-?mail|outside|originat)|warning\b.{0,40}(external|outside)|this (e-?mail"
    r"|message) (has )?(originated|came|was sent|is) "
    r"(from )?(an )?(external|outside|someone outside)|external (e-?mail|sender|message)\b"
    r"|you don'?t often get e-?mail from|do not click (on )?(any )?links"
    r"|(please )?think before you click|be cautious"
    r"|\[?(official|official[- ]sensitive|protect|not protectively marked|unclassified)\]?\s*$"
    r"|(classification|sensitivity|protective marking)\s*:|report suspicious|learn why this is important"
    r"|this message was sent securely)",
    re.IGNORECASE,
)


def _without_banners(lines: list[str]) -> list[str]:
    """Without the warnings that gateways put over a mail, a whole paragraph each."""
    kept: list[str] = []
    inside = False
    for line in lines:
        if not QUOTED.match(line) and BANNER.match(line):
            inside = True
        elif inside and line.strip() and not BANNER_GOES_ON.search(line):
            inside = False
        if not inside:
            kept.append(line)
    return kept


BANNER_GOES_ON = re.compile(
    r"(do not|don't) (click|open|respond|reply)|attachments?\b.*\b(unless|content is safe|are safe)|recogni[sz]e the sender"
    r"|know the content is safe"
    r"|links or|unless you|outside (of )?(the|your|our) (organi[sz]ation|council|company)|external source",
    re.IGNORECASE,
)

WROTE = re.compile(
    r"\s*(on\b.{4,200}\bwrote\s*:|.{3,120}<[^<>\s]+@[^<>\s]+>.{0,60}\bwrote\s*:|.{0,80}\bwrote on .{4,80}:)\s*$", re.IGNORECASE
)
ON_BEGINS = re.compile(r"\s*on\b.{4,160}\d{4}\b", re.IGNORECASE)
DIVIDER = re.compile(
    r"\s*([-_=]{2,}\s*(original|forwarded|reply|begin forwarded|replied)\b.{0,30}|begin forwarded message:|[-—_]{20,}"
    r"|forwarded by\b.{0,80}"
    r"|-{3,}\s*on .{4,120} wrote\s*-{3,})\s*$",
    re.IGNORECASE,
)
HEADER_LINE = re.compile(
    r"\s*[*_]{0,2}(from|sent|to|cc|subject|date|importance|reply-to)\s*[*_]{0,2}\s*:[*_]{0,2}\s*(?P<rest>.*)$", re.IGNORECASE
)


def _quotation_begins(lines: list[str]) -> int:
    """The first line of the quotation that runs to the end; len(lines) if there is none."""
    for number, line in enumerate(lines):
        if WROTE.match(line) or (
            ON_BEGINS.match(line)
            and any(re.search(r"wrote\s*:\s*$", each, re.IGNORECASE) for each in lines[number + 1 : number + 4])
        ):
            return number
        if DIVIDER.match(line) and _quotes_after(lines, number + 1):
            return number
        if _header_group(lines, number):
            return number
    return len(lines)


def _quotes_after(lines: list[str], number: int) -> bool:
    """A divider counts when a mail's header, or a phrase that says so, is on it or follows: a bare rule may be decoration."""
    if re.search(r"original|forward|reply|replied|wrote", lines[number - 1], re.IGNORECASE):
        return True
    following = [line for line in lines[number : number + 6] if line.strip()]
    return bool(following) and bool(HEADER_LINE.match(following[0]))


def _header_group(lines: list[str], number: int) -> bool:
    """From: with at least one of Sent, Date, To, Subject close by: the head of a quoted mail."""
    first = HEADER_LINE.match(lines[number])
    if not first or first[1].lower() not in {"from", "sent", "date"}:
        return False
    names = {found[1].lower() for line in lines[number : number + 9] if (found := HEADER_LINE.match(line))}
    return "from" in names and len(names & {"sent", "date", "to", "subject"}) >= 1


def _library_begins(lines: list[str]) -> int:
    """Where mail-parser-reply sees the first quotation begin."""
    shown = [line[:LIBRARY_LINE_CHARS] for line in lines[:LIBRARY_LINES]]
    replies = EmailReplyParser(languages=["en"]).read("\n".join(shown)).replies
    if len(replies) < 2 and not (replies and replies[0].headers):
        return len(lines)
    first = next((each for each in replies if each.headers), None)
    head = first.headers.strip().split("\n")[0].strip() if first and first.headers else ""
    return next((number for number, line in enumerate(shown) if head and line.strip() == head), len(lines))


def _answers_inside(lines: list[str], end: int) -> bool:
    """Whether unquoted words stand between or under quoted lines, signatures and what follows them apart."""
    seen_quote = 0
    after: list[str] = []
    for line in lines[end:] if any(QUOTED.match(line) for line in lines[end:]) else lines:
        if QUOTED.match(line):
            if any(_is_speech(each) for each in after) and seen_quote:
                return True
            seen_quote, after = seen_quote + 1, []
        elif seen_quote:
            after.append(line)
    left = _without_signature(after)
    return seen_quote > 0 and any(_is_speech(each) for each in left)


def _is_speech(line: str) -> bool:
    text = line.strip()
    return (
        bool(text)
        and not SIGN_OFF.match(text)
        and not WROTE.match(text)
        and not HEADER_LINE.match(text)
        and not DISCLAIMER.match(text)
    )


SIGN_OFF = re.compile(
    r"\s*((kind|kindest|best|warm|warmest|many|with)\s+(kind\s+)?(regards|wishes|thanks)|regards|rgds|kr|br"
    r"|yours (sincerely|faithfully|truly)|sincerely"
    r"|best|all the best|cheers|many thanks( and (kind|best) regards)?|thanks( (again|very much|in advance|so much"
    r"|and (kind )?regards))?|thank you"
    r"( (again|very much|in advance|so much|for your help))?|thx|ta|with thanks|speak soon|x+)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"\s*((kind|kindest|best|warm|warmest|with)\s+(kind\s+)?(regards|wishes)|regards|rgds|yours (sincerely|faithfully"
    r"|truly)|sincerely|all the best)\s*[,.!]?"
    r"(\s+[A-Z][\w'-]*){0,3}\s*$",
    re.IGNORECASE,
)
SIGNATURE_BEGINS = re.compile(
    r"\s*(--|__|—)\s*$|\s*(sent|typed) from my\b|\s*(get|sent from) outlook for\b|\s*sent (via|using"
    r"|with) (my )?(blackberry|samsung|android|yahoo|mail)",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\W*(this (e-?mail|message|communication|transmission)( and any (attachments?|files)[^.]{0,60})?( \([^)]*\))? (is"
    r"|are|may|has|contains?|was) "
    r"(intended|confidential|strictly|solely|only|private|been sent|for the|be |privileged|legally)"
    r"|the information (contained )?in this (e-?mail|message)"
    r"|the (contents|information) of this e-?mail|if you (are not the|have received this|receive this)|(disclaimer"
    r"|confidentiality|privacy) ?(notice|:|$)"
    r"|please consider the environment|registered (office|charity|in england|society)"
    r"|any views (or opinions )?expressed|we (process|use) (your )?personal data"
    r"|(all )?e-?mails? (sent|and attachments|may be|communications)|think of the environment|our (privacy"
    r"|office) (notice|hours))",
    re.IGNORECASE,
)
CONTACT_LINE = re.compile(
    r"\s*((t|tel|telephone|phone|m|mob|mobile|dd|direct( dial)?|e|e-?mail|w|web|website|address|fax)\s*[:.|]\s*\S.*"
    r"|\+?\d[\d\s()/-]{8,20}"
    r"|\S+@\S+\.\S+|(https?://|www\.)\S+|pronouns\s*:.*|(she/her|he/him|they/them).*|my working (days|pattern|hours).*"
    r"|i work (mon|tue|wed|thu|fri).*)\s*$",
    re.IGNORECASE,
)


def _without_signature(lines: list[str]) -> list[str]:
    """Cut at the first farewell that only a signature follows, at «-- », and at a disclaimer."""
    for number, line in enumerate(lines):
        if SIGNATURE_BEGINS.match(line) or DISCLAIMER.match(line):
            return _trimmed(lines[:number])
        if FAREWELL.match(line) or (SIGN_OFF.match(line) and _only_signature(lines[number + 1 :])):
            return _trimmed(lines[:number])
    return _trimmed(lines)


POSTSCRIPT = re.compile(
    r"\s*(p\.?\s?p?\.?s\b|n\.?b\b|update\b|edit\b|correction\b|also\b|one more thing"
    r"|sorry\b)",
    re.IGNORECASE,
)


def _afterthought(lines: list[str]) -> bool:
    """A postscript: what stands below a signature may take back what stands above it."""
    kept = len(_without_signature(lines))
    below = lines[kept:]
    return any(POSTSCRIPT.match(line) for line in below if not SIGN_OFF.match(line))


def _only_signature(following: list[str]) -> bool:
    """A name, a title, ways of contact: short lines without a sentence's end."""
    for line in following:
        text = line.strip()
        if SIGNATURE_BEGINS.match(text) or DISCLAIMER.match(text):
            return True
        if text and (len(text) > 90 or re.search(r"[?!]$|[a-z]\.$", text)) and not CONTACT_LINE.match(text):
            return False
    return True


def _trimmed(lines: list[str]) -> list[str]:
    """Without ways of contact at the very end."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or CONTACT_LINE.match(kept[-1]) or SIGN_OFF.match(kept[-1])):
        kept.pop()
    return kept
