"""Three letters over one line, broken at every octet of either side: each outcome is what the peer's ledger says (F19, F21, O3).

TryLater: the peer has nothing. Sent: the peer has it, once. Uncertain: the line broke between our last dot and the end of the
answer to it, and that window is the only place where a letter can come twice, as the same bytes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from outbox.message import OutboundMessage, letter_id
from outbox.smtp import Outcome, PostTrouble, Sent, SmtpSettings, TryLater, Uncertain, open_post
from tests.support.octets import Break, OctetProxy, Side, octet_proxy, one_in_each_line, spread
from tests.support.pki import Pki
from tests.support.proofs import figures
from tests.support.smtp_peer import SmtpPeer

HUB = "reciprocal@hub.example"
SIDES: tuple[Side, ...] = ("server", "client")
TIMEOUTS = {"cut": 5, "stall": 0.1}  # seconds between two octets; short, or a sweep of silences would take hours


@dataclass(kw_only=True)
class Tally:
    """The figures of a sweep. `window`: letters that the peer had taken and whose answer was lost."""

    points: int = 0
    struck: int = 0
    uncertain: int = 0
    window: int = 0
    duplicates: int = 0
    sent_without_the_peer: int = 0
    later_with_the_peer: int = 0
    duplicates_outside_the_window: int = 0
    other_bytes: int = 0
    lost: int = 0
    surprises: list[str] = field(default_factory=list)

    def check(self, name: str) -> None:
        numbers = {key: value for key, value in vars(self).items() if key != "surprises"}
        figures(name, **numbers, other_exceptions=len(self.surprises))
        assert self.points
        assert self.struck > self.points // 4  # a hasty line may break before its break
        assert not self.surprises, self.surprises[:5]
        assert (self.sent_without_the_peer, self.later_with_the_peer, self.other_bytes, self.lost) == (0, 0, 0, 0)
        assert self.duplicates == self.window
        assert self.duplicates_outside_the_window == 0


@dataclass(kw_only=True)
class Bench:
    peer: SmtpPeer
    between: OctetProxy
    settings: SmtpSettings
    tally: Tally = field(default_factory=Tally)
    points: int = 0

    def letters(self) -> list[OutboundMessage]:
        """One short, one of dots and of all that looks like SMTP, one with a line of 998 octets."""
        self.points += 1
        bodies = (b"", b".\r\n..\r\n.QUIT\r\n250 2.0.0 Ok\r\n\r\n.\r\n", b"." + b"x" * 997 + b"\r\n")
        return [_letter(f"{self.points}-{number}", body) for number, body in enumerate(bodies)]

    def point(self, coming: Break, *, dead_after: bool = False) -> bool:
        """Three letters in this weather, and what did not go again without. False: all three went at once."""
        letters = self.letters()
        self.peer.letters.clear()
        self.between.weather(coming, dead_after=dead_after)
        outcomes = self._round(letters, self.settings)
        struck = self.between.struck
        self._settle()
        first = self._ledger()
        self.between.clear_sky()
        again = [letter for letter in letters if not isinstance(outcomes.get(letter.id), Sent)]
        second = self._round(again, replace(self.settings, connect_timeout=20, answer_timeout=20))
        self._settle()
        self.tally.points += 1
        self.tally.struck += struck
        self._compare(letters, outcomes, second, first)
        return struck or bool(again)

    def _round(self, letters: Iterable[OutboundMessage], settings: SmtpSettings) -> dict[str, Outcome]:
        """What came of each; a letter that no line was found for has no outcome."""
        outcomes: dict[str, Outcome] = {}
        try:
            with open_post(settings) as post:
                for letter in letters:
                    outcomes[letter.id] = post.send(letter, HUB)
        except PostTrouble as trouble:
            if trouble.permanent:
                self.tally.surprises.append(f"permanent: {trouble}")
        except Exception as error:  # noqa: BLE001 - what else comes out is what the sweep looks for
            self.tally.surprises.append(repr(error))
        return outcomes

    def _settle(self) -> None:
        """Until the peer has seen the end of every line: only then is its ledger its last word."""
        until = time.monotonic() + 30
        while self.peer.open_lines and time.monotonic() < until:
            time.sleep(0.002)
        assert not self.peer.open_lines

    def _ledger(self) -> Counter[bytes]:
        return Counter(taken.data for taken in self.peer.letters)

    def _compare(
        self, letters: list[OutboundMessage], outcomes: dict[str, Outcome], second: dict[str, Outcome], first: Counter[bytes]
    ) -> None:
        tally, last = self.tally, self._ledger()
        tally.other_bytes += len(last.keys() - {letter.data for letter in letters})
        for letter in letters:
            outcome, taken = outcomes.get(letter.id), first[letter.data]
            unsure = isinstance(outcome, Uncertain)
            tally.uncertain += unsure
            tally.window += unsure and taken
            tally.sent_without_the_peer += isinstance(outcome, Sent) and taken != 1
            tally.later_with_the_peer += not isinstance(outcome, (Sent, Uncertain)) and taken
            tally.duplicates += last[letter.data] - 1
            tally.duplicates_outside_the_window += last[letter.data] > 1 and not (unsure and taken)
            tally.lost += last[letter.data] == 0 or not isinstance(second.get(letter.id, outcome), Sent)


def _letter(name: str, body: bytes) -> OutboundMessage:
    cause = letter_id(name, "circular", "lead@landlord.example")
    head = f"From: {HUB}\r\nMessage-ID: <{cause}@hub.example>\r\nSubject: ARC-01-16\r\n\r\n".encode()
    return OutboundMessage(
        id=cause,
        cause=name,
        kind="circular",
        to="lead@landlord.example",
        case="ARC-01-16",
        partner="Northmoor",
        subject="ARC-01-16",
        message_id=f"<{cause}@hub.example>",
        data=head + body,
    )


@contextmanager
def opened_bench(pki: Pki, tls: str, how: str) -> Iterator[Bench]:
    with SmtpPeer(pki, tls=tls) as peer, octet_proxy(peer.port) as between:
        settings = SmtpSettings(
            host="localhost",
            port=between.port,
            tls=tls,
            ca_file=str(pki.ca_file),
            user=peer.user,
            password=peer.password,
            sender=f"Reciprocal <{HUB}>",
            connect_timeout=max(TIMEOUTS[how], 0.3),
            answer_timeout=TIMEOUTS[how],
        )
        yield Bench(peer=peer, between=between, settings=settings)


def session(bench: Bench, side: Side) -> bytearray:
    """What this side says in an undisturbed session."""
    bench.between.clear_sky()
    calm = replace(bench.settings, connect_timeout=20, answer_timeout=20)
    assert all(isinstance(outcome, Sent) for outcome in bench._round(bench.letters(), calm).values())
    bench._settle()
    return bench.between.passed[0].said(side)


def every(bench: Bench, side: Side, how: str, *, dead_after: bool = False) -> None:
    """Break at each octet in turn, until two sessions come to their end first: with TLS one differs by a few octets."""
    at = unstruck = 0
    while unstruck < 2:
        unstruck = 0 if bench.point(Break(side=side, at=at, how=how), dead_after=dead_after) else unstruck + 1  # type: ignore[arg-type]  # of two words
        at += 1
        assert at < 20_000, "no session comes to its end"
    assert at > 100, "the session was hardly begun"


@pytest.mark.parametrize("tls", ["none", "implicit"])
@pytest.mark.parametrize("how", ["cut", "stall"])
def test_a_session_broken_at_any_octet_says_of_each_letter_what_the_peer_says(pki: Pki, tls: str, how: str) -> None:
    """A draw of what `make proofs` does at every octet: of each line where they can be read, else of each part."""
    with opened_bench(pki, tls, how) as bench:
        for side in SIDES:
            said = session(bench, side)
            for dead_after in (False, True):
                points = one_in_each_line(said, dead_after) if tls == "none" else spread(24, len(said), dead_after)
                for at in points if how == "cut" else points[dead_after::5]:
                    bench.point(Break(side=side, at=at, how=how), dead_after=dead_after)  # type: ignore[arg-type]  # of two words
        bench.tally.check(f"smtp_draw_{how}_{tls}")


@pytest.mark.parametrize("how", ["cut", "stall"])
def test_every_octet_of_the_answer_to_the_last_dot_is_uncertain_until_its_end(pki: Pki, how: str) -> None:
    """F19: «250 2.0.0 Ok» without its line end is no answer yet; with it the letter is sent."""
    answer = b"250 2.0.0 Ok: queued as 4F2\r\n"
    with opened_bench(pki, "none", how) as bench:
        begins = session(bench, "server").find(answer)
        ends = begins + len(answer)
        patient = replace(bench.settings, connect_timeout=20, answer_timeout=1)
        for at in [*range(begins, ends, 1 if how == "cut" else 5), ends]:
            letter, *_ = bench.letters()
            bench.peer.letters.clear()
            bench.between.weather(Break(side="server", at=at, how=how))  # type: ignore[arg-type]  # of two words
            [outcome] = bench._round([letter], patient).values()
            assert type(outcome) is (Sent if at == ends else Uncertain), at - begins
            bench._settle()
            assert bench._ledger() == {letter.data: 1}


def test_before_the_last_dot_the_peer_has_nothing_and_the_letter_is_tried_later(pki: Pki) -> None:
    """The line dies for good at every octet of the greeting, MAIL, RCPT and of the go-ahead to DATA."""
    with opened_bench(pki, "none", "cut") as bench:
        said = session(bench, "server")
        logged_in, ends = said.find(b"235 "), said.find(b"354 ")
        ends = said.find(b"\r\n", ends) + 2
        for at in range(said.find(b"\r\n", logged_in) + 2, ends):
            letter, *_ = bench.letters()
            bench.peer.letters.clear()
            bench.between.weather(Break(side="server", at=at), dead_after=True)
            [outcome] = bench._round([letter], bench.settings).values()
            assert type(outcome) is TryLater, at
            bench._settle()
            assert bench.peer.letters == []


@pytest.mark.proof
@pytest.mark.parametrize("dead_after", [False, True], ids=["then the line heals", "then nobody answers"])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("tls", ["none", "implicit"])
def test_cut_at_every_octet(pki: Pki, tls: str, side: Side, dead_after: bool) -> None:
    with opened_bench(pki, tls, "cut") as bench:
        every(bench, side, "cut", dead_after=dead_after)
        bench.tally.check(f"smtp_cut_{side}_{tls}{'_dead_after' if dead_after else ''}")


@pytest.mark.proof
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("tls", ["none", "implicit"])
def test_stall_at_every_octet(pki: Pki, tls: str, side: Side) -> None:
    with opened_bench(pki, tls, "stall") as bench:
        every(bench, side, "stall")
        bench.tally.check(f"smtp_stall_{side}_{tls}")
