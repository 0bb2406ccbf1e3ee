"""A real Chromium for tests, and a page that fails its test on any console error."""

import os
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

CHROMIUM = Path("/usr/bin/chromium")
_IS_INSTALLED = CHROMIUM.exists()
WIDTHS = (1280, 390)
# Settings for `open_page` with a page that calls for things from elsewhere: it gets nothing.
WITHOUT_A_NETWORK = {"proxy": {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}}


# One browser for all tests of a module: it takes longer to start than most of them take to run.
# Its loop outlives a single test, so tests with it are marked `in_the_browser`.
in_the_browser = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium():
    """Yield a running Chromium; skip where it is not installed, but never in CI."""
    if not _IS_INSTALLED:
        missing = f"{CHROMIUM} is missing: apt-get install chromium (make setup does)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],  # containers run as root
        )
        yield browser
        await browser.close()


@asynccontextmanager
async def open_page(browser, *, width=1280, forgiven=(), **session):
    """Yield a page of that width in a session of its own, with more settings for it if need be.

    In the end nothing may stand in its console, apart from what contains a `forgiven` word, and
    it may not scroll sideways.
    """
    context = await browser.new_context(viewport={"width": width, "height": 900}, **session)
    page = await context.new_page()
    page.set_default_timeout(10_000)
    errors = []
    page.on("console", lambda said: errors.append(said.text) if _is_bad(said) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    sideways = await scrolls_sideways(page)
    await context.close()
    assert [error for error in errors if not any(word in error for word in forgiven)] == []
    assert not sideways, f"the page scrolls sideways at {width} pixels"


async def scrolls_sideways(page):
    """Whether anything of the page sticks out to the right."""
    return await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def _is_bad(said):
    return said.type in {"error", "warning"}
