"""Makes the pictures of docs/howto/install-teams.md anew: `python -m tests.teams_pictures`.

It needs Chromium and the Playground (make setup).
"""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser import CHROMIUM
from tests.playground_page import open_client, open_house
from tests.standins.teams_company import ADA, REPORTS

IMAGES = Path(__file__).parents[1] / "docs" / "images"
TEXT = "my ssn is 536-22-8765"
WHY = "Payroll needs it today; the HR system is down."


async def draw(client, house):
    """Take a warning about a message in a channel, before and after its author answered."""
    await client.open()
    said = house.teams.world.say(REPORTS, ADA, TEXT)
    await house.happen(house.teams.events.message, said)
    card = await client.warning()
    await house.settled()  # else the page may move while it is drawn
    await card.screenshot(path=IMAGES / "teams-warning.png")
    await card.get_by_role("button", name="It is needed, because…").click()
    await card.get_by_label("Why is it needed here?").fill(WHY)
    await card.get_by_role("button", name="Send").click()
    await card.get_by_text("Your reason is recorded.").wait_for()
    await card.screenshot(path=IMAGES / "teams-answered.png")


async def main():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with tempfile.TemporaryDirectory() as folder:
            async with (
                open_house(folder) as house,
                open_client(browser, house, device_scale_factor=2) as client,
            ):
                await draw(client, house)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
