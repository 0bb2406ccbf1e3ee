"""Walks an XML part piece by piece, in little memory; entities are never followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # lxml has no public name for it

BROKEN_XML = etree.XMLSyntaxError


@dataclass(frozen=True, slots=True)
class Root:
    """What the outermost tag of a part tells: what the part is, whatever it is called."""

    space: str
    name: str
    attributes: tuple[tuple[str, str], ...]
    declares: bool  # a DTD, which no office file has; it can hold entities that expand without end

    def get(self, name: str) -> str:
        """Return the attribute of that local name, or nothing."""
        return next((value for key, value in self.attributes if key == name), "")


def local(name: str | Element) -> str:
    """Return a tag's or an attribute's name without its namespace."""
    return _without_space(name if isinstance(name, str) else name.tag)


@lru_cache(maxsize=4_096)
def _without_space(name: str) -> str:
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return the attribute of that local name, or nothing."""
    for key, value in element.items():
        if _without_space(str(key)) == name:
            return str(value)
    return ""


def root_of(stream: BinaryIO) -> Root | None:
    """Return the outermost tag, None where the stream is no XML."""
    try:
        for _event, element in _events(stream, None):
            space = element.tag.rpartition("}")[0].lstrip("{")
            own = tuple((local(str(key)), str(value)) for key, value in element.items())
            declares = element.getroottree().docinfo.internalDTD is not None
            return Root(space, local(element), own, declares)
    except BROKEN_XML:
        return None
    return None


def walk(
    stream: BinaryIO, *, units: frozenset[str], marks: frozenset[str] = frozenset()
) -> Iterator[Element]:
    """Return each outermost unit, whole, and each mark outside of units, at its start.

    What was returned is let go afterwards, so a part of any length takes little memory.
    """
    inside = 0
    for event, element in _events(stream, [f"{{*}}{name}" for name in units | marks]):
        if _without_space(element.tag) in units:
            inside += 1 if event == "start" else -1
            if event == "end" and not inside:
                yield element
                _let_go(element)
        elif event == "start" and not inside:
            yield element


def _events(stream: BinaryIO, tags: list[str] | None) -> Iterator[tuple[str, Element]]:
    events: Iterator[tuple[str, Element]] = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return events


def _let_go(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
