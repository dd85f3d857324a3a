"""A real Dovecot on free loopback ports: the mail server that the mailbox tests run against.

It runs as the user who runs the tests, or as `nobody` under root, in a folder of its own that this user can read.
"""

from __future__ import annotations

import grp
import imaplib
import itertools
import os
import pwd
import re
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.pki import Pki
from tests.support.token_server import Introspection

USERS = 3000
PASSWORD = 's3cret with "quotes" and ä'
HOW_TO_INSTALL = "Dovecot is not installed: apt-get install --no-install-recommends dovecot-core dovecot-imapd dovecot-lmtpd"
HOW_TO_INSTALL_SUBMISSION = (
    "Dovecot's submission service is not installed: apt-get install --no-install-recommends dovecot-submissiond"
)

COMMON = """\
protocols = imap lmtp $ALSO
listen = 127.0.0.1
base_dir = $D/run
state_dir = $D/run
log_path = $D/dovecot.log
default_internal_user = $USER
default_internal_group = $GROUP
default_login_user = $USER
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = $STARTTLS
  }
  inet_listener imaps {
    port = $IMAPS
    ssl = yes
  }
}
service imap {
  service_count = 1000
}
service lmtp {
  inet_listener lmtp {
    port = $LMTP
  }
}
ssl = yes
ssl_min_protocol = TLSv1.2
first_valid_uid = 1
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0 secs
mail_max_userip_connections = 100
mail_fsync = never
protocol imap {
  imap_idle_notify_interval = 2 mins
}
"""
# The two syntaxes are incompatible, so one template a major version (2.4's is from its manual and has not run yet). The
# done folder is in neither: making it is our own work.
TEMPLATES = {
    "2.3": COMMON
    + """\
ssl_cert = <$CERT
ssl_key = <$KEY
mail_location = maildir:~/Maildir
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u $D/users
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $D/oauth2.conf.ext
}
userdb {
  driver = passwd-file
  args = username_format=%u $D/users
  default_fields = uid=$USER gid=$GROUP home=$D/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
""",
    "2.4": "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
    + COMMON
    + """\
ssl_server_cert_file = $CERT
ssl_server_key_file = $KEY
mail_driver = maildir
mail_path = ~/Maildir
passdb passwd-file {
  mechanisms_filter = plain login
  passwd_file_path = $D/users
  default_password_scheme = PLAIN
}
passdb oauth2 {
  mechanisms_filter = xoauth2 oauthbearer
}
oauth2 {
  introspection_mode = post
  introspection_url = $INTROSPECTION
  username_attribute = username
  active_attribute = active
  active_value = true
}
userdb passwd-file {
  passwd_file_path = $D/users
  fields {
    uid:default = $USER
    gid:default = $GROUP
    home:default = $D/mail/%{user}
  }
}
namespace inbox {
  inbox = yes
  separator = /
}
""",
}
# 2.3 keeps these in a file of their own
OAUTH2 = """\
introspection_mode = post
introspection_url = $INTROSPECTION
username_attribute = username
active_attribute = active
active_value = true
timeout_msecs = 5000
"""
SUBMISSION = """\
service submission-login {
  chroot =
  inet_listener submission {
    port = $SUBMISSION
  }
}
hostname = mail.example
submission_relay_host = 127.0.0.1
submission_relay_port = $RELAY
submission_relay_ssl = no
"""


