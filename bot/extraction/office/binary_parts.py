"""Reads the parts of an office file that are no XML: pictures, embedded files, code."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.attachment import FileTrait
from bot.extraction.limits import Unreadable
from bot.extraction.office.embedded import embedded, is_picture, is_worth_a_look
from bot.extraction.office.visit import Visit
from bot.extraction.pieces import Member, Piece, Trait
from bot.extraction.places import joined, shown

_XML = ("xml", "rels", "vml")
# Printer settings, fonts and signatures say nothing; what is in a workbook's own binary parts is
# read by another road.
_SILENT = frozenset({"odttf", "fntdata", "sigs", "ds_store"})
_SILENT_STARTS = ("printersettings", "vbaprojectsignature", "activex", "ctrlprop")
_THUMBNAIL = "docprops/thumbnail."  # the first page, too small for anybody to read


def read_binary(visit: Visit) -> Iterator[Piece]:
    """Return the files within, and a trait for code."""
    info = visit.part.info
    name = info.filename.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower()
    if visit.part.root is None and ending in _XML:
        raise Unreadable("it is damaged and cannot be read")
    if name.lower() == "vbaproject.bin":
        yield Trait(FileTrait.MACRO, joined(visit.place, "macros"))
    elif is_picture(name) and not visit.part.key.startswith(_THUMBNAIL):
        yield from _picture(visit, name)
    elif not _is_silent(visit.part.key, name.lower(), ending):
        yield from embedded(visit.place, name, visit.package.unpack(info), visit.allowance)


def _picture(visit: Visit, name: str) -> Iterator[Piece]:
    # The declared size may be a lie, so it is not gone by; what is packed small may be large.
    path = visit.package.unpack(visit.part.info)
    if is_worth_a_look(path.stat().st_size):
        yield Member(joined(visit.place, f"picture “{shown(name)}”"), name, path)
    else:
        path.unlink()


def _is_silent(key: str, name: str, ending: str) -> bool:
    of_workbook = key.startswith("xl/") and ending == "bin" and "embeddings/" not in key
    return (
        of_workbook
        or key.startswith(_THUMBNAIL)
        or ending in _SILENT
        or name.startswith(_SILENT_STARTS)
    )
