"""What a category's score must reach, from `thresholds.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.detection.shipped_yaml import load_shipped
from bot.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score a category needs alone, and where other signs support it."""

    alone: float
    supported: float

    def is_reached(self, score: float, *, supported: bool) -> bool:
        """Whether the score suffices."""
        return score >= (self.supported if supported else self.alone)


@cache
def thresholds() -> Mapping[str, Threshold]:
    """Return the threshold of each category."""
    return {
        name: Threshold(alone=each["alone"], supported=each["supported"])
        for name, each in _read()["categories"].items()
    }


def surest(findings: Iterable[Finding], labels: Collection[str]) -> float:
    """Return the best confidence among findings of the labels that are sure enough, else 0."""
    sure = _read()["sure"]
    found = [f.confidence for f in findings if f.label in labels and f.confidence >= sure]
    return max(found, default=0.0)


@cache
def _read() -> dict[str, Any]:
    text = files("bot.detection").joinpath("thresholds.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = load_shipped(text)
    return loaded
