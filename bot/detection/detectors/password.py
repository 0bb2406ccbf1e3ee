"""Finds passwords that are called one: "password: …", "pw is …", "login is jo / …", "PIN 4410".

There is no format. After a colon or an equals sign a word counts unless it is an ordinary one
("required", "expired"); after "is" it must look like a password (a digit, a mark, odd capitals) or
be quoted; the less the naming says, the more the value must look like one. Placeholders
(`<password>`, `****`, `$DB_PASSWORD`) and code that fetches one are quiet.

Misses: a plain word after "is" with more behind it, a password sent alone in answer to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.detection.passwords.access_codes import CODES
from bot.detection.passwords.access_talk import TALK, peculiar_words
from bot.detection.passwords.commands import COMMANDS
from bot.detection.passwords.form import PECULIAR_GATE
from bot.detection.passwords.forms import DEFAULTS, NAMED, NAMED_LAST, SHORTLY_NAMED
from bot.detection.passwords.matching import Written, is_cell, written_in
from bot.detection.passwords.pairs import PAIRED, TOGETHER
from bot.detection.passwords.tables import GATE as TABLE_GATE
from bot.detection.passwords.tables import table_rows
from bot.detection.patterns import Gate
from bot.detection.taken_spans import TakenSpans
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "PASSWORD"
GROUPS = (TOGETHER, SHORTLY_NAMED, NAMED, *NAMED_LAST, *COMMANDS, *PAIRED, DEFAULTS, *CODES, *TALK)
_TABLE, _PECULIAR = len(GROUPS), len(GROUPS) + 1
# A table's head opens the gate of the names too.
GATE = "|".join(dict.fromkeys((*(group.gate for group in GROUPS), PECULIAR_GATE)))


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per password."""
    taken = TakenSpans()
    for written, because in _found(part.text):
        if taken.take(written.start, written.end):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=written.start,
                end=written.end,
                confidence=written.confidence,
                because=because,
            )
        if written.user is not None:  # "un/pw: jo / …": no password behind "pw:"
            taken.take(*written.user)


@cache
def _gate() -> Gate:
    return Gate([*(group.also or group.gate for group in GROUPS), TABLE_GATE, PECULIAR_GATE])


def _found(text: str) -> Iterator[tuple[Written, str]]:
    """Yield each with its reason, the surest namings first."""
    for place in _gate().opened_by(text):
        if place == _TABLE:
            yield from _in_tables(text)
        elif place == _PECULIAR:
            for start, end in peculiar_words(text):
                yield (
                    Written(start, end, 0.6, None),
                    "looks like a password, near talk of getting in",
                )
        else:
            for written in written_in(text, GROUPS[place]):
                yield written, "named as a password"


def _in_tables(text: str) -> Iterator[tuple[Written, str]]:
    for row in table_rows(text):
        for start, end in row.passwords:
            if is_cell(text[start:end]):
                yield Written(start, end, 0.75, None), "in a column named as a password"
