"""Keys asked of a name server on loopback: bounded, remembered, and never a trouble of the line."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from ingest.message import Place, RawMessage
from parsing.readings import Mail, SenderCheck
from scheme.agreement import load, shipped
from service.config import ConfigError
from service.dkim_keys import LONGEST_RECORD, SECONDS_IN_ALL, Resolver, key_ring, pinned_keys
from service.reading_room import ReadingRoom
from service.second_reading import no_better_proved
from tests.support.signing import KEY_NAME, a_key, signed

RECORD = a_key()[1]
BOUNDARY = ("mx.reciprocal.example",)


@dataclass
class NameServer:
    """Answers over UDP, and over TCP where the answer by UDP was cut. Keeps the names that it was asked for."""

    answer: Callable[[dns.message.Message], bytes | None]
    by_tcp: Callable[[dns.message.Message], bytes | None] | None = None
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def serve(self, udp: socket.socket, stop: threading.Event) -> None:
        while not stop.is_set():
            with suppress(TimeoutError):
                data, whence = udp.recvfrom(4096)
                query = dns.message.from_wire(data)
                self.asked.append(query.question[0].name.to_text(omit_final_dot=True))
                if (reply := self.answer(query)) is not None:
                    udp.sendto(reply, whence)

    def serve_tcp(self, tcp: socket.socket, stop: threading.Event) -> None:
        while not stop.is_set():
            with suppress(TimeoutError):
                line, _ = tcp.accept()
                with line:
                    query = dns.message.from_wire(line.recv(4096)[2:])
                    if self.by_tcp and (reply := self.by_tcp(query)) is not None:
                        line.sendall(len(reply).to_bytes(2, "big") + reply)


@contextmanager
def name_server(
    answer: Callable[[dns.message.Message], bytes | None], by_tcp: Callable[[dns.message.Message], bytes | None] | None = None
) -> Iterator[NameServer]:
    server = NameServer(answer, by_tcp)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        tcp.bind(("127.0.0.1", 0))
        server.port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", server.port))
        tcp.listen()
        stop = threading.Event()
        for door in (udp, tcp):
            door.settimeout(0.1)
        threads = (
            threading.Thread(target=server.serve, args=(udp, stop)),
            threading.Thread(target=server.serve_tcp, args=(tcp, stop)),
        )
        for thread in threads:
            thread.start()
        try:
            yield server
        finally:
            stop.set()
            for thread in threads:
                thread.join(30)


def told(query: dns.message.Message, *records: str, ttl: int = 3_600) -> dns.message.Message:
    reply = dns.message.make_response(query)
    quoted = [" ".join(f'"{record[at : at + 250]}"' for at in range(0, len(record), 250)) for record in records]
    if quoted:
        reply.answer.append(dns.rrset.from_text(query.question[0].name, ttl, "IN", "TXT", *quoted))
    return reply


def found(query: dns.message.Message) -> bytes:
    return told(query, RECORD).to_wire()


def cut(query: dns.message.Message) -> bytes:
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.TC
    return reply.to_wire()


def failing(code: dns.rcode.Rcode) -> Callable[[dns.message.Message], bytes]:
    def answer(query: dns.message.Message) -> bytes:
        reply = dns.message.make_response(query)
        reply.set_rcode(code)
        return reply.to_wire()

    return answer


def wrong_id(query: dns.message.Message) -> bytes:
    reply = told(query, RECORD)
    reply.id ^= 1
    return reply.to_wire()


def about_another_name(query: dns.message.Message) -> bytes:
    other = dns.message.make_query("s1._domainkey.evil.example", "TXT", id=query.id)
    return told(other, RECORD).to_wire()


def asked_of(server: NameServer) -> dict[str, str]:
    return Resolver("127.0.0.1", server.port).records((KEY_NAME,))


def test_a_key_is_found_and_remembered_as_long_as_it_says() -> None:
    now = [0.0]
    with name_server(lambda query: told(query, RECORD, ttl=600).to_wire()) as server:
        resolver = Resolver("127.0.0.1", server.port, clock=lambda: now[0])
        assert resolver.records((KEY_NAME,)) == {KEY_NAME: RECORD}
        now[0] = 599.0
        assert resolver.records((KEY_NAME,)) == {KEY_NAME: RECORD}
        assert server.asked == [KEY_NAME]
        now[0] = 601.0
        resolver.records((KEY_NAME,))
        assert server.asked == [KEY_NAME] * 2


def test_a_key_too_long_for_one_packet_is_fetched_whole() -> None:
    with name_server(cut, by_tcp=found) as server:
        assert asked_of(server) == {KEY_NAME: RECORD}


NO_KEY: tuple[tuple[str, Callable[[dns.message.Message], bytes | None]], ...] = (
    ("no such name", failing(dns.rcode.NXDOMAIN)),
    ("a server in trouble", failing(dns.rcode.SERVFAIL)),
    ("a server that refuses", failing(dns.rcode.REFUSED)),
    ("no record under the name", lambda query: told(query).to_wire()),
    ("two records", lambda query: told(query, RECORD, "v=DKIM1; p=").to_wire()),
    ("a record without end", lambda query: told(query, "v=DKIM1; p=" + "A" * (LONGEST_RECORD + 1)).to_wire()),
    ("rubbish", lambda _: b"\x00rubbish"),
    ("an answer to another question", about_another_name),
    ("an answer under another id", wrong_id),
    ("no answer", lambda _: None),
)


@pytest.mark.parametrize(("case", "answer"), NO_KEY, ids=[row[0] for row in NO_KEY])
def test_whatever_the_name_server_does_there_is_just_no_key(
    case: str, answer: Callable[[dns.message.Message], bytes | None]
) -> None:
    with name_server(answer) as server:
        assert asked_of(server) == {}


def test_a_cut_answer_without_a_whole_one_is_no_key() -> None:
    with name_server(cut) as server:
        assert asked_of(server) == {}


def test_all_keys_of_a_mail_together_wait_no_longer_than_the_limit() -> None:
    import time

    names = tuple(f"s{number}._domainkey.camden.example" for number in range(5))
    with name_server(lambda _: None) as server:
        resolver = Resolver("127.0.0.1", server.port)
        began = time.monotonic()
        assert resolver.records(names) == {}
        assert time.monotonic() - began < SECONDS_IN_ALL + 5  # a busy machine; five names by themselves would take fifteen
        asked = len(server.asked)
        assert resolver.records((names[0],)) == {}
        assert len(server.asked) == asked, "a name that nobody answers for is left alone for a while"


def test_a_machine_without_a_name_server_has_no_keys() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert Resolver("127.0.0.1", port).records((KEY_NAME,)) == {}


@pytest.mark.parametrize(
    ("mail", "asked"),
    [
        (signed(), [KEY_NAME]),
        (signed(domain="evil.example"), []),
        (signed().replace(b"dmarc=pass", b"dmarc=fail"), []),
        (signed().replace(b"mx.reciprocal.example; dmarc", b"mx.evil.example; dmarc"), []),
    ],
    ids=["the sender's own domain", "a stranger's domain", "not proved", "another's stamp"],
)
def test_nothing_is_asked_but_the_key_of_a_proved_sender(mail: bytes, asked: list[str]) -> None:
    with name_server(found) as server:
        key_ring(f"127.0.0.1:{server.port}", None, BOUNDARY)(mail)
        assert server.asked == asked


def test_by_default_no_look_up_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a look-up that nobody asked for")

    monkeypatch.setattr("dns.resolver.Resolver.resolve", forbidden)
    assert key_ring("", None, BOUNDARY)(signed()) == {}


def test_pinned_keys_are_taken_from_their_file_and_nobody_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# Camden, given by telephone\n\n{KEY_NAME.upper()}. {RECORD}\n")
    with name_server(found) as server:
        assert key_ring(f"127.0.0.1:{server.port}", file, BOUNDARY)(signed()) == {KEY_NAME: RECORD}
        assert server.asked == []


@pytest.mark.parametrize(
    "line", ["camden.example v=DKIM1; p=AAAA", "s1._domainkey.camden.example", "s1._domainkey.camden.example v=spf1"]
)
def test_a_line_of_the_file_that_is_no_key_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# keys\n{line}\n")
    with pytest.raises(ConfigError, match="line 2"):
        pinned_keys(file)


@pytest.mark.parametrize("setting", ["dns.example", "127.0.0.1:0", "127.0.0.1:x", "[::1", "1.2.3", "127.0.0.1:70000"])
def test_a_resolver_that_is_no_address_is_told_at_the_start(setting: str) -> None:
    with pytest.raises(ConfigError, match=r"mailbox\.dkim_dns"):
        key_ring(setting, None, BOUNDARY)


@pytest.mark.parametrize("setting", ["system", "127.0.0.1", "127.0.0.1:53", "::1", "[::1]:5353"])
def test_a_resolver_s_address_is_taken(setting: str) -> None:
    key_ring(setting, None, BOUNDARY)


def test_the_keys_reach_the_child_that_reads() -> None:
    scheme = load(shipped("pan_london"))
    place = Place(account="test")
    changed = RawMessage(
        data=signed().replace(b"Approved", b"Declined"), place=place, arrived_at=datetime(2026, 11, 2, tzinfo=UTC)
    )
    whole = replace(changed, data=signed())
    header_alone = replace(changed, left_on_server="It is too large to be fetched.")
    with ReadingRoom(scheme, BOUNDARY, dkim_keys=lambda _: {KEY_NAME: RECORD}) as room:
        assert room.read(whole).sender_check is SenderCheck.PASSED
        assert room.read(changed).sender_check is SenderCheck.FAILED
        assert room.read(header_alone).sender_check is SenderCheck.PASSED, "what was not fetched cannot have been changed"
    with ReadingRoom(scheme, BOUNDARY) as room:
        assert room.read(changed).sender_check is SenderCheck.PASSED, "without keys the boundary's word stands"


def test_lines_of_our_own_above_the_stamp_are_known_to_the_child() -> None:
    scheme = load(shipped("pan_london"))
    data = b"Received: from mx.reciprocal.example by store.reciprocal.example with LMTP\r\n" + signed()
    raw = RawMessage(data=data, place=Place(account="test"), arrived_at=datetime(2026, 11, 2, tzinfo=UTC))
    with ReadingRoom(scheme, BOUNDARY, received_above_stamp=1) as room:
        assert room.read(raw).sender_check is SenderCheck.PASSED
        assert room.read_file("a.eml", data).sender_check is SenderCheck.PASSED
    with ReadingRoom(scheme, BOUNDARY, received_above_stamp=0) as room:
        assert room.read(raw).sender_check is SenderCheck.NONE


def test_who_failed_once_does_not_pass_for_want_of_a_key() -> None:
    failed = Mail(sender="lead@camden.example", sender_check=SenderCheck.FAILED, sender_doubt="It may have been changed.")
    passed = Mail(sender="lead@camden.example", sender_check=SenderCheck.PASSED)
    assert no_better_proved(passed, failed) == failed
    assert no_better_proved(passed, replace(passed, sender_check=SenderCheck.NONE)) == passed, "a mended configuration counts"
