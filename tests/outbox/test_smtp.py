"""Handing letters over to a real SMTP server on loopback (D15; reliability F19, F21–F23; O2, O3, O6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from outbox.message import OutboundMessage, letter_id
from outbox.smtp import (
    Post,
    PostTrouble,
    Refused,
    Rehearsal,
    Sent,
    SmtpSettings,
    TryLater,
    Uncertain,
    Withheld,
    is_secure,
    open_post,
    probe,
    why_not_sendable,
)
from tests.support.pki import Pki
from tests.support.smtp_peer import SmtpPeer

HUB = "reciprocal@hub.example"
TO = "lead@landlord.example"


def letter(to: str = TO, data: bytes = b"Subject: ARC-01-16\r\n\r\nDear partner\r\n", kind: str = "circular") -> OutboundMessage:
    name = letter_id("cause", kind, to)
    return OutboundMessage(
        id=name,
        cause="cause",
        kind=kind,
        to=to,
        case="ARC-01-16",
        partner="Northmoor",
        subject="ARC-01-16",
        message_id=f"<{name}@hub.example>",
        data=data,
    )


def settings_of(peer: SmtpPeer, **other: object) -> SmtpSettings:
    ordinary: dict[str, object] = {
        "host": peer.host,
        "port": peer.port,
        "tls": peer.tls,
        "ca_file": str(peer.pki.ca_file),
        "user": peer.user,
        "password": peer.password,
        "sender": f"Reciprocal <{HUB}>",
        "connect_timeout": 5,
        "answer_timeout": 5,
    }
    return SmtpSettings(**{**ordinary, **other})  # type: ignore[arg-type]  # a test names what it changes


@contextmanager
def opened(peer: SmtpPeer, **other: object) -> Iterator[Post]:
    with open_post(settings_of(peer, **other)) as post:
        yield post


# -- the ordinary day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_a_letter_goes_encrypted_and_after_login(pki: Pki, tls: str, mechanism: str) -> None:
    with SmtpPeer(pki, tls=tls, mechanisms=(mechanism,)) as peer, opened(peer) as post:
        outcome = post.send(letter(), HUB)
        assert outcome == Sent(reply="250 2.0.0 Ok: queued as 4F2")
        [taken] = peer.letters
        assert (taken.sender, taken.to, taken.encrypted, taken.user) == (HUB, TO, True, peer.user)
        assert peer.login_attempts == [mechanism]


def test_the_bytes_arrive_as_they_were_decided_dots_and_all(smtp_peer: SmtpPeer) -> None:
    """O2, F23"""
    data = b"Subject: dots\r\n\r\n.\r\n..\r\n.one dot\r\n\r\n." + b"x" * 997 + b"\r\nend\r\n.\r\n"
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(data=data), HUB), Sent)
    assert smtp_peer.letters[0].data == data


def test_many_letters_share_one_connection_and_each_has_one_recipient(smtp_peer: SmtpPeer) -> None:
    recipients = [f"lead{number}@landlord.example" for number in range(5)]
    with opened(smtp_peer) as post:
        for to in recipients:
            assert isinstance(post.send(letter(to), HUB), Sent)
    assert [taken.to for taken in smtp_peer.letters] == recipients
    assert smtp_peer.connections == 1
    assert len(smtp_peer.login_attempts) == 1


def test_a_server_that_can_is_asked_to_bounce_headers_only_and_to_name_the_letter(pki: Pki) -> None:
    """F24"""
    token = "0123456789" + "ab" * 8
    with SmtpPeer(pki, offers_dsn=True) as peer, opened(peer) as post:
        assert isinstance(post.send(replace(letter("a+b=c@landlord.example"), token=token), HUB), Sent)
        assert {"RET=HDRS", f"ENVID={token}"} <= set(peer.letters[0].mail_options)
        assert peer.letters[0].recipient_options == ("ORCPT=rfc822;a+2Bb+3Dc@landlord.example",)


def test_a_server_without_delivery_reports_is_asked_for_none(smtp_peer: SmtpPeer) -> None:
    with opened(smtp_peer) as post:
        assert isinstance(post.send(replace(letter(), token="0" * 26), HUB), Sent)
        assert not any("RET" in option or "ENVID" in option for option in smtp_peer.letters[0].mail_options)
        assert smtp_peer.letters[0].recipient_options == ()


@pytest.mark.parametrize(("setting", "offered", "asked"), [("auto", True, True), ("auto", False, False), ("never", True, False)])
def test_tls_on_the_whole_way_is_asked_for_where_the_server_offers_it(pki: Pki, setting: str, offered: bool, asked: bool) -> None:
    """D15, RFC 8689"""
    with SmtpPeer(pki, offers_requiretls=offered) as peer, opened(peer, require_tls=setting) as post:
        assert isinstance(post.send(letter(), HUB), Sent)
        assert ("REQUIRETLS" in peer.letters[0].mail_options) is asked


def test_where_tls_on_the_whole_way_must_be_and_cannot_a_letter_is_withheld(pki: Pki) -> None:
    """D15: not a word of it is said; within this machine there is no TLS either."""
    with SmtpPeer(pki) as peer, opened(peer, require_tls="always") as post:
        outcome = post.send(letter(), HUB)
        assert isinstance(outcome, Withheld)
        assert "REQUIRETLS" in outcome.why
        assert peer.letters == []
    with SmtpPeer(pki, tls="none", offers_requiretls=True) as peer, opened(peer, require_tls="always") as post:
        assert isinstance(post.send(letter(), HUB), Withheld)


def test_a_server_that_stands_still_on_one_recipient_costs_one_wait(smtp_peer: SmtpPeer) -> None:
    """O5: a line that was dropped says so at once; so after a silence no second try is made on a fresh line."""
    with opened(smtp_peer, answer_timeout=1) as post:
        assert isinstance(post.send(letter(), HUB), Sent)
        smtp_peer.script.recipients["slow@landlord.example"] = "stall"
        outcome = post.send(letter("slow@landlord.example"), HUB)
        assert isinstance(outcome, TryLater)
        assert outcome.stops == "domain"
        assert smtp_peer.connections == 1
        assert isinstance(post.send(letter("other@landlord.example"), HUB), Sent)


def test_a_hand_over_that_lasts_too_long_is_hung_up_on(smtp_peer: SmtpPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    """O4: or another process would take the letter while this one is still at it."""
    monkeypatch.setattr("outbox.smtp.HAND_OVER_LASTS", 0.5)
    with opened(smtp_peer, answer_timeout=60) as post:
        smtp_peer.script.recipients["slow@landlord.example"] = "stall"
        outcome = post.send(letter("slow@landlord.example"), HUB)
        assert isinstance(outcome, TryLater)
        assert outcome.stops == "domain"
        assert isinstance(post.send(letter("other@landlord.example"), HUB), Sent)


# -- what servers answer --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("550 5.1.1 No such user", Refused(code=550, reply="550 5.1.1 No such user")),
        ("554 no", Refused(code=554, reply="554 no")),
        ("501 5.1.3 bad address", Refused(code=501, reply="501 5.1.3 bad address")),
        ("450 busy", TryLater(reply="450 busy")),
        ("599 new kind of no", Refused(code=599, reply="599 new kind of no")),
        ("451 4.7.1 Greylisted", TryLater(reply="451 4.7.1 Greylisted")),
        ("422 mailbox full", TryLater(reply="422 mailbox full")),
        ("421 4.3.2 closing", TryLater(reply="421 4.3.2 closing")),
    ],
)
def test_a_recipient_is_refused_or_delayed_by_the_first_digit_and_others_still_go(
    smtp_peer: SmtpPeer, reply: str, outcome: Refused | TryLater
) -> None:
    """F21, F22: each letter has its own answer."""
    smtp_peer.script.recipients["gone@landlord.example"] = reply
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(), HUB), Sent)
        assert post.send(letter("gone@landlord.example"), HUB) == outcome
        assert isinstance(post.send(letter("other@landlord.example"), HUB), Sent)
    assert [taken.to for taken in smtp_peer.letters] == [TO, "other@landlord.example"]


def test_a_greylisted_letter_goes_as_the_same_bytes_when_it_is_tried_again(smtp_peer: SmtpPeer) -> None:
    """F22"""
    smtp_peer.script.recipients[TO] = ["451 4.7.1 later", "451 4.7.1 later", "250 OK"]
    with opened(smtp_peer) as post:
        outcomes = [post.send(letter(), HUB) for _ in range(3)]
    assert [type(outcome) for outcome in outcomes] == [TryLater, TryLater, Sent]
    assert [taken.data for taken in smtp_peer.letters] == [letter().data]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("554 5.7.1 Rejected: contains 'Dear partner'", Refused(code=554, reply="554 5.7.1")),
        ("452 4.2.2 Over quota, letter began 'Dear partner'", TryLater(reply="452 4.2.2")),
        ("550 rejected 'Dear partner'", Refused(code=550, reply="550")),
    ],
)
def test_what_a_server_says_after_reading_the_letter_is_kept_without_its_words(
    smtp_peer: SmtpPeer, reply: str, outcome: Refused | TryLater
) -> None:
    """O6: replies are stored without content."""
    smtp_peer.script.after_dot[TO] = reply
    with opened(smtp_peer) as post:
        assert post.send(letter(), HUB) == outcome
        assert isinstance(post.send(letter("other@landlord.example"), HUB), Sent)


def test_addresses_and_line_ends_in_a_reply_are_not_kept(smtp_peer: SmtpPeer) -> None:
    smtp_peer.script.recipients[TO] = f"550-5.1.1 <{TO}>: unknown\r\n550 5.1.1 see https://mx.partner.example/?a@b " + "x" * 300
    with opened(smtp_peer) as post:
        outcome = post.send(letter(), HUB)
    assert isinstance(outcome, Refused)
    assert outcome.reply.startswith("550 5.1.1 … unknown 5.1.1 see …")
    assert "@" not in outcome.reply
    assert len(outcome.reply) <= 200


def test_a_nonsense_answer_after_the_last_dot_is_uncertain(smtp_peer: SmtpPeer) -> None:
    """O6: unknown → uncertain."""
    smtp_peer.script.after_dot[TO] = "what was that"
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(), HUB), Uncertain)


# -- weather --------------------------------------------------------------------------------------------------------------


def test_a_line_that_breaks_after_the_last_dot_is_uncertain_and_the_letter_may_have_arrived(smtp_peer: SmtpPeer) -> None:
    """F19: the server has it; only its answer was lost."""
    smtp_peer.script.drop_after_dot = True
    with opened(smtp_peer) as post:
        outcome = post.send(letter(), HUB)
        assert isinstance(outcome, Uncertain)
        assert len(smtp_peer.letters) == 1
        smtp_peer.script.drop_after_dot = False
        assert isinstance(post.send(letter("other@landlord.example"), HUB), Sent)
    assert len(smtp_peer.letters) == 2


def test_a_line_that_breaks_within_the_text_handed_nothing_over(smtp_peer: SmtpPeer) -> None:
    """The last dot was never sent. A short text lies in the system's buffers, so a long one is needed to notice in time."""
    smtp_peer.script.drop_in_text = True
    long = b"Subject: long\r\n\r\n" + (b"x" * 900 + b"\r\n") * 20_000
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(data=long), HUB), TryLater)
    assert smtp_peer.letters == []


