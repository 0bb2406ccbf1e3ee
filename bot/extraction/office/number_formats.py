"""Shows a number of a sheet as its format does: dates, and numbers that are kept as identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import attribute, local
from bot.extraction.pieces import Piece

_DATES_BUILT_IN = frozenset({14, 15, 16, 17, 22, 27, 30, 36, 50, 57})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_PATTERN = re.compile(r"[0-]*0[- 0().\\]*0")  # "000-00-0000": digits at fixed places
_LONGEST = 40
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zones
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_LAST_DAY = 2_958_465  # of the year 9999
_DATE = "date"


@dataclass(slots=True)
class Formats:
    """Formats by the number a cell names its style by."""

    by_style: list[str] = field(default_factory=list)
    from_1904: bool = False

    def show(self, value: str, style: str) -> str:
        """Return the value as a person sees it, as far as it matters to what it says."""
        at = int(style) if style.isdecimal() and len(style) < _LONGEST else -1
        shape = self.by_style[at] if 0 <= at < len(self.by_style) else ""
        if not shape:
            return _plain(value) if "E" in value else value
        return self._date(value) if shape == _DATE else _filled(shape, value)

    def _date(self, value: str) -> str:
        try:
            days = float(value)
        except ValueError:
            return value
        if not 0 < days <= _LAST_DAY:
            return value
        first = _FIRST_DAY_1904 if self.from_1904 else _FIRST_DAY
        moment = first + timedelta(seconds=min(round(days * 86_400), _LAST_DAY * 86_400 - 1))
        return moment.date().isoformat() if days.is_integer() else moment.isoformat(" ")


def read_formats(visit: Visit, formats: Formats) -> Iterator[Piece]:
    """Add the formats of the styles part."""
    codes: dict[str, str] = {}
    for element in visit.walk(frozenset({"numFmt", "cellXfs"})):
        if local(element) == "numFmt":
            codes[attribute(element, "numFmtId")] = attribute(element, "formatCode")
        else:
            formats.by_style += [shape_of(attribute(style, "numFmtId"), codes) for style in element]
    yield from ()


def shape_of(number: str, codes: dict[str, str]) -> str:
    """Return how a number of that format looks: a date, digits at places, or as it is."""
    if number in codes:
        return _shape_of_code(codes[number])
    return _DATE if number.isdecimal() and int(number[:9]) in _DATES_BUILT_IN else ""


def _shape_of_code(code: str) -> str:
    first = code.partition(";")[0][:_LONGEST]
    bare = first.replace("\\", "").replace('"', "")
    if "." not in bare and _PATTERN.fullmatch(bare):
        return bare
    letters = _QUOTED.sub("", first).lower()
    return _DATE if re.search(r"[yd]", letters) and "general" not in letters else ""


def _filled(shape: str, value: str) -> str:
    whole = _plain(value)
    places = shape.count("0")
    if not whole.isdecimal() or len(whole) > places:
        return whole
    digits = iter(whole.zfill(places))
    return "".join(next(digits) if char == "0" else char for char in shape)


def _plain(value: str) -> str:
    # 4.111111111111111E15 is a card number to whoever looks at the cell.
    if len(value) > _LONGEST:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    near = number.is_finite() and abs(number.adjusted()) < _LONGEST
    return f"{number.normalize():f}" if near else value
