"""Writes activities down before they are acknowledged."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import MalformedEvent
from bot.ports import Clock, EventQueue, Meter
from bot.teams.events import HANDLED, kind_of, to_inbound
from bot.teams.identity import Raw

_ACCEPTED = 202
_MALFORMED = 400


@dataclass(frozen=True, slots=True)
class WriteDown:
    """Stores what has a handler and says with which status to answer."""

    queue: EventQueue
    clock: Clock
    meter: Meter

    async def take(self, activity: Raw, raw: bytes) -> int:
        """Store the activity, then return the status; what nobody handles is counted."""
        if kind_of(activity) not in HANDLED:
            return self._answer("unknown", _ACCEPTED)
        try:
            event = to_inbound(activity, raw, self.clock.now())
        except MalformedEvent:
            return self._answer("malformed", _MALFORMED)
        stored = await self.queue.put(event)
        return self._answer("stored" if stored else "duplicate", _ACCEPTED)

    def _answer(self, outcome: str, status: int) -> int:
        self.meter.count("events_received", platform="teams", outcome=outcome)
        return status
