"""The header of a 7z archive: what is packed where and how, and the names of the files.

Own, because py7zr brings eight libraries in C for ways of packing that are hardly met with, and
writes to the paths an archive names unless told otherwise. The standard library unpacks LZMA,
LZMA2, deflate and bzip2, and what 7-Zip puts before them.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass, field

from bot.extraction.archives.seven_cursor import Cursor, Malformed

_END, _ARCHIVE_PROPERTIES, _MAIN_STREAMS, _FILES = 0, 2, 4, 5
_PACKS, _FOLDERS, _PARTS, _SIZES, _DIGESTS = 6, 7, 8, 9, 10
_FOLDER, _UNPACKED, _PARTS_COUNT = 11, 12, 13
_EMPTY, _NAMES, _ATTRIBUTES = 14, 17, 21
_OF_UNIX = 0x8000
_MOST_CODERS = 32
_ID_LENGTH, _HAS_SEVERAL, _HAS_PROPERTIES = 0x0F, 0x10, 0x20


@dataclass(frozen=True, slots=True)
class Coder:
    """One step of unpacking: its number, and what it was set to."""

    method: bytes
    properties: bytes


@dataclass(slots=True)
class Folder:
    """Some files packed together: the steps, outermost first, and where what is packed stands."""

    coders: list[Coder]
    is_simple: bool
    outputs: int
    packs: int
    last: int = 0
    size: int = 0
    start: int = 0
    packed: int = 0
    has_digest: bool = False
    parts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SevenFile:
    """A file of the archive; one without content is a folder or is empty."""

    name: str
    has_content: bool
    attributes: int = 0

    @property
    def is_link(self) -> bool:
        """Whether its content is where it leads, by the attributes that Unix has."""
        return bool(self.attributes & _OF_UNIX) and stat.S_ISLNK(self.attributes >> 16)


def read_streams(cursor: Cursor) -> list[Folder]:
    """Return the folders, with where they are packed and the sizes of the files in each."""
    folders: list[Folder] = []
    packs: list[tuple[int, int]] = []
    while (section := cursor.number()) != _END:
        if section == _PACKS:
            packs = _packs(cursor)
        elif section == _FOLDERS:
            folders = _folders(cursor)
            _place(folders, packs)
        elif section == _PARTS:
            _parts(cursor, folders)
        else:
            raise Malformed
    return folders


def read_files(cursor: Cursor) -> tuple[list[Folder], list[SevenFile]]:
    """Return what the header holds behind its first mark."""
    folders: list[Folder] = []
    files: list[SevenFile] = []
    while (section := cursor.number()) != _END:
        if section == _ARCHIVE_PROPERTIES:
            while cursor.number() != _END:
                cursor.take(cursor.number())
        elif section == _MAIN_STREAMS:
            folders = read_streams(cursor)
        elif section == _FILES:
            files = _files(cursor)
        else:
            raise Malformed
    return folders, files


def _packs(cursor: Cursor) -> list[tuple[int, int]]:
    at = cursor.number()
    count = cursor.count()
    sizes = [0] * count
    while (section := cursor.number()) != _END:
        if section == _SIZES:
            sizes = [cursor.number() for _ in range(count)]
        elif section == _DIGESTS:
            cursor.digests(count)
        else:
            raise Malformed
    found = []
    for size in sizes:
        found.append((at, size))
        at += size
    return found


def _folders(cursor: Cursor) -> list[Folder]:
    if cursor.number() != _FOLDER:
        raise Malformed
    count = cursor.count()
    if cursor.byte():  # kept elsewhere, which no program does
        raise Malformed
    folders = [_folder(cursor) for _ in range(count)]
    if cursor.number() != _UNPACKED:
        raise Malformed
    for folder in folders:
        sizes = [cursor.number() for _ in range(folder.outputs)]
        folder.size = sizes[folder.last]
        folder.parts = [folder.size]
    section = cursor.number()
    if section == _DIGESTS:
        for folder, has_digest in zip(folders, cursor.digests(count), strict=True):
            folder.has_digest = has_digest
        section = cursor.number()
    if section != _END:
        raise Malformed
    return folders


def _folder(cursor: Cursor) -> Folder:
    coders: list[Coder] = []
    inputs = outputs = 0
    for _ in range(min(cursor.count(), _MOST_CODERS)):
        flags = cursor.byte()
        method = cursor.take(flags & _ID_LENGTH)
        several = (cursor.count(), cursor.count()) if flags & _HAS_SEVERAL else (1, 1)
        inputs, outputs = inputs + several[0], outputs + several[1]
        coders.append(
            Coder(method, cursor.take(cursor.number()) if flags & _HAS_PROPERTIES else b"")
        )
    if not coders:
        raise Malformed
    bound = [(cursor.count(), cursor.count()) for _ in range(outputs - 1)]
    packs = inputs - len(bound)
    if packs > 1:
        for _ in range(packs):
            cursor.number()
    is_simple = inputs == outputs == len(coders) and packs == 1
    order = _order(len(coders), bound) if is_simple else list(range(len(coders)))
    return Folder([coders[index] for index in order], is_simple, outputs, packs, order[0])


def _order(count: int, bound: list[tuple[int, int]]) -> list[int]:
    """Return the steps from what comes out last to what reads the packed bytes."""
    feeds = dict(bound)  # the step that reads, the step it reads from
    order = [index for index in range(count) if index not in feeds.values()][:1]
    while order and order[-1] in feeds and len(order) < count:
        order.append(feeds[order[-1]])
    if len(set(order)) != count:
        raise Malformed
    return order


def _place(folders: list[Folder], packs: list[tuple[int, int]]) -> None:
    at = 0
    for folder in folders:
        if at + folder.packs > len(packs):
            raise Malformed
        folder.start, folder.packed = packs[at]
        at += folder.packs


def _parts(cursor: Cursor, folders: list[Folder]) -> None:
    """Read how many files each folder holds, and their sizes."""
    counts = [1] * len(folders)
    section = cursor.number()
    if section == _PARTS_COUNT:
        counts = [cursor.count() for _ in folders]
        section = cursor.number()
    for folder, count in zip(folders, counts, strict=True):
        sizes = [cursor.number() for _ in range(count - 1)] if section == _SIZES else []
        folder.parts = [*sizes, folder.size - sum(sizes)][:count]
    if section == _SIZES:
        section = cursor.number()
    if section == _DIGESTS:
        known = (folder.has_digest and len(folder.parts) == 1 for folder in folders)
        cursor.digests(
            sum(len(f.parts) for f, is_known in zip(folders, known, strict=True) if not is_known)
        )
        section = cursor.number()
    if section != _END or any(min(folder.parts, default=0) < 0 for folder in folders):
        raise Malformed


def _files(cursor: Cursor) -> list[SevenFile]:
    count = cursor.count()
    empty = [False] * count
    names = [""] * count
    attributes = [0] * count
    while (kind := cursor.number()) != _END:
        about = Cursor(cursor.take(cursor.number()))
        if kind == _EMPTY:
            empty = about.bits(count)
        elif kind == _NAMES and not about.byte():
            names = _names(about, count)
        elif kind == _ATTRIBUTES:
            attributes = _attributes(about, count)
    return [
        SevenFile(name, has_content=not is_empty, attributes=attribute)
        for name, is_empty, attribute in zip(names, empty, attributes, strict=True)
    ]


def _names(about: Cursor, count: int) -> list[str]:
    names = about.rest().decode("utf-16-le", "replace").split("\0")
    if len(names) <= count:
        raise Malformed
    return names[:count]


def _attributes(about: Cursor, count: int) -> list[int]:
    there = about.marked(count)
    if about.byte():  # kept elsewhere
        raise Malformed
    return [int.from_bytes(about.take(4), "little") if is_there else 0 for is_there in there]
