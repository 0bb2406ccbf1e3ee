"""Installs the app for a person by Graph, so that a warning can be sent in a 1:1 chat."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.cache import TimedCache
from bot.errors import NotInstalled, PlatformRefused
from bot.ports import Clock
from bot.teams.config import TeamsConfig
from bot.teams.graph.client import Graph, step
from bot.teams.graph.config import GraphConfig
from bot.teams.references import Person

_log = structlog.get_logger(__name__)

_THERE_ALREADY = "Conflict"
# Who cannot have it cannot a minute later either: a guest, somebody outside.
_REFUSED_KEPT = timedelta(hours=1)


class GraphInstalling:
    """Implements Installing; raises TryLater when Graph asks to wait or is away."""

    def __init__(self, config: GraphConfig, teams: TeamsConfig, graph: Graph, clock: Clock) -> None:
        self._config = config
        self._teams = teams
        self._graph = graph
        self._refused: TimedCache[tuple[str, str], bool] = TimedCache(clock, _REFUSED_KEPT)

    async def install(self, person: Person) -> bool:
        """Whether it is installed now; False where that was not granted, or is not possible."""
        return await self._install(person.tenant, person.id)

    async def introduce(self, tenant: str, person: str) -> Person | None:
        """Return somebody the bot has never met, with the 1:1 chat that installing it opened."""
        if not await self._install(tenant, person):
            return None
        try:
            direct = await self._chat(tenant, person)
        except (PlatformRefused, NotInstalled):
            direct = ""  # the Connector opens it, by the person's id in the directory
        return Person(
            tenant=tenant,
            id=person,
            mri=person,
            seen_in=direct,
            service_url=self._config.service_url,
            bot=self._teams.registration(tenant).bot,
            direct=direct,
        )

    async def _install(self, tenant: str, person: str) -> bool:
        catalog_app = self._teams.registration(tenant).catalog_app
        if not catalog_app or self._refused.get((tenant, person)):
            return False
        app = self._graph.url(f"/appCatalogs/teamsApps/{step(catalog_app)}")
        try:
            await self._graph.call(tenant, "POST", _apps(person), body={"teamsApp@odata.bind": app})
        except (PlatformRefused, NotInstalled) as refusal:
            code = getattr(refusal, "code", "")
            if code == _THERE_ALREADY:
                return True
            _log.info("app not installed for a person", tenant=tenant, code=code)
            self._refused.put((tenant, person), value=True)
            return False
        return True

    async def _chat(self, tenant: str, person: str) -> str:
        catalog_app = self._teams.registration(tenant).catalog_app
        query = {"expand": "teamsApp", "filter": f"teamsApp/id eq '{catalog_app}'"}
        async for installation in self._graph.pages(tenant, _apps(person), **query):
            path = f"{_apps(person)}/{step(str(installation.get('id')))}/chat"
            told = await self._graph.get(tenant, path)
            return str(told.get("id") or "")
        return ""


def _apps(person: str) -> str:
    return f"/users/{step(person)}/teamwork/installedApps"
