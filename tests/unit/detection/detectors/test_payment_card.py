"""Card numbers are found where they stand, and look-alikes are left alone."""

import pytest

from bot.detection.detectors.payment_card import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "in one run": "pay with ⟦4000000012345676⟧ please",
    "grouped by spaces, then its expiry date": "⟦4000 0000 1234 5676⟧ 09/27",
    "grouped by hyphens, ending a sentence": "It is ⟦4000-0000-1234-5676⟧.",
    "grouped as on an American Express card": "amex ⟦3700 000012 34568⟧",
    "thirteen digits, called a card": "old visa ⟦4000000012340⟧",
    "nineteen digits, called a card": "visa ⟦4000000012345678909⟧",
    "first of Mastercard's newer prefixes": "PAN:⟦2221000012345673⟧",
    "two in one message": "old ⟦4000000012345676⟧, new ⟦3700 000012 34568⟧",
    "called an order, and a card": "card for order 77: ⟦4000000012345676⟧",
    "wrong check digit": "pay with 4000000012345677 please",
    "no network's prefix": "parcel 9400000012345671",
    "one past Mastercard's newer prefixes": "ref 2721000012345678",
    "head of a longer number": "id 4000000012345676-0001",
    "tail of a longer number": "ratio 0.4000000012345676",
    "a published test number": "for the sandbox use 4242 4242 4242 4242",
    "an order of the same form": "order 4000000012345676 shipped",
    "thirteen digits, called nothing": "4000000012340",
    "grouped in two ways": "4000 0000-1234 5676",
    "glued to the word card": "travel card⟦4453331478932885⟧",
    "glued to another word": "ref4453331478932885",
    "a device's number": "device id 4453331478932885",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
