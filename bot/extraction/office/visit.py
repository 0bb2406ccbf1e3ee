"""What a reader of one part is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.extraction.allowance import Allowance
from bot.extraction.office.package import BROKEN_ZIP, Package
from bot.extraction.office.parts import Part
from bot.extraction.office.xml_walk import BROKEN_XML, Element, walk

DAMAGED = "it is damaged and breaks off"


@dataclass(frozen=True, slots=True)
class Visit:
    """One part to be read, and where in the file it is."""

    package: Package
    part: Part
    place: str
    faults: list[str] = field(default_factory=list)  # why it was not read to its end

    @property
    def allowance(self) -> Allowance:
        """What the file may cost."""
        return self.package.allowance

    def walk(self, units: frozenset[str], marks: frozenset[str] = frozenset()) -> Iterator[Element]:
        """Walk the part's XML, up to where it is damaged, so that what is whole is read."""
        try:
            with self.package.opened(self.part.info) as stream:
                yield from walk(stream, units=units, marks=marks)
        except (*BROKEN_ZIP, BROKEN_XML):
            self.faults.append(DAMAGED)
