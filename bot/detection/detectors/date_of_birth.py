"""Finds dates of birth: a full date that is called one.

Dates as people write them: 03/12/1984, 1984-03-12, March 12, 1984, 12 Mar 84, 19840312. The day and
month must exist and the year must be one somebody alive can be born in.

Misses: a birthday without its year (cake, not identity), a year alone, a date called nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.labelled import labelled, values
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "DATE_OF_BIRTH"
GATE = r"(?i)\bb\.\s?\d|\bd\.?o\.?b|birth|born|b-?day"

_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?i:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d{2}|'?\d{2})"
_DATE = (
    rf"(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}(?P<MARK>[-/. "
    rf"])\d{{1,2}}(?P=MARK){_YEAR}"
    rf"|{_MONTH}[ -]{_DAY},?[ -]{_YEAR}|{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}"
    r"|(?:19|20)\d{6}|(?:0[1-9]|1[0-2])\d{2}(?:(?:19|20)\d{2}|\d{2})"
)
_NAMES = r"d\.?o\.?b\.?|date[ _]?of[ _]?birth|birth[ _]?date|birth|born(?: on)?|birthday|b-?day|b\."
# The date is written twice in the pattern (after its name, before it): groups need their own names.
_NAMED = labelled(_NAMES, "DATE")
_NAMED = re.compile(
    _NAMED.pattern.replace(
        "(?P<after>DATE)", f"(?P<after>{_DATE.replace('MARK', 'mark1')})"
    ).replace("(?P<before>DATE)", f"(?P<before>{_DATE.replace('MARK', 'mark2')})")
)
_SHORT_NUMBERS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_SPELLED_MONTH = re.compile(r"[A-Za-z]{3}")
_MONTHS, _DAYS = 12, 31


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per date of birth."""
    for start, end, value in values(_NAMED, part.text):
        if _can_be_a_date(value):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=start,
                end=end,
                confidence=0.95,
                because="a date that is called one of birth",
            )


def _can_be_a_date(value: str) -> bool:
    """Whether day and month, in either order, exist."""
    numbers = [int(number) for number in _SHORT_NUMBERS.findall(value)]
    if _SPELLED_MONTH.search(value):
        return all(0 < day <= _DAYS for day in numbers[:1])
    low, high = sorted((*numbers, 1, 1)[:2])
    return 0 < low <= _MONTHS and high <= _DAYS
