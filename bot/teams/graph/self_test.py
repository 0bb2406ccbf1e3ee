"""A test of the way here: say something in a conversation, and expect to be told of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.coverage import CoverageGap
from bot.domain.message import Platform
from bot.errors import NotInstalled, PlatformRefused, TryLater
from bot.ports import Clock, CoverageLog, Vault
from bot.teams.connector import Connector
from bot.teams.graph.addresses import Where
from bot.teams.outcomes import words_for
from bot.teams.references import Reference

_SPACE = "teams-graph-self-test"
_KEPT = timedelta(hours=1)
_LOOK_EVERY = 0.25
_WORDS = "Chatwarden checks that it is told of messages here. Nothing needs to be done."
_WAY_ROUND = "See that the app is installed there and its permissions for Graph are granted."


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """How a test went; `because` says why where nothing was heard."""

    conversation: str
    is_heard: bool
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTests:
    """Runs tests; what was heard lies in the vault, as another process may have heard it."""

    connector: Connector
    vault: Vault
    coverage: CoverageLog
    clock: Clock
    seconds: float = 60.0

    async def run(self, place: Reference) -> SelfTest:
        """Say it, wait, take it back; a conversation where nothing is heard is a gap."""
        try:
            said = await self.connector.send(place.spot, {"type": "message", "text": _WORDS})
        except (PlatformRefused, NotInstalled) as refusal:
            code = getattr(refusal, "code", "")
            because = words_for(code) if code else "the app is not installed in that tenant"
            return await self._noted(place, f"nothing could be said there: {because}")
        key = _key(place.tenant, place.conversation, said)
        try:
            is_heard = await self._wait(key)
        finally:
            await self._take_back(place, said)
        if not is_heard:
            return await self._noted(place, "a test message was posted and nobody told of it")
        await self.coverage.close_gaps(Platform.TEAMS, place.tenant, place.conversation)
        return SelfTest(conversation=place.conversation, is_heard=True)

    async def heard(self, tenant: str, where: Where) -> None:
        """Note that we were told of something the bot itself has said."""
        key = _key(tenant, where.conversation, where.message)
        await self.vault.put(_SPACE, key, b"heard", expires=self.clock.now() + _KEPT)

    async def _wait(self, key: str) -> bool:
        looks = max(round(self.seconds / _LOOK_EVERY), 1)
        for _ in range(looks):
            if await self.vault.get(_SPACE, key) is not None:
                return True
            await asyncio.sleep(_LOOK_EVERY)
        return False

    async def _take_back(self, place: Reference, said: str) -> None:
        try:
            await self.connector.delete(place.spot, said)
        except (PlatformRefused, NotInstalled, TryLater):
            return  # it says of itself that nothing needs to be done

    async def _noted(self, place: Reference, because: str) -> SelfTest:
        await self.coverage.open_gap(
            CoverageGap(
                platform=Platform.TEAMS,
                tenant=place.tenant,
                conversation=place.conversation,
                since=self.clock.now(),
                because=because,
                way_round=_WAY_ROUND,
            )
        )
        return SelfTest(conversation=place.conversation, is_heard=False, because=because)


def _key(tenant: str, conversation: str, message: str) -> str:
    return f"{tenant}/{conversation}/{message}"
