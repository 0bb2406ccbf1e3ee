"""Turns Base64 (also as in addresses) and hexadecimal back into text, where text is in it."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

_HEX = "[0-9A-Fa-f]{2}"
_ENCODED = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?:"
    rf"(?:(?:0x|\\x|%)?{_HEX}[ :,-]{{1,2}}){{3,}}(?:0x|\\x|%)?{_HEX}"
    rf"|(?:\\x{_HEX}){{4,}}|(?:%{_HEX}){{4,}}"
    r"|[A-Za-z0-9+/_-]{6,}={0,2})(?![A-Za-z0-9+/=_-])"
)
_NO_HEX = re.compile(r"0x|[\\x% :,-]")
_URL_SAFE = str.maketrans("-_", "+/")
_GROUP = 4
_SHORTEST = 4


def find_encoded(text: str, start: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield where something printable is encoded, and what."""
    for written in _ENCODED.finditer(text, start):
        decoded = decode(written[0])
        if decoded is not None:
            yield *written.span(), decoded


def decode(encoded: str) -> str | None:
    """Return what is encoded, if it is text that people can read."""
    for way in (_from_hex, _from_base64):
        text = _readable(way(encoded))
        if text is not None:
            return text
    return None


def _from_hex(encoded: str) -> bytes:
    try:
        return bytes.fromhex(_NO_HEX.sub("", encoded))
    except ValueError:
        return b""


def _from_base64(encoded: str) -> bytes:
    letters = encoded.rstrip("=").translate(_URL_SAFE)
    try:
        return binascii.a2b_base64(letters + "=" * (-len(letters) % _GROUP), strict_mode=True)
    except ValueError:
        return b""


def _readable(decoded: bytes) -> str | None:
    try:
        text = decoded.decode("utf-8").strip()
    except UnicodeDecodeError:
        return None
    return text if len(text) >= _SHORTEST and "".join(text.split()).isprintable() else None
