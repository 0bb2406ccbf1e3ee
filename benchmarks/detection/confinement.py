"""What makes the contestants' conditions alike: one core each, and no network."""

from __future__ import annotations

import os
import sys
from typing import Any

# One thread each; the libraries read these when they are first imported.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_REACHING_OUT = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})


def keep_to_one_core() -> None:
    """Pin this process to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def forbid_network() -> list[str]:
    """Make every look-up and connection of this process fail; return the list of those tried."""
    tried: list[str] = []

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _REACHING_OUT:
            tried.append(f"{event} {arguments[:2]}")
            raise OSError("no network in this benchmark")

    sys.addaudithook(refuse)
    return tried
