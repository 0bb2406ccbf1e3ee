"""What a contestant saw in one text, as it crosses from its process to ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text and what it is held to be."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Look:
    """All that was found in a text, and the CPU seconds it took."""

    found: tuple[Found, ...]
    categories: tuple[str, ...] = ()
    seconds: float = 0.0

    def at_least(self, score: float) -> Look:
        """Return the look without what is less sure."""
        return replace(self, found=tuple(each for each in self.found if each.score >= score))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One contestant's looks at all texts; `reference_ms` tells how slow the machine was."""

    name: str
    title: str
    about: str
    labels: frozenset[str]
    reference_ms: float
    gold: tuple[Look, ...]
    chat: tuple[Look, ...]

    def at_least(self, score: float) -> Run:
        """Return the run as if less sure findings were not reported."""
        return replace(
            self,
            title=f"{self.title}, ≥ {score}",
            gold=tuple(look.at_least(score) for look in self.gold),
            chat=tuple(look.at_least(score) for look in self.chat),
        )


def read_look(line: Mapping[str, Any]) -> Look:
    """Return the look a JSON object holds."""
    return Look(
        found=_read_found(line["found"]),
        categories=tuple(line["categories"]),
        seconds=line["seconds"],
    )


def _read_found(rows: Iterable[Mapping[str, Any]]) -> tuple[Found, ...]:
    return tuple(Found(**row) for row in rows)
