"""How what a 7z archive packed is unpacked."""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from bot.extraction.archives.methods import Copy, checked_size, inflate, lzma_filter, raw_lzma
from bot.extraction.archives.seven_header import Coder, Folder
from bot.extraction.archives.streams import Decompressor

_AES = bytes.fromhex("06f10701")
_LZMA1, _LZMA2, _DELTA = b"\x03\x01\x01", b"\x21", b"\x03"
_ALONE: Mapping[bytes, Callable[[], Decompressor]] = MappingProxyType(
    {
        b"\x00": Copy,
        bytes.fromhex("040108"): inflate,
        bytes.fromhex("040202"): bz2.BZ2Decompressor,
    }
)
# What turns the addresses in programs into something that packs better.
_BRANCHES: Mapping[bytes, int] = MappingProxyType(
    {
        bytes.fromhex(number): known
        for numbers, known in (
            ("04 03030103", lzma.FILTER_X86),
            ("05 03030205", lzma.FILTER_POWERPC),
            ("06 03030401", lzma.FILTER_IA64),
            ("07 03030501", lzma.FILTER_ARM),
            ("08 03030701", lzma.FILTER_ARMTHUMB),
            ("09 03030805", lzma.FILTER_SPARC),
        )
        for number in numbers.split()
    }
)
_LARGEST = 40  # the number that means a dictionary of four gigabytes


def is_locked(folder: Folder) -> bool:
    """Whether a password is needed."""
    return any(coder.method == _AES for coder in folder.coders)


def decompressor(folder: Folder) -> Callable[[], Decompressor] | None:
    """Return how to unpack a folder, None where that is not known here; raises ValueError."""
    *before, last = folder.coders
    if not folder.is_simple:
        return None
    if not before and last.method in _ALONE:
        return _ALONE[last.method]
    # With LZMA's first form the library loses the last bytes of what went through a filter.
    if last.method == _LZMA2 or (last.method == _LZMA1 and not before):
        filters = [_filter(coder, folder.size) for coder in folder.coders]
        if None not in filters:
            return lambda: raw_lzma([known for known in filters if known is not None])
    return None


def _filter(coder: Coder, size: int) -> dict[str, Any] | None:
    if coder.method == _LZMA1:
        return lzma_filter(coder.properties, size)
    if coder.method == _LZMA2:
        number = coder.properties[0] if coder.properties else _LARGEST + 1
        if number > _LARGEST:
            raise ValueError
        declared = (2 | number & 1) << (number // 2 + 11)
        return {"id": lzma.FILTER_LZMA2, "dict_size": checked_size(declared, size)}
    if coder.method == _DELTA and coder.properties:
        return {"id": lzma.FILTER_DELTA, "dist": coder.properties[0] + 1}
    return {"id": _BRANCHES[coder.method]} if coder.method in _BRANCHES else None
