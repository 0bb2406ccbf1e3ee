"""Words that speak for a category or name somebody, from the files under `lexicons/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from bot.detection.messengers import find_messengers
from bot.detection.phrases import Phrases, plain
from bot.detection.shipped_yaml import load_shipped

__all__ = ["find_messengers", "find_support", "has_word", "load_words"]


def find_support(text: str) -> frozenset[str]:
    """Return the categories one of whose words stands in the text."""
    return _conduct().find(plain(text))


@cache
def load_words(file: str, part: str = "words") -> frozenset[str]:
    """Return one list of words of a file."""
    return frozenset(_read(file)[part])


def has_word(text: str, file: str, part: str) -> bool:
    """Whether one of the words of that list stands in the text as a whole word."""
    return bool(_listed(file, part).find(plain(text)))


@cache
def _read(file: str) -> dict[str, Any]:
    text = files("bot.detection").joinpath("lexicons", file).read_text(encoding="utf-8")
    loaded: dict[str, Any] = load_shipped(text)
    return loaded


@cache
def _listed(file: str, part: str) -> Phrases[str]:
    return Phrases({part: load_words(file, part)})


@cache
def _conduct() -> Phrases[str]:
    return Phrases(_read("conduct.yaml")["categories"])
