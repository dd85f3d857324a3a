"""The sender's new words apart from quotation, banner, signature and disclaimer (forms §2.2 no. 11, F35).

The only mail-parser-reply import. Its reading of where a quotation begins is one opinion beside ours, and the earlier
of the two holds: words taken for quotation are asked about, quotation taken for words approves a move by itself.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mailparser_reply import EmailReplyParser

from parsing.quotation import DIVIDER, HEAD_LINES, QUOTED, WROTE, WROTE_WORD, is_head, quotation_begins

LIMIT_CHARS = 60_000
CONTACT_CHARS = 300  # a longer line is no telephone number
# The library's patterns grow with the square of a line, so it sees only the beginning of each, and of the mail.
LIBRARY_LINE_CHARS = 200
LIBRARY_LINES = 300
NO_WORDS = "The mail holds no words of the sender's own, only quotation, signature or nothing."
AFTERTHOUGHT = "The sender goes on below the signature; read the whole mail by hand."
GARBLED = "The mail's text is garbled; open it by hand, or ask the sender to write again."
BELOW = "The sender points to the mail below for the answer; read the whole mail by hand."
MORE_ANSWERS = 3
INLINE = "The sender has written between the lines of a quoted mail; read the whole mail by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWords:
    text: str = ""  # lines keep their order; line n of the mail is found again by its words
    doubt: str = ""
    afterthought: str = ""  # what the doubt of that name is about, so that it can be heard whether it says anything


@lru_cache(maxsize=4)  # the envelope asks it of a body, then the reading does, more than once
def new_words(body: str, signed: str = "") -> NewWords:
    """What the sender wrote now. `doubt` is set when answers stand inside the quotation, or nothing is new.

    `signed` is the name in the From field: on a line of its own it begins the signature.
    """
    lines = _readable(body[:LIMIT_CHARS]).split("\n")
    lines = _below_the_quotation(_without_banners(lines), signed)
    end = min(quotation_begins(lines), _library_begins(lines))
    own = [line for line in lines[:end] if not QUOTED.match(line)]
    said = _above_the_name(_without_signature(own), signed)
    after = "\n".join(_afterthought(own[len(said) :]))
    doubt = _doubt_of(lines, end, said, after)
    if len(body) > LIMIT_CHARS and end == len(lines):
        doubt = doubt or "The mail is too long to be read to its end; read it by hand."
    text = "\n".join(said).strip("\n")
    if sum(not each.isprintable() and each not in "\n\t" for each in text) * 20 > len(text):
        return NewWords(text="", doubt=GARBLED)
    if not re.search(r"[^\W_]|[+👍]", text):
        return NewWords(text="", doubt=doubt or NO_WORDS)
    return NewWords(text=_squeezed(text), doubt=doubt, afterthought=after if doubt == AFTERTHOUGHT else "")


def _below_the_quotation(lines: list[str], signed: str) -> list[str]:
    """The lines below one whole quotation at the top of the mail, if the answer stands there; else all lines as they are.

    Only marked lines with a head are surely a whole mail: «> Do you approve?» alone may be one question of several. Between
    them nothing else may stand, and an empty line ends them, or else their last words may be wrapped out of their marks.
    """
    marked = [number for number, line in enumerate(lines) if QUOTED.match(line)]
    if not marked or marked[0] > HEAD_LINES + 2:
        return lines
    above = [line for line in lines[: marked[0]] if line.strip()]
    inside, below = lines[marked[0] : marked[-1]], lines[marked[-1] + 1 :]
    words = [line.strip() for line in below if line.strip()]
    if not words or re.split(r"[(|,\u2013-]", words[0].casefold(), maxsplit=1)[0].strip() in _names_of(signed):
        return lines  # nothing but a signature
    head = " ".join(above) or " ".join(QUOTED.sub("", line) for line in lines[marked[0] : marked[0] + HEAD_LINES])
    headed = WROTE.search(" ".join(above)) is not None and quotation_begins(above) == 0 if above else HEADED.match(head)
    if not headed or any(line.strip() and not QUOTED.match(line) for line in inside) or (below and below[0].strip()):
        return lines
    return below if any(_is_speech(line) for line in below) else lines


HEADED = re.compile(rf"\s*\S.{{2,200}}?\b{WROTE_WORD}.{{0,20}}:", re.IGNORECASE)


def _doubt_of(lines: list[str], end: int, said: list[str], after: str) -> str:
    """Why the new words alone may not be the whole of what the sender says; empty if they are."""
    if _answers_inside(lines, end):
        return INLINE
    if after:
        return AFTERTHOUGHT
    told = " ".join(said)
    if POINTS_INTO.search(told) or (end < len(lines) and POINTS_BELOW.search(told)):
        return BELOW
    return ""


def own_lines(body: str, signed: str = "") -> str:
    """Everything above the quotation, signature too: a form pasted into a mail ends with its officer's address."""
    lines = _without_banners(_readable(body[:LIMIT_CHARS]).split("\n"))
    end = min(quotation_begins(lines), _library_begins(lines))
    return "\n".join(_without_tail([line for line in lines[:end] if not QUOTED.match(line)], signed))


