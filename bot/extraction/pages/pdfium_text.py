"""Gets strings out of PDFium, which wants to be asked twice: for the length and for the text."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

_LONGEST = 20_000_000  # bytes; a string longer than the largest file is none


def wide_text(ask: Callable[[Any, int], int]) -> str:
    """Return a UTF-16 string; `ask` takes a buffer and its size, and returns the length."""
    return _asked(ask).decode("utf-16-le", errors="replace").removesuffix("\0")


def byte_text(ask: Callable[[Any, int], int]) -> str:
    """Return a string of bytes, such as an address."""
    return _asked(ask).decode(errors="replace").removesuffix("\0")


def _asked(ask: Callable[[Any, int], int]) -> bytes:
    size = ask(None, 0)
    if not 0 < size <= _LONGEST:
        return b""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[:size]
