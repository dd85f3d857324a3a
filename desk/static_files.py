"""Our own style, script and pictures: nothing of any case, so anybody may have them, and keep them for ever."""

from __future__ import annotations

from desk.render import STATIC, static
from desk.web import Answer

KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def kept(name: str, digest: str) -> Answer | None:
    """A file by its name and the digest of its bytes; None if there is none of both."""
    known = {file.name: file for file in STATIC.iterdir() if file.suffix in KINDS}
    if name not in known or static(name) != f"/static/{digest}/{name}":
        return None
    return Answer(body=known[name].read_bytes(), kind=KINDS[known[name].suffix], headers=FOR_EVER)
