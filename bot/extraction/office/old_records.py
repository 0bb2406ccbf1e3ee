"""Cuts the stream of an old Excel workbook into records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.allowance import Allowance

_HEADER = struct.Struct("<HH")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it begins, its kind, its content."""

    at: int
    kind: int
    body: bytes
    is_cut: bool = False  # the stream ends before the record does


def records(stream: bytes, allowance: Allowance) -> Iterator[Record]:
    """Return the records in order; the last may be cut short."""
    at = 0
    while at + _HEADER.size <= len(stream):
        kind, length = _HEADER.unpack_from(stream, at)
        start = at + _HEADER.size
        yield Record(at, kind, stream[start : start + length], start + length > len(stream))
        at = start + length
        allowance.check_time()
