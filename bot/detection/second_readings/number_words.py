"""Numbers as people say and type them: "twenty-two", "double five", "oh", "five hundred and six".

Letters that pass for digits count too ("4OOO", "5l4"), but a lone "I" or "l" is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_UNITS = {"zero": 0, "nought": 0, "naught": 0, "oh": 0} | _ONES
_TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "ninty": 90,
}
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_SCALES = {"hundred": 100, "thousand": 1000}

_HYPHEN = "[ -]?"
_ONE = rf"(?:{'|'.join(_ONES)})(?!t?een|t?y)"  # no head of a "sixteen" or a "sixty"
# The letter stands for a zero by itself, or doubled; not within a word.
_UNIT = rf"(?:{_ONE}|zero|nought|naught|oh|(?<![a-z])o{{1,4}}(?![a-z]))"
_BELOW_A_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:{_HYPHEN}(?:{_ONE}))?|{'|'.join(_TEENS)}|{_UNIT})"
# "5one" is a five and a one, not 50 and "ne".
_TYPED = r"(?-i:[oOl]{0,3}\d(?:[\dlI]|[oO](?![hH]|[nN][eE]))*)"
_NUMBER = re.compile(
    rf"(?P<times>{'|'.join(_TIMES)}){_HYPHEN}(?P<repeated>{_UNIT}|\d(?!\d))"
    rf"|(?P<many>{_BELOW_A_HUNDRED}|(?<!\d)\d{{1,2}})[ -](?P<scale>{'|'.join(_SCALES)})"
    rf"(?:[ -](?:and[ -])?(?P<rest>{_BELOW_A_HUNDRED})(?![a-z]))?"
    rf"|(?P<tens>{'|'.join(_TENS)}){_HYPHEN}(?P<ones>{_ONE})"
    rf"|(?P<typed>{_TYPED})"
    rf"|(?P<below>{_BELOW_A_HUNDRED})",
    re.IGNORECASE,
)
# Most words are told from a number by their first letters; plain digits need no second look.
_HEADS = {word[:3] for word in (*_ONES, *_TEENS, *_TENS, *_TIMES, "zero", "nought", "naught")}
_PLAIN = rf"(?P<plain>[0-9]+(?![0-9A-Za-z])(?![ -](?:{'|'.join(_SCALES)})))"
_HEAD = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_PLAIN}|[0-9]|[ol]{{1,3}}[0-9]"
    rf"|{'|'.join(sorted(_HEADS))}|oh|o(?![a-np-z]))",
    re.IGNORECASE,
)
_BELOW = _UNITS | _TEENS | _TENS
_AS_DIGITS = str.maketrans("oOlI", "0011")
WORDS = "|".join((*_UNITS, *_TEENS, *_TENS, *_TIMES, *_SCALES))


class Number(NamedTuple):
    """A number in a text, and whether it is written with letters."""

    start: int
    end: int
    digits: str
    is_spelled: bool


def find_numbers(text: str, start: int = 0) -> Iterator[Number]:
    """Yield the numbers that words begin with, in order; one may touch the next, or letters."""
    place = start
    for head in _HEAD.finditer(text, start):
        if head.start() < place:  # "six" of a "twenty six"
            continue
        if head["plain"] is not None:
            yield Number(*head.span(), head["plain"], is_spelled=False)
            continue
        place = head.start()
        while (written := _NUMBER.match(text, place)) is not None:
            yield Number(place, written.end(), _digits_of(written), _is_spelled(written))
            place = written.end()


def _is_spelled(written: re.Match[str]) -> bool:
    return written["typed"] is None or not written["typed"].isdigit()


def _digits_of(written: re.Match[str]) -> str:
    if written["typed"] is not None:
        return written["typed"].translate(_AS_DIGITS)
    if written["times"] is not None:
        return _below(written["repeated"]) * _TIMES[written["times"].lower()]
    if written["scale"] is not None:
        scaled = int(_below(written["many"])) * _SCALES[written["scale"].lower()]
        return str(scaled + int(_below(written["rest"] or "0")))
    if written["tens"] is not None:
        return str(_TENS[written["tens"].lower()] + _ONES[written["ones"].lower()])
    return _below(written["below"])


def _below(words: str) -> str:
    """Return the digits of a number below a hundred, or of zeros typed as letters."""
    words = words.lower()
    if words.isdigit():
        return words
    if not words.strip("o"):
        return "0" * len(words)
    if words in _BELOW:
        return str(_BELOW[words])
    tens = next(word for word in _TENS if words.startswith(word))
    return str(_TENS[tens] + _ONES[words[len(tens) :].lstrip(" -")])
