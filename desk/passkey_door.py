"""Passkeys, as devices and browsers make them (WebAuthn level 3). The only webauthn import.

A passkey counts as two factors: she holds the device, and the device made sure that it is she (user verification required).
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    bytes_to_base64url,
    generate_challenge,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from store.passkeys import Passkey

SITE_NAME = "Reciprocal desk"
PATIENCE = 300_000  # milliseconds that a browser waits for her
LONGEST_ID = 1400  # signs: a device's id has at most 1023 octets


class NotAccepted(Exception):
    """What a browser brought proves nothing. Why, is for the audit and never for whoever brought it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the passkey belongs: a host's name, and the address of the page that may ask for it."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    id: str
    public_key: str
    counter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passkey that a browser shows at sign-in, not yet verified."""

    id: str
    handle: bytes
    words: str  # the whole answer


def site_of(address: str) -> Site | None:
    """The site of the desk's own address; None where browsers give no passkeys: by a bare number, or without TLS elsewhere."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return None
    if not host or (parts.scheme != "https" and host != "localhost"):
        return None
    return Site(host=host, origin=f"{parts.scheme}://{parts.netloc}")


def challenge() -> str:
    return bytes_to_base64url(generate_challenge())


def to_make(site: Site, challenge: str, *, handle: bytes, email: str, name: str, has: Iterable[str]) -> dict[str, object]:
    """What a browser needs to make a passkey. `has`: those that she has, so that a device makes no second one."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=SITE_NAME,
        user_id=handle,
        user_name=email,
        user_display_name=name,
        challenge=base64url_to_bytes(challenge),
        timeout=PATIENCE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in has],
    )
    return dict(json.loads(options_to_json(options)))


def to_show(site: Site, challenge: str) -> dict[str, object]:
    """What a browser needs to show a passkey: whichever she has for this site, so that no mailbox is asked before."""
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=base64url_to_bytes(challenge),
        timeout=PATIENCE,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(json.loads(options_to_json(options)))


def made(site: Site, challenge: str, words: str) -> Made:
    """The new passkey. Raises NotAccepted."""
    try:
        new = verify_registration_response(
            credential=parse_registration_credential_json(words),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception as error:  # a stranger's bytes: whatever the library stumbles over is a refusal
        raise NotAccepted(type(error).__name__) from error
    key = Made(
        id=bytes_to_base64url(new.credential_id),
        public_key=bytes_to_base64url(new.credential_public_key),
        counter=new.sign_count,
    )
    if len(key.id) > LONGEST_ID:
        raise NotAccepted("its id is too long")
    return key


def shown(words: str) -> Shown:
    """Which passkey it says it is. Raises NotAccepted."""
    try:
        parsed = parse_authentication_credential_json(words)
    except Exception as error:  # as above
        raise NotAccepted(type(error).__name__) from error
    return Shown(id=parsed.id, handle=bytes(parsed.response.user_handle or b""), words=words)


def verify(site: Site, challenge: str, it: Shown, key: Passkey) -> int:
    """Makes sure that it is this passkey, used now and here by a verified person; gives its counter. Raises NotAccepted.

    Whether the counter has gone on is looked at by the store, of signatures that are right only: then it is news.
    """
    try:
        proven = verify_authentication_response(
            credential=it.words,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:  # as above
        raise NotAccepted(type(error).__name__) from error
    return proven.new_sign_count
