"""Tells bytes that are no text by the control characters in them."""

from __future__ import annotations

_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x08\x1b")) + b"\x7f"
_MOST_CONTROL = 0.01  # real logs and lists have a stray one; other files have them everywhere


def looks_binary(content: bytes) -> bool:
    """Whether the bytes hold what text does not: a NUL, or many control characters."""
    return b"\0" in content or share_of(content, _CONTROL) > _MOST_CONTROL


def share_of(content: bytes, those: bytes) -> float:
    """Return what part of the bytes are among those."""
    kept = len(content.translate(None, those))
    return (len(content) - kept) / len(content) if content else 0.0
