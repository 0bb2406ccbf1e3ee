"""Reads the sheets of a workbook row by row, each value with the heading of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.attachment import FileTrait
from bot.extraction.office.blocks import Block, whole
from bot.extraction.office.cells import cell_range, column_of
from bot.extraction.office.headings import Headings
from bot.extraction.office.number_formats import Formats
from bot.extraction.office.strings import SharedStrings, rich_text
from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import Element, attribute, local
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined

_PAGE_TEXTS = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_UNITS = frozenset({"row", "dataValidation", *_PAGE_TEXTS})
_MARKS = frozenset({"col"})
_ON = frozenset({"1", "true"})
_FETCHES = re.compile(r"\b(?:WEBSERVICE|IMAGE|IMPORTDATA|IMPORTXML)\s*\(", re.IGNORECASE)
_ROWS_AT_MOST = 10_000_000
_DIGITS = "0123456789"
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the sheets of a workbook share."""

    strings: SharedStrings
    formats: Formats


@dataclass(slots=True)
class _Sheet:
    visit: Visit
    book: Workbook
    block: Block
    headings: Headings = field(default_factory=Headings)
    row: int = 0
    widest: int = 0
    has_hidden: bool = False

    def range(self, first: int, last: int) -> str:
        return joined(self.visit.place, cell_range((first, last), self.widest))


def read_sheet(visit: Visit, book: Workbook) -> Iterator[Piece]:
    """Return the text of one sheet in blocks of rows, and what is hidden in it."""
    if visit.part.role == "macrosheet":
        yield Trait(FileTrait.MACRO, visit.place)
    sheet = _Sheet(visit, book, Block(visit.allowance, lambda _first, _last: ""))
    sheet.block.name = sheet.range
    for element in visit.walk(_UNITS, _MARKS):
        name = local(element)
        if name == "row":
            yield from _read_row(sheet, element)
        elif name in _PAGE_TEXTS:
            yield from whole(
                visit.allowance, joined(visit.place, "page header or footer"), element.text or ""
            )
        elif name == "dataValidation":
            yield from _validation(sheet, element)
        yield from _hidden(sheet, element)
    yield from sheet.block.rest()


def _read_row(sheet: _Sheet, row: Element) -> Iterator[Piece]:
    number = row.get("r", "")
    given = int(number) if number.isdecimal() and len(number) < len(str(_ROWS_AT_MOST)) else 0
    sheet.row = given or sheet.row + 1
    filled: list[tuple[int, str]] = []
    column = -1
    for cell in row:
        letters = cell.get("r", "").rstrip(_DIGITS)
        column = column_of(letters) if letters else column + 1
        value, formula = _content(cell, sheet.book)
        if formula and _FETCHES.search(formula):
            yield Trait(FileTrait.EXTERNAL_LINK, joined(sheet.visit.place, "formula"))
        if value:
            filled.append((column, value))
            sheet.widest = max(sheet.widest, column)
    yield from sheet.block.add(sheet.headings.line(filled), sheet.row)


def _content(cell: Element, book: Workbook) -> tuple[str, str]:
    value = formula = ""
    for child in cell:
        tag = child.tag
        if tag.endswith("}v"):
            value = child.text or ""
        elif tag.endswith("}f"):
            formula = child.text or ""
        elif tag.endswith("}is"):
            return _one_line(rich_text(child)), ""
    if not value:  # never calculated, so all there is is what would be
        return f"={formula}" if formula else "", formula
    kind = cell.get("t", "n")
    if kind == "s":
        return _one_line(book.strings.get(value)), formula
    if kind == "n":
        return book.formats.show(value, cell.get("s", "")), formula
    return _BOOLEANS.get(value, value) if kind == "b" else _one_line(value), formula


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _hidden(sheet: _Sheet, element: Element) -> Iterator[Piece]:
    if not sheet.has_hidden and element.get("hidden", "") in _ON:
        sheet.has_hidden = True
        what = "hidden columns" if local(element) == "col" else f"hidden row {sheet.row}"
        yield Trait(FileTrait.HIDDEN_CONTENT, joined(sheet.visit.place, what))


def _validation(sheet: _Sheet, element: Element) -> Iterator[Piece]:
    texts = [attribute(element, key) for key in ("promptTitle", "prompt", "errorTitle", "error")]
    lists = [child.text or "" for child in element if (child.text or "").startswith('"')]
    place = joined(sheet.visit.place, "input rule")
    yield from whole(sheet.visit.allowance, place, "\n".join(filter(None, texts + lists)))
