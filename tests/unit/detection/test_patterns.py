"""The gate opens for the texts its patterns occur in."""

import pytest

from bot.detection.patterns import Gate

PATTERNS = [r"\d{9}", "", "(?i)ssn", "@"]


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
