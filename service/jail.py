"""What a process that reads strangers' files may still do: count, remember, answer. The figures are of reliability §6.

Limits hold on every Linux. The filter of system calls is drawn where the kernel and the machine's kind allow it: no network,
no new process, no other program, no file written, renamed or removed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Iterator, Mapping

MEMORY = 1 << 30  # octets of address space
CPU_SECONDS = 10
OPEN_FILES = 32

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_MODE_FILTER = 2

# Linux' numbers of the calls that a reader has no use for. Source: the kernel's own tables of calls.
_X86_64: Mapping[str, int] = {
    "socket": 41, "connect": 42, "accept": 43, "bind": 49, "listen": 50, "socketpair": 53, "accept4": 288, "clone": 56,
    "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "truncate": 76, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85,
    "link": 86, "unlink": 87, "symlink": 88, "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94,
    "ptrace": 101, "mknod": 133, "mount": 165, "unlinkat": 263, "mkdirat": 258, "mknodat": 259, "fchownat": 260,
    "renameat": 264, "linkat": 265, "symlinkat": 266, "fchmodat": 268, "unshare": 272, "setns": 308, "process_vm_readv": 310,
    "process_vm_writev": 311, "renameat2": 316, "bpf": 321, "execveat": 322, "userfaultfd": 323, "io_uring_setup": 425,
    "pidfd_send_signal": 424, "clone3": 435, "openat2": 437, "pidfd_getfd": 438,
}  # fmt: skip
_AARCH64: Mapping[str, int] = {
    "socket": 198, "connect": 203, "accept": 202, "bind": 200, "listen": 201, "socketpair": 199, "accept4": 242,
    "clone": 220, "execve": 221, "kill": 129, "truncate": 45, "mknodat": 33, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36,
    "linkat": 37, "renameat": 38, "mount": 40, "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55, "unshare": 97,
    "ptrace": 117, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "renameat2": 276, "bpf": 280,
    "execveat": 281, "userfaultfd": 282, "io_uring_setup": 425, "pidfd_send_signal": 424, "clone3": 435, "openat2": 437,
    "pidfd_getfd": 438,
}  # fmt: skip
# Machine → (its mark in the kernel's audit, its refused calls, calls that open a file with the place of their flags).
_MACHINES: Mapping[str, tuple[int, Mapping[str, int], Mapping[int, int]]] = {
    "x86_64": (0xC000003E, _X86_64, {2: 1, 257: 2}),
    "aarch64": (0xC00000B7, _AARCH64, {56: 2}),
}

# Classic BPF, as in linux/filter.h and linux/seccomp.h.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # 1 is EPERM
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16
_OTHER_ABI = 0x40000000
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def confine(cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> bool:
    """Draws the limits around this very process, for ever. Tells whether the kernel's filter of calls is drawn as well."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return _filtered(libc)


def can_be_filtered() -> bool:
    """Whether this kernel and machine know the filter of calls."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - a file of the kernel
            known = any(line.startswith("Seccomp:") for line in status)
    except OSError:
        return False
    return known and platform.machine() in _MACHINES


def _filtered(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _MACHINES:
        return False
    code = b"".join(_filter(*_MACHINES[platform.machine()]))
    program = _Program(len(code) // 8, code)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, refused: Mapping[str, int], opening: Mapping[int, int]) -> Iterator[bytes]:
    """Another machine's calls end the process; a refused call answers «not permitted»; a file opens for reading only."""
    yield _step(_LOAD, _MACHINE_AT)
    yield _step(_EQUAL, machine, then=1)
    yield _step(_RETURN, _KILL)
    yield _step(_LOAD, _NUMBER_AT)
    yield _step(_AT_LEAST, _OTHER_ABI, otherwise=1)
    yield _step(_RETURN, _KILL)
    for number in refused.values():
        yield _step(_EQUAL, number, otherwise=1)
        yield _step(_RETURN, _REFUSE)
    for number, flags in opening.items():
        yield _step(_EQUAL, number, otherwise=4)
        yield _step(_LOAD, _ARGUMENTS_AT + 8 * flags)
        yield _step(_ANY_BIT, _TO_WRITE, otherwise=1)
        yield _step(_RETURN, _REFUSE)
        yield _step(_RETURN, _ALLOW)
    yield _step(_RETURN, _ALLOW)


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value)
