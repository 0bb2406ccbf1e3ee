"""Words that name messengers or speak for a category."""

from importlib.resources import files

import pytest
import yaml

from bot.detection.lexicon import find_messengers, find_support, has_word, load_words
from bot.domain.labels import CATEGORIES


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("let's move this to WhatsApp", {"whatsapp"}),
        ("can we take this to Signal instead", {"signal"}),
        ("the signal handler is broken", set()),
        ("move this to signal handler tests", set()),
        ("got signal 9", set()),
        ("text me when you land", {"sms"}),
        ("fix the text field", set()),
        ("message me on Discord", {"discord"}),
        ("discord had an outage", set()),
        ("send it to my gmail", {"private-mail"}),
        ("a phishing mail from a gmail address", set()),
        ("telegram or wechat?", {"telegram", "wechat"}),
        ("snap me the photo", {"snapchat"}),
        ("oh snap", set()),
        ("good morning", set()),
    ],
)
def test_messengers_are_told_from_ordinary_words(text, ids):
    assert find_messengers(text) == ids


def test_words_support_a_category():
    assert find_support("the auditors come on Monday") == {"RECORDS_EVASION"}


def test_a_word_of_a_list_counts_whole():
    assert has_word("She lives at the lake", "people_words.yaml", "homes")
    assert not has_word("She relives at night", "people_words.yaml", "homes")


def test_lists_are_lower_case():
    assert all(word == word.lower() for word in load_words("products.yaml"))


LEXICONS = {
    file.name: yaml.safe_load(file.read_text("utf-8"))
    for file in files("bot.detection").joinpath("lexicons").iterdir()
    if file.name.endswith(".yaml")
}


def test_the_lexicon_of_conduct_knows_only_our_categories():
    assert LEXICONS["conduct.yaml"]["categories"].keys() <= CATEGORIES.keys()


@pytest.mark.parametrize("name", LEXICONS)
def test_each_lexicon_names_its_source_and_owner(name):
    assert LEXICONS[name].keys() >= {"source", "owner"}
