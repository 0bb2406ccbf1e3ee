"""What runs beside the pages: what fails there is named, and passes where it can."""

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import httpx
import pytest
import structlog
from sqlalchemy.exc import OperationalError

from bot.bootstrap.keeping import open_keeping
from bot.bootstrap.web import Service, Site, build_app
from bot.config import Settings
from bot.errors import StoreError
from bot.queue.workers import Workers

CANARY = "CANARY-7f3a"


@asynccontextmanager
async def running(folder, prepare=lambda keeping: None, services=()):
    """Yield a client of the application while its lifespan lasts."""
    async with open_keeping(Settings(chatwarden_data_dir=folder)) as keeping:
        prepare(keeping)
        site = Site(
            keeping=keeping,
            workers=Workers(
                queue=keeping.queue, handlers={}, clock=keeping.clock, meter=keeping.meter
            ),
            routes=(),
            services=services,
            context_kept=timedelta(hours=1),
            disposal_pause=timedelta(milliseconds=5),
        )
        app = build_app(site)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client,
        ):
            yield client


FAULTS = {
    "the database's": OperationalError(CANARY, None, Exception(CANARY)),
    "the store's": StoreError(CANARY),
    "the system's": OSError(28, CANARY),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_disposal_that_fails_is_named_and_tried_again(tmp_path, fault):
    faults, went_on = [fault], asyncio.Event()

    def prepare(keeping):
        dispose = keeping.messages.dispose_unflagged

        async def stumble(before):
            if faults:
                raise faults.pop()
            went_on.set()
            return await dispose(before)

        keeping.messages.dispose_unflagged = stumble

    with structlog.testing.capture_logs() as lines:
        async with running(tmp_path, prepare) as client:
            await asyncio.wait_for(went_on.wait(), 5)
            ready = await client.get("/readyz")

    assert ready.json() == {"ready": True, "backlog": 0}
    assert [line for line in lines if line["log_level"] == "error"] == [
        {
            "event": "old messages were not disposed of",
            "log_level": "error",
            "error": type(fault).__name__,
        }
    ]


async def test_workers_that_cannot_start_are_named_and_not_ready(tmp_path):
    def prepare(keeping):
        async def fail():
            raise RuntimeError(CANARY)

        keeping.queue.recover = fail

    with structlog.testing.capture_logs() as lines, suppress(RuntimeError):
        async with running(tmp_path, prepare) as client:
            await asyncio.sleep(0.01)
            ready = await client.get("/readyz")

    assert ready.status_code == 503
    assert "work beside the pages ended" in [line["event"] for line in lines]


async def test_a_room_that_fails_to_start_is_named(tmp_path):
    async def fail():
        raise StoreError(CANARY)

    with structlog.testing.capture_logs() as lines, pytest.raises(StoreError):
        async with running(tmp_path, services=(Service(start=fail),)):
            pass

    [line] = lines
    assert (line["event"], type(line["exc_info"])) == (
        "the application failed to start or stop",
        StoreError,
    )
