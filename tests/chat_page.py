"""What the browser tests of the local chat do again and again."""

import pytest_asyncio

from tests.chat_site import chat_site


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path):
    """Serve a chat for one test."""
    async with chat_site(tmp_path) as served_site:
        yield served_site


async def enter(page, site, *, who="dana", place="benefits-team"):
    await page.goto(f"{site.url}/chat#{who}/{place}")
    await page.wait_for_selector("[name=person]", state="attached")


async def turn_to(page, pane):
    tab = page.locator(f"[data-go={pane}]")
    if await tab.is_visible():
        await tab.click()


async def be(page, name):
    await turn_to(page, "places")
    await page.get_by_role("radio", name=name).check(force=True)
    await turn_to(page, "talk")


async def say(page, text):
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_role("button", name="Send").click()


async def warned_page(page, site):
    await enter(page, site)
    await page.get_by_role("button", name="Social Security number").click()
    await page.get_by_role("button", name="Send").click()
    return page.locator(".warning")
