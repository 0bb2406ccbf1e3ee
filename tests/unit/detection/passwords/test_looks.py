"""What looks like a password is told from names, versions, measures and references."""

import pytest

from bot.detection.passwords.looks import has_a_sign, is_mixed, is_peculiar, is_strong, unwrapped

MIXED = ["Harvest2024", "gr33nTractor!", "Kiln-77-ash", "Halibut-8", "sunrise!9x", "Copper$Kettle"]
NOT_MIXED = [
    "swordfish", "Windows10", "Python3.12", "web01", "svc-02", "10mg/ml", "30days", "2weeks",
    "5pm-6pm",     "gstreamer0.10-plugins", "java-client-4.0.0", "report2024.pdf",
    "db1.corp.net", "CHG0041", "ab1", "room12b", "iPhone15", "utf8mb4", "3rd", "UPPER77",
]  # fmt: skip
PECULIAR = ["Blue$ky77", "tr0ub4dor&3", "P@ssw0rd9", "Summer#19", "x9!kQv2p", "Gazebo*Picnic5"]
NOT_PECULIAR = [
    "swordfish", "Hunter2!", "case#4412", "Jo#1234", "R&D2025", "US$300", "Outer$Inner2", "a%20b1c",
    "Thanks@kim2",
    "linux*3.7", "Apt#12Bx", "team!!1", "a$1", "nginx@1.25", "jo@web01", "ca_ES@utf8",
    "1.3~dev20150612", "file^2",
]  # fmt: skip
STRONG = ["D4shboard!", "Tunnel-Vis10n", "Hunter2!", "Sunset!blvd3"]
NOT_STRONG = [
    "D4sh!",
    "dashboard!4",
    "DASHBOARD!4",
    "Dashboard4",
    "Dash-board",
    "Release-2.4.1",
    "Ticket#12345",
]


@pytest.mark.parametrize("value", MIXED)
def test_letters_and_digits_mixed_look_like_one(value):
    assert is_mixed(value)


@pytest.mark.parametrize("value", NOT_MIXED)
def test_a_name_with_its_number_does_not(value):
    assert not is_mixed(value)


@pytest.mark.parametrize("value", PECULIAR)
def test_marks_inside_a_word_look_peculiar(value):
    assert is_peculiar(value)


@pytest.mark.parametrize("value", NOT_PECULIAR)
def test_a_reference_does_not(value):
    assert not is_peculiar(value)


@pytest.mark.parametrize("value", STRONG)
def test_long_and_of_all_kinds_looks_strong(value):
    assert is_strong(value)


@pytest.mark.parametrize("value", NOT_STRONG)
def test_what_lacks_a_kind_does_not(value):
    assert not is_strong(value)


@pytest.mark.parametrize(
    ("value", "signed"),
    [("swordfish", False), ("sword7", True), ("swordFish", True), ("a_b", True)],
)
def test_a_sign_makes_it_more_than_a_word(value, signed):
    assert has_a_sign(value) is signed


@pytest.mark.parametrize(
    ("written", "quote", "value"),
    [
        pytest.param("Blue42`.", "`", "Blue42", id="up to its quote"),
        pytest.param("Blue42).", "", "Blue42", id="without the sentence's marks"),
        pytest.param("Blue42!", "", "Blue42!", id="with its own mark"),
        pytest.param("swordfish!", "", "swordfish", id="without the sentence's"),
        pytest.param("Blue42&ssl=1", "", "Blue42", id="before the next parameter"),
        pytest.param("Blue&Green42", "", "Blue&Green42", id="with a mark inside"),
    ],
)
def test_a_value_is_unwrapped(written, quote, value):
    assert unwrapped(written, quote) == value
