"""What carries a category is a known label of a known category."""

from bot.domain.labels import CATEGORIES, LABELS
from bot.policy.conditions.carriers import CARRIERS


def test_categories_and_labels_are_known_ones():
    assert set(CARRIERS) <= set(CATEGORIES)
    assert {label for labels in CARRIERS.values() for label in labels} <= set(LABELS)
