"""An enforcer that does all but the last call: shadow mode and replay."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.decision import Action, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message
from bot.ports import Meter


@dataclass(frozen=True, slots=True)
class SimulatedEnforcer:
    """Says what would have been done, and counts it."""

    meter: Meter

    async def enforce(self, action: Action, message: Message, decision: Decision) -> ActionOutcome:
        """Do nothing and say so."""
        self.meter.count("simulated_actions", kind=action.kind.value)
        return ActionOutcome(
            kind=action.kind,
            status=OutcomeStatus.SIMULATED,
            detail=f"shadow mode: {action.kind.value} would have been done for {action.cites[0]}",
        )

    async def recall(
        self, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return None: a simulated action leaves no trace to recall."""
        return None
