"""Reads PowerPoint presentations of the old binary form: slides, notes, comments."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.office.blocks import Block, simply
from bot.extraction.office.broken import told_as_broken
from bot.extraction.office.carving import pictures_in
from bot.extraction.office.embedded import embedded
from bot.extraction.office.ole import (
    about_code,
    has_stream,
    open_ole,
    protected,
    read_ole_properties,
    stream_of,
)
from bot.extraction.pieces import Gap, Piece, Trait

_HEADER = struct.Struct("<HHI")
_CONTAINER = 0xF
_TEXT_WIDE, _TEXT_BYTES, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_SLIDE, _NOTES, _MASTER, _COMMENT, _OUTLINE = 0x03EE, 0x03F0, 0x03F8, 0x2EE0, 0x0FF0
_SLIDE_OF_OUTLINE = 0x03F3
_SHOW_INFO, _HIDDEN = 0x03F9, 0x0004
_OBJECT = 0x1011
_VBA, _CRYPT = 0x0400, 0x2F14
_PLACES = {_SLIDE: "slide", _NOTES: "notes", _MASTER: "slide master", _COMMENT: "comment"}
_OUTLINES = {0: "slide", 1: "slide master", 2: "notes"}
_CURRENT_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
_MOST_OF_AN_OBJECT = 100_000_000


@dataclass(frozen=True, slots=True)
class _Record:
    instance: int
    kind: int
    start: int
    end: int
    is_container: bool


@dataclass(slots=True)
class _Show:
    """The presentation as far as it is read."""

    stream: bytes
    allowance: Allowance
    block: Block
    counts: dict[str, int] = field(default_factory=dict)
    outline: str = ""
    here: str = ""
    said: set[str] = field(default_factory=set)

    def end(self) -> Iterator[Piece]:
        """Return what stands here, once: each saving leaves the slides as they were before."""
        for extract in self.block.rest():
            if extract.text not in self.said:
                self.said.add(extract.text)
                yield extract

    def begin(self, what: str, *, in_outline: bool = False) -> Iterator[Piece]:
        """Go on at the next slide, notes or comment."""
        yield from self.end()
        key = f"{what} of outline" if in_outline else what
        self.counts[key] = self.counts.get(key, 0) + 1
        self.here = f"{what} {self.counts[key]}"
        self.block = Block(self.allowance, simply(self.here))


@told_as_broken
def read_ppt(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of a presentation, earlier versions that were left in it included."""
    with open_ole(path) as ole:
        yield from about_code(ole)
        current = stream_of(ole, "Current User") if has_stream(ole, "Current User") else b""
        if current[12:16] == _CURRENT_ENCRYPTED or has_stream(ole, "EncryptedSummary"):
            yield from protected()
        stream = stream_of(ole, "PowerPoint Document")
        if any(record.kind == _CRYPT for record in _records(stream, allowance)):
            yield from protected()
        show = _Show(stream, allowance, Block(allowance, simply("presentation")))
        yield from _read(show)
        yield from read_ole_properties(ole, allowance)
        if has_stream(ole, "Pictures"):
            yield from pictures_in(stream_of(ole, "Pictures"), "", allowance)


def _read(show: _Show) -> Iterator[Piece]:
    for record in _records(show.stream, show.allowance):
        if record.end > len(show.stream):
            yield Trait(FileTrait.BROKEN, show.here)
            yield Gap("it is damaged and breaks off", show.here)
        yield from _take(show, record)
    yield from show.end()


def _records(stream: bytes, allowance: Allowance) -> Iterator[_Record]:
    """Return all records in order; a container's header comes before what it holds."""
    at = 0
    while at + _HEADER.size <= len(stream):
        version, kind, length = _HEADER.unpack_from(stream, at)
        start = at + _HEADER.size
        is_container = version & 0xF == _CONTAINER
        yield _Record(version >> 4, kind, start, start + length, is_container)
        at = start if is_container else start + length
        allowance.check_time()


def _take(show: _Show, record: _Record) -> Iterator[Piece]:
    body = show.stream[record.start : record.end]
    if record.is_container:
        yield from _enter(show, record)
    elif record.kind in {_TEXT_WIDE, _STRING}:
        yield from _text(show, body.decode("utf-16-le", errors="replace"))
    elif record.kind == _TEXT_BYTES:
        yield from _text(show, body.decode("latin-1"))
    elif record.kind == _SLIDE_OF_OUTLINE and show.outline:
        yield from show.begin(show.outline, in_outline=True)
    elif record.kind == _SHOW_INFO and int.from_bytes(body[10:12], "little") & _HIDDEN:
        yield Trait(FileTrait.HIDDEN_CONTENT, f"hidden {show.here}")
    elif record.kind == _VBA and int.from_bytes(body[4:8], "little"):
        yield Trait(FileTrait.MACRO, "macros")
    elif record.kind == _OBJECT:
        yield from _object(show, record, body)


def _enter(show: _Show, record: _Record) -> Iterator[Piece]:
    if record.kind in _PLACES:
        show.outline = ""
        yield from show.begin(_PLACES[record.kind])
    elif record.kind == _OUTLINE:
        show.outline = _OUTLINES.get(record.instance, "slide")


def _text(show: _Show, text: str) -> Iterator[Piece]:
    if text.startswith("___PPT"):  # the names of its own inner parts
        return
    for line in text.replace("\x0b", "\r").split("\r"):
        yield from show.block.add(line)


def _object(show: _Show, record: _Record, body: bytes) -> Iterator[Piece]:
    number = show.counts["object"] = show.counts.get("object", 0) + 1
    place = f"embedded object {number}"
    if record.instance == 0:
        content = body
    else:  # packed: its size, then a zlib stream
        try:
            content = zlib.decompressobj().decompress(body[4:], _MOST_OF_AN_OBJECT)
        except zlib.error:
            yield Gap("it is damaged", place)
            return
    path = show.allowance.unpack(io.BytesIO(content))
    yield from embedded(place, "object.bin", path, show.allowance)
