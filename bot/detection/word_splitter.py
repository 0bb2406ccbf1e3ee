"""A tokenizer for spaCy that splits where the encoder's own does: at blanks and at every mark."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

# A word, a single mark, or a run of blanks; one blank behind a word belongs to it.
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\s+")
_TEXTS_A_VOCABULARY = 512


class WordSplitter(DummyTokenizer):
    """Makes a Doc of a text; its tokens put together are the text again.

    Its Docs have a vocabulary of their own, that is a new one every few hundred texts: spaCy's
    memory zone frees a word's string, but not the place of the word, and grows with every new word.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._own = vocab
        self._left = 0

    def __call__(self, text: str) -> Doc:
        """Return the text's Doc."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in _TOKEN.findall(text):
            if words and token[0] == " " and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                token = token[1:]  # noqa: PLW2901 - what is left of the blanks
            if token:
                words.append(token)
                spaces.append(False)
        return Doc(self._vocabulary(), words=words, spaces=spaces)

    def _vocabulary(self) -> Vocab:
        if not self._left:
            getters = self.vocab.lex_attr_getters  # type: ignore[attr-defined] # its stub lacks it
            self._own = Vocab(lex_attr_getters=getters)
            self._left = _TEXTS_A_VOCABULARY
        self._left -= 1
        return self._own


@registry.tokenizers("chatwarden.words.v1")  # type: ignore[untyped-decorator] # has no types
def make_word_splitter() -> Callable[[Language], WordSplitter]:
    """Return what makes the tokenizer of a pipeline."""
    return lambda nlp: WordSplitter(nlp.vocab)
