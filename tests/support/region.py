"""A region of one's own for a story: configuration, register, mailbox and letters in a folder.

With `real` it is driven through the command, as a user would; else the same line runs inside the test, which is ten times faster.
"""

from __future__ import annotations

import email
import email.policy
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from parsing.read import read
from service import look, opening
from service.config import Settings, load
from service.daemon import run_once
from service.enter import Word, enter
from service.register import import_csv
from store.engine import Store
from tests.support.cast import BOUNDARY, OURS, REGISTER
from tests.support.fresh import fresh_store

ROOT = Path(__file__).parent.parent.parent


@dataclass(kw_only=True)
class Region:
    """Mails go in by `post`, the line is run by `run`, and what came of it is asked through the looking commands."""

    home: Path
    scheme: str = "pan_london.toml"
    register: str = REGISTER
    store: str = "sqlite:///reciprocal.db"
    mailbox: str = 'directory = "mails"'
    smtp: str = 'host = "127.0.0.1"'
    outbox: str = 'mode = "rehearsal"\nfolder = "letters"'
    environment: Mapping[str, str] = field(default_factory=dict)
    real: bool = False
    posted: int = 0

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "mails").mkdir(exist_ok=True)
        (self.home / "reciprocal.toml").write_text(
            f'[scheme]\nfile = "{ROOT / "scheme" / self.scheme}"\n[store]\nurl = "{self.store}"\n'
            f'[mailbox]\n{self.mailbox}\ntrusted_authserv_ids = ["{BOUNDARY}"]\npoll_seconds = 1\n'
            f'[smtp]\n{self.smtp}\nsender = "Reciprocal <{OURS}>"\nsecure_domains = ["example"]\n[outbox]\n{self.outbox}\n'
        )
        (self.home / "register.csv").write_text(self.register)

    def command(
        self, *words: str, check: bool = True, entry: Sequence[str] = ("-m", "service.cli")
    ) -> subprocess.CompletedProcess[str]:
        """Run `reciprocal` as a user would; a failure shows what it said."""
        done = subprocess.run(
            [sys.executable, *entry, "--config", str(self.home / "reciprocal.toml"), *words],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        assert not check or done.returncode == 0, (
            f"reciprocal {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
        return done

    def open(self) -> Region:
        if self.real:
            self.command("partners", "import", str(self.home / "register.csv"))
        else:
            if self.store == "sqlite:///reciprocal.db" and not (self.home / "reciprocal.db").exists():
                fresh_store(self.home / "reciprocal.db")
            with self.store_open() as (settings, store):
                count, problems = import_csv(store, opening.load_scheme(settings.scheme.file), self.home / "register.csv")
                assert count
                assert not problems
        return self

    @contextmanager
    def store_open(self) -> Iterator[tuple[Settings, Store]]:
        config = self.home / "reciprocal.toml"
        settings = load(config, self.environment)
        store = opening.open_the_store(config, settings)
        try:
            yield settings, store
        finally:
            store.close()

    def post(self, *mails: bytes) -> None:
        """Lay mails into the directory mailbox."""
        for data in mails:
            self.posted += 1
            (self.home / "mails" / f"{self.posted:04}.eml").write_bytes(data)

    def run(self) -> None:
        if self.real:
            self.command("run", "--once")
            return
        with self.store_open() as (settings, store):
            scheme = opening.scheme_with_register(settings, store)
            box = settings.mailbox
            placed = {"trusted_authserv_ids": box.trusted_authserv_ids, "received_above_stamp": box.received_above_stamp}
            reads = partial(read, scheme=scheme, **placed)
            trouble = run_once(opening.line(settings, store, scheme, reads))
        assert not trouble, trouble

    def tell(self, *mails: bytes) -> None:
        """Post and run: what arrives is dealt with."""
        self.post(*mails)
        self.run()

    def enter(self, reference: str, kind: str, *fields: str, by: str = "Ada", **more: str) -> str:
        """The coordinator's own word, and the line after it."""
        with self.store_open() as (settings, store):
            word = Word(reference=reference, kind=kind, fields=fields, **more)
            told = enter(store, opening.scheme_with_register(settings, store), word, by)
        self.run()
        return told

    def look(self, *words: str) -> Any:  # Any: one JSON document
        if self.real:
            return json.loads(self.command(*words, "--json").stdout)
        with self.store_open() as (settings, store):
            if words[0] == "case":
                return look.case(store, opening.load_scheme(settings.scheme.file), *words[1:])
            if words[0] == "queue":
                return look.queue(store, opening.load_scheme(settings.scheme.file))
            return getattr(look, words[0])(store)

    def states(self) -> dict[str, str]:
        return {case["reference"]: case["state"] for case in self.look("cases")}

    def letters(self, kind: str = "", to: str = "") -> list[dict[str, Any]]:
        return [each for each in self.look("outbox") if kind in ("", each["kind"]) and to in ("", each["to"])]

    def told(self) -> list[tuple[str, str]]:
        """(kind, recipient) of every letter, sorted."""
        return sorted((each["kind"], each["to"]) for each in self.look("outbox"))

    def balances(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = self.look("ledger")["balances"]
        return found

    def everything(self) -> dict[str, Any]:
        """What the world can see, without times: equal before and after whatever must change nothing."""
        queue = [{key: each[key] for key in ("case", "kind", "why")} for each in self.look("queue")]
        return {
            "cases": self.look("cases"),
            "ledger": self.look("ledger"),
            "letters": sorted((each["id"], each["kind"], each["to"], each["state"]) for each in self.look("outbox")),
            "queue": sorted(queue, key=str),
        }

    def rehearsed(self) -> list[EmailMessage]:
        """The letters that a rehearsal wrote, parsed."""
        files = sorted((self.home / "letters").glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]  # type: ignore[misc]
