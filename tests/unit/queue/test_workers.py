"""The workers: what becomes of an event whose handler succeeds, fails, waits or hangs."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.message import Platform
from bot.errors import MalformedEvent, TryLater, UnknownMessage
from bot.queue.workers import describe
from tests.builders import NOON
from tests.unit.queue.building import SECRET, Script


async def test_every_event_is_handled_once(house):
    names = [f"E{number}" for number in range(40)]
    await house.put(*names)
    handler = Script()

    await house.work(handler)

    assert (sorted(handler.seen), house.outcomes()) == (sorted(names), {"done": 40})
    assert house.meter.times == {("handling",): 40, ("waiting",): 40}


async def test_what_a_dead_process_left_is_taken_up(house):
    await house.put("E1")
    await house.queue.claim(1)
    handler = Script()

    await house.work(handler)

    assert handler.seen == ["E1"]


async def test_an_event_that_failed_is_tried_again(house):
    await house.put("E1")
    handler = Script(E1=[KeyError(SECRET), KeyError(SECRET)])

    await house.work(handler)

    assert handler.seen == ["E1"] * 3
    assert house.outcomes() == {"retry": 2, "done": 1}


async def test_an_event_that_keeps_failing_is_set_aside_and_blocks_nobody(house):
    await house.put("bad", "good", lane="C1")
    handler = Script(bad=[KeyError(SECRET)] * 9)

    await house.work(handler, failures=3)

    (aside,) = await house.queue.list_set_aside()
    assert (aside.attempts, handler.seen.count("bad"), handler.seen.count("good")) == (3, 3, 1)
    assert house.outcomes() == {"retry": 2, "set_aside": 1, "done": 1}


async def test_waiting_for_the_platform_is_no_failure(house):
    await house.put("E1")
    handler = Script(E1=[TryLater(after=0.01)] * 8)

    await house.work(handler, failures=2)

    assert house.outcomes() == {"retry": 8, "done": 1}


async def test_a_platform_that_asks_to_wait_for_ever_is_not_obeyed_for_ever(house):
    await house.put("E1")
    handler = Script(E1=[TryLater(after=0.01)] * 50)

    await house.work(handler, attempts=5)

    assert house.outcomes() == {"retry": 4, "set_aside": 1}


@pytest.mark.parametrize("after", [float("inf"), float("nan"), -1e300, 1e12])
async def test_a_platform_that_asks_to_wait_beyond_sense_is_asked_again_within_the_hour(
    house, after
):
    await house.put("E1")

    await house.work(Script(E1=[TryLater(after=after)]))

    assert house.outcomes() == {"retry": 1, "done": 1}
    assert house.clock.now() - NOON <= timedelta(hours=2)


async def test_a_malformed_event_is_set_aside_at_once(house):
    await house.put("E1")

    await house.work(Script(E1=[MalformedEvent(SECRET)]))

    (aside,) = await house.queue.list_set_aside()
    assert aside.because == (
        "MalformedEvent: The event does not have the shape its platform documents."
    )


async def test_an_event_of_a_platform_nobody_handles_is_set_aside(house):
    await house.put("E1", platform=Platform.TEAMS)

    await house.work(Script())

    assert house.outcomes() == {"set_aside": 1}


async def test_a_handler_that_hangs_is_given_up_and_tried_again(house):
    await house.put("E1")

    async def hang():
        await asyncio.sleep(60)

    await house.work(Script(E1=[hang]), handling=timedelta(milliseconds=20))

    assert house.outcomes() == {"retry": 1, "done": 1}


async def test_a_handler_cancelled_from_within_is_tried_again(house):
    await house.put("E1")

    async def lose_heart():
        raise asyncio.CancelledError

    await house.work(Script(E1=[lose_heart]))

    assert house.outcomes() == {"retry": 1, "done": 1}


async def test_no_more_is_in_hand_at_once_than_allowed(house):
    await house.put(*(f"E{number}" for number in range(12)))
    in_hand, most = 0, 0

    async def count():
        nonlocal in_hand, most
        in_hand += 1
        most = max(most, in_hand)
        await asyncio.sleep(0.01)
        in_hand -= 1

    await house.work(Script(**{f"E{number}": [count] for number in range(12)}), at_once=3)

    assert most == 3


async def test_stopping_finishes_what_is_in_hand(house):
    await house.put("E1")
    began, finished = asyncio.Event(), []

    async def take_a_while():
        began.set()
        await asyncio.sleep(0.05)
        finished.append("E1")

    workers = house.hire(Script(E1=[take_a_while]))
    running = asyncio.create_task(workers.run())
    await began.wait()
    await house.put("E2")
    await workers.stop()
    await running

    assert (finished, await house.queue.backlog()) == (["E1"], 1)


async def test_what_takes_too_long_at_the_end_is_taken_up_at_the_next_start(house):
    await house.put("E1")
    began = asyncio.Event()

    async def hang():
        began.set()
        await asyncio.sleep(60)

    workers = house.hire(Script(E1=[hang]), grace=timedelta(milliseconds=10))
    running = asyncio.create_task(workers.run())
    await began.wait()
    await workers.stop()
    await asyncio.wait_for(running, 5)

    assert (await house.queue.recover(), await house.queue.backlog()) == (1, 1)


async def test_a_queue_that_fails_for_a_moment_does_not_end_the_workers(house):
    await house.put("E1")
    stumbles = {"claim": 2, "done": 2}
    settled = asyncio.Event()

    class Stumbling:
        """The queue, but the first calls fail as on a full disk."""

        def __getattr__(self, name):
            if stumbles.get(name):
                stumbles[name] -= 1
                raise OSError(28, SECRET)
            return getattr(house.queue, name)

    house.meter.count = lambda name, **labels: settled.set()
    handler = Script()
    workers = house.hire(handler)
    workers.queue = Stumbling()
    running = asyncio.create_task(workers.run())
    await asyncio.wait_for(settled.wait(), 10)
    await workers.stop()
    await running

    assert (handler.seen, stumbles, await house.queue.backlog()) == (
        ["E1"],
        {"claim": 0, "done": 0},
        0,
    )


async def test_a_queue_that_cannot_be_told_adds_no_failure_to_the_event(house):
    await house.put("E1")
    real, stumbles = house.queue.retry, [OSError(28, SECRET)] * 5

    async def stumble(number, **told):
        if stumbles:
            raise stumbles.pop()
        await real(number, **told)

    house.queue.retry = stumble
    handler = Script(E1=[KeyError(SECRET)])

    await house.work(handler, failures=3)

    assert (handler.seen, house.outcomes()) == (["E1"] * 2, {"retry": 1, "done": 1})


async def test_nothing_kept_about_a_failure_holds_its_text(house):
    await house.put("E1")

    await house.work(Script(E1=[ValueError(SECRET)] * 3), failures=3)

    (aside,) = await house.queue.list_set_aside()
    assert aside.because.startswith("ValueError in tests.unit.queue.building, line ")


@pytest.mark.parametrize(
    ("fault", "described"),
    [
        (UnknownMessage(SECRET), "UnknownMessage: There is no such message."),
        (KeyError(SECRET), "KeyError in an unknown place"),
    ],
    ids=["ours", "anybody's"],
)
def test_a_fault_is_described_by_its_kind(fault, described):
    assert describe(fault) == described
