"""A running Chatwarden on Teams for each test."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from bot.detection.engine import DetectionEngine
from bot.domain.message import MessageRef, Platform
from bot.extraction.reader import ConfinedReader
from bot.inspection import Inspection
from bot.policy.loader import LIBRARY, load_policies
from bot.queue.embedded import EmbeddedQueue
from bot.queue.workers import Limits, Workers
from bot.responding import Responding
from bot.simulated import SimulatedEnforcer
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault
from bot.teams.app import build_teams
from bot.teams.config import Registration, TeamsConfig
from bot.teams.keeping import TeamsKeeping
from tests.databases import open_new_database
from tests.fakes import CountingMeter
from tests.reading import ROOM
from tests.serving import served
from tests.standins.teams import StandInTeams
from tests.standins.teams_company import ADA, ADMINS, REPORTS
from tests.standins.teams_events import buttons_of
from tests.standins.teams_fixtures import stand_in, teams
from tests.standins.teams_people import APP_ID, APP_SECRET, TENANT
from tests.standins.teams_sender import Sender

__all__ = ["stand_in", "teams"]  # fixtures

POLICIES = ["nc-ccps-im"]


@dataclass
class MovableClock:
    """The real time, and whatever a test adds to it."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self):
        return datetime.now(UTC) + self.ahead


@dataclass
class Office:
    """A running Chatwarden on Teams, and the Teams it speaks to."""

    teams: StandInTeams
    room: object
    keeping: TeamsKeeping
    inspection: Inspection
    meter: CountingMeter
    clock: MovableClock
    send: Sender
    url: str

    @property
    def world(self):
        return self.teams.world

    @property
    def events(self):
        return self.teams.events

    async def say(self, text, person=ADA, conversation=REPORTS, *, event=None, **more):
        """Let somebody write, and wait until that is handled."""
        message = self.world.say(conversation, person, text, **more)
        await self.tell(self.events.message(message, **(event or {})))
        return message

    async def tell(self, activity, **how):
        """Send an activity and wait until it is handled."""
        answer = await self.send.activity(activity, **how)
        await self.settled()
        return answer

    async def press(self, person, verb, *, to=None, **data):
        """Let somebody press a button of the newest card sent to `to`; return the answer."""
        sent = self.world.sent_to(to or person)[-1]
        button = buttons_of(sent)[f"chatwarden_{verb}"]
        pressed = button | {"data": button["data"] | data}
        answer = await self.send.activity(self.events.press(sent, person, pressed))
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

    async def kept(self, message):
        """Return a message as the house keeps it."""
        return await self.keeping.messages.load_message(ref_of(message))

    async def open_gaps(self):
        """Return which conversations are unseen, and why."""
        gaps = await self.keeping.coverage.gaps()
        return {(gap.conversation, gap.because) for gap in gaps if gap.until is None}

    def counted(self, name, **labels):
        """Return a counter."""
        return self.meter.counts[(name, *sorted(labels.items()))]


def ref_of(message, revision="0"):
    """Return the reference of a message of the stand-in's world."""
    return MessageRef(
        platform=Platform.TEAMS,
        tenant=TENANT,
        conversation=message.conversation,
        message=message.id,
        revision=revision,
    )


@pytest.fixture
def registration():
    return Registration(
        app_id=APP_ID, tenant=TENANT, slug="home", secret=APP_SECRET, admin_conversation=ADMINS
    )


@pytest.fixture
def config(teams, registration):
    return TeamsConfig(
        registrations=(registration,),
        login_url=teams.login_url,
        openid_url=teams.openid_url,
        file_hosts=(teams.files_origin,),
        max_body_bytes=100_000,
    )


@pytest.fixture(scope="session")
def policies():
    return load_policies([LIBRARY]).governed_by(POLICIES, enforced=POLICIES)


@pytest.fixture
async def database(tmp_path):
    opened = await open_new_database(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def keeping(database, clock):
    sealer = AesGcmSealer((b"k" * 32,))
    return TeamsKeeping(
        queue=EmbeddedQueue(database, sealer, clock),
        messages=SqlMessageStore(database, sealer, clock),
        cases=SqlCaseStore(database, sealer, clock),
        vault=SqlVault(database, sealer, clock),
        coverage=SqlCoverageLog(database, sealer, clock),
    )


@pytest.fixture
def room(config, keeping, clock):
    return build_teams(config, keeping, clock=clock, meter=CountingMeter())


@pytest.fixture
async def office(teams, room, keeping, clock, policies):
    meter = room.meter
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
        handlers={Platform.TEAMS: room.handler(inspection, responding)},
        clock=clock,
        meter=meter,
        limits=Limits(idle=timedelta(milliseconds=50), first_pause=timedelta(milliseconds=20)),
    )
    await room.start()
    running = asyncio.create_task(workers.run())
    async with served(Starlette(routes=room.routes)) as url:
        send = Sender(f"{url}/api/messages", teams)
        yield Office(teams, room, keeping, inspection, meter, clock, send, url)
        await send.close()
    await workers.stop()
    await running
    await room.stop()
