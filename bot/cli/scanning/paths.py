"""From the paths of the command line to the files they stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.scanning.records import Refused


def list_files(paths: Sequence[str]) -> Iterator[Path | Refused]:
    """Yield every file, folders gone through in order.

    Within a folder, what is hidden is left out and links are not followed; a folder that cannot
    be opened is a refusal.
    """
    for path in paths:
        if Path(path).is_dir():
            yield from _within(Path(path))
        else:
            yield Path(path)


def _within(folder: Path) -> Iterator[Path | Refused]:
    closed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path
    for fault in closed:
        yield Refused(because=f"{fault.strerror}.", where=shown(Path(str(fault.filename))))


def shown(path: Path) -> str:
    """Return a path that is safe to print: no control characters, no broken encoding."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
