"""Microsoft's Agents Playground starts here, speaks to a bot and shows its answers."""

import asyncio
import json
from dataclasses import dataclass, field
from urllib.parse import quote

import aiohttp
import pytest_asyncio
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.routing import Route

from tests.browser import chromium, in_the_browser, open_page
from tests.serving import served
from tests.standins.playground import Playground, needs_playground

__all__ = ["chromium"]  # a fixture

pytestmark = [*in_the_browser, *needs_playground]


@dataclass
class Echo:
    """The smallest bot: says what it hears, and remembers it."""

    heard: list = field(default_factory=list)

    async def hear(self, request):
        activity = await request.json()
        self.heard.append(activity)
        answer = activity["type"] == "message"
        return Response(
            status_code=202, background=BackgroundTask(self._say, activity) if answer else None
        )

    async def until(self, kind):
        """Wait for activities of a kind and return them."""
        for _attempt in range(200):
            if found := [one for one in self.heard if one["type"] == kind]:
                return found
            await asyncio.sleep(0.05)
        return []

    async def _say(self, activity):
        place = quote(activity["conversation"]["id"], safe="")
        url = f"{activity['serviceUrl']}/v3/conversations/{place}/activities/{activity['id']}"
        told = {"type": "message", "text": f"I heard: {activity['text']}"}
        async with aiohttp.ClientSession() as session, session.post(url, json=told):
            pass


@pytest_asyncio.fixture(loop_scope="session")
async def echo():
    return Echo()


@pytest_asyncio.fixture(loop_scope="session")
async def playground(echo):
    app = Starlette(routes=[Route("/api/messages", echo.hear, methods=["POST"])])
    async with served(app) as url, Playground(f"{url}/api/messages") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def page(playground, chromium):
    # Its fonts and an ornament are on a host of Microsoft's, which nothing here calls.
    async with open_page(chromium, forgiven=["Failed to load"]) as opened:
        await opened.route("**/*", _only_here)
        opened.set_default_timeout(60_000)  # its page is large, and a busy machine slow
        await opened.goto(playground.url, wait_until="domcontentloaded")
        yield opened


async def _only_here(route):
    is_here = route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    await (route.continue_() if is_here else route.abort())


async def test_a_message_typed_there_reaches_the_bot_and_its_answer_is_shown(page, echo):
    composer = page.locator('[data-lexical-editor="true"]').last
    await composer.click()
    await page.keyboard.type("good morning")
    await page.keyboard.press("Enter")
    await page.get_by_text("I heard: good morning").first.wait_for()

    [message] = [one for one in echo.heard if one["type"] == "message"]
    assert message["text"] == "good morning"
    assert message["from"]["id"] == "29:ada"
    assert message["conversation"]["conversationType"] == "personal"
    assert message["conversation"]["tenantId"] == "11111111-1111-4111-8111-111111111111"


async def test_any_activity_is_delivered_as_it_is_and_recorded(playground, echo):
    edit = {
        "type": "messageUpdate",
        "id": "1700000000000",
        "text": "changed",
        "channelId": "msteams",
        "from": {"id": "29:bob"},
        "recipient": {"id": "28:33333333-3333-4333-8333-333333333333"},
        "conversation": {"id": "a:ada", "conversationType": "personal"},
        "channelData": {"eventType": "editMessage"},
    }

    status, _told = await playground.deliver(edit)
    heard = await echo.until("messageUpdate")

    assert status == 200
    assert [(one["text"], one["channelData"]["eventType"]) for one in heard] == [
        ("changed", "editMessage")
    ]
    assert "messageUpdate" in json.dumps(playground.recorded())
