"""Reads the body of an OpenDocument file: text, sheets or slides; and its headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.attachment import FileTrait
from bot.extraction.office.blocks import Block, numbered, simply, whole
from bot.extraction.office.cells import cell_range, letters_of
from bot.extraction.office.headings import Headings
from bot.extraction.office.links import is_elsewhere
from bot.extraction.office.odf_words import OdfWords, odf_words, plain
from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import Element, attribute, local
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined, shown

_UNITS = frozenset({"p", "h", "table-row", "deletion", "annotation", "style"})
_HEADERS = {
    f"{kind}{which}": kind for kind in ("header", "footer") for which in ("", "-left", "-first")
}
_MARKS = frozenset(
    {"spreadsheet", "table", "page", "notes", "master-page", "table-column", "dde-connection-decl"}
    | {"event-listener", *_HEADERS}
)
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_INVISIBLE = frozenset({"collapse", "filter"})
_MOST = 20_000_000


@dataclass(slots=True)
class _Body:
    """Where the reading is in the document, and what is known of it."""

    visit: Visit
    block: Block
    within: str
    links: Block
    hidden_styles: set[str] = field(default_factory=set)
    is_spreadsheet: bool = False
    headings: Headings = field(default_factory=Headings)
    paragraphs: int = 0
    tables: int = 0
    pages: int = 0
    row: int = 0
    widest: int = 0
    has_hidden: bool = False
    in_table: bool = False

    def begin(self, within: str) -> Iterator[Piece]:
        """Go on in another place."""
        yield from self.block.rest()
        self.within = joined(self.visit.place, within)
        self.block = Block(self.visit.allowance, simply(self.within))


def read_body(visit: Visit) -> Iterator[Piece]:
    """Return the text of a content or styles part."""
    allowance, place = visit.allowance, visit.place
    prose = Block(allowance, numbered("paragraph", within=place))
    body = _Body(visit, prose, place, Block(allowance, simply(joined(place, "links"))))
    for element in visit.walk(_UNITS, _MARKS):
        name = local(element)
        if name in _MARKS:
            yield from _mark(body, element, name)
        elif name == "style":
            _learn_style(body, element)
        elif name == "table-row":
            yield from _row(body, element)
        elif name in {"deletion", "annotation"}:
            what = "tracked deletion" if name == "deletion" else "comment"
            yield from whole(allowance, joined(body.within, what), plain(element))
        else:
            yield from _paragraph(body, element)
    yield from body.block.rest()
    yield from body.links.rest()


def _learn_style(body: _Body, style: Element) -> None:
    for properties in style:
        display, visibility = attribute(properties, "display"), attribute(properties, "visibility")
        if display in {"none", "false"} or visibility == "hidden":
            body.hidden_styles.add(attribute(style, "name"))


def _mark(body: _Body, element: Element, name: str) -> Iterator[Piece]:
    if name == "spreadsheet":
        body.is_spreadsheet = True
    elif name == "table":
        yield from _begin_table(body, element)
    elif name in {"dde-connection-decl", "event-listener"}:
        yield Trait(FileTrait.ACTIVE_CONTENT, body.within)
    elif name == "table-column":
        yield from _hidden(body, element, "hidden columns")
    elif name == "page":
        yield from _begin_page(body, element)
    elif name == "notes":
        yield from body.begin(f"slide {body.pages}, notes" if body.pages else "notes master")
    else:
        yield from body.begin(_HEADERS.get(name, "slide master"))


def _begin_page(body: _Body, page: Element) -> Iterator[Piece]:
    body.pages += 1
    is_hidden = attribute(page, "style-name") in body.hidden_styles
    kind = "hidden slide" if is_hidden else "slide"
    yield from body.begin(f"{kind} {body.pages}")
    if is_hidden:
        yield Trait(FileTrait.HIDDEN_CONTENT, body.within)


def _begin_table(body: _Body, table: Element) -> Iterator[Piece]:
    body.tables += 1
    body.row = body.widest = 0
    body.headings, body.has_hidden = Headings(), False
    if not body.is_spreadsheet:
        body.in_table = True
        yield from body.begin(joined(_page(body), f"table {body.tables}"))
        body.block.name = numbered("row", within=body.within)
        return
    is_hidden = attribute(table, "style-name") in body.hidden_styles
    kind = "hidden sheet" if is_hidden else "sheet"
    yield from body.begin(f"{kind} “{shown(attribute(table, 'name'))}”")
    within = body.within
    body.block.name = lambda first, last: joined(within, cell_range((first, last), body.widest))
    if is_hidden:
        yield Trait(FileTrait.HIDDEN_CONTENT, within)


def _page(body: _Body) -> str:
    return f"slide {body.pages}" if body.pages else ""


def _hidden(body: _Body, element: Element, what: str) -> Iterator[Piece]:
    if not body.has_hidden and attribute(element, "visibility") in _INVISIBLE:
        body.has_hidden = True
        yield Trait(FileTrait.HIDDEN_CONTENT, joined(body.within, what))


def _row(body: _Body, row: Element) -> Iterator[Piece]:
    first = body.row + 1
    body.row = min(body.row + _repeated(row, "number-rows-repeated"), _MOST)
    yield from _hidden(body, row, f"hidden row {first}")
    column, cells, beside = 0, [], []
    for cell in row.iterchildren():
        if local(cell) not in _CELLS:
            continue
        words = odf_words(cell, body.hidden_styles)
        text = " ".join("".join(words.shown).split())
        if text:
            cells.append((column, text))
            body.widest = max(body.widest, column)
        if words.has_more:
            beside.append((f"cell {letters_of(column)}{first}", words))
        column = min(column + _repeated(cell, "number-columns-repeated"), _MOST)
    yield from body.block.add(body.headings.line(cells), first)
    for where, words in beside:
        yield from _beside(body, words, where)


def _repeated(element: Element, name: str) -> int:
    count = attribute(element, name)
    return max(1, int(count[:8])) if count.isdecimal() else 1


def _paragraph(body: _Body, element: Element) -> Iterator[Piece]:
    if body.in_table:  # no longer: what stands in cells is part of a row
        body.in_table = False
        yield from body.begin(_page(body))
        if not body.pages:
            body.block.name = numbered("paragraph", within=body.within)
    words = odf_words(element, body.hidden_styles)
    body.paragraphs += bool("".join(words.revealed).strip())
    yield from body.block.add("".join(words.shown), body.paragraphs)
    is_counted = body.paragraphs and not (body.pages or body.is_spreadsheet)
    where = f"paragraph {body.paragraphs}" if is_counted else ""
    yield from _beside(body, words, where)


def _beside(body: _Body, words: OdfWords, where: str) -> Iterator[Piece]:
    if not words.has_more:
        return
    place, allowance = joined(body.within, where), body.visit.allowance
    if words.hidden:
        yield Trait(FileTrait.HIDDEN_CONTENT, joined(place, "hidden text"))
        yield from whole(allowance, joined(place, "hidden text"), "".join(words.revealed))
    for kind, text in words.asides:
        what = {"annotation": "comment", "note": "footnote"}.get(kind, "alternative text")
        yield from whole(allowance, joined(place, what), text)
    if words.runs_code:
        yield Trait(FileTrait.ACTIVE_CONTENT, place)
    if any(is_elsewhere(target) for target in words.fetched):
        yield Trait(FileTrait.EXTERNAL_LINK, place)
    for target in words.links + [target for target in words.fetched if is_elsewhere(target)]:
        yield from body.links.add(target)
