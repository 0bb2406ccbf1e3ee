"""The Graph tier as the room gets it: what it adds, its doors, and what runs beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from starlette.routing import Route

from bot.inspection import Inspection
from bot.ports import Clock, Meter
from bot.responding import Responding
from bot.teams.config import TeamsConfig
from bot.teams.connector import Connector
from bot.teams.directory import TeamsDirectory
from bot.teams.events import Handle
from bot.teams.graph.addresses import Where
from bot.teams.graph.backfill import Backfill
from bot.teams.graph.background import Background
from bot.teams.graph.blocking import GraphBlocking
from bot.teams.graph.certificates import Certificates
from bot.teams.graph.client import Graph
from bot.teams.graph.config import GraphConfig
from bot.teams.graph.directory import GraphDirectory
from bot.teams.graph.events import GRAPH_BACKFILL, GRAPH_LIFECYCLE, GRAPH_MESSAGE
from bot.teams.graph.files import SharedFiles
from bot.teams.graph.gaps import Gaps
from bot.teams.graph.handling import GraphEvents
from bot.teams.graph.health import Health
from bot.teams.graph.installing import GraphInstalling
from bot.teams.graph.ledger import Ledger
from bot.teams.graph.login_keys import LoginKeys
from bot.teams.graph.notifications import Notifications, build_routes
from bot.teams.graph.places import Places
from bot.teams.graph.repeats import Repeats
from bot.teams.graph.self_test import SelfTests
from bot.teams.graph.subscriptions import Subscriptions
from bot.teams.graph.verdicts import Verdicts
from bot.teams.graph.violation import IsForOutsiders, never
from bot.teams.graph.vouching import Vouching
from bot.teams.keeping import TeamsKeeping
from bot.teams.references import Reference, References
from bot.teams.rest import Rest
from bot.teams.tier import MakeTier, Tier
from bot.teams.tokens import Tokens
from bot.teams.web import Web

_LOOKED_EVERY = timedelta(hours=12)
_KEYS_EVERY = timedelta(minutes=20)


@dataclass(slots=True, kw_only=True)
class GraphTier:
    """Everything that Graph adds; `start` once the room's session is open, `stop` at the end."""

    config: GraphConfig
    teams: TeamsConfig
    keeping: TeamsKeeping
    clock: Clock
    meter: Meter
    web: Web
    tokens: Tokens
    is_for_outsiders: IsForOutsiders = never
    graph: Graph = field(init=False)
    login_keys: LoginKeys = field(init=False)
    certificates: Certificates = field(init=False)
    ledger: Ledger = field(init=False)
    places: Places = field(init=False)
    subscriptions: Subscriptions = field(init=False)
    blocking: GraphBlocking = field(init=False)
    self_tests: SelfTests = field(init=False)
    health: Health = field(init=False)
    _background: Background = field(default_factory=Background, init=False)

    def __post_init__(self) -> None:
        vault, coverage = self.keeping.vault, self.keeping.coverage
        self.graph = Graph(self.config, self.web, self.tokens)
        self.login_keys = LoginKeys(self.teams.login_url, self.web, self.clock)
        self.certificates = Certificates(vault, self.clock, self.config.certificate_kept)
        self.ledger = Ledger(vault)
        self.places = Places(vault)
        self.subscriptions = self._subscriptions()
        self.blocking = GraphBlocking(
            self.graph,
            self.places,
            watch=self.subscriptions.watch,
            is_for_outsiders=self.is_for_outsiders,
        )
        connector = Connector(Rest(self.web, self.tokens, self.teams.connector_scope))
        self.self_tests = SelfTests(
            connector=connector, vault=vault, coverage=coverage, clock=self.clock
        )
        self.health = Health(
            config=self.config,
            teams=self.teams,
            graph=self.graph,
            connector=connector,
            ledger=self.ledger,
            coverage=coverage,
            clock=self.clock,
        )

    @property
    def tier(self) -> Tier:
        """What the room itself makes use of."""
        return Tier(
            blocking=self.blocking,
            files=SharedFiles(self.graph, self.clock),
            installing=GraphInstalling(self.config, self.teams, self.graph, self.clock),
            repeats=Repeats(self.keeping.messages),
            wider=self,
        )

    @property
    def routes(self) -> list[Route]:
        """The doors to Graph; none where nobody can reach us."""
        if not self.config.public_url:
            return []
        notifications = Notifications(
            config=self.config,
            teams=self.teams,
            vouching=Vouching(self.teams, self.login_keys, self.config.change_tracker),
            certificates=self.certificates,
            ledger=self.ledger,
            queue=self.keeping.queue,
            clock=self.clock,
            meter=self.meter,
        )
        return build_routes(notifications)

    def handles(
        self,
        inspection: Inspection,
        responding: Responding,
        *,
        directory: TeamsDirectory,
        references: References,
    ) -> Mapping[str, Handle]:
        """Return every kind of event of Graph's with what handles it."""
        keeping = self.keeping
        events = GraphEvents(
            config=self.teams,
            graph=self.graph,
            inspection=inspection,
            directory=directory,
            references=references,
            rosters=GraphDirectory(self.graph, self.clock),
            places=self.places,
            verdicts=Verdicts(responding, keeping.messages, self.clock, self.meter),
            repeats=Repeats(keeping.messages),
            self_tests=self.self_tests,
            subscriptions=self.subscriptions,
            vault=keeping.vault,
        )
        backfill = Backfill(
            graph=self.graph,
            places=self.places,
            gaps=Gaps(keeping.coverage),
            queue=keeping.queue,
            clock=self.clock,
        )
        return {
            GRAPH_MESSAGE: events.on_message,
            GRAPH_LIFECYCLE: events.on_lifecycle,
            GRAPH_BACKFILL: backfill.on_order,
        }

    async def start(self) -> None:
        """Look after keys, subscriptions and blind spots in the background."""
        for tenant in self.teams.tenants:
            every = self.config.looked_after_every
            self._background.repeat(self.login_keys.refresh, tenant, _KEYS_EVERY)
            self._background.repeat(self.subscriptions.keep, tenant, every)
            self._background.repeat(self.health.note, tenant, _LOOKED_EVERY)

    async def stop(self) -> None:
        """Stop what runs in the background."""
        await self._background.stop()

    async def installed(self, place: Reference) -> None:
        """Test the way from a place that the app was added to, if Graph is to tell of it."""
        where = Where(conversation=place.conversation, group=place.group)
        if where.is_channel and not where.group:
            return
        if await self.subscriptions.watch(place.tenant, where):
            self._background.once(lambda: self.self_tests.run(place))

    async def is_told(self, tenant: str) -> bool:
        """Whether Graph tells of what is said in the whole tenant."""
        return await self.subscriptions.are_standing(tenant)

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        await self.subscriptions.end(tenant)
        await self.places.forget(tenant)
        await self.ledger.forget(tenant)

    def _subscriptions(self) -> Subscriptions:
        return Subscriptions(
            config=self.config,
            graph=self.graph,
            certificates=self.certificates,
            ledger=self.ledger,
            gaps=Gaps(self.keeping.coverage),
            queue=self.keeping.queue,
            clock=self.clock,
        )


def build_graph(
    config: GraphConfig,
    teams: TeamsConfig,
    keeping: TeamsKeeping,
    *,
    clock: Clock,
    meter: Meter,
    is_for_outsiders: IsForOutsiders = never,
) -> MakeTier:
    """Return what puts the tier together once the room has its session and tokens."""

    def make(web: Web, tokens: Tokens) -> Tier:
        whole = GraphTier(
            config=config,
            teams=teams,
            keeping=keeping,
            clock=clock,
            meter=meter,
            web=web,
            tokens=tokens,
            is_for_outsiders=is_for_outsiders,
        )
        return whole.tier

    return make
