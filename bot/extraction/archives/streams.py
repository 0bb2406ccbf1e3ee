"""Unpacks a stream as it is read, and keeps what came out of it before it broke."""

from __future__ import annotations

import io
import lzma
import tarfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 64 * 1024
# What unpacking raises on a file that is torn or made to break it.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
)


class Decompressor(Protocol):
    """What the standard library's decompressors have in common."""

    @property
    def eof(self) -> bool:
        """Whether the packed stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before something more goes in."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind its end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack no more than so many bytes."""


class Source(Protocol):
    """Something to read from."""

    def read(self, size: int, /) -> bytes:
        """Return no more than so many bytes, none at its end."""


@dataclass(slots=True)
class Slice:
    """A part of an open file; others may move about in it meanwhile."""

    opened: BinaryIO
    at: int
    length: int

    def read(self, size: int, /) -> bytes:
        """Return the next bytes of the part."""
        self.opened.seek(self.at)
        content = self.opened.read(min(size, self.length))
        self.at += len(content)
        self.length -= len(content)
        return content


class Unpacking(io.RawIOBase):
    """What comes out of a packed stream. A fault ends it and is noted, so that what came stays."""

    def __init__(
        self, source: Source, make: Callable[[], Decompressor], *, expected: int | None = None
    ) -> None:
        """Take a source, how to unpack it, and how much comes out where the stream has no end."""
        super().__init__()
        self.is_torn = False
        self.has_ended = False
        self.size = 0
        self.crc = 0
        self.expected = expected
        self._source = source
        self._make = make
        self._unpack: Decompressor | None = None
        self._ahead = b""

    def readable(self) -> bool:
        """Say that it is for reading."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as it goes."""
        view = memoryview(buffer).cast("B")
        content = b""
        if not (self.is_torn or self.has_ended):
            try:
                content = self._next(len(view))
            except BROKEN:
                self.is_torn = True
        view[: len(content)] = content
        self.size += len(content)
        self.crc = zlib.crc32(content, self.crc)
        return len(content)

    def _next(self, most: int) -> bytes:
        if self._unpack is None:
            self._unpack = self._make()
        while not self._unpack.eof:
            content = self._unpack.decompress(self._more(), most)
            if content:
                return content
            if self._is_at_end():
                return b""
        return self._next_of_several(most)

    def _more(self) -> bytes:
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            return ahead
        needs = self._unpack is not None and self._unpack.needs_input
        return self._source.read(_CHUNK) if needs else b""

    def _is_at_end(self) -> bool:
        """Look whether the source ran out before the stream ended."""
        if self._unpack is None or self._unpack.eof or not self._unpack.needs_input:
            return False
        self._ahead = self._source.read(_CHUNK)
        if self._ahead:
            return False
        self.has_ended = True
        self.is_torn = self.expected is None or self.size < self.expected
        return True

    def _next_of_several(self, most: int) -> bytes:
        """Go on with the packed stream behind the one that ended; noughts are only padding."""
        rest = (self._unpack.unused_data if self._unpack else b"") or self._source.read(_CHUNK)
        while rest and not rest.strip(b"\0"):
            rest = self._source.read(_CHUNK)
        if self.expected is not None or not rest:
            self.has_ended = True
            return b""
        self._unpack, self._ahead = self._make(), rest.lstrip(b"\0")
        return self._next(most)
