"""What every stage does alike: it waits until all is handled, and says what came of a message."""

import asyncio
import time
from dataclasses import dataclass, field

from bot.detection.engine import DetectionEngine
from bot.domain.decision import MET_BY_THE_RECORD
from bot.extraction.reader import ConfinedReader
from bot.inspection import Inspection
from bot.policy.loader import LIBRARY, load_policies
from bot.simulated import SimulatedEnforcer
from tests.reading import ROOM

POLICIES = ("nc-ccps-im",)
BOOK = load_policies((LIBRARY,)).governed_by(POLICIES, enforced=POLICIES)
BY_RECORD = "by the record"
_PATIENCE = 10


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came of a message: decided, done, answered.

    `warnings` counts what the author was sent, `in_case` the messages in question in all cases.
    """

    rules: tuple = ()
    clauses: tuple = ()
    actions: dict = field(default_factory=dict)
    replies: tuple = ()
    warnings: int = 0
    in_case: int = 0
    is_withdrawn: bool = False


class Stage:
    """One platform with a running Chatwarden; `office` holds its stores under `keeping`."""

    def __init__(self, office):
        self.office = office

    @property
    def keeping(self):
        return self.office.keeping

    def ref(self, message):
        """Return the reference of a message as it was first written."""
        raise NotImplementedError

    def warnings(self):
        """Return how many warnings stand before the author."""
        raise NotImplementedError

    async def settled(self):
        """Wait until nothing waits and nothing is being handled."""
        await self.until(self._is_idle)

    async def until(self, holds):
        """Wait until something holds."""
        deadline = time.monotonic() + _PATIENCE
        while not await holds():
            assert time.monotonic() < deadline, "it never came to hold"
            await asyncio.sleep(0.01)

    async def seen(self, message):
        """Return what came of the message, in its newest revision."""
        store = self.keeping.messages
        ref = await store.latest_revision(self.ref(message))
        if ref is None:
            return None
        decision = await store.load_decision(ref)
        lines = await self.keeping.cases.list_cases()
        cases = [await self.keeping.cases.load_case(line.id) for line in lines]
        standing = [each for case in cases for each in case.thread if each.ref == ref]
        return Seen(
            rules=tuple(sorted(match.rule for match in decision.matches)),
            clauses=tuple(sorted({c.number for match in decision.matches for c in match.clauses})),
            actions=_actions(decision, await store.outcomes(ref)),
            replies=tuple((r.kind.value, r.reason) for each in standing for r in each.replies),
            warnings=self.warnings(),
            in_case=sum(line.messages for line in lines),
            is_withdrawn=any(each.withdrawn_at for each in standing),
        )

    async def _is_idle(self):
        return await self.keeping.queue.backlog() == 0


def _actions(decision, outcomes):
    """Return each action that was decided or done, and what became of it."""
    decided = {action.kind: "not done" for action in decision.actions}
    done = {outcome.kind: outcome.status.value for outcome in outcomes}
    met = {kind: BY_RECORD for kind in decided if kind in MET_BY_THE_RECORD}
    return {kind.value: became for kind, became in (decided | done | met).items()}


def inspection_of(room, keeping, clock, meter):
    """Return the way of a message for a room, by the policies of the table."""
    return Inspection(
        attachments=ConfinedReader(room.downloads.fetch, ROOM),
        detection=DetectionEngine(),
        policies=BOOK,
        enforcer=room.enforcer,
        simulated=SimulatedEnforcer(meter),
        messages=keeping.messages,
        clock=clock,
        meter=meter,
    )
