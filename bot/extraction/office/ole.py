"""Opens OLE2 files, as office files were of old, and says what is seen at once: code, passwords."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import olefile

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.office.blocks import whole
from bot.extraction.office.package import Protected
from bot.extraction.pieces import Gap, Piece, Trait

# What olefile and struct raise for a file made to break them.
BROKEN_OLE = (OSError, LookupError, ValueError, TypeError, ArithmeticError, struct.error)
PASSWORD = "it is protected with a password"  # noqa: S105 - says that there is one
_CODE = frozenset({"macros", "_vba_project_cur", "vba", "_vba_project"})
_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "manager", "company")


@contextmanager
def open_ole(path: Path) -> Iterator[olefile.OleFileIO[Any]]:
    """Open the file; raises Unreadable where its directory is damaged."""
    try:
        ole = olefile.OleFileIO(str(path))
    except BROKEN_OLE:
        raise Unreadable("it is torn: its directory is missing or damaged") from None
    with ole:
        yield ole


def names_of(ole: olefile.OleFileIO[Any]) -> list[str]:
    """Return the streams in the outermost storage."""
    return [entry[0] for entry in ole.listdir() if len(entry) == 1]


def stream_of(ole: olefile.OleFileIO[Any], *path: str) -> bytes:
    """Return what a stream holds; raises Unreadable where it is missing or damaged."""
    try:
        with ole.openstream(list(path)) as stream:
            content = stream.read()
    except BROKEN_OLE:
        raise Unreadable(f"its part “{path[-1].strip()}” is missing or damaged") from None
    return bytes(content)


def has_stream(ole: olefile.OleFileIO[Any], name: str) -> bool:
    """Whether there is such a stream."""
    return bool(ole.exists(name))


def about_code(ole: olefile.OleFileIO[Any]) -> Iterator[Piece]:
    """Return a trait where the file carries code."""
    storages = {name.lower() for entry in ole.listdir() for name in entry}
    if storages & _CODE:
        yield Trait(FileTrait.MACRO, "macros")


def protected() -> Iterator[Piece]:
    """Say that there is a password, and read no further."""
    yield Trait(FileTrait.ENCRYPTED)
    raise Protected(PASSWORD)


def read_ole_properties(ole: olefile.OleFileIO[Any], allowance: Allowance) -> Iterator[Piece]:
    """Return title, author and the like."""
    try:
        properties = ole.get_metadata()
    except BROKEN_OLE:
        yield Trait(FileTrait.BROKEN, "document properties")
        yield Gap("its properties are damaged", "document properties")
        return
    page = getattr(properties, "codepage", None) or 0
    encoding = f"cp{page}" if page > 0 else "cp1252"
    lines = []
    for name in _PROPERTIES:
        text = _decoded(getattr(properties, name), encoding)
        if text:
            lines.append(f"{name}: {text}")
    yield from whole(allowance, "document properties", "\n".join(lines))


def _decoded(value: object, encoding: str) -> str:
    if not isinstance(value, bytes):
        return value.strip() if isinstance(value, str) else ""
    try:
        return value.decode(encoding, errors="replace").strip("\0 ")
    except LookupError:
        return value.decode("cp1252", errors="replace").strip("\0 ")
