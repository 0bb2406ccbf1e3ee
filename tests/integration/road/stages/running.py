"""Runs a room of Slack or Teams on a database of its own."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

from starlette.applications import Starlette

from bot.queue.embedded import EmbeddedQueue
from bot.queue.workers import Limits, Workers
from bot.responding import Responding
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault
from tests.databases import open_new_database
from tests.integration.road.stages.stage import inspection_of
from tests.serving import served


@asynccontextmanager
async def kept_in(folder, shape, clock):
    """Give the stores in the shape a room asks for."""
    database, sealer = await open_new_database(folder), AesGcmSealer((b"k" * 32,))
    try:
        yield shape(
            queue=EmbeddedQueue(database, sealer, clock),
            messages=SqlMessageStore(database, sealer, clock),
            cases=SqlCaseStore(database, sealer, clock),
            vault=SqlVault(database, sealer, clock),
            coverage=SqlCoverageLog(database, sealer, clock),
        )
    finally:
        await database.close()


@asynccontextmanager
async def running(platform, room, keeping, *, clock, meter, **start):
    """Run the room with its workers; give its inspection and the address it is served at."""
    inspection = inspection_of(room, keeping, clock, meter)
    responding = Responding(enforcer=room.enforcer, messages=keeping.messages, cases=keeping.cases)
    workers = Workers(
        queue=keeping.queue,
        handlers={platform: room.handler(inspection, responding)},
        clock=clock,
        meter=meter,
        limits=Limits(idle=timedelta(milliseconds=50), first_pause=timedelta(milliseconds=20)),
    )
    await room.start(**start)
    task = asyncio.create_task(workers.run())
    try:
        async with served(Starlette(routes=room.routes)) as url:
            yield inspection, url
    finally:
        await workers.stop()
        await task
        await room.stop()