def test_a_line_that_the_server_dropped_meanwhile_is_made_anew_without_a_word(smtp_peer: SmtpPeer) -> None:
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(), HUB), Sent)
        smtp_peer.script.drop_at_mail = 1
        assert isinstance(post.send(letter("other@landlord.example"), HUB), Sent)
    assert [taken.to for taken in smtp_peer.letters] == [TO, "other@landlord.example"]
    assert smtp_peer.connections == 2


def test_a_server_that_always_hangs_up_is_tried_later_and_not_for_ever(smtp_peer: SmtpPeer) -> None:
    smtp_peer.script.drop_at_mail = 100
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(), HUB), TryLater)
    assert smtp_peer.connections == 2


def test_a_server_that_goes_away_in_the_middle_of_a_round_is_weather(smtp_peer: SmtpPeer) -> None:
    with opened(smtp_peer) as post:
        assert isinstance(post.send(letter(), HUB), Sent)
        smtp_peer.stop()
        outcome = post.send(letter("other@landlord.example"), HUB)
        assert isinstance(outcome, TryLater)
        assert outcome.stops == "everybody"


def test_a_server_that_is_down_is_trouble_that_passes(smtp_peer: SmtpPeer) -> None:
    settings = settings_of(smtp_peer)
    smtp_peer.stop()
    with pytest.raises(PostTrouble, match="refused") as caught, open_post(settings):
        pass
    assert not caught.value.permanent


