"""Words that speak for a category or name somebody, from the files under `lexicons/`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.detection.messengers import find_messengers
from bot.detection.phrases import Phrases, plain

__all__ = ["cue_confidence", "find_cues", "find_messengers", "find_support", "has_word"]

_DISCUSSING = ("", 0, 0)


def find_support(text: str) -> frozenset[str]:
    """Return the categories one of whose words stands in the text."""
    return _conduct().find(plain(text))


def find_cues(text: str) -> frozenset[str]:
    """Return the categories that a turn of phrase in the text makes by itself."""
    found = _cues().find(plain(text))
    if _DISCUSSING in found:
        return frozenset()
    met: defaultdict[tuple[str, int], int] = defaultdict(int)
    for category, cue, _ in found:
        met[category, cue] += 1
    needed = _groups_of_cues()
    return frozenset(cue[0] for cue, groups in met.items() if groups == needed[cue])


@cache
def cue_confidence() -> float:
    """Return how sure a turn of phrase is."""
    return float(read_lexicon("cues.yaml")["confidence"])


@cache
def load_words(file: str, part: str = "words") -> frozenset[str]:
    """Return one list of words of a file."""
    return frozenset(read_lexicon(file)[part])


def has_word(text: str, file: str, part: str) -> bool:
    """Whether one of the words of that list stands in the text as a whole word."""
    return bool(_listed(file, part).find(plain(text)))


@cache
def read_lexicon(file: str) -> dict[str, Any]:
    """Return the content of a file under `lexicons/`."""
    text = files("bot.detection").joinpath("lexicons", file).read_text(encoding="utf-8")
    # The pure Python loader takes a second for the larger files.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe
    return loaded


@cache
def _listed(file: str, part: str) -> Phrases[str]:
    return Phrases({part: load_words(file, part)})


@cache
def _conduct() -> Phrases[str]:
    return Phrases(read_lexicon("conduct.yaml")["categories"])


@cache
def _cues() -> Phrases[tuple[str, int, int]]:
    lexicon = read_lexicon("cues.yaml")
    groups = {
        (category, number, group): phrases
        for category, cues in lexicon["categories"].items()
        for number, cue in enumerate(cues)
        for group, phrases in enumerate(cue)
    }
    return Phrases({_DISCUSSING: lexicon["discussing"], **groups})


@cache
def _groups_of_cues() -> dict[tuple[str, int], int]:
    categories = read_lexicon("cues.yaml")["categories"]
    return {(name, n): len(cue) for name, cues in categories.items() for n, cue in enumerate(cues)}
