"""A request to a server of others over HTTPS: to where it was sent and nowhere else, and for no longer than a while.

For whatever carries a secret: the token servers of the mailboxes, and the provider of sign-ins at the desk.
"""

from __future__ import annotations

import json
import ssl
import time
from pathlib import Path
from typing import Any

import requests
from authlib.integrations.requests_client import OAuth2Session
from requests.adapters import HTTPAdapter

ANSWER_LIMIT = 256 * 1024  # octets
ANSWER_SECONDS = 20.0  # for the whole answer: a read timeout alone never ends one that trickles (F4)
# What requests and what lies below it let through when a server misbehaves: not only their own errors.
LIBRARY_FAULTS = (
    requests.RequestException,
    requests.exceptions.BaseHTTPError,  # type: ignore[attr-defined]  # urllib3's, which requests does not always translate
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    MemoryError,
)


class Session(OAuth2Session):  # type: ignore[misc]  # the library ships no types
    """A session that goes nowhere but where it was sent."""

    def get_redirect_target(self, _response: requests.Response) -> None:
        """Nowhere: requests would look at a redirect, and stumble over an odd one, even where it is not to follow it."""


class Verified(HTTPAdapter):
    """HTTPS as the mail doors do it: TLS 1.2 or newer, and only the authorities that the configuration names."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # Any: passed through as the library gives them
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def cert_verify(self, conn: object, url: str, verify: object, cert: object) -> None:
        """The library would add its own bundle of authorities to the context, beside the one that was named."""


def tls_context(ca_file: Path | None, another: Path | None = None) -> ssl.SSLContext:
    """`ca_file` alone counts; without it the system's, and `another`. Raises OSError or ValueError for what is no PEM file."""
    context = ssl.create_default_context(cafile=ca_file)
    if ca_file is None and another is not None:
        context.load_verify_locations(another)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def told_object(response: requests.Response) -> dict[str, Any] | None:  # Any: a stranger's JSON
    """The JSON object that was answered, or None. Raises TimeoutError where it takes too long."""
    until = time.monotonic() + ANSWER_SECONDS
    data = b""
    with response:
        for part in response.iter_content(8192):
            data += part
            if len(data) > ANSWER_LIMIT:
                return None
            if time.monotonic() > until:
                raise TimeoutError
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def is_certificate_refused(error: Exception) -> bool:
    words = str(error)
    return "CERTIFICATE_VERIFY_FAILED" in words or "certificate verify failed" in words


def why_not(error: Exception) -> str:
    """What kept us from a server, as the end of a sentence."""
    match error:
        case requests.Timeout() | TimeoutError():
            return "it did not answer in time"
        case requests.exceptions.SSLError():
            return "TLS broke off"
        case requests.ConnectionError():
            return "its name was not found" if "NameResolutionError" in str(error) else "the connection failed"
        case _:
            return f"its answer made no sense ({type(error).__name__})"
