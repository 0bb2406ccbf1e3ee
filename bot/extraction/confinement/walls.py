"""Puts the walls up around the process that is about to read one file."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import bot
from bot.extraction.confinement import kernel, landlock, seccomp
from bot.extraction.limits import Limits

# What the walls are, in the words an admin reads where one is missing.
FILES, CALLS, PRIVILEGES = "Landlock (files)", "seccomp (network)", "privileges"

_CPU_GRACE = 3  # seconds; the clock on the wall strikes first
_MOST_OPEN_FILES = 256
# What Python and tesseract need: programs and libraries, fonts, a source of chance.
_SYSTEM = (
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/fonts",
    "/etc/localtime",
    "/etc/mime.types",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
    "/sys/devices/system/cpu",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The folder of one file: the file itself, what is unpacked from it, what is found in it."""

    folder: Path

    @property
    def file(self) -> Path:
        """The file to read."""
        return self.folder / "file"

    @property
    def within(self) -> Path:
        """The only folder the reader may write to."""
        return self.folder / "within"

    @property
    def answer(self) -> Path:
        """What the reader found."""
        return self.folder / "answer"


def put_up(room: Room, limits: Limits) -> tuple[str, ...]:
    """Confine this process to the room for good; return which walls there are not here."""
    _limit(limits)
    walls: Mapping[str, Callable[[], None]] = MappingProxyType(
        {
            PRIVILEGES: _give_up_privileges,
            FILES: lambda: landlock.restrict(_paths(room).items()),
            CALLS: seccomp.restrict,
        }
    )
    return tuple(name for name, put in walls.items() if not _works(put))


def _works(put: Callable[[], None]) -> bool:
    try:
        put()
    except (OSError, AttributeError):  # the C library of another system has no such function
        return False
    return True


def _give_up_privileges() -> None:
    kernel.drop_capabilities()
    kernel.forbid_privileges()
    kernel.forbid_tracing()


def _limit(limits: Limits) -> None:
    seconds = int(limits.reading_seconds) + _CPU_GRACE
    for what, most in (
        (resource.RLIMIT_AS, _size_now() + limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.max_unpacked_bytes),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(what, (within, within))


def _size_now() -> int:
    """Return how many bytes of addresses are taken already, by Python and the libraries."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _paths(room: Room) -> dict[Path, int]:
    """Return what may be opened. Not sys.path: a checkout holds the data folder and .env too."""
    own = (sys.prefix, sys.base_prefix, os.environ.get("TESSDATA_PREFIX", ""))
    package = Path(bot.__file__).parent
    readable = {Path(name): landlock.RUNNING for name in (*own, *_SYSTEM) if Path(name).name}
    return {
        **readable,
        package: landlock.READING,
        Path("/dev/null"): landlock.WRITING,
        room.file: landlock.READING,
        room.within: landlock.WRITING,
    }
