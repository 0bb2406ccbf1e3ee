"""Says on what and when a figure was measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime


def describe_machine() -> str:
    """Return date, cores, architecture and Python version in one line."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    print(describe_machine())
