"""Whether the From address is proved: what the trusted boundary's Authentication-Results say (F32). The only authres import.

Anybody can write such a field. Ours is told by its place and its id alone: the topmost one, below no Received but our own,
under an id that is written out exactly (docs/discussions.md «Whose verdict counts»).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import authres

from parsing.headers import HeaderBlock
from parsing.readings import SenderCheck

RESULTS = "authentication-results"
AUTHORS_FIELDS = frozenset(
    {"from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to", "references"}
    | {"mime-version", "content-type", "content-transfer-encoding", "user-agent", "x-mailer"}
)
SIGNERS_FIELDS = AUTHORS_FIELDS | {"dkim-signature"}  # what a boundary is handed
FAILS = frozenset({"fail", "hardfail", "softfail", "permerror", "policy", "reject"})
LIMIT_RESULTS = 10_000  # characters; a longer one is read by nobody, for what was cut off may say the contrary
UNREADABLE = "The topmost Authentication-Results cannot be read, or name no server; the sender is unverified."
CONTRADICTS = "The boundary's verdict contradicts itself; the sender is unverified."
MISPLACED = (
    "An Authentication-Results that bears our boundary's name stands below {count} Received line(s) or among the sender's own "
    "fields, where anybody can write it; the sender is unverified. If servers of your own put these Received lines above it, say "
    "how many in «mailbox.received_above_stamp»."
)
# As RFC 8601 has it, with one plain comment behind the id (amavisd). A comment before it, or quotes, is how a forgery slips
# through a boundary that takes away what bears its name.
STAMP = re.compile(r"\s*(?P<id>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)\s*(?:\([^()\\\";=]{0,80}\)\s*)?(?:(?<=[\s)])1\s*)?;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One method's result, as the boundary wrote it."""

    method: str
    result: str
    said: tuple[tuple[str, str], ...]  # ("header.from", "council.example")

    def of(self, name: str) -> str:
        return next((value for each, value in self.said if each == name), "")


def sender_check(
    head: HeaderBlock, sender: str, trusted: Sequence[str], *, received_above: int | None = None
) -> tuple[SenderCheck, str]:
    """What the trusted boundary says of the From address, and a doubt if its words cannot be read (F32).

    `received_above`: how many Received lines of our own stand above the boundary's stamp; None: the boundary's, or a store's.
    """
    ids = {each.strip().casefold() for each in trusted}
    stamped = _topmost_run(head) if ids else []
    domain = sender.rpartition("@")[2]
    if not stamped or not domain:
        return SenderCheck.NONE, ""
    if (stamped_by := _id_of(stamped[0])) not in ids:
        return SenderCheck.NONE, "" if stamped_by else UNREADABLE
    if misplaced := _misplaced(head, ids, received_above):
        return SenderCheck.NONE, misplaced
    verdicts = _verdicts(stamped[0])
    if verdicts is None:
        return SenderCheck.NONE, UNREADABLE
    check, doubt = _judged(verdicts, domain)
    # What stands right below in our name may be the author's own first line: it may lower the verdict, and never raise it.
    further = [each for value in stamped[1:] if _id_of(value) in ids for each in _verdicts(value) or ()]
    if check is SenderCheck.PASSED and _judged([*verdicts, *further], domain)[0] is not SenderCheck.PASSED:
        return SenderCheck.FAILED, doubt
    return check, doubt


def _topmost_run(head: HeaderBlock) -> list[str]:
    """The topmost Authentication-Results, with those that stand at once below it."""
    names = [name for name, _ in head.fields]
    run: list[str] = []
    for name, value in head.fields[names.index(RESULTS) :] if RESULTS in names else ():
        if name != RESULTS:
            break
        run.append(value)
    return run


def _misplaced(head: HeaderBlock, ids: Collection[str], received_above: int | None) -> str:
    """Why the topmost results stand where an author can have put them; empty if a boundary did."""
    names = [name for name, _ in head.fields]
    if received_above is None and "received" not in names:
        return ""  # it did not come over a network, so its order tells nothing
    start = names.index(RESULTS)
    received = [value for name, value in head.fields[:start] if name == "received"]
    fits = all(_is_own_line(each, ids) for each in received) if received_above is None else len(received) <= received_above
    return "" if fits and SIGNERS_FIELDS.isdisjoint(names[:start]) else MISPLACED.format(count=len(received))


WITH_LMTP = re.compile(r"\bwith\s+(?:UTF8)?LMTPS?A?(?=[\s;(]|\Z)", re.IGNORECASE)  # RFC 3848, RFC 6531


