"""The scripted conversation plays through the chat's own door."""

import asyncio
from collections import Counter

from bot.local.scene import DIRECT, SCENE, SHARED, TEAM
from tests.integration.local.conftest import checked

FAST = {"do": "play", "speed": 200}


async def played(site):
    async with asyncio.timeout(20):
        with site.chat.room.feed.follow() as follower:
            while site.chat.player.progress.running or not site.chat.player.progress.step:
                await follower.changes(1)
    return site.chat.player.progress


def texts(site):
    return {post.text for post in site.chat.room.posts()}


async def test_it_plays_to_its_end(site, dana):
    status, _ = await dana.post("/script", json=FAST)

    progress = await played(site)

    assert (status, progress.step) == (202, len(SCENE))


async def test_what_does_not_belong_is_flagged_and_the_rest_stays_quiet(site, dana):
    await dana.post("/script", json=FAST)
    await played(site)

    by_conversation = Counter(p.conversation for p in site.chat.room.posts() if p.warned)
    quiet = {post.text for post in site.chat.room.posts() if post.warned is None}

    # What the identifiers find at least; the rest needs the pipeline, which is not loaded here.
    assert by_conversation >= Counter({TEAM: 2, SHARED: 1, DIRECT: 1})
    assert {step.text for step in SCENE if step.is_harmless} <= quiet


async def test_it_can_be_stopped_and_played_again(site, dana):
    await dana.post("/script", json={"do": "play", "speed": 0.1})
    again, _ = await dana.post("/script", json=FAST)
    await dana.post("/script", json={"do": "stop"})
    stopped = site.chat.player.progress

    await dana.post("/reset")
    status, _ = await dana.post("/script", json=FAST)
    progress = await played(site)

    assert (again, stopped.running, status, progress.step) == (409, False, 202, len(SCENE))


async def test_a_reset_in_the_middle_ends_it(site, dana):
    await dana.post("/script", json={"do": "play", "speed": 4})
    await dana.sees(await dana.send("hello"), checked)

    await dana.post("/reset")

    assert (site.chat.player.progress.running, texts(site)) == (False, set())
