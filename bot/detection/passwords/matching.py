"""Finds what the forms of a group match and what looks as they ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import re2

from bot.detection.passwords.form import Looks, PasswordForms
from bot.detection.passwords.looks import (
    has_a_sign,
    is_describing,
    is_mixed,
    is_peculiar,
    is_something_else,
    is_strong,
    unwrapped,
)
from bot.detection.passwords.ordinary_words import ORDINARY
from bot.detection.placeholders import is_placeholder

_ENDING = re.compile(
    r"[\"'`*)\]},.;!]{0,3}\s{0,2}(?:$|\n|(?:and|for|user|login|username)(?![A-Za-z])|[&/])"
)
_SHORTEST = 4
_NO_ROOM = 6  # for a name and a value


@dataclass(frozen=True, slots=True)
class Written:
    """Where a password stands, and the user name it belongs to, if the form says so."""

    start: int
    end: int
    confidence: float
    user: tuple[int, int] | None


def written_in(text: str, group: PasswordForms) -> Iterator[Written]:
    """Yield what the forms match, form after form."""
    starts = starts_of(text, group.starts) if group.starts else None
    for form in group.forms:
        has_user = "user" in form.pattern.groupindex
        for written in _matches(text, form.pattern, starts):
            value = _value(written)
            if _can_be_one(value, written, form.looks):
                start = written.start("value")
                user = written.span("user") if has_user and written["user"] else None
                yield Written(start, start + len(value), form.confidence, user)


def starts_of(text: str, begins: str) -> list[int]:
    """Return where forms may begin; of a name said over and over at once, the last."""
    starts = [found.start() for found in _compiled(begins).finditer(text)]
    return [
        here
        for here, there in pairwise([*starts, len(text)])
        if there - here > _NO_ROOM or not text.startswith(text[here:there], there)
    ]


def is_said(value: str) -> bool:
    """Whether it is neither too short nor an ordinary word nor a placeholder."""
    return (
        len(value) >= _SHORTEST
        and not ORDINARY.fullmatch(value.strip("!?"))
        and not is_placeholder(value)
    )


def is_cell(value: str) -> bool:
    """Whether what stands in a column of passwords looks like one."""
    return (
        len(value) >= _SHORTEST
        and " " not in value
        and has_a_sign(value)
        and not is_placeholder(value)
    )


@cache
def _compiled(pattern: str) -> re2._Regexp:
    return re2.compile(pattern)


def _matches(
    text: str, pattern: re.Pattern[str], starts: list[int] | None
) -> Iterator[re.Match[str]]:
    if starts is None:
        yield from pattern.finditer(text)
        return
    for start in starts:
        if (written := pattern.match(text, start)) is not None:
            yield written


def _value(written: re.Match[str]) -> str:
    value, quote = written["value"], written["quote"][-1:]
    quoted = quote and written.string.startswith(quote, written.end("value"))
    if quoted or " " in value:  # the form says where it ends
        return value
    return unwrapped(value, quote)


def _can_be_one(value: str, written: re.Match[str], looks: Looks) -> bool:
    if not is_said(value):
        return False
    if is_something_else(value, written.string, written.start("value") + len(value)):
        return False
    return _looks(value, written, looks)


def _looks(value: str, written: re.Match[str], looks: Looks) -> bool:
    """Whether the value looks as its naming asks."""
    if looks is Looks.CODE:
        return True
    if looks is Looks.LAST_WORD:
        return not is_describing(value)
    if looks is Looks.MIXED:
        return is_mixed(value) or is_peculiar(value)
    if looks is Looks.STRONG:
        return is_strong(value)
    if written["quote"] or has_a_sign(value):
        return True
    return looks is Looks.WORD and _stands_alone(written, value)


def _stands_alone(written: re.Match[str], value: str) -> bool:
    """Whether a plain word is all that was said: "pw: swordfish", not "password - ask Jo"."""
    said = written.string[written.start() : written.start("value")]
    end = written.start("value") + len(value)
    return said.rstrip()[-1:] != "-" and _ENDING.match(written.string, end) is not None
