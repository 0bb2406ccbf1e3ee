"""A zip of parts, as office files are today; sizes are taken as they come out, not as declared."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.zip_directory import read_directory
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.pieces import Gap, Piece, Trait

_ENCRYPTED = 0x1
_PARTS_PER_MEMBER = 20  # a part is no file within: a slide has a handful, all of them small
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    UnicodeDecodeError,
    EOFError,
    NotImplementedError,
    OSError,
)


class Protected(Unreadable):
    """A part that cannot be read without a password."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an office file; `doubled` where two have the same name."""

    allowance: Allowance
    path: Path
    infos: tuple[zipfile.ZipInfo, ...]
    doubled: bool
    _archive: zipfile.ZipFile

    @contextmanager
    def opened(self, part: zipfile.ZipInfo) -> Iterator[BinaryIO]:
        """Open a part for reading in memory; what comes out of it is counted."""
        with self._raw(part) as raw:
            yield cast("BinaryIO", _Counted(raw, self.allowance))

    def unpack(self, part: zipfile.ZipInfo) -> Path:
        """Write a part into the temporary folder."""
        with self._raw(part) as raw:
            return self.allowance.unpack(raw)

    def _raw(self, part: zipfile.ZipInfo) -> BinaryIO:
        if part.flag_bits & _ENCRYPTED:
            raise Protected("it is protected with a password")
        return cast("BinaryIO", self._archive.open(part))


@contextmanager
def open_package(path: Path, allowance: Allowance) -> Iterator[Package]:
    """Open an office file; raises Unreadable where it is no whole zip."""
    try:
        archive = zipfile.ZipFile(path)
    except (*BROKEN_ZIP, ValueError):
        raise Unreadable("it is torn: the list of its parts is missing or damaged") from None
    with archive:
        infos = tuple(info for info in archive.infolist() if not info.is_dir())
        if len(infos) > allowance.limits.max_members * _PARTS_PER_MEMBER:
            raise LimitReached("it has too many parts")
        doubled = len({info.filename.lower() for info in infos}) < len(infos)
        yield Package(allowance, path, infos, doubled, archive)


def about_archive(package: Package) -> Iterator[Piece]:
    """Say where the archive holds more than its list of parts, which is all that is read here."""
    with package.path.open("rb") as opened:
        directory = read_directory(package.path, opened)
    if directory.hidden or directory.has_strays or directory.is_ambiguous:
        yield Trait(FileTrait.BROKEN)
        yield Gap("its archive holds more than its list of parts says, which was not read")


class _Counted(io.RawIOBase):
    """Counts what is read through it."""

    def __init__(self, raw: BinaryIO, allowance: Allowance) -> None:
        super().__init__()
        self._raw = raw
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._raw.read(size)
        self._allowance.expand(len(chunk))
        return chunk
