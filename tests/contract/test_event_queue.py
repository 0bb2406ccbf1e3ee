"""What every event queue keeps to."""

import asyncio
from datetime import timedelta

from bot.domain.event import ClaimedEvent, InboundEvent, SetAside
from bot.domain.message import Platform
from tests.builders import NOON

SOON = timedelta(seconds=5)


def event(number=1, **changes):
    defaults = {
        "platform": Platform.LOCAL,
        "tenant": "T1",
        "id": f"E{number}",
        "kind": "message",
        "body": f'{{"text": "body {number}"}}'.encode(),
        "received_at": NOON,
        "lane": f"C{number}",
    }
    return InboundEvent(**defaults | changes)


async def ids_claimed(queue, limit=10):
    return [claimed.event.id for claimed in await queue.claim(limit)]


async def test_an_event_comes_out_as_it_went_in(queue):
    await queue.put(event())

    claimed = await queue.claim(10)

    assert claimed == [ClaimedEvent(number=claimed[0].number, event=event(), attempt=1)]


async def test_events_come_out_in_order_of_arrival(queue):
    for number in (3, 1, 2):
        await queue.put(event(number))

    assert await ids_claimed(queue) == ["E3", "E1", "E2"]


async def test_no_more_events_are_claimed_than_asked_for(queue):
    for number in range(5):
        await queue.put(event(number))

    first, second = await ids_claimed(queue, 2), await ids_claimed(queue, 2)

    assert (first, second) == (["E0", "E1"], ["E2", "E3"])


async def test_an_event_delivered_twice_is_there_once(queue):
    news = [await queue.put(event()), await queue.put(event())]

    assert (news, await ids_claimed(queue)) == ([True, False], ["E1"])


async def test_an_id_is_unique_within_platform_and_tenant_only(queue):
    news = [
        await queue.put(event()),
        await queue.put(event(tenant="T2")),
        await queue.put(event(platform=Platform.SLACK)),
    ]

    assert (news, await queue.backlog()) == ([True, True, True], 3)


async def test_an_event_that_is_done_is_known_when_it_comes_again(queue):
    await queue.put(event())
    (claimed,) = await queue.claim(1)

    await queue.done(claimed.number)

    assert (await queue.put(event()), await queue.backlog()) == (False, 0)


async def test_a_lane_is_handled_one_event_after_the_other(queue):
    await queue.put(event(1, lane="C1"))
    await queue.put(event(2, lane="C1"))
    await queue.put(event(3, lane="C2"))
    first, other_lane = await queue.claim(10)

    while_in_hand = await ids_claimed(queue)
    await queue.done(first.number)
    after = await ids_claimed(queue)

    assert (first.event.id, other_lane.event.id) == ("E1", "E3")
    assert (while_in_hand, after) == ([], ["E2"])


async def test_the_same_lane_of_another_tenant_is_another_lane(queue):
    await queue.put(event(1, lane="C1"))
    await queue.put(event(2, lane="C1", tenant="T2"))

    assert await ids_claimed(queue) == ["E1", "E2"]


async def test_events_without_a_lane_do_not_wait_for_each_other(queue):
    await queue.put(event(1, lane=""))
    await queue.put(event(2, lane=""))

    assert await ids_claimed(queue) == ["E1", "E2"]


async def test_a_crowded_lane_does_not_keep_others_waiting(queue):
    await asyncio.gather(*(queue.put(event(number, lane="crowd")) for number in range(300)))
    await queue.put(event(300, lane="quiet"))

    assert await ids_claimed(queue, 2) == ["E0", "E300"]


async def test_a_retry_is_handed_out_at_its_time_with_its_attempt(queue, clock):
    await queue.put(event())
    (claimed,) = await queue.claim(1)
    await queue.retry(claimed.number, at=NOON + timedelta(seconds=30), because="TryLater")

    clock.advance(seconds=29)
    too_early = await queue.claim(1)
    clock.advance(seconds=1)
    (again,) = await queue.claim(1)

    assert (too_early, again.attempt, again.event) == ([], 2, event())


async def test_an_event_waiting_for_its_retry_lets_its_lane_pass(queue):
    await queue.put(event(1, lane="C1"))
    await queue.put(event(2, lane="C1"))
    (claimed,) = await queue.claim(10)

    await queue.retry(claimed.number, at=NOON + timedelta(seconds=30), because="TryLater")

    assert await ids_claimed(queue) == ["E2"]


