"""Cuts RTF into its tokens, in one pass over the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]++)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A control word with its number, a brace, or text; `raw` is text in some code page."""

    word: str = ""
    number: int | None = None
    brace: str = ""
    raw: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    """Return the tokens in order; line breaks of the file mean nothing."""
    binary_until = 0
    for match in _TOKEN.finditer(content):
        if match.start() < binary_until:  # what follows \bin is no RTF
            continue
        word, number, code, symbol, brace, text = match.groups()
        if word:
            count = int(number) if number else None
            # One that would be longer than the file hides what stands behind it.
            if word == b"bin" and count and match.end() + count <= len(content):
                binary_until = match.end() + count
            yield Token(word=word.decode("ascii"), number=count)
        elif code:
            yield Token(raw=bytes([int(code, 16)]))
        elif symbol:
            yield Token(word=symbol.decode("latin-1"))
        elif brace:
            yield Token(brace=brace.decode("ascii"))
        else:
            yield Token(raw=text)
