"""The sentences of a mail's new words, each with its line and in a plain form that the wordings are matched against."""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from scheme.terms import APOSTROPHES, DASHES

LIMIT_SENTENCES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str  # as written, on one line
    plain: str  # lower case, contractions written out, dashes as « - »
    line: int  # counted from 1 in the new words

    @property
    def asks(self) -> bool:
        """With its mark, or without: «that's approved then is it»."""
        return "?" in self.text or bool(TAG_QUESTION.search(self.plain))

    @property
    def answered(self) -> bool:
        """A question with its answer beside it: «Do you approve? Yes»."""
        return bool(ANSWERED.search(self.text))


TAG_QUESTION = re.compile(
    r"(?<!\bso )(?<!\bnor )(?<!\bneither )\b(?:is|isn't|are|has|have|was|did|does|do|can|will)(?: not)? (?:it|he|she|they|we|you|this|that)(?: not)?[\s.!]*$|, (?:right|correct|eh|yes|yeah)[\s.!]*$"
)
# A question with the answer beside it, as in a list of questions that was filled in.
ANSWERED = re.compile(r"\?[ )\"'-]*(?:(?:yes|no|y|n|agreed|approved|none|n/a)\b[ .,!]*)$", re.IGNORECASE)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Greetings and farewells left out, since «Thanks» and «Hi Ada» decide nothing."""
    found: list[Sentence] = []
    for block, line in _blocks(text):
        for piece in _split(block):
            stripped = " ".join(piece.split())
            if stripped and not GREETING.fullmatch(stripped):
                found.append(Sentence(text=stripped, plain=_told(plain(stripped)), line=line))
    return tuple(found[:LIMIT_SENTENCES])


# «I am writing to confirm that …», «Good news - …»: the words that tell are those that follow.
_TELL = r"(?:confirm|advise(?: you)?|inform you|let you know|report|say|tell you|update you)"
_GLAD = r"(?:(?:very |really |so |more than )?(?:pleased|happy|delighted|glad)) to"
PREAMBLE = re.compile(
    rf"^(?:just )?(?:a )?(?:very )?(?:quick|short|brief) (?:one|note|line|e-?mail|message|update)(?: from me)? (?:just )?to {_TELL}(?: that\b)? "
    rf"|^(?:(?:just|and|so|also|well) )?(?:please (?:note|be advised|be aware)|(?:just )?to {_TELL}|i am (?:just )?(?:writing|e-?mailing) to {_TELL}"
    rf"|(?:i|we) (?:can|would like to|wish to|(?:am|are) (?:able to|{_GLAD}))(?: now| also| hereby)? {_TELL}|{_GLAD} {_TELL}|(?:can |just )?confirm(?:ing)?"
    rf"|(?:i am|we are|i'm)?(?: very| so| really)* ?(?:sorry|sad|afraid|disappointed) (?:to|that i) (?:have to )?{_TELL}"
    r"|(?:very )?(?:good|great|lovely|fantastic|excellent|wonderful|brilliant) news)(?: that\b)?(?: ?[,:!-]+)? "
    r"(?=(?:i|we|the|an?|this|(?:our|my)(?! (?:\w+ )?(?:approval|agreement|support|consent|decision))|it|panel|she|he|they|both|you have)\b)"
)
# «I, as named lead, approve»: who speaks stands between commas.
CAPACITY = re.compile(
    r"\b(i|we), (?:as|in my (?:capacity|role) as|on behalf of|for) (?:(?:the|your|our|an?) )?(?:[\w&'-]+ ){0,6}?[\w&'-]+, (?=(?:can |do |am |are |hereby |formally |fully |now |also )*\w)"
)


def _told(words: str) -> str:
    return CAPACITY.sub(r"\1 ", AS_LEAD.sub("", PREAMBLE.sub("", words)))


# «As named lead for Peabody I authorise …»
AS_LEAD = re.compile(
    r"^as (?:the |your |our |her |his |their |a )?(?:current |new |named )*(?:lead|landlord|director|head of housing|head of \w+)(?: (?:for|at|of) [\w&' -]{2,30}?)?,? (?=(?:i|we) )"
)


GREETING = re.compile(
    r"((hi|hello|hey|dear|good (morning|afternoon|evening)|morning|afternoon|evening)\b(?![^.!?]*"
    r"\b(approv|agree|declin|refus|reject|support|happy|content|fine|ok|yes|no|not|nil|nothing|offer|can|we|i|she|he|they|please|yes)\w*)[^.!?]{0,40}"
    r"|(many |lots of )?(thanks|thank you|thx|ta|cheers|regards|kind regards|best wishes)( (very much|so much|again"
    r"|all|both|in advance|for (this|that|your"
    r" (e-?mail|message|help))))?"
    r"|(i )?(hope|trust) (this (e-?mail|finds)|you|all)\b[^.!?]{0,60})[\s,.!:–-]*",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(hi|hello|hey|dear|(good )?(morning|afternoon|evening))\b(?![^,.!?\n]{0,40}\b(?:(?:approv|agree|declin|refus|reject|support)\w*|(?:happy|content|fine|ok|yes|no|not|can'?t|cannot|won'?t|don'?t"
    r"|nil|nothing|i|im|i'm|we|she|he|they|please|pls)\b))[^,.!?\n]{0,40}(?:[,!:\n–]|(?<=\s)-|-(?!\w))\s*",
    re.IGNORECASE,
)
HAILED = re.compile(
    r"(?:hi|hello|hey|(?:good )?(?:morning|afternoon|evening))(?: (?:there|all|team|both))?,? (?=(?:yes|no|not|i|i'm|im|we|please|pls|can't|cannot)\b)",
    re.IGNORECASE,
)


def _blocks(text: str) -> list[tuple[str, int]]:
    """Lines that an editor wrapped are one; a short line before a capital is an end."""
    blocks: list[tuple[str, int]] = []
    open_block, begun, last = "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if open_block and (not stripped or _begins_anew(last, stripped)):
            blocks.append((open_block, begun))
            open_block = ""
        if stripped:
            open_block, begun = (f"{open_block} {stripped}", begun) if open_block else (stripped, number)
        last = stripped
    return [*blocks, (open_block, begun)] if open_block else blocks


def _begins_anew(before: str, line: str) -> bool:
    if re.match(r"([-*•·–]|\(?\d{1,2}[.)])\s", line) or re.search(r"[.!?:;]['\")]?$", before):
        return True
    return len(before) < 55 and (line[:1].isupper() or line[:1].isdigit())


ABBREVIATION = re.compile(
    r"\b(e\.g|i\.e|etc|approx|no|mr|mrs|ms|dr|st|rd|ave|ref|inc|w/c|p\.w|p\.c\.m|p\.m|a\.m|tel|ext)\.$", re.IGNORECASE
)
LONGEST_ABBREVIATION = 12  # characters to look back at, so that a page without an end of a sentence takes no hour


def _split(block: str) -> list[str]:
    block = (
        OPENING.sub("", block, count=1)
        if OPENING.match(block)
        else HAILED.sub("", block, count=1)
        if HAILED.match(block)
        else block
    )
    pieces: list[str] = []
    start = 0
    for end in re.finditer(r"(?<![.!?])[.!?]+['\")]*\s+(?=\S)", block):
        before = block[max(start, end.start() - LONGEST_ABBREVIATION) : end.start() + 1]
        if not ABBREVIATION.search(before) and not re.search(r"\b[A-Z]\.$", before):
            pieces.append(block[start : end.end()])
            start = end.end()
    return _with_answers([part for piece in (*pieces, block[start:]) for part in _told_and_asked(piece)])


# «Mum has accepted it, can you let me know the next steps?»: told, and then asked for something that follows from it.
THEN_ASKS = re.compile(
    r"(?:[,;]| - | –) ?(?:and |so )?(?=(?:please )?(?:can|could|would|will) you (?:please |now |also |kindly )*(?:let (?:me|us)|circulate|add|close|update|send|tell (?:me|us)|advise|arrange|pass|keep|proceed|go ahead|share|amend)\b)",
    re.IGNORECASE,
)
HANGS_ON = re.compile(
    r"\s*(?:and |so |but |well |ok |okay |yes |no )*,?\s*(?:if|when|once|unless|should|assuming|in case|provided|as|since|given|now|before|after|until|you|did|has|have|is|are|was)\b",
    re.IGNORECASE,
)


def _told_and_asked(piece: str) -> list[str]:
    found = THEN_ASKS.search(piece) if piece.rstrip().endswith("?") else None
    if not found or "?" in piece[: found.start()] or HANGS_ON.match(piece):
        return [piece]
    return [piece[: found.start()], piece[found.end() :]]


def _with_answers(pieces: list[str]) -> list[str]:
    """«Do you approve?» and the «Yes» after it on the same line are one."""
    joined: list[str] = []
    for piece in pieces:
        if joined and ANSWERED.search(joined[-1] + piece):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


CONTRACTIONS: tuple[tuple[str, str], ...] = (
    # As thumbs write: «thats», «shes», «pls», «u»; «its» only where no possessive can stand.
    (r"\b(that|there|he|she|what|who|here|where|mum)s\b", r"\1's"),
    (r"\bits(?= (?:all |been |a (?:yes|no)\b|an? ok|not |too |approved|agreed|declined|refused|fine|ok|good|gone|with|now|still|only|just))", "it's"),
    (r"\b(i|we|you|they)ve\b", r"\1've"),
    (r"\b(we|you|they)re\b(?<!were)", r"\1're"),
    (r"\bim\b", "i'm"),
    (r"\b(it|that|you|they)ll\b", r"\1'll"),
    (r"\b(pls|plz|plse|pleas)\b", "please"),
    (r"\bu\b(?!['’-])", "you"),
    (r"\bur\b", "your"),
    (r"\btennant", "tenant"),
    (r"\bahed\b", "ahead"),
    (r"\bisues?\b", "issues"),
    (r"\b(aprr?ove|approove|apprve)(s?)\b", r"approve\2"),
    (r"\b(aprr?oval|aproval|approvel)\b", "approval"),
    (r"\bsupp?port|\bsuport", "support"),
    (r"\brecieve", "receive"),
    (r"\bapp?r+o+ve?d\b|\bapporved\b|\bapprooved\b|\bappproved\b|\bapprved\b", "approved"),
    (r"\b(agred|aggreed|agreeed)\b", "agreed"),
    (r"\b(can't|cant|can not)\b", "cannot"),
    (r"\b(won't|wont)\b", "will not"),
    (r"\bshan't\b", "shall not"),
    (r"\bain't\b", "is not"),
    (r"\b(are|is|was|were|do|does|did|has|have|had|would|could|should|must|need|might)n'?t\b", r"\1 not"),
    (r"\b(i)'?m\b", "i am"),
    (r"\b(we|you|they)'re\b", r"\1 are"),
    (r"\b(it|that|this)'s (agreed|accepted|refused|declined|signed|decided|approved)\b", r"\1 is \2"),
    ((r"\b(he|she|it|that|there|who|what|here|where|how)'s (been|had|got|gone|moved|left|agreed|accepted|refused"
    r"|declined|signed|viewed|turned|decided|approved|changed|said|told|asked)\b"), r"\1 has \2"),
    (r"\b(he|she|it|that|there|who|what|here|where|how|mum|client|panel|everything|all)'s\b", r"\1 is"),
    (r"\b(i|we|you|they|he|she|it|who|that|there)'ve\b", r"\1 have"),
    (r"\b(i|we|you|they|he|she|it|that|there)'ll\b", r"\1 will"),
    ((r"\b(i|we|you|they|he|she|it|that|there)'d (already|not)? ?(been|approved|agreed|moved|left|viewed"
    r"|accepted)\b"), r"\1 had \2 \3"),
    ((r"\b(i|we|you|they|he|she|it|that|there)'d(?= (?:not |never |already |just |only |also |since )?(?!need\b|proceed\b|succeed\b|exceed\b|feed\b)"
      r"(?:\w{2,}ed|thought|known|seen|said|told|heard|gone|got|taken|given|made|done|found|lost|left|met|had|spoken|written|meant|had|brought|bought)\b)"),
     r"\1 had"),
    (r"\b(i|we|you|they|he|she|it|that|there)'d\b", r"\1 would"),
    (r"\blet's\b", "let us"),
)  # fmt: skip


def plain(text: str) -> str:
    """Comparable wording; every word stays, so that a negation can never be lost."""
    words = unicodedata.normalize("NFKC", text).translate(DASHES).translate(APOSTROPHES).casefold()
    words = re.sub(r"[“”«»\"*_]", "", words)
    words = re.sub(r"\bw/(?=\s)", "with", words)
    words = re.sub(r"\s-+\s|--+|…|\.\.+", " - ", words)
    for short, full in CONTRACTIONS:
        words = re.sub(short, full, words)
    return " ".join(words.split())
