"""Bank account numbers are found where they are called one."""

import pytest

from bot.detection.detectors.us_bank import detect_numbers
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "a checking account": "checking account ⟦0012345678⟧",
    "a bank account with its number": "bank account number is ⟦98765432101⟧",
    "with a routing number": "routing 021000021 account ⟦98765432101⟧",
    "named after": "⟦98765432101⟧ is my checking account",
    "an account with a bank near": "wells fargo acct # ⟦98765432101⟧",
    "of somebody at a bank": "my account number at wells fargo is ⟦8847291002⟧",
    "an account of nothing": "account number 98765432101",
    "an account of a cloud": "AWS account 987654321012, wire it up",
    "published for tests": "bank account number 000123456789",
    "published for tests, a bank near": "wire to account 000123456789",
    "too short": "checking account 12345",
    "talk": "open a checking account by 2024",
    "behind a routing number": "routing number 021000021, account number ⟦000748291034⟧",
    "of an escrow": "escrow account number ⟦2300917745⟧ at First Prairie",
    "of a shop": "shop account number 2300917745 at First Prairie",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect_numbers(part)}

    assert found == set(expected)
