"""Reads numbers that are spelled out, spaced digit by digit or split over lines as one.

Digits that stand together in the second reading are bare ones, and the detectors ask more of them:
a check digit that holds, or their name beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.detection.second_readings.digit_stretches import Stretch, find_stretches, layers_of
from bot.detection.second_readings.number_words import WORDS
from bot.detection.second_readings.one_number import NAMES, is_as_usual, is_near_ssn, is_one_number
from bot.detection.second_readings.rereading import Reread, SecondReading, replaced

_JOINT = r"[^0-9A-Za-z|\t]{0,5}"
_WORD = rf"(?:{WORDS}|dash|hyphen|dot|then)"
# A gap that the first reading does not take for one: more than a space, hyphen or dot.
_GAP = r"(?:[^0-9A-Za-z|\t]{2,5}|[\n,/*_~()])"
_ANY_GAP = r"[^0-9A-Za-z|\t]{1,5}"
_MIXED = r"(?:-{0}[ .]|\.{0}[ -]| {0}[.-])"
_GROUPED = (
    rf"\d{_GAP}\d[^A-Za-z|\t]{{3,24}}\d|\d{{3}}{_MIXED.format('[0-9]{2,3}')}\d{{4}}"
    r"|\b\d\d?[ .-]\d\d?[ .-]\d[^A-Za-z|\t]{4,24}\d|\b(?:\d{3}[ .-]\d[ .-]\d"
    r"|\d{4}[ .-]\d{5}|\d{5}[ .-]\d{4}|\d{3}[ .-]\d{6}|\d{6}[ .-]\d{4}"
    r"|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{4}[ .-]\d|\d{8}[ .-]\d{8}"
    r"|\d{4}[ .-]\d{8,12}|\d{12}[ .-]\d{4})\b"
)
_NAME = rf"(?i:(?:^|[^0-9A-Za-z])(?:{NAMES}))"
GATE = (
    # Words for digits in a row, or with digits between them.
    rf"(?i:{_WORD}{_JOINT}{_WORD}{_JOINT}(?:{_WORD}|\d)|\d{_JOINT}{_WORD}{_JOINT}(?:{_WORD}|\d)"
    rf"|{_WORD}{_JOINT}\d{_JOINT}{_WORD})"
    # Four digits that stand singly; letters among digits.
    rf"|(?:^|[^0-9A-Za-z])\d(?:{_ANY_GAP}\d){{3}}(?:[^0-9A-Za-z]|$)"
    r"|\d[OolI]+(?:\d|[^0-9A-Za-z]|$)"
    # The groups of a card, or those of anything that has a name, not parted as usual.
    rf"|\d{{4}}(?:{_GAP}\d{{4,6}}{_ANY_GAP}|{_ANY_GAP}\d{{4,6}}{_GAP})\d{{4}}"
    rf"|\d{{4}}{_MIXED.format('[0-9]{4}')}\d{{4}}"
    rf"|{_NAME}(?s:.*)(?:{_GROUPED})|(?:{_GROUPED})(?s:.*){_NAME}"
)


def reread(text: str, start: int = 0) -> Iterator[Reread]:
    """Yield the text with numbers put together, once for each way to put them together."""
    odd = (stretch for stretch in find_stretches(text, start) if not is_as_usual(stretch))
    for layer in layers_of(odd):
        yield from rendered(text, [one for one in layer if is_one_number(text, one)])


def rendered(text: str, stretches: Sequence[Stretch]) -> Iterator[Reread]:
    """Yield the text with each stretch as bare digits, and some as "536.22.8765"."""
    joined = [(one.span, one.digits) for one in stretches]
    if joined:
        yield replaced(text, joined)
    # With dots, the name of a Social Security number may stand near instead of beside it.
    dotted = [(one.span, _dotted(one.digits)) for one in stretches if is_near_ssn(text, one)]
    if dotted:
        yield replaced(text, dotted)


def _dotted(digits: str) -> str:
    return f"{digits[:3]}.{digits[3:5]}.{digits[5:]}"


TAKEN_APART = SecondReading(
    name="taken apart", gate=GATE, reread=reread, because="spelled out or taken apart"
)
