"""What the detectors miss so far, each to be closed by a later change."""

import pytest

from bot.detection.catalogue import CATALOGUE
from bot.detection.identifiers import IdentifierTier
from bot.domain.message import TextPart

GAPS = {
    "a card number spelled in words": (
        "four zero zero zero, zero zero zero zero, one two three four, five six seven six"
    ),
    "a card number spaced digit by digit": "card 4 0 0 0 0 0 0 0 1 2 3 4 5 6 7 6",
    "a Social Security number in words": "ssn five one four, two nine, eight eight three seven",
    "a Social Security number spaced digit by digit": "ssn 5 1 4 2 9 8 8 3 7",
    "an address spelled out": "mail jo dot doe at corp dot io",
}


@pytest.mark.parametrize("text", GAPS.values(), ids=GAPS.keys())
@pytest.mark.xfail(strict=True, reason="known gap: spelled or spaced values")
def test_what_is_missed_so_far_is_found(text):
    reading = IdentifierTier(CATALOGUE).read([TextPart("body", text)])

    assert reading.findings != ()
