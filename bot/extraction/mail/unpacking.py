"""Undoes how a mail packs a part for transport, in pieces: a large one is not held twice."""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterator

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDING = re.compile(rb"=+")
_STEP = 64 * 1024


def unpacked(content: str, encoding: str) -> io.BufferedReader:
    """Return a stream of what the part holds; `content` has raw bytes as surrogates."""
    chunks = _encoded(content)
    if encoding == "base64":
        chunks = _from_base64(chunks)
    elif encoding == "quoted-printable":
        chunks = _from_quoted(chunks)
    elif encoding in {"x-uuencode", "uuencode", "uue", "x-uue"}:
        chunks = _from_uuencode(chunks)
    return io.BufferedReader(_Chunks(chunks), _STEP)


class _Chunks(io.RawIOBase):
    """A stream over pieces of bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as io calls it
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = chunk
        taken, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _encoded(content: str) -> Iterator[bytes]:
    for start in range(0, len(content), _STEP):
        yield content[start : start + _STEP].encode("utf-8", errors="surrogateescape")


def _from_base64(chunks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        # What goes on behind the padding is packed anew, and some programs show it.
        *ended, held = _PADDING.split(held + _NOT_BASE64.sub(b"", chunk))
        for each in ended:
            yield _unpadded(each)
        whole = len(held) - len(held) % 4
        yield binascii.a2b_base64(held[:whole])
        held = held[whole:]
    yield _unpadded(held)  # a torn end: what is there of it


def _unpadded(packed: bytes) -> bytes:
    whole = packed if len(packed) % 4 != 1 else packed[:-1]
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _from_quoted(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for lines in _whole_lines(chunks):
        yield binascii.a2b_qp(lines)


def _from_uuencode(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for lines in _whole_lines(chunks):
        for line in lines.splitlines():
            if not line.startswith((b"begin ", b"end")):
                yield _uu_line(line)


def _uu_line(line: bytes) -> bytes:
    stated = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
    for tried in (line, line[:stated]):  # some programs put more at a line's end than it says
        try:
            return binascii.a2b_uu(tried)
        except binascii.Error:
            continue
    return line  # it is not packed: what it says is seen as it stands


def _whole_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        lines, end, rest = (held + chunk).rpartition(b"\n")
        if lines or end:
            yield lines + end
        held = rest
        if len(held) > _STEP * 16:  # no mail has such a line
            yield held
            held = b""
    yield held
