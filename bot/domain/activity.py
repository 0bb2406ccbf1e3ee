"""What an author did lately; rate rules count it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One earlier message of the author: when, and what was seen in it; never its text."""

    at: datetime
    categories: frozenset[str] = frozenset()
    mentions: int = 0
    mentions_everyone: bool = False
