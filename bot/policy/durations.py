"""Lengths of time as policy files write them: 90s, 10m, 4h, 30d, 2w, 3y."""

from __future__ import annotations

from datetime import timedelta

_UNITS = {
    "y": (timedelta(days=365), "year"),
    "w": (timedelta(weeks=1), "week"),
    "d": (timedelta(days=1), "day"),
    "h": (timedelta(hours=1), "hour"),
    "m": (timedelta(minutes=1), "minute"),
    "s": (timedelta(seconds=1), "second"),
}
_MOST_DIGITS = 5  # 99999 years would not fit a timedelta's days, 99999 of anything less does
_LONGEST = timedelta(days=200 * 365)


def parse_duration(written: str) -> timedelta | None:
    """Return the length of time; None where it is not written as one, or is zero."""
    number, unit = written[:-1], written[-1:]
    if unit not in _UNITS or not number.isdecimal() or len(number) > _MOST_DIGITS:
        return None
    length = int(number) * _UNITS[unit][0]
    return length if timedelta(0) < length <= _LONGEST else None


def say_duration(length: timedelta) -> str:
    """Say a length of time in its largest whole unit: “10 minutes”, “3 years”."""
    for unit, name in _UNITS.values():
        if length >= unit and length % unit == timedelta(0):
            count = length // unit
            return f"{count} {name}" + ("" if count == 1 else "s")
    return f"{length.total_seconds():g} seconds"
