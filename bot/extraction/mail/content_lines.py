"""Splits calendars and address cards into their lines: name, parameters and value, unfolded."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.lines import split_lines
from bot.extraction.mail.letters import decode_body

_ESCAPED = re.compile(r"\\([\\;,:nN])")
_HEAD_PIECE = re.compile(r'"[^"]*"|[^";]+')
_QUOTED_PRINTABLE = "QUOTED-PRINTABLE"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name in capitals, its parameters, its value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        value = self.value
        if self.encoding == _QUOTED_PRINTABLE:
            raw = binascii.a2b_qp(value.encode("utf-8", errors="replace"))
            value = decode_body(raw, self.parameters.get("CHARSET")).text
        return _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)

    @property
    def encoding(self) -> str:
        """How the value is packed: "BASE64", "QUOTED-PRINTABLE" or ""."""
        named = self.parameters.get("ENCODING", "").upper()
        bare = next((key for key in ("BASE64", _QUOTED_PRINTABLE) if key in self.parameters), "")
        return "BASE64" if (named or bare) in {"B", "BASE64"} else named or bare


def content_lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank."""
    for line in _unfolded(text):
        if line.strip():
            yield _parsed(line)


def _unfolded(text: str) -> Iterator[str]:
    held: list[str] = []
    soft = False
    for line in split_lines(text):
        if held and (soft or line[:1] in {" ", "\t"}):
            held.append(line if soft else line[1:])
        else:
            yield "".join(held)
            held, soft = [line], False
        if _QUOTED_PRINTABLE in held[0].partition(":")[0].upper():
            soft = held[-1].endswith("=")
            held[-1] = held[-1].removesuffix("=") if soft else held[-1]
    yield "".join(held)


def _parsed(line: str) -> Line:
    end = _end_of_head(line)
    if end < 0:
        return Line("", {}, line)
    name, *parameters = _HEAD_PIECE.findall(line[:end]) or [""]
    named: dict[str, str] = {}
    key = ""
    for piece in parameters:
        if piece.startswith('"'):  # the value of the parameter before
            named[key] = piece.strip('"')
            continue
        key, _, value = piece.partition("=")
        key = key.strip().upper()
        named[key] = value
    return Line(name.rpartition(".")[2].strip().upper(), named, line[end + 1 :])


def _end_of_head(line: str) -> int:
    """Return where the first colon outside quotes is; -1 where there is none."""
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return place
    return -1
