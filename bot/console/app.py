"""The console's routes: which page stands where, and who may see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.console.answers import FOLDER, Pages, SecurityHeaders
from bot.console.case_pages import CasePages
from bot.console.desk import Desk
from bot.console.door import Door
from bot.console.guard import LoopbackOnly, OwnForms, SignedIn
from bot.console.queue_pages import QueuePages
from bot.console.record_pages import RecordPages
from bot.console.sign_in import SignIn
from bot.ports import CaseStore, Clock, CoverageLog, EventQueue
from bot.reviewing import Reviewing

Endpoint = Callable[[Request], Awaitable[Response]]

_LARGEST_FORM = 64 * 1024
WAY_IN = (
    "A new link is printed at each start: restart it, then open the printed link on this machine."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The supervisors' pages over the stores it was given."""

    cases: CaseStore
    queue: EventQueue
    coverage: CoverageLog
    reviewing: Reviewing
    sign_in: SignIn
    clock: Clock
    title: str = "Chatwarden"
    way_in: str = WAY_IN

    @property
    def routes(self) -> list[BaseRoute]:
        """The console's routes, from `/` down."""
        desk = Desk(
            cases=self.cases,
            queue=self.queue,
            coverage=self.coverage,
            reviewing=self.reviewing,
            sign_in=self.sign_in,
            clock=self.clock,
            pages=Pages(self.title, self.way_in),
        )
        return [*_queue(desk), *_cases(desk), *_records(desk), *_door(desk), static_files()]


def static_files() -> Mount:
    """Return the route of the stylesheet and scripts, open to every page of this house."""
    kept = Middleware(SecurityHeaders, may_be_kept=True)
    return Mount("/static", StaticFiles(directory=FOLDER / "static"), middleware=[kept])


def _queue(desk: Desk) -> list[BaseRoute]:
    pages = QueuePages(desk)
    return [_page(desk, "/", pages.show), _page(desk, "/queue/list", pages.show_list)]


def _cases(desk: Desk) -> list[BaseRoute]:
    pages = CasePages(desk)
    return [
        _page(desk, "/cases/{number:int}", pages.show),
        _page(desk, "/cases/{number:int}/version", pages.show_version),
        _form(desk, "/cases/{number:int}", pages.take_step),
        _form(desk, "/cases/{number:int}/reveal", pages.reveal),
    ]


def _records(desk: Desk) -> list[BaseRoute]:
    pages = RecordPages(desk)
    return [
        _page(desk, "/aside", pages.show_set_aside),
        _form(desk, "/aside/{number:int}", pages.requeue),
        _page(desk, "/coverage", pages.show_coverage),
        _page(desk, "/audit", pages.show_audit),
    ]


def _door(desk: Desk) -> list[BaseRoute]:
    door = Door(desk)
    outside = [Middleware(SecurityHeaders), Middleware(LoopbackOnly, pages=desk.pages)]
    return [
        Route("/sign-in/{token}", door.come_in, middleware=outside),
        _form(desk, "/sign-out", door.go_out),
    ]


def _page(desk: Desk, path: str, endpoint: Endpoint) -> Route:
    return Route(path, endpoint, middleware=_inside(desk))


def _form(desk: Desk, path: str, endpoint: Endpoint) -> Route:
    guards = [*_inside(desk), Middleware(OwnForms, pages=desk.pages)]
    return Route(path, endpoint, methods=["POST"], middleware=guards, max_body_size=_LARGEST_FORM)


def _inside(desk: Desk) -> list[Middleware]:
    return [
        Middleware(SecurityHeaders),
        Middleware(LoopbackOnly, pages=desk.pages),
        Middleware(SignedIn, pages=desk.pages, sign_in=desk.sign_in),
    ]
