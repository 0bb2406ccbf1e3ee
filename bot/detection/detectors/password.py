"""Finds passwords that are called one: "password: …", "pw is …", "login is jo / …", "PIN 4410".

There is no format. After a colon or an equals sign a word counts unless it is an ordinary one
("required", "expired"); after "is" it must look like a password (a digit, a mark, odd capitals) or
be quoted; the less the naming says, the more the value must look like one. Placeholders
(`<password>`, `****`, `$DB_PASSWORD`) and code that fetches one are quiet.

Misses: a plain word after "is" with more behind it, a password sent alone in answer to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import re2

from bot.detection.passwords.access_codes import CODES
from bot.detection.passwords.access_talk import PECULIAR_GATE, TALK, peculiar_words
from bot.detection.passwords.commands import COMMANDS
from bot.detection.passwords.form import Looks, PasswordForms
from bot.detection.passwords.forms import (
    DEFAULTS,
    NAMED,
    NAMED_LAST,
    PAIRED,
    SHORTLY_NAMED,
)
from bot.detection.passwords.looks import (
    has_a_sign,
    is_describing,
    is_mixed,
    is_peculiar,
    is_something_else,
    unwrapped,
)
from bot.detection.passwords.ordinary_words import ORDINARY
from bot.detection.passwords.tables import GATE as TABLE_GATE
from bot.detection.passwords.tables import table_cells
from bot.detection.patterns import Gate
from bot.detection.placeholders import is_placeholder
from bot.detection.taken_spans import TakenSpans
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "PASSWORD"
GROUPS = (SHORTLY_NAMED, NAMED, *NAMED_LAST, *COMMANDS, *PAIRED, DEFAULTS, *CODES, *TALK)
_TABLE, _PECULIAR = len(GROUPS), len(GROUPS) + 1
# A table's head opens the gate of the names too.
GATE = "|".join(dict.fromkeys((*(group.gate for group in GROUPS), PECULIAR_GATE)))

_ENDING = re.compile(
    r"[\"'`*)\]},.;!]{0,3}\s{0,2}(?:$|\n|(?:and|for|user|login|username)(?![A-Za-z])|[&/])"
)
_SHORTEST = 4
_NO_ROOM = 6  # for a name and a value


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per password."""
    taken = TakenSpans()
    for start, end, confidence, because in _found(part.text):
        if taken.take(start, end):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=start,
                end=end,
                confidence=confidence,
                because=because,
            )


@cache
def _gate() -> Gate:
    return Gate([*(group.also or group.gate for group in GROUPS), TABLE_GATE, PECULIAR_GATE])


def _found(text: str) -> Iterator[tuple[int, int, float, str]]:
    """Yield start, end, confidence and reason of each, the surest namings first."""
    for place in _gate().opened_by(text):
        if place == _TABLE:
            yield from _in_tables(text)
        elif place == _PECULIAR:
            for start, end in peculiar_words(text):
                yield start, end, 0.6, "looks like a password, near talk of getting in"
        else:
            yield from _of_forms(text, GROUPS[place])


def _in_tables(text: str) -> Iterator[tuple[int, int, float, str]]:
    for start, end in table_cells(text):
        if _is_cell(text[start:end]):
            yield start, end, 0.75, "in a column named as a password"


def _of_forms(text: str, group: PasswordForms) -> Iterator[tuple[int, int, float, str]]:
    starts = _starts(text, group.starts) if group.starts else None
    for form in group.forms:
        for written in _written(text, form.pattern, starts):
            value = _value(written)
            if _can_be_one(value, written, form.looks):
                start = written.start("value")
                yield start, start + len(value), form.confidence, "named as a password"


def _starts(text: str, begins: str) -> list[int]:
    """Return where forms may begin; of a name said over and over at once, the last."""
    starts = [found.start() for found in _compiled(begins).finditer(text)]
    return [
        here
        for here, there in pairwise([*starts, len(text)])
        if there - here > _NO_ROOM or not text.startswith(text[here:there], there)
    ]


@cache
def _compiled(pattern: str) -> re2._Regexp:
    return re2.compile(pattern)


def _written(
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
    if len(value) < _SHORTEST or ORDINARY.fullmatch(value.strip("!?")) or is_placeholder(value):
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
    if written["quote"] or has_a_sign(value):
        return True
    return looks is Looks.WORD and _stands_alone(written, value)


def _stands_alone(written: re.Match[str], value: str) -> bool:
    """Whether a plain word is all that was said: "pw: swordfish", not "password - ask Jo"."""
    said = written.string[written.start() : written.start("value")]
    end = written.start("value") + len(value)
    return said.rstrip()[-1:] != "-" and _ENDING.match(written.string, end) is not None


def _is_cell(value: str) -> bool:
    return (
        len(value) >= _SHORTEST
        and " " not in value
        and has_a_sign(value)
        and not is_placeholder(value)
    )
