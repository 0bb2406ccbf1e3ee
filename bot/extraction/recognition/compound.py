"""What an OLE2 compound file is: a Word document of old, a message, an installer, and so on."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import olefile

from bot.extraction.kinds import BINARIES, Kind

_INSTALLER = "000C1084-0000-0000-C000-000000000046"
_PATCH = "000C1086-0000-0000-C000-000000000046"
# The first of its streams and folders that fits, in lower case.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("encryptedpackage", "encrypted_office"),
    ("__properties_version1.0", "msg"),
    ("worddocument", "doc"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("powerpoint document", "ppt"),
    ("visiodocument", "vsd"),
    ("quill", "pub"),
)
_MACROS = frozenset({"vba", "_vba_project_cur", "macros"})
# What its reader may raise on a file made to break it.
_BROKEN = (
    OSError,
    ValueError,
    LookupError,
    struct.error,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Compound:
    """What a compound file is, and whether it carries code."""

    kind: Kind
    has_macros: bool = False


def compound_of(path: Path) -> Compound:
    """Judge a compound file by its directory; one whose directory is torn stays "ole2"."""
    try:
        with olefile.OleFileIO(str(path)) as opened:
            entries = [[part.lower() for part in entry] for entry in opened.listdir(storages=True)]
            identifier = str(opened.root.clsid) if opened.root else ""
    except _BROKEN:
        return Compound(BINARIES["ole2"])
    top = {entry[0] for entry in entries}
    return Compound(_kind(identifier, top), has_macros=any(map(_is_code, entries)))


def _is_code(entry: list[str]) -> bool:
    # Publisher has a folder for macros in each file; something must be in it.
    *folders, stream = entry
    return stream == "_vba_project" or not _MACROS.isdisjoint(folders)


def _kind(identifier: str, top: set[str]) -> Kind:
    if identifier in {_INSTALLER, _PATCH}:
        return BINARIES["msi"]
    return BINARIES[next((kind for stream, kind in _STREAMS if stream in top), "ole2")]
