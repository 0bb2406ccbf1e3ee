"""Reads the parts beside the text: properties, names, charts, caches of data, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.attachment import FileTrait
from bot.extraction.office.blocks import Block, simply
from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import Element, attribute, local
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined

# What the program counts or sets by itself says nothing.
_COUNTED_OR_SET = (
    "TotalTime Pages Words Characters Application DocSecurity Lines Paragraphs ScaleCrop "
    "LinksUpToDate CharactersWithSpaces SharedDoc HyperlinksChanged AppVersion revision created "
    "modified lastPrinted Slides Notes HiddenSlides MMClips PresentationFormat Template version "
    "HeadingPairs TitlesOfParts DigSig generator editing-cycles editing-duration creation-date "
    "date print-date document-statistic"
)
_DULL = frozenset(_COUNTED_OR_SET.split())
LineOf: TypeAlias = Callable[[Element], str]
_VALUES = ("v", "val", "name", "connection", "command", "url", "sourceFile", "odcFile")


def read_properties(visit: Visit) -> Iterator[Piece]:
    """Return title, author, comments, keywords, and properties of its maker's own."""
    for element in _outermost(visit):
        block = Block(visit.allowance, simply(visit.place))
        for child in element:
            name = attribute(child, "name") or local(child)
            text = " ".join(str(piece) for piece in child.itertext())
            if text.strip() and local(child) not in _DULL:
                yield from block.add(f"{name}: {text}")
        yield from block.rest()


def read_anything(visit: Visit) -> Iterator[Piece]:
    """Return the text between all tags of a part that has no reader of its own."""
    block = Block(visit.allowance, simply(visit.place))
    for element in _outermost(visit):
        for piece in element.itertext():
            yield from block.add(" ".join(str(piece).split()))
    yield from block.rest()


def read_chart(visit: Visit) -> Iterator[Piece]:
    """Return the texts of a chart and the values drawn."""
    block = Block(visit.allowance, simply(visit.place))
    for element in visit.walk(frozenset({"t", "v", "f"})):
        if local(element) != "f":
            yield from block.add(element.text or "")
    yield from block.rest()


def read_old_drawing(visit: Visit) -> Iterator[Piece]:
    """Return the texts of a drawing in VML; the rest of it is measures."""
    block = Block(visit.allowance, simply(visit.place))
    for element in visit.walk(frozenset({"textbox"}), frozenset({"textpath"})):
        yield from block.add(attribute(element, "string"))
        yield from block.add(" ".join("".join(map(str, element.itertext())).split()))
    yield from block.rest()


def read_external_workbook(visit: Visit) -> Iterator[Piece]:
    """Return what is kept here of another workbook's cells; DDE starts a program instead."""
    block = Block(visit.allowance, simply(visit.place))
    for element in visit.walk(frozenset({"v", "val"}), frozenset({"ddeLink"})):
        if local(element) == "ddeLink":
            yield Trait(FileTrait.ACTIVE_CONTENT, joined(visit.place, "DDE"))
            called = f"{attribute(element, 'ddeService')} {attribute(element, 'ddeTopic')}"
            yield from block.add(called)
        yield from block.add(element.text or "")
    yield from block.rest()


def _defined_name(element: Element) -> str:
    name = attribute(element, "name")
    return "" if name.startswith("_xlnm.") else f"{name}: {element.text or ''}"


def _values(element: Element) -> str:
    found = (attribute(inner, key) for inner in element.iter("{*}*") for key in _VALUES)
    return "; ".join(value for value in found if value)


# Outermost tag: the units within, what each says, what they are called.
_LISTS: Mapping[str, tuple[frozenset[str], LineOf, str]] = MappingProxyType(
    {
        "workbook": (frozenset({"definedName"}), _defined_name, "defined names"),
        "pivotCacheDefinition": (frozenset({"cacheField"}), _values, ""),
        "pivotCacheRecords": (frozenset({"r"}), _values, ""),
        "connections": (frozenset({"connection"}), _values, ""),
        "tagLst": (frozenset({"tag"}), _values, "tags"),
        "settings": (
            frozenset({"docVar", "connectString", "query", "dataSource"}),
            _values,
            "",
        ),
    }
)
LISTS = frozenset(_LISTS)


def read_list(visit: Visit) -> Iterator[Piece]:
    """Return what each entry of a list says."""
    units, line_of, what = _LISTS[visit.part.role]
    block = Block(visit.allowance, simply(joined(visit.place, what)))
    for element in visit.walk(units):
        yield from block.add(line_of(element))
    yield from block.rest()


def _outermost(visit: Visit) -> Iterator[Element]:
    role = visit.part.role
    yield from visit.walk(frozenset({"meta" if role == "document-meta" else role}))
