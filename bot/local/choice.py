"""Which of the written policies govern the chat; chosen on the page, at any time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.activity import Activity
from bot.domain.decision import Decision
from bot.domain.finding import InspectionResult
from bot.domain.message import Message
from bot.local.refusal import Refused
from bot.policy.engine import PolicyBook


class ChosenPolicies:
    """The policies in force now; the same port as any others, so the road does not notice."""

    def __init__(self, book: PolicyBook, chosen: Sequence[str] | None = None) -> None:
        self._book = book
        self.titles = {policy.id: policy.title for policy in book.policies}
        self.choose(tuple(self.titles) if chosen is None else chosen)

    def choose(self, ids: Sequence[str]) -> None:
        """Let these policies govern from the next message on; raises Refused (400)."""
        if unknown := set(ids) - set(self.titles):
            raise Refused(400, f"There is no policy called {min(unknown)}.")
        self.chosen = tuple(identity for identity in self.titles if identity in ids)
        self._in_force = self._book.governed_by(self.chosen, enforced=frozenset(self.chosen))

    def decide(
        self,
        message: Message,
        result: InspectionResult,
        *,
        past: Sequence[Activity],
        now: datetime,
    ) -> Decision:
        """Decide by the policies chosen at this moment."""
        return self._in_force.decide(message, result, past=past, now=now)