# -- who we are and whom we trust -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_server_with_a_certificate_of_a_stranger_gets_neither_password_nor_letter(pki: Pki, tls: str) -> None:
    """D15"""
    with SmtpPeer(pki, tls=tls) as peer:
        with pytest.raises(PostTrouble, match="certificate") as caught, opened(peer, ca_file=str(pki.wrong_ca_file)):
            pass
        assert peer.login_attempts == []
    assert caught.value.permanent
    assert "ca_file" in caught.value.sentence


@pytest.mark.rule("D15")
def test_a_server_that_offers_no_starttls_gets_neither_password_nor_letter(pki: Pki) -> None:
    """D15: somebody in between may have taken the offer out."""
    with SmtpPeer(pki, tls="none") as peer:
        with pytest.raises(PostTrouble, match="STARTTLS") as caught, opened(peer, tls="starttls"):
            pass
        assert peer.login_attempts == []
    assert caught.value.permanent


def test_a_wrong_password_is_offered_once_and_stops_the_round(smtp_peer: SmtpPeer) -> None:
    """F9: servers lock accounts that guess."""
    with pytest.raises(PostTrouble) as caught, opened(smtp_peer, password="not the password"):
        pass
    assert caught.value.permanent
    assert "password_file" in caught.value.sentence
    assert "not the password" not in caught.value.sentence
    assert len(smtp_peer.login_attempts) == 1


