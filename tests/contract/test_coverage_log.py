"""What every log of coverage gaps keeps to."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.coverage import CoverageGap
from bot.domain.message import Platform
from tests.builders import NOON


def gap(**changes):
    defaults = {
        "platform": Platform.SLACK,
        "tenant": "T1",
        "conversation": "C1",
        "since": NOON,
        "because": "the bot is not in the channel",
        "way_round": "invite it",
    }
    return CoverageGap(**defaults | changes)


async def test_a_gap_is_shown_as_it_was_recorded(coverage):
    await coverage.open_gap(gap())

    assert await coverage.gaps() == [gap()]


async def test_a_gap_that_is_open_already_is_recorded_once(coverage):
    await coverage.open_gap(gap())
    await coverage.open_gap(gap(since=NOON + timedelta(hours=1)))

    assert await coverage.gaps() == [gap()]


async def test_another_reason_is_another_gap(coverage):
    other = gap(because="the file scope is missing")

    await coverage.open_gap(gap())
    await coverage.open_gap(other)

    assert await coverage.gaps() == [other, gap()]


async def test_closing_ends_the_gaps_of_that_conversation_now(coverage, clock):
    for conversation in ("C1", "C2", ""):
        await coverage.open_gap(gap(conversation=conversation))
    clock.advance(hours=2)

    await coverage.close_gaps(Platform.SLACK, "T1", "C1")

    ended = replace(gap(), until=NOON + timedelta(hours=2))
    assert await coverage.gaps() == [gap(conversation=""), gap(conversation="C2"), ended]


async def test_a_gap_that_ended_may_open_again(coverage, clock):
    await coverage.open_gap(gap())
    await coverage.close_gaps(Platform.SLACK, "T1", "C1")
    again = gap(since=NOON + timedelta(hours=1))

    await coverage.open_gap(again)

    assert await coverage.gaps() == [again, replace(gap(), until=NOON)]


async def test_no_more_gaps_are_shown_than_asked_for(coverage):
    for number in range(3):
        await coverage.open_gap(
            gap(since=NOON + timedelta(hours=number), because=f"reason {number}")
        )

    assert [shown.because for shown in await coverage.gaps(limit=2)] == ["reason 2", "reason 1"]
