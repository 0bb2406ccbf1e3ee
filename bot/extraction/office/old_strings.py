"""The strings of old Excel workbooks, which may go on over several records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_WIDE, _HAS_PHONETIC, _HAS_RUNS = 0x1, 0x4, 0x8
VERSION_8 = 0x0600


@dataclass(frozen=True, slots=True)
class Spelling:
    """How strings are written: by version 8 each tells its width, before by the code page."""

    version: int
    encoding: str = "cp1252"

    def text(self, body: bytes, at: int, *, length_bytes: int = 2) -> str:
        """Return the string that begins there with its length."""
        length = int.from_bytes(body[at : at + length_bytes], "little")
        at += length_bytes
        if self.version < VERSION_8:
            return body[at : at + length].decode(self.encoding, errors="replace")
        wide = body[at : at + 1][0] & _WIDE if body[at : at + 1] else 0
        return _decoded(body[at + 1 : at + 1 + (length << wide)], wide)


def shared_strings(bodies: list[bytes]) -> Iterator[str]:
    """Return the strings of the table that lies in these records."""
    source = _Source(bodies, at=8)
    (count,) = struct.unpack_from("<I", bodies[0], 4)
    for _ in range(count):
        if not source.has_more():
            return
        yield source.string()


@dataclass(slots=True)
class _Source:
    bodies: list[bytes]
    number: int = 0
    at: int = 0

    def has_more(self) -> bool:
        while self.number < len(self.bodies) and self.at >= len(self.bodies[self.number]):
            self.number += 1
            self.at = 0
        return self.number < len(self.bodies)

    def take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count and self.has_more():
            body = self.bodies[self.number]
            part = body[self.at : self.at + count - len(taken)]
            self.at += len(part)
            taken += part
        return taken

    def string(self) -> str:
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _HAS_RUNS else 0
        phonetic = struct.unpack("<I", self.take(4))[0] if flags & _HAS_PHONETIC else 0
        text = self._characters(length, flags & _WIDE)
        self.take(4 * runs)
        self.take(phonetic)
        return text

    def _characters(self, length: int, wide: int) -> str:
        pieces: list[str] = []
        while length > 0 and self.has_more():
            body = self.bodies[self.number]
            if self.at == 0:  # goes on in the next record, where it tells its width anew
                wide = body[0] & _WIDE
                self.at = 1
            count = min(length, (len(body) - self.at) >> wide)
            pieces.append(_decoded(body[self.at : self.at + (count << wide)], wide))
            self.at += count << wide if count else len(body)
            length -= count
        return "".join(pieces)


def _decoded(raw: bytes, wide: int) -> str:
    return raw.decode("utf-16-le" if wide else "latin-1", errors="replace")