def test_a_token_that_was_refused_is_asked_for_afresh_once(smtp_peer: SmtpPeer) -> None:
    """F9"""
    smtp_peer.token = "new"
    with opened(smtp_peer, token=lambda refused: "new" if refused else "old") as post:
        assert isinstance(post.send(letter(), HUB), Sent)
    assert smtp_peer.login_attempts == ["XOAUTH2", "XOAUTH2"]


def test_a_token_that_is_refused_twice_stops_the_round(smtp_peer: SmtpPeer) -> None:
    token = {"": "old", "old": "new"}.__getitem__
    with pytest.raises(PostTrouble, match="oauth2") as caught, opened(smtp_peer, token=token):
        pass
    assert caught.value.permanent
    assert smtp_peer.login_attempts == ["XOAUTH2", "XOAUTH2"]


def test_a_server_that_takes_no_login_is_a_setting_to_mend(pki: Pki) -> None:
    with SmtpPeer(pki, mechanisms=()) as peer, pytest.raises(PostTrouble, match="AUTH") as caught, opened(peer):
        pass
    assert caught.value.permanent


def test_without_a_user_no_login_is_tried(pki: Pki) -> None:
    with SmtpPeer(pki, tls="none") as peer:
        peer.user = ""
        with opened(peer, user="", password="") as post:
            assert isinstance(post.send(letter(), HUB), Sent)
        assert peer.login_attempts == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"tls": "none", "host": "smtp.hub.example"}, "only to this machine"),
        ({"tls": "ssl"}, "implicit"),
        ({"host": ""}, "host"),
        ({"port": 70000}, "port"),
        ({"sender": "Reciprocal"}, "sender"),
        ({"sender": ""}, "sender"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(change: dict[str, object], word: str) -> None:
    good = SmtpSettings(host="smtp.hub.example", sender=HUB)
    with pytest.raises(ValueError, match=word) as caught:
        replace(good, **change)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value).startswith("[smtp]")


def test_the_password_is_never_printed() -> None:
    assert "s3cret" not in repr(SmtpSettings(host="smtp.hub.example", sender=HUB, password="s3cret"))


