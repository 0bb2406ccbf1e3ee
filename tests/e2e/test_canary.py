"""A marked text goes through the whole house; afterwards it stands nowhere in the open."""

import asyncio
import re

import aiohttp
import pytest

from tests.e2e.running import Bot, slack_settings
from tests.standins.slack import StandInSlack
from tests.standins.slack_events import (
    Sender,
    buttons_of,
    deletion_event,
    edit_event,
    message_event,
    press,
    submit,
)

CANARY = "CanaryQuetzal7319"
SECRET = "536-22-8765"
TEXT = f"her ssn is {SECRET}, please file it, {CANARY}"


@pytest.fixture
async def slack():
    async with StandInSlack() as stand_in:
        stand_in.world.users["UADA"]["real_name"] = f"Ada {CANARY}"
        stand_in.world.users["UADA"]["profile"]["display_name"] = f"Ada {CANARY}"
        yield stand_in


@pytest.fixture
def bot(slack, tmp_path):
    loud = slack_settings(
        slack.api_url,
        tmp_path / "data",
        CHATWARDEN_LOG_LEVEL="DEBUG",
        CHATWARDEN_EVENT_ATTEMPTS="1",
        CHATWARDEN_MAX_BODY_BYTES="20000",
    )
    bot = Bot(["serve", "--port", "0"], loud)
    yield bot
    if bot.process.poll() is None:
        bot.stop()


async def _settled(origin):
    async with aiohttp.ClientSession() as session:
        for _ in range(600):
            async with session.get(f"{origin}/readyz") as answer:
                if (await answer.json())["backlog"] == 0:
                    return
            await asyncio.sleep(0.05)
    raise TimeoutError("the backlog did not empty")


async def _tell_everything(slack, send, origin):
    """Send the canary every way there is: good, changed, withdrawn, broken and forged."""
    said = slack.world.say("C0GENERAL", "UADA", TEXT)
    await send.event(message_event(said))
    await _settled(origin)
    changed = edit_event(said, TEXT + " again", edited_ts="1800000000.000001")
    await send.event(changed)
    slack.world.add_file("F0CANARY", f"{TEXT}\n".encode(), name=f"{CANARY}.csv", title=CANARY)
    shared = slack.world.say("C0GENERAL", "UADA", CANARY, files=[slack.file_object("F0CANARY")])
    await send.event(message_event(shared))
    await _settled(origin)
    await _answer(slack, send)
    await send.event(deletion_event(said))
    await send.event({"type": "message", "channel": {"odd": CANARY}, "user": 7, "ts": CANARY})
    await send.event({"type": "message", "channel": "C0GENERAL", "user": "UADA", "ts": [CANARY]})
    await send.event({"type": f"surprise_{CANARY}", "text": CANARY})
    await send.raw("{" + CANARY)
    await send.raw(CANARY * 2_000)
    await send.raw(f'{{"text": "{CANARY}"}}', at=0)
    await _settled(origin)


async def _answer(slack, send):
    warned = slack.world.sent_to("UADA")[0]
    await send.interaction(press(buttons_of(warned)["needed"]))
    opened = await asyncio.wait_for(_modal(slack), 20)
    await send.interaction(submit(opened["view"], f"because of {CANARY}"))


async def _modal(slack):
    while not (opened := slack.world.calls_to("views.open")):  # noqa: ASYNC110 -- another thread's
        await asyncio.sleep(0.02)
    return opened[0]


async def _pages(origin, link):
    """Return the numbers, and the case as the supervisor sees it before a reveal."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(f"{origin}/metrics") as answer:
            numbers = await answer.text()
        async with session.get(link):  # the cookie comes with it; the page leads on to the queue
            pass
        async with session.get(origin) as answer:
            queue = await answer.text()
        async with session.get(f"{origin}{re.search(r'/cases/[0-9]+', queue)[0]}") as answer:
            return numbers, queue, await answer.text()


async def test_the_canary_is_found_nowhere_but_in_front_of_the_supervisor(slack, bot, tmp_path):
    origin = await asyncio.to_thread(bot.origin)
    link = (await asyncio.to_thread(bot.wait_for, r"http://\S+/sign-in/\S+"))[0]
    send = Sender(origin)
    await _tell_everything(slack, send, origin)
    await send.close()
    numbers, queue, case = await _pages(origin, link)
    bot.stop()

    kept = b"".join(
        file.read_bytes() for file in sorted((tmp_path / "data").rglob("*")) if file.is_file()
    )
    told = str([given for name, given in slack.world.calls if name.startswith("chat.")])
    assert CANARY in case  # it did go through: the supervisor reads it
    assert {
        "printed": CANARY in "".join(bot.printed) or SECRET in "".join(bot.printed),
        "numbers": CANARY in numbers,
        "kept": CANARY.encode() in kept or SECRET.encode() in kept,
        "kept as utf-16": CANARY.encode("utf-16-le") in kept,
        "told": SECRET in told,
        "in the case before a reveal": SECRET in case,
        "in the queue": SECRET in queue,
    } == dict.fromkeys(
        (
            "printed",
            "numbers",
            "kept",
            "kept as utf-16",
            "told",
            "in the case before a reveal",
            "in the queue",
        ),
        False,
    )
