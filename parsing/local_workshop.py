"""The workshop of this very machine: LibreOffice and tesseract, each run shut in, for a short time and for one file.

Shut in means: no network and no rights where the machine allows that, an empty environment, a home and a profile of their
own that are thrown away, limits on time and size, macros and links switched off (reliability §6).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parsing.workshop import NotMade, SeenWord

# What the bytes are → the extension they get and the one filter of LibreOffice that may open them.
_KINDS: dict[str, tuple[str, str]] = {
    "doc": ("doc", "MS Word 97"),
    "odt": ("odt", "writer8"),
    "fodt": ("fodt", "OpenDocument Text Flat XML"),
    "rtf": ("rtf", "Rich Text Format"),
}
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/lib/libreoffice/program:/opt/libreoffice/program"
_NOBODY = 65534
_BYTES_OF_MEMORY = 6 << 30  # addresses, of which LibreOffice reserves many and uses few
_MAX_MADE = 50 << 20
_MAX_PICTURE = 40 << 20
_MAX_SIDE = 12_000  # pixels
_PNG = b"\x89PNG\r\n\x1a\n"

_NO_OFFICE = (
    "LibreOffice, which opens files of this old kind, is not installed on the machine that reads. "
    "Have the package libreoffice-writer-nogui installed there, then have it read again; or ask the sender for .docx or PDF."
)
_NO_EYES = (
    "Tesseract, which reads pictures, is not installed on the machine that reads. "
    "Have the package tesseract-ocr installed there, then have it read again; or type in what the picture says at the desk."
)
_SLOW = "It took {} longer than {:.0f} seconds, which no ordinary form does. Open it by hand, with care."
_BROKEN = "LibreOffice could not open it: it is damaged, or it is locked. Ask the sender to save it as .docx or PDF."
_UNSEEN = "The picture could not be looked at by machine. Type in what it says at the desk."
_NO_ROOM = "The machine that reads could not make a temporary file. Have its disk looked at, then have it read again."

_COMMON, _WRITER = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Office.Writer/Content/Update"
_SETTINGS = (  # no macros, nothing active, nothing fetched from elsewhere, no links followed
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "DisableActiveContent", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    (_WRITER, "Link", "2"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWorkshop:
    """Implements parsing.workshop.Workshop. One program at a time; nothing is left behind."""

    seconds: float = 60.0  # for one file or one picture
    path: str = _PATH  # where programs are looked for

    @property
    def office(self) -> str | None:
        """Where LibreOffice is; None where it is not installed."""
        return shutil.which("soffice", path=self.path) or shutil.which("libreoffice", path=self.path)

    @property
    def eyes(self) -> str | None:
        """Where tesseract is; None where it is not installed."""
        return shutil.which("tesseract", path=self.path)

    def as_word_file(self, data: bytes, kind: str) -> bytes | NotMade:
        office = self.office
        if office is None:
            return NotMade(why=_NO_OFFICE)
        if kind not in _KINDS:
            return NotMade(why=f"A file of the kind «{kind}» is not opened here. Ask the sender to save it as .docx or PDF.")
        try:
            with _bench() as bench:
                return self._converted(bench, office, data, kind)
        except OSError:
            return NotMade(why=_NO_ROOM)

    def _converted(self, bench: Path, office: str, data: bytes, kind: str) -> bytes | NotMade:
        extension, filter_name = _KINDS[kind]
        _put(bench / f"paper.{extension}", data)
        _put(bench / "profile" / "user" / "registrymodifications.xcu", _profile().encode())
        command = [
            office,
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--nodefault",
            f"-env:UserInstallation=file://{bench}/profile",
            f"--infilter={filter_name}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            f"{bench}/made",
            f"{bench}/paper.{extension}",
        ]
        if not self._ran(command, bench):
            return NotMade(why=_SLOW.format("LibreOffice", self.seconds))
        return _made(bench / "made" / "paper.docx") or NotMade(why=_BROKEN)

    def words_in_picture(self, picture: bytes) -> tuple[SeenWord, ...] | NotMade:
        eyes = self.eyes
        if eyes is None:
            return NotMade(why=_NO_EYES)
        if not _is_fit_to_see(picture):
            return NotMade(why=_UNSEEN)
        try:
            with _bench() as bench:
                _put(bench / "picture.png", picture)
                command = [eyes, f"{bench}/picture.png", f"{bench}/seen", "-l", "eng", "--psm", "11", "tsv"]
                if not self._ran(command, bench):
                    return NotMade(why=_SLOW.format("tesseract", self.seconds))
                table = _made(bench / "seen.tsv")
        except OSError:
            return NotMade(why=_NO_ROOM)
        return NotMade(why=_UNSEEN) if table is None else tuple(_seen_words(table.decode("utf-8", "replace")))

    def _ran(self, command: Sequence[str], bench: Path) -> bool:
        """Run it to its end; False if its time was up. Whatever it started ends with it."""
        process = subprocess.Popen(
            [*_shut_in(self.path, as_nobody=_is_open_to_all(bench)), *_limited(self.path, self.seconds), *command],
            env={"PATH": self.path, "HOME": str(bench), "TMPDIR": str(bench), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
            cwd=bench,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=self.seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return True


HERE = LocalWorkshop()


# ------------------------------------------------------------------------------------------------ shutting in


@cache
def _shut_in(path: str, *, as_nobody: bool) -> tuple[str, ...]:
    """The strictest way of running a program that this machine allows: without network, without rights."""
    unshare, setpriv = shutil.which("unshare", path=path), shutil.which("setpriv", path=path)
    root = os.geteuid() == 0
    alone = ((unshare, "-n", "--") if root else (unshare, "-rn", "--")) if unshare else ()
    nobody = (f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups") if root and as_nobody else ()
    bare = (setpriv, *nobody, "--no-new-privs", "--") if setpriv else ()
    ways = ((*alone, *bare), bare, alone)
    return next((way for way in ways if way and _works(way, path)), ())


def _is_open_to_all(bench: Path) -> bool:
    """Whether nobody in particular gets through to the folder."""
    return all(folder.stat().st_mode & 0o001 for folder in bench.parents)


def _works(way: Sequence[str], path: str) -> bool:
    deed = shutil.which("true", path=path)
    if deed is None:
        return False
    try:
        return subprocess.run([*way, deed], capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _limited(path: str, seconds: float) -> tuple[str, ...]:
    prlimit = shutil.which("prlimit", path=path)
    if prlimit is None:
        return ()
    return (prlimit, f"--cpu={int(seconds) + 5}", f"--fsize={_MAX_MADE}", f"--as={_BYTES_OF_MEMORY}", "--core=0", "--")


def _profile() -> str:
    """LibreOffice's settings as it keeps them."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