def test_a_ca_file_that_is_not_there_is_a_setting_to_mend(smtp_peer: SmtpPeer, tmp_path: Path) -> None:
    with pytest.raises(PostTrouble, match="ca_file") as caught, opened(smtp_peer, ca_file=str(tmp_path / "none.pem")):
        pass
    assert caught.value.permanent


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    ("address", "secure"),
    [
        ("lead@northmoor.council.test", True),
        ("lead@council.test", True),
        ("LEAD@Housing.Northmoor.COUNCIL.TEST", True),
        ("lead@partner.secure.test", True),
        ("lead@evilcouncil.test", False),
        ("lead@council.test.evil.example", False),
        ("lead@northmoor.council.test@evil.example", False),
        ("lead@evil.example, x@council.test", False),
        ("Lead <lead@council.test>", False),
        ("@council.test", False),
        ("council.test", False),
        ("", False),
        ("lead@evil.example\n@council.test", False),
    ],
)
def test_only_addresses_at_or_below_a_listed_domain_are_secure(address: str, secure: bool) -> None:
    """D15"""
    assert is_secure(address, ("council.test", ".secure.test", "")) is secure


def test_with_no_listed_domain_no_address_is_secure() -> None:
    assert not is_secure("lead@northmoor.council.test", ())


# -- the bytes ------------------------------------------------------------------------------------------------------------

HEAD = b"Subject: x\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (HEAD + b"bare\nfeed\r\n", "CRLF"),
        (HEAD + b"bare\rreturn\r\n", "CRLF"),
        (HEAD + b"end of text\r\n.\nMAIL FROM:<x@evil.example>\r\n", "CRLF"),
        (HEAD + b"\r.\r\n", "CRLF"),
        (HEAD + b"no end", "end"),
        (b"", "end"),
        (HEAD + b"x" * 999 + b"\r\n", "998"),
        (HEAD + "£\r\n".encode(), "ASCII"),
        (HEAD + b"\0\r\n", "ASCII"),
    ],
)
def test_bytes_that_could_be_smuggled_or_mangled_are_refused_before_a_word_is_said(
    smtp_peer: SmtpPeer, tmp_path: Path, data: bytes, word: str
) -> None:
    """F23, and in rehearsal just the same."""
    with opened(smtp_peer) as post:
        outcome = post.send(letter(data=data), HUB)
    assert isinstance(outcome, Refused)
    assert outcome.code == 0
    assert word in outcome.reply
    assert smtp_peer.letters == []
    assert Rehearsal(tmp_path).send(letter(data=data), HUB) == outcome
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lead",
        "a@b.example, c@d.example",
        "Lead <a@b.example>",
        "a@b.example\r\nRCPT TO:<c@d.example>",
        "a b@c.example",
        "ä@b.example",
    ],
)
def test_anything_but_one_plain_address_is_refused_as_recipient_and_as_sender(address: str) -> None:
    """O3: one recipient a transaction; smtplib would quietly take the first of two."""
    assert "recipient" in why_not_sendable(letter(to=address), HUB)
    assert "sender" in why_not_sendable(letter(), address)


# -- rehearsal and doctor -------------------------------------------------------------------------------------------------


def test_a_rehearsal_writes_each_letter_once_to_its_own_file(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    with Rehearsal(folder) as post:
        assert post.send(letter(), HUB) == Sent(reply="rehearsal")
        assert post.send(letter(), HUB) == Sent(reply="rehearsal")
        assert post.send(letter("other@landlord.example"), HUB) == Sent(reply="rehearsal")
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        f"{letter(to).id}.eml" for to in (TO, "other@landlord.example")
    )
    assert (folder / f"{letter().id}.eml").read_bytes() == letter().data


def test_a_rehearsal_never_writes_outside_its_folder(tmp_path: Path) -> None:
    outcome = Rehearsal(tmp_path / "letters").send(replace(letter(), id="../escaped"), HUB)
    assert isinstance(outcome, Refused)
    assert list(tmp_path.rglob("*.eml")) == []


def test_a_rehearsal_without_room_tries_later(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("a file where the folder should be")
    assert isinstance(Rehearsal(tmp_path / "letters").send(letter(), HUB), TryLater)


def test_the_probe_says_what_it_found(smtp_peer: SmtpPeer) -> None:
    found = probe(settings_of(smtp_peer))
    assert re.search(r"valid until 20\d\d-\d\d-\d\d", found[1])
    assert any("Login as" in sentence for sentence in found)
    assert not any(sentence.startswith("Trouble:") for sentence in found)


def test_the_probe_says_what_a_person_must_do(smtp_peer: SmtpPeer) -> None:
    [sentence] = probe(settings_of(smtp_peer, password="wrong"))
    assert sentence.startswith("Trouble:")
    assert "password_file" in sentence
