"""Stand-ins for both tiers of detection and for the policies, small enough to see through."""

import asyncio
import re
from dataclasses import dataclass, field

from bot.domain.decision import Action, ActionKind, Decision
from bot.domain.finding import Finding, InspectionResult
from bot.errors import PipelineError
from tests.builders import NOON, match

SECRET = re.compile(r"secret-\d+")


class FixedClock:
    """It is always noon."""

    def now(self):
        return NOON


@dataclass
class SecretDetection:
    """Finds `secret-1` and the like; fails on `break!`; remembers what it was shown."""

    seen: list = field(default_factory=list)
    pause: float = 0.0

    async def inspect(self, message):
        self.seen.append(message)
        await asyncio.sleep(self.pause)
        if message.text == "break!":
            raise PipelineError("It stumbled.")
        findings = tuple(
            Finding(
                label="API_KEY",
                part=part.name,
                start=hit.start(),
                end=hit.end(),
                confidence=0.9,
                because="it says secret",
            )
            for part in message.own_parts
            for hit in SECRET.finditer(part.text)
        )
        categories = {"CREDENTIALS": 0.9} if findings else {}
        return InspectionResult(findings=findings, categories=categories)


class SecretsForbidden:
    """Matches every message with a finding."""

    def decide(self, message, result, *, past, now):
        matches = (match(findings=result.findings),) if result.findings else ()
        actions = tuple(
            Action(kind=kind, cites=(matches[0].key,))
            for kind in (ActionKind.WARN_AUTHOR, ActionKind.OPEN_CASE)
            if matches
        )
        return Decision(ref=message.ref, decided_at=now, matches=matches, actions=actions)
