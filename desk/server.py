"""The desk's door to the network. The only uvicorn import."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from desk.app import Desk, make_app


class DeskTrouble(Exception):
    """The desk's address cannot be had: a sentence that says what to do."""


@contextmanager
def beside(desk: Desk, host: str, port: int) -> Iterator[int]:
    """Serve in a thread for as long as the block lasts; gives the port. Raises DeskTrouble."""
    with _bound(host, port) as door:
        server = _server(desk)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, name="desk", daemon=True)
        thread.start()
        try:
            yield int(door.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    try:
        door = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise DeskTrouble(
            f"The desk cannot answer at {host}:{port} ({error.strerror}): another program may hold the port. Change [desk] port."
        ) from None
    with door:
        yield door


def _server(desk: Desk) -> uvicorn.Server:
    """No access log: it would tell who looked at what, and the audit does that.

    A proxy on this machine, and only that, may say for whom it asks: the tries to sign in are counted by address.
    """
    config = uvicorn.Config(
        make_app(desk), log_config=None, access_log=False, server_header=False, date_header=False, lifespan="off", ws="none",
        proxy_headers=True, forwarded_allow_ips="127.0.0.1,::1", timeout_keep_alive=5, timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=16384, limit_concurrency=64,
    )  # fmt: skip
    return uvicorn.Server(config)