LIKE_ANSWER = re.compile(r"\W{0,3}[A-Za-z][^:\t]{2,90}(:|\?|\t| {3,})\s*\S")


def _without_tail(lines: list[str], signed: str) -> list[str]:
    """Cut at the first farewell or disclaimer that no more answers follow: a cover letter signs off above its form."""
    for number, line in enumerate(lines):
        named = number and line.strip() and line.strip().casefold() in _names_of(signed)
        ends = named or any(each.match(line) for each in (FAREWELL, SIGN_OFF, SIGNATURE_BEGINS, DISCLAIMER))
        if ends and sum(bool(LIKE_ANSWER.match(each)) and not _is_contact(each) for each in lines[number + 1 :]) < MORE_ANSWERS:
            return lines[:number]
    return lines


def _readable(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\x00", "")
    body = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\ufe0f\U0001f3fb-\U0001f3ff]", "", body)
    return "\n".join(line.rstrip() for line in body.split("\n"))


def _squeezed(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text)


BANNER = re.compile(
    r"\W*(\w{4,12}pfptBanner(Start|End)\s*$|\[?external( e-?mail| sender)?\]?\s*[:\-–]?\s*$|\[external( e-?mail| sender| message)?\]"
    r"|caution\b.{0,40}(external|e-?mail|outside|originat)|warning\b.{0,40}(external|outside)|this (e-?mail"
    r"|message) (has )?(originated|came|was sent|is) "
    r"(from )?(an )?(external|outside|someone outside)|external (e-?mail|sender|message)\b"
    r"|you don'?t often get e-?mail from|do not click (on )?(any )?links"
    r"|(please )?think before you click|be cautious"
    r"|\[?(official|official[- ]sensitive|protect|not protectively marked|unclassified)\W*$"
    r"|(classification|sensitivity|protective marking)\s*:|report suspicious|learn why this is important"
    r"|this (e-?mail|message) (was|has been|is) (sent|delivered|transmitted) securely|this (e-?mail|message) (was|has been) (scanned|encrypted|checked|protected)|#+-? ?please (type|write) your (reply|response) above this line)",
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
    r"(do not|don't) (click|open|respond|reply)|attachments?\b.{0,200}\b(unless|content is safe|are safe)|recogni[sz]e the sender"
    r"|know the content is safe"
    r"|links or|unless you|outside (of )?(the|your|our) (organi[sz]ation|council|company)|external source",
    re.IGNORECASE,
)


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
    below = lines[end + 1 :] if end < len(lines) and DIVIDER.match(lines[end]) else lines[end:]  # «>>> A wrote >>>»
    for line in below if any(QUOTED.match(line) for line in below) else lines[:end]:
        if QUOTED.match(line):
            if any(_is_speech(each) for each in after) and seen_quote:
                return True
            seen_quote, after = seen_quote + 1, []
        elif seen_quote:
            after.append(line)
    left = _without_signature(after)
    return seen_quote > 0 and any(_is_speech(each) for each in left)


