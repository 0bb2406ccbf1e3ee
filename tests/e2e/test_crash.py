"""Whatever dies when: an acknowledged message leads to exactly one warning."""

import asyncio

import aiohttp
import pytest

from tests.e2e.running import Bot, slack_settings
from tests.standins.slack import StandInSlack
from tests.standins.slack_events import Sender, message_event

CONFIDENTIAL = "her ssn is 536-22-8765, please file it"


class StallingSlack(StandInSlack):
    """Stalls one method before it is done, or after: done, but nobody is told."""

    before = ""
    after = ""

    def __init__(self, **more):
        self.reached = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        super().__init__(**more)

    async def _call(self, request):
        name = request.path_params["method"]
        if name == self.before:
            await self._stall(lambda: name == self.before)
        answer = await super()._call(request)
        if name == self.after:
            await self._stall(lambda: name == self.after)
        return answer

    async def _stall(self, still):
        self._loop.call_soon_threadsafe(self.reached.set)
        while still():  # noqa: ASYNC110 -- set from another thread, where an Event may not be
            await asyncio.sleep(0.02)

    def let_go(self):
        self.before = self.after = ""


@pytest.fixture
async def slack():
    stand_in = StallingSlack().start()
    yield stand_in
    stand_in.let_go()
    stand_in.stop()


@pytest.fixture
def start(slack, tmp_path):
    bots = []

    def start_one():
        settings = slack_settings(slack.api_url, tmp_path / "data")
        bots.append(Bot(["serve", "--port", "0"], settings))
        return bots[-1]

    yield start_one
    for bot in bots:
        if bot.process.poll() is None:
            bot.stop()


async def _send(bot, event):
    origin = await asyncio.to_thread(bot.origin)
    sender = Sender(origin)
    answer = await sender.event(event, event_id="Ev0000CRASH")
    await sender.close()
    return origin, answer


async def _handled(origin):
    async with aiohttp.ClientSession() as session:
        for _ in range(600):
            async with session.get(f"{origin}/readyz") as answer:
                if (await answer.json())["backlog"] == 0:
                    return
            await asyncio.sleep(0.05)
    raise TimeoutError("the backlog did not empty")


MOMENTS = {
    "before the warning went out": ("before", "chat.postMessage"),
    "after it went out, before that was written down": ("after", "chat.postMessage"),
    "before anybody was looked up": ("before", "users.info"),
}


@pytest.mark.parametrize(("when", "method"), MOMENTS.values(), ids=MOMENTS.keys())
async def test_a_bot_killed_after_acknowledging_warns_exactly_once(slack, start, when, method):
    event = message_event(slack.world.say("C0GENERAL", "UADA", CONFIDENTIAL))
    setattr(slack, when, method)
    first = start()
    _, acknowledged = await _send(first, event)
    await asyncio.wait_for(slack.reached.wait(), 20)
    first.kill()
    slack.let_go()

    # The platform may send it again to the new process; that must not make it two.
    origin, repeated = await _send(start(), event)
    await _handled(origin)

    warnings = [sent for sent in slack.world.sent_to("UADA") if "3.b" in str(sent)]
    assert (acknowledged.status, repeated.status, len(warnings)) == (200, 200, 1)
