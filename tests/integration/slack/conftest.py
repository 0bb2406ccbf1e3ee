"""A running Chatwarden on Slack for each test."""

import asyncio
import shutil
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from bot.detection.engine import DetectionEngine
from bot.domain.message import Platform
from bot.extraction.reader import ConfinedReader
from bot.inspection import Inspection
from bot.policy.loader import LIBRARY, load_policies
from bot.queue.embedded import EmbeddedQueue
from bot.queue.workers import Limits, Workers
from bot.responding import Responding
from bot.simulated import SimulatedEnforcer
from bot.slack.app import SlackKeeping, build_slack
from bot.slack.config import SlackConfig
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.engine import open_database
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault
from tests.fakes import CountingMeter
from tests.reading import ROOM
from tests.serving import served
from tests.standins.slack import StandInSlack
from tests.standins.slack_events import SECRET, Sender, message_event
from tests.standins.slack_world import BOT_TOKEN, small_company

POLICIES = ["nc-ccps-im"]


@dataclass
class MovableClock:
    """The real time, and whatever a test adds to it."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self):
        return datetime.now(UTC) + self.ahead


@dataclass
class Office:
    """A running Chatwarden on Slack, and the Slack it speaks to."""

    slack: StandInSlack
    room: object
    keeping: SlackKeeping
    inspection: Inspection
    meter: CountingMeter
    clock: MovableClock
    send: Sender
    url: str

    @property
    def world(self):
        return self.slack.world

    async def say(self, text, user="UADA", channel="C0GENERAL", *, event=None, **more):
        """Let somebody write, and wait until that is handled."""
        message = self.world.say(channel, user, text, **more)
        await self.tell(message_event(message, channel), **(event or {}))
        return message

    async def tell(self, event, **changes):
        """Send an event and wait until it is handled."""
        answer = await self.send.event(event, **changes)
        await self.settled()
        return answer

    async def settled(self):
        """Wait until nothing waits and nothing is being handled."""
        deadline = time.monotonic() + 10
        while await self.keeping.queue.backlog():
            assert time.monotonic() < deadline, "events are still waiting"
            await asyncio.sleep(0.01)

    async def until(self, holds):
        """Wait until something holds."""
        deadline = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < deadline, "it never came to hold"
            await asyncio.sleep(0.01)

    def counted(self, name, **labels):
        """Return a counter."""
        return self.meter.counts[(name, *sorted(labels.items()))]


@pytest.fixture(scope="session")
def stand_in():
    started = StandInSlack().start()
    yield started
    started.stop()


@pytest.fixture
def slack(stand_in):
    """The stand-in with a world that no other test has touched."""
    stand_in.world = small_company()
    return stand_in


@pytest.fixture
def config(slack):
    return SlackConfig(
        bot_token=BOT_TOKEN,
        signing_secret=SECRET,
        api_url=slack.api_url,
        admin_channel="C0ADMINS",
        join_pause=0.0,
        max_body_bytes=100_000,
        policy_titles=("Instant messaging",),
    )


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A migrated database; copying it takes a moment, migrating one a second."""
    path = tmp_path_factory.mktemp("slack") / "empty.db"

    async def create():
        await (await open_database(f"sqlite:///{path}")).close()

    asyncio.run(create())
    return path


@pytest.fixture(scope="session")
def policies():
    return load_policies([LIBRARY]).governed_by(POLICIES, enforced=POLICIES)


@pytest.fixture
async def database(tmp_path, empty_database):
    copy = tmp_path / "slack.db"
    shutil.copy(empty_database, copy)
    opened = await open_database(f"sqlite:///{copy}")
    yield opened
    await opened.close()


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def keeping(database, clock):
    sealer = AesGcmSealer((b"k" * 32,))
    return SlackKeeping(
        queue=EmbeddedQueue(database, sealer, clock),
        messages=SqlMessageStore(database, sealer, clock),
        cases=SqlCaseStore(database, sealer, clock),
        vault=SqlVault(database, sealer, clock),
        coverage=SqlCoverageLog(database, sealer, clock),
    )


@pytest.fixture
async def office(slack, config, keeping, clock, policies):
    meter = CountingMeter()
    room = build_slack(config, keeping, clock=clock, meter=meter)
    inspection = Inspection(
        attachments=ConfinedReader(room.downloads.fetch, ROOM),
        detection=DetectionEngine(),
        policies=policies,
        enforcer=room.enforcer,
        simulated=SimulatedEnforcer(meter),
        messages=keeping.messages,
        clock=clock,
        meter=meter,
    )
    responding = Responding(enforcer=room.enforcer, messages=keeping.messages, cases=keeping.cases)
    workers = Workers(
        queue=keeping.queue,
        handlers={Platform.SLACK: room.handler(inspection, responding)},
        clock=clock,
        meter=meter,
        limits=Limits(idle=timedelta(milliseconds=50), first_pause=timedelta(milliseconds=20)),
    )
    await room.start(sweep=False)
    running = asyncio.create_task(workers.run())
    async with served(Starlette(routes=room.routes)) as url:
        send = Sender(url)
        yield Office(slack, room, keeping, inspection, meter, clock, send, url)
        await send.close()
    await workers.stop()
    await running
    await room.stop()
