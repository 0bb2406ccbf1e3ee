"""Reads the numbers that the header of a 7z archive is made of."""

from __future__ import annotations

_MOST = 1_000_000  # of anything that is counted
_LONGEST = 8  # bytes of a number behind its first


class Malformed(Exception):
    """The header does not hold together."""


class Cursor:
    """Reads the numbers of a header one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, count: int) -> bytes:
        """Return so many bytes."""
        if count < 0 or self._at + count > len(self._content):
            raise Malformed
        self._at += count
        return self._content[self._at - count : self._at]

    def rest(self) -> bytes:
        """Return all that is left."""
        return self.take(len(self._content) - self._at)

    def byte(self) -> int:
        """Return one byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """Return a number of one to nine bytes; the first says how many follow."""
        first = self.byte()
        mask, value = 0x80, 0
        for index in range(_LONGEST):
            if not first & mask:
                return value + ((first & (mask - 1)) << (8 * index))
            value |= self.byte() << (8 * index)
            mask >>= 1
        return value

    def count(self) -> int:
        """Return a number of things that follow."""
        value = self.number()
        if value > _MOST:
            raise Malformed
        return value

    def bits(self, count: int) -> list[bool]:
        """Return so many yes or no."""
        packed = self.take((count + 7) // 8)
        return [bool(packed[index // 8] & (0x80 >> index % 8)) for index in range(count)]

    def marked(self, count: int) -> list[bool]:
        """Return which of so many have what follows; often all."""
        return [True] * count if self.byte() else self.bits(count)

    def digests(self, count: int) -> list[bool]:
        """Pass over check sums and return which of so many have one."""
        there = self.marked(count)
        self.take(4 * sum(there))
        return there