@dataclass(kw_only=True)
class Box:
    """One user's mailbox, fresh for one test."""

    host: str
    port: int
    starttls_port: int
    lmtp_port: int
    user: str
    pki: Pki
    maildir: Path
    password: str = field(default=PASSWORD, repr=False)

    def put(self, data: bytes, folder: str = "INBOX") -> None:
        """Lay these very bytes into the folder, as another client would."""
        with self.client() as client:
            _ok(client.append(f'"{folder}"', None, None, data))  # type: ignore[arg-type]  # typeshed forbids the None that imaplib takes

    def put_all(self, mails: Iterable[bytes]) -> None:
        """Lay the mails into the folder that new mail comes to, in this order."""
        with self.client() as client:
            for data in mails:
                _ok(client.append("INBOX", None, None, data))  # type: ignore[arg-type]  # as above

    def deliver(self, data: bytes) -> None:
        """Hand a mail to the server the way the post does, over LMTP."""
        with smtplib.LMTP(self.host, self.lmtp_port, local_hostname="sender.example") as line:
            line.sendmail("sam@agency.example", [self.user], data)

    def contents(self, folder: str = "INBOX") -> list[bytes]:
        """The bytes of every message in the folder, oldest first, read without leaving a mark."""
        with self.client() as client:
            _ok(client.select(f'"{folder}"', readonly=True))
            numbers = _ok(client.search(None, "ALL"))[0].split()
            return [_ok(client.fetch(number.decode(), "(BODY.PEEK[])"))[0][1] for number in numbers]

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        with self.client() as client:
            _ok(client.select(f'"{folder}"', readonly=True))
            return [line for line in _ok(client.fetch("1:*", "(FLAGS)")) if line]

    def remove(self, number: int, folder: str = "INBOX") -> None:
        """A person deletes the message with this sequence number."""
        with self.client() as client:
            _ok(client.select(f'"{folder}"'))
            _ok(client.store(str(number), "+FLAGS", "(\\Deleted)"))
            _ok(client.expunge())

    def renumber(self, folder: str) -> None:
        """Delete the folder and make it again: its UIDVALIDITY changes."""
        with self.client() as client:
            _ok(client.delete(f'"{folder}"'))
            _ok(client.create(f'"{folder}"'))

    def folders(self) -> set[str]:
        with self.client() as client:
            return {line.decode().rpartition(' "/" ')[2].strip('"') for line in _ok(client.list()) if line}

    def make_folder(self, folder: str) -> None:
        with self.client() as client:
            _ok(client.create(f'"{folder}"'))

    def client(self) -> imaplib.IMAP4:
        """An independent client, so that our own does not vouch for itself."""
        client = imaplib.IMAP4(self.host, self.starttls_port, timeout=10)
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else APPEND waits 40 ms for each of its parts
        client.authenticate("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
        return client


def _ok(answer: tuple[str, list]) -> list:
    assert answer[0] == "OK", answer
    return answer[1]


class Dovecot:
    """The server; `new_box` gives a mailbox that no other test has seen. Whose a token is, `introspection` says.

    With `relay_port` it takes letters too, and hands them on to that port.
    """

    host = "localhost"

    def __init__(self, pki: Pki, program: str, relay_port: int = 0) -> None:
        self.pki = pki
        self.introspection = Introspection()
        self.relay_port = relay_port
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.user, self.group = _who()
        self.imaps_port, self.starttls_port, self.lmtp_port, self.submission_port = _free_ports(4)
        self._numbers = itertools.count(1)
        self._write_files(program)
        self._process = self._start(program)

    def new_box(self) -> Box:
        number = next(self._numbers)
        assert number <= USERS, "more tests than users: raise USERS"
        return Box(
            host=self.host,
            port=self.imaps_port,
            starttls_port=self.starttls_port,
            lmtp_port=self.lmtp_port,
            user=f"box{number}@mail.example",
            pki=self.pki,
            maildir=self.folder / "mail" / f"box{number}@mail.example" / "Maildir",
        )

    def stop(self) -> None:
        """End the master that we started; it ends its own children."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.introspection.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_files(self, program: str) -> None:
        for name in ("run", "mail"):
            (self.folder / name).mkdir()
        for name in ("cert_file", "key_file"):
            shutil.copy(getattr(self.pki, name), self.folder)
        # without the trailing colons Dovecot misses the userdb fields
        lines = [f"box{number}@mail.example:{{PLAIN}}{PASSWORD}::::::\n" for number in range(1, USERS + 1)]
        (self.folder / "users").write_text("".join(lines), encoding="utf-8")
        (self.folder / "dovecot.conf").write_text(self._configuration(program), encoding="utf-8")
        (self.folder / "oauth2.conf.ext").write_text(OAUTH2.replace("$INTROSPECTION", self.introspection.url), encoding="utf-8")
        if os.getuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, self.user, self.group)

    def _configuration(self, program: str) -> str:
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        template = TEMPLATES["2.4" if re.match(r"2\.[4-9]|[3-9]", version) else "2.3"]
        if self.relay_port:
            template += SUBMISSION
        words = {
            "$ALSO": "submission" if self.relay_port else "",
            "$INTROSPECTION": self.introspection.url,
            "$RELAY": str(self.relay_port),
            "$SUBMISSION": str(self.submission_port),
            "$D": str(self.folder),
            "$USER": self.user,
            "$GROUP": self.group,
            "$STARTTLS": str(self.starttls_port),
            "$IMAPS": str(self.imaps_port),
            "$LMTP": str(self.lmtp_port),
            "$CERT": str(self.folder / self.pki.cert_file.name),
            "$KEY": str(self.folder / self.pki.key_file.name),
        }
        return re.sub(r"\$[A-Z]+", lambda word: words[word.group()], template)

    def _start(self, program: str) -> subprocess.Popen[bytes]:
        command = [program, "-F", "-c", str(self.folder / "dovecot.conf")]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.folder}
        if os.getuid() == 0:
            process = subprocess.Popen(command, user=self.user, group=self.group, extra_groups=[], **quiet)
        else:
            process = subprocess.Popen(command, **quiet)
        for port in (self.imaps_port, self.starttls_port, self.lmtp_port, *([self.submission_port] if self.relay_port else [])):
            self._wait_for(process, port)
        return process

    def _wait_for(self, process: subprocess.Popen[bytes], port: int) -> None:
        until = time.monotonic() + 15
        while process.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        process.kill()
        process.wait()
        log = self.folder / "dovecot.log"
        raise RuntimeError(f"Dovecot did not start: {log.read_text() if log.exists() else 'no log'}")


def start_dovecot(pki: Pki, relay_port: int = 0) -> Dovecot:
    program = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if program is None:
        _missing(HOW_TO_INSTALL)
    if relay_port and not any(Path(place, "dovecot", "submission-login").exists() for place in ("/usr/lib", "/usr/libexec")):
        _missing(HOW_TO_INSTALL_SUBMISSION)
    return Dovecot(pki, program, relay_port)


def _missing(how_to_install: str) -> NoReturn:
    if os.environ.get("CI", "").lower() == "true":
        raise RuntimeError(how_to_install)
    # The one skip of these tests: a mail server cannot be had without rights on the machine. CI always has it.
    pytest.skip(how_to_install)


def _who() -> tuple[str, str]:
    """Dovecot's master refuses nothing to an ordinary user, but mail must not be served as root."""
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    return user.pw_name, grp.getgrgid(user.pw_gid).gr_name


def _free_ports(count: int) -> list[int]:
    """Held together, so that they differ; free again when Dovecot asks for them."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
