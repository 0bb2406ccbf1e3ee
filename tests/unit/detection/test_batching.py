"""One call for all callers that come together."""

import asyncio
import threading

import pytest

from bot.detection.batching import Batcher


async def test_callers_that_come_together_share_a_batch():
    batches = []

    def run(items):
        batches.append(list(items))
        return [item * 2 for item in items]

    batcher = Batcher(run, at_most=8)

    results = await asyncio.gather(*batcher.submit([1, 2]), *batcher.submit([3]))

    assert results == [2, 4, 6]
    assert batches == [[1, 2, 3]]
    batcher.close()


async def test_no_batch_is_larger_than_its_bound():
    sizes = []

    def run(items):
        sizes.append(len(items))
        return list(items)

    batcher = Batcher(run, at_most=2)

    await asyncio.gather(*batcher.submit([1, 2, 3, 4, 5]))

    assert sizes == [2, 2, 1]
    batcher.close()


async def test_an_odd_item_does_not_cost_the_others_their_look():
    def run(items):
        if "odd" in items:
            raise LookupError("odd")
        return [item.upper() for item in items]

    batcher = Batcher(run, at_most=8)

    good, odd, fine = batcher.submit(["good", "odd", "fine"])

    assert await good == "GOOD"
    with pytest.raises(LookupError):
        await odd
    assert await fine == "FINE"
    batcher.close()


async def test_what_was_given_up_is_not_run():
    seen = []

    def run(items):
        seen.extend(items)
        return list(items)

    batcher = Batcher(run, at_most=8)
    first, second = batcher.submit([1, 2])

    first.cancel()
    await second

    assert seen == [2]
    batcher.close()


async def test_what_is_given_up_while_it_runs_harms_nobody():
    go_on = threading.Event()

    def run(items):
        go_on.wait(5)
        return list(items)

    batcher = Batcher(run, at_most=8)
    first, second = batcher.submit([1, 2])
    await asyncio.sleep(0.01)

    first.cancel()
    go_on.set()

    assert await second == 2
    batcher.close()
