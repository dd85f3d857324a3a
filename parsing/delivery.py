"""A delivery report's facts: which letter came back, to whom it was going, and whether for good (F24, R028).

Well-formed reports (RFC 3464) say so in fields; the rest say it in words. What cannot be told stays unclear: a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from parsing.headers import LIKE_ADDRESS, HeaderBlock, answers_of, decoded, message_id_of, one_line
from parsing.readings import Bounce, Fate, Recipient

LONGEST_SAID = 160  # characters of a server's words
LIMIT_CHARS = 20_000
LIMIT_RECIPIENTS = 20
LIMIT_TOKENS = 20
SENT_TO = ("to", "delivered-to", "x-original-to", "envelope-to")  # where the address stands that a bounce went to
TAGGED = re.compile(r"[+-]b\.([0-9a-f]{16,64})@", re.IGNORECASE)
LONGEST_ADDRESS = 400  # with what clings to it; a longer word is no address
FIELD = re.compile(r"^([!-9;-~]{1,60})[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
MESSAGE_ID = re.compile(r"<[^<>\s@]{1,240}@[^<>\s@]{1,240}>")
COPY_BEGINS = re.compile(
    r"^[ \t\r\xa0\-=_*]*((below this line is )?(this is )?a copy of (the|your) (original )?message"
    r"|below this line|original message( headers)?\b|returned message|message headers|included is|(the )?first \d+ lines"
    r"|unsent message|content of the (original )?message|received:)",
    re.IGNORECASE | re.MULTILINE,
)
GIVEN_UP = re.compile(
    r"permanent|given up|giving up|gave up|will not be (re)?tried|no further attempts|failed permanently|expired"
    r"|could not be delivered for more than|fatal|too many (times|attempts)",
    re.IGNORECASE,
)
STILL_TRYING = re.compile(
    r"\bdelay(ed)?\b|(will|to) (be retried|keep trying|continue|try again)|still (being )?(re)?tr(ied|ying)|retry(ing)?\b"
    r"|no action is required|not yet been delivered|do(es)? not need to (resend|be resent)|warning (message )?only|temporar"
    r"|incomplete|in the queue|attempts? to deliver (the|your) message will continue",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"(could ?n[o']t|could not|can ?not|can't|was ?n[o']t|was not|were not|unable to) (be )?(deliver|reach|find|found|accept)\w*"
    r"|undeliver|not delivered|delivery (to .{0,80} )?(has )?(failed|failure)|user unknown|unknown user|no such"
    r"|does ?n[o']t exist"
    r"|(mailbox|inbox|quota)\b.{0,30}(full|exceeded|unavailable|disabled)|reject|refused|blocked|not found|\b5\d\d[ -]"
    r"|\b5\.\d\.\d|unzustellbar|nicht zugestellt|non remis|zwrot|niedor",
    re.IGNORECASE,
)


def bounce_of(
    reports: Sequence[str], returned: HeaderBlock | None, head: HeaderBlock, words: str, *, made_here: bool = False
) -> Bounce:
    """`reports` are the texts of its delivery-status parts; `returned` is the header block of the letter that it brings back."""
    told, _, copy = _split(words[:LIMIT_CHARS])
    recipients = tuple(_in_fields(reports)) or tuple(_in_words(head, told))
    letters = [message_id_of(returned)] if returned else []
    letters += _labelled_ids(copy) + _labelled_ids(told)
    subject = decoded(returned.first("subject")) if returned and returned.first("subject") else _subject_in(copy or told)
    return Bounce(
        letters=tuple(dict.fromkeys(each for each in letters if each)),
        mentions=tuple(dict.fromkeys((*answers_of(head), *MESSAGE_ID.findall(told)[:20]))),
        subject=one_line(subject or decoded(head.first("subject"))),
        recipients=recipients[:LIMIT_RECIPIENTS],
        made_here=made_here,
        tokens=tuple(dict.fromkeys((*_envelope_ids(reports), *_tagged(head))))[:LIMIT_TOKENS],
    )


def _envelope_ids(reports: Sequence[str]) -> Iterator[str]:
    """What stood on the envelope of the letter that came back (RFC 3464 §2.2.1)."""
    for report in reports:
        first = re.split(r"\n[ \t]*\n", report[:LIMIT_CHARS].replace("\r\n", "\n").lstrip("\n"))[0]
        said = {name.lower(): value.strip() for name, value in FIELD.findall(first)}
        if found := said.get("original-envelope-id"):
            yield re.sub(r"\+([0-9A-F]{2})", lambda octet: chr(int(octet[1], 16)), found)[:100]


def _tagged(head: HeaderBlock) -> Iterator[str]:
    """The tag of the address that a bounce came to, where letters carry one in their return-path."""
    for name in SENT_TO:
        for value in head.all(name):
            yield from (found[1].lower() for found in TAGGED.finditer(value[:LONGEST_ADDRESS]))


def says_success(bounce: Bounce) -> bool:
    """A report of a delivery, not of a failure."""
    return bool(bounce.recipients) and all(each.fate is Fate.DELIVERED for each in bounce.recipients)


def _in_fields(reports: Sequence[str]) -> Iterator[Recipient]:
    """The recipients of well-formed reports: one group of fields each."""
    for report in reports:
        for group in re.split(r"\n[ \t]*\n", report[:LIMIT_CHARS].replace("\r\n", "\n")):
            said = {name.lower(): " ".join(value.split()) for name, value in FIELD.findall(group)}
            addresses = _addresses(" ".join(said.get(name, "") for name in ("original-recipient", "final-recipient")))
            if addresses and "action" in said:
                yield _recipient(addresses, said)


ACTIONS: Mapping[str, Fate] = {
    "failed": Fate.FAILED,
    "delayed": Fate.DELAYED,
    "delivered": Fate.DELIVERED,
    "relayed": Fate.DELIVERED,
    "expanded": Fate.DELIVERED,
}


def _recipient(addresses: tuple[str, ...], said: Mapping[str, str]) -> Recipient:
    status = STATUS.search(said.get("status", "")) or STATUS.search(said.get("diagnostic-code", ""))
    words = said.get("diagnostic-code", "").partition(";")[2] or said.get("diagnostic-code", "")
    fate = ACTIONS.get(said["action"].strip().lower(), Fate.UNCLEAR)
    if fate is Fate.FAILED and status and status[1].startswith("2"):
        fate = Fate.UNCLEAR  # it contradicts itself
    return Recipient(addresses=addresses, fate=fate, status=status[1] if status else "", said=_short(words))


def _in_words(head: HeaderBlock, told: str) -> Iterator[Recipient]:
    """The recipients of a report in plain words: every address above the copy of the letter."""
    fate = _fate_in(f"{decoded(head.first('subject'))}\n{told}")
    status = STATUS.search(told)
    line = next((each for each in told.split("\n") if re.search(r"\b[45]\d\d[ -]|\b[45]\.\d\.\d|full|unknown|exist", each)), "")
    for address in _addresses(f"{head.first('x-failed-recipients')} {told}"):
        yield Recipient(addresses=(address,), fate=fate, status=status[1] if status else "", said=_short(line))


def _fate_in(words: str) -> Fate:
    if GIVEN_UP.search(words):
        return Fate.FAILED
    if STILL_TRYING.search(words):
        return Fate.DELAYED
    return Fate.FAILED if FAILED.search(words) else Fate.UNCLEAR


def _split(words: str) -> tuple[str, str, str]:
    """(the server's own words, the divider, the copy of the letter)."""
    found = COPY_BEGINS.search(words)
    return (words[: found.start()], found[0], words[found.start() :]) if found else (words, "", "")


def _labelled_ids(text: str) -> list[str]:
    return re.findall(
        r"^[> \t\r\xa0]*(?:Original-)?Message-ID:\s*(<[^<>\s]{1,240}@[^<>\s]{1,240}>)", text, re.IGNORECASE | re.MULTILINE
    )


def _subject_in(text: str) -> str:
    found = re.search(r"^[> \t\r\xa0]*Subject:[ \t]*(\S.*)$", text, re.IGNORECASE | re.MULTILINE)
    return decoded(found[1][:500]) if found else ""


def _addresses(text: str) -> tuple[str, ...]:
    words = (word for word in re.split(r"[\s;<>]+", text) if "@" in word and len(word) < LONGEST_ADDRESS)
    found = (address for word in words for address in LIKE_ADDRESS.findall(word))
    return tuple(dict.fromkeys(each.lower().strip(".") for each in found))


def _short(words: str) -> str:
    return one_line(words)[:LONGEST_SAID].strip()
