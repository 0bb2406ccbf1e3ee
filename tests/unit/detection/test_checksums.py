"""Check digits and formats hold for good numbers and for no near miss."""

import pytest

from bot.detection.checksums import dea_holds, luhn_holds, mbi_holds, npi_holds, vin_holds


@pytest.mark.parametrize(
    ("holds", "good", "near_miss"),
    [
        pytest.param(luhn_holds, "4000000012345676", "4000000012345677", id="Luhn"),
        pytest.param(npi_holds, "1497758544", "1497758545", id="NPI"),
        pytest.param(npi_holds, "1497758544", "3497758544", id="NPI, first digit"),
        pytest.param(vin_holds, "1HGCM82633A004352", "1HGCM82643A004352", id="VIN"),
        pytest.param(vin_holds, "1M8GDM9AXKP042788", "1M8GDM9A1KP042788", id="VIN, check X"),
        pytest.param(dea_holds, "FS5836474", "FS5836475", id="DEA"),
        pytest.param(mbi_holds, "2QH7WK3RT58", "2SH7WK3RT58", id="MBI, a letter never used"),
        pytest.param(mbi_holds, "2QH7WK3RT58", "0QH7WK3RT58", id="MBI, first digit"),
    ],
)
def test_it_holds_for_the_good_number_alone(holds, good, near_miss):
    held = holds(good), holds(near_miss)

    assert held == (True, False)
