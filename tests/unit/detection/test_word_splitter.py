"""The pipeline's tokens are the encoder's words."""

import pytest
import spacy
from spacy.vocab import Vocab

from bot.detection.word_splitter import WordSplitter, make_word_splitter

TEXTS = {
    "words": ("call Ada now", ["call", "Ada", "now"]),
    "marks": ("Ada's, e-mail!", ["Ada", "'", "s", ",", "e", "-", "mail", "!"]),
    "an underscore": ("svc_report", ["svc", "_", "report"]),
    "two blanks": ("a  b", ["a", " ", "b"]),
    "a line break": ("a \n b", ["a", "\n ", "b"]),
    "blanks around": (" a ", [" ", "a"]),
    "nothing": ("", []),
    "an emoji": ("ok\N{GRINNING FACE}ok", ["ok", "\N{GRINNING FACE}", "ok"]),
}


@pytest.mark.parametrize(("text", "tokens"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text_is_split_at_blanks_and_marks(text, tokens):
    doc = WordSplitter(Vocab())(text)

    assert [token.text for token in doc] == tokens
    assert doc.text == text


def test_a_pipeline_names_it_in_its_config():
    config = {"nlp": {"tokenizer": {"@tokenizers": "chatwarden.words.v1"}}}

    nlp = spacy.blank("en", config=config)

    assert [token.text for token in nlp("a_b")] == ["a", "_", "b"]
    assert isinstance(make_word_splitter()(nlp), WordSplitter)


def test_the_words_of_old_texts_are_forgotten():
    split = WordSplitter(Vocab())

    sizes = {len(split(f"word{number}").vocab) for number in range(2000)}

    assert max(sizes) < 600
