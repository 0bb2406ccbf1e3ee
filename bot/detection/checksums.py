"""Check digits and formats that no library we use knows: NPI, VIN, DEA, MBI."""

from __future__ import annotations

import re

from stdnum import luhn

# 49 CFR 565.15: what each letter of a VIN counts, and the weight of each place.
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_CHECK_PLACE = 8

# CMS, "Medicare Beneficiary Identifier": letters without S, L, O, I, B and Z.
_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI_EITHER = "[AC-HJKMNP-RT-Y0-9]"
_MBI = re.compile(
    rf"[1-9]{_MBI_LETTER}{_MBI_EITHER}\d{_MBI_LETTER}{_MBI_EITHER}\d{_MBI_LETTER}{{2}}\d{{2}}"
)


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the ones before."""
    return bool(luhn.is_valid(digits))


def npi_holds(digits: str) -> bool:
    """Whether ten digits are a National Provider Identifier: Luhn with 80840 in front."""
    return digits[:1] in {"1", "2"} and luhn_holds("80840" + digits)


def vin_holds(vin: str) -> bool:
    """Whether seventeen characters carry the check digit of a North American VIN."""
    total = sum(
        weight * (int(char) if char.isdigit() else _VIN_VALUES[char])
        for char, weight in zip(vin, _VIN_WEIGHTS, strict=True)
    )
    return vin[_VIN_CHECK_PLACE] == "0123456789X"[total % 11]


def dea_holds(number: str) -> bool:
    """Whether two characters and seven digits carry the check digit of a DEA registration."""
    digits = [int(char) for char in number[2:]]
    total = sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])
    return total % 10 == digits[6]


def mbi_holds(number: str) -> bool:
    """Whether eleven characters have the form of a Medicare Beneficiary Identifier."""
    return _MBI.fullmatch(number) is not None
