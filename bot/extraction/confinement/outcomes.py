"""How a reading process ended, in words for a person."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from types import MappingProxyType

from bot.extraction.confinement.wire import Verdict

LATE, TIME, PROCESSES, DISK, WITHDRAWN, LOST = (
    "late",
    "time",
    "processes",
    "disk",
    "withdrawn",
    "lost",
)
DONE, FAILED, OUT_OF_MEMORY = 0, 1, 3

_TOO_LONG = "it took too long to read"
_TOO_MUCH_MEMORY = "it needed too much memory"
_STOPPED: Mapping[str, str] = MappingProxyType(
    {
        LATE: "it could not be read in time",
        TIME: _TOO_LONG,
        PROCESSES: "its reader started too many processes",
        DISK: "it needed too much room on disk",
        WITHDRAWN: "the look at it was given up",
        LOST: "its reader was ended from outside",
    }
)
_SIGNALS: Mapping[int, str] = MappingProxyType(
    {
        signal.SIGXCPU: _TOO_LONG,
        signal.SIGKILL: _TOO_MUCH_MEMORY,  # not by us: so does the system where memory is short
    }
)


def in_words(verdict: Verdict) -> str:
    """Return why the reader did not come to the file's end; "" where it ended by itself."""
    if verdict.stopped:
        return _STOPPED.get(verdict.stopped, "its reader was stopped")
    code = os.waitstatus_to_exitcode(verdict.status)
    if code == DONE:
        return ""
    if code == OUT_OF_MEMORY:
        return _TOO_MUCH_MEMORY
    if code < 0:
        return _SIGNALS.get(-code, f"its reader crashed on it (signal {-code})")
    return "its reader failed on it"
