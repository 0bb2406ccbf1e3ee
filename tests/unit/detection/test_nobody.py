"""Values that are nobody's are known, whatever separates their digits."""

import ipaddress

import pytest

from bot.detection.nobody import is_anybodys_address, is_nobodys, listed


@pytest.mark.parametrize(
    ("kind", "value", "nobodys"),
    [
        pytest.param("card_numbers", "4242 4242-4242.4242", True, id="a published card"),
        pytest.param("card_numbers", "4242424242424241", False, id="a digit off"),
        pytest.param("social_security_numbers", "078-05-1120", True, id="the wallet card"),
        pytest.param("keys", "AKIAIOSFODNN7EXAMPLE", True, id="a documented key"),
    ],
)
def test_published_values_are_nobodys(kind, value, nobodys):
    assert is_nobodys(kind, value) is nobodys


@pytest.mark.parametrize(
    ("address", "anybodys"),
    [
        pytest.param("192.0.2.1", True, id="documentation"),
        pytest.param("192.0.3.1", False, id="just behind documentation"),
        pytest.param("8.8.8.8", True, id="a public resolver"),
        pytest.param("::1", True, id="loopback"),
        pytest.param("2600::1", False, id="somebody's"),
    ],
)
def test_addresses_for_everybody_are_known(address, anybodys):
    assert is_anybodys_address(ipaddress.ip_address(address)) is anybodys


@pytest.mark.parametrize("kind", ["card_numbers", "social_security_numbers", "bank_numbers"])
def test_numbers_are_listed_without_separators(kind):
    assert {value for value in listed(kind) if not value.isdigit()} == set()
