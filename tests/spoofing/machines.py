"""What pretends to be a machine's or our own: delivery reports, absence notes, receipts, invitations, our letters sent back (F24–F26, F34).

Here the reference that is known or not is the id of a letter of ours, in the thread or in the report.
"""

# ruff: noqa: E501 - a machine's lines stand as they come

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from email.message import EmailMessage

from tests.spoofing.acts import ACCEPT, ACTS, APPROVE, EVIL, OFFER, REFUSE, WITHDRAW, Act
from tests.spoofing.attempt import EVIL_DOMAIN, RECEIVED, Attempt, Claim, Line, Named, Right, multipart, text, vouched, written
from tests.spoofing.stage import Stage
from tests.support.cast import BOUNDARY, OURS, ref

LETTERS = (
    ("approval requested", 1),
    ("request received", 2),
    ("a home is wanted", 2),
    ("a home is offered", 3),
    ("your offer is accepted", 4),
)
OUR_DOMAIN = OURS.partition("@")[2]


def made_for(stage: Stage) -> tuple[Attempt, ...]:
    return (
        *_reports(stage),
        *_reports_in_words(stage),
        *_threads(stage),
        *_own_letters(stage),
        *_of_machines(),
    )


def _attempt(shape: str, claim: Claim, data: bytes, right: Right, *, role: str = "") -> Attempt:
    return Attempt(shape=shape, role=role or claim.act.role, act=claim.act.name, named=claim.named, data=data, right=right)


# --- delivery reports ------------------------------------------------------------------------------------------------------

# Who says that a letter came back: (From, the boundary's lines for the recipient's domain).
REPORTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "the recipient's server, unproved": ("MAILER-DAEMON@{domain}", (RECEIVED,)),
    "the recipient's server, no lines of the boundary": ("MAILER-DAEMON@{domain}", ()),
    "the recipient's server, failed": ("MAILER-DAEMON@{domain}", (RECEIVED, f"Authentication-Results: {BOUNDARY}; dmarc=fail header.from={{domain}}")),
    "the recipient's server, proved of another": ("MAILER-DAEMON@{domain}", (RECEIVED, vouched(EVIL_DOMAIN))),
    "the forger's server, proved": (f"MAILER-DAEMON@{EVIL_DOMAIN}", (RECEIVED, vouched(EVIL_DOMAIN))),
    "a look-alike server, proved": ("MAILER-DAEMON@{domain}.evil.test", (RECEIVED, vouched("{domain}.evil.test"))),
    "a server of the top level, proved": ("MAILER-DAEMON@example", (RECEIVED, vouched("example"))),
    "another partner's server, proved": ("MAILER-DAEMON@ealing.example", (RECEIVED, vouched("ealing.example"))),
    "our own server, unproved": (f"MAILER-DAEMON@{BOUNDARY}", (RECEIVED,)),
    "our own server, failed": (f"MAILER-DAEMON@{OUR_DOMAIN}", (RECEIVED, f"Authentication-Results: {BOUNDARY}; dmarc=fail header.from={OUR_DOMAIN}")),
    "our own server, by a Received below a stranger's": (f"MAILER-DAEMON@{BOUNDARY}", (RECEIVED, f"Received: by {BOUNDARY} (Postfix) id 4F1; Tue, 17 Nov 2026 10:00:00 +0000")),
    "our own server, by a Received above a stranger's": (f"MAILER-DAEMON@{BOUNDARY}", (f"Received: by {BOUNDARY} (Postfix) id 4F1; Tue, 17 Nov 2026 10:00:00 +0000", RECEIVED)),
    "our own server, by a look-alike's Received": (f"MAILER-DAEMON@{BOUNDARY}", (f"Received: by {BOUNDARY}.evil.test (Postfix) id 4F1; Tue, 17 Nov 2026 10:00:00 +0000",)),
    "our own server, from another by a Received": (f"MAILER-DAEMON@{BOUNDARY}", (f"Received: from x by {BOUNDARY} (Postfix) id 4F1; Tue, 17 Nov 2026 10:00:00 +0000",)),
    "two senders, one the recipient's": (f"a@{EVIL_DOMAIN}, MAILER-DAEMON@{{domain}}", (RECEIVED, vouched("{domain}"))),
}  # fmt: skip
ACTIONS = {"failed": ("5.1.1", Right.ASKED), "delayed": ("4.4.1", Right.EITHER), "delivered": ("2.0.0", Right.EITHER)}


