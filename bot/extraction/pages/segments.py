"""Walks the segments, chunks and folders that image files are made of; nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MOST = 10_000  # segments, chunks or folders; no real file has so many
_KEPT = 64 * 1024  # bytes of each that are read
_MOST_ENTRIES = 500
_HEAD = 8  # bytes: a name and a length
_FRAME = 0x2C  # the mark of a frame in a GIF file
_BYTES_A_VALUE = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}


def png_chunks(image: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of a PNG file's chunks."""
    image.seek(8)
    for _ in range(_MOST):
        head = image.read(8)
        if len(head) < _HEAD:
            return
        size, name = struct.unpack(">I4s", head)
        yield name, _kept(image, size)
        image.seek(4, 1)  # the checksum


def riff_chunks(image: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of a WebP file's chunks."""
    image.seek(12)
    for _ in range(_MOST):
        head = image.read(8)
        if len(head) < _HEAD:
            return
        name, size = struct.unpack("<4sI", head)
        yield name, _kept(image, size)
        image.seek(size % 2, 1)


def jpeg_segments(image: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield mark and content of a JPEG file's segments, up to the picture itself."""
    image.seek(2)
    for _ in range(_MOST):
        mark = image.read(2)
        if mark == b"\xff\xff":  # padding
            image.seek(-1, 1)
            continue
        if mark[:1] != b"\xff" or mark in {b"\xff", b"\xff\xda"}:
            return
        (size,) = struct.unpack(">H", image.read(2))
        yield mark[1], _kept(image, size - 2)


def gif_frames(image: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield width and height of a GIF file's frames."""
    for kind, content in gif_blocks(image):
        if kind == _FRAME:
            width, height = struct.unpack("<HH", content[4:8])
            yield width, height


def gif_blocks(image: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the mark of each block of a GIF file, and its head (a frame) or text (a comment)."""
    image.seek(10)
    _skip_colours(image, image.read(3)[0])
    for _ in range(_MOST):
        mark = image.read(1)
        if mark == b",":
            head = image.read(9)
            _skip_colours(image, head[8])
            image.seek(1, 1)  # how its codes are packed
            _sub_blocks(image)
            yield _FRAME, head
        elif mark == b"!":
            label = image.read(1)
            yield label[0], _sub_blocks(image)
        else:
            return


def _skip_colours(image: BinaryIO, packed: int) -> None:
    if packed & 0x80:
        image.seek(3 << (packed & 7) + 1, 1)


def _sub_blocks(image: BinaryIO) -> bytes:
    kept = bytearray()
    while (size := image.read(1)) not in {b"", b"\0"}:
        content = image.read(size[0])
        if len(kept) < _KEPT:
            kept += content
    return bytes(kept)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of a TIFF file: its entries by number, each with its raw value."""

    order: str  # "<" or ">", as struct says it
    entries: dict[int, tuple[int, bytes]]

    def number(self, entry: int) -> int:
        """Return a whole number; 0 where there is none."""
        kind, value = self.entries.get(entry, (0, b""))
        code = {3: "H", 4: "I"}.get(kind)
        return int(struct.unpack_from(self.order + code, value)[0]) if code and value else 0


def tiff_folders(image: BinaryIO) -> Iterator[Folder]:
    """Yield the folders of a TIFF file, one for each picture."""
    image.seek(0)
    head = image.read(8)
    order = "<" if head[:2] == b"II" else ">"
    seen: set[int] = set()
    (at,) = struct.unpack(f"{order}I", head[4:8])
    while at and at not in seen and len(seen) < _MOST:
        seen.add(at)
        yield tiff_folder(image, at, order)
        image.seek(at)
        (count,) = struct.unpack(f"{order}H", image.read(2))
        image.seek(at + 2 + 12 * count)
        after = image.read(4)
        at = struct.unpack(f"{order}I", after)[0] if len(after) == 4 else 0  # noqa: PLR2004 - it is whole


def tiff_folder(image: BinaryIO, at: int, order: str) -> Folder:
    """Return the folder at an offset."""
    image.seek(at)
    (count,) = struct.unpack(f"{order}H", image.read(2))
    packed = image.read(12 * min(count, _MOST_ENTRIES))
    whole = len(packed) - len(packed) % 12
    entries = {}
    for number, kind, amount, value in struct.iter_unpack(f"{order}HHI4s", packed[:whole]):
        size = _BYTES_A_VALUE.get(kind, 1) * amount
        entries[number] = (kind, value[:size] if size <= 4 else _at(image, value, size, order))  # noqa: PLR2004 - what fits in
    return Folder(order, entries)


def _at(image: BinaryIO, value: bytes, size: int, order: str) -> bytes:
    image.seek(struct.unpack(f"{order}I", value)[0])
    return image.read(min(size, _KEPT))


def _kept(image: BinaryIO, size: int) -> bytes:
    content = image.read(min(size, _KEPT)) if size > 0 else b""
    image.seek(max(size, 0) - len(content), 1)
    return content
