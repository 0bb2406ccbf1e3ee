"""Cuts JSON into tokens as it comes, without holding the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

_CHUNK = 64 * 1024
_STRING = r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"'
_WORD = r"[-+.\w]++"
# A key with its value and the comma behind it are one token: most of a file is made of them.
_GAP = r"[ \t\r]*+"
_TOKEN = re.compile(
    rf"(?P<key>{_STRING}){_GAP}:{_GAP}(?P<pair>{_STRING}|{_WORD}){_GAP}(?P<comma>,?){_GAP}"
    rf"|(?P<mark>[\[\]{{}},:]){_GAP}|(?P<line>\n){_GAP}"
    rf"|(?P<string>{_STRING})|(?P<word>{_WORD})|[ \t\r\ufeff]++"
)


class NotJson(Exception):
    """What stands here is not JSON."""


@dataclass(slots=True)
class Tokens:
    """The tokens of an open file; `line` is the number of the line that the last stands on."""

    opened: TextIO
    line: int = 1
    _ahead: str = ""
    _at: int = 0
    _last: int = 0

    def __iter__(self) -> Iterator[re.Match[str]]:
        """Yield each token, its lastgroup its kind. Raises NotJson where there is none.

        The kinds are "comma" (a whole pair, with or without one), mark, line, string and word.
        """
        while self._more():
            yield from self._whole()
        yield from self._whole(is_end=True)
        self._last = self._at
        if self._at < len(self._ahead):
            raise NotJson

    def rest(self) -> str:
        """Return what was read from the last token on, itself included where it was refused."""
        return self._ahead[self._last :]

    def _whole(self, *, is_end: bool = False) -> Iterator[re.Match[str]]:
        """Yield the tokens that more text would not lengthen."""
        end = len(self._ahead) + is_end
        # Never searched for further on: a torn string would be gone through from each of its marks.
        while token := _TOKEN.match(self._ahead, self._at):
            if token.end() >= end:
                return
            self._last, self._at = token.span()
            if token.lastgroup is not None:
                yield token
            if token.lastgroup == "line":
                self.line += 1
        if self._is_torn():
            self._last = self._at
            raise NotJson

    def _is_torn(self) -> bool:
        # More text can mend only a string that goes on to the end of what was read.
        rest = self._ahead[self._at :]
        return bool(rest) and ("\n" in rest or not rest.startswith('"'))

    def _more(self) -> bool:
        """Read on: as much again as is held, so that a long string is not looked at too often."""
        read = self.opened.read(max(_CHUNK, len(self._ahead) - self._at))
        if read:
            self._ahead = self._ahead[self._at :] + read
            self._at = self._last = 0
        return bool(read)
