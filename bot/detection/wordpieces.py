"""A text as the encoder reads it: word pieces, the words they make up, and how these are cased."""

from __future__ import annotations

from bisect import bisect_right
from collections import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tokenizers import Encoding, Regex, Tokenizer
from tokenizers.pre_tokenizers import BertPreTokenizer, Sequence, Split

CASES = 8  # how many numbers `_case` gives, 0 for what is no word of the text or thread
_LONGEST = 256  # pieces of the text in one window
_OVERLAP = 64
_THREAD = 96  # pieces of the thread: its last ones, for what was said last counts most


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """One window of a text, then the end of its thread; the first three have a place a piece.

    `firsts` are the places of the first piece of each word of the text, `words` their offsets in
    code points; the words from `own_start` to before `own_end` are this window's to report.
    """

    ids: list[int]
    segments: list[int]
    cases: list[int]
    firsts: list[int]
    words: list[tuple[int, int]]
    own_start: int
    own_end: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text cut into pieces; `bounds` are the first pieces of its words, and the end."""

    ids: list[int]
    cases: list[int]
    bounds: list[int]
    words: list[tuple[int, int]]


class WordPieces:
    """Cuts texts with a tokenizer of the `tokenizers` library (BERT's, uncased)."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True  # a "[SEP]" somebody typed is three words
        # BERT's own leaves symbols and emoji glued to their word, which then is unknown.
        alone = Split(Regex(r"[^\w\s]"), "isolated")
        tokenizer.pre_tokenizer = Sequence([alone, BertPreTokenizer()])
        self._tokenizer = tokenizer
        self._begin, self._end = map(_known(tokenizer), ("[CLS]", "[SEP]"))

    def read(self, text: str, thread: str = "") -> Iterator[Pieces]:
        """Yield the windows of a text; none of it is left out."""
        cut = self._cut(text)
        before = self._cut(thread) if thread else _Cut([], [], [0], [])
        for begin, end, own_start, own_end in _windows(cut.bounds):
            yield self._window(cut, before, (begin, end), (own_start, own_end))

    def _cut(self, text: str) -> _Cut:
        # Half a surrogate pair is no text to the tokenizer; a question mark is as long.
        encoding: Encoding = self._tokenizer.encode(
            text.encode("utf-8", "replace").decode(), add_special_tokens=False
        )
        owners, offsets = encoding.word_ids, encoding.offsets
        firsts = [at for at, owner in enumerate(owners) if at == 0 or owner != owners[at - 1]]
        bounds = [*firsts, len(owners)]
        words, cases = [], []
        for at in range(len(firsts)):
            first, behind = bounds[at], bounds[at + 1]
            start, end = offsets[first][0], offsets[behind - 1][1]
            words.append((start, end))
            cases += [_case(text[start:end])] * (behind - first)
        return _Cut(encoding.ids, cases, bounds, words)

    def _window(
        self, cut: _Cut, before: _Cut, place: tuple[int, int], own: tuple[int, int]
    ) -> Pieces:
        begin, end = place
        first, last = cut.bounds[begin], cut.bounds[end]
        ids = [self._begin, *cut.ids[first:last], self._end]
        cases = [0, *cut.cases[first:last], 0]
        segments = [0] * len(ids)
        if before.ids:
            tail = before.ids[-_THREAD:]
            ids += [*tail, self._end]
            cases += [*before.cases[-_THREAD:], 0]
            segments += [1] * (len(tail) + 1)
        return Pieces(
            ids=ids,
            segments=segments,
            cases=cases,
            firsts=[at - first + 1 for at in cut.bounds[begin:end]],
            words=cut.words[begin:end],
            own_start=own[0] - begin,
            own_end=own[1] - begin,
        )


def _known(tokenizer: Tokenizer) -> Callable[[str], int]:
    return lambda piece: tokenizer.get_vocab()[piece]


def _windows(bounds: abc.Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the first word and the one behind the last, of each window and of its own part."""
    count, begin, own = len(bounds) - 1, 0, 0
    while (end := bisect_right(bounds, bounds[begin] + _LONGEST) - 1) < count:
        own_end = _word_before(bounds, bounds[end] - _OVERLAP // 2)
        yield begin, end, own, own_end
        # A word has at most a hundred pieces, so two fit, and each window gets on by one.
        begin = max(begin + 1, _word_before(bounds, bounds[own_end] - _OVERLAP // 2))
        own = own_end
    yield begin, count, own, count


def _word_before(bounds: abc.Sequence[int], piece: int) -> int:
    return bisect_right(bounds, piece) - 1


def _case(word: str) -> int:
    """Return a number from 1 for how the word is written."""
    if word.isdigit():
        return 1
    if word.islower():
        return 2
    if word.isupper():
        return 3 if len(word) == 1 else 4
    if word[:1].isupper() and word[1:].islower():
        return 5
    return 6 if word[:1].isalpha() else 7
