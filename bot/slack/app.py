"""The Slack room as bootstrap gets it: routes, directory, enforcer, downloads, handler."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from starlette.routing import Route

from bot.inspection import Inspection
from bot.ports import (
    CaseStore,
    Clock,
    CoverageLog,
    EventHandler,
    EventQueue,
    MessageStore,
    Meter,
    Vault,
)
from bot.responding import Responding
from bot.slack.answers import Answers
from bot.slack.authorise import ByTenant
from bot.slack.config import SlackConfig
from bot.slack.directory import SlackDirectory
from bot.slack.downloads import Downloads
from bot.slack.edge import Doors, Edge, build_routes
from bot.slack.enforcer import SlackEnforcer
from bot.slack.handler import SlackHandler, people_table, table
from bot.slack.home import HomeEvents
from bot.slack.installations import VaultInstallationStore, VaultStateStore
from bot.slack.interactions import Interactions
from bot.slack.messages import MessageEvents
from bot.slack.oauth import InstallFlow, build_flow
from bot.slack.places import PlaceEvents
from bot.slack.receiving import WriteDown
from bot.slack.sweep import Sweep
from bot.slack.tenancy import TenancyEvents
from bot.slack.web import Web, quiet_logger
from bot.slack.workspaces import Workspaces

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackKeeping:
    """What the room keeps things in."""

    queue: EventQueue
    messages: MessageStore
    cases: CaseStore
    vault: Vault
    coverage: CoverageLog


@dataclass(slots=True, kw_only=True)
class SlackRoom:
    """Everything of Slack; `start` before use, `stop` at the end."""

    config: SlackConfig
    keeping: SlackKeeping
    clock: Clock
    meter: Meter
    web: Web
    workspaces: Workspaces
    directory: SlackDirectory
    enforcer: SlackEnforcer
    downloads: Downloads
    sweep: Sweep
    app: AsyncApp = field(init=False)
    routes: list[Route] = field(init=False)
    _socket: AsyncSocketModeHandler | None = field(default=None, init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        flow = self._build_flow()
        self.app = self._build_app(flow)
        edge = None
        if self.config.takes_events_over_http:
            edge = Edge(self.config, self.app, self.clock, self.meter)
        self.routes = build_routes(edge, Doors(flow) if flow else None)

    def handler(self, inspection: Inspection, responding: Responding) -> EventHandler:
        """Return what handles the queue's events of Slack."""
        keeping = self.keeping
        handles = table(
            messages=MessageEvents(
                inspection,
                self.directory,
                self.workspaces,
                inspect_bots=self.config.inspect_bots,
            ),
            places=PlaceEvents(
                self.workspaces,
                self.directory,
                self.sweep,
                cases=keeping.cases,
                coverage=keeping.coverage,
            ),
            tenancy=TenancyEvents(
                self.workspaces,
                self.directory,
                queue=keeping.queue,
                messages=keeping.messages,
                cases=keeping.cases,
                coverage=keeping.coverage,
            ),
            answers=Answers(responding, keeping.messages, self.workspaces, self.meter),
            home=HomeEvents(self.config, self.workspaces),
        )
        return SlackHandler(handles=handles | people_table(self.directory), meter=self.meter)

    async def start(self, *, sweep: bool = True) -> None:
        """Open the session, connect in Socket Mode, sweep the channels in the background."""
        await self.web.open()
        if self.config.socket_mode:
            self._socket = AsyncSocketModeHandler(
                self.app,
                self.config.app_token,
                logger=quiet_logger(),
                web_client=self.web.client(self.config.app_token),
            )
            await self._socket.connect_async()  # type: ignore[no-untyped-call] # bolt types it not
        if sweep:
            self._spawn(self.sweep.everywhere())

    async def stop(self) -> None:
        """Close the socket and the session; stop the sweep."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call] # bolt types it not
            self._socket = None
        await self.web.close()

    def _build_flow(self) -> InstallFlow | None:
        if not self.config.has_oauth:
            return None
        stores = self.workspaces.installations, VaultStateStore(self.keeping.vault, self.clock)
        return build_flow(
            self.config, self.web, stores, lambda tenant: self._spawn(self.sweep.sweep(tenant))
        )

    def _build_app(self, flow: InstallFlow | None) -> AsyncApp:
        app = AsyncApp(
            name="chatwarden",
            logger=quiet_logger(),
            signing_secret=self.config.signing_secret,
            client=self.web.client(),
            authorize=ByTenant(self.workspaces),  # type: ignore[arg-type] # bolt takes both, types one
            before_authorize=WriteDown(self.keeping.queue, self.clock, self.meter),
            oauth_flow=flow,
            # Else bolt looks for credentials in the environment and keeps them in files.
            oauth_settings=flow.settings if flow else None,
            request_verification_enabled=False,  # the edge has done it, before parsing
        )
        Interactions(self.keeping.queue, self.workspaces, self.clock, self.meter).listen(app)
        app.error(_on_error)
        return app

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("work in the background failed", error=type(fault).__name__)


def build_slack(
    config: SlackConfig, keeping: SlackKeeping, *, clock: Clock, meter: Meter
) -> SlackRoom:
    """Put the Slack room together; nothing is called before `start`."""
    web = Web(config.api_url)
    workspaces = Workspaces(config, web, VaultInstallationStore(keeping.vault), clock)
    return SlackRoom(
        config=config,
        keeping=keeping,
        clock=clock,
        meter=meter,
        web=web,
        workspaces=workspaces,
        directory=SlackDirectory(workspaces, clock),
        enforcer=SlackEnforcer(config, workspaces, clock),
        downloads=Downloads(config, web, workspaces),
        sweep=Sweep(config, workspaces, keeping.coverage, clock),
    )


async def _on_error(error: Exception) -> None:
    """A listener failed: the kind of error is told, never its words."""
    _log.error("slack listener failed", error=type(error).__name__)
