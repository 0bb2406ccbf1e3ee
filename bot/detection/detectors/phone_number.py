"""Finds phone numbers: North American ones as people write them, others with their `+`.

Formats and numbering plans are Google's libphonenumber data (the `phonenumbers` package). Bare
digits count only with a word such as "call" near, and so does a number as it is dialled within
Britain, Germany, France, Australia or India. Toll-free lines, hotlines and the numbers reserved for
fiction (NANPA: 555-0100 to 555-0199) are nobody's.

Misses: numbers as they are dialled within other countries, vanity numbers ("1-800-FLOWERS").
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
GATE = (
    r"\d{3}[ .)/\-]{0,3}\d{3}[ ./\-]{0,3}\d{4}|\+\d|\d{3}-\d{4}|wa\.me/\d"
    r"|\b0\d{1,4}\)?[ /-]\d|\b0\d{9}|[6-9]\d{4} \d{5}|\b0[1-9][ .]\d\d[ .]\d\d|\b0[01]1? ?[1-9]\d"
)

_WRITTEN = re.compile(
    r"""
    (?<![A-Za-z0-9$])(?<![0-9][.:+])
    (?: (?P<international>\+[1-9](?:[ .()/-]{0,2}\d){6,14}|(?<=wa\.me/)[1-9]\d{7,14})
      | (?P<prefixed>(?:00|011)(?:[ .-][1-9]\d{0,2}|[1-9]\d{0,2}[ .(-])(?:[ .()-]{0,2}\d){7,12})
      | (?P<grouped>(?:1[ .-]?(?=\()|1[ .-])?(?:\(\ ?\d{3}\ ?\)[ .-]{0,2}|\d{3}(?:[ .-]|\ -\ ))
          \d{3}(?:[ .-]|\ -\ )\d{4})
      | (?P<bare>1?\d{10}|1\d{3}-\d{3}-\d{4}|\d{3}[ .-]\d{7}|\d{3}/\d{3}[/-]\d{4})
      | (?P<national>(?<!\d[ .-])(?:0\d{2,4}/\d{5,8}|(?=(?:\D{0,2}\d){10})(?:
          00[1-9]\d{8,12}|0[1-9](?:[ .]\d\d){4}|0[1-9]\ \d{4}\ \d{4}|0\d{9,10}
          |\(0\d{1,4}\)\ ?\d{3,4}\ ?\d{3,4}|0\d{2,4}(?:[ -]\d{3,4}){2}|0\d{2,4}[ -]\d{5,8}
          |[6-9]\d{4}[ -]\d{5}))(?![ .-]\d))
      | (?P<local>\d{3}-\d{4}) )
    (?![A-Za-z0-9_=@]|-[A-Za-z0-9]|/(?!\(?\d{3}[). -]{1,2}\d{3}[ .-]\d{4}(?!\d))|[.:,]\d)
    """,
    re.VERBOSE,
)
# Right behind such a mark digits belong to a field, an issue, a host or an id; not to a field that
# is called a phone.
_MARKS = "#/_=@+-"
_FIELD = re.compile(
    r"(?i:(?<![a-z])(?:phone|mobile|cell|tel|fax|contact|whatsapp|ph)[a-z]{0,7}"
    r"(?:[ _-]?(?:no|num|number|phone))?[#=_-]|wa\.me/|(?<![\w.])@)\Z|\d{4}/\Z"
)
_FIELD_REACHES = 30
_PHONE_WORD = words(
    r"phones?|cells?|mobile?|mob|call(?:ed|ing|s)?|text(?:ed|ing)?|tel|telephone|fax|dial|ring|"
    r"rang|reach|sms|voicemail|landline|reached|whatsapp|wa\.me|signal|ph|contact|number is|"
    r"my number|(?:his|her|their) number|(?:office|direct|desk|home|work|main|land|private) line|"
    r"lines? (?:is|at)"
)
_CONFIDENCE = {
    "international": (0.95, 0.9),
    "prefixed": (0.85, 0.7),
    "grouped": (0.95, 0.85),
    "bare": (0.75, None),
    "national": (0.6, None),
    "local": (0.6, None),
}
_HERE: tuple[str, ...] = ("US",)
_REGIONS: tuple[str, ...] = ("GB", "DE", "FR", "AU", "IN")
_INDIAN_MOBILE = re.compile(r"[6-9]\d{9}")
_FICTION = re.compile(r"1?\d{3}55501\d\d|55501\d\d")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per phone number."""
    for written in _WRITTEN.finditer(part.text):
        kind = str(written.lastgroup)
        called_so = is_near(part.text, written.span(), _PHONE_WORD, before=40, after=20)
        confidence = _CONFIDENCE[kind][0 if called_so else 1]
        if confidence is None or not _stands_by_itself(part.text, written.start()):
            continue
        if not _is_somebodys(kind, written[0]):
            continue
        may_be_another = not called_so or kind == "national"
        if may_be_another and is_called_otherwise(part.text, written.start()):
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
    "prefixed": "valid international number",
    "grouped": "valid North American number",
    "bare": "valid North American number, ungrouped",
    "national": "valid number within its country",
    "local": "form of a local number",
}


def _stands_by_itself(text: str, start: int) -> bool:
    if text[start - 1 : start] not in _MARKS or not start:
        return True
    return _FIELD.search(text, max(0, start - _FIELD_REACHES), start) is not None


def _is_somebodys(kind: str, written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if digits in listed("phone_numbers") or "1" + digits in listed("phone_numbers"):
        return False
    if kind == "local":
        return digits[0] not in "01" and digits[1:3] != "11" and not _FICTION.fullmatch(digits)
    number = _parse(kind, written)
    if number is None or (number.country_code == 1 and _FICTION.fullmatch(digits)):
        return False
    return phonenumbers.number_type(number) != PhoneNumberType.TOLL_FREE


def _parse(kind: str, written: str) -> PhoneNumber | None:
    """Return the number, if it is one where it may be dialled as it is written."""
    if kind in {"international", "prefixed"}:
        written = "+" + re.sub(r"\A(?:00|011)[ .-]?|\+", "", written)
    ways = _REGIONS if kind == "national" else _HERE
    if _INDIAN_MOBILE.fullmatch(written):
        ways = (*_HERE, "IN")
    return next(filter(None, (_valid(written, region) for region in ways)), None)


def _valid(written: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
