"""Labels are stable names with a title for people."""

import pytest

from bot.domain.labels import CATEGORIES, IDENTIFIERS, LABELS, counted_title, title_of


def test_labels_and_categories_have_titles():
    assert (title_of("US_SSN"), title_of("PHI")) == (
        "a Social Security number",
        "health information about somebody",
    )


def test_a_name_that_is_not_ours_is_its_own_title():
    assert title_of("STAR_SIGN") == "STAR_SIGN"


def test_no_name_is_both_a_label_and_a_category():
    assert LABELS.keys() & CATEGORIES.keys() == set()


COUNTED = {
    "one": ("US_SSN", 1, "a Social Security number"),
    "several": ("US_SSN", 10_000, "10,000 Social Security numbers"),
    "a plural of its own": ("DATE_OF_BIRTH", 2, "2 dates of birth"),
    "a title with a vowel": ("IBAN_CODE", 3, "3 IBANs"),
    "a name that is not ours": ("STAR_SIGN", 2, "2 STAR_SIGNs"),
}


@pytest.mark.parametrize(("name", "count", "title"), COUNTED.values(), ids=COUNTED.keys())
def test_a_label_is_counted_in_words(name, count, title):
    assert counted_title(name, count) == title


def test_every_label_has_a_plural_that_reads_as_one():
    plurals = [counted_title(label, 2).removeprefix("2 ") for label in LABELS]

    assert [each for each in plurals if each.endswith((")s", "sss"))] == []
    assert [each for each in plurals if each.startswith(("a ", "an "))] == []


def test_names_places_and_topics_are_no_identifiers():
    assert LABELS.keys() - IDENTIFIERS == {
        "PERSON",
        "LOCATION",
        "ORGANIZATION",
        "MEDICAL_CONDITION",
        "MEDICATION",
        "ICD10_CODE",
        "CONFIDENTIAL_MARKING",
    }