async def test_a_retry_that_is_due_comes_before_later_events_of_its_lane(queue, clock):
    for number in (1, 2, 3):
        await queue.put(event(number, lane="C1"))
    (first,) = await queue.claim(10)
    await queue.retry(first.number, at=NOON + timedelta(seconds=30), because="TryLater")
    (second,) = await queue.claim(10)
    clock.advance(seconds=31)

    await queue.done(second.number)

    assert await ids_claimed(queue) == ["E1"]


async def test_what_is_set_aside_is_shown_and_handed_out_no_more(queue):
    await queue.put(event())
    (claimed,) = await queue.claim(1)

    await queue.set_aside(claimed.number, because="KeyError")

    assert (await queue.claim(10), await queue.backlog()) == ([], 0)
    assert await queue.count_set_aside() == 1
    assert await queue.list_set_aside() == [
        SetAside(
            number=claimed.number,
            platform=Platform.LOCAL,
            tenant="T1",
            kind="message",
            received_at=NOON,
            attempts=1,
            because="KeyError",
        )
    ]


async def test_what_was_set_aside_last_is_shown_first(queue, clock):
    for number in (1, 2):
        await queue.put(event(number, kind=f"kind {number}"))
    for claimed in reversed(await queue.claim(2)):
        clock.advance(seconds=1)
        await queue.set_aside(claimed.number, because="KeyError")

    assert [aside.kind for aside in await queue.list_set_aside()] == ["kind 1", "kind 2"]


async def test_what_was_set_aside_can_be_handed_out_again(queue):
    await queue.put(event())
    (claimed,) = await queue.claim(1)
    await queue.set_aside(claimed.number, because="KeyError")

    await queue.requeue(claimed.number)

    assert (await queue.list_set_aside(), await queue.count_set_aside()) == ([], 0)
    assert await queue.claim(1) == [claimed]


async def test_what_was_in_hand_is_handed_out_again_after_recovery(queue):
    for number in (1, 2, 3):
        await queue.put(event(number))
    done, _in_hand = await queue.claim(2)
    await queue.done(done.number)

    recovered = await queue.recover()

    assert (recovered, await ids_claimed(queue)) == (1, ["E2", "E3"])


async def test_what_kills_the_process_again_and_again_is_set_aside(queue):
    await queue.put(event())

    recovered = [(await queue.claim(1), await queue.recover())[1] for _ in range(12)]

    assert recovered == [1] * 9 + [0] * 3
    assert [aside.because for aside in await queue.list_set_aside()] == [
        "The process died 10 times while handling it."
    ]


async def test_settling_an_event_that_is_not_in_hand_changes_nothing(queue):
    await queue.put(event())

    await queue.done(1)
    await queue.requeue(1)

    assert await ids_claimed(queue) == ["E1"]


async def test_forgetting_a_tenant_disposes_of_its_events_alone(queue):
    await queue.put(event(1))
    await queue.put(event(2, tenant="T2"))

    await queue.forget(Platform.LOCAL, "T1")

    assert await ids_claimed(queue) == ["E2"]


async def test_waiting_ends_when_an_event_comes(queue):
    waiting = asyncio.create_task(queue.wait(SOON))
    await asyncio.sleep(0)

    await queue.put(event())
    await asyncio.wait_for(waiting, 1)

    assert await ids_claimed(queue) == ["E1"]


async def test_waiting_ends_when_its_time_is_up(queue):
    await asyncio.wait_for(queue.wait(timedelta(milliseconds=10)), 1)

    assert await queue.claim(1) == []


async def test_an_event_put_between_claiming_and_waiting_is_not_slept_over(queue):
    await queue.claim(1)
    await queue.put(event())

    await asyncio.wait_for(queue.wait(SOON), 1)

    assert await ids_claimed(queue) == ["E1"]


async def test_a_thousand_events_put_at_once_are_each_handled_once(queue):
    await asyncio.gather(
        *(queue.put(event(number, lane=f"C{number % 50}")) for number in range(1000))
    )
    handled = []

    while claimed := await queue.claim(50):
        handled += [one.event.id for one in claimed]
        await asyncio.gather(*(queue.done(one.number) for one in claimed))

    assert sorted(handled) == sorted(f"E{number}" for number in range(1000))
