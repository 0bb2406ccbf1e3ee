"""Finds the styles of a Word document that hide the text they are given to."""

from __future__ import annotations

from collections.abc import Iterator

from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import attribute
from bot.extraction.pieces import Piece

_OFF = frozenset({"0", "false", "off"})


def read_hidden_styles(visit: Visit, hidden: set[str]) -> Iterator[Piece]:
    """Add the names of the styles that hide text."""
    for style in visit.walk(frozenset({"style"})):
        for properties in style.iterchildren("{*}rPr"):
            vanish = properties.find("{*}vanish")
            if vanish is not None and attribute(vanish, "val").lower() not in _OFF:
                hidden.add(attribute(style, "styleId"))
    yield from ()
