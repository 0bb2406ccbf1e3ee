"""A file is taken in, read in confinement, and what became of the look is said."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.attachment import Attachment, Extract, FileTrait, Reading
from bot.extraction.limits import Limits
from bot.extraction.looking import look_at
from tests.reading import ROOM


def look(name, *pieces, **limits):
    return look_at(ROOM, Attachment(id="F1", name=name), pieces, Limits(**limits))


def test_a_text_file_is_read_with_its_hash_size_and_place():
    looked_at = look("notes.md", b"one\r\n", b"two\n")

    assert looked_at == Attachment(
        id="F1",
        name="notes.md",
        size=9,
        reading=Reading.READ,
        real_type="md",
        sha256=hashlib.sha256(b"one\r\ntwo\n").hexdigest(),
        extracts=(Extract("lines 1–3", "one\ntwo\n"),),
    )


def test_an_empty_file_is_a_clean_look_without_text():
    looked_at = look("empty.txt")

    assert (looked_at.reading, looked_at.extracts) == (Reading.READ, ())


def test_a_program_named_as_a_text_is_unscanned_and_says_what_it_is():
    looked_at = look("a.txt", b"MZ\x90\0\x03")

    assert looked_at == Attachment(
        id="F1",
        name="a.txt",
        size=5,
        reading=Reading.UNSCANNED,
        because="no reader for Windows programs",
        real_type="exe",
        sha256=hashlib.sha256(b"MZ\x90\0\x03").hexdigest(),
        traits=frozenset({FileTrait.EXECUTABLE, FileTrait.WRONG_ENDING}),
    )


LIMITS = {
    "one piece": ((b"x" * 11,), "it is too large: more than 10 bytes"),
    "several": ((b"x" * 6, b"x" * 5), "it is too large: more than 10 bytes"),
    "at the limit": ((b"x" * 10,), ""),
}


@pytest.mark.parametrize(("pieces", "because"), LIMITS.values(), ids=LIMITS)
def test_a_file_over_the_byte_limit_is_unscanned(pieces, because):
    assert look("a.txt", *pieces, max_bytes=10).because == because


NAMES = st.sampled_from(["a.txt", "a.csv", "a.html", "a.json", "a.zip", "a.eml", "", "\0.\u202e"])
BEGINNINGS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.4\n", b"MZ", b"\x1f\x8b\x08", b"{"]
)


@settings(deadline=None)  # each file has a process of its own, on a machine that does more
@given(NAMES, BEGINNINGS, st.binary())
def test_whatever_the_bytes_the_file_has_an_outcome(name, beginning, content):
    looked_at = look(name, beginning + content)

    assert looked_at.reading in (Reading.READ, Reading.UNSCANNED)
    assert (looked_at.reading is Reading.UNSCANNED) == bool(looked_at.because)
    assert "failed on it" not in looked_at.because
    assert "crashed" not in looked_at.because
