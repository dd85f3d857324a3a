"""Backup and restore on PostgreSQL: by its own programs, and the journal finds out that the store is an old one (O7)."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outbox.journal import Journal
from service import switch
from store import switches
from tests.support.papers import request_form, request_mail
from tests.support.postgres import Server, postgres, programs
from tests.support.region import Region

__all__ = ["postgres"]


def tool(name: str) -> str:
    folder = programs()
    assert folder is not None
    return str(folder / name)


def test_a_dump_that_is_put_back_sends_nothing_twice(tmp_path: Path, postgres: Server) -> None:
    url = postgres.new_database()
    folder = os.pathsep.join((str(Path(tool("pg_dump")).parent), os.environ["PATH"]))
    region = Region(home=tmp_path / "region", store=url, environment={"PATH": folder}).open()
    region.command("pause", "--by", "Cora Hale")
    region.tell(request_mail(request_form()))
    saved = tmp_path / "saved.dump"
    region.command("backup", str(saved))
    assert saved.stat().st_mode & 0o077 == 0
    region.command("resume", "--by", "Cora Hale")
    region.run()
    gone = {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()}
    assert gone
    restore = [tool("pg_restore"), "--clean", "--if-exists", f"--dbname={url}", str(saved)]
    subprocess.run(restore, check=True, capture_output=True)
    with region.store_open() as (settings, store):  # somebody has forgotten that it should stay paused
        store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=False, by="nobody", reason="", now=datetime.now(UTC)))
    region.run()
    assert {each["state"] for each in region.look("outbox")} == {"waiting"}
    with region.store_open() as (settings, store):
        said = switch.resume(store, Journal(settings.outbox.journal), "Cora Hale", datetime.now(UTC))
    assert "had gone already" in said
    region.run()
    assert {each["state"] for each in region.look("outbox")} == {"sent"}
    assert {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()} == gone


def test_without_its_program_the_backup_says_what_to_install(tmp_path: Path, postgres: Server) -> None:
    region = Region(home=tmp_path / "region", store=postgres.new_database(), environment={"PATH": str(tmp_path)}).open()
    done = region.command("backup", str(tmp_path / "saved.dump"), check=False)
    assert done.returncode == 1
    assert "pg_dump" in done.stderr
    assert not (tmp_path / "saved.dump").exists()
    done = region.command("restore", str(tmp_path / "saved.dump"), check=False)
    assert done.returncode == 1
    assert "pg_restore" in done.stderr


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none"])
def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path, url: str) -> None:
    region = Region(home=tmp_path / "region", store=url)
    done = region.command("backup", str(tmp_path / "saved.dump"), check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
