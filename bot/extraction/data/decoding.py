"""Bytes to text, in the usual encodings; what is not surely text is not guessed at."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from bot.extraction.data.alphabets import HIGH, other_alphabet
from bot.extraction.data.controls import looks_binary, share_of
from bot.extraction.limits import Unreadable

_CHUNK = 256 * 1024
_SAMPLE = 64 * 1024
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FEWEST = 2  # groups of four bytes, to see where their NULs are
# Western text in CP1252 has few letters beyond ASCII; other alphabets and random bytes have many.
# Reading those as CP1252 would give nonsense that looks like a clean look.
_MOST_HIGH = 0.3
_JIS_ESCAPE = re.compile(rb"\x1b\$[@B]")
# What mark-up declares of itself, where it is one of these; Python knows codecs that are no
# encodings of text, and some that other programs read as something else.
_DECLARED = re.compile(rb"""<[?m][^<>]{0,200}?(?:encoding|charset)\s*=\s*["']?([\w-]{3,20})""")
_DECLARABLE = re.compile(
    r"(?:iso-?8859-\d{1,2}|(?:windows-|cp)125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)"
    r"|big5|macintosh|ibm866)"
)
_STRAY = 20  # valid characters of UTF-8 for each byte that is none, as in logs of several sources


def _as_western(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error("as_western", _as_western)


def encoding_of(opened: BinaryIO) -> tuple[str, str]:
    """Return the encoding of a text file, and what to do with bytes that are not of it.

    Raises Unreadable where it is no text, or not clear which. The whole file is looked through,
    because the first letter beyond ASCII may come late.
    """
    opened.seek(0)
    head = opened.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, "strict"
    if wide := wide_encoding(head):
        return wide, "strict"
    if looks_binary(head):
        raise Unreadable("it is neither text nor of a kind known here")
    return _narrow_encoding(opened, head)


def wide_encoding(head: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where the places of the NULs give it away without a mark."""
    lanes = [head[lane : len(head) // 4 * 4 : 4].count(0) for lane in range(4)]
    most = len(head) // 4
    if most < _FEWEST or b"\0\0\0\0" in head:
        return None
    low, high = [lane < most * 0.05 for lane in lanes], [lane > most * 0.6 for lane in lanes]
    shapes = {
        "utf-32-le": low[0] and high[1] and high[2] and high[3],
        "utf-32-be": high[0] and high[1] and high[2] and low[3],
        "utf-16-le": low[0] and high[1] and low[2] and high[3],
        "utf-16-be": high[0] and low[1] and high[2] and low[3],
    }
    return next((name for name, fits in shapes.items() if fits and _decodes(head, name)), None)


@contextmanager
def opened_text(path: Path) -> Iterator[TextIOWrapper]:
    """Open a text file in its encoding, its line ends made one; raises Unreadable."""
    with path.open("rb") as raw:
        encoding, errors = encoding_of(raw)
    with path.open(encoding=encoding, errors=errors, newline=None) as opened:
        try:
            yield opened
        except UnicodeError:
            claimed = encoding.removesuffix("-sig")
            raise Unreadable(f"it claims to be {claimed} text and is not") from None


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return not looks_binary(text[:_SAMPLE].encode("utf-8", "replace"))


def _narrow_encoding(opened: BinaryIO, head: bytes) -> tuple[str, str]:
    if _JIS_ESCAPE.search(head):
        return "iso2022_jp", "strict"
    if _is_utf8(opened):
        return "utf-8", "strict"
    valid, stray, sample = _survey(opened)
    if valid >= _STRAY * stray:
        return "utf-8", "as_western"
    declared = _DECLARED.search(head[:1024].lower())
    if declared and _DECLARABLE.fullmatch(declared[1].decode("ascii")):
        return declared[1].decode("ascii"), "strict"
    return _legacy(sample), "strict"


def _is_utf8(opened: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    opened.seek(0)
    try:
        while chunk := opened.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _survey(opened: BinaryIO) -> tuple[int, int, bytes]:
    """Count the characters beyond ASCII and the bytes that are none; sample the lines of both."""
    valid, stray, sample = 0, 0, bytearray()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    opened.seek(0)
    while chunk := opened.read(_CHUNK):
        text = decoder.decode(chunk)
        if text.isascii():
            continue
        if len(sample) < _SAMPLE:
            sample += _lines_beyond_ascii(chunk)
        clean = text.encode("utf-8", "ignore").decode("utf-8")
        stray += len(text) - len(clean)
        valid += len(clean) - len(clean.encode("ascii", "ignore"))
    stray += len(decoder.decode(b"", final=True))
    return valid, stray, bytes(sample[:_SAMPLE])


def _lines_beyond_ascii(chunk: bytes) -> bytes:
    return b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())


def _legacy(sample: bytes) -> str:
    foreign = other_alphabet(sample)
    if foreign:
        return foreign
    if share_of(sample, HIGH) > _MOST_HIGH:
        raise Unreadable("the encoding of its text is not known")
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable("the encoding of its text is not known") from None
    return "cp1252"
