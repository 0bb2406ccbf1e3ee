"""The Teams room as bootstrap gets it: routes, directory, enforcer, downloads, handler."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import structlog
from starlette.routing import Route

from bot.inspection import Inspection
from bot.ports import Clock, EventHandler, Meter
from bot.reporting import Reporting
from bot.responding import Responding
from bot.teams.answers import Answers
from bot.teams.config import TeamsConfig
from bot.teams.connector import Connector
from bot.teams.directory import TeamsDirectory
from bot.teams.downloads import Downloads
from bot.teams.edge import Edge, build_passports, build_routes
from bot.teams.enforcer import TeamsEnforcer
from bot.teams.handler import TeamsHandler, table
from bot.teams.installations import Installations
from bot.teams.interactions import Interactions
from bot.teams.keeping import TeamsKeeping
from bot.teams.keys import SigningKeys
from bot.teams.letters import Letters
from bot.teams.menu import MenuEvents
from bot.teams.messages import MessageEvents
from bot.teams.places import PlaceEvents
from bot.teams.posting import Posting
from bot.teams.receiving import WriteDown
from bot.teams.references import References
from bot.teams.rest import Rest
from bot.teams.telling import Telling
from bot.teams.tenancy import TenancyEvents
from bot.teams.tier import MakeTier, Tier, bot_alone
from bot.teams.tokens import Tokens
from bot.teams.waiting import Waiting
from bot.teams.web import Web

_log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class TeamsRoom:
    """Everything of Teams; `start` before use, `stop` at the end."""

    config: TeamsConfig
    keeping: TeamsKeeping
    clock: Clock
    meter: Meter
    web: Web
    tokens: Tokens
    keys: SigningKeys
    tier: Tier
    connector: Connector
    references: References
    installations: Installations
    letters: Letters
    directory: TeamsDirectory
    enforcer: TeamsEnforcer
    downloads: Downloads
    waiting: Waiting = field(default_factory=Waiting)
    routes: list[Route] = field(init=False)
    _renewing: asyncio.Task[None] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        interactions = Interactions(
            queue=self.keeping.queue,
            letters=self.letters,
            waiting=self.waiting,
            clock=self.clock,
            meter=self.meter,
            seconds=self.config.invoke_seconds,
        )
        edge = Edge(
            config=self.config,
            passports=build_passports(self.config, self.keys),
            receiving=WriteDown(self.keeping.queue, self.clock, self.meter),
            interactions=interactions,
            meter=self.meter,
        )
        wider = self.tier.wider
        self.routes = [*build_routes(edge), *(wider.routes if wider else ())]

    def handler(self, inspection: Inspection, responding: Responding) -> EventHandler:
        """Return what handles the queue's events of Teams."""
        keeping = self.keeping
        handles = table(
            messages=self._message_events(inspection),
            menu=self._menu(inspection),
            places=PlaceEvents(
                self.references, self.directory, cases=keeping.cases, coverage=keeping.coverage
            ),
            tenancy=TenancyEvents(
                self.references,
                self.directory,
                installations=self.installations,
                letters=self.letters,
                keeping=keeping,
                wider=self.tier.wider,
            ),
            answers=Answers(
                responding,
                messages=keeping.messages,
                letters=self.letters,
                connector=self.connector,
                waiting=self.waiting,
            ),
        )
        if self.tier.wider is not None:
            handles |= self.tier.wider.handles(
                inspection, responding, directory=self.directory, references=self.references
            )
        return TeamsHandler(handles=handles, meter=self.meter)

    def _message_events(self, inspection: Inspection) -> MessageEvents:
        return MessageEvents(
            inspection,
            self.directory,
            self.references,
            files=self.tier.files,
            repeats=self.tier.repeats,
            inspect_bots=self.config.inspect_bots,
        )

    def _menu(self, inspection: Inspection) -> MenuEvents:
        keeping = self.keeping
        reporting = Reporting(inspection=inspection, messages=keeping.messages, cases=keeping.cases)
        return MenuEvents(reporting, self.directory, self.references)

    async def start(self) -> None:
        """Open the session and fetch the keys that prove what comes in."""
        await self.web.open()
        if not all(map(self.config.is_open, self.config.registrations)):
            self._renewing = asyncio.create_task(self.keys.keep_fresh())
            self._renewing.add_done_callback(_name_the_end)
        if self.tier.wider is not None:
            await self.tier.wider.start()

    async def stop(self) -> None:
        """Close the session."""
        if self.tier.wider is not None:
            await self.tier.wider.stop()
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
            self._renewing = None
        await self.web.close()


def build_teams(
    config: TeamsConfig,
    keeping: TeamsKeeping,
    *,
    clock: Clock,
    meter: Meter,
    make_tier: MakeTier = bot_alone,
) -> TeamsRoom:
    """Put the Teams room together; nothing is called before `start`."""
    web = Web()
    tokens = Tokens(config, web, clock)
    tier = make_tier(web, tokens)
    connector = Connector(Rest(web, tokens, config.connector_scope))
    references = References(keeping.vault, clock)
    installations = Installations(keeping.vault)
    letters = Letters(keeping.vault, clock)
    posting = Posting(config, references, connector, letters, installing=tier.installing)
    telling = Telling(config, posting, letters, installations, blocking=tier.blocking)
    return TeamsRoom(
        config=config,
        keeping=keeping,
        clock=clock,
        meter=meter,
        web=web,
        tokens=tokens,
        keys=SigningKeys(config, web, clock),
        tier=tier,
        connector=connector,
        references=references,
        installations=installations,
        letters=letters,
        directory=TeamsDirectory(references, connector, clock),
        enforcer=TeamsEnforcer(telling, references, tier.blocking),
        downloads=Downloads(config, web, tokens, tier.files),
    )


def _name_the_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        _log.error("signing keys are no longer renewed", error=type(fault).__name__)
