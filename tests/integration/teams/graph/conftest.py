"""A running Chatwarden on Teams with all that Graph adds, for each test."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.detection.engine import DetectionEngine
from bot.domain.message import Platform
from bot.extraction.reader import ConfinedReader
from bot.inspection import Inspection
from bot.queue.workers import Limits, Workers
from bot.responding import Responding
from bot.simulated import SimulatedEnforcer
from bot.teams.app import build_teams
from bot.teams.graph.config import GraphConfig
from bot.teams.graph.tier import GraphTier
from tests.fakes import CountingMeter
from tests.integration.teams.conftest import Office
from tests.integration.teams.graph import standin_lists
from tests.reading import ROOM
from tests.serving import served
from tests.standins.teams_company import ADA, REPORTS
from tests.standins.teams_people import CATALOG_APP_ID, TENANT
from tests.standins.teams_sender import Sender

__all__ = ["standin_lists"]  # registers what the stand-in lacks, before it is started


@dataclass
class GraphOffice(Office):
    """A running Chatwarden that Graph tells of everything."""

    graph: GraphTier

    async def subscribe(self):
        """Subscribe to all that is said in the tenant."""
        await self.graph.subscriptions.keep(TENANT)

    async def hear(self, text, person=ADA, conversation=REPORTS, **more):
        """Let somebody write, tell of it by Graph alone, and wait until that is handled."""
        message = self.world.say(conversation, person, text, **more)
        await self.notify(message)
        return message

    async def notify(self, message, change="created", **odd):
        """Let Graph tell of a change and wait until that is handled; return the statuses."""
        return await self.post(self.teams.changed(message, change, **odd))

    async def post(self, pairs):
        """Post notifications and wait until they are handled; return the statuses."""
        answers = await self.send.notify(pairs)
        await self.settled()
        return [answer.status for answer in answers]

    def later(self, **by):
        """Let time pass, here and there."""
        self.clock.ahead += timedelta(**by)
        self.world.ahead += timedelta(**by)

    @property
    def standing(self):
        """The subscriptions that stand, by what they are about."""
        now = self.world.now()
        found = self.world.subscriptions.values()
        return {one.resource: one for one in found if not one.is_removed and one.expires > now}


@pytest.fixture
def registration(registration):
    return replace(registration, catalog_app=CATALOG_APP_ID)


@pytest.fixture
def graph_config(teams):
    return GraphConfig(
        base_url=teams.graph_url,
        service_url=teams.service_url,
        max_body_bytes=200_000,
    )


class Tiers:
    """Makes a room's tier and keeps it at hand."""

    def __init__(self, graph_config, config, keeping, clock, meter):
        self._parts = {
            "config": graph_config,
            "teams": config,
            "keeping": keeping,
            "clock": clock,
            "meter": meter,
        }
        self.made = None

    def make(self, web, tokens):
        self.made = GraphTier(**self._parts, web=web, tokens=tokens)
        return self.made.tier


@pytest.fixture
async def office(teams, config, graph_config, keeping, clock, policies):
    meter = CountingMeter()
    app = Starlette()
    async with served(app) as url:
        tiers = Tiers(replace(graph_config, public_url=url), config, keeping, clock, meter)
        room = build_teams(config, keeping, clock=clock, meter=meter, make_tier=tiers.make)
        graph = tiers.made
        app.router.routes.extend(room.routes)
        inspection, handler = _road(room, keeping, clock, policies)
        workers = Workers(
            queue=keeping.queue,
            handlers={Platform.TEAMS: handler},
            clock=clock,
            meter=meter,
            limits=Limits(idle=timedelta(milliseconds=50), first_pause=timedelta(milliseconds=20)),
        )
        await room.web.open()  # without what runs in the background: tests call it themselves
        await room.keys.fetch()
        running = asyncio.create_task(workers.run())
        send = Sender(f"{url}/api/messages", teams)
        yield GraphOffice(teams, room, keeping, inspection, meter, clock, send, url, graph=graph)
        await send.close()
        await workers.stop()
        await running
        await room.stop()


def _road(room, keeping, clock, policies):
    inspection = Inspection(
        attachments=ConfinedReader(room.downloads.fetch, ROOM),
        detection=DetectionEngine(),
        policies=policies,
        enforcer=room.enforcer,
        simulated=SimulatedEnforcer(room.meter),
        messages=keeping.messages,
        clock=clock,
        meter=room.meter,
    )
    responding = Responding(enforcer=room.enforcer, messages=keeping.messages, cases=keeping.cases)
    return inspection, room.handler(inspection, responding)
