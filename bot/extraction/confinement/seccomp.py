"""seccomp: from here on the kernel refuses the process certain calls, for good."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from bot.extraction.confinement.kernel import IS_LINUX, checked, library
from bot.extraction.confinement.system_calls import ARCHITECTURES, CLONE3, Architecture

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
# Classic BPF: load a word of what is called, compare, return.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_NEW_NAMESPACES, _SAME_MEMORY = 0x7E020000, 0x100

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def known_here() -> Architecture | None:
    """Return this machine's architecture; None where no filter is written for it."""
    return ARCHITECTURES.get(platform.machine()) if IS_LINUX else None


def restrict() -> None:
    """Refuse the calls a reader has no business with; raises OSError.

    Needs a process that can gain no privileges.
    """
    architecture = known_here()
    if architecture is None:
        raise OSError("no filter for this system")
    apply(program(architecture))


def apply(steps: list[Instruction]) -> None:
    """Put a filter on this process and all it starts; raises OSError."""
    code = b"".join(struct.pack("=HBBI", *each) for each in steps)
    held = ctypes.create_string_buffer(code, len(code))
    filter_ = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    checked(library().prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filter_), 0, 0))


def program(architecture: Architecture) -> list[Instruction]:
    """Return the filter: what is named is refused, all else allowed."""
    refuse = (_RETURN, 0, 0, _REFUSE | errno.EPERM)
    unknown = (_RETURN, 0, 0, _REFUSE | errno.ENOSYS)
    steps: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture.mark),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if architecture.other_table:
        steps += [(_AT_LEAST, 0, 1, architecture.other_table), unknown]
    # Its flags lie in memory, where no filter can look; the C library then takes clone.
    steps += [(_EQUAL, 0, 1, CLONE3), unknown]
    # A thread, or a step on the way to another program; never a copy of oneself, by the thousand.
    may_start = [(_ANY_BIT, 1, 0, _NEW_NAMESPACES), (_ANY_BIT, 1, 0, _SAME_MEMORY)]
    steps += _first_argument(architecture.clone, may_start, refuse)
    only_oneself = [(_EQUAL, 1, 0, 0)]
    steps += _first_argument(architecture.prlimit, only_oneself, refuse)
    for number in sorted(architecture.refused):
        steps += [(_EQUAL, 0, 1, number), refuse]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


def _first_argument(
    number: int, tests: list[Instruction], refuse: Instruction
) -> list[Instruction]:
    """Refuse a call by its first argument; whatever comes out, the number is loaded again."""
    return [
        (_EQUAL, 0, 3 + len(tests), number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        *tests,
        refuse,
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
