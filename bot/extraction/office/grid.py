"""Gathers the cells of a sheet of the binary forms, old and new, into rows under their headings."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.office.blocks import Block
from bot.extraction.office.cells import cell_range
from bot.extraction.office.headings import Headings
from bot.extraction.places import joined

_IS_INTEGER, _IS_HUNDREDFOLD, _SIGN = 0x2, 0x1, 0x80000000


@dataclass(slots=True)
class Grid:
    """The cells of one sheet, which come row by row; sheets may be sparse, so none is laid out."""

    place: str
    allowance: Allowance
    has_hidden: bool = False
    row: int = 0
    _block: Block = field(init=False)
    _headings: Headings = field(default_factory=Headings)
    _cells: list[tuple[int, str]] = field(default_factory=list)
    _widest: int = 0

    def __post_init__(self) -> None:
        self._block = Block(self.allowance, self._name)

    def add(self, row: int, column: int, text: str) -> Iterator[Extract]:
        """Take a cell, row and column counted from 0; return a block when it is full."""
        if row != self.row:
            yield from self._end_row()
            self.row = row
        text = " ".join(text.split())
        if text:
            self._cells.append((column, text))
            self._widest = max(self._widest, column)

    def rest(self) -> Iterator[Extract]:
        """Return what is gathered."""
        yield from self._end_row()
        yield from self._block.rest()

    def _end_row(self) -> Iterator[Extract]:
        cells, self._cells = self._cells, []
        yield from self._block.add(self._headings.line(cells), self.row + 1)

    def _name(self, first: int, last: int) -> str:
        return joined(self.place, cell_range((first, last), self._widest))


def number_text(number: float) -> str:
    """Return a number as a workbook of today writes it."""
    return str(int(number)) if number.is_integer() else repr(number)


def packed_number(packed: int) -> str:
    """Return a number that was packed in four bytes."""
    if packed & _IS_INTEGER:
        whole = packed >> 2
        number = float(whole - (1 << 30) if packed & _SIGN else whole)
    else:
        number = float(struct.unpack("<d", struct.pack("<II", 0, packed & ~0x3))[0])
    return number_text(number / 100 if packed & _IS_HUNDREDFOLD else number)
