"""Names the sheets of a workbook and the slides of a presentation, and tells which are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.attachment import FileTrait
from bot.extraction.office.number_formats import Formats
from bot.extraction.office.parts import Index, Part
from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import Element, attribute, local
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import shown

_HIDDEN = {"hidden": "hidden sheet", "veryHidden": "very hidden sheet"}
_ON = frozenset({"1", "true"})
_OFF = frozenset({"0", "false"})


def name_sheets(visit: Visit, index: Index, formats: Formats) -> Iterator[Piece]:
    """Give each sheet its place: "sheet “Pay”"."""
    targets = index.targets(visit.part.key)
    for element in visit.walk(frozenset({"sheet"}), frozenset({"workbookPr"})):
        if local(element) == "workbookPr":
            formats.from_1904 = attribute(element, "date1904").lower() in _ON
            continue
        kind = _HIDDEN.get(attribute(element, "state"), "sheet")
        place = f"{kind} “{shown(attribute(element, 'name'))}”"
        index.named[targets.get(_link_id(element), "")] = place
        if kind != "sheet":
            yield Trait(FileTrait.HIDDEN_CONTENT, place)


def name_slides(visit: Visit, index: Index) -> Iterator[Piece]:
    """Give each slide its place: "slide 4"."""
    targets = index.targets(visit.part.key)
    hidden = {part.key for part in index.of_role("sld") if _is_off(part)}
    for number, element in enumerate(visit.walk(frozenset({"sldId"})), 1):
        key = targets.get(_link_id(element), "")
        place = f"hidden slide {number}" if key in hidden else f"slide {number}"
        index.named[key] = place
        if key in hidden:
            yield Trait(FileTrait.HIDDEN_CONTENT, place)


def name_the_unlisted(index: Index) -> Iterator[Piece]:
    """Give a place to sheets and slides that no program shows, as no list names them."""
    for role, what in (("worksheet", "sheet"), ("sld", "slide")):
        for part in index.of_role(role):
            if part.key not in index.named:
                place = f"unlisted {what} “{shown(part.info.filename)}”"
                index.named[part.key] = place
                yield Trait(FileTrait.HIDDEN_CONTENT, place)


def _link_id(element: Element) -> str:
    found = (str(value) for key, value in element.items() if str(key).endswith("/relationships}id"))
    return next(found, "")


def _is_off(slide: Part) -> bool:
    return slide.root is not None and slide.root.get("show").lower() in _OFF
