"""What the Teams room keeps things in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ports import CaseStore, CoverageLog, EventQueue, MessageStore, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsKeeping:
    """The queue and the stores of the house."""

    queue: EventQueue
    messages: MessageStore
    cases: CaseStore
    vault: Vault
    coverage: CoverageLog
