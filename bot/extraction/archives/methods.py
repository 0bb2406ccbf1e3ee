"""The ways of packing that are known here."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from bot.extraction.archives.streams import Decompressor

_MOST_MEMORY = 160_000_000  # xz at its strongest asks for 65 MB, a hostile file for gigabytes
_LARGEST_DICTIONARY = 128 * 1024 * 1024
_FEWEST_PROPERTIES = 5
_SMALLEST_DICTIONARY = 4096
_LITERAL_BITS = 9
_MOST_BITS = _LITERAL_BITS * 5 * 5
_RAW, _WITH_GZIP_HEADER = -15, 31


class Copy:
    """What was not packed, to be read like the rest."""

    eof = False
    needs_input = True
    unused_data = b""

    def __init__(self) -> None:
        self._held = b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return the bytes as they are."""
        data = self._held + data
        content, self._held = data[:max_length], data[max_length:]
        self.needs_input = not self._held
        return content


class Inflate:
    """zlib's decompressor in the form of the others."""

    def __init__(self, bits: int) -> None:
        self._unpack = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """Whether the packed stream has ended."""
        return self._unpack.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before something more goes in."""
        return not self._unpack.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What stands behind its end."""
        return self._unpack.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack no more than so many bytes."""
        return self._unpack.decompress(self._unpack.unconsumed_tail + data, max_length)


def inflate() -> Decompressor:
    """Unpack what deflate packed, as zip has it."""
    return Inflate(_RAW)


def gunzip() -> Decompressor:
    """Unpack a gzip stream."""
    return Inflate(_WITH_GZIP_HEADER)


def unxz() -> Decompressor:
    """Unpack an xz stream, or one of its forerunner."""
    return lzma.LZMADecompressor(memlimit=_MOST_MEMORY)


def lzma_filter(properties: bytes, size: int = -1) -> dict[str, Any]:
    """Return what LZMA was set to, from its properties; raises ValueError."""
    if len(properties) < _FEWEST_PROPERTIES or properties[0] >= _MOST_BITS:
        raise ValueError
    bits, literal = divmod(properties[0], _LITERAL_BITS)
    declared = int.from_bytes(properties[1:5], "little")
    return {
        "id": lzma.FILTER_LZMA1,
        "lc": literal,
        "lp": bits % 5,
        "pb": bits // 5,
        "dict_size": checked_size(declared, size),
    }


def checked_size(declared: int, size: int = -1) -> int:
    """Return the size of a dictionary, which is memory to be had; raises ValueError.

    One larger than what comes out, where that is known, is of no use.
    """
    needed = declared if size < 0 else min(declared, size)
    if needed > _LARGEST_DICTIONARY:
        raise ValueError
    return max(needed, _SMALLEST_DICTIONARY)


def raw_lzma(filters: list[dict[str, Any]]) -> Decompressor:
    """Unpack LZMA that has no header of its own."""
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)


# By zip's numbers; the fourteenth, LZMA, has a header of its own.
ZIP_LZMA = 14
ZIP_METHODS: Mapping[int, Callable[[], Decompressor]] = MappingProxyType(
    {0: Copy, 8: inflate, 12: bz2.BZ2Decompressor, 95: unxz}
)
