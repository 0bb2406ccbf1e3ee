"""Reads running text: paragraphs, tables row by row, text boxes, changes and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.attachment import FileTrait
from bot.extraction.office.blocks import Block, numbered, simply, whole
from bot.extraction.office.fields import about_fields
from bot.extraction.office.headings import Headings
from bot.extraction.office.visit import Visit
from bot.extraction.office.words import Words, words_of
from bot.extraction.office.xml_walk import Element, attribute, local
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined

_UNITS = frozenset({"p", "tr"})
_ASIDE = frozenset({"cNvPr", "docPr"})
_MARKS = frozenset({"tbl", *_ASIDE})
_NUMBERED = frozenset({"document", "glossaryDocument"})
_ON = frozenset({"1", "true"})


@dataclass(slots=True)
class _Table:
    block: Block
    number: int = 0
    rows: int = 0
    headings: Headings = field(default_factory=Headings)


@dataclass(slots=True)
class _Seen:
    """What was come by so far in one part."""

    visit: Visit
    styles: frozenset[str]
    prose: Block
    table: _Table
    asides: Block
    has_hidden_shape: bool = False
    boxes: int = 0
    lines: int = 0

    def here(self, what: str) -> str:
        """Say where a thing is: near the last line counted."""
        is_counted = self.lines and self.visit.part.role in _NUMBERED
        near = f"{what}, paragraph {self.lines}" if is_counted else what
        return joined(self.visit.place, near)


def read_flow(visit: Visit, hidden_styles: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """Return the text of a part that holds paragraphs."""
    place = visit.place
    numbers = visit.part.role in _NUMBERED
    name = numbered("paragraph", within=place) if numbers else simply(place)
    asides = Block(visit.allowance, simply(joined(place, "alternative text")))
    table = _Table(Block(visit.allowance, numbered("row", within=place)))
    seen = _Seen(visit, hidden_styles, Block(visit.allowance, name), table, asides)
    for element in visit.walk(_UNITS, _MARKS):
        yield from _take(seen, element)
    yield from seen.prose.rest()
    yield from seen.table.block.rest()
    yield from seen.asides.rest()


def _take(seen: _Seen, element: Element) -> Iterator[Piece]:
    name = local(element)
    if name == "tbl":
        yield from seen.prose.rest()
        yield from seen.table.block.rest()
        seen.table = _next_table(seen)
    elif name == "p":
        yield from seen.table.block.rest()
        yield from _paragraph(seen, element)
    elif name == "tr":
        yield from _row(seen, element)
    else:
        yield from _aside(seen, element)


def _next_table(seen: _Seen) -> _Table:
    number = seen.table.number + 1
    within = joined(seen.visit.place, f"table {number}")
    return _Table(Block(seen.visit.allowance, numbered("row", within=within)), number)


def _paragraph(seen: _Seen, element: Element) -> Iterator[Piece]:
    words = words_of(element, seen.styles)
    if words.now.strip() or words.deleted or words.hidden:
        seen.lines += 1
    yield from seen.prose.add(words.now, seen.lines)
    yield from _beside(seen, words, words.before, words.revealed)


def _row(seen: _Seen, row: Element) -> Iterator[Piece]:
    table = seen.table
    table.rows += 1
    cells = [(column, words_of(cell, seen.styles)) for column, cell in enumerate(_cells(row))]
    line = table.headings.line((column, _one_line(words.now)) for column, words in cells)
    yield from table.block.add(line, table.rows)
    for column, words in cells:
        before = table.headings.value(column, _one_line(words.before))
        revealed = table.headings.value(column, _one_line(words.revealed))
        yield from _beside(seen, words, before, revealed)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) not in {"trPr", "tblPrEx"}:  # a control or a change around cells
            yield from _cells(child)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _beside(seen: _Seen, words: Words, before: str, revealed: str) -> Iterator[Piece]:
    # The whole of it, not the deleted words alone: "SSN" may stand, and only the number be gone.
    allowance = seen.visit.allowance
    if words.deleted:
        yield from whole(allowance, seen.here("tracked deletion"), before)
    if words.hidden:
        yield Trait(FileTrait.HIDDEN_CONTENT, seen.here("hidden text"))
        yield from whole(allowance, seen.here("hidden text"), revealed)
    for box in words.boxes:
        seen.boxes += 1
        within = joined(seen.visit.place, f"text box {seen.boxes}")
        yield from whole(allowance, within, box)
    for aside in words.asides:
        yield from seen.asides.add(aside)
    yield from about_fields("".join(words.instructions), seen.here("field"), allowance)


def _aside(seen: _Seen, element: Element) -> Iterator[Piece]:
    for key in ("descr", "title"):
        yield from seen.asides.add(attribute(element, key))
    if attribute(element, "hidden").lower() in _ON and not seen.has_hidden_shape:
        seen.has_hidden_shape = True
        yield Trait(FileTrait.HIDDEN_CONTENT, joined(seen.visit.place, "hidden shape"))
