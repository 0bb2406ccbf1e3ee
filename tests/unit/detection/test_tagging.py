"""Tags of words become entities."""

import numpy as np
import pytest

from bot.detection.tagging import Entity, entities

WORDS = [(0, 3), (4, 8), (8, 9), (10, 14)]
LEVELS = {"PERSON": 0.5, "LOCATION": 0.5}


def tagged(**columns):
    """Return probabilities: `B`egins, goes on `I`, outside `-`; `b`, `i`, `?` are less sure."""
    sure = {
        "B": (0.1, 0.7, 0.2),
        "I": (0.1, 0.2, 0.7),
        "-": (0.9, 0.05, 0.05),
        "b": (0.45, 0.4, 0.15),
        "i": (0.45, 0.15, 0.4),
        "?": (0.7, 0.18, 0.12),
    }
    return np.array(
        [[sure[columns[label][at]] for label in LEVELS] for at in range(len(WORDS))],
        dtype=np.float32,
    )


def found(tags, levels=LEVELS):
    return [(one.start, one.end, one.label) for one in entities(tags, WORDS, levels)]


TAGS = {
    "nothing": ({"PERSON": "----", "LOCATION": "----"}, []),
    "one word": ({"PERSON": "-B--", "LOCATION": "----"}, [(4, 8, "PERSON")]),
    "words that go on": ({"PERSON": "BII-", "LOCATION": "----"}, [(0, 9, "PERSON")]),
    "two side by side": (
        {"PERSON": "BBI-", "LOCATION": "----"},
        [(0, 3, "PERSON"), (4, 9, "PERSON")],
    ),
    "one that goes on without a beginning": (
        {"PERSON": "-I-I", "LOCATION": "----"},
        [(4, 8, "PERSON"), (10, 14, "PERSON")],
    ),
    "a neighbour that may be one": ({"PERSON": "-B?-", "LOCATION": "?---"}, [(4, 9, "PERSON")]),
    "two labels": (
        {"PERSON": "B---", "LOCATION": "---B"},
        [(0, 3, "PERSON"), (10, 14, "LOCATION")],
    ),
    "two labels for one word": ({"PERSON": "-b--", "LOCATION": "-B--"}, [(4, 8, "LOCATION")]),
    "alike sure, the longer stays": (
        {"PERSON": "BI--", "LOCATION": "-B--"},
        [(0, 8, "PERSON")],
    ),
}


@pytest.mark.parametrize(("columns", "expected"), TAGS.values(), ids=TAGS.keys())
def test_words_become_entities(columns, expected):
    assert found(tagged(**columns)) == expected


def test_a_label_has_a_level_of_its_own():
    tags = tagged(PERSON="b---", LOCATION="---b")

    assert found(tags, {"PERSON": 0.6, "LOCATION": 0.5}) == [(10, 14, "LOCATION")]


def test_words_less_sure_belong_to_one_that_reaches_its_level():
    tags = tagged(PERSON="-Bi-", LOCATION="bi--")

    assert found(tags, {"PERSON": 0.8, "LOCATION": 0.8}) == [(4, 9, "PERSON")]


def test_the_score_is_how_surely_its_words_are_inside():
    [one] = entities(tagged(PERSON="Bi--", LOCATION="----"), WORDS, LEVELS)

    assert one == Entity(0, 8, "PERSON", pytest.approx(0.725))


def test_a_text_without_words_has_none():
    assert entities(np.zeros((0, 2, 3), dtype=np.float32), [], LEVELS) == []
