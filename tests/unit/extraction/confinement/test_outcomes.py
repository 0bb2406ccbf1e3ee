"""How a reading process ended is told in words."""

import signal

import pytest

from bot.extraction.confinement.outcomes import in_words
from bot.extraction.confinement.wire import Verdict

ENDS = {
    "by itself": ({}, ""),
    "with a status": ({"status": 1 << 8}, "its reader failed on it"),
    "without memory": ({"status": 3 << 8}, "it needed too much memory"),
    "by a crash": ({"status": signal.SIGSEGV}, "its reader crashed on it (signal 11)"),
    "by its limit of processor time": ({"status": signal.SIGXCPU}, "it took too long to read"),
    "by the system": ({"status": signal.SIGKILL}, "it needed too much memory"),
    "by us, for its time": (
        {"status": signal.SIGKILL, "stopped": "time"},
        "it took too long to read",
    ),
    "before it began": ({"stopped": "late"}, "it could not be read in time"),
}


@pytest.mark.parametrize(("end", "words"), ENDS.values(), ids=ENDS)
def test_an_end_is_told_in_words(end, words):
    assert in_words(Verdict(number=1, **end)) == words
