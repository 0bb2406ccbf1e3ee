"""Judges whether numbers in a row are one that was taken apart, by how they are written.

Spelled out or spaced digit by digit, they may be. In other groups they must be grouped as such a
number is, with a name near; of a card's groups the check digit decides.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.second_readings.digit_stretches import Stretch
from bot.detection.second_readings.rereading import Span

_SSN_NAMES = r"ssns?|ss#|ss ?(?:no|num|number)|social|soc|s\.s\.n?|s[ -]s[ -]n"
NAMES = (
    rf"{_SSN_NAMES}|itins?|tax ?(?:payer )?id|f?eins?|cards?|cc|credit|debit|visa|mastercard|amex|"
    r"discover|routing|aba|acc(?:oun)?ts?|npi|phones?|cells?|mobile|call|text|tel|fax|reach|"
    r"number is|my number|(?:his|her|their) number|mrn|passports?|licen[cs]e|dln?|medicaid|member|"
    r"policy|subscriber|dob|born"
)
_NAMED = words(NAMES)
_SSN_NAMED = words(_SSN_NAMES)
_CODE = re.compile(
    r"(?<![a-z])(?:code|passcode|conference|meeting|webinar|bridge|ext(?:ension)?|dial-?in|"
    r"bingo|lottery|lotto|score|grade|rating|vote|result|version|serial)(?:s|es)?(?![a-z])[^.\n]{0,20}$",
    re.IGNORECASE,
)
_CODE_REACHES = 40
# How many digits the groups of a number have as it is printed, by how many it has in all. The
# first form may be split further; a date and a count would meet the others too easily.
_FORMS = {
    9: ((3, 2, 4), (2, 7), (3, 3, 3), (4, 4, 1)),
    10: ((3, 3, 4),),
    11: ((1, 3, 3, 4),),
    14: ((4, 6, 4),),
    15: ((4, 6, 5),),
    16: ((4, 4, 4, 4),),
}
_CARD_FORMS = frozenset({(4, 4, 4, 4), (4, 6, 5)})
# How the first reading reads them, with one mark throughout.
_USUAL = frozenset({(3, 2, 4), (2, 7), (4, 6, 4), (4, 6, 5), (4, 4, 4, 4)})
_USUAL_GAPS = ({" "}, {"-"}, {"."})
_PHONES = frozenset({(3, 3, 4), (1, 3, 3, 4)})  # these are read with all sorts of marks
_PHONE_GAPS = frozenset({" ", "-", ".", ")", ") ", ")-", ") - ", " (", "-("})
_SSN = {3, 5, 9}  # where its groups end
_LONG = 9  # a shorter number is a code, a PIN or the tail of something
_FEW = 4  # a PIN may well be 1 2 3 4
_SPELLED_PROPERLY = 3


def is_one_number(text: str, stretch: Stretch) -> bool:
    """Whether the numbers of the stretch may be one that was taken apart on purpose."""
    if is_as_usual(stretch) or _is_counting(stretch):
        return False
    if sum(stretch.shape) >= _LONG and _is_called_otherwise(text, stretch.span):
        return False
    return _is_spelled(stretch) or _is_spaced(stretch) or _is_grouped(text, stretch)


def is_as_usual(stretch: Stretch) -> bool:
    """Whether the first reading reads it."""
    if any(number.is_spelled for number in stretch.numbers):
        return False
    gaps = set(stretch.gaps)
    if stretch.shape in _PHONES:
        return gaps <= _PHONE_GAPS
    return not gaps or (stretch.shape in _USUAL and gaps in _USUAL_GAPS)


def is_near_ssn(text: str, stretch: Stretch) -> bool:
    """Whether nine digits are parted as a Social Security number is, with its name near."""
    ends = set(accumulate(stretch.shape))
    if max(ends) != max(_SSN) or not (_is_spelled(stretch) or ends <= _SSN or ends >= _SSN):
        return False
    return is_near(text, stretch.span, _SSN_NAMED)


def _is_counting(stretch: Stretch) -> bool:
    """Whether somebody counts: one, two, three, …; or says the same again and again."""
    values = [int(number.digits) for number in stretch.numbers]
    digits = [int(digit) for digit in stretch.digits]
    return _steps_evenly(values) or _steps_evenly(digits)


def _steps_evenly(values: list[int]) -> bool:
    return len(values) > _FEW and len({other - one for one, other in pairwise(values)}) == 1


def _is_called_otherwise(text: str, span: Span) -> bool:
    """Whether it is called a code, or an order or a ticket and nothing of what is looked for."""
    before = text[max(0, span[0] - _CODE_REACHES) : span[0]]
    if _CODE.search(before):
        return True
    return is_called_otherwise(text, span[0]) and not is_near(text, span, _NAMED)


def _is_spelled(stretch: Stretch) -> bool:
    spelled = sum(number.is_spelled for number in stretch.numbers)
    whole = len(stretch.numbers)
    return spelled == whole or (spelled >= _SPELLED_PROPERLY and 2 * spelled >= whole)


def _is_spaced(stretch: Stretch) -> bool:
    return set(stretch.shape) == {1} and not any("," in gap or "\n" in gap for gap in stretch.gaps)


def _is_grouped(text: str, stretch: Stretch) -> bool:
    if not _fits(stretch.shape):
        return False
    gaps = set(stretch.gaps)
    listed = any("," in gap for gap in gaps)
    if listed and "." in gaps:  # addresses or versions
        return False
    # Of the groups of a card, the check digit decides.
    return (stretch.shape in _CARD_FORMS and not listed) or is_near(text, stretch.span, _NAMED)


def _fits(shape: tuple[int, ...]) -> bool:
    """Whether the groups are those of a form, or joined ones of it, or split ones of the first."""
    forms = [set(accumulate(form)) for form in _FORMS.get(sum(shape), ())]
    ends = set(accumulate(shape))
    return any(ends <= form for form in forms) or any(ends >= form for form in forms[:1])
