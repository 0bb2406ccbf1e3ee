"""Reads OpenDocument texts, spreadsheets and presentations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.office.binary_parts import read_binary
from bot.extraction.office.broken import told, told_as_broken
from bot.extraction.office.odf_flow import read_body
from bot.extraction.office.package import Package, Protected, about_archive, open_package
from bot.extraction.office.parts import Index, index_of
from bot.extraction.office.small_parts import read_anything, read_properties
from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import local
from bot.extraction.pieces import Gap, Piece, Trait
from bot.extraction.places import joined, shown

_BODY = frozenset({"document-content", "document-styles", "document"})
_PROPERTIES = frozenset({"document-meta"})
_CODE = frozenset({"module", "window"})
_SILENT_NAMES = ("mimetype", "layout-cache", "thumbnails/", "configurations2/")


@told_as_broken
def read_odf(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of all parts, and the files within."""
    with open_package(path, allowance) as package:
        yield from about_archive(package)
        yield from _read_parts(package, index_of(package))


def _read_parts(package: Package, index: Index) -> Iterator[Piece]:
    visits = [Visit(package, part, _place(part.key)) for part in index.parts]
    if any(_is_encrypted(visit) for visit in visits if visit.part.role == "manifest"):
        yield Trait(FileTrait.ENCRYPTED)
        raise Protected("it is protected with a password")
    if not index.of_role("document-content"):
        yield Trait(FileTrait.BROKEN)
        yield Gap("its main part is missing or damaged")
    for visit in visits:
        package.allowance.check_time()
        name = visit.place or f"part “{shown(visit.part.info.filename)}”"
        yield from told(_read(visit), name, visit.faults)


def _place(key: str) -> str:
    folder = key.rpartition("/")[0]
    return f"embedded object “{shown(folder)}”" if folder.startswith("object") else ""


def _is_encrypted(visit: Visit) -> bool:
    entries = visit.walk(frozenset(), frozenset({"encryption-data"}))
    return any(local(entry) == "encryption-data" for entry in entries)


def _read(visit: Visit) -> Iterator[Piece]:
    root, role = visit.part.root, visit.part.role
    if root is not None and root.declares:
        raise Unreadable("its XML declares entities")
    if role in _BODY:
        yield from read_body(visit)
    elif role in _PROPERTIES:
        named = Visit(visit.package, visit.part, joined(visit.place, "document properties"))
        yield from read_properties(named)
    elif role in _CODE:
        yield Trait(FileTrait.MACRO, "macros")
        yield from read_anything(Visit(visit.package, visit.part, "macros"))
    elif root is None and not visit.part.key.startswith(_SILENT_NAMES):
        yield from _read_binary(visit)


def _read_binary(visit: Visit) -> Iterator[Piece]:
    if visit.part.key.startswith("scripts/"):
        yield Trait(FileTrait.MACRO, "macros")
    yield from read_binary(visit)
