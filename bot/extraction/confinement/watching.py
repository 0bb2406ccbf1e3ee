"""Looks after a reading process from outside: how many it has become, how much it has written."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

_ENOUGH_TO_KNOW = 200
_MOST_FILES = 10_000
_BLOCK = 512


def count_tasks() -> Counter[int]:
    """Return how many processes and threads each group has that descends from this process.

    There is no other limit on them: the system's own is for all processes of a user together.
    """
    groups = Counter[int]()
    found = [pid for task in _tasks(os.getpid()) for pid in _children(task)]
    while found and groups.total() < _ENOUGH_TO_KNOW:
        pid = found.pop()
        tasks = _tasks(pid)
        groups[_group(pid)] += len(tasks)
        found += [child for task in tasks for child in _children(task)]
    return groups


def is_too_much(folder: Path, most: int) -> bool:
    """Whether more than that lies in the folder; a limit on each file bounds no number of files."""
    size = 0
    try:
        with os.scandir(folder) as listed:
            for number, entry in enumerate(listed):
                size += entry.stat(follow_symlinks=False).st_blocks * _BLOCK
                if size > most or number > _MOST_FILES:
                    return True
    except OSError:
        return False  # gone meanwhile
    return False


def _tasks(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []  # ended meanwhile, or another system


def _children(task: Path) -> list[int]:
    try:
        return [int(pid) for pid in (task / "children").read_text().split()]
    except OSError:
        return []


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:
        return 0