def _reports(stage: Stage) -> Iterator[Attempt]:
    for subject, number in LETTERS:
        letter = stage.letter(subject, ref(number))
        for reporter in REPORTERS:
            for action, (status, right) in ACTIONS.items():
                for named in (Named.KNOWN, Named.UNKNOWN):
                    act = Act(
                        name=f"mark «{subject}» {action}", role="mail server", voice=str(letter["To"]), case=number, words=""
                    )
                    claim = Claim(act=act, named=named, salt=f"report {reporter} {number}")
                    data = _report(claim, letter, reporter, action, status)
                    yield _attempt(f"a forged delivery report: {reporter}", claim, data, right)


def _report(claim: Claim, letter: EmailMessage, reporter: str, action: str, status: str) -> bytes:
    sender, top = REPORTERS[reporter]
    fields = (
        f"Reporting-MTA: dns; mx.{claim.domain}\r\n\r\nFinal-Recipient: rfc822; {claim.address}\r\nAction: {action}\r\n"
        f"Status: {status}\r\nDiagnostic-Code: smtp; {status.replace('.', '')} {status} User unknown"
    )
    returned = "".join(f"{name}: {value}\r\n" for name, value in _as_named(letter, claim.named).items())
    parts = (
        text("This is the mail system. I'm sorry to have to inform you."),
        b"Content-Type: message/delivery-status\r\n\r\n" + fields.encode(),
        b"Content-Type: text/rfc822-headers\r\n\r\n" + returned.encode(),
    )
    return written(
        claim,
        top=("Return-Path: <>", *(line.format(domain=claim.domain) for line in top)),
        sender=(f"From: Mail Delivery System <{sender}>".format(domain=claim.domain) if "," not in sender else f"From: {sender}".format(domain=claim.domain),),
        subject="Undelivered Mail Returned to Sender",
        more=("Auto-Submitted: auto-replied",),
        content=multipart("report; report-type=delivery-status", *parts),
    )  # fmt: skip


def _as_named(letter: EmailMessage, named: Named) -> dict[str, str]:
    """A letter's fields as a report brings them back: ours, or made up just like ours."""
    fields = {name: str(value) for name, value in letter.items()}
    if named is not Named.KNOWN:
        fields["Message-ID"] = f"<{'0' * 32}@{OUR_DOMAIN}>"
        fields["X-Reciprocal-Letter"] = "0" * 32
        fields["Subject"] = f"{ref(77)}: {fields['Subject'].partition(': ')[2]}"
    return fields


def _reports_in_words(stage: Stage) -> Iterator[Attempt]:
    for subject, number in LETTERS:
        letter = stage.letter(subject, ref(number))
        for named in (Named.KNOWN, Named.UNKNOWN):
            back = _as_named(letter, named)
            act = Act(name=f"mark «{subject}» failed", role="mail server", voice=str(letter["To"]), case=number, words="")
            for how, top, sender in (
                ("unproved", (RECEIVED,), f"MAILER-DAEMON@{str(letter['To']).partition('@')[2]}"),
                ("of the forger's", (RECEIVED, vouched(EVIL_DOMAIN)), f"postmaster@{EVIL_DOMAIN}"),
            ):
                claim = Claim(act=act, named=named, salt=f"in words {how} {number}")
                words = (
                    f"I'm afraid I wasn't able to deliver your message.\r\nThis is a permanent error; I've given up.\r\n\r\n<{letter['To']}>:\r\n"
                    f"552 5.2.2 mailbox is full\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: {back['Message-ID']}\r\n"
                    f"Subject: {back['Subject']}\r\n"
                )
                data = written(
                    claim, top=("Return-Path: <>", *top), sender=(f"From: {sender}",), subject="failure notice", body=words
                )
                yield _attempt(f"a forged delivery report in words, {how}", claim, data, Right.ASKED)


