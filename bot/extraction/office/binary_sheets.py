"""Reads a workbook of the binary form (xlsb): its sheets, strings, formats and comments."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from bot.domain.attachment import FileTrait
from bot.extraction.office.binary_records import BROKEN_RECORD, records, wide_string
from bot.extraction.office.blocks import whole
from bot.extraction.office.cells import letters_of
from bot.extraction.office.grid import Grid, number_text, packed_number
from bot.extraction.office.number_formats import Formats, shape_of
from bot.extraction.office.package import BROKEN_ZIP
from bot.extraction.office.parts import Index
from bot.extraction.office.sheets import Workbook
from bot.extraction.office.strings import SharedStrings
from bot.extraction.office.visit import DAMAGED, Visit
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined, shown

_ROW, _PACKED, _BOOLEAN, _REAL, _TEXT, _SHARED = 0, 2, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOLEAN, _RICH = 8, 9, 10, 62
_STRING, _SHEET, _BOOK, _FORMAT, _STYLE, _STYLES, _STYLES_END = 19, 156, 153, 44, 47, 617, 618
_COLUMNS, _COMMENT, _COMMENT_TEXT = 60, 635, 637
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x1
_STATES = {1: "hidden sheet", 2: "very hidden sheet"}
_LAST_COLUMN = 16_383
_NUMBERS = frozenset({_PACKED, _REAL, _FORMULA_NUMBER})


def learn_binary(visit: Visit, index: Index, book: Workbook) -> Iterator[Piece]:
    """Take what the sheets share from the part, if it is such a one."""
    name = visit.part.key.rpartition("/")[2]
    try:
        if name == "workbook.bin":
            yield from _name_sheets(visit, index, book.formats)
        elif name == "sharedstrings.bin":
            _take_strings(visit, book.strings)
        elif name == "styles.bin":
            _take_formats(visit, book.formats)
    except (*BROKEN_ZIP, *BROKEN_RECORD):
        visit.faults.append(DAMAGED)


def read_binary_sheet(visit: Visit, book: Workbook) -> Iterator[Piece]:
    """Return the text of one sheet, or of the comments to one."""
    grid = Grid(visit.place, visit.allowance)
    row, where = 0, ""
    try:
        for kind, body in records(visit):
            if kind == _ROW:
                row = struct.unpack_from("<I", body)[0]
                yield from _hidden(grid, f"hidden row {row + 1}", flags=body[11] & _ROW_HIDDEN)
            elif kind == _COLUMNS:
                yield from _hidden(grid, "hidden columns", flags=body[16] & _COLUMN_HIDDEN)
            elif kind == _COMMENT:
                first, _last, column = struct.unpack_from("<III", body, 4)
                where = f"cell {letters_of(min(column, _LAST_COLUMN))}{first + 1}, comment"
            elif kind == _COMMENT_TEXT:
                text, _end = wide_string(body, 1)
                yield from whole(visit.allowance, joined(visit.place, where), text)
            elif text := _content(kind, body, book):
                column = min(struct.unpack_from("<I", body)[0], _LAST_COLUMN)
                yield from grid.add(row, column, text)
    except (*BROKEN_ZIP, *BROKEN_RECORD):
        visit.faults.append(DAMAGED)
    yield from grid.rest()


def _content(kind: int, body: bytes, book: Workbook) -> str:
    if kind in _NUMBERS:
        style = str(int.from_bytes(body[4:7], "little"))
        return book.formats.show(_number(kind, body), style)
    if kind == _SHARED:
        return book.strings.get(str(struct.unpack_from("<I", body, 8)[0]))
    if kind in {_TEXT, _FORMULA_TEXT}:
        return wide_string(body, 8)[0]
    if kind in {_BOOLEAN, _FORMULA_BOOLEAN}:
        return str(bool(body[8])).upper()
    return wide_string(body, 9)[0] if kind == _RICH else ""


def _number(kind: int, body: bytes) -> str:
    if kind == _PACKED:
        return packed_number(struct.unpack_from("<I", body, 8)[0])
    return number_text(struct.unpack_from("<d", body, 8)[0])


def _hidden(grid: Grid, what: str, *, flags: int) -> Iterator[Piece]:
    if flags and not grid.has_hidden:
        grid.has_hidden = True
        yield Trait(FileTrait.HIDDEN_CONTENT, joined(grid.place, what))


def _name_sheets(visit: Visit, index: Index, formats: Formats) -> Iterator[Piece]:
    own = {link.id: link for link in index.links if link.source == visit.part.key}
    for kind, body in records(visit):
        if kind == _BOOK:
            formats.from_1904 = bool(body[0] & 1)
        if kind != _SHEET:
            continue
        link_id, at = wide_string(body, 8)
        link = own.get(link_id)
        what = _STATES.get(struct.unpack_from("<I", body)[0], "sheet")
        place = f"{what} “{shown(wide_string(body, at)[0])}”"
        if what != "sheet":
            yield Trait(FileTrait.HIDDEN_CONTENT, place)
        if link is not None:
            index.named[link.target] = place
        if link is not None and "macro" in link.kind.lower():
            yield Trait(FileTrait.MACRO, place)


def _take_strings(visit: Visit, strings: SharedStrings) -> None:
    for kind, body in records(visit):
        if kind == _STRING:
            strings.add(wide_string(body, 1)[0], visit.allowance.limits.max_characters)


def _take_formats(visit: Visit, formats: Formats) -> None:
    codes: dict[str, str] = {}
    are_of_cells = False
    for kind, body in records(visit):
        if kind in {_STYLES, _STYLES_END}:
            are_of_cells = kind == _STYLES
        elif kind == _FORMAT:
            codes[str(struct.unpack_from("<H", body)[0])] = wide_string(body, 2)[0]
        elif kind == _STYLE and are_of_cells:
            formats.by_style.append(shape_of(str(struct.unpack_from("<H", body, 2)[0]), codes))
