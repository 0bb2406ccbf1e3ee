"""Unpacks the RTF that Outlook keeps compressed ([MS-OXRTFCP])."""

from __future__ import annotations

import struct
from collections.abc import Callable

from bot.extraction.limits import Unreadable

_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING = 4096
_STEP = 64 * 1024
_HEADER = 16


def unpack_rtf(packed: bytes, expand: Callable[[int], None]) -> bytes:
    """Return the RTF; `expand` is told of every bit that comes out. Raises Unreadable."""
    if len(packed) < _HEADER:
        raise Unreadable("its text is torn")
    kind = packed[8:12]
    if kind == b"MELA":  # not compressed
        return packed[_HEADER:]
    if kind != b"LZFu":
        raise Unreadable("its text is packed in a way not known here")
    return _inflate(packed, expand)


def _inflate(packed: bytes, expand: Callable[[int], None]) -> bytes:
    """Each control byte says of eight things to come: a byte as it is, or a piece seen before."""
    ring = bytearray(_DICTIONARY.ljust(_RING, b"\0"))
    out = bytearray()
    write, at, told = len(_DICTIONARY), _HEADER, 0
    while at < len(packed):
        control, at = packed[at], at + 1
        for bit in range(8):
            piece, at = _next(
                packed, at, seen_before=bool(control >> bit & 1), ring=ring, write=write
            )
            if piece is None:
                return bytes(out)
            for byte in piece:
                ring[write] = byte
                write = (write + 1) % _RING
            out += piece
        if len(out) - told >= _STEP:
            expand(len(out) - told)
            told = len(out)
    return bytes(out)


def _next(
    packed: bytes, at: int, *, seen_before: bool, ring: bytearray, write: int
) -> tuple[bytes | None, int]:
    """Return the next piece, None at the end, and where the one after it begins."""
    if not seen_before:
        return packed[at : at + 1] or None, at + 1
    if at + 2 > len(packed):
        return None, at
    (reference,) = struct.unpack_from(">H", packed, at)
    offset, length = reference >> 4, (reference & 15) + 2
    if offset == write:
        return None, at
    return _repeated(ring, offset, length, write), at + 2


def _repeated(ring: bytearray, offset: int, length: int, write: int) -> bytes:
    # A piece may reach into what it is itself writing.
    distance = (write - offset) % _RING
    return bytes(ring[(offset + step % distance) % _RING] for step in range(length))
