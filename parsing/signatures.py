"""How files of two kinds begin. Apart from their readers, so that a mail is told by its first bytes without their libraries."""

from __future__ import annotations

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Word files, messages saved by Outlook, locked Office files
TNEF = b"\x78\x9f\x3e\x22"  # winmail.dat
