"""What every vault keeps to."""

import asyncio
from datetime import timedelta

import pytest

from tests.builders import NOON


async def test_a_value_comes_back_as_it_was_put(vault):
    await vault.put("slack", "T1/bot", b"xoxb-1")

    assert await vault.get("slack", "T1/bot") == b"xoxb-1"


async def test_what_was_never_put_is_not_there(vault):
    assert (await vault.get("slack", "T1"), await vault.take("slack", "T1")) == (None, None)


async def test_a_later_value_replaces_the_earlier(vault):
    await vault.put("slack", "T1", b"old", expires=NOON + timedelta(minutes=1))
    await vault.put("slack", "T1", b"new")

    assert await vault.get("slack", "T1") == b"new"


async def test_the_same_key_in_another_space_is_another_value(vault):
    await vault.put("slack", "T1", b"token")
    await vault.put("states", "T1", b"state")

    assert (await vault.get("slack", "T1"), await vault.get("states", "T1")) == (b"token", b"state")


@pytest.mark.parametrize(("passed", "there"), [(59, b"state"), (60, None)], ids=["before", "after"])
async def test_a_value_is_gone_when_it_has_expired(vault, clock, passed, there):
    await vault.put("states", "a", b"state", expires=NOON + timedelta(seconds=60))

    clock.advance(seconds=passed)

    assert await vault.get("states", "a") == there


async def test_an_expired_value_cannot_be_taken(vault, clock):
    await vault.put("states", "a", b"state", expires=NOON + timedelta(seconds=60))

    clock.advance(seconds=61)

    assert await vault.take("states", "a") is None


async def test_of_two_takers_only_one_gets_the_value(vault):
    await vault.put("states", "a", b"state")

    taken = await asyncio.gather(vault.take("states", "a"), vault.take("states", "a"))

    assert sorted(taken, key=bool) == [None, b"state"]


async def test_deleting_takes_every_key_that_begins_so_and_no_other(vault):
    for key in ("T1/bot", "T1/user", "T2/bot", "t1/bot", "T%/bot"):
        await vault.put("slack", key, b"token")
    await vault.put("states", "T1/bot", b"state")

    deleted = await vault.delete("slack", "T1")

    left = [
        key
        for key in ("T1/bot", "T1/user", "T2/bot", "t1/bot", "T%/bot")
        if await vault.get("slack", key)
    ]
    assert (deleted, left) == (2, ["T2/bot", "t1/bot", "T%/bot"])
    assert await vault.get("states", "T1/bot") == b"state"


async def test_a_wildcard_in_a_prefix_is_a_letter_like_any_other(vault):
    await vault.put("slack", "T1", b"token")

    assert await vault.delete("slack", "%") == 0
