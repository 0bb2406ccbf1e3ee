"""Turns one file into records: each paragraph is looked at as if somebody had posted it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.cli.scanning.records import Earlier, Record, Refused, Spot, loose_message, thread_of
from bot.domain.attachment import Attachment, Extract, Reading
from bot.errors import AttachmentError
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.limits import Limits
from bot.extraction.looking import look_at
from bot.extraction.places import Numbered, place_of
from bot.ports import Clock

_MOST_LINES = 80  # a long private key is one paragraph
_CONTEXT = 2  # earlier paragraphs that are read along


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, and the place of the first."""

    at: Numbered
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReader:
    """Reads a file as records."""

    clock: Clock
    room: ReadingRoom
    limits: Limits = field(default_factory=Limits)

    def read(self, name: str, pieces: Iterable[bytes]) -> Iterator[Record | Refused]:
        """Yield a record for each paragraph, and a refusal that says what was not read, and why."""
        try:
            # A path is as long as it likes to be; the file is called by its last step.
            attached = Attachment(id=name, name=name.rpartition("/")[2])
            looked_at = look_at(self.room, attached, pieces, self.limits)
        except AttachmentError as reason:
            yield Refused(because=str(reason), where=name)
            return
        yield from self._records(name, looked_at.extracts)
        if looked_at.reading is not Reading.READ:
            partly = bool(looked_at.extracts)
            yield Refused(because=looked_at.because, where=name, partly=partly)

    def _records(self, name: str, extracts: tuple[Extract, ...]) -> Iterator[Record]:
        before: deque[str] = deque(maxlen=_CONTEXT)
        for number, paragraph in enumerate(paragraphs(extracts), 1):
            yield self._record(name, number, paragraph, tuple(before))
            before.append(paragraph.text)

    def _record(
        self, name: str, number: int, paragraph: Paragraph, before: tuple[str, ...]
    ) -> Record:
        at = paragraph.at
        message = loose_message(paragraph.text, number, sent_at=self.clock.now())
        return Record(
            id=f"{name}:{number}",
            message=replace(message, context=thread_of(map(Earlier, before))),
            spot=Spot(source=name, unit=at.unit, first=at.first, within=at.within),
        )


def paragraphs(extracts: tuple[Extract, ...]) -> Iterator[Paragraph]:
    """Cut text at its blank lines, where a paragraph gets too long, and where a part ends."""
    held: list[str] = []
    begins = expected = Numbered("", 0)
    for here, line in _numbered(extracts):
        is_cut = not line.strip() or len(held) == _MOST_LINES or here != expected
        if held and is_cut:
            yield Paragraph(at=begins, text="\n".join(held))
            held = []
        if line.strip():
            if not held:
                begins = here
            held.append(line)
        expected = replace(here, first=here.first + 1)
    if held:
        yield Paragraph(at=begins, text="\n".join(held))


def _numbered(extracts: tuple[Extract, ...]) -> Iterator[tuple[Numbered, str]]:
    for extract in extracts:
        begins = place_of(extract) or Numbered("", 1, extract.place)
        for number, line in enumerate(extract.text.split("\n"), begins.first):
            yield replace(begins, first=number), line
