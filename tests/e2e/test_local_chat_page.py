"""The page of the local chat in a real browser: quiet where it should be, and within reach."""

import pytest

from tests.browser import WIDTHS, chromium, in_the_browser, open_page
from tests.chat_page import enter, say, site, turn_to, warned_page

__all__ = ["chromium", "site"]  # fixtures

pytestmark = in_the_browser
both_widths = pytest.mark.parametrize("width", WIDTHS)
SSN = "536-22-8731"


async def test_a_look_alike_stays_quiet(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)

        await page.get_by_role("button", name="Harmless look-alike").click()
        await page.keyboard.press("Enter")

        await page.get_by_text("✓ checked in").wait_for()
        assert await page.locator(".warning").count() == 0


async def test_the_keyboard_changes_who_one_is_and_keeps_the_focus(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        await page.get_by_role("radio", name="Dana Whitfield").focus()

        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")

        await page.get_by_role("heading", name="# northfield-rollout").wait_for()
        assert await page.evaluate("document.activeElement.value") == "priya"


async def test_a_page_says_when_the_chat_is_gone(site, chromium):
    async with open_page(chromium, forgiven=("ERR_",)) as page:
        await enter(page, site)

        await site.chat.close()

        await page.get_by_text("The chat does not answer.").wait_for()


async def test_a_dropped_file_is_added(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        carried = await page.evaluate_handle(
            "() => { const data = new DataTransfer();"
            " data.items.add(new File(['x'], 'dropped.txt')); return data; }"
        )

        await page.dispatch_event("#pane-talk", "drop", {"dataTransfer": carried})

        assert "dropped.txt" in await page.locator("#pending").inner_text()


async def test_a_deleted_message_leaves_a_gap(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        await say(page, "never mind")
        await page.get_by_text("✓ checked in").wait_for()
        await page.locator(".post").hover()

        await page.get_by_role("button", name="Delete").click()

        await page.get_by_text("Deleted by its author.").wait_for()


@both_widths
async def test_without_policies_it_is_quiet(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)
        await turn_to(page, "behind")
        for box in await page.locator("#policies input").all():
            await box.uncheck()
        await page.get_by_text("No policy governs").wait_for()
        await turn_to(page, "talk")

        await say(page, f"my ssn is {SSN}")

        await page.get_by_text("✓ checked in").wait_for()
        assert await page.locator(".warning").count() == 0


async def test_markup_is_shown_as_it_was_typed(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)

        await say(page, "<img src=x onerror=document.title='x'> <b>bold</b>")

        await page.get_by_text("<b>bold</b>").wait_for()
        assert await page.title() == "Local chat · Chatwarden"


async def test_a_reply_stands_under_what_it_answers(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        await say(page, "who covers?")
        await page.get_by_text("✓ checked in").wait_for()
        await page.locator(".post").hover()
        await page.get_by_role("button", name="Reply").click()

        await say(page, "I do")

        await page.locator(".replies").get_by_text("I do").wait_for()


async def test_a_reset_empties_the_chat(site, chromium):
    async with open_page(chromium) as page:
        await (await warned_page(page, site)).wait_for()

        await page.get_by_role("button", name="Reset").click()

        await page.get_by_text("A chat like any other").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_control_has_a_name_and_the_keyboard_reaches_it(site, chromium, scheme):
    async with open_page(chromium) as page:
        await page.emulate_media(color_scheme=scheme)
        await (await warned_page(page, site)).wait_for()

        nameless = await page.evaluate(
            "[...document.querySelectorAll('button, a, input:not([hidden]), textarea')]"
            ".filter(c => !(c.textContent.trim() || c.labels?.length || c.ariaLabel)).length"
        )
        await page.get_by_label("Message", exact=True).focus()
        await page.keyboard.press("Tab")

        assert nameless == 0
        assert await page.evaluate("document.activeElement.textContent") == "Send"
