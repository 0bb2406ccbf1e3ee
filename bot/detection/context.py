"""Whole words near a span, and what a value is called by the words right before it."""

from __future__ import annotations

import re

_LONGEST_WORD = 30
_OTHER_NAMES = (
    "orders?|invoice|ticket|tracking|shipment|parcel|package|confirmation|conf|reference|ref|sku|"
    "part|item|product|serial|s/n|model|build|version|release|commit|sha|hash|po|rma|job|request|"
    "incident|inc|bug|issue|pr|asset|upc|isbn|ean|barcode|transaction|txn|session|trace|span|uuid|"
    "guid|timestamp|epoch|batch|lot|awb|usps|ups|fedex|dhl|meeting|zoom|webex|conference|port|pid|"
    "event|row|column|cell|quote|receipt|claim|sprint|rev|revision|chapter|section|clause|figure|"
    "imei|device|dept|department|fund|project|contract|line|page|room|gate|seat|flight|locker|badge|coupon|promo|gift|"
    "quantit(?:y|ies)|qty|counts?|totals?"
)
_CALLED_OTHERWISE = re.compile(
    rf"(?<![a-z0-9])(?:{_OTHER_NAMES})"
    r"(?:[\s:#=._-]{0,3}(?:numbers?|num|no|id|code|key|card|is|was)(?![a-z])){0,3}"
    r"[\s:#=._*`'\"(-]{0,4}$",
    re.IGNORECASE,
)
_NAME_REACHES = 40


def words(forms: str) -> re.Pattern[str]:
    """Return a pattern for any of the forms (regular expressions, split at `|`) as whole words."""
    return re.compile(rf"(?<![A-Za-z0-9])(?:{forms})(?![A-Za-z0-9])", re.IGNORECASE)


def is_near(
    text: str, span: tuple[int, int], named: re.Pattern[str], *, before: int = 60, after: int = 40
) -> bool:
    """Whether one of the words stands near the span; a word cut by the window does not count."""
    start, end = span
    head = max(0, start - before)
    if named.search(text, head, start) is not None:
        return True
    # The window ends some way behind `after`, so that no word is cut in two there.
    found = named.search(text, end, end + after + _LONGEST_WORD)
    return found is not None and found.start() <= end + after


def is_called_otherwise(text: str, start: int) -> bool:
    """Whether the words right before say that it is an order, a ticket, a version or the like."""
    return _CALLED_OTHERWISE.search(text[max(0, start - _NAME_REACHES) : start]) is not None
