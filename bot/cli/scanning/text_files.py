"""Turns one file into records: each paragraph is looked at as if somebody had posted it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.cli.scanning.records import Earlier, Record, Refused, Spot, loose_message, thread_of
from bot.domain.attachment import Attachment, Extract, Reading
from bot.extraction.limits import Limits
from bot.extraction.looking import look_inside
from bot.extraction.places import place_of
from bot.ports import Clock

_MOST_LINES = 80  # a long private key is one paragraph
_CONTEXT = 2  # earlier paragraphs that are read along


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, and the place of the first."""

    unit: str
    first: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReader:
    """Reads the bytes of a file as records."""

    clock: Clock
    limits: Limits = field(default_factory=Limits)

    def read(self, name: str, content: bytes) -> Iterator[Record | Refused]:
        """Yield a record for each paragraph, or a refusal that says why it was not read."""
        looked_at = look_inside(Attachment(id=name, name=name), content, self.limits)
        if looked_at.reading is not Reading.READ:
            yield Refused(because=looked_at.because, where=name)
            return
        before: deque[str] = deque(maxlen=_CONTEXT)
        for paragraph in paragraphs(looked_at.extracts):
            yield self._record(name, paragraph, tuple(before))
            before.append(paragraph.text)

    def _record(self, name: str, paragraph: Paragraph, before: tuple[str, ...]) -> Record:
        message = loose_message(paragraph.text, paragraph.first, sent_at=self.clock.now())
        return Record(
            id=f"{name}:{paragraph.first}",
            message=replace(message, context=thread_of(map(Earlier, before))),
            spot=Spot(source=name, unit=paragraph.unit, first=paragraph.first),
        )


def paragraphs(extracts: tuple[Extract, ...]) -> Iterator[Paragraph]:
    """Cut text at its blank lines, and where a paragraph gets too long."""
    held: list[str] = []
    unit, first, expected = "", 0, 0
    for unit_here, number, line in _numbered(extracts):
        is_cut = not line.strip() or len(held) == _MOST_LINES or number != expected
        if held and is_cut:
            yield Paragraph(unit=unit, first=first, text="\n".join(held))
            held = []
        if line.strip():
            if not held:
                unit, first = unit_here, number
            held.append(line)
        expected = number + 1
    if held:
        yield Paragraph(unit=unit, first=first, text="\n".join(held))


def _numbered(extracts: tuple[Extract, ...]) -> Iterator[tuple[str, int, str]]:
    for extract in extracts:
        unit, first = place_of(extract) or ("", 1)
        for number, line in enumerate(extract.text.split("\n"), first):
            yield unit, number, line
