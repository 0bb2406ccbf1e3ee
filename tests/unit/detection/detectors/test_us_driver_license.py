"""Driver's licence numbers are found where they are called one."""

import pytest

from bot.detection.detectors.us_driver_license import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "a letter and digits": "driver's license number ⟦D1234567⟧",
    "digits": "drivers license is ⟦000012345678⟧",
    "as Florida prints it": "DL# ⟦S514-172-80-844-0⟧",
    "as Illinois prints it": "DL number ⟦D400-7836-0001⟧",
    "with its state": "NC DL: ⟦12345678⟧",
    "named after": "⟦D1234567⟧ is my driver's license",
    "with its state, without a link": "NC DL ⟦22819034⟧",
    "a licence of software": "license number D1234567",
    "a download": "dl 12345678 files",
    "talk": "renewed my driver's license in 2024",
    "a licence number of a driver": "license no ⟦W426-545-30-761-0⟧ florida dl",
    "lic#, a driver's word near": "lic# ⟦D4829173⟧ driver's license CA",
    "misspelled": "drivers lisence ⟦D4829173⟧",
    "a trade's licence number": "tax license no B6610394 renewed",
    "dl and a letter with seven digits": "dl ⟦B6610394⟧ exp 2027",
    "dl and digits": "dl 66103947 rows",
    "of a state": "NY license, ⟦482 119 037⟧, is the witness's",
    "of a class": "lic no ⟦R512-4408-1173⟧ Illinois class B",
    "of no state": "the license, 482 119 037, is the vendor's",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
