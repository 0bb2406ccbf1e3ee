"""Every trait has words of its own for people."""

from bot.domain.attachment import FileTrait
from bot.domain.traits import TRAITS, in_order


def test_every_trait_has_words():
    assert set(TRAITS) == set(FileTrait)


def test_no_two_traits_are_told_alike():
    for said in ("title", "sentence", "one", "many"):
        assert len({getattr(words, said) for words in TRAITS.values()}) == len(FileTrait)


def test_what_runs_is_told_before_what_only_puzzles():
    traits = frozenset({FileTrait.BROKEN, FileTrait.EXECUTABLE, FileTrait.MACRO})

    assert in_order(traits) == (FileTrait.EXECUTABLE, FileTrait.MACRO, FileTrait.BROKEN)
