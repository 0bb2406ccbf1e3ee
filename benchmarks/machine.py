"""Says on what and when a figure was measured."""

from __future__ import annotations

import os
import platform
import time
from datetime import UTC, datetime


def describe_machine() -> str:
    """Return date, cores, architecture, Python version and present speed in one line."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores {platform.machine()}, "
        f"Python {platform.python_version()}, a million additions in {reference_ms():.0f} ms"
    )


def reference_ms() -> float:
    """Return how long a plain loop takes now: shared machines are slow at times."""
    start, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return (time.process_time() - start) * 1e3


if __name__ == "__main__":
    print(describe_machine())
