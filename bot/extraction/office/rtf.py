"""Reads RTF documents: text, notes, headers, comments, what is hidden, files within."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.office.blocks import Block, numbered, whole
from bot.extraction.office.embedded import embedded, is_worth_a_look, native
from bot.extraction.office.fields import about_fields
from bot.extraction.office.links import is_elsewhere
from bot.extraction.office.rtf_reading import RtfReading, Run
from bot.extraction.office.rtf_tokens import tokens
from bot.extraction.pieces import Gap, Member, Piece, Trait

_HEX = frozenset("0123456789abcdefABCDEF")
_UNCOUNTED = frozenset({"header", "footer", "document properties", "links"})
_OLE_PACKAGE = b"Package"
_MAGICS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(slots=True)
class _Destination:
    """What one note, header, object … holds; `now` leaves out what is not seen."""

    name: str
    number: int
    now: list[str] = field(default_factory=list)
    all: list[str] = field(default_factory=list)
    hidden: bool = False
    deleted: bool = False

    @property
    def place(self) -> str:
        """Where a person finds it."""
        return self.name if self.name in _UNCOUNTED else f"{self.name} {self.number}"

    def take(self, run: Run) -> None:
        """Add a run."""
        self.all.append(run.text)
        self.hidden |= run.hidden
        self.deleted |= run.deleted
        if not (run.hidden or run.deleted):
            self.now.append(run.text)


def read_rtf(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of the body in blocks, and all that hangs on it."""
    body = _Body(allowance)
    beside: dict[tuple[str, int], _Destination] = {}
    for run in RtfReading().runs(tokens(path.read_bytes())):
        if run.place:
            key = (run.place, run.number)
            beside.setdefault(key, _Destination(run.place, run.number)).take(run)
        else:
            yield from body.take(run)
    yield from body.rest()
    for destination in beside.values():
        allowance.check_time()
        yield from _about(destination, allowance)


@dataclass(slots=True)
class _Body:
    """The running text, paragraph by paragraph."""

    allowance: Allowance
    block: Block = field(init=False)
    lines: int = 0
    paragraph: _Destination = field(default_factory=lambda: _Destination("", 0))

    def __post_init__(self) -> None:
        self.block = Block(self.allowance, numbered("paragraph"))

    def take(self, run: Run) -> Iterator[Piece]:
        """Add a run; a line break ends the paragraph."""
        self.paragraph.take(run)
        if run.text == "\n":
            yield from self._end()

    def rest(self) -> Iterator[Piece]:
        """Return what is left."""
        yield from self._end()
        yield from self.block.rest()

    def _end(self) -> Iterator[Piece]:
        ended, self.paragraph = self.paragraph, _Destination("", 0)
        self.lines += bool("".join(ended.all).strip())
        yield from self.block.add("".join(ended.now), self.lines)
        where = f"paragraph {self.lines}"
        if ended.hidden:
            yield Trait(FileTrait.HIDDEN_CONTENT, f"hidden text, {where}")
        if ended.hidden or ended.deleted:
            what = "hidden text" if ended.hidden else "tracked deletion"
            yield from whole(self.allowance, f"{what}, {where}", "".join(ended.all))


def _about(destination: _Destination, allowance: Allowance) -> Iterator[Piece]:
    text = "".join(destination.all)
    if destination.name == "field":
        yield from about_fields(text, destination.place, allowance)
    elif destination.name == "embedded object":
        yield from _object(text, destination.place, allowance)
    elif destination.name == "picture":
        yield from _picture(text, destination.place, allowance)
    else:
        if destination.name == "links" and is_elsewhere(text.strip()):
            yield Trait(FileTrait.EXTERNAL_LINK, "links")
        if destination.hidden:
            yield Trait(FileTrait.HIDDEN_CONTENT, destination.place)
        yield from whole(allowance, destination.place, text)


def _picture(text: str, place: str, allowance: Allowance) -> Iterator[Piece]:
    content = _from_hex(text)
    ending = next((end for magic, end in _MAGICS.items() if content.startswith(magic)), "")
    if ending and is_worth_a_look(len(content)):
        path = allowance.unpack(io.BytesIO(content))
        yield Member(place, f"{place.replace(' ', '')}.{ending}", path)


def _object(text: str, place: str, allowance: Allowance) -> Iterator[Piece]:
    """Take apart: version, format, class name, topic, item, then the content with its size."""
    packed = _from_hex(text)
    try:
        name, at = _text(packed, 8)
        _topic, at = _text(packed, at)
        _item, at = _text(packed, at)
        (size,) = struct.unpack_from("<I", packed, at)
    except struct.error:
        yield Trait(FileTrait.BROKEN, place)
        yield Gap("an embedded object is damaged", place)
        return
    content = packed[at + 4 : at + 4 + size]
    if name == _OLE_PACKAGE:
        yield native(place, struct.pack("<I", size) + content, allowance)
    elif content:
        path = allowance.unpack(io.BytesIO(content))
        yield from embedded(place, "object.bin", path, allowance)


def _text(packed: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from("<I", packed, at)
    return packed[at + 4 : at + 4 + length].rstrip(b"\0"), at + 4 + length


def _from_hex(text: str) -> bytes:
    digits = "".join(char for char in text if char in _HEX)
    return bytes.fromhex(digits[: len(digits) // 2 * 2])
