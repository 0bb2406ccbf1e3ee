"""Every kind of file that the look inside can tell has words of its own."""

from bot.console.file_kinds import FILE_KINDS, kind_title
from bot.extraction.kinds import BINARIES, TEXTS


def test_every_kind_that_is_known_has_words():
    assert ({*BINARIES, *TEXTS}) - FILE_KINDS.keys() == set()


def test_a_kind_nobody_could_tell_says_so():
    assert kind_title("unknown") == "type unknown"