# --- threads ---------------------------------------------------------------------------------------------------------------

WRITERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "unproved": ((RECEIVED,), "{voice}"),
    "of the forger's, proved": ((RECEIVED, vouched(EVIL_DOMAIN)), EVIL),
    "of the forger's, proved, the victim's name": ((RECEIVED, vouched(EVIL_DOMAIN)), f"{{person}} <{EVIL}>"),
    "of our own address, proved": ((RECEIVED, vouched(OUR_DOMAIN)), OURS),
}
ANSWERED = {1: "approval requested", 2: "a home is wanted", 3: "a home is offered", 4: "your offer is accepted"}


def _threads(stage: Stage) -> Iterator[Attempt]:
    """No reference, but the ids of our letters: a guess or a theft of one opens nothing."""
    for act in (each for each in ACTS if each.case):
        letter = stage.letter(ANSWERED[act.case], ref(act.case))
        for named in (Named.KNOWN, Named.UNKNOWN):
            answered = _as_named(letter, named)["Message-ID"]
            for how, (top, sender) in WRITERS.items():
                for field, lines in _threading(answered).items():
                    claim = Claim(act=act, named=Named.ABSENT, salt=f"thread {how} {field} {named}")
                    voice = sender.format(voice=act.voice, person=act.person)
                    data = written(claim, top=top, sender=(f"From: {voice}",), more=lines)
                    yield _attempt(f"a thread {how}, by {field}", Claim(act=act, named=named), data, Right.ASKED)


def _threading(answered: str) -> Mapping[str, Sequence[Line]]:
    return {
        "In-Reply-To": (f"In-Reply-To: {answered}",),
        "References": (f"References: <a@evil.test> {answered}",),
        "both and a second": (f"In-Reply-To: {answered}", f"In-Reply-To: {answered}", f"References:\r\n {answered}"),
    }


# --- our own letters -------------------------------------------------------------------------------------------------------


def _own_letters(stage: Stage) -> Iterator[Attempt]:
    """A letter of ours comes back, as it was or bent: never anybody's word (F26)."""
    for subject, number in LETTERS:
        letter = stage.letter(subject, ref(number))
        claim = Claim(
            act=Act(name=f"send back «{subject}»", role="anybody", voice=str(letter["To"]), case=number, words=""),
            named=Named.KNOWN,
        )
        whole = letter.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        said = b"\r\n" + APPROVE.words.encode() + b"\r\n"
        yield _attempt("our letter as it was", claim, whole, Right.IGNORED)
        yield _attempt("our letter below a stranger's stamps", claim, (RECEIVED + "\r\n").encode() + whole, Right.IGNORED)
        yield _attempt("our letter, vouched for as ours", claim, (vouched(OUR_DOMAIN) + "\r\n").encode() + whole, Right.IGNORED)
        yield _attempt(
            "our letter with an approval in it", claim, whole.replace(b"\r\n\r\n", b"\r\n\r\n" + said, 1), Right.IGNORED
        )
        yield _attempt(
            "our letter with an approval before it", claim, _plain(claim, letter, marked=True, own_id=True), Right.IGNORED
        )
        yield _attempt("our letter without its marks", claim, _plain(claim, letter, marked=False, own_id=True), Right.IGNORED)
        yield _attempt(
            "our letter without its marks and id", claim, _plain(claim, letter, marked=False, own_id=False), Right.ASKED
        )
        yield _attempt(
            "our letter under the recipient's name",
            claim,
            _plain(claim, letter, marked=False, own_id=False, sender=claim.address),
            Right.ASKED,
        )


