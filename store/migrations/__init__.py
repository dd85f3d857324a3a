"""The store's history of shapes. The only door to alembic, opened only for a new or an old store."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config


def migrate(tx: sa.Connection) -> None:
    """Brings the store to the newest shape inside the caller's transaction: whole or not at all."""
    command.upgrade(settings(tx), "head")


def settings(tx: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")  # a folder's name may hold spaces and colons
    config.attributes["connection"] = tx
    return config
