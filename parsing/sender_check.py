"""Whether the From address is proved: what the trusted boundary's Authentication-Results say (F32). The only authres import."""

from __future__ import annotations

import re
from collections.abc import Sequence

import authres

from parsing.headers import HeaderBlock
from parsing.readings import SenderCheck

RESULTS = "authentication-results"
AUTHORS_FIELDS = frozenset({"from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type"})
FAILS = frozenset({"fail", "hardfail", "softfail", "permerror", "policy", "reject"})
# Names under which strangers register: a signature of such a domain vouches for nobody.
SHARED_SUFFIX = re.compile(r"(co|org|gov|ac|nhs|police|net|com|sch|ltd|plc|me|mod)\.[a-z]{2}")


def sender_check(head: HeaderBlock, sender: str, trusted: Sequence[str]) -> tuple[SenderCheck, str]:
    """What the trusted boundary says of the From address, and a doubt if its words cannot be read (F32)."""
    ids = {each.strip().casefold() for each in trusted}
    stamped = _boundary_results(head) if ids else []
    if not stamped:
        return SenderCheck.NONE, ""
    verdicts: list[tuple[str, str, dict[str, str]]] = []
    for number, value in enumerate(stamped):
        read = _read_results(value)
        if read is None and number == 0:
            return SenderCheck.NONE, "The topmost Authentication-Results cannot be read; the sender is unverified."
        if read is None or read[0] not in ids:
            break
        verdicts.extend(read[1])
    domain = sender.rpartition("@")[2]
    return (_verdict(verdicts, domain) if domain else SenderCheck.NONE), ""


def _boundary_results(head: HeaderBlock) -> list[str]:
    """The topmost unbroken run of Authentication-Results, none if it stands where only an author can have put it."""
    names = [name for name, _ in head.fields]
    if RESULTS not in names:
        return []
    start = names.index(RESULTS)
    if "received" in names and AUTHORS_FIELDS & set(names[:start]):
        return []  # a boundary stamps above what it was given, beside its Received
    run = []
    for name, value in head.fields[start:]:
        if name != RESULTS:
            break
        run.append(value)
    return run


def _read_results(value: str) -> tuple[str, list[tuple[str, str, dict[str, str]]]] | None:
    """(authserv-id, [(method, result, properties)]), or None if it is not as RFC 8601 has it."""
    try:
        header = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {value[:10_000]}")
    except (authres.AuthResError, ValueError, AttributeError, TypeError, IndexError):
        return None
    results = [
        (
            str(result.method).lower(),
            str(result.result).lower(),
            {f"{each.type}.{each.name}".lower(): str(each.value).strip().strip('"<>').lower() for each in result.properties},
        )
        for result in header.results or ()
    ]
    return str(header.authserv_id or "").strip('"').casefold(), results


def _verdict(verdicts: list[tuple[str, str, dict[str, str]]], domain: str) -> SenderCheck:
    """DMARC decides alone; without it an aligned DKIM signature, then SPF of the very domain."""
    dmarc = [
        (result, _domain(said.get("header.from", domain)) == domain) for method, result, said in verdicts if method == "dmarc"
    ]
    if any(result in FAILS or (result == "pass" and not ours) for result, ours in dmarc):
        return SenderCheck.FAILED
    if any(result == "pass" for result, _ in dmarc):
        return SenderCheck.PASSED
    dkim = [
        (result, _vouches(_domain(said.get("header.d") or said.get("header.i", "")), domain))
        for method, result, said in verdicts
        if method == "dkim"
    ]
    signed = {result for result, aligned in dkim if aligned}
    if "pass" in signed:
        return SenderCheck.FAILED if signed & FAILS else SenderCheck.PASSED
    spf = {result for method, result, said in verdicts if method == "spf" and _domain(said.get("smtp.mailfrom", "")) == domain}
    if "pass" in spf and not spf & FAILS and not signed & FAILS:
        return SenderCheck.PASSED
    only = {result for method, result, _ in verdicts if method in {"dkim", "spf"}} - {"none", "neutral"}
    return SenderCheck.FAILED if only and only <= FAILS else SenderCheck.NONE


def _domain(named: str) -> str:
    return named.rpartition("@")[2].strip(".")


def _vouches(signer: str, domain: str) -> bool:
    """The signer is the From domain or its parent. A child never vouches: on shared domains it is another person's."""
    if signer == domain:
        return bool(signer)
    return "." in signer and not SHARED_SUFFIX.fullmatch(signer) and domain.endswith(f".{signer}")


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
