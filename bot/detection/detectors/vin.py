"""Finds vehicle identification numbers.

Format: ISO 3779, with the check digit of 49 CFR 565.15 that North American makers must use. One in
eleven random strings would pass, so the letters must be capitals unless a word of cars is near.

Misses: vehicles of makers that use no check digit, numbers before 1981.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.checksums import vin_holds
from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "VIN"
GATE = r"\b[A-HJ-NPR-Za-hj-npr-z0-9]{17}\b"

_WRITTEN = re.compile(r"(?<![A-Za-z0-9._/=-])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![A-Za-z0-9_/=-])")
_CAR_WORD = words(
    "vins?|vehicles?|cars?|trucks?|suv|sedan|title|odometer|plates?|registration|dmv|auto|"
    "insurance|dealer(?:ship)?|honda|toyota|ford|chevy|chevrolet|nissan|bmw|tesla|jeep|dodge|"
    "subaru|hyundai|kia|mazda|fleet|mileage"
)
_FEWEST_LETTERS = 3


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per VIN."""
    for written in _WRITTEN.finditer(part.text):
        vin = written[0].upper()
        if not vin_holds(vin) or is_nobodys("vins", vin):
            continue
        named = is_near(part.text, written.span(), _CAR_WORD)
        if not named and not _stands_alone(part.text, written):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=0.95 if named else 0.75,
            because="check digit holds" + (", a word of cars near" if named else ""),
        )


def _stands_alone(text: str, written: re.Match[str]) -> bool:
    letters = sum(map(str.isalpha, written[0]))
    return (
        written[0].isupper()
        and letters >= _FEWEST_LETTERS
        and written[0][-4:].isdigit()
        and not is_called_otherwise(text, written.start())
    )
