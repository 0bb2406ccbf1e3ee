"""Rules that cannot hold while nobody from outside reads along."""

from bot.bootstrap.outsiders import rules_about_outsiders
from bot.policy.loader import LIBRARY, load_policies


def test_of_the_library_these_rules_are_about_outsiders():
    found = rules_about_outsiders(load_policies([LIBRARY]))

    assert {"wv-po1010/data-to-outsiders", "al-630-04/sensitive-to-outsiders"} <= found
    assert {"wv-po1010/sexual", "al-630-04/sensitive"}.isdisjoint(found)
