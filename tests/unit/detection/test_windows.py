"""Long texts in overlapping windows."""

from bot.detection.windows import windows_of


def test_a_short_text_is_one_window():
    (window,) = windows_of("hello there")

    assert (window.text, window.offset, window.own_start, window.own_end) == (
        "hello there",
        0,
        0,
        11,
    )


def test_an_empty_text_is_one_empty_window():
    (window,) = windows_of("")

    assert window.text == ""


def test_every_place_of_a_long_text_is_owned_once():
    text = "word " * 3_000

    windows = list(windows_of(text, length=200, overlap=40))

    edges = [(window.own_start, window.own_end) for window in windows]
    assert edges[0][0] == 0
    assert edges[-1][1] == len(text)
    assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]]


def test_a_window_shows_what_it_owns_at_its_place():
    text = "".join(f"{number} " for number in range(900))

    for window in windows_of(text, length=200, overlap=40):
        assert text[window.offset :].startswith(window.text)
        assert window.offset <= window.own_start < window.own_end
        assert window.own_end <= window.offset + len(window.text)


def test_a_window_begins_with_a_whole_word():
    text = "wonderful " * 400

    later = list(windows_of(text, length=500, overlap=100))[1:]

    assert {window.text[:9] for window in later} == {"wonderful"}


def test_a_text_without_spaces_is_cut_all_the_same():
    text = "x" * 5_000

    windows = list(windows_of(text))

    assert "".join(text[w.own_start : w.own_end] for w in windows) == text
