"""TERM in the narrowest moment: while the thread that hears of it begins to wait for it (CONTRACT: it ends within 30 s)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.region import ROOT, Region

SECONDS_TO_STOP = 30
TERM_WITHIN_THE_WAIT = """
import os, signal, sys, threading, time
from service import cli

really = threading.Event.wait
struck = []

def wait(event, timeout=None):
    if threading.current_thread() is threading.main_thread() and type(event) is threading.Event and not struck:
        if sys._getframe(1).f_globals["__name__"].startswith("service."):
            struck.append(event)
            with event._cond:  # as Event.wait itself does, before it lets go of the lock
                signal.raise_signal(signal.SIGTERM)
    return really(event, timeout)

def later():
    time.sleep(10)
    if not struck:  # the main thread waits in another way: TERM as it comes
        os.kill(os.getpid(), signal.SIGTERM)

threading.Event.wait = wait
threading.Thread(target=later, daemon=True).start()
sys.argv = ["reciprocal", "--config", *sys.argv[1:]]
cli.main()
"""


@pytest.mark.parametrize("command", ["run", "desk"])
def test_term_while_the_main_thread_begins_to_wait_ends_the_daemon(tmp_path: Path, command: str) -> None:
    region = Region(home=tmp_path / "region", environment={"RECIPROCAL__DESK__PORT": "0"}).open()
    words = [sys.executable, "-c", TERM_WITHIN_THE_WAIT, str(region.home / "reciprocal.toml"), command]
    daemon = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **region.environment}, stderr=subprocess.PIPE, text=True)
    try:
        _, said = daemon.communicate(timeout=60 + SECONDS_TO_STOP)  # the start on a busy machine, and the end
    finally:
        daemon.kill()
    assert daemon.returncode == 0, said
