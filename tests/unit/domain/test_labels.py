"""Labels are stable names with a title for people."""

from bot.domain.labels import CATEGORIES, LABELS, title_of


def test_labels_and_categories_have_titles():
    assert (title_of("US_SSN"), title_of("PHI")) == (
        "a Social Security number",
        "health information about somebody",
    )


def test_a_name_that_is_not_ours_is_its_own_title():
    assert title_of("STAR_SIGN") == "STAR_SIGN"


def test_no_name_is_both_a_label_and_a_category():
    assert LABELS.keys() & CATEGORIES.keys() == set()
