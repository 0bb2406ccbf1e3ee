"""Texts are cut for the encoder, and none of a text is left out."""

import pytest
from tokenizers import Tokenizer

from bot.detection.pipeline_loading import DEFAULT_PIPELINE
from bot.detection.wordpieces import CASES, Pieces, WordPieces

CLS, SEP = 101, 102


@pytest.fixture(scope="module")
def cutter():
    file = DEFAULT_PIPELINE / "encoder" / "tokenizer.json"
    return WordPieces(Tokenizer.from_file(str(file)))


def words_of(text, windows):
    return [text[start:end] for window in windows for start, end in own(window)]


def own(window):
    return window.words[window.own_start : window.own_end]


def test_a_short_text_is_one_window(cutter):
    assert list(cutter.read("call Ada")) == [
        Pieces(
            ids=[CLS, 2655, 15262, SEP],
            segments=[0, 0, 0, 0],
            cases=[0, 2, 5, 0],
            firsts=[1, 2],
            words=[(0, 4), (5, 8)],
            own_start=0,
            own_end=2,
        )
    ]


def test_the_thread_is_the_second_segment(cutter):
    [window] = cutter.read("Ada", "who?")

    assert window.segments == [0, 0, 0, 1, 1, 1]
    assert window.words == [(0, 3)]


def test_of_a_long_thread_the_end_is_read(cutter):
    [window] = cutter.read("Ada", "old " * 200 + "new")
    [short] = cutter.read("Ada", "new")

    assert window.segments.count(1) == 97
    assert window.ids[-2:] == short.ids[-2:]


def test_a_word_has_all_its_pieces_one_case(cutter):
    [window] = cutter.read("Xolani")

    assert window.cases == [0, *[5] * (len(window.ids) - 2), 0]
    assert window.words == [(0, 6)]


CASINGS = {"42": 1, "word": 2, "I": 3, "FYI": 4, "Ada": 5, "iPhone": 6, "!": 7, "\N{SNOWMAN}": 7}


@pytest.mark.parametrize(("word", "case"), CASINGS.items(), ids=CASINGS.keys())
def test_the_casing_of_a_word_is_told(cutter, word, case):
    [window] = cutter.read(word)

    assert window.cases[1] == case < CASES


@pytest.mark.parametrize(
    "text",
    ["word " * 1000, "x" * 90 + " ", "unbelievably " * 300, ("ab" * 50 + " ") * 60],
    ids=["short words", "one word", "words of several pieces", "words of a hundred letters"],
)
def test_every_word_of_a_text_is_owned_by_one_window(cutter, text):
    windows = list(cutter.read(text))

    assert words_of(text, windows) == text.split()
    assert max(len(window.ids) for window in windows) <= 256 + 2


def test_an_emoji_glued_to_a_word_is_a_word_of_its_own(cutter):
    [window] = cutter.read("Ada\N{GRINNING FACE}")
    [alone] = cutter.read("Ada")

    assert (window.words, window.ids[1:2]) == ([(0, 3), (3, 4)], alone.ids[1:2])


def test_a_special_piece_that_was_typed_is_ordinary_text(cutter):
    [window] = cutter.read("[SEP]")

    assert window.ids.count(SEP) == 1


def test_windows_overlap(cutter):
    first, second = list(cutter.read("word " * 400))

    assert second.words[0][0] < first.words[first.own_end - 1][1]
    assert (first.own_end < len(first.words), second.own_start > 0) == (True, True)


def test_an_empty_text_has_no_words(cutter):
    [window] = cutter.read("")

    assert (window.ids, window.words) == ([CLS, SEP], [])


def test_offsets_are_code_points_of_the_text_as_given(cutter):
    text = "\N{GRINNING FACE} e\u0301te\u0301 \ud83d Jos\N{LATIN SMALL LETTER E WITH ACUTE}"

    [window] = cutter.read(text)

    assert text[slice(*window.words[-1])] == "Jos\N{LATIN SMALL LETTER E WITH ACUTE}"