POINTS_INTO = re.compile(
    r"\b(comments?|answers?|repl(y|ies)|responses?|notes?|changes)\b.{0,40}\b(in (red|blue|green|purple|bold|capitals|colour"
    r"|italics|yellow|the (text|body|form))|highlighted|in-?line|between the lines|underneath each)\b"
    r"|\b(answered|replied|commented) in-?line|\b(see|in) (red|blue|green|purple|bold) (below|text)",
    re.IGNORECASE,
)
POINTS_BELOW = re.compile(
    r"\b(see|as per|per|refer to|further to|following|read|confirmed in|note)\b.{0,50}\b(below|beneath|underneath|thread|chain"
    r"|(e-?mail )?trail)\b|\b(see|read) what .{1,40} (says?|said|wrote)\b"
    r"|\b(answer|reply|decision|approval|response)s? (is |are )?below\b",
    re.IGNORECASE,
)


def _is_speech(line: str) -> bool:
    text = line.strip()
    return bool(text) and not SIGN_OFF.match(text) and not is_head(text) and not DISCLAIMER.match(text)


SIGN_OFF = re.compile(
    r"\s*(((with|and|our|my|very|kind|kindest|best|warm|warmest|good|many)\s+){1,4}(regards|wishes|thanks)|regards|rgds|kr|br"
    r"|yours (sincerely|faithfully|truly)|sincerely"
    r"|best|all the best|cheers|many thanks( and (kind|best) regards)?|thanks( (again|very much|in advance|so much"
    r"|and (kind )?regards))?|thank you"
    r"( (again|very much|in advance|so much|for your help))?|thx|ta|with thanks|speak soon|x+)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"\s*(((with|and|our|my|very|kind|kindest|best|warm|warmest|good)\s+){1,4}(regards|wishes)|regards|rgds|yours (sincerely|faithfully"
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
    r"\W*(this (e-?mail|message|communication|transmission)(,? (and|including|together with|with) (any|all|its) (attachments?|files)[^.]{0,60})?( \([^)]*\))?,? (is"
    r"|are|may|has|contains?|was) "
    r"(intended|confidential|strictly|solely|only|private|been sent|for the|be |privileged|legally)"
    r"|the information (contained )?in this (e-?mail|message)"
    r"|the (contents|information) of this e-?mail|if you (are not the|have received this|receive this)|(disclaimer"
    r"|confidentiality|privacy) ?(notice|:|$)"
    r"|please consider the environment|registered (office|charity|in england|society)"
    r"|(we|the council|this organi[sz]ation) (may )?(monitors?|records?|scans?) (all |any |its |our |incoming |outgoing |inbound )[^\n]{0,40}(e-?mails?|messages?|calls?)\b(?![^\n]*\b(approv|agree|decision|consent|authoris))"
    r"|(do you )?(need|want|require|would you like) this (e-?mail|letter|document|message|information)? ?(in|as) (another|a different|an alternative|an accessible|large)\b"
    r"|any views (or opinions )?expressed|we (process|use) (your )?personal data"
    r"|(this|the) (e-?mail|message)( and any attachments?)? (has|have) been (scanned|checked|virus|sent securely)"
    r"|[^.]{0,60}\b(may|will|reserves?|can) (exercise |have )?(its |the |a )?rights? to (intercept|monitor|record|read)"
    r"|secured by\b|scanned by\b|sent with proton|powered by\b|before printing\b|save (paper|trees)|please don'?t print"
    r"|how (we|the council) (use|handle|process)\b.{0,40}(data|information)|how did we do\b|(take|complete) our .{0,30}survey"
    r"|(this|the) (e-?mail|message|notification) (was|has been) (sent|generated) (from|by|automatically)"
    r"|(we are|we're|[A-Z][\w&' -]{1,60} is) (a|an) ((charitable|registered|exempt|limited|national|non-profit|not[- ]for[- ]profit|housing|community benefit|social|private|public) )*(society|charity|association|provider|company|landlord|organisation)\b(?=[^\n]*\b(act|registered|number|no\.|charity|limited|office)\b)"
    r"|if you (get|receive|see) this (e-?mail |message )?(out of|outside)\b|to opt out of\b"
    r"|(we are|we're) (recruiting|hiring)|(proud )?winners?\b.{0,60}(award|year|\d{4})|(follow|like|find) us on\b"
    r"|out[- ]of[- ]hours\b|(the )?council (accepts|does not accept|cannot accept) (no )?(liability|responsibility)"
    r"|(please )?(think|consider) before (you )?print|unless (otherwise|expressly) (stated|agreed)|to unsubscribe\b|unsubscribe\b"
    r"|(all )?e-?mails? (sent|and attachments|may be|communications)|think of the environment|our (privacy"
    r"|office) (notice|hours))",
    re.IGNORECASE,
)
CONTACT_LINE = re.compile(
    r"\s*((t|tel|telephone|phone|m|mob|mobile|dd|direct( dial)?|e|e-?mail|w|web|website|address|fax)\s*[:.|]\s*\S.*"
    r"|\+?\d[\d\s()/-]{8,20}"
    r"|\S+@\S+\.\S+|(https?://|www\.)\S+|pronouns\s*:.*|(she/her|he/him|they/them).*|my working (days|pattern|hours).*"
    r"|(i work|working (days|hours|pattern)|office hours|hours of work)\b.*(mon|tue|wed|thu|fri|9 ?am|part[- ]time).*)\s*$",
    re.IGNORECASE,
)


def _is_contact(line: str) -> bool:
    return len(line) <= CONTACT_CHARS and CONTACT_LINE.match(line) is not None


def _without_signature(lines: list[str]) -> list[str]:
    """Cut at the first farewell that only a signature follows, at «-- », and at a disclaimer."""
    for number, line in enumerate(lines):
        if SIGNATURE_BEGINS.match(line) or DISCLAIMER.match(line):
            return _trimmed(lines[:number])
        if FAREWELL.match(line) or (SIGN_OFF.match(line) and _only_signature(lines[number + 1 :])):
            return _trimmed(lines[:number])
    return _trimmed(lines)


def _above_the_name(lines: list[str], signed: str) -> list[str]:
    """Cut at the sender's own name on a line of its own, where only a signature follows or a farewell stands above."""
    names = _names_of(signed)
    for number, line in enumerate(lines):
        named = re.split(r"[(|,\u2013-]", line.strip().casefold(), maxsplit=1)[0].strip()
        if number and named in names and (_signed_off(lines[:number]) or _only_signature(lines[number + 1 :])):
            return _trimmed(lines[:number])
    return lines


POSTSCRIPT = re.compile(
    r"\s*(p\.?\s?p?\.?s\b|n\.?b\b|update\b|edit\b|correction\b|also\b|one more thing"
    r"|sorry\b|actually\b|on second thoughts?\b|scrap\b|ignore\b|disregard\b|wait\b|hold (on|off|fire)\b|oh\b|forgot\b"
    r"|just (seen|realised|noticed|to add|heard)|(i|we) (also|forgot|should|meant|take (it|that) back|have changed)\b"
    r"|not (yet|approved|agreed|until)\b|but\b|except\b|unless\b|however\b|subject to\b|only if\b"
    r"|please (wait|hold|ignore|disregard|(do not|don't) (circulate|proceed|process|action|go))"
    r"|(do not|don't) (circulate|proceed|process|action|go))",
    re.IGNORECASE,
)


def _names_of(signed: str) -> frozenset[str]:
    """How the writer may sign: «nadia ferris», «nadia», «nf», «n»; also of «Ferris, Nadia»."""
    whole = " ".join(reversed(signed.split(","))).strip().casefold()
    first, _, last = whole.partition(" ")
    initials = "".join(each[0] for each in whole.split())
    return frozenset({first, f"{first} {last}".strip(), first[:1], initials}) if len(first) > 1 else frozenset()


def _signed_off(lines: list[str]) -> bool:
    last = next((line for line in reversed(lines) if line.strip()), "")
    return bool(SIGN_OFF.match(last))


# A whole sentence that decides something, below the name: it may be a second thought, or only the office's slogan.
DECIDING_SENTENCE = re.compile(
    r"^(?=(\S+\s+){3})(?=.*[.!?]$).*\b(approv(e|ed)|declin(e|ed)|agreed?|accept(ed)?|refus(e|ed)|withdrawn?|reject(ed)?|moved in"
    r"|viewed|not (ours|yet|until|happy|able)|cannot|can't|unable|do not|don't|started|keys)\b",
    re.IGNORECASE,
)


def _afterthought(below: list[str]) -> list[str]:
    """A postscript with all that follows it: what stands below a signature may take back what stands above it."""
    for number, line in enumerate(below):
        text = line.strip()
        if DISCLAIMER.match(text):
            marked = [at for at, each in enumerate(below) if at >= number and MARKED.match(each)]
            return below[number:] if OF_THE_CASE.search(text) else below[marked[0] :] if marked else []
        if SIGN_OFF.match(text) or SIGNATURE_BEGINS.match(text) or _is_contact(text) or NO_HURRY.fullmatch(text):
            continue
        if POSTSCRIPT.match(text) or DECIDING_SENTENCE.match(text) or _speaks(text):
            return below[number:]
    return []


# Below a disclaimer only what says of itself that it is a postscript is one.
MARKED = re.compile(r"\s*(p\.?\s?p?\.?s\b|n\.?b\b|correction\b|update\s*:)", re.IGNORECASE)
OF_THE_CASE = re.compile(r"\b[A-Z]{2,6}[-/ ]\d{1,3}[-/ ]\d{2}\b|\b(arrears|household|the family|circulated?)\b")
# Words that no name, post, team or telephone number needs: a line below the name that holds one goes on speaking.
SPEAKS = re.compile(
    r"\b(she|he|they|her|him|them|it|this (one|case|family|request)|not|never|don'?t|doesn'?t|didn'?t|isn'?t|wasn'?t|can'?t|cannot|won'?t|haven'?t|hasn'?t"
    r"|if|unless|until|till|but|however|although|though|except|only|provided|subject to|pending|after all|instead|actually|ignore|disregard)\b",
    re.IGNORECASE,
)
# What firms and offices print below their names, with such words in it.
FURNITURE = re.compile(
    r"\b(working|work|office|opening|available|contactable) (days?|hours|pattern|week)\b|\b(i|we) (only |usually |normally |do not |don't )?(work|am in|am available)\b"
    r"|\b(mon|tue|wed|thu|fri)\w*\b.*\b(mon|tue|wed|thu|fri|only|not)\w*\b|\bpart[- ]time\b|\bpronouns?\b|\b(he/him|she/her|they/them)\b|\bprint\b|\benvironment\b"
    r"|\b(e-?mail|message|attachments?|recipient|confidential\w*|virus\w*|liab\w+|data|privacy|charity|registered|compan(y|ies)|unsubscribe|click|visit|website|www|follow us|twitter|facebook|linkedin|award\w*|999|emergenc\w+|out of hours|report it)\b",
    re.IGNORECASE,
)


# «I work flexibly, so please don't feel that you have to answer outside your own hours»: about answers, and no answer.
NO_HURRY = re.compile(
    r"\W*((i|we|my)\b[^.;!?]{0,120}\b(time|hours|flexibl[ey]|pattern|evenings?|weekends?)\b[^.;!?]{0,80}?[,.;–-]* ?)?((but|and|so) )?(please )?"
    r"((i )?(do not|don[’']t) (feel|expect|think)|there is no (need|obligation|expectation|pressure))\b[^.;!?]{0,60}\b(reply|respond|answer|read|action)\b"
    r"[^.;!?]{0,60}\b(hours|day|days|time|evening|weekend|pattern)\b[^.;!?]{0,40}[.!]?\W*",
    re.IGNORECASE,
)


def _speaks(text: str) -> bool:
    return len(text.split()) > 2 and bool(SPEAKS.search(text)) and not FURNITURE.search(text)


def _only_signature(following: list[str]) -> bool:
    """A name, a title, ways of contact: short lines without a sentence's end."""
    for line in following:
        text = line.strip()
        if SIGNATURE_BEGINS.match(text) or DISCLAIMER.match(text):
            return True
        if text and (len(text) > 90 or re.search(r"[?!]$|[a-z]\.$", text)) and not _is_contact(text):
            return False
    return True


def _trimmed(lines: list[str]) -> list[str]:
    """Without ways of contact at the very end."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or _is_contact(kept[-1]) or SIGN_OFF.match(kept[-1])):
        kept.pop()
    return kept
