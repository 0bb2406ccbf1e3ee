"""Reads Word, Excel and PowerPoint files of today; each part by what it is, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.office.binary_parts import read_binary
from bot.extraction.office.binary_sheets import learn_binary, read_binary_sheet
from bot.extraction.office.broken import told, told_as_broken
from bot.extraction.office.flow import read_flow
from bot.extraction.office.links import about_links
from bot.extraction.office.notes import NOTES, read_notes
from bot.extraction.office.number_formats import Formats, read_formats
from bot.extraction.office.package import Package, about_archive, open_package
from bot.extraction.office.parts import Index, index_of
from bot.extraction.office.sheets import Workbook, read_sheet
from bot.extraction.office.small_parts import (
    LISTS,
    read_anything,
    read_chart,
    read_external_workbook,
    read_list,
    read_old_drawing,
    read_properties,
)
from bot.extraction.office.strings import SharedStrings, read_strings
from bot.extraction.office.titles import name_sheets, name_slides, name_the_unlisted
from bot.extraction.office.visit import Visit
from bot.extraction.office.word_styles import read_hidden_styles
from bot.extraction.pieces import Gap, Piece, Trait
from bot.extraction.places import joined, shown

_MAIN = frozenset({"document", "workbook", "presentation", "VisioDocument"})
_FIRST = frozenset({"document", "worksheet", "sld"})
_WITH_PARAGRAPHS = (
    "document glossaryDocument hdr ftr sld notes sldMaster sldLayout notesMaster handoutMaster "
    "wsDr dataModel userShapes"
)
_FLOWS = frozenset(_WITH_PARAGRAPHS.split())
_BINARY_SHEETS = ("xl/worksheets/", "xl/macrosheets/", "xl/comments")
_SHEETS = frozenset({"worksheet", "macrosheet", "dialogsheet"})
# Looks, settings and lists that point at what other parts say.
_WITHOUT_TEXT = (
    "Types Relationships styles fonts webSettings theme themeOverride styleSheet sst calcChain "
    "numbering presentation presentationPr viewPr tblStyleLst commentsEx commentsIds people "
    "commentsExtensible personList colorsDef layoutDef styleDef drawing chartStyle colorStyle "
    "cmAuthorLst authorLst metadata table datastoreItem Signature vbaSuppData chartsheet revInfo "
    "chgInfo taskpanes webextension customUI MapInfo rvTypesInfo singleXmlCells"
)
_SILENT = frozenset(_WITHOUT_TEXT.split())


_BESIDE: Mapping[str, Callable[[Visit], Iterator[Piece]]] = MappingProxyType(
    {
        "coreProperties": read_properties,
        "Properties": read_properties,
        "chartSpace": read_chart,
        "xml": read_old_drawing,
        "externalLink": read_external_workbook,
    }
)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the parts of one file need of each other."""

    book: Workbook = field(default_factory=lambda: Workbook(SharedStrings(), Formats()))
    hidden_styles: set[str] = field(default_factory=set)


@told_as_broken
def read_ooxml(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of all parts, and the files within."""
    with open_package(path, allowance) as package:
        yield from about_archive(package)
        yield from read_parts(package, index_of(package))


def read_parts(package: Package, index: Index) -> Iterator[Piece]:
    """Return what the parts of an opened file say."""
    yield from _about_whole(package, index)
    shared = _Shared()
    for visit in _visits(package, index):
        yield from told(_learn(visit, index, shared), _name(visit), visit.faults)
    yield from name_the_unlisted(index)
    for visit in sorted(_visits(package, index), key=_is_later):
        package.allowance.check_time()
        yield from told(_read(visit, shared), _name(visit), visit.faults)
    yield from about_links(index, package.allowance)


def _visits(package: Package, index: Index) -> Iterator[Visit]:
    for part in index.parts:
        yield Visit(package, part, index.place(part.key))


def _is_later(visit: Visit) -> bool:
    return visit.part.role not in _FIRST and not _is_binary_sheet(visit)


def _name(visit: Visit) -> str:
    return visit.place or f"part “{shown(visit.part.info.filename)}”"


def _about_whole(package: Package, index: Index) -> Iterator[Piece]:
    if package.doubled:
        yield Trait(FileTrait.BROKEN, "two parts of one name")
    is_binary = any(part.key.endswith("workbook.bin") for part in index.parts)
    if not is_binary and not index.of_role(*_MAIN):
        yield Trait(FileTrait.BROKEN)
        yield Gap("its main part is missing or damaged")


def _learn(visit: Visit, index: Index, shared: _Shared) -> Iterator[Piece]:
    role, root = visit.part.role, visit.part.root
    if root is None:
        yield from learn_binary(visit, index, shared.book)
    elif root.declares:
        return
    elif role == "workbook":
        yield from name_sheets(visit, index, shared.book.formats)
    elif role == "presentation":
        yield from name_slides(visit, index)
    elif role == "sst":
        yield from read_strings(visit, shared.book.strings)
    elif role == "styleSheet":
        yield from read_formats(visit, shared.book.formats)
    elif role == "styles":
        yield from read_hidden_styles(visit, shared.hidden_styles)


def _read(visit: Visit, shared: _Shared) -> Iterator[Piece]:
    root, role = visit.part.root, visit.part.role
    if _is_binary_sheet(visit):
        yield from read_binary_sheet(visit, shared.book)
    elif root is None or role == "html":
        yield from read_binary(visit)
    elif root.declares:
        raise Unreadable("its XML declares entities, which no office file does")
    elif role in _FLOWS:
        yield from read_flow(visit, frozenset(shared.hidden_styles))
    elif role in _SHEETS:
        yield from read_sheet(visit, shared.book)
    elif role in NOTES:
        yield from read_notes(visit, frozenset(shared.hidden_styles))
    elif role not in _SILENT:
        yield from _read_beside(visit)


def _is_binary_sheet(visit: Visit) -> bool:
    key = visit.part.key
    return key.startswith(_BINARY_SHEETS) and key.endswith(".bin") and visit.part.root is None


def _read_beside(visit: Visit) -> Iterator[Piece]:
    role = visit.part.role
    if role == "ocx":
        yield Trait(FileTrait.ACTIVE_CONTENT, joined(visit.place, "control"))
    reader = _BESIDE.get(role, read_list if role in LISTS else read_anything)
    named = visit if visit.place else replace(visit, place=_name(visit))
    yield from reader(visit if role in LISTS else named)
