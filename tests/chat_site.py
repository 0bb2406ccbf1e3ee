"""The local chat with its console on the real store, queue, detection and policies, served."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette

from bot.bootstrap.clock import SystemClock
from bot.console.app import Console
from bot.console.sign_in import SignIn
from bot.detection.engine import DetectionEngine
from bot.domain.message import Platform
from bot.extraction.reader import ConfinedReader
from bot.inspection import Inspection
from bot.local.building import LocalRoom, build_local
from bot.local.choice import ChosenPolicies
from bot.local.people import PEOPLE
from bot.policy.loader import LIBRARY, load_policies
from bot.queue.embedded import EmbeddedQueue
from bot.queue.workers import Workers
from bot.responding import Responding
from bot.reviewing import Reviewing
from bot.simulated import SimulatedEnforcer
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.engine import open_database
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from tests.fakes import CountingMeter
from tests.reading import ROOM
from tests.serving import served

_KEY = b"k" * 32
_MIGRATED = []
_BOOK = load_policies((LIBRARY,))


@dataclass(kw_only=True)
class ChatSite:
    """A served chat, and what stands behind it."""

    url: str = ""
    chat: LocalRoom
    cases: SqlCaseStore
    messages: SqlMessageStore
    queue: EmbeddedQueue
    console: Console
    workers: Workers
    meter: CountingMeter


@asynccontextmanager
async def chat_site(folder, *, policies=None, working=True):
    """Serve a chat whose store lives in that folder; without workers if not `working`."""
    database = await _open_migrated(folder / "chat.db")
    try:
        site = _put_together(database, ChosenPolicies(_BOOK, policies))
        async with served(Starlette(routes=[*site.chat.routes, *site.console.routes])) as site.url:
            task = asyncio.create_task(site.workers.run()) if working else None
            try:
                yield site
            finally:
                await site.chat.close()
                await site.workers.stop()
                if task:
                    await task
    finally:
        await database.close()


async def _open_migrated(path):
    # Migrations take longer than most tests: they run once, then their result is copied.
    if not path.exists() and _MIGRATED:
        path.write_bytes(_MIGRATED[0])
    database = await open_database(f"sqlite:///{path}")
    if not _MIGRATED:
        await database.close()
        _MIGRATED.append(path.read_bytes())
        database = await open_database(f"sqlite:///{path}")
    return database


def _put_together(database, choice):
    clock, sealer, meter = SystemClock(), AesGcmSealer([_KEY]), CountingMeter()
    messages = SqlMessageStore(database, sealer, clock)
    cases = SqlCaseStore(database, sealer, clock)
    queue = EmbeddedQueue(database, sealer, clock)
    sign_in = SignIn(clock)
    chat = build_local(
        queue=queue,
        messages=messages,
        policies=choice,
        make_supervisor_link=lambda: sign_in.make_link(PEOPLE["helen"].name),
        clock=clock,
    )
    inspection = Inspection(
        attachments=ConfinedReader(chat.fetch, ROOM),
        detection=DetectionEngine(),
        policies=choice,
        enforcer=chat.enforcer,
        simulated=SimulatedEnforcer(meter),
        messages=messages,
        clock=clock,
        meter=meter,
        warnings_per_minute=50,
    )
    responding = Responding(enforcer=chat.enforcer, messages=messages, cases=cases)
    return ChatSite(
        chat=chat,
        cases=cases,
        messages=messages,
        queue=queue,
        meter=meter,
        workers=Workers(
            queue=queue,
            handlers={Platform.LOCAL: chat.handler(inspection, responding)},
            clock=clock,
            meter=meter,
        ),
        console=Console(
            cases=cases,
            queue=queue,
            coverage=SqlCoverageLog(database, sealer, clock),
            reviewing=Reviewing(cases=cases, clock=clock),
            sign_in=sign_in,
            clock=clock,
        ),
    )
