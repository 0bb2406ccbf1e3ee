"""Reads the sheets of old Excel workbooks from their records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.office.grid import Grid, number_text, packed_number
from bot.extraction.office.number_formats import Formats, shape_of
from bot.extraction.office.old_records import Record, records
from bot.extraction.office.old_strings import VERSION_8, Spelling, shared_strings
from bot.extraction.office.strings import SharedStrings
from bot.extraction.pieces import Gap, Piece, Trait
from bot.extraction.places import joined, shown

_BEGIN, _END, _SHEET, _STRINGS, _MORE = 0x0809, 0x0A, 0x85, 0xFC, 0x3C
_CODE_PAGE, _DATES, _FORMAT, _OLD_FORMAT, _STYLE = 0x42, 0x22, 0x041E, 0x1E, 0xE0
_NUMBER, _PACKED, _MANY, _LABEL, _SHARED, _RICH = 0x0203, 0x027E, 0xBD, 0x0204, 0xFD, 0xD6
_FORMULA, _FORMULA_TEXT, _BOOLEAN, _ROW, _COLUMNS = 0x06, 0x0207, 0x0205, 0x0208, 0x7D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x1
_NOT_A_NUMBER = b"\xff\xff"
BROKEN_RECORD = (struct.error, LookupError, ValueError)
_STATES = {1: "hidden sheet", 2: "very hidden sheet"}
_OF_MACROS = 1


@dataclass(slots=True)
class _Book:
    """What is known of the workbook, and the sheet that is being read."""

    allowance: Allowance
    spelling: Spelling = field(default_factory=lambda: Spelling(VERSION_8))
    formats: Formats = field(default_factory=Formats)
    codes: dict[str, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    strings: SharedStrings = field(default_factory=SharedStrings)
    table: list[bytes] = field(default_factory=list)
    in_table: bool = False
    places: dict[int, str] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)
    grid: Grid | None = None
    depth: int = 0
    pending: tuple[int, int] | None = None  # the cell whose formula gave a text, which follows


def read_old_sheets(stream: bytes, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of all sheets; one that breaks off ends with what was whole."""
    book = _Book(allowance)
    is_cut = False
    try:
        for record in records(stream, allowance):
            is_cut = record.is_cut
            yield from _take(book, record)
    except BROKEN_RECORD:
        is_cut = True
    yield from book.grid.rest() if book.grid else ()
    if is_cut or not book.places or book.unread:
        yield Trait(FileTrait.BROKEN, "sheets")
        yield Gap("they are damaged and break off", "sheets")


def _take(book: _Book, record: Record) -> Iterator[Piece]:
    kind, body = record.kind, record.body
    book.in_table = kind == _STRINGS or (book.in_table and kind == _MORE)
    if book.in_table:
        book.table.append(body)
    elif kind == _BEGIN:
        yield from _begin(book, record)
    elif kind == _END:
        book.depth -= 1
    elif book.grid is None:
        yield from _take_shared(book, kind, body)
    elif book.depth == 1:  # deeper are charts
        yield from _hidden(book.grid, kind, body)
        for row, column, text in _cells(book, kind, body):
            yield from book.grid.add(row, column, text)


def _begin(book: _Book, record: Record) -> Iterator[Piece]:
    book.depth += 1
    if book.depth > 1:
        return
    version = struct.unpack_from("<H", record.body)[0]
    if record.at not in book.places:
        book.spelling = Spelling(version)
        return
    if book.table:
        _learn(book)
    yield from book.grid.rest() if book.grid else ()
    book.unread.discard(record.at)
    book.grid = Grid(book.places[record.at], book.allowance)


def _learn(book: _Book) -> None:
    """Take the strings and formats once the part before the sheets is over."""
    for text in shared_strings(book.table):
        book.strings.add(text, book.allowance.limits.max_characters)
    book.table = []


def _take_shared(book: _Book, kind: int, body: bytes) -> Iterator[Piece]:
    if kind == _SHEET:
        yield from _list(book, body)
    elif kind == _CODE_PAGE:
        book.spelling = Spelling(book.spelling.version, _encoding(struct.unpack("<H", body)[0]))
    elif kind == _DATES:
        book.formats.from_1904 = body[:1] == b"\1"
    elif kind in {_FORMAT, _OLD_FORMAT}:
        number = struct.unpack_from("<H", body)[0]
        width = 2 if kind == _FORMAT and book.spelling.version >= VERSION_8 else 1
        book.codes[str(number)] = book.spelling.text(body, 2, length_bytes=width)
    elif kind == _STYLE:
        number = str(struct.unpack_from("<H", body, 2)[0])
        book.formats.by_style.append(shape_of(number, book.codes))


def _list(book: _Book, body: bytes) -> Iterator[Piece]:
    where, state, what = struct.unpack_from("<IBB", body)
    kind = _STATES.get(state & 0x3, "sheet")
    place = f"{kind} “{shown(book.spelling.text(body, 6, length_bytes=1))}”"
    book.places[where] = place
    book.unread.add(where)
    if kind != "sheet":
        yield Trait(FileTrait.HIDDEN_CONTENT, place)
    if what == _OF_MACROS:
        yield Trait(FileTrait.MACRO, place)


def _hidden(grid: Grid, kind: int, body: bytes) -> Iterator[Piece]:
    what = ""
    if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
        what = f"hidden row {struct.unpack_from('<H', body)[0] + 1}"
    elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & _COLUMN_HIDDEN:
        what = "hidden columns"
    if what and not grid.has_hidden:
        grid.has_hidden = True
        yield Trait(FileTrait.HIDDEN_CONTENT, joined(grid.place, what))


def _cells(book: _Book, kind: int, body: bytes) -> Iterator[tuple[int, int, str]]:
    if kind == _MANY:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            style, packed = struct.unpack_from("<HI", body, 4 + 6 * number)
            yield row, first + number, book.formats.show(packed_number(packed), str(style))
    elif kind == _FORMULA_TEXT and book.pending:
        yield *book.pending, book.spelling.text(body, 0)
        book.pending = None
    elif kind in _READERS:
        row, column, style = struct.unpack_from("<HHH", body)
        yield row, column, _one(book, kind, body, style=str(style))
        is_text = kind == _FORMULA and body[12:14] == _NOT_A_NUMBER and body[6] == 0
        book.pending = (row, column) if is_text else None


_READERS = frozenset({_NUMBER, _PACKED, _LABEL, _RICH, _SHARED, _FORMULA, _BOOLEAN})


def _one(book: _Book, kind: int, body: bytes, *, style: str) -> str:
    if kind == _SHARED:
        return book.strings.get(str(struct.unpack_from("<I", body, 6)[0]))
    if kind in {_LABEL, _RICH}:
        return book.spelling.text(body, 6)
    if kind == _PACKED:
        return book.formats.show(packed_number(struct.unpack_from("<I", body, 6)[0]), style)
    if kind == _BOOLEAN:
        return "" if body[7] else str(bool(body[6])).upper()
    if kind == _FORMULA and body[12:14] == _NOT_A_NUMBER:
        return ""
    return book.formats.show(number_text(struct.unpack_from("<d", body, 6)[0]), style)


def _encoding(number: int) -> str:
    known = {1200: "utf-16-le", 10000: "mac-roman", 32768: "mac-roman", 32769: "cp1252"}
    return known.get(number, f"cp{number}")
