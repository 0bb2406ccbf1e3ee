"""A text that was read a moment ago is not read again."""

from bot.detection.remembering import Remembering, digest


def by_text(text):
    return [digest(text)]


def _reader():
    """Return a batch function that makes capitals, and what it was asked."""
    asked = []

    def run(texts):
        asked.append(list(texts))
        return [text.upper() for text in texts]

    return run, asked


def test_only_new_texts_are_read_and_the_order_stays():
    run, asked = _reader()
    read = Remembering(run, keys=by_text, at_most=8)
    read(["a", "b"])

    made = read(["b", "c", "a", "c"])

    assert (made, asked) == (["B", "C", "A", "C"], [["a", "b"], ["c"]])


def test_a_batch_of_known_texts_reads_nothing():
    run, asked = _reader()
    read = Remembering(run, keys=by_text, at_most=8)
    read(["a"])

    assert (read(["a", "a"]), asked) == (["A", "A"], [["a"]])


def test_the_longest_unasked_text_is_forgotten_first():
    run, asked = _reader()
    read = Remembering(run, keys=by_text, at_most=2)
    read(["a"])
    read(["b"])
    read(["a"])
    read(["c"])

    read(["a", "b"])

    assert asked == [["a"], ["b"], ["c"], ["b"]]


def test_half_a_surrogate_pair_is_a_text_like_any_other():
    run, _ = _reader()

    assert Remembering(run, keys=by_text, at_most=2)(["\ud83d"]) == ["\ud83d"]


def test_what_is_remembered_does_not_hold_the_text():
    run, _ = _reader()
    read = Remembering(lambda texts: [len(text) for text in run(texts)], keys=by_text, at_most=2)

    read(["a secret of some length"])

    assert "secret" not in repr(vars(read))


def test_what_was_made_answers_to_its_other_names_too():
    run, asked = _reader()
    names = {"a in a thread": [b"1", b"0"], "a": [b"0"], "a elsewhere": [b"2", b"0"]}
    read = Remembering(run, keys=names.__getitem__, at_most=8)

    made = [read([name]) for name in names]

    assert made == [["A IN A THREAD"], ["A IN A THREAD"], ["A ELSEWHERE"]]
    assert asked == [["a in a thread"], ["a elsewhere"]]


def test_texts_are_told_apart_by_where_one_ends():
    assert (
        len({digest("ab", "c"), digest("a", "bc"), digest("a\0b", "c"), digest("a", "b\0c")}) == 4
    )
