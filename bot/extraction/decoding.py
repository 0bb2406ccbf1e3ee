"""Bytes to text, in the usual encodings; what is not surely text is not guessed at."""

from __future__ import annotations

import codecs

from bot.extraction.limits import Unreadable

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x08\x1b")) + b"\x7f"
_MOST_CONTROL = 0.01  # real logs and lists have a stray one; other files have them everywhere
_HIGH = bytes(range(0x80, 0x100))
# Western text in CP1252 has few letters beyond ASCII; other alphabets and random bytes have many.
# Reading those as CP1252 would give nonsense that looks like a clean look.
_MOST_HIGH = 0.3


def decode(content: bytes) -> str:
    """Return the text; raises Unreadable where it is no text, or not clear which."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if looks_binary(content):
        raise Unreadable("it is neither text nor of a kind known here")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_western(content)


def looks_binary(content: bytes) -> bool:
    """Whether the bytes hold what text does not: a NUL, or many control characters."""
    return b"\0" in content or _share(content, _CONTROL) > _MOST_CONTROL


def _share(content: bytes, of: bytes) -> float:
    kept = len(content.translate(None, of))
    return (len(content) - kept) / len(content) if content else 0.0


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            f"it claims to be {encoding.removesuffix('-sig')} text and is not"
        ) from None


def _decode_western(content: bytes) -> str:
    if _share(content, _HIGH) > _MOST_HIGH:
        raise Unreadable("the encoding of its text is not known")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable("the encoding of its text is not known") from None
