"""Words that name messengers or speak for a category."""

from importlib.resources import files

import pytest

from bot.detection import lexicon
from bot.detection.lexicon import (
    cue_confidence,
    find_cues,
    find_messengers,
    find_support,
    has_word,
    load_words,
)
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


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("delete this thread before the audit", "RECORDS_EVASION"),
        ("I'll kill you", "THREAT"),
        ("send nudes", "SEXUAL"),
        ("what's your whatsapp? I'll send the list there", "OFF_CHANNEL"),
        ("you’re an idiot", "HARASSMENT"),
    ],
)
def test_a_turn_of_phrase_makes_a_category(text, category):
    assert find_cues(text) == {category}


@pytest.mark.parametrize(
    "text",
    [
        "delete this branch",
        "I'll kill the job",
        "send the slides",
        "the transcript says: I'll kill you",
        "training: what to do when someone says you're an idiot",
        "",
    ],
)
def test_half_a_turn_of_phrase_or_talk_about_it_makes_none(text):
    assert find_cues(text) == set()


def test_words_support_a_category():
    assert find_support("the auditors come on Monday") == {"RECORDS_EVASION"}


def test_a_word_of_a_list_counts_whole():
    assert has_word("She lives at the lake", "people_words.yaml", "homes")
    assert not has_word("She relives at night", "people_words.yaml", "homes")


def test_cues_are_no_certainty():
    assert 0.5 < cue_confidence() < 1


def test_lists_are_lower_case():
    assert all(word == word.lower() for word in load_words("products.yaml"))


@pytest.mark.parametrize("file", ["conduct.yaml", "cues.yaml"])
def test_lexicons_know_only_our_categories(file):
    assert lexicon.read_lexicon(file)["categories"].keys() <= CATEGORIES.keys()


def test_each_lexicon_names_its_source_and_owner():
    for file in files("bot.detection").joinpath("lexicons").iterdir():
        if file.name.endswith(".yaml"):
            assert {"source", "owner"} <= lexicon.read_lexicon(file.name).keys(), file.name
