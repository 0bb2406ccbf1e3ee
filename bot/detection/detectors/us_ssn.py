"""Finds US Social Security numbers.

Format and ranges never issued: ssa.gov, "Social Security Number Randomization" (area not 000, 666
or 9xx; no group 00, no serial 0000). Hyphens suffice; spaces are weaker; dots and bare digits count
only with the number's name beside them, as do its last four digits.

Misses: masked numbers (XXX-XX-1234).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.us import ssn

from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.labelled import LEFT, RIGHT, labelled, values
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_SSN"
GATE = r"\d{3}[ .\-]\d{2}[ .\-]\d{4}|(?i)ssn|ss#|ss ?n(?:o|um)|social|soc\b|s\.s\.|\bs[ -]s[ -]n\b"

_NAMES = (
    r"ssns?|ss#|ss ?(?:no|num|number)|social(?:[ _]?sec(?:urity)?)?(?:[ _]?(?:number|num|no|#))?|"
    r"soc(?: ?sec)?|s\.s\.n?\.?|s[ -]s[ -]n"
)
_GROUPED = re.compile(rf"{LEFT}\d{{3}}(?P<mark>[- .])\d{{2}}(?P=mark)\d{{4}}{RIGHT}")
_NAMED = labelled(_NAMES, r"\d{9}|\d{3} - \d{2} - \d{4}")
# Typed in a hurry: "SSN514298837".
_GLUED = re.compile(
    r"(?i:(?<![a-z0-9])ssn)(?P<value>\d{3}(?P<mark>[- ]?)\d{2}(?P=mark)\d{4})(?![A-Za-z0-9]|-\d)"
)
_SSN_WORD = words(_NAMES + "|taxpayer|w-?2|w-?4|w-?9|i-9|1099|payroll|background check")
_LAST_FOUR = re.compile(
    rf"(?i:(?<![a-z0-9])(?:last ?(?:4|four)(?: digits)?(?: of)?(?: (?:my|his|her|their|the|your))? "
    rf"(?:{_NAMES})|(?:{_NAMES}),?(?: is)? (?:ending|ends)(?: in| with)?|(?:{_NAMES}) last "
    rf"?(?:4|four))"
    r"(?:\s?(?:is|are|was|in|[:=#-])){0,2}\s?)(?P<value>\d{4})(?![A-Za-z0-9]|-\d)"
)
_UNNAMED = {"-": 0.85, " ": 0.6}


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per Social Security number."""
    for written in _GROUPED.finditer(part.text):
        if _is_somebodys(written[0]):
            yield from _grouped(part, written)
    for start, end, value in values(_NAMED, part.text):
        if _is_somebodys(value):
            yield _finding(part, (start, end), 0.9, "nine digits in a valid range, named as one")
    for glued in _GLUED.finditer(part.text):
        if _is_somebodys(glued["value"]):
            yield _finding(part, glued.span("value"), 0.9, "valid format and range, named as one")
    for last in _LAST_FOUR.finditer(part.text):
        yield _finding(part, last.span("value"), 0.6, "last four digits, named as such")


def _grouped(part: TextPart, written: re.Match[str]) -> Iterator[Finding]:
    if is_near(part.text, written.span(), _SSN_WORD):
        yield _finding(part, written.span(), 0.95, "valid format and range, its name near")
    elif not is_called_otherwise(part.text, written.start()) and written["mark"] in _UNNAMED:
        confidence = _UNNAMED[written["mark"]]
        yield _finding(part, written.span(), confidence, "valid format and range")


def _is_somebodys(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    return bool(ssn.is_valid(digits)) and not is_nobodys("social_security_numbers", digits)


def _finding(part: TextPart, span: tuple[int, int], confidence: float, because: str) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because=because,
    )
