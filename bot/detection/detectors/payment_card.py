"""Finds payment card numbers.

A card number opens with a card network's prefix, has a length that network uses, and closes with a
Luhn check digit (ISO/IEC 7812). People type it in one run, or in the groups printed on the card.
Ungrouped numbers of 13, 14 or 19 digits need a card word near: barcodes and ids have that length.

Misses: a number whose digits are mixed with other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.checksums import luhn_holds
from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "CREDIT_CARD"
GATE = r"\d{13}|\d{4}[ .\-]\d{4}[ .\-]\d{4}[ .\-]\d|\d{4}[ .\-]\d{6}[ .\-]\d{4}"

_WRITTEN = re.compile(
    r"""
    (?:(?<![A-Za-z0-9])|(?<=[Cc]ard)|(?<=cc))(?<![0-9][.-])  # not the tail of another
    (?: \d{4}(?P<a>[ .-])\d{4}(?P=a)\d{4}(?P=a)\d{4}(?:(?P=a)\d{3})?
      | \d{4}(?P<b>[ .-])\d{6}(?P=b)\d{4,5}           # as on an Amex or a Diners card
      | \d{13,16} | \d{19} )
    (?![A-Za-z0-9]|[.-]\d)                            # nor the head of one
    """,
    re.VERBOSE,
)
_NETWORKS = (
    ("Visa", re.compile(r"4"), (13, 16, 19)),
    ("Mastercard", re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), (16,)),
    ("American Express", re.compile(r"3[47]"), (15,)),
    ("Discover", re.compile(r"6(?:011|4[4-9]|5)"), (16, 19)),
    ("Diners Club", re.compile(r"3(?:0[0-59]|[689])"), (14,)),
    ("JCB", re.compile(r"35(?:2[89]|[3-8])"), (16,)),
    ("UnionPay", re.compile(r"62"), (16, 19)),
)
_USUAL = frozenset({15, 16})
_CARD_WORD = words(
    "cards?|cc|credit|debit|visa|mastercard|mc|amex|american express|discover|cvv2?|cvc|cvn|"
    "expiry|expires|expiration|exp|pan|charge(?:d)?|pay(?:ment)?|billing"
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per card number, in reading order."""
    for written in _WRITTEN.finditer(part.text):
        digits = re.sub(r"\D", "", written[0])
        network = _network_of(digits)
        if network is None or not luhn_holds(digits) or is_nobodys("card_numbers", digits):
            continue
        called_so = is_near(part.text, written.span(), _CARD_WORD)
        if not called_so and _may_be_another_number(part.text, written, digits):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=0.95 if called_so else 0.85,
            because=f"{network} prefix, Luhn holds" + (", card word near" if called_so else ""),
        )


def _network_of(digits: str) -> str | None:
    for name, prefix, lengths in _NETWORKS:
        if len(digits) in lengths and prefix.match(digits):
            return name
    return None


def _may_be_another_number(text: str, written: re.Match[str], digits: str) -> bool:
    if is_called_otherwise(text, written.start()):
        return True
    grouped = written["a"] is not None or written["b"] is not None
    return not grouped and len(digits) not in _USUAL
