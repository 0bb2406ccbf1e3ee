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


class WordSplitter(DummyTokenizer):
    """Makes a Doc of a text; its tokens put together are the text again."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

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
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers("chatwarden.words.v1")  # type: ignore[untyped-decorator] # has no types
def make_word_splitter() -> Callable[[Language], WordSplitter]:
    """Return what makes the tokenizer of a pipeline."""
    return lambda nlp: WordSplitter(nlp.vocab)
