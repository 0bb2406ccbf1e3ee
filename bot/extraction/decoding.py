"""Bytes that are at hand to text, in the usual encodings."""

from __future__ import annotations

from io import BytesIO

from bot.extraction.data.controls import looks_binary
from bot.extraction.data.decoding import encoding_of
from bot.extraction.limits import Unreadable

__all__ = ["decode", "looks_binary"]


def decode(content: bytes) -> str:
    """Return the text; raises Unreadable where it is no text, or not clear which."""
    encoding, errors = encoding_of(BytesIO(content))
    try:
        return content.decode(encoding, errors)
    except UnicodeDecodeError:
        claimed = encoding.removesuffix("-sig")
        raise Unreadable(f"it claims to be {claimed} text and is not") from None