@contextlib.contextmanager
def _bench() -> Iterator[Path]:
    """A folder of its own, gone afterwards. Under root it belongs to nobody, as whom the program runs."""
    bench = Path(tempfile.mkdtemp(prefix="workshop-"))
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    if os.geteuid() == 0:
        bench = next(folder for folder in file.parents if folder.name.startswith("workshop-"))
        for each in (bench, *bench.rglob("*")):
            with contextlib.suppress(OSError):  # a machine that has no «nobody» runs it as it is
                os.chown(each, _NOBODY, _NOBODY, follow_symlinks=False)


def _made(file: Path) -> bytes | None:
    """What the program left behind: an ordinary file of a fair size, or nothing."""
    if file.is_symlink() or not file.is_file() or not 0 < file.stat().st_size <= _MAX_MADE:
        return None
    return file.read_bytes()


# ------------------------------------------------------------------------------------------------ seeing


def _is_fit_to_see(picture: bytes) -> bool:
    """Only a PNG of a fair size goes to tesseract, whose library would try any format."""
    if len(picture) > _MAX_PICTURE or not picture.startswith(_PNG) or picture[12:16] != b"IHDR":
        return False
    wide: int
    high: int
    wide, high = struct.unpack_from(">II", picture, 16)
    return 0 < wide <= _MAX_SIDE and 0 < high <= _MAX_SIDE


def _seen_words(table: str) -> Iterator[SeenWord]:
    """tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, sureness, text."""
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines()[1:]:
        parts = row.split("\t")
        if len(parts) != 12 or parts[0] != "5" or not parts[11].strip():
            continue
        try:
            left, top, wide, high, sure = (int(float(number)) for number in parts[6:11])
        except ValueError:
            continue
        number = lines.setdefault(tuple(parts[1:5]), len(lines) + 1)
        yield SeenWord(
            text=parts[11].strip(), left=left, top=top, right=left + wide, bottom=top + high, line=number, sure=max(0, sure)
        )
