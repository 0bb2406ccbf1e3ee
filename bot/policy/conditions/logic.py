"""`all`, `any` and `not`, and the list of every word a condition may open with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.policy.conditions.conduct import read_edited, read_rate
from bot.policy.conditions.content import read_category, read_finding, read_off_channel
from bot.policy.conditions.files import read_attachment, read_unfinished
from bot.policy.conditions.people import read_audience, read_author
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import suggestion
from bot.policy.reading.nodes import Node
from bot.policy.situation import Condition, Held, Situation, joined

_DEEPEST = 8  # a rule nested deeper than this is one nobody can read


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these holds."""

    conditions: tuple[Condition, ...]

    def check(self, situation: Situation) -> Held | None:
        """Return the reasons of all."""
        held = [condition.check(situation) for condition in self.conditions]
        reasons = [one for one in held if one is not None]
        return joined(reasons) if len(reasons) == len(held) else None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these holds, or several."""

    conditions: tuple[Condition, ...]

    def check(self, situation: Situation) -> Held | None:
        """Return the reasons of those that hold."""
        held = [condition.check(situation) for condition in self.conditions]
        reasons = [one for one in held if one is not None]
        return joined(reasons) if reasons else None


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of one condition."""

    condition: Condition

    def check(self, situation: Situation) -> Held | None:
        """Return a reason without words: nothing was seen."""
        return Held() if self.condition.check(situation) is None else None


def read_condition(node: Node, faults: FaultList, depth: int = 0) -> Condition:
    """Read one condition: a mapping with exactly one word."""
    if node.fields is None or len(node.fields) != 1:
        faults.add(node.line, "a condition is one word and what it asks; join several by `all`")
        return AllOf(())
    if depth > _DEEPEST:
        faults.add(node.line, f"conditions are nested deeper than {_DEEPEST}")
        return AllOf(())
    [(word, inner)] = node.fields.items()
    if word in ("all", "any"):
        return _read_list(word, inner, faults, depth)
    if word == "not":
        return Not(read_condition(inner, faults, depth + 1))
    if word not in _WORDS:
        known = (*_WORDS, "all", "any", "not")
        faults.add(node.line, f"unknown condition “{word}”{suggestion(word, known)}")
        return AllOf(())
    return _WORDS[word](inner, faults)


def _read_list(word: str, node: Node, faults: FaultList, depth: int) -> Condition:
    if not node.items:
        faults.add(node.line, f"“{word}” must be a list of conditions")
    conditions = tuple(read_condition(item, faults, depth + 1) for item in node.items or ())
    return AllOf(conditions) if word == "all" else AnyOf(conditions)


_WORDS: Mapping[str, Callable[[Node, FaultList], Condition]] = MappingProxyType(
    {
        "finding": read_finding,
        "category": read_category,
        "off_channel": read_off_channel,
        "audience": read_audience,
        "author": read_author,
        "attachment": read_attachment,
        "unfinished": read_unfinished,
        "rate": read_rate,
        "edited": read_edited,
    }
)
