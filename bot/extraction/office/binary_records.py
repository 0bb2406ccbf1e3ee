"""Cuts the binary parts of an xlsb workbook into records, one at a time."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from bot.extraction.office.visit import Visit

_MORE = 0x80
_LONGEST = 10_000_000
BROKEN_RECORD = (struct.error, IndexError, UnicodeDecodeError)


def records(visit: Visit) -> Iterator[tuple[int, bytes]]:
    """Return kind and content of each record; raises IndexError where they break off."""
    with visit.package.opened(visit.part.info) as stream:
        while (kind := _number(stream, 2)) is not None:
            length = _number(stream, 4)
            if length is None or length > _LONGEST:
                raise IndexError
            body = _exactly(stream, length)
            yield kind, body


def wide_string(body: bytes, at: int) -> tuple[str, int]:
    """Return a string and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _exactly(stream: BinaryIO, length: int) -> bytes:
    body = stream.read(length) if length else b""
    if len(body) < length:
        raise IndexError
    return body


def _number(stream: BinaryIO, most: int) -> int | None:
    """Return a number in up to `most` bytes, None at the end of the part."""
    value = 0
    for place in range(most):
        byte = stream.read(1)
        if not byte:
            return None
        value |= (byte[0] & ~_MORE) << 7 * place
        if not byte[0] & _MORE:
            break
    return value