def _plain(claim: Claim, letter: EmailMessage, *, marked: bool, own_id: bool, sender: str = OURS) -> bytes:
    """Its head and an approval, with or without what tells that it is ours."""
    salted = Claim(act=claim.act, named=claim.named, salt=f"own {marked} {own_id} {sender}")
    return written(
        salted,
        top=(RECEIVED,) if sender != OURS else (RECEIVED, vouched(OUR_DOMAIN)),
        sender=(f"From: {sender}",),
        subject=str(letter["Subject"]),
        message_id=str(letter["Message-ID"]) if own_id else None,
        more=(f"X-Reciprocal-Letter: {letter['X-Reciprocal-Letter']}", "Auto-Submitted: auto-generated") if marked else (),
        body=f"Hello,\r\n\r\n{APPROVE.words}\r\n",
    )


# --- absence notes, receipts, invitations, lists -------------------------------------------------------------------------------

# What a machine's mark must not hide, and what it must not lend: every one of them over every act, in the victim's name.
MARKED: Mapping[str, Sequence[str]] = {
    "an absence note": ("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"),
    "a list": ("List-Id: <approvals.evil.test>", "Precedence: list"),
    "a newsletter": ("List-Unsubscribe: <mailto:x@evil.test>", "Precedence: bulk"),
    "our own mark": (f"X-Reciprocal-Letter: {'0' * 32}",),
    "twenty-five stations": tuple(f"Received: from a{n} by b{n}; Tue, 17 Nov 2026 10:00:00 +0000" for n in range(25)),
    "a ticket": ("Auto-Submitted: auto-generated", "X-Autoreply: yes"),
}
PROVED = {"unproved": (RECEIVED,), "proved, the victim's own": None}  # None: the boundary vouches for the victim


def _of_machines() -> Iterator[Attempt]:
    for act in (APPROVE, WITHDRAW, ACCEPT, REFUSE, OFFER):
        for named in Named:
            claim = Claim(act=act, named=named)
            for mark, lines in MARKED.items():
                salted = Claim(act=act, named=named, salt=f"mark {mark}")
                yield _attempt(f"marked as {mark}", claim, written(salted, top=(RECEIVED,), more=lines), Right.EITHER)
            for how, top in PROVED.items():
                for name, data in _clicks(
                    Claim(act=act, named=named, salt=f"click {how}"), top or (RECEIVED, vouched(act.address.partition("@")[2]))
                ):
                    yield _attempt(f"{name}, {how}", claim, data, Right.EITHER)
            left = Claim(act=act, named=named, salt="left")
            note = f"I have left {left.domain}. All requests are now dealt with by Sam Stone, {EVIL}. Please update your records.\r\n"
            data = written(
                left,
                top=(RECEIVED,),
                subject=f"Automatic reply: {left.subject}",
                more=("Auto-Submitted: auto-replied",),
                body=note,
            )
            yield _attempt("an absence note that names a successor", claim, data, Right.EITHER)


def _clicks(claim: Claim, top: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """A click in a calendar or on a receipt is nobody's decision, not even the right person's."""
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nSUMMARY:{claim.subject}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{claim.address}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    said = multipart("alternative", text(""), text(calendar, "calendar; method=REPLY"))
    for word in ("Accepted", "Declined", "Tentative"):
        salted = Claim(act=claim.act, named=claim.named, salt=f"{claim.salt} {word}")
        yield (
            f"an invitation answered «{word}»",
            written(salted, top=top, subject=f"{word}: {claim.reference} viewing", content=said),
        )
    read = Claim(act=claim.act, named=claim.named, salt=f"{claim.salt} read")
    receipt = multipart(
        "report; report-type=disposition-notification",
        text(f"Your message was read.\r\n\r\n{claim.act.words}"),
        f"Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822;{claim.address}\r\nDisposition: manual-action/MDN-sent-manually; displayed".encode(),
    )
    yield "a read receipt", written(read, top=top, subject=f"Read: {claim.subject}", content=receipt)
