"""One web application of all rooms, and the work that runs beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.bootstrap.keeping import Keeping
from bot.errors import ChatwardenError
from bot.metrics import CONTENT_TYPE
from bot.queue.workers import Workers

_log = structlog.get_logger(__name__)


async def _nothing() -> None:
    """Start or stop nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a room runs beside its pages: started before the first request, stopped at the end."""

    start: Callable[[], Awaitable[None]] = _nothing
    stop: Callable[[], Awaitable[None]] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The parts of the running bot."""

    keeping: Keeping
    workers: Workers
    routes: Sequence[BaseRoute]
    services: Sequence[Service] = field(default=())
    context_kept: timedelta
    disposal_pause: timedelta = timedelta(minutes=10)


def build_app(site: Site) -> Starlette:
    """Return the application; its lifespan runs workers, services and disposal."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push(_name_the_fault)
            for service in site.services:
                await service.start()
                stack.push_async_callback(service.stop)
            app.state.tasks = [
                await stack.enter_async_context(_beside(site.workers.run(), site.workers.stop)),
                await stack.enter_async_context(_beside(_dispose_forever(site), None)),
            ]
            yield

    return Starlette(routes=[*_health_routes(site), *site.routes], lifespan=lifespan)


def _name_the_fault(
    _kind: type[BaseException] | None, fault: BaseException | None, _trace: TracebackType | None
) -> None:
    # The server logs it as one text, of which nothing may be kept.
    if isinstance(fault, Exception):
        _log.error("the application failed to start or stop", exc_info=fault)


def _name_the_end(task: asyncio.Future[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        _log.error("work beside the pages ended", exc_info=fault)


@asynccontextmanager
async def _beside(
    work: Awaitable[None], stop: Callable[[], Awaitable[None]] | None
) -> AsyncIterator[asyncio.Future[None]]:
    task = asyncio.ensure_future(work)
    task.add_done_callback(_name_the_end)
    try:
        yield task
    finally:
        await stop() if stop else task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _dispose_forever(site: Site) -> None:
    while True:
        try:
            await _dispose(site)
        except (ChatwardenError, SQLAlchemyError, OSError) as fault:
            # A full disk or a busy database passes; the next round disposes of all the rest.
            _log.error("old messages were not disposed of", error=type(fault).__name__)
        await asyncio.sleep(site.disposal_pause.total_seconds())


async def _dispose(site: Site) -> None:
    before = site.keeping.clock.now() - site.context_kept
    count = await site.keeping.messages.dispose_unflagged(before)
    for _ in range(count):
        site.keeping.meter.count("disposed")


def _health_routes(site: Site) -> list[Route]:
    async def live(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(request: Request) -> Response:
        # A worker that died is not ready, however well the pages answer.
        is_ready = not any(task.done() for task in request.app.state.tasks)
        backlog = await site.keeping.queue.backlog() if is_ready else -1
        body = {"ready": is_ready, "backlog": backlog}
        return JSONResponse(body, status_code=200 if is_ready else 503)

    async def numbers(_: Request) -> Response:
        return Response(site.keeping.meter.page(), media_type=CONTENT_TYPE)

    return [Route("/healthz", live), Route("/readyz", ready), Route("/metrics", numbers)]
