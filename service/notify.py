"""Tells systemd how the service fares (sd_notify), by a datagram to $NOTIFY_SOCKET; without one it tells nobody."""

from __future__ import annotations

import os
import socket
from contextlib import suppress


def ready() -> None:
    _tell("READY=1")


def alive() -> None:
    """All loops are heard of: the unit's WatchdogSec begins anew."""
    _tell("WATCHDOG=1")


def stopping() -> None:
    _tell("STOPPING=1")


def status(sentence: str) -> None:
    """What `systemctl status` shows. Never a name or a content."""
    _tell(f"STATUS={' '.join(sentence.split())}")


def _tell(words: str) -> None:
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # a name without a file
        address = "\0" + address[1:]
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.settimeout(1)
        line.sendto(words.encode(), address)
