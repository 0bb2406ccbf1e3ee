"""The values of JSON, each with the path that leads to it, from its tokens."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from bot.extraction.data.json_tokens import NotJson

_DEEPEST = 10_000
_LONGEST_PATH = 120  # characters that are shown; of a longer one, the start and the end
_END = 60
_OPENED_BY = {"]": "[", "}": "{"}
_WORD = re.compile(r"-?\d[\d.eE+-]*|true|false|null|-?Infinity|NaN")


@dataclass(slots=True)
class _Level:
    """A list or object that is open, and where in it we are."""

    mark: str
    path: str
    key: str = ""
    index: int = 0
    is_empty: bool = True
    awaits_key: bool = False
    awaits_value: bool = False  # a key was read, and what it is the key of was not

    def fill(self) -> None:
        """Note that there is something in it."""
        self.is_empty, self.awaits_value = False, False

    def left_over(self) -> str:
        """Return the path of a key without a value."""
        return f"{self.path_within()}:" if self.awaits_value else ""

    def path_within(self) -> str:
        """Return the path of the value that comes next."""
        if self.mark == "[":
            return shortened(f"{self.path}[{self.index}]")
        return shortened(f"{self.path}.{self.key}" if self.path else self.key)


@dataclass(slots=True)
class Values:
    """Turns tokens into "path: value". It asks no more of JSON than it needs to know the paths."""

    _levels: list[_Level] = field(default_factory=list)

    def take(self, token: re.Match[str]) -> str:
        """Return the value that ends with this token, or nothing; raises NotJson."""
        kind, text = token.lastgroup, token[0]
        if kind == "mark":
            return self._take_mark(text[0])
        level = self._levels[-1] if self._levels else None
        if kind == "comma":
            return self._take_pair(level, token)
        value = _in_words(text)
        if level and level.awaits_key:
            level.key, level.awaits_key, level.awaits_value = value, False, True
            return ""
        if level:
            level.fill()
        path = self._path()
        return f"{path}: {value}" if path else value

    def _take_pair(self, level: _Level | None, token: re.Match[str]) -> str:
        if level is None or not level.awaits_key:
            raise NotJson
        level.key = _in_words(token["key"])
        value = _in_words(token["pair"])
        level.fill()
        level.awaits_key = bool(token["comma"])
        return f"{level.path_within()}: {value}"

    def left_over(self) -> str:
        """Return the path at which the values break off."""
        return f"{self._path()}:" if self._levels else ""

    def _take_mark(self, mark: str) -> str:
        if mark in "[{":
            return self._open(mark)
        if not self._levels:
            raise NotJson
        level = self._levels[-1]
        if mark == ",":
            left_over = level.left_over()
            level.index += 1
            level.awaits_key, level.awaits_value = level.mark == "{", False
            return left_over
        if mark in _OPENED_BY:
            return self._close(level, mark)
        return ""

    def _open(self, mark: str) -> str:
        path = self._path()
        if self._levels:
            self._levels[-1].fill()
        if len(self._levels) >= _DEEPEST:
            raise NotJson
        key = self._levels[-1].key if self._levels else ""
        self._levels.append(_Level(mark, path, awaits_key=mark == "{"))
        # What the values' shortened paths may not show is said here.
        return f"{key}:" if key and len(path) >= _LONGEST_PATH - _END else ""

    def _close(self, level: _Level, mark: str) -> str:
        if level.mark != _OPENED_BY[mark]:
            raise NotJson
        self._levels.pop()
        empty = f"{level.path}:" if level.is_empty and level.path else ""
        return level.left_over() or empty

    def _path(self) -> str:
        return self._levels[-1].path_within() if self._levels else ""


def shortened(path: str) -> str:
    """Return a path of bounded length."""
    if len(path) <= _LONGEST_PATH:
        return path
    return f"{path[: _LONGEST_PATH - _END - 1]}…{path[-_END:]}"


def _in_words(token: str) -> str:
    """Return what a string or another value says, on one line."""
    if not token.startswith('"'):
        if not _WORD.fullmatch(token):
            raise NotJson
        return token
    text: str = token[1:-1]
    if "\\" in text:
        text = _unescaped(token)
    return " ".join(text.split())


def _unescaped(string: str) -> str:
    try:
        text: str = json.loads(string, strict=False)
    except ValueError:  # an escape that JSON does not know
        return string[1:-1]
    # Half a character, as "\ud800", is no text that can be handed on.
    return text.encode("utf-8", "replace").decode("utf-8")
