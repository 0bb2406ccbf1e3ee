"""Whether a file within would land outside the folder that its archive is unpacked to."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:")


def is_outside(name: str) -> bool:
    """Whether an unpacker that believes the name would leave the folder."""
    path = name.replace("\\", "/")  # some take it for what parts folders, some for a letter
    if path.startswith("/") or _DRIVE.match(path):
        return True
    depth = 0
    for step in path.split("\0")[0].split("/"):
        if step == "..":
            depth -= 1
        elif step not in {"", "."}:
            depth += 1
        if depth < 0:
            return True
    return False


def leads_outside(name: str, target: str) -> bool:
    """Whether a link of that name points outside the folder."""
    folder = name.replace("\\", "/").rpartition("/")[0]
    plain = target.replace("\\", "/")
    return (
        is_outside(plain) if plain.startswith("/") else is_outside(f"{folder}/{plain}".lstrip("/"))
    )
