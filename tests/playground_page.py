"""What the browser tests of Microsoft's Playground do again and again."""

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.browser import WITHOUT_A_NETWORK, open_page
from tests.e2e.running import Bot, playground_settings
from tests.standins.playground import Playground
from tests.standins.teams import StandInTeams

PERSONAL = "Personal Chat"
PATIENCE_MS = 60_000  # its page is large, and a busy machine slow
_COMPOSER = '[data-lexical-editor="true"]'


@dataclass(frozen=True)
class House:
    """A bot as an admin runs it, the Playground before it, and what both have to say."""

    origin: str
    sign_in_link: str
    playground: Playground
    teams: StandInTeams  # makes the activities the Playground has no menu for, and serves files

    async def happen(self, make, message, **changes):
        """Send the bot an activity about a message, by way of the Playground."""
        activity = make(message, serviceUrl=f"{self.playground.url}/_connector", **changes)
        status, told = await self.playground.deliver(activity)
        assert status == 200, told

    async def settled(self):
        """Wait until the bot has nothing left to do."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        async with aiohttp.ClientSession() as session:
            while time.monotonic() < deadline:
                async with session.get(f"{self.origin}/readyz") as answer:
                    if (await answer.json())["backlog"] == 0:
                        return
                await asyncio.sleep(0.05)
        raise TimeoutError("the backlog did not empty")


@asynccontextmanager
async def open_house(folder):
    """Yield a bot in a process of its own, and a Playground without a network."""
    with StandInTeams() as teams:
        bot = Bot(["serve", "--port", "0"], _settings(teams, folder))
        try:
            origin = await asyncio.to_thread(bot.origin)
            link = await asyncio.to_thread(bot.sign_in_link)
            async with Playground(f"{origin}/api/messages") as playground:
                yield House(origin, link, playground, teams)
        finally:
            bot.stop()


def _settings(teams, folder):
    return playground_settings(teams.files_origin, folder, CHATWARDEN_WARNINGS_PER_MINUTE="1000")


class Client:
    """The Playground's page in a browser; Ada Adams sits before it.

    It forgets what was said when it is opened anew, so each test sees its own messages alone.
    """

    def __init__(self, page, url):
        self.page, self._url = page, url

    async def open(self):
        """Open the page, and wait until it has told the bot that Ada is there."""
        await self.page.goto(self._url, wait_until="domcontentloaded")
        await self.page.get_by_text("conversationUpdate 202").first.wait_for()

    async def turn_to(self, place):
        """Open a chat or a channel."""
        await self.page.get_by_text(place, exact=True).first.click()

    async def write(self, text):
        """Write in the chat that is open."""
        await self._compose(self.page.locator(_COMPOSER).last, text)
        await self.page.keyboard.press("Enter")

    async def post(self, text):
        """Begin a thread in the channel that is open."""
        await self._compose(self.page.locator(_COMPOSER).first, text)
        await self.page.get_by_role("button", name="Post", exact=True).click()

    async def warning(self, number=0):
        """Wait for a warning in the personal chat and return its card."""
        await self.turn_to(PERSONAL)
        card = self.cards("may not belong here").nth(number)
        await card.wait_for()
        return card

    def cards(self, words):
        """Return the cards on the page with those words."""
        return self.page.locator(".ac-adaptiveCard", has_text=words)

    async def _compose(self, composer, text):
        await composer.click()
        if text.startswith("@"):
            await self.page.keyboard.type("@")
            name, _, text = text[1:].partition(" ")
            await self.page.locator("#typeahead-menu").get_by_text(name).click()
            text = f" {text}"
        await self.page.keyboard.insert_text(text)


@asynccontextmanager
async def open_client(browser, house, **session):
    """Yield the Playground's page."""
    session |= WITHOUT_A_NETWORK
    # Its fonts and an ornament are on a host of Microsoft's, which nothing here calls.
    async with open_page(browser, forgiven=["Failed to load"], **session) as page:
        page.set_default_timeout(PATIENCE_MS)
        yield Client(page, house.playground.url)
