"""How large the pictures in an image file are, by its header, before anything decodes them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from bot.extraction.limits import Unreadable
from bot.extraction.pages.segments import gif_frames, jpeg_segments, riff_chunks, tiff_folders

_PNG = b"\x89PNG\r\n\x1a\n"
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
# Of the JPEG marks in this row, three begin no picture.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of one picture, in pixels."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """How many pixels it has."""
        return self.width * self.height


def sizes_of(image: BinaryIO) -> list[Size]:
    """Return the size of every picture in the file; raises Unreadable where no header says it."""
    try:
        sizes = list(_sizes(image))
    except (struct.error, IndexError):
        sizes = []
    if not sizes or any(size.pixels <= 0 for size in sizes):
        raise Unreadable("it is broken: it does not say how large its picture is")
    return sizes


def _sizes(image: BinaryIO) -> Iterator[Size]:
    image.seek(0)
    head = image.read(32)
    if head.startswith(_PNG):
        yield Size(*struct.unpack(">II", head[16:24]))
    elif head.startswith(b"\xff\xd8"):
        yield from _jpeg(image)
    elif head.startswith(b"GIF8"):
        yield from _gif(image, head)
    elif head.startswith(b"BM"):
        yield _bmp(head)
    elif head[8:12] == b"WEBP":
        yield from _webp(image)
    elif head[:4] in {b"II*\0", b"MM\0*"}:
        yield from _tiff(image)


def _jpeg(image: BinaryIO) -> Iterator[Size]:
    for mark, content in jpeg_segments(image):
        if mark in _FRAMES:
            height, width = struct.unpack(">HH", content[1:5])
            yield Size(width, height)
            return


def _gif(image: BinaryIO, head: bytes) -> Iterator[Size]:
    # A frame is drawn on the screen the file declares, and may itself declare to be larger.
    screen = struct.unpack("<HH", head[6:10])
    for frame in gif_frames(image):
        yield Size(max(frame[0], screen[0]), max(frame[1], screen[1]))


def _bmp(head: bytes) -> Size:
    if struct.unpack("<I", head[14:18])[0] == 12:  # noqa: PLR2004 - the length of OS/2's header
        return Size(*struct.unpack("<HH", head[18:22]))
    width, height = struct.unpack("<ii", head[18:26])
    return Size(abs(width), abs(height))


def _webp(image: BinaryIO) -> Iterator[Size]:
    for name, content in riff_chunks(image):
        if name == b"VP8 ":
            width, height = struct.unpack("<HH", content[6:10])
            yield Size(width & 0x3FFF, height & 0x3FFF)
        elif name == b"VP8L":
            bits = int.from_bytes(content[1:5], "little")
            yield Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        elif name == b"ANMF":
            width, height = (int.from_bytes(content[at : at + 3], "little") for at in (6, 9))
            yield Size(width + 1, height + 1)


def _tiff(image: BinaryIO) -> Iterator[Size]:
    for folder in tiff_folders(image):
        width, height = folder.number(_TIFF_WIDTH), folder.number(_TIFF_HEIGHT)
        yield Size(width, height)
