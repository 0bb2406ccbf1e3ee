"""The gate opens for the texts its patterns occur in."""

import pytest

from bot.detection.patterns import Gate

PATTERNS = [r"\d{9}", "", "(?i)ssn", "@"]
# A long one, one with a star and one with a count stretch; the others do not.
STRETCHING = ["mrn", "(?i)pin.*[0-9]{4}", "", r"\S{15}", "|".join(f"word{n}" for n in range(60))]


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        pytest.param("hello", (1,), id="none but the one always open"),
        pytest.param("SSN 514298837", (0, 1, 2), id="two of them"),
        pytest.param("é jo@a.io", (1, 3), id="behind a letter of two bytes"),
        pytest.param("", (1,), id="an empty text"),
    ],
)
def test_it_opens_for_what_occurs(text, opened):
    assert Gate(PATTERNS).opened_by(text) == opened


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        pytest.param("hello", (2,), id="none but the one always open"),
        pytest.param("mrn", (0, 2), id="one of the short ones"),
        pytest.param("PIN is 4410", (1, 2), id="one with a star"),
        pytest.param("pin 441", (2,), id="half of one with a star"),
        pytest.param("word41 of the mrn", (0, 2, 4), id="a long one and a short one"),
        pytest.param("mrn pin 4410 aaaaaaaaaaaaaaaé", (0, 1, 2, 3), id="in their order"),
        pytest.param("", (2,), id="an empty text"),
    ],
)
def test_it_opens_for_what_stretches_too(text, opened):
    assert Gate(STRETCHING).opened_by(text) == opened