def _is_own_line(received: str, ids: Collection[str]) -> bool:
    """Written by the boundary itself, or by a store behind it, which alone is handed mails by LMTP."""
    plain = re.sub(r"\([^()]*\)", " ", received)
    by = re.findall(r"(?:\A|\s)by\s+([^\s;]+)", plain, re.IGNORECASE)
    return (len(by) == 1 and by[0].casefold() in ids) or bool(WITH_LMTP.search(plain))


def _is_whole(value: str) -> bool:
    return 0 < len(value) <= LIMIT_RESULTS and value.isascii() and all(each.isprintable() or each == "\t" for each in value)


def _id_of(value: str) -> str:
    """The authserv-id, written out plainly; empty where it is not, as in the results that Microsoft 365 stamps."""
    found = STAMP.match(value) if _is_whole(value) else None
    return found["id"].casefold() if found else ""


def _verdicts(value: str) -> list[Verdict] | None:
    """Every result of one field, or None if it is not as RFC 8601 has it."""
    try:
        header = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {value}")
    except (authres.AuthResError, ValueError, AttributeError, TypeError, IndexError, RecursionError):
        return None
    found = []
    for each in header.results or ():
        if str(each.version or "1") != "1":
            continue  # RFC 8601 §2.7: nobody here knows what it would mean
        said = tuple((f"{one.type}.{one.name}".lower(), _plain(str(one.value))) for one in each.properties)
        if len(dict(said)) != len(set(said)):
            return None  # two values of one property
        found.append(Verdict(method=str(each.method).lower(), result=str(each.result).lower(), said=said))
    return found


def _plain(value: str) -> str:
    return value.strip().strip('"<>').lower()


def _judged(verdicts: Sequence[Verdict], domain: str) -> tuple[SenderCheck, str]:
    """DMARC decides alone; without it an aligned DKIM signature, then SPF of the very domain."""
    dmarc = [each for each in verdicts if each.method == "dmarc"]
    if any(each.result in FAILS for each in dmarc):
        return SenderCheck.FAILED, ""
    if any(each.result == "pass" for each in dmarc):
        return _judged_by_dmarc(dmarc, domain)
    signed = {each.result for each in verdicts if each.method == "dkim" and _signer(each) == domain}
    if "pass" in signed:
        return (SenderCheck.FAILED if signed & FAILS else SenderCheck.PASSED), ""
    spf = {each.result for each in verdicts if each.method == "spf" and _domain(each.of("smtp.mailfrom")) == domain}
    if "pass" in spf and not spf & FAILS and not signed & FAILS:
        return SenderCheck.PASSED, ""
    only = {each.result for each in verdicts if each.method in {"dkim", "spf"}} - {"none", "neutral"}
    return (SenderCheck.FAILED if only and only <= FAILS else SenderCheck.NONE), ""


def _judged_by_dmarc(dmarc: Sequence[Verdict], domain: str) -> tuple[SenderCheck, str]:
    """A pass of this very domain, and nothing else said beside it."""
    if any(_domain(dict(each.said).get("header.from", domain)) != domain for each in dmarc):
        return SenderCheck.FAILED, ""
    if {each.result for each in dmarc} != {"pass"}:
        return SenderCheck.NONE, CONTRADICTS
    return SenderCheck.PASSED, ""


def _domain(named: str) -> str:
    return named.rpartition("@")[2].removesuffix(".")


def _signer(verdict: Verdict) -> str:
    """The domain that signed; nobody's where the identity it signed for is not its own.

    Only the From domain itself vouches. A parent may be a name under which strangers register (co.uk, a web host), and without
    the list of those no rule tells; a child belongs to somebody else. Where a domain has a DMARC policy, the boundary knows more.
    """
    identity = _domain(verdict.of("header.i"))
    signer = _domain(verdict.of("header.d")) or identity
    return signer if not identity or identity == signer or identity.endswith(f".{signer}") else ""


def made_here(head: HeaderBlock, trusted: Sequence[str]) -> bool:
    """Whether the trusted boundary wrote the mail itself: its only Received is the boundary's own and names nobody it came from.

    A server stamps its Received above whatever it is handed, so a stranger cannot have this one alone and on top.
    """
    ids = {each.strip().casefold() for each in trusted}
    stations = head.all("received")
    if len(stations) != 1 or head.all(RESULTS):
        return False
    by = re.match(r"by\s+([\w.-]+)\b", stations[0].strip(), re.IGNORECASE)
    names = [name for name, _ in head.fields]
    above = set(names[: names.index("received")])
    return by is not None and by[1].casefold() in ids and not AUTHORS_FIELDS & above
