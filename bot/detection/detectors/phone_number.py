"""Finds phone numbers: North American ones as people write them, others with their `+`.

Formats and numbering plans are Google's libphonenumber data (the `phonenumbers` package). Bare
digits count only with a word such as "call" near. Toll-free lines, hotlines and the numbers
reserved for fiction (NANPA: 555-0100 to 555-0199) are nobody's.

Misses: numbers of other countries without `+`, vanity numbers ("1-800-FLOWERS").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.nobody import listed
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "PHONE_NUMBER"
GATE = r"\d{3}[ .)/\-]{0,2}\d{3}[ ./\-]?\d{4}|\+\d|\d{3}-\d{4}"

_WRITTEN = re.compile(
    r"""
    (?:(?<![A-Za-z0-9#$/_=@+-])|(?i:(?<=phone=)|(?<=mobile=)|(?<=cell=)|(?<=tel=)|(?<=fax=)))
    (?<![0-9][.:])
    (?: (?P<international>\+[1-9](?:[ .()/-]{0,2}\d){6,14})
      | (?P<grouped>(?:1[ .-])?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4})
      | (?P<bare>1?\d{10}|\d{3}[ .-]\d{7}|\d{3}/\d{3}[/-]\d{4})
      | (?P<local>\d{3}-\d{4}) )
    (?![A-Za-z0-9_/=@-]|[.:,]\d)
    """,
    re.VERBOSE,
)
_PHONE_WORD = words(
    "phones?|cells?|mobile|call(?:ed|ing|s)?|text(?:ed|ing)?|tel|telephone|fax|dial|ring|"
    "rang|reach|"
    "sms|voicemail|landline|reached|whatsapp|signal|ph|contact|number is|my number|"
    "(?:his|her|their) number"
)
_CONFIDENCE = {
    "international": (0.95, 0.9),
    "grouped": (0.95, 0.85),
    "bare": (0.75, None),
    "local": (0.6, None),
}
_FICTION = re.compile(r"1?\d{3}55501\d\d|55501\d\d")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per phone number."""
    for written in _WRITTEN.finditer(part.text):
        kind = str(written.lastgroup)
        called_so = is_near(part.text, written.span(), _PHONE_WORD, before=40, after=20)
        confidence = _CONFIDENCE[kind][0 if called_so else 1]
        if confidence is None or not _is_somebodys(kind, written[0]):
            continue
        if not called_so and is_called_otherwise(part.text, written.start()):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=confidence,
            because=f"{_SAID[kind]}" + (", a word for calling near" if called_so else ""),
        )


_SAID = {
    "international": "valid international number",
    "grouped": "valid North American number",
    "bare": "valid North American number, ungrouped",
    "local": "form of a local number",
}


def _is_somebodys(kind: str, written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if digits in listed("phone_numbers") or "1" + digits in listed("phone_numbers"):
        return False
    if kind == "local":
        return digits[0] not in "01" and digits[1:3] != "11" and not _FICTION.fullmatch(digits)
    number = _parse(written)
    if number is None or (number.country_code == 1 and _FICTION.fullmatch(digits)):
        return False
    return phonenumbers.number_type(number) != PhoneNumberType.TOLL_FREE


def _parse(written: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
