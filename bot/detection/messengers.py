"""Names of messengers and private mail, told from the ordinary words some of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from bot.detection.phrases import plain
from bot.detection.shipped_yaml import load_shipped


def find_messengers(text: str) -> frozenset[str]:
    """Return the ids of the messengers the text names as places to talk."""
    lowered = plain(text)
    if not _any_name().search(lowered):
        return frozenset()
    return frozenset(name for name, pattern in _messengers().items() if pattern.search(lowered))


@cache
def _any_name() -> re.Pattern[str]:
    """One pattern that spares most messages the look for each messenger."""
    messengers = _read()["messengers"].values()
    return re.compile(
        _any(word for each in messengers for word in (*each["names"], *each["words"]))
    )


@cache
def _messengers() -> Mapping[str, re.Pattern[str]]:
    lexicon = _read()
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
        # The word stands right after the verb, or after a "the", "my" or "our".
        word = rf"(?:{_any(forms['words'])})(?!\w)(?![ .-](?:{never}))"
        ways.append(rf"(?<!\w)(?:{before}) (?:(?:the|my|our|a) )?{word}")
        ways.append(rf"(?<!\w){word} (?:{after})(?!\w)")
    return "|".join(ways)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _read() -> dict[str, Any]:
    text = files("bot.detection").joinpath("lexicons", "messengers.yaml").read_text("utf-8")
    loaded: dict[str, Any] = load_shipped(text)
    return loaded
