"""Builds the roads of one platform: inspection and the author's answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.bootstrap.attachments import limits_of
from bot.bootstrap.keeping import Keeping
from bot.config import Settings
from bot.domain.message import Platform
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.reader import ConfinedReader, Fetch
from bot.inspection import Inspection
from bot.ports import Detection, Enforcer, EventHandler, Policies
from bot.queue.workers import Limits as WorkLimits
from bot.queue.workers import Workers
from bot.responding import Responding
from bot.simulated import SimulatedEnforcer


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """What every platform shares."""

    settings: Settings
    keeping: Keeping
    detection: Detection
    policies: Policies
    reading_room: ReadingRoom

    def inspection(self, enforcer: Enforcer, fetch: Fetch) -> Inspection:
        """Return the way of a message for the platform with that enforcer."""
        return Inspection(
            attachments=ConfinedReader(fetch, self.reading_room, limits_of(self.settings)),
            detection=self.detection,
            policies=self.policies,
            enforcer=enforcer,
            simulated=SimulatedEnforcer(self.keeping.meter),
            messages=self.keeping.messages,
            clock=self.keeping.clock,
            meter=self.keeping.meter,
            context_messages=self.settings.chatwarden_context_messages,
            warnings_per_minute=self.settings.chatwarden_warnings_per_minute,
        )

    def responding(self, enforcer: Enforcer) -> Responding:
        """Return the way of an author's answer for the platform with that enforcer."""
        return Responding(
            enforcer=enforcer, messages=self.keeping.messages, cases=self.keeping.cases
        )

    def workers(self, handlers: dict[Platform, EventHandler]) -> Workers:
        """Return the workers that take events to their platform's handler."""
        return Workers(
            queue=self.keeping.queue,
            handlers=handlers,
            clock=self.keeping.clock,
            meter=self.keeping.meter,
            limits=WorkLimits(
                at_once=self.settings.chatwarden_workers,
                failures=self.settings.chatwarden_event_attempts,
            ),
        )
