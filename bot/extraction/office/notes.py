"""Reads parts that hold many short texts: comments, footnotes and endnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.attachment import FileTrait
from bot.extraction.office.blocks import whole
from bot.extraction.office.visit import Visit
from bot.extraction.office.words import words_of
from bot.extraction.office.xml_walk import Element, attribute
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined

# Outermost tag: the tag of each text within, and what it is called.
NOTES: Mapping[str, tuple[str, str]] = {
    "comments": ("comment", "comment"),
    "cmLst": ("cm", "comment"),
    "ThreadedComments": ("threadedComment", "threaded comment"),
    "footnotes": ("footnote", "footnote"),
    "endnotes": ("endnote", "endnote"),
}


def read_notes(visit: Visit, hidden_styles: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """Return each text with its own place: "comment 2", "sheet “Pay”, cell B2, comment"."""
    unit, what = NOTES[visit.part.role]
    number = 0
    for element in visit.walk(frozenset({unit})):
        words = words_of(element, hidden_styles)
        now = words.now + "".join(text.text or "" for text in element.iter("{*}text"))
        if not (now + words.before).strip():
            continue  # the line between text and footnotes is kept as one
        number += 1
        place = joined(visit.place, _name(element, what, number))
        yield from whole(visit.allowance, place, now)
        if words.deleted:
            yield from whole(visit.allowance, f"{place}, tracked deletion", words.before)
        if words.hidden:
            yield Trait(FileTrait.HIDDEN_CONTENT, place)
            yield from whole(visit.allowance, f"{place}, hidden text", words.revealed)


def _name(element: Element, what: str, number: int) -> str:
    cell = attribute(element, "ref")
    return f"cell {cell}, {what}" if cell.isalnum() else f"{what} {number}"
