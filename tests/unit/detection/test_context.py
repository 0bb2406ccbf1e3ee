"""Words near a span count as whole words, and only within reach."""

import pytest

from bot.detection.context import is_called_otherwise, is_near, words

CARD = words("cards?|cvv")
NUMBER = "4000"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        pytest.param("card 4000", True, id="before"),
        pytest.param("4000 is the CARD", True, id="behind, in capitals"),
        pytest.param("cards: 4000", True, id="in the plural"),
        pytest.param("discard 4000", False, id="the tail of another word"),
        pytest.param("4000 cardinal", False, id="the head of another word"),
        pytest.param("card" + " " * 70 + "4000", False, id="too far before"),
        pytest.param("4000" + " " * 41 + "card", False, id="too far behind"),
        pytest.param("4000" + " " * 38 + "cardinal", False, id="cut by the window"),
    ],
)
def test_only_whole_words_within_reach_are_near(text, near):
    start = text.index(NUMBER)

    found = is_near(text, (start, start + len(NUMBER)), CARD)

    assert found is near


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        pytest.param("order 4000", True, id="an order"),
        pytest.param("Order number is: 4000", True, id="an order by its number"),
        pytest.param("ticket #4000", True, id="a ticket"),
        pytest.param("card for order 7: 4000", False, id="an order before something else"),
        pytest.param("border 4000", False, id="the tail of another word"),
        pytest.param("4000", False, id="nothing"),
    ],
)
def test_a_number_may_be_called_otherwise(text, otherwise):
    assert is_called_otherwise(text, text.index(NUMBER)) is otherwise
