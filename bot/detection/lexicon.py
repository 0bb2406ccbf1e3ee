"""Words that name messengers or speak for a category, from the files under `lexicons/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def find_messengers(text: str) -> frozenset[str]:
    """Return the ids of the messengers the text names as places to talk."""
    plain = _plain(text)
    return frozenset(name for name, pattern in _messengers().items() if pattern.search(plain))


def find_support(text: str) -> frozenset[str]:
    """Return the categories one of whose words stands in the text."""
    plain = _plain(text)
    return frozenset(name for name, pattern in _conduct().items() if pattern.search(plain))


@cache
def load_words(file: str, part: str = "words") -> frozenset[str]:
    """Return one list of words of a file."""
    return frozenset(_read(file)[part])


def has_word(text: str, file: str, part: str) -> bool:
    """Whether one of the words of that list stands in the text as a whole word."""
    return _whole(file, part).search(_plain(text)) is not None


@cache
def _whole(file: str, part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(load_words(file, part))})(?!\w)")


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


@cache
def _messengers() -> Mapping[str, re.Pattern[str]]:
    lexicon = _read("messengers.yaml")
    before, after = _any(lexicon["before"]), _any(lexicon["after"])
    never = _any(lexicon["never_followed_by"])
    return {
        name: re.compile(_messenger(forms, before=before, after=after, never=never))
        for name, forms in lexicon["messengers"].items()
    }


def _messenger(forms: Mapping[str, list[str]], *, before: str, after: str, never: str) -> str:
    ways = []
    if forms["names"]:
        ways.append(rf"(?<!\w)(?:{_any(forms['names'])})(?!\w)")
    if forms["words"]:
        # The word stands right after the verb, or a "the", "my" or "this" later.
        word = rf"(?:{_any(forms['words'])})(?!\w)(?![ .-](?:{never}))"
        ways.append(rf"(?<!\w)(?:{before}) (?:(?:the|my|our|a) )?{word}")
        ways.append(rf"(?<!\w){word} (?:{after})(?!\w)")
    return "|".join(ways)


@cache
def _conduct() -> Mapping[str, re.Pattern[str]]:
    categories = _read("conduct.yaml")["categories"]
    return {
        name: re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)") for name, words in categories.items()
    }


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _read(file: str) -> dict[str, Any]:
    text = files("bot.detection").joinpath("lexicons", file).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
