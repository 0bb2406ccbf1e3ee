"""Landlock: from here on the process opens what it is shown and nothing else, for good.

Written against the kernel's own interface (landlock(7)), which is stable and small; the package
of that name is a development release. bubblewrap would do the same by namespaces, which many
distributions and most containers forbid to users.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bot.extraction.confinement.kernel import IS_LINUX, checked, library

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on all architectures
_ASK_VERSION = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG = 1 << 5, 1 << 8
_TRUNCATE = 1 << 14
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
# How many file rights each version of Landlock knows; all of them are taken away.
_KNOWN_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
_BITS_SINCE = 16
_WITH_NETWORK, _WITH_SCOPES = 4, 6
_TCP = 0b11  # bind, connect
_SCOPES = 0b11  # abstract sockets of others, signals to others

READING = _READ_FILE | _READ_DIR
RUNNING = READING | _EXECUTE
# No folders: what is written lies side by side, so that it can be counted and removed.
WRITING = READING | _WRITE_FILE | _REMOVE_FILE | _MAKE_REG | _TRUNCATE


def version() -> int:
    """Return the kernel's version of Landlock, 0 where there is none."""
    if not IS_LINUX:
        return 0
    return max(0, int(library().syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)))


def restrict(allowed: Iterable[tuple[Path, int]]) -> None:
    """Allow these paths with these rights and nothing else; raises OSError.

    Needs a process that can gain no privileges. A path that is not there is left out.
    """
    known = version()
    if not known:
        raise OSError("no Landlock here")
    rights = (1 << _KNOWN_BITS.get(known, _BITS_SINCE)) - 1
    rules = struct.pack("=Q", rights)
    if known >= _WITH_NETWORK:
        rules += struct.pack("=Q", _TCP)
    if known >= _WITH_SCOPES:
        rules += struct.pack("=Q", _SCOPES)
    ruleset = checked(library().syscall(_CREATE_RULESET, rules, len(rules), 0))
    for path, wanted in allowed:
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            _allow(ruleset, path, wanted & rights)
    checked(library().syscall(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _allow(ruleset: int, path: Path, wanted: int) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = wanted if path.is_dir() else wanted & _OF_FILES
        rule = struct.pack("=Qi", rights, opened)
        checked(library().syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(opened)
