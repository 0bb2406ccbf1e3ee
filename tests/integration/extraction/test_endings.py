"""How the reading of a file can end: each end has a name, and the next file is read."""

import pytest

from bot.domain.attachment import Extract, Reading
from tests.integration.extraction.conftest import said

BEFORE = (Extract("before", "found before"),)

ENDINGS = {
    "memory": ("take_memory", "it needed too much memory"),
    "one large file": ("fill_the_disk_with_one", "it needed too much room on disk"),
    "many files": ("fill_the_disk_with_many", "it needed too much room on disk"),
    "many processes": ("start_many", "its reader started too many processes"),
    "many threads": ("start_many_threads", "its reader started too many processes"),
    "a crash": ("crash", "its reader crashed on it (signal 11)"),
    "an abort": ("abort", "its reader crashed on it (signal 6)"),
    "an early end": ("end_early", "its reader ended before the file did"),
    "a bad end": ("end_badly", "its reader failed on it"),
    "an exception": ("break_down", "its reader failed on it (ValueError)"),
}


@pytest.mark.parametrize(("reader", "because"), ENDINGS.values(), ids=ENDINGS)
def test_an_end_has_a_name_and_what_was_found_before_stands(look, reader, because):
    ended, after = look(reader, "CANARY"), look("tell_lines", "next")

    assert (ended.reading, ended.because, ended.extracts) == (Reading.UNSCANNED, because, BEFORE)
    assert (after.reading, said(after)) == (Reading.READ, {"lines 1–2": "next"})


TIMES = {
    "in a loop": ("spin", "it took too long to read"),
    "asleep": ("sleep_long", "it took too long to read"),
    "and it noticed": ("spin_and_look_at_the_time", "it takes too long to read"),
}


@pytest.mark.parametrize(("reader", "because"), TIMES.values(), ids=TIMES)
def test_time_that_is_over_ends_it(look, reader, because):
    ended, after = look(reader, reading_seconds=0.5), look("tell_lines", "next")

    assert (ended.because, ended.extracts) == (because, BEFORE)
    assert after.reading is Reading.READ


def test_memory_a_library_asks_for_is_refused_to_it(look):
    assert said(look("take_memory_outside_python"))["after"] == "None"


def test_a_gigabyte_printed_goes_nowhere(look):
    printed = look("print_much")

    assert (printed.because, said(printed)) == ("", {"after": "printed"})


UNENDING = {
    "counted": ("tell_without_end", 10),
    "uncounted": ("tell_without_counting", 0),
}


@pytest.mark.parametrize(("reader", "kept"), UNENDING.values(), ids=UNENDING)
def test_text_without_end_is_cut_off(look, reader, kept):
    ended = look(reader)

    assert ended.because == "it holds more than 1,000,000 characters of text"
    assert len(ended.extracts) == kept


def test_an_answer_out_of_form_is_not_believed(look):
    ended = look("write_nonsense")

    assert (ended.because, ended.extracts) == ("its reader gave no sensible answer", ())


def test_an_answer_cannot_steer_a_terminal(look):
    ended = look("steer_a_terminal")

    assert ended.because == "b\ufffd: a\ufffd[31m\ufffd"
    assert said(ended) == {"a\ufffd\ufffd[1m": "text"}
