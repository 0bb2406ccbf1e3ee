"""All a rule may look at, and what a condition answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.activity import Activity
from bot.domain.finding import Finding, InspectionResult
from bot.domain.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One message at one moment, under one policy."""

    message: Message
    result: InspectionResult
    past: tuple[Activity, ...]
    now: datetime
    approved_messengers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Why a condition holds: phrases a person can read, what was seen, and in which files."""

    because: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    categories: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


class Condition(Protocol):
    """One condition of a rule; a small frozen value."""

    def check(self, situation: Situation) -> Held | None:
        """Return why it holds, or None where it does not."""
        ...


def joined(held: Iterable[Held]) -> Held:
    """Return the reasons of all as one, each named once."""
    reasons = tuple(held)
    return Held(
        because=_once(phrase for one in reasons for phrase in one.because),
        findings=tuple(dict.fromkeys(finding for one in reasons for finding in one.findings)),
        categories=_once(name for one in reasons for name in one.categories),
        attachments=_once(identity for one in reasons for identity in one.attachments),
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
