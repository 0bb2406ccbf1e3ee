"""The embedded queue across restarts, and how long it remembers."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import SealError
from bot.queue.embedded import EmbeddedQueue
from bot.queue.inbox import inbox
from bot.store.engine import open_database
from bot.store.sealed import AesGcmSealer
from tests.builders import NOON
from tests.fakes import FixedClock


def event(name="E1"):
    return InboundEvent(
        platform=Platform.LOCAL,
        tenant="T1",
        id=name,
        kind="message",
        body=b"{}",
        received_at=NOON,
        lane="C1",
    )


@pytest.fixture
def start(tmp_path):
    """Return what starts a process on the same file: its queue and its database."""

    async def start(clock=None, key=b"k" * 32):
        database = await open_database(f"sqlite:///{tmp_path / 'house.db'}")
        return EmbeddedQueue(database, AesGcmSealer([key]), clock or FixedClock()), database

    return start


async def test_events_outlive_the_process(start):
    first, before = await start()
    for name in ("E1", "E2", "E3"):
        await first.put(event(name))
    (in_hand,) = await first.claim(1)
    await first.done(in_hand.number)
    await first.claim(1)
    await before.close()

    second, after = await start()
    recovered = await second.recover()
    (again,) = await second.claim(5)
    news = await second.put(event("E1"))
    await after.close()

    assert (recovered, again.event, again.attempt, news) == (1, event("E2"), 2, False)


@pytest.mark.parametrize(("days", "is_new"), [(6, False), (8, True)], ids=["a week", "longer"])
async def test_the_id_of_a_handled_event_is_remembered_for_a_week(start, days, is_new):
    clock = FixedClock()
    queue, database = await start(clock)
    await queue.put(event("E1"))
    await queue.done((await queue.claim(1))[0].number)
    clock.advance(days=days)
    await queue.put(event("E2"))
    await queue.done((await queue.claim(1))[0].number)

    known_no_more = await queue.put(event("E1"))

    await database.close()
    assert known_no_more == is_new


async def test_a_retry_wakes_those_who_wait_when_it_is_due(start):
    queue, database = await start()
    await queue.put(event())
    (claimed,) = await queue.claim(1)
    await queue.retry(claimed.number, at=NOON + timedelta(milliseconds=20), because="TryLater")
    await queue.claim(1)

    await asyncio.wait_for(queue.wait(timedelta(seconds=30)), 5)

    await database.close()


async def test_an_event_that_cannot_be_opened_is_set_aside_and_holds_up_nobody(start):
    queue, database = await start()
    await queue.put(event())
    await database.close()
    stranger, database = await start(key=b"x" * 32)
    await stranger.put(event("E2"))

    claimed = [await stranger.claim(1), await stranger.claim(1)]

    assert [[one.event.id for one in each] for each in claimed] == [[], ["E2"]]
    assert [aside.because for aside in await stranger.list_set_aside()] == [str(SealError())]
    await database.close()


async def test_what_cannot_be_set_aside_takes_nothing_else_of_its_claim_with_it(start):
    queue, database = await start()
    await queue.put(event())
    await database.close()
    stranger, database = await start(key=b"x" * 32)
    await stranger.put(replace(event("E2"), lane="C2"))
    write, writes = database.write, 0

    async def fill_the_disk(work):
        nonlocal writes
        writes += 1
        if writes == 2:
            raise OSError(28, "full")
        return await write(work)

    database.write = fill_the_disk
    with suppress(OSError):
        claimed = await stranger.claim(5)
    in_time = [one.event.id for one in claimed]
    await database.close()

    assert in_time == ["E2"]


async def test_an_event_of_a_platform_of_another_version_waits_for_it(start):
    queue, database = await start()
    await queue.put(event())
    await queue.put(replace(event("E2"), lane="C2"))
    await database.write(
        lambda connection: (
            connection.execute(
                update(inbox).where(inbox.c.event == "E1").values(platform="pigeon")
            ).rowcount
        )
    )

    claimed = await queue.claim(5)

    assert [one.event.id for one in claimed] == ["E2"]
    assert (await queue.backlog(), await queue.list_set_aside()) == (2, [])
    await database.close()
