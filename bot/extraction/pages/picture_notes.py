"""Reads the texts that image files carry beside the picture: captions, comments, authors."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from bot.extraction.pages.segments import (
    Folder,
    gif_blocks,
    jpeg_segments,
    png_chunks,
    riff_chunks,
    tiff_folder,
    tiff_folders,
)

_MOST_UNPACKED = 256 * 1024
_TAGS = re.compile(r"<[^<>]*+>|<\?[^<>]*+\?>")
_CAPTIONS = {  # the entries of a folder that hold words of a person
    0x010D: "document name",
    0x010E: "description",
    0x013B: "artist",
    0x8298: "copyright",
    0x9286: "comment",
    0x9C9B: "title",
    0x9C9C: "comment",
    0x9C9D: "author",
    0x9C9E: "keywords",
    0x9C9F: "subject",
}
_WIDE = range(0x9C9B, 0x9CA0)  # Windows' own, in UTF-16
_EXIF_FOLDER = 0x8769
_XMP_ENTRY = 700
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
_GIF_COMMENT, _JPEG_COMMENT, _APP1 = 0xFE, 0xFE, 0xE1


def notes_of(image: BinaryIO) -> list[str]:
    """Return the notes, each as "what: text"; a torn part ends them."""
    found: list[str] = []
    try:
        found.extend(note for note in _notes(image) if note.rpartition(": ")[2].strip())
    except (struct.error, IndexError, zlib.error):
        return found
    return found


def _notes(image: BinaryIO) -> Iterator[str]:
    image.seek(0)
    head = image.read(12)
    for at, start, read in _READERS:
        if head.startswith(start, at):
            return read(image)
    return iter(())


def _png(image: BinaryIO) -> Iterator[str]:
    for name, content in png_chunks(image):
        key, _, value = content.partition(b"\0")
        if name == b"tEXt":
            yield f"{_plain(key)}: {_plain(value)}"
        elif name == b"zTXt":
            yield f"{_plain(key)}: {_plain(_inflate(value[1:]))}"
        elif name == b"iTXt":
            packed, rest = value[:1] == b"\1", value[2:].split(b"\0", 2)[-1]
            text = _plain(_inflate(rest) if packed else rest)
            yield f"{_plain(key)}: {_without_tags(text) if b'XMP' in key.upper() else text}"
        elif name == b"eXIf":
            yield from _exif(content)


def _jpeg(image: BinaryIO) -> Iterator[str]:
    for mark, content in jpeg_segments(image):
        if mark == _JPEG_COMMENT:
            yield f"comment: {_plain(content)}"
        elif mark == _APP1 and content.startswith(b"Exif\0\0"):
            yield from _exif(content[6:])
        elif mark == _APP1 and content.startswith(_XMP_MARK):
            yield f"description: {_without_tags(_plain(content[len(_XMP_MARK) :]))}"


def _webp(image: BinaryIO) -> Iterator[str]:
    for name, content in riff_chunks(image):
        if name == b"EXIF":
            yield from _exif(content.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            yield f"description: {_without_tags(_plain(content))}"


def _gif(image: BinaryIO) -> Iterator[str]:
    for kind, content in gif_blocks(image):
        if kind == _GIF_COMMENT:
            yield f"comment: {_plain(content)}"


def _tiff(image: BinaryIO) -> Iterator[str]:
    for folder in tiff_folders(image):
        yield from _folder(image, folder)


def _exif(content: bytes) -> Iterator[str]:
    return _tiff(io.BytesIO(content))


def _folder(image: BinaryIO, folder: Folder) -> Iterator[str]:
    for number, title in _CAPTIONS.items():
        _, value = folder.entries.get(number, (0, b""))
        if number in _WIDE:
            yield f"{title}: {value.decode('utf-16-le', errors='replace')}".rstrip("\0")
        elif value:
            # A comment begins with eight bytes that name its letters.
            bare = value[8:] if value.startswith((b"ASCII\0\0\0", b"UNICODE\0")) else value
            yield f"{title}: {_plain(bare)}"
    if _XMP_ENTRY in folder.entries:
        yield f"description: {_without_tags(_plain(folder.entries[_XMP_ENTRY][1]))}"
    at = folder.number(_EXIF_FOLDER)
    if at:
        inner = tiff_folder(image, at, folder.order)
        inner.entries.pop(_EXIF_FOLDER, None)  # one that names itself would go on for ever
        yield from _folder(image, inner)


def _plain(content: bytes) -> str:
    content = content.strip(b"\0 ")
    try:
        return content.decode().replace("\0", "")
    except UnicodeDecodeError:
        return content.decode("latin-1").replace("\0", "")


def _inflate(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)


def _without_tags(text: str) -> str:
    return " ".join(_TAGS.sub(" ", text).split())


# Where a file's first bytes stand, what they are, and who reads such a file.
_READERS: tuple[tuple[int, bytes, Callable[[BinaryIO], Iterator[str]]], ...] = (
    (0, b"\x89PNG", _png),
    (0, b"\xff\xd8", _jpeg),
    (0, b"GIF8", _gif),
    (8, b"WEBP", _webp),
    (0, b"II*\0", _tiff),
    (0, b"MM\0*", _tiff),
)
