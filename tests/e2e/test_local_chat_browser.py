"""The local chat in a real browser: what a newcomer does first."""

import time

import pytest

from tests.browser import WIDTHS, chromium, in_the_browser, open_page
from tests.chat_page import be, enter, say, site, turn_to, warned_page

__all__ = ["chromium", "site"]  # fixtures

pytestmark = in_the_browser
both_widths = pytest.mark.parametrize("width", WIDTHS)
SSN = "536-22-8731"
LIST = {"name": "new-hires.csv", "mimeType": "text/csv", "buffer": f"name,ssn\nA,{SSN}\n".encode()}


@both_widths
async def test_a_warning_comes_at_once_masked_and_with_its_clause(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)
        await say(page, "good morning")  # the first message warms everything up
        await page.get_by_text("✓ checked in").wait_for()
        await page.get_by_role("button", name="Social Security number").click()
        started = time.monotonic()

        await page.get_by_role("button", name="Send").click()
        warning = page.locator(".warning")
        await warning.wait_for()

        took, words = time.monotonic() - started, await warning.inner_text()
        assert took < 2  # the page's own work and a busy machine included
        assert "a Social Security number: ••••••" in words
        cited = site.chat.room.posts()[-1].warned.notice.clauses[0]
        assert cited.citation in words
        assert cited.asks in words
        assert SSN not in words
        announced = await page.locator("#announcer").text_content()
        assert announced.startswith("Warning, only for you: Your message may not belong here.")


async def test_the_reasons_can_be_opened(site, chromium):
    async with open_page(chromium) as page:
        warning = await warned_page(page, site)

        await warning.get_by_text("Why this warning").click()

        reasons = await warning.locator(".why").inner_text()
        assert "nc-ccps-im/confidential" in reasons
        assert "What prevailed" in reasons
        assert "% sure" in reasons


@both_widths
async def test_remove_it_for_me(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)

        await warning.get_by_role("button", name="Remove it for me").click()

        await warning.get_by_text("Removed at your request.").wait_for()
        assert SSN not in await page.locator("#posts").inner_text()
        assert await warning.get_by_role("button").count() == 0


@both_widths
async def test_it_is_needed_asks_why_and_records_it(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)

        await warning.get_by_role("button", name="It is needed, because…").click()
        await page.keyboard.type("payroll asks for it")
        await warning.get_by_role("button", name="Record this").click()

        await warning.get_by_text("Recorded: it is needed. “payroll asks for it”").wait_for()
        assert SSN in await page.locator("#posts").inner_text()


async def test_this_is_not_confidential(site, chromium):
    async with open_page(chromium) as page:
        warning = await warned_page(page, site)

        await warning.get_by_role("button", name="This is not confidential").click()

        await warning.get_by_text("Recorded: you say this is not confidential.").wait_for()


@both_widths
async def test_the_admins_are_told_and_the_thread_is_in_the_supervisors_queue(
    site, chromium, width
):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)
        await warning.wait_for()
        await turn_to(page, "behind")
        await page.locator(".note").get_by_text("A message in benefits-team was flagged").wait_for()

        await turn_to(page, "places")
        async with page.context.expect_page() as opened:
            await page.get_by_role("link", name="Open the review queue").first.click()
        queue = await opened.value
        await queue.goto(site.url)

        await queue.get_by_text("benefits-team").first.wait_for()
        assert SSN not in await queue.inner_text("body")


async def test_a_case_appears_in_an_open_queue(site, chromium):
    async with open_page(chromium) as queue:
        await queue.goto(f"{site.url}/chat/supervisor")
        await queue.goto(site.url)
        async with open_page(chromium) as page:
            await (await warned_page(page, site)).wait_for()

        await queue.get_by_text("benefits-team").first.wait_for()


@both_widths
async def test_a_file_is_warned_about_and_the_recipients_are_told(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)
        await page.set_input_files("#file", LIST)
        await page.get_by_role("button", name="Send").click()
        await page.locator(".found-list").get_by_text("in “new-hires.csv”, row 2").wait_for()

        await be(page, "Marcus Oyelaran")

        await page.get_by_text("Please do not open “new-hires.csv”.").wait_for()
        assert await page.locator(".warning").count() == 0


@both_widths
async def test_an_edit_is_inspected_again(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)
        await warning.wait_for()
        await page.locator(".post").hover()
        await page.get_by_role("button", name="Edit").click()
        await page.get_by_label("New text of the message").fill("it is in the HR system")

        await page.get_by_role("button", name="Save").click()

        await warning.get_by_text("the new version raises nothing").wait_for()


@both_widths
async def test_the_scene_plays_at_one_click(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)

        await page.get_by_role("button", name="Play a scene").click()

        await page.get_by_text("1 of 14 · seen as Marcus Oyelaran.").wait_for()
        await page.get_by_text("The renewal forms are up").wait_for()
        await page.get_by_role("button", name="Stop").click()
        await page.locator("#playing").wait_for(state="hidden")
