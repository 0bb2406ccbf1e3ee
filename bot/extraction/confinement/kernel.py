"""The calls to the Linux kernel that Python has no function for."""

from __future__ import annotations

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION = 0x20080522

IS_LINUX = sys.platform == "linux"


def library() -> ctypes.CDLL:
    """Return the C library, which tells why a call failed."""
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int) -> int:
    """Return the result of a call; raises OSError where it is negative."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def prctl(option: int, value: int) -> None:
    """Set something of this process; raises OSError."""
    number = ctypes.c_ulong(value)
    none = ctypes.c_ulong(0)
    checked(library().prctl(ctypes.c_int(option), number, none, none, none))


def die_with_parent(signal_number: int) -> None:
    """Have this process killed as soon as its parent is gone."""
    prctl(_PR_SET_PDEATHSIG, signal_number)


def forbid_privileges() -> None:
    """See that no program started from here has more rights than this process."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def forbid_tracing() -> None:
    """See that other processes of this user cannot look into this one, and no core is written."""
    prctl(_PR_SET_DUMPABLE, 0)


def adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends, so that all can be counted."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def drop_capabilities() -> None:
    """Give up what root may do beyond others; does nothing for somebody else."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    checked(library().capset(header, nothing))
