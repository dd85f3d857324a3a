"""The partner register in and out of the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from scheme.agreement import Scheme
from scheme.register import as_csv, parse_csv
from store import partners
from store.engine import Store


def import_csv(store: Store, scheme: Scheme, file: Path) -> tuple[int, tuple[str, ...]]:
    """Take in a register: (partners in the register afterwards, problems as sentences). Good rows are kept beside bad ones."""
    text = _text(file.read_bytes(), file)
    found, problems = parse_csv(text, scheme)
    store.write(lambda tx: partners.replace(tx, found, datetime.now(UTC)))
    with store.read() as tx:
        return len(partners.every(tx)), problems


def _text(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file} is not in UTF-8. In the spreadsheet, choose «Save as … CSV UTF-8».") from None


def export_csv(store: Store) -> str:
    with store.read() as tx:
        return as_csv(partners.every(tx))
